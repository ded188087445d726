//! A sandbox on a port, a caller that sends people to its pages, and a client that uses what comes back.

use std::net::SocketAddr;

use amazon_fps::cbui::{Pages, Pipeline, Request, Return};
use amazon_fps::client::{Client, Credentials, Endpoint, RetryPolicy};
use amazon_fps::sandbox::{ManualClock, Sandbox, Seed};
use chrono::{DateTime, TimeZone, Utc};
use url::Url;

use crate::http::{self, Answer};

pub const KEY: &str = "AKIAIOSFODNN7EXAMPLE";
pub const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
/// It has a parameter of its own, and nobody listens there.
pub const BACK: &str = "http://shop.example.com:8443/back?session=a+b";

pub struct World {
    pub sandbox: Sandbox,
    pub clock: ManualClock,
    pub seed: Seed,
    pub address: SocketAddr,
    pub pages: Pages,
}

impl World {
    pub async fn new() -> Self {
        let clock = ManualClock::new(noon());
        let sandbox = Sandbox::builder().clock(clock.clone()).seed(7).build().await.expect("memory is always there");
        let listening = sandbox.listen("127.0.0.1:0").await.expect("the system has a port");
        let address = listening.address();
        tokio::spawn(listening.serve(std::future::pending()));
        let endpoint = Endpoint::url(&format!("http://{address}/")).expect("it is an address");
        let pages = Pages::new(endpoint, credentials()).expect("it is an address");
        let seed = sandbox.seed().await.expect("the sandbox has a seed");
        Self { sandbox, clock, seed, address, pages }
    }

    pub fn client(&self) -> Client {
        Client::builder()
            .endpoint(Endpoint::url(&format!("http://{}/", self.address)).expect("it is an address"))
            .credentials(credentials())
            .retry(RetryPolicy::never())
            .clock(noon)
            .build()
            .expect("it has all that it needs")
    }

    /// The path and query of a link that comes back to [`BACK`].
    pub fn link(&self, pipeline: impl Into<Pipeline>) -> String {
        self.target(&Request::new(pipeline, BACK))
    }

    pub fn target(&self, request: &Request) -> String {
        let link = self.pages.link(request).expect("the request is well formed");
        let url = Url::parse(&link).expect("it is an address");
        format!("{}?{}", url.path(), url.query().unwrap_or_default())
    }

    pub async fn get(&self, target: &str) -> Answer {
        http::send(self.address, "GET", target, &self.address.to_string(), "", "").await
    }

    pub async fn post(&self, target: &str, form: &str) -> Answer {
        let host = self.address.to_string();
        http::send(self.address, "POST", target, &host, "application/x-www-form-urlencoded", form).await
    }

    /// Approves without a page.
    pub async fn approve(&self, pipeline: impl Into<Pipeline>) -> Return {
        self.visit(&format!("{}&auto=approve", self.link(pipeline))).await
    }

    /// Goes to the pages and back to [`BACK`], where the signature is checked.
    pub async fn visit(&self, target: &str) -> Return {
        self.back(&self.get(target).await)
    }

    pub fn back(&self, answer: &Answer) -> Return {
        let location = answer.header("location").unwrap_or_else(|| panic!("{}: {}", answer.status, answer.body));
        let (base, query) = location.split_once('?').expect("the way back has a query");
        assert_eq!(base, BACK.split('?').next().expect("there is something before it"));
        Return::verify(BACK, query, self.sandbox.notification_certificate()).expect("the sandbox signs it")
    }
}

pub fn credentials() -> Credentials {
    Credentials::new(KEY, SECRET)
}

pub fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2010, 9, 1, 12, 0, 0).single().expect("it is a time")
}
