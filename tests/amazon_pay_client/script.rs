//! A service that answers from a list, and what it was sent when.

use std::sync::{Arc, Mutex};

use amazon_fps::amazon_pay::client::{
    Client, ClientBuilder, Credentials, HttpFailure, HttpRequest, HttpResponse, Region, RetryPolicy,
};
use amazon_fps::amazon_pay::{AuthorizeRequest, Environment};
use amazon_fps::money::Price;
use amazon_fps::sign::v2::decode_parameters;
use chrono::{DateTime, TimeZone, Utc};
use tokio::time::{Duration, Instant};

/// The key, the secret and the merchant of the vectors that Amazon's Java client is tested with.
pub const KEY: &str = "AKIAUIIACAEPPP3A66AA";
pub const SECRET: &str = "yoursecretkeyasdfQdstsdf";
pub const SELLER: &str = "A2K7NDRMCETORTCHANTID";

pub type Reply = Result<HttpResponse, HttpFailure>;

/// Answers from a list, one a request, and remembers the requests with the time of each.
#[derive(Clone, Default)]
pub struct Script {
    replies: Arc<Mutex<Vec<Reply>>>,
    requests: Arc<Mutex<Vec<(Instant, HttpRequest)>>>,
}

impl Script {
    pub fn of(replies: impl IntoIterator<Item = Reply>) -> Self {
        let mut replies = replies.into_iter().collect::<Vec<_>>();
        replies.reverse();
        Self { replies: Arc::new(Mutex::new(replies)), requests: Arc::default() }
    }

    /// A client of this service, whose pauses are their longest.
    pub fn client(&self) -> ClientBuilder {
        self.default_client().retry(retries())
    }

    /// A client of this service.
    pub fn default_client(&self) -> ClientBuilder {
        let script = self.clone();
        builder().http(move |request| {
            script.requests.lock().expect("no test panics with it").push((Instant::now(), request));
            let reply = script.replies.lock().expect("no test panics with it").pop();
            async move { reply.unwrap_or_else(|| Err(HttpFailure::Interrupted("the script is over".to_owned()))) }
        })
    }

    pub fn requests(&self) -> Vec<HttpRequest> {
        self.requests.lock().expect("no test panics with it").iter().map(|(_, request)| request.clone()).collect()
    }

    /// The parameters of each request.
    pub fn sent(&self) -> Vec<Vec<(String, String)>> {
        self.requests().iter().map(parameters).collect()
    }

    /// When each request came, from `began`.
    pub fn times(&self, began: Instant) -> Vec<Duration> {
        let requests = self.requests.lock().expect("no test panics with it");
        requests.iter().map(|(time, _)| *time - began).collect()
    }
}

/// A client of the sandbox in the United States, at noon; nobody answers it.
pub fn builder() -> ClientBuilder {
    Client::builder()
        .credentials(Credentials::new(KEY, SECRET))
        .seller_id(SELLER)
        .region(Region::UnitedStates)
        .environment(Environment::Sandbox)
        .clock(at_noon)
        .http(|_| std::future::pending::<Reply>())
}

/// The default policy, without chance.
pub fn retries() -> RetryPolicy {
    RetryPolicy::default().steps([1, 4, 10].map(Duration::from_secs)).jitter(|longest| longest)
}

pub fn at_noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2017, 7, 7, 12, 0, 0).single().expect("it is a time")
}

pub fn authorize() -> AuthorizeRequest {
    AuthorizeRequest::new("S01-1234567-7654321", "order-4711-1", Price::usd(94))
}

pub fn parameters(request: &HttpRequest) -> Vec<(String, String)> {
    let body = std::str::from_utf8(&request.body).expect("a form is ASCII");
    decode_parameters(body).expect("we write UTF-8")
}

pub fn value<'p>(parameters: &'p [(String, String)], name: &str) -> Option<&'p str> {
    parameters.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
}

pub fn reply(status: u16, body: impl Into<String>) -> Reply {
    Ok(HttpResponse { status, body: body.into().into_bytes() })
}

/// An answer of the operation with this content of its result.
pub fn answer(operation: &str, result: &str) -> Reply {
    reply(200, document(operation, &format!("<{operation}Result>{result}</{operation}Result>")))
}

pub fn document(operation: &str, content: &str) -> String {
    format!(
        "<{operation}Response xmlns=\"http://mws.amazonservices.com/schema/OffAmazonPayments/2013-01-01\">{content}\
         <ResponseMetadata><RequestId>b4ab4bc3-c9ea-44f0-9a3d-67cccef565c6</RequestId></ResponseMetadata></{operation}Response>"
    )
}

pub fn refusal(status: u16, code: &str) -> Reply {
    let side = if status >= 500 { "Receiver" } else { "Sender" };
    reply(
        status,
        format!(
            "<ErrorResponse xmlns=\"http://mws.amazonservices.com/schema/OffAmazonPayments/2013-01-01\">\
             <Error><Type>{side}</Type><Code>{code}</Code><Message>In words.</Message></Error>\
             <RequestId>1d4b3c2e-0000-4000-8000-000000000000</RequestId></ErrorResponse>"
        ),
    )
}

/// The details of an authorization in the order in which Amazon's answers have come: in none.
pub fn authorization(status: &str) -> String {
    format!(
        "<AuthorizationDetails>\
         <AuthorizationAmount><CurrencyCode>USD</CurrencyCode><Amount>94.00</Amount></AuthorizationAmount>\
         <CapturedAmount><CurrencyCode>USD</CurrencyCode><Amount>0</Amount></CapturedAmount>\
         <ExpirationTimestamp>2017-08-06T12:00:00.201Z</ExpirationTimestamp>\
         <AuthorizationStatus>{status}</AuthorizationStatus>\
         <AuthorizationFee><CurrencyCode>USD</CurrencyCode><Amount>0.00</Amount></AuthorizationFee>\
         <CaptureNow>false</CaptureNow><CreationTimestamp>2017-07-07T12:00:00.201Z</CreationTimestamp>\
         <IdList/><SoftDecline>true</SoftDecline>\
         <AmazonAuthorizationId>S01-1234567-7654321-A012345</AmazonAuthorizationId>\
         <AuthorizationReferenceId>order-4711-1</AuthorizationReferenceId></AuthorizationDetails>"
    )
}

pub fn authorized() -> Reply {
    answer("Authorize", &authorization("<State>Open</State>"))
}
