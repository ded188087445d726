//! What came of a replay.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::compare::Difference;
use super::rules::without_numbers;
use crate::migrate::traffic::{Place, Transport, recording::Recording};

/// The name of the report's format in its JSON.
pub const FORMAT: &str = "fps-migrate-replay";
/// The version of that format.
pub const VERSION: u32 = 1;

/// What came of a replay. It holds no secret; ids that move money are shown by their end only.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// [`FORMAT`].
    pub format: &'static str,
    /// [`VERSION`].
    pub version: u32,
    /// The name of the recording.
    pub name: String,
    /// The service that was called.
    pub against: String,
    /// What caller references were made different by.
    pub run: String,
    /// Whether nothing was sent.
    pub dry_run: bool,
    /// How much was read of the recording, where its reader says so.
    pub recording: Option<Recording>,
    /// The calls by what came of them.
    pub counts: BTreeMap<Verdict, u64>,
    /// Exchanges that are no calls of FPS.
    pub passed_over: u64,
    /// Requests to FPS of which the recording doesn't hold what they ask, as the body of a POST in an access log.
    pub hidden: u64,
    /// Tunnels to Amazon's payments, of which the recording doesn't hold what went through.
    pub tunnels: u64,
    /// Requests that were recorded in part. They are among the calls, or among the hidden ones, and their reader counts
    /// them as lost as well.
    pub in_part: u64,
    /// Calls of FPS that were not asked for.
    pub unselected: u64,
    /// The ids of the recording for which something stands, given or learnt from answers.
    pub ids: usize,
    /// Why the replay ended before the recording did.
    pub stopped: Option<String>,
    /// The calls, in the order of the recording.
    pub cases: Vec<Case>,
}

/// One recorded call, and what came of it.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Case {
    /// Where it stands in the recording.
    pub place: Place,
    /// The action.
    pub action: String,
    /// How it was sent.
    pub transport: Transport,
    /// What came of it.
    pub verdict: Verdict,
    /// Why it was not sent or not compared.
    pub why: Option<String>,
    /// What differs.
    pub differences: Vec<Difference>,
    /// The ids for which nothing stands.
    pub unmapped: Vec<UnmappedId>,
    /// Of a dry run, its ids and caller references with what would be sent in place of each.
    pub mapped: Vec<MappedId>,
    /// What the gateway's documentation says of the action, where something differs that nothing explains.
    pub documented: Option<String>,
}

/// Why answers may differ, and where they do for that reason.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Explanation<'r> {
    /// The reason.
    pub why: &'r str,
    /// How many differences it explains.
    pub count: u64,
    /// Their actions and fields, without the numbers of list items.
    pub fields: BTreeSet<String>,
}

/// An id for which nothing stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct UnmappedId {
    /// The parameter that holds it.
    pub parameter: String,
    /// What it names.
    pub kind: &'static str,
    /// The id; of one that moves money, its end.
    pub id: String,
}

/// An id or a caller reference of the recording, and what stands for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MappedId {
    /// The parameter that holds it.
    pub parameter: String,
    /// What it names.
    pub kind: &'static str,
    /// The recorded id; of one that moves money, its end.
    pub id: String,
    /// The new one, likewise; none where the answer to an earlier call brings it.
    pub new: Option<String>,
    /// That call.
    pub brought_by: Option<Place>,
}

/// What came of one recorded call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Verdict {
    /// The answers are the same, but for ids.
    Same,
    /// Rules or documents explain all that differs.
    Explained,
    /// Something differs, and nothing explains it.
    Unexplained,
    /// It was sent, and no answer is recorded.
    NotCompared,
    /// It was sent, and of the recorded answer there is the HTTP status alone, which doesn't speak against the new one.
    StatusOnly,
    /// It was not sent, for nothing stands for an id.
    Unmapped,
    /// It was not sent, for there is nothing to sign it with.
    Unsigned,
    /// It was not sent, for it can't be.
    NotSent,
    /// It was not sent, for it was refused for its signature, and would now do what was not done then.
    LeftOut,
    /// It would be sent.
    Planned,
}

impl Verdict {
    /// In a few words.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Explained => "explained",
            Self::Unexplained => "unexplained",
            Self::NotCompared => "not compared",
            Self::StatusOnly => "only the status was compared",
            Self::Unmapped => "unmapped ids",
            Self::Unsigned => "nothing to sign with",
            Self::NotSent => "not sent",
            Self::LeftOut => "left out on purpose",
            Self::Planned => "would be sent",
        }
    }
}

impl Report {
    pub(super) fn new(against: &str, run: String, dry_run: bool) -> Self {
        Self {
            format: FORMAT,
            version: VERSION,
            name: "recording".to_owned(),
            against: against.to_owned(),
            run,
            dry_run,
            recording: None,
            counts: BTreeMap::new(),
            passed_over: 0,
            hidden: 0,
            tunnels: 0,
            in_part: 0,
            unselected: 0,
            ids: 0,
            stopped: None,
            cases: Vec::new(),
        }
    }

    /// How many calls came to that.
    pub fn count(&self, verdict: Verdict) -> u64 {
        self.counts.get(&verdict).copied().unwrap_or_default()
    }

    /// Whether it speaks for the service: something was compared, no difference is left unexplained, every id was mapped,
    /// every caller can sign, and nothing is [left open](Report::left_open). Of a dry run, whether everything could be sent.
    pub fn is_clean(&self) -> bool {
        let some = match self.dry_run {
            true => self.count(Verdict::Planned) > 0,
            false => self.count(Verdict::Same) + self.count(Verdict::Explained) > 0,
        };
        some && self.failed() == 0 && self.left_open().is_empty()
    }

    /// Why it can't speak for every call of the recording, in sentences: what was not sent or not compared, though nobody
    /// wanted it to be left out, and what the recording doesn't hold.
    pub fn left_open(&self) -> Vec<String> {
        let uncompared = self.uncompared().into_iter().filter(|(count, _)| *count > 0);
        let mut told = uncompared.map(|(count, what)| format!("{what}: {count}.")).collect::<Vec<_>>();
        if let Some(broken) = self.recording.as_ref().and_then(|recording| recording.broken.as_ref()) {
            told.push(format!("The recording is damaged, or not whole: {broken}."));
        }
        if let Some(stopped) = &self.stopped {
            told.push(format!("It ended before the recording did, at {stopped}"));
        }
        told
    }

    /// How many calls, or what may be calls, are known of that were not replayed, or whose answers were not compared.
    pub fn open_calls(&self) -> u64 {
        let uncompared = self.uncompared().iter().map(|(count, _)| count).sum::<u64>();
        uncompared + self.count(Verdict::Unmapped) + self.count(Verdict::Unsigned)
    }

    /// What explains differences, by the number of those that it explains.
    pub fn explanations(&self) -> Vec<Explanation<'_>> {
        let mut known = BTreeMap::<&str, (u64, BTreeSet<String>)>::new();
        for case in &self.cases {
            for difference in &case.differences {
                let Some(why) = difference.explained.as_deref() else { continue };
                let (count, fields) = known.entry(why).or_default();
                *count += 1;
                fields.insert(format!("{} {}", case.action, without_numbers(&difference.path)));
            }
        }
        let explanation = |(why, (count, fields))| Explanation { why, count, fields };
        let mut explanations = known.into_iter().map(explanation).collect::<Vec<_>>();
        explanations.sort_by_key(|explanation| Reverse(explanation.count));
        explanations
    }

    /// What is to be said of the recording and of the replay as a whole, in sentences.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.cases.is_empty() && self.unselected == 0 {
            notes.push("No call of FPS was found in the recording.".to_owned());
        }
        if self.passed_over > 0 {
            notes.push(format!("Exchanges that are no calls of FPS: {}.", self.passed_over));
        }
        if self.unselected > 0 {
            notes.push(format!("Calls that were not asked for: {}.", self.unselected));
        }
        if let Some(recording) = &self.recording {
            let told = recording.first_unknown.iter().map(|unknown| format!("{}: {}", unknown.place, unknown.why));
            if recording.unknown > 0 {
                let told = told.collect::<Vec<_>>().join("; ");
                notes.push(format!("Lines and entries that can't be read as requests: {}. {told}.", recording.unknown));
            }
            if recording.cut > 0 {
                notes.push(format!("Texts that were too long, and were read in part: {}.", recording.cut));
            }
        }
        notes.extend(self.left_open());
        notes
    }

    /// The calls that speak against it.
    pub(super) fn failed(&self) -> u64 {
        [Verdict::Unexplained, Verdict::Unmapped, Verdict::Unsigned].map(|verdict| self.count(verdict)).iter().sum()
    }

    fn uncompared(&self) -> [(u64, &'static str); 6] {
        // Nothing is told twice.
        let lost = self.recording.as_ref().map_or(0, |recording| recording.lost.saturating_sub(self.in_part));
        [
            (self.count(Verdict::NotSent), "Calls that were not sent, or not answered"),
            (self.count(Verdict::NotCompared), "Calls whose answers are not recorded, and were not compared"),
            (self.count(Verdict::StatusOnly), "Calls of whose recorded answers there is only the HTTP status"),
            (self.hidden, "Requests to FPS that were not sent, for the recording doesn't hold what they ask"),
            (self.tunnels, "Tunnels to Amazon's payments, of which the recording doesn't hold what went through"),
            (lost, "What may be requests or answers, and was not recorded whole or can't be read"),
        ]
    }

    /// The report as JSON.
    pub fn json(&self) -> String {
        let text = serde_json::to_string_pretty(self).expect("every key is a text, and no number is infinite");
        text + "\n"
    }

    pub(super) fn push(&mut self, case: Case) {
        *self.counts.entry(case.verdict).or_default() += 1;
        self.cases.push(case);
    }
}

impl Case {
    /// The difference that nothing explains which stands first.
    pub fn first_unexplained(&self) -> Option<&Difference> {
        self.differences.iter().find(|difference| difference.explained.is_none())
    }
}

impl Difference {
    /// In one line: `TransactionStatus: 'Success' was recorded, and now it is 'Failure'`.
    pub fn in_words(&self) -> String {
        let path = &self.path;
        match (&self.recorded, &self.new) {
            (Some(recorded), Some(new)) => format!("{path}: '{recorded}' was recorded, and now it is '{new}'"),
            (Some(recorded), None) => format!("{path}: '{recorded}' was recorded, and now it is missing"),
            (None, Some(new)) => format!("{path}: it was not recorded, and now it is '{new}'"),
            (None, None) => path.clone(),
        }
    }
}
