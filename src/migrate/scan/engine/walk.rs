//! Through the code of a file, twice: first to learn what its names mean, then to report what it does.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::scope::{Kind as ScopeKind, Scopes};
use super::surroundings::Surroundings;
use super::value::{Bags, Given, Object, UNKNOWN_PART, Value};
use super::{Defines, Draft, File};
use crate::migrate::scan::finding::Kind;
use crate::migrate::scan::rules::{Language, Syntax, Vocabulary, Word, dotted};
use crate::migrate::scan::syntax::{ClassKind, Form, Import, Node};

/// How much of an expression's source is looked at, in bytes.
const TAIL: usize = 200;

/// A walk through the code of one file.
pub(super) struct Walk<'a> {
    pub file: &'a File<'a>,
    /// The language of the code, which may be inside a file of another one.
    pub language: &'a Language,
    pub vocabulary: &'a Vocabulary,
    pub syntax: Syntax,
    pub around: &'a Surroundings,
    /// Whether this is the second pass, which reports.
    reports: bool,
    pub scopes: Scopes,
    pub bags: Bags,
    pub drafts: Vec<Draft>,
    /// For each draft, the bags that its parameters are in.
    links: Vec<Vec<usize>>,
    /// Indices of the libraries that the file uses.
    pub used: BTreeSet<usize>,
    /// What the file's own functions return.
    pub functions: HashMap<String, Value>,
    /// The names of the file's own functions.
    pub own: HashSet<String>,
    /// The file's own classes that extend one of a library.
    extended: HashMap<String, usize>,
    /// Namespaces whose names are known without them.
    wildcards: Vec<String>,
    /// The modules and namespaces around a place.
    spaces: Vec<String>,
    pub defines: Option<Defines>,
    /// How many joins are around a place.
    joins: usize,
    calls: Vec<Call>,
}

/// The arguments of some call.
struct Call {
    at: (usize, usize),
    parameters: BTreeSet<String>,
    bags: Vec<usize>,
}

/// What a walk found.
pub(super) struct Found {
    pub drafts: Vec<Draft>,
    /// The arguments of calls, by where they begin and end, and the parameters that are given by them.
    pub calls: Vec<((usize, usize), BTreeSet<String>)>,
    pub defines: Option<Defines>,
    pub uses_library: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        file: &'a File<'a>,
        language: &'a Language,
        syntax: Syntax,
        vocabulary: &'a Vocabulary,
        around: &'a Surroundings,
    ) -> Self {
        Self {
            file,
            language,
            vocabulary,
            syntax,
            around,
            reports: false,
            scopes: Scopes::new(matches!(syntax, Syntax::Java | Syntax::CSharp | Syntax::Ruby)),
            bags: Bags::default(),
            drafts: Vec::new(),
            links: Vec::new(),
            used: BTreeSet::new(),
            functions: HashMap::new(),
            own: HashSet::new(),
            extended: HashMap::new(),
            wildcards: Vec::new(),
            spaces: Vec::new(),
            defines: None,
            joins: 0,
            calls: Vec::new(),
        }
    }

    /// Walks; `imports` are names that are imported by other means than the code's own, with their places.
    pub(super) fn run(mut self, nodes: &[Node], imports: &[(String, (usize, usize))]) -> Found {
        for reports in [false, true] {
            self.reports = reports;
            for (name, at) in imports {
                self.listed_import(name, *at);
            }
            for node in nodes {
                self.eval(node);
            }
            if let Some(ScopeKind::Function { reads, .. }) = self.scopes.again() {
                self.handle(&reads);
            }
        }
        for (draft, bags) in self.drafts.iter_mut().zip(&self.links) {
            draft.parameters.extend(self.bags.parameters(bags));
        }
        let bags = &self.bags;
        let with_bags =
            |call: Call| (call.at, call.parameters.into_iter().chain(bags.parameters(&call.bags)).collect());
        let calls = self.calls.into_iter().map(with_bags).collect();
        Found { drafts: self.drafts, calls, defines: self.defines, uses_library: !self.used.is_empty() }
    }

    /// Reports a place, in the pass that does.
    pub(super) fn report(&mut self, draft: Draft, bags: Vec<usize>) {
        if self.reports {
            self.drafts.push(draft);
            self.links.push(bags);
        }
    }

    /// Takes back the places at the end of the list that fit.
    pub(super) fn forget(&mut self, fits: impl Fn(&Draft) -> bool) -> Vec<Draft> {
        let kept = self.drafts.iter().rposition(|draft| !fits(draft)).map_or(0, |last| last + 1);
        self.links.truncate(kept);
        self.drafts.split_off(kept)
    }

    /// Notes with which parameters something is called.
    pub(super) fn remember(&mut self, given: &Given) {
        if let (Some((_, _, first)), Some((_, _, last))) = (given.values.first(), given.values.last()) {
            self.calls.push(Call {
                at: (first.0, last.1),
                parameters: given.parameters.clone(),
                bags: given.bags.clone(),
            });
        }
    }

    pub(super) fn reports(&self) -> bool {
        self.reports
    }

    /// Whether the file shows that it is about FPS, by its text or by a library that it uses.
    pub(super) fn about_fps(&self) -> bool {
        self.around.evidence || !self.used.is_empty()
    }

    /// The source of an expression; of a long one its end, where its last name is.
    pub(super) fn source(&self, node: &Node) -> &'a str {
        let mut from = node.at.0.max(node.at.1.saturating_sub(TAIL));
        while !self.file.text.is_char_boundary(from) {
            from += 1;
        }
        self.file.text.get(from..node.at.1).unwrap_or_default()
    }

    /// What an expression is; on the way, whatever is to be reported in it is.
    pub(super) fn eval(&mut self, node: &Node) -> Value {
        match &node.form {
            Form::Variable(name) => self.variable(name),
            Form::Name(name) => self.name(name),
            Form::Member(of, name) => self.member(of, name, node.at),
            Form::Computed(of, key) => {
                let from = self.eval(of);
                match (from, self.eval(key)) {
                    (Value::Object(object), Value::Text(name)) => self.reference(&object, &name, node.at),
                    (_, Value::Text(key)) => {
                        self.read(self.source(of), &key, node.at);
                        Value::Unknown
                    }
                    (Value::Object(object), _) => {
                        self.chosen(object.class, &Given::default(), node.at);
                        Value::Unknown
                    }
                    _ => Value::Unknown,
                }
            }
            Form::Text(text) => Value::Text(text.clone()),
            Form::Join(parts) => self.join(parts),
            Form::Call { of, arguments } => self.call(of, arguments),
            Form::New { class, arguments, body } => {
                let class = self.eval(class);
                let value = self.build(&class, arguments, node.at);
                self.eval_all(body);
                value
            }
            Form::Assign { target, value, adds } => self.assign(target, value, *adds),
            Form::Declare { name, class, value } => self.declare(name, class.as_deref(), value.as_deref()),
            Form::Map(pairs) => self.map(pairs),
            Form::List(values) => self.list(values, node.at),
            Form::Import(import) => self.import(import, node.at),
            Form::Class { name, bases, body, kind } => {
                self.class(name, bases, body, *kind, node.at);
                Value::Unknown
            }
            Form::Function { name, parameters, gives, body } => {
                self.function(name.as_deref(), parameters, gives.as_deref(), body);
                Value::Unknown
            }
            Form::Catch { classes, body } => {
                for class in classes {
                    self.caught(class);
                }
                self.eval_all(body);
                Value::Unknown
            }
            Form::Return(value) => {
                let value = self.eval(value);
                self.scopes.returned(value.clone());
                value
            }
            Form::Cast { class, value } => {
                let value = self.eval(value);
                self.typed(class).unwrap_or(value)
            }
            Form::Unpack { names, value } => {
                let from = self.eval(value);
                for (name, own) in names {
                    self.read(self.source(value), name, node.at);
                    let value = match &from {
                        Value::Path(path) => Value::Path(format!("{path}.{name}")),
                        _ => Value::Unknown,
                    };
                    self.scopes.declare(own, value);
                }
                Value::Unknown
            }
            Form::Group(parts) => {
                let mut known = Value::Unknown;
                for part in parts {
                    let value = self.eval(part);
                    if matches!(value, Value::Object(_)) || (parts.len() == 1) {
                        known = value;
                    }
                }
                known
            }
        }
    }

    fn eval_all(&mut self, nodes: &[Node]) {
        for node in nodes {
            self.eval(node);
        }
    }

    fn variable(&mut self, name: &str) -> Value {
        match self.scopes.find(name) {
            Some(value) => value.clone(),
            // In Ruby, a call without arguments looks like a variable.
            None => self.functions.get(name).filter(|_| self.syntax == Syntax::Ruby).cloned().unwrap_or_default(),
        }
    }

    fn name(&mut self, name: &str) -> Value {
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

    fn known(&self, path: &str) -> bool {
        self.class_of(path).is_some() || self.vocabulary.functions.find(path).is_some()
    }

    /// The class of a library that a path names, or that the file's own class of that name extends.
    pub(super) fn class_of(&self, path: &str) -> Option<(usize, Option<Word>)> {
        if let Some((class, word)) = self.vocabulary.classes.find(path) {
            return Some((class, word.cloned()));
        }
        self.extended.get(path).map(|class| (*class, None))
    }

    fn member(&mut self, of: &Node, name: &str, at: (usize, usize)) -> Value {
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
    fn reference(&mut self, object: &Object, name: &str, at: (usize, usize)) -> Value {
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

    fn join(&mut self, parts: &[Node]) -> Value {
        self.joins += 1;
        let mut whole = String::new();
        // Where each part begins in the whole, and in the file.
        let mut starts = Vec::new();
        let mut flat = Vec::new();
        flatten(parts, &mut flat);
        for part in flat {
            starts.push((whole.len(), part.at.0));
            match self.eval(part) {
                Value::Text(text) => whole.push_str(&text),
                _ => whole.push(UNKNOWN_PART),
            }
        }
        self.joins -= 1;
        if self.joins == 0 && self.reports {
            self.joined(&whole, &starts);
        }
        Value::Text(whole)
    }

    /// Patterns that only the whole of a text shows.
    fn joined(&mut self, whole: &str, starts: &[(usize, usize)]) {
        for draft in super::patterns::in_text(self.file, whole, self.around, self.about_fps()) {
            let part = |at: usize| starts.partition_point(|(start, _)| *start <= at).saturating_sub(1);
            let (first, last) = (part(draft.at.0), part(draft.at.1.saturating_sub(1)));
            // What one part shows by itself is found in the file's text.
            if first != last {
                let at = starts[last].1;
                self.report(Draft { at: (at, at), ..draft }, Vec::new());
            }
        }
    }

    fn assign(&mut self, target: &Node, value: &Node, adds: bool) -> Value {
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
    fn added(&mut self, target: &Node, more: Value) -> Value {
        let held = match &target.form {
            Form::Variable(_) | Form::Name(_) => self.eval(target),
            Form::Member(of, _) if matches!(of.form, Form::Name(_)) => self.eval(target),
            // Looked at when it is assigned to: twice at each depth would be too often.
            _ => Value::Unknown,
        };
        match (held, more) {
            (Value::Text(text), Value::Text(more)) => Value::Text(text + &more),
            (Value::Bag(bag), Value::Bag(more)) => {
                self.bags.join(bag, more);
                Value::Bag(bag)
            }
            (Value::Unknown, Value::Text(more)) => Value::Text(format!("{UNKNOWN_PART}{more}")),
            (Value::Text(text), _) => Value::Text(format!("{text}{UNKNOWN_PART}")),
            (known, _) => known,
        }
    }

    fn assign_member(&mut self, of: &Node, name: &str, value: &Value, at: (usize, usize)) {
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
    fn set_property(&mut self, class: usize, name: &str, at: (usize, usize)) {
        let class = &self.file.rules.classes[class];
        if let Some((method, word)) = class.methods.find(&format!("{name}=")) {
            let word = word.cloned();
            self.invoke(method, word.as_ref(), &Default::default(), at, None);
        }
    }

    /// The bag that an expression holds; a variable that holds nothing known gets one.
    fn bag_of(&mut self, of: &Node, held: Value) -> Option<usize> {
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
    fn set(&mut self, bag: Option<usize>, key: &str, value: &Value, at: (usize, usize)) {
        if let (Some(bag), Some(parameter)) = (bag, self.file.rules.parameter(key)) {
            self.bags.put(bag, parameter);
        }
        self.pair(key, value, at, bag);
    }

    fn declare(&mut self, name: &str, class: Option<&Node>, value: Option<&Node>) -> Value {
        let value = value.map(|value| self.eval(value)).unwrap_or_default();
        let value = match (&value, class) {
            (Value::Unknown | Value::Path(_), Some(class)) => self.typed(class).unwrap_or(value),
            _ => value,
        };
        if self.scopes.in_class_body().is_some() {
            self.announce_member(name, &value);
        }
        self.scopes.declare(name, value.clone());
        value
    }

    /// A constant of a class is known by the class's name, too.
    fn announce_member(&mut self, name: &str, value: &Value) {
        let Some(class) = self.scopes.in_class_body() else { return };
        let full = format!("{class}.{name}");
        if matches!(value, Value::Text(_) | Value::Object(_)) {
            self.scopes.announce(full, value.clone());
            self.scopes.set_field(name, value.clone());
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

    fn map(&mut self, pairs: &[(Node, Node)]) -> Value {
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
    fn list(&mut self, values: &[Node], at: (usize, usize)) -> Value {
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

    fn import(&mut self, import: &Import, at: (usize, usize)) -> Value {
        let Value::Text(module) = self.eval(&import.module) else { return Value::Unknown };
        self.joins = 0;
        let module = dotted(&module);
        let name = |name: &String| format!("{module}.{name}");
        let library =
            self.imported(&module).or_else(|| import.names.iter().find_map(|(own, _)| self.imported(&name(own))));
        if let Some(library) = library {
            self.library(library, "imports the library", at);
        }
        if let Some((alias, path)) = &import.alias {
            self.scopes.announce(alias.clone(), Value::Path(dotted(path)));
        }
        for (own, alias) in &import.names {
            self.scopes.announce(alias.clone(), Value::Path(name(own)));
        }
        if import.all && !self.wildcards.contains(&module) {
            self.wildcards.push(module.clone());
        }
        Value::Path(module)
    }

    /// A name that a directive imports: `a.b.*` or `a.b.C`, in C# a namespace.
    fn listed_import(&mut self, name: &str, at: (usize, usize)) {
        let (module, all) = match name.strip_suffix(".*") {
            Some(module) => (module, true),
            None => (name, self.syntax == Syntax::CSharp),
        };
        if let Some(library) = self.imported(module) {
            self.library(library, "imports the library", at);
        }
        if all {
            self.wildcards.push(module.to_owned());
        } else if let Some(own) = module.rsplit('.').next() {
            self.scopes.announce(own.to_owned(), Value::Path(module.to_owned()));
        }
    }

    fn imported(&self, module: &str) -> Option<usize> {
        self.vocabulary.imports.iter().find(|(regex, _)| regex.is_match(module)).map(|(_, library)| *library)
    }

    pub(super) fn library(&mut self, library: usize, what: &str, at: (usize, usize)) {
        self.used.insert(library);
        self.report(
            Draft {
                at,
                kind: Kind::Library,
                library: Some(library),
                what: what.to_owned(),
                action: None,
                pipeline: None,
                parameters: BTreeSet::new(),
                rule: format!("{}/import", self.file.rules.libraries[library].id),
            },
            Vec::new(),
        );
    }

    fn class(&mut self, name: &str, bases: &[Node], body: &[Node], kind: ClassKind, at: (usize, usize)) {
        let name = dotted(name);
        let full = self.spaces.iter().map(String::as_str).chain([name.as_str()]).collect::<Vec<_>>().join(".");
        if kind == ClassKind::Space && body.is_empty() {
            // A package: its names are known without it, and it is around the rest of the file.
            if !self.spaces.contains(&name) {
                self.spaces.push(name.clone());
            }
            return;
        }
        if kind == ClassKind::Class {
            self.defined(&full, &name);
        }
        let mut base = None;
        for written in bases {
            let Value::Path(path) = self.eval(written) else { continue };
            let Some((class, _)) = self.class_of(&path) else { continue };
            let known = &self.file.rules.classes[class];
            let library = known.library;
            if known.kind != Some(Kind::ErrorHandler) && base.is_none() {
                base = Some(class);
                self.extended.insert(name.clone(), class);
            }
            self.library(library, "extends a class of the library", written.at);
        }
        self.scopes.enter(ScopeKind::Class { at: at.0, name: name.clone(), base });
        self.spaces.push(name);
        self.eval_all(body);
        self.spaces.pop();
        self.scopes.leave();
    }

    /// Notes that the file defines a class of a library: that it is a copy of it.
    fn defined(&mut self, full: &str, name: &str) {
        let Some(class) = self.vocabulary.defined(full, name) else { return };
        let index = self.file.rules.classes[class].library;
        let library = &self.file.rules.libraries[index];
        let at_home = crate::migrate::scan::home(self.file.path, &library.folders).is_some();
        // Where names aren't bound to files, a class may be opened again by anybody, and where they are the file's name counts.
        let by_name = matches!(self.syntax, Syntax::Php | Syntax::Java | Syntax::CSharp)
            && self.vocabulary.classes.find(full).is_some();
        if at_home || by_name {
            self.defines = Some(Defines::new(self.file, index));
        }
    }

    fn function(&mut self, name: Option<&str>, parameters: &[Node], gives: Option<&Node>, body: &[Node]) {
        if let Some(name) = name {
            self.own.insert(name.to_owned());
        }
        let gives = gives.and_then(|gives| self.typed(gives)).filter(|value| matches!(value, Value::Object(_)));
        let returns = gives.unwrap_or_default();
        self.scopes.enter(ScopeKind::Function { name: name.map(str::to_owned), returns, reads: Vec::new() });
        self.eval_all(parameters);
        self.eval_all(body);
        let Some(ScopeKind::Function { name, returns, reads }) = self.scopes.leave() else { return };
        self.handle(&reads);
        if let Some(name) = name
            && !matches!(returns, Value::Unknown | Value::Foreign | Value::Path(_))
        {
            self.functions.insert(name, returns);
        }
    }

    /// Reports that a function handles an incoming request, by what it reads of it.
    fn handle(&mut self, reads: &[(String, (usize, usize))]) {
        for (index, handler) in self.file.rules.handlers.iter().enumerate() {
            let fits: Vec<_> = reads.iter().filter(|(key, _)| handler.keys.contains(key)).collect();
            let different: BTreeSet<_> = fits.iter().map(|(key, _)| key).collect();
            let Some(first) = fits.iter().map(|(_, at)| *at).min() else { continue };
            if different.len() < handler.at_least
                || !self.around.allow_handler(index, handler, self.language, self.about_fps())
            {
                continue;
            }
            self.report(
                Draft {
                    at: first,
                    kind: handler.kind,
                    library: None,
                    what: handler.what.clone(),
                    action: None,
                    pipeline: None,
                    parameters: BTreeSet::new(),
                    rule: handler.id.clone(),
                },
                Vec::new(),
            );
        }
    }

    fn caught(&mut self, class: &Node) {
        let Value::Path(path) = self.eval(class) else { return };
        let Some((index, _)) = self.class_of(&path) else { return };
        let known = &self.file.rules.classes[index];
        if known.kind != Some(Kind::ErrorHandler) {
            return;
        }
        let library = known.library;
        let what = known.what.clone().unwrap_or_else(|| "handles errors of the library".to_owned());
        self.used.insert(library);
        let rule = format!("{}/{}", self.file.rules.libraries[library].id, Kind::ErrorHandler.name());
        self.report(
            Draft {
                at: class.at,
                kind: Kind::ErrorHandler,
                library: Some(library),
                what,
                action: None,
                pipeline: None,
                parameters: BTreeSet::new(),
                rule,
            },
            Vec::new(),
        );
    }
}

/// The parts of a text that is put together step by step.
fn flatten<'n>(parts: &'n [Node], flat: &mut Vec<&'n Node>) {
    for part in parts {
        match &part.form {
            Form::Join(inner) => flatten(inner, flat),
            _ => flat.push(part),
        }
    }
}
