//! A sandbox on a port, with a clock that stands still.

use std::time::Duration;

use amazon_fps::client::{
    Client, ClientBuilder, Credentials, Endpoint, Http, HttpClient, HttpRequest, HttpResponse, RetryPolicy,
};
use amazon_fps::fps::{GetAccountBalanceRequest, PayRequest};
use amazon_fps::money::Amount;
use amazon_fps::sandbox::{Builder, CallerIdentity, Clock, ManualClock, NewToken, Sandbox};
use amazon_fps::sign::x509::Identity;
use chrono::{DateTime, TimeZone, Utc};
use rust_decimal::Decimal;
use serde_json::Value;

const LARGEST_ANSWER: usize = 64 * 1024 * 1024;

pub struct Served {
    pub sandbox: Sandbox,
    pub clock: ManualClock,
    pub url: String,
}

impl Served {
    pub async fn start() -> Self {
        Self::of(Sandbox::builder()).await
    }

    pub async fn of(builder: Builder) -> Self {
        let clock = ManualClock::new(noon());
        let sandbox = builder.clock(clock.clone()).seed(7).build().await.expect("memory is always there");
        let listening = sandbox.listen("127.0.0.1:0").await.expect("the system has ports");
        let url = listening.url();
        tokio::spawn(listening.serve(std::future::pending()));
        Self { sandbox, clock, url }
    }

    /// The JSON that is answered, with its status.
    pub async fn ask(&self, method: &'static str, path: &str, body: &str) -> (u16, Value) {
        let answer = self.send(method, path, body, &[]).await;
        let text = String::from_utf8(answer.body).expect("it is text");
        (answer.status, serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}")))
    }

    pub async fn send(
        &self,
        method: &'static str,
        path: &str,
        body: &str,
        headers: &[(&'static str, &str)],
    ) -> HttpResponse {
        let http = HttpClient::new(Duration::from_secs(10)).expect("it can be made");
        let headers = headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        let (url, body) = (format!("{}{path}", self.url), body.as_bytes().to_vec());
        let request = HttpRequest { method, url, headers, body, answer_limit: LARGEST_ANSWER };
        http.send(request).await.expect("the sandbox answers")
    }

    pub async fn get(&self, path: &str) -> Value {
        let (status, answer) = self.ask("GET", path, "").await;
        assert_eq!(status, 200, "{path}: {answer}");
        answer
    }

    pub async fn post(&self, path: &str, body: Value) -> Value {
        let (status, answer) = self.ask("POST", path, &body.to_string()).await;
        assert_eq!(status, 200, "{path}: {answer}");
        answer
    }

    /// The reason of a refusal with this status and code.
    pub async fn refused(&self, method: &'static str, path: &str, body: &str, (status, code): (u16, &str)) -> String {
        let (found, answer) = self.ask(method, path, body).await;
        assert_eq!((found, answer["error"]["code"].as_str()), (status, Some(code)), "{method} {path}: {answer}");
        answer["error"]["message"].as_str().expect("it says why").to_owned()
    }

    pub fn caller(&self) -> CallerIdentity {
        self.sandbox.callers().first().expect("the sandbox begins with one").clone()
    }

    pub fn rest(&self) -> Client {
        self.client().build().expect("it is complete")
    }

    pub fn soap(&self) -> Client {
        let caller = self.caller();
        let certificate = caller.certificate.as_ref().expect("the sandbox made it").pem();
        let key = caller.key_pem.as_deref().expect("the sandbox made it");
        let identity = Identity::from_pem(&certificate, key).expect("they belong together");
        self.client().soap(identity).build().expect("it is complete")
    }

    /// A client that says what happened to its one try.
    pub fn client(&self) -> ClientBuilder {
        let (caller, clock) = (self.caller(), self.clock.clone());
        Client::builder()
            .endpoint(Endpoint::url(&self.url).expect("it is an address"))
            .credentials(Credentials::new(&caller.access_key_id, &caller.secret_access_key))
            .retry(RetryPolicy::never())
            .timeout(Duration::from_secs(20))
            .clock(move || clock.now())
    }

    /// A payment of one dollar from a buyer's balance to the caller.
    pub async fn payment(&self, reference: &str) -> PayRequest {
        let token = NewToken { payment_method: Some("ABT".to_owned()), ..NewToken::default() };
        let token = self.sandbox.create_token(token).await.expect("the sandbox makes tokens").token_id;
        PayRequest::new(token, Amount::usd(1), reference)
    }

    /// What the caller can spend.
    pub async fn balance(&self) -> Decimal {
        let answer = self.rest().get_account_balance(&GetAccountBalanceRequest::default()).await.expect("it answers");
        answer.result.account_balance.expect("it has one").total_balance.value
    }
}

pub fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2010, 9, 1, 12, 0, 0).single().expect("it is a time")
}
