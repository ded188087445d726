//! What the states of the processor mean for a transaction of FPS: one table, total over all states and reasons.

use crate::sandbox::rows::{Reason, SagaAction, State, StatusCode};

/// What has a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Object {
    Authorization,
    Capture,
    Refund,
    /// What gives back of the fee of a marketplace.
    Reversal,
}

impl Object {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Authorization => "Authorization",
            Self::Capture => "Capture",
            Self::Refund => "Refund",
            Self::Reversal => "ProviderCreditReversal",
        }
    }
}

/// What a state means for the transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Nothing is decided.
    Undecided,
    /// The amount is set aside.
    Reserved,
    /// It was captured, and its capture tells the rest.
    Captured,
    Succeeded,
    Failed(StatusCode, &'static str),
    Cancelled(StatusCode, &'static str),
}

const REFUSED: &str = "The buyer's payment method was refused. He can choose another one at Amazon Pay.";
const REFUSED_FOR_NOW: &str = "The buyer's payment method was refused this time, and may do at another.";
const REJECTED: &str = "Amazon Pay has rejected the transaction.";
const NOT_PROCESSED: &str = "Amazon Pay could not process the transaction. A new one may succeed.";
const TOO_LATE: &str = "Amazon Pay could not decide within the time that was allowed.";
const NOT_SETTLED: &str = "The reserved amount was not settled within the time that Amazon Pay keeps it.";
const CLOSED: &str = "The authorization was closed at Amazon Pay.";
const CONSENT_ENDED: &str = "What the buyer had agreed to was cancelled at Amazon Pay.";
const CAPTURED_ELSEWHERE: &str = "The reserved amount was captured at Amazon Pay, and not through this gateway.";

/// What it means for the action that an object is in this state.
pub(crate) fn meaning(action: SagaAction, object: Object, state: State) -> Meaning {
    use Meaning::{Cancelled, Captured, Failed, Reserved, Succeeded, Undecided};
    let captures = action != SagaAction::Reserve;
    match (object, state) {
        (_, State::Pending) => Undecided,
        // The capture that goes with it is still to come.
        (Object::Authorization, State::Open) if captures => Undecided,
        (Object::Authorization, State::Open) => Reserved,
        (_, State::Open) => Undecided,
        (Object::Authorization, State::Completed | State::Closed(Reason::MaxCapturesProcessed)) => match captures {
            true => Captured,
            false => Cancelled(StatusCode::Canceled, CAPTURED_ELSEWHERE),
        },
        (Object::Authorization, State::Closed(reason)) => match reason {
            Reason::ExpiredUnused | Reason::TimedOut => Cancelled(StatusCode::Expired, NOT_SETTLED),
            Reason::ConsentCanceled => Cancelled(StatusCode::Canceled, CONSENT_ENDED),
            _ => Cancelled(StatusCode::Canceled, CLOSED),
        },
        // A capture is closed when everything was given back of it, which had to be taken first.
        (Object::Capture | Object::Refund | Object::Reversal, State::Completed | State::Closed(_)) => Succeeded,
        (_, State::Declined(reason)) => match reason {
            Reason::TimedOut => Failed(StatusCode::Expired, TOO_LATE),
            Reason::InvalidPaymentMethod => Failed(StatusCode::TransactionDenied, REFUSED),
            Reason::SoftDecline => Failed(StatusCode::TransactionDenied, REFUSED_FOR_NOW),
            Reason::ProcessingFailure => Failed(StatusCode::TransactionDenied, NOT_PROCESSED),
            _ => Failed(StatusCode::TransactionDenied, REJECTED),
        },
    }
}
