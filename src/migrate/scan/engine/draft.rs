//! A finding before it is written out.

use std::collections::{BTreeMap, BTreeSet};

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
    best.into_values().map(|draft| finding(file, draft)).collect()
}

fn finding(file: &File<'_>, draft: Draft) -> Finding {
    let (line, column) = file.lines.place(draft.at.0);
    let end_line = file.lines.line(draft.at.1.saturating_sub(1).max(draft.at.0));
    let library = draft.library.map(|index| file.rules.libraries[index].id.clone());
    let (fate, difference) = fate(file, draft.action.as_deref());
    let advice = file.rules.advice(draft.kind, draft.action.as_deref(), library.as_deref());
    let takes = |parameter: &String| draft.action.as_deref().is_none_or(|action| file.rules.takes(action, parameter));
    let filled = |text: &str| {
        text.replace("{Action}", draft.action.as_deref().unwrap_or("an action"))
            .replace("{Pipeline}", draft.pipeline.as_deref().unwrap_or("a"))
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
        excerpt: excerpt(file, line, draft.at.0),
        rule: draft.rule,
        library,
        parameters: draft.parameters.into_iter().filter(takes).collect(),
        action: draft.action,
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

/// The line of source around an offset, without what is secret.
fn excerpt(file: &File<'_>, line: usize, at: usize) -> String {
    let (text, start) = file.lines.text(line);
    let mut hidden: Vec<(usize, usize)> = Vec::new();
    for mask in &file.rules.mask {
        for found in mask.captures_iter(text) {
            let secret = found.get(1).unwrap_or_else(|| found.get(0).expect("the whole match is always there"));
            hidden.push((secret.start(), secret.end()));
        }
    }
    hidden.sort();
    let mut shown = String::new();
    let mut from = 0;
    // Where the place begins in what is shown.
    let mut place = 0;
    let at = at.saturating_sub(start);
    for (begin, end) in hidden.into_iter().chain([(text.len(), text.len())]) {
        if begin > from || begin == text.len() {
            if at >= from {
                place = shown.len() + (at.min(begin) - from);
            }
            shown.push_str(&text[from..begin.max(from)]);
        }
        if end > from && begin < text.len() {
            shown.push_str(MASK);
            from = end;
        }
    }
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
