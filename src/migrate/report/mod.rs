//! What a scan has found, for people and for machines: in few words, as JSON, as SARIF, and as one page of HTML.
//!
//! Each is the same to the byte for the same scan.

mod flow;
mod html;
mod json;
mod risk;
mod sarif;
mod steps;
mod summary;
#[cfg(test)]
mod tests;
mod visible;

pub use html::{SHOWN, html};
pub use json::{FORMAT, VERSION, json, read};
pub use risk::{Risk, fate};
pub use sarif::sarif;
pub use steps::{Step, not_text, steps};
pub use summary::{Group, InFile, Summary, Used};
pub use visible::visible;
