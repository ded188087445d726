//! Keys, certificates and signatures.

#[cfg(feature = "soap")]
mod name;
#[cfg(feature = "soap")]
mod pem;
#[cfg(feature = "soap")]
pub mod rsa_sha1;
pub mod v2;
#[cfg(feature = "soap")]
pub mod x509;
