//! The files of the samples.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use amazon_fps::money::Amount;

/// Where the samples are.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference")
}

/// A sample by its file: `Pay/rest-request.txt`.
pub fn sample(file: &str) -> String {
    std::fs::read_to_string(folder().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The rows of a table, without its heading.
pub fn table<const COLUMNS: usize>(file: &str) -> Vec<[String; COLUMNS]> {
    let text = sample(file);
    text.lines()
        .skip(1)
        .map(|line| cells(line).try_into().unwrap_or_else(|_| panic!("{file}: {line} has not {COLUMNS} cells")))
        .collect()
}

/// An amount of US dollars, as it is written.
pub fn usd(value: &str) -> Amount {
    Amount::usd(Decimal::from_str_exact(value).expect("the test gives a decimal number"))
}

/// An instant, as RFC 3339 has it.
pub fn instant(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).expect("the test gives an instant").with_timezone(&Utc)
}

/// The cells of a row of RFC 4180 that stands on one line.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(char) = chars.next() {
        let last = cells.last_mut().expect("there is always a cell");
        match char {
            '"' if quoted && chars.peek() == Some(&'"') => last.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            char => last.push(char),
        }
    }
    cells
}
