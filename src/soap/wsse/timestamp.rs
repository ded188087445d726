//! The Timestamp of a signed message.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use super::Refused;
use crate::soap::dom::{Document, ElementId, excerpt};
use crate::soap::ns;

/// How far a message's time may be off, either way.
const WINDOW: TimeDelta = TimeDelta::minutes(15);

/// Refuses a Timestamp that is too far off, or past its Expires.
pub(super) fn check(document: &Document, timestamp: ElementId, now: DateTime<Utc>) -> Result<(), Refused> {
    let created = date(document, timestamp, "Created")?
        .ok_or_else(|| Refused::TimestampUnreadable { part: "Created", text: String::new() })?;
    if (now - created).abs() > WINDOW {
        return Err(Refused::TimestampTooFarOff { created, now });
    }
    match date(document, timestamp, "Expires")? {
        Some(expires) if now > expires => Err(Refused::TimestampExpired { expires, now }),
        _ => Ok(()),
    }
}

fn date(document: &Document, timestamp: ElementId, part: &'static str) -> Result<Option<DateTime<Utc>>, Refused> {
    let mut parts = document.children_named(timestamp, ns::WSU, part);
    let Some(element) = parts.next() else { return Ok(None) };
    let text = document.text(element).trim().to_owned();
    match parse(&text).filter(|_| parts.next().is_none()) {
        Some(date) => Ok(Some(date)),
        None => Err(Refused::TimestampUnreadable { part, text: excerpt(&text) }),
    }
}

/// A date as XML Schema writes it. One without a time zone is taken to be UTC, as WS-Security asks.
fn parse(text: &str) -> Option<DateTime<Utc>> {
    let with_zone = DateTime::parse_from_rfc3339(text).map(|date| date.to_utc());
    with_zone.or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").map(|date| date.and_utc())).ok()
}
