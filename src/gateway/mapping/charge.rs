//! What all actions have in common that take money of a buyer: his consent is made one that can be charged, an amount
//! is authorized, and it is waited for what becomes of it.

use chrono::{DateTime, Utc};

use super::{
    Case, Decision, Next, errors,
    statuses::{Meaning, Object, meaning},
    texts,
};
use crate::{
    fps::ErrorCode,
    gateway::instruction::{Authorize, Instruction, ProviderFee},
    sandbox::{
        rows::{Asked, Consent, ConsentKind, Heard, Reason, State, Status, StatusCode, TokenType, Transaction},
        rules::finality::TOO_LATE,
    },
};

/// Whether the amount is captured as soon as it is authorized.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Captures {
    AtOnce,
    Later,
}

/// The next question for a transaction that charges a buyer, up to its end.
pub(super) fn next(case: &Case<'_>, captures: Captures) -> Next {
    let Some(transaction) = case.transaction else { return Next::Finish(Decision::Nothing) };
    if transaction.status != Status::Pending {
        return tidy(case, transaction);
    }
    let outside = case.outside();
    if let Some(authorization) = outside.and_then(|outside| outside.authorization.as_deref()) {
        return follow(case, transaction, authorization, captures);
    }
    let made = case.in_doubt(Asked::Authorize);
    if made.is_none() && case.now >= transaction.times_out {
        return too_late(case, transaction);
    }
    let Some(consent) = case.consent() else {
        let why = "The token stands for nothing that its buyer has agreed to at Amazon Pay: have him renew it.";
        return case.refuse(ErrorCode::TokenNotActiveSender, why);
    };
    let authorize = || Next::Ask(charge(case, transaction, consent, captures));
    let confirm = || Next::Ask(Instruction::Confirm { consent: consent.id.clone(), kind: consent.kind });
    let begin = || match consent.kind {
        ConsentKind::Once => Next::Ask(set_terms(case, transaction, consent)),
        ConsentKind::Standing => confirm(),
    };
    // What may have been charged is found out first, whatever became of the consent since.
    if made.is_some() {
        return authorize();
    }
    match case.last() {
        None if consent.confirmed => authorize(),
        None => begin(),
        Some((Asked::SetTerms, Heard::Done)) => confirm(),
        // It was confirmed before: by somebody else, or by a try whose answer was lost.
        Some((Asked::SetTerms, Heard::Refused { code, .. })) if errors::is_not_modifiable(code) => confirm(),
        Some((Asked::Confirm, Heard::Done)) => authorize(),
        // Why it can't be charged decides whether it can be mended.
        Some((Asked::Authorize, Heard::Refused { code, .. }))
            if errors::is_wrong_status(code) && !case.was_asked(Asked::LookAtConsent) =>
        {
            Next::Ask(Instruction::LookAtConsent { consent: consent.id.clone(), kind: consent.kind })
        }
        Some((Asked::LookAtConsent, Heard::Consent { ended: false, draft: true, .. }))
            if !case.was_asked(Asked::Confirm) =>
        {
            begin()
        }
        // The buyer may have chosen another payment method since: then confirming it opens it again.
        Some((Asked::LookAtConsent, Heard::Consent { ended: false, suspended: true, .. })) => confirm(),
        Some((Asked::LookAtConsent, Heard::Consent { ended: false, draft: false, .. })) => authorize(),
        Some((Asked::LookAtConsent, Heard::Consent { .. })) => case.refuse(
            ErrorCode::TokenNotActiveSender,
            "What the buyer had agreed to has come to its end at Amazon Pay: have him renew it.",
        ),
        // Nothing was made before, and nothing can be made now.
        Some((Asked::Forestall, _)) => too_late(case, transaction),
        Some((asked, Heard::Refused { code, message })) => case.refused(asked, code, message),
        Some(_) => authorize(),
    }
}

/// Authorizes the amount. When the time is over that the caller allows, only what may have been authorized before is
/// asked for any more: not so that the buyer is charged now, but to know whether he was. An amount that is only set aside
/// is let go again at once, as its time is over.
fn charge(case: &Case<'_>, transaction: &Transaction, consent: &Consent, captures: Captures) -> Instruction {
    let asked = authorize(case, transaction, consent, captures);
    let is_over = case.now >= transaction.times_out;
    // What has used the key before is asked for as it was: then it is answered, and not made.
    let was_made = matches!(case.last(), Some((Asked::Forestall, Heard::Refused { code, .. }))
        if errors::is_about_an_earlier_try(code));
    match is_over && captures == Captures::AtOnce && !was_made {
        true => {
            Instruction::Forestall(Authorize { capture: false, wait: 0, statement: None, provider_fee: None, ..asked })
        }
        false => Instruction::Authorize(asked),
    }
}

fn too_late(case: &Case<'_>, transaction: &Transaction) -> Next {
    over(case, transaction, Decision::Failed { code: StatusCode::Expired, message: TOO_LATE.to_owned() })
}

/// Lets go of what has taken the place of a payment that was not made in time.
fn let_go(case: &Case<'_>, transaction: &Transaction, authorization: &str) -> Next {
    let look = Instruction::LookAtAuthorization { authorization: authorization.to_owned() };
    match case.last() {
        Some((Asked::CloseAuthorization, Heard::Refused { code, .. })) if errors::is_wrong_status(code) => {
            Next::Ask(look)
        }
        // Amazon Pay lets go of what was never captured by itself.
        Some((Asked::CloseAuthorization, _)) => too_late(case, transaction),
        Some((_, Heard::Authorization { state, .. })) => match state {
            // Its capture is there as soon as the processor has told its id.
            State::Pending | State::Completed | State::Closed(Reason::MaxCapturesProcessed) => case.look_again(look),
            State::Open if !case.was_asked(Asked::CloseAuthorization) => Next::Ask(Instruction::CloseAuthorization {
                authorization: authorization.to_owned(),
                reason: Some("The payment was not made in time.".to_owned()),
            }),
            State::Open | State::Declined(_) | State::Closed(_) => too_late(case, transaction),
        },
        _ => Next::Ask(look),
    }
}

/// What becomes of an amount that was authorized.
fn follow(case: &Case<'_>, transaction: &Transaction, authorization: &str, captures: Captures) -> Next {
    let action = case.saga.action;
    let capture = case.outside().and_then(|outside| outside.capture.as_deref());
    if let (Some(capture), Captures::AtOnce) = (capture, captures) {
        return follow_capture(case, transaction, capture);
    }
    if forestalled(case) {
        return let_go(case, transaction, authorization);
    }
    let look = Instruction::LookAtAuthorization { authorization: authorization.to_owned() };
    let Some((state, expires)) = authorized(case) else { return Next::Ask(look) };
    match meaning(action, Object::Authorization, state) {
        Meaning::Undecided => case.look_again(look),
        Meaning::Reserved => Next::Finish(Decision::Reserved { expires }),
        // Its capture is there as soon as the processor has told its id.
        Meaning::Captured => case.look_again(look),
        Meaning::Succeeded => Next::Finish(Decision::Succeeded { fees: case.fees() }),
        Meaning::Failed(code, message) => {
            over(case, transaction, Decision::Failed { code, message: message.to_owned() })
        }
        Meaning::Cancelled(code, message) => {
            over(case, transaction, Decision::Cancelled { code, message: message.to_owned() })
        }
    }
}

/// What becomes of an amount that is captured: an authorization that was captured is no proof that it has come.
pub(super) fn follow_capture(case: &Case<'_>, transaction: &Transaction, capture: &str) -> Next {
    let look = Instruction::LookAtCapture { capture: capture.to_owned() };
    let Some((_, Heard::Capture(state))) = case.last() else { return Next::Ask(look) };
    match meaning(case.saga.action, Object::Capture, *state) {
        Meaning::Failed(code, message) => {
            over(case, transaction, Decision::Failed { code, message: message.to_owned() })
        }
        Meaning::Cancelled(code, message) => {
            over(case, transaction, Decision::Cancelled { code, message: message.to_owned() })
        }
        Meaning::Undecided | Meaning::Reserved | Meaning::Captured => case.look_again(look),
        Meaning::Succeeded => over(case, transaction, Decision::Succeeded { fees: case.fees() }),
    }
}

/// What became of the transaction: the caller needn't wait for what is left to be done then.
pub(super) fn over(case: &Case<'_>, transaction: &Transaction, decision: Decision) -> Next {
    match spent(case, transaction) {
        Some(_) => Next::Decide(decision),
        None => Next::Finish(decision),
    }
}

/// After the transaction was decided: the consent of a token that pays once ends, whatever has come of the payment. It is
/// cancelled where nothing was captured, and else closed.
pub(super) fn tidy(case: &Case<'_>, transaction: &Transaction) -> Next {
    let nothing = Next::Finish(Decision::Nothing);
    let Some(consent) = spent(case, transaction).filter(|_| !case.was_asked(Asked::CloseConsent)) else {
        return nothing;
    };
    let close = |why: &str| {
        let (consent, kind) = (consent.id.clone(), consent.kind);
        Next::Ask(Instruction::CloseConsent { consent, kind, reason: Some(why.to_owned()) })
    };
    let why = match transaction.status {
        Status::Success => return close("The one payment was made that was agreed to."),
        Status::Failure => "The one payment has failed that was agreed to.",
        Status::Cancelled => "The one payment was cancelled that was agreed to.",
        Status::Pending | Status::Reserved => return nothing,
    };
    match case.was_asked(Asked::CancelConsent) {
        false => Next::Ask(Instruction::CancelConsent { consent: consent.id.clone(), reason: Some(why.to_owned()) }),
        true => close(why),
    }
}

/// The consent that a payment uses up. A draft isn't, which ends by itself.
fn spent<'a>(case: &Case<'a>, transaction: &Transaction) -> Option<&'a Consent> {
    let token = case.token.filter(|token| transaction.sender_token.as_ref() == Some(&token.id))?;
    let consent = case.consent().filter(|consent| consent.kind == ConsentKind::Once && !consent.ended)?;
    let is_authorized = case.outside().is_some_and(|outside| outside.authorization.is_some());
    let is_draft = !consent.confirmed && !is_authorized && case.in_doubt(Asked::Confirm).is_none();
    // What was refused at once is as if it had never been: the token can pay still.
    (token.token_type == TokenType::SingleUse && token.uses > 0 && !is_draft).then_some(consent)
}

/// What the processor said last of the authorization, by itself or as the answer to its being made.
fn authorized(case: &Case<'_>) -> Option<(State, Option<DateTime<Utc>>)> {
    match case.last()? {
        (_, Heard::Authorization { state, expires }) => Some((*state, *expires)),
        _ => None,
    }
}

/// Whether something has taken the place of the payment.
fn forestalled(case: &Case<'_>) -> bool {
    let is_so = |heard: &Heard| matches!(heard, Heard::Authorization { .. });
    case.saga.steps.iter().any(|taken| taken.asked == Asked::Forestall && is_so(&taken.heard))
}

fn set_terms(case: &Case<'_>, transaction: &Transaction, consent: &Consent) -> Instruction {
    Instruction::SetTerms {
        consent: consent.id.clone(),
        amount: transaction.amount,
        note: texts::note(transaction.sender_description.as_deref(), texts::LONG_NOTE),
        order: Some(transaction.id.clone()),
        information: texts::note(transaction.caller_description.as_deref(), texts::LONG_NOTE),
        platform: case.marketplace().map(|marketplace| marketplace.platform.clone()),
    }
}

fn authorize(case: &Case<'_>, transaction: &Transaction, consent: &Consent, captures: Captures) -> Authorize {
    let captures = captures == Captures::AtOnce;
    let standing = consent.kind == ConsentKind::Standing;
    // The same as in the try before, whenever that was.
    let put = case.in_doubt(Asked::Authorize).unwrap_or(case.now);
    Authorize {
        consent: consent.id.clone(),
        kind: consent.kind,
        key: case.saga.key.clone(),
        amount: transaction.amount,
        capture: captures,
        wait: texts::wait(transaction, put),
        note: texts::note(transaction.sender_description.as_deref(), texts::NOTE),
        statement: texts::statement(transaction).filter(|_| captures),
        order: standing.then(|| transaction.id.clone()),
        information: texts::note(transaction.caller_description.as_deref(), texts::LONG_NOTE).filter(|_| standing),
        platform: case.marketplace().filter(|_| standing).map(|marketplace| marketplace.platform.clone()),
        provider_fee: provider_fee(case, transaction).filter(|_| captures),
    }
}

/// What the caller keeps of a payment to another, where the processor pays it to him.
pub(super) fn provider_fee(case: &Case<'_>, transaction: &Transaction) -> Option<ProviderFee> {
    case.provider_fee(transaction.marketplace_fee?)
}
