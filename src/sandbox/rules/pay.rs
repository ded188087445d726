//! Pay, and Reserve, which is Pay up to the point where money would move.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::{
    Receipt, finality,
    opening::{self, Parties},
    parties,
};
use crate::{
    fps::ErrorCode,
    sandbox::{
        books::{Books, Stop},
        command::{Payment, invalid},
        fees::cents,
        ledger::{Book, LedgerAccount, Movement},
        rows::{Account, InstrumentKind, MarketplaceTerms, Method, NextStep, Operation, Role, Token, Transaction},
    },
};

pub(crate) fn pay(books: &mut Books<'_>, payment: &Payment) -> Result<Receipt, Stop> {
    let recipient_token_id = payment.recipient_token.as_deref();
    let tokens: Vec<_> = [Some(payment.sender_token.as_str()), recipient_token_id].into_iter().flatten().collect();
    parties::want(books, &tokens)?;

    let caller = parties::caller(books, payment.operation)?;
    if recipient_token_id == Some(&payment.sender_token) {
        return Err(Stop::refuse(
            ErrorCode::SameTokenIdUsedMultipleTimes,
            "The same token is given for the sender and for the recipient.",
        ));
    }
    let mut token = parties::sender_token(books, &payment.sender_token, payment.operation)?;
    let mut recipient_token = recipient_token_id.map(|id| parties::recipient_token(books, id)).transpose()?;
    let recipient = match &recipient_token {
        Some(token) => parties::account(books, &token.account)?,
        None => caller.clone(),
    };
    let sender = parties::account(books, &token.account)?;
    if recipient.id != caller.id && !caller.marketplace {
        return Err(Stop::refuse(
            ErrorCode::NotMarketplaceApp,
            "The recipient is not the caller, and the caller is not registered as a marketplace.",
        ));
    }
    if sender.id == recipient.id {
        return Err(Stop::refuse(ErrorCode::SameSenderAndRecipient, "The sender and the recipient are the same."));
    }
    parties::check(&sender, Role::Sender, payment.operation)?;
    parties::check(&recipient, Role::Recipient, payment.operation)?;

    let method = method(&token, &recipient, payment.operation)?;
    parties::check_amount(payment.amount, method)?;
    let outcome = parties::processor(books, &sender, method, payment.operation)?;
    let fees_paid_by = fees_paid_by(payment, recipient_token.as_ref())?;
    let terms = marketplace_terms(payment, recipient_token.as_ref(), recipient.id != caller.id)?;
    check_instrument(books, &token, &recipient, payment.amount)?;

    let opened = opening::open(
        books,
        payment.operation,
        method,
        payment.amount,
        Parties { sender: &sender, caller: &caller, recipient: &recipient },
    )?;
    parties::use_sender_token(&mut token, payment.amount, &recipient, opened.received)?;
    if let Some(token) = &mut recipient_token {
        parties::use_recipient_token(token, payment.amount, method, opened.received)?;
    }
    parties::count_limits(books, &opened)?;
    let is_reservation = payment.operation == Operation::Reserve;
    let mut transaction = Transaction {
        caller_reference: payment.caller_reference.clone(),
        caller_description: payment.texts.caller_description.clone(),
        sender_description: payment.texts.sender_description.clone(),
        descriptor: payment.texts.statement(),
        reserved: is_reservation.then_some(payment.amount),
        counted: payment.amount,
        sender_token: Some(token.id.clone()),
        recipient_token: recipient_token.as_ref().map(|token| token.id.clone()),
        prepaid_instrument: token.instrument.clone().filter(|_| method == Method::Prepaid),
        credit_instrument: token.instrument.clone().filter(|_| method == Method::Debt),
        fees_paid_by,
        marketplace_terms: terms,
        times_out: opened.received + payment.timeout(),
        notification_url: payment.texts.notification_url.clone(),
        ..opened
    };
    [Some(token), recipient_token].into_iter().flatten().for_each(|token| books.put(token));
    charge(books, &mut transaction, payment.amount);
    let next = match outcome {
        NextStep::Complete if is_reservation => NextStep::Reserve,
        outcome => outcome,
    };
    if is_reservation {
        // Nothing is moved before the reservation is settled.
        transaction.movement = Movement::default();
    }
    finality::begin(books, transaction, next, ErrorCode::InsufficientBalance)
}

/// Reckons what `transaction` costs everybody and moves when `amount` is charged.
pub(crate) fn charge(books: &Books<'_>, transaction: &mut Transaction, amount: Decimal) {
    transaction.amount = amount;
    transaction.fees = books.policy().fees.of(transaction.method, amount);
    transaction.marketplace_fee =
        transaction.marketplace_terms.map(|terms| cents(terms.fixed + amount * terms.variable / Decimal::ONE_HUNDRED));

    let balance = |party: &str| LedgerAccount::of(Book::Balance, party);
    let recipient = &transaction.recipient.account;
    let instrument = transaction.prepaid_instrument.as_deref().or(transaction.credit_instrument.as_deref());
    let instrument = instrument.unwrap_or_default();
    let mut movement = Movement::default();
    let (from, to) = match transaction.method {
        Method::Cc => (LedgerAccount::service(Book::Cards), balance(recipient)),
        Method::Ach => (LedgerAccount::service(Book::Banks), balance(recipient)),
        Method::Abt => (balance(&transaction.sender.account), balance(recipient)),
        Method::Prepaid => {
            (LedgerAccount::of(Book::Prepaid, instrument), LedgerAccount::of(Book::PrepaidLiability, recipient))
        }
        Method::Debt => (LedgerAccount::of(Book::DebtClaim, recipient), LedgerAccount::of(Book::Debt, instrument)),
    };
    movement.transfer(from, to, amount);
    let payer = match transaction.fees_paid_by {
        Role::Caller => &transaction.caller.account,
        Role::Sender | Role::Recipient => recipient,
    };
    movement.transfer(balance(payer), LedgerAccount::service(Book::Fees), transaction.fees);
    if let Some(fee) = transaction.marketplace_fee {
        movement.transfer(balance(recipient), balance(&transaction.caller.account), fee);
    }
    transaction.movement = movement;
}

fn method(token: &Token, recipient: &Account, operation: Operation) -> Result<Method, Stop> {
    let is_reservation = operation == Operation::Reserve;
    let undefined = if is_reservation { ErrorCode::InvalidPaymentMethod } else { ErrorCode::PaymentMethodNotDefined };
    let method = token
        .method
        .ok_or_else(|| Stop::refuse(undefined, "The sender token does not say by which method it pays."))?;
    if is_reservation && method != Method::Cc {
        return Err(Stop::refuse(
            ErrorCode::PaymentInstrumentNotCc,
            "Only a credit card can be reserved, and the sender token pays otherwise.",
        ));
    }
    if method == Method::Cc && !recipient.takes_cards {
        return Err(Stop::refuse(
            ErrorCode::InvalidRecipientForCcTransaction,
            "The recipient's account does not take credit cards.",
        ));
    }
    Ok(method)
}

fn fees_paid_by(payment: &Payment, recipient_token: Option<&Token>) -> Result<Role, Stop> {
    let agreed = recipient_token.map(|token| if token.recipient_pays_fee { Role::Recipient } else { Role::Caller });
    match (payment.fees_paid_by, agreed) {
        (Some(asked), Some(agreed)) if asked != agreed => Err(parties::incompatible(format!(
            "ChargeFeeTo is {asked:?}, and the recipient token was authorised with the fees charged to the {agreed:?}."
        ))),
        (Some(role), _) | (None, Some(role)) => Ok(role),
        (None, None) => Ok(Role::Recipient),
    }
}

fn marketplace_terms(
    payment: &Payment,
    recipient_token: Option<&Token>,
    is_marketplace: bool,
) -> Result<Option<MarketplaceTerms>, Stop> {
    let (fixed, variable) = (payment.marketplace_fixed_fee, payment.marketplace_variable_fee);
    let Some(token) = recipient_token.filter(|_| is_marketplace) else {
        if fixed.or(variable).is_some_and(|fee| !fee.is_zero()) {
            return Err(invalid("A marketplace fee needs the token of a recipient who is not the caller."));
        }
        return Ok(None);
    };
    let (most_fixed, most_variable) =
        (token.max_fixed_fee.unwrap_or_default(), token.max_variable_fee.unwrap_or_default());
    if let Some(fee) = fixed.filter(|fee| *fee > most_fixed) {
        return Err(invalid(format!(
            "MarketplaceFixedFee is {fee}, and the recipient agreed to {most_fixed} dollars at most."
        )));
    }
    if let Some(fee) = variable.filter(|fee| *fee > most_variable) {
        return Err(invalid(format!(
            "MarketplaceVariableFee is {fee}, and the recipient agreed to {most_variable} percent at most."
        )));
    }
    Ok(Some(match (fixed, variable) {
        (None, None) => MarketplaceTerms { fixed: most_fixed, variable: most_variable },
        (fixed, variable) => {
            MarketplaceTerms { fixed: fixed.unwrap_or_default(), variable: variable.unwrap_or_default() }
        }
    }))
}

/// Whether the prepaid or credit instrument behind the token can pay this.
fn check_instrument(books: &Books<'_>, token: &Token, recipient: &Account, amount: Decimal) -> Result<(), Stop> {
    let Some(id) = &token.instrument else { return Ok(()) };
    let instrument = books.instrument(id)?.ok_or_else(|| Stop::broken("an instrument"))?;
    if instrument.merchant != recipient.id {
        return Err(Stop::refuse(
            ErrorCode::InstrumentAccessDenied,
            "The instrument pays only the recipient with whom it was agreed.",
        ));
    }
    if instrument.expires <= books.now() {
        return Err(expired(instrument.expires));
    }
    if !instrument.active {
        return Err(Stop::refuse(ErrorCode::TransactionDenied, "The instrument was cancelled."));
    }
    if instrument.kind == InstrumentKind::Credit {
        let debt = books.balance(&LedgerAccount::of(Book::Debt, id))?;
        let under_way = books.balance(&LedgerAccount::of(Book::DebtOut, id))?;
        if debt + under_way + amount > instrument.limit {
            return Err(Stop::refuse(
                ErrorCode::InsufficientBalance,
                format!("A debt of {} after {} exceeds the credit limit.", amount, debt + under_way),
            ));
        }
    }
    Ok(())
}

pub(crate) fn expired(at: DateTime<Utc>) -> Stop {
    let date = at.format("%Y-%m-%dT%H:%M:%SZ");
    Stop::refuse(ErrorCode::InstrumentExpired, format!("The instrument expired {date}."))
}
