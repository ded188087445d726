//! Values with where they were given.

use std::fmt;

use toml::Spanned;

use super::value::Value;

/// What the names of the settings begin with in the environment.
pub const PREFIX: &str = "FPS_GATEWAY_";

/// Where a value was given. What stands further down goes before what stands above it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    Default,
    /// In a line of the file.
    File(usize),
    Variable(String),
    Option(String),
}

impl Source {
    /// Which of the layers it is, the lowest first.
    pub fn layer(&self) -> u8 {
        match self {
            Self::Default => 0,
            Self::File(_) => 1,
            Self::Variable(_) => 2,
            Self::Option(_) => 3,
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(line) => write!(f, "file, line {line}"),
            Self::Variable(name) => write!(f, "environment, {name}"),
            Self::Option(name) => write!(f, "option {name}"),
        }
    }
}

/// A value, and where it was given.
#[derive(Clone, Debug)]
pub struct Given<T> {
    pub value: T,
    pub source: Source,
}

impl<T> Given<T> {
    pub fn by_default(value: T) -> Self {
        Self { value, source: Source::Default }
    }

    /// A value of the file, of which `line` tells the line of a place.
    pub fn in_file(spanned: Spanned<T>, line: &dyn Fn(usize) -> usize) -> Self {
        let source = Source::File(line(spanned.span().start));
        Self { value: spanned.into_inner(), source }
    }
}

/// How a setting is shown.
#[derive(Clone, Debug)]
pub struct Shown {
    pub name: &'static str,
    pub value: String,
    pub source: Source,
}

impl Shown {
    pub fn of<T: Value>(name: &'static str, given: Option<&Given<T>>) -> Option<Self> {
        given.map(|given| Self { name, value: given.value.shown(), source: given.source.clone() })
    }
}

/// Something that is wrong with the configuration, or may be.
#[derive(Clone, Debug)]
pub struct Problem {
    pub severity: Severity,
    /// Where it was given: a file with its line, a variable, an option; empty where nothing was.
    pub place: String,
    /// The setting, as `caller[1].amazon_pay.region`; empty where it is of no single one.
    pub setting: String,
    pub message: String,
}

/// Whether the gateway can start all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    Error,
    Warning,
}

impl Problem {
    pub fn error(place: impl Into<String>, setting: impl Into<String>, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, place: place.into(), setting: setting.into(), message: message.into() }
    }

    pub fn warning(place: impl Into<String>, setting: impl Into<String>, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(place, setting, message) }
    }

    /// Where it is and what it is, without how bad it is.
    pub fn in_words(&self) -> String {
        let parts = [&self.place, &self.setting, &self.message];
        let parts = parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str);
        parts.collect::<Vec<_>>().join(": ")
    }
}

impl Severity {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.severity.as_str(), self.in_words())
    }
}
