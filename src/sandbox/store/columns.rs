//! What the tables of both databases hold: rows as JSON, with what they are looked up by beside it.

use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{Serialize, de::DeserializeOwned};

use super::StoreError;
use crate::sandbox::rows::{Key, Row, Scope};

/// What stands for the kind of a row. These numbers are for good.
pub(super) const ACCOUNT: i32 = 1;
pub(super) const INSTRUMENT: i32 = 2;
pub(super) const SUBSCRIPTION: i32 = 3;
pub(super) const TOKEN_NAME: i32 = 4;
pub(super) const REFERENCE: i32 = 5;
pub(super) const TOKEN_REFERENCE: i32 = 6;
pub(super) const DOCUMENT: i32 = 7;
pub(super) const TOKEN: i32 = 8;
pub(super) const TRANSACTION: i32 = 9;
pub(super) const MESSAGE: i32 = 10;

pub(super) fn kind(key: &Key) -> i32 {
    match key {
        Key::Account(_) => ACCOUNT,
        Key::Instrument(_) => INSTRUMENT,
        Key::Subscription(_) => SUBSCRIPTION,
        Key::TokenName(_) => TOKEN_NAME,
        Key::Reference(Scope::Transactions, _) => REFERENCE,
        Key::Reference(Scope::Tokens, _) => TOKEN_REFERENCE,
        Key::Document(_) => DOCUMENT,
        Key::Token(_) => TOKEN,
        Key::Transaction(_) => TRANSACTION,
        Key::Message(_) => MESSAGE,
    }
}

pub(super) fn id(key: &Key) -> &str {
    match key {
        Key::Account(id)
        | Key::Token(id)
        | Key::Instrument(id)
        | Key::Transaction(id)
        | Key::Subscription(id)
        | Key::TokenName(id)
        | Key::Reference(_, id)
        | Key::Document(id)
        | Key::Message(id) => id,
    }
}

pub(super) fn to_row(kind: i32, body: &str) -> Result<Row, StoreError> {
    Ok(match kind {
        ACCOUNT => Row::Account(from_json(body)?),
        TOKEN => Row::Token(from_json(body)?),
        INSTRUMENT => Row::Instrument(from_json(body)?),
        TRANSACTION => Row::Transaction(from_json(body)?),
        SUBSCRIPTION => Row::Subscription(from_json(body)?),
        TOKEN_NAME => Row::TokenName(from_json(body)?),
        REFERENCE | TOKEN_REFERENCE => Row::Reference(from_json(body)?),
        DOCUMENT => Row::Document(from_json(body)?),
        MESSAGE => Row::Message(from_json(body)?),
        other => return Err(StoreError::new(format!("there is a row of the unknown kind {other}"))),
    })
}

/// Money in millionths of a dollar, in which sums are exact.
pub(super) fn to_micros(value: Decimal) -> Result<i64, StoreError> {
    let micros =
        value.checked_mul(Decimal::from(1_000_000)).filter(Decimal::is_integer).and_then(|value| value.to_i64());
    micros.ok_or_else(|| StoreError::new("an amount is too large or too fine to be kept"))
}

pub(super) fn from_micros(micros: i64) -> Decimal {
    Decimal::new(micros, 6).normalize()
}

pub(super) fn to_name(value: &impl Serialize) -> Result<String, StoreError> {
    Ok(to_json(value)?.trim_matches('"').to_owned())
}

pub(super) fn from_name<T: DeserializeOwned>(name: &str) -> Result<T, StoreError> {
    from_json(&format!("\"{name}\""))
}

pub(super) fn to_json(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(StoreError::new)
}

pub(super) fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::new(format!("a row can't be read: {error}")))
}
