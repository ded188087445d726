//! The service that the demo and the parity suite play in: a sandbox of their own, or one at an address.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use amazon_fps::Error;
use amazon_fps::client::{
    Client, ClientBuilder, Credentials, Endpoint, Http, HttpClient, HttpFailure, HttpRequest, HttpResponse,
    RetryPolicy, Wait,
};
use amazon_fps::ids::{CallerReference, SubscriptionId, TokenId, TransactionId};
use amazon_fps::sandbox::{Clock, Delivery, ManualClock, Sandbox, Seed, SeedInstrument, SeedToken};
use amazon_fps::sign::x509::Identity;
use anyhow::{Context, anyhow};
use chrono::{DateTime, TimeDelta, Utc};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::control::variable;

/// A service with somebody who calls it over both transports.
pub struct World {
    pub rest: Client,
    pub soap: Client,
    control: Control,
    /// What there is to play with; nothing where the service doesn't say.
    seed: Option<Seed>,
    /// The access key of whoever calls.
    caller: String,
    /// Makes the references of one run different from those of every other.
    run: String,
    references: AtomicU64,
    /// Granted reservations that nobody has used yet.
    reservations: Mutex<Vec<TransactionId>>,
}

/// How a world is prepared, beside the service itself.
enum Control {
    /// A sandbox of our own, with a clock that we move.
    Own { sandbox: Sandbox, clock: ManualClock },
    /// A service at an address, where time passes by itself.
    Remote { url: String, http: HttpClient, began: DateTime<Utc> },
}

/// Something that a service at an address doesn't have, and without which a case can't be played.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Unavailable(String);

/// Longer than any payment in a sandbox of our own is pending.
const A_WHILE: TimeDelta = TimeDelta::seconds(10);

/// How long a payment of a service at an address may be pending.
const PATIENCE: Wait =
    Wait { first: Duration::from_millis(250), most: Duration::from_secs(2), limit: Duration::from_secs(60) };

/// The most bytes that are read of what a sandbox says of itself.
const LARGEST_SEED: usize = 4 << 20;

impl Unavailable {
    pub fn new(reason: &str) -> Self {
        Self(reason.to_owned())
    }
}

impl World {
    /// Starts a sandbox on a port of the system's choice. What it makes up repeats with the same `seed`
    /// and the same `now`.
    pub async fn start(seed: u64, now: DateTime<Utc>) -> anyhow::Result<Self> {
        let clock = ManualClock::new(now);
        let sandbox =
            Sandbox::builder().seed(seed).clock(clock.clone()).build().await.context("the sandbox can't be set up")?;
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        let listening = sandbox.listen(address).await.context("the sandbox gets no port")?;
        let url = listening.url();
        tokio::spawn(listening.serve(std::future::pending()));

        let seed = sandbox.seed().await?;
        let caller = seed.callers.first().context("the sandbox has no caller")?;
        let (Some(certificate), Some(key)) = (&caller.certificate_pem, &caller.key_pem) else {
            return Err(anyhow!("the sandbox has made no certificate for its caller"));
        };
        let client = || -> anyhow::Result<ClientBuilder> {
            let clock = clock.clone();
            let builder = Client::builder().endpoint(Endpoint::url(&url)?).clock(move || clock.now());
            Ok(builder.retry(RetryPolicy::never()))
        };
        let credentials = Credentials::new(&caller.access_key_id, &caller.secret_access_key);
        Ok(Self {
            rest: client()?.credentials(credentials).build()?,
            soap: client()?.soap(Identity::from_pem(certificate, key)?).build()?,
            caller: caller.access_key_id.clone(),
            seed: Some(seed),
            control: Control::Own { sandbox, clock },
            run: "run".to_owned(),
            references: AtomicU64::new(0),
            reservations: Mutex::default(),
        })
    }

    /// A service at `url`, called by `caller` with these clients; `seed` is what it says of itself. `run` must be new
    /// with every run.
    pub fn at(
        url: &str,
        (rest, soap): (Client, Client),
        caller: String,
        seed: Option<Seed>,
        run: String,
    ) -> anyhow::Result<Self> {
        let control = Control::Remote { url: url.to_owned(), http: HttpClient::new(PATIENCE.most)?, began: Utc::now() };
        Ok(Self {
            rest,
            soap,
            control,
            seed,
            caller,
            run,
            references: AtomicU64::new(0),
            reservations: Mutex::default(),
        })
    }

    /// Whether there is a clock that we move: only then are two worlds alike to the millisecond.
    pub fn is_own(&self) -> bool {
        matches!(self.control, Control::Own { .. })
    }

    /// The present time in the world.
    pub fn now(&self) -> DateTime<Utc> {
        match &self.control {
            Control::Own { clock, .. } => clock.now(),
            Control::Remote { .. } => Utc::now(),
        }
    }

    /// A time since which not much has happened: a short while ago, or when a service at an address was first called.
    pub fn recently(&self) -> DateTime<Utc> {
        match &self.control {
            Control::Own { clock, .. } => clock.now() - TimeDelta::seconds(30),
            Control::Remote { began, .. } => *began,
        }
    }

    /// A reference that was not used before.
    pub fn reference(&self, purpose: &str) -> CallerReference {
        let number = self.references.fetch_add(1, Ordering::Relaxed);
        CallerReference::new(format!("{purpose}-{}-{number}", self.run))
    }

    /// The token that the seed calls so.
    pub fn token(&self, name: &str) -> anyhow::Result<&SeedToken> {
        let tokens = self.seed()?.tokens.iter();
        tokens
            .filter(|token| token.caller == self.caller)
            .find(|token| token.name == name)
            .ok_or_else(|| Unavailable(format!("the service has no token {name}")).into())
    }

    /// The instrument that the seed calls so.
    pub fn instrument(&self, name: &str) -> anyhow::Result<&SeedInstrument> {
        let instruments = self.seed()?.instruments.iter();
        instruments
            .filter(|instrument| instrument.caller == self.caller)
            .find(|instrument| instrument.name == name)
            .ok_or_else(|| Unavailable(format!("the service has no instrument {name}")).into())
    }

    /// The subscription that the seed calls so.
    pub fn subscription(&self, name: &str) -> anyhow::Result<SubscriptionId> {
        let subscriptions = self.seed()?.subscriptions.iter();
        subscriptions
            .filter(|subscription| subscription.caller == self.caller)
            .find(|subscription| subscription.name == name)
            .map(|subscription| subscription.subscription_id.clone())
            .ok_or_else(|| Unavailable(format!("the service has no subscription {name}")).into())
    }

    /// A new token, as [`NewToken`](amazon_fps::sandbox::NewToken) describes it.
    pub async fn new_token(&self, mut description: Value) -> anyhow::Result<TokenId> {
        description["caller"] = self.caller.as_str().into();
        let token: SeedToken = match &self.control {
            Control::Own { sandbox, .. } => sandbox.create_token(serde_json::from_value(description)?).await?,
            Control::Remote { .. } => self.ask("/_sandbox/tokens", description).await?,
        };
        Ok(token.token_id)
    }

    /// A new instrument, as [`NewInstrument`](amazon_fps::sandbox::NewInstrument) describes it.
    pub async fn new_instrument(&self, mut description: Value) -> anyhow::Result<SeedInstrument> {
        description["caller"] = self.caller.as_str().into();
        match &self.control {
            Control::Own { sandbox, .. } => Ok(sandbox.create_instrument(serde_json::from_value(description)?).await?),
            Control::Remote { .. } => self.ask("/_sandbox/instruments", description).await,
        }
    }

    /// A notification to `url` as the service signs it.
    pub fn notification(&self, url: &str, parameters: &[(&str, &str)]) -> anyhow::Result<String> {
        match &self.control {
            Control::Own { sandbox, .. } => Ok(sandbox.sign_notification(url, Delivery::Post, parameters)?),
            Control::Remote { .. } => {
                Err(Unavailable("a service at an address signs no notification on demand".to_owned()).into())
            }
        }
    }

    /// Lets time pass until `transaction` is no longer pending.
    pub async fn settle(&self, transaction: &TransactionId) -> anyhow::Result<()> {
        match &self.control {
            Control::Own { clock, .. } => clock.advance(A_WHILE),
            Control::Remote { .. } => {
                self.rest.wait_until_final_with(transaction, PATIENCE).await?;
            }
        }
        Ok(())
    }

    /// A granted reservation of [`World::stock_reservations`].
    pub fn take_reservation(&self) -> Option<TransactionId> {
        self.reservations.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    /// Keeps granted reservations for later.
    pub fn stock_reservations(&self, reservations: Vec<TransactionId>) {
        self.reservations.lock().unwrap_or_else(PoisonError::into_inner).extend(reservations);
    }

    /// Whether the sandbox's ledger sums to zero; nothing is known of other services.
    pub async fn ledger_balanced(&self) -> anyhow::Result<Option<bool>> {
        match &self.control {
            Control::Own { sandbox, .. } => Ok(Some(sandbox.ledger_balanced().await?)),
            Control::Remote { .. } => Ok(None),
        }
    }

    fn seed(&self) -> anyhow::Result<&Seed> {
        let unavailable = || Unavailable("the service has no /_sandbox/seed that names tokens".to_owned());
        Ok(self.seed.as_ref().ok_or_else(unavailable)?)
    }

    async fn ask<T: DeserializeOwned>(&self, path: &str, description: Value) -> anyhow::Result<T> {
        match &self.control {
            Control::Own { .. } => Err(anyhow!("a sandbox of our own is not asked over the network")),
            Control::Remote { url, http, .. } => ask(http, url, path, Some(description)).await,
        }
    }
}

/// What the service at `url` says of itself; nothing where it is no sandbox.
///
/// # Errors
/// [`Error::Connect`] where there is no service at all.
pub async fn seed_of(url: &str) -> Result<Option<Seed>, Error> {
    let http = HttpClient::new(PATIENCE.most)?;
    match ask(&http, url, "/_sandbox/seed", None).await {
        Ok(seed) => Ok(Some(seed)),
        Err(error) => match error.downcast::<HttpFailure>() {
            Ok(HttpFailure::Connect(reason)) => Err(Error::Connect { endpoint: url.to_owned(), reason }),
            _ => Ok(None),
        },
    }
}

async fn ask<T: DeserializeOwned>(http: &HttpClient, url: &str, path: &str, body: Option<Value>) -> anyhow::Result<T> {
    let key = variable("FPS_SANDBOX_KEY").map(|key| ("Authorization", format!("Bearer {key}")));
    let request = HttpRequest {
        method: if body.is_some() { "POST" } else { "GET" },
        url: format!("{}{path}", url.trim_end_matches('/')),
        headers: vec![("Content-Type", "application/json".to_owned())].into_iter().chain(key).collect(),
        body: body.map(|body| body.to_string().into_bytes()).unwrap_or_default(),
        answer_limit: LARGEST_SEED,
    };
    let HttpResponse { status, body } = http.send(request).await?;
    if status != 200 {
        let said = String::from_utf8_lossy(&body).chars().take(200).collect::<String>();
        return Err(Unavailable(format!("{path} answers with status {status}: {said}")).into());
    }
    serde_json::from_slice(&body).with_context(|| format!("{path} can't be read"))
}
