//! What is made of what comes back.

use amazon_fps::Error;
use amazon_fps::amazon_pay::{
    AuthorizationReasonCode, AuthorizationState, CloseOrderReferenceRequest, ConfirmOrderReferenceRequest, ErrorCode,
    ListOrderReferenceRequest, QueryIdType,
};
use amazon_fps::contract::Repeat;
use amazon_fps::error::Outcome;
use rust_decimal::Decimal;

use crate::script::*;

#[tokio::test]
async fn an_answer_is_read_in_any_order_and_has_its_request_id() {
    let script = Script::of([authorized()]);
    let client = script.client().build().expect("it is complete");
    let answer = client.authorize(&authorize()).await.expect("the script authorizes");
    assert_eq!(answer.request_id.as_str(), "b4ab4bc3-c9ea-44f0-9a3d-67cccef565c6");
    let details = &answer.authorization_details;
    assert_eq!(details.amazon_authorization_id.as_str(), "S01-1234567-7654321-A012345");
    assert_eq!(details.authorization_amount.amount, Decimal::from(94));
    assert!(details.is_open() && !details.is_captured() && details.declined().is_none() && !details.is_soft_decline());
    assert!(!details.authorization_status.state.is_final());
}

#[tokio::test]
async fn any_spelling_of_the_namespace_is_the_services() {
    let usual = "http://mws.amazonservices.com/schema/OffAmazonPayments/2013-01-01";
    for namespace in [
        "https://mws.amazonservices.com/schema/OffAmazonPayments/2013-01-01",
        "http://mws.amazonservices.com/schema/OffAmazonPayments_Sandbox/2013-01-01",
        "https://mws-eu.amazonservices.com/schema/OffAmazonPayments/2013-01-01/",
        " https://mws.amazonservices.com/schema/\n OffAmazonPayments/2013-01-01",
    ] {
        let body = document(
            "Authorize",
            &format!("<AuthorizeResult>{}</AuthorizeResult>", authorization("<State>Open</State>")),
        );
        let script = Script::of([reply(200, body.replace(usual, namespace))]);
        let client = script.client().build().expect("it is complete");
        client.authorize(&authorize()).await.expect(namespace);
    }
}

#[tokio::test]
async fn an_empty_result_may_be_left_out() {
    for content in ["<ConfirmOrderReferenceResult/>", "<ConfirmOrderReferenceResult></ConfirmOrderReferenceResult>", ""]
    {
        let script = Script::of([reply(200, document("ConfirmOrderReference", content))]);
        let client = script.client().build().expect("it is complete");
        let request = ConfirmOrderReferenceRequest::new("S01-1234567-7654321");
        let answer = client.confirm_order_reference(&request).await.expect(content);
        assert_eq!(answer.request_id.as_str(), "b4ab4bc3-c9ea-44f0-9a3d-67cccef565c6");
    }
    // Where the result says something, it has to be there.
    let script = Script::of([reply(200, document("Authorize", ""))]);
    let client = script.client().build().expect("it is complete");
    let error = client.authorize(&authorize()).await.expect_err("nothing says what was authorized");
    assert!(error.to_string().contains("AuthorizeResponse has no AuthorizeResult"), "{error}");
}

#[tokio::test]
async fn a_decline_is_an_answer_and_a_duplicate_is_an_error() {
    let declined = "<State>Declined</State><ReasonCode>InvalidPaymentMethod</ReasonCode>";
    let nameless = "<State>Declined</State>";
    let captured = "<State>Closed</State><ReasonCode>MaxCapturesProcessed</ReasonCode>";
    let unheard_of = "<State>Frozen</State><ReasonCode>ByTheBank</ReasonCode>";
    let script = Script::of(
        [declined, nameless, captured, unheard_of]
            .map(|status| answer("Authorize", &authorization(status)))
            .into_iter()
            .chain([refusal(400, "DuplicateRequest")]),
    );
    let client =
        script.client().throttle(amazon_fps::amazon_pay::client::Throttle::off()).build().expect("it is complete");
    let mut details = Vec::new();
    for _ in 0..4 {
        let answer = client.authorize(&authorize()).await.expect("the script answers");
        details.push(answer.result.authorization_details);
    }
    assert_eq!(details[0].declined(), Some(&AuthorizationReasonCode::InvalidPaymentMethod));
    assert!(details[0].is_soft_decline() && details[0].authorization_status.state.is_final());
    assert_eq!(details[1].declined(), Some(&AuthorizationReasonCode::Other(String::new())));
    assert!(details[2].declined().is_none() && details[2].is_captured() && !details[2].is_soft_decline());
    let state = &details[3].authorization_status.state;
    assert_eq!((state, state.is_final()), (&AuthorizationState::Other("Frozen".to_owned()), false));
    assert!(details[3].declined().is_none() && !details[3].is_open());

    let error = client.authorize(&authorize()).await.expect_err("the reference is taken");
    assert!(error.is(ErrorCode::DuplicateRequest) && !error.is(ErrorCode::DuplicateReferenceId));
    assert_eq!((error.outcome(), error.retriable(), error.repeat()), (Outcome::Refused, false, Repeat::Never));
    assert_eq!(
        error.to_string(),
        "DuplicateRequest: In words. (HTTP status 400, request 1d4b3c2e-0000-4000-8000-000000000000)"
    );
}

#[tokio::test]
async fn refusals_of_every_shape_are_read() {
    let throttled = "<ErrorResponse xmlns=\"http://mws.amazonservices.com/schema/OffAmazonPayments/2013-01-01\"><Error><Type/>\
        <Code>InvalidOrderReferenceId</Code><Message/></Error><RequestID>r-1</RequestID></ErrorResponse>";
    let several = "<ErrorResponse><Error><Detail/><Message>One.</Message><Code>InvalidOrderReferenceId</Code><Type>Sender</Type></Error>\
        <Error><Code>InvalidParameterValue</Code><Message>Two.</Message></Error><RequestId>r-1</RequestId></ErrorResponse>";
    for body in [throttled, several] {
        let script = Script::of([reply(404, body)]);
        let error = script.client().build().expect("it is complete").authorize(&authorize()).await.expect_err(body);
        let service = error.service().expect("the service refused it");
        assert!(error.is(ErrorCode::InvalidOrderReferenceId), "{error}");
        assert_eq!((service.status(), service.request_id()), (404, Some("r-1")));
    }
    // A code that the contract doesn't have is judged by its status.
    let script = Script::of([refusal(409, "Conflict")]);
    let error = script.client().build().expect("it is complete").authorize(&authorize()).await.expect_err("a conflict");
    assert_eq!((error.outcome(), error.repeat(), error.is("Conflict")), (Outcome::Refused, Repeat::Never, true));
}

#[tokio::test]
async fn an_answer_that_is_none_keeps_its_beginning_and_the_outcome_is_unknown() {
    let whole =
        document("Authorize", &format!("<AuthorizeResult>{}</AuthorizeResult>", authorization("<State>Open</State>")));
    let cut = &whole[..whole.len() / 2];
    let other = whole.replace("AuthorizeRes", "CaptureRes");
    let foreign = whole.replace("mws.amazonservices.com/schema/OffAmazonPayments", "example.com");
    let of_fps = whole
        .replace("mws.amazonservices.com/schema/OffAmazonPayments/2013-01-01", "fps.amazonaws.com/doc/2010-08-28/");
    let stateless = whole.replace("State>", "Mood>");
    for (body, reason) in [
        ("<!DOCTYPE html><html><body>It works!</body></html>", "it is a web page"),
        ("It works!", "there is text outside"),
        ("", "there is no element"),
        (cut, "tag not closed"),
        (&other, "it is CaptureResponse where AuthorizeResponse is expected"),
        (&foreign, "its namespace http://example.com/2013-01-01 is not one of Amazon Pay"),
        (&of_fps, "its namespace http://fps.amazonaws.com/doc/2010-08-28/ is not one of Amazon Pay"),
        (&stateless, "AuthorizationStatus.State: it is required, and is missing"),
    ] {
        let script = Script::of([reply(200, body)]);
        let error = script.client().build().expect("it is complete").authorize(&authorize()).await.expect_err(reason);
        let text = error.to_string();
        assert!(text.contains(reason) && text.contains("HTTP status 200"), "{reason}: {text}");
        assert_eq!((error.outcome(), script.requests().len()), (Outcome::Unknown, 1));
    }
}

#[tokio::test]
async fn operations_without_a_result_answer_with_nothing() {
    let script = Script::of([reply(200, document("CloseOrderReference", ""))]);
    let client = script.client().build().expect("it is complete");
    let request = CloseOrderReferenceRequest::new("S01-1234567-7654321").closure_reason("sent");
    client.close_order_reference(&request).await.expect("the script closes it");
    assert_eq!(value(&script.sent()[0], "ClosureReason"), Some("sent"));
}

#[tokio::test]
async fn order_references_are_listed_page_after_page_as_they_are_asked_for() {
    let script = Script::of([
        page("ListOrderReference", &["S01-1", "S01-2"], Some("two")),
        page("ListOrderReferenceByNextToken", &[], Some("three")),
        page("ListOrderReferenceByNextToken", &["S01-3"], None),
    ]);
    let client = script.client().build().expect("it is complete");
    let request = ListOrderReferenceRequest::new("order-4711", QueryIdType::SellerOrderId).page_size(2);
    let mut listed = client.list_order_references(request);
    assert!(script.requests().is_empty(), "nothing is sent before somebody asks");
    let mut ids = Vec::new();
    while let Some(reference) = listed.next().await {
        ids.push(reference.expect("the script has pages").amazon_order_reference_id.as_str().to_owned());
        assert_eq!(script.requests().len(), if ids.len() <= 2 { 1 } else { 3 });
    }
    assert_eq!(ids, ["S01-1", "S01-2", "S01-3"]);
    assert!(listed.next().await.is_none());
    let sent = script.sent();
    let column = |name| sent.iter().map(|sent| value(sent, name)).collect::<Vec<_>>();
    let by_token = Some("ListOrderReferenceByNextToken");
    assert_eq!(column("Action"), [Some("ListOrderReference"), by_token, by_token]);
    assert_eq!(column("NextPageToken"), [None, Some("two"), Some("three")]);
    assert_eq!(column("QueryId"), [Some("order-4711"), None, None]);
}

#[tokio::test]
async fn pages_that_do_not_go_on_are_not_asked_for_for_ever() {
    let script = Script::of([
        page("ListOrderReference", &["S01-1"], Some("two")),
        page("ListOrderReferenceByNextToken", &["S01-2"], Some("two")),
    ]);
    let client = script.client().build().expect("it is complete");
    let mut listed =
        client.list_order_references(ListOrderReferenceRequest::new("order-4711", QueryIdType::SellerOrderId));
    assert!(listed.next().await.expect("there is one").is_ok());
    assert!(matches!(listed.next().await, Some(Err(Error::Malformed(_)))));
    assert!(listed.next().await.is_none());
}

fn page(operation: &str, ids: &[&str], next: Option<&str>) -> Reply {
    let items = ids.iter().map(|id| {
        format!(
            "<OrderReference><ReleaseEnvironment>Sandbox</ReleaseEnvironment><OrderReferenceStatus><State>Open</State>\
             </OrderReferenceStatus><AmazonOrderReferenceId>{id}</AmazonOrderReferenceId>\
             <CreationTimestamp>2017-07-07T12:00:00.000Z</CreationTimestamp></OrderReference>"
        )
    });
    let list = format!("<OrderReferenceList>{}</OrderReferenceList>", items.collect::<String>());
    let next = next.map(|token| format!("<NextPageToken>{token}</NextPageToken>")).unwrap_or_default();
    answer(operation, &format!("{next}{list}"))
}
