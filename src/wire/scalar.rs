use std::fmt::Write;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, TimeZone, Timelike, Utc, Weekday};
use rust_decimal::Decimal;

use super::{Decode, Encode, Key, Malformed, Node, Sink, Style};

/// A value that is written as one text.
pub trait Scalar: Sized {
    /// What is expected where something else was found, for people: `a whole number`.
    const EXPECTED: &'static str;

    /// Appends the value to `out`.
    fn write(&self, style: Style, out: &mut String);

    /// Reads the value, or nothing where `text` is none.
    fn read(text: &str) -> Option<Self>;
}

/// How instants are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DateStyle {
    /// `2009-10-06T05:50:08.010Z`: what clients send.
    Utc,
    /// `2009-10-05T22:50:08.010-07:00`: the time of the American west coast, as FPS answers.
    Pacific,
}

impl Encode for String {
    fn encode(&self, key: Key, sink: &mut dyn Sink) {
        sink.text(key, self);
    }
}

impl Decode for String {
    fn decode(node: Node<'_>) -> Result<Self, Malformed> {
        leaf(node, "a text").map(str::to_owned)
    }
}

macro_rules! scalars {
    ($($scalar:ty),*) => {$(
        impl Encode for $scalar {
            fn encode(&self, key: Key, sink: &mut dyn Sink) {
                let mut text = String::new();
                self.write(sink.style(), &mut text);
                sink.text(key, &text);
            }
        }

        impl Decode for $scalar {
            fn decode(node: Node<'_>) -> Result<Self, Malformed> {
                let text = leaf(node, Self::EXPECTED)?;
                Self::read(text.trim()).ok_or_else(|| Malformed::value(text, Self::EXPECTED))
            }

            fn is_absent(node: Node<'_>) -> bool {
                node.is_leaf() && node.text().trim().is_empty()
            }
        }
    )*};
}

scalars!(i32, i64, bool, Decimal, DateTime<Utc>);

pub(super) fn leaf<'t>(node: Node<'t>, expected: &'static str) -> Result<&'t str, Malformed> {
    match node.is_leaf() {
        true => Ok(node.text()),
        false => Err(Malformed::structure(expected)),
    }
}

impl Scalar for i32 {
    const EXPECTED: &'static str = "a whole number from -2147483648 to 2147483647";

    fn write(&self, _: Style, out: &mut String) {
        // Writing to a string can't fail.
        let _ = write!(out, "{self}");
    }

    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Scalar for i64 {
    const EXPECTED: &'static str = "a whole number";

    fn write(&self, _: Style, out: &mut String) {
        let _ = write!(out, "{self}");
    }

    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Scalar for bool {
    const EXPECTED: &'static str = "true or false";

    fn write(&self, _: Style, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }

    fn read(text: &str) -> Option<Self> {
        match text {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        }
    }
}

impl Scalar for Decimal {
    const EXPECTED: &'static str = "a decimal number such as 25.01";

    fn write(&self, _: Style, out: &mut String) {
        let _ = write!(out, "{self}");
    }

    /// Digits with an optional sign and point, and nothing else: no exponent, no grouping, and no
    /// digit silently rounded away.
    fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        let plain = !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && digits.bytes().any(|byte| byte.is_ascii_digit());
        match plain {
            true => Decimal::from_str_exact(text.strip_prefix('+').unwrap_or(text)).ok(),
            false => None,
        }
    }
}

impl Scalar for DateTime<Utc> {
    const EXPECTED: &'static str = "a date and time in ISO 8601 such as 2009-10-06T05:49:52.843Z";

    fn write(&self, style: Style, out: &mut String) {
        match style.dates {
            DateStyle::Utc => {
                write_instant(&self.with_timezone(&FixedOffset::east_opt(0).expect("zero is in range")), "Z", out)
            }
            DateStyle::Pacific => {
                let offset = pacific_offset(*self);
                let name = if offset.local_minus_utc() == -7 * 3600 { "-07:00" } else { "-08:00" };
                write_instant(&self.with_timezone(&offset), name, out);
            }
        }
    }

    /// Also a date alone, with or without a zone, as the reference's `StartDate=2009-10-07Z`: its
    /// midnight. Without a zone UTC is meant.
    fn read(text: &str) -> Option<Self> {
        let upper;
        let text = match text.contains(['z', 't']) {
            true => {
                upper = text.to_ascii_uppercase();
                upper.as_str()
            }
            false => text,
        };
        if text.contains(' ') {
            return None;
        }
        if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
            return Some(instant.with_timezone(&Utc));
        }
        if let Ok(local) = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f") {
            return Some(local.and_utc());
        }
        let (date, zone) = text.split_at_checked(10)?;
        let midnight = NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0)?;
        if zone.is_empty() || zone == "Z" {
            return Some(midnight.and_utc());
        }
        let midnight = format!("{date}T00:00:00{zone}");
        DateTime::parse_from_rfc3339(&midnight).ok().map(|instant| instant.with_timezone(&Utc))
    }
}

fn write_instant(instant: &DateTime<FixedOffset>, zone: &str, out: &mut String) {
    let _ = write!(
        out,
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}{zone}",
        instant.year(),
        instant.month(),
        instant.day(),
        instant.hour(),
        instant.minute(),
        instant.second(),
        // A leap second has a thousand milliseconds and more.
        instant.timestamp_subsec_millis().min(999),
    );
}

/// Daylight time runs from two o'clock on the second Sunday of March to two o'clock on the first
/// Sunday of November (since 2007; FPS began that year).
fn pacific_offset(instant: DateTime<Utc>) -> FixedOffset {
    let standard = FixedOffset::west_opt(8 * 3600).expect("eight hours are in range");
    let daylight = FixedOffset::west_opt(7 * 3600).expect("seven hours are in range");
    let year = instant.year();
    let changes = |month, nth, hour_utc| {
        NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Sun, nth)
            .and_then(|day| day.and_hms_opt(hour_utc, 0, 0))
            .map(|change| Utc.from_utc_datetime(&change))
    };
    match (changes(3, 2, 10), changes(11, 1, 9)) {
        (Some(begins), Some(ends)) if begins <= instant && instant < ends => daylight,
        _ => standard,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Style;

    fn pacific(text: &str) -> String {
        let mut out = String::new();
        let instant = DateTime::<Utc>::read(text).expect("the test gives an instant");
        instant.write(Style { dates: DateStyle::Pacific, ..Style::REQUEST }, &mut out);
        out
    }

    #[test]
    fn instants_are_written_with_the_offset_of_the_season() {
        assert_eq!(pacific("2009-10-06T05:50:08.010Z"), "2009-10-05T22:50:08.010-07:00");
        assert_eq!(pacific("2008-12-12T04:10:28.798Z"), "2008-12-11T20:10:28.798-08:00");
        // The changes of 2010: 14 March, 10:00 UTC and 7 November, 09:00 UTC.
        assert_eq!(pacific("2010-03-14T09:59:59.999Z"), "2010-03-14T01:59:59.999-08:00");
        assert_eq!(pacific("2010-03-14T10:00:00Z"), "2010-03-14T03:00:00.000-07:00");
        assert_eq!(pacific("2010-11-07T08:59:59Z"), "2010-11-07T01:59:59.000-07:00");
        assert_eq!(pacific("2010-11-07T09:00:00Z"), "2010-11-07T01:00:00.000-08:00");
    }

    #[test]
    fn every_spelling_of_an_instant_that_clients_send_is_read() {
        let read = |text| DateTime::<Utc>::read(text).map(|instant| instant.to_rfc3339());
        assert_eq!(read("2013-03-04T05:06:07Z").as_deref(), Some("2013-03-04T05:06:07+00:00"));
        assert_eq!(read("2013-03-04T05:06:07.845Z").as_deref(), Some("2013-03-04T05:06:07.845+00:00"));
        assert_eq!(read("2013-03-04T05:06:07z").as_deref(), Some("2013-03-04T05:06:07+00:00"));
        assert_eq!(read("2009-10-05T22:50:08-07:00").as_deref(), Some("2009-10-06T05:50:08+00:00"));
        assert_eq!(read("2009-10-07Z").as_deref(), Some("2009-10-07T00:00:00+00:00"));
        assert_eq!(read("2009-10-07").as_deref(), Some("2009-10-07T00:00:00+00:00"));
        assert_eq!(read("2009-10-07-07:00").as_deref(), Some("2009-10-07T07:00:00+00:00"));
        assert_eq!(read("2010-02-26 T19:48:05.000Z"), None);
        assert_eq!(read("yesterday"), None);
        assert_eq!(read(""), None);
    }

    #[test]
    fn decimals_are_digits_and_nothing_else() {
        assert_eq!(Decimal::read("-0.100000"), Some(Decimal::new(-1, 1)));
        assert_eq!(Decimal::read("+5"), Some(Decimal::new(5, 0)));
        for bad in
            ["", ".", "1e3", "1,000", "0x10", "1.2.3", "NaN", " 1", "--1", "+-1", "12345678901234567890123456789012345"]
        {
            assert_eq!(Decimal::read(bad), None, "{bad}");
        }
    }
}
