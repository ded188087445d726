use super::*;
use crate::{ids::SubscriptionId, sandbox::rows::AccountState};

over_stores! {
    async fn a_subscription_tells_what_was_paid(world: World) {
        let details = details(&world, "subscription").await;
        assert_eq!(details.subscription_status, SubscriptionStatus::Active);
        assert_eq!(details.number_of_transactions_processed, 4);
        assert_eq!(details.subscription_amount, dollars("9.95"));
        assert_eq!(details.promotional_amount, Some(dollars("4.95")));
        assert_eq!(details.next_transaction_amount, Some(dollars("9.95")));
        assert_eq!(details.start_date, "2011-12-03T17:30:00Z".parse::<DateTime<Utc>>().unwrap());
        assert_eq!(details.next_transaction_date, Some("2012-04-03T17:30:00Z".parse().unwrap()));
        assert_eq!(details.end_date, Some("2012-12-03T17:30:00Z".parse().unwrap()));
        assert_eq!(details.subscription_frequency, Duration { value: 1, time_unit: TimeUnit::Month });

        let payments = payments(&world, "subscription").await;
        assert_eq!(payments.len(), 4);
        assert_eq!(payments[0].transaction_amount, dollars("4.95"));
        assert_eq!(payments[3].transaction_serial_number, 4);
        for payment in &payments {
            let detail = world.detail(&payment.transaction_id).await;
            assert_eq!(detail.transaction_status, TransactionStatus::Success);
            assert_eq!(detail.transaction_amount, payment.transaction_amount);
            assert_eq!(detail.date_received, payment.transaction_date);
        }
        world.check_ledger().await;
    }

    async fn a_subscription_is_cancelled_once(world: World) {
        let refund = cancel(&world, "subscription", None).await.unwrap();
        assert_eq!(refund.refund_transaction_id.as_str(), "");
        let details = details(&world, "subscription").await;
        assert_eq!(details.subscription_status, SubscriptionStatus::Cancelled);
        assert_eq!(details.next_transaction_date, None);
        refused(cancel(&world, "subscription", None).await, ErrorCode::InvalidSubscriptionState);
        refused(cancel(&world, "subscription-cancelled", None).await, ErrorCode::InvalidSubscriptionState);
    }

    async fn its_last_payment_can_be_given_back_even_then(world: World) {
        let refund = cancel(&world, "subscription-cancelled", Some("3")).await.unwrap().refund_transaction_id;
        let refund = world.detail(&refund).await;
        assert_eq!(refund.fps_operation, FpsOperation::Refund);
        let last = payments(&world, "subscription-cancelled").await.pop().unwrap();
        assert_eq!(refund.related_transaction[0].transaction_id, last.transaction_id);
        refused(cancel(&world, "subscription", Some("9.96")).await, ErrorCode::RefundAmountExceeded);
        assert_eq!(details(&world, "subscription").await.subscription_status, SubscriptionStatus::Active);
        refused(cancel(&world, "subscription", Some("0")).await, ErrorCode::InvalidParams);
    }

    async fn a_repeated_cancellation_refunds_once(world: World) {
        let request = CancelSubscriptionAndRefundRequest::new(id(&world, "subscription"))
            .refund_amount(dollars("1"))
            .caller_reference("once");
        let first = world.sandbox.cancel_subscription_and_refund(&world.call(), request.clone()).await.unwrap();
        let second = world.sandbox.cancel_subscription_and_refund(&world.call(), request.clone()).await.unwrap();
        assert_eq!(first, second);
        let unnamed = CancelSubscriptionAndRefundRequest { caller_reference: None, ..request };
        refused(
            world.sandbox.cancel_subscription_and_refund(&world.call(), unnamed).await,
            ErrorCode::InvalidParams,
        );
    }

    async fn a_cancellation_is_remembered_by_its_reference(world: World) {
        let request = CancelSubscriptionAndRefundRequest::new(id(&world, "subscription")).caller_reference("once");
        let run = |request: &CancelSubscriptionAndRefundRequest| {
            let (sandbox, call, request) = (world.sandbox.clone(), world.call(), request.clone());
            async move { sandbox.cancel_subscription_and_refund(&call, request).await }
        };
        let first = run(&request).await.unwrap();
        assert_eq!(run(&request).await.unwrap(), first);
        refused(run(&request.clone().refund_amount(dollars("1"))).await, ErrorCode::DuplicateRequest);
        refused(run(&request.caller_reference("another")).await, ErrorCode::InvalidSubscriptionState);
        let other = CancelSubscriptionAndRefundRequest::new(id(&world, "subscription")).caller_reference("");
        refused(run(&other).await, ErrorCode::InvalidSubscriptionState);
    }

    async fn only_the_last_payment_is_given_back(world: World) {
        let [.., last] = &payments(&world, "subscription").await[..] else { panic!("no payments") };
        world.refund(&last.transaction_id, None).await.unwrap();
        refused(cancel(&world, "subscription", Some("1")).await, ErrorCode::TransactionFullyRefundedAlready);
        assert_eq!(details(&world, "subscription").await.subscription_status, SubscriptionStatus::Active);
    }

    async fn a_suspended_caller_cancels_nothing(world: World) {
        world.alter("shop", |account| account.state = AccountState::Suspended).await;
        refused(cancel(&world, "subscription", None).await, ErrorCode::AccessFailure);
        refused(cancel(&world, "subscription", Some("1")).await, ErrorCode::AccessFailure);
        world.alter("shop", |account| account.state = AccountState::Active).await;
        assert_eq!(details(&world, "subscription").await.subscription_status, SubscriptionStatus::Active);
    }

    async fn an_unknown_subscription_is_refused(world: World) {
        let request = GetSubscriptionDetailsRequest::new("nothing");
        refused(world.sandbox.get_subscription_details(&world.call(), request).await, ErrorCode::InvalidParams);
    }
}

fn id(world: &World, name: &str) -> SubscriptionId {
    world.seed.subscriptions.iter().find(|known| known.name == name).unwrap().subscription_id.clone()
}

async fn details(world: &World, name: &str) -> SubscriptionDetails {
    let request = GetSubscriptionDetailsRequest::new(id(world, name));
    world.sandbox.get_subscription_details(&world.call(), request).await.unwrap().subscription_details.unwrap()
}

async fn payments(world: &World, name: &str) -> Vec<SubscriptionTransaction> {
    let request = GetTransactionsForSubscriptionRequest::new(id(world, name));
    world.sandbox.get_transactions_for_subscription(&world.call(), request).await.unwrap().subscription_transaction
}

async fn cancel(
    world: &World,
    name: &str,
    refund: Option<&str>,
) -> Result<CancelSubscriptionAndRefundResult, ServiceError> {
    let mut request = CancelSubscriptionAndRefundRequest::new(id(world, name));
    if let Some(amount) = refund {
        request = request.refund_amount(dollars(amount)).caller_reference(world.reference());
    }
    world.sandbox.cancel_subscription_and_refund(&world.call(), request).await
}
