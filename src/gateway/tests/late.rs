//! Payments whose time is over before anybody knows what became of them.

use super::*;
use crate::sandbox::rows::{Status, StatusCode};

impl World {
    /// A payment by card that has half an hour.
    async fn hurried(&self) -> TransactionId {
        let token = self.sender("CC").await;
        let mut request = self.pay(&token, "5");
        request.transaction_timeout_in_mins = Some(30);
        self.gateway.pay(&call(), request).await.unwrap().transaction_id
    }

    async fn settled(&self) {
        for _ in 0..3 {
            self.pass(TimeDelta::minutes(5)).await;
        }
        assert!(self.open_sagas().await.is_empty());
        self.check_ledger().await;
    }
}

over_stores! {
    async fn what_was_never_asked_in_time_fails_and_is_not_charged(world: World) {
        world.fake.play([Trick::Fair, Trick::Fair, Trick::Later]);
        let id = world.hurried().await;
        world.fake.asked();
        world.pass(TimeDelta::minutes(30)).await;
        // The token has had its one payment, and the order is left to nobody.
        assert_eq!(world.fake.asked(), ["CancelConsent"]);
        let row = world.transaction(&id).await;
        assert_eq!((row.status, row.code), (Status::Failure, StatusCode::Expired));
        world.settled().await;
        assert_eq!(world.fake.sums().captures, 0);
    }

    async fn what_is_asked_late_has_only_the_time_that_is_left(world: World) {
        world.fake.take_time();
        world.fake.play([Trick::Fair, Trick::Fair, Trick::Lost]);
        let id = world.hurried().await;
        let doubt = world.saga(SagaAction::Pay, id.as_str()).await.unwrap().doubt.unwrap();
        assert_eq!(doubt.since, world.now());
        // The same question as before, so that it is not taken for another one.
        world.fake.play([Trick::Silent, Trick::Fair]);
        world.pass(TimeDelta::minutes(11)).await;
        world.pass(TimeDelta::minutes(9)).await;
        world.fake.make_up_its_mind();
        world.pass(TimeDelta::minutes(1)).await;
        assert_eq!(world.status(&id).await, TransactionStatus::Success);
        assert_eq!(world.fake.sums().captures, 1);
        world.settled().await;
    }

    async fn what_was_charged_in_time_is_found_out_after_it(world: World) {
        world.fake.play([Trick::Fair, Trick::Fair, Trick::Silent]);
        let id = world.hurried().await;
        world.fake.asked();
        world.pass(TimeDelta::minutes(30)).await;
        assert_eq!(world.fake.asked(), ["Forestall", "Authorize", "LookAtCapture", "CloseConsent"]);
        assert_eq!(world.status(&id).await, TransactionStatus::Success);
        assert_eq!((world.fake.sums().captures, world.fake.open()), (1, decimal("0")));
        world.settled().await;
    }

    async fn what_is_in_doubt_is_the_question_that_was_put_last(world: World) {
        let token = world.multi_use("CC").await;
        let request = || PayRequest { transaction_timeout_in_mins: Some(30), ..world.pay(&token, "5") };
        // Whether it was confirmed is in doubt until another payment has done that; then it is whether it was charged.
        world.fake.play([Trick::Lost]);
        let id = world.gateway.pay(&call(), request()).await.unwrap().transaction_id;
        world.gateway.pay(&call(), request()).await.unwrap();
        world.fake.play([Trick::Silent]);
        world.pass(TimeDelta::seconds(1)).await;
        refused(world.gateway.cancel(&call(), CancelRequest::new(&id)).await, ErrorCode::ConcurrentModification);
        world.pass(TimeDelta::minutes(30)).await;
        assert_eq!(world.status(&id).await, TransactionStatus::Success);
        assert_eq!(world.fake.sums().captures, 2);
        world.settled().await;
    }

    async fn what_was_not_charged_in_time_is_not_charged_after_it(world: World) {
        for lost in [vec![], vec![Trick::Silent], vec![Trick::Fair, Trick::Silent], vec![Trick::Lost, Trick::Gone]] {
            world.fake.play([Trick::Fair, Trick::Fair, Trick::Lost]);
            let id = world.hurried().await;
            world.fake.play(lost);
            world.clock.advance(TimeDelta::minutes(30));
            for _ in 0..4 {
                // Whoever does not get an answer is gone.
                let gateway = world.gateway.clone();
                let ticking = tokio::spawn(async move { gateway.tick().await });
                while !ticking.is_finished() && !world.fake.hangs() {
                    tokio::task::yield_now().await;
                }
                ticking.abort();
                let _ = ticking.await;
                world.clock.advance(TimeDelta::seconds(61));
            }
            let row = world.transaction(&id).await;
            assert_eq!((row.status, row.code), (Status::Failure, StatusCode::Expired));
            assert_eq!((world.fake.sums().captures, world.fake.open()), (0, decimal("0")));
        }
        world.settled().await;
    }

    async fn what_could_not_be_reserved_in_time_is_let_go(world: World) {
        let token = world.sender("CC").await;
        let mut request = ReserveRequest::new(&token, dollars("20"), world.reference());
        request.transaction_timeout_in_mins = Some(30);
        world.fake.play([Trick::Fair, Trick::Fair, Trick::Silent]);
        let id = world.gateway.reserve(&call(), request).await.unwrap().transaction_id;
        world.pass(TimeDelta::minutes(30)).await;
        world.settled().await;
        assert_eq!(world.status(&id).await, TransactionStatus::Cancelled);
        assert_eq!(world.transaction(&id).await.code, StatusCode::Expired);
        assert_eq!(world.fake.open(), decimal("0"));
    }
}
