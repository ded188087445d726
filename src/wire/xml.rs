//! Answers, and bodies of SOAP messages, as XML.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::{Builder, Encode, Key, Limits, Sink, Style, Tree};

/// The document element `name` in `namespace`, holding what `write` puts there.
///
/// Texts that XML can't carry ([`is_writable`]) must have been refused before: a character that no
/// document may hold is left out here, so that the document stays one.
pub fn document(name: &'static str, namespace: &str, style: Style, write: impl FnOnce(&mut dyn Sink)) -> String {
    let mut sink = Document { out: String::with_capacity(512), style };
    sink.out.push('<');
    sink.out.push_str(name);
    sink.out.push_str(" xmlns=\"");
    escape_into(namespace, &mut sink.out);
    sink.out.push_str("\">");
    write(&mut sink);
    sink.close(Key::of(name));
    sink.out
}

/// A request as the one element of a SOAP body: `name` in `namespace`, with the fields of `value`.
pub fn body(name: &'static str, namespace: &str, value: &dyn Encode) -> String {
    document(name, namespace, Style::REQUEST, |sink| value.encode(Key::of(""), sink))
}

/// Whether XML can carry every character of `text`.
pub fn is_writable(text: &str) -> bool {
    text.chars().all(is_xml_char)
}

/// Appends `text` so that a reader gets it back to the letter: markup and line ends as references.
pub fn escape_into(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(position) =
        rest.find(|char: char| matches!(char, '&' | '<' | '>' | '"' | '\t' | '\n' | '\r') || !is_xml_char(char))
    {
        out.push_str(&rest[..position]);
        let mut tail = rest[position..].chars();
        match tail.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            Some('\t') => out.push_str("&#9;"),
            Some('\n') => out.push_str("&#10;"),
            Some('\r') => out.push_str("&#13;"),
            _ => {}
        }
        rest = tail.as_str();
    }
    out.push_str(rest);
}

/// Reads a whole document.
///
/// No document type and no entity but the five of XML: what could make a small document large or
/// reach outside is an error. White space that only lays the document out is dropped: between
/// elements, and around a text where it holds a line break.
///
/// # Errors
/// [`NotXml`], with the place and the reason.
pub fn read<'a>(source: &'a str, limits: &Limits) -> Result<Tree<'a>, NotXml> {
    if source.len() > limits.bytes {
        return Err(NotXml { at: limits.bytes, reason: format!("the document is longer than {} bytes", limits.bytes) });
    }
    let mut reader = Reader::from_str(source);
    reader.config_mut().expand_empty_elements = true;
    let mut builder = Builder::new();
    let mut text = Text::default();
    let mut depth = 0_usize;
    let mut elements = 0_usize;
    loop {
        let at = reader.buffer_position() as usize;
        let error = |reason: String| NotXml { at, reason };
        match reader.read_event().map_err(|cause| error(cause.to_string()))? {
            Event::Start(start) => {
                if depth == 0 && elements > 0 {
                    return Err(error("there is a second document element".to_owned()));
                }
                depth += 1;
                elements += 1;
                if depth > limits.depth {
                    return Err(error(format!("elements are nested more than {} deep", limits.depth)));
                }
                if elements > limits.elements {
                    return Err(error(format!("there are more than {} elements", limits.elements)));
                }
                let namespace = match depth {
                    1 => namespace(&start, limits).map_err(error)?,
                    _ => None,
                };
                text = Text::default();
                builder.open(local_name(&start, source, at), namespace);
            }
            Event::End(_) => {
                depth -= 1;
                builder.text(std::mem::take(&mut text).finish());
                builder.close();
            }
            Event::Text(piece) if depth == 0 && piece.trim().is_empty() => {}
            Event::Text(piece) if depth > 0 => text.raw(with_line_feeds(piece.into_inner())),
            Event::CData(piece) if depth > 0 => text.exact(with_line_feeds(piece.into_inner())),
            Event::GeneralRef(reference) if depth > 0 => {
                text.exact(Cow::Owned(resolve(&reference).map_err(error)?.to_string()))
            }
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => {
                return Err(error("there is text outside of the document element".to_owned()));
            }
            Event::DocType(_) => return Err(error("a document type is not allowed".to_owned())),
            Event::Eof if depth > 0 => return Err(error("the document ends in the middle".to_owned())),
            Event::Eof if elements == 0 => return Err(error("there is no element".to_owned())),
            Event::Eof => return Ok(builder.finish()),
            _ => {}
        }
    }
}

/// Why a text is no XML document that is accepted here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason} (at byte {at})")]
pub struct NotXml {
    /// Bytes before the place where reading stopped.
    pub at: usize,
    /// What is wrong there.
    pub reason: String,
}

struct Document {
    out: String,
    style: Style,
}

impl Sink for Document {
    fn style(&self) -> Style {
        self.style
    }

    fn text(&mut self, key: Key, value: &str) {
        self.open(key);
        escape_into(value, &mut self.out);
        self.close(key);
    }

    fn open(&mut self, key: Key) {
        if key.name.is_empty() {
            return;
        }
        self.out.push('<');
        self.out.push_str(key.name);
        self.out.push('>');
    }

    fn close(&mut self, key: Key) {
        if key.name.is_empty() {
            return;
        }
        self.out.push_str("</");
        self.out.push_str(key.name);
        self.out.push('>');
    }
}

/// The text of one element while its pieces come in.
#[derive(Default)]
pub(crate) struct Text<'a> {
    pieces: Cow<'a, str>,
    /// The part that was written as references or in a section, and is meant to the letter.
    exact: Option<(usize, usize)>,
}

impl<'a> Text<'a> {
    pub(crate) fn raw(&mut self, piece: Cow<'a, str>) {
        match self.pieces.is_empty() {
            true => self.pieces = piece,
            false => self.pieces.to_mut().push_str(&piece),
        }
    }

    pub(crate) fn exact(&mut self, piece: Cow<'a, str>) {
        let begin = self.exact.map_or(self.pieces.len(), |(begin, _)| begin);
        self.raw(piece);
        self.exact = Some((begin, self.pieces.len()));
    }

    /// The text without its layout: white space at its ends that holds a line break.
    pub(crate) fn finish(self) -> Cow<'a, str> {
        let text = &self.pieces;
        let (exact_begin, exact_end) = self.exact.unwrap_or((text.len(), 0));
        let blank_before = text.len() - text.trim_start_matches(is_space).len();
        let begin = layout(text, 0, blank_before.min(exact_begin)).map_or(0, |(_, end)| end);
        let blank_after = text.trim_end_matches(is_space).len().max(exact_end).max(begin);
        let end = layout(text, blank_after, text.len()).map_or(text.len(), |(begin, _)| begin);
        match self.pieces {
            Cow::Borrowed(text) => Cow::Borrowed(&text[begin..end]),
            Cow::Owned(text) if (begin, end) == (0, text.len()) => Cow::Owned(text),
            Cow::Owned(text) => Cow::Owned(text[begin..end].to_owned()),
        }
    }
}

/// This part of `text`, where it is layout: where it holds a line break.
fn layout(text: &str, begin: usize, end: usize) -> Option<(usize, usize)> {
    text[begin..end].contains(['\n', '\r']).then_some((begin, end))
}

/// White space as XML knows it.
pub(crate) fn is_space(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\n' | '\r')
}

/// Whether XML 1.0 allows the character in a document.
pub(crate) fn is_xml_char(char: char) -> bool {
    matches!(char, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// XML counts a carriage return, with or without a line feed, as one line feed.
pub(crate) fn with_line_feeds(piece: Cow<'_, str>) -> Cow<'_, str> {
    match piece.contains('\r') {
        true => Cow::Owned(piece.replace("\r\n", "\n").replace('\r', "\n")),
        false => piece,
    }
}

/// The name as a part of `source`, in which the event stands at `at`.
fn local_name<'a>(start: &BytesStart<'_>, source: &'a str, at: usize) -> Cow<'a, str> {
    let name = start.name();
    let local = name.local_name();
    let begin = at + 1 + name.as_ref().len() - local.as_ref().len();
    match source.get(begin..begin + local.as_ref().len()) {
        Some(slice) if slice == local.as_ref() => Cow::Borrowed(slice),
        _ => Cow::Owned(local.as_ref().to_owned()),
    }
}

fn namespace<'a>(start: &BytesStart<'_>, limits: &Limits) -> Result<Option<Cow<'a, str>>, String> {
    let name = start.name();
    let prefix = name.prefix();
    let wanted = match &prefix {
        Some(prefix) => format!("xmlns:{}", prefix.as_ref()),
        None => "xmlns".to_owned(),
    };
    let mut found = None;
    for (count, attribute) in start.attributes().enumerate() {
        if count >= limits.attributes {
            return Err(format!("the document element has more than {} attributes", limits.attributes));
        }
        let attribute = attribute.map_err(|cause| cause.to_string())?;
        if attribute.key.as_ref() == wanted {
            found = Some(Cow::Owned(attribute.value.into_owned()));
        }
    }
    match (&found, prefix) {
        (None, Some(prefix)) => {
            Err(format!("the prefix {} of the document element is bound to nothing", prefix.as_ref()))
        }
        _ => Ok(found),
    }
}

fn resolve(reference: &BytesRef<'_>) -> Result<char, String> {
    if let Some(char) = reference.resolve_char_ref().map_err(|cause| cause.to_string())? {
        return match is_xml_char(char) {
            true => Ok(char),
            false => Err(format!("the character U+{:04X} is not allowed", u32::from(char))),
        };
    }
    let name: &str = reference;
    match name {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        other => Err(format!("the entity &{other}; is not one of XML's own")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text_of(source: &str) -> Result<String, NotXml> {
        read(source, &Limits::REQUEST).map(|tree| tree.root().text().to_owned())
    }

    #[test]
    fn layout_is_dropped_and_blanks_are_kept() {
        assert_eq!(text_of("<a>\n  text of\n two lines\n </a>").as_deref(), Ok("text of\n two lines"));
        assert_eq!(text_of("<a> one </a>").as_deref(), Ok(" one "));
        assert_eq!(text_of("<a>&#10; one &#10;</a>").as_deref(), Ok("\n one \n"));
        assert_eq!(text_of("<a>\r\none\r\ntwo</a>").as_deref(), Ok("one\ntwo"));
        assert_eq!(text_of("<a>x &amp; y&lt;<![CDATA[ <z> ]]></a>").as_deref(), Ok("x & y< <z> "));
        assert_eq!(text_of("<a>id\n<!-- note -->\n</a>").as_deref(), Ok("id"));
        assert_eq!(text_of("<a>\n<!-- note -->\n id <![CDATA[\n]]>\n</a>").as_deref(), Ok("id \n"));
        assert_eq!(text_of("<a>\n</a>").as_deref(), Ok(""));
        assert_eq!(text_of("<a/>").as_deref(), Ok(""));
    }

    #[test]
    fn names_are_local_and_the_root_has_its_namespace() {
        let source =
            "\u{feff}<?xml version=\"1.0\"?><!-- c --><ns2:Pay xmlns:ns2=\"urn:x\"><ns2:Ämt>1</ns2:Ämt></ns2:Pay>";
        let tree = read(source, &Limits::REQUEST).expect("it is well-formed");
        assert_eq!((tree.root().name(), tree.root().namespace()), ("Pay", Some("urn:x")));
        assert_eq!(tree.root().children().map(|node| node.name()).collect::<Vec<_>>(), ["Ämt"]);
    }

    #[test]
    fn what_is_no_document_or_a_dangerous_one_is_refused_with_its_place() {
        for (source, reason) in [
            ("", "there is no element"),
            ("   ", "there is no element"),
            ("no xml", "text outside"),
            ("<a>", "ends in the middle"),
            ("<a></b>", "expected `</a>`"),
            ("<a/><b/>", "second document element"),
            ("<a/>text", "text outside"),
            ("<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>", "document type is not allowed"),
            ("<a>&e;</a>", "&e; is not one of"),
            ("<a>&#0;</a>", "not"),
            ("<p:a/>", "bound to nothing"),
        ] {
            let error = read(source, &Limits::REQUEST).expect_err(source);
            assert!(error.reason.contains(reason), "{source}: {error}");
        }
        let deep = "<a>".repeat(40);
        assert!(read(&deep, &Limits::REQUEST).expect_err("it is deep").reason.contains("nested more than 32"));
    }

    proptest! {
        #[test]
        fn every_writable_text_comes_back_to_the_letter(text in any::<String>().prop_filter("XML can carry it", |text| is_writable(text))) {
            let source = document("a", "urn:x", Style::REQUEST, |sink| sink.text(Key::of("b"), &text));
            let tree = read(&source, &Limits::REQUEST).expect("we write XML");
            prop_assert_eq!(tree.root().child("b").expect("it was written").text(), text);
        }

        #[test]
        fn nothing_panics(source in any::<String>()) {
            let _ = read(&source, &Limits::REQUEST);
        }
    }
}
