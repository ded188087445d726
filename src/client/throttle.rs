//! Calls that are made no more often than a service allows.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::contract::{OperationInfo, Quota};
use crate::error::Error;

/// Whether calls wait until the service has room for them.
///
/// A service allows each operation a number of calls at once, and gives them back one by one; a call
/// too many it refuses as `RequestThrottled`. A client that is throttled counts for itself, and lets
/// a call wait for its turn: first come, first served, and all clones of the client together. A
/// refusal by the service, which also counts other clients' calls, makes it count from nothing.
///
/// A call that would have to wait longer than the client's timeout fails at once, with
/// [`Error::Throttled`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Throttle {
    on: bool,
}

impl Throttle {
    /// Calls wait as the documented quotas have it ([`OperationInfo::quotas`]). An operation without
    /// one never waits.
    pub fn documented() -> Self {
        Self { on: true }
    }

    /// No call waits: another process does the counting, or the service doesn't.
    pub fn off() -> Self {
        Self { on: false }
    }

    /// The buckets of one client in an environment of the service: `live` or `sandbox`.
    pub(crate) fn buckets(self, environment: &'static str) -> Buckets {
        Buckets { on: self.on, environment, began: Instant::now(), buckets: Mutex::default() }
    }
}

impl Default for Throttle {
    fn default() -> Self {
        Self::documented()
    }
}

/// What is left of each operation's quota.
pub(crate) struct Buckets {
    on: bool,
    environment: &'static str,
    /// Times are counted from here.
    began: Instant,
    buckets: Mutex<HashMap<&'static str, Bucket>>,
}

#[derive(Default)]
struct Bucket {
    /// When it is full again, if nobody takes anything: each call that is missing until then puts it
    /// off by the time in which one call comes back.
    full_at: Duration,
    /// The tickets of those that wait, in the order in which they came.
    queue: VecDeque<u64>,
    next_ticket: u64,
}

/// A place in the queue, given up when it is dropped.
struct Ticket<'b> {
    buckets: &'b Buckets,
    operation: &'static str,
    number: u64,
}

impl Buckets {
    /// Waits until the operation may be called, for no longer than `limit`.
    pub async fn turn(&self, operation: &'static OperationInfo, limit: Duration) -> Result<(), Error> {
        let Some(quota) = self.quota(operation) else { return Ok(()) };
        let began = Instant::now();
        let ticket = self.join(operation.name);
        while let Some(turn) = ticket.take(quota) {
            if began.elapsed().saturating_add(turn) > limit {
                return Err(Error::Throttled { operation: operation.name, turn });
            }
            tokio::time::sleep(turn).await;
        }
        Ok(())
    }

    /// The service has refused a call as one too many: there is nothing left.
    pub fn empty(&self, operation: &'static OperationInfo) {
        let Some(quota) = self.quota(operation) else { return };
        let empty = self.began.elapsed() + interval(quota) * quota.most;
        let mut buckets = self.lock();
        let bucket = buckets.entry(operation.name).or_default();
        bucket.full_at = bucket.full_at.max(empty);
    }

    fn quota(&self, operation: &'static OperationInfo) -> Option<&'static Quota> {
        operation.quotas.iter().find(|quota| self.on && quota.environment == self.environment)
    }

    fn join(&self, operation: &'static str) -> Ticket<'_> {
        let mut buckets = self.lock();
        let bucket = buckets.entry(operation).or_default();
        let number = bucket.next_ticket;
        bucket.next_ticket += 1;
        bucket.queue.push_back(number);
        Ticket { buckets: self, operation, number }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<&'static str, Bucket>> {
        self.buckets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ticket<'_> {
    /// Takes a call out of the bucket; where there is none for this ticket yet, says how long it takes.
    fn take(&self, quota: &Quota) -> Option<Duration> {
        let now = self.buckets.began.elapsed();
        let mut buckets = self.buckets.lock();
        let bucket = buckets.entry(self.operation).or_default();
        // Those who came earlier get theirs first.
        let earlier = bucket.queue.iter().take_while(|number| **number != self.number).count();
        let earlier = u32::try_from(earlier).unwrap_or(u32::MAX);
        let interval = interval(quota);
        let full_at = bucket.full_at.max(now);
        let after = full_at.saturating_add(interval.saturating_mul(earlier.saturating_add(1)));
        let turn = after.saturating_sub(interval * quota.most);
        if turn > now {
            return Some(turn - now);
        }
        bucket.full_at = full_at + interval;
        bucket.queue.retain(|number| *number != self.number);
        None
    }
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        if let Some(bucket) = self.buckets.lock().get_mut(self.operation) {
            bucket.queue.retain(|number| *number != self.number);
        }
    }
}

/// The time in which one call comes back.
fn interval(quota: &Quota) -> Duration {
    Duration::from_secs(quota.every_seconds.into()) / quota.restored.max(1)
}
