//! `fps migrate replay`, from a recording to its report.

mod program;

use std::sync::{Arc, Mutex};

use amazon_fps::client::{Client, Credentials, Endpoint, Http, HttpClient, HttpRequest, RetryPolicy};
use amazon_fps::fps::{GetTransactionStatusRequest, PayRequest};
use amazon_fps::money::Amount;
use program::{KEY, SECRET, Served, file, fps_as_caller};

/// Records a payment and a look at it, as messages one after the other.
fn recorded(served: &Served) -> String {
    let dump = Arc::new(Mutex::new(String::new()));
    let (into, http) =
        (Arc::clone(&dump), Arc::new(HttpClient::new(std::time::Duration::from_secs(5)).expect("there is TLS")));
    let host = served.url.trim_start_matches("http://").trim_end_matches('/').to_owned();
    let record = move |request: HttpRequest| {
        let (into, http, host) = (Arc::clone(&into), Arc::clone(&http), host.clone());
        async move {
            let body = String::from_utf8(request.body.clone()).expect("it is a query");
            let response = http.send(request).await?;
            let answer = String::from_utf8(response.body.clone()).expect("it is XML");
            into.lock().expect("nobody panics with it").push_str(&format!(
                "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: {}\r\n\r\n{body}HTTP/1.1 {} X\r\nContent-Length: {}\r\n\r\n{answer}",
                body.len(),
                response.status,
                answer.len()
            ));
            Ok(response)
        }
    };
    let client = Client::builder()
        .endpoint(Endpoint::url(&served.url).expect("it is an address"))
        .credentials(Credentials::new(KEY, SECRET))
        .retry(RetryPolicy::never())
        .http(record)
        .build()
        .expect("it is whole");
    let runtime = tokio::runtime::Runtime::new().expect("the system has threads");
    let token = served.token("sender-abt-1");
    runtime.block_on(async {
        let paid = client.pay(&PayRequest::new(token, Amount::usd(3), "order-1")).await.expect("it is paid");
        client
            .get_transaction_status(&GetTransactionStatusRequest::new(&paid.transaction_id))
            .await
            .expect("it is there");
    });
    let dump = dump.lock().expect("nobody panics with it").clone();
    dump
}

#[test]
fn a_recording_is_replayed_and_reported() {
    let old = Served::start();
    let recording = file("replay.http", &recorded(&old));
    let new = Served::start();
    let (junit, html) = (file("replay.xml", ""), file("replay.html", ""));
    let mapping = file("replay.csv", "");
    let ran = fps_as_caller(&[
        "migrate",
        "replay",
        &recording,
        "--against",
        &new.url,
        "--map",
        "seed",
        "--json",
        "--junit",
        &junit,
        "--html",
        &html,
        "--mapping-out",
        &mapping,
    ]);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    let report = ran.json();
    assert_eq!(report["format"], "fps-migrate-replay");
    assert_eq!(report["cases"].as_array().map(Vec::len), Some(2));
    let read = |path: &str| std::fs::read_to_string(path).expect("it was written");
    assert!(read(&junit).contains("tests=\"2\" failures=\"0\""), "{}", read(&junit));
    assert!(read(&mapping).starts_with("old,new\n"));
    for text in [ran.out.as_str(), &read(&html), &read(&junit)] {
        assert!(!text.contains(SECRET) && !text.contains(old.token("sender-abt-1")), "{text}");
    }
}

#[test]
fn what_can_not_be_replayed_is_refused_before_anything_is_sent() {
    let recording = file("replay-refused.http", "GET /?Action=Pay HTTP/1.1\r\nHost: fps.amazonaws.com\r\n\r\n");
    let live = fps_as_caller(&["migrate", "replay", &recording, "--against", "https://fps.amazonaws.com/"]);
    assert_eq!(live.status, 2, "{}", live.err);
    assert!(live.err.contains("real money"), "{}", live.err);
    let closed = program::closed_port();
    let unreached = fps_as_caller(&["migrate", "replay", &recording, "--against", &closed]);
    assert_eq!(unreached.status, 1, "{}{}", unreached.out, unreached.err);
    assert!(unreached.out.contains("ended before the recording did"), "{}", unreached.out);
}
