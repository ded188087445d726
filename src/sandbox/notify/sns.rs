//! Standing in for SNS, which brings the notifications of Amazon Pay.

use std::sync::OnceLock;

use url::Url;

use crate::{
    amazon_pay::notification::{Envelope, Signed},
    error::ServiceError,
    sandbox::{
        Sandbox,
        builder::{KEY_BITS, VALID_FROM, VALID_UNTIL, day},
        internal,
        keys::Keys,
    },
    sign::{
        rsa_sha1::SignatureAlgorithm,
        x509::{Certificate, Error, Identity},
    },
};

/// Where the certificate is served, whatever host is in front of it: as SNS names its own.
pub(crate) const CERTIFICATE_PATH: &str = "/SimpleNotificationService-00000000000000000000000000000000.pem";
/// The name of the document that holds the certificate and its key, as PEM.
pub(crate) const DOCUMENT: &str = "sns";

/// Whose certificates receivers believe.
const SUBJECT: &str = "sns.amazonaws.com";
/// The host that serves the certificate where this sandbox stands in for Amazon.
const AMAZON: &str = "https://sns.us-east-1.amazonaws.com";

static KEYS: Keys = Keys { document: DOCUMENT, make, made: OnceLock::new() };

impl Sandbox {
    /// The certificate that notifications of Amazon Pay can be checked with: one of `sns.amazonaws.com` that the sandbox
    /// makes when it is first needed, and keeps with its data.
    ///
    /// # Errors
    /// `InternalError` where the store fails.
    pub async fn sns_certificate(&self) -> Result<Certificate, ServiceError> {
        self.sns_identity().await.map(|identity| identity.certificate().clone())
    }

    /// Where the sandbox says that [`Sandbox::sns_certificate`] can be had: at the host of [`Sandbox::certificate_url`],
    /// and at `sns.us-east-1.amazonaws.com` where that is one of Amazon's.
    pub fn sns_certificate_url(&self) -> String {
        let own = Url::parse(&self.certificate_url()).ok().filter(|url| {
            let host = url.host_str().unwrap_or_default();
            !(host.is_empty() || host.ends_with(".amazonaws.com"))
        });
        let origin = own.map_or_else(|| AMAZON.to_owned(), |url| url.origin().ascii_serialization());
        format!("{origin}{CERTIFICATE_PATH}")
    }

    /// Signs a message as SNS does, with where the certificate is now.
    pub(crate) async fn sign_as_sns(&self, envelope: &Envelope) -> Result<Signed, ServiceError> {
        let signed =
            envelope.sign(self.sns_identity().await?, &self.sns_certificate_url(), SignatureAlgorithm::RsaSha1);
        signed.map_err(|error| internal(format!("A message could not be signed: {error}.")))
    }

    async fn sns_identity(&self) -> Result<&Identity, ServiceError> {
        let read = async || {
            let pem = self.keep(&KEYS).await?;
            Identity::from_pem(&pem, &pem).map_err(|error| internal(format!("The books have lost {error}.")))
        };
        self.0.sns.get_or_try_init(read).await
    }
}

fn make() -> Result<String, Error> {
    let identity = Identity::generate(SUBJECT, KEY_BITS, day(VALID_FROM), day(VALID_UNTIL))?;
    Ok(format!("{}{}", identity.certificate().pem(), identity.key_pem()?.as_str()))
}
