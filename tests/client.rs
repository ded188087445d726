//! The client against answers that a closure gives: what it sends, what it makes of what comes back,
//! and when it tries again.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use amazon_fps::Error;
use amazon_fps::client::{
    Client, ClientBuilder, Credentials, Endpoint, HttpFailure, HttpRequest, HttpResponse, Method, RetryPolicy, Wait,
};
use amazon_fps::contract::Repeat;
use amazon_fps::error::Outcome;
use amazon_fps::fps::{
    ApiVersion, ErrorCode, GetAccountActivityRequest, GetAccountBalanceRequest, PayRequest, SettleRequest,
    TransactionStatus,
};
use amazon_fps::money::Amount;
use amazon_fps::sign::v2::{SignatureMethod, decode_parameters, string_to_sign};
use chrono::{DateTime, TimeZone, Utc};
use rust_decimal::Decimal;

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const PAID: &str = "<PayResponse xmlns=\"http://fps.amazonaws.com/doc/2010-08-28/\"><PayResult>\
    <TransactionId>14GK6BGKA7U6OU6SUTNLBI5SBBV9PGDJ6UL</TransactionId><TransactionStatus>Pending</TransactionStatus>\
    </PayResult><ResponseMetadata><RequestId>c21e7735-9c08-4cd8-99bf-535a848c79b4:0</RequestId></ResponseMetadata></PayResponse>";

type Reply = Result<HttpResponse, HttpFailure>;

/// Answers from a list, one a request, and remembers the requests.
#[derive(Clone, Default)]
struct Script {
    replies: Arc<Mutex<Vec<Reply>>>,
    requests: Arc<Mutex<Vec<HttpRequest>>>,
}

impl Script {
    fn of(replies: impl IntoIterator<Item = Reply>) -> Self {
        let mut replies = replies.into_iter().collect::<Vec<_>>();
        replies.reverse();
        Self { replies: Arc::new(Mutex::new(replies)), requests: Arc::default() }
    }

    fn client(&self) -> ClientBuilder {
        let script = self.clone();
        builder().http(move |request| {
            script.requests.lock().expect("no test panics with it").push(request);
            let reply = script.replies.lock().expect("no test panics with it").pop();
            async move { reply.unwrap_or_else(|| Err(HttpFailure::Interrupted("the script is over".to_owned()))) }
        })
    }

    fn sent(&self) -> Vec<Vec<(String, String)>> {
        let requests = self.requests.lock().expect("no test panics with it");
        let body = |request: &HttpRequest| String::from_utf8(request.body.clone()).expect("a form is ASCII");
        requests.iter().map(|request| decode_parameters(&body(request)).expect("we write UTF-8")).collect()
    }
}

fn builder() -> ClientBuilder {
    Client::builder()
        .credentials(Credentials::new("AKIAIOSFODNN7EXAMPLE", SECRET))
        .endpoint(Endpoint::Sandbox)
        .retry(RetryPolicy::default().jitter(|longest| longest))
        .clock(at_noon)
}

fn at_noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2010, 9, 1, 12, 0, 0).single().expect("it is a time")
}

fn reply(status: u16, body: &str) -> Reply {
    Ok(HttpResponse { status, body: body.as_bytes().to_vec() })
}

fn refusal(status: u16, code: &str) -> Reply {
    reply(
        status,
        &format!(
            "<?xml version=\"1.0\"?>\n<Response><Errors><Error><Code>{code}</Code><Message>In words.</Message></Error></Errors>\
             <RequestID>1d4b3c2e-0000-4000-8000-000000000000</RequestID></Response>"
        ),
    )
}

fn pay() -> PayRequest {
    PayRequest::new("SENDER", Amount::usd(Decimal::new(110, 2)), "order 1/ä").caller_description("a+b ~*")
}

fn value<'p>(parameters: &'p [(String, String)], name: &str) -> Option<&'p str> {
    parameters.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
}

#[tokio::test]
async fn a_request_carries_its_parameters_and_a_signature_over_them() {
    let script = Script::of([reply(200, PAID)]);
    let client = script.client().build().expect("it is complete");
    let paid = client.pay(&pay()).await.expect("the script pays");
    assert_eq!(paid.transaction_id.as_str(), "14GK6BGKA7U6OU6SUTNLBI5SBBV9PGDJ6UL");
    assert_eq!(paid.transaction_status, TransactionStatus::Pending);
    assert_eq!(paid.request_id.as_str(), "c21e7735-9c08-4cd8-99bf-535a848c79b4:0");

    let sent = script.sent().remove(0);
    let names = sent.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>();
    assert_eq!(
        names,
        [
            "SenderTokenId",
            "TransactionAmount.CurrencyCode",
            "TransactionAmount.Value",
            "CallerReference",
            "CallerDescription",
            "Action",
            "Version",
            "AWSAccessKeyId",
            "SignatureMethod",
            "SignatureVersion",
            "Timestamp",
            "Signature"
        ]
    );
    assert_eq!(value(&sent, "TransactionAmount.Value"), Some("1.10"));
    assert_eq!(value(&sent, "Timestamp"), Some("2010-09-01T12:00:00.000Z"));
    assert_eq!(value(&sent, "Version"), Some("2010-08-28"));
    let text = string_to_sign("POST", "fps.sandbox.amazonaws.com", "/", &sent);
    assert_eq!(value(&sent, "Signature"), Some(SignatureMethod::HmacSha256.sign(SECRET, &text).as_str()));
}

#[tokio::test]
async fn get_puts_everything_into_the_url_and_the_port_into_the_host() {
    let client = builder()
        .endpoint(Endpoint::url("http://LOCALHOST:8080/fps/").expect("it is an address"))
        .rest(Method::Get, SignatureMethod::HmacSha1)
        .version(ApiVersion::V2008_09_17)
        .build()
        .expect("it is complete");
    let prepared = client.prepare(&GetAccountBalanceRequest::new()).expect("it can be signed");
    let text = "GET\nlocalhost:8080\n/fps/\nAWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Action=GetAccountBalance&\
        SignatureMethod=HmacSHA1&SignatureVersion=2&Timestamp=2010-09-01T12%3A00%3A00.000Z&Version=2008-09-17";
    assert_eq!(prepared.string_to_sign.as_deref(), Some(text));
    assert!(
        prepared.http.url.starts_with("http://localhost:8080/fps/?Action=GetAccountBalance&"),
        "{}",
        prepared.http.url
    );
    assert!(prepared.http.body.is_empty() && prepared.http.method == "GET");
}

#[tokio::test]
async fn what_breaks_the_contract_is_not_sent() {
    let script = Script::of([]);
    let client = script.client().build().expect("it is complete");
    let old = script.client().version(ApiVersion::V2008_09_17).build().expect("it is complete");
    let long = PayRequest::new("SENDER", Amount::usd(1), "x".repeat(129));
    let thousandths = PayRequest::new("SENDER", Amount::usd(Decimal::new(1234, 3)), "r");
    let notified = SettleRequest::new("14GK").override_ipn_url("https://shop.example/ipn");
    for (error, part) in [
        (client.pay(&long).await.expect_err("129"), "CallerReference: it has 129 characters, and may have 128 at most"),
        (
            client.pay(&thousandths).await.expect_err("1.234"),
            "TransactionAmount.Value: it is 1.234, and may have two decimal places",
        ),
        (old.settle(&notified).await.expect_err("2008"), "OverrideIPNURL: version 2008-09-17 doesn't have it"),
    ] {
        assert!(error.to_string().contains(part), "{error}");
        assert_eq!((error.outcome(), error.retriable(), error.repeat()), (Outcome::NotSent, false, Repeat::Never));
    }
    assert!(script.sent().is_empty());
}

#[tokio::test]
async fn a_refusal_has_code_message_request_and_status() {
    let script = Script::of([refusal(400, "InsufficientBalance")]);
    let error = script.client().build().expect("it is complete").pay(&pay()).await.expect_err("it is refused");
    assert!(error.is(ErrorCode::InsufficientBalance));
    assert_eq!((error.outcome(), error.retriable(), error.repeat()), (Outcome::Refused, true, Repeat::AfterChange));
    assert_eq!(
        error.to_string(),
        "InsufficientBalance: In words. (HTTP status 400, request 1d4b3c2e-0000-4000-8000-000000000000)"
    );
    assert_eq!(script.sent().len(), 1, "only somebody else can mend it");
}

#[tokio::test]
async fn an_answer_that_is_none_keeps_its_beginning_and_the_outcome_is_unknown() {
    let cut = &PAID[..PAID.len() / 2];
    let other = PAID.replace("PayRes", "RefundRes");
    let foreign = PAID.replace("fps.amazonaws.com/doc/2010-08-28", "example.com");
    for (body, reason) in [
        ("<!DOCTYPE html><html><body>It works!</body></html>", "it is a web page"),
        ("\n<HTML><body><p>It works!</body></HTML>", "it is a web page"),
        ("It works!", "there is text outside"),
        ("", "there is no element"),
        (cut, "tag not closed"),
        (&other, "it is RefundResponse where PayResponse is expected"),
        (&foreign, "its namespace http://example.com/ is not one of Amazon FPS"),
        (&PAID.replace("TransactionStatus>", "Status>"), "TransactionStatus: it is required, and is missing"),
    ] {
        let script = Script::of([reply(200, body)]);
        let error = script.client().build().expect("it is complete").pay(&pay()).await.expect_err(reason);
        let text = error.to_string();
        assert!(text.contains(reason), "{reason}: {text}");
        assert!(text.contains("HTTP status 200"), "{text}");
        assert_eq!(error.outcome(), Outcome::Unknown);
        assert_eq!(script.sent().len(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_transient_is_sent_again_signed_anew_with_the_same_reference() {
    let script = Script::of([
        refusal(500, "InternalError"),
        reply(503, "<html>busy</html>"),
        Err(HttpFailure::Interrupted("reset".to_owned())),
        reply(200, PAID),
    ]);
    let began = tokio::time::Instant::now();
    let client = script.client().clock(move || at_noon() + began.elapsed()).build().expect("it is complete");
    client.pay(&pay()).await.expect("the fourth try succeeds");
    let sent = script.sent();
    assert_eq!(sent.len(), 4);
    let column = |name| {
        sent.iter().map(|parameters| value(parameters, name).expect("it is sent").to_owned()).collect::<Vec<_>>()
    };
    assert!(column("CallerReference").iter().all(|reference| reference == "order 1/ä"));
    let times =
        ["12:00:00.000", "12:00:00.200", "12:00:00.600", "12:00:01.400"].map(|time| format!("2010-09-01T{time}Z"));
    assert_eq!(column("Timestamp"), times);
    let mut signatures = column("Signature");
    signatures.dedup();
    assert_eq!(signatures.len(), 4);
}

#[tokio::test(start_paused = true)]
async fn a_settlement_that_may_have_happened_is_not_sent_again() {
    let settle = SettleRequest::new("14GK");
    for failure in [refusal(500, "InternalError"), Err(HttpFailure::Interrupted("reset".to_owned()))] {
        let script = Script::of([failure]);
        let error = script.client().build().expect("it is complete").settle(&settle).await.expect_err("it failed");
        assert_eq!((error.outcome(), script.sent().len()), (Outcome::Unknown, 1));
    }
    // A connection that was never made, and a refusal that says to try again, are safe.
    for failure in [Err(HttpFailure::Connect("refused".to_owned())), refusal(400, "ConcurrentModification")] {
        let script = Script::of([failure]);
        script.client().build().expect("it is complete").settle(&settle).await.expect_err("the script is over");
        assert_eq!(script.sent().len(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn what_became_of_one_try_stays_unknown_whatever_the_next_one_is_told() {
    let lost = || Err(HttpFailure::Interrupted("reset".to_owned()));
    for last in [Err(HttpFailure::Connect("refused".to_owned())), refusal(400, "RequestExpired")] {
        let script = Script::of([lost(), last]);
        let policy = RetryPolicy::default().attempts(2);
        let error =
            script.client().retry(policy).build().expect("it is complete").pay(&pay()).await.expect_err("it failed");
        assert!(matches!(error, Error::Unresolved { .. }), "{error}");
        assert_eq!((error.outcome(), script.sent().len()), (Outcome::Unknown, 2));
        assert!(
            error.to_string().ends_with(
                "an earlier try may have been carried out: the connection failed before the \
            answer was whole: reset; the request may have been carried out"
            ),
            "{error}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn attempts_and_budget_bound_the_tries() {
    let down = || Err(HttpFailure::Connect("refused".to_owned()));
    let script = Script::of(std::iter::repeat_with(down).take(20));
    let client = script.client().retry(RetryPolicy::never()).build().expect("it is complete");
    let error = client.pay(&pay()).await.expect_err("nobody is there");
    assert_eq!((error.outcome(), script.sent().len()), (Outcome::NotSent, 1));

    let policy = RetryPolicy::default()
        .attempts(20)
        .pauses(Duration::from_secs(1), Duration::from_secs(4))
        .jitter(|longest| longest);
    let client = script.client().retry(policy.budget(Duration::from_secs(12))).build().expect("it is complete");
    client.pay(&pay()).await.expect_err("nobody is there");
    // At 0, 1, 3, 7 and 11 seconds; the next one would come at 15.
    assert_eq!(script.sent().len(), 1 + 5);
}

#[tokio::test(start_paused = true)]
async fn silence_is_a_timeout_whose_outcome_is_unknown() {
    let client = builder()
        .timeout(Duration::from_secs(3))
        .retry(RetryPolicy::never())
        .http(|_| std::future::pending::<Reply>())
        .build()
        .expect("it is complete");
    let error = client.pay(&pay()).await.expect_err("nobody answers");
    assert!(matches!(error, Error::Timeout { after } if after == Duration::from_secs(3)), "{error}");
    assert_eq!(error.outcome(), Outcome::Unknown);
}

#[tokio::test(start_paused = true)]
async fn a_transaction_is_waited_for_and_not_for_ever() {
    let status = |status: &str| {
        reply(
            200,
            &format!(
                "<GetTransactionStatusResponse xmlns=\"http://fps.amazonaws.com/doc/2008-09-17/\"><GetTransactionStatusResult>\
                 <TransactionId>14GK</TransactionId><TransactionStatus>{status}</TransactionStatus><CallerReference>r</CallerReference>\
                 <StatusCode>Any</StatusCode></GetTransactionStatusResult></GetTransactionStatusResponse>"
            ),
        )
    };
    let script = Script::of([status("Pending"), status("Pending"), status("Success")]);
    let client = script.client().build().expect("it is complete");
    let waiting = tokio::spawn(async move { client.wait_until_final("14GK").await });
    let done = waiting.await.expect("nothing panics").expect("it succeeds");
    assert_eq!((done.transaction_status.clone(), script.sent().len()), (TransactionStatus::Success, 3));

    let script = Script::of(std::iter::repeat_with(|| status("Pending")).take(50));
    let client = script.client().build().expect("it is complete");
    let wait = Wait { limit: Duration::from_secs(20), ..Wait::default() };
    let error = client.wait_until_final_with("14GK", wait).await.expect_err("it stays pending");
    assert!(matches!(error, Error::StillPending { .. }) && error.outcome() == Outcome::Unknown, "{error}");
}

#[tokio::test]
async fn pages_that_overlap_at_their_edge_give_each_transaction_once() {
    // B and C were received in one instant, and the edge of the first page lies between them.
    let script = Script::of([
        page(&[("A", 1), ("B", 2)], Some(2)),
        page(&[("B", 2), ("C", 2), ("D", 3)], Some(4)),
        page(&[("E", 4)], None),
    ]);
    let mut activity =
        script.client().build().expect("it is complete").account_activity(GetAccountActivityRequest::new(at_noon()));
    let mut ids = Vec::new();
    while let Some(transaction) = activity.next().await {
        ids.push(transaction.expect("the script has pages").transaction_id.into_string());
    }
    assert_eq!(ids, ["A", "B", "C", "D", "E"]);
    let sent = script.sent();
    let starts = sent.iter().map(|parameters| value(parameters, "StartDate").expect("it is sent")).collect::<Vec<_>>();
    assert_eq!(starts, ["2010-09-01T12:00:00.000Z", "2010-08-01T07:00:02.000Z", "2010-08-01T07:00:04.000Z"]);
    assert!(sent.iter().all(|parameters| value(parameters, "SortOrderByDate") == Some("Ascending")));

    // A service whose pages don't go on must not be asked for ever.
    let script = Script::of([page(&[("A", 1)], Some(1)), page(&[("A", 1)], Some(1)), page(&[("A", 1)], Some(1))]);
    let mut activity =
        script.client().build().expect("it is complete").account_activity(GetAccountActivityRequest::new(at_noon()));
    assert!(activity.next().await.expect("there is A").is_ok());
    assert!(matches!(activity.next().await, Some(Err(Error::Malformed(_)))));
    assert!(activity.next().await.is_none());
}

fn page(ids: &[(&str, u32)], next: Option<u32>) -> Reply {
    let transactions = ids.iter().map(|(id, second)| transaction(id, *second)).collect::<String>();
    let next = next.map(|second| {
        format!("<StartTimeForNextTransaction>2010-08-01T00:00:{second:02}.000-07:00</StartTimeForNextTransaction>")
    });
    let body = format!(
        "<GetAccountActivityResponse xmlns=\"http://fps.amazonaws.com/doc/2010-08-28/\"><GetAccountActivityResult>\
         <BatchSize>{}</BatchSize>{transactions}{}</GetAccountActivityResult></GetAccountActivityResponse>",
        ids.len(),
        next.unwrap_or_default(),
    );
    reply(200, &body)
}

fn transaction(id: &str, second: u32) -> String {
    let amount = "<CurrencyCode>USD</CurrencyCode><Value>1.000000</Value>";
    let time = format!("2010-08-01T00:00:{second:02}.000-07:00");
    format!(
        "<Transaction><TransactionId>{id}</TransactionId><CallerTransactionDate>{time}</CallerTransactionDate>\
         <DateReceived>{time}</DateReceived><TransactionAmount>{amount}</TransactionAmount><FPSOperation>Pay</FPSOperation>\
         <TransactionStatus>Success</TransactionStatus><TransactionPart><Role>Caller</Role></TransactionPart>\
         <PaymentMethod>CC</PaymentMethod><CallerName>Shop</CallerName><FPSFees>{amount}</FPSFees><Balance>{amount}</Balance></Transaction>"
    )
}

#[test]
fn a_client_says_what_it_lacks() {
    let message = |builder: ClientBuilder| builder.build().expect_err("something is missing").to_string();
    assert!(message(Client::builder().endpoint(Endpoint::Sandbox)).contains("no access key"));
    assert!(message(Client::builder().credentials(Credentials::new("a", "b"))).contains("no endpoint"));
    for bad in [
        "localhost:8080",
        "http://",
        "http://user:hush@shop.example/",
        "http://shop.example/?a=b",
        "ftp://shop.example/",
    ] {
        let error = Endpoint::url(bad).expect_err(bad).to_string();
        assert!(error.contains("http://127.0.0.1:8080/") && !error.contains("hush"), "{error}");
    }
    let client = builder().build().expect("it is complete");
    assert!(!format!("{client:?} {:?}", builder()).contains(SECRET));
}
