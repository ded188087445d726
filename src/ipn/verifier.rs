//! Verifying by the certificate that a notification names.

use std::{
    collections::VecDeque,
    fmt,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use url::{Host, Url};

use super::{Notification, Received, VerifyError};
use crate::{
    client::{DynHttp, Http, HttpClient, HttpRequest},
    error::Error,
    sign::{
        outbound::{self, Delivery, Signed},
        x509::Certificate,
    },
};

/// The hosts that certificates of the service are at.
const AMAZON: [&str; 2] = ["fps.amazonaws.com", "fps.sandbox.amazonaws.com"];
/// Certificates that are remembered. A URL may carry a query of its own in every notification.
const MOST_KNOWN: usize = 32;
/// How long a certificate is used before it is fetched again.
const KEPT: TimeDelta = TimeDelta::hours(1);
/// How long nothing is asked for again that was not there or no certificate: anybody can name it.
const KEPT_FAILURE: TimeDelta = TimeDelta::seconds(10);
/// How long it is used although a signature did not match it: the service may have a new one at the same place.
const KEPT_IN_DOUBT: TimeDelta = TimeDelta::seconds(10);
const CONNECT: Duration = Duration::from_secs(5);
/// How long fetching a certificate may take.
const PATIENCE: Duration = Duration::from_secs(10);
const LARGEST: usize = 64 * 1024;

/// Verifies notifications, and the ways back from the co-branded pages, by the certificate that they name. Make one
/// and keep it: it remembers certificates.
///
/// Only certificates at `fps.amazonaws.com` and `fps.sandbox.amazonaws.com` are believed, and at hosts that are added
/// with [`Verifier::trust_host`], in files whose path begins with `/certs/` and ends in `.pem`: whoever forges a message
/// chooses what it names. They are fetched by https, from this machine itself also by http, and used for an hour; at
/// most 32 are remembered. What could not be had is asked for again after ten seconds.
pub struct Verifier {
    http: Box<dyn DynHttp>,
    hosts: Vec<String>,
    mirror: Option<Url>,
    clock: Box<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    known: Memory<Certificate>,
    /// They have a memory of their own, so that forgeries push no certificate out.
    failed: Memory<Failure>,
}

/// Why there is no certificate at a place.
#[derive(Clone)]
enum Failure {
    Unavailable(String),
    Unusable(String),
}

impl Failure {
    fn at(self, source: &Url) -> VerifyError {
        let url = source.to_string();
        match self {
            Self::Unavailable(reason) => VerifyError::Unavailable { url, reason },
            Self::Unusable(reason) => VerifyError::Certificate { url, reason },
        }
    }
}

/// What was last found at some places, with when that was.
struct Memory<T>(Mutex<VecDeque<(String, T, DateTime<Utc>)>>);

impl<T: Clone> Memory<T> {
    fn recall(&self, url: &str, now: DateTime<Utc>, kept: TimeDelta) -> Option<(T, DateTime<Utc>)> {
        let places = self.places();
        let (_, found, fetched) = places.iter().find(|(known, ..)| known == url)?;
        (*fetched <= now && now - *fetched <= kept).then(|| (found.clone(), *fetched))
    }

    fn remember(&self, url: &str, found: T, now: DateTime<Utc>) {
        let mut places = self.places();
        places.retain(|(known, ..)| known != url);
        places.push_back((url.to_owned(), found, now));
        if places.len() > MOST_KNOWN {
            places.pop_front();
        }
    }

    fn places(&self) -> MutexGuard<'_, VecDeque<(String, T, DateTime<Utc>)>> {
        // What is remembered is whole between any two steps.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Verifier {
    /// A verifier that fetches certificates with the built-in HTTP client.
    ///
    /// # Errors
    /// [`Error::Configuration`] where TLS can't be set up.
    pub fn new() -> Result<Self, Error> {
        Ok(Self::with_http(HttpClient::new(CONNECT)?))
    }

    /// A verifier that fetches certificates with `http`.
    pub fn with_http(http: impl Http) -> Self {
        Self {
            http: Box::new(http),
            hosts: AMAZON.map(str::to_owned).to_vec(),
            mirror: None,
            clock: Box::new(Utc::now),
            known: Memory(Mutex::default()),
            failed: Memory(Mutex::default()),
        }
    }

    /// Believes certificates at this host, too: its name or address without a port.
    #[must_use]
    pub fn trust_host(mut self, host: &str) -> Self {
        self.hosts.push(host.trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase());
        self
    }

    /// Fetches every certificate from `endpoint`, an address such as `http://127.0.0.1:8080`, by the path that its URL
    /// has: for a sandbox that names its certificate as Amazon did.
    ///
    /// # Errors
    /// [`Error::Configuration`] where `endpoint` is no such address.
    pub fn certificates_from(self, endpoint: &str) -> Result<Self, Error> {
        match crate::client::Endpoint::url(endpoint)? {
            crate::client::Endpoint::Url(url) => Ok(Self { mirror: Some(url), ..self }),
            _ => Err(Error::Configuration(format!("{endpoint} is no address to fetch certificates from"))),
        }
    }

    /// What tells the time, against which the validity of certificates is checked. Default: the system's.
    #[must_use]
    pub fn clock(self, clock: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        Self { clock: Box::new(clock), ..self }
    }

    /// Reads and verifies the body of a POST to `url`, which must be the URL as the service knows it.
    ///
    /// # Errors
    /// See [`VerifyError`]. All but [`VerifyError::Unavailable`] mean that the same body won't ever be believed.
    pub async fn verify(&self, url: &str, body: &[u8]) -> Result<Notification, VerifyError> {
        let received = Received::parse(body)?;
        self.check(Delivery::Post, url, received.parameters()).await?;
        Ok(received.into_unverified())
    }

    /// Verifies the decoded parameters of a message that came to `url`.
    ///
    /// # Errors
    /// See [`VerifyError`].
    pub async fn check(
        &self,
        delivery: Delivery,
        url: &str,
        parameters: &[(String, String)],
    ) -> Result<(), VerifyError> {
        let signed = Signed::read(parameters)?;
        let source = self.source(signed.certificate_url())?;
        let now = (self.clock)();
        let known = self.known.recall(source.as_str(), now, KEPT);
        let Some((certificate, fetched)) = known.filter(|(certificate, _)| certificate.valid_at(now)) else {
            let certificate = self.fetch(&source, now).await?;
            return Ok(signed.verify(&certificate, delivery, url)?);
        };
        match signed.verify(&certificate, delivery, url) {
            Err(outbound::Error::Mismatch) if now - fetched > KEPT_IN_DOUBT => {
                let certificate = self.fetch(&source, now).await?;
                Ok(signed.verify(&certificate, delivery, url)?)
            }
            verified => Ok(verified?),
        }
    }

    /// Where the certificate is fetched from that a message names.
    fn source(&self, named: &str) -> Result<Url, VerifyError> {
        let untrusted =
            |reason: &str| VerifyError::Untrusted { url: named.chars().take(200).collect(), reason: reason.to_owned() };
        let url = Url::parse(named).map_err(|_| untrusted("it is no URL"))?;
        let (name, is_here) = match url.host() {
            Some(Host::Domain(name)) => (name.to_owned(), name == "localhost"),
            Some(Host::Ipv4(address)) => (address.to_string(), address.is_loopback()),
            Some(Host::Ipv6(address)) => (address.to_string(), address.is_loopback()),
            None => return Err(untrusted("it names no host")),
        };
        if !self.hosts.contains(&name) {
            return Err(untrusted(&format!("it may be at {} only", self.hosts.join(", "))));
        }
        match url.scheme() {
            "https" => {}
            "http" if is_here => {}
            _ => return Err(untrusted("it must be fetched by https")),
        }
        if !(url.path().starts_with("/certs/") && url.path().ends_with(".pem")) {
            return Err(untrusted("its path must begin with /certs/ and end in .pem"));
        }
        Ok(match &self.mirror {
            None => url,
            Some(mirror) => {
                let mut source = mirror.clone();
                source.set_path(url.path());
                source.set_query(url.query());
                source
            }
        })
    }

    async fn fetch(&self, source: &Url, now: DateTime<Utc>) -> Result<Certificate, VerifyError> {
        if let Some((failure, _)) = self.failed.recall(source.as_str(), now, KEPT_FAILURE) {
            return Err(failure.at(source));
        }
        match self.download(source, now).await {
            Ok(certificate) => {
                self.known.remember(source.as_str(), certificate.clone(), now);
                Ok(certificate)
            }
            Err(failure) => {
                self.failed.remember(source.as_str(), failure.clone(), now);
                Err(failure.at(source))
            }
        }
    }

    async fn download(&self, source: &Url, now: DateTime<Utc>) -> Result<Certificate, Failure> {
        use Failure::{Unavailable, Unusable};
        let request = HttpRequest {
            method: "GET",
            url: source.to_string(),
            headers: Vec::new(),
            body: Vec::new(),
            answer_limit: LARGEST,
        };
        let answer = match tokio::time::timeout(PATIENCE, self.http.send_boxed(request)).await {
            Err(_) => return Err(Unavailable(format!("there was no answer within {PATIENCE:?}"))),
            Ok(Err(failure)) => return Err(Unavailable(failure.to_string())),
            Ok(Ok(answer)) if answer.status != 200 => {
                return Err(Unavailable(format!("the answer has the HTTP status {}", answer.status)));
            }
            Ok(Ok(answer)) => answer,
        };
        let text = String::from_utf8(answer.body).map_err(|_| Unusable("it is no PEM text".to_owned()))?;
        if !text.trim_start().starts_with("-----BEGIN CERTIFICATE-----") {
            return Err(Unusable("it does not begin as a certificate does".to_owned()));
        }
        let certificate = Certificate::from_pem(&text).map_err(|error| Unusable(error.to_string()))?;
        if !certificate.valid_at(now) {
            return Err(Unusable(format!(
                "it is valid from {} to {}, and it is {now} now",
                certificate.not_before(),
                certificate.not_after()
            )));
        }
        Ok(certificate)
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier")
            .field("hosts", &self.hosts)
            .field("mirror", &self.mirror.as_ref().map(Url::as_str))
            .finish_non_exhaustive()
    }
}
