//! What the scanner knows of libraries, languages and FPS itself: data from rule files, checked when it is read.

mod compile;
mod format;
mod names;

use std::collections::HashMap;
use std::path::Path;

use regex::{Regex, RegexSet};

pub(super) use format::{Place, Syntax};
pub(super) use names::{Names, Word, dotted, plain};

use super::finding::{Effort, Kind};

include!(concat!(env!("OUT_DIR"), "/scan_rules.rs"));

/// Everything a scan recognises.
///
/// ```
/// use amazon_fps::migrate::scan::Rules;
///
/// let more = r#"
///     [[library]]
///     id = "shop-payments"
///     title = "The shop's own client"
///     languages = ["python"]
///     imports = ["shop.payments"]
/// "#;
/// let rules = Rules::builtin().with("shop.toml", more).unwrap();
/// assert!(rules.libraries().any(|library| library == "shop-payments"));
/// ```
#[derive(Debug, Clone)]
pub struct Rules {
    sources: Vec<(String, String)>,
    copies: Vec<Regex>,
    pub(super) languages: Vec<Language>,
    unknown: Language,
    pub(super) libraries: Vec<Library>,
    pub(super) classes: Vec<Class>,
    pub(super) methods: Vec<Method>,
    pub(super) vocabularies: HashMap<String, Vocabulary>,
    pub(super) patterns: Vec<Pattern>,
    pub(super) pairs: Vec<Pair>,
    pub(super) handlers: Vec<Handler>,
    pub(super) evidence: RegexSet,
    receivers: RegexSet,
    incoming: RegexSet,
    telling: Vec<String>,
    pub(super) mask: Vec<Regex>,
    common: Vec<String>,
    actions: Vec<Action>,
    parameters: HashMap<String, String>,
    advice: Vec<Advice>,
}

impl Rules {
    /// The rules that come with the program.
    ///
    /// # Panics
    ///
    /// Never: a test reads them.
    pub fn builtin() -> Self {
        let sources = BUILTIN.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect();
        compile::rules(sources).expect("the rules that come with the program are read by a test")
    }

    /// These rules and those of one more file; `name` is how errors call it.
    ///
    /// # Errors
    ///
    /// What is wrong with the file, and on which line.
    pub fn with(&self, name: &str, text: &str) -> Result<Self, RulesError> {
        let mut sources = self.sources.clone();
        sources.push((name.to_owned(), text.to_owned()));
        compile::rules(sources)
    }

    /// These rules and those of the file at `path`.
    ///
    /// # Errors
    ///
    /// The file can't be read, or what is wrong with it and on which line.
    pub fn with_file(&self, path: &Path) -> Result<Self, RulesError> {
        let name = path.display().to_string();
        match std::fs::read_to_string(path) {
            Ok(text) => self.with(&name, &text),
            Err(problem) => Err(RulesError { file: name, line: None, what: format!("can't be read: {problem}") }),
        }
    }

    /// The ids of the libraries that are known.
    pub fn libraries(&self) -> impl Iterator<Item = &str> {
        self.libraries.iter().map(|library| library.id.as_str())
    }

    /// The name for people of a library.
    pub fn title(&self, library: &str) -> Option<&str> {
        self.libraries.iter().find(|known| known.id == library).map(|known| known.title.as_str())
    }

    /// The versions of the API that a library speaks.
    pub fn versions(&self, library: &str) -> &[String] {
        self.libraries.iter().find(|known| known.id == library).map_or(&[], |known| &known.versions)
    }

    /// The language of a file, by its name, by its first line or by what only one language has.
    pub(super) fn language(&self, path: &str, text: &str) -> Option<&Language> {
        let marked = |language: &&Language| language.mark.as_ref().is_some_and(|mark| mark.is_match(text));
        let Some(language) = self.named(self.original(path)) else {
            return self.interpreted(text).or_else(|| self.languages.iter().find(marked));
        };
        let instead = language.instead.iter().filter_map(|name| self.language_named(name)).find(marked);
        Some(instead.unwrap_or(language))
    }

    /// The path without what says only that the file is a copy, as far as that tells its language.
    pub(super) fn original<'a>(&self, path: &'a str) -> &'a str {
        let mut shorter = path;
        while self.named(shorter).is_none() {
            let end = self.copies.iter().find_map(|copy| copy.find(shorter)).map_or(0, |end| end.start());
            if end == 0 || end == shorter.len() {
                return path;
            }
            shorter = &shorter[..end];
        }
        shorter
    }

    fn named(&self, path: &str) -> Option<&Language> {
        let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
        let ending = |language: &&Language| {
            language.extensions.iter().any(|ending| {
                name.strip_suffix(ending.as_str()).is_some_and(|rest| rest.ends_with('.') && rest.len() > 1)
            })
        };
        let named = |language: &&Language| language.files.contains(&name);
        let longest = |language: &&Language| {
            language.extensions.iter().filter(|ending| name.ends_with(ending.as_str())).map(|ending| ending.len()).max()
        };
        self.languages.iter().find(named).or_else(|| self.languages.iter().filter(ending).max_by_key(longest))
    }

    fn interpreted(&self, text: &str) -> Option<&Language> {
        let line = text.lines().next()?.strip_prefix("#!")?;
        let mut words = line.split([' ', '\t', '/']).filter(|word| !word.is_empty());
        words.find_map(|word| {
            let program = word.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
            self.languages.iter().find(|language| language.interpreters.iter().any(|known| known == program))
        })
    }

    /// The language of a file of which nothing is known.
    pub(super) fn unknown_language(&self) -> &Language {
        &self.unknown
    }

    pub(super) fn language_named(&self, name: &str) -> Option<&Language> {
        self.languages.iter().find(|language| language.name == name)
    }

    /// An action by one of its names, in whatever style.
    pub(super) fn action(&self, name: &str) -> Option<&Action> {
        self.actions.iter().find(|action| action.name == name)
    }

    /// Whether the name of an action says too little by itself.
    pub(super) fn is_common(&self, action: &str) -> bool {
        self.common.iter().any(|common| common == action)
    }

    /// A parameter of FPS by its name in any style: `caller_reference` is `CallerReference`. Of an amount, the parts
    /// are the same: `TransactionAmount.Value`, `TransactionAmount_Value`.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let name = name.split(['.', '[']).next().unwrap_or(name);
        let name = ["_Value", "_CurrencyCode"].iter().find_map(|part| name.strip_suffix(part)).unwrap_or(name);
        self.parameters.get(&names::plain(name)).map(String::as_str)
    }

    /// Whether an action has a parameter. Of actions that aren't in the contract, nothing is known.
    pub(super) fn takes(&self, action: &str, parameter: &str) -> bool {
        let known = crate::fps::SERVICE.operations.iter().find(|operation| operation.name == action);
        known.is_none_or(|operation| operation.request_fields.iter().any(|field| field.name == parameter))
    }

    /// The name in the contract of an action that is named so, in whatever style.
    pub(super) fn canonical<'a>(&'a self, action: &'a str) -> &'a str {
        self.action(action).or_else(|| self.plain_action(action)).map_or(action, |known| &known.canonical)
    }

    /// The name in the contract of an action, by its name in whatever style.
    pub(super) fn action_in_any_style(&self, name: &str) -> Option<String> {
        self.plain_action(name).map(|action| action.canonical.clone())
    }

    fn plain_action(&self, name: &str) -> Option<&Action> {
        let name = names::plain(name);
        self.actions.iter().find(|action| names::plain(&action.name) == name)
    }

    /// Whether a parameter says by itself that a call is one of FPS.
    pub(super) fn is_telling(&self, parameter: &str) -> bool {
        self.telling.iter().any(|telling| telling == parameter)
    }

    /// Whether the source of a receiver says that it is a client of FPS.
    pub(super) fn is_receiver(&self, source: &str) -> bool {
        self.receivers.is_match(source)
    }

    /// Whether the source of an expression says that it is an incoming request.
    pub(super) fn is_incoming(&self, source: &str) -> bool {
        self.incoming.is_match(source)
    }

    /// What to do about a kind of finding; the most particular advice there is.
    pub(super) fn advice(&self, kind: Kind, action: Option<&str>, library: Option<&str>) -> Option<&Advice> {
        let fits = |advice: &&Advice| {
            advice.kind == kind
                && advice.action.as_deref().is_none_or(|wanted| Some(wanted) == action)
                && advice.library.as_deref().is_none_or(|wanted| Some(wanted) == library)
        };
        let particular = |advice: &&Advice| (advice.action.is_some(), advice.library.is_some());
        // Of several that are as particular, the last stands: a later file overrides an earlier one.
        self.advice.iter().filter(fits).max_by_key(particular)
    }
}

/// What is wrong with a rule file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {what}", .line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct RulesError {
    /// The file.
    pub file: String,
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// What is wrong.
    pub what: String,
}

#[derive(Debug, Clone)]
pub(super) struct Language {
    pub name: String,
    pub extensions: Vec<String>,
    pub files: Vec<String>,
    pub interpreters: Vec<String>,
    pub mark: Option<Regex>,
    pub instead: Vec<String>,
    pub syntax: Option<Syntax>,
    pub line_comments: Vec<String>,
    pub block_comments: Vec<(String, String)>,
    pub prose: bool,
    pub embedded: Vec<Embedded>,
}

/// Code of another language inside.
#[derive(Debug, Clone)]
pub(super) struct Embedded {
    pub open: Regex,
    pub close: Regex,
    pub language: String,
    pub imports: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Library {
    pub id: String,
    pub title: String,
    pub versions: Vec<String>,
    pub folders: Vec<String>,
    pub packages: Vec<String>,
    pub version: Option<Regex>,
}

/// What the libraries of one language are called there.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary {
    /// A regular expression of a module's name or a file's path, and the index of the library.
    pub imports: Vec<(Regex, usize)>,
    /// Indices of classes.
    pub classes: Names,
    /// Indices of methods.
    pub functions: Names,
    /// Indices of the methods of all classes that are actions.
    pub calls: Names,
    /// The last part of each class's name that is written in full, and its index.
    last: HashMap<String, usize>,
}

impl Vocabulary {
    fn join(&mut self, other: &Self) {
        self.imports.extend(other.imports.iter().cloned());
        self.classes.join(&other.classes);
        self.functions.join(&other.functions);
        self.calls.join(&other.calls);
        for (name, class) in &other.last {
            self.last.entry(name.clone()).or_insert(*class);
        }
    }

    /// The class that a definition may be of: by its full name, or by the last part of it.
    pub(super) fn defined(&self, full: &str, name: &str) -> Option<usize> {
        self.classes.find(full).map(|(class, _)| class).or_else(|| self.last.get(name).copied())
    }
}

#[derive(Debug, Clone)]
pub(super) struct Class {
    pub library: usize,
    pub kind: Option<Kind>,
    pub what: Option<String>,
    pub action: Option<String>,
    pub setters: Vec<String>,
    pub positions: Vec<String>,
    /// Indices of methods.
    pub methods: Names,
}

#[derive(Debug, Clone)]
pub(super) struct Method {
    pub library: usize,
    pub kind: Option<Kind>,
    pub what: Option<String>,
    pub action: Option<String>,
    pub pipeline: Option<String>,
    pub action_at: Option<usize>,
    pub positions: Vec<String>,
    pub turns: HashMap<String, String>,
    pub argument: Option<String>,
    pub returns: Option<String>,
    pub gives: Option<String>,
}

#[derive(Debug, Clone)]
pub(super) struct Pattern {
    pub id: String,
    pub kind: Kind,
    pub what: String,
    pub regex: Regex,
    pub languages: Vec<String>,
    pub place: Place,
    pub action: Option<String>,
    pub library: Option<String>,
    pub evidence: bool,
    pub unless: Option<Regex>,
    pub once: bool,
    pub prose: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub id: String,
    pub kind: Kind,
    pub what: String,
    /// Plain, as [`names::plain`] makes them.
    pub keys: Vec<String>,
    /// As FPS writes them.
    pub written: Vec<String>,
    pub value: Regex,
    /// Key and value as they stand together in a text.
    pub text: Regex,
    pub languages: Vec<String>,
    pub evidence: bool,
    pub beside: Vec<String>,
    pub given_to: Option<Regex>,
    pub tells: bool,
    pub unless: Option<Regex>,
}

#[derive(Debug, Clone)]
pub(super) struct Handler {
    pub id: String,
    pub kind: Kind,
    pub what: String,
    pub keys: Vec<String>,
    pub at_least: usize,
    pub languages: Vec<String>,
    pub evidence: bool,
    pub unless: Option<Regex>,
}

#[derive(Debug, Clone)]
pub(super) struct Action {
    pub name: String,
    pub canonical: String,
    pub fate: Option<String>,
    pub difference: Option<String>,
}

#[derive(Debug, Clone)]
pub(super) struct Advice {
    pub kind: Kind,
    pub action: Option<String>,
    pub library: Option<String>,
    pub effort: Effort,
    pub text: String,
}
