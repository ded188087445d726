//! SettleDebt and WriteOffDebt: what becomes of payments that were made on credit.

use rust_decimal::Decimal;

use super::{
    Receipt, finality,
    opening::{self, Parties},
    parties, prepaid,
};
use crate::{
    fps::{self, ErrorCode},
    sandbox::{
        books::{Books, Decides, Stop},
        command::{Funding, WriteOff},
        ledger::{Book, LedgerAccount, Movement},
        rows::{Instrument, InstrumentKind, Method, Need, NextStep, Operation, Role, Transaction},
        view::usd,
    },
};

/// Pays off a part of the debt. The debt falls by the whole amount; the recipient gets it less the fee.
pub(crate) fn settle(books: &mut Books<'_>, funding: &Funding) -> Result<Receipt, Stop> {
    let (token, instrument) = prepaid::agreement(books, funding, InstrumentKind::Credit)?;
    check_debt(books, &instrument, funding.amount)?;
    prepaid::collect(books, funding, token, &instrument, repayment(&instrument, funding.amount))
}

/// Forgives a part of the debt.
pub(crate) fn write_off(books: &mut Books<'_>, request: &WriteOff) -> Result<Receipt, Stop> {
    let caller = parties::caller(books, Operation::WriteOffDebt)?;
    let instrument = parties::instrument(books, &request.instrument)?;
    if instrument.kind != InstrumentKind::Credit {
        return Err(prepaid::not_that_kind(InstrumentKind::Credit));
    }
    if instrument.merchant != caller.id {
        return Err(Stop::refuse(ErrorCode::InstrumentAccessDenied, "The debt is not owed to the caller."));
    }
    if !instrument.active {
        return Err(Stop::refuse(ErrorCode::InactiveInstrument, "The instrument was cancelled."));
    }
    let sender = parties::account(books, &instrument.holder)?;
    parties::check(&sender, Role::Sender, Operation::WriteOffDebt)?;
    parties::check_amount(request.amount, Method::Debt)?;
    check_debt(books, &instrument, request.amount)?;

    let opened = opening::open(
        books,
        Operation::WriteOffDebt,
        Method::Abt,
        request.amount,
        Parties { sender: &sender, caller: &caller, recipient: &caller },
    )?;
    let transaction = Transaction {
        caller_reference: request.caller_reference.clone(),
        caller_description: request.caller_description.clone(),
        credit_instrument: Some(instrument.id.clone()),
        movement: repayment(&instrument, request.amount),
        ..opened
    };
    finality::begin_here(books, transaction, NextStep::Complete, ErrorCode::SettleAmountGreaterThanDebt)
}

/// Remembers that `amount` of the debt was really paid, and can be paid back from now on.
pub(crate) fn count_repayment(books: &mut Books<'_>, id: &str, amount: Decimal) -> Result<(), Stop> {
    let mut instrument = books.instrument(id)?.ok_or_else(|| Stop::broken("an instrument"))?;
    instrument.repaid += amount;
    books.put(instrument);
    Ok(())
}

/// Parts a refund of `amount` in what is owed no more and what is paid back, which is never more than was paid.
pub(crate) fn give_back(books: &mut Books<'_>, id: &str, amount: Decimal) -> Result<(Decimal, Decimal), Stop> {
    let owed = books.balance(&LedgerAccount::of(Book::Debt, id))?;
    let mut instrument = books.instrument(id)?.ok_or_else(|| Stop::broken("an instrument"))?;
    let cancelled = owed.min(amount);
    let cash = amount - cancelled;
    if !cash.is_zero() && books.policy().decides == Decides::Outside {
        return Err(Stop::refuse(
            ErrorCode::RefundAmountExceeded,
            format!(
                "{amount} is more than the {owed} that is owed. What was settled of the debt was paid through the \
                 processor, which gives back no settlement: refund it there."
            ),
        ));
    }
    if cash > instrument.repaid {
        return Err(Stop::refuse(
            ErrorCode::RefundAmountExceeded,
            format!(
                "{amount} is more than the {} that can be refunded of payments on credit: {owed} is owed, and {} was \
                 paid. What was written off, or is still being settled, can't be.",
                owed + instrument.repaid,
                instrument.repaid
            ),
        ));
    }
    instrument.repaid -= cash;
    books.put(instrument);
    Ok((cancelled, cash))
}

/// What is owed on a credit instrument, and what of it is being settled.
pub(crate) fn balance(books: &Books<'_>, id: &str) -> Result<fps::DebtBalance, Stop> {
    parties::check_access(books)?;
    let instrument = parties::instrument(books, id)?;
    if instrument.kind != InstrumentKind::Credit {
        return Err(prepaid::not_that_kind(InstrumentKind::Credit));
    }
    let account = |book| LedgerAccount::of(book, id);
    books.want([Need::Balance(account(Book::Debt)), Need::Balance(account(Book::DebtOut))])?;
    Ok(fps::DebtBalance {
        available_balance: usd(books.balance(&account(Book::Debt))?),
        pending_out_balance: Some(usd(books.balance(&account(Book::DebtOut))?)),
    })
}

/// What is owed to the caller on all its credit instruments.
pub(crate) fn outstanding(books: &Books<'_>) -> Result<fps::OutstandingDebtBalance, Stop> {
    parties::onlooker(books)?;
    let account = |book| LedgerAccount::of(book, books.caller_id());
    let (owed, under_way) = (account(Book::DebtClaim), account(Book::DebtClaimOut));
    books.want([Need::Balance(owed.clone()), Need::Balance(under_way.clone())])?;
    Ok(fps::OutstandingDebtBalance {
        outstanding_balance: usd(-books.balance(&owed)?),
        pending_out_balance: Some(usd(-books.balance(&under_way)?)),
    })
}

fn check_debt(books: &Books<'_>, instrument: &Instrument, amount: Decimal) -> Result<(), Stop> {
    let debt = books.balance(&LedgerAccount::of(Book::Debt, &instrument.id))?;
    if amount > debt {
        return Err(Stop::refuse(
            ErrorCode::SettleAmountGreaterThanDebt,
            format!("{amount} is more than the debt of {debt}."),
        ));
    }
    Ok(())
}

fn repayment(instrument: &Instrument, amount: Decimal) -> Movement {
    let mut movement = Movement::default();
    movement.transfer(
        LedgerAccount::of(Book::Debt, &instrument.id),
        LedgerAccount::of(Book::DebtClaim, &instrument.merchant),
        amount,
    );
    movement
}
