//! The front, with the sandbox behind it: what real clients send is taken, and what nobody should
//! send is refused with a reason.

use amazon_fps::fps::Server;
use amazon_fps::sandbox::{Delivery, ManualClock, NewToken, Sandbox};
use amazon_fps::server::{Arrived, Front, Reply};
use amazon_fps::sign::v2::{SignatureMethod, encode_parameters, string_to_sign};
use amazon_fps::wire::{Limits, xml};
use chrono::{DateTime, TimeDelta, TimeZone, Utc};

const KEY: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

struct World {
    sandbox: Sandbox,
    front: Front<Server<Sandbox>>,
}

impl World {
    async fn new() -> Self {
        let sandbox =
            Sandbox::builder().clock(ManualClock::new(noon())).seed(7).build().await.expect("memory is always there");
        Self { front: sandbox.front(), sandbox }
    }

    async fn get(&self, query: String) -> Reply {
        self.front.answer(Arrived { query, ..arrived("GET") }).await
    }

    async fn token(&self, method: &str) -> String {
        let token = NewToken { payment_method: Some(method.to_owned()), ..NewToken::default() };
        self.sandbox.create_token(token).await.expect("the sandbox makes tokens").token_id.into_string()
    }
}

fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2010, 9, 1, 12, 0, 0).single().expect("it is a time")
}

fn arrived(method: &str) -> Arrived {
    Arrived {
        method: method.to_owned(),
        scheme: "http",
        host: "127.0.0.1:8080".to_owned(),
        path: "/".to_owned(),
        ..Arrived::default()
    }
}

/// A request in the making: parameters, and how they are signed.
#[derive(Clone)]
struct Signed {
    verb: &'static str,
    host: &'static str,
    secret: &'static str,
    method: SignatureMethod,
    parameters: Vec<(String, String)>,
}

fn signed(action: &str, own: &[(&str, &str)]) -> Signed {
    let common = [
        ("Action", action),
        ("AWSAccessKeyId", KEY),
        ("SignatureMethod", "HmacSHA256"),
        ("SignatureVersion", "2"),
        ("Timestamp", "2010-09-01T12:00:00Z"),
        ("Version", "2010-08-28"),
    ];
    let parameters = common.iter().chain(own).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Signed { verb: "GET", host: "127.0.0.1:8080", secret: SECRET, method: SignatureMethod::HmacSha256, parameters }
}

impl Signed {
    fn with(mut self, name: &str, value: &str) -> Self {
        self.parameters.retain(|(other, _)| other != name);
        self.parameters.push((name.to_owned(), value.to_owned()));
        self
    }

    fn without(mut self, name: &str) -> Self {
        self.parameters.retain(|(other, _)| other != name);
        self
    }

    fn query(&self) -> String {
        let text = string_to_sign(self.verb, self.host, "/", &self.parameters);
        let mut parameters = self.parameters.clone();
        parameters.insert(1, ("Signature".to_owned(), self.method.sign(self.secret, &text)));
        encode_parameters(&parameters)
    }
}

fn status_of(token: &str) -> Signed {
    signed("GetTokenByCaller", &[("TokenId", token)])
}

/// The code and the message of an error, which must be in the one shape that every client reads.
fn refused(reply: &Reply) -> (u16, String, String) {
    let lines = reply.body.split('\n').collect::<Vec<_>>();
    assert_eq!((lines.len(), lines[0]), (2, "<?xml version=\"1.0\"?>"), "{}", reply.body);
    assert!(
        lines[1].starts_with("<Response><Errors><Error><Code>") && lines[1].contains("</Code><Message>"),
        "{}",
        lines[1]
    );
    let tree = xml::read(&reply.body, &Limits::ANSWER).expect("it is XML");
    let error = tree.root().child("Errors").and_then(|errors| errors.child("Error")).expect("there is an error");
    let text = |name| error.child(name).expect("it is there").text().to_owned();
    let id = tree.root().child("RequestID").expect("it is there").text();
    assert!(id.len() == 36 && !id.contains(':'), "{id}");
    (reply.status, text("Code"), text("Message"))
}

#[tokio::test]
async fn both_verbs_and_every_place_of_the_parameters_are_taken() {
    let world = World::new().await;
    let token = world.token("CC").await;
    let reply = world.get(status_of(&token).query()).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    assert!(
        reply.body.starts_with("<GetTokenByCallerResponse xmlns=\"http://fps.amazonaws.com/doc/2010-08-28/\">"),
        "{}",
        reply.body
    );

    let post = Signed { verb: "POST", ..status_of(&token) };
    let form = "application/x-www-form-urlencoded; charset=utf-8";
    for (query, body, content_type) in [
        (String::new(), post.query(), form),
        (post.query(), String::new(), "text/plain"),
        (String::new(), post.query(), ""),
    ] {
        let arrived =
            Arrived { query, body: body.into_bytes(), content_type: content_type.to_owned(), ..arrived("POST") };
        let reply = world.front.answer(arrived).await;
        assert_eq!(reply.status, 200, "{content_type}: {}", reply.body);
    }
}

#[tokio::test]
async fn every_host_that_clients_sign_is_tried() {
    let world = World::new().await;
    let token = world.token("CC").await;
    for host in [
        "127.0.0.1:8080",
        "127.0.0.1",
        "fps.amazonaws.com",
        "fps.sandbox.amazonaws.com",
        "authorize.payments.amazon.com",
        "authorize.payments-sandbox.amazon.com",
    ] {
        let reply = world.get(Signed { host, ..status_of(&token) }.query()).await;
        assert_eq!(reply.status, 200, "{host}: {}", reply.body);
    }
    for host in ["localhost:8080", "localhost"] {
        let query = Signed { host, ..status_of(&token) }.query();
        let arrived = Arrived { query, host: "LocalHost:8080".to_owned(), ..arrived("GET") };
        let reply = world.front.answer(arrived).await;
        assert_eq!(reply.status, 200, "{host}: {}", reply.body);
    }
    let reply = world.get(Signed { host: "example.com", ..status_of(&token) }.query()).await;
    assert_eq!(refused(&reply).1, "SignatureDoesNotMatch");
}

/// The transaction that an answer to Pay names.
fn transaction(reply: &Reply) -> String {
    assert_eq!(reply.status, 200, "{}", reply.body);
    let tree = xml::read(&reply.body, &Limits::ANSWER).expect("it is XML");
    let result = tree.root().child("PayResult").expect("it has paid");
    result.child("TransactionId").expect("it is there").text().to_owned()
}

#[tokio::test]
async fn a_call_may_be_repeated_to_the_byte_or_signed_anew() {
    let world = World::new().await;
    let token = world.token("ABT").await;
    let payment = |amount| {
        let amount = ("TransactionAmount.Value", amount);
        let own = [("SenderTokenId", token.as_str()), ("TransactionAmount.CurrencyCode", "USD"), amount];
        signed("Pay", &own).with("CallerReference", "order-1")
    };
    let first = payment("1").query();
    let paid = transaction(&world.get(first.clone()).await);
    for _ in 0..3 {
        assert_eq!(transaction(&world.get(first.clone()).await), paid);
    }
    for time in ["2010-09-01T12:00:07Z", "2010-09-01T12:00:21Z"] {
        assert_eq!(transaction(&world.get(payment("1").with("Timestamp", time).query()).await), paid);
    }
    assert_eq!(refused(&world.get(payment("2").query()).await).1, "DuplicateRequest");
}

#[tokio::test]
async fn every_spelling_of_the_encoding_is_taken() {
    let world = World::new().await;
    let token = world.token("ABT").await;
    let request = signed(
        "Pay",
        &[
            ("SenderTokenId", &token),
            ("TransactionAmount.CurrencyCode", "USD"),
            ("TransactionAmount.Value", "1"),
            ("CallerReference", "a b*c~d+e/ä\u{1F4B0}"),
        ],
    );
    let exact = request.query();
    let first = world.get(exact.clone()).await;
    assert_eq!(first.status, 200, "{}", first.body);
    // The same request again gets the same transaction, however it is spelt.
    let mut reversed = exact.split('&').collect::<Vec<_>>();
    reversed.reverse();
    for query in [
        exact.replace("%20", "+"),
        exact.replace('~', "%7E").replace("%2A", "*"),
        exact.replace("%C3%A4", "%c3%a4"),
        reversed.join("&"),
    ] {
        let reply = world.get(query).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        assert_eq!(transaction(&reply), transaction(&first));
    }
}

#[tokio::test]
async fn answers_are_in_the_namespace_of_the_version_that_was_asked_for() {
    let world = World::new().await;
    let token = world.token("CC").await;
    for version in ["2008-09-17", "2010-08-28", "2011-09-20"] {
        let reply = world.get(status_of(&token).with("Version", version).query()).await;
        let root = format!("<GetTokenByCallerResponse xmlns=\"http://fps.amazonaws.com/doc/{version}/\">");
        assert!(reply.status == 200 && reply.body.starts_with(&root), "{}", reply.body);
    }
    let old = world.get(status_of(&token).with("Version", "2007-01-08").query()).await;
    let (status, code, message) = refused(&old);
    assert_eq!((status, code.as_str()), (400, "InvalidParams"));
    assert!(message.contains("2007-01-08") && message.contains("2008-09-17 or 2010-08-28"), "{message}");
    // As the clients of that version sign, which name no method.
    let first = status_of(&token).with("Version", "2007-01-08").with("SignatureVersion", "1");
    let (status, code, message) = refused(&world.get(first.without("SignatureMethod").query()).await);
    assert_eq!((status, code.as_str()), (400, "InvalidParams"));
    assert!(message.contains("another signature, and is not served"), "{message}");
}

#[tokio::test]
async fn timestamps_are_taken_as_clients_write_them_and_within_a_quarter_of_an_hour() {
    let world = World::new().await;
    let token = world.token("CC").await;
    for time in [
        "2010-09-01T12:00:00Z",
        "2010-09-01T12:00:00.000Z",
        "2010-09-01T12:00:00.845Z",
        "2010-09-01T12:00:00z",
        "2010-09-01T05:00:00-07:00",
    ] {
        let reply = world.get(status_of(&token).with("Timestamp", time).query()).await;
        assert_eq!(reply.status, 200, "{time}: {}", reply.body);
    }
    for (minutes, seconds, fits) in [(15, 0, true), (15, 1, false), (-15, 0, true), (-15, -1, false), (60, 0, false)] {
        let time = (noon() + TimeDelta::minutes(minutes) + TimeDelta::seconds(seconds))
            .format("%Y-%m-%dT%H:%M:%SZ")
            .to_string();
        let reply = world.get(status_of(&token).with("Timestamp", &time).query()).await;
        match fits {
            true => assert_eq!(reply.status, 200, "{time}: {}", reply.body),
            false => {
                let (status, code, message) = refused(&reply);
                assert_eq!((status, code.as_str()), (400, "RequestExpired"));
                assert!(message.contains(&time) && message.contains("2010-09-01T12:00:00Z"), "{message}");
            }
        }
    }
    let reply = world.get(status_of(&token).with("Timestamp", "2010-02-26 T19:48:05.000Z").query()).await;
    let (status, code, message) = refused(&reply);
    assert_eq!((status, code.as_str()), (400, "InvalidParameterValue"));
    assert!(message.contains("ISO 8601"), "{message}");
}

#[tokio::test]
async fn a_signature_that_does_not_match_is_explained_with_the_string_that_was_signed_here() {
    let world = World::new().await;
    let token = world.token("CC").await;
    let request = Signed { secret: "not the secret", ..status_of(&token) };
    let (status, code, message) = refused(&world.get(request.query()).await);
    assert_eq!((status, code.as_str()), (403, "SignatureDoesNotMatch"));
    let text = string_to_sign("GET", "127.0.0.1:8080", "/", &request.parameters);
    assert!(message.ends_with(&text), "{message}");
    assert!(!message.contains("wJalr"), "{message}");
}

#[tokio::test]
async fn what_is_missing_or_unknown_is_named() {
    let world = World::new().await;
    let token = world.token("CC").await;
    let request = status_of(&token);
    for (query, code, part) in [
        (request.clone().without("Action").query(), "InvalidParams", "Action is missing"),
        (request.clone().with("Action", "GetTokensByCaller").query(), "InvalidParams", "Is GetTokenByCaller meant?"),
        (request.clone().with("Action", "Launch").query(), "InvalidParams", "There is no action 'Launch'"),
        (request.clone().without("Version").query(), "InvalidParams", "Version is missing"),
        (request.clone().without("AWSAccessKeyId").query(), "InvalidParams", "AWSAccessKeyId is missing"),
        (request.clone().with("AWSAccessKeyId", "AKIANOBODY").query(), "InvalidClientTokenId", "'AKIANOBODY'"),
        (request.clone().with("SignatureVersion", "1").query(), "InvalidParams", "must be 2"),
        (request.clone().with("SignatureMethod", "HmacMD5").query(), "InvalidParams", "HmacSHA256 or HmacSHA1"),
        (encode_parameters(&request.parameters), "InvalidParams", "Signature is missing"),
        (request.clone().without("TokenId").query(), "InvalidParams", "TokenId"),
        ("Action=Pay&Broken=%FF".to_owned(), "InvalidParams", "not UTF-8"),
        (format!("{}&TokenId=OTHER", request.query()), "SignatureDoesNotMatch", ""),
    ] {
        let reply = world.get(query).await;
        let (_, found, message) = refused(&reply);
        assert_eq!(found, code, "{message}");
        assert!(message.contains(part), "{part}: {message}");
    }
}

#[tokio::test]
async fn nothing_that_xml_cannot_carry_gets_into_the_books() {
    let world = World::new().await;
    let token = world.token("ABT").await;
    let request = signed(
        "Pay",
        &[
            ("SenderTokenId", &token),
            ("TransactionAmount.CurrencyCode", "USD"),
            ("TransactionAmount.Value", "1"),
            ("CallerReference", "bell \u{7}"),
        ],
    );
    let (_, code, message) = refused(&world.get(request.query()).await);
    assert_eq!(
        (code.as_str(), message.as_str()),
        ("InvalidParams", "CallerReference: it holds U+0007, which XML can't carry")
    );
}

#[tokio::test]
async fn a_signature_can_be_verified_without_one() {
    let world = World::new().await;
    let query =
        "Action=VerifySignature&UrlEndPoint=http%3A%2F%2Fshop.example%2Fipn&HttpParameters=a%3Db&Version=2008-09-17";
    let (_, code, message) = refused(&world.get(query.to_owned()).await);
    assert_eq!(code, "InvalidParams", "{message}");
    assert!(message.contains("certificateUrl"), "{message}");
    let (_, code, _) = refused(&world.get(query.replace("VerifySignature", "GetAccountBalance")).await);
    assert_eq!(code, "InvalidParams");
}

#[tokio::test]
async fn a_signature_is_verified_without_one_and_with_an_address_that_is_not_encoded() {
    let world = World::new().await;
    let url = "http://shop.example:8080/ipn/take";
    let told = [("transactionId", "14GK"), ("buyerName", "Bea Böhm+Co")];
    let told = world.sandbox.sign_notification(url, Delivery::Post, &told).expect("it can be signed");
    let answer = async |url: &str, told: &str| {
        let own = encode_parameters(&[("HttpParameters", told), ("Version", "2008-09-17")]);
        let reply = world.get(format!("Action=VerifySignature&UrlEndPoint={url}&{own}")).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        reply.body
    };
    let encoded = "http%3A%2F%2Fshop.example%3A8080%2Fipn%2Ftake";
    for url in [url, encoded] {
        assert!(answer(url, &told).await.contains("<VerificationStatus>Success</VerificationStatus>"), "{url}");
    }
    let changed = told.replace("14GK", "14GL");
    assert!(answer(url, &changed).await.contains("<VerificationStatus>Failure</VerificationStatus>"));
}

#[tokio::test]
async fn the_contract_is_served_with_the_address_at_which_it_was_asked_for() {
    let world = World::new().await;
    let document = |path: &str| Arrived { path: path.to_owned(), ..arrived("GET") };
    let wsdl = world.front.answer(document("/doc/2010-08-28/AmazonFPS.wsdl")).await;
    assert!(wsdl.status == 200 && wsdl.body.contains("location=\"http://127.0.0.1:8080\""));
    assert!(!wsdl.body.contains("https://fps.amazonaws.com"));
    let schema = world.front.answer(document("/doc/2010-08-28/AmazonFPS.xsd")).await;
    assert!(schema.status == 200 && schema.body.contains("<xs:schema"));
}
