//! What people see, and how they answer.

use amazon_fps::cbui::{Address, Branding, EditToken, MultiUse, Pipeline, Recipient, Request, SingleUse, Status};
use amazon_fps::fps::{PayRequest, PaymentMethod};
use amazon_fps::money::Amount;
use chrono::TimeDelta;
use rust_decimal::Decimal;

use crate::world::{BACK, World};

#[tokio::test]
async fn people_answer_otherwise() {
    let world = World::new().await;
    for (number, (steering, status)) in [
        ("auto=abandon", Status::A),
        ("auto=A", Status::A),
        ("auto=SE", Status::Se),
        ("auto=CE", Status::Ce),
        ("auto=PE", Status::Pe),
        ("auto=NP", Status::Np),
        ("auto=NM", Status::Nm),
        ("auto=approve&buyer=unverified-email", Status::Np),
        ("auto=approve&buyer=suspended", Status::Np),
        ("auto=approve&buyer=closed", Status::Np),
        // The caller itself would be paid.
        ("auto=approve&buyer=shop", Status::Np),
    ]
    .into_iter()
    .enumerate()
    {
        let reference = format!("order-{number}");
        let back =
            world.visit(&format!("{}&{steering}", world.link(SingleUse::new(&*reference, Amount::usd(5))))).await;
        assert_eq!((&back.status, back.token_id), (&status, None), "{steering}");
        assert_eq!(back.error_message.is_some(), status != Status::A, "{steering}");
        assert_eq!(back.caller_reference, Some(reference.as_str().into()));
    }
    for steering in ["auto=SC", "auto=yes", "auto=approve&buyer=nobody", "auto=approve&method=cash"] {
        let answer = world.get(&format!("{}&{steering}", world.link(SingleUse::new("x", Amount::usd(5))))).await;
        assert_eq!(answer.status, 400, "{steering}");
        assert!(answer.body.contains("none of them") || answer.body.contains("no such buyer"), "{}", answer.body);
    }
}

#[tokio::test]
async fn payment_methods_must_fit() {
    let world = World::new().await;
    let personal = "auto=approve&buyer=small-seller";
    let by_card = world.link(Recipient::new("r1", true).payment_methods([PaymentMethod::Cc, PaymentMethod::Abt]));
    assert_eq!(world.visit(&format!("{by_card}&{personal}")).await.status, Status::Np);
    let recipient = world.visit(&format!("{}&{personal}", world.link(Recipient::new("r2", false)))).await;
    assert_eq!(recipient.status, Status::Sr);
    let recipient = recipient.token_id.expect("it was approved");
    let paid = |method: &str| {
        let link = world.link(SingleUse::new(format!("o-{method}"), Amount::usd(5)).recipient_token(&recipient));
        format!("{link}&auto=approve&method={method}")
    };
    assert_eq!(world.visit(&paid("CC")).await.status, Status::Np);
    assert_eq!(world.visit(&paid("ABT")).await.status, Status::Sa);
    // Who pays is also who is paid.
    assert_eq!(world.visit(&format!("{}&buyer=small-seller", paid("ACH"))).await.status, Status::Np);

    let only = world.link(SingleUse::new("o-1", Amount::usd(5)).payment_methods([PaymentMethod::Ach]));
    assert_eq!(world.visit(&format!("{only}&auto=approve&method=CC")).await.status, Status::Pe);
    let reserved = world.link(SingleUse::new("o-2", Amount::usd(5)).reserve(true));
    assert_eq!(world.visit(&format!("{reserved}&auto=approve&method=ABT")).await.status, Status::Pe);
    // Some years later the cards have expired.
    world.clock.advance(TimeDelta::days(4 * 365));
    let by_card = world.link(SingleUse::new("o-3", Amount::usd(5)).payment_methods([PaymentMethod::Cc]));
    let back = world.visit(&format!("{by_card}&auto=approve")).await;
    assert_eq!(back.status, Status::Pe);
}

#[tokio::test]
async fn a_person_reads_the_page_and_approves() {
    let world = World::new().await;
    let reason = "<script>alert('x')</script> & more";
    let order = SingleUse::new("order-1", Amount::usd(1_250)).payment_reason(reason).tax(Amount::usd(50));
    let branding = {
        let mut branding = Branding::default();
        branding.image_url = Some("https://shop.example.com/logo.png".to_owned());
        branding.description = Some("The \"shop\"".to_owned());
        branding
    };
    let target = world.target(&Request::new(order, BACK).branding(branding));
    let page = world.get(&target).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
    assert!(page.header("content-security-policy").expect("there is one").starts_with("default-src 'none'"));
    for text in [
        "Pay Example Shop",
        "$1,250.00 at most",
        "$50.00",
        "ending in 1111",
        "ending in 6789",
        "Account balance, $1,000,000.00",
    ] {
        assert!(page.body.contains(text), "{text}: {}", page.body);
    }
    assert!(!page.body.contains("<script>") && page.body.contains("alert("), "{}", page.body);

    let action = action(&page.body);
    let answer = world.post(&action, "buyer=buyer&method=ACH&answer=approve&transactionAmount=9999").await;
    assert_eq!(answer.status, 303);
    let back = world.back(&answer);
    assert_eq!(back.status, Status::Sb);
    let token = back.token_id.expect("it was approved");
    let over = world.client().pay(&PayRequest::new(&token, Amount::usd(1_251), "pay-1")).await;
    assert!(over.expect_err("the form says nothing of amounts").to_string().contains("IncompatibleTokens"));

    let changed = world.post(&action.replace("1250.00", "9250.00"), "buyer=buyer&method=CC&answer=approve").await;
    assert!(world.back(&changed).error_message.expect("it says why").contains("[signature]"));
    for (form, status) in
        [("buyer=buyer&answer=abandon", Status::A), ("buyer=buyer&answer=other&status=NP", Status::Np)]
    {
        assert_eq!(world.back(&world.post(&action, form).await).status, status);
    }
    for form in ["", "buyer=buyer", "answer=approve", "buyer=nobody&answer=approve", "buyer=%FF&answer=approve"] {
        assert_eq!(world.post(&action, form).await.status, 400, "{form}");
    }
}

#[tokio::test]
async fn approving_twice_is_approving_once() {
    let world = World::new().await;
    let old = world.approve(MultiUse::new("many", Amount::usd(20))).await.token_id.expect("it was approved");
    for pipeline in [Pipeline::from(SingleUse::new("order-1", Amount::usd(5))), EditToken::new("edit", &old).into()] {
        let action = action(&world.get(&world.link(pipeline)).await.body);
        let first = world.back(&world.post(&action, "buyer=buyer&method=ABT&answer=approve").await);
        let again = world.back(&world.post(&action, "buyer=buyer&method=ABT&answer=approve").await);
        assert_eq!(first.status, Status::Sa, "{first:?}");
        assert_eq!((again.status, again.token_id), (first.status, first.token_id));
    }
}

#[tokio::test]
async fn somebody_else_can_answer() {
    let world = World::new().await;
    let link = world.link(SingleUse::new("order-1", Amount::usd(25)));
    let page = world.get(&format!("{link}&buyer=poor-buyer")).await;
    assert!(page.body.contains("How Pat Poor pays") && page.body.contains("not verified yet"), "{}", page.body);
    let page = world.get(&format!("{link}&buyer=unverified-email")).await;
    assert!(page.body.contains("end with the status NP"), "{}", page.body);
    let page = world.get(&world.link(Recipient::new("seller-1", false).max_variable_fee(Decimal::TEN))).await;
    for text in ["Be paid through Example Shop", "Example Shop pays them", "10 % of each payment", "selected>Sam"] {
        assert!(page.body.contains(text), "{text}: {}", page.body);
    }
}

#[tokio::test]
async fn a_shipping_address_is_asked_for() {
    let world = World::new().await;
    let given = Address {
        name: Some("Bea Böhm".to_owned()),
        line1: Some("Am Markt 1 & 2".to_owned()),
        city: Some("Jena".to_owned()),
        country: Some("DE".to_owned()),
        ..Address::default()
    };
    let request = Request::new(SingleUse::new("order-1", Amount::usd(25)), BACK).shipping_address(given.clone());
    let target = world.target(&request);
    let back = world.visit(&format!("{target}&auto=approve")).await;
    assert_eq!(back.address, given);

    let page = world.get(&target).await;
    assert!(page.body.contains("value=\"Bea Böhm\""), "{}", page.body);
    let action = action(&page.body);
    let missing = world.post(&action, "buyer=buyer&method=CC&answer=approve&addressName=Bea").await;
    assert_eq!(missing.status, 400);
    assert!(missing.body.contains("needs a name") && missing.body.contains("value=\"Bea\""), "{}", missing.body);
    let form = "buyer=buyer&method=CC&answer=approve&addressName=B&addressLine1=L&city=C&country=US&zip=1";
    let back = world.back(&world.post(&action, form).await);
    assert_eq!((back.address.line1.as_deref(), back.address.zip.as_deref()), (Some("L"), Some("1")));
    // Nobody asked: nothing is told.
    assert_eq!(world.approve(SingleUse::new("order-2", Amount::usd(25))).await.address, Address::default());
}

#[tokio::test]
async fn the_style_sheet_is_served() {
    let world = World::new().await;
    let style = world.get("/_sandbox/style.css").await;
    assert_eq!((style.status, style.header("content-type")), (200, Some("text/css; charset=utf-8")));
    assert!(style.body.contains("prefers-color-scheme: dark"));
}

fn action(body: &str) -> String {
    let (_, rest) = body.split_once("<form method=\"post\" action=\"").expect("the page has a form");
    let (action, _) = rest.split_once('"').expect("the attribute ends");
    action.replace("&#38;", "&").replace("&amp;", "&")
}
