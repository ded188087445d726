//! The same seed and the same calls lead to the same bytes.

use amazon_fps::client::HttpResponse;
use amazon_fps::sandbox::Sandbox;
use amazon_fps::sign::v2::{SignatureMethod, string_to_sign};
use serde_json::{Value, json};

use crate::served::Served;

/// A story over HTTP, with everything that was answered.
async fn story(served: &Served) -> Vec<Vec<u8>> {
    let mut told = Vec::new();
    let mut tell = async |method: &'static str, path: &str, body: Value| {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let HttpResponse { status, body } = served.send(method, path, &body, &[]).await;
        assert_eq!(status, 200, "{path}");
        told.push(body.clone());
        serde_json::from_slice::<Value>(&body).expect("it is JSON")
    };
    tell("POST", "/_sandbox/clock", json!({"frozen": true})).await;
    let seed = tell("GET", "/_sandbox/seed", Value::Null).await;
    let own = tell("POST", "/_sandbox/callers", json!({"name": "one"})).await;
    let account = tell("POST", "/_sandbox/accounts", json!({"name": "anna", "balance": 50})).await;
    assert_eq!(account["name"], "anna");
    let token = tell("POST", "/_sandbox/tokens", json!({"account": "anna", "payment_method": "ABT"})).await;
    let pay = |key: &Value, token: &Value, reference: &str| {
        let text = |value: &Value| value.as_str().expect("it is a text").to_owned();
        let (id, secret) = (text(&key["access_key_id"]), text(&key["secret_access_key"]));
        signed(served, &id, &secret, &text(&token["token_id"]), reference)
    };
    let first = |seed: &Value, name: &str| {
        let tokens = seed["tokens"].as_array().expect("it is a list");
        tokens.iter().find(|token| token["name"] == name).expect("it is there").clone()
    };
    let payments = [
        pay(&seed["callers"][0], &token, "one"),
        pay(&seed["callers"][0], &first(&seed, "sender-cc-1"), "two"),
        pay(&own["callers"][0], &first(&own, "sender-abt-1"), "one"),
        pay(&own["callers"][0], &first(&seed, "sender-abt-1"), "refused"),
    ];
    let mut answers = Vec::new();
    for query in payments {
        answers.push(served.send("GET", &format!("/?{query}"), "", &[]).await.body);
    }
    assert!(String::from_utf8_lossy(&answers[3]).contains("<RequestID>"), "a refusal has an id as well");
    tell("POST", "/_sandbox/clock/advance", json!({"seconds": 60})).await;
    tell("GET", "/_sandbox/ledger", Value::Null).await;
    tell("GET", "/_sandbox/transactions", Value::Null).await;
    tell("GET", "/_sandbox/state", Value::Null).await;
    told.extend(answers);
    told
}

fn signed(served: &Served, id: &str, secret: &str, token: &str, reference: &str) -> String {
    let parameters = [
        ("AWSAccessKeyId", id),
        ("Action", "Pay"),
        ("CallerReference", reference),
        ("SenderTokenId", token),
        ("SignatureMethod", "HmacSHA256"),
        ("SignatureVersion", "2"),
        ("Timestamp", "2010-09-01T12:00:00Z"),
        ("TransactionAmount.CurrencyCode", "USD"),
        ("TransactionAmount.Value", "1"),
        ("Version", "2010-08-28"),
    ];
    let parameters = parameters.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let host = served.url.trim_start_matches("http://");
    let signature = SignatureMethod::HmacSha256.sign(secret, &string_to_sign("GET", host, "/", &parameters));
    let signature = ("Signature".to_owned(), signature);
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(parameters.iter().chain([&signature]));
    query.finish()
}

fn differ(one: &[Vec<u8>], other: &[Vec<u8>]) {
    assert_eq!(one.len(), other.len());
    for (one, other) in one.iter().zip(other) {
        assert_eq!(String::from_utf8_lossy(one), String::from_utf8_lossy(other));
    }
}

#[tokio::test]
async fn the_same_calls_are_answered_with_the_same_bytes_elsewhere_and_after_a_reset() {
    let (one, other) = (Served::start().await, Served::start().await);
    let told = story(&one).await;
    differ(&told, &story(&other).await);
    // Meanwhile somebody looks, which changes nothing.
    other.get("/_sandbox/accounts").await;
    other.post("/_sandbox/reset", json!({})).await;
    differ(&told, &story(&other).await);
}

#[tokio::test]
async fn another_seed_leads_to_other_ids() {
    let one = Sandbox::builder().seed(1).build().await.expect("memory is always there");
    let other = Sandbox::builder().seed(2).build().await.expect("memory is always there");
    let id = |seed: amazon_fps::sandbox::Seed| seed.tokens.first().expect("there are tokens").token_id.clone();
    assert_ne!(id(one.seed().await.expect("it has one")), id(other.seed().await.expect("it has one")));
}
