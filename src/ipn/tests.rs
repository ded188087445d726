use chrono::{DateTime, NaiveDate};

use super::*;
use crate::{fps::PaymentMethod, ids::TransactionId, money::Amount};

fn parse(body: &str) -> Result<Notification, ParseError> {
    Received::parse(body.as_bytes()).map(|received| received.unverified().clone())
}

fn transaction(body: &str) -> TransactionNotice {
    match parse(body) {
        Ok(Notification::Transaction(notice)) => *notice,
        other => panic!("{other:?}"),
    }
}

/// The end of every notification; the signature is that of nothing.
const SIGNED: &str = "&signatureVersion=2&signatureMethod=RSA-SHA1&signature=AA%3D%3D&certificateUrl=\
                      https%3A%2F%2Ffps.sandbox.amazonaws.com%2Fcerts%2F090909%2FPKICert.pem";

/// The reference's sample of a refund that has succeeded.
const REFUND: &str = "transactionId=14GK6F2QU755ODS27SGHEURLKPG72Z54KMF&statusMessage=The+transaction+was+successful\
                      &transactionDate=1254808324&parentTransactionId=14GK4TNCAQ84NK9VITEHKAS94RAD9ZE2AQD\
                      &buyerEmail=new_premium%40amazon.com&notificationType=TransactionStatus\
                      &callerReference=CallerReference03&transactionAmount=USD+1.00&transactionStatus=SUCCESS\
                      &operation=REFUND&recipientEmail=test-caller%40amazon.com&buyerName=Test+Business\
                      &recipientName=Test%20Business&paymentMethod=CC&paymentReason=MyWish&statusCode=Success";

#[test]
fn a_transaction_is_read_with_every_field() {
    let notice = transaction(&format!(
        "{REFUND}{SIGNED}&isShippingAddressProvided=TRUE&addressFullName=Bea+Buyer&addressLine1=1+Main+St\
         &addressLine2=Apt+2&addressState=WA&addressZip=98101&addressCountry=US&addressPhone=206-555-0100&extra=a%26b"
    ));
    let mut expected = TransactionNotice::new(
        "14GK6F2QU755ODS27SGHEURLKPG72Z54KMF",
        "2009-10-06T05:52:04Z".parse().unwrap(),
        Operation::Refund,
        Status::Success,
    );
    let text = |text: &str| Some(text.to_owned());
    expected.status_code = text("Success");
    expected.status_message = text("The transaction was successful");
    expected.caller_reference = Some("CallerReference03".into());
    expected.amount = Some(Amount::usd(1));
    expected.payment_method = Some(PaymentMethod::Cc);
    expected.payment_reason = text("MyWish");
    expected.parent_transaction_id = Some("14GK4TNCAQ84NK9VITEHKAS94RAD9ZE2AQD".into());
    expected.buyer_name = text("Test Business");
    expected.buyer_email = text("new_premium@amazon.com");
    expected.recipient_name = text("Test Business");
    expected.recipient_email = text("test-caller@amazon.com");
    expected.address = Address {
        is_provided: true,
        full_name: text("Bea Buyer"),
        line_1: text("1 Main St"),
        line_2: text("Apt 2"),
        state: text("WA"),
        zip: text("98101"),
        country: text("US"),
        phone: text("206-555-0100"),
    };
    assert_eq!(notice.other.iter().collect::<Vec<_>>(), [("extra", "a&b")]);
    expected.other = notice.other.clone();
    assert_eq!(notice, expected);
    assert_eq!(notice.other.value("extra"), Some("a&b"));
}

#[test]
fn a_write_off_has_no_parties() {
    let notice = transaction(
        "transactionId=14GND73BD1S57OEBM5O1RDLGU65HN51V9JK&transactionDate=1254916066&callerReference=CallerReference14\
         &notificationType=TransactionStatus&transactionAmount=USD+1.00&operation=WRITE_OFF_DEBT\
         &transactionStatus=SUCCESS&paymentMethod=ABT&paymentReason=MyWish&statusCode=Success",
    );
    assert_eq!(
        (&notice.operation, &notice.buyer_name, &notice.recipient_email),
        (&Operation::WriteOffDebt, &None, &None)
    );
    assert_eq!(notice.payment_method, Some(PaymentMethod::Abt));
}

#[test]
fn a_cancelled_token_is_read_with_every_field() {
    let token = "D739ATGTM94QK9NBU6P4KDWACGXDZ8BVX3TJHGVP3XEFMGE7XVQTMEIL4OGFZMGP";
    let notification = parse(&format!(
        "customerEmail=test-caller%40amazon.com&tokenId={token}&callerReference=CallerReference19\
         &notificationType=TokenCancellation&tokenType=SingleUse&dateInstalled=Oct+8%2C+2009\
         &customerName=Test+Business{SIGNED}"
    ));
    let Ok(Notification::TokenCancellation(notice)) = notification else { panic!("{notification:?}") };
    let mut expected = TokenCancellation::new(token);
    expected.token_type = Some("SingleUse".to_owned());
    expected.installed = NaiveDate::from_ymd_opt(2009, 10, 8);
    expected.caller_reference = Some("CallerReference19".into());
    expected.customer_name = Some("Test Business".to_owned());
    expected.customer_email = Some("test-caller@amazon.com".to_owned());
    assert_eq!(*notice, expected);
    assert!(!format!("{notice:?}").contains(token), "{notice:?}");
}

#[test]
fn a_payment_of_a_subscription_is_read_with_every_field() {
    let body = "paymentReason=Monthly+membership&transactionAmount=USD+5&transactionId=14GK6BGKA7U6OU6SUTNLBI5SBBV9PGDJ6UL\
                &status=PI&buyerEmail=bea%40example.com&referenceId=member-7&recipientEmail=shop%40example.com\
                &transactionDate=1361500000&buyerName=Bea&subscriptionId=S0-1&operation=pay&recipientName=Shop\
                &transactionSerialNumber=1&paymentMethod=CC";
    let Ok(Notification::SimplePay(notice)) = parse(&format!("{body}{SIGNED}")) else { panic!() };
    assert_eq!(notice.status, SimplePayStatus::PaymentInitiated);
    assert_eq!(notice.subscription_id, Some("S0-1".into()));
    assert_eq!(notice.transaction_serial_number.as_deref(), Some("1"));
    assert_eq!(notice.transaction_id, Some(TransactionId::new("14GK6BGKA7U6OU6SUTNLBI5SBBV9PGDJ6UL")));
    assert_eq!(notice.transaction_date, DateTime::from_timestamp(1_361_500_000, 0));
    assert_eq!(notice.operation.as_deref(), Some("pay"));
    assert_eq!(notice.reference_id.as_deref(), Some("member-7"));
    assert_eq!(notice.payment_reason.as_deref(), Some("Monthly membership"));
    assert_eq!((notice.buyer_name.as_deref(), notice.buyer_email.as_deref()), (Some("Bea"), Some("bea@example.com")));
    assert_eq!(notice.recipient_name.as_deref(), Some("Shop"));
    assert_eq!(notice.recipient_email.as_deref(), Some("shop@example.com"));
    assert_eq!((notice.amount, notice.payment_method), (Some(Amount::usd(5)), Some(PaymentMethod::Cc)));

    let cancelled = "status=SubscriptionCancelled&statusReason=The+subscriber+asked+for+it&subscriptionId=S0-1";
    let Ok(Notification::SimplePay(notice)) = parse(cancelled) else { panic!() };
    assert_eq!(notice.status, SimplePayStatus::SubscriptionCancelled);
    assert_eq!(notice.status_reason.as_deref(), Some("The subscriber asked for it"));
}

#[test]
fn what_is_new_is_kept() {
    let notice = transaction(&REFUND.replace("=REFUND", "=SWAP").replace("=SUCCESS", "=HELD"));
    assert_eq!(notice.operation, Operation::Other("SWAP".to_owned()));
    assert_eq!(notice.status, Status::Other("HELD".to_owned()));
    let Ok(Notification::Other(notice)) = parse("notificationType=Weather&rain=none") else { panic!() };
    assert_eq!((notice.notification_type.as_str(), notice.other.value("rain")), ("Weather", Some("none")));
}

#[test]
fn parameters_are_read_as_they_were_written() {
    let mut refund =
        TransactionNotice::new("14GK", "2009-10-06T05:52:04Z".parse().unwrap(), Operation::Pay, Status::Pending);
    refund.amount = Some(Amount::usd("1234.5".parse::<rust_decimal::Decimal>().unwrap()));
    refund.buyer_name = Some("Bea Böhm & Co. 100%+".to_owned());
    refund.address.is_provided = true;
    refund.address.line_1 = Some("1 Main St\nApt 2".to_owned());
    let mut token = TokenCancellation::new("T".repeat(64));
    token.installed = NaiveDate::from_ymd_opt(2012, 3, 25);
    let mut charge = SimplePayNotice::new(SimplePayStatus::PaymentSucceeded);
    charge.subscription_id = Some("S1".into());
    for notification in [
        Notification::Transaction(Box::new(refund)),
        Notification::TokenCancellation(Box::new(token)),
        Notification::SimplePay(Box::new(charge)),
        parse("notificationType=Weather&rain=none").unwrap(),
    ] {
        let body = crate::sign::v2::encode_parameters(&notification.parameters());
        assert_eq!(parse(&body), Ok(notification));
    }
}

#[test]
fn what_is_no_notification_is_told() {
    let invalid = |name, value: &str, expected| Err(ParseError::Invalid { name, value: value.to_owned(), expected });
    let repeated = |name: &str| Err(ParseError::Repeated { name: name.to_owned() });
    for (body, expected) in [
        (String::new(), Err(ParseError::Missing { name: "notificationType" })),
        ("notificationType=".to_owned(), Err(ParseError::Missing { name: "notificationType" })),
        ("notificationType=TransactionStatus".to_owned(), Err(ParseError::Missing { name: "transactionId" })),
        (REFUND.replace("=REFUND", "="), Err(ParseError::Missing { name: "operation" })),
        (format!("{REFUND}&transactionStatus=SUCCESS"), repeated("transactionStatus")),
        (format!("{REFUND}{SIGNED}&signature=AA"), repeated("signature")),
        (format!("{REFUND}&a=1&a=2"), repeated("a")),
        (
            REFUND.replace("1254808324", "yesterday"),
            invalid("transactionDate", "yesterday", "a number of seconds since 1970, such as 1254808208"),
        ),
        (
            REFUND.replace("USD+1.00", "1.00"),
            invalid("transactionAmount", "1.00", "a currency and a value, such as 'USD 1.00'"),
        ),
        (
            "notificationType=TokenCancellation&tokenId=T&dateInstalled=2009-10-08".to_owned(),
            invalid("dateInstalled", "2009-10-08", "a date such as 'Oct 8, 2009'"),
        ),
        (
            format!("{REFUND}&isShippingAddressProvided=perhaps"),
            invalid("isShippingAddressProvided", "perhaps", "TRUE or FALSE"),
        ),
        ("a=%FF".to_owned(), Err(ParseError::NotUtf8 { name: "a".to_owned() })),
    ] {
        assert_eq!(parse(&body), expected, "{body}");
    }
    let many = |most: usize| (0..most).map(|number| format!("&p{number}=1")).collect::<String>();
    assert!(parse(&format!("{REFUND}{}", many(100 - REFUND.split('&').count()))).is_ok());
    assert_eq!(parse(&many(101)[1..]), Err(ParseError::TooMany { parameters: 101, limit: 100 }));
    assert!(matches!(Received::parse(&[b'a'; 65_537]), Err(ParseError::TooLong { bytes: 65_537, limit: 65_536 })));
    assert!(matches!(Received::parse(b"a=\xFF"), Err(ParseError::NotUtf8 { .. })));
}

#[test]
fn debug_tells_no_values_of_what_was_received() {
    let received = Received::parse(format!("{REFUND}&secret=plain").as_bytes()).unwrap();
    assert!(!format!("{received:?}").contains("plain"), "{received:?}");
    assert!(!format!("{:?}", received.unverified()).contains("plain"), "{received:?}");
}

#[cfg(feature = "soap")]
mod signed {
    use std::sync::LazyLock;

    use chrono::TimeDelta;

    use super::*;
    use crate::sign::{
        outbound::Error,
        v2::{decode_parameters, encode_parameters},
        x509::Identity,
    };

    pub(super) const URL: &str = "https://shop.example.com/ipn";
    pub(super) const CERTIFICATE_URL: &str = "https://fps.sandbox.amazonaws.com/certs/090909/PKICert.pem?requestId=1";
    pub(super) const NOW: &str = "2012-03-05T17:30:00Z";

    pub(super) static SERVICE: LazyLock<Identity> = LazyLock::new(|| identity("service"));
    pub(super) static SOMEBODY: LazyLock<Identity> = LazyLock::new(|| identity("somebody"));

    fn identity(name: &str) -> Identity {
        let now: DateTime<chrono::Utc> = NOW.parse().unwrap();
        Identity::generate(name, 1024, now - TimeDelta::days(1), now + TimeDelta::days(1)).unwrap()
    }

    pub(super) fn body(identity: &Identity, certificate_url: &str) -> String {
        let parameters = decode_parameters(REFUND).unwrap();
        sign(identity, certificate_url, URL, &parameters).unwrap()
    }

    fn verify(body: &str) -> Result<Notification, VerifyError> {
        Received::parse(body.as_bytes())?.verify(SERVICE.certificate(), URL)
    }

    fn changed(change: impl FnOnce(&mut Vec<(String, String)>)) -> String {
        let mut parameters = decode_parameters(&body(&SERVICE, CERTIFICATE_URL)).unwrap();
        change(&mut parameters);
        encode_parameters(&parameters)
    }

    #[test]
    fn what_the_service_signed_is_believed() {
        let genuine = body(&SERVICE, CERTIFICATE_URL);
        assert_eq!(verify(&genuine).unwrap(), parse(REFUND).unwrap());
        // 128 bytes in Base64 are more than a line.
        assert!(genuine.contains("%0A"), "{genuine}");
        for tolerated in [
            changed(|parameters| parameters.reverse()),
            genuine.replace("%0A", ""),
            genuine.replace("%0A", "%0D%0A"),
            // Plus signs that became blanks.
            genuine.replace("%2B", "+"),
            genuine.replace("%20", "+"),
            format!("{genuine}\r\n"),
        ] {
            assert_eq!(verify(&tolerated).unwrap(), parse(REFUND).unwrap(), "{tolerated}");
        }
    }

    #[test]
    fn anything_else_is_not() {
        let set = |name: &'static str, value: &'static str| {
            changed(|parameters| {
                parameters.iter_mut().filter(|(known, _)| known == name).for_each(|(_, it)| *it = value.into())
            })
        };
        let drop = |name: &'static str| changed(|parameters| parameters.retain(|(known, _)| known != name));
        let version = |found: &str| Error::Version { found: found.to_owned() };
        for (body, expected) in [
            (set("transactionAmount", "USD 1000.00"), Error::Mismatch),
            (drop("parentTransactionId"), Error::Mismatch),
            (changed(|parameters| parameters.push(("more".into(), "1".into()))), Error::Mismatch),
            (body(&SOMEBODY, CERTIFICATE_URL), Error::Mismatch),
            (set("signatureVersion", "1"), version("1")),
            (set("signatureMethod", "HmacSHA1"), Error::Method { found: "HmacSHA1".to_owned() }),
            (drop("signatureVersion"), Error::Missing { name: "signatureVersion" }),
            (drop("signature"), Error::Missing { name: "signature" }),
            (REFUND.to_owned(), Error::Missing { name: "certificateUrl" }),
        ] {
            match verify(&body) {
                Err(VerifyError::Signature(error)) => assert_eq!(error, expected, "{body}"),
                other => panic!("{other:?} {body}"),
            }
        }
        let elsewhere = Received::parse(body(&SERVICE, CERTIFICATE_URL).as_bytes()).unwrap();
        let elsewhere = elsewhere.verify(SERVICE.certificate(), "https://shop.example.com/ipn/");
        assert!(matches!(elsewhere, Err(VerifyError::Signature(Error::Mismatch))), "{elsewhere:?}");
    }
}

#[cfg(all(feature = "client", feature = "soap"))]
mod verifier {
    use std::sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
    };

    use super::{
        signed::{CERTIFICATE_URL, NOW, SERVICE, SOMEBODY, URL, body},
        *,
    };
    use crate::{
        client::{HttpFailure, HttpRequest, HttpResponse},
        sign::outbound,
    };

    /// A place with certificates, and what was fetched from it.
    #[derive(Clone)]
    struct Place {
        answer: Arc<Mutex<Result<HttpResponse, HttpFailure>>>,
        fetched: Arc<Mutex<Vec<String>>>,
        seconds: Arc<AtomicI64>,
    }

    impl Place {
        fn new() -> Self {
            let answer = Ok(HttpResponse { status: 200, body: SERVICE.certificate().pem().into_bytes() });
            Self {
                answer: Arc::new(Mutex::new(answer)),
                fetched: Arc::default(),
                seconds: Arc::new(AtomicI64::new(NOW.parse::<DateTime<chrono::Utc>>().unwrap().timestamp())),
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

    async fn verify(verifier: &Verifier, body: &str) -> Result<Notification, VerifyError> {
        verifier.verify(URL, body.as_bytes()).await
    }

    #[tokio::test]
    async fn a_certificate_is_fetched_once_an_hour() {
        let place = Place::new();
        let verifier = place.verifier();
        let genuine = body(&SERVICE, CERTIFICATE_URL);
        for (pause, fetches) in [(0, 1), (0, 0), (3600, 0), (1, 1)] {
            place.pass(pause);
            assert_eq!(verify(&verifier, &genuine).await.unwrap(), parse(REFUND).unwrap());
            assert_eq!(place.fetched(), vec![CERTIFICATE_URL; fetches]);
        }
    }

    #[tokio::test]
    async fn only_so_many_certificates_are_remembered() {
        let place = Place::new();
        let verifier = place.verifier();
        let url = |number: usize| format!("{CERTIFICATE_URL}{number}");
        for number in 0..40 {
            verify(&verifier, &body(&SERVICE, &url(number))).await.unwrap();
        }
        assert_eq!(place.fetched().len(), 40);
        verify(&verifier, &body(&SERVICE, &url(39))).await.unwrap();
        assert_eq!(place.fetched(), [""; 0]);
        verify(&verifier, &body(&SERVICE, &url(0))).await.unwrap();
        assert_eq!(place.fetched(), [url(0)]);
    }

    #[tokio::test]
    async fn a_new_certificate_at_the_same_place_is_found() {
        let place = Place::new();
        let verifier = place.verifier();
        verify(&verifier, &body(&SERVICE, CERTIFICATE_URL)).await.unwrap();
        place.answers(200, SOMEBODY.certificate().pem());
        let new = body(&SOMEBODY, CERTIFICATE_URL);
        // A flood of forgeries fetches nothing.
        let error = verify(&verifier, &new).await.unwrap_err();
        assert!(matches!(error, VerifyError::Signature(outbound::Error::Mismatch)), "{error}");
        place.pass(11);
        verify(&verifier, &new).await.unwrap();
        assert_eq!(place.fetched().len(), 2);
    }

    #[tokio::test]
    async fn certificates_from_elsewhere_are_not_even_fetched() {
        let place = Place::new();
        let verifier = place.verifier().trust_host("fps.example.com").trust_host("127.0.0.1").trust_host("[::1]");
        for url in [
            "https://fps.amazonaws.com/certs/1.pem",
            "https://fps.sandbox.amazonaws.com/certs/1.pem",
            "https://FPS.example.com:8443/certs/1.pem",
            "http://127.0.0.1:8080/certs/1.pem",
            "http://[::1]:8080/certs/1.pem",
        ] {
            verify(&verifier, &body(&SERVICE, url)).await.unwrap();
        }
        assert_eq!(place.fetched().len(), 5);
        for url in [
            "http://fps.amazonaws.com/certs/1.pem",
            "https://fps.amazonaws.com.example.com/certs/1.pem",
            "https://fps.amazonaws.com@example.com/certs/1.pem",
            "https://example.com/https://fps.amazonaws.com/",
            "http://fps.example.com/certs/1.pem",
            "http://127.0.0.2/certs/1.pem",
            "ftp://127.0.0.1/certs/1.pem",
            "file:///certs/1.pem",
            "https://fps.amazonaws.com/",
            "https://fps.amazonaws.com/?Action=Pay&x=/certs/1.pem",
            "https://fps.amazonaws.com/certs/../uploads/1.pem",
            "https://fps.amazonaws.com/CERTS/1.pem",
            "https://fps.amazonaws.com/certs/1.pem/other",
            "https://fps.amazonaws.com/certs/1.html",
            "/certs/1.pem",
        ] {
            let error = verify(&verifier, &body(&SERVICE, url)).await.unwrap_err();
            assert!(matches!(error, VerifyError::Untrusted { .. }), "{url}: {error}");
        }
        assert_eq!(place.fetched(), [""; 0]);
    }

    #[tokio::test]
    async fn a_sandbox_can_stand_in_for_amazon() {
        let place = Place::new();
        let verifier = place.verifier().certificates_from("http://127.0.0.1:8080").unwrap();
        verify(&verifier, &body(&SERVICE, CERTIFICATE_URL)).await.unwrap();
        assert_eq!(place.fetched(), ["http://127.0.0.1:8080/certs/090909/PKICert.pem?requestId=1"]);
        assert!(place.verifier().certificates_from("127.0.0.1:8080").is_err());
    }

    #[tokio::test]
    async fn a_certificate_that_cannot_be_used_is_told_from_one_that_cannot_be_had() {
        let place = Place::new();
        let verifier = place.verifier();
        let genuine = body(&SERVICE, CERTIFICATE_URL);

        place.answers(503, "later");
        let error = verify(&verifier, &genuine).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("the certificate at {CERTIFICATE_URL} can't be had: the answer has the HTTP status 503")
        );
        *place.answer.lock().unwrap() = Err(HttpFailure::Connect("refused".to_owned()));
        place.pass(11);
        let error = verify(&verifier, &genuine).await.unwrap_err();
        assert!(matches!(error, VerifyError::Unavailable { .. }), "{error}");

        let hidden = format!("what somebody wrote\n{}", SERVICE.certificate().pem());
        for nonsense in [&b"<html/>"[..], b"\xFF", hidden.as_bytes()] {
            place.answers(200, nonsense);
            place.pass(11);
            let error = verify(&verifier, &genuine).await.unwrap_err();
            assert!(matches!(error, VerifyError::Certificate { .. }), "{error}");
        }
        place.answers(200, SERVICE.certificate().pem());
        place.pass(-2 * 86_400);
        let error = verify(&verifier, &genuine).await.unwrap_err();
        assert!(error.to_string().contains("it is valid from 2012-03-04"), "{error}");
        place.pass(2 * 86_400);
        place.answers(200, format!("\r\n {}", SERVICE.certificate().pem()));
        verify(&verifier, &genuine).await.unwrap();
    }

    #[tokio::test]
    async fn what_is_not_there_is_not_asked_for_by_every_forgery() {
        let place = Place::new();
        let verifier = place.verifier();
        verify(&verifier, &body(&SERVICE, CERTIFICATE_URL)).await.unwrap();
        assert_eq!(place.fetched().len(), 1);
        place.answers(404, "");
        let forged = body(&SOMEBODY, "https://fps.amazonaws.com/certs/none.pem");
        for (pause, fetches) in [(0, 1), (0, 0), (10, 0), (1, 1)] {
            place.pass(pause);
            let error = verify(&verifier, &forged).await.unwrap_err();
            assert!(matches!(error, VerifyError::Unavailable { .. }), "{error}");
            assert_eq!(place.fetched().len(), fetches, "after {pause} seconds");
        }
        for number in 0..40 {
            let url = format!("https://fps.amazonaws.com/certs/{number}.pem");
            verify(&verifier, &body(&SOMEBODY, &url)).await.unwrap_err();
        }
        assert_eq!(place.fetched().len(), 40);
        verify(&verifier, &body(&SERVICE, CERTIFICATE_URL)).await.unwrap();
        assert_eq!(place.fetched(), [""; 0], "the certificate was not forgotten");
    }
}
