//! A parsed XML document that keeps what canonicalisation needs: prefixes, the place of each
//! namespace declaration, and whether text was written plainly or as references and CDATA.
//!
//! Comments are left out, as canonicalisation "without comments" does: the text around one is the
//! same text to the hash and to whoever reads the value.

mod read;
mod source;
mod tree;

use std::borrow::Cow;
use std::ops::Range;

use crate::wire::Limits;
use crate::wire::xml::is_space;

pub(crate) use tree::Layout;

/// Where and why a document is not the XML that is accepted here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {problem}")]
pub struct Malformed {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong there.
    pub problem: String,
}

/// The document: all nodes in the order in which they were written.
#[derive(Debug)]
pub(crate) struct Document<'a> {
    nodes: Vec<Node<'a>>,
    attributes: Vec<Attribute<'a>>,
    /// The first one stands for the prefix `xml`, which is bound without being declared.
    declarations: Vec<Declaration<'a>>,
}

#[derive(Debug)]
pub(crate) enum Node<'a> {
    Element(Element<'a>),
    /// Text as it was written, its line ends normalised.
    Text(Cow<'a, str>),
    /// The content of a CDATA section, its line ends normalised.
    Data(Cow<'a, str>),
    /// A character that was written as a reference.
    Char(char),
}

/// An element, by its place in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct ElementId(usize);

#[derive(Debug)]
pub(crate) struct Element<'a> {
    pub(crate) prefix: &'a str,
    pub(crate) local: &'a str,
    namespace: Option<usize>,
    attributes: Range<usize>,
    declarations: Range<usize>,
    parent: Option<ElementId>,
    /// The node after the last one within this element.
    end: usize,
}

#[derive(Debug)]
pub(crate) struct Attribute<'a> {
    pub(crate) prefix: &'a str,
    pub(crate) local: &'a str,
    namespace: Option<usize>,
    pub(crate) value: Cow<'a, str>,
}

#[derive(Debug)]
pub(crate) struct Declaration<'a> {
    /// Empty for the default namespace.
    pub(crate) prefix: &'a str,
    /// Empty where the default namespace is taken back.
    pub(crate) uri: Cow<'a, str>,
}

impl<'a> Document<'a> {
    /// Reads a message, within `limits`.
    pub(crate) fn parse(message: &'a [u8], limits: &Limits) -> Result<Self, Malformed> {
        read::document(message, limits)
    }

    pub(crate) fn root(&self) -> ElementId {
        // A document begins with its outermost element: comments before it are not kept.
        ElementId(0)
    }

    pub(crate) fn element(&self, id: ElementId) -> &Element<'a> {
        match &self.nodes[id.0] {
            Node::Element(element) => element,
            _ => unreachable!("an ElementId is only made for a node that is an element"),
        }
    }

    /// The namespace of an element; empty for none.
    pub(crate) fn namespace(&self, id: ElementId) -> &str {
        self.uri(self.element(id).namespace)
    }

    pub(crate) fn is(&self, id: ElementId, namespace: &str, local: &str) -> bool {
        self.element(id).local == local && self.namespace(id) == namespace
    }

    /// The name as it was written, for messages.
    pub(crate) fn qualified_name(&self, id: ElementId) -> String {
        let element = self.element(id);
        match element.prefix {
            "" => excerpt(element.local),
            prefix => excerpt(&format!("{prefix}:{}", element.local)),
        }
    }

    pub(crate) fn parent(&self, id: ElementId) -> Option<ElementId> {
        self.element(id).parent
    }

    /// Whether `id` is `ancestor` or lies within it.
    pub(crate) fn lies_within(&self, id: ElementId, ancestor: ElementId) -> bool {
        (ancestor.0..self.element(ancestor).end).contains(&id.0)
    }

    /// All elements, in document order.
    pub(crate) fn elements(&self) -> impl Iterator<Item = ElementId> {
        self.nodes
            .iter()
            .enumerate()
            .filter(|(_, node)| matches!(node, Node::Element(_)))
            .map(|(index, _)| ElementId(index))
    }

    /// The nodes directly within an element; an element with its place.
    pub(crate) fn content(&self, id: ElementId) -> impl Iterator<Item = (Option<ElementId>, &Node<'a>)> {
        let end = self.element(id).end;
        let mut next = id.0 + 1;
        std::iter::from_fn(move || {
            if next >= end {
                return None;
            }
            let node = &self.nodes[next];
            let place = matches!(node, Node::Element(_)).then_some(ElementId(next));
            next = match node {
                Node::Element(element) => element.end,
                _ => next + 1,
            };
            Some((place, node))
        })
    }

    /// The elements directly within an element.
    pub(crate) fn children(&self, id: ElementId) -> impl Iterator<Item = ElementId> {
        self.content(id).filter_map(|(place, _)| place)
    }

    pub(crate) fn children_named<'s>(
        &'s self,
        id: ElementId,
        namespace: &'s str,
        local: &'s str,
    ) -> impl Iterator<Item = ElementId> + 's {
        self.children(id).filter(move |child| self.is(*child, namespace, local))
    }

    /// The text directly within an element.
    pub(crate) fn text(&self, id: ElementId) -> String {
        let mut text = String::new();
        for (_, node) in self.content(id) {
            match node {
                Node::Text(part) | Node::Data(part) => text.push_str(part),
                Node::Char(c) => text.push(*c),
                Node::Element(_) => {}
            }
        }
        text
    }

    /// Whether an element has text of its own beside white space.
    pub(crate) fn has_text(&self, id: ElementId) -> bool {
        self.content(id).any(|(_, node)| match node {
            Node::Text(text) | Node::Data(text) => !text.trim_matches(is_space).is_empty(),
            Node::Char(c) => !is_space(*c),
            Node::Element(_) => false,
        })
    }

    pub(crate) fn attributes(&self, id: ElementId) -> &[Attribute<'a>] {
        &self.attributes[self.element(id).attributes.clone()]
    }

    /// The namespace of an attribute; empty for none.
    pub(crate) fn attribute_namespace(&self, attribute: &Attribute<'a>) -> &str {
        self.uri(attribute.namespace)
    }

    pub(crate) fn attribute(&self, id: ElementId, namespace: &str, local: &str) -> Option<&str> {
        self.attributes(id)
            .iter()
            .find(|attribute| attribute.local == local && self.attribute_namespace(attribute) == namespace)
            .map(|attribute| &*attribute.value)
    }

    /// The namespace declarations that stand on an element itself.
    pub(crate) fn declarations(&self, id: ElementId) -> &[Declaration<'a>] {
        &self.declarations[self.element(id).declarations.clone()]
    }

    /// What `prefix` (empty: the default) is bound to at an element, by itself or an ancestor.
    pub(crate) fn in_scope(&self, id: ElementId, prefix: &str) -> Option<&str> {
        let mut place = Some(id);
        while let Some(id) = place {
            if let Some(declaration) = self.declarations(id).iter().find(|declaration| declaration.prefix == prefix) {
                return Some(&declaration.uri).map(|uri| &**uri).filter(|uri| !uri.is_empty());
            }
            place = self.parent(id);
        }
        None
    }

    fn uri(&self, declaration: Option<usize>) -> &str {
        declaration.map_or("", |index| &self.declarations[index].uri)
    }
}

/// The beginning of something that a message says, for an error that should not grow with it.
pub(crate) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 200;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests;
