//! Recorded traffic: what is really used of FPS, read from whatever was recorded.
//!
//! [`recording::read`] reads HAR files, access logs, JSON and raw HTTP as a stream of [`Exchange`]s, and
//! [`Exchange::seen`] tells what each of them is.

mod answer;
mod exchange;
pub mod recording;
mod seen;

pub use answer::Outcome;
pub use exchange::{Exchange, Place, Request, Response};
pub use seen::{Call, CallerName, Fields, Seen, Transport};
