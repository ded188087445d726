//! The operations of Amazon Pay: each is a rule that works on the rows of the caller, for the merchant and in the
//! environment that the call names.

use super::rules::{
    On, account, agreement, authorize, capture, charge_agreement, listing, order, provider, refund, status,
};
use crate::{
    amazon_pay::*,
    error::ServiceError,
    sandbox::{
        Sandbox,
        books::{Books, Stop},
    },
    server::{Call, Seller},
};

impl Service for Sandbox {
    async fn authorize(&self, call: &Call, request: AuthorizeRequest) -> Result<AuthorizeResult, ServiceError> {
        self.pay_change(call, request, authorize::authorize).await
    }

    async fn cancel_order_reference(
        &self,
        call: &Call,
        request: CancelOrderReferenceRequest,
    ) -> Result<CancelOrderReferenceResult, ServiceError> {
        self.pay_change(call, request, order::cancel).await
    }

    async fn capture(&self, call: &Call, request: CaptureRequest) -> Result<CaptureResult, ServiceError> {
        self.pay_change(call, request, capture::capture).await
    }

    async fn close_authorization(
        &self,
        call: &Call,
        request: CloseAuthorizationRequest,
    ) -> Result<CloseAuthorizationResult, ServiceError> {
        self.pay_change(call, request, authorize::close).await
    }

    async fn close_order_reference(
        &self,
        call: &Call,
        request: CloseOrderReferenceRequest,
    ) -> Result<CloseOrderReferenceResult, ServiceError> {
        self.pay_change(call, request, order::close).await
    }

    async fn confirm_order_reference(
        &self,
        call: &Call,
        request: ConfirmOrderReferenceRequest,
    ) -> Result<ConfirmOrderReferenceResult, ServiceError> {
        self.pay_change(call, request, order::confirm).await
    }

    async fn get_authorization_details(
        &self,
        call: &Call,
        request: GetAuthorizationDetailsRequest,
    ) -> Result<GetAuthorizationDetailsResult, ServiceError> {
        self.pay_read(call, request, authorize::get_details).await
    }

    async fn get_capture_details(
        &self,
        call: &Call,
        request: GetCaptureDetailsRequest,
    ) -> Result<GetCaptureDetailsResult, ServiceError> {
        self.pay_read(call, request, capture::get_details).await
    }

    async fn get_order_reference_details(
        &self,
        call: &Call,
        request: GetOrderReferenceDetailsRequest,
    ) -> Result<GetOrderReferenceDetailsResult, ServiceError> {
        self.pay_read(call, request, order::get_details).await
    }

    async fn get_refund_details(
        &self,
        call: &Call,
        request: GetRefundDetailsRequest,
    ) -> Result<GetRefundDetailsResult, ServiceError> {
        self.pay_read(call, request, refund::get_details).await
    }

    async fn get_service_status(
        &self,
        call: &Call,
        request: GetServiceStatusRequest,
    ) -> Result<GetServiceStatusResult, ServiceError> {
        self.pay_read(call, request, status::status).await
    }

    async fn refund(&self, call: &Call, request: RefundRequest) -> Result<RefundResult, ServiceError> {
        self.pay_change(call, request, refund::refund).await
    }

    async fn set_order_reference_details(
        &self,
        call: &Call,
        request: SetOrderReferenceDetailsRequest,
    ) -> Result<SetOrderReferenceDetailsResult, ServiceError> {
        self.pay_change(call, request, order::set_details).await
    }

    async fn authorize_on_billing_agreement(
        &self,
        call: &Call,
        request: AuthorizeOnBillingAgreementRequest,
    ) -> Result<AuthorizeOnBillingAgreementResult, ServiceError> {
        self.pay_change(call, request, charge_agreement::authorize).await
    }

    async fn close_billing_agreement(
        &self,
        call: &Call,
        request: CloseBillingAgreementRequest,
    ) -> Result<CloseBillingAgreementResult, ServiceError> {
        self.pay_change(call, request, agreement::close).await
    }

    async fn confirm_billing_agreement(
        &self,
        call: &Call,
        request: ConfirmBillingAgreementRequest,
    ) -> Result<ConfirmBillingAgreementResult, ServiceError> {
        self.pay_change(call, request, agreement::confirm).await
    }

    async fn create_order_reference_for_id(
        &self,
        call: &Call,
        request: CreateOrderReferenceForIdRequest,
    ) -> Result<CreateOrderReferenceForIdResult, ServiceError> {
        self.pay_change(call, request, charge_agreement::create_order_reference).await
    }

    async fn get_billing_agreement_details(
        &self,
        call: &Call,
        request: GetBillingAgreementDetailsRequest,
    ) -> Result<GetBillingAgreementDetailsResult, ServiceError> {
        self.pay_read(call, request, agreement::details).await
    }

    async fn set_billing_agreement_details(
        &self,
        call: &Call,
        request: SetBillingAgreementDetailsRequest,
    ) -> Result<SetBillingAgreementDetailsResult, ServiceError> {
        self.pay_change(call, request, agreement::set_details).await
    }

    async fn validate_billing_agreement(
        &self,
        call: &Call,
        request: ValidateBillingAgreementRequest,
    ) -> Result<ValidateBillingAgreementResult, ServiceError> {
        self.pay_change(call, request, agreement::validate).await
    }

    async fn set_order_attributes(
        &self,
        call: &Call,
        request: SetOrderAttributesRequest,
    ) -> Result<SetOrderAttributesResult, ServiceError> {
        self.pay_change(call, request, order::set_attributes).await
    }

    async fn list_order_reference(
        &self,
        call: &Call,
        request: ListOrderReferenceRequest,
    ) -> Result<ListOrderReferenceResult, ServiceError> {
        self.pay_change(call, request, listing::first).await
    }

    async fn list_order_reference_by_next_token(
        &self,
        call: &Call,
        request: ListOrderReferenceByNextTokenRequest,
    ) -> Result<ListOrderReferenceByNextTokenResult, ServiceError> {
        self.pay_change(call, request, listing::next).await
    }

    async fn get_merchant_account_status(
        &self,
        call: &Call,
        _: GetMerchantAccountStatusRequest,
    ) -> Result<GetMerchantAccountStatusResult, ServiceError> {
        let seller = seller(call)?;
        self.read(call, move |books| account::status(books, &seller)).await
    }

    async fn get_merchant_notification_configuration(
        &self,
        call: &Call,
        request: GetMerchantNotificationConfigurationRequest,
    ) -> Result<GetMerchantNotificationConfigurationResult, ServiceError> {
        self.pay_read(call, request, account::notification_configuration).await
    }

    async fn set_merchant_notification_configuration(
        &self,
        call: &Call,
        request: SetMerchantNotificationConfigurationRequest,
    ) -> Result<SetMerchantNotificationConfigurationResult, ServiceError> {
        self.pay_change(call, request, account::configure_notifications).await
    }

    async fn get_provider_credit_details(
        &self,
        call: &Call,
        request: GetProviderCreditDetailsRequest,
    ) -> Result<GetProviderCreditDetailsResult, ServiceError> {
        self.pay_read(call, request, provider::credit_details).await
    }

    async fn get_provider_credit_reversal_details(
        &self,
        call: &Call,
        request: GetProviderCreditReversalDetailsRequest,
    ) -> Result<GetProviderCreditReversalDetailsResult, ServiceError> {
        self.pay_read(call, request, provider::reversal_details).await
    }

    async fn reverse_provider_credit(
        &self,
        call: &Call,
        request: ReverseProviderCreditRequest,
    ) -> Result<ReverseProviderCreditResult, ServiceError> {
        self.pay_change(call, request, provider::reverse).await
    }
}

impl Sandbox {
    /// Applies a rule that changes something.
    async fn pay_change<Q: Send + 'static, R: Send + 'static>(
        &self,
        call: &Call,
        request: Q,
        rule: fn(&mut Books<'_>, &On, &Q) -> Result<R, Stop>,
    ) -> Result<R, ServiceError> {
        let seller = seller(call)?;
        self.change(call, move |books| {
            let on = On::active(books, &seller)?;
            rule(books, &on, &request)
        })
        .await
    }

    /// Applies a rule that changes nothing.
    async fn pay_read<Q: Send + 'static, R: Send + 'static>(
        &self,
        call: &Call,
        request: Q,
        rule: fn(&Books<'_>, &On, &Q) -> Result<R, Stop>,
    ) -> Result<R, ServiceError> {
        let seller = seller(call)?;
        self.read(call, move |books| rule(books, &On::active(books, &seller)?, &request)).await
    }
}

fn seller(call: &Call) -> Result<Seller, ServiceError> {
    let seller = call.seller.clone();
    seller.ok_or_else(|| ServiceError::new(ErrorCode::InvalidParameterValue, "SellerId is missing."))
}
