//! Places that are found by regular expressions.

use std::collections::BTreeSet;

use regex::{Captures, Regex};

use super::surroundings::Surroundings;
use super::{Draft, File};
use crate::migrate::scan::finding::Kind;
use crate::migrate::scan::rules::{Pair, Pattern, Place, Rules};

/// How far around a pair in a text its fellow parameters are looked for, in lines.
const AROUND: usize = 12;

/// How far around a place its parameters are looked for at most, in bytes.
const WINDOW: usize = 2_000;

/// In how many brackets around a place a call is looked for that it is given to.
const BRACKETS: usize = 4;

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
    without_requests_in_calls(drafts)
}

/// A request that is made within the very call that sends it is no place of its own.
fn without_requests_in_calls(mut drafts: Vec<Draft>) -> Vec<Draft> {
    let calls: BTreeSet<_> = drafts
        .iter()
        .filter(|draft| draft.kind == Kind::Action)
        .filter_map(|draft| Some((draft.action.clone()?, draft.at.1, draft.at.0)))
        .collect();
    drafts.retain(|draft| {
        let Some(action) = draft.action.as_ref().filter(|_| draft.kind == Kind::Request) else { return true };
        // Of the calls of this action, the first that ends behind where the request begins.
        let call = calls.range((action.clone(), draft.at.0 + 1, 0)..).next();
        !call.is_some_and(|(called, _, from)| called == action && *from <= draft.at.0)
    });
    drafts
}

/// Whether a pair stands in a text in such a way that it shows by itself that the text is about FPS.
pub(super) fn pairs_show(rules: &Rules, code: &str) -> bool {
    let shows = |pair: &Pair| {
        let mut seen = 0;
        let mut places = pair.text.captures_iter(code).map(|found| place(&found));
        places.any(|at| {
            let (from, to) = range_near(code, at, AROUND);
            // What an earlier place had around it has been looked at.
            let around = &code[from.max(seen).min(to)..to];
            seen = seen.max(to);
            words(rules, around).iter().any(|parameter| pair.beside.contains(parameter))
                || rules.pairs.iter().any(|other| other.tells && other.text.is_match(around))
                || pair.given_to.as_ref().is_some_and(|name| is_given_to(name, code, at.0))
        })
    };
    let mut able = rules.pairs.iter().filter(|pair| !pair.beside.is_empty() || pair.given_to.is_some());
    able.any(shows)
}

/// Whether a place stands within the brackets of a call of something that is named so.
fn is_given_to(name: &Regex, code: &str, at: usize) -> bool {
    let bytes = code.as_bytes();
    let from = at.saturating_sub(WINDOW);
    let mut closed = 0;
    let mut open = 0;
    for index in (from..at).rev() {
        match bytes[index] {
            b')' | b'}' | b']' => closed += 1,
            b'(' | b'{' | b'[' if closed > 0 => closed -= 1,
            b'(' | b'{' | b'[' => {
                let of = |byte: &u8| byte.is_ascii_alphanumeric() || b"_.:>-!?$@".contains(byte);
                let length = bytes[from..index].iter().rev().take_while(|byte| of(byte)).count();
                if bytes[index] == b'(' && name.is_match(&code[index - length..index]) {
                    return true;
                }
                open += 1;
                if open == BRACKETS {
                    return false;
                }
            }
            b';' if closed == 0 => return false,
            _ => {}
        }
    }
    false
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
    let parameters = if action.is_some() { words(file.rules, near(text, at, lines)) } else { BTreeSet::new() };
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
    let (from, to) = range_near(text, at, lines);
    &text[from..to]
}

fn range_near(text: &str, at: (usize, usize), lines: usize) -> (usize, usize) {
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
    (at.0 + 1 - before, end + after - 1)
}

/// Names of parameters that stand in a text as words, or as those of methods that set them.
fn words(rules: &Rules, text: &str) -> BTreeSet<String> {
    let set = |word: &str| {
        let name = ["set", "Set", "with", "With"].iter().find_map(|prefix| word.strip_prefix(prefix))?;
        name.starts_with(char::is_uppercase).then(|| rules.parameter(name)).flatten().map(str::to_owned)
    };
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .filter(|word| word.len() > 3)
        .filter_map(|word| rules.parameter(word).map(str::to_owned).or_else(|| set(word)))
        .collect()
}

/// Where a pair stands in a text.
fn place(found: &Captures<'_>) -> (usize, usize) {
    let whole = found.get(0).expect("the whole match is always there");
    let shown = whole.as_str();
    let lead = shown.len() - shown.trim_start_matches(|letter: char| !letter.is_alphanumeric()).len();
    (whole.start() + lead, whole.end())
}

fn pairs(file: &File<'_>, code: &str, around: &Surroundings, evidence: bool) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (index, pair) in file.rules.pairs.iter().enumerate() {
        if !around.allow_pair(index, pair, file.language, evidence) {
            continue;
        }
        for found in pair.text.captures_iter(code) {
            let at = place(&found);
            let action = found.name("action").map(|action| file.rules.canonical(action.as_str()).to_owned());
            let sends = matches!(pair.kind, Kind::Action | Kind::Pipeline | Kind::Request);
            let parameters = if sends { words(file.rules, near(code, at, AROUND)) } else { BTreeSet::new() };
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
