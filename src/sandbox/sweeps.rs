//! When to look for what waits too long: whatever waits does so until a time that a clock has set, and a clock that is
//! ahead for a while sets times that nobody would get to before the right one does.

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

/// How long after one sweep comes the next. Another process on the same store may have had the clock that was ahead.
const PAUSE: TimeDelta = TimeDelta::minutes(15);

/// How far a clock goes back when it is only corrected a little.
pub(crate) const LITTLE: TimeDelta = TimeDelta::seconds(1);

/// The sweeps of one process.
#[derive(Default)]
pub(crate) struct Sweeps(Mutex<Option<Seen>>);

struct Seen {
    swept: DateTime<Utc>,
    /// The present time, as it was told last.
    now: DateTime<Utc>,
}

impl Sweeps {
    /// Whether one is due now, which then counts as made: at first, after a while, and where the clock went back.
    pub(crate) fn is_due(&self, now: DateTime<Utc>) -> bool {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let swept = seen.as_ref().filter(|seen| seen.now <= now + LITTLE && now < seen.swept + PAUSE);
        let swept = swept.map(|seen| seen.swept);
        *seen = Some(Seen { swept: swept.unwrap_or(now), now });
        swept.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sweep_is_due_at_first_after_a_while_and_when_the_clock_went_back() {
        let sweeps = Sweeps::default();
        let start: DateTime<Utc> = "2026-03-05T17:30:00Z".parse().unwrap();
        let due = |seconds| sweeps.is_due(start + TimeDelta::seconds(seconds));
        assert_eq!([0, 1, 0, 899, 900, 901].map(due), [true, false, false, false, true, false]);
        assert_eq!([899, 900].map(due), [true, false]);
        assert_eq!([90_000, 3_600, 3_601].map(due), [true, true, false]);
    }
}
