//! Authorizations: every edge of their states, allowed and refused.

use super::*;
use crate::sandbox::{
    Latency,
    tests::{Home, over_stores},
};

over_stores! {
    async fn an_asynchronous_authorization_is_decided_later(world: World) {
        let shop = Shop::in_(world);
        let order = shop.order("100").await;
        let pending = shop.pending(&order, "94.50").await;
        assert_eq!(shop.state(&pending).await, "Pending");
        shop.wait();
        assert_eq!(shop.state(&pending).await, "Open");
        shop.check_ledger().await;
        assert_eq!(shop.earned().await, Decimal::ZERO);
    }

    async fn an_authorization_with_capture_now_is_captured_when_it_is_approved(world: World) {
        let shop = Shop::in_(world);
        let order = shop.order("100").await;
        let request = shop.authorization(&order, "40").capture_now(true);
        let at_once = shop.authorize(request.transaction_timeout(0).soft_descriptor("Books")).await.unwrap();
        let later = shop.authorize(shop.authorization(&order, "10").capture_now(true)).await.unwrap();
        assert_eq!(later.authorization_status.state, AuthorizationState::Pending);
        assert!(later.id_list.is_empty());
        shop.wait();
        for (made, reference, amount) in [(&at_once, &at_once.authorization_reference_id, "40"), (&later, &later.authorization_reference_id, "10")] {
            let id = made.amazon_authorization_id.as_str();
            assert_eq!(shop.state(id).await, "Closed/MaxCapturesProcessed");
            let known = shop.authorization_details(id).await;
            assert_eq!(known.captured_amount, Some(usd(amount)));
            // The digits of both are the same.
            assert_eq!(known.id_list, [CaptureId::new(id.replace("-A", "-C"))]);
            let capture = shop.capture_details(known.id_list[0].as_str()).await;
            assert_eq!(capture.capture_amount, usd(amount));
            assert_eq!(capture.capture_reference_id, *reference);
            assert_eq!(capture.capture_status.state, CaptureState::Completed);
        }
        assert_eq!(at_once.soft_descriptor.as_deref(), Some("AMZ*Books"));
        assert_eq!(later.soft_descriptor.as_deref(), Some("AMZ*shop amzn.com/pmts WA"));
        // 2.9 % and 0.30 of each.
        assert_eq!(shop.earned().await, decimal("47.95"));
        shop.check_ledger().await;
    }

    async fn a_declined_payment_method_suspends_the_order(world: World) {
        let shop = Shop::in_(world);
        for (soft, timeout) in [(true, 0), (false, 0), (true, 5), (false, 1440)] {
            let order = shop.order_with(Environment::Sandbox, wallet(Behaviour::Invalid { soft }), "10").await;
            let request = shop.authorization(&order, "10").transaction_timeout(timeout);
            let id = shop.authorize(request).await.unwrap().amazon_authorization_id;
            shop.wait();
            assert_eq!(shop.state(id.as_str()).await, "Declined/InvalidPaymentMethod");
            assert_eq!(shop.authorization_details(id.as_str()).await.soft_decline, Some(soft));
            assert_eq!(shop.state(&order).await, "Suspended/InvalidPaymentMethod");
        }
    }

    async fn a_rejected_authorization_closes_the_order(world: World) {
        let shop = Shop::in_(world);
        for timeout in [0, 60] {
            let order = shop.order_with(Environment::Sandbox, wallet(Behaviour::Rejected), "10").await;
            let request = shop.authorization(&order, "10").transaction_timeout(timeout).capture_now(true);
            let id = shop.authorize(request).await.unwrap().amazon_authorization_id;
            shop.wait();
            assert_eq!(shop.state(id.as_str()).await, "Declined/AmazonRejected");
            assert_eq!(shop.state(&order).await, "Closed/AmazonClosed");
        }
        assert_eq!(shop.earned().await, Decimal::ZERO);
    }
}

#[tokio::test]
async fn what_times_out_leaves_the_order_open() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order_with(Environment::Sandbox, wallet(Behaviour::TimesOut), "10").await;
    let id = shop.authorize(shop.authorization(&order, "10").transaction_timeout(0)).await.unwrap();
    assert_eq!(shop.state(id.amazon_authorization_id.as_str()).await, "Declined/TransactionTimedOut");
    assert_eq!(shop.state(&order).await, "Open");
}

#[tokio::test]
async fn a_decision_that_takes_longer_than_allowed_is_a_timeout() {
    let slow = |seconds| {
        World::set_up(Home::Memory, move |builder| {
            builder.latency(Latency { card: TimeDelta::seconds(seconds), ..Latency::default() })
        })
    };
    // Whoever waits for the answer waits for eight seconds.
    for (seconds, expected) in [(8, "Open"), (9, "Declined/TransactionTimedOut")] {
        let shop = Shop::in_(slow(seconds).await);
        let order = shop.order("10").await;
        let made = shop.authorize(shop.authorization(&order, "1").transaction_timeout(0)).await.unwrap();
        assert_eq!(shop.state(made.amazon_authorization_id.as_str()).await, expected);
        assert_eq!(shop.state(&order).await, "Open");
    }
    for (seconds, expected) in [(300, "Open"), (301, "Declined/TransactionTimedOut")] {
        let shop = Shop::in_(slow(seconds).await);
        let order = shop.order("10").await;
        let made = shop.authorize(shop.authorization(&order, "1").transaction_timeout(5)).await.unwrap();
        let id = made.amazon_authorization_id.as_str();
        shop.pass(TimeDelta::seconds(300) - TimeDelta::milliseconds(1));
        assert_eq!(shop.state(id).await, "Pending");
        shop.pass(TimeDelta::milliseconds(1));
        assert_eq!(shop.state(id).await, expected);
        assert_eq!(shop.state(&order).await, "Open");
    }
}

#[tokio::test]
async fn an_authorization_expires_after_thirty_days_and_in_the_sandbox_after_two() {
    let shop = Shop::in_(World::in_memory().await);
    for (environment, validity) in
        [(Environment::Live, TimeDelta::days(30)), (Environment::Sandbox, TimeDelta::days(2))]
    {
        let order = shop.order_with(environment, wallet(Behaviour::Approved), "10").await;
        let id = shop.authorized(&order, "10").await;
        let expires = shop.authorization_details(&id).await.expiration_timestamp;
        assert_eq!(expires, Some(shop.world.now() + validity));
        shop.pass(validity - TimeDelta::milliseconds(1));
        assert_eq!(shop.state(&id).await, "Open");
        shop.pass(TimeDelta::milliseconds(1));
        assert_eq!(shop.state(&id).await, "Closed/ExpiredUnused");
        refused(shop.capture(shop.capturing(&id, "10")).await, ErrorCode::InvalidAuthorizationStatus, 405);
    }
}

#[tokio::test]
async fn an_open_authorization_is_closed_by_the_merchant_once() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order("10").await;
    let id = shop.authorized(&order, "10").await;
    let request = CloseAuthorizationRequest::new(&*id).closure_reason("not needed");
    shop.world.sandbox.close_authorization(&shop.call(), request).await.unwrap();
    assert_eq!(shop.state(&id).await, "Closed/SellerClosed");
    let status = shop.authorization_details(&id).await.authorization_status;
    assert_eq!(status.reason_description.as_deref(), Some("not needed"));
    refused(shop.close_authorization(&id).await, ErrorCode::InvalidAuthorizationStatus, 405);
}

#[tokio::test]
async fn nothing_is_authorized_of_an_order_that_is_not_open() {
    let shop = Shop::in_(World::in_memory().await);
    let draft = shop.draft().await;
    let canceled = shop.order("10").await;
    shop.cancel(&canceled).await.unwrap();
    let closed = shop.order("10").await;
    shop.close(&closed).await.unwrap();
    for order in [draft, canceled, closed] {
        let request = shop.authorization(&order, "1");
        refused(shop.authorize(request).await, ErrorCode::InvalidOrderReferenceStatus, 405);
    }
}

#[tokio::test]
async fn an_open_authorization_of_a_closed_order_can_still_be_captured() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order("10").await;
    let open = shop.authorized(&order, "5").await;
    let pending = shop.authorize(shop.authorization(&order, "5").capture_now(true)).await.unwrap();
    shop.close(&order).await.unwrap();
    shop.wait();
    assert_eq!(shop.state(pending.amazon_authorization_id.as_str()).await, "Closed/MaxCapturesProcessed");
    let capture = shop.capture(shop.capturing(&open, "5")).await.unwrap();
    assert_eq!(capture.capture_status.state, CaptureState::Completed);
    assert_eq!(shop.state(&order).await, "Closed/SellerClosed");
}

#[tokio::test]
async fn a_late_decline_changes_nothing_of_a_closed_order() {
    let shop = Shop::in_(World::in_memory().await);
    for behaviour in [Behaviour::Invalid { soft: false }, Behaviour::Rejected] {
        let order = shop.order_with(Environment::Sandbox, wallet(behaviour), "10").await;
        shop.pending(&order, "5").await;
        shop.close(&order).await.unwrap();
        shop.wait();
        assert_eq!(shop.state(&order).await, "Closed/SellerClosed");
    }
}

#[tokio::test]
async fn a_transaction_timeout_is_0_or_a_multiple_of_5_up_to_a_day() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order("10").await;
    for timeout in [-5, 1, 4, 7, 1441, 1445] {
        let request = shop.authorization(&order, "1").transaction_timeout(timeout);
        refused(shop.authorize(request).await, ErrorCode::InvalidParameterValue, 400);
    }
    for timeout in [0, 5, 10, 1440] {
        let request = shop.authorization(&order, "1").transaction_timeout(timeout);
        shop.authorize(request).await.unwrap();
    }
}

#[tokio::test]
async fn providers_get_something_only_where_something_is_captured() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order("10").await;
    let credit = || share("1");
    let request = AuthorizeRequest { provider_credit_list: vec![credit()], ..shop.authorization(&order, "5") };
    refused(shop.authorize(request.clone()).await, ErrorCode::InvalidParameterValue, 400);
    shop.authorize(request.capture_now(true).transaction_timeout(0)).await.unwrap();
    assert_eq!(shop.balance(Book::Provider, "A1PROVIDER").await, decimal("1"));
    shop.check_ledger().await;
}
