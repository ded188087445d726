//! What questions and answers are called, for people.

use super::instruction::{Answer, Failure, State};
use crate::sandbox::rows::{Asked, SagaAction};

/// The call, as the gateway names it.
pub(super) fn question(asked: Asked) -> &'static str {
    match asked {
        Asked::SetTerms => "SetTerms",
        Asked::Confirm => "Confirm",
        Asked::Authorize => "Authorize",
        Asked::Forestall => "Forestall",
        Asked::Capture => "Capture",
        Asked::Refund => "Refund",
        Asked::CloseAuthorization => "CloseAuthorization",
        Asked::CancelConsent => "CancelConsent",
        Asked::CloseConsent => "CloseConsent",
        Asked::LookAtConsent => "LookAtConsent",
        Asked::LookAtAuthorization => "LookAtAuthorization",
        Asked::LookAtCapture => "LookAtCapture",
        Asked::LookAtRefund => "LookAtRefund",
        Asked::LookAtMerchant => "LookAtMerchant",
        Asked::ReverseCredit => "ReverseCredit",
        Asked::LookAtReversal => "LookAtReversal",
    }
}

/// What came of a question in a word or two, without ids and amounts.
pub(super) fn outcome(answer: &Result<Answer, Failure>) -> String {
    let state = match answer {
        Ok(Answer::Done) => return "Done".to_owned(),
        Ok(Answer::Consent(consent)) => {
            let state = match consent {
                consent if consent.ended => "Ended",
                consent if consent.suspended => "Suspended",
                consent if consent.draft => "Draft",
                _ => "Open",
            };
            return state.to_owned();
        }
        Ok(Answer::Merchant { active }) => return if *active { "Active" } else { "Inactive" }.to_owned(),
        Ok(
            Answer::Authorization { state, .. }
            | Answer::Capture { state, .. }
            | Answer::Refund { state, .. }
            | Answer::Reversal { state, .. },
        ) => state,
        Err(Failure::Refused { code, .. }) => return code.clone(),
        Err(Failure::Unknown { .. }) => return "unknown".to_owned(),
        Err(Failure::Later { .. }) => return "later".to_owned(),
    };
    match state {
        State::Declined(reason) => format!("Declined {reason:?}"),
        State::Closed(reason) => format!("Closed {reason:?}"),
        state => format!("{state:?}"),
    }
}

/// The action of FPS, as it is called there.
pub(super) fn action(action: SagaAction) -> &'static str {
    match action {
        SagaAction::Pay => "Pay",
        SagaAction::Reserve => "Reserve",
        SagaAction::Settle => "Settle",
        SagaAction::Refund => "Refund",
        SagaAction::FundPrepaid => "FundPrepaid",
        SagaAction::SettleDebt => "SettleDebt",
        SagaAction::Cancel => "Cancel",
        SagaAction::Expire => "Expire",
        SagaAction::CancelToken => "CancelToken",
        SagaAction::Approve => "Approve",
    }
}
