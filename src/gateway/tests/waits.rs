//! What the processor does not answer, or takes long for: whoever waits is told what is known, and whoever runs the gateway
//! that there is trouble.

use std::{sync::Mutex, time::Duration};

use tokio::time::Instant;

use super::*;
use crate::gateway::Stage;

impl World {
    /// A payment by card that is pending at the processor, and is to be looked at.
    async fn pending(&self) -> TransactionId {
        self.fake.take_time();
        let id = self.paid("CC", "5").await;
        self.clock.advance(TimeDelta::seconds(10));
        self.fake.asked();
        id
    }

    /// Has somebody begin what `begin` does, up to the question that nobody answers.
    async fn until_it_hangs<T: Send + 'static>(
        &self,
        begin: impl Future<Output = T> + Send + 'static,
    ) -> tokio::task::JoinHandle<T> {
        let begun = tokio::spawn(begin);
        while !self.fake.hangs() {
            tokio::task::yield_now().await;
        }
        begun
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_asks_for_a_payment_waits_a_moment_and_the_answer_is_written_all_the_same() {
    let world = World::open(Home::Memory).await;
    let id = world.pending().await;
    world.fake.make_up_its_mind();
    world.fake.play([Trick::Held]);
    let began = Instant::now();
    assert_eq!(world.status(&id).await, TransactionStatus::Pending);
    assert_eq!(began.elapsed(), Duration::from_secs(2));

    // As long as that question is under way, nobody else puts it, or waits for it.
    for _ in 0..3 {
        assert_eq!(world.status(&id).await, TransactionStatus::Pending);
        let asked = world.gateway.get_transaction(&call(), GetTransactionRequest::new(&id)).await.unwrap();
        assert_eq!(asked.transaction.unwrap().transaction_status, TransactionStatus::Pending);
    }
    assert_eq!((began.elapsed(), world.fake.asked()), (Duration::from_secs(2), vec!["LookAtAuthorization".to_owned()]));

    world.fake.open_gate();
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    assert_eq!(world.status(&id).await, TransactionStatus::Success);
    assert_eq!(world.fake.asked(), ["LookAtCapture", "CloseConsent"]);
}

#[tokio::test(start_paused = true)]
async fn whoever_asks_for_a_payment_that_a_round_is_at_does_not_wait() {
    let world = World::open(Home::Memory).await;
    let id = world.pending().await;
    world.fake.play([Trick::Hang]);
    let gateway = world.gateway.clone();
    let round = world.until_it_hangs(async move { gateway.tick().await }).await;
    let began = Instant::now();
    assert_eq!(world.status(&id).await, TransactionStatus::Pending);
    assert_eq!((began.elapsed(), round.is_finished()), (Duration::ZERO, false));
}

#[tokio::test(start_paused = true)]
async fn whoever_asks_for_a_reservation_waits_a_moment() {
    let world = World::open(Home::Memory).await;
    let id = world.reserved("5").await;
    world.clock.advance(TimeDelta::minutes(2));
    world.fake.play([Trick::Hang]);
    let began = Instant::now();
    assert_eq!(world.status(&id).await, TransactionStatus::Reserved);
    assert_eq!(began.elapsed(), Duration::from_secs(2));
}

#[tokio::test(start_paused = true)]
async fn whoever_cancels_waits_for_what_is_decided_at_once_and_no_longer() {
    let world = World::open(Home::Memory).await;
    let token = world.sender("CC").await;
    let request = world.pay(&token, "5");
    world.fake.play([Trick::Fair, Trick::Fair, Trick::Hang]);
    let gateway = world.gateway.clone();
    let paying = world.until_it_hangs(async move { gateway.pay(&call(), request).await }).await;
    let id = TransactionId::from(world.open_sagas().await.remove(0).subject);
    let began = Instant::now();
    refused(world.gateway.cancel(&call(), CancelRequest::new(&id)).await, ErrorCode::ConcurrentModification);
    assert_eq!((began.elapsed(), paying.is_finished()), (Duration::from_secs(10), false));
}

#[tokio::test]
async fn a_refusal_that_is_no_answer_is_told_with_its_reason_and_counted_until_there_is_one() {
    let told = Arc::new(Mutex::new(Vec::new()));
    let watching = Arc::clone(&told);
    let world = World::set_up(|builder| {
        builder.watch(move |moment: &Moment| {
            if moment.stage == Stage::Written {
                watching.lock().unwrap().push(moment.clone());
            }
        })
    });
    let world = world.await;
    let id = world.pending().await;
    told.lock().unwrap().clear();
    world.fake.play([Trick::Deny("AccessDenied"); 5]);
    for _ in 0..5 {
        world.pass(TimeDelta::minutes(1)).await;
    }
    let moments = std::mem::take(&mut *told.lock().unwrap());
    let tries: Vec<_> = moments.iter().map(|moment| moment.trouble.as_ref().unwrap().tries).collect();
    assert_eq!(tries, [1, 2, 3, 4, 5]);
    for moment in &moments {
        assert_eq!((moment.question, moment.outcome.as_deref()), ("LookAtAuthorization", Some("AccessDenied")));
        assert_eq!(moment.trouble.as_ref().unwrap().why, "AccessDenied: It is refused: AccessDenied.");
        assert_eq!(moment.transaction.as_deref(), Some(id.as_str()));
    }
    let metrics = world.gateway.metrics_text().await.unwrap();
    let counted = "fps_gateway_asks_in_vain_total{question=\"LookAtAuthorization\",outcome=\"AccessDenied\"} 5";
    assert!(metrics.contains(counted) && metrics.contains("fps_gateway_callers_unanswered 1"), "{metrics}");
    assert_eq!(world.gateway.readiness().await.processor, "down");

    world.fake.make_up_its_mind();
    world.pass(TimeDelta::minutes(1)).await;
    assert_eq!(world.status(&id).await, TransactionStatus::Success);
    assert!(told.lock().unwrap().iter().all(|moment| moment.trouble.is_none()));
    assert_eq!(world.gateway.readiness().await.processor, "ok");
}
