//! Where the sandbox learns the time: rules never read a clock, they are told `now`.

use std::sync::{
    Arc, PoisonError, RwLock,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// A source of the present time.
pub trait Clock: Send + Sync + 'static {
    /// The present time.
    fn now(&self) -> DateTime<Utc>;
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// A clock that stands still until it is moved, for tests. Its clones show the same time.
#[derive(Debug, Clone)]
pub struct ManualClock(Arc<AtomicI64>);

impl ManualClock {
    /// A clock that shows `now`, to the millisecond.
    pub fn new(now: DateTime<Utc>) -> Self {
        Self(Arc::new(AtomicI64::new(now.timestamp_millis())))
    }

    /// Moves the clock on by `step`, or back where it is negative.
    pub fn advance(&self, step: TimeDelta) {
        self.0.fetch_add(step.num_milliseconds(), Ordering::SeqCst);
    }

    /// Sets the clock.
    pub fn set(&self, now: DateTime<Utc>) {
        self.0.store(now.timestamp_millis(), Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0.load(Ordering::SeqCst)).unwrap_or(DateTime::UNIX_EPOCH)
    }
}

/// What the clock of a sandbox shows: see [`Sandbox::clock`](super::Sandbox::clock).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ClockReading {
    /// The present time of the sandbox.
    pub now: DateTime<Utc>,
    /// Whether it stands still until it is moved.
    pub frozen: bool,
}

/// The time of the sandbox: that of another clock, moved on or stopped.
pub(crate) struct Timepiece {
    base: Arc<dyn Clock>,
    setting: RwLock<ClockSetting>,
}

/// How a [`Timepiece`] differs from its base.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ClockSetting {
    /// Milliseconds.
    ahead: i64,
    stopped_at: Option<DateTime<Utc>>,
}

/// Whether `body` says how a clock is set, and that clock shows a time that can be written when it is `base` outside.
pub(super) fn is_setting(body: &str, base: DateTime<Utc>) -> bool {
    let Ok(ClockSetting { ahead, stopped_at }) = serde_json::from_str(body) else { return false };
    let running = || base.checked_add_signed(TimeDelta::try_milliseconds(ahead)?);
    stopped_at.or_else(running).is_some_and(|now| (0..=9999).contains(&chrono::Datelike::year(&now)))
}

impl Timepiece {
    pub(crate) fn new(base: Arc<dyn Clock>) -> Self {
        Self { base, setting: RwLock::default() }
    }

    /// The time outside the sandbox, by which requests are signed.
    pub(crate) fn base(&self) -> DateTime<Utc> {
        self.base.now()
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        let setting = self.setting();
        setting.stopped_at.unwrap_or_else(|| self.base.now() + TimeDelta::milliseconds(setting.ahead))
    }

    pub(crate) fn is_frozen(&self) -> bool {
        self.setting().stopped_at.is_some()
    }

    pub(crate) fn setting(&self) -> ClockSetting {
        *self.setting.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The setting with which this clock shows `now`.
    pub(crate) fn setting_for(&self, now: DateTime<Utc>, frozen: bool) -> ClockSetting {
        match frozen {
            true => ClockSetting { ahead: 0, stopped_at: Some(now) },
            false => ClockSetting { ahead: (now - self.base.now()).num_milliseconds(), stopped_at: None },
        }
    }

    pub(crate) fn adopt(&self, setting: ClockSetting) {
        *self.setting.write().unwrap_or_else(PoisonError::into_inner) = setting;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timepiece_goes_ahead_of_its_base_and_stands_still() {
        let base = ManualClock::new("2012-03-05T17:30:00Z".parse().unwrap());
        let clock = Timepiece::new(Arc::new(base.clone()));
        let later = base.now() + TimeDelta::days(7);

        clock.adopt(clock.setting_for(later, false));
        base.advance(TimeDelta::hours(1));
        assert_eq!((clock.now(), clock.is_frozen()), (later + TimeDelta::hours(1), false));

        clock.adopt(clock.setting_for(later, true));
        base.advance(TimeDelta::hours(1));
        assert_eq!((clock.now(), clock.is_frozen()), (later, true));
    }
}
