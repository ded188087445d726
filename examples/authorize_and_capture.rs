//! Authorizes an order of Amazon Pay when it comes in, and captures it when the goods are sent.

use amazon_fps::amazon_pay::{
    AuthorizeRequest, CaptureRequest, ConfirmOrderReferenceRequest, OrderReferenceAttributes,
    SetOrderReferenceDetailsRequest,
};
use amazon_fps::money::Price;
use amazon_fps::sandbox::amazon_pay::NewOrderReference;

mod shop;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let shop = shop::open().await?;
    // What the widgets on the shop's page do: the buyer chooses an address and a card.
    let order = shop.sandbox.create_order_reference(NewOrderReference::default()).await?;
    let client = shop.amazon_pay(&order.seller_id)?;

    let details = OrderReferenceAttributes::new(Price::usd(94)).seller_note("Two chairs");
    client.set_order_reference_details(&SetOrderReferenceDetailsRequest::new(order.id.as_str(), details)).await?;
    client.confirm_order_reference(&ConfirmOrderReferenceRequest::new(order.id.as_str())).await?;

    let authorize = AuthorizeRequest::new(order.id, "order-4711-1", Price::usd(94));
    let authorization = client.authorize(&authorize).await?.result.authorization_details.amazon_authorization_id;
    let decided = client.wait_until_decided(&authorization).await?;
    if let Some(reason) = decided.authorization_details.declined() {
        println!("the buyer has to choose another card: {reason}");
        return Ok(());
    }

    let captured = client.capture(&CaptureRequest::new(authorization, "order-4711-1", Price::usd(94))).await?;
    let capture = &captured.capture_details;
    println!("{} of {} is {}", capture.amazon_capture_id, capture.capture_amount, capture.capture_status.state);
    Ok(())
}
