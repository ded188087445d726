use chrono::{DateTime, Days, Months, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A Simple Pay subscription: a payment that repeats.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Subscription {
    pub(crate) id: String,
    pub(crate) state: SubscriptionState,
    pub(crate) description: String,
    pub(crate) amount: Decimal,
    /// What the first payments cost instead, and how many of them there are.
    pub(crate) promotional_amount: Option<Decimal>,
    pub(crate) promotional_payments: u32,
    pub(crate) start: DateTime<Utc>,
    /// How long it lasts; none is until it is cancelled.
    pub(crate) period: Option<Period>,
    /// The time from one payment to the next.
    pub(crate) frequency: Period,
    pub(crate) sender: String,
    pub(crate) recipient: String,
    pub(crate) sender_token: String,
    pub(crate) notification_url: Option<String>,
    /// The payments made or tried, the oldest first.
    pub(crate) payments: Vec<String>,
}

impl std::fmt::Debug for Subscription {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Subscription")
            .field("id", &self.id)
            .field("state", &self.state)
            .field("amount", &self.amount)
            .finish_non_exhaustive()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum SubscriptionState {
    Active,
    Cancelled,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Period {
    pub(crate) count: u32,
    pub(crate) unit: Unit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl Period {
    pub(crate) const fn new(count: u32, unit: Unit) -> Self {
        Self { count, unit }
    }

    /// Reads such as `1 Month`, `7 Days` or `12 hours`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (count, unit) = text.trim().split_once(' ')?;
        let unit = unit.trim_start().to_ascii_lowercase();
        let unit = match unit.strip_suffix('s').unwrap_or(&unit) {
            "hour" => Unit::Hour,
            "day" => Unit::Day,
            "week" => Unit::Week,
            "month" => Unit::Month,
            "year" => Unit::Year,
            _ => return None,
        };
        let count = count.parse().ok().filter(|count| *count > 0)?;
        Some(Self { count, unit })
    }

    /// The moment `times` periods after `start`; none past the end of the calendar.
    pub(crate) fn after(self, start: DateTime<Utc>, times: u32) -> Option<DateTime<Utc>> {
        let count = self.count.checked_mul(times)?;
        match self.unit {
            Unit::Hour => start.checked_add_signed(chrono::TimeDelta::hours(count.into())),
            Unit::Day => start.checked_add_days(Days::new(count.into())),
            Unit::Week => start.checked_add_days(Days::new(u64::from(count) * 7)),
            Unit::Month => start.checked_add_months(Months::new(count)),
            Unit::Year => start.checked_add_months(Months::new(count.checked_mul(12)?)),
        }
    }

    /// The beginning of the period that contains `now`, where periods follow each other from `start`.
    pub(crate) fn current(self, start: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
        let shortest = match self.unit {
            Unit::Hour => 1,
            Unit::Day => 24,
            Unit::Week => 7 * 24,
            Unit::Month => 28 * 24,
            Unit::Year => 365 * 24,
        };
        let hours = (now - start).num_hours().max(0) / (shortest * i64::from(self.count.max(1)));
        // As many of the shortest periods as fit are at least as many as there can be: go back from there.
        let most = u32::try_from(hours).unwrap_or(u32::MAX - 1);
        let begins = |times| self.after(start, times).filter(|begin| *begin <= now);
        (0..=most).rev().find_map(begins).unwrap_or(start)
    }
}

impl Subscription {
    pub(crate) fn end(&self) -> Option<DateTime<Utc>> {
        self.period.and_then(|period| period.after(self.start, 1))
    }

    /// Whether it was neither cancelled nor has come to its end.
    pub(crate) fn is_active_at(&self, now: DateTime<Utc>) -> bool {
        self.state == SubscriptionState::Active && self.end().is_none_or(|end| now < end)
    }

    /// When the next payment is due: none once it is cancelled or over.
    pub(crate) fn next_payment(&self) -> Option<DateTime<Utc>> {
        let made = u32::try_from(self.payments.len()).ok()?;
        let next = self.frequency.after(self.start, made)?;
        let is_over = self.end().is_some_and(|end| next >= end);
        (self.state == SubscriptionState::Active && !is_over).then_some(next)
    }

    /// What the payment after `made` others costs.
    pub(crate) fn payment_amount(&self, made: u32) -> Decimal {
        match self.promotional_amount {
            Some(amount) if made < self.promotional_payments => amount,
            _ => self.amount,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> DateTime<Utc> {
        format!("{text}T00:00:00Z").parse().unwrap()
    }

    #[test]
    fn periods_are_read() {
        assert_eq!(Period::parse("1 Month"), Some(Period::new(1, Unit::Month)));
        assert_eq!(Period::parse(" 12  hours "), Some(Period::new(12, Unit::Hour)));
        for text in ["", "Month", "0 Days", "-1 Day", "1 Fortnight", "1Month", "1 s", "4294967296 Days"] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn months_keep_their_day() {
        let monthly = Period::new(1, Unit::Month);
        assert_eq!(monthly.after(day("2026-01-31"), 1), Some(day("2026-02-28")));
        assert_eq!(monthly.after(day("2026-01-31"), 2), Some(day("2026-03-31")));
    }

    #[test]
    fn the_current_window_contains_now() {
        for (period, now, begin) in [
            (Period::new(1, Unit::Month), "2026-01-01", "2026-01-01"),
            (Period::new(1, Unit::Month), "2026-01-31", "2026-01-01"),
            (Period::new(1, Unit::Month), "2026-02-01", "2026-02-01"),
            (Period::new(2, Unit::Week), "2026-01-16", "2026-01-15"),
            (Period::new(1, Unit::Year), "2030-06-01", "2030-01-01"),
            (Period::new(1, Unit::Day), "2025-12-01", "2026-01-01"),
        ] {
            assert_eq!(period.current(day("2026-01-01"), day(now)), day(begin), "{period:?} {now}");
        }
    }
}
