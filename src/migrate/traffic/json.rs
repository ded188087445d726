//! What traffic comes to as JSON, for `fps migrate plan` and whatever else wants to read it.
//!
//! One object: `format` is `fps-migrate-traffic`, `version` is 1, and then the fields of [`Traffic`] follow. A reader
//! passes over what it doesn't know; what it knows keeps its meaning as long as the version is the same.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::usage::Traffic;

/// What the JSON of traffic says that it is.
pub const FORMAT: &str = "fps-migrate-traffic";

/// The version of the format.
pub const VERSION: u32 = 1;

/// Why a text is not what was to be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// It is no JSON, or has other fields.
    #[error("it can't be read as {format}: {why}")]
    Malformed {
        /// What it should be.
        format: &'static str,
        /// What is wrong, and where.
        why: String,
    },
    /// It is something else.
    #[error("it is {found}, and {format} is what should stand there")]
    Other {
        /// What it should be.
        format: &'static str,
        /// What it says that it is.
        found: String,
    },
    /// It was written by a later program.
    #[error("it is of version {version}, and {VERSION} is the latest that is known here; a newer program reads it")]
    Later {
        /// Its version.
        version: u32,
    },
}

#[derive(Serialize)]
struct Document<'d, T> {
    format: &'static str,
    version: u32,
    #[serde(flatten)]
    content: &'d T,
}

#[derive(Deserialize)]
struct Head {
    format: String,
    version: u32,
}

/// What traffic comes to as JSON.
pub fn json(traffic: &Traffic) -> String {
    write_as(FORMAT, traffic)
}

/// What traffic comes to, from its JSON.
///
/// # Errors
/// [`ReadError`] when it is something else, or of a later version.
pub fn read(text: &str) -> Result<Traffic, ReadError> {
    read_as(FORMAT, text)
}

/// A document of that format.
pub(crate) fn write_as<T: Serialize>(format: &'static str, content: &T) -> String {
    let document = Document { format, version: VERSION, content };
    // What is written here has texts, dates and numbers for keys, and nothing that fails.
    let mut text = serde_json::to_string_pretty(&document).expect("structures of texts and numbers are JSON");
    text.push('\n');
    text
}

/// The content of a document, which has to be of that format.
pub(crate) fn read_as<T: DeserializeOwned>(format: &'static str, text: &str) -> Result<T, ReadError> {
    let malformed = |error: serde_json::Error| ReadError::Malformed { format, why: error.to_string() };
    let head: Head = serde_json::from_str(text).map_err(malformed)?;
    if head.format != format {
        return Err(ReadError::Other { format, found: head.format });
    }
    if head.version > VERSION {
        return Err(ReadError::Later { version: head.version });
    }
    serde_json::from_str(text).map_err(malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_other_things_are_told() {
        let traffic = Traffic { estimated: true, ..Traffic::default() };
        let text = json(&traffic);
        assert_eq!(read(&text).expect("it was written here"), traffic);
        let told = |text: &str| read(text).expect_err("it is something else").to_string();
        assert!(told(&text.replace("fps-migrate-traffic", "fps-migrate-scan")).contains("it is fps-migrate-scan"));
        assert!(told(&text.replace("\"version\": 1", "\"version\": 2")).contains("a newer program"));
        assert!(told("{}").contains("missing field `format`"));
    }
}
