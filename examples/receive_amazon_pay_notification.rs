//! Receives the notification of an order of Amazon Pay, and believes it because the certificate of SNS says so.

use amazon_fps::amazon_pay::notification::{Content, Notification, Verifier};
use amazon_fps::sandbox::{Sandbox, amazon_pay::NewOrderReference};
use axum::http::{HeaderMap, StatusCode};
use axum::{Router, body::Bytes, routing::post};
use tokio::sync::mpsc;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/amazon-pay", listener.local_addr()?);
    let sandbox = Sandbox::builder().notification_url(url).build().await?;
    let listening = sandbox.listen("127.0.0.1:0").await?;
    // In production without the address: certificates are then fetched from Amazon.
    let verifier = Verifier::new()?.certificates_from(&listening.url())?;
    tokio::spawn(listening.serve(std::future::pending()));
    let (told, mut news) = mpsc::channel(8);
    tokio::spawn(async move { axum::serve(listener, handler(verifier, told)).await });

    let order = NewOrderReference { amount: Some(94.into()), confirm: true, ..NewOrderReference::default() };
    sandbox.create_order_reference(order).await?;
    sandbox.deliver().await?; // `fps sandbox` does this by itself.
    let notification = news.recv().await.ok_or("no notification")?;
    if let Content::OrderReference(order) = notification.content {
        println!("{} is {}", order.amazon_order_reference_id, order.order_reference_status.state);
    }
    Ok(())
}

/// Answers 200 when a notification is genuine and was taken in: else it is sent again.
fn handler(verifier: Verifier, told: mpsc::Sender<Notification>) -> Router {
    let verifier = std::sync::Arc::new(verifier);
    let take_in = async move |headers: HeaderMap, body: Bytes| {
        let message_type = headers.get("x-amz-sns-message-type").and_then(|value| value.to_str().ok());
        let Ok(notification) = verifier.verify(message_type, &body).await else { return StatusCode::BAD_REQUEST };
        match told.send(notification).await {
            Ok(()) => StatusCode::OK,
            Err(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    };
    Router::new().route("/amazon-pay", post(take_in))
}
