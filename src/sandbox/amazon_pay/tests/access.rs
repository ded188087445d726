//! Who may call for whom, and what is shown to him.

use super::{
    super::{
        rows::{Merchant, Region},
        rules::access,
    },
    *,
};

impl Shop {
    async fn add(&self, merchant: Merchant) {
        self.act(move |books| {
            books.put(merchant.clone());
            Ok(())
        })
        .await
        .unwrap();
    }

    async fn shown(&self, order: &str, token: Option<ConsentToken>) -> Result<OrderReferenceDetails, ServiceError> {
        let mut request = GetOrderReferenceDetailsRequest::new(order);
        request.access_token = token;
        let call = self.call_in(environment_of(order));
        Ok(self.world.sandbox.get_order_reference_details(&call, request).await?.order_reference_details)
    }

    async fn token(&self, seller: String, buyer: Buyer) -> ConsentToken {
        self.act(move |books| Ok(access::token(books, &seller, &buyer))).await.unwrap()
    }
}

fn other(auth_token: Option<&str>) -> Merchant {
    Merchant {
        id: "A2OTHERSELLER0".to_owned(),
        name: "other".to_owned(),
        email: "other@example.com".to_owned(),
        region: Region::UnitedStates,
        currency: "USD".to_owned(),
        active: true,
        auth_token: auth_token.map(str::to_owned),
        notifications: Vec::new(),
    }
}

#[tokio::test]
async fn before_it_is_confirmed_an_order_shows_only_the_area() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.draft().await;
    let details = shop.details(&order).await;
    assert_eq!((&details.buyer, &details.billing_address, &details.payment_descriptor), (&None, &None, &None));
    let shown = details.destination.unwrap().physical_destination.unwrap();
    let area = crate::amazon_pay::Address {
        city: Some("Seattle".to_owned()),
        state_or_region: Some("WA".to_owned()),
        postal_code: Some("98101".to_owned()),
        country_code: Some("US".to_owned()),
        ..crate::amazon_pay::Address::default()
    };
    assert_eq!(shown, area);

    shop.set_total(&order, usd("1")).await.unwrap();
    shop.confirm(&order).await.unwrap();
    let details = shop.details(&order).await;
    let shown = details.destination.unwrap().physical_destination.unwrap();
    assert_eq!(shown.name.as_deref(), Some("Berta Buyer"));
    assert_eq!(
        (shown.address_line1.as_deref(), shown.address_line2.as_deref()),
        (Some("1 Main Street"), Some("Door 2"))
    );
    assert_eq!(details.buyer.unwrap().email.as_deref(), Some("berta@example.com"));
    assert!(details.billing_address.is_some() && details.payment_descriptor.is_some());
    shop.cancel(&order).await.unwrap();
    assert!(shop.details(&order).await.buyer.is_some());
}

#[tokio::test]
async fn the_token_of_the_buyer_shows_everything_for_an_hour() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.draft().await;
    let good = shop.token(shop.seller_id(), wallet(Behaviour::Approved).buyer).await;
    let details = shop.shown(&order, Some(good.clone())).await.unwrap();
    assert_eq!(details.buyer.unwrap().name.as_deref(), Some("Berta Buyer"));
    let request = GetOrderReferenceDetailsRequest::new(&*order).address_consent_token(good.clone());
    let details = shop.world.sandbox.get_order_reference_details(&shop.call(), request).await.unwrap();
    assert!(details.order_reference_details.buyer.is_some());

    let anna = Buyer { email: "anna@example.com".to_owned(), ..wallet(Behaviour::Approved).buyer };
    let of_another = shop.token(shop.seller_id(), anna).await;
    let for_another = shop.token("A2OTHERSELLER0".to_owned(), wallet(Behaviour::Approved).buyer).await;
    let forged = ConsentToken::new(good.as_str().replace("Atza|4", "Atza|5"));
    for bad in [of_another, for_another, forged, ConsentToken::new("Atza|IQEBLzAtAhUA"), ConsentToken::new("YES")] {
        refused(shop.shown(&order, Some(bad)).await, ErrorCode::InvalidAddressConsentToken, 404);
    }
    shop.pass(TimeDelta::hours(1) - TimeDelta::seconds(1));
    shop.shown(&order, Some(good.clone())).await.unwrap();
    shop.pass(TimeDelta::seconds(1));
    refused(shop.shown(&order, Some(good)).await, ErrorCode::InvalidAddressConsentToken, 404);
}

#[tokio::test]
async fn a_caller_acts_for_his_merchants_alone() {
    let shop = Shop::in_(World::in_memory().await);
    shop.add(other(Some("amzn.mws.4ea38b7b-f563-7709-4bae-87aea0000000"))).await;
    let order = shop.order("10").await;
    let ask = |seller_id: &str, auth_token: Option<&str>| {
        let call = shop.call_for(Seller {
            seller_id: seller_id.to_owned(),
            auth_token: auth_token.map(str::to_owned),
            environment: Environment::Sandbox,
        });
        let (sandbox, request) = (shop.world.sandbox.clone(), GetOrderReferenceDetailsRequest::new(&*order));
        async move { sandbox.get_order_reference_details(&call, request).await }
    };
    let unknown = ask("A9NOBODY", None).await;
    let message = unknown.as_ref().unwrap_err().message().to_owned();
    assert!(message.contains(&shop.seller_id()) && message.contains("A2OTHERSELLER0"), "{message}");
    assert!(!message.contains("amzn.mws."), "{message}");
    refused(unknown, ErrorCode::AccessDenied, 401);
    refused(ask("A2OTHERSELLER0", None).await, ErrorCode::AccessDenied, 401);
    refused(ask("A2OTHERSELLER0", Some("amzn.mws.wrong")).await, ErrorCode::AccessDenied, 401);
    // He may act for this one, who has no such order.
    let token = Some("amzn.mws.4ea38b7b-f563-7709-4bae-87aea0000000");
    refused(ask("A2OTHERSELLER0", token).await, ErrorCode::InvalidOrderReferenceId, 404);
    ask(&shop.seller_id(), None).await.unwrap();
}

#[tokio::test]
async fn a_merchant_who_is_not_active_takes_no_part() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order("10").await;
    let id = shop.seller_id();
    shop.act(move |books| {
        let mut merchant = books.merchant(&id)?.unwrap();
        merchant.active = false;
        books.put(merchant);
        Ok(())
    })
    .await
    .unwrap();
    refused(shop.authorize(shop.authorization(&order, "1")).await, ErrorCode::InvalidAccountStatus, 403);
    refused(shop.shown(&order, None).await, ErrorCode::InvalidAccountStatus, 403);
}

#[tokio::test]
async fn nothing_is_found_in_the_other_environment_or_under_another_name() {
    let shop = Shop::in_(World::in_memory().await);
    let capture = shop.captured("10").await;
    let refund = shop.refund(shop.refunding(&capture, "1")).await.unwrap().amazon_refund_id;
    let authorization = capture.replace("-C", "-A");
    let order = authorization.split("-A").next().unwrap().to_owned();
    let sandbox = &shop.world.sandbox;
    for (call, nobody) in [(shop.call_in(Environment::Live), false), (shop.call(), true)] {
        let id = |id: &str| if nobody { format!("{}000000", &id[..id.len() - 6]) } else { id.to_owned() };
        let order = if nobody { "S01-0000000-0000000".to_owned() } else { order.clone() };
        let request = GetOrderReferenceDetailsRequest::new(&*order);
        let result = sandbox.get_order_reference_details(&call, request).await;
        refused(result, ErrorCode::InvalidOrderReferenceId, 404);
        let result = sandbox.confirm_order_reference(&call, ConfirmOrderReferenceRequest::new(&*order)).await;
        refused(result, ErrorCode::InvalidOrderReferenceId, 404);
        let result = sandbox.cancel_order_reference(&call, CancelOrderReferenceRequest::new(&*order)).await;
        refused(result, ErrorCode::InvalidOrderReferenceId, 404);
        let result = sandbox.close_order_reference(&call, CloseOrderReferenceRequest::new(&*order)).await;
        refused(result, ErrorCode::InvalidOrderReferenceId, 404);
        let said = attributes(usd("1"));
        let request = SetOrderReferenceDetailsRequest::new(&*order, said);
        let result = sandbox.set_order_reference_details(&call, request).await;
        refused(result, ErrorCode::InvalidOrderReferenceId, 404);
        let request = SetOrderAttributesRequest::new(&*order, OrderAttributes::default());
        refused(sandbox.set_order_attributes(&call, request).await, ErrorCode::InvalidOrderReferenceId, 404);
        let request = AuthorizeRequest::new(&*order, "new", usd("1"));
        refused(sandbox.authorize(&call, request).await, ErrorCode::InvalidOrderReferenceId, 404);
        let request = GetAuthorizationDetailsRequest::new(id(&authorization));
        refused(sandbox.get_authorization_details(&call, request).await, ErrorCode::InvalidTransactionId, 404);
        let request = CloseAuthorizationRequest::new(id(&authorization));
        refused(sandbox.close_authorization(&call, request).await, ErrorCode::InvalidTransactionId, 404);
        let request = CaptureRequest::new(id(&authorization), "new", usd("1"));
        refused(sandbox.capture(&call, request).await, ErrorCode::InvalidTransactionId, 404);
        let request = GetCaptureDetailsRequest::new(id(&capture));
        refused(sandbox.get_capture_details(&call, request).await, ErrorCode::InvalidTransactionId, 404);
        let request = RefundRequest::new(id(&capture), "new", usd("1"));
        refused(sandbox.refund(&call, request).await, ErrorCode::InvalidTransactionId, 404);
        let request = GetRefundDetailsRequest::new(id(refund.as_str()));
        refused(sandbox.get_refund_details(&call, request).await, ErrorCode::InvalidTransactionId, 404);
    }
}

#[tokio::test]
async fn a_token_of_the_last_moment_there_is_opens_nothing_and_breaks_nothing() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.draft().await;
    let seller = shop.seller_id();
    let forged = shop.act(move |books| {
        let buyer = books.order_reference(&order)?.expect("it was made").wallet.buyer;
        let now = books.now();
        books.set_now(chrono::DateTime::<chrono::Utc>::MAX_UTC);
        let token = access::token(books, &seller, &buyer);
        books.set_now(now);
        Ok((order.clone(), token))
    });
    let (order, token) = forged.await.unwrap();
    let error = shop.shown(&order, Some(token)).await.unwrap_err();
    assert!(error.is(ErrorCode::InvalidAddressConsentToken), "{error}");
}
