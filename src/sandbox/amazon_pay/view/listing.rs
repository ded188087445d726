//! Order references as lists show them.

use crate::{amazon_pay as pay, sandbox::amazon_pay::rows::OrderReference};

pub(crate) fn order(order: &OrderReference) -> pay::OrderReference {
    let status = order.status.present();
    let terms = &order.terms;
    let attributes = pay::SellerOrderAttributes {
        seller_order_id: terms.seller_order.seller_order_id.clone(),
        store_name: terms.seller_order.store_name.clone(),
        supplementary_data: terms.seller_order.supplementary_data.clone(),
        order_item_categories: terms.seller_order.item_categories.clone(),
        custom_information: terms.seller_order.custom_information.clone(),
    };
    pay::OrderReference {
        release_environment: order.environment.as_str().into(),
        order_reference_status: pay::OrderReferenceStatus {
            state: status.state.as_str().into(),
            last_update_timestamp: Some(status.at),
            reason_code: status.reason.map(|reason| reason.as_str().into()),
            reason_description: status.description.clone(),
        },
        amazon_order_reference_id: order.id.as_str().into(),
        creation_timestamp: order.created,
        seller_order_attributes: Some(attributes),
        order_total: terms.total.clone(),
        seller_note: terms.seller_note.clone(),
        order_language: order.language.clone(),
    }
}
