//! Refunds, as answers show them.

use super::provider;
use crate::{amazon_pay as pay, money::Price, sandbox::amazon_pay::rows::Refund};

pub(crate) fn details(refund: &Refund) -> pay::RefundDetails {
    let status = refund.status.present();
    pay::RefundDetails {
        amazon_refund_id: refund.id.as_str().into(),
        refund_reference_id: refund.reference_id.clone(),
        seller_refund_note: refund.note.clone(),
        refund_type: Some(refund.refund_type.as_str().into()),
        refund_amount: refund.amount.clone(),
        fee_refunded: Some(Price { amount: refund.fee_refunded, ..refund.amount.clone() }),
        creation_timestamp: refund.created,
        refund_status: pay::RefundStatus {
            state: status.state.as_str().into(),
            last_update_timestamp: Some(status.at),
            reason_code: status.reason.map(|reason| reason.as_str().into()),
            reason_description: status.description.clone(),
        },
        soft_descriptor: refund.soft_descriptor.clone(),
        provider_credit_reversal_summary_list: provider::reversals(refund),
        converted_amount: None,
        conversion_rate: None,
    }
}
