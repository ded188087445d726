//! What a notification is about: the XML in its `NotificationData`.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::error::ParseError;
use crate::{
    amazon_pay::{
        AuthorizationStatus, BillingAgreementLimits, BillingAgreementStatus, CaptureStatus, OrderReferenceStatus,
        ProviderCreditReversalStatus, ProviderCreditStatus, RefundStatus, RefundType,
        ids::{
            AuthorizationId, BillingAgreementId, CaptureId, OrderReferenceId, ProviderCreditId,
            ProviderCreditReversalId, RefundId,
        },
    },
    money::Price,
    wire::{Decode, Encode, Fields, Key, Limits, Malformed, Node, Sink, Style, shape, xml},
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
            Self::OrderReference(order) => order.amazon_order_reference_id.as_str(),
            Self::Authorization(authorization) => authorization.amazon_authorization_id.as_str(),
            Self::Capture(capture) => capture.amazon_capture_id.as_str(),
            Self::Refund(refund) => refund.amazon_refund_id.as_str(),
            Self::BillingAgreement(agreement) => agreement.amazon_billing_agreement_id.as_str(),
            Self::ProviderCredit(credit) => credit.amazon_provider_credit_id.as_str(),
            Self::ProviderCreditReversal(reversal) => reversal.amazon_provider_credit_reversal_id.as_str(),
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

    /// The merchant's own name for the object, where it has one.
    pub fn reference_id(&self) -> Option<&str> {
        match self {
            Self::OrderReference(order) => order.seller_order_attributes.as_ref()?.seller_order_id.as_deref(),
            Self::Authorization(authorization) => Some(&authorization.authorization_reference_id),
            Self::Capture(capture) => Some(&capture.capture_reference_id),
            Self::Refund(refund) => Some(&refund.refund_reference_id),
            Self::BillingAgreement(agreement) => {
                agreement.seller_billing_agreement_attributes.as_ref()?.seller_billing_agreement_id.as_deref()
            }
            Self::ProviderCredit(credit) => Some(&credit.credit_reference_id),
            Self::ProviderCreditReversal(reversal) => Some(&reversal.credit_reversal_reference_id),
            Self::Chargeback(chargeback) => Some(&chargeback.amazon_capture_reference_id),
            Self::SolutionProviderEvent(_) | Self::Other(_) => None,
        }
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
    ([$($parameters:tt)*] [$($fields:tt)*] $field:ident: $type:ty = $how:ident, $($rest:tt)*) => {
        constructor!([$($parameters)*] [$($fields)* $field: <$type>::default(),] $($rest)*);
    };
}

/// A struct with the element that each field is.
macro_rules! told {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$field_doc:meta])* $field:ident: $type:ty = $how:ident $text:literal $(/ $item:literal)?,)+
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)+
        }

        shape! { $name { $($field: $how $text $(/ $item)?,)+ } }

        impl $name {
            constructor!([] [] $($field: $type = $how,)+);
        }
    };
}

told! {
    /// An order reference has another state. It is never told of while it is a draft.
    OrderReference {
        /// The order reference.
        amazon_order_reference_id: OrderReferenceId = required "AmazonOrderReferenceId",
        /// What the order costs.
        order_total: Option<Price> = optional "OrderTotal",
        /// What the merchant has said of the order.
        seller_order_attributes: Option<SellerOrderAttributes> = optional "SellerOrderAttributes",
        /// Its state: Open, Suspended, Canceled or Closed.
        order_reference_status: OrderReferenceStatus = required "OrderReferenceStatus",
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
        amazon_authorization_id: AuthorizationId = required "AmazonAuthorizationId",
        /// The merchant's own name for it.
        authorization_reference_id: String = required "AuthorizationReferenceId",
        /// How much was asked for.
        authorization_amount: Price = required "AuthorizationAmount",
        /// How much of it was captured.
        captured_amount: Option<Price> = optional "CapturedAmount",
        /// What the service charges.
        authorization_fee: Option<Price> = optional "AuthorizationFee",
        /// Its captures.
        id_list: Vec<CaptureId> = wrapped "IdList" / "Id",
        /// When it was made.
        creation_timestamp: DateTime<Utc> = required "CreationTimestamp",
        /// Until when it can be captured.
        expiration_timestamp: Option<DateTime<Utc>> = optional "ExpirationTimestamp",
        /// Its state: Pending, Open, Declined or Closed.
        authorization_status: AuthorizationStatus = required "AuthorizationStatus",
        /// Of which kinds the goods are.
        order_item_categories: Vec<String> = wrapped "OrderItemCategories" / "OrderItemCategory",
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
        amazon_capture_id: CaptureId = required "AmazonCaptureId",
        /// The merchant's own name for it.
        capture_reference_id: String = required "CaptureReferenceId",
        /// How much the buyer pays.
        capture_amount: Price = required "CaptureAmount",
        /// How much of it was given back.
        refunded_amount: Option<Price> = optional "RefundedAmount",
        /// What the service charges.
        capture_fee: Option<Price> = optional "CaptureFee",
        /// Its refunds.
        id_list: Vec<RefundId> = wrapped "IdList" / "Id",
        /// When it was made.
        creation_timestamp: DateTime<Utc> = required "CreationTimestamp",
        /// Its state: Pending, Completed, Declined or Closed.
        capture_status: CaptureStatus = required "CaptureStatus",
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
        amazon_refund_id: RefundId = required "AmazonRefundId",
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
        refund_status: RefundStatus = required "RefundStatus",
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
        amazon_billing_agreement_id: BillingAgreementId = required "AmazonBillingAgreementId",
        /// How much may be taken in a month.
        billing_agreement_limits: Option<BillingAgreementLimits> = optional "BillingAgreementLimits",
        /// What the merchant has said of it.
        seller_billing_agreement_attributes: Option<SellerBillingAgreementAttributes> =
            optional "SellerBillingAgreementAttributes",
        /// Its state: Open, Suspended, Canceled or Closed.
        billing_agreement_status: BillingAgreementStatus = required "BillingAgreementStatus",
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
        amazon_provider_credit_id: ProviderCreditId = required "AmazonProviderCreditId",
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
        credit_reversal_id_list: Vec<ProviderCreditReversalId> = wrapped "CreditReversalIdList" / "Id",
        /// When it was made.
        creation_timestamp: DateTime<Utc> = required "CreationTimestamp",
        /// Its state.
        credit_status: ProviderCreditStatus = required "CreditStatus",
    }
}

told! {
    /// A provider has given back a part of what it was given.
    ProviderCreditReversal {
        /// The reversal.
        amazon_provider_credit_reversal_id: ProviderCreditReversalId = required "AmazonProviderCreditReversalId",
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
        credit_reversal_status: ProviderCreditReversalStatus = required "CreditReversalStatus",
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
        amazon_order_reference_id: OrderReferenceId = required "AmazonOrderReferenceId",
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
        options: Vec<SolutionProviderOption> = wrapped "Options" / "SolutionProviderOption",
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
    pub order_item_categories: Vec<String>,
    /// Whatever else the merchant has said.
    pub custom_information: Option<String>,
}

shape! {
    SellerOrderAttributes {
        seller_id: optional "SellerId",
        seller_order_id: optional "SellerOrderId",
        store_name: optional "StoreName",
        order_item_categories: wrapped "OrderItemCategories" / "OrderItemCategory",
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
    let body =
        xml::document(root, NAMESPACE, Style::REQUEST, |sink| content.encode(Key::of(child), &mut Doubles(sink)));
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{body}")
}

/// Writes amounts as programs write numbers that may have a fraction, which is how notifications have them: `5.0`.
struct Doubles<'a>(&'a mut dyn Sink);

impl Sink for Doubles<'_> {
    fn style(&self) -> Style {
        self.0.style()
    }

    fn text(&mut self, key: Key, value: &str) {
        match Decimal::from_str(value) {
            Ok(amount) if key.name == "Amount" => {
                let amount = amount.normalize();
                self.0.text(key, &format!("{amount:.*}", amount.scale().max(1) as usize));
            }
            _ => self.0.text(key, value),
        }
    }

    fn open(&mut self, key: Key) {
        self.0.open(key);
    }

    fn close(&mut self, key: Key) {
        self.0.close(key);
    }
}
