//! What the contract says of how an error is provoked can be done at a sandbox as it begins.

use std::collections::BTreeSet;

use amazon_fps::fps::SERVICE;
use serde_json::{Value, json};

use crate::served::Served;

#[tokio::test]
async fn what_is_named_is_there() {
    let served = Served::start().await;
    let seed = served.get("/_sandbox/seed").await;
    let names = |list: &str| -> BTreeSet<String> {
        let list = seed[list].as_array().expect("it is a list").iter();
        list.map(|one| one["name"].as_str().expect("it is a text").to_owned()).collect()
    };
    let mut found = 0;
    for (code, said) in provocations() {
        for (kind, list) in [("token", "tokens"), ("instrument", "instruments"), ("subscription", "subscriptions")] {
            for name in named(said, kind) {
                assert!(names(list).contains(name), "{code}: there is no {kind} {name}");
                found += 1;
            }
        }
        for (_, path, _) in requests(said) {
            if let Some(account) = path.strip_prefix("/_sandbox/accounts/") {
                assert!(names("accounts").contains(account), "{code}: there is no account {account}");
                found += 1;
            }
        }
    }
    assert!(found > 30, "only {found} names were found");
}

#[tokio::test]
async fn what_is_to_be_sent_is_taken() {
    let served = Served::start().await;
    let mut sent = 0;
    for (code, said) in provocations() {
        for (method, path, body) in requests(said) {
            let (status, answer) = served.ask(method, path, &body.to_string()).await;
            assert!((200..300).contains(&status), "{code}: {method} {path} {body} is answered {status}: {answer}");
            served.post("/_sandbox/reset", json!({})).await;
            sent += 1;
        }
    }
    assert!(sent > 10, "only {sent} requests were found");
}

/// Each error code, and how it is provoked.
fn provocations() -> impl Iterator<Item = (&'static str, &'static str)> {
    SERVICE.errors.iter().map(|error| (error.code, error.provoke.expect("every error says how to get it")))
}

/// What stands after `the token`, `the recipient token`, and so on.
fn named<'s>(said: &'s str, kind: &str) -> Vec<&'s str> {
    let words: Vec<_> = said.split_whitespace().collect();
    let names = words.windows(4).filter_map(|window| match window {
        ["the", "recipient" | "credit", word, name] if *word == kind => Some(*name),
        [_, "the", word, name] if *word == kind => Some(*name),
        _ => None,
    });
    names.map(|name| name.trim_end_matches(['.', ',', ';'])).collect()
}

/// The requests to the control plane: method, path and body.
fn requests(said: &str) -> Vec<(&'static str, &str, Value)> {
    let places = said.match_indices(" /_sandbox/").map(|(at, _)| at);
    places
        .map(|at| {
            let method = ["POST", "PATCH"].into_iter().find(|method| said[..at].ends_with(method));
            let (path, rest) = said[at + 1..].split_once(' ').expect("a body follows the path");
            let body = serde_json::Deserializer::from_str(rest).into_iter().next();
            let body = body.expect("a body follows the path").expect("it is JSON");
            (method.expect("a method stands before the path"), path, body)
        })
        .collect()
}
