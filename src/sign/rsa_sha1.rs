//! RSA signatures with PKCS#1 version 1.5 padding, as WS-Security and the service's notifications
//! use them.

use rsa::Pkcs1v15Sign;
use sha1::{Digest as _, Sha1};
use sha2::Sha256;

use super::x509::{Certificate, Error, Identity};

/// The hash within an RSA signature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SignatureAlgorithm {
    /// SHA-1: what the service asked for, and so the default. It is too weak for anything new:
    /// prefer [`SignatureAlgorithm::RsaSha256`] where the other end understands it.
    #[default]
    RsaSha1,
    /// SHA-256.
    RsaSha256,
}

impl SignatureAlgorithm {
    fn padding_and_hash(self, message: &[u8]) -> (Pkcs1v15Sign, Vec<u8>) {
        match self {
            Self::RsaSha1 => (Pkcs1v15Sign::new::<Sha1>(), Sha1::digest(message).to_vec()),
            Self::RsaSha256 => (Pkcs1v15Sign::new::<Sha256>(), Sha256::digest(message).to_vec()),
        }
    }
}

impl Identity {
    /// Signs `message` (the message itself, not its hash) with the private key.
    ///
    /// The same message gives the same signature each time. The computation is blinded with
    /// randomness of the operating system, so that its timing tells nothing of the key.
    ///
    /// # Errors
    ///
    /// [`Error::Signing`] when the operating system has no randomness to give.
    pub fn sign(&self, algorithm: SignatureAlgorithm, message: &[u8]) -> Result<Vec<u8>, Error> {
        let (padding, hash) = algorithm.padding_and_hash(message);
        self.private_key().sign(padding, &hash).map_err(|problem| Error::Signing { problem: problem.to_string() })
    }
}

impl Certificate {
    /// Whether `signature` is that of the certificate's key over `message` (the message itself,
    /// not its hash). Says nothing of the certificate's validity: see [`Certificate::valid_at`].
    #[must_use]
    pub fn verify(&self, algorithm: SignatureAlgorithm, message: &[u8], signature: &[u8]) -> bool {
        let (padding, hash) = algorithm.padding_and_hash(message);
        self.public_key().verify(padding, &hash, signature).is_ok()
    }
}
