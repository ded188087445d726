//! Sets up a replay.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::callers::Callers;
use super::ids::Mapping;
use super::player::Replay;
use super::report::Report;
use super::rules::Rules;
use super::run::Run;
use super::send::{Sender, is_amazons};
use crate::client::{Credentials, DynHttp, Endpoint, Http, HttpClient};
use crate::error::Error;
use crate::fps;
use crate::migrate::traffic::{Exchange, Place};
use crate::sign::rsa_sha1::SignatureAlgorithm;
use crate::sign::x509::Identity;
use crate::soap::wsse::Signer;

/// Sets up a [`Replay`]. An endpoint is needed, and credentials, an identity or both.
#[must_use]
pub struct Builder {
    endpoint: Option<Endpoint>,
    callers: Callers,
    gateway: bool,
    rules: Option<Rules>,
    mapping: Mapping,
    run: Run,
    selection: Selection,
    wait: Duration,
    pause: Duration,
    timeout: Duration,
    dry_run: bool,
    allow_amazon: bool,
    http: Option<Box<dyn DynHttp>>,
    clock: Box<dyn Fn() -> DateTime<Utc> + Send + Sync>,
}

/// Which of the recorded calls are replayed.
#[derive(Clone, Debug, Default)]
pub(super) struct Selection {
    actions: Vec<String>,
    from: Option<Mark>,
    to: Option<Mark>,
}

/// Where a replay begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mark {
    /// A line or an entry of the recording, from 1.
    Place(u64),
    /// A time. Calls whose time isn't recorded are neither before nor after it, and are replayed.
    At(DateTime<Utc>),
}

/// Why a replay can't be set up.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// There is no endpoint.
    #[error("there is no service to replay against, and none is assumed")]
    NoEndpoint,
    /// There is nothing to sign with.
    #[error("there is nothing to sign requests with: neither an access key nor a certificate")]
    NoCredentials,
    /// The endpoint is Amazon's own.
    #[error("{0} is one of Amazon's own hosts, where what is replayed would move real money")]
    Amazons(String),
    /// An action that FPS doesn't have.
    #[error("FPS has no action called '{0}'")]
    NoAction(String),
    /// Something about the endpoint or the HTTP client.
    #[error(transparent)]
    Client(#[from] Error),
}

impl Builder {
    pub(super) fn new() -> Self {
        Self {
            endpoint: None,
            callers: Callers::default(),
            gateway: false,
            rules: None,
            mapping: Mapping::new(),
            run: Run::keeping_references(),
            selection: Selection::default(),
            wait: Duration::ZERO,
            pause: Duration::ZERO,
            timeout: Duration::from_secs(60),
            dry_run: false,
            allow_amazon: false,
            http: None,
            clock: Box::new(Utc::now),
        }
    }

    /// The service that is called.
    pub fn endpoint(self, endpoint: Endpoint) -> Self {
        Self { endpoint: Some(endpoint), ..self }
    }

    /// The access key that signs queries: those of the first access key in the recording, and those that name none.
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.callers.credentials = Some(credentials);
        self
    }

    /// The access key that signs the queries that `recorded` signed when they were recorded.
    pub fn caller(mut self, recorded: impl Into<String>, credentials: Credentials) -> Self {
        self.callers.others.insert(recorded.into(), credentials);
        self
    }

    /// The certificate and key that sign SOAP messages: those of the first certificate in the recording.
    pub fn identity(mut self, identity: Identity, algorithm: SignatureAlgorithm) -> Self {
        self.callers.signer = Some(Arc::new(Signer::new(identity).algorithm(algorithm)));
        self
    }

    /// Whether everything that nobody else was named for is signed by one access key and one certificate, whoever signed
    /// it when it was recorded. Otherwise what others signed is not sent.
    pub fn one_caller(mut self, one: bool) -> Self {
        self.callers.one = one;
        self
    }

    /// Whether the service is a gateway: its documented differences then count as explained.
    pub fn gateway(self, gateway: bool) -> Self {
        Self { gateway, ..self }
    }

    /// What may differ, rather than [`Rules::built_in`] or, of a gateway, [`Rules::of_the_gateway`].
    pub fn rules(self, rules: Rules) -> Self {
        Self { rules: Some(rules), ..self }
    }

    /// What stands for ids that the recording doesn't make.
    pub fn mapping(self, mapping: Mapping) -> Self {
        Self { mapping, ..self }
    }

    /// What makes caller references different from those of other replays; without it they are kept.
    pub fn run(self, run: Run) -> Self {
        Self { run, ..self }
    }

    /// The only actions to replay; all where there are none.
    pub fn only(mut self, actions: impl IntoIterator<Item = String>) -> Self {
        self.selection.actions = actions.into_iter().collect();
        self
    }

    /// The first call to replay.
    pub fn first(mut self, from: Mark) -> Self {
        self.selection.from = Some(from);
        self
    }

    /// The last call to replay.
    pub fn last(mut self, to: Mark) -> Self {
        self.selection.to = Some(to);
        self
    }

    /// How long to wait for a transaction that is under way now and was done when it was recorded; not at all by default.
    pub fn wait(self, wait: Duration) -> Self {
        Self { wait, ..self }
    }

    /// The pause between an answer and the next call; none by default.
    pub fn pause(self, pause: Duration) -> Self {
        Self { pause, ..self }
    }

    /// How long one call may take; a minute by default.
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { timeout, ..self }
    }

    /// Whether nothing is sent, and the report tells what would be.
    pub fn dry_run(self, dry_run: bool) -> Self {
        Self { dry_run, ..self }
    }

    /// Whether one of Amazon's own hosts may be called, where money is real.
    pub fn allow_amazon(self, allow_amazon: bool) -> Self {
        Self { allow_amazon, ..self }
    }

    /// What sends requests, rather than an [`HttpClient`].
    pub fn http(self, http: impl Http) -> Self {
        Self { http: Some(Box::new(http)), ..self }
    }

    /// The time that requests are signed with, rather than the system's.
    pub fn clock(self, clock: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        Self { clock: Box::new(clock), ..self }
    }

    /// Sets it up. Nothing is sent yet.
    ///
    /// # Errors
    /// [`BuildError`] where something is missing, or the endpoint is one of Amazon's own.
    pub fn build(self) -> Result<Replay, BuildError> {
        let endpoint = self.endpoint.ok_or(BuildError::NoEndpoint)?.into_url()?;
        if self.callers.is_empty() {
            return Err(BuildError::NoCredentials);
        }
        if is_amazons(&endpoint) && !self.allow_amazon {
            return Err(BuildError::Amazons(endpoint.host_str().unwrap_or_default().to_owned()));
        }
        if let Some(unknown) = self.selection.actions.iter().find(|action| fps::SERVICE.operation(action).is_none()) {
            return Err(BuildError::NoAction(unknown.clone()));
        }
        let rules = match (self.rules, self.gateway) {
            (Some(rules), _) => rules,
            (None, true) => Rules::of_the_gateway(),
            (None, false) => Rules::built_in(),
        };
        let http = match self.http {
            Some(http) => http,
            None => Box::new(HttpClient::new(Duration::from_secs(5))?),
        };
        let report = Report::new(endpoint.as_str(), self.run.to_string(), self.dry_run);
        Ok(Replay {
            sender: Sender { endpoint, http, timeout: self.timeout, clock: self.clock },
            callers: self.callers,
            rules,
            gateway: self.gateway,
            mapping: self.mapping,
            run: self.run,
            selection: self.selection,
            wait: self.wait,
            pause: self.pause,
            dry_run: self.dry_run,
            report,
            sent: false,
        })
    }
}

impl Selection {
    pub fn has(&self, exchange: &Exchange, action: &str) -> bool {
        (self.actions.is_empty() || self.actions.iter().any(|known| known == action)) && self.has_place(exchange)
    }

    /// Whether it stands where calls were asked for, whatever it asks.
    pub fn has_place(&self, exchange: &Exchange) -> bool {
        self.from.is_none_or(|from| !from.is_after(exchange)) && self.to.is_none_or(|to| !to.is_before(exchange))
    }
}

impl Mark {
    fn is_after(self, exchange: &Exchange) -> bool {
        match self {
            Self::Place(number) => number > number_of(exchange.place),
            Self::At(time) => exchange.at.is_some_and(|at| time > at),
        }
    }

    fn is_before(self, exchange: &Exchange) -> bool {
        match self {
            Self::Place(number) => number < number_of(exchange.place),
            Self::At(time) => exchange.at.is_some_and(|at| time < at),
        }
    }
}

impl FromStr for Mark {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Ok(number) = text.parse() {
            return Ok(Self::Place(number));
        }
        text.parse().map(Self::At).map_err(|_| {
            format!("'{text}' is neither the number of a line or an entry nor a time such as 2013-03-04T05:06:07Z")
        })
    }
}

fn number_of(place: Place) -> u64 {
    match place {
        Place::Line(number) | Place::Entry(number) => number,
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("credentials", &self.callers.credentials)
            .field("gateway", &self.gateway)
            .field("run", &self.run)
            .field("selection", &self.selection)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::migrate::traffic::Request;

    fn builder(url: &str) -> Builder {
        Replay::builder()
            .endpoint(Endpoint::url(url).expect("it is an address"))
            .credentials(Credentials::new("K", "S"))
    }

    #[test]
    fn amazons_own_hosts_are_not_called_by_accident() {
        let live = || builder("https://fps.amazonaws.com/");
        assert!(matches!(live().build(), Err(BuildError::Amazons(host)) if host == "fps.amazonaws.com"));
        assert!(live().allow_amazon(true).build().is_ok());
        assert!(builder("http://127.0.0.1:8080/").build().is_ok());
    }

    #[test]
    fn what_is_missing_is_said() {
        assert!(matches!(Replay::builder().build(), Err(BuildError::NoEndpoint)));
        let nameless = Replay::builder().endpoint(Endpoint::url("http://127.0.0.1").expect("it is an address"));
        assert!(matches!(nameless.build(), Err(BuildError::NoCredentials)));
        let unknown = builder("http://127.0.0.1").only(["Pai".to_owned()]).build();
        assert!(matches!(unknown, Err(BuildError::NoAction(action)) if action == "Pai"));
    }

    #[test]
    fn marks_are_places_or_times() {
        let mut exchange = Exchange::new(Place::Line(5), Request::default());
        let selection = |from: &str, to: &str| Selection {
            actions: Vec::new(),
            from: Some(from.parse().expect("it is a mark")),
            to: Some(to.parse().expect("it is a mark")),
        };
        assert!(selection("5", "5").has(&exchange, "Pay"));
        assert!(!selection("6", "9").has(&exchange, "Pay"));
        assert!(!selection("1", "4").has(&exchange, "Pay"));
        let march = selection("2013-03-01T00:00:00Z", "2013-03-31T23:59:59Z");
        assert!(march.has(&exchange, "Pay"));
        exchange.at = "2013-04-01T00:00:00Z".parse().ok();
        assert!(!march.has(&exchange, "Pay"));
        assert!("March".parse::<Mark>().is_err());
    }
}
