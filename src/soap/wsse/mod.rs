//! WS-Security with X.509: signing requests, and opening signed requests on the server's side.
//!
//! A request is trusted for exactly what its signature covers: [`open`] hands out the Body only if
//! the element that will be executed is the element that was signed, and with it a Timestamp.
//!
//! ```
//! use amazon_fps::sign::x509::Identity;
//! use amazon_fps::soap::wsse::{Message, Signer, open};
//! use amazon_fps::wire::Limits;
//!
//! let (from, to) = ("2013-01-01T00:00:00Z".parse()?, "2014-01-01T00:00:00Z".parse()?);
//! let shop = Identity::generate("shop", 1024, from, to)?;
//!
//! let message = Message {
//!     action: "GetAccountBalance",
//!     to: "https://fps.amazonaws.com/",
//!     message_id: "urn:uuid:dd5439cf-ee48-4531-9736-0176e847b823",
//!     body: "<GetAccountBalance xmlns=\"http://fps.amazonaws.com/doc/2010-08-28/\"/>",
//! };
//! let now = "2013-03-04T05:06:07Z".parse()?;
//! let signed = Signer::new(shop.clone()).sign(&message, now)?;
//!
//! let registered = [shop.certificate().clone()];
//! let opened = open(signed.as_bytes(), &Limits::REQUEST, now, &|hint| {
//!     registered.iter().find(|certificate| hint.matches(certificate)).cloned()
//! })?;
//! assert_eq!(opened.certificate.as_ref(), Some(shop.certificate()));
//! assert_eq!(opened.body.root().name(), "GetAccountBalance");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod algorithm;
mod key;
mod open;
mod refused;
mod sign;
mod signature;
mod timestamp;

pub use key::KeyHint;
pub use open::{Addressing, Opened, open};
pub use refused::{Cause, Refused};
pub use sign::{Message, Signer, Unsignable};

#[cfg(test)]
mod tests;
