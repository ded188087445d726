//! What Amazon or a buyer does by itself, where no call reaches: it is asked for from outside, with the id alone.

use super::{authorize, capture, order, refund};
use crate::{
    amazon_pay::{ErrorCode, RefundType},
    money::Price,
    sandbox::{
        amazon_pay::{
            limits,
            rows::{AuthorizationState, CaptureState, Decision, OrderReference, OrderState, Reason, RefundState},
        },
        books::{Books, Stop},
    },
};

/// Why Amazon gives money back that the merchant did not give back himself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RefundCause {
    /// The buyer has made use of the A-to-z guarantee.
    Guarantee,
    /// The buyer has cancelled the order.
    BuyerCanceled,
    /// The bank has taken the money back.
    Chargeback,
}

/// Cancels an order reference that is open or suspended, whatever was captured of it.
pub(crate) fn cancel_order(books: &mut Books<'_>, id: &str) -> Result<(), Stop> {
    let order = live_order(books, id)?;
    let now = books.now();
    order::end_canceled(books, order, now, Reason::AmazonCanceled, None)
}

/// Closes an order reference that is open.
pub(crate) fn close_order(books: &mut Books<'_>, id: &str) -> Result<(), Stop> {
    let mut order = live_order(books, id)?;
    if !order.status.is(OrderState::Open) {
        return Err(Stop::refuse(ErrorCode::InvalidCloseAttempt, format!("OrderReference {id} is not Open.")));
    }
    order.status.enter(OrderState::Closed, books.now(), Reason::AmazonClosed);
    books.put(order);
    Ok(())
}

/// Closes an authorization that is open.
pub(crate) fn close_authorization(books: &mut Books<'_>, id: &str) -> Result<(), Stop> {
    let mut authorization = books.authorization(id)?.ok_or_else(|| unknown("AuthorizationId", id))?;
    if !authorization.status.is(AuthorizationState::Open) {
        return Err(authorize::wrong_status(&authorization, "be closed"));
    }
    authorization.status.enter(AuthorizationState::Closed, books.now(), Reason::AmazonClosed);
    books.put(authorization);
    Ok(())
}

/// Decides an authorization that is pending now, and so.
pub(crate) fn decide_authorization(books: &mut Books<'_>, id: &str, decision: Decision) -> Result<(), Stop> {
    let authorization = books.authorization(id)?.ok_or_else(|| unknown("AuthorizationId", id))?;
    if !authorization.status.is(AuthorizationState::Pending) {
        return Err(authorize::wrong_status(&authorization, "be decided"));
    }
    let now = books.now();
    authorize::decide(books, authorization, now, decision)
}

/// Decides a capture that is pending now: declined with that reason, or completed.
pub(crate) fn decide_capture(books: &mut Books<'_>, id: &str, declined: Option<Reason>) -> Result<(), Stop> {
    let capture = books.capture(id)?.ok_or_else(|| unknown("CaptureId", id))?;
    if !capture.status.is(CaptureState::Pending) {
        return Err(not_pending("Capture", id, capture.status.state().as_str()));
    }
    let now = books.now();
    capture::decide(books, capture, now, declined)
}

/// Closes a capture that is completed, so that nothing of it can be given back any more.
pub(crate) fn close_capture(books: &mut Books<'_>, id: &str) -> Result<(), Stop> {
    let mut capture = books.capture(id)?.ok_or_else(|| unknown("CaptureId", id))?;
    if !capture.status.is(CaptureState::Completed) {
        return Err(Stop::refuse(
            ErrorCode::InvalidParameterValue,
            format!("Capture {id} is {}, and only a Completed one is closed.", capture.status.state().as_str()),
        ));
    }
    capture.status.enter(CaptureState::Closed, books.now(), Reason::AmazonClosed);
    books.put(capture);
    Ok(())
}

/// Decides a refund that is pending now: declined with that reason, or completed.
pub(crate) fn decide_refund(books: &mut Books<'_>, id: &str, declined: Option<Reason>) -> Result<(), Stop> {
    let refund = books.refund(id)?.ok_or_else(|| unknown("RefundId", id))?;
    if !refund.status.is(RefundState::Pending) {
        return Err(not_pending("Refund", id, refund.status.state().as_str()));
    }
    let now = books.now();
    refund::decide(books, refund, now, declined)
}

/// Gives back an amount of a capture, or all that is left of it, and tells the id of the refund.
pub(crate) fn refund(
    books: &mut Books<'_>,
    capture: &str,
    amount: Option<Price>,
    cause: RefundCause,
) -> Result<String, Stop> {
    let capture = books.capture(capture)?.ok_or_else(|| unknown("CaptureId", capture))?;
    let left = Price { amount: refund::left_of(&capture), ..capture.amount.clone() };
    let amount = amount.unwrap_or(left);
    if amount.amount <= rust_decimal::Decimal::ZERO {
        return Err(Stop::refuse(
            ErrorCode::InvalidParameterValue,
            format!("Nothing is left to be refunded of Capture {}.", capture.id),
        ));
    }
    limits::check_price("The amount", &amount)?;
    let wanted = refund::Wanted {
        reference_id: None,
        amount,
        refund_type: match cause {
            RefundCause::Guarantee => RefundType::AmazonAZRefund,
            RefundCause::BuyerCanceled => RefundType::BuyerCanceled,
            RefundCause::Chargeback => RefundType::Chargeback,
        },
        note: None,
        soft_descriptor: None,
        reversals: &[],
        declined: None,
    };
    refund::begin(books, capture, wanted)
}

fn live_order(books: &Books<'_>, id: &str) -> Result<OrderReference, Stop> {
    let order = books.order_reference(id)?.ok_or_else(|| {
        Stop::refuse(ErrorCode::InvalidOrderReferenceId, format!("The OrderReferenceId {id} is invalid."))
    })?;
    match order::is_live(&order) {
        true => Ok(order),
        false => Err(Stop::refuse(
            ErrorCode::InvalidOrderReferenceStatus,
            format!("OrderReference {id} is {}, and neither Open nor Suspended.", order.status.state().as_str()),
        )),
    }
}

fn unknown(what: &str, id: &str) -> Stop {
    Stop::refuse(ErrorCode::InvalidTransactionId, format!("The {what} {id} is invalid."))
}

fn not_pending(what: &str, id: &str, state: &str) -> Stop {
    Stop::refuse(
        ErrorCode::InvalidParameterValue,
        format!("{what} {id} is {state}, and only a Pending one is decided."),
    )
}
