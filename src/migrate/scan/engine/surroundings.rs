//! What the whole of a file says about each place in it.

use regex::Regex;

use super::patterns;
use crate::migrate::scan::rules::{Handler, Language, Pair, Pattern, Rules};

/// Looked up once for each file.
pub(super) struct Surroundings {
    /// Whether the text shows that it is about FPS.
    pub evidence: bool,
    patterns: Vec<bool>,
    pairs: Vec<bool>,
    handlers: Vec<bool>,
}

impl Surroundings {
    /// Of a text without its comments.
    pub(super) fn new(rules: &Rules, language: &Language, code: &str) -> Self {
        let barred = |unless: &Option<Regex>| unless.as_ref().is_some_and(|unless| unless.is_match(code));
        Self {
            evidence: rules.evidence.is_match(code) || (!language.prose && patterns::pairs_show(rules, code)),
            patterns: rules.patterns.iter().map(|pattern| barred(&pattern.unless)).collect(),
            pairs: rules.pairs.iter().map(|pair| barred(&pair.unless)).collect(),
            handlers: rules.handlers.iter().map(|handler| barred(&handler.unless)).collect(),
        }
    }

    /// Whether a pattern, by its index, counts here.
    pub(super) fn allow_pattern(&self, index: usize, pattern: &Pattern, language: &Language, evidence: bool) -> bool {
        (pattern.prose || !language.prose)
            && spoken(&pattern.languages, language)
            && (evidence || !pattern.evidence)
            && !self.patterns[index]
    }

    /// Whether a pair, by its index, counts here.
    pub(super) fn allow_pair(&self, index: usize, pair: &Pair, language: &Language, evidence: bool) -> bool {
        spoken(&pair.languages, language) && (evidence || !pair.evidence) && !self.pairs[index]
    }

    /// Whether a handler, by its index, counts here.
    pub(super) fn allow_handler(&self, index: usize, handler: &Handler, language: &Language, evidence: bool) -> bool {
        spoken(&handler.languages, language) && (evidence || !handler.evidence) && !self.handlers[index]
    }
}

fn spoken(languages: &[String], language: &Language) -> bool {
    languages.is_empty() || languages.contains(&language.name)
}
