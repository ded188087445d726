//! Verifying by the certificate that a notification names.

use std::fmt;

use chrono::{DateTime, Utc};
use url::Url;

use super::{Notification, Received, VerifyError};
use crate::{
    client::{
        Http,
        certificates::{self, Certificates, Failure},
    },
    error::Error,
    sign::outbound::{self, Delivery, Signed},
};

/// The hosts that certificates of the service are at.
const AMAZON: [&str; 2] = ["fps.amazonaws.com", "fps.sandbox.amazonaws.com"];

/// Verifies notifications, and the ways back from the co-branded pages, by the certificate that they name. Make one
/// and keep it: it remembers certificates.
///
/// Only certificates at `fps.amazonaws.com` and `fps.sandbox.amazonaws.com` are believed, and at hosts that are added
/// with [`Verifier::trust_host`], in files whose path begins with `/certs/` and ends in `.pem`: whoever forges a message
/// chooses what it names. They are fetched by https, from this machine itself also by http, and used for an hour; at
/// most 32 are remembered. What could not be had is asked for again after ten seconds.
pub struct Verifier {
    certificates: Certificates,
    hosts: Vec<String>,
}

impl Verifier {
    /// A verifier that fetches certificates with the built-in HTTP client.
    ///
    /// # Errors
    /// [`Error::Configuration`] where TLS can't be set up.
    pub fn new() -> Result<Self, Error> {
        Ok(Self::of(Certificates::new()?))
    }

    /// A verifier that fetches certificates with `http`.
    pub fn with_http(http: impl Http) -> Self {
        Self::of(Certificates::with_http(http))
    }

    fn of(certificates: Certificates) -> Self {
        Self { certificates, hosts: AMAZON.map(str::to_owned).to_vec() }
    }

    /// Believes certificates at this host, too: its name or address without a port.
    #[must_use]
    pub fn trust_host(mut self, host: &str) -> Self {
        self.hosts.push(certificates::plain(host));
        self
    }

    /// Fetches every certificate from `endpoint`, an address such as `http://127.0.0.1:8080`, by the path that its URL
    /// has: for a sandbox that names its certificate as Amazon did.
    ///
    /// # Errors
    /// [`Error::Configuration`] where `endpoint` is no such address.
    pub fn certificates_from(self, endpoint: &str) -> Result<Self, Error> {
        Ok(Self { certificates: self.certificates.from(endpoint)?, ..self })
    }

    /// What tells the time, against which the validity of certificates is checked. Default: the system's.
    #[must_use]
    pub fn clock(self, clock: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        Self { certificates: self.certificates.clock(clock), ..self }
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
        let found = self.certificates.at(self.place(signed.certificate_url())?).await?;
        match signed.verify(&found.certificate, delivery, url) {
            Err(outbound::Error::Mismatch) => match self.certificates.renewed(&found).await? {
                Some(certificate) => Ok(signed.verify(&certificate, delivery, url)?),
                None => Err(outbound::Error::Mismatch.into()),
            },
            verified => Ok(verified?),
        }
    }

    /// The place of the certificate that a message names, if it is one to believe.
    fn place(&self, named: &str) -> Result<Url, VerifyError> {
        let untrusted =
            |reason: &str| VerifyError::Untrusted { url: named.chars().take(200).collect(), reason: reason.to_owned() };
        let url = Url::parse(named).map_err(|_| untrusted("it is no URL"))?;
        let (name, is_here) = certificates::host(&url).ok_or_else(|| untrusted("it names no host"))?;
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
        Ok(url)
    }
}

impl From<Failure> for VerifyError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Unavailable { url, reason } => Self::Unavailable { url, reason },
            Failure::Unusable { url, reason } => Self::Certificate { url, reason },
        }
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier")
            .field("hosts", &self.hosts)
            .field("mirror", &self.certificates.mirror())
            .finish_non_exhaustive()
    }
}
