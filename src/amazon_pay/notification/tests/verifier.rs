//! Which certificates are believed, and when they are fetched.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicI64, Ordering},
};

use super::*;
use crate::client::{HttpFailure, HttpRequest, HttpResponse};

/// A place with certificates, and what was fetched from it.
#[derive(Clone)]
struct Place {
    answer: Arc<Mutex<Result<HttpResponse, HttpFailure>>>,
    fetched: Arc<Mutex<Vec<String>>>,
    seconds: Arc<AtomicI64>,
}

impl Place {
    fn with(identity: &Identity) -> Self {
        let answer = Ok(HttpResponse { status: 200, body: identity.certificate().pem().into_bytes() });
        Self {
            answer: Arc::new(Mutex::new(answer)),
            fetched: Arc::default(),
            seconds: Arc::new(AtomicI64::new(instant(NOW).timestamp())),
        }
    }

    fn answers(&self, status: u16, body: impl Into<Vec<u8>>) {
        *self.answer.lock().unwrap() = Ok(HttpResponse { status, body: body.into() });
    }

    fn verifier(&self) -> Verifier {
        let Self { answer, fetched, seconds } = self.clone();
        Verifier::with_http(move |request: HttpRequest| {
            fetched.lock().unwrap().push(request.url);
            let answer = answer.lock().unwrap().clone();
            async move { answer }
        })
        .clock(move || DateTime::from_timestamp(seconds.load(Ordering::SeqCst), 0).unwrap())
    }

    fn fetched(&self) -> Vec<String> {
        std::mem::take(&mut self.fetched.lock().unwrap())
    }

    fn pass(&self, seconds: i64) {
        self.seconds.fetch_add(seconds, Ordering::SeqCst);
    }
}

fn body_naming(url: &str) -> String {
    envelope(capture().message()).sign(&SNS, url, SignatureAlgorithm::RsaSha1).unwrap().body
}

async fn verify(verifier: &Verifier, url: &str) -> Result<Notification, VerifyError> {
    verifier.verify(TYPE, body_naming(url).as_bytes()).await
}

#[tokio::test]
async fn a_certificate_is_fetched_once_an_hour() {
    let place = Place::with(&SNS);
    let verifier = place.verifier();
    for (pause, fetches) in [(0, 1), (0, 0), (3600, 0), (1, 1)] {
        place.pass(pause);
        assert_eq!(verify(&verifier, CERTIFICATE_URL).await, Ok(capture()));
        assert_eq!(place.fetched(), vec![CERTIFICATE_URL; fetches]);
    }
}

#[tokio::test]
async fn a_new_certificate_at_the_same_place_is_found() {
    let place = Place::with(&FORGER);
    let verifier = place.verifier();
    assert_eq!(verify(&verifier, CERTIFICATE_URL).await, Err(VerifyError::Mismatch));
    place.answers(200, SNS.certificate().pem());
    // A flood of forgeries fetches nothing.
    assert_eq!(verify(&verifier, CERTIFICATE_URL).await, Err(VerifyError::Mismatch));
    place.pass(11);
    assert_eq!(verify(&verifier, CERTIFICATE_URL).await, Ok(capture()));
    assert_eq!(place.fetched().len(), 2);
}

#[tokio::test]
async fn certificates_are_only_at_hosts_of_sns() {
    let place = Place::with(&SNS);
    let verifier = place.verifier();
    for url in [
        "https://sns.us-east-1.amazonaws.com/a.pem",
        "https://sns.eu-west-1.amazonaws.com:443/a.pem",
        "https://SNS.EU-west-1.amazonaws.com/folder/a.pem",
        "https://sns.cn-north-1.amazonaws.com.cn/a.pem",
    ] {
        assert_eq!(verify(&verifier, url).await, Ok(capture()), "{url}");
    }
    assert_eq!(place.fetched().len(), 4);
    for url in [
        "http://sns.us-east-1.amazonaws.com/a.pem",
        "ftp://sns.us-east-1.amazonaws.com/a.pem",
        "https://sns.us-east-1.amazonaws.com:8443/a.pem",
        "https://sns.us-east-1.amazonaws.com./a.pem",
        "https://sns.us-east-1.amazonaws.com.evil/a.pem",
        "https://sns.us-east-1.amazonaws.com.evil.cn/a.pem",
        "https://sns.us-east-1.amazonaws.com.cn.cn/a.pem",
        "https://evil.example/sns.us-east-1.amazonaws.com/a.pem",
        "https://sns.us-east-1.amazonaws.com@evil.example/a.pem",
        "https://user@sns.us-east-1.amazonaws.com/a.pem",
        "https://user:password@sns.us-east-1.amazonaws.com/a.pem",
        "https://evil.example\\@sns.us-east-1.amazonaws.com/a.pem",
        "https://evil.example#@sns.us-east-1.amazonaws.com/a.pem",
        "https://sns.us.east.amazonaws.com/a.pem",
        "https://sns.x.amazonaws.com/a.pem",
        "https://sns..amazonaws.com/a.pem",
        "https://sns.us_east.amazonaws.com/a.pem",
        "https://sns.amazonaws.com/a.pem",
        "https://snsus-east-1.amazonaws.com/a.pem",
        "https://xsns.us-east-1.amazonaws.com/a.pem",
        "https://sns.us-east-1.amazonawsacom/a.pem",
        "https://sns.us-east-1\u{3002}amazonaws.com/a.pem",
        "https://\u{ff53}ns.us-east-1.amazonaws.com/a.pem",
        "https://sns.us-east-1.am\u{430}zonaws.com/a.pem",
        "https://sns.us-e%61st-1.amazonaws.com/a.pem",
        "https://sns.us-east-1.amazonaws.com/a.html",
        "https://sns.us-east-1.amazonaws.com/.pem/a",
        "https://sns.us-east-1.amazonaws.com/?Action=Publish&Message=a.pem",
        "https://sns.us-east-1.amazonaws.com/a.pem?Action=Publish",
        "https://sns.us-east-1.amazonaws.com/a.html#.pem",
        "https://sns.us-east-1.amazonaws.com/a%2epem",
        " https://sns.us-east-1.amazonaws.com/a.pem",
        "https://127.0.0.1/a.pem",
        "http://localhost/a.pem",
        "file:///a.pem",
        "//sns.us-east-1.amazonaws.com/a.pem",
        "a.pem",
    ] {
        let error = verify(&verifier, url).await.unwrap_err();
        assert!(matches!(error, VerifyError::Untrusted { .. }), "{url}: {error}");
    }
    assert_eq!(place.fetched(), [""; 0]);
}

#[tokio::test]
async fn a_sandbox_is_believed_by_whoever_says_so() {
    let place = Place::with(&SNS);
    let verifier = place.verifier().trust_host("pay.example.com").trust_host("127.0.0.1").trust_host("[::1]");
    for url in [
        "https://pay.example.com:8443/certs/sns.pem",
        "http://127.0.0.1:8080/certs/sns.pem",
        "http://[::1]:8080/certs/sns.pem",
        "https://sns.us-east-1.amazonaws.com/a.pem",
    ] {
        assert_eq!(verify(&verifier, url).await, Ok(capture()), "{url}");
    }
    for url in ["http://pay.example.com/a.pem", "http://127.0.0.2/a.pem", "http://user@127.0.0.1/a.pem"] {
        let error = verify(&verifier, url).await.unwrap_err();
        assert!(matches!(error, VerifyError::Untrusted { .. }), "{url}: {error}");
    }
    place.fetched();
    let verifier = place.verifier().certificates_from("http://127.0.0.1:8080").unwrap();
    verify(&verifier, CERTIFICATE_URL).await.unwrap();
    let path = CERTIFICATE_URL.strip_prefix("https://sns.us-east-1.amazonaws.com").unwrap();
    assert_eq!(place.fetched(), [format!("http://127.0.0.1:8080{path}")]);
}

#[tokio::test]
async fn a_certificate_of_somebody_else_is_not_believed() {
    for name in ["sns.amazonaws.com.example.com", "SNS.amazonaws.com", "example.com,CN=sns.amazonaws.com"] {
        let somebody = identity(name);
        let place = Place::with(&somebody);
        let body = envelope(capture().message()).sign(&somebody, CERTIFICATE_URL, SignatureAlgorithm::RsaSha1).unwrap();
        let error = place.verifier().verify(TYPE, body.body.as_bytes()).await.unwrap_err();
        assert!(error.to_string().ends_with("', and must be that of sns.amazonaws.com"), "{error}");
    }
}

#[tokio::test]
async fn a_certificate_that_cannot_be_used_is_told_from_one_that_cannot_be_had() {
    let place = Place::with(&SNS);
    let verifier = place.verifier();
    place.answers(503, "later");
    let error = verify(&verifier, CERTIFICATE_URL).await.unwrap_err();
    assert!(matches!(&error, VerifyError::Unavailable { .. }), "{error}");
    assert!(error.to_string().ends_with("can't be had: the answer has the HTTP status 503"), "{error}");
    place.answers(200, "<html/>");
    place.pass(11);
    let error = verify(&verifier, CERTIFICATE_URL).await.unwrap_err();
    assert!(matches!(&error, VerifyError::Certificate { .. }), "{error}");
    place.answers(200, SNS.certificate().pem());
    place.pass(-3 * 86_400);
    let error = verify(&verifier, CERTIFICATE_URL).await.unwrap_err();
    assert!(error.to_string().contains("it is valid from 2017-07-05"), "{error}");
    place.pass(6 * 86_400);
    let error = verify(&verifier, CERTIFICATE_URL).await.unwrap_err();
    assert!(error.to_string().contains("it is valid from 2017-07-05"), "{error}");
}

#[tokio::test]
async fn what_is_no_notification_fetches_nothing() {
    let place = Place::with(&SNS);
    let verifier = place.verifier();
    let confirmation = with(&body_naming(CERTIFICATE_URL), "Type", "SubscriptionConfirmation");
    let error = verifier.verify(None, confirmation.as_bytes()).await.unwrap_err();
    let found = MessageType::SubscriptionConfirmation;
    assert_eq!(error, VerifyError::Parse(ParseError::OtherMessage { found }));
    assert_eq!(place.fetched(), [""; 0]);
}

#[tokio::test]
async fn other_topics_are_not_believed_where_one_is_expected() {
    let place = Place::with(&SNS);
    let topic = envelope(String::new()).topic_arn;
    let verifier = place.verifier().topic("arn:aws:sns:us-east-1:1:mine").topic(topic.as_str());
    assert_eq!(verify(&verifier, CERTIFICATE_URL).await, Ok(capture()));
    place.fetched();
    let verifier = place.verifier().topic("arn:aws:sns:us-east-1:1:mine");
    assert_eq!(verify(&verifier, CERTIFICATE_URL).await, Err(VerifyError::Topic { found: topic }));
    assert_eq!(place.fetched(), Vec::<String>::new());
}
