//! Who may pay, and who may be paid.

use amazon_fps::fps::Operation;
use serde_json::json;

use crate::parity::bases::{amount, pay, token};
use crate::parity::raw::Parameters;
use crate::parity::side::Side;

stories! {
    Pay "from accounts and tokens that may not pay": troubled_senders,
    Pay "to accounts and tokens that may not be paid": troubled_recipients,
    Pay "in a marketplace, with its fees": marketplace,
    Pay "in a marketplace, with fees beyond what the seller agreed to": fees_beyond,
    Pay "in a marketplace, with fees paid by somebody who didn't agree": fees_of_another,
    Pay "to oneself": oneself,
    Reserve "for a recipient that takes no cards": recipient_without_cards,
    Refund "of a marketplace payment, by each policy": marketplace_refunds,
    GetRecipientVerificationStatus "of every kind of recipient": verification,
}

async fn troubled_senders(side: &mut Side<'_>) -> anyhow::Result<()> {
    let cases = [
        ("sender-poor", "InsufficientBalance"),
        ("sender-unverified-bank", "UnverifiedBankAccount"),
        ("sender-unverified", "UnverifiedAccount_Sender"),
        ("sender-unverified-email", "UnverifiedEmailAddress_Sender"),
        ("sender-suspended", "InvalidAccountState_Sender"),
        ("sender-closed", "InvalidAccountState_Sender"),
        ("sender-expired", "IncompatibleTokens"),
        ("sender-cancelled", "TokenNotActive_Sender"),
        ("recipient", "InvalidTokenId_Sender"),
        ("prepaid-abt-funding", "InvalidTokenId_Sender"),
    ];
    for (name, code) in cases {
        let request = pay(side.world.token(name)?.token_id.as_str(), "5", side.world.reference("sender").as_str());
        side.refused(Operation::Pay, request, code).await?;
    }
    Ok(())
}

async fn troubled_recipients(side: &mut Side<'_>) -> anyhow::Result<()> {
    let cases = [
        ("recipient-unverified", "UnverifiedAccount_Recipient"),
        ("recipient-unverified-email", "UnverifiedEmailAddress_Recipient"),
        ("recipient-suspended", "InvalidAccountState_Recipient"),
        ("recipient-closed", "InvalidAccountState_Recipient"),
        ("recipient-cancelled", "TokenNotActive_Recipient"),
        ("multi-use-abt", "InvalidTokenId_Recipient"),
    ];
    for (name, code) in cases {
        let recipient = side.world.token(name)?.token_id.as_str().to_owned();
        let request = pay(&token(side, "ABT").await?, "5", side.world.reference("recipient").as_str());
        side.refused(Operation::Pay, request.with("RecipientTokenId", recipient), code).await?;
    }
    Ok(())
}

async fn marketplace(side: &mut Side<'_>) -> anyhow::Result<()> {
    for method in ["ABT", "CC"] {
        let paid = sale(side, method).await?;
        let id = Parameters::default().with("TransactionId", paid);
        let found = side.call(Operation::GetTransaction, id).await?;
        anyhow::ensure!(found.has("Transaction.MarketplaceFees.Value"), "the fee of the marketplace is not shown");
    }
    Ok(())
}

async fn sale(side: &mut Side<'_>, method: &str) -> anyhow::Result<String> {
    let request = pay(&token(side, method).await?, "50", side.world.reference("sale").as_str());
    let request = request.with("RecipientTokenId", side.world.token("recipient")?.token_id.as_str());
    let request = amount(request, "MarketplaceFixedFee", "0.75").with("MarketplaceVariableFee", "2.5");
    let paid = side.call(Operation::Pay, request).await?.transaction()?;
    side.world.settle(&paid).await?;
    Ok(paid.into_string())
}

async fn fees_beyond(side: &mut Side<'_>) -> anyhow::Result<()> {
    let recipient =
        side.world.new_token(json!({"role": "recipient", "max_fixed_fee": "1", "max_variable_fee": "10"})).await?;
    let request = pay(&token(side, "ABT").await?, "50", side.world.reference("fees").as_str());
    let request = request.with("RecipientTokenId", recipient.as_str());
    let fixed = amount(request.clone(), "MarketplaceFixedFee", "1.01");
    side.refused(Operation::Pay, fixed, "InvalidParams").await?;
    let variable =
        request.with("CallerReference", side.world.reference("fees").as_str()).with("MarketplaceVariableFee", "10.01");
    side.refused(Operation::Pay, variable, "InvalidParams").await
}

async fn fees_of_another(side: &mut Side<'_>) -> anyhow::Result<()> {
    for (recipient, payer) in [("recipient", "Caller"), ("recipient-caller-pays", "Recipient")] {
        let request = pay(&token(side, "ABT").await?, "50", side.world.reference("payer").as_str());
        let request = request.with("RecipientTokenId", side.world.token(recipient)?.token_id.as_str());
        side.attempt(Operation::Pay, request.with("ChargeFeeTo", payer)).await;
    }
    Ok(())
}

async fn oneself(side: &mut Side<'_>) -> anyhow::Result<()> {
    let own = side.world.new_token(json!({"account": "seller", "payment_method": "ABT"})).await?;
    let request = pay(own.as_str(), "5", side.world.reference("oneself").as_str());
    let request = request.with("RecipientTokenId", side.world.token("recipient")?.token_id.as_str());
    side.refused(Operation::Pay, request, "SameSenderAndRecipient").await
}

async fn recipient_without_cards(side: &mut Side<'_>) -> anyhow::Result<()> {
    let request = pay(&token(side, "CC").await?, "5", side.world.reference("no-cards").as_str());
    let request = request.with("RecipientTokenId", side.world.token("recipient-without-cards")?.token_id.as_str());
    side.refused(Operation::Reserve, request, "InvalidRecipientForCCTransaction").await
}

async fn marketplace_refunds(side: &mut Side<'_>) -> anyhow::Result<()> {
    for policy in ["MasterTxnOnly", "MarketplaceTxnOnly", "MasterAndMarketplaceTxn"] {
        let paid = sale(side, "ABT").await?;
        let refund = Parameters::default().with("TransactionId", paid.as_str()).with("MarketplaceRefundPolicy", policy);
        let refund = refund.with("CallerReference", side.world.reference("policy").as_str());
        side.attempt(Operation::Refund, refund).await;
        side.call(Operation::GetTransaction, Parameters::default().with("TransactionId", paid)).await?;
    }
    Ok(())
}

async fn verification(side: &mut Side<'_>) -> anyhow::Result<()> {
    for name in ["recipient", "recipient-unverified", "recipient-unverified-email", "recipient-without-cards"] {
        let request = Parameters::default().with("RecipientTokenId", side.world.token(name)?.token_id.as_str());
        side.call(Operation::GetRecipientVerificationStatus, request).await?;
    }
    for (name, code) in [
        ("recipient-suspended", "InvalidAccountState"),
        ("recipient-closed", "InvalidAccountState"),
        ("recipient-cancelled", "TokenNotActive"),
    ] {
        let request = Parameters::default().with("RecipientTokenId", side.world.token(name)?.token_id.as_str());
        side.refused(Operation::GetRecipientVerificationStatus, request, code).await?;
    }
    Ok(())
}
