//! Transactions: the list with its filters, and everything about one.

use askama::Template;
use axum::{body::Body, extract::Path, http::Response};
use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;

use super::{
    filters::{self, Named},
    frame::{Frame, Section},
    requests,
    visit::{Failure, Visit, page},
};
use crate::sandbox::{
    books::{Books, Stop},
    rows::{
        About, ActivityFilter, Line, LineFilter, Message, MessageFilter, Method, NextStep, Operation, Party, Query,
        Relation, Role, Row, Status, Transaction,
    },
};

const ON_A_PAGE: usize = 50;
/// Transactions that are looked through for a page before it says that there may be more.
const MOST_LOOKED_AT: usize = 10_000;
/// Transactions that are loaded at once while something is looked for.
const AT_ONCE: usize = 500;
const MOST_LINES: u32 = 200;
const MOST_MESSAGES: u32 = 100;

const STATUSES: [Status; 5] = [Status::Success, Status::Pending, Status::Reserved, Status::Failure, Status::Cancelled];
const OPERATIONS: [Operation; 7] = [
    Operation::Pay,
    Operation::Reserve,
    Operation::Settle,
    Operation::Refund,
    Operation::FundPrepaid,
    Operation::SettleDebt,
    Operation::WriteOffDebt,
];
const METHODS: [Method; 5] = [Method::Abt, Method::Ach, Method::Cc, Method::Prepaid, Method::Debt];

/// The newest transactions that were looked for.
pub(super) struct Found {
    pub(super) transactions: Vec<Transaction>,
    /// Where to go on, if there may be more: those received before this.
    pub(super) older: Option<DateTime<Utc>>,
}

/// A filter that lets every transaction through.
pub(super) fn everything(books: &Books<'_>) -> ActivityFilter {
    ActivityFilter {
        from: DateTime::UNIX_EPOCH,
        // A transaction may be dated to the milliseconds that follow.
        to: books.now().checked_add_signed(TimeDelta::days(1)).unwrap_or(DateTime::<Utc>::MAX_UTC),
        ascending: false,
        limit: 0,
        operation: None,
        method: None,
        status: None,
        account: String::new(),
        roles: Vec::new(),
    }
}

/// At most `most` of the newest transactions that `filter` and `is_meant` let through.
pub(super) fn newest(
    books: &Books<'_>,
    mut filter: ActivityFilter,
    most: usize,
    is_meant: impl Fn(&Transaction) -> bool,
) -> Result<Found, Stop> {
    let mut found = Vec::new();
    let mut looked_at = 0;
    // The first time as many as would do if all of them were meant, and one to see whether there are more.
    let mut at_once = most + 1;
    loop {
        filter.limit = u32::try_from(at_once).unwrap_or(u32::MAX);
        let rows = books.list(Query::Activity(filter.clone()))?;
        looked_at += rows.len();
        let mut last = filter.to;
        for row in rows {
            let Row::Transaction(transaction) = row else { continue };
            if is_meant(transaction) {
                if found.len() == most {
                    return Ok(Found { transactions: found, older: Some(last) });
                }
                found.push(Transaction::clone(transaction));
            }
            last = transaction.received;
        }
        if rows.len() < at_once {
            return Ok(Found { transactions: found, older: None });
        }
        if looked_at >= MOST_LOOKED_AT {
            return Ok(Found { transactions: found, older: Some(last) });
        }
        filter.to = before(last);
        at_once = AT_ONCE;
    }
}

/// What is to happen to a transaction, in a word or two.
pub(super) fn next_step(transaction: &Transaction) -> &'static str {
    match (transaction.next, transaction.status) {
        (None, _) => "",
        (Some(NextStep::Complete), _) => "is completed",
        (Some(NextStep::Deny), _) => "is refused by the payment processor",
        (Some(NextStep::Reserve), _) => "is reserved",
        (Some(NextStep::TimeOut), Status::Reserved) => "the reservation expires",
        (Some(NextStep::TimeOut), _) => "times out",
    }
}

/// Whether something that a person knows of a transaction has `text`, in lower case, in it.
pub(super) fn mentions(transaction: &Transaction, text: &str) -> bool {
    let parties = [&transaction.sender, &transaction.caller, &transaction.recipient];
    let parties = parties.into_iter().flat_map(|party| [&party.account, &party.name, &party.email]);
    let own = [&transaction.id, &transaction.caller_reference];
    let others = [
        &transaction.caller_description,
        &transaction.sender_description,
        &transaction.sender_token,
        &transaction.recipient_token,
        &transaction.prepaid_instrument,
        &transaction.credit_instrument,
    ];
    let amount = text.parse::<Decimal>().is_ok_and(|amount| amount == transaction.amount);
    amount || own.into_iter().chain(parties).chain(others.into_iter().flatten()).any(|it| contains(it, text))
}

/// Whether `whole` has `text`, which is in lower case, in it.
pub(super) fn contains(whole: &str, text: &str) -> bool {
    whole.to_lowercase().contains(text)
}

#[derive(Template)]
#[template(path = "console/templates/transactions.html", config = "src/sandbox/askama.toml")]
struct List {
    frame: Frame,
    statuses: Vec<Choice>,
    operations: Vec<Choice>,
    methods: Vec<Choice>,
    text: String,
    is_filtered: bool,
    transactions: Vec<Transaction>,
    newest: Option<String>,
    older: Option<String>,
}

/// A value that a list can be filtered by.
pub(super) struct Choice {
    pub(super) name: &'static str,
    pub(super) chosen: bool,
}

pub(super) async fn list(visit: Visit) -> Result<Response<Body>, Failure> {
    let status = chosen(&STATUSES, visit.text("status"));
    let operation = chosen(&OPERATIONS, visit.text("operation"));
    let method = chosen(&METHODS, visit.text("method"));
    let text = visit.text("text").to_lowercase();
    let older_than = visit.number("before").and_then(DateTime::from_timestamp_millis);
    let wanted = text.clone();
    let found = visit.look(move |books| {
        let mut filter = ActivityFilter { status, operation, method, ..everything(books) };
        if let Some(moment) = older_than {
            filter.to = before(moment);
        }
        newest(books, filter, ON_A_PAGE, |transaction| wanted.is_empty() || mentions(transaction, &wanted))
    });
    let found = found.await?;
    let frame = visit.frame(Section::Transactions, "Transactions");
    let page_before = |moment: Option<DateTime<Utc>>| {
        let moment = moment.map(|moment| moment.timestamp_millis().to_string()).unwrap_or_default();
        let parameters = [
            ("status", status.map_or("", |it| it.name())),
            ("operation", operation.map_or("", |it| it.name())),
            ("method", method.map_or("", |it| it.name())),
            ("text", visit.text("text")),
            ("before", &moment),
        ];
        frame.with("transactions", &parameters)
    };
    page(&List {
        statuses: choices(&STATUSES, status),
        operations: choices(&OPERATIONS, operation),
        methods: choices(&METHODS, method),
        text: visit.text("text").to_owned(),
        is_filtered: status.is_some() || operation.is_some() || method.is_some() || !text.is_empty(),
        transactions: found.transactions,
        newest: older_than.map(|_| page_before(None)),
        older: found.older.map(|last| page_before(Some(last))),
        frame,
    })
}

#[derive(Template)]
#[template(path = "console/templates/transaction.html", config = "src/sandbox/askama.toml")]
struct One {
    frame: Frame,
    transaction: Transaction,
    /// As they are called now, with the fee that the caller takes of it.
    parties: Vec<(Role, Party)>,
    next: &'static str,
    related: Vec<(Relation, String, Option<Transaction>)>,
    lines: Vec<Line>,
    messages: Vec<Message>,
    requests: Vec<requests::Line>,
}

impl One {
    fn sum(&self) -> Decimal {
        self.lines.iter().map(|line| line.value).sum()
    }
}

pub(super) async fn one(visit: Visit, Path(id): Path<String>) -> Result<Response<Body>, Failure> {
    let wanted = id.clone();
    let found = visit.look(move |books| {
        let Some(transaction) = books.transaction(&wanted)? else { return Ok(None) };
        let related =
            transaction.related.iter().map(|(id, relation)| Ok((*relation, id.clone(), books.transaction(id)?)));
        let related = related.collect::<Result<Vec<_>, Stop>>()?;
        let about = Some(About::Transaction(wanted.clone()));
        let messages = messages(books, MessageFilter { about, limit: MOST_MESSAGES, ..MessageFilter::default() })?;
        Ok(Some((transaction, related, messages)))
    });
    let Some((transaction, related, messages)) = found.await? else {
        return Err(visit.missing(Section::Transactions, "transaction"));
    };
    let filter = LineFilter { transaction: Some(id.clone()), before: None, limit: MOST_LINES };
    let mut lines = visit.sandbox.0.store.lines(&visit.tenant, &filter).await.map_err(|error| visit.failed(error))?;
    lines.reverse();
    let naming = visit.exchanges().into_iter().filter(|(exchange, _)| exchange.mentions(&id));
    page(&One {
        parties: vec![
            (Role::Sender, transaction.sender.clone()),
            (Role::Recipient, transaction.recipient.clone()),
            (Role::Caller, transaction.caller.clone()),
        ],
        next: next_step(&transaction),
        related,
        lines,
        messages,
        requests: naming.map(|named| requests::Line::of(&named)).collect(),
        frame: visit.frame(Section::Transactions, format!("{} {}", transaction.operation.name(), id)),
        transaction,
    })
}

pub(super) fn messages(books: &Books<'_>, filter: MessageFilter) -> Result<Vec<Message>, Stop> {
    let rows = books.list(Query::Messages(filter))?;
    Ok(rows
        .iter()
        .filter_map(|row| if let Row::Message(message) = row { Some(message.clone()) } else { None })
        .collect())
}

fn before(moment: DateTime<Utc>) -> DateTime<Utc> {
    moment.checked_sub_signed(TimeDelta::milliseconds(1)).unwrap_or(moment)
}

pub(super) fn chosen<N: Named + Copy>(values: &[N], name: &str) -> Option<N> {
    values.iter().copied().find(|value| value.name() == name)
}

pub(super) fn choices<N: Named + Copy + PartialEq>(values: &[N], chosen: Option<N>) -> Vec<Choice> {
    values.iter().map(|value| Choice { name: value.name(), chosen: chosen == Some(*value) }).collect()
}
