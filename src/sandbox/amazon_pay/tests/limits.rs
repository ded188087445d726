//! Ceilings, counts and currencies.

use super::{
    super::{
        rows::{Decision, Reason},
        rules::{amazon, wallet},
    },
    *,
};

#[tokio::test]
async fn ten_authorizations_of_an_order_whatever_became_of_them() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order_with(Environment::Sandbox, wallet(Behaviour::TimesOut), "100").await;
    for _ in 0..10 {
        shop.authorize(shop.authorization(&order, "1").transaction_timeout(0)).await.unwrap();
    }
    refused(shop.authorize(shop.authorization(&order, "1")).await, ErrorCode::TransactionCountExceeded, 400);
}

#[tokio::test]
async fn no_more_is_authorized_than_can_be_captured() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order("100").await;
    refused(shop.authorize(shop.authorization(&order, "115.01")).await, ErrorCode::TransactionAmountExceeded, 400);
    let [one, two] = [shop.authorized(&order, "115").await, shop.authorized(&order, "60").await];
    shop.capture(shop.capturing(&two, "60")).await.unwrap();
    refused(shop.capture(shop.capturing(&one, "55.01")).await, ErrorCode::TransactionAmountExceeded, 400);
    shop.capture(shop.capturing(&one, "55")).await.unwrap();
    assert_eq!(shop.state(&order).await, "Closed/MaxAmountCharged");
}

#[tokio::test]
async fn an_order_is_closed_by_what_was_captured_and_not_by_what_may_be_declined() {
    let shop = Shop::in_(World::in_memory().await);
    for (declined, expected) in [(None, "Closed/MaxAmountCharged"), (Some(Reason::AmazonRejected), "Open")] {
        let order = shop.order("100").await;
        let [slow, fast] = [shop.authorized(&order, "60").await, shop.authorized(&order, "55").await];
        let slow = shop.capturing_slowly(&slow, "60").await;
        shop.capture(shop.capturing(&fast, "55")).await.unwrap();
        assert_eq!(shop.state(&order).await, "Open");
        refused(shop.authorize(shop.authorization(&order, "1")).await, ErrorCode::TransactionAmountExceeded, 400);
        shop.act(move |books| amazon::decide_capture(books, &slow, declined)).await.unwrap();
        assert_eq!(shop.state(&order).await, expected);
        if declined.is_some() {
            shop.captured_of(&order, "60").await;
            assert_eq!(shop.state(&order).await, "Closed/MaxAmountCharged");
        }
    }
    shop.check_ledger().await;
}

#[tokio::test]
async fn the_tenth_capture_closes_an_order_when_none_is_under_way() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order("100").await;
    let slow = shop.authorized(&order, "1").await;
    shop.capturing_slowly(&slow, "1").await;
    for _ in 0..9 {
        shop.captured_of(&order, "1").await;
    }
    assert_eq!(shop.state(&order).await, "Open");
    shop.wait();
    assert_eq!(shop.state(&order).await, "Closed/MaxAuthorizationsCaptured");
}

#[tokio::test]
async fn an_order_that_was_captured_whole_while_it_was_suspended_is_closed_when_it_is_opened() {
    let shop = Shop::in_(World::in_memory().await);
    for mended_by_itself in [false, true] {
        let order = shop.order("100").await;
        let open = shop.authorized(&order, "115").await;
        let pending = shop.pending(&order, "1").await;
        let mended_after = mended_by_itself.then_some(5);
        let decline = Decision::Decline { reason: Reason::InvalidPaymentMethod, soft: None, mended_after };
        shop.act(move |books| amazon::decide_authorization(books, &pending, decline)).await.unwrap();
        shop.capture(shop.capturing(&open, "115")).await.unwrap();
        assert_eq!(shop.state(&order).await, "Suspended/InvalidPaymentMethod");
        if mended_by_itself {
            shop.pass(TimeDelta::minutes(5));
        } else {
            let id = order.clone();
            let choose = shop.act(move |books| wallet::choose_payment(books, &id, card(Behaviour::Approved)));
            choose.await.unwrap();
            shop.confirm(&order).await.unwrap();
        }
        assert_eq!(shop.state(&order).await, "Closed/MaxAmountCharged");
    }
}

#[tokio::test]
async fn what_will_be_captured_at_once_counts_until_it_is_declined() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order("100").await;
    let note = simulation(r#""State": "Declined", "ReasonCode": "TransactionTimedOut""#);
    let pending = shop.authorization(&order, "100").capture_now(true).seller_authorization_note(note);
    shop.authorize(pending).await.unwrap();
    refused(shop.authorize(shop.authorization(&order, "15.01")).await, ErrorCode::TransactionAmountExceeded, 400);
    shop.wait();
    shop.authorized(&order, "115").await;
}

#[tokio::test]
async fn no_more_is_captured_than_was_authorized() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order("100").await;
    let id = shop.authorized(&order, "50").await;
    refused(shop.capture(shop.capturing(&id, "50.01")).await, ErrorCode::TransactionAmountExceeded, 400);
    shop.capture(shop.capturing(&id, "50")).await.unwrap();
}

#[tokio::test]
async fn nothing_is_of_more_than_the_highest_amount() {
    let shop = Shop::in_(World::in_memory().await);
    let draft = shop.draft().await;
    refused(shop.set_total(&draft, usd("150000.01")).await, ErrorCode::InvalidParameterValue, 400);
    let order = shop.order("150000").await;
    refused(shop.authorize(shop.authorization(&order, "150000.01")).await, ErrorCode::TransactionAmountExceeded, 400);
    let capture = shop.captured_of(&order, "150000").await;
    refused(shop.refund(shop.refunding(&capture, "150000.01")).await, ErrorCode::TransactionAmountExceeded, 400);
    shop.refund(shop.refunding(&capture, "150000")).await.unwrap();
}

#[tokio::test]
async fn a_refund_may_be_fifteen_hundredths_more_or_75() {
    let shop = Shop::in_(World::in_memory().await);
    for (captured, refunded, too_much) in [("10", "11.50", "11.51"), ("1000", "1075", "1075.01")] {
        let capture = shop.captured(captured).await;
        refused(shop.refund(shop.refunding(&capture, too_much)).await, ErrorCode::TransactionAmountExceeded, 400);
        shop.refund(shop.refunding(&capture, refunded)).await.unwrap();
    }
}

#[tokio::test]
async fn currencies_are_those_of_the_order() {
    let shop = Shop::in_(World::in_memory().await);
    let euros = |amount: i64| Price::new(amount, "EUR");
    let draft = shop.draft().await;
    refused(shop.set_total(&draft, euros(1)).await, ErrorCode::CurrencyUnsupported, 400);
    let order = shop.order("100").await;
    let request = AuthorizeRequest::new(&*order, shop.reference(), euros(1));
    refused(shop.authorize(request).await, ErrorCode::CurrencyMismatch, 400);
    let id = shop.authorized(&order, "10").await;
    let request = CaptureRequest::new(&*id, shop.reference(), euros(1));
    refused(shop.capture(request).await, ErrorCode::CurrencyMismatch, 400);
    let capture = shop.capture(shop.capturing(&id, "10")).await.unwrap().amazon_capture_id;
    let request = RefundRequest::new(capture, shop.reference(), euros(1));
    refused(shop.refund(request).await, ErrorCode::CurrencyMismatch, 400);
}

#[tokio::test]
async fn a_japanese_merchant_sells_for_yen() {
    use super::super::rows::Region;

    let shop = Shop::in_(World::in_memory().await);
    let id = shop.seller_id();
    let move_ = shop.act(move |books| {
        let mut merchant = books.merchant(&id)?.unwrap();
        merchant.region = Region::Japan;
        merchant.currency = "JPY".to_owned();
        books.put(merchant);
        Ok(())
    });
    move_.await.unwrap();
    let yen = |amount: i64| Price::new(amount, "JPY");
    let order = shop.draft().await;
    assert!(order.starts_with("S03-"), "{order}");
    refused(shop.set_total(&order, usd("1")).await, ErrorCode::CurrencyUnsupported, 400);
    refused(shop.set_total(&order, yen(10_000_001)).await, ErrorCode::InvalidParameterValue, 400);
    shop.set_total(&order, yen(100_000)).await.unwrap();
    shop.confirm(&order).await.unwrap();
    let authorize = |amount| AuthorizeRequest::new(&*order, shop.reference(), yen(amount)).transaction_timeout(0);
    refused(shop.authorize(authorize(108_401)).await, ErrorCode::TransactionAmountExceeded, 400);
    let authorization = shop.authorize(authorize(100_000)).await.unwrap().amazon_authorization_id;
    let request = CaptureRequest::new(authorization, shop.reference(), yen(100_000));
    let capture = shop.capture(request).await.unwrap();
    assert_eq!(capture.capture_fee, Some(yen(2_900)));
    let refund = |amount| RefundRequest::new(capture.amazon_capture_id.clone(), shop.reference(), yen(amount));
    refused(shop.refund(refund(108_401)).await, ErrorCode::TransactionAmountExceeded, 400);
    let refunded = shop.refund(refund(33_333)).await.unwrap();
    assert_eq!(refunded.fee_refunded, Some(yen(967)));
    shop.wait();
    shop.check_ledger().await;
}
