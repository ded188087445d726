use super::*;

over_stores! {
    async fn a_payment_is_given_back_in_parts(world: World) {
        let before = world.available().await;
        let id = world.paid("CC", "10").await;
        let first = world.refund(&id, Some("4")).await.unwrap();
        assert_eq!(first.transaction_status, TransactionStatus::Pending);
        assert_ne!(first.transaction_id, id);
        refused(world.refund(&id, Some("6.01")).await, ErrorCode::RefundAmountExceeded);
        let second = world.refund(&id, None).await.unwrap();
        refused(world.refund(&id, None).await, ErrorCode::TransactionFullyRefundedAlready);
        world.pass(TimeDelta::seconds(1));

        let parts = [world.detail(&first.transaction_id).await, world.detail(&second.transaction_id).await];
        assert_eq!(parts.each_ref().map(|part| part.transaction_amount.value), [decimal("4"), decimal("6")]);
        // The fee of 0.59 goes back in two parts that add up.
        assert_eq!(parts.each_ref().map(|part| part.fps_fees.value), [decimal("-0.24"), decimal("-0.35")]);
        assert_eq!(parts[0].related_transaction[0].transaction_id, id);
        assert_eq!(parts[0].related_transaction[0].relation_type, Some(RelationType::Parent));
        assert_eq!(parts[0].transaction_status, TransactionStatus::Success);
        let original = world.detail(&id).await;
        let refunds: Vec<_> = original.related_transaction.iter().map(|related| &related.transaction_id).collect();
        assert_eq!(refunds, [&first.transaction_id, &second.transaction_id]);
        assert_eq!(world.available().await, before);
        world.check_ledger().await;
    }

    async fn a_refund_from_balance_to_balance_is_final_at_once(world: World) {
        let id = world.paid("ABT", "10").await;
        let refund = world.refund(&id, None).await.unwrap();
        assert_eq!(refund.transaction_status, TransactionStatus::Success);
    }

    async fn only_what_was_paid_is_given_back(world: World) {
        let pending = world.pay(&world.token("sender-cc-1"), "5").await.unwrap().transaction_id;
        refused(world.refund(&pending, None).await, ErrorCode::OriginalTransactionIncomplete);
        let failed = world.pay(&world.token("sender-declined"), "5").await.unwrap().transaction_id;
        let reserved = world.reserve("5").await;
        world.pass(TimeDelta::seconds(1));
        refused(world.refund(&failed, None).await, ErrorCode::OriginalTransactionFailed);
        refused(world.refund(&reserved, None).await, ErrorCode::OriginalTransactionIncomplete);
        let refund = world.refund(&pending, Some("1")).await.unwrap().transaction_id;
        refused(world.refund(&refund, None).await, ErrorCode::TransactionTypeNotRefundable);
        refused(world.refund(&pending, Some("0")).await, ErrorCode::AmountOutOfRange);
        refused(world.refund(&TransactionId::new("0".repeat(35)), None).await, ErrorCode::InvalidTransactionId);
    }

    async fn a_cancelled_refund_can_be_made_again(world: World) {
        let id = world.paid("CC", "10").await;
        let before = world.balance().await;
        let refund = world.refund(&id, None).await.unwrap().transaction_id;
        assert_eq!(world.balance().await.pending_out_balance.value, decimal("9.41"));
        world.cancel(&refund).await.unwrap();
        assert_eq!(world.balance().await, before);
        world.refund(&id, None).await.unwrap();
        world.pass(TimeDelta::seconds(1));
        world.check_ledger().await;
    }

    async fn a_settled_reservation_is_refunded(world: World) {
        let id = world.reserve("10").await;
        world.pass(TimeDelta::seconds(1));
        world.settle(&id, None).await.unwrap();
        world.pass(TimeDelta::seconds(1));
        world.refund(&id, Some("3")).await.unwrap();
    }

    async fn a_recipient_who_has_spent_the_money_can_not_give_it_back(world: World) {
        // The seller keeps 100 dollars and what he was paid, and spends all of it.
        let request = world.payment(&world.token("sender-abt-1"), "50").recipient_token_id(world.token("recipient"));
        let id = world.pay_request(request).await.unwrap().transaction_id;
        let token = NewToken {
            account: Some("seller".to_owned()),
            payment_method: Some("ABT".to_owned()),
            ..NewToken::default()
        };
        let token = world.create(token).await;
        world.pay(&token, "130").await.unwrap();
        refused(world.refund(&id, None).await, ErrorCode::TransactionDenied);
        world.check_ledger().await;
    }
}
