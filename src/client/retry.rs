use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// When a failed call is sent again.
///
/// It is sent again only where a machine may do that at once ([`Error::repeat`](crate::Error::repeat)), and where it can't
/// do the deed twice: the first try was not carried out, the operation changes nothing, or its
/// reference (for FPS, the CallerReference) makes the service answer the first answer again. Each
/// try is signed anew, with a new time; nothing else of the request changes.
#[derive(Clone)]
pub struct RetryPolicy {
    attempts: u32,
    pauses: Pauses,
    budget: Duration,
    jitter: Arc<dyn Fn(Duration) -> Duration + Send + Sync>,
}

/// The longest pauses.
#[derive(Clone, Debug)]
enum Pauses {
    Doubling { first: Duration, most: Duration },
    Steps(Vec<Duration>),
}

impl RetryPolicy {
    /// No second try.
    pub fn never() -> Self {
        Self { attempts: 1, ..Self::default() }
    }

    /// At most this many tries, the first one included. Default: 4.
    pub fn attempts(self, attempts: u32) -> Self {
        Self { attempts: attempts.max(1), ..self }
    }

    /// The pause before the second try is a random part of `first`; each later pause may be twice as
    /// long as the one before, up to `most`. Defaults: 200 ms and 5 s.
    pub fn pauses(self, first: Duration, most: Duration) -> Self {
        Self { pauses: Pauses::Doubling { first, most }, ..self }
    }

    /// The longest pause before the second try, before the third one, and so on; the last one given
    /// holds for all that follow. None given is no pause at all.
    pub fn steps(self, longest: impl Into<Vec<Duration>>) -> Self {
        Self { pauses: Pauses::Steps(longest.into()), ..self }
    }

    /// No try begins later than this after the first one. Default: 30 s.
    pub fn budget(self, budget: Duration) -> Self {
        Self { budget, ..self }
    }

    /// How the pause is drawn from its longest: unless this is set, at random from nothing up.
    pub fn jitter(self, jitter: impl Fn(Duration) -> Duration + Send + Sync + 'static) -> Self {
        Self { jitter: Arc::new(jitter), ..self }
    }

    /// How long to wait before the next try, if there may be one after `tries` of them.
    pub(super) fn pause_after(&self, tries: u32, elapsed: Duration) -> Option<Duration> {
        if tries >= self.attempts {
            return None;
        }
        let longest = self.pauses.after(tries);
        let pause = (self.jitter)(longest).min(longest);
        (elapsed.saturating_add(pause) <= self.budget).then_some(pause)
    }

    /// The time within which the next try has to begin.
    pub(super) fn left(&self, elapsed: Duration) -> Duration {
        self.budget.saturating_sub(elapsed)
    }
}

impl Pauses {
    fn after(&self, tries: u32) -> Duration {
        let earlier = tries.saturating_sub(1);
        match self {
            Self::Doubling { first, most } => first.saturating_mul(1 << earlier.min(16)).min(*most),
            Self::Steps(steps) => steps.get(earlier as usize).or(steps.last()).copied().unwrap_or_default(),
        }
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            attempts: 4,
            pauses: Pauses::Doubling { first: Duration::from_millis(200), most: Duration::from_secs(5) },
            budget: Duration::from_secs(30),
            jitter: Arc::new(random_part),
        }
    }
}

impl fmt::Debug for RetryPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RetryPolicy")
            .field("attempts", &self.attempts)
            .field("pauses", &self.pauses)
            .field("budget", &self.budget)
            .finish_non_exhaustive()
    }
}

/// A random part of a time.
pub(crate) fn random_part(longest: Duration) -> Duration {
    // Without randomness the pause is the longest one: late rather than in step with others.
    let Ok(random) = getrandom::u64() else { return longest };
    let nanos = u64::try_from(longest.as_nanos()).unwrap_or(u64::MAX);
    Duration::from_nanos(random % nanos.saturating_add(1).max(1))
}
