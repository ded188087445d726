use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{OrderState, Status, Wallet};
use crate::{amazon_pay::Environment, money::Price};

/// How long a draft waits to be confirmed.
pub(crate) const DRAFT: TimeDelta = TimeDelta::hours(3);

/// An order of a buyer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OrderReference {
    pub(crate) id: String,
    pub(crate) seller: String,
    pub(crate) environment: Environment,
    pub(crate) created: DateTime<Utc>,
    pub(crate) expires: DateTime<Utc>,
    pub(crate) status: Status<OrderState>,
    pub(crate) wallet: Wallet,
    pub(crate) terms: OrderTerms,
    /// Language in which the buyer was asked: `en-US`.
    pub(crate) language: Option<String>,
    /// A simulated constraint, until the note that asked for it is overwritten.
    pub(crate) simulated_constraint: Option<String>,
    /// The billing agreement that it was made from.
    pub(crate) agreement: Option<String>,
    /// Every authorization, the oldest first.
    pub(crate) authorizations: Vec<String>,
    /// What pending authorizations that are captured at once will take.
    pub(crate) to_capture: Decimal,
    /// How many of them were captured, and how much of it all; captures under way included.
    pub(crate) captures: u32,
    pub(crate) captured: Decimal,
    /// [`Wallet::payments_chosen`] when it was suspended.
    pub(crate) suspended_with: u32,
    /// When the buyer will have mended his payment method, where a simulation says so.
    pub(crate) mended_at: Option<DateTime<Utc>>,
}

/// What the seller says of an order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OrderTerms {
    pub(crate) total: Option<Price>,
    pub(crate) platform_id: Option<String>,
    pub(crate) seller_note: Option<String>,
    pub(crate) request_payment_authorization: Option<bool>,
    /// The payment service provider and his own name for the order.
    pub(crate) payment_service_provider: Option<(String, Option<String>)>,
    pub(crate) seller_order: SellerOrderTerms,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SellerOrderTerms {
    pub(crate) seller_order_id: Option<String>,
    pub(crate) store_name: Option<String>,
    pub(crate) custom_information: Option<String>,
    pub(crate) supplementary_data: Option<String>,
    pub(crate) item_categories: Vec<String>,
}

impl OrderReference {
    /// When something happens to it by itself.
    pub(crate) fn due(&self) -> Option<DateTime<Utc>> {
        match self.status.state() {
            OrderState::Draft => Some(self.created + DRAFT),
            OrderState::Open => Some(self.expires),
            OrderState::Suspended => Some(self.mended_at.map_or(self.expires, |mended| mended.min(self.expires))),
            OrderState::Canceled | OrderState::Closed => None,
        }
    }
}
