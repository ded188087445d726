//! A program that was written for FPS pays, and the money comes from Amazon Pay: here from the sandbox of it.

use amazon_fps::client::{Client, Credentials, Endpoint};
use amazon_fps::fps::PayRequest;
use amazon_fps::gateway::link::{Linking, Sheet};
use amazon_fps::gateway::{Account, Gateway};
use amazon_fps::money::Amount;
use amazon_fps::sandbox::Sandbox;
use amazon_fps::sandbox::amazon_pay::NewOrderReference;

/// The key that the old program signs with, and the token that it has in its database.
const KEY: (&str, &str) = ("AKIAOLDSHOPEXAMPLE00", "the secret of the old program");
const TOKEN: &str = "553ILMLCG6Z8J431H7BX3UMN3FFQU8VSNTSRNCTAASDJNX66LNZLKSZU3PI7TXIH";

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let amazon = Sandbox::builder().build().await?;
    let listening = amazon.listen("127.0.0.1:0").await?;
    let amazon_url = listening.url();
    tokio::spawn(listening.serve(std::future::pending()));
    // What the buyer has agreed to at Amazon Pay, and the keys of the merchant.
    let order = amazon.create_order_reference(NewOrderReference::default()).await?;
    let merchant = amazon.callers().remove(0);

    let mut account = Account::new(&order.seller_id, merchant.access_key_id, merchant.secret_access_key);
    account.endpoint = Some(amazon_url);
    let gateway = Gateway::builder().caller(KEY.0, KEY.1).merchant(KEY.0, account).build().await?;
    let old_tokens = format!("token_id,type,payment_method,consent\n{TOKEN},single-use,ABT,{}\n", order.id);
    let sheet = Sheet::read(old_tokens.as_bytes()).map_err(|problems| format!("{problems:?}"))?;
    gateway.link(KEY.0, &sheet, &Linking::default()).await?;
    let listening = gateway.listen("127.0.0.1:0").await?;
    let gateway_url = listening.url();
    tokio::spawn(listening.serve(std::future::pending()));

    // From here on it is a program of FPS like any other.
    let client =
        Client::builder().credentials(Credentials::new(KEY.0, KEY.1)).endpoint(Endpoint::url(&gateway_url)?).build()?;
    let paid = client.pay(&PayRequest::new(TOKEN, Amount::usd(25), "order-4711")).await?;
    println!("{} is {}", paid.transaction_id, paid.transaction_status);
    let again = client.pay(&PayRequest::new(TOKEN, Amount::usd(25), "order-4711")).await?;
    println!("asked again, it is the same: {}", again.transaction_id == paid.transaction_id);
    Ok(())
}
