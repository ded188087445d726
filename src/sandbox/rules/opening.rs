//! How a transaction begins.

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;

use super::parties;
use crate::sandbox::{
    books::{Books, Stop},
    command::DEFAULT_TIMEOUT,
    rows::{Account, Method, Operation, Party, Transaction},
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
    let id = books.ids().transaction();
    Ok(Transaction {
        sender: party(parties.sender),
        caller: party(parties.caller),
        recipient: party(parties.recipient),
        times_out: received + DEFAULT_TIMEOUT,
        ..Transaction::new(id, operation, method, amount, received)
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
