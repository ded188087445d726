//! Recorded traffic: what is really used of FPS, read from whatever was recorded.
//!
//! [`recording::read`] reads HAR files, access logs, JSON and raw HTTP as a stream of [`Exchange`]s, [`Exchange::seen`]
//! tells what each of them is, and a [`Tally`] counts them to a [`Traffic`].

mod answer;
mod exchange;
mod json;
pub mod recording;
mod seen;
mod tally;
mod usage;

pub use answer::Outcome;
pub(crate) use answer::content;
pub use exchange::{Exchange, Place, Request, Response};
pub use json::{FORMAT, VERSION, json, read};
pub(crate) use seen::text_of;
pub use seen::{Call, CallerName, Fields, Seen, Transport};
pub use tally::Tally;
pub use usage::{
    ActionUse, CallerUse, Kinds, Latency, Named, Outcomes, ParameterUse, References, TokenKind, TokenUse, Traffic, When,
};
