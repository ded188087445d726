use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use url::Url;

use super::core::Setup;
use super::http::Http;
use super::transport::{Method, Transport};
use super::{Client, Credentials, RetryPolicy};
use crate::error::Error;
use crate::fps::ApiVersion;
use crate::sign::v2::SignatureMethod;

/// Where the service is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Endpoint {
    /// `https://fps.amazonaws.com`, closed since 2015: for servers that stand in under its name.
    Production,
    /// `https://fps.sandbox.amazonaws.com`, closed as well.
    Sandbox,
    /// Any other address: a sandbox, a gateway.
    Url(Url),
}

/// Sets up a [`Client`].
///
/// Only credentials (or, for SOAP, an identity) and an endpoint are needed.
#[must_use]
pub struct ClientBuilder {
    credentials: Option<Credentials>,
    endpoint: Option<Endpoint>,
    version: ApiVersion,
    method: Method,
    signature_method: SignatureMethod,
    #[cfg(feature = "soap")]
    soap: Option<crate::soap::wsse::Signer>,
    setup: Setup,
}

impl Endpoint {
    /// The address of another service that speaks FPS.
    ///
    /// # Errors
    /// [`Error::Configuration`] where `text` is no `http` or `https` address, or holds more than one: a
    /// user, a query, a fragment.
    pub fn url(text: &str) -> Result<Self, Error> {
        match Url::parse(text) {
            Ok(url) => Self::Url(url).into_url().map(Self::Url),
            Err(error) => Err(Error::Configuration(format!("the endpoint is no address: {error}; {ENDPOINT_ADVICE}"))),
        }
    }

    pub(crate) fn into_url(self) -> Result<Url, Error> {
        let url = match self {
            Self::Production => Url::parse("https://fps.amazonaws.com/"),
            Self::Sandbox => Url::parse("https://fps.sandbox.amazonaws.com/"),
            Self::Url(url) => Ok(url),
        };
        let problem = match &url {
            Err(error) => error.to_string(),
            Ok(url) if !matches!(url.scheme(), "http" | "https") => "it begins with neither http nor https".to_owned(),
            Ok(url) if !url.has_host() => "it names no host".to_owned(),
            // What stands before the @ is a secret; it is not repeated.
            Ok(url) if !url.username().is_empty() || url.password().is_some() => "it holds a user".to_owned(),
            Ok(url) if url.query().is_some() || url.fragment().is_some() => "it holds a query or a fragment".to_owned(),
            Ok(url) => return Ok(url.clone()),
        };
        Err(Error::Configuration(format!("the endpoint can't be used: {problem}; {ENDPOINT_ADVICE}")))
    }
}

const ENDPOINT_ADVICE: &str = "give an address such as http://127.0.0.1:8080/";

impl ClientBuilder {
    pub(super) fn new() -> Self {
        Self {
            credentials: None,
            endpoint: None,
            version: ApiVersion::default(),
            method: Method::Post,
            signature_method: SignatureMethod::default(),
            #[cfg(feature = "soap")]
            soap: None,
            setup: Setup::new(|namespace| crate::fps::SERVICE.version_of(namespace).is_some()),
        }
    }

    /// The access key that signs REST requests.
    pub fn credentials(self, credentials: Credentials) -> Self {
        Self { credentials: Some(credentials), ..self }
    }

    /// Where the service is. There is no default: FPS itself is closed.
    pub fn endpoint(self, endpoint: Endpoint) -> Self {
        Self { endpoint: Some(endpoint), ..self }
    }

    /// The API version that requests ask for. Default: 2010-08-28.
    pub fn version(self, version: ApiVersion) -> Self {
        Self { version, ..self }
    }

    /// Sends signed queries, as `POST` or `GET`. Default: `POST` with HmacSHA256.
    pub fn rest(self, method: Method, signature_method: SignatureMethod) -> Self {
        Self { method, signature_method, ..self }
    }

    /// Sends SOAP messages, signed with RSA-SHA1 by this certificate's key, instead of queries.
    #[cfg(feature = "soap")]
    pub fn soap(self, identity: crate::sign::x509::Identity) -> Self {
        Self { soap: Some(crate::soap::wsse::Signer::new(identity)), ..self }
    }

    /// As [`ClientBuilder::soap`], signed with another algorithm.
    #[cfg(feature = "soap")]
    pub fn soap_with(
        self,
        identity: crate::sign::x509::Identity,
        algorithm: crate::sign::rsa_sha1::SignatureAlgorithm,
    ) -> Self {
        Self { soap: Some(crate::soap::wsse::Signer::new(identity).algorithm(algorithm)), ..self }
    }

    /// How long making a connection may take. Default: 5 s.
    pub fn connect_timeout(mut self, connect_timeout: Duration) -> Self {
        self.setup.connect_timeout = connect_timeout;
        self
    }

    /// How long one try may take, from the connection to the last byte of the answer. Default: 60 s.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.setup.timeout = timeout;
        self
    }

    /// When a failed call is sent again. Default: see [`RetryPolicy`].
    pub fn retry(mut self, retry: RetryPolicy) -> Self {
        self.setup.retry = retry;
        self
    }

    /// The `User-Agent` header. Default: the name and version of this crate.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.setup.user_agent = user_agent.into();
        self
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
    pub fn build(self) -> Result<Client, Error> {
        let missing = |what: &str, how: &str| Error::Configuration(format!("there is no {what}: {how}"));
        let endpoint = self
            .endpoint
            .ok_or_else(|| missing("endpoint", "give the address of a sandbox or a gateway"))?
            .into_url()?;
        #[cfg(feature = "soap")]
        let soap = self.soap.map(|signer| Transport::Soap(Box::new(signer)));
        #[cfg(not(feature = "soap"))]
        let soap = None;
        let transport = match (soap, self.credentials) {
            (Some(soap), _) => soap,
            (None, Some(credentials)) => Transport::Rest {
                credentials,
                method: self.method,
                signature_method: self.signature_method,
                common: Vec::new(),
            },
            (None, None) => return Err(missing("access key", "give credentials, or Credentials::from_env()")),
        };
        let core = self.setup.core(&crate::fps::SERVICE, self.version.as_str(), endpoint, transport)?;
        Ok(Client { core: Arc::new(core) })
    }
}

impl std::fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("endpoint", &self.endpoint)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}
