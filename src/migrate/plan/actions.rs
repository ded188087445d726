//! What becomes of each action that is there, and how much depends on it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::amazon_pay;
use crate::fate::{self, Fate};
use crate::migrate::scan::{self, Finding, Scan};
use crate::migrate::traffic::recording::Recording;
use crate::migrate::traffic::{ActionUse, Traffic};

/// What becomes of an action, where it stands and how much it is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ActionPlan {
    /// The action.
    pub action: String,
    /// What becomes of it; none where FPS 2010-08-28 has no such action.
    pub fate: Option<Fate>,
    /// What is different on Amazon Pay, in one sentence.
    pub difference: String,
    /// The operations of Amazon Pay that the gateway calls for it.
    pub calls: Vec<String>,
    /// What the gateway keeps of it in its own books.
    pub kept: String,
    /// The error that answers it, where it is impossible: the code and what it says.
    pub refusal: Option<(String, String)>,
    /// How many places in the code have it.
    pub places: u64,
    /// In how many files.
    pub files: u64,
    /// The first of the places: 5 at most.
    pub first_places: Vec<Place>,
    /// How much it is used; none where no traffic was recorded or it isn't in it.
    pub volume: Option<Volume>,
    /// Whether code and traffic agree on it.
    pub standing: Standing,
    /// The quota of Amazon Pay that its busiest minute would have passed.
    pub over_quota: Option<OverQuota>,
}

/// The most places that are named of one thing; how many there are is told in any case.
pub const MOST_PLACES: usize = 5;

/// A place in the code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Place {
    /// The file.
    pub path: String,
    /// The line, counted from 1.
    pub line: usize,
}

/// How much an action is used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Volume {
    /// Its calls.
    pub calls: u64,
    /// Who called it, the most busy first.
    pub callers: Vec<(String, u64)>,
    /// The calls that were refused or failed.
    pub refused: u64,
    /// The last call.
    pub last: Option<DateTime<Utc>>,
    /// The most calls of one caller in one minute.
    pub busiest_minute: u64,
}

/// Whether code and traffic agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Standing {
    /// It is in both.
    Used,
    /// It is in the code that was scanned, and never in the traffic, which shows every call: perhaps nothing reaches it any
    /// more.
    NeverCalled,
    /// It is in the traffic, and nowhere in the code that was scanned: something else calls it.
    CalledFromElsewhere,
    /// It is in the one, and of the other it isn't known: there is none, or it is in the code, and the recordings don't
    /// show every call.
    OneSide,
}

/// A quota that the busiest minute would have passed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct OverQuota {
    /// The operation of Amazon Pay that has it.
    pub operation: String,
    /// The calls that it allows at once.
    pub most: u32,
    /// The calls that it allows in a minute that begins with a full bucket.
    pub in_a_minute: u64,
    /// The calls of one caller in the busiest minute.
    pub busiest_minute: u64,
}

/// The environment whose quotas count.
const LIVE: &str = "live";

pub(super) fn of(scan: Option<&Scan>, traffic: Option<&Traffic>) -> Vec<ActionPlan> {
    let mut places = BTreeMap::<&str, Vec<&Finding>>::new();
    for finding in scan.iter().flat_map(|scan| &scan.findings) {
        if let Some(action) = &finding.action {
            places.entry(action).or_default().push(finding);
        }
    }
    let mut volumes = BTreeMap::<&str, Volume>::new();
    for caller in traffic.iter().flat_map(|traffic| &traffic.callers) {
        for action in &caller.actions {
            add(volumes.entry(&action.action).or_default(), &caller.caller, action);
        }
    }
    let names = places.keys().chain(volumes.keys()).copied().collect::<BTreeSet<_>>();
    let is_scanned = scan.is_some();
    let shows_all = traffic.is_some_and(shows_every_call);
    let mut plans = names
        .into_iter()
        .map(|name| {
            let places = places.remove(name).unwrap_or_default();
            let volume = volumes.remove(name);
            let standing = match (places.is_empty(), &volume) {
                (true, Some(_)) if is_scanned => Standing::CalledFromElsewhere,
                (false, Some(_)) => Standing::Used,
                (false, None) if shows_all => Standing::NeverCalled,
                _ => Standing::OneSide,
            };
            plan(name, &places, volume, standing)
        })
        .collect::<Vec<_>>();
    let calls = |plan: &ActionPlan| plan.volume.as_ref().map_or(0, |volume| volume.calls);
    let rank = |plan: &ActionPlan| match plan.fate {
        Some(Fate::Impossible) => 0,
        None => 1,
        _ => 2,
    };
    plans.sort_by(|one, other| {
        (rank(one), calls(other), other.places, &one.action).cmp(&(rank(other), calls(one), one.places, &other.action))
    });
    plans
}

/// Whether a call that isn't in the recordings was not made while they were: they have calls, can show all of them, and
/// were read to their ends. A line that is in no known format may be a call as well.
pub(super) fn shows_every_call(traffic: &Traffic) -> bool {
    let is_read = |recording: &Recording| recording.broken.is_none() && recording.lost == 0 && recording.unknown == 0;
    let kinds = &traffic.kinds;
    kinds.fps > 0
        && kinds.hidden == 0
        && kinds.tunnels == 0
        && traffic.recordings.iter().all(|named| is_read(&named.recording))
}

fn add(volume: &mut Volume, caller: &str, action: &ActionUse) {
    volume.calls += action.calls;
    volume.callers.push((caller.to_owned(), action.calls));
    volume.callers.sort_by(|one, other| (other.1, &one.0).cmp(&(one.1, &other.0)));
    volume.refused += action.outcomes.refused + action.outcomes.failed;
    volume.last = volume.last.max(action.when.last);
    volume.busiest_minute = volume.busiest_minute.max(action.when.busiest_minute);
}

fn plan(name: &str, places: &[&Finding], volume: Option<Volume>, standing: Standing) -> ActionPlan {
    let fate = fate::of(name);
    let over_quota = fate.zip(volume.as_ref()).and_then(|(fate, volume)| over_quota(fate.calls, volume.busiest_minute));
    ActionPlan {
        action: name.to_owned(),
        fate: fate.map(|fate| fate.fate),
        difference: fate.map(|fate| fate.difference.to_owned()).unwrap_or_default(),
        calls: fate.map(|fate| fate.calls.iter().map(|call| (*call).to_owned()).collect()).unwrap_or_default(),
        kept: fate.map(|fate| fate.kept.to_owned()).unwrap_or_default(),
        refusal: fate
            .and_then(|fate| fate.refusal)
            .map(|refusal| (refusal.code.to_owned(), refusal.message.to_owned())),
        places: places.len() as u64,
        files: places.iter().map(|finding| &finding.path).collect::<BTreeSet<_>>().len() as u64,
        first_places: first(places.iter().copied()),
        standing,
        volume,
        over_quota,
    }
}

/// The tightest quota of those that the busiest minute would have passed, among operations that are asked for every
/// call: those that change something.
fn over_quota(calls: &[&str], busiest_minute: u64) -> Option<OverQuota> {
    let operations = calls.iter().filter_map(|call| amazon_pay::SERVICE.operation(call));
    let passed = operations.filter(|operation| !matches!(operation.effect, crate::contract::Effect::Reads)).filter_map(
        |operation| {
            let quota = operation.quotas.iter().find(|quota| quota.environment == LIVE)?;
            let restored = u64::from(quota.restored) * 60 / u64::from(quota.every_seconds.max(1));
            let in_a_minute = u64::from(quota.most) + restored;
            (busiest_minute > in_a_minute).then(|| OverQuota {
                operation: operation.name.to_owned(),
                most: quota.most,
                in_a_minute,
                busiest_minute,
            })
        },
    );
    passed.min_by(|one, other| (one.in_a_minute, &one.operation).cmp(&(other.in_a_minute, &other.operation)))
}

/// The first places of many.
pub(super) fn first<'f>(findings: impl Iterator<Item = &'f scan::Finding>) -> Vec<Place> {
    let mut places =
        findings.map(|finding| Place { path: finding.path.clone(), line: finding.line }).collect::<Vec<_>>();
    places.sort_by(|one, other| (&one.path, one.line).cmp(&(&other.path, other.line)));
    places.dedup();
    places.truncate(MOST_PLACES);
    places
}
