use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Asked, Status, Taken};
use crate::ids::redact;

/// What a buyer agreed to at the processor that payments are made with, where the sandbox itself doesn't decide them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Consent {
    /// What the processor calls it: for Amazon Pay an order reference (P or S) or a billing agreement (B or C).
    pub(crate) id: String,
    pub(crate) kind: ConsentKind,
    /// The merchant to whom it was given.
    pub(crate) seller: String,
    /// Whether it was confirmed, before which nothing can be authorized on it.
    pub(crate) confirmed: bool,
    /// Whether it came to its end at the processor.
    pub(crate) ended: bool,
}

impl std::fmt::Debug for Consent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Consent")
            .field("id", &format_args!("{}", redact(&self.id)))
            .field("kind", &self.kind)
            .field("confirmed", &self.confirmed)
            .field("ended", &self.ended)
            .finish_non_exhaustive()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum ConsentKind {
    /// For one purchase: an order reference.
    Once,
    /// For purchases to come: a billing agreement.
    Standing,
}

/// What the processor calls the parts of one transaction.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Outside {
    /// What the buyer had agreed to when it began: the token may stand for another consent by now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) consent: Option<Consent>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) authorization: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) capture: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) refund: Option<String>,
    /// What the processor charged for it so far; negative where a refund gives it back.
    #[serde(default, skip_serializing_if = "Decimal::is_zero")]
    pub(crate) fees: Decimal,
    /// Until when a reservation can be settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reserved_until: Option<DateTime<Utc>>,
    /// When the reservation was looked at last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) looked: Option<DateTime<Utc>>,
    /// What of that it charged for the capture.
    #[serde(default, skip_serializing_if = "Decimal::is_zero")]
    pub(crate) capture_fee: Decimal,
    /// Where another than the caller is paid: as whom the caller takes part, as long as the payment and its refunds last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) marketplace: Option<Marketplace>,
    /// For a refund of the caller's fee alone: what the caller got.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) credit: Option<String>,
    /// For a refund of the caller's fee alone: what gives it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reversal: Option<String>,
}

/// What the processor calls a caller who has others paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Marketplace {
    /// As whoever brought the payment about.
    pub(crate) platform: String,
    /// As whoever is paid the fee; none where the processor doesn't pay it, and the books alone know of it.
    pub(crate) provider: Option<String>,
}

/// Everything that is asked of the processor for the sake of one action, in the order in which it is asked: written
/// before the first question, and after every answer, so that it is finished whatever happens in between.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Saga {
    /// The action and what it is done to: there is never a second saga for the same.
    pub(crate) id: String,
    pub(crate) action: SagaAction,
    /// The id of the transaction; for what is [about a token](SagaAction::is_about_a_token) that of the token.
    pub(crate) subject: String,
    /// What makes every question that moves money safe to repeat: the reference id at the processor, 32 characters of
    /// base64url; empty where none does.
    pub(crate) key: String,
    /// The questions that were answered, the latest last.
    pub(crate) steps: Vec<Taken>,
    /// When it is taken up (again); none once it has come to its end.
    pub(crate) due: Option<DateTime<Utc>>,
    /// Which process is at it, until it is due: then it is taken for lost, and another one takes it up.
    pub(crate) held: Option<u64>,
    /// What the caller was told, once there was something to tell him.
    pub(crate) told: Option<Told>,
    /// The question that is next, where it may have been carried out already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) doubt: Option<Doubt>,
    /// Whether the processor has told of something by itself since the last question was put.
    #[serde(default)]
    pub(crate) news: bool,
    /// How often in a row the question that is next was asked in vain.
    pub(crate) tries: u32,
    /// Why, the last time; once it has come to its end, why something was left undone.
    pub(crate) trouble: Option<String>,
    pub(crate) began: DateTime<Utc>,
    pub(crate) ended: Option<DateTime<Utc>>,
}

impl std::fmt::Debug for Saga {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Saga")
            .field("action", &self.action)
            .field("steps", &self.steps)
            .field("due", &self.due)
            .field("doubt", &self.doubt)
            .field("tries", &self.tries)
            .finish_non_exhaustive()
    }
}

impl Saga {
    /// What names the saga of an action among all others.
    pub(crate) fn name(action: SagaAction, subject: &str) -> String {
        format!("{action:?} {subject}")
    }
}

/// A question that was put, and no answer to it was written: it may have been carried out. It is written before the
/// question is put, so that whoever comes after somebody who is lost knows of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Doubt {
    pub(crate) asked: Asked,
    /// When it was put for the first time.
    pub(crate) since: DateTime<Utc>,
}

/// What the caller was told of an action, as soon as it came to rest for the first time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Told {
    /// The status that the transaction had then.
    Status(Status),
    Refused {
        code: String,
        message: String,
    },
    /// That it is done, or will be.
    Done,
}

/// What a saga is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum SagaAction {
    Pay,
    Reserve,
    Settle,
    Refund,
    FundPrepaid,
    SettleDebt,
    Cancel,
    /// A reservation that nobody settled in time.
    Expire,
    CancelToken,
    /// What a buyer has just agreed to is made one that can be charged.
    Approve,
}

impl SagaAction {
    /// Whether there is no transaction, but a token.
    #[cfg(feature = "gateway")]
    pub(crate) fn is_about_a_token(self) -> bool {
        matches!(self, Self::CancelToken | Self::Approve)
    }

    /// What an action of FPS is done by; none where nothing is asked of the processor for it.
    #[cfg(feature = "gateway")]
    pub(crate) fn of(action: &str) -> Option<Self> {
        Some(match action {
            "Pay" => Self::Pay,
            "Reserve" => Self::Reserve,
            "Settle" => Self::Settle,
            "Refund" => Self::Refund,
            "FundPrepaid" => Self::FundPrepaid,
            "SettleDebt" => Self::SettleDebt,
            "Cancel" => Self::Cancel,
            "CancelToken" => Self::CancelToken,
            _ => return None,
        })
    }

    /// Whether the caller has named it by a CallerReference, by which the same request is known again.
    pub(crate) fn has_reference(self) -> bool {
        matches!(self, Self::Pay | Self::Reserve | Self::Refund | Self::FundPrepaid | Self::SettleDebt)
    }
}
