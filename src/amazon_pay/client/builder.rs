use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use secrecy::SecretString;

use super::region::{Place, Region};
use super::{Client, user_agent};
use crate::amazon_pay::{ApiVersion, Environment, SERVICE};
use crate::client::core::Setup;
use crate::client::{Credentials, Endpoint, Http, Method, RetryPolicy, Throttle, Transport};
use crate::contract::Repeat;
use crate::error::{Error, Outcome};
use crate::sign::v2::SignatureMethod;

/// Sets up a [`Client`].
///
/// Credentials, the merchant and a place are needed: a region with an environment, or an endpoint.
#[must_use]
pub struct ClientBuilder {
    credentials: Option<Credentials>,
    seller_id: Option<String>,
    mws_auth_token: Option<SecretString>,
    place: Option<Place>,
    environment: Option<Environment>,
    application: Option<(String, String)>,
    throttle: Throttle,
    setup: Setup,
}

impl ClientBuilder {
    pub(super) fn new() -> Self {
        Self {
            credentials: None,
            seller_id: None,
            mws_auth_token: None,
            place: None,
            environment: None,
            application: None,
            throttle: Throttle::documented(),
            setup: Setup { retry: default_retries(), passing, ..Setup::new(own_namespace) },
        }
    }

    /// The MWS access key that signs requests.
    pub fn credentials(self, credentials: Credentials) -> Self {
        Self { credentials: Some(credentials), ..self }
    }

    /// The merchant for whom calls are made: the parameter `SellerId` of every request.
    pub fn seller_id(self, seller_id: impl Into<String>) -> Self {
        Self { seller_id: Some(seller_id.into()), ..self }
    }

    /// What lets a solution provider call for another merchant: the parameter `MWSAuthToken`. It is
    /// a secret.
    pub fn mws_auth_token(self, mws_auth_token: impl Into<String>) -> Self {
        Self { mws_auth_token: Some(SecretString::from(mws_auth_token.into())), ..self }
    }

    /// The region where the merchant is registered. Takes the place of an [endpoint](Self::endpoint).
    pub fn region(self, region: Region) -> Self {
        Self { place: Some(Place::Region(region)), ..self }
    }

    /// Whether money is real. There is no default: only the path of an [endpoint](Self::endpoint)
    /// can stand for it.
    pub fn environment(self, environment: Environment) -> Self {
        Self { environment: Some(environment), ..self }
    }

    /// Another address that speaks the protocol, such as a sandbox: [`Endpoint::url`]. Takes the place
    /// of a [region](Self::region).
    ///
    /// A path with `OffAmazonPayments` or `OffAmazonPayments_Sandbox` says which environment it is;
    /// to an address without a path, that of the chosen [environment](Self::environment) is added.
    pub fn endpoint(self, endpoint: Endpoint) -> Self {
        Self { place: Some(Place::Endpoint(endpoint)), ..self }
    }

    /// The name and the version of the program that calls, as the service wants to know them in each
    /// request's `User-Agent`: `Shop/1.0 (Language=Rust; …)`. Default: those of this crate.
    pub fn application(self, name: impl Into<String>, version: impl Into<String>) -> Self {
        Self { application: Some((name.into(), version.into())), ..self }
    }

    /// How long making a connection may take. Default: 5 s.
    pub fn connect_timeout(mut self, connect_timeout: Duration) -> Self {
        self.setup.connect_timeout = connect_timeout;
        self
    }

    /// How long one try may take, from the connection to the last byte of the answer, and how long a
    /// call may wait for its turn before that. Default: 60 s.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.setup.timeout = timeout;
        self
    }

    /// When a failed call is sent again.
    ///
    /// Default: at most three times, after pauses of half to the whole of 1, 4 and 10 seconds, which is
    /// longer than [`RetryPolicy::default`]. Whatever the policy, only HTTP statuses 500 and 503, `RequestThrottled`
    /// among them, and connections that were never made let a call be repeated; and where the service may have carried
    /// it out, only a call that reads, or one that its reference id makes safe to repeat.
    pub fn retry(mut self, retry: RetryPolicy) -> Self {
        self.setup.retry = retry;
        self
    }

    /// Whether calls wait until the service's quotas have room for them. Default:
    /// [`Throttle::documented`].
    pub fn throttle(self, throttle: Throttle) -> Self {
        Self { throttle, ..self }
    }

    /// The time that requests are signed with. Default: the system's.
    pub fn clock(mut self, clock: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        self.setup.clock = Box::new(clock);
        self
    }

    /// What sends requests instead of the HTTP client that comes with this crate: another client, or
    /// a closure in tests.
    pub fn http(mut self, http: impl Http) -> Self {
        self.setup.http = Some(Box::new(http));
        self
    }

    /// The client.
    ///
    /// # Errors
    /// [`Error::Configuration`] where something that it needs is missing or doesn't fit.
    pub fn build(mut self) -> Result<Client, Error> {
        let missing = |what: &str, how: &str| Error::Configuration(format!("there is no {what}: {how}"));
        let credentials =
            self.credentials.ok_or_else(|| missing("access key", "give credentials, or Credentials::from_env()"))?;
        let seller_id = self
            .seller_id
            .filter(|seller_id| !seller_id.trim().is_empty())
            .ok_or_else(|| missing("seller id", "give the id of the merchant for whom calls are made"))?;
        let place = self.place.ok_or_else(|| missing("place", "choose a region, or give the address of a sandbox"))?;
        let version = ApiVersion::default().as_str();
        let (endpoint, environment) = place.resolve(self.environment, version)?;

        let mut common = vec![("SellerId", SecretString::from(seller_id.as_str()))];
        common.extend(self.mws_auth_token.map(|token| ("MWSAuthToken", token)));
        let transport = Transport::Rest {
            credentials,
            method: Method::Post,
            signature_method: SignatureMethod::HmacSha256,
            common,
        };
        let (name, version_of_it) =
            self.application.as_ref().map_or(user_agent::CRATE, |(name, version)| (name, version));
        self.setup.user_agent = user_agent::of(name, version_of_it);
        self.setup.buckets = Some(self.throttle.buckets(quotas_of(environment)));
        let core = self.setup.core(&SERVICE, version, endpoint, transport)?;
        Ok(Client { core: Arc::new(core), seller_id: seller_id.into(), environment })
    }
}

/// The environment as the contract's quotas name it.
fn quotas_of(environment: Environment) -> &'static str {
    match environment {
        Environment::Live => "live",
        Environment::Sandbox => "sandbox",
    }
}

/// The service has spelt its namespace in many ways: with `https`, with a region's host, as that of the
/// sandbox, and with blanks.
fn own_namespace(namespace: &str) -> bool {
    let spelt = namespace.split_whitespace().collect::<String>();
    let Some((_, rest)) = spelt.split_once("://") else { return false };
    let Some((host, path)) = rest.split_once('/') else { return false };
    let path = path.trim_end_matches('/').replace("OffAmazonPayments_Sandbox", "OffAmazonPayments");
    host.starts_with("mws") && path == "schema/OffAmazonPayments/2013-01-01"
}

/// The pauses of Amazon's own clients.
fn default_retries() -> RetryPolicy {
    RetryPolicy::default().steps([1, 4, 10].map(Duration::from_secs)).jitter(|longest| {
        let half = longest / 2;
        half + crate::client::random_part(half)
    })
}

/// Only what the service's front says of itself, and what never got there, is known to pass.
fn passing(error: &Error) -> bool {
    let status = match error {
        Error::Service(error) => Some(error.status()),
        Error::Malformed(answer) => Some(answer.status),
        _ => None,
    };
    error.repeat() == Repeat::AtOnce && (matches!(status, Some(500 | 503)) || error.outcome() == Outcome::NotSent)
}

impl std::fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("seller_id", &self.seller_id)
            .field("place", &self.place)
            .field("environment", &self.environment)
            .finish_non_exhaustive()
    }
}
