//! How a transaction becomes what it becomes: at once, or when what it waits for is due.

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};

use super::{Receipt, banking, debt, outside, parties, subscriptions};
use crate::{
    error::ServiceError,
    fps::ErrorCode,
    sandbox::{
        amazon_pay::rules::finality as pay,
        books::{Books, Decides, Stop},
        rows::{Method, NextStep, Operation, Query, Row, Status, StatusCode, Transaction},
    },
};

/// How long an amount stays set aside on a credit card.
pub(crate) const RESERVATION: TimeDelta = TimeDelta::days(7);

const CHARGED: &str = "The transaction was successful and the payment instrument was charged.";
const SET_ASIDE: &str = "The requested amount was reserved successfully against the given payment instrument.";
pub(crate) const WAITING: &str = "The transaction is awaiting a response from the backend payment processor.";
pub(crate) const CANCELLED: &str = "The transaction was explicitly cancelled by the caller.";
const DENIED: &str = "The payment processor refused the payment instrument.";
pub(crate) const TOO_LATE: &str = "The transaction could not be completed within the specified timeout.";
const NOT_SETTLED: &str = "The reserved amount was not settled within the timeout period.";

/// Does what the caller asked for, or has it asked of the processor who decides.
///
/// Whatever the transaction takes from a balance is taken now; `uncovered` is the refusal if it isn't there.
pub(crate) fn begin(
    books: &mut Books<'_>,
    transaction: Transaction,
    next: NextStep,
    uncovered: ErrorCode,
) -> Result<Receipt, Stop> {
    match (books.policy().decides, transaction.method) {
        (Decides::Outside, Method::Abt | Method::Ach | Method::Cc) => outside::begin(books, transaction),
        _ => begin_here(books, transaction, next, uncovered),
    }
}

/// The same for what no processor has a part in: it is done now, or after the time that the payment method takes.
pub(crate) fn begin_here(
    books: &mut Books<'_>,
    mut transaction: Transaction,
    next: NextStep,
    uncovered: ErrorCode,
) -> Result<Receipt, Stop> {
    let now = transaction.no_earlier(books.now());
    let wait = match next {
        NextStep::Complete | NextStep::Deny | NextStep::Reserve => parties::latency(books, transaction.method),
        NextStep::TimeOut => None,
    };
    match wait {
        None => {
            parties::check_cover(books, &transaction.movement, uncovered)?;
            complete(books, &mut transaction, now)?;
        }
        Some(wait) => {
            let hold = transaction.movement.hold();
            parties::check_cover(books, &hold, uncovered)?;
            books.post(now, &transaction.id, hold)?;
            transaction.held = true;
            self::wait(&mut transaction, now);
            transaction.balance = parties::caller_balance(books)?;
            // The processor begins when it is asked, which may be before the moment that the receipt is dated to.
            let due = books.now().checked_add_signed(wait).unwrap_or(DateTime::<Utc>::MAX_UTC).trunc_subsecs(3);
            let in_time = due <= transaction.times_out;
            transaction.next = Some(if in_time { next } else { NextStep::TimeOut });
            transaction.due = Some(due.min(transaction.times_out));
        }
    }
    let receipt = Receipt::of(&transaction);
    books.put(transaction);
    Ok(receipt)
}

/// Keeps a transaction that nobody waits for an answer to, although the service refuses it.
pub(crate) fn refuse(
    books: &mut Books<'_>,
    mut transaction: Transaction,
    error: &ServiceError,
) -> Result<Receipt, Stop> {
    let code = match error.is(ErrorCode::InsufficientBalance) {
        true => StatusCode::InsufficientBalance,
        false => StatusCode::TransactionDenied,
    };
    let at = transaction.received;
    transaction.enter(at, Status::Failure, code, error.message());
    transaction.completed = Some(at);
    transaction.balance = parties::caller_balance(books)?;
    let receipt = Receipt::of(&transaction);
    books.put(transaction);
    Ok(receipt)
}

/// Does at most `limit` things that are due, the earliest first, and tells how many it did.
pub(crate) fn catch_up(books: &mut Books<'_>, limit: u32) -> Result<usize, Stop> {
    let mut due: Vec<_> = books.list(Query::Due { by: books.now(), limit })?.iter().collect();
    // Rows from a file of the first schema come before all others, whenever they are due.
    due.sort_by_key(|row| row.due());
    let first = due.iter().find_map(|row| row.due());
    let mut done = 0;
    for row in due {
        // What an earlier one has led to comes first: then this one waits for the next time. What accounts do at the
        // end of a day is led to when all of this is done, by what is told of it.
        let waits = |due: DateTime<Utc>| {
            books.first_due().is_some_and(|led_to| led_to < due)
                || first.is_some_and(|first| first.date_naive() < due.date_naive())
        };
        if row.due().is_some_and(waits) {
            break;
        }
        let did = match row {
            // An earlier one may have changed it.
            Row::Transaction(known) => match books.transaction(&known.id)? {
                Some(transaction) => step(books, transaction)?,
                None => false,
            },
            Row::Account(known) => banking::step(books, &known.id)?,
            Row::Subscription(known) => match books.subscription(&known.id)? {
                Some(subscription) => {
                    subscriptions::charge_due(books, subscription)?;
                    true
                }
                None => false,
            },
            row => pay::step(books, row)?,
        };
        done += usize::from(did);
    }
    Ok(done)
}

/// Ends a transaction that is under way because the caller wants it so.
pub(crate) fn cancel(books: &mut Books<'_>, mut transaction: Transaction) -> Result<Receipt, Stop> {
    if transaction.outside.is_some() {
        return outside::cancel(books, transaction);
    }
    let at = transaction.no_earlier(books.now());
    fail(books, &mut transaction, at, Status::Cancelled, StatusCode::Canceled, CANCELLED)?;
    let receipt = Receipt::of(&transaction);
    books.put(transaction);
    Ok(receipt)
}

/// Does what is due for this transaction, and tells whether anything was.
pub(crate) fn step(books: &mut Books<'_>, mut transaction: Transaction) -> Result<bool, Stop> {
    let (Some(due), Some(next)) = (transaction.due, transaction.next) else { return Ok(false) };
    if due > books.now() {
        return Ok(false);
    }
    let at = transaction.no_earlier(due);
    match (next, transaction.status) {
        (NextStep::Complete, _) => complete(books, &mut transaction, at)?,
        (NextStep::Reserve, _) => set_aside(&mut transaction, at),
        (NextStep::Deny, _) => {
            fail(books, &mut transaction, at, Status::Failure, StatusCode::TransactionDenied, DENIED)?;
        }
        (NextStep::TimeOut, Status::Reserved) => {
            fail(books, &mut transaction, at, Status::Cancelled, StatusCode::Expired, NOT_SETTLED)?;
            if transaction.outside.is_some() {
                outside::let_go(books, &transaction)?;
            }
        }
        (NextStep::TimeOut, _) => {
            fail(books, &mut transaction, at, Status::Failure, StatusCode::Expired, TOO_LATE)?;
        }
    }
    books.put(transaction);
    Ok(true)
}

/// The amount is set aside, for as long as a reservation lasts at most.
pub(crate) fn set_aside(transaction: &mut Transaction, at: DateTime<Utc>) {
    transaction.enter(at, Status::Reserved, StatusCode::Success, SET_ASIDE);
    transaction.times_out = transaction.times_out.min(at + RESERVATION);
    transaction.next = Some(NextStep::TimeOut);
    transaction.due = Some(transaction.times_out);
}

/// It is the processor's turn.
pub(crate) fn wait(transaction: &mut Transaction, at: DateTime<Utc>) {
    transaction.enter(at, Status::Pending, StatusCode::PendingNetworkResponse, WAITING);
}

pub(crate) fn complete(books: &mut Books<'_>, transaction: &mut Transaction, at: DateTime<Utc>) -> Result<(), Stop> {
    let movement = match transaction.held {
        true => transaction.movement.hold().reversed().and(&transaction.movement),
        false => transaction.movement.clone(),
    };
    books.post(at, &transaction.id, movement)?;
    transaction.held = false;
    transaction.enter(at, Status::Success, StatusCode::Success, CHARGED);
    transaction.completed = Some(at);
    transaction.balance = parties::caller_balance(books)?;
    transaction.due = None;
    transaction.next = None;
    if transaction.operation == Operation::SettleDebt
        && let Some(instrument) = &transaction.credit_instrument
    {
        debt::count_repayment(books, instrument, transaction.amount)?;
    }
    Ok(())
}

/// Ends a transaction without its having moved anything, and takes back what was counted for it.
pub(crate) fn fail(
    books: &mut Books<'_>,
    transaction: &mut Transaction,
    at: DateTime<Utc>,
    status: Status,
    code: StatusCode,
    message: &str,
) -> Result<(), Stop> {
    if transaction.held {
        books.post(at, &transaction.id, transaction.movement.hold().reversed())?;
        transaction.held = false;
    }
    transaction.enter(at, status, code, message);
    transaction.completed = Some(at);
    transaction.balance = parties::caller_balance(books)?;
    transaction.due = None;
    transaction.next = None;

    if transaction.operation == Operation::Refund {
        return withdraw_refund(books, transaction);
    }
    parties::uncount(books, transaction)
}

fn withdraw_refund(books: &mut Books<'_>, refund: &Transaction) -> Result<(), Stop> {
    let Some(id) = &refund.original else { return Ok(()) };
    let mut original =
        books.transaction(id)?.ok_or_else(|| Stop::broken("the transaction that a refund gives back"))?;
    if !refund.refunds_fee_alone(&original) {
        original.refunded -= refund.amount;
    }
    original.fees_refunded += refund.fees;
    original.marketplace_refunded -= refund.marketplace_refunded;
    original.refunded_together.amount -= refund.refunded_together.amount;
    original.refunded_together.marketplace -= refund.refunded_together.marketplace;
    books.put(original);
    Ok(())
}
