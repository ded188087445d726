//! Names with placeholders, expanded, so that each look-up is one step.

use std::collections::HashMap;

/// What a placeholder stood for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::migrate::scan) enum Word {
    /// The name of an action in the contract.
    Action(String),
    /// The name of a pipeline.
    Pipeline(String),
}

/// Names, and the index of what each one means.
#[derive(Debug, Clone, Default)]
pub(in crate::migrate::scan) struct Names {
    exact: HashMap<String, (usize, Option<Word>)>,
    beginnings: Vec<(String, usize)>,
}

impl Names {
    /// What a name means; one written in full goes before one with `*`.
    pub(in crate::migrate::scan) fn find(&self, name: &str) -> Option<(usize, Option<&Word>)> {
        if let Some((index, word)) = self.exact.get(name) {
            return Some((*index, word.as_ref()));
        }
        let longest = self
            .beginnings
            .iter()
            .filter(|(beginning, _)| name.starts_with(beginning.as_str()))
            .max_by_key(|(beginning, _)| beginning.len());
        longest.map(|(_, index)| (*index, None))
    }

    /// Whether one of the meanings fits.
    pub(in crate::migrate::scan) fn any(&self, fits: impl Fn(usize) -> bool) -> bool {
        let exact = self.exact.values().map(|(index, _)| *index);
        exact.chain(self.beginnings.iter().map(|(_, index)| *index)).any(fits)
    }

    /// The names that are written in full.
    pub(super) fn full(&self) -> impl Iterator<Item = (&str, usize)> {
        self.exact.iter().map(|(name, (index, _))| (name.as_str(), *index))
    }

    /// Adds those of another's meanings that fit.
    pub(super) fn join_some(&mut self, other: &Self, fits: impl Fn(usize) -> bool) {
        for (name, meaning) in other.exact.iter().filter(|(_, (index, _))| fits(*index)) {
            self.exact.entry(name.clone()).or_insert_with(|| meaning.clone());
        }
    }

    /// Adds all of another's; the first meaning of a name stays.
    pub(super) fn join(&mut self, other: &Self) {
        for (name, meaning) in &other.exact {
            self.exact.entry(name.clone()).or_insert_with(|| meaning.clone());
        }
        self.beginnings.extend(other.beginnings.iter().cloned());
    }

    /// Adds a name as it stands in a rule file. The first meaning of a name stays.
    pub(super) fn add(&mut self, name: &str, index: usize, words: &Words) {
        let name = dotted(name);
        if let Some(beginning) = name.strip_suffix('*') {
            self.beginnings.push((beginning.to_owned(), index));
            return;
        }
        for (name, word) in words.expand(&name) {
            self.exact.entry(name).or_insert((index, word));
        }
    }
}

/// The words of FPS that a placeholder stands for.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Each action's name and the name in the contract that it means.
    pub actions: Vec<(String, String)>,
    pub pipelines: Vec<String>,
}

impl Words {
    /// All names that a name with a placeholder stands for.
    fn expand(&self, name: &str) -> Vec<(String, Option<Word>)> {
        for (placeholder, style) in
            [("{Action}", same as fn(&str) -> String), ("{action}", camel), ("{action_}", snake), ("{actions}", lower)]
        {
            if name.contains(placeholder) {
                let one = |(action, canonical): &(String, String)| {
                    (name.replace(placeholder, &style(action)), Some(Word::Action(canonical.clone())))
                };
                return self.actions.iter().map(one).collect();
            }
        }
        for (placeholder, style) in
            [("{Pipeline}", same as fn(&str) -> String), ("{pipeline}", camel), ("{pipeline_}", snake)]
        {
            if name.contains(placeholder) {
                let one = |pipeline: &String| {
                    (name.replace(placeholder, &style(pipeline)), Some(Word::Pipeline(pipeline.clone())))
                };
                return self.pipelines.iter().map(one).collect();
            }
        }
        vec![(name.to_owned(), None)]
    }

    /// A regular expression with its placeholders replaced by named groups.
    pub(super) fn fill(&self, regex: &str) -> String {
        let mut filled = regex.to_owned();
        for (placeholder, style) in
            [("{Action}", same as fn(&str) -> String), ("{action}", camel), ("{action_}", snake)]
        {
            if filled.contains(placeholder) {
                let actions = self.actions.iter().map(|(name, _)| style(name)).collect();
                filled = filled.replace(placeholder, &format!("(?P<action>{})", longest_first(actions)));
            }
        }
        filled.replace("{Pipeline}", &format!("(?P<pipeline>{})", longest_first(self.pipelines.clone())))
    }
}

/// With `.` for `::` and `\`, and none in front.
pub(in crate::migrate::scan) fn dotted(name: &str) -> String {
    name.replace("::", ".").replace('\\', ".").trim_start_matches('.').to_owned()
}

/// Only its letters and digits, lower-case, so that one name in all styles is the same.
pub(in crate::migrate::scan) fn plain(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn same(name: &str) -> String {
    name.to_owned()
}

fn camel(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_lowercase().to_string() + letters.as_str()).unwrap_or_default()
}

fn snake(name: &str) -> String {
    let mut out = String::new();
    for (at, letter) in name.chars().enumerate() {
        if letter.is_ascii_uppercase() && at > 0 {
            out.push('_');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}

fn lower(name: &str) -> String {
    name.to_ascii_lowercase()
}

/// Alternatives, the longest first, since the first that fits is taken.
fn longest_first(mut names: Vec<String>) -> String {
    names.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
    names.join("|")
}
