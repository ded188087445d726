//! How a transaction begins.

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;

use super::parties;
use crate::sandbox::{
    books::{Books, Stop},
    command::DEFAULT_TIMEOUT,
    rows::{Account, ActivityFilter, Method, Operation, Party, Query, Row, Transaction},
};

const MILLISECOND: TimeDelta = TimeDelta::milliseconds(1);

/// How far ahead of the present a transaction may be dated, so that it has a millisecond of its own: by those that came in
/// one millisecond, or by another process whose clock differs a little. Further ahead was only a clock that was wrong.
const AHEAD: TimeDelta = TimeDelta::minutes(1);

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

/// When a transaction is received: each at a millisecond of its own, so that pages of activity have sharp edges. Where the
/// last was dated by a clock that was ahead, the next goes before it.
fn receive(books: &mut Books<'_>) -> Result<DateTime<Utc>, Stop> {
    let mut caller = parties::account(books, books.caller_id())?;
    let next = caller.last_received + MILLISECOND;
    let received = if next <= books.now() + AHEAD {
        caller.received_since = None;
        caller.last_received = books.now().max(next);
        caller.last_received
    } else {
        let from = caller.received_since.map_or(books.now(), |last| books.now().max(last + MILLISECOND));
        let free = free(books, from)?;
        caller.received_since = Some(free);
        free
    };
    books.put(caller);
    Ok(received)
}

/// The first millisecond, from that one on, at which nothing was received.
fn free(books: &Books<'_>, from: DateTime<Utc>) -> Result<DateTime<Utc>, Stop> {
    const AT_A_TIME: u32 = 100;
    let mut free = from;
    loop {
        let taken = books.list(Query::Activity(ActivityFilter {
            from: free,
            to: free + MILLISECOND * (AT_A_TIME - 1).cast_signed(),
            ascending: true,
            limit: AT_A_TIME,
            operation: None,
            method: None,
            status: None,
            account: books.caller_id().to_owned(),
            roles: Vec::new(),
        }))?;
        for row in taken {
            match row {
                Row::Transaction(known) if known.received == free => free += MILLISECOND,
                _ => return Ok(free),
            }
        }
        if taken.len() < AT_A_TIME as usize {
            return Ok(free);
        }
    }
}

fn party(account: &Account) -> Party {
    Party { account: account.id.clone(), name: account.name.clone(), email: account.email.clone() }
}
