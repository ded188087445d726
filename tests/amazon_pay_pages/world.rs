//! A sandbox on a port, somebody who sells there, and somebody who buys.

use std::net::SocketAddr;

use amazon_fps::amazon_pay::client::{Client, Credentials, RetryPolicy, Throttle};
use amazon_fps::amazon_pay::{
    Environment, GetBillingAgreementDetailsRequest, GetBillingAgreementDetailsResult, GetOrderReferenceDetailsRequest,
    GetOrderReferenceDetailsResult,
};
use amazon_fps::client::Endpoint;
use amazon_fps::sandbox::amazon_pay::SeedMerchant;
use amazon_fps::sandbox::{Clock, ManualClock, Sandbox};
use chrono::{DateTime, TimeZone, Utc};
use url::Url;

use crate::http::{self, Answer};

/// It has a parameter of its own, and nobody listens there.
pub const BACK: &str = "http://shop.example.com:8443/back?session=a+b";

pub struct World {
    pub sandbox: Sandbox,
    pub clock: ManualClock,
    pub merchant: SeedMerchant,
    pub address: SocketAddr,
}

impl World {
    pub async fn new() -> Self {
        let clock = ManualClock::new(noon());
        let builder = Sandbox::builder().clock(clock.clone()).seed(7).quotas(false);
        let sandbox = builder.build().await.expect("memory is always there");
        let listening = sandbox.listen("127.0.0.1:0").await.expect("the system has a port");
        let address = listening.address();
        tokio::spawn(listening.serve(std::future::pending()));
        let merchant = sandbox.seed().await.expect("the sandbox has a seed").merchants.remove(0);
        Self { sandbox, clock, merchant, address }
    }

    /// A client for the caller's own merchant.
    pub fn client(&self, environment: Environment) -> Client {
        let (caller, clock) = (self.sandbox.callers().remove(0), self.clock.clone());
        Client::builder()
            .endpoint(Endpoint::url(&format!("http://{}/", self.address)).expect("it is an address"))
            .environment(environment)
            .credentials(Credentials::new(caller.access_key_id, caller.secret_access_key))
            .seller_id(&self.merchant.seller_id)
            .application("pages", "1")
            .retry(RetryPolicy::never())
            .throttle(Throttle::off())
            .clock(move || clock.now())
            .build()
            .expect("it has all that it needs")
    }

    /// The path and query of the page for this merchant, with more parameters.
    pub fn target(&self, parameters: &[(&str, &str)]) -> String {
        target(&self.merchant.seller_id, parameters)
    }

    pub async fn get(&self, target: &str) -> Answer {
        http::send(self.address, "GET", target, &self.address.to_string(), "", "").await
    }

    pub async fn post(&self, target: &str, form: &str) -> Answer {
        let host = self.address.to_string();
        http::send(self.address, "POST", target, &host, "application/x-www-form-urlencoded", form).await
    }

    /// Answers at once, and tells what came back to the merchant.
    pub async fn approve(&self, parameters: &[(&str, &str)]) -> Back {
        let always = [("auto", "approve"), ("returnUrl", BACK)];
        let parameters: Vec<_> = parameters.iter().copied().chain(always).collect();
        Back::of(&self.get(&self.target(&parameters)).await)
    }

    /// The order reference as the merchant sees it, with the token that came back with it.
    pub async fn order(&self, back: &Back) -> GetOrderReferenceDetailsResult {
        let mut request = GetOrderReferenceDetailsRequest::new(back.value("orderReferenceId"));
        request.access_token = Some(back.value("accessToken").into());
        let answer = self.client(Environment::Sandbox).get_order_reference_details(&request).await;
        answer.expect("it was made").result
    }

    pub async fn agreement(&self, back: &Back) -> GetBillingAgreementDetailsResult {
        let mut request = GetBillingAgreementDetailsRequest::new(back.value("billingAgreementId"));
        request.access_token = Some(back.value("accessToken").into());
        let answer = self.client(Environment::Sandbox).get_billing_agreement_details(&request).await;
        answer.expect("it was made").result
    }
}

/// What came back to the merchant.
#[derive(Debug)]
pub struct Back(Vec<(String, String)>);

impl Back {
    pub fn of(answer: &Answer) -> Self {
        let location = answer.header("location").unwrap_or_else(|| panic!("{}: {}", answer.status, answer.body));
        assert!(matches!(answer.status, 302 | 303), "{}", answer.status);
        assert!(location.starts_with(BACK), "{location}");
        let url = Url::parse(location).expect("it is an address");
        Self(url.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
    }

    pub fn find(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn value(&self, name: &str) -> &str {
        self.find(name).unwrap_or_else(|| panic!("{name} came not back: {self:?}"))
    }

    pub fn names(&self) -> Vec<&str> {
        self.0.iter().map(|(name, _)| name.as_str()).collect()
    }
}

/// The path and query of the page for a merchant.
pub fn target(seller: &str, parameters: &[(&str, &str)]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("sellerId", seller).extend_pairs(parameters);
    format!("/amazon-pay/buyer?{}", query.finish())
}

/// Where the form of a page leads.
pub fn action(body: &str) -> String {
    let (_, rest) = body.split_once("<form method=\"post\" action=\"").expect("the page has a form");
    let (action, _) = rest.split_once('"').expect("the attribute ends");
    action.replace("&#38;", "&").replace("&amp;", "&")
}

pub fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2013, 9, 1, 12, 0, 0).single().expect("it is a time")
}
