//! What was done with Amazon Pay is shown, found again, and led on.

use amazon_fps::amazon_pay::client::{Client, Throttle};
use amazon_fps::amazon_pay::{
    AuthorizeOnBillingAgreementRequest, AuthorizeRequest, CaptureRequest, Environment, RefundRequest,
};
use amazon_fps::client::{Credentials, Endpoint, RetryPolicy};
use amazon_fps::money::Price;
use amazon_fps::sandbox::amazon_pay::{NewBillingAgreement, NewMerchant, NewOrderReference};
use amazon_fps::sandbox::{Clock, Sandbox};
use rust_decimal::Decimal;

use crate::world::World;

const NASTY: &str = "\"><script>alert('1')</script>&amp;";

/// Somebody who sells without quotas, and is told of it where nobody listens.
async fn world() -> (World, Client) {
    let world = World::of(Sandbox::builder().quotas(false).notification_url("http://127.0.0.1:1/")).await;
    let (caller, clock) = (world.caller(), world.clock.clone());
    let merchant = world.sandbox.merchants(None).await.expect("there is one").remove(0);
    let client = Client::builder()
        .endpoint(Endpoint::url(&format!("http://{}", world.address)).expect("it is an address"))
        .environment(Environment::Sandbox)
        .credentials(Credentials::new(caller.access_key_id, caller.secret_access_key))
        .seller_id(merchant.seller_id)
        .application("console", "1")
        .retry(RetryPolicy::never())
        .throttle(Throttle::off())
        .clock(move || clock.now());
    (world, client.build().expect("it has all that it needs"))
}

/// An order reference of 50 dollars that is open.
async fn order(world: &World, seller_order_id: &str) -> String {
    let new = NewOrderReference {
        amount: Some(Decimal::from(50)),
        seller_order_id: Some(seller_order_id.to_owned()),
        confirm: true,
        ..NewOrderReference::default()
    };
    world.sandbox.create_order_reference(new).await.expect("nothing is missing").id
}

/// Authorizes 50 dollars of it: at once, or to be decided.
async fn authorize(client: &Client, order: &str, reference: &str, timeout: i32) -> String {
    let mut request = AuthorizeRequest::new(order, reference, Price::usd(50));
    request.transaction_timeout = Some(timeout);
    request.seller_authorization_note = Some(NASTY.to_owned());
    let answer = client.authorize(&request).await.expect("it is open");
    answer.result.authorization_details.amazon_authorization_id.as_str().to_owned()
}

#[tokio::test]
async fn an_order_is_shown_with_everything_that_it_led_to() {
    let (world, client) = world().await;
    let order = order(&world, "order-7").await;
    let authorization = authorize(&client, &order, "auth-1", 0).await;
    let capture = client.capture(&CaptureRequest::new(&*authorization, "capture-1", Price::usd(50))).await;
    let capture = capture.expect("it is open").result.capture_details.amazon_capture_id;
    let refund = RefundRequest::new(capture.as_str(), "refund-1", Price::usd(20));
    let refund = client.refund(&refund).await.expect("it is completed").result.refund_details.amazon_refund_id;
    world.wait();

    let page = world.page(&format!("amazon-pay-orders/{order}")).await;
    let text = page.text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "State Open",
        "Total 50.00 USD",
        "Captured 50.00 USD",
        "Refunded 20.00 USD",
        "Environment Sandbox",
        "Closed MaxCapturesProcessed",
        "Reference auth-1",
        "Reference capture-1",
        "Reference refund-1",
        "Fee 1.75 USD",
        "Type SellerInitiated",
        "Pending",
        "Bea Buyer, buyer@example.com",
        "Visa ending in 1111 approved",
        "Seattle",
        "Amazon Pay: processor",
        "They sum to 0.00.",
        "order-7",
        NASTY,
    ] {
        assert!(text.contains(part), "{part} is not in: {text}");
    }
    assert!(page.links.iter().any(|link| link.contains("/notifications/")), "{:?}", page.links);
    assert!(page.links.contains(&"/_sandbox/console/requests/1".to_owned()), "{:?}", page.links);
    for id in [&authorization, capture.as_str(), refund.as_str()] {
        let same = world.page(&format!("amazon-pay-orders/{id}")).await;
        assert!(same.text.contains(&order), "a part of it leads to it");
    }
    let notification = page.links.iter().find(|link| link.contains("/notifications/")).expect("it was announced");
    let notification = world.page(notification.trim_start_matches("/_sandbox/console/")).await;
    let about = notification.links.iter().find(|link| link.contains("/amazon-pay-orders/")).expect("it leads back");
    assert!(about.contains(&order), "{about}");

    let ledger = world.page("ledger").await;
    let anchor = format!("/_sandbox/console/amazon-pay-orders/{order}#{capture}");
    assert!(ledger.links.contains(&anchor), "{:?}", ledger.links);
    assert!(ledger.links.iter().any(|link| link.contains("/amazon-pay-merchants/")), "{:?}", ledger.links);
    assert!(world.read("").await.contains("Ledger balances"));
}

#[tokio::test]
async fn lists_and_the_overview_count_and_filter() {
    let (world, client) = world().await;
    for number in 0..51 {
        order(&world, &format!("order-{number:02}")).await;
    }
    let live = NewOrderReference { environment: Some(Environment::Live), ..NewOrderReference::default() };
    let live = world.sandbox.create_order_reference(live).await.expect("it is a draft").id;
    let pending = order(&world, "the-last-one").await;
    authorize(&client, &pending, "auth-1", 60).await;
    let overview = world.read("").await;
    for part in ["Order references 53", "Open 52", "Draft 1", "Merchants 1", "Authorization: is decided"] {
        assert!(overview.contains(part), "{part} is not in: {overview}");
    }
    let rows = async |query: &str| {
        let page = world.page(&format!("amazon-pay-orders{query}")).await;
        let orders = page.links.iter().filter(|link| link.contains("/amazon-pay-orders/")).count();
        (orders, page.links.iter().find(|link| link.contains("page=")).cloned())
    };
    let (count, older) = rows("").await;
    assert_eq!(count, 50);
    let older = older.expect("there are older ones");
    let query = older.trim_start_matches("/_sandbox/console/amazon-pay-orders");
    assert_eq!(rows(query).await.0, 3);
    assert_eq!(rows("?state=Draft").await.0, 1);
    assert_eq!(rows("?environment=Live").await.0, 1);
    assert_eq!(rows("?text=order-1").await.0, 10);
    assert_eq!(rows("?state=Canceled").await.0, 0);
    assert!(world.read("amazon-pay-orders?environment=Live").await.contains(&live));
}

#[tokio::test]
async fn a_billing_agreement_is_shown_with_its_limit_and_charges() {
    let (world, client) = world().await;
    let new = NewBillingAgreement { confirm: true, ..NewBillingAgreement::default() };
    let id = world.sandbox.create_billing_agreement(new).await.expect("nothing is missing").id;
    let mut charge = AuthorizeOnBillingAgreementRequest::new(&*id, "month-1", Price::usd(125));
    charge.transaction_timeout = Some(0);
    charge.capture_now = Some(true);
    let charged = client.authorize_on_billing_agreement(&charge).await.expect("it is open").result;
    let charge = charged.authorization_details.amazon_authorization_id;
    let page = world.page(&format!("amazon-pay-agreements/{id}")).await;
    let text = page.text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in ["State Open", "Consent given", "125.00 USD of 500.00 USD 25 %", "Closed MaxCapturesProcessed"] {
        assert!(text.contains(part), "{part} is not in: {text}");
    }
    assert!(page.links.iter().any(|link| link.ends_with(&format!("#{charge}"))), "{:?}", page.links);
    assert!(world.read("amazon-pay-agreements").await.contains(&id));
    assert!(world.read("amazon-pay-agreements?state=Closed").await.contains("No billing agreement fits."));
    let actions = format!("/_sandbox/console/amazon-pay/{id}/actions");
    let back = world.post(&actions, "action=suspend&back=%2F_sandbox%2Fconsole%2Fledger").await;
    assert_eq!((back.status, back.header("location")), (303, "/_sandbox/console/ledger"));
    assert!(world.read(&format!("amazon-pay-agreements/{id}")).await.contains("State Suspended"));
    assert_eq!(world.get("/_sandbox/console/amazon-pay-agreements/C01-0000000-0000000").await.status, 404);
}

#[tokio::test]
async fn amazon_acts_from_a_page() {
    let (world, client) = world().await;
    let order = order(&world, "order-1").await;
    let pending = authorize(&client, &order, "auth-1", 60).await;
    let act = async |id: &str, form: &str| {
        world.post(&format!("/_sandbox/console/amazon-pay/{id}/actions"), &format!("{form}&back=")).await.status
    };
    let read = async || world.read(&format!("amazon-pay-orders/{order}")).await;
    assert!(read().await.contains("Let Amazon decide"));
    assert_eq!(act(&pending, "action=decide&decline=ProcessingFailure").await, 303);
    assert!(read().await.contains("Declined ProcessingFailure"));

    let open = authorize(&client, &order, "auth-2", 0).await;
    let capture = client.capture(&CaptureRequest::new(&*open, "capture-1", Price::usd(50))).await;
    let capture = capture.expect("it is open").result.capture_details.amazon_capture_id;
    assert_eq!(act(capture.as_str(), "action=refund&amount=12.50").await, 303);
    assert_eq!(act(capture.as_str(), "action=chargeback&amount=").await, 303);
    let text = read().await;
    for part in ["AmazonA-ZRefund", "Chargeback", "12.50 USD"] {
        assert!(text.contains(part), "{part} is not in: {text}");
    }
    assert_eq!(act(capture.as_str(), "action=refund&amount=much").await, 400);
    assert_eq!(act(&order, "action=explode").await, 422);
    assert_eq!(act(&order, "action=cancel").await, 303);
    let text = read().await;
    assert!(text.contains("State Canceled Reason AmazonCanceled") && !text.contains("Choose as the buyer"), "{text}");
    assert_eq!(act(&order, "action=close").await, 405);
    assert_eq!(act("S01-0000000-0000000", "action=close").await, 404);
}

#[tokio::test]
async fn everything_is_found_by_what_a_person_knows_of_it() {
    let (world, client) = world().await;
    let order = order(&world, "order-7").await;
    let authorization = authorize(&client, &order, "auth-1", 0).await;
    let agreement = NewBillingAgreement::default();
    let agreement = world.sandbox.create_billing_agreement(agreement).await.expect("it is a draft").id;
    let merchant = NewMerchant { name: Some("Sue & Sons".to_owned()), ..NewMerchant::default() };
    let merchant = world.sandbox.add_merchant(merchant).await.expect("there can be one").seller_id;
    for (wanted, found) in [
        ("order-7", format!("/amazon-pay-orders/{order}")),
        ("auth-1", format!("/amazon-pay-orders/{order}#{authorization}")),
        (&order, format!("/amazon-pay-orders/{order}")),
        (&agreement, format!("/amazon-pay-agreements/{agreement}")),
        ("buyer@example.com", format!("/amazon-pay-agreements/{agreement}")),
        ("Sue%20%26%20S", format!("/amazon-pay-merchants/{merchant}")),
    ] {
        let links = world.page(&format!("search?q={wanted}")).await.links;
        assert!(links.contains(&format!("/_sandbox/console{found}")), "{wanted}: {links:?}");
    }
    let page = world.page(&format!("amazon-pay-merchants/{merchant}")).await;
    assert!(page.text.contains("Sue & Sons") && page.text.contains("None yet."), "{}", page.text);
    let page = page.links.iter().find(|link| link.starts_with("/amazon-pay/buyer")).expect("buyers can come");
    assert_eq!(world.get(page).await.status, 200);
    assert!(world.read("amazon-pay-merchants").await.contains("the caller’s own"));
}

#[tokio::test]
async fn requests_show_the_merchant() {
    let (world, client) = world().await;
    let order = order(&world, "order-1").await;
    authorize(&client, &order, "auth-1", 0).await;
    let list = world.read("requests").await;
    let caller = format!("Authorize REST POST AKIAIOSFODNN7EXAMPLE for {} 200", client.seller_id());
    assert!(list.contains(&caller), "{caller} is not in: {list}");
    let mut missing = AuthorizeRequest::new("S01-0000000-0000000", "auth-2", Price::usd(1));
    missing.transaction_timeout = Some(0);
    client.authorize(&missing).await.expect_err("there is no such order reference");
    let text = world.read("requests/2").await;
    for part in ["InvalidOrderReferenceId", client.seller_id(), "AuthorizationReferenceId auth-2"] {
        assert!(text.contains(part), "{part} is not in: {text}");
    }
}
