//! Billing agreements: the list with its filters, and what was charged on one.

use askama::Template;
use axum::{body::Body, extract::Path, http::Response};
use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::{ENVIRONMENTS, agreement_mentions, like};
use crate::{
    money::Price,
    sandbox::{
        amazon_pay::{
            rows::{AgreementState, Authorization, BillingAgreement, OrderReference},
            rules::agreement,
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
        rows::{About, Key, Kind, Message, MessageFilter, Need, Query, Row},
    },
};

const ON_A_PAGE: usize = 50;
/// Order references of an agreement that are shown, the newest.
const MOST_CHARGES: usize = 100;
const MOST_MESSAGES: u32 = 100;

#[derive(Template)]
#[template(path = "console/templates/pay_agreements.html", config = "src/sandbox/askama.toml")]
struct List {
    frame: Frame,
    states: Vec<Choice>,
    environments: Vec<Choice>,
    text: String,
    is_filtered: bool,
    agreements: Vec<BillingAgreement>,
    pages: Pages,
}

pub(super) async fn list(visit: Visit) -> Result<Response<Body>, Failure> {
    let number = visit.number::<usize>("page").unwrap_or_default();
    let state = chosen(AgreementState::ALL, visit.text("state"));
    let environment = chosen(&ENVIRONMENTS, visit.text("environment"));
    let wanted = visit.text("text").to_lowercase();
    let mut agreements = visit
        .look(move |books| {
            newest(books, |agreement| {
                state.is_none_or(|state| agreement.status.is(state))
                    && environment.is_none_or(|environment| agreement.environment == environment)
                    && (wanted.is_empty() || agreement_mentions(agreement, &wanted))
            })
        })
        .await?;
    let frame = visit.frame(Section::Agreements, Section::Agreements.name());
    let parameters = [
        ("state", state.map_or("", |it| it.name())),
        ("environment", environment.map_or("", |it| it.name())),
        ("text", visit.text("text")),
    ];
    agreements.drain(..number.saturating_mul(ON_A_PAGE).min(agreements.len()));
    let pages = Pages::with(&frame, Section::Agreements.path(), &parameters, number, agreements.len() > ON_A_PAGE);
    agreements.truncate(ON_A_PAGE);
    page(&List {
        states: choices(AgreementState::ALL, state),
        environments: choices(&ENVIRONMENTS, environment),
        text: visit.text("text").to_owned(),
        is_filtered: parameters.iter().any(|(_, value)| !value.is_empty()),
        agreements,
        pages,
        frame,
    })
}

/// The billing agreements that are meant, the newest first.
pub(in crate::sandbox::console) fn newest(
    books: &Books<'_>,
    is_meant: impl Fn(&BillingAgreement) -> bool,
) -> Result<Vec<BillingAgreement>, Stop> {
    let rows = books.list(Query::All(Kind::BillingAgreement))?.iter();
    let mut agreements: Vec<_> = rows
        .filter_map(|row| match row {
            Row::BillingAgreement(agreement) if is_meant(agreement) => Some(BillingAgreement::clone(agreement)),
            _ => None,
        })
        .collect();
    agreements.sort_by(|one, other| other.created.cmp(&one.created).then_with(|| one.id.cmp(&other.id)));
    Ok(agreements)
}

/// What happens to a billing agreement by itself.
pub(in crate::sandbox::console) fn next_of_agreement(agreement: &BillingAgreement) -> &'static str {
    match agreement.status.state() {
        AgreementState::Draft => "is canceled: Stale",
        _ => "is open again",
    }
}

#[derive(Template)]
#[template(path = "console/templates/pay_agreement.html", config = "src/sandbox/askama.toml")]
struct One {
    frame: Frame,
    agreement: BillingAgreement,
    merchant: String,
    /// What was authorized in the month of the clock, and how much that is of what may be.
    spent: Price,
    percent: u32,
    /// The newest first.
    charges: Vec<Charge>,
    messages: Vec<Message>,
    requests: Vec<requests::Line>,
}

/// An order reference that was made from an agreement.
struct Charge {
    order: OrderReference,
    authorizations: Vec<Authorization>,
}

pub(super) async fn one(visit: Visit, Path(id): Path<String>) -> Result<Response<Body>, Failure> {
    let wanted = id.clone();
    let found = visit.look(move |books| {
        let Some(agreement) = books.billing_agreement(&wanted)? else { return Ok(None) };
        let merchant = books.merchant(&agreement.seller)?.map(|merchant| merchant.name).unwrap_or_default();
        let charges = Charge::all(books, &agreement)?;
        let spent = agreement.monthly_limit.amount - agreement::left(&agreement, books.now());
        let about = Some(About::AmazonPay(wanted.clone()));
        let messages = messages(books, MessageFilter { about, limit: MOST_MESSAGES, ..MessageFilter::default() })?;
        Ok(Some((agreement, merchant, charges, spent, messages)))
    });
    let Some((agreement, merchant, charges, spent, messages)) = found.await? else {
        return Err(visit.missing(Section::Agreements, "billing agreement"));
    };
    let naming = visit.exchanges().into_iter().filter(|(exchange, _)| exchange.mentions(&id));
    page(&One {
        frame: visit.frame(Section::Agreements, format!("Billing agreement {id}")),
        requests: naming.map(|named| requests::Line::of(&named)).collect(),
        spent: like(spent, &agreement.monthly_limit),
        percent: percent(spent, agreement.monthly_limit.amount),
        agreement,
        merchant,
        charges,
        messages,
    })
}

impl Charge {
    fn all(books: &Books<'_>, agreement: &BillingAgreement) -> Result<Vec<Self>, Stop> {
        let ids: Vec<_> = agreement.order_references.iter().rev().take(MOST_CHARGES).collect();
        books.want(ids.iter().map(|id| Need::Row(Key::OrderReference((*id).clone()))))?;
        let orders: Vec<_> =
            ids.iter().filter_map(|id| books.order_reference(id).transpose()).collect::<Result<_, _>>()?;
        let named = orders.iter().flat_map(|order| &order.authorizations);
        books.want(named.map(|id| Need::Row(Key::Authorization(id.clone()))))?;
        let charges = orders.into_iter().map(|order| {
            let found = order.authorizations.iter().filter_map(|id| books.authorization(id).transpose());
            Ok(Self { authorizations: found.collect::<Result<_, _>>()?, order })
        });
        charges.collect()
    }
}

impl One {
    fn captured(&self, authorization: &Authorization) -> Price {
        like(authorization.captured, &authorization.amount)
    }

    fn next(&self) -> &'static str {
        next_of_agreement(&self.agreement)
    }

    /// Whether the buyer and Amazon can still do something with it.
    fn can_be_changed(&self) -> bool {
        !matches!(self.agreement.status.state(), AgreementState::Canceled | AgreementState::Closed)
    }

    fn is_open(&self) -> bool {
        self.agreement.status.is(AgreementState::Open)
    }

    /// Where forms that have Amazon do something lead.
    fn actions(&self) -> String {
        self.frame.actions(&self.agreement.id)
    }

    fn buyer_page(&self) -> String {
        let agreement = &self.agreement;
        self.frame.buyer_page(&agreement.seller, agreement.environment, ("billingAgreementId", &agreement.id))
    }
}

/// How much `part` is of `whole`, in percent.
fn percent(part: Decimal, whole: Decimal) -> u32 {
    let share = (part * Decimal::ONE_HUNDRED).checked_div(whole).unwrap_or_default();
    share.floor().to_u32().unwrap_or_default().min(100)
}
