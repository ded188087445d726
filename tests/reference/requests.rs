//! Requests as the client sends them, compared with the samples.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Debug;

use amazon_fps::client::{Client, Credentials, Endpoint, Method, RetryPolicy};
use amazon_fps::fps::ApiVersion;
use amazon_fps::sign::v2::SignatureMethod;
use amazon_fps::wire::{Limits, Request, query};
use url::Url;

use crate::answers::{block_on, recording};
use crate::samples::{instant, sample};

/// The version that all samples ask for.
pub const VERSION: ApiVersion = ApiVersion::V2008_09_17;

/// Sends the request as the sample was sent, and compares all parameters but the signature.
#[track_caller]
pub fn rest_request<R: Request + PartialEq + Debug>(file: &str, request: &R) {
    let text = sample(file).replace('\n', "");
    let printed = Url::parse(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
    let expected = parameters(&printed);

    let mut endpoint = printed.clone();
    endpoint.set_query(None);
    let now = instant(&expected["Timestamp"]);
    let (http, sent) = recording(200, Vec::new());
    let client = Client::builder()
        .credentials(Credentials::new(expected["AWSAccessKeyId"].as_str(), "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"))
        .endpoint(Endpoint::url(endpoint.as_str()).expect("the sample has an address"))
        .version(VERSION)
        .rest(Method::Get, SignatureMethod::HmacSha256)
        .clock(move || now)
        .retry(RetryPolicy::never())
        .http(http)
        .build()
        .expect("nothing is missing");
    assert!(block_on(client.call(request)).is_err(), "nothing is answered");

    let sent = sent.take().unwrap_or_else(|| panic!("{file}: nothing was sent"));
    let url = Url::parse(&sent.url).expect("the client sends to an address");
    assert_eq!((sent.method, sent.body.as_slice()), ("GET", &b""[..]), "{file}");
    assert_eq!((url.scheme(), url.host_str(), url.path()), (printed.scheme(), printed.host_str(), "/"), "{file}");
    let written = parameters(&url);
    assert_eq!(without_signature(written), without_signature(expected), "{file}");

    assert_eq!(read::<R>(&printed).as_ref(), Ok(request), "{file}: what a server reads of the sample");
}

/// The typed request that the sample's parameters mean to a server.
fn read<R: Request>(url: &Url) -> Result<R, String> {
    let pairs = url.query_pairs().map(|(name, value)| (Cow::Owned(name.into_owned()), Cow::Owned(value.into_owned())));
    let tree = query::read(R::OPERATION.name, pairs.collect::<Vec<_>>(), &Limits::REQUEST)
        .map_err(|error| error.to_string())?;
    R::decode(tree.root()).map_err(|error| error.to_string())
}

/// The decoded parameters of a query, each given once.
#[track_caller]
fn parameters(url: &Url) -> BTreeMap<String, String> {
    let mut parameters = BTreeMap::new();
    for (name, value) in url.query_pairs() {
        let earlier = parameters.insert(name.to_string(), value.to_string());
        assert_eq!(earlier, None, "{name} is given twice");
    }
    parameters
}

/// Instants are spelt in more than one way: `2009-10-07Z` is `2009-10-07T00:00:00.000Z`.
fn without_signature(mut parameters: BTreeMap<String, String>) -> BTreeMap<String, String> {
    assert!(parameters.remove("Signature").is_some_and(|signature| !signature.is_empty()), "it is signed");
    for name in ["Timestamp", "StartDate"] {
        if let Some(text) = parameters.get_mut(name) {
            let whole = if text.contains('T') { text.clone() } else { text.replace('Z', "T00:00:00Z") };
            *text = instant(&whole).to_rfc3339();
        }
    }
    parameters
}
