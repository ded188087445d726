use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{CreditState, ReversalState, Status};
use crate::{amazon_pay::Environment, money::Price};

/// A part of a payment that a provider gets, or of a refund that he gives back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ProviderShare {
    pub(crate) provider: String,
    pub(crate) amount: Price,
}

/// What a provider got of a capture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ProviderCredit {
    pub(crate) id: String,
    pub(crate) seller: String,
    pub(crate) environment: Environment,
    pub(crate) provider: String,
    pub(crate) capture: String,
    /// That of the capture.
    pub(crate) reference_id: String,
    pub(crate) amount: Price,
    pub(crate) reversed: Decimal,
    pub(crate) reversals: Vec<String>,
    pub(crate) created: DateTime<Utc>,
    pub(crate) status: Status<CreditState>,
}

/// What a provider gave back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ProviderCreditReversal {
    pub(crate) id: String,
    pub(crate) seller: String,
    pub(crate) environment: Environment,
    pub(crate) provider: String,
    pub(crate) credit: String,
    pub(crate) reference_id: String,
    pub(crate) amount: Price,
    pub(crate) note: Option<String>,
    pub(crate) created: DateTime<Utc>,
    pub(crate) status: Status<ReversalState>,
}
