//! Amazon Pay in the sandbox: the objects that its calls work on, their states, and what moves them.
//!
//! They are rows as all others are, in the same stores, worked on by rules through [`Books`](super::books::Books).

mod month;
pub(crate) mod notices;
pub(crate) mod rows;
mod rules;
mod view;
