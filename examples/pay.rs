//! Pays from a single-use token, and waits until the payment is final.

use amazon_fps::fps::PayRequest;
use amazon_fps::money::Amount;

mod shop;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let shop = shop::open().await?;
    let token = shop.token("SingleUse", "CC").await?;

    let request = PayRequest::new(token, Amount::usd(25), "order-4711").caller_description("A book");
    let paid = shop.client.pay(&request).await?;
    println!("{} is {}", paid.transaction_id, paid.transaction_status);

    let done = shop.client.wait_until_final(&paid.transaction_id).await?;
    println!("{} is {}", done.transaction_id, done.transaction_status);
    Ok(())
}
