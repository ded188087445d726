use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// One question of a saga that was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Taken {
    /// When it was answered, for the last time.
    pub(crate) at: DateTime<Utc>,
    pub(crate) asked: Asked,
    pub(crate) heard: Heard,
    /// How often in a row it was asked and answered alike.
    pub(crate) times: u32,
}

/// What was asked: an instruction without what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Asked {
    SetTerms,
    Confirm,
    Authorize,
    Capture,
    Refund,
    CloseAuthorization,
    CancelConsent,
    CloseConsent,
    LookAtConsent,
    LookAtAuthorization,
    LookAtCapture,
    LookAtRefund,
    LookAtMerchant,
    /// Gives back of the fee that a marketplace got.
    ReverseCredit,
    LookAtReversal,
}

/// What was answered, as far as it decides what is asked next.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Heard {
    Done,
    Consent {
        draft: bool,
        suspended: bool,
        ended: bool,
    },
    Authorization {
        state: State,
        expires: Option<DateTime<Utc>>,
    },
    Capture(State),
    Refund(State),
    Reversal(State),
    Merchant {
        active: bool,
    },
    /// Nothing was done, for this reason of the processor's own.
    Refused {
        code: String,
        message: String,
    },
}

impl std::fmt::Debug for Heard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Done => f.write_str("Done"),
            Self::Consent { draft: true, .. } => f.write_str("Consent(Draft)"),
            Self::Consent { ended: true, .. } => f.write_str("Consent(Ended)"),
            Self::Consent { suspended: true, .. } => f.write_str("Consent(Suspended)"),
            Self::Consent { .. } => f.write_str("Consent(Open)"),
            Self::Authorization { state, .. } => write!(f, "Authorization({state:?})"),
            Self::Capture(state) => write!(f, "Capture({state:?})"),
            Self::Refund(state) => write!(f, "Refund({state:?})"),
            Self::Reversal(state) => write!(f, "Reversal({state:?})"),
            Self::Merchant { active } => write!(f, "Merchant(active: {active})"),
            // Its message may name what a buyer has agreed to.
            Self::Refused { code, .. } => write!(f, "Refused({code})"),
        }
    }
}

/// How far something at the processor has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum State {
    Pending,
    /// Set aside: an authorization that can be captured.
    Open,
    Completed,
    Declined(Reason),
    Closed(Reason),
}

/// Why it came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub(crate) enum Reason {
    InvalidPaymentMethod,
    /// The payment method failed this time, and may do at another.
    SoftDecline,
    Rejected,
    ProcessingFailure,
    TimedOut,
    ExpiredUnused,
    /// It was captured.
    MaxCapturesProcessed,
    /// As much of it was refunded, or as often, as is possible.
    MaxRefunded,
    SellerClosed,
    ConsentCanceled,
    ProcessorClosed,
    /// One that this version doesn't know, or none.
    Other,
}
