//! WS-Security with X.509: signing requests, and opening signed requests on the server's side.
//!
//! A request is trusted for exactly what its signature covers: [`open`] hands out the Body only if
//! the element that will be executed is the element that was signed, and with it a Timestamp.

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
