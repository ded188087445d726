//! Where the sandbox learns the time: rules never read a clock, they are told `now`.

use std::sync::{
    Arc, PoisonError, RwLock,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{
    Sandbox,
    books::{Books, Stop},
    rows::{Document, Tenant},
};
use crate::{error::ServiceError, fps::ErrorCode};

/// The name of the document of the house that says how the clock is set.
pub(super) const DOCUMENT: &str = "clock";

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
        self.setting().shown_at(self.base())
    }

    fn setting(&self) -> ClockSetting {
        *self.setting.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn adopt(&self, setting: ClockSetting) {
        *self.setting.write().unwrap_or_else(PoisonError::into_inner) = setting;
    }
}

impl ClockSetting {
    /// The setting with which a clock shows `now` when it is `base` outside.
    fn showing(now: DateTime<Utc>, base: DateTime<Utc>, frozen: bool) -> Self {
        match frozen {
            true => Self { ahead: 0, stopped_at: Some(now) },
            false => Self { ahead: (now - base).num_milliseconds(), stopped_at: None },
        }
    }

    /// What a clock with this setting shows when it is `base` outside. It stops at the end of the calendar.
    fn shown_at(self, base: DateTime<Utc>) -> DateTime<Utc> {
        let running = || base.checked_add_signed(TimeDelta::try_milliseconds(self.ahead)?);
        self.stopped_at.or_else(running).unwrap_or(DateTime::<Utc>::MAX_UTC)
    }

    fn is_frozen(self) -> bool {
        self.stopped_at.is_some()
    }
}

impl Sandbox {
    /// What the clock shows, and whether it stands still.
    pub fn clock(&self) -> ClockReading {
        let (setting, base) = (self.0.clock.setting(), self.0.clock.base());
        ClockReading { now: setting.shown_at(base).trunc_subsecs(3), frozen: setting.is_frozen() }
    }

    /// Sets the clock, stops it or lets it go on; what is not given stays as it is. What is due by then is done, in its
    /// order, before this returns. Requests are still signed by the time outside, so that clients need not know of it.
    ///
    /// # Errors
    /// `InvalidParams` where the clock would go back; `InternalError` where the store fails.
    pub async fn set_clock(&self, now: Option<DateTime<Utc>>, frozen: Option<bool>) -> Result<(), ServiceError> {
        self.move_clock(frozen, move |present| Some(now.unwrap_or(present))).await
    }

    /// Moves the clock on, and does what is due by then, in its order, before this returns.
    ///
    /// # Errors
    /// As for [`Sandbox::set_clock`].
    pub async fn advance(&self, step: TimeDelta) -> Result<(), ServiceError> {
        self.move_clock(None, move |present| present.checked_add_signed(step)).await
    }

    /// Sets the clock to what `next` makes of the present time; none is past the end of the calendar.
    ///
    /// The present time is that of the setting in the store, read in the unit of work that writes the next one: others
    /// may have moved the clock since this process last looked.
    async fn move_clock(
        &self,
        frozen: Option<bool>,
        next: impl Fn(DateTime<Utc>) -> Option<DateTime<Utc>> + Send + 'static,
    ) -> Result<(), ServiceError> {
        let clock = Arc::clone(&self.0.clock);
        let rule = move |books: &mut Books<'_>| {
            let (before, base) = (setting(books)?, clock.base());
            let present = before.shown_at(base);
            // Rules add to the time: it stays far from the end of the calendar.
            let now = next(present).filter(|now| chrono::Datelike::year(now) <= 9999).ok_or_else(|| {
                Stop::refuse(ErrorCode::InvalidParams, "The calendar of the sandbox ends with the year 9999.")
            })?;
            if now < present {
                let message = format!("The clock shows {present} and can't go back to {now}: reset the sandbox first.");
                return Err(Stop::refuse(ErrorCode::InvalidParams, message));
            }
            let after = ClockSetting::showing(now, base, frozen.unwrap_or(before.is_frozen()));
            let body = serde_json::to_string(&after).map_err(|_| lost())?;
            books.put(Document { name: DOCUMENT.to_owned(), body });
            Ok(after)
        };
        {
            let _steering = self.0.steering.lock().await;
            let setting = self.change_at(&Tenant::house(), self.now(), rule).await?;
            self.0.clock.adopt(setting);
        }
        self.catch_up_all().await
    }

    /// Takes over how the clock was set by whoever else uses the same store, or before a restart. To be called by
    /// whoever steers.
    pub(super) async fn read_clock(&self) -> Result<(), ServiceError> {
        let setting = self.read_at(&Tenant::house(), self.now(), setting).await?;
        self.0.clock.adopt(setting);
        Ok(())
    }
}

/// How the clock is set: as in the beginning, where nobody has set it.
fn setting(books: &Books<'_>) -> Result<ClockSetting, Stop> {
    match books.document(DOCUMENT)? {
        Some(document) => serde_json::from_str(&document.body).map_err(|_| lost()),
        None => Ok(ClockSetting::default()),
    }
}

fn lost() -> Stop {
    Stop::broken("the setting of its clock")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timepiece_goes_ahead_of_its_base_and_stands_still() {
        let base = ManualClock::new("2012-03-05T17:30:00Z".parse().unwrap());
        let clock = Timepiece::new(Arc::new(base.clone()));
        let later = base.now() + TimeDelta::days(7);

        clock.adopt(ClockSetting::showing(later, base.now(), false));
        base.advance(TimeDelta::hours(1));
        assert_eq!((clock.now(), clock.setting().is_frozen()), (later + TimeDelta::hours(1), false));

        clock.adopt(ClockSetting::showing(later, base.now(), true));
        base.advance(TimeDelta::hours(1));
        assert_eq!((clock.now(), clock.setting().is_frozen()), (later, true));
    }

    #[test]
    fn a_clock_stops_at_the_end_of_the_calendar() {
        let now = "2012-03-05T17:30:00Z".parse().unwrap();
        let almost = ClockSetting::showing(DateTime::<Utc>::MAX_UTC, now, false);
        assert_eq!(almost.shown_at(now + TimeDelta::hours(1)), DateTime::<Utc>::MAX_UTC);
        let broken = ClockSetting { ahead: i64::MIN, stopped_at: None };
        assert_eq!(broken.shown_at(now), DateTime::<Utc>::MAX_UTC);
    }
}
