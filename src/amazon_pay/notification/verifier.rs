//! Verifying by the certificate that a notification names.

use std::fmt;

use chrono::{DateTime, Utc};
use url::Url;

use super::{Notification, Received, Subscription, VerifyError, error::shortened, subscription::Question};
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
    /// None: any.
    topics: Option<Vec<String>>,
}

impl Verifier {
    /// A verifier that fetches certificates with the built-in HTTP client.
    ///
    /// # Errors
    /// [`Error::Configuration`] where TLS can't be set up.
    pub fn new() -> Result<Self, Error> {
        Ok(Self { certificates: Certificates::new()?, trusted: Vec::new(), topics: None })
    }

    /// A verifier that fetches certificates with `http`.
    pub fn with_http(http: impl Http) -> Self {
        Self { certificates: Certificates::with_http(http), trusted: Vec::new(), topics: None }
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
        self.topics.get_or_insert_default().push(arn.into());
        self
    }

    /// Believes notifications of these topics only: of none where there are none.
    #[cfg(feature = "gateway")]
    pub(crate) fn topics(self, arns: Vec<String>) -> Self {
        Self { topics: Some(arns), ..self }
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
        Ok(self.believe(message_type, body).await?.into_unverified())
    }

    /// What SNS has sent, once it is certain that it has.
    pub(crate) async fn believe(&self, message_type: Option<&str>, body: &[u8]) -> Result<Received, VerifyError> {
        let received = Received::parse(message_type, body)?;
        let topic = received.topic_arn();
        if self.topics.as_ref().is_some_and(|expected| expected.iter().all(|expected| expected != topic)) {
            return Err(VerifyError::Topic { found: shortened(topic, 100) });
        }
        self.check(received.certificate_url(), |certificate| received.check(certificate)).await?;
        Ok(received)
    }

    /// Reads and verifies the body of a POST by which SNS asks whether the address is to hear of a topic: one that was
    /// named with [`Verifier::topic`], for anybody can have his own topic sent anywhere. `message_type` is as for
    /// [`Verifier::verify`].
    ///
    /// # Errors
    /// See [`VerifyError`].
    pub async fn verify_subscription(
        &self,
        message_type: Option<&str>,
        body: &[u8],
    ) -> Result<Subscription, VerifyError> {
        let question = Question::parse(message_type, body)?;
        let topic = &question.topic_arn;
        if !self.topics.as_ref().is_some_and(|expected| expected.contains(topic)) {
            return Err(VerifyError::Topic { found: shortened(topic, 100) });
        }
        self.check(&question.certificate_url, |certificate| question.check(certificate)).await?;
        let untrusted = |reason| VerifyError::Subscribe { reason };
        let subscribe_url = Url::parse(&question.subscribe_url).map_err(|_| untrusted("it is no URL"))?;
        self.at_sns(&subscribe_url).map_err(untrusted)?;
        Ok(Subscription { topic_arn: question.topic_arn, subscribe_url })
    }

    /// Tells SNS that the address is to hear of the topic, by a GET of the address that it has named for that. Doing so
    /// twice does no harm.
    ///
    /// # Errors
    /// [`VerifyError::Unconfirmed`] where it isn't answered with 200.
    pub async fn confirm(&self, subscription: &Subscription) -> Result<(), VerifyError> {
        let called = self.certificates.call(&subscription.subscribe_url).await;
        called.map_err(|reason| VerifyError::Unconfirmed { reason })
    }

    /// Checks a signature by the certificate that is named with it.
    async fn check(
        &self,
        url: &str,
        check: impl Fn(&Certificate) -> Result<(), VerifyError>,
    ) -> Result<(), VerifyError> {
        let found = self.certificates.at(self.place(url)?).await?;
        of_sns(url, &found.certificate)?;
        match check(&found.certificate) {
            Err(VerifyError::Mismatch) => {
                let renewed = self.certificates.renewed(&found).await?.ok_or(VerifyError::Mismatch)?;
                of_sns(url, &renewed)?;
                check(&renewed)
            }
            checked => checked,
        }
    }

    /// The place of the certificate that a message names, if it is one to believe.
    fn place(&self, named: &str) -> Result<Url, VerifyError> {
        let untrusted = |reason| VerifyError::Untrusted { url: shortened(named, 200), reason };
        // Neither a user, nor a query, nor anything that two readers of URLs may read in two ways.
        if !named.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._/:[]".contains(&byte)) {
            return Err(untrusted("it has characters that URLs of certificates don't have"));
        }
        let url = Url::parse(named).map_err(|_| untrusted("it is no URL"))?;
        self.at_sns(&url).map_err(untrusted)?;
        match url.path().ends_with(".pem") {
            true => Ok(url),
            false => Err(untrusted("its path must end in .pem")),
        }
    }

    /// Whether an address is one of SNS, or else why not.
    fn at_sns(&self, url: &Url) -> Result<(), &'static str> {
        let (host, is_here) = certificates::host(url).ok_or("it names no host")?;
        let is_trusted = self.trusted.contains(&host);
        let is_amazons = is_sns(&host) && url.port().is_none();
        if !is_trusted && !is_amazons {
            return Err("SNS is at sns.REGION.amazonaws.com, without a port");
        }
        match url.scheme() {
            "https" => Ok(()),
            "http" if is_trusted && is_here => Ok(()),
            _ => Err("it must be fetched by https"),
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
