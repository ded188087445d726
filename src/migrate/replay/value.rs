//! A typed result as a tree of names and texts, so that results of any type are compared by the same rules.

use crate::wire::{Encode, Key, Sink, Style};

/// A result, or a part of one.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    List(Vec<Value>),
    /// Fields in the order of the schema; absent ones are left out.
    Fields(Vec<(&'static str, Value)>),
}

struct Tree {
    /// The fields of each element that is open.
    open: Vec<Vec<(&'static str, Value)>>,
}

impl Value {
    pub fn of(value: &dyn Encode) -> Self {
        let mut tree = Tree { open: vec![Vec::new()] };
        value.encode(Key::of(""), &mut tree);
        Self::Fields(tree.open.pop().unwrap_or_default())
    }

    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&Value> {
        match self {
            Self::Fields(fields) => fields.iter().find(|(known, _)| *known == name).map(|(_, value)| value),
            _ => None,
        }
    }

    pub fn field_mut(&mut self, name: &str) -> Option<&mut Value> {
        match self {
            Self::Fields(fields) => fields.iter_mut().find(|(known, _)| *known == name).map(|(_, value)| value),
            _ => None,
        }
    }

    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The texts below, each with its path as a query spells it: `Transaction.1.TransactionAmount.Value`.
    pub fn leaves(&self) -> Vec<(String, &str)> {
        let mut leaves = Vec::new();
        self.collect(String::new(), &mut leaves);
        leaves
    }

    fn collect<'v>(&'v self, path: String, leaves: &mut Vec<(String, &'v str)>) {
        match self {
            Self::Text(text) => leaves.push((path, text)),
            Self::List(items) => {
                for (number, item) in (1_usize..).zip(items) {
                    item.collect(join(&path, &number.to_string()), leaves);
                }
            }
            Self::Fields(fields) => {
                for (name, value) in fields {
                    value.collect(join(&path, name), leaves);
                }
            }
        }
    }
}

/// The path of what is called so inside of something.
pub(super) fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

impl Tree {
    fn put(&mut self, key: Key, value: Value) {
        // `open` pushes what `close` pops, and the outermost is popped by nobody but `Value::of`.
        let Some(fields) = self.open.last_mut() else { return };
        match fields.last_mut() {
            Some((name, Value::List(items))) if key.index > 1 && *name == key.name => items.push(value),
            _ if key.index > 0 => fields.push((key.name, Value::List(vec![value]))),
            _ => fields.push((key.name, value)),
        }
    }
}

impl Sink for Tree {
    fn style(&self) -> Style {
        Style::REQUEST
    }

    fn text(&mut self, key: Key, value: &str) {
        self.put(key, Value::Text(value.to_owned()));
    }

    fn open(&mut self, key: Key) {
        if !key.name.is_empty() {
            self.open.push(Vec::new());
        }
    }

    fn close(&mut self, key: Key) {
        if !key.name.is_empty()
            && let Some(fields) = self.open.pop()
        {
            self.put(key, Value::Fields(fields));
        }
    }
}
