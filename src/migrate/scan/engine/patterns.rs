//! Places that are found by regular expressions.

use std::collections::BTreeSet;

use regex::{Captures, Regex};

use super::{Draft, File};
use crate::migrate::scan::rules::{Pattern, Place};

/// How far around a pair in a text its fellow parameters are looked for, in lines.
const AROUND: usize = 12;

/// A text as patterns see it; all are of the same length.
pub(super) struct Views<'a> {
    /// Without comments.
    pub code: &'a str,
    /// Only what is within quotes.
    pub strings: &'a str,
}

/// What patterns find. `known` says that the file is about FPS for another reason already.
pub(super) fn drafts(file: &File<'_>, views: &Views<'_>, known: bool) -> Vec<Draft> {
    let evidence = known || file.rules.evidence.is_match(views.code);
    let mut drafts = Vec::new();
    for pattern in &file.rules.patterns {
        if !applies(file, pattern, evidence, views.code) {
            continue;
        }
        let view = match pattern.place {
            Place::Code => views.code,
            Place::Strings => views.strings,
            Place::Everything => file.text,
        };
        let most = if pattern.once { 1 } else { usize::MAX };
        for found in pattern.regex.captures_iter(view).take(most) {
            drafts.push(draft(file, pattern, &found));
        }
    }
    if file.language.syntax.is_none() && !file.language.prose {
        drafts.extend(pairs(file, views.code, evidence));
        drafts.extend(handlers(file, views.code, evidence));
    }
    drafts
}

/// Whether a rule that is bound to languages and to evidence concerns a file.
pub(super) fn concerns(
    file: &File<'_>,
    languages: &[String],
    needs: bool,
    evidence: bool,
    unless: Option<&Regex>,
    code: &str,
) -> bool {
    (languages.is_empty() || languages.contains(&file.language.name))
        && (evidence || !needs)
        && !unless.is_some_and(|unless| unless.is_match(code))
}

fn applies(file: &File<'_>, pattern: &Pattern, evidence: bool, code: &str) -> bool {
    (pattern.prose || !file.language.prose)
        && concerns(file, &pattern.languages, pattern.evidence, evidence, pattern.unless.as_ref(), code)
}

fn draft(file: &File<'_>, pattern: &Pattern, found: &Captures<'_>) -> Draft {
    let named = |name: &str| found.name(name).map(|part| part.as_str());
    let whole = found.name("at").unwrap_or_else(|| found.get(0).expect("the whole match is always there"));
    let action = pattern.action.as_deref().or(named("action"));
    let action = action.map(|action| file.rules.action(action).map_or(action, |known| &known.canonical).to_owned());
    let mut parameters = BTreeSet::new();
    if action.is_some() {
        // A query or a call in one line has its parameters beside it.
        let (text, _) = file.lines.text(file.lines.line(whole.start()));
        parameters = words(file, text);
    }
    Draft {
        at: (whole.start(), whole.end()),
        kind: pattern.kind,
        library: pattern
            .library
            .as_ref()
            .and_then(|id| file.rules.libraries.iter().position(|library| library.id == *id)),
        what: pattern.what.clone(),
        action,
        pipeline: named("pipeline").map(str::to_owned),
        parameters,
        rule: pattern.id.clone(),
    }
}

/// Names of parameters that stand in a text as words.
fn words(file: &File<'_>, text: &str) -> BTreeSet<String> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .filter(|word| word.len() > 3)
        .filter_map(|word| file.rules.parameter(word))
        .map(str::to_owned)
        .collect()
}

fn pairs(file: &File<'_>, code: &str, evidence: bool) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for pair in &file.rules.pairs {
        if !concerns(file, &pair.languages, pair.evidence, evidence, pair.unless.as_ref(), code) {
            continue;
        }
        for found in pair.text.captures_iter(code) {
            let whole = found.get(0).expect("the whole match is always there");
            let lead = whole.as_str().len()
                - whole.as_str().trim_start_matches(|letter: char| !letter.is_alphanumeric()).len();
            let at = (whole.start() + lead, whole.end());
            let action = found.name("action").map(|action| action.as_str());
            let action =
                action.map(|action| file.rules.action(action).map_or(action, |known| &known.canonical).to_owned());
            let line = file.lines.line(at.0);
            let first = line.saturating_sub(AROUND).max(1);
            let near = (first..=line + AROUND).filter(|line| *line <= file.lines.count());
            let parameters = near.flat_map(|line| words(file, file.lines.text(line).0)).collect();
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
fn handlers(file: &File<'_>, code: &str, evidence: bool) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for handler in &file.rules.handlers {
        if !concerns(file, &handler.languages, handler.evidence, evidence, handler.unless.as_ref(), code) {
            continue;
        }
        let mut first = None;
        let mut seen = BTreeSet::new();
        for (at, word) in quoted(code) {
            let plain = crate::migrate::scan::rules::plain(word);
            if handler.keys.contains(&plain) {
                first = first.or(Some((at, at + word.len())));
                seen.insert(plain);
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
