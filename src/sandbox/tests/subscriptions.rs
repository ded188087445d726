use super::*;
use crate::{
    ids::SubscriptionId,
    sandbox::{AccountChange, AccountState, Card, Setting, rows::Row},
};

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

    async fn it_is_charged_when_it_is_due(world: World) {
        let before = world.available().await;
        world.clock.set("2012-04-03T17:29:59.999Z".parse().unwrap());
        assert_eq!(details(&world, "subscription").await.number_of_transactions_processed, 4);
        world.pass(TimeDelta::milliseconds(1));
        let charged = payments(&world, "subscription").await.pop().unwrap();
        assert_eq!((charged.transaction_serial_number, charged.transaction_amount), (5, dollars("9.95")));
        assert_eq!(charged.transaction_date, "2012-04-03T17:30:00Z".parse::<DateTime<Utc>>().unwrap());
        assert_eq!(charged.transaction_status, TransactionStatus::Pending);
        world.pass(TimeDelta::seconds(1));
        let details = details(&world, "subscription").await;
        assert_eq!(details.number_of_transactions_processed, 5);
        assert_eq!(details.next_transaction_date, Some("2012-05-03T17:30:00Z".parse().unwrap()));
        let charged = world.detail(&charged.transaction_id).await;
        assert_eq!(charged.transaction_status, TransactionStatus::Success);
        assert_eq!(charged.fps_operation, FpsOperation::Pay);
        assert_eq!(charged.sender_token_id, Some(world.token("subscription")));
        // 9.95 less 5 % and 0.05.
        assert_eq!(world.available().await - before, decimal("9.4"));
        world.check_ledger().await;
    }

    async fn it_is_completed_when_its_period_is_over(world: World) {
        world.pass(TimeDelta::days(600));
        let details = details(&world, "subscription").await;
        assert_eq!(details.subscription_status, SubscriptionStatus::Completed);
        assert_eq!(details.number_of_transactions_processed, 12);
        assert_eq!((details.next_transaction_date, details.next_transaction_amount), (None, None));
        let payments = payments(&world, "subscription").await;
        assert_eq!(payments[11].transaction_date, "2012-11-03T17:30:00Z".parse::<DateTime<Utc>>().unwrap());
        assert!(payments.iter().all(|payment| payment.transaction_status == TransactionStatus::Success));
        refused(cancel(&world, "subscription", None).await, ErrorCode::InvalidSubscriptionState);
        cancel(&world, "subscription", Some("9.95")).await.unwrap();
        world.check_ledger().await;
    }

    async fn it_is_the_same_whether_time_passes_at_once_or_in_steps(world: World) {
        let again = world.anew().await;
        world.reserve("20").await;
        again.reserve("20").await;
        world.pass(TimeDelta::days(90));
        for _ in 0..90 {
            again.pass(TimeDelta::days(1));
            again.sandbox.tick().await.unwrap();
        }
        let told = |world: World| async move {
            let mut all = Vec::new();
            for payment in payments(&world, "subscription").await {
                let detail = world.detail(&payment.transaction_id).await;
                all.push((detail.date_received, detail.date_completed, detail.transaction_status, detail.transaction_amount));
            }
            (all, world.balance().await)
        };
        let at_once = told(world).await;
        assert_eq!(at_once.0.len(), 7);
        assert_eq!(at_once, told(again).await);
    }

    async fn everything_is_told_in_the_order_in_which_it_happened(world: World) {
        // Days that are over before the subscription is charged, and after it.
        world.pay(&world.sender("ACH").await, "5").await.unwrap();
        world.pass(TimeDelta::days(60));
        world.sandbox.tick().await.unwrap();
        let rows = world.sandbox.0.store.export().await.unwrap().rows;
        let told = rows.into_iter().filter_map(|(_, row)| match row {
            Row::Message(message) => Some(message.at),
            _ => None,
        });
        let told: Vec<_> = told.collect();
        assert!(told.len() > 9 && told.is_sorted(), "{told:?}");
    }

    async fn a_payment_that_fails_is_kept_and_the_next_is_made(world: World) {
        let card = |card| {
            let change = AccountChange { card, ..AccountChange::default() };
            world.sandbox.alter_account("buyer", change)
        };
        let before = world.balance().await;
        // Refused at once.
        card(Setting::None).await.unwrap();
        world.pass(TimeDelta::days(30));
        let first = payments(&world, "subscription").await.pop().unwrap();
        assert_eq!((first.transaction_serial_number, first.transaction_status), (5, TransactionStatus::Failure));
        let status = world.status(&first.transaction_id).await;
        assert_eq!(status.status_code.as_deref(), Some("TransactionDenied"));
        assert_eq!(status.status_message.as_deref(), Some("The sender's account has no credit card."));
        refused(world.refund(&first.transaction_id, None).await, ErrorCode::OriginalTransactionFailed);
        // Refused by the card's bank, a second later.
        card(Setting::To(Card { declines: Some(true), ..Card::default() })).await.unwrap();
        world.pass(TimeDelta::days(30));
        let second = payments(&world, "subscription").await.pop().unwrap();
        assert_eq!((second.transaction_serial_number, second.transaction_status), (6, TransactionStatus::Failure));
        assert_eq!(world.balance().await, before);
        card(Setting::To(Card { declines: Some(false), ..Card::default() })).await.unwrap();
        world.pass(TimeDelta::days(31));
        let third = payments(&world, "subscription").await.pop().unwrap();
        assert_eq!((third.transaction_serial_number, third.transaction_status), (7, TransactionStatus::Success));
        assert_eq!(details(&world, "subscription").await.number_of_transactions_processed, 7);
        world.check_ledger().await;
    }

    async fn what_one_payment_is_refused_for_undoes_nothing_else(world: World) {
        // Both are due in one unit of work: what came before the refused payment stays done.
        let change = AccountChange { card: Setting::None, ..AccountChange::default() };
        world.clock.set("2012-04-03T17:29:59.500Z".parse().unwrap());
        let paid = world.pay(&world.token("multi-use-cc"), "5").await.unwrap().transaction_id;
        world.sandbox.alter_account("buyer", change).await.unwrap();
        world.pass(TimeDelta::days(1));
        assert_eq!(world.status(&paid).await.transaction_status, TransactionStatus::Success);
        let charged = payments(&world, "subscription").await.pop().unwrap();
        assert_eq!(charged.transaction_status, TransactionStatus::Failure);
        world.check_ledger().await;
    }

    async fn a_cancelled_one_is_charged_no_more(world: World) {
        cancel(&world, "subscription", None).await.unwrap();
        world.pass(TimeDelta::days(600));
        assert_eq!(payments(&world, "subscription").await.len(), 4);
        assert_eq!(details(&world, "subscription").await.subscription_status, SubscriptionStatus::Cancelled);
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
