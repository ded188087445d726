//! SOAP 1.1 messages: signed requests, answers and faults.

mod c14n;
mod dom;
mod ns;

pub use dom::Malformed;
