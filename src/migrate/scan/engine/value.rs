//! What is known of an expression.

use std::collections::BTreeSet;

/// What stands for a part of a text that isn't known.
pub(super) const UNKNOWN_PART: char = '\u{FFFC}';

/// What an expression is, as far as its file tells.
#[derive(Debug, Clone, Default)]
pub(super) enum Value {
    /// Not known.
    #[default]
    Unknown,
    /// Something that has nothing to do with a library for FPS.
    Foreign,
    /// A module, class, namespace or function, by its full name.
    Path(String),
    /// An object of a class of a library.
    Object(Object),
    /// A text; [`UNKNOWN_PART`] stands for what isn't known of it.
    Text(String),
    /// Keys and values, or a list of them: the index of a [`Bag`].
    Bag(usize),
}

/// An object of a class of a library.
#[derive(Debug, Clone)]
pub(super) struct Object {
    /// The index of the class.
    pub class: usize,
    /// The index of the [`Bag`] of its parameters.
    pub bag: usize,
}

/// Parameters that belong together, gathered wherever they are set.
#[derive(Debug, Default)]
pub(super) struct Bag {
    pub parameters: BTreeSet<String>,
    /// Indices of bags that are part of it.
    pub inner: Vec<usize>,
}

/// All bags of a file.
#[derive(Debug, Default)]
pub(super) struct Bags(Vec<Bag>);

impl Bags {
    pub(super) fn add(&mut self) -> usize {
        self.0.push(Bag::default());
        self.0.len() - 1
    }

    pub(super) fn put(&mut self, bag: usize, parameter: &str) {
        self.0[bag].parameters.insert(parameter.to_owned());
    }

    pub(super) fn join(&mut self, bag: usize, inner: usize) {
        self.0[bag].inner.push(inner);
    }

    /// All parameters of some bags and of what is in them.
    pub(super) fn parameters(&self, bags: &[usize]) -> BTreeSet<String> {
        let mut seen = BTreeSet::new();
        let mut open = bags.to_vec();
        let mut found = BTreeSet::new();
        while let Some(bag) = open.pop() {
            if seen.insert(bag) {
                found.extend(self.0[bag].parameters.iter().cloned());
                open.extend(&self.0[bag].inner);
            }
        }
        found
    }
}

/// The arguments of a call.
#[derive(Debug, Default)]
pub(super) struct Given {
    /// Name, value and place of each.
    pub values: Vec<(Option<String>, Value, (usize, usize))>,
    /// Parameters of FPS that are given by name.
    pub parameters: BTreeSet<String>,
    /// Bags and requests that are given.
    pub bags: Vec<usize>,
}

impl Given {
    /// The text that is given at a position.
    pub(super) fn text(&self, position: usize) -> Option<&str> {
        match self.values.get(position) {
            Some((_, Value::Text(text), _)) => Some(text),
            _ => None,
        }
    }
}
