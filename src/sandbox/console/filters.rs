//! How values are written in pages.

use askama::{Result, Values, filters::Safe};
use chrono::{DateTime, SecondsFormat, Utc};
use rust_decimal::Decimal;

use crate::{
    money::Price,
    sandbox::{
        rows::{
            AccountKind, AccountState, InstrumentKind, Method, Operation, Period, Relation, Role, Status, StatusCode,
            SubscriptionState, TokenRole, TokenType, Unit, Verification,
        },
        view,
    },
};

/// Characters of an identifier that is shown whole in a list.
const LONGEST_ID: usize = 20;

/// Dollars, with cents and with commas: `1,234.50`.
#[askama::filter_fn]
pub(super) fn money(value: impl Is<Decimal>, _: &dyn Values) -> Result<String> {
    Ok(dollars(*value.it()))
}

pub(super) fn dollars(value: Decimal) -> String {
    let value = value.normalize();
    let text = format!("{:.*}", value.scale().max(2) as usize, value.abs());
    let (whole, cents) = text.split_once('.').unwrap_or((&text, "00"));
    let mut grouped = String::new();
    for (place, digit) in whole.char_indices() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if value.is_sign_negative() && !value.is_zero() { "-" } else { "" };
    format!("{sign}{grouped}.{cents}")
}

/// An amount with its currency: `1,234.50 USD`, `1,234 JPY`.
#[askama::filter_fn]
pub(super) fn price(price: impl Is<Price>, _: &dyn Values) -> Result<String> {
    let Price { amount, currency_code } = price.it();
    let text = dollars(*amount);
    let text = if currency_code.as_str() == "JPY" { text.trim_end_matches(".00") } else { &text };
    Ok(format!("{text} {}", currency_code.as_str()))
}

/// A moment, to the second; what a pointer hovers over shows it to the millisecond.
#[askama::filter_fn]
pub(super) fn when(at: impl Is<DateTime<Utc>>, _: &dyn Values) -> Result<Safe<String>> {
    Ok(Safe(moment(at.it())))
}

fn moment(at: &DateTime<Utc>) -> String {
    let exact = at.to_rfc3339_opts(SecondsFormat::Millis, true);
    format!("<time datetime=\"{exact}\" title=\"{exact}\">{}</time>", at.format("%Y-%m-%d %H:%M:%S"))
}

/// The same, or a dash where there is none.
#[askama::filter_fn]
pub(super) fn when_if(at: impl Is<Option<DateTime<Utc>>>, _: &dyn Values) -> Result<Safe<String>> {
    Ok(Safe(at.it().as_ref().map_or_else(|| "–".to_owned(), moment)))
}

/// An identifier in a list: its ends.
#[askama::filter_fn]
pub(super) fn short(id: impl AsRef<str>, _: &dyn Values) -> Result<String> {
    Ok(shortened(id.as_ref()))
}

pub(super) fn shortened(id: &str) -> String {
    if id.chars().count() <= LONGEST_ID {
        return id.to_owned();
    }
    let begin: String = id.chars().take(8).collect();
    let end = id.char_indices().rev().nth(5).map_or("", |(place, _)| &id[place..]);
    format!("{begin}…{end}")
}

/// A state, in its colour.
#[askama::filter_fn]
pub(super) fn badge(state: impl Named, _: &dyn Values) -> Result<Safe<String>> {
    Ok(Safe(format!("<span class=\"badge {}\">{}</span>", state.tone(), state.name())))
}

/// What a value is called.
#[askama::filter_fn]
pub(super) fn name(value: impl Named, _: &dyn Values) -> Result<&'static str> {
    Ok(value.name())
}

/// A period in words, for what comes every so often: `month`, `3 months`.
#[askama::filter_fn]
pub(super) fn period(period: impl Is<Period>, _: &dyn Values) -> Result<String> {
    Ok(in_words(period.it()))
}

pub(super) fn in_words(period: &Period) -> String {
    let unit = match period.unit {
        Unit::Hour => "hour",
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Year => "year",
    };
    match period.count {
        1 => unit.to_owned(),
        count => format!("{count} {unit}s"),
    }
}

/// A value of a few, each with a name that is known here.
pub(super) trait Named {
    fn name(&self) -> &'static str;

    /// `good`, `bad`, `warn` or `off`; empty for what is none of these.
    fn tone(&self) -> &'static str {
        ""
    }
}

impl<N: Named> Named for &N {
    fn name(&self) -> &'static str {
        N::name(self)
    }

    fn tone(&self) -> &'static str {
        N::tone(self)
    }
}

/// A value, or a reference to one: templates have now this and now that.
pub(super) trait Is<T> {
    fn it(&self) -> &T;
}

impl<T, I: Is<T>> Is<T> for &I {
    fn it(&self) -> &T {
        I::it(self)
    }
}

macro_rules! is_itself {
    ($($type:ty),*) => {$(
        impl Is<$type> for $type {
            fn it(&self) -> &$type {
                self
            }
        }
    )*};
}

is_itself!(Decimal, DateTime<Utc>, Option<DateTime<Utc>>, Period, Price);

macro_rules! named {
    ($($type:ident { $($value:ident: $name:literal $($tone:literal)?),* $(,)? })*) => {$(
        impl Named for $type {
            fn name(&self) -> &'static str {
                match self {
                    $(Self::$value => $name,)*
                }
            }

            fn tone(&self) -> &'static str {
                match self {
                    $(Self::$value => concat!($($tone)?),)*
                }
            }
        }
    )*};
}

named! {
    Status {
        Reserved: "Reserved" "warn", Success: "Success" "good", Failure: "Failure" "bad", Pending: "Pending" "warn",
        Cancelled: "Cancelled" "off",
    }
    Operation {
        Pay: "Pay", Refund: "Refund", Settle: "Settle", SettleDebt: "SettleDebt", WriteOffDebt: "WriteOffDebt",
        FundPrepaid: "FundPrepaid", Reserve: "Reserve",
    }
    Method { Abt: "ABT", Ach: "ACH", Cc: "CC", Debt: "Debt", Prepaid: "Prepaid" }
    Role { Sender: "Sender", Caller: "Caller", Recipient: "Recipient" }
    Relation { Refund: "Refund", Parent: "Parent", MarketplaceFee: "MarketplaceFee" }
    AccountKind { Personal: "Personal", Business: "Business", Developer: "Developer" }
    AccountState { Active: "Active" "good", Suspended: "Suspended" "bad", Closed: "Closed" "off" }
    Verification {
        Pending: "VerificationPending" "warn", Complete: "VerificationComplete" "good",
        CompleteNoLimits: "VerificationCompleteNoLimits" "good",
    }
    TokenRole {
        Sender: "Sender", PrepaidSender: "Sender (prepaid)", CreditSender: "Sender (credit)", Funding: "Funding",
        Settlement: "Settlement", Recipient: "Recipient", Refund: "Refund", Caller: "Caller",
    }
    TokenType {
        SingleUse: "SingleUse", MultiUse: "MultiUse", Recurring: "Recurring", Unrestricted: "Unrestricted",
    }
    InstrumentKind { Prepaid: "Prepaid", Credit: "Credit" }
    SubscriptionState { Active: "Active" "good", Cancelled: "Cancelled" "off" }
}

impl Named for StatusCode {
    fn name(&self) -> &'static str {
        view::code(*self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_has_cents_and_commas() {
        for (value, text) in [
            ("0", "0.00"),
            ("-0.5", "-0.50"),
            ("1234.5", "1,234.50"),
            ("1000000", "1,000,000.00"),
            ("-999", "-999.00"),
            ("0.125", "0.125"),
        ] {
            assert_eq!(dollars(value.parse().unwrap()), text);
        }
    }

    #[test]
    fn identifiers_show_their_ends() {
        assert_eq!(shortened("AKIAIOSFODNN7EXAMPLE"), "AKIAIOSFODNN7EXAMPLE");
        assert_eq!(shortened("553ILMLCG6Z8J431H7BX3UMN3FFQU8VSNTS"), "553ILMLC…8VSNTS");
    }
}
