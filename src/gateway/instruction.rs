//! What a processor is asked, and what it answers, whichever processor it is.

use std::fmt;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use crate::sandbox::rows::{Asked, ConsentKind};
pub(crate) use crate::sandbox::rows::{Reason, State};

/// One question: one call, or none where the processor has no counterpart.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Instruction {
    /// Says what a consent for one purchase is for, before it is confirmed.
    SetTerms {
        consent: String,
        amount: Decimal,
        note: Option<String>,
        /// What the merchant finds the order by at the processor: the transaction's id.
        order: Option<String>,
        /// What the merchant's own people are told of it.
        information: Option<String>,
        /// Whoever brought it about, if not the merchant: his SellerId.
        platform: Option<String>,
    },
    /// Makes a consent one that can be charged.
    Confirm {
        consent: String,
        kind: ConsentKind,
    },
    /// Charges the buyer, or sets an amount aside.
    Authorize(Authorize),
    /// Takes the place of an authorization that may have been made, and is to be made no more: sets the amount aside
    /// under the same key, so that it is refused where that key was used, and uses it up where not.
    Forestall(Authorize),
    Capture(Capture),
    Refund(Refund),
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
    /// Gives back of what a provider got of a payment.
    ReverseCredit(ReverseCredit),
    LookAtReversal {
        reversal: String,
    },
}

#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Authorize {
    pub(crate) consent: String,
    pub(crate) kind: ConsentKind,
    /// What makes it safe to repeat: 32 characters of `A-Za-z0-9_-`.
    pub(crate) key: String,
    pub(crate) amount: Decimal,
    /// Whether the amount is captured as soon as it is authorized.
    pub(crate) capture: bool,
    /// How many minutes the decision may take: 0 for one at once.
    pub(crate) wait: u16,
    pub(crate) note: Option<String>,
    /// What stands on the buyer's statement: 16 characters at most.
    pub(crate) statement: Option<String>,
    /// As in [`Instruction::SetTerms`], for a standing consent, whose terms are set once for all.
    pub(crate) order: Option<String>,
    pub(crate) information: Option<String>,
    pub(crate) platform: Option<String>,
    pub(crate) provider_fee: Option<ProviderFee>,
}

#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Capture {
    pub(crate) authorization: String,
    pub(crate) key: String,
    pub(crate) amount: Decimal,
    pub(crate) note: Option<String>,
    pub(crate) statement: Option<String>,
    pub(crate) provider_fee: Option<ProviderFee>,
}

#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Refund {
    pub(crate) capture: String,
    pub(crate) key: String,
    pub(crate) amount: Decimal,
    pub(crate) note: Option<String>,
    pub(crate) reversal: Option<ProviderFee>,
}

#[derive(Clone, PartialEq, Eq)]
pub(crate) struct ReverseCredit {
    pub(crate) credit: String,
    pub(crate) key: String,
    pub(crate) amount: Decimal,
    pub(crate) note: Option<String>,
}

impl Instruction {
    /// The consent that it confirms, ends or looks at.
    pub(crate) fn consent(&self) -> Option<&str> {
        match self {
            Self::Confirm { consent, .. }
            | Self::CancelConsent { consent, .. }
            | Self::CloseConsent { consent, .. }
            | Self::LookAtConsent { consent, .. } => Some(consent),
            _ => None,
        }
    }

    /// Its name.
    pub(crate) fn asked(&self) -> Asked {
        match self {
            Self::SetTerms { .. } => Asked::SetTerms,
            Self::Confirm { .. } => Asked::Confirm,
            Self::Authorize(_) => Asked::Authorize,
            Self::Forestall(_) => Asked::Forestall,
            Self::Capture(_) => Asked::Capture,
            Self::Refund(_) => Asked::Refund,
            Self::CloseAuthorization { .. } => Asked::CloseAuthorization,
            Self::CancelConsent { .. } => Asked::CancelConsent,
            Self::CloseConsent { .. } => Asked::CloseConsent,
            Self::LookAtConsent { .. } => Asked::LookAtConsent,
            Self::LookAtAuthorization { .. } => Asked::LookAtAuthorization,
            Self::LookAtCapture { .. } => Asked::LookAtCapture,
            Self::LookAtRefund { .. } => Asked::LookAtRefund,
            Self::LookAtMerchant => Asked::LookAtMerchant,
            Self::ReverseCredit(_) => Asked::ReverseCredit,
            Self::LookAtReversal { .. } => Asked::LookAtReversal,
        }
    }
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

#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    Done,
    Consent(ConsentState),
    Authorization { id: String, state: State, captures: Vec<String>, fee: Decimal, expires: Option<DateTime<Utc>> },
    Capture { id: String, state: State, fee: Decimal, credits: Vec<Credit> },
    Refund { id: String, state: State, fee_given_back: Decimal },
    Reversal { id: String, state: State },
    Merchant { active: bool },
}

/// What a provider got of a capture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Credit {
    pub(crate) id: String,
    pub(crate) provider: String,
}

/// What a consent is worth now.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct ConsentState {
    pub(crate) draft: bool,
    pub(crate) suspended: bool,
    pub(crate) ended: bool,
    pub(crate) buyer_name: Option<String>,
    pub(crate) buyer_email: Option<String>,
}

/// Why a question was not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// It was refused, and nothing was done: in the processor's own words.
    Refused { code: String, message: String },
    /// It may have been done: the same question has to be asked again.
    Unknown { why: String },
    /// It was not done for now (throttled, unavailable): the same question may be asked again.
    Later { why: String },
}

/// What is asked, with the key where there is one. What a consent is called and whoever has it may charge, what is noted
/// for the buyer, and who he is, is told by none of these.
impl fmt::Debug for Instruction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Authorize(asked) => asked.fmt(f),
            Self::Forestall(asked) => keyed(f, "Forestall", &asked.key, asked.amount),
            Self::Capture(asked) => asked.fmt(f),
            Self::Refund(asked) => asked.fmt(f),
            Self::ReverseCredit(asked) => asked.fmt(f),
            _ => self.asked().fmt(f),
        }
    }
}

impl fmt::Debug for Authorize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        keyed(f, "Authorize", &self.key, self.amount)
    }
}

impl fmt::Debug for Capture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        keyed(f, "Capture", &self.key, self.amount)
    }
}

impl fmt::Debug for Refund {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        keyed(f, "Refund", &self.key, self.amount)
    }
}

impl fmt::Debug for ReverseCredit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        keyed(f, "ReverseCredit", &self.key, self.amount)
    }
}

fn keyed(f: &mut fmt::Formatter<'_>, name: &str, key: &str, amount: Decimal) -> fmt::Result {
    f.debug_struct(name).field("key", &key).field("amount", &amount).finish_non_exhaustive()
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Done => f.write_str("Done"),
            Self::Consent(state) => state.fmt(f),
            Self::Authorization { state, .. } => write!(f, "Authorization({state:?})"),
            Self::Capture { state, .. } => write!(f, "Capture({state:?})"),
            Self::Refund { state, .. } => write!(f, "Refund({state:?})"),
            Self::Reversal { state, .. } => write!(f, "Reversal({state:?})"),
            Self::Merchant { active } => write!(f, "Merchant {{ active: {active} }}"),
        }
    }
}

impl fmt::Debug for ConsentState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConsentState")
            .field("draft", &self.draft)
            .field("suspended", &self.suspended)
            .field("ended", &self.ended)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_tells_nothing_of_a_buyer_or_his_consent() {
        let consent = || "C01-1234567-7654321".to_owned();
        let authorize = Authorize {
            consent: consent(),
            kind: ConsentKind::Standing,
            key: "the-key".to_owned(),
            amount: Decimal::TEN,
            capture: true,
            wait: 0,
            note: Some("for Ada".to_owned()),
            statement: None,
            order: None,
            information: None,
            provider_fee: None,
            platform: None,
        };
        let state = ConsentState {
            draft: false,
            suspended: false,
            ended: true,
            buyer_name: Some("Ada".to_owned()),
            buyer_email: Some("Ada@example.com".to_owned()),
        };
        let look = Instruction::LookAtConsent { consent: consent(), kind: ConsentKind::Standing };
        let told = format!("{:?} {look:?} {:?}", Instruction::Authorize(authorize), Answer::Consent(state));
        assert!(told.contains("the-key") && told.contains("LookAtConsent") && told.contains("ended: true"), "{told}");
        assert!(!told.contains("C01") && !told.contains("Ada"), "{told}");
    }
}
