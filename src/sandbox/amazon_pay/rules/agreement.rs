//! Billing agreements: from a draft that a buyer makes to their end.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::{On, access};
use crate::{
    amazon_pay::{
        self as pay, BillingAgreementType, Constraint, ConstraintId, ErrorCode, ValidationFailureReason,
        ValidationResult,
    },
    money::Price,
    sandbox::{
        amazon_pay::{
            month,
            rows::{
                AgreementState, AgreementTerms, Authorization, Behaviour, BillingAgreement, Merchant, OrderReference,
                Reason, Spending, Status, Wallet,
            },
            view::agreement as view,
        },
        books::{Books, Stop},
    },
};

/// The most that is authorized in a calendar month: 500 units of the currency, and in yen what comes near to that.
fn monthly_limit(currency: &str) -> Price {
    Price::new(if currency == "JPY" { 50_000 } else { 500 }, currency)
}

/// Makes a draft with what the buyer has chosen so far.
pub(crate) fn create(
    books: &mut Books<'_>,
    on: &On,
    wallet: Wallet,
    language: Option<String>,
) -> Result<BillingAgreement, Stop> {
    let id = loop {
        let id = books.ids().billing_agreement(on.environment, on.merchant.region);
        if books.billing_agreement(&id)?.is_none() {
            break id;
        }
    };
    let now = books.now();
    let agreement = BillingAgreement {
        id,
        seller: on.merchant.id.clone(),
        environment: on.environment,
        created: now,
        status: Status::new(AgreementState::Draft, now),
        wallet,
        consent: false,
        terms: AgreementTerms::default(),
        language,
        monthly_limit: monthly_limit(&on.merchant.currency),
        spending: Spending { month: month::of(now), authorized: Decimal::ZERO, authorizations: Vec::new() },
        order_references: Vec::new(),
        billing_address_deleted: false,
        suspended_with: 0,
        mended_at: None,
    };
    books.put(agreement.clone());
    Ok(agreement)
}

/// The agreement of that id, for a call on behalf of its merchant.
pub(crate) fn find(books: &Books<'_>, on: &On, id: &str) -> Result<BillingAgreement, Stop> {
    let agreement = books.billing_agreement(id)?.filter(|found| on.owns(&found.seller, found.environment));
    agreement.ok_or_else(|| unknown(id))
}

/// The agreement of that id, for its buyer or for Amazon.
pub(crate) fn of_buyer(books: &Books<'_>, id: &str) -> Result<BillingAgreement, Stop> {
    books.billing_agreement(id)?.ok_or_else(|| unknown(id))
}

fn unknown(id: &str) -> Stop {
    Stop::refuse(ErrorCode::InvalidBillingAgreementId, format!("The BillingAgreementId {id} is invalid."))
}

/// What keeps it from being confirmed, in the order of their names where there are several.
pub(crate) fn constraints(agreement: &BillingAgreement, merchant: &Merchant) -> Vec<Constraint> {
    let Wallet { buyer, destination, payment, .. } = &agreement.wallet;
    let is_draft = agreement.status.is(AgreementState::Draft);
    let is_confirmed = matches!(agreement.status.state(), AgreementState::Open | AgreementState::Suspended);
    let is_usable = payment.as_ref().is_some_and(|payment| payment.behaviour != Behaviour::NotAllowed);
    let checks = [
        (
            is_confirmed && agreement.billing_address_deleted,
            ConstraintId::BillingAddressDeleted,
            "The buyer has deleted the address that the payment method is billed to.",
        ),
        (
            is_draft && !agreement.consent,
            ConstraintId::BuyerConsentNotSet,
            "The buyer has not consented to be charged again and again.",
        ),
        (
            is_draft && buyer.email.eq_ignore_ascii_case(&merchant.email),
            ConstraintId::BuyerEqualsSeller,
            "The buyer is the merchant himself.",
        ),
        (
            is_draft && !is_usable,
            ConstraintId::PaymentPlanNotSet,
            "The buyer has not chosen how to pay, or what he has chosen can't be used.",
        ),
        (
            is_draft && destination.is_none(),
            ConstraintId::ShippingAddressNotSet,
            "The buyer has not chosen where orders go to.",
        ),
    ];
    let there = checks.into_iter().filter(|(there, ..)| *there);
    there.map(|(_, constraint_id, text)| Constraint { constraint_id, description: Some(text.to_owned()) }).collect()
}

pub(crate) fn details(
    books: &Books<'_>,
    on: &On,
    request: &pay::GetBillingAgreementDetailsRequest,
) -> Result<pay::GetBillingAgreementDetailsResult, Stop> {
    let agreement = find(books, on, request.amazon_billing_agreement_id.as_str())?;
    let token = request.access_token.as_ref().or(request.address_consent_token.as_ref());
    let granted = access::is_granted(books, on, &agreement.wallet.buyer, token)?;
    Ok(pay::GetBillingAgreementDetailsResult {
        billing_agreement_details: view::details(books.now(), &on.merchant, &agreement, granted),
    })
}

pub(crate) fn set_details(
    books: &mut Books<'_>,
    on: &On,
    request: &pay::SetBillingAgreementDetailsRequest,
) -> Result<pay::SetBillingAgreementDetailsResult, Stop> {
    let mut agreement = find(books, on, request.amazon_billing_agreement_id.as_str())?;
    if !agreement.status.is(AgreementState::Draft) {
        return Err(Stop::refuse(
            ErrorCode::BillingAgreementNotModifiable,
            format!(
                "BillingAgreement {} is not in draft state and cannot be modified with the request submitted by you.",
                agreement.id
            ),
        ));
    }
    set_terms(&mut agreement.terms, &request.billing_agreement_attributes)?;
    books.put(agreement.clone());
    Ok(pay::SetBillingAgreementDetailsResult {
        billing_agreement_details: view::details(books.now(), &on.merchant, &agreement, false),
    })
}

/// What is left out stays as it is; an empty text takes away what was said.
fn set_terms(terms: &mut AgreementTerms, said: &pay::BillingAgreementAttributes) -> Result<(), Stop> {
    if *said == pay::BillingAgreementAttributes::default() {
        return Err(Stop::refuse(
            ErrorCode::InvalidParameterValue,
            "BillingAgreementAttributes holds nothing: give at least one of them.",
        ));
    }
    if let Some(BillingAgreementType::Other(other)) = &said.billing_agreement_type {
        let known = BillingAgreementType::VALUES.join(" or ");
        return Err(Stop::refuse(
            ErrorCode::InvalidParameterValue,
            format!("BillingAgreementAttributes.BillingAgreementType is '{other}', and may be {known}."),
        ));
    }
    let seller = said.seller_billing_agreement_attributes.clone().unwrap_or_default();
    let texts = [
        (&mut terms.platform_id, &said.platform_id),
        (&mut terms.seller_note, &said.seller_note),
        (&mut terms.seller_billing_agreement_id, &seller.seller_billing_agreement_id),
        (&mut terms.store_name, &seller.store_name),
        (&mut terms.custom_information, &seller.custom_information),
    ];
    for (known, said) in texts {
        if let Some(text) = said {
            *known = (!text.is_empty()).then(|| text.clone());
        }
    }
    if let Some(kind) = &said.billing_agreement_type {
        terms.agreement_type = Some(kind.as_str().to_owned());
    }
    if said.subscription_amount.is_some() {
        terms.subscription_amount.clone_from(&said.subscription_amount);
    }
    Ok(())
}

/// Opens a draft without constraints, and one that was suspended and that the buyer has mended.
///
/// Confirming what is open changes nothing: the answer to the first call may have been lost.
pub(crate) fn confirm(
    books: &mut Books<'_>,
    on: &On,
    request: &pay::ConfirmBillingAgreementRequest,
) -> Result<pay::ConfirmBillingAgreementResult, Stop> {
    let mut agreement = find(books, on, request.amazon_billing_agreement_id.as_str())?;
    match agreement.status.state() {
        AgreementState::Draft | AgreementState::Suspended => {}
        AgreementState::Open => return Ok(pay::ConfirmBillingAgreementResult {}),
        AgreementState::Canceled | AgreementState::Closed => return Err(wrong_state(&agreement, "be confirmed")),
    }
    let constraints = constraints(&agreement, &on.merchant);
    if !constraints.is_empty() {
        let constraints: Vec<_> = constraints.iter().map(|constraint| constraint.constraint_id.as_str()).collect();
        return Err(Stop::refuse(
            ErrorCode::BillingAgreementConstraintsExist,
            format!("BillingAgreement {} can't be confirmed: {}.", agreement.id, constraints.join(", ")),
        ));
    }
    if agreement.status.is(AgreementState::Suspended) && !is_mended(&agreement) {
        return Err(Stop::refuse(
            ErrorCode::PaymentMethodNotUpdated,
            format!("The buyer has not changed the payment method of BillingAgreement {}.", agreement.id),
        ));
    }
    open(&mut agreement, books.now());
    books.put(agreement);
    Ok(pay::ConfirmBillingAgreementResult {})
}

/// Ends it because the merchant wants it so. What is authorized can still be captured.
pub(crate) fn close(
    books: &mut Books<'_>,
    on: &On,
    request: &pay::CloseBillingAgreementRequest,
) -> Result<pay::CloseBillingAgreementResult, Stop> {
    let mut agreement = find(books, on, request.amazon_billing_agreement_id.as_str())?;
    match agreement.status.state() {
        AgreementState::Open | AgreementState::Suspended => {}
        AgreementState::Draft | AgreementState::Canceled | AgreementState::Closed => {
            return Err(Stop::refuse(
                ErrorCode::InvalidCloseAttempt,
                format!(
                    "BillingAgreement {} is {}, and can't be closed.",
                    agreement.id,
                    agreement.status.state().as_str()
                ),
            ));
        }
    }
    let why = request.closure_reason.clone().filter(|why| !why.is_empty());
    agreement.status.enter_because(AgreementState::Closed, books.now(), Reason::SellerClosed, why);
    agreement.mended_at = None;
    books.put(agreement);
    Ok(pay::CloseBillingAgreementResult {})
}

/// Whether its payment method can be charged. One that is open and has no such payment method is suspended.
pub(crate) fn validate(
    books: &mut Books<'_>,
    on: &On,
    request: &pay::ValidateBillingAgreementRequest,
) -> Result<pay::ValidateBillingAgreementResult, Stop> {
    let mut agreement = find(books, on, request.amazon_billing_agreement_id.as_str())?;
    let is_valid = can_be_charged(&agreement);
    match agreement.status.state() {
        AgreementState::Open if !is_valid => {
            suspend(&mut agreement, books.now(), "The payment method is not valid.");
            books.put(agreement.clone());
        }
        AgreementState::Open | AgreementState::Suspended => {}
        AgreementState::Draft | AgreementState::Canceled | AgreementState::Closed => {
            return Err(wrong_state(&agreement, "be validated"));
        }
    }
    Ok(pay::ValidateBillingAgreementResult {
        validation_result: if is_valid { ValidationResult::Success } else { ValidationResult::Failure },
        failure_reason_code: (!is_valid).then_some(ValidationFailureReason::InvalidPaymentMethod),
        billing_agreement_status: view::status(&agreement.status),
    })
}

/// As far as anybody knows before it is charged.
fn can_be_charged(agreement: &BillingAgreement) -> bool {
    let is_chargeable = |behaviour| !matches!(behaviour, Behaviour::Invalid { .. } | Behaviour::NotAllowed);
    let is_known_bad = agreement.status.is(AgreementState::Suspended) && !is_mended(agreement);
    !is_known_bad
        && !agreement.billing_address_deleted
        && agreement.wallet.payment.as_ref().is_some_and(|payment| is_chargeable(payment.behaviour))
}

/// Whether the buyer has chosen a payment method since it was suspended.
fn is_mended(agreement: &BillingAgreement) -> bool {
    agreement.wallet.payments_chosen > agreement.suspended_with
}

pub(crate) fn open(agreement: &mut BillingAgreement, at: DateTime<Utc>) {
    agreement.status.enter(AgreementState::Open, at, None);
    agreement.mended_at = None;
}

/// Lets it be charged no more until the buyer has chosen another payment method.
pub(crate) fn suspend(agreement: &mut BillingAgreement, at: DateTime<Utc>, why: &str) {
    let why = Some(why.to_owned());
    agreement.status.enter_because(AgreementState::Suspended, at, Reason::InvalidPaymentMethod, why);
    agreement.suspended_with = agreement.wallet.payments_chosen;
}

pub(crate) fn wrong_state(agreement: &BillingAgreement, deed: &str) -> Stop {
    let state = agreement.status.state().as_str();
    Stop::refuse(
        ErrorCode::InvalidBillingAgreementStatus,
        format!("BillingAgreement {} is {state}, and can't {deed}.", agreement.id),
    )
}

/// What is left of the limit in the month of `now`.
pub(crate) fn left(agreement: &BillingAgreement, now: DateTime<Utc>) -> Decimal {
    let spent = match agreement.spending.month == month::of(now) {
        true => agreement.spending.authorized,
        false => Decimal::ZERO,
    };
    agreement.monthly_limit.amount - spent
}

/// What is left of the limit gets less by an authorization that was not declined.
pub(crate) fn count(agreement: &mut BillingAgreement, authorization: &str, amount: Decimal, now: DateTime<Utc>) {
    let spending = &mut agreement.spending;
    if spending.month != month::of(now) {
        *spending = Spending { month: month::of(now), authorized: Decimal::ZERO, authorizations: Vec::new() };
    }
    spending.authorized += amount;
    spending.authorizations.push(authorization.to_owned());
}

/// What becomes of the agreement that `order` was made from when an authorization of this order was declined: it is
/// suspended where its own payment method is no good, and an authorization that was counted is not counted any more.
///
/// `mended_at` is when the buyer will have chosen another payment method, where a simulation says so.
pub(crate) fn declined(
    books: &mut Books<'_>,
    order: &OrderReference,
    authorization: &Authorization,
    mended_at: Option<DateTime<Utc>>,
) -> Result<(), Stop> {
    let Some(id) = &order.agreement else { return Ok(()) };
    let mut agreement = books.billing_agreement(id)?.ok_or_else(|| Stop::broken("a billing agreement"))?;
    let counted = &mut agreement.spending.authorizations;
    if let Some(place) = counted.iter().position(|counted| *counted == authorization.id) {
        counted.remove(place);
        agreement.spending.authorized -= authorization.amount.amount;
    }
    let is_its_own = order.wallet.payment == agreement.wallet.payment;
    if authorization.status.reason() == Some(Reason::InvalidPaymentMethod)
        && agreement.status.is(AgreementState::Open)
        && is_its_own
    {
        suspend(&mut agreement, authorization.status.present().at, "The payment method was declined.");
        agreement.mended_at = mended_at;
    }
    books.put(agreement);
    Ok(())
}

/// What is due: drafts go stale, and what is suspended is mended.
pub(super) fn step(books: &mut Books<'_>, mut agreement: BillingAgreement) {
    let Some(at) = agreement.due() else { return };
    match agreement.status.state() {
        AgreementState::Draft => agreement.status.enter(AgreementState::Canceled, at, Reason::Stale),
        AgreementState::Suspended => open(&mut agreement, at),
        AgreementState::Open | AgreementState::Canceled | AgreementState::Closed => {}
    }
    books.put(agreement);
}
