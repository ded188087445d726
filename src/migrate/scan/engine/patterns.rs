//! Places that are found by regular expressions.

use std::collections::BTreeSet;

use regex::Captures;

use super::surroundings::Surroundings;
use super::{Draft, File};
use crate::migrate::scan::finding::Kind;
use crate::migrate::scan::rules::{Pattern, Place};

/// How far around a pair in a text its fellow parameters are looked for, in lines.
const AROUND: usize = 12;

/// How far around a place its parameters are looked for at most, in bytes.
const WINDOW: usize = 2_000;

/// A text as patterns see it; all are of the same length.
pub(super) struct Views<'a> {
    /// Without comments.
    pub code: &'a str,
    /// Only what is within quotes.
    pub strings: &'a str,
}

/// What patterns find; `evidence` says that the file is about FPS.
pub(super) fn drafts(file: &File<'_>, views: &Views<'_>, around: &Surroundings, evidence: bool) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (index, pattern) in file.rules.patterns.iter().enumerate() {
        if !around.allow_pattern(index, pattern, file.language, evidence) {
            continue;
        }
        let view = match pattern.place {
            Place::Code => views.code,
            Place::Strings => views.strings,
            Place::Everything => file.text,
        };
        let most = if pattern.once { 1 } else { usize::MAX };
        for found in pattern.regex.captures_iter(view).take(most) {
            drafts.push(draft(file, pattern, &found, view));
        }
    }
    if file.language.syntax.is_none() && !file.language.prose {
        drafts.extend(pairs(file, views.code, around, evidence));
        drafts.extend(handlers(file, views.code, around, evidence));
    }
    drafts
}

/// What patterns find in a text that is put together in the code of a file; places are those in the text.
pub(super) fn in_text(file: &File<'_>, text: &str, around: &Surroundings, evidence: bool) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (index, pattern) in file.rules.patterns.iter().enumerate() {
        if pattern.once || !around.allow_pattern(index, pattern, file.language, evidence) {
            continue;
        }
        drafts.extend(pattern.regex.captures_iter(text).map(|found| draft(file, pattern, &found, text)));
    }
    drafts
}

fn draft(file: &File<'_>, pattern: &Pattern, found: &Captures<'_>, text: &str) -> Draft {
    let named = |name: &str| found.name(name).map(|part| part.as_str());
    let at = found.name("at").unwrap_or_else(|| found.get(0).expect("the whole match is always there"));
    let at = (at.start(), at.end());
    let action = pattern.action.as_deref().or(named("action"));
    let action = action.map(|action| file.rules.canonical(action).to_owned());
    // A query or a call has its parameters beside it; what the syntax shows of others is known already.
    let lines = if file.language.syntax.is_some() { 0 } else { AROUND };
    let parameters = if action.is_some() { words(file, near(text, at, lines)) } else { BTreeSet::new() };
    let library = pattern.library.as_ref();
    Draft {
        at,
        kind: pattern.kind,
        library: library.and_then(|id| file.rules.libraries.iter().position(|library| library.id == *id)),
        what: pattern.what.clone(),
        action,
        pipeline: named("pipeline").map(str::to_owned),
        parameters,
        rule: pattern.id.clone(),
    }
}

/// The text around a place: its line and so many before and after, none past an empty one, and less of them where they are long.
fn near(text: &str, at: (usize, usize), lines: usize) -> &str {
    let mut from = at.0.saturating_sub(WINDOW);
    let mut to = (at.1 + WINDOW).min(text.len());
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    while !text.is_char_boundary(to) {
        to += 1;
    }
    let end = at.0 + text[at.0..at.1].trim_end().len();
    let belongs = |(number, line): &(usize, &str)| *number == 0 || (*number <= lines && !line.trim().is_empty());
    let length = |(_, line): (usize, &str)| line.len() + 1;
    let before: usize = text[from..at.0].split('\n').rev().enumerate().take_while(belongs).map(length).sum();
    let after: usize = text[end..to].split('\n').enumerate().take_while(belongs).map(length).sum();
    &text[at.0 + 1 - before..end + after - 1]
}

/// Names of parameters that stand in a text as words.
fn words(file: &File<'_>, text: &str) -> BTreeSet<String> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .filter(|word| word.len() > 3)
        .filter_map(|word| file.rules.parameter(word))
        .map(str::to_owned)
        .collect()
}

fn pairs(file: &File<'_>, code: &str, around: &Surroundings, evidence: bool) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (index, pair) in file.rules.pairs.iter().enumerate() {
        if !around.allow_pair(index, pair, file.language, evidence) {
            continue;
        }
        for found in pair.text.captures_iter(code) {
            let whole = found.get(0).expect("the whole match is always there");
            let shown = whole.as_str();
            let lead = shown.len() - shown.trim_start_matches(|letter: char| !letter.is_alphanumeric()).len();
            let at = (whole.start() + lead, whole.end());
            let action = found.name("action").map(|action| file.rules.canonical(action.as_str()).to_owned());
            let sends = matches!(pair.kind, Kind::Action | Kind::Pipeline | Kind::Request);
            let parameters = if sends { words(file, near(code, at, AROUND)) } else { BTreeSet::new() };
            drafts.push(Draft {
                at,
                kind: pair.kind,
                library: None,
                what: pair.what.clone(),
                action,
                pipeline: found.name("pipeline").map(|pipeline| pipeline.as_str().to_owned()),
                parameters,
                rule: pair.id.clone(),
            });
        }
    }
    drafts
}

/// In a text without syntax, the whole file counts as one function, and what stands within quotes or brackets as read.
fn handlers(file: &File<'_>, code: &str, around: &Surroundings, evidence: bool) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (index, handler) in file.rules.handlers.iter().enumerate() {
        if !around.allow_handler(index, handler, file.language, evidence) {
            continue;
        }
        let mut first = None;
        let mut seen = BTreeSet::new();
        for (at, word) in quoted(code) {
            if handler.keys.iter().any(|key| key == word) {
                first = first.or(Some((at, at + word.len())));
                seen.insert(word);
            }
        }
        if let Some(at) = first.filter(|_| seen.len() >= handler.at_least) {
            drafts.push(Draft {
                at,
                kind: handler.kind,
                library: None,
                what: handler.what.clone(),
                action: None,
                pipeline: None,
                parameters: BTreeSet::new(),
                rule: handler.id.clone(),
            });
        }
    }
    drafts
}

/// The words that stand between quotes, with where they begin.
fn quoted(code: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = code.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let quote = bytes[at];
            at += 1;
            if quote != b'"' && quote != b'\'' {
                continue;
            }
            let length = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
            if length > 0 && bytes.get(at + length) == Some(&quote) {
                let word = (at, &code[at..at + length]);
                at += length + 1;
                return Some(word);
            }
        }
        None
    })
}
