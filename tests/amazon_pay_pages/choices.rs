//! What buyers choose, and what merchants learn of it.

use amazon_fps::amazon_pay::{
    AuthorizationStatus, AuthorizeRequest, ConfirmOrderReferenceRequest, ConstraintId, Environment, ErrorCode,
    OrderReferenceAttributes, OrderReferenceState, SetOrderReferenceDetailsRequest,
};
use amazon_fps::money::Price;
use amazon_fps::sandbox::Setting;
use amazon_fps::sandbox::amazon_pay::{MerchantRegion, NewBillingAgreement, NewMerchant, NewOrderReference, TestCard};
use chrono::TimeDelta;
use rust_decimal::Decimal;

use crate::world::{Back, World, action};

/// An order of 20 dollars, made by the buyer and confirmed by the merchant.
async fn confirmed(world: &World, parameters: &[(&str, &str)]) -> String {
    let id = world.approve(parameters).await.value("orderReferenceId").to_owned();
    let client = world.client(Environment::Sandbox);
    client.set_order_reference_details(&details(&id)).await.expect("it is a draft");
    client.confirm_order_reference(&ConfirmOrderReferenceRequest::new(&*id)).await.expect("nothing is missing");
    id
}

fn details(id: &str) -> SetOrderReferenceDetailsRequest {
    let attributes = OrderReferenceAttributes {
        order_total: Price::usd(20),
        platform_id: None,
        seller_note: Some("Two books & a pen".to_owned()),
        request_payment_authorization: None,
        seller_order_attributes: None,
    };
    SetOrderReferenceDetailsRequest::new(id, attributes)
}

/// Authorizes 20 dollars at once.
async fn authorized(world: &World, id: &str, reference: &str) -> AuthorizationStatus {
    let mut request = AuthorizeRequest::new(id, reference, Price::usd(20));
    request.transaction_timeout = Some(0);
    let answer = world.client(Environment::Sandbox).authorize(&request).await.expect("it is open");
    answer.result.authorization_details.authorization_status
}

#[tokio::test]
async fn a_person_reads_the_page_and_chooses() {
    let world = World::new().await;
    let target = world.target(&[("returnUrl", crate::world::BACK), ("state", "a&b=<c>"), ("language", "en-GB")]);
    let page = world.get(&target).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
    assert!(page.header("content-security-policy").expect("there is one").starts_with("default-src 'none'"));
    for text in [
        "Pay shop",
        "Bea Buyer",
        "Visa ending in 1111",
        "Declined with InvalidPaymentMethod; another try may succeed.",
        "Bea Buyer, 1 Sample Street, Seattle, WA, 98101, US",
        "3 Sample Lane",
    ] {
        assert!(page.body.contains(text), "{text}: {}", page.body);
    }
    assert!(!page.body.contains("<c>") && !page.body.contains("checkbox"), "{}", page.body);

    let action = action(&page.body);
    let back =
        Back::of(&world.post(&action, "buyer=poor-buyer&payment=mastercard&address=london&answer=approve").await);
    assert_eq!(back.names(), ["session", "orderReferenceId", "sellerId", "accessToken", "state"]);
    assert_eq!((back.value("state"), back.value("sellerId")), ("a&b=<c>", world.merchant.seller_id.as_str()));
    let order = world.order(&back).await.order_reference_details;
    assert_eq!(order.order_reference_status.state, OrderReferenceState::Draft);
    assert_eq!(order.order_language.as_deref(), Some("en-GB"));
    let destination = order.destination.and_then(|it| it.physical_destination).expect("the token shows it");
    assert_eq!(destination.name.as_deref(), Some("Pat Poor"));
    assert_eq!(destination.address_line1.as_deref(), Some("3 Sample Lane"));
    assert_eq!(destination.country_code.as_deref(), Some("GB"));

    let again = Back::of(&world.post(&action, "buyer=buyer&answer=approve").await);
    assert_ne!(again.value("orderReferenceId"), back.value("orderReferenceId"), "each visit makes one of its own");
    let gone = Back::of(&world.post(&action, "buyer=buyer&answer=cancel").await);
    assert_eq!(gone.names(), ["session", "error", "state"]);
    assert_eq!(gone.value("error"), "access_denied");
}

#[tokio::test]
async fn starred_cards_do_what_they_say() {
    let world = World::new().await;
    for (card, state, reason) in [
        ("visa", "Open", None),
        ("mastercard", "Open", None),
        ("invalid_soft", "Declined", Some("InvalidPaymentMethod")),
        ("invalid_hard", "Declined", Some("InvalidPaymentMethod")),
        ("rejected", "Declined", Some("AmazonRejected")),
        ("times_out", "Declined", Some("TransactionTimedOut")),
    ] {
        let id = confirmed(&world, &[("payment", card)]).await;
        let status = authorized(&world, &id, &format!("a-{card}")).await;
        let reason_code = status.reason_code.as_ref().map(|code| code.as_ref());
        assert_eq!((status.state.as_ref(), reason_code), (state, reason), "{card}");
    }
    let back = world.approve(&[("payment", "not_allowed")]).await;
    let constraints = world.order(&back).await.order_reference_details.constraints;
    assert!(constraints.iter().any(|it| it.constraint_id == ConstraintId::PaymentMethodNotAllowed), "{constraints:?}");
}

#[tokio::test]
async fn what_is_not_chosen_keeps_an_order_from_being_confirmed() {
    let world = World::new().await;
    for (parameters, constraint) in [
        ([("payment", "none")], ConstraintId::PaymentPlanNotSet),
        ([("address", "none")], ConstraintId::ShippingAddressNotSet),
        // The caller would be paid by itself.
        ([("buyer", "shop")], ConstraintId::BuyerEqualsSeller),
    ] {
        let back = world.approve(&parameters).await;
        let id = back.value("orderReferenceId");
        let client = world.client(Environment::Sandbox);
        client.set_order_reference_details(&details(id)).await.expect("it is a draft");
        let found = world.order(&back).await.order_reference_details.constraints;
        let found: Vec<_> = found.iter().map(|it| it.constraint_id.clone()).collect();
        assert_eq!(found, [constraint], "{parameters:?}");
        let refused = client.confirm_order_reference(&ConfirmOrderReferenceRequest::new(id)).await;
        assert!(refused.expect_err("something is missing").is(ErrorCode::ConstraintsExist));
    }
}

#[tokio::test]
async fn a_buyer_mends_what_was_declined() {
    let world = World::new().await;
    let id = confirmed(&world, &[("payment", "invalid_hard")]).await;
    authorized(&world, &id, "first").await;
    let target = world.target(&[("orderReferenceId", &id)]);
    let page = world.get(&target).await;
    for text in
        ["You are Bea Buyer.", "As before: Visa ending in 0028", "Suspended", "USD 20.00", "Two books &#38; a pen"]
    {
        assert!(page.body.contains(text), "{text}: {}", page.body);
    }
    assert!(!page.body.contains("<select"), "nobody else buys it");

    let action = action(&page.body);
    let kept = world.post(&action, "payment=keep&address=keep&answer=approve").await;
    assert!(kept.status == 200 && kept.body.contains("<code>orderReferenceId</code>") || kept.body.contains(&id));
    let client = world.client(Environment::Sandbox);
    let confirm = ConfirmOrderReferenceRequest::new(&*id);
    let refused = client.confirm_order_reference(&confirm).await.expect_err("nothing was mended");
    assert!(refused.is(ErrorCode::PaymentMethodNotUpdated), "{refused}");
    let changed = world.post(&action, "payment=visa&address=keep&answer=approve").await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    client.confirm_order_reference(&confirm).await.expect("there is another card");
    assert_eq!(authorized(&world, &id, "second").await.state.as_ref(), "Open");

    // It is open: what was chosen stays.
    let refused = world.post(&action, "payment=mastercard&answer=approve").await;
    assert_eq!(refused.status, 400);
    assert!(refused.body.contains("role=\"alert\"") && refused.body.contains("is Open"), "{}", refused.body);
}

#[tokio::test]
async fn a_buyer_consents_to_a_billing_agreement() {
    let world = World::new().await;
    let kind = ("agreementType", "BillingAgreement");
    let page = world.get(&world.target(&[kind, ("returnUrl", crate::world::BACK)])).await;
    assert!(page.body.contains("Let shop charge you") && page.body.contains("checkbox"), "{}", page.body);
    assert!(!page.body.contains("value=\"true\" checked"), "nobody consents by not looking");
    let action = action(&page.body);
    let back = Back::of(&world.post(&action, "buyer=buyer&payment=visa&address=seattle&answer=approve").await);
    assert_eq!(back.names(), ["session", "billingAgreementId", "sellerId", "accessToken", "consentStatus"]);
    assert_eq!(back.value("consentStatus"), "false");
    let details = world.agreement(&back).await.billing_agreement_details;
    let constraints: Vec<_> = details.constraints.iter().map(|it| it.constraint_id.clone()).collect();
    assert_eq!(constraints, [ConstraintId::BuyerConsentNotSet]);

    let id = back.value("billingAgreementId").to_owned();
    let page = world.get(&world.target(&[("billingAgreementId", &id), ("returnUrl", crate::world::BACK)])).await;
    let action = crate::world::action(&page.body);
    let back = Back::of(&world.post(&action, "payment=keep&address=keep&consent=true&answer=approve").await);
    assert_eq!((back.value("billingAgreementId"), back.value("consentStatus")), (id.as_str(), "true"));
    assert!(world.agreement(&back).await.billing_agreement_details.constraints.is_empty());
    assert_eq!(world.approve(&[kind]).await.value("consentStatus"), "true");
    assert_eq!(world.approve(&[kind, ("consent", "false")]).await.value("consentStatus"), "false");
}

#[tokio::test]
async fn a_token_shows_an_address_for_an_hour() {
    let world = World::new().await;
    let back = world.approve(&[]).await;
    world.clock.advance(TimeDelta::minutes(59));
    world.order(&back).await;
    world.clock.advance(TimeDelta::minutes(2));
    let mut request = amazon_fps::amazon_pay::GetOrderReferenceDetailsRequest::new(back.value("orderReferenceId"));
    request.address_consent_token = Some(back.value("accessToken").into());
    let refused = world.client(Environment::Sandbox).get_order_reference_details(&request).await;
    assert!(refused.expect_err("it has expired").is(ErrorCode::InvalidAddressConsentToken));
}

#[tokio::test]
async fn buyers_live_where_the_merchant_sells() {
    let world = World::new().await;
    let merchant = NewMerchant {
        region: Some(MerchantRegion::Europe),
        currency: Some("GBP".to_owned()),
        ..NewMerchant::default()
    };
    let merchant = world.sandbox.add_merchant(merchant).await.expect("there can be one");
    let target = format!("/amazon-pay/buyer?sellerId={}&environment=live", merchant.seller_id);
    let page = world.get(&target).await;
    assert!(page.body.contains("value=\"london\" checked"), "{}", page.body);
    let made = world.get(&format!("{target}&auto=approve")).await;
    assert!(made.status == 200 && made.body.contains("<code>P02-"), "{}", made.body);
}

#[tokio::test]
async fn what_a_program_makes_is_what_the_page_makes() {
    let world = World::new().await;
    let new = NewOrderReference {
        payment: Setting::To(TestCard::Rejected),
        amount: Some(Decimal::new(19_95, 2)),
        seller_order_id: Some("order-7".to_owned()),
        confirm: true,
        ..NewOrderReference::default()
    };
    let order = world.sandbox.create_order_reference(new).await.expect("nothing is missing");
    assert_eq!((order.state.as_str(), order.environment), ("Open", Environment::Sandbox));
    assert!(!format!("{order:?}").contains(order.access_token.as_str()), "{order:?}");
    let new = NewBillingAgreement { confirm: true, ..NewBillingAgreement::default() };
    let agreement = world.sandbox.create_billing_agreement(new).await.expect("nothing is missing");
    assert_eq!(agreement.state, "Open");
    let new = NewOrderReference { confirm: true, ..NewOrderReference::default() };
    let refused = world.sandbox.create_order_reference(new).await.expect_err("there is no amount");
    assert_eq!(refused.code(), "InvalidParams");
    let new = NewBillingAgreement { consent: Some(false), confirm: true, ..NewBillingAgreement::default() };
    let refused = world.sandbox.create_billing_agreement(new).await.expect_err("the buyer doesn't consent");
    assert_eq!(refused.code(), "BillingAgreementConstraintsExist");
}
