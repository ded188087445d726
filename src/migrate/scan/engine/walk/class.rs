//! Classes and functions, what they extend, handle and catch.

use std::collections::BTreeSet;

use super::Walk;
use crate::migrate::scan::engine::scope::Kind as ScopeKind;
use crate::migrate::scan::engine::value::Value;
use crate::migrate::scan::engine::{Defines, Draft};
use crate::migrate::scan::finding::Kind;
use crate::migrate::scan::rules::{Syntax, dotted};
use crate::migrate::scan::syntax::{ClassKind, Node};

impl Walk<'_> {
    pub(super) fn class(&mut self, name: &str, bases: &[Node], body: &[Node], kind: ClassKind, at: (usize, usize)) {
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
            self.defined(&full, &name, at);
        }
        if kind == ClassKind::Class {
            self.helpers.classes.insert(name.clone());
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

    /// Notes that the file defines a class of a library: that this is a copy of it.
    pub(super) fn defined(&mut self, full: &str, name: &str, at: (usize, usize)) {
        if !self.reports() {
            return;
        }
        let Some(class) = self.vocabulary.defined(full, name) else { return };
        let index = self.file.rules.classes[class].library;
        let library = &self.file.rules.libraries[index];
        let at_home = crate::migrate::scan::home(self.file.path, &library.folders).is_some();
        // Where names aren't bound to files, a class may be opened again by anybody, and where they are the file's name counts.
        let by_name = matches!(self.syntax, Syntax::Php | Syntax::Java | Syntax::CSharp)
            && self.vocabulary.classes.find(full).is_some()
            // Some of the names are anybody's.
            && self.file.rules.evidence.is_match(self.file.text);
        if !at_home && !by_name {
            return;
        }
        let defines = self.defines.get_or_insert_with(|| Defines::new(self.file, index, at_home));
        if defines.library == index {
            defines.classes.push((self.file.lines.line(at.0), self.file.lines.line(at.1.saturating_sub(1).max(at.0))));
        }
    }

    pub(super) fn function(&mut self, name: Option<&str>, parameters: &[Node], gives: Option<&Node>, body: &[Node]) {
        if let Some(name) = name {
            self.own.insert(name.to_owned());
            if !self.scopes.in_a_class() {
                self.help_by(name);
            }
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

    /// Notes that other files may call a function, by its name alone or by that of its file.
    fn help_by(&mut self, name: &str) {
        let file = self.file.path.rsplit('/').next().unwrap_or_default();
        let stem = file.split('.').next().unwrap_or_default();
        self.helpers.functions.extend([name.to_owned(), format!("{stem}.{name}")]);
    }

    /// Reports that a function handles an incoming request, by what it reads of it.
    pub(super) fn handle(&mut self, reads: &[(String, (usize, usize))]) {
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

    pub(super) fn caught(&mut self, class: &Node) {
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
