//! One box that finds what has a name: by id, caller reference, e-mail address, description or amount.

use askama::Template;
use axum::{body::Body, http::Response};

use super::{
    accounts, amazon_pay, filters,
    frame::{Frame, Section},
    requests::Line,
    transactions::{contains, everything, mentions, messages, newest},
    visit::{Failure, Visit, page},
};
use crate::sandbox::{
    amazon_pay::rows::{BillingAgreement, Merchant, OrderReference},
    books::{Books, Stop},
    rows::{
        Account, Content, Instrument, Kind, Message, MessageFilter, Need, Query, Row, Subscription, Token, TokenFilter,
        Transaction,
    },
};

/// What is shown of each kind.
const SHOWN: usize = 20;
/// Messages that are looked through.
const MOST_MESSAGES: u32 = 1000;

#[derive(Template)]
#[template(path = "console/templates/search.html", config = "src/sandbox/askama.toml")]
struct Results {
    frame: Frame,
    text: String,
    found: Found,
    requests: Vec<Line>,
}

#[derive(Default)]
struct Found {
    transactions: Vec<Transaction>,
    tokens: Vec<Token>,
    accounts: Vec<Account>,
    instruments: Vec<Instrument>,
    subscriptions: Vec<Subscription>,
    orders: Vec<OrderReference>,
    /// Parts of order references: what they are, and their ids.
    payments: Vec<(&'static str, String)>,
    agreements: Vec<BillingAgreement>,
    merchants: Vec<Merchant>,
    messages: Vec<Message>,
}

impl Results {
    fn is_empty(&self) -> bool {
        let found = &self.found;
        found.transactions.is_empty()
            && found.tokens.is_empty()
            && found.accounts.is_empty()
            && found.instruments.is_empty()
            && found.subscriptions.is_empty()
            && found.orders.is_empty()
            && found.payments.is_empty()
            && found.agreements.is_empty()
            && found.merchants.is_empty()
            && found.messages.is_empty()
            && self.requests.is_empty()
    }
}

pub(super) async fn show(visit: Visit) -> Result<Response<Body>, Failure> {
    let text = visit.text("q").to_owned();
    let wanted = text.to_lowercase();
    let (found, requests) = match text.is_empty() {
        true => (Found::default(), Vec::new()),
        false => {
            let found = visit.look(move |books| find(books, &wanted)).await?;
            let mut exchanges = visit.exchanges();
            exchanges.retain(|(exchange, _)| exchange.mentions(&text));
            (found, exchanges)
        }
    };
    let requests = requests.iter().take(SHOWN).map(Line::of).collect();
    page(&Results { frame: visit.frame(Section::Search, "Search"), text, found, requests })
}

/// What has `text`, in lower case, in one of its names.
fn find(books: &Books<'_>, text: &str) -> Result<Found, Stop> {
    let any = |names: &[&str]| names.iter().any(|name| contains(name, text));
    let tokens = books.list(Query::Tokens(TokenFilter::default()))?.iter().rev().filter_map(|row| match row {
        Row::Token(row) if any(&[&row.id, &row.caller_reference, &row.friendly_name, &row.account]) => {
            Some(row.clone())
        }
        _ => None,
    });
    let instruments = books.list(Query::All(Kind::Instrument))?.iter().filter_map(|row| match row {
        Row::Instrument(row) if any(&[&row.id]) => Some(row.clone()),
        _ => None,
    });
    let subscriptions = books.list(Query::All(Kind::Subscription))?.iter().filter_map(|row| match row {
        Row::Subscription(row) if any(&[&row.id, &row.description]) => Some(row.clone()),
        _ => None,
    });
    let mut accounts = accounts::all(books)?;
    accounts.retain(|account| any(&[&account.id, &account.name, &account.email]));
    let mut messages = messages(books, MessageFilter { limit: MOST_MESSAGES, ..MessageFilter::default() })?;
    messages.retain(|message| match &message.content {
        Content::Notification { url, .. } => any(&[&message.id, url]),
        Content::Sns { url, message_id, message: text, .. } => any(&[&message.id, url, message_id, text]),
        Content::Mail { to, subject, .. } => any(&[&message.id, to, subject]),
    });
    messages.truncate(SHOWN);
    let mut orders = amazon_pay::newest_orders(books, |order| amazon_pay::order_mentions(order, text))?;
    orders.truncate(SHOWN);
    let mut agreements = amazon_pay::newest_agreements(books, |it| amazon_pay::agreement_mentions(it, text))?;
    agreements.truncate(SHOWN);
    let mut merchants = amazon_pay::merchants(books)?;
    merchants.retain(|merchant| any(&[&merchant.id, &merchant.name, &merchant.email]));
    Ok(Found {
        transactions: newest(books, everything(books), SHOWN, |transaction| mentions(transaction, text))?.transactions,
        tokens: tokens.take(SHOWN).map(|token| *token).collect(),
        instruments: instruments.take(SHOWN).collect(),
        subscriptions: subscriptions.take(SHOWN).collect(),
        orders,
        payments: payments(books, any)?,
        agreements,
        merchants,
        accounts,
        messages,
    })
}

/// Authorizations, captures, refunds, provider credits and their reversals that have such a name.
fn payments(books: &Books<'_>, is_named: impl Fn(&[&str]) -> bool) -> Result<Vec<(&'static str, String)>, Stop> {
    let kinds = [Kind::Authorization, Kind::Capture, Kind::Refund, Kind::ProviderCredit, Kind::ProviderCreditReversal];
    books.want(kinds.map(|kind| Need::Rows(Query::All(kind))))?;
    let mut found = Vec::new();
    for kind in kinds {
        let rows = books.list(Query::All(kind))?.iter().filter_map(|row| {
            let (what, id, reference) = match row {
                Row::Authorization(row) => ("Authorization", &row.id, &row.reference_id),
                Row::Capture(row) => ("Capture", &row.id, &row.reference_id),
                Row::Refund(row) => ("Refund", &row.id, &row.reference_id),
                Row::ProviderCredit(row) => ("Provider credit", &row.id, &row.reference_id),
                Row::ProviderCreditReversal(row) => ("Provider credit reversal", &row.id, &row.reference_id),
                _ => return None,
            };
            is_named(&[id, reference]).then(|| (what, id.clone()))
        });
        found.extend(rows.take(SHOWN));
    }
    Ok(found)
}
