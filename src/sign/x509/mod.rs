//! X.509 certificates, and certificates with their private key.

mod certificate;
mod identity;
#[cfg(feature = "sandbox")]
pub(crate) mod server;

use std::fmt;

use chrono::{DateTime, Utc};

pub use self::certificate::Certificate;
#[cfg(feature = "server")]
pub(crate) use self::certificate::Outline;
pub use self::identity::Identity;

/// The shortest RSA key that is accepted, in bits: what the service's own keys had.
pub const MIN_KEY_BITS: usize = 1024;

/// The longest RSA key that is accepted, in bits.
pub const MAX_KEY_BITS: usize = 8192;

/// What is wrong with a certificate or a key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The text has no PEM block at all.
    #[error("no PEM text: expected a line `-----BEGIN {wanted}-----`")]
    NotPem {
        /// The label of the block that was looked for.
        wanted: &'static str,
    },
    /// The text has PEM blocks, but not the one that is needed.
    #[error("expected a PEM block `{wanted}`, found `{found}`")]
    WrongLabel {
        /// The label of the block that was looked for.
        wanted: &'static str,
        /// The label of the first block.
        found: String,
    },
    /// A PEM block that is cut off or garbled.
    #[error("the PEM block `{label}` can't be read: {problem}")]
    BadPem {
        /// The label of the block.
        label: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The private key is encrypted.
    #[error(
        "the private key is encrypted, which is not supported: decrypt it first, for example with `openssl pkey -in KEY -out PLAIN`"
    )]
    Encrypted,
    /// The content is not an X.509 certificate.
    #[error("not an X.509 certificate: {problem}")]
    BadCertificate {
        /// What the decoder says.
        problem: String,
    },
    /// The content is not an RSA key.
    #[error("not an RSA key: {problem}")]
    BadKey {
        /// What the decoder says.
        problem: String,
    },
    /// The key is of another kind than RSA.
    #[error("the key is not RSA but of the algorithm {algorithm}: SOAP requests are signed with RSA keys")]
    NotRsa {
        /// The object identifier of its algorithm.
        algorithm: String,
    },
    /// The key is too short or too long.
    #[error("the RSA key has {bits} bits; {MIN_KEY_BITS} to {MAX_KEY_BITS} are accepted")]
    KeySize {
        /// Its size in bits.
        bits: usize,
    },
    /// Certificate and key do not belong together.
    #[error(
        "the private key does not belong to the certificate of `{subject}`: check that both files come from the same key pair"
    )]
    KeyMismatch {
        /// Whose certificate it is.
        subject: String,
    },
    /// The common name for a new certificate is empty or too long.
    #[error("a common name has 1 to 64 characters, not {length}")]
    CommonName {
        /// Its length in characters.
        length: usize,
    },
    /// A certificate can't be valid for that time.
    #[error("a certificate can't be valid from {not_before} to {not_after}")]
    Validity {
        /// The first moment.
        not_before: DateTime<Utc>,
        /// The last moment.
        not_after: DateTime<Utc>,
    },
    /// The signature could not be computed.
    #[error("the RSA signature can't be computed: {problem}")]
    Signing {
        /// What went wrong.
        problem: String,
    },
}

fn bad_certificate(problem: impl fmt::Display) -> Error {
    Error::BadCertificate { problem: problem.to_string() }
}

fn bad_key(problem: impl fmt::Display) -> Error {
    Error::BadKey { problem: problem.to_string() }
}

#[cfg(test)]
mod tests;
