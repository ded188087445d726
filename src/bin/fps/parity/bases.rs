//! For each action a request that is answered, from which others are made by changing one thing.

use amazon_fps::fps::{Operation, ReserveRequest};
use amazon_fps::ids::TransactionId;
use amazon_fps::money::Amount;
use anyhow::{anyhow, bail};
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::json;

use super::raw::Parameters;
use super::side::Side;
use crate::world::Unavailable;

/// The required fields of a request of `operation` that the service answers; what has to be there before is made.
pub async fn base(side: &mut Side<'_>, operation: Operation) -> anyhow::Result<Parameters> {
    let world = side.world;
    let reference = || world.reference("base").into_string();
    let none = Parameters::default;
    Ok(match operation {
        Operation::CancelToken => none().with("TokenId", token(side, "ABT").await?),
        Operation::Cancel => none().with("TransactionId", reservation(side).await?.as_str()),
        Operation::FundPrepaid => {
            let instrument = world.new_instrument(json!({"kind": "prepaid", "payment_method": "ABT"})).await?;
            let funding = instrument.funding_token_id.map(|token| token.into_string()).unwrap_or_default();
            let request = none().with("SenderTokenId", funding);
            let request = request.with("PrepaidInstrumentId", instrument.instrument_id.as_str());
            amount(request, "FundingAmount", "5").with("CallerReference", reference())
        }
        Operation::GetAccountActivity => none().with("StartDate", date(world.recently())),
        Operation::GetAccountBalance
        | Operation::GetOutstandingDebtBalance
        | Operation::GetTokens
        | Operation::GetTotalPrepaidLiability => none(),
        Operation::GetTransactionsForSubscription | Operation::GetSubscriptionDetails => {
            none().with("SubscriptionId", world.subscription("subscription")?.as_str())
        }
        Operation::CancelSubscriptionAndRefund if !world.is_own() => {
            bail!(Unavailable::new("a subscription can be cancelled only once, and no service makes new ones"))
        }
        // It has ended, so that nothing but the refund is done, again and again.
        Operation::CancelSubscriptionAndRefund => {
            let request = none().with("SubscriptionId", world.subscription("subscription-cancelled")?.as_str());
            amount(request, "RefundAmount", "0.02").with("CallerReference", reference())
        }
        Operation::GetDebtBalance => {
            none().with("CreditInstrumentId", world.instrument("postpaid-abt")?.instrument_id.as_str())
        }
        Operation::GetPrepaidBalance => {
            none().with("PrepaidInstrumentId", world.instrument("prepaid-abt")?.instrument_id.as_str())
        }
        Operation::GetTokenByCaller => {
            none().with("CallerReference", world.token("multi-use-abt")?.caller_reference.as_str())
        }
        Operation::GetTokenUsage | Operation::GetPaymentInstruction => {
            none().with("TokenId", world.token("multi-use-abt")?.token_id.as_str())
        }
        Operation::GetTransaction | Operation::GetTransactionStatus => {
            none().with("TransactionId", payment(side).await?.as_str())
        }
        Operation::InstallPaymentInstruction => none()
            .with("PaymentInstruction", "MyRole == 'Caller';")
            .with("CallerReference", reference())
            .with("TokenType", "Unrestricted"),
        Operation::Pay => pay(&token(side, "ABT").await?, "5", &reference()),
        Operation::Reserve => pay(&token(side, "CC").await?, "5", &reference()),
        Operation::Refund => {
            let paid = payment(side).await?;
            none().with("TransactionId", paid.as_str()).with("CallerReference", reference())
        }
        Operation::Settle => none().with("ReserveTransactionId", reservation(side).await?.as_str()),
        Operation::SettleDebt => {
            let (instrument, settlement) = debt(side).await?;
            let request = none().with("SenderTokenId", settlement).with("CreditInstrumentId", instrument);
            amount(request, "SettlementAmount", "5").with("CallerReference", reference())
        }
        Operation::WriteOffDebt => {
            let (instrument, _) = debt(side).await?;
            let request = none().with("CreditInstrumentId", instrument);
            amount(request, "AdjustmentAmount", "5").with("CallerReference", reference())
        }
        Operation::GetRecipientVerificationStatus => {
            none().with("RecipientTokenId", world.token("recipient")?.token_id.as_str())
        }
        Operation::VerifySignature => {
            let url = "https://shop.example/ipn";
            let form = match world.is_own() {
                true => world.notification(url, &[("status", "SC"), ("buyerName", "Zoë & Sons")])?,
                false => "signatureVersion=2&signatureMethod=RSA-SHA1&certificateUrl=https%3A%2F%2Ffps.sandbox.\
                          amazonaws.com%2Fcerts%2F090909%2FPKICert.pem&signature=bm90IG9uZQ%3D%3D"
                    .to_owned(),
            };
            none().with("UrlEndPoint", url).with("HttpParameters", form)
        }
        other => bail!("there is no request of {} to begin with", other.name()),
    })
}

/// A new token that pays once by `method`.
pub async fn token(side: &Side<'_>, method: &str) -> anyhow::Result<String> {
    Ok(side.world.new_token(json!({"payment_method": method})).await?.into_string())
}

/// The fields of Pay and Reserve.
pub fn pay(token: &str, value: &str, reference: &str) -> Parameters {
    let request = Parameters::default().with("SenderTokenId", token);
    amount(request, "TransactionAmount", value).with("CallerReference", reference)
}

/// Dollars, as the field of that name.
pub fn amount(request: Parameters, name: &str, value: &str) -> Parameters {
    request.with(&format!("{name}.CurrencyCode"), "USD").with(&format!("{name}.Value"), value)
}

/// A payment of 5 dollars from an account balance, which succeeds at once.
pub async fn payment(side: &mut Side<'_>) -> anyhow::Result<TransactionId> {
    let request = pay(&token(side, "ABT").await?, "5", side.world.reference("paid").as_str());
    side.call(Operation::Pay, request).await?.transaction()
}

/// A reservation of 5 dollars on a credit card, which its bank has granted.
pub async fn reservation(side: &mut Side<'_>) -> anyhow::Result<TransactionId> {
    if !side.world.is_own() {
        return stocked_reservation(side).await;
    }
    let request = pay(&token(side, "CC").await?, "5", side.world.reference("reserved").as_str());
    let reserved = side.call(Operation::Reserve, request).await?.transaction()?;
    side.world.settle(&reserved).await?;
    Ok(reserved)
}

/// One of many reservations that were made together: where time passes by itself, it passes for all of them at once.
async fn stocked_reservation(side: &mut Side<'_>) -> anyhow::Result<TransactionId> {
    const STOCK: usize = 32;
    if let Some(reserved) = side.world.take_reservation() {
        return Ok(reserved);
    }
    let mut reservations = Vec::with_capacity(STOCK);
    for _ in 0..STOCK {
        let request = ReserveRequest::new(token(side, "CC").await?, Amount::usd(5), side.world.reference("reserved"));
        reservations.push(side.world.rest.reserve(&request).await?.result.transaction_id);
    }
    for reserved in &reservations {
        side.world.settle(reserved).await?;
    }
    let reserved = reservations.pop();
    side.world.stock_reservations(reservations);
    reserved.ok_or_else(|| anyhow!("no reservation was made"))
}

/// A new credit instrument with a debt of 10 dollars, and the token that settles it.
pub async fn debt(side: &mut Side<'_>) -> anyhow::Result<(String, String)> {
    let instrument = side.world.new_instrument(json!({"kind": "credit", "payment_method": "ABT"})).await?;
    let request = pay(instrument.sender_token_id.as_str(), "10", side.world.reference("debt").as_str());
    side.call(Operation::Pay, request).await?;
    let settlement = instrument.settlement_token_id.map(|token| token.into_string()).unwrap_or_default();
    Ok((instrument.instrument_id.into_string(), settlement))
}

/// An instant as requests write it.
pub fn date(instant: DateTime<Utc>) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Millis, true)
}
