//! Callers with worlds of their own on one server.

use amazon_fps::client::{Client, Credentials};
use amazon_fps::fps::{ErrorCode, GetAccountActivityRequest, GetTransactionStatusRequest, PayRequest};
use amazon_fps::money::Amount;
use amazon_fps::sign::x509::Identity;
use serde_json::{Value, json};

use crate::served::Served;

/// A caller that was added for one test.
struct Namespace {
    seed: Value,
    client: Client,
}

impl Namespace {
    async fn new(served: &Served, new: Value) -> Self {
        let seed = served.post("/_sandbox/callers", new).await;
        let caller = &seed["callers"][0];
        let text = |name: &str| caller[name].as_str().expect("it is a text").to_owned();
        let credentials = Credentials::new(text("access_key_id"), text("secret_access_key"));
        let client = served.client().credentials(credentials).build().expect("it is complete");
        Self { client, seed }
    }

    fn key(&self) -> &str {
        self.seed["callers"][0]["access_key_id"].as_str().expect("it is a text")
    }

    fn token(&self, name: &str) -> &str {
        let tokens = self.seed["tokens"].as_array().expect("it is a list");
        let token = tokens.iter().find(|token| token["name"] == name).expect("there is one of that name");
        token["token_id"].as_str().expect("it is a text")
    }

    /// What one test does, and what it sees of it.
    async fn story(&self) -> (Vec<String>, Value) {
        let mut paid = Vec::new();
        for number in 1..=3 {
            let token = self.token(&format!("sender-abt-{number}"));
            let request = PayRequest::new(token, Amount::usd(number), format!("order-{number}"));
            let answer = self.client.pay(&request).await.expect("the buyer has money");
            paid.push(answer.transaction_id.as_str().to_owned());
        }
        let since = crate::served::noon() - chrono::TimeDelta::minutes(1);
        let activity = self.client.get_account_activity(&GetAccountActivityRequest::new(since)).await;
        let seen = activity.expect("it answers").result.transaction;
        let seen: Vec<_> = seen.iter().map(|one| one.transaction_id.as_str().to_owned()).collect();
        (paid, json!(seen))
    }
}

#[tokio::test]
async fn two_callers_tell_the_same_story_at_once_and_see_nothing_of_each_other() {
    let served = Served::start().await;
    let one = Namespace::new(&served, json!({"name": "one"})).await;
    let other = Namespace::new(&served, json!({})).await;
    assert_ne!(one.key(), other.key());
    assert_eq!(one.seed["callers"][0]["name"], "one");
    let ((paid, seen), (others_paid, seen_by_other)) = tokio::join!(one.story(), other.story());
    for (paid, seen, others) in [(&paid, &seen, &others_paid), (&others_paid, &seen_by_other, &paid)] {
        for id in paid {
            assert!(seen.as_array().expect("it is a list").contains(&json!(id)), "{id} is in {seen}");
        }
        assert!(others.iter().all(|id| !seen.to_string().contains(id)), "{seen}");
    }
    let refused = one.client.get_transaction_status(&GetTransactionStatusRequest::new(others_paid[0].as_str())).await;
    assert!(refused.expect_err("it is not its own").is(ErrorCode::InvalidTransactionId));
    let foreign = PayRequest::new(other.token("sender-abt-4"), Amount::usd(1), "foreign");
    one.client.pay(&foreign).await.expect_err("the token is not its own");

    let state = served.get("/_sandbox/state").await;
    for (key, paid) in [(one.key(), &paid), (other.key(), &others_paid)] {
        let rows = state["rows"].as_array().expect("it is a list").iter().filter(|row| row[0] == key);
        let rows = json!(rows.collect::<Vec<_>>()).to_string();
        assert!(paid.iter().all(|id| rows.contains(id)));
        let ledger = served.get(&format!("/_sandbox/ledger?caller={key}")).await;
        assert_eq!(ledger["balanced"], true);
        let transactions = served.get(&format!("/_sandbox/transactions?caller={key}&limit=3")).await;
        let listed = transactions["transactions"].as_array().expect("it is a list").iter();
        let mut listed: Vec<_> = listed.map(|one| one["transaction_id"].as_str().expect("a text").to_owned()).collect();
        listed.reverse();
        assert_eq!(&listed, paid);
    }
}

#[tokio::test]
async fn a_caller_with_a_certificate_calls_over_soap() {
    let served = Served::start().await;
    let one = Namespace::new(&served, json!({"name": "one", "certificate": true})).await;
    let pem = |name: &str| one.seed["callers"][0][name].as_str().expect("it was made").to_owned();
    let identity = Identity::from_pem(&pem("certificate_pem"), &pem("key_pem")).expect("they belong together");
    let soap = served.client().soap(identity).build().expect("it is complete");
    let request = PayRequest::new(one.token("sender-abt-1"), Amount::usd(1), "over-soap");
    soap.pay(&request).await.expect("the buyer has money");
    let transactions = served.get(&format!("/_sandbox/transactions?caller={}", one.key())).await;
    assert_eq!(transactions["transactions"][0]["caller_reference"], "over-soap");
}

#[tokio::test]
async fn callers_are_listed_and_bad_names_refused() {
    let served = Served::start().await;
    Namespace::new(&served, json!({"name": "one"})).await;
    let callers = served.get("/_sandbox/callers").await;
    let names: Vec<_> = callers["callers"].as_array().expect("a list").iter().map(|one| one["name"].clone()).collect();
    assert_eq!(names, ["shop", "one"]);
    for name in ["", " ", "a\u{7}b", &"x".repeat(65)] {
        let body = json!({ "name": name }).to_string();
        served.refused("POST", "/_sandbox/callers", &body, (400, "InvalidParams")).await;
    }
    let said = served.refused("GET", "/_sandbox/accounts?caller=AKIANOBODY", "", (400, "InvalidParams")).await;
    assert!(said.contains("caller"), "{said}");
}
