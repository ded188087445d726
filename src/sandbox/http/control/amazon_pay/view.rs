//! The objects of Amazon Pay as the control plane tells of them. Amounts are in the currency that stands beside them.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::Serialize;

use crate::{
    amazon_pay::Environment,
    money::Price,
    sandbox::amazon_pay::{
        rows::{
            Address, AgreementState, Authorization, AuthorizationState, BillingAgreement, Capture, CaptureState,
            CreditState, OrderReference, OrderState, Reason, Refund, RefundState, ReversalState, Status, Wallet,
        },
        rules::agreement,
        tree::{Credited, OrderTree, Payment, Taken},
    },
};

/// A state that an object has entered.
#[derive(Serialize)]
pub(super) struct EnteredView {
    at: DateTime<Utc>,
    state: &'static str,
    reason: Option<&'static str>,
    description: Option<String>,
}

macro_rules! histories {
    ($($state:ty),*) => {$(
        impl From<&Status<$state>> for History {
            fn from(status: &Status<$state>) -> Self {
                let entered = status.history().iter().map(|entered| EnteredView {
                    at: entered.at,
                    state: entered.state.as_str(),
                    reason: entered.reason.map(Reason::as_str),
                    description: entered.description.clone(),
                });
                Self {
                    state: status.state().as_str(),
                    reason: status.reason().map(Reason::as_str),
                    history: entered.collect(),
                }
            }
        }
    )*};
}

histories!(OrderState, AgreementState, AuthorizationState, CaptureState, RefundState, CreditState, ReversalState);

/// The present state of an object, and all that it has entered.
#[derive(Serialize)]
pub(super) struct History {
    state: &'static str,
    reason: Option<&'static str>,
    history: Vec<EnteredView>,
}

#[derive(Serialize)]
struct PriceView {
    amount: Decimal,
    currency: String,
}

impl From<&Price> for PriceView {
    fn from(price: &Price) -> Self {
        Self { amount: price.amount.normalize(), currency: price.currency_code.as_str().to_owned() }
    }
}

/// What the buyer has chosen.
#[derive(Serialize)]
struct WalletView {
    buyer: BuyerView,
    payment: Option<PaymentView>,
    address: Option<Address>,
    billing_address: Option<Address>,
}

#[derive(Serialize)]
struct BuyerView {
    name: String,
    email: String,
    phone: Option<String>,
}

#[derive(Serialize)]
struct PaymentView {
    name: String,
    ends_in: String,
}

impl From<&Wallet> for WalletView {
    fn from(wallet: &Wallet) -> Self {
        let Wallet { buyer, destination, payment, billing_address, .. } = wallet.clone();
        Self {
            buyer: BuyerView { name: buyer.name, email: buyer.email, phone: buyer.phone },
            payment: payment.map(|payment| PaymentView { name: payment.name, ends_in: payment.account_number_tail }),
            address: destination,
            billing_address,
        }
    }
}

#[derive(Serialize)]
pub(super) struct OrderView {
    id: String,
    seller_id: String,
    environment: Environment,
    #[serde(flatten)]
    status: History,
    created: DateTime<Utc>,
    expires: DateTime<Utc>,
    /// When something happens to it by itself.
    due: Option<DateTime<Utc>>,
    total: Option<PriceView>,
    captured: Decimal,
    seller_order_id: Option<String>,
    seller_note: Option<String>,
    store_name: Option<String>,
    billing_agreement_id: Option<String>,
    #[serde(flatten)]
    wallet: WalletView,
    authorization_ids: Vec<String>,
}

impl From<&OrderReference> for OrderView {
    fn from(order: &OrderReference) -> Self {
        Self {
            id: order.id.clone(),
            seller_id: order.seller.clone(),
            environment: order.environment,
            status: (&order.status).into(),
            created: order.created,
            expires: order.expires,
            due: order.due(),
            total: order.terms.total.as_ref().map(Into::into),
            captured: order.captured.normalize(),
            seller_order_id: order.terms.seller_order.seller_order_id.clone(),
            seller_note: order.terms.seller_note.clone(),
            store_name: order.terms.seller_order.store_name.clone(),
            billing_agreement_id: order.agreement.clone(),
            wallet: (&order.wallet).into(),
            authorization_ids: order.authorizations.clone(),
        }
    }
}

/// An order reference with everything that came of it.
#[derive(Serialize)]
pub(super) struct OrderDetails {
    #[serde(flatten)]
    order: OrderView,
    authorizations: Vec<PaymentDetails>,
}

#[derive(Serialize)]
struct PaymentDetails {
    #[serde(flatten)]
    authorization: AuthorizationView,
    capture: Option<CaptureDetails>,
}

#[derive(Serialize)]
struct CaptureDetails {
    #[serde(flatten)]
    capture: CaptureView,
    refunds: Vec<RefundView>,
    provider_credits: Vec<CreditView>,
}

#[derive(Serialize)]
struct CreditView {
    id: String,
    provider_id: String,
    amount: PriceView,
    #[serde(flatten)]
    status: History,
    reversals: Vec<ReversalView>,
}

#[derive(Serialize)]
struct ReversalView {
    id: String,
    amount: PriceView,
    #[serde(flatten)]
    status: History,
}

impl From<&OrderTree> for OrderDetails {
    fn from(tree: &OrderTree) -> Self {
        let payments = tree.payments.iter().map(|Payment { authorization, taken }| PaymentDetails {
            authorization: authorization.into(),
            capture: taken.as_ref().map(Into::into),
        });
        Self { order: (&tree.order).into(), authorizations: payments.collect() }
    }
}

impl From<&Taken> for CaptureDetails {
    fn from(taken: &Taken) -> Self {
        Self {
            capture: (&taken.capture).into(),
            refunds: taken.refunds.iter().map(Into::into).collect(),
            provider_credits: taken.credits.iter().map(Into::into).collect(),
        }
    }
}

impl From<&Credited> for CreditView {
    fn from(Credited { credit, reversals }: &Credited) -> Self {
        let reversals = reversals.iter().map(|reversal| ReversalView {
            id: reversal.id.clone(),
            amount: (&reversal.amount).into(),
            status: (&reversal.status).into(),
        });
        Self {
            id: credit.id.clone(),
            provider_id: credit.provider.clone(),
            amount: (&credit.amount).into(),
            status: (&credit.status).into(),
            reversals: reversals.collect(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct AuthorizationView {
    id: String,
    order_reference_id: String,
    reference_id: String,
    #[serde(flatten)]
    status: History,
    created: DateTime<Utc>,
    expires: DateTime<Utc>,
    due: Option<DateTime<Utc>>,
    amount: PriceView,
    captured: Decimal,
    note: Option<String>,
    soft_descriptor: Option<String>,
    soft_decline: Option<bool>,
    capture_now: bool,
    transaction_timeout: u32,
    capture_id: Option<String>,
}

impl From<&Authorization> for AuthorizationView {
    fn from(authorization: &Authorization) -> Self {
        Self {
            id: authorization.id.clone(),
            order_reference_id: authorization.order_reference.clone(),
            reference_id: authorization.reference_id.clone(),
            status: (&authorization.status).into(),
            created: authorization.created,
            expires: authorization.expires,
            due: authorization.due(),
            amount: (&authorization.amount).into(),
            captured: authorization.captured.normalize(),
            note: authorization.note.clone(),
            soft_descriptor: authorization.soft_descriptor.clone(),
            soft_decline: authorization.soft_decline,
            capture_now: authorization.capture_now,
            transaction_timeout: authorization.transaction_timeout,
            capture_id: authorization.capture.clone(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct CaptureView {
    id: String,
    order_reference_id: String,
    authorization_id: String,
    reference_id: String,
    #[serde(flatten)]
    status: History,
    created: DateTime<Utc>,
    due: Option<DateTime<Utc>>,
    amount: PriceView,
    fee: Decimal,
    refunded: Decimal,
    note: Option<String>,
    soft_descriptor: Option<String>,
    refund_ids: Vec<String>,
    provider_credit_ids: Vec<String>,
}

impl From<&Capture> for CaptureView {
    fn from(capture: &Capture) -> Self {
        Self {
            id: capture.id.clone(),
            order_reference_id: capture.order_reference.clone(),
            authorization_id: capture.authorization.clone(),
            reference_id: capture.reference_id.clone(),
            status: (&capture.status).into(),
            created: capture.created,
            due: capture.due(),
            amount: (&capture.amount).into(),
            fee: capture.fee.normalize(),
            refunded: capture.refunded.normalize(),
            note: capture.note.clone(),
            soft_descriptor: capture.soft_descriptor.clone(),
            refund_ids: capture.refunds.clone(),
            provider_credit_ids: capture.provider_credits.clone(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct RefundView {
    id: String,
    order_reference_id: String,
    capture_id: String,
    reference_id: String,
    #[serde(rename = "type")]
    refund_type: String,
    #[serde(flatten)]
    status: History,
    created: DateTime<Utc>,
    due: Option<DateTime<Utc>>,
    amount: PriceView,
    fee_refunded: Decimal,
    note: Option<String>,
    soft_descriptor: Option<String>,
}

impl From<&Refund> for RefundView {
    fn from(refund: &Refund) -> Self {
        Self {
            id: refund.id.clone(),
            order_reference_id: refund.order_reference.clone(),
            capture_id: refund.capture.clone(),
            reference_id: refund.reference_id.clone(),
            refund_type: refund.refund_type.clone(),
            status: (&refund.status).into(),
            created: refund.created,
            due: refund.due(),
            amount: (&refund.amount).into(),
            fee_refunded: refund.fee_refunded.normalize(),
            note: refund.note.clone(),
            soft_descriptor: refund.soft_descriptor.clone(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct AgreementView {
    id: String,
    seller_id: String,
    environment: Environment,
    #[serde(flatten)]
    status: History,
    created: DateTime<Utc>,
    due: Option<DateTime<Utc>>,
    consent: bool,
    monthly_limit: PriceView,
    /// What was authorized in the month of the clock.
    spent_this_month: Decimal,
    seller_billing_agreement_id: Option<String>,
    seller_note: Option<String>,
    store_name: Option<String>,
    #[serde(flatten)]
    wallet: WalletView,
    order_reference_ids: Vec<String>,
}

impl AgreementView {
    pub(super) fn of(agreement: &BillingAgreement, now: DateTime<Utc>) -> Self {
        Self {
            id: agreement.id.clone(),
            seller_id: agreement.seller.clone(),
            environment: agreement.environment,
            status: (&agreement.status).into(),
            created: agreement.created,
            due: agreement.due(),
            consent: agreement.consent,
            monthly_limit: (&agreement.monthly_limit).into(),
            spent_this_month: (agreement.monthly_limit.amount - agreement::left(agreement, now)).normalize(),
            seller_billing_agreement_id: agreement.terms.seller_billing_agreement_id.clone(),
            seller_note: agreement.terms.seller_note.clone(),
            store_name: agreement.terms.store_name.clone(),
            wallet: (&agreement.wallet).into(),
            order_reference_ids: agreement.order_references.clone(),
        }
    }
}
