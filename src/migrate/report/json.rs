//! A scan as JSON, for `fps migrate plan` and whatever else wants to read it.
//!
//! One object: `format` is `fps-migrate-scan`, `version` is 1, and then the fields of [`Scan`] follow.

use crate::migrate::json::{ReadError, read_as, write_as};
use crate::migrate::scan::Scan;

/// What a scan's JSON says that it is.
pub const FORMAT: &str = "fps-migrate-scan";

/// The version of the format.
pub const VERSION: u32 = 1;

/// A scan as JSON.
pub fn json(scan: &Scan) -> String {
    write_as(FORMAT, VERSION, scan)
}

/// A scan from its JSON.
///
/// # Errors
///
/// When it is no scan, or one of a later version.
pub fn read(text: &str) -> Result<Scan, ReadError> {
    read_as(FORMAT, VERSION, text)
}
