//! Order references: the list with its filters, and everything that came of one.

use askama::Template;
use axum::{body::Body, extract::Path, http::Response};
use rust_decimal::Decimal;

use super::{ENVIRONMENTS, like, order_mentions};
use crate::{
    money::Price,
    sandbox::{
        amazon_pay::{
            rows::{Authorization, AuthorizationState, CaptureState, OrderReference, OrderState},
            tree::{OrderTree, Taken, order_of},
        },
        books::{Books, Stop},
        console::{
            filters::{self, Named},
            frame::{Frame, Section},
            requests,
            tokens::Pages,
            transactions::{Choice, choices, chosen, messages},
            visit::{Failure, Visit, page},
        },
        rows::{About, Kind, Line, LineFilter, Message, MessageFilter, Query, Row},
    },
};

const ON_A_PAGE: usize = 50;
const MOST_LINES: u32 = 200;
const MOST_MESSAGES: u32 = 100;

#[derive(Template)]
#[template(path = "console/templates/pay_orders.html", config = "src/sandbox/askama.toml")]
struct List {
    frame: Frame,
    states: Vec<Choice>,
    environments: Vec<Choice>,
    text: String,
    is_filtered: bool,
    orders: Vec<OrderReference>,
    pages: Pages,
}

pub(super) async fn list(visit: Visit) -> Result<Response<Body>, Failure> {
    let number = visit.number::<usize>("page").unwrap_or_default();
    let state = chosen(OrderState::ALL, visit.text("state"));
    let environment = chosen(&ENVIRONMENTS, visit.text("environment"));
    let text = visit.text("text").to_lowercase();
    let wanted = text.clone();
    let mut orders = visit
        .look(move |books| {
            newest(books, |order| {
                state.is_none_or(|state| order.status.is(state))
                    && environment.is_none_or(|environment| order.environment == environment)
                    && (wanted.is_empty() || order_mentions(order, &wanted))
            })
        })
        .await?;
    let frame = visit.frame(Section::Orders, "Order references");
    let parameters = [
        ("state", state.map_or("", |it| it.name())),
        ("environment", environment.map_or("", |it| it.name())),
        ("text", visit.text("text")),
    ];
    let begin = number.saturating_mul(ON_A_PAGE).min(orders.len());
    orders.drain(..begin);
    let pages = Pages::with(&frame, Section::Orders.path(), &parameters, number, orders.len() > ON_A_PAGE);
    orders.truncate(ON_A_PAGE);
    page(&List {
        states: choices(OrderState::ALL, state),
        environments: choices(&ENVIRONMENTS, environment),
        text: visit.text("text").to_owned(),
        is_filtered: parameters.iter().any(|(_, value)| !value.is_empty()),
        orders,
        pages,
        frame,
    })
}

/// The order references that are meant, the newest first.
pub(in crate::sandbox::console) fn newest(
    books: &Books<'_>,
    is_meant: impl Fn(&OrderReference) -> bool,
) -> Result<Vec<OrderReference>, Stop> {
    let rows = books.list(Query::All(Kind::OrderReference))?.iter();
    let mut orders: Vec<_> = rows
        .filter_map(|row| match row {
            Row::OrderReference(order) if is_meant(order) => Some(OrderReference::clone(order)),
            _ => None,
        })
        .collect();
    orders.sort_by(|one, other| other.created.cmp(&one.created).then_with(|| one.id.cmp(&other.id)));
    Ok(orders)
}

/// What happens to an order reference by itself.
pub(in crate::sandbox::console) fn next_of_order(order: &OrderReference) -> &'static str {
    match order.status.state() {
        OrderState::Draft => "is canceled: Stale",
        OrderState::Suspended if order.mended_at.is_some_and(|mended| mended < order.expires) => "is open again",
        _ => "is closed: Expired",
    }
}

/// What happens to an authorization by itself.
pub(in crate::sandbox::console) fn next_of_authorization(authorization: &Authorization) -> String {
    match (authorization.status.state(), authorization.closes) {
        (AuthorizationState::Pending, _) => "is decided".to_owned(),
        (_, Some((at, reason))) if at <= authorization.expires => format!("is closed: {}", reason.as_str()),
        _ => "is closed: ExpiredUnused".to_owned(),
    }
}

#[derive(Template)]
#[template(path = "console/templates/pay_order.html", config = "src/sandbox/askama.toml")]
struct One {
    frame: Frame,
    tree: OrderTree,
    merchant: String,
    lines: Vec<Line>,
    messages: Vec<Message>,
    requests: Vec<requests::Line>,
}

pub(super) async fn one(visit: Visit, Path(id): Path<String>) -> Result<Response<Body>, Failure> {
    let id = order_of(&id).to_owned();
    let wanted = id.clone();
    let found = visit.look(move |books| {
        let Some(tree) = OrderTree::find(books, &wanted)? else { return Ok(None) };
        let merchant = books.merchant(&tree.order.seller)?.map(|merchant| merchant.name).unwrap_or_default();
        let mut messages_of = Vec::new();
        for id in tree.ids() {
            let about = Some(About::AmazonPay(id.to_owned()));
            let filter = MessageFilter { about, limit: MOST_MESSAGES, ..MessageFilter::default() };
            messages_of.extend(messages(books, filter)?);
        }
        messages_of.sort_by(|one, other| other.at.cmp(&one.at));
        Ok(Some((tree, merchant, messages_of)))
    });
    let Some((tree, merchant, messages)) = found.await? else {
        return Err(visit.missing(Section::Orders, "order reference"));
    };
    let mut lines = Vec::new();
    for mover in tree.movers() {
        let filter = LineFilter { transaction: Some(mover.to_owned()), before: None, limit: MOST_LINES };
        lines.extend(visit.sandbox.0.store.lines(&visit.tenant, &filter).await.map_err(|error| visit.failed(error))?);
    }
    lines.sort_by_key(|line| line.number);
    let naming = visit.exchanges().into_iter().filter(|(exchange, _)| exchange.mentions(&id));
    page(&One {
        frame: visit.frame(Section::Orders, format!("Order reference {id}")),
        requests: naming.map(|named| requests::Line::of(&named)).collect(),
        tree,
        merchant,
        lines,
        messages,
    })
}

impl One {
    /// What the order comes to, as far as it can be said in its currency.
    fn captured(&self) -> Option<Price> {
        self.tree.order.terms.total.as_ref().map(|total| like(self.tree.order.captured, total))
    }

    fn refunded(&self) -> Option<Price> {
        let taken = self.tree.payments.iter().filter_map(|payment| payment.taken.as_ref());
        let sum: Decimal = taken.map(|taken| taken.capture.refunded).sum();
        self.tree.order.terms.total.as_ref().map(|total| like(sum, total)).filter(|sum| !sum.amount.is_zero())
    }

    fn like(&self, amount: &Decimal, price: &Price) -> Price {
        like(*amount, price)
    }

    fn sum(&self) -> Decimal {
        self.lines.iter().map(|line| line.value).sum()
    }

    fn next(&self) -> &'static str {
        next_of_order(&self.tree.order)
    }

    fn authorization_next(&self, authorization: &Authorization) -> String {
        next_of_authorization(authorization)
    }

    /// Whether the buyer and Amazon can still do something with it.
    fn can_be_changed(&self) -> bool {
        !matches!(self.tree.order.status.state(), OrderState::Canceled | OrderState::Closed)
    }

    fn can_be_decided(&self, authorization: &Authorization) -> bool {
        authorization.status.is(AuthorizationState::Pending)
    }

    fn is_open(&self, authorization: &Authorization) -> bool {
        authorization.status.is(AuthorizationState::Open)
    }

    fn waits(&self, taken: &Taken) -> bool {
        taken.capture.status.is(CaptureState::Pending)
    }

    fn is_completed(&self, taken: &Taken) -> bool {
        taken.capture.status.is(CaptureState::Completed)
    }

    /// What was not refunded yet.
    fn rest(&self, taken: &Taken) -> Decimal {
        (taken.capture.amount.amount - taken.capture.refunded).max(Decimal::ZERO)
    }

    /// Where forms that have Amazon do something lead.
    fn actions(&self, id: &str) -> String {
        self.frame.actions(id)
    }

    fn buyer_page(&self) -> String {
        let order = &self.tree.order;
        self.frame.buyer_page(&order.seller, order.environment, ("orderReferenceId", &order.id))
    }
}
