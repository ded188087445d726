//! Accounts: who lives in the world of the caller, and what each has.

use std::collections::HashMap;

use askama::Template;
use axum::{body::Body, extract::Path, http::Response};
use rust_decimal::Decimal;

use super::{
    filters,
    frame::{Frame, Section},
    transactions::{everything, messages, newest},
    visit::{Failure, Visit, page},
};
use crate::sandbox::{
    books::{Books, Stop},
    ledger::{Book, LedgerAccount},
    rows::{
        Account, ActivityFilter, Content, Instrument, Kind, Message, MessageFilter, MessageKind, Need, Query, Role,
        Row, Token, TokenFilter, Transaction,
    },
};

const SHOWN: usize = 25;
/// E-mails that are looked through for those to one account.
const MOST_MAILS: u32 = 500;

/// An account with what it can spend, and what is on its way to it and from it.
struct Holder {
    account: Account,
    available: Decimal,
    coming: Decimal,
    going: Decimal,
    is_caller: bool,
}

#[derive(Template)]
#[template(path = "console/templates/accounts.html", config = "src/sandbox/askama.toml")]
struct List {
    frame: Frame,
    holders: Vec<Holder>,
}

pub(super) async fn list(visit: Visit) -> Result<Response<Body>, Failure> {
    let holders = visit.look(|books| all(books)?.into_iter().map(|account| Holder::of(books, account)).collect());
    page(&List { holders: holders.await?, frame: visit.frame(Section::Accounts, "Accounts") })
}

#[derive(Template)]
#[template(path = "console/templates/account.html", config = "src/sandbox/askama.toml")]
struct One {
    frame: Frame,
    holder: Holder,
    tokens: Vec<Token>,
    instruments: Vec<Instrument>,
    transactions: Vec<Transaction>,
    mails: Vec<Message>,
}

impl One {
    /// What was sent and received in the month of the clock, beside what may be.
    fn months(&self) -> [(&'static str, Decimal, Option<Decimal>); 2] {
        let account = &self.holder.account;
        [
            ("Sent this month", account.month.sent, account.sending_limit),
            ("Received this month", account.month.received, account.receiving_limit),
        ]
    }
}

pub(super) async fn one(visit: Visit, Path(id): Path<String>) -> Result<Response<Body>, Failure> {
    let found = visit.look(move |books| {
        let Some(mut account) = books.account(&id)? else { return Ok(None) };
        account.month = account.month.at(books.now());
        let tokens = books.list(Query::Tokens(TokenFilter::default()))?;
        let tokens = tokens.iter().filter_map(|row| match row {
            Row::Token(token) if token.account == id => Some(Token::clone(token)),
            _ => None,
        });
        let instruments = books.list(Query::All(Kind::Instrument))?.iter().filter_map(|row| match row {
            Row::Instrument(row) if row.holder == id || row.merchant == id => Some(row.clone()),
            _ => None,
        });
        let roles = vec![Role::Sender, Role::Recipient, Role::Caller];
        let filter = ActivityFilter { account: id.clone(), roles, ..everything(books) };
        let found = newest(books, filter, SHOWN, |_| true)?;
        let kind = Some(MessageKind::Mail);
        let mails = messages(books, MessageFilter { kind, limit: MOST_MAILS, ..MessageFilter::default() })?;
        let is_to = |mail: &Message| matches!(&mail.content, Content::Mail { to, .. } if *to == account.email);
        let mails = mails.into_iter().filter(is_to).take(SHOWN).collect::<Vec<_>>();
        let (tokens, instruments) = (tokens.collect::<Vec<_>>(), instruments.collect::<Vec<_>>());
        Ok(Some((Holder::of(books, account)?, tokens, instruments, found.transactions, mails)))
    });
    let Some((holder, tokens, instruments, transactions, mails)) = found.await? else {
        return Err(visit.missing(Section::Accounts, "account"));
    };
    let frame = visit.frame(Section::Accounts, holder.account.name.clone());
    page(&One { frame, holder, tokens, instruments, transactions, mails })
}

pub(super) fn all(books: &Books<'_>) -> Result<Vec<Account>, Stop> {
    let rows = books.list(Query::All(Kind::Account))?;
    Ok(rows
        .iter()
        .filter_map(|row| if let Row::Account(account) = row { Some(account.clone()) } else { None })
        .collect())
}

/// What every account is called, by its id.
pub(super) fn names(books: &Books<'_>) -> Result<HashMap<String, String>, Stop> {
    Ok(all(books)?.into_iter().map(|account| (account.id, account.name)).collect())
}

impl Holder {
    fn of(books: &Books<'_>, account: Account) -> Result<Self, Stop> {
        let of = |book| LedgerAccount::of(book, &account.id);
        let [available, coming, going] = [Book::Balance, Book::BalanceIn, Book::BalanceOut].map(of);
        books.want([&available, &coming, &going].map(|account| Need::Balance(account.clone())))?;
        Ok(Self {
            available: books.balance(&available)?,
            coming: books.balance(&coming)?,
            going: books.balance(&going)?,
            is_caller: account.id == books.caller_id(),
            account,
        })
    }
}
