//! Instant payment notifications: which change of what is told, where, and with which parameters.
//!
//! Told are every status that a transaction enters, and every token that is cancelled. The guides to FPS say that the
//! notification is sent to the caller, whose application it is, and who may learn of a sender only what he needs:
//! the e-mail address of a sender is left out where the caller is not the recipient. So the caller is told, and he
//! alone: recipients and senders of a marketplace get e-mails.
//!
//! Where it goes: to the `OverrideIPNURL` of the request, else to the URL of the caller's account, else to the one that
//! the sandbox was set up with. Without any of these there is no notification.
//!
//! Which fields there are follows the samples of the reference for each operation and status:
//! - a cancelled transaction has neither `statusCode` nor `paymentReason`; one that has expired was not cancelled by
//!   anybody, and has both;
//! - a write-off has no parties;
//! - a refund names the buyer of what it gives back as buyer, and has a `parentTransactionId`.
//!
//! Payments of a subscription, and its cancellation, are told as Simple Pay tells them.

mod dispatch;
mod post;
mod sns;

use chrono::{DateTime, Utc};

pub(crate) use self::{
    post::{Post, Posting, USER_AGENT},
    sns::{CERTIFICATE_PATH as SNS_CERTIFICATE_PATH, DOCUMENT as SNS_DOCUMENT},
};
use super::{
    books::{Books, Stop},
    events::Event,
    rows::{
        About, Content, Installer, Kind, Message, Operation, Party, Query, Row, Status, StatusChange, StatusCode,
        Subscription, Token, Transaction,
    },
    rules::parties,
    view::{self, usd},
};
use crate::{
    fps,
    ipn::{self, Notification, SimplePayNotice, SimplePayStatus, TokenCancellation, TransactionNotice},
};

/// Writes the notification of `event` for the address that was given for it, if there is one.
pub(crate) fn on(books: &mut Books<'_>, event: &Event<'_>) -> Result<(), Stop> {
    match event {
        Event::TransactionEntered { transaction, change } => transaction_entered(books, transaction, change),
        Event::TokenCancelled { token } => token_cancelled(books, token),
        Event::TokenInstalled { .. } => Ok(()),
    }
}

fn transaction_entered(books: &mut Books<'_>, transaction: &Transaction, change: &StatusChange) -> Result<(), Stop> {
    let token = transaction.sender_token.as_ref().map(|id| books.token(id)).transpose()?.flatten();
    let subscription = token.map(|token| subscription_of(books, &token)).transpose()?.flatten();
    let of_subscription = subscription.as_ref().and_then(|subscription| subscription.notification_url.as_ref());
    let Some(url) = destination(books, transaction.notification_url.as_ref().or(of_subscription))? else {
        return Ok(());
    };
    let notification = match &subscription {
        Some(subscription) => Notification::SimplePay(Box::new(payment_notice(subscription, transaction, change))),
        None => Notification::Transaction(Box::new(transaction_notice(transaction, change))),
    };
    write(books, About::Transaction(transaction.id.clone()), change.at, url, &notification);
    Ok(())
}

fn token_cancelled(books: &mut Books<'_>, token: &Token) -> Result<(), Stop> {
    let subscription = subscription_of(books, token)?;
    let own = token.cancelled.as_ref().and_then(|cancelled| cancelled.notification_url.as_ref());
    let of_subscription = subscription.as_ref().and_then(|subscription| subscription.notification_url.as_ref());
    let Some(url) = destination(books, own.or(of_subscription))? else { return Ok(()) };
    let notification = match &subscription {
        Some(subscription) => Notification::SimplePay(Box::new(cancellation_notice(books, subscription, token)?)),
        None => Notification::TokenCancellation(Box::new(token_notice(books, token)?)),
    };
    let at = token.cancelled.as_ref().map_or_else(|| books.now(), |cancelled| cancelled.at);
    write(books, About::Token(token.id.clone()), at, url, &notification);
    Ok(())
}

/// Where a notification goes that has `own` for its address.
pub(crate) fn destination(books: &Books<'_>, own: Option<&String>) -> Result<Option<String>, Stop> {
    if let Some(url) = own {
        return Ok(Some(url.clone()));
    }
    let caller = books.account(books.caller_id())?;
    Ok(caller.and_then(|caller| caller.notification_url).or_else(|| books.policy().notification_url.clone()))
}

fn write(books: &mut Books<'_>, about: About, at: DateTime<Utc>, url: String, notification: &Notification) {
    let id = books.ids().message();
    // A receipt may be dated some milliseconds ahead.
    let due = at.min(books.now());
    books.put(Message {
        id,
        at,
        about,
        content: Content::Notification { url, parameters: notification.parameters() },
        due: Some(due),
        attempts: Vec::new(),
        delivered: None,
    });
}

fn transaction_notice(transaction: &Transaction, change: &StatusChange) -> TransactionNotice {
    let mut notice = TransactionNotice::new(
        transaction.id.as_str(),
        transaction.received,
        operation(transaction.operation),
        status(change.status),
    );
    notice.status_message = Some(change.message.clone());
    notice.caller_reference = Some(transaction.caller_reference.as_str().into());
    notice.amount = Some(usd(change.amount));
    notice.payment_method = Some(fps::PaymentMethod::from(transaction.method));
    if change.code != StatusCode::Canceled {
        notice.status_code = Some(view::code(change.code).to_owned());
        notice.payment_reason.clone_from(&transaction.caller_description);
    }
    notice.parent_transaction_id = transaction.original.as_deref().map(Into::into);
    if transaction.operation != Operation::WriteOffDebt {
        let (buyer, recipient) = parties_of(transaction);
        notice.buyer_name = Some(buyer.name.clone());
        notice.buyer_email = Some(buyer.email.clone()).filter(|_| recipient.account == transaction.caller.account);
        notice.recipient_name = Some(recipient.name.clone());
        notice.recipient_email = Some(recipient.email.clone());
    }
    notice
}

/// The buyer and the recipient of a transaction, or of the one that it gives back.
fn parties_of(transaction: &Transaction) -> (&Party, &Party) {
    match transaction.operation {
        Operation::Refund => (&transaction.recipient, &transaction.sender),
        _ => (&transaction.sender, &transaction.recipient),
    }
}

fn token_notice(books: &Books<'_>, token: &Token) -> Result<TokenCancellation, Stop> {
    let customer = parties::account(books, &token.account)?;
    let mut notice = TokenCancellation::new(token.id.as_str());
    notice.token_type = Some(fps::TokenType::from(token.token_type).as_str().to_owned());
    notice.installed = Some(token.installed.date_naive());
    notice.caller_reference = Some(token.caller_reference.as_str().into());
    notice.customer_name = Some(customer.name);
    notice.customer_email = Some(customer.email);
    Ok(notice)
}

fn payment_notice(subscription: &Subscription, transaction: &Transaction, change: &StatusChange) -> SimplePayNotice {
    let mut notice = SimplePayNotice::new(match change.status {
        Status::Pending => SimplePayStatus::PaymentInitiated,
        Status::Success => SimplePayStatus::PaymentSucceeded,
        Status::Failure | Status::Cancelled => SimplePayStatus::PaymentFailed,
        Status::Reserved => SimplePayStatus::PaymentReserved,
    });
    let serial = subscription.payments.iter().position(|id| *id == transaction.id);
    notice.subscription_id = Some(subscription.id.as_str().into());
    notice.transaction_serial_number = serial.map(|serial| (serial + 1).to_string());
    notice.transaction_id = Some(transaction.id.as_str().into());
    notice.transaction_date = Some(transaction.received);
    notice.operation = Some(operation(transaction.operation).as_str().to_ascii_lowercase());
    notice.amount = Some(usd(change.amount));
    notice.payment_method = Some(fps::PaymentMethod::from(transaction.method));
    notice.payment_reason = Some(subscription.description.clone());
    notice.buyer_name = Some(transaction.sender.name.clone());
    notice.buyer_email = Some(transaction.sender.email.clone());
    notice.recipient_name = Some(transaction.recipient.name.clone());
    notice.recipient_email = Some(transaction.recipient.email.clone());
    notice
}

fn cancellation_notice(books: &Books<'_>, subscription: &Subscription, token: &Token) -> Result<SimplePayNotice, Stop> {
    let buyer = parties::account(books, &subscription.sender)?;
    let recipient = parties::account(books, &subscription.recipient)?;
    let mut notice = SimplePayNotice::new(SimplePayStatus::SubscriptionCancelled);
    notice.status_reason = token.cancelled.as_ref().and_then(|cancelled| cancelled.reason.clone());
    notice.subscription_id = Some(subscription.id.as_str().into());
    notice.payment_reason = Some(subscription.description.clone());
    notice.buyer_name = Some(buyer.name);
    notice.buyer_email = Some(buyer.email);
    notice.recipient_name = Some(recipient.name);
    notice.recipient_email = Some(recipient.email);
    Ok(notice)
}

/// The subscription that `token` pays for.
fn subscription_of(books: &Books<'_>, token: &Token) -> Result<Option<Subscription>, Stop> {
    if token.installer != Installer::SimplePay {
        return Ok(None);
    }
    let id = books.list(Query::All(Kind::Subscription))?.iter().find_map(|row| match row {
        Row::Subscription(subscription) if subscription.sender_token == token.id => Some(subscription.id.as_str()),
        _ => None,
    });
    // As this unit of work has left it.
    Ok(id.map(|id| books.subscription(id)).transpose()?.flatten())
}

fn operation(operation: Operation) -> ipn::Operation {
    match operation {
        Operation::Pay => ipn::Operation::Pay,
        Operation::Refund => ipn::Operation::Refund,
        Operation::Settle => ipn::Operation::Settle,
        Operation::SettleDebt => ipn::Operation::SettleDebt,
        Operation::WriteOffDebt => ipn::Operation::WriteOffDebt,
        Operation::FundPrepaid => ipn::Operation::FundPrepaid,
        Operation::Reserve => ipn::Operation::Reserve,
    }
}

fn status(status: Status) -> ipn::Status {
    match status {
        Status::Reserved => ipn::Status::Reserved,
        Status::Success => ipn::Status::Success,
        Status::Failure => ipn::Status::Failure,
        Status::Pending => ipn::Status::Pending,
        Status::Cancelled => ipn::Status::Cancelled,
    }
}
