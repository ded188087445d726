//! A clock that was ahead for a while, and is right again.

use super::*;

const A_DAY: TimeDelta = TimeDelta::days(1);

impl World {
    async fn received(&self, id: &TransactionId) -> DateTime<Utc> {
        self.transaction(id).await.received
    }

    /// Every transaction in the activity, by pages as small as there are.
    async fn activity(&self, order: SortOrder) -> Vec<DateTime<Utc>> {
        let (mut from, mut to) = (START.parse().unwrap(), None);
        let mut dates = Vec::new();
        loop {
            let mut request = GetAccountActivityRequest::new(from);
            (request.end_date, request.max_batch_size) = (to, Some(20));
            request.sort_order_by_date = Some(order.clone());
            let page = self.gateway.get_account_activity(&call(), request).await.unwrap();
            dates.extend(page.transaction.iter().map(|known| known.date_received));
            match (page.start_time_for_next_transaction, &order) {
                (None, _) => return dates,
                (Some(next), SortOrder::Ascending) => from = next,
                (Some(next), _) => to = Some(next),
            }
        }
    }
}

over_stores! {
    async fn what_was_begun_ahead_of_time_is_finished_by_the_right_time(world: World) {
        world.clock.advance(A_DAY);
        world.gateway.tick().await.unwrap();
        world.fake.take_time();
        let (pending, doubtful) = (world.paid("CC", "5").await, {
            world.fake.play([Trick::Fair, Trick::Fair, Trick::Silent]);
            world.paid("CC", "6").await
        });
        world.fake.make_up_its_mind();
        world.clock.advance(-A_DAY);
        world.gateway.tick().await.unwrap();
        for id in [&pending, &doubtful] {
            assert_eq!(world.transaction(id).await.status, crate::sandbox::rows::Status::Success);
        }
        assert_eq!(world.fake.sums().captures, 2);
        assert!(world.open_sagas().await.is_empty());
        world.check_ledger().await;
    }

    async fn a_gateway_that_is_started_by_the_right_time_finishes_what_one_ahead_of_it_was_at(world: World) {
        world.clock.advance(A_DAY);
        world.fake.play([Trick::Fair, Trick::Fair, Trick::Hang]);
        let (gateway, token) = (world.gateway.clone(), world.sender("CC").await);
        let request = world.pay(&token, "5");
        let paying = tokio::spawn(async move { gateway.pay(&call(), request).await });
        while !world.fake.hangs() {
            tokio::task::yield_now().await;
        }
        paying.abort();
        let _ = paying.await;
        world.clock.advance(-A_DAY);
        world.restart().await;
        world.gateway.tick().await.unwrap();
        assert!(world.open_sagas().await.is_empty());
        assert_eq!(world.fake.sums().captures, 1);
    }

    async fn what_comes_after_it_was_set_right_is_dated_by_the_right_time(world: World) {
        let before = world.paid("ABT", "1").await;
        world.clock.advance(A_DAY);
        let token = world.multi_use("ABT").await;
        let ahead = world.gateway.pay(&call(), world.pay(&token, "2")).await.unwrap().transaction_id;
        assert_eq!(world.gateway.ahead().await.unwrap(), None);
        world.clock.advance(-A_DAY);
        assert_eq!(world.gateway.ahead().await.unwrap(), Some(A_DAY));

        // The token was made ahead of time, too, and can be used as it could be then.
        let mut after = Vec::new();
        for _ in 0..25 {
            after.push(world.gateway.pay(&call(), world.pay(&token, "1")).await.unwrap().transaction_id);
        }
        let mut dates = vec![world.received(&before).await];
        assert_eq!(dates, [world.now()]);
        for (id, place) in after.iter().zip(1..) {
            let row = world.transaction(id).await;
            assert_eq!(row.received, world.now() + TimeDelta::milliseconds(place));
            assert!(row.times_out < world.now() + TimeDelta::days(8));
            dates.push(row.received);
        }
        dates.push(world.received(&ahead).await);
        assert_eq!(world.activity(SortOrder::Ascending).await, dates);
        dates.reverse();
        assert_eq!(world.activity(SortOrder::Descending).await, dates);

        // Once the time has come, one follows the other again.
        world.clock.advance(A_DAY);
        let then = world.paid("ABT", "1").await;
        assert_eq!(world.received(&then).await, world.received(&ahead).await + TimeDelta::milliseconds(1));
        world.check_ledger().await;
    }

    async fn a_reservation_is_looked_at_and_ends_by_the_right_time(world: World) {
        world.clock.advance(A_DAY);
        let id = world.reserved("5").await;
        world.clock.advance(TimeDelta::minutes(2));
        assert_eq!(world.status(&id).await, TransactionStatus::Reserved);
        world.gateway.tick().await.unwrap();
        world.clock.advance(-A_DAY);
        world.fake.asked();
        world.gateway.tick().await.unwrap();
        assert_eq!(world.status(&id).await, TransactionStatus::Reserved);
        assert_eq!(world.fake.asked(), ["LookAtAuthorization"]);
        world.pass(TimeDelta::days(7)).await;
        assert_eq!(world.status(&id).await, TransactionStatus::Cancelled);
        assert_eq!(world.fake.open(), decimal("0"));
    }
}
