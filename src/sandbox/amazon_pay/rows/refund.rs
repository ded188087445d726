use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{ProviderShare, Reason, RefundState, Status};
use crate::{amazon_pay::Environment, money::Price};

/// Money that goes back to a buyer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Refund {
    pub(crate) id: String,
    pub(crate) seller: String,
    pub(crate) environment: Environment,
    pub(crate) capture: String,
    pub(crate) order_reference: String,
    pub(crate) reference_id: String,
    /// As answers spell it: SellerInitiated, AmazonA-ZRefund, …
    pub(crate) refund_type: String,
    pub(crate) amount: Price,
    pub(crate) fee_refunded: Decimal,
    pub(crate) note: Option<String>,
    pub(crate) soft_descriptor: Option<String>,
    pub(crate) created: DateTime<Utc>,
    pub(crate) status: Status<RefundState>,
    /// While it is pending, when it is decided, and the reason if it is declined.
    pub(crate) decision: Option<(DateTime<Utc>, Option<Reason>)>,
    /// What providers give back once it is completed.
    pub(crate) provider_shares: Vec<ProviderShare>,
    pub(crate) provider_reversals: Vec<String>,
}

impl Refund {
    /// When something happens to it by itself.
    pub(crate) fn due(&self) -> Option<DateTime<Utc>> {
        self.decision.filter(|_| self.status.is(RefundState::Pending)).map(|(at, _)| at)
    }
}
