//! Canonical XML 1.0 and Exclusive XML Canonicalization 1.0 of one element and what is in it,
//! both without comments.

use super::dom::{Attribute, Document, ElementId, Node};
use super::ns;

/// How to canonicalise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    /// Canonical XML 1.0: every namespace in force is declared, and `xml:` attributes of the
    /// ancestors are copied to the first element.
    Inclusive,
    /// Exclusive canonicalisation: a namespace is declared where its prefix is used.
    Exclusive {
        /// The InclusiveNamespaces PrefixList: these are treated as in [`Method::Inclusive`].
        /// The empty prefix stands for `#default`.
        inclusive: Vec<String>,
    },
}

impl Method {
    pub(crate) const EXCLUSIVE: Self = Self::Exclusive { inclusive: Vec::new() };

    /// The same, with the default namespace declared wherever one is in force.
    pub(crate) fn with_default_namespace(&self) -> Self {
        match self {
            Self::Inclusive => Self::Inclusive,
            Self::Exclusive { inclusive } => {
                Self::Exclusive { inclusive: inclusive.iter().cloned().chain([String::new()]).collect() }
            }
        }
    }

    /// Whether this prefix is declared even where nothing uses it.
    fn includes(&self, prefix: &str) -> bool {
        match self {
            Self::Inclusive => true,
            Self::Exclusive { inclusive } => inclusive.iter().any(|included| included == prefix),
        }
    }
}

/// The canonical form would be longer than allowed: namespace names repeated on thousands of
/// elements can make a small message grow without bound.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TooLong;

/// The canonical form of `element`, without `omitted` and what is in it, of at most `limit` bytes.
pub(crate) fn canonical(
    document: &Document,
    element: ElementId,
    omitted: Option<ElementId>,
    method: &Method,
    limit: usize,
) -> Result<String, TooLong> {
    let mut canonicalizer =
        Canonicalizer { document, omitted, method, limit, rendered: Vec::new(), output: String::new() };
    canonicalizer.element(element, true)?;
    Ok(canonicalizer.output)
}

struct Canonicalizer<'d, 'a> {
    document: &'d Document<'a>,
    omitted: Option<ElementId>,
    method: &'d Method,
    limit: usize,
    /// The namespace declarations written on the elements that are open in the output.
    rendered: Vec<(&'d str, &'d str)>,
    output: String,
}

impl<'d> Canonicalizer<'d, '_> {
    /// Recursion is as deep as the document, which its limits keep shallow.
    fn element(&mut self, id: ElementId, first: bool) -> Result<(), TooLong> {
        let document = self.document;
        let outside = self.rendered.len();
        self.output.push('<');
        self.name(id);
        self.namespaces(id, first);
        self.attributes(id, first);
        self.output.push('>');
        for (child, node) in document.content(id) {
            match node {
                Node::Element(_) => {
                    if let Some(child) = child.filter(|child| Some(*child) != self.omitted) {
                        self.element(child, false)?;
                    }
                }
                Node::Text(text) | Node::Data(text) => push_text(&mut self.output, text),
                Node::Char(c) => push_text(&mut self.output, c.encode_utf8(&mut [0; 4])),
            }
        }
        self.output.push_str("</");
        self.name(id);
        self.output.push('>');
        self.rendered.truncate(outside);
        match self.output.len() > self.limit {
            true => Err(TooLong),
            false => Ok(()),
        }
    }

    fn name(&mut self, id: ElementId) {
        let element = self.document.element(id);
        if !element.prefix.is_empty() {
            self.output.push_str(element.prefix);
            self.output.push(':');
        }
        self.output.push_str(element.local);
    }

    /// Writes the declarations that this element needs and that its ancestors in the output have
    /// not made already, sorted by prefix.
    fn namespaces(&mut self, id: ElementId, first: bool) {
        let document = self.document;
        let mut wanted: Vec<&'d str> = Vec::new();
        let mut want = |prefix: &'d str| {
            if prefix != "xml" && !wanted.contains(&prefix) {
                wanted.push(prefix);
            }
        };
        if let Method::Exclusive { .. } = self.method {
            want(document.element(id).prefix);
            for attribute in document.attributes(id) {
                if !attribute.prefix.is_empty() {
                    want(attribute.prefix);
                }
            }
        }
        // What is in force only changes where it is declared, so that below the first element its
        // own declarations are all there is to look at.
        let mut place = Some(id);
        while let Some(at) = place {
            for declaration in document.declarations(at) {
                if self.method.includes(declaration.prefix) {
                    want(declaration.prefix);
                }
            }
            place = document.parent(at).filter(|_| first);
        }
        wanted.sort_unstable();

        let outside = self.rendered.len();
        for prefix in wanted {
            // A prefix without a declaration is the default one where no namespace is in force.
            let uri = document.in_scope(id, prefix).unwrap_or("");
            let rendered = self.rendered[..outside].iter().rev().find(|(rendered, _)| *rendered == prefix);
            if rendered.map_or("", |(_, uri)| *uri) == uri {
                continue;
            }
            self.rendered.push((prefix, uri));
            self.output.push_str(" xmlns");
            if !prefix.is_empty() {
                self.output.push(':');
                self.output.push_str(prefix);
            }
            self.output.push_str("=\"");
            push_attribute(&mut self.output, uri);
            self.output.push('"');
        }
    }

    /// Writes the attributes, sorted by namespace name and then local name.
    fn attributes(&mut self, id: ElementId, first: bool) {
        let document = self.document;
        let mut attributes: Vec<&'d Attribute> = document.attributes(id).iter().collect();
        if first && *self.method == Method::Inclusive {
            let mut place = document.parent(id);
            while let Some(ancestor) = place {
                for inherited in document.attributes(ancestor) {
                    let is_xml = document.attribute_namespace(inherited) == ns::XML;
                    if is_xml
                        && !attributes
                            .iter()
                            .any(|own| own.local == inherited.local && document.attribute_namespace(own) == ns::XML)
                    {
                        attributes.push(inherited);
                    }
                }
                place = document.parent(ancestor);
            }
        }
        attributes.sort_by_key(|attribute| (document.attribute_namespace(attribute), attribute.local));
        for attribute in attributes {
            self.output.push(' ');
            if !attribute.prefix.is_empty() {
                self.output.push_str(attribute.prefix);
                self.output.push(':');
            }
            self.output.push_str(attribute.local);
            self.output.push_str("=\"");
            push_attribute(&mut self.output, &attribute.value);
            self.output.push('"');
        }
    }
}

/// Appends text as canonical XML writes it, which is also how any text may be written.
pub(crate) fn push_text(output: &mut String, text: &str) {
    push_escaped(output, text, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'\r' => Some("&#xD;"),
        _ => None,
    });
}

/// Appends an attribute's value as canonical XML writes it, for use between `"`.
pub(crate) fn push_attribute(output: &mut String, value: &str) {
    push_escaped(output, value, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'"' => Some("&quot;"),
        b'\t' => Some("&#x9;"),
        b'\n' => Some("&#xA;"),
        b'\r' => Some("&#xD;"),
        _ => None,
    });
}

fn push_escaped(output: &mut String, text: &str, escape: impl Fn(u8) -> Option<&'static str>) {
    let mut written = 0;
    for (index, byte) in text.bytes().enumerate() {
        if let Some(escaped) = escape(byte) {
            output.push_str(&text[written..index]);
            output.push_str(escaped);
            written = index + 1;
        }
    }
    output.push_str(&text[written..]);
}

#[cfg(test)]
mod tests;
