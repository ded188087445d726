//! JSON whose strings are no longer than there is room for: what is beyond is left out before the parser sees it, so that
//! one recorded download does not take the memory that everything else needs.

use std::cell::Cell;
use std::io::{self, BufRead, Read};

/// The longest string of a JSON document that is read whole, in bytes as they are written.
pub(super) const LONGEST: usize = 4 << 20;

/// Bytes of a character that is written as two escapes.
const LONGEST_CHARACTER: usize = 12;

/// Passes JSON on, with long strings cut.
pub(super) struct Cut<'c, R> {
    input: R,
    longest: usize,
    /// How many strings were cut.
    cuts: &'c Cell<u64>,
    state: State,
    /// Bytes of the string so far.
    length: usize,
    /// Whether the last escape was the first half of a character.
    halved: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Outside,
    Inside,
    /// After a backslash, with so many bytes to come.
    Escape(u8),
    /// In the part of a string that is left out.
    Beyond,
    BeyondEscape,
}

impl<'c, R: BufRead> Cut<'c, R> {
    pub(super) fn new(input: R, longest: usize, cuts: &'c Cell<u64>) -> Self {
        Self { input, longest, cuts, state: State::Outside, length: 0, halved: false }
    }

    /// Whether the byte is passed on.
    fn passes(&mut self, byte: u8) -> bool {
        match self.state {
            State::Outside => {
                if byte == b'"' {
                    (self.state, self.length, self.halved) = (State::Inside, 0, false);
                }
                true
            }
            State::Escape(left) => {
                self.length += 1;
                self.halved = match left {
                    4 => byte.eq_ignore_ascii_case(&b'd'),
                    3 => self.halved && matches!(byte, b'8' | b'9' | b'a' | b'b' | b'A' | b'B'),
                    _ => self.halved,
                };
                // `\u` is followed by four digits, anything else by nothing.
                self.state = match (left, byte) {
                    (0, b'u') => State::Escape(4),
                    (0 | 1, _) => State::Inside,
                    (left, _) => State::Escape(left - 1),
                };
                true
            }
            State::Inside => {
                let is_inside_character = self.halved || byte & 0b1100_0000 == 0b1000_0000;
                // More bytes than any character has left are none of a character.
                let is_past = self.length >= self.longest
                    && (!is_inside_character || self.length - self.longest >= LONGEST_CHARACTER);
                if byte == b'"' {
                    self.state = State::Outside;
                } else if is_past {
                    self.cuts.set(self.cuts.get() + 1);
                    self.state = if byte == b'\\' { State::BeyondEscape } else { State::Beyond };
                } else {
                    self.length += 1;
                    self.state = if byte == b'\\' { State::Escape(0) } else { State::Inside };
                    self.halved &= byte == b'\\';
                }
                self.state != State::Beyond && self.state != State::BeyondEscape
            }
            State::Beyond => match byte {
                b'"' => {
                    self.state = State::Outside;
                    true
                }
                b'\\' => {
                    self.state = State::BeyondEscape;
                    false
                }
                _ => false,
            },
            State::BeyondEscape => {
                self.state = State::Beyond;
                false
            }
        }
    }
}

impl<R: BufRead> Read for Cut<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let mut written = 0;
        // Nothing written means the end, so a buffer of which nothing passes is followed by the next one.
        while written == 0 && !out.is_empty() {
            let available = self.input.fill_buf()?;
            if available.is_empty() {
                break;
            }
            let taken = available.len().min(out.len());
            out[..taken].copy_from_slice(&available[..taken]);
            self.input.consume(taken);
            for index in 0..taken {
                let byte = out[index];
                if self.passes(byte) {
                    out[written] = byte;
                    written += 1;
                }
            }
        }
        Ok(written)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str, longest: usize) -> (String, u64) {
        let cuts = Cell::new(0);
        let mut out = String::new();
        let input = io::BufReader::with_capacity(3, text.as_bytes());
        Cut::new(input, longest, &cuts).read_to_string(&mut out).expect("it is cut between characters");
        (out, cuts.get())
    }

    #[test]
    fn strings_are_cut_between_characters_and_nothing_else_is() {
        assert_eq!(cut(r#"{"a":"12345","b":123456789}"#, 3), (r#"{"a":"123","b":123456789}"#.to_owned(), 1));
        assert_eq!(cut(r#"["\"\"\"\"x"]"#, 3), (r#"["\"\""]"#.to_owned(), 1));
        assert_eq!(cut(r#"["ab\u00e9\\x\"y","z"]"#, 3), (r#"["ab\u00e9","z"]"#.to_owned(), 1));
        assert_eq!(cut(r#"["\uD83D\ude00z"]"#, 3), (r#"["\uD83D\ude00"]"#.to_owned(), 1));
        assert_eq!(cut(r#"["aéééb"]"#, 2), (r#"["aé"]"#.to_owned(), 1));
    }

    proptest! {
        #[test]
        fn what_is_short_is_passed_on_to_the_letter_and_what_is_cut_stays_json(
            strings in prop::collection::vec(any::<String>(), 0..8),
            longest in 1_usize..40,
        ) {
            let text = serde_json::to_string(&strings).expect("strings are JSON");
            let (out, cuts) = cut(&text, longest);
            let read: Vec<String> = serde_json::from_str(&out).expect("it is JSON still");
            prop_assert_eq!(read.len(), strings.len());
            for (read, string) in read.iter().zip(&strings) {
                prop_assert!(string.starts_with(read));
            }
            if cuts == 0 {
                prop_assert_eq!(out, text);
            }
        }
    }
}
