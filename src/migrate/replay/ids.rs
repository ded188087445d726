//! What the recording calls something, and what the service calls it that is called now.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::run::Run;
use crate::ids::redact;
use crate::migrate::traffic::Place;

/// The names of the recording with those that stand for them now.
///
/// `Debug` shows how many there are and none of them: a token id moves money.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    ids: BTreeMap<String, Known>,
    /// The new ids that stand for others.
    taken: BTreeSet<String>,
    /// Those of them that an answer has brought, with the recorded id for which it did; not those that were given, which
    /// may stand for as many as somebody says.
    brought: BTreeMap<String, String>,
    references: BTreeMap<String, String>,
    /// By the action, empty for all, and the parameter.
    stand_ins: BTreeMap<(String, String), String>,
}

#[derive(Clone, PartialEq, Eq)]
struct Known {
    new: String,
    /// The call of the recording whose answer has it; none where it was given.
    from: Option<Place>,
}

/// What an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// A token.
    Token,
    /// A prepaid or a credit instrument.
    Instrument,
    /// A transaction.
    Transaction,
    /// A subscription.
    Subscription,
    /// A call.
    Request,
    /// What the caller calls a request.
    Reference,
}

/// What came of setting a recorded id beside a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Learned {
    /// It was not known before.
    New,
    /// It is what it was.
    Same,
    /// It stood for another one before.
    Another,
    /// The new one stands for that other recorded id, as an answer has shown; nothing was learnt.
    Shared(String),
}

/// Why a file is no mapping.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct MappingError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it, without the ids in it.
    pub problem: &'static str,
}

/// From this length on an id can't be taken for another text, and is exchanged wherever it stands.
const UNMISTAKABLE: usize = 20;
const TITLES: &str = "old,new";

impl Kind {
    /// What a field of that name holds, by the last part of a path such as `Transaction.1.SenderTokenId`; none where it
    /// is no id.
    pub fn of(path: &str) -> Option<Self> {
        let name = path.rsplit('.').find(|part| !part.bytes().all(|byte| byte.is_ascii_digit()))?;
        [
            ("TokenId", Self::Token),
            ("InstrumentId", Self::Instrument),
            ("TransactionId", Self::Transaction),
            ("SubscriptionId", Self::Subscription),
            ("RequestId", Self::Request),
            ("CallerReference", Self::Reference),
        ]
        .into_iter()
        .find(|(end, _)| name.ends_with(end))
        .map(|(_, kind)| kind)
        // What a party of a transaction calls it.
        .or_else(|| (name == "Reference").then_some(Self::Reference))
    }

    /// In a word or two.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Instrument => "instrument",
            Self::Transaction => "transaction",
            Self::Subscription => "subscription",
            Self::Request => "request",
            Self::Reference => "caller reference",
        }
    }

    /// The id as it may be shown: one that moves money by its end only.
    pub(super) fn shown(self, id: &str) -> String {
        match self {
            Self::Token | Self::Instrument => redact(id),
            _ => id.to_owned(),
        }
    }
}

impl Mapping {
    /// A mapping with nothing in it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads lines of a recorded id or caller reference, a comma and the new one. The first line may be `old,new`; empty
    /// lines, and those that begin with `#`, say nothing.
    ///
    /// # Errors
    /// The first line that is something else, or that gives a second new id for the same old one.
    pub fn from_csv(text: &str) -> Result<Self, MappingError> {
        let mut mapping = Self::new();
        for (line, content) in (1..).zip(text.lines()) {
            let error = |problem| MappingError { line, problem };
            let content = content.trim_start_matches('\u{feff}').trim();
            if content.is_empty() || content.starts_with('#') || (line == 1 && content.eq_ignore_ascii_case(TITLES)) {
                continue;
            }
            let (old, new) = content.split_once(',').ok_or(error("there is no comma between an old and a new id"))?;
            let (old, new) = (unquoted(old), unquoted(new));
            if old.is_empty() || new.is_empty() {
                return Err(error("an id is missing"));
            }
            if new.contains(',') {
                return Err(error("there are more than an old and a new id"));
            }
            if mapping.id(old).is_some_and(|known| known != new) {
                return Err(error("the same old id stands for two new ones"));
            }
            mapping.give(old, new);
        }
        Ok(mapping)
    }

    /// The ids as [`Mapping::from_csv`] reads them, in the order of the old ones. It holds whole token ids, by which
    /// money moves: whoever writes it to a file decides who may read it.
    pub fn csv(&self) -> String {
        let ids = self.ids.iter().map(|(old, known)| (old, &known.new));
        let references = self.references.iter().filter(|(old, _)| !self.ids.contains_key(*old));
        let mut text = format!("{TITLES}\n");
        for (old, new) in ids.chain(references) {
            // What holds a comma or a line end, which no id of the service does, would be read as something else.
            if ![old, new].iter().any(|id| id.contains([',', '\n', '\r', '"']) || id.trim().len() != id.len()) {
                text.push_str(&format!("{old},{new}\n"));
            }
        }
        text
    }

    /// Says what stands for an id or a caller reference of the recording.
    pub fn give(&mut self, old: impl Into<String>, new: impl Into<String>) {
        self.put(old.into(), Known { new: new.into(), from: None });
    }

    /// This mapping with what another says in addition.
    #[must_use]
    pub fn and(mut self, more: Self) -> Self {
        self.ids.extend(more.ids);
        self.taken.extend(more.taken);
        self.brought.extend(more.brought);
        self.references.extend(more.references);
        self.stand_ins.extend(more.stand_ins);
        self
    }

    /// Says what stands for every id that is not known otherwise, where it is given in that parameter of that action; of
    /// any action that has none of its own, where it is empty.
    pub fn stand_in(&mut self, action: impl Into<String>, parameter: impl Into<String>, new: impl Into<String>) {
        self.stand_ins.insert((action.into(), parameter.into()), new.into());
    }

    /// How many ids are known.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether no id is known.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// What stands for an id of the recording.
    pub fn id(&self, old: &str) -> Option<&str> {
        self.ids.get(old.trim()).map(|known| known.new.as_str())
    }

    /// The call of the recording whose answer has brought what stands for an id; none where that was given.
    pub(super) fn brought_by(&self, old: &str) -> Option<Place> {
        self.ids.get(old.trim())?.from
    }

    /// The same, or else what stands in for it, and from then on for it everywhere.
    pub(super) fn id_or_stand_in(&mut self, old: &str, action: &str, parameter: &str) -> Option<String> {
        if let Some(known) = self.id(old) {
            return Some(known.to_owned());
        }
        let of = |action: &str| self.stand_ins.get(&(action.to_owned(), parameter.to_owned())).cloned();
        let new = of(action).or_else(|| of(""))?;
        self.give(old.trim(), new.as_str());
        Some(new)
    }

    /// What stands for a caller reference of the recording.
    pub fn reference(&self, old: &str) -> Option<&str> {
        let given = self.ids.get(old).filter(|known| known.from.is_none()).map(|known| &known.new);
        given.or_else(|| self.references.get(old)).map(String::as_str)
    }

    /// The text with what stands for each id in it. Only a whole word that can't be anything but an id is taken for one.
    pub(super) fn within(&self, text: &str) -> String {
        if let Some(new) = self.unmistakable(text) {
            return new.to_owned();
        }
        let is_between_words = |letter: char| !letter.is_ascii_alphanumeric();
        let pieces = text.split_inclusive(is_between_words).map(|piece| {
            let word = piece.trim_end_matches(is_between_words);
            match self.unmistakable(word) {
                Some(new) => format!("{new}{}", &piece[word.len()..]),
                None => piece.to_owned(),
            }
        });
        pieces.collect()
    }

    fn unmistakable(&self, text: &str) -> Option<&str> {
        if text.trim().len() < UNMISTAKABLE { None } else { self.id(text) }
    }

    /// Whether the new id stands for another id than itself.
    pub(super) fn is_taken(&self, new: &str) -> bool {
        self.taken.contains(new)
    }

    fn put(&mut self, old: String, known: Known) {
        if old != known.new {
            self.taken.insert(known.new.clone());
        }
        self.ids.insert(old, known);
    }

    /// Sets an id of a recorded answer beside the one in the new answer.
    pub(super) fn learn(&mut self, old: &str, new: &str, place: Place) -> Learned {
        match self.ids.get(old) {
            Some(known) if known.new == new => Learned::Same,
            Some(_) => Learned::Another,
            None => {
                if let Some(other) = self.brought.get(new) {
                    return Learned::Shared(other.clone());
                }
                if !self.taken.contains(new) {
                    self.brought.insert(new.to_owned(), old.to_owned());
                }
                self.put(old.to_owned(), Known { new: new.to_owned(), from: Some(place) });
                Learned::New
            }
        }
    }

    /// The new name for a caller reference with which something is made.
    pub(super) fn rename(&mut self, old: &str, run: &Run) -> String {
        if let Some(known) = self.reference(old) {
            return known.to_owned();
        }
        let new = run.rename(old);
        self.references.insert(old.to_owned(), new.clone());
        new
    }
}

impl fmt::Debug for Mapping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mapping").field("ids", &self.ids.len()).field("references", &self.references.len()).finish()
    }
}

fn unquoted(field: &str) -> &str {
    let field = field.trim();
    field.strip_prefix('"').and_then(|field| field.strip_suffix('"')).unwrap_or(field)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ids_are_known_by_the_fields_that_hold_them() {
        assert_eq!(Kind::of("Transaction.1.SenderTokenId"), Some(Kind::Token));
        assert_eq!(Kind::of("OriginalTransactionId"), Some(Kind::Transaction));
        assert_eq!(Kind::of("PrepaidInstrumentId.2"), Some(Kind::Instrument));
        assert_eq!(Kind::of("Token.CallerReference"), Some(Kind::Reference));
        assert_eq!(Kind::of("Transaction.1.TransactionPart.2.Reference"), Some(Kind::Reference));
        for other in ["TransactionAmount.Value", "TokenFriendlyName", "", "1"] {
            assert_eq!(Kind::of(other), None, "{other}");
        }
    }

    #[test]
    fn files_say_which_line_is_wrong() {
        let mapping =
            Mapping::from_csv("\u{feff}old,new\n# those of March\n\nA , \"B\"\nA,B\n").expect("it is a mapping");
        assert_eq!((mapping.id("A"), mapping.reference("A"), mapping.len()), (Some("B"), Some("B"), 1));
        for (text, line) in [("A", 1), ("old,new\nA,", 2), ("A,B,C", 1), ("A,B\nA,C", 2)] {
            assert_eq!(Mapping::from_csv(text).map_err(|error| error.line), Err(line), "{text}");
        }
        assert_eq!(Mapping::from_csv(&mapping.csv()).as_ref(), Ok(&mapping));
        assert!(!format!("{mapping:?}").contains('B'));
    }

    #[test]
    fn short_texts_are_never_taken_for_ids() {
        let mut mapping = Mapping::new();
        mapping.give("1", "2");
        assert_eq!((mapping.id("1"), mapping.within("1").as_str()), (Some("2"), "1"));
    }

    #[test]
    fn ids_are_exchanged_within_longer_texts() {
        let mut mapping = Mapping::new();
        let (old, new) = ("A".repeat(64), "B".repeat(64));
        mapping.give(&old, &new);
        let rule = format!("TransactionAmount == 'USD 5' orSay SenderTokenId=='{old}';é{old}");
        assert_eq!(mapping.within(&rule), rule.replace(&old, &new));
        let longer = format!("{old}A");
        assert_eq!(mapping.within(&longer), longer);
        assert!(mapping.is_taken(&new) && !mapping.is_taken(&old));
    }

    #[test]
    fn what_is_given_may_stand_for_several() {
        let mut mapping = Mapping::new();
        mapping.give("GIVEN", "NEW");
        mapping.stand_in("", "TokenId", "STAND-IN");
        for old in ["A", "B"] {
            assert!(mapping.id_or_stand_in(&format!("{old}-TOKEN"), "Pay", "TokenId").is_some());
            for new in ["NEW", "STAND-IN"] {
                assert_eq!(mapping.learn(&format!("{old} of {new}"), new, Place::Line(1)), Learned::New);
            }
        }
    }

    proptest! {
        #[test]
        fn ids_stand_for_each_other_as_they_first_did(pairs in proptest::collection::vec(("[A-D]", "[0-9]"), 0..20)) {
            let mut mapping = Mapping::new();
            let mut first = BTreeMap::<String, String>::new();
            for (old, new) in &pairs {
                let stands_for = first.iter().find(|(_, known)| *known == new).map(|(old, _)| old.clone());
                let expected = match (first.get(old), stands_for) {
                    (Some(known), _) if known == new => Learned::Same,
                    (Some(_), _) => Learned::Another,
                    (None, Some(other)) => Learned::Shared(other),
                    (None, None) => {
                        first.insert(old.clone(), new.clone());
                        Learned::New
                    }
                };
                prop_assert_eq!(mapping.learn(old, new, Place::Line(1)), expected);
                prop_assert_eq!(mapping.id(old), first.get(old).map(String::as_str));
            }
            let written = Mapping::from_csv(&mapping.csv()).expect("it was written by us");
            prop_assert!(first.iter().all(|(old, new)| written.id(old) == Some(new)));
            prop_assert_eq!(written.len(), first.len());
        }
    }
}
