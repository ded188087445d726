//! Charges a billing agreement of Amazon Pay twice, and shows what is left of it for this month.

use amazon_fps::amazon_pay::GetBillingAgreementDetailsRequest;
use amazon_fps::amazon_pay::client::Charge;
use amazon_fps::money::Price;
use amazon_fps::sandbox::amazon_pay::NewBillingAgreement;

mod shop;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let shop = shop::open().await?;
    // What the widgets on the shop's page do: the buyer chooses a card, and consents to be charged again.
    let agreement = shop.sandbox.create_billing_agreement(NewBillingAgreement::default()).await?;
    let client = shop.amazon_pay(&agreement.seller_id)?;

    for number in 1..=2 {
        let charge = Charge::new(format!("coffee-{number}"), Price::usd(19));
        let charge = Charge { capture_now: true, transaction_timeout: Some(0), ..charge };
        let charged = client.charge(&agreement.id, &charge).await?;
        match charged.declined() {
            None => println!("{} was charged as {}", charge.amount, charged.amazon_authorization_id),
            Some(reason) => println!("the bank refuses: {reason}"),
        }
    }

    let request = GetBillingAgreementDetailsRequest::new(agreement.id);
    let details = client.get_billing_agreement_details(&request).await?.result.billing_agreement_details;
    if let Some(limits) = details.billing_agreement_limits {
        println!("{} is left until {}", limits.current_remaining_balance, limits.time_period_end_date);
    }
    Ok(())
}
