//! The plan: what to do in what order to be on Amazon Pay, computed from what a scan found in the code, from what
//! recorded traffic really uses, and from what becomes of each action.
//!
//! The same inputs give the same plan to the letter.

mod actions;
pub(super) mod block;
mod consents;
mod effort;
pub(super) mod html;
mod markdown;
mod notices;
mod page;
mod rollout;
mod steps;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use actions::{ActionPlan, OverQuota, Place, Standing, Volume};
pub use consents::{ConsentPlan, Consents, Renewal};
pub use effort::{Effort, Part, Task};
pub use notices::Notice;
pub use rollout::{Check, Stage};
pub use steps::Step;

use super::json::write_as;
use super::scan::Scan;
use super::traffic::Traffic;

/// What the JSON of a plan says that it is.
pub const FORMAT: &str = "fps-migrate-plan";

/// The version of the format.
pub const VERSION: u32 = 1;

/// What to do in what order to be on Amazon Pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Plan {
    /// What it was computed from.
    pub basis: Basis,
    /// Every action that the code or the traffic has: what becomes of it, where it stands and how much it is used; the
    /// impossible ones first, and then the most used.
    pub actions: Vec<ActionPlan>,
    /// What differs on Amazon Pay for what the traffic does, beyond what is different for everybody.
    pub notices: Vec<Notice>,
    /// Which tokens need the buyer again.
    pub consents: Consents,
    /// What to do, in this order.
    pub steps: Vec<Step>,
    /// What to test before anybody's money depends on it.
    pub checks: Vec<Check>,
    /// How to go live.
    pub rollout: Vec<Stage>,
    /// How much work it is likely to be.
    pub effort: Effort,
    /// What the inputs don't answer, and somebody has to.
    pub questions: Vec<String>,
}

/// What a plan was computed from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Basis {
    /// The code, if it was scanned.
    pub code: Option<Code>,
    /// The traffic, if it was recorded.
    pub traffic: Option<Recorded>,
}

/// The code that was scanned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Code {
    /// What was scanned.
    pub roots: Vec<String>,
    /// The files that were read.
    pub files: u64,
    /// The places that were found.
    pub places: u64,
    /// Copies of libraries.
    pub vendored: u64,
    /// Files that weren't read.
    pub skipped: u64,
}

/// The traffic that was recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Recorded {
    /// The calls of FPS.
    pub calls: u64,
    /// The first of them.
    pub first: Option<DateTime<Utc>>,
    /// The last of them.
    pub last: Option<DateTime<Utc>>,
    /// Who called, the most busy first, with the calls of each.
    pub callers: Vec<(String, u64)>,
    /// Recordings that could not be read to their end.
    pub broken: u64,
}

impl Plan {
    /// The plan for what a scan found, for what traffic uses, or for both. Without either it says what to find out.
    pub fn of(scan: Option<&Scan>, traffic: Option<&Traffic>) -> Self {
        let basis = Basis { code: scan.map(Code::of), traffic: traffic.map(Recorded::of) };
        let actions = actions::of(scan, traffic);
        let notices = traffic.map(notices::of).unwrap_or_default();
        let consents = consents::of(scan, traffic);
        let known = Known { scan, traffic, basis: &basis, actions: &actions, consents: &consents };
        let steps = steps::of(&known);
        let checks = rollout::checks(&known);
        let rollout = rollout::stages(&known);
        let effort = effort::of(&known);
        let questions = steps::questions(&known);
        Self { actions, notices, steps, checks, rollout, effort, questions, consents, basis }
    }

    /// The plan as JSON: one object with `format`, which is `fps-migrate-plan`, `version`, which is 1, and these fields.
    pub fn json(&self) -> String {
        write_as(FORMAT, VERSION, self)
    }

    /// The plan as Markdown.
    pub fn markdown(&self) -> String {
        markdown::write(&page::of(self))
    }

    /// The plan as one page of HTML that refers to nothing outside of it and runs no script.
    pub fn html(&self) -> String {
        html::write(&page::of(self))
    }
}

/// Everything that a part of the plan is computed from.
struct Known<'k> {
    scan: Option<&'k Scan>,
    traffic: Option<&'k Traffic>,
    basis: &'k Basis,
    actions: &'k [ActionPlan],
    consents: &'k Consents,
}

impl Code {
    fn of(scan: &Scan) -> Self {
        Self {
            roots: scan.roots.clone(),
            files: scan.files_read,
            places: scan.findings.len() as u64,
            vendored: scan.vendored.len() as u64,
            skipped: scan.skipped.len() as u64,
        }
    }
}

impl Recorded {
    fn of(traffic: &Traffic) -> Self {
        Self {
            calls: traffic.kinds.fps,
            first: traffic.when.first,
            last: traffic.when.last,
            callers: traffic.callers.iter().map(|caller| (caller.caller.clone(), caller.calls())).collect(),
            broken: traffic.recordings.iter().filter(|named| named.recording.broken.is_some()).count() as u64,
        }
    }

    /// The days from the first call to the last, both counted; none where no time is recorded.
    fn days(&self) -> Option<i64> {
        Some((self.last?.date_naive() - self.first?.date_naive()).num_days() + 1)
    }
}

/// What goes with such a number of things.
fn are(count: u64) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

/// `1 place`, `3,000 places`.
fn counted(count: u64, one: &str) -> String {
    let plural = match one.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o'])) {
        _ if count == 1 => one.to_owned(),
        Some(stem) => format!("{stem}ies"),
        None => format!("{one}s"),
    };
    format!("{} {plural}", grouped(count))
}

/// `3,000`.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
