//! Bea buys, the shop sells, and Sam sells in the shop's marketplace.

use amazon_fps::fps::*;
use amazon_fps::ids::TransactionId;
use amazon_fps::money::Amount;
use chrono::TimeDelta;
use rust_decimal::Decimal;

use super::Player;

/// All of it, in the order in which such a shop would come to it.
pub async fn play(player: &mut Player<'_>) -> anyhow::Result<()> {
    opening(player).await?;
    sale(player).await?;
    reservations(player).await?;
    marketplace(player).await?;
    prepaid(player).await?;
    postpaid(player).await?;
    instruction(player).await?;
    subscription(player).await?;
    notification(player).await?;
    closing(player).await
}

async fn opening(player: &mut Player<'_>) -> anyhow::Result<()> {
    let world = player.world;
    player
        .call("The shop looks at its account", &GetAccountBalanceRequest::new(), |balance| {
            match &balance.account_balance {
                Some(balance) => format!("it holds {}", balance.total_balance),
                None => "no balance".to_owned(),
            }
        })
        .await?;
    let active = GetTokensRequest::new().token_status(TokenStatus::Active);
    player
        .call("It lists what customers have authorised", &active, |tokens| format!("{} tokens", tokens.token.len()))
        .await?;
    let reference = world.token("sender-cc-1")?.caller_reference.clone();
    let lookup = GetTokenByCallerRequest::new().caller_reference(reference);
    player
        .call("It finds Bea's token by its own reference", &lookup, |found| match &found.token {
            Some(token) => format!("{}, {}", token.token_type, token.token_status),
            None => "nothing".to_owned(),
        })
        .await?;
    Ok(())
}

async fn sale(player: &mut Player<'_>) -> anyhow::Result<()> {
    let world = player.world;
    let from_balance = PayRequest::new(&world.token("sender-abt-1")?.token_id, dollars(25_00), world.reference("book"))
        .caller_description("One book & a bookmark");
    player
        .call("Bea buys a book for $25.00 from her balance", &from_balance, |paid| paid.transaction_status.to_string())
        .await?;

    let by_card = PayRequest::new(&world.token("sender-cc-1")?.token_id, dollars(40_00), world.reference("lamp"));
    let paid =
        player.call("She buys a lamp for $40.00 by card", &by_card, |paid| paid.transaction_status.to_string()).await?;
    world.settle(&paid.transaction_id).await?;
    ask(player, "The card's bank has answered", &paid.transaction_id).await?;
    player
        .call("The shop looks at the payment", &GetTransactionRequest::new(&paid.transaction_id), |found| match &found
            .transaction
        {
            Some(transaction) => format!(
                "{} from {}, fee {}",
                transaction.transaction_amount,
                name(&transaction.sender_name),
                transaction.fps_fees
            ),
            None => "nothing".to_owned(),
        })
        .await?;
    let refund = RefundRequest::new(&paid.transaction_id, world.reference("dent")).refund_amount(dollars(10_00));
    let refunded =
        player.call("It gives $10.00 back for a dent", &refund, |refund| refund.transaction_status.to_string()).await?;
    world.settle(&refunded.transaction_id).await?;

    let usage = GetTokenUsageRequest::new(&world.token("multi-use-abt")?.token_id);
    player
        .call("It looks at the limits of Bea's multi-use token", &usage, |usage| {
            format!("{} limits", usage.token_usage_limits.len())
        })
        .await?;
    Ok(())
}

async fn reservations(player: &mut Player<'_>) -> anyhow::Result<()> {
    let world = player.world;
    let table = ReserveRequest::new(&world.token("sender-cc-2")?.token_id, dollars(60_00), world.reference("table"));
    let reserved = player
        .call("A table is reserved for $60.00", &table, |reserved| reserved.transaction_status.to_string())
        .await?;
    world.settle(&reserved.transaction_id).await?;
    let settle = SettleRequest::new(&reserved.transaction_id).transaction_amount(dollars(45_00));
    let settled = player
        .call("It ships at a discount: $45.00 are charged", &settle, |settled| settled.transaction_status.to_string())
        .await?;
    world.settle(&settled.transaction_id).await?;

    let chair = ReserveRequest::new(&world.token("sender-cc-3")?.token_id, dollars(30_00), world.reference("chair"));
    let reserved = player
        .call("A chair is reserved for $30.00", &chair, |reserved| reserved.transaction_status.to_string())
        .await?;
    world.settle(&reserved.transaction_id).await?;
    let cancel = CancelRequest::new(&reserved.transaction_id).description("out of stock");
    player
        .call("It is out of stock, and the reservation is let go", &cancel, |cancelled| {
            status(&cancelled.transaction_status)
        })
        .await?;
    Ok(())
}

async fn marketplace(player: &mut Player<'_>) -> anyhow::Result<()> {
    let world = player.world;
    let seller = &world.token("recipient")?.token_id;
    let verification = GetRecipientVerificationStatusRequest::new(seller);
    player
        .call("The shop asks whether Sam may be paid", &verification, |status| {
            match &status.recipient_verification_status {
                Some(status) => status.to_string(),
                None => "nothing is known".to_owned(),
            }
        })
        .await?;
    let sale = PayRequest::new(&world.token("sender-cc-4")?.token_id, dollars(80_00), world.reference("vase"))
        .recipient_token_id(seller)
        .marketplace_fixed_fee(dollars(50))
        .marketplace_variable_fee(Decimal::from(5));
    let paid = player
        .call("Bea buys Sam's vase for $80.00, and the shop takes its part", &sale, |paid| {
            paid.transaction_status.to_string()
        })
        .await?;
    world.settle(&paid.transaction_id).await
}

async fn prepaid(player: &mut Player<'_>) -> anyhow::Result<()> {
    let world = player.world;
    let purse = world.instrument("prepaid-cc")?;
    let funding = world.token("prepaid-cc-funding")?;
    let fund =
        FundPrepaidRequest::new(&funding.token_id, &purse.instrument_id, dollars(50_00), world.reference("purse"));
    let funded = player
        .call("Bea puts $50.00 by for small things", &fund, |funded| funded.transaction_status.to_string())
        .await?;
    world.settle(&funded.transaction_id).await?;
    let song = PayRequest::new(&purse.sender_token_id, dollars(1_25), world.reference("song"));
    player.call("She buys a song for $1.25 from it", &song, |paid| paid.transaction_status.to_string()).await?;
    player
        .call("The shop looks what is left", &GetPrepaidBalanceRequest::new(&purse.instrument_id), |balance| {
            match &balance.prepaid_balance {
                Some(balance) => balance.available_balance.to_string(),
                None => "nothing is known".to_owned(),
            }
        })
        .await?;
    player
        .call("It adds up what it still owes in songs", &GetTotalPrepaidLiabilityRequest::new(), |liability| {
            match &liability.outstanding_prepaid_liability {
                Some(liability) => liability.outstanding_balance.to_string(),
                None => "nothing is known".to_owned(),
            }
        })
        .await?;
    Ok(())
}

async fn postpaid(player: &mut Player<'_>) -> anyhow::Result<()> {
    let world = player.world;
    let slate = world.instrument("postpaid-cc")?;
    let coffee = PayRequest::new(&slate.sender_token_id, dollars(20_00), world.reference("coffee"));
    player
        .call("Bea drinks coffee for $20.00 on the slate", &coffee, |paid| paid.transaction_status.to_string())
        .await?;
    player
        .call("The shop looks what she owes", &GetDebtBalanceRequest::new(&slate.instrument_id), |debt| {
            match &debt.debt_balance {
                Some(debt) => debt.available_balance.to_string(),
                None => "nothing is known".to_owned(),
            }
        })
        .await?;
    let settlement = world.token("postpaid-cc-settlement")?;
    let settle =
        SettleDebtRequest::new(&settlement.token_id, &slate.instrument_id, dollars(15_00), world.reference("slate"));
    let settled =
        player.call("Her card pays $15.00 of it", &settle, |settled| settled.transaction_status.to_string()).await?;
    world.settle(&settled.transaction_id).await?;
    let write_off = WriteOffDebtRequest::new(&slate.instrument_id, dollars(2_00), world.reference("cold-coffee"));
    player
        .call("One coffee was cold: $2.00 are let go", &write_off, |written| written.transaction_status.to_string())
        .await?;
    player
        .call("The shop adds up what all customers owe", &GetOutstandingDebtBalanceRequest::new(), |debt| {
            match &debt.outstanding_debt {
                Some(debt) => debt.outstanding_balance.to_string(),
                None => "nothing is known".to_owned(),
            }
        })
        .await?;
    Ok(())
}

async fn instruction(player: &mut Player<'_>) -> anyhow::Result<()> {
    let world = player.world;
    let install = InstallPaymentInstructionRequest::new(
        "MyRole == 'Caller';",
        world.reference("caller-token"),
        TokenType::Unrestricted,
    )
    .payment_reason("Fees of the marketplace");
    let installed = player.call("The shop makes a token of its own", &install, |_| "installed".to_owned()).await?;
    let show = GetPaymentInstructionRequest::new(&installed.token_id);
    player.call("It reads the rule behind it", &show, |shown| shown.payment_instruction.clone()).await?;
    let cancel = CancelTokenRequest::new(&installed.token_id).reason_text("no longer needed");
    player.call("It gives the token up", &cancel, |_| "done".to_owned()).await?;
    Ok(())
}

async fn subscription(player: &mut Player<'_>) -> anyhow::Result<()> {
    let world = player.world;
    let magazine = world.subscription("subscription")?;
    player
        .call("The shop looks at a subscription", &GetSubscriptionDetailsRequest::new(&magazine), |found| match &found
            .subscription_details
        {
            Some(details) => {
                format!("{} at {}, {}", details.description, details.subscription_amount, details.subscription_status)
            }
            None => "nothing".to_owned(),
        })
        .await?;
    let payments = GetTransactionsForSubscriptionRequest::new(&magazine);
    player
        .call("It lists what was paid for it", &payments, |paid| {
            format!("{} payments", paid.subscription_transaction.len())
        })
        .await?;
    let cancel = CancelSubscriptionAndRefundRequest::new(&magazine)
        .refund_amount(dollars(5_00))
        .caller_reference(world.reference("late-issue"))
        .cancel_reason("The last issue came late");
    player.call("It ends it, and gives $5.00 back", &cancel, |_| "refund begun".to_owned()).await?;
    Ok(())
}

async fn notification(player: &mut Player<'_>) -> anyhow::Result<()> {
    let url = "https://shop.example/ipn";
    let parameters = [("transactionStatus", "PS"), ("operation", "PAY"), ("transactionAmount", "USD 40.00")];
    let form = player.world.notification(url, &parameters)?;
    player
        .call("It checks a notification before it believes it", &VerifySignatureRequest::new(url, form), |verified| {
            match &verified.verification_status {
                Some(status) => status.to_string(),
                None => "nothing".to_owned(),
            }
        })
        .await?;
    Ok(())
}

async fn closing(player: &mut Player<'_>) -> anyhow::Result<()> {
    let today = player.world.now() - TimeDelta::hours(1);
    let activity = GetAccountActivityRequest::new(today).sort_order_by_date(SortOrder::Ascending);
    player
        .call("It closes its books for the day", &activity, |activity| {
            format!("{} transactions", activity.transaction.len())
        })
        .await?;
    player
        .call("And counts its money", &GetAccountBalanceRequest::new(), |balance| match &balance.account_balance {
            Some(balance) => format!("it holds {}", balance.total_balance),
            None => "no balance".to_owned(),
        })
        .await?;
    Ok(())
}

async fn ask(player: &mut Player<'_>, what: &str, transaction: &TransactionId) -> anyhow::Result<()> {
    let request = GetTransactionStatusRequest::new(transaction);
    player.call(what, &request, |status| status.transaction_status.to_string()).await?;
    Ok(())
}

fn dollars(cents: i64) -> Amount {
    Amount::usd(Decimal::new(cents, 2))
}

fn name(name: &Option<String>) -> &str {
    name.as_deref().unwrap_or("somebody")
}

fn status(status: &Option<TransactionStatus>) -> String {
    status.as_ref().map_or_else(|| "nothing".to_owned(), |status| status.to_string())
}
