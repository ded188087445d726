use std::fmt;

use super::{Children, Node};

/// Something that is read from a [`Node`], in any order of its fields.
pub trait Decode: Sized {
    /// Reads the value.
    ///
    /// # Errors
    /// [`Malformed`], with the path of the field that is missing or can't be read.
    fn decode(node: Node<'_>) -> Result<Self, Malformed>;

    /// Whether `node` stands for nothing, as an empty element does where a number is expected.
    fn is_absent(_: Node<'_>) -> bool {
        false
    }

    /// What an element that stands for nothing means where there has to be one, if it means anything: answers have
    /// an empty id for what was not done.
    fn nothing() -> Option<Self> {
        None
    }
}

/// The fields of one element, read by name.
///
/// Readers ask in the order of the schema, so that the next field is mostly the next child.
#[derive(Debug)]
pub struct Fields<'t> {
    node: Node<'t>,
    next: Children<'t>,
    /// How many children have been read.
    read: usize,
}

/// A message that doesn't hold what its type needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The path of the field, such as `TransactionAmount.Value`.
    pub path: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// It is required and isn't there. If a field with a similar name is there, this is it: names are case-sensitive.
    Missing {
        /// The field that was perhaps meant.
        similar: Option<String>,
    },
    /// Its text is none of its type.
    Value {
        /// The text that was found, shortened.
        found: String,
        /// What was expected.
        expected: &'static str,
    },
    /// It stands more than once, and may stand once.
    Repeated,
    /// It holds fields where a text is expected, or the other way round.
    Structure {
        /// What was expected.
        expected: &'static str,
    },
}

impl<'t> Fields<'t> {
    /// The fields of `node`.
    ///
    /// # Errors
    /// [`Malformed`] where it holds a text instead.
    pub fn of(node: Node<'t>) -> Result<Self, Malformed> {
        match node.is_leaf() && !node.text().trim().is_empty() {
            true => Err(Malformed::structure("an element that holds fields, and no text")),
            false => Ok(Self { node, next: node.children(), read: 0 }),
        }
    }

    /// Ends the reading: of the `single` fields, none may stand twice. Fields that nobody has asked
    /// for are ignored.
    ///
    /// # Errors
    /// [`Malformed`], naming the first field that stands twice.
    pub fn finish(self, single: &[&'static str]) -> Result<(), Malformed> {
        if self.read == self.node.children().count() {
            return Ok(());
        }
        let repeated =
            single.iter().find(|name| self.node.children().filter(|child| child.name() == **name).count() > 1);
        match repeated {
            Some(name) => Err(Malformed { path: (*name).to_owned(), problem: Problem::Repeated }),
            None => Ok(()),
        }
    }

    /// Reads a field that must be there.
    ///
    /// # Errors
    /// [`Malformed`] where it is missing or can't be read.
    pub fn required<T: Decode>(&mut self, name: &'static str) -> Result<T, Malformed> {
        let found = self.optional(name)?;
        match found.or_else(|| self.node.child(name).and_then(|_| T::nothing())) {
            Some(value) => Ok(value),
            None => Err(Malformed { path: name.to_owned(), problem: Problem::Missing { similar: self.similar(name) } }),
        }
    }

    /// Reads a field that may be missing.
    ///
    /// # Errors
    /// [`Malformed`] where it can't be read.
    pub fn optional<T: Decode>(&mut self, name: &'static str) -> Result<Option<T>, Malformed> {
        match self.find(name) {
            Some(node) if !T::is_absent(node) => T::decode(node).map(Some).map_err(|error| error.inside(name)),
            _ => Ok(None),
        }
    }

    /// Reads all fields of that name.
    ///
    /// # Errors
    /// [`Malformed`] where one of them can't be read.
    pub fn list<T: Decode>(&mut self, name: &'static str) -> Result<Vec<T>, Malformed> {
        let mut values = Vec::new();
        for (index, node) in self.node.children().filter(|child| child.name() == name).enumerate() {
            values.push(T::decode(node).map_err(|error| error.inside(&format!("{name}.{}", index + 1)))?);
        }
        self.read += values.len();
        Ok(values)
    }

    /// Reads all fields called `item` in the field of that name, which may be missing.
    ///
    /// # Errors
    /// [`Malformed`] where one of them can't be read, or the field holds a text.
    pub fn wrapped<T: Decode>(&mut self, name: &'static str, item: &'static str) -> Result<Vec<T>, Malformed> {
        match self.find(name) {
            Some(node) => Fields::of(node).and_then(|mut fields| fields.list(item)).map_err(|error| error.inside(name)),
            None => Ok(Vec::new()),
        }
    }

    /// Reads as [`Fields::wrapped`] does: answers lack a list from before it was promised.
    ///
    /// # Errors
    /// [`Malformed`] where one of its values can't be read, or the field holds a text.
    pub fn enclosed<T: Decode>(&mut self, name: &'static str, item: &'static str) -> Result<Vec<T>, Malformed> {
        self.wrapped(name, item)
    }

    fn find(&mut self, name: &str) -> Option<Node<'t>> {
        let mut ahead = self.next.clone();
        if let Some(node) = ahead.next()
            && node.name() == name
        {
            self.next = ahead;
            self.read += 1;
            return Some(node);
        }
        let mut children = self.node.children();
        let found = children.find(|child| child.name() == name)?;
        self.next = children;
        self.read += 1;
        Some(found)
    }

    fn similar(&self, name: &str) -> Option<String> {
        let found =
            self.node.children().find(|child| child.name() != name && child.name().eq_ignore_ascii_case(name))?;
        Some(found.name().to_owned())
    }
}

impl Malformed {
    /// A text that is none of the type.
    pub fn value(found: &str, expected: &'static str) -> Self {
        Self { path: String::new(), problem: Problem::Value { found: shorten(found), expected } }
    }

    /// Fields where a text is expected, or the other way round.
    pub fn structure(expected: &'static str) -> Self {
        Self { path: String::new(), problem: Problem::Structure { expected } }
    }

    fn inside(mut self, name: &str) -> Self {
        match self.path.is_empty() {
            true => self.path.push_str(name),
            false => self.path.insert_str(0, &format!("{name}.")),
        }
        self
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.problem)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { similar: None } => f.write_str("it is required, and is missing"),
            Self::Missing { similar: Some(similar) } => {
                write!(f, "it is required, and is missing; there is {similar}, but names are case-sensitive")
            }
            Self::Value { found, expected } => write!(f, "it is '{found}', and must be {expected}"),
            Self::Repeated => f.write_str("it stands more than once, and may stand once"),
            Self::Structure { expected } => write!(f, "it must be {expected}"),
        }
    }
}

impl std::error::Error for Malformed {}

fn shorten(text: &str) -> String {
    const MOST: usize = 40;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
