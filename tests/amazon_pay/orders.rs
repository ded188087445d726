//! Order references, what is paid of them, and the service itself.

use amazon_fps::amazon_pay::*;

use crate::samples::{answer_of, destination, instant, request_is, usd};

const ORDER: &str = "P01-1234567-1234567";

#[test]
fn authorize() {
    let request = AuthorizeRequest::new(ORDER, "test_authorize_1", usd("94.50"))
        .seller_authorization_note("Lorem ipsum")
        .transaction_timeout(60);
    request_is(&request);
    let answer = answer_of(&request);
    assert_eq!(answer.request_id.as_str(), "b4ab4bc3-c9ea-44f0-9a3d-67cccef565c6");
    let status = (AuthorizationState::Pending, "2012-11-03T19:10:16Z");
    let expected = AuthorizationDetails {
        soft_decline: Some(true),
        expiration_timestamp: Some(instant("2012-12-02T19:10:16Z")),
        ..authorization(status, "2012-11-02T19:10:16Z")
    };
    assert_eq!(answer.authorization_details, expected);
}

#[test]
fn cancel_order_reference() {
    let request = CancelOrderReferenceRequest::new(ORDER);
    request_is(&request);
    assert_eq!(answer_of(&request).request_id.as_str(), "5f20169b-7ab2-11df-bcef-d35615e2b044");
}

#[test]
fn capture() {
    let request = CaptureRequest::new("P01-1234567-1234567-0000001", "test_capture_1", usd("94.50"))
        .seller_capture_note("Lorem ipsum");
    request_is(&request);
    let expected = CaptureDetails {
        amazon_capture_id: "P01-1234567-1234567-0000002".into(),
        capture_reference_id: "test_capture_1".to_owned(),
        seller_capture_note: Some("Lorem ipsum".to_owned()),
        capture_amount: usd("94.5"),
        refunded_amount: None,
        capture_fee: None,
        id_list: Vec::new(),
        creation_timestamp: instant("2012-11-03T19:10:16Z"),
        capture_status: CaptureStatus {
            state: CaptureState::Completed,
            last_update_timestamp: Some(instant("2012-11-03T19:10:16Z")),
            reason_code: None,
            reason_description: None,
        },
        soft_descriptor: None,
        provider_credit_summary_list: Vec::new(),
        converted_amount: None,
        conversion_rate: None,
    };
    assert_eq!(answer_of(&request).result, CaptureResult { capture_details: expected });
}

#[test]
fn close_authorization() {
    let request = CloseAuthorizationRequest::new("P01-1234567-1234567-0000001")
        .closure_reason("Closing the auhorization transaction");
    request_is(&request);
    // The letters of this id are those of no UUID.
    assert_eq!(answer_of(&request).request_id.as_str(), "a9aedsd6-a10y-11t8-9a3d-67gggwd565c6");
}

#[test]
fn close_order_reference() {
    let request = CloseOrderReferenceRequest::new(ORDER);
    request_is(&request);
    assert_eq!(answer_of(&request).result, CloseOrderReferenceResult {});
}

#[test]
fn confirm_order_reference() {
    let request = ConfirmOrderReferenceRequest::new(ORDER);
    request_is(&request);
    assert_eq!(answer_of(&request).request_id.as_str(), "f42df4b1-8047-11df-8d5c-bf56a38ef3b4");
}

#[test]
fn get_authorization_details() {
    let request = GetAuthorizationDetailsRequest::new("P01-1234567-1234567-0000001");
    request_is(&request);
    let expected = AuthorizationDetails {
        expiration_timestamp: Some(instant("2013-01-10T19:10:16Z")),
        ..authorization((AuthorizationState::Open, "2012-12-10T19:01:11Z"), "2012-12-10T19:01:11Z")
    };
    assert_eq!(answer_of(&request).authorization_details, expected);
}

#[test]
fn get_order_reference_details() {
    let request = GetOrderReferenceDetailsRequest::new(ORDER).address_consent_token("YOUR_ACCESS_TOKEN");
    request_is(&request);
    let expected = order_reference(ORDER, "2012-11-05T20:21:19Z", "2013-05-07T23:21:19Z");
    assert_eq!(answer_of(&request).order_reference_details, expected);
}

#[test]
fn get_service_status() {
    let request = GetServiceStatusRequest::new();
    request_is(&request);
    let answer = answer_of(&request);
    assert_eq!(answer.request_id.as_str(), "082c41fd-2f6b-4616-a518-7db14EXAMPLE");
    let expected = GetServiceStatusResult {
        status: ServiceStatus::Green,
        timestamp: instant("2013-07-25T18:17:45.167Z"),
        message_id: None,
        messages: Vec::new(),
    };
    assert_eq!(answer.result, expected);
}

#[test]
fn refund() {
    let request = RefundRequest::new("P01-1234567-1234567-0000002", "test_refund_1", usd("94.50"))
        .seller_refund_note("Lorem ipsum");
    request_is(&request);
    let expected = RefundDetails {
        amazon_refund_id: "P01-1234567-1234567-0000003".into(),
        refund_reference_id: "test_refund_1".to_owned(),
        seller_refund_note: Some("Lorem ipsum".to_owned()),
        refund_type: Some(RefundType::SellerInitiated),
        refund_amount: usd("94.50"),
        fee_refunded: Some(usd("0")),
        creation_timestamp: instant("2012-11-05T19:10:16Z"),
        refund_status: RefundStatus {
            state: RefundState::Pending,
            last_update_timestamp: Some(instant("2012-11-07T19:10:16Z")),
            reason_code: None,
            reason_description: None,
        },
        soft_descriptor: None,
        provider_credit_reversal_summary_list: Vec::new(),
        converted_amount: None,
        conversion_rate: None,
    };
    assert_eq!(answer_of(&request).refund_details, expected);
}

#[test]
fn set_order_reference_details() {
    let seller_order = |store_name: Option<&str>| SellerOrderAttributes {
        seller_order_id: Some("5678-23".to_owned()),
        store_name: store_name.map(str::to_owned),
        ..SellerOrderAttributes::default()
    };
    let attributes = OrderReferenceAttributes {
        order_total: usd("106"),
        platform_id: Some("PLATFORM_ID_HERE".to_owned()),
        seller_note: Some("Lorem ipsum".to_owned()),
        request_payment_authorization: None,
        seller_order_attributes: Some(seller_order(Some("YOUR_STORE_NAME "))),
    };
    let request = SetOrderReferenceDetailsRequest::new(ORDER, attributes);
    request_is(&request);
    let expected = OrderReferenceDetails {
        order_total: Some(usd("106")),
        seller_note: Some("Lorem ipsum".to_owned()),
        seller_order_attributes: Some(seller_order(None)),
        ..order_reference(ORDER, "2012-11-05T20:21:19Z", "2013-05-07T23:21:19Z")
    };
    assert_eq!(answer_of(&request).order_reference_details, expected);
}

fn authorization((state, changed): (AuthorizationState, &str), created: &str) -> AuthorizationDetails {
    AuthorizationDetails {
        amazon_authorization_id: "P01-1234567-1234567-0000001".into(),
        authorization_reference_id: "test_authorize_1".to_owned(),
        authorization_billing_address: None,
        seller_authorization_note: Some("Lorem ipsum".to_owned()),
        authorization_amount: usd("94.5"),
        captured_amount: None,
        authorization_fee: Some(usd("0")),
        id_list: Vec::new(),
        creation_timestamp: instant(created),
        expiration_timestamp: None,
        authorization_status: AuthorizationStatus {
            state,
            last_update_timestamp: Some(instant(changed)),
            reason_code: None,
            reason_description: None,
        },
        order_item_categories: Vec::new(),
        capture_now: None,
        soft_descriptor: None,
        address_verification_code: None,
        soft_decline: None,
    }
}

/// A draft with a destination in New York, which the samples call `Live` whatever its id is.
pub fn order_reference(id: &str, created: &str, expires: &str) -> OrderReferenceDetails {
    OrderReferenceDetails {
        amazon_order_reference_id: id.into(),
        buyer: None,
        order_total: None,
        seller_note: None,
        platform_id: None,
        destination: destination("New York", "NY", "10101-9876"),
        payment_descriptor: None,
        billing_address: None,
        release_environment: ReleaseEnvironment::Live,
        seller_order_attributes: None,
        order_reference_status: OrderReferenceStatus {
            state: OrderReferenceState::Draft,
            last_update_timestamp: None,
            reason_code: None,
            reason_description: None,
        },
        constraints: Vec::new(),
        creation_timestamp: instant(created),
        expiration_timestamp: Some(instant(expires)),
        parent_details: None,
        id_list: Vec::new(),
        order_language: None,
        request_payment_authorization: None,
        payment_service_provider_attributes: None,
        payment_reference: None,
        payment_authentication_status: None,
    }
}
