//! Billing agreements, as answers show them.

use chrono::{DateTime, Utc};

use super::wallet;
use crate::{
    amazon_pay as pay,
    money::Price,
    sandbox::amazon_pay::{
        month,
        rows::{AgreementState, AgreementTerms, BillingAgreement, Merchant, Status},
        rules::agreement::{constraints, left},
    },
};

/// The agreement at `now`. Before it is confirmed, who is not `trusted` sees nothing of the buyer but about where he
/// lives.
pub(crate) fn details(
    now: DateTime<Utc>,
    merchant: &Merchant,
    agreement: &BillingAgreement,
    trusted: bool,
) -> pay::BillingAgreementDetails {
    let was_confirmed = agreement.status.history().iter().any(|entered| entered.state == AgreementState::Open);
    let whole = was_confirmed || trusted;
    let terms = &agreement.terms;
    pay::BillingAgreementDetails {
        amazon_billing_agreement_id: agreement.id.as_str().into(),
        billing_agreement_limits: Some(pay::BillingAgreementLimits {
            amount_limit_per_time_period: agreement.monthly_limit.clone(),
            time_period_start_date: month::of(now),
            time_period_end_date: month::after(now),
            current_remaining_balance: Price { amount: left(agreement, now), ..agreement.monthly_limit.clone() },
        }),
        buyer: whole.then(|| wallet::buyer(&agreement.wallet)),
        seller_note: terms.seller_note.clone(),
        platform_id: terms.platform_id.clone(),
        destination: wallet::destination(&agreement.wallet, whole),
        billing_address: whole.then(|| wallet::billing_address(&agreement.wallet)).flatten(),
        release_environment: agreement.environment.as_str().into(),
        seller_billing_agreement_attributes: seller_attributes(terms),
        billing_agreement_status: status(&agreement.status),
        constraints: constraints(agreement, merchant),
        creation_timestamp: agreement.created,
        // It has no end of its own.
        expiration_timestamp: None,
        billing_agreement_consent: Some(agreement.consent),
        order_language: agreement.language.clone(),
        subscription_amount: terms.subscription_amount.clone(),
        billing_agreement_type: terms.agreement_type.as_deref().map(Into::into),
    }
}

pub(crate) fn status(status: &Status<AgreementState>) -> pay::BillingAgreementStatus {
    let present = status.present();
    pay::BillingAgreementStatus {
        state: present.state.as_str().into(),
        last_updated_timestamp: Some(present.at),
        // Notifications call it so.
        last_update_timestamp: None,
        reason_code: present.reason.map(|reason| reason.as_str().into()),
        reason_description: present.description.clone(),
    }
}

fn seller_attributes(terms: &AgreementTerms) -> Option<pay::SellerBillingAgreementAttributes> {
    let attributes = pay::SellerBillingAgreementAttributes {
        seller_billing_agreement_id: terms.seller_billing_agreement_id.clone(),
        store_name: terms.store_name.clone(),
        custom_information: terms.custom_information.clone(),
    };
    (attributes != pay::SellerBillingAgreementAttributes::default()).then_some(attributes)
}
