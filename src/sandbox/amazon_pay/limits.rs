//! How much, how often and how long: what Amazon Pay sets bounds to.

use chrono::TimeDelta;
use rust_decimal::{Decimal, RoundingStrategy};

use super::rows::{Merchant, Region};
use crate::{
    amazon_pay::{Environment, ErrorCode},
    money::{Currency, Price},
    sandbox::books::Stop,
};

/// Authorizations of one order reference, whatever has become of them.
pub(crate) const MOST_AUTHORIZATIONS: usize = 10;
/// Refunds of one capture, whatever has become of them.
pub(crate) const MOST_REFUNDS: usize = 10;
/// How long an order reference lives.
pub(crate) const ORDER: TimeDelta = TimeDelta::days(180);
/// How long a capture can be made that is decided at once.
pub(crate) const CAPTURED_AT_ONCE: TimeDelta = TimeDelta::days(7);
/// How long a synchronous authorization waits for its decision.
pub(crate) const ANSWERED_WITHIN: TimeDelta = TimeDelta::seconds(8);

/// What European buyers may be shown prices in.
const EUROPEAN: &[&str] = &["EUR", "GBP", "USD", "JPY", "AUD", "ZAR", "CHF", "NOK", "DKK", "SEK", "NZD", "HKD"];

/// How long an authorization can be captured.
pub(crate) fn validity(environment: Environment) -> TimeDelta {
    match environment {
        Environment::Live => TimeDelta::days(30),
        Environment::Sandbox => TimeDelta::days(2),
    }
}

/// The most that comes together of captures of an order of this total, and of refunds of a capture of this amount: 15
/// hundredths more, though not more than 75 more (8,400 in yen).
pub(crate) fn ceiling(price: &Price) -> Decimal {
    let most = match price.currency_code {
        Currency::Jpy => Decimal::from(8_400),
        _ => Decimal::from(75),
    };
    let share = price.amount * Decimal::new(15, 2);
    let decimals = price.currency_code.decimals();
    price.amount + share.round_dp_with_strategy(decimals, RoundingStrategy::ToZero).min(most)
}

/// The most that one order, authorization, capture or refund is of.
pub(crate) fn highest(currency: &Currency) -> Decimal {
    match currency {
        Currency::Jpy => Decimal::from(10_000_000),
        _ => Decimal::from(150_000),
    }
}

/// Refuses what is more than any authorization, capture or refund.
pub(crate) fn check_amount(field: &str, price: &Price) -> Result<(), Stop> {
    let highest = highest(&price.currency_code);
    match price.amount > highest {
        true => Err(exceeded(format!("{field} is {price}, and may be {highest} at most."))),
        false => Ok(()),
    }
}

/// Refuses a total that no order of the merchant has.
pub(crate) fn check_total(merchant: &Merchant, total: &Price) -> Result<(), Stop> {
    let known = currencies(merchant.region);
    let code = total.currency_code.as_str();
    if !known.contains(&code) {
        return Err(Stop::refuse(
            ErrorCode::CurrencyUnsupported,
            format!("OrderTotal.CurrencyCode is {code}, and the merchant {} takes {}.", merchant.id, known.join(", ")),
        ));
    }
    check_price("OrderTotal", total)?;
    let highest = highest(&total.currency_code);
    match total.amount > highest {
        true => Err(Stop::refuse(
            ErrorCode::InvalidParameterValue,
            format!("OrderTotal is {total}, and may be {highest} at most."),
        )),
        false => Ok(()),
    }
}

/// Refuses what is nothing, and what is finer than the smallest coin of its currency.
pub(crate) fn check_price(field: &str, price: &Price) -> Result<(), Stop> {
    let decimals = price.currency_code.decimals();
    let refused = |why: String| Err(Stop::refuse(ErrorCode::InvalidParameterValue, why));
    match price.amount {
        amount if amount <= Decimal::ZERO => refused(format!("{field} is {amount}, and must be more than zero.")),
        amount if amount.normalize().scale() > decimals => {
            refused(format!("{field} is {amount}, and may have {decimals} decimal places at most."))
        }
        _ => Ok(()),
    }
}

/// Refuses an amount in another currency than what it is taken of.
pub(crate) fn check_currency(field: &str, price: &Price, whole: &str, expected: &Currency) -> Result<(), Stop> {
    match price.currency_code == *expected {
        true => Ok(()),
        false => Err(Stop::refuse(
            ErrorCode::CurrencyMismatch,
            format!(
                "{field}.CurrencyCode is {}, and {whole} is in {}.",
                price.currency_code.as_str(),
                expected.as_str()
            ),
        )),
    }
}

pub(crate) fn exceeded(message: impl Into<String>) -> Stop {
    Stop::refuse(ErrorCode::TransactionAmountExceeded, message)
}

fn currencies(region: Region) -> &'static [&'static str] {
    match region {
        Region::UnitedStates => &["USD"],
        Region::Europe => EUROPEAN,
        Region::Japan => &["JPY"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_something_in_whole_coins() {
        for (amount, currency, is_one) in [
            ("0.01", "USD", true),
            ("10.00000", "USD", true),
            ("10.005", "USD", false),
            ("0", "EUR", false),
            ("-5", "GBP", false),
            ("1", "JPY", true),
            ("0.5", "JPY", false),
        ] {
            let price = Price::new(amount.parse::<Decimal>().unwrap(), currency);
            assert_eq!(check_price("OrderTotal", &price).is_ok(), is_one, "{price}");
        }
    }

    #[test]
    fn a_ceiling_is_fifteen_hundredths_higher_or_a_fixed_part() {
        for (amount, currency, expected) in [
            ("100", "USD", "115"),
            ("500", "USD", "575"),
            ("500.01", "EUR", "575.01"),
            ("1000", "GBP", "1075"),
            ("0.05", "USD", "0.05"),
            ("0.33", "USD", "0.37"),
            ("33", "JPY", "37"),
            ("56000", "JPY", "64400"),
            ("100000", "JPY", "108400"),
        ] {
            let price = Price::new(amount.parse::<Decimal>().unwrap(), currency);
            assert_eq!(ceiling(&price), expected.parse().unwrap(), "{price}");
        }
    }
}
