//! Amazon Pay (OffAmazonPayments), API version 2013-01-01, where the users of FPS went: its requests, results and
//! error codes.
//!
//! Generated from the contract in `wsdl/`; what stands here by hand is what a schema can't say.

pub mod client;
pub mod ids;
pub mod notification;
mod states;
#[cfg(test)]
mod tests;

use std::fmt;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use crate::money::Price;

pub use client::{Client, Region};
use ids::{
    AuthorizationId, BillingAgreementId, CaptureId, ConsentToken, OrderReferenceId, ProviderCreditId,
    ProviderCreditReversalId, RefundId,
};

include!(concat!(env!("OUT_DIR"), "/amazon_pay.rs"));

/// Which of the two worlds of a merchant a call belongs to. Nothing of one is seen in the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Environment {
    /// Real money.
    #[serde(alias = "live")]
    Live,
    /// Play money, and what goes wrong there can be asked for.
    #[serde(alias = "sandbox")]
    Sandbox,
}

impl Environment {
    /// As answers spell it, in `ReleaseEnvironment`: `Live` or `Sandbox`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Live => "Live",
            Self::Sandbox => "Sandbox",
        }
    }
}

impl fmt::Display for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
