//! What goes out: where, signed how, and with which parameters.

use amazon_fps::amazon_pay::client::{Client, ClientBuilder, Credentials, Endpoint, Region};
use amazon_fps::amazon_pay::{
    AuthorizeRequest, Environment, GetOrderReferenceDetailsRequest, OrderReferenceAttributes, ProviderCredit,
    SetOrderReferenceDetailsRequest,
};
use amazon_fps::money::Price;
use amazon_fps::sign::v2::{SignatureMethod, encode_parameters, string_to_sign};
use amazon_fps::wire::Request;

use crate::script::*;

const VERSION: &str = "2013-01-01";

#[test]
fn the_signed_string_is_exact_to_the_byte() {
    let client = builder().build().expect("it is complete");
    let request = GetOrderReferenceDetailsRequest::new("S01-1234567-7654321").access_token("Atza|a b*~/");
    let prepared = client.prepare(&request).expect("it can be signed");
    let text = "POST\nmws.amazonservices.com\n/OffAmazonPayments_Sandbox/2013-01-01\n\
        AWSAccessKeyId=AKIAUIIACAEPPP3A66AA&AccessToken=Atza%7Ca%20b%2A~%2F&Action=GetOrderReferenceDetails&\
        AmazonOrderReferenceId=S01-1234567-7654321&SellerId=A2K7NDRMCETORTCHANTID&SignatureMethod=HmacSHA256&\
        SignatureVersion=2&Timestamp=2017-07-07T12%3A00%3A00.000Z&Version=2013-01-01";
    assert_eq!(prepared.string_to_sign.as_deref(), Some(text));
    let sent = parameters(&prepared.http);
    assert_eq!(value(&sent, "Signature"), Some(SignatureMethod::HmacSha256.sign(SECRET, text).as_str()));
    assert_eq!((prepared.http.method, encode_parameters(&sent).as_bytes()), ("POST", prepared.http.body.as_slice()));
    let content_type = "application/x-www-form-urlencoded; charset=utf-8";
    assert!(prepared.http.headers.contains(&("Content-Type", content_type.to_owned())), "{:?}", prepared.http.headers);
}

/// Amazon's Java client is tested with these two requests. Its times are dates, which is all that ours differ in.
#[test]
fn requests_have_the_signatures_of_amazons_own_client() {
    let client = builder().environment(Environment::Live).build().expect("it is complete");
    let attributes = OrderReferenceAttributes::new(Price::usd(2));
    let set = SetOrderReferenceDetailsRequest::new("S01-1230123123", attributes);
    let get = GetOrderReferenceDetailsRequest::new("S01-1230123123");
    for (prepared, signature) in [
        (client.prepare(&get), "B57mRiFrwWgbK17IBKMEc5aVFgXjdsEWWZfAqew4QD8="),
        (client.prepare(&set), "UO3LdlMuox2cIeHErAljoekzwnz7oRTReHxYyDAnUmI="),
    ] {
        let mut sent = parameters(&prepared.expect("it can be signed").http);
        for (name, value) in &mut sent {
            match name.as_str() {
                "Timestamp" => *value = "2015-01-01".to_owned(),
                // It writes what the merchant wrote; we write the cents.
                "OrderReferenceAttributes.OrderTotal.Amount" if value == "2.00" => *value = "2".to_owned(),
                _ => {}
            }
        }
        let text = string_to_sign("POST", "mws.amazonservices.com", "/OffAmazonPayments/2013-01-01", &sent);
        assert_eq!(SignatureMethod::HmacSha256.sign(SECRET, &text), signature, "{text}");
    }
}

#[test]
fn regions_and_environments_have_their_addresses() {
    for (region, environment, url) in [
        (Region::UnitedStates, Environment::Live, "https://mws.amazonservices.com/OffAmazonPayments/2013-01-01"),
        (
            Region::UnitedStates,
            Environment::Sandbox,
            "https://mws.amazonservices.com/OffAmazonPayments_Sandbox/2013-01-01",
        ),
        (Region::Europe, Environment::Live, "https://mws-eu.amazonservices.com/OffAmazonPayments/2013-01-01"),
        (
            Region::Europe,
            Environment::Sandbox,
            "https://mws-eu.amazonservices.com/OffAmazonPayments_Sandbox/2013-01-01",
        ),
        (Region::Japan, Environment::Live, "https://mws.amazonservices.jp/OffAmazonPayments/2013-01-01"),
        (Region::Japan, Environment::Sandbox, "https://mws.amazonservices.jp/OffAmazonPayments_Sandbox/2013-01-01"),
    ] {
        let client = builder().region(region).environment(environment).build().expect("it is complete");
        assert_eq!(client.environment(), environment);
        let prepared = client.prepare(&authorize()).expect("it can be signed");
        assert_eq!(prepared.http.url, url);
        let signed = prepared.string_to_sign.expect("queries are signed");
        let host = url.trim_start_matches("https://").split('/').next().expect("it has a host");
        let path = url.split_once(host).expect("it has the host").1;
        assert!(signed.starts_with(&format!("POST\n{host}\n{path}\n")), "{signed}");
    }
}

#[test]
fn the_path_of_an_address_decides_and_a_missing_one_is_that_of_the_environment() {
    let at = |url: &str, environment: Option<Environment>| {
        let builder = Client::builder().credentials(Credentials::new(KEY, SECRET)).seller_id(SELLER);
        let builder = builder.endpoint(Endpoint::url(url).expect("it is an address"));
        let client = match environment {
            Some(environment) => builder.environment(environment).build()?,
            None => builder.build()?,
        };
        let url = client.prepare(&authorize())?.http.url;
        Ok::<_, amazon_fps::Error>((url, client.environment()))
    };
    for (url, environment, sent_to, is) in [
        (
            "http://[::1]:8080",
            Some(Environment::Sandbox),
            "http://[::1]:8080/OffAmazonPayments_Sandbox/2013-01-01",
            Environment::Sandbox,
        ),
        (
            "http://127.0.0.1:8080/",
            Some(Environment::Live),
            "http://127.0.0.1:8080/OffAmazonPayments/2013-01-01",
            Environment::Live,
        ),
        (
            "http://h/OffAmazonPayments_Sandbox/2013-01-01/",
            None,
            "http://h/OffAmazonPayments_Sandbox/2013-01-01/",
            Environment::Sandbox,
        ),
        ("http://h/OffAmazonPayments/2013-01-01", None, "http://h/OffAmazonPayments/2013-01-01", Environment::Live),
        (
            "http://h/behind/OffAmazonPayments/2013-01-01",
            Some(Environment::Live),
            "http://h/behind/OffAmazonPayments/2013-01-01",
            Environment::Live,
        ),
        ("http://h/proxy", Some(Environment::Sandbox), "http://h/proxy", Environment::Sandbox),
    ] {
        assert_eq!(at(url, environment).expect(url), (sent_to.to_owned(), is), "{url}");
    }
    let contradiction =
        at("http://h/OffAmazonPayments/2013-01-01", Some(Environment::Sandbox)).expect_err("it is live");
    assert!(
        contradiction.to_string().contains("is of the environment Live, and Sandbox was chosen"),
        "{contradiction}"
    );
    let undecided = at("http://127.0.0.1:8080/", None).expect_err("it could be either");
    assert!(undecided.to_string().contains("Environment::Live or Environment::Sandbox"), "{undecided}");
}

#[tokio::test]
async fn every_request_names_the_merchant_and_the_program() {
    let script = Script::of([authorized(), authorized()]);
    let plain = script.client().build().expect("it is complete");
    plain.authorize(&authorize()).await.expect("the script authorizes");
    let provider = script.client().mws_auth_token("amzn.mws.0dd1c8a4").application("Shop/Web", "1.0 (beta)");
    provider.build().expect("it is complete").authorize(&authorize()).await.expect("the script authorizes");

    let sent = script.sent();
    assert_eq!((value(&sent[0], "SellerId"), value(&sent[0], "MWSAuthToken")), (Some(SELLER), None));
    assert_eq!(
        (value(&sent[1], "SellerId"), value(&sent[1], "MWSAuthToken")),
        (Some(SELLER), Some("amzn.mws.0dd1c8a4"))
    );
    let version = env!("CARGO_PKG_VERSION");
    let agents = script.requests().iter().map(|request| user_agent(&request.headers)).collect::<Vec<_>>();
    let library = format!("(Language=Rust; Library=amazon-fps/{version})");
    assert_eq!(agents, [format!("amazon-fps/{version} {library}"), format!("Shop\\/Web/1.0 \\(beta) {library}")]);
}

fn user_agent(headers: &[(&'static str, String)]) -> String {
    headers.iter().find(|(name, _)| *name == "User-Agent").map(|(_, value)| value.clone()).unwrap_or_default()
}

#[test]
fn lists_and_prices_are_spelt_with_dots_and_numbers() {
    let request = authorize().transaction_timeout(0).capture_now(true).provider_credit_list(["A1", "A2"].map(credit));
    assert!(request.check(VERSION).is_ok());
    let prepared = builder().build().expect("it is complete").prepare(&request).expect("it can be signed");
    let sent = parameters(&prepared.http);
    for (name, text) in [
        ("AuthorizationAmount.Amount", "94"),
        ("AuthorizationAmount.CurrencyCode", "USD"),
        ("TransactionTimeout", "0"),
        ("CaptureNow", "true"),
        ("ProviderCreditList.member.1.ProviderId", "A1"),
        ("ProviderCreditList.member.2.ProviderId", "A2"),
        ("ProviderCreditList.member.2.CreditAmount.Amount", "1"),
        ("ProviderCreditList.member.2.CreditAmount.CurrencyCode", "USD"),
    ] {
        let found = value(&sent, name).map(|value| value.trim_end_matches(".00"));
        assert_eq!(found, Some(text), "{name}");
    }
}

fn credit(provider: &str) -> ProviderCredit {
    ProviderCredit::new(provider, Price::usd(1))
}

#[tokio::test]
async fn what_breaks_the_contract_is_not_sent() {
    let script = Script::of([]);
    let client = script.client().build().expect("it is complete");
    let long = AuthorizeRequest::new("S01-1234567-7654321", "x".repeat(33), Price::usd(94));
    let error = client.authorize(&long).await.expect_err("33");
    assert!(error.to_string().contains("AuthorizationReferenceId: it has 33 characters"), "{error}");
    assert!(script.requests().is_empty());
}

#[test]
fn a_client_says_what_it_lacks() {
    let message = |builder: ClientBuilder| builder.build().expect_err("something is missing").to_string();
    let credentials = || Credentials::new(KEY, SECRET);
    assert!(message(Client::builder()).contains("no access key: give credentials"));
    assert!(
        message(Client::builder().credentials(credentials())).contains("no seller id: give the id of the merchant")
    );
    assert!(message(Client::builder().credentials(credentials()).seller_id(" ")).contains("no seller id"));
    let placeless = || Client::builder().credentials(credentials()).seller_id(SELLER);
    assert!(message(placeless()).contains("no place: choose a region, or give the address of a sandbox"));
    assert!(message(placeless().region(Region::Japan)).contains("no environment"));
    let of_fps = placeless().endpoint(Endpoint::Sandbox).environment(Environment::Sandbox);
    assert!(message(of_fps).contains("one of FPS: choose a region, or give a URL"));
    assert!(message(builder().application("Läden", "1")).contains("printable ASCII"));
}

#[test]
fn no_secret_is_shown() {
    let token = "amzn.mws.0dd1c8a4-4e99-9bdb-2b38-15890000";
    let builder = || builder().mws_auth_token(token);
    let client = builder().build().expect("it is complete");
    let prepared = client.prepare(&authorize()).expect("it can be signed");
    let text = format!("{:?} {client:?} {prepared:?} {:?}", builder(), prepared.http);
    assert!(!text.contains(SECRET) && !text.contains(token) && text.contains(SELLER), "{text}");
}
