//! Replay: sends recorded requests again, signed anew and with the ids of now, and compares each answer with the recorded
//! one by its type.
//!
//! [`traffic::recording::read`](super::traffic::recording::read) reads a recording, [`Replay::play`] takes one exchange
//! after the other, and [`Replay::finish`] gives the [`Report`]. What may differ is a matter of [`Rules`]; what stands for
//! the recorded ids is in a [`Mapping`], which learns from the answers.

mod answer;
mod builder;
mod callers;
mod compare;
mod ids;
mod page;
mod player;
mod report;
mod request;
mod rules;
mod run;
mod seed;
mod send;
#[cfg(test)]
mod tests;
mod value;

pub use builder::{BuildError, Builder, Mark};
pub use compare::Difference;
pub use ids::{Kind, Mapping, MappingError};
pub use player::Replay;
pub use report::{Case, Explanation, FORMAT, MappedId, Report, UnmappedId, VERSION, Verdict};
pub use rules::{Rules, RulesError};
pub use run::{NoRunName, Run};
