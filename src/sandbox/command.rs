//! Requests as the rules take them: parsed, with nothing left in them that makes no sense in itself.

use chrono::TimeDelta;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    books::Stop,
    rows::{Descriptor, Operation, Role, TokenType},
    view,
};
use crate::{
    fps::{self, ErrorCode},
    money::{Amount, Currency},
    wire::{Checker, Length},
};

/// How long a transaction may take where the request does not say.
pub(crate) const DEFAULT_TIMEOUT: TimeDelta = TimeDelta::days(7);

/// Pay or Reserve.
#[derive(Clone, Serialize)]
pub(crate) struct Payment {
    pub(crate) operation: Operation,
    pub(crate) sender_token: String,
    pub(crate) recipient_token: Option<String>,
    pub(crate) amount: Decimal,
    pub(crate) fees_paid_by: Option<Role>,
    pub(crate) caller_reference: String,
    pub(crate) texts: Texts,
    pub(crate) timeout_minutes: i64,
    pub(crate) marketplace_fixed_fee: Option<Decimal>,
    pub(crate) marketplace_variable_fee: Option<Decimal>,
}

/// FundPrepaid or SettleDebt.
#[derive(Clone, Serialize)]
pub(crate) struct Funding {
    pub(crate) operation: Operation,
    pub(crate) sender_token: String,
    pub(crate) instrument: String,
    pub(crate) amount: Decimal,
    pub(crate) caller_reference: String,
    pub(crate) texts: Texts,
    pub(crate) timeout_minutes: i64,
}

/// What a transaction says about itself, and where it is announced.
#[derive(Clone, Default, Serialize)]
pub(crate) struct Texts {
    pub(crate) caller_description: Option<String>,
    pub(crate) sender_description: Option<String>,
    /// Whether the description stands on the sender's statement, and whose customer service.
    pub(crate) descriptor: Option<(Option<String>, Option<String>)>,
    pub(crate) notification_url: Option<String>,
}

impl Texts {
    /// What was asked for of the sender's statement, if anything was.
    pub(crate) fn statement(&self) -> Option<Descriptor> {
        let (kind, cs_owner) = self.descriptor.clone()?;
        (kind.is_some() || cs_owner.is_some()).then_some(Descriptor { kind, cs_owner })
    }
}

#[derive(Clone, Serialize)]
pub(crate) struct Refund {
    pub(crate) transaction: String,
    pub(crate) amount: Option<Decimal>,
    pub(crate) caller_reference: String,
    pub(crate) caller_description: Option<String>,
    pub(crate) policy: RefundPolicy,
    pub(crate) notification_url: Option<String>,
}

/// Who gives back what in a marketplace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum RefundPolicy {
    /// The recipient gives back everything; the caller keeps its fee.
    MasterTxnOnly,
    /// The caller gives its fee back to the recipient; the sender gets nothing.
    MarketplaceTxnOnly,
    /// The recipient and the caller each give back what they got.
    MasterAndMarketplaceTxn,
}

#[derive(Clone, Serialize)]
pub(crate) struct WriteOff {
    pub(crate) instrument: String,
    pub(crate) amount: Decimal,
    pub(crate) caller_reference: String,
    pub(crate) caller_description: Option<String>,
}

#[derive(Clone, Serialize)]
pub(crate) struct Installation {
    pub(crate) instruction: String,
    pub(crate) friendly_name: Option<String>,
    pub(crate) caller_reference: String,
    pub(crate) token_type: TokenType,
    pub(crate) payment_reason: Option<String>,
}

#[derive(Clone, Serialize)]
pub(crate) struct SubscriptionCancellation {
    pub(crate) subscription: String,
    pub(crate) refund: Option<Decimal>,
    pub(crate) caller_reference: Option<String>,
    pub(crate) reason: Option<String>,
}

/// Pay and Reserve ask for the same.
macro_rules! payments {
    ($($request:ident $operation:ident),*) => {$(
        impl TryFrom<fps::$request> for Payment {
            type Error = Stop;

            fn try_from(request: fps::$request) -> Result<Self, Stop> {
                let fee = |fee: Amount| dollars("MarketplaceFixedFee", &fee);
                Ok(Self {
                    operation: Operation::$operation,
                    sender_token: request.sender_token_id.into_string(),
                    recipient_token: request.recipient_token_id.map(|id| id.into_string()),
                    amount: dollars("TransactionAmount", &request.transaction_amount)?,
                    fees_paid_by: request.charge_fee_to.map(payer).transpose()?,
                    caller_reference: request.caller_reference.into_string(),
                    texts: texts(
                        request.caller_description,
                        request.sender_description,
                        request.descriptor_policy,
                        request.override_ipn_url,
                    )?,
                    timeout_minutes: timeout(request.transaction_timeout_in_mins)?,
                    marketplace_fixed_fee: request.marketplace_fixed_fee.map(fee).transpose()?,
                    marketplace_variable_fee: request.marketplace_variable_fee.map(percent).transpose()?,
                })
            }
        }
    )*};
}

payments! { PayRequest Pay, ReserveRequest Reserve }

/// FundPrepaid and SettleDebt ask for the same by other names.
macro_rules! fundings {
    ($($request:ident $operation:ident $instrument:ident $amount:ident $field:literal),*) => {$(
        impl TryFrom<fps::$request> for Funding {
            type Error = Stop;

            fn try_from(request: fps::$request) -> Result<Self, Stop> {
                Ok(Self {
                    operation: Operation::$operation,
                    sender_token: request.sender_token_id.into_string(),
                    instrument: request.$instrument.into_string(),
                    amount: dollars($field, &request.$amount)?,
                    caller_reference: request.caller_reference.into_string(),
                    texts: texts(
                        request.caller_description,
                        request.sender_description,
                        request.descriptor_policy,
                        request.override_ipn_url,
                    )?,
                    timeout_minutes: timeout(request.transaction_timeout_in_mins)?,
                })
            }
        }
    )*};
}

fundings! {
    FundPrepaidRequest FundPrepaid prepaid_instrument_id funding_amount "FundingAmount",
    SettleDebtRequest SettleDebt credit_instrument_id settlement_amount "SettlementAmount"
}

fn payer(role: fps::ChargeFeeTo) -> Result<Role, Stop> {
    match role {
        fps::ChargeFeeTo::Caller => Ok(Role::Caller),
        fps::ChargeFeeTo::Recipient => Ok(Role::Recipient),
        other => Err(view::unknown("ChargeFeeTo", &other)),
    }
}

fn percent(value: Decimal) -> Result<Decimal, Stop> {
    if value.is_sign_negative() && !value.is_zero() {
        return Err(invalid(format!("MarketplaceVariableFee is {value}, and must not be negative.")));
    }
    Ok(value.normalize())
}

impl Payment {
    pub(crate) fn timeout(&self) -> TimeDelta {
        TimeDelta::minutes(self.timeout_minutes)
    }
}

impl Funding {
    pub(crate) fn timeout(&self) -> TimeDelta {
        TimeDelta::minutes(self.timeout_minutes)
    }
}

pub(crate) fn invalid(message: impl Into<String>) -> Stop {
    Stop::refuse(ErrorCode::InvalidParams, message)
}

/// A text that answers give back must be one that they can carry, with 1 to `most` characters.
pub(crate) fn check_text(field: &str, text: &str, most: usize) -> Result<(), Stop> {
    let checker = Checker::new(fps::SERVICE.versions[0]); // The contract has at least one version.
    let checked = checker.filled(field, text);
    let checked = checked.and_then(|()| checker.text(field, text, Some(Length::Characters(most))));
    checked.map_err(|broken| invalid(format!("{broken}.")))
}

/// An amount in whole cents that is not negative.
pub(crate) fn dollars(field: &str, amount: &Amount) -> Result<Decimal, Stop> {
    if amount.currency != Currency::Usd {
        let currency = amount.currency.as_str();
        return Err(invalid(format!("{field}.CurrencyCode is '{currency}', and only USD is supported.")));
    }
    let value = amount.value;
    if value.is_sign_negative() && !value.is_zero() {
        return Err(invalid(format!("{field}.Value is {value}, and must not be negative.")));
    }
    if value.normalize().scale() > 2 {
        return Err(invalid(format!("{field}.Value is {value}, and may have two decimal places at most.")));
    }
    Ok(value.normalize())
}

pub(crate) fn positive(field: &str, amount: &Amount) -> Result<Decimal, Stop> {
    match dollars(field, amount)? {
        value if value.is_zero() => Err(invalid(format!("{field}.Value must be greater than zero."))),
        value => Ok(value),
    }
}

fn timeout(minutes: Option<i32>) -> Result<i64, Stop> {
    match minutes {
        None => Ok(DEFAULT_TIMEOUT.num_minutes()),
        Some(minutes) if minutes >= 1 => Ok(minutes.into()),
        Some(minutes) => {
            Err(invalid(format!("TransactionTimeoutInMins is {minutes}, and must be at least one minute.")))
        }
    }
}

fn texts(
    caller_description: Option<String>,
    sender_description: Option<String>,
    policy: Option<fps::DescriptorPolicy>,
    notification_url: Option<String>,
) -> Result<Texts, Stop> {
    let is_dynamic =
        |policy: &fps::DescriptorPolicy| policy.soft_descriptor_type == Some(fps::SoftDescriptorType::Dynamic);
    if policy.as_ref().is_some_and(is_dynamic) && sender_description.as_deref().unwrap_or_default().is_empty() {
        return Err(invalid("A dynamic soft descriptor is made from SenderDescription, which is missing."));
    }
    let text = |value: &dyn AsRef<str>| value.as_ref().to_owned();
    let descriptor = policy
        .map(|policy| (policy.soft_descriptor_type.map(|kind| text(&kind)), policy.cs_owner.map(|owner| text(&owner))));
    let notification_url = self::notification_url(notification_url)?;
    Ok(Texts { caller_description, sender_description, descriptor, notification_url })
}

pub(crate) fn notification_url(url: Option<String>) -> Result<Option<String>, Stop> {
    match url.filter(|url| !url.is_empty()) {
        Some(url) if !is_web_address(&url) => Err(invalid("OverrideIPNURL must be an absolute http or https URL.")),
        url => Ok(url),
    }
}

pub(crate) fn is_web_address(text: &str) -> bool {
    url::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}
