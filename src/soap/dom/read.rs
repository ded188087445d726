//! Reading a document. quick-xml finds where each piece of markup begins and ends; everything that
//! makes the difference between two readings of one message is decided here and in [`source`],
//! strictly.
//!
//! [`source`]: super::source

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::source::{Source, is_name};
use super::{Attribute, Declaration, Document, Element, ElementId, Malformed, Node};
use crate::soap::ns;
use crate::wire::Limits;
use crate::wire::xml::{is_space, with_line_feeds};

pub(super) fn document<'a>(message: &'a [u8], limits: &Limits) -> Result<Document<'a>, Malformed> {
    Parser {
        source: Source::new(message, limits)?,
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

/// Namespace declarations that may be in force at one place: each name that is resolved is looked
/// for among them.
const MAX_NAMESPACES: usize = 256;

struct Parser<'a, 'l> {
    source: Source<'a>,
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
        let mut reader = Reader::from_str(self.source.text);
        reader.config_mut().check_comments = true;
        loop {
            let start = offset(reader.buffer_position());
            let event = match reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    return Err(self.source.problem(offset(reader.error_position()), error.to_string()));
                }
            };
            let end = offset(reader.buffer_position());
            let markup = &self.source.text[start..end];
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
                    let c = self.source.reference(start, &markup[1..markup.len() - 1])?;
                    self.nodes.push(Node::Char(c));
                }
                Event::Comment(_) => {}
                Event::Decl(_) => self.declaration(start, markup)?,
                Event::PI(_) => {
                    return Err(self.source.problem(start, "processing instructions are not accepted"));
                }
                Event::DocType(_) => {
                    return Err(self.source.problem(start, "a document type (DOCTYPE) is not accepted"));
                }
                Event::Eof => break,
            }
        }
        if let Some((id, _)) = self.open.last() {
            let Node::Element(element) = &self.nodes[id.0] else { unreachable!("only elements are opened") };
            return Err(self
                .source
                .problem(self.source.text.len(), format!("the message ends before `{}` is closed", element.local)));
        }
        if self.nodes.is_empty() {
            return Err(self.source.problem(self.source.text.len(), "there is no element"));
        }
        Ok(Document { nodes: self.nodes, attributes: self.attributes, declarations: self.declarations })
    }

    /// The XML declaration: it may only be the very beginning, and only name what is accepted.
    fn declaration(&self, start: usize, markup: &'a str) -> Result<(), Malformed> {
        if start > 0 {
            return Err(self.source.problem(start, "an XML declaration that is not at the very beginning"));
        }
        for (name, value, at) in self.source.raw_attributes(5, markup.len() - 2)? {
            match name {
                "version" if value != "1.0" => {
                    return Err(self.source.problem(at, format!("XML version `{value}`; only 1.0 is accepted")));
                }
                "encoding" if !value.eq_ignore_ascii_case("utf-8") => {
                    return Err(self.source.problem(at, format!("the encoding `{value}`; only UTF-8 is accepted")));
                }
                "version" | "encoding" | "standalone" => {}
                _ => return Err(self.source.problem(at, format!("`{name}` in an XML declaration"))),
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
            return Err(self.source.problem(start + index, "`]]>` in text"));
        }
        self.nodes.push(Node::Text(with_line_feeds(Cow::Borrowed(text))));
        Ok(())
    }

    /// Opens the element whose tag begins at `start`; its content ends `length` bytes later.
    fn open_element(&mut self, start: usize, length: usize) -> Result<(), Malformed> {
        let parent = self.open.last().map(|(id, _)| *id);
        if parent.is_none() && !self.nodes.is_empty() {
            return Err(self.source.problem(start, "a second outermost element"));
        }
        self.elements += 1;
        if self.elements > self.limits.elements {
            return Err(self.source.problem(start, format!("more than {} elements", self.limits.elements)));
        }
        if self.open.len() >= self.limits.depth {
            return Err(self
                .source
                .problem(start, format!("more than {} elements within each other", self.limits.depth)));
        }

        let tag = &self.source.text[start + 1..start + length];
        let name = &tag[..tag.find(is_space).unwrap_or(tag.len())];
        let (prefix, local) = self.source.qualified(start + 1, name)?;
        let raw = self.source.raw_attributes(start + 1 + name.len(), start + length)?;
        if raw.len() > self.limits.attributes {
            return Err(self
                .source
                .problem(start, format!("more than {} attributes on `{name}`", self.limits.attributes)));
        }

        let outside = self.in_scope.len();
        let first_declaration = self.declarations.len();
        for (name, value, at) in &raw {
            if let Some(declared) = declared_prefix(name) {
                self.declare(name, declared, value, *at, first_declaration)?;
            }
        }
        if self.in_scope.len() > MAX_NAMESPACES {
            return Err(self
                .source
                .problem(start, format!("more than {} namespace declarations in force", MAX_NAMESPACES)));
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
            return Err(self.source.problem(at, format!("`{name}` is not a name")));
        }
        if self.declarations[first..].iter().any(|other| other.prefix == prefix) {
            return Err(self.source.problem(at, format!("`{name}` is there twice")));
        }
        let uri = self.source.value(at, uri)?;
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
            return Err(self.source.problem(at, problem));
        }
        self.in_scope.push(self.declarations.len());
        self.declarations.push(Declaration { prefix, uri });
        Ok(())
    }

    fn attribute(&mut self, name: &'a str, value: &'a str, at: usize, first: usize) -> Result<(), Malformed> {
        let (prefix, local) = self.source.qualified(at, name)?;
        // The default namespace is not for attributes.
        let namespace = if prefix.is_empty() { None } else { self.resolve(at, prefix)? };
        let uri = |namespace: Option<usize>| namespace.map(|index| &self.declarations[index].uri);
        let same = |other: &Attribute| other.local == local && uri(other.namespace) == uri(namespace);
        if self.attributes[first..].iter().any(same) {
            return Err(self.source.problem(at, format!("`{name}` is there twice")));
        }
        let value = self.source.value(at, value)?;
        self.attributes.push(Attribute { prefix, local, namespace, value });
        Ok(())
    }

    fn resolve(&self, at: usize, prefix: &str) -> Result<Option<usize>, Malformed> {
        let declared = self.in_scope.iter().rev().find(|index| self.declarations[**index].prefix == prefix);
        match declared {
            Some(index) => Ok(Some(*index).filter(|index| !self.declarations[*index].uri.is_empty())),
            None if prefix.is_empty() => Ok(None),
            None => Err(self.source.problem(at, format!("the namespace prefix `{prefix}` is not declared"))),
        }
    }

    /// Refuses what may only stand within the outermost element.
    fn inside(&self, at: usize, what: &str) -> Result<(), Malformed> {
        match self.open.is_empty() {
            true => Err(self.source.problem(at, format!("{what} outside the outermost element"))),
            false => Ok(()),
        }
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
