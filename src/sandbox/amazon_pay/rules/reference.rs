//! What makes a request safe to send again: the reference id that the merchant gives it.
//!
//! It holds for ever, for one kind of request of one merchant in one environment. A request that was refused has not
//! used its reference id.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::On;
use crate::{
    amazon_pay::ErrorCode,
    sandbox::{
        books::{Books, Stop},
        rows::{Reference, Scope},
    },
    wire::{Encode, query},
};

/// A request that has a reference id.
pub(crate) struct Named<'r> {
    pub(crate) scope: Scope,
    pub(crate) reference_id: &'r str,
    /// The object that it works on.
    pub(crate) of: &'r str,
    pub(crate) request: &'r dyn Encode,
}

/// What was made, and of what.
#[derive(Serialize, Deserialize)]
struct Made {
    id: String,
    of: String,
}

/// The id of the object that `make` makes for this request, or has made when the same request came before.
///
/// Refuses with `DuplicateReferenceId` what has used its reference id for another object to work on, and with
/// `DuplicateRequest` what has used it for the same one with other parameters.
pub(crate) fn once(
    books: &mut Books<'_>,
    on: &On,
    named: &Named<'_>,
    make: impl FnOnce(&mut Books<'_>) -> Result<String, Stop>,
) -> Result<String, Stop> {
    let key = key(on, named.reference_id);
    let fingerprint = fingerprint(named.request);
    if let Some(known) = books.reference(named.scope, &key)? {
        let made = Made::of(&known)?;
        if made.of != named.of {
            return Err(used(named.reference_id, &made));
        }
        if known.fingerprint != fingerprint {
            return Err(Stop::refuse(
                ErrorCode::DuplicateRequest,
                format!(
                    "The reference id '{}' was used for a request with other parameters, which made {}.",
                    named.reference_id, made.id
                ),
            ));
        }
        return Ok(made.id);
    }
    let id = make(books)?;
    let made = Made { id: id.clone(), of: named.of.to_owned() };
    put(books, named.scope, key, fingerprint, &made)?;
    Ok(id)
}

/// Uses up a reference id for what has no request of its own, as part of the one that has made `id` of `of`. Refuses with
/// `DuplicateReferenceId` one that was used before.
///
/// No request of this scope may work on `of`: it would be taken for one that is sent again.
pub(crate) fn claim(
    books: &mut Books<'_>,
    on: &On,
    scope: Scope,
    reference_id: &str,
    id: &str,
    of: &str,
) -> Result<(), Stop> {
    let key = key(on, reference_id);
    if let Some(known) = books.reference(scope, &key)? {
        return Err(used(reference_id, &Made::of(&known)?));
    }
    put(books, scope, key, String::new(), &Made { id: id.to_owned(), of: of.to_owned() })
}

impl Made {
    fn of(known: &Reference) -> Result<Self, Stop> {
        let made = known.answer.as_deref().and_then(|made| serde_json::from_str(made).ok());
        made.ok_or_else(|| Stop::broken("what was made for a reference id"))
    }
}

fn key(on: &On, reference_id: &str) -> String {
    format!("{} {} {reference_id}", on.merchant.id, on.environment)
}

fn put(books: &mut Books<'_>, scope: Scope, key: String, fingerprint: String, made: &Made) -> Result<(), Stop> {
    let answer = serde_json::to_string(made).map_err(|_| Stop::broken("what was made for a reference id"))?;
    let expires = never();
    books.put(Reference { scope, caller_reference: key, expires, after: None, fingerprint, answer: Some(answer) });
    Ok(())
}

fn used(reference_id: &str, made: &Made) -> Stop {
    Stop::refuse(
        ErrorCode::DuplicateReferenceId,
        format!("The reference id '{reference_id}' was used for {}.", made.of),
    )
}

fn fingerprint(request: &dyn Encode) -> String {
    let mut hash = Sha256::new();
    for (name, value) in query::write(request) {
        for text in [name, value] {
            hash.update((text.len() as u64).to_be_bytes());
            hash.update(text);
        }
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The end of the calendar that all stores can write.
fn never() -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX).and_time(chrono::NaiveTime::MIN).and_utc()
}
