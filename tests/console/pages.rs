//! What was done is shown, and can be found again.

use std::collections::BTreeSet;

use amazon_fps::fps::{CsOwner, DescriptorPolicy, RefundRequest, ReserveRequest, SoftDescriptorType};
use amazon_fps::money::Amount;
use amazon_fps::sandbox::amazon_pay::{NewBillingAgreement, NewMerchant, NewOrderReference};
use amazon_fps::sandbox::{NewCaller, NewToken, Sandbox};
use rust_decimal::Decimal;

use crate::markup::Markup;
use crate::world::World;

#[tokio::test]
async fn a_payment_is_shown_with_everything_that_it_led_to() {
    let world = World::start().await;
    let token = world.token("CC").await;
    let request = amazon_fps::fps::PayRequest::new(&token, Amount::usd(100), "order-1")
        .caller_description("A bicycle")
        .sender_description("Bicycles & more")
        .descriptor_policy(DescriptorPolicy {
            soft_descriptor_type: Some(SoftDescriptorType::Dynamic),
            cs_owner: Some(CsOwner::Recipient),
        })
        .override_ipn_url("http://127.0.0.1:9/ipn");
    let id = world.rest().pay(&request).await.expect("the card is good").result.transaction_id;
    assert!(world.read("").await.contains("Pay: is completed"), "it is due");
    world.wait();
    let refund = RefundRequest::new(&id, "return-1").refund_amount(Amount::usd(40));
    let refund = world.rest().refund(&refund).await.expect("it was paid").result.transaction_id;
    world.wait();

    let page = world.page(&format!("transactions/{id}")).await;
    let text = page.text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "Amount 100.00",
        "Fees 3.20",
        "Refunded 40.00",
        "A bicycle",
        "order-1",
        "Dynamic descriptor (customer service: Recipient)",
        "Pending PendingNetworkResponse 100.00",
        "Success Success 100.00",
        "buyer@example.com",
        "Card processor",
        "Sum 0.00",
        "http://127.0.0.1:9/ipn",
    ] {
        assert!(text.contains(part), "{part} is not in: {text}");
    }
    for list in [format!("transactions/{refund}"), format!("tokens/{}", token.as_str()), "requests/1".to_owned()] {
        assert!(page.links.contains(&format!("/_sandbox/console/{list}")), "{list}: {:?}", page.links);
    }
    let notification = page.links.iter().find(|link| link.contains("/notifications/")).expect("it was announced");
    let notification = world.read(notification.trim_start_matches("/_sandbox/console/")).await;
    for part in ["http://127.0.0.1:9/ipn", "transactionId", id.as_str(), "RSA-SHA1", "signature", "certificateUrl"] {
        assert!(notification.contains(part), "{part} is not in: {notification}");
    }
    assert!(world.read("").await.contains("Ledger balances"));
    assert!(world.read("ledger").await.contains("The ledger balances"));
}

#[tokio::test]
async fn a_notification_of_amazon_pay_is_shown_as_it_is_posted() {
    let world = World::of(Sandbox::builder().notification_url("http://127.0.0.1:9/pay")).await;
    let order = NewOrderReference { amount: Some(94.into()), confirm: true, ..NewOrderReference::default() };
    let order = world.sandbox.create_order_reference(order).await.expect("the buyer can pay").id;
    let list = world.page("notifications").await;
    assert!(list.text.contains("OrderReferenceNotification · Open · USD 94.00"), "{}", list.text);
    let notification = list.links.iter().find(|link| link.contains("/notifications/")).expect("it was written");
    let page = world.page(notification.trim_start_matches("/_sandbox/console/")).await;
    let certificate = world.sandbox.sns_certificate_url();
    for part in [
        "http://127.0.0.1:9/pay",
        "As a message of SNS",
        "NotificationReferenceId",
        &order,
        "SigningCertURL",
        &certificate,
    ] {
        assert!(page.text.contains(part), "{part} is not in: {}", page.text);
    }
    assert!(page.links.iter().any(|link| link.ends_with(&order)), "{:?}", page.links);
}

#[tokio::test]
async fn limits_of_a_token_show_their_use() {
    let world = World::start().await;
    let token = NewToken {
        token_type: Some("MultiUse".to_owned()),
        payment_method: Some("ABT".to_owned()),
        amount: Some(Decimal::from(20)),
        total: Some(Decimal::from(50)),
        ..NewToken::default()
    };
    let token = world.sandbox.create_token(token).await.expect("the sandbox makes tokens").token_id;
    for (amount, reference) in [(10, "first"), (5, "second")] {
        let request = amazon_fps::fps::PayRequest::new(&token, Amount::usd(amount), reference);
        world.rest().pay(&request).await.expect("it is within the limit");
    }
    let text = world.read(&format!("tokens/{}", token.as_str())).await;
    for part in ["One payment at most USD 20.00", "in all 15.00 of 50.00 30 % 30 %", "first", "second", "Used 2"] {
        assert!(text.contains(part), "{part} is not in: {text}");
    }
}

#[tokio::test]
async fn accounts_and_instruments_show_what_they_hold() {
    let world = World::start().await;
    world.pay("ACH", 25, "by-bank").await;
    let page = world.page("accounts").await;
    let row = page.text.split("Bea Buyer").nth(1).expect("she is there").to_owned();
    assert!(row.contains("1,000,000.00") && row.contains("buyer@example.com"), "{row}");
    let account = page.links.iter().find(|link| link.contains("/accounts/")).expect("there are some");
    let text = world.read(account.trim_start_matches("/_sandbox/console/")).await;
    assert!(text.contains("Credit card ends in 1111") && text.contains("Bank account ends in 6789"), "{text}");

    let instruments = world.page("instruments").await;
    let one = instruments.links.iter().find(|link| link.contains("/instruments/")).expect("there are some");
    let text = world.read(one.trim_start_matches("/_sandbox/console/")).await;
    assert!(text.contains("Limit") && text.contains("Token that"), "{text}");
    assert!(world.read("subscriptions").await.contains("Next payment"));
}

#[tokio::test]
async fn what_people_write_stays_text() {
    let world = World::start().await;
    let nasty = "\"><script>alert('1')</script>&amp;";
    let request = world.payment("ABT", 3, nasty).await.caller_description(nasty).sender_description(nasty);
    let id = world.rest().pay(&request).await.expect("the buyer has it").result.transaction_id;
    let query = "%22%3E%3Cscript%3Ealert('1')%3C/script%3E%26amp;";
    let paths = [
        "".to_owned(),
        "transactions".to_owned(),
        format!("transactions?text={query}"),
        format!("transactions/{id}"),
        "requests".to_owned(),
        "requests/1".to_owned(),
        format!("requests?action={query}"),
        format!("search?q={query}"),
    ];
    for path in paths {
        let target = if path.is_empty() { "/_sandbox/".to_owned() } else { format!("/_sandbox/console/{path}") };
        let answer = world.get(&target).await;
        assert_eq!(answer.status, 200, "{target}");
        assert!(!answer.body.contains("<script>") && !answer.body.contains("\"><script"), "{target}");
    }
    let text = world.page(&format!("transactions/{id}")).await.text;
    assert_eq!(text.matches(nasty).count(), 3, "{text}");
}

#[tokio::test]
async fn transactions_are_filtered_and_paged() {
    let world = World::start().await;
    for number in 0..55 {
        world.pay("ABT", 1, &format!("small-{number:02}")).await;
    }
    world.pay("CC", 77, "the-large-one").await;
    let reserve = ReserveRequest::new(world.token("CC").await, Amount::usd(30), "held");
    world.rest().reserve(&reserve).await.expect("the card is good");
    let rows = |page: &Markup| page.links.iter().filter(|link| link.contains("/transactions/")).count();

    let first = world.page("transactions").await;
    assert_eq!(rows(&first), 50);
    let older = first.links.iter().find(|link| link.contains("before=")).expect("there are more");
    let second = world.page(older.trim_start_matches("/_sandbox/console/")).await;
    let all: BTreeSet<_> =
        first.links.iter().chain(&second.links).filter(|link| link.contains("/transactions/")).collect();
    assert!(all.len() >= 57, "every one is on one of both pages: {}", all.len());
    assert!(!second.links.iter().any(|link| link.contains("before=") && link != older), "it is the last one");

    for (filter, text) in [
        ("method=CC&text=the-large-one", "the-large-one"),
        ("text=77.00", "the-large-one"),
        ("operation=Reserve", "held"),
        ("text=SMALL-07", "small-07"),
    ] {
        let page = world.page(&format!("transactions?{filter}")).await;
        assert!(rows(&page) == 1 && page.text.contains(text), "{filter}: {}", page.text);
    }
    let none = world.read("transactions?status=Failure").await;
    assert!(none.contains("No transaction fits"), "{none}");
}

#[tokio::test]
async fn one_box_finds_everything() {
    let world = World::start().await;
    let paid = world.pay("ABT", 41, "order-4711").await.transaction_id;
    let token = world.token("ABT").await;
    for (wanted, found) in [
        (paid.as_str(), format!("transactions/{paid}")),
        (&paid.as_str()[..12], format!("transactions/{paid}")),
        ("ORDER-4711", format!("transactions/{paid}")),
        ("41.00", format!("transactions/{paid}")),
        ("buyer@example.com", format!("transactions/{paid}")),
        (token.as_str(), format!("tokens/{}", token.as_str())),
        ("order-4711", "requests/1".to_owned()),
        ("shop@example.com", "accounts/AKIAIOSFODNN7EXAMPLE".to_owned()),
    ] {
        let page = world.page(&format!("search?q={wanted}")).await;
        assert!(page.links.contains(&format!("/_sandbox/console/{found}")), "{wanted}: {:?}", page.links);
    }
    assert!(world.read("search?q=nowhere").await.contains("Nothing has “nowhere” in it"));
}

#[tokio::test]
async fn every_link_leads_to_a_sound_page_that_gives_no_secret_away() {
    let world = World::of(Sandbox::builder().caller("AKIASECOND", "its-secret")).await;
    let paid = world.payment("CC", 12, "order-1").await.override_ipn_url("http://127.0.0.1:9/");
    let paid = world.rest().pay(&paid).await.expect("the card is good").result.transaction_id;
    world.wait();
    world.rest().refund(&RefundRequest::new(&paid, "return-1")).await.expect("it was paid");
    world.send_signed(&[("Action", "Pay")], |text| text.to_lowercase()).await;
    for caller in [None, Some("AKIASECOND".to_owned())] {
        let amount = Some(Decimal::TEN);
        let order = NewOrderReference { caller: caller.clone(), amount, ..NewOrderReference::default() };
        world.sandbox.create_order_reference(order).await.expect("it is a draft");
        let agreement = NewBillingAgreement { caller: caller.clone(), confirm: true, ..NewBillingAgreement::default() };
        world.sandbox.create_billing_agreement(agreement).await.expect("nothing is missing");
        world.sandbox.add_merchant(NewMerchant { caller, ..NewMerchant::default() }).await.expect("there can be one");
    }
    let tokens = world.sandbox.merchants(None).await.expect("there are some").into_iter();
    let tokens: Vec<_> = tokens.filter_map(|merchant| merchant.auth_token).collect();
    let caller = world.caller();

    let mut known = BTreeSet::from(["/_sandbox/".to_owned(), "/_sandbox/?caller=AKIASECOND".to_owned()]);
    let mut next: Vec<_> = known.iter().cloned().collect();
    while let Some(link) = next.pop() {
        let answer = world.get(&link).await;
        assert_eq!(answer.status, 200, "{link}: {}", answer.body);
        if !answer.is_page() {
            assert_eq!(link, "/_sandbox/seed", "only this is no page");
            continue;
        }
        let secrets = [caller.secret_access_key.as_str(), "its-secret", "PRIVATE KEY", tokens[0].as_str()];
        for secret in secrets {
            assert!(!answer.body.contains(secret), "{link}");
        }
        assert!(
            answer.header("content-security-policy").starts_with("default-src 'none'; style-src 'self'; script-src")
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("cache-control"), "no-store");
        for link in Markup::of(&answer.body).links {
            let link = link.split('#').next().unwrap_or_default().to_owned();
            if link.starts_with("/amazon-pay/buyer?") {
                let buyers = world.get(&link).await;
                assert_eq!(buyers.status, 200, "{link}: {}", buyers.body);
                Markup::of(&buyers.body);
                continue;
            }
            assert!(link.is_empty() || link.starts_with("/_sandbox"), "{link} leads away");
            if !link.is_empty() && known.insert(link.clone()) {
                next.push(link);
            }
        }
    }
    assert!(known.len() > 100, "there is a world behind the first page: {}", known.len());
    assert!(known.iter().any(|link| link.contains("/tokens/") && link.ends_with("?caller=AKIASECOND")));
    for file in ["/_sandbox/console.js", "/_sandbox/style.css"] {
        assert_eq!(world.get(file).await.status, 200);
    }
}

#[tokio::test]
async fn worlds_are_shown_apart() {
    let world = World::start().await;
    let other = NewCaller { name: Some("other".to_owned()), ..NewCaller::default() };
    let other = world.sandbox.add_caller(other).await.expect("there is room").access_key_id;
    let paid = world.pay("ABT", 5, "order-1").await.transaction_id;
    assert_eq!(world.get(&format!("/_sandbox/console/transactions/{paid}?caller={other}")).await.status, 404);
    let overview = world.read("").await;
    assert!(overview.contains("The world of shop") && overview.contains("Pay REST"), "{overview}");
    let target = format!("/_sandbox/?caller={other}");
    let answer = Markup::of(&world.get(&target).await.body);
    assert!(
        answer.text.contains("None yet. Send the first one") && !answer.text.contains("order-1"),
        "{}",
        answer.text
    );
    assert_eq!(world.get("/_sandbox/?caller=nobody").await.status, 404);
    assert_eq!(world.get("/_sandbox/console/nothing").await.status, 404);
}
