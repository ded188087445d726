use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::ids::redact;

/// An agreement under which small payments are gathered: paid before (prepaid) or afterwards (credit).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Instrument {
    pub(crate) id: String,
    pub(crate) kind: InstrumentKind,
    pub(crate) active: bool,
    pub(crate) expires: DateTime<Utc>,
    /// The buyer's account.
    pub(crate) holder: String,
    /// The account that owes the prepaid balance, or that the debt is owed to.
    pub(crate) merchant: String,
    /// The most that fundings may lift the balance to, or that may be owed at a time.
    pub(crate) limit: Decimal,
    /// What was really paid of the debt, less what refunds have paid back of it.
    pub(crate) repaid: Decimal,
    /// The token that pays from the instrument.
    pub(crate) sender_token: String,
    /// The token that funds the instrument or settles its debt.
    pub(crate) funding_token: String,
}

impl std::fmt::Debug for Instrument {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Instrument")
            .field("id", &format_args!("{}", redact(&self.id)))
            .field("kind", &self.kind)
            .field("active", &self.active)
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum InstrumentKind {
    Prepaid,
    Credit,
}
