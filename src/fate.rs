//! What becomes of each action of FPS on Amazon Pay: one table, for the gateway and for migration.

/// How an action fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Fate {
    /// Amazon Pay has the same.
    Exact,
    /// Amazon Pay has something like it.
    Changed,
    /// Amazon Pay has nothing like it, and the gateway keeps it in its own books.
    Kept,
    /// Neither has it: a call is refused with a documented error.
    Impossible,
}

/// What becomes of one action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ActionFate {
    /// The action of FPS.
    pub action: &'static str,
    /// How it fares.
    pub fate: Fate,
    /// What is different, in one sentence.
    pub difference: &'static str,
    /// The operations of Amazon Pay that the gateway calls for it, in their order.
    pub calls: &'static [&'static str],
    /// What the gateway keeps of it in its own books; empty if nothing.
    pub kept: &'static str,
}
