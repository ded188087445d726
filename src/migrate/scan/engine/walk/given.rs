//! Arguments, and names and values that stand together.

use std::collections::BTreeSet;

use super::Walk;
use crate::migrate::scan::engine::Draft;
use crate::migrate::scan::engine::value::{Given, Value};
use crate::migrate::scan::finding::Kind;
use crate::migrate::scan::rules::dotted;
use crate::migrate::scan::syntax::{Argument, Form, Node};

/// How many parts of a name are looked at.
const CHAIN: usize = 8;

impl Walk<'_> {
    /// The arguments of a call of something, each looked at once.
    pub(super) fn given(&mut self, of: &Node, arguments: &[Argument]) -> Given {
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
            self.received(of, vec![bag]);
        }
        self.received(of, given.bags.clone());
        given
    }

    /// Notes what bags are given to.
    fn received(&mut self, of: &Node, bags: Vec<usize>) {
        if self.reports() && !self.about_fps() && !bags.is_empty() {
            self.receivers.push((called(of), bags));
        }
    }

    /// `put("Action", "Pay")`, whatever the method is called.
    pub(super) fn pair_of(&mut self, given: &Given, bag: Option<usize>) {
        if let [(None, Value::Text(key), at), (None, value, _), ..] = &given.values[..] {
            self.put(bag, key, value, *at);
        }
    }

    pub(super) fn put(&mut self, bag: Option<usize>, key: &str, value: &Value, at: (usize, usize)) {
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
        let written = key;
        let key = crate::migrate::scan::rules::plain(key);
        for (index, pair) in self.file.rules.pairs.iter().enumerate() {
            let Some(found) = pair.keys.contains(&key).then(|| pair.value.captures(value)).flatten() else { continue };
            let about_fps = self.about_fps();
            // Elsewhere only what FPS itself is told.
            let held = !about_fps && pair.evidence && bag.is_some() && pair.written.iter().any(|name| name == written);
            if !self.around.allow_pair(index, pair, self.language, about_fps || held) {
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
            if held {
                self.hold(draft, bag, index);
                continue;
            }
            let bags = if matches!(pair.kind, Kind::Action | Kind::Pipeline | Kind::Request) { bag } else { None };
            self.report(draft, bags.into_iter().collect());
        }
    }

    /// Texts that are given to something that reads an incoming request.
    pub(super) fn reads_of(&mut self, of: &Node, given: &Given, at: (usize, usize)) {
        for (_, value, _) in &given.values {
            if let Value::Text(key) = value {
                self.read(self.source(of), key, at);
            }
        }
    }
}

/// What something is called by, with `.` between its parts: the last few of a long chain.
fn called(of: &Node) -> String {
    let mut parts = Vec::new();
    let mut node = of;
    while parts.len() < CHAIN {
        node = match &node.form {
            Form::Member(of, name) => {
                parts.push(dotted(name));
                of
            }
            Form::Computed(of, _) | Form::Call { of, .. } => of,
            Form::New { class, .. } => class,
            Form::Name(name) | Form::Variable(name) => {
                parts.push(dotted(name));
                break;
            }
            _ => break,
        };
    }
    parts.reverse();
    parts.join(".")
}
