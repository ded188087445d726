//! A finding before it is written out.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use super::File;
use crate::migrate::scan::finding::{Effort, Finding, Kind};

/// The longest excerpt, in characters.
const EXCERPT: usize = 160;

/// What stands for a secret in an excerpt.
const MASK: &str = "••••";

/// A place that was found.
#[derive(Debug, Clone)]
pub(in crate::migrate::scan) struct Draft {
    /// Where it begins and ends, in bytes.
    pub at: (usize, usize),
    pub kind: Kind,
    /// The index of the library.
    pub library: Option<usize>,
    /// May hold `{Action}` and `{Pipeline}`.
    pub what: String,
    /// By the name in the contract.
    pub action: Option<String>,
    pub pipeline: Option<String>,
    pub parameters: BTreeSet<String>,
    pub rule: String,
}

/// The findings of a file: of several on one line with the same kind and action, the one that knows most stays.
pub(super) fn findings(file: &File<'_>, drafts: Vec<Draft>) -> Vec<Finding> {
    let secrets = secrets(file, &drafts);
    let mut best: BTreeMap<(usize, Kind, Option<String>, Option<String>), Draft> = BTreeMap::new();
    for draft in drafts {
        let key = (file.lines.line(draft.at.0), draft.kind, draft.action.clone(), draft.pipeline.clone());
        match best.get_mut(&key) {
            None => {
                best.insert(key, draft);
            }
            Some(known) => {
                let better = (draft.library.is_some(), std::cmp::Reverse(draft.at))
                    > (known.library.is_some(), std::cmp::Reverse(known.at));
                let other = if better { std::mem::replace(known, draft) } else { draft };
                known.parameters.extend(other.parameters);
            }
        }
    }
    best.into_values().map(|draft| finding(file, draft, &secrets)).collect()
}

/// Where secrets stand, in their order: a pattern has found them, or the rules say that what looks so is never shown.
fn secrets(file: &File<'_>, drafts: &[Draft]) -> Vec<(usize, usize)> {
    let secret = |draft: &&Draft| matches!(draft.kind, Kind::Credential | Kind::StoredToken);
    let lines: BTreeSet<_> = drafts.iter().map(|draft| file.lines.line(draft.at.0)).collect();
    let mut secrets: Vec<_> = drafts.iter().filter(secret).map(|draft| draft.at).collect();
    for line in lines {
        let (text, start) = file.lines.text(line);
        secrets.extend(
            file.rules.mask.iter().flat_map(|mask| masked(mask, text)).map(|(from, to)| (start + from, start + to)),
        );
    }
    secrets.sort_unstable();
    secrets
}

/// What of a line is never shown. A sign that ends one secret may begin the next.
fn masked(mask: &Regex, line: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(captures) = mask.captures_at(line, from) {
        let secret = captures.get(1).unwrap_or_else(|| captures.get(0).expect("the whole match is always there"));
        if secret.end() <= from {
            break;
        }
        found.push((secret.start(), secret.end()));
        from = secret.end();
    }
    found
}

fn finding(file: &File<'_>, draft: Draft, secrets: &[(usize, usize)]) -> Finding {
    let (line, column) = file.lines.place(draft.at.0);
    let end_line = file.lines.line(draft.at.1.saturating_sub(1).max(draft.at.0));
    let library = draft.library.map(|index| file.rules.libraries[index].id.clone());
    let (fate, difference) = fate(file, draft.action.as_deref());
    let advice = file.rules.advice(draft.kind, draft.action.as_deref(), library.as_deref());
    let takes = |parameter: &String| draft.action.as_deref().is_none_or(|action| file.rules.takes(action, parameter));
    let filled = |text: &str| {
        let text = text.replace("{Action}", draft.action.as_deref().unwrap_or("an action"));
        match &draft.pipeline {
            Some(pipeline) => text.replace("{Pipeline}", pipeline),
            None => text.replace("the {Pipeline} page", "a co-branded page").replace("{Pipeline}", "a"),
        }
    };
    Finding {
        path: file.path.to_owned(),
        line,
        column,
        kind: draft.kind,
        end_line,
        language: file.language.name.clone(),
        what: filled(&draft.what),
        fate,
        difference,
        effort: advice.map_or(Effort::Small, |advice| advice.effort),
        advice: advice.map(|advice| filled(&advice.text)).unwrap_or_default(),
        excerpt: excerpt(file, line, draft.at.0, secrets),
        rule: draft.rule,
        library,
        parameters: draft.parameters.into_iter().filter(takes).collect(),
        action: draft.action,
        pipeline: draft.pipeline,
    }
}

/// What becomes of an action: of the contract by the table, of others by the rules.
fn fate(file: &File<'_>, action: Option<&str>) -> (Option<String>, Option<String>) {
    if let Some(fate) = action.and_then(crate::fate::of) {
        return (Some(fate.fate.as_str().to_owned()), Some(fate.difference.to_owned()));
    }
    let Some(known) = action.and_then(|action| file.rules.action(action)) else { return (None, None) };
    (known.fate.clone(), known.difference.clone())
}

/// The line of source around an offset, without what is secret: `secrets` are all there are in the file, in their order.
fn excerpt(file: &File<'_>, line: usize, at: usize, secrets: &[(usize, usize)]) -> String {
    let (text, start) = file.lines.text(line);
    let end = start + text.len();
    let mut shown = String::new();
    let mut from = start;
    // Where the place begins in what is shown.
    let mut place = 0;
    let mut show = |shown: &mut String, from: usize, to: usize| {
        if at >= from {
            place = shown.len() + at.min(to) - from;
        }
        shown.push_str(&text[from - start..to - start]);
    };
    let first = secrets.partition_point(|(begin, _)| *begin < start);
    for (begin, stop) in secrets[first..].iter().take_while(|(begin, _)| *begin < end) {
        let (begin, stop) = (*begin.max(&from), *stop.min(&end));
        if begin >= stop {
            continue;
        }
        show(&mut shown, from, begin);
        if !shown.ends_with(MASK) {
            shown.push_str(MASK);
        }
        from = stop;
    }
    show(&mut shown, from, end);
    shorten(&shown, place)
}

/// At most [`EXCERPT`] characters of a line, those from a little before `place` where it is longer.
fn shorten(line: &str, place: usize) -> String {
    let line_start = line.len() - line.trim_start().len();
    let all = line.trim();
    if all.chars().count() <= EXCERPT {
        return visible(all);
    }
    let before = line.char_indices().map(|(at, _)| at).filter(|at| *at <= place).rev().take(EXCERPT / 4).last();
    let from = before.unwrap_or(0).max(line_start);
    let mut part: String = line[from..].chars().take(EXCERPT).collect();
    if from > line_start {
        part.insert(0, '…');
    }
    part.push('…');
    visible(&part)
}

/// Without control characters, which a terminal would obey.
fn visible(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}
