//! What each action of FPS asks of the processor: pure functions of what is known to what is asked next.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::instruction::Instruction;
use crate::{
    error::ServiceError,
    sandbox::rows::{Consent, Saga, StatusCode, Token, Transaction},
};

/// What is known when a saga is taken up.
pub(crate) struct Case<'a> {
    pub(crate) saga: &'a Saga,
    /// None where a token is cancelled.
    pub(crate) transaction: Option<&'a Transaction>,
    /// The transaction that is refunded.
    pub(crate) original: Option<&'a Transaction>,
    pub(crate) token: Option<&'a Token>,
    pub(crate) consent: Option<&'a Consent>,
    pub(crate) now: DateTime<Utc>,
}

/// What happens next in a saga.
#[derive(Debug, Clone)]
pub(crate) enum Next {
    Ask(Instruction),
    /// The processor hasn't decided: this is asked when it has said so, or at that moment.
    Wait {
        until: DateTime<Utc>,
        then: Instruction,
    },
    /// Everything was asked: this is what became of the transaction.
    Finish(Decision),
}

/// What became of a transaction.
#[derive(Debug, Clone)]
pub(crate) enum Decision {
    Reserved {
        expires: Option<DateTime<Utc>>,
    },
    Succeeded {
        fees: Decimal,
    },
    Failed {
        code: StatusCode,
        message: String,
    },
    Cancelled {
        code: StatusCode,
        message: String,
    },
    /// The processor refused before there was anything: the caller gets this error.
    Refused(ServiceError),
    /// Nothing becomes of it: a token was cancelled, a reservation was given back.
    Nothing,
}
