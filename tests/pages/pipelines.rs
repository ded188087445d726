//! What people approve can be used, and for nothing else.

use amazon_fps::cbui::{
    CardExpiry, EditToken, MultiUse, Period, Recipient, Recurring, SetupPostpaid, SetupPrepaid, SingleUse, Status,
    Unit, UsageLimit,
};
use amazon_fps::fps::{
    FundPrepaidRequest, GetTokenByCallerRequest, PayRequest, PaymentMethod, SettleDebtRequest, TokenStatus,
    TransactionStatus,
};
use amazon_fps::money::Amount;
use chrono::TimeDelta;
use rust_decimal::Decimal;

use crate::world::World;

#[tokio::test]
async fn a_single_use_token_pays() {
    let world = World::new().await;
    let back = world.approve(SingleUse::new("order-1", Amount::usd(25)).payment_reason("A book")).await;
    assert_eq!(back.status, Status::Sc);
    assert_eq!(back.expiry, Some(CardExpiry { year: 2013, month: 9 }));
    assert_eq!(back.caller_reference, Some("order-1".into()));

    let client = world.client();
    let token = back.token_id.expect("it was approved");
    let found = client.get_token_by_caller(&GetTokenByCallerRequest::new().caller_reference("order-1")).await;
    let found = found.expect("it was installed").result.token.expect("it was found");
    assert_eq!((found.token_id, found.payment_reason.as_deref()), (token.clone(), Some("A book")));
    let paid = client.pay(&PayRequest::new(&token, Amount::usd(25), "pay-1")).await.expect("it was authorised");
    assert_eq!(paid.transaction_status, TransactionStatus::Pending);
    let again = client.pay(&PayRequest::new(&token, Amount::usd(25), "pay-2")).await.expect_err("it is for one use");
    assert!(again.to_string().contains("SameTokenIdUsedMultipleTimes"), "{again}");
}

#[tokio::test]
async fn the_payment_method_is_told_by_the_status() {
    let world = World::new().await;
    for (method, status) in [("CC", Status::Sc), ("ACH", Status::Sb), ("ABT", Status::Sa)] {
        let link = world.link(SingleUse::new(format!("order-{method}"), Amount::usd(5)));
        let back = world.visit(&format!("{link}&auto=approve&method={method}&buyer=buyer@example.com")).await;
        assert_eq!((back.status, back.expiry.is_some()), (status, method == "CC"));
        let pay = PayRequest::new(back.token_id.expect("it was approved"), Amount::usd(5), format!("pay-{method}"));
        let paid = world.client().pay(&pay).await.expect("it was authorised");
        assert_eq!(paid.transaction_status == TransactionStatus::Success, method == "ABT");
    }
}

#[tokio::test]
async fn multi_use_and_recurring_tokens_keep_to_their_limits() {
    let world = World::new().await;
    let client = world.client();
    let multi_use = MultiUse::new("many", Amount::usd(20)).payment_methods([PaymentMethod::Abt]);
    let token = world.approve(multi_use).await.token_id.expect("it was approved");
    for (reference, amount, fits) in [("a", 15, true), ("b", 6, false), ("c", 5, true)] {
        let paid = client.pay(&PayRequest::new(&token, Amount::usd(amount), reference)).await;
        assert_eq!(paid.is_ok(), fits, "{paid:?}");
    }

    let monthly = Recurring::new("monthly", Amount::usd(10), Period::new(1, Unit::Month));
    let back = world.approve(monthly).await;
    let token = back.token_id.expect("it was approved");
    for (reference, amount, refused) in [("d", 9, "IncompatibleTokens"), ("e", 10, ""), ("f", 10, "TokenUsageError")] {
        let paid = client.pay(&PayRequest::new(&token, Amount::usd(amount), reference)).await;
        match paid {
            Ok(_) => assert_eq!(refused, ""),
            Err(error) => assert!(!refused.is_empty() && error.to_string().contains(refused), "{error}"),
        }
    }
}

#[tokio::test]
async fn a_recipient_is_paid_within_the_ceilings() {
    let world = World::new().await;
    let client = world.client();
    let recipient = Recipient::new("seller-1", true).max_fixed_fee(Amount::usd(1)).max_variable_fee(Decimal::TEN);
    let back = world.approve(recipient).await;
    assert_eq!(back.status, Status::Sr);
    let recipient = back.token_id.expect("it was approved");
    let refund_token = back.refund_token_id.expect("it comes with the other");
    assert_ne!(recipient, refund_token);

    let one = SingleUse::new("order-1", Amount::usd(25)).recipient_token(&recipient);
    let sender = world.approve(one).await.token_id.expect("it was approved");
    let pay = |fee: i64| {
        PayRequest::new(&sender, Amount::usd(25), "pay-1")
            .recipient_token_id(&recipient)
            .marketplace_fixed_fee(Amount::usd(fee))
    };
    let error = client.pay(&pay(2)).await.expect_err("one dollar is the most");
    assert!(error.to_string().contains("InvalidParams"), "{error}");
    let mut pay = pay(1);
    pay.caller_reference = "pay-2".into();
    client.pay(&pay).await.expect("it was authorised");
    let misused = client.pay(&PayRequest::new(&refund_token, Amount::usd(1), "pay-3")).await;
    assert!(misused.expect_err("it pays nobody").to_string().contains("InvalidTokenId"));
    // The sender's token is for that recipient.
    let other = SingleUse::new("order-2", Amount::usd(25)).recipient_token(&recipient);
    let sender = world.approve(other).await.token_id.expect("it was approved");
    let error = client.pay(&PayRequest::new(&sender, Amount::usd(1), "pay-4")).await.expect_err("it is for another");
    assert!(error.to_string().contains("IncompatibleTokens"), "{error}");
}

#[tokio::test]
async fn a_seller_says_how_he_is_paid() {
    let world = World::new().await;
    let methods = [PaymentMethod::Abt, PaymentMethod::Ach];
    let link = world.link(Recipient::new("small", true).payment_methods(methods.clone()));
    let back = world.visit(&format!("{link}&auto=approve&buyer=seller")).await;
    let recipient = back.token_id.expect("it was approved");
    for (method, fits) in [("ABT", true), ("ACH", true), ("CC", false)] {
        let link = world.link(SingleUse::new(format!("order-{method}"), Amount::usd(5)).recipient_token(&recipient));
        let sender = world.visit(&format!("{link}&auto=approve&method={method}")).await.token_id;
        let pay = PayRequest::new(sender.expect("it was approved"), Amount::usd(5), format!("pay-{method}"));
        let paid = world.client().pay(&pay.recipient_token_id(&recipient)).await;
        assert_eq!(paid.is_ok(), fits, "{method}: {paid:?}");
    }
}

#[tokio::test]
async fn a_prepaid_instrument_is_funded_and_pays() {
    let world = World::new().await;
    let client = world.client();
    let prepaid = SetupPrepaid::new("pre-s", "pre-f", Amount::usd(50)).payment_methods([PaymentMethod::Abt]);
    let back = world.approve(prepaid).await;
    assert_eq!((back.status, back.token_id), (Status::Sa, None));
    assert_eq!(back.caller_reference_sender, Some("pre-s".into()));
    assert_eq!(back.caller_reference_funding, Some("pre-f".into()));
    let instrument = back.prepaid_instrument_id.expect("it was approved");
    let fund = |amount, reference: &str| {
        let token = back.funding_token_id.clone().expect("it was approved");
        FundPrepaidRequest::new(token, &instrument, Amount::usd(amount), reference)
    };
    client.fund_prepaid(&fund(51, "f1")).await.expect_err("fifty dollars are the most");
    client.fund_prepaid(&fund(50, "f2")).await.expect("it was authorised");
    let token = back.prepaid_sender_token_id.clone().expect("it was approved");
    let paid = client.pay(&PayRequest::new(token, Amount::usd(20), "p1")).await.expect("it was funded");
    assert_eq!(paid.transaction_status, TransactionStatus::Success);
}

#[tokio::test]
async fn a_postpaid_instrument_pays_and_is_settled() {
    let world = World::new().await;
    let client = world.client();
    let postpaid = SetupPostpaid::new("post-s", "post-t", Amount::usd(30), Amount::usd(45))
        .payment_methods([PaymentMethod::Abt])
        .usage_limits([UsageLimit::count(2, Some(Period::new(1, Unit::Day)))]);
    let back = world.approve(postpaid).await;
    let instrument = back.credit_instrument_id.expect("it was approved");
    let token = back.credit_sender_token_id.expect("it was approved");
    let settlement = back.settlement_token_id.expect("it was approved");
    let pay = |amount, reference: &str| PayRequest::new(&token, Amount::usd(amount), reference);
    client.pay(&pay(31, "p1")).await.expect_err("thirty dollars are the credit");
    client.pay(&pay(30, "p2")).await.expect("it was authorised");
    let settle = SettleDebtRequest::new(settlement, &instrument, Amount::usd(30), "s1");
    client.settle_debt(&settle).await.expect("it was authorised");
    client.pay(&pay(16, "p3")).await.expect_err("forty-five dollars are the most in all");
    client.pay(&pay(14, "p4")).await.expect("there is credit again");
    client.pay(&pay(1, "p5")).await.expect_err("two payments a day are the most");
}

#[tokio::test]
async fn an_edited_token_takes_the_place_of_the_other() {
    let world = World::new().await;
    let client = world.client();
    let token = world.approve(MultiUse::new("many", Amount::usd(20))).await.token_id.expect("it was approved");
    let same = world.visit(&format!("{}&auto=approve&method=CC", world.link(EditToken::new("same", &token)))).await;
    assert_eq!((same.status, same.token_id.as_ref()), (Status::Su, Some(&token)));

    let edited = world.visit(&format!("{}&auto=approve&method=ABT", world.link(EditToken::new("edit", &token)))).await;
    assert_eq!(edited.status, Status::Sa);
    let new = edited.token_id.expect("it was approved");
    assert_ne!(new, token);
    let found = client.get_token_by_caller(&GetTokenByCallerRequest::new().token_id(&new)).await;
    let found = found.expect("it was installed").result.token.expect("it was found");
    assert_eq!(found.old_token_id.as_ref(), Some(&token));
    let old = client.get_token_by_caller(&GetTokenByCallerRequest::new().token_id(&token)).await;
    assert_eq!(old.expect("it is known").result.token.expect("it was found").token_status, TokenStatus::Inactive);
    let paid = client.pay(&PayRequest::new(&new, Amount::usd(20), "p1")).await.expect("it was authorised");
    assert_eq!(paid.transaction_status, TransactionStatus::Success);

    for name in ["sender-cancelled", "recipient", "subscription", "prepaid-cc-sender"] {
        let token = world.seed.tokens.iter().find(|token| token.name == name).expect("the seed has it");
        let back = world.visit(&world.link(EditToken::new("no", &token.token_id))).await;
        assert_eq!(back.status, Status::Ce, "{name}");
        assert!(back.error_message.expect("it says why").ends_with("[tokenId]"), "{name}");
    }
}

#[tokio::test]
async fn the_same_reference_gets_the_same_token_and_nothing_else() {
    let world = World::new().await;
    let order = || SingleUse::new("order-1", Amount::usd(25));
    let first = world.approve(order()).await;
    assert_eq!(world.approve(order()).await, first);
    let other = world.approve(SingleUse::new("order-1", Amount::usd(26))).await;
    assert_eq!((other.status, other.token_id), (Status::Ce, None));
    assert!(other.error_message.expect("it says why").contains("order-1"));
    let other = world.approve(Recipient::new("order-1", true)).await;
    assert_eq!(other.status, Status::Ce);
}

#[tokio::test]
async fn a_single_use_token_lasts_three_hours() {
    let world = World::new().await;
    let back = world.approve(SingleUse::new("order-1", Amount::usd(25))).await;
    world.sandbox.advance(TimeDelta::hours(3)).await.expect("time passes");
    let error =
        world.client().pay(&PayRequest::new(back.token_id.expect("it was approved"), Amount::usd(25), "p")).await;
    assert!(error.expect_err("it has expired").to_string().contains("IncompatibleTokens"));
}
