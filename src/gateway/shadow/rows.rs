//! Rows of tokens and transactions of which no more is known than what a recording tells.

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;

use crate::sandbox::rows::{Descriptor, Method, Operation, Party, Token, TokenRole, TokenType, Transaction};

/// What is known of a transaction.
pub(super) struct Payment<'p> {
    pub(super) id: &'p str,
    pub(super) reference: &'p str,
    pub(super) caller_description: Option<&'p str>,
    pub(super) sender_description: Option<&'p str>,
    pub(super) soft_descriptor: Option<&'p str>,
    pub(super) operation: Operation,
    /// Whether it gives back to the sender.
    pub(super) goes_back: bool,
    pub(super) method: Method,
    pub(super) amount: Option<Decimal>,
    pub(super) token: Option<&'p str>,
    pub(super) at: DateTime<Utc>,
    /// How long it may be undecided.
    pub(super) waits: TimeDelta,
}

/// The row of a transaction that has just been received; whatever isn't known of it is empty.
pub(super) fn transaction(payment: Payment<'_>) -> Transaction {
    let party = |account: &str| Party { account: account.to_owned(), name: String::new(), email: String::new() };
    // A refund goes the other way.
    let (sender, recipient) = match payment.goes_back {
        true => (party("(recipient)"), party("(sender)")),
        false => (party("(sender)"), party("(recipient)")),
    };
    let descriptor = payment.soft_descriptor.map(|kind| Descriptor { kind: Some(kind.to_owned()), cs_owner: None });
    let (id, amount) = (payment.id.to_owned(), payment.amount.unwrap_or_default());
    Transaction {
        caller_reference: payment.reference.to_owned(),
        caller_description: payment.caller_description.map(str::to_owned),
        sender_description: payment.sender_description.map(str::to_owned),
        descriptor,
        sender,
        caller: party("(caller)"),
        recipient,
        sender_token: payment.token.map(str::to_owned),
        times_out: payment.at + payment.waits,
        ..Transaction::new(id, payment.operation, payment.method, amount, payment.at)
    }
}

/// The row of a token, `uses` times used; whatever isn't known of it is empty.
pub(super) fn token(id: &str, token_type: TokenType, role: TokenRole, uses: u64, at: DateTime<Utc>) -> Token {
    Token { uses, ..Token::new(id.to_owned(), role, token_type, "", at) }
}
