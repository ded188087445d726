//! The algorithms of XML Signature by their identifiers.

use sha1::Sha1;
use sha2::{Digest as _, Sha256};

use crate::sign::rsa_sha1::SignatureAlgorithm;
use crate::soap::ns;

/// The hash over one signed part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DigestAlgorithm {
    Sha1,
    Sha256,
}

impl DigestAlgorithm {
    /// The hash of the same strength as the signature's own.
    pub(super) fn beside(signature: SignatureAlgorithm) -> Self {
        match signature {
            SignatureAlgorithm::RsaSha1 => Self::Sha1,
            SignatureAlgorithm::RsaSha256 => Self::Sha256,
        }
    }

    pub(super) fn named(identifier: &str) -> Option<Self> {
        match identifier {
            ns::SHA1 => Some(Self::Sha1),
            ns::SHA256 => Some(Self::Sha256),
            _ => None,
        }
    }

    pub(super) fn identifier(self) -> &'static str {
        match self {
            Self::Sha1 => ns::SHA1,
            Self::Sha256 => ns::SHA256,
        }
    }

    pub(super) fn digest(self, message: &str) -> Vec<u8> {
        match self {
            Self::Sha1 => Sha1::digest(message).to_vec(),
            Self::Sha256 => Sha256::digest(message).to_vec(),
        }
    }
}

pub(super) fn signature_algorithm(identifier: &str) -> Option<SignatureAlgorithm> {
    match identifier {
        ns::RSA_SHA1 => Some(SignatureAlgorithm::RsaSha1),
        ns::RSA_SHA256 => Some(SignatureAlgorithm::RsaSha256),
        _ => None,
    }
}

pub(super) fn signature_identifier(algorithm: SignatureAlgorithm) -> &'static str {
    match algorithm {
        SignatureAlgorithm::RsaSha1 => ns::RSA_SHA1,
        SignatureAlgorithm::RsaSha256 => ns::RSA_SHA256,
    }
}
