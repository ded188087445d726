//! Funds a prepaid instrument, and pays small sums from it.

use amazon_fps::fps::{FundPrepaidRequest, GetPrepaidBalanceRequest, PayRequest};
use amazon_fps::money::Amount;
use amazon_fps::sandbox::InstrumentKind;

mod shop;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let shop = shop::open().await?;
    let prepaid = shop.instrument(InstrumentKind::Prepaid).await?;
    let funding_token = prepaid.funding_token_id.ok_or("a prepaid instrument has a funding token")?;

    let fund = FundPrepaidRequest::new(funding_token, &prepaid.instrument_id, Amount::usd(20), "fund-1");
    let funded = shop.client.fund_prepaid(&fund).await?;
    shop.client.wait_until_final(&funded.transaction_id).await?;

    for (song, reference) in ["song-1", "song-2", "song-3"].into_iter().enumerate() {
        let paid = shop.client.pay(&PayRequest::new(&prepaid.sender_token_id, Amount::usd(1), reference)).await?;
        println!("song {}: {}", song + 1, paid.transaction_status);
    }
    let balance = shop.client.get_prepaid_balance(&GetPrepaidBalanceRequest::new(&prepaid.instrument_id)).await?;
    println!("left: {}", balance.result.prepaid_balance.ok_or("there is no balance")?.available_balance);
    Ok(())
}
