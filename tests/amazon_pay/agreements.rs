//! Billing agreements.

use amazon_fps::amazon_pay::*;

use crate::orders::order_reference;
use crate::samples::{answer_of, destination, instant, request_is, usd};

const AGREEMENT: &str = "C01-8824045-7416542";

#[test]
fn authorize_on_billing_agreement() {
    let mut request = AuthorizeOnBillingAgreementRequest::new("C01-1234567-1234567", "test_authorize_1", usd("10"))
        .seller_authorization_note("For November Order")
        .transaction_timeout(60)
        .inherit_shipping_address(true);
    request.seller_order_attributes = Some(SellerOrderAttributes {
        seller_order_id: Some("testSellerOrderId".to_owned()),
        store_name: Some("testStore".to_owned()),
        custom_information: Some("Example Information".to_owned()),
        ..SellerOrderAttributes::default()
    });
    request_is(&request);
    let answer = answer_of(&request);
    // It is the answer to another request.
    assert_eq!(answer.amazon_order_reference_id.as_ref().map(|id| id.as_str()), Some("S01-1234569-1234568"));
    let expected = AuthorizationDetails {
        amazon_authorization_id: "C01-1234567-1234567-A006334".into(),
        authorization_reference_id: "AuthReference4".to_owned(),
        authorization_billing_address: None,
        seller_authorization_note: Some("ForNovemberOrder".to_owned()),
        authorization_amount: usd("20"),
        captured_amount: Some(usd("0")),
        authorization_fee: Some(usd("0")),
        id_list: Vec::new(),
        creation_timestamp: instant("2013-12-01T00:21:19Z"),
        expiration_timestamp: Some(instant("2014-01-01T00:21:19Z")),
        authorization_status: AuthorizationStatus {
            state: AuthorizationState::Pending,
            last_update_timestamp: Some(instant("2013-12-05T00:21:19Z")),
            reason_code: None,
            reason_description: None,
        },
        order_item_categories: Vec::new(),
        capture_now: Some(false),
        soft_descriptor: None,
        address_verification_code: None,
        soft_decline: Some(true),
    };
    assert_eq!(answer.authorization_details, expected);
}

#[test]
fn close_billing_agreement() {
    let request = CloseBillingAgreementRequest::new(AGREEMENT).closure_reason("Closing OR for Test");
    request_is(&request);
    assert_eq!(answer_of(&request).request_id.as_str(), "2649e9a4-9a1e-4097-8ce5-bcbc307e5eb8");
}

#[test]
fn confirm_billing_agreement() {
    let request = ConfirmBillingAgreementRequest::new(AGREEMENT);
    request_is(&request);
    assert_eq!(answer_of(&request).result, ConfirmBillingAgreementResult {});
}

#[test]
fn create_order_reference_for_id() {
    let request = CreateOrderReferenceForIdRequest::new("C01-1234567-1234567", IdType::BillingAgreement);
    request_is(&request);
    let expected = order_reference("S01-1234567-1234567", "2013-12-05T00:21:19Z", "2014-05-05T00:21:19Z");
    assert_eq!(answer_of(&request).order_reference_details, expected);
}

#[test]
fn get_billing_agreement_details() {
    let request = GetBillingAgreementDetailsRequest::new(AGREEMENT);
    request_is(&request);
    let answer = answer_of(&request);
    let [constraint] = answer.billing_agreement_details.constraints.as_slice() else {
        panic!("there is one constraint: {:?}", answer.billing_agreement_details.constraints);
    };
    assert_eq!(constraint.constraint_id, ConstraintId::BuyerConsentNotSet);
    let description = constraint.description.as_deref().unwrap_or_default();
    assert_eq!(description.trim(), "Buyer has not given consent for this Billing Agreement.");
    let expected =
        BillingAgreementDetails { constraints: vec![constraint.clone()], ..agreement("2014-01-01T00:00:00Z") };
    assert_eq!(answer.billing_agreement_details, expected);
}

#[test]
fn set_billing_agreement_details() {
    let seller = SellerBillingAgreementAttributes {
        seller_billing_agreement_id: None,
        store_name: Some("Test Store Name".to_owned()),
        custom_information: Some("Example Customer Info".to_owned()),
    };
    let attributes = BillingAgreementAttributes {
        platform_id: Some("PLATFORM_ID_HERE".to_owned()),
        seller_note: Some("APPROVE LITE APPROVE HEAVY".to_owned()),
        seller_billing_agreement_attributes: Some(seller.clone()),
        ..BillingAgreementAttributes::default()
    };
    let request = SetBillingAgreementDetailsRequest::new(AGREEMENT, attributes);
    request_is(&request);
    let expected = BillingAgreementDetails {
        // The answer has a blank more than the request.
        seller_note: Some("APPROVE  LITE APPROVE HEAVY".to_owned()),
        seller_billing_agreement_attributes: Some(seller),
        billing_agreement_consent: Some(true),
        ..agreement("2013-12-23T23:59:59Z")
    };
    assert_eq!(answer_of(&request).billing_agreement_details, expected);
}

#[test]
fn validate_billing_agreement() {
    let request = ValidateBillingAgreementRequest::new(AGREEMENT);
    request_is(&request);
    let expected = ValidateBillingAgreementResult {
        validation_result: ValidationResult::Failure,
        failure_reason_code: Some(ValidationFailureReason::InvalidPaymentMethod),
        billing_agreement_status: BillingAgreementStatus {
            state: BillingAgreementState::Suspended,
            last_updated_timestamp: None,
            last_update_timestamp: Some(instant("2013-12-05T00:21:19Z")),
            reason_code: Some(BillingAgreementReasonCode::InvalidPaymentMethod),
            reason_description: Some("Payment method is not valid.".to_owned()),
        },
    };
    assert_eq!(answer_of(&request).result, expected);
}

/// A draft in Seattle with 500 dollars a month, which ends then.
fn agreement(month_ends: &str) -> BillingAgreementDetails {
    BillingAgreementDetails {
        amazon_billing_agreement_id: AGREEMENT.into(),
        billing_agreement_limits: Some(BillingAgreementLimits {
            amount_limit_per_time_period: usd("500"),
            time_period_start_date: instant("2013-12-01T00:00:00Z"),
            time_period_end_date: instant(month_ends),
            current_remaining_balance: usd("94.50"),
        }),
        buyer: None,
        seller_note: None,
        platform_id: None,
        destination: destination("Seattle", "WA", "98104"),
        billing_address: None,
        release_environment: ReleaseEnvironment::Sandbox,
        seller_billing_agreement_attributes: None,
        billing_agreement_status: BillingAgreementStatus {
            state: BillingAgreementState::Draft,
            last_updated_timestamp: None,
            last_update_timestamp: None,
            reason_code: None,
            reason_description: None,
        },
        constraints: Vec::new(),
        creation_timestamp: instant("2013-12-05T00:21:19Z"),
        expiration_timestamp: None,
        billing_agreement_consent: None,
        order_language: None,
        subscription_amount: None,
        billing_agreement_type: None,
    }
}
