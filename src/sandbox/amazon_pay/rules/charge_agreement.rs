//! What is bought under a billing agreement: order references that are made from it.

use super::{
    On, agreement,
    authorize::{self, Asked},
    order, provider,
    reference::{self, Named},
};
use crate::{
    amazon_pay::{self as pay, ErrorCode, IdType, OrderAttributes},
    sandbox::{
        amazon_pay::{
            limits,
            rows::{AgreementState, AuthorizationState, BillingAgreement, OrderReference, OrderState, Reason, Wallet},
            view,
        },
        books::{Books, Stop},
        rows::Scope,
    },
};

/// Makes an order reference from an agreement: one while this is a draft, which can't be confirmed yet, and any number
/// while it is open.
pub(crate) fn create_order_reference(
    books: &mut Books<'_>,
    on: &On,
    request: &pay::CreateOrderReferenceForIdRequest,
) -> Result<pay::CreateOrderReferenceForIdResult, Stop> {
    if let IdType::Other(other) = &request.id_type {
        let known = IdType::VALUES.join(" or ");
        return Err(invalid(format!("IdType is '{other}', and may be {known}.")));
    }
    let agreement = agreement::find(books, on, request.id.as_str())?;
    match agreement.status.state() {
        AgreementState::Draft if !agreement.order_references.is_empty() => {
            return Err(Stop::refuse(
                ErrorCode::OrderReferenceCountExceeded,
                format!("BillingAgreement {} is Draft, and has an order reference already.", agreement.id),
            ));
        }
        AgreementState::Draft | AgreementState::Open => {}
        AgreementState::Suspended | AgreementState::Canceled | AgreementState::Closed => {
            return Err(agreement::wrong_state(&agreement, "have new order references"));
        }
    }
    let confirms = request.confirm_now == Some(true);
    if confirms && request.order_reference_attributes.is_none() {
        return Err(invalid("OrderReferenceAttributes is missing: an order reference can't be confirmed without it."));
    }
    let mut made = order_from(books, on, agreement, request.inherit_shipping_address)?;
    if let Some(attributes) = &request.order_reference_attributes {
        order::apply(books, on, &mut made, &order::attributes(attributes))?;
    }
    if confirms {
        order::open(books, on, &mut made)?;
    }
    let result = pay::CreateOrderReferenceForIdResult { order_reference_details: order::answer(&made, on) };
    books.put(made);
    Ok(result)
}

/// Charges an open agreement once: an order reference is made and confirmed, authorized, and closed.
pub(crate) fn authorize(
    books: &mut Books<'_>,
    on: &On,
    request: &pay::AuthorizeOnBillingAgreementRequest,
) -> Result<pay::AuthorizeOnBillingAgreementResult, Stop> {
    let agreement = agreement::find(books, on, request.amazon_billing_agreement_id.as_str())?;
    let named = Named {
        scope: Scope::Authorizations,
        reference_id: &request.authorization_reference_id,
        of: &agreement.id.clone(),
        request,
    };
    let id = reference::once(books, on, &named, |books| charge(books, on, agreement, request))?;
    let authorization = on.authorization(books, &id)?;
    Ok(pay::AuthorizeOnBillingAgreementResult {
        authorization_details: view::authorization::details(books, &authorization)?,
        amazon_order_reference_id: Some(authorization.order_reference.into()),
    })
}

/// The id of the authorization.
fn charge(
    books: &mut Books<'_>,
    on: &On,
    agreement: BillingAgreement,
    request: &pay::AuthorizeOnBillingAgreementRequest,
) -> Result<String, Stop> {
    if !agreement.status.is(AgreementState::Open) {
        return Err(agreement::wrong_state(&agreement, "be authorized on"));
    }
    let amount = &request.authorization_amount;
    let asked = Asked {
        reference_id: request.authorization_reference_id.clone(),
        amount: amount.clone(),
        note: request.seller_authorization_note.clone(),
        timeout: authorize::timeout(request.transaction_timeout)?,
        capture_now: request.capture_now.unwrap_or(false),
        soft_descriptor: request.soft_descriptor.clone(),
        provider_credits: provider::credits(amount, &request.provider_credit_list)?,
        item_categories: Vec::new(),
    };
    let now = books.now();
    let limit = &agreement.monthly_limit;
    limits::check_currency("AuthorizationAmount", amount, "the billing agreement", &limit.currency_code)?;
    limits::check_amount("AuthorizationAmount", amount)?;
    let left = agreement::left(&agreement, now);
    if amount.amount > left {
        return Err(Stop::refuse(
            ErrorCode::PeriodicAmountExceeded,
            format!("{amount} is more than the {left} that BillingAgreement {} has left this month.", agreement.id),
        ));
    }
    let of = agreement.id.clone();
    let mut order = order_from(books, on, agreement, request.inherit_shipping_address)?;
    let said = OrderAttributes {
        order_total: Some(amount.clone()),
        platform_id: request.platform_id.clone(),
        seller_note: request.seller_note.clone(),
        seller_order_attributes: request.seller_order_attributes.clone(),
        ..OrderAttributes::default()
    };
    order::apply(books, on, &mut order, &said)?;
    order.status.enter(OrderState::Open, now, None);
    books.put(order.clone());

    let id = authorize::begin(books, on, order, asked)?.id;
    finish(books, &of, &id)?;
    Ok(id)
}

/// Counts what was authorized, and closes the order reference: it has no other authorization.
fn finish(books: &mut Books<'_>, agreement: &str, authorization: &str) -> Result<(), Stop> {
    let now = books.now();
    let authorization = books.authorization(authorization)?.ok_or_else(|| Stop::broken("an authorization"))?;
    if !authorization.status.is(AuthorizationState::Declined) {
        let mut agreement = agreement::of_buyer(books, agreement)?;
        agreement::count(&mut agreement, &authorization.id, authorization.amount.amount, now);
        books.put(agreement);
    }
    let mut order = authorize::of(books, &authorization)?;
    if order::is_live(&order) {
        order.status.enter(OrderState::Closed, now, Reason::SellerClosed);
        order.mended_at = None;
        books.put(order);
    }
    Ok(())
}

/// A draft with what the buyer has chosen for the agreement: the address too, unless the merchant does without it.
fn order_from(
    books: &mut Books<'_>,
    on: &On,
    mut agreement: BillingAgreement,
    inherits_address: Option<bool>,
) -> Result<OrderReference, Stop> {
    let destination = agreement.wallet.destination.clone().filter(|_| inherits_address != Some(false));
    let wallet = Wallet { destination, ..agreement.wallet.clone() };
    let mut order = order::create(books, on, wallet, agreement.language.clone())?;
    order.agreement = Some(agreement.id.clone());
    books.put(order.clone());
    agreement.order_references.push(order.id.clone());
    books.put(agreement);
    Ok(order)
}

fn invalid(message: impl Into<String>) -> Stop {
    Stop::refuse(ErrorCode::InvalidParameterValue, message)
}
