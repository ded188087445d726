//! What a notification is about: the XML in its `NotificationData`.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::error::ParseError;
use crate::{
    money::Price,
    wire::{Decode, Encode, Fields, Key, Limits, Malformed, Node, Sink, Style, open_enum, shape, xml},
};

const NAMESPACE: &str = "https://mws.amazonservices.com/ipn/OffAmazonPayments/2013-01-01";
/// Many times as much as any notification has.
const LIMITS: Limits = Limits { bytes: 256 * 1024, depth: 8, elements: 2_000, attributes: 16 };

/// The kinds of content: of each its type, its `NotificationType`, and the document with its only element.
macro_rules! contents {
    ($($(#[$doc:meta])* $variant:ident = $kind:literal, $root:literal / $child:literal;)*) => {
        /// What a notification is about.
        ///
        /// It tells less than the answers of the API: no note, no buyer, no address.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Content {
            $($(#[$doc])* $variant(Box<$variant>),)*
            /// Something that this crate doesn't know.
            Other(OtherContent),
        }

        impl Content {
            /// What the notification says that it is: its `NotificationType`.
            pub fn notification_type(&self) -> &str {
                match self {
                    $(Self::$variant(_) => $kind,)*
                    Self::Other(other) => &other.notification_type,
                }
            }

            pub(super) fn read(kind: &str, data: &str) -> Result<Self, ParseError> {
                match kind {
                    $($kind => Ok(Self::$variant(Box::new(only_child($kind, $root, $child, data)?))),)*
                    other => Ok(Self::Other(OtherContent {
                        notification_type: other.to_owned(),
                        notification_data: data.to_owned(),
                    })),
                }
            }

            /// The content as XML.
            pub(super) fn data(&self) -> String {
                match self {
                    $(Self::$variant(content) => document($root, $child, &**content),)*
                    Self::Other(other) => other.notification_data.clone(),
                }
            }
        }
    };
}

contents! {
    /// An order reference.
    OrderReference = "OrderReferenceNotification", "OrderReferenceNotification" / "OrderReference";
    /// An authorization.
    Authorization = "PaymentAuthorize", "AuthorizationNotification" / "AuthorizationDetails";
    /// A capture.
    Capture = "PaymentCapture", "CaptureNotification" / "CaptureDetails";
    /// A refund.
    Refund = "PaymentRefund", "RefundNotification" / "RefundDetails";
    /// A billing agreement.
    BillingAgreement = "BillingAgreementNotification", "BillingAgreementNotification" / "BillingAgreement";
    /// What a provider was given of a capture.
    ProviderCredit = "ProviderCredit", "ProviderCreditNotification" / "ProviderCreditDetails";
    /// What a provider has given back.
    ProviderCreditReversal =
        "ProviderCreditReversal", "ProviderCreditReversalNotification" / "ProviderCreditReversalDetails";
    /// A chargeback.
    Chargeback = "Chargeback Detailed Notification", "ChargebackNotification" / "ChargebackDetails";
    /// A merchant who has registered through a solution provider.
    SolutionProviderEvent =
        "SolutionProviderEvent", "SolutionProviderMerchantNotification" / "MerchantRegistrationDetails";
}

impl Content {
    /// The id of the object that it is about; none of content that this crate doesn't know.
    pub fn object_id(&self) -> Option<&str> {
        Some(match self {
            Self::OrderReference(order) => &order.amazon_order_reference_id,
            Self::Authorization(authorization) => &authorization.amazon_authorization_id,
            Self::Capture(capture) => &capture.amazon_capture_id,
            Self::Refund(refund) => &refund.amazon_refund_id,
            Self::BillingAgreement(agreement) => &agreement.amazon_billing_agreement_id,
            Self::ProviderCredit(credit) => &credit.amazon_provider_credit_id,
            Self::ProviderCreditReversal(reversal) => &reversal.amazon_provider_credit_reversal_id,
            Self::Chargeback(chargeback) => &chargeback.amazon_chargeback_id,
            Self::SolutionProviderEvent(event) => &event.seller_id,
            Self::Other(_) => return None,
        })
    }

    /// The state of the object, where it has one.
    pub fn state(&self) -> Option<&str> {
        Some(match self {
            Self::OrderReference(order) => order.order_reference_status.state.as_str(),
            Self::Authorization(authorization) => authorization.authorization_status.state.as_str(),
            Self::Capture(capture) => capture.capture_status.state.as_str(),
            Self::Refund(refund) => refund.refund_status.state.as_str(),
            Self::BillingAgreement(agreement) => agreement.billing_agreement_status.state.as_str(),
            Self::ProviderCredit(credit) => credit.credit_status.state.as_str(),
            Self::ProviderCreditReversal(reversal) => reversal.credit_reversal_status.state.as_str(),
            Self::Chargeback(chargeback) => &chargeback.chargeback_state,
            Self::SolutionProviderEvent(_) | Self::Other(_) => return None,
        })
    }

    /// The amount that it is about, where it is about one.
    pub fn amount(&self) -> Option<&Price> {
        match self {
            Self::OrderReference(order) => order.order_total.as_ref(),
            Self::Authorization(authorization) => Some(&authorization.authorization_amount),
            Self::Capture(capture) => Some(&capture.capture_amount),
            Self::Refund(refund) => Some(&refund.refund_amount),
            Self::ProviderCredit(credit) => Some(&credit.credit_amount),
            Self::ProviderCreditReversal(reversal) => Some(&reversal.credit_reversal_amount),
            Self::Chargeback(chargeback) => Some(&chargeback.chargeback_amount),
            Self::BillingAgreement(_) | Self::SolutionProviderEvent(_) | Self::Other(_) => None,
        }
    }
}

/// The content of a notification of a type that this crate doesn't know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherContent {
    /// Its type.
    pub notification_type: String,
    /// What it tells, to the letter.
    pub notification_data: String,
}

/// The parameters and fields of `new`, which has what is required and nothing more.
macro_rules! constructor {
    ([$($parameters:tt)*] [$($fields:tt)*]) => {
        /// One with nothing but what each has.
        pub fn new($($parameters)*) -> Self {
            Self { $($fields)* }
        }
    };
    ([$($parameters:tt)*] [$($fields:tt)*] $field:ident: $type:ty = required, $($rest:tt)*) => {
        constructor!([$($parameters)* $field: $type,] [$($fields)* $field,] $($rest)*);
    };
    ([$($parameters:tt)*] [$($fields:tt)*] $field:ident: $type:ty = optional, $($rest:tt)*) => {
        constructor!([$($parameters)*] [$($fields)* $field: None,] $($rest)*);
    };
}

/// A struct with the element that each field is.
macro_rules! told {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$field_doc:meta])* $field:ident: $type:ty = $how:ident $text:literal,)+
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)+
        }

        shape! { $name { $($field: $how $text,)+ } }

        impl $name {
            constructor!([] [] $($field: $type = $how,)+);
        }
    };
}

told! {
    /// An order reference has another state. It is never told of while it is a draft.
    OrderReference {
        /// The order reference.
        amazon_order_reference_id: String = required "AmazonOrderReferenceId",
        /// What the order costs.
        order_total: Option<Price> = optional "OrderTotal",
        /// What the merchant has said of the order.
        seller_order_attributes: Option<SellerOrderAttributes> = optional "SellerOrderAttributes",
        /// Its state: Open, Suspended, Canceled or Closed.
        order_reference_status: Status = required "OrderReferenceStatus",
        /// When it was made.
        creation_timestamp: DateTime<Utc> = required "CreationTimestamp",
        /// Until when it holds.
        expiration_timestamp: Option<DateTime<Utc>> = optional "ExpirationTimestamp",
    }
}

told! {
    /// An authorization has another state.
    Authorization {
        /// The authorization.
        amazon_authorization_id: String = required "AmazonAuthorizationId",
        /// The merchant's own name for it.
        authorization_reference_id: String = required "AuthorizationReferenceId",
        /// How much was asked for.
        authorization_amount: Price = required "AuthorizationAmount",
        /// How much of it was captured.
        captured_amount: Option<Price> = optional "CapturedAmount",
        /// What the service charges.
        authorization_fee: Option<Price> = optional "AuthorizationFee",
        /// Its captures.
        id_list: Option<IdList> = optional "IdList",
        /// When it was made.
        creation_timestamp: DateTime<Utc> = required "CreationTimestamp",
        /// Until when it can be captured.
        expiration_timestamp: Option<DateTime<Utc>> = optional "ExpirationTimestamp",
        /// Its state: Pending, Open, Declined or Closed.
        authorization_status: Status = required "AuthorizationStatus",
        /// Of which kinds the goods are.
        order_item_categories: Option<OrderItemCategories> = optional "OrderItemCategories",
        /// Whether it is captured as soon as it is open.
        capture_now: Option<bool> = optional "CaptureNow",
        /// What the buyer finds on his statement.
        soft_descriptor: Option<String> = optional "SoftDescriptor",
        /// Whether trying again may help where it was declined.
        soft_decline: Option<bool> = optional "SoftDecline",
    }
}

told! {
    /// A capture has another state.
    Capture {
        /// The capture.
        amazon_capture_id: String = required "AmazonCaptureId",
        /// The merchant's own name for it.
        capture_reference_id: String = required "CaptureReferenceId",
        /// How much the buyer pays.
        capture_amount: Price = required "CaptureAmount",
        /// How much of it was given back.
        refunded_amount: Option<Price> = optional "RefundedAmount",
        /// What the service charges.
        capture_fee: Option<Price> = optional "CaptureFee",
        /// Its refunds.
        id_list: Option<IdList> = optional "IdList",
        /// When it was made.
        creation_timestamp: DateTime<Utc> = required "CreationTimestamp",
        /// Its state: Pending, Completed, Declined or Closed.
        capture_status: Status = required "CaptureStatus",
        /// What the buyer finds on his statement.
        soft_descriptor: Option<String> = optional "SoftDescriptor",
        /// The amount in the currency of the merchant's account, where the buyer pays in another one.
        converted_amount: Option<Price> = optional "ConvertedAmount",
        /// How many units of the buyer's currency one of the merchant's is.
        conversion_rate: Option<Decimal> = optional "ConversionRate",
    }
}

told! {
    /// A refund has another state.
    Refund {
        /// The refund.
        amazon_refund_id: String = required "AmazonRefundId",
        /// The merchant's own name for it.
        refund_reference_id: String = required "RefundReferenceId",
        /// Who has asked for it.
        refund_type: Option<RefundType> = optional "RefundType",
        /// How much the buyer gets.
        refund_amount: Price = required "RefundAmount",
        /// How much of the fee the merchant gets back.
        fee_refunded: Option<Price> = optional "FeeRefunded",
        /// When it was made.
        creation_timestamp: DateTime<Utc> = required "CreationTimestamp",
        /// Its state: Pending, Completed or Declined.
        refund_status: Status = required "RefundStatus",
        /// What the buyer finds on his statement.
        soft_descriptor: Option<String> = optional "SoftDescriptor",
        /// The amount in the currency of the merchant's account, where the buyer has paid in another one.
        converted_amount: Option<Price> = optional "ConvertedAmount",
        /// How many units of the buyer's currency one of the merchant's is.
        conversion_rate: Option<Decimal> = optional "ConversionRate",
    }
}

told! {
    /// A billing agreement has another state, payment method or address: see
    /// [`EventType`](super::EventType). It is never told of while it is a draft.
    BillingAgreement {
        /// The billing agreement.
        amazon_billing_agreement_id: String = required "AmazonBillingAgreementId",
        /// How much may be taken in a month.
        billing_agreement_limits: Option<BillingAgreementLimits> = optional "BillingAgreementLimits",
        /// What the merchant has said of it.
        seller_billing_agreement_attributes: Option<SellerBillingAgreementAttributes> =
            optional "SellerBillingAgreementAttributes",
        /// Its state: Open, Suspended, Canceled or Closed.
        billing_agreement_status: Status = required "BillingAgreementStatus",
        /// When it was made.
        creation_timestamp: DateTime<Utc> = required "CreationTimestamp",
        /// Until when it holds.
        expiration_timestamp: Option<DateTime<Utc>> = optional "ExpirationTimestamp",
        /// Whether the buyer has agreed to it.
        billing_agreement_consent: Option<bool> = optional "BillingAgreementConsent",
    }
}

told! {
    /// A provider was given a part of a capture.
    ProviderCredit {
        /// The credit.
        amazon_provider_credit_id: String = required "AmazonProviderCreditId",
        /// The merchant who gives.
        seller_id: String = required "SellerId",
        /// The provider.
        provider_seller_id: String = required "ProviderSellerId",
        /// The merchant's own name for it.
        credit_reference_id: String = required "CreditReferenceId",
        /// How much was given.
        credit_amount: Price = required "CreditAmount",
        /// How much of it was given back.
        credit_reversal_amount: Option<Price> = optional "CreditReversalAmount",
        /// Its reversals.
        credit_reversal_id_list: Option<IdList> = optional "CreditReversalIdList",
        /// When it was made.
        creation_timestamp: DateTime<Utc> = required "CreationTimestamp",
        /// Its state.
        credit_status: Status = required "CreditStatus",
    }
}

told! {
    /// A provider has given back a part of what it was given.
    ProviderCreditReversal {
        /// The reversal.
        amazon_provider_credit_reversal_id: String = required "AmazonProviderCreditReversalId",
        /// The merchant who gets it.
        seller_id: String = required "SellerId",
        /// The provider.
        provider_seller_id: String = required "ProviderSellerId",
        /// The merchant's own name for it.
        credit_reversal_reference_id: String = required "CreditReversalReferenceId",
        /// How much was given back.
        credit_reversal_amount: Price = required "CreditReversalAmount",
        /// When it was made.
        creation_timestamp: DateTime<Utc> = required "CreationTimestamp",
        /// Its state.
        credit_reversal_status: Status = required "CreditReversalStatus",
        /// What was said of it.
        credit_reversal_note: Option<String> = optional "CreditReversalNote",
    }
}

told! {
    /// A buyer has had a payment taken back by the bank.
    Chargeback {
        /// The chargeback.
        amazon_chargeback_id: String = required "AmazonChargebackId",
        /// The order reference.
        amazon_order_reference_id: String = required "AmazonOrderReferenceId",
        /// The merchant's own name for the capture.
        amazon_capture_reference_id: String = required "AmazonCaptureReferenceId",
        /// When it was made.
        creation_timestamp: DateTime<Utc> = required "CreationTimestamp",
        /// How much is taken back.
        chargeback_amount: Price = required "ChargebackAmount",
        /// How far it has come: `RECEIVED`.
        chargeback_state: String = required "ChargebackState",
        /// Why, in words: `Unauthorized Transaction Chargeback`.
        chargeback_reason: String = required "ChargebackReason",
    }
}

told! {
    /// A merchant has registered through a solution provider.
    SolutionProviderEvent {
        /// The merchant.
        seller_id: String = required "SellerId",
        /// What has happened.
        event: Option<String> = optional "Type",
        /// What the solution provider has asked for, and got.
        options: Option<SolutionProviderOptions> = optional "Options",
    }
}

told! {
    /// A state, with when and why it was entered.
    Status {
        /// The state.
        state: State = required "State",
        /// When it was entered.
        last_update_timestamp: Option<DateTime<Utc>> = optional "LastUpdateTimestamp",
        /// Why, in a word: `AmazonRejected`.
        reason_code: Option<String> = optional "ReasonCode",
        /// Why, in a sentence.
        reason_description: Option<String> = optional "ReasonDescription",
    }
}

told! {
    /// How much may be taken under a billing agreement.
    BillingAgreementLimits {
        /// The most in a month.
        amount_limit_per_time_period: Price = required "AmountLimitPerTimePeriod",
        /// When the present month has begun.
        time_period_start_date: Option<DateTime<Utc>> = optional "TimePeriodStartDate",
        /// When the present month ends.
        time_period_end_date: Option<DateTime<Utc>> = optional "TimePeriodEndDate",
        /// What is left of it.
        current_remaining_balance: Option<Price> = optional "CurrentRemainingBalance",
    }
}

/// What a merchant has said of an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SellerOrderAttributes {
    /// The merchant.
    pub seller_id: Option<String>,
    /// The merchant's own name for the order.
    pub seller_order_id: Option<String>,
    /// The name of the shop.
    pub store_name: Option<String>,
    /// Of which kinds the goods are.
    pub order_item_categories: Option<OrderItemCategories>,
    /// Whatever else the merchant has said.
    pub custom_information: Option<String>,
}

shape! {
    SellerOrderAttributes {
        seller_id: optional "SellerId",
        seller_order_id: optional "SellerOrderId",
        store_name: optional "StoreName",
        order_item_categories: optional "OrderItemCategories",
        custom_information: optional "CustomInformation",
    }
}

/// What a merchant has said of a billing agreement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SellerBillingAgreementAttributes {
    /// The merchant.
    pub seller_id: Option<String>,
    /// The merchant's own name for the agreement.
    pub seller_billing_agreement_id: Option<String>,
    /// The name of the shop.
    pub store_name: Option<String>,
    /// Whatever else the merchant has said.
    pub custom_information: Option<String>,
}

shape! {
    SellerBillingAgreementAttributes {
        seller_id: optional "SellerId",
        seller_billing_agreement_id: optional "SellerBillingAgreementId",
        store_name: optional "StoreName",
        custom_information: optional "CustomInformation",
    }
}

/// The kinds of what is sold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderItemCategories {
    /// Each of them.
    pub order_item_category: Vec<String>,
}

shape! {
    OrderItemCategories {
        order_item_category: list "OrderItemCategory",
    }
}

/// What a solution provider has asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SolutionProviderOptions {
    /// Each of them.
    pub solution_provider_option: Vec<SolutionProviderOption>,
}

shape! {
    SolutionProviderOptions {
        solution_provider_option: list "SolutionProviderOption",
    }
}

/// One thing that a solution provider has asked for. `Debug` shows its name only: the value may be a token.
#[derive(Clone, PartialEq, Eq)]
pub struct SolutionProviderOption {
    /// What it is.
    pub name: String,
    /// Its value.
    pub value: Option<String>,
}

shape! {
    SolutionProviderOption {
        name: required "name",
        value: optional "value",
    }
}

impl std::fmt::Debug for SolutionProviderOption {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SolutionProviderOption").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Ids, each in an element `Id`; `member`, as answers of the API have them, is read as well.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdList {
    /// Each of them.
    pub id: Vec<String>,
}

impl Encode for IdList {
    fn encode(&self, key: Key, sink: &mut dyn Sink) {
        sink.open(key);
        self.id.encode(Key::of("Id"), sink);
        sink.close(key);
    }
}

impl Decode for IdList {
    fn decode(node: Node<'_>) -> Result<Self, Malformed> {
        let ids = node.children().filter(|child| matches!(child.name(), "Id" | "member"));
        Ok(Self { id: ids.map(String::decode).collect::<Result<_, _>>()? })
    }
}

open_enum! {
    /// The state of an object. Which it can have is said where it stands.
    State {
        /// Nothing is decided yet.
        Pending = "Pending",
        /// It can be used.
        Open = "Open",
        /// It can't be used until the buyer has chosen another way to pay.
        Suspended = "Suspended",
        /// It was refused.
        Declined = "Declined",
        /// It is done.
        Completed = "Completed",
        /// It was called off.
        Canceled = "Canceled",
        /// It can't be used any more.
        Closed = "Closed",
    }
}

open_enum! {
    /// Who has asked for a refund.
    RefundType {
        /// The merchant.
        SellerInitiated = "SellerInitiated",
        /// Amazon, for the buyer whom it guarantees what he buys.
        AmazonAToZRefund = "AmazonA-ZRefund",
        /// Amazon, under its guarantee, by its other name.
        AmazonAToZGuarantee = "AmazonA-ZGuarantee",
        /// Amazon, which has called the order off.
        AmazonAToZCancel = "AmazonA-ZCancel",
        /// The buyer, who has called the order off.
        BuyerCanceled = "BuyerCanceled",
        /// The buyer's bank.
        Chargeback = "Chargeback",
    }
}

/// The only element of the document `root`. Names are compared without their namespace, which has been written in several
/// ways.
fn only_child<T: Decode>(
    notification_type: &'static str,
    root: &'static str,
    child: &'static str,
    data: &str,
) -> Result<T, ParseError> {
    let problem = |problem| ParseError::Content { notification_type, problem };
    let tree =
        xml::read(data.trim_start(), &LIMITS).map_err(|error| ParseError::NotXml { problem: error.to_string() })?;
    if tree.root().name() != root {
        let found: String = tree.root().name().chars().take(40).collect();
        return Err(problem(format!("the document is a {found}, and must be a {root}")));
    }
    read_child(tree.root(), child).map_err(|error| problem(error.to_string()))
}

fn read_child<T: Decode>(root: Node<'_>, child: &'static str) -> Result<T, Malformed> {
    let mut fields = Fields::of(root)?;
    let content = fields.required(child)?;
    fields.finish(&[child])?;
    Ok(content)
}

fn document(root: &'static str, child: &'static str, content: &dyn Encode) -> String {
    let body = xml::document(root, NAMESPACE, Style::REQUEST, |sink| content.encode(Key::of(child), sink));
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{body}")
}
