use std::sync::Arc;

use super::*;
use crate::sandbox::{Clock, Latency};

over_stores! {
    async fn a_payment_from_an_account_balance_is_final_at_once(world: World) {
        let before = world.available().await;
        let paid = world.pay(&world.token("sender-abt-1"), "10").await.unwrap();
        assert_eq!(paid.transaction_status, TransactionStatus::Success);
        // 1.5 % and a cent.
        assert_eq!(world.available().await - before, decimal("9.84"));

        let detail = world.detail(&paid.transaction_id).await;
        assert_eq!(detail.fps_fees.value, decimal("0.16"));
        assert_eq!(detail.fps_fees_paid_by, TransactionalRole::Recipient);
        assert_eq!(detail.payment_method, PaymentMethod::Abt);
        assert_eq!(detail.date_completed, Some(detail.date_received));
        assert_eq!(detail.status_history.len(), 1);
        assert_eq!(detail.sender_email.as_deref(), Some("buyer@example.com"));
        world.check_ledger().await;
    }

    async fn a_card_payment_is_pending_and_then_a_success(world: World) {
        let before = world.available().await;
        let paid = world.pay(&world.token("sender-cc-1"), "1").await.unwrap();
        assert_eq!(paid.transaction_status, TransactionStatus::Pending);
        let status = world.status(&paid.transaction_id).await;
        assert_eq!(status.transaction_status, TransactionStatus::Pending);
        assert_eq!(status.status_code.as_deref(), Some("PendingNetworkResponse"));
        let balance = world.balance().await;
        assert_eq!(balance.pending_in_balance.value, decimal("0.9"));
        assert_eq!(balance.total_balance.value, before);

        world.pass(TimeDelta::seconds(1));
        let status = world.status(&paid.transaction_id).await;
        assert_eq!(status.transaction_status, TransactionStatus::Success);
        assert_eq!(status.status_code.as_deref(), Some("Success"));
        let balance = world.balance().await;
        assert_eq!(balance.pending_in_balance.value, Decimal::ZERO);
        assert_eq!(balance.total_balance.value - before, decimal("0.9"));

        let detail = world.detail(&paid.transaction_id).await;
        assert_eq!(detail.fps_fees.value, decimal("0.1"));
        let states: Vec<_> = detail.status_history.into_iter().map(|entry| entry.transaction_status).collect();
        assert_eq!(states, [TransactionStatus::Pending, TransactionStatus::Success]);
        assert_eq!(detail.date_completed.unwrap() - detail.date_received, TimeDelta::seconds(1));
        world.check_ledger().await;
    }

    async fn a_card_is_not_kept_waiting_by_payments_at_the_same_time(world: World) {
        for _ in 0..5 {
            world.pay(&world.token("multi-use-abt"), "1").await.unwrap();
        }
        let world = world.with(|builder| builder.latency(Latency::ZERO)).await;
        for _ in 0..5 {
            world.pay(&world.token("multi-use-abt"), "1").await.unwrap();
        }
        let paid = world.pay(&world.token("sender-cc-1"), "5").await.unwrap().transaction_id;
        assert_eq!(world.status(&paid).await.transaction_status, TransactionStatus::Success);
        let detail = world.detail(&paid).await;
        assert_eq!(detail.date_completed, Some(detail.date_received));
    }

    async fn a_latency_without_end_lasts_until_the_timeout(world: World) {
        let world = world.with(|builder| builder.latency(Latency { card: TimeDelta::MAX, bank: TimeDelta::MAX })).await;
        let paid = world.pay(&world.token("sender-cc-1"), "5").await.unwrap().transaction_id;
        world.pass(TimeDelta::days(7));
        assert_eq!(world.status(&paid).await.status_code.as_deref(), Some("Expired"));
    }

    async fn a_latency_finer_than_a_millisecond_ends(world: World) {
        let clock = FineClock(world.clock.clone(), Arc::default());
        let (latency, ticks) = (TimeDelta::microseconds(500), Arc::clone(&clock.1));
        let world = world
            .with(move |builder| builder.clock(clock).latency(Latency { card: latency, bank: latency }))
            .await;
        ticks.store(300, Ordering::SeqCst);
        let paid = world.pay(&world.token("sender-cc-1"), "5").await.unwrap().transaction_id;
        ticks.store(900, Ordering::SeqCst);
        assert_eq!(world.status(&paid).await.transaction_status, TransactionStatus::Success);
    }

    async fn a_bank_payment_takes_longer(world: World) {
        let paid = world.pay(&world.token("sender-ach-1"), "5").await.unwrap();
        world.pass(TimeDelta::milliseconds(2_999));
        assert_eq!(world.status(&paid.transaction_id).await.transaction_status, TransactionStatus::Pending);
        world.pass(TimeDelta::milliseconds(1));
        assert_eq!(world.status(&paid.transaction_id).await.transaction_status, TransactionStatus::Success);
    }

    async fn a_refused_card_fails_later(world: World) {
        let before = world.balance().await;
        let paid = world.pay(&world.token("sender-declined"), "5").await.unwrap();
        assert_eq!(paid.transaction_status, TransactionStatus::Pending);
        world.pass(TimeDelta::seconds(1));
        let status = world.status(&paid.transaction_id).await;
        assert_eq!(status.transaction_status, TransactionStatus::Failure);
        assert_eq!(status.status_code.as_deref(), Some("TransactionDenied"));
        assert_eq!(world.balance().await, before);
        world.check_ledger().await;
    }

    async fn a_payment_that_takes_too_long_fails(world: World) {
        let world =
            world.with(|builder| builder.latency(Latency { card: TimeDelta::hours(1), bank: TimeDelta::hours(1) })).await;
        let request = world.payment(&world.token("sender-cc-1"), "5").transaction_timeout_in_mins(30);
        let paid = world.pay_request(request).await.unwrap();
        world.pass(TimeDelta::minutes(30));
        let status = world.status(&paid.transaction_id).await;
        assert_eq!(status.transaction_status, TransactionStatus::Failure);
        assert_eq!(status.status_code.as_deref(), Some("Expired"));
    }

    async fn a_single_use_token_pays_once(world: World) {
        let token = world.token("sender-abt-1");
        world.pay(&token, "1").await.unwrap();
        refused(world.pay(&token, "1").await, ErrorCode::SameTokenIdUsedMultipleTimes);
        refused(
            world.pay_request(world.payment(&token, "1").recipient_token_id(&token)).await,
            ErrorCode::SameTokenIdUsedMultipleTimes,
        );
    }

    async fn amounts_have_bounds(world: World) {
        let card = world.token("sender-cc-1");
        let balance = world.token("sender-abt-1");
        refused(world.pay(&card, "0.01").await, ErrorCode::AmountOutOfRange);
        refused(world.pay(&world.token("sender-ach-1"), "0.01").await, ErrorCode::AmountOutOfRange);
        refused(world.pay(&balance, "0").await, ErrorCode::AmountOutOfRange);
        refused(world.pay(&card, "10000.01").await, ErrorCode::AmountOutOfRange);
        refused(world.pay(&card, "1.234").await, ErrorCode::InvalidParams);
        refused(world.pay(&card, "-1").await, ErrorCode::InvalidParams);
        let euros = Amount { currency: crate::money::Currency::from("EUR"), value: Decimal::ONE };
        let request = PayRequest::new(&card, euros, world.reference());
        refused(world.pay_request(request).await, ErrorCode::InvalidParams);
        world.pay(&card, "10000").await.unwrap();
        world.pay(&balance, "0.01").await.unwrap();
        world.pass(TimeDelta::seconds(1));
        world.check_ledger().await;
    }

    async fn the_senders_token_must_be_one_that_pays(world: World) {
        let unknown = TokenId::new("X".repeat(64));
        for (token, code) in [
            (unknown, ErrorCode::InvalidTokenIdSender),
            (world.token("recipient"), ErrorCode::InvalidTokenIdSender),
            (world.token("prepaid-cc-funding"), ErrorCode::InvalidTokenIdSender),
            (world.token("sender-cancelled"), ErrorCode::TokenNotActiveSender),
            (world.token("sender-expired"), ErrorCode::IncompatibleTokens),
        ] {
            refused(world.pay(&token, "1").await, code);
        }
    }

    async fn the_accounts_must_be_able_to_take_part(world: World) {
        for (name, code) in [
            ("sender-unverified", ErrorCode::UnverifiedAccountSender),
            ("sender-unverified-email", ErrorCode::UnverifiedEmailAddressSender),
            ("sender-suspended", ErrorCode::InvalidAccountStateSender),
            ("sender-closed", ErrorCode::InvalidAccountStateSender),
            ("sender-unverified-bank", ErrorCode::UnverifiedBankAccount),
            ("sender-poor", ErrorCode::InsufficientBalance),
        ] {
            refused(world.pay(&world.token(name), "5").await, code);
        }
        for (name, code) in [
            ("recipient-unverified", ErrorCode::UnverifiedAccountRecipient),
            ("recipient-unverified-email", ErrorCode::UnverifiedEmailAddressRecipient),
            ("recipient-suspended", ErrorCode::InvalidAccountStateRecipient),
            ("recipient-closed", ErrorCode::InvalidAccountStateRecipient),
            ("recipient-cancelled", ErrorCode::TokenNotActiveRecipient),
            ("multi-use-cc", ErrorCode::InvalidTokenIdRecipient),
        ] {
            let request = world.payment(&world.token("sender-abt-1"), "5").recipient_token_id(world.token(name));
            refused(world.pay_request(request).await, code);
        }
    }

    async fn nobody_pays_himself(world: World) {
        let token = NewToken {
            account: Some("shop".to_owned()),
            payment_method: Some("ABT".to_owned()),
            ..NewToken::default()
        };
        let token = world.create(token).await;
        refused(world.pay(&token, "5").await, ErrorCode::SameSenderAndRecipient);
    }

    async fn fees_are_charged_to_whoever_is_named(world: World) {
        let before = world.available().await;
        let request = world.payment(&world.token("sender-abt-1"), "10").charge_fee_to(ChargeFeeTo::Caller);
        let paid = world.pay_request(request).await.unwrap();
        assert_eq!(world.available().await - before, decimal("9.84"));
        assert_eq!(world.detail(&paid.transaction_id).await.fps_fees_paid_by, TransactionalRole::Caller);
    }

    async fn a_dynamic_descriptor_needs_its_text(world: World) {
        let descriptor = DescriptorPolicy {
            soft_descriptor_type: Some(SoftDescriptorType::Dynamic),
            cs_owner: Some(CsOwner::Caller),
        };
        let request = world.payment(&world.token("sender-abt-1"), "1").descriptor_policy(descriptor);
        refused(world.pay_request(request.clone()).await, ErrorCode::InvalidParams);
        world.pay_request(request.sender_description("A book")).await.unwrap();
    }

    async fn a_caller_that_is_not_known_gets_nothing(world: World) {
        let request = world.payment(&world.token("sender-abt-1"), "1");
        refused(
            world.sandbox.pay(&call_of("AKIANOBODY"), request).await,
            ErrorCode::InvalidClientTokenId,
        );
    }
}

/// A clock that shows some microseconds more than another one.
struct FineClock(ManualClock, Arc<AtomicU32>);

impl Clock for FineClock {
    fn now(&self) -> DateTime<Utc> {
        self.0.now() + TimeDelta::microseconds(self.1.load(Ordering::SeqCst).into())
    }
}
