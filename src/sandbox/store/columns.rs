//! What the tables of both databases hold: rows as JSON, with what they are looked up by beside it.

use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{Serialize, de::DeserializeOwned};

use super::StoreError;
use crate::sandbox::rows::{Key, Kind, Row, Scope};

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
const MERCHANT: i32 = 11;
const BILLING_AGREEMENT: i32 = 12;
const ORDER_REFERENCE: i32 = 13;
const AUTHORIZATION: i32 = 14;
const CAPTURE: i32 = 15;
const REFUND: i32 = 16;
const PROVIDER_CREDIT: i32 = 17;
const PROVIDER_CREDIT_REVERSAL: i32 = 18;
const SELLER_ORDER: i32 = 19;
const AUTHORIZATION_REFERENCE: i32 = 20;
const CAPTURE_REFERENCE: i32 = 21;
const REFUND_REFERENCE: i32 = 22;
const REVERSAL_REFERENCE: i32 = 23;
pub(super) const SAGA: i32 = 24;

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
        Key::Reference(Scope::Authorizations, _) => AUTHORIZATION_REFERENCE,
        Key::Reference(Scope::Captures, _) => CAPTURE_REFERENCE,
        Key::Reference(Scope::Refunds, _) => REFUND_REFERENCE,
        Key::Reference(Scope::Reversals, _) => REVERSAL_REFERENCE,
        Key::Message(_) => MESSAGE,
        Key::Merchant(_) => MERCHANT,
        Key::BillingAgreement(_) => BILLING_AGREEMENT,
        Key::OrderReference(_) => ORDER_REFERENCE,
        Key::Authorization(_) => AUTHORIZATION,
        Key::Capture(_) => CAPTURE,
        Key::Refund(_) => REFUND,
        Key::ProviderCredit(_) => PROVIDER_CREDIT,
        Key::ProviderCreditReversal(_) => PROVIDER_CREDIT_REVERSAL,
        Key::SellerOrder(_) => SELLER_ORDER,
        Key::Saga(_) => SAGA,
    }
}

/// What stands for rows of that kind.
pub(super) fn number(kind: Kind) -> i32 {
    match kind {
        Kind::Account => ACCOUNT,
        Kind::Instrument => INSTRUMENT,
        Kind::Subscription => SUBSCRIPTION,
        Kind::Merchant => MERCHANT,
        Kind::BillingAgreement => BILLING_AGREEMENT,
        Kind::OrderReference => ORDER_REFERENCE,
        Kind::Authorization => AUTHORIZATION,
        Kind::Capture => CAPTURE,
        Kind::Refund => REFUND,
        Kind::ProviderCredit => PROVIDER_CREDIT,
        Kind::ProviderCreditReversal => PROVIDER_CREDIT_REVERSAL,
        Kind::Saga => SAGA,
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
        | Key::Message(id)
        | Key::Merchant(id)
        | Key::BillingAgreement(id)
        | Key::OrderReference(id)
        | Key::Authorization(id)
        | Key::Capture(id)
        | Key::Refund(id)
        | Key::ProviderCredit(id)
        | Key::ProviderCreditReversal(id)
        | Key::SellerOrder(id)
        | Key::Saga(id) => id,
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
        REFERENCE
        | TOKEN_REFERENCE
        | AUTHORIZATION_REFERENCE
        | CAPTURE_REFERENCE
        | REFUND_REFERENCE
        | REVERSAL_REFERENCE => Row::Reference(from_json(body)?),
        DOCUMENT => Row::Document(from_json(body)?),
        MESSAGE => Row::Message(from_json(body)?),
        MERCHANT => Row::Merchant(from_json(body)?),
        BILLING_AGREEMENT => Row::BillingAgreement(from_json(body)?),
        ORDER_REFERENCE => Row::OrderReference(from_json(body)?),
        AUTHORIZATION => Row::Authorization(from_json(body)?),
        CAPTURE => Row::Capture(from_json(body)?),
        REFUND => Row::Refund(from_json(body)?),
        PROVIDER_CREDIT => Row::ProviderCredit(from_json(body)?),
        PROVIDER_CREDIT_REVERSAL => Row::ProviderCreditReversal(from_json(body)?),
        SELLER_ORDER => Row::SellerOrder(from_json(body)?),
        SAGA => Row::Saga(from_json(body)?),
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
