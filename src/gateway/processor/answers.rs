//! What Amazon Pay answers, as a saga understands it.

use rust_decimal::Decimal;

use crate::{
    amazon_pay::{
        AccountStatus, AuthorizationDetails, AuthorizationReasonCode, AuthorizationState, BillingAgreementDetails,
        BillingAgreementState, Buyer, CaptureDetails, CaptureReasonCode, CaptureState, OrderReferenceDetails,
        OrderReferenceState, ProviderCreditReversalDetails, ProviderCreditReversalReasonCode,
        ProviderCreditReversalState, RefundDetails, RefundReasonCode, RefundState,
    },
    gateway::instruction::{Answer, ConsentState, Credit, Reason, State},
    money::Price,
};

pub(super) fn authorization(details: AuthorizationDetails) -> Answer {
    let state = match &details.authorization_status.state {
        AuthorizationState::Open => State::Open,
        AuthorizationState::Declined if details.is_soft_decline() => State::Declined(Reason::SoftDecline),
        AuthorizationState::Declined => State::Declined(authorization_reason(&details)),
        AuthorizationState::Closed => State::Closed(authorization_reason(&details)),
        // A state that nobody knows yet decides nothing.
        AuthorizationState::Pending | AuthorizationState::Other(_) => State::Pending,
    };
    Answer::Authorization {
        id: details.amazon_authorization_id.to_string(),
        state,
        captures: details.id_list.iter().map(ToString::to_string).collect(),
        fee: amount(details.authorization_fee.as_ref()),
        expires: details.expiration_timestamp,
    }
}

pub(super) fn capture(details: CaptureDetails) -> Answer {
    let reason = match &details.capture_status.reason_code {
        Some(CaptureReasonCode::AmazonRejected) => Reason::Rejected,
        Some(CaptureReasonCode::ProcessingFailure) => Reason::ProcessingFailure,
        Some(CaptureReasonCode::MaxAmountRefunded | CaptureReasonCode::MaxRefundsProcessed) => Reason::MaxRefunded,
        Some(CaptureReasonCode::AmazonClosed) => Reason::ProcessorClosed,
        Some(CaptureReasonCode::Other(_)) | None => Reason::Other,
    };
    let state = match details.capture_status.state {
        CaptureState::Declined => State::Declined(reason),
        CaptureState::Completed => State::Completed,
        CaptureState::Closed => State::Closed(reason),
        CaptureState::Pending | CaptureState::Other(_) => State::Pending,
    };
    let credits = details.provider_credit_summary_list.iter();
    let credits =
        credits.map(|of| Credit { id: of.provider_credit_id.to_string(), provider: of.provider_id.clone() }).collect();
    let id = details.amazon_capture_id.to_string();
    Answer::Capture { id, state, fee: amount(details.capture_fee.as_ref()), credits }
}

pub(super) fn refund(details: RefundDetails) -> Answer {
    let reason = match &details.refund_status.reason_code {
        Some(RefundReasonCode::AmazonRejected) => Reason::Rejected,
        Some(RefundReasonCode::ProcessingFailure) => Reason::ProcessingFailure,
        _ => Reason::Other,
    };
    let state = match details.refund_status.state {
        RefundState::Declined => State::Declined(reason),
        RefundState::Completed => State::Completed,
        RefundState::Pending | RefundState::Other(_) => State::Pending,
    };
    let fee_given_back = amount(details.fee_refunded.as_ref());
    Answer::Refund { id: details.amazon_refund_id.to_string(), state, fee_given_back }
}

pub(super) fn reversal(details: ProviderCreditReversalDetails) -> Answer {
    let status = &details.credit_reversal_status;
    let state = match status.state {
        ProviderCreditReversalState::Declined => State::Declined(match &status.reason_code {
            Some(ProviderCreditReversalReasonCode::AmazonRejected) => Reason::Rejected,
            Some(ProviderCreditReversalReasonCode::ProcessingFailure) => Reason::ProcessingFailure,
            _ => Reason::Other,
        }),
        ProviderCreditReversalState::Completed => State::Completed,
        ProviderCreditReversalState::Pending | ProviderCreditReversalState::Other(_) => State::Pending,
    };
    Answer::Reversal { id: details.amazon_provider_credit_reversal_id.to_string(), state }
}

pub(super) fn order(details: OrderReferenceDetails) -> Answer {
    let state = &details.order_reference_status.state;
    let (buyer_name, buyer_email) = buyer(details.buyer);
    Answer::Consent(ConsentState {
        draft: *state == OrderReferenceState::Draft,
        suspended: *state == OrderReferenceState::Suspended,
        ended: state.is_final(),
        buyer_name,
        buyer_email,
    })
}

pub(super) fn agreement(details: BillingAgreementDetails) -> Answer {
    let state = &details.billing_agreement_status.state;
    let (buyer_name, buyer_email) = buyer(details.buyer);
    Answer::Consent(ConsentState {
        draft: *state == BillingAgreementState::Draft,
        suspended: *state == BillingAgreementState::Suspended,
        ended: state.is_final(),
        buyer_name,
        buyer_email,
    })
}

pub(super) fn merchant(status: &AccountStatus) -> Answer {
    Answer::Merchant { active: *status == AccountStatus::Active }
}

fn authorization_reason(details: &AuthorizationDetails) -> Reason {
    match &details.authorization_status.reason_code {
        Some(AuthorizationReasonCode::InvalidPaymentMethod) => Reason::InvalidPaymentMethod,
        Some(AuthorizationReasonCode::AmazonRejected) => Reason::Rejected,
        Some(AuthorizationReasonCode::ProcessingFailure) => Reason::ProcessingFailure,
        Some(AuthorizationReasonCode::TransactionTimedOut) => Reason::TimedOut,
        Some(AuthorizationReasonCode::ExpiredUnused) => Reason::ExpiredUnused,
        Some(AuthorizationReasonCode::MaxCapturesProcessed) => Reason::MaxCapturesProcessed,
        Some(AuthorizationReasonCode::AmazonClosed) => Reason::ProcessorClosed,
        Some(AuthorizationReasonCode::OrderReferenceCanceled) => Reason::ConsentCanceled,
        Some(AuthorizationReasonCode::SellerClosed) => Reason::SellerClosed,
        Some(AuthorizationReasonCode::StopShipmentAtypicalAuth | AuthorizationReasonCode::Other(_)) | None => {
            Reason::Other
        }
    }
}

fn buyer(buyer: Option<Buyer>) -> (Option<String>, Option<String>) {
    buyer.map_or((None, None), |buyer| (buyer.name, buyer.email))
}

fn amount(price: Option<&Price>) -> Decimal {
    price.map(|price| price.amount).unwrap_or_default()
}
