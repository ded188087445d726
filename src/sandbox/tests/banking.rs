//! What is done with accounts where no action of FPS reaches.

use super::*;
use crate::sandbox::{AccountAction, AccountChange, AccountState, Bank, Latency, MailFilter, Setting};

over_stores! {
    async fn a_deposit_arrives_when_the_bank_has_sent_it(world: World) {
        act(&world, "shop", deposit("25.50")).await.unwrap();
        assert_eq!(balances(&world).await, ["0", "25.5", "0"].map(decimal));
        world.check_ledger().await;
        world.pass(TimeDelta::milliseconds(2_999));
        assert_eq!(balances(&world).await, ["0", "25.5", "0"].map(decimal));
        world.pass(TimeDelta::milliseconds(1));
        assert_eq!(balances(&world).await, ["25.5", "0", "0"].map(decimal));
        world.check_ledger().await;
    }

    async fn a_withdrawal_leaves_at_once(world: World) {
        act(&world, "shop", withdraw("1046.89")).await.unwrap();
        assert_eq!(balances(&world).await, ["-1046.89", "0", "1046.89"].map(decimal));
        refused(act(&world, "shop", withdraw("0.02")).await, ErrorCode::InsufficientBalance);
        world.check_ledger().await;
        world.pass(TimeDelta::seconds(3));
        assert_eq!(balances(&world).await, ["-1046.89", "0", "0"].map(decimal));
        world.check_ledger().await;
    }

    async fn what_the_bank_refuses_comes_back(world: World) {
        act(&world, "shop", deposit("10")).await.unwrap();
        act(&world, "shop", withdraw("20")).await.unwrap();
        let bank = Setting::To(Bank { declines: Some(true), ..Bank::default() });
        world.sandbox.alter_account("shop", AccountChange { bank, ..<_>::default() }).await.unwrap();
        world.pass(TimeDelta::seconds(3));
        assert_eq!(balances(&world).await, ["0", "0", "0"].map(decimal));
        world.check_ledger().await;
        // As does what is on its way when the bank account is closed.
        act(&world, "shop", withdraw("20")).await.unwrap();
        world.sandbox.alter_account("shop", AccountChange { bank: Setting::None, ..<_>::default() }).await.unwrap();
        world.pass(TimeDelta::seconds(3));
        assert_eq!(balances(&world).await, ["0", "0", "0"].map(decimal));
        world.check_ledger().await;
    }

    async fn activity_does_not_show_transfers(world: World) {
        let activity = || async {
            let request = GetAccountActivityRequest::new(START.parse::<DateTime<Utc>>().unwrap());
            world.sandbox.get_account_activity(&world.call(), request).await.unwrap().transaction.len()
        };
        let before = activity().await;
        act(&world, "shop", deposit("10")).await.unwrap();
        world.pass(TimeDelta::seconds(3));
        assert_eq!(activity().await, before);
    }

    async fn transfers_have_their_rules(world: World) {
        for amount in ["0", "-1", "0.01", "10000.01"] {
            refused(act(&world, "shop", deposit(amount)).await, ErrorCode::AmountOutOfRange);
        }
        refused(act(&world, "shop", deposit("1.005")).await, ErrorCode::InvalidParams);
        refused(act(&world, "poor-buyer", deposit("5")).await, ErrorCode::UnverifiedBankAccount);
        refused(act(&world, "poor-buyer", withdraw("0.5")).await, ErrorCode::UnverifiedBankAccount);
        refused(act(&world, "suspended", deposit("5")).await, ErrorCode::InvalidAccountState);
        refused(act(&world, "closed", withdraw("5")).await, ErrorCode::InvalidAccountState);
        refused(act(&world, "nobody", deposit("5")).await, ErrorCode::InvalidParams);
        refused(world.sandbox.act(Some("nobody"), "shop", deposit("5")).await, ErrorCode::InvalidParams);
        for _ in 0..100 {
            act(&world, "shop", deposit("1")).await.unwrap();
        }
        refused(act(&world, "shop", deposit("1")).await, ErrorCode::InvalidParams);
        assert_eq!(balances(&world).await[1], decimal("100"));
        world.pass(TimeDelta::seconds(3));
        assert_eq!(balances(&world).await[0], decimal("100"));
        let mails = world.sandbox.mail(MailFilter { limit: Some(1_000), ..<_>::default() }).await.unwrap();
        assert_eq!(mails.len(), 200, "nothing is told of what was refused");
        world.check_ledger().await;
    }

    async fn transfers_survive_a_restart(world: World) {
        act(&world, "shop", deposit("10")).await.unwrap();
        if matches!(world.home, Home::Memory) {
            return;
        }
        let world = world.restarted().await;
        world.pass(TimeDelta::seconds(3));
        assert_eq!(balances(&world).await, ["10", "0", "0"].map(decimal));
    }

    async fn a_verified_bank_account_pays(world: World) {
        let token = NewToken { account: Some("poor-buyer".into()), payment_method: Some("ACH".into()), ..<_>::default() };
        let token = world.create(token).await;
        refused(world.pay(&token, "5").await, ErrorCode::UnverifiedBankAccount);
        let [start, good, bad] = [
            AccountAction::StartBankVerification {},
            AccountAction::FinishBankVerification { succeeds: true },
            AccountAction::FinishBankVerification { succeeds: false },
        ];
        refused(act(&world, "poor-buyer", good.clone()).await, ErrorCode::InvalidParams);
        act(&world, "poor-buyer", start.clone()).await.unwrap();
        refused(act(&world, "poor-buyer", start.clone()).await, ErrorCode::InvalidParams);
        act(&world, "poor-buyer", bad).await.unwrap();
        refused(world.pay(&token, "5").await, ErrorCode::UnverifiedBankAccount);
        act(&world, "poor-buyer", start.clone()).await.unwrap();
        act(&world, "poor-buyer", good).await.unwrap();
        refused(act(&world, "poor-buyer", start).await, ErrorCode::InvalidParams);
        world.pay(&token, "5").await.unwrap();
    }

    async fn a_card_or_a_bank_account_verifies_an_account(world: World) {
        let token = NewToken { account: Some("unverified".into()), payment_method: Some("ABT".into()), ..<_>::default() };
        let token = world.create(NewToken { token_type: Some("MultiUse".into()), ..token }).await;
        refused(world.pay(&token, "5").await, ErrorCode::UnverifiedAccountSender);
        act(&world, "unverified", AccountAction::FinishCardVerification { succeeds: true }).await.unwrap();
        world.pay(&token, "5").await.unwrap();

        // Its bank account is verified, and stands for it without the card.
        act(&world, "unverified", AccountAction::FinishCardVerification { succeeds: false }).await.unwrap();
        world.pay(&token, "5").await.unwrap();
        let card = AccountAction::FinishCardVerification { succeeds: true };
        refused(act(&world, "unverified", card.clone()).await, ErrorCode::InvalidParams);

        // Without either it is not verified any more.
        let poor = world.token("sender-poor");
        world.pay(&poor, "0.5").await.unwrap();
        act(&world, "poor-buyer", AccountAction::FinishCardVerification { succeeds: false }).await.unwrap();
        refused(world.pay(&poor, "0.5").await, ErrorCode::UnverifiedAccountSender);
        refused(world.pay(&world.token("sender-declined"), "5").await, ErrorCode::UnverifiedAccountSender);
        act(&world, "poor-buyer", AccountAction::StartBankVerification {}).await.unwrap();
        act(&world, "poor-buyer", AccountAction::FinishBankVerification { succeeds: true }).await.unwrap();
        world.pay(&poor, "0.5").await.unwrap();
        refused(world.pay(&world.token("sender-declined"), "5").await, ErrorCode::TransactionDenied);
    }

    async fn a_confirmed_address_pays(world: World) {
        let token = world.token("sender-unverified-email");
        refused(world.pay(&token, "5").await, ErrorCode::UnverifiedEmailAddressSender);
        act(&world, "unverified-email", AccountAction::SendEmailConfirmation {}).await.unwrap();
        refused(world.pay(&token, "5").await, ErrorCode::UnverifiedEmailAddressSender);
        act(&world, "unverified-email", AccountAction::ConfirmEmail {}).await.unwrap();
        world.pay(&token, "5").await.unwrap();
        for action in [AccountAction::SendEmailConfirmation {}, AccountAction::ConfirmEmail {}] {
            refused(act(&world, "unverified-email", action).await, ErrorCode::InvalidParams);
        }
    }

    async fn an_upgraded_account_takes_cards(world: World) {
        let pay = || async {
            let mut request = world.payment(&world.sender("CC").await, "5");
            request.recipient_token_id = Some(world.token("recipient-without-cards"));
            world.pay_request(request).await
        };
        refused(pay().await, ErrorCode::InvalidRecipientForCcTransaction);
        act(&world, "small-seller", AccountAction::UpgradeToBusiness {}).await.unwrap();
        pay().await.unwrap();
        refused(act(&world, "small-seller", AccountAction::UpgradeToBusiness {}).await, ErrorCode::InvalidParams);
        act(&world, "small-seller", AccountAction::RegisterDeveloper {}).await.unwrap();
        refused(act(&world, "small-seller", AccountAction::RegisterDeveloper {}).await, ErrorCode::InvalidParams);
        refused(act(&world, "shop", AccountAction::UpgradeToBusiness {}).await, ErrorCode::InvalidParams);
    }

    async fn a_suspended_account_does_nothing(world: World) {
        let change = AccountChange { state: Some(AccountState::Suspended), ..<_>::default() };
        act(&world, "shop", withdraw("5")).await.unwrap();
        world.sandbox.alter_account("shop", change).await.unwrap();
        for action in [deposit("5"), AccountAction::ConfirmEmail {}, AccountAction::RegisterDeveloper {}] {
            refused(act(&world, "shop", action).await, ErrorCode::InvalidAccountState);
        }
        // What is under way comes to its end.
        world.pass(TimeDelta::seconds(3));
        let change = AccountChange { state: Some(AccountState::Active), ..<_>::default() };
        world.sandbox.alter_account("shop", change).await.unwrap();
        assert_eq!(balances(&world).await, ["-5", "0", "0"].map(decimal));
    }
}

#[tokio::test]
async fn the_bank_takes_the_time_that_it_was_given() {
    let world = World::set_up(Home::Memory, |builder| builder.latency(Latency::ZERO)).await;
    act(&world, "shop", deposit("10")).await.unwrap();
    assert_eq!(balances(&world).await, ["10", "0", "0"].map(decimal));
}

#[test]
fn actions_are_read_from_json() {
    let read = serde_json::from_str::<AccountAction>;
    for (text, action) in [
        (r#"{"action": "deposit", "amount": "25.10"}"#, deposit("25.10")),
        (r#"{"amount": 25, "action": "withdraw"}"#, withdraw("25")),
        (r#"{"action": "start_bank_verification"}"#, AccountAction::StartBankVerification {}),
        (
            r#"{"action": "finish_bank_verification", "succeeds": false}"#,
            AccountAction::FinishBankVerification { succeeds: false },
        ),
        (
            r#"{"action": "finish_card_verification", "succeeds": true}"#,
            AccountAction::FinishCardVerification { succeeds: true },
        ),
        (r#"{"action": "send_email_confirmation"}"#, AccountAction::SendEmailConfirmation {}),
        (r#"{"action": "confirm_email"}"#, AccountAction::ConfirmEmail {}),
        (r#"{"action": "upgrade_to_business"}"#, AccountAction::UpgradeToBusiness {}),
        (r#"{"action": "register_developer"}"#, AccountAction::RegisterDeveloper {}),
    ] {
        assert_eq!(read(text).unwrap(), action);
    }
    for (text, why) in [
        (r#"{"action": "deposit"}"#, "missing field `amount`"),
        (r#"{"action": "confirm_email", "code": 1}"#, "unknown field `code`"),
        (r#"{"action": "dance"}"#, "unknown variant `dance`, expected one of `start_bank_verification`"),
        ("{}", "missing field `action`"),
    ] {
        let error = read(text).unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    }
}

fn deposit(amount: &str) -> AccountAction {
    AccountAction::Deposit { amount: decimal(amount) }
}

fn withdraw(amount: &str) -> AccountAction {
    AccountAction::Withdraw { amount: decimal(amount) }
}

async fn act(world: &World, account: &str, action: AccountAction) -> Result<(), ServiceError> {
    world.sandbox.act(None, account, action).await
}

/// What the shop can spend more than in the beginning, what is on its way to it, and what is on its way from it.
async fn balances(world: &World) -> [Decimal; 3] {
    let balance = world.balance().await;
    let amounts =
        [balance.available_balances.disburse_balance, balance.pending_in_balance, balance.pending_out_balance];
    let [available, coming, going] = amounts.map(|amount| amount.value);
    // A thousand, and what the subscriptions have paid.
    [available - decimal("1046.90"), coming, going]
}
