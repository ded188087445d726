// Made from the contract of Amazon Pay: change that, not this.

/// A version of the Amazon Pay API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ApiVersion {
    /// Version 2013-01-01.
    #[default]
    V2013_01_01,
}

impl ApiVersion {
    /// Every version, oldest first.
    pub const ALL: &'static [Self] = &[Self::V2013_01_01];
    /// The version as requests write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V2013_01_01 => "2013-01-01",
        }
    }
}

/// An operation of Amazon Pay; REST requests call it an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Operation {
    /// Reserves an amount on the buyer's payment method against an order reference that is `Open`,
    /// or charges it at once with `CaptureNow`. A timeout of 0 brings the decision in the answer;
    /// any other answers `Pending`, and a notification or `GetAuthorizationDetails` brings the
    /// outcome. A decline is no error: it is an answer whose state is `Declined`.
    Authorize,
    /// Gives up an order reference that was confirmed and of which nothing has been captured. Its
    /// authorizations are closed, and the buyer is not charged.
    CancelOrderReference,
    /// Takes the money that an authorization has reserved, or part of it. An authorization is used
    /// up by its first capture. Mostly `Completed` at once; `Pending` where the authorization is
    /// older than seven days.
    Capture,
    /// Releases what an authorization has reserved and will not be captured.
    CloseAuthorization,
    /// Ends an order reference: no further authorization is possible, and what is authorized can
    /// still be captured.
    CloseOrderReference,
    /// Makes an order reference whose details are set and which has no constraints `Open`, so that
    /// it can be authorized, and tells the buyer. One that is `Suspended` becomes `Open` again once
    /// the buyer has mended his payment method.
    ConfirmOrderReference,
    /// Shows an authorization: its state, what was captured of it, and by which captures.
    GetAuthorizationDetails,
    /// Shows a capture: its state, what was refunded of it, and by which refunds.
    GetCaptureDetails,
    /// Shows an order reference: its state, its constraints while it is a draft, and what of the
    /// buyer's address the merchant may see.
    GetOrderReferenceDetails,
    /// Shows a refund and its state.
    GetRefundDetails,
    /// Tells whether the service works, with messages to those who call it.
    GetServiceStatus,
    /// Gives money of a completed capture back to the buyer: in parts, up to ten times, and in all
    /// up to 15 percent or 75 US dollars, pounds or euros more than was captured, whichever is
    /// less. Always `Pending` at first; a notification or `GetRefundDetails` brings the outcome.
    Refund,
    /// Sets the total and the merchant's own data of an order reference that is a draft. What is
    /// set again overwrites what was set before.
    SetOrderReferenceDetails,
    /// Makes an order reference of a billing agreement that is `Open`, confirms it, reserves the
    /// amount, and closes the order reference: a recurring payment in one call. It counts against
    /// the monthly limit of the agreement.
    AuthorizeOnBillingAgreement,
    /// Ends a billing agreement: nothing further can be authorized under it, and what is authorized
    /// can still be captured.
    CloseBillingAgreement,
    /// Makes a billing agreement that has no constraints `Open`, so that payments can be authorized
    /// under it. Its details can't be changed from then on; the buyer may still change address and
    /// payment method.
    ConfirmBillingAgreement,
    /// Makes an order reference of a billing agreement. Of a draft there can be one; once the
    /// agreement is `Open`, any number.
    CreateOrderReferenceForId,
    /// Shows a billing agreement: its state, its constraints, what is left of its limit, and what
    /// of the buyer's address the merchant may see.
    GetBillingAgreementDetails,
    /// Sets the merchant's own data of a billing agreement that is a draft.
    SetBillingAgreementDetails,
    /// Tells whether a billing agreement and the payment method behind it could be charged now.
    ValidateBillingAgreement,
    /// Sets the details of an order reference as `SetOrderReferenceDetails` does, and one by one: a
    /// confirmed order reference takes those that it doesn't have yet.
    SetOrderAttributes,
    /// Lists the order references that have the merchant's order id, a page at a time.
    ListOrderReference,
    /// Lists the next page of what `ListOrderReference` has found.
    ListOrderReferenceByNextToken,
    /// Tells a solution provider whether a merchant can take payments. The common parameters name
    /// the merchant.
    GetMerchantAccountStatus,
    /// Shows where the notifications of a merchant go.
    GetMerchantNotificationConfiguration,
    /// Sets where the notifications of a merchant go, in place of what was set before.
    SetMerchantNotificationConfiguration,
    /// Shows what a solution provider got of a capture, and what of it was given back.
    GetProviderCreditDetails,
    /// Shows what a solution provider has given back.
    GetProviderCreditReversalDetails,
    /// Gives back, to the merchant, what a solution provider got of a capture, or part of it.
    ReverseProviderCredit,
}

impl Operation {
    /// Every operation, in the order of the WSDL.
    pub const ALL: &'static [Self] = &[
        Self::Authorize,
        Self::CancelOrderReference,
        Self::Capture,
        Self::CloseAuthorization,
        Self::CloseOrderReference,
        Self::ConfirmOrderReference,
        Self::GetAuthorizationDetails,
        Self::GetCaptureDetails,
        Self::GetOrderReferenceDetails,
        Self::GetRefundDetails,
        Self::GetServiceStatus,
        Self::Refund,
        Self::SetOrderReferenceDetails,
        Self::AuthorizeOnBillingAgreement,
        Self::CloseBillingAgreement,
        Self::ConfirmBillingAgreement,
        Self::CreateOrderReferenceForId,
        Self::GetBillingAgreementDetails,
        Self::SetBillingAgreementDetails,
        Self::ValidateBillingAgreement,
        Self::SetOrderAttributes,
        Self::ListOrderReference,
        Self::ListOrderReferenceByNextToken,
        Self::GetMerchantAccountStatus,
        Self::GetMerchantNotificationConfiguration,
        Self::SetMerchantNotificationConfiguration,
        Self::GetProviderCreditDetails,
        Self::GetProviderCreditReversalDetails,
        Self::ReverseProviderCredit,
    ];
    /// The name, as requests write it.
    pub fn name(self) -> &'static str {
        self.info().name
    }
    /// The operation of that name, to the letter.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "Authorize" => Some(Self::Authorize),
            "CancelOrderReference" => Some(Self::CancelOrderReference),
            "Capture" => Some(Self::Capture),
            "CloseAuthorization" => Some(Self::CloseAuthorization),
            "CloseOrderReference" => Some(Self::CloseOrderReference),
            "ConfirmOrderReference" => Some(Self::ConfirmOrderReference),
            "GetAuthorizationDetails" => Some(Self::GetAuthorizationDetails),
            "GetCaptureDetails" => Some(Self::GetCaptureDetails),
            "GetOrderReferenceDetails" => Some(Self::GetOrderReferenceDetails),
            "GetRefundDetails" => Some(Self::GetRefundDetails),
            "GetServiceStatus" => Some(Self::GetServiceStatus),
            "Refund" => Some(Self::Refund),
            "SetOrderReferenceDetails" => Some(Self::SetOrderReferenceDetails),
            "AuthorizeOnBillingAgreement" => Some(Self::AuthorizeOnBillingAgreement),
            "CloseBillingAgreement" => Some(Self::CloseBillingAgreement),
            "ConfirmBillingAgreement" => Some(Self::ConfirmBillingAgreement),
            "CreateOrderReferenceForId" => Some(Self::CreateOrderReferenceForId),
            "GetBillingAgreementDetails" => Some(Self::GetBillingAgreementDetails),
            "SetBillingAgreementDetails" => Some(Self::SetBillingAgreementDetails),
            "ValidateBillingAgreement" => Some(Self::ValidateBillingAgreement),
            "SetOrderAttributes" => Some(Self::SetOrderAttributes),
            "ListOrderReference" => Some(Self::ListOrderReference),
            "ListOrderReferenceByNextToken" => Some(Self::ListOrderReferenceByNextToken),
            "GetMerchantAccountStatus" => Some(Self::GetMerchantAccountStatus),
            "GetMerchantNotificationConfiguration" => {
                Some(Self::GetMerchantNotificationConfiguration)
            }
            "SetMerchantNotificationConfiguration" => {
                Some(Self::SetMerchantNotificationConfiguration)
            }
            "GetProviderCreditDetails" => Some(Self::GetProviderCreditDetails),
            "GetProviderCreditReversalDetails" => {
                Some(Self::GetProviderCreditReversalDetails)
            }
            "ReverseProviderCredit" => Some(Self::ReverseProviderCredit),
            _ => None,
        }
    }
    /// What the contract says of it.
    pub fn info(self) -> &'static crate::contract::OperationInfo {
        &SERVICE.operations[self as usize]
    }
    /// What a call changes.
    pub fn effect(self) -> crate::contract::Effect {
        self.info().effect
    }
}

crate::wire::open_enum! {
    /// An error code of Amazon Pay.
    ErrorCode {
        /// The key may not make this call for this merchant.
        AccessDenied = "AccessDenied",
        /// The billing agreement has constraints and can't be confirmed: the buyer has not agreed to be
        /// charged again, or has chosen no payment method or address.
        BillingAgreementConstraintsExist = "BillingAgreementConstraintsExist",
        /// The billing agreement is no draft any more, so its details can't be set.
        BillingAgreementNotModifiable = "BillingAgreementNotModifiable",
        /// The capture is not Completed, so nothing of it can go back.
        CaptureNotRefundable = "CaptureNotRefundable",
        /// The order reference has constraints and can't be confirmed: no total is set, or the buyer
        /// has to choose a payment method or an address. American documents give the status 404,
        /// European ones 400.
        ConstraintsExist = "ConstraintsExist",
        /// The amount is in another currency than the order, the authorization or the capture.
        CurrencyMismatch = "CurrencyMismatch",
        /// The merchant's region does not take payments in this currency.
        CurrencyUnsupported = "CurrencyUnsupported",
        /// The reference id was used for another operation, order or capture.
        DuplicateReferenceId = "DuplicateReferenceId",
        /// An earlier request with other content used the same reference id. Use a new one for a new
        /// request.
        DuplicateRequest = "DuplicateRequest",
        /// The connection ended before the whole request was there. Send it again.
        InputStreamDisconnected = "InputStreamDisconnected",
        /// The front of the service had a passing problem. Send the request again.
        InternalError = "InternalError",
        /// The service had a passing problem. Send the request again.
        InternalServerError = "InternalServerError",
        /// The service does not know the access key.
        InvalidAccessKeyId = "InvalidAccessKeyId",
        /// The merchant's account is not active and can't take part.
        InvalidAccountStatus = "InvalidAccountStatus",
        /// The path names another section or version. The documents of Amazon Pay give the status 400
        /// for it, those of the whole web service 404.
        InvalidAddress = "InvalidAddress",
        /// The token does not belong to the buyer, has expired, or does not let the merchant see the
        /// address.
        InvalidAddressConsentToken = "InvalidAddressConsentToken",
        /// The authorization is in no state in which it can be captured or closed.
        InvalidAuthorizationStatus = "InvalidAuthorizationStatus",
        /// There is no such billing agreement.
        InvalidBillingAgreementId = "InvalidBillingAgreementId",
        /// The billing agreement is in no state for this call.
        InvalidBillingAgreementStatus = "InvalidBillingAgreementStatus",
        /// The order reference can't be cancelled: money has been captured of it, it is at its end, or
        /// it is a draft, which ends by itself.
        InvalidCancelAttempt = "InvalidCancelAttempt",
        /// The order reference or billing agreement is in no state in which it can be closed.
        InvalidCloseAttempt = "InvalidCloseAttempt",
        /// There is no such order reference.
        InvalidOrderReferenceId = "InvalidOrderReferenceId",
        /// The order reference is in no state for this call.
        InvalidOrderReferenceStatus = "InvalidOrderReferenceStatus",
        /// A parameter is missing, or has a value that it can't have.
        InvalidParameterValue = "InvalidParameterValue",
        /// The note asks for a simulation that there is not, or not in this call.
        InvalidSandboxSimulationSpecified = "InvalidSandboxSimulationSpecified",
        /// There is no such authorization, capture, refund or provider credit.
        InvalidTransactionId = "InvalidTransactionId",
        /// The request is not signed.
        MissingAuthenticationToken = "MissingAuthenticationToken",
        /// The billing agreement is a draft, and an order reference was made of it already.
        OrderReferenceCountExceeded = "OrderReferenceCountExceeded",
        /// The order reference is no draft any more, so its details can't be set.
        OrderReferenceNotModifiable = "OrderReferenceNotModifiable",
        /// The order reference or billing agreement is Suspended, and the buyer has not changed the
        /// payment method.
        PaymentMethodNotUpdated = "PaymentMethodNotUpdated",
        /// The amount is more than the billing agreement has left for this month. Next month it is more
        /// again.
        PeriodicAmountExceeded = "PeriodicAmountExceeded",
        /// The calls of this hour are used up. Send the request in the next one.
        QuotaExceeded = "QuotaExceeded",
        /// The request is more than 15 minutes old, or made in the future by that much. Set the clock
        /// and sign the request anew. Not in the documents, but sent by the service.
        RequestExpired = "RequestExpired",
        /// More calls came than the quota of the operation allows. Wait, each time longer, and send the
        /// request again.
        RequestThrottled = "RequestThrottled",
        /// The service does not answer at the moment. Send the request again.
        ServiceUnavailable = "ServiceUnavailable",
        /// The signature is not that of the request with the secret key of the caller.
        SignatureDoesNotMatch = "SignatureDoesNotMatch",
        /// The amount is more than may be authorized, captured, refunded or given back.
        TransactionAmountExceeded = "TransactionAmountExceeded",
        /// There are as many authorizations, captures or refunds as there may be: ten authorizations of
        /// an order, one capture of an authorization, ten refunds of a capture.
        TransactionCountExceeded = "TransactionCountExceeded",
        /// The key has no access to Amazon Pay.
        UnauthorizedAccess = "UnauthorizedAccess",
        /// The solution provider may not ask about this merchant.
        UnauthorizedSolutionProvider = "UnauthorizedSolutionProvider",
    }
}

impl crate::error::Code for ErrorCode {
    fn info(&self) -> Option<&'static crate::contract::ErrorInfo> {
        SERVICE.error(self.as_str())
    }
}

impl ErrorCode {
    /// The flag that the reference gives; `None` where it gives none.
    pub fn retriable(&self) -> Option<bool> {
        crate::error::Code::info(self).and_then(|info| info.retriable)
    }
}

/// Says how much to reserve for which order.
///
/// The request of [`Operation::Authorize`]. Required: `AmazonOrderReferenceId`,
/// `AuthorizationReferenceId`, `AuthorizationAmount`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizeRequest {
    /// The order reference to reserve for; it has to be `Open`.
    pub amazon_order_reference_id: OrderReferenceId,
    /// The merchant's own name for the authorization: at most 32 letters, digits, `-` and `_`, new
    /// for each one. Repeating the request with the same name and the same content brings back what
    /// the first made and moves no money again; with other content it is refused as
    /// `DuplicateRequest`.
    pub authorization_reference_id: String,
    /// How much to reserve. At most 150,000 US dollars, pounds or euros; more is answered with
    /// `TransactionAmountExceeded`.
    pub authorization_amount: Price,
    /// A note for the buyer, who is shown it with `CaptureNow` only. At most 255 characters. In the
    /// sandbox it may hold the simulation to play.
    pub seller_authorization_note: Option<String>,
    /// Minutes in which the authorization has to be decided. 0 asks for the decision in the answer;
    /// any other multiple of 5 answers `Pending` at once and decides later.
    pub transaction_timeout: Option<i32>,
    /// Whether to capture the amount as soon as it is authorized.
    pub capture_now: Option<bool>,
    /// What the buyer's statement shows behind `AMZ*`, at most 16 characters; used only with
    /// `CaptureNow`. Left out, it is the merchant's name.
    pub soft_descriptor: Option<String>,
    /// What solution providers get of the money, with `CaptureNow`.
    pub provider_credit_list: Vec<ProviderCredit>,
    /// Of what kinds the articles are. Not in the documents of the service.
    pub order_item_categories: Vec<String>,
}

crate::wire::shape! {
    AuthorizeRequest {
        amazon_order_reference_id: required "AmazonOrderReferenceId",
        authorization_reference_id: required "AuthorizationReferenceId",
        authorization_amount: required "AuthorizationAmount",
        seller_authorization_note: optional "SellerAuthorizationNote",
        transaction_timeout: optional "TransactionTimeout",
        capture_now: optional "CaptureNow",
        soft_descriptor: optional "SoftDescriptor",
        provider_credit_list: wrapped "ProviderCreditList" / "member",
        order_item_categories: wrapped "OrderItemCategories" / "OrderItemCategory",
    }
}

impl AuthorizeRequest {
    /// The request with what is required of it.
    pub fn new(
        amazon_order_reference_id: impl Into<OrderReferenceId>,
        authorization_reference_id: impl Into<String>,
        authorization_amount: Price,
    ) -> Self {
        Self {
            amazon_order_reference_id: amazon_order_reference_id.into(),
            authorization_reference_id: authorization_reference_id.into(),
            authorization_amount,
            seller_authorization_note: None,
            transaction_timeout: None,
            capture_now: None,
            soft_descriptor: None,
            provider_credit_list: Vec::new(),
            order_item_categories: Vec::new(),
        }
    }
    /// Sets `SellerAuthorizationNote`. A note for the buyer, who is shown it with `CaptureNow`
    /// only. At most 255 characters. In the sandbox it may hold the simulation to play.
    pub fn seller_authorization_note(
        mut self,
        seller_authorization_note: impl Into<String>,
    ) -> Self {
        self.seller_authorization_note = Some(seller_authorization_note.into());
        self
    }
    /// Sets `TransactionTimeout`. Minutes in which the authorization has to be decided. 0 asks for
    /// the decision in the answer; any other multiple of 5 answers `Pending` at once and decides
    /// later.
    pub fn transaction_timeout(mut self, transaction_timeout: i32) -> Self {
        self.transaction_timeout = Some(transaction_timeout);
        self
    }
    /// Sets `CaptureNow`. Whether to capture the amount as soon as it is authorized.
    pub fn capture_now(mut self, capture_now: bool) -> Self {
        self.capture_now = Some(capture_now);
        self
    }
    /// Sets `SoftDescriptor`. What the buyer's statement shows behind `AMZ*`, at most 16
    /// characters; used only with `CaptureNow`. Left out, it is the merchant's name.
    pub fn soft_descriptor(mut self, soft_descriptor: impl Into<String>) -> Self {
        self.soft_descriptor = Some(soft_descriptor.into());
        self
    }
    /// Sets `ProviderCreditList`. What solution providers get of the money, with `CaptureNow`.
    pub fn provider_credit_list(
        mut self,
        provider_credit_list: impl IntoIterator<Item = ProviderCredit>,
    ) -> Self {
        self.provider_credit_list = provider_credit_list.into_iter().collect();
        self
    }
    /// Sets `OrderItemCategories`. Of what kinds the articles are. Not in the documents of the
    /// service.
    pub fn order_item_categories(
        mut self,
        order_item_categories: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.order_item_categories = order_item_categories
            .into_iter()
            .map(Into::into)
            .collect();
        self
    }
}

impl crate::wire::Request for AuthorizeRequest {
    type Result = AuthorizeResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::Authorize as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("AmazonOrderReferenceId", self.amazon_order_reference_id.as_str())?;
        check
            .text(
                "AmazonOrderReferenceId",
                self.amazon_order_reference_id.as_str(),
                None,
            )?;
        check
            .filled(
                "AuthorizationReferenceId",
                self.authorization_reference_id.as_str(),
            )?;
        check
            .text(
                "AuthorizationReferenceId",
                self.authorization_reference_id.as_str(),
                Some(crate::wire::Length::Characters(32)),
            )?;
        check
            .characters(
                "AuthorizationReferenceId",
                self.authorization_reference_id.as_str(),
                &[('A', 'Z'), ('a', 'z'), ('0', '9'), ('_', '_'), ('-', '-')],
            )?;
        check
            .amount(
                "AuthorizationAmount",
                &self.authorization_amount,
                None,
                &[
                    "USD",
                    "EUR",
                    "GBP",
                    "JPY",
                    "AUD",
                    "ZAR",
                    "CHF",
                    "NOK",
                    "DKK",
                    "SEK",
                    "NZD",
                    "HKD",
                ],
            )?;
        if let Some(value) = &self.seller_authorization_note {
            check
                .text(
                    "SellerAuthorizationNote",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(255)),
                )?;
        }
        if let Some(value) = &self.transaction_timeout {
            check
                .number(
                    "TransactionTimeout",
                    Decimal::from(*value),
                    Some(Decimal::new(0, 0)),
                    Some(Decimal::new(1440, 0)),
                )?;
            check.step("TransactionTimeout", i64::from(*value), 5)?;
        }
        if let Some(value) = &self.soft_descriptor {
            check
                .text(
                    "SoftDescriptor",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(16)),
                )?;
        }
        for (index, value) in (1..).zip(&self.provider_credit_list) {
            value.check(&format!("ProviderCreditList.member.{index}"), &check)?;
        }
        for (index, value) in (1..).zip(&self.order_item_categories) {
            check
                .text(
                    &format!("OrderItemCategories.OrderItemCategory.{index}"),
                    value.as_str(),
                    None,
                )?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        Some(self.authorization_reference_id.as_str())
    }
}

/// The new authorization, decided or `Pending`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizeResult {
    /// The authorization as it is now.
    pub authorization_details: AuthorizationDetails,
}

crate::wire::shape! {
    AuthorizeResult {
        authorization_details: required "AuthorizationDetails",
    }
}

/// Names the order reference to cancel and, if you like, the reason.
///
/// The request of [`Operation::CancelOrderReference`]. Required: `AmazonOrderReferenceId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CancelOrderReferenceRequest {
    /// The order reference to cancel.
    pub amazon_order_reference_id: OrderReferenceId,
    /// Why it is cancelled, at most 1024 characters. The buyer is not shown it.
    pub cancelation_reason: Option<String>,
}

crate::wire::shape! {
    CancelOrderReferenceRequest {
        amazon_order_reference_id: required "AmazonOrderReferenceId",
        cancelation_reason: optional "CancelationReason",
    }
}

impl CancelOrderReferenceRequest {
    /// The request with what is required of it.
    pub fn new(amazon_order_reference_id: impl Into<OrderReferenceId>) -> Self {
        Self {
            amazon_order_reference_id: amazon_order_reference_id.into(),
            cancelation_reason: None,
        }
    }
    /// Sets `CancelationReason`. Why it is cancelled, at most 1024 characters. The buyer is not
    /// shown it.
    pub fn cancelation_reason(mut self, cancelation_reason: impl Into<String>) -> Self {
        self.cancelation_reason = Some(cancelation_reason.into());
        self
    }
}

impl crate::wire::Request for CancelOrderReferenceRequest {
    type Result = CancelOrderReferenceResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::CancelOrderReference as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("AmazonOrderReferenceId", self.amazon_order_reference_id.as_str())?;
        check
            .text(
                "AmazonOrderReferenceId",
                self.amazon_order_reference_id.as_str(),
                None,
            )?;
        if let Some(value) = &self.cancelation_reason {
            check
                .text(
                    "CancelationReason",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(1024)),
                )?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// Empty: the order reference is cancelled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CancelOrderReferenceResult {}

crate::wire::shape! {
    CancelOrderReferenceResult {}
}

/// Says how much of which authorization to take.
///
/// The request of [`Operation::Capture`]. Required: `AmazonAuthorizationId`,
/// `CaptureReferenceId`, `CaptureAmount`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaptureRequest {
    /// The authorization to take the money from; it has to be `Open`.
    pub amazon_authorization_id: AuthorizationId,
    /// The merchant's own name for the capture: at most 32 letters, digits, `-` and `_`, new for
    /// each one. Repeating the request with the same name and the same content brings back what the
    /// first made and moves no money again; with other content it is refused as `DuplicateRequest`.
    pub capture_reference_id: String,
    /// How much to take: at most what is authorized. At most 150,000 US dollars, pounds or euros;
    /// more is answered with `TransactionAmountExceeded`.
    pub capture_amount: Price,
    /// A note for the buyer, at most 255 characters. In the sandbox it may hold the simulation to
    /// play.
    pub seller_capture_note: Option<String>,
    /// What the buyer's statement shows behind `AMZ*`, at most 16 characters. Left out, it is the
    /// merchant's name.
    pub soft_descriptor: Option<String>,
    /// What solution providers get of the money.
    pub provider_credit_list: Vec<ProviderCredit>,
}

crate::wire::shape! {
    CaptureRequest {
        amazon_authorization_id: required "AmazonAuthorizationId",
        capture_reference_id: required "CaptureReferenceId",
        capture_amount: required "CaptureAmount",
        seller_capture_note: optional "SellerCaptureNote",
        soft_descriptor: optional "SoftDescriptor",
        provider_credit_list: wrapped "ProviderCreditList" / "member",
    }
}

impl CaptureRequest {
    /// The request with what is required of it.
    pub fn new(
        amazon_authorization_id: impl Into<AuthorizationId>,
        capture_reference_id: impl Into<String>,
        capture_amount: Price,
    ) -> Self {
        Self {
            amazon_authorization_id: amazon_authorization_id.into(),
            capture_reference_id: capture_reference_id.into(),
            capture_amount,
            seller_capture_note: None,
            soft_descriptor: None,
            provider_credit_list: Vec::new(),
        }
    }
    /// Sets `SellerCaptureNote`. A note for the buyer, at most 255 characters. In the sandbox it
    /// may hold the simulation to play.
    pub fn seller_capture_note(
        mut self,
        seller_capture_note: impl Into<String>,
    ) -> Self {
        self.seller_capture_note = Some(seller_capture_note.into());
        self
    }
    /// Sets `SoftDescriptor`. What the buyer's statement shows behind `AMZ*`, at most 16
    /// characters. Left out, it is the merchant's name.
    pub fn soft_descriptor(mut self, soft_descriptor: impl Into<String>) -> Self {
        self.soft_descriptor = Some(soft_descriptor.into());
        self
    }
    /// Sets `ProviderCreditList`. What solution providers get of the money.
    pub fn provider_credit_list(
        mut self,
        provider_credit_list: impl IntoIterator<Item = ProviderCredit>,
    ) -> Self {
        self.provider_credit_list = provider_credit_list.into_iter().collect();
        self
    }
}

impl crate::wire::Request for CaptureRequest {
    type Result = CaptureResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::Capture as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("AmazonAuthorizationId", self.amazon_authorization_id.as_str())?;
        check
            .text("AmazonAuthorizationId", self.amazon_authorization_id.as_str(), None)?;
        check.filled("CaptureReferenceId", self.capture_reference_id.as_str())?;
        check
            .text(
                "CaptureReferenceId",
                self.capture_reference_id.as_str(),
                Some(crate::wire::Length::Characters(32)),
            )?;
        check
            .characters(
                "CaptureReferenceId",
                self.capture_reference_id.as_str(),
                &[('A', 'Z'), ('a', 'z'), ('0', '9'), ('_', '_'), ('-', '-')],
            )?;
        check
            .amount(
                "CaptureAmount",
                &self.capture_amount,
                None,
                &[
                    "USD",
                    "EUR",
                    "GBP",
                    "JPY",
                    "AUD",
                    "ZAR",
                    "CHF",
                    "NOK",
                    "DKK",
                    "SEK",
                    "NZD",
                    "HKD",
                ],
            )?;
        if let Some(value) = &self.seller_capture_note {
            check
                .text(
                    "SellerCaptureNote",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(255)),
                )?;
        }
        if let Some(value) = &self.soft_descriptor {
            check
                .text(
                    "SoftDescriptor",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(16)),
                )?;
        }
        for (index, value) in (1..).zip(&self.provider_credit_list) {
            value.check(&format!("ProviderCreditList.member.{index}"), &check)?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        Some(self.capture_reference_id.as_str())
    }
}

/// The new capture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaptureResult {
    /// The capture as it is now.
    pub capture_details: CaptureDetails,
}

crate::wire::shape! {
    CaptureResult {
        capture_details: required "CaptureDetails",
    }
}

/// Names the authorization to close and, if you like, the reason.
///
/// The request of [`Operation::CloseAuthorization`]. Required: `AmazonAuthorizationId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloseAuthorizationRequest {
    /// The authorization to close.
    pub amazon_authorization_id: AuthorizationId,
    /// Why it is closed, at most 255 characters. The buyer reads it in an e-mail.
    pub closure_reason: Option<String>,
}

crate::wire::shape! {
    CloseAuthorizationRequest {
        amazon_authorization_id: required "AmazonAuthorizationId",
        closure_reason: optional "ClosureReason",
    }
}

impl CloseAuthorizationRequest {
    /// The request with what is required of it.
    pub fn new(amazon_authorization_id: impl Into<AuthorizationId>) -> Self {
        Self {
            amazon_authorization_id: amazon_authorization_id.into(),
            closure_reason: None,
        }
    }
    /// Sets `ClosureReason`. Why it is closed, at most 255 characters. The buyer reads it in an
    /// e-mail.
    pub fn closure_reason(mut self, closure_reason: impl Into<String>) -> Self {
        self.closure_reason = Some(closure_reason.into());
        self
    }
}

impl crate::wire::Request for CloseAuthorizationRequest {
    type Result = CloseAuthorizationResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::CloseAuthorization as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("AmazonAuthorizationId", self.amazon_authorization_id.as_str())?;
        check
            .text("AmazonAuthorizationId", self.amazon_authorization_id.as_str(), None)?;
        if let Some(value) = &self.closure_reason {
            check
                .text(
                    "ClosureReason",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(255)),
                )?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// Empty: the authorization is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CloseAuthorizationResult {}

crate::wire::shape! {
    CloseAuthorizationResult {}
}

/// Names the order reference to close and, if you like, the reason.
///
/// The request of [`Operation::CloseOrderReference`]. Required: `AmazonOrderReferenceId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloseOrderReferenceRequest {
    /// The order reference to close.
    pub amazon_order_reference_id: OrderReferenceId,
    /// Why it is closed, at most 1024 characters. In the sandbox it may hold the simulation to
    /// play.
    pub closure_reason: Option<String>,
}

crate::wire::shape! {
    CloseOrderReferenceRequest {
        amazon_order_reference_id: required "AmazonOrderReferenceId",
        closure_reason: optional "ClosureReason",
    }
}

impl CloseOrderReferenceRequest {
    /// The request with what is required of it.
    pub fn new(amazon_order_reference_id: impl Into<OrderReferenceId>) -> Self {
        Self {
            amazon_order_reference_id: amazon_order_reference_id.into(),
            closure_reason: None,
        }
    }
    /// Sets `ClosureReason`. Why it is closed, at most 1024 characters. In the sandbox it may hold
    /// the simulation to play.
    pub fn closure_reason(mut self, closure_reason: impl Into<String>) -> Self {
        self.closure_reason = Some(closure_reason.into());
        self
    }
}

impl crate::wire::Request for CloseOrderReferenceRequest {
    type Result = CloseOrderReferenceResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::CloseOrderReference as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("AmazonOrderReferenceId", self.amazon_order_reference_id.as_str())?;
        check
            .text(
                "AmazonOrderReferenceId",
                self.amazon_order_reference_id.as_str(),
                None,
            )?;
        if let Some(value) = &self.closure_reason {
            check
                .text(
                    "ClosureReason",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(1024)),
                )?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// Empty: the order reference is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CloseOrderReferenceResult {}

crate::wire::shape! {
    CloseOrderReferenceResult {}
}

/// Names the order reference to confirm.
///
/// The request of [`Operation::ConfirmOrderReference`]. Required: `AmazonOrderReferenceId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmOrderReferenceRequest {
    /// The order reference to confirm.
    pub amazon_order_reference_id: OrderReferenceId,
    /// Where the buyer goes who has passed his bank's check. European merchants give it, and
    /// `FailureUrl`, where strong customer authentication applies.
    pub success_url: Option<String>,
    /// Where the buyer goes who has not passed it.
    pub failure_url: Option<String>,
    /// How much is going to be authorized, for strong customer authentication.
    pub authorization_amount: Option<Price>,
    /// Whether the authorization follows at once, for strong customer authentication.
    pub expect_immediate_authorization: Option<bool>,
}

crate::wire::shape! {
    ConfirmOrderReferenceRequest {
        amazon_order_reference_id: required "AmazonOrderReferenceId",
        success_url: optional "SuccessUrl",
        failure_url: optional "FailureUrl",
        authorization_amount: optional "AuthorizationAmount",
        expect_immediate_authorization: optional "ExpectImmediateAuthorization",
    }
}

impl ConfirmOrderReferenceRequest {
    /// The request with what is required of it.
    pub fn new(amazon_order_reference_id: impl Into<OrderReferenceId>) -> Self {
        Self {
            amazon_order_reference_id: amazon_order_reference_id.into(),
            success_url: None,
            failure_url: None,
            authorization_amount: None,
            expect_immediate_authorization: None,
        }
    }
    /// Sets `SuccessUrl`. Where the buyer goes who has passed his bank's check. European merchants
    /// give it, and `FailureUrl`, where strong customer authentication applies.
    pub fn success_url(mut self, success_url: impl Into<String>) -> Self {
        self.success_url = Some(success_url.into());
        self
    }
    /// Sets `FailureUrl`. Where the buyer goes who has not passed it.
    pub fn failure_url(mut self, failure_url: impl Into<String>) -> Self {
        self.failure_url = Some(failure_url.into());
        self
    }
    /// Sets `AuthorizationAmount`. How much is going to be authorized, for strong customer
    /// authentication.
    pub fn authorization_amount(mut self, authorization_amount: Price) -> Self {
        self.authorization_amount = Some(authorization_amount);
        self
    }
    /// Sets `ExpectImmediateAuthorization`. Whether the authorization follows at once, for strong
    /// customer authentication.
    pub fn expect_immediate_authorization(
        mut self,
        expect_immediate_authorization: bool,
    ) -> Self {
        self.expect_immediate_authorization = Some(expect_immediate_authorization);
        self
    }
}

impl crate::wire::Request for ConfirmOrderReferenceRequest {
    type Result = ConfirmOrderReferenceResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::ConfirmOrderReference as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("AmazonOrderReferenceId", self.amazon_order_reference_id.as_str())?;
        check
            .text(
                "AmazonOrderReferenceId",
                self.amazon_order_reference_id.as_str(),
                None,
            )?;
        if let Some(value) = &self.success_url {
            check.text("SuccessUrl", value.as_str(), None)?;
        }
        if let Some(value) = &self.failure_url {
            check.text("FailureUrl", value.as_str(), None)?;
        }
        if let Some(value) = &self.authorization_amount {
            check
                .amount(
                    "AuthorizationAmount",
                    value,
                    None,
                    &[
                        "USD",
                        "EUR",
                        "GBP",
                        "JPY",
                        "AUD",
                        "ZAR",
                        "CHF",
                        "NOK",
                        "DKK",
                        "SEK",
                        "NZD",
                        "HKD",
                    ],
                )?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// Empty: the order reference is confirmed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConfirmOrderReferenceResult {}

crate::wire::shape! {
    ConfirmOrderReferenceResult {}
}

/// Names the authorization to show.
///
/// The request of [`Operation::GetAuthorizationDetails`]. Required: `AmazonAuthorizationId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetAuthorizationDetailsRequest {
    /// The authorization, by the id that `Authorize` or `AuthorizeOnBillingAgreement` has answered.
    pub amazon_authorization_id: AuthorizationId,
}

crate::wire::shape! {
    GetAuthorizationDetailsRequest {
        amazon_authorization_id: required "AmazonAuthorizationId",
    }
}

impl GetAuthorizationDetailsRequest {
    /// The request with what is required of it.
    pub fn new(amazon_authorization_id: impl Into<AuthorizationId>) -> Self {
        Self {
            amazon_authorization_id: amazon_authorization_id.into(),
        }
    }
}

impl crate::wire::Request for GetAuthorizationDetailsRequest {
    type Result = GetAuthorizationDetailsResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::GetAuthorizationDetails as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("AmazonAuthorizationId", self.amazon_authorization_id.as_str())?;
        check
            .text("AmazonAuthorizationId", self.amazon_authorization_id.as_str(), None)?;
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// The authorization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetAuthorizationDetailsResult {
    /// The authorization as it is now.
    pub authorization_details: AuthorizationDetails,
}

crate::wire::shape! {
    GetAuthorizationDetailsResult {
        authorization_details: required "AuthorizationDetails",
    }
}

/// Names the capture to show.
///
/// The request of [`Operation::GetCaptureDetails`]. Required: `AmazonCaptureId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetCaptureDetailsRequest {
    /// The capture, by the id that `Capture` has answered, or that the authorization lists.
    pub amazon_capture_id: CaptureId,
}

crate::wire::shape! {
    GetCaptureDetailsRequest {
        amazon_capture_id: required "AmazonCaptureId",
    }
}

impl GetCaptureDetailsRequest {
    /// The request with what is required of it.
    pub fn new(amazon_capture_id: impl Into<CaptureId>) -> Self {
        Self {
            amazon_capture_id: amazon_capture_id.into(),
        }
    }
}

impl crate::wire::Request for GetCaptureDetailsRequest {
    type Result = GetCaptureDetailsResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::GetCaptureDetails as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("AmazonCaptureId", self.amazon_capture_id.as_str())?;
        check.text("AmazonCaptureId", self.amazon_capture_id.as_str(), None)?;
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// The capture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetCaptureDetailsResult {
    /// The capture as it is now.
    pub capture_details: CaptureDetails,
}

crate::wire::shape! {
    GetCaptureDetailsResult {
        capture_details: required "CaptureDetails",
    }
}

/// Names the order reference to show.
///
/// The request of [`Operation::GetOrderReferenceDetails`]. Required: `AmazonOrderReferenceId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetOrderReferenceDetailsRequest {
    /// The order reference to show.
    pub amazon_order_reference_id: OrderReferenceId,
    /// Token of the signed-in buyer, who has let the merchant see his address. `AccessToken` has
    /// taken its place.
    pub address_consent_token: Option<ConsentToken>,
    /// Token of the signed-in buyer: with it the answer has name and address before the
    /// confirmation too. Not in the first documents of the service.
    pub access_token: Option<ConsentToken>,
}

crate::wire::shape! {
    GetOrderReferenceDetailsRequest {
        amazon_order_reference_id: required "AmazonOrderReferenceId",
        address_consent_token: optional "AddressConsentToken",
        access_token: optional "AccessToken",
    }
}

impl GetOrderReferenceDetailsRequest {
    /// The request with what is required of it.
    pub fn new(amazon_order_reference_id: impl Into<OrderReferenceId>) -> Self {
        Self {
            amazon_order_reference_id: amazon_order_reference_id.into(),
            address_consent_token: None,
            access_token: None,
        }
    }
    /// Sets `AddressConsentToken`. Token of the signed-in buyer, who has let the merchant see his
    /// address. `AccessToken` has taken its place.
    pub fn address_consent_token(
        mut self,
        address_consent_token: impl Into<ConsentToken>,
    ) -> Self {
        self.address_consent_token = Some(address_consent_token.into());
        self
    }
    /// Sets `AccessToken`. Token of the signed-in buyer: with it the answer has name and address
    /// before the confirmation too. Not in the first documents of the service.
    pub fn access_token(mut self, access_token: impl Into<ConsentToken>) -> Self {
        self.access_token = Some(access_token.into());
        self
    }
}

impl crate::wire::Request for GetOrderReferenceDetailsRequest {
    type Result = GetOrderReferenceDetailsResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::GetOrderReferenceDetails as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("AmazonOrderReferenceId", self.amazon_order_reference_id.as_str())?;
        check
            .text(
                "AmazonOrderReferenceId",
                self.amazon_order_reference_id.as_str(),
                None,
            )?;
        if let Some(value) = &self.address_consent_token {
            check.text("AddressConsentToken", value.as_str(), None)?;
        }
        if let Some(value) = &self.access_token {
            check.text("AccessToken", value.as_str(), None)?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// The order reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetOrderReferenceDetailsResult {
    /// The order reference as it is now.
    pub order_reference_details: OrderReferenceDetails,
}

crate::wire::shape! {
    GetOrderReferenceDetailsResult {
        order_reference_details: required "OrderReferenceDetails",
    }
}

/// Names the refund to show.
///
/// The request of [`Operation::GetRefundDetails`]. Required: `AmazonRefundId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetRefundDetailsRequest {
    /// The refund, by the id that `Refund` has answered.
    pub amazon_refund_id: RefundId,
}

crate::wire::shape! {
    GetRefundDetailsRequest {
        amazon_refund_id: required "AmazonRefundId",
    }
}

impl GetRefundDetailsRequest {
    /// The request with what is required of it.
    pub fn new(amazon_refund_id: impl Into<RefundId>) -> Self {
        Self {
            amazon_refund_id: amazon_refund_id.into(),
        }
    }
}

impl crate::wire::Request for GetRefundDetailsRequest {
    type Result = GetRefundDetailsResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::GetRefundDetails as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("AmazonRefundId", self.amazon_refund_id.as_str())?;
        check.text("AmazonRefundId", self.amazon_refund_id.as_str(), None)?;
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// The refund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetRefundDetailsResult {
    /// The refund as it is now.
    pub refund_details: RefundDetails,
}

crate::wire::shape! {
    GetRefundDetailsResult {
        refund_details: required "RefundDetails",
    }
}

/// Needs nothing but the common parameters.
///
/// The request of [`Operation::GetServiceStatus`]. Nothing is required.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetServiceStatusRequest {}

crate::wire::shape! {
    GetServiceStatusRequest {}
}

impl GetServiceStatusRequest {
    /// The request, with nothing set.
    pub fn new() -> Self {
        Self {}
    }
}

impl crate::wire::Request for GetServiceStatusRequest {
    type Result = GetServiceStatusResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::GetServiceStatus as usize];
    fn check(&self, _version: &'static str) -> Result<(), crate::wire::Invalid> {
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// How the service does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetServiceStatusResult {
    /// Whether the service works.
    pub status: ServiceStatus,
    /// When the status was taken.
    pub timestamp: DateTime<Utc>,
    /// Names the messages, where there are any.
    pub message_id: Option<String>,
    /// What there is to say about the status.
    pub messages: Vec<Message>,
}

crate::wire::shape! {
    GetServiceStatusResult {
        status: required "Status",
        timestamp: required "Timestamp",
        message_id: optional "MessageId",
        messages: wrapped "Messages" / "Message",
    }
}

/// Says how much of which capture to give back.
///
/// The request of [`Operation::Refund`]. Required: `AmazonCaptureId`, `RefundReferenceId`,
/// `RefundAmount`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundRequest {
    /// The capture whose money goes back; it has to be `Completed`.
    pub amazon_capture_id: CaptureId,
    /// The merchant's own name for the refund: at most 32 letters, digits, `-` and `_`, new for
    /// each one. Repeating the request with the same name and the same content brings back what the
    /// first made and moves no money again; with other content it is refused as `DuplicateRequest`.
    pub refund_reference_id: String,
    /// How much goes back. At most 150,000 US dollars, pounds or euros; more is answered with
    /// `TransactionAmountExceeded`.
    pub refund_amount: Price,
    /// A note for the buyer, at most 255 characters. In the sandbox it may hold the simulation to
    /// play.
    pub seller_refund_note: Option<String>,
    /// What the buyer's statement shows behind `AMZ*`, at most 16 characters. Left out, it is the
    /// merchant's name.
    pub soft_descriptor: Option<String>,
    /// What solution providers give back of what they got.
    pub provider_credit_reversal_list: Vec<ProviderCreditReversal>,
}

crate::wire::shape! {
    RefundRequest {
        amazon_capture_id: required "AmazonCaptureId",
        refund_reference_id: required "RefundReferenceId",
        refund_amount: required "RefundAmount",
        seller_refund_note: optional "SellerRefundNote",
        soft_descriptor: optional "SoftDescriptor",
        provider_credit_reversal_list: wrapped "ProviderCreditReversalList" / "member",
    }
}

impl RefundRequest {
    /// The request with what is required of it.
    pub fn new(
        amazon_capture_id: impl Into<CaptureId>,
        refund_reference_id: impl Into<String>,
        refund_amount: Price,
    ) -> Self {
        Self {
            amazon_capture_id: amazon_capture_id.into(),
            refund_reference_id: refund_reference_id.into(),
            refund_amount,
            seller_refund_note: None,
            soft_descriptor: None,
            provider_credit_reversal_list: Vec::new(),
        }
    }
    /// Sets `SellerRefundNote`. A note for the buyer, at most 255 characters. In the sandbox it may
    /// hold the simulation to play.
    pub fn seller_refund_note(mut self, seller_refund_note: impl Into<String>) -> Self {
        self.seller_refund_note = Some(seller_refund_note.into());
        self
    }
    /// Sets `SoftDescriptor`. What the buyer's statement shows behind `AMZ*`, at most 16
    /// characters. Left out, it is the merchant's name.
    pub fn soft_descriptor(mut self, soft_descriptor: impl Into<String>) -> Self {
        self.soft_descriptor = Some(soft_descriptor.into());
        self
    }
    /// Sets `ProviderCreditReversalList`. What solution providers give back of what they got.
    pub fn provider_credit_reversal_list(
        mut self,
        provider_credit_reversal_list: impl IntoIterator<Item = ProviderCreditReversal>,
    ) -> Self {
        self.provider_credit_reversal_list = provider_credit_reversal_list
            .into_iter()
            .collect();
        self
    }
}

impl crate::wire::Request for RefundRequest {
    type Result = RefundResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::Refund as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("AmazonCaptureId", self.amazon_capture_id.as_str())?;
        check.text("AmazonCaptureId", self.amazon_capture_id.as_str(), None)?;
        check.filled("RefundReferenceId", self.refund_reference_id.as_str())?;
        check
            .text(
                "RefundReferenceId",
                self.refund_reference_id.as_str(),
                Some(crate::wire::Length::Characters(32)),
            )?;
        check
            .characters(
                "RefundReferenceId",
                self.refund_reference_id.as_str(),
                &[('A', 'Z'), ('a', 'z'), ('0', '9'), ('_', '_'), ('-', '-')],
            )?;
        check
            .amount(
                "RefundAmount",
                &self.refund_amount,
                None,
                &[
                    "USD",
                    "EUR",
                    "GBP",
                    "JPY",
                    "AUD",
                    "ZAR",
                    "CHF",
                    "NOK",
                    "DKK",
                    "SEK",
                    "NZD",
                    "HKD",
                ],
            )?;
        if let Some(value) = &self.seller_refund_note {
            check
                .text(
                    "SellerRefundNote",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(255)),
                )?;
        }
        if let Some(value) = &self.soft_descriptor {
            check
                .text(
                    "SoftDescriptor",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(16)),
                )?;
        }
        for (index, value) in (1..).zip(&self.provider_credit_reversal_list) {
            value.check(&format!("ProviderCreditReversalList.member.{index}"), &check)?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        Some(self.refund_reference_id.as_str())
    }
}

/// The new refund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundResult {
    /// The refund as it is now.
    pub refund_details: RefundDetails,
}

crate::wire::shape! {
    RefundResult {
        refund_details: required "RefundDetails",
    }
}

/// Names the order reference and gives its details.
///
/// The request of [`Operation::SetOrderReferenceDetails`]. Required: `AmazonOrderReferenceId`,
/// `OrderReferenceAttributes`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetOrderReferenceDetailsRequest {
    /// The order reference to describe; it has to be a `Draft`.
    pub amazon_order_reference_id: OrderReferenceId,
    /// The details to set.
    pub order_reference_attributes: OrderReferenceAttributes,
}

crate::wire::shape! {
    SetOrderReferenceDetailsRequest {
        amazon_order_reference_id: required "AmazonOrderReferenceId",
        order_reference_attributes: required "OrderReferenceAttributes",
    }
}

impl SetOrderReferenceDetailsRequest {
    /// The request with what is required of it.
    pub fn new(
        amazon_order_reference_id: impl Into<OrderReferenceId>,
        order_reference_attributes: OrderReferenceAttributes,
    ) -> Self {
        Self {
            amazon_order_reference_id: amazon_order_reference_id.into(),
            order_reference_attributes,
        }
    }
}

impl crate::wire::Request for SetOrderReferenceDetailsRequest {
    type Result = SetOrderReferenceDetailsResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::SetOrderReferenceDetails as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("AmazonOrderReferenceId", self.amazon_order_reference_id.as_str())?;
        check
            .text(
                "AmazonOrderReferenceId",
                self.amazon_order_reference_id.as_str(),
                None,
            )?;
        self.order_reference_attributes.check("OrderReferenceAttributes", &check)?;
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// The order reference with its new details.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetOrderReferenceDetailsResult {
    /// The order reference as it is now.
    pub order_reference_details: OrderReferenceDetails,
}

crate::wire::shape! {
    SetOrderReferenceDetailsResult {
        order_reference_details: required "OrderReferenceDetails",
    }
}

/// Says how much to reserve under which agreement.
///
/// The request of [`Operation::AuthorizeOnBillingAgreement`]. Required:
/// `AmazonBillingAgreementId`, `AuthorizationReferenceId`, `AuthorizationAmount`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizeOnBillingAgreementRequest {
    /// The billing agreement to reserve under; it has to be `Open`.
    pub amazon_billing_agreement_id: BillingAgreementId,
    /// The merchant's own name for the authorization: at most 32 letters, digits, `-` and `_`, new
    /// for each one. Repeating the request with the same name and the same content brings back what
    /// the first made and moves no money again; with other content it is refused as
    /// `DuplicateRequest`.
    pub authorization_reference_id: String,
    /// How much to reserve: at most what the agreement has left for this month. At most 150,000 US
    /// dollars, pounds or euros; more is answered with `TransactionAmountExceeded`.
    pub authorization_amount: Price,
    /// A note for the buyer, who is shown it with `CaptureNow` only. At most 255 characters. In the
    /// sandbox it may hold the simulation to play.
    pub seller_authorization_note: Option<String>,
    /// Minutes in which the authorization has to be decided. 0 asks for the decision in the answer;
    /// any other multiple of 5 answers `Pending` at once and decides later.
    pub transaction_timeout: Option<i32>,
    /// Whether to capture the amount as soon as it is authorized.
    pub capture_now: Option<bool>,
    /// What the buyer's statement shows behind `AMZ*`, at most 16 characters; used only with
    /// `CaptureNow`. Left out, it is the merchant's name.
    pub soft_descriptor: Option<String>,
    /// A description of the order for the buyer, at most 1024 characters.
    pub seller_note: Option<String>,
    /// The merchant id of the solution provider whose software makes the call.
    pub platform_id: Option<String>,
    /// The merchant's own data of the order.
    pub seller_order_attributes: Option<SellerOrderAttributes>,
    /// Whether the order takes over the shipping address of the agreement.
    pub inherit_shipping_address: Option<bool>,
    /// What solution providers get of the money, with `CaptureNow`. Not in the first documents of
    /// the service.
    pub provider_credit_list: Vec<ProviderCredit>,
}

crate::wire::shape! {
    AuthorizeOnBillingAgreementRequest {
        amazon_billing_agreement_id: required "AmazonBillingAgreementId",
        authorization_reference_id: required "AuthorizationReferenceId",
        authorization_amount: required "AuthorizationAmount",
        seller_authorization_note: optional "SellerAuthorizationNote",
        transaction_timeout: optional "TransactionTimeout",
        capture_now: optional "CaptureNow",
        soft_descriptor: optional "SoftDescriptor",
        seller_note: optional "SellerNote",
        platform_id: optional "PlatformId",
        seller_order_attributes: optional "SellerOrderAttributes",
        inherit_shipping_address: optional "InheritShippingAddress",
        provider_credit_list: wrapped "ProviderCreditList" / "member",
    }
}

impl AuthorizeOnBillingAgreementRequest {
    /// The request with what is required of it.
    pub fn new(
        amazon_billing_agreement_id: impl Into<BillingAgreementId>,
        authorization_reference_id: impl Into<String>,
        authorization_amount: Price,
    ) -> Self {
        Self {
            amazon_billing_agreement_id: amazon_billing_agreement_id.into(),
            authorization_reference_id: authorization_reference_id.into(),
            authorization_amount,
            seller_authorization_note: None,
            transaction_timeout: None,
            capture_now: None,
            soft_descriptor: None,
            seller_note: None,
            platform_id: None,
            seller_order_attributes: None,
            inherit_shipping_address: None,
            provider_credit_list: Vec::new(),
        }
    }
    /// Sets `SellerAuthorizationNote`. A note for the buyer, who is shown it with `CaptureNow`
    /// only. At most 255 characters. In the sandbox it may hold the simulation to play.
    pub fn seller_authorization_note(
        mut self,
        seller_authorization_note: impl Into<String>,
    ) -> Self {
        self.seller_authorization_note = Some(seller_authorization_note.into());
        self
    }
    /// Sets `TransactionTimeout`. Minutes in which the authorization has to be decided. 0 asks for
    /// the decision in the answer; any other multiple of 5 answers `Pending` at once and decides
    /// later.
    pub fn transaction_timeout(mut self, transaction_timeout: i32) -> Self {
        self.transaction_timeout = Some(transaction_timeout);
        self
    }
    /// Sets `CaptureNow`. Whether to capture the amount as soon as it is authorized.
    pub fn capture_now(mut self, capture_now: bool) -> Self {
        self.capture_now = Some(capture_now);
        self
    }
    /// Sets `SoftDescriptor`. What the buyer's statement shows behind `AMZ*`, at most 16
    /// characters; used only with `CaptureNow`. Left out, it is the merchant's name.
    pub fn soft_descriptor(mut self, soft_descriptor: impl Into<String>) -> Self {
        self.soft_descriptor = Some(soft_descriptor.into());
        self
    }
    /// Sets `SellerNote`. A description of the order for the buyer, at most 1024 characters.
    pub fn seller_note(mut self, seller_note: impl Into<String>) -> Self {
        self.seller_note = Some(seller_note.into());
        self
    }
    /// Sets `PlatformId`. The merchant id of the solution provider whose software makes the call.
    pub fn platform_id(mut self, platform_id: impl Into<String>) -> Self {
        self.platform_id = Some(platform_id.into());
        self
    }
    /// Sets `SellerOrderAttributes`. The merchant's own data of the order.
    pub fn seller_order_attributes(
        mut self,
        seller_order_attributes: SellerOrderAttributes,
    ) -> Self {
        self.seller_order_attributes = Some(seller_order_attributes);
        self
    }
    /// Sets `InheritShippingAddress`. Whether the order takes over the shipping address of the
    /// agreement.
    pub fn inherit_shipping_address(mut self, inherit_shipping_address: bool) -> Self {
        self.inherit_shipping_address = Some(inherit_shipping_address);
        self
    }
    /// Sets `ProviderCreditList`. What solution providers get of the money, with `CaptureNow`. Not
    /// in the first documents of the service.
    pub fn provider_credit_list(
        mut self,
        provider_credit_list: impl IntoIterator<Item = ProviderCredit>,
    ) -> Self {
        self.provider_credit_list = provider_credit_list.into_iter().collect();
        self
    }
}

impl crate::wire::Request for AuthorizeOnBillingAgreementRequest {
    type Result = AuthorizeOnBillingAgreementResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::AuthorizeOnBillingAgreement as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check
            .filled(
                "AmazonBillingAgreementId",
                self.amazon_billing_agreement_id.as_str(),
            )?;
        check
            .text(
                "AmazonBillingAgreementId",
                self.amazon_billing_agreement_id.as_str(),
                None,
            )?;
        check
            .filled(
                "AuthorizationReferenceId",
                self.authorization_reference_id.as_str(),
            )?;
        check
            .text(
                "AuthorizationReferenceId",
                self.authorization_reference_id.as_str(),
                Some(crate::wire::Length::Characters(32)),
            )?;
        check
            .characters(
                "AuthorizationReferenceId",
                self.authorization_reference_id.as_str(),
                &[('A', 'Z'), ('a', 'z'), ('0', '9'), ('_', '_'), ('-', '-')],
            )?;
        check
            .amount(
                "AuthorizationAmount",
                &self.authorization_amount,
                None,
                &[
                    "USD",
                    "EUR",
                    "GBP",
                    "JPY",
                    "AUD",
                    "ZAR",
                    "CHF",
                    "NOK",
                    "DKK",
                    "SEK",
                    "NZD",
                    "HKD",
                ],
            )?;
        if let Some(value) = &self.seller_authorization_note {
            check
                .text(
                    "SellerAuthorizationNote",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(255)),
                )?;
        }
        if let Some(value) = &self.transaction_timeout {
            check
                .number(
                    "TransactionTimeout",
                    Decimal::from(*value),
                    Some(Decimal::new(0, 0)),
                    Some(Decimal::new(1440, 0)),
                )?;
            check.step("TransactionTimeout", i64::from(*value), 5)?;
        }
        if let Some(value) = &self.soft_descriptor {
            check
                .text(
                    "SoftDescriptor",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(16)),
                )?;
        }
        if let Some(value) = &self.seller_note {
            check
                .text(
                    "SellerNote",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(1024)),
                )?;
        }
        if let Some(value) = &self.platform_id {
            check.text("PlatformId", value.as_str(), None)?;
        }
        if let Some(value) = &self.seller_order_attributes {
            value.check("SellerOrderAttributes", &check)?;
        }
        for (index, value) in (1..).zip(&self.provider_credit_list) {
            value.check(&format!("ProviderCreditList.member.{index}"), &check)?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        Some(self.authorization_reference_id.as_str())
    }
}

/// The new authorization and the order reference that was made for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizeOnBillingAgreementResult {
    /// The authorization as it is now.
    pub authorization_details: AuthorizationDetails,
    /// The order reference that was made for the authorization.
    pub amazon_order_reference_id: Option<OrderReferenceId>,
}

crate::wire::shape! {
    AuthorizeOnBillingAgreementResult {
        authorization_details: required "AuthorizationDetails",
        amazon_order_reference_id: optional "AmazonOrderReferenceId",
    }
}

/// Names the billing agreement to close and, if you like, the reason.
///
/// The request of [`Operation::CloseBillingAgreement`]. Required: `AmazonBillingAgreementId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloseBillingAgreementRequest {
    /// The billing agreement to close.
    pub amazon_billing_agreement_id: BillingAgreementId,
    /// Why it is closed, at most 1024 characters. In the sandbox it may hold the simulation to
    /// play.
    pub closure_reason: Option<String>,
    /// A code for the reason. Not in the documents of the service.
    pub reason_code: Option<String>,
}

crate::wire::shape! {
    CloseBillingAgreementRequest {
        amazon_billing_agreement_id: required "AmazonBillingAgreementId",
        closure_reason: optional "ClosureReason",
        reason_code: optional "ReasonCode",
    }
}

impl CloseBillingAgreementRequest {
    /// The request with what is required of it.
    pub fn new(amazon_billing_agreement_id: impl Into<BillingAgreementId>) -> Self {
        Self {
            amazon_billing_agreement_id: amazon_billing_agreement_id.into(),
            closure_reason: None,
            reason_code: None,
        }
    }
    /// Sets `ClosureReason`. Why it is closed, at most 1024 characters. In the sandbox it may hold
    /// the simulation to play.
    pub fn closure_reason(mut self, closure_reason: impl Into<String>) -> Self {
        self.closure_reason = Some(closure_reason.into());
        self
    }
    /// Sets `ReasonCode`. A code for the reason. Not in the documents of the service.
    pub fn reason_code(mut self, reason_code: impl Into<String>) -> Self {
        self.reason_code = Some(reason_code.into());
        self
    }
}

impl crate::wire::Request for CloseBillingAgreementRequest {
    type Result = CloseBillingAgreementResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::CloseBillingAgreement as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check
            .filled(
                "AmazonBillingAgreementId",
                self.amazon_billing_agreement_id.as_str(),
            )?;
        check
            .text(
                "AmazonBillingAgreementId",
                self.amazon_billing_agreement_id.as_str(),
                None,
            )?;
        if let Some(value) = &self.closure_reason {
            check
                .text(
                    "ClosureReason",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(1024)),
                )?;
        }
        if let Some(value) = &self.reason_code {
            check.text("ReasonCode", value.as_str(), None)?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// Empty: the billing agreement is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CloseBillingAgreementResult {}

crate::wire::shape! {
    CloseBillingAgreementResult {}
}

/// Names the billing agreement to confirm.
///
/// The request of [`Operation::ConfirmBillingAgreement`]. Required: `AmazonBillingAgreementId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmBillingAgreementRequest {
    /// The billing agreement to confirm.
    pub amazon_billing_agreement_id: BillingAgreementId,
    /// Where the buyer goes who has passed his bank's check. European merchants give it, and
    /// `FailureUrl`, where strong customer authentication applies.
    pub success_url: Option<String>,
    /// Where the buyer goes who has not passed it.
    pub failure_url: Option<String>,
}

crate::wire::shape! {
    ConfirmBillingAgreementRequest {
        amazon_billing_agreement_id: required "AmazonBillingAgreementId",
        success_url: optional "SuccessUrl",
        failure_url: optional "FailureUrl",
    }
}

impl ConfirmBillingAgreementRequest {
    /// The request with what is required of it.
    pub fn new(amazon_billing_agreement_id: impl Into<BillingAgreementId>) -> Self {
        Self {
            amazon_billing_agreement_id: amazon_billing_agreement_id.into(),
            success_url: None,
            failure_url: None,
        }
    }
    /// Sets `SuccessUrl`. Where the buyer goes who has passed his bank's check. European merchants
    /// give it, and `FailureUrl`, where strong customer authentication applies.
    pub fn success_url(mut self, success_url: impl Into<String>) -> Self {
        self.success_url = Some(success_url.into());
        self
    }
    /// Sets `FailureUrl`. Where the buyer goes who has not passed it.
    pub fn failure_url(mut self, failure_url: impl Into<String>) -> Self {
        self.failure_url = Some(failure_url.into());
        self
    }
}

impl crate::wire::Request for ConfirmBillingAgreementRequest {
    type Result = ConfirmBillingAgreementResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::ConfirmBillingAgreement as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check
            .filled(
                "AmazonBillingAgreementId",
                self.amazon_billing_agreement_id.as_str(),
            )?;
        check
            .text(
                "AmazonBillingAgreementId",
                self.amazon_billing_agreement_id.as_str(),
                None,
            )?;
        if let Some(value) = &self.success_url {
            check.text("SuccessUrl", value.as_str(), None)?;
        }
        if let Some(value) = &self.failure_url {
            check.text("FailureUrl", value.as_str(), None)?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// Empty: the billing agreement is confirmed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConfirmBillingAgreementResult {}

crate::wire::shape! {
    ConfirmBillingAgreementResult {}
}

/// Says of what to make an order reference, and with which details.
///
/// The request of [`Operation::CreateOrderReferenceForId`]. Required: `Id`, `IdType`;
/// `OrderReferenceAttributes` when `ConfirmNow` is true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateOrderReferenceForIdRequest {
    /// The billing agreement to make it of.
    pub id: BillingAgreementId,
    /// What kind of id it is.
    pub id_type: IdType,
    /// Whether the order takes over the shipping address of the agreement.
    pub inherit_shipping_address: Option<bool>,
    /// Whether to confirm the order reference at once.
    pub confirm_now: Option<bool>,
    /// The details to set. Needed where the order reference is confirmed at once.
    pub order_reference_attributes: Option<OrderReferenceAttributes>,
}

crate::wire::shape! {
    CreateOrderReferenceForIdRequest {
        id: required "Id",
        id_type: required "IdType",
        inherit_shipping_address: optional "InheritShippingAddress",
        confirm_now: optional "ConfirmNow",
        order_reference_attributes: optional "OrderReferenceAttributes",
    }
}

impl CreateOrderReferenceForIdRequest {
    /// The request with what is required of it.
    pub fn new(id: impl Into<BillingAgreementId>, id_type: IdType) -> Self {
        Self {
            id: id.into(),
            id_type,
            inherit_shipping_address: None,
            confirm_now: None,
            order_reference_attributes: None,
        }
    }
    /// Sets `InheritShippingAddress`. Whether the order takes over the shipping address of the
    /// agreement.
    pub fn inherit_shipping_address(mut self, inherit_shipping_address: bool) -> Self {
        self.inherit_shipping_address = Some(inherit_shipping_address);
        self
    }
    /// Sets `ConfirmNow`. Whether to confirm the order reference at once.
    pub fn confirm_now(mut self, confirm_now: bool) -> Self {
        self.confirm_now = Some(confirm_now);
        self
    }
    /// Sets `OrderReferenceAttributes`. The details to set. Needed where the order reference is
    /// confirmed at once.
    pub fn order_reference_attributes(
        mut self,
        order_reference_attributes: OrderReferenceAttributes,
    ) -> Self {
        self.order_reference_attributes = Some(order_reference_attributes);
        self
    }
}

impl crate::wire::Request for CreateOrderReferenceForIdRequest {
    type Result = CreateOrderReferenceForIdResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::CreateOrderReferenceForId as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("Id", self.id.as_str())?;
        check.text("Id", self.id.as_str(), None)?;
        check.one_of("IdType", self.id_type.as_str(), IdType::VALUES)?;
        if let Some(value) = &self.order_reference_attributes {
            value.check("OrderReferenceAttributes", &check)?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// The new order reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateOrderReferenceForIdResult {
    /// The order reference as it is now.
    pub order_reference_details: OrderReferenceDetails,
}

crate::wire::shape! {
    CreateOrderReferenceForIdResult {
        order_reference_details: required "OrderReferenceDetails",
    }
}

/// Names the billing agreement to show.
///
/// The request of [`Operation::GetBillingAgreementDetails`]. Required:
/// `AmazonBillingAgreementId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetBillingAgreementDetailsRequest {
    /// The billing agreement to show.
    pub amazon_billing_agreement_id: BillingAgreementId,
    /// Token of the signed-in buyer, who has let the merchant see his address. `AccessToken` has
    /// taken its place.
    pub address_consent_token: Option<ConsentToken>,
    /// Token of the signed-in buyer: with it the answer has name and address before the
    /// confirmation too. Not in the first documents of the service.
    pub access_token: Option<ConsentToken>,
}

crate::wire::shape! {
    GetBillingAgreementDetailsRequest {
        amazon_billing_agreement_id: required "AmazonBillingAgreementId",
        address_consent_token: optional "AddressConsentToken",
        access_token: optional "AccessToken",
    }
}

impl GetBillingAgreementDetailsRequest {
    /// The request with what is required of it.
    pub fn new(amazon_billing_agreement_id: impl Into<BillingAgreementId>) -> Self {
        Self {
            amazon_billing_agreement_id: amazon_billing_agreement_id.into(),
            address_consent_token: None,
            access_token: None,
        }
    }
    /// Sets `AddressConsentToken`. Token of the signed-in buyer, who has let the merchant see his
    /// address. `AccessToken` has taken its place.
    pub fn address_consent_token(
        mut self,
        address_consent_token: impl Into<ConsentToken>,
    ) -> Self {
        self.address_consent_token = Some(address_consent_token.into());
        self
    }
    /// Sets `AccessToken`. Token of the signed-in buyer: with it the answer has name and address
    /// before the confirmation too. Not in the first documents of the service.
    pub fn access_token(mut self, access_token: impl Into<ConsentToken>) -> Self {
        self.access_token = Some(access_token.into());
        self
    }
}

impl crate::wire::Request for GetBillingAgreementDetailsRequest {
    type Result = GetBillingAgreementDetailsResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::GetBillingAgreementDetails as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check
            .filled(
                "AmazonBillingAgreementId",
                self.amazon_billing_agreement_id.as_str(),
            )?;
        check
            .text(
                "AmazonBillingAgreementId",
                self.amazon_billing_agreement_id.as_str(),
                None,
            )?;
        if let Some(value) = &self.address_consent_token {
            check.text("AddressConsentToken", value.as_str(), None)?;
        }
        if let Some(value) = &self.access_token {
            check.text("AccessToken", value.as_str(), None)?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// The billing agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetBillingAgreementDetailsResult {
    /// The billing agreement as it is now.
    pub billing_agreement_details: BillingAgreementDetails,
}

crate::wire::shape! {
    GetBillingAgreementDetailsResult {
        billing_agreement_details: required "BillingAgreementDetails",
    }
}

/// Names the billing agreement and gives its details.
///
/// The request of [`Operation::SetBillingAgreementDetails`]. Required:
/// `AmazonBillingAgreementId`, `BillingAgreementAttributes`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetBillingAgreementDetailsRequest {
    /// The billing agreement to describe; it has to be a `Draft`.
    pub amazon_billing_agreement_id: BillingAgreementId,
    /// The details to set; one of them at least.
    pub billing_agreement_attributes: BillingAgreementAttributes,
}

crate::wire::shape! {
    SetBillingAgreementDetailsRequest {
        amazon_billing_agreement_id: required "AmazonBillingAgreementId",
        billing_agreement_attributes: required "BillingAgreementAttributes",
    }
}

impl SetBillingAgreementDetailsRequest {
    /// The request with what is required of it.
    pub fn new(
        amazon_billing_agreement_id: impl Into<BillingAgreementId>,
        billing_agreement_attributes: BillingAgreementAttributes,
    ) -> Self {
        Self {
            amazon_billing_agreement_id: amazon_billing_agreement_id.into(),
            billing_agreement_attributes,
        }
    }
}

impl crate::wire::Request for SetBillingAgreementDetailsRequest {
    type Result = SetBillingAgreementDetailsResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::SetBillingAgreementDetails as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check
            .filled(
                "AmazonBillingAgreementId",
                self.amazon_billing_agreement_id.as_str(),
            )?;
        check
            .text(
                "AmazonBillingAgreementId",
                self.amazon_billing_agreement_id.as_str(),
                None,
            )?;
        self.billing_agreement_attributes.check("BillingAgreementAttributes", &check)?;
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// The billing agreement with its new details.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetBillingAgreementDetailsResult {
    /// The billing agreement as it is now.
    pub billing_agreement_details: BillingAgreementDetails,
}

crate::wire::shape! {
    SetBillingAgreementDetailsResult {
        billing_agreement_details: required "BillingAgreementDetails",
    }
}

/// Names the billing agreement to look at.
///
/// The request of [`Operation::ValidateBillingAgreement`]. Required:
/// `AmazonBillingAgreementId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidateBillingAgreementRequest {
    /// The billing agreement to look at; it should be `Open`.
    pub amazon_billing_agreement_id: BillingAgreementId,
}

crate::wire::shape! {
    ValidateBillingAgreementRequest {
        amazon_billing_agreement_id: required "AmazonBillingAgreementId",
    }
}

impl ValidateBillingAgreementRequest {
    /// The request with what is required of it.
    pub fn new(amazon_billing_agreement_id: impl Into<BillingAgreementId>) -> Self {
        Self {
            amazon_billing_agreement_id: amazon_billing_agreement_id.into(),
        }
    }
}

impl crate::wire::Request for ValidateBillingAgreementRequest {
    type Result = ValidateBillingAgreementResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::ValidateBillingAgreement as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check
            .filled(
                "AmazonBillingAgreementId",
                self.amazon_billing_agreement_id.as_str(),
            )?;
        check
            .text(
                "AmazonBillingAgreementId",
                self.amazon_billing_agreement_id.as_str(),
                None,
            )?;
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// Whether the agreement could be charged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidateBillingAgreementResult {
    /// Whether it could be charged.
    pub validation_result: ValidationResult,
    /// Why it couldn't.
    pub failure_reason_code: Option<ValidationFailureReason>,
    /// The state of the agreement.
    pub billing_agreement_status: BillingAgreementStatus,
}

crate::wire::shape! {
    ValidateBillingAgreementResult {
        validation_result: required "ValidationResult",
        failure_reason_code: optional "FailureReasonCode",
        billing_agreement_status: required "BillingAgreementStatus",
    }
}

/// Names the order reference and gives details of it.
///
/// The request of [`Operation::SetOrderAttributes`]. Required: `AmazonOrderReferenceId`,
/// `OrderAttributes`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetOrderAttributesRequest {
    /// The order reference to describe.
    pub amazon_order_reference_id: OrderReferenceId,
    /// The details to set; one of them at least.
    pub order_attributes: OrderAttributes,
}

crate::wire::shape! {
    SetOrderAttributesRequest {
        amazon_order_reference_id: required "AmazonOrderReferenceId",
        order_attributes: required "OrderAttributes",
    }
}

impl SetOrderAttributesRequest {
    /// The request with what is required of it.
    pub fn new(
        amazon_order_reference_id: impl Into<OrderReferenceId>,
        order_attributes: OrderAttributes,
    ) -> Self {
        Self {
            amazon_order_reference_id: amazon_order_reference_id.into(),
            order_attributes,
        }
    }
}

impl crate::wire::Request for SetOrderAttributesRequest {
    type Result = SetOrderAttributesResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::SetOrderAttributes as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("AmazonOrderReferenceId", self.amazon_order_reference_id.as_str())?;
        check
            .text(
                "AmazonOrderReferenceId",
                self.amazon_order_reference_id.as_str(),
                None,
            )?;
        self.order_attributes.check("OrderAttributes", &check)?;
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// The order reference with its new details.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetOrderAttributesResult {
    /// The order reference as it is now.
    pub order_reference_details: OrderReferenceDetails,
}

crate::wire::shape! {
    SetOrderAttributesResult {
        order_reference_details: required "OrderReferenceDetails",
    }
}

/// Says which order references to list.
///
/// The request of [`Operation::ListOrderReference`]. Required: `QueryId`, `QueryIdType`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListOrderReferenceRequest {
    /// What to look for: the merchant's own id of the order.
    pub query_id: String,
    /// What kind of id it is.
    pub query_id_type: QueryIdType,
    /// How many order references a page has.
    pub page_size: Option<i32>,
    /// Only those that were made in this time.
    pub created_time_range: Option<CreatedTimeRange>,
    /// In which order of their creation.
    pub sort_order: Option<SortOrder>,
    /// In which region and currency.
    pub payment_domain: Option<PaymentDomain>,
    /// Only those in one of these states.
    pub order_reference_status_list_filter: Vec<ListedState>,
}

crate::wire::shape! {
    ListOrderReferenceRequest {
        query_id: required "QueryId",
        query_id_type: required "QueryIdType",
        page_size: optional "PageSize",
        created_time_range: optional "CreatedTimeRange",
        sort_order: optional "SortOrder",
        payment_domain: optional "PaymentDomain",
        order_reference_status_list_filter: wrapped "OrderReferenceStatusListFilter" / "OrderReferenceStatus",
    }
}

impl ListOrderReferenceRequest {
    /// The request with what is required of it.
    pub fn new(query_id: impl Into<String>, query_id_type: QueryIdType) -> Self {
        Self {
            query_id: query_id.into(),
            query_id_type,
            page_size: None,
            created_time_range: None,
            sort_order: None,
            payment_domain: None,
            order_reference_status_list_filter: Vec::new(),
        }
    }
    /// Sets `PageSize`. How many order references a page has.
    pub fn page_size(mut self, page_size: i32) -> Self {
        self.page_size = Some(page_size);
        self
    }
    /// Sets `CreatedTimeRange`. Only those that were made in this time.
    pub fn created_time_range(mut self, created_time_range: CreatedTimeRange) -> Self {
        self.created_time_range = Some(created_time_range);
        self
    }
    /// Sets `SortOrder`. In which order of their creation.
    pub fn sort_order(mut self, sort_order: SortOrder) -> Self {
        self.sort_order = Some(sort_order);
        self
    }
    /// Sets `PaymentDomain`. In which region and currency.
    pub fn payment_domain(mut self, payment_domain: PaymentDomain) -> Self {
        self.payment_domain = Some(payment_domain);
        self
    }
    /// Sets `OrderReferenceStatusListFilter`. Only those in one of these states.
    pub fn order_reference_status_list_filter(
        mut self,
        order_reference_status_list_filter: impl IntoIterator<Item = ListedState>,
    ) -> Self {
        self.order_reference_status_list_filter = order_reference_status_list_filter
            .into_iter()
            .collect();
        self
    }
}

impl crate::wire::Request for ListOrderReferenceRequest {
    type Result = ListOrderReferenceResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::ListOrderReference as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("QueryId", self.query_id.as_str())?;
        check.text("QueryId", self.query_id.as_str(), None)?;
        check.one_of("QueryIdType", self.query_id_type.as_str(), QueryIdType::VALUES)?;
        if let Some(value) = &self.page_size {
            check
                .number(
                    "PageSize",
                    Decimal::from(*value),
                    Some(Decimal::new(1, 0)),
                    None,
                )?;
        }
        if let Some(value) = &self.sort_order {
            check.one_of("SortOrder", value.as_str(), SortOrder::VALUES)?;
        }
        if let Some(value) = &self.payment_domain {
            check.one_of("PaymentDomain", value.as_str(), PaymentDomain::VALUES)?;
        }
        for (index, value) in (1..).zip(&self.order_reference_status_list_filter) {
            check
                .one_of(
                    &format!(
                        "OrderReferenceStatusListFilter.OrderReferenceStatus.{index}"
                    ),
                    value.as_str(),
                    ListedState::VALUES,
                )?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// The first page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListOrderReferenceResult {
    /// The order references of this page.
    pub order_reference_list: Vec<OrderReference>,
    /// What `ListOrderReferenceByNextToken` takes for the next page; none on the last one.
    pub next_page_token: Option<String>,
}

crate::wire::shape! {
    ListOrderReferenceResult {
        order_reference_list: enclosed "OrderReferenceList" / "OrderReference",
        next_page_token: optional "NextPageToken",
    }
}

/// Names the page to list.
///
/// The request of [`Operation::ListOrderReferenceByNextToken`]. Required: `NextPageToken`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListOrderReferenceByNextTokenRequest {
    /// What the page before has answered.
    pub next_page_token: String,
}

crate::wire::shape! {
    ListOrderReferenceByNextTokenRequest {
        next_page_token: required "NextPageToken",
    }
}

impl ListOrderReferenceByNextTokenRequest {
    /// The request with what is required of it.
    pub fn new(next_page_token: impl Into<String>) -> Self {
        Self {
            next_page_token: next_page_token.into(),
        }
    }
}

impl crate::wire::Request for ListOrderReferenceByNextTokenRequest {
    type Result = ListOrderReferenceByNextTokenResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::ListOrderReferenceByNextToken as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("NextPageToken", self.next_page_token.as_str())?;
        check.text("NextPageToken", self.next_page_token.as_str(), None)?;
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// The next page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListOrderReferenceByNextTokenResult {
    /// The order references of this page.
    pub order_reference_list: Vec<OrderReference>,
    /// What `ListOrderReferenceByNextToken` takes for the next page; none on the last one.
    pub next_page_token: Option<String>,
}

crate::wire::shape! {
    ListOrderReferenceByNextTokenResult {
        order_reference_list: enclosed "OrderReferenceList" / "OrderReference",
        next_page_token: optional "NextPageToken",
    }
}

/// Needs nothing but the common parameters.
///
/// The request of [`Operation::GetMerchantAccountStatus`]. Nothing is required.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetMerchantAccountStatusRequest {}

crate::wire::shape! {
    GetMerchantAccountStatusRequest {}
}

impl GetMerchantAccountStatusRequest {
    /// The request, with nothing set.
    pub fn new() -> Self {
        Self {}
    }
}

impl crate::wire::Request for GetMerchantAccountStatusRequest {
    type Result = GetMerchantAccountStatusResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::GetMerchantAccountStatus as usize];
    fn check(&self, _version: &'static str) -> Result<(), crate::wire::Invalid> {
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// Whether the merchant can take payments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetMerchantAccountStatusResult {
    /// The state of the merchant's account.
    pub account_status: AccountStatus,
}

crate::wire::shape! {
    GetMerchantAccountStatusResult {
        account_status: required "AccountStatus",
    }
}

/// Needs nothing but the common parameters.
///
/// The request of [`Operation::GetMerchantNotificationConfiguration`]. Nothing is required.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetMerchantNotificationConfigurationRequest {}

crate::wire::shape! {
    GetMerchantNotificationConfigurationRequest {}
}

impl GetMerchantNotificationConfigurationRequest {
    /// The request, with nothing set.
    pub fn new() -> Self {
        Self {}
    }
}

impl crate::wire::Request for GetMerchantNotificationConfigurationRequest {
    type Result = GetMerchantNotificationConfigurationResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::GetMerchantNotificationConfiguration as usize];
    fn check(&self, _version: &'static str) -> Result<(), crate::wire::Invalid> {
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// Where notifications go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetMerchantNotificationConfigurationResult {
    /// The addresses, and which events go to each.
    pub notification_configuration_list: Vec<ConfiguredNotification>,
}

crate::wire::shape! {
    GetMerchantNotificationConfigurationResult {
        notification_configuration_list: wrapped "NotificationConfigurationList" / "member",
    }
}

/// Gives the addresses.
///
/// The request of [`Operation::SetMerchantNotificationConfiguration`]. Required:
/// `NotificationConfigurationList`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetMerchantNotificationConfigurationRequest {
    /// The addresses, and which events go to each.
    pub notification_configuration_list: Vec<NotificationConfiguration>,
}

crate::wire::shape! {
    SetMerchantNotificationConfigurationRequest {
        notification_configuration_list: enclosed "NotificationConfigurationList" / "NotificationConfiguration",
    }
}

impl SetMerchantNotificationConfigurationRequest {
    /// The request with what is required of it.
    pub fn new(
        notification_configuration_list: impl IntoIterator<
            Item = NotificationConfiguration,
        >,
    ) -> Self {
        Self {
            notification_configuration_list: notification_configuration_list
                .into_iter()
                .collect(),
        }
    }
}

impl crate::wire::Request for SetMerchantNotificationConfigurationRequest {
    type Result = SetMerchantNotificationConfigurationResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::SetMerchantNotificationConfiguration as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check
            .needed(
                "NotificationConfigurationList",
                !self.notification_configuration_list.is_empty(),
                "at least once",
            )?;
        for (index, value) in (1..).zip(&self.notification_configuration_list) {
            value
                .check(
                    &format!(
                        "NotificationConfigurationList.NotificationConfiguration.{index}"
                    ),
                    &check,
                )?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// Empty: the addresses are set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetMerchantNotificationConfigurationResult {}

crate::wire::shape! {
    SetMerchantNotificationConfigurationResult {}
}

/// Names the provider credit to show.
///
/// The request of [`Operation::GetProviderCreditDetails`]. Required: `AmazonProviderCreditId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetProviderCreditDetailsRequest {
    /// The provider credit, by the id that the capture lists.
    pub amazon_provider_credit_id: ProviderCreditId,
}

crate::wire::shape! {
    GetProviderCreditDetailsRequest {
        amazon_provider_credit_id: required "AmazonProviderCreditId",
    }
}

impl GetProviderCreditDetailsRequest {
    /// The request with what is required of it.
    pub fn new(amazon_provider_credit_id: impl Into<ProviderCreditId>) -> Self {
        Self {
            amazon_provider_credit_id: amazon_provider_credit_id.into(),
        }
    }
}

impl crate::wire::Request for GetProviderCreditDetailsRequest {
    type Result = GetProviderCreditDetailsResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::GetProviderCreditDetails as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("AmazonProviderCreditId", self.amazon_provider_credit_id.as_str())?;
        check
            .text(
                "AmazonProviderCreditId",
                self.amazon_provider_credit_id.as_str(),
                None,
            )?;
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// The provider credit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetProviderCreditDetailsResult {
    /// The provider credit as it is now.
    pub provider_credit_details: ProviderCreditDetails,
}

crate::wire::shape! {
    GetProviderCreditDetailsResult {
        provider_credit_details: required "ProviderCreditDetails",
    }
}

/// Names the reversal to show.
///
/// The request of [`Operation::GetProviderCreditReversalDetails`]. Required:
/// `AmazonProviderCreditReversalId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetProviderCreditReversalDetailsRequest {
    /// The reversal, by the id that `ReverseProviderCredit` has answered, or that the refund lists.
    pub amazon_provider_credit_reversal_id: ProviderCreditReversalId,
}

crate::wire::shape! {
    GetProviderCreditReversalDetailsRequest {
        amazon_provider_credit_reversal_id: required "AmazonProviderCreditReversalId",
    }
}

impl GetProviderCreditReversalDetailsRequest {
    /// The request with what is required of it.
    pub fn new(
        amazon_provider_credit_reversal_id: impl Into<ProviderCreditReversalId>,
    ) -> Self {
        Self {
            amazon_provider_credit_reversal_id: amazon_provider_credit_reversal_id.into(),
        }
    }
}

impl crate::wire::Request for GetProviderCreditReversalDetailsRequest {
    type Result = GetProviderCreditReversalDetailsResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::GetProviderCreditReversalDetails as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check
            .filled(
                "AmazonProviderCreditReversalId",
                self.amazon_provider_credit_reversal_id.as_str(),
            )?;
        check
            .text(
                "AmazonProviderCreditReversalId",
                self.amazon_provider_credit_reversal_id.as_str(),
                None,
            )?;
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// The reversal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetProviderCreditReversalDetailsResult {
    /// The reversal as it is now.
    pub provider_credit_reversal_details: ProviderCreditReversalDetails,
}

crate::wire::shape! {
    GetProviderCreditReversalDetailsResult {
        provider_credit_reversal_details: required "ProviderCreditReversalDetails",
    }
}

/// Says how much of which provider credit to give back.
///
/// The request of [`Operation::ReverseProviderCredit`]. Required: `AmazonProviderCreditId`,
/// `CreditReversalReferenceId`, `CreditReversalAmount`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReverseProviderCreditRequest {
    /// The provider credit to give back.
    pub amazon_provider_credit_id: ProviderCreditId,
    /// The merchant's own name for the reversal: at most 32 letters, digits, `-` and `_`, new for
    /// each one. Repeating the request with the same name and the same content brings back what the
    /// first made and moves no money again; with other content it is refused as `DuplicateRequest`.
    pub credit_reversal_reference_id: String,
    /// How much to give back: at most what is left of the credit.
    pub credit_reversal_amount: Price,
    /// A note about the reversal.
    pub credit_reversal_note: Option<String>,
}

crate::wire::shape! {
    ReverseProviderCreditRequest {
        amazon_provider_credit_id: required "AmazonProviderCreditId",
        credit_reversal_reference_id: required "CreditReversalReferenceId",
        credit_reversal_amount: required "CreditReversalAmount",
        credit_reversal_note: optional "CreditReversalNote",
    }
}

impl ReverseProviderCreditRequest {
    /// The request with what is required of it.
    pub fn new(
        amazon_provider_credit_id: impl Into<ProviderCreditId>,
        credit_reversal_reference_id: impl Into<String>,
        credit_reversal_amount: Price,
    ) -> Self {
        Self {
            amazon_provider_credit_id: amazon_provider_credit_id.into(),
            credit_reversal_reference_id: credit_reversal_reference_id.into(),
            credit_reversal_amount,
            credit_reversal_note: None,
        }
    }
    /// Sets `CreditReversalNote`. A note about the reversal.
    pub fn credit_reversal_note(
        mut self,
        credit_reversal_note: impl Into<String>,
    ) -> Self {
        self.credit_reversal_note = Some(credit_reversal_note.into());
        self
    }
}

impl crate::wire::Request for ReverseProviderCreditRequest {
    type Result = ReverseProviderCreditResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::ReverseProviderCredit as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("AmazonProviderCreditId", self.amazon_provider_credit_id.as_str())?;
        check
            .text(
                "AmazonProviderCreditId",
                self.amazon_provider_credit_id.as_str(),
                None,
            )?;
        check
            .filled(
                "CreditReversalReferenceId",
                self.credit_reversal_reference_id.as_str(),
            )?;
        check
            .text(
                "CreditReversalReferenceId",
                self.credit_reversal_reference_id.as_str(),
                Some(crate::wire::Length::Characters(32)),
            )?;
        check
            .characters(
                "CreditReversalReferenceId",
                self.credit_reversal_reference_id.as_str(),
                &[('A', 'Z'), ('a', 'z'), ('0', '9'), ('_', '_'), ('-', '-')],
            )?;
        check
            .amount(
                "CreditReversalAmount",
                &self.credit_reversal_amount,
                None,
                &[
                    "USD",
                    "EUR",
                    "GBP",
                    "JPY",
                    "AUD",
                    "ZAR",
                    "CHF",
                    "NOK",
                    "DKK",
                    "SEK",
                    "NZD",
                    "HKD",
                ],
            )?;
        if let Some(value) = &self.credit_reversal_note {
            check.text("CreditReversalNote", value.as_str(), None)?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        Some(self.credit_reversal_reference_id.as_str())
    }
}

/// The new reversal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReverseProviderCreditResult {
    /// The reversal as it is now.
    pub provider_credit_reversal_details: ProviderCreditReversalDetails,
}

crate::wire::shape! {
    ReverseProviderCreditResult {
        provider_credit_reversal_details: required "ProviderCreditReversalDetails",
    }
}

/// An order reference: what the buyer has agreed to for one order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderReferenceDetails {
    /// The id of the order reference.
    pub amazon_order_reference_id: OrderReferenceId,
    /// Who buys; the merchant sees it once the order reference is confirmed.
    pub buyer: Option<Buyer>,
    /// The total that the merchant has set.
    pub order_total: Option<Price>,
    /// The description that the merchant has set.
    pub seller_note: Option<String>,
    /// The merchant id of the solution provider.
    pub platform_id: Option<String>,
    /// Where the articles go. A draft shows city, region, postal code and country only.
    pub destination: Option<Destination>,
    /// How the buyer pays, in so far as merchants are told.
    pub payment_descriptor: Option<PaymentDescriptor>,
    /// The address of the payment method.
    pub billing_address: Option<BillingAddress>,
    /// Whether the money is real.
    pub release_environment: ReleaseEnvironment,
    /// The merchant's own data of the order.
    pub seller_order_attributes: Option<SellerOrderAttributes>,
    /// The state of the order reference.
    pub order_reference_status: OrderReferenceStatus,
    /// What has to be mended before the order reference can be confirmed.
    pub constraints: Vec<Constraint>,
    /// When the order reference was made.
    pub creation_timestamp: DateTime<Utc>,
    /// When it ends by itself: 180 days after it was made.
    pub expiration_timestamp: Option<DateTime<Utc>>,
    /// What it was made of.
    pub parent_details: Option<ParentDetails>,
    /// Its authorizations. Answers have the list though it be empty, and clients count on it.
    pub id_list: Vec<AuthorizationId>,
    /// The language in which the buyer has ordered.
    pub order_language: Option<String>,
    /// Whether the merchant has asked for the payment method to be checked.
    pub request_payment_authorization: Option<bool>,
    /// What the payment service provider has set.
    pub payment_service_provider_attributes: Option<PaymentServiceProviderAttributes>,
    /// How other services know the payment.
    pub payment_reference: Option<PaymentReference>,
    /// Whether the buyer's bank wants to check him.
    pub payment_authentication_status: Option<PaymentAuthenticationStatus>,
}

crate::wire::shape! {
    OrderReferenceDetails {
        amazon_order_reference_id: required "AmazonOrderReferenceId",
        buyer: optional "Buyer",
        order_total: optional "OrderTotal",
        seller_note: optional "SellerNote",
        platform_id: optional "PlatformId",
        destination: optional "Destination",
        payment_descriptor: optional "PaymentDescriptor",
        billing_address: optional "BillingAddress",
        release_environment: required "ReleaseEnvironment",
        seller_order_attributes: optional "SellerOrderAttributes",
        order_reference_status: required "OrderReferenceStatus",
        constraints: wrapped "Constraints" / "Constraint",
        creation_timestamp: required "CreationTimestamp",
        expiration_timestamp: optional "ExpirationTimestamp",
        parent_details: optional "ParentDetails",
        id_list: enclosed "IdList" / "member",
        order_language: optional "OrderLanguage",
        request_payment_authorization: optional "RequestPaymentAuthorization",
        payment_service_provider_attributes: optional "PaymentServiceProviderAttributes",
        payment_reference: optional "PaymentReference",
        payment_authentication_status: optional "PaymentAuthenticationStatus",
    }
}

/// The state of an order reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderReferenceStatus {
    /// The state of the order reference.
    pub state: OrderReferenceState,
    /// When the state last changed.
    pub last_update_timestamp: Option<DateTime<Utc>>,
    /// Why it is in this state.
    pub reason_code: Option<OrderReferenceReasonCode>,
    /// The same in words.
    pub reason_description: Option<String>,
}

crate::wire::shape! {
    OrderReferenceStatus {
        state: required "State",
        last_update_timestamp: optional "LastUpdateTimestamp",
        reason_code: optional "ReasonCode",
        reason_description: optional "ReasonDescription",
    }
}

/// An order reference as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderReference {
    /// Whether the money is real.
    pub release_environment: ReleaseEnvironment,
    /// The state of the order reference.
    pub order_reference_status: OrderReferenceStatus,
    /// The id of the order reference.
    pub amazon_order_reference_id: OrderReferenceId,
    /// When the order reference was made.
    pub creation_timestamp: DateTime<Utc>,
    /// The merchant's own data of the order.
    pub seller_order_attributes: Option<SellerOrderAttributes>,
    /// The total that the merchant has set.
    pub order_total: Option<Price>,
    /// The description that the merchant has set.
    pub seller_note: Option<String>,
    /// The language in which the buyer has ordered.
    pub order_language: Option<String>,
}

crate::wire::shape! {
    OrderReference {
        release_environment: required "ReleaseEnvironment",
        order_reference_status: required "OrderReferenceStatus",
        amazon_order_reference_id: required "AmazonOrderReferenceId",
        creation_timestamp: required "CreationTimestamp",
        seller_order_attributes: optional "SellerOrderAttributes",
        order_total: optional "OrderTotal",
        seller_note: optional "SellerNote",
        order_language: optional "OrderLanguage",
    }
}

/// An authorization: an amount that is reserved, or was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizationDetails {
    /// The id of the authorization.
    pub amazon_authorization_id: AuthorizationId,
    /// The merchant's own name for it.
    pub authorization_reference_id: String,
    /// The address of the payment method.
    pub authorization_billing_address: Option<Address>,
    /// The merchant's note.
    pub seller_authorization_note: Option<String>,
    /// How much was asked for.
    pub authorization_amount: Price,
    /// How much was captured of it.
    pub captured_amount: Option<Price>,
    /// What the authorization costs the merchant.
    pub authorization_fee: Option<Price>,
    /// Its captures. Answers have the list though it be empty, and clients count on it.
    pub id_list: Vec<CaptureId>,
    /// When the authorization was made.
    pub creation_timestamp: DateTime<Utc>,
    /// When it ends by itself: 30 days after it was made.
    pub expiration_timestamp: Option<DateTime<Utc>>,
    /// The state of the authorization.
    pub authorization_status: AuthorizationStatus,
    /// Of what kinds the articles are.
    pub order_item_categories: Vec<String>,
    /// Whether it was captured at once.
    pub capture_now: Option<bool>,
    /// What the buyer's statement shows.
    pub soft_descriptor: Option<String>,
    /// What the bank says of the billing address.
    pub address_verification_code: Option<String>,
    /// Of a declined authorization, whether the buyer may try again with the same payment method.
    pub soft_decline: Option<bool>,
}

crate::wire::shape! {
    AuthorizationDetails {
        amazon_authorization_id: required "AmazonAuthorizationId",
        authorization_reference_id: required "AuthorizationReferenceId",
        authorization_billing_address: optional "AuthorizationBillingAddress",
        seller_authorization_note: optional "SellerAuthorizationNote",
        authorization_amount: required "AuthorizationAmount",
        captured_amount: optional "CapturedAmount",
        authorization_fee: optional "AuthorizationFee",
        id_list: enclosed "IdList" / "member",
        creation_timestamp: required "CreationTimestamp",
        expiration_timestamp: optional "ExpirationTimestamp",
        authorization_status: required "AuthorizationStatus",
        order_item_categories: wrapped "OrderItemCategories" / "OrderItemCategory",
        capture_now: optional "CaptureNow",
        soft_descriptor: optional "SoftDescriptor",
        address_verification_code: optional "AddressVerificationCode",
        soft_decline: optional "SoftDecline",
    }
}

/// The state of an authorization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizationStatus {
    /// The state of the authorization.
    pub state: AuthorizationState,
    /// When the state last changed.
    pub last_update_timestamp: Option<DateTime<Utc>>,
    /// Why it is in this state.
    pub reason_code: Option<AuthorizationReasonCode>,
    /// The same in words.
    pub reason_description: Option<String>,
}

crate::wire::shape! {
    AuthorizationStatus {
        state: required "State",
        last_update_timestamp: optional "LastUpdateTimestamp",
        reason_code: optional "ReasonCode",
        reason_description: optional "ReasonDescription",
    }
}

/// A capture: money that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaptureDetails {
    /// The id of the capture.
    pub amazon_capture_id: CaptureId,
    /// The merchant's own name for it.
    pub capture_reference_id: String,
    /// The merchant's note.
    pub seller_capture_note: Option<String>,
    /// How much was taken.
    pub capture_amount: Price,
    /// How much was given back of it.
    pub refunded_amount: Option<Price>,
    /// What the capture costs the merchant.
    pub capture_fee: Option<Price>,
    /// Its refunds. Answers have the list though it be empty, and clients count on it.
    pub id_list: Vec<RefundId>,
    /// When the capture was made.
    pub creation_timestamp: DateTime<Utc>,
    /// The state of the capture.
    pub capture_status: CaptureStatus,
    /// What the buyer's statement shows.
    pub soft_descriptor: Option<String>,
    /// What solution providers got of it.
    pub provider_credit_summary_list: Vec<ProviderCreditSummary>,
    /// The amount in the currency of the merchant, where the buyer was shown another one.
    pub converted_amount: Option<Price>,
    /// The rate of that conversion, with up to ten decimals.
    pub conversion_rate: Option<Decimal>,
}

crate::wire::shape! {
    CaptureDetails {
        amazon_capture_id: required "AmazonCaptureId",
        capture_reference_id: required "CaptureReferenceId",
        seller_capture_note: optional "SellerCaptureNote",
        capture_amount: required "CaptureAmount",
        refunded_amount: optional "RefundedAmount",
        capture_fee: optional "CaptureFee",
        id_list: enclosed "IdList" / "member",
        creation_timestamp: required "CreationTimestamp",
        capture_status: required "CaptureStatus",
        soft_descriptor: optional "SoftDescriptor",
        provider_credit_summary_list: wrapped "ProviderCreditSummaryList" / "member",
        converted_amount: optional "ConvertedAmount",
        conversion_rate: optional "ConversionRate",
    }
}

/// The state of a capture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaptureStatus {
    /// The state of the capture.
    pub state: CaptureState,
    /// When the state last changed.
    pub last_update_timestamp: Option<DateTime<Utc>>,
    /// Why it is in this state.
    pub reason_code: Option<CaptureReasonCode>,
    /// The same in words.
    pub reason_description: Option<String>,
}

crate::wire::shape! {
    CaptureStatus {
        state: required "State",
        last_update_timestamp: optional "LastUpdateTimestamp",
        reason_code: optional "ReasonCode",
        reason_description: optional "ReasonDescription",
    }
}

/// A refund: money that goes back to the buyer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundDetails {
    /// The id of the refund.
    pub amazon_refund_id: RefundId,
    /// The merchant's own name for it.
    pub refund_reference_id: String,
    /// The merchant's note.
    pub seller_refund_note: Option<String>,
    /// Who has started it.
    pub refund_type: Option<RefundType>,
    /// How much goes back.
    pub refund_amount: Price,
    /// What of the fee the merchant gets back.
    pub fee_refunded: Option<Price>,
    /// When the refund was made.
    pub creation_timestamp: DateTime<Utc>,
    /// The state of the refund.
    pub refund_status: RefundStatus,
    /// What the buyer's statement shows.
    pub soft_descriptor: Option<String>,
    /// What solution providers give back of what they got.
    pub provider_credit_reversal_summary_list: Vec<ProviderCreditReversalSummary>,
    /// The amount in the currency of the merchant, where the buyer was shown another one.
    pub converted_amount: Option<Price>,
    /// The rate of that conversion, with up to ten decimals.
    pub conversion_rate: Option<Decimal>,
}

crate::wire::shape! {
    RefundDetails {
        amazon_refund_id: required "AmazonRefundId",
        refund_reference_id: required "RefundReferenceId",
        seller_refund_note: optional "SellerRefundNote",
        refund_type: optional "RefundType",
        refund_amount: required "RefundAmount",
        fee_refunded: optional "FeeRefunded",
        creation_timestamp: required "CreationTimestamp",
        refund_status: required "RefundStatus",
        soft_descriptor: optional "SoftDescriptor",
        provider_credit_reversal_summary_list: wrapped "ProviderCreditReversalSummaryList" / "member",
        converted_amount: optional "ConvertedAmount",
        conversion_rate: optional "ConversionRate",
    }
}

/// The state of a refund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundStatus {
    /// The state of the refund.
    pub state: RefundState,
    /// When the state last changed.
    pub last_update_timestamp: Option<DateTime<Utc>>,
    /// Why it is in this state.
    pub reason_code: Option<RefundReasonCode>,
    /// The same in words.
    pub reason_description: Option<String>,
}

crate::wire::shape! {
    RefundStatus {
        state: required "State",
        last_update_timestamp: optional "LastUpdateTimestamp",
        reason_code: optional "ReasonCode",
        reason_description: optional "ReasonDescription",
    }
}

/// A billing agreement: a buyer's leave to charge him again and again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillingAgreementDetails {
    /// The id of the billing agreement.
    pub amazon_billing_agreement_id: BillingAgreementId,
    /// How much may be charged in a month.
    pub billing_agreement_limits: Option<BillingAgreementLimits>,
    /// Who pays; the merchant sees it once the agreement is confirmed.
    pub buyer: Option<Buyer>,
    /// The description that the merchant has set.
    pub seller_note: Option<String>,
    /// The merchant id of the solution provider.
    pub platform_id: Option<String>,
    /// Where articles go. A draft shows city, region, postal code and country only.
    pub destination: Option<Destination>,
    /// The address of the payment method.
    pub billing_address: Option<BillingAddress>,
    /// Whether the money is real.
    pub release_environment: ReleaseEnvironment,
    /// The merchant's own data of the agreement.
    pub seller_billing_agreement_attributes: Option<SellerBillingAgreementAttributes>,
    /// The state of the agreement.
    pub billing_agreement_status: BillingAgreementStatus,
    /// What has to be mended before the agreement can be confirmed, or used again.
    pub constraints: Vec<Constraint>,
    /// When the agreement was made.
    pub creation_timestamp: DateTime<Utc>,
    /// When it ends by itself.
    pub expiration_timestamp: Option<DateTime<Utc>>,
    /// Whether the buyer has agreed to be charged again.
    pub billing_agreement_consent: Option<bool>,
    /// The language in which the buyer has agreed.
    pub order_language: Option<String>,
    /// What a period costs, for strong customer authentication.
    pub subscription_amount: Option<Price>,
    /// Who starts the payments, for strong customer authentication.
    pub billing_agreement_type: Option<BillingAgreementType>,
}

crate::wire::shape! {
    BillingAgreementDetails {
        amazon_billing_agreement_id: required "AmazonBillingAgreementId",
        billing_agreement_limits: optional "BillingAgreementLimits",
        buyer: optional "Buyer",
        seller_note: optional "SellerNote",
        platform_id: optional "PlatformId",
        destination: optional "Destination",
        billing_address: optional "BillingAddress",
        release_environment: required "ReleaseEnvironment",
        seller_billing_agreement_attributes: optional "SellerBillingAgreementAttributes",
        billing_agreement_status: required "BillingAgreementStatus",
        constraints: wrapped "Constraints" / "Constraint",
        creation_timestamp: required "CreationTimestamp",
        expiration_timestamp: optional "ExpirationTimestamp",
        billing_agreement_consent: optional "BillingAgreementConsent",
        order_language: optional "OrderLanguage",
        subscription_amount: optional "SubscriptionAmount",
        billing_agreement_type: optional "BillingAgreementType",
    }
}

/// The state of a billing agreement. Most documents spell the time `LastUpdatedTimestamp`; one
/// sample, and the notifications, have `LastUpdateTimestamp`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillingAgreementStatus {
    /// The state of the billing agreement.
    pub state: BillingAgreementState,
    /// When the state last changed.
    pub last_updated_timestamp: Option<DateTime<Utc>>,
    /// The same in the other spelling.
    pub last_update_timestamp: Option<DateTime<Utc>>,
    /// Why it is in this state.
    pub reason_code: Option<BillingAgreementReasonCode>,
    /// The same in words.
    pub reason_description: Option<String>,
}

crate::wire::shape! {
    BillingAgreementStatus {
        state: required "State",
        last_updated_timestamp: optional "LastUpdatedTimestamp",
        last_update_timestamp: optional "LastUpdateTimestamp",
        reason_code: optional "ReasonCode",
        reason_description: optional "ReasonDescription",
    }
}

/// How much may be charged under a billing agreement in a calendar month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillingAgreementLimits {
    /// How much in the whole month: 500 US dollars, unless the merchant has agreed with Amazon on
    /// something else.
    pub amount_limit_per_time_period: Price,
    /// When the month began.
    pub time_period_start_date: DateTime<Utc>,
    /// When it ends.
    pub time_period_end_date: DateTime<Utc>,
    /// How much of it is left.
    pub current_remaining_balance: Price,
}

crate::wire::shape! {
    BillingAgreementLimits {
        amount_limit_per_time_period: required "AmountLimitPerTimePeriod",
        time_period_start_date: required "TimePeriodStartDate",
        time_period_end_date: required "TimePeriodEndDate",
        current_remaining_balance: required "CurrentRemainingBalance",
    }
}

/// What a solution provider got of a capture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderCreditDetails {
    /// The id of the credit.
    pub amazon_provider_credit_id: ProviderCreditId,
    /// The merchant who has paid it.
    pub seller_id: Option<String>,
    /// The solution provider who got it.
    pub provider_id: Option<String>,
    /// The merchant's own name for it.
    pub credit_reference_id: Option<String>,
    /// How much the provider got.
    pub credit_amount: Price,
    /// How much was given back of it.
    pub credit_reversal_amount: Option<Price>,
    /// By which reversals.
    pub credit_reversal_id_list: Vec<ProviderCreditReversalId>,
    /// When the credit was made.
    pub creation_timestamp: DateTime<Utc>,
    /// The state of the credit.
    pub credit_status: ProviderCreditStatus,
}

crate::wire::shape! {
    ProviderCreditDetails {
        amazon_provider_credit_id: required "AmazonProviderCreditId",
        seller_id: optional "SellerId",
        provider_id: optional "ProviderId",
        credit_reference_id: optional "CreditReferenceId",
        credit_amount: required "CreditAmount",
        credit_reversal_amount: optional "CreditReversalAmount",
        credit_reversal_id_list: wrapped "CreditReversalIdList" / "member",
        creation_timestamp: required "CreationTimestamp",
        credit_status: required "CreditStatus",
    }
}

/// The state of a provider credit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderCreditStatus {
    /// The state of the credit.
    pub state: ProviderCreditState,
    /// When the state last changed.
    pub last_update_timestamp: Option<DateTime<Utc>>,
    /// Why it is in this state.
    pub reason_code: Option<ProviderCreditReasonCode>,
    /// The same in words.
    pub reason_description: Option<String>,
}

crate::wire::shape! {
    ProviderCreditStatus {
        state: required "State",
        last_update_timestamp: optional "LastUpdateTimestamp",
        reason_code: optional "ReasonCode",
        reason_description: optional "ReasonDescription",
    }
}

/// What a solution provider has given back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderCreditReversalDetails {
    /// The id of the reversal.
    pub amazon_provider_credit_reversal_id: ProviderCreditReversalId,
    /// The merchant who gets it.
    pub seller_id: Option<String>,
    /// The solution provider who gives it.
    pub provider_id: Option<String>,
    /// The merchant's own name for it.
    pub credit_reversal_reference_id: String,
    /// How much is given back.
    pub credit_reversal_amount: Price,
    /// When the reversal was made.
    pub creation_timestamp: DateTime<Utc>,
    /// The state of the reversal.
    pub credit_reversal_status: ProviderCreditReversalStatus,
    /// The merchant's note.
    pub credit_reversal_note: Option<String>,
}

crate::wire::shape! {
    ProviderCreditReversalDetails {
        amazon_provider_credit_reversal_id: required "AmazonProviderCreditReversalId",
        seller_id: optional "SellerId",
        provider_id: optional "ProviderId",
        credit_reversal_reference_id: required "CreditReversalReferenceId",
        credit_reversal_amount: required "CreditReversalAmount",
        creation_timestamp: required "CreationTimestamp",
        credit_reversal_status: required "CreditReversalStatus",
        credit_reversal_note: optional "CreditReversalNote",
    }
}

/// The state of a reversal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderCreditReversalStatus {
    /// The state of the reversal.
    pub state: ProviderCreditReversalState,
    /// When the state last changed.
    pub last_update_timestamp: Option<DateTime<Utc>>,
    /// Why it is in this state.
    pub reason_code: Option<ProviderCreditReversalReasonCode>,
    /// The same in words.
    pub reason_description: Option<String>,
}

crate::wire::shape! {
    ProviderCreditReversalStatus {
        state: required "State",
        last_update_timestamp: optional "LastUpdateTimestamp",
        reason_code: optional "ReasonCode",
        reason_description: optional "ReasonDescription",
    }
}

/// The details of an order reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderReferenceAttributes {
    /// The total of the order. At most 150,000 US dollars, pounds or euros.
    pub order_total: Price,
    /// The merchant id of the solution provider whose software makes the call.
    pub platform_id: Option<String>,
    /// A description of the order, which the buyer reads in e-mails. At most 1024 characters. In
    /// the sandbox it may hold the simulation to play.
    pub seller_note: Option<String>,
    /// Whether the merchant asks for the payment method to be checked. Not in the first documents
    /// of the service.
    pub request_payment_authorization: Option<bool>,
    /// The merchant's own data of the order.
    pub seller_order_attributes: Option<SellerOrderAttributes>,
}

crate::wire::shape! {
    OrderReferenceAttributes {
        order_total: required "OrderTotal",
        platform_id: optional "PlatformId",
        seller_note: optional "SellerNote",
        request_payment_authorization: optional "RequestPaymentAuthorization",
        seller_order_attributes: optional "SellerOrderAttributes",
    }
}

impl OrderReferenceAttributes {
    /// The value with what is required of it.
    pub fn new(order_total: Price) -> Self {
        Self {
            order_total,
            platform_id: None,
            seller_note: None,
            request_payment_authorization: None,
            seller_order_attributes: None,
        }
    }
    /// Sets `PlatformId`. The merchant id of the solution provider whose software makes the call.
    pub fn platform_id(mut self, platform_id: impl Into<String>) -> Self {
        self.platform_id = Some(platform_id.into());
        self
    }
    /// Sets `SellerNote`. A description of the order, which the buyer reads in e-mails. At most
    /// 1024 characters. In the sandbox it may hold the simulation to play.
    pub fn seller_note(mut self, seller_note: impl Into<String>) -> Self {
        self.seller_note = Some(seller_note.into());
        self
    }
    /// Sets `RequestPaymentAuthorization`. Whether the merchant asks for the payment method to be
    /// checked. Not in the first documents of the service.
    pub fn request_payment_authorization(
        mut self,
        request_payment_authorization: bool,
    ) -> Self {
        self.request_payment_authorization = Some(request_payment_authorization);
        self
    }
    /// Sets `SellerOrderAttributes`. The merchant's own data of the order.
    pub fn seller_order_attributes(
        mut self,
        seller_order_attributes: SellerOrderAttributes,
    ) -> Self {
        self.seller_order_attributes = Some(seller_order_attributes);
        self
    }
}

impl OrderReferenceAttributes {
    fn check(
        &self,
        path: &str,
        check: &crate::wire::Checker,
    ) -> Result<(), crate::wire::Invalid> {
        check
            .amount(
                &format!("{path}.OrderTotal"),
                &self.order_total,
                None,
                &[
                    "USD",
                    "EUR",
                    "GBP",
                    "JPY",
                    "AUD",
                    "ZAR",
                    "CHF",
                    "NOK",
                    "DKK",
                    "SEK",
                    "NZD",
                    "HKD",
                ],
            )?;
        if let Some(value) = &self.platform_id {
            check.text(&format!("{path}.PlatformId"), value.as_str(), None)?;
        }
        if let Some(value) = &self.seller_note {
            check
                .text(
                    &format!("{path}.SellerNote"),
                    value.as_str(),
                    Some(crate::wire::Length::Characters(1024)),
                )?;
        }
        if let Some(value) = &self.seller_order_attributes {
            value.check(&format!("{path}.SellerOrderAttributes"), check)?;
        }
        Ok(())
    }
}

/// The details of an order reference, of which any may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderAttributes {
    /// The total of the order.
    pub order_total: Option<Price>,
    /// The merchant id of the solution provider whose software makes the call.
    pub platform_id: Option<String>,
    /// A description of the order, which the buyer reads in e-mails. At most 1024 characters. In
    /// the sandbox it may hold the simulation to play.
    pub seller_note: Option<String>,
    /// Whether the merchant asks for the payment method to be checked. Not in the first documents
    /// of the service.
    pub request_payment_authorization: Option<bool>,
    /// What the payment service provider wants to find again.
    pub payment_service_provider_attributes: Option<PaymentServiceProviderAttributes>,
    /// The merchant's own data of the order.
    pub seller_order_attributes: Option<SellerOrderAttributes>,
}

crate::wire::shape! {
    OrderAttributes {
        order_total: optional "OrderTotal",
        platform_id: optional "PlatformId",
        seller_note: optional "SellerNote",
        request_payment_authorization: optional "RequestPaymentAuthorization",
        payment_service_provider_attributes: optional "PaymentServiceProviderAttributes",
        seller_order_attributes: optional "SellerOrderAttributes",
    }
}

impl OrderAttributes {
    fn check(
        &self,
        path: &str,
        check: &crate::wire::Checker,
    ) -> Result<(), crate::wire::Invalid> {
        if let Some(value) = &self.order_total {
            check
                .amount(
                    &format!("{path}.OrderTotal"),
                    value,
                    None,
                    &[
                        "USD",
                        "EUR",
                        "GBP",
                        "JPY",
                        "AUD",
                        "ZAR",
                        "CHF",
                        "NOK",
                        "DKK",
                        "SEK",
                        "NZD",
                        "HKD",
                    ],
                )?;
        }
        if let Some(value) = &self.platform_id {
            check.text(&format!("{path}.PlatformId"), value.as_str(), None)?;
        }
        if let Some(value) = &self.seller_note {
            check
                .text(
                    &format!("{path}.SellerNote"),
                    value.as_str(),
                    Some(crate::wire::Length::Characters(1024)),
                )?;
        }
        if let Some(value) = &self.payment_service_provider_attributes {
            value.check(&format!("{path}.PaymentServiceProviderAttributes"), check)?;
        }
        if let Some(value) = &self.seller_order_attributes {
            value.check(&format!("{path}.SellerOrderAttributes"), check)?;
        }
        Ok(())
    }
}

/// The merchant's own data of an order. How long they may be, no document says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SellerOrderAttributes {
    /// The merchant's own id of the order. Its limit is one of this contract.
    pub seller_order_id: Option<String>,
    /// The name of the shop, as the buyer reads it in e-mails.
    pub store_name: Option<String>,
    /// Further data of the order, as JSON. Not in the first documents of the service.
    pub supplementary_data: Option<String>,
    /// Of what kinds the articles are.
    pub order_item_categories: Vec<String>,
    /// Anything else that the merchant wants to find again.
    pub custom_information: Option<String>,
}

crate::wire::shape! {
    SellerOrderAttributes {
        seller_order_id: optional "SellerOrderId",
        store_name: optional "StoreName",
        supplementary_data: optional "SupplementaryData",
        order_item_categories: wrapped "OrderItemCategories" / "OrderItemCategory",
        custom_information: optional "CustomInformation",
    }
}

impl SellerOrderAttributes {
    fn check(
        &self,
        path: &str,
        check: &crate::wire::Checker,
    ) -> Result<(), crate::wire::Invalid> {
        if let Some(value) = &self.seller_order_id {
            check
                .text(
                    &format!("{path}.SellerOrderId"),
                    value.as_str(),
                    Some(crate::wire::Length::Characters(127)),
                )?;
        }
        if let Some(value) = &self.store_name {
            check.text(&format!("{path}.StoreName"), value.as_str(), None)?;
        }
        if let Some(value) = &self.supplementary_data {
            check.text(&format!("{path}.SupplementaryData"), value.as_str(), None)?;
        }
        for (index, value) in (1..).zip(&self.order_item_categories) {
            check
                .text(
                    &format!("{path}.OrderItemCategories.OrderItemCategory.{index}"),
                    value.as_str(),
                    None,
                )?;
        }
        if let Some(value) = &self.custom_information {
            check.text(&format!("{path}.CustomInformation"), value.as_str(), None)?;
        }
        Ok(())
    }
}

/// How a payment service provider knows an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaymentServiceProviderAttributes {
    /// The id of the provider.
    pub payment_service_provider_id: Option<String>,
    /// His id of the order.
    pub payment_service_provider_order_id: Option<String>,
}

crate::wire::shape! {
    PaymentServiceProviderAttributes {
        payment_service_provider_id: optional "PaymentServiceProviderId",
        payment_service_provider_order_id: optional "PaymentServiceProviderOrderId",
    }
}

impl PaymentServiceProviderAttributes {
    fn check(
        &self,
        path: &str,
        check: &crate::wire::Checker,
    ) -> Result<(), crate::wire::Invalid> {
        if let Some(value) = &self.payment_service_provider_id {
            check
                .text(
                    &format!("{path}.PaymentServiceProviderId"),
                    value.as_str(),
                    None,
                )?;
        }
        if let Some(value) = &self.payment_service_provider_order_id {
            check
                .text(
                    &format!("{path}.PaymentServiceProviderOrderId"),
                    value.as_str(),
                    None,
                )?;
        }
        Ok(())
    }
}

/// The details of a billing agreement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BillingAgreementAttributes {
    /// The merchant id of the solution provider whose software makes the call.
    pub platform_id: Option<String>,
    /// A description of the agreement, which the buyer reads in e-mails. At most 1024 characters.
    pub seller_note: Option<String>,
    /// The merchant's own data of the agreement.
    pub seller_billing_agreement_attributes: Option<SellerBillingAgreementAttributes>,
    /// Who starts the payments, for strong customer authentication.
    pub billing_agreement_type: Option<BillingAgreementType>,
    /// What a period costs, for strong customer authentication.
    pub subscription_amount: Option<Price>,
}

crate::wire::shape! {
    BillingAgreementAttributes {
        platform_id: optional "PlatformId",
        seller_note: optional "SellerNote",
        seller_billing_agreement_attributes: optional "SellerBillingAgreementAttributes",
        billing_agreement_type: optional "BillingAgreementType",
        subscription_amount: optional "SubscriptionAmount",
    }
}

impl BillingAgreementAttributes {
    fn check(
        &self,
        path: &str,
        check: &crate::wire::Checker,
    ) -> Result<(), crate::wire::Invalid> {
        if let Some(value) = &self.platform_id {
            check.text(&format!("{path}.PlatformId"), value.as_str(), None)?;
        }
        if let Some(value) = &self.seller_note {
            check
                .text(
                    &format!("{path}.SellerNote"),
                    value.as_str(),
                    Some(crate::wire::Length::Characters(1024)),
                )?;
        }
        if let Some(value) = &self.seller_billing_agreement_attributes {
            value.check(&format!("{path}.SellerBillingAgreementAttributes"), check)?;
        }
        if let Some(value) = &self.billing_agreement_type {
            check
                .one_of(
                    &format!("{path}.BillingAgreementType"),
                    value.as_str(),
                    BillingAgreementType::VALUES,
                )?;
        }
        if let Some(value) = &self.subscription_amount {
            check
                .amount(
                    &format!("{path}.SubscriptionAmount"),
                    value,
                    None,
                    &[
                        "USD",
                        "EUR",
                        "GBP",
                        "JPY",
                        "AUD",
                        "ZAR",
                        "CHF",
                        "NOK",
                        "DKK",
                        "SEK",
                        "NZD",
                        "HKD",
                    ],
                )?;
        }
        Ok(())
    }
}

/// The merchant's own data of a billing agreement. How long they may be, no document says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SellerBillingAgreementAttributes {
    /// The merchant's own id of the agreement.
    pub seller_billing_agreement_id: Option<String>,
    /// The name of the shop, as the buyer reads it in e-mails.
    pub store_name: Option<String>,
    /// Anything else that the merchant wants to find again.
    pub custom_information: Option<String>,
}

crate::wire::shape! {
    SellerBillingAgreementAttributes {
        seller_billing_agreement_id: optional "SellerBillingAgreementId",
        store_name: optional "StoreName",
        custom_information: optional "CustomInformation",
    }
}

impl SellerBillingAgreementAttributes {
    fn check(
        &self,
        path: &str,
        check: &crate::wire::Checker,
    ) -> Result<(), crate::wire::Invalid> {
        if let Some(value) = &self.seller_billing_agreement_id {
            check
                .text(
                    &format!("{path}.SellerBillingAgreementId"),
                    value.as_str(),
                    None,
                )?;
        }
        if let Some(value) = &self.store_name {
            check.text(&format!("{path}.StoreName"), value.as_str(), None)?;
        }
        if let Some(value) = &self.custom_information {
            check.text(&format!("{path}.CustomInformation"), value.as_str(), None)?;
        }
        Ok(())
    }
}

/// What a solution provider gets of a capture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderCredit {
    /// The merchant id of the provider. Its limit is one of this contract.
    pub provider_id: String,
    /// How much he gets.
    pub credit_amount: Price,
}

crate::wire::shape! {
    ProviderCredit {
        provider_id: required "ProviderId",
        credit_amount: required "CreditAmount",
    }
}

impl ProviderCredit {
    /// The value with what is required of it.
    pub fn new(provider_id: impl Into<String>, credit_amount: Price) -> Self {
        Self {
            provider_id: provider_id.into(),
            credit_amount,
        }
    }
}

impl ProviderCredit {
    fn check(
        &self,
        path: &str,
        check: &crate::wire::Checker,
    ) -> Result<(), crate::wire::Invalid> {
        check.filled(&format!("{path}.ProviderId"), self.provider_id.as_str())?;
        check
            .text(
                &format!("{path}.ProviderId"),
                self.provider_id.as_str(),
                Some(crate::wire::Length::Characters(64)),
            )?;
        check
            .amount(
                &format!("{path}.CreditAmount"),
                &self.credit_amount,
                None,
                &[
                    "USD",
                    "EUR",
                    "GBP",
                    "JPY",
                    "AUD",
                    "ZAR",
                    "CHF",
                    "NOK",
                    "DKK",
                    "SEK",
                    "NZD",
                    "HKD",
                ],
            )?;
        Ok(())
    }
}

/// What a solution provider gives back at a refund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderCreditReversal {
    /// The merchant id of the provider. Its limit is one of this contract.
    pub provider_id: String,
    /// How much he gives back.
    pub credit_reversal_amount: Price,
}

crate::wire::shape! {
    ProviderCreditReversal {
        provider_id: required "ProviderId",
        credit_reversal_amount: required "CreditReversalAmount",
    }
}

impl ProviderCreditReversal {
    /// The value with what is required of it.
    pub fn new(provider_id: impl Into<String>, credit_reversal_amount: Price) -> Self {
        Self {
            provider_id: provider_id.into(),
            credit_reversal_amount,
        }
    }
}

impl ProviderCreditReversal {
    fn check(
        &self,
        path: &str,
        check: &crate::wire::Checker,
    ) -> Result<(), crate::wire::Invalid> {
        check.filled(&format!("{path}.ProviderId"), self.provider_id.as_str())?;
        check
            .text(
                &format!("{path}.ProviderId"),
                self.provider_id.as_str(),
                Some(crate::wire::Length::Characters(64)),
            )?;
        check
            .amount(
                &format!("{path}.CreditReversalAmount"),
                &self.credit_reversal_amount,
                None,
                &[
                    "USD",
                    "EUR",
                    "GBP",
                    "JPY",
                    "AUD",
                    "ZAR",
                    "CHF",
                    "NOK",
                    "DKK",
                    "SEK",
                    "NZD",
                    "HKD",
                ],
            )?;
        Ok(())
    }
}

/// A time of at most 31 days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreatedTimeRange {
    /// When it begins.
    pub start_time: Option<DateTime<Utc>>,
    /// When it ends.
    pub end_time: Option<DateTime<Utc>>,
}

crate::wire::shape! {
    CreatedTimeRange {
        start_time: optional "StartTime",
        end_time: optional "EndTime",
    }
}

/// An address for notifications.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotificationConfiguration {
    /// The address, which begins with `https://`.
    pub notification_url: String,
    /// Which events go there.
    pub event_types: Vec<EventType>,
}

crate::wire::shape! {
    NotificationConfiguration {
        notification_url: required "NotificationUrl",
        event_types: enclosed "EventTypes" / "EventTypeList",
    }
}

impl NotificationConfiguration {
    /// The value with what is required of it.
    pub fn new(
        notification_url: impl Into<String>,
        event_types: impl IntoIterator<Item = EventType>,
    ) -> Self {
        Self {
            notification_url: notification_url.into(),
            event_types: event_types.into_iter().collect(),
        }
    }
}

impl NotificationConfiguration {
    fn check(
        &self,
        path: &str,
        check: &crate::wire::Checker,
    ) -> Result<(), crate::wire::Invalid> {
        check
            .filled(&format!("{path}.NotificationUrl"), self.notification_url.as_str())?;
        check
            .text(
                &format!("{path}.NotificationUrl"),
                self.notification_url.as_str(),
                None,
            )?;
        check
            .needed(
                &format!("{path}.EventTypes"),
                !self.event_types.is_empty(),
                "at least once",
            )?;
        for (index, value) in (1..).zip(&self.event_types) {
            check
                .one_of(
                    &format!("{path}.EventTypes.EventTypeList.{index}"),
                    value.as_str(),
                    EventType::VALUES,
                )?;
        }
        Ok(())
    }
}

/// An address for notifications.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfiguredNotification {
    /// The address.
    pub notification_url: String,
    /// Which events go there.
    pub event_types: Vec<EventType>,
}

crate::wire::shape! {
    ConfiguredNotification {
        notification_url: required "NotificationUrl",
        event_types: wrapped "EventTypes" / "member",
    }
}

/// A provider credit by its ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderCreditSummary {
    /// The solution provider.
    pub provider_id: String,
    /// The id of the credit.
    pub provider_credit_id: ProviderCreditId,
}

crate::wire::shape! {
    ProviderCreditSummary {
        provider_id: required "ProviderId",
        provider_credit_id: required "ProviderCreditId",
    }
}

/// A reversal by its ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderCreditReversalSummary {
    /// The solution provider.
    pub provider_id: String,
    /// The id of the reversal.
    pub provider_credit_reversal_id: ProviderCreditReversalId,
}

crate::wire::shape! {
    ProviderCreditReversalSummary {
        provider_id: required "ProviderId",
        provider_credit_reversal_id: required "ProviderCreditReversalId",
    }
}

/// What has to be mended before a confirmation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constraint {
    /// What it is.
    pub constraint_id: ConstraintId,
    /// The same in words.
    pub description: Option<String>,
}

crate::wire::shape! {
    Constraint {
        constraint_id: required "ConstraintID",
        description: optional "Description",
    }
}

/// What an order reference was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParentDetails {
    /// The id, of the kind that the type says.
    pub id: String,
    /// The kind.
    pub type_: ParentType,
}

crate::wire::shape! {
    ParentDetails {
        id: required "Id",
        type_: required "Type",
    }
}

/// Where articles go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// The kind of destination: always `Physical`.
    pub destination_type: AddressType,
    /// The address.
    pub physical_destination: Option<Address>,
}

crate::wire::shape! {
    Destination {
        destination_type: required "DestinationType",
        physical_destination: optional "PhysicalDestination",
    }
}

/// The address of a payment method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillingAddress {
    /// The kind of address: always `Physical`.
    pub address_type: AddressType,
    /// The address.
    pub physical_address: Option<Address>,
}

crate::wire::shape! {
    BillingAddress {
        address_type: required "AddressType",
        physical_address: optional "PhysicalAddress",
    }
}

/// An address, of which the merchant sees as much as he may.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Who lives there.
    pub name: Option<String>,
    /// The first line.
    pub address_line1: Option<String>,
    /// The second line.
    pub address_line2: Option<String>,
    /// The third line.
    pub address_line3: Option<String>,
    /// The city.
    pub city: Option<String>,
    /// The county.
    pub county: Option<String>,
    /// The district.
    pub district: Option<String>,
    /// The state or region.
    pub state_or_region: Option<String>,
    /// The postal code.
    pub postal_code: Option<String>,
    /// The country, by its two letters of ISO 3166.
    pub country_code: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
}

crate::wire::shape! {
    Address {
        name: optional "Name",
        address_line1: optional "AddressLine1",
        address_line2: optional "AddressLine2",
        address_line3: optional "AddressLine3",
        city: optional "City",
        county: optional "County",
        district: optional "District",
        state_or_region: optional "StateOrRegion",
        postal_code: optional "PostalCode",
        country_code: optional "CountryCode",
        phone: optional "Phone",
    }
}

/// Who buys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Buyer {
    /// The name.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
}

crate::wire::shape! {
    Buyer {
        name: optional "Name",
        email: optional "Email",
        phone: optional "Phone",
    }
}

/// How a buyer pays, in so far as merchants are told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaymentDescriptor {
    /// The kind of payment method.
    pub name: Option<String>,
    /// The last digits of the account. No longer given.
    pub account_number_tail: Option<String>,
    /// The payment method in words.
    pub full_descriptor: Option<String>,
    /// Whether the balance of the buyer's Amazon account is used up first.
    pub use_amazon_balance_first: Option<bool>,
}

crate::wire::shape! {
    PaymentDescriptor {
        name: optional "Name",
        account_number_tail: optional "AccountNumberTail",
        full_descriptor: optional "FullDescriptor",
        use_amazon_balance_first: optional "UseAmazonBalanceFirst",
    }
}

/// How other services know a payment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaymentReference {
    /// The token.
    pub static_token: Option<ConsentToken>,
}

crate::wire::shape! {
    PaymentReference {
        static_token: optional "StaticToken",
    }
}

/// Whether the buyer's bank wants to check him.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentAuthenticationStatus {
    /// `REQUIRED`, for one.
    pub state: String,
}

crate::wire::shape! {
    PaymentAuthenticationStatus {
        state: required "State",
    }
}

/// A message to those who call the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The language, such as `en_US`.
    pub locale: String,
    /// What it says.
    pub text: String,
}

crate::wire::shape! {
    Message {
        locale: required "Locale",
        text: required "Text",
    }
}

crate::wire::open_enum! {
    /// Whether the money is real.
    ReleaseEnvironment {
        /// Real money.
        Live = "Live",
        /// Play money.
        Sandbox = "Sandbox",
    }
}

crate::wire::open_enum! {
    /// The states of an order reference.
    OrderReferenceState {
        /// Its details can be set; after three hours it is cancelled.
        Draft = "Draft",
        /// It is confirmed and can be authorized.
        Open = "Open",
        /// An authorization failed for the payment method, which the buyer has to mend.
        Suspended = "Suspended",
        /// It was given up.
        Canceled = "Canceled",
        /// Nothing further can be authorized.
        Closed = "Closed",
    }
}

crate::wire::open_enum! {
    /// Why an order reference is in its state. Amazon has added reasons without a new version.
    OrderReferenceReasonCode {
        /// The payment method failed; the order reference is `Suspended`.
        InvalidPaymentMethod = "InvalidPaymentMethod",
        /// The merchant has cancelled it.
        SellerCanceled = "SellerCanceled",
        /// It was not confirmed in three hours.
        Stale = "Stale",
        /// Amazon has cancelled it.
        AmazonCanceled = "AmazonCanceled",
        /// It is older than 180 days.
        Expired = "Expired",
        /// As much as possible was captured: the total and 15 percent or 75 more, whichever is less.
        MaxAmountCharged = "MaxAmountCharged",
        /// As many authorizations as possible were captured: ten.
        MaxAuthorizationsCaptured = "MaxAuthorizationsCaptured",
        /// The same, as a sample of a notification spells it.
        MaxAuthorizationsProcessed = "MaxAuthorizationsProcessed",
        /// Amazon has closed it.
        AmazonClosed = "AmazonClosed",
        /// The merchant has closed it.
        SellerClosed = "SellerClosed",
    }
}

crate::wire::open_enum! {
    /// The states of an authorization.
    AuthorizationState {
        /// It is not decided yet.
        Pending = "Pending",
        /// The amount is reserved.
        Open = "Open",
        /// It was refused.
        Declined = "Declined",
        /// Nothing more can be captured of it.
        Closed = "Closed",
    }
}

crate::wire::open_enum! {
    /// Why an authorization is in its state. Amazon has added reasons without a new version.
    AuthorizationReasonCode {
        /// The payment method failed.
        InvalidPaymentMethod = "InvalidPaymentMethod",
        /// Amazon has refused it.
        AmazonRejected = "AmazonRejected",
        /// Amazon could not decide, for a fault of its own.
        ProcessingFailure = "ProcessingFailure",
        /// It was not decided in time.
        TransactionTimedOut = "TransactionTimedOut",
        /// It was not captured in 30 days.
        ExpiredUnused = "ExpiredUnused",
        /// It was captured.
        MaxCapturesProcessed = "MaxCapturesProcessed",
        /// Amazon has closed it.
        AmazonClosed = "AmazonClosed",
        /// Its order reference was cancelled.
        OrderReferenceCanceled = "OrderReferenceCanceled",
        /// The merchant has closed it.
        SellerClosed = "SellerClosed",
        /// Amazon has doubts: nothing should be shipped.
        StopShipmentAtypicalAuth = "StopShipmentAtypicalAuth",
    }
}

crate::wire::open_enum! {
    /// The states of a capture.
    CaptureState {
        /// It is not decided yet.
        Pending = "Pending",
        /// It was refused.
        Declined = "Declined",
        /// The money was taken.
        Completed = "Completed",
        /// Nothing more can be refunded of it.
        Closed = "Closed",
    }
}

crate::wire::open_enum! {
    /// Why a capture is in its state. Amazon has added reasons without a new version.
    CaptureReasonCode {
        /// Amazon has refused it.
        AmazonRejected = "AmazonRejected",
        /// Amazon could not decide, for a fault of its own.
        ProcessingFailure = "ProcessingFailure",
        /// As much as possible was refunded.
        MaxAmountRefunded = "MaxAmountRefunded",
        /// As many refunds as possible were made: ten.
        MaxRefundsProcessed = "MaxRefundsProcessed",
        /// Amazon has closed it.
        AmazonClosed = "AmazonClosed",
    }
}

crate::wire::open_enum! {
    /// The states of a refund.
    RefundState {
        /// It is not decided yet.
        Pending = "Pending",
        /// It was refused.
        Declined = "Declined",
        /// The money has gone back.
        Completed = "Completed",
    }
}

crate::wire::open_enum! {
    /// Why a refund is in its state. Amazon has added reasons without a new version.
    RefundReasonCode {
        /// Amazon has refused it.
        AmazonRejected = "AmazonRejected",
        /// Amazon could not decide, for a fault of its own.
        ProcessingFailure = "ProcessingFailure",
        /// Amazon has made it, for its guarantee to buyers.
        AmazonAZRefund = "AmazonA-ZRefund",
        /// Amazon has made it, because the buyer has cancelled.
        BuyerCanceled = "BuyerCanceled",
    }
}

crate::wire::open_enum! {
    /// Who has started a refund. Amazon has added types without a new version.
    RefundType {
        /// The merchant.
        SellerInitiated = "SellerInitiated",
        /// Amazon, for its guarantee to buyers.
        AmazonAZRefund = "AmazonA-ZRefund",
        /// The same, as later documents spell it.
        AmazonAZGuarantee = "AmazonA-ZGuarantee",
        /// Amazon, as later documents name a cancellation.
        AmazonAZCancel = "AmazonA-ZCancel",
        /// Amazon, because the buyer has cancelled.
        BuyerCanceled = "BuyerCanceled",
        /// The bank of the buyer.
        Chargeback = "Chargeback",
    }
}

crate::wire::open_enum! {
    /// The states of a billing agreement.
    BillingAgreementState {
        /// Its details can be set; after three hours it is cancelled.
        Draft = "Draft",
        /// It is confirmed and can be charged.
        Open = "Open",
        /// The payment method failed, or a constraint has come up, which the buyer has to mend.
        Suspended = "Suspended",
        /// It was given up.
        Canceled = "Canceled",
        /// Nothing further can be charged.
        Closed = "Closed",
    }
}

crate::wire::open_enum! {
    /// Why a billing agreement is in its state. Amazon has added reasons without a new version.
    BillingAgreementReasonCode {
        /// The payment method failed; the agreement is `Suspended`.
        InvalidPaymentMethod = "InvalidPaymentMethod",
        /// It was not confirmed in three hours.
        Stale = "Stale",
        /// Amazon has cancelled it.
        AmazonCanceled = "AmazonCanceled",
        /// The merchant has closed it.
        SellerClosed = "SellerClosed",
        /// The buyer has closed it.
        BuyerClosed = "BuyerClosed",
        /// Amazon has closed it.
        AmazonClosed = "AmazonClosed",
        /// Its time is over.
        Expired = "Expired",
    }
}

crate::wire::open_enum! {
    /// The states of a provider credit.
    ProviderCreditState {
        /// It can be given back.
        Open = "Open",
        /// All of it was given back.
        Closed = "Closed",
    }
}

crate::wire::open_enum! {
    /// Why a provider credit is in its state. Amazon has added reasons without a new version.
    ProviderCreditReasonCode {
        /// All of it was given back.
        MaxAmountReversed = "MaxAmountReversed",
    }
}

crate::wire::open_enum! {
    /// The states of a reversal. The documents show `Completed`; the others are those of a refund.
    ProviderCreditReversalState {
        /// It is not decided yet.
        Pending = "Pending",
        /// It was refused.
        Declined = "Declined",
        /// The money was given back.
        Completed = "Completed",
    }
}

crate::wire::open_enum! {
    /// Why a reversal is in its state. No document names a reason; these are those of a refund.
    ProviderCreditReversalReasonCode {
        /// Amazon has refused it.
        AmazonRejected = "AmazonRejected",
        /// Amazon could not decide, for a fault of its own.
        ProcessingFailure = "ProcessingFailure",
    }
}

crate::wire::open_enum! {
    /// What can stand against a confirmation. Amazon has added constraints without a new version.
    ConstraintId {
        /// The order has no total.
        AmountNotSet = "AmountNotSet",
        /// The buyer is the merchant.
        BuyerEqualsSeller = "BuyerEqualsSeller",
        /// The total is in a currency that the merchant does not take.
        CurrencyMismatch = "CurrencyMismatch",
        /// The merchant does not take the payment method.
        PaymentMethodNotAllowed = "PaymentMethodNotAllowed",
        /// The buyer has chosen no payment method.
        PaymentPlanNotSet = "PaymentPlanNotSet",
        /// The buyer has chosen no address.
        ShippingAddressNotSet = "ShippingAddressNotSet",
        /// The buyer has not agreed to be charged again.
        BuyerConsentNotSet = "BuyerConsentNotSet",
        /// The buyer has deleted the address of the payment method. It comes up after the confirmation.
        BillingAddressDeleted = "BillingAddressDeleted",
    }
}

crate::wire::open_enum! {
    /// What an order reference can be made of.
    ParentType {
        /// Another order reference.
        OrderReference = "OrderReference",
        /// A billing agreement.
        BillingAgreement = "BillingAgreement",
        /// An order reference that was itself made of one.
        ChildOrderReference = "ChildOrderReference",
    }
}

crate::wire::open_enum! {
    /// The kinds of addresses.
    AddressType {
        /// An address to which articles can be sent.
        Physical = "Physical",
    }
}

crate::wire::open_enum! {
    /// Whether the service works.
    ServiceStatus {
        /// It works.
        Green = "GREEN",
        /// It works, and there is something to say about it.
        GreenI = "GREEN_I",
        /// It answers more slowly than usual, or with more errors.
        Yellow = "YELLOW",
        /// It doesn't work, or hardly.
        Red = "RED",
    }
}

crate::wire::open_enum! {
    /// Whether a billing agreement could be charged.
    ValidationResult {
        /// It could.
        Success = "Success",
        /// It couldn't.
        Failure = "Failure",
    }
}

crate::wire::open_enum! {
    /// Why a billing agreement couldn't be charged. Amazon has added reasons without a new version.
    ValidationFailureReason {
        /// The payment method failed.
        InvalidPaymentMethod = "InvalidPaymentMethod",
    }
}

crate::wire::open_enum! {
    /// Whether a merchant can take payments.
    AccountStatus {
        /// He can.
        Active = "ACTIVE",
        /// He can't.
        Inactive = "INACTIVE",
    }
}

crate::wire::open_enum! {
    /// What an order reference can be made of by a call.
    IdType {
        /// A billing agreement.
        BillingAgreement = "BillingAgreement",
    }
}

crate::wire::open_enum! {
    /// What order references can be looked for by.
    QueryIdType {
        /// The merchant's own id of the order.
        SellerOrderId = "SellerOrderId",
    }
}

crate::wire::open_enum! {
    /// The order of a list.
    SortOrder {
        /// The oldest first.
        Ascending = "Ascending",
        /// The newest first.
        Descending = "Descending",
    }
}

crate::wire::open_enum! {
    /// A region with its currency.
    PaymentDomain {
        /// The United States, in dollars.
        NaUsd = "NA_USD",
        /// Europe, in euros.
        EuEur = "EU_EUR",
        /// Europe, in pounds.
        EuGbp = "EU_GBP",
        /// Japan, in yen.
        FeJpy = "FE_JPY",
    }
}

crate::wire::open_enum! {
    /// The states that a list of order references can be filtered by.
    ListedState {
        /// It is confirmed and can be authorized.
        Open = "Open",
        /// The buyer has to mend the payment method.
        Suspended = "Suspended",
        /// It was given up.
        Canceled = "Canceled",
        /// Nothing further can be authorized.
        Closed = "Closed",
    }
}

crate::wire::open_enum! {
    /// Who starts the payments under a billing agreement.
    BillingAgreementType {
        /// The buyer, each time.
        CustomerInitiatedTransaction = "CustomerInitiatedTransaction",
        /// The merchant.
        MerchantInitiatedTransaction = "MerchantInitiatedTransaction",
    }
}

crate::wire::open_enum! {
    /// Kinds of events that merchants are notified of.
    EventType {
        /// Every kind.
        All = "ALL",
        /// An order reference has changed.
        OrderReference = "ORDER_REFERENCE",
        /// An authorization has changed.
        PaymentAuthorize = "PAYMENT_AUTHORIZE",
        /// A capture has changed.
        PaymentCapture = "PAYMENT_CAPTURE",
        /// A refund has changed.
        PaymentRefund = "PAYMENT_REFUND",
        /// A billing agreement has changed.
        BillingAgreement = "BILLING_AGREEMENT",
        /// The buyer's bank has taken money back.
        ChargebackDetailed = "CHARGEBACK_DETAILED",
    }
}

#[cfg(feature = "client")]
impl Client {
    /// Reserves an amount on the buyer's payment method against an order reference that is `Open`,
    /// or charges it at once with `CaptureNow`. A timeout of 0 brings the decision in the answer;
    /// any other answers `Pending`, and a notification or `GetAuthorizationDetails` brings the
    /// outcome. A decline is no error: it is an answer whose state is `Declined`.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn authorize(
        &self,
        request: &AuthorizeRequest,
    ) -> Result<crate::client::Answer<AuthorizeResult>, crate::Error> {
        self.call(request).await
    }
    /// Gives up an order reference that was confirmed and of which nothing has been captured. Its
    /// authorizations are closed, and the buyer is not charged.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn cancel_order_reference(
        &self,
        request: &CancelOrderReferenceRequest,
    ) -> Result<crate::client::Answer<CancelOrderReferenceResult>, crate::Error> {
        self.call(request).await
    }
    /// Takes the money that an authorization has reserved, or part of it. An authorization is used
    /// up by its first capture. Mostly `Completed` at once; `Pending` where the authorization is
    /// older than seven days.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn capture(
        &self,
        request: &CaptureRequest,
    ) -> Result<crate::client::Answer<CaptureResult>, crate::Error> {
        self.call(request).await
    }
    /// Releases what an authorization has reserved and will not be captured.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn close_authorization(
        &self,
        request: &CloseAuthorizationRequest,
    ) -> Result<crate::client::Answer<CloseAuthorizationResult>, crate::Error> {
        self.call(request).await
    }
    /// Ends an order reference: no further authorization is possible, and what is authorized can
    /// still be captured.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn close_order_reference(
        &self,
        request: &CloseOrderReferenceRequest,
    ) -> Result<crate::client::Answer<CloseOrderReferenceResult>, crate::Error> {
        self.call(request).await
    }
    /// Makes an order reference whose details are set and which has no constraints `Open`, so that
    /// it can be authorized, and tells the buyer. One that is `Suspended` becomes `Open` again once
    /// the buyer has mended his payment method.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn confirm_order_reference(
        &self,
        request: &ConfirmOrderReferenceRequest,
    ) -> Result<crate::client::Answer<ConfirmOrderReferenceResult>, crate::Error> {
        self.call(request).await
    }
    /// Shows an authorization: its state, what was captured of it, and by which captures.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn get_authorization_details(
        &self,
        request: &GetAuthorizationDetailsRequest,
    ) -> Result<crate::client::Answer<GetAuthorizationDetailsResult>, crate::Error> {
        self.call(request).await
    }
    /// Shows a capture: its state, what was refunded of it, and by which refunds.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn get_capture_details(
        &self,
        request: &GetCaptureDetailsRequest,
    ) -> Result<crate::client::Answer<GetCaptureDetailsResult>, crate::Error> {
        self.call(request).await
    }
    /// Shows an order reference: its state, its constraints while it is a draft, and what of the
    /// buyer's address the merchant may see.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn get_order_reference_details(
        &self,
        request: &GetOrderReferenceDetailsRequest,
    ) -> Result<crate::client::Answer<GetOrderReferenceDetailsResult>, crate::Error> {
        self.call(request).await
    }
    /// Shows a refund and its state.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn get_refund_details(
        &self,
        request: &GetRefundDetailsRequest,
    ) -> Result<crate::client::Answer<GetRefundDetailsResult>, crate::Error> {
        self.call(request).await
    }
    /// Tells whether the service works, with messages to those who call it.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn get_service_status(
        &self,
        request: &GetServiceStatusRequest,
    ) -> Result<crate::client::Answer<GetServiceStatusResult>, crate::Error> {
        self.call(request).await
    }
    /// Gives money of a completed capture back to the buyer: in parts, up to ten times, and in all
    /// up to 15 percent or 75 US dollars, pounds or euros more than was captured, whichever is
    /// less. Always `Pending` at first; a notification or `GetRefundDetails` brings the outcome.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn refund(
        &self,
        request: &RefundRequest,
    ) -> Result<crate::client::Answer<RefundResult>, crate::Error> {
        self.call(request).await
    }
    /// Sets the total and the merchant's own data of an order reference that is a draft. What is
    /// set again overwrites what was set before.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn set_order_reference_details(
        &self,
        request: &SetOrderReferenceDetailsRequest,
    ) -> Result<crate::client::Answer<SetOrderReferenceDetailsResult>, crate::Error> {
        self.call(request).await
    }
    /// Makes an order reference of a billing agreement that is `Open`, confirms it, reserves the
    /// amount, and closes the order reference: a recurring payment in one call. It counts against
    /// the monthly limit of the agreement.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn authorize_on_billing_agreement(
        &self,
        request: &AuthorizeOnBillingAgreementRequest,
    ) -> Result<crate::client::Answer<AuthorizeOnBillingAgreementResult>, crate::Error> {
        self.call(request).await
    }
    /// Ends a billing agreement: nothing further can be authorized under it, and what is authorized
    /// can still be captured.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn close_billing_agreement(
        &self,
        request: &CloseBillingAgreementRequest,
    ) -> Result<crate::client::Answer<CloseBillingAgreementResult>, crate::Error> {
        self.call(request).await
    }
    /// Makes a billing agreement that has no constraints `Open`, so that payments can be authorized
    /// under it. Its details can't be changed from then on; the buyer may still change address and
    /// payment method.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn confirm_billing_agreement(
        &self,
        request: &ConfirmBillingAgreementRequest,
    ) -> Result<crate::client::Answer<ConfirmBillingAgreementResult>, crate::Error> {
        self.call(request).await
    }
    /// Makes an order reference of a billing agreement. Of a draft there can be one; once the
    /// agreement is `Open`, any number.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn create_order_reference_for_id(
        &self,
        request: &CreateOrderReferenceForIdRequest,
    ) -> Result<crate::client::Answer<CreateOrderReferenceForIdResult>, crate::Error> {
        self.call(request).await
    }
    /// Shows a billing agreement: its state, its constraints, what is left of its limit, and what
    /// of the buyer's address the merchant may see.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn get_billing_agreement_details(
        &self,
        request: &GetBillingAgreementDetailsRequest,
    ) -> Result<crate::client::Answer<GetBillingAgreementDetailsResult>, crate::Error> {
        self.call(request).await
    }
    /// Sets the merchant's own data of a billing agreement that is a draft.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn set_billing_agreement_details(
        &self,
        request: &SetBillingAgreementDetailsRequest,
    ) -> Result<crate::client::Answer<SetBillingAgreementDetailsResult>, crate::Error> {
        self.call(request).await
    }
    /// Tells whether a billing agreement and the payment method behind it could be charged now.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn validate_billing_agreement(
        &self,
        request: &ValidateBillingAgreementRequest,
    ) -> Result<crate::client::Answer<ValidateBillingAgreementResult>, crate::Error> {
        self.call(request).await
    }
    /// Sets the details of an order reference as `SetOrderReferenceDetails` does, and one by one: a
    /// confirmed order reference takes those that it doesn't have yet.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn set_order_attributes(
        &self,
        request: &SetOrderAttributesRequest,
    ) -> Result<crate::client::Answer<SetOrderAttributesResult>, crate::Error> {
        self.call(request).await
    }
    /// Lists the order references that have the merchant's order id, a page at a time.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn list_order_reference(
        &self,
        request: &ListOrderReferenceRequest,
    ) -> Result<crate::client::Answer<ListOrderReferenceResult>, crate::Error> {
        self.call(request).await
    }
    /// Lists the next page of what `ListOrderReference` has found.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn list_order_reference_by_next_token(
        &self,
        request: &ListOrderReferenceByNextTokenRequest,
    ) -> Result<
        crate::client::Answer<ListOrderReferenceByNextTokenResult>,
        crate::Error,
    > {
        self.call(request).await
    }
    /// Tells a solution provider whether a merchant can take payments. The common parameters name
    /// the merchant.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn get_merchant_account_status(
        &self,
        request: &GetMerchantAccountStatusRequest,
    ) -> Result<crate::client::Answer<GetMerchantAccountStatusResult>, crate::Error> {
        self.call(request).await
    }
    /// Shows where the notifications of a merchant go.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn get_merchant_notification_configuration(
        &self,
        request: &GetMerchantNotificationConfigurationRequest,
    ) -> Result<
        crate::client::Answer<GetMerchantNotificationConfigurationResult>,
        crate::Error,
    > {
        self.call(request).await
    }
    /// Sets where the notifications of a merchant go, in place of what was set before.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn set_merchant_notification_configuration(
        &self,
        request: &SetMerchantNotificationConfigurationRequest,
    ) -> Result<
        crate::client::Answer<SetMerchantNotificationConfigurationResult>,
        crate::Error,
    > {
        self.call(request).await
    }
    /// Shows what a solution provider got of a capture, and what of it was given back.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn get_provider_credit_details(
        &self,
        request: &GetProviderCreditDetailsRequest,
    ) -> Result<crate::client::Answer<GetProviderCreditDetailsResult>, crate::Error> {
        self.call(request).await
    }
    /// Shows what a solution provider has given back.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn get_provider_credit_reversal_details(
        &self,
        request: &GetProviderCreditReversalDetailsRequest,
    ) -> Result<
        crate::client::Answer<GetProviderCreditReversalDetailsResult>,
        crate::Error,
    > {
        self.call(request).await
    }
    /// Gives back, to the merchant, what a solution provider got of a capture, or part of it.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn reverse_provider_credit(
        &self,
        request: &ReverseProviderCreditRequest,
    ) -> Result<crate::client::Answer<ReverseProviderCreditResult>, crate::Error> {
        self.call(request).await
    }
    /// Calls any operation with fields that are known at run time only. They are checked as
    /// those of a typed request.
    ///
    /// # Errors
    /// As those of the operation's own method.
    pub async fn call_operation(
        &self,
        operation: Operation,
        request: crate::wire::Node<'_>,
    ) -> Result<
        crate::client::Answer<Box<dyn crate::wire::Encode + Send>>,
        crate::Error,
    > {
        match operation {
            Operation::Authorize => self.call_decoded::<AuthorizeRequest>(request).await,
            Operation::CancelOrderReference => {
                self.call_decoded::<CancelOrderReferenceRequest>(request).await
            }
            Operation::Capture => self.call_decoded::<CaptureRequest>(request).await,
            Operation::CloseAuthorization => {
                self.call_decoded::<CloseAuthorizationRequest>(request).await
            }
            Operation::CloseOrderReference => {
                self.call_decoded::<CloseOrderReferenceRequest>(request).await
            }
            Operation::ConfirmOrderReference => {
                self.call_decoded::<ConfirmOrderReferenceRequest>(request).await
            }
            Operation::GetAuthorizationDetails => {
                self.call_decoded::<GetAuthorizationDetailsRequest>(request).await
            }
            Operation::GetCaptureDetails => {
                self.call_decoded::<GetCaptureDetailsRequest>(request).await
            }
            Operation::GetOrderReferenceDetails => {
                self.call_decoded::<GetOrderReferenceDetailsRequest>(request).await
            }
            Operation::GetRefundDetails => {
                self.call_decoded::<GetRefundDetailsRequest>(request).await
            }
            Operation::GetServiceStatus => {
                self.call_decoded::<GetServiceStatusRequest>(request).await
            }
            Operation::Refund => self.call_decoded::<RefundRequest>(request).await,
            Operation::SetOrderReferenceDetails => {
                self.call_decoded::<SetOrderReferenceDetailsRequest>(request).await
            }
            Operation::AuthorizeOnBillingAgreement => {
                self.call_decoded::<AuthorizeOnBillingAgreementRequest>(request).await
            }
            Operation::CloseBillingAgreement => {
                self.call_decoded::<CloseBillingAgreementRequest>(request).await
            }
            Operation::ConfirmBillingAgreement => {
                self.call_decoded::<ConfirmBillingAgreementRequest>(request).await
            }
            Operation::CreateOrderReferenceForId => {
                self.call_decoded::<CreateOrderReferenceForIdRequest>(request).await
            }
            Operation::GetBillingAgreementDetails => {
                self.call_decoded::<GetBillingAgreementDetailsRequest>(request).await
            }
            Operation::SetBillingAgreementDetails => {
                self.call_decoded::<SetBillingAgreementDetailsRequest>(request).await
            }
            Operation::ValidateBillingAgreement => {
                self.call_decoded::<ValidateBillingAgreementRequest>(request).await
            }
            Operation::SetOrderAttributes => {
                self.call_decoded::<SetOrderAttributesRequest>(request).await
            }
            Operation::ListOrderReference => {
                self.call_decoded::<ListOrderReferenceRequest>(request).await
            }
            Operation::ListOrderReferenceByNextToken => {
                self.call_decoded::<ListOrderReferenceByNextTokenRequest>(request).await
            }
            Operation::GetMerchantAccountStatus => {
                self.call_decoded::<GetMerchantAccountStatusRequest>(request).await
            }
            Operation::GetMerchantNotificationConfiguration => {
                self.call_decoded::<GetMerchantNotificationConfigurationRequest>(request)
                    .await
            }
            Operation::SetMerchantNotificationConfiguration => {
                self.call_decoded::<SetMerchantNotificationConfigurationRequest>(request)
                    .await
            }
            Operation::GetProviderCreditDetails => {
                self.call_decoded::<GetProviderCreditDetailsRequest>(request).await
            }
            Operation::GetProviderCreditReversalDetails => {
                self.call_decoded::<GetProviderCreditReversalDetailsRequest>(request)
                    .await
            }
            Operation::ReverseProviderCredit => {
                self.call_decoded::<ReverseProviderCreditRequest>(request).await
            }
        }
    }
}

/// The server side of Amazon Pay: a method an operation.
///
/// A request that gets here is complete, within its lengths, and signed by the caller that
/// [`Call`](crate::server::Call) names.
#[cfg(feature = "server")]
pub trait Service: Send + Sync + 'static {
    /// Reserves an amount on the buyer's payment method against an order reference that is `Open`,
    /// or charges it at once with `CaptureNow`. A timeout of 0 brings the decision in the answer;
    /// any other answers `Pending`, and a notification or `GetAuthorizationDetails` brings the
    /// outcome. A decline is no error: it is an answer whose state is `Declined`.
    fn authorize(
        &self,
        call: &crate::server::Call,
        request: AuthorizeRequest,
    ) -> impl Future<
        Output = Result<AuthorizeResult, crate::error::ServiceError>,
    > + Send;
    /// Gives up an order reference that was confirmed and of which nothing has been captured. Its
    /// authorizations are closed, and the buyer is not charged.
    fn cancel_order_reference(
        &self,
        call: &crate::server::Call,
        request: CancelOrderReferenceRequest,
    ) -> impl Future<
        Output = Result<CancelOrderReferenceResult, crate::error::ServiceError>,
    > + Send;
    /// Takes the money that an authorization has reserved, or part of it. An authorization is used
    /// up by its first capture. Mostly `Completed` at once; `Pending` where the authorization is
    /// older than seven days.
    fn capture(
        &self,
        call: &crate::server::Call,
        request: CaptureRequest,
    ) -> impl Future<Output = Result<CaptureResult, crate::error::ServiceError>> + Send;
    /// Releases what an authorization has reserved and will not be captured.
    fn close_authorization(
        &self,
        call: &crate::server::Call,
        request: CloseAuthorizationRequest,
    ) -> impl Future<
        Output = Result<CloseAuthorizationResult, crate::error::ServiceError>,
    > + Send;
    /// Ends an order reference: no further authorization is possible, and what is authorized can
    /// still be captured.
    fn close_order_reference(
        &self,
        call: &crate::server::Call,
        request: CloseOrderReferenceRequest,
    ) -> impl Future<
        Output = Result<CloseOrderReferenceResult, crate::error::ServiceError>,
    > + Send;
    /// Makes an order reference whose details are set and which has no constraints `Open`, so that
    /// it can be authorized, and tells the buyer. One that is `Suspended` becomes `Open` again once
    /// the buyer has mended his payment method.
    fn confirm_order_reference(
        &self,
        call: &crate::server::Call,
        request: ConfirmOrderReferenceRequest,
    ) -> impl Future<
        Output = Result<ConfirmOrderReferenceResult, crate::error::ServiceError>,
    > + Send;
    /// Shows an authorization: its state, what was captured of it, and by which captures.
    fn get_authorization_details(
        &self,
        call: &crate::server::Call,
        request: GetAuthorizationDetailsRequest,
    ) -> impl Future<
        Output = Result<GetAuthorizationDetailsResult, crate::error::ServiceError>,
    > + Send;
    /// Shows a capture: its state, what was refunded of it, and by which refunds.
    fn get_capture_details(
        &self,
        call: &crate::server::Call,
        request: GetCaptureDetailsRequest,
    ) -> impl Future<
        Output = Result<GetCaptureDetailsResult, crate::error::ServiceError>,
    > + Send;
    /// Shows an order reference: its state, its constraints while it is a draft, and what of the
    /// buyer's address the merchant may see.
    fn get_order_reference_details(
        &self,
        call: &crate::server::Call,
        request: GetOrderReferenceDetailsRequest,
    ) -> impl Future<
        Output = Result<GetOrderReferenceDetailsResult, crate::error::ServiceError>,
    > + Send;
    /// Shows a refund and its state.
    fn get_refund_details(
        &self,
        call: &crate::server::Call,
        request: GetRefundDetailsRequest,
    ) -> impl Future<
        Output = Result<GetRefundDetailsResult, crate::error::ServiceError>,
    > + Send;
    /// Tells whether the service works, with messages to those who call it.
    fn get_service_status(
        &self,
        call: &crate::server::Call,
        request: GetServiceStatusRequest,
    ) -> impl Future<
        Output = Result<GetServiceStatusResult, crate::error::ServiceError>,
    > + Send;
    /// Gives money of a completed capture back to the buyer: in parts, up to ten times, and in all
    /// up to 15 percent or 75 US dollars, pounds or euros more than was captured, whichever is
    /// less. Always `Pending` at first; a notification or `GetRefundDetails` brings the outcome.
    fn refund(
        &self,
        call: &crate::server::Call,
        request: RefundRequest,
    ) -> impl Future<Output = Result<RefundResult, crate::error::ServiceError>> + Send;
    /// Sets the total and the merchant's own data of an order reference that is a draft. What is
    /// set again overwrites what was set before.
    fn set_order_reference_details(
        &self,
        call: &crate::server::Call,
        request: SetOrderReferenceDetailsRequest,
    ) -> impl Future<
        Output = Result<SetOrderReferenceDetailsResult, crate::error::ServiceError>,
    > + Send;
    /// Makes an order reference of a billing agreement that is `Open`, confirms it, reserves the
    /// amount, and closes the order reference: a recurring payment in one call. It counts against
    /// the monthly limit of the agreement.
    fn authorize_on_billing_agreement(
        &self,
        call: &crate::server::Call,
        request: AuthorizeOnBillingAgreementRequest,
    ) -> impl Future<
        Output = Result<AuthorizeOnBillingAgreementResult, crate::error::ServiceError>,
    > + Send;
    /// Ends a billing agreement: nothing further can be authorized under it, and what is authorized
    /// can still be captured.
    fn close_billing_agreement(
        &self,
        call: &crate::server::Call,
        request: CloseBillingAgreementRequest,
    ) -> impl Future<
        Output = Result<CloseBillingAgreementResult, crate::error::ServiceError>,
    > + Send;
    /// Makes a billing agreement that has no constraints `Open`, so that payments can be authorized
    /// under it. Its details can't be changed from then on; the buyer may still change address and
    /// payment method.
    fn confirm_billing_agreement(
        &self,
        call: &crate::server::Call,
        request: ConfirmBillingAgreementRequest,
    ) -> impl Future<
        Output = Result<ConfirmBillingAgreementResult, crate::error::ServiceError>,
    > + Send;
    /// Makes an order reference of a billing agreement. Of a draft there can be one; once the
    /// agreement is `Open`, any number.
    fn create_order_reference_for_id(
        &self,
        call: &crate::server::Call,
        request: CreateOrderReferenceForIdRequest,
    ) -> impl Future<
        Output = Result<CreateOrderReferenceForIdResult, crate::error::ServiceError>,
    > + Send;
    /// Shows a billing agreement: its state, its constraints, what is left of its limit, and what
    /// of the buyer's address the merchant may see.
    fn get_billing_agreement_details(
        &self,
        call: &crate::server::Call,
        request: GetBillingAgreementDetailsRequest,
    ) -> impl Future<
        Output = Result<GetBillingAgreementDetailsResult, crate::error::ServiceError>,
    > + Send;
    /// Sets the merchant's own data of a billing agreement that is a draft.
    fn set_billing_agreement_details(
        &self,
        call: &crate::server::Call,
        request: SetBillingAgreementDetailsRequest,
    ) -> impl Future<
        Output = Result<SetBillingAgreementDetailsResult, crate::error::ServiceError>,
    > + Send;
    /// Tells whether a billing agreement and the payment method behind it could be charged now.
    fn validate_billing_agreement(
        &self,
        call: &crate::server::Call,
        request: ValidateBillingAgreementRequest,
    ) -> impl Future<
        Output = Result<ValidateBillingAgreementResult, crate::error::ServiceError>,
    > + Send;
    /// Sets the details of an order reference as `SetOrderReferenceDetails` does, and one by one: a
    /// confirmed order reference takes those that it doesn't have yet.
    fn set_order_attributes(
        &self,
        call: &crate::server::Call,
        request: SetOrderAttributesRequest,
    ) -> impl Future<
        Output = Result<SetOrderAttributesResult, crate::error::ServiceError>,
    > + Send;
    /// Lists the order references that have the merchant's order id, a page at a time.
    fn list_order_reference(
        &self,
        call: &crate::server::Call,
        request: ListOrderReferenceRequest,
    ) -> impl Future<
        Output = Result<ListOrderReferenceResult, crate::error::ServiceError>,
    > + Send;
    /// Lists the next page of what `ListOrderReference` has found.
    fn list_order_reference_by_next_token(
        &self,
        call: &crate::server::Call,
        request: ListOrderReferenceByNextTokenRequest,
    ) -> impl Future<
        Output = Result<ListOrderReferenceByNextTokenResult, crate::error::ServiceError>,
    > + Send;
    /// Tells a solution provider whether a merchant can take payments. The common parameters name
    /// the merchant.
    fn get_merchant_account_status(
        &self,
        call: &crate::server::Call,
        request: GetMerchantAccountStatusRequest,
    ) -> impl Future<
        Output = Result<GetMerchantAccountStatusResult, crate::error::ServiceError>,
    > + Send;
    /// Shows where the notifications of a merchant go.
    fn get_merchant_notification_configuration(
        &self,
        call: &crate::server::Call,
        request: GetMerchantNotificationConfigurationRequest,
    ) -> impl Future<
        Output = Result<
            GetMerchantNotificationConfigurationResult,
            crate::error::ServiceError,
        >,
    > + Send;
    /// Sets where the notifications of a merchant go, in place of what was set before.
    fn set_merchant_notification_configuration(
        &self,
        call: &crate::server::Call,
        request: SetMerchantNotificationConfigurationRequest,
    ) -> impl Future<
        Output = Result<
            SetMerchantNotificationConfigurationResult,
            crate::error::ServiceError,
        >,
    > + Send;
    /// Shows what a solution provider got of a capture, and what of it was given back.
    fn get_provider_credit_details(
        &self,
        call: &crate::server::Call,
        request: GetProviderCreditDetailsRequest,
    ) -> impl Future<
        Output = Result<GetProviderCreditDetailsResult, crate::error::ServiceError>,
    > + Send;
    /// Shows what a solution provider has given back.
    fn get_provider_credit_reversal_details(
        &self,
        call: &crate::server::Call,
        request: GetProviderCreditReversalDetailsRequest,
    ) -> impl Future<
        Output = Result<
            GetProviderCreditReversalDetailsResult,
            crate::error::ServiceError,
        >,
    > + Send;
    /// Gives back, to the merchant, what a solution provider got of a capture, or part of it.
    fn reverse_provider_credit(
        &self,
        call: &crate::server::Call,
        request: ReverseProviderCreditRequest,
    ) -> impl Future<
        Output = Result<ReverseProviderCreditResult, crate::error::ServiceError>,
    > + Send;
}

/// A service for a [`Front`](crate::server::Front) to host.
#[cfg(feature = "server")]
#[derive(Clone, Copy, Debug)]
pub struct Server<S>(pub S);

#[cfg(feature = "server")]
impl<S: Service> crate::server::Hosted for Server<S> {
    const SERVICE: &'static crate::contract::ServiceInfo = &SERVICE;
    async fn dispatch(
        &self,
        operation: &'static crate::contract::OperationInfo,
        call: &crate::server::Call,
        request: crate::wire::Node<'_>,
    ) -> Result<Box<dyn crate::wire::Encode + Send>, crate::server::Rejected> {
        let operation = Operation::from_name(operation.name)
            .ok_or(crate::server::Rejected::NoOperation)?;
        match operation {
            Operation::Authorize => {
                let answer = self
                    .0
                    .authorize(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::CancelOrderReference => {
                let answer = self
                    .0
                    .cancel_order_reference(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::Capture => {
                let answer = self
                    .0
                    .capture(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::CloseAuthorization => {
                let answer = self
                    .0
                    .close_authorization(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::CloseOrderReference => {
                let answer = self
                    .0
                    .close_order_reference(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::ConfirmOrderReference => {
                let answer = self
                    .0
                    .confirm_order_reference(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::GetAuthorizationDetails => {
                let answer = self
                    .0
                    .get_authorization_details(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::GetCaptureDetails => {
                let answer = self
                    .0
                    .get_capture_details(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::GetOrderReferenceDetails => {
                let answer = self
                    .0
                    .get_order_reference_details(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::GetRefundDetails => {
                let answer = self
                    .0
                    .get_refund_details(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::GetServiceStatus => {
                let answer = self
                    .0
                    .get_service_status(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::Refund => {
                let answer = self.0.refund(call, crate::server::decode(request)?).await?;
                Ok(Box::new(answer))
            }
            Operation::SetOrderReferenceDetails => {
                let answer = self
                    .0
                    .set_order_reference_details(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::AuthorizeOnBillingAgreement => {
                let answer = self
                    .0
                    .authorize_on_billing_agreement(
                        call,
                        crate::server::decode(request)?,
                    )
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::CloseBillingAgreement => {
                let answer = self
                    .0
                    .close_billing_agreement(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::ConfirmBillingAgreement => {
                let answer = self
                    .0
                    .confirm_billing_agreement(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::CreateOrderReferenceForId => {
                let answer = self
                    .0
                    .create_order_reference_for_id(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::GetBillingAgreementDetails => {
                let answer = self
                    .0
                    .get_billing_agreement_details(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::SetBillingAgreementDetails => {
                let answer = self
                    .0
                    .set_billing_agreement_details(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::ValidateBillingAgreement => {
                let answer = self
                    .0
                    .validate_billing_agreement(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::SetOrderAttributes => {
                let answer = self
                    .0
                    .set_order_attributes(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::ListOrderReference => {
                let answer = self
                    .0
                    .list_order_reference(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::ListOrderReferenceByNextToken => {
                let answer = self
                    .0
                    .list_order_reference_by_next_token(
                        call,
                        crate::server::decode(request)?,
                    )
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::GetMerchantAccountStatus => {
                let answer = self
                    .0
                    .get_merchant_account_status(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::GetMerchantNotificationConfiguration => {
                let answer = self
                    .0
                    .get_merchant_notification_configuration(
                        call,
                        crate::server::decode(request)?,
                    )
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::SetMerchantNotificationConfiguration => {
                let answer = self
                    .0
                    .set_merchant_notification_configuration(
                        call,
                        crate::server::decode(request)?,
                    )
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::GetProviderCreditDetails => {
                let answer = self
                    .0
                    .get_provider_credit_details(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::GetProviderCreditReversalDetails => {
                let answer = self
                    .0
                    .get_provider_credit_reversal_details(
                        call,
                        crate::server::decode(request)?,
                    )
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::ReverseProviderCredit => {
                let answer = self
                    .0
                    .reverse_provider_credit(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
        }
    }
}

/// Messages and data types of Amazon Pay (OffAmazonPayments), version 2013-01-01. Amazon has
/// published no schema of them; this one is made from what the documents of the service, its
/// client libraries and recorded answers show. Answers have the fields of a structure in any
/// order, which is why it is `all` and not a sequence, and enumerations have grown without a
/// new version, so that a reader has to let in values that are not listed. Requests are
/// parameters: a dot goes into a structure, and the fields of a list have numbers from 1, as in
/// `ProviderCreditList.member.1.ProviderId`. What the service requires, and what it limits,
/// stands in the annotations of namespace urn:amazon-fps:contract:1. The parameters that all
/// calls have in common (access key, merchant, signature, version) are not fields of a request.
pub static SERVICE: crate::contract::ServiceInfo = crate::contract::ServiceInfo {
    name: "amazon-pay",
    title: "Amazon Pay",
    versions: &["2013-01-01"],
    namespace: "http://mws.amazonservices.com/schema/OffAmazonPayments/{version}",
    amount_decimals: None,
    dates: crate::wire::DateStyle::Utc,
    endpoint: "https://mws.amazonservices.com/OffAmazonPayments/2013-01-01",
    operations: &[
        crate::contract::OperationInfo {
            name: "Authorize",
            documentation: "Reserves an amount on the buyer's payment method against an order reference that is `Open`, or charges it at once with `CaptureNow`. A timeout of 0 brings the decision in the answer; any other answers `Pending`, and a notification or `GetAuthorizationDetails` brings the outcome. A decline is no error: it is an answer whose state is `Declined`.",
            since: "2013-01-01",
            effect: crate::contract::Effect::MovesMoney,
            idempotent_by: Some("AuthorizationReferenceId"),
            signed: true,
            quick_starts: &[],
            response: "AuthorizeResponse",
            result: Some("AuthorizeResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "AmazonOrderReferenceId",
                    documentation: "The order reference to reserve for; it has to be `Open`.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "AuthorizationReferenceId",
                    documentation: "The merchant's own name for the authorization: at most 32 letters, digits, `-` and `_`, new for each one. Repeating the request with the same name and the same content brings back what the first made and moves no money again; with other content it is refused as `DuplicateRequest`.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(32)),
                    characters: Some("A-Z a-z 0-9 _ -"),
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "AuthorizationAmount",
                    documentation: "How much to reserve. At most 150,000 US dollars, pounds or euros; more is answered with `TransactionAmountExceeded`.",
                    type_name: "Price",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "SellerAuthorizationNote",
                    documentation: "A note for the buyer, who is shown it with `CaptureNow` only. At most 255 characters. In the sandbox it may hold the simulation to play.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(255)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "TransactionTimeout",
                    documentation: "Minutes in which the authorization has to be decided. 0 asks for the decision in the answer; any other multiple of 5 answers `Pending` at once and decides later.",
                    type_name: "int",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: Some("1440"),
                    minimum: Some("0"),
                    maximum: Some("1440"),
                    step: Some(5),
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CaptureNow",
                    documentation: "Whether to capture the amount as soon as it is authorized.",
                    type_name: "boolean",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: Some("false"),
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "SoftDescriptor",
                    documentation: "What the buyer's statement shows behind `AMZ*`, at most 16 characters; used only with `CaptureNow`. Left out, it is the merchant's name.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(16)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "ProviderCreditList",
                    documentation: "What solution providers get of the money, with `CaptureNow`.",
                    type_name: "ProviderCreditList",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "OrderItemCategories",
                    documentation: "Of what kinds the articles are. Not in the documents of the service.",
                    type_name: "OrderItemCategories",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "AuthorizationDetails",
                    documentation: "The authorization as it is now.",
                    type_name: "AuthorizationDetails",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessDenied",
                "CurrencyMismatch",
                "CurrencyUnsupported",
                "DuplicateReferenceId",
                "DuplicateRequest",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidOrderReferenceId",
                "InvalidOrderReferenceStatus",
                "InvalidParameterValue",
                "InvalidSandboxSimulationSpecified",
                "MissingAuthenticationToken",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "TransactionAmountExceeded",
                "TransactionCountExceeded",
                "UnauthorizedAccess",
            ],
            quotas: &[
                crate::contract::Quota {
                    environment: "live",
                    most: 10,
                    restored: 1,
                    every_seconds: 1,
                },
                crate::contract::Quota {
                    environment: "sandbox",
                    most: 2,
                    restored: 1,
                    every_seconds: 2,
                },
            ],
        },
        crate::contract::OperationInfo {
            name: "CancelOrderReference",
            documentation: "Gives up an order reference that was confirmed and of which nothing has been captured. Its authorizations are closed, and the buyer is not charged.",
            since: "2013-01-01",
            effect: crate::contract::Effect::Changes,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "CancelOrderReferenceResponse",
            result: Some("CancelOrderReferenceResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "AmazonOrderReferenceId",
                    documentation: "The order reference to cancel.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CancelationReason",
                    documentation: "Why it is cancelled, at most 1024 characters. The buyer is not shown it.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(1024)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[],
            errors: &[
                "AccessDenied",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidCancelAttempt",
                "InvalidOrderReferenceId",
                "InvalidParameterValue",
                "MissingAuthenticationToken",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "UnauthorizedAccess",
            ],
            quotas: &[
                crate::contract::Quota {
                    environment: "live",
                    most: 10,
                    restored: 1,
                    every_seconds: 1,
                },
                crate::contract::Quota {
                    environment: "sandbox",
                    most: 2,
                    restored: 1,
                    every_seconds: 2,
                },
            ],
        },
        crate::contract::OperationInfo {
            name: "Capture",
            documentation: "Takes the money that an authorization has reserved, or part of it. An authorization is used up by its first capture. Mostly `Completed` at once; `Pending` where the authorization is older than seven days.",
            since: "2013-01-01",
            effect: crate::contract::Effect::MovesMoney,
            idempotent_by: Some("CaptureReferenceId"),
            signed: true,
            quick_starts: &[],
            response: "CaptureResponse",
            result: Some("CaptureResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "AmazonAuthorizationId",
                    documentation: "The authorization to take the money from; it has to be `Open`.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CaptureReferenceId",
                    documentation: "The merchant's own name for the capture: at most 32 letters, digits, `-` and `_`, new for each one. Repeating the request with the same name and the same content brings back what the first made and moves no money again; with other content it is refused as `DuplicateRequest`.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(32)),
                    characters: Some("A-Z a-z 0-9 _ -"),
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CaptureAmount",
                    documentation: "How much to take: at most what is authorized. At most 150,000 US dollars, pounds or euros; more is answered with `TransactionAmountExceeded`.",
                    type_name: "Price",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "SellerCaptureNote",
                    documentation: "A note for the buyer, at most 255 characters. In the sandbox it may hold the simulation to play.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(255)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "SoftDescriptor",
                    documentation: "What the buyer's statement shows behind `AMZ*`, at most 16 characters. Left out, it is the merchant's name.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(16)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "ProviderCreditList",
                    documentation: "What solution providers get of the money.",
                    type_name: "ProviderCreditList",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "CaptureDetails",
                    documentation: "The capture as it is now.",
                    type_name: "CaptureDetails",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessDenied",
                "CurrencyMismatch",
                "DuplicateReferenceId",
                "DuplicateRequest",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidAuthorizationStatus",
                "InvalidParameterValue",
                "InvalidSandboxSimulationSpecified",
                "InvalidTransactionId",
                "MissingAuthenticationToken",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "TransactionAmountExceeded",
                "TransactionCountExceeded",
                "UnauthorizedAccess",
            ],
            quotas: &[
                crate::contract::Quota {
                    environment: "live",
                    most: 10,
                    restored: 1,
                    every_seconds: 1,
                },
                crate::contract::Quota {
                    environment: "sandbox",
                    most: 2,
                    restored: 1,
                    every_seconds: 2,
                },
            ],
        },
        crate::contract::OperationInfo {
            name: "CloseAuthorization",
            documentation: "Releases what an authorization has reserved and will not be captured.",
            since: "2013-01-01",
            effect: crate::contract::Effect::Changes,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "CloseAuthorizationResponse",
            result: Some("CloseAuthorizationResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "AmazonAuthorizationId",
                    documentation: "The authorization to close.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "ClosureReason",
                    documentation: "Why it is closed, at most 255 characters. The buyer reads it in an e-mail.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(255)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[],
            errors: &[
                "AccessDenied",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidAuthorizationStatus",
                "InvalidParameterValue",
                "InvalidTransactionId",
                "MissingAuthenticationToken",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "UnauthorizedAccess",
            ],
            quotas: &[
                crate::contract::Quota {
                    environment: "live",
                    most: 10,
                    restored: 1,
                    every_seconds: 1,
                },
                crate::contract::Quota {
                    environment: "sandbox",
                    most: 2,
                    restored: 1,
                    every_seconds: 2,
                },
            ],
        },
        crate::contract::OperationInfo {
            name: "CloseOrderReference",
            documentation: "Ends an order reference: no further authorization is possible, and what is authorized can still be captured.",
            since: "2013-01-01",
            effect: crate::contract::Effect::Changes,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "CloseOrderReferenceResponse",
            result: Some("CloseOrderReferenceResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "AmazonOrderReferenceId",
                    documentation: "The order reference to close.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "ClosureReason",
                    documentation: "Why it is closed, at most 1024 characters. In the sandbox it may hold the simulation to play.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(1024)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[],
            errors: &[
                "AccessDenied",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidCloseAttempt",
                "InvalidOrderReferenceId",
                "InvalidParameterValue",
                "InvalidSandboxSimulationSpecified",
                "MissingAuthenticationToken",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "UnauthorizedAccess",
            ],
            quotas: &[
                crate::contract::Quota {
                    environment: "live",
                    most: 10,
                    restored: 1,
                    every_seconds: 1,
                },
                crate::contract::Quota {
                    environment: "sandbox",
                    most: 2,
                    restored: 1,
                    every_seconds: 2,
                },
            ],
        },
        crate::contract::OperationInfo {
            name: "ConfirmOrderReference",
            documentation: "Makes an order reference whose details are set and which has no constraints `Open`, so that it can be authorized, and tells the buyer. One that is `Suspended` becomes `Open` again once the buyer has mended his payment method.",
            since: "2013-01-01",
            effect: crate::contract::Effect::Changes,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "ConfirmOrderReferenceResponse",
            result: Some("ConfirmOrderReferenceResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "AmazonOrderReferenceId",
                    documentation: "The order reference to confirm.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "SuccessUrl",
                    documentation: "Where the buyer goes who has passed his bank's check. European merchants give it, and `FailureUrl`, where strong customer authentication applies.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "FailureUrl",
                    documentation: "Where the buyer goes who has not passed it.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "AuthorizationAmount",
                    documentation: "How much is going to be authorized, for strong customer authentication.",
                    type_name: "Price",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "ExpectImmediateAuthorization",
                    documentation: "Whether the authorization follows at once, for strong customer authentication.",
                    type_name: "boolean",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[],
            errors: &[
                "AccessDenied",
                "ConstraintsExist",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidOrderReferenceId",
                "InvalidOrderReferenceStatus",
                "InvalidParameterValue",
                "MissingAuthenticationToken",
                "PaymentMethodNotUpdated",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "UnauthorizedAccess",
            ],
            quotas: &[
                crate::contract::Quota {
                    environment: "live",
                    most: 10,
                    restored: 1,
                    every_seconds: 1,
                },
                crate::contract::Quota {
                    environment: "sandbox",
                    most: 2,
                    restored: 1,
                    every_seconds: 2,
                },
            ],
        },
        crate::contract::OperationInfo {
            name: "GetAuthorizationDetails",
            documentation: "Shows an authorization: its state, what was captured of it, and by which captures.",
            since: "2013-01-01",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "GetAuthorizationDetailsResponse",
            result: Some("GetAuthorizationDetailsResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "AmazonAuthorizationId",
                    documentation: "The authorization, by the id that `Authorize` or `AuthorizeOnBillingAgreement` has answered.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "AuthorizationDetails",
                    documentation: "The authorization as it is now.",
                    type_name: "AuthorizationDetails",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessDenied",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidParameterValue",
                "InvalidTransactionId",
                "MissingAuthenticationToken",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "UnauthorizedAccess",
            ],
            quotas: &[
                crate::contract::Quota {
                    environment: "live",
                    most: 20,
                    restored: 2,
                    every_seconds: 1,
                },
                crate::contract::Quota {
                    environment: "sandbox",
                    most: 5,
                    restored: 1,
                    every_seconds: 1,
                },
            ],
        },
        crate::contract::OperationInfo {
            name: "GetCaptureDetails",
            documentation: "Shows a capture: its state, what was refunded of it, and by which refunds.",
            since: "2013-01-01",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "GetCaptureDetailsResponse",
            result: Some("GetCaptureDetailsResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "AmazonCaptureId",
                    documentation: "The capture, by the id that `Capture` has answered, or that the authorization lists.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "CaptureDetails",
                    documentation: "The capture as it is now.",
                    type_name: "CaptureDetails",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessDenied",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidParameterValue",
                "InvalidTransactionId",
                "MissingAuthenticationToken",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "UnauthorizedAccess",
            ],
            quotas: &[
                crate::contract::Quota {
                    environment: "live",
                    most: 20,
                    restored: 2,
                    every_seconds: 1,
                },
                crate::contract::Quota {
                    environment: "sandbox",
                    most: 5,
                    restored: 1,
                    every_seconds: 1,
                },
            ],
        },
        crate::contract::OperationInfo {
            name: "GetOrderReferenceDetails",
            documentation: "Shows an order reference: its state, its constraints while it is a draft, and what of the buyer's address the merchant may see.",
            since: "2013-01-01",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "GetOrderReferenceDetailsResponse",
            result: Some("GetOrderReferenceDetailsResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "AmazonOrderReferenceId",
                    documentation: "The order reference to show.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "AddressConsentToken",
                    documentation: "Token of the signed-in buyer, who has let the merchant see his address. `AccessToken` has taken its place.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "AccessToken",
                    documentation: "Token of the signed-in buyer: with it the answer has name and address before the confirmation too. Not in the first documents of the service.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "OrderReferenceDetails",
                    documentation: "The order reference as it is now.",
                    type_name: "OrderReferenceDetails",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessDenied",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidAddressConsentToken",
                "InvalidOrderReferenceId",
                "InvalidParameterValue",
                "MissingAuthenticationToken",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "UnauthorizedAccess",
            ],
            quotas: &[
                crate::contract::Quota {
                    environment: "live",
                    most: 20,
                    restored: 2,
                    every_seconds: 1,
                },
                crate::contract::Quota {
                    environment: "sandbox",
                    most: 5,
                    restored: 1,
                    every_seconds: 1,
                },
            ],
        },
        crate::contract::OperationInfo {
            name: "GetRefundDetails",
            documentation: "Shows a refund and its state.",
            since: "2013-01-01",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "GetRefundDetailsResponse",
            result: Some("GetRefundDetailsResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "AmazonRefundId",
                    documentation: "The refund, by the id that `Refund` has answered.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "RefundDetails",
                    documentation: "The refund as it is now.",
                    type_name: "RefundDetails",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessDenied",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidParameterValue",
                "InvalidTransactionId",
                "MissingAuthenticationToken",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "UnauthorizedAccess",
            ],
            quotas: &[
                crate::contract::Quota {
                    environment: "live",
                    most: 20,
                    restored: 2,
                    every_seconds: 1,
                },
                crate::contract::Quota {
                    environment: "sandbox",
                    most: 5,
                    restored: 1,
                    every_seconds: 1,
                },
            ],
        },
        crate::contract::OperationInfo {
            name: "GetServiceStatus",
            documentation: "Tells whether the service works, with messages to those who call it.",
            since: "2013-01-01",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "GetServiceStatusResponse",
            result: Some("GetServiceStatusResult"),
            request_fields: &[],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "Status",
                    documentation: "Whether the service works.",
                    type_name: "ServiceStatus",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "Timestamp",
                    documentation: "When the status was taken.",
                    type_name: "dateTime",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "MessageId",
                    documentation: "Names the messages, where there are any.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "Messages",
                    documentation: "What there is to say about the status.",
                    type_name: "Messages",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessDenied",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidParameterValue",
                "MissingAuthenticationToken",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "UnauthorizedAccess",
            ],
            quotas: &[
                crate::contract::Quota {
                    environment: "live",
                    most: 2,
                    restored: 1,
                    every_seconds: 300,
                },
                crate::contract::Quota {
                    environment: "sandbox",
                    most: 2,
                    restored: 1,
                    every_seconds: 300,
                },
            ],
        },
        crate::contract::OperationInfo {
            name: "Refund",
            documentation: "Gives money of a completed capture back to the buyer: in parts, up to ten times, and in all up to 15 percent or 75 US dollars, pounds or euros more than was captured, whichever is less. Always `Pending` at first; a notification or `GetRefundDetails` brings the outcome.",
            since: "2013-01-01",
            effect: crate::contract::Effect::MovesMoney,
            idempotent_by: Some("RefundReferenceId"),
            signed: true,
            quick_starts: &[],
            response: "RefundResponse",
            result: Some("RefundResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "AmazonCaptureId",
                    documentation: "The capture whose money goes back; it has to be `Completed`.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "RefundReferenceId",
                    documentation: "The merchant's own name for the refund: at most 32 letters, digits, `-` and `_`, new for each one. Repeating the request with the same name and the same content brings back what the first made and moves no money again; with other content it is refused as `DuplicateRequest`.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(32)),
                    characters: Some("A-Z a-z 0-9 _ -"),
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "RefundAmount",
                    documentation: "How much goes back. At most 150,000 US dollars, pounds or euros; more is answered with `TransactionAmountExceeded`.",
                    type_name: "Price",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "SellerRefundNote",
                    documentation: "A note for the buyer, at most 255 characters. In the sandbox it may hold the simulation to play.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(255)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "SoftDescriptor",
                    documentation: "What the buyer's statement shows behind `AMZ*`, at most 16 characters. Left out, it is the merchant's name.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(16)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "ProviderCreditReversalList",
                    documentation: "What solution providers give back of what they got.",
                    type_name: "ProviderCreditReversalList",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "RefundDetails",
                    documentation: "The refund as it is now.",
                    type_name: "RefundDetails",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessDenied",
                "CaptureNotRefundable",
                "CurrencyMismatch",
                "DuplicateReferenceId",
                "DuplicateRequest",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidParameterValue",
                "InvalidSandboxSimulationSpecified",
                "InvalidTransactionId",
                "MissingAuthenticationToken",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "TransactionAmountExceeded",
                "TransactionCountExceeded",
                "UnauthorizedAccess",
            ],
            quotas: &[
                crate::contract::Quota {
                    environment: "live",
                    most: 10,
                    restored: 1,
                    every_seconds: 1,
                },
                crate::contract::Quota {
                    environment: "sandbox",
                    most: 2,
                    restored: 1,
                    every_seconds: 2,
                },
            ],
        },
        crate::contract::OperationInfo {
            name: "SetOrderReferenceDetails",
            documentation: "Sets the total and the merchant's own data of an order reference that is a draft. What is set again overwrites what was set before.",
            since: "2013-01-01",
            effect: crate::contract::Effect::Changes,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "SetOrderReferenceDetailsResponse",
            result: Some("SetOrderReferenceDetailsResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "AmazonOrderReferenceId",
                    documentation: "The order reference to describe; it has to be a `Draft`.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "OrderReferenceAttributes",
                    documentation: "The details to set.",
                    type_name: "OrderReferenceAttributes",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "OrderReferenceDetails",
                    documentation: "The order reference as it is now.",
                    type_name: "OrderReferenceDetails",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessDenied",
                "CurrencyUnsupported",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidOrderReferenceId",
                "InvalidParameterValue",
                "InvalidSandboxSimulationSpecified",
                "MissingAuthenticationToken",
                "OrderReferenceNotModifiable",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "UnauthorizedAccess",
            ],
            quotas: &[
                crate::contract::Quota {
                    environment: "live",
                    most: 10,
                    restored: 1,
                    every_seconds: 1,
                },
                crate::contract::Quota {
                    environment: "sandbox",
                    most: 2,
                    restored: 1,
                    every_seconds: 2,
                },
            ],
        },
        crate::contract::OperationInfo {
            name: "AuthorizeOnBillingAgreement",
            documentation: "Makes an order reference of a billing agreement that is `Open`, confirms it, reserves the amount, and closes the order reference: a recurring payment in one call. It counts against the monthly limit of the agreement.",
            since: "2013-01-01",
            effect: crate::contract::Effect::MovesMoney,
            idempotent_by: Some("AuthorizationReferenceId"),
            signed: true,
            quick_starts: &[],
            response: "AuthorizeOnBillingAgreementResponse",
            result: Some("AuthorizeOnBillingAgreementResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "AmazonBillingAgreementId",
                    documentation: "The billing agreement to reserve under; it has to be `Open`.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "AuthorizationReferenceId",
                    documentation: "The merchant's own name for the authorization: at most 32 letters, digits, `-` and `_`, new for each one. Repeating the request with the same name and the same content brings back what the first made and moves no money again; with other content it is refused as `DuplicateRequest`.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(32)),
                    characters: Some("A-Z a-z 0-9 _ -"),
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "AuthorizationAmount",
                    documentation: "How much to reserve: at most what the agreement has left for this month. At most 150,000 US dollars, pounds or euros; more is answered with `TransactionAmountExceeded`.",
                    type_name: "Price",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "SellerAuthorizationNote",
                    documentation: "A note for the buyer, who is shown it with `CaptureNow` only. At most 255 characters. In the sandbox it may hold the simulation to play.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(255)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "TransactionTimeout",
                    documentation: "Minutes in which the authorization has to be decided. 0 asks for the decision in the answer; any other multiple of 5 answers `Pending` at once and decides later.",
                    type_name: "int",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: Some("1440"),
                    minimum: Some("0"),
                    maximum: Some("1440"),
                    step: Some(5),
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CaptureNow",
                    documentation: "Whether to capture the amount as soon as it is authorized.",
                    type_name: "boolean",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: Some("false"),
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "SoftDescriptor",
                    documentation: "What the buyer's statement shows behind `AMZ*`, at most 16 characters; used only with `CaptureNow`. Left out, it is the merchant's name.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(16)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "SellerNote",
                    documentation: "A description of the order for the buyer, at most 1024 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(1024)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "PlatformId",
                    documentation: "The merchant id of the solution provider whose software makes the call.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "SellerOrderAttributes",
                    documentation: "The merchant's own data of the order.",
                    type_name: "SellerOrderAttributes",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "InheritShippingAddress",
                    documentation: "Whether the order takes over the shipping address of the agreement.",
                    type_name: "boolean",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: Some("true"),
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "ProviderCreditList",
                    documentation: "What solution providers get of the money, with `CaptureNow`. Not in the first documents of the service.",
                    type_name: "ProviderCreditList",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "AuthorizationDetails",
                    documentation: "The authorization as it is now.",
                    type_name: "AuthorizationDetails",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "AmazonOrderReferenceId",
                    documentation: "The order reference that was made for the authorization.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessDenied",
                "CurrencyMismatch",
                "CurrencyUnsupported",
                "DuplicateReferenceId",
                "DuplicateRequest",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidBillingAgreementId",
                "InvalidBillingAgreementStatus",
                "InvalidParameterValue",
                "InvalidSandboxSimulationSpecified",
                "MissingAuthenticationToken",
                "PeriodicAmountExceeded",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "TransactionAmountExceeded",
                "UnauthorizedAccess",
            ],
            quotas: &[
                crate::contract::Quota {
                    environment: "live",
                    most: 10,
                    restored: 1,
                    every_seconds: 1,
                },
                crate::contract::Quota {
                    environment: "sandbox",
                    most: 2,
                    restored: 1,
                    every_seconds: 2,
                },
            ],
        },
        crate::contract::OperationInfo {
            name: "CloseBillingAgreement",
            documentation: "Ends a billing agreement: nothing further can be authorized under it, and what is authorized can still be captured.",
            since: "2013-01-01",
            effect: crate::contract::Effect::Changes,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "CloseBillingAgreementResponse",
            result: Some("CloseBillingAgreementResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "AmazonBillingAgreementId",
                    documentation: "The billing agreement to close.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "ClosureReason",
                    documentation: "Why it is closed, at most 1024 characters. In the sandbox it may hold the simulation to play.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(1024)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "ReasonCode",
                    documentation: "A code for the reason. Not in the documents of the service.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[],
            errors: &[
                "AccessDenied",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidBillingAgreementId",
                "InvalidCloseAttempt",
                "InvalidParameterValue",
                "MissingAuthenticationToken",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "UnauthorizedAccess",
            ],
            quotas: &[
                crate::contract::Quota {
                    environment: "live",
                    most: 10,
                    restored: 1,
                    every_seconds: 1,
                },
                crate::contract::Quota {
                    environment: "sandbox",
                    most: 2,
                    restored: 1,
                    every_seconds: 2,
                },
            ],
        },
        crate::contract::OperationInfo {
            name: "ConfirmBillingAgreement",
            documentation: "Makes a billing agreement that has no constraints `Open`, so that payments can be authorized under it. Its details can't be changed from then on; the buyer may still change address and payment method.",
            since: "2013-01-01",
            effect: crate::contract::Effect::Changes,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "ConfirmBillingAgreementResponse",
            result: Some("ConfirmBillingAgreementResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "AmazonBillingAgreementId",
                    documentation: "The billing agreement to confirm.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "SuccessUrl",
                    documentation: "Where the buyer goes who has passed his bank's check. European merchants give it, and `FailureUrl`, where strong customer authentication applies.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "FailureUrl",
                    documentation: "Where the buyer goes who has not passed it.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[],
            errors: &[
                "AccessDenied",
                "BillingAgreementConstraintsExist",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidBillingAgreementId",
                "InvalidBillingAgreementStatus",
                "InvalidParameterValue",
                "MissingAuthenticationToken",
                "PaymentMethodNotUpdated",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "UnauthorizedAccess",
            ],
            quotas: &[
                crate::contract::Quota {
                    environment: "live",
                    most: 10,
                    restored: 1,
                    every_seconds: 1,
                },
                crate::contract::Quota {
                    environment: "sandbox",
                    most: 2,
                    restored: 1,
                    every_seconds: 2,
                },
            ],
        },
        crate::contract::OperationInfo {
            name: "CreateOrderReferenceForId",
            documentation: "Makes an order reference of a billing agreement. Of a draft there can be one; once the agreement is `Open`, any number.",
            since: "2013-01-01",
            effect: crate::contract::Effect::Changes,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "CreateOrderReferenceForIdResponse",
            result: Some("CreateOrderReferenceForIdResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "Id",
                    documentation: "The billing agreement to make it of.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "IdType",
                    documentation: "What kind of id it is.",
                    type_name: "IdType",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "InheritShippingAddress",
                    documentation: "Whether the order takes over the shipping address of the agreement.",
                    type_name: "boolean",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: Some("true"),
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "ConfirmNow",
                    documentation: "Whether to confirm the order reference at once.",
                    type_name: "boolean",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: Some("false"),
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "OrderReferenceAttributes",
                    documentation: "The details to set. Needed where the order reference is confirmed at once.",
                    type_name: "OrderReferenceAttributes",
                    presence: crate::contract::Presence::Conditional,
                    list: false,
                    condition: Some("`ConfirmNow` is true"),
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "OrderReferenceDetails",
                    documentation: "The order reference as it is now.",
                    type_name: "OrderReferenceDetails",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessDenied",
                "ConstraintsExist",
                "CurrencyUnsupported",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidBillingAgreementId",
                "InvalidBillingAgreementStatus",
                "InvalidParameterValue",
                "InvalidSandboxSimulationSpecified",
                "MissingAuthenticationToken",
                "OrderReferenceCountExceeded",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "UnauthorizedAccess",
            ],
            quotas: &[
                crate::contract::Quota {
                    environment: "live",
                    most: 10,
                    restored: 1,
                    every_seconds: 1,
                },
                crate::contract::Quota {
                    environment: "sandbox",
                    most: 2,
                    restored: 1,
                    every_seconds: 2,
                },
            ],
        },
        crate::contract::OperationInfo {
            name: "GetBillingAgreementDetails",
            documentation: "Shows a billing agreement: its state, its constraints, what is left of its limit, and what of the buyer's address the merchant may see.",
            since: "2013-01-01",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "GetBillingAgreementDetailsResponse",
            result: Some("GetBillingAgreementDetailsResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "AmazonBillingAgreementId",
                    documentation: "The billing agreement to show.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "AddressConsentToken",
                    documentation: "Token of the signed-in buyer, who has let the merchant see his address. `AccessToken` has taken its place.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "AccessToken",
                    documentation: "Token of the signed-in buyer: with it the answer has name and address before the confirmation too. Not in the first documents of the service.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "BillingAgreementDetails",
                    documentation: "The billing agreement as it is now.",
                    type_name: "BillingAgreementDetails",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessDenied",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidAddressConsentToken",
                "InvalidBillingAgreementId",
                "InvalidParameterValue",
                "MissingAuthenticationToken",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "UnauthorizedAccess",
            ],
            quotas: &[
                crate::contract::Quota {
                    environment: "live",
                    most: 20,
                    restored: 2,
                    every_seconds: 1,
                },
                crate::contract::Quota {
                    environment: "sandbox",
                    most: 5,
                    restored: 1,
                    every_seconds: 1,
                },
            ],
        },
        crate::contract::OperationInfo {
            name: "SetBillingAgreementDetails",
            documentation: "Sets the merchant's own data of a billing agreement that is a draft.",
            since: "2013-01-01",
            effect: crate::contract::Effect::Changes,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "SetBillingAgreementDetailsResponse",
            result: Some("SetBillingAgreementDetailsResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "AmazonBillingAgreementId",
                    documentation: "The billing agreement to describe; it has to be a `Draft`.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "BillingAgreementAttributes",
                    documentation: "The details to set; one of them at least.",
                    type_name: "BillingAgreementAttributes",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "BillingAgreementDetails",
                    documentation: "The billing agreement as it is now.",
                    type_name: "BillingAgreementDetails",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessDenied",
                "BillingAgreementNotModifiable",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidBillingAgreementId",
                "InvalidParameterValue",
                "MissingAuthenticationToken",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "UnauthorizedAccess",
            ],
            quotas: &[
                crate::contract::Quota {
                    environment: "live",
                    most: 10,
                    restored: 1,
                    every_seconds: 1,
                },
                crate::contract::Quota {
                    environment: "sandbox",
                    most: 2,
                    restored: 1,
                    every_seconds: 2,
                },
            ],
        },
        crate::contract::OperationInfo {
            name: "ValidateBillingAgreement",
            documentation: "Tells whether a billing agreement and the payment method behind it could be charged now.",
            since: "2013-01-01",
            effect: crate::contract::Effect::Changes,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "ValidateBillingAgreementResponse",
            result: Some("ValidateBillingAgreementResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "AmazonBillingAgreementId",
                    documentation: "The billing agreement to look at; it should be `Open`.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "ValidationResult",
                    documentation: "Whether it could be charged.",
                    type_name: "ValidationResult",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "FailureReasonCode",
                    documentation: "Why it couldn't.",
                    type_name: "ValidationFailureReason",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "BillingAgreementStatus",
                    documentation: "The state of the agreement.",
                    type_name: "BillingAgreementStatus",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessDenied",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidBillingAgreementId",
                "InvalidBillingAgreementStatus",
                "InvalidParameterValue",
                "MissingAuthenticationToken",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "UnauthorizedAccess",
            ],
            quotas: &[
                crate::contract::Quota {
                    environment: "live",
                    most: 10,
                    restored: 1,
                    every_seconds: 1,
                },
                crate::contract::Quota {
                    environment: "sandbox",
                    most: 2,
                    restored: 1,
                    every_seconds: 2,
                },
            ],
        },
        crate::contract::OperationInfo {
            name: "SetOrderAttributes",
            documentation: "Sets the details of an order reference as `SetOrderReferenceDetails` does, and one by one: a confirmed order reference takes those that it doesn't have yet.",
            since: "2013-01-01",
            effect: crate::contract::Effect::Changes,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "SetOrderAttributesResponse",
            result: Some("SetOrderAttributesResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "AmazonOrderReferenceId",
                    documentation: "The order reference to describe.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "OrderAttributes",
                    documentation: "The details to set; one of them at least.",
                    type_name: "OrderAttributes",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "OrderReferenceDetails",
                    documentation: "The order reference as it is now.",
                    type_name: "OrderReferenceDetails",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessDenied",
                "CurrencyUnsupported",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidOrderReferenceId",
                "InvalidParameterValue",
                "InvalidSandboxSimulationSpecified",
                "MissingAuthenticationToken",
                "OrderReferenceNotModifiable",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "UnauthorizedAccess",
            ],
            quotas: &[
                crate::contract::Quota {
                    environment: "live",
                    most: 10,
                    restored: 1,
                    every_seconds: 1,
                },
                crate::contract::Quota {
                    environment: "sandbox",
                    most: 2,
                    restored: 1,
                    every_seconds: 2,
                },
            ],
        },
        crate::contract::OperationInfo {
            name: "ListOrderReference",
            documentation: "Lists the order references that have the merchant's order id, a page at a time.",
            since: "2013-01-01",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "ListOrderReferenceResponse",
            result: Some("ListOrderReferenceResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "QueryId",
                    documentation: "What to look for: the merchant's own id of the order.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "QueryIdType",
                    documentation: "What kind of id it is.",
                    type_name: "QueryIdType",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "PageSize",
                    documentation: "How many order references a page has.",
                    type_name: "int",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: Some("1"),
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CreatedTimeRange",
                    documentation: "Only those that were made in this time.",
                    type_name: "CreatedTimeRange",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "SortOrder",
                    documentation: "In which order of their creation.",
                    type_name: "SortOrder",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "PaymentDomain",
                    documentation: "In which region and currency.",
                    type_name: "PaymentDomain",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "OrderReferenceStatusListFilter",
                    documentation: "Only those in one of these states.",
                    type_name: "OrderReferenceStatusListFilter",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "OrderReferenceList",
                    documentation: "The order references of this page.",
                    type_name: "OrderReferenceList",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "NextPageToken",
                    documentation: "What `ListOrderReferenceByNextToken` takes for the next page; none on the last one.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessDenied",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidParameterValue",
                "MissingAuthenticationToken",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "UnauthorizedAccess",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "ListOrderReferenceByNextToken",
            documentation: "Lists the next page of what `ListOrderReference` has found.",
            since: "2013-01-01",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "ListOrderReferenceByNextTokenResponse",
            result: Some("ListOrderReferenceByNextTokenResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "NextPageToken",
                    documentation: "What the page before has answered.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "OrderReferenceList",
                    documentation: "The order references of this page.",
                    type_name: "OrderReferenceList",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "NextPageToken",
                    documentation: "What `ListOrderReferenceByNextToken` takes for the next page; none on the last one.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessDenied",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidParameterValue",
                "MissingAuthenticationToken",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "UnauthorizedAccess",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "GetMerchantAccountStatus",
            documentation: "Tells a solution provider whether a merchant can take payments. The common parameters name the merchant.",
            since: "2013-01-01",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "GetMerchantAccountStatusResponse",
            result: Some("GetMerchantAccountStatusResult"),
            request_fields: &[],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "AccountStatus",
                    documentation: "The state of the merchant's account.",
                    type_name: "AccountStatus",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessDenied",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidParameterValue",
                "MissingAuthenticationToken",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "UnauthorizedAccess",
                "UnauthorizedSolutionProvider",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "GetMerchantNotificationConfiguration",
            documentation: "Shows where the notifications of a merchant go.",
            since: "2013-01-01",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "GetMerchantNotificationConfigurationResponse",
            result: Some("GetMerchantNotificationConfigurationResult"),
            request_fields: &[],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "NotificationConfigurationList",
                    documentation: "The addresses, and which events go to each.",
                    type_name: "NotificationConfigurations",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessDenied",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidParameterValue",
                "MissingAuthenticationToken",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "UnauthorizedAccess",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "SetMerchantNotificationConfiguration",
            documentation: "Sets where the notifications of a merchant go, in place of what was set before.",
            since: "2013-01-01",
            effect: crate::contract::Effect::Changes,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "SetMerchantNotificationConfigurationResponse",
            result: Some("SetMerchantNotificationConfigurationResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "NotificationConfigurationList",
                    documentation: "The addresses, and which events go to each.",
                    type_name: "NotificationConfigurationList",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[],
            errors: &[
                "AccessDenied",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidParameterValue",
                "MissingAuthenticationToken",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "UnauthorizedAccess",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "GetProviderCreditDetails",
            documentation: "Shows what a solution provider got of a capture, and what of it was given back.",
            since: "2013-01-01",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "GetProviderCreditDetailsResponse",
            result: Some("GetProviderCreditDetailsResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "AmazonProviderCreditId",
                    documentation: "The provider credit, by the id that the capture lists.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "ProviderCreditDetails",
                    documentation: "The provider credit as it is now.",
                    type_name: "ProviderCreditDetails",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessDenied",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidParameterValue",
                "InvalidTransactionId",
                "MissingAuthenticationToken",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "UnauthorizedAccess",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "GetProviderCreditReversalDetails",
            documentation: "Shows what a solution provider has given back.",
            since: "2013-01-01",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "GetProviderCreditReversalDetailsResponse",
            result: Some("GetProviderCreditReversalDetailsResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "AmazonProviderCreditReversalId",
                    documentation: "The reversal, by the id that `ReverseProviderCredit` has answered, or that the refund lists.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "ProviderCreditReversalDetails",
                    documentation: "The reversal as it is now.",
                    type_name: "ProviderCreditReversalDetails",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessDenied",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidParameterValue",
                "InvalidTransactionId",
                "MissingAuthenticationToken",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "UnauthorizedAccess",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "ReverseProviderCredit",
            documentation: "Gives back, to the merchant, what a solution provider got of a capture, or part of it.",
            since: "2013-01-01",
            effect: crate::contract::Effect::MovesMoney,
            idempotent_by: Some("CreditReversalReferenceId"),
            signed: true,
            quick_starts: &[],
            response: "ReverseProviderCreditResponse",
            result: Some("ReverseProviderCreditResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "AmazonProviderCreditId",
                    documentation: "The provider credit to give back.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CreditReversalReferenceId",
                    documentation: "The merchant's own name for the reversal: at most 32 letters, digits, `-` and `_`, new for each one. Repeating the request with the same name and the same content brings back what the first made and moves no money again; with other content it is refused as `DuplicateRequest`.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(32)),
                    characters: Some("A-Z a-z 0-9 _ -"),
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CreditReversalAmount",
                    documentation: "How much to give back: at most what is left of the credit.",
                    type_name: "Price",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CreditReversalNote",
                    documentation: "A note about the reversal.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "ProviderCreditReversalDetails",
                    documentation: "The reversal as it is now.",
                    type_name: "ProviderCreditReversalDetails",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessDenied",
                "CurrencyMismatch",
                "DuplicateReferenceId",
                "DuplicateRequest",
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "InvalidAccessKeyId",
                "InvalidAccountStatus",
                "InvalidAddress",
                "InvalidParameterValue",
                "InvalidTransactionId",
                "MissingAuthenticationToken",
                "QuotaExceeded",
                "RequestExpired",
                "RequestThrottled",
                "ServiceUnavailable",
                "SignatureDoesNotMatch",
                "TransactionAmountExceeded",
                "UnauthorizedAccess",
            ],
            quotas: &[],
        },
    ],
    types: &[
        crate::contract::TypeInfo {
            name: "OrderReferenceDetails",
            documentation: "An order reference: what the buyer has agreed to for one order.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "AmazonOrderReferenceId",
                        documentation: "The id of the order reference.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Buyer",
                        documentation: "Who buys; the merchant sees it once the order reference is confirmed.",
                        type_name: "Buyer",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "OrderTotal",
                        documentation: "The total that the merchant has set.",
                        type_name: "OrderTotal",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SellerNote",
                        documentation: "The description that the merchant has set.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "PlatformId",
                        documentation: "The merchant id of the solution provider.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Destination",
                        documentation: "Where the articles go. A draft shows city, region, postal code and country only.",
                        type_name: "Destination",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "PaymentDescriptor",
                        documentation: "How the buyer pays, in so far as merchants are told.",
                        type_name: "PaymentDescriptor",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "BillingAddress",
                        documentation: "The address of the payment method.",
                        type_name: "BillingAddress",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ReleaseEnvironment",
                        documentation: "Whether the money is real.",
                        type_name: "ReleaseEnvironment",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SellerOrderAttributes",
                        documentation: "The merchant's own data of the order.",
                        type_name: "SellerOrderAttributes",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "OrderReferenceStatus",
                        documentation: "The state of the order reference.",
                        type_name: "OrderReferenceStatus",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Constraints",
                        documentation: "What has to be mended before the order reference can be confirmed.",
                        type_name: "Constraints",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CreationTimestamp",
                        documentation: "When the order reference was made.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ExpirationTimestamp",
                        documentation: "When it ends by itself: 180 days after it was made.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ParentDetails",
                        documentation: "What it was made of.",
                        type_name: "ParentDetails",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "IdList",
                        documentation: "Its authorizations. Answers have the list though it be empty, and clients count on it.",
                        type_name: "AuthorizationIdList",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "OrderLanguage",
                        documentation: "The language in which the buyer has ordered.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "RequestPaymentAuthorization",
                        documentation: "Whether the merchant has asked for the payment method to be checked.",
                        type_name: "boolean",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "PaymentServiceProviderAttributes",
                        documentation: "What the payment service provider has set.",
                        type_name: "PaymentServiceProviderAttributes",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "PaymentReference",
                        documentation: "How other services know the payment.",
                        type_name: "PaymentReference",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "PaymentAuthenticationStatus",
                        documentation: "Whether the buyer's bank wants to check him.",
                        type_name: "PaymentAuthenticationStatus",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "OrderReferenceStatus",
            documentation: "The state of an order reference.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "State",
                        documentation: "The state of the order reference.",
                        type_name: "OrderReferenceState",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "LastUpdateTimestamp",
                        documentation: "When the state last changed.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ReasonCode",
                        documentation: "Why it is in this state.",
                        type_name: "OrderReferenceReasonCode",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ReasonDescription",
                        documentation: "The same in words.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "OrderReferenceList",
            documentation: "Order references.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "OrderReference",
                        documentation: "One of the order references.",
                        type_name: "OrderReference",
                        presence: crate::contract::Presence::Optional,
                        list: true,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "OrderReference",
            documentation: "An order reference as a list shows it.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "ReleaseEnvironment",
                        documentation: "Whether the money is real.",
                        type_name: "ReleaseEnvironment",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "OrderReferenceStatus",
                        documentation: "The state of the order reference.",
                        type_name: "OrderReferenceStatus",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "AmazonOrderReferenceId",
                        documentation: "The id of the order reference.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CreationTimestamp",
                        documentation: "When the order reference was made.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SellerOrderAttributes",
                        documentation: "The merchant's own data of the order.",
                        type_name: "SellerOrderAttributes",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "OrderTotal",
                        documentation: "The total that the merchant has set.",
                        type_name: "OrderTotal",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SellerNote",
                        documentation: "The description that the merchant has set.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "OrderLanguage",
                        documentation: "The language in which the buyer has ordered.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "AuthorizationDetails",
            documentation: "An authorization: an amount that is reserved, or was asked for.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "AmazonAuthorizationId",
                        documentation: "The id of the authorization.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "AuthorizationReferenceId",
                        documentation: "The merchant's own name for it.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(32)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "AuthorizationBillingAddress",
                        documentation: "The address of the payment method.",
                        type_name: "Address",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SellerAuthorizationNote",
                        documentation: "The merchant's note.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(255)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "AuthorizationAmount",
                        documentation: "How much was asked for.",
                        type_name: "Price",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CapturedAmount",
                        documentation: "How much was captured of it.",
                        type_name: "Price",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "AuthorizationFee",
                        documentation: "What the authorization costs the merchant.",
                        type_name: "Price",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "IdList",
                        documentation: "Its captures. Answers have the list though it be empty, and clients count on it.",
                        type_name: "CaptureIdList",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CreationTimestamp",
                        documentation: "When the authorization was made.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ExpirationTimestamp",
                        documentation: "When it ends by itself: 30 days after it was made.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "AuthorizationStatus",
                        documentation: "The state of the authorization.",
                        type_name: "AuthorizationStatus",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "OrderItemCategories",
                        documentation: "Of what kinds the articles are.",
                        type_name: "OrderItemCategories",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CaptureNow",
                        documentation: "Whether it was captured at once.",
                        type_name: "boolean",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SoftDescriptor",
                        documentation: "What the buyer's statement shows.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "AddressVerificationCode",
                        documentation: "What the bank says of the billing address.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SoftDecline",
                        documentation: "Of a declined authorization, whether the buyer may try again with the same payment method.",
                        type_name: "boolean",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "AuthorizationStatus",
            documentation: "The state of an authorization.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "State",
                        documentation: "The state of the authorization.",
                        type_name: "AuthorizationState",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "LastUpdateTimestamp",
                        documentation: "When the state last changed.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ReasonCode",
                        documentation: "Why it is in this state.",
                        type_name: "AuthorizationReasonCode",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ReasonDescription",
                        documentation: "The same in words.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "CaptureDetails",
            documentation: "A capture: money that was taken.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "AmazonCaptureId",
                        documentation: "The id of the capture.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CaptureReferenceId",
                        documentation: "The merchant's own name for it.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(32)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SellerCaptureNote",
                        documentation: "The merchant's note.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(255)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CaptureAmount",
                        documentation: "How much was taken.",
                        type_name: "Price",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "RefundedAmount",
                        documentation: "How much was given back of it.",
                        type_name: "Price",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CaptureFee",
                        documentation: "What the capture costs the merchant.",
                        type_name: "Price",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "IdList",
                        documentation: "Its refunds. Answers have the list though it be empty, and clients count on it.",
                        type_name: "RefundIdList",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CreationTimestamp",
                        documentation: "When the capture was made.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CaptureStatus",
                        documentation: "The state of the capture.",
                        type_name: "CaptureStatus",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SoftDescriptor",
                        documentation: "What the buyer's statement shows.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ProviderCreditSummaryList",
                        documentation: "What solution providers got of it.",
                        type_name: "ProviderCreditSummaryList",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ConvertedAmount",
                        documentation: "The amount in the currency of the merchant, where the buyer was shown another one.",
                        type_name: "Price",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ConversionRate",
                        documentation: "The rate of that conversion, with up to ten decimals.",
                        type_name: "decimal",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "CaptureStatus",
            documentation: "The state of a capture.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "State",
                        documentation: "The state of the capture.",
                        type_name: "CaptureState",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "LastUpdateTimestamp",
                        documentation: "When the state last changed.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ReasonCode",
                        documentation: "Why it is in this state.",
                        type_name: "CaptureReasonCode",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ReasonDescription",
                        documentation: "The same in words.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "RefundDetails",
            documentation: "A refund: money that goes back to the buyer.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "AmazonRefundId",
                        documentation: "The id of the refund.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "RefundReferenceId",
                        documentation: "The merchant's own name for it.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(32)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SellerRefundNote",
                        documentation: "The merchant's note.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(255)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "RefundType",
                        documentation: "Who has started it.",
                        type_name: "RefundType",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "RefundAmount",
                        documentation: "How much goes back.",
                        type_name: "Price",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "FeeRefunded",
                        documentation: "What of the fee the merchant gets back.",
                        type_name: "Price",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CreationTimestamp",
                        documentation: "When the refund was made.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "RefundStatus",
                        documentation: "The state of the refund.",
                        type_name: "RefundStatus",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SoftDescriptor",
                        documentation: "What the buyer's statement shows.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ProviderCreditReversalSummaryList",
                        documentation: "What solution providers give back of what they got.",
                        type_name: "ProviderCreditReversalSummaryList",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ConvertedAmount",
                        documentation: "The amount in the currency of the merchant, where the buyer was shown another one.",
                        type_name: "Price",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ConversionRate",
                        documentation: "The rate of that conversion, with up to ten decimals.",
                        type_name: "decimal",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "RefundStatus",
            documentation: "The state of a refund.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "State",
                        documentation: "The state of the refund.",
                        type_name: "RefundState",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "LastUpdateTimestamp",
                        documentation: "When the state last changed.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ReasonCode",
                        documentation: "Why it is in this state.",
                        type_name: "RefundReasonCode",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ReasonDescription",
                        documentation: "The same in words.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "BillingAgreementDetails",
            documentation: "A billing agreement: a buyer's leave to charge him again and again.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "AmazonBillingAgreementId",
                        documentation: "The id of the billing agreement.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "BillingAgreementLimits",
                        documentation: "How much may be charged in a month.",
                        type_name: "BillingAgreementLimits",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Buyer",
                        documentation: "Who pays; the merchant sees it once the agreement is confirmed.",
                        type_name: "Buyer",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SellerNote",
                        documentation: "The description that the merchant has set.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "PlatformId",
                        documentation: "The merchant id of the solution provider.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Destination",
                        documentation: "Where articles go. A draft shows city, region, postal code and country only.",
                        type_name: "Destination",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "BillingAddress",
                        documentation: "The address of the payment method.",
                        type_name: "BillingAddress",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ReleaseEnvironment",
                        documentation: "Whether the money is real.",
                        type_name: "ReleaseEnvironment",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SellerBillingAgreementAttributes",
                        documentation: "The merchant's own data of the agreement.",
                        type_name: "SellerBillingAgreementAttributes",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "BillingAgreementStatus",
                        documentation: "The state of the agreement.",
                        type_name: "BillingAgreementStatus",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Constraints",
                        documentation: "What has to be mended before the agreement can be confirmed, or used again.",
                        type_name: "Constraints",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CreationTimestamp",
                        documentation: "When the agreement was made.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ExpirationTimestamp",
                        documentation: "When it ends by itself.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "BillingAgreementConsent",
                        documentation: "Whether the buyer has agreed to be charged again.",
                        type_name: "boolean",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "OrderLanguage",
                        documentation: "The language in which the buyer has agreed.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SubscriptionAmount",
                        documentation: "What a period costs, for strong customer authentication.",
                        type_name: "Price",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "BillingAgreementType",
                        documentation: "Who starts the payments, for strong customer authentication.",
                        type_name: "BillingAgreementType",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "BillingAgreementStatus",
            documentation: "The state of a billing agreement. Most documents spell the time `LastUpdatedTimestamp`; one sample, and the notifications, have `LastUpdateTimestamp`.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "State",
                        documentation: "The state of the billing agreement.",
                        type_name: "BillingAgreementState",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "LastUpdatedTimestamp",
                        documentation: "When the state last changed.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "LastUpdateTimestamp",
                        documentation: "The same in the other spelling.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ReasonCode",
                        documentation: "Why it is in this state.",
                        type_name: "BillingAgreementReasonCode",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ReasonDescription",
                        documentation: "The same in words.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "BillingAgreementLimits",
            documentation: "How much may be charged under a billing agreement in a calendar month.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "AmountLimitPerTimePeriod",
                        documentation: "How much in the whole month: 500 US dollars, unless the merchant has agreed with Amazon on something else.",
                        type_name: "Price",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "TimePeriodStartDate",
                        documentation: "When the month began.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "TimePeriodEndDate",
                        documentation: "When it ends.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CurrentRemainingBalance",
                        documentation: "How much of it is left.",
                        type_name: "Price",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "ProviderCreditDetails",
            documentation: "What a solution provider got of a capture.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "AmazonProviderCreditId",
                        documentation: "The id of the credit.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SellerId",
                        documentation: "The merchant who has paid it.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ProviderId",
                        documentation: "The solution provider who got it.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CreditReferenceId",
                        documentation: "The merchant's own name for it.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CreditAmount",
                        documentation: "How much the provider got.",
                        type_name: "Price",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CreditReversalAmount",
                        documentation: "How much was given back of it.",
                        type_name: "Price",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CreditReversalIdList",
                        documentation: "By which reversals.",
                        type_name: "ProviderCreditReversalIdList",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CreationTimestamp",
                        documentation: "When the credit was made.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CreditStatus",
                        documentation: "The state of the credit.",
                        type_name: "ProviderCreditStatus",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "ProviderCreditStatus",
            documentation: "The state of a provider credit.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "State",
                        documentation: "The state of the credit.",
                        type_name: "ProviderCreditState",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "LastUpdateTimestamp",
                        documentation: "When the state last changed.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ReasonCode",
                        documentation: "Why it is in this state.",
                        type_name: "ProviderCreditReasonCode",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ReasonDescription",
                        documentation: "The same in words.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "ProviderCreditReversalDetails",
            documentation: "What a solution provider has given back.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "AmazonProviderCreditReversalId",
                        documentation: "The id of the reversal.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SellerId",
                        documentation: "The merchant who gets it.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ProviderId",
                        documentation: "The solution provider who gives it.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CreditReversalReferenceId",
                        documentation: "The merchant's own name for it.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CreditReversalAmount",
                        documentation: "How much is given back.",
                        type_name: "Price",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CreationTimestamp",
                        documentation: "When the reversal was made.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CreditReversalStatus",
                        documentation: "The state of the reversal.",
                        type_name: "ProviderCreditReversalStatus",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CreditReversalNote",
                        documentation: "The merchant's note.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "ProviderCreditReversalStatus",
            documentation: "The state of a reversal.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "State",
                        documentation: "The state of the reversal.",
                        type_name: "ProviderCreditReversalState",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "LastUpdateTimestamp",
                        documentation: "When the state last changed.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ReasonCode",
                        documentation: "Why it is in this state.",
                        type_name: "ProviderCreditReversalReasonCode",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ReasonDescription",
                        documentation: "The same in words.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "OrderReferenceAttributes",
            documentation: "The details of an order reference.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "OrderTotal",
                        documentation: "The total of the order. At most 150,000 US dollars, pounds or euros.",
                        type_name: "OrderTotal",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "PlatformId",
                        documentation: "The merchant id of the solution provider whose software makes the call.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SellerNote",
                        documentation: "A description of the order, which the buyer reads in e-mails. At most 1024 characters. In the sandbox it may hold the simulation to play.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(1024)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "RequestPaymentAuthorization",
                        documentation: "Whether the merchant asks for the payment method to be checked. Not in the first documents of the service.",
                        type_name: "boolean",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SellerOrderAttributes",
                        documentation: "The merchant's own data of the order.",
                        type_name: "SellerOrderAttributes",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "OrderAttributes",
            documentation: "The details of an order reference, of which any may be left out.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "OrderTotal",
                        documentation: "The total of the order.",
                        type_name: "OrderTotal",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "PlatformId",
                        documentation: "The merchant id of the solution provider whose software makes the call.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SellerNote",
                        documentation: "A description of the order, which the buyer reads in e-mails. At most 1024 characters. In the sandbox it may hold the simulation to play.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(1024)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "RequestPaymentAuthorization",
                        documentation: "Whether the merchant asks for the payment method to be checked. Not in the first documents of the service.",
                        type_name: "boolean",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "PaymentServiceProviderAttributes",
                        documentation: "What the payment service provider wants to find again.",
                        type_name: "PaymentServiceProviderAttributes",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SellerOrderAttributes",
                        documentation: "The merchant's own data of the order.",
                        type_name: "SellerOrderAttributes",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "SellerOrderAttributes",
            documentation: "The merchant's own data of an order. How long they may be, no document says.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "SellerOrderId",
                        documentation: "The merchant's own id of the order. Its limit is one of this contract.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(127)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "StoreName",
                        documentation: "The name of the shop, as the buyer reads it in e-mails.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SupplementaryData",
                        documentation: "Further data of the order, as JSON. Not in the first documents of the service.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "OrderItemCategories",
                        documentation: "Of what kinds the articles are.",
                        type_name: "OrderItemCategories",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CustomInformation",
                        documentation: "Anything else that the merchant wants to find again.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "OrderItemCategories",
            documentation: "Kinds of articles.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "OrderItemCategory",
                        documentation: "One of the kinds.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: true,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "PaymentServiceProviderAttributes",
            documentation: "How a payment service provider knows an order.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "PaymentServiceProviderId",
                        documentation: "The id of the provider.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "PaymentServiceProviderOrderId",
                        documentation: "His id of the order.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "BillingAgreementAttributes",
            documentation: "The details of a billing agreement.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "PlatformId",
                        documentation: "The merchant id of the solution provider whose software makes the call.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SellerNote",
                        documentation: "A description of the agreement, which the buyer reads in e-mails. At most 1024 characters.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(1024)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SellerBillingAgreementAttributes",
                        documentation: "The merchant's own data of the agreement.",
                        type_name: "SellerBillingAgreementAttributes",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "BillingAgreementType",
                        documentation: "Who starts the payments, for strong customer authentication.",
                        type_name: "BillingAgreementType",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SubscriptionAmount",
                        documentation: "What a period costs, for strong customer authentication.",
                        type_name: "Price",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "SellerBillingAgreementAttributes",
            documentation: "The merchant's own data of a billing agreement. How long they may be, no document says.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "SellerBillingAgreementId",
                        documentation: "The merchant's own id of the agreement.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "StoreName",
                        documentation: "The name of the shop, as the buyer reads it in e-mails.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CustomInformation",
                        documentation: "Anything else that the merchant wants to find again.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "ProviderCreditList",
            documentation: "Shares of solution providers.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "member",
                        documentation: "One of the shares.",
                        type_name: "ProviderCredit",
                        presence: crate::contract::Presence::Optional,
                        list: true,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "ProviderCredit",
            documentation: "What a solution provider gets of a capture.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "ProviderId",
                        documentation: "The merchant id of the provider. Its limit is one of this contract.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(64)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CreditAmount",
                        documentation: "How much he gets.",
                        type_name: "Price",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "ProviderCreditReversalList",
            documentation: "Shares that solution providers give back.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "member",
                        documentation: "One of the shares.",
                        type_name: "ProviderCreditReversal",
                        presence: crate::contract::Presence::Optional,
                        list: true,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "ProviderCreditReversal",
            documentation: "What a solution provider gives back at a refund.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "ProviderId",
                        documentation: "The merchant id of the provider. Its limit is one of this contract.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(64)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CreditReversalAmount",
                        documentation: "How much he gives back.",
                        type_name: "Price",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "CreatedTimeRange",
            documentation: "A time of at most 31 days.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "StartTime",
                        documentation: "When it begins.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "EndTime",
                        documentation: "When it ends.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "OrderReferenceStatusListFilter",
            documentation: "States to list.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "OrderReferenceStatus",
                        documentation: "One of the states.",
                        type_name: "ListedState",
                        presence: crate::contract::Presence::Optional,
                        list: true,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "NotificationConfigurationList",
            documentation: "Where notifications go.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "NotificationConfiguration",
                        documentation: "One of the addresses.",
                        type_name: "NotificationConfiguration",
                        presence: crate::contract::Presence::Optional,
                        list: true,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "NotificationConfiguration",
            documentation: "An address for notifications.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "NotificationUrl",
                        documentation: "The address, which begins with `https://`.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "EventTypes",
                        documentation: "Which events go there.",
                        type_name: "EventTypeList",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "EventTypeList",
            documentation: "Kinds of events, as requests write them.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "EventTypeList",
                        documentation: "One of the kinds.",
                        type_name: "EventType",
                        presence: crate::contract::Presence::Optional,
                        list: true,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "NotificationConfigurations",
            documentation: "Where notifications go, as answers write it.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "member",
                        documentation: "One of the addresses.",
                        type_name: "ConfiguredNotification",
                        presence: crate::contract::Presence::Optional,
                        list: true,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "ConfiguredNotification",
            documentation: "An address for notifications.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "NotificationUrl",
                        documentation: "The address.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "EventTypes",
                        documentation: "Which events go there.",
                        type_name: "EventTypes",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "EventTypes",
            documentation: "Kinds of events, as answers write them.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "member",
                        documentation: "One of the kinds.",
                        type_name: "EventType",
                        presence: crate::contract::Presence::Optional,
                        list: true,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "ProviderCreditSummaryList",
            documentation: "What solution providers got of a capture.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "member",
                        documentation: "One of the credits.",
                        type_name: "ProviderCreditSummary",
                        presence: crate::contract::Presence::Optional,
                        list: true,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "ProviderCreditSummary",
            documentation: "A provider credit by its ids.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "ProviderId",
                        documentation: "The solution provider.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ProviderCreditId",
                        documentation: "The id of the credit.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "ProviderCreditReversalSummaryList",
            documentation: "What solution providers give back at a refund.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "member",
                        documentation: "One of the reversals.",
                        type_name: "ProviderCreditReversalSummary",
                        presence: crate::contract::Presence::Optional,
                        list: true,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "ProviderCreditReversalSummary",
            documentation: "A reversal by its ids.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "ProviderId",
                        documentation: "The solution provider.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "ProviderCreditReversalId",
                        documentation: "The id of the reversal.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "AuthorizationIdList",
            documentation: "Authorizations by their ids.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "member",
                        documentation: "One of the ids.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: true,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "CaptureIdList",
            documentation: "Captures by their ids.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "member",
                        documentation: "One of the ids.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: true,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "RefundIdList",
            documentation: "Refunds by their ids.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "member",
                        documentation: "One of the ids.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: true,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "ProviderCreditReversalIdList",
            documentation: "Reversals by their ids.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "member",
                        documentation: "One of the ids.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: true,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "Constraints",
            documentation: "What has to be mended.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "Constraint",
                        documentation: "One of the constraints.",
                        type_name: "Constraint",
                        presence: crate::contract::Presence::Optional,
                        list: true,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "Constraint",
            documentation: "What has to be mended before a confirmation.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "ConstraintID",
                        documentation: "What it is.",
                        type_name: "ConstraintId",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Description",
                        documentation: "The same in words.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "ParentDetails",
            documentation: "What an order reference was made of.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "Id",
                        documentation: "The id, of the kind that the type says.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Type",
                        documentation: "The kind.",
                        type_name: "ParentType",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "Destination",
            documentation: "Where articles go.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "DestinationType",
                        documentation: "The kind of destination: always `Physical`.",
                        type_name: "AddressType",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "PhysicalDestination",
                        documentation: "The address.",
                        type_name: "Address",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "BillingAddress",
            documentation: "The address of a payment method.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "AddressType",
                        documentation: "The kind of address: always `Physical`.",
                        type_name: "AddressType",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "PhysicalAddress",
                        documentation: "The address.",
                        type_name: "Address",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "Address",
            documentation: "An address, of which the merchant sees as much as he may.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "Name",
                        documentation: "Who lives there.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "AddressLine1",
                        documentation: "The first line.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "AddressLine2",
                        documentation: "The second line.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "AddressLine3",
                        documentation: "The third line.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "City",
                        documentation: "The city.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "County",
                        documentation: "The county.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "District",
                        documentation: "The district.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "StateOrRegion",
                        documentation: "The state or region.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "PostalCode",
                        documentation: "The postal code.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CountryCode",
                        documentation: "The country, by its two letters of ISO 3166.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Phone",
                        documentation: "The telephone number.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "Buyer",
            documentation: "Who buys.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "Name",
                        documentation: "The name.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Email",
                        documentation: "The e-mail address.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Phone",
                        documentation: "The telephone number.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "PaymentDescriptor",
            documentation: "How a buyer pays, in so far as merchants are told.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "Name",
                        documentation: "The kind of payment method.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "AccountNumberTail",
                        documentation: "The last digits of the account. No longer given.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "FullDescriptor",
                        documentation: "The payment method in words.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "UseAmazonBalanceFirst",
                        documentation: "Whether the balance of the buyer's Amazon account is used up first.",
                        type_name: "boolean",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "PaymentReference",
            documentation: "How other services know a payment.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "StaticToken",
                        documentation: "The token.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "PaymentAuthenticationStatus",
            documentation: "Whether the buyer's bank wants to check him.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "State",
                        documentation: "`REQUIRED`, for one.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "Messages",
            documentation: "What there is to say about the service.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "Message",
                        documentation: "One of the messages.",
                        type_name: "Message",
                        presence: crate::contract::Presence::Optional,
                        list: true,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "Message",
            documentation: "A message to those who call the service.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "Locale",
                        documentation: "The language, such as `en_US`.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Text",
                        documentation: "What it says.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "Price",
            documentation: "A sum of money with its currency.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "Amount",
                        documentation: "The sum in whole currency units as a decimal number, such as `25.01`, with no more decimals than the currency has.",
                        type_name: "decimal",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CurrencyCode",
                        documentation: "The currency.",
                        type_name: "CurrencyCode",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "OrderTotal",
            documentation: "The total of an order: a sum of money with its currency.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "CurrencyCode",
                        documentation: "The currency.",
                        type_name: "CurrencyCode",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Amount",
                        documentation: "The sum in whole currency units as a decimal number, such as `25.01`, with no more decimals than the currency has.",
                        type_name: "decimal",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "CurrencyCode",
            documentation: "Currency of an amount, by its ISO 4217 code. Regions have one currency each: US dollars, euros or pounds, yen; since 2017 buyers may be shown others.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("USD", "US dollars."),
                    ("EUR", "Euros."),
                    ("GBP", "British pounds."),
                    ("JPY", "Japanese yen, which have no decimals."),
                    ("AUD", "Australian dollars."),
                    ("ZAR", "South African rand."),
                    ("CHF", "Swiss francs."),
                    ("NOK", "Norwegian kroner."),
                    ("DKK", "Danish kroner."),
                    ("SEK", "Swedish kronor."),
                    ("NZD", "New Zealand dollars."),
                    ("HKD", "Hong Kong dollars."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "ReleaseEnvironment",
            documentation: "Whether the money is real.",
            kind: crate::contract::TypeKind::Values(
                &[("Live", "Real money."), ("Sandbox", "Play money.")],
            ),
        },
        crate::contract::TypeInfo {
            name: "OrderReferenceState",
            documentation: "The states of an order reference.",
            kind: crate::contract::TypeKind::Values(
                &[
                    (
                        "Draft",
                        "Its details can be set; after three hours it is cancelled.",
                    ),
                    ("Open", "It is confirmed and can be authorized."),
                    (
                        "Suspended",
                        "An authorization failed for the payment method, which the buyer has to mend.",
                    ),
                    ("Canceled", "It was given up."),
                    ("Closed", "Nothing further can be authorized."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "OrderReferenceReasonCode",
            documentation: "Why an order reference is in its state. Amazon has added reasons without a new version.",
            kind: crate::contract::TypeKind::Values(
                &[
                    (
                        "InvalidPaymentMethod",
                        "The payment method failed; the order reference is `Suspended`.",
                    ),
                    ("SellerCanceled", "The merchant has cancelled it."),
                    ("Stale", "It was not confirmed in three hours."),
                    ("AmazonCanceled", "Amazon has cancelled it."),
                    ("Expired", "It is older than 180 days."),
                    (
                        "MaxAmountCharged",
                        "As much as possible was captured: the total and 15 percent or 75 more, whichever is less.",
                    ),
                    (
                        "MaxAuthorizationsCaptured",
                        "As many authorizations as possible were captured: ten.",
                    ),
                    (
                        "MaxAuthorizationsProcessed",
                        "The same, as a sample of a notification spells it.",
                    ),
                    ("AmazonClosed", "Amazon has closed it."),
                    ("SellerClosed", "The merchant has closed it."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "AuthorizationState",
            documentation: "The states of an authorization.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("Pending", "It is not decided yet."),
                    ("Open", "The amount is reserved."),
                    ("Declined", "It was refused."),
                    ("Closed", "Nothing more can be captured of it."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "AuthorizationReasonCode",
            documentation: "Why an authorization is in its state. Amazon has added reasons without a new version.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("InvalidPaymentMethod", "The payment method failed."),
                    ("AmazonRejected", "Amazon has refused it."),
                    (
                        "ProcessingFailure",
                        "Amazon could not decide, for a fault of its own.",
                    ),
                    ("TransactionTimedOut", "It was not decided in time."),
                    ("ExpiredUnused", "It was not captured in 30 days."),
                    ("MaxCapturesProcessed", "It was captured."),
                    ("AmazonClosed", "Amazon has closed it."),
                    ("OrderReferenceCanceled", "Its order reference was cancelled."),
                    ("SellerClosed", "The merchant has closed it."),
                    (
                        "StopShipmentAtypicalAuth",
                        "Amazon has doubts: nothing should be shipped.",
                    ),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "CaptureState",
            documentation: "The states of a capture.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("Pending", "It is not decided yet."),
                    ("Declined", "It was refused."),
                    ("Completed", "The money was taken."),
                    ("Closed", "Nothing more can be refunded of it."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "CaptureReasonCode",
            documentation: "Why a capture is in its state. Amazon has added reasons without a new version.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("AmazonRejected", "Amazon has refused it."),
                    (
                        "ProcessingFailure",
                        "Amazon could not decide, for a fault of its own.",
                    ),
                    ("MaxAmountRefunded", "As much as possible was refunded."),
                    (
                        "MaxRefundsProcessed",
                        "As many refunds as possible were made: ten.",
                    ),
                    ("AmazonClosed", "Amazon has closed it."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "RefundState",
            documentation: "The states of a refund.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("Pending", "It is not decided yet."),
                    ("Declined", "It was refused."),
                    ("Completed", "The money has gone back."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "RefundReasonCode",
            documentation: "Why a refund is in its state. Amazon has added reasons without a new version.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("AmazonRejected", "Amazon has refused it."),
                    (
                        "ProcessingFailure",
                        "Amazon could not decide, for a fault of its own.",
                    ),
                    (
                        "AmazonA-ZRefund",
                        "Amazon has made it, for its guarantee to buyers.",
                    ),
                    (
                        "BuyerCanceled",
                        "Amazon has made it, because the buyer has cancelled.",
                    ),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "RefundType",
            documentation: "Who has started a refund. Amazon has added types without a new version.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("SellerInitiated", "The merchant."),
                    ("AmazonA-ZRefund", "Amazon, for its guarantee to buyers."),
                    ("AmazonA-ZGuarantee", "The same, as later documents spell it."),
                    (
                        "AmazonA-ZCancel",
                        "Amazon, as later documents name a cancellation.",
                    ),
                    ("BuyerCanceled", "Amazon, because the buyer has cancelled."),
                    ("Chargeback", "The bank of the buyer."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "BillingAgreementState",
            documentation: "The states of a billing agreement.",
            kind: crate::contract::TypeKind::Values(
                &[
                    (
                        "Draft",
                        "Its details can be set; after three hours it is cancelled.",
                    ),
                    ("Open", "It is confirmed and can be charged."),
                    (
                        "Suspended",
                        "The payment method failed, or a constraint has come up, which the buyer has to mend.",
                    ),
                    ("Canceled", "It was given up."),
                    ("Closed", "Nothing further can be charged."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "BillingAgreementReasonCode",
            documentation: "Why a billing agreement is in its state. Amazon has added reasons without a new version.",
            kind: crate::contract::TypeKind::Values(
                &[
                    (
                        "InvalidPaymentMethod",
                        "The payment method failed; the agreement is `Suspended`.",
                    ),
                    ("Stale", "It was not confirmed in three hours."),
                    ("AmazonCanceled", "Amazon has cancelled it."),
                    ("SellerClosed", "The merchant has closed it."),
                    ("BuyerClosed", "The buyer has closed it."),
                    ("AmazonClosed", "Amazon has closed it."),
                    ("Expired", "Its time is over."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "ProviderCreditState",
            documentation: "The states of a provider credit.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("Open", "It can be given back."),
                    ("Closed", "All of it was given back."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "ProviderCreditReasonCode",
            documentation: "Why a provider credit is in its state. Amazon has added reasons without a new version.",
            kind: crate::contract::TypeKind::Values(
                &[("MaxAmountReversed", "All of it was given back.")],
            ),
        },
        crate::contract::TypeInfo {
            name: "ProviderCreditReversalState",
            documentation: "The states of a reversal. The documents show `Completed`; the others are those of a refund.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("Pending", "It is not decided yet."),
                    ("Declined", "It was refused."),
                    ("Completed", "The money was given back."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "ProviderCreditReversalReasonCode",
            documentation: "Why a reversal is in its state. No document names a reason; these are those of a refund.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("AmazonRejected", "Amazon has refused it."),
                    (
                        "ProcessingFailure",
                        "Amazon could not decide, for a fault of its own.",
                    ),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "ConstraintId",
            documentation: "What can stand against a confirmation. Amazon has added constraints without a new version.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("AmountNotSet", "The order has no total."),
                    ("BuyerEqualsSeller", "The buyer is the merchant."),
                    (
                        "CurrencyMismatch",
                        "The total is in a currency that the merchant does not take.",
                    ),
                    (
                        "PaymentMethodNotAllowed",
                        "The merchant does not take the payment method.",
                    ),
                    ("PaymentPlanNotSet", "The buyer has chosen no payment method."),
                    ("ShippingAddressNotSet", "The buyer has chosen no address."),
                    (
                        "BuyerConsentNotSet",
                        "The buyer has not agreed to be charged again.",
                    ),
                    (
                        "BillingAddressDeleted",
                        "The buyer has deleted the address of the payment method. It comes up after the confirmation.",
                    ),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "ParentType",
            documentation: "What an order reference can be made of.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("OrderReference", "Another order reference."),
                    ("BillingAgreement", "A billing agreement."),
                    (
                        "ChildOrderReference",
                        "An order reference that was itself made of one.",
                    ),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "AddressType",
            documentation: "The kinds of addresses.",
            kind: crate::contract::TypeKind::Values(
                &[("Physical", "An address to which articles can be sent.")],
            ),
        },
        crate::contract::TypeInfo {
            name: "ServiceStatus",
            documentation: "Whether the service works.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("GREEN", "It works."),
                    ("GREEN_I", "It works, and there is something to say about it."),
                    (
                        "YELLOW",
                        "It answers more slowly than usual, or with more errors.",
                    ),
                    ("RED", "It doesn't work, or hardly."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "ValidationResult",
            documentation: "Whether a billing agreement could be charged.",
            kind: crate::contract::TypeKind::Values(
                &[("Success", "It could."), ("Failure", "It couldn't.")],
            ),
        },
        crate::contract::TypeInfo {
            name: "ValidationFailureReason",
            documentation: "Why a billing agreement couldn't be charged. Amazon has added reasons without a new version.",
            kind: crate::contract::TypeKind::Values(
                &[("InvalidPaymentMethod", "The payment method failed.")],
            ),
        },
        crate::contract::TypeInfo {
            name: "AccountStatus",
            documentation: "Whether a merchant can take payments.",
            kind: crate::contract::TypeKind::Values(
                &[("ACTIVE", "He can."), ("INACTIVE", "He can't.")],
            ),
        },
        crate::contract::TypeInfo {
            name: "IdType",
            documentation: "What an order reference can be made of by a call.",
            kind: crate::contract::TypeKind::Values(
                &[("BillingAgreement", "A billing agreement.")],
            ),
        },
        crate::contract::TypeInfo {
            name: "QueryIdType",
            documentation: "What order references can be looked for by.",
            kind: crate::contract::TypeKind::Values(
                &[("SellerOrderId", "The merchant's own id of the order.")],
            ),
        },
        crate::contract::TypeInfo {
            name: "SortOrder",
            documentation: "The order of a list.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("Ascending", "The oldest first."),
                    ("Descending", "The newest first."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "PaymentDomain",
            documentation: "A region with its currency.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("NA_USD", "The United States, in dollars."),
                    ("EU_EUR", "Europe, in euros."),
                    ("EU_GBP", "Europe, in pounds."),
                    ("FE_JPY", "Japan, in yen."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "ListedState",
            documentation: "The states that a list of order references can be filtered by.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("Open", "It is confirmed and can be authorized."),
                    ("Suspended", "The buyer has to mend the payment method."),
                    ("Canceled", "It was given up."),
                    ("Closed", "Nothing further can be authorized."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "BillingAgreementType",
            documentation: "Who starts the payments under a billing agreement.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("CustomerInitiatedTransaction", "The buyer, each time."),
                    ("MerchantInitiatedTransaction", "The merchant."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "EventType",
            documentation: "Kinds of events that merchants are notified of.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("ALL", "Every kind."),
                    ("ORDER_REFERENCE", "An order reference has changed."),
                    ("PAYMENT_AUTHORIZE", "An authorization has changed."),
                    ("PAYMENT_CAPTURE", "A capture has changed."),
                    ("PAYMENT_REFUND", "A refund has changed."),
                    ("BILLING_AGREEMENT", "A billing agreement has changed."),
                    ("CHARGEBACK_DETAILED", "The buyer's bank has taken money back."),
                ],
            ),
        },
    ],
    errors: &[
        crate::contract::ErrorInfo {
            code: "AccessDenied",
            retriable: Some(false),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 401,
            status_verified: true,
            meaning: "The key may not make this call for this merchant.",
            customer_message: None,
            operations: &[
                "Authorize",
                "CancelOrderReference",
                "Capture",
                "CloseAuthorization",
                "CloseOrderReference",
                "ConfirmOrderReference",
                "GetAuthorizationDetails",
                "GetCaptureDetails",
                "GetOrderReferenceDetails",
                "GetRefundDetails",
                "GetServiceStatus",
                "Refund",
                "SetOrderReferenceDetails",
                "AuthorizeOnBillingAgreement",
                "CloseBillingAgreement",
                "ConfirmBillingAgreement",
                "CreateOrderReferenceForId",
                "GetBillingAgreementDetails",
                "SetBillingAgreementDetails",
                "ValidateBillingAgreement",
                "SetOrderAttributes",
                "ListOrderReference",
                "ListOrderReferenceByNextToken",
                "GetMerchantAccountStatus",
                "GetMerchantNotificationConfiguration",
                "SetMerchantNotificationConfiguration",
                "GetProviderCreditDetails",
                "GetProviderCreditReversalDetails",
                "ReverseProviderCredit",
            ],
            provoke: Some("Send a SellerId that is none of the caller's merchants."),
        },
        crate::contract::ErrorInfo {
            code: "BillingAgreementConstraintsExist",
            retriable: Some(false),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "The billing agreement has constraints and can't be confirmed: the buyer has not agreed to be charged again, or has chosen no payment method or address.",
            customer_message: None,
            operations: &["ConfirmBillingAgreement"],
            provoke: Some(
                "ConfirmBillingAgreement for a draft to which the buyer has not consented.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "BillingAgreementNotModifiable",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 405,
            status_verified: true,
            meaning: "The billing agreement is no draft any more, so its details can't be set.",
            customer_message: None,
            operations: &["SetBillingAgreementDetails"],
            provoke: Some("SetBillingAgreementDetails after ConfirmBillingAgreement."),
        },
        crate::contract::ErrorInfo {
            code: "CaptureNotRefundable",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 405,
            status_verified: true,
            meaning: "The capture is not Completed, so nothing of it can go back.",
            customer_message: None,
            operations: &["Refund"],
            provoke: Some("Refund a capture that is Pending, Declined or Closed."),
        },
        crate::contract::ErrorInfo {
            code: "ConstraintsExist",
            retriable: Some(false),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 404,
            status_verified: true,
            meaning: "The order reference has constraints and can't be confirmed: no total is set, or the buyer has to choose a payment method or an address. American documents give the status 404, European ones 400.",
            customer_message: None,
            operations: &["ConfirmOrderReference", "CreateOrderReferenceForId"],
            provoke: Some(
                "ConfirmOrderReference for a draft without SetOrderReferenceDetails.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "CurrencyMismatch",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "The amount is in another currency than the order, the authorization or the capture.",
            customer_message: None,
            operations: &[
                "Authorize",
                "Capture",
                "Refund",
                "AuthorizeOnBillingAgreement",
                "ReverseProviderCredit",
            ],
            provoke: Some("Capture in another currency than was authorized."),
        },
        crate::contract::ErrorInfo {
            code: "CurrencyUnsupported",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "The merchant's region does not take payments in this currency.",
            customer_message: None,
            operations: &[
                "Authorize",
                "SetOrderReferenceDetails",
                "AuthorizeOnBillingAgreement",
                "CreateOrderReferenceForId",
                "SetOrderAttributes",
            ],
            provoke: Some(
                "SetOrderReferenceDetails with a total in a currency that the merchant's region does not have.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "DuplicateReferenceId",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "The reference id was used for another operation, order or capture.",
            customer_message: None,
            operations: &[
                "Authorize",
                "Capture",
                "Refund",
                "AuthorizeOnBillingAgreement",
                "ReverseProviderCredit",
            ],
            provoke: Some(
                "Authorize two order references with one AuthorizationReferenceId.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "DuplicateRequest",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "An earlier request with other content used the same reference id. Use a new one for a new request.",
            customer_message: None,
            operations: &[
                "Authorize",
                "Capture",
                "Refund",
                "AuthorizeOnBillingAgreement",
                "ReverseProviderCredit",
            ],
            provoke: Some(
                "Authorize 1 and then 2 for one order reference with one AuthorizationReferenceId.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "InputStreamDisconnected",
            retriable: Some(true),
            repeat: crate::contract::Repeat::AtOnce,
            http_status: 400,
            status_verified: true,
            meaning: "The connection ended before the whole request was there. Send it again.",
            customer_message: None,
            operations: &[
                "Authorize",
                "CancelOrderReference",
                "Capture",
                "CloseAuthorization",
                "CloseOrderReference",
                "ConfirmOrderReference",
                "GetAuthorizationDetails",
                "GetCaptureDetails",
                "GetOrderReferenceDetails",
                "GetRefundDetails",
                "GetServiceStatus",
                "Refund",
                "SetOrderReferenceDetails",
                "AuthorizeOnBillingAgreement",
                "CloseBillingAgreement",
                "ConfirmBillingAgreement",
                "CreateOrderReferenceForId",
                "GetBillingAgreementDetails",
                "SetBillingAgreementDetails",
                "ValidateBillingAgreement",
                "SetOrderAttributes",
                "ListOrderReference",
                "ListOrderReferenceByNextToken",
                "GetMerchantAccountStatus",
                "GetMerchantNotificationConfiguration",
                "SetMerchantNotificationConfiguration",
                "GetProviderCreditDetails",
                "GetProviderCreditReversalDetails",
                "ReverseProviderCredit",
            ],
            provoke: Some(
                "By no rule: POST /_sandbox/faults {\"action\": \"Capture\", \"code\": \"InputStreamDisconnected\"}, then Capture.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "InternalError",
            retriable: Some(true),
            repeat: crate::contract::Repeat::AtOnce,
            http_status: 500,
            status_verified: true,
            meaning: "The front of the service had a passing problem. Send the request again.",
            customer_message: None,
            operations: &[
                "Authorize",
                "CancelOrderReference",
                "Capture",
                "CloseAuthorization",
                "CloseOrderReference",
                "ConfirmOrderReference",
                "GetAuthorizationDetails",
                "GetCaptureDetails",
                "GetOrderReferenceDetails",
                "GetRefundDetails",
                "GetServiceStatus",
                "Refund",
                "SetOrderReferenceDetails",
                "AuthorizeOnBillingAgreement",
                "CloseBillingAgreement",
                "ConfirmBillingAgreement",
                "CreateOrderReferenceForId",
                "GetBillingAgreementDetails",
                "SetBillingAgreementDetails",
                "ValidateBillingAgreement",
                "SetOrderAttributes",
                "ListOrderReference",
                "ListOrderReferenceByNextToken",
                "GetMerchantAccountStatus",
                "GetMerchantNotificationConfiguration",
                "SetMerchantNotificationConfiguration",
                "GetProviderCreditDetails",
                "GetProviderCreditReversalDetails",
                "ReverseProviderCredit",
            ],
            provoke: Some(
                "By no rule: POST /_sandbox/faults {\"action\": \"Capture\", \"code\": \"InternalError\"}, then Capture.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "InternalServerError",
            retriable: Some(true),
            repeat: crate::contract::Repeat::AtOnce,
            http_status: 500,
            status_verified: true,
            meaning: "The service had a passing problem. Send the request again.",
            customer_message: None,
            operations: &[
                "Authorize",
                "CancelOrderReference",
                "Capture",
                "CloseAuthorization",
                "CloseOrderReference",
                "ConfirmOrderReference",
                "GetAuthorizationDetails",
                "GetCaptureDetails",
                "GetOrderReferenceDetails",
                "GetRefundDetails",
                "GetServiceStatus",
                "Refund",
                "SetOrderReferenceDetails",
                "AuthorizeOnBillingAgreement",
                "CloseBillingAgreement",
                "ConfirmBillingAgreement",
                "CreateOrderReferenceForId",
                "GetBillingAgreementDetails",
                "SetBillingAgreementDetails",
                "ValidateBillingAgreement",
                "SetOrderAttributes",
                "ListOrderReference",
                "ListOrderReferenceByNextToken",
                "GetMerchantAccountStatus",
                "GetMerchantNotificationConfiguration",
                "SetMerchantNotificationConfiguration",
                "GetProviderCreditDetails",
                "GetProviderCreditReversalDetails",
                "ReverseProviderCredit",
            ],
            provoke: Some(
                "By no rule: POST /_sandbox/faults {\"action\": \"Capture\", \"code\": \"InternalServerError\"}, then Capture.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "InvalidAccessKeyId",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 403,
            status_verified: true,
            meaning: "The service does not know the access key.",
            customer_message: None,
            operations: &[
                "Authorize",
                "CancelOrderReference",
                "Capture",
                "CloseAuthorization",
                "CloseOrderReference",
                "ConfirmOrderReference",
                "GetAuthorizationDetails",
                "GetCaptureDetails",
                "GetOrderReferenceDetails",
                "GetRefundDetails",
                "GetServiceStatus",
                "Refund",
                "SetOrderReferenceDetails",
                "AuthorizeOnBillingAgreement",
                "CloseBillingAgreement",
                "ConfirmBillingAgreement",
                "CreateOrderReferenceForId",
                "GetBillingAgreementDetails",
                "SetBillingAgreementDetails",
                "ValidateBillingAgreement",
                "SetOrderAttributes",
                "ListOrderReference",
                "ListOrderReferenceByNextToken",
                "GetMerchantAccountStatus",
                "GetMerchantNotificationConfiguration",
                "SetMerchantNotificationConfiguration",
                "GetProviderCreditDetails",
                "GetProviderCreditReversalDetails",
                "ReverseProviderCredit",
            ],
            provoke: Some("Send an AWSAccessKeyId that no caller of the sandbox has."),
        },
        crate::contract::ErrorInfo {
            code: "InvalidAccountStatus",
            retriable: Some(false),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 403,
            status_verified: true,
            meaning: "The merchant's account is not active and can't take part.",
            customer_message: None,
            operations: &[
                "Authorize",
                "CancelOrderReference",
                "Capture",
                "CloseAuthorization",
                "CloseOrderReference",
                "ConfirmOrderReference",
                "GetAuthorizationDetails",
                "GetCaptureDetails",
                "GetOrderReferenceDetails",
                "GetRefundDetails",
                "GetServiceStatus",
                "Refund",
                "SetOrderReferenceDetails",
                "AuthorizeOnBillingAgreement",
                "CloseBillingAgreement",
                "ConfirmBillingAgreement",
                "CreateOrderReferenceForId",
                "GetBillingAgreementDetails",
                "SetBillingAgreementDetails",
                "ValidateBillingAgreement",
                "SetOrderAttributes",
                "ListOrderReference",
                "ListOrderReferenceByNextToken",
                "GetMerchantAccountStatus",
                "GetMerchantNotificationConfiguration",
                "SetMerchantNotificationConfiguration",
                "GetProviderCreditDetails",
                "GetProviderCreditReversalDetails",
                "ReverseProviderCredit",
            ],
            provoke: Some(
                "PATCH /_sandbox/amazon-pay/merchants/{id} {\"active\": false}, then Authorize.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "InvalidAddress",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 404,
            status_verified: true,
            meaning: "The path names another section or version. The documents of Amazon Pay give the status 400 for it, those of the whole web service 404.",
            customer_message: None,
            operations: &[
                "Authorize",
                "CancelOrderReference",
                "Capture",
                "CloseAuthorization",
                "CloseOrderReference",
                "ConfirmOrderReference",
                "GetAuthorizationDetails",
                "GetCaptureDetails",
                "GetOrderReferenceDetails",
                "GetRefundDetails",
                "GetServiceStatus",
                "Refund",
                "SetOrderReferenceDetails",
                "AuthorizeOnBillingAgreement",
                "CloseBillingAgreement",
                "ConfirmBillingAgreement",
                "CreateOrderReferenceForId",
                "GetBillingAgreementDetails",
                "SetBillingAgreementDetails",
                "ValidateBillingAgreement",
                "SetOrderAttributes",
                "ListOrderReference",
                "ListOrderReferenceByNextToken",
                "GetMerchantAccountStatus",
                "GetMerchantNotificationConfiguration",
                "SetMerchantNotificationConfiguration",
                "GetProviderCreditDetails",
                "GetProviderCreditReversalDetails",
                "ReverseProviderCredit",
            ],
            provoke: Some("Send a request to /OffAmazonPayments_Sandbox/2012-01-01."),
        },
        crate::contract::ErrorInfo {
            code: "InvalidAddressConsentToken",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 404,
            status_verified: true,
            meaning: "The token does not belong to the buyer, has expired, or does not let the merchant see the address.",
            customer_message: None,
            operations: &["GetOrderReferenceDetails", "GetBillingAgreementDetails"],
            provoke: Some(
                "GetOrderReferenceDetails with an AccessToken that the sandbox has not made.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "InvalidAuthorizationStatus",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 405,
            status_verified: true,
            meaning: "The authorization is in no state in which it can be captured or closed.",
            customer_message: None,
            operations: &["Capture", "CloseAuthorization"],
            provoke: Some("Capture an authorization that is Closed."),
        },
        crate::contract::ErrorInfo {
            code: "InvalidBillingAgreementId",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 404,
            status_verified: false,
            meaning: "There is no such billing agreement.",
            customer_message: None,
            operations: &[
                "AuthorizeOnBillingAgreement",
                "CloseBillingAgreement",
                "ConfirmBillingAgreement",
                "CreateOrderReferenceForId",
                "GetBillingAgreementDetails",
                "SetBillingAgreementDetails",
                "ValidateBillingAgreement",
            ],
            provoke: Some("GetBillingAgreementDetails of C01-0000000-0000000."),
        },
        crate::contract::ErrorInfo {
            code: "InvalidBillingAgreementStatus",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 405,
            status_verified: false,
            meaning: "The billing agreement is in no state for this call.",
            customer_message: None,
            operations: &[
                "AuthorizeOnBillingAgreement",
                "ConfirmBillingAgreement",
                "CreateOrderReferenceForId",
                "ValidateBillingAgreement",
            ],
            provoke: Some("AuthorizeOnBillingAgreement under a draft."),
        },
        crate::contract::ErrorInfo {
            code: "InvalidCancelAttempt",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 405,
            status_verified: false,
            meaning: "The order reference can't be cancelled: money has been captured of it, it is at its end, or it is a draft, which ends by itself.",
            customer_message: None,
            operations: &["CancelOrderReference"],
            provoke: Some("CancelOrderReference after Capture."),
        },
        crate::contract::ErrorInfo {
            code: "InvalidCloseAttempt",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 405,
            status_verified: false,
            meaning: "The order reference or billing agreement is in no state in which it can be closed.",
            customer_message: None,
            operations: &["CloseOrderReference", "CloseBillingAgreement"],
            provoke: Some("CloseOrderReference for a draft."),
        },
        crate::contract::ErrorInfo {
            code: "InvalidOrderReferenceId",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 404,
            status_verified: true,
            meaning: "There is no such order reference.",
            customer_message: None,
            operations: &[
                "Authorize",
                "CancelOrderReference",
                "CloseOrderReference",
                "ConfirmOrderReference",
                "GetOrderReferenceDetails",
                "SetOrderReferenceDetails",
                "SetOrderAttributes",
            ],
            provoke: Some("GetOrderReferenceDetails of S01-0000000-0000000."),
        },
        crate::contract::ErrorInfo {
            code: "InvalidOrderReferenceStatus",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 405,
            status_verified: false,
            meaning: "The order reference is in no state for this call.",
            customer_message: None,
            operations: &["Authorize", "ConfirmOrderReference"],
            provoke: Some("Authorize a draft."),
        },
        crate::contract::ErrorInfo {
            code: "InvalidParameterValue",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "A parameter is missing, or has a value that it can't have.",
            customer_message: None,
            operations: &[
                "Authorize",
                "CancelOrderReference",
                "Capture",
                "CloseAuthorization",
                "CloseOrderReference",
                "ConfirmOrderReference",
                "GetAuthorizationDetails",
                "GetCaptureDetails",
                "GetOrderReferenceDetails",
                "GetRefundDetails",
                "GetServiceStatus",
                "Refund",
                "SetOrderReferenceDetails",
                "AuthorizeOnBillingAgreement",
                "CloseBillingAgreement",
                "ConfirmBillingAgreement",
                "CreateOrderReferenceForId",
                "GetBillingAgreementDetails",
                "SetBillingAgreementDetails",
                "ValidateBillingAgreement",
                "SetOrderAttributes",
                "ListOrderReference",
                "ListOrderReferenceByNextToken",
                "GetMerchantAccountStatus",
                "GetMerchantNotificationConfiguration",
                "SetMerchantNotificationConfiguration",
                "GetProviderCreditDetails",
                "GetProviderCreditReversalDetails",
                "ReverseProviderCredit",
            ],
            provoke: Some("Authorize with a TransactionTimeout of 7."),
        },
        crate::contract::ErrorInfo {
            code: "InvalidSandboxSimulationSpecified",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: false,
            meaning: "The note asks for a simulation that there is not, or not in this call.",
            customer_message: None,
            operations: &[
                "Authorize",
                "Capture",
                "CloseOrderReference",
                "Refund",
                "SetOrderReferenceDetails",
                "AuthorizeOnBillingAgreement",
                "CreateOrderReferenceForId",
                "SetOrderAttributes",
            ],
            provoke: Some(
                "Authorize with the SellerAuthorizationNote {\"SandboxSimulation\": {\"State\": \"Completed\"}}.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "InvalidTransactionId",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 404,
            status_verified: false,
            meaning: "There is no such authorization, capture, refund or provider credit.",
            customer_message: None,
            operations: &[
                "Capture",
                "CloseAuthorization",
                "GetAuthorizationDetails",
                "GetCaptureDetails",
                "GetRefundDetails",
                "Refund",
                "GetProviderCreditDetails",
                "GetProviderCreditReversalDetails",
                "ReverseProviderCredit",
            ],
            provoke: Some("GetCaptureDetails of S01-0000000-0000000-C000000."),
        },
        crate::contract::ErrorInfo {
            code: "MissingAuthenticationToken",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 404,
            status_verified: false,
            meaning: "The request is not signed.",
            customer_message: None,
            operations: &[
                "Authorize",
                "CancelOrderReference",
                "Capture",
                "CloseAuthorization",
                "CloseOrderReference",
                "ConfirmOrderReference",
                "GetAuthorizationDetails",
                "GetCaptureDetails",
                "GetOrderReferenceDetails",
                "GetRefundDetails",
                "GetServiceStatus",
                "Refund",
                "SetOrderReferenceDetails",
                "AuthorizeOnBillingAgreement",
                "CloseBillingAgreement",
                "ConfirmBillingAgreement",
                "CreateOrderReferenceForId",
                "GetBillingAgreementDetails",
                "SetBillingAgreementDetails",
                "ValidateBillingAgreement",
                "SetOrderAttributes",
                "ListOrderReference",
                "ListOrderReferenceByNextToken",
                "GetMerchantAccountStatus",
                "GetMerchantNotificationConfiguration",
                "SetMerchantNotificationConfiguration",
                "GetProviderCreditDetails",
                "GetProviderCreditReversalDetails",
                "ReverseProviderCredit",
            ],
            provoke: Some("Send a request without Signature."),
        },
        crate::contract::ErrorInfo {
            code: "OrderReferenceCountExceeded",
            retriable: Some(false),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 405,
            status_verified: true,
            meaning: "The billing agreement is a draft, and an order reference was made of it already.",
            customer_message: None,
            operations: &["CreateOrderReferenceForId"],
            provoke: Some("CreateOrderReferenceForId twice for a draft."),
        },
        crate::contract::ErrorInfo {
            code: "OrderReferenceNotModifiable",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 405,
            status_verified: false,
            meaning: "The order reference is no draft any more, so its details can't be set.",
            customer_message: None,
            operations: &["SetOrderReferenceDetails", "SetOrderAttributes"],
            provoke: Some("SetOrderReferenceDetails after ConfirmOrderReference."),
        },
        crate::contract::ErrorInfo {
            code: "PaymentMethodNotUpdated",
            retriable: Some(false),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 405,
            status_verified: false,
            meaning: "The order reference or billing agreement is Suspended, and the buyer has not changed the payment method.",
            customer_message: None,
            operations: &["ConfirmOrderReference", "ConfirmBillingAgreement"],
            provoke: Some(
                "ConfirmOrderReference for an order reference that a declined authorization has suspended.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "PeriodicAmountExceeded",
            retriable: Some(false),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: false,
            meaning: "The amount is more than the billing agreement has left for this month. Next month it is more again.",
            customer_message: None,
            operations: &["AuthorizeOnBillingAgreement"],
            provoke: Some("AuthorizeOnBillingAgreement for 500.01."),
        },
        crate::contract::ErrorInfo {
            code: "QuotaExceeded",
            retriable: Some(true),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 503,
            status_verified: true,
            meaning: "The calls of this hour are used up. Send the request in the next one.",
            customer_message: None,
            operations: &[
                "Authorize",
                "CancelOrderReference",
                "Capture",
                "CloseAuthorization",
                "CloseOrderReference",
                "ConfirmOrderReference",
                "GetAuthorizationDetails",
                "GetCaptureDetails",
                "GetOrderReferenceDetails",
                "GetRefundDetails",
                "GetServiceStatus",
                "Refund",
                "SetOrderReferenceDetails",
                "AuthorizeOnBillingAgreement",
                "CloseBillingAgreement",
                "ConfirmBillingAgreement",
                "CreateOrderReferenceForId",
                "GetBillingAgreementDetails",
                "SetBillingAgreementDetails",
                "ValidateBillingAgreement",
                "SetOrderAttributes",
                "ListOrderReference",
                "ListOrderReferenceByNextToken",
                "GetMerchantAccountStatus",
                "GetMerchantNotificationConfiguration",
                "SetMerchantNotificationConfiguration",
                "GetProviderCreditDetails",
                "GetProviderCreditReversalDetails",
                "ReverseProviderCredit",
            ],
            provoke: Some(
                "By no rule: POST /_sandbox/faults {\"action\": \"GetOrderReferenceDetails\", \"code\": \"QuotaExceeded\"}, then GetOrderReferenceDetails.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "RequestExpired",
            retriable: Some(false),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: false,
            meaning: "The request is more than 15 minutes old, or made in the future by that much. Set the clock and sign the request anew. Not in the documents, but sent by the service.",
            customer_message: None,
            operations: &[
                "Authorize",
                "CancelOrderReference",
                "Capture",
                "CloseAuthorization",
                "CloseOrderReference",
                "ConfirmOrderReference",
                "GetAuthorizationDetails",
                "GetCaptureDetails",
                "GetOrderReferenceDetails",
                "GetRefundDetails",
                "GetServiceStatus",
                "Refund",
                "SetOrderReferenceDetails",
                "AuthorizeOnBillingAgreement",
                "CloseBillingAgreement",
                "ConfirmBillingAgreement",
                "CreateOrderReferenceForId",
                "GetBillingAgreementDetails",
                "SetBillingAgreementDetails",
                "ValidateBillingAgreement",
                "SetOrderAttributes",
                "ListOrderReference",
                "ListOrderReferenceByNextToken",
                "GetMerchantAccountStatus",
                "GetMerchantNotificationConfiguration",
                "SetMerchantNotificationConfiguration",
                "GetProviderCreditDetails",
                "GetProviderCreditReversalDetails",
                "ReverseProviderCredit",
            ],
            provoke: Some("Send a Timestamp of an hour ago."),
        },
        crate::contract::ErrorInfo {
            code: "RequestThrottled",
            retriable: Some(true),
            repeat: crate::contract::Repeat::AtOnce,
            http_status: 503,
            status_verified: true,
            meaning: "More calls came than the quota of the operation allows. Wait, each time longer, and send the request again.",
            customer_message: None,
            operations: &[
                "Authorize",
                "CancelOrderReference",
                "Capture",
                "CloseAuthorization",
                "CloseOrderReference",
                "ConfirmOrderReference",
                "GetAuthorizationDetails",
                "GetCaptureDetails",
                "GetOrderReferenceDetails",
                "GetRefundDetails",
                "GetServiceStatus",
                "Refund",
                "SetOrderReferenceDetails",
                "AuthorizeOnBillingAgreement",
                "CloseBillingAgreement",
                "ConfirmBillingAgreement",
                "CreateOrderReferenceForId",
                "GetBillingAgreementDetails",
                "SetBillingAgreementDetails",
                "ValidateBillingAgreement",
                "SetOrderAttributes",
                "ListOrderReference",
                "ListOrderReferenceByNextToken",
                "GetMerchantAccountStatus",
                "GetMerchantNotificationConfiguration",
                "SetMerchantNotificationConfiguration",
                "GetProviderCreditDetails",
                "GetProviderCreditReversalDetails",
                "ReverseProviderCredit",
            ],
            provoke: Some("GetServiceStatus three times at once."),
        },
        crate::contract::ErrorInfo {
            code: "ServiceUnavailable",
            retriable: Some(true),
            repeat: crate::contract::Repeat::AtOnce,
            http_status: 503,
            status_verified: false,
            meaning: "The service does not answer at the moment. Send the request again.",
            customer_message: None,
            operations: &[
                "Authorize",
                "CancelOrderReference",
                "Capture",
                "CloseAuthorization",
                "CloseOrderReference",
                "ConfirmOrderReference",
                "GetAuthorizationDetails",
                "GetCaptureDetails",
                "GetOrderReferenceDetails",
                "GetRefundDetails",
                "GetServiceStatus",
                "Refund",
                "SetOrderReferenceDetails",
                "AuthorizeOnBillingAgreement",
                "CloseBillingAgreement",
                "ConfirmBillingAgreement",
                "CreateOrderReferenceForId",
                "GetBillingAgreementDetails",
                "SetBillingAgreementDetails",
                "ValidateBillingAgreement",
                "SetOrderAttributes",
                "ListOrderReference",
                "ListOrderReferenceByNextToken",
                "GetMerchantAccountStatus",
                "GetMerchantNotificationConfiguration",
                "SetMerchantNotificationConfiguration",
                "GetProviderCreditDetails",
                "GetProviderCreditReversalDetails",
                "ReverseProviderCredit",
            ],
            provoke: Some(
                "By no rule: POST /_sandbox/faults {\"action\": \"Capture\", \"code\": \"ServiceUnavailable\"}, then Capture.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "SignatureDoesNotMatch",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 403,
            status_verified: true,
            meaning: "The signature is not that of the request with the secret key of the caller.",
            customer_message: None,
            operations: &[
                "Authorize",
                "CancelOrderReference",
                "Capture",
                "CloseAuthorization",
                "CloseOrderReference",
                "ConfirmOrderReference",
                "GetAuthorizationDetails",
                "GetCaptureDetails",
                "GetOrderReferenceDetails",
                "GetRefundDetails",
                "GetServiceStatus",
                "Refund",
                "SetOrderReferenceDetails",
                "AuthorizeOnBillingAgreement",
                "CloseBillingAgreement",
                "ConfirmBillingAgreement",
                "CreateOrderReferenceForId",
                "GetBillingAgreementDetails",
                "SetBillingAgreementDetails",
                "ValidateBillingAgreement",
                "SetOrderAttributes",
                "ListOrderReference",
                "ListOrderReferenceByNextToken",
                "GetMerchantAccountStatus",
                "GetMerchantNotificationConfiguration",
                "SetMerchantNotificationConfiguration",
                "GetProviderCreditDetails",
                "GetProviderCreditReversalDetails",
                "ReverseProviderCredit",
            ],
            provoke: Some("Sign with another secret key."),
        },
        crate::contract::ErrorInfo {
            code: "TransactionAmountExceeded",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: false,
            meaning: "The amount is more than may be authorized, captured, refunded or given back.",
            customer_message: None,
            operations: &[
                "Authorize",
                "Capture",
                "Refund",
                "AuthorizeOnBillingAgreement",
                "ReverseProviderCredit",
            ],
            provoke: Some("Capture more than was authorized."),
        },
        crate::contract::ErrorInfo {
            code: "TransactionCountExceeded",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: false,
            meaning: "There are as many authorizations, captures or refunds as there may be: ten authorizations of an order, one capture of an authorization, ten refunds of a capture.",
            customer_message: None,
            operations: &["Authorize", "Capture", "Refund"],
            provoke: Some("Authorize one order reference for the eleventh time."),
        },
        crate::contract::ErrorInfo {
            code: "UnauthorizedAccess",
            retriable: Some(false),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 401,
            status_verified: false,
            meaning: "The key has no access to Amazon Pay.",
            customer_message: None,
            operations: &[
                "Authorize",
                "CancelOrderReference",
                "Capture",
                "CloseAuthorization",
                "CloseOrderReference",
                "ConfirmOrderReference",
                "GetAuthorizationDetails",
                "GetCaptureDetails",
                "GetOrderReferenceDetails",
                "GetRefundDetails",
                "GetServiceStatus",
                "Refund",
                "SetOrderReferenceDetails",
                "AuthorizeOnBillingAgreement",
                "CloseBillingAgreement",
                "ConfirmBillingAgreement",
                "CreateOrderReferenceForId",
                "GetBillingAgreementDetails",
                "SetBillingAgreementDetails",
                "ValidateBillingAgreement",
                "SetOrderAttributes",
                "ListOrderReference",
                "ListOrderReferenceByNextToken",
                "GetMerchantAccountStatus",
                "GetMerchantNotificationConfiguration",
                "SetMerchantNotificationConfiguration",
                "GetProviderCreditDetails",
                "GetProviderCreditReversalDetails",
                "ReverseProviderCredit",
            ],
            provoke: Some(
                "By no rule: POST /_sandbox/faults {\"action\": \"Authorize\", \"code\": \"UnauthorizedAccess\"}, then Authorize.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "UnauthorizedSolutionProvider",
            retriable: Some(false),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 403,
            status_verified: false,
            meaning: "The solution provider may not ask about this merchant.",
            customer_message: None,
            operations: &["GetMerchantAccountStatus"],
            provoke: Some(
                "GetMerchantAccountStatus with a SellerId that is none of the caller's merchants.",
            ),
        },
    ],
};
