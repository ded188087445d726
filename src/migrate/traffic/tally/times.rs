//! When calls came, and how long they took.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Timelike, Utc};

use crate::migrate::traffic::usage::{Latency, When};

/// Days that are told apart: some twenty-seven years.
const MOST_DAYS: usize = 10_000;
/// Minutes that are kept until they are forgotten: what comes later than a day out of order counts as a new minute.
const MOST_MINUTES: usize = 1440;

#[derive(Default)]
pub(super) struct Times {
    first: Option<DateTime<Utc>>,
    last: Option<DateTime<Utc>>,
    untimed: u64,
    days: BTreeMap<NaiveDate, u64>,
    hours: [u64; 24],
    minutes: BTreeMap<i64, u64>,
    busiest_minute: u64,
}

impl Times {
    pub(super) fn note(&mut self, at: Option<DateTime<Utc>>) {
        let Some(at) = at else {
            self.untimed += 1;
            return;
        };
        self.first = Some(self.first.map_or(at, |first| first.min(at)));
        self.last = Some(self.last.map_or(at, |last| last.max(at)));
        let day = at.date_naive();
        if self.days.len() < MOST_DAYS || self.days.contains_key(&day) {
            *self.days.entry(day).or_default() += 1;
        }
        self.hours[at.hour() as usize % 24] += 1;
        let minute = self.minutes.entry(at.timestamp().div_euclid(60)).or_default();
        *minute += 1;
        self.busiest_minute = self.busiest_minute.max(*minute);
        if self.minutes.len() > MOST_MINUTES {
            self.minutes.pop_first();
        }
    }

    pub(super) fn finish(self) -> When {
        When {
            first: self.first,
            last: self.last,
            untimed: self.untimed,
            days: self.days,
            hours: if self.first.is_some() { self.hours.to_vec() } else { Vec::new() },
            busiest_minute: self.busiest_minute,
        }
    }
}

/// Durations in buckets, each a fifth longer than the one before.
#[derive(Default)]
pub(super) struct Durations {
    buckets: BTreeMap<u16, u64>,
    count: u64,
    longest: Duration,
}

/// Buckets to a doubling.
const FINENESS: f64 = 4.0;

impl Durations {
    pub(super) fn note(&mut self, took: Option<Duration>) {
        let Some(took) = took else { return };
        let bucket = (took.as_micros().max(1) as f64 / 1000.0).log2().mul_add(FINENESS, 100.0).ceil().clamp(0.0, 400.0);
        *self.buckets.entry(bucket as u16).or_default() += 1;
        self.count += 1;
        self.longest = self.longest.max(took);
    }

    pub(super) fn finish(self) -> Option<Latency> {
        let longest_ms = u64::try_from(self.longest.as_millis()).unwrap_or(u64::MAX);
        let at_most = |share: f64| {
            let wanted = (self.count as f64 * share).ceil() as u64;
            let mut counted = 0;
            let bucket = self.buckets.iter().find_map(|(bucket, count)| {
                counted += count;
                (counted >= wanted).then_some(*bucket)
            });
            let milliseconds = bucket.map_or(0.0, |bucket| ((f64::from(bucket) - 100.0) / FINENESS).exp2());
            (milliseconds.ceil() as u64).min(longest_ms.max(1))
        };
        (self.count > 0).then(|| Latency {
            calls: self.count,
            median_ms: at_most(0.5),
            p95_ms: at_most(0.95),
            p99_ms: at_most(0.99),
            longest_ms,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_busiest_minute_is_found_whatever_the_order() {
        let mut times = Times::default();
        for second in [0, 59, 3600, 30, 60, 86_400] {
            times.note(DateTime::from_timestamp(1_262_304_000 + second, 0));
        }
        times.note(None);
        let when = times.finish();
        assert_eq!((when.busiest_minute, when.untimed), (3, 1));
        assert_eq!(when.days.values().copied().collect::<Vec<_>>(), [5, 1]);
        assert_eq!((when.hours[0], when.hours[1]), (5, 1));
        assert_eq!(when.last.map(|at| at.timestamp()), Some(1_262_390_400));
    }

    #[test]
    fn durations_are_told_by_what_most_are_below() {
        let mut durations = Durations::default();
        for milliseconds in 1..=100 {
            durations.note(Some(Duration::from_millis(milliseconds)));
        }
        durations.note(None);
        let latency = durations.finish().expect("there were some");
        assert_eq!((latency.calls, latency.longest_ms), (100, 100));
        assert!((50..=60).contains(&latency.median_ms), "{latency:?}");
        assert!((95..=100).contains(&latency.p95_ms), "{latency:?}");
        assert!(Durations::default().finish().is_none());
    }
}
