//! Keys, certificates and signatures.

pub mod explain;
#[cfg(feature = "soap")]
mod name;
#[cfg(feature = "soap")]
pub mod outbound;
#[cfg(feature = "soap")]
pub(crate) mod pem;
#[cfg(feature = "soap")]
pub mod rsa_sha1;
pub mod v2;
#[cfg(feature = "soap")]
pub mod x509;
