//! The first page: what there is, what happened lately, and what is about to happen.

use askama::Template;
use axum::{
    body::Body,
    http::{HeaderMap, Response, header},
    response::{IntoResponse, Redirect},
};
use chrono::{DateTime, Days, Utc};
use rust_decimal::Decimal;

use super::{
    amazon_pay, filters,
    frame::{Frame, Section},
    requests::Line,
    transactions,
    visit::{Failure, Visit, page},
};
use crate::sandbox::{
    amazon_pay::rows::OrderState,
    books::{Books, Stop},
    ledger::{Book, LedgerAccount},
    rows::{Kind, Query, Row, Status, TokenFilter, Transaction},
};

/// Transactions whose states are counted.
const COUNTED: usize = 500;
const SHOWN: usize = 10;
/// What is due later than this is not shown.
const FORESIGHT: Days = Days::new(366);

#[derive(Template)]
#[template(path = "console/templates/overview.html", config = "src/sandbox/askama.toml")]
struct Overview {
    frame: Frame,
    name: String,
    access_key_id: String,
    world: World,
    balanced: bool,
    ledger_accounts: usize,
    requests: Vec<Line>,
    requests_seen: usize,
}

/// What the rows of one caller come to.
struct World {
    balance: Decimal,
    accounts: usize,
    tokens: usize,
    active_tokens: usize,
    instruments: usize,
    subscriptions: usize,
    orders: usize,
    /// Order references in each state that some have.
    order_states: Vec<(OrderState, usize)>,
    agreements: usize,
    merchants: usize,
    counted: usize,
    is_all: bool,
    states: Vec<(Status, usize)>,
    latest: Vec<Transaction>,
    due: Vec<Due>,
}

/// Something that is about to happen by itself.
struct Due {
    at: DateTime<Utc>,
    list: &'static str,
    id: String,
    what: String,
}

pub(super) async fn show(visit: Visit, headers: HeaderMap) -> Result<Response<Body>, Failure> {
    if asks_for_json(&headers) {
        return Ok(Redirect::to("/_sandbox/help").into_response());
    }
    let world = visit.look(world).await?;
    let lines = visit.sandbox.0.store.trial_balance(&visit.tenant).await.map_err(|error| visit.failed(error))?;
    let sum: Decimal = lines.iter().map(|line| line.balance).sum();
    let balanced = sum.is_zero() && lines.iter().all(|line| line.balance == line.posted);
    let exchanges = visit.exchanges();
    page(&Overview {
        name: visit.caller.name.clone(),
        access_key_id: visit.caller.access_key_id.clone(),
        world,
        balanced,
        ledger_accounts: lines.len(),
        requests_seen: exchanges.len(),
        requests: exchanges.iter().take(SHOWN).map(Line::of).collect(),
        frame: visit.frame(Section::Overview, "Overview"),
    })
}

/// Whether whoever asks is a program, for which there is the control plane.
fn asks_for_json(headers: &HeaderMap) -> bool {
    let accepts = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepts.contains("application/json") && !accepts.contains("text/html")
}

fn world(books: &Books<'_>) -> Result<World, Stop> {
    let tokens = books.list(Query::Tokens(TokenFilter::default()))?;
    let found = transactions::newest(books, transactions::everything(books), COUNTED, |_| true)?;
    let states = [Status::Success, Status::Pending, Status::Reserved, Status::Failure, Status::Cancelled];
    let count = |status| found.transactions.iter().filter(|transaction| transaction.status == status).count();
    let orders = books.list(Query::All(Kind::OrderReference))?;
    let in_state =
        |state| orders.iter().filter(|row| matches!(row, Row::OrderReference(order) if order.status.is(state))).count();
    let order_states = OrderState::ALL.iter().map(|state| (*state, in_state(*state)));
    let by = books.now().checked_add_days(FORESIGHT).unwrap_or(DateTime::<Utc>::MAX_UTC);
    let due = books.list(Query::Due { by, limit: u32::try_from(SHOWN).unwrap_or(u32::MAX) })?;
    Ok(World {
        balance: books.balance(&LedgerAccount::of(Book::Balance, books.caller_id()))?,
        accounts: books.list(Query::All(Kind::Account))?.len(),
        tokens: tokens.len(),
        active_tokens: tokens.iter().filter(|row| matches!(row, Row::Token(token) if token.active)).count(),
        instruments: books.list(Query::All(Kind::Instrument))?.len(),
        subscriptions: books.list(Query::All(Kind::Subscription))?.len(),
        orders: orders.len(),
        order_states: order_states.filter(|(_, count)| *count > 0).collect(),
        agreements: books.list(Query::All(Kind::BillingAgreement))?.len(),
        merchants: books.list(Query::All(Kind::Merchant))?.len(),
        counted: found.transactions.len(),
        is_all: found.older.is_none(),
        states: states.into_iter().map(|status| (status, count(status))).filter(|(_, count)| *count > 0).collect(),
        due: due.iter().filter_map(Due::of).collect(),
        latest: found.transactions.into_iter().take(SHOWN).collect(),
    })
}

impl Due {
    fn of(row: &Row) -> Option<Self> {
        let at = row.due()?;
        Some(match row {
            Row::Transaction(row) => Self {
                at,
                list: "transactions",
                what: format!("{}: {}", super::filters::Named::name(&row.operation), transactions::next_step(row)),
                id: row.id.clone(),
            },
            Row::Subscription(row) => Self {
                at,
                list: "subscriptions",
                what: "next payment of the subscription".to_owned(),
                id: row.id.clone(),
            },
            Row::Account(row) => {
                Self { at, list: "accounts", what: format!("summary for {}", row.name), id: row.id.clone() }
            }
            Row::OrderReference(row) => {
                let what = format!("Order reference: {}", amazon_pay::next_of_order(row));
                Self { at, list: Section::Orders.path(), what, id: row.id.clone() }
            }
            Row::BillingAgreement(row) => {
                let what = format!("Billing agreement: {}", amazon_pay::next_of_agreement(row));
                Self { at, list: Section::Agreements.path(), what, id: row.id.clone() }
            }
            Row::Authorization(row) => {
                let what = format!("Authorization: {}", amazon_pay::next_of_authorization(row));
                Self { at, list: Section::Orders.path(), what, id: row.id.clone() }
            }
            Row::Capture(row) => {
                Self { at, list: Section::Orders.path(), what: "Capture: is decided".to_owned(), id: row.id.clone() }
            }
            Row::Refund(row) => {
                Self { at, list: Section::Orders.path(), what: "Refund: is decided".to_owned(), id: row.id.clone() }
            }
            _ => return None,
        })
    }
}
