//! Provider credits and their reversals, as answers show them.

use crate::{
    amazon_pay as pay,
    money::Price,
    sandbox::amazon_pay::rows::{Capture, ProviderCredit, ProviderCreditReversal, Refund},
};

pub(crate) fn credit(credit: &ProviderCredit) -> pay::ProviderCreditDetails {
    let status = credit.status.present();
    pay::ProviderCreditDetails {
        amazon_provider_credit_id: credit.id.as_str().into(),
        seller_id: Some(credit.seller.clone()),
        provider_id: Some(credit.provider.clone()),
        credit_reference_id: Some(credit.reference_id.clone()),
        credit_amount: credit.amount.clone(),
        credit_reversal_amount: Some(Price { amount: credit.reversed, ..credit.amount.clone() }),
        credit_reversal_id_list: credit.reversals.iter().map(|id| id.as_str().into()).collect(),
        creation_timestamp: credit.created,
        credit_status: pay::ProviderCreditStatus {
            state: status.state.as_str().into(),
            last_update_timestamp: Some(status.at),
            reason_code: status.reason.map(|reason| reason.as_str().into()),
            reason_description: status.description.clone(),
        },
    }
}

pub(crate) fn reversal(reversal: &ProviderCreditReversal) -> pay::ProviderCreditReversalDetails {
    let status = reversal.status.present();
    pay::ProviderCreditReversalDetails {
        amazon_provider_credit_reversal_id: reversal.id.as_str().into(),
        seller_id: Some(reversal.seller.clone()),
        provider_id: Some(reversal.provider.clone()),
        credit_reversal_reference_id: reversal.reference_id.clone(),
        credit_reversal_amount: reversal.amount.clone(),
        creation_timestamp: reversal.created,
        credit_reversal_status: pay::ProviderCreditReversalStatus {
            state: status.state.as_str().into(),
            last_update_timestamp: Some(status.at),
            reason_code: status.reason.map(|reason| reason.as_str().into()),
            reason_description: status.description.clone(),
        },
        credit_reversal_note: reversal.note.clone(),
    }
}

/// The credits of a capture, once it is completed.
pub(crate) fn credits(capture: &Capture) -> Vec<pay::ProviderCreditSummary> {
    let given = capture.provider_shares.iter().zip(&capture.provider_credits);
    given
        .map(|(share, id)| pay::ProviderCreditSummary {
            provider_id: share.provider.clone(),
            provider_credit_id: id.as_str().into(),
        })
        .collect()
}

/// What providers give back with a refund.
pub(crate) fn reversals(refund: &Refund) -> Vec<pay::ProviderCreditReversalSummary> {
    let given = refund.provider_shares.iter().zip(&refund.provider_reversals);
    given
        .map(|(share, id)| pay::ProviderCreditReversalSummary {
            provider_id: share.provider.clone(),
            provider_credit_reversal_id: id.as_str().into(),
        })
        .collect()
}
