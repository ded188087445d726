//! Captures: money that is taken of what was authorized.

use chrono::{DateTime, SubsecRound, Utc};
use rust_decimal::Decimal;

use super::{
    On, authorize, order, provider,
    reference::{self, Named},
};
use crate::{
    amazon_pay::{CaptureRequest, CaptureResult, ErrorCode, GetCaptureDetailsRequest, GetCaptureDetailsResult},
    money::Price,
    sandbox::{
        amazon_pay::{
            fees, limits,
            rows::{
                Authorization, AuthorizationState, Capture, CaptureState, OrderReference, ProviderShare, Reason, Status,
            },
            simulation::{CaptureFate, Note},
            view,
        },
        books::{Books, Stop},
        ledger::{Book, LedgerAccount, Movement},
        rows::{Key, Need, Scope},
    },
};

pub(crate) fn capture(books: &mut Books<'_>, on: &On, request: &CaptureRequest) -> Result<CaptureResult, Stop> {
    let authorization = on.authorization(books, request.amazon_authorization_id.as_str())?;
    let of = authorization.id.clone();
    let reference_id = &request.capture_reference_id;
    let named = Named { scope: Scope::Captures, reference_id, of: &of, request };
    let id = reference::once(books, on, &named, |books| begin(books, on, authorization, request))?;
    Ok(CaptureResult { capture_details: view::capture::details(&on.capture(books, &id)?) })
}

pub(crate) fn get_details(
    books: &Books<'_>,
    on: &On,
    request: &GetCaptureDetailsRequest,
) -> Result<GetCaptureDetailsResult, Stop> {
    let capture = on.capture(books, request.amazon_capture_id.as_str())?;
    Ok(GetCaptureDetailsResult { capture_details: view::capture::details(&capture) })
}

/// A capture as it is made.
pub(super) struct Taking {
    pub(super) reference_id: String,
    pub(super) amount: Price,
    pub(super) note: Option<String>,
    /// As the buyer's statement shows it.
    pub(super) soft_descriptor: String,
    pub(super) shares: Vec<ProviderShare>,
    pub(super) fate: Fate,
}

/// What becomes of a capture at once.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Pending,
    Declined,
    Completed,
    /// Amazon closes it when it is completed.
    Closed,
}

/// What a buyer's statement shows.
pub(super) fn descriptor(on: &On, given: Option<&str>) -> String {
    match given.filter(|given| !given.is_empty()) {
        Some(given) => format!("AMZ*{given}"),
        None => format!("AMZ*{} amzn.com/pmts WA", on.merchant.name),
    }
}

/// Makes the capture of an authorization, which has the digits of its id. Order and authorization are put by whoever
/// calls.
pub(super) fn make(
    books: &mut Books<'_>,
    order: &mut OrderReference,
    authorization: &mut Authorization,
    at: DateTime<Utc>,
    taking: Taking,
) -> Result<String, Stop> {
    let (state, reason) = match taking.fate {
        Fate::Pending => (CaptureState::Pending, None),
        Fate::Declined => (CaptureState::Declined, Some(Reason::AmazonRejected)),
        Fate::Completed | Fate::Closed => (CaptureState::Completed, None),
    };
    let decided = (at + books.policy().latency.card).trunc_subsecs(3);
    let mut capture = Capture {
        id: id_of(&authorization.id),
        seller: order.seller.clone(),
        environment: order.environment,
        authorization: authorization.id.clone(),
        order_reference: order.id.clone(),
        reference_id: taking.reference_id,
        fee: fees::fee(&books.policy().fees, &taking.amount),
        amount: taking.amount,
        refunded: Decimal::ZERO,
        fee_refunded: Decimal::ZERO,
        note: taking.note,
        soft_descriptor: Some(taking.soft_descriptor),
        created: at,
        status: Status::begun(state, at, reason),
        decision: (taking.fate == Fate::Pending).then_some((decided, None)),
        refunds: Vec::new(),
        provider_shares: taking.shares,
        provider_credits: Vec::new(),
    };
    if taking.fate != Fate::Declined {
        order.captures += 1;
        order.captured += capture.amount.amount;
    }
    if matches!(taking.fate, Fate::Completed | Fate::Closed) {
        complete(books, &mut capture, authorization, at)?;
    }
    if taking.fate == Fate::Closed {
        capture.status.enter(CaptureState::Closed, at, Reason::AmazonClosed);
    }
    let id = capture.id.clone();
    authorization.capture = Some(id.clone());
    books.put(capture);
    if matches!(taking.fate, Fate::Completed | Fate::Closed) {
        order::end_at_its_limit(books, order, at)?;
    }
    Ok(id)
}

/// Decides a pending capture: it is declined with the reason, or completed without one. A declined one leaves its
/// authorization closed.
pub(crate) fn decide(
    books: &mut Books<'_>,
    mut capture: Capture,
    at: DateTime<Utc>,
    declined: Option<Reason>,
) -> Result<(), Stop> {
    let mut authorization =
        books.authorization(&capture.authorization)?.ok_or_else(|| Stop::broken("an authorization"))?;
    let mut order = authorize::of(books, &authorization)?;
    match declined {
        Some(reason) => decline(books, &mut order, capture, at, reason),
        None => {
            capture.decision = None;
            capture.status.enter(CaptureState::Completed, at, None);
            complete(books, &mut capture, &mut authorization, at)?;
            books.put(authorization);
            books.put(capture);
            order::end_at_its_limit(books, &mut order, at)?;
        }
    }
    books.put(order);
    Ok(())
}

/// Declines a capture that is under way because its order reference is cancelled: nothing could be given back of it.
pub(super) fn end_with_order(books: &mut Books<'_>, order: &mut OrderReference, capture: Capture, at: DateTime<Utc>) {
    if capture.status.is(CaptureState::Pending) {
        decline(books, order, capture, at, Reason::ProcessingFailure);
    }
}

/// Whether the capture of one of the authorizations of an order is under way.
pub(super) fn is_any_pending(books: &Books<'_>, order: &OrderReference) -> Result<bool, Stop> {
    let ids: Vec<_> = order.authorizations.iter().map(|id| id_of(id)).collect();
    books.want(ids.iter().map(|id| Need::Row(Key::Capture(id.clone()))))?;
    for id in &ids {
        if books.capture(id)?.is_some_and(|capture| capture.status.is(CaptureState::Pending)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What is due: the decision of what is pending.
pub(super) fn step(books: &mut Books<'_>, capture: Capture) -> Result<(), Stop> {
    match capture.decision {
        Some((at, declined)) => decide(books, capture, at, declined),
        None => Ok(()),
    }
}

/// The ledger accounts of the processor, the merchant and the fees, in the currency of a capture.
pub(super) fn purses(capture: &Capture) -> [LedgerAccount; 3] {
    let currency = capture.amount.currency_code.as_str();
    [
        LedgerAccount::in_currency(Book::Processor, "", capture.environment, currency),
        LedgerAccount::in_currency(Book::Seller, &capture.seller, capture.environment, currency),
        LedgerAccount::in_currency(Book::PayFees, "", capture.environment, currency),
    ]
}

fn begin(
    books: &mut Books<'_>,
    on: &On,
    mut authorization: Authorization,
    request: &CaptureRequest,
) -> Result<String, Stop> {
    let mut order = authorize::of(books, &authorization)?;
    check(&order, &authorization, &request.capture_amount)?;
    let now = books.now();
    let text = request.seller_capture_note.as_deref();
    let note = Note { field: "SellerCaptureNote", text, environment: on.environment };
    let is_late = now > authorization.created + limits::CAPTURED_AT_ONCE;
    let fate = match note.capture()? {
        Some(CaptureFate::Pending) => Fate::Pending,
        Some(CaptureFate::Declined) => Fate::Declined,
        Some(CaptureFate::Closed) => Fate::Closed,
        None if is_late => Fate::Pending,
        None => Fate::Completed,
    };
    let taking = Taking {
        reference_id: request.capture_reference_id.clone(),
        amount: request.capture_amount.clone(),
        note: request.seller_capture_note.clone(),
        soft_descriptor: descriptor(on, request.soft_descriptor.as_deref()),
        shares: provider::credits(&request.capture_amount, &request.provider_credit_list)?,
        fate,
    };
    authorization.status.enter(AuthorizationState::Closed, now, Reason::MaxCapturesProcessed);
    let id = make(books, &mut order, &mut authorization, now, taking)?;
    books.put(order);
    books.put(authorization);
    Ok(id)
}

fn check(order: &OrderReference, authorization: &Authorization, amount: &Price) -> Result<(), Stop> {
    if authorization.capture.is_some() {
        return Err(Stop::refuse(
            ErrorCode::TransactionCountExceeded,
            format!("Authorization {} was captured, which it can be once.", authorization.id),
        ));
    }
    if !authorization.status.is(AuthorizationState::Open) {
        return Err(authorize::wrong_status(authorization, "be captured"));
    }
    limits::check_currency("CaptureAmount", amount, "the authorization", &authorization.amount.currency_code)?;
    if amount.amount > authorization.amount.amount {
        return Err(limits::exceeded(format!(
            "CaptureAmount is {amount}, and Authorization {} is of {}.",
            authorization.id, authorization.amount
        )));
    }
    let total = order.terms.total.as_ref().ok_or_else(|| Stop::broken("the total of an order"))?;
    let left = authorize::left_of(order, total);
    if amount.amount > left {
        return Err(limits::exceeded(format!(
            "CaptureAmount is {amount}, and {left} can still be captured of OrderReference {}.",
            order.id
        )));
    }
    Ok(())
}

/// The id of the capture of an authorization: it has the digits of that one.
fn id_of(authorization: &str) -> String {
    let (order, digits) = authorization.rsplit_once("-A").unwrap_or((authorization, ""));
    format!("{order}-C{digits}")
}

/// Lets what a capture under way would have taken be captured by another one. The order is put by whoever calls.
fn decline(books: &mut Books<'_>, order: &mut OrderReference, mut capture: Capture, at: DateTime<Utc>, reason: Reason) {
    order.captures -= 1;
    order.captured -= capture.amount.amount;
    capture.decision = None;
    capture.status.enter(CaptureState::Declined, at, reason);
    books.put(capture);
}

/// Moves the money: the merchant gets the amount, pays the fee, and gives providers their shares.
fn complete(
    books: &mut Books<'_>,
    capture: &mut Capture,
    authorization: &mut Authorization,
    at: DateTime<Utc>,
) -> Result<(), Stop> {
    authorization.captured = capture.amount.amount;
    let [processor, seller, fees] = purses(capture);
    let mut movement = Movement::default();
    movement.transfer(processor, seller.clone(), capture.amount.amount);
    movement.transfer(seller, fees, capture.fee);
    books.post(at, &capture.id, movement)?;
    provider::credit(books, capture, at)
}
