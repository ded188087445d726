//! Sends requests by something else than the built-in HTTP client: here straight to a front, as
//! tests do.

use std::sync::Arc;

use amazon_fps::fps::GetAccountBalanceRequest;

mod shop;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let shop = shop::open().await?;
    let front = Arc::new(shop.sandbox.front());
    let client = shop.builder()?.http(move |request| {
        let front = Arc::clone(&front);
        async move { Ok(shop::deliver(&front, request).await) }
    });

    let balance = client.build()?.get_account_balance(&GetAccountBalanceRequest::new()).await?;
    println!("balance: {}", balance.result.account_balance.ok_or("there is no balance")?.total_balance);
    Ok(())
}
