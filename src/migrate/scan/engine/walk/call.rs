//! What a call is a call of.

use super::Walk;
use crate::migrate::scan::engine::value::{Given, Object, UNKNOWN_PART, Value};
use crate::migrate::scan::rules::{Syntax, dotted};
use crate::migrate::scan::syntax::{Argument, Form, Node};

impl Walk<'_> {
    pub(super) fn call(&mut self, of: &Node, arguments: &[Argument]) -> Value {
        match &of.form {
            Form::Member(receiver, name) => self.method(receiver, name, of, arguments),
            Form::Computed(receiver, key) => match self.eval(key) {
                Value::Text(name) if !name.contains(UNKNOWN_PART) => self.method(receiver, &name, of, arguments),
                _ => self.dynamic(receiver, of, arguments),
            },
            Form::Name(name) | Form::Variable(name) => self.function_call(name, of, arguments),
            _ => {
                let callee = self.eval(of);
                self.call_value(&callee, of, arguments)
            }
        }
    }

    /// A call of something by its name alone.
    pub(super) fn function_call(&mut self, name: &str, of: &Node, arguments: &[Argument]) -> Value {
        let implied = matches!(self.syntax, Syntax::Ruby | Syntax::Java | Syntax::CSharp);
        if implied
            && let Some(class) = self.scopes.base()
            && name != "this"
        {
            let class = &self.file.rules.classes[class];
            if let Some((method, word)) = class.methods.find(name) {
                let word = word.cloned();
                let given = self.given(of, arguments);
                return self.invoke(method, word.as_ref(), &given, of.at, None).unwrap_or_default();
            }
        }
        if self.syntax == Syntax::Ruby && matches!(name, "include" | "extend" | "prepend") {
            return self.mixed_in(arguments);
        }
        let callee = self.eval(of);
        if let Value::Path(_) | Value::Object(_) = callee {
            let value = self.call_value(&callee, of, arguments);
            if !matches!(value, Value::Unknown | Value::Foreign) {
                return value;
            }
        } else {
            let given = self.given(of, arguments);
            self.reads_of(of, &given, of.at);
        }
        self.functions.get(&dotted(name)).cloned().unwrap_or_default()
    }

    /// Modules that a class takes in.
    pub(super) fn mixed_in(&mut self, arguments: &[Argument]) -> Value {
        for argument in arguments {
            if let Value::Path(path) = self.eval(&argument.value)
                && let Some((class, _)) = self.class_of(&path)
            {
                let library = self.file.rules.classes[class].library;
                self.library(library, "takes in a module of the library", argument.value.at);
            }
        }
        Value::Unknown
    }

    pub(super) fn call_value(&mut self, callee: &Value, of: &Node, arguments: &[Argument]) -> Value {
        if let Value::Path(path) = callee {
            if let Some((method, word)) = self.vocabulary.functions.find(path) {
                let word = word.cloned();
                let given = self.given(of, arguments);
                return self.invoke(method, word.as_ref(), &given, of.at, None).unwrap_or_default();
            }
            let builds = matches!(self.syntax, Syntax::Python | Syntax::JavaScript);
            if builds && self.class_of(path).is_some() {
                return self.build(callee, of, arguments, of.at);
            }
        }
        let given = self.given(of, arguments);
        self.reads_of(of, &given, of.at);
        Value::Unknown
    }

    pub(super) fn method(&mut self, receiver: &Node, name: &str, of: &Node, arguments: &[Argument]) -> Value {
        let value = self.eval(receiver);
        let given = self.given(of, arguments);
        match value {
            Value::Object(object) => self.method_of_object(object, name, of, &given),
            Value::Path(path) => self.method_of_path(&path, receiver, name, of, given),
            Value::Bag(bag) => {
                if let ([_, (_, value, _)], Some(key)) = (&given.values[..], given.text(0)) {
                    self.put(Some(bag), key, value, given.values[0].2);
                }
                for inner in &given.bags {
                    self.bags.join(bag, *inner);
                }
                self.reads_of(receiver, &given, of.at);
                Value::Bag(bag)
            }
            Value::Foreign => {
                self.pair_of(&given, None);
                self.reads_of(receiver, &given, of.at);
                Value::Foreign
            }
            Value::Text(_) => Value::Unknown,
            Value::Unknown => {
                self.pair_of(&given, None);
                self.reads_of(receiver, &given, of.at);
                let own = matches!(&receiver.form, Form::Name(this) if this == "this");
                if own {
                    return self.functions.get(name).cloned().unwrap_or_default();
                }
                self.guess(receiver, name, of, &given);
                Value::Unknown
            }
        }
    }

    /// Where a method is called: in a chain over several lines, where its name stands.
    pub(super) fn place(&self, of: &Node) -> (usize, usize) {
        let Form::Member(receiver, _) = &of.form else { return of.at };
        let name = self.file.text.get(receiver.at.1..of.at.1).unwrap_or_default();
        match name.find(|letter: char| letter.is_alphanumeric() || letter == '_') {
            Some(start) if self.file.lines.line(of.at.0) < self.file.lines.line(receiver.at.1 + start) => {
                (receiver.at.1 + start, of.at.1)
            }
            _ => of.at,
        }
    }

    pub(super) fn method_of_object(&mut self, object: Object, name: &str, of: &Node, given: &Given) -> Value {
        let class = &self.file.rules.classes[object.class];
        if let Some((method, word)) = class.methods.find(name) {
            let word = word.cloned();
            if let Some(value) = self.invoke(method, word.as_ref(), given, self.place(of), Some(object.bag)) {
                return value;
            }
        }
        let set = class.setters.iter().find_map(|prefix| name.strip_prefix(prefix.as_str()));
        if let Some(parameter) = set.and_then(|name| self.file.rules.parameter(name)) {
            self.bags.put(object.bag, parameter);
            return Value::Object(object);
        }
        if let Some(key) = given.text(0)
            && let Some(parameter) = self.file.rules.parameter(key)
        {
            self.bags.put(object.bag, parameter);
            return Value::Object(object);
        }
        for inner in &given.bags {
            self.bags.join(object.bag, *inner);
        }
        self.functions.get(name).cloned().unwrap_or_default()
    }

    pub(super) fn method_of_path(&mut self, path: &str, receiver: &Node, name: &str, of: &Node, given: Given) -> Value {
        let full = format!("{path}.{name}");
        if let Some((method, word)) = self.vocabulary.functions.find(&full) {
            let word = word.cloned();
            if let Some(value) = self.invoke(method, word.as_ref(), &given, self.place(of), None) {
                return value;
            }
        }
        if let Some((class, word)) = self.class_of(&full)
            && matches!(self.syntax, Syntax::Python | Syntax::JavaScript)
        {
            return self.built(class, word, &given, of.at);
        }
        if let Some((class, _)) = self.class_of(path) {
            let class = &self.file.rules.classes[class];
            if let Some((method, word)) = class.methods.find(name) {
                let word = word.cloned();
                return self.invoke(method, word.as_ref(), &given, self.place(of), None).unwrap_or_default();
            }
            return Value::Unknown;
        }
        self.pair_of(&given, None);
        self.reads_of(receiver, &given, of.at);
        // A name that nothing in the file explains may be anything, also a client.
        let unexplained = !path.contains('.') && path.starts_with(|first: char| first.is_lowercase() || first == '_');
        if unexplained || !given.bags.is_empty() {
            self.guess(receiver, name, of, &given);
        }
        match self.functions.get(name) {
            Some(value) => value.clone(),
            None if unexplained => Value::Unknown,
            None => Value::Foreign,
        }
    }

    /// A method that is chosen at run time.
    pub(super) fn dynamic(&mut self, receiver: &Node, of: &Node, arguments: &[Argument]) -> Value {
        let value = self.eval(receiver);
        let given = self.given(of, arguments);
        let class = match &value {
            Value::Object(object) => Some(object.class),
            Value::Path(path) => self.class_of(path).map(|(class, _)| class),
            _ => None,
        };
        if let Some(class) = class {
            self.chosen(class, &given, self.place(of));
        }
        Value::Unknown
    }
}
