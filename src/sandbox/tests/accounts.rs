//! Accounts and instruments that can't do everything.

use super::*;
use crate::sandbox::rows::{AccountState, MonthlyUse};

over_stores! {
    async fn a_closed_caller_is_told_so(world: World) {
        let id = world.paid("ABT", "5").await;
        world.alter("shop", |account| account.state = AccountState::Closed).await;
        refused(world.pay(&world.token("sender-abt-1"), "5").await, ErrorCode::InvalidAccountStateCaller);
        refused(world.refund(&id, None).await, ErrorCode::InvalidAccountStateCaller);
        refused(world.settle(&id, None).await, ErrorCode::AccountClosed);
        refused(world.cancel(&id).await, ErrorCode::AccountClosed);
        let (sandbox, call) = (&world.sandbox, world.call());
        let tokens = sandbox.get_tokens(&call, GetTokensRequest::new()).await;
        refused(tokens, ErrorCode::AccountClosed);
        let balance = sandbox.get_account_balance(&call, GetAccountBalanceRequest::new()).await;
        refused(balance, ErrorCode::AccessFailure);
        let installation =
            InstallPaymentInstructionRequest::new("MyRole == 'Caller';", world.reference(), TokenType::Unrestricted);
        refused(sandbox.install_payment_instruction(&call, installation).await, ErrorCode::InvalidAccountState);
    }

    async fn a_suspended_caller_sees_nothing(world: World) {
        world.alter("shop", |account| account.state = AccountState::Suspended).await;
        let (sandbox, call) = (&world.sandbox, world.call());
        refused(sandbox.get_tokens(&call, GetTokensRequest::new()).await, ErrorCode::AccessFailure);
        refused(world.pay(&world.token("sender-abt-1"), "5").await, ErrorCode::InvalidAccountStateCaller);
    }

    async fn a_caller_verifies_its_address(world: World) {
        world.alter("shop", |account| account.email_verified = false).await;
        refused(world.pay(&world.token("sender-abt-1"), "5").await, ErrorCode::UnverifiedEmailAddressCaller);
    }

    async fn only_a_marketplace_pays_others(world: World) {
        world.alter("shop", |account| account.marketplace = false).await;
        let request = world.payment(&world.token("sender-abt-1"), "5").recipient_token_id(world.token("recipient"));
        refused(world.pay_request(request).await, ErrorCode::NotMarketplaceApp);
        let own = world.token("recipient-self");
        world.pay_request(world.payment(&world.token("sender-abt-1"), "5").recipient_token_id(own)).await.unwrap();
    }

    async fn monthly_limits_hold_for_a_month(world: World) {
        world
            .alter("buyer", |account| {
                account.sending_limit = Some(Decimal::TEN);
                // The subscription was paid this month.
                account.month = MonthlyUse::default();
            })
            .await;
        let token = world.token("multi-use-cc");
        let first = world.pay(&token, "8").await.unwrap().transaction_id;
        refused(world.pay(&token, "2.01").await, ErrorCode::AccountLimitsExceeded);
        world.cancel(&first).await.unwrap();
        world.pay(&token, "10").await.unwrap();
        world.pass(TimeDelta::days(31));
        world.pay(&token, "10").await.unwrap();

        world.alter("shop", |account| account.receiving_limit = Some(Decimal::ONE)).await;
        refused(world.pay(&world.token("sender-abt-1"), "2").await, ErrorCode::AccountLimitsExceeded);
    }

    async fn cards_expire(world: World) {
        world.alter("buyer", |account| account.card.as_mut().unwrap().expires = DateTime::UNIX_EPOCH).await;
        refused(world.pay(&world.token("sender-cc-1"), "5").await, ErrorCode::TransactionDenied);
        let instrument = world.instrument("prepaid-cc");
        let token = world.token("prepaid-cc-funding");
        let request = FundPrepaidRequest::new(token, &instrument.instrument_id, dollars("5"), world.reference());
        refused(world.sandbox.fund_prepaid(&world.call(), request).await, ErrorCode::InactiveInstrument);
        world.alter("buyer", |account| account.card = None).await;
        refused(world.pay(&world.token("sender-cc-1"), "5").await, ErrorCode::TransactionDenied);
    }

    async fn instruments_end(world: World) {
        let fund = || {
            let id = &world.instrument("prepaid-abt").instrument_id;
            let request =
                FundPrepaidRequest::new(world.token("prepaid-abt-funding"), id, dollars("5"), world.reference());
            let (sandbox, call) = (world.sandbox.clone(), world.call());
            async move { sandbox.fund_prepaid(&call, request).await }
        };
        fund().await.unwrap();
        let sender = world.token("prepaid-abt-sender");
        world.alter_instrument("prepaid-abt", |instrument| instrument.active = false).await;
        refused(fund().await, ErrorCode::InactiveInstrument);
        refused(world.pay(&sender, "1").await, ErrorCode::TransactionDenied);
        world
            .alter_instrument("prepaid-abt", |instrument| {
                instrument.active = true;
                instrument.expires = DateTime::UNIX_EPOCH;
            })
            .await;
        refused(fund().await, ErrorCode::InstrumentExpired);
        refused(world.pay(&sender, "1").await, ErrorCode::InstrumentExpired);
        world.alter_instrument("prepaid-abt", |instrument| instrument.merchant = "someone".to_owned()).await;
        refused(fund().await, ErrorCode::InstrumentAccessDenied);
        refused(world.pay(&sender, "1").await, ErrorCode::InstrumentAccessDenied);
    }
}
