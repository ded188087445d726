//! Pays by a SOAP message that is signed with a certificate's key.

use amazon_fps::fps::PayRequest;
use amazon_fps::money::Amount;
use amazon_fps::sign::rsa_sha1::SignatureAlgorithm;

mod shop;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let shop = shop::open().await?;
    let client = shop.builder()?.soap_with(shop.identity()?, SignatureAlgorithm::RsaSha256).build()?;

    let token = shop.token("SingleUse", "ABT").await?;
    let paid = client.pay(&PayRequest::new(token, Amount::usd(25), "order-4711")).await?;
    println!("{} is {} (request {})", paid.transaction_id, paid.transaction_status, paid.request_id);
    Ok(())
}
