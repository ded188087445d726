//! Everything there is: taken out, put back and begun again.

use serde_json::{Value, json};

use super::*;
use crate::sandbox::{NewCaller, rows::Row};

#[tokio::test]
async fn a_state_that_cannot_be_changes_nothing() {
    let world = World::in_memory().await;
    for _ in 0..2 {
        world.pay(&world.token("multi-use-abt"), "5").await.unwrap();
    }
    world.sandbox.advance(TimeDelta::days(1)).await.unwrap();
    world.sandbox.add_caller(NewCaller::default()).await.unwrap();
    let state = serde_json::to_value(world.sandbox.export().await.unwrap()).unwrap();
    let places = |kind: &str| -> Vec<usize> {
        let rows = state["rows"].as_array().unwrap().iter().enumerate();
        rows.filter(|(_, row)| row[1].get(kind).is_some()).map(|(place, _)| place).collect()
    };
    let document = |name: &str| {
        let is_meant = |place: &usize| state["rows"][*place][1]["Document"]["name"] == name;
        places("Document").into_iter().find(is_meant).unwrap()
    };
    let with = |place: usize, kind: &str, field: &str, value: Value| {
        let mut state = state.clone();
        let row = &mut state["rows"][place][1][kind];
        assert!(row.get(field).is_some(), "{kind} has {field}");
        row[field] = value;
        state
    };
    let (clock, callers) = (document("clock"), document("callers"));
    let (subscription, instrument) = (places("Subscription")[0], places("Instrument")[0]);
    let [first, second] = places("Transaction")[..2] else { panic!() };
    let received = &state["rows"][first][1]["Transaction"]["received"];
    let added: Value = serde_json::from_str(state["rows"][callers][1]["Document"]["body"].as_str().unwrap()).unwrap();
    let added_with = |field: &str, value: &str| {
        let mut added = added.clone();
        added[0][field] = value.into();
        with(callers, "Document", "body", added.to_string().into())
    };
    let late = json!({"ahead": 0, "stopped_at": "+10000-01-01T00:00:00Z"});
    let far = json!({"ahead": i64::MAX, "stopped_at": null});
    let mut endless = state.clone();
    let postings = endless["postings"].as_array_mut().unwrap();
    let other = postings.iter().position(|posting| posting[1]["account"] != postings[0][1]["account"]).unwrap();
    for place in [0, other] {
        postings[place][1]["value"] = Decimal::MAX.to_string().into();
    }
    let bad = [
        (with(clock, "Document", "body", "soon".into()), "its clock"),
        (with(clock, "Document", "body", late.to_string().into()), "past the year 9999"),
        (with(clock, "Document", "body", far.to_string().into()), "past the year 9999"),
        (with(callers, "Document", "body", "everybody".into()), "the callers"),
        (added_with("certificate_pem", "nonsense"), "the callers"),
        (added_with("access_key_id", ""), "the callers"),
        (with(subscription, "Subscription", "frequency", json!({"count": 0, "unit": "Day"})), "no time passes"),
        (with(subscription, "Subscription", "recipient", "nobody".into()), "and there is none"),
        (with(subscription, "Subscription", "payments", json!(["nothing"])), "and there is none"),
        (with(instrument, "Instrument", "merchant", "nobody".into()), "and there is none"),
        (with(second, "Transaction", "received", received.clone()), "two transactions"),
        (endless, "has no end"),
    ];
    for (bad, reason) in bad {
        let error = world.sandbox.import(serde_json::from_value(bad).unwrap()).await.unwrap_err();
        assert!(error.is(&ErrorCode::InvalidParams) && error.message().contains(reason), "{reason}: {error}");
        assert!(serde_json::to_value(world.sandbox.export().await.unwrap()).unwrap() == state, "{reason}");
    }
    world.sandbox.import(serde_json::from_value(state).unwrap()).await.unwrap();
    world.check_ledger().await;
}

over_stores! {
    async fn who_asks_while_everything_is_replaced_meets_the_clock_of_what_is_new(world: World) {
        let replacing = world.sandbox.0.replacing.write().await;
        let replaced = async {
            world.pass(TimeDelta::days(1));
            drop(replacing);
        };
        let (token, reference) = (world.token("sender-abt-1"), world.reference());
        let new = NewToken { caller_reference: Some(reference), ..NewToken::default() };
        let (paid, created, ()) = tokio::join!(world.pay(&token, "5"), world.sandbox.create_token(new), replaced);
        assert_eq!(world.detail(&paid.unwrap().transaction_id).await.date_received, world.now());
        let request = GetTokenByCallerRequest { token_id: Some(created.unwrap().token_id), ..Default::default() };
        let token = world.sandbox.get_token_by_caller(&world.call(), request).await.unwrap().token.unwrap();
        assert_eq!(token.date_installed, world.now());
    }

    async fn a_world_that_another_process_has_removed_is_founded_again(world: World) {
        let mut dump = world.sandbox.0.store.export().await.unwrap();
        dump.rows.retain(|(tenant, _)| *tenant == Tenant::house());
        dump.lines.clear();
        world.sandbox.0.store.import(dump).await.unwrap();
        refused(world.sandbox.seed().await, ErrorCode::InternalError);
        world.sandbox.tick().await.unwrap();
        world.paid("ABT", "5").await;
        world.check_ledger().await;
    }

    async fn the_keys_stay(world: World) {
        world.sandbox.tls_identity().await.unwrap();
        let before = keys(&world).await;
        // Who keeps the books, the caller's secret, and the keys of what is signed and of TLS.
        assert_eq!(before.len(), 4);
        let state = world.sandbox.export().await.unwrap();
        world.sandbox.reset().await.unwrap();
        assert_eq!(keys(&world).await, before);
        world.sandbox.import(state).await.unwrap();
        assert_eq!(keys(&world).await, before);
    }
}

async fn keys(world: &World) -> Vec<Row> {
    let rows = world.sandbox.0.store.export().await.unwrap().rows.into_iter();
    rows.filter(|(tenant, _)| *tenant == Tenant::house()).map(|(_, row)| row).collect()
}
