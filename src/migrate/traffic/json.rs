//! What traffic comes to as JSON, for `fps migrate plan` and whatever else wants to read it.
//!
//! One object: `format` is `fps-migrate-traffic`, `version` is 1, and then the fields of [`Traffic`] follow.

use super::usage::Traffic;
use crate::migrate::json::{ReadError, read_as, write_as};

/// What the JSON of traffic says that it is.
pub const FORMAT: &str = "fps-migrate-traffic";

/// The version of the format.
pub const VERSION: u32 = 1;

/// What traffic comes to as JSON.
pub fn json(traffic: &Traffic) -> String {
    write_as(FORMAT, VERSION, traffic)
}

/// What traffic comes to, from its JSON.
///
/// # Errors
/// [`ReadError`] when it is something else, or of a later version.
pub fn read(text: &str) -> Result<Traffic, ReadError> {
    read_as(FORMAT, VERSION, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let traffic = Traffic { estimated: true, ..Traffic::default() };
        let text = json(&traffic);
        assert_eq!(read(&text).expect("it was written here"), traffic);
        let later = text.replace("\"version\": 1", "\"version\": 2");
        assert!(matches!(read(&later), Err(ReadError::Later { version: 2, known: 1, .. })));
    }
}
