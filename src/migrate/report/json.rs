//! A scan as JSON, for `fps migrate plan` and whatever else wants to read it.
//!
//! One object: `format` is `fps-migrate-scan`, `version` is 1, and then the fields of [`Scan`] follow. A reader passes
//! over what it doesn't know; what it knows keeps its meaning as long as the version is the same.

use serde::{Deserialize, Serialize};

use crate::migrate::scan::Scan;

/// What a scan's JSON says that it is.
pub const FORMAT: &str = "fps-migrate-scan";

/// The version of the format.
pub const VERSION: u32 = 1;

/// Why a text is no scan.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// It is no JSON, or has other fields.
    #[error("it is no scan in JSON: {0}")]
    Malformed(String),
    /// It is something else.
    #[error("it is no scan but {0:?}; `fps migrate scan --format json` writes one")]
    Other(String),
    /// It was written by a later program.
    #[error("it is a scan of version {0}, and {VERSION} is the latest that is known here; a newer program reads it")]
    Later(u32),
}

#[derive(Serialize, Deserialize)]
struct Document<S> {
    format: String,
    version: u32,
    #[serde(flatten)]
    scan: S,
}

#[derive(Deserialize)]
struct Head {
    format: String,
    version: u32,
}

/// A scan as JSON.
pub fn json(scan: &Scan) -> String {
    let document = Document { format: FORMAT.to_owned(), version: VERSION, scan };
    let mut text = serde_json::to_string_pretty(&document).expect("a scan has text for keys, and nothing that fails");
    text.push('\n');
    text
}

/// A scan from its JSON.
///
/// # Errors
///
/// When it is no scan, or one of a later version.
pub fn read(text: &str) -> Result<Scan, ReadError> {
    let malformed = |error: serde_json::Error| ReadError::Malformed(error.to_string());
    let head: Head = serde_json::from_str(text).map_err(malformed)?;
    if head.format != FORMAT {
        return Err(ReadError::Other(head.format));
    }
    if head.version > VERSION {
        return Err(ReadError::Later(head.version));
    }
    let document: Document<Scan> = serde_json::from_str(text).map_err(malformed)?;
    Ok(document.scan)
}
