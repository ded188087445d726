//! Refunds: money of a capture that goes back to the buyer.

use chrono::{DateTime, SubsecRound, Utc};
use rust_decimal::Decimal;

use super::{
    On, capture, provider,
    reference::{self, Named},
};
use crate::{
    amazon_pay::{
        ErrorCode, GetRefundDetailsRequest, GetRefundDetailsResult, ProviderCreditReversal, RefundRequest,
        RefundResult, RefundType,
    },
    money::Price,
    sandbox::{
        amazon_pay::{
            fees, limits,
            rows::{Capture, CaptureState, OrderState, Reason, Refund, RefundState, Status},
            simulation::Note,
            view,
        },
        books::{Books, Stop},
        ledger::Movement,
        rows::{Key, Need, Scope},
    },
};

pub(crate) fn refund(books: &mut Books<'_>, on: &On, request: &RefundRequest) -> Result<RefundResult, Stop> {
    let capture = on.capture(books, request.amazon_capture_id.as_str())?;
    let of = capture.id.clone();
    let reference_id = &request.refund_reference_id;
    let named = Named { scope: Scope::Refunds, reference_id, of: &of, request };
    let id = reference::once(books, on, &named, |books| {
        let text = request.seller_refund_note.as_deref();
        let note = Note { field: "SellerRefundNote", text, environment: on.environment };
        let declined = note.refund()?;
        let wanted = Wanted {
            reference_id: Some(reference_id.clone()),
            amount: request.refund_amount.clone(),
            refund_type: RefundType::SellerInitiated,
            note: request.seller_refund_note.clone(),
            soft_descriptor: Some(capture::descriptor(on, request.soft_descriptor.as_deref())),
            reversals: &request.provider_credit_reversal_list,
            declined,
        };
        begin(books, capture, wanted)
    })?;
    Ok(RefundResult { refund_details: view::refund::details(&on.refund(books, &id)?) })
}

pub(crate) fn get_details(
    books: &Books<'_>,
    on: &On,
    request: &GetRefundDetailsRequest,
) -> Result<GetRefundDetailsResult, Stop> {
    let refund = on.refund(books, request.amazon_refund_id.as_str())?;
    Ok(GetRefundDetailsResult { refund_details: view::refund::details(&refund) })
}

/// A refund as it is asked for.
pub(super) struct Wanted<'w> {
    /// None takes the id of the refund itself.
    pub(super) reference_id: Option<String>,
    pub(super) amount: Price,
    pub(super) refund_type: RefundType,
    pub(super) note: Option<String>,
    pub(super) soft_descriptor: Option<String>,
    pub(super) reversals: &'w [ProviderCreditReversal],
    /// Why it will be declined.
    pub(super) declined: Option<Reason>,
}

/// Begins a refund, which is pending first. What is under way counts, until it is declined, as if it were refunded.
pub(super) fn begin(books: &mut Books<'_>, mut capture: Capture, wanted: Wanted<'_>) -> Result<String, Stop> {
    check(books, &capture, &wanted.amount)?;
    let now = books.now();
    let id = loop {
        let id = format!("{}-R{}", capture.order_reference, books.ids().pay_transaction());
        if books.refund(&id)?.is_none() {
            break id;
        }
    };
    let refunded = capture.refunded + wanted.amount.amount;
    // What was promised of the fee for a refund that was declined may be more than what is due now.
    let due = fees::given_back(capture.fee, &capture.amount, refunded) - capture.fee_refunded;
    let fee_refunded = due.max(Decimal::ZERO);
    let mut refund = Refund {
        reference_id: wanted.reference_id.unwrap_or_else(|| id.clone()),
        id: id.clone(),
        seller: capture.seller.clone(),
        environment: capture.environment,
        capture: capture.id.clone(),
        order_reference: capture.order_reference.clone(),
        refund_type: wanted.refund_type.as_ref().to_owned(),
        amount: wanted.amount,
        fee_refunded,
        note: wanted.note,
        soft_descriptor: wanted.soft_descriptor,
        created: now,
        status: Status::new(RefundState::Pending, now),
        decision: Some(((now + books.policy().latency.card).trunc_subsecs(3), wanted.declined)),
        provider_shares: Vec::new(),
        provider_reversals: Vec::new(),
    };
    provider::begin_reversals(books, &capture, &mut refund, wanted.reversals)?;
    capture.refunded = refunded;
    capture.fee_refunded += fee_refunded;
    capture.refunds.push(id.clone());
    books.put(capture);
    books.put(refund);
    Ok(id)
}

/// Decides a pending refund: it is declined with the reason, or completed without one.
pub(crate) fn decide(
    books: &mut Books<'_>,
    mut refund: Refund,
    at: DateTime<Utc>,
    declined: Option<Reason>,
) -> Result<(), Stop> {
    let mut capture = books.capture(&refund.capture)?.ok_or_else(|| Stop::broken("a capture"))?;
    books.want(capture.refunds.iter().map(|id| Need::Row(Key::Refund(id.clone()))))?;
    refund.decision = None;
    match declined {
        Some(reason) => {
            refund.status.enter(RefundState::Declined, at, reason);
            capture.refunded -= refund.amount.amount;
            capture.fee_refunded -= refund.fee_refunded;
        }
        None => {
            let by_buyer = refund.refund_type == RefundType::BuyerCanceled.as_ref();
            refund.status.enter(RefundState::Completed, at, by_buyer.then_some(Reason::BuyerCanceled));
            let [processor, seller, fees] = capture::purses(&capture);
            let mut movement = Movement::default();
            movement.transfer(seller.clone(), processor, refund.amount.amount);
            movement.transfer(fees, seller, refund.fee_refunded);
            books.post(at, &refund.id, movement)?;
        }
    }
    provider::settle_reversals(books, &refund, at, declined)?;
    books.put(refund);
    end_capture_at_its_limit(books, &mut capture, at)?;
    books.put(capture);
    Ok(())
}

/// What is due: the decision of what is pending.
pub(super) fn step(books: &mut Books<'_>, refund: Refund) -> Result<(), Stop> {
    match refund.decision {
        Some((at, declined)) => decide(books, refund, at, declined),
        None => Ok(()),
    }
}

fn check(books: &Books<'_>, capture: &Capture, amount: &Price) -> Result<(), Stop> {
    if capture.refunds.len() >= limits::MOST_REFUNDS {
        return Err(Stop::refuse(
            ErrorCode::TransactionCountExceeded,
            format!("Capture {} has had {} refunds.", capture.id, capture.refunds.len()),
        ));
    }
    let order = books.order_reference(&capture.order_reference)?;
    let order = order.ok_or_else(|| Stop::broken("an order reference"))?;
    if !capture.status.is(CaptureState::Completed) || order.status.is(OrderState::Canceled) {
        let (capture_is, order_is) = (capture.status.state().as_str(), order.status.state().as_str());
        return Err(Stop::refuse(
            ErrorCode::CaptureNotRefundable,
            format!("Capture {} is {capture_is}, and its OrderReference is {order_is}.", capture.id),
        ));
    }
    limits::check_currency("RefundAmount", amount, "the capture", &capture.amount.currency_code)?;
    limits::check_amount("RefundAmount", amount)?;
    let left = limits::ceiling(&capture.amount) - capture.refunded;
    match amount.amount > left {
        true => Err(limits::exceeded(format!(
            "RefundAmount is {amount}, and {left} can still be refunded of Capture {}.",
            capture.id
        ))),
        false => Ok(()),
    }
}

/// Closes a capture of which all was given back that can be, or as often as it can be, and of which nothing is under
/// way.
fn end_capture_at_its_limit(books: &Books<'_>, capture: &mut Capture, at: DateTime<Utc>) -> Result<(), Stop> {
    for id in &capture.refunds {
        let refund = books.refund(id)?.ok_or_else(|| Stop::broken("a refund"))?;
        if refund.status.is(RefundState::Pending) {
            return Ok(());
        }
    }
    let reason = match () {
        () if !capture.status.is(CaptureState::Completed) => return Ok(()),
        () if capture.refunded >= limits::ceiling(&capture.amount) => Reason::MaxAmountRefunded,
        () if capture.refunds.len() >= limits::MOST_REFUNDS => Reason::MaxRefundsProcessed,
        () => return Ok(()),
    };
    capture.status.enter(CaptureState::Closed, at, reason);
    Ok(())
}

/// What can still be given back of what was captured.
pub(super) fn left_of(capture: &Capture) -> Decimal {
    (capture.amount.amount - capture.refunded).max(Decimal::ZERO)
}
