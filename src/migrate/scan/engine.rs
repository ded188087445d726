//! From the text of one file to its findings.

mod draft;
mod patterns;

use super::finding::{Finding, Skipped};
use super::rules::{Language, Rules};
use super::text::{self, Lines};

pub(super) use draft::Draft;

/// What one file says.
pub(super) struct Reading {
    pub findings: Vec<Finding>,
    /// Set where a part of the file could not be read.
    pub skipped: Option<Skipped>,
    /// Set where the file is part of a library itself.
    pub defines: Option<Defines>,
}

/// That a file defines a class of a library.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Defines {
    /// The index of the library.
    pub library: usize,
    /// Its version, where the file says it.
    pub version: Option<String>,
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
    let code = text::without(text, &text::comments(text, language));
    let drafts = patterns::drafts(&file, &patterns::Views { code: &code, strings: &code }, false);
    Reading { findings: draft::findings(&file, drafts), skipped: None, defines: None }
}
