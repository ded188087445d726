//! Authorizations: what is asked for, how it is decided, and what that leads to.

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use rust_decimal::Decimal;

use super::{
    On, agreement,
    capture::{self, Fate, Taking},
    order, provider,
    reference::{self, Named},
};
use crate::{
    amazon_pay::{
        AuthorizeRequest, AuthorizeResult, CloseAuthorizationRequest, CloseAuthorizationResult, ErrorCode,
        GetAuthorizationDetailsRequest, GetAuthorizationDetailsResult,
    },
    money::Price,
    sandbox::{
        amazon_pay::{
            limits,
            rows::{
                Authorization, AuthorizationState, Behaviour, Decision, OrderReference, OrderState, ProviderShare,
                Reason, Status,
            },
            simulation::{AuthorizationFate, Note},
            view,
        },
        books::{Books, Stop},
        rows::Scope,
    },
};

/// Minutes in which an authorization is decided that says nothing else.
const TIMEOUT: u32 = 1440;

pub(crate) fn authorize(books: &mut Books<'_>, on: &On, request: &AuthorizeRequest) -> Result<AuthorizeResult, Stop> {
    let order = on.order_reference(books, request.amazon_order_reference_id.as_str())?;
    let of = order.id.clone();
    let reference_id = &request.authorization_reference_id;
    let named = Named { scope: Scope::Authorizations, reference_id, of: &of, request };
    let id = reference::once(books, on, &named, |books| {
        let asked = Asked {
            reference_id: reference_id.clone(),
            amount: request.authorization_amount.clone(),
            note: request.seller_authorization_note.clone(),
            timeout: timeout(request.transaction_timeout)?,
            capture_now: request.capture_now.unwrap_or(false),
            soft_descriptor: request.soft_descriptor.clone(),
            provider_credits: provider::credits(&request.authorization_amount, &request.provider_credit_list)?,
            item_categories: request.order_item_categories.clone(),
        };
        Ok(begin(books, on, order, asked)?.id)
    })?;
    let authorization = on.authorization(books, &id)?;
    Ok(AuthorizeResult { authorization_details: view::authorization::details(books, &authorization)? })
}

pub(crate) fn get_details(
    books: &Books<'_>,
    on: &On,
    request: &GetAuthorizationDetailsRequest,
) -> Result<GetAuthorizationDetailsResult, Stop> {
    let authorization = on.authorization(books, request.amazon_authorization_id.as_str())?;
    Ok(GetAuthorizationDetailsResult { authorization_details: view::authorization::details(books, &authorization)? })
}

/// Closes an authorization that is open, so that it will not be captured.
pub(crate) fn close(
    books: &mut Books<'_>,
    on: &On,
    request: &CloseAuthorizationRequest,
) -> Result<CloseAuthorizationResult, Stop> {
    let mut authorization = on.authorization(books, request.amazon_authorization_id.as_str())?;
    if !authorization.status.is(AuthorizationState::Open) {
        return Err(wrong_status(&authorization, "be closed"));
    }
    let now = books.now();
    let description = request.closure_reason.clone();
    authorization.status.enter_because(AuthorizationState::Closed, now, Reason::SellerClosed, description);
    books.put(authorization);
    Ok(CloseAuthorizationResult {})
}

/// An authorization as it is asked for.
pub(crate) struct Asked {
    pub(crate) reference_id: String,
    pub(crate) amount: Price,
    pub(crate) note: Option<String>,
    /// Minutes; 0 asks for an answer at once.
    pub(crate) timeout: u32,
    pub(crate) capture_now: bool,
    pub(crate) soft_descriptor: Option<String>,
    pub(crate) provider_credits: Vec<ProviderShare>,
    pub(crate) item_categories: Vec<String>,
}

/// The minutes that a request gives for the decision.
pub(crate) fn timeout(given: Option<i32>) -> Result<u32, Stop> {
    let minutes =
        given.map_or(Ok(TIMEOUT), u32::try_from).ok().filter(|minutes| *minutes <= TIMEOUT && minutes % 5 == 0);
    minutes.ok_or_else(|| {
        Stop::refuse(
            ErrorCode::InvalidParameterValue,
            format!("TransactionTimeout must be 0 or a multiple of 5 up to {TIMEOUT}."),
        )
    })
}

/// Authorizes an amount of `order`: as [`Asked::timeout`] says, it is decided at once or later. Both are put.
///
/// Every authorization of an order counts, whatever has become of it; and what was captured of it all, or will be by
/// authorizations under way, stays below the ceiling of the order's total. One that captures at once uses up its reference
/// id for captures too, even if it is declined.
pub(crate) fn begin(
    books: &mut Books<'_>,
    on: &On,
    mut order: OrderReference,
    asked: Asked,
) -> Result<Authorization, Stop> {
    check(&order, &asked)?;
    let note = Note { field: "SellerAuthorizationNote", text: asked.note.as_deref(), environment: on.environment };
    let fate = note.authorization(asked.capture_now)?;
    let now = books.now();
    let (at, decision) = decision(books, &order, &asked, fate);
    let synchronous = asked.timeout == 0;
    let closes = match fate {
        Some(AuthorizationFate::Close(after, reason)) => Some((at + after, reason)),
        Some(AuthorizationFate::Decline(_)) | None => None,
    };
    let status = match (synchronous, decision) {
        (false, _) => Status::new(AuthorizationState::Pending, now),
        (true, Decision::Approve) if asked.capture_now => {
            Status::begun(AuthorizationState::Closed, now, Reason::MaxCapturesProcessed)
        }
        (true, Decision::Approve) => Status::new(AuthorizationState::Open, now),
        (true, Decision::Decline { reason, .. }) => Status::begun(AuthorizationState::Declined, now, reason),
    };
    let soft_descriptor = asked.capture_now.then(|| capture::descriptor(on, asked.soft_descriptor.as_deref()));
    let mut authorization = Authorization {
        id: new_id(books, &order.id)?,
        seller: order.seller.clone(),
        environment: order.environment,
        order_reference: order.id.clone(),
        reference_id: asked.reference_id,
        amount: asked.amount,
        captured: Decimal::ZERO,
        note: asked.note,
        soft_descriptor,
        capture_now: asked.capture_now,
        transaction_timeout: asked.timeout,
        created: now,
        expires: now + limits::validity(on.environment),
        status,
        soft_decline: None,
        item_categories: asked.item_categories,
        provider_credits: asked.provider_credits,
        decision: (!synchronous).then_some((at, decision)),
        closes,
        capture: None,
    };
    if authorization.capture_now {
        // The capture will have this reference id too. It is taken now, lest another capture take it before the decision.
        let Authorization { reference_id, id, .. } = &authorization;
        reference::claim(books, on, Scope::Captures, reference_id, id, &order.id)?;
    }
    order.authorizations.push(authorization.id.clone());
    match synchronous {
        true => follow(books, &mut order, &mut authorization, now, decision)?,
        false if authorization.capture_now => order.to_capture += authorization.amount.amount,
        false => {}
    }
    books.put(order);
    books.put(authorization.clone());
    Ok(authorization)
}

/// Decides a pending authorization.
pub(crate) fn decide(
    books: &mut Books<'_>,
    mut authorization: Authorization,
    at: DateTime<Utc>,
    decision: Decision,
) -> Result<(), Stop> {
    let mut order = of(books, &authorization)?;
    release(&mut order, &authorization);
    authorization.decision = None;
    match decision {
        Decision::Approve if authorization.capture_now => {
            authorization.status.enter(AuthorizationState::Closed, at, Reason::MaxCapturesProcessed);
        }
        Decision::Approve => authorization.status.enter(AuthorizationState::Open, at, None),
        Decision::Decline { reason, .. } => authorization.status.enter(AuthorizationState::Declined, at, reason),
    }
    follow(books, &mut order, &mut authorization, at, decision)?;
    books.put(order);
    books.put(authorization);
    Ok(())
}

/// Closes an authorization that is under way or open because its order reference is cancelled.
pub(super) fn end_with_order(
    books: &mut Books<'_>,
    order: &mut OrderReference,
    mut authorization: Authorization,
    at: DateTime<Utc>,
) {
    match authorization.status.state() {
        AuthorizationState::Pending => release(order, &authorization),
        AuthorizationState::Open => {}
        AuthorizationState::Declined | AuthorizationState::Closed => return,
    }
    authorization.decision = None;
    authorization.status.enter(AuthorizationState::Closed, at, Reason::OrderReferenceCanceled);
    books.put(authorization);
}

/// What is due: the decision of what is pending, and the end of what is open.
pub(super) fn step(books: &mut Books<'_>, mut authorization: Authorization) -> Result<(), Stop> {
    if let Some((at, decision)) = authorization.decision {
        return decide(books, authorization, at, decision);
    }
    let Some(at) = authorization.due() else { return Ok(()) };
    let simulated = authorization.closes.filter(|(closes, _)| *closes <= authorization.expires);
    let reason = simulated.map_or(Reason::ExpiredUnused, |(_, reason)| reason);
    authorization.status.enter(AuthorizationState::Closed, at, reason);
    books.put(authorization);
    Ok(())
}

pub(crate) fn wrong_status(authorization: &Authorization, what: &str) -> Stop {
    let state = authorization.status.state().as_str();
    Stop::refuse(
        ErrorCode::InvalidAuthorizationStatus,
        format!("Authorization {} is {state}, and can't {what}.", authorization.id),
    )
}

/// The order reference that an authorization is of.
pub(super) fn of(books: &Books<'_>, authorization: &Authorization) -> Result<OrderReference, Stop> {
    books.order_reference(&authorization.order_reference)?.ok_or_else(|| Stop::broken("an order reference"))
}

fn check(order: &OrderReference, asked: &Asked) -> Result<(), Stop> {
    if !order.status.is(OrderState::Open) {
        let state = order.status.state().as_str();
        return Err(Stop::refuse(
            ErrorCode::InvalidOrderReferenceStatus,
            format!("OrderReference {} is {state}, and only an Open one is authorized.", order.id),
        ));
    }
    let total = order.terms.total.as_ref().ok_or_else(|| Stop::broken("the total of an order"))?;
    limits::check_currency("AuthorizationAmount", &asked.amount, "the order", &total.currency_code)?;
    limits::check_amount("AuthorizationAmount", &asked.amount)?;
    if order.authorizations.len() >= limits::MOST_AUTHORIZATIONS {
        return Err(Stop::refuse(
            ErrorCode::TransactionCountExceeded,
            format!("OrderReference {} has had {} authorizations.", order.id, order.authorizations.len()),
        ));
    }
    let left = left_of(order, total);
    if asked.amount.amount > left {
        return Err(limits::exceeded(format!(
            "AuthorizationAmount is {}, and {left} can still be captured of OrderReference {}.",
            asked.amount, order.id
        )));
    }
    if !asked.provider_credits.is_empty() && !asked.capture_now {
        return Err(Stop::refuse(
            ErrorCode::InvalidParameterValue,
            "ProviderCreditList needs CaptureNow: without it, send the list with Capture.",
        ));
    }
    Ok(())
}

/// What can still be captured of an order of this total.
pub(super) fn left_of(order: &OrderReference, total: &Price) -> Decimal {
    (limits::ceiling(total) - order.captured - order.to_capture).max(Decimal::ZERO)
}

/// How the authorization is decided, and when: at once where it is synchronous.
fn decision(
    books: &Books<'_>,
    order: &OrderReference,
    asked: &Asked,
    fate: Option<AuthorizationFate>,
) -> (DateTime<Utc>, Decision) {
    let decided = match fate {
        Some(AuthorizationFate::Decline(decision)) => decision,
        Some(AuthorizationFate::Close(..)) => Decision::Approve,
        None => of_payment_method(order),
    };
    let now = books.now();
    let takes = books.policy().latency.card;
    let allowed = match asked.timeout {
        0 => limits::ANSWERED_WITHIN,
        minutes => TimeDelta::minutes(minutes.into()),
    };
    let decision = match (decided, asked.timeout) {
        _ if takes > allowed => declined(Reason::TransactionTimedOut),
        // Who waits for the answer is told of the payment method at once, and the buyer with him.
        (Decision::Decline { reason, soft, .. }, 0) => Decision::Decline { reason, soft, mended_after: None },
        (decided, _) => decided,
    };
    match asked.timeout {
        0 => (now, decision),
        _ => ((now + takes.min(allowed)).trunc_subsecs(3), decision),
    }
}

fn of_payment_method(order: &OrderReference) -> Decision {
    let behaviour = order.wallet.payment.as_ref().map(|payment| payment.behaviour);
    let invalid =
        |soft| Decision::Decline { reason: Reason::InvalidPaymentMethod, soft: Some(soft), mended_after: None };
    match behaviour {
        Some(Behaviour::Approved) => Decision::Approve,
        Some(Behaviour::Invalid { soft }) => invalid(soft),
        Some(Behaviour::Rejected) => declined(Reason::AmazonRejected),
        Some(Behaviour::TimesOut) => declined(Reason::TransactionTimedOut),
        Some(Behaviour::NotAllowed) | None => invalid(false),
    }
}

fn declined(reason: Reason) -> Decision {
    Decision::Decline { reason, soft: None, mended_after: None }
}

/// What a decision leads to for the order, and the capture that is made at once. What timed out, or failed on the way,
/// leaves the order as it is.
fn follow(
    books: &mut Books<'_>,
    order: &mut OrderReference,
    authorization: &mut Authorization,
    at: DateTime<Utc>,
    decision: Decision,
) -> Result<(), Stop> {
    match decision {
        Decision::Approve if authorization.capture_now => {
            let taking = Taking {
                reference_id: authorization.reference_id.clone(),
                amount: authorization.amount.clone(),
                note: authorization.note.clone(),
                soft_descriptor: authorization.soft_descriptor.clone().unwrap_or_default(),
                shares: authorization.provider_credits.clone(),
                fate: Fate::Completed,
            };
            capture::make(books, order, authorization, at, taking)?;
        }
        Decision::Approve => {}
        Decision::Decline { reason, soft, mended_after } => {
            authorization.soft_decline = soft;
            let mended_at = mended_after.map(|minutes| at + TimeDelta::minutes(minutes.into()));
            agreement::declined(books, order, authorization, mended_at)?;
            match reason {
                Reason::InvalidPaymentMethod => order::suspend(order, at, mended_at),
                Reason::AmazonRejected if order.status.is(OrderState::Open) => {
                    order.status.enter(OrderState::Closed, at, Reason::AmazonClosed);
                }
                _ => {}
            }
        }
    }
    Ok(())
}

/// Takes back that a pending authorization will capture something.
fn release(order: &mut OrderReference, authorization: &Authorization) {
    if authorization.capture_now {
        order.to_capture -= authorization.amount.amount;
    }
}

/// An id whose digits neither an authorization nor a capture of the order has.
fn new_id(books: &mut Books<'_>, order: &str) -> Result<String, Stop> {
    loop {
        let id = format!("{order}-A{}", books.ids().pay_transaction());
        if books.authorization(&id)?.is_none() {
            return Ok(id);
        }
    }
}
