//! A HAR file, or a JSON array of exchanges, one entry in memory at a time, and none that is larger than there is room for.

use std::cell::Cell;
use std::fmt;
use std::io::{self, Read};
use std::ops::ControlFlow;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

/// The largest entry that is read, in bytes as they are written: a request and an answer, with the texts that are read of
/// them.
pub(super) const LARGEST: u64 = 64 << 20;

/// Hands each entry of the document to `take`. An entry of more than `largest` bytes ends the reading, and so does anything
/// else of that size that stands beside the entries. It is measured to within some kilobytes.
///
/// # Errors
/// Where and why the document could not be read further. What was read before has been handed over.
pub(super) fn read(
    input: impl Read,
    largest: u64,
    take: &mut dyn FnMut(Value) -> ControlFlow<()>,
) -> Result<(), String> {
    let stopped = Cell::new(false);
    let room = Room { largest, left: Cell::new(largest) };
    let bounded = io::BufReader::new(Bounded { input, room: &room });
    let mut json = serde_json::Deserializer::from_reader(bounded);
    let read = Document { take, stopped: &stopped, room: &room }.deserialize(&mut json).and_then(|()| json.end());
    match read {
        Err(_) if stopped.get() => Ok(()),
        Err(error) if error.is_eof() => Err("the file ends in the middle of the document".to_owned()),
        // Where a value has the wrong type, serde says which it has, and quotes it; the place is enough.
        Err(error) if error.is_data() => Err(format!(
            "the document is not shaped as it should be at line {}, column {}",
            error.line(),
            error.column()
        )),
        Err(error) => Err(error.to_string()),
        Ok(()) => Ok(()),
    }
}

/// How many bytes the entry may have that is being read.
struct Room {
    largest: u64,
    left: Cell<u64>,
}

impl Room {
    /// Another entry begins.
    fn renew(&self) {
        self.left.set(self.largest);
    }
}

/// Fails where there is no more room.
struct Bounded<'r, R> {
    input: R,
    room: &'r Room,
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(out)?;
        let left = self.room.left.get().checked_sub(read as u64);
        let too_large = || {
            let mebibytes = self.room.largest >> 20;
            io::Error::other(format!(
                "an entry of it is larger than {mebibytes} MiB, which no request with its answer is"
            ))
        };
        self.room.left.set(left.ok_or_else(too_large)?);
        Ok(read)
    }
}

/// The whole document: an array of entries, or an object with `log` that has `entries`.
struct Document<'t> {
    take: &'t mut dyn FnMut(Value) -> ControlFlow<()>,
    stopped: &'t Cell<bool>,
    room: &'t Room,
}

impl<'de> DeserializeSeed<'de> for Document<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Document<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a HAR file or an array of exchanges")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        while let Some(entry) = entries.next_element()? {
            if (self.take)(entry).is_break() {
                self.stopped.set(true);
                return Err(A::Error::custom("no more is wanted"));
            }
            self.room.renew();
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        let Self { take, stopped, room } = self;
        while let Some(name) = fields.next_key::<String>()? {
            match name.as_str() {
                "log" | "entries" => fields.next_value_seed(Document { take: &mut *take, stopped, room })?,
                _ => {
                    fields.next_value::<IgnoredAny>()?;
                }
            }
            room.renew();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> (Vec<u64>, Result<(), String>) {
        let mut numbers = Vec::new();
        let read = read(text.as_bytes(), LARGEST, &mut |entry| {
            numbers.extend(entry.as_u64());
            if numbers.len() == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        (numbers, read)
    }

    #[test]
    fn entries_are_handed_over_as_they_are_read() {
        assert_eq!(
            numbers(r#"{"_note":[9],"log":{"version":"1.2","pages":[8],"entries":[1,2]}}"#),
            (vec![1, 2], Ok(()))
        );
        assert_eq!(numbers("[1,2]"), (vec![1, 2], Ok(())));
        assert_eq!(numbers("[1,2,3,4"), (vec![1, 2, 3], Ok(())));
    }

    #[test]
    fn an_entry_that_is_too_large_ends_the_reading() {
        const LARGEST: u64 = 32 << 10;
        let read = |text: String| {
            let mut entries = 0;
            let end = read(text.as_bytes(), LARGEST, &mut |_| {
                entries += 1;
                ControlFlow::Continue(())
            });
            (entries, end)
        };
        let zeros = |count: usize| format!("[0{}]", ",0".repeat(count));
        // Together they may be as large as they like.
        assert_eq!(read(format!("[{}0]", format!("{},", zeros(5000)).repeat(20))), (21, Ok(())));
        for large in [zeros(30_000), "1".repeat(60_000), format!("{{\"a\":{}}}", zeros(30_000))] {
            let (entries, end) = read(format!("[{{}},1,{large},2]"));
            assert_eq!(entries, 2);
            assert!(end.expect_err("it has no room").contains("larger than"));
        }
        let (entries, end) = read(format!("{{\"log\":{{\"pages\":{},\"entries\":[1]}}}}", zeros(30_000)));
        assert!(entries == 0 && end.is_err(), "{entries}");
    }

    #[test]
    fn what_was_read_before_the_end_is_kept() {
        let (read, end) = numbers(r#"{"log":{"entries":[1,2"#);
        assert_eq!(
            (read, end.expect_err("it is cut").as_str()),
            (vec![1, 2], "the file ends in the middle of the document")
        );
        let (read, end) = numbers(r#"{"log":{"entries":[1,}]}}"#);
        assert_eq!(read, [1]);
        assert!(end.expect_err("it is broken").contains("column 22"));
        let (_, end) = numbers(r#"{"log":"hunter2"}"#);
        assert_eq!(end.expect_err("that is no log"), "the document is not shaped as it should be at line 1, column 16");
    }
}
