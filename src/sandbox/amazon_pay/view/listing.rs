//! Order references as lists show them.

use super::order;
use crate::{amazon_pay as pay, sandbox::amazon_pay::rows::OrderReference};

pub(crate) fn item(order: &OrderReference) -> pay::OrderReference {
    pay::OrderReference {
        release_environment: order.environment.as_str().into(),
        order_reference_status: order::status(&order.status),
        amazon_order_reference_id: order.id.as_str().into(),
        creation_timestamp: order.created,
        seller_order_attributes: order::seller_order(&order.terms.seller_order),
        order_total: order.terms.total.clone(),
        seller_note: order.terms.seller_note.clone(),
        order_language: order.language.clone(),
    }
}
