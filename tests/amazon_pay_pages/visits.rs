//! What addresses of the page say, and what of it is refused.

use amazon_fps::amazon_pay::Environment;
use amazon_fps::sandbox::NewCaller;
use amazon_fps::sandbox::amazon_pay::NewMerchant;

use crate::world::{BACK, Back, World, target};

#[tokio::test]
async fn an_address_that_makes_no_sense_is_told_so() {
    let world = World::new().await;
    let seller = world.merchant.seller_id.clone();
    let agreement =
        world.approve(&[("agreementType", "BillingAgreement")]).await.value("billingAgreementId").to_owned();
    let order = world.approve(&[("environment", "live")]).await.value("orderReferenceId").to_owned();
    assert!(order.starts_with("P01-") && agreement.starts_with("C01-"), "{order} {agreement}");
    for (query, reason) in [
        (String::new(), "sellerId is missing"),
        ("sellerId=".to_owned(), "sellerId is missing"),
        ("sellerId=ANOBODY".to_owned(), "There is no merchant"),
        (format!("sellerId={seller}&caller=AKIANOBODY"), "There is no merchant"),
        (format!("sellerId={seller}&environment=test"), "sandbox or live"),
        (format!("sellerId={seller}&agreementType=Token"), "OrderReference or BillingAgreement"),
        (format!("sellerId={seller}&agreementType=BillingAgreement&orderReferenceId={order}"), "don't go together"),
        (format!("sellerId={seller}&billingAgreementId={agreement}&orderReferenceId={order}"), "don't go together"),
        (format!("sellerId={seller}&orderReferenceId=S01-0000000-0000000"), "no such order reference"),
        (format!("sellerId={seller}&billingAgreementId={order}"), "no such billing agreement"),
        (format!("sellerId={seller}&orderReferenceId={order}&environment=sandbox"), "this environment"),
        (format!("sellerId={seller}&language=english"), "en-GB"),
        (format!("sellerId={seller}&returnUrl=javascript:alert(1)"), "absolute http or https"),
        (format!("sellerId={seller}&returnUrl=/back"), "absolute http or https"),
        (format!("sellerId={seller}&returnUrl=http%3A%2F%2Fshop.example%2F%3FaccessToken%3Dx"), "accessToken"),
        (format!("sellerId={seller}&auto=yes"), "approve or cancel"),
        (format!("sellerId={seller}&auto=approve&payment=cash"), "payment can be none, visa"),
        (format!("sellerId={seller}&auto=approve&address=moon"), "address can be none, seattle"),
        (format!("sellerId={seller}&auto=approve&consent=maybe"), "true or false"),
        (format!("sellerId={seller}&buyer=nobody"), "There are: shop, buyer"),
        (format!("sellerId={seller}&orderReferenceId={order}&payment=none"), "can't be taken back"),
        (format!("sellerId={seller}{}", "&x=1".repeat(60)), "more than 50 parameters"),
        (format!("sellerId={seller}&state=%FF"), "UTF-8"),
    ] {
        let answer = world.get(&format!("/amazon-pay/buyer?{query}")).await;
        assert_eq!(answer.status, 400, "{query}: {}", answer.body);
        let body = answer.body.replace("&#39;", "'");
        assert!(body.contains("This can’t be shown") && body.contains(reason), "{query}: {body}");
    }
    let target = world.target(&[]);
    for form in ["", "buyer=buyer", "answer=perhaps", "answer=approve&buyer=nobody", "answer=approve&payment=%FF"] {
        assert_eq!(world.post(&target, form).await.status, 400, "{form}");
    }
}

#[tokio::test]
async fn what_is_over_is_not_changed() {
    let world = World::new().await;
    let id = world.approve(&[]).await.value("orderReferenceId").to_owned();
    world.clock.advance(chrono::TimeDelta::hours(4));
    let answer = world.get(&world.target(&[("orderReferenceId", &id)])).await;
    assert!(answer.status == 400 && answer.body.contains("is Canceled: nothing can be chosen"), "{}", answer.body);
}

#[tokio::test]
async fn without_a_way_back_the_page_shows_what_would_come_back() {
    let world = World::new().await;
    let answer = world.get(&world.target(&[("auto", "approve"), ("state", "<1>")])).await;
    assert_eq!(answer.status, 200);
    for text in ["orderReferenceId", "S01-", "accessToken", "Atza|", "&#60;1&#62;"] {
        assert!(answer.body.contains(text), "{text}: {}", answer.body);
    }
    let gone = world.get(&world.target(&[("auto", "cancel")])).await;
    assert!(gone.status == 200 && gone.body.contains("access_denied"), "{}", gone.body);
}

#[tokio::test]
async fn a_way_back_keeps_what_it_has() {
    let world = World::new().await;
    let back = "https://shop.example.com/back?a=1&a=2#part";
    let answer = world.get(&world.target(&[("auto", "cancel"), ("returnUrl", back)])).await;
    assert_eq!(answer.header("location"), Some("https://shop.example.com/back?a=1&a=2&error=access_denied#part"));
}

#[tokio::test]
async fn a_seller_id_leads_to_the_world_that_it_is_of() {
    let world = World::new().await;
    let other = world.sandbox.add_caller(NewCaller::default()).await.expect("there can be one");
    let key = other.access_key_id.as_str();
    let own = world.sandbox.merchants(Some(key)).await.expect("there is one").remove(0);
    let made = world.get(&target(&own.seller_id, &[("auto", "approve"), ("returnUrl", BACK)])).await;
    let id = Back::of(&made).value("orderReferenceId").to_owned();
    let listed = world.sandbox.choose(&id, Default::default()).await;
    assert_eq!(listed.expect_err("the first caller doesn't have it").code(), "InvalidOrderReferenceId");

    // Both have a merchant of this name.
    for caller in [None, Some(key.to_owned())] {
        let merchant = NewMerchant { caller, seller_id: Some("ASHARED".to_owned()), ..NewMerchant::default() };
        world.sandbox.add_merchant(merchant).await.expect("it is new in this world");
    }
    let shared = "/amazon-pay/buyer?sellerId=ASHARED";
    let refused = world.get(shared).await;
    assert!(refused.status == 400 && refused.body.contains("caller=ACCESS_KEY"), "{}", refused.body);
    assert_eq!(world.get(&format!("{shared}&caller={key}")).await.status, 200);

    // Somebody else's own SellerId is meant as his.
    let merchant = NewMerchant { seller_id: Some(own.seller_id.clone()), ..NewMerchant::default() };
    world.sandbox.add_merchant(merchant).await.expect("it is new in this world");
    let made = world.get(&target(&own.seller_id, &[("auto", "approve"), ("returnUrl", BACK)])).await;
    let id = Back::of(&made).value("orderReferenceId").to_owned();
    let choice = amazon_fps::sandbox::amazon_pay::BuyerChoice { caller: Some(key.to_owned()), ..Default::default() };
    let choice = world.sandbox.choose(&id, choice).await.expect("it is in the world of the other caller");
    assert_eq!(choice.environment, Environment::Sandbox);
}
