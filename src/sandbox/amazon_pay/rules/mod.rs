//! What may happen to the objects of Amazon Pay, and what comes of it.

pub(crate) mod account;
pub(crate) mod agreement;
pub(crate) mod listing;
pub(crate) mod provider;
pub(crate) mod status;
pub(crate) mod wallet;

use super::rows::Merchant;
use crate::amazon_pay::Environment;

/// For whom and where a call is.
#[derive(Debug, Clone)]
pub(crate) struct On {
    pub(crate) merchant: Merchant,
    pub(crate) environment: Environment,
}

impl On {
    /// Whether what belongs to `seller` in `environment` is found by this call.
    pub(crate) fn owns(&self, seller: &str, environment: Environment) -> bool {
        self.merchant.id == seller && self.environment == environment
    }
}
