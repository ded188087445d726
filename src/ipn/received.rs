//! A notification on its way from a body that anybody may have sent to one that is believed.

use std::fmt;

use super::{Notification, ParseError};
use crate::sign::v2::decode_parameters;
#[cfg(any(feature = "client", feature = "soap"))]
use crate::sign::v2::encode_parameters;
#[cfg(feature = "soap")]
use crate::sign::{
    outbound::{self, Delivery, Signed},
    x509::{Certificate, Identity},
};
#[cfg(feature = "client")]
use crate::{
    client::Client,
    error::Error,
    fps::{VerificationStatus, VerifySignatureRequest},
};

/// The most bytes of a body that are read.
const LIMIT: usize = 64 * 1024;

/// A body that was read as a notification, of which nothing is believed yet. `Debug` shows no values.
#[derive(Clone)]
pub struct Received {
    parameters: Vec<(String, String)>,
    notification: Notification,
}

impl Received {
    /// Reads the body of a POST: a form in UTF-8, at most 100 parameters in any order, at most 64 KiB.
    ///
    /// # Errors
    /// See [`ParseError`].
    pub fn parse(body: &[u8]) -> Result<Self, ParseError> {
        if body.len() > LIMIT {
            return Err(ParseError::TooLong { bytes: body.len(), limit: LIMIT });
        }
        let text = std::str::from_utf8(body).map_err(|_| ParseError::NotUtf8 { name: String::new() })?;
        let parameters = decode_parameters(text.trim()).map_err(|error| ParseError::NotUtf8 { name: error.name })?;
        let notification = Notification::read(&parameters)?;
        Ok(Self { parameters, notification })
    }

    /// What it says. It may be a forgery: act on it only for what does no harm.
    pub fn unverified(&self) -> &Notification {
        &self.notification
    }

    /// All parameters, decoded, in the order in which they came.
    pub fn parameters(&self) -> &[(String, String)] {
        &self.parameters
    }

    /// The notification, if the key of `certificate` has signed it for `url`, where it was posted to.
    ///
    /// Whether the certificate may speak for the service is not looked at: see `Verifier`. Line breaks in the
    /// signature, and blanks that stand for plus signs, do no harm. Signature Version 1 is refused.
    ///
    /// # Errors
    /// [`VerifyError::Signature`].
    #[cfg(feature = "soap")]
    pub fn verify(self, certificate: &Certificate, url: &str) -> Result<Notification, VerifyError> {
        Signed::read(&self.parameters)?.verify(certificate, Delivery::Post, url)?;
        Ok(self.notification)
    }

    #[cfg(all(feature = "client", feature = "soap"))]
    pub(super) fn into_unverified(self) -> Notification {
        self.notification
    }

    /// The notification, if the service that `client` calls says that it has signed it for `url`, where it was posted
    /// to: the action VerifySignature.
    ///
    /// # Errors
    /// [`VerifyError::Refused`], or [`VerifyError::Service`] where the service did not come to an answer.
    #[cfg(feature = "client")]
    pub async fn verify_with(self, client: &Client, url: &str) -> Result<Notification, VerifyError> {
        let request = VerifySignatureRequest::new(url, encode_parameters(&self.parameters));
        let answer = client.verify_signature(&request).await.map_err(Box::new)?;
        match answer.result.verification_status {
            Some(VerificationStatus::Success) => Ok(self.notification),
            _ => Err(VerifyError::Refused { url: url.to_owned() }),
        }
    }
}

impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.parameters.iter().map(|(name, _)| name).collect();
        f.debug_struct("Received").field("parameters", &names).finish()
    }
}

/// The body of a notification to `url`, signed by `identity` as the service signs: for tests of a handler.
///
/// `parameters` are what it tells, in their order: see [`Notification::parameters`]. As the service does, it breaks
/// the signature into lines of 76 characters.
///
/// # Errors
/// [`outbound::Error::Url`] or [`outbound::Error::Signing`].
#[cfg(feature = "soap")]
pub fn sign<N: AsRef<str>, V: AsRef<str>>(
    identity: &Identity,
    certificate_url: &str,
    url: &str,
    parameters: &[(N, V)],
) -> Result<String, outbound::Error> {
    const LINE: usize = 76;
    let mut signed = outbound::sign(identity, certificate_url, Delivery::Post, url, parameters)?;
    if let Some((_, signature)) = signed.iter_mut().find(|(name, _)| name == "signature") {
        // Base64: any place between two bytes is one between two characters.
        for place in (LINE..signature.len()).step_by(LINE).rev() {
            signature.insert(place, '\n');
        }
    }
    Ok(encode_parameters(&signed))
}

/// Why a notification is not believed.
#[cfg(any(feature = "client", feature = "soap"))]
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// It is no notification.
    #[error("the body is no notification: {0}")]
    Parse(#[from] ParseError),
    /// It has no signature, one that is not read, or one that does not match.
    #[cfg(feature = "soap")]
    #[error(transparent)]
    Signature(#[from] outbound::Error),
    /// It names a certificate at a place that does not speak for the service. Nothing was fetched.
    #[error("certificateUrl is '{url}', which is not trusted: {reason}")]
    Untrusted {
        /// What the notification names, shortened.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The certificate could not be had: the notification may be genuine, and should be asked for again.
    #[error("the certificate at {url} can't be had: {reason}")]
    Unavailable {
        /// Where it was looked for.
        url: String,
        /// What happened.
        reason: String,
    },
    /// What is at that place is no certificate that can be used.
    #[error("the certificate at {url} can't be used: {reason}")]
    Certificate {
        /// Where it was found.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The service says that it has not signed it.
    #[error("the service has not signed this notification for {url}")]
    Refused {
        /// Where it was posted to.
        url: String,
    },
    /// The service did not come to an answer.
    #[cfg(feature = "client")]
    #[error("the signature was not verified: {0}")]
    Service(#[from] Box<Error>),
}
