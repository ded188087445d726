//! XML as elements that know where they stand.

use xml::common::{Position, TextPosition};
use xml::namespace::Namespace;
use xml::reader::{ParserConfig, XmlEvent};

use super::{Place, Problem, Source};

#[derive(Clone)]
pub struct Element {
    pub place: Place,
    pub namespace: String,
    pub name: String,
    pub children: Vec<Element>,
    attributes: Vec<Attribute>,
    text: String,
    /// The prefixes that are declared here.
    scope: Namespace,
}

#[derive(Clone)]
struct Attribute {
    name: String,
    namespace: Option<String>,
    value: String,
}

/// The one element whose text is read.
const DOCUMENTATION: &str = "documentation";

/// Far more than a contract needs, and little enough for every recursion over the elements.
const DEEPEST: usize = 64;

pub fn parse(source: &Source) -> Result<Element, Problem> {
    let place = |at: TextPosition| Place { path: source.path.clone(), line: at.row + 1, column: at.column + 1 };
    let config = ParserConfig::new().allow_multiple_root_elements(false);
    let mut reader = config.create_reader(source.text.as_bytes());
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    loop {
        let event = reader.next().map_err(|error| {
            let place = place(error.position());
            // The message begins with the same place.
            let message = error.to_string();
            let what = message.split_once(' ').map_or(message.as_str(), |(_, what)| what);
            place.problem(what, "mend the XML there")
        })?;
        let place = place(reader.position());
        match event {
            XmlEvent::StartElement { .. } if open.len() == DEEPEST => {
                return Err(place.problem("elements are nested too deep", format!("nest {DEEPEST} at most")));
            }
            XmlEvent::StartElement { name, .. } if open.last().is_some_and(|parent| parent.name == DOCUMENTATION) => {
                return Err(place.problem(
                    format!("<{}> marks up documentation, which is plain words", name.local_name),
                    "write words, with `backticks` around code",
                ));
            }
            XmlEvent::StartElement { name, attributes, namespace } => open.push(Element {
                place,
                namespace: name.namespace.unwrap_or_default(),
                name: name.local_name,
                children: Vec::new(),
                attributes: attributes
                    .into_iter()
                    .map(|attribute| Attribute {
                        name: attribute.name.local_name,
                        namespace: attribute.name.namespace,
                        value: attribute.value,
                    })
                    .collect(),
                text: String::new(),
                scope: namespace,
            }),
            XmlEvent::EndElement { .. } => {
                let Some(element) = open.pop() else { continue };
                element.check_text()?;
                match open.last_mut() {
                    Some(parent) => parent.children.push(element),
                    None => root = Some(element),
                }
            }
            XmlEvent::Characters(text) | XmlEvent::CData(text) => {
                if let Some(element) = open.last_mut() {
                    element.text.push_str(&text);
                }
            }
            XmlEvent::Doctype { .. } | XmlEvent::ProcessingInstruction { .. } => {
                return Err(place.problem("document types and processing instructions are not read", "take it out"));
            }
            XmlEvent::StartDocument { .. } | XmlEvent::Comment(_) | XmlEvent::Whitespace(_) => {}
            XmlEvent::EndDocument => {
                return root.ok_or_else(|| place.problem("the document is empty", "put an element into it"));
            }
        }
    }
}

impl Element {
    pub fn is(&self, namespace: &str, name: &str) -> bool {
        self.namespace == namespace && self.name == name
    }

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

    /// The whole number that an attribute holds.
    pub fn number<N: std::str::FromStr>(&self, name: &str) -> Result<Option<N>, Problem> {
        let Some(text) = self.attribute(name) else { return Ok(None) };
        match text.parse() {
            Ok(number) if text.bytes().all(|byte| byte.is_ascii_digit()) => Ok(Some(number)),
            _ => Err(self.place.problem(format!("{name} is '{text}', which is no number that fits"), "write a number")),
        }
    }

    /// The name, by its namespace and its local part, that an attribute refers to.
    pub fn reference(&self, attribute: &str) -> Result<(&str, &str), Problem> {
        let text = self.required(attribute)?;
        let (prefix, name) = text.split_once(':').unwrap_or(("", text));
        match self.scope.get(prefix) {
            Some(namespace) => Ok((namespace, name)),
            None => Err(self.place.problem(
                format!("the prefix of {attribute}=\"{text}\" is not declared"),
                format!("declare it with xmlns:{prefix}=\"…\""),
            )),
        }
    }

    /// The local part of a reference to something in `namespace`.
    pub fn reference_into(&self, namespace: &str, attribute: &str) -> Result<&str, Problem> {
        match self.reference(attribute)? {
            (found, name) if found == namespace => Ok(name),
            (found, name) => Err(self.place.problem(
                format!("{attribute} names {name} of the namespace '{found}'"),
                format!("name something of {namespace}"),
            )),
        }
    }

    pub fn children_called<'e>(&'e self, namespace: &str, name: &str) -> impl Iterator<Item = &'e Element> {
        self.children.iter().filter(move |child| child.is(namespace, name))
    }

    /// The child of that name, of which there may be one.
    pub fn child_if_any(&self, namespace: &str, name: &str) -> Result<Option<&Element>, Problem> {
        let mut children = self.children_called(namespace, name);
        let child = children.next();
        match children.next() {
            Some(second) => {
                Err(second.place.problem(format!("<{}> has more than one <{name}>", self.name), "leave one of them"))
            }
            None => Ok(child),
        }
    }

    /// The one child of that name.
    pub fn child(&self, namespace: &str, name: &str) -> Result<&Element, Problem> {
        self.child_if_any(namespace, name)?
            .ok_or_else(|| self.place.problem(format!("<{}> has no <{name}>", self.name), "put one into it"))
    }

    /// Refuses every attribute but these: one that is not understood may change what is meant.
    pub fn only_attributes(&self, known: &[&str]) -> Result<(), Problem> {
        let is_known = |attribute: &Attribute| attribute.namespace.is_none() && known.contains(&&*attribute.name);
        let Some(other) = self.attributes.iter().find(|attribute| !is_known(attribute)) else { return Ok(()) };
        let what = format!("<{}> has the attribute {}, which the generator doesn't know", self.name, other.name);
        Err(match known {
            [] => self.place.problem(what, "take it out, or teach the generator"),
            known => self.place.problem(what, format!("it knows {} here", known.join(", "))),
        })
    }

    /// Refuses every child but these.
    pub fn only_children(&self, known: &[(&str, &str)]) -> Result<(), Problem> {
        match self.children.iter().find(|child| !known.iter().any(|(namespace, name)| child.is(namespace, name))) {
            Some(other) => Err(other.unknown(self)),
            None => Ok(()),
        }
    }

    /// What is wrong with an element that can't stand in `parent`.
    pub fn unknown(&self, parent: &Element) -> Problem {
        self.place.problem(
            format!("<{}> in <{}> is a construct that the generator doesn't know", self.name, parent.name),
            "write it with the constructs that it knows, or teach it this one",
        )
    }

    /// The text with its layout taken out: one blank between words.
    pub fn words(&self) -> String {
        super::words(&self.text)
    }

    /// Words that nobody reads may have been meant to say something.
    fn check_text(&self) -> Result<(), Problem> {
        match self.name == DOCUMENTATION || self.text.trim().is_empty() {
            true => Ok(()),
            false => Err(self.place.problem(
                format!("there is text in <{}>, which nobody reads", self.name),
                "put it into <documentation>",
            )),
        }
    }
}
