//! The text of a message, and the parts of its markup that need no knowledge of the elements around
//! them: names, attributes, references.

use std::borrow::Cow;

use super::{Malformed, excerpt};
use crate::wire::Limits;
use crate::wire::xml::{is_space, is_xml_char};

/// A whole message. Places in it are counted in bytes.
pub(super) struct Source<'a> {
    pub(super) text: &'a str,
}

impl<'a> Source<'a> {
    /// UTF-8 without its byte order mark, and only characters that XML allows.
    pub(super) fn new(message: &'a [u8], limits: &Limits) -> Result<Self, Malformed> {
        if message.len() > limits.bytes {
            return Err(malformed(
                "",
                0,
                format!("the message has {} bytes; at most {} are accepted", message.len(), limits.bytes),
            ));
        }
        let message = message.strip_prefix(b"\xef\xbb\xbf").unwrap_or(message);
        if message.starts_with(b"\xfe\xff")
            || message.starts_with(b"\xff\xfe")
            || message.iter().take(4).any(|byte| *byte == 0)
        {
            return Err(malformed("", 0, "the message seems to be UTF-16 or UTF-32; only UTF-8 is accepted"));
        }
        let text = str::from_utf8(message).map_err(|error| {
            let valid = str::from_utf8(&message[..error.valid_up_to()]).unwrap_or_default();
            malformed(valid, valid.len(), "a byte that is not UTF-8, the only encoding that is accepted")
        })?;
        match text.bytes().enumerate().find(|(offset, byte)| is_forbidden(*byte, &message[*offset..])) {
            None => Ok(Self { text }),
            Some((offset, _)) => Err(malformed(text, offset, "a character that XML does not allow")),
        }
    }

    /// Prefix and local part of a name, both checked.
    pub(super) fn qualified(&self, at: usize, name: &'a str) -> Result<(&'a str, &'a str), Malformed> {
        let (prefix, local) = match name.split_once(':') {
            Some((prefix, local)) if is_name(prefix) => (prefix, local),
            Some(_) => return Err(self.problem(at, format!("`{name}` is not a name"))),
            None => ("", name),
        };
        if !is_name(local) {
            return Err(self.problem(at, format!("`{name}` is not a name")));
        }
        Ok((prefix, local))
    }

    /// Name, uninterpreted value and place of each attribute between `from` and `to`.
    pub(super) fn raw_attributes(&self, from: usize, to: usize) -> Result<Vec<(&'a str, &'a str, usize)>, Malformed> {
        let mut attributes = Vec::new();
        let mut rest = &self.text[from..to];
        loop {
            let trimmed = rest.trim_start_matches(is_space);
            let at = to - trimmed.len();
            if trimmed.is_empty() {
                return Ok(attributes);
            }
            if trimmed.len() == rest.len() {
                return Err(self.problem(at, "white space is missing before an attribute"));
            }
            let (name, after) =
                trimmed.split_once('=').ok_or_else(|| self.problem(at, "an attribute without a value"))?;
            let after = after.trim_start_matches(is_space);
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            let quote = quote.ok_or_else(|| self.problem(at, "an attribute's value that is not in quotation marks"))?;
            let (value, after) = after[1..]
                .split_once(quote)
                .ok_or_else(|| self.problem(at, "an attribute's value that does not end"))?;
            attributes.push((name.trim_end_matches(is_space), value, at));
            rest = after;
        }
    }

    /// An attribute's value: references replaced, white space that was not a reference made blanks.
    pub(super) fn value(&self, at: usize, raw: &'a str) -> Result<Cow<'a, str>, Malformed> {
        if !raw.contains(['&', '<', '\t', '\n', '\r']) {
            return Ok(Cow::Borrowed(raw));
        }
        let mut value = String::with_capacity(raw.len());
        let mut rest = raw;
        while let Some(index) = rest.find(['&', '<', '\t', '\n', '\r']) {
            value.push_str(&rest[..index]);
            let special = rest.as_bytes()[index];
            rest = &rest[index + 1..];
            match special {
                b'<' => return Err(self.problem(at, "`<` in an attribute's value")),
                b'&' => {
                    let (name, after) =
                        rest.split_once(';').ok_or_else(|| self.problem(at, "`&` that begins no reference"))?;
                    value.push(self.reference(at, name)?);
                    rest = after;
                }
                _ => {
                    if special == b'\r' {
                        rest = rest.strip_prefix('\n').unwrap_or(rest);
                    }
                    value.push(' ');
                }
            }
        }
        value.push_str(rest);
        Ok(Cow::Owned(value))
    }

    /// The character that `&name;` stands for.
    pub(super) fn reference(&self, at: usize, name: &str) -> Result<char, Malformed> {
        let number = match name {
            "lt" => return Ok('<'),
            "gt" => return Ok('>'),
            "amp" => return Ok('&'),
            "quot" => return Ok('"'),
            "apos" => return Ok('\''),
            _ => match name.strip_prefix('#') {
                Some(number) => number,
                None => {
                    return Err(self.problem(
                        at,
                        format!("the entity `&{name};` is not known: XML has lt, gt, amp, quot and apos"),
                    ));
                }
            },
        };
        let (digits, radix) = match number.strip_prefix('x') {
            Some(digits) => (digits, 16),
            None => (number, 10),
        };
        // from_str_radix would take a sign too.
        let only_digits = digits.chars().all(|digit| digit.is_digit(radix));
        let code = u32::from_str_radix(digits, radix).ok().filter(|_| only_digits);
        code.and_then(char::from_u32)
            .filter(|c| is_xml_char(*c))
            .ok_or_else(|| self.problem(at, format!("`&{name};` is not a character that XML allows")))
    }

    pub(super) fn problem(&self, offset: usize, problem: impl Into<String>) -> Malformed {
        malformed(self.text, offset, problem)
    }
}

/// Whether the text is a name without a colon (NCName), by the fifth edition of XML 1.0.
pub(super) fn is_name(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(begins_name) && characters.all(continues_name)
}

fn begins_name(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}'
        | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
        | '\u{10000}'..='\u{effff}')
}

fn continues_name(c: char) -> bool {
    begins_name(c) || matches!(c, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

/// Whether a character that XML does not allow begins at this byte, which `rest` begins with: a
/// control character, or U+FFFE or U+FFFF.
fn is_forbidden(byte: u8, rest: &[u8]) -> bool {
    match byte {
        b'\t' | b'\n' | b'\r' => false,
        0..0x20 => true,
        0xef => matches!(rest, [_, 0xbf, 0xbe | 0xbf, ..]),
        _ => false,
    }
}

fn malformed(text: &str, offset: usize, problem: impl Into<String>) -> Malformed {
    // quick-xml may point into the middle of a character.
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |index| index + 1);
    Malformed {
        line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
        problem: excerpt(&problem.into()),
    }
}
