//! What came of the story, for people and for machines.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::news::Heard;
use super::object::Object;
use super::{Call, Player};
use crate::page::{Page, Tone};

#[derive(Serialize)]
pub struct Report {
    calls: Vec<CallReport>,
    objects: Vec<ObjectReport>,
    /// How many notifications came and were genuine.
    notifications: usize,
    seconds: f64,
    /// What is not as it should be.
    problems: Vec<String>,
}

#[derive(Serialize)]
struct CallReport {
    action: &'static str,
    /// By the clock of the sandbox.
    at: DateTime<Utc>,
    what: String,
    came_to: String,
    ms: f64,
}

#[derive(Serialize)]
struct ObjectReport {
    #[serde(flatten)]
    object: Object,
    /// How many genuine notifications tell of it.
    notifications: usize,
}

impl Report {
    pub fn new(player: Player, heard: &Heard, took: Duration) -> Self {
        let reported = |object: Object| ObjectReport { notifications: object.told(heard), object };
        Self {
            calls: player.calls.into_iter().map(CallReport::of).collect(),
            objects: player.objects.into_iter().map(reported).collect(),
            notifications: heard.verified.len(),
            seconds: took.as_secs_f64(),
            problems: player.problems,
        }
    }

    pub fn is_as_expected(&self) -> bool {
        self.problems.is_empty()
    }

    pub fn write(&self, page: &mut Page) {
        let calls = self.calls.iter().map(|call| {
            [
                minute(call.at),
                call.action.to_owned(),
                format!("{}: {}", call.what, call.came_to),
                format!("{:.1}", call.ms),
            ]
        });
        page.table(&["when", "action", "what happened", "ms"], calls);
        page.heading("What became of each");
        let objects = self.objects.iter().map(|ObjectReport { object, notifications }| {
            let stages = object.stages.iter().map(|stage| match stage.since {
                Some(since) => format!("{}  {stage}", minute(since)),
                None => stage.to_string(),
            });
            [
                format!("{}\n{}", object.kind, object.id),
                object.amount.clone().unwrap_or_default(),
                stages.collect::<Vec<_>>().join("\n"),
                notifications.to_string(),
            ]
        });
        page.table(&["object", "amount", "its states, and since when", "told"], objects);
        for problem in &self.problems {
            let problem = page.toned(Tone::Bad, problem);
            page.line(&problem);
        }
        let (tone, verdict) = match self.is_as_expected() {
            true => (Tone::Good, "every state as expected, and the ledger balanced".to_owned()),
            false => (Tone::Bad, format!("{} problems", self.problems.len())),
        };
        let verdict = page.toned(tone, &verdict);
        page.line(&format!(
            "\n{verdict}: {} objects, {} calls, {} notifications verified, in {:.1} s",
            self.objects.len(),
            self.calls.len(),
            self.notifications,
            self.seconds,
        ));
    }
}

impl CallReport {
    fn of(call: Call) -> Self {
        let Call { action, at, what, came_to, took } = call;
        Self { action, at, what, came_to, ms: (took.as_secs_f64() * 10_000.0).round() / 10.0 }
    }
}

fn minute(at: DateTime<Utc>) -> String {
    at.format("%b %e %H:%M").to_string()
}
