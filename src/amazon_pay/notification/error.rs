//! Why a body is no notification, and why one is not believed.

use super::received::MessageType;
use crate::client::certificates::Failure;

/// Why the body of a POST is no notification of Amazon Pay.
///
/// A part is `the body`, which SNS writes, or `Message`, which Amazon Pay writes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseError {
    /// It has more bytes than any notification.
    #[error("the body has {bytes} bytes, and a notification has {limit} at most")]
    TooLong {
        /// How many it has.
        bytes: usize,
        /// The most that are read.
        limit: usize,
    },
    /// It is no text.
    #[error("the body is not UTF-8")]
    NotUtf8,
    /// A part is not a JSON object.
    #[error("{part} is not a JSON object: {problem}")]
    NotJson {
        /// Which part.
        part: &'static str,
        /// What is wrong, and where.
        problem: String,
    },
    /// It is another message of SNS than the one that is read here, such as one that asks for the confirmation of a
    /// subscription, or tells of its end.
    #[error("the message is a {found}")]
    OtherMessage {
        /// What it says that it is.
        found: MessageType,
    },
    /// The header says something else than the body.
    #[error("the header x-amz-sns-message-type says {header}, and the body that it is a {body}")]
    Header {
        /// What the header says.
        header: MessageType,
        /// What the body says.
        body: MessageType,
    },
    /// A member that a part needs is missing or empty.
    #[error("{name} is missing or empty in {part}")]
    Missing {
        /// Which part.
        part: &'static str,
        /// The member.
        name: &'static str,
    },
    /// A member is there twice, so that it says nothing.
    #[error("{name} is there more than once in {part}")]
    Repeated {
        /// Which part.
        part: &'static str,
        /// The member, shortened.
        name: String,
    },
    /// A member is no text.
    #[error("{name} in {part} is not a text")]
    NotText {
        /// Which part.
        part: &'static str,
        /// The member.
        name: &'static str,
    },
    /// A member has a value that it can't have.
    #[error("{name} in {part} is '{value}', and must be {expected}")]
    Invalid {
        /// Which part.
        part: &'static str,
        /// The member.
        name: &'static str,
        /// What it says, shortened.
        value: String,
        /// What it may say.
        expected: &'static str,
    },
    /// `NotificationData` is no XML that is read here: a document type and entities are never read.
    #[error("NotificationData is not XML that is read here: {problem}")]
    NotXml {
        /// What is wrong, and where.
        problem: String,
    },
    /// `NotificationData` does not hold what the type of the notification says.
    #[error("NotificationData is not what a notification of the type '{notification_type}' holds: {problem}")]
    Content {
        /// The type of the notification.
        notification_type: &'static str,
        /// What is wrong, with its path.
        problem: String,
    },
}

/// Why a notification is not believed. All but [`VerifyError::Unavailable`] and [`VerifyError::Unconfirmed`] mean that the
/// same body won't ever be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// It is no notification.
    #[error("the body is no notification: {0}")]
    Parse(#[from] ParseError),
    /// It is signed in a way that is not known.
    #[error("SignatureVersion is '{found}', and must be 1 or 2")]
    SignatureVersion {
        /// What it says, shortened.
        found: String,
    },
    /// It is of a topic that is not expected: SNS sends for others, too.
    #[error("TopicArn is '{found}', which is not expected")]
    Topic {
        /// What it says, shortened.
        found: String,
    },
    /// The signature can't be read.
    #[error("Signature is not Base64")]
    NotBase64,
    /// It names a certificate at a place that does not speak for SNS. Nothing was fetched.
    #[error("SigningCertURL is '{url}', which is not trusted: {reason}")]
    Untrusted {
        /// What the notification names, shortened.
        url: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// It names an address to confirm at that is not one of SNS. Nothing was called.
    #[error("SubscribeURL is not trusted: {reason}")]
    Subscribe {
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The subscription could not be confirmed: SNS asks again where it is answered with another status than 200.
    #[error("the subscription can't be confirmed: {reason}")]
    Unconfirmed {
        /// What happened.
        reason: String,
    },
    /// The certificate could not be had: the notification may be genuine, and should be asked for again by an answer
    /// other than 200.
    #[error("the certificate at {url} can't be had: {reason}")]
    Unavailable {
        /// Where it was looked for.
        url: String,
        /// What happened.
        reason: String,
    },
    /// What is at that place is no certificate of SNS that can be used.
    #[error("the certificate at {url} can't be used: {reason}")]
    Certificate {
        /// Where it was found.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The signature is not that of the certificate's key over this message.
    #[error("the signature does not match: the message was changed, or is signed by somebody else")]
    Mismatch,
}

impl From<Failure> for VerifyError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Unavailable { url, reason } => Self::Unavailable { url, reason },
            Failure::Unusable { url, reason } => Self::Certificate { url, reason },
        }
    }
}

pub(super) fn shortened(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}
