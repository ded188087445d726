//! What questions and answers are called, for people.

use super::instruction::{Answer, Failure, State};
use crate::{
    ids::redact,
    sandbox::rows::{Asked, SagaAction},
};

/// From how many characters on a word with a digit in it may be more than a number, and one of capitals more than a word.
const SHORTEST_ID: usize = 12;
const SHORTEST_KEY: usize = 16;

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

/// A text from outside, such as what Amazon Pay says of a refusal, with no more than the end of whatever may be an id, a key
/// or a token.
pub(super) fn without_ids(text: &str) -> String {
    let is_part = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
    let mut shown = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_part) {
        let (before, word) = rest.split_at(start);
        let (word, after) = word.split_at(word.find(|character| !is_part(character)).unwrap_or(word.len()));
        shown += before;
        match may_be_an_id(word) {
            true => shown += &redact(word),
            false => shown += word,
        }
        rest = after;
    }
    shown + rest
}

fn may_be_an_id(word: &str) -> bool {
    let has_digit = word.bytes().any(|byte| byte.is_ascii_digit());
    let has_small = word.bytes().any(|byte| byte.is_ascii_lowercase());
    word.len() >= SHORTEST_ID && has_digit || word.len() >= SHORTEST_KEY && !has_small
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_keeps_its_words_and_loses_its_ids() {
        for (text, shown) in [
            ("InvalidTransactionId: it is not known", "InvalidTransactionId: it is not known"),
            (
                "BillingAgreement C01-9334713-1804589 is Canceled, and can't be confirmed.",
                "BillingAgreement …4589 is Canceled, and can't be confirmed.",
            ),
            ("The key AKIAIOSFODNNXEXAMPLE, and A2SELLER7777.", "The key …MPLE, and …."),
            ("amzn.mws.4ea38b7b-f563-7709-4bae-87aea0c9e1a2", "amzn.mws.…e1a2"),
            ("http://127.0.0.1:8081/x/2013-01-01 – après 20 s", "http://127.0.0.1:8081/x/2013-01-01 – après 20 s"),
            ("", ""),
        ] {
            assert_eq!(without_ids(text), shown);
        }
    }
}
