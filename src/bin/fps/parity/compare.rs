//! Where the calls of two sides differ.
//!
//! Two sandboxes that are alike give the same answers to the letter. In one world both sides act one after the
//! other, so that identifiers, dates and the balance of an account can't be the same: there they are replaced by
//! what they must have in common.

use std::collections::HashMap;

use super::side::{Call, Side};
use crate::observe::{Difference, Observed, differences};

/// What differs between the calls of two sides, with the number and the action of the call.
pub fn compare(rest: &Side<'_>, soap: &Side<'_>) -> Vec<Difference> {
    let mut all = Vec::new();
    if rest.calls.len() != soap.calls.len() {
        all.push(Difference {
            field: "number of calls".to_owned(),
            rest: Some(rest.calls.len().to_string()),
            soap: Some(soap.calls.len().to_string()),
        });
    }
    let one_world = !rest.world.is_own();
    let mut common = (Common::new(rest), Common::new(soap));
    for (number, (rest, soap)) in (1..).zip(rest.calls.iter().zip(&soap.calls)) {
        let found = match one_world {
            false => rest.observation.observed.differences(&soap.observation.observed),
            true => {
                let fields = (common.0.of(rest), common.1.of(soap));
                let failed = [rest, soap].iter().any(|call| matches!(call.observation.observed, Observed::Failed(_)));
                match failed {
                    true => rest.observation.observed.differences(&soap.observation.observed),
                    false => differences(&fields.0, &fields.1),
                }
            }
        };
        let place = format!("{number}. {}", rest.operation.name());
        all.extend(
            found
                .into_iter()
                .map(|difference| Difference { field: format!("{place}: {}", difference.field), ..difference }),
        );
    }
    all
}

/// What the calls of one side have in common with those of the other: names for its identifiers, in the order in
/// which they first appear.
struct Common {
    names: HashMap<String, String>,
    hides_balances: bool,
}

impl Common {
    fn new(side: &Side<'_>) -> Self {
        Self { names: HashMap::new(), hides_balances: side.has_changed_something() }
    }

    fn of(&mut self, call: &Call) -> Vec<(String, String)> {
        for (path, value) in call.parameters.iter().filter(|(path, _)| is_identifier(path)) {
            self.name(path, value);
        }
        let fields = call.observation.observed.fields().into_iter();
        fields
            .map(|(path, value)| {
                let value = self.value(&path, &value);
                (path, value)
            })
            .collect()
    }

    fn value(&mut self, path: &str, value: &str) -> String {
        if is_identifier(path) {
            return self.name(path, value);
        }
        if is_instant(path) {
            return "(an instant)".to_owned();
        }
        if self.hides_balances && is_balance_of_account(path) {
            return "(an amount)".to_owned();
        }
        if !is_message(path) {
            return value.to_owned();
        }
        // Messages name identifiers; the longest first, for one may begin another.
        let mut named = self.names.iter().filter(|(known, _)| known.len() >= 8).collect::<Vec<_>>();
        named.sort_by_key(|(known, _)| std::cmp::Reverse(known.len()));
        named.into_iter().fold(value.to_owned(), |text, (known, name)| text.replace(known.as_str(), name))
    }

    fn name(&mut self, path: &str, value: &str) -> String {
        let number = self.names.len() + 1;
        self.names.entry(value.to_owned()).or_insert_with(|| format!("({} {number})", last(path))).clone()
    }
}

fn is_identifier(path: &str) -> bool {
    let name = last(path);
    name.ends_with("Id") || name.ends_with("Reference") || name == "FriendlyName" || name == "TokenFriendlyName"
}

fn is_instant(path: &str) -> bool {
    let name = last(path);
    name.contains("Date") || name.contains("Timestamp") || name == "StartTimeForNextTransaction"
}

fn is_message(path: &str) -> bool {
    last(path).ends_with("Message")
}

fn is_balance_of_account(path: &str) -> bool {
    let parts = path.split('.').collect::<Vec<_>>();
    ["AccountBalance", "OutstandingDebt", "OutstandingPrepaidLiability", "Balance"]
        .iter()
        .any(|name| parts.contains(name))
}

/// The name of a field without its place in a list.
fn last(path: &str) -> &str {
    path.rsplit('.').find(|part| part.parse::<u32>().is_err()).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_known_by_their_names() {
        assert!(is_identifier("Transaction.2.SenderTokenId") && is_identifier("CallerReference"));
        assert!(!is_identifier("TransactionStatus") && !is_identifier("Transaction.2.Balance.Value"));
        assert!(is_instant("StatusHistory.1.Date") && is_instant("Token.DateInstalled"));
        assert!(is_balance_of_account("Transaction.2.Balance.Value") && !is_balance_of_account("PrepaidBalance.Value"));
    }

    #[test]
    fn the_same_identifier_has_the_same_name_in_texts_too() {
        let mut common = Common { names: HashMap::new(), hides_balances: false };
        let first = common.value("TransactionId", "14GKE3B85HCMF1BTSH5C4PD2IHZL95RJ2LM");
        let second = common.value("TransactionId", "24GKE3B85HCMF1BTSH5C4PD2IHZL95RJ2LM");
        assert_ne!(first, second);
        assert_eq!(common.value("OriginalTransactionId", "14GKE3B85HCMF1BTSH5C4PD2IHZL95RJ2LM"), first);
        let message =
            common.value("(error) Message", "The transaction 24GKE3B85HCMF1BTSH5C4PD2IHZL95RJ2LM is pending.");
        assert_eq!(message, format!("The transaction {second} is pending."));
    }
}
