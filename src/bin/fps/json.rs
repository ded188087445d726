//! JSON for machines: one document on standard output.

use std::io;

use amazon_fps::wire::{Encode, Key, Sink, Style};
use serde::{Serialize, Serializer};

use crate::page::say;

/// Writes one document.
pub fn print(document: &impl Serialize) -> io::Result<()> {
    let mut text = serde_json::to_string_pretty(document)?;
    text.push('\n');
    say(&text)
}

/// A typed value as JSON: fields are objects in the order of the schema, lists are arrays, and texts,
/// numbers and instants are strings, spelt as the service spells them.
pub enum Json {
    Text(String),
    List(Vec<Json>),
    Fields(Vec<(&'static str, Json)>),
}

impl Json {
    pub fn of(value: &dyn Encode) -> Self {
        let mut tree = Tree { open: vec![Vec::new()] };
        value.encode(Key::of(""), &mut tree);
        Self::Fields(tree.open.pop().unwrap_or_default())
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Fields(fields) => serializer.collect_map(fields.iter().map(|(name, value)| (name, value))),
        }
    }
}

struct Tree {
    /// The fields of each element that is open; the outermost, which has no name, is the first.
    open: Vec<Vec<(&'static str, Json)>>,
}

impl Tree {
    fn put(&mut self, key: Key, value: Json) {
        // `open` pushes what `close` pops, and the outermost is popped by nobody but `Json::of`.
        let Some(fields) = self.open.last_mut() else { return };
        match fields.last_mut() {
            Some((name, Json::List(items))) if key.index > 1 && *name == key.name => items.push(value),
            _ if key.index > 0 => fields.push((key.name, Json::List(vec![value]))),
            _ => fields.push((key.name, value)),
        }
    }
}

impl Sink for Tree {
    fn style(&self) -> Style {
        Style::REQUEST
    }

    fn text(&mut self, key: Key, value: &str) {
        self.put(key, Json::Text(value.to_owned()));
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
            self.put(key, Json::Fields(fields));
        }
    }
}
