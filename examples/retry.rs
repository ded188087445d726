//! Pays through a network that loses the first answer: the second try gets the first payment.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use amazon_fps::client::{HttpFailure, RetryPolicy};
use amazon_fps::fps::PayRequest;
use amazon_fps::money::Amount;

mod shop;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let shop = shop::open().await?;
    let (front, lose) = (std::sync::Arc::new(shop.sandbox.front()), AtomicBool::new(true));
    let network = move |request| {
        let (front, lost) = (front.clone(), lose.swap(false, Ordering::SeqCst));
        async move {
            let answer = shop::deliver(&front, request).await;
            if lost { Err(HttpFailure::Interrupted("the answer was lost".to_owned())) } else { Ok(answer) }
        }
    };
    let policy = RetryPolicy::default().attempts(3).pauses(Duration::from_millis(10), Duration::from_millis(50));
    let client = shop.builder()?.http(network).retry(policy).build()?;

    let request = PayRequest::new(shop.token("SingleUse", "ABT").await?, Amount::usd(25), "order-4714");
    let paid = client.pay(&request).await?;
    let again = client.pay(&request).await?;
    println!("{} was paid once: {}", paid.transaction_id, paid.transaction_id == again.transaction_id);
    Ok(())
}
