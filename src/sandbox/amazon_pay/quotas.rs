//! How often each operation may be called: for each access key, merchant and environment a bucket of calls that fills
//! up again with time.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    amazon_pay::{Environment, ErrorCode},
    contract::{OperationInfo, Quota},
    error::ServiceError,
    sandbox::Sandbox,
    server::Call,
};

/// Buckets that are remembered. Past that the fullest is forgotten, which is full again for the next call.
const MOST_BUCKETS: usize = 10_000;

/// What is left of every quota. It is kept in memory, and forgotten with a reset.
#[derive(Debug, Default)]
pub(crate) struct Quotas(Mutex<HashMap<Bucket, DateTime<Utc>>>);

/// Whose calls of what: the instant that stands with it is when the bucket is full again.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Bucket {
    access_key_id: String,
    seller_id: String,
    environment: Environment,
    operation: &'static str,
}

impl Sandbox {
    /// Takes an admitted call out of its quota, where quotas are enforced.
    pub(in crate::sandbox) fn throttle(
        &self,
        operation: &'static OperationInfo,
        call: &Call,
    ) -> Result<(), ServiceError> {
        let Some(quotas) = &self.0.quotas else { return Ok(()) };
        quotas.take(operation, call, self.now())
    }
}

impl Quotas {
    /// Takes an admitted call at `now` out of its bucket. Calls of operations without a quota always go through.
    ///
    /// # Errors
    /// `RequestThrottled` where the bucket is empty.
    pub(crate) fn take(
        &self,
        operation: &'static OperationInfo,
        call: &Call,
        now: DateTime<Utc>,
    ) -> Result<(), ServiceError> {
        let (Some(caller), Some(seller)) = (&call.caller, &call.seller) else { return Ok(()) };
        let Some(quota) = quota(operation, seller.environment) else { return Ok(()) };
        let bucket = Bucket {
            access_key_id: caller.access_key_id.clone(),
            seller_id: seller.seller_id.clone(),
            environment: seller.environment,
            operation: operation.name,
        };
        let mut full_at = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match next_full_at(quota, full_at.get(&bucket).copied(), now) {
            Ok(next) => {
                if full_at.len() >= MOST_BUCKETS && !full_at.contains_key(&bucket) {
                    forget(&mut full_at, now);
                }
                full_at.insert(bucket, next);
                Ok(())
            }
            Err(wait) => Err(throttled(quota, operation, seller.environment, wait)),
        }
    }

    /// Fills every bucket.
    pub(crate) fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

fn quota(operation: &'static OperationInfo, environment: Environment) -> Option<&'static Quota> {
    operation.quotas.iter().find(|quota| quota.environment.eq_ignore_ascii_case(environment.as_str()))
}

/// When a bucket is full again once a call is taken out of it, or for how long none can be.
fn next_full_at(quota: &Quota, full_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<DateTime<Utc>, TimeDelta> {
    // The contract has no quota of nothing, nor one that is too large for a number.
    let one = TimeDelta::seconds(quota.every_seconds.into()) / quota.restored as i32;
    let all = one * quota.most as i32;
    // No bucket lacks more than all it can hold: a clock that was set back says otherwise.
    let lacks = full_at.map_or(TimeDelta::zero(), |full_at| (full_at - now).clamp(TimeDelta::zero(), all));
    match lacks + one - all {
        wait if wait > TimeDelta::zero() => Err(wait),
        _ => Ok(now + lacks + one),
    }
}

/// Makes room for a bucket: all that are full go, or that which soonest is.
fn forget(full_at: &mut HashMap<Bucket, DateTime<Utc>>, now: DateTime<Utc>) {
    full_at.retain(|_, full_at| *full_at > now);
    if full_at.len() >= MOST_BUCKETS
        && let Some(fullest) = full_at.iter().min_by_key(|(_, full_at)| **full_at).map(|(bucket, _)| bucket.clone())
    {
        full_at.remove(&fullest);
    }
}

fn throttled(quota: &Quota, operation: &OperationInfo, environment: Environment, wait: TimeDelta) -> ServiceError {
    let Quota { most, restored, every_seconds, .. } = quota;
    let every = if *every_seconds == 1 { "second".to_owned() } else { format!("{every_seconds} seconds") };
    let message = format!(
        "{} may be called {most} times in the {environment} environment, and {restored} more every {every}. \
         The next call can be made in {} ms.",
        operation.name,
        // What is left of a millisecond has to pass as well.
        wait.num_milliseconds() + i64::from(wait.subsec_nanos() % 1_000_000 != 0),
    );
    ServiceError::new(ErrorCode::RequestThrottled, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amazon_pay::{Operation, SERVICE};
    use crate::server::{Caller, Seller, Transport};

    const BOTH: [Environment; 2] = [Environment::Live, Environment::Sandbox];

    fn call(key: &str, seller: &str, environment: Environment) -> Call {
        Call {
            caller: Some(Caller { access_key_id: key.to_owned() }),
            version: "2013-01-01",
            request_id: "one".into(),
            received_at: DateTime::UNIX_EPOCH,
            transport: Transport::Rest,
            seller: Some(Seller { seller_id: seller.to_owned(), auth_token: None, environment }),
        }
    }

    /// The calls that go through at `now`, of ever so many.
    fn taken(quotas: &Quotas, operation: &'static OperationInfo, call: &Call, now: DateTime<Utc>) -> u32 {
        (0..1_000).take_while(|_| quotas.take(operation, call, now).is_ok()).count() as u32
    }

    #[test]
    fn every_quota_of_the_contract_is_held_to_the_millisecond() {
        let mut held = 0;
        for operation in SERVICE.operations {
            for environment in BOTH {
                let Some(quota) = quota(operation, environment) else {
                    assert!(operation.quotas.is_empty(), "{} has none in {environment}", operation.name);
                    assert_eq!(taken(&Quotas::default(), operation, &call("k", "s", environment), Utc::now()), 1_000);
                    continue;
                };
                let (quotas, call) = (Quotas::default(), call("k", "s", environment));
                let one = TimeDelta::milliseconds(i64::from(quota.every_seconds) * 1_000 / i64::from(quota.restored));
                let at = |calls: u32, late: i64| {
                    DateTime::UNIX_EPOCH + one * i32::try_from(calls).unwrap() + TimeDelta::milliseconds(late)
                };
                let taken = |now| taken(&quotas, operation, &call, now);
                assert_eq!(taken(at(0, 0)), quota.most, "{}", operation.name);
                for calls in 1..=3 {
                    assert_eq!((taken(at(calls, -1)), taken(at(calls, 0))), (0, 1), "{}", operation.name);
                }
                // Half full, and however long nobody calls no fuller than full.
                assert_eq!(taken(at(3 + quota.most / 2, 0)), quota.most / 2, "{}", operation.name);
                assert_eq!(taken(at(1_000_000, 0)), quota.most, "{}", operation.name);
                held += 1;
            }
        }
        assert_eq!(held, 2 * 21, "the operations with quotas, in both environments");
    }

    #[test]
    fn everybody_has_buckets_of_his_own_and_a_reset_fills_them() {
        let quotas = Quotas::default();
        let (authorize, capture) = (Operation::Authorize.info(), Operation::Capture.info());
        let now = DateTime::UNIX_EPOCH;
        let first = call("k", "s", Environment::Sandbox);
        assert_eq!(taken(&quotas, authorize, &first, now), 2);
        assert_eq!(taken(&quotas, capture, &first, now), 2);
        assert_eq!(taken(&quotas, authorize, &call("k", "other", Environment::Sandbox), now), 2);
        assert_eq!(taken(&quotas, authorize, &call("other", "s", Environment::Sandbox), now), 2);
        assert_eq!(taken(&quotas, authorize, &call("k", "s", Environment::Live), now), 10);
        assert_eq!(taken(&quotas, authorize, &first, now), 0);
        quotas.clear();
        assert_eq!(taken(&quotas, authorize, &first, now), 2);
    }

    #[test]
    fn a_refusal_says_how_often_and_when() {
        let quotas = Quotas::default();
        let call = call("k", "s", Environment::Sandbox);
        let authorize = Operation::Authorize.info();
        let now = DateTime::UNIX_EPOCH;
        assert_eq!(taken(&quotas, authorize, &call, now), 2);
        let refused = quotas.take(authorize, &call, now + TimeDelta::milliseconds(500)).unwrap_err();
        assert_eq!((refused.code(), refused.status()), ("RequestThrottled", 503));
        assert_eq!(
            refused.message(),
            "Authorize may be called 2 times in the Sandbox environment, and 1 more every 2 seconds. \
             The next call can be made in 1500 ms."
        );
    }

    #[test]
    fn a_clock_that_is_set_back_makes_nobody_wait_longer_than_a_whole_bucket_takes() {
        let quotas = Quotas::default();
        let call = call("k", "s", Environment::Sandbox);
        let authorize = Operation::Authorize.info();
        let day = TimeDelta::days(1);
        let now = DateTime::UNIX_EPOCH + day;
        assert_eq!(taken(&quotas, authorize, &call, now), 2);
        let refused = quotas.take(authorize, &call, now - day).unwrap_err();
        assert!(refused.message().ends_with("in 2000 ms."), "{refused}");
    }

    #[test]
    fn only_so_many_buckets_are_remembered() {
        let quotas = Quotas::default();
        let authorize = Operation::Authorize.info();
        let now = DateTime::UNIX_EPOCH;
        let caller = |number: usize| call("k", &number.to_string(), Environment::Sandbox);
        // The first has more left than all others.
        quotas.take(authorize, &caller(0), now).unwrap();
        for number in 1..MOST_BUCKETS {
            assert_eq!(taken(&quotas, authorize, &caller(number), now), 2);
        }
        let remembered = || quotas.0.lock().unwrap().len();
        assert_eq!(remembered(), MOST_BUCKETS);
        quotas.take(authorize, &caller(MOST_BUCKETS), now).unwrap();
        assert_eq!((remembered(), taken(&quotas, authorize, &caller(1), now)), (MOST_BUCKETS, 0));
        // Once they are full again there is no need of any.
        quotas.take(authorize, &caller(MOST_BUCKETS + 1), now + TimeDelta::hours(1)).unwrap();
        assert_eq!(remembered(), 1);
    }
}
