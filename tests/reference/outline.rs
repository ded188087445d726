//! XML read without the library under test, for comparing documents.

use xml::EventReader;
use xml::reader::XmlEvent;

/// An element: its namespace and name, with its text or its children.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    pub namespace: String,
    pub name: String,
    pub text: String,
    pub children: Vec<Element>,
}

impl Element {
    /// The document element of a document. Texts are trimmed.
    pub fn read(document: &str) -> Self {
        let mut open: Vec<Self> = Vec::new();
        for event in EventReader::new(document.as_bytes()) {
            match event.unwrap_or_else(|error| panic!("{error} in {document}")) {
                XmlEvent::StartElement { name, .. } => open.push(Self {
                    namespace: name.namespace.unwrap_or_default(),
                    name: name.local_name,
                    text: String::new(),
                    children: Vec::new(),
                }),
                XmlEvent::Characters(text) | XmlEvent::CData(text) => {
                    if let Some(element) = open.last_mut() {
                        element.text.push_str(text.trim());
                    }
                }
                XmlEvent::EndElement { .. } => {
                    let element = open.pop().expect("the reader has seen the start tag");
                    match open.last_mut() {
                        Some(parent) => parent.children.push(element),
                        None => return element,
                    }
                }
                _ => {}
            }
        }
        panic!("there is no element in {document}");
    }

    /// The child of that name.
    pub fn child(&self, name: &str) -> &Self {
        let found = self.children.iter().find(|child| child.name == name);
        found.unwrap_or_else(|| panic!("{} has no {name}", self.name))
    }

    /// The document with this document element, in its namespace. `layout` stands between elements
    /// and around texts.
    pub fn write(&self, layout: &str) -> String {
        let mut out = String::new();
        self.write_into(Some(&self.namespace), layout, &mut out);
        out
    }

    fn write_into(&self, declare: Option<&str>, layout: &str, out: &mut String) {
        match declare {
            Some(namespace) => out.push_str(&format!("<{} xmlns=\"{namespace}\">", self.name)),
            None => out.push_str(&format!("<{}>", self.name)),
        }
        out.push_str(layout);
        // No sample holds a character that would have to be escaped.
        assert!(!self.text.contains(['<', '&']), "{}", self.text);
        out.push_str(&self.text);
        for child in &self.children {
            child.write_into(None, layout, out);
            out.push_str(layout);
        }
        if self.children.is_empty() {
            out.push_str(layout);
        }
        out.push_str(&format!("</{}>", self.name));
    }
}
