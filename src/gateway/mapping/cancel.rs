use super::{
    Case, Decision, Next, errors,
    statuses::{Meaning, Object, meaning},
    texts,
};
use crate::{
    fps::ErrorCode,
    gateway::instruction::Instruction,
    sandbox::rows::{Asked, ConsentKind, Heard, SagaAction, Status, StatusCode},
};

const CANCELLED: &str = "The transaction was explicitly cancelled by the caller.";
const TOO_LATE: &str = "The transaction can't be cancelled any more: Amazon Pay is completing it, or has.";

/// Cancel. **Changed**: what was reserved is really given free at the buyer's bank. A payment that Amazon Pay has still
/// to decide is cancelled with the whole consent where that was for this one purchase, and otherwise as soon as it is
/// decided to be open; if it completes meanwhile, it can't be cancelled.
pub(super) fn next(case: &Case<'_>) -> Next {
    let (Some(transaction), Some(outside)) = (case.transaction, case.outside()) else {
        return Next::Finish(Decision::Nothing);
    };
    if !matches!(transaction.status, Status::Pending | Status::Reserved) {
        return Next::Finish(Decision::Nothing);
    }
    let too_late = || case.refuse(ErrorCode::InvalidTransactionState, TOO_LATE);
    if outside.capture.is_some() || outside.refund.is_some() || outside.reversal.is_some() {
        return too_late();
    }
    let Some(authorization) = outside.authorization.clone() else {
        let why =
            "Amazon Pay has not answered yet whether it took the transaction in: it can be cancelled once it has.";
        return case.refuse(ErrorCode::ConcurrentModification, why);
    };
    let reason = |longest| texts::note(transaction.caller_description.as_deref(), longest);
    let close = || {
        let authorization = authorization.clone();
        Next::Ask(Instruction::CloseAuthorization { authorization, reason: reason(texts::NOTE) })
    };
    match case.last() {
        None => match case.consent().filter(|consent| consent.kind == ConsentKind::Once) {
            Some(consent) if transaction.status == Status::Pending => {
                Next::Ask(Instruction::CancelConsent { consent: consent.id.clone(), reason: reason(texts::LONG_NOTE) })
            }
            _ => close(),
        },
        Some((Asked::CancelConsent | Asked::CloseAuthorization, Heard::Done)) => {
            Next::Finish(Decision::Cancelled { code: StatusCode::Canceled, message: CANCELLED.to_owned() })
        }
        Some((Asked::CancelConsent | Asked::CloseAuthorization, Heard::Refused { code, .. }))
            if errors::is_wrong_status(code) && !case.was_asked(Asked::LookAtAuthorization) =>
        {
            Next::Ask(Instruction::LookAtAuthorization { authorization })
        }
        // As a reservation, whatever it is: only then does being open mean that it can be closed.
        Some((Asked::LookAtAuthorization, Heard::Authorization { state, .. })) => {
            match meaning(SagaAction::Reserve, Object::Authorization, *state) {
                Meaning::Reserved => close(),
                Meaning::Cancelled(code, message) => {
                    Next::Finish(Decision::Cancelled { code, message: message.to_owned() })
                }
                _ => too_late(),
            }
        }
        Some((asked, Heard::Refused { code, message })) => case.refused(asked, code, message),
        Some(_) => close(),
    }
}
