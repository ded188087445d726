//! Simple Pay subscriptions.

use super::{idempotency, parties, refund};
use crate::{
    error::ServiceError,
    fps::{self, ErrorCode},
    sandbox::{
        books::{Books, Stop},
        command::{Refund, RefundPolicy, SubscriptionCancellation, invalid},
        rows::{Key, Need, Scope, Subscription, SubscriptionState, Transaction},
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
    let is_over = subscription.end().is_some_and(|end| end <= books.now());
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
            SubscriptionState::Active if is_over => fps::SubscriptionStatus::Completed,
            SubscriptionState::Active => fps::SubscriptionStatus::Active,
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
    let is_over = subscription.next_payment().is_none();
    if is_over && refund.is_none() {
        return Err(Stop::refuse(
            ErrorCode::InvalidSubscriptionState,
            "The subscription is cancelled or completed already.",
        ));
    }
    if !is_over {
        subscription.state = SubscriptionState::Cancelled;
        if let Some(mut token) = books.token(&subscription.sender_token)? {
            token.active = false;
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
