//! Amazon Pay: merchants, what buyers choose, what came of it, and what Amazon does by itself.

mod view;

use axum::{
    Router,
    extract::State,
    routing::{get, patch, post},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use self::view::{AgreementView, AuthorizationView, CaptureView, OrderDetails, OrderView, RefundView};
use super::{
    answer::{Asked, Failure, Given, Json, Named},
    world::{World, limit},
};
use crate::{
    amazon_pay::Environment,
    sandbox::{
        Sandbox,
        amazon_pay::{
            AmazonAction, Announcement, BuyerChoice, Choice, MerchantChange, NewBillingAgreement, NewMerchant,
            NewOrderReference, SeedMerchant,
            rows::{AgreementState, AuthorizationState, CaptureState, OrderState, RefundState},
            rules::status,
            tree::OrderTree,
        },
        books::{Books, Stop},
        rows::{Kind, Query, Row},
    },
};

pub(super) fn routes() -> Router<Sandbox> {
    Router::new()
        .route("/_sandbox/amazon-pay/merchants", get(merchants).post(add_merchant))
        .route("/_sandbox/amazon-pay/merchants/{id}", patch(alter_merchant))
        .route("/_sandbox/amazon-pay/order-references", get(order_references).post(create_order_reference))
        .route("/_sandbox/amazon-pay/order-references/{id}", get(order_reference).patch(choose))
        .route("/_sandbox/amazon-pay/order-references/{id}/actions", post(act))
        .route("/_sandbox/amazon-pay/billing-agreements", get(billing_agreements).post(create_billing_agreement))
        .route("/_sandbox/amazon-pay/billing-agreements/{id}", get(billing_agreement).patch(choose))
        .route("/_sandbox/amazon-pay/billing-agreements/{id}/actions", post(act))
        .route("/_sandbox/amazon-pay/authorizations", get(authorizations))
        .route("/_sandbox/amazon-pay/authorizations/{id}/actions", post(act))
        .route("/_sandbox/amazon-pay/captures", get(captures))
        .route("/_sandbox/amazon-pay/captures/{id}/actions", post(act))
        .route("/_sandbox/amazon-pay/refunds", get(refunds))
        .route("/_sandbox/amazon-pay/refunds/{id}/actions", post(act))
        .route("/_sandbox/amazon-pay/service-status", get(service_status).put(announce))
}

#[derive(Serialize)]
struct Merchants {
    merchants: Vec<SeedMerchant>,
}

async fn merchants(State(sandbox): State<Sandbox>, Asked(world): Asked<World>) -> Result<Json<Merchants>, Failure> {
    Ok(Json(Merchants { merchants: sandbox.merchants(world.caller.as_deref()).await? }))
}

async fn add_merchant(
    State(sandbox): State<Sandbox>,
    Asked(world): Asked<World>,
    Given(mut merchant): Given<NewMerchant>,
) -> Result<Json<SeedMerchant>, Failure> {
    merchant.caller = merchant.caller.or(world.caller);
    Ok(Json(sandbox.add_merchant(merchant).await?))
}

async fn alter_merchant(
    State(sandbox): State<Sandbox>,
    Named(id): Named<String>,
    Asked(world): Asked<World>,
    Given(mut change): Given<MerchantChange>,
) -> Result<Json<SeedMerchant>, Failure> {
    change.caller = change.caller.or(world.caller);
    Ok(Json(sandbox.alter_merchant(id, change).await?))
}

/// Which objects are asked for, the newest first.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Which {
    caller: Option<String>,
    seller_id: Option<String>,
    environment: Option<Environment>,
    state: Option<String>,
    order_reference_id: Option<String>,
    skip: Option<usize>,
    limit: Option<usize>,
}

/// What a list is sorted and filtered by.
struct Marks<'r> {
    created: DateTime<Utc>,
    id: &'r str,
    seller: &'r str,
    environment: Environment,
    state: &'static str,
    order: &'r str,
}

macro_rules! marks {
    ($row:expr, $order:ident) => {
        Some(Marks {
            created: $row.created,
            id: &$row.id,
            seller: &$row.seller,
            environment: $row.environment,
            state: $row.status.state().as_str(),
            order: &$row.$order,
        })
    };
}

impl<'r> Marks<'r> {
    fn of(row: &'r Row) -> Option<Self> {
        match row {
            Row::OrderReference(row) => marks!(row, id),
            Row::BillingAgreement(row) => marks!(row, id),
            Row::Authorization(row) => marks!(row, order_reference),
            Row::Capture(row) => marks!(row, order_reference),
            Row::Refund(row) => marks!(row, order_reference),
            _ => None,
        }
    }

    fn are_meant(&self, which: &Which) -> bool {
        which.seller_id.as_ref().is_none_or(|seller| seller == self.seller)
            && which.environment.is_none_or(|environment| environment == self.environment)
            && which.state.as_ref().is_none_or(|state| state == self.state)
            && which.order_reference_id.as_ref().is_none_or(|order| order == self.order)
    }
}

/// The rows of one kind that are meant, as `view` shows them. `states` are those that `which` may name.
async fn listed<T: Send + 'static>(
    sandbox: &Sandbox,
    kind: Kind,
    which: Which,
    states: impl Iterator<Item = &'static str>,
    view: impl Fn(&Row, DateTime<Utc>) -> Option<T> + Send + 'static,
) -> Result<Vec<T>, Failure> {
    let states: Vec<_> = states.collect();
    if which.state.as_deref().is_some_and(|state| !states.contains(&state)) {
        return Err(Failure::invalid(format!("state may be {}", states.join(", "))));
    }
    let tenant = sandbox.tenant_named(which.caller.as_deref())?;
    let found = sandbox.look(&tenant, move |books: &Books<'_>| -> Result<Vec<T>, Stop> {
        let rows = books.list(Query::All(kind))?.iter();
        let mut rows: Vec<_> = rows.filter_map(|row| Some((Marks::of(row)?, row))).collect();
        rows.retain(|(marks, _)| marks.are_meant(&which));
        rows.sort_by(|(one, _), (other, _)| other.created.cmp(&one.created).then_with(|| other.id.cmp(one.id)));
        let rows = rows.into_iter().skip(which.skip.unwrap_or(0)).take(limit(which.limit));
        Ok(rows.filter_map(|(_, row)| view(row, books.now())).collect())
    });
    Ok(found.await?)
}

#[derive(Serialize)]
struct OrderReferences {
    order_references: Vec<OrderView>,
}

async fn order_references(
    State(sandbox): State<Sandbox>,
    Asked(which): Asked<Which>,
) -> Result<Json<OrderReferences>, Failure> {
    let found =
        listed(&sandbox, Kind::OrderReference, which, OrderState::ALL.iter().map(|it| it.as_str()), |row, _| {
            if let Row::OrderReference(row) = row { Some((&**row).into()) } else { None }
        });
    Ok(Json(OrderReferences { order_references: found.await? }))
}

#[derive(Serialize)]
struct BillingAgreements {
    billing_agreements: Vec<AgreementView>,
}

async fn billing_agreements(
    State(sandbox): State<Sandbox>,
    Asked(which): Asked<Which>,
) -> Result<Json<BillingAgreements>, Failure> {
    let states = AgreementState::ALL.iter().map(|it| it.as_str());
    let found = listed(&sandbox, Kind::BillingAgreement, which, states, |row, now| {
        if let Row::BillingAgreement(row) = row { Some(AgreementView::of(row, now)) } else { None }
    });
    Ok(Json(BillingAgreements { billing_agreements: found.await? }))
}

#[derive(Serialize)]
struct Authorizations {
    authorizations: Vec<AuthorizationView>,
}

async fn authorizations(
    State(sandbox): State<Sandbox>,
    Asked(which): Asked<Which>,
) -> Result<Json<Authorizations>, Failure> {
    let states = AuthorizationState::ALL.iter().map(|it| it.as_str());
    let found = listed(&sandbox, Kind::Authorization, which, states, |row, _| {
        if let Row::Authorization(row) = row { Some((&**row).into()) } else { None }
    });
    Ok(Json(Authorizations { authorizations: found.await? }))
}

#[derive(Serialize)]
struct Captures {
    captures: Vec<CaptureView>,
}

async fn captures(State(sandbox): State<Sandbox>, Asked(which): Asked<Which>) -> Result<Json<Captures>, Failure> {
    let found = listed(&sandbox, Kind::Capture, which, CaptureState::ALL.iter().map(|it| it.as_str()), |row, _| {
        if let Row::Capture(row) = row { Some((&**row).into()) } else { None }
    });
    Ok(Json(Captures { captures: found.await? }))
}

#[derive(Serialize)]
struct Refunds {
    refunds: Vec<RefundView>,
}

async fn refunds(State(sandbox): State<Sandbox>, Asked(which): Asked<Which>) -> Result<Json<Refunds>, Failure> {
    let found = listed(&sandbox, Kind::Refund, which, RefundState::ALL.iter().map(|it| it.as_str()), |row, _| {
        if let Row::Refund(row) = row { Some((&**row).into()) } else { None }
    });
    Ok(Json(Refunds { refunds: found.await? }))
}

async fn create_order_reference(
    State(sandbox): State<Sandbox>,
    Asked(world): Asked<World>,
    Given(mut order): Given<NewOrderReference>,
) -> Result<Json<Choice>, Failure> {
    order.caller = order.caller.or(world.caller);
    Ok(Json(sandbox.create_order_reference(order).await?))
}

async fn create_billing_agreement(
    State(sandbox): State<Sandbox>,
    Asked(world): Asked<World>,
    Given(mut agreement): Given<NewBillingAgreement>,
) -> Result<Json<Choice>, Failure> {
    agreement.caller = agreement.caller.or(world.caller);
    Ok(Json(sandbox.create_billing_agreement(agreement).await?))
}

async fn order_reference(
    State(sandbox): State<Sandbox>,
    Named(id): Named<String>,
    Asked(world): Asked<World>,
) -> Result<Json<OrderDetails>, Failure> {
    let tenant = world.tenant(&sandbox)?;
    let tree = sandbox.look(&tenant, move |books| OrderTree::find(books, &id)).await?;
    let tree = tree.ok_or_else(|| Failure::not_found("There is no such order reference in this world."))?;
    Ok(Json((&tree).into()))
}

async fn billing_agreement(
    State(sandbox): State<Sandbox>,
    Named(id): Named<String>,
    Asked(world): Asked<World>,
) -> Result<Json<AgreementView>, Failure> {
    let tenant = world.tenant(&sandbox)?;
    let found = sandbox.look(&tenant, move |books| {
        Ok(books.billing_agreement(&id)?.map(|agreement| AgreementView::of(&agreement, books.now())))
    });
    let found = found.await?;
    found.map(Json).ok_or_else(|| Failure::not_found("There is no such billing agreement in this world."))
}

/// Changes what the buyer has chosen.
async fn choose(
    State(sandbox): State<Sandbox>,
    Named(id): Named<String>,
    Asked(world): Asked<World>,
    Given(mut choice): Given<BuyerChoice>,
) -> Result<Json<Choice>, Failure> {
    choice.caller = choice.caller.or(world.caller);
    Ok(Json(sandbox.choose(id, choice).await?))
}

/// What became of an action.
#[derive(Serialize)]
struct Done {
    /// The object that was made by it: a refund.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    done: bool,
}

async fn act(
    State(sandbox): State<Sandbox>,
    Named(id): Named<String>,
    Asked(world): Asked<World>,
    Given(action): Given<AmazonAction>,
) -> Result<Json<Done>, Failure> {
    let id = sandbox.act_as_amazon(world.caller.as_deref(), &id, action).await?;
    Ok(Json(Done { id, done: true }))
}

async fn service_status(
    State(sandbox): State<Sandbox>,
    Asked(world): Asked<World>,
) -> Result<Json<Announcement>, Failure> {
    let tenant = world.tenant(&sandbox)?;
    Ok(Json(sandbox.look(&tenant, status::announced).await?))
}

async fn announce(
    State(sandbox): State<Sandbox>,
    Asked(world): Asked<World>,
    Given(announcement): Given<Announcement>,
) -> Result<Json<Announcement>, Failure> {
    Ok(Json(sandbox.announce_service_status(world.caller.as_deref(), announcement).await?))
}
