//! The mapping as data, for people and programs that want to know it before they rely on it: what each error and each
//! state of Amazon Pay becomes in the answers of the gateway. It is computed by the functions that payments go through.
//!
//! Where another than the caller is paid, his account is the one that InvalidAccountStatus is about: Pay, Reserve, Settle
//! and Refund answer it with InvalidAccountState_Recipient then.
//!
//! What becomes of an action as a whole, and which calls it makes, [`fate`](crate::fate) says.
//!
//! ```
//! use amazon_fps::gateway::guide;
//!
//! let errors = guide::errors("Reserve");
//! let limit = errors.iter().find(|error| error.code == "PeriodicAmountExceeded").expect("Reserve can meet it");
//! assert_eq!(limit.becomes.to_string(), "TokenUsageError");
//! ```

use std::fmt;

use super::mapping::{self, Meaning, Object};
use crate::{
    amazon_pay,
    contract::ErrorInfo,
    sandbox::{
        rows::{ConsentKind, Reason, SagaAction, State},
        view,
    },
};

/// What an error of Amazon Pay becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorMeaning {
    /// Amazon Pay's code.
    pub code: &'static str,
    /// What the error's message names, where one code has several causes and this is about one of them.
    pub cause: Option<&'static str>,
    /// The operations of Amazon Pay that answer with it, among those that are called for the action.
    pub calls: Vec<&'static str>,
    /// What it becomes.
    pub becomes: Becomes,
}

/// What comes of an error of Amazon Pay.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Becomes {
    /// The caller gets this error of FPS.
    Error(String),
    /// The same is asked again, with the same reference id, until there is an answer.
    AskedAgain,
    /// It says that the consent was confirmed before: the next call is made.
    GoesOn,
    /// The state of what was asked about is looked at, and decides.
    LookedAt,
}

impl fmt::Display for Becomes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Error(code) => f.write_str(code),
            Self::AskedAgain => f.write_str("asked again"),
            Self::GoesOn => f.write_str("goes on"),
            Self::LookedAt => f.write_str("looked at"),
        }
    }
}

/// What a state at Amazon Pay becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct StateMeaning {
    /// What is in that state: `Authorization`, `Capture`, `Refund` or `ProviderCreditReversal`.
    pub object: &'static str,
    /// The state.
    pub state: &'static str,
    /// Why it is in that state, where states have reasons.
    pub reason: Option<&'static str>,
    /// The TransactionStatus of FPS.
    pub status: &'static str,
    /// The StatusCode of FPS.
    pub status_code: &'static str,
}

/// What errors become in the answers to an action; nothing for an action without calls that change anything.
pub fn errors(action: &str) -> Vec<ErrorMeaning> {
    let Some(action) = SagaAction::of(action) else { return Vec::new() };
    let mut meanings: Vec<ErrorMeaning> = Vec::new();
    for error in amazon_pay::SERVICE.errors {
        for cause in mapping::causes(error.code) {
            for meaning in error_meanings(action, error, cause) {
                let known = meanings.iter_mut().find(|known| {
                    known.code == meaning.code && known.cause == meaning.cause && known.becomes == meaning.becomes
                });
                match known {
                    Some(known) => known.calls.extend(meaning.calls),
                    None => meanings.push(meaning),
                }
            }
        }
    }
    meanings
}

fn error_meanings(action: SagaAction, error: &'static ErrorInfo, cause: Option<&'static str>) -> Vec<ErrorMeaning> {
    let mut meanings = Vec::new();
    for asked in mapping::asked_for(action) {
        let mut calls =
            [ConsentKind::Once, ConsentKind::Standing].map(|kind| mapping::operation(*asked, kind)).to_vec();
        calls.dedup();
        calls.retain(|call| error.operations.contains(call));
        if calls.is_empty() {
            continue;
        }
        let becomes = match () {
            () if mapping::is_passing(error.code) => Becomes::AskedAgain,
            () if mapping::is_not_modifiable(error.code) => Becomes::GoesOn,
            () if mapping::is_looked_into(action, *asked, error.code) && cause.is_none() => Becomes::LookedAt,
            () => {
                let translated = mapping::translate(action, *asked, error.code, cause.unwrap_or_default());
                Becomes::Error(translated.code().to_owned())
            }
        };
        meanings.push(ErrorMeaning { code: error.code, cause, calls, becomes });
    }
    meanings
}

/// What states become for an action; nothing for an action that makes nothing at Amazon Pay which has a state.
pub fn states(action: &str) -> Vec<StateMeaning> {
    let Some(action) = SagaAction::of(action) else { return Vec::new() };
    let objects: &[Object] = match action {
        SagaAction::Pay | SagaAction::FundPrepaid | SagaAction::SettleDebt => &[Object::Authorization, Object::Capture],
        SagaAction::Reserve => &[Object::Authorization],
        SagaAction::Settle => &[Object::Capture],
        SagaAction::Refund => &[Object::Refund, Object::Reversal],
        SagaAction::Cancel | SagaAction::Expire | SagaAction::CancelToken | SagaAction::Approve => &[],
    };
    let of = |object: &Object| {
        let object = *object;
        STATES.iter().filter(move |(of, ..)| *of == object).map(move |(_, state, reason, known)| {
            let (status, status_code) = match mapping::meaning(action, object, *known) {
                // Its capture tells the rest.
                Meaning::Undecided | Meaning::Captured => ("Pending", "PendingNetworkResponse"),
                Meaning::Reserved => ("Reserved", "Success"),
                Meaning::Succeeded => ("Success", "Success"),
                Meaning::Failed(code, _) => ("Failure", view::code(code)),
                Meaning::Cancelled(code, _) => ("Cancelled", view::code(code)),
            };
            StateMeaning { object: object.as_str(), state, reason: *reason, status, status_code }
        })
    };
    objects.iter().flat_map(of).collect()
}

/// Every documented state of what a transaction is made of, with every documented reason.
#[rustfmt::skip]
static STATES: [(Object, &str, Option<&str>, State); 27] = [
    (Object::Authorization, "Pending", None, State::Pending),
    (Object::Authorization, "Open", None, State::Open),
    (Object::Authorization, "Declined", Some("InvalidPaymentMethod"), State::Declined(Reason::InvalidPaymentMethod)),
    (Object::Authorization, "Declined", Some("InvalidPaymentMethod, soft"), State::Declined(Reason::SoftDecline)),
    (Object::Authorization, "Declined", Some("AmazonRejected"), State::Declined(Reason::Rejected)),
    (Object::Authorization, "Declined", Some("ProcessingFailure"), State::Declined(Reason::ProcessingFailure)),
    (Object::Authorization, "Declined", Some("TransactionTimedOut"), State::Declined(Reason::TimedOut)),
    (Object::Authorization, "Closed", Some("MaxCapturesProcessed"), State::Closed(Reason::MaxCapturesProcessed)),
    (Object::Authorization, "Closed", Some("ExpiredUnused"), State::Closed(Reason::ExpiredUnused)),
    (Object::Authorization, "Closed", Some("SellerClosed"), State::Closed(Reason::SellerClosed)),
    (Object::Authorization, "Closed", Some("OrderReferenceCanceled"), State::Closed(Reason::ConsentCanceled)),
    (Object::Authorization, "Closed", Some("AmazonClosed"), State::Closed(Reason::ProcessorClosed)),
    (Object::Capture, "Pending", None, State::Pending),
    (Object::Capture, "Completed", None, State::Completed),
    (Object::Capture, "Declined", Some("AmazonRejected"), State::Declined(Reason::Rejected)),
    (Object::Capture, "Declined", Some("ProcessingFailure"), State::Declined(Reason::ProcessingFailure)),
    (Object::Capture, "Closed", Some("MaxAmountRefunded"), State::Closed(Reason::MaxRefunded)),
    (Object::Capture, "Closed", Some("MaxRefundsProcessed"), State::Closed(Reason::MaxRefunded)),
    (Object::Capture, "Closed", Some("AmazonClosed"), State::Closed(Reason::ProcessorClosed)),
    (Object::Refund, "Pending", None, State::Pending),
    (Object::Refund, "Completed", None, State::Completed),
    (Object::Refund, "Declined", Some("AmazonRejected"), State::Declined(Reason::Rejected)),
    (Object::Refund, "Declined", Some("ProcessingFailure"), State::Declined(Reason::ProcessingFailure)),
    (Object::Reversal, "Pending", None, State::Pending),
    (Object::Reversal, "Completed", None, State::Completed),
    (Object::Reversal, "Declined", Some("AmazonRejected"), State::Declined(Reason::Rejected)),
    (Object::Reversal, "Declined", Some("ProcessingFailure"), State::Declined(Reason::ProcessingFailure)),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{fate, fps};

    #[test]
    fn every_error_of_every_call_becomes_something() {
        for fate in fate::all() {
            let Some(action) = SagaAction::of(fate.action) else {
                assert!(errors(fate.action).is_empty() && states(fate.action).is_empty());
                continue;
            };
            let meanings = errors(fate.action);
            for asked in mapping::asked_for(action) {
                for kind in [ConsentKind::Once, ConsentKind::Standing] {
                    let call = mapping::operation(*asked, kind);
                    let listed = amazon_pay::SERVICE.errors.iter().filter(|error| error.operations.contains(&call));
                    for error in listed {
                        let is_told =
                            |meaning: &&ErrorMeaning| meaning.code == error.code && meaning.calls.contains(&call);
                        assert!(
                            meanings.iter().any(|meaning| is_told(&meaning)),
                            "{}: {call} {}",
                            fate.action,
                            error.code
                        );
                    }
                }
            }
            let documented = fps::SERVICE.operation(fate.action).expect("it is an action").errors;
            for meaning in &meanings {
                if let Becomes::Error(code) = &meaning.becomes {
                    assert!(documented.contains(&code.as_str()), "{}: {meaning:?}", fate.action);
                }
            }
        }
    }

    #[test]
    fn every_documented_state_is_there() {
        for (object, states, reasons) in [
            ("Authorization", amazon_pay::AuthorizationState::VALUES, amazon_pay::AuthorizationReasonCode::VALUES),
            ("Capture", amazon_pay::CaptureState::VALUES, amazon_pay::CaptureReasonCode::VALUES),
            (
                "ProviderCreditReversal",
                amazon_pay::ProviderCreditReversalState::VALUES,
                amazon_pay::ProviderCreditReversalReasonCode::VALUES,
            ),
            ("Refund", amazon_pay::RefundState::VALUES, &["AmazonRejected", "ProcessingFailure"][..]),
        ] {
            let known = || STATES.iter().filter(|(of, ..)| of.as_str() == object);
            for state in states {
                assert!(known().any(|(_, known, ..)| known == state), "{object} {state}");
            }
            for reason in reasons {
                // A state that is doubtful is no other state.
                let is_known = known().any(|(_, _, known, _)| *known == Some(*reason));
                assert!(is_known || *reason == "StopShipmentAtypicalAuth", "{object} {reason}");
            }
        }
    }

    #[test]
    fn a_status_is_one_of_fps() {
        for fate in fate::all() {
            for meaning in states(fate.action) {
                assert!(fps::TransactionStatus::VALUES.contains(&meaning.status), "{meaning:?}");
            }
        }
        let authorized = |action| states(action).into_iter().find(|meaning| meaning.state == "Open");
        assert_eq!(authorized("Reserve").map(|meaning| meaning.status), Some("Reserved"));
        assert_eq!(authorized("Pay").map(|meaning| meaning.status), Some("Pending"));
    }
}
