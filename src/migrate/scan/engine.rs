//! From the text of one file to its findings.

mod draft;
mod patterns;
mod scope;
mod surroundings;
mod value;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

use super::finding::{Finding, Kind, Skipped};
use super::rules::{Language, Rules, Syntax, Vocabulary};
use super::syntax;
use super::text::{self, Lines};
use surroundings::Surroundings;

pub(super) use draft::Draft;

/// What one file says.
pub(super) struct Reading {
    pub findings: Vec<Finding>,
    /// Set where a part of the file could not be read.
    pub skipped: Option<Skipped>,
    /// Set where the file is part of a library itself.
    pub defines: Option<Defines>,
    /// What counts only if it is given to a helper of another file.
    pub waiting: Vec<Waiting>,
    /// The functions and classes by which others may send what this file signs.
    pub helpers: Vec<Helpers>,
}

/// A finding that counts only if it is given to a helper of another file.
pub(super) struct Waiting {
    pub finding: Finding,
    /// The language of the code, which may be inside a file of another one.
    pub language: String,
    /// The names of what it is given to, with `.` between their parts.
    pub given_to: BTreeSet<String>,
}

/// What a file that puts requests together by hand is called by.
pub(super) struct Helpers {
    pub language: String,
    /// Functions that are in no class, as they may be called.
    functions: BTreeSet<String>,
    classes: BTreeSet<String>,
}

impl Helpers {
    fn new(language: &Language) -> Self {
        Self { language: language.name.clone(), functions: BTreeSet::new(), classes: BTreeSet::new() }
    }

    /// Whether one of them is given what waits.
    pub(super) fn send(&self, waiting: &Waiting) -> bool {
        let known =
            |name: &String| self.functions.contains(name) || name.split('.').any(|part| self.classes.contains(part));
        self.language == waiting.language && waiting.given_to.iter().any(known)
    }
}

/// That a file defines classes of a library.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Defines {
    /// The index of the library.
    pub library: usize,
    /// Whether all of the file is the library's, by the folder that it is in; otherwise only its classes are for certain.
    pub whole: bool,
    /// The first and the last line of each of its classes.
    pub classes: Vec<(usize, usize)>,
    /// Its version, where the file says it.
    pub version: Option<String>,
}

impl Defines {
    /// That a file is part of a library, or has classes of it.
    fn new(file: &File<'_>, library: usize, whole: bool) -> Self {
        let version = file.rules.libraries[library].version.as_ref();
        let found = version.and_then(|version| version.captures(file.text)).and_then(|found| found.get(1));
        Self { library, whole, classes: Vec::new(), version: found.map(|version| version.as_str().to_owned()) }
    }
}

/// A file that is being read.
pub(super) struct File<'a> {
    pub rules: &'a Rules,
    pub path: &'a str,
    pub language: &'a Language,
    pub text: &'a str,
    pub lines: Lines<'a>,
}

pub(super) fn read(rules: &Rules, path: &str, text: &str) -> Reading {
    let language = rules.language(path, text).unwrap_or_else(|| rules.unknown_language());
    let file = File { rules, path, language, text, lines: Lines::new(text) };
    let mut reading =
        Reading { findings: Vec::new(), skipped: None, defines: None, waiting: Vec::new(), helpers: Vec::new() };
    let mut drafts = Vec::new();
    let mut held = Vec::new();
    let mut calls = Vec::new();
    let mut about_fps = false;
    let mut code = |found: Code<'_>| {
        let Code { language, syntax, parsed, around, imports } = found;
        let none = Vocabulary::default();
        let vocabulary = rules.vocabularies.get(&language.name).unwrap_or(&none);
        let walk = walk::Walk::new(&file, language, syntax, vocabulary, around);
        let found = walk.run(&parsed.nodes, imports);
        drafts.extend(found.drafts);
        calls.extend(found.calls);
        reading.defines = reading.defines.take().or(found.defines);
        held.extend(found.held);
        about_fps |= found.about_fps;
        reading.helpers.push(found.helpers);
        let cuts =
            [(parsed.cut, "is nested too deeply"), (found.texts_cut, "puts too many and too long texts together")];
        let mut cuts = cuts.into_iter().filter_map(|(at, how)| Some((at?, how)));
        if reading.skipped.is_none()
            && let Some((at, how)) = cuts.next()
        {
            let why = format!("code on line {} {how} to be followed; the rest was read", file.lines.line(at));
            reading.skipped = Some(Skipped { path: path.to_owned(), why });
        }
    };
    let (without_comments, strings, around) = match language.syntax {
        Some(syntax) => {
            let parsed = syntax::parse(text, syntax, rules.original(path));
            let without_comments = text::without(text, &parsed.comments);
            let strings = text::only(&without_comments, &parsed.strings);
            let around = Surroundings::new(rules, language, &without_comments);
            code(Code { language, syntax, parsed: &parsed, around: &around, imports: &[] });
            (without_comments, Some(strings), around)
        }
        None => {
            let mut comments = text::comments(text, language);
            let shown = text::without(text, &comments);
            let around = Surroundings::new(rules, language, &shown);
            for part in embedded(rules, language, &shown) {
                let parsed = syntax::parse(&part.text, part.syntax, "");
                comments.extend(&parsed.comments);
                let Part { language, syntax, imports, .. } = &part;
                code(Code { language, syntax: *syntax, parsed: &parsed, around: &around, imports });
            }
            (text::without(text, &comments), None, around)
        }
    };
    calls.sort();
    let views = patterns::Views { code: &without_comments, strings: strings.as_deref().unwrap_or(&without_comments) };
    about_fps |= around.evidence;
    if about_fps {
        drafts.extend(held.drain(..).map(|held| held.draft));
    }
    let by_pattern = patterns::drafts(&file, &views, &around, about_fps);
    drafts.extend(by_pattern.into_iter().map(|draft| with_call(draft, &calls)));
    let sends = |draft: &Draft| draft.kind == Kind::Signature || (draft.kind == Kind::Action && draft.action.is_none());
    if !about_fps || !drafts.iter().any(sends) {
        reading.helpers.clear();
    }
    reading.findings = draft::findings(&file, drafts);
    reading.waiting = waiting(&file, held);
    let packaged = rules.libraries.iter().position(|library| super::home(path, &library.packages).is_some());
    reading.defines = reading.defines.or(packaged.map(|library| Defines::new(&file, library, true)));
    reading
}

/// All at once: what is to be masked is looked for once a line.
fn waiting(file: &File<'_>, held: Vec<walk::Held>) -> Vec<Waiting> {
    let key = |line: usize, action: &Option<String>| (line, action.clone());
    let mut places = BTreeMap::<_, (String, BTreeSet<String>)>::new();
    let mut drafts = Vec::new();
    for walk::Held { draft, language, given_to } in held.into_iter().filter(|held| !held.given_to.is_empty()) {
        let place = places.entry(key(file.lines.line(draft.at.0), &draft.action)).or_default();
        place.0 = language;
        place.1.extend(given_to);
        drafts.push(draft);
    }
    let waiting = |finding: Finding| {
        let (language, given_to) = places.get(&key(finding.line, &finding.action))?.clone();
        Some(Waiting { finding, language, given_to })
    };
    draft::findings(file, drafts).into_iter().filter_map(waiting).collect()
}

/// A pattern sees the name of an action; its parameters are those of the call that it stands in or that comes next to it.
fn with_call(mut draft: Draft, calls: &[((usize, usize), BTreeSet<String>)]) -> Draft {
    if draft.action.is_none() {
        return draft;
    }
    let after = calls.partition_point(|((from, _), _)| *from < draft.at.0);
    let next = calls.get(after).filter(|((from, _), _)| *from <= draft.at.1 + NEXT);
    let around = calls[..after].iter().rev().take(OUTWARD).find(|((_, to), _)| draft.at.1 <= *to);
    if let Some((_, parameters)) = next.or(around) {
        draft.parameters.extend(parameters.iter().cloned());
    }
    draft
}

/// How far behind a name its arguments begin at most, in bytes: a bracket and an indented line.
const NEXT: usize = 40;

/// How many calls before a place are looked at for one that it stands in.
const OUTWARD: usize = 50;

/// Code that is to be walked through.
struct Code<'a> {
    language: &'a Language,
    syntax: Syntax,
    parsed: &'a syntax::Parsed,
    around: &'a Surroundings,
    imports: &'a [(String, (usize, usize))],
}

/// The code of one language inside a file of another one.
struct Part<'a> {
    language: &'a Language,
    syntax: Syntax,
    /// The whole text, blank but for the code.
    text: String,
    imports: Vec<(String, (usize, usize))>,
}

fn embedded<'a>(rules: &'a Rules, host: &Language, text: &str) -> Vec<Part<'a>> {
    let mut parts: Vec<(Part<'a>, Vec<(usize, usize)>)> = Vec::new();
    for inside in &host.embedded {
        let Some(language) = rules.language_named(&inside.language) else { continue };
        let Some(syntax) = language.syntax else { continue };
        let known = parts.iter().position(|(part, _)| part.language.name == language.name);
        let known = known.unwrap_or_else(|| {
            let part = Part { language, syntax, text: String::new(), imports: Vec::new() };
            parts.push((part, Vec::new()));
            parts.len() - 1
        });
        let mut from = 0;
        while let Some(begin) = inside.open.captures_at(text, from) {
            let open = begin.get(0).expect("the whole match is always there");
            let start = begin.name("at").map_or(open.end(), |at| at.start());
            let end = inside.close.captures_at(text, open.end());
            let (stop, next) = end.map_or((text.len(), text.len()), |end| {
                let whole = end.get(0).expect("the whole match is always there");
                (end.name("at").map_or(whole.start(), |at| at.start()), whole.end())
            });
            if inside.imports {
                let names = text[start..stop].split([',', ';']).map(str::trim).filter(|name| !name.is_empty());
                parts[known].0.imports.extend(names.map(|name| (name.to_owned(), (open.start(), next))));
            } else {
                parts[known].1.push((start, stop));
            }
            from = next.max(open.end());
            if from >= text.len() {
                break;
            }
        }
    }
    parts.retain(|(part, ranges)| !ranges.is_empty() || !part.imports.is_empty());
    parts.into_iter().map(|(part, ranges)| Part { text: code_only(text, &ranges), ..part }).collect()
}

/// Each piece of code ends where it ends, although nothing there says so.
fn code_only(text: &str, ranges: &[(usize, usize)]) -> String {
    let mut code = text::only(text, ranges);
    for (_, end) in ranges {
        if code.as_bytes().get(*end) == Some(&b' ') {
            code.replace_range(*end..end + 1, ";");
        }
    }
    code
}
