//! What is reported of a call.

use std::collections::BTreeSet;

use super::Walk;
use crate::migrate::scan::engine::Draft;
use crate::migrate::scan::engine::value::{Given, Object, Value};
use crate::migrate::scan::finding::Kind;
use crate::migrate::scan::rules::{Method, Word, dotted};
use crate::migrate::scan::syntax::{Argument, Node};

/// In the rules, all parameters of an action by their positions.
const ALL: &str = "*";

impl Walk<'_> {
    /// Builds an object: of a library's class, or of a foreign one.
    pub(super) fn build(&mut self, class: &Value, of: &Node, arguments: &[Argument], at: (usize, usize)) -> Value {
        let given = self.given(of, arguments);
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

    pub(super) fn built(&mut self, index: usize, word: Option<Word>, given: &Given, at: (usize, usize)) -> Value {
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
                pipeline: pipeline(word).or_else(|| method.pipeline.clone()).or(within),
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
    pub(super) fn forget_within(&mut self, kind: Kind, given: &Given) -> Option<String> {
        let inside = |at: (usize, usize)| given.values.iter().any(|(_, _, whole)| whole.0 <= at.0 && at.1 <= whole.1);
        let same = |found: Kind| found == kind || (kind == Kind::Action && found == Kind::Request);
        let forgotten = self.forget(|draft| same(draft.kind) && inside(draft.at));
        forgotten.into_iter().find_map(|draft| draft.pipeline)
    }

    /// The action that a named argument makes of another one, if it isn't given as false.
    pub(super) fn turned(&self, method: &Method, given: &Given) -> Option<String> {
        given.values.iter().find_map(|(name, _, at)| {
            let action = method.turns.get(name.as_ref()?)?;
            let value = self.file.text.get(at.0..at.1).unwrap_or_default();
            (!value.eq_ignore_ascii_case("false")).then(|| action.clone())
        })
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
    pub(super) fn guess(&mut self, receiver: &Node, name: &str, of: &Node, given: &Given) {
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
