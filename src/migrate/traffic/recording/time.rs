//! Instants as recordings spell them.

use chrono::{DateTime, NaiveDateTime, Utc};

/// Seconds from here on are milliseconds, microseconds or nanoseconds: the year 5138 is not recorded yet.
const MILLISECONDS_FROM: f64 = 1e11;

/// An instant in any of the spellings that logs use; without a zone it is UTC.
pub(super) fn parse(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    let utc = |at: DateTime<chrono::FixedOffset>| at.with_timezone(&Utc);
    if text.is_empty() || text.len() > 64 {
        return None;
    }
    if let Some(seconds) = text.parse().ok().filter(|_| text.starts_with(|first: char| first.is_ascii_digit())) {
        return of_number(seconds);
    }
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(utc(at));
    }
    for format in
        ["%d/%b/%Y:%H:%M:%S %z", "%Y-%m-%dT%H:%M:%S%.f%z", "%Y-%m-%d %H:%M:%S%.f %z", "%Y-%m-%d %H:%M:%S%.f%z"]
    {
        if let Ok(at) = DateTime::parse_from_str(text, format) {
            return Some(utc(at));
        }
    }
    // Some programs write the fraction after a comma.
    let local = text.trim_end_matches(['Z', 'z']).replacen(',', ".", 1);
    for format in ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y/%m/%d %H:%M:%S%.f"] {
        if let Ok(at) = NaiveDateTime::parse_from_str(&local, format) {
            return Some(at.and_utc());
        }
    }
    DateTime::parse_from_rfc2822(text).ok().map(utc)
}

/// Seconds since 1970, or thousandths, millionths or billionths of them.
pub(super) fn of_number(mut number: f64) -> Option<DateTime<Utc>> {
    let mut thousands = 0;
    while number >= MILLISECONDS_FROM && thousands < 3 {
        number /= 1000.0;
        thousands += 1;
    }
    if !(0.0..MILLISECONDS_FROM).contains(&number) {
        return None;
    }
    DateTime::from_timestamp_millis((number * 1000.0).round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_instant_in_many_spellings() {
        let at = DateTime::from_timestamp(1_262_401_445, 0);
        for text in [
            "02/Jan/2010:03:04:05 +0000",
            "01/Jan/2010:19:04:05 -0800",
            "2010-01-02T03:04:05Z",
            "2010-01-02T03:04:05+00:00",
            "2010-01-02T03:04:05+0000",
            "2010-01-02 03:04:05.000",
            "2010-01-02 03:04:05 +0000",
            "2010-01-02T03:04:05",
            "Sat, 02 Jan 2010 03:04:05 GMT",
            "1262401445",
            "1262401445.0",
            "1262401445000",
            "1262401445000000",
        ] {
            assert_eq!(parse(text), at, "{text}");
        }
        let milliseconds = parse("2010-01-02 03:04:05,250").expect("it is a time");
        assert_eq!(milliseconds.timestamp_millis(), 1_262_401_445_250, "{milliseconds}");
        for text in ["", "-", "yesterday", "02/Jan/2010", "-5", "1e300", "NaN", &"1".repeat(100)] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
