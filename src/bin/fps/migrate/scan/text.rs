//! A scan for people.

use std::collections::BTreeSet;

use amazon_fps::fate::Fate;
use amazon_fps::migrate::report::{Group, Risk, Summary, fate, not_text, visible};
use amazon_fps::migrate::scan::{Finding, Kind, Scan};

use crate::page::{Page, Tone};

/// How many places of one risk are listed.
const LISTED: usize = 200;

/// How many places a step names.
const NAMED: usize = 4;

pub fn write(page: &mut Page, scan: &Scan) {
    let summary = Summary::of(scan);
    let (places, files) = (counted(scan.findings.len(), "place"), counted(summary.files, "file"));
    page.heading(&format!("FPS in {}: {places} in {files}", scan.roots.join(", ")));
    let read = counted(usize::try_from(scan.files_read).unwrap_or(usize::MAX), "file");
    let revision = scan.revision.as_ref().map(|commit| format!(" of commit {commit}")).unwrap_or_default();
    page.paragraph(2, &format!("{read}{revision} and {} bytes were read.", scan.bytes_read));
    if scan.findings.is_empty() {
        page.paragraph(2, "FPS was found nowhere.");
    } else {
        risks(page, &summary);
        steps(page, &summary);
        actions(page, &summary);
        summary.groups.iter().for_each(|group| places_of(page, group));
        advice(page, &summary);
    }
    if !scan.vendored.is_empty() {
        page.heading("Copies of libraries, whose inside is not counted");
        let rows = scan.vendored.iter().map(|copy| {
            let version = copy.version.clone().unwrap_or_default();
            [shown(&copy.path), shown(&copy.library), shown(&version), copy.files.to_string()]
        });
        page.table(&["where", "library", "version", "files"], rows);
    }
    if !scan.skipped.is_empty() {
        page.heading(&format!("{} could not be read", counted(scan.skipped.len(), "file")));
        for skipped in scan.skipped.iter().take(LISTED) {
            page.entry(2, &shown(&skipped.path), &skipped.why);
        }
        more(page, scan.skipped.len().saturating_sub(LISTED), "file");
    }
    let not_text = not_text(scan);
    if !not_text.is_empty() {
        page.line("");
        page.paragraph(2, &not_text);
    }
}

fn risks(page: &mut Page, summary: &Summary<'_>) {
    let rows = Risk::ALL
        .into_iter()
        .filter(|risk| summary.places(*risk) > 0)
        .map(|risk| [risk.to_string(), summary.places(risk).to_string(), risk.meaning().to_owned()]);
    page.line("");
    page.table(&["risk", "places", "meaning"], rows);
}

fn steps(page: &mut Page, summary: &Summary<'_>) {
    page.heading("What to do");
    for (number, step) in summary.steps.iter().enumerate() {
        let title = page.toned(Tone::Strong, &format!("{}. {}.", number + 1, step.title));
        page.line(&format!("  {title}"));
        page.paragraph(6, step.why);
        if !step.places.is_empty() {
            let places =
                step.places.iter().take(NAMED).map(|finding| shown(&format!("{}:{}", finding.path, finding.line)));
            let mut places = places.collect::<Vec<_>>().join(", ");
            let more = step.places.len().saturating_sub(NAMED);
            if more > 0 {
                places.push_str(&format!(" and {more} more"));
            }
            page.paragraph(6, &places);
        }
    }
}

fn actions(page: &mut Page, summary: &Summary<'_>) {
    if summary.actions.is_empty() {
        return;
    }
    page.heading("Actions");
    let rows = summary.actions.iter().map(|used| {
        [
            shown(used.action.unwrap_or("(chosen at run time)")),
            used.fate.map_or("unknown", Fate::as_str).to_owned(),
            used.places.to_string(),
            used.files.to_string(),
            shown(used.difference),
        ]
    });
    page.table(&["action", "on Amazon Pay", "places", "files", "what is different"], rows);
}

fn places_of(page: &mut Page, group: &Group<'_>) {
    let title = match group.risk {
        Risk::None => "No risk".to_owned(),
        Risk::Low => "Low risk".to_owned(),
        Risk::Medium => "Medium risk".to_owned(),
        _ => "High risk".to_owned(),
    };
    let (places, files) = (counted(group.places, "place"), counted(group.files.len(), "file"));
    page.heading(&format!("{title}: {places} in {files}"));
    let mut left = LISTED;
    for file in &group.files {
        if left == 0 {
            break;
        }
        let path = page.toned(tone(group.risk), file.path);
        page.line(&format!("  {path}"));
        for finding in file.findings.iter().take(left) {
            page.entry(4, &format!("{}:{}", finding.line, finding.column), &words(finding));
        }
        left -= file.findings.len().min(left);
    }
    more(page, group.places.saturating_sub(LISTED), "place");
}

/// What a place is, in one line.
fn words(finding: &Finding) -> String {
    let mut words = finding.what.clone();
    if !finding.parameters.is_empty() {
        words.push_str(&format!(" ({})", finding.parameters.join(", ")));
    }
    if let Some(fate) = fate(finding) {
        words.push_str(&format!(", {fate}"));
    }
    words.push_str(&format!("; effort: {}", finding.effort.name()));
    words
}

/// Each advice once, with what it is about.
fn advice(page: &mut Page, summary: &Summary<'_>) {
    let findings = summary.groups.iter().flat_map(|group| &group.files).flat_map(|file| &file.findings);
    let mut said = BTreeSet::new();
    let mut first = true;
    for finding in findings.filter(|finding| !finding.advice.is_empty()) {
        let kind = finding.kind.name().replace('_', " ");
        let about = match (&finding.action, finding.kind) {
            (Some(action), Kind::Action) => action.clone(),
            (Some(action), _) => format!("{kind} of {action}"),
            (None, _) => kind,
        };
        if !said.insert((about.clone(), finding.advice.as_str())) {
            continue;
        }
        if first {
            page.heading("Advice");
            first = false;
        }
        page.entry(2, &shown(&about), &finding.advice);
    }
}

fn more(page: &mut Page, number: usize, thing: &str) {
    if number > 0 {
        page.paragraph(2, &format!("And {} more, which `--format json` has.", counted(number, thing)));
    }
}

fn tone(risk: Risk) -> Tone {
    match risk {
        Risk::High => Tone::Bad,
        Risk::Medium => Tone::Warn,
        Risk::None => Tone::Good,
        _ => Tone::Strong,
    }
}

fn counted(number: usize, thing: &str) -> String {
    if number == 1 { format!("1 {thing}") } else { format!("{number} {thing}s") }
}

fn shown(text: &str) -> String {
    visible(text).into_owned()
}
