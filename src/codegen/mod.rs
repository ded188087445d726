//! Makes Rust from a contract: a document/literal WSDL, the schema that it includes, and a table of
//! error codes.
//!
//! Pure functions from texts to text, in three steps: [`read`] understands each part, [`check`] sees
//! that the parts go together and have names in Rust, [`emit`] writes. What is not understood is a
//! [`Problem`] with its place, never a guess: a contract that builds is one that is covered whole.

mod check;
mod csv;
mod document;
mod emit;
mod model;
mod names;
mod read;

use std::fmt;
use std::path::{Path, PathBuf};

/// Reads the contract and writes the Rust module for it.
pub fn generate(contract: &Contract) -> Result<String, Problem> {
    let service = read::service(contract)?;
    check::service(&service)?;
    Ok(emit::module(&service))
}

/// The files of a contract and what is in them.
pub struct Contract {
    pub wsdl: Source,
    pub schema: Source,
    pub errors: Source,
}

/// One file.
pub struct Source {
    pub path: PathBuf,
    pub text: String,
}

/// Why no code can be made: where, what, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub place: Place,
    pub what: String,
    pub advice: String,
}

/// A place in a file; lines and columns count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub path: PathBuf,
    pub line: u64,
    pub column: u64,
}

impl Contract {
    /// Reads `NAME.wsdl`, `NAME.xsd` and the error table from `folder`.
    pub fn load(folder: &Path, name: &str, errors: &str) -> Result<Self, Problem> {
        Ok(Self {
            wsdl: Source::load(folder.join(format!("{name}.wsdl")))?,
            schema: Source::load(folder.join(format!("{name}.xsd")))?,
            errors: Source::load(folder.join(errors))?,
        })
    }
}

impl Source {
    fn load(path: PathBuf) -> Result<Self, Problem> {
        match std::fs::read_to_string(&path) {
            Ok(text) => Ok(Self { path, text }),
            Err(error) => {
                Err(Place::start_of(&path)
                    .problem(format!("the file can't be read: {error}"), "put a file in UTF-8 there"))
            }
        }
    }
}

impl Place {
    fn start_of(path: &Path) -> Self {
        Self { path: path.to_owned(), line: 1, column: 1 }
    }

    /// A problem in one line, whatever of the contract it quotes.
    fn problem(&self, what: impl AsRef<str>, advice: impl AsRef<str>) -> Problem {
        Problem { place: self.clone(), what: words(what.as_ref()), advice: words(advice.as_ref()) }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { path, line, column } = &self.place;
        write!(f, "{}:{line}:{column}: {}; {}", path.display(), self.what, self.advice)
    }
}

/// The words of a text, one blank between them.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
