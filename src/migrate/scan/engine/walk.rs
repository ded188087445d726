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
use super::{Defines, Draft, File, Helpers};
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
    links: Vec<Link>,
    /// What bags are given to, by name.
    receivers: Vec<(String, Vec<usize>)>,
    /// Indices of the libraries that the file uses.
    pub used: BTreeSet<usize>,
    /// What the file's own functions return.
    pub functions: HashMap<String, Value>,
    /// The names of the file's own functions.
    pub own: HashSet<String>,
    /// What other files may call of this one.
    helpers: Helpers,
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

/// What a draft hangs together with.
struct Link {
    bags: Vec<usize>,
    /// Set to the index of the pair where it counts only in a file about FPS.
    pair: Option<usize>,
}

/// A place that counts only if the file is about FPS.
pub(super) struct Held {
    pub draft: Draft,
    /// The name of the language of the code.
    pub language: String,
    /// The names of what it is given to, with `.` between their parts.
    pub given_to: Vec<String>,
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
    /// Places that count if something else shows that the file is about FPS.
    pub held: Vec<Held>,
    pub helpers: Helpers,
    /// The arguments of calls, by where they begin and end, and the parameters that are given by them.
    pub calls: Vec<((usize, usize), BTreeSet<String>)>,
    pub defines: Option<Defines>,
    /// Whether the code shows that the file is about FPS.
    pub about_fps: bool,
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
            receivers: Vec::new(),
            used: BTreeSet::new(),
            functions: HashMap::new(),
            own: HashSet::new(),
            helpers: Helpers::new(language),
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
        let mut about_fps = self.about_fps();
        let mut drafts = Vec::new();
        let mut held = Vec::new();
        let found = std::mem::take(&mut self.drafts);
        let given_to = self.given_to();
        for (mut draft, link) in found.into_iter().zip(&self.links) {
            draft.parameters.extend(self.bags.parameters(&link.bags));
            let Some(pair) = link.pair else {
                drafts.push(draft);
                continue;
            };
            let names = link.bags.iter().filter_map(|bag| given_to.get(bag)).flatten();
            let given_to: Vec<_> = names.map(|name| (*name).to_owned()).collect();
            let known = self.file.rules.pairs[pair].given_to.as_ref();
            about_fps |= known.is_some_and(|known| given_to.iter().any(|name| known.is_match(name)));
            held.push(Held { draft, language: self.language.name.clone(), given_to });
        }
        let bags = &self.bags;
        let with_bags =
            |call: Call| (call.at, call.parameters.into_iter().chain(bags.parameters(&call.bags)).collect());
        let calls = self.calls.into_iter().map(with_bags).collect();
        Found {
            drafts,
            held,
            helpers: self.helpers,
            calls,
            defines: self.defines,
            about_fps,
            texts_cut: self.texts_cut,
        }
    }

    /// Reports a place, in the pass that does.
    pub(super) fn report(&mut self, draft: Draft, bags: Vec<usize>) {
        if self.reports {
            self.drafts.push(draft);
            self.links.push(Link { bags, pair: None });
        }
    }

    /// Reports a place that counts only if the file is about FPS, by the index of its pair.
    pub(super) fn hold(&mut self, draft: Draft, bag: Option<usize>, pair: usize) {
        self.drafts.push(draft);
        self.links.push(Link { bags: bag.into_iter().collect(), pair: Some(pair) });
    }

    /// What the bags of the places that are held are given to.
    fn given_to(&self) -> HashMap<usize, BTreeSet<&str>> {
        let held = self.links.iter().filter(|link| link.pair.is_some()).flat_map(|link| &link.bags);
        let mut names: HashMap<_, BTreeSet<&str>> = held.map(|bag| (*bag, BTreeSet::new())).collect();
        if names.is_empty() {
            return names;
        }
        for (name, bags) in &self.receivers {
            for bag in self.bags.within(bags) {
                if let Some(names) = names.get_mut(&bag) {
                    names.insert(name);
                }
            }
        }
        names
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
                let value = self.eval(class);
                let value = self.build(&value, class, arguments, node.at);
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
