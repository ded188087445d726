//! The files of the samples, and what the two sides read of them.

use std::borrow::Cow;
use std::fmt::Debug;
use std::path::{Path, PathBuf};

use amazon_fps::Error;
use amazon_fps::amazon_pay::client::{Answer, Client, Credentials, HttpResponse, Region, RetryPolicy};
use amazon_fps::amazon_pay::{Address, AddressType, Destination, Environment};
use amazon_fps::money::Price;
use amazon_fps::wire::{Limits, Request, query};
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

/// The parameters that every call has beside those of its operation.
const COMMON: [&str; 9] = [
    "AWSAccessKeyId",
    "Action",
    "MWSAuthToken",
    "SellerId",
    "Signature",
    "SignatureMethod",
    "SignatureVersion",
    "Timestamp",
    "Version",
];

/// Where the samples are.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/amazon_pay")
}

/// A sample by its file: `Capture/request.txt`.
pub fn sample(file: &str) -> String {
    std::fs::read_to_string(folder().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The sample of the operation's request is this one: read from it, and written with the same parameters.
#[track_caller]
pub fn request_is<R: Request + PartialEq + Debug>(request: &R) {
    let name = R::OPERATION.name;
    let text = sample(&format!("{name}/request.txt"));
    assert!(text.lines().any(|line| line == format!("Action={name}")), "{name}: the action");
    assert_eq!(request.check("2013-01-01"), Ok(()), "{name}");
    assert_eq!(read_request::<R>(&text).as_ref(), Ok(request), "{name}: what a server reads");

    let sorted = |mut names: Vec<String>| {
        names.sort();
        names
    };
    let printed = parameters(&text).into_iter().map(|(name, _)| name.into_owned()).collect();
    let written = query::write(request).into_iter().map(|(name, _)| name).collect();
    assert_eq!(sorted(written), sorted(printed), "{name}: the parameters that a client writes");
}

/// What a server reads of the parameters of a request.
pub fn read_request<R: Request>(text: &str) -> Result<R, String> {
    let tree = query::read(R::OPERATION.name, parameters(text), &Limits::REQUEST)
        .map_err(|ambiguous| ambiguous.to_string())?;
    R::decode(tree.root()).map_err(|malformed| malformed.to_string())
}

/// The typed answer that the sample of the operation is, read by a client that asked for it.
#[track_caller]
pub fn answer_of<R: Request>(request: &R) -> Answer<R::Result> {
    let file = format!("{}/response.xml", R::OPERATION.name);
    read_answer(request, &sample(&file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// What a client makes of an answer to its request.
pub fn read_answer<R: Request>(request: &R, body: &str) -> Result<Answer<R::Result>, Error> {
    let body = body.to_owned();
    let client = Client::builder()
        .credentials(Credentials::new("AKIAFBM3LG5JEEXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"))
        .seller_id("YOUR_SELLER_ID_HERE")
        .region(Region::UnitedStates)
        .environment(Environment::Sandbox)
        .retry(RetryPolicy::never())
        .http(move |_| {
            let response = HttpResponse { status: 200, body: body.clone().into_bytes() };
            async move { Ok(response) }
        })
        .build()
        .expect("nothing is missing");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a thread is enough");
    runtime.block_on(client.call(request))
}

/// An amount of US dollars, as it is written.
pub fn usd(amount: &str) -> Price {
    Price::usd(Decimal::from_str_exact(amount).expect("the test gives a decimal number"))
}

/// An instant, as RFC 3339 has it.
pub fn instant(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).expect("the test gives an instant").with_timezone(&Utc)
}

/// What a merchant sees of where articles go, before the buyer has agreed to more.
pub fn destination(city: &str, state: &str, postal_code: &str) -> Option<Destination> {
    let address = Address {
        city: Some(city.to_owned()),
        state_or_region: Some(state.to_owned()),
        postal_code: Some(postal_code.to_owned()),
        country_code: Some("US".to_owned()),
        ..Address::default()
    };
    Some(Destination { destination_type: AddressType::Physical, physical_destination: Some(address) })
}

/// The parameters of the operation's own, decoded.
fn parameters(text: &str) -> Vec<(Cow<'static, str>, Cow<'static, str>)> {
    let body = text.trim_end_matches('\n').replace('\n', "&");
    let pairs = url::form_urlencoded::parse(body.as_bytes()).into_owned();
    let own = pairs.filter(|(name, _)| !COMMON.contains(&name.as_str()));
    own.map(|(name, value)| (Cow::Owned(name), Cow::Owned(value))).collect()
}
