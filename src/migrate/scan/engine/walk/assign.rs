//! What is set: variables, fields, keys, parameters.

use super::Walk;
use crate::migrate::scan::engine::value::{Given, UNKNOWN_PART, Value};
use crate::migrate::scan::rules::Syntax;
use crate::migrate::scan::syntax::{Form, Node};

impl Walk<'_> {
    pub(super) fn assign(&mut self, target: &Node, value: &Node, adds: bool) -> Value {
        let mut value = self.eval(value);
        if adds {
            value = self.added(target, value);
        }
        match &target.form {
            Form::Variable(name) | Form::Name(name) if name != "this" => self.scopes.assign(name, value.clone()),
            Form::Member(of, name) => self.assign_member(of, name, &value, target.at),
            Form::Computed(of, key) => {
                let held = self.eval(of);
                let bag = self.bag_of(of, held);
                if let Value::Text(key) = self.eval(key) {
                    self.set(bag, &key, &value, target.at);
                }
            }
            _ => drop(self.eval(target)),
        }
        if self.scopes.in_class_body().is_some()
            && let Form::Name(name) = &target.form
        {
            self.announce_member(name, &value);
        }
        value
    }

    /// What a variable holds after something is appended to it.
    pub(super) fn added(&mut self, target: &Node, more: Value) -> Value {
        let held = match &target.form {
            Form::Variable(_) | Form::Name(_) => self.eval(target),
            Form::Member(of, _) if matches!(of.form, Form::Name(_)) => self.eval(target),
            // Looked at when it is assigned to: twice at each depth would be too often.
            _ => Value::Unknown,
        };
        match (held, more) {
            (Value::Text(text), Value::Text(more)) => self.longer(&text, &more, target),
            (Value::Bag(bag), Value::Bag(more)) => {
                self.bags.join(bag, more);
                Value::Bag(bag)
            }
            (Value::Unknown, Value::Text(more)) => self.longer(UNKNOWN_PART, &more, target),
            (Value::Text(text), _) => self.longer(&text, UNKNOWN_PART, target),
            (known, _) => known,
        }
    }

    pub(super) fn assign_member(&mut self, of: &Node, name: &str, value: &Value, at: (usize, usize)) {
        if matches!(&of.form, Form::Name(this) if this == "this") {
            self.scopes.set_field(name, value.clone());
            if let Some(class) = self.scopes.base() {
                self.set_property(class, name, at);
            }
            return;
        }
        match self.eval(of) {
            Value::Object(object) => {
                if let Some(parameter) = self.file.rules.parameter(name) {
                    self.bags.put(object.bag, parameter);
                }
                self.set_property(object.class, name, at);
                self.pair(name, value, at, Some(object.bag));
            }
            Value::Bag(bag) => self.set(Some(bag), name, value, at),
            Value::Path(path) => {
                if let Some((class, _)) = self.class_of(&path) {
                    self.set_property(class, name, at);
                }
                if let Some((method, word)) = self.vocabulary.functions.find(&format!("{path}.{name}=")) {
                    let word = word.cloned();
                    self.invoke(method, word.as_ref(), &Given::default(), at, None);
                }
                self.scopes.announce(format!("{path}.{name}"), value.clone());
                self.pair(name, value, at, None);
            }
            Value::Unknown => {
                let bag = self.bag_of(of, Value::Unknown);
                self.set(bag, name, value, at);
            }
            Value::Foreign | Value::Text(_) => {}
        }
    }

    /// Reports a property of a library's class that is set, if the rules know it as `name=`.
    pub(super) fn set_property(&mut self, class: usize, name: &str, at: (usize, usize)) {
        let class = &self.file.rules.classes[class];
        if let Some((method, word)) = class.methods.find(&format!("{name}=")) {
            let word = word.cloned();
            self.invoke(method, word.as_ref(), &Default::default(), at, None);
        }
    }

    /// The bag that an expression holds; a variable that holds nothing known gets one.
    pub(super) fn bag_of(&mut self, of: &Node, held: Value) -> Option<usize> {
        match held {
            Value::Bag(bag) => Some(bag),
            Value::Object(object) => Some(object.bag),
            Value::Unknown => {
                let bag = self.bags.add();
                match &of.form {
                    Form::Variable(name) => self.scopes.assign(name, Value::Bag(bag)),
                    Form::Member(this, name) if matches!(&this.form, Form::Name(this) if this == "this") => {
                        self.scopes.set_field(name, Value::Bag(bag));
                    }
                    _ => {}
                }
                Some(bag)
            }
            Value::Path(path) if !path.contains('.') => {
                let bag = self.bags.add();
                self.scopes.assign(&path, Value::Bag(bag));
                Some(bag)
            }
            _ => None,
        }
    }

    /// Notes that a key is set.
    pub(super) fn set(&mut self, bag: Option<usize>, key: &str, value: &Value, at: (usize, usize)) {
        if let (Some(bag), Some(parameter)) = (bag, self.file.rules.parameter(key)) {
            self.bags.put(bag, parameter);
        }
        self.pair(key, value, at, bag);
    }

    pub(super) fn declare(&mut self, name: &str, class: Option<&Node>, value: Option<&Node>) -> Value {
        let value = value.map(|value| self.eval(value)).unwrap_or_default();
        let value = match (&value, class) {
            (Value::Unknown | Value::Path(_), Some(class)) => match self.typed(class) {
                // In TypeScript a client is often written down as what its user wants of it.
                Some(Value::Foreign) if self.syntax == Syntax::JavaScript => value,
                typed => typed.unwrap_or(value),
            },
            _ => value,
        };
        if self.scopes.in_class_body().is_some() {
            self.announce_member(name, &value);
        }
        self.scopes.declare(name, value.clone());
        value
    }

    /// A constant of a class is known by the class's name, too.
    pub(super) fn announce_member(&mut self, name: &str, value: &Value) {
        let Some(class) = self.scopes.in_class_body() else { return };
        let full = format!("{class}.{name}");
        if matches!(value, Value::Text(_) | Value::Object(_)) {
            self.scopes.announce(full, value.clone());
            self.scopes.set_field(name, value.clone());
        }
    }

    pub(super) fn map(&mut self, pairs: &[(Node, Node)]) -> Value {
        let bag = self.bags.add();
        for (key, value) in pairs {
            let name = self.eval(key);
            let value = self.eval(value);
            if let Value::Text(name) = name {
                self.set(Some(bag), &name, &value, key.at);
            }
        }
        Value::Bag(bag)
    }

    /// A list may be one of pairs, or a pair itself.
    pub(super) fn list(&mut self, values: &[Node], at: (usize, usize)) -> Value {
        let bag = self.bags.add();
        let values: Vec<_> = values.iter().map(|value| self.eval(value)).collect();
        if let [Value::Text(key), value] = &values[..] {
            self.set(Some(bag), key, value, at);
        }
        for value in &values {
            if let Value::Bag(inner) = value {
                self.bags.join(bag, *inner);
            }
        }
        Value::Bag(bag)
    }
}
