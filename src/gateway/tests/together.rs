//! Two gateways on one database.

use std::{
    future::{Future, poll_fn},
    task::Poll,
};

use tokio::task::JoinSet;

use super::*;
use crate::sandbox::rows::Status;

const PAYMENTS: usize = 36;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a PostgreSQL: FPS_TEST_DATABASE_URL"]
async fn of_two_gateways_on_one_postgres_one_ends_and_nothing_is_lost_or_doubled() {
    let world = World::in_a_database().await;
    let lasting = Fuse(Arc::new(AtomicI64::new(i64::MAX)));
    let other = builder(&world.home, &world.fake, &world.clock, &lasting, &world.account).build().await.unwrap();
    let token = world.multi_use("ABT").await;
    let request = |number: usize| PayRequest::new(&token, dollars("2"), format!("payment-{number}"));

    // It ends while it is at several payments: for those that it alone is asked for it needs more moments than it has.
    world.fuse.set(40);
    let (mut ending, mut going_on) = (JoinSet::new(), JoinSet::new());
    for number in 0..PAYMENTS {
        let asked =
            [(&world.gateway, &mut ending, number < 2 * PAYMENTS / 3), (&other, &mut going_on, number >= PAYMENTS / 3)];
        for (gateway, calls, _) in asked.into_iter().filter(|(_, _, is_asked)| *is_asked) {
            let (gateway, request) = (gateway.clone(), request(number));
            calls.spawn(async move { gateway.pay(&call(), request).await.map(|paid| paid.transaction_id) });
        }
    }
    let mut has_ended = false;
    while let Some(called) = ending.join_next().await {
        if called.is_err() {
            has_ended = true;
            ending.abort_all();
        }
    }
    assert!(has_ended);
    while let Some(called) = going_on.join_next().await {
        called.unwrap().unwrap();
    }

    for _ in 0..4 {
        world.clock.advance(TimeDelta::seconds(61));
        other.tick().await.unwrap();
    }
    let mut transactions = std::collections::BTreeSet::new();
    for number in 0..PAYMENTS {
        let id = other.pay(&call(), request(number)).await.unwrap().transaction_id;
        let status = other.get_transaction_status(&call(), GetTransactionStatusRequest::new(&id)).await.unwrap();
        assert_eq!(status.transaction_status, TransactionStatus::Success);
        transactions.insert(id.as_str().to_owned());
    }
    let sums = world.fake.sums();
    assert_eq!((transactions.len(), sums.captures, sums.captured), (PAYMENTS, PAYMENTS, decimal("72")));
    assert!(other.ledger_balanced().await.unwrap());
}

#[tokio::test]
#[ignore = "needs a PostgreSQL: FPS_TEST_DATABASE_URL"]
async fn what_two_gateways_on_one_postgres_were_asked_for_is_refused_to_both() {
    let world = World::in_a_database().await;
    let lasting = Fuse(Arc::new(AtomicI64::new(i64::MAX)));
    let other = builder(&world.home, &world.fake, &world.clock, &lasting, &world.account).build().await.unwrap();
    let token = world.multi_use("ABT").await;
    world.fake.play([Trick::Fair, Trick::Hang, Trick::Refuse("TransactionAmountExceeded")]);
    let request = world.pay(&token, "5");
    let call = call();
    let mut asking = Box::pin(world.gateway.pay(&call, request.clone()));
    while !world.fake.hangs() {
        let waiting = poll_fn(|context| Poll::Ready(asking.as_mut().poll(context).is_pending())).await;
        assert!(waiting);
        tokio::task::yield_now().await;
    }
    // Its caller has lost patience, and asks the other one.
    let under_way = other.pay(&call, request.clone()).await.unwrap();
    assert_eq!(under_way.transaction_status, TransactionStatus::Pending);
    drop(asking);
    world.clock.advance(TimeDelta::seconds(61));
    other.tick().await.unwrap();
    let status = GetTransactionStatusRequest::new(&under_way.transaction_id);
    let status = other.get_transaction_status(&call, status).await.unwrap();
    assert_eq!(status.transaction_status, TransactionStatus::Failure);
    let history = world.transaction(&under_way.transaction_id).await.history;
    assert_eq!(history.iter().map(|it| it.status).collect::<Vec<_>>(), [Status::Pending, Status::Failure]);
    let again = other.pay(&call, request).await.unwrap();
    assert_eq!(again.transaction_id, under_way.transaction_id);
}
