use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A request that a caller gave a reference: what makes it safe to send it again.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reference {
    pub(crate) scope: Scope,
    pub(crate) caller_reference: String,
    pub(crate) expires: DateTime<Utc>,
    /// Until when it named the request before this one, where it named another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) after: Option<DateTime<Utc>>,
    /// A digest of the request, in hexadecimal.
    pub(crate) fingerprint: String,
    /// The first answer, as JSON: none when the request was refused and changed nothing.
    pub(crate) answer: Option<String>,
}

// The answer may be a token.
impl std::fmt::Debug for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reference")
            .field("scope", &self.scope)
            .field("caller_reference", &self.caller_reference)
            .field("expires", &self.expires)
            .finish_non_exhaustive()
    }
}

/// Requests whose references must differ from each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Scope {
    Transactions,
    Tokens,
    /// Those of Amazon Pay, each with merchant and environment before it.
    Authorizations,
    Captures,
    Refunds,
    Reversals,
}
