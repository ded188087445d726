//! Answers as the client reads them.

use std::future::{Future, ready};
use std::sync::{Arc, Mutex};

use amazon_fps::Error;
use amazon_fps::client::{Answer, Client, Credentials, Endpoint, Http, HttpRequest, HttpResponse, RetryPolicy};
use amazon_fps::fps::SERVICE;
use amazon_fps::wire::{Decode, Limits, Node, Request, xml};

use crate::requests::{SOAP_ENVELOPE, VERSION};
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

/// An answer that came in a SOAP envelope.
#[derive(Debug)]
pub struct SoapAnswer<T> {
    pub result: T,
    pub request_id: String,
    pub relates_to: Option<String>,
    pub action: Option<String>,
    pub message_id: Option<String>,
}

impl<T> SoapAnswer<T> {
    /// Compares the headers of WS-Addressing, and the id of the call, with those that all samples have.
    #[track_caller]
    pub fn came_with(&self, action: &str, id: &str) {
        assert_eq!(self.relates_to.as_deref(), Some("MESSAGE123"));
        assert_eq!(self.action.as_deref(), Some(format!("{action}:Response").as_str()));
        assert_eq!(self.message_id.as_deref(), Some(format!("urn:uuid:{id}").as_str()));
        assert_eq!(self.request_id, format!("{id}:0"));
    }
}

/// The typed answer that a sample in an envelope is.
#[track_caller]
pub fn soap_answer<R: Request>(file: &str) -> SoapAnswer<R::Result> {
    read_soap::<R>(&sample(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Reads an answer in an envelope, or says why it can't be read.
pub fn read_soap<R: Request>(text: &str) -> Result<SoapAnswer<R::Result>, String> {
    let tree = xml::read(text, &Limits::ANSWER).map_err(|error| error.to_string())?;
    let envelope = tree.root();
    assert_eq!((envelope.name(), envelope.namespace()), ("Envelope", Some(SOAP_ENVELOPE)));
    let header = |name: &str| Some(envelope.child("Header")?.child(name)?.text().to_owned());
    let body = envelope.child("Body").ok_or("there is no Body")?;
    let root = body.children().next().ok_or("the Body is empty")?;
    if root.name() != R::OPERATION.response {
        return Err(format!("it is {} where {} is expected", root.name(), R::OPERATION.response));
    }
    let metadata = root.child("ResponseMetadata").ok_or("there is no ResponseMetadata")?;
    Ok(SoapAnswer {
        result: result::<R>(root)?,
        request_id: metadata.child("RequestId").ok_or("there is no RequestId")?.text().to_owned(),
        relates_to: header("RelatesTo"),
        action: header("Action"),
        message_id: header("MessageID"),
    })
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

/// A closure in place of an HTTP client: it keeps the request and gives this answer.
pub fn recording(status: u16, body: Vec<u8>) -> (impl Http, Sent) {
    let sent = Sent::default();
    let keep = sent.clone();
    let http = move |request: HttpRequest| {
        *keep.0.lock().expect("no test panics while it holds the lock") = Some(request);
        ready(Ok(HttpResponse { status, body: body.clone() }))
    };
    (http, sent)
}

pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
    runtime.expect("a runtime of one thread can be made").block_on(future)
}

/// The namespace of an answer to a request of the samples' version.
pub fn namespace() -> String {
    SERVICE.namespace_of(VERSION.as_str())
}
