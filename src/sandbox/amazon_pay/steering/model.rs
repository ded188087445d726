//! What is asked for from outside of Amazon Pay's own calls.

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, de::Error};

use crate::{
    amazon_pay::{Environment, ids::ConsentToken},
    sandbox::{Setting, amazon_pay::wallets::TestCard},
};

/// An order reference that a buyer makes: see [`Sandbox::create_order_reference`](crate::sandbox::Sandbox::create_order_reference).
///
/// As JSON it is what `POST /_sandbox/amazon-pay/order-references` takes: `{}`, or
/// `{"payment": "invalid_soft", "address": "london", "amount": "19.95", "confirm": true}`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NewOrderReference {
    /// The access key of the caller in whose world it is; the first caller if none is named.
    pub caller: Option<String>,
    /// The merchant; the default is the caller itself.
    pub seller_id: Option<String>,
    /// The default is the sandbox environment.
    pub environment: Option<Environment>,
    /// The language in which the buyer was asked, such as `en-GB`.
    pub language: Option<String>,
    /// Who the buyer is: an account, as the seed calls it, or its id or e-mail address. The default is `buyer`.
    pub buyer: Option<String>,
    /// Where it is sent to. What is kept is the buyer's home, in the region of the merchant.
    pub address: Setting<ChosenAddress>,
    /// How the buyer pays. What is kept is the card that pays.
    pub payment: Setting<TestCard>,
    /// The total of the order, in the currency of the merchant: with it the merchant's part is done, too, as
    /// `SetOrderReferenceDetails` does it.
    pub amount: Option<Decimal>,
    /// The merchant's own name for the order; only with an amount.
    pub seller_order_id: Option<String>,
    /// Whether it is confirmed, as `ConfirmOrderReference` does it; only with an amount.
    pub confirm: bool,
}

/// A billing agreement that a buyer makes: see
/// [`Sandbox::create_billing_agreement`](crate::sandbox::Sandbox::create_billing_agreement).
///
/// As JSON it is what `POST /_sandbox/amazon-pay/billing-agreements` takes: `{}`, or `{"consent": false}`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NewBillingAgreement {
    /// The access key of the caller in whose world it is; the first caller if none is named.
    pub caller: Option<String>,
    /// The merchant; the default is the caller itself.
    pub seller_id: Option<String>,
    /// The default is the sandbox environment.
    pub environment: Option<Environment>,
    /// The language in which the buyer was asked, such as `en-GB`.
    pub language: Option<String>,
    /// Who the buyer is, as for an order reference.
    pub buyer: Option<String>,
    /// Where it is sent to, as for an order reference.
    pub address: Setting<ChosenAddress>,
    /// How the buyer pays, as for an order reference.
    pub payment: Setting<TestCard>,
    /// Whether the buyer consents to be charged again and again. The default is that he does.
    pub consent: Option<bool>,
    /// Whether it is confirmed, as `ConfirmBillingAgreement` does it.
    pub confirm: bool,
}

/// What a buyer changes at an order reference or a billing agreement: see
/// [`Sandbox::choose`](crate::sandbox::Sandbox::choose). What is left out stays.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BuyerChoice {
    /// The access key of the caller in whose world it is; the first caller if none is named.
    pub caller: Option<String>,
    /// Where it is sent to.
    pub address: Option<ChosenAddress>,
    /// How the buyer pays.
    pub payment: Option<TestCard>,
    /// Whether the buyer consents to be charged again and again: only for a billing agreement.
    pub consent: Option<bool>,
}

/// A shipping address: one of the buyer's address book, or another one. As JSON it is a name or an object.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChosenAddress {
    /// `seattle`, `new_york`, `london`, `berlin` or `tokyo`.
    Known(String),
    /// As it was written.
    Written(Box<ShippingAddress>),
}

/// An address as a buyer writes it.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ShippingAddress {
    /// Who lives there. The default is the buyer's name.
    pub name: Option<String>,
    /// At most three.
    pub lines: Vec<String>,
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
    /// Two letters. The default is `US`.
    pub country_code: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
}

impl std::fmt::Debug for ShippingAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ShippingAddress").field("country_code", &self.country_code).finish_non_exhaustive()
    }
}

impl<'de> Deserialize<'de> for ChosenAddress {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        match serde_json::Value::deserialize(from)? {
            serde_json::Value::String(name) => Ok(Self::Known(name)),
            written @ serde_json::Value::Object(_) => {
                serde_json::from_value(written).map(Self::Written).map_err(D::Error::custom)
            }
            _ => Err(D::Error::custom("an address is the name of one, or an object with its lines")),
        }
    }
}

/// What a shop learns of a buyer who has made or changed something on the page for buyers.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Choice {
    /// The order reference or the billing agreement.
    pub id: String,
    /// The merchant.
    pub seller_id: String,
    /// Where it is.
    pub environment: Environment,
    /// Its state: `Draft`, `Open`, …
    pub state: String,
    /// What shows that the buyer lets the merchant see the whole address before anything is confirmed: the
    /// `AddressConsentToken` or `AccessToken` of calls.
    pub access_token: ConsentToken,
}

/// A merchant to be added: see [`Sandbox::add_merchant`](crate::sandbox::Sandbox::add_merchant).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NewMerchant {
    /// The access key of the caller who acts for him; the first caller if none is named.
    pub caller: Option<String>,
    /// The SellerId: 1 to 20 capital letters and digits, which no other merchant of this world has. The default is
    /// made up.
    pub seller_id: Option<String>,
    /// What he is called, in 1 to 64 characters. The default is his SellerId.
    pub name: Option<String>,
    /// Where he sells. The default is the United States.
    pub region: Option<MerchantRegion>,
    /// In which currency he is paid. The default is that of the region, with euros for Europe; there, it can be `GBP`.
    pub currency: Option<String>,
    /// Whether calls for him have to show an `MWSAuthToken`, which is made then. The default is that they have to.
    pub acts_for: Option<bool>,
    /// Whether his account is active. The default is that it is.
    pub active: Option<bool>,
}

/// What becomes of a merchant: see [`Sandbox::alter_merchant`](crate::sandbox::Sandbox::alter_merchant). What is left
/// out stays.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MerchantChange {
    /// The access key of the caller in whose world he is; the first caller if none is named.
    pub caller: Option<String>,
    /// What he is called, in 1 to 64 characters.
    pub name: Option<String>,
    /// Whether his account is active: otherwise calls for him are refused with `InvalidAccountStatus`.
    pub active: Option<bool>,
}

/// Where a merchant sells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum MerchantRegion {
    /// The United States.
    UnitedStates,
    /// Germany and the United Kingdom.
    Europe,
    /// Japan.
    Japan,
}

/// A merchant.
#[derive(Clone, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SeedMerchant {
    /// The access key of the caller who acts for him.
    pub caller: String,
    /// The SellerId.
    pub seller_id: String,
    /// What he is called.
    pub name: String,
    /// Where he sells.
    pub region: MerchantRegion,
    /// In which currency he is paid, by its code.
    pub currency: String,
    /// Whether his account is active.
    pub active: bool,
    /// What calls for him have to show as `MWSAuthToken`; none where the caller is the merchant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_token: Option<String>,
}

impl std::fmt::Debug for SeedMerchant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SeedMerchant")
            .field("caller", &self.caller)
            .field("seller_id", &self.seller_id)
            .field("name", &self.name)
            .field("region", &self.region)
            .finish_non_exhaustive()
    }
}

/// Something that Amazon does by itself, or the buyer on Amazon's own pages: see
/// [`Sandbox::act_as_amazon`](crate::sandbox::Sandbox::act_as_amazon).
///
/// As JSON it is what `POST /_sandbox/amazon-pay/{kind}/{id}/actions` takes:
/// `{"action": "decide", "decline": "AmazonRejected"}`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum AmazonAction {
    /// Cancels an order reference or a billing agreement: `AmazonCanceled`.
    Cancel {},
    /// Closes an order reference, an authorization, a capture or a billing agreement: `AmazonClosed`, and for a billing
    /// agreement that its buyer ends `BuyerClosed`.
    Close {
        /// Whether it is the buyer who does it: only for a billing agreement.
        #[serde(default)]
        by_buyer: bool,
    },
    /// Suspends a billing agreement whose payment method is found to be no good.
    Suspend {},
    /// Deletes the billing address of a billing agreement: the constraint `BillingAddressDeleted`.
    DeleteBillingAddress {},
    /// Decides about an authorization, a capture or a refund that is pending, at once.
    Decide {
        /// The reason for which it is declined; without one it is approved. It can be `AmazonRejected` and
        /// `ProcessingFailure` for all, and for an authorization `InvalidPaymentMethod` and `TransactionTimedOut`.
        #[serde(default)]
        decline: Option<String>,
        /// With `InvalidPaymentMethod`: whether another try may succeed.
        #[serde(default)]
        soft: bool,
    },
    /// Gives a buyer back what was captured.
    Refund {
        /// In the currency of the capture; the default is what is left of it.
        #[serde(default)]
        amount: Option<Decimal>,
        /// Why.
        #[serde(default)]
        cause: AmazonRefund,
    },
    /// Changes how the buyer pays on Amazon's own pages: an order reference or a billing agreement that was suspended
    /// is open again.
    Mend {
        /// How the buyer pays from now on.
        #[serde(default)]
        payment: TestCard,
    },
}

/// Why Amazon gives a buyer back what a merchant has captured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AmazonRefund {
    /// He has won a claim of the A-to-z guarantee.
    #[default]
    Guarantee,
    /// He has cancelled the order.
    BuyerCanceled,
    /// His bank has taken it back.
    Chargeback,
}
