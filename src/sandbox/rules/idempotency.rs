//! What makes a request safe to send again: its CallerReference.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

use crate::{
    error::ServiceError,
    fps::ErrorCode,
    sandbox::{
        books::{Books, Stop},
        command::invalid,
        rows::{Reference, Scope},
    },
};

/// How long a reference is remembered.
const MEMORY: TimeDelta = TimeDelta::days(7);

/// Runs `rule` for the request that `caller_reference` names.
///
/// The same request within seven days gets the first answer again and changes nothing, also when both come at once or
/// after a restart. What differs is another request, and is refused with `DuplicateRequest`, even where the first one
/// was refused.
///
/// A request that was refused is evaluated again when it comes again unchanged. It had changed nothing, and the API
/// Reference has it for many errors that the same request may come again once somebody has mended what was wrong:
/// added funds, verified an account, waited for the next period of a token. It can so still be paid, once.
///
/// The inner error is a refusal that is remembered.
pub(crate) fn once<T: Serialize + DeserializeOwned>(
    books: &mut Books<'_>,
    scope: Scope,
    caller_reference: &str,
    request: &(&str, impl Serialize),
    rule: impl FnOnce(&mut Books<'_>) -> Result<T, Stop>,
) -> Result<Result<T, ServiceError>, Stop> {
    if caller_reference.is_empty() {
        return Err(invalid("CallerReference is missing."));
    }
    if let Some(answer) = answer(books, scope, caller_reference, request)? {
        return Ok(Ok(answer));
    }
    let after = before(books, scope, caller_reference)?;
    let result = books.attempt(rule)?;
    let answer = result.as_ref().ok().map(serde_json::to_string).transpose();
    books.put(Reference {
        scope,
        caller_reference: caller_reference.to_owned(),
        expires: books.now() + MEMORY,
        after,
        fingerprint: fingerprint(request)?,
        answer: answer.map_err(|_| Stop::broken("the answer to a request"))?,
    });
    Ok(result)
}

/// What was answered to the request that `caller_reference` names, where it was not refused: for rules that can't look
/// at a request before they know that it is new.
///
/// Refuses with `DuplicateRequest` where the reference names another request.
pub(crate) fn answer<T: DeserializeOwned>(
    books: &Books<'_>,
    scope: Scope,
    caller_reference: &str,
    request: &(&str, impl Serialize),
) -> Result<Option<T>, Stop> {
    let Some(known) = remembered(books, scope, caller_reference)? else { return Ok(None) };
    if known.fingerprint != fingerprint(request)? {
        return Err(Stop::refuse(
            ErrorCode::DuplicateRequest,
            format!("The caller reference '{caller_reference}' was used for a different request."),
        ));
    }
    let answer = known.answer.map(|answer| serde_json::from_str(&answer));
    answer.transpose().map_err(|_| Stop::broken("the answer to a request"))
}

/// Whether `caller_reference` names a request that was not refused.
pub(crate) fn is_answered(books: &Books<'_>, scope: Scope, caller_reference: &str) -> Result<bool, Stop> {
    Ok(remembered(books, scope, caller_reference)?.is_some_and(|known| known.answer.is_some()))
}

/// Until when `caller_reference` named another request than it does now, which is how the two are told apart; none for
/// the first request that it names. It stays the same however often the present request is refused and comes again.
pub(crate) fn before(books: &Books<'_>, scope: Scope, caller_reference: &str) -> Result<Option<DateTime<Utc>>, Stop> {
    let known = books.reference(scope, caller_reference)?;
    Ok(known.and_then(|known| if books.now() < known.expires { known.after } else { Some(known.expires) }))
}

fn remembered(books: &Books<'_>, scope: Scope, caller_reference: &str) -> Result<Option<Reference>, Stop> {
    let known = books.reference(scope, caller_reference)?;
    Ok(known.filter(|known| books.now() < known.expires))
}

fn fingerprint(request: &impl Serialize) -> Result<String, Stop> {
    let text = serde_json::to_vec(request).map_err(|_| Stop::broken("the content of a request"))?;
    Ok(Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect())
}
