//! What is read back: texts to the letter, and activity without loss or repetition.

use std::collections::BTreeSet;

use amazon_fps::fps::Operation;
use anyhow::ensure;

use crate::parity::bases::{date, pay, token};
use crate::parity::raw::Parameters;
use crate::parity::side::Side;
use crate::parity::variations::TEXTS;

stories! {
    GetTransaction "every text comes back to the letter": texts_of_a_payment,
    GetTokenByCaller "every text comes back to the letter": texts_of_a_token,
    GetAccountActivity "pages neither lose nor repeat a transaction": pages,
    GetAccountActivity "each filter": filters,
    GetAccountActivity "spans of time that are none": spans,
    VerifySignature "signatures that are none": signatures,
    GetTokenByCaller "by nothing, and by what isn't there": nothing_to_find,
    GetTransaction "of nobody, and of no form": unknown_transactions,
}

async fn texts_of_a_payment(side: &mut Side<'_>) -> anyhow::Result<()> {
    for (what, text) in TEXTS {
        let reference = format!("{}{text}", side.world.reference("text"));
        let request = pay(&token(side, "ABT").await?, "1", &reference);
        let request = request.with("CallerDescription", text).with("SenderDescription", text);
        let paid = side.call(Operation::Pay, request).await?.transaction()?;
        let id = Parameters::default().with("TransactionId", paid.as_str());
        let found = side.call(Operation::GetTransaction, id.clone()).await?;
        for field in ["Transaction.CallerDescription", "Transaction.SenderDescription"] {
            let back = found.value(field)?;
            ensure!(back == text, "{field} with {what} came back as {back:?}, and was {text:?}");
        }
        let status = side.call(Operation::GetTransactionStatus, id).await?;
        let back = status.value("CallerReference")?;
        ensure!(back == reference, "CallerReference with {what} came back as {back:?}, and was {reference:?}");
    }
    Ok(())
}

async fn texts_of_a_token(side: &mut Side<'_>) -> anyhow::Result<()> {
    for (what, text) in TEXTS {
        let reference = format!("{}{text}", side.world.reference("text"));
        let install = Parameters::default()
            .with("PaymentInstruction", "MyRole == 'Caller';")
            .with("TokenFriendlyName", text)
            .with("CallerReference", reference.as_str())
            .with("TokenType", "Unrestricted")
            .with("PaymentReason", text);
        side.call(Operation::InstallPaymentInstruction, install).await?;
        let by_reference = Parameters::default().with("CallerReference", reference.as_str());
        let found = side.call(Operation::GetTokenByCaller, by_reference).await?;
        let expected = [("CallerReference", reference.as_str()), ("FriendlyName", text), ("PaymentReason", text)];
        for (field, sent) in expected {
            let back = found.value(&format!("Token.{field}"))?;
            ensure!(back == sent, "{field} with {what} came back as {back:?}, and was {sent:?}");
        }
    }
    Ok(())
}

async fn pages(side: &mut Side<'_>) -> anyhow::Result<()> {
    const MADE: usize = 45;
    let mut made = BTreeSet::new();
    let mut begin = None;
    let mut last = String::new();
    for _ in 0..MADE {
        let request = pay(&token(side, "ABT").await?, "0.10", side.world.reference("page").as_str());
        let paid = side.call(Operation::Pay, request).await?.transaction()?.into_string();
        if begin.is_none() {
            let id = Parameters::default().with("TransactionId", paid.as_str());
            begin = Some(side.call(Operation::GetTransaction, id).await?.value("Transaction.DateReceived")?.to_owned());
        }
        last = paid.clone();
        made.insert(paid);
    }
    side.world.settle(&last.into()).await?;
    let begin = begin.unwrap_or_default();
    for (order, edge) in [("Ascending", "StartDate"), ("Descending", "EndDate")] {
        let mut request = Parameters::default()
            .with("StartDate", begin.as_str())
            .with("MaxBatchSize", "20")
            .with("SortOrderByDate", order)
            .with("FPSOperation", "Pay");
        let mut found = Vec::new();
        for _ in 0..=MADE {
            let page = side.call(Operation::GetAccountActivity, request.clone()).await?;
            let ids = (1..).map_while(|place| page.value(&format!("Transaction.{place}.TransactionId")).ok());
            found.extend(ids.map(str::to_owned));
            let Ok(next) = page.value("StartTimeForNextTransaction") else { break };
            request = request.with(edge, next);
        }
        ensure!(found.len() == made.len(), "{} transactions were found in {order} order, and {MADE} made", found.len());
        ensure!(found.into_iter().collect::<BTreeSet<_>>() == made, "other transactions were found than were made");
    }
    Ok(())
}

async fn filters(side: &mut Side<'_>) -> anyhow::Result<()> {
    let since = || Parameters::default().with("StartDate", date(side.world.recently()));
    let values: [(&str, &[&str]); 4] = [
        ("FPSOperation", &["Pay", "Refund", "Settle", "SettleDebt", "WriteOffDebt", "FundPrepaid", "Reserve"]),
        ("PaymentMethod", &["ABT", "CC", "ACH", "Debt", "Prepaid"]),
        ("Role.1", &["Sender", "Caller", "Recipient"]),
        ("TransactionStatus", &["Success", "Failure", "Pending", "Reserved", "Cancelled"]),
    ];
    let mut requests = Vec::new();
    for (field, values) in values {
        requests.extend(values.iter().map(|value| since().with(field, *value)));
    }
    requests.push(since().with("Role.1", "Sender").with("Role.2", "Recipient").with("Role.3", "Caller"));
    requests.push(since().with("MaxBatchSize", "20").with("SortOrderByDate", "Ascending").with("PaymentMethod", "CC"));
    for request in requests {
        side.call(Operation::GetAccountActivity, request).await?;
    }
    Ok(())
}

async fn spans(side: &mut Side<'_>) -> anyhow::Result<()> {
    let future = Parameters::default().with("StartDate", "2100-01-01T00:00:00Z");
    side.refused(Operation::GetAccountActivity, future, "InvalidDateRange").await?;
    let backwards =
        Parameters::default().with("StartDate", "2012-01-01T00:00:00Z").with("EndDate", "2011-01-01T00:00:00Z");
    side.refused(Operation::GetAccountActivity, backwards, "InvalidDateRange").await
}

async fn signatures(side: &mut Side<'_>) -> anyhow::Result<()> {
    let url = "https://shop.example/ipn";
    let whole = "signatureVersion=2&signatureMethod=RSA-SHA1&certificateUrl=https%3A%2F%2Fcerts.example%2Fc.pem&\
                 signature=bm90IG9uZQ%3D%3D";
    for form in [whole, "status=SC", "signatureVersion=2&signature=x", "", "%FF"] {
        let request = Parameters::default().with("UrlEndPoint", url).with("HttpParameters", form);
        side.attempt(Operation::VerifySignature, request).await;
    }
    for url in ["", "no url", "ftp://shop.example/", "https://shop.example/ipn?query=1"] {
        let request = Parameters::default().with("UrlEndPoint", url).with("HttpParameters", whole);
        side.attempt(Operation::VerifySignature, request).await;
    }
    Ok(())
}

async fn nothing_to_find(side: &mut Side<'_>) -> anyhow::Result<()> {
    side.refused(Operation::GetTokenByCaller, Parameters::default(), "InvalidParams").await?;
    let nobody = Parameters::default().with("CallerReference", "nobody's");
    side.refused(Operation::GetTokenByCaller, nobody, "InvalidCallerReference").await?;
    let unknown = Parameters::default().with("TokenId", "0".repeat(64));
    side.refused(Operation::GetTokenByCaller, unknown, "InvalidTokenId").await
}

async fn unknown_transactions(side: &mut Side<'_>) -> anyhow::Result<()> {
    for operation in [Operation::GetTransaction, Operation::GetTransactionStatus] {
        let unknown = Parameters::default().with("TransactionId", "0".repeat(35));
        side.refused(operation, unknown, "InvalidTransactionId").await?;
        side.attempt(operation, Parameters::default().with("TransactionId", "FAKE")).await;
    }
    Ok(())
}
