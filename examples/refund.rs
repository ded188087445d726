//! Refunds a payment in two parts, and sees that there is no third.

use amazon_fps::fps::{ErrorCode, PayRequest, RefundRequest};
use amazon_fps::money::Amount;

mod shop;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let shop = shop::open().await?;
    let token = shop.token("SingleUse", "ABT").await?;
    let paid = shop.client.pay(&PayRequest::new(token, Amount::usd(25), "order-4713")).await?;

    let part = RefundRequest::new(&paid.transaction_id, "refund-1").refund_amount(Amount::usd(10));
    println!("10 dollars: {}", shop.client.refund(&part).await?.transaction_status);
    let rest = RefundRequest::new(&paid.transaction_id, "refund-2");
    println!("the rest: {}", shop.client.refund(&rest).await?.transaction_status);

    match shop.client.refund(&RefundRequest::new(&paid.transaction_id, "refund-3")).await {
        Err(error) if error.is(ErrorCode::TransactionFullyRefundedAlready) => println!("{error}"),
        other => return Err(format!("a third refund was not refused as expected: {other:?}").into()),
    }
    Ok(())
}
