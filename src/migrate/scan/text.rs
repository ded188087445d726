//! Bytes to text, and a text without its comments.

use super::LARGEST;
use super::rules::Language;

/// How far into a file a zero byte shows that it isn't text.
const HEAD: usize = 8 << 10;

/// The longest ending of a name that is one.
const LONGEST_ENDING: usize = 12;

/// Why a file isn't read.
pub(super) enum Unread {
    /// It is no text.
    NotText,
    /// Something else, in words.
    Because(String),
}

/// The text of a file, or why there is none.
pub(super) fn decode(bytes: &[u8]) -> Result<&str, Unread> {
    if is_no_text(bytes) {
        return Err(Unread::NotText);
    }
    if bytes.len() > LARGEST {
        return Err(Unread::Because(super::too_large(bytes.len() as u64)));
    }
    if is_utf16(bytes) {
        return Err(Unread::Because("not UTF-8: it is UTF-16".to_owned()));
    }
    std::str::from_utf8(bytes).map_err(|problem| {
        let valid = &bytes[..problem.valid_up_to()];
        // What no text has beside what isn't UTF-8.
        if bytes[..bytes.len().min(HEAD)].iter().any(|byte| matches!(byte, 0x01..=0x07 | 0x0E..=0x19 | 0x1C..=0x1F)) {
            return Unread::NotText;
        }
        let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
        Unread::Because(format!("not UTF-8: byte 0x{:02X} on line {line}", bytes[valid.len()]))
    })
}

/// Whether the beginning of a file shows that it is no text: there is a zero byte, and it isn't UTF-16.
pub(in crate::migrate) fn is_no_text(bytes: &[u8]) -> bool {
    !is_utf16(bytes) && bytes[..bytes.len().min(HEAD)].contains(&0)
}

fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF")
}

/// The ending of a file's name, without its dot and in small letters; empty where there is none that tells what it is.
pub(super) fn ending(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let tells = ending.len() <= LONGEST_ENDING && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if tells { ending.to_ascii_lowercase() } else { String::new() }
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
