use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{AuthorizationState, ProviderShare, Reason, Status};
use crate::{amazon_pay::Environment, money::Price};

/// A buyer's promise of an amount, which one capture can take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Authorization {
    pub(crate) id: String,
    pub(crate) seller: String,
    pub(crate) environment: Environment,
    pub(crate) order_reference: String,
    pub(crate) reference_id: String,
    pub(crate) amount: Price,
    pub(crate) captured: Decimal,
    pub(crate) note: Option<String>,
    pub(crate) soft_descriptor: Option<String>,
    pub(crate) capture_now: bool,
    /// Minutes; 0 asks for an answer at once.
    pub(crate) transaction_timeout: u32,
    pub(crate) created: DateTime<Utc>,
    pub(crate) expires: DateTime<Utc>,
    pub(crate) status: Status<AuthorizationState>,
    /// Whether a declined payment method may succeed when it is tried again.
    pub(crate) soft_decline: Option<bool>,
    pub(crate) item_categories: Vec<String>,
    /// What providers get of it, where it is captured at once.
    pub(crate) provider_credits: Vec<ProviderShare>,
    /// While it is pending, when it is decided and how.
    pub(crate) decision: Option<(DateTime<Utc>, Decision)>,
    /// Where a simulation says so, when it is closed and why.
    pub(crate) closes: Option<(DateTime<Utc>, Reason)>,
    pub(crate) capture: Option<String>,
}

/// What is decided about an authorization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Decision {
    Approve,
    /// Refused with this reason.
    Decline {
        reason: Reason,
        soft: Option<bool>,
        /// After how many minutes the buyer mends the payment method, where a simulation says so.
        mended_after: Option<u32>,
    },
}

impl Authorization {
    /// When something happens to it by itself.
    pub(crate) fn due(&self) -> Option<DateTime<Utc>> {
        match self.status.state() {
            AuthorizationState::Pending => self.decision.map(|(at, _)| at),
            AuthorizationState::Open => Some(self.closes.map_or(self.expires, |(at, _)| at.min(self.expires))),
            AuthorizationState::Declined | AuthorizationState::Closed => None,
        }
    }
}
