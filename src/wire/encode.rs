use super::DateStyle;

/// Something that writes itself to a [`Sink`], its fields in the order of the schema.
pub trait Encode {
    /// Writes the value under `key`.
    fn encode(&self, key: Key, sink: &mut dyn Sink);
}

/// Where typed values are written to: a query, an XML document, a list of fields.
pub trait Sink {
    /// How values are spelt here.
    fn style(&self) -> Style;

    /// Writes a field that holds a text.
    fn text(&mut self, key: Key, value: &str);

    /// Begins a field that holds fields.
    fn open(&mut self, key: Key);

    /// Ends what the same `key` began.
    fn close(&mut self, key: Key);
}

/// The name of a field, with its place where the field is a list: `Role.2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// The name in the schema.
    pub name: &'static str,
    /// The place in the list, from 1; 0 for a field that is no list.
    pub index: u32,
}

/// How numbers and instants are spelt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// The decimals of an amount; as it was given where `None`.
    pub amount_decimals: Option<u32>,
    /// The spelling of instants.
    pub dates: DateStyle,
}

/// A typed value as a list of paths and texts, such as `Transaction.1.TransactionAmount.Value`.
#[derive(Clone, Default, PartialEq, Eq)]
struct Flat {
    /// The paths and their texts, in the order of the schema.
    fields: Vec<(String, String)>,
    path: String,
}

/// The fields of `value`, one line a leaf: what a comparison or a table for people shows.
pub fn flatten(value: &dyn Encode) -> Vec<(String, String)> {
    let mut flat = Flat::default();
    value.encode(Key::of(""), &mut flat);
    flat.fields
}

impl Key {
    /// A field that stands once.
    pub const fn of(name: &'static str) -> Self {
        Self { name, index: 0 }
    }
}

impl Style {
    /// What a client sends: amounts as they were given, instants in UTC.
    pub const REQUEST: Self = Self { amount_decimals: None, dates: DateStyle::Utc };
}

/// Writes a list that stands in an element of its own; one that is empty, not at all.
#[cfg(any(test, feature = "amazon-pay"))]
pub(crate) fn encode_wrapped<T: Encode>(key: Key, item: Key, values: &Vec<T>, sink: &mut dyn Sink) {
    if values.is_empty() {
        return;
    }
    sink.open(key);
    values.encode(item, sink);
    sink.close(key);
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, key: Key, sink: &mut dyn Sink) {
        if let Some(value) = self {
            value.encode(key, sink);
        }
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, key: Key, sink: &mut dyn Sink) {
        for (index, value) in (1..).zip(self) {
            value.encode(Key { index, ..key }, sink);
        }
    }
}

impl Flat {
    fn enter(&mut self, key: Key) {
        extend_path(&mut self.path, key);
    }

    fn leave(&mut self, key: Key) {
        shorten_path(&mut self.path, key);
    }
}

impl Sink for Flat {
    fn style(&self) -> Style {
        Style::REQUEST
    }

    fn text(&mut self, key: Key, value: &str) {
        self.enter(key);
        self.fields.push((self.path.clone(), value.to_owned()));
        self.leave(key);
    }

    fn open(&mut self, key: Key) {
        self.enter(key);
    }

    fn close(&mut self, key: Key) {
        self.leave(key);
    }
}

/// Appends `.Name` or `.Name.2`; a key without a name (the outermost) adds nothing.
pub(super) fn extend_path(path: &mut String, key: Key) {
    if key.name.is_empty() {
        return;
    }
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(key.name);
    if key.index > 0 {
        path.push('.');
        path.push_str(&key.index.to_string());
    }
}

/// Takes back what [`extend_path`] appended for the same key.
pub(super) fn shorten_path(path: &mut String, key: Key) {
    if key.name.is_empty() {
        return;
    }
    let mut added = key.name.len();
    if key.index > 0 {
        added += 2 + key.index.ilog10() as usize;
    }
    path.truncate(path.len() - added);
    if path.ends_with('.') {
        path.pop();
    }
}
