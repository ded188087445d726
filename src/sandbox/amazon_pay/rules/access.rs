//! The token with which a buyer lets a merchant see more than he is shown before an order is confirmed.
//!
//! The buyer page hands it out, as the login did. It is made of the buyer and the merchant and the time, and is kept
//! nowhere; there is no secret in it, for everything here is play.

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

use super::On;
use crate::{
    amazon_pay::{ErrorCode, ids::ConsentToken},
    sandbox::{
        amazon_pay::rows::Buyer,
        books::{Books, Stop},
    },
};

const PREFIX: &str = "Atza|";
/// How long a token opens anything.
const VALIDITY: TimeDelta = TimeDelta::hours(1);

/// A token with which `seller` sees everything of `buyer` for an hour from now.
pub(crate) fn token(books: &Books<'_>, seller: &str, buyer: &Buyer) -> ConsentToken {
    ConsentToken::new(made(books, seller, buyer, books.now()))
}

/// Whether the buyer lets the merchant see everything: he does with a good token, and without one he does not.
pub(crate) fn is_granted(
    books: &Books<'_>,
    on: &On,
    buyer: &Buyer,
    token: Option<&ConsentToken>,
) -> Result<bool, Stop> {
    let Some(token) = token.map(|token| token.as_str()).filter(|token| !token.is_empty()) else { return Ok(false) };
    let refused = |why: &str| {
        let message = format!("The access token {why}. The buyer page gives a good one.");
        Err(Stop::refuse(ErrorCode::InvalidAddressConsentToken, message))
    };
    let made_at = token.strip_prefix(PREFIX).and_then(|rest| rest.split_once('.'));
    let made_at = made_at.and_then(|(at, _)| i64::from_str_radix(at, 16).ok());
    let Some(made_at) = made_at.and_then(|at| DateTime::from_timestamp(at, 0)) else {
        return refused("is none of this sandbox");
    };
    if token != made(books, &on.merchant.id, buyer, made_at) {
        return refused("was not made by this buyer for this merchant");
    }
    let age = books.now() - made_at;
    if age < TimeDelta::zero() || age >= VALIDITY {
        return refused("has expired");
    }
    Ok(true)
}

fn made(books: &Books<'_>, seller: &str, buyer: &Buyer, at: DateTime<Utc>) -> String {
    let mut hash = Sha256::new();
    for text in ["amazon-pay access token", books.caller_id(), seller, &buyer.email] {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text);
    }
    hash.update(at.timestamp().to_be_bytes());
    let digest: String = hash.finalize().iter().take(20).map(|byte| format!("{byte:02x}")).collect();
    format!("{PREFIX}{:x}.{digest}", at.timestamp())
}
