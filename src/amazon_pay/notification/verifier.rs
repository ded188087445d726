//! Verifying by the certificate that a notification names.

use std::fmt;

use chrono::{DateTime, Utc};
use url::Url;

use super::{Notification, Received, VerifyError, error::shortened};
use crate::{
    client::{
        Http,
        certificates::{self, Certificates},
    },
    error::Error,
    sign::x509::Certificate,
};

/// Whose certificates SNS signs with.
const SUBJECT: &str = "sns.amazonaws.com";

/// Verifies notifications by the certificate that they name. Make one and keep it: it remembers certificates.
///
/// Only certificates of `sns.amazonaws.com` are believed, and only at the hosts of SNS, `sns.REGION.amazonaws.com` and
/// `sns.REGION.amazonaws.com.cn`, and those that are added with [`Verifier::trust_host`], in files whose path ends in
/// `.pem`: whoever forges a message chooses what it names. They are fetched by https, from this machine itself also by
/// http, and used for an hour; at most 32 are remembered. What could not be had is asked for again after ten seconds. Who
/// has issued a certificate is not looked at: that it was fetched from such a host vouches for it.
///
/// A signature shows that SNS has sent a message, and SNS sends for whoever has an account there: only the topic shows
/// that it comes from Amazon Pay. Give the one by which a merchant's notifications come with [`Verifier::topic`], and
/// ask for the object itself before goods leave the house.
pub struct Verifier {
    certificates: Certificates,
    trusted: Vec<String>,
    topics: Vec<String>,
}

impl Verifier {
    /// A verifier that fetches certificates with the built-in HTTP client.
    ///
    /// # Errors
    /// [`Error::Configuration`] where TLS can't be set up.
    pub fn new() -> Result<Self, Error> {
        Ok(Self { certificates: Certificates::new()?, trusted: Vec::new(), topics: Vec::new() })
    }

    /// A verifier that fetches certificates with `http`.
    pub fn with_http(http: impl Http) -> Self {
        Self { certificates: Certificates::with_http(http), trusted: Vec::new(), topics: Vec::new() }
    }

    /// Believes certificates at this host, too, on whatever port: its name or address. For a sandbox, and never in
    /// production: whoever has the host can sign whatever he likes.
    #[must_use]
    pub fn trust_host(mut self, host: &str) -> Self {
        self.trusted.push(certificates::plain(host));
        self
    }

    /// Believes notifications of this topic only, and of those that are added in the same way: its `TopicArn`. Default:
    /// of any topic.
    #[must_use]
    pub fn topic(mut self, arn: impl Into<String>) -> Self {
        self.topics.push(arn.into());
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

    /// Reads and verifies the body of a POST. `message_type` is what the header `x-amz-sns-message-type` says; none
    /// where it is not known.
    ///
    /// # Errors
    /// See [`VerifyError`].
    pub async fn verify(&self, message_type: Option<&str>, body: &[u8]) -> Result<Notification, VerifyError> {
        let received = Received::parse(message_type, body)?;
        let topic = received.topic_arn();
        if !self.topics.is_empty() && self.topics.iter().all(|expected| expected != topic) {
            return Err(VerifyError::Topic { found: shortened(topic, 100) });
        }
        let url = received.certificate_url();
        let found = self.certificates.at(self.place(url)?).await?;
        of_sns(url, &found.certificate)?;
        match received.check(&found.certificate) {
            Err(VerifyError::Mismatch) => {
                let renewed = self.certificates.renewed(&found).await?.ok_or(VerifyError::Mismatch)?;
                of_sns(url, &renewed)?;
                received.check(&renewed)?;
            }
            checked => checked?,
        }
        Ok(received.into_unverified())
    }

    /// The place of the certificate that a message names, if it is one to believe.
    fn place(&self, named: &str) -> Result<Url, VerifyError> {
        let untrusted = |reason| VerifyError::Untrusted { url: shortened(named, 200), reason };
        // Neither a user, nor a query, nor anything that two readers of URLs may read in two ways.
        if !named.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._/:[]".contains(&byte)) {
            return Err(untrusted("it has characters that URLs of certificates don't have"));
        }
        let url = Url::parse(named).map_err(|_| untrusted("it is no URL"))?;
        let (host, is_here) = certificates::host(&url).ok_or_else(|| untrusted("it names no host"))?;
        let is_trusted = self.trusted.contains(&host);
        let is_amazons = is_sns(&host) && url.port().is_none();
        if !is_trusted && !is_amazons {
            return Err(untrusted("certificates of SNS are at sns.REGION.amazonaws.com, without a port"));
        }
        match url.scheme() {
            "https" => {}
            "http" if is_trusted && is_here => {}
            _ => return Err(untrusted("it must be fetched by https")),
        }
        match url.path().ends_with(".pem") {
            true => Ok(url),
            false => Err(untrusted("its path must end in .pem")),
        }
    }
}

/// `sns.REGION.amazonaws.com` or `sns.REGION.amazonaws.com.cn`.
fn is_sns(host: &str) -> bool {
    let rest = host.strip_suffix(".cn").unwrap_or(host);
    let region = rest.strip_prefix("sns.").and_then(|rest| rest.strip_suffix(".amazonaws.com"));
    region.is_some_and(|region| {
        region.len() >= 3 && region.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    })
}

fn of_sns(url: &str, certificate: &Certificate) -> Result<(), VerifyError> {
    match certificate.common_name() == Some(SUBJECT) {
        true => Ok(()),
        false => Err(VerifyError::Certificate {
            url: url.to_owned(),
            reason: format!(
                "it is that of '{}', and must be that of {SUBJECT}",
                shortened(&certificate.subject(), 100)
            ),
        }),
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier")
            .field("trusted", &self.trusted)
            .field("mirror", &self.certificates.mirror())
            .finish_non_exhaustive()
    }
}
