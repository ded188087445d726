use serde::{Deserialize, Serialize};

use crate::amazon_pay::Environment;

/// Somebody who sells with Amazon Pay: the caller itself, or one who lets the caller act for him.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Merchant {
    /// The SellerId.
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) region: Region,
    /// The currency in which he is paid, by its code.
    pub(crate) currency: String,
    /// What AccountStatus tells: ACTIVE or INACTIVE.
    pub(crate) active: bool,
    /// The MWSAuthToken that a caller shows who acts for him; none where the caller is the merchant.
    pub(crate) auth_token: Option<String>,
    pub(crate) notifications: Vec<NotificationConfiguration>,
}

impl std::fmt::Debug for Merchant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Merchant").field("id", &self.id).field("region", &self.region).finish_non_exhaustive()
    }
}

/// Where a merchant wants to be told of what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NotificationConfiguration {
    /// What is told there belongs to it; to either environment where there is none.
    #[serde(default)]
    pub(crate) environment: Option<Environment>,
    pub(crate) url: String,
    /// As requests spell them: ALL, ORDER_REFERENCE, PAYMENT_AUTHORIZE, …
    pub(crate) event_types: Vec<String>,
}

impl NotificationConfiguration {
    pub(crate) fn is_for(&self, environment: Environment) -> bool {
        self.environment.is_none_or(|its| its == environment)
    }
}

/// Where a merchant sells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Region {
    UnitedStates,
    Europe,
    Japan,
}

impl Region {
    /// The digits by which ids tell it: `S01-…`.
    pub(crate) fn digits(self) -> &'static str {
        match self {
            Self::UnitedStates => "01",
            Self::Europe => "02",
            Self::Japan => "03",
        }
    }
}

/// The order references that have one SellerOrderId, by which they are looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SellerOrder {
    /// Of merchant, environment and SellerOrderId: see [`SellerOrder::key`].
    pub(crate) id: String,
    /// In the order in which they got it.
    pub(crate) order_references: Vec<String>,
}

impl SellerOrder {
    pub(crate) fn key(seller: &str, environment: Environment, seller_order_id: &str) -> String {
        format!("{seller} {environment} {seller_order_id}")
    }
}
