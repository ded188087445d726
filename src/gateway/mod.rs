//! The gateway: a [`Service`](crate::fps::Service) that answers FPS calls by calling Amazon Pay.
//!
//! Its books are kept by the same rules by which the sandbox answers: what a caller may do, what a token still allows,
//! what is on a prepaid instrument. Where the sandbox decides what becomes of a card or a bank account, the gateway asks
//! a processor, and writes down what it is about to ask before it does.

mod instruction;
pub mod link;
mod mapping;
mod processor;
mod standing;

pub use standing::{Standing, StoreProblem};
