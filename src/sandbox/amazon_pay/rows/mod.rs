//! What the sandbox remembers of Amazon Pay.
//!
//! Every object belongs to one [`Merchant`] and one environment; calls for another one don't find it.

mod agreement;
mod authorization;
mod capture;
mod merchant;
mod order;
mod provider;
mod refund;
mod status;
mod wallet;

pub(crate) use self::{
    agreement::{AgreementTerms, BillingAgreement, Spending},
    authorization::{Authorization, Decision},
    capture::Capture,
    merchant::{Merchant, NotificationConfiguration, Region, SellerOrder},
    order::{OrderReference, OrderTerms, SellerOrderTerms},
    provider::{ProviderCredit, ProviderCreditReversal, ProviderShare},
    refund::Refund,
    status::{
        AgreementState, AuthorizationState, CaptureState, CreditState, Entered, OrderState, Reason, RefundState,
        ReversalState, Status,
    },
    wallet::{Address, Behaviour, Buyer, PaymentMethod, Wallet},
};
