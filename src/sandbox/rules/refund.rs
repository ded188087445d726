//! Refund: gives back a payment, whole or in parts.

use rust_decimal::Decimal;

use super::{
    Receipt, debt, finality, marketplaces,
    opening::{self, Parties},
    parties,
};
use crate::{
    fps::ErrorCode,
    sandbox::{
        books::{Books, Stop},
        command::{Refund, RefundPolicy, invalid},
        fees::share,
        ledger::{Book, LedgerAccount, Movement},
        rows::{Method, NextStep, Operation, Relation, Role, Status, Together, Transaction},
    },
};

pub(crate) fn refund(books: &mut Books<'_>, request: &Refund) -> Result<Receipt, Stop> {
    let caller = parties::caller(books, Operation::Refund)?;
    let mut original = parties::transaction(books, "TransactionId", &request.transaction)?;
    check_original(&original)?;
    let recipient = parties::account(books, &original.recipient.account)?;
    let sender = parties::account(books, &original.sender.account)?;

    let mut parts = match request.policy {
        RefundPolicy::MarketplaceTxnOnly => marketplace_part(&original, request.amount)?,
        policy => master_parts(&original, request.amount, policy)?,
    };
    if original.outside.is_some() {
        // The processor tells what it gives back of its fees once it has refunded.
        parts.fees = Decimal::ZERO;
    }
    let (from, to) = match request.policy {
        RefundPolicy::MarketplaceTxnOnly => (&caller, &recipient),
        RefundPolicy::MasterTxnOnly | RefundPolicy::MasterAndMarketplaceTxn => (&recipient, &sender),
    };
    // In a refund the former recipient is the sender.
    parties::check(from, Role::Sender, Operation::Refund)?;
    parties::check(to, Role::Recipient, Operation::Refund)?;

    let (movement, method) = match request.policy {
        RefundPolicy::MarketplaceTxnOnly => {
            let mut movement = Movement::default();
            movement.transfer(balance(&caller.id), balance(&recipient.id), parts.amount);
            (movement, Method::Abt)
        }
        _ => (movement(books, &original, &parts)?, original.method),
    };
    let opened = opening::open(
        books,
        Operation::Refund,
        method,
        parts.amount,
        Parties { sender: from, caller: &caller, recipient: to },
    )?;
    let transaction = Transaction {
        caller_reference: request.caller_reference.clone(),
        caller_description: request.caller_description.clone(),
        prepaid_instrument: original.prepaid_instrument.clone(),
        credit_instrument: original.credit_instrument.clone(),
        fees: -parts.fees,
        fees_paid_by: original.fees_paid_by,
        marketplace_fee: (!parts.marketplace.is_zero()).then_some(-parts.marketplace),
        related: vec![(original.id.clone(), Relation::Parent)],
        original: Some(original.id.clone()),
        marketplace_refunded: parts.marketplace,
        refunded_together: parts.together,
        movement,
        notification_url: request.notification_url.clone(),
        ..opened
    };
    let is_of_fee_alone = request.policy == RefundPolicy::MarketplaceTxnOnly;
    let outside = marketplaces::refunded(books, &original, is_of_fee_alone);
    let transaction = Transaction { outside: outside.clone(), ..transaction };
    let relation = match request.policy {
        RefundPolicy::MarketplaceTxnOnly => Relation::MarketplaceFee,
        _ => Relation::Refund,
    };
    original.refunded += parts.to_sender;
    original.fees_refunded += parts.fees;
    original.marketplace_refunded += parts.marketplace;
    original.refunded_together.amount += parts.together.amount;
    original.refunded_together.marketplace += parts.together.marketplace;
    original.related.push((transaction.id.clone(), relation));
    books.put(original);
    match outside {
        // Between the recipient and the caller alone.
        None if is_of_fee_alone => {
            finality::begin_here(books, transaction, NextStep::Complete, ErrorCode::TransactionDenied)
        }
        _ => finality::begin(books, transaction, NextStep::Complete, ErrorCode::TransactionDenied),
    }
}

/// What a refund consists of.
struct Parts {
    amount: Decimal,
    /// Of the amount, what the sender gets.
    to_sender: Decimal,
    /// What the service gives back of its fees.
    fees: Decimal,
    /// What the caller gives back of its own.
    marketplace: Decimal,
    /// Both, where they are given back at once.
    together: Together,
}

fn check_original(original: &Transaction) -> Result<(), Stop> {
    if !matches!(original.operation, Operation::Pay | Operation::Settle | Operation::Reserve) {
        return Err(Stop::refuse(
            ErrorCode::TransactionTypeNotRefundable,
            format!("The transaction is a {:?}: only a payment can be refunded.", original.operation),
        ));
    }
    match original.status {
        Status::Success => Ok(()),
        Status::Pending | Status::Reserved => Err(Stop::refuse(
            ErrorCode::OriginalTransactionIncomplete,
            format!("The transaction is {:?}, and can be refunded when it has succeeded.", original.status),
        )),
        Status::Failure | Status::Cancelled => Err(Stop::refuse(
            ErrorCode::OriginalTransactionFailed,
            format!("The transaction is {:?}: there is nothing to refund.", original.status),
        )),
    }
}

/// The part of the payment that goes back to the sender; fees go back in proportion to all that was refunded, so that
/// many small refunds give back neither more nor less than one.
fn master_parts(original: &Transaction, amount: Option<Decimal>, policy: RefundPolicy) -> Result<Parts, Stop> {
    let amount = refundable(amount, original.amount - original.refunded)?;
    let refunded = original.refunded + amount;
    let fees = share(original.fees, refunded, original.amount) - original.fees_refunded;
    let together = match (policy, original.marketplace_fee) {
        (RefundPolicy::MasterAndMarketplaceTxn, Some(fee)) => {
            // Only for what is refunded under this policy does the caller give its fee back.
            let before = original.refunded_together;
            let due = share(fee, before.amount + amount, original.amount) - before.marketplace;
            Together { amount, marketplace: due.min(fee - original.marketplace_refunded) }
        }
        _ => Together::default(),
    };
    Ok(Parts { amount, to_sender: amount, fees, marketplace: together.marketplace, together })
}

fn marketplace_part(original: &Transaction, amount: Option<Decimal>) -> Result<Parts, Stop> {
    let Some(fee) = original.marketplace_fee.filter(|fee| !fee.is_zero()) else {
        return Err(invalid("MarketplaceRefundPolicy is MarketplaceTxnOnly, and no marketplace fee was charged."));
    };
    let amount = refundable(amount, fee - original.marketplace_refunded)?;
    Ok(Parts {
        amount,
        to_sender: Decimal::ZERO,
        fees: Decimal::ZERO,
        marketplace: amount,
        together: Together::default(),
    })
}

fn refundable(amount: Option<Decimal>, remaining: Decimal) -> Result<Decimal, Stop> {
    if remaining.is_zero() {
        return Err(Stop::refuse(
            ErrorCode::TransactionFullyRefundedAlready,
            "Everything that can be refunded of this transaction was refunded before.",
        ));
    }
    let amount = amount.unwrap_or(remaining);
    parties::check_amount(amount, Method::Abt)?;
    match amount {
        amount if amount > remaining => Err(Stop::refuse(
            ErrorCode::RefundAmountExceeded,
            format!("{amount} is more than the {remaining} that can still be refunded."),
        )),
        amount => Ok(amount),
    }
}

fn movement(books: &mut Books<'_>, original: &Transaction, parts: &Parts) -> Result<Movement, Stop> {
    let recipient = &original.recipient.account;
    let sender = &original.sender.account;
    let mut movement = Movement::default();
    match original.method {
        Method::Cc => movement.transfer(balance(recipient), LedgerAccount::service(Book::Cards), parts.amount),
        Method::Ach => movement.transfer(balance(recipient), LedgerAccount::service(Book::Banks), parts.amount),
        Method::Abt => movement.transfer(balance(recipient), balance(sender), parts.amount),
        // What is given back may lift the balance above the recharge limit, which bounds fundings alone.
        Method::Prepaid => {
            let instrument = original.prepaid_instrument.as_deref().unwrap_or_default();
            let liability = LedgerAccount::of(Book::PrepaidLiability, recipient);
            movement.transfer(liability, LedgerAccount::of(Book::Prepaid, instrument), parts.amount);
        }
        Method::Debt => {
            let instrument = original.credit_instrument.as_deref().unwrap_or_default();
            let (cancelled, cash) = debt::give_back(books, instrument, parts.amount)?;
            let debt = LedgerAccount::of(Book::Debt, instrument);
            movement.transfer(debt, LedgerAccount::of(Book::DebtClaim, recipient), cancelled);
            movement.transfer(balance(recipient), balance(sender), cash);
        }
    }
    let payer = match original.fees_paid_by {
        Role::Caller => &original.caller.account,
        Role::Sender | Role::Recipient => recipient,
    };
    movement.transfer(LedgerAccount::service(Book::Fees), balance(payer), parts.fees);
    movement.transfer(balance(&original.caller.account), balance(recipient), parts.marketplace);
    Ok(movement)
}

fn balance(account: &str) -> LedgerAccount {
    LedgerAccount::of(Book::Balance, account)
}
