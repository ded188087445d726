//! Order references: every edge of their states, allowed and refused.

use super::*;
use crate::sandbox::{amazon_pay::rules::wallet as choices, tests::over_stores};

over_stores! {
    async fn an_order_goes_from_draft_to_closed(world: World) {
        let shop = Shop::in_(world);
        let order = shop.draft().await;
        assert!(order.starts_with("S01-") && order.len() == 19, "{order}");
        assert_eq!(shop.state(&order).await, "Draft");
        shop.set_total(&order, usd("106")).await.unwrap();
        assert_eq!(shop.state(&order).await, "Draft");
        shop.confirm(&order).await.unwrap();
        assert_eq!(shop.state(&order).await, "Open");
        let authorization = shop.authorized(&order, "94.50").await;
        let capture = shop.capture(shop.capturing(&authorization, "94.50")).await.unwrap();
        assert_eq!(capture.capture_status.state, CaptureState::Completed);
        shop.close(&order).await.unwrap();
        assert_eq!(shop.state(&order).await, "Closed/SellerClosed");
        let details = shop.details(&order).await;
        assert_eq!(details.order_reference_status.reason_description.as_deref(), Some("all sent"));
        assert_eq!(details.id_list, [AuthorizationId::new(authorization)]);
        shop.check_ledger().await;
    }

    async fn a_draft_goes_stale_after_three_hours(world: World) {
        let shop = Shop::in_(world);
        let order = shop.draft().await;
        shop.pass(TimeDelta::hours(3) - TimeDelta::milliseconds(1));
        assert_eq!(shop.state(&order).await, "Draft");
        shop.pass(TimeDelta::milliseconds(1));
        assert_eq!(shop.state(&order).await, "Canceled/Stale");
        refused(shop.confirm(&order).await, ErrorCode::InvalidOrderReferenceStatus, 405);
    }

    async fn an_order_expires_after_180_days_open_or_suspended(world: World) {
        let shop = Shop::in_(world);
        let open = shop.order("10").await;
        let suspended = shop.order_with(Environment::Sandbox, wallet(Behaviour::Invalid { soft: false }), "10").await;
        shop.authorize(shop.authorization(&suspended, "10").transaction_timeout(0)).await.unwrap();
        assert_eq!(shop.details(&open).await.expiration_timestamp, Some(shop.world.now() + TimeDelta::days(180)));
        shop.pass(TimeDelta::days(180) - TimeDelta::milliseconds(1));
        assert_eq!(shop.state(&open).await, "Open");
        assert_eq!(shop.state(&suspended).await, "Suspended/InvalidPaymentMethod");
        shop.pass(TimeDelta::milliseconds(1));
        assert_eq!(shop.state(&open).await, "Closed/Expired");
        assert_eq!(shop.state(&suspended).await, "Closed/Expired");
    }

    async fn a_suspended_order_opens_with_another_payment_method(world: World) {
        let shop = Shop::in_(world);
        let order = shop.order_with(Environment::Sandbox, wallet(Behaviour::Invalid { soft: false }), "10").await;
        let declined = shop.authorize(shop.authorization(&order, "10").transaction_timeout(0)).await.unwrap();
        assert_eq!(declined.authorization_status.state, AuthorizationState::Declined);
        assert_eq!(declined.soft_decline, Some(false));
        assert_eq!(shop.state(&order).await, "Suspended/InvalidPaymentMethod");
        refused(shop.confirm(&order).await, ErrorCode::PaymentMethodNotUpdated, 405);
        refused(
            shop.authorize(shop.authorization(&order, "10")).await,
            ErrorCode::InvalidOrderReferenceStatus,
            405,
        );
        let id = order.clone();
        shop.act(move |books| choices::choose_payment(books, &id, card(Behaviour::Approved))).await.unwrap();
        assert_eq!(shop.state(&order).await, "Suspended/InvalidPaymentMethod");
        shop.confirm(&order).await.unwrap();
        assert_eq!(shop.state(&order).await, "Open");
        shop.authorized(&order, "10").await;
    }

    async fn a_cancelled_order_closes_its_authorizations(world: World) {
        let shop = Shop::in_(world);
        let order = shop.order("100").await;
        let open = shop.authorized(&order, "10").await;
        let pending = shop.pending(&order, "10").await;
        let taking = shop.authorize(shop.authorization(&order, "10").capture_now(true)).await.unwrap();
        let closed = shop.authorized(&order, "10").await;
        shop.close_authorization(&closed).await.unwrap();
        shop.cancel(&order).await.unwrap();
        assert_eq!(shop.state(&order).await, "Canceled/SellerCanceled");
        let status = shop.details(&order).await.order_reference_status;
        assert_eq!(status.reason_description.as_deref(), Some("sold out"));
        shop.wait();
        for id in [open.as_str(), &pending, taking.amazon_authorization_id.as_str()] {
            assert_eq!(shop.state(id).await, "Closed/OrderReferenceCanceled", "{id}");
        }
        assert_eq!(shop.state(&closed).await, "Closed/SellerClosed");
        refused(shop.capture(shop.capturing(&open, "10")).await, ErrorCode::InvalidAuthorizationStatus, 405);
        assert_eq!(shop.earned().await, Decimal::ZERO);
    }
}

#[tokio::test]
async fn what_was_captured_can_not_be_cancelled() {
    let shop = Shop::in_(World::in_memory().await);
    let refused_with = |note: Option<&'static str>| {
        let shop = &shop;
        async move {
            let order = shop.order("10").await;
            let authorization = shop.authorized(&order, "10").await;
            let mut request = shop.capturing(&authorization, "10");
            request.seller_capture_note = note.map(simulation);
            let capture = shop.capture(request).await.unwrap();
            let state = capture.capture_status.state;
            (state, shop.cancel(&order).await)
        }
    };
    for (note, expected) in [
        (None, CaptureState::Completed),
        (Some(r#""State": "Pending""#), CaptureState::Pending),
        (Some(r#""State": "Closed", "ReasonCode": "AmazonClosed""#), CaptureState::Closed),
    ] {
        let (state, result) = refused_with(note).await;
        assert_eq!(state, expected);
        refused(result, ErrorCode::InvalidCancelAttempt, 405);
    }
    let (state, result) = refused_with(Some(r#""State": "Declined", "ReasonCode": "AmazonRejected""#)).await;
    assert_eq!(state, CaptureState::Declined);
    result.unwrap();
}

#[tokio::test]
async fn a_confirmed_order_is_confirmed_again_without_effect() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order("10").await;
    let before = shop.details(&order).await;
    shop.pass(TimeDelta::minutes(1));
    shop.confirm(&order).await.unwrap();
    assert_eq!(shop.details(&order).await, before);
}

#[tokio::test]
async fn every_constraint_keeps_a_draft_from_being_confirmed() {
    let shop = Shop::in_(World::in_memory().await);
    let seller = shop.seller_id();
    let email = shop.act(move |books| Ok(books.merchant(&seller)?.unwrap().email)).await.unwrap();
    let good = || wallet(Behaviour::Approved);
    let own = Buyer { email: email.to_ascii_uppercase(), ..good().buyer };
    for (wallet, total, constraint) in [
        (good(), None, ConstraintId::AmountNotSet),
        (Wallet { buyer: own, ..good() }, Some("1"), ConstraintId::BuyerEqualsSeller),
        (wallet(Behaviour::NotAllowed), Some("1"), ConstraintId::PaymentMethodNotAllowed),
        (Wallet { payment: None, ..good() }, Some("1"), ConstraintId::PaymentPlanNotSet),
        (Wallet { destination: None, ..good() }, Some("1"), ConstraintId::ShippingAddressNotSet),
    ] {
        let order = shop.draft_with(Environment::Sandbox, wallet).await;
        if let Some(total) = total {
            shop.set_total(&order, usd(total)).await.unwrap();
        }
        let listed = shop.details(&order).await.constraints;
        assert_eq!(listed.iter().map(|listed| &listed.constraint_id).collect::<Vec<_>>(), [&constraint]);
        let result = shop.confirm(&order).await;
        assert!(result.as_ref().unwrap_err().message().contains(constraint.as_ref()));
        refused(result, ErrorCode::ConstraintsExist, 404);
        assert_eq!(shop.state(&order).await, "Draft");
    }
}

#[tokio::test]
async fn a_suspended_order_with_a_method_that_is_not_allowed_stays_suspended() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order_with(Environment::Sandbox, wallet(Behaviour::Invalid { soft: true }), "10").await;
    shop.authorize(shop.authorization(&order, "10").transaction_timeout(0)).await.unwrap();
    let id = order.clone();
    shop.act(move |books| choices::choose_payment(books, &id, card(Behaviour::NotAllowed))).await.unwrap();
    refused(shop.confirm(&order).await, ErrorCode::ConstraintsExist, 404);
    assert_eq!(shop.state(&order).await, "Suspended/InvalidPaymentMethod");
}

#[tokio::test]
async fn details_are_set_of_drafts_alone_and_what_is_left_out_stays() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.draft().await;
    let said = SellerOrderAttributes {
        seller_order_id: Some("5678-23".to_owned()),
        store_name: Some("Books".to_owned()),
        ..SellerOrderAttributes::default()
    };
    let attributes = OrderReferenceAttributes {
        seller_note: Some("Lorem ipsum".to_owned()),
        platform_id: Some("PLATFORM".to_owned()),
        seller_order_attributes: Some(said.clone()),
        ..attributes(usd("106"))
    };
    let request = SetOrderReferenceDetailsRequest::new(&*order, attributes);
    let set = shop.world.sandbox.set_order_reference_details(&shop.call(), request).await.unwrap();
    assert_eq!(set.order_reference_details.seller_order_attributes, Some(said.clone()));
    let details = shop.set_total(&order, usd("107")).await.unwrap();
    assert_eq!(details.order_total, Some(usd("107")));
    assert_eq!(details.seller_note.as_deref(), Some("Lorem ipsum"));
    assert_eq!(details.platform_id.as_deref(), Some("PLATFORM"));
    assert_eq!(details.seller_order_attributes, Some(said));
    shop.confirm(&order).await.unwrap();
    let result = shop.set_total(&order, usd("108")).await;
    assert!(result.as_ref().unwrap_err().message().contains("is not in draft state and cannot be modified"));
    refused(result, ErrorCode::OrderReferenceNotModifiable, 405);
}

#[tokio::test]
async fn attributes_are_only_added_to_a_confirmed_order() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order("10").await;
    let set = |attributes: OrderAttributes| {
        let request = SetOrderAttributesRequest::new(&*order, attributes);
        let (sandbox, call) = (shop.world.sandbox.clone(), shop.call());
        async move { sandbox.set_order_attributes(&call, request).await }
    };
    let of_seller =
        |id: &str| SellerOrderAttributes { seller_order_id: Some(id.to_owned()), ..SellerOrderAttributes::default() };
    let none = OrderAttributes::default;
    let note = |text: &str| OrderAttributes { seller_note: Some(text.to_owned()), ..none() };
    let named = |names| OrderAttributes { seller_order_attributes: Some(names), ..none() };
    let total = |dollars| OrderAttributes { order_total: Some(usd(dollars)), ..none() };
    let said = OrderAttributes { seller_order_attributes: Some(of_seller("one")), ..note("a note") };
    let details = set(said.clone()).await.unwrap().order_reference_details;
    assert_eq!(details.seller_note.as_deref(), Some("a note"));
    assert_eq!(details.seller_order_attributes, Some(of_seller("one")));
    set(said).await.unwrap();
    set(total("10")).await.unwrap();
    for refusal in [
        note("another"),
        named(of_seller("two")),
        total("11"),
        OrderAttributes { request_payment_authorization: Some(true), ..none() },
        OrderAttributes {
            payment_service_provider_attributes: Some(PaymentServiceProviderAttributes {
                payment_service_provider_id: Some("psp".to_owned()),
                payment_service_provider_order_id: None,
            }),
            ..none()
        },
        named(SellerOrderAttributes { supplementary_data: Some("{}".to_owned()), ..SellerOrderAttributes::default() }),
    ] {
        refused(set(refusal).await, ErrorCode::OrderReferenceNotModifiable, 405);
    }
    shop.close(&order).await.unwrap();
    let name = SellerOrderAttributes { store_name: Some("Books".to_owned()), ..SellerOrderAttributes::default() };
    set(named(name)).await.unwrap();
}

#[tokio::test]
async fn everything_can_be_set_of_a_draft_by_either_call() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.draft().await;
    let provider = PaymentServiceProviderAttributes {
        payment_service_provider_id: Some("psp".to_owned()),
        payment_service_provider_order_id: Some("order-1".to_owned()),
    };
    let attributes = OrderAttributes {
        order_total: Some(usd("5")),
        request_payment_authorization: Some(true),
        payment_service_provider_attributes: Some(provider.clone()),
        ..OrderAttributes::default()
    };
    let request = SetOrderAttributesRequest::new(&*order, attributes);
    let set = shop.world.sandbox.set_order_attributes(&shop.call(), request).await.unwrap().order_reference_details;
    assert_eq!(set.order_total, Some(usd("5")));
    assert_eq!(set.request_payment_authorization, Some(true));
    assert_eq!(set.payment_service_provider_attributes, Some(provider));
    assert_eq!(set.order_reference_status.state, OrderReferenceState::Draft);
}

#[tokio::test]
async fn an_order_closes_when_all_of_it_is_charged() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order("100").await;
    shop.captured_of(&order, "100").await;
    assert_eq!(shop.state(&order).await, "Open");
    shop.captured_of(&order, "14.99").await;
    assert_eq!(shop.state(&order).await, "Open");
    shop.captured_of(&order, "0.01").await;
    assert_eq!(shop.state(&order).await, "Closed/MaxAmountCharged");
}

#[tokio::test]
async fn an_order_closes_with_its_tenth_captured_authorization() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order("100").await;
    for _ in 0..9 {
        shop.captured_of(&order, "1").await;
    }
    assert_eq!(shop.state(&order).await, "Open");
    shop.captured_of(&order, "1").await;
    assert_eq!(shop.state(&order).await, "Closed/MaxAuthorizationsCaptured");
}

#[tokio::test]
async fn the_orders_of_one_seller_order_id_are_known() {
    let shop = Shop::in_(World::in_memory().await);
    let one = shop.draft().await;
    let two = shop.draft().await;
    let name = |order: &str, id: &str| {
        let of_seller =
            SellerOrderAttributes { seller_order_id: Some(id.to_owned()), ..SellerOrderAttributes::default() };
        let attributes = OrderReferenceAttributes { seller_order_attributes: Some(of_seller), ..attributes(usd("1")) };
        let request = SetOrderReferenceDetailsRequest::new(order, attributes);
        let (sandbox, call) = (shop.world.sandbox.clone(), shop.call());
        async move { sandbox.set_order_reference_details(&call, request).await.unwrap() }
    };
    let named = |id: &'static str| {
        let key = super::super::rows::SellerOrder::key(&shop.seller_id(), Environment::Sandbox, id);
        shop.act(move |books| Ok(books.seller_order(&key)?.map(|list| list.order_references).unwrap_or_default()))
    };
    name(&one, "first").await;
    name(&two, "first").await;
    assert_eq!(named("first").await.unwrap(), [one.clone(), two.clone()]);
    name(&one, "second").await;
    assert_eq!(named("first").await.unwrap(), [two]);
    assert_eq!(named("second").await.unwrap(), [one]);
}
