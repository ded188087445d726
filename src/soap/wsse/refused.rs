//! Why a request is refused before anything of it is executed.

use chrono::{DateTime, Utc};

use super::KeyHint;
use crate::soap::Misshapen;

/// Why a SOAP request is refused. Its text says what was expected and what was found, so that the
/// sender can mend it; it holds nothing of the Body's content.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    /// Not a SOAP 1.1 message of the right shape.
    #[error(transparent)]
    Misshapen(#[from] Misshapen),

    /// A header that must be understood is not.
    #[error("the header `{name}` (namespace `{namespace}`) says that it must be understood, and is not known here")]
    MustUnderstand {
        /// Its local name.
        name: String,
        /// Its namespace; empty for none.
        namespace: String,
    },

    /// The signature's own structure can't be read.
    #[error("the signature can't be read: {problem}")]
    Unreadable {
        /// What is wrong with it.
        problem: String,
    },

    /// An algorithm that is not supported.
    #[error("the {purpose} algorithm `{identifier}` is not supported; supported: {supported}")]
    Algorithm {
        /// What it is for.
        purpose: &'static str,
        /// Its identifier as sent.
        identifier: String,
        /// What may be used instead.
        supported: &'static str,
    },

    /// An identifier that stands on more than one element.
    #[error("the Id `{id}` stands on more than one element, so that it does not say which one was signed")]
    DuplicateId {
        /// The identifier.
        id: String,
    },

    /// A reference that does not lead to something that may be signed.
    #[error("the signature's reference `{uri}` {problem}")]
    Reference {
        /// Its URI as sent.
        uri: String,
        /// What is wrong with it.
        problem: String,
    },

    /// The key that signed can't be found out.
    #[error("the signature does not say which certificate it was made with: {problem}")]
    KeyInfo {
        /// What is wrong with it.
        problem: String,
    },

    /// Nobody has registered that certificate.
    #[error("{hint} is not registered here: register the certificate with the account that calls")]
    UnknownCertificate {
        /// What the message says of the certificate.
        hint: KeyHint,
    },

    /// The certificate has expired or is not yet valid.
    #[error("the certificate of `{subject}` is valid from {not_before} to {not_after}; here it is {now}")]
    CertificateNotValid {
        /// Whose certificate it is.
        subject: String,
        /// The first moment.
        not_before: DateTime<Utc>,
        /// The last moment.
        not_after: DateTime<Utc>,
        /// The time here.
        now: DateTime<Utc>,
    },

    /// The signature is not that of the certificate's key.
    #[error(
        "the signature is not that of `{subject}` ({identifier}); what it should cover was canonicalised here to: {signed}"
    )]
    SignatureMismatch {
        /// Whose certificate was used.
        subject: String,
        /// The signature algorithm.
        identifier: &'static str,
        /// The canonical SignedInfo, its first 8,000 characters.
        signed: String,
    },

    /// A signed part is not as it was when it was signed.
    #[error("`{element}` was changed after it was signed: the digest of `{uri}` is {computed} here, {sent} was sent")]
    DigestMismatch {
        /// The name of the element.
        element: String,
        /// The reference that leads to it.
        uri: String,
        /// The digest that was sent, in base64.
        sent: String,
        /// The digest that was computed, in base64.
        computed: String,
    },

    /// The Body is not covered by the signature.
    #[error("the signature does not cover the Body: sign the Body and the Timestamp")]
    BodyNotSigned,

    /// The Timestamp is missing, there twice, or not covered by the signature.
    #[error("{problem}: sign the Body and one Timestamp")]
    TimestampNotSigned {
        /// Which of these.
        problem: &'static str,
    },

    /// A date of the Timestamp can't be read.
    #[error("the Timestamp's {part} `{text}` is not a date like 2013-03-04T05:06:07Z")]
    TimestampUnreadable {
        /// `Created` or `Expires`.
        part: &'static str,
        /// The text that was sent.
        text: String,
    },

    /// The Timestamp is more than 15 minutes off.
    #[error("the Timestamp was created at {created}; here it is {now}, and at most 15 minutes either way are allowed")]
    TimestampTooFarOff {
        /// The time that was sent.
        created: DateTime<Utc>,
        /// The time here.
        now: DateTime<Utc>,
    },

    /// The message was to be used before now.
    #[error("the Timestamp expired at {expires}; here it is {now}")]
    TimestampExpired {
        /// The time that was sent.
        expires: DateTime<Utc>,
        /// The time here.
        now: DateTime<Utc>,
    },
}

/// What kind of thing is wrong with a refused request: it decides which error code is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cause {
    /// The message is not what a message should look like.
    Shape,
    /// The message is SOAP, but not version 1.1.
    Version,
    /// A header that must be understood is not.
    MustUnderstand,
    /// The signature is wrong, or covers too little.
    Signature,
    /// The certificate is unknown or not valid now.
    Certificate,
    /// The message is too old, or from the future.
    Time,
}

impl Refused {
    /// What kind of thing is wrong.
    #[must_use]
    pub fn cause(&self) -> Cause {
        match self {
            Self::Misshapen(Misshapen::Version { .. }) => Cause::Version,
            Self::Misshapen(_) => Cause::Shape,
            Self::MustUnderstand { .. } => Cause::MustUnderstand,
            Self::Unreadable { .. }
            | Self::Algorithm { .. }
            | Self::DuplicateId { .. }
            | Self::Reference { .. }
            | Self::KeyInfo { .. }
            | Self::SignatureMismatch { .. }
            | Self::DigestMismatch { .. }
            | Self::BodyNotSigned
            | Self::TimestampNotSigned { .. } => Cause::Signature,
            Self::UnknownCertificate { .. } | Self::CertificateNotValid { .. } => Cause::Certificate,
            Self::TimestampUnreadable { .. } | Self::TimestampTooFarOff { .. } | Self::TimestampExpired { .. } => {
                Cause::Time
            }
        }
    }
}
