//! Texts and times of FPS, as long as the processor takes them. Identifiers are never cut.

use chrono::{DateTime, Utc};

use crate::sandbox::rows::{Method, Transaction};

/// The longest note of an authorization, a capture or a refund, and the longest reason for closing an authorization.
pub(super) const NOTE: usize = 255;

/// The longest note of an order, and the longest reason for ending a consent.
pub(super) const LONG_NOTE: usize = 1024;

/// What FPS puts on a statement of the sender's description. The processor would take one character more.
const STATEMENT: usize = 15;

/// The longest time that the processor takes to decide, and what it counts in, in minutes.
const LONGEST_WAIT: i64 = 1440;
const WAIT_STEP: i64 = 5;

/// A text for people: cut to `longest` characters, and nothing that the processor's sandbox would play.
pub(super) fn note(text: Option<&str>, longest: usize) -> Option<String> {
    let text = text.map(str::trim).filter(|text| !text.is_empty())?;
    Some(harmless(text).chars().take(longest).collect())
}

/// What stands on the buyer's statement; none leaves it to the processor.
pub(super) fn statement(transaction: &Transaction) -> Option<String> {
    let kind = transaction.descriptor.as_ref().and_then(|descriptor| descriptor.kind.as_deref());
    if kind != Some("Dynamic") {
        return None;
    }
    let text = transaction.sender_description.as_deref()?;
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(STATEMENT).collect();
    let text = text.trim_end();
    (!text.is_empty()).then(|| text.to_owned())
}

/// How many minutes the processor may take that is asked at `put`: what is left of the caller's, in steps of five; none
/// where the caller waits for the answer.
///
/// FPS answered at once for account balances, and later for cards and bank accounts, as old programs expect it.
pub(super) fn wait(transaction: &Transaction, put: DateTime<Utc>) -> u16 {
    if transaction.method == Method::Abt {
        return 0;
    }
    let allowed = (transaction.times_out - transaction.received).num_minutes();
    let gone = (put - transaction.received).num_minutes().max(0);
    let minutes = (allowed / WAIT_STEP - gone / WAIT_STEP) * WAIT_STEP;
    u16::try_from(minutes.clamp(WAIT_STEP, LONGEST_WAIT)).unwrap_or_default()
}

/// The processor's sandbox plays what a note asks for that names this key. A buyer's or a shop's text must not.
fn harmless(text: &str) -> String {
    const KEY: &str = "SandboxSimulation";
    text.replace(KEY, "Sandbox Simulation")
}
