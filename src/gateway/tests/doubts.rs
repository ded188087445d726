//! What may have been carried out although nobody knows: it is neither taken for failed, nor made a second time. And what
//! others write while somebody waits for an answer.

use std::{
    future::{Future, poll_fn},
    pin::pin,
    task::Poll,
};

use super::*;
use crate::{
    gateway::{news, turns},
    sandbox::rows::Status,
};

impl World {
    /// Asks until the processor has it, and gives up then.
    pub(super) async fn abandon<T>(&self, asking: impl Future<Output = T>) {
        let mut asking = pin!(asking);
        while !self.fake.hangs() {
            let is_pending = poll_fn(|context| Poll::Ready(asking.as_mut().poll(context).is_pending())).await;
            assert!(is_pending, "it came to its end");
            tokio::task::yield_now().await;
        }
    }

    /// Waits until the processor has a question that it doesn't answer yet.
    async fn until_held(&self) {
        while !self.fake.hangs() {
            tokio::task::yield_now().await;
        }
    }
}

over_stores! {
    async fn what_was_charged_when_whoever_asked_was_lost_is_not_taken_for_refused(world: World) {
        let token = world.sender("ABT").await;
        let request = world.pay(&token, "5");
        world.fake.play([Trick::Fair, Trick::Fair, Trick::Gone]);
        world.abandon(world.gateway.pay(&call(), request.clone())).await;
        // The account is locked meanwhile, and then the earlier try is in the way.
        world.fake.play([Trick::Deny("InvalidAccountStatus"), Trick::Deny("DuplicateReferenceId")]);
        let paid = world.gateway.pay(&call(), request).await.unwrap();
        assert_eq!(paid.transaction_status, TransactionStatus::Pending);
        world.pass(TimeDelta::seconds(1)).await;
        assert_eq!(world.status(&paid.transaction_id).await, TransactionStatus::Pending);
        world.pass(TimeDelta::seconds(2)).await;
        assert_eq!(world.status(&paid.transaction_id).await, TransactionStatus::Success);
        assert_eq!(world.fake.sums().captures, 1);
        world.check_ledger().await;
    }

    async fn a_consent_is_not_ended_while_it_may_have_been_charged(world: World) {
        for trick in [Trick::Silent, Trick::Lost, Trick::Later] {
            let token = world.multi_use("ABT").await;
            world.fake.play([Trick::Fair, trick]);
            let paid = world.gateway.pay(&call(), world.pay(&token, "5")).await.unwrap();
            world.gateway.cancel_token(&call(), CancelTokenRequest::new(&token)).await.unwrap();
            let consent = world.token_row(&token).await.consent.unwrap();
            assert!(!consent.ended);
            world.fake.asked();
            world.pass(TimeDelta::seconds(1)).await;
            assert_eq!(world.fake.asked(), ["Authorize", "LookAtCapture"]);
            world.pass(TimeDelta::minutes(1)).await;
            assert_eq!(world.status(&paid.transaction_id).await, TransactionStatus::Success);
            assert!(world.fake.has_ended(&consent.id));
            assert!(world.open_sagas().await.is_empty());
            world.check_ledger().await;
        }
        assert_eq!(world.fake.sums().captured, decimal("15"));
    }

    async fn a_consent_ends_whatever_becomes_of_others(world: World) {
        let (token, other) = (world.multi_use("ABT").await, world.multi_use("ABT").await);
        world.fake.play([Trick::Fair, Trick::Lost]);
        world.gateway.pay(&call(), world.pay(&other, "5")).await.unwrap();
        world.gateway.cancel_token(&call(), CancelTokenRequest::new(&token)).await.unwrap();
        assert!(world.token_row(&token).await.consent.unwrap().ended);
    }

    async fn what_was_captured_when_the_program_ended_is_not_taken_for_reserved(world: World) {
        let id = world.reserved("20").await;
        world.fake.play([Trick::Gone]);
        world.abandon(world.gateway.settle(&call(), SettleRequest::new(&id))).await;
        world.restart().await;
        world.fake.play([Trick::Deny("SignatureDoesNotMatch")]);
        world.pass(TimeDelta::seconds(60)).await;
        assert_eq!(world.status(&id).await, TransactionStatus::Pending);
        world.pass(TimeDelta::seconds(1)).await;
        assert_eq!(world.status(&id).await, TransactionStatus::Success);
        assert_eq!(world.fake.sums().captured, decimal("20"));
        world.check_ledger().await;
    }

    async fn what_could_not_be_asked_is_refused_for_what_is_wrong_with_the_account(world: World) {
        let token = world.sender("ABT").await;
        world.fake.play([Trick::Fair, Trick::Fair, Trick::Later, Trick::Refuse("InvalidAccountStatus")]);
        let paid = world.gateway.pay(&call(), world.pay(&token, "5")).await.unwrap();
        world.pass(TimeDelta::seconds(1)).await;
        assert_eq!(world.status(&paid.transaction_id).await, TransactionStatus::Failure);
        assert_eq!(world.fake.sums().captures, 0);
    }

    async fn a_cancellation_is_told_to_be_one_although_somebody_else_has_seen_it_first(world: World) {
        let id = world.reserved("20").await;
        world.fake.play([Trick::Held]);
        let (gateway, of) = (world.gateway.clone(), id.clone());
        let cancelling = tokio::spawn(async move { gateway.cancel(&call(), CancelRequest::new(&of)).await });
        world.until_held().await;
        // As when Amazon Pay tells of it at once.
        assert!(world.gateway.look_at_reservation(&Tenant::of(CALLER), id.as_str(), true).await.unwrap());
        assert_eq!(world.transaction(&id).await.status, Status::Cancelled);
        world.fake.open_gate();
        let cancelled = cancelling.await.unwrap().unwrap();
        assert_eq!(cancelled.transaction_status, Some(TransactionStatus::Cancelled));
        assert!(world.open_sagas().await.is_empty());
        world.check_ledger().await;
    }

    async fn what_was_never_asked_is_called_off(world: World) {
        for tricks in [vec![Trick::Later], vec![Trick::Fair, Trick::Lost], vec![Trick::Fair, Trick::Fair, Trick::Later]] {
            let token = world.sender("CC").await;
            world.fake.play(tricks);
            let paid = world.gateway.pay(&call(), world.pay(&token, "5")).await.unwrap().transaction_id;
            let cancelled = world.gateway.cancel(&call(), CancelRequest::new(&paid)).await.unwrap();
            assert_eq!(cancelled.transaction_status, Some(TransactionStatus::Cancelled));
            world.fake.asked();
            world.pass(TimeDelta::minutes(10)).await;
            assert!(world.fake.asked().is_empty());
            assert_eq!(world.status(&paid).await, TransactionStatus::Cancelled);
        }
        let paid = world.paid("ABT", "20").await;
        world.fake.play([Trick::Later]);
        let refund = RefundRequest::new(&paid, world.reference());
        let refund = world.gateway.refund(&call(), refund).await.unwrap().transaction_id;
        world.gateway.cancel(&call(), CancelRequest::new(&refund)).await.unwrap();
        assert_eq!(world.status(&refund).await, TransactionStatus::Cancelled);
        world.gateway.refund(&call(), RefundRequest::new(&paid, world.reference())).await.unwrap();
        world.pass(TimeDelta::seconds(5)).await;
        assert_eq!(world.fake.sums().refunded, decimal("20"));
        assert!(world.open_sagas().await.is_empty());
        world.check_ledger().await;
    }

    async fn whoever_is_about_to_ask_finds_it_called_off(world: World) {
        let token = world.sender("CC").await;
        world.fake.play([Trick::Fair, Trick::Held]);
        let (gateway, request) = (world.gateway.clone(), PayRequest::new(&token, dollars("5"), "held"));
        let paying = tokio::spawn(async move { gateway.pay(&call(), request).await });
        world.until_held().await;
        let open = world.open_sagas().await;
        let id = TransactionId::from(open[0].subject.as_str());
        let cancel = CancelRequest::new(&id);
        assert_eq!(
            world.gateway.books().cancel(&call(), cancel).await.unwrap().transaction_status,
            Some(TransactionStatus::Cancelled)
        );
        world.fake.open_gate();
        paying.await.unwrap().unwrap();
        world.pass(TimeDelta::minutes(10)).await;
        assert_eq!(world.status(&id).await, TransactionStatus::Cancelled);
        assert!(!world.fake.asked().contains(&"Authorize".to_owned()));
    }

    async fn a_reservation_is_looked_at_once_a_minute_whether_or_not_anybody_answers(world: World) {
        let id = world.reserved("20").await;
        world.fake.asked();
        world.clock.advance(TimeDelta::seconds(60));
        for _ in 0..2 {
            world.fake.play([Trick::Lost]);
            for _ in 0..3 {
                assert_eq!(world.status(&id).await, TransactionStatus::Reserved);
            }
            assert_eq!(world.fake.asked(), ["LookAtAuthorization"]);
            world.clock.advance(TimeDelta::seconds(59));
            world.status(&id).await;
            assert!(world.fake.asked().is_empty());
            world.clock.advance(TimeDelta::seconds(1));
        }
    }

    async fn news_that_comes_while_somebody_asks_is_not_lost(world: World) {
        world.fake.take_time();
        let id = world.paid("CC", "5").await;
        let key = world.saga(SagaAction::Pay, id.as_str()).await.unwrap().key;
        world.clock.advance(TimeDelta::seconds(5));
        world.fake.play([Trick::Held]);
        let gateway = world.gateway.clone();
        let looking = tokio::spawn(async move { gateway.tick().await });
        world.until_held().await;
        // It was answered to be pending, and is decided and told before that is written.
        world.fake.make_up_its_mind();
        let told = move |books: &mut crate::sandbox::books::Books<'_>| news::look(books, &key);
        assert_eq!(world.gateway.books().alter(&Tenant::of(CALLER), told).await.unwrap(), news::News::Heeded);
        world.fake.open_gate();
        looking.await.unwrap().unwrap();
        world.pass(TimeDelta::zero()).await;
        assert_eq!(world.transaction(&id).await.status, Status::Success);
    }

    async fn every_saga_is_freed_however_many_are_due(world: World) {
        let id = world.paid("ABT", "5").await;
        let saga = world.saga(SagaAction::Pay, id.as_str()).await.unwrap();
        let now = world.now();
        let write = move |books: &mut crate::sandbox::books::Books<'_>| {
            for number in 0..1_200 {
                let id = format!("Pay {number}");
                books.saga(&id)?;
                let due = Some(now - TimeDelta::hours(1));
                books.put(Saga { id, due, held: None, ended: None, ..saga.clone() });
            }
            books.saga("Pay held")?;
            let due = Some(now + TimeDelta::seconds(30));
            books.put(Saga { id: "Pay held".to_owned(), due, held: Some(u64::MAX), ended: None, ..saga.clone() });
            Ok(())
        };
        world.gateway.books().alter(&Tenant::of(CALLER), write).await.unwrap();
        world.gateway.books().alter(&Tenant::of(CALLER), turns::release).await.unwrap();
        let freed = world.open_sagas().await.into_iter().find(|saga| saga.id == "Pay held").unwrap();
        assert_eq!((freed.held, freed.due), (None, Some(now)));
    }
}

#[tokio::test]
async fn what_was_left_undone_is_told_to_whoever_watches() {
    let mut world = World::open(Home::Memory).await;
    let given_up = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&given_up);
    world.gateway = world
        .builder()
        .watch(move |moment| {
            counted.fetch_add(u32::from(moment.gave_up), Ordering::SeqCst);
        })
        .build()
        .await
        .unwrap();
    let buyer = NewAccount { name: "buyer".to_owned(), ..NewAccount::default() };
    world.gateway.books().create_account(buyer).await.unwrap();
    for (code, times) in [("InvalidBillingAgreementStatus", 0), ("InvalidBillingAgreementId", 1)] {
        let token = world.multi_use("CC").await;
        world.fake.play([Trick::Refuse(code)]);
        world.gateway.cancel_token(&call(), CancelTokenRequest::new(&token)).await.unwrap();
        let saga = world.saga(SagaAction::CancelToken, token.as_str()).await.unwrap();
        assert!(saga.ended.is_some());
        assert_eq!(saga.trouble.is_some_and(|why| why.contains(code)), times > 0, "{code}");
        assert_eq!(given_up.load(Ordering::SeqCst), times, "{code}");
    }
}
