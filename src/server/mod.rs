//! The server side: a front that hosts any service over REST and SOAP on one port.

mod call;

pub use call::{Call, Caller, Transport};
pub(crate) use call::{Rejected, decode};
