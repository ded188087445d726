//! Through the code of a file, twice: first to learn what its names mean, then to report what it does.

mod assign;
mod call;
mod class;
mod given;
mod import;
mod invoke;
mod names;
mod texts;

use std::collections::{BTreeSet, HashMap, HashSet};

use super::scope::{Kind as ScopeKind, Scopes};
use super::surroundings::Surroundings;
use super::value::{Bags, Given, Value};
use super::{Defines, Draft, File};
use crate::migrate::scan::rules::{Language, Syntax, Vocabulary};
use crate::migrate::scan::syntax::{Form, Node};

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
    /// How many bytes of texts may still be put together.
    texts_left: usize,
    /// Where that came to an end.
    texts_cut: Option<usize>,
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
    /// Where texts that are put together were no longer followed, if they weren't.
    pub texts_cut: Option<usize>,
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
            texts_left: 0,
            texts_cut: None,
            calls: Vec::new(),
        }
    }

    /// Walks; `imports` are names that are imported by other means than the code's own, with their places.
    pub(super) fn run(mut self, nodes: &[Node], imports: &[(String, (usize, usize))]) -> Found {
        for reports in [false, true] {
            self.reports = reports;
            self.texts_left = texts::MOST;
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
        Found {
            drafts: self.drafts,
            calls,
            defines: self.defines,
            uses_library: !self.used.is_empty(),
            texts_cut: self.texts_cut,
        }
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
            Form::Text(text) => Value::text(text),
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
}
