//! What is asked, as Amazon Pay wants to be asked.

use rust_decimal::Decimal;

use crate::{
    amazon_pay::{
        AuthorizeOnBillingAgreementRequest, AuthorizeRequest, CancelOrderReferenceRequest, CaptureRequest,
        CloseAuthorizationRequest, CloseBillingAgreementRequest, CloseOrderReferenceRequest, OrderReferenceAttributes,
        ProviderCredit, ProviderCreditReversal, RefundRequest, ReverseProviderCreditRequest, SellerOrderAttributes,
        SetOrderReferenceDetailsRequest,
    },
    gateway::instruction::{Authorize, Capture, ProviderFee, Refund, ReverseCredit},
    money::Price,
};

pub(super) fn set_terms(
    consent: &str,
    amount: Decimal,
    note: &Option<String>,
    order: &Option<String>,
    information: &Option<String>,
    platform: &Option<String>,
) -> SetOrderReferenceDetailsRequest {
    let mut attributes = OrderReferenceAttributes::new(Price::usd(amount));
    attributes.seller_note.clone_from(note);
    attributes.platform_id.clone_from(platform);
    attributes.seller_order_attributes = seller_attributes(order, information);
    SetOrderReferenceDetailsRequest::new(consent, attributes)
}

/// An authorization of an order reference.
pub(super) fn authorize(asked: &Authorize) -> AuthorizeRequest {
    let mut request = AuthorizeRequest::new(asked.consent.as_str(), asked.key.as_str(), Price::usd(asked.amount));
    request.capture_now = Some(asked.capture);
    request.transaction_timeout = Some(asked.wait.into());
    request.seller_authorization_note.clone_from(&asked.note);
    request.soft_descriptor.clone_from(&asked.statement);
    request.provider_credit_list = credits(asked.provider_fee.as_ref());
    request
}

/// An authorization under a billing agreement.
pub(super) fn charge_agreement(asked: &Authorize) -> AuthorizeOnBillingAgreementRequest {
    let amount = Price::usd(asked.amount);
    let mut request = AuthorizeOnBillingAgreementRequest::new(asked.consent.as_str(), asked.key.as_str(), amount);
    request.capture_now = Some(asked.capture);
    request.transaction_timeout = Some(asked.wait.into());
    request.seller_authorization_note.clone_from(&asked.note);
    request.seller_note.clone_from(&asked.note);
    request.soft_descriptor.clone_from(&asked.statement);
    request.provider_credit_list = credits(asked.provider_fee.as_ref());
    request.seller_order_attributes = seller_attributes(&asked.order, &asked.information);
    request.platform_id.clone_from(&asked.platform);
    // The documents have it as the default, and not every environment keeps to that.
    request.inherit_shipping_address = Some(true);
    request
}

pub(super) fn capture(asked: &Capture) -> CaptureRequest {
    let mut request = CaptureRequest::new(asked.authorization.as_str(), asked.key.as_str(), Price::usd(asked.amount));
    request.seller_capture_note.clone_from(&asked.note);
    request.soft_descriptor.clone_from(&asked.statement);
    request.provider_credit_list = credits(asked.provider_fee.as_ref());
    request
}

pub(super) fn refund(asked: &Refund) -> RefundRequest {
    let mut request = RefundRequest::new(asked.capture.as_str(), asked.key.as_str(), Price::usd(asked.amount));
    request.seller_refund_note.clone_from(&asked.note);
    let reversal = |fee: &ProviderFee| ProviderCreditReversal {
        provider_id: fee.provider.clone(),
        credit_reversal_amount: Price::usd(fee.amount),
    };
    request.provider_credit_reversal_list = asked.reversal.iter().map(reversal).collect();
    request
}

pub(super) fn reverse_credit(asked: &ReverseCredit) -> ReverseProviderCreditRequest {
    let amount = Price::usd(asked.amount);
    let mut request = ReverseProviderCreditRequest::new(asked.credit.as_str(), asked.key.as_str(), amount);
    request.credit_reversal_note.clone_from(&asked.note);
    request
}

pub(super) fn close_authorization(authorization: &str, reason: &Option<String>) -> CloseAuthorizationRequest {
    let mut request = CloseAuthorizationRequest::new(authorization);
    request.closure_reason.clone_from(reason);
    request
}

pub(super) fn cancel_order(consent: &str, reason: &Option<String>) -> CancelOrderReferenceRequest {
    let mut request = CancelOrderReferenceRequest::new(consent);
    request.cancelation_reason.clone_from(reason);
    request
}

pub(super) fn close_order(consent: &str, reason: &Option<String>) -> CloseOrderReferenceRequest {
    let mut request = CloseOrderReferenceRequest::new(consent);
    request.closure_reason.clone_from(reason);
    request
}

pub(super) fn close_agreement(consent: &str, reason: &Option<String>) -> CloseBillingAgreementRequest {
    let mut request = CloseBillingAgreementRequest::new(consent);
    request.closure_reason.clone_from(reason);
    request
}

/// What a marketplace gets of a payment.
fn credits(fee: Option<&ProviderFee>) -> Vec<ProviderCredit> {
    let credit =
        |fee: &ProviderFee| ProviderCredit { provider_id: fee.provider.clone(), credit_amount: Price::usd(fee.amount) };
    fee.map(credit).into_iter().collect()
}

fn seller_attributes(order: &Option<String>, information: &Option<String>) -> Option<SellerOrderAttributes> {
    let is_said = order.is_some() || information.is_some();
    is_said.then(|| SellerOrderAttributes {
        seller_order_id: order.clone(),
        custom_information: information.clone(),
        ..SellerOrderAttributes::default()
    })
}
