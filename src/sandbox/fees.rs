//! What the service charges for a payment.

use std::str::FromStr;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::Deserialize;

use super::{rows::Method, rules::parties::HIGHEST};

/// The fees of the service: for each payment method a share of the amount and a fixed part.
///
/// The samples of the API Reference show that a credit card payment of 1.00 costs 0.10, that one of 5.00 costs
/// 0.30, and that a payment from a prepaid instrument costs nothing. Everything else in [`FeeSchedule::default`]
/// is assumed: where the two credit card tiers meet, and the fees for bank accounts and account balances.
///
/// | | share | fixed | |
/// |---|---|---|---|
/// | credit card, below 10.00 | 5.0 % | 0.05 | fits the samples |
/// | credit card, from 10.00 | 2.9 % | 0.30 | assumed |
/// | bank account | 2.0 % | 0.05 | assumed |
/// | account balance | 1.5 % | 0.01 | assumed |
/// | prepaid or credit instrument | nothing | | a sample for prepaid; assumed for credit |
///
/// Another schedule is read from JSON ([`FromStr`], or `fps sandbox --fees FILE.json`), where what is left out is as
/// by default, and an empty list is free of charge:
///
/// ```
/// # use amazon_fps::sandbox::FeeSchedule;
/// let fees: FeeSchedule = r#"{
///     "card": [{"rate": 0.05, "fixed": 0.05}, {"from": 10, "rate": 0.029, "fixed": 0.30}],
///     "bank": []
/// }"#.parse()?;
/// assert_eq!(fees.card, FeeSchedule::default().card);
/// # Ok::<(), amazon_fps::sandbox::InvalidFees>(())
/// ```
///
/// A fee is rounded half up to a cent. Payments from a prepaid instrument and on a credit instrument are free:
/// the fee is due when the instrument is funded or its debt settled.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FeeSchedule {
    /// Credit cards: the tier with the highest `from` that the amount reaches applies.
    pub card: Vec<Fee>,
    /// Bank accounts, in the same way.
    pub bank: Vec<Fee>,
    /// Account balances, in the same way.
    pub balance: Vec<Fee>,
}

/// One tier of a [`FeeSchedule`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fee {
    /// The smallest amount, in dollars, that this tier applies to. The default is 0.
    pub from: Decimal,
    /// The share of the amount, from 0 to 1: 0.029 for 2.9 %. The default is 0.
    pub rate: Decimal,
    /// The fixed part, from 0 to 10,000 dollars. The default is 0.
    pub fixed: Decimal,
}

/// Why a fee schedule can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the fee schedule can't be used: {0}")]
pub struct InvalidFees(String);

impl FromStr for FeeSchedule {
    type Err = InvalidFees;

    fn from_str(json: &str) -> Result<Self, InvalidFees> {
        let fees: Self = serde_json::from_str(json).map_err(|error| InvalidFees(error.to_string()))?;
        fees.check()?;
        Ok(fees)
    }
}

impl Default for FeeSchedule {
    fn default() -> Self {
        let fee = |from, rate, fixed| Fee {
            from: Decimal::new(from, 0),
            rate: Decimal::new(rate, 3),
            fixed: Decimal::new(fixed, 2),
        };
        Self { card: vec![fee(0, 50, 5), fee(10, 29, 30)], bank: vec![fee(0, 20, 5)], balance: vec![fee(0, 15, 1)] }
    }
}

impl FeeSchedule {
    /// Whether every number of it makes sense.
    pub(crate) fn check(&self) -> Result<(), InvalidFees> {
        let in_range = |tiers: &str, place: usize, field: &str, value: Decimal, most: Decimal| match (Decimal::ZERO
            ..=most)
            .contains(&value)
        {
            true => Ok(()),
            false => Err(InvalidFees(format!("{tiers}[{place}].{field} is {value}, and must be from 0 to {most}"))),
        };
        for (name, tiers) in [("card", &self.card), ("bank", &self.bank), ("balance", &self.balance)] {
            for (place, tier) in tiers.iter().enumerate() {
                in_range(name, place, "from", tier.from, HIGHEST)?;
                in_range(name, place, "rate", tier.rate, Decimal::ONE)?;
                in_range(name, place, "fixed", tier.fixed, HIGHEST)?;
                if let Some(other) = tiers[..place].iter().position(|other| other.from == tier.from) {
                    let reason = format!("{name}[{other}] and {name}[{place}] both begin from {}", tier.from);
                    return Err(InvalidFees(reason));
                }
            }
        }
        Ok(())
    }

    pub(crate) fn of(&self, method: Method, amount: Decimal) -> Decimal {
        let tiers = match method {
            Method::Cc => &self.card,
            Method::Ach => &self.bank,
            Method::Abt => &self.balance,
            Method::Debt | Method::Prepaid => return Decimal::ZERO,
        };
        let tier = tiers.iter().filter(|tier| tier.from <= amount).max_by_key(|tier| tier.from);
        tier.map_or(Decimal::ZERO, |tier| cents(amount * tier.rate + tier.fixed))
    }
}

/// Rounds half up to whole cents.
pub(crate) fn cents(value: Decimal) -> Decimal {
    value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

/// The part of `whole` that belongs to `part` of `amount`, in cents.
pub(crate) fn share(whole: Decimal, part: Decimal, amount: Decimal) -> Decimal {
    if part == amount { whole } else { cents(whole * part / amount) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fee(method: Method, cents: i64) -> Decimal {
        FeeSchedule::default().of(method, Decimal::new(cents, 2))
    }

    #[test]
    fn the_default_schedule_fits_the_samples() {
        assert_eq!(fee(Method::Cc, 1_00), Decimal::new(10, 2));
        assert_eq!(fee(Method::Cc, 5_00), Decimal::new(30, 2));
        assert_eq!(fee(Method::Prepaid, 4_00), Decimal::ZERO);
    }

    #[test]
    fn a_schedule_is_read_from_json() {
        let fees: FeeSchedule =
            r#"{"card": [{"rate": "0.10"}, {"from": 5, "fixed": 0.25}], "balance": []}"#.parse().unwrap();
        assert_eq!(fees.of(Method::Cc, Decimal::new(4_99, 2)), Decimal::new(50, 2));
        assert_eq!(fees.of(Method::Cc, Decimal::from(5)), Decimal::new(25, 2));
        assert_eq!(fees.of(Method::Abt, Decimal::from(5)), Decimal::ZERO);
        assert_eq!(fees.bank, FeeSchedule::default().bank);
    }

    #[test]
    fn a_schedule_that_makes_no_sense_is_refused() {
        for (json, reason) in [
            (r#"{"cards": []}"#, "unknown field `cards`"),
            (r#"{"card": [{"percent": 5}]}"#, "unknown field `percent`"),
            (r#"{"card": [{"rate": 2.9}]}"#, "card[0].rate is 2.9, and must be from 0 to 1"),
            (r#"{"bank": [{}, {"from": 1, "fixed": -1}]}"#, "bank[1].fixed is -1"),
            (r#"{"bank": [{"from": 1}, {"from": "1.00"}]}"#, "bank[0] and bank[1] both begin from 1.00"),
            ("card", "expected value at line 1 column 1"),
        ] {
            let error = json.parse::<FeeSchedule>().unwrap_err().to_string();
            assert!(error.contains(reason), "{error}");
        }
    }

    #[test]
    fn tiers_meet_at_ten_dollars() {
        assert_eq!(fee(Method::Cc, 9_99), Decimal::new(55, 2));
        assert_eq!(fee(Method::Cc, 10_00), Decimal::new(59, 2));
    }

    #[test]
    fn the_other_methods() {
        assert_eq!(fee(Method::Ach, 10_00), Decimal::new(25, 2));
        assert_eq!(fee(Method::Abt, 10_00), Decimal::new(16, 2));
        assert_eq!(fee(Method::Debt, 10_00), Decimal::ZERO);
    }

    #[test]
    fn half_a_cent_is_rounded_up() {
        // 1.5 % of 1.00 is 0.015, and 0.01 with it 0.025.
        assert_eq!(fee(Method::Abt, 1_00), Decimal::new(3, 2));
    }
}
