//! How much work it is likely to be, and how that was reckoned.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Known, consents};
use crate::fate::{self, Fate};
use crate::migrate::scan::{self, Finding, Kind};

/// How much work it is likely to be. All times are minutes of work.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Effort {
    /// Work on the code.
    pub code: Vec<Part>,
    /// Work around it.
    pub around: Vec<Task>,
    /// The work before the cut-over, at least and at most.
    pub before: (u64, u64),
    /// The work that can wait, at least and at most.
    pub later: (u64, u64),
    /// How it was reckoned.
    pub reckoning: Vec<String>,
}

/// Places of one kind in the code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Part {
    /// The kind.
    pub kind: Kind,
    /// Whether they have to be seen to before the cut-over.
    pub before: bool,
    /// How many places.
    pub places: u64,
    /// How many files.
    pub files: u64,
    /// The minutes, at least and at most.
    pub minutes: (u64, u64),
}

/// Work that isn't in the code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Task {
    /// What it is.
    pub what: String,
    /// The minutes, at least and at most.
    pub minutes: (u64, u64),
}

/// Minutes for a place, at least and at most.
fn minutes(effort: scan::Effort) -> (u64, u64) {
    match effort {
        scan::Effort::None => (0, 0),
        scan::Effort::Small => (10, 60),
        scan::Effort::Medium => (60, 480),
        scan::Effort::Large => (480, 1920),
    }
}

/// Another place of the same kind and action in the same file takes this part of the time that the first one takes.
const FURTHER: u64 = 4;
const SET_UP: (u64, u64) = (240, 960);
const TRY: (u64, u64) = (120, 480);
const LINK: (u64, u64) = (240, 960);
const SHADOW: (u64, u64) = (120, 480);
const CUT_OVER: (u64, u64) = (120, 240);

/// Whether a place has to be seen to before the gateway answers: it leads to the service or to its pages, holds a secret or
/// a token that is to be linked, checks signatures, or asks for what nobody answers.
pub(super) fn is_before(finding: &Finding) -> bool {
    let is_impossible = finding.action.as_deref().and_then(fate::of).is_some_and(|fate| fate.fate == Fate::Impossible);
    is_impossible
        || matches!(
            finding.kind,
            Kind::Endpoint
                | Kind::Client
                | Kind::Pipeline
                | Kind::StoredToken
                | Kind::Credential
                | Kind::Button
                | Kind::Signature
                | Kind::WireFormat
                | Kind::ReturnHandler
                | Kind::NotificationHandler
        )
}

pub(super) fn of(known: &Known<'_>) -> Effort {
    let code = code(known);
    let around = around(known);
    let sum = |parts: &mut dyn Iterator<Item = (u64, u64)>| {
        parts.fold((0, 0), |(least, most), part| (least + part.0, most + part.1))
    };
    let before = sum(&mut code
        .iter()
        .filter(|part| part.before)
        .map(|part| part.minutes)
        .chain(around.iter().map(|task| task.minutes)));
    let later = sum(&mut code.iter().filter(|part| !part.before).map(|part| part.minutes));
    Effort { code, around, before, later, reckoning: reckoning() }
}

fn code(known: &Known<'_>) -> Vec<Part> {
    // The places of one file that are alike, with the most that one of them takes.
    let mut groups = BTreeMap::<(bool, Kind, &str, Option<&str>), (u64, (u64, u64))>::new();
    for finding in known.scan.iter().flat_map(|scan| &scan.findings) {
        let key = (!is_before(finding), finding.kind, finding.path.as_str(), finding.action.as_deref());
        let (places, most) = groups.entry(key).or_default();
        *places += 1;
        *most = (*most).max(minutes(finding.effort));
    }
    let mut parts = BTreeMap::<(bool, Kind), (Part, Vec<&str>)>::new();
    for ((later, kind, path, _), (places, (least, most))) in groups {
        let (part, files) = parts
            .entry((later, kind))
            .or_insert_with(|| (Part { kind, before: !later, places: 0, files: 0, minutes: (0, 0) }, Vec::new()));
        part.places += places;
        part.minutes.0 += least + (places - 1) * (least / FURTHER);
        part.minutes.1 += most + (places - 1) * (most / FURTHER);
        if !files.contains(&path) {
            files.push(path);
        }
    }
    parts.into_values().map(|(part, files)| Part { files: files.len() as u64, ..part }).collect()
}

fn around(known: &Known<'_>) -> Vec<Task> {
    let task = |what: &str, minutes: (u64, u64), times: u64| Task {
        what: what.to_owned(),
        minutes: (minutes.0 * times, minutes.1 * times),
    };
    let callers = known.basis.traffic.as_ref().map_or(1, |traffic| traffic.callers.len().max(1) as u64);
    let mut tasks = vec![
        task("Set the gateway up: accounts, keys, addresses, certificates, monitoring", SET_UP, 1),
        task("Try what is in use, and look into what differs", TRY, 1),
    ];
    if !consents::is_nothing_left(known) {
        tasks.push(task("Export the tokens, link them, and write to the buyers", LINK, 1));
    }
    tasks.push(task("Run in shadow and read what it shows", SHADOW, 1));
    tasks.push(task("Cut over, for each caller", CUT_OVER, callers));
    tasks
}

fn reckoning() -> Vec<String> {
    let hours = |minutes: u64| match minutes % 60 {
        0 => format!("{} h", minutes / 60),
        _ => format!("{minutes} min"),
    };
    let range = |(least, most): (u64, u64)| format!("{} to {}", hours(least), hours(most));
    vec![
        format!(
            "A place takes what the scan says of it: none nothing, small {}, medium {}, large {}.",
            range(minutes(scan::Effort::Small)),
            range(minutes(scan::Effort::Medium)),
            range(minutes(scan::Effort::Large))
        ),
        format!("Another place of the same kind and action in the same file takes a quarter of it: 1/{FURTHER}."),
        "Copies of libraries count nothing beyond the places that configure them: the gateway answers them as they are."
            .to_owned(),
        format!(
            "Around the code: setting up {}, trying {}, tokens {}, shadow {}, cutting over {} for each caller.",
            range(SET_UP),
            range(TRY),
            range(LINK),
            range(SHADOW),
            range(CUT_OVER)
        ),
        "Waiting isn't counted: for accounts to be approved, for buyers to consent, for the shadow to see enough."
            .to_owned(),
    ]
}
