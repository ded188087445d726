//! What Amazon and buyers do by themselves: every edge that no call of a merchant leads along.

use super::{
    super::{
        rows::{Decision, Reason},
        rules::amazon::{self, RefundCause},
    },
    *,
};

#[tokio::test]
async fn amazon_cancels_an_order_whatever_was_captured() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order("100").await;
    let capture = shop.captured_of(&order, "10").await;
    let open = shop.authorized(&order, "10").await;
    let id = order.clone();
    shop.act(move |books| amazon::cancel_order(books, &id)).await.unwrap();
    assert_eq!(shop.state(&order).await, "Canceled/AmazonCanceled");
    assert_eq!(shop.state(&open).await, "Closed/OrderReferenceCanceled");
    assert_eq!(shop.state(&capture).await, "Completed");
    refused(shop.refund(shop.refunding(&capture, "1")).await, ErrorCode::CaptureNotRefundable, 405);
    let id = order.clone();
    let again = shop.act(move |books| amazon::cancel_order(books, &id)).await;
    refused(again, ErrorCode::InvalidOrderReferenceStatus, 405);
}

#[tokio::test]
async fn what_is_being_captured_is_declined_with_its_order() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order("100").await;
    let authorization = shop.authorized(&order, "10").await;
    let capture = shop.capturing_slowly(&authorization, "10").await;
    let id = order.clone();
    shop.act(move |books| amazon::cancel_order(books, &id)).await.unwrap();
    assert_eq!(shop.state(&capture).await, "Declined/ProcessingFailure");
    shop.wait();
    assert_eq!(shop.state(&capture).await, "Declined/ProcessingFailure");
    assert_eq!(shop.state(&order).await, "Canceled/AmazonCanceled");
    assert_eq!(shop.earned().await, Decimal::ZERO);
    shop.check_ledger().await;
}

#[tokio::test]
async fn amazon_cancels_what_is_suspended_and_closes_only_what_is_open() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order_with(Environment::Sandbox, wallet(Behaviour::Invalid { soft: false }), "10").await;
    shop.authorize(shop.authorization(&order, "10").transaction_timeout(0)).await.unwrap();
    let id = order.clone();
    let closed = shop.act(move |books| amazon::close_order(books, &id)).await;
    refused(closed, ErrorCode::InvalidCloseAttempt, 405);
    let id = order.clone();
    shop.act(move |books| amazon::cancel_order(books, &id)).await.unwrap();
    assert_eq!(shop.state(&order).await, "Canceled/AmazonCanceled");
}

#[tokio::test]
async fn pending_authorizations_are_decided_from_outside_in_every_way() {
    let shop = Shop::in_(World::in_memory().await);
    let decline = |reason| Decision::Decline { reason, soft: None, mended_after: None };
    for (decision, expected, order_is) in [
        (Decision::Approve, "Open", "Open"),
        (decline(Reason::InvalidPaymentMethod), "Declined/InvalidPaymentMethod", "Suspended/InvalidPaymentMethod"),
        (decline(Reason::AmazonRejected), "Declined/AmazonRejected", "Closed/AmazonClosed"),
        (decline(Reason::ProcessingFailure), "Declined/ProcessingFailure", "Open"),
        (decline(Reason::TransactionTimedOut), "Declined/TransactionTimedOut", "Open"),
    ] {
        let order = shop.order("10").await;
        let pending = shop.pending(&order, "10").await;
        let id = pending.clone();
        shop.act(move |books| amazon::decide_authorization(books, &id, decision)).await.unwrap();
        shop.wait();
        assert_eq!(shop.state(&pending).await, expected);
        assert_eq!(shop.state(&order).await, order_is);
        let again = shop.act(move |books| amazon::decide_authorization(books, &pending, decision)).await;
        refused(again, ErrorCode::InvalidAuthorizationStatus, 405);
    }
}

#[tokio::test]
async fn pending_captures_are_decided_from_outside_in_every_way() {
    let shop = Shop::in_(World::in_memory().await);
    for (declined, expected) in [
        (None, "Completed"),
        (Some(Reason::AmazonRejected), "Declined/AmazonRejected"),
        (Some(Reason::ProcessingFailure), "Declined/ProcessingFailure"),
    ] {
        let order = shop.order("100").await;
        let authorization = shop.authorized(&order, "100").await;
        let note = simulation(r#""State": "Pending""#);
        let request = shop.capturing(&authorization, "100").seller_capture_note(note);
        let capture: String = shop.capture(request).await.unwrap().amazon_capture_id.into_string();
        let before = shop.earned().await;
        let id = capture.clone();
        shop.act(move |books| amazon::decide_capture(books, &id, declined)).await.unwrap();
        shop.wait();
        assert_eq!(shop.state(&capture).await, expected);
        assert_eq!(shop.state(&authorization).await, "Closed/MaxCapturesProcessed");
        let earned = if declined.is_none() { decimal("96.80") } else { Decimal::ZERO };
        assert_eq!(shop.earned().await - before, earned);
        // What was declined can be authorized again, and what was captured can not.
        let again = shop.authorize(shop.authorization(&order, "100")).await;
        assert_eq!(again.is_ok(), declined.is_some());
        let again = shop.act(move |books| amazon::decide_capture(books, &capture, declined)).await;
        refused(again, ErrorCode::InvalidParameterValue, 400);
    }
    shop.check_ledger().await;
}

#[tokio::test]
async fn pending_refunds_are_decided_from_outside_in_every_way() {
    let shop = Shop::in_(World::in_memory().await);
    for (declined, expected) in [
        (None, "Completed"),
        (Some(Reason::AmazonRejected), "Declined/AmazonRejected"),
        (Some(Reason::ProcessingFailure), "Declined/ProcessingFailure"),
    ] {
        let capture = shop.captured("10").await;
        let refund: String = shop.refund(shop.refunding(&capture, "10")).await.unwrap().amazon_refund_id.into_string();
        let id = refund.clone();
        shop.act(move |books| amazon::decide_refund(books, &id, declined)).await.unwrap();
        shop.wait();
        assert_eq!(shop.state(&refund).await, expected);
        let again = shop.act(move |books| amazon::decide_refund(books, &refund, declined)).await;
        refused(again, ErrorCode::InvalidParameterValue, 400);
    }
    shop.check_ledger().await;
}

#[tokio::test]
async fn amazon_closes_an_open_authorization_and_a_completed_capture() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order("100").await;
    let authorization = shop.authorized(&order, "10").await;
    let id = authorization.clone();
    shop.act(move |books| amazon::close_authorization(books, &id)).await.unwrap();
    assert_eq!(shop.state(&authorization).await, "Closed/AmazonClosed");
    let again = shop.act(move |books| amazon::close_authorization(books, &authorization)).await;
    refused(again, ErrorCode::InvalidAuthorizationStatus, 405);

    let capture = shop.captured_of(&order, "10").await;
    let id = capture.clone();
    shop.act(move |books| amazon::close_capture(books, &id)).await.unwrap();
    assert_eq!(shop.state(&capture).await, "Closed/AmazonClosed");
    refused(shop.refund(shop.refunding(&capture, "1")).await, ErrorCode::CaptureNotRefundable, 405);
    let again = shop.act(move |books| amazon::close_capture(books, &capture)).await;
    refused(again, ErrorCode::InvalidParameterValue, 400);
}

#[tokio::test]
async fn amazon_gives_money_back_for_every_cause() {
    let shop = Shop::in_(World::in_memory().await);
    for (cause, refund_type, expected) in [
        (RefundCause::Guarantee, RefundType::AmazonAZRefund, "Completed"),
        (RefundCause::BuyerCanceled, RefundType::BuyerCanceled, "Completed/BuyerCanceled"),
        (RefundCause::Chargeback, RefundType::Chargeback, "Completed"),
    ] {
        let capture = shop.captured("100").await;
        let id = capture.clone();
        let part = shop.act(move |books| amazon::refund(books, &id, Some(usd("40")), cause)).await.unwrap();
        assert_eq!(shop.state(&part).await, "Pending");
        let id = capture.clone();
        let rest = shop.act(move |books| amazon::refund(books, &id, None, cause)).await.unwrap();
        shop.wait();
        for (id, amount) in [(&part, "40"), (&rest, "60")] {
            assert_eq!(shop.state(id).await, expected);
            let known = shop.refund_details(id).await;
            assert_eq!(known.refund_type, Some(refund_type.clone()));
            assert_eq!(known.refund_amount, usd(amount));
            assert_eq!(known.refund_reference_id, *id);
        }
        let nothing = shop.act(move |books| amazon::refund(books, &capture, None, cause)).await;
        refused(nothing, ErrorCode::InvalidParameterValue, 400);
    }
    assert_eq!(shop.earned().await, Decimal::ZERO);
    shop.check_ledger().await;
}
