//! Reports as JSON: one object with `format`, which says what it is, `version`, and then the fields of what it holds.
//!
//! A reader passes over what it doesn't know; what it knows keeps its meaning as long as the version is the same.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

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
    #[error(
        "it is {format} of version {version}, and {known} is the latest that is known here; a newer program reads it"
    )]
    Later {
        /// What it is.
        format: &'static str,
        /// Its version.
        version: u32,
        /// The latest version that can be read.
        known: u32,
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

/// A document of that format and version.
pub(super) fn write_as<T: Serialize>(format: &'static str, version: u32, content: &T) -> String {
    let document = Document { format, version, content };
    // What is written here has texts, dates and numbers for keys, and nothing that fails.
    let mut text = serde_json::to_string_pretty(&document).expect("structures of texts and numbers are JSON");
    text.push('\n');
    text
}

/// The content of a document, which has to be of that format, and of that version or an earlier one.
pub(super) fn read_as<T: DeserializeOwned>(format: &'static str, version: u32, text: &str) -> Result<T, ReadError> {
    let malformed = |error: serde_json::Error| ReadError::Malformed { format, why: error.to_string() };
    let head: Head = serde_json::from_str(text).map_err(malformed)?;
    if head.format != format {
        return Err(ReadError::Other { format, found: head.format });
    }
    if head.version > version {
        return Err(ReadError::Later { format, version: head.version, known: version });
    }
    serde_json::from_str(text).map_err(malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_has_versions_of_its_own() {
        let text = write_as("a-format", 3, &vec![("key", 1)].into_iter().collect::<std::collections::BTreeMap<_, _>>());
        let read = |format, version| read_as::<serde_json::Value>(format, version, &text);
        for known in [3, 4] {
            assert_eq!(read("a-format", known).expect("it was written here")["key"], 1);
        }
        let told = |read: Result<_, ReadError>| read.expect_err("it is something else").to_string();
        assert!(told(read("a-format", 2)).starts_with("it is a-format of version 3, and 2 is the latest"));
        assert!(told(read("b-format", 3)).starts_with("it is a-format, and b-format is what"));
        assert!(told(read_as("a-format", 3, "{}")).contains("missing field `format`"));
    }
}
