//! Reference ids: what is asked for again moves no money again.

use super::*;
use crate::sandbox::tests::over_stores;

over_stores! {
    async fn a_capture_that_is_made_at_once_uses_up_the_reference_id_of_its_authorization(world: World) {
        let shop = Shop::in_(world);
        let [order, other] = [shop.order("100").await, shop.order("100").await];
        for timeout in [0, 1440] {
            let request = shop.authorization(&order, "10").transaction_timeout(timeout).capture_now(true);
            let reference = request.authorization_reference_id.clone();
            let own = shop.authorize(request.clone()).await.unwrap().amazon_authorization_id;
            let open = AuthorizationId::new(shop.authorized(&other, "10").await);
            for decided in [false, true] {
                for authorization in [&open, &own] {
                    let capturing = CaptureRequest::new(authorization.clone(), &*reference, usd("10"));
                    refused(shop.capture(capturing).await, ErrorCode::DuplicateReferenceId, 400);
                }
                // It is the same authorization that comes again.
                assert_eq!(shop.authorize(request.clone()).await.unwrap().amazon_authorization_id, own);
                if !decided {
                    shop.wait();
                }
            }
            assert_eq!(shop.state(own.as_str()).await, "Closed/MaxCapturesProcessed");
            assert_eq!(shop.state(open.as_str()).await, "Open");
        }
        shop.check_ledger().await;
    }

    async fn a_reference_id_of_a_capture_is_used_up_for_captures_at_once(world: World) {
        let shop = Shop::in_(world);
        let order = shop.order("100").await;
        let authorization = shop.authorized(&order, "10").await;
        let capturing = shop.capturing(&authorization, "10");
        shop.capture(capturing.clone()).await.unwrap();
        let before = shop.details(&order).await;
        for timeout in [0, 1440] {
            let request = AuthorizeRequest::new(&*order, &*capturing.capture_reference_id, usd("10"));
            let request = request.transaction_timeout(timeout).capture_now(true);
            refused(shop.authorize(request).await, ErrorCode::DuplicateReferenceId, 400);
        }
        assert_eq!(shop.details(&order).await, before);
        // Authorizations have reference ids of their own.
        let request = AuthorizeRequest::new(&*order, &*capturing.capture_reference_id, usd("10"));
        shop.authorize(request).await.unwrap();
    }

    async fn the_same_request_brings_back_the_same_object(world: World) {
        let shop = Shop::in_(world);
        let order = shop.order("100").await;
        let request = shop.authorization(&order, "50").transaction_timeout(0);
        let first = shop.authorize(request.clone()).await.unwrap();
        let again = shop.authorize(request.clone()).await.unwrap();
        assert_eq!(again, first);
        let capturing = shop.capturing(first.amazon_authorization_id.as_str(), "50");
        let capture = shop.capture(capturing.clone()).await.unwrap();
        assert_eq!(shop.capture(capturing.clone()).await.unwrap(), capture);
        let refunding = shop.refunding(capture.amazon_capture_id.as_str(), "20");
        let refund = shop.refund(refunding.clone()).await.unwrap();
        assert_eq!(shop.refund(refunding.clone()).await.unwrap(), refund);
        // For ever, and as it is by then.
        shop.pass(TimeDelta::days(4_000));
        let authorization = shop.authorize(request).await.unwrap();
        assert_eq!(authorization.amazon_authorization_id, first.amazon_authorization_id);
        assert_eq!(authorization.authorization_status.state, AuthorizationState::Closed);
        assert_eq!(shop.capture(capturing).await.unwrap().amazon_capture_id, capture.amazon_capture_id);
        let known = shop.refund(refunding).await.unwrap();
        assert_eq!(known.amazon_refund_id, refund.amazon_refund_id);
        assert_eq!(known.refund_status.state, RefundState::Completed);
        assert_eq!(shop.details(&order).await.id_list.len(), 1);
        assert_eq!(shop.capture_details(capture.amazon_capture_id.as_str()).await.id_list.len(), 1);
        shop.check_ledger().await;
    }
}

#[tokio::test]
async fn other_parameters_and_other_objects_are_refused() {
    let shop = Shop::in_(World::in_memory().await);
    let [order, other] = [shop.order("100").await, shop.order("100").await];
    let request = shop.authorization(&order, "50").transaction_timeout(0);
    let made = shop.authorize(request.clone()).await.unwrap().amazon_authorization_id;
    let more = AuthorizeRequest { authorization_amount: usd("51"), ..request.clone() };
    refused(shop.authorize(more).await, ErrorCode::DuplicateRequest, 400);
    refused(shop.authorize(request.clone().capture_now(true)).await, ErrorCode::DuplicateRequest, 400);
    let elsewhere = AuthorizeRequest { amazon_order_reference_id: OrderReferenceId::new(&*other), ..request };
    refused(shop.authorize(elsewhere).await, ErrorCode::DuplicateReferenceId, 400);

    let another = shop.authorized(&other, "50").await;
    let capturing = shop.capturing(made.as_str(), "50");
    let capture = shop.capture(capturing.clone()).await.unwrap().amazon_capture_id;
    let more = CaptureRequest { capture_amount: usd("49"), ..capturing.clone() };
    refused(shop.capture(more).await, ErrorCode::DuplicateRequest, 400);
    let elsewhere = CaptureRequest { amazon_authorization_id: AuthorizationId::new(&*another), ..capturing };
    refused(shop.capture(elsewhere).await, ErrorCode::DuplicateReferenceId, 400);

    let other = shop.capture(shop.capturing(&another, "50")).await.unwrap().amazon_capture_id;
    let refunding = shop.refunding(capture.as_str(), "10");
    shop.refund(refunding.clone()).await.unwrap();
    let more = RefundRequest { refund_amount: usd("11"), ..refunding.clone() };
    refused(shop.refund(more).await, ErrorCode::DuplicateRequest, 400);
    let elsewhere = RefundRequest { amazon_capture_id: other, ..refunding };
    refused(shop.refund(elsewhere).await, ErrorCode::DuplicateReferenceId, 400);
    shop.check_ledger().await;
}

#[tokio::test]
async fn each_kind_and_each_environment_has_reference_ids_of_its_own() {
    let shop = Shop::in_(World::in_memory().await);
    for environment in [Environment::Sandbox, Environment::Live] {
        let order = shop.order_with(environment, wallet(Behaviour::Approved), "10").await;
        let request = AuthorizeRequest::new(&*order, "the-one", usd("10")).transaction_timeout(0);
        let authorization = shop.authorize(request).await.unwrap().amazon_authorization_id;
        let capture = shop.capture(CaptureRequest::new(authorization, "the-one", usd("10"))).await.unwrap();
        shop.refund(RefundRequest::new(capture.amazon_capture_id, "the-one", usd("10"))).await.unwrap();
    }
}

#[tokio::test]
async fn a_refused_request_has_not_used_its_reference_id() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.draft().await;
    shop.set_total(&order, usd("10")).await.unwrap();
    let request = shop.authorization(&order, "10").transaction_timeout(0);
    refused(shop.authorize(request.clone()).await, ErrorCode::InvalidOrderReferenceStatus, 405);
    shop.confirm(&order).await.unwrap();
    shop.authorize(request).await.unwrap();
}

#[tokio::test]
async fn a_declined_request_has_used_its_reference_id() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order_with(Environment::Sandbox, wallet(Behaviour::TimesOut), "10").await;
    let request = shop.authorization(&order, "10").transaction_timeout(0);
    let declined = shop.authorize(request.clone()).await.unwrap();
    assert_eq!(shop.authorize(request).await.unwrap(), declined);
    assert_eq!(shop.details(&order).await.id_list.len(), 1);
}
