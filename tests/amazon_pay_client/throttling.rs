//! How often calls go out: exact to the second, by a clock that stands still until somebody waits.

use amazon_fps::Error;
use amazon_fps::amazon_pay::client::{Client, Throttle};
use amazon_fps::amazon_pay::{
    AuthorizeRequest, Environment, GetAuthorizationDetailsRequest, GetServiceStatusRequest, ListOrderReferenceRequest,
    QueryIdType, SERVICE,
};
use amazon_fps::contract::Repeat;
use amazon_fps::error::Outcome;
use proptest::prelude::*;
use tokio::time::{Duration, Instant, timeout};

use crate::script::*;

const SECOND: Duration = Duration::from_secs(1);

/// A service that authorizes whatever it is asked.
fn willing() -> Script {
    Script::of(std::iter::repeat_with(authorized).take(100))
}

fn in_environment(script: &Script, environment: Environment) -> Client {
    script.client().environment(environment).build().expect("it is complete")
}

async fn authorize_all(client: &Client, calls: usize) -> Vec<Result<(), Error>> {
    let calls = (0..calls).map(|_| {
        let client = client.clone();
        tokio::spawn(async move { client.authorize(&authorize()).await.map(drop) })
    });
    let mut results = Vec::new();
    for call in calls.collect::<Vec<_>>() {
        results.push(call.await.expect("nothing panics"));
    }
    results
}

#[tokio::test(start_paused = true)]
async fn a_burst_goes_at_once_and_the_rest_as_calls_come_back() {
    for (environment, burst, interval) in [(Environment::Live, 10, SECOND), (Environment::Sandbox, 2, 2 * SECOND)] {
        let script = willing();
        let client = in_environment(&script, environment);
        let began = Instant::now();
        let results = authorize_all(&client, burst + 3).await;
        assert!(results.iter().all(Result::is_ok));
        let mut expected = vec![Duration::ZERO; burst];
        expected.extend([interval, 2 * interval, 3 * interval]);
        assert_eq!(script.times(began), expected, "{environment}");
    }
}

#[tokio::test(start_paused = true)]
async fn calls_come_back_one_by_one_and_no_more_than_the_bucket_holds() {
    let script = willing();
    let client = in_environment(&script, Environment::Sandbox);
    let began = Instant::now();
    authorize_all(&client, 2).await;
    // Half an interval is no call.
    tokio::time::advance(SECOND).await;
    authorize_all(&client, 1).await;
    // A long rest fills the bucket, and not more than that.
    tokio::time::advance(1000 * SECOND).await;
    authorize_all(&client, 3).await;
    assert_eq!(script.times(began), [0, 0, 2, 1002, 1002, 1004].map(Duration::from_secs));
}

#[tokio::test(start_paused = true)]
async fn reads_have_another_rate_and_operations_do_not_share() {
    let read = || answer("GetAuthorizationDetails", &authorization("<State>Open</State>"));
    let script = Script::of(std::iter::repeat_with(read).take(100));
    let client = in_environment(&script, Environment::Live);
    let began = Instant::now();
    let request = GetAuthorizationDetailsRequest::new("S01-1234567-7654321-A012345");
    for _ in 0..23 {
        client.get_authorization_details(&request).await.expect("the script answers");
    }
    let times = script.times(began);
    assert!(times[..20].iter().all(Duration::is_zero));
    assert_eq!(times[20..], [500, 1000, 1500].map(Duration::from_millis), "two come back each second");

    let script = willing();
    let client = in_environment(&script, Environment::Live);
    let began = Instant::now();
    authorize_all(&client, 10).await;
    client.get_authorization_details(&request).await.expect_err("the script authorizes");
    assert!(began.elapsed().is_zero(), "an empty bucket keeps nobody from another one");
}

#[tokio::test(start_paused = true)]
async fn clones_share_and_other_clients_do_not() {
    let script = willing();
    let client = in_environment(&script, Environment::Sandbox);
    let began = Instant::now();
    authorize_all(&client, 2).await;
    client.clone().authorize(&authorize()).await.expect("the script authorizes");
    assert_eq!(began.elapsed(), 2 * SECOND);
    let other = in_environment(&script, Environment::Sandbox);
    authorize_all(&other, 2).await;
    assert_eq!(began.elapsed(), 2 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn a_turn_that_would_come_too_late_is_an_error_at_once() {
    let script = willing();
    let client = script.client().timeout(5 * SECOND).build().expect("it is complete");
    let began = Instant::now();
    let mut results = authorize_all(&client, 5).await;
    let error = results.pop().expect("there are five").expect_err("its turn is in six seconds");
    assert!(results.iter().all(Result::is_ok), "after 0, 0, 2 and 4 seconds");
    assert!(matches!(error, Error::Throttled { operation: "Authorize", turn } if turn == 6 * SECOND), "{error}");
    assert_eq!((error.outcome(), error.retriable(), error.repeat()), (Outcome::NotSent, true, Repeat::AfterChange));
    assert_eq!(script.times(began), [0, 0, 2, 4].map(Duration::from_secs));
}

#[tokio::test(start_paused = true)]
async fn the_status_of_the_service_may_be_asked_for_twice_and_once_in_five_minutes() {
    let status = || answer("GetServiceStatus", "<Status>GREEN</Status><Timestamp>2017-07-07T12:00:00Z</Timestamp>");
    let script = Script::of(std::iter::repeat_with(status).take(9));
    let client = script.client().build().expect("it is complete");
    let request = GetServiceStatusRequest::new();
    let began = Instant::now();
    for _ in 0..2 {
        client.get_service_status(&request).await.expect("the script answers");
    }
    let error = client.get_service_status(&request).await.expect_err("the third one would have to wait");
    assert!(matches!(error, Error::Throttled { turn, .. } if turn == 300 * SECOND), "{error}");
    tokio::time::advance(299 * SECOND).await;
    client.get_service_status(&request).await.expect("it waits for the last second");
    assert_eq!(script.times(began), [0, 0, 300].map(Duration::from_secs));
}

#[tokio::test(start_paused = true)]
async fn a_refusal_as_one_too_many_empties_the_bucket() {
    let script = Script::of([refusal(503, "RequestThrottled"), authorized(), authorized(), authorized()]);
    let client = script.client().build().expect("it is complete");
    let began = Instant::now();
    client.authorize(&authorize()).await.expect("the second try succeeds");
    client.authorize(&authorize()).await.expect("the script authorizes");
    // The pause of one second is over before the next call comes back.
    assert_eq!(script.times(began), [0, 2, 4].map(Duration::from_secs));
}

#[tokio::test(start_paused = true)]
async fn waiting_for_a_turn_takes_nothing_from_the_time_for_retries() {
    let status = || answer("GetServiceStatus", "<Status>GREEN</Status><Timestamp>2017-07-07T12:00:00Z</Timestamp>");
    let script = Script::of([status(), status(), reply(503, ""), status()]);
    let client =
        script.client().timeout(900 * SECOND).retry(retries().budget(400 * SECOND)).build().expect("it is complete");
    let began = Instant::now();
    for _ in 0..3 {
        client.get_service_status(&GetServiceStatusRequest::new()).await.expect("the script answers");
    }
    // The second try of the third call waits for its turn, too, and within the budget.
    assert_eq!(script.times(began), [0, 0, 300, 600].map(Duration::from_secs));

    // Where the budget is over before that turn comes, there is no second try.
    let script = Script::of([status(), status(), reply(503, "")]);
    let client = script.client().timeout(900 * SECOND).build().expect("it is complete");
    for _ in 0..2 {
        client.get_service_status(&GetServiceStatusRequest::new()).await.expect("the script answers");
    }
    let error = client.get_service_status(&GetServiceStatusRequest::new()).await.expect_err("its turn comes too late");
    assert!(matches!(&error, Error::Unresolved { last, .. } if matches!(**last, Error::Throttled { .. })), "{error}");
    assert_eq!(script.requests().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn whoever_gives_up_waiting_uses_nothing_up() {
    let script = willing();
    let client = in_environment(&script, Environment::Sandbox);
    let began = Instant::now();
    authorize_all(&client, 2).await;
    for _ in 0..10 {
        let hasty = client.clone();
        timeout(SECOND / 10, async move { hasty.authorize(&authorize()).await })
            .await
            .expect_err("it takes two seconds");
    }
    assert_eq!(began.elapsed(), SECOND);
    client.authorize(&authorize()).await.expect("the script authorizes");
    assert_eq!(script.times(began), [0, 0, 2].map(Duration::from_secs));
}

#[tokio::test(start_paused = true)]
async fn the_first_to_come_is_the_first_to_go() {
    let script = willing();
    let client = in_environment(&script, Environment::Sandbox);
    let calls = (0..6).map(|number| {
        let client = client.clone();
        let request =
            AuthorizeRequest::new("S01-1234567-7654321", format!("order-{number}"), authorize().authorization_amount);
        tokio::spawn(async move { client.authorize(&request).await.map(drop) })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.expect("nothing panics").expect("the script authorizes");
    }
    let sent = script.sent();
    let order =
        sent.iter().map(|sent| value(sent, "AuthorizationReferenceId").expect("it is sent")).collect::<Vec<_>>();
    assert_eq!(order, ["order-0", "order-1", "order-2", "order-3", "order-4", "order-5"]);
}

#[tokio::test(start_paused = true)]
async fn nobody_waits_without_a_throttle_or_without_a_quota() {
    let script = willing();
    let client = script.client().throttle(Throttle::off()).build().expect("it is complete");
    let began = Instant::now();
    authorize_all(&client, 50).await;
    assert!(began.elapsed().is_zero());

    let page = || answer("ListOrderReference", "<OrderReferenceList/>");
    let script = Script::of(std::iter::repeat_with(page).take(100));
    let client = script.client().build().expect("it is complete");
    let request = ListOrderReferenceRequest::new("order-4711", QueryIdType::SellerOrderId);
    for _ in 0..100 {
        client.list_order_reference(&request).await.expect("the script answers");
    }
    assert!(began.elapsed().is_zero());
}

/// Whatever the contract says of an operation holds for its calls, in both environments.
#[test]
fn every_documented_quota_is_in_the_contract() {
    let quotas = |name: &str| {
        let operation = SERVICE.operation(name).expect("the contract has it");
        operation
            .quotas
            .iter()
            .map(|quota| (quota.environment, quota.most, quota.restored, quota.every_seconds))
            .collect::<Vec<_>>()
    };
    for name in ["Authorize", "AuthorizeOnBillingAgreement", "Capture", "Refund", "SetOrderReferenceDetails"] {
        assert_eq!(quotas(name), [("live", 10, 1, 1), ("sandbox", 2, 1, 2)], "{name}");
    }
    for name in
        ["GetAuthorizationDetails", "GetCaptureDetails", "GetOrderReferenceDetails", "GetBillingAgreementDetails"]
    {
        assert_eq!(quotas(name), [("live", 20, 2, 1), ("sandbox", 5, 1, 1)], "{name}");
    }
    assert_eq!(quotas("GetServiceStatus"), [("live", 2, 1, 300), ("sandbox", 2, 1, 300)]);
    assert!(quotas("ListOrderReference").is_empty());
}

/// Milliseconds until the next calls, how many of them there are, and whether they give up after 700 ms.
type Step = (u64, usize, bool);

/// When calls come, and when they go out, in milliseconds.
fn play(steps: Vec<Step>) -> (Vec<u64>, Vec<u64>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    runtime.expect("a runtime can be made").block_on(async {
        let script = willing();
        let client = script.client().timeout(10_000 * SECOND).build().expect("it is complete");
        let began = Instant::now();
        let (mut came, mut calls) = (Vec::new(), Vec::new());
        for (pause, count, gives_up) in steps {
            tokio::time::sleep(Duration::from_millis(pause)).await;
            for _ in 0..count {
                let client = client.clone();
                let patience = if gives_up { Duration::from_millis(700) } else { 10_000 * SECOND };
                came.push(began.elapsed());
                calls
                    .push(tokio::spawn(async move { timeout(patience, client.authorize(&authorize())).await.is_ok() }));
            }
        }
        for call in calls {
            call.await.expect("nothing panics");
        }
        let millis = |times: Vec<Duration>| times.into_iter().map(|time| time.as_millis() as u64).collect();
        (millis(came), millis(script.times(began)))
    })
}

/// The sandbox's bucket of two calls, one of which comes back every two seconds, in milliseconds.
struct Bucket {
    level: u64,
    at: u64,
}

impl Bucket {
    fn new() -> Self {
        Self { level: 4000, at: 0 }
    }

    /// Takes one call out at that time; whether there was one.
    fn take(&mut self, at: u64) -> bool {
        self.level = (self.level + (at - self.at)).min(4000);
        self.at = at;
        let was_there = self.level >= 2000;
        self.level = self.level.saturating_sub(2000);
        was_there
    }

    /// The first time from `at` on at which there is one.
    fn first_from(&self, at: u64) -> u64 {
        at.max(self.at + 2000_u64.saturating_sub(self.level))
    }
}

proptest! {
    #[test]
    fn no_schedule_goes_over_the_quota(steps in proptest::collection::vec((0_u64..3000, 1_usize..4, any::<bool>()), 1..20)) {
        let (_, went) = play(steps);
        let mut bucket = Bucket::new();
        for time in &went {
            prop_assert!(bucket.take(*time), "{time} of {went:?}");
        }
    }

    #[test]
    fn nobody_waits_longer_than_the_quota_has_him_wait(steps in proptest::collection::vec((0_u64..3000, 1_usize..4), 1..20)) {
        let (came, went) = play(steps.into_iter().map(|(pause, calls)| (pause, calls, false)).collect());
        let mut bucket = Bucket::new();
        let expected = came.iter().map(|time| {
            let turn = bucket.first_from((*time).max(bucket.at));
            bucket.take(turn);
            turn
        });
        prop_assert_eq!(expected.collect::<Vec<_>>(), went);
    }
}
