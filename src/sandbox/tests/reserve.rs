use super::*;
use crate::sandbox::TokenRole;

over_stores! {
    async fn an_amount_is_set_aside_and_then_settled(world: World) {
        let before = world.available().await;
        let id = world.reserve("20").await;
        refused(world.settle(&id, None).await, ErrorCode::InvalidTransactionState);
        world.pass(TimeDelta::seconds(1));
        assert_eq!(world.status(&id).await.transaction_status, TransactionStatus::Reserved);
        assert_eq!(world.balance().await.pending_in_balance.value, Decimal::ZERO);

        refused(world.settle(&id, Some("20.01")).await, ErrorCode::SettleAmountGreaterThanReserveAmount);
        let settled = world.settle(&id, Some("15")).await.unwrap();
        assert_eq!(settled.transaction_id, id);
        assert_eq!(settled.transaction_status, TransactionStatus::Pending);
        refused(world.settle(&id, None).await, ErrorCode::InvalidTransactionState);
        world.pass(TimeDelta::seconds(1));

        let detail = world.detail(&id).await;
        assert_eq!(detail.transaction_status, TransactionStatus::Success);
        assert_eq!(detail.fps_operation, FpsOperation::Settle);
        assert_eq!(detail.transaction_amount.value, decimal("15"));
        // 2.9 % of 15.00 and 0.30.
        assert_eq!(world.available().await - before, decimal("14.26"));
        let states: Vec<_> = detail.status_history.into_iter().map(|entry| entry.transaction_status).collect();
        assert_eq!(
            states,
            [
                TransactionStatus::Pending,
                TransactionStatus::Reserved,
                TransactionStatus::Pending,
                TransactionStatus::Success,
            ]
        );
        refused(world.settle(&id, None).await, ErrorCode::InvalidTransactionState);
        refused(world.cancel(&id).await, ErrorCode::InvalidTransactionState);
        world.check_ledger().await;
    }

    async fn what_is_not_settled_is_free_again(world: World) {
        let sender = world.create(limited_to("150")).await;
        let recipient = world.create(NewToken { role: TokenRole::Recipient, ..limited_to("150") }).await;
        // The buyer has paid for subscriptions this month.
        world.alter("buyer", |account| account.sending_limit = Some(account.month.sent + decimal("150"))).await;
        world.alter("seller", |account| account.receiving_limit = Some(decimal("150"))).await;
        let request = ReserveRequest::new(&sender, dollars("100"), world.reference()).recipient_token_id(&recipient);
        let id = world.sandbox.reserve(&world.call(), request).await.unwrap().transaction_id;
        world.pass(TimeDelta::seconds(1));
        world.settle(&id, Some("60")).await.unwrap();
        let used = |token: TokenId| {
            let world = &world;
            async move { world.usage(&token).await.unwrap()[0].amount.clone().unwrap().value }
        };
        assert_eq!([used(sender.clone()).await, used(recipient.clone()).await], ["60", "60"].map(decimal));

        let pay = |amount| world.payment(&sender, amount).recipient_token_id(&recipient);
        refused(world.pay_request(pay("90.01")).await, ErrorCode::TokenUsageError);
        world.pay_request(pay("90")).await.unwrap();
        assert_eq!([used(sender.clone()).await, used(recipient.clone()).await], ["150", "150"].map(decimal));
    }

    async fn a_settlement_counts_once_and_gives_all_back_when_it_fails(world: World) {
        let request = ReserveRequest::new(world.token("multi-use-cc"), dollars("100"), world.reference());
        let id = world.sandbox.reserve(&world.call(), request).await.unwrap().transaction_id;
        world.pass(TimeDelta::seconds(1));
        world.settle(&id, Some("60")).await.unwrap();
        assert_eq!(used(&world, "multi-use-cc").await, (decimal("60"), 1));
        world.cancel(&id).await.unwrap();
        assert_eq!(used(&world, "multi-use-cc").await, (decimal("0"), 0));
    }

    async fn a_reservation_ends_after_seven_days(world: World) {
        let id = world.reserve("20").await;
        world.pass(TimeDelta::seconds(1));
        let reserved = world.detail(&id).await.status_history.pop().unwrap();
        assert_eq!(reserved.transaction_status, TransactionStatus::Reserved);
        let last = reserved.date + TimeDelta::days(7) - TimeDelta::milliseconds(1);
        // The request allows for seven days from its receipt, of which the card took one second.
        world.clock.set(last - TimeDelta::seconds(1));
        assert_eq!(world.status(&id).await.transaction_status, TransactionStatus::Reserved);
        world.pass(TimeDelta::milliseconds(1));
        let status = world.status(&id).await;
        assert_eq!(status.transaction_status, TransactionStatus::Cancelled);
        assert_eq!(status.status_code.as_deref(), Some("Expired"));
        refused(world.settle(&id, None).await, ErrorCode::InvalidTransactionState);
    }

    async fn a_reservation_can_be_cancelled(world: World) {
        let before = world.balance().await;
        let id = world.reserve("20").await;
        world.pass(TimeDelta::seconds(1));
        let cancelled = world.cancel(&id).await.unwrap();
        assert_eq!(cancelled.transaction_id, Some(id.clone()));
        assert_eq!(cancelled.transaction_status, Some(TransactionStatus::Cancelled));
        assert_eq!(world.status(&id).await.status_code.as_deref(), Some("Canceled"));
        refused(world.cancel(&id).await, ErrorCode::InvalidTransactionState);
        refused(world.settle(&id, None).await, ErrorCode::InvalidTransactionState);
        assert_eq!(world.balance().await, before);
    }

    async fn a_pending_payment_can_be_cancelled(world: World) {
        let before = world.balance().await;
        let paid = world.pay(&world.token("sender-cc-1"), "5").await.unwrap();
        world.cancel(&paid.transaction_id).await.unwrap();
        world.pass(TimeDelta::seconds(5));
        assert_eq!(world.status(&paid.transaction_id).await.transaction_status, TransactionStatus::Cancelled);
        assert_eq!(world.balance().await, before);
        world.check_ledger().await;
    }

    async fn what_is_cancelled_at_once_was_received_before(world: World) {
        world.pay(&world.token("sender-cc-1"), "5").await.unwrap();
        let id = world.pay(&world.token("sender-cc-2"), "5").await.unwrap().transaction_id;
        world.cancel(&id).await.unwrap();
        let detail = world.detail(&id).await;
        // No two are received within one millisecond.
        assert_eq!(detail.date_received, world.now() + TimeDelta::milliseconds(1));
        assert_eq!(detail.date_completed, Some(detail.date_received));
        assert!(detail.status_history.iter().all(|change| change.date == detail.date_received));
    }

    async fn only_a_credit_card_can_be_reserved(world: World) {
        let request = ReserveRequest::new(world.token("sender-abt-1"), dollars("5"), world.reference());
        refused(world.sandbox.reserve(&world.call(), request).await, ErrorCode::PaymentInstrumentNotCc);
        let request = ReserveRequest::new(world.token("sender-cc-1"), dollars("5"), world.reference())
            .recipient_token_id(world.token("recipient-without-cards"));
        refused(world.sandbox.reserve(&world.call(), request).await, ErrorCode::InvalidRecipientForCcTransaction);
    }

    async fn only_reservations_are_settled(world: World) {
        let paid = world.paid("ABT", "5").await;
        refused(world.settle(&paid, None).await, ErrorCode::InvalidTransactionState);
        refused(world.settle(&TransactionId::new("0".repeat(35)), None).await, ErrorCode::InvalidTransactionId);
        refused(world.settle(&TransactionId::new("FAKE"), None).await, ErrorCode::InvalidParams);
        refused(world.cancel(&TransactionId::new("FAKE")).await, ErrorCode::InvalidParams);
        refused(world.cancel(&TransactionId::new("0".repeat(35))).await, ErrorCode::InvalidParams);
    }
}

/// A token that may take part in payments of so much in all.
fn limited_to(total: &str) -> NewToken {
    NewToken { token_type: Some("MultiUse".to_owned()), total: Some(decimal(total)), ..NewToken::default() }
}

/// The dollars and the times that count against the limits of a token.
async fn used(world: &World, token: &str) -> (Decimal, i32) {
    let usage = world.usage(&world.token(token)).await.unwrap();
    (usage[0].amount.clone().unwrap().value, usage[2].count.unwrap())
}
