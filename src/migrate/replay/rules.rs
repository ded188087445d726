//! What may differ between a recorded answer and a new one: rules, as a TOML file holds them.

use std::borrow::Cow;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::Deserialize;

/// Rules for what may differ, and for lists whose order means nothing.
///
/// The file `rules.toml` beside this one says how they are written, and holds those that hold for every service.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    #[serde(default)]
    difference: Vec<Rule>,
    #[serde(default)]
    unordered: Vec<Unordered>,
}

/// Why a file holds no rules.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct RulesError(String);

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    #[serde(default)]
    actions: Vec<String>,
    fields: Vec<String>,
    only: Option<Only>,
    recorded: Option<Vec<String>>,
    new: Option<Vec<String>>,
    why: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Unordered {
    #[serde(default)]
    actions: Vec<String>,
    fields: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Only {
    Times,
    Amounts,
    Missing,
    Added,
}

const EVERYWHERE: &str = include_str!("rules.toml");
/// The list that programs of those years are held to against the gateway.
const OF_THE_GATEWAY: &str = include_str!("../../../tests/interop/gateway-differences.toml");

impl Rules {
    /// The rules that hold for every service.
    pub fn built_in() -> Self {
        Self::parse(EVERYWHERE).expect("the file is ours, and a test reads it")
    }

    /// Those rules, and the documented differences between FPS and the gateway.
    pub fn of_the_gateway() -> Self {
        Self::built_in().and(Self::parse(OF_THE_GATEWAY).expect("the file is ours, and a test reads it"))
    }

    /// Reads rules from a TOML file.
    ///
    /// # Errors
    /// [`RulesError`] with the line, where it is no TOML, or no rules.
    pub fn parse(text: &str) -> Result<Self, RulesError> {
        let rules: Self = toml::from_str(text).map_err(|error| RulesError(error.to_string()))?;
        match rules.difference.iter().find(|rule| rule.fields.is_empty() || rule.why.trim().is_empty()) {
            Some(rule) => Err(RulesError(format!("a difference has no fields, or says not why: '{}'", rule.why))),
            None => Ok(rules),
        }
    }

    /// These rules, and then those.
    #[must_use]
    pub fn and(mut self, more: Self) -> Self {
        self.difference.extend(more.difference);
        self.unordered.extend(more.unordered);
        self
    }

    /// Why the values may differ at that path, if they may: what the first rule says that fits.
    pub(super) fn explain(&self, action: &str, path: &str, recorded: Option<&str>, new: Option<&str>) -> Option<&str> {
        let path = without_numbers(path);
        let rule = self.difference.iter().find(|rule| {
            applies(&rule.actions, &rule.fields, action, &path)
                && rule.only.is_none_or(|only| only.fits(recorded, new))
                && lists(&rule.recorded, recorded)
                && lists(&rule.new, new)
        })?;
        Some(&rule.why)
    }

    /// Whether the order of the list at that path means nothing.
    pub(super) fn is_unordered(&self, action: &str, path: &str) -> bool {
        let path = without_numbers(path);
        self.unordered.iter().any(|list| applies(&list.actions, &list.fields, action, &path))
    }
}

impl Only {
    fn fits(self, recorded: Option<&str>, new: Option<&str>) -> bool {
        match (self, recorded, new) {
            (Self::Times, Some(recorded), Some(new)) => is_instant(recorded) && is_instant(new),
            (Self::Amounts, Some(recorded), Some(new)) => matches!(
                (Decimal::from_str(recorded), Decimal::from_str(new)),
                (Ok(recorded), Ok(new)) if recorded == new
            ),
            (Self::Missing, Some(_), None) | (Self::Added, None, Some(_)) => true,
            _ => false,
        }
    }
}

fn is_instant(text: &str) -> bool {
    text.parse::<DateTime<Utc>>().is_ok()
}

fn lists(values: &Option<Vec<String>>, value: Option<&str>) -> bool {
    match values {
        None => true,
        Some(values) => value.is_some_and(|value| values.iter().any(|pattern| matches(pattern, value))),
    }
}

fn applies(actions: &[String], fields: &[String], action: &str, path: &str) -> bool {
    (actions.is_empty() || actions.iter().any(|known| known == action))
        && fields.iter().any(|pattern| parents(path).any(|path| matches(pattern, path)))
}

/// The path, and those of the fields that it is in.
fn parents(path: &str) -> impl Iterator<Item = &str> {
    std::iter::once(path).chain(path.rmatch_indices('.').map(|(end, _)| &path[..end]))
}

/// Whether the text is like the pattern, in which a `*` stands for any characters or none.
fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    rest.ends_with(last)
}

/// `Transaction.2.TransactionPart.1.Role` as `Transaction.TransactionPart.Role`.
pub(super) fn without_numbers(path: &str) -> Cow<'_, str> {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match path.split('.').any(is_number) {
        true => path.split('.').filter(|part| !is_number(part)).collect::<Vec<_>>().join(".").into(),
        false => path.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_like_the_paths_they_stand_for() {
        for (pattern, text) in
            [("a", "a"), ("*", ""), ("*", "a.b"), ("a*c", "abc"), ("a*", "a"), ("*b*", "abc"), ("*a", "aa")]
        {
            assert!(matches(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [("a", "ab"), ("a*a", "a"), ("*b", "abc"), ("", "a"), ("a*b*c", "ac")] {
            assert!(!matches(pattern, text), "{pattern} {text}");
        }
    }

    #[test]
    fn the_rules_of_every_service_explain_what_they_should_and_no_more() {
        let rules = Rules::built_in();
        let explains = |action, path, recorded, new| rules.explain(action, path, Some(recorded), Some(new)).is_some();
        assert!(explains("GetTransaction", "Transaction.TransactionAmount.Value", "1.000000", "1.00"));
        assert!(!explains("GetTransaction", "Transaction.TransactionAmount.Value", "1.000000", "1.01"));
        assert!(explains(
            "GetAccountActivity",
            "Transaction.2.DateReceived",
            "2010-01-01T00:00:00Z",
            "2026-01-01T00:00:00Z"
        ));
        assert!(!explains("GetAccountActivity", "Transaction.2.DateReceived", "2010-01-01T00:00:00Z", "soon"));
        assert!(
            rules.explain("GetTransaction", "Transaction.DateCompleted", Some("2010-01-01T00:00:00Z"), None).is_none()
        );
        assert!(explains("Pay", "TransactionStatus", "Pending", "Success"));
        assert!(!explains("Pay", "TransactionStatus", "Success", "Pending"));
        assert!(!explains("Pay", "error", "InvalidParams", "InternalError"));
        assert!(rules.is_unordered("GetTokens", "Token"));
        assert!(!rules.is_unordered("GetAccountActivity", "Transaction"));
        assert!(rules.is_unordered("GetTransaction", "Transaction.RelatedTransaction"));
    }

    #[test]
    fn the_documented_differences_of_the_gateway_are_rules() {
        let rules = Rules::of_the_gateway();
        let why = rules.explain("GetAccountBalance", "error", Some("answered"), Some("refused: AccessFailure"));
        assert!(why.is_some_and(|why| why.contains("settlement reports")), "{why:?}");
        assert!(Rules::built_in().explain("GetAccountBalance", "error", None, None).is_none());
    }

    #[test]
    fn a_rule_can_be_for_what_is_missing_or_for_what_is_added() {
        let rules = |only| Rules::parse(&format!("[[difference]]\nfields = ['Token']\nonly = '{only}'\nwhy = 'x'"));
        for (only, recorded, new, may) in [
            ("missing", Some("T"), None, true),
            ("missing", Some("T"), Some("U"), false),
            ("missing", None, Some("U"), false),
            ("added", None, Some("U"), true),
            ("added", Some("T"), None, false),
        ] {
            let rules = rules(only).expect("it is a rule");
            assert_eq!(rules.explain("GetTokens", "Token.3", recorded, new).is_some(), may, "{only}");
        }
    }

    #[test]
    fn files_that_hold_no_rules_are_refused() {
        for text in ["[[difference]]", "[[difference]]\nfields = []\nwhy = 'x'", "[[rule]]", "difference = 1", "only"] {
            assert!(Rules::parse(text).is_err(), "{text}");
        }
    }
}
