//! Everything there is: taken out, put back and begun again.

use amazon_fps::fps::{ErrorCode, GetTransactionRequest};
use amazon_fps::sandbox::{Effect, Fault};
use serde_json::{Value, json};

use crate::served::Served;

#[tokio::test]
async fn a_state_that_was_taken_out_is_there_again_after_a_reset() {
    let served = Served::start().await;
    let request = served.payment("order").await;
    let paid = served.rest().pay(&request).await.expect("the buyer has money");
    served.post("/_sandbox/callers", json!({"name": "one"})).await;
    served.post("/_sandbox/clock/advance", json!({"seconds": 3_600})).await;
    let transaction = GetTransactionRequest::new(&paid.transaction_id);
    let before = served.rest().get_transaction(&transaction).await.expect("it is there").result;
    let seen =
        ["/_sandbox/accounts", "/_sandbox/ledger", "/_sandbox/transactions", "/_sandbox/clock", "/_sandbox/callers"];
    let mut saw = Vec::new();
    for path in seen {
        saw.push(served.get(path).await);
    }
    let certificate = served.sandbox.notification_certificate().pem();
    let state = served.get("/_sandbox/state").await;
    assert!(!state.to_string().contains("PRIVATE KEY"), "keys are no part of a state");

    served.sandbox.inject(Fault::new(Effect::Status(500))).expect("it is a fault");
    served.post("/_sandbox/reset", json!({})).await;
    assert_eq!(served.get("/_sandbox/requests").await["requests"], json!([]));
    assert!(served.sandbox.faults().is_empty());
    assert_eq!(served.get("/_sandbox/clock").await, json!({"now": "2010-09-01T12:00:00Z", "frozen": false}));
    assert_eq!(served.sandbox.callers().len(), 1);
    let gone = served.rest().get_transaction(&transaction).await.expect_err("everything is new");
    assert!(gone.is(ErrorCode::InvalidTransactionId), "{gone}");

    let (status, said) = served.ask("PUT", "/_sandbox/state", &state.to_string()).await;
    assert_eq!((status, &said["callers"]), (200, &json!(2)), "{said}");
    for (path, saw) in seen.into_iter().zip(saw) {
        assert_eq!(served.get(path).await, saw, "{path}");
    }
    assert_eq!(served.rest().get_transaction(&transaction).await.expect("it is back").result, before);
    assert_eq!(served.rest().pay(&request).await.expect("it is a repeat").transaction_id, paid.transaction_id);
    assert_eq!(served.sandbox.notification_certificate().pem(), certificate);
    // New ids meet none that were taken in.
    served.rest().pay(&served.payment("another").await).await.expect("the buyer has money");
    assert_eq!(served.get("/_sandbox/ledger").await["balanced"], true);
    assert_eq!(served.get("/_sandbox/state").await["version"], 1);
}

#[tokio::test]
async fn a_state_goes_from_one_sandbox_to_another() {
    let (one, other) = (Served::start().await, Served::start().await);
    let request = one.payment("order").await;
    let paid = one.rest().pay(&request).await.expect("the buyer has money");
    other.rest().pay(&other.payment("order-of-its-own").await).await.expect("the buyer has money");
    let state = one.get("/_sandbox/state").await;
    assert_eq!(other.ask("PUT", "/_sandbox/state", &state.to_string()).await.0, 200);
    assert_eq!(other.rest().pay(&request).await.expect("it is a repeat").transaction_id, paid.transaction_id);
    assert_eq!(other.get("/_sandbox/state").await, state);
    for number in 0..20 {
        other.rest().pay(&other.payment(&format!("next-{number}")).await).await.expect("its ids are new");
    }
}

#[tokio::test]
async fn a_state_that_cannot_be_changes_nothing() {
    let served = Served::start().await;
    served.rest().pay(&served.payment("order").await).await.expect("the buyer has money");
    let state = served.get("/_sandbox/state").await;
    let change = |change: &dyn Fn(&mut Value)| {
        let mut state = state.clone();
        change(&mut state);
        state.to_string()
    };
    let place = |kind: &str| {
        let rows = state["rows"].as_array().expect("it is a list");
        rows.iter().position(|row| row[1].get(kind).is_some()).unwrap_or_else(|| panic!("there is a {kind}"))
    };
    let (account, token) = (place("Account"), place("Token"));
    let bad = [
        ("nonsense".to_owned(), "the body can't be used"),
        (change(&|state| state["version"] = json!(2)), "newer"),
        (change(&|state| state["version"] = json!(0)), "older"),
        (change(&|state| state["more"] = json!(1)), "unknown field `more`"),
        (change(&|state| state["rows"][account][1] = json!({"Planet": {}})), "unknown variant `Planet`"),
        (change(&|state| state["rows"][token][1]["Token"]["account"] = json!("nobody")), "and there is none"),
        (
            change(&|state| {
                let row = state["rows"][account].clone();
                state["rows"].as_array_mut().expect("it is a list").push(row);
            }),
            "twice",
        ),
        (change(&|state| state["postings"][0][1]["value"] = json!("12345678")), "sums to"),
        (
            change(&|state| {
                let key = json!(["", {"Document": {"name": "notary", "body": "mine"}}]);
                state["rows"].as_array_mut().expect("it is a list").push(key);
            }),
            "no part of a state",
        ),
    ];
    for (body, reason) in bad {
        let said = served.refused("PUT", "/_sandbox/state", &body, (400, "InvalidParams")).await;
        assert!(said.contains(reason), "{reason}: {said}");
        assert_eq!(served.get("/_sandbox/state").await, state);
    }
}
