//! Recorded traffic: what is really used of FPS, read from whatever was recorded.
//!
//! [`recording::read`] reads HAR files, access logs, JSON and raw HTTP as a stream of [`Exchange`]s, [`Exchange::seen`]
//! tells what each of them is, and a [`Tally`] counts them to a [`Traffic`].

mod answer;
mod exchange;
pub(crate) mod json;
pub mod recording;
mod seen;
mod tally;
mod usage;

pub use answer::Outcome;
pub use exchange::{Exchange, Place, Request, Response};
pub use json::{FORMAT, ReadError, VERSION, json, read};
pub use seen::{Call, CallerName, Fields, Seen, Transport};
pub use tally::Tally;
pub use usage::{
    ActionUse, CallerUse, Kinds, Latency, Named, Outcomes, ParameterUse, References, TokenKind, TokenUse, Traffic, When,
};
