//! Captures: every edge of their states, allowed and refused, and the money that they move.

use super::*;
use crate::sandbox::tests::over_stores;

over_stores! {
    async fn a_capture_moves_the_amount_and_its_fee(world: World) {
        let shop = Shop::in_(world);
        let order = shop.order("100").await;
        let id = shop.authorized(&order, "100").await;
        let request = shop.capturing(&id, "94.50").seller_capture_note("first half");
        let capture = shop.capture(request).await.unwrap();
        assert_eq!(capture.amazon_capture_id, CaptureId::new(id.replace("-A", "-C")));
        assert_eq!(capture.capture_status.state, CaptureState::Completed);
        assert_eq!(capture.capture_fee, Some(usd("3.04")));
        assert_eq!(capture.seller_capture_note.as_deref(), Some("first half"));
        assert_eq!(shop.state(&id).await, "Closed/MaxCapturesProcessed");
        assert_eq!(shop.authorization_details(&id).await.captured_amount, Some(usd("94.50")));
        assert_eq!(shop.earned().await, decimal("91.46"));
        assert_eq!(shop.balance(Book::PayFees, "").await, decimal("3.04"));
        assert_eq!(shop.balance(Book::Processor, "").await, decimal("-94.50"));
        shop.check_ledger().await;
    }

    async fn a_capture_after_seven_days_is_pending_first(world: World) {
        let shop = Shop::in_(world);
        let order = shop.order_with(Environment::Live, wallet(Behaviour::Approved), "100").await;
        let [early, late] = [shop.authorized(&order, "50").await, shop.authorized(&order, "50").await];
        shop.pass(TimeDelta::days(7));
        let capture = shop.capture(shop.capturing(&early, "50")).await.unwrap();
        assert_eq!(capture.capture_status.state, CaptureState::Completed);
        shop.pass(TimeDelta::milliseconds(1));
        let capture = shop.capture(shop.capturing(&late, "50")).await.unwrap();
        assert_eq!(capture.capture_status.state, CaptureState::Pending);
        assert_eq!(shop.earned().await, decimal("48.25"));
        assert_eq!(shop.authorization_details(&late).await.captured_amount, Some(usd("0")));
        shop.wait();
        assert_eq!(shop.state(capture.amazon_capture_id.as_str()).await, "Completed");
        assert_eq!(shop.authorization_details(&late).await.captured_amount, Some(usd("50")));
        assert_eq!(shop.earned().await, decimal("96.50"));
        shop.check_ledger().await;
    }

    async fn a_declined_capture_moves_nothing_and_leaves_the_authorization_closed(world: World) {
        let shop = Shop::in_(world);
        let order = shop.order("10").await;
        let id = shop.authorized(&order, "10").await;
        let note = simulation(r#""State": "Declined", "ReasonCode": "AmazonRejected""#);
        let request = shop.capturing(&id, "10").seller_capture_note(note);
        let capture = shop.capture(request).await.unwrap();
        let capture = capture.amazon_capture_id.as_str();
        assert_eq!(shop.state(capture).await, "Declined/AmazonRejected");
        assert_eq!(shop.state(&id).await, "Closed/MaxCapturesProcessed");
        refused(shop.capture(shop.capturing(&id, "10")).await, ErrorCode::TransactionCountExceeded, 400);
        refused(shop.refund(shop.refunding(capture, "1")).await, ErrorCode::CaptureNotRefundable, 405);
        // What it would have taken can be authorized again.
        shop.captured_of(&order, "11.50").await;
        shop.check_ledger().await;
    }
}

#[tokio::test]
async fn an_authorization_is_captured_once() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order("100").await;
    let id = shop.authorized(&order, "100").await;
    shop.capture(shop.capturing(&id, "10")).await.unwrap();
    refused(shop.capture(shop.capturing(&id, "10")).await, ErrorCode::TransactionCountExceeded, 400);
}

#[tokio::test]
async fn only_an_open_authorization_is_captured() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order("100").await;
    let pending = shop.pending(&order, "10").await;
    refused(shop.capture(shop.capturing(&pending, "10")).await, ErrorCode::InvalidAuthorizationStatus, 405);
    let closed = shop.authorized(&order, "10").await;
    shop.close_authorization(&closed).await.unwrap();
    refused(shop.capture(shop.capturing(&closed, "10")).await, ErrorCode::InvalidAuthorizationStatus, 405);
    let order = shop.order_with(Environment::Sandbox, wallet(Behaviour::TimesOut), "10").await;
    let declined = shop.authorize(shop.authorization(&order, "1").transaction_timeout(0)).await.unwrap();
    let declined = declined.amazon_authorization_id;
    refused(shop.capture(shop.capturing(declined.as_str(), "1")).await, ErrorCode::InvalidAuthorizationStatus, 405);
}

#[tokio::test]
async fn a_suspended_order_is_captured_and_refunded() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order("100").await;
    let first = shop.captured_of(&order, "10").await;
    let open = shop.authorized(&order, "10").await;
    let note = simulation(r#""State": "Declined", "ReasonCode": "InvalidPaymentMethod""#);
    let declined = shop.authorization(&order, "10").transaction_timeout(0).seller_authorization_note(note);
    shop.authorize(declined).await.unwrap();
    assert_eq!(shop.state(&order).await, "Suspended/InvalidPaymentMethod");
    shop.capture(shop.capturing(&open, "10")).await.unwrap();
    shop.refund(shop.refunding(&first, "10")).await.unwrap();
}

#[tokio::test]
async fn a_soft_descriptor_stands_behind_the_prefix_of_amazon() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order("100").await;
    for (given, shown) in [
        (Some("Books 42"), "AMZ*Books 42"),
        (None, "AMZ*shop amzn.com/pmts WA"),
        (Some(""), "AMZ*shop amzn.com/pmts WA"),
    ] {
        let id = shop.authorized(&order, "10").await;
        assert_eq!(shop.authorization_details(&id).await.soft_descriptor, None);
        let mut request = shop.capturing(&id, "10");
        request.soft_descriptor = given.map(str::to_owned);
        assert_eq!(shop.capture(request).await.unwrap().soft_descriptor.as_deref(), Some(shown));
    }
}

#[tokio::test]
async fn a_capture_credits_its_providers_when_it_is_completed() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order("100").await;
    let id = shop.authorized(&order, "100").await;
    let request = CaptureRequest {
        provider_credit_list: vec![share("20")],
        seller_capture_note: Some(simulation(r#""State": "Pending""#)),
        ..shop.capturing(&id, "100")
    };
    let capture = shop.capture(request).await.unwrap();
    assert!(capture.provider_credit_summary_list.is_empty());
    assert_eq!(shop.balance(Book::Provider, "A1PROVIDER").await, Decimal::ZERO);
    shop.wait();
    let capture = shop.capture_details(capture.amazon_capture_id.as_str()).await;
    assert_eq!(capture.provider_credit_summary_list.len(), 1);
    assert_eq!(shop.balance(Book::Provider, "A1PROVIDER").await, decimal("20"));
    assert_eq!(shop.earned().await, decimal("76.80"));
    shop.check_ledger().await;
}
