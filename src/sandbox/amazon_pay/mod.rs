//! Amazon Pay in the sandbox: the objects that its calls work on, their states, and what moves them.
//!
//! They are rows as all others are, in the same stores, worked on by rules through [`Books`](super::books::Books).

mod fees;
pub(crate) mod limits;
pub(crate) mod merchants;
pub(crate) mod quotas;
pub(crate) mod rows;
pub(crate) mod rules;
mod service;
mod simulation;
#[cfg(test)]
mod tests;
pub(crate) mod view;
