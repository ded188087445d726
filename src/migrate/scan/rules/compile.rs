//! From the text of rule files to [`Rules`], with every mistake told by file and line.

use std::collections::HashMap;

use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};
use toml::Spanned;

use super::names::{Names, Words, dotted, plain};
use super::{Rules, RulesError, Vocabulary, format};
use crate::migrate::scan::finding::Kind;

pub(super) fn rules(sources: Vec<(String, String)>) -> Result<Rules, RulesError> {
    let mut files = Vec::new();
    for (name, text) in &sources {
        let file = toml::from_str::<format::File>(text).map_err(|problem| RulesError {
            file: name.clone(),
            line: problem.span().map(|span| line_at(text, span.start)),
            what: problem.message().to_owned(),
        })?;
        files.push((Origin { name, text }, file));
    }
    let words = words(&files)?;
    let mut rules = Rules {
        copies: Vec::new(),
        languages: Vec::new(),
        unknown: super::Language {
            name: "text".to_owned(),
            extensions: Vec::new(),
            files: Vec::new(),
            interpreters: Vec::new(),
            mark: None,
            instead: Vec::new(),
            syntax: None,
            line_comments: Vec::new(),
            block_comments: Vec::new(),
            prose: false,
            embedded: Vec::new(),
        },
        libraries: Vec::new(),
        classes: Vec::new(),
        methods: Vec::new(),
        vocabularies: HashMap::new(),
        patterns: Vec::new(),
        pairs: Vec::new(),
        handlers: Vec::new(),
        evidence: RegexSet::empty(),
        receivers: RegexSet::empty(),
        incoming: RegexSet::empty(),
        telling: Vec::new(),
        mask: Vec::new(),
        common: Vec::new(),
        actions: Vec::new(),
        parameters: parameters(),
        advice: Vec::new(),
        sources: Vec::new(),
    };
    for operation in crate::fps::SERVICE.operations {
        rules.actions.push(super::Action {
            name: operation.name.to_owned(),
            canonical: operation.name.to_owned(),
            fate: None,
            difference: None,
        });
    }
    for (origin, file) in &mut files {
        for language in std::mem::take(&mut file.language) {
            let at = language.name.span().start;
            let instead = language.instead.clone();
            add_language(&mut rules, *origin, language)?;
            known_languages(&rules, *origin, at, &instead)?;
        }
    }
    let mut sets = Sets::default();
    for (origin, file) in files {
        add(&mut rules, &mut sets, &words, origin, file)?;
    }
    rules.evidence = set("evidence", &sets.evidence)?;
    rules.receivers = set("receivers", &sets.receivers)?;
    rules.incoming = set("incoming", &sets.incoming)?;
    rules.sources = sources;
    Ok(rules)
}

/// Regular expressions that are looked for together.
#[derive(Default)]
struct Sets {
    evidence: Vec<String>,
    receivers: Vec<String>,
    incoming: Vec<String>,
}

fn set(name: &str, regexes: &[String]) -> Result<RegexSet, RulesError> {
    RegexSetBuilder::new(regexes).multi_line(true).build().map_err(|problem| RulesError {
        file: name.to_owned(),
        line: None,
        what: problem.to_string(),
    })
}

/// Where a rule stands, to tell of it.
#[derive(Clone, Copy)]
struct Origin<'a> {
    name: &'a str,
    text: &'a str,
}

impl Origin<'_> {
    fn wrong(&self, at: usize, what: impl Into<String>) -> RulesError {
        RulesError { file: self.name.to_owned(), line: Some(line_at(self.text, at)), what: what.into() }
    }

    fn regex(&self, text: &Spanned<String>, words: &Words) -> Result<Regex, RulesError> {
        self.plain_regex(text.get_ref(), text.span().start, words)
    }

    fn plain_regex(&self, text: &str, at: usize, words: &Words) -> Result<Regex, RulesError> {
        RegexBuilder::new(&words.fill(text))
            .multi_line(true)
            .build()
            .map_err(|problem| self.wrong(at, format!("not a regular expression: {problem}")))
    }

    fn optional_regex(&self, text: Option<&str>, at: usize, words: &Words) -> Result<Option<Regex>, RulesError> {
        text.map(|text| self.plain_regex(text, at, words)).transpose()
    }
}

fn line_at(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
}

fn words(files: &[(Origin<'_>, format::File)]) -> Result<Words, RulesError> {
    let mut words = Words::default();
    for operation in crate::fps::SERVICE.operations {
        words.actions.push((operation.name.to_owned(), operation.name.to_owned()));
    }
    for (origin, file) in files {
        for action in &file.action {
            let name = action.name.get_ref();
            let means = action.means.as_ref().unwrap_or(name);
            if action.means.is_some() && !words.actions.iter().any(|(known, _)| known == means) {
                return Err(
                    origin.wrong(action.name.span().start, format!("action {name} means {means}, which is none"))
                );
            }
            words.actions.push((name.clone(), means.clone()));
        }
        words.pipelines.extend(file.pipelines.iter().cloned());
    }
    Ok(words)
}

fn parameters() -> HashMap<String, String> {
    let fields = crate::fps::SERVICE.operations.iter().flat_map(|operation| operation.request_fields);
    fields.map(|field| (plain(field.name), field.name.to_owned())).collect()
}

fn add(
    rules: &mut Rules,
    sets: &mut Sets,
    words: &Words,
    origin: Origin<'_>,
    file: format::File,
) -> Result<(), RulesError> {
    for action in file.action {
        if let Some(fate) = &action.fate
            && !["exact", "changed", "kept", "impossible"].contains(&fate.get_ref().as_str())
        {
            return Err(origin.wrong(fate.span().start, "a fate is exact, changed, kept or impossible"));
        }
        let name = action.name.into_inner();
        rules.actions.push(super::Action {
            canonical: action.means.unwrap_or_else(|| name.clone()),
            name,
            fate: action.fate.map(Spanned::into_inner),
            difference: action.difference,
        });
    }
    for parameter in file.parameters {
        rules.parameters.entry(plain(&parameter)).or_insert(parameter);
    }
    rules.common.extend(file.common);
    rules.telling.extend(file.telling);
    let both = [
        (file.evidence, &mut sets.evidence),
        (file.receivers, &mut sets.receivers),
        (file.incoming, &mut sets.incoming),
    ];
    for (regexes, all) in both {
        for text in regexes {
            origin.regex(&text, words)?;
            all.push(words.fill(text.get_ref()));
        }
    }
    for text in &file.copies {
        rules.copies.push(origin.regex(text, words)?);
    }
    for text in &file.mask {
        rules.mask.push(origin.regex(text, words)?);
    }
    for library in file.library {
        add_library(rules, words, origin, library)?;
    }
    for pattern in file.pattern {
        let at = pattern.id.span().start;
        known_languages(rules, origin, at, &pattern.languages)?;
        rules.patterns.push(super::Pattern {
            regex: origin.regex(&pattern.regex, words)?,
            unless: origin.optional_regex(pattern.unless.as_deref(), at, words)?,
            id: pattern.id.into_inner(),
            kind: pattern.kind,
            what: pattern.what,
            languages: pattern.languages,
            place: pattern.place,
            action: pattern.action,
            library: pattern.library,
            evidence: pattern.evidence,
            once: pattern.once,
            prose: pattern.prose,
        });
    }
    for pair in file.pair {
        let at = pair.id.span().start;
        known_languages(rules, origin, at, &pair.languages)?;
        if let Some(unknown) = pair.beside.iter().find(|name| rules.parameter(name) != Some(name.as_str())) {
            return Err(origin.wrong(at, format!("{unknown} is no parameter")));
        }
        let value = pair.value.get_ref();
        let keys = pair.keys.join("|");
        let text = format!(
            r#"(?:^|[^A-Za-z0-9_])(?:{keys})["'>]?\s*[\])}}]*\s*(?:=>|:=|=|:|,)\s*["']?(?:{value})(?:["'\s,;&)<]|$)"#
        );
        rules.pairs.push(super::Pair {
            value: origin.plain_regex(&format!("^(?:{value})$"), pair.value.span().start, words)?,
            given_to: pair.given_to.as_ref().map(|name| origin.regex(name, words)).transpose()?,
            text: origin.plain_regex(&text, pair.value.span().start, words)?,
            unless: origin.optional_regex(pair.unless.as_deref(), at, words)?,
            id: pair.id.into_inner(),
            kind: pair.kind,
            what: pair.what,
            keys: pair.keys.iter().map(|key| plain(key)).collect(),
            written: pair.keys,
            languages: pair.languages,
            evidence: pair.evidence,
            beside: pair.beside,
            tells: pair.tells,
        });
    }
    for handler in file.handler {
        let at = handler.id.span().start;
        known_languages(rules, origin, at, &handler.languages)?;
        if handler.at_least == 0 || handler.at_least > handler.keys.len() {
            return Err(
                origin.wrong(at, format!("at_least must be from 1 to {}, the number of keys", handler.keys.len()))
            );
        }
        rules.handlers.push(super::Handler {
            unless: origin.optional_regex(handler.unless.as_deref(), at, words)?,
            id: handler.id.into_inner(),
            kind: handler.kind,
            what: handler.what,
            keys: handler.keys,
            at_least: handler.at_least,
            languages: handler.languages,
            evidence: handler.evidence,
        });
    }
    for advice in file.advice {
        if let Some(action) = &advice.action
            && !rules.actions.iter().any(|known| known.canonical == *action.get_ref())
        {
            return Err(origin.wrong(action.span().start, format!("{} is no action", action.get_ref())));
        }
        rules.advice.push(super::Advice {
            kind: advice.kind,
            action: advice.action.map(Spanned::into_inner),
            library: advice.library,
            effort: advice.effort,
            text: advice.text,
        });
    }
    Ok(())
}

fn add_language(rules: &mut Rules, origin: Origin<'_>, language: format::Language) -> Result<(), RulesError> {
    let at = language.name.span().start;
    let lower = |names: Vec<String>| names.iter().map(|name| name.to_ascii_lowercase()).collect();
    if language.block_comments.iter().any(|(open, close)| open.is_empty() || close.is_empty())
        || language.line_comments.iter().any(String::is_empty)
    {
        return Err(origin.wrong(at, "an empty text can't begin or end anything"));
    }
    let words = Words::default();
    let mut embedded = Vec::new();
    for inside in language.embedded {
        embedded.push(super::Embedded {
            open: origin.plain_regex(&inside.open, at, &words)?,
            close: origin.plain_regex(&inside.close, at, &words)?,
            language: inside.language,
            imports: inside.imports,
        });
    }
    rules.languages.push(super::Language {
        name: language.name.into_inner(),
        extensions: lower(language.extensions),
        files: lower(language.files),
        interpreters: language.interpreters,
        mark: origin.optional_regex(language.mark.as_deref(), at, &words)?,
        instead: language.instead,
        syntax: language.syntax,
        line_comments: language.line_comments,
        block_comments: language.block_comments,
        prose: language.prose,
        embedded,
    });
    Ok(())
}

fn add_library(
    rules: &mut Rules,
    words: &Words,
    origin: Origin<'_>,
    library: format::Library,
) -> Result<(), RulesError> {
    let at = library.id.span().start;
    let id = library.id.into_inner();
    if rules.libraries.iter().any(|known| known.id == id) {
        return Err(origin.wrong(at, format!("library {id} is there already")));
    }
    if library.languages.is_empty() {
        return Err(origin.wrong(at, format!("library {id} has no language")));
    }
    known_languages(rules, origin, at, &library.languages)?;
    let index = rules.libraries.len();
    let version = origin.optional_regex(library.version.as_deref(), at, words)?;
    if version.as_ref().is_some_and(|version| version.captures_len() < 2) {
        return Err(origin.wrong(at, format!("the version of library {id} needs a group")));
    }
    rules.libraries.push(super::Library {
        id,
        title: library.title,
        versions: library.versions,
        folders: library.folders,
        packages: library.packages,
        version,
    });
    let mut own = Vocabulary::default();
    for import in &library.imports {
        own.imports.push((import_regex(import), index));
    }
    for class in library.class {
        let methods = add_methods(rules, words, origin, index, class.method)?;
        let at = rules.classes.len();
        for name in &class.names {
            own.classes.add(filled(origin, name)?, at, words);
        }
        own.calls.join_some(&methods, |method| rules.methods[method].kind == Some(Kind::Action));
        rules.classes.push(super::Class {
            library: index,
            kind: class.kind,
            what: class.what,
            action: class.action,
            setters: class.setters,
            positions: class.positions,
            methods,
        });
    }
    let last = |(name, class): (&str, usize)| (name.rsplit('.').next().unwrap_or(name).to_owned(), class);
    own.last = own.classes.full().map(last).collect();
    own.functions = add_methods(rules, words, origin, index, library.function)?;
    for language in &library.languages {
        rules.vocabularies.entry(language.clone()).or_default().join(&own);
    }
    Ok(())
}

fn add_methods(
    rules: &mut Rules,
    words: &Words,
    origin: Origin<'_>,
    library: usize,
    methods: Vec<format::Method>,
) -> Result<Names, RulesError> {
    let mut names = Names::default();
    for method in methods {
        let at = rules.methods.len();
        for name in &method.names {
            names.add(filled(origin, name)?, at, words);
        }
        rules.methods.push(super::Method {
            library,
            kind: method.kind,
            what: method.what,
            action: method.action,
            pipeline: method.pipeline,
            action_at: method.action_at,
            positions: method.positions,
            turns: method.turns,
            argument: method.argument,
            returns: method.returns.as_deref().map(dotted),
            gives: method.gives.as_deref().map(dotted),
        });
    }
    Ok(names)
}

fn filled<'a>(origin: Origin<'_>, name: &'a Spanned<String>) -> Result<&'a str, RulesError> {
    if dotted(name.get_ref()).is_empty() {
        return Err(origin.wrong(name.span().start, "a name is empty"));
    }
    Ok(name.get_ref())
}

fn known_languages(rules: &Rules, origin: Origin<'_>, at: usize, names: &[String]) -> Result<(), RulesError> {
    match names.iter().find(|name| rules.language_named(name).is_none()) {
        Some(name) => Err(origin.wrong(at, format!("language {name} isn't known"))),
        None => Ok(()),
    }
}

/// A module by its whole name, or a file by the end of its path; `*` stands for anything.
fn import_regex(import: &str) -> Regex {
    let parts: Vec<_> = dotted(import).split('*').map(regex::escape).collect();
    Regex::new(&format!("(?:^|/|\\\\)(?:{})(?:\\.(?:php|rb|js|py|inc))?$", parts.join(".*")))
        .expect("escaped text and dots are a regular expression")
}
