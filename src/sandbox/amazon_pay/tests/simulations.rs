//! What notes can ask the sandbox environment to play.

use super::*;

#[tokio::test]
async fn an_authorization_is_declined_and_the_order_mended_after_the_minutes() {
    let shop = Shop::in_(World::in_memory().await);
    let asked = r#""State": "Declined", "ReasonCode": "InvalidPaymentMethod", "PaymentMethodUpdateTimeInMins": 5,
                   "SoftDecline": "true""#;
    let order = shop.order("100").await;
    let request = shop.authorization(&order, "10").seller_authorization_note(simulation(asked));
    let id = shop.authorize(request).await.unwrap().amazon_authorization_id;
    shop.wait();
    assert_eq!(shop.state(id.as_str()).await, "Declined/InvalidPaymentMethod");
    assert_eq!(shop.authorization_details(id.as_str()).await.soft_decline, Some(true));
    assert_eq!(shop.state(&order).await, "Suspended/InvalidPaymentMethod");
    shop.pass(TimeDelta::minutes(5) - TimeDelta::milliseconds(1));
    assert_eq!(shop.state(&order).await, "Suspended/InvalidPaymentMethod");
    shop.pass(TimeDelta::milliseconds(1));
    assert_eq!(shop.state(&order).await, "Open");
    shop.authorized(&order, "10").await;
}

#[tokio::test]
async fn nobody_mends_what_was_declined_at_once() {
    let shop = Shop::in_(World::in_memory().await);
    let asked = r#""State": "Declined", "ReasonCode": "InvalidPaymentMethod", "PaymentMethodUpdateTimeInMins": 5"#;
    let order = shop.order("100").await;
    let request = shop.authorization(&order, "10").seller_authorization_note(simulation(asked));
    shop.authorize(request.transaction_timeout(0)).await.unwrap();
    shop.pass(TimeDelta::hours(5));
    assert_eq!(shop.state(&order).await, "Suspended/InvalidPaymentMethod");
}

#[tokio::test]
async fn every_simulation_of_an_authorization_is_played() {
    let shop = Shop::in_(World::in_memory().await);
    for (asked, timeout, after, expected, order_is) in [
        (
            r#""State": "Declined", "ReasonCode": "AmazonRejected""#,
            0,
            0,
            "Declined/AmazonRejected",
            "Closed/AmazonClosed",
        ),
        (
            r#""State": "Declined", "ReasonCode": "AmazonRejected""#,
            5,
            1,
            "Declined/AmazonRejected",
            "Closed/AmazonClosed",
        ),
        (r#""State": "Declined", "ReasonCode": "TransactionTimedOut""#, 0, 0, "Declined/TransactionTimedOut", "Open"),
        (r#""State": "Declined", "ReasonCode": "TransactionTimedOut""#, 5, 1, "Declined/TransactionTimedOut", "Open"),
        (r#""State": "Closed", "ReasonCode": "ExpiredUnused", "ExpirationTimeInMins": 2"#, 0, 119, "Open", "Open"),
        (
            r#""State":"Closed","ReasonCode":"ExpiredUnused","ExpirationTimeInMins":"2""#,
            0,
            120,
            "Closed/ExpiredUnused",
            "Open",
        ),
        (r#""State": "Closed", "ReasonCode": "ExpiredUnused""#, 5, 60, "Open", "Open"),
        (r#""State": "Closed", "ReasonCode": "ExpiredUnused""#, 5, 61, "Closed/ExpiredUnused", "Open"),
        (r#""State": "Closed", "ReasonCode": "AmazonClosed""#, 0, 0, "Closed/AmazonClosed", "Open"),
        (r#""State": "Closed", "ReasonCode": "AmazonClosed""#, 5, 1, "Closed/AmazonClosed", "Open"),
    ] {
        let order = shop.order("100").await;
        let request = shop.authorization(&order, "10").seller_authorization_note(simulation(asked));
        let made = shop.authorize(request.transaction_timeout(timeout)).await.unwrap();
        shop.pass(TimeDelta::seconds(after));
        assert_eq!(shop.state(made.amazon_authorization_id.as_str()).await, expected, "{asked}");
        assert_eq!(shop.state(&order).await, order_is, "{asked}");
    }
}

#[tokio::test]
async fn a_pending_capture_is_completed() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order("10").await;
    let id = shop.authorized(&order, "10").await;
    let request = shop.capturing(&id, "10").seller_capture_note(simulation(r#""State": "Pending""#));
    let capture = shop.capture(request).await.unwrap();
    assert_eq!(capture.capture_status.state, CaptureState::Pending);
    assert_eq!(shop.earned().await, Decimal::ZERO);
    shop.wait();
    assert_eq!(shop.state(capture.amazon_capture_id.as_str()).await, "Completed");
    assert_eq!(shop.earned().await, decimal("9.41"));
}

#[tokio::test]
async fn a_capture_that_amazon_closes_has_moved_its_money() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order("10").await;
    let id = shop.authorized(&order, "10").await;
    let asked = r#""State": "Closed", "ReasonCode": "AmazonClosed""#;
    let capture = shop.capture(shop.capturing(&id, "10").seller_capture_note(simulation(asked))).await.unwrap();
    assert_eq!(shop.state(capture.amazon_capture_id.as_str()).await, "Closed/AmazonClosed");
    assert_eq!(shop.earned().await, decimal("9.41"));
}

#[tokio::test]
async fn an_order_is_closed_by_amazon() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order("10").await;
    let note = simulation(r#""State": "Closed", "ReasonCode": "AmazonClosed""#);
    let request = CloseOrderReferenceRequest::new(&*order).closure_reason(note);
    shop.world.sandbox.close_order_reference(&shop.call(), request).await.unwrap();
    assert_eq!(shop.state(&order).await, "Closed/AmazonClosed");
}

#[tokio::test]
async fn a_constraint_lasts_until_its_note_is_overwritten() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.draft().await;
    let set = |note: Option<String>| {
        let mut said = attributes(usd("1"));
        said.seller_note = note;
        let request = SetOrderReferenceDetailsRequest::new(&*order, said);
        let (sandbox, call) = (shop.world.sandbox.clone(), shop.call());
        async move { sandbox.set_order_reference_details(&call, request).await }
    };
    set(Some(simulation(r#""Constraint": "PaymentMethodNotAllowed""#))).await.unwrap();
    set(None).await.unwrap();
    let constraints = shop.details(&order).await.constraints;
    assert_eq!(constraints.len(), 1);
    assert_eq!(constraints[0].constraint_id, ConstraintId::PaymentMethodNotAllowed);
    refused(shop.confirm(&order).await, ErrorCode::ConstraintsExist, 404);
    refused(
        set(Some(simulation(r#""Constraint": "AmountNotSet""#))).await,
        ErrorCode::InvalidSandboxSimulationSpecified,
        400,
    );
    set(Some("for you".to_owned())).await.unwrap();
    shop.confirm(&order).await.unwrap();
}

#[tokio::test]
async fn what_is_not_played_is_refused() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order("100").await;
    let id = shop.authorized(&order, "10").await;
    let capture = shop.captured("10").await;
    let invalid = ErrorCode::InvalidSandboxSimulationSpecified;
    for asked in [
        r#""State": "Completed""#,
        r#""State": "Declined""#,
        r#""State": "Declined", "ReasonCode": "ProcessingFailure""#,
        r#""State": "Closed", "ReasonCode": "MaxCapturesProcessed""#,
        r#""State": "Declined", "ReasonCode": "InvalidPaymentMethod", "PaymentMethodUpdateTimeInMins": 0"#,
        r#""State": "Declined", "ReasonCode": "InvalidPaymentMethod", "PaymentMethodUpdateTimeInMins": 241"#,
        r#""State": "Declined", "ReasonCode": "InvalidPaymentMethod", "SoftDecline": "perhaps""#,
        r#""State": "Declined", "ReasonCode": "AmazonRejected", "SoftDecline": "true""#,
        r#""State": "Closed", "ReasonCode": "ExpiredUnused", "ExpirationTimeInMins": 61"#,
        r#""State": "Closed", "ReasonCode": "ExpiredUnused", "PaymentMethodUpdateTimeInMins": 1"#,
        r#""Constraint": "PaymentMethodNotAllowed""#,
        r#""Status": "Declined""#,
        "",
    ] {
        let request = shop.authorization(&order, "1").seller_authorization_note(simulation(asked));
        refused(shop.authorize(request).await, invalid.clone(), 400);
    }
    let note = r#"{"SandboxSimulation": {"State": "Declined""#;
    let request = shop.authorization(&order, "1").seller_authorization_note(note);
    refused(shop.authorize(request).await, invalid.clone(), 400);
    let note = simulation(r#""State": "Declined", "ReasonCode": "AmazonRejected""#) + " and more";
    let request = shop.authorization(&order, "1").seller_authorization_note(note);
    refused(shop.authorize(request).await, invalid.clone(), 400);
    for asked in
        [r#""State": "Closed", "ReasonCode": "ExpiredUnused""#, r#""State": "Closed", "ReasonCode": "AmazonClosed""#]
    {
        let request = shop.authorization(&order, "1").capture_now(true);
        let request = request.seller_authorization_note(simulation(asked));
        refused(shop.authorize(request).await, invalid.clone(), 400);
    }
    let note = simulation(r#""State": "Pending", "ReasonCode": "AmazonRejected""#);
    refused(shop.capture(shop.capturing(&id, "1").seller_capture_note(note)).await, invalid.clone(), 400);
    let note = simulation(r#""State": "Completed""#);
    refused(shop.refund(shop.refunding(&capture, "1").seller_refund_note(note)).await, invalid.clone(), 400);
    let note = simulation(r#""State": "Closed", "ReasonCode": "Expired""#);
    let request = CloseOrderReferenceRequest::new(&*order).closure_reason(note);
    refused(shop.world.sandbox.close_order_reference(&shop.call(), request).await, invalid, 400);
    // Nothing has happened.
    assert_eq!(shop.state(&order).await, "Open");
    assert_eq!(shop.state(&id).await, "Open");
    assert_eq!(shop.details(&order).await.id_list.len(), 1);
}

#[tokio::test]
async fn in_the_live_environment_a_note_is_a_note() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order_with(Environment::Live, wallet(Behaviour::Approved), "100").await;
    let note = simulation(r#""State": "Declined", "ReasonCode": "AmazonRejected""#);
    let request = shop.authorization(&order, "10").transaction_timeout(0).seller_authorization_note(note.clone());
    let made = shop.authorize(request).await.unwrap();
    assert_eq!(made.authorization_status.state, AuthorizationState::Open);
    assert_eq!(made.seller_authorization_note, Some(note));
}
