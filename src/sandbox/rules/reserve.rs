//! Settle and Cancel: what becomes of an amount that was set aside, or of a transaction under way.

use rust_decimal::Decimal;

use super::{Receipt, finality, parties, pay};
use crate::{
    fps::ErrorCode,
    sandbox::{
        books::{Books, Stop},
        command::{DEFAULT_TIMEOUT, invalid},
        rows::{AccountState, NextStep, Operation, Role, Status, Transaction},
    },
};

/// Charges a reservation once, with at most what was set aside. It keeps its id.
pub(crate) fn settle(
    books: &mut Books<'_>,
    id: &str,
    amount: Option<Decimal>,
    notification_url: Option<&str>,
) -> Result<Receipt, Stop> {
    if parties::account(books, books.caller_id())?.state == AccountState::Closed {
        parties::onlooker(books)?;
    }
    parties::caller(books, Operation::Settle)?;
    let mut transaction = parties::transaction(books, "ReserveTransactionId", id)?;
    let state = |why: String| Stop::refuse(ErrorCode::InvalidTransactionState, why);
    let Some(reserved) = transaction.reserved else {
        return Err(state(format!("The transaction is a {:?}, not a reservation.", transaction.operation)));
    };
    if transaction.operation == Operation::Settle {
        return Err(state("The reservation was settled already; that is possible only once.".to_owned()));
    }
    if transaction.status != Status::Reserved {
        return Err(state(format!(
            "The reservation is {:?}, and can be settled only when Reserved.",
            transaction.status
        )));
    }
    let amount = amount.unwrap_or(reserved);
    if amount > reserved {
        return Err(Stop::refuse(
            ErrorCode::SettleAmountGreaterThanReserveAmount,
            format!("{amount} is more than the {reserved} that were reserved."),
        ));
    }
    parties::check_amount(amount, transaction.method)?;
    for (party, role) in [(&transaction.sender, Role::Sender), (&transaction.recipient, Role::Recipient)] {
        parties::check(&parties::account(books, &party.account)?, role, Operation::Settle)?;
    }

    transaction.operation = Operation::Settle;
    parties::count_less(books, &mut transaction, amount)?;
    pay::charge(books, &mut transaction, amount);
    if let Some(url) = notification_url {
        transaction.notification_url = Some(url.to_owned());
    }
    // The reservation was in time, and the settlement has its own.
    transaction.times_out = books.now() + DEFAULT_TIMEOUT;
    finality::begin(books, transaction, NextStep::Complete, ErrorCode::TransactionDenied)
}

/// Ends a transaction that is pending or reserved.
pub(crate) fn cancel(
    books: &mut Books<'_>,
    id: &str,
    description: Option<&str>,
    notification_url: Option<&str>,
) -> Result<Receipt, Stop> {
    parties::onlooker(books)?;
    let mut transaction = match parties::transaction(books, "TransactionId", id) {
        Err(Stop::Refuse(error)) if error.is(ErrorCode::InvalidTransactionId) => return Err(invalid(error.message())),
        transaction => transaction?,
    };
    if !can_be_cancelled(&transaction) {
        return Err(Stop::refuse(
            ErrorCode::InvalidTransactionState,
            format!("The transaction is {:?}: only a pending or reserved one can be cancelled.", transaction.status),
        ));
    }
    if let Some(description) = description {
        transaction.caller_description = Some(description.to_owned());
    }
    if let Some(url) = notification_url {
        transaction.notification_url = Some(url.to_owned());
    }
    finality::cancel(books, transaction)
}

fn can_be_cancelled(transaction: &Transaction) -> bool {
    matches!(transaction.status, Status::Pending | Status::Reserved)
}
