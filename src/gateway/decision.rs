//! What a saga comes to, written into the rows.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::mapping::Decision;
use crate::{
    error::ServiceError,
    fps::ErrorCode,
    sandbox::{
        books::{Books, Stop},
        ledger::{Book, LedgerAccount, Movement},
        rows::{
            Asked, Heard, NextStep, Operation, Role, Saga, SagaAction, Scope, Status, StatusCode, Taken, Told,
            Transaction,
        },
        rules::{Receipt, finality, parties, pay},
    },
};

/// Writes what became of everything that was asked.
pub(super) fn decide(books: &mut Books<'_>, saga: &mut Saga, decision: &Decision) -> Result<(), Stop> {
    match saga.action {
        SagaAction::CancelToken | SagaAction::Expire => {
            // The token and the reservation came to their ends when it began, and nobody waits for this.
            if let Decision::Refused(error) = decision {
                saga.trouble = Some(error.to_string());
            }
            tell(books, saga, Told::Done)
        }
        SagaAction::Cancel => cancel(books, saga, decision),
        SagaAction::Approve => approve(books, saga, decision),
        _ => conclude(books, saga, decision),
    }
}

/// Lets whoever waits know how far it has come, where it is not decided yet.
pub(super) fn rest(books: &mut Books<'_>, saga: &mut Saga) -> Result<(), Stop> {
    if saga.told.is_some() {
        return Ok(());
    }
    match saga.action {
        SagaAction::CancelToken | SagaAction::Expire | SagaAction::Approve => tell(books, saga, Told::Done),
        SagaAction::Cancel => {
            let status = transaction(books, saga)?.status;
            tell(books, saga, Told::Status(status))
        }
        _ => {
            let mut transaction = transaction(books, saga)?;
            let at = transaction.no_earlier(books.now());
            finality::wait(&mut transaction, at);
            books.put(transaction);
            tell(books, saga, Told::Status(Status::Pending))
        }
    }
}

/// Writes that the processor has ended a reservation by itself.
pub(super) fn withdraw(books: &mut Books<'_>, mut transaction: Transaction, decision: &Decision) -> Result<(), Stop> {
    let at = transaction.no_earlier(books.now());
    let (status, code, message) = match decision {
        Decision::Cancelled { code, message } => (Status::Cancelled, code, message),
        Decision::Failed { code, message } => (Status::Failure, code, message),
        _ => return Ok(()),
    };
    finality::fail(books, &mut transaction, at, status, *code, message)?;
    books.put(transaction);
    Ok(())
}

fn conclude(books: &mut Books<'_>, saga: &mut Saga, decision: &Decision) -> Result<(), Stop> {
    let mut transaction = transaction(books, saga)?;
    let at = transaction.no_earlier(books.now());
    match decision {
        Decision::Reserved { expires } => {
            release(books, &mut transaction, at)?;
            if let Some(expires) = expires {
                transaction.times_out = transaction.times_out.min(*expires);
            }
            finality::set_aside(&mut transaction, at);
            let until = transaction.times_out;
            transaction.outside.get_or_insert_default().reserved_until = Some(until);
        }
        Decision::Succeeded { fees } => {
            release(books, &mut transaction, at)?;
            charge_fees(books, &mut transaction, *fees)?;
            finality::complete(books, &mut transaction, at)?;
        }
        Decision::Failed { code, message } => {
            finality::fail(books, &mut transaction, at, Status::Failure, *code, message)?;
            // What has taken its place could not be closed.
            if let Some(Taken { asked: Asked::CloseAuthorization, heard: Heard::Refused { code, message }, .. }) =
                saga.steps.last()
            {
                saga.trouble = Some(format!("{code}: {message}"));
            }
        }
        Decision::Cancelled { code, message } => {
            finality::fail(books, &mut transaction, at, Status::Cancelled, *code, message)?;
        }
        Decision::Refused(error) => return refuse(books, saga, transaction, error),
        // It was decided before, by this saga or by its being cancelled.
        Decision::Nothing => return tell(books, saga, Told::Status(transaction.status)),
    }
    let status = transaction.status;
    books.put(transaction);
    tell(books, saga, Told::Status(status))
}

/// Takes everything back. Where somebody waits, he gets the error, and nobody else hears of it.
fn refuse(
    books: &mut Books<'_>,
    saga: &mut Saga,
    mut transaction: Transaction,
    error: &ServiceError,
) -> Result<(), Stop> {
    let at = transaction.no_earlier(books.now());
    if saga.action == SagaAction::Settle {
        return keep_reserved(books, saga, transaction, error, at);
    }
    finality::fail(books, &mut transaction, at, Status::Failure, StatusCode::TransactionDenied, error.message())?;
    if saga.told.is_none() {
        transaction.history.pop();
        parties::unuse(books, &transaction)?;
    }
    books.put(transaction);
    tell(books, saga, refused(error))
}

/// What could not be settled is reserved as it was.
fn keep_reserved(
    books: &mut Books<'_>,
    saga: &mut Saga,
    mut transaction: Transaction,
    error: &ServiceError,
    at: DateTime<Utc>,
) -> Result<(), Stop> {
    release(books, &mut transaction, at)?;
    let reserved = transaction.reserved.unwrap_or(transaction.amount);
    transaction.operation = Operation::Reserve;
    parties::count_less(books, &mut transaction, reserved)?;
    pay::charge(books, &mut transaction, reserved);
    transaction.movement = Movement::default();
    let until = transaction.outside.as_ref().and_then(|outside| outside.reserved_until);
    transaction.times_out = until.unwrap_or(at);
    let told = saga.told.is_some();
    let known = transaction.history.iter().rev().find(|change| change.status == Status::Reserved).cloned();
    match known.filter(|_| !told) {
        Some(reserved) => {
            transaction.status = reserved.status;
            transaction.code = reserved.code;
            transaction.message = reserved.message;
        }
        None => transaction.enter(at, Status::Reserved, StatusCode::Success, error.message()),
    }
    transaction.next = Some(NextStep::TimeOut);
    transaction.due = Some(transaction.times_out);
    books.put(transaction);
    tell(books, saga, refused(error))
}

fn cancel(books: &mut Books<'_>, saga: &mut Saga, decision: &Decision) -> Result<(), Stop> {
    let mut transaction = transaction(books, saga)?;
    let at = transaction.no_earlier(books.now());
    match decision {
        Decision::Refused(error) => return tell(books, saga, refused(error)),
        Decision::Cancelled { code, message } => {
            finality::fail(books, &mut transaction, at, Status::Cancelled, *code, message)?;
        }
        Decision::Failed { code, message } => {
            finality::fail(books, &mut transaction, at, Status::Failure, *code, message)?;
        }
        // Somebody has seen that it is cancelled at the processor, and written it first.
        Decision::Nothing if transaction.status == Status::Cancelled => {
            return tell(books, saga, Told::Status(Status::Cancelled));
        }
        // It came to another end meanwhile.
        Decision::Nothing | Decision::Succeeded { .. } | Decision::Reserved { .. } => {
            let error = too_late(transaction.status);
            return tell(books, saga, refused(&error));
        }
    }
    let status = transaction.status;
    books.put(transaction);
    tell(books, saga, Told::Status(status))
}

/// A token whose consent can't be confirmed stands for none, so that its buyer can consent anew.
fn approve(books: &mut Books<'_>, saga: &mut Saga, decision: &Decision) -> Result<(), Stop> {
    let Decision::Refused(error) = decision else { return tell(books, saga, Told::Done) };
    // Whoever still waits is told, and can see to it.
    if saga.told.is_some() {
        saga.trouble = Some(error.to_string());
    }
    if let Some(mut token) = books.token(&saga.subject)?.filter(|token| token.active) {
        token.consent = token.consent.filter(|consent| consent.ended);
        books.put(token);
    }
    tell(books, saga, refused(error))
}

fn refused(error: &ServiceError) -> Told {
    Told::Refused { code: error.code().to_owned(), message: error.message().to_owned() }
}

fn too_late(status: Status) -> ServiceError {
    ServiceError::new(
        ErrorCode::InvalidTransactionState,
        format!("The transaction is {status:?}: only a pending or reserved one can be cancelled."),
    )
}

/// Notes what the caller is told, the first time that there is something to tell. The same request gets the same answer
/// from then on, or is looked at anew where it was refused.
fn tell(books: &mut Books<'_>, saga: &mut Saga, told: Told) -> Result<(), Stop> {
    if saga.told.is_some() {
        return Ok(());
    }
    saga.told = Some(told.clone());
    let answer = match told {
        Told::Status(status) => Some(Receipt { transaction: saga.subject.clone(), status }),
        Told::Refused { .. } => None,
        Told::Done => return Ok(()),
    };
    if !saga.action.has_reference() {
        return Ok(());
    }
    let caller_reference = transaction(books, saga)?.caller_reference;
    let Some(mut reference) = books.reference(Scope::Transactions, &caller_reference)? else { return Ok(()) };
    let is_its = |answer: &String| {
        serde_json::from_str(answer).is_ok_and(|receipt: Receipt| receipt.transaction == saga.subject)
    };
    if reference.answer.as_ref().is_some_and(is_its) {
        let answer = answer.map(|receipt| serde_json::to_string(&receipt)).transpose();
        reference.answer = answer.map_err(|_| Stop::broken("the answer to a request"))?;
        books.put(reference);
    }
    Ok(())
}

/// Gives back what was held while it was under way.
fn release(books: &mut Books<'_>, transaction: &mut Transaction, at: DateTime<Utc>) -> Result<(), Stop> {
    if transaction.held {
        books.post(at, &transaction.id, transaction.movement.hold().reversed())?;
        transaction.held = false;
    }
    Ok(())
}

/// What the processor charged for it, or gives back of that with a refund.
fn charge_fees(books: &mut Books<'_>, transaction: &mut Transaction, fees: Decimal) -> Result<(), Stop> {
    let is_refund = transaction.operation == Operation::Refund;
    let merchant = if is_refund { &transaction.sender } else { &transaction.recipient };
    let payer = match transaction.fees_paid_by {
        Role::Caller => &transaction.caller.account,
        Role::Sender | Role::Recipient => &merchant.account,
    };
    let (payer, service) = (LedgerAccount::of(Book::Balance, payer), LedgerAccount::service(Book::Fees));
    if !is_refund {
        transaction.fees = fees;
        transaction.movement.transfer(payer, service, fees);
        return Ok(());
    }
    let given_back = -fees;
    transaction.fees = fees;
    transaction.movement.transfer(service, payer, given_back);
    if let Some(id) = &transaction.original {
        let mut original = books.transaction(id)?.ok_or_else(|| Stop::broken("a transaction"))?;
        original.fees_refunded += given_back;
        books.put(original);
    }
    Ok(())
}

fn transaction(books: &Books<'_>, saga: &Saga) -> Result<Transaction, Stop> {
    books.transaction(&saga.subject)?.ok_or_else(|| Stop::broken("a transaction"))
}
