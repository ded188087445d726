//! Every state with everything that may happen in it: what it leads to, or how it is refused.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use super::{
    super::{Shop, card, refused, wallet as usual_wallet},
    attributes,
};
use crate::{
    amazon_pay::{Service, *},
    error::ServiceError,
    sandbox::{
        amazon_pay::{
            rows::{AgreementState, Behaviour, Reason},
            rules::{
                amazon_agreement::{self, Closer},
                wallet,
            },
        },
        tests::{World, over_stores},
    },
};

const NOT_MODIFIABLE: &str = "BillingAgreementNotModifiable";
const STATUS: &str = "InvalidBillingAgreementStatus";
const CLOSE: &str = "InvalidCloseAttempt";

/// What happens, and, in the order of [`AgreementState::ALL`], the state that it leads to or the code of the refusal.
const TABLE: &[(&str, [&str; 5])] = &[
    ("GetBillingAgreementDetails", ["Draft", "Open", "Suspended", "Canceled", "Closed"]),
    ("SetBillingAgreementDetails", ["Draft", NOT_MODIFIABLE, NOT_MODIFIABLE, NOT_MODIFIABLE, NOT_MODIFIABLE]),
    ("ConfirmBillingAgreement", ["Open", "Open", "PaymentMethodNotUpdated", STATUS, STATUS]),
    ("ValidateBillingAgreement", [STATUS, "Open", "Suspended", STATUS, STATUS]),
    ("CloseBillingAgreement", [CLOSE, "Closed", "Closed", CLOSE, CLOSE]),
    ("AuthorizeOnBillingAgreement", [STATUS, "Open", STATUS, STATUS, STATUS]),
    ("CreateOrderReferenceForId", ["Draft", "Open", STATUS, STATUS, STATUS]),
    ("the buyer chooses a payment method", ["Draft", "Open", "Suspended", STATUS, STATUS]),
    ("the buyer chooses an address", ["Draft", "Open", "Suspended", STATUS, STATUS]),
    ("the buyer consents", ["Draft", STATUS, STATUS, STATUS, STATUS]),
    ("the buyer mends it at Amazon", [STATUS, STATUS, "Open", STATUS, STATUS]),
    ("the buyer deletes the billing address", [STATUS, "Suspended", "Suspended", STATUS, STATUS]),
    ("the buyer closes it", [STATUS, "Closed", "Closed", STATUS, STATUS]),
    ("Amazon closes it", [STATUS, "Closed", "Closed", STATUS, STATUS]),
    ("Amazon cancels it", ["Canceled", "Canceled", "Canceled", STATUS, STATUS]),
    ("Amazon suspends it", [STATUS, "Suspended", STATUS, STATUS, STATUS]),
    ("three hours pass", ["Canceled", "Open", "Suspended", "Canceled", "Closed"]),
];

#[test]
fn the_table_has_every_operation_on_an_agreement() {
    let takes_one = |operation: &&crate::contract::OperationInfo| {
        operation.request_fields.iter().any(|field| field.name == "AmazonBillingAgreementId" || field.name == "IdType")
    };
    let operations: BTreeSet<_> = SERVICE.operations.iter().filter(takes_one).map(|operation| operation.name).collect();
    let listed: BTreeSet<_> = TABLE.iter().map(|(name, _)| *name).filter(|name| !name.contains(' ')).collect();
    assert_eq!(operations, listed);
}

#[tokio::test]
async fn every_state_takes_what_the_table_says() {
    let shop = Shop::in_(World::in_memory().await);
    for (deed, outcomes) in TABLE {
        assert_eq!(outcomes.len(), AgreementState::ALL.len());
        for (state, outcome) in AgreementState::ALL.iter().zip(outcomes) {
            let id = in_state(&shop, *state).await;
            let before = shop.agreement_row(&id).await;
            let result = happen(&shop, deed, &id).await;
            let after = shop.agreement_row(&id).await;
            let case = format!("{deed}, {}", state.as_str());
            match result {
                Ok(()) => assert_eq!(after.status.state().as_str(), *outcome, "{case}"),
                Err(error) => {
                    assert_eq!(error.code(), *outcome, "{case}: {error}");
                    assert_eq!(after, before, "{case}");
                    if let Some(operation) = SERVICE.operation(deed) {
                        assert!(operation.errors.contains(&error.code()), "{case} lists no {}", error.code());
                    }
                }
            }
        }
    }
}

/// An agreement in that state.
async fn in_state(shop: &Shop, state: AgreementState) -> String {
    let id = match state {
        AgreementState::Draft => shop.agreement_draft().await,
        _ => shop.agreement().await,
    };
    match state {
        AgreementState::Draft | AgreementState::Open => {}
        AgreementState::Suspended => happen(shop, "Amazon suspends it", &id).await.unwrap(),
        AgreementState::Canceled => happen(shop, "Amazon cancels it", &id).await.unwrap(),
        AgreementState::Closed => happen(shop, "CloseBillingAgreement", &id).await.unwrap(),
    }
    assert_eq!(shop.agreement_row(&id).await.status.state(), state);
    id
}

/// Does what a row of the table begins with.
async fn happen(shop: &Shop, deed: &str, agreement: &str) -> Result<(), ServiceError> {
    let sandbox = &shop.world.sandbox;
    let call = shop.call();
    let id = agreement.to_owned();
    match deed {
        "GetBillingAgreementDetails" => {
            let request = GetBillingAgreementDetailsRequest::new(agreement);
            sandbox.get_billing_agreement_details(&call, request).await.map(drop)
        }
        "SetBillingAgreementDetails" => {
            let said = BillingAgreementAttributes { seller_note: Some("Tea".to_owned()), ..Default::default() };
            let request = SetBillingAgreementDetailsRequest::new(agreement, said);
            sandbox.set_billing_agreement_details(&call, request).await.map(drop)
        }
        "ConfirmBillingAgreement" => shop.confirm_agreement(agreement).await,
        "ValidateBillingAgreement" => {
            let request = ValidateBillingAgreementRequest::new(agreement);
            sandbox.validate_billing_agreement(&call, request).await.map(drop)
        }
        "CloseBillingAgreement" => {
            let request = CloseBillingAgreementRequest::new(agreement);
            sandbox.close_billing_agreement(&call, request).await.map(drop)
        }
        "AuthorizeOnBillingAgreement" => shop.charge(shop.charging(agreement, "1")).await.map(drop),
        "CreateOrderReferenceForId" => {
            let request = CreateOrderReferenceForIdRequest::new(agreement, IdType::BillingAgreement);
            sandbox.create_order_reference_for_id(&call, request).await.map(drop)
        }
        "the buyer chooses a payment method" => shop.choose(agreement, Behaviour::Approved).await,
        "the buyer chooses an address" => {
            shop.act(move |books| {
                wallet::choose_address(books, &id, usual_wallet(Behaviour::Approved).destination.expect("it has one"))
            })
            .await
        }
        "the buyer consents" => shop.consent(agreement, true).await,
        "the buyer mends it at Amazon" => {
            shop.act(move |books| wallet::mend(books, &id, card(Behaviour::Approved))).await
        }
        "the buyer deletes the billing address" => {
            shop.act(move |books| amazon_agreement::delete_billing_address(books, &id)).await
        }
        "the buyer closes it" => shop.act(move |books| amazon_agreement::close(books, &id, Closer::Buyer)).await,
        "Amazon closes it" => shop.act(move |books| amazon_agreement::close(books, &id, Closer::Amazon)).await,
        "Amazon cancels it" => shop.act(move |books| amazon_agreement::cancel(books, &id)).await,
        "Amazon suspends it" => shop.act(move |books| amazon_agreement::suspend(books, &id)).await,
        "three hours pass" => {
            shop.minutes(180);
            Ok(())
        }
        other => panic!("nothing is known of {other}"),
    }
}

#[tokio::test]
async fn every_state_that_is_entered_has_its_reason() {
    let shop = Shop::in_(World::in_memory().await);
    for (deeds, state, reason) in [
        (&[][..], AgreementState::Draft, None),
        (&["ConfirmBillingAgreement"], AgreementState::Open, None),
        (&["three hours pass"], AgreementState::Canceled, Some(Reason::Stale)),
        (&["Amazon cancels it"], AgreementState::Canceled, Some(Reason::AmazonCanceled)),
        (
            &["ConfirmBillingAgreement", "Amazon suspends it"],
            AgreementState::Suspended,
            Some(Reason::InvalidPaymentMethod),
        ),
        (
            &["ConfirmBillingAgreement", "the buyer deletes the billing address"],
            AgreementState::Suspended,
            Some(Reason::InvalidPaymentMethod),
        ),
        (
            &[
                "ConfirmBillingAgreement",
                "Amazon suspends it",
                "the buyer chooses a payment method",
                "ConfirmBillingAgreement",
            ],
            AgreementState::Open,
            None,
        ),
        (
            &["ConfirmBillingAgreement", "Amazon suspends it", "the buyer mends it at Amazon"],
            AgreementState::Open,
            None,
        ),
        (
            &["ConfirmBillingAgreement", "Amazon suspends it", "CloseBillingAgreement"],
            AgreementState::Closed,
            Some(Reason::SellerClosed),
        ),
        (&["ConfirmBillingAgreement", "the buyer closes it"], AgreementState::Closed, Some(Reason::BuyerClosed)),
        (&["ConfirmBillingAgreement", "Amazon closes it"], AgreementState::Closed, Some(Reason::AmazonClosed)),
        (&["ConfirmBillingAgreement", "Amazon cancels it"], AgreementState::Canceled, Some(Reason::AmazonCanceled)),
    ] {
        let id = shop.agreement_draft().await;
        for deed in deeds {
            happen(&shop, deed, &id).await.unwrap();
        }
        let status = shop.agreement_details(&id).await.billing_agreement_status;
        assert_eq!(status.state.as_str(), state.as_str(), "{deeds:?}");
        let code = status.reason_code.as_ref().map(|code| code.as_str().to_owned());
        assert_eq!(code.as_deref(), reason.map(Reason::as_str), "{deeds:?}");
        assert_eq!(status.last_updated_timestamp, Some(shop.now()), "{deeds:?}");
    }
}

over_stores! {
    async fn a_draft_goes_stale_after_three_hours_to_the_millisecond(world: World) {
        let shop = Shop::in_(world);
        let id = shop.agreement_draft().await;
        let begun = shop.now();
        shop.world.pass(TimeDelta::hours(3) - TimeDelta::milliseconds(1));
        assert_eq!(shop.agreement_details(&id).await.billing_agreement_status.state, BillingAgreementState::Draft);
        shop.world.pass(TimeDelta::milliseconds(1));
        let status = shop.agreement_details(&id).await.billing_agreement_status;
        assert_eq!(status.state, BillingAgreementState::Canceled);
        assert_eq!(status.reason_code, Some(BillingAgreementReasonCode::Stale));
        assert_eq!(status.last_updated_timestamp, Some(begun + TimeDelta::hours(3)));
        refused(shop.confirm_agreement(&id).await, ErrorCode::InvalidBillingAgreementStatus, 405);
    }

    async fn what_is_suspended_waits_for_another_payment_method(world: World) {
        let shop = Shop::in_(world);
        let id = shop.agreement().await;
        shop.choose(&id, Behaviour::Invalid { soft: false }).await.unwrap();
        let declined = shop.charge(shop.charging(&id, "10")).await.unwrap().authorization_details;
        assert_eq!(declined.authorization_status.state, AuthorizationState::Declined);
        assert_eq!(declined.authorization_status.reason_code, Some(AuthorizationReasonCode::InvalidPaymentMethod));
        let status = shop.agreement_details(&id).await.billing_agreement_status;
        assert_eq!(status.state, BillingAgreementState::Suspended);
        assert_eq!(status.reason_code, Some(BillingAgreementReasonCode::InvalidPaymentMethod));

        refused(shop.charge(shop.charging(&id, "10")).await, ErrorCode::InvalidBillingAgreementStatus, 405);
        refused(shop.confirm_agreement(&id).await, ErrorCode::PaymentMethodNotUpdated, 405);
        shop.choose(&id, Behaviour::Approved).await.unwrap();
        assert_eq!(shop.agreement_details(&id).await.billing_agreement_status.state, BillingAgreementState::Suspended);
        shop.confirm_agreement(&id).await.unwrap();
        shop.charge(shop.charging(&id, "10")).await.unwrap();
    }

    async fn what_is_canceled_takes_everything_under_it_along(world: World) {
        let shop = Shop::in_(world);
        let id = shop.agreement().await;
        let open = shop.charged(&id, "10").await.amazon_authorization_id;
        let pending = shop.charge(shop.charging(&id, "10").transaction_timeout(60)).await.unwrap();
        let pending = pending.authorization_details.amazon_authorization_id;
        let captured = shop.charge(shop.charging(&id, "10").capture_now(true)).await.unwrap();
        let captured = captured.authorization_details.amazon_authorization_id;
        let draft = shop.make_order(shop.making_order(&id)).await.unwrap().amazon_order_reference_id;
        let confirmed = shop.making_order(&id).confirm_now(true).order_reference_attributes(attributes("5"));
        let confirmed = shop.make_order(confirmed).await.unwrap().amazon_order_reference_id;
        let of_order = shop.authorized(confirmed.as_str(), "5").await;

        let taken = shop.charged(&id, "10").await.amazon_authorization_id;
        let under_way = [
            shop.capturing_slowly(taken.as_str(), "10").await,
            shop.capturing_slowly(&shop.authorized(confirmed.as_str(), "1").await, "1").await,
        ];

        happen(&shop, "Amazon cancels it", &id).await.unwrap();
        for order in [&draft, &confirmed] {
            assert_eq!(shop.state(order.as_str()).await, "Canceled/AmazonCanceled");
        }
        for authorization in [open.as_str(), pending.as_str(), &of_order] {
            assert_eq!(shop.state(authorization).await, "Closed/OrderReferenceCanceled");
        }
        assert_eq!(shop.state(captured.as_str()).await, "Closed/MaxCapturesProcessed");
        let capture = shop.capture(shop.capturing(open.as_str(), "10")).await;
        refused(capture, ErrorCode::InvalidAuthorizationStatus, 405);
        // What was pending is not decided any more.
        shop.minutes(120);
        for capture in &under_way {
            assert_eq!(shop.state(capture).await, "Declined/ProcessingFailure");
        }
        assert_eq!(shop.state(pending.as_str()).await, "Closed/OrderReferenceCanceled");
        shop.check_ledger().await;
    }

    async fn what_is_closed_can_still_be_captured(world: World) {
        let shop = Shop::in_(world);
        let id = shop.agreement().await;
        let open = shop.charge(shop.charging(&id, "10")).await.unwrap().authorization_details;
        let pending = shop.charge(shop.charging(&id, "10").transaction_timeout(5)).await.unwrap();
        let close = CloseBillingAgreementRequest::new(id.as_str()).closure_reason("Moved away");
        shop.world.sandbox.close_billing_agreement(&shop.call(), close).await.unwrap();
        let status = shop.agreement_details(&id).await.billing_agreement_status;
        assert_eq!(status.reason_description.as_deref(), Some("Moved away"));
        shop.minutes(5);
        for authorization in [open, pending.authorization_details] {
            let id = authorization.amazon_authorization_id;
            let captured = shop.capture(shop.capturing(id.as_str(), "10")).await.unwrap();
            assert_eq!(captured.capture_status.state, CaptureState::Completed);
        }
        refused(shop.charge(shop.charging(&id, "1")).await, ErrorCode::InvalidBillingAgreementStatus, 405);
    }
}

#[tokio::test]
async fn a_deleted_billing_address_has_to_be_chosen_anew() {
    let shop = Shop::in_(World::in_memory().await);
    let id = shop.agreement().await;
    happen(&shop, "the buyer deletes the billing address", &id).await.unwrap();
    let details = shop.agreement_details(&id).await;
    let constraints: Vec<_> = details.constraints.iter().map(|constraint| &constraint.constraint_id).collect();
    assert_eq!(constraints, [&ConstraintId::BillingAddressDeleted]);
    assert_eq!(details.billing_address, None);
    refused(shop.confirm_agreement(&id).await, ErrorCode::BillingAgreementConstraintsExist, 400);
    shop.choose(&id, Behaviour::Approved).await.unwrap();
    shop.confirm_agreement(&id).await.unwrap();
    let details = shop.agreement_details(&id).await;
    assert!(details.constraints.is_empty());
    assert!(details.billing_address.is_some());
}

#[tokio::test]
async fn validation_finds_a_payment_method_that_is_no_good() {
    let shop = Shop::in_(World::in_memory().await);
    let validate = async |id: &str| {
        let request = ValidateBillingAgreementRequest::new(id);
        shop.world.sandbox.validate_billing_agreement(&shop.call(), request).await.unwrap()
    };
    for (behaviour, is_valid) in [
        (Behaviour::Approved, true),
        (Behaviour::Rejected, true),
        (Behaviour::TimesOut, true),
        (Behaviour::Invalid { soft: true }, false),
        (Behaviour::Invalid { soft: false }, false),
        (Behaviour::NotAllowed, false),
    ] {
        let id = shop.agreement().await;
        shop.choose(&id, behaviour).await.unwrap();
        let answer = validate(&id).await;
        let failure = (!is_valid).then_some(ValidationFailureReason::InvalidPaymentMethod);
        assert_eq!(answer.failure_reason_code, failure, "{behaviour:?}");
        let (result, state) = match is_valid {
            true => (ValidationResult::Success, BillingAgreementState::Open),
            false => (ValidationResult::Failure, BillingAgreementState::Suspended),
        };
        assert_eq!(answer.validation_result, result, "{behaviour:?}");
        assert_eq!(answer.billing_agreement_status.state, state, "{behaviour:?}");
        // Another payment method is valid again, before the agreement is confirmed again.
        shop.choose(&id, Behaviour::Approved).await.unwrap();
        let answer = validate(&id).await;
        assert_eq!(answer.validation_result, ValidationResult::Success, "{behaviour:?}");
        assert_eq!(answer.billing_agreement_status.state, state, "{behaviour:?}");
    }
}

#[tokio::test]
async fn an_agreement_of_nobody_or_of_elsewhere_is_not_found() {
    let shop = Shop::in_(World::in_memory().await);
    let unknown = "C01-0000000-0000000";
    let elsewhere = shop.agreement_draft().await;
    for (environment, id) in [(Environment::Sandbox, unknown), (Environment::Live, elsewhere.as_str())] {
        let request = GetBillingAgreementDetailsRequest::new(id);
        let call = shop.call_in(environment);
        let answer = shop.world.sandbox.get_billing_agreement_details(&call, request).await;
        refused(answer, ErrorCode::InvalidBillingAgreementId, 404);
    }
    for deed in TABLE.iter().map(|(deed, _)| *deed).filter(|deed| *deed != "three hours pass") {
        refused(happen(&shop, deed, unknown).await, ErrorCode::InvalidBillingAgreementId, 404);
    }
}
