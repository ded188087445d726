//! What a name stands for.

use super::Walk;
use crate::migrate::scan::engine::value::{Given, Object, Value};
use crate::migrate::scan::finding::Kind;
use crate::migrate::scan::rules::{Syntax, Word, dotted};
use crate::migrate::scan::syntax::{Form, Node};

impl Walk<'_> {
    pub(super) fn variable(&mut self, name: &str) -> Value {
        match self.scopes.find(name) {
            Some(value) => value.clone(),
            // In Ruby, a call without arguments looks like a variable.
            None => self.functions.get(name).filter(|_| self.syntax == Syntax::Ruby).cloned().unwrap_or_default(),
        }
    }

    pub(super) fn name(&mut self, name: &str) -> Value {
        if name == "this" {
            return match self.scopes.base() {
                Some(class) => Value::Object(Object { class, bag: self.bags.add() }),
                None => Value::Unknown,
            };
        }
        let name = dotted(name);
        if let Some(value) = self.scopes.find(&name) {
            return value.clone();
        }
        if let Some((first, rest)) = name.split_once('.')
            && let Some(Value::Path(path)) = self.scopes.find(first)
        {
            return Value::Path(format!("{path}.{rest}"));
        }
        let around = (0..self.spaces.len()).rev().map(|depth| self.spaces[..=depth].join("."));
        let full = std::iter::once(name.clone())
            .chain(
                self.wildcards.iter().chain(around.collect::<Vec<_>>().iter()).map(|space| format!("{space}.{name}")),
            )
            .find(|full| self.known(full));
        Value::Path(full.unwrap_or(name))
    }

    pub(super) fn known(&self, path: &str) -> bool {
        self.class_of(path).is_some() || self.vocabulary.functions.find(path).is_some()
    }

    /// The class of a library that a path names, or that the file's own class of that name extends.
    pub(super) fn class_of(&self, path: &str) -> Option<(usize, Option<Word>)> {
        if let Some((class, word)) = self.vocabulary.classes.find(path) {
            return Some((class, word.cloned()));
        }
        self.extended.get(path).map(|class| (*class, None))
    }

    pub(super) fn member(&mut self, of: &Node, name: &str, at: (usize, usize)) -> Value {
        if matches!(&of.form, Form::Name(this) if this == "this") {
            let field = self.scopes.field(name).cloned();
            return field.or_else(|| self.functions.get(name).cloned()).unwrap_or_default();
        }
        let from = self.eval(of);
        self.read(self.source(of), name, at);
        match from {
            Value::Path(path) => {
                let full = format!("{path}.{name}");
                self.scopes.find(&full).cloned().unwrap_or(Value::Path(full))
            }
            Value::Foreign => Value::Foreign,
            Value::Object(object) => self.reference(&object, name, at),
            _ => Value::Unknown,
        }
    }

    /// A method of a library's object that is named but not called: a property, or an action that is called elsewhere.
    pub(super) fn reference(&mut self, object: &Object, name: &str, at: (usize, usize)) -> Value {
        let class = &self.file.rules.classes[object.class];
        let Some((index, word)) = class.methods.find(name) else { return Value::Unknown };
        let method = &self.file.rules.methods[index];
        if method.kind.is_none() || method.kind == Some(Kind::Action) {
            let word = word.cloned();
            return self.invoke(index, word.as_ref(), &Given::default(), at, None).unwrap_or_default();
        }
        Value::Unknown
    }

    /// Notes that a key is read, if it is read from an incoming request.
    pub(super) fn read(&mut self, from: &str, key: &str, at: (usize, usize)) {
        if !self.file.rules.is_incoming(from) {
            return;
        }
        if self.file.rules.handlers.iter().any(|handler| handler.keys.iter().any(|known| known == key)) {
            self.scopes.read(key.to_owned(), at);
        }
    }

    /// An object of the class that is written; none where the class says nothing.
    pub(super) fn typed(&mut self, class: &Node) -> Option<Value> {
        let Value::Path(path) = self.eval(class) else { return None };
        if let Some((class, _)) = self.class_of(&path) {
            self.used.insert(self.file.rules.classes[class].library);
            return Some(Value::Object(Object { class, bag: self.bags.add() }));
        }
        let says_nothing = [
            "object", "var", "dynamic", "mixed", "any", "array", "callable", "iterable", "string", "map", "dict",
            "list",
        ];
        let says = !says_nothing.contains(&path.to_ascii_lowercase().as_str()) && path.rsplit('.').next()?.len() > 1;
        says.then_some(Value::Foreign)
    }
}
