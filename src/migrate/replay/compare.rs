//! Two answers to the same request, set side by side.

use serde::Serialize;

use super::answer::Answer;
use super::ids::{Kind, Learned, Mapping};
use super::rules::Rules;
use super::value::{Value, join};
use crate::error::without_tokens;
use crate::fate;
use crate::migrate::traffic::{Place, Transport};

/// A place in which a new answer is not the recorded one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Difference {
    /// The field, as `Transaction.1.TransactionAmount.Value`; `error` where one of them refused the call, or both did with
    /// different codes; `answer` where one of them is no answer of the service.
    pub path: String,
    /// What was recorded; none where the field was absent. Ids that move money are shown by their end only.
    pub recorded: Option<String>,
    /// What was answered now; none where the field is absent.
    pub new: Option<String>,
    /// The rule, or the documented difference of the gateway, that explains it; none where nothing does.
    pub explained: Option<String>,
}

/// Compares answers to one call, and learns from them what new ids stand for recorded ones.
pub(super) struct Comparison<'r> {
    pub action: &'static str,
    pub transport: Transport,
    pub place: Place,
    pub rules: &'r Rules,
    /// Whether the new answer is that of a gateway, for which what becomes of each action is documented.
    pub gateway: bool,
    pub mapping: &'r mut Mapping,
    pub differences: Vec<Difference>,
}

/// What there was to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compared {
    /// No answer was recorded.
    Nothing,
    /// Of the recorded answer there is the HTTP status alone, which says whether the call was refused, and nothing else.
    Status,
    /// Both answers.
    Answers,
}

/// The most pairs that are tried to find out which items of two lists belong together.
const MOST_PAIRS: usize = 250_000;
/// What an id that stands for the other counts, which outweighs every other field.
const BY_AN_ID: i64 = 1_000;

impl Comparison<'_> {
    /// Compares them; what differs is in [`Comparison::differences`].
    pub fn of(&mut self, recorded: &Answer, new: &Answer) -> Compared {
        use Answer::{Answered, Refused, Status, Unreadable, Unrecorded};
        match (recorded, new) {
            (Unrecorded, Answered { .. } | Refused { .. } | Status(_)) => return Compared::Nothing,
            (Answered { result: old, request_id: old_id }, Answered { result, request_id }) => {
                if let (Some(old_id), Some(request_id)) = (old_id, request_id) {
                    self.mapping.learn(old_id, request_id, self.place);
                }
                self.values("", old, result);
            }
            (Refused { code: old, message: old_message }, Refused { code, message }) => match old == code {
                true if without_tokens(old_message) == without_tokens(message) => {}
                true => {
                    self.differ("error.message", Some(&without_tokens(old_message)), Some(&without_tokens(message)))
                }
                false => self.kinds("error", recorded, new),
            },
            (Status(200..=299), Answered { .. }) | (Status(400..=499), Refused { .. }) => {}
            // Over SOAP, every refusal has this status, and so have failures of the service.
            (Status(500), Refused { .. }) if self.transport == Transport::Soap => {}
            (Unreadable(_), _) | (_, Unreadable(_)) => self.kinds("answer", recorded, new),
            _ => self.kinds("error", recorded, new),
        }
        if matches!(recorded, Status(_)) { Compared::Status } else { Compared::Answers }
    }

    fn kinds(&mut self, path: &str, recorded: &Answer, new: &Answer) {
        self.differ(path, Some(&recorded.kind()), Some(&new.kind()));
        let refusal = fate::of(self.action).filter(|_| self.gateway).and_then(|fate| Some((fate, fate.refusal?)));
        if let (Some((fate, refusal)), Answer::Refused { code, .. }, Some(difference)) =
            (refusal, new, self.differences.last_mut())
            && refusal.code == code
            && difference.explained.is_none()
        {
            difference.explained = Some(fate.difference.to_owned());
        }
    }

    fn values(&mut self, path: &str, recorded: &Value, new: &Value) {
        match (recorded, new) {
            (Value::Text(recorded), Value::Text(new)) => self.texts(path, recorded, new),
            (Value::List(recorded), Value::List(new)) => self.lists(path, recorded, new),
            (Value::Fields(recorded), Value::Fields(_)) => {
                for (name, value) in recorded {
                    self.either(&join(path, name), Some(value), new.field(name));
                }
                self.only_new(path, recorded, new);
            }
            _ => self.differ(path, Some(&described(recorded)), Some(&described(new))),
        }
    }

    fn only_new(&mut self, path: &str, recorded: &[(&'static str, Value)], new: &Value) {
        let Value::Fields(new) = new else { return };
        for (name, value) in new {
            if !recorded.iter().any(|(known, _)| known == name) {
                self.either(&join(path, name), None, Some(value));
            }
        }
    }

    fn either(&mut self, path: &str, recorded: Option<&Value>, new: Option<&Value>) {
        match (recorded, new) {
            (Some(recorded), Some(new)) => self.values(path, recorded, new),
            // A list that is empty isn't written at all.
            (Some(Value::List(recorded)), None) => self.lists(path, recorded, &[]),
            (None, Some(Value::List(new))) => self.lists(path, &[], new),
            (recorded, new) => {
                let [recorded, new] = [recorded, new].map(|value| value.map(described));
                self.differ(path, recorded.as_deref(), new.as_deref());
            }
        }
    }

    fn lists(&mut self, path: &str, recorded: &[Value], new: &[Value]) {
        let order = match self.rules.is_unordered(self.action, path) && recorded.len() * new.len() <= MOST_PAIRS {
            true => self.belonging(path, recorded, new),
            false => (0..recorded.len()).map(|at| Some(at).filter(|at| *at < new.len())).collect(),
        };
        for (at, (value, found)) in recorded.iter().zip(&order).enumerate() {
            self.either(&join(path, &(at + 1).to_string()), Some(value), found.map(|found| &new[found]));
        }
        let rest = (0..new.len()).filter(|at| !order.contains(&Some(*at)));
        for (number, at) in (recorded.len() + 1..).zip(rest) {
            self.either(&join(path, &number.to_string()), None, Some(&new[at]));
        }
    }

    /// For each recorded item the new one that is most like it, each of them once: first those that an id tells, so that
    /// nothing takes their place; never two that ids tell apart.
    fn belonging(&self, path: &str, recorded: &[Value], new: &[Value]) -> Vec<Option<usize>> {
        let mut free = (0..new.len()).collect::<Vec<_>>();
        let mut belonging = vec![None; recorded.len()];
        for least in [BY_AN_ID / 2, -BY_AN_ID / 2] {
            for (value, found) in recorded.iter().zip(&mut belonging).filter(|(_, found)| found.is_none()) {
                // The first of those that are equally like it, so that lists in the same order stay in it.
                let likest = free
                    .iter()
                    .enumerate()
                    .map(|(order, at)| (self.likeness(path, value, &new[*at]), std::cmp::Reverse(order)))
                    .max()
                    .filter(|(likeness, _)| *likeness > least);
                *found = likest.map(|(_, order)| free.remove(order.0));
            }
        }
        belonging
    }

    /// How much two items have in common.
    fn likeness(&self, path: &str, recorded: &Value, new: &Value) -> i64 {
        let new = new.leaves();
        let common = |(name, text): &(String, &str)| {
            let Some((_, other)) = new.iter().find(|(known, _)| known == name) else { return 0 };
            match Kind::of(&join(path, name)) {
                Some(Kind::Reference) if self.is_reference(text, other) => BY_AN_ID,
                Some(Kind::Reference) => 0,
                Some(_) => match self.mapping.id(text) {
                    Some(known) if known == *other => BY_AN_ID,
                    Some(_) => -BY_AN_ID,
                    None if self.mapping.is_taken(other) => -BY_AN_ID,
                    None => 0,
                },
                None => i64::from(text == other),
            }
        };
        recorded.leaves().iter().map(common).sum()
    }

    /// Whether it is the recorded reference or what stands for it: tokens have theirs from the co-branded pages, which no
    /// recorded call renames.
    fn is_reference(&self, recorded: &str, new: &str) -> bool {
        recorded == new || self.mapping.reference(recorded) == Some(new)
    }

    fn texts(&mut self, path: &str, recorded: &str, new: &str) {
        let same = match Kind::of(path) {
            Some(Kind::Reference) => self.is_reference(recorded, new),
            Some(_) if recorded.is_empty() || new.is_empty() => recorded == new,
            Some(kind) => match self.mapping.learn(recorded, new, self.place) {
                Learned::New | Learned::Same => true,
                Learned::Another => false,
                Learned::Shared(other) => return self.share(path, kind, recorded, new, &other),
            },
            None => recorded == new || self.mapping.within(recorded) == new,
        };
        if !same {
            self.differ(path, Some(recorded), Some(new));
        }
    }

    /// Two recorded ids came to one: what was two things is one now.
    fn share(&mut self, path: &str, kind: Kind, recorded: &str, new: &str, other: &str) {
        self.differ(path, Some(recorded), Some(new));
        if let Some(difference) = self.differences.last_mut() {
            difference.new = Some(format!("{}, which stands for {} already", kind.shown(new), kind.shown(other)));
        }
    }

    fn differ(&mut self, path: &str, recorded: Option<&str>, new: Option<&str>) {
        let explained = self.rules.explain(self.action, path, recorded, new).map(str::to_owned);
        let shown = |text: &str| match Kind::of(path) {
            Some(kind) => kind.shown(text),
            None => without_tokens(text),
        };
        let (recorded, new) = (recorded.map(shown), new.map(shown));
        self.differences.push(Difference { path: path.to_owned(), recorded, new, explained });
    }
}

/// A value in one line: a text as it is; of anything else its id, if it has one, or else what is in it.
fn described(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::List(items) => format!("({} items)", items.len()),
        Value::Fields(fields) => {
            let id = fields.iter().find_map(|(name, value)| Some((name, Kind::of(name)?, value.text()?)));
            match id {
                Some((name, kind, id)) => format!("({name} {})", kind.shown(id)),
                None => format!("({})", fields.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(ids: &[&str]) -> Value {
        let token = |id: &&str| Value::Fields(vec![("TokenId", Value::Text((*id).to_owned()))]);
        Value::Fields(vec![("Token", Value::List(ids.iter().map(token).collect()))])
    }

    #[test]
    fn what_ids_tell_belongs_together_whatever_stands_before_it() {
        let mut mapping = Mapping::new();
        mapping.give("OLD-1", "NEW-1");
        mapping.give("OLD-2", "NEW-2");
        let mut paths = |recorded: &[&str], new: &[&str]| {
            let mut comparison = Comparison {
                action: "GetTokens",
                transport: Transport::RestGet,
                place: Place::Line(1),
                rules: &Rules::built_in(),
                gateway: false,
                mapping: &mut mapping,
                differences: Vec::new(),
            };
            comparison.values("", &tokens(recorded), &tokens(new));
            let told = |difference: &Difference| (difference.path.clone(), difference.new.is_some());
            comparison.differences.iter().map(told).collect::<Vec<_>>()
        };
        assert_eq!(paths(&["OLD-1", "OLD-2"], &["NEW-2", "NEW-1"]), []);
        assert_eq!(paths(&["FOREIGN", "OLD-2"], &["NEW-2"]), [("Token.1".to_owned(), false)]);
        assert_eq!(paths(&["OLD-1"], &["NEW-2"]), [("Token.1".to_owned(), false), ("Token.2".to_owned(), true)]);
        assert_eq!(paths(&["OLD-3", "OLD-1"], &["NEW-1", "NEW-3"]), [], "what is new on both sides is learnt");
    }

    #[test]
    fn a_status_alone_says_whether_it_was_refused_and_nothing_else() {
        use Answer::Status;
        let refused = Answer::Refused { code: "InvalidParams".to_owned(), message: String::new() };
        let answered = Answer::Answered { result: Value::Fields(Vec::new()), request_id: None };
        let compared = |transport: Transport, recorded: u16, new: &Answer| {
            let mut comparison = Comparison {
                action: "Pay",
                transport,
                place: Place::Line(1),
                rules: &Rules::built_in(),
                gateway: false,
                mapping: &mut Mapping::new(),
                differences: Vec::new(),
            };
            assert_eq!(comparison.of(&Status(recorded), new), Compared::Status);
            comparison.differences.iter().all(|difference| difference.explained.is_some())
        };
        for (transport, recorded, new, fits) in [
            (Transport::RestGet, 200, &answered, true),
            (Transport::RestGet, 200, &refused, false),
            (Transport::RestGet, 400, &refused, true),
            (Transport::RestGet, 403, &answered, false),
            (Transport::RestGet, 500, &refused, false),
            (Transport::RestGet, 503, &refused, false),
            (Transport::RestGet, 503, &answered, true),
            (Transport::RestGet, 302, &answered, false),
            (Transport::Soap, 500, &refused, true),
            (Transport::Soap, 503, &refused, false),
        ] {
            assert_eq!(compared(transport, recorded, new), fits, "{transport:?} {recorded} {}", new.kind());
        }
    }

    #[test]
    fn two_recorded_transactions_that_come_to_one_are_a_difference() {
        let mut mapping = Mapping::new();
        let paid = |id: &str| Answer::Answered {
            result: Value::Fields(vec![("TransactionId", Value::Text(id.to_owned()))]),
            request_id: None,
        };
        let mut found = |recorded: &str| {
            let mut comparison = Comparison {
                action: "Pay",
                transport: Transport::RestGet,
                place: Place::Line(1),
                rules: &Rules::built_in(),
                gateway: false,
                mapping: &mut mapping,
                differences: Vec::new(),
            };
            assert_eq!(comparison.of(&paid(recorded), &paid("NEW")), Compared::Answers);
            comparison.differences.iter().map(|it| (it.in_words(), it.explained.is_none())).collect::<Vec<_>>()
        };
        assert_eq!(found("FIRST"), []);
        let told = "TransactionId: 'SECOND' was recorded, and now it is 'NEW, which stands for FIRST already'";
        for _ in 0..2 {
            assert_eq!(found("SECOND"), [(told.to_owned(), true)], "it is not forgotten once it was told");
        }
        assert_eq!(mapping.id("SECOND"), None, "what is done to the second would be done to the first");
    }
}
