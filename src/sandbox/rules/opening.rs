//! How a transaction begins.

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;

use super::parties;
use crate::sandbox::{
    books::{Books, Stop},
    command::DEFAULT_TIMEOUT,
    ledger::Movement,
    rows::{Account, Method, Operation, Party, Role, Status, StatusCode, Together, Transaction},
};

/// Who takes part in a transaction.
pub(crate) struct Parties<'a> {
    pub(crate) sender: &'a Account,
    pub(crate) caller: &'a Account,
    pub(crate) recipient: &'a Account,
}

/// A transaction that was just received, and that moves nothing yet.
pub(crate) fn open(
    books: &mut Books<'_>,
    operation: Operation,
    method: Method,
    amount: Decimal,
    parties: Parties<'_>,
) -> Result<Transaction, Stop> {
    let received = receive(books)?;
    Ok(Transaction {
        id: books.ids().transaction(),
        caller_reference: String::new(),
        caller_description: None,
        sender_description: None,
        descriptor: None,
        received,
        completed: None,
        operation,
        method,
        amount,
        reserved: None,
        counted: Decimal::ZERO,
        status: Status::Pending,
        code: StatusCode::PendingNetworkResponse,
        message: String::new(),
        history: Vec::new(),
        sender: party(parties.sender),
        caller: party(parties.caller),
        recipient: party(parties.recipient),
        sender_token: None,
        recipient_token: None,
        prepaid_instrument: None,
        credit_instrument: None,
        fees: Decimal::ZERO,
        fees_paid_by: Role::Recipient,
        marketplace_fee: None,
        marketplace_terms: None,
        related: Vec::new(),
        original: None,
        refunded: Decimal::ZERO,
        fees_refunded: Decimal::ZERO,
        marketplace_refunded: Decimal::ZERO,
        refunded_together: Together::default(),
        balance: Decimal::ZERO,
        movement: Movement::default(),
        held: false,
        due: None,
        next: None,
        times_out: received + DEFAULT_TIMEOUT,
        notification_url: None,
        outside: None,
    })
}

/// When a transaction is received: each at a millisecond of its own, so that pages of activity have sharp edges.
fn receive(books: &mut Books<'_>) -> Result<DateTime<Utc>, Stop> {
    let mut caller = parties::account(books, books.caller_id())?;
    caller.last_received = books.now().max(caller.last_received + TimeDelta::milliseconds(1));
    let received = caller.last_received;
    books.put(caller);
    Ok(received)
}

fn party(account: &Account) -> Party {
    Party { account: account.id.clone(), name: account.name.clone(), email: account.email.clone() }
}
