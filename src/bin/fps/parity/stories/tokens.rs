//! What tokens allow, and how they are made, found and given up.

use amazon_fps::fps::Operation;
use serde_json::json;

use crate::observe::Observed;
use crate::parity::bases::{pay, token};
use crate::parity::raw::Parameters;
use crate::parity::side::Side;

stories! {
    Pay "twice with a token for a single use": used_twice,
    Pay "up to the limits of a token, and beyond": limited,
    Pay "with a cancelled token": cancelled,
    GetTokenUsage "of a token for a single use": usage_of_single_use,
    CancelToken "that belongs to a subscription": of_a_subscription,
    GetTokens "of each state and type": listed,
    InstallPaymentInstruction "the token is found, read and given up": installed,
    InstallPaymentInstruction "rules that are none": rules,
}

async fn used_twice(side: &mut Side<'_>) -> anyhow::Result<()> {
    let token = token(side, "ABT").await?;
    side.call(Operation::Pay, pay(&token, "1", side.world.reference("once").as_str())).await?;
    side.refused(
        Operation::Pay,
        pay(&token, "1", side.world.reference("twice").as_str()),
        "SameTokenIdUsedMultipleTimes",
    )
    .await
}

async fn limited(side: &mut Side<'_>) -> anyhow::Result<()> {
    let description = json!({"type": "MultiUse", "payment_method": "ABT", "amount": "15", "total": "20"});
    let token = side.world.new_token(description).await?.into_string();
    let usage = Parameters::default().with("TokenId", token.as_str());
    side.call(Operation::GetTokenUsage, usage.clone()).await?;
    side.call(Operation::Pay, pay(&token, "12", side.world.reference("limit").as_str())).await?;
    side.call(Operation::GetTokenUsage, usage).await?;
    let each = pay(&token, "15.01", side.world.reference("limit").as_str());
    side.refused(Operation::Pay, each, "IncompatibleTokens").await?;
    let all = pay(&token, "8.01", side.world.reference("limit").as_str());
    side.refused(Operation::Pay, all, "TokenUsageError").await?;
    side.call(Operation::Pay, pay(&token, "8", side.world.reference("limit").as_str())).await?;
    Ok(())
}

async fn cancelled(side: &mut Side<'_>) -> anyhow::Result<()> {
    let token = token(side, "ABT").await?;
    let cancel = Parameters::default().with("TokenId", token.as_str()).with("ReasonText", "moved away");
    side.call(Operation::CancelToken, cancel.clone()).await?;
    side.refused(Operation::Pay, pay(&token, "1", side.world.reference("late").as_str()), "TokenNotActive_Sender")
        .await?;
    side.attempt(Operation::CancelToken, cancel).await;
    Ok(())
}

async fn usage_of_single_use(side: &mut Side<'_>) -> anyhow::Result<()> {
    let request = Parameters::default().with("TokenId", token(side, "ABT").await?);
    side.refused(Operation::GetTokenUsage, request, "InvalidTokenType").await
}

async fn of_a_subscription(side: &mut Side<'_>) -> anyhow::Result<()> {
    let request = || -> anyhow::Result<Parameters> {
        Ok(Parameters::default().with("TokenId", side.world.token("subscription")?.token_id.as_str()))
    };
    let (cancel, usage) = (request()?, request()?);
    side.refused(Operation::CancelToken, cancel, "TokenAccessDenied").await?;
    side.refused(Operation::GetTokenUsage, usage, "TokenAccessDenied").await
}

async fn listed(side: &mut Side<'_>) -> anyhow::Result<()> {
    for status in ["Active", "Inactive"] {
        for token_type in ["SingleUse", "MultiUse", "Recurring", "Unrestricted"] {
            let request = Parameters::default().with("TokenStatus", status).with("TokenType", token_type);
            side.call(Operation::GetTokens, request).await?;
        }
    }
    let by_reference =
        Parameters::default().with("CallerReference", side.world.token("multi-use-abt")?.caller_reference.as_str());
    let found = side.call(Operation::GetTokens, by_reference).await?;
    anyhow::ensure!(found.has("Token.1.TokenId") && !found.has("Token.2.TokenId"), "a reference finds one token");
    Ok(())
}

async fn installed(side: &mut Side<'_>) -> anyhow::Result<()> {
    for role in ["Caller", "Recipient"] {
        let reference = side.world.reference("install").into_string();
        let install = Parameters::default()
            .with("PaymentInstruction", format!("MyRole == '{role}' orSay 'Roles do not match';"))
            .with("CallerReference", reference.as_str())
            .with("TokenType", "Unrestricted");
        let token =
            side.call(Operation::InstallPaymentInstruction, install.clone()).await?.value("TokenId")?.to_owned();
        let again = side.call(Operation::InstallPaymentInstruction, install).await?.value("TokenId")?.to_owned();
        anyhow::ensure!(token == again, "the repetition made a token of its own");
        let by_reference = Parameters::default().with("CallerReference", reference);
        side.call(Operation::GetTokenByCaller, by_reference).await?;
        let id = Parameters::default().with("TokenId", token);
        side.call(Operation::GetPaymentInstruction, id.clone()).await?;
        side.call(Operation::CancelToken, id.clone()).await?;
        side.call(Operation::GetTokenByCaller, id).await?;
    }
    Ok(())
}

/// Which code refuses a rule is not documented: BadRule has no description.
async fn rules(side: &mut Side<'_>) -> anyhow::Result<()> {
    let rules = [
        "MyRole == 'Bystander';",
        "MyRole = Caller",
        "\u{1F4B3}",
        "MyRole == 'Caller'; Weather == 'fair';",
        "MyRole == 'Caller'; PaymentMethod == 'Cash';",
    ];
    for rule in rules {
        let install = Parameters::default()
            .with("PaymentInstruction", rule)
            .with("CallerReference", side.world.reference("rule").as_str())
            .with("TokenType", "Unrestricted");
        let observed = side.attempt(Operation::InstallPaymentInstruction, install).await;
        anyhow::ensure!(matches!(observed, Observed::Refused(_)), "the rule {rule:?} was not refused");
    }
    Ok(())
}
