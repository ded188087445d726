//! FundPrepaid: money that the sender pays before it is spent.

use super::{
    Receipt, finality,
    opening::{self, Parties},
    parties, pay,
};
use crate::{
    fps::{self, ErrorCode},
    sandbox::{
        books::{Books, Stop},
        command::Funding,
        ledger::{Book, LedgerAccount, Movement},
        rows::{Instrument, InstrumentKind, Key, Method, Need, Operation, Role, Token, Transaction},
        view::usd,
    },
};

/// Lifts the balance to the recharge limit at most, what is on its way included. A refund may lift it further: the
/// buyer gets back what he paid, whatever was funded meanwhile.
pub(crate) fn fund(books: &mut Books<'_>, funding: &Funding) -> Result<Receipt, Stop> {
    let (token, instrument) = agreement(books, funding, InstrumentKind::Prepaid)?;
    let account = |book| LedgerAccount::of(book, &instrument.id);
    books.want([Need::Balance(account(Book::Prepaid)), Need::Balance(account(Book::PrepaidIn))])?;
    let balance = books.balance(&account(Book::Prepaid))? + books.balance(&account(Book::PrepaidIn))?;
    if balance + funding.amount > instrument.limit {
        return Err(Stop::refuse(
            ErrorCode::PrepaidFundingLimitExceeded,
            format!(
                "A funding of {} after {balance}, with what is on its way, would lift the balance above {}.",
                funding.amount, instrument.limit
            ),
        ));
    }
    let mut movement = Movement::default();
    movement.transfer(
        LedgerAccount::of(Book::PrepaidLiability, &instrument.merchant),
        LedgerAccount::of(Book::Prepaid, &instrument.id),
        funding.amount,
    );
    collect(books, funding, token, &instrument, movement)
}

/// What is left on a prepaid instrument, and what is on its way to it.
pub(crate) fn balance(books: &Books<'_>, id: &str) -> Result<fps::PrepaidBalance, Stop> {
    parties::check_access(books)?;
    let instrument = parties::instrument(books, id)?;
    if instrument.kind != InstrumentKind::Prepaid {
        return Err(not_that_kind(InstrumentKind::Prepaid));
    }
    let account = |book| LedgerAccount::of(book, id);
    books.want([Need::Balance(account(Book::Prepaid)), Need::Balance(account(Book::PrepaidIn))])?;
    Ok(fps::PrepaidBalance {
        available_balance: usd(books.balance(&account(Book::Prepaid))?),
        pending_in_balance: Some(usd(books.balance(&account(Book::PrepaidIn))?)),
    })
}

/// What the caller owes to all holders of its prepaid instruments.
pub(crate) fn liability(books: &Books<'_>) -> Result<fps::OutstandingPrepaidLiability, Stop> {
    parties::onlooker(books)?;
    let account = |book| LedgerAccount::of(book, books.caller_id());
    let (owed, coming) = (account(Book::PrepaidLiability), account(Book::PrepaidLiabilityIn));
    books.want([Need::Balance(owed.clone()), Need::Balance(coming.clone())])?;
    Ok(fps::OutstandingPrepaidLiability {
        outstanding_balance: usd(-books.balance(&owed)?),
        pending_in_balance: Some(usd(-books.balance(&coming)?)),
    })
}

/// The token and the instrument of a funding or a settlement, if they belong together and can be used.
pub(crate) fn agreement(
    books: &Books<'_>,
    funding: &Funding,
    kind: InstrumentKind,
) -> Result<(Token, Instrument), Stop> {
    parties::want(books, &[&funding.sender_token])?;
    books.want([Need::Row(Key::Instrument(funding.instrument.clone()))])?;
    parties::caller(books, funding.operation)?;
    let token = parties::sender_token(books, &funding.sender_token, funding.operation)?;
    let instrument = parties::instrument(books, &funding.instrument)?;
    if instrument.kind != kind {
        return Err(not_that_kind(kind));
    }
    if instrument.merchant != books.caller_id() {
        return Err(Stop::refuse(
            ErrorCode::InstrumentAccessDenied,
            "The caller is not the one with whom the instrument was agreed.",
        ));
    }
    if !instrument.active {
        return Err(Stop::refuse(ErrorCode::InactiveInstrument, "The instrument was cancelled."));
    }
    if instrument.expires <= books.now() {
        return Err(match funding.operation {
            Operation::FundPrepaid => pay::expired(instrument.expires),
            _ => Stop::refuse(ErrorCode::InactiveInstrument, "The instrument has expired."),
        });
    }
    if token.instrument.as_ref() != Some(&instrument.id) {
        return Err(parties::incompatible("The token was authorised for another instrument."));
    }
    Ok((token, instrument))
}

/// Takes the amount from the sender's card, bank account or balance, does `aside` along with it, and keeps the fee.
pub(crate) fn collect(
    books: &mut Books<'_>,
    funding: &Funding,
    mut token: Token,
    instrument: &Instrument,
    aside: Movement,
) -> Result<Receipt, Stop> {
    let method = match token.method {
        Some(method @ (Method::Abt | Method::Ach | Method::Cc)) => method,
        _ => {
            return Err(Stop::refuse(
                ErrorCode::InvalidPaymentMethod,
                "The token must pay from an account balance (ABT), a bank account (ACH) or a credit card (CC).",
            ));
        }
    };
    let caller = parties::account(books, books.caller_id())?;
    let sender = parties::account(books, &token.account)?;
    parties::check(&sender, Role::Sender, funding.operation)?;
    parties::check(&caller, Role::Recipient, funding.operation)?;
    parties::check_amount(funding.amount, method)?;
    let outcome = parties::processor(books, &sender, method, funding.operation)?;
    let opened = opening::open(
        books,
        funding.operation,
        method,
        funding.amount,
        Parties { sender: &sender, caller: &caller, recipient: &caller },
    )?;
    parties::use_sender_token(&mut token, funding.amount, &caller, opened.received)?;
    parties::count_limits(books, &opened)?;
    let is_prepaid = instrument.kind == InstrumentKind::Prepaid;
    let mut transaction = Transaction {
        caller_reference: funding.caller_reference.clone(),
        caller_description: funding.texts.caller_description.clone(),
        sender_description: funding.texts.sender_description.clone(),
        descriptor: funding.texts.statement(),
        counted: funding.amount,
        sender_token: Some(token.id.clone()),
        prepaid_instrument: is_prepaid.then(|| instrument.id.clone()),
        credit_instrument: (!is_prepaid).then(|| instrument.id.clone()),
        times_out: opened.received + funding.timeout(),
        notification_url: funding.texts.notification_url.clone(),
        ..opened
    };
    books.put(token);
    pay::charge(books, &mut transaction, funding.amount);
    transaction.movement = transaction.movement.and(&aside);
    finality::begin(books, transaction, outcome, ErrorCode::InsufficientBalance)
}

pub(crate) fn not_that_kind(kind: InstrumentKind) -> Stop {
    let kind = match kind {
        InstrumentKind::Prepaid => "prepaid",
        InstrumentKind::Credit => "credit",
    };
    Stop::refuse(ErrorCode::InvalidPaymentInstrument, format!("The instrument is not a {kind} instrument."))
}
