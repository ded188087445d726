//! Which notifications came before. They come again for as long as SNS tries, and so long they are remembered.

use chrono::{DateTime, TimeDelta, Utc};

use crate::sandbox::{
    books::{Books, Stop},
    rows::Document,
    rules::linking::digest,
};

/// How old a message may be: SNS sends one again for up to 14 days.
pub(super) const OLDEST: TimeDelta = TimeDelta::days(15);

/// Remembers a notification that was sent at that time, and tells whether it came before.
///
/// There are a few documents, each for those whose digests begin alike, with a line for each that still can come again:
/// what there is of them grows with what comes in two weeks, and not for ever.
pub(super) fn came_before(books: &mut Books<'_>, reference: &str, sent: DateTime<Utc>) -> Result<bool, Stop> {
    let digest = digest(reference);
    let (place, own) = (&digest[..3], &digest[3..35]); // A digest has 64 characters.
    let name = format!("amazon-pay notifications {place}");
    let known = books.document(&name)?.map(|document| document.body).unwrap_or_default();
    let lines = || known.lines().filter_map(|line| line.split_once(' '));
    if lines().any(|(_, other)| other == own) {
        return Ok(true);
    }
    let oldest = (books.now() - OLDEST).timestamp();
    let recent = lines().filter(|(sent, _)| sent.parse().is_ok_and(|sent: i64| sent >= oldest));
    let mut body: String = recent.map(|(sent, digest)| format!("{sent} {digest}\n")).collect();
    body += &format!("{} {own}\n", sent.timestamp());
    books.put(Document { name, body });
    Ok(false)
}
