//! E-mails: which event is told to whom, and in which words.
//!
//! They are written with the change that they tell of, into the mailbox that [`Sandbox::mail`](super::Sandbox::mail)
//! shows; where an SMTP server is given, they also leave through the outbox.
//!
//! The Reference names the templates and their events, and says that e-mails go to the buyer, to the seller, and in a
//! marketplace to its owner. What it leaves open is decided so:
//! - payments from a prepaid or credit instrument are told of when the balance is bought and when the debt is settled,
//!   not one by one;
//! - a payment that is cancelled, or that takes too long, is told of as one that has failed;
//! - refunds, write-offs, reservations and withdrawals that succeed have no template, and are told in no e-mail;
//! - a buyer is told of his tokens; the caller has installed or cancelled them itself. A seller who registers with a
//!   marketplace, and its owner, are both told.

mod calendar;
mod letter;
mod mailbox;
mod smtp;
mod template;

use chrono::{DateTime, Utc};

use self::letter::Letter;
pub use self::mailbox::{Mail, MailAbout, MailAttempt, MailFilter};
pub(crate) use self::{
    calendar::{close_periods, count_transfer},
    smtp::Smtp,
    template::Template,
};
use super::{
    books::{Books, Stop},
    events::Event,
    rows::{
        About, Account, Content, Key, Message, Method, Need, Operation, Status, StatusChange, Token, TokenRole,
        TokenType, Transaction, Transfer,
    },
    rules::parties,
};

/// Writes the e-mails of `event`.
pub(crate) fn on(books: &mut Books<'_>, event: &Event<'_>) -> Result<(), Stop> {
    match event {
        Event::TransactionEntered { transaction, change } => transaction_entered(books, transaction, change),
        Event::TokenInstalled { token } => token_changed(books, token, installed(token), token.installed),
        Event::TokenCancelled { token } => {
            let at = token.cancelled.as_ref().map_or_else(|| books.now(), |cancelled| cancelled.at);
            token_changed(books, token, cancelled(token), at)
        }
    }
}

/// Tells the holder of `account` what happened to it now.
pub(crate) fn tell(books: &mut Books<'_>, account: &Account, template: Template) {
    let letter = letter::of_account(template, account);
    send(books, books.now(), About::Account(account.id.clone()), letter);
}

/// Tells the holder of `account` what became of a deposit or a withdrawal.
pub(crate) fn tell_transfer(
    books: &mut Books<'_>,
    account: &Account,
    transfer: &Transfer,
    template: Template,
    at: DateTime<Utc>,
) {
    let letter = letter::of_transfer(template, account, transfer);
    send(books, at, About::Account(account.id.clone()), letter);
}

fn transaction_entered(books: &mut Books<'_>, transaction: &Transaction, change: &StatusChange) -> Result<(), Stop> {
    let is_told = match change.status {
        Status::Success | Status::Failure | Status::Cancelled => true,
        Status::Pending => transaction.method == Method::Ach,
        Status::Reserved => false,
    };
    if !is_told {
        return Ok(());
    }
    // Asked for together, so that they are loaded together.
    let token = transaction.sender_token.clone().map(|id| Need::Row(Key::Token(id)));
    let accounts = if change.status == Status::Success { calendar::accounts(transaction) } else { Vec::new() };
    books.want(token.into_iter().chain(accounts.iter().map(|id| Need::Row(Key::Account((*id).to_owned())))))?;

    let token_type = match &transaction.sender_token {
        Some(id) => books.token(id)?.map(|token| token.token_type),
        None => None,
    };
    if let Some(template) = entered(transaction, change.status, token_type) {
        let letters: Vec<_> =
            template.readers().iter().filter_map(|reader| letter::of_payment(template, *reader, transaction)).collect();
        for letter in letters {
            send(books, change.at, About::Transaction(transaction.id.clone()), letter);
        }
    }
    if change.status == Status::Success {
        calendar::count_payment(books, transaction, change.at)?;
    }
    Ok(())
}

fn entered(transaction: &Transaction, status: Status, token_type: Option<TokenType>) -> Option<Template> {
    match (transaction.operation, status) {
        (Operation::Refund | Operation::WriteOffDebt, _) => None,
        (Operation::FundPrepaid, Status::Success) => Some(Template::FundPrepaidSuccess),
        (Operation::FundPrepaid, Status::Failure | Status::Cancelled) => Some(Template::FundPrepaidFailure),
        (Operation::SettleDebt, Status::Success) => Some(Template::SettleDebtSuccess),
        (Operation::SettleDebt, Status::Failure | Status::Cancelled) => Some(Template::SettleDebtFailure),
        (Operation::FundPrepaid | Operation::SettleDebt, _) => None,
        (Operation::Pay | Operation::Reserve | Operation::Settle, status) => {
            let is_ach = match transaction.method {
                Method::Abt | Method::Cc => false,
                Method::Ach => true,
                Method::Debt | Method::Prepaid => return None,
            };
            payment(token_type?, status, is_ach)
        }
    }
}

fn payment(token_type: TokenType, status: Status, is_ach: bool) -> Option<Template> {
    match (token_type, status) {
        (_, Status::Reserved) => None,
        (TokenType::SingleUse | TokenType::Unrestricted, status) => match status {
            Status::Pending => is_ach.then_some(Template::OneTimePaymentInitiated),
            Status::Success if is_ach => Some(Template::OneTimePaymentSuccessAch),
            Status::Success => Some(Template::OneTimePaymentSuccess),
            _ => Some(Template::OneTimePaymentFailure),
        },
        (_, Status::Pending) => None,
        (TokenType::MultiUse, Status::Success) => Some(Template::MultiPaymentSuccess),
        (TokenType::MultiUse, _) => Some(Template::MultiPaymentFailure),
        (TokenType::Recurring, Status::Success) if is_ach => Some(Template::RecurringPaymentSuccessAch),
        (TokenType::Recurring, Status::Success) => Some(Template::RecurringPaymentSuccess),
        (TokenType::Recurring, _) => Some(Template::RecurringPaymentFailure),
    }
}

fn installed(token: &Token) -> Option<Template> {
    match (token.role, token.token_type) {
        (TokenRole::Sender, TokenType::MultiUse) => Some(Template::MultiUseTokenInstalled),
        (TokenRole::Sender, TokenType::Recurring) => Some(Template::RecurringTokenInstalled),
        // The token that settles the debt is installed with it, and is not told of on its own.
        (TokenRole::CreditSender, _) => Some(Template::PostpaidTokenInstalled),
        (TokenRole::Recipient, _) if token.recipient_pays_fee => Some(Template::FeeRegistrationRecipientPays),
        (TokenRole::Recipient, _) => Some(Template::FeeRegistrationCallerPays),
        _ => None,
    }
}

fn cancelled(token: &Token) -> Option<Template> {
    match (token.role, token.token_type) {
        (TokenRole::Sender, TokenType::MultiUse) => Some(Template::MultiUseTokenCancelled),
        (TokenRole::Sender, TokenType::Recurring) => Some(Template::RecurringTokenCancelled),
        (TokenRole::CreditSender | TokenRole::Settlement, _) => Some(Template::PostpaidTokenCancelled),
        _ => None,
    }
}

fn token_changed(
    books: &mut Books<'_>,
    token: &Token,
    template: Option<Template>,
    at: DateTime<Utc>,
) -> Result<(), Stop> {
    let Some(template) = template else { return Ok(()) };
    // A caller that is its own recipient has no marketplace to register with.
    if token.role == TokenRole::Recipient && token.account == books.caller_id() {
        return Ok(());
    }
    let ids = [token.account.as_str(), books.caller_id()];
    books.want(ids.map(|id| Need::Row(Key::Account(id.to_owned()))))?;
    let (holder, caller) = (parties::account(books, &token.account)?, parties::account(books, books.caller_id())?);
    let credit_limit = match &token.instrument {
        Some(id) => books.instrument(id)?.map(|instrument| instrument.limit),
        None => None,
    };
    for reader in template.readers() {
        if let Some(letter) = letter::of_token(template, *reader, token, (&holder, &caller), credit_limit) {
            send(books, at, About::Token(token.id.clone()), letter);
        }
    }
    Ok(())
}

fn send(books: &mut Books<'_>, at: DateTime<Utc>, about: About, letter: Letter) {
    let Letter { template, to, name, subject, text } = letter;
    let content = Content::Mail { template: template.name().to_owned(), to, name, subject, text };
    let due = books.policy().sends_mail.then_some(at);
    let id = books.ids().message();
    books.put(Message { id, at, about, content, due, attempts: Vec::new(), delivered: None });
}
