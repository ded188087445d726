//! How much a place endangers the move.

use std::fmt;

use crate::fate::Fate;
use crate::migrate::scan::{Effort, Finding, Kind};

/// How much a place endangers the move to Amazon Pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Risk {
    /// It goes on as it is.
    None,
    /// Little can go wrong.
    Low,
    /// It behaves otherwise, and has to be looked at and tested.
    Medium,
    /// It won't work, costs days, or is a danger already.
    High,
}

impl Risk {
    /// All of them, the highest first.
    pub const ALL: [Self; 4] = [Self::High, Self::Medium, Self::Low, Self::None];

    /// The highest of three: high for an impossible action, medium for a changed one, low for one that the gateway keeps; high,
    /// medium and low for a large, a medium and a small effort; and high for a key in the open.
    pub fn of(finding: &Finding) -> Self {
        let by_fate = match fate(finding) {
            Some(Fate::Impossible) => Self::High,
            Some(Fate::Changed) => Self::Medium,
            Some(Fate::Kept) => Self::Low,
            Some(Fate::Exact) | None => Self::None,
        };
        let by_effort = match finding.effort {
            Effort::Large => Self::High,
            Effort::Medium => Self::Medium,
            Effort::Small => Self::Low,
            Effort::None => Self::None,
        };
        let by_kind = if finding.kind == Kind::Credential { Self::High } else { Self::None };
        by_fate.max(by_effort).max(by_kind)
    }

    /// In one word: `high`, `medium`, `low`, `none`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// What it means, in one sentence.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::None => "It goes on as it is.",
            Self::Low => "Little can go wrong: a setting, or something that the gateway keeps in its own books.",
            Self::Medium => "It behaves otherwise on Amazon Pay, and has to be looked at and tested.",
            Self::High => "It won't work on Amazon Pay, costs days, or is a danger already.",
        }
    }
}

impl fmt::Display for Risk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The fate of the action at a place; none where there is no action, or a word that isn't a fate.
pub fn fate(finding: &Finding) -> Option<Fate> {
    let fates = [Fate::Exact, Fate::Changed, Fate::Kept, Fate::Impossible];
    fates.into_iter().find(|fate| finding.fate.as_deref() == Some(fate.as_str()))
}
