//! Reserves on a credit card, and settles less when the goods are sent.

use amazon_fps::fps::{GetTransactionRequest, ReserveRequest, SettleRequest};
use amazon_fps::money::Amount;

mod shop;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let shop = shop::open().await?;
    let token = shop.token("SingleUse", "CC").await?;

    let reserved = shop.client.reserve(&ReserveRequest::new(token, Amount::usd(80), "order-4712")).await?;
    shop.client.wait_until_final(&reserved.transaction_id).await?;

    let settle = SettleRequest::new(&reserved.transaction_id).transaction_amount(Amount::usd(65));
    shop.client.settle(&settle).await?;
    shop.client.wait_until_final(&reserved.transaction_id).await?;

    let detail = shop.client.get_transaction(&GetTransactionRequest::new(&reserved.transaction_id)).await?;
    for status in detail.result.transaction.into_iter().flat_map(|detail| detail.status_history) {
        println!("{} {}", status.date, status.transaction_status);
    }
    Ok(())
}
