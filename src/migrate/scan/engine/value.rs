//! What is known of an expression.

use std::collections::BTreeSet;
use std::rc::Rc;

/// What stands for a part of a text that isn't known.
pub(super) const UNKNOWN_PART: &str = "\u{FFFC}";

/// The longest text that is followed, in bytes; of a longer one its beginning and its end.
pub(super) const LONGEST_TEXT: usize = 4 << 10;

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
    Text(Rc<str>),
    /// Keys and values, or a list of them: the index of a [`Bag`].
    Bag(usize),
}

impl Value {
    /// A text, or what is followed of it.
    pub(super) fn text(text: &str) -> Self {
        Self::Text(ends(text, LONGEST_TEXT).map_or_else(|| text.into(), Into::into))
    }
}

/// The beginning and the end of a text, `most` bytes of it at most and what stands for the rest; none where it isn't longer.
pub(super) fn ends(text: &str, most: usize) -> Option<String> {
    if text.len() <= most {
        return None;
    }
    let whole = |at: &usize| text.is_char_boundary(*at);
    let from = (0..=most / 2).rev().find(whole).unwrap_or_default();
    let to = (text.len() - most / 2..=text.len()).find(whole).unwrap_or(text.len());
    Some([&text[..from], &text[to..]].join(UNKNOWN_PART))
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
        self.within(bags).into_iter().flat_map(|bag| self.0[bag].parameters.iter().cloned()).collect()
    }

    /// Some bags, and all that are in them.
    pub(super) fn within(&self, bags: &[usize]) -> BTreeSet<usize> {
        let mut seen = BTreeSet::new();
        let mut open = bags.to_vec();
        while let Some(bag) = open.pop() {
            if seen.insert(bag) {
                open.extend(&self.0[bag].inner);
            }
        }
        seen
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
