//! Bytes to text, and a text without its comments.

use super::LARGEST;
use super::rules::Language;

/// How far into a file a zero byte shows that it isn't text.
const HEAD: usize = 8 << 10;

/// The text of a file, or why there is none.
pub(super) fn decode(bytes: &[u8]) -> Result<&str, String> {
    if bytes.len() > LARGEST {
        return Err(super::too_large(bytes.len() as u64));
    }
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err("not UTF-8: it is UTF-16".to_owned());
    }
    if bytes[..bytes.len().min(HEAD)].contains(&0) {
        return Err("not a text: it has zero bytes".to_owned());
    }
    std::str::from_utf8(bytes).map_err(|problem| {
        let valid = &bytes[..problem.valid_up_to()];
        let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
        format!("not UTF-8: byte 0x{:02X} on line {line}", bytes[valid.len()])
    })
}

/// Where each line of a text begins.
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(breaks).collect() }
    }

    /// The line of an offset, counted from 1.
    pub(super) fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at)
    }

    /// Line and column of an offset, counted from 1; columns are characters. An offset inside a character is the character's.
    pub(super) fn place(&self, at: usize) -> (usize, usize) {
        let line = self.line(at);
        let before = &self.text.as_bytes()[self.starts[line - 1]..at.min(self.text.len())];
        let column = before.iter().filter(|byte| **byte & 0xC0 != 0x80).count() + 1;
        (line, column)
    }

    /// The text of a line, counted from 1, and where it begins.
    pub(super) fn text(&self, line: usize) -> (&'a str, usize) {
        let start = self.starts[line - 1];
        let end = self.starts.get(line).copied().unwrap_or(self.text.len());
        (self.text[start..end].trim_end_matches(['\n', '\r']), start)
    }
}

/// A text of the same length in which everything is blank except line breaks and the ranges that `keep` names.
pub(super) fn only(text: &str, keep: &[(usize, usize)]) -> String {
    let mut bytes: Vec<u8> = text.bytes().map(blank).collect();
    for (from, to) in keep {
        bytes[*from..*to].copy_from_slice(&text.as_bytes()[*from..*to]);
    }
    into_text(bytes)
}

/// A text of the same length in which the ranges that `drop` names are blank except for line breaks.
pub(super) fn without(text: &str, drop: &[(usize, usize)]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for (from, to) in drop {
        bytes[*from..*to].iter_mut().for_each(|byte| *byte = blank(*byte));
    }
    into_text(bytes)
}

fn blank(byte: u8) -> u8 {
    if byte == b'\n' { byte } else { b' ' }
}

/// Ranges that cut a character leave bytes that are no text; they are blanked, too.
fn into_text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|problem| {
        let bytes = problem.into_bytes();
        bytes.into_iter().map(|byte| if byte.is_ascii() { byte as char } else { ' ' }).collect()
    })
}

/// The ranges of the comments of a language that isn't parsed. A sign within quotes begins none; after a sign that
/// begins a line comment, there has to be room before it, so that `http://` and `$#` aren't comments.
pub(super) fn comments(text: &str, language: &Language) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut quote = None;
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        if let Some(open) = quote {
            match bytes[at] {
                b'\\' => at += 1,
                b'\n' => quote = None,
                byte if byte == open => quote = None,
                _ => {}
            }
            at += 1;
            continue;
        }
        if let Some((open, close)) = language.block_comments.iter().find(|(open, _)| rest.starts_with(open.as_bytes()))
        {
            let end = find(bytes, close.as_bytes(), at + open.len()).map_or(bytes.len(), |end| end + close.len());
            found.push((at, end));
            at = end;
            continue;
        }
        let room =
            at == 0 || bytes[at - 1].is_ascii_whitespace() || matches!(bytes[at - 1], b';' | b'{' | b'}' | b')' | b',');
        if room && language.line_comments.iter().any(|open| rest.starts_with(open.as_bytes())) {
            let end = find(bytes, b"\n", at).unwrap_or(bytes.len());
            found.push((at, end));
            at = end;
            continue;
        }
        let inside_word = bytes[at] == b'\'' && at > 0 && bytes[at - 1].is_ascii_alphanumeric();
        if matches!(bytes[at], b'"' | b'\'')
            && !inside_word
            && !language.line_comments.iter().any(|open| open.as_bytes() == [bytes[at]])
        {
            quote = Some(bytes[at]);
        }
        at += 1;
    }
    found
}

fn find(bytes: &[u8], wanted: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(wanted.len()).position(|window| window == wanted).map(|at| from + at)
}
