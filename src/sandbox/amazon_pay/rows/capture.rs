use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{CaptureState, ProviderShare, Reason, Status};
use crate::{amazon_pay::Environment, money::Price};

/// Money that was taken from a buyer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Capture {
    pub(crate) id: String,
    pub(crate) seller: String,
    pub(crate) environment: Environment,
    pub(crate) authorization: String,
    pub(crate) order_reference: String,
    pub(crate) reference_id: String,
    pub(crate) amount: Price,
    pub(crate) fee: Decimal,
    /// What was given back of it, and of the fee; refunds under way included.
    pub(crate) refunded: Decimal,
    pub(crate) fee_refunded: Decimal,
    pub(crate) note: Option<String>,
    pub(crate) soft_descriptor: Option<String>,
    pub(crate) created: DateTime<Utc>,
    pub(crate) status: Status<CaptureState>,
    /// While it is pending, when it is decided, and the reason if it is declined.
    pub(crate) decision: Option<(DateTime<Utc>, Option<Reason>)>,
    pub(crate) refunds: Vec<String>,
    /// What providers get of it once it is completed.
    pub(crate) provider_shares: Vec<ProviderShare>,
    pub(crate) provider_credits: Vec<String>,
}

impl Capture {
    /// When something happens to it by itself.
    pub(crate) fn due(&self) -> Option<DateTime<Utc>> {
        self.decision.filter(|_| self.status.is(CaptureState::Pending)).map(|(at, _)| at)
    }
}
