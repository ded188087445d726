//! Payments, refunds, reservations, prepaid and postpaid instruments.

use amazon_fps::fps::Operation;
use amazon_fps::ids::TransactionId;
use serde_json::json;

use crate::parity::bases::{amount, debt, pay, payment, reservation, token};
use crate::parity::raw::Parameters;
use crate::parity::side::Side;
use crate::world::Unavailable;

stories! {
    Pay "every payment method becomes final": every_method,
    Pay "a repetition with the same reference gets the first answer": repeated,
    Pay "another request with the same reference is refused": duplicate,
    Pay "amounts beyond what one transaction may move": amounts_out_of_range,
    Refund "parts, until nothing is left": refunded_in_parts,
    Refund "more than was paid": refunded_beyond,
    Refund "of what is pending, has failed, or is no payment": not_refundable,
    Reserve "is settled in part, once": settled_once,
    Reserve "is settled beyond what was reserved": settled_beyond,
    Reserve "from something else than a card": reserved_without_card,
    Cancel "a reservation, and then settle it": cancelled_then_settled,
    Cancel "what is already done": cancelled_too_late,
    FundPrepaid "is spent, and not overspent": prepaid,
    FundPrepaid "beyond the limit of the instrument": funded_beyond,
    SettleDebt "debt is made, settled and written off": postpaid,
    SettleDebt "more than is owed": settled_beyond_debt,
    WriteOffDebt "more than is owed": written_off_beyond_debt,
    GetPrepaidBalance "of a credit instrument, and the other way round": wrong_instruments,
    CancelSubscriptionAndRefund "more than the last payment": subscription_refund_beyond,
    CancelSubscriptionAndRefund "ends it, once": subscription_ended,
}

fn of(transaction: &TransactionId) -> Parameters {
    Parameters::default().with("TransactionId", transaction.as_str())
}

fn refund(side: &Side<'_>, transaction: &TransactionId, value: &str) -> Parameters {
    let request = amount(of(transaction), "RefundAmount", value);
    request.with("CallerReference", side.world.reference("refund").as_str())
}

async fn every_method(side: &mut Side<'_>) -> anyhow::Result<()> {
    for method in ["ABT", "CC", "ACH"] {
        let request = pay(&token(side, method).await?, "12.34", side.world.reference("method").as_str());
        let paid = side.call(Operation::Pay, request).await?.transaction()?;
        side.call(Operation::GetTransactionStatus, of(&paid)).await?;
        side.world.settle(&paid).await?;
        let status = side.call(Operation::GetTransactionStatus, of(&paid)).await?;
        anyhow::ensure!(status.value("TransactionStatus")? == "Success", "a payment by {method} didn't succeed");
        side.call(Operation::GetTransaction, of(&paid)).await?;
    }
    Ok(())
}

async fn repeated(side: &mut Side<'_>) -> anyhow::Result<()> {
    let request = pay(&token(side, "ABT").await?, "3", side.world.reference("again").as_str());
    let first = side.call(Operation::Pay, request.clone()).await?.transaction()?;
    let second = side.call(Operation::Pay, request).await?.transaction()?;
    anyhow::ensure!(first == second, "the repetition made a transaction of its own");
    Ok(())
}

async fn duplicate(side: &mut Side<'_>) -> anyhow::Result<()> {
    let request = pay(&token(side, "ABT").await?, "3", side.world.reference("same").as_str());
    side.call(Operation::Pay, request.clone()).await?;
    side.refused(Operation::Pay, amount(request, "TransactionAmount", "4"), "DuplicateRequest").await
}

async fn amounts_out_of_range(side: &mut Side<'_>) -> anyhow::Result<()> {
    for (method, value) in [("CC", "0.01"), ("ACH", "0.01"), ("ABT", "10000.01"), ("CC", "10000.01")] {
        let request = pay(&token(side, method).await?, value, side.world.reference("range").as_str());
        side.refused(Operation::Pay, request, "AmountOutOfRange").await?;
    }
    Ok(())
}

async fn refunded_in_parts(side: &mut Side<'_>) -> anyhow::Result<()> {
    let paid = payment(side).await?;
    for value in ["2", "3"] {
        let back = side.call(Operation::Refund, refund(side, &paid, value)).await?.transaction()?;
        side.world.settle(&back).await?;
        side.call(Operation::GetTransaction, of(&back)).await?;
    }
    side.call(Operation::GetTransaction, of(&paid)).await?;
    side.refused(Operation::Refund, refund(side, &paid, "1"), "TransactionFullyRefundedAlready").await
}

async fn refunded_beyond(side: &mut Side<'_>) -> anyhow::Result<()> {
    let paid = payment(side).await?;
    side.refused(Operation::Refund, refund(side, &paid, "5.01"), "RefundAmountExceeded").await
}

async fn not_refundable(side: &mut Side<'_>) -> anyhow::Result<()> {
    let request = pay(&token(side, "CC").await?, "5", side.world.reference("pending").as_str());
    let pending = side.call(Operation::Pay, request).await?.transaction()?;
    if side.world.is_own() {
        side.refused(Operation::Refund, refund(side, &pending, "1"), "OriginalTransactionIncomplete").await?;
    }
    let declined =
        pay(side.world.token("sender-declined")?.token_id.as_str(), "5", side.world.reference("declined").as_str());
    let failed = side.call(Operation::Pay, declined).await?.transaction()?;
    side.world.settle(&failed).await?;
    side.call(Operation::GetTransactionStatus, of(&failed)).await?;
    side.refused(Operation::Refund, refund(side, &failed, "1"), "OriginalTransactionFailed").await?;
    let paid = payment(side).await?;
    let back = side.call(Operation::Refund, refund(side, &paid, "1")).await?.transaction()?;
    side.world.settle(&back).await?;
    side.refused(Operation::Refund, refund(side, &back, "1"), "TransactionTypeNotRefundable").await
}

async fn settled_once(side: &mut Side<'_>) -> anyhow::Result<()> {
    let reserved = reservation(side).await?;
    let settle = Parameters::default().with("ReserveTransactionId", reserved.as_str());
    let settled =
        side.call(Operation::Settle, amount(settle.clone(), "TransactionAmount", "4")).await?.transaction()?;
    side.world.settle(&settled).await?;
    side.call(Operation::GetTransaction, of(&reserved)).await?;
    side.refused(Operation::Settle, settle, "InvalidTransactionState").await
}

async fn settled_beyond(side: &mut Side<'_>) -> anyhow::Result<()> {
    let settle = Parameters::default().with("ReserveTransactionId", reservation(side).await?.as_str());
    let more = amount(settle, "TransactionAmount", "5.01");
    side.refused(Operation::Settle, more, "SettleAmountGreaterThanReserveAmount").await
}

async fn reserved_without_card(side: &mut Side<'_>) -> anyhow::Result<()> {
    for method in ["ABT", "ACH"] {
        let request = pay(&token(side, method).await?, "5", side.world.reference("no-card").as_str());
        side.refused(Operation::Reserve, request, "PaymentInstrumentNotCC").await?;
    }
    Ok(())
}

async fn cancelled_then_settled(side: &mut Side<'_>) -> anyhow::Result<()> {
    let reserved = reservation(side).await?;
    side.call(Operation::Cancel, of(&reserved).with("Description", "sold out")).await?;
    side.call(Operation::GetTransaction, of(&reserved)).await?;
    let settle = Parameters::default().with("ReserveTransactionId", reserved.as_str());
    side.refused(Operation::Settle, settle, "InvalidTransactionState").await
}

async fn cancelled_too_late(side: &mut Side<'_>) -> anyhow::Result<()> {
    let paid = payment(side).await?;
    side.refused(Operation::Cancel, of(&paid), "InvalidTransactionState").await
}

async fn prepaid(side: &mut Side<'_>) -> anyhow::Result<()> {
    let world = side.world;
    let instrument = world.new_instrument(json!({"kind": "prepaid", "payment_method": "CC"})).await?;
    let id = Parameters::default().with("PrepaidInstrumentId", instrument.instrument_id.as_str());
    let funding = instrument.funding_token_id.map(|token| token.into_string()).unwrap_or_default();
    let fund = amount(id.clone().with("SenderTokenId", funding), "FundingAmount", "20");
    let fund = fund.with("CallerReference", world.reference("fund").as_str());
    let funded = side.call(Operation::FundPrepaid, fund).await?.transaction()?;
    world.settle(&funded).await?;
    side.call(Operation::GetPrepaidBalance, id.clone()).await?;
    let sender = instrument.sender_token_id.as_str();
    let spent =
        side.call(Operation::Pay, pay(sender, "12.50", world.reference("spend").as_str())).await?.transaction()?;
    side.call(Operation::GetTransaction, of(&spent)).await?;
    let left = side.call(Operation::GetPrepaidBalance, id).await?;
    let available = left.value("PrepaidBalance.AvailableBalance.Value")?;
    anyhow::ensure!(available.starts_with("7.5"), "{available} is left of 20 after 12.50");
    side.call(Operation::GetTotalPrepaidLiability, Parameters::default()).await?;
    let more = pay(sender, "7.51", world.reference("overspend").as_str());
    side.refused(Operation::Pay, more, "InsufficientBalance").await
}

async fn funded_beyond(side: &mut Side<'_>) -> anyhow::Result<()> {
    let instrument =
        side.world.new_instrument(json!({"kind": "prepaid", "payment_method": "ABT", "limit": "30"})).await?;
    let funding = instrument.funding_token_id.map(|token| token.into_string()).unwrap_or_default();
    let request = Parameters::default().with("PrepaidInstrumentId", instrument.instrument_id.as_str());
    let request = amount(request.with("SenderTokenId", funding), "FundingAmount", "30.01");
    let request = request.with("CallerReference", side.world.reference("fund").as_str());
    side.refused(Operation::FundPrepaid, request, "PrepaidFundingLimitExceeded").await
}

async fn postpaid(side: &mut Side<'_>) -> anyhow::Result<()> {
    let (instrument, settlement) = debt(side).await?;
    let id = Parameters::default().with("CreditInstrumentId", instrument);
    let reference = |side: &Side<'_>| side.world.reference("debt-work").into_string();
    let settle = amount(id.clone().with("SenderTokenId", settlement), "SettlementAmount", "6");
    let settled =
        side.call(Operation::SettleDebt, settle.with("CallerReference", reference(side))).await?.transaction()?;
    side.call(Operation::GetTransaction, of(&settled)).await?;
    let write_off = amount(id.clone(), "AdjustmentAmount", "1.50").with("CallerReference", reference(side));
    let written =
        side.call(Operation::WriteOffDebt, write_off.with("CallerDescription", "a discount")).await?.transaction()?;
    side.call(Operation::GetTransaction, of(&written)).await?;
    let left = side.call(Operation::GetDebtBalance, id).await?;
    let owed = left.value("DebtBalance.AvailableBalance.Value")?;
    anyhow::ensure!(owed.starts_with("2.5"), "{owed} is owed of 10 after 6 and 1.50");
    side.call(Operation::GetOutstandingDebtBalance, Parameters::default()).await?;
    Ok(())
}

async fn settled_beyond_debt(side: &mut Side<'_>) -> anyhow::Result<()> {
    let (instrument, settlement) = debt(side).await?;
    let request = Parameters::default().with("CreditInstrumentId", instrument).with("SenderTokenId", settlement);
    let request = amount(request, "SettlementAmount", "10.01");
    let request = request.with("CallerReference", side.world.reference("settle").as_str());
    side.refused(Operation::SettleDebt, request, "SettleAmountGreaterThanDebt").await
}

async fn written_off_beyond_debt(side: &mut Side<'_>) -> anyhow::Result<()> {
    let (instrument, _) = debt(side).await?;
    let request = amount(Parameters::default().with("CreditInstrumentId", instrument), "AdjustmentAmount", "10.01");
    let request = request.with("CallerReference", side.world.reference("write-off").as_str());
    side.refused(Operation::WriteOffDebt, request, "SettleAmountGreaterThanDebt").await
}

async fn wrong_instruments(side: &mut Side<'_>) -> anyhow::Result<()> {
    let prepaid = side.world.instrument("prepaid-abt")?.instrument_id.as_str();
    let credit = side.world.instrument("postpaid-abt")?.instrument_id.as_str();
    let request = Parameters::default().with("PrepaidInstrumentId", credit);
    side.refused(Operation::GetPrepaidBalance, request, "InvalidPaymentInstrument").await?;
    let request = Parameters::default().with("CreditInstrumentId", prepaid);
    side.refused(Operation::GetDebtBalance, request, "InvalidPaymentInstrument").await
}

async fn subscription_refund_beyond(side: &mut Side<'_>) -> anyhow::Result<()> {
    let subscription = side.world.subscription("subscription")?;
    let request = Parameters::default().with("SubscriptionId", subscription.as_str());
    let request = amount(request, "RefundAmount", "1000");
    let request = request.with("CallerReference", side.world.reference("subscription").as_str());
    side.refused(Operation::CancelSubscriptionAndRefund, request, "RefundAmountExceeded").await
}

async fn subscription_ended(side: &mut Side<'_>) -> anyhow::Result<()> {
    if !side.world.is_own() {
        return Err(Unavailable::new("a subscription can be cancelled only once, and no service makes new ones").into());
    }
    let subscription = side.world.subscription("subscription")?;
    let request = Parameters::default().with("SubscriptionId", subscription.as_str());
    let cancel = request.clone().with("CancelReason", "moved to the web");
    side.attempt(Operation::CancelSubscriptionAndRefund, cancel.clone()).await;
    let details = side.call(Operation::GetSubscriptionDetails, request).await?;
    let status = details.value("SubscriptionDetails.SubscriptionStatus")?;
    anyhow::ensure!(status == "Cancelled", "the subscription is {status} after it was cancelled");
    side.refused(Operation::CancelSubscriptionAndRefund, cancel, "InvalidSubscriptionState").await
}
