//! Calls that go wrong as they were told to.

use std::time::{Duration, Instant};

use amazon_fps::Error;
use amazon_fps::error::Outcome;
use amazon_fps::fps::{ErrorCode, GetAccountBalanceRequest};
use amazon_fps::sandbox::{Effect, Fault, Moment};
use rust_decimal::Decimal;

use crate::served::Served;

#[tokio::test]
async fn a_code_is_answered_as_often_as_was_asked_for_over_both_transports() {
    let served = Served::start().await;
    let fault = Fault::new(Effect::Code("AccessFailure".to_owned())).of("Pay").times(3);
    served.sandbox.inject(fault.clone()).expect("there is such a code");
    for client in [served.rest(), served.soap()] {
        let refused = client.pay(&served.payment("refused").await).await.expect_err("it was asked for");
        let refusal = refused.service().expect("the service answers");
        assert!(refused.is(ErrorCode::AccessFailure) && refusal.request_id().is_some(), "{refused}");
        client.get_account_balance(&GetAccountBalanceRequest::default()).await.expect("another action goes well");
    }
    assert_eq!(served.sandbox.faults(), [fault.times(1)]);
    served.sandbox.clear_faults();
    served.rest().pay(&served.payment("paid").await).await.expect("there is no fault left");
}

#[tokio::test]
async fn what_is_not_admitted_uses_no_fault_up() {
    let served = Served::start().await;
    served.sandbox.inject(Fault::new(Effect::Status(503))).expect("it is a status");
    let credentials = amazon_fps::client::Credentials::new(served.caller().access_key_id, "wrong");
    let stranger = served.client().credentials(credentials).build().expect("it is complete");
    let refused = stranger.pay(&served.payment("stranger").await).await.expect_err("its secret is wrong");
    assert!(refused.is(ErrorCode::SignatureDoesNotMatch), "{refused}");
    assert_eq!(served.sandbox.faults().len(), 1);
}

#[tokio::test]
async fn a_status_without_a_document_leaves_the_outcome_unknown() {
    let served = Served::start().await;
    for (client, status) in [(served.rest(), 503), (served.soap(), 500)] {
        served.sandbox.inject(Fault::new(Effect::Status(status)).of("Pay")).expect("it is a status");
        let failed = client.pay(&served.payment("order").await).await.expect_err("it was asked for");
        let Error::Malformed(answer) = &failed else { panic!("{failed:?}") };
        assert_eq!((answer.status, failed.outcome()), (status, Outcome::Unknown));
    }
}

#[tokio::test]
async fn a_connection_breaks_off_before_or_after_the_money_moved() {
    let served = Served::start().await;
    for client in [served.rest(), served.soap()] {
        for (moment, moved) in [(Moment::Before, Decimal::ZERO), (Moment::After, Decimal::ONE)] {
            let before = served.balance().await;
            served.sandbox.inject(Fault::new(Effect::Drop(moment)).of("Pay")).expect("it is a fault");
            let request = served.payment(&format!("order-{before}-{moment:?}")).await;
            let broken = client.pay(&request).await.expect_err("it was asked for");
            assert!(matches!(broken, Error::Interrupted { .. }), "{broken:?}");
            assert_eq!(broken.outcome(), Outcome::Unknown);
            let paid = served.balance().await - before;
            assert_eq!(paid > Decimal::ZERO, moved > Decimal::ZERO, "{moment:?}: {paid}");

            let first = client.pay(&request).await.expect("the fault is used up");
            let again = client.pay(&request).await.expect("it is a repeat");
            assert_eq!(first.transaction_id, again.transaction_id);
            let paid = served.balance().await - before;
            assert!(paid > Decimal::ZERO && paid <= Decimal::ONE, "paid once, less the fee: {paid}");
        }
    }
}

#[tokio::test]
async fn a_slow_call_is_answered_in_the_end() {
    let served = Served::start().await;
    served.sandbox.inject(Fault::slow(120).of("Pay")).expect("it is a fault");
    let refusal = Effect::Code("InternalError".to_owned());
    served.sandbox.inject(Fault::new(refusal).of("Pay").delayed(120)).expect("it is a fault");
    let began = Instant::now();
    served.rest().pay(&served.payment("slow").await).await.expect("it is only slow");
    assert!(began.elapsed() >= Duration::from_millis(120));
    let began = Instant::now();
    let refused = served.rest().pay(&served.payment("slow-and-refused").await).await.expect_err("it was asked for");
    assert!(refused.is(ErrorCode::InternalError) && began.elapsed() >= Duration::from_millis(120), "{refused}");
}

/// As a caller does whose patience ends before a slow answer: he must ask what became of it.
#[tokio::test]
async fn what_was_asked_for_is_done_although_the_client_hangs_up() {
    let served = Served::start().await;
    served.sandbox.inject(Fault::slow(500).of("Pay")).expect("it is a fault");
    let (client, payment) = (served.rest(), served.payment("slow").await);
    let asked = tokio::spawn(async move { client.pay(&payment).await });
    while !served.sandbox.faults().is_empty() {
        tokio::task::yield_now().await;
    }
    asked.abort();
    let done = async {
        while served.get("/_sandbox/requests?action=Pay").await["requests"].as_array().is_none_or(Vec::is_empty) {}
    };
    tokio::time::timeout(Duration::from_secs(30), done).await.expect("it is written down in the end");
    let paid = served.get("/_sandbox/transactions").await;
    let paid = paid["transactions"].as_array().expect("it is a list");
    assert!(paid.iter().any(|one| one["caller_reference"] == "slow"), "{paid:?}");
}

#[tokio::test]
async fn a_fault_of_one_caller_is_not_met_by_another() {
    let builder = amazon_fps::sandbox::Sandbox::builder().caller("AKIAOTHER", "secret");
    let served = Served::of(builder).await;
    served.sandbox.inject(Fault::new(Effect::Status(500)).for_caller("AKIAOTHER")).expect("there is such a caller");
    served.rest().pay(&served.payment("paid").await).await.expect("the fault is not this caller's");
    let credentials = amazon_fps::client::Credentials::new("AKIAOTHER", "secret");
    let other = served.client().credentials(credentials).build().expect("it is complete");
    other.get_account_balance(&GetAccountBalanceRequest::default()).await.expect_err("the fault is its own");
}

#[tokio::test]
async fn faults_that_make_no_sense_are_refused_with_what_was_perhaps_meant() {
    let served = Served::start().await;
    let code = |code: &str| Fault::new(Effect::Code(code.to_owned()));
    for (fault, reason) in [
        (code("InternalError").of("Pya"), "Is Pay meant?"),
        (code("InsufficientBalanc"), "Is InsufficientBalance meant?"),
        (code("Nonsense"), "fps describe"),
        (code("InternalError").times(0), "count is 0"),
        (code("InternalError").delayed(600_001), "delay_ms is 600001"),
        (code("InternalError").for_caller("AKIANOBODY"), "AKIANOBODY"),
        (Fault::new(Effect::Status(200)), "400 to 599"),
        (Fault::slow(0), "code, status and drop"),
    ] {
        let refused = served.sandbox.inject(fault.clone()).expect_err("it makes no sense");
        assert!(refused.is(ErrorCode::InvalidParams) && refused.message().contains(reason), "{fault:?}: {refused}");
    }
    assert!(served.sandbox.faults().is_empty());
}
