//! What a processor is asked, and what it answers, whichever processor it is.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use crate::{error::ServiceError, sandbox::rows::ConsentKind};

/// One question: one call, or none where the processor has no counterpart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Instruction {
    /// Says what a consent for one purchase is for, before it is confirmed.
    SetTerms {
        consent: String,
        amount: Decimal,
        note: Option<String>,
        order: Option<String>,
    },
    /// Makes a consent one that can be charged.
    Confirm {
        consent: String,
        kind: ConsentKind,
    },
    /// Charges the buyer, or sets an amount aside.
    Authorize {
        consent: String,
        kind: ConsentKind,
        /// What makes it safe to repeat: 32 characters of `A-Za-z0-9_-`.
        key: String,
        amount: Decimal,
        /// Whether the amount is captured as soon as it is authorized.
        capture: bool,
        /// How many minutes the decision may take: 0 for one at once.
        wait: u32,
        note: Option<String>,
        statement: Option<String>,
        provider_fee: Option<ProviderFee>,
    },
    Capture {
        authorization: String,
        key: String,
        amount: Decimal,
        note: Option<String>,
        statement: Option<String>,
        provider_fee: Option<ProviderFee>,
    },
    Refund {
        capture: String,
        key: String,
        amount: Decimal,
        note: Option<String>,
        statement: Option<String>,
        reversal: Option<ProviderFee>,
    },
    CloseAuthorization {
        authorization: String,
        reason: Option<String>,
    },
    /// Ends a consent of which nothing was captured, with everything that is authorized on it.
    CancelConsent {
        consent: String,
        reason: Option<String>,
    },
    /// Ends a consent: nothing more can be authorized on it.
    CloseConsent {
        consent: String,
        kind: ConsentKind,
        reason: Option<String>,
    },
    LookAtConsent {
        consent: String,
        kind: ConsentKind,
    },
    LookAtAuthorization {
        authorization: String,
    },
    LookAtCapture {
        capture: String,
    },
    LookAtRefund {
        refund: String,
    },
    LookAtMerchant,
}

/// What a marketplace keeps of a payment, or gives back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ProviderFee {
    /// The marketplace's own SellerId.
    pub(crate) provider: String,
    pub(crate) amount: Decimal,
}

/// For whom a question is asked.
#[derive(Clone)]
pub(crate) struct Merchant {
    pub(crate) seller_id: String,
    /// What lets somebody act for a merchant who isn't himself.
    pub(crate) auth_token: Option<secrecy::SecretString>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    Done,
    Consent(ConsentState),
    Authorization { id: String, state: State, captures: Vec<String>, fee: Decimal, expires: Option<DateTime<Utc>> },
    Capture { id: String, state: State, fee: Decimal },
    Refund { id: String, state: State, fee_given_back: Decimal },
    Merchant { active: bool },
}

/// How far something at the processor has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Pending,
    /// Set aside: an authorization that can be captured.
    Open,
    Completed,
    Declined(Reason),
    Closed(Reason),
}

/// Why it came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) enum Reason {
    InvalidPaymentMethod,
    Rejected,
    ProcessingFailure,
    TimedOut,
    ExpiredUnused,
    MaxCapturesProcessed,
    SellerClosed,
    ConsentCanceled,
    ProcessorClosed,
    Other,
}

/// What a consent is worth now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ConsentState {
    pub(crate) draft: bool,
    pub(crate) suspended: bool,
    pub(crate) ended: bool,
    pub(crate) buyer_name: Option<String>,
    pub(crate) buyer_email: Option<String>,
    /// What may still be charged in the present period, with what may be charged in each, and when it began.
    pub(crate) periodic: Option<Periodic>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Periodic {
    pub(crate) limit: Decimal,
    pub(crate) left: Decimal,
    pub(crate) since: Option<DateTime<Utc>>,
}

/// Why a question was not answered.
#[derive(Debug, Clone)]
pub(crate) enum Failure {
    /// It was refused, and nothing was done: how FPS says so, and the processor's own code.
    Refused { error: ServiceError, code: String },
    /// It may have been done: the same question has to be asked again.
    Unknown { why: String },
    /// It was not done for now (throttled, unavailable): the same question may be asked again.
    Later { why: String },
}
