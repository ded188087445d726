//! Accounts and instruments that can't do everything.

use super::*;
use crate::sandbox::{
    AccountChange, AccountRole, AccountState, Bank, Card, InstrumentKind, NewAccount, Setting, TokenRole, Verification,
    rows::MonthlyUse,
};

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
        let instruction = GetPaymentInstructionRequest::new(world.token("recurring"));
        refused(sandbox.get_payment_instruction(&call, instruction).await, ErrorCode::AccessFailure);
        let details = GetSubscriptionDetailsRequest::new(&world.seed.subscriptions[0].subscription_id);
        refused(sandbox.get_subscription_details(&call, details).await, ErrorCode::AccessFailure);
        let status = GetRecipientVerificationStatusRequest::new(world.token("recipient"));
        refused(sandbox.get_recipient_verification_status(&call, status).await, ErrorCode::AccessFailure);
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
        let ended = CancelSubscriptionAndRefundRequest::new(&world.seed.subscriptions[1].subscription_id);
        world.sandbox.cancel_subscription_and_refund(&world.call(), ended).await.unwrap();
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

    async fn what_is_counted_is_taken_back_in_its_own_month(world: World) {
        let limited = AccountChange { sending_limit: Setting::To(decimal("10")), ..AccountChange::default() };
        world.sandbox.alter_account("buyer", limited).await.unwrap();
        world.clock.set("2012-03-31T23:59:59.999Z".parse().unwrap());
        world.alter("buyer", |account| account.month = MonthlyUse::default()).await;
        // Each is received at a millisecond of its own: the second in April, and it counts there.
        let [march, april] = ["8", "9"].map(|amount| world.payment(&world.token("multi-use-cc"), amount));
        let march = world.pay_request(march).await.unwrap().transaction_id;
        let april = world.pay_request(april).await.unwrap().transaction_id;
        assert_eq!(world.detail(&april).await.date_received, "2012-04-01T00:00:00Z".parse::<DateTime<Utc>>().unwrap());
        world.cancel(&march).await.unwrap();
        refused(world.pay(&world.token("multi-use-cc"), "2").await, ErrorCode::AccountLimitsExceeded);
        world.cancel(&april).await.unwrap();
        world.pay(&world.token("multi-use-cc"), "10").await.unwrap();
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
    }

    async fn instruments_are_agreed_otherwise(world: World) {
        let kind = InstrumentKind::Credit;
        let abt = || NewInstrument { kind, payment_method: Some("ABT".to_owned()), ..NewInstrument::default() };
        let owed = |instrument: &SeedInstrument| {
            let request = GetDebtBalanceRequest::new(&instrument.instrument_id);
            let (sandbox, call) = (world.sandbox.clone(), world.call());
            async move { sandbox.get_debt_balance(&call, request).await }
        };
        let write_off = |instrument: &SeedInstrument| {
            let request = WriteOffDebtRequest::new(&instrument.instrument_id, dollars("1"), world.reference());
            let (sandbox, call) = (world.sandbox.clone(), world.call());
            async move { sandbox.write_off_debt(&call, request).await }
        };
        let seller = NewInstrument { merchant: Some("seller".to_owned()), ..abt() };
        let seller = world.create_instrument(seller).await;
        refused(owed(&seller).await, ErrorCode::InstrumentAccessDenied);
        refused(write_off(&seller).await, ErrorCode::InstrumentAccessDenied);
        refused(world.pay(&seller.sender_token_id, "1").await, ErrorCode::InstrumentAccessDenied);
        let sale = world.payment(&seller.sender_token_id, "1").recipient_token_id(world.token("recipient"));
        world.pay_request(sale).await.unwrap();

        let cancelled = world.create_instrument(NewInstrument { cancelled: true, ..abt() }).await;
        refused(write_off(&cancelled).await, ErrorCode::InactiveInstrument);
        refused(world.pay(&cancelled.sender_token_id, "1").await, ErrorCode::TransactionDenied);
        let soon = Some(world.now() + TimeDelta::days(1));
        let ending = world.create_instrument(NewInstrument { expires: soon, ..abt() }).await;
        world.pay(&ending.sender_token_id, "1").await.unwrap();
        world.pass(TimeDelta::days(1));
        refused(world.pay(&ending.sender_token_id, "1").await, ErrorCode::InstrumentExpired);
        world.check_ledger().await;
    }

    async fn an_action_asks_of_a_party_only_what_it_has_errors_for(world: World) {
        let unchanged = AccountChange::default;
        let shop = |change| world.sandbox.alter_account("shop", change);
        let buyer = |change| world.sandbox.alter_account("buyer", change);
        let paid = world.paid("ABT", "5").await;
        let reservation = world.reserve("5").await;
        world.pay(&world.token("postpaid-abt-sender"), "5").await.unwrap();
        world.pass(TimeDelta::seconds(1));
        let write_off = || {
            let instrument = &world.instrument("postpaid-abt").instrument_id;
            let request = WriteOffDebtRequest::new(instrument, dollars("1"), world.reference());
            let (sandbox, call) = (world.sandbox.clone(), world.call());
            async move { sandbox.write_off_debt(&call, request).await }
        };

        buyer(AccountChange { state: Some(AccountState::Suspended), ..unchanged() }).await.unwrap();
        refused(world.settle(&reservation, None).await, ErrorCode::InvalidAccountStateSender);
        refused(write_off().await, ErrorCode::InvalidAccountStateSender);
        refused(world.refund(&paid, Some("1")).await, ErrorCode::InvalidAccountStateRecipient);

        let active = Some(AccountState::Active);
        buyer(AccountChange { state: active, email_verified: Some(false), ..unchanged() }).await.unwrap();
        refused(world.settle(&reservation, None).await, ErrorCode::UnverifiedEmailAddressSender);
        refused(write_off().await, ErrorCode::UnverifiedEmailAddressSender);
        world.refund(&paid, Some("1")).await.unwrap();

        let pending = Some(Verification::Pending);
        buyer(AccountChange { email_verified: Some(true), verification: pending, ..unchanged() }).await.unwrap();
        write_off().await.unwrap();
        world.refund(&paid, Some("1")).await.unwrap();
        shop(AccountChange { verification: pending, ..unchanged() }).await.unwrap();
        world.refund(&paid, Some("1")).await.unwrap();
        refused(world.settle(&reservation, None).await, ErrorCode::UnverifiedAccountRecipient);
        shop(AccountChange { verification: Some(Verification::Complete), ..unchanged() }).await.unwrap();
        world.settle(&reservation, None).await.unwrap();
    }

    async fn accounts_are_opened_while_it_runs(world: World) {
        let anna = NewAccount { name: "anna".to_owned(), balance: decimal("12.5"), ..NewAccount::default() };
        let opened = world.sandbox.create_account(anna.clone()).await.unwrap();
        assert_eq!((opened.role.as_str(), opened.email.as_str()), ("buyer", "anna@example.com"));
        refused(world.sandbox.create_account(anna).await, ErrorCode::InvalidParams);
        let token = NewToken {
            account: Some("anna".to_owned()),
            token_type: Some("MultiUse".to_owned()),
            payment_method: Some("ABT".to_owned()),
            ..NewToken::default()
        };
        let token = world.create(token).await;
        world.pay(&token, "12.5").await.unwrap();
        refused(world.pay(&token, "0.01").await, ErrorCode::InsufficientBalance);

        let mart = NewAccount {
            name: "mart".to_owned(),
            role: AccountRole::Seller,
            terms: AccountChange { display_name: Some("The Mart".to_owned()), ..AccountChange::default() },
            ..NewAccount::default()
        };
        let mart = world.sandbox.create_account(mart).await.unwrap();
        let recipient = NewToken {
            role: TokenRole::Recipient,
            account: Some("mart".to_owned()),
            ..NewToken::default()
        };
        let recipient = world.create(recipient).await;
        let sale = world.payment(&world.token("sender-cc-1"), "5").recipient_token_id(recipient);
        let sale = world.pay_request(sale).await.unwrap().transaction_id;
        assert_eq!(world.detail(&sale).await.recipient_name.as_deref(), Some("The Mart"));
        let seed = world.sandbox.seed().await.unwrap();
        assert!(seed.accounts.iter().any(|known| known.account_id == mart.account_id));
        world.check_ledger().await;
    }

    async fn what_is_altered_counts_from_then_on(world: World) {
        let change = |change| world.sandbox.alter_account("buyer", change);
        let pay = |token: &str| world.pay_request(world.payment(&world.token(token), "5"));
        let unchanged = AccountChange::default;

        change(AccountChange { state: Some(AccountState::Suspended), ..unchanged() }).await.unwrap();
        refused(pay("multi-use-abt").await, ErrorCode::InvalidAccountStateSender);
        change(AccountChange { state: Some(AccountState::Active), ..unchanged() }).await.unwrap();
        pay("multi-use-abt").await.unwrap();

        change(AccountChange { verification: Some(Verification::Pending), ..unchanged() }).await.unwrap();
        refused(pay("multi-use-abt").await, ErrorCode::UnverifiedAccountSender);
        change(AccountChange { verification: Some(Verification::Complete), ..unchanged() }).await.unwrap();

        change(AccountChange { card: Setting::None, ..unchanged() }).await.unwrap();
        refused(pay("multi-use-cc").await, ErrorCode::TransactionDenied);
        let declines = Card { declines: Some(true), ..Card::default() };
        change(AccountChange { card: Setting::To(declines), ..unchanged() }).await.unwrap();
        let paid = pay("multi-use-cc").await.unwrap().transaction_id;
        world.pass(TimeDelta::seconds(1));
        assert_eq!(world.status(&paid).await.transaction_status, TransactionStatus::Failure);

        let unverified = Bank { verified: Some(false), ..Bank::default() };
        change(AccountChange { bank: Setting::To(unverified), ..unchanged() }).await.unwrap();
        refused(pay("multi-use-ach").await, ErrorCode::UnverifiedBankAccount);

        change(AccountChange { sending_limit: Setting::To(decimal("1")), ..unchanged() }).await.unwrap();
        refused(pay("multi-use-abt").await, ErrorCode::AccountLimitsExceeded);
        let named = AccountChange { sending_limit: Setting::None, display_name: Some("B.".to_owned()), ..unchanged() };
        let altered = change(named).await.unwrap();
        assert_eq!(altered.display_name, "B.");
        let paid = pay("multi-use-abt").await.unwrap().transaction_id;
        assert_eq!(world.detail(&paid).await.sender_name.as_deref(), Some("B."));
        let by_id = world.sandbox.alter_account(altered.account_id, unchanged()).await.unwrap();
        assert_eq!(by_id.display_name, "B.");
    }

    async fn an_account_takes_only_what_makes_sense(world: World) {
        let terms = |terms| NewAccount { name: "anna".to_owned(), terms, ..NewAccount::default() };
        let unchanged = AccountChange::default;
        for account in [
            NewAccount::default(),
            NewAccount { name: "an account".to_owned(), ..NewAccount::default() },
            NewAccount { name: "anna".to_owned(), balance: decimal("-1"), ..NewAccount::default() },
            NewAccount { name: "anna".to_owned(), balance: decimal("0.001"), ..NewAccount::default() },
            terms(AccountChange { display_name: Some(" ".to_owned()), ..unchanged() }),
            terms(AccountChange { display_name: Some("An\u{1}na".to_owned()), ..unchanged() }),
            terms(AccountChange { display_name: Some("ä".repeat(129)), ..unchanged() }),
            terms(AccountChange { email: Some("anna".to_owned()), ..unchanged() }),
            terms(AccountChange { email: Some("an\0na@example.com".to_owned()), ..unchanged() }),
            terms(AccountChange { sending_limit: Setting::To(decimal("-1")), ..unchanged() }),
            terms(AccountChange { receiving_limit: Setting::To(decimal("79228162514264337593543950335")), ..unchanged() }),
            terms(AccountChange { notification_url: Setting::To("ftp://example.com".to_owned()), ..unchanged() }),
            terms(AccountChange { caller: Some("AKIANOBODY".to_owned()), ..unchanged() }),
        ] {
            refused(world.sandbox.create_account(account).await, ErrorCode::InvalidParams);
        }
        refused(world.sandbox.alter_account("nobody", unchanged()).await, ErrorCode::InvalidParams);
        assert_eq!(world.sandbox.seed().await.unwrap().accounts.len(), world.seed.accounts.len());
    }
}
