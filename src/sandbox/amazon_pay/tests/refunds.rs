//! Refunds: every edge of their states, allowed and refused, what they lead to for the capture, and the money that they
//! move.

use super::*;
use crate::sandbox::tests::over_stores;

over_stores! {
    async fn a_refund_is_pending_and_then_moves_the_amount_and_its_part_of_the_fee(world: World) {
        let shop = Shop::in_(world);
        let capture = shop.captured("100").await;
        assert_eq!(shop.earned().await, decimal("96.80"));
        let refund = shop.refund(shop.refunding(&capture, "25").seller_refund_note("broken")).await.unwrap();
        assert!(refund.amazon_refund_id.as_str().contains("-R"), "{refund:?}");
        assert_eq!(refund.refund_status.state, RefundState::Pending);
        assert_eq!(refund.refund_type, Some(RefundType::SellerInitiated));
        assert_eq!(refund.fee_refunded, Some(usd("0.80")));
        assert_eq!(shop.earned().await, decimal("96.80"));
        shop.wait();
        let id = refund.amazon_refund_id.as_str();
        assert_eq!(shop.state(id).await, "Completed");
        assert_eq!(shop.earned().await, decimal("72.60"));
        let known = shop.capture_details(&capture).await;
        assert_eq!(known.refunded_amount, Some(usd("25")));
        assert_eq!(known.id_list, [refund.amazon_refund_id]);
        assert_eq!(known.capture_status.state, CaptureState::Completed);
        shop.check_ledger().await;
    }

    async fn a_declined_refund_moves_nothing_and_can_be_asked_for_again(world: World) {
        let shop = Shop::in_(world);
        let capture = shop.captured("100").await;
        let note = simulation(r#""State": "Declined", "ReasonCode": "AmazonRejected""#);
        let declined = shop.refund(shop.refunding(&capture, "115").seller_refund_note(note)).await.unwrap();
        refused(shop.refund(shop.refunding(&capture, "0.01")).await, ErrorCode::TransactionAmountExceeded, 400);
        shop.wait();
        assert_eq!(shop.state(declined.amazon_refund_id.as_str()).await, "Declined/AmazonRejected");
        assert_eq!(shop.state(&capture).await, "Completed");
        assert_eq!(shop.earned().await, decimal("96.80"));
        assert_eq!(shop.capture_details(&capture).await.refunded_amount, Some(usd("0")));
        shop.refund(shop.refunding(&capture, "115")).await.unwrap();
        shop.wait();
        assert_eq!(shop.state(&capture).await, "Closed/MaxAmountRefunded");
        // All of the fee, and what is given back beyond the capture is the merchant's own.
        assert_eq!(shop.earned().await, decimal("-15"));
        assert_eq!(shop.balance(Book::PayFees, "").await, Decimal::ZERO);
        shop.check_ledger().await;
    }

    async fn the_tenth_refund_closes_the_capture(world: World) {
        let shop = Shop::in_(world);
        let capture = shop.captured("100").await;
        for _ in 0..10 {
            shop.refund(shop.refunding(&capture, "1")).await.unwrap();
        }
        refused(shop.refund(shop.refunding(&capture, "1")).await, ErrorCode::TransactionCountExceeded, 400);
        assert_eq!(shop.state(&capture).await, "Completed");
        shop.wait();
        assert_eq!(shop.state(&capture).await, "Closed/MaxRefundsProcessed");
        refused(shop.refund(shop.refunding(&capture, "1")).await, ErrorCode::TransactionCountExceeded, 400);
        shop.check_ledger().await;
    }
}

#[tokio::test]
async fn many_refunds_give_back_the_fee_of_one() {
    let shop = Shop::in_(World::in_memory().await);
    let capture = shop.captured("100").await;
    for _ in 0..3 {
        shop.refund(shop.refunding(&capture, "33.33")).await.unwrap();
    }
    shop.refund(shop.refunding(&capture, "0.01")).await.unwrap();
    shop.wait();
    assert_eq!(shop.state(&capture).await, "Completed");
    assert_eq!(shop.earned().await, Decimal::ZERO);
    assert_eq!(shop.balance(Book::PayFees, "").await, Decimal::ZERO);
}

#[tokio::test]
async fn a_full_refund_leaves_what_can_be_given_beyond_it() {
    let shop = Shop::in_(World::in_memory().await);
    let capture = shop.captured("100").await;
    shop.refund(shop.refunding(&capture, "100")).await.unwrap();
    shop.wait();
    assert_eq!(shop.state(&capture).await, "Completed");
    refused(shop.refund(shop.refunding(&capture, "15.01")).await, ErrorCode::TransactionAmountExceeded, 400);
    shop.refund(shop.refunding(&capture, "15")).await.unwrap();
    shop.wait();
    assert_eq!(shop.state(&capture).await, "Closed/MaxAmountRefunded");
    refused(shop.refund(shop.refunding(&capture, "0.01")).await, ErrorCode::CaptureNotRefundable, 405);
}

#[tokio::test]
async fn only_a_completed_capture_is_refunded() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order("100").await;
    for asked in [
        r#""State": "Pending""#,
        r#""State": "Declined", "ReasonCode": "AmazonRejected""#,
        r#""State": "Closed", "ReasonCode": "AmazonClosed""#,
    ] {
        let id = shop.authorized(&order, "10").await;
        let request = shop.capturing(&id, "10").seller_capture_note(simulation(asked));
        let capture = shop.capture(request).await.unwrap().amazon_capture_id;
        let request = shop.refunding(capture.as_str(), "1");
        refused(shop.refund(request).await, ErrorCode::CaptureNotRefundable, 405);
    }
}

#[tokio::test]
async fn a_refund_takes_back_what_providers_got() {
    let shop = Shop::in_(World::in_memory().await);
    let order = shop.order("100").await;
    let id = shop.authorized(&order, "100").await;
    let request = CaptureRequest { provider_credit_list: vec![share("20")], ..shop.capturing(&id, "100") };
    let capture = shop.capture(request).await.unwrap().amazon_capture_id;
    let request = RefundRequest {
        provider_credit_reversal_list: vec![ProviderCreditReversal {
            provider_id: "A1PROVIDER".to_owned(),
            credit_reversal_amount: usd("5"),
        }],
        ..shop.refunding(capture.as_str(), "50")
    };
    let refund = shop.refund(request).await.unwrap();
    assert_eq!(refund.provider_credit_reversal_summary_list.len(), 1);
    assert_eq!(shop.balance(Book::Provider, "A1PROVIDER").await, decimal("20"));
    shop.wait();
    assert_eq!(shop.state(refund.amazon_refund_id.as_str()).await, "Completed");
    assert_eq!(shop.balance(Book::Provider, "A1PROVIDER").await, decimal("15"));
    // 96.80 - 20, and 50 - 1.60 - 5 less.
    assert_eq!(shop.earned().await, decimal("33.40"));
    shop.check_ledger().await;
}
