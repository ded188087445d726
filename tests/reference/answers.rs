//! Answers as the client reads them.

use std::future::{Future, ready};
use std::sync::{Arc, Mutex};

use amazon_fps::Error;
use amazon_fps::client::{Answer, Client, Credentials, Endpoint, Http, HttpRequest, HttpResponse, RetryPolicy};
use amazon_fps::fps::SERVICE;
use amazon_fps::wire::{Decode, Node, Request};

use crate::requests::VERSION;
use crate::samples::sample;

/// The typed answer that a sample is, read by a client that asked for it over REST.
#[track_caller]
pub fn rest_answer<R: Request>(file: &str, request: &R) -> Answer<R::Result> {
    answer(request, 200, sample(file).as_bytes()).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// What a client makes of an answer to its request.
pub fn answer<R: Request>(request: &R, status: u16, body: &[u8]) -> Result<Answer<R::Result>, Error> {
    let (http, _) = recording(status, body.to_vec());
    let client = Client::builder()
        .credentials(Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"))
        .endpoint(Endpoint::Sandbox)
        .version(VERSION)
        .retry(RetryPolicy::never())
        .http(http)
        .build()
        .expect("nothing is missing");
    block_on(client.call(request))
}

/// The typed result inside an answer.
pub fn result<R: Request>(root: Node<'_>) -> Result<R::Result, String> {
    let holder = match R::OPERATION.result {
        Some(name) => root.child(name).ok_or_else(|| format!("there is no {name}"))?,
        None => root,
    };
    R::Result::decode(holder).map_err(|error| error.to_string())
}

/// The last request that a stand-in for an HTTP client was given.
#[derive(Clone, Default)]
pub struct Sent(Arc<Mutex<Option<HttpRequest>>>);

impl Sent {
    pub fn take(&self) -> Option<HttpRequest> {
        self.0.lock().expect("no test panics while it holds the lock").take()
    }
}

/// A closure in place of an HTTP client: it keeps the request and gives this answer. One in an
/// envelope relates to the samples' own message, and here to the one that was sent.
pub fn recording(status: u16, body: Vec<u8>) -> (impl Http, Sent) {
    let sent = Sent::default();
    let keep = sent.clone();
    let http = move |request: HttpRequest| {
        let body = match (message_id(&request), std::str::from_utf8(&body)) {
            (Some(id), Ok(text)) => text.replace("MESSAGE123", id).into_bytes(),
            _ => body.clone(),
        };
        *keep.0.lock().expect("no test panics while it holds the lock") = Some(request);
        ready(Ok(HttpResponse { status, body }))
    };
    (http, sent)
}

fn message_id(request: &HttpRequest) -> Option<&str> {
    let message = std::str::from_utf8(&request.body).ok()?;
    let begin = message.find("urn:uuid:")?;
    message[begin..].split('<').next()
}

pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
    runtime.expect("a runtime of one thread can be made").block_on(future)
}

/// The namespace of an answer to a request of the samples' version.
pub fn namespace() -> String {
    SERVICE.namespace_of(VERSION.as_str())
}
