//! Callers that come while the sandbox runs.

use super::*;
use crate::{
    fps::Server,
    sandbox::{NewCaller, SeedCaller, State},
    server::{Arrived, Front},
    sign::v2::{self, SignatureMethod},
};

/// The HTTP status with which the balance of `caller` is answered.
async fn balance(front: &Front<Server<Sandbox>>, clock: &ManualClock, caller: &SeedCaller) -> u16 {
    let parameters = [
        ("AWSAccessKeyId", caller.access_key_id.clone()),
        ("Action", "GetAccountBalance".to_owned()),
        ("SignatureMethod", "HmacSHA256".to_owned()),
        ("SignatureVersion", "2".to_owned()),
        ("Timestamp", crate::sandbox::Clock::now(clock).format("%Y-%m-%dT%H:%M:%SZ").to_string()),
        ("Version", "2010-08-28".to_owned()),
    ];
    let mut parameters = parameters.map(|(name, value)| (name.to_owned(), value)).to_vec();
    let signed = v2::string_to_sign("GET", "localhost", "/", &parameters);
    let signature = SignatureMethod::HmacSha256.sign(&caller.secret_access_key, &signed);
    parameters.push(("Signature".to_owned(), signature));
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&parameters).finish();
    let (host, path) = ("localhost".to_owned(), "/".to_owned());
    front.answer(Arrived { method: "GET".to_owned(), host, path, query, ..Arrived::default() }).await.status
}

/// What a state holds, in whatever order and with whatever numbers a store keeps it.
fn content(state: &State) -> Vec<String> {
    let mut state = serde_json::to_value(state).unwrap();
    for posting in state["postings"].as_array_mut().unwrap() {
        posting[1]["number"] = 0.into();
        let value: Decimal = posting[1]["value"].as_str().unwrap().parse().unwrap();
        posting[1]["value"] = value.normalize().to_string().into();
    }
    let lists = [&state["rows"], &state["postings"]].map(|list| list.as_array().unwrap().iter());
    let mut content: Vec<_> = lists.into_iter().flatten().map(|one| one.to_string()).collect();
    content.sort_unstable();
    content
}

over_stores! {
    async fn a_caller_that_was_added_calls_at_once(world: World) {
        let front = world.sandbox.front();
        let caller = world.sandbox.add_caller(NewCaller::default()).await.unwrap();
        assert_eq!(balance(&front, &world.clock, &caller).await, 200);
        let stranger = SeedCaller { access_key_id: "AKIANOBODY".to_owned(), ..caller.clone() };
        assert_eq!(balance(&front, &world.clock, &stranger).await, 403);
        world.sandbox.reset().await.unwrap();
        assert_eq!(balance(&front, &world.clock, &caller).await, 403);
        world.check_ledger().await;
    }

    async fn callers_that_are_added_at_once_all_stay(world: World) {
        let add = |name: &str| world.sandbox.add_caller(NewCaller { name: Some(name.to_owned()), certificate: false });
        let (one, other, third) = tokio::join!(add("one"), add("other"), add("third"));
        let added = [one.unwrap(), other.unwrap(), third.unwrap()];
        for caller in &added {
            assert_eq!(balance(&world.sandbox.front(), &world.clock, caller).await, 200);
            assert!(world.sandbox.caller(&caller.access_key_id).is_some());
        }
        world.check_ledger().await;
    }

    async fn a_caller_is_known_after_a_restart(world: World) {
        let caller = world.sandbox.add_caller(NewCaller::default()).await.unwrap();
        if matches!(world.home, Home::Memory) {
            return;
        }
        let world = world.restarted().await;
        assert_eq!(balance(&world.sandbox.front(), &world.clock, &caller).await, 200);
    }

    async fn a_caller_is_known_to_others_on_the_same_store(world: World) {
        let Some(other) = world.beside().await else { return };
        let (front, caller) = (other.front(), world.sandbox.add_caller(NewCaller::default()).await.unwrap());
        assert!(other.caller(&caller.access_key_id).is_none());
        assert_eq!(balance(&front, &world.clock, &caller).await, 200);
        assert!(other.caller(&caller.access_key_id).is_some());

        let next = world.sandbox.add_caller(NewCaller::default()).await.unwrap();
        other.tick().await.unwrap();
        assert_eq!(balance(&front, &world.clock, &next).await, 200);

        world.sandbox.advance(TimeDelta::days(3)).await.unwrap();
        assert_ne!(other.now(), world.sandbox.now());
        other.tick().await.unwrap();
        assert_eq!(other.now(), world.sandbox.now());
    }

    async fn a_state_goes_from_store_to_store(world: World) {
        let paid = world.pay(&world.token("sender-abt-1"), "5").await.unwrap();
        world.sandbox.advance(TimeDelta::days(1)).await.unwrap();
        let state = world.sandbox.export().await.unwrap();
        let text = serde_json::to_string(&state).unwrap();
        for next in [World::in_memory().await, World::in_a_file().await, world.anew().await] {
            next.sandbox.import(serde_json::from_str(&text).unwrap()).await.unwrap();
            assert_eq!(next.status(&paid.transaction_id).await.transaction_status, TransactionStatus::Success);
            assert_eq!(next.sandbox.now(), world.sandbox.now());
            let (taken_in, taken_out) = (content(&next.sandbox.export().await.unwrap()), content(&state));
            let different = taken_in.iter().zip(&taken_out).find(|(one, other)| one != other);
            assert_eq!((different, taken_in.len()), (None, taken_out.len()));
            next.check_ledger().await;
        }
    }

    async fn a_reset_begins_with_the_same_ids(world: World) {
        let first = world.pay(&world.token("sender-abt-1"), "5").await.unwrap();
        let before = serde_json::to_string(&world.sandbox.seed().await.unwrap()).unwrap();
        world.sandbox.reset().await.unwrap();
        assert_eq!(serde_json::to_string(&world.sandbox.seed().await.unwrap()).unwrap(), before);
        let again = world.pay(&world.token("sender-abt-1"), "5").await.unwrap();
        assert_eq!(again.transaction_id, first.transaction_id);
        world.check_ledger().await;
    }
}
