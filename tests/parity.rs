//! The parity suite: every case on two sandboxes that are alike, on one that both transports share, and on one that is
//! not what it should be.

mod program;

use std::collections::BTreeSet;
use std::io::Write;
use std::net::TcpListener;
use std::sync::Arc;

use amazon_fps::fps::{SERVICE, Server};
use amazon_fps::sandbox::Sandbox;
use amazon_fps::server::{Arrived, Front, Reply};
use amazon_fps::wire::{Limits, xml};

use program::{Served, file, fps, read_request};

#[test]
fn rest_and_soap_are_equal_case_by_case() {
    let ran = fps(&["parity", "--json"]);
    let report = ran.json();
    let cases = report["cases"].as_array().expect("it is a list");
    let different = cases.iter().filter(|case| case["verdict"] != "equal").collect::<Vec<_>>();
    assert!(different.is_empty(), "{different:#?}");
    assert_eq!(ran.status, 0);
    let actions = cases.iter().filter_map(|case| case["action"].as_str()).collect::<BTreeSet<_>>();
    assert_eq!(actions, SERVICE.operations.iter().map(|operation| operation.name).collect());
    let codes = report["codes"].as_array().expect("it is a list");
    assert!(codes.len() >= 40, "only {codes:?} were provoked");
}

#[test]
fn one_sandbox_can_be_asked_over_both_transports() {
    let sandbox = Served::start();
    let junit = file("parity.xml", "");
    let only = ["--only", "Pay", "--only", "CancelSubscriptionAndRefund", "--only", "GetTokens"];
    let ran = fps(&[&["parity", "--endpoint", &sandbox.url, "--junit", &junit][..], &only].concat());
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("cases were skipped: a subscription can be cancelled only once"), "{}", ran.out);

    let report = std::fs::read_to_string(&junit).expect("it was written");
    let tree = xml::read(&report, &Limits::ANSWER).expect("it is XML");
    let suite = tree.root();
    assert_eq!(suite.name(), "testsuite");
    assert!(suite.children().count() > 100);
    assert!(suite.children().any(|case| case.child("skipped").is_some()));
    assert!(suite.children().all(|case| case.child("failure").is_none()));
}

#[test]
fn a_difference_is_found_and_named() {
    let url =
        serve_otherwise(|reply| reply.body = reply.body.replace("VerificationCompleteNoLimits", "VerificationPending"));
    let ran = fps(&["parity", "--endpoint", &url, "--only", "GetRecipientVerificationStatus"]);
    assert_eq!(ran.status, 1, "{}{}", ran.out, ran.err);
    for part in ["RecipientVerificationStatus", "VerificationCompleteNoLimits", "VerificationPending"] {
        assert!(ran.out.contains(part), "{}", ran.out);
    }
}

#[test]
fn another_message_of_an_error_is_a_difference() {
    let url = serve_otherwise(|reply| reply.body = reply.body.replace("There is no such", "We know no such"));
    let ran = fps(&["parity", "--endpoint", &url, "--only", "GetTokenUsage", "--json"]);
    assert_eq!(ran.status, 1, "{}", ran.out);
    let report = ran.json();
    let cases = report["cases"].as_array().expect("it is a list");
    let unknown = cases.iter().find(|case| case["name"] == "TokenId is unknown").expect("it is a case");
    let difference = &unknown["differences"][0];
    assert!(difference["field"].as_str().is_some_and(|field| field.ends_with("(error) Message")), "{difference}");
    assert!(difference["soap"].as_str().is_some_and(|message| message.starts_with("We know")), "{difference}");
}

/// A sandbox whose answers over SOAP are changed on the way.
fn serve_otherwise(change: fn(&mut Reply)) -> String {
    let runtime = tokio::runtime::Runtime::new().expect("the system has threads");
    let sandbox = runtime.block_on(Sandbox::builder().seed(6).build()).expect("memory is always there");
    let seed = runtime.block_on(sandbox.seed()).expect("memory is always there");
    let seed = serde_json::to_string(&seed).expect("it is JSON");
    let front: Arc<Front<Server<Sandbox>>> = Arc::new(sandbox.front());
    let listener = TcpListener::bind("127.0.0.1:0").expect("the system has ports");
    let address = listener.local_addr().expect("it is bound");
    std::thread::spawn(move || {
        for connection in listener.incoming() {
            let Ok(mut connection) = connection else { return };
            let request = read_request(&mut connection);
            let (status, body) = match request.starts_with(b"GET /_sandbox/seed") {
                true => (200, seed.clone()),
                false => {
                    let arrived = arrived(&request, &address.to_string());
                    let over_soap = arrived.soap_action.is_some();
                    let mut reply = runtime.block_on(front.answer(arrived));
                    if over_soap {
                        change(&mut reply);
                    }
                    (reply.status, reply.body)
                }
            };
            let head = format!("HTTP/1.1 {status} x\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len());
            // Whoever asked may be gone.
            let _ = connection.write_all((head + &body).as_bytes());
        }
    });
    format!("http://{address}")
}

fn arrived(request: &[u8], host: &str) -> Arrived {
    let text = String::from_utf8_lossy(request);
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let header = |wanted: &str| {
        let found =
            head.lines().filter_map(|line| line.split_once(':')).find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        found.map(|(_, value)| value.trim().to_owned())
    };
    Arrived {
        method: "POST".to_owned(),
        scheme: "http",
        host: host.to_owned(),
        path: "/".to_owned(),
        content_type: header("content-type").unwrap_or_default(),
        soap_action: header("soapaction"),
        user_agent: header("User-Agent").unwrap_or_default(),
        body: body.as_bytes().to_vec(),
        ..Arrived::default()
    }
}
