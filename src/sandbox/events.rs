//! What happened in a unit of work, as far as somebody is told of it.

use super::{
    amazon_pay,
    books::{Books, Decides, Stop},
    mail, notify,
    rows::{Row, StatusChange, Token, Transaction},
};

/// Something that somebody is told of.
pub(crate) enum Event<'a> {
    /// A transaction has entered a status. It is shown as the unit of work has left it.
    TransactionEntered {
        transaction: &'a Transaction,
        change: &'a StatusChange,
    },
    TokenInstalled {
        token: &'a Token,
    },
    TokenCancelled {
        token: &'a Token,
    },
}

/// Writes what is to be told of the changes that a rule has made, so that it is written with them or not at all.
pub(crate) fn announce(books: &mut Books<'_>) -> Result<(), Stop> {
    for (before, after) in books.changed() {
        match (before.as_ref(), &after) {
            (before, Row::Transaction(transaction)) => {
                let known = match before {
                    Some(Row::Transaction(before)) => before.history.len(),
                    _ => 0,
                };
                for change in transaction.history.iter().skip(known) {
                    tell(books, &Event::TransactionEntered { transaction, change })?;
                }
            }
            (None, Row::Token(token)) => tell(books, &Event::TokenInstalled { token })?,
            (Some(Row::Token(before)), Row::Token(token))
                if before.cancelled.is_none() && token.cancelled.is_some() =>
            {
                tell(books, &Event::TokenCancelled { token })?;
            }
            (before, after) => amazon_pay::notices::on(books, before, after)?,
        }
    }
    Ok(())
}

fn tell(books: &mut Books<'_>, event: &Event<'_>) -> Result<(), Stop> {
    notify::on(books, event)?;
    match books.policy().decides {
        Decides::Simulation => mail::on(books, event),
        // A processor writes to buyers and sellers itself.
        Decides::Outside => Ok(()),
    }
}
