//! Reading a document. quick-xml finds where each piece of markup begins and ends; everything that
//! makes the difference between two readings of one message is decided here, strictly.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{Attribute, Declaration, Document, Element, ElementId, Malformed, Node};
use crate::soap::ns;
use crate::wire::Limits;
use crate::wire::xml::{is_space, is_xml_char, with_line_feeds};

pub(super) fn document<'a>(message: &'a [u8], limits: &Limits) -> Result<Document<'a>, Malformed> {
    let text = text_of(message, limits)?;
    Parser {
        text,
        limits,
        nodes: Vec::new(),
        attributes: Vec::new(),
        declarations: vec![Declaration { prefix: "xml", uri: Cow::Borrowed(ns::XML) }],
        open: Vec::new(),
        in_scope: vec![0],
        elements: 0,
    }
    .document()
}

/// The message as text: UTF-8 without its byte order mark, and only characters that XML allows.
fn text_of<'a>(message: &'a [u8], limits: &Limits) -> Result<&'a str, Malformed> {
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
        None => Ok(text),
        Some((offset, _)) => Err(malformed(text, offset, "a character that XML does not allow")),
    }
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
        problem: problem.into(),
    }
}

/// Namespace declarations that may be in force at one place: each name that is resolved is looked
/// for among them.
const MAX_NAMESPACES: usize = 256;

struct Parser<'a, 'l> {
    text: &'a str,
    limits: &'l Limits,
    nodes: Vec<Node<'a>>,
    attributes: Vec<Attribute<'a>>,
    declarations: Vec<Declaration<'a>>,
    /// The elements that are not yet closed, each with the number of declarations in force
    /// outside it.
    open: Vec<(ElementId, usize)>,
    /// The declarations in force, innermost last.
    in_scope: Vec<usize>,
    elements: usize,
}

impl<'a> Parser<'a, '_> {
    fn document(mut self) -> Result<Document<'a>, Malformed> {
        let mut reader = Reader::from_str(self.text);
        reader.config_mut().check_comments = true;
        loop {
            let start = offset(reader.buffer_position());
            let event = match reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    return Err(self.problem(offset(reader.error_position()), error.to_string()));
                }
            };
            let end = offset(reader.buffer_position());
            let markup = &self.text[start..end];
            match event {
                Event::Start(_) => self.open_element(start, markup.len() - 1)?,
                Event::Empty(_) => {
                    self.open_element(start, markup.len() - 2)?;
                    self.close_element();
                }
                // The reader has compared its name with that of the start tag.
                Event::End(_) => self.close_element(),
                Event::Text(_) => self.plain_text(start, markup)?,
                Event::CData(_) => {
                    self.inside(start, "a CDATA section")?;
                    let data = &markup["<![CDATA[".len()..markup.len() - "]]>".len()];
                    self.nodes.push(Node::Data(with_line_feeds(Cow::Borrowed(data))));
                }
                Event::GeneralRef(_) => {
                    self.inside(start, "a reference")?;
                    let c = self.reference(start, &markup[1..markup.len() - 1])?;
                    self.nodes.push(Node::Char(c));
                }
                Event::Comment(_) => {}
                Event::Decl(_) => self.declaration(start, markup)?,
                Event::PI(_) => {
                    return Err(self.problem(start, "processing instructions are not accepted"));
                }
                Event::DocType(_) => {
                    return Err(self.problem(start, "a document type (DOCTYPE) is not accepted"));
                }
                Event::Eof => break,
            }
        }
        if let Some((id, _)) = self.open.last() {
            let Node::Element(element) = &self.nodes[id.0] else { unreachable!("only elements are opened") };
            return Err(self.problem(self.text.len(), format!("the message ends before `{}` is closed", element.local)));
        }
        if self.nodes.is_empty() {
            return Err(self.problem(self.text.len(), "there is no element"));
        }
        Ok(Document { nodes: self.nodes, attributes: self.attributes, declarations: self.declarations })
    }

    /// The XML declaration: it may only be the very beginning, and only name what is accepted.
    fn declaration(&self, start: usize, markup: &'a str) -> Result<(), Malformed> {
        if start > 0 {
            return Err(self.problem(start, "an XML declaration that is not at the very beginning"));
        }
        for (name, value, at) in self.raw_attributes(5, markup.len() - 2)? {
            match name {
                "version" if value != "1.0" => {
                    return Err(self.problem(at, format!("XML version `{value}`; only 1.0 is accepted")));
                }
                "encoding" if !value.eq_ignore_ascii_case("utf-8") => {
                    return Err(self.problem(at, format!("the encoding `{value}`; only UTF-8 is accepted")));
                }
                "version" | "encoding" | "standalone" => {}
                _ => return Err(self.problem(at, format!("`{name}` in an XML declaration"))),
            }
        }
        Ok(())
    }

    fn plain_text(&mut self, start: usize, text: &'a str) -> Result<(), Malformed> {
        if self.open.is_empty() {
            return match text.trim_matches(is_space) {
                "" => Ok(()),
                _ => self.inside(start, "text"),
            };
        }
        if let Some(index) = text.contains(']').then(|| text.find("]]>")).flatten() {
            return Err(self.problem(start + index, "`]]>` in text"));
        }
        self.nodes.push(Node::Text(with_line_feeds(Cow::Borrowed(text))));
        Ok(())
    }

    /// Opens the element whose tag begins at `start`; its content ends `length` bytes later.
    fn open_element(&mut self, start: usize, length: usize) -> Result<(), Malformed> {
        let parent = self.open.last().map(|(id, _)| *id);
        if parent.is_none() && !self.nodes.is_empty() {
            return Err(self.problem(start, "a second outermost element"));
        }
        self.elements += 1;
        if self.elements > self.limits.elements {
            return Err(self.problem(start, format!("more than {} elements", self.limits.elements)));
        }
        if self.open.len() >= self.limits.depth {
            return Err(self.problem(start, format!("more than {} elements within each other", self.limits.depth)));
        }

        let tag = &self.text[start + 1..start + length];
        let name = &tag[..tag.find(is_space).unwrap_or(tag.len())];
        let (prefix, local) = self.qualified(start + 1, name)?;
        let raw = self.raw_attributes(start + 1 + name.len(), start + length)?;
        if raw.len() > self.limits.attributes {
            return Err(self.problem(start, format!("more than {} attributes on `{name}`", self.limits.attributes)));
        }

        let outside = self.in_scope.len();
        let first_declaration = self.declarations.len();
        for (name, value, at) in &raw {
            if let Some(declared) = declared_prefix(name) {
                self.declare(name, declared, value, *at, first_declaration)?;
            }
        }
        if self.in_scope.len() > MAX_NAMESPACES {
            return Err(self.problem(start, format!("more than {} namespace declarations in force", MAX_NAMESPACES)));
        }
        let namespace = self.resolve(start, prefix)?;
        let first_attribute = self.attributes.len();
        for (name, value, at) in raw {
            if declared_prefix(name).is_none() {
                self.attribute(name, value, at, first_attribute)?;
            }
        }

        let id = ElementId(self.nodes.len());
        self.nodes.push(Node::Element(Element {
            prefix,
            local,
            namespace,
            attributes: first_attribute..self.attributes.len(),
            declarations: first_declaration..self.declarations.len(),
            parent,
            end: id.0 + 1,
        }));
        self.open.push((id, outside));
        Ok(())
    }

    fn close_element(&mut self) {
        let end = self.nodes.len();
        if let Some((id, outside)) = self.open.pop() {
            self.in_scope.truncate(outside);
            if let Node::Element(element) = &mut self.nodes[id.0] {
                element.end = end;
            }
        }
    }

    fn declare(&mut self, name: &str, prefix: &'a str, uri: &'a str, at: usize, first: usize) -> Result<(), Malformed> {
        if name != "xmlns" && !is_name(prefix) {
            return Err(self.problem(at, format!("`{name}` is not a name")));
        }
        if self.declarations[first..].iter().any(|other| other.prefix == prefix) {
            return Err(self.problem(at, format!("`{name}` is there twice")));
        }
        let uri = self.value(at, uri)?;
        let problem = match (prefix, &*uri) {
            ("xml", ns::XML) => None,
            ("xml" | "xmlns", _) => Some(format!("the prefix `{prefix}` can't be declared")),
            (_, ns::XML | ns::XMLNS) => Some(format!("no other prefix can be bound to `{uri}`")),
            ("", "") => None,
            (_, "") => Some(format!("the prefix `{prefix}` is bound to nothing")),
            // Canonicalisation is not defined for names that depend on where a document lies.
            (_, uri) if !is_absolute(uri) => Some(format!("the namespace name `{uri}` is not absolute")),
            _ => None,
        };
        if let Some(problem) = problem {
            return Err(self.problem(at, problem));
        }
        self.in_scope.push(self.declarations.len());
        self.declarations.push(Declaration { prefix, uri });
        Ok(())
    }

    fn attribute(&mut self, name: &'a str, value: &'a str, at: usize, first: usize) -> Result<(), Malformed> {
        let (prefix, local) = self.qualified(at, name)?;
        // The default namespace is not for attributes.
        let namespace = if prefix.is_empty() { None } else { self.resolve(at, prefix)? };
        let uri = |namespace: Option<usize>| namespace.map(|index| &self.declarations[index].uri);
        let same = |other: &Attribute| other.local == local && uri(other.namespace) == uri(namespace);
        if self.attributes[first..].iter().any(same) {
            return Err(self.problem(at, format!("`{name}` is there twice")));
        }
        let value = self.value(at, value)?;
        self.attributes.push(Attribute { prefix, local, namespace, value });
        Ok(())
    }

    fn resolve(&self, at: usize, prefix: &str) -> Result<Option<usize>, Malformed> {
        let declared = self.in_scope.iter().rev().find(|index| self.declarations[**index].prefix == prefix);
        match declared {
            Some(index) => Ok(Some(*index).filter(|index| !self.declarations[*index].uri.is_empty())),
            None if prefix.is_empty() => Ok(None),
            None => Err(self.problem(at, format!("the namespace prefix `{prefix}` is not declared"))),
        }
    }

    /// Prefix and local part of a name, both checked.
    fn qualified(&self, at: usize, name: &'a str) -> Result<(&'a str, &'a str), Malformed> {
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
    fn raw_attributes(&self, from: usize, to: usize) -> Result<Vec<(&'a str, &'a str, usize)>, Malformed> {
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
    fn value(&self, at: usize, raw: &'a str) -> Result<Cow<'a, str>, Malformed> {
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
    fn reference(&self, at: usize, name: &str) -> Result<char, Malformed> {
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

    /// Refuses what may only stand within the outermost element.
    fn inside(&self, at: usize, what: &str) -> Result<(), Malformed> {
        match self.open.is_empty() {
            true => Err(self.problem(at, format!("{what} outside the outermost element"))),
            false => Ok(()),
        }
    }

    fn problem(&self, offset: usize, problem: impl Into<String>) -> Malformed {
        malformed(self.text, offset, problem)
    }
}

/// The reader counts in u64; within a text in memory that is a usize.
fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

/// The prefix that an attribute declares, if it is a namespace declaration.
fn declared_prefix(attribute: &str) -> Option<&str> {
    match attribute {
        "xmlns" => Some(""),
        _ => attribute.strip_prefix("xmlns:"),
    }
}

fn is_absolute(uri: &str) -> bool {
    let Some((scheme, _)) = uri.split_once(':') else {
        return false;
    };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// Whether the text is a name without a colon (NCName), by the fifth edition of XML 1.0.
fn is_name(text: &str) -> bool {
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
