use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{AgreementState, Status, Wallet, order::DRAFT};
use crate::{amazon_pay::Environment, money::Price};

/// A buyer's consent to be charged again and again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BillingAgreement {
    pub(crate) id: String,
    pub(crate) seller: String,
    pub(crate) environment: Environment,
    pub(crate) created: DateTime<Utc>,
    pub(crate) status: Status<AgreementState>,
    pub(crate) wallet: Wallet,
    /// Whether the buyer has ticked that he consents.
    pub(crate) consent: bool,
    pub(crate) terms: AgreementTerms,
    pub(crate) language: Option<String>,
    /// The most that is authorized in a calendar month.
    pub(crate) monthly_limit: Price,
    pub(crate) spending: Spending,
    /// Every order reference that was made from it, the oldest first.
    pub(crate) order_references: Vec<String>,
    /// Whether the buyer has deleted the address that the payment method is billed to, and chosen no other one since.
    pub(crate) billing_address_deleted: bool,
    /// [`Wallet::payments_chosen`] when it was suspended.
    pub(crate) suspended_with: u32,
    /// When the buyer will have mended his payment method, where a simulation says so.
    pub(crate) mended_at: Option<DateTime<Utc>>,
}

/// What the seller says of a billing agreement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AgreementTerms {
    pub(crate) platform_id: Option<String>,
    pub(crate) seller_note: Option<String>,
    pub(crate) seller_billing_agreement_id: Option<String>,
    pub(crate) store_name: Option<String>,
    pub(crate) custom_information: Option<String>,
    /// As requests spell it: CustomerInitiatedTransaction or MerchantInitiatedTransaction.
    pub(crate) agreement_type: Option<String>,
    pub(crate) subscription_amount: Option<Price>,
}

/// What was authorized on a billing agreement in one calendar month (UTC).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Spending {
    /// When the month began.
    pub(crate) month: DateTime<Utc>,
    pub(crate) authorized: Decimal,
    /// The authorizations that it is the sum of.
    pub(crate) authorizations: Vec<String>,
}

impl BillingAgreement {
    /// When something happens to it by itself.
    pub(crate) fn due(&self) -> Option<DateTime<Utc>> {
        match self.status.state() {
            AgreementState::Draft => Some(self.created + DRAFT),
            AgreementState::Suspended => self.mended_at,
            AgreementState::Open | AgreementState::Canceled | AgreementState::Closed => None,
        }
    }
}
