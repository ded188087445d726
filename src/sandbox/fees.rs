//! What the service charges for a payment.

use rust_decimal::{Decimal, RoundingStrategy};

use super::rows::Method;

/// The fees of the service: for each payment method a share of the amount and a fixed part.
///
/// The samples of the API Reference show that a credit card payment of 1.00 costs 0.10, that one of 5.00 costs
/// 0.30, and that a payment from a prepaid instrument costs nothing. Everything else in [`FeeSchedule::default`]
/// is assumed: where the two credit card tiers meet, and the fees for bank accounts and account balances.
///
/// A fee is rounded half up to a cent. Payments from a prepaid instrument and on a credit instrument are free:
/// the fee is due when the instrument is funded or its debt settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeeSchedule {
    /// Credit cards: the tier with the highest `from` that the amount reaches applies.
    pub card: Vec<Fee>,
    /// Bank accounts, in the same way.
    pub bank: Vec<Fee>,
    /// Account balances, in the same way.
    pub balance: Vec<Fee>,
}

/// One tier of a [`FeeSchedule`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fee {
    /// The smallest amount, in dollars, that this tier applies to.
    pub from: Decimal,
    /// The share of the amount: 0.029 for 2.9 %.
    pub rate: Decimal,
    /// The fixed part, in dollars.
    pub fixed: Decimal,
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
