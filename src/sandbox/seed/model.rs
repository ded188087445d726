use std::fmt;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    ids::{CallerReference, InstrumentId, SubscriptionId, TokenId},
    sandbox::{CallerIdentity, amazon_pay::SeedMerchant},
};

/// What the callers of a sandbox find in the beginning. As JSON it is what `GET /_sandbox/seed` answers.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Seed {
    /// Who may call.
    pub callers: Vec<SeedCaller>,
    /// The accounts in each caller's world.
    pub accounts: Vec<SeedAccount>,
    /// The tokens.
    pub tokens: Vec<SeedToken>,
    /// The prepaid and credit instruments.
    pub instruments: Vec<SeedInstrument>,
    /// The Simple Pay subscriptions.
    pub subscriptions: Vec<SeedSubscription>,
    /// For whom each caller can call Amazon Pay: first of all for itself.
    #[serde(default)]
    pub merchants: Vec<SeedMerchant>,
}

/// What one caller finds.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Share {
    pub(super) accounts: Vec<SeedAccount>,
    pub(super) tokens: Vec<SeedToken>,
    pub(super) instruments: Vec<SeedInstrument>,
    pub(super) subscriptions: Vec<SeedSubscription>,
}

/// A caller with everything that it needs to call.
#[derive(Clone, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SeedCaller {
    /// What it is called.
    pub name: String,
    /// The AWS access key id.
    pub access_key_id: String,
    /// The secret key for requests over REST.
    pub secret_access_key: String,
    /// The certificate for requests over SOAP.
    pub certificate_pem: Option<String>,
    /// Its private key, where the sandbox made it.
    pub key_pem: Option<String>,
}

impl SeedCaller {
    pub(in crate::sandbox) fn of(caller: &CallerIdentity) -> Self {
        Self {
            name: caller.name.clone(),
            access_key_id: caller.access_key_id.clone(),
            secret_access_key: caller.secret_access_key.clone(),
            certificate_pem: caller.certificate.as_ref().map(|certificate| certificate.pem()),
            key_pem: caller.key_pem.clone(),
        }
    }
}

impl fmt::Debug for SeedCaller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SeedCaller")
            .field("name", &self.name)
            .field("access_key_id", &self.access_key_id)
            .finish_non_exhaustive()
    }
}

/// An account.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SeedAccount {
    /// The access key of the caller in whose world it is.
    pub caller: String,
    /// What it is called here: `buyer`, `seller`, …
    pub name: String,
    /// `caller`, `buyer` or `seller`.
    pub role: String,
    /// Its id within the sandbox.
    pub account_id: String,
    /// The name that answers give.
    pub display_name: String,
    /// Its e-mail address.
    pub email: String,
    /// What it had in the beginning, in dollars.
    pub balance: Decimal,
}

/// A token.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SeedToken {
    /// The access key of the caller for whom it was authorised.
    pub caller: String,
    /// What it is called here: `sender-cc-1`, `recipient`, …
    pub name: String,
    /// The token.
    pub token_id: TokenId,
    /// What it is for.
    pub role: TokenRole,
    /// `SingleUse`, `MultiUse`, `Recurring` or `Unrestricted`.
    #[serde(rename = "type")]
    pub token_type: String,
    /// `ABT`, `ACH`, `CC`, `Prepaid` or `Debt`; none for a recipient's token.
    pub payment_method: Option<String>,
    /// The reference that it was authorised with.
    pub caller_reference: CallerReference,
    /// The account that authorised it, as it is called here.
    pub account: String,
    /// `Active` or `Inactive`.
    pub status: String,
    /// The instrument that it pays from, funds or settles.
    pub instrument_id: Option<InstrumentId>,
}

/// What a token is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum TokenRole {
    /// Pays.
    #[default]
    Sender,
    /// Is paid.
    Recipient,
    /// Gives back what was paid to a recipient.
    Refund,
    /// Pays from a prepaid instrument.
    PrepaidSender,
    /// Funds a prepaid instrument.
    Funding,
    /// Pays on a credit instrument.
    CreditSender,
    /// Settles the debt of a credit instrument.
    Settlement,
    /// Is the caller's own part in transactions between others.
    Caller,
}

/// A prepaid or credit instrument.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SeedInstrument {
    /// The access key of the caller with whom it was agreed.
    pub caller: String,
    /// What it is called here: `prepaid-cc`, …
    pub name: String,
    /// The instrument.
    pub instrument_id: InstrumentId,
    /// Prepaid or credit.
    pub kind: InstrumentKind,
    /// The token that pays from it.
    pub sender_token_id: TokenId,
    /// The token that funds it, if it is prepaid.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub funding_token_id: Option<TokenId>,
    /// The token that settles its debt, if it is a credit instrument.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub settlement_token_id: Option<TokenId>,
    /// The most that fundings may lift the balance to, or that may be owed at a time, in dollars.
    pub limit: Decimal,
}

/// When an instrument is paid.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum InstrumentKind {
    /// Before it is used.
    #[default]
    Prepaid,
    /// Afterwards.
    Credit,
}

/// A Simple Pay subscription.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SeedSubscription {
    /// The access key of the caller to whom it pays.
    pub caller: String,
    /// What it is called here.
    pub name: String,
    /// The subscription.
    pub subscription_id: SubscriptionId,
}

/// A token to be made: see [`Sandbox::create_token`](crate::sandbox::Sandbox::create_token).
///
/// Dollars are whole cents from 0 to 10,000, and percents are from 0 to 100.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NewToken {
    /// The access key of the caller; the first caller if none is named.
    pub caller: Option<String>,
    /// Sender, which is the default, or recipient.
    pub role: TokenRole,
    /// `SingleUse`, `MultiUse`, `Recurring` or `Unrestricted`. The default is `SingleUse` for a sender, and
    /// `Unrestricted` for a recipient.
    #[serde(rename = "type")]
    pub token_type: Option<String>,
    /// `ABT`, `ACH` or `CC`, which is the default for a sender.
    pub payment_method: Option<String>,
    /// The account that authorises it, as the seed calls it. The default is `buyer` or `seller`.
    pub account: Option<String>,
    /// The reference to find it by. The default is made up.
    pub caller_reference: Option<String>,
    /// What the owner of the account calls it, in 1 to 128 characters. The default is made up.
    pub friendly_name: Option<String>,
    /// What it was authorised for.
    pub payment_reason: Option<String>,
    /// When it begins to be valid. The default is now, or when it expires if that is earlier.
    pub valid_from: Option<DateTime<Utc>>,
    /// The first moment at which it is no longer valid. The default is a year from now.
    pub expires: Option<DateTime<Utc>>,
    /// What one payment may amount to, in dollars. The default is anything.
    pub amount: Option<Decimal>,
    /// Whether `amount` is the most that one payment may be, which is the default, the least, or all it may be.
    pub amount_type: AmountType,
    /// The most that may be paid in all, in dollars. The default is no limit.
    pub total: Option<Decimal>,
    /// What may be paid in windows of time: three at most, `total` included.
    pub limits: Vec<TokenLimit>,
    /// For a sender: the only accounts that it may pay, as the seed calls them. The default is any.
    pub recipients: Vec<String>,
    /// For a recipient: the highest fixed fee of the caller, in dollars, and the highest variable one, in percent.
    pub max_fixed_fee: Option<Decimal>,
    /// See `max_fixed_fee`.
    pub max_variable_fee: Option<Decimal>,
    /// For a recipient: whether the caller pays the fees of the service.
    pub caller_pays_fee: bool,
    /// The token that it takes the place of, which must be active, of the same role, and of the same account. That
    /// one pays no more.
    pub replaces: Option<TokenId>,
    /// Whether it was cancelled.
    pub cancelled: bool,
}

/// How [`NewToken::amount`] bounds a payment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub enum AmountType {
    /// It is what every payment amounts to.
    Exact,
    /// It is the least.
    Minimum,
    /// It is the most.
    #[default]
    Maximum,
}

/// What a token may pay within a window of time: either an amount or a count.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TokenLimit {
    /// Dollars.
    pub amount: Option<Decimal>,
    /// Payments.
    pub count: Option<u32>,
    /// How long a window lasts, such as `1 Month` or `12 Hours`: a number up to 1,000 and `Hour`, `Day`, `Week`,
    /// `Month` or `Year`. The first begins when the token begins to be valid. The default is one window without end.
    pub period: Option<String>,
}

/// An instrument to be made: see [`Sandbox::create_instrument`](crate::sandbox::Sandbox::create_instrument).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NewInstrument {
    /// The access key of the caller; the first caller if none is named.
    pub caller: Option<String>,
    /// Prepaid, which is the default, or credit.
    pub kind: InstrumentKind,
    /// How it is funded or settled: `ABT`, `ACH` or `CC`, which is the default.
    pub payment_method: Option<String>,
    /// The buyer, as the seed calls the account. The default is `buyer`.
    pub account: Option<String>,
    /// The most that fundings may lift the balance to, or that may be owed at a time: whole cents from 0 to 10,000
    /// dollars. The default is 100.
    pub limit: Option<Decimal>,
    /// The most that may be funded or settled in all, in the same way. The default is no limit.
    pub total: Option<Decimal>,
    /// With whom it is agreed, as the seed calls the account. The default is the caller; of anybody else's instrument
    /// the caller may know nothing.
    pub merchant: Option<String>,
    /// The first moment at which it is no longer valid. The default is a year from now, as for its tokens.
    pub expires: Option<DateTime<Utc>>,
    /// Whether it was cancelled.
    pub cancelled: bool,
}
