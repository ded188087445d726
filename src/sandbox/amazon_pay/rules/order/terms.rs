//! What a merchant says of an order reference.

use super::answer;
use crate::{
    amazon_pay::{
        ErrorCode, OrderAttributes, OrderReferenceAttributes, SellerOrderAttributes, SetOrderAttributesRequest,
        SetOrderAttributesResult, SetOrderReferenceDetailsRequest, SetOrderReferenceDetailsResult,
    },
    sandbox::{
        amazon_pay::{
            limits,
            rows::{OrderReference, OrderState, OrderTerms, SellerOrder},
            rules::On,
            simulation::Note,
        },
        books::{Books, Stop},
    },
};

/// Sets what is said of a draft. What is left out stays as it is; an empty text takes away what was said.
pub(crate) fn set_details(
    books: &mut Books<'_>,
    on: &On,
    request: &SetOrderReferenceDetailsRequest,
) -> Result<SetOrderReferenceDetailsResult, Stop> {
    let mut order = on.order_reference(books, request.amazon_order_reference_id.as_str())?;
    if !order.status.is(OrderState::Draft) {
        return Err(not_modifiable(&order));
    }
    apply(books, on, &mut order, &attributes(&request.order_reference_attributes))?;
    let result = SetOrderReferenceDetailsResult { order_reference_details: answer(&order, on) };
    books.put(order);
    Ok(result)
}

/// Sets what is said of a draft, as [`set_details`] does. When it has been confirmed, only what was not said before can
/// be added, and of that only what changes nothing of the payment; what is said again in the same words changes
/// nothing.
pub(crate) fn set_attributes(
    books: &mut Books<'_>,
    on: &On,
    request: &SetOrderAttributesRequest,
) -> Result<SetOrderAttributesResult, Stop> {
    let mut order = on.order_reference(books, request.amazon_order_reference_id.as_str())?;
    match order.status.state() {
        OrderState::Draft => {}
        OrderState::Open | OrderState::Suspended | OrderState::Closed => {
            check_only_adds(&order, &request.order_attributes)?;
        }
        OrderState::Canceled => return Err(not_modifiable(&order)),
    }
    apply(books, on, &mut order, &request.order_attributes)?;
    let result = SetOrderAttributesResult { order_reference_details: answer(&order, on) };
    books.put(order);
    Ok(result)
}

/// Has `order` say what `given` says. It is put by whoever calls.
pub(crate) fn apply(
    books: &mut Books<'_>,
    on: &On,
    order: &mut OrderReference,
    given: &OrderAttributes,
) -> Result<(), Stop> {
    let before = order.terms.seller_order.seller_order_id.clone();
    if let Some(total) = &given.order_total {
        limits::check_total(&on.merchant, total)?;
        order.terms.total = Some(total.clone());
    }
    if let Some(text) = given.seller_note.as_deref().filter(|_| order.status.is(OrderState::Draft)) {
        let note = Note { field: "SellerNote", text: Some(text), environment: on.environment };
        order.simulated_constraint = note.constraint()?.map(|constraint| constraint.as_ref().to_owned());
    }
    let terms = &mut order.terms;
    set(&mut terms.platform_id, given.platform_id.as_deref());
    set(&mut terms.seller_note, given.seller_note.as_deref());
    terms.request_payment_authorization = given.request_payment_authorization.or(terms.request_payment_authorization);
    if let Some(provider) = &given.payment_service_provider_attributes {
        let id = provider.payment_service_provider_id.clone().ok_or_else(|| {
            Stop::refuse(
                ErrorCode::InvalidParameterValue,
                "PaymentServiceProviderAttributes.PaymentServiceProviderId is missing.",
            )
        })?;
        terms.payment_service_provider = Some((id, provider.payment_service_provider_order_id.clone()));
    }
    if let Some(given) = &given.seller_order_attributes {
        let place = &mut terms.seller_order;
        set(&mut place.seller_order_id, given.seller_order_id.as_deref());
        set(&mut place.store_name, given.store_name.as_deref());
        set(&mut place.custom_information, given.custom_information.as_deref());
        set(&mut place.supplementary_data, given.supplementary_data.as_deref());
        if !given.order_item_categories.is_empty() {
            place.item_categories.clone_from(&given.order_item_categories);
        }
    }
    index(books, order, before.as_deref())
}

/// The same in the words of SetOrderAttributes.
pub(crate) fn attributes(given: &OrderReferenceAttributes) -> OrderAttributes {
    OrderAttributes {
        order_total: Some(given.order_total.clone()),
        platform_id: given.platform_id.clone(),
        seller_note: given.seller_note.clone(),
        request_payment_authorization: given.request_payment_authorization,
        payment_service_provider_attributes: None,
        seller_order_attributes: given.seller_order_attributes.clone(),
    }
}

fn set(place: &mut Option<String>, given: Option<&str>) {
    if let Some(text) = given {
        *place = (!text.is_empty()).then(|| text.to_owned());
    }
}

/// Keeps the list of the order references that have one SellerOrderId.
fn index(books: &mut Books<'_>, order: &OrderReference, before: Option<&str>) -> Result<(), Stop> {
    let now = order.terms.seller_order.seller_order_id.as_deref();
    if before == now {
        return Ok(());
    }
    let key = |id: &str| SellerOrder::key(&order.seller, order.environment, id);
    if let Some(mut list) = before.map(|id| books.seller_order(&key(id))).transpose()?.flatten() {
        list.order_references.retain(|id| *id != order.id);
        books.put(list);
    }
    if let Some(id) = now.map(key) {
        let list = books.seller_order(&id)?;
        let mut list = list.unwrap_or(SellerOrder { id, order_references: Vec::new() });
        list.order_references.push(order.id.clone());
        books.put(list);
    }
    Ok(())
}

fn check_only_adds(order: &OrderReference, given: &OrderAttributes) -> Result<(), Stop> {
    let OrderTerms { seller_order: known, .. } = &order.terms;
    let none = SellerOrderAttributes::default();
    let of_seller = given.seller_order_attributes.as_ref().unwrap_or(&none);
    let adds = |known: &Option<String>, given: &Option<String>| known.is_none() || given.is_none() || known == given;
    let is_said = |known: &Option<String>, given: &Option<String>| given.is_none() || known == given;
    let provider = given.payment_service_provider_attributes.as_ref().map(|provider| {
        let id = provider.payment_service_provider_id.clone().unwrap_or_default();
        (id, provider.payment_service_provider_order_id.clone())
    });
    let only_adds = adds(&order.terms.platform_id, &given.platform_id)
        && adds(&order.terms.seller_note, &given.seller_note)
        && adds(&known.seller_order_id, &of_seller.seller_order_id)
        && adds(&known.store_name, &of_seller.store_name)
        && adds(&known.custom_information, &of_seller.custom_information)
        && is_said(&known.supplementary_data, &of_seller.supplementary_data)
        && (of_seller.order_item_categories.is_empty() || known.item_categories == of_seller.order_item_categories)
        && (given.order_total.is_none() || order.terms.total == given.order_total)
        && (given.request_payment_authorization.is_none()
            || order.terms.request_payment_authorization == given.request_payment_authorization)
        && (provider.is_none() || order.terms.payment_service_provider == provider);
    if only_adds { Ok(()) } else { Err(not_modifiable(order)) }
}

fn not_modifiable(order: &OrderReference) -> Stop {
    Stop::refuse(
        ErrorCode::OrderReferenceNotModifiable,
        format!(
            "OrderReference {} is not in draft state and cannot be modified with the request submitted by you.",
            order.id
        ),
    )
}
