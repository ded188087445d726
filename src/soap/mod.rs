//! SOAP 1.1 messages: signed requests ([`wsse`]), answers and faults.
//!
//! A message is read once, into one document, from which both its signature is checked and its
//! content taken. There is no document type, no entity beside XML's own five, no other encoding
//! than UTF-8, and a limit to everything.

mod c14n;
mod dom;
mod envelope;
mod fault;
mod ns;
pub mod wsse;

pub use dom::Malformed;
pub use envelope::{Answer, Misshapen, answer, read_answer};
pub use fault::Fault;
