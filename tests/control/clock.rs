//! Time that passes when it is told to.

use amazon_fps::fps::{
    ErrorCode, GetSubscriptionDetailsRequest, GetTransactionStatusRequest, PayRequest, ReserveRequest,
    TransactionStatus,
};
use amazon_fps::money::Amount;
use serde_json::json;

use crate::served::Served;

#[tokio::test]
async fn the_clock_is_read_set_stopped_and_moved_on() {
    let served = Served::start().await;
    assert_eq!(served.get("/_sandbox/clock").await, json!({"now": "2010-09-01T12:00:00Z", "frozen": false}));
    let set = served.post("/_sandbox/clock", json!({"now": "2010-10-01T00:00:00Z", "frozen": true})).await;
    assert_eq!(set, json!({"now": "2010-10-01T00:00:00Z", "frozen": true}));
    let moved = served.post("/_sandbox/clock/advance", json!({"seconds": 90})).await;
    assert_eq!(moved, json!({"now": "2010-10-01T00:01:30Z", "frozen": true}));
    let freed = served.post("/_sandbox/clock", json!({"frozen": false})).await;
    assert_eq!(freed, json!({"now": "2010-10-01T00:01:30Z", "frozen": false}));

    for (path, body, reason) in [
        ("/_sandbox/clock", json!({}), "neither now nor frozen"),
        ("/_sandbox/clock", json!({"now": "yesterday"}), "the body can't be used"),
        ("/_sandbox/clock", json!({"now": "2010-09-01T12:00:00Z"}), "can't go back"),
        ("/_sandbox/clock", json!({"freeze": true}), "unknown field `freeze`"),
        ("/_sandbox/clock/advance", json!({}), "missing field `seconds`"),
        ("/_sandbox/clock/advance", json!({"seconds": -1}), "can't go back"),
        ("/_sandbox/clock/advance", json!({"seconds": i64::MAX}), "seconds"),
        ("/_sandbox/clock/advance", json!({"seconds": 1_000_000_000_000_000_i64}), "calendar"),
    ] {
        let said = served.refused("POST", path, &body.to_string(), (400, "InvalidParams")).await;
        assert!(said.contains(reason), "{body}: {said}");
    }
}

#[tokio::test]
async fn a_real_client_calls_on_after_the_clock_was_moved() {
    let served = Served::start().await;
    served.post("/_sandbox/clock/advance", json!({"seconds": 30 * 86_400})).await;
    served.rest().pay(&served.payment("later").await).await.expect("its own clock has not moved");
    served.soap().pay(&served.payment("later-over-soap").await).await.expect("its own clock has not moved");
}

#[tokio::test]
async fn seven_days_pass_in_one_call() {
    let served = Served::start().await;
    let client = served.rest();
    let seed = served.get("/_sandbox/seed").await;
    let named = |list: &str, name: &str| {
        let list = seed[list].as_array().expect("it is a list").clone();
        list.into_iter().find(|one| one["name"] == name).unwrap_or_else(|| panic!("{name} is there"))
    };
    let token = |name: &str| named("tokens", name)["token_id"].as_str().expect("it is a text").to_owned();

    let reserve = ReserveRequest::new(token("sender-cc-1"), Amount::usd(10), "reserved");
    let reserved = client.reserve(&reserve).await.expect("the card is good").result.transaction_id;
    served.post("/_sandbox/clock/advance", json!({"seconds": 60})).await;
    let status = |id| {
        let client = client.clone();
        async move {
            let request = GetTransactionStatusRequest::new(id);
            client.get_transaction_status(&request).await.expect("it is there").result.transaction_status
        }
    };
    assert_eq!(status(reserved.clone()).await, TransactionStatus::Reserved);

    // A limit of 20 dollars a day.
    let pay = |amount, reference: &str| PayRequest::new(token("multi-use-small"), Amount::usd(amount), reference);
    client.pay(&pay(20, "today")).await.expect("it is within the limit");
    let refused = client.pay(&pay(20, "again-today")).await.expect_err("it is past the limit");
    assert!(refused.is(ErrorCode::TokenUsageError), "{refused}");

    let subscription = named("subscriptions", "subscription")["subscription_id"].as_str().expect("a text").to_owned();
    let next = || async {
        let request = GetSubscriptionDetailsRequest::new(subscription.as_str());
        let details = client.get_subscription_details(&request).await.expect("it is there").result;
        details.subscription_details.expect("it has some").next_transaction_date.expect("it is active")
    };
    let due = next().await;
    let until = (due - served.sandbox.now()).num_seconds();
    assert!(until > 0);

    served.post("/_sandbox/clock/advance", json!({"seconds": until.max(7 * 86_400) + 60})).await;
    assert_eq!(status(reserved).await, TransactionStatus::Cancelled);
    client.pay(&pay(20, "another-day")).await.expect("the limit is of a day");
    assert!(next().await > due, "the subscription was charged");
    assert_eq!(served.get("/_sandbox/ledger").await["balanced"], true);
}
