//! Typed values on the wire: one `encode` that feeds a query or an XML document, one `decode` that
//! reads a small tree made from either.
//!
//! Order is law when writing (the schema's sequence) and free when reading.

mod check;
mod decode;
mod encode;
mod limits;
mod macros;
pub mod query;
mod scalar;
mod tree;
pub mod xml;

pub use check::{Checker, Invalid, Length};
pub use decode::{Decode, Fields, Malformed, Problem};
#[cfg(any(test, feature = "amazon-pay"))]
pub(crate) use encode::encode_wrapped;
pub use encode::{Encode, Key, Sink, Style, flatten};
pub use limits::Limits;
pub(crate) use macros::{open_enum, shape, single, write_field};
pub use scalar::{DateStyle, Scalar};
pub use tree::{Builder, Children, Node, Tree};

/// What ties a request to its operation and to the answer that it gets.
///
/// Implemented by the generated request types.
pub trait Request: Encode + Decode + Send + Sync {
    /// The typed content of the answer.
    type Result: Encode + Decode + Send;

    /// The operation that this request calls.
    const OPERATION: &'static crate::contract::OperationInfo;

    /// Checks what the service would refuse without looking at its books: missing fields, lengths,
    /// amounts, values outside their sets, and fields that `version` doesn't have.
    ///
    /// # Errors
    /// The first [`Invalid`] field, with the rule that it breaks.
    fn check(&self, version: &'static str) -> Result<(), Invalid>;

    /// The value of the field that makes repeating the request safe, where the operation has one.
    fn idempotency_key(&self) -> Option<&str>;
}
