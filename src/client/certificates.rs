//! Certificates at the places that messages name: fetched when they are needed, and remembered for a while.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use url::{Host, Url};

use super::{DynHttp, Endpoint, Http, HttpClient, HttpRequest};
use crate::{error::Error, sign::x509::Certificate};

/// Certificates that are remembered. A URL may carry a query of its own in every message.
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

/// Fetches certificates and remembers them. Which places are to be believed is up to whoever asks.
pub(crate) struct Certificates {
    http: Box<dyn DynHttp>,
    clock: Box<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    mirror: Option<Url>,
    known: Memory<Certificate>,
    /// They have a memory of their own, so that forgeries push no certificate out.
    failed: Memory<Failure>,
}

/// A certificate as it was at its place.
pub(crate) struct Found {
    pub(crate) certificate: Certificate,
    source: Url,
    fetched: DateTime<Utc>,
    asked: DateTime<Utc>,
}

/// Why there is no certificate at a place.
#[derive(Clone)]
pub(crate) enum Failure {
    /// It can't be had now.
    Unavailable { url: String, reason: String },
    /// What is there is none that can be used.
    Unusable { url: String, reason: String },
}

impl Certificates {
    /// Fetches with the built-in HTTP client.
    pub(crate) fn new() -> Result<Self, Error> {
        Ok(Self::with_http(HttpClient::new(CONNECT)?))
    }

    pub(crate) fn with_http(http: impl Http) -> Self {
        Self {
            http: Box::new(http),
            clock: Box::new(Utc::now),
            mirror: None,
            known: Memory(Mutex::default()),
            failed: Memory(Mutex::default()),
        }
    }

    /// Fetches everything from `endpoint`, by the path that its URL has.
    pub(crate) fn from(self, endpoint: &str) -> Result<Self, Error> {
        match Endpoint::url(endpoint)? {
            Endpoint::Url(url) => Ok(Self { mirror: Some(url), ..self }),
            _ => Err(Error::Configuration(format!("{endpoint} is no address to fetch certificates from"))),
        }
    }

    pub(crate) fn clock(self, clock: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        Self { clock: Box::new(clock), ..self }
    }

    pub(crate) fn mirror(&self) -> Option<&str> {
        self.mirror.as_ref().map(Url::as_str)
    }

    /// The certificate whose place is `url`, valid now.
    pub(crate) async fn at(&self, url: Url) -> Result<Found, Failure> {
        let source = self.source(url);
        let asked = (self.clock)();
        match self.known.recall(source.as_str(), asked, KEPT) {
            Some((certificate, fetched)) if certificate.valid_at(asked) => {
                Ok(Found { certificate, source, fetched, asked })
            }
            _ => {
                let certificate = self.fetch(&source, asked).await?;
                Ok(Found { certificate, source, fetched: asked, asked })
            }
        }
    }

    /// Calls `url`, for nothing but an answer with the status 200. The reason of a failure does not tell the URL.
    #[cfg(feature = "amazon-pay")]
    pub(crate) async fn call(&self, url: &Url) -> Result<(), String> {
        let request = HttpRequest {
            method: "GET",
            url: self.source(url.clone()).into(),
            headers: Vec::new(),
            body: Vec::new(),
            answer_limit: LARGEST,
        };
        match tokio::time::timeout(PATIENCE, self.http.send_boxed(request)).await {
            Err(_) => Err(format!("there was no answer within {PATIENCE:?}")),
            Ok(Err(failure)) => Err(failure.to_string()),
            Ok(Ok(answer)) if answer.status != 200 => Err(format!("the answer has the HTTP status {}", answer.status)),
            Ok(Ok(_)) => Ok(()),
        }
    }

    /// Where what is at `url` is fetched.
    fn source(&self, url: Url) -> Url {
        match &self.mirror {
            None => url,
            Some(mirror) => {
                let mut source = mirror.clone();
                source.set_path(url.path());
                source.set_query(url.query());
                source
            }
        }
    }

    /// What is there now, for a signature that `found` does not match; none where that was fetched just before.
    pub(crate) async fn renewed(&self, found: &Found) -> Result<Option<Certificate>, Failure> {
        match found.asked - found.fetched > KEPT_IN_DOUBT {
            true => self.fetch(&found.source, found.asked).await.map(Some),
            false => Ok(None),
        }
    }

    async fn fetch(&self, source: &Url, now: DateTime<Utc>) -> Result<Certificate, Failure> {
        if let Some((failure, _)) = self.failed.recall(source.as_str(), now, KEPT_FAILURE) {
            return Err(failure);
        }
        match self.download(source, now).await {
            Ok(certificate) => {
                self.known.remember(source.as_str(), certificate.clone(), now);
                Ok(certificate)
            }
            Err(failure) => {
                self.failed.remember(source.as_str(), failure.clone(), now);
                Err(failure)
            }
        }
    }

    async fn download(&self, source: &Url, now: DateTime<Utc>) -> Result<Certificate, Failure> {
        let unavailable = |reason| Failure::Unavailable { url: source.to_string(), reason };
        let unusable = |reason| Failure::Unusable { url: source.to_string(), reason };
        let request = HttpRequest {
            method: "GET",
            url: source.to_string(),
            headers: Vec::new(),
            body: Vec::new(),
            answer_limit: LARGEST,
        };
        let answer = match tokio::time::timeout(PATIENCE, self.http.send_boxed(request)).await {
            Err(_) => return Err(unavailable(format!("there was no answer within {PATIENCE:?}"))),
            Ok(Err(failure)) => return Err(unavailable(failure.to_string())),
            Ok(Ok(answer)) if answer.status != 200 => {
                return Err(unavailable(format!("the answer has the HTTP status {}", answer.status)));
            }
            Ok(Ok(answer)) => answer,
        };
        let text = String::from_utf8(answer.body).map_err(|_| unusable("it is no PEM text".to_owned()))?;
        if !text.trim_start().starts_with("-----BEGIN CERTIFICATE-----") {
            return Err(unusable("it does not begin as a certificate does".to_owned()));
        }
        let certificate = Certificate::from_pem(&text).map_err(|error| unusable(error.to_string()))?;
        if !certificate.valid_at(now) {
            return Err(unusable(format!(
                "it is valid from {} to {}, and it is {now} now",
                certificate.not_before(),
                certificate.not_after()
            )));
        }
        Ok(certificate)
    }
}

/// The host of `url` without brackets, and whether it is this machine itself.
pub(crate) fn host(url: &Url) -> Option<(String, bool)> {
    match url.host()? {
        Host::Domain(name) => Some((name.to_owned(), name == "localhost")),
        Host::Ipv4(address) => Some((address.to_string(), address.is_loopback())),
        Host::Ipv6(address) => Some((address.to_string(), address.is_loopback())),
    }
}

/// A host as [`host`] has it, from how somebody has written it.
pub(crate) fn plain(host: &str) -> String {
    host.trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase()
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
