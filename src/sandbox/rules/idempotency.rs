//! What makes a request safe to send again: its CallerReference.

use chrono::TimeDelta;
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
    let fingerprint = fingerprint(request)?;
    if let Some(known) = books.reference(scope, caller_reference)?
        && books.now() < known.expires
    {
        if known.fingerprint != fingerprint {
            return Err(Stop::refuse(
                ErrorCode::DuplicateRequest,
                format!("The caller reference '{caller_reference}' was used for a different request."),
            ));
        }
        if let Some(answer) = known.answer {
            let answer = serde_json::from_str(&answer).map_err(|_| Stop::broken("the answer to a request"))?;
            return Ok(Ok(answer));
        }
    }
    let result = books.attempt(rule)?;
    let answer = result.as_ref().ok().map(serde_json::to_string).transpose();
    books.put(Reference {
        scope,
        caller_reference: caller_reference.to_owned(),
        expires: books.now() + MEMORY,
        fingerprint,
        answer: answer.map_err(|_| Stop::broken("the answer to a request"))?,
    });
    Ok(result)
}

fn fingerprint(request: &impl Serialize) -> Result<String, Stop> {
    let text = serde_json::to_vec(request).map_err(|_| Stop::broken("the content of a request"))?;
    Ok(Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect())
}
