//! What was found, counted and in the order in which it matters.

use std::collections::{BTreeMap, BTreeSet};

use super::risk::{Risk, fate};
use super::steps::{Step, steps};
use crate::fate::Fate;
use crate::migrate::scan::{Finding, Kind, Scan};

/// What was found, counted and in the order in which it matters.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Summary<'s> {
    /// What it is of.
    pub scan: &'s Scan,
    /// The places by risk, the highest first; risks of which there is none are left out.
    pub groups: Vec<Group<'s>>,
    /// The actions that are used: the worst fate first, and then by their names.
    pub actions: Vec<Used<'s>>,
    /// How many places there are of each kind; kinds of which there is none are left out.
    pub kinds: BTreeMap<Kind, usize>,
    /// What to do, the first thing first.
    pub steps: Vec<Step<'s>>,
    /// How many files have places in them.
    pub files: usize,
}

/// The places of one risk.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Group<'s> {
    /// The risk.
    pub risk: Risk,
    /// Where they are: by path.
    pub files: Vec<InFile<'s>>,
    /// How many they are.
    pub places: usize,
}

/// The places of one risk in one file.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct InFile<'s> {
    /// The file.
    pub path: &'s str,
    /// The places, in the order of the scan.
    pub findings: Vec<&'s Finding>,
}

/// An action that is used.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Used<'s> {
    /// The action; none for calls of an action that is chosen at run time.
    pub action: Option<&'s str>,
    /// What becomes of it; none where that isn't known.
    pub fate: Option<Fate>,
    /// What is different, in one sentence; empty where that isn't known.
    pub difference: &'s str,
    /// How many places use it.
    pub places: usize,
    /// In how many files.
    pub files: usize,
}

impl<'s> Summary<'s> {
    /// Counts what was found.
    pub fn of(scan: &'s Scan) -> Self {
        let mut kinds = BTreeMap::new();
        for finding in &scan.findings {
            *kinds.entry(finding.kind).or_default() += 1;
        }
        Self {
            scan,
            groups: groups(scan),
            actions: actions(scan),
            kinds,
            steps: steps(scan),
            files: scan.findings.iter().map(|finding| finding.path.as_str()).collect::<BTreeSet<_>>().len(),
        }
    }

    /// How many places have this risk.
    pub fn places(&self, risk: Risk) -> usize {
        self.groups.iter().find(|group| group.risk == risk).map_or(0, |group| group.places)
    }
}

fn groups(scan: &Scan) -> Vec<Group<'_>> {
    let mut by_risk = BTreeMap::<_, BTreeMap<&str, Vec<&Finding>>>::new();
    for finding in &scan.findings {
        let files = by_risk.entry(Risk::of(finding)).or_default();
        files.entry(finding.path.as_str()).or_default().push(finding);
    }
    let groups = by_risk.into_iter().rev().map(|(risk, files)| Group {
        risk,
        places: files.values().map(Vec::len).sum(),
        files: files.into_iter().map(|(path, findings)| InFile { path, findings }).collect(),
    });
    groups.collect()
}

fn actions(scan: &Scan) -> Vec<Used<'_>> {
    let mut actions = BTreeMap::<Option<&str>, Vec<&Finding>>::new();
    for finding in scan.findings.iter().filter(|finding| is_of_action(finding)) {
        actions.entry(finding.action.as_deref()).or_default().push(finding);
    }
    let used = actions.into_iter().map(|(action, findings)| Used {
        action,
        fate: findings.iter().find_map(|finding| fate(finding)),
        difference: findings.iter().find_map(|finding| finding.difference.as_deref()).unwrap_or_default(),
        places: findings.len(),
        files: findings.iter().map(|finding| finding.path.as_str()).collect::<BTreeSet<_>>().len(),
    });
    let mut used = used.collect::<Vec<_>>();
    // What isn't known stands between what is impossible and what is changed: it may be either.
    used.sort_by_key(|used| match used.fate {
        Some(Fate::Impossible) => 0,
        None => 1,
        Some(Fate::Changed) => 2,
        Some(Fate::Kept) => 3,
        Some(Fate::Exact) => 4,
    });
    used
}

/// Whether a place is about an action of FPS: it calls one, or makes its request.
pub(super) fn is_of_action(finding: &Finding) -> bool {
    match finding.kind {
        Kind::Action => true,
        Kind::Pipeline => false,
        _ => finding.action.is_some() && finding.fate.is_some(),
    }
}
