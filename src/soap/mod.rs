//! SOAP 1.1 messages: signed requests, answers and faults.

mod c14n;
mod dom;
mod envelope;
mod fault;
mod ns;
pub mod wsse;

pub use dom::Malformed;
pub use envelope::{Answer, Misshapen, answer, read_answer};
pub use fault::Fault;
