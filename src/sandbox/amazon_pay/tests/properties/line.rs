//! Requests of all operations that change something, sent to the service.

use crate::{
    amazon_pay::{Service, *},
    error::ServiceError,
    sandbox::Sandbox,
    server::Call,
    wire::{Request, flatten},
};

/// What became of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The fields of the answer.
    Answered(Vec<(String, String)>),
    Refused {
        code: String,
        message: String,
    },
}

impl Outcome {
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        let Self::Answered(fields) = self else { return None };
        fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// A request of any operation.
macro_rules! requests {
    ($($operation:ident $method:ident($request:ident) $about:ident,)*) => {
        #[derive(Debug, Clone)]
        pub(super) enum AnyRequest {
            $($operation($request),)*
        }

        impl AnyRequest {
            pub(super) async fn send(&self, sandbox: &Sandbox, call: &Call) -> Outcome {
                let answer = match self {
                    $(Self::$operation(request) => match request.check(call.version) {
                        // The front lets no such request through.
                        Err(invalid) => Err(ServiceError::new(ErrorCode::InvalidParameterValue, invalid.to_string())),
                        Ok(()) => {
                            Service::$method(sandbox, call, request.clone()).await.map(|answer| flatten(&answer))
                        }
                    })*
                };
                match answer {
                    Ok(fields) => Outcome::Answered(fields),
                    Err(error) => {
                        Outcome::Refused { code: error.code().to_owned(), message: error.message().to_owned() }
                    }
                }
            }

            /// The id of the object that it is about.
            pub(super) fn about(&self) -> &str {
                match self {
                    $(Self::$operation(request) => request.$about.as_str(),)*
                }
            }

            pub(super) fn operation(&self) -> &'static str {
                match self {
                    $(Self::$operation(_) => stringify!($operation),)*
                }
            }
        }

        $(impl From<$request> for AnyRequest {
            fn from(request: $request) -> Self {
                Self::$operation(request)
            }
        })*
    };
}

requests! {
    Authorize authorize(AuthorizeRequest) amazon_order_reference_id,
    CancelOrderReference cancel_order_reference(CancelOrderReferenceRequest) amazon_order_reference_id,
    Capture capture(CaptureRequest) amazon_authorization_id,
    CloseAuthorization close_authorization(CloseAuthorizationRequest) amazon_authorization_id,
    CloseOrderReference close_order_reference(CloseOrderReferenceRequest) amazon_order_reference_id,
    ConfirmOrderReference confirm_order_reference(ConfirmOrderReferenceRequest) amazon_order_reference_id,
    GetAuthorizationDetails get_authorization_details(GetAuthorizationDetailsRequest) amazon_authorization_id,
    GetCaptureDetails get_capture_details(GetCaptureDetailsRequest) amazon_capture_id,
    GetOrderReferenceDetails get_order_reference_details(GetOrderReferenceDetailsRequest) amazon_order_reference_id,
    GetRefundDetails get_refund_details(GetRefundDetailsRequest) amazon_refund_id,
    Refund refund(RefundRequest) amazon_capture_id,
    SetOrderReferenceDetails set_order_reference_details(SetOrderReferenceDetailsRequest) amazon_order_reference_id,
    AuthorizeOnBillingAgreement authorize_on_billing_agreement(AuthorizeOnBillingAgreementRequest) amazon_billing_agreement_id,
    CloseBillingAgreement close_billing_agreement(CloseBillingAgreementRequest) amazon_billing_agreement_id,
    ConfirmBillingAgreement confirm_billing_agreement(ConfirmBillingAgreementRequest) amazon_billing_agreement_id,
    CreateOrderReferenceForId create_order_reference_for_id(CreateOrderReferenceForIdRequest) id,
    GetBillingAgreementDetails get_billing_agreement_details(GetBillingAgreementDetailsRequest) amazon_billing_agreement_id,
    SetBillingAgreementDetails set_billing_agreement_details(SetBillingAgreementDetailsRequest) amazon_billing_agreement_id,
    ValidateBillingAgreement validate_billing_agreement(ValidateBillingAgreementRequest) amazon_billing_agreement_id,
    GetProviderCreditDetails get_provider_credit_details(GetProviderCreditDetailsRequest) amazon_provider_credit_id,
    GetProviderCreditReversalDetails get_provider_credit_reversal_details(GetProviderCreditReversalDetailsRequest) amazon_provider_credit_reversal_id,
    ReverseProviderCredit reverse_provider_credit(ReverseProviderCreditRequest) amazon_provider_credit_id,
}
