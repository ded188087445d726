use chrono::{DateTime, TimeZone, Utc};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::{
    client::{Credentials, Endpoint},
    fps::PaymentMethod,
    money::{Amount, Currency},
    sign::v2::{SignatureMethod, decode_parameters, string_to_sign},
};

fn pages(endpoint: Endpoint) -> Pages {
    Pages::new(endpoint, Credentials::new("AKIAIOSFODNN7EXAMPLE", "hush")).unwrap()
}

#[test]
fn links_are_signed_for_the_host_of_the_pages() {
    let here = Endpoint::url("http://127.0.0.1:8080/elsewhere").unwrap();
    for (endpoint, base, host) in [
        (Endpoint::Production, "https://authorize.payments.amazon.com", "authorize.payments.amazon.com"),
        (Endpoint::Sandbox, "https://authorize.payments-sandbox.amazon.com", "authorize.payments-sandbox.amazon.com"),
        (here, "http://127.0.0.1:8080", "127.0.0.1:8080"),
    ] {
        for method in [SignatureMethod::HmacSha256, SignatureMethod::HmacSha1] {
            let request =
                Request::new(SingleUse::new("order 1", Amount::usd(25)), "https://shop.example.com/back?a=b+c");
            let link = pages(endpoint.clone()).signature_method(method).link(&request).unwrap();
            let query = link.strip_prefix(&format!("{base}{PATH}?")).unwrap_or_else(|| panic!("{link}"));
            let parameters = decode_parameters(query).unwrap();
            let (_, signature) = parameters.iter().find(|(name, _)| name == "signature").unwrap();
            assert!(method.verify("hush", &string_to_sign("GET", host, PATH, &parameters), signature), "{link}");
            assert_eq!(Request::read(&parameters).unwrap(), request);
        }
    }
    assert!(!format!("{:?}", pages(Endpoint::Sandbox)).contains("hush"));
}

#[test]
fn a_link_is_written_as_callers_know_it() {
    let pipeline = MultiUse::new("r", Amount::usd(Decimal::new(1005, 1)))
        .amount_type(Bound::Maximum)
        .transaction_amount(Amount::usd(5))
        .usage_limits([UsageLimit::count(3, Some(Period::new(7, Unit::Day))), UsageLimit::amount(Amount::usd(9), None)])
        .recipient_tokens(["A", "B"])
        .payment_methods([PaymentMethod::Cc, PaymentMethod::Abt])
        .validity_start(Utc.timestamp_opt(1_283_342_400, 0).unwrap())
        .is_recipient_cobranding(true);
    assert_eq!(
        Pipeline::from(pipeline).parameters(),
        [
            ("callerReference", "r"),
            ("globalAmountLimit", "100.50"),
            ("transactionAmount", "5.00"),
            ("amountType", "Maximum"),
            ("validityStart", "1283342400"),
            ("isRecipientCobranding", "True"),
            ("usageLimitType1", "Count"),
            ("usageLimitValue1", "3"),
            ("usageLimitPeriod1", "7 Days"),
            ("usageLimitType2", "Amount"),
            ("usageLimitValue2", "9.00"),
            ("recipientTokenList", "A,B"),
            ("paymentMethod", "CC,ABT"),
        ]
        .map(|(name, value)| (name, value.to_owned()))
    );
}

#[test]
fn what_the_pages_would_not_take_is_not_signed() {
    let names = |pipeline: Pipeline, return_url: &str| {
        let refused = pages(Endpoint::Sandbox).link(&Request::new(pipeline, return_url));
        refused.expect_err("it is not well formed").names
    };
    let good = "https://shop.example.com/";
    let euros = Amount { currency: Currency::from("EUR"), value: Decimal::TEN };
    let three = [(); 3].map(|()| UsageLimit::count(1, None));
    for (pipeline, return_url, wrong) in [
        (SingleUse::new("", Amount::usd(5)).into(), good, vec!["callerReference"]),
        (SingleUse::new("r", Amount::usd(5)).into(), "/back", vec!["returnURL"]),
        (
            SingleUse::new("a\0b", Amount::usd(5)).payment_reason("a\u{1}b").into(),
            good,
            vec!["callerReference", "paymentReason"],
        ),
        (MultiUse::new("r", Amount::usd(5)).payment_reason("ä".repeat(65)).into(), good, vec!["paymentReason"]),
        (SingleUse::new("r", Amount::usd(0)).into(), good, vec!["transactionAmount"]),
        (
            SingleUse::new("r", Amount::usd(-1)).tax(Amount::usd(Decimal::new(1, 3))).into(),
            good,
            vec!["tax", "transactionAmount"],
        ),
        (SingleUse::new("r", euros).into(), good, vec!["transactionAmount"]),
        (
            SingleUse::new("r", Amount::usd(5)).payment_methods(["Debt"].map(PaymentMethod::from)).into(),
            good,
            vec!["paymentMethod"],
        ),
        (MultiUse::new("r", Amount::usd(5)).usage_limits(three).into(), good, vec!["usageLimitType2"]),
        (MultiUse::new("r", Amount::usd(5)).is_recipient_cobranding(true).into(), good, vec!["recipientTokenList"]),
        (
            MultiUse::new("r", Amount::usd(5))
                .validity_start(DateTime::UNIX_EPOCH)
                .validity_expiry(DateTime::UNIX_EPOCH)
                .into(),
            good,
            vec!["validityExpiry"],
        ),
        (Recurring::new("r", Amount::usd(5), Period::new(0, Unit::Day)).into(), good, vec!["recurringPeriod"]),
        (Recipient::new("r", true).max_variable_fee(Decimal::from(101)).into(), good, vec!["maxVariableFee"]),
        (SetupPrepaid::new("r", "r", Amount::usd(5)).into(), good, vec!["callerReferenceFunding"]),
        (EditToken::new("r", "").into(), good, vec!["tokenId"]),
    ] {
        assert_eq!(names(pipeline, return_url), wrong);
    }
}

#[test]
fn periods_are_read_as_clients_write_them() {
    let read = |text: &str| {
        let parameters = [
            ("pipelineName", "Recurring"),
            ("returnURL", "https://shop.example.com/"),
            ("callerReference", "r"),
            ("transactionAmount", "1"),
            ("recurringPeriod", text),
        ];
        let parameters = parameters.map(|(name, value)| (name.to_owned(), value.to_owned()));
        match Request::read(&parameters).map(|request| request.pipeline) {
            Ok(Pipeline::Recurring(it)) => Some((it.recurring_period.count, it.recurring_period.unit)),
            _ => None,
        }
    };
    for (text, period) in [
        ("1 Month", Some((1, Unit::Month))),
        ("7 days", Some((7, Unit::Day))),
        ("12HOURS", Some((12, Unit::Hour))),
        ("Week", Some((1, Unit::Week))),
        ("10000 Years", Some((10_000, Unit::Year))),
        ("10001 Years", None),
        ("0 Days", None),
        ("-1 Day", None),
        ("s", None),
        ("1.5 Days", None),
        ("7", None),
    ] {
        assert_eq!(read(text), period, "{text}");
    }
}

#[test]
fn a_way_back_says_each_thing_once() {
    let query = "order=7&tokenID=A&status=SC&expiry=03%2F2029&callerReference=r+1";
    let back = Return::read(query).unwrap();
    assert_eq!((back.status.clone(), back.token_id.clone()), (Status::Sc, Some("A".into())));
    assert_eq!(back.expiry, Some(CardExpiry { year: 2029, month: 3 }));
    assert_eq!(back.caller_reference, Some("r 1".into()));
    assert_eq!(Return::read("status=XX").unwrap().status, Status::Other("XX".to_owned()));
    let twice = |name| Err(ReturnError::Repeated { name });
    assert_eq!(Return::read(&format!("status=A&{query}")), twice("status"));
    assert_eq!(Return::read(&format!("{query}&tokenID=B")), twice("tokenID"));
    for (query, name) in [("", "status"), ("status=SC&expiry=13%2F2029", "expiry"), ("status=SC&expiry=2029", "expiry")]
    {
        assert_eq!(Return::read(query), Err(ReturnError::Malformed { names: vec![name] }));
    }
    assert!(matches!(Return::read("status=%FF"), Err(ReturnError::NotUtf8(_))));
}

#[cfg(feature = "soap")]
mod signed {
    use std::sync::LazyLock;

    use chrono::TimeDelta;

    use super::*;
    use crate::sign::{outbound, x509::Identity};

    const CERTIFICATE_URL: &str = "https://fps.sandbox.amazonaws.com/certs/090909/PKICert.pem";

    static IDENTITY: LazyLock<Identity> = LazyLock::new(|| {
        let now = Utc::now();
        Identity::generate("signer", 1024, now, now + TimeDelta::days(1)).expect("the key is long enough")
    });

    fn approved() -> Return {
        let mut back = Return::new(Status::Sb);
        back.token_id = Some("TOKEN".into());
        back.caller_reference = Some("order 1+1".into());
        back.address.city = Some("Jena".to_owned());
        back
    }

    #[test]
    fn what_was_signed_is_verified_and_nothing_else() {
        for return_url in
            ["https://shop.example.com/back?order=a%20b", "http://127.0.0.1:9/back#part", "http://shop/?x"]
        {
            let url = approved().sign(&IDENTITY, CERTIFICATE_URL, return_url).unwrap();
            let url = url::Url::parse(&url).unwrap();
            assert_eq!(url.fragment(), url::Url::parse(return_url).unwrap().fragment());
            let query = url.query().unwrap();
            let verify = |query: &str| Return::verify(return_url, query, IDENTITY.certificate());
            assert_eq!(verify(query).unwrap(), approved());
            assert_eq!(verify(&format!("?{query}")).unwrap(), approved());
            for other in [query.replace("SB", "SC"), format!("{query}&more=1"), query.replace("TOKEN", "TAKEN")] {
                assert_eq!(verify(&other), Err(ReturnError::Signature(outbound::Error::Mismatch)), "{other}");
            }
            let unsigned = Err(ReturnError::Signature(outbound::Error::Missing { name: "certificateUrl" }));
            assert_eq!(verify("status=SB&tokenID=TOKEN"), unsigned);
        }
    }

    #[test]
    fn a_return_url_has_nothing_that_is_the_pages_own() {
        let sign = |return_url: &str| approved().sign(&IDENTITY, CERTIFICATE_URL, return_url);
        for name in ["status", "tokenID", "fundingTokenID", "signature", "Signature", "certificateUrl", "city"] {
            let refused = sign(&format!("https://shop.example.com/?{name}=x"));
            assert_eq!(refused, Err(ReturnError::Repeated { name }));
        }
        // Only where there is an address in the answer.
        assert!(sign("https://shop.example.com/?state=x").is_ok());
        assert!(matches!(sign("/back"), Err(ReturnError::Signature(outbound::Error::Url { .. }))));
    }
}

fn texts() -> impl Strategy<Value = String> {
    "[^\\s\\x00-\\x1f\\x{fffe}\\x{ffff}][^\\x00-\\x1f\\x{fffe}\\x{ffff}]{0,40}[^\\s\\x00-\\x1f\\x{fffe}\\x{ffff}]"
}

fn amounts() -> impl Strategy<Value = Amount> {
    (1_i64..99_999_999_900).prop_map(|cents| Amount::usd(Decimal::new(cents, 2)))
}

fn tokens() -> impl Strategy<Value = String> {
    "[A-Z0-9]{1,64}"
}

fn periods() -> impl Strategy<Value = Period> {
    let units = [Unit::Hour, Unit::Day, Unit::Week, Unit::Month, Unit::Year];
    (1_u32..=10_000, proptest::sample::select(units.to_vec())).prop_map(|(count, unit)| Period { count, unit })
}

fn limits() -> impl Strategy<Value = Vec<UsageLimit>> {
    let limit = (amounts(), 1_u32.., any::<bool>(), proptest::option::of(periods())).prop_map(
        |(amount, count, is_amount, period)| {
            if is_amount { UsageLimit::amount(amount, period) } else { UsageLimit::count(count, period) }
        },
    );
    proptest::collection::vec(limit, 0..=2)
}

fn methods() -> impl Strategy<Value = Vec<PaymentMethod>> {
    proptest::sample::subsequence(vec![PaymentMethod::Cc, PaymentMethod::Ach, PaymentMethod::Abt], 0..=3)
}

fn dates() -> impl Strategy<Value = (Option<DateTime<Utc>>, Option<DateTime<Utc>>)> {
    let time = |seconds| DateTime::from_timestamp(seconds, 0);
    (proptest::option::of(0_i64..1_000_000), proptest::option::of(1_000_000_i64..253_402_300_800))
        .prop_map(move |(start, expiry)| (start.and_then(time), expiry.and_then(time)))
}

fn pipelines() -> impl Strategy<Value = Pipeline> {
    let common = (texts(), amounts(), amounts(), tokens(), methods(), dates(), proptest::option::of(texts()));
    (0..7, common, limits(), periods(), any::<bool>()).prop_map(|(kind, common, limits, period, yes)| {
        let (reference, amount, other, token, methods, (start, expiry), reason) = common;
        match kind {
            0 => SingleUse {
                payment_reason: reason,
                discount: Some(other),
                reserve: Some(yes),
                recipient_token: Some(token.into()),
                payment_methods: methods,
                ..SingleUse::new(reference, amount)
            }
            .into(),
            1 => MultiUse {
                payment_reason: reason,
                transaction_amount: Some(other),
                amount_type: Some(Bound::Minimum),
                validity_start: start,
                validity_expiry: expiry,
                usage_limits: limits,
                is_recipient_cobranding: Some(yes),
                recipient_tokens: vec!["OTHER".into(), token.into()],
                ..MultiUse::new(reference, amount)
            }
            .into(),
            2 => Recurring {
                validity_expiry: expiry,
                payment_methods: methods,
                ..Recurring::new(reference, amount, period)
            }
            .into(),
            3 => Recipient {
                max_fixed_fee: Some(other),
                max_variable_fee: Some(Decimal::new(299, 2)),
                validity_start: start,
                payment_methods: methods,
                ..Recipient::new(reference, yes)
            }
            .into(),
            4 => SetupPrepaid {
                validity_expiry: expiry,
                ..SetupPrepaid::new(format!("{reference}.1"), reference, amount)
            }
            .into(),
            5 => SetupPostpaid {
                usage_limits: limits,
                payment_reason: reason,
                ..SetupPostpaid::new(format!("{reference}.1"), reference, amount, other)
            }
            .into(),
            _ => EditToken { payment_methods: methods, ..EditToken::new(reference, token) }.into(),
        }
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read(pipeline in pipelines(), city in proptest::option::of(texts()), name in texts()) {
        let mut request = Request::new(pipeline, "https://shop.example.com/back?a=b");
        request.branding.description = Some(name);
        request.address.city = city;
        let written = request.parameters().expect("it is well formed");
        let written: Vec<_> = written.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        prop_assert_eq!(Request::read(&written).expect("it was written so"), request);
    }

    #[test]
    fn anything_is_read_or_refused(parameters in proptest::collection::vec((texts(), ".*"), 0..6), name in proptest::sample::select(Pipeline::NAMES), amount in ".*") {
        let own = [("pipelineName", name), ("transactionAmount", &amount), ("usageLimitType1", "Count"), ("usageLimitValue1", &amount), ("validityStart", &amount), ("recurringPeriod", &amount)];
        let own = own.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let all = [&own[..], &parameters].concat();
        if let Err(refused) = Request::read(&all) {
            prop_assert!(!refused.names.is_empty());
        }
    }
}
