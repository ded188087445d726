//! What came of the story, for people and for machines.

use std::collections::BTreeSet;
use std::time::Duration;

use serde::Serialize;

use super::Pair;
use crate::observe::Difference;
use crate::page::{Page, Tone};

#[derive(Serialize)]
pub struct Report {
    /// How many actions the contract has.
    actions: usize,
    /// How many of them were played and gave equal answers, every time.
    equal: usize,
    calls: usize,
    seconds: f64,
    scenes: Vec<SceneReport>,
    /// What went wrong beside differences.
    problems: Vec<String>,
}

#[derive(Serialize)]
struct SceneReport {
    action: &'static str,
    what: String,
    came_to: String,
    rest_ms: f64,
    soap_ms: f64,
    equal: bool,
    differences: Vec<Difference>,
    /// The typed answer over REST.
    answer: Vec<(String, String)>,
}

impl Report {
    pub fn new(pairs: Vec<Pair>, problems: Vec<String>, actions: usize, took: Duration) -> Self {
        let scenes = pairs.into_iter().map(SceneReport::of).collect::<Vec<_>>();
        let played = scenes.iter().map(|scene| scene.action).collect::<BTreeSet<_>>();
        let different = scenes.iter().filter(|scene| !scene.equal).map(|scene| scene.action).collect::<BTreeSet<_>>();
        Self {
            actions,
            equal: played.difference(&different).count(),
            calls: 2 * scenes.len(),
            seconds: took.as_secs_f64(),
            scenes,
            problems,
        }
    }

    pub fn is_equal(&self) -> bool {
        self.equal == self.actions && self.problems.is_empty()
    }

    pub fn write(&self, page: &mut Page) {
        let rows = self.scenes.iter().map(|scene| {
            let verdict = if scene.equal { "equal" } else { "different" };
            [
                scene.action.to_owned(),
                format!("{}: {}", scene.what, scene.came_to),
                format!("{:.1}", scene.rest_ms),
                format!("{:.1}", scene.soap_ms),
                verdict.to_owned(),
            ]
        });
        page.table(&["action", "what happened", "REST ms", "SOAP ms", "answers"], rows);
        for scene in self.scenes.iter().filter(|scene| !scene.equal) {
            page.heading(&format!("{} differs", scene.action));
            page.table(
                &["field", "over REST", "over SOAP"],
                scene.differences.iter().map(|difference| {
                    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "(absent)".to_owned());
                    [difference.field.clone(), value(&difference.rest), value(&difference.soap)]
                }),
            );
        }
        for problem in &self.problems {
            let problem = page.toned(Tone::Bad, problem);
            page.line(&problem);
        }
        let tone = if self.is_equal() { Tone::Good } else { Tone::Bad };
        let summary = page.toned(tone, &format!("{} of {} actions equal", self.equal, self.actions));
        page.line(&format!("\n{summary}: {} calls in {:.1} s", self.calls, self.seconds));
    }
}

impl SceneReport {
    fn of(pair: Pair) -> Self {
        let milliseconds = |duration: Duration| (duration.as_secs_f64() * 10_000.0).round() / 10.0;
        Self {
            action: pair.rest.observation.action,
            what: pair.rest.what,
            came_to: pair.rest.came_to,
            rest_ms: milliseconds(pair.rest.observation.took),
            soap_ms: milliseconds(pair.soap.observation.took),
            equal: pair.differences.is_empty(),
            differences: pair.differences,
            answer: pair.rest.observation.observed.fields(),
        }
    }
}
