//! Which name means what, and where.

use std::collections::HashMap;

use super::value::Value;

/// Where a name is known.
#[derive(Debug)]
pub(super) struct Scope {
    pub kind: Kind,
    names: HashMap<String, Value>,
}

#[derive(Debug)]
pub(super) enum Kind {
    File,
    Class {
        /// Where the class stands, in bytes: it is known by that from one pass to the next.
        at: usize,
        name: String,
        /// The index of the class of a library that it extends.
        base: Option<usize>,
    },
    Function {
        /// The name, where it has one.
        name: Option<String>,
        /// What it returns.
        returns: Value,
        /// The keys that it reads from incoming requests, with their places.
        reads: Vec<(String, (usize, usize))>,
    },
}

/// All scopes around a place, and what was known of others when they were left.
#[derive(Debug)]
pub(super) struct Scopes {
    open: Vec<Scope>,
    /// Whether a bare name may be a field of the class around it.
    bare_fields: bool,
    left: HashMap<usize, HashMap<String, Value>>,
}

impl Scopes {
    pub(super) fn new(bare_fields: bool) -> Self {
        let file = Kind::Function { name: None, returns: Value::Unknown, reads: Vec::new() };
        let open = vec![Scope { kind: Kind::File, names: HashMap::new() }, Scope { kind: file, names: HashMap::new() }];
        Self { open, bare_fields, left: HashMap::new() }
    }

    pub(super) fn enter(&mut self, kind: Kind) {
        let names = match &kind {
            Kind::Class { at, .. } => self.left.remove(at).unwrap_or_default(),
            _ => HashMap::new(),
        };
        self.open.push(Scope { kind, names });
    }

    pub(super) fn leave(&mut self) -> Option<Kind> {
        let Scope { kind, names } = self.open.pop()?;
        if let Kind::Class { at, .. } = &kind {
            self.left.insert(*at, names);
        }
        Some(kind)
    }

    /// Begins another pass: what the file knew at its end is known from the beginning. Gives what its outermost code was.
    pub(super) fn again(&mut self) -> Option<Kind> {
        let Scope { kind, names } = self.open.pop()?;
        self.open[0].names.extend(names);
        let file = Kind::Function { name: None, returns: Value::Unknown, reads: Vec::new() };
        self.open.push(Scope { kind: file, names: HashMap::new() });
        Some(kind)
    }

    pub(super) fn find(&self, name: &str) -> Option<&Value> {
        let visible = |scope: &&Scope| self.bare_fields || !matches!(scope.kind, Kind::Class { .. });
        self.open.iter().rev().filter(visible).find_map(|scope| scope.names.get(name))
    }

    /// Sets a name here, whatever is around.
    pub(super) fn declare(&mut self, name: &str, value: Value) {
        if let Some(scope) = self.open.last_mut() {
            scope.names.insert(name.to_owned(), value);
        }
    }

    /// Sets a name where it is known already, or else here.
    pub(super) fn assign(&mut self, name: &str, value: Value) {
        let bare_fields = self.bare_fields;
        let known =
            self.open.iter_mut().rev().find(|scope| {
                (bare_fields || !matches!(scope.kind, Kind::Class { .. })) && scope.names.contains_key(name)
            });
        match known {
            // What the first pass knew at the end of the file isn't changed from within.
            Some(scope) if !matches!(scope.kind, Kind::File) => drop(scope.names.insert(name.to_owned(), value)),
            _ => self.declare(name, value),
        }
    }

    /// Sets a name for the whole file.
    pub(super) fn announce(&mut self, name: String, value: Value) {
        self.open[0].names.insert(name, value);
    }

    pub(super) fn field(&self, name: &str) -> Option<&Value> {
        self.class()?.names.get(name)
    }

    pub(super) fn set_field(&mut self, name: &str, value: Value) {
        let class = self.open.iter_mut().rev().find(|scope| matches!(scope.kind, Kind::Class { .. }));
        if let Some(class) = class {
            class.names.insert(name.to_owned(), value);
        }
    }

    /// The class of a library that the class around extends.
    pub(super) fn base(&self) -> Option<usize> {
        match &self.class()?.kind {
            Kind::Class { base, .. } => *base,
            _ => None,
        }
    }

    /// Whether a class is around.
    pub(super) fn in_a_class(&self) -> bool {
        self.class().is_some()
    }

    /// The name of the class whose body this is, if it is one.
    pub(super) fn in_class_body(&self) -> Option<&str> {
        match &self.open.last()?.kind {
            Kind::Class { name, .. } => Some(name),
            _ => None,
        }
    }

    pub(super) fn returned(&mut self, value: Value) {
        if let Some(Kind::Function { returns, .. }) = self.function()
            && !matches!(value, Value::Unknown)
        {
            *returns = value;
        }
    }

    pub(super) fn read(&mut self, key: String, at: (usize, usize)) {
        if let Some(Kind::Function { reads, .. }) = self.function() {
            reads.push((key, at));
        }
    }

    fn function(&mut self) -> Option<&mut Kind> {
        self.open.iter_mut().rev().map(|scope| &mut scope.kind).find(|kind| matches!(kind, Kind::Function { .. }))
    }

    fn class(&self) -> Option<&Scope> {
        self.open.iter().rev().find(|scope| matches!(scope.kind, Kind::Class { .. }))
    }
}
