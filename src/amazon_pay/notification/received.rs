//! A notification on its way from a body that anybody may have sent to one that is believed.

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use chrono::{DateTime, Utc};

use super::{
    Notification,
    envelope::string_to_sign,
    error::{ParseError, VerifyError, shortened},
    json::Members,
};
use crate::{
    sign::{rsa_sha1::SignatureAlgorithm, x509::Certificate},
    wire::Scalar,
};

/// The most bytes of a body that are read: twice as many as SNS lets a message have.
const LIMIT: usize = 512 * 1024;
/// The part that SNS writes.
const BODY: &str = "the body";

crate::wire::open_enum! {
    /// What a message of SNS is, as its `Type` and the header `x-amz-sns-message-type` say.
    MessageType {
        /// It tells something.
        Notification = "Notification",
        /// It asks whether somebody wants to hear of a topic.
        SubscriptionConfirmation = "SubscriptionConfirmation",
        /// It says that somebody won't hear of a topic any more, and how that is undone.
        UnsubscribeConfirmation = "UnsubscribeConfirmation",
    }
}

/// A body that was read as a notification, of which nothing is believed yet.
#[derive(Clone)]
pub struct Received {
    message: String,
    message_id: String,
    subject: Option<String>,
    /// To the letter, as it is signed.
    timestamp: String,
    sent: DateTime<Utc>,
    topic_arn: String,
    signature_version: String,
    signature: String,
    certificate_url: String,
    notification: Notification,
}

impl Received {
    /// Reads the body of a POST, at most 512 KiB, whatever its `Content-Type` says. `message_type` is what the header
    /// `x-amz-sns-message-type` says; none where it is not known, for the body says it, too, and is signed.
    ///
    /// # Errors
    /// See [`ParseError`].
    pub fn parse(message_type: Option<&str>, body: &[u8]) -> Result<Self, ParseError> {
        let envelope = envelope(message_type, body, MessageType::Notification)?;
        let required = |name| required(&envelope, name);
        let (message, timestamp) = (envelope.text("Message")?.to_owned(), required("Timestamp")?);
        Ok(Self {
            message_id: required("MessageId")?,
            subject: line(&envelope, "Subject")?.map(str::to_owned),
            sent: DateTime::<Utc>::read(&timestamp)
                .ok_or_else(|| invalid("Timestamp", &timestamp, DateTime::<Utc>::EXPECTED))?,
            timestamp,
            topic_arn: required("TopicArn")?,
            signature_version: required("SignatureVersion")?,
            signature: required("Signature")?,
            certificate_url: required("SigningCertURL")?,
            notification: Notification::read(&message)?,
            message,
        })
    }

    /// What it says. It may be a forgery: act on it only for what does no harm.
    pub fn unverified(&self) -> &Notification {
        &self.notification
    }

    /// What SNS calls the message, the same whenever it is sent again.
    pub fn message_id(&self) -> &str {
        &self.message_id
    }

    /// What the message was published to.
    pub fn topic_arn(&self) -> &str {
        &self.topic_arn
    }

    /// When the message was published.
    pub fn sent(&self) -> DateTime<Utc> {
        self.sent
    }

    /// Where the message says that its certificate is. Whoever forges a message chooses this, too.
    pub fn certificate_url(&self) -> &str {
        &self.certificate_url
    }

    /// The notification, if the key of `certificate` has signed it, with SHA-1 (signature version 1) or SHA-256 (2).
    ///
    /// Whether the certificate may speak for SNS is not looked at: see [`Verifier`](super::Verifier).
    ///
    /// # Errors
    /// [`VerifyError::SignatureVersion`], [`VerifyError::NotBase64`] or [`VerifyError::Mismatch`].
    pub fn verify(self, certificate: &Certificate) -> Result<Notification, VerifyError> {
        self.check(certificate)?;
        Ok(self.notification)
    }

    pub(super) fn check(&self, certificate: &Certificate) -> Result<(), VerifyError> {
        let subject = self.subject.as_deref();
        let text = string_to_sign(&self.message, &self.message_id, subject, &self.timestamp, &self.topic_arn);
        check(&text, &self.signature_version, &self.signature, certificate)
    }

    pub(crate) fn into_unverified(self) -> Notification {
        self.notification
    }
}

/// Shows what SNS says, and nothing that the message says.
impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("message_id", &self.message_id)
            .field("topic_arn", &self.topic_arn)
            .field("sent", &self.sent)
            .field("certificate_url", &self.certificate_url)
            .finish_non_exhaustive()
    }
}

/// The members of a body that is a message of that type.
pub(super) fn envelope(message_type: Option<&str>, body: &[u8], expected: MessageType) -> Result<Members, ParseError> {
    if body.len() > LIMIT {
        return Err(ParseError::TooLong { bytes: body.len(), limit: LIMIT });
    }
    let text = std::str::from_utf8(body).map_err(|_| ParseError::NotUtf8)?;
    let envelope = Members::read(BODY, text)?;
    let found = MessageType::from(shortened(envelope.text("Type")?, 40).as_str());
    if let Some(header) = message_type.map(|header| MessageType::from(shortened(header.trim(), 40).as_str()))
        && header != found
    {
        return Err(ParseError::Header { header, body: found });
    }
    if found == expected { Ok(envelope) } else { Err(ParseError::OtherMessage { found }) }
}

/// A member that has to be there, in one line.
pub(super) fn required(envelope: &Members, name: &'static str) -> Result<String, ParseError> {
    line(envelope, name)?.map(str::to_owned).ok_or(ParseError::Missing { part: BODY, name })
}

/// Were there line breaks, one signed text would be that of several messages.
fn line<'m>(envelope: &'m Members, name: &'static str) -> Result<Option<&'m str>, ParseError> {
    let value = envelope.optional(name)?;
    match value.filter(|value| value.contains(['\n', '\r'])) {
        Some(value) => Err(invalid(name, value, "a single line")),
        None => Ok(value),
    }
}

/// Checks what SNS has written of its signature over `text`.
pub(super) fn check(text: &str, version: &str, signature: &str, certificate: &Certificate) -> Result<(), VerifyError> {
    let algorithm = match version {
        "1" => SignatureAlgorithm::RsaSha1,
        "2" => SignatureAlgorithm::RsaSha256,
        other => return Err(VerifyError::SignatureVersion { found: shortened(other, 40) }),
    };
    let signature = BASE64.decode(signature).map_err(|_| VerifyError::NotBase64)?;
    match certificate.verify(algorithm, text.as_bytes(), &signature) {
        true => Ok(()),
        false => Err(VerifyError::Mismatch),
    }
}

fn invalid(name: &'static str, value: &str, expected: &'static str) -> ParseError {
    ParseError::Invalid { part: BODY, name, value: shortened(value, 40), expected }
}
