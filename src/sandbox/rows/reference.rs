use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A request that a caller gave a reference: what makes it safe to send it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reference {
    pub(crate) scope: Scope,
    pub(crate) caller_reference: String,
    pub(crate) expires: DateTime<Utc>,
    /// A digest of the request, in hexadecimal.
    pub(crate) fingerprint: String,
    /// The first answer, as JSON: none when the request was refused and changed nothing.
    pub(crate) answer: Option<String>,
}

/// Requests whose references must differ from each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Scope {
    Transactions,
    Tokens,
}
