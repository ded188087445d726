//! Receives the notification of a payment, and believes it because the certificate of the service says so.

use amazon_fps::fps::PayRequest;
use amazon_fps::ipn::{Notification, Verifier};
use amazon_fps::money::Amount;
use axum::{Router, http::StatusCode, routing::post};
use tokio::sync::mpsc;

mod shop;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let shop = shop::open().await?;
    let (verifier, (told, mut news)) = (shop.verifier()?, mpsc::channel(8));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/ipn", listener.local_addr()?);
    let handler = handler(url.clone(), verifier, told);
    tokio::spawn(async move { axum::serve(listener, handler).await });

    let token = shop.token("SingleUse", "CC").await?;
    let paid = shop.client.pay(&PayRequest::new(token, Amount::usd(25), "order-4717").override_ipn_url(url)).await?;
    shop.sandbox.tick().await?;
    shop.sandbox.deliver().await?; // `fps sandbox` does this by itself.
    for _ in ["PENDING", "SUCCESS"] {
        let Some(Notification::Transaction(notice)) = news.recv().await else { return Err("no notice".into()) };
        println!("{} is {} ({})", notice.transaction_id, notice.status, notice.transaction_id == paid.transaction_id);
    }
    Ok(())
}

/// Answers 200 when a notification is genuine and was taken in: else it is sent again.
fn handler(url: String, verifier: Verifier, told: mpsc::Sender<Notification>) -> Router {
    let verifier = std::sync::Arc::new(verifier);
    let take_in = async move |body: axum::body::Bytes| {
        let Ok(notification) = verifier.verify(&url, &body).await else { return StatusCode::BAD_REQUEST };
        match told.send(notification).await {
            Ok(()) => StatusCode::OK,
            Err(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    };
    Router::new().route("/ipn", post(take_in))
}
