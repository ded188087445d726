//! What the sandbox remembers, as answers show it.

pub(crate) mod agreement;
pub(crate) mod listing;
pub(crate) mod provider;
pub(crate) mod wallet;
