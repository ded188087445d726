//! Notifications of FPS that don't arrive: everybody knows who runs the gateway.

use std::sync::{Mutex, atomic::AtomicU16};

use super::*;
use crate::{
    client::{HttpRequest, HttpResponse},
    gateway::Notified,
    sandbox::AttemptOutcome,
};

/// What a receiver answers, and every attempt that the gateway told of.
#[derive(Clone, Default)]
struct Receiver {
    status: Arc<AtomicU16>,
    told: Arc<Mutex<Vec<Notified>>>,
}

impl Receiver {
    async fn world(&self) -> World {
        let (status, told) = (Arc::clone(&self.status), Arc::clone(&self.told));
        World::set_up(|builder| {
            builder
                .notification_url("https://shop.example/ipn?key=secret")
                .notification_http(move |_: HttpRequest| {
                    let status = status.load(Ordering::SeqCst);
                    async move { Ok(HttpResponse { status, body: Vec::new() }) }
                })
                .notify_anywhere(true)
                .watch_notifications(move |notified| told.lock().unwrap().push(notified.clone()))
        })
        .await
    }

    fn answer(&self, status: u16) {
        self.status.store(status, Ordering::SeqCst);
    }

    fn told(&self) -> Vec<Notified> {
        std::mem::take(&mut *self.told.lock().unwrap())
    }
}

#[tokio::test]
async fn each_attempt_is_told_and_counted_up_to_the_one_that_is_the_last() {
    let receiver = Receiver::default();
    receiver.answer(500);
    let world = receiver.world().await;
    let id = world.paid("ABT", "5").await;
    let mut attempts = Vec::new();
    for _ in 0..48 {
        world.gateway.deliver().await.unwrap();
        attempts.extend(receiver.told());
        world.clock.advance(TimeDelta::minutes(30));
    }
    assert_eq!(attempts.len(), 9);
    for (attempt, number) in attempts.iter().zip(1..) {
        assert_eq!((attempt.attempt, &attempt.outcome), (number, &AttemptOutcome::Answered(500)));
        assert_eq!((attempt.caller.as_str(), attempt.transaction.as_deref()), (CALLER, Some(id.as_str())));
        assert_eq!((attempt.host.as_deref(), attempt.gave_up), (Some("shop.example"), number == attempts.len()));
    }
    let metrics = world.gateway.metrics_text().await.unwrap();
    let failed = format!("fps_gateway_notifications_sent_total{{outcome=\"failed\"}} {}", attempts.len() - 1);
    let given_up = "fps_gateway_notifications_sent_total{outcome=\"given_up\"} 1";
    assert!(metrics.contains(&failed) && metrics.contains(given_up), "{metrics}");

    receiver.answer(200);
    world.paid("ABT", "5").await;
    world.gateway.deliver().await.unwrap();
    let arrived = receiver.told().remove(0);
    assert!(arrived.outcome.has_arrived() && !arrived.gave_up);
    let metrics = world.gateway.metrics_text().await.unwrap();
    assert!(metrics.contains("fps_gateway_notifications_sent_total{outcome=\"arrived\"} 1"), "{metrics}");
}

#[tokio::test]
async fn what_a_clock_that_was_ahead_has_put_off_is_sent_by_the_right_one() {
    let receiver = Receiver::default();
    receiver.answer(500);
    let world = receiver.world().await;
    // One that was tried once, and one that was not tried.
    world.clock.advance(TimeDelta::days(1));
    world.paid("ABT", "5").await;
    world.gateway.deliver().await.unwrap();
    world.paid("ABT", "6").await;
    receiver.told();
    world.clock.advance(TimeDelta::days(-1));
    receiver.answer(200);
    world.gateway.deliver().await.unwrap();
    let told = receiver.told();
    assert_eq!(
        told.iter().map(|told| (told.attempt, told.outcome.has_arrived())).collect::<Vec<_>>(),
        [(2, true), (1, true)]
    );
}
