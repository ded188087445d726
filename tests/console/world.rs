//! A sandbox on a port, somebody who calls it, and somebody who looks at it.

use std::net::SocketAddr;

use amazon_fps::client::{Client, ClientBuilder, Credentials, Endpoint, RetryPolicy};
use amazon_fps::fps::{PayRequest, PayResult};
use amazon_fps::ids::TokenId;
use amazon_fps::money::Amount;
use amazon_fps::sandbox::{Builder, CallerIdentity, Clock, ManualClock, NewToken, Sandbox};
use amazon_fps::sign::v2::{self, SignatureMethod};
use amazon_fps::sign::x509::Identity;
use chrono::{DateTime, TimeDelta, TimeZone, Utc};

use crate::browser::{Answer, ask};
use crate::markup::Markup;

pub struct World {
    pub sandbox: Sandbox,
    pub clock: ManualClock,
    pub address: SocketAddr,
}

impl World {
    pub async fn start() -> Self {
        Self::of(Sandbox::builder()).await
    }

    pub async fn of(builder: Builder) -> Self {
        let clock = ManualClock::new(noon());
        let sandbox = builder.clock(clock.clone()).seed(7).build().await.expect("memory is always there");
        let listening = sandbox.listen("127.0.0.1:0").await.expect("the system has ports");
        let address = listening.address();
        tokio::spawn(listening.serve(std::future::pending()));
        Self { sandbox, clock, address }
    }

    pub fn caller(&self) -> CallerIdentity {
        self.sandbox.callers().first().expect("the sandbox begins with one").clone()
    }

    pub fn rest(&self) -> Client {
        self.client().build().expect("it is complete")
    }

    pub fn soap(&self) -> ClientBuilder {
        let caller = self.caller();
        let certificate = caller.certificate.as_ref().expect("the sandbox made it").pem();
        let key = caller.key_pem.as_deref().expect("the sandbox made it");
        self.client().soap(Identity::from_pem(&certificate, key).expect("they belong together"))
    }

    pub fn client(&self) -> ClientBuilder {
        let (caller, clock) = (self.caller(), self.clock.clone());
        Client::builder()
            .endpoint(Endpoint::url(&format!("http://{}", self.address)).expect("it is an address"))
            .credentials(Credentials::new(&caller.access_key_id, &caller.secret_access_key))
            .retry(RetryPolicy::never())
            .clock(move || clock.now())
    }

    pub async fn token(&self, method: &str) -> TokenId {
        let token = NewToken { payment_method: Some(method.to_owned()), ..NewToken::default() };
        self.sandbox.create_token(token).await.expect("the sandbox makes tokens").token_id
    }

    /// A payment with a token of its own.
    pub async fn payment(&self, method: &str, dollars: i64, reference: &str) -> PayRequest {
        PayRequest::new(self.token(method).await, Amount::usd(dollars), reference)
    }

    pub async fn pay(&self, method: &str, dollars: i64, reference: &str) -> PayResult {
        let request = self.payment(method, dollars, reference).await;
        self.rest().pay(&request).await.expect("the buyer has it").result
    }

    /// Sends a signed query; `spoil` changes the string before it is signed.
    pub async fn send_signed(&self, fields: &[(&str, &str)], spoil: impl Fn(String) -> String) -> Answer {
        let (caller, host) = (self.caller(), self.address.to_string());
        let timestamp = self.clock.now().format("%Y-%m-%dT%H:%M:%SZ").to_string();
        let common = [
            ("AWSAccessKeyId", caller.access_key_id.as_str()),
            ("SignatureMethod", "HmacSHA256"),
            ("SignatureVersion", "2"),
            ("Timestamp", &timestamp),
            ("Version", "2010-08-28"),
        ];
        let mut parameters: Vec<_> = fields.iter().copied().chain(common).collect();
        let text = spoil(v2::string_to_sign("GET", &host, "/", &parameters));
        let signature = SignatureMethod::HmacSha256.sign(&caller.secret_access_key, &text);
        parameters.push(("Signature", &signature));
        ask(self.address, &format!("/?{}", v2::encode_parameters(&parameters)), None, &[]).await
    }

    pub async fn get(&self, target: &str) -> Answer {
        ask(self.address, target, None, &[]).await
    }

    pub async fn post(&self, target: &str, form: &str) -> Answer {
        ask(self.address, target, Some(form), &[]).await
    }

    /// The page at `path` of the console, which must be there.
    pub async fn page(&self, path: &str) -> Markup {
        let target = if path.is_empty() { "/_sandbox/".to_owned() } else { format!("/_sandbox/console/{path}") };
        let answer = self.get(&target).await;
        assert!(answer.status == 200 && answer.is_page(), "{target}: {} {}", answer.status, answer.body);
        Markup::of(&answer.body)
    }

    /// What can be read on it, in which every run of white space is one blank.
    pub async fn read(&self, path: &str) -> String {
        self.page(path).await.text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Lets everything that is pending become final.
    pub fn wait(&self) {
        self.clock.advance(TimeDelta::seconds(10));
    }
}

pub fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2010, 9, 1, 12, 0, 0).single().expect("it is a time")
}
