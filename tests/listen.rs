//! `fps listen`: what it shows, what it answers, and what it changes at a sandbox.

mod program;

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, ChildStdout, Stdio};

use amazon_fps::client::{Client, Credentials, Endpoint};
use amazon_fps::fps::PayRequest;
use amazon_fps::money::Amount;
use amazon_fps::sandbox::amazon_pay::NewOrderReference;
use amazon_fps::sandbox::{NewToken, Sandbox};
use serde_json::{Value, json};

use program::{KEY, SECRET, answering, closed_port, fps, program, ran as ran_by, unread};

const UNREACHED: i32 = 5;
const USAGE: i32 = 2;

#[tokio::test(flavor = "multi_thread")]
async fn a_notification_is_shown_and_verified() {
    let shop = Shop::open().await;
    let mut listener = Listener::start(&["--endpoint", &shop.url]);
    assert_eq!(listener.registered, json!(true));
    assert_eq!(shop.notification_url().await, json!(listener.url));

    let paid = shop.pay("order-1").await;
    shop.sandbox.deliver().await.expect("memory is always there");
    let shown = listener.next();
    let essence = &shown["notification"];
    assert_eq!((&essence["type"], &essence["id"]), (&json!("TransactionStatus"), &json!(paid)));
    assert_eq!((&essence["operation"], &essence["status"]), (&json!("PAY"), &json!("SUCCESS")));
    assert_eq!((&essence["amount"], &essence["caller_reference"]), (&json!("USD 1.00"), &json!("order-1")));
    assert_eq!((&shown["verified"], &shown["problem"]), (&json!(true), &Value::Null), "{shown}");
    assert_eq!((&shown["taken"], &shown["forwarded"]), (&json!(true), &Value::Null));

    listener.end();
    assert_eq!(shop.notification_url().await, Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notification_of_amazon_pay_is_shown_and_verified_and_passed_on() {
    let shop = Shop::open().await;
    let application = answering(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    let mut listener = Listener::start(&["--endpoint", &shop.url, "--forward", &application]);
    let order = NewOrderReference { amount: Some(94.into()), confirm: true, ..NewOrderReference::default() };
    let order = shop.sandbox.create_order_reference(order).await.expect("the buyer can pay");
    shop.sandbox.deliver().await.expect("memory is always there");
    let shown = listener.next();
    let essence = &shown["notification"];
    assert_eq!((&essence["service"], &essence["type"]), (&json!("amazon-pay"), &json!("OrderReferenceNotification")));
    assert_eq!((&essence["id"], &essence["status"]), (&json!(order.id), &json!("Open")));
    assert_eq!(essence["amount"], json!("USD 94.00"));
    assert_eq!((&shown["verified"], &shown["problem"]), (&json!(true), &Value::Null), "{shown}");
    assert_eq!((&shown["taken"], &shown["forwarded"]["status"]), (&json!(true), &json!(200)));
    listener.end();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notification_is_passed_on_and_answered_as_the_application_has_answered() {
    let shop = Shop::open().await;
    for (order, application, status, taken) in [
        (
            "order-1",
            answering(b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
            json!(202),
            true,
        ),
        ("order-2", answering(b"HTTP/1.1 500 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), json!(500), false),
        ("order-3", format!("{}/", closed_port()), Value::Null, false),
    ] {
        let mut listener = Listener::start(&["--endpoint", &shop.url, "--forward", &application]);
        shop.pay(order).await;
        shop.sandbox.deliver().await.expect("memory is always there");
        let shown = listener.next();
        assert_eq!((&shown["forwarded"]["status"], &shown["taken"]), (&status, &json!(taken)), "{shown}");
        assert_eq!(shown["forwarded"]["error"].is_string(), status.is_null(), "{shown}");
        // What was taken is not sent again, and what was not is.
        shop.sandbox.advance(chrono::TimeDelta::minutes(2)).await.expect("memory is always there");
        shop.sandbox.deliver().await.expect("memory is always there");
        if !taken {
            assert_eq!(listener.next()["notification"], shown["notification"]);
        }
        listener.end();
        shop.sandbox.advance(chrono::TimeDelta::days(2)).await.expect("memory is always there");
        shop.sandbox.deliver().await.expect("memory is always there");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_url_that_somebody_else_has_set_meanwhile_is_kept() {
    let shop = Shop::open().await;
    let listener = Listener::start(&["--endpoint", &shop.url]);
    let url = amazon_fps::sandbox::Setting::To("http://127.0.0.1:1/".to_owned());
    let change = amazon_fps::sandbox::AccountChange { notification_url: url, ..Default::default() };
    shop.sandbox.alter_account("shop", change).await.expect("it is a URL");
    listener.end();
    assert_eq!(shop.notification_url().await, json!("http://127.0.0.1:1/"));
}

#[test]
fn what_is_no_notification_is_told_and_refused() {
    let mut listener = Listener::start(&[]);
    assert_eq!(listener.registered, json!(false));
    let url = listener.url.clone();
    let post = |body: &str| {
        let request = amazon_fps::client::HttpRequest {
            method: "POST",
            url: url.clone(),
            headers: Vec::new(),
            body: body.as_bytes().to_vec(),
            answer_limit: 1024,
        };
        let runtime = tokio::runtime::Runtime::new().expect("the system has threads");
        let http = amazon_fps::client::HttpClient::new(std::time::Duration::from_secs(5)).expect("TLS can be set up");
        runtime.block_on(amazon_fps::client::Http::send(&http, request)).expect("it listens").status
    };
    assert_eq!(post("hello=world"), 400);
    assert_eq!(post("notificationType=Weather"), 200);
    let shown = listener.next();
    assert_eq!((&shown["notification"], &shown["taken"]), (&Value::Null, &json!(false)));
    assert_eq!(shown["problem"], json!("the parameter 'notificationType' is missing or empty"));
    let shown = listener.next();
    assert_eq!((&shown["notification"]["type"], &shown["verified"]), (&json!("Weather"), &json!(false)));
    assert!(shown["problem"].as_str().is_some_and(|why| why.contains("certificateUrl is missing")), "{shown}");
    assert_eq!(post("{ \"Type\" : \"SubscriptionConfirmation\" }"), 400);
    let why = listener.next()["problem"].clone();
    assert_eq!(why, json!("the message is a SubscriptionConfirmation"));
    listener.end();
}

#[test]
fn it_takes_no_notifications_where_nobody_sees_them() {
    let runtime = tokio::runtime::Runtime::new().expect("the system has threads");
    let shop = runtime.block_on(Shop::open());
    let before = runtime.block_on(shop.notification_url());
    assert_eq!(unread(program(&["listen", "--endpoint", &shop.url])), (Some(0), String::new()));
    assert_eq!(runtime.block_on(shop.notification_url()), before, "the former URL is given back");
}

#[test]
fn what_can_not_be_listened_to_is_told() {
    let closed = closed_port();
    let ran = fps(&["listen", "--endpoint", &closed]);
    assert_eq!((ran.status, ran.out.as_str()), (UNREACHED, ""), "{}", ran.err);
    let ran = fps(&["listen", "--forward", "127.0.0.1:80"]);
    assert_eq!(ran.status, USAGE);
    assert!(ran.err.contains("--forward is no http or https address"), "{}", ran.err);
    let shop = tokio::runtime::Runtime::new().expect("the system has threads");
    let (url, _sandbox) = shop.block_on(async {
        let shop = Shop::open().await;
        (shop.url, shop.sandbox)
    });
    let ran = fps(&["listen", "--endpoint", &url, "--caller", "AKIANOBODY"]);
    assert_eq!(ran.status, USAGE);
    assert!(ran.err.contains("AKIANOBODY") && ran.err.contains(KEY), "{}", ran.err);
    let mut by_environment = program(&["listen", "--caller", "AKIANOBODY"]);
    by_environment.env("FPS_ENDPOINT", &url);
    let ran = ran_by(by_environment);
    assert!(ran.status == USAGE && ran.err.contains("AKIANOBODY"), "{}", ran.err);
    let ran = fps(&["listen", "--caller", KEY]);
    assert!(ran.status == USAGE && ran.err.contains("give --endpoint or FPS_ENDPOINT"), "{}", ran.err);
}

/// A sandbox on a port, and a client of it.
struct Shop {
    url: String,
    sandbox: Sandbox,
    client: Client,
}

impl Shop {
    async fn open() -> Self {
        let sandbox = Sandbox::builder().seed(5).build().await.expect("memory is always there");
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        let listening = sandbox.listen(address).await.expect("the system has ports");
        let url = listening.url();
        tokio::spawn(listening.serve(std::future::pending()));
        let endpoint = Endpoint::url(&url).expect("it is one");
        let client = Client::builder().endpoint(endpoint).credentials(Credentials::new(KEY, SECRET)).build();
        Self { url, sandbox, client: client.expect("it has all it needs") }
    }

    async fn pay(&self, order: &str) -> String {
        let token = NewToken { payment_method: Some("ABT".to_owned()), ..NewToken::default() };
        let token = self.sandbox.create_token(token).await.expect("the buyer has a balance").token_id;
        let paid = self.client.pay(&PayRequest::new(&token, Amount::usd(1), order)).await;
        paid.expect("the buyer can pay").transaction_id.to_string()
    }

    async fn notification_url(&self) -> Value {
        let accounts = get(&format!("{}/_sandbox/accounts", self.url)).await;
        let accounts = accounts["accounts"].as_array().expect("it is a list").clone();
        let own = accounts.iter().find(|account| account["account_id"] == json!(KEY));
        own.expect("the caller has an account")["notification_url"].clone()
    }
}

async fn get(url: &str) -> Value {
    let request = amazon_fps::client::HttpRequest {
        method: "GET",
        url: url.to_owned(),
        headers: Vec::new(),
        body: Vec::new(),
        answer_limit: 1 << 20,
    };
    let http = amazon_fps::client::HttpClient::new(std::time::Duration::from_secs(5)).expect("TLS can be set up");
    let answer = amazon_fps::client::Http::send(&http, request).await.expect("it listens");
    serde_json::from_slice(&answer.body).expect("it is JSON")
}

/// The program while it listens.
struct Listener {
    child: Child,
    out: BufReader<ChildStdout>,
    url: String,
    registered: Value,
}

impl Listener {
    fn start(arguments: &[&str]) -> Self {
        let mut command = program(&[&["listen", "--json"], arguments].concat());
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the program was built");
        let out = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut listener = Self { child, out, url: String::new(), registered: Value::Null };
        let beginning = listener.next();
        listener.url = beginning["listening"].as_str().expect("it says where it listens").to_owned();
        listener.registered = beginning["registered"].clone();
        listener
    }

    fn next(&mut self) -> Value {
        let mut line = String::new();
        self.out.read_line(&mut line).expect("the program writes UTF-8");
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"))
    }

    /// Ends it as Ctrl-C does.
    fn end(mut self) {
        let ended = std::process::Command::new("kill").args(["-INT", &self.child.id().to_string()]).status();
        assert!(ended.expect("there is a kill").success());
        assert!(self.child.wait().expect("it is our child").success());
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // It has ended already unless the test has failed.
        let _ = self.child.kill();
    }
}
