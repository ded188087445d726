use super::*;

over_stores! {
    async fn pages_neither_lose_nor_repeat(world: World) {
        // All in the same millisecond.
        let token = world.token("multi-use-abt");
        let mut made = Vec::new();
        for _ in 0..65 {
            made.push(world.pay(&token, "1").await.unwrap().transaction_id);
        }
        let start: DateTime<Utc> = START.parse().unwrap();
        world.pass(TimeDelta::seconds(1));

        let mut forwards = Vec::new();
        let mut next = Some(start);
        while let Some(from) = next {
            let mut request = GetAccountActivityRequest::new(from);
            request.max_batch_size = Some(20);
            request.sort_order_by_date = Some(SortOrder::Ascending);
            let page = list(&world, request).await.unwrap();
            assert_eq!(page.batch_size, Some(i32::try_from(page.transaction.len()).unwrap()));
            forwards.extend(page.transaction.into_iter().map(|transaction| transaction.transaction_id));
            next = page.start_time_for_next_transaction;
        }
        assert_eq!(forwards, made);

        let mut backwards = Vec::new();
        let mut next = Some(world.now());
        while let Some(to) = next {
            let mut request = GetAccountActivityRequest::new(start);
            request.max_batch_size = Some(20);
            request.end_date = Some(to);
            let page = list(&world, request).await.unwrap();
            backwards.extend(page.transaction.into_iter().map(|transaction| transaction.transaction_id));
            next = page.start_time_for_next_transaction;
        }
        backwards.reverse();
        assert_eq!(backwards, made);
    }

    async fn what_was_received_in_the_same_millisecond_is_listed(world: World) {
        let token = world.token("multi-use-abt");
        let mut made = Vec::new();
        for _ in 0..45 {
            made.push(world.pay(&token, "1").await.unwrap().transaction_id);
        }
        let mut listed = Vec::new();
        let mut next = Some(START.parse().unwrap());
        while let Some(from) = next {
            let mut request = GetAccountActivityRequest::new(from);
            request.max_batch_size = Some(20);
            request.sort_order_by_date = Some(SortOrder::Ascending);
            let page = list(&world, request).await.unwrap();
            listed.extend(page.transaction.into_iter().map(|transaction| transaction.transaction_id));
            next = page.start_time_for_next_transaction;
        }
        assert_eq!(listed, made);
    }

    async fn only_what_is_asked_for_is_listed(world: World) {
        let start: DateTime<Utc> = START.parse().unwrap();
        let balance = world.paid("ABT", "1").await;
        let card = world.paid("CC", "2").await;
        let refund = world.refund(&balance, None).await.unwrap().transaction_id;
        let pending = world.pay(&world.token("sender-cc-1"), "3").await.unwrap().transaction_id;
        world.pass(TimeDelta::milliseconds(10));
        let ids = |change: fn(&mut GetAccountActivityRequest)| {
            let mut request = GetAccountActivityRequest::new(start);
            request.sort_order_by_date = Some(SortOrder::Ascending);
            change(&mut request);
            let world = &world;
            async move {
                let page = list(world, request).await.unwrap();
                page.transaction.into_iter().map(|transaction| transaction.transaction_id).collect::<Vec<_>>()
            }
        };
        assert_eq!(ids(|_| {}).await, [&balance, &card, &refund, &pending].map(Clone::clone));
        assert_eq!(ids(|it| it.fps_operation = Some(FpsOperation::Refund)).await, std::slice::from_ref(&refund));
        assert_eq!(ids(|it| it.payment_method = Some(PaymentMethod::Cc)).await, [&card, &pending].map(Clone::clone));
        assert_eq!(ids(|it| it.transaction_status = Some(TransactionStatus::Pending)).await, std::slice::from_ref(&pending));
        assert_eq!(ids(|it| it.role = vec![TransactionalRole::Sender]).await, std::slice::from_ref(&refund));
        assert_eq!(
            ids(|it| it.role = vec![TransactionalRole::Recipient, TransactionalRole::Sender]).await.len(),
            4
        );
        assert_eq!(ids(|it| it.role = vec![TransactionalRole::Caller]).await.len(), 4);
        assert_eq!(ids(|it| it.sort_order_by_date = None).await, [&pending, &refund, &card, &balance].map(Clone::clone));
    }

    async fn a_line_tells_who_paid_what(world: World) {
        let before = world.available().await;
        let id = world.paid("CC", "1").await;
        world.refund(&id, None).await.unwrap();
        world.pass(TimeDelta::seconds(1));
        let page = list(&world, GetAccountActivityRequest::new(START.parse().unwrap())).await.unwrap();
        let [refund, payment] = &page.transaction[..] else { panic!("{page:?}") };

        let paid_by = |transaction: &Transaction, role: TransactionalRole| {
            let part = transaction.transaction_part.iter().find(|part| part.role == role).unwrap();
            part.fees_paid.clone().unwrap()
        };
        assert_eq!(paid_by(payment, TransactionalRole::Recipient), dollars("0.1"));
        assert_eq!(paid_by(payment, TransactionalRole::Caller), dollars("0"));
        assert_eq!(payment.fps_fees, dollars("0.1"));
        assert_eq!(payment.balance.value, before + decimal("0.9"));
        assert!(payment.sender_token_id.is_some());

        assert_eq!(paid_by(refund, TransactionalRole::Sender), dollars("-0.1"));
        assert_eq!(refund.fps_fees, dollars("-0.1"));
        assert_eq!(refund.original_transaction_id, Some(id));
        assert_eq!(refund.balance.value, before);
        assert_eq!(refund.sender_token_id, None);
    }

    async fn a_span_of_time_must_make_sense(world: World) {
        let now = world.now();
        let request = GetAccountActivityRequest::new(now + TimeDelta::seconds(1));
        refused(list(&world, request).await, ErrorCode::InvalidDateRange);
        let mut request = GetAccountActivityRequest::new(now);
        request.end_date = Some(now - TimeDelta::seconds(1));
        refused(list(&world, request).await, ErrorCode::InvalidDateRange);
        for size in [19, 201] {
            let mut request = GetAccountActivityRequest::new(now);
            request.max_batch_size = Some(size);
            refused(list(&world, request).await, ErrorCode::InvalidParams);
        }
        let request = GetAccountActivityRequest::new(now);
        assert_eq!(list(&world, request).await.unwrap().batch_size, Some(0));
    }
}

async fn list(world: &World, request: GetAccountActivityRequest) -> Result<GetAccountActivityResult, ServiceError> {
    world.sandbox.get_account_activity(&world.call(), request).await
}
