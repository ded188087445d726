//! What a call does.

use std::collections::BTreeSet;

use super::Draft;
use super::value::{Given, Object, Value};
use super::walk::Walk;
use crate::migrate::scan::finding::Kind;
use crate::migrate::scan::rules::{Method, Syntax, Word, dotted};
use crate::migrate::scan::syntax::{Argument, Form, Node};

/// In the rules, all parameters of an action by their positions.
const ALL: &str = "*";

impl Walk<'_> {
    pub(super) fn call(&mut self, of: &Node, arguments: &[Argument]) -> Value {
        match &of.form {
            Form::Member(receiver, name) => self.method(receiver, name, of, arguments),
            Form::Computed(receiver, key) => match self.eval(key) {
                Value::Text(name) if !name.contains(super::value::UNKNOWN_PART) => {
                    self.method(receiver, &name, of, arguments)
                }
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
    fn function_call(&mut self, name: &str, of: &Node, arguments: &[Argument]) -> Value {
        let implied = matches!(self.syntax, Syntax::Ruby | Syntax::Java | Syntax::CSharp);
        if implied
            && let Some(class) = self.scopes.base()
            && name != "this"
        {
            let class = &self.file.rules.classes[class];
            if let Some((method, word)) = class.methods.find(name) {
                let word = word.cloned();
                let given = self.given(arguments);
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
            let given = self.given(arguments);
            self.reads_of(of, &given, of.at);
        }
        self.functions.get(&dotted(name)).cloned().unwrap_or_default()
    }

    /// Modules that a class takes in.
    fn mixed_in(&mut self, arguments: &[Argument]) -> Value {
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

    fn call_value(&mut self, callee: &Value, of: &Node, arguments: &[Argument]) -> Value {
        if let Value::Path(path) = callee {
            if let Some((method, word)) = self.vocabulary.functions.find(path) {
                let word = word.cloned();
                let given = self.given(arguments);
                return self.invoke(method, word.as_ref(), &given, of.at, None).unwrap_or_default();
            }
            let builds = matches!(self.syntax, Syntax::Python | Syntax::JavaScript);
            if builds && self.class_of(path).is_some() {
                return self.build(callee, arguments, of.at);
            }
        }
        let given = self.given(arguments);
        self.reads_of(of, &given, of.at);
        Value::Unknown
    }

    fn method(&mut self, receiver: &Node, name: &str, of: &Node, arguments: &[Argument]) -> Value {
        let value = self.eval(receiver);
        let given = self.given(arguments);
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
    fn place(&self, of: &Node) -> (usize, usize) {
        let Form::Member(receiver, _) = &of.form else { return of.at };
        let name = self.file.text.get(receiver.at.1..of.at.1).unwrap_or_default();
        match name.find(|letter: char| letter.is_alphanumeric() || letter == '_') {
            Some(start) if self.source(of).contains('\n') => (receiver.at.1 + start, of.at.1),
            _ => of.at,
        }
    }

    fn method_of_object(&mut self, object: Object, name: &str, of: &Node, given: &Given) -> Value {
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

    fn method_of_path(&mut self, path: &str, receiver: &Node, name: &str, of: &Node, given: Given) -> Value {
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

    /// Builds an object: of a library's class, or of a foreign one.
    pub(super) fn build(&mut self, class: &Value, arguments: &[Argument], at: (usize, usize)) -> Value {
        let given = self.given(arguments);
        let path = match class {
            Value::Path(path) => path.clone(),
            Value::Text(name) => dotted(name),
            _ => return Value::Unknown,
        };
        match self.class_of(&path) {
            Some((class, word)) => self.built(class, word, &given, at),
            None => {
                self.pair_of(&given, None);
                // A foreign map or list goes on holding what it is built from and what is put into it.
                let holds = ["Map", "Dictionary", "Hash", "Hashtable", "List", "Collection", "Values"];
                let holds = holds.iter().any(|end| path.ends_with(end)).then(|| self.bags.add());
                given.bags.first().copied().or(holds).map_or(Value::Foreign, Value::Bag)
            }
        }
    }

    fn built(&mut self, index: usize, word: Option<Word>, given: &Given, at: (usize, usize)) -> Value {
        let class = &self.file.rules.classes[index];
        self.used.insert(class.library);
        let bag = self.bags.add();
        for parameter in &given.parameters {
            self.bags.put(bag, parameter);
        }
        for inner in &given.bags {
            self.bags.join(bag, *inner);
        }
        let action = class.action.clone().or_else(|| action(word.as_ref()));
        let whole = action.as_deref().filter(|_| class.positions.iter().any(|name| name == ALL));
        let positions = whole.map_or_else(|| class.positions.clone(), fields);
        let by_position = given.values.iter().filter(|(name, ..)| name.is_none());
        for (name, (_, value, at)) in positions.iter().zip(by_position) {
            let nothing = matches!(self.file.text.get(at.0..at.1), Some("null" | "None" | "nil" | "undefined"));
            if let Some(parameter) =
                self.file.rules.parameter(name).filter(|_| !nothing || matches!(value, Value::Text(_)))
            {
                self.bags.put(bag, parameter);
            }
        }
        if let Some(kind) = class.kind.filter(|kind| *kind != Kind::ErrorHandler) {
            let library = &self.file.rules.libraries[class.library];
            let draft = Draft {
                at,
                kind,
                library: Some(class.library),
                what: class.what.clone().unwrap_or_else(|| format!("uses {}", library.title)),
                action,
                pipeline: pipeline(word.as_ref()),
                parameters: BTreeSet::new(),
                rule: format!("{}/{}", library.id, kind.name()),
            };
            self.report(draft, vec![bag]);
        }
        Value::Object(Object { class: index, bag })
    }

    /// A call that the rules know. None if it isn't meant after all, because of its argument.
    pub(super) fn invoke(
        &mut self,
        method: usize,
        word: Option<&Word>,
        given: &Given,
        at: (usize, usize),
        bag: Option<usize>,
    ) -> Option<Value> {
        let method = &self.file.rules.methods[method];
        if method.argument.as_deref().is_some_and(|wanted| given.text(0) != Some(wanted)) {
            return None;
        }
        let library = &self.file.rules.libraries[method.library];
        self.used.insert(method.library);
        let returned = method.returns.as_deref().and_then(|class| self.class_of(class));
        let returned = returned.map(|(class, _)| Object { class, bag: self.bags.add() });
        if let Some(kind) = method.kind {
            let chosen = method.action_at.and_then(|position| given.text(position));
            let chosen = chosen.and_then(|name| self.file.rules.action_in_any_style(name));
            let turned = self.turned(method, given);
            let mut parameters = given.parameters.clone();
            for (position, (name, value, _)) in given.values.iter().enumerate() {
                let named = method.positions.get(position).filter(|_| name.is_none());
                let held = matches!(value, Value::Bag(bag) if !self.bags.parameters(&[*bag]).is_empty());
                if let Some(parameter) = named.and_then(|name| self.file.rules.parameter(name))
                    && !held
                {
                    parameters.insert(parameter.to_owned());
                }
            }
            let within = self.forget_within(kind, given);
            let draft = Draft {
                at,
                kind,
                library: Some(method.library),
                what: method.what.clone().unwrap_or_else(|| format!("uses {}", library.title)),
                action: turned.or_else(|| method.action.clone()).or(chosen).or_else(|| action(word)),
                pipeline: pipeline(word).or(within),
                parameters,
                rule: format!("{}/{}", library.id, kind.name()),
            };
            // What sends itself has its parameters in itself; what is built gets them later.
            let own = bag.filter(|_| kind != Kind::Action || given.bags.is_empty());
            let built = returned.as_ref().map(|object| object.bag).filter(|_| kind != Kind::Action);
            let bags = given.bags.iter().copied().chain(own).chain(built);
            self.report(draft, bags.collect());
        }
        Some(match (returned, &method.gives) {
            (Some(object), _) => Value::Object(object),
            (None, Some(path)) => Value::Path(path.clone()),
            (None, None) => Value::Unknown,
        })
    }

    /// What is set or built within the very call that sends it is no place of its own. Gives the pipeline that it named.
    fn forget_within(&mut self, kind: Kind, given: &Given) -> Option<String> {
        let inside = |at: (usize, usize)| given.values.iter().any(|(_, _, whole)| whole.0 <= at.0 && at.1 <= whole.1);
        let same = |found: Kind| found == kind || (kind == Kind::Action && found == Kind::Request);
        let forgotten = self.forget(|draft| same(draft.kind) && inside(draft.at));
        forgotten.into_iter().find_map(|draft| draft.pipeline)
    }

    /// The action that a named argument makes of another one, if it isn't given as false.
    fn turned(&self, method: &Method, given: &Given) -> Option<String> {
        given.values.iter().find_map(|(name, _, at)| {
            let action = method.turns.get(name.as_ref()?)?;
            let value = self.file.text.get(at.0..at.1).unwrap_or_default();
            (!value.eq_ignore_ascii_case("false")).then(|| action.clone())
        })
    }

    /// A method that is chosen at run time.
    fn dynamic(&mut self, receiver: &Node, of: &Node, arguments: &[Argument]) -> Value {
        let value = self.eval(receiver);
        let given = self.given(arguments);
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

    /// Reports an action that is chosen at run time, if the class has actions.
    pub(super) fn chosen(&mut self, class: usize, given: &Given, at: (usize, usize)) {
        let class = &self.file.rules.classes[class];
        let acts = |method: usize| self.file.rules.methods[method].kind == Some(Kind::Action);
        if !class.methods.any(acts) {
            return;
        }
        self.forget_within(Kind::Action, given);
        let library = &self.file.rules.libraries[class.library];
        let draft = Draft {
            at,
            kind: Kind::Action,
            library: Some(class.library),
            what: "calls an action that is chosen at run time".to_owned(),
            action: None,
            pipeline: None,
            parameters: given.parameters.clone(),
            rule: format!("{}/dynamic", library.id),
        };
        self.report(draft, given.bags.clone());
    }

    /// A method of something of which nothing is known: an action if its name and its parameters, its receiver's name or its
    /// request say so.
    fn guess(&mut self, receiver: &Node, name: &str, of: &Node, given: &Given) {
        if !self.reports() {
            return;
        }
        let Some((method, word)) = self.vocabulary.calls.find(name) else { return };
        let word = word.cloned();
        let method = &self.file.rules.methods[method];
        let Some(action) = method.action.clone().or_else(|| action(word.as_ref())) else { return };
        let request = given.values.iter().find_map(|(_, value, _)| match value {
            Value::Object(object) => Some(&self.file.rules.classes[object.class]),
            _ => None,
        });
        let request = request.filter(|class| class.kind == Some(Kind::Request));
        let mut parameters = self.bags.parameters(&given.bags);
        parameters.extend(given.parameters.iter().cloned());
        let telling = parameters.iter().any(|parameter| self.file.rules.is_telling(parameter));
        let about_fps = self.about_fps();
        let hinted = self.file.rules.is_receiver(self.source(receiver));
        let certain = request.is_some()
            || (telling && (about_fps || hinted))
            || (about_fps && hinted)
            || (about_fps && !given.values.is_empty() && !self.file.rules.is_common(&action));
        if !certain {
            return;
        }
        let library = request
            .map(|class| class.library)
            .or_else(|| self.used.contains(&method.library).then_some(method.library))
            .or_else(|| self.used.first().copied());
        let rule = match library {
            Some(library) => format!("{}/{}", self.file.rules.libraries[library].id, Kind::Action.name()),
            None => "call".to_owned(),
        };
        self.forget_within(Kind::Action, given);
        let draft = Draft {
            at: self.place(of),
            kind: Kind::Action,
            library,
            what: "calls {Action}".to_owned(),
            action: Some(action),
            pipeline: None,
            parameters,
            rule,
        };
        self.report(draft, given.bags.clone());
    }

    /// The arguments of a call, each looked at once.
    fn given(&mut self, arguments: &[Argument]) -> Given {
        let mut given = Given::default();
        for argument in arguments {
            let value = self.eval(&argument.value);
            let parameter = argument.name.as_ref().and_then(|name| self.file.rules.parameter(name));
            given.parameters.extend(parameter.map(str::to_owned));
            match &value {
                Value::Bag(bag) => given.bags.push(*bag),
                Value::Object(object) => given.bags.push(object.bag),
                _ => {}
            }
            given.values.push((argument.name.clone(), value, argument.value.at));
        }
        if self.reports() && !(given.bags.is_empty() && given.parameters.is_empty()) {
            self.remember(&given);
        }
        if given.values.iter().any(|(name, ..)| name.is_some()) {
            let bag = self.bags.add();
            for parameter in &given.parameters {
                self.bags.put(bag, parameter);
            }
            for (name, value, at) in &given.values {
                if let Some(name) = name {
                    self.pair(name, value, *at, Some(bag));
                }
            }
        }
        given
    }

    /// `put("Action", "Pay")`, whatever the method is called.
    fn pair_of(&mut self, given: &Given, bag: Option<usize>) {
        if let [(None, Value::Text(key), at), (None, value, _), ..] = &given.values[..] {
            self.put(bag, key, value, *at);
        }
    }

    fn put(&mut self, bag: Option<usize>, key: &str, value: &Value, at: (usize, usize)) {
        if let (Some(bag), Some(parameter)) = (bag, self.file.rules.parameter(key)) {
            self.bags.put(bag, parameter);
        }
        self.pair(key, value, at, bag);
    }

    /// A key and its value, in whatever way they stand together.
    pub(super) fn pair(&mut self, key: &str, value: &Value, at: (usize, usize), bag: Option<usize>) {
        let Value::Text(value) = value else { return };
        if !self.reports() {
            return;
        }
        let key = crate::migrate::scan::rules::plain(key);
        for (index, pair) in self.file.rules.pairs.iter().enumerate() {
            let Some(found) = pair.keys.contains(&key).then(|| pair.value.captures(value)).flatten() else { continue };
            if !self.around.allow_pair(index, pair, self.language, self.about_fps()) {
                continue;
            }
            let named = |name: &str| found.name(name).map(|part| part.as_str());
            let action = named("action").map(|action| self.file.rules.canonical(action).to_owned());
            let draft = Draft {
                at,
                kind: pair.kind,
                library: None,
                what: pair.what.clone(),
                action,
                pipeline: named("pipeline").map(str::to_owned),
                parameters: BTreeSet::new(),
                rule: pair.id.clone(),
            };
            let bags = if matches!(pair.kind, Kind::Action | Kind::Pipeline | Kind::Request) { bag } else { None };
            self.report(draft, bags.into_iter().collect());
        }
    }

    /// Texts that are given to something that reads an incoming request.
    fn reads_of(&mut self, of: &Node, given: &Given, at: (usize, usize)) {
        for (_, value, _) in &given.values {
            if let Value::Text(key) = value {
                self.read(self.source(of), key, at);
            }
        }
    }
}

/// The names of all parameters of an action, in the order of the contract.
fn fields(action: &str) -> Vec<String> {
    let operation = crate::fps::SERVICE.operations.iter().find(|operation| operation.name == action);
    operation.into_iter().flat_map(|operation| operation.request_fields).map(|field| field.name.to_owned()).collect()
}

fn action(word: Option<&Word>) -> Option<String> {
    match word {
        Some(Word::Action(action)) => Some(action.clone()),
        _ => None,
    }
}

fn pipeline(word: Option<&Word>) -> Option<String> {
    match word {
        Some(Word::Pipeline(pipeline)) => Some(pipeline.clone()),
        _ => None,
    }
}
