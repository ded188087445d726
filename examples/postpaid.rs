//! Lets a buyer run up a debt, settles most of it and writes off the rest.

use amazon_fps::fps::{GetDebtBalanceRequest, PayRequest, SettleDebtRequest, WriteOffDebtRequest};
use amazon_fps::money::Amount;
use amazon_fps::sandbox::InstrumentKind;

mod shop;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let shop = shop::open().await?;
    let credit = shop.instrument(InstrumentKind::Credit).await?;
    let settlement_token = credit.settlement_token_id.ok_or("a credit instrument has a settlement token")?;

    for reference in ["article-1", "article-2", "article-3"] {
        shop.client.pay(&PayRequest::new(&credit.sender_token_id, Amount::usd(5), reference)).await?;
    }
    let settle = SettleDebtRequest::new(settlement_token, &credit.instrument_id, Amount::usd(14), "bill-1");
    let settled = shop.client.settle_debt(&settle).await?;
    shop.client.wait_until_final(&settled.transaction_id).await?;
    let write_off = WriteOffDebtRequest::new(&credit.instrument_id, Amount::usd(1), "discount-1");
    shop.client.write_off_debt(&write_off).await?;

    let debt = shop.client.get_debt_balance(&GetDebtBalanceRequest::new(&credit.instrument_id)).await?;
    println!("debt: {}", debt.result.debt_balance.ok_or("there is no balance")?.available_balance);
    Ok(())
}
