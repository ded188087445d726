//! What Amazon Pay charges a seller.
//!
//! It takes what the sandbox's [`FeeSchedule`] says of credit cards, in units of the currency of the payment: by default
//! 2.9 % and 0.30 from an amount of 10 on, 5 % and 0.05 below. A refund gives the fee back in proportion to what it
//! gives back of the captured amount.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::{
    money::{Currency, Price},
    sandbox::{fees::FeeSchedule, rows::Method},
};

/// The fee for a capture of this amount.
pub(crate) fn fee(schedule: &FeeSchedule, price: &Price) -> Decimal {
    round(schedule.of(Method::Cc, price.amount), &price.currency_code)
}

/// The part of the `fee` for a capture of `amount` that is given back when `refunded` of it is.
pub(crate) fn given_back(fee: Decimal, amount: &Price, refunded: Decimal) -> Decimal {
    match refunded >= amount.amount {
        // What is refunded beyond the captured amount was charged no fee for.
        true => fee,
        false => round(fee * refunded / amount.amount, &amount.currency_code),
    }
}

/// Rounds half up to what the currency has.
fn round(value: Decimal, currency: &Currency) -> Decimal {
    value.round_dp_with_strategy(currency.decimals(), RoundingStrategy::MidpointAwayFromZero)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fee_has_the_decimals_of_its_currency() {
        let schedule = FeeSchedule::default();
        assert_eq!(fee(&schedule, &Price::usd(100)), Decimal::new(320, 2));
        assert_eq!(fee(&schedule, &Price::new(1_000, "JPY")), Decimal::from(29));
    }

    #[test]
    fn a_fee_is_given_back_in_proportion_and_never_more_than_whole() {
        let amount = Price::usd(100);
        let fee = Decimal::new(320, 2);
        assert_eq!(given_back(fee, &amount, Decimal::from(25)), Decimal::new(80, 2));
        assert_eq!(given_back(fee, &amount, Decimal::new(3333, 2)), Decimal::new(107, 2));
        assert_eq!(given_back(fee, &amount, Decimal::from(100)), fee);
        assert_eq!(given_back(fee, &amount, Decimal::from(115)), fee);
    }
}
