//! XML as elements that know where they stand.

use xml::common::{Position, TextPosition};
use xml::reader::{EventReader, XmlEvent};

use super::{Place, Problem, Source};

pub struct Element {
    pub place: Place,
    pub name: String,
    pub namespace: String,
    pub attributes: Vec<Attribute>,
    pub children: Vec<Element>,
    pub text: String,
}

pub struct Attribute {
    pub name: String,
    pub namespace: Option<String>,
    pub value: String,
}

pub fn parse(source: &Source) -> Result<Element, Problem> {
    let place = |at: TextPosition| Place { path: source.path.clone(), line: at.row + 1, column: at.column + 1 };
    let mut reader = EventReader::new(source.text.as_bytes());
    let mut open: Vec<Element> = Vec::new();
    loop {
        let event =
            reader.next().map_err(|error| place(error.position()).problem(error.msg(), "mend the XML there"))?;
        match event {
            XmlEvent::StartElement { name, attributes, .. } => open.push(Element {
                place: place(reader.position()),
                name: name.local_name,
                namespace: name.namespace.unwrap_or_default(),
                attributes: attributes
                    .into_iter()
                    .map(|attribute| Attribute {
                        name: attribute.name.local_name,
                        namespace: attribute.name.namespace,
                        value: attribute.value,
                    })
                    .collect(),
                children: Vec::new(),
                text: String::new(),
            }),
            XmlEvent::EndElement { .. } => {
                let Some(element) = open.pop() else { continue };
                match open.last_mut() {
                    Some(parent) => parent.children.push(element),
                    None => return Ok(element),
                }
            }
            XmlEvent::Characters(text) | XmlEvent::CData(text) => {
                if let Some(element) = open.last_mut() {
                    element.text.push_str(&text);
                }
            }
            XmlEvent::EndDocument => {
                return Err(place(reader.position()).problem("the document ends in the middle", "mend the XML there"));
            }
            _ => {}
        }
    }
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|attribute| attribute.name == name && attribute.namespace.is_none())
            .map(|attribute| attribute.value.as_str())
    }

    pub fn required(&self, name: &str) -> Result<&str, Problem> {
        self.attribute(name).ok_or_else(|| {
            self.place.problem(format!("<{}> has no {name}", self.name), format!("give it {name}=\"…\""))
        })
    }

    pub fn is(&self, namespace: &str, name: &str) -> bool {
        self.namespace == namespace && self.name == name
    }

    pub fn children_called<'e>(&'e self, namespace: &'e str, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.children.iter().filter(move |child| child.is(namespace, name))
    }

    /// The one child of that name.
    pub fn child(&self, namespace: &str, name: &str) -> Result<&Element, Problem> {
        self.children.iter().find(|child| child.is(namespace, name)).ok_or_else(|| {
            self.place.problem(format!("<{}> has no <{name}>", self.name), format!("put a <{name}> into it"))
        })
    }

    /// Refuses every attribute but these: one that is not understood may change what is meant.
    pub fn only_attributes(&self, known: &[&str]) -> Result<(), Problem> {
        match self
            .attributes
            .iter()
            .find(|attribute| attribute.namespace.is_some() || !known.contains(&attribute.name.as_str()))
        {
            None => Ok(()),
            Some(other) => Err(self.place.problem(
                format!("<{}> has the attribute {}, which the generator doesn't know", self.name, other.name),
                format!("use {} only, or teach the generator", known.join(", ")),
            )),
        }
    }

    /// What is wrong with an element that can't be here.
    pub fn unknown(&self, inside: &str) -> Problem {
        self.place.problem(
            format!("<{}> in {inside} is a construct that the generator doesn't know", self.name),
            "write it with the constructs that it knows, or teach it this one",
        )
    }

    /// The text with its layout taken out: one blank between words.
    pub fn words(&self) -> String {
        self.text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
