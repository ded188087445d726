use super::{
    Case, Decision, Next,
    charge::{over, tidy},
    errors,
    statuses::{Meaning, Object, meaning},
    texts,
};
use crate::{
    fps::ErrorCode,
    gateway::instruction::Instruction,
    sandbox::{
        rows::{Asked, ConsentKind, Heard, Reason, SagaAction, State, Status, StatusCode},
        rules::finality::CANCELLED,
    },
};

const TOO_LATE: &str = "The transaction can't be cancelled any more: Amazon Pay is completing it, or has.";

/// Cancel. **Changed**: what was reserved is really given free at the buyer's bank, and then the consent is cancelled where
/// that was for this one purchase. A payment that Amazon Pay has still to decide is cancelled with such a consent, and
/// otherwise as soon as it is decided to be open; if it completes meanwhile, it can't be cancelled.
///
/// What Amazon Pay was never asked for is none of this: the rules of the gateway call it off.
pub(super) fn next(case: &Case<'_>) -> Next {
    let (Some(transaction), Some(outside)) = (case.transaction, case.outside()) else {
        return Next::Finish(Decision::Nothing);
    };
    if !matches!(transaction.status, Status::Pending | Status::Reserved) {
        return tidy(case, transaction);
    }
    let too_late = || case.refuse(ErrorCode::InvalidTransactionState, TOO_LATE);
    if outside.capture.is_some() || outside.refund.is_some() || outside.reversal.is_some() {
        return too_late();
    }
    let Some(authorization) = outside.authorization.clone() else { return too_late() };
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
            let cancelled = Decision::Cancelled { code: StatusCode::Canceled, message: CANCELLED.to_owned() };
            over(case, transaction, cancelled)
        }
        Some((Asked::CancelConsent | Asked::CloseAuthorization, Heard::Refused { code, .. }))
            if errors::is_wrong_status(code) && !case.was_asked(Asked::LookAtAuthorization) =>
        {
            Next::Ask(Instruction::LookAtAuthorization { authorization })
        }
        Some((Asked::LookAtAuthorization, Heard::Authorization { state, .. })) => match state {
            // The buyer is charged, whether or not the capture's id is told yet.
            State::Completed | State::Closed(Reason::MaxCapturesProcessed) => too_late(),
            // As a reservation, whatever it is: only then does being open mean that it can be closed.
            state => match meaning(SagaAction::Reserve, Object::Authorization, *state) {
                Meaning::Reserved => close(),
                Meaning::Cancelled(code, message) => {
                    over(case, transaction, Decision::Cancelled { code, message: message.to_owned() })
                }
                _ => too_late(),
            },
        },
        Some((asked, Heard::Refused { code, message })) => case.refused(asked, code, message),
        Some(_) => close(),
    }
}
