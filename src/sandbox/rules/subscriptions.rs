//! Simple Pay subscriptions.

use chrono::{DateTime, Utc};

use super::{
    finality, idempotency,
    opening::{self, Parties},
    parties, pay, refund,
};
use crate::{
    error::ServiceError,
    fps::{self, ErrorCode},
    sandbox::{
        books::{Books, Stop},
        command::{DEFAULT_TIMEOUT, Payment, Refund, RefundPolicy, SubscriptionCancellation, Texts, invalid},
        rows::{Key, Method, Need, Operation, Scope, Subscription, SubscriptionState, Transaction},
        view::{period, usd},
    },
};

pub(crate) fn details(books: &Books<'_>, id: &str) -> Result<fps::SubscriptionDetails, Stop> {
    parties::check_access(books)?;
    let subscription = find(books, id)?;
    let sender = parties::account(books, &subscription.sender)?;
    let recipient = parties::account(books, &subscription.recipient)?;
    let next = subscription.next_payment();
    let made = u32::try_from(subscription.payments.len()).unwrap_or(u32::MAX);
    let is_active = subscription.is_active_at(books.now());
    Ok(fps::SubscriptionDetails {
        subscription_id: subscription.id.as_str().into(),
        description: subscription.description.clone(),
        subscription_amount: usd(subscription.amount),
        next_transaction_amount: next.map(|_| usd(subscription.payment_amount(made))),
        promotional_amount: subscription.promotional_amount.map(usd),
        number_of_promotional_transactions: i32::try_from(subscription.promotional_payments).unwrap_or(i32::MAX),
        start_date: subscription.start,
        end_date: subscription.end(),
        subscription_period: subscription.period.map(period),
        subscription_frequency: period(subscription.frequency),
        override_ipn_url: subscription.notification_url.clone(),
        subscription_status: match subscription.state {
            SubscriptionState::Cancelled => fps::SubscriptionStatus::Cancelled,
            SubscriptionState::Active if is_active => fps::SubscriptionStatus::Active,
            SubscriptionState::Active => fps::SubscriptionStatus::Completed,
        },
        number_of_transactions_processed: i32::try_from(made).unwrap_or(i32::MAX),
        recipient_email: recipient.email,
        recipient_name: recipient.name,
        sender_email: sender.email,
        sender_name: sender.name,
        next_transaction_date: next,
    })
}

pub(crate) fn payments(books: &Books<'_>, id: &str) -> Result<Vec<fps::SubscriptionTransaction>, Stop> {
    parties::check_access(books)?;
    let subscription = find(books, id)?;
    let payment = |(serial, transaction): (i32, Transaction)| fps::SubscriptionTransaction {
        transaction_id: transaction.id.into(),
        transaction_date: transaction.received,
        transaction_serial_number: serial,
        transaction_amount: usd(transaction.amount),
        description: subscription.description.clone(),
        transaction_status: transaction.status.into(),
    };
    Ok((1..).zip(transactions(books, &subscription)?).map(payment).collect())
}

/// Charges the payment that is due by now, if one is, as of the moment when it was due.
///
/// The row is written in any case: one from a file of the first schema is said to be due until then.
pub(crate) fn charge_due(books: &mut Books<'_>, mut subscription: Subscription) -> Result<(), Stop> {
    if let Some(due) = subscription.next_payment().filter(|due| *due <= books.now()) {
        charge(books, &mut subscription, due)?;
    }
    books.put(subscription);
    Ok(())
}

/// Makes the next payment, at `due`. A payment that is refused is kept as one that has failed: it has a serial number
/// as well, and is not made up for.
pub(crate) fn charge(books: &mut Books<'_>, subscription: &mut Subscription, due: DateTime<Utc>) -> Result<(), Stop> {
    let made = u32::try_from(subscription.payments.len()).unwrap_or(u32::MAX);
    let payment = Payment {
        operation: Operation::Pay,
        sender_token: subscription.sender_token.clone(),
        recipient_token: None,
        amount: subscription.payment_amount(made),
        fees_paid_by: None,
        caller_reference: format!("{}-{}", subscription.id, u64::from(made) + 1),
        texts: Texts {
            caller_description: Some(subscription.description.clone()),
            notification_url: subscription.notification_url.clone(),
            ..Texts::default()
        },
        timeout_minutes: DEFAULT_TIMEOUT.num_minutes(),
        marketplace_fixed_fee: None,
        marketplace_variable_fee: None,
    };
    let now = books.now();
    books.set_now(due);
    let receipt = match books.attempt(|books| pay::pay(books, &payment))? {
        Ok(receipt) => receipt,
        Err(error) => {
            let failed = unpaid(books, subscription, payment)?;
            finality::refuse(books, failed, &error)?
        }
    };
    books.set_now(now);
    subscription.payments.push(receipt.transaction);
    Ok(())
}

/// A payment that was not accepted, and moves nothing.
fn unpaid(books: &mut Books<'_>, subscription: &Subscription, payment: Payment) -> Result<Transaction, Stop> {
    let token = books.token(&payment.sender_token)?;
    let sender = parties::account(books, &subscription.sender)?;
    let recipient = parties::account(books, &subscription.recipient)?;
    let opened = opening::open(
        books,
        Operation::Pay,
        token.and_then(|token| token.method).unwrap_or(Method::Cc),
        payment.amount,
        Parties { sender: &sender, caller: &recipient, recipient: &recipient },
    )?;
    Ok(Transaction {
        caller_reference: payment.caller_reference,
        caller_description: payment.texts.caller_description,
        sender_token: Some(payment.sender_token),
        notification_url: payment.texts.notification_url,
        ..opened
    })
}

/// Cancels a subscription, and gives back of its last payment what is asked for. Tells the id of the refund: none
/// where nothing is given back.
///
/// A subscription that is cancelled or over can't be cancelled, but what was paid for it can still be given back.
pub(crate) fn cancel(
    books: &mut Books<'_>,
    request: &SubscriptionCancellation,
) -> Result<Result<Option<String>, ServiceError>, Stop> {
    match (&request.caller_reference, request.refund) {
        (Some(reference), _) => {
            let named = ("CancelSubscriptionAndRefund", request);
            idempotency::once(books, Scope::Transactions, reference, &named, |books| cancel_now(books, request))
        }
        (None, Some(_)) => Err(invalid("CallerReference is required with RefundAmount.")),
        (None, None) => cancel_now(books, request).map(Ok),
    }
}

fn cancel_now(books: &mut Books<'_>, request: &SubscriptionCancellation) -> Result<Option<String>, Stop> {
    parties::check_access(books)?;
    let mut subscription = find(books, &request.subscription)?;
    let refund = match request.refund {
        None => None,
        Some(amount) => {
            let last = subscription.payments.last().ok_or_else(|| {
                Stop::refuse(
                    ErrorCode::InvalidSubscriptionState,
                    "No payment was made for the subscription yet: there is nothing to refund.",
                )
            })?;
            let refund = Refund {
                transaction: last.clone(),
                amount: Some(amount),
                caller_reference: request.caller_reference.clone().unwrap_or_default(),
                caller_description: request.reason.clone(),
                policy: RefundPolicy::MasterTxnOnly,
                notification_url: subscription.notification_url.clone(),
            };
            Some(refund::refund(books, &refund)?.transaction)
        }
    };
    let is_active = subscription.is_active_at(books.now());
    if !is_active && refund.is_none() {
        return Err(Stop::refuse(
            ErrorCode::InvalidSubscriptionState,
            "The subscription is cancelled or completed already.",
        ));
    }
    if is_active {
        subscription.state = SubscriptionState::Cancelled;
        if let Some(mut token) = books.token(&subscription.sender_token)? {
            token.cancel(books.now(), request.reason.clone(), subscription.notification_url.clone());
            books.put(token);
        }
        books.put(subscription);
    }
    Ok(refund)
}

/// The subscription of that id, which must pay the caller.
fn find(books: &Books<'_>, id: &str) -> Result<Subscription, Stop> {
    let subscription = books.subscription(id)?.filter(|subscription| subscription.recipient == books.caller_id());
    subscription.ok_or_else(|| {
        invalid(format!("There is no subscription '{}' for this caller.", id.chars().take(40).collect::<String>()))
    })
}

fn transactions(books: &Books<'_>, subscription: &Subscription) -> Result<Vec<Transaction>, Stop> {
    books.want(subscription.payments.iter().map(|id| Need::Row(Key::Transaction(id.clone()))))?;
    let payment = |id: &String| books.transaction(id)?.ok_or_else(|| Stop::broken("a payment of a subscription"));
    subscription.payments.iter().map(payment).collect()
}
