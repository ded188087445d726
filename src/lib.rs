//! Amazon Flexible Payments Service (FPS), answered again: a typed client over signed REST and over
//! SOAP, and a sandbox that behaves as FPS did. With the feature `amazon-pay` it has the same for Amazon Pay (OffAmazonPayments
//! 2013-01-01), where the users of FPS went.
//!
//! FPS closed in 2015. This crate speaks its protocol, API version 2010-08-28; it is not a product
//! of Amazon.

#![warn(missing_docs)]
#![forbid(unsafe_code)]

#[cfg(feature = "amazon-pay")]
pub mod amazon_pay;
#[cfg(feature = "client")]
pub mod cbui;
#[cfg(feature = "client")]
pub mod client;
pub mod contract;
pub mod error;
#[cfg(any(feature = "gateway", feature = "migrate"))]
pub mod fate;
pub mod fps;
#[cfg(feature = "gateway")]
pub mod gateway;
pub mod ids;
pub mod ipn;
#[cfg(feature = "migrate")]
pub mod migrate;
pub mod money;
#[cfg(feature = "sandbox")]
pub mod sandbox;
#[cfg(feature = "server")]
pub mod server;
pub mod sign;
#[cfg(feature = "soap")]
pub mod soap;
#[cfg(any(feature = "server", all(feature = "client", feature = "soap")))]
mod uuid;
pub mod wire;

#[cfg(test)]
#[path = "../tests/codegen/compiles.rs"]
mod generated;
#[cfg(all(test, feature = "amazon-pay"))]
mod xmllint;

pub use error::Error;
