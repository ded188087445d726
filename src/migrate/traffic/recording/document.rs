//! A HAR file, or a JSON array of exchanges, one entry in memory at a time.

use std::cell::Cell;
use std::fmt;
use std::io::Read;
use std::ops::ControlFlow;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

/// Hands each entry of the document to `take`.
///
/// # Errors
/// Where and why the document could not be read further. What was read before has been handed over.
pub(super) fn read(input: impl Read, take: &mut dyn FnMut(Value) -> ControlFlow<()>) -> Result<(), String> {
    let stopped = Cell::new(false);
    let mut json = serde_json::Deserializer::from_reader(std::io::BufReader::new(input));
    let read = Document { take, stopped: &stopped }.deserialize(&mut json).and_then(|()| json.end());
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

/// The whole document: an array of entries, or an object with `log` that has `entries`.
struct Document<'t> {
    take: &'t mut dyn FnMut(Value) -> ControlFlow<()>,
    stopped: &'t Cell<bool>,
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
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        let Self { take, stopped } = self;
        while let Some(name) = fields.next_key::<String>()? {
            match name.as_str() {
                "log" | "entries" => fields.next_value_seed(Document { take: &mut *take, stopped })?,
                _ => {
                    fields.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> (Vec<u64>, Result<(), String>) {
        let mut numbers = Vec::new();
        let read = read(text.as_bytes(), &mut |entry| {
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
