//! The Flexible Payments Service, API version 2010-08-28: its requests, results and error codes.
//!
//! Generated from the contract in `wsdl/`; what stands here by hand is what a schema can't say.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

#[cfg(feature = "client")]
use crate::client::Client;
use crate::ids::{CallerReference, InstrumentId, SignedParameters, SubscriptionId, TokenId, TransactionId};
use crate::money::Amount;

include!(concat!(env!("OUT_DIR"), "/fps.rs"));

impl TransactionStatus {
    /// Whether nothing more happens to the transaction by itself: it has succeeded, failed or been
    /// cancelled. A reservation waits for `Settle` or `Cancel`.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Success | Self::Failure | Self::Cancelled)
    }
}
