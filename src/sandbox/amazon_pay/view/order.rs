//! Order references, as answers show them.

use super::wallet;
use crate::{
    amazon_pay::{self as pay, ParentType},
    sandbox::amazon_pay::{
        rows::{Merchant, OrderReference, OrderState, SellerOrderTerms, Status},
        rules::constraints,
    },
};

/// Everything about an order reference. Who the buyer is, where exactly it goes to and how it is paid is shown once it
/// was confirmed, or where the buyer has `granted` it.
pub(crate) fn details(order: &OrderReference, merchant: &Merchant, granted: bool) -> pay::OrderReferenceDetails {
    let whole = granted || order.status.history().iter().any(|entered| entered.state == OrderState::Open);
    let constraints = match order.status.is(OrderState::Draft) {
        true => constraints::of(order, merchant),
        false => Vec::new(),
    };
    let terms = &order.terms;
    let provider =
        terms.payment_service_provider.as_ref().map(|(id, order_id)| pay::PaymentServiceProviderAttributes {
            payment_service_provider_id: Some(id.clone()),
            payment_service_provider_order_id: order_id.clone(),
        });
    pay::OrderReferenceDetails {
        amazon_order_reference_id: order.id.as_str().into(),
        buyer: whole.then(|| wallet::buyer(&order.wallet)),
        order_total: terms.total.clone(),
        seller_note: terms.seller_note.clone(),
        platform_id: terms.platform_id.clone(),
        destination: wallet::destination(&order.wallet, whole),
        payment_descriptor: whole.then(|| wallet::payment(&order.wallet)).flatten(),
        billing_address: whole.then(|| wallet::billing_address(&order.wallet)).flatten(),
        release_environment: order.environment.as_str().into(),
        seller_order_attributes: seller_order(&terms.seller_order),
        order_reference_status: status(&order.status),
        constraints,
        creation_timestamp: order.created,
        expiration_timestamp: Some(order.expires),
        parent_details: order
            .agreement
            .as_ref()
            .map(|id| pay::ParentDetails { id: id.clone(), type_: ParentType::BillingAgreement }),
        id_list: order.authorizations.iter().map(|id| id.as_str().into()).collect(),
        order_language: order.language.clone(),
        request_payment_authorization: terms.request_payment_authorization,
        payment_service_provider_attributes: provider,
        payment_reference: None,
        payment_authentication_status: None,
    }
}

pub(crate) fn status(status: &Status<OrderState>) -> pay::OrderReferenceStatus {
    let present = status.present();
    pay::OrderReferenceStatus {
        state: present.state.as_str().into(),
        last_update_timestamp: Some(present.at),
        reason_code: present.reason.map(|reason| reason.as_str().into()),
        reason_description: present.description.clone(),
    }
}

/// What the merchant says of the order: nothing where he has said nothing.
pub(crate) fn seller_order(terms: &SellerOrderTerms) -> Option<pay::SellerOrderAttributes> {
    (*terms != SellerOrderTerms::default()).then(|| pay::SellerOrderAttributes {
        seller_order_id: terms.seller_order_id.clone(),
        store_name: terms.store_name.clone(),
        supplementary_data: terms.supplementary_data.clone(),
        order_item_categories: terms.item_categories.clone(),
        custom_information: terms.custom_information.clone(),
    })
}
