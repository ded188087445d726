//! What stands in the books of both sides once everything has ended, and that it agrees.

use std::collections::{BTreeMap, BTreeSet};

use amazon_fps::sandbox::State;
use rust_decimal::Decimal;
use serde_json::Value;

/// The books of the gateway.
pub struct Books {
    transactions: Vec<Value>,
    sagas: Vec<Value>,
}

/// What Amazon Pay has done, by its ids.
pub struct Amazon {
    authorizations: BTreeMap<String, Value>,
    captures: BTreeMap<String, Value>,
    refunds: BTreeMap<String, Value>,
    /// What marketplaces got as providers, and what of it they gave back by itself or with refunds.
    credits: BTreeMap<String, Value>,
    reversals: BTreeMap<String, Value>,
}

/// What came of a story: by the reference what became of each transaction, and what was done to buyers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    pub transactions: BTreeMap<String, String>,
    pub captured: Decimal,
    pub refunded: Decimal,
    /// What a marketplace has of its fees.
    pub fees: Decimal,
}

impl Books {
    /// Those of one caller.
    pub fn of(state: &State, caller: &str) -> Self {
        let rows = rows(state, Some(caller));
        Self { transactions: all(&rows, "Transaction"), sagas: all(&rows, "Saga") }
    }
}

impl Amazon {
    pub fn of(state: &State) -> Self {
        let rows = rows(state, None);
        let by_id = |kind| all(&rows, kind).into_iter().map(|row| (text(&row, "id").to_owned(), row)).collect();
        Self {
            authorizations: by_id("Authorization"),
            captures: by_id("Capture"),
            refunds: by_id("Refund"),
            credits: by_id("ProviderCredit"),
            reversals: by_id("ProviderCreditReversal"),
        }
    }
}

/// Compares both sides: nothing is under way, every transaction of the gateway has come to what Amazon Pay has done for
/// it, and Amazon Pay has done nothing else.
pub fn compare(books: &Books, amazon: &Amazon, whence: &str) -> Outcome {
    for saga in &books.sagas {
        assert!(!saga["ended"].is_null() && saga["due"].is_null(), "{whence}: a saga is open: {saga}");
    }
    let mut outcome = Outcome::default();
    let mut known = BTreeSet::new();
    for transaction in &books.transactions {
        let status = text(transaction, "status");
        let tells =
            format!("{} {status} {} {}", text(transaction, "operation"), transaction["amount"], transaction["code"]);
        let before = outcome.transactions.insert(text(transaction, "caller_reference").to_owned(), tells);
        assert!(before.is_none(), "{whence}: a reference stands for two transactions");
        let outside = &transaction["outside"];
        let mut is_taken = false;
        for (kind, objects) in [
            ("authorization", &amazon.authorizations),
            ("capture", &amazon.captures),
            ("refund", &amazon.refunds),
            ("reversal", &amazon.reversals),
        ] {
            let Some(id) = outside[kind].as_str() else { continue };
            let object = objects.get(id).unwrap_or_else(|| panic!("{whence}: Amazon Pay knows no {kind} {id}"));
            assert!(known.insert(id.to_owned()), "{whence}: {id} is of two transactions");
            let state = state(object);
            match kind {
                "authorization" => assert!(matches!(state, "Closed" | "Declined"), "{whence}: {id} is {state}"),
                _ => {
                    assert_eq!(amount(&object["amount"]), amount(&transaction["amount"]), "{whence}: {id}");
                    let fee = match kind {
                        "capture" => amount(&object["fee"]),
                        "refund" => -amount(&object["fee_refunded"]),
                        _ => Decimal::ZERO,
                    };
                    assert_eq!(amount(&outside["fees"]), fee, "{whence}: the fee of {id}");
                    is_taken |= state == "Completed" || state == "Closed";
                }
            }
        }
        if status == "Success" && transaction["original"].is_null() && !outside["marketplace"].is_null() {
            outcome.fees += amount(&transaction["marketplace_fee"]) - amount(&transaction["marketplace_refunded"]);
        }
        let is_outside = !outside.is_null();
        assert!(status != "Pending" && status != "Reserved", "{whence}: {transaction} is not decided");
        assert!(!is_outside || is_taken == (status == "Success"), "{whence}: {transaction} has come to something else");
        assert!(status == "Success" || !text(transaction, "message").is_empty(), "{whence}: it says why");
    }
    for id in amazon.authorizations.keys().chain(amazon.captures.keys()).chain(amazon.refunds.keys()) {
        assert!(known.contains(id), "{whence}: nobody has asked for {id}");
    }
    let credited = amazon.credits.values().map(|credit| amount(&credit["amount"]) - amount(&credit["reversed"]));
    assert_eq!(outcome.fees, credited.sum::<Decimal>(), "{whence}: what the marketplace has");
    let sum = |objects: &BTreeMap<String, Value>| {
        let complete = objects.values().filter(|object| state(object) != "Declined");
        complete.map(|object| amount(&object["amount"])).sum::<Decimal>()
    };
    outcome.captured = sum(&amazon.captures);
    outcome.refunded = sum(&amazon.refunds);
    outcome
}

fn rows(state: &State, caller: Option<&str>) -> Vec<Value> {
    let state = serde_json::to_value(state).expect("states are written as JSON");
    let rows = state["rows"].as_array().expect("it has rows");
    let of_him = rows.iter().filter(|row| caller.is_none_or(|caller| row[0] == *caller));
    of_him.map(|row| row[1].clone()).collect()
}

fn all(rows: &[Value], kind: &str) -> Vec<Value> {
    rows.iter().filter_map(|row| row.get(kind)).cloned().collect()
}

fn text<'a>(row: &'a Value, name: &str) -> &'a str {
    row[name].as_str().unwrap_or_else(|| panic!("{name} is no text in {row}"))
}

/// The state that an object of Amazon Pay has entered last.
fn state(object: &Value) -> &str {
    let entered = object["status"]["entered"].as_array().expect("it has a status");
    entered.last().and_then(|last| last["state"].as_str()).expect("it is never empty")
}

/// A number, or the number of a price; nothing for what is left out since it is zero.
fn amount(value: &Value) -> Decimal {
    let number = value.get("amount").or_else(|| value.get("value")).unwrap_or(value);
    match number {
        Value::Null => Decimal::ZERO,
        Value::String(text) => text.parse().expect("it is a number"),
        other => other.to_string().parse().expect("it is a number"),
    }
}
