//! Instant payment notifications: which change of what is told, where, and with which parameters.

use super::{
    books::{Books, Stop},
    events::Event,
    rows::{About, Content, Message, StatusChange, Transaction},
};

/// Writes the notification of `event` for the address that was given for it, if there is one.
pub(crate) fn on(books: &mut Books<'_>, event: &Event<'_>) -> Result<(), Stop> {
    match event {
        Event::TransactionEntered { transaction, change } => transaction_entered(books, transaction, change),
        Event::TokenInstalled { .. } | Event::TokenCancelled { .. } => Ok(()),
    }
}

fn transaction_entered(books: &mut Books<'_>, transaction: &Transaction, change: &StatusChange) -> Result<(), Stop> {
    let url = match &transaction.notification_url {
        Some(url) => Some(url.clone()),
        None => books.account(books.caller_id())?.and_then(|caller| caller.notification_url),
    };
    let Some(url) = url else { return Ok(()) };
    let parameters = vec![("transactionId".to_owned(), transaction.id.clone())];
    let message = Message {
        id: books.ids().message(),
        at: change.at,
        about: About::Transaction(transaction.id.clone()),
        content: Content::Notification { url, parameters },
        due: Some(change.at),
        attempts: Vec::new(),
        delivered: None,
    };
    books.put(message);
    Ok(())
}
