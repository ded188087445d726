//! Prepaid and credit instruments: what is left to be spent, and what is owed.

use askama::Template;
use axum::{body::Body, extract::Path, http::Response};
use rust_decimal::Decimal;

use super::{
    accounts::names,
    filters,
    frame::{Frame, Section},
    transactions::{everything, newest},
    visit::{Failure, Visit, page},
};
use crate::sandbox::{
    books::{Books, Stop},
    ledger::{Book, LedgerAccount},
    rows::{Instrument, InstrumentKind, Kind, Query, Row, Transaction},
};

const SHOWN: usize = 50;

/// An instrument with what it holds.
struct Entry {
    instrument: Instrument,
    holder: String,
    merchant: String,
    /// What can be spent, or what is owed.
    balance: Decimal,
    coming: Decimal,
    going: Decimal,
}

#[derive(Template)]
#[template(path = "console/templates/instruments.html", config = "src/sandbox/askama.toml")]
struct List {
    frame: Frame,
    entries: Vec<Entry>,
}

pub(super) async fn list(visit: Visit) -> Result<Response<Body>, Failure> {
    let entries = visit.look(|books| {
        let rows = books.list(Query::All(Kind::Instrument))?.iter();
        let instruments = rows.filter_map(|row| if let Row::Instrument(row) = row { Some(row.clone()) } else { None });
        instruments.map(|instrument| Entry::of(books, instrument)).collect()
    });
    page(&List { entries: entries.await?, frame: visit.frame(Section::Instruments, "Instruments") })
}

#[derive(Template)]
#[template(path = "console/templates/instrument.html", config = "src/sandbox/askama.toml")]
struct One {
    frame: Frame,
    entry: Entry,
    transactions: Vec<Transaction>,
}

pub(super) async fn one(visit: Visit, Path(id): Path<String>) -> Result<Response<Body>, Failure> {
    let found = visit.look(move |books| {
        let Some(instrument) = books.instrument(&id)? else { return Ok(None) };
        let is_part = |transaction: &Transaction| {
            [&transaction.prepaid_instrument, &transaction.credit_instrument].into_iter().flatten().any(|it| *it == id)
        };
        let found = newest(books, everything(books), SHOWN, is_part)?;
        Ok(Some((Entry::of(books, instrument)?, found.transactions)))
    });
    let Some((entry, transactions)) = found.await? else {
        return Err(visit.missing(Section::Instruments, "instrument"));
    };
    let kind = filters::Named::name(&entry.instrument.kind);
    let title = format!("{kind} instrument {}", filters::shortened(&entry.instrument.id));
    page(&One { frame: visit.frame(Section::Instruments, title), entry, transactions })
}

impl Entry {
    fn of(books: &Books<'_>, instrument: Instrument) -> Result<Self, Stop> {
        let (book, coming, going) = match instrument.kind {
            InstrumentKind::Prepaid => (Book::Prepaid, Book::PrepaidIn, Book::PrepaidOut),
            InstrumentKind::Credit => (Book::Debt, Book::DebtIn, Book::DebtOut),
        };
        let balance = |book| books.balance(&LedgerAccount::of(book, &instrument.id));
        let names = names(books)?;
        let name = |id: &String| names.get(id).cloned().unwrap_or_default();
        Ok(Self {
            holder: name(&instrument.holder),
            merchant: name(&instrument.merchant),
            balance: balance(book)?,
            coming: balance(coming)?,
            going: balance(going)?,
            instrument,
        })
    }

    fn is_prepaid(&self) -> bool {
        self.instrument.kind == InstrumentKind::Prepaid
    }
}
