//! The rules of the service. A rule is a function of the rows, the request, the time and new identifiers; it does
//! nothing else, so that it can be run again from its beginning whenever it needs another row.

pub(crate) mod account;
pub(crate) mod accounts;
pub(crate) mod activity;
#[cfg(feature = "gateway")]
pub(crate) mod approval;
pub(crate) mod banking;
pub(crate) mod consent;
pub(crate) mod debt;
pub(crate) mod finality;
pub(crate) mod idempotency;
pub(crate) mod instructions;
pub(crate) mod linking;
pub(crate) mod marketplaces;
pub(crate) mod opening;
pub(crate) mod outside;
pub(crate) mod parties;
pub(crate) mod pay;
pub(crate) mod prepaid;
pub(crate) mod refund;
pub(crate) mod reserve;
pub(crate) mod subscriptions;
pub(crate) mod tokens;
pub(crate) mod transactions;

use serde::{Deserialize, Serialize};

use super::rows::{Status, Transaction};

/// The answer to everything that makes or changes a transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Receipt {
    pub(crate) transaction: String,
    pub(crate) status: Status,
}

impl Receipt {
    pub(crate) fn of(transaction: &Transaction) -> Self {
        Self { transaction: transaction.id.clone(), status: transaction.status }
    }
}
