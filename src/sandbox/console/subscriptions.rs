//! Simple Pay subscriptions: what they charge, and when next.

use askama::Template;
use axum::{body::Body, extract::Path, http::Response};
use rust_decimal::Decimal;

use super::{
    accounts::names,
    filters,
    frame::{Frame, Section},
    visit::{Failure, Visit, page},
};
use crate::sandbox::{
    books::{Books, Stop},
    rows::{Kind, Query, Row, Subscription, Transaction},
};

const SHOWN: usize = 50;

/// A subscription, with the names of whom it concerns.
struct Entry {
    subscription: Subscription,
    sender: String,
    recipient: String,
    next_amount: Decimal,
}

#[derive(Template)]
#[template(path = "console/templates/subscriptions.html", config = "src/sandbox/askama.toml")]
struct List {
    frame: Frame,
    entries: Vec<Entry>,
}

pub(super) async fn list(visit: Visit) -> Result<Response<Body>, Failure> {
    let entries = visit.look(|books| {
        let rows = books.list(Query::All(Kind::Subscription))?.iter();
        let rows = rows.filter_map(|row| if let Row::Subscription(row) = row { Some(row.clone()) } else { None });
        rows.map(|subscription| Entry::of(books, subscription)).collect()
    });
    page(&List { entries: entries.await?, frame: visit.frame(Section::Subscriptions, "Subscriptions") })
}

#[derive(Template)]
#[template(path = "console/templates/subscription.html", config = "src/sandbox/askama.toml")]
struct One {
    frame: Frame,
    entry: Entry,
    /// The newest first.
    payments: Vec<Transaction>,
}

pub(super) async fn one(visit: Visit, Path(id): Path<String>) -> Result<Response<Body>, Failure> {
    let found = visit.look(move |books| {
        let Some(subscription) = books.subscription(&id)? else { return Ok(None) };
        let newest = subscription.payments.iter().rev().take(SHOWN);
        let payments = newest.map(|id| books.transaction(id)).collect::<Result<Vec<_>, Stop>>()?;
        Ok(Some((Entry::of(books, subscription)?, payments)))
    });
    let Some((entry, payments)) = found.await? else {
        return Err(visit.missing(Section::Subscriptions, "subscription"));
    };
    let frame =
        visit.frame(Section::Subscriptions, format!("Subscription {}", filters::shortened(&entry.subscription.id)));
    page(&One { frame, entry, payments: payments.into_iter().flatten().collect() })
}

impl Entry {
    fn of(books: &Books<'_>, subscription: Subscription) -> Result<Self, Stop> {
        let names = names(books)?;
        let name = |id: &String| names.get(id).cloned().unwrap_or_default();
        let made = u32::try_from(subscription.payments.len()).unwrap_or(u32::MAX);
        Ok(Self {
            sender: name(&subscription.sender),
            recipient: name(&subscription.recipient),
            next_amount: subscription.payment_amount(made),
            subscription,
        })
    }
}
