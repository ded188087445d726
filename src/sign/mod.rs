//! Keys, certificates and signatures.

pub mod v2;
