use super::*;

const BOTH: MarketplaceRefundPolicy = MarketplaceRefundPolicy::MasterAndMarketplaceTxn;

over_stores! {
    async fn the_caller_takes_its_fee_from_the_recipient(world: World) {
        let before = world.available().await;
        let request = sale(&world, "recipient").marketplace_fixed_fee(dollars("0.50")).marketplace_variable_fee(decimal("5"));
        let id = world.pay_request(request).await.unwrap().transaction_id;
        let detail = world.detail(&id).await;
        assert_eq!(detail.marketplace_fees.unwrap().value, decimal("1.5"));
        assert_eq!(detail.recipient_name.as_deref(), Some("Sam's Goods"));
        assert_eq!(detail.sender_email, None);
        assert_eq!(world.available().await - before, decimal("1.5"));
        world.check_ledger().await;
    }

    async fn the_agreed_fee_is_the_default_and_the_most(world: World) {
        let id = world.pay_request(sale(&world, "recipient")).await.unwrap().transaction_id;
        // A dollar and 10 % of 20.
        assert_eq!(world.detail(&id).await.marketplace_fees.unwrap().value, decimal("3"));
        let request = sale(&world, "recipient").marketplace_fixed_fee(dollars("1.01"));
        refused(world.pay_request(request).await, ErrorCode::InvalidParams);
        let request = sale(&world, "recipient").marketplace_variable_fee(decimal("10.1"));
        refused(world.pay_request(request).await, ErrorCode::InvalidParams);
        let request = world.payment(&world.token("multi-use-abt"), "20").marketplace_fixed_fee(dollars("1"));
        refused(world.pay_request(request).await, ErrorCode::InvalidParams);
    }

    async fn who_pays_the_service_was_agreed(world: World) {
        let request = sale(&world, "recipient").charge_fee_to(ChargeFeeTo::Caller);
        refused(world.pay_request(request).await, ErrorCode::IncompatibleTokens);
        let before = world.available().await;
        let request = sale(&world, "recipient-caller-pays").marketplace_fixed_fee(dollars("0"));
        let id = world.pay_request(request).await.unwrap().transaction_id;
        assert_eq!(world.detail(&id).await.fps_fees_paid_by, TransactionalRole::Caller);
        assert_eq!(world.available().await - before, decimal("-0.31"));
    }

    async fn each_refund_policy_takes_from_whom_it_says(world: World) {
        for (policy, shop, amount) in [
            (MarketplaceRefundPolicy::MasterTxnOnly, "0", "20"),
            (MarketplaceRefundPolicy::MarketplaceTxnOnly, "-3", "3"),
            (MarketplaceRefundPolicy::MasterAndMarketplaceTxn, "-3", "20"),
        ] {
            let id = world.pay_request(sale(&world, "recipient")).await.unwrap().transaction_id;
            let before = world.available().await;
            let request = RefundRequest::new(&id, world.reference()).marketplace_refund_policy(policy.clone());
            let refund = world.sandbox.refund(&world.call(), request).await.unwrap();
            assert_eq!(refund.transaction_status, TransactionStatus::Success);
            assert_eq!(world.available().await - before, decimal(shop), "{policy:?}");
            assert_eq!(world.detail(&refund.transaction_id).await.transaction_amount.value, decimal(amount));
            world.check_ledger().await;
        }
    }

    async fn a_fee_goes_back_for_what_was_refunded_with_it(world: World) {
        for (steps, fees) in [
            // The caller keeps its fee for the first half.
            (&[(MarketplaceRefundPolicy::MasterTxnOnly, "10"), (BOTH, "10")][..], "1.5"),
            (&[(BOTH, "10"), (MarketplaceRefundPolicy::MasterTxnOnly, "10")], "1.5"),
            (&[(BOTH, "10"), (BOTH, "10")], "3"),
            // In cents it comes to no more than once.
            (&[(BOTH, "0.05"), (BOTH, "0.05"), (BOTH, "19.9")], "3"),
            // Of its fee it gives back no more than all.
            (&[(MarketplaceRefundPolicy::MarketplaceTxnOnly, "2"), (BOTH, "20")], "3"),
            (&[(MarketplaceRefundPolicy::MarketplaceTxnOnly, "1"), (BOTH, "10")], "2.5"),
        ] {
            let id = world.pay_request(sale(&world, "recipient")).await.unwrap().transaction_id;
            let before = world.available().await;
            for (policy, amount) in steps {
                let request = RefundRequest::new(&id, world.reference())
                    .marketplace_refund_policy(policy.clone())
                    .refund_amount(dollars(amount));
                world.sandbox.refund(&world.call(), request).await.unwrap();
            }
            assert_eq!(before - world.available().await, decimal(fees), "{steps:?}");
        }
        world.check_ledger().await;
    }

    async fn a_refund_that_is_cancelled_leaves_the_fee(world: World) {
        let request = world.payment(&world.token("multi-use-cc"), "20").recipient_token_id(world.token("recipient"));
        let id = world.pay_request(request).await.unwrap().transaction_id;
        world.pass(TimeDelta::seconds(1));
        let before = world.available().await;
        for _ in 0..2 {
            let request = RefundRequest::new(&id, world.reference()).marketplace_refund_policy(BOTH);
            let refund = world.sandbox.refund(&world.call(), request.refund_amount(dollars("10"))).await.unwrap();
            world.cancel(&refund.transaction_id).await.unwrap();
        }
        assert_eq!(world.available().await, before);
        let request = RefundRequest::new(&id, world.reference()).marketplace_refund_policy(BOTH);
        world.sandbox.refund(&world.call(), request).await.unwrap();
        world.pass(TimeDelta::seconds(1));
        assert_eq!(world.available().await - before, decimal("-3"));
        world.check_ledger().await;
    }

    async fn a_recipient_without_cards_is_paid_otherwise(world: World) {
        let recipient = world.token("recipient-without-cards");
        let request = world.payment(&world.token("sender-cc-1"), "5").recipient_token_id(&recipient);
        refused(world.pay_request(request).await, ErrorCode::InvalidRecipientForCcTransaction);
        world.pay_request(world.payment(&world.token("sender-abt-1"), "5").recipient_token_id(recipient)).await.unwrap();
    }

    async fn the_callers_own_token_names_the_caller(world: World) {
        let before = world.available().await;
        let request = world.payment(&world.token("sender-abt-1"), "10").recipient_token_id(world.token("recipient-self"));
        world.pay_request(request).await.unwrap();
        assert_eq!(world.available().await - before, decimal("9.84"));
    }

    async fn recipients_say_how_far_they_are_verified(world: World) {
        let status = |name: &str| {
            let request = GetRecipientVerificationStatusRequest::new(world.token(name));
            let (sandbox, call) = (world.sandbox.clone(), world.call());
            async move {
                let result = sandbox.get_recipient_verification_status(&call, request).await;
                result.map(|result| result.recipient_verification_status.unwrap())
            }
        };
        assert_eq!(status("recipient").await.unwrap(), RecipientVerificationStatus::VerificationCompleteNoLimits);
        assert_eq!(
            status("recipient-without-cards").await.unwrap(),
            RecipientVerificationStatus::VerificationComplete
        );
        assert_eq!(status("recipient-unverified").await.unwrap(), RecipientVerificationStatus::VerificationPending);
        refused(status("recipient-suspended").await, ErrorCode::InvalidAccountState);
        refused(status("recipient-cancelled").await, ErrorCode::TokenNotActive);
        refused(status("sender-cc-1").await, ErrorCode::InvalidTokenId);
    }
}

/// 20 dollars for the recipient of that token.
fn sale(world: &World, recipient: &str) -> PayRequest {
    world.payment(&world.token("multi-use-abt"), "20").recipient_token_id(world.token(recipient))
}
