//! What is read, written and refused.

use super::*;
use crate::amazon_pay::{
    AuthorizationState, AuthorizationStatus, BillingAgreementState, OrderReferenceReasonCode, OrderReferenceState,
    OrderReferenceStatus, ProviderCreditState, RefundType,
};

/// A notification as Amazon Pay has sent it: laid out, with an empty element, in no strict order.
const ORDER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<OrderReferenceNotification xmlns="https://mws.amazonservices.com/ipn/OffAmazonPayments/2013-01-01">
    <OrderReference>
        <AmazonOrderReferenceId>S02-9613398-6723668</AmazonOrderReferenceId>
        <OrderTotal><CurrencyCode>EUR</CurrencyCode><Amount>272.62</Amount></OrderTotal>
        <SellerOrderAttributes>
            <SellerId>A36VZZYZOVN3S6</SellerId>
            <SellerOrderId>order-1</SellerOrderId>
            <OrderItemCategories/>
        </SellerOrderAttributes>
        <OrderReferenceStatus>
            <State>Suspended</State>
            <LastUpdateTimestamp>2017-11-08T15:03:21.476Z</LastUpdateTimestamp>
            <ReasonCode>InvalidPaymentMethod</ReasonCode>
        </OrderReferenceStatus>
        <ExpirationTimestamp>2018-05-07T15:03:05.000Z</ExpirationTimestamp>
        <CreationTimestamp>2017-11-08T15:03:05.000Z</CreationTimestamp>
        <SomethingNew>1</SomethingNew>
    </OrderReference>
</OrderReferenceNotification>"#;

fn message(kind: &str, data: &str) -> String {
    serde_json::json!({
        "ReleaseEnvironment": "Live",
        "MarketplaceID": "136311",
        "Version": "2013-01-01",
        "NotificationType": kind,
        "SellerId": "A36VZZYZOVN3S6",
        "NotificationReferenceId": "6205e833",
        "Timestamp": "2017-11-08T03:03:22.007Z",
        "NotificationData": data,
    })
    .to_string()
}

fn read(kind: &str, data: &str) -> Result<Content, ParseError> {
    Notification::read(&message(kind, data)).map(|notification| notification.content)
}

/// The element `inner` in its document, in one of the namespaces that have been seen.
fn document(root: &str, inner: &str) -> String {
    format!("<{root} xmlns=\"https://mws-eu.amazonservices.com/ipn/OffAmazonPayments/2013-01-01\">{inner}</{root}>")
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn an_order_is_read_with_every_field() {
    let notification = Notification::read(&message("OrderReferenceNotification", ORDER)).unwrap();
    let mut order = OrderReference::new(
        "S02-9613398-6723668".into(),
        OrderReferenceStatus {
            state: OrderReferenceState::Suspended,
            last_update_timestamp: Some(instant("2017-11-08T15:03:21.476Z")),
            reason_code: Some(OrderReferenceReasonCode::InvalidPaymentMethod),
            reason_description: None,
        },
        instant("2017-11-08T15:03:05Z"),
    );
    order.order_total = Some(price("272.62", "EUR"));
    order.seller_order_attributes = Some(SellerOrderAttributes {
        seller_id: text("A36VZZYZOVN3S6"),
        seller_order_id: text("order-1"),
        ..SellerOrderAttributes::default()
    });
    order.expiration_timestamp = Some(instant("2018-05-07T15:03:05Z"));
    let mut expected =
        Notification::new("A36VZZYZOVN3S6", Environment::Live, "6205e833", Content::OrderReference(Box::new(order)));
    expected.marketplace_id = text("136311");
    expected.timestamp = Some(instant("2017-11-08T03:03:22.007Z"));
    assert_eq!(notification, expected);
    assert_eq!(notification.content.object_id(), Some("S02-9613398-6723668"));
    assert_eq!(notification.content.state(), Some("Suspended"));
    assert_eq!(notification.content.amount(), Some(&price("272.62", "EUR")));
}

#[test]
fn every_content_is_read_by_its_own_names() {
    let money = |name: &str, amount: &str| {
        format!("<{name}><Amount>{amount}</Amount><CurrencyCode>USD</CurrencyCode></{name}>")
    };
    let state = |name: &str, state: &str| format!("<{name}><State>{state}</State></{name}>");
    let created = "<CreationTimestamp>2013-01-01T01:01:01.001Z</CreationTimestamp>";
    let at = instant("2013-01-01T01:01:01.001Z");

    let authorization = document(
        "AuthorizationNotification",
        &format!(
            "<AuthorizationDetails><AmazonAuthorizationId>S01-1-A1</AmazonAuthorizationId>\
             <AuthorizationReferenceId>a1</AuthorizationReferenceId>{}{}{}<IdList><Id>S01-1-C1</Id><Id>S01-1-C2</Id></IdList>\
             {created}<ExpirationTimestamp>2013-01-31T01:01:01.001Z</ExpirationTimestamp>{}\
             <OrderItemCategories><OrderItemCategory>Antiques</OrderItemCategory></OrderItemCategories>\
             <CaptureNow>true</CaptureNow><SoftDescriptor>AMZ*shop</SoftDescriptor><SoftDecline>false</SoftDecline>\
             </AuthorizationDetails>",
            money("AuthorizationAmount", "5.0"),
            money("CapturedAmount", "0.0"),
            money("AuthorizationFee", "0.1"),
            state("AuthorizationStatus", "Declined"),
        ),
    );
    let Ok(Content::Authorization(read_authorization)) = read("PaymentAuthorize", &authorization) else { panic!() };
    let mut expected = Authorization::new(
        "S01-1-A1".into(),
        "a1".to_owned(),
        price("5.0", "USD"),
        at,
        AuthorizationStatus {
            state: AuthorizationState::Declined,
            last_update_timestamp: None,
            reason_code: None,
            reason_description: None,
        },
    );
    expected.captured_amount = Some(price("0.0", "USD"));
    expected.authorization_fee = Some(price("0.1", "USD"));
    expected.id_list = vec!["S01-1-C1".into(), "S01-1-C2".into()];
    expected.expiration_timestamp = Some(instant("2013-01-31T01:01:01.001Z"));
    expected.order_item_categories = vec!["Antiques".to_owned()];
    expected.capture_now = Some(true);
    expected.soft_descriptor = text("AMZ*shop");
    expected.soft_decline = Some(false);
    assert_eq!(*read_authorization, expected);

    let capture = document(
        "CaptureNotification",
        &format!(
            "<CaptureDetails>{}<AmazonCaptureId>S02-6112897-1842302-C042768</AmazonCaptureId>\
             <CaptureReferenceId>K</CaptureReferenceId>{}<IdList/>{created}{}\
             <ConvertedAmount><Amount>21.84</Amount><CurrencyCode>EUR</CurrencyCode></ConvertedAmount>\
             <ConversionRate>0.913362644</ConversionRate></CaptureDetails>",
            state("CaptureStatus", "Completed"),
            money("CaptureAmount", "19.95"),
            money("RefundedAmount", "0.0"),
        ),
    );
    let Ok(Content::Capture(capture)) = read("PaymentCapture", &capture) else { panic!() };
    assert_eq!(capture.converted_amount, Some(price("21.84", "EUR")));
    assert_eq!(capture.conversion_rate, Some("0.913362644".parse().unwrap()));
    assert_eq!((capture.id_list, capture.refunded_amount), (Vec::new(), Some(price("0.0", "USD"))));

    let refund = document(
        "RefundNotification",
        &format!(
            "<RefundDetails><AmazonRefundId>S02-R1</AmazonRefundId><RefundReferenceId>r1</RefundReferenceId>\
             <RefundType>AmazonA-ZRefund</RefundType>{}{}{created}{}</RefundDetails>",
            money("RefundAmount", "0.33"),
            money("FeeRefunded", "0.0"),
            state("RefundStatus", "Completed"),
        ),
    );
    let Ok(Content::Refund(refund)) = read("PaymentRefund", &refund) else { panic!() };
    assert_eq!(refund.refund_type, Some(RefundType::AmazonAZRefund));
    assert_eq!((refund.refund_amount, refund.fee_refunded), (price("0.33", "USD"), Some(price("0.0", "USD"))));

    let agreement = document(
        "BillingAgreementNotification",
        &format!(
            "<BillingAgreement><AmazonBillingAgreementId>B01-1</AmazonBillingAgreementId><BillingAgreementLimits>{}\
             <TimePeriodStartDate>2017-07-01T00:00:00.000Z</TimePeriodStartDate>\
             <TimePeriodEndDate>2017-08-01T00:00:00.000Z</TimePeriodEndDate>{}</BillingAgreementLimits>\
             <SellerBillingAgreementAttributes><SellerId>A2</SellerId>\
             <SellerBillingAgreementId>own</SellerBillingAgreementId></SellerBillingAgreementAttributes>\
             {}{created}<BillingAgreementConsent>true</BillingAgreementConsent></BillingAgreement>",
            money("AmountLimitPerTimePeriod", "500.0"),
            money("CurrentRemainingBalance", "420.5"),
            state("BillingAgreementStatus", "Open"),
        ),
    );
    let Ok(Content::BillingAgreement(agreement)) = read("BillingAgreementNotification", &agreement) else { panic!() };
    let limits = agreement.billing_agreement_limits.unwrap();
    assert_eq!(limits.amount_limit_per_time_period, price("500.0", "USD"));
    assert_eq!(limits.current_remaining_balance, price("420.5", "USD"));
    assert_eq!(limits.time_period_end_date, instant("2017-08-01T00:00:00Z"));
    assert_eq!(agreement.billing_agreement_consent, Some(true));
    assert_eq!(agreement.billing_agreement_status.state, BillingAgreementState::Open);
    let attributes = agreement.seller_billing_agreement_attributes.unwrap();
    assert_eq!(attributes.seller_billing_agreement_id, text("own"));

    let credit = document(
        "ProviderCreditNotification",
        &format!(
            "<ProviderCreditDetails><AmazonProviderCreditId>S01-P1</AmazonProviderCreditId><SellerId>A2</SellerId>\
             <ProviderSellerId>A3</ProviderSellerId><CreditReferenceId>p</CreditReferenceId>{}{}\
             <CreditReversalIdList><Id>S01-Q1</Id></CreditReversalIdList>{created}{}</ProviderCreditDetails>",
            money("CreditAmount", "1.0"),
            money("CreditReversalAmount", "0.5"),
            state("CreditStatus", "Open"),
        ),
    );
    let Ok(Content::ProviderCredit(credit)) = read("ProviderCredit", &credit) else { panic!() };
    assert_eq!((credit.provider_seller_id.as_str(), credit.credit_status.state), ("A3", ProviderCreditState::Open));
    assert_eq!(credit.credit_reversal_id_list, ["S01-Q1".into()]);

    let reversal = document(
        "ProviderCreditReversalNotification",
        &format!(
            "<ProviderCreditReversalDetails><AmazonProviderCreditReversalId>S01-Q1</AmazonProviderCreditReversalId>\
             <SellerId>A2</SellerId><ProviderSellerId>A3</ProviderSellerId>\
             <CreditReversalReferenceId>q</CreditReversalReferenceId>{}{created}{}\
             <CreditReversalNote>too much</CreditReversalNote></ProviderCreditReversalDetails>",
            money("CreditReversalAmount", "0.5"),
            state("CreditReversalStatus", "Completed"),
        ),
    );
    let Ok(Content::ProviderCreditReversal(reversal)) = read("ProviderCreditReversal", &reversal) else { panic!() };
    assert_eq!(reversal.credit_reversal_note, text("too much"));

    let chargeback = document(
        "ChargebackNotification",
        &format!(
            "<ChargebackDetails><AmazonChargebackId>C9KORZRXQ655G</AmazonChargebackId>\
             <AmazonOrderReferenceId>P01-7128087-7259534</AmazonOrderReferenceId>\
             <AmazonCaptureReferenceId>Capture6282176</AmazonCaptureReferenceId>{created}{}\
             <ChargebackState>RECEIVED</ChargebackState><ChargebackReason>Generic Service Chargeback</ChargebackReason>\
             </ChargebackDetails>",
            money("ChargebackAmount", "100.0"),
        ),
    );
    let Ok(content) = read("Chargeback Detailed Notification", &chargeback) else { panic!() };
    assert_eq!((content.object_id(), content.state()), (Some("C9KORZRXQ655G"), Some("RECEIVED")));

    let event = document(
        "SolutionProviderMerchantNotification",
        "<MerchantRegistrationDetails><SellerId>A7</SellerId><Type>RegistrationCompleted</Type><Options>\
         <SolutionProviderOption><name>token</name><value>hidden</value></SolutionProviderOption></Options>\
         </MerchantRegistrationDetails>",
    );
    let Ok(Content::SolutionProviderEvent(event)) = read("SolutionProviderEvent", &event) else { panic!() };
    let option = SolutionProviderOption { name: "token".to_owned(), value: text("hidden") };
    assert_eq!(event.options, [option]);
    assert_eq!(event.event, text("RegistrationCompleted"));
    assert!(!format!("{event:?}").contains("hidden"), "{event:?}");
}

#[test]
fn what_is_new_is_kept() {
    let Ok(Content::Other(other)) = read("Weather", "no <xml") else { panic!() };
    assert_eq!((other.notification_type.as_str(), other.notification_data.as_str()), ("Weather", "no <xml"));
    let Ok(content) = read("OrderReferenceNotification", &ORDER.replace("Suspended", "Asleep")) else { panic!() };
    assert_eq!(content.state(), Some("Asleep"));
}

#[test]
fn a_sample_and_an_event_are_named() {
    let plain = message("OrderReferenceNotification", ORDER);
    assert!(!Notification::read(&plain).unwrap().is_sample);
    for yes in [serde_json::json!(true), serde_json::json!("true")] {
        assert!(Notification::read(&with(&plain, "IsSample", yes)).unwrap().is_sample);
    }
    let event = Notification::read(&with(&plain, "EventType", "AddressUpdated")).unwrap().event_type;
    assert_eq!(event, Some(EventType::AddressUpdated));
    // In a clock of its own.
    assert_eq!(Notification::read(&with(&plain, "Timestamp", "noon")).unwrap().timestamp, None);
}

#[test]
fn the_body_is_laid_out_as_sns_does() {
    let mut envelope = envelope("{\"a\":\"b\\nc\"}".to_owned());
    let signed = envelope.sign(&SNS, CERTIFICATE_URL, SignatureAlgorithm::RsaSha1).unwrap();
    let lines: Vec<_> = signed.body.lines().collect();
    assert_eq!(lines[..2], ["{", "  \"Type\" : \"Notification\","]);
    assert_eq!(lines[4], "  \"Message\" : \"{\\\"a\\\":\\\"b\\\\nc\\\"}\",");
    assert_eq!(lines[5], "  \"Timestamp\" : \"2017-07-06T03:12:23.500Z\",");
    assert_eq!(lines[6], "  \"SignatureVersion\" : \"1\",");
    assert_eq!(
        lines[9..],
        [
            "  \"UnsubscribeURL\" : \"https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=\
             arn:aws:sns:us-east-1:598607868003:A3BXB0YN3XH17HA2K7NDRCTOTPW9\"",
            "}"
        ]
    );
    let header = |name| signed.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
    assert_eq!(header("Content-Type"), Some("text/plain; charset=UTF-8"));
    assert_eq!(header("x-amz-sns-message-type"), Some("Notification"));
    assert_eq!(header("x-amz-sns-message-id"), Some(envelope.message_id.as_str()));
    assert_eq!(header("x-amz-sns-topic-arn"), Some(envelope.topic_arn.as_str()));
    envelope.subject = text("news");
    let signed = envelope.sign(&SNS, "no URL", SignatureAlgorithm::RsaSha256).unwrap().body;
    assert!(signed.contains("  \"Subject\" : \"news\",\n") && !signed.contains("UnsubscribeURL"), "{signed}");
    assert!(signed.contains("  \"SignatureVersion\" : \"2\",\n"), "{signed}");
}

#[test]
fn amounts_are_written_as_numbers_with_a_fraction() {
    for (amount, currency, written) in [
        ("5", "USD", "5.0"),
        ("5.00", "USD", "5.0"),
        ("0", "JPY", "0.0"),
        ("1050", "JPY", "1050.0"),
        ("19.95", "EUR", "19.95"),
    ] {
        let mut notification = capture();
        let Content::Capture(capture) = &mut notification.content else { panic!() };
        capture.capture_amount = price(amount, currency);
        let message = notification.message();
        let expected =
            format!("<CaptureAmount><Amount>{written}</Amount><CurrencyCode>{currency}</CurrencyCode></CaptureAmount>");
        assert!(message.contains(&expected), "{message}");
    }
}

#[test]
fn what_is_signed_is_each_name_and_value_in_a_line() {
    assert_eq!(
        super::super::envelope::string_to_sign("m", "i", Some("s"), "t", "a"),
        "Message\nm\nMessageId\ni\nSubject\ns\nTimestamp\nt\nTopicArn\na\nType\nNotification\n"
    );
    assert_eq!(
        super::super::envelope::string_to_sign("m\nm", "i", None, "t", "a"),
        "Message\nm\nm\nMessageId\ni\nTimestamp\nt\nTopicArn\na\nType\nNotification\n"
    );
}

#[test]
fn what_was_signed_is_believed() {
    let notification = capture();
    let body = signed(&notification.message());
    assert_eq!(verify(&body), Ok(notification.clone()));
    let received = Received::parse(None, body.as_bytes()).unwrap();
    assert_eq!(received.unverified(), &notification);
    assert_eq!(received.sent(), instant(NOW));
    assert_eq!(received.certificate_url(), CERTIFICATE_URL);
    assert!(!format!("{received:?}").contains("C042768"), "{received:?}");
    // What isn't signed may be as it likes.
    assert_eq!(verify(&with(&body, "UnsubscribeURL", 5)), Ok(notification.clone()));
    assert_eq!(verify(&with(&body, "More", serde_json::json!([{ "a": [] }, null, 1.5, -1]))), Ok(notification.clone()));
    let newer = envelope(notification.message()).sign(&SNS, CERTIFICATE_URL, SignatureAlgorithm::RsaSha256).unwrap();
    assert_eq!(verify(&newer.body), Ok(notification));
}

#[test]
fn anything_else_is_not() {
    let body = signed(&capture().message());
    let dearer = capture().message().replace("19.95", "29.95");
    for (changed, expected) in [
        (with(&body, "Message", dearer), VerifyError::Mismatch),
        (with(&body, "MessageId", "another"), VerifyError::Mismatch),
        (with(&body, "Subject", "another"), VerifyError::Mismatch),
        (with(&body, "Timestamp", "2017-07-06T03:12:23.501Z"), VerifyError::Mismatch),
        // The same time, but not the same text.
        (with(&body, "Timestamp", "2017-07-06T03:12:23.5Z"), VerifyError::Mismatch),
        (with(&body, "TopicArn", "another"), VerifyError::Mismatch),
        (with(&body, "SignatureVersion", "2"), VerifyError::Mismatch),
        (with(&body, "Signature", "AA=="), VerifyError::Mismatch),
        (with(&body, "Signature", "A A=="), VerifyError::NotBase64),
        (with(&body, "SignatureVersion", "3"), VerifyError::SignatureVersion { found: "3".to_owned() }),
    ] {
        assert_eq!(verify(&changed), Err(expected), "{changed}");
    }
    let forged = envelope(capture().message()).sign(&FORGER, CERTIFICATE_URL, SignatureAlgorithm::RsaSha1).unwrap();
    assert_eq!(verify(&forged.body), Err(VerifyError::Mismatch));
}

#[test]
fn no_text_that_was_signed_is_that_of_two_messages() {
    let mut with_subject = envelope(capture().message());
    with_subject.subject = text("s");
    let body = with_subject.sign(&SNS, CERTIFICATE_URL, SignatureAlgorithm::RsaSha1).unwrap().body;
    assert!(verify(&body).is_ok());
    let id = format!("{}\nSubject\ns", with_subject.message_id);
    let moved = with(&without(&body, "Subject"), "MessageId", id);
    let expected = ParseError::Invalid {
        part: "the body",
        name: "MessageId",
        value: "22ed5c15-c3c8-5e74-aceb-0e350c4a2620\nSub".to_owned(),
        expected: "a single line",
    };
    assert_eq!(verify(&moved), Err(expected.into()));
}

#[test]
fn what_is_no_notification_is_told() {
    let body = signed(&capture().message());
    let parse = |body: &str| Received::parse(TYPE, body.as_bytes()).map(|_| ()).unwrap_err();
    for name in
        ["Type", "MessageId", "TopicArn", "Message", "Timestamp", "SignatureVersion", "Signature", "SigningCertURL"]
    {
        let missing = ParseError::Missing { part: "the body", name };
        assert_eq!(parse(&without(&body, name)), missing);
        assert_eq!(parse(&with(&body, name, "")), missing);
        assert_eq!(parse(&with(&body, name, 1)), ParseError::NotText { part: "the body", name });
    }
    let repeated = body.replacen('{', "{ \"TopicArn\": \"another\",", 1);
    assert_eq!(parse(&repeated), ParseError::Repeated { part: "the body", name: "TopicArn".to_owned() });
    assert!(matches!(parse(&with(&body, "Timestamp", "now")), ParseError::Invalid { name: "Timestamp", .. }));
    for nonsense in ["", "[]", "1", "\"text\"", "{", "{}{}", "{\"a\":1,}", "notificationType=TransactionStatus"] {
        let error = parse(nonsense);
        assert!(matches!(error, ParseError::NotJson { part: "the body", .. }), "{nonsense}: {error}");
    }
    assert_eq!(Received::parse(TYPE, b"{\"a\":\"\xFF\"}").unwrap_err(), ParseError::NotUtf8);

    let data = |data: String| parse(&signed(&with(&capture().message(), "NotificationData", data)));
    assert!(matches!(parse(&signed("none")), ParseError::NotJson { part: "Message", .. }));
    for name in
        ["SellerId", "ReleaseEnvironment", "Version", "NotificationReferenceId", "NotificationType", "NotificationData"]
    {
        let missing = ParseError::Missing { part: "Message", name };
        assert_eq!(parse(&signed(&without(&capture().message(), name))), missing);
    }
    let error = parse(&signed(&with(&capture().message(), "ReleaseEnvironment", "Test")));
    assert_eq!(error.to_string(), "ReleaseEnvironment in Message is 'Test', and must be Live or Sandbox");
    assert_eq!(
        data(document("CaptureNotification", "<CaptureDetails><Something/></CaptureDetails>")).to_string(),
        "NotificationData is not what a notification of the type 'PaymentCapture' holds: CaptureDetails.AmazonCaptureId: \
         it is required, and is missing"
    );
    assert_eq!(
        data(document("RefundNotification", "<CaptureDetails/>")).to_string(),
        "NotificationData is not what a notification of the type 'PaymentCapture' holds: the document is a \
         RefundNotification, and must be a CaptureNotification"
    );
    let twice = capture().content.data();
    let inner = twice.split_once("2013-01-01\">").unwrap().1.strip_suffix("</CaptureNotification>").unwrap();
    let error = data(document("CaptureNotification", &format!("{inner}{inner}")));
    assert!(error.to_string().contains("CaptureDetails: it stands more than once"), "{error}");
}

#[test]
fn other_messages_of_sns_are_named() {
    let body = signed(&capture().message());
    for (name, found) in [
        ("SubscriptionConfirmation", MessageType::SubscriptionConfirmation),
        ("UnsubscribeConfirmation", MessageType::UnsubscribeConfirmation),
        ("Weather", MessageType::Other("Weather".to_owned())),
    ] {
        let body = with(&body, "Type", name);
        let error = Received::parse(Some(name), body.as_bytes()).unwrap_err();
        assert_eq!(error, ParseError::OtherMessage { found: found.clone() });
        let error = Received::parse(TYPE, body.as_bytes()).unwrap_err();
        assert_eq!(error, ParseError::Header { header: MessageType::Notification, body: found });
    }
    let error = Received::parse(Some("SubscriptionConfirmation"), body.as_bytes()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the header x-amz-sns-message-type says SubscriptionConfirmation, and the body that it is a Notification"
    );
}

#[test]
fn nothing_is_read_that_costs_more_than_it_is_worth() {
    let most = 512 * 1024;
    let parse = |body: &[u8]| Received::parse(TYPE, body).map(|_| ()).unwrap_err();
    assert_eq!(parse(&vec![b' '; most + 1]), ParseError::TooLong { bytes: most + 1, limit: most });
    let nested = |depth: usize| format!("{{\"a\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
    // What is nested is passed over, however deep.
    for depth in [50, 200_000] {
        assert_eq!(parse(nested(depth).as_bytes()), ParseError::Missing { part: "the body", name: "Type" });
    }
    let members = |count: usize| {
        let members: Vec<_> = (0..count).map(|number| format!("\"m{number}\":1")).collect();
        format!("{{{}}}", members.join(","))
    };
    assert_eq!(parse(members(40).as_bytes()), ParseError::Missing { part: "the body", name: "Type" });
    assert!(parse(members(41).as_bytes()).to_string().contains("more than 40 members"));

    let data = |data: &str| read("PaymentCapture", data).unwrap_err();
    for (hostile, reason) in [
        ("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>".to_owned(), "document type"),
        ("<CaptureNotification>&b;</CaptureNotification>".to_owned(), "&b; is not one of"),
        ("<a>".repeat(9), "nested more than 8"),
        (format!("<a>{}</a>", "<b/>".repeat(2_001)), "more than 2000 elements"),
        (" x".repeat(200_000), "longer than 262144 bytes"),
    ] {
        let error = data(&hostile);
        assert!(matches!(error, ParseError::NotXml { .. }) && error.to_string().contains(reason), "{error}");
    }
}
