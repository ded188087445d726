//! A sandbox on a port, with a clock that stands still.

use std::time::Duration;

use amazon_fps::client::{Client, ClientBuilder, Credentials, Endpoint, RetryPolicy};
use amazon_fps::fps::{GetAccountBalanceRequest, PayRequest};
use amazon_fps::money::Amount;
use amazon_fps::sandbox::{Builder, CallerIdentity, Clock, ManualClock, NewToken, Sandbox};
use amazon_fps::sign::x509::Identity;
use chrono::{DateTime, TimeZone, Utc};
use rust_decimal::Decimal;

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
