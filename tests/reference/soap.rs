//! Requests and answers in SOAP envelopes, without a signature and, where the client can sign them,
//! as it sends and reads them.

use amazon_fps::wire::{Limits, Request, xml};

use crate::answers::{namespace, result};
use crate::outline::Element;
use crate::requests::VERSION;
use crate::samples::sample;

/// The namespace of SOAP 1.1 envelopes.
const ENVELOPE: &str = "http://schemas.xmlsoap.org/soap/envelope/";

/// Compares the element that a SOAP body holds with the sample's: namespaces, names, order, texts.
#[track_caller]
pub fn soap_request<R: Request>(file: &str, request: &R) {
    let printed = in_body(&Element::read(&sample(file)));
    let written = xml::body(R::OPERATION.name, &namespace(), request);
    assert_eq!(Element::read(&written), printed, "{file}");
    request.check(VERSION.as_str()).unwrap_or_else(|error| panic!("{file}: {error}"));

    #[cfg(feature = "soap")]
    assert_eq!(in_body(&signed::request(request)), printed, "{file}, as the client sends it");
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
pub fn soap_answer<R: Request>(file: &str, request: &R) -> SoapAnswer<R::Result> {
    let text = sample(file);
    let answer = read(request, &text).unwrap_or_else(|error| panic!("{file}: {error}"));
    #[cfg(feature = "soap")]
    {
        let same = signed::answer(request, 200, text.as_bytes()).unwrap_or_else(|error| panic!("{file}: {error}"));
        let fields = |result| amazon_fps::wire::flatten(result);
        assert_eq!(fields(&same.result), fields(&answer.result), "{file}, as the client reads it");
        assert_eq!(same.request_id.as_str(), answer.request_id, "{file}");
    }
    answer
}

/// Reads an answer in an envelope, or says why it can't be read.
pub fn read<R: Request>(_: &R, text: &str) -> Result<SoapAnswer<R::Result>, String> {
    let tree = xml::read(text, &Limits::ANSWER).map_err(|error| error.to_string())?;
    let envelope = tree.root();
    assert_eq!((envelope.name(), envelope.namespace()), ("Envelope", Some(ENVELOPE)));
    let header = |name: &str| Some(envelope.child("Header")?.child(name)?.text().to_owned());
    let body = envelope.child("Body").ok_or("there is no Body")?;
    let root = body.children().next().ok_or("the Body is empty")?;
    if root.name() != R::OPERATION.response {
        return Err(format!("it is {} where {} is expected", root.name(), R::OPERATION.response));
    }
    let metadata = root.child("ResponseMetadata");
    let request_id = metadata.and_then(|metadata| metadata.child("RequestId"));
    Ok(SoapAnswer {
        result: result::<R>(root)?,
        request_id: request_id.map(|id| id.text().to_owned()).unwrap_or_default(),
        relates_to: header("RelatesTo"),
        action: header("Action"),
        message_id: header("MessageID"),
    })
}

/// The one element in the body of a message.
#[track_caller]
pub fn in_body(message: &Element) -> Element {
    assert_eq!((message.namespace.as_str(), message.name.as_str()), (ENVELOPE, "Envelope"));
    let [content] = message.child("Body").children.as_slice() else { panic!("the body holds one element") };
    content.clone()
}

/// Messages of a client that signs them.
#[cfg(feature = "soap")]
pub mod signed {
    use std::sync::LazyLock;

    use amazon_fps::Error;
    use amazon_fps::client::{Answer, Client, Endpoint, Http, RetryPolicy};
    use amazon_fps::sign::x509::Identity;
    use amazon_fps::wire::Request;

    use crate::answers::{block_on, recording};
    use crate::outline::Element;
    use crate::requests::VERSION;
    use crate::samples::instant;

    /// The message that the client sends.
    pub fn request<R: Request>(request: &R) -> Element {
        let (http, sent) = recording(200, Vec::new());
        assert!(block_on(client(http).call(request)).is_err(), "nothing is answered");
        let sent = sent.take().expect("the request keeps to the contract");
        assert_eq!((sent.method, sent.url.as_str()), ("POST", "https://fps.sandbox.amazonaws.com/"));
        let action = format!("\"{}\"", R::OPERATION.name);
        assert!(sent.headers.contains(&("SOAPAction", action)), "{:?}", sent.headers);
        Element::read(std::str::from_utf8(&sent.body).expect("it is UTF-8"))
    }

    /// What the client makes of an answer to its request.
    pub fn answer<R: Request>(request: &R, status: u16, body: &[u8]) -> Result<Answer<R::Result>, Error> {
        let (http, _) = recording(status, body.to_vec());
        block_on(client(http).call(request))
    }

    fn client(http: impl Http) -> Client {
        let now = instant("2009-10-07T12:00:00Z");
        let builder = Client::builder().soap(IDENTITY.clone()).clock(move || now).version(VERSION).http(http);
        builder.endpoint(Endpoint::Sandbox).retry(RetryPolicy::never()).build().expect("nothing is missing")
    }

    /// Made once: keys are slow to make.
    static IDENTITY: LazyLock<Identity> = LazyLock::new(|| {
        let (from, to) = (instant("2009-01-01T00:00:00Z"), instant("2010-01-01T00:00:00Z"));
        Identity::generate("caller", 1024, from, to).expect("the key is long enough")
    });
}
