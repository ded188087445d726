//! The client and the front with the sandbox behind it, over REST and over SOAP, without a network
//! between them.

use std::sync::Arc;

use amazon_fps::Error;
use amazon_fps::client::{
    Client, ClientBuilder, Credentials, Endpoint, HttpFailure, HttpRequest, HttpResponse, RetryPolicy,
};
use amazon_fps::error::Outcome;
use amazon_fps::fps::{
    ApiVersion, ErrorCode, GetTokenByCallerRequest, GetTransactionRequest, PayRequest, Server, TransactionStatus,
    VerificationStatus, VerifySignatureRequest,
};
use amazon_fps::ids::TokenId;
use amazon_fps::money::Amount;
use amazon_fps::sandbox::{Delivery, ManualClock, NewToken, Sandbox};
use amazon_fps::server::{Arrived, Front};
use amazon_fps::sign::rsa_sha1::SignatureAlgorithm;
use amazon_fps::sign::x509::Identity;
use chrono::{DateTime, TimeDelta, TimeZone, Utc};

struct World {
    sandbox: Sandbox,
    front: Arc<Front<Server<Sandbox>>>,
}

impl World {
    async fn new() -> Self {
        let sandbox =
            Sandbox::builder().clock(ManualClock::new(noon())).seed(7).build().await.expect("memory is always there");
        Self { front: Arc::new(sandbox.front()), sandbox }
    }

    /// A client whose requests go to the front as they are.
    fn client(&self) -> ClientBuilder {
        self.client_changing(|request| request)
    }

    /// A client whose requests somebody changes on the way.
    fn client_changing(&self, change: impl Fn(HttpRequest) -> HttpRequest + Send + Sync + 'static) -> ClientBuilder {
        let front = Arc::clone(&self.front);
        let caller = self.sandbox.caller("AKIAIOSFODNN7EXAMPLE").expect("the sandbox begins with it");
        Client::builder()
            .endpoint(Endpoint::url("http://127.0.0.1:8080/").expect("it is an address"))
            .credentials(Credentials::new(&caller.access_key_id, &caller.secret_access_key))
            .retry(RetryPolicy::never())
            .clock(noon)
            .http(move |request| deliver(Arc::clone(&front), change(request)))
    }

    fn identity(&self) -> Identity {
        let caller = self.sandbox.caller("AKIAIOSFODNN7EXAMPLE").expect("the sandbox begins with it");
        let certificate = caller.certificate.as_ref().expect("the sandbox made it").pem();
        Identity::from_pem(&certificate, caller.key_pem.as_deref().expect("the sandbox made it"))
            .expect("they belong together")
    }

    async fn token(&self) -> TokenId {
        let token = NewToken { payment_method: Some("ABT".to_owned()), ..NewToken::default() };
        self.sandbox.create_token(token).await.expect("the sandbox makes tokens").token_id
    }
}

async fn deliver(front: Arc<Front<Server<Sandbox>>>, request: HttpRequest) -> Result<HttpResponse, HttpFailure> {
    let header = |name: &str| request.headers.iter().find(|(other, _)| *other == name).map(|(_, value)| value.clone());
    let (_, rest) = request.url.split_once("://").expect("the client makes whole URLs");
    let (host, path) = rest.split_once('/').expect("the client makes whole URLs");
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let arrived = Arrived {
        method: request.method.to_owned(),
        scheme: "http",
        host: host.to_owned(),
        path: format!("/{path}"),
        query: query.to_owned(),
        content_type: header("Content-Type").unwrap_or_default(),
        soap_action: header("SOAPAction"),
        user_agent: header("User-Agent").unwrap_or_default(),
        body: request.body.clone(),
    };
    let reply = front.answer(arrived).await;
    Ok(HttpResponse { status: reply.status, body: reply.body.into_bytes() })
}

fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2010, 9, 1, 12, 0, 0).single().expect("it is a time")
}

fn pay(token: TokenId, reference: &str) -> PayRequest {
    PayRequest::new(token, Amount::usd(1), reference).caller_description("\n & <b>\"'\u{1F4B0}\r\n\t ä \n")
}

fn changed(request: HttpRequest, from: &str, to: &str) -> HttpRequest {
    let body = String::from_utf8(request.body).expect("SOAP is text");
    assert!(body.contains(from), "{from} is not in {body}");
    HttpRequest { body: body.replacen(from, to, 1).into_bytes(), ..request }
}

#[tokio::test]
async fn the_same_payment_is_paid_and_read_back_the_same_on_both_ways() {
    let world = World::new().await;
    let rest = world.client().build().expect("it is complete");
    for algorithm in [SignatureAlgorithm::RsaSha1, SignatureAlgorithm::RsaSha256] {
        let soap = world.client().soap_with(world.identity(), algorithm).build().expect("it is complete");
        let reference = |way| format!("\n{way} {algorithm:?}\n ");
        let (one, other) = (pay(world.token().await, &reference("one")), pay(world.token().await, &reference("other")));
        let over_rest = rest.pay(&one).await.expect("it pays");
        let over_soap = soap.pay(&other).await.expect("it pays");
        assert_eq!(over_rest.transaction_status, TransactionStatus::Success);
        assert_eq!(over_soap.transaction_status, TransactionStatus::Success);
        // Whichever way it was paid, both ways read it the same, and the description to the letter.
        for (transaction, reference) in [(&over_rest.transaction_id, &one), (&over_soap.transaction_id, &other)] {
            let request = GetTransactionRequest::new(transaction);
            let (read, same) = (rest.get_transaction(&request).await, soap.get_transaction(&request).await);
            let (read, same) = (read.expect("it is there").result, same.expect("it is there").result);
            assert_eq!(read, same);
            let detail = read.transaction.expect("it is there");
            assert_eq!(detail.caller_description, reference.caller_description);
        }
        // A reference that is known is answered the same over the other transport.
        assert_eq!(soap.pay(&one).await.expect("it is a repeat").result, over_rest.result);
    }
    assert!(world.sandbox.ledger_balanced().await.expect("memory is always there"));
}

#[tokio::test]
async fn errors_are_the_same_on_both_ways() {
    let world = World::new().await;
    let rest = world.client().build().expect("it is complete");
    let soap = world.client().soap(world.identity()).build().expect("it is complete");
    let unknown = GetTokenByCallerRequest::new().token_id("N".repeat(64));
    let [one, other] = [rest.get_token_by_caller(&unknown).await, soap.get_token_by_caller(&unknown).await]
        .map(|answer| answer.expect_err("there is no such token"));
    for error in [&one, &other] {
        assert!(error.is(ErrorCode::InvalidTokenId), "{error}");
        assert_eq!(error.outcome(), Outcome::Refused);
    }
    let parts = |error: &Error| {
        let service = error.service().expect("the service has refused it");
        (
            service.code().to_owned(),
            service.message().to_owned(),
            service.status(),
            service.retriable(),
            service.repeat(),
        )
    };
    assert_eq!(parts(&one), parts(&other));
    // What the contract forbids is refused here as well, should it ever be sent.
    let long = PayRequest::new("T", Amount::usd(1), "x".repeat(129));
    let [one, other] =
        [rest.call_unchecked(&long).await, soap.call_unchecked(&long).await].map(|answer| answer.expect_err("129"));
    assert!(one.is(ErrorCode::InvalidParams) && one.to_string().contains("CallerReference"), "{one}");
    assert_eq!(parts(&one), parts(&other));
}

#[tokio::test]
async fn a_soap_answer_is_in_the_namespace_of_its_request() {
    let world = World::new().await;
    for version in ApiVersion::ALL {
        let client = world.client().version(*version).soap(world.identity()).build().expect("it is complete");
        let paid = client.pay(&pay(world.token().await, version.as_str())).await.expect("it pays");
        assert!(!paid.request_id.as_str().is_empty());
    }
}

#[tokio::test]
async fn what_was_not_signed_is_not_executed() {
    let world = World::new().await;
    let token = world.token().await;
    #[allow(clippy::type_complexity)] // It is one table in one place.
    let attempts: [(&str, fn(HttpRequest) -> HttpRequest); 4] = [
        ("was changed after it was signed", |request| changed(request, "<Value>1</Value>", "<Value>9</Value>")),
        ("not signed", |request| {
            let body = String::from_utf8(request.body).expect("SOAP is text");
            let (begin, end) = (
                body.find("<wsse:Security").expect("it is there"),
                body.find("</SOAP-ENV:Header>").expect("it is there"),
            );
            HttpRequest { body: format!("{}{}", &body[..begin], &body[end..]).into_bytes(), ..request }
        }),
        ("more than one", |request| {
            changed(
                request,
                "</SOAP-ENV:Body>",
                "<Pay xmlns=\"http://fps.amazonaws.com/doc/2010-08-28/\"/></SOAP-ENV:Body>",
            )
        }),
        ("SOAPAction", |mut request| {
            for (name, value) in &mut request.headers {
                if *name == "SOAPAction" {
                    *value = "\"Refund\"".to_owned();
                }
            }
            request
        }),
    ];
    for (part, change) in attempts {
        let client = world.client_changing(change).soap(world.identity()).build().expect("it is complete");
        let error = client.pay(&pay(token.clone(), "never")).await.expect_err(part);
        assert!(error.service().is_some() && error.to_string().contains(part), "{part}: {error}");
    }
    // Nothing of it was carried out: the token is still fresh.
    let client = world.client().soap(world.identity()).build().expect("it is complete");
    client.pay(&pay(token, "once")).await.expect("it was never used");
}

#[tokio::test]
async fn certificates_that_are_unknown_or_out_of_their_time_are_told_apart() {
    let world = World::new().await;
    let token = world.token().await;
    let stranger = Identity::generate("stranger", 1024, noon() - TimeDelta::days(1), noon() + TimeDelta::days(1))
        .expect("it can be made");
    let client = world.client().soap(stranger).build().expect("it is complete");
    let error = client.pay(&pay(token.clone(), "r")).await.expect_err("nobody knows it");
    assert!(error.is(ErrorCode::InvalidClientTokenId), "{error}");

    let expired = Identity::generate("expired", 1024, noon() - TimeDelta::days(2), noon() - TimeDelta::days(1))
        .expect("it can be made");
    let client = world.client().soap(expired).build().expect("it is complete");
    let error = client.pay(&pay(token.clone(), "r")).await.expect_err("it has expired");
    assert!(matches!(error, Error::Configuration(_)) && error.outcome() == Outcome::NotSent, "{error}");
    assert!(error.to_string().contains("CN=expired") && error.to_string().contains("2010-08-31"), "{error}");

    let late =
        world.client().soap(world.identity()).clock(|| noon() - TimeDelta::hours(1)).build().expect("it is complete");
    let error = late.pay(&pay(token, "r")).await.expect_err("its clock is an hour slow");
    assert!(error.is(ErrorCode::RequestExpired), "{error}");
}

#[tokio::test]
async fn what_the_sandbox_has_signed_is_verified_on_both_ways() {
    let world = World::new().await;
    let url = "https://shop.example/ipn";
    let fields = [("transactionId", "14GK"), ("status", "SC")];
    let signed = world.sandbox.sign_notification(url, Delivery::Post, &fields).expect("it can be signed");
    for client in [world.client(), world.client().soap(world.identity())] {
        let client = client.build().expect("it is complete");
        let verified =
            client.verify_signature(&VerifySignatureRequest::new(url, signed.as_str())).await.expect("it is whole");
        assert_eq!(verified.verification_status, Some(VerificationStatus::Success));
        for changed in [signed.replace("14GK", "14GL"), format!("{signed}&Signature=x"), format!("{signed}&more=x")] {
            let request = VerifySignatureRequest::new(url, changed);
            let verified = client.verify_signature(&request).await.expect("it is whole");
            assert_eq!(verified.verification_status, Some(VerificationStatus::Failure));
        }
        let changed = signed.replace("14GK", "14GM");
        let verified = client.verify_signature(&VerifySignatureRequest::new(url, changed)).await.expect("it is whole");
        assert_eq!(verified.verification_status, Some(VerificationStatus::Failure));
    }
}
