//! Captures, as answers show them.

use super::provider;
use crate::{amazon_pay as pay, money::Price, sandbox::amazon_pay::rows::Capture};

pub(crate) fn details(capture: &Capture) -> pay::CaptureDetails {
    let amount = |amount| Some(Price { amount, ..capture.amount.clone() });
    let status = capture.status.present();
    pay::CaptureDetails {
        amazon_capture_id: capture.id.as_str().into(),
        capture_reference_id: capture.reference_id.clone(),
        seller_capture_note: capture.note.clone(),
        capture_amount: capture.amount.clone(),
        refunded_amount: amount(capture.refunded),
        capture_fee: amount(capture.fee),
        id_list: capture.refunds.iter().map(|id| id.as_str().into()).collect(),
        creation_timestamp: capture.created,
        capture_status: pay::CaptureStatus {
            state: status.state.as_str().into(),
            last_update_timestamp: Some(status.at),
            reason_code: status.reason.map(|reason| reason.as_str().into()),
            reason_description: status.description.clone(),
        },
        soft_descriptor: capture.soft_descriptor.clone(),
        provider_credit_summary_list: provider::credits(capture),
        converted_amount: None,
        conversion_rate: None,
    }
}
