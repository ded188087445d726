//! Authorizations, as answers show them.

use super::wallet;
use crate::{
    amazon_pay as pay,
    money::Price,
    sandbox::{
        amazon_pay::rows::Authorization,
        books::{Books, Stop},
    },
};

/// Everything about an authorization, with the billing address of its order. Authorizing costs nothing.
pub(crate) fn details(books: &Books<'_>, authorization: &Authorization) -> Result<pay::AuthorizationDetails, Stop> {
    let order = books.order_reference(&authorization.order_reference)?;
    let order = order.ok_or_else(|| Stop::broken("an order reference"))?;
    let amount = |amount| Some(Price { amount, ..authorization.amount.clone() });
    let status = authorization.status.present();
    Ok(pay::AuthorizationDetails {
        amazon_authorization_id: authorization.id.as_str().into(),
        authorization_reference_id: authorization.reference_id.clone(),
        authorization_billing_address: order.wallet.billing_address.as_ref().map(wallet::address),
        seller_authorization_note: authorization.note.clone(),
        authorization_amount: authorization.amount.clone(),
        captured_amount: amount(authorization.captured),
        authorization_fee: amount(rust_decimal::Decimal::ZERO),
        id_list: authorization.capture.iter().map(|id| id.as_str().into()).collect(),
        creation_timestamp: authorization.created,
        expiration_timestamp: Some(authorization.expires),
        authorization_status: pay::AuthorizationStatus {
            state: status.state.as_str().into(),
            last_update_timestamp: Some(status.at),
            reason_code: status.reason.map(|reason| reason.as_str().into()),
            reason_description: status.description.clone(),
        },
        order_item_categories: authorization.item_categories.clone(),
        capture_now: Some(authorization.capture_now),
        soft_descriptor: authorization.soft_descriptor.clone(),
        address_verification_code: None,
        soft_decline: authorization.soft_decline,
    })
}
