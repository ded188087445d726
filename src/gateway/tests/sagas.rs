use super::*;
use crate::sandbox::rows::{Reason, Status};

over_stores! {
    async fn a_payment_by_balance_is_made_at_once(world: World) {
        let token = world.sender("ABT").await;
        let paid = world.gateway.pay(&call(), world.pay(&token, "12.50")).await.unwrap();
        assert_eq!(paid.transaction_status, TransactionStatus::Success);
        assert_eq!(world.fake.asked(), ["SetTerms", "Confirm", "Authorize", "LookAtCapture", "CloseConsent"]);
        assert_eq!(world.fake.sums().captured, decimal("12.50"));
        let row = world.transaction(&paid.transaction_id).await;
        assert_eq!((row.fees, row.history.len()), (decimal("0.30"), 1));
        let consent = world.token_row(&token).await.consent.unwrap();
        assert!(consent.confirmed && consent.ended && world.fake.has_ended(&consent.id));
        world.check_ledger().await;
    }

    async fn a_payment_by_card_is_pending_until_amazon_pay_decides(world: World) {
        world.fake.take_time();
        let id = world.paid("CC", "5").await;
        assert_eq!(world.status(&id).await, TransactionStatus::Pending);
        world.fake.asked();
        world.pass(TimeDelta::seconds(4)).await;
        assert!(world.fake.asked().is_empty(), "it is too early to look");
        world.pass(TimeDelta::seconds(1)).await;
        assert_eq!(world.fake.asked(), ["LookAtAuthorization"]);
        assert_eq!(world.status(&id).await, TransactionStatus::Pending);
        world.fake.make_up_its_mind();
        world.pass(TimeDelta::seconds(10)).await;
        assert_eq!(world.status(&id).await, TransactionStatus::Success);
        let row = world.transaction(&id).await;
        let history: Vec<_> = row.history.iter().map(|change| change.status).collect();
        assert_eq!(history, [Status::Pending, Status::Success]);
        world.check_ledger().await;
    }

    async fn whoever_asks_for_the_status_has_it_looked_at_when_it_is_due(world: World) {
        world.fake.take_time();
        let id = world.paid("CC", "5").await;
        world.fake.make_up_its_mind();
        assert_eq!(world.status(&id).await, TransactionStatus::Pending);
        world.clock.advance(TimeDelta::seconds(5));
        assert_eq!(world.status(&id).await, TransactionStatus::Success);
    }

    async fn a_declined_payment_fails_and_gives_back_what_was_counted(world: World) {
        let token = NewToken { total: Some(decimal("10")), token_type: Some("MultiUse".to_owned()), ..NewToken::default() };
        let token = world.token(NewToken { payment_method: Some("ABT".to_owned()), ..token }).await;
        world.fake.play([Trick::Fair, Trick::Decline(Reason::InvalidPaymentMethod)]);
        let request = world.pay(&token, "10");
        let paid = world.gateway.pay(&call(), request.clone()).await.unwrap();
        assert_eq!(paid.transaction_status, TransactionStatus::Failure);
        assert_eq!(world.transaction(&paid.transaction_id).await.code, crate::sandbox::rows::StatusCode::TransactionDenied);
        let again = world.gateway.pay(&call(), request).await.unwrap();
        assert_eq!((again.transaction_id, again.transaction_status), (paid.transaction_id, paid.transaction_status));
        world.gateway.pay(&call(), world.pay(&token, "10")).await.unwrap();
        refused(world.gateway.pay(&call(), world.pay(&token, "0.01")).await, ErrorCode::TokenUsageError);
        assert_eq!(world.fake.sums().captured, decimal("10"));
        world.check_ledger().await;
    }

    async fn a_refused_payment_is_refused_and_can_be_made_once_it_was_mended(world: World) {
        let token = world.sender("ABT").await;
        world.fake.play([Trick::Fair, Trick::Fair, Trick::Refuse("TransactionAmountExceeded")]);
        let request = world.pay(&token, "5");
        refused(world.gateway.pay(&call(), request.clone()).await, ErrorCode::AmountOutOfRange);
        assert_eq!(world.token_row(&token).await.uses, 0);
        world.check_ledger().await;
        let mut other = request.clone();
        other.transaction_amount = dollars("6");
        refused(world.gateway.pay(&call(), other).await, ErrorCode::DuplicateRequest);
        let paid = world.gateway.pay(&call(), request).await.unwrap();
        assert_eq!(paid.transaction_status, TransactionStatus::Success);
        assert_eq!(world.fake.sums().captures, 1);
        world.check_ledger().await;
    }

    async fn a_payment_whose_answer_was_lost_is_made_once(world: World) {
        let token = world.sender("ABT").await;
        world.fake.play([Trick::Fair, Trick::Fair, Trick::Silent]);
        let request = world.pay(&token, "5");
        let paid = world.gateway.pay(&call(), request.clone()).await.unwrap();
        assert_eq!(paid.transaction_status, TransactionStatus::Pending);
        world.pass(TimeDelta::seconds(1)).await;
        assert_eq!(world.status(&paid.transaction_id).await, TransactionStatus::Success);
        let again = world.gateway.pay(&call(), request).await.unwrap();
        assert_eq!((again.transaction_id, again.transaction_status), (paid.transaction_id, TransactionStatus::Pending));
        assert_eq!(world.fake.sums().captures, 1);
        world.check_ledger().await;
    }

    async fn what_can_not_be_asked_is_asked_again_later_and_later(world: World) {
        let token = world.sender("ABT").await;
        world.fake.play([Trick::Later; 8]);
        let paid = world.gateway.pay(&call(), world.pay(&token, "5")).await.unwrap();
        assert_eq!(paid.transaction_status, TransactionStatus::Pending);
        let mut pauses = Vec::new();
        while pauses.len() < 7 {
            let due = world.saga(SagaAction::Pay, paid.transaction_id.as_str()).await.unwrap().due.unwrap();
            pauses.push((due - world.now()).num_seconds());
            world.pass(due - world.now()).await;
        }
        assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 64]);
        assert_eq!(world.status(&paid.transaction_id).await, TransactionStatus::Pending);
        world.pass(TimeDelta::minutes(5)).await;
        assert_eq!(world.status(&paid.transaction_id).await, TransactionStatus::Success);
    }

    async fn a_reservation_is_settled_once(world: World) {
        let id = world.reserved("20").await;
        assert_eq!(world.status(&id).await, TransactionStatus::Reserved);
        assert_eq!((world.fake.open(), world.fake.sums().captured), (decimal("20"), decimal("0")));
        let mut request = SettleRequest::new(&id);
        request.transaction_amount = Some(dollars("15"));
        world.fake.play([Trick::Silent]);
        let settled = world.gateway.settle(&call(), request.clone()).await.unwrap();
        assert_eq!(settled.transaction_status, TransactionStatus::Pending);
        refused(world.gateway.settle(&call(), request).await, ErrorCode::InvalidTransactionState);
        world.pass(TimeDelta::seconds(1)).await;
        assert_eq!(world.status(&id).await, TransactionStatus::Success);
        assert_eq!(world.fake.sums().captured, decimal("15"));
        assert_eq!(world.fake.open(), decimal("0"));
        world.check_ledger().await;
    }

    async fn what_could_not_be_settled_stays_reserved(world: World) {
        let token = world.sender("CC").await;
        let request = ReserveRequest::new(&token, dollars("20"), world.reference());
        let id = world.gateway.reserve(&call(), request).await.unwrap().transaction_id;
        let before = world.transaction(&id).await;
        world.fake.play([Trick::Refuse("InvalidParameterValue")]);
        let mut request = SettleRequest::new(&id);
        request.transaction_amount = Some(dollars("15"));
        refused(world.gateway.settle(&call(), request).await, ErrorCode::InvalidParams);
        let after = world.transaction(&id).await;
        assert_eq!((after.status, after.amount, after.counted), (Status::Reserved, decimal("20"), decimal("20")));
        assert_eq!((after.due, &after.history), (before.due, &before.history));
        let settled = world.gateway.settle(&call(), SettleRequest::new(&id)).await.unwrap();
        assert_eq!(settled.transaction_status, TransactionStatus::Success);
        assert_eq!(world.fake.sums().captured, decimal("20"));
        world.check_ledger().await;
    }

    async fn a_reservation_that_nobody_settles_is_let_go_after_seven_days(world: World) {
        let id = world.reserved("20").await;
        world.pass(TimeDelta::days(7) - TimeDelta::seconds(1)).await;
        assert_eq!(world.status(&id).await, TransactionStatus::Reserved);
        world.fake.play([Trick::Lost]);
        world.pass(TimeDelta::seconds(1)).await;
        assert_eq!(world.status(&id).await, TransactionStatus::Cancelled);
        assert_eq!(world.fake.open(), decimal("20"));
        world.pass(TimeDelta::seconds(1)).await;
        assert_eq!(world.fake.open(), decimal("0"));
        refused(world.gateway.settle(&call(), SettleRequest::new(&id)).await, ErrorCode::InvalidTransactionState);
    }

    async fn a_reservation_is_cancelled(world: World) {
        let id = world.reserved("20").await;
        world.fake.play([Trick::Silent]);
        let cancelled = world.gateway.cancel(&call(), CancelRequest::new(&id)).await.unwrap();
        assert_eq!(cancelled.transaction_status, Some(TransactionStatus::Reserved), "nobody knows yet");
        world.pass(TimeDelta::seconds(1)).await;
        assert_eq!(world.status(&id).await, TransactionStatus::Cancelled);
        assert_eq!(world.fake.open(), decimal("0"));
        let consent = world.transaction(&id).await.outside.unwrap().consent.unwrap().id;
        assert!(world.fake.has_ended(&consent), "its token pays no more");
        refused(world.gateway.cancel(&call(), CancelRequest::new(&id)).await, ErrorCode::InvalidTransactionState);
        world.check_ledger().await;
    }

    async fn a_payment_is_refunded_in_parts(world: World) {
        let id = world.paid("ABT", "20").await;
        let mut request = RefundRequest::new(&id, world.reference());
        request.refund_amount = Some(dollars("5"));
        let refunded = world.gateway.refund(&call(), request.clone()).await.unwrap();
        assert_eq!(refunded.transaction_status, TransactionStatus::Pending);
        world.pass(TimeDelta::seconds(5)).await;
        assert_eq!(world.status(&refunded.transaction_id).await, TransactionStatus::Success);
        world.gateway.refund(&call(), request.clone()).await.unwrap();
        assert_eq!(world.fake.sums().refunded, decimal("5"));
        request.caller_reference = world.reference().as_str().into();
        request.refund_amount = Some(dollars("15.01"));
        refused(world.gateway.refund(&call(), request).await, ErrorCode::RefundAmountExceeded);
        world.fake.play([Trick::Decline(Reason::ProcessingFailure)]);
        let failed = world.gateway.refund(&call(), RefundRequest::new(&id, world.reference())).await.unwrap();
        assert_eq!(failed.transaction_status, TransactionStatus::Failure);
        let rest = world.gateway.refund(&call(), RefundRequest::new(&id, world.reference())).await.unwrap();
        world.pass(TimeDelta::seconds(5)).await;
        assert_eq!(world.status(&rest.transaction_id).await, TransactionStatus::Success);
        assert_eq!(world.fake.sums().refunded, decimal("20"));
        world.check_ledger().await;
    }

    async fn a_token_is_cancelled_with_its_consent(world: World) {
        let token = world.multi_use("CC").await;
        world.gateway.pay(&call(), world.pay(&token, "5")).await.unwrap();
        let consent = world.token_row(&token).await.consent.unwrap().id;
        world.fake.play([Trick::Later]);
        world.gateway.cancel_token(&call(), CancelTokenRequest::new(&token)).await.unwrap();
        assert!(!world.fake.has_ended(&consent));
        refused(world.gateway.pay(&call(), world.pay(&token, "5")).await, ErrorCode::TokenNotActiveSender);
        world.pass(TimeDelta::seconds(1)).await;
        assert!(world.fake.has_ended(&consent));
        world.gateway.cancel_token(&call(), CancelTokenRequest::new(&token)).await.unwrap();
    }

    async fn a_token_without_consent_pays_nothing(world: World) {
        let token = world.sender("CC").await;
        world.agree(&token, None).await;
        let why = refused(world.gateway.pay(&call(), world.pay(&token, "5")).await, ErrorCode::TokenNotActiveSender);
        assert!(why.contains("/gateway/renew"), "{why}");
        assert!(world.fake.asked().is_empty());
    }

    async fn a_balance_is_told_by_nobody(world: World) {
        refused(
            world.gateway.get_account_balance(&call(), GetAccountBalanceRequest::new()).await,
            ErrorCode::AccessFailure,
        );
    }
}
