//! The objects of Amazon Pay, as answers show them.

pub(crate) mod agreement;
pub(crate) mod authorization;
pub(crate) mod capture;
pub(crate) mod listing;
pub(crate) mod order;
pub(crate) mod provider;
pub(crate) mod refund;
pub(crate) mod wallet;
