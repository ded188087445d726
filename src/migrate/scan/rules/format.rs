//! The format of rule files: what may stand in the TOML, and nothing else.
//!
//! Names of classes, functions and modules are written as in their language; `.`, `::` and `\` are the same.
//! In a name, a placeholder stands for a word of FPS: `{Action}` for each action as in `GetTokenUsage`, `{action}` for
//! `getTokenUsage`, `{action_}` for `get_token_usage`, `{actions}` for `gettokenusage`; `{Pipeline}`, `{pipeline}`, `{pipeline_}` for each pipeline in
//! the same way. `*` at the end of a name stands for anything. In a regular expression `{Action}`, `{action}`, `{action_}` and
//! `{Pipeline}` stand for a named group of all their names.

use std::collections::HashMap;

use serde::Deserialize;
use toml::Spanned;

use crate::migrate::scan::finding::{Effort, Kind};

/// A rule file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct File {
    /// Actions beyond those of the contract: of other versions, or spelt wrongly by a library.
    pub action: Vec<Action>,
    /// Names of pipelines of the co-branded pages.
    pub pipelines: Vec<String>,
    /// Names of parameters beyond those of the contract.
    pub parameters: Vec<String>,
    /// Actions whose names say too little: such a call counts only where its receiver is known or its parameters tell.
    pub common: Vec<String>,
    /// Regular expressions: one of them in a file shows that the file is about FPS.
    pub evidence: Vec<Spanned<String>>,
    /// Parameters that say by themselves that a call is one of FPS, as they are called in FPS.
    pub telling: Vec<String>,
    /// Regular expressions of the source of a receiver that says that it is a client.
    pub receivers: Vec<Spanned<String>>,
    /// Regular expressions of the source of what holds an incoming request.
    pub incoming: Vec<Spanned<String>>,
    /// Regular expressions of what is never shown in an excerpt; with a group, only that.
    pub mask: Vec<Spanned<String>>,
    /// A regular expression of the end of a file's name that says only that it is a copy: `.bak`. Behind the name, a file is read as it would be without.
    pub copies: Vec<Spanned<String>>,
    /// Languages.
    pub language: Vec<Language>,
    /// Libraries.
    pub library: Vec<Library>,
    /// Regular expressions over the text of files.
    pub pattern: Vec<Pattern>,
    /// A name and a value that stand together, in whatever way the language has for it.
    pub pair: Vec<Pair>,
    /// Values that are read from an incoming request.
    pub handler: Vec<Handler>,
    /// What to do about a finding.
    pub advice: Vec<Advice>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Action {
    pub name: Spanned<String>,
    /// The action of the contract that is meant.
    pub means: Option<String>,
    /// Where there is none: what becomes of it.
    pub fate: Option<Spanned<String>>,
    pub difference: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Language {
    pub name: Spanned<String>,
    /// Endings of file names, without the dot.
    #[serde(default)]
    pub extensions: Vec<String>,
    /// Whole names of files.
    #[serde(default)]
    pub files: Vec<String>,
    /// The first line of a script names one of these programs.
    #[serde(default)]
    pub interpreters: Vec<String>,
    /// A regular expression of what stands in this language alone: it tells files whose names don't say a language, and those of languages that name it
    /// in `instead`.
    pub mark: Option<String>,
    /// Languages that a file is of instead where their mark is in it.
    #[serde(default)]
    pub instead: Vec<String>,
    /// The grammar by which it is parsed; a text if none.
    pub syntax: Option<Syntax>,
    /// What begins a comment that ends with its line.
    #[serde(default)]
    pub line_comments: Vec<String>,
    /// What begins and what ends a comment.
    #[serde(default)]
    pub block_comments: Vec<(String, String)>,
    /// Written for people: only patterns that ask for it are looked for.
    #[serde(default)]
    pub prose: bool,
    /// Code of another language inside.
    #[serde(default)]
    pub embedded: Vec<Embedded>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::migrate::scan) enum Syntax {
    Php,
    Ruby,
    Python,
    Java,
    CSharp,
    JavaScript,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Embedded {
    /// A regular expression of what begins it; the code begins where a group called `at` begins, if there is one.
    pub open: String,
    /// A regular expression of what ends it; the code ends where a group called `at` begins, if there is one.
    pub close: String,
    pub language: String,
    /// It isn't code but a list of names that are imported.
    #[serde(default)]
    pub imports: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Library {
    pub id: Spanned<String>,
    /// Its name for people.
    pub title: String,
    /// Names of the languages that it is used from.
    pub languages: Vec<String>,
    /// The versions of the API that it speaks.
    #[serde(default)]
    pub versions: Vec<String>,
    /// Modules, packages, namespaces or files that a program imports, with `*` for anything. A file matches by its end.
    #[serde(default)]
    pub imports: Vec<String>,
    /// Its classes and modules.
    #[serde(default)]
    pub class: Vec<Class>,
    /// Its functions, and methods of foreign classes, by their full names.
    #[serde(default)]
    pub function: Vec<Method>,
    /// The folders, by the end of their path, that hold it where it is copied into a project.
    #[serde(default)]
    pub folders: Vec<String>,
    /// The folders, by the end of their path, into which it is installed: everything there is part of it.
    #[serde(default)]
    pub packages: Vec<String>,
    /// Where its files say which version they are: a regular expression with one group.
    pub version: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Class {
    pub names: Vec<Spanned<String>>,
    /// What it is to build one, to catch one (`error_handler`) or, without either, nothing.
    pub kind: Option<Kind>,
    /// What a builder does, in a few words; placeholders of the name may stand in it.
    pub what: Option<String>,
    pub action: Option<String>,
    /// What begins the name of a method that sets a parameter: `set`, `with`.
    #[serde(default)]
    pub setters: Vec<String>,
    /// The names of the parameters that the constructor takes by position; `*` alone stands for all of the action's, in
    /// the order of the contract.
    #[serde(default)]
    pub positions: Vec<String>,
    #[serde(default)]
    pub method: Vec<Method>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Method {
    pub names: Vec<Spanned<String>>,
    /// What it is to call it; nothing if none.
    pub kind: Option<Kind>,
    pub what: Option<String>,
    /// The action, where the name has no placeholder for it.
    pub action: Option<String>,
    /// The pipeline, where the name has no placeholder for it.
    pub pipeline: Option<String>,
    /// The position of the argument that holds the action's name, counted from 0.
    pub action_at: Option<usize>,
    /// The names of the parameters that it takes by position.
    #[serde(default)]
    pub positions: Vec<String>,
    /// The action that it is instead where an argument of this name is given.
    #[serde(default)]
    pub turns: HashMap<String, String>,
    /// It counts only if its first argument is this text.
    pub argument: Option<String>,
    /// The class of the object that it returns.
    pub returns: Option<String>,
    /// The name of the class or module that it gives back.
    pub gives: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pattern {
    pub id: Spanned<String>,
    pub kind: Kind,
    pub what: String,
    pub regex: Spanned<String>,
    /// Only in these languages; all if empty.
    #[serde(default)]
    pub languages: Vec<String>,
    /// Where to look.
    #[serde(default, rename = "in")]
    pub place: Place,
    pub action: Option<String>,
    pub library: Option<String>,
    /// Only in files that show by something else that they are about FPS.
    #[serde(default)]
    pub evidence: bool,
    /// Never in files in which this regular expression is found.
    pub unless: Option<String>,
    /// Only the first place of each file.
    #[serde(default)]
    pub once: bool,
    /// Also in files that are written for people.
    #[serde(default)]
    pub prose: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::migrate::scan) enum Place {
    /// Everything but comments.
    #[default]
    Code,
    /// Texts within quotes; in languages that aren't parsed, everything but comments.
    Strings,
    /// Comments, too.
    Everything,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pair {
    pub id: Spanned<String>,
    pub kind: Kind,
    pub what: String,
    /// The names, in any style.
    pub keys: Vec<String>,
    /// A regular expression of the whole value.
    pub value: Spanned<String>,
    #[serde(default)]
    pub languages: Vec<String>,
    #[serde(default)]
    pub evidence: bool,
    /// Parameters, as they are called in FPS: beside one of them it is evidence itself.
    #[serde(default)]
    pub beside: Vec<String>,
    /// A regular expression of the name of a function, a class or an object: given to one, it is evidence itself.
    pub given_to: Option<Spanned<String>>,
    /// Beside it, other pairs are evidence themselves.
    #[serde(default)]
    pub tells: bool,
    pub unless: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Handler {
    pub id: Spanned<String>,
    pub kind: Kind,
    pub what: String,
    /// The names of the values.
    pub keys: Vec<String>,
    /// How many of them one function reads, at least.
    pub at_least: usize,
    #[serde(default)]
    pub languages: Vec<String>,
    #[serde(default)]
    pub evidence: bool,
    pub unless: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Advice {
    pub kind: Kind,
    pub action: Option<Spanned<String>>,
    pub library: Option<String>,
    pub effort: Effort,
    pub text: String,
}
