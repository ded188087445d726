//! Which failures are repeated, when, and what is said of those that aren't.

use amazon_fps::Error;
use amazon_fps::amazon_pay::client::{HttpFailure, RetryPolicy, Throttle};
use amazon_fps::amazon_pay::{
    ConfirmOrderReferenceRequest, ErrorCode, GetAuthorizationDetailsRequest, GetAuthorizationDetailsResult,
};
use amazon_fps::contract::Repeat;
use amazon_fps::error::Outcome;
use tokio::time::{Duration, Instant};

use crate::script::*;

fn details() -> GetAuthorizationDetailsRequest {
    GetAuthorizationDetailsRequest::new("S01-1234567-7654321-A012345")
}

#[tokio::test(start_paused = true)]
async fn errors_500_and_503_are_sent_again_after_1_4_and_10_seconds_with_the_same_reference() {
    let script = Script::of([
        refusal(500, "InternalServerError"),
        reply(503, "<html>Service Unavailable</html>"),
        reply(500, ""),
        authorized(),
    ]);
    let began = Instant::now();
    let client = script.client().clock(move || at_noon() + began.elapsed()).build().expect("it is complete");
    client.authorize(&authorize()).await.expect("the fourth try succeeds");
    assert_eq!(script.times(began), [0, 1, 5, 15].map(Duration::from_secs));
    let sent = script.sent();
    let column = |name| sent.iter().map(|parameters| value(parameters, name).expect("it is sent")).collect::<Vec<_>>();
    assert_eq!(column("AuthorizationReferenceId"), ["order-4711-1"; 4]);
    let times = ["00", "01", "05", "15"].map(|second| format!("2017-07-07T12:00:{second}.000Z"));
    assert_eq!(column("Timestamp"), times);
    let mut signatures = column("Signature");
    signatures.dedup();
    assert_eq!(signatures.len(), 4, "each try is signed anew");
}

#[tokio::test(start_paused = true)]
async fn there_are_four_tries_and_the_last_failure_is_told() {
    let script = Script::of(std::iter::repeat_with(|| refusal(503, "ServiceUnavailable")).take(9));
    let client = script.client().build().expect("it is complete");
    let error = client.authorize(&authorize()).await.expect_err("it is down");
    assert!(error.is(ErrorCode::ServiceUnavailable) && error.retriable(), "{error}");
    assert_eq!((error.repeat(), error.outcome()), (Repeat::AtOnce, Outcome::Unknown));
    assert_eq!(script.requests().len(), 4);
}

#[tokio::test(start_paused = true)]
async fn the_default_pauses_are_drawn_from_half_to_the_whole() {
    for _ in 0..20 {
        let script = Script::of(std::iter::repeat_with(|| Err(HttpFailure::Connect("refused".to_owned()))).take(9));
        let began = Instant::now();
        let client = script.default_client().throttle(Throttle::off()).build().expect("it is complete");
        client.authorize(&authorize()).await.expect_err("nobody is there");
        let times = script.times(began);
        assert_eq!(times.len(), 4);
        for (pair, longest) in times.windows(2).zip([1, 4, 10].map(Duration::from_secs)) {
            let pause = pair[1] - pair[0];
            // Timers go by whole milliseconds.
            assert!(pause >= longest / 2 && pause <= longest + Duration::from_millis(1), "{pause:?} of {longest:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_else_is_sent_again() {
    let lost = || Err(HttpFailure::Interrupted("reset".to_owned()));
    for (failure, outcome) in [
        (lost(), Outcome::Unknown),
        (reply(502, "<html>Bad Gateway</html>"), Outcome::Unknown),
        (reply(504, ""), Outcome::Unknown),
        (reply(200, "It works!"), Outcome::Unknown),
        (refusal(400, "DuplicateRequest"), Outcome::Refused),
        (refusal(400, "InputStreamDisconnected"), Outcome::Refused),
        (refusal(405, "InvalidOrderReferenceStatus"), Outcome::Refused),
        (refusal(503, "QuotaExceeded"), Outcome::Refused),
    ] {
        let what = format!("{failure:?}");
        let script = Script::of([failure]);
        let error = script.client().build().expect("it is complete").authorize(&authorize()).await.expect_err(&what);
        assert_eq!((error.outcome(), script.requests().len()), (outcome, 1), "{what}: {error}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_may_have_been_done_is_repeated_only_where_that_is_safe() {
    // A read, and an authorization, which its reference id makes one.
    let script = Script::of([reply(503, ""), answer("GetAuthorizationDetails", &authorization("<State>Open</State>"))]);
    let client = script.client().build().expect("it is complete");
    client.get_authorization_details(&details()).await.expect("the second try succeeds");
    assert_eq!(script.requests().len(), 2);

    // A confirmation has no reference id.
    let confirm = ConfirmOrderReferenceRequest::new("S01-1234567-7654321");
    for (failure, tries) in [
        (refusal(500, "InternalServerError"), 1),
        (reply(503, ""), 1),
        (refusal(503, "RequestThrottled"), 2),
        (Err(HttpFailure::Connect("refused".to_owned())), 2),
    ] {
        let what = format!("{failure:?}");
        let script = Script::of([failure]);
        let client = script.client().build().expect("it is complete");
        client.confirm_order_reference(&confirm).await.expect_err(&what);
        assert_eq!(script.requests().len(), tries, "{what}");
    }

    // Neither has an authorization whose reference id is empty: the service may take it for a new one each time.
    let mut nameless = authorize();
    nameless.authorization_reference_id = String::new();
    let script = Script::of([refusal(500, "InternalServerError")]);
    let client = script.client().build().expect("it is complete");
    client.call_unchecked(&nameless).await.expect_err("it failed");
    assert_eq!(script.requests().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn what_became_of_one_try_stays_unknown_whatever_the_next_one_is_told() {
    for last in [Err(HttpFailure::Connect("refused".to_owned())), refusal(403, "InvalidAccountStatus")] {
        let script = Script::of([refusal(500, "InternalServerError"), last]);
        let client = script.client().retry(retries().attempts(2)).build().expect("it is complete");
        let error = client.authorize(&authorize()).await.expect_err("it failed");
        assert!(matches!(error, Error::Unresolved { .. }), "{error}");
        assert_eq!((error.outcome(), script.requests().len()), (Outcome::Unknown, 2));
        assert!(error.to_string().contains("an earlier try may have been carried out: InternalServerError"), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_policy_can_say_never() {
    let script = Script::of([refusal(503, "RequestThrottled")]);
    let client = script.client().retry(RetryPolicy::never()).build().expect("it is complete");
    let error = client.authorize(&authorize()).await.expect_err("it is throttled");
    assert!(error.is(ErrorCode::RequestThrottled), "{error}");
    assert_eq!((error.outcome(), error.repeat(), script.requests().len()), (Outcome::Refused, Repeat::AtOnce, 1));
}

#[tokio::test(start_paused = true)]
async fn silence_is_a_timeout_whose_outcome_is_unknown() {
    let client = builder().timeout(Duration::from_secs(3));
    let error = client.build().expect("it is complete").authorize(&authorize()).await.expect_err("nobody answers");
    assert!(matches!(error, Error::Timeout { after } if after == Duration::from_secs(3)), "{error}");
    assert_eq!(error.outcome(), Outcome::Unknown);
}

/// Waits as a task of its own, as servers do.
#[tokio::test(start_paused = true)]
async fn an_authorization_is_waited_for_and_not_for_ever() {
    let pending = || answer("GetAuthorizationDetails", &authorization("<State>Pending</State>"));
    let declined = "<State>Declined</State><ReasonCode>AmazonRejected</ReasonCode>";
    let script = Script::of([pending(), pending(), answer("GetAuthorizationDetails", &authorization(declined))]);
    let client = script.client().build().expect("it is complete");
    let waiting = tokio::spawn(async move { client.wait_until_decided("S01-1234567-7654321-A012345").await });
    let decided = waiting.await.expect("nothing panics").expect("a decline is no error").result;
    let GetAuthorizationDetailsResult { authorization_details, .. } = decided;
    assert_eq!(authorization_details.declined().map(|reason| reason.as_str()), Some("AmazonRejected"));
    assert_eq!(script.requests().len(), 3);

    let script = Script::of(std::iter::repeat_with(pending).take(200));
    let client = script.client().build().expect("it is complete");
    let began = Instant::now();
    let error = client.wait_until_decided("S01-1234567-7654321-A012345").await.expect_err("it stays pending");
    assert!(matches!(error, Error::StillPending { .. }), "{error}");
    assert!(error.to_string().contains("S01-1234567-7654321-A012345"), "{error}");
    assert!(began.elapsed() <= Duration::from_secs(300));
}
