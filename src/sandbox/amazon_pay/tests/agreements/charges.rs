//! What is bought under an agreement.

use chrono::TimeDelta;

use super::{
    super::{Shop, decimal, refused, simulation, usd, wallet},
    attributes,
};
use crate::{
    amazon_pay::*,
    money::Price,
    sandbox::{
        amazon_pay::{
            rows::{Address, Behaviour, Reason},
            rules,
        },
        ledger::Book,
        tests::{World, over_stores},
    },
};

over_stores! {
    async fn a_charge_makes_an_order_authorizes_it_and_closes_it(world: World) {
        let shop = Shop::in_(world);
        let id = shop.agreement().await;
        let attributes = SellerOrderAttributes {
            seller_order_id: Some("Order 7".to_owned()),
            store_name: Some("The store".to_owned()),
            ..Default::default()
        };
        let request = shop.charging(&id, "94.50").seller_note("For November").seller_order_attributes(attributes);
        let answer = shop.charge(request).await.unwrap();
        let authorization = answer.authorization_details;
        let order = answer.amazon_order_reference_id.unwrap();
        assert_eq!(authorization.authorization_status.state, AuthorizationState::Open);
        assert!(authorization.amazon_authorization_id.as_str().starts_with(order.as_str()));

        let order = shop.details(order.as_str()).await;
        assert_eq!(order.order_total, Some(usd("94.50")));
        assert_eq!(order.seller_note.as_deref(), Some("For November"));
        assert_eq!(order.seller_order_attributes.unwrap().seller_order_id.as_deref(), Some("Order 7"));
        assert_eq!(order.order_reference_status.state, OrderReferenceState::Closed);
        assert_eq!(order.order_reference_status.reason_code, Some(OrderReferenceReasonCode::SellerClosed));
        assert_eq!(order.id_list, std::slice::from_ref(&authorization.amazon_authorization_id));
        let parent = order.parent_details.unwrap();
        assert_eq!((parent.id.as_str(), &parent.type_), (id.as_str(), &ParentType::BillingAgreement));
        assert!(order.destination.is_some());

        let captured = shop.capture(shop.capturing(authorization.amazon_authorization_id.as_str(), "94.50")).await;
        assert_eq!(captured.unwrap().capture_status.state, CaptureState::Completed);
        let fee = shop.balance(Book::PayFees, "").await;
        assert_eq!(shop.earned().await, decimal("94.50") - fee);
        shop.check_ledger().await;
    }

    async fn a_charge_is_made_once_for_its_reference_id(world: World) {
        let shop = Shop::in_(world);
        let id = shop.agreement().await;
        let request = shop.charging(&id, "10").capture_now(true);
        let first = shop.charge(request.clone()).await.unwrap();
        let earned = shop.earned().await;
        shop.pass(TimeDelta::days(400));
        let shop = Shop::in_(shop.world.restarted().await);
        if shop.act({ let id = id.clone(); move |books| books.billing_agreement(&id) }).await.unwrap().is_none() {
            return; // What was in memory is gone.
        }
        let again = shop.charge(request.clone()).await.unwrap();
        assert_eq!(again.amazon_order_reference_id, first.amazon_order_reference_id);
        let ids = [&again, &first].map(|answer| &answer.authorization_details.amazon_authorization_id);
        assert_eq!(ids[0], ids[1]);
        assert_eq!(shop.earned().await, earned);
        assert_eq!(shop.agreement_row(&id).await.order_references.len(), 1);
    }

    async fn no_more_is_authorized_in_a_month_than_its_limit(world: World) {
        let shop = Shop::in_(world);
        let id = shop.agreement().await;
        let limits = || async { shop.agreement_details(&id).await.billing_agreement_limits.unwrap() };
        let march = limits().await;
        assert_eq!(march.amount_limit_per_time_period, usd("500"));
        assert_eq!(march.current_remaining_balance, usd("500"));
        assert_eq!(march.time_period_start_date.to_string(), "2012-03-01 00:00:00 UTC");
        assert_eq!(march.time_period_end_date.to_string(), "2012-04-01 00:00:00 UTC");

        shop.charged(&id, "405.50").await;
        assert_eq!(limits().await.current_remaining_balance, usd("94.50"));
        refused(shop.charge(shop.charging(&id, "94.51")).await, ErrorCode::PeriodicAmountExceeded, 400);
        shop.charged(&id, "94.50").await;
        assert_eq!(limits().await.current_remaining_balance, usd("0"));
        refused(shop.charge(shop.charging(&id, "0.01")).await, ErrorCode::PeriodicAmountExceeded, 400);

        shop.until("2012-03-31T23:59:59.999Z");
        refused(shop.charge(shop.charging(&id, "0.01")).await, ErrorCode::PeriodicAmountExceeded, 400);
        shop.until("2012-04-01T00:00:00Z");
        let april = limits().await;
        assert_eq!(april.current_remaining_balance, usd("500"));
        assert_eq!(april.time_period_start_date.to_string(), "2012-04-01 00:00:00 UTC");
        shop.charged(&id, "500").await;
        refused(shop.charge(shop.charging(&id, "0.01")).await, ErrorCode::PeriodicAmountExceeded, 400);
    }
}

#[tokio::test]
async fn what_is_declined_is_not_counted() {
    let shop = Shop::in_(World::in_memory().await);
    let id = shop.agreement().await;
    let left =
        || async { shop.agreement_details(&id).await.billing_agreement_limits.unwrap().current_remaining_balance };
    let declines = simulation(r#""State": "Declined", "ReasonCode": "TransactionTimedOut""#);
    let at_once = shop.charging(&id, "300").seller_authorization_note(&declines);
    shop.charge(at_once).await.unwrap();
    assert_eq!(left().await, usd("500"));
    // While it is under way, it counts.
    let later = shop.charging(&id, "300").seller_authorization_note(&declines).transaction_timeout(5);
    let pending = shop.charge(later).await.unwrap().authorization_details;
    assert_eq!(pending.authorization_status.state, AuthorizationState::Pending);
    assert_eq!(left().await, usd("200"));
    refused(shop.charge(shop.charging(&id, "200.01")).await, ErrorCode::PeriodicAmountExceeded, 400);
    shop.wait();
    assert_eq!(shop.state(pending.amazon_authorization_id.as_str()).await, "Declined/TransactionTimedOut");
    assert_eq!(left().await, usd("500"));
    assert_eq!(shop.agreement_details(&id).await.billing_agreement_status.state, BillingAgreementState::Open);
}

#[tokio::test]
async fn what_is_declined_in_the_next_month_is_not_taken_off_that_one() {
    let shop = Shop::in_(World::in_memory().await);
    let id = shop.agreement().await;
    shop.until("2012-03-31T23:59:59.500Z");
    let declines = simulation(r#""State": "Declined", "ReasonCode": "AmazonRejected""#);
    let late = shop.charging(&id, "300").seller_authorization_note(declines).transaction_timeout(5);
    let late = shop.charge(late).await.unwrap().authorization_details;
    shop.until("2012-04-01T00:00:00Z");
    shop.charged(&id, "100").await;
    shop.wait();
    assert_eq!(shop.state(late.amazon_authorization_id.as_str()).await, "Declined/AmazonRejected");
    let limits = shop.agreement_details(&id).await.billing_agreement_limits.unwrap();
    assert_eq!(limits.current_remaining_balance, usd("400"));
}

#[tokio::test]
async fn each_decline_does_to_the_agreement_what_its_reason_says() {
    for (behaviour, reason, agreement) in [
        (Behaviour::Invalid { soft: true }, "Declined/InvalidPaymentMethod", BillingAgreementState::Suspended),
        (Behaviour::Invalid { soft: false }, "Declined/InvalidPaymentMethod", BillingAgreementState::Suspended),
        (Behaviour::NotAllowed, "Declined/InvalidPaymentMethod", BillingAgreementState::Suspended),
        (Behaviour::Rejected, "Declined/AmazonRejected", BillingAgreementState::Open),
        (Behaviour::TimesOut, "Declined/TransactionTimedOut", BillingAgreementState::Open),
    ] {
        for timeout in [0, 1440] {
            let shop = Shop::in_(World::in_memory().await);
            let id = shop.agreement().await;
            shop.choose(&id, behaviour).await.unwrap();
            let answer = shop.charge(shop.charging(&id, "10").transaction_timeout(timeout)).await.unwrap();
            shop.wait();
            let authorization = answer.authorization_details.amazon_authorization_id;
            assert_eq!(shop.state(authorization.as_str()).await, reason, "{behaviour:?}");
            let status = shop.agreement_details(&id).await.billing_agreement_status;
            assert_eq!(status.state, agreement, "{behaviour:?} {timeout}");
            let order = shop.details(answer.amazon_order_reference_id.unwrap().as_str()).await;
            assert_eq!(order.order_reference_status.state, OrderReferenceState::Closed, "{behaviour:?} {timeout}");
        }
    }
}

#[tokio::test]
async fn a_simulated_decline_is_mended_by_itself_when_it_says_so() {
    let shop = Shop::in_(World::in_memory().await);
    let id = shop.agreement().await;
    let note =
        simulation(r#""State": "Declined", "ReasonCode": "InvalidPaymentMethod", "PaymentMethodUpdateTimeInMins": 3"#);
    let request = shop.charging(&id, "10").seller_authorization_note(note).transaction_timeout(5);
    shop.charge(request).await.unwrap();
    shop.wait();
    let state = || async { shop.agreement_details(&id).await.billing_agreement_status };
    let declined_at = shop.now();
    assert_eq!(state().await.state, BillingAgreementState::Suspended);
    shop.pass(TimeDelta::minutes(3) - TimeDelta::milliseconds(1));
    assert_eq!(state().await.state, BillingAgreementState::Suspended);
    shop.pass(TimeDelta::milliseconds(1));
    let status = state().await;
    assert_eq!(status.state, BillingAgreementState::Open);
    assert_eq!(status.last_updated_timestamp, Some(declined_at + TimeDelta::minutes(3)));
    shop.charged(&id, "10").await;
}

#[tokio::test]
async fn a_charge_is_refused_for_what_is_wrong_with_it() {
    let shop = Shop::in_(World::in_memory().await);
    let id = shop.agreement().await;
    let other = shop.agreement().await;
    let order = shop.order("100").await;
    let before = shop.agreement_row(&id).await;

    let euros =
        AuthorizeOnBillingAgreementRequest { authorization_amount: Price::new(10, "EUR"), ..shop.charging(&id, "10") };
    refused(shop.charge(euros).await, ErrorCode::CurrencyMismatch, 400);
    refused(shop.charge(shop.charging(&id, "150000.01")).await, ErrorCode::TransactionAmountExceeded, 400);
    refused(shop.charge(shop.charging(&id, "500.01")).await, ErrorCode::PeriodicAmountExceeded, 400);
    for minutes in [-5, 3, 1445] {
        let request = shop.charging(&id, "10").transaction_timeout(minutes);
        refused(shop.charge(request).await, ErrorCode::InvalidParameterValue, 400);
    }
    let simulated = shop.charging(&id, "10").seller_authorization_note(simulation(r#""State": "Completed""#));
    refused(shop.charge(simulated).await, ErrorCode::InvalidSandboxSimulationSpecified, 400);
    assert_eq!(shop.agreement_row(&id).await, before);

    let first = shop.charging(&id, "10");
    shop.charge(first.clone()).await.unwrap();
    let changed = AuthorizeOnBillingAgreementRequest { authorization_amount: usd("11"), ..first.clone() };
    refused(shop.charge(changed).await, ErrorCode::DuplicateRequest, 400);
    let elsewhere =
        AuthorizeOnBillingAgreementRequest { amazon_billing_agreement_id: other.as_str().into(), ..first.clone() };
    refused(shop.charge(elsewhere).await, ErrorCode::DuplicateReferenceId, 400);
    let of_order = AuthorizeRequest {
        authorization_reference_id: first.authorization_reference_id.clone(),
        ..shop.authorization(&order, "10")
    };
    refused(shop.authorize(of_order).await, ErrorCode::DuplicateReferenceId, 400);
    assert_eq!(shop.agreement_row(&id).await.order_references.len(), 1);
}

#[tokio::test]
async fn an_agreement_has_one_order_while_it_is_a_draft_and_any_number_when_open() {
    let shop = Shop::in_(World::in_memory().await);
    let id = shop.agreement_draft().await;
    let first = shop.make_order(shop.making_order(&id)).await.unwrap();
    assert_eq!(first.order_reference_status.state, OrderReferenceState::Draft);
    assert_eq!(first.parent_details.unwrap().id, id);
    refused(shop.make_order(shop.making_order(&id)).await, ErrorCode::OrderReferenceCountExceeded, 405);
    shop.confirm_agreement(&id).await.unwrap();
    for _ in 0..3 {
        shop.make_order(shop.making_order(&id)).await.unwrap();
    }
    assert_eq!(shop.agreement_row(&id).await.order_references.len(), 4);
}

#[tokio::test]
async fn an_order_of_an_agreement_opens_once_the_agreement_was_confirmed() {
    let shop = Shop::in_(World::in_memory().await);
    let id = shop.agreement_draft().await;
    let now = shop.making_order(&id).confirm_now(true).order_reference_attributes(attributes("7"));
    refused(shop.make_order(now.clone()).await, ErrorCode::ConstraintsExist, 404);
    assert!(shop.agreement_row(&id).await.order_references.is_empty());

    let later = shop.making_order(&id).order_reference_attributes(attributes("7"));
    let draft = shop.make_order(later).await.unwrap().amazon_order_reference_id;
    refused(shop.confirm(draft.as_str()).await, ErrorCode::ConstraintsExist, 404);
    assert_eq!(shop.state(draft.as_str()).await, "Draft");
    shop.confirm_agreement(&id).await.unwrap();
    shop.confirm(draft.as_str()).await.unwrap();
    assert_eq!(shop.state(draft.as_str()).await, "Open");
    assert_eq!(shop.make_order(now).await.unwrap().order_reference_status.state, OrderReferenceState::Open);
}

#[tokio::test]
async fn an_order_of_an_agreement_that_was_never_confirmed_never_opens() {
    let shop = Shop::in_(World::in_memory().await);
    let id = shop.agreement_draft().await;
    shop.minutes(100);
    let request = shop.making_order(&id).order_reference_attributes(attributes("7"));
    let draft = shop.make_order(request).await.unwrap().amazon_order_reference_id;
    shop.minutes(100);
    let status = shop.agreement_details(&id).await.billing_agreement_status;
    assert_eq!(status.state, BillingAgreementState::Canceled);
    assert_eq!(shop.state(draft.as_str()).await, "Draft");
    refused(shop.confirm(draft.as_str()).await, ErrorCode::ConstraintsExist, 404);
}

#[tokio::test]
async fn an_order_of_an_agreement_is_a_whole_one() {
    let shop = Shop::in_(World::in_memory().await);
    let id = shop.agreement().await;
    refused(shop.make_order(shop.making_order(&id).confirm_now(true)).await, ErrorCode::InvalidParameterValue, 400);
    let unknown = CreateOrderReferenceForIdRequest::new(id.as_str(), IdType::Other("OrderReference".to_owned()));
    refused(shop.make_order(unknown).await, ErrorCode::InvalidParameterValue, 400);

    let request = shop.making_order(&id).confirm_now(true).order_reference_attributes(attributes("600"));
    let order = shop.make_order(request).await.unwrap();
    assert_eq!(order.order_reference_status.state, OrderReferenceState::Open);
    // The limit of the month is that of the agreement, not of an order that is authorized by itself.
    let order = order.amazon_order_reference_id;
    shop.captured_of(order.as_str(), "300").await;
    shop.captured_of(order.as_str(), "300").await;
    let limits = shop.agreement_details(&id).await.billing_agreement_limits.unwrap();
    assert_eq!(limits.current_remaining_balance, usd("500"));

    let draft = shop.make_order(shop.making_order(&id)).await.unwrap().amazon_order_reference_id;
    refused(shop.confirm(draft.as_str()).await, ErrorCode::ConstraintsExist, 404);
    shop.set_total(draft.as_str(), usd("7")).await.unwrap();
    shop.confirm(draft.as_str()).await.unwrap();
    assert_eq!(shop.state(draft.as_str()).await, "Open");
}

#[tokio::test]
async fn an_address_is_inherited_unless_the_merchant_does_without_it() {
    let shop = Shop::in_(World::in_memory().await);
    let id = shop.agreement().await;
    for (inherits, has_address) in [(None, true), (Some(true), true), (Some(false), false)] {
        let mut request = shop.making_order(&id).confirm_now(true).order_reference_attributes(attributes("5"));
        request.inherit_shipping_address = inherits;
        let made = shop.make_order(request).await.unwrap();
        assert_eq!(made.destination.is_some(), has_address, "{inherits:?}");
        let mut request = shop.charging(&id, "5");
        request.inherit_shipping_address = inherits;
        let charged = shop.charge(request).await.unwrap();
        let order = shop.details(charged.amazon_order_reference_id.unwrap().as_str()).await;
        assert_eq!(order.destination.is_some(), has_address, "{inherits:?}");
    }
}

#[tokio::test]
async fn an_order_with_a_payment_method_of_its_own_suspends_itself_alone() {
    let shop = Shop::in_(World::in_memory().await);
    let id = shop.agreement().await;
    let draft = shop.make_order(shop.making_order(&id)).await.unwrap().amazon_order_reference_id;
    shop.choose(draft.as_str(), Behaviour::Invalid { soft: false }).await.unwrap();
    shop.set_total(draft.as_str(), usd("7")).await.unwrap();
    shop.confirm(draft.as_str()).await.unwrap();
    shop.authorize(shop.authorization(draft.as_str(), "7").transaction_timeout(0)).await.unwrap();
    assert_eq!(shop.state(draft.as_str()).await, "Suspended/InvalidPaymentMethod");
    assert_eq!(shop.agreement_details(&id).await.billing_agreement_status.state, BillingAgreementState::Open);
}

#[tokio::test]
async fn a_charge_uses_what_the_buyer_has_chosen_last() {
    let shop = Shop::in_(World::in_memory().await);
    let id = shop.agreement().await;
    let moved = Address { city: Some("Boston".to_owned()), ..wallet(Behaviour::Approved).destination.unwrap() };
    let agreement = id.clone();
    shop.act(move |books| rules::wallet::choose_address(books, &agreement, moved.clone())).await.unwrap();
    let charged = shop.charge(shop.charging(&id, "5")).await.unwrap();
    let order = shop.details(charged.amazon_order_reference_id.unwrap().as_str()).await;
    assert_eq!(order.destination.unwrap().physical_destination.unwrap().city.as_deref(), Some("Boston"));
    let row = shop.order_row(order.amazon_order_reference_id.as_str()).await;
    assert_eq!(row.status.reason(), Some(Reason::SellerClosed));
}
