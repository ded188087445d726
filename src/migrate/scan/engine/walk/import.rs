//! What a file takes in.

use std::collections::BTreeSet;

use super::Walk;
use crate::migrate::scan::engine::Draft;
use crate::migrate::scan::engine::value::Value;
use crate::migrate::scan::finding::Kind;
use crate::migrate::scan::rules::{Syntax, dotted};
use crate::migrate::scan::syntax::Import;

impl Walk<'_> {
    pub(super) fn import(&mut self, import: &Import, at: (usize, usize)) -> Value {
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
    pub(super) fn listed_import(&mut self, name: &str, at: (usize, usize)) {
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

    pub(super) fn imported(&self, module: &str) -> Option<usize> {
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
}
