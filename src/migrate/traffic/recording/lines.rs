//! Lines of a text, each no longer than there is room for.

use std::io::{self, BufRead, Read};

/// The longest line that is read: a request and an answer with all that they may hold.
pub(super) const LONGEST: usize = 16 << 20;

/// The bytes that end a line, at most.
const LINE_END: u64 = 2;

/// Reads lines from `input` one at a time, counted from 1.
pub(super) struct Lines<R> {
    input: R,
    buffer: Vec<u8>,
    longest: usize,
    pub(super) number: u64,
}

/// One line.
pub(super) enum Line<'b> {
    /// Without its line end.
    Whole(&'b [u8]),
    /// It was longer than there is room for, and is passed over.
    TooLong,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(input: R, longest: usize) -> Self {
        Self { input, buffer: Vec::new(), longest, number: 0 }
    }

    /// The next line; none at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        self.buffer.clear();
        let room = self.longest as u64 + LINE_END;
        if self.input.by_ref().take(room).read_until(b'\n', &mut self.buffer)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        let whole = self.buffer.pop_if(|last| *last == b'\n').is_some();
        if whole || self.buffer.len() <= self.longest {
            self.buffer.pop_if(|last| *last == b'\r');
        }
        if self.buffer.len() <= self.longest {
            return Ok(Some(Line::Whole(&self.buffer)));
        }
        self.buffer = Vec::new();
        if !whole {
            self.input.skip_until(b'\n')?;
        }
        Ok(Some(Line::TooLong))
    }

    /// The next `length` bytes, or as many as there are; at most as many as a line may have are kept, and the others
    /// passed over. Whether all were there and are kept is told, too.
    pub(super) fn bytes(&mut self, length: u64) -> io::Result<(Vec<u8>, bool)> {
        let kept = length.min(self.longest as u64);
        let mut bytes = Vec::new();
        self.input.by_ref().take(kept).read_to_end(&mut bytes)?;
        let mut whole = bytes.len() as u64 == length;
        if kept < length {
            let passed = io::copy(&mut self.input.by_ref().take(length - kept), &mut io::sink())?;
            whole = false;
            self.number += u64::from(passed > 0);
        }
        self.number += bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
        Ok((bytes, whole))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        let mut lines = Lines::new(text.as_bytes(), 5);
        let mut all = Vec::new();
        while let Some(line) = lines.next().expect("memory can be read") {
            all.push(match line {
                Line::Whole(line) => String::from_utf8_lossy(line).into_owned(),
                Line::TooLong => "too long".to_owned(),
            });
        }
        assert_eq!(lines.number, all.len() as u64);
        all
    }

    #[test]
    fn a_line_that_is_too_long_does_not_take_the_next_one_with_it() {
        assert_eq!(lines("12345\r\n\n123456\nend"), ["12345", "", "too long", "end"].map(str::to_owned));
        assert_eq!(lines("12345\n123456"), ["12345", "too long"].map(str::to_owned));
        assert_eq!(lines("1234567890123\nx\n"), ["too long", "x"].map(str::to_owned));
        assert!(lines("").is_empty());
    }
}
