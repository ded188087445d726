//! Order references: from a draft that a buyer makes to their end.

mod terms;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::{On, access, agreement, authorize, capture, constraints};
use crate::{
    amazon_pay::{
        CancelOrderReferenceRequest, CancelOrderReferenceResult, CloseOrderReferenceRequest, CloseOrderReferenceResult,
        ConfirmOrderReferenceRequest, ConfirmOrderReferenceResult, ErrorCode, GetOrderReferenceDetailsRequest,
        GetOrderReferenceDetailsResult, OrderReferenceDetails,
    },
    sandbox::{
        amazon_pay::{
            limits,
            rows::{AgreementState, OrderReference, OrderState, OrderTerms, Reason, Status, Wallet},
            simulation::Note,
            view,
        },
        books::{Books, Stop},
        rows::{Key, Need},
    },
};

pub(crate) use terms::{apply, attributes, set_attributes, set_details};

/// Makes a draft with what the buyer has chosen so far.
pub(crate) fn create(
    books: &mut Books<'_>,
    on: &On,
    wallet: Wallet,
    language: Option<String>,
) -> Result<OrderReference, Stop> {
    let id = loop {
        let id = books.ids().order_reference(on.environment, on.merchant.region);
        if books.order_reference(&id)?.is_none() {
            break id;
        }
    };
    let now = books.now();
    let order = OrderReference {
        id,
        seller: on.merchant.id.clone(),
        environment: on.environment,
        created: now,
        expires: now + limits::ORDER,
        status: Status::new(OrderState::Draft, now),
        wallet,
        terms: OrderTerms::default(),
        language,
        simulated_constraint: None,
        agreement: None,
        authorizations: Vec::new(),
        to_capture: Decimal::ZERO,
        captures: 0,
        captured: Decimal::ZERO,
        suspended_with: 0,
        mended_at: None,
    };
    books.put(order.clone());
    Ok(order)
}

pub(crate) fn get_details(
    books: &Books<'_>,
    on: &On,
    request: &GetOrderReferenceDetailsRequest,
) -> Result<GetOrderReferenceDetailsResult, Stop> {
    let order = on.order_reference(books, request.amazon_order_reference_id.as_str())?;
    let token = request.access_token.as_ref().or(request.address_consent_token.as_ref());
    let granted = access::is_granted(books, on, &order.wallet.buyer, token)?;
    Ok(GetOrderReferenceDetailsResult { order_reference_details: view::order::details(&order, &on.merchant, granted) })
}

/// Opens a draft, or an order reference that was suspended and whose buyer has chosen another payment method.
///
/// One that is open is left as it is, so that the call can be repeated when its answer was lost.
pub(crate) fn confirm(
    books: &mut Books<'_>,
    on: &On,
    request: &ConfirmOrderReferenceRequest,
) -> Result<ConfirmOrderReferenceResult, Stop> {
    let mut order = on.order_reference(books, request.amazon_order_reference_id.as_str())?;
    match order.status.state() {
        OrderState::Open => {}
        OrderState::Suspended if order.wallet.payments_chosen == order.suspended_with => {
            return Err(Stop::refuse(
                ErrorCode::PaymentMethodNotUpdated,
                format!("OrderReference {} is Suspended, and the buyer has chosen no other payment method.", order.id),
            ));
        }
        OrderState::Draft | OrderState::Suspended => {
            open(books, on, &mut order)?;
            books.put(order);
        }
        OrderState::Canceled | OrderState::Closed => return Err(wrong_status(&order, "be confirmed")),
    }
    Ok(ConfirmOrderReferenceResult {})
}

/// Opens an order reference, if nothing stands against it. It is put by whoever calls.
///
/// What the buyer has chosen for a billing agreement he pays with only once that was confirmed: no order reference that was
/// made from it opens before, or ever if it ends as a draft.
pub(crate) fn open(books: &Books<'_>, on: &On, order: &mut OrderReference) -> Result<(), Stop> {
    if let Some(id) = &order.agreement {
        let agreement = agreement::of_buyer(books, id)?;
        if !agreement.status.history().iter().any(|entered| entered.state == AgreementState::Open) {
            let state = agreement.status.state().as_str();
            return Err(Stop::refuse(
                ErrorCode::ConstraintsExist,
                format!(
                    "OrderReference {} can't be confirmed: BillingAgreement {id} is {state}, and was never confirmed.",
                    order.id
                ),
            ));
        }
    }
    let constraints = constraints::of(order, &on.merchant);
    if !constraints.is_empty() {
        let ids: Vec<_> = constraints.iter().map(|constraint| constraint.constraint_id.as_ref()).collect();
        return Err(Stop::refuse(
            ErrorCode::ConstraintsExist,
            format!("OrderReference {} can't be confirmed: {}.", order.id, ids.join(", ")),
        ));
    }
    reopen(books, order, books.now())
}

/// Cancels an order reference that is open or suspended and of which nothing was captured: not a draft, which nobody has
/// confirmed and which ends by itself.
pub(crate) fn cancel(
    books: &mut Books<'_>,
    on: &On,
    request: &CancelOrderReferenceRequest,
) -> Result<CancelOrderReferenceResult, Stop> {
    let order = on.order_reference(books, request.amazon_order_reference_id.as_str())?;
    let refused = |why: String| Err(Stop::refuse(ErrorCode::InvalidCancelAttempt, why));
    if !is_live(&order) {
        let state = order.status.state().as_str();
        return refused(format!(
            "OrderReference {} is {state}, and only an Open or Suspended one is canceled.",
            order.id
        ));
    }
    if order.captures > 0 {
        return refused(format!("OrderReference {} has captures, and can't be canceled.", order.id));
    }
    let at = books.now();
    end_canceled(books, order, at, Reason::SellerCanceled, request.cancelation_reason.clone())?;
    Ok(CancelOrderReferenceResult {})
}

/// Closes an order reference that is open or suspended. What was authorized can still be captured.
pub(crate) fn close(
    books: &mut Books<'_>,
    on: &On,
    request: &CloseOrderReferenceRequest,
) -> Result<CloseOrderReferenceResult, Stop> {
    let mut order = on.order_reference(books, request.amazon_order_reference_id.as_str())?;
    if !is_live(&order) {
        let state = order.status.state().as_str();
        return Err(Stop::refuse(
            ErrorCode::InvalidCloseAttempt,
            format!("OrderReference {} is {state}, and only an Open or Suspended one is closed.", order.id),
        ));
    }
    let text = request.closure_reason.as_deref();
    let note = Note { field: "ClosureReason", text, environment: on.environment };
    let reason = if note.closes_by_amazon()? { Reason::AmazonClosed } else { Reason::SellerClosed };
    order.status.enter_because(OrderState::Closed, books.now(), reason, request.closure_reason.clone());
    books.put(order);
    Ok(CloseOrderReferenceResult {})
}

/// What the answer to a change shows: as much as without a token.
pub(super) fn answer(order: &OrderReference, on: &On) -> OrderReferenceDetails {
    view::order::details(order, &on.merchant, false)
}

/// Whether it was confirmed and is not over.
pub(crate) fn is_live(order: &OrderReference) -> bool {
    matches!(order.status.state(), OrderState::Open | OrderState::Suspended)
}

/// Lets nothing more be authorized until the buyer has chosen another payment method, or until it is mended by itself.
pub(super) fn suspend(order: &mut OrderReference, at: DateTime<Utc>, mended_at: Option<DateTime<Utc>>) {
    if order.status.is(OrderState::Open) {
        order.status.enter(OrderState::Suspended, at, Reason::InvalidPaymentMethod);
        order.suspended_with = order.wallet.payments_chosen;
        order.mended_at = mended_at;
    }
}

/// Cancels an order reference, and ends everything that could still be captured or is being captured.
pub(crate) fn end_canceled(
    books: &mut Books<'_>,
    mut order: OrderReference,
    at: DateTime<Utc>,
    reason: Reason,
    description: Option<String>,
) -> Result<(), Stop> {
    end_payments(books, &mut order, at)?;
    order.status.enter_because(OrderState::Canceled, at, reason, description);
    books.put(order);
    Ok(())
}

/// Closes every authorization that could still be captured, and declines every capture that is under way.
pub(super) fn end_payments(books: &mut Books<'_>, order: &mut OrderReference, at: DateTime<Utc>) -> Result<(), Stop> {
    books.want(order.authorizations.iter().map(|id| Need::Row(Key::Authorization(id.clone()))))?;
    for id in order.authorizations.clone() {
        let authorization = books.authorization(&id)?.ok_or_else(|| Stop::broken("an authorization"))?;
        if let Some(id) = &authorization.capture {
            let capture = books.capture(id)?.ok_or_else(|| Stop::broken("a capture"))?;
            capture::end_with_order(books, order, capture, at);
        }
        authorize::end_with_order(books, order, authorization, at);
    }
    Ok(())
}

/// Closes an order that is open and of which all was captured that can be, or as often as it can be. A capture that is
/// under way may be declined, and leaves it open until then. It is put by whoever calls.
pub(super) fn end_at_its_limit(books: &Books<'_>, order: &mut OrderReference, at: DateTime<Utc>) -> Result<(), Stop> {
    let is_charged = order.terms.total.as_ref().is_some_and(|total| order.captured >= limits::ceiling(total));
    let reason = match () {
        () if !order.status.is(OrderState::Open) => return Ok(()),
        () if is_charged => Reason::MaxAmountCharged,
        () if order.captures as usize >= limits::MOST_AUTHORIZATIONS => Reason::MaxAuthorizationsCaptured,
        () => return Ok(()),
    };
    if !capture::is_any_pending(books, order)? {
        order.status.enter(OrderState::Closed, at, reason);
    }
    Ok(())
}

/// What is due: drafts go stale, what is suspended is mended, and in the end everything expires.
pub(super) fn step(books: &mut Books<'_>, mut order: OrderReference) -> Result<(), Stop> {
    let Some(at) = order.due() else { return Ok(()) };
    match order.status.state() {
        OrderState::Draft => order.status.enter(OrderState::Canceled, at, Reason::Stale),
        OrderState::Suspended if at < order.expires => {
            reopen(books, &mut order, at)?;
        }
        _ => order.status.enter(OrderState::Closed, at, Reason::Expired),
    }
    books.put(order);
    Ok(())
}

/// Lets it be authorized, unless everything was captured while it was suspended.
fn reopen(books: &Books<'_>, order: &mut OrderReference, at: DateTime<Utc>) -> Result<(), Stop> {
    order.status.enter(OrderState::Open, at, None);
    order.mended_at = None;
    end_at_its_limit(books, order, at)
}

fn wrong_status(order: &OrderReference, what: &str) -> Stop {
    let state = order.status.state().as_str();
    Stop::refuse(
        ErrorCode::InvalidOrderReferenceStatus,
        format!("OrderReference {} is {state}, and can't {what}.", order.id),
    )
}
