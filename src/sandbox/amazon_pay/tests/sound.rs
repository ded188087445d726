//! States from elsewhere whose objects can't be, and are not taken in.

use serde_json::{Value, json};

use super::*;

#[tokio::test]
async fn a_state_with_objects_that_cannot_be_changes_nothing() {
    let shop = Shop::in_(World::in_memory().await);
    let agreement = shop.agreement_draft_with(Environment::Sandbox, wallet(Behaviour::Approved)).await;
    let order = shop.order("100").await;
    let [slow, taken] = [shop.authorized(&order, "10").await, shop.authorized(&order, "20").await];
    let slow = shop.capturing_slowly(&slow, "10").await;
    let shared = CaptureRequest { provider_credit_list: vec![share("5")], ..shop.capturing(&taken, "20") };
    let capture = shop.capture(shared).await.unwrap().amazon_capture_id.into_string();
    let reversal = ProviderCreditReversal { provider_id: "A1PROVIDER".to_owned(), credit_reversal_amount: usd("1") };
    let refund = RefundRequest { provider_credit_reversal_list: vec![reversal], ..shop.refunding(&capture, "2") };
    let refund = shop.refund(refund).await.unwrap().amazon_refund_id.into_string();
    let pending = shop.pending(&order, "1").await;
    let state = serde_json::to_value(shop.world.sandbox.export().await.unwrap()).unwrap();

    let place = |kind: &str, id: &str| {
        let is_meant = |row: &Value| row[1].get(kind).is_some_and(|row| id.is_empty() || row["id"] == id);
        state["rows"].as_array().unwrap().iter().position(is_meant).unwrap()
    };
    let with = |kind: &str, id: &str, path: &str, value: Value| {
        let mut state = state.clone();
        *state["rows"][place(kind, id)][1][kind].pointer_mut(path).unwrap() = value;
        state
    };
    let late = || json!("+10000-01-01T00:00:00Z");
    let nobody = || json!("A0NOBODY");
    let bad = [
        (with("BillingAgreement", &agreement, "/created", late()), "past the year 9999"),
        (with("BillingAgreement", &agreement, "/monthly_limit/amount", json!("100000000000000000000")), "is the most"),
        (with("OrderReference", &order, "/created", late()), "past the year 9999"),
        (with("OrderReference", &order, "/expires", late()), "past the year 9999"),
        (with("OrderReference", &order, "/mended_at", late()), "past the year 9999"),
        (with("OrderReference", &order, "/terms/total/amount", json!(Decimal::MAX.to_string())), "is the most"),
        (with("OrderReference", &order, "/captures", json!(0)), "what they don't say"),
        (with("OrderReference", &order, "/captured", json!("30.01")), "what they don't say"),
        (with("OrderReference", &order, "/authorizations", json!([])), "what they don't say"),
        (with("Authorization", &pending, "/decision/0", late()), "past the year 9999"),
        (with("Authorization", &pending, "/decision", Value::Null), "never be decided"),
        (with("Authorization", &taken, "/capture", json!(slow)), "what they don't say"),
        (with("Capture", &slow, "/decision/0", late()), "past the year 9999"),
        (with("Capture", &slow, "/decision", Value::Null), "never be decided"),
        (with("Capture", &capture, "/decision", json!(["2026-01-01T00:00:00Z", null])), "decided again"),
        (with("Capture", &capture, "/seller", nobody()), "and there is none"),
        (with("Capture", &capture, "/amount/amount", json!("0")), "not more than zero"),
        (with("Capture", &capture, "/amount/amount", json!("0.0000001")), "6 decimals"),
        (with("Capture", &capture, "/amount/amount", json!("10000000.01")), "is the most"),
        (with("Capture", &capture, "/provider_shares/0/amount/amount", json!("-5")), "not more than zero"),
        (with("Refund", &refund, "/decision", Value::Null), "never be decided"),
        (with("Refund", &refund, "/seller", nobody()), "and there is none"),
        (with("ProviderCredit", "", "/seller", nobody()), "and there is none"),
        (with("ProviderCredit", "", "/created", late()), "past the year 9999"),
        (with("ProviderCreditReversal", "", "/seller", nobody()), "and there is none"),
    ];
    for (bad, reason) in bad {
        let error = shop.world.sandbox.import(serde_json::from_value(bad).unwrap()).await.unwrap_err();
        assert!(error.message().contains(reason), "{reason}: {error}");
        assert!(serde_json::to_value(shop.world.sandbox.export().await.unwrap()).unwrap() == state, "{reason}");
    }
    shop.world.sandbox.import(serde_json::from_value(state).unwrap()).await.unwrap();
    shop.wait();
    assert_eq!(shop.state(&slow).await, "Completed");
    shop.check_ledger().await;
}
