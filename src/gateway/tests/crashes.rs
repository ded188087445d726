//! The program ends at every moment of every saga: what was begun is finished by the one that comes after it.

use std::{
    future::{Future, poll_fn},
    task::Poll,
};

use super::{
    markets::{BOOKS, sale},
    *,
};

/// What a shop does in a day, with the same references however often it has to begin again.
#[derive(Clone)]
struct Day {
    single: TokenId,
    multi: TokenId,
    cards: [TokenId; 2],
    /// A buyer of another seller, and that seller.
    sale: [TokenId; 2],
    /// Old ones whose buyers consent anew.
    renewed: [(TokenId, &'static str); 2],
}

impl Day {
    async fn plan(world: &World) -> Self {
        let cards = [world.sender("CC").await, world.sender("CC").await];
        let sale = [world.sender_for(BOOKS, "ABT").await, world.recipient(BOOKS).await];
        let renewed = [
            (world.old_multi_use().await, "C02-0000001-0000000"),
            (world.old_single_use(TimeDelta::days(30)).await, "S02-0000002-0000000"),
        ];
        Self { sale, renewed, single: world.sender("ABT").await, multi: world.multi_use("CC").await, cards }
    }

    /// What a program does whose every call is answered, and which calls again where one was not.
    async fn live(&self, gateway: &Gateway, clock: &ManualClock) -> Result<(), ServiceError> {
        let call = call();
        for (token, consent) in &self.renewed {
            // Loading the page again is what a buyer does who got no answer.
            let back = come_back(gateway, token, consent).await?;
            assert!(back.is_ok_and(|approved| !matches!(approved, Approved::Refused(_))));
        }
        let pay = PayRequest::new(&self.single, dollars("12.50"), "day-pay");
        let paid = gateway.pay(&call, pay).await?.transaction_id;
        gateway.pay(&call, PayRequest::new(&self.multi, dollars("5"), "day-coffee")).await?;
        let [first, second] = &self.cards;
        let settled = gateway.reserve(&call, ReserveRequest::new(first, dollars("20"), "day-book")).await?;
        let dropped = gateway.reserve(&call, ReserveRequest::new(second, dollars("7"), "day-pen")).await?;
        Self::wait(gateway, clock).await?;
        let mut settle = SettleRequest::new(&settled.transaction_id);
        settle.transaction_amount = Some(dollars("15"));
        done_or_over(gateway.settle(&call, settle).await.map(drop))?;
        done_or_over(gateway.cancel(&call, CancelRequest::new(&dropped.transaction_id)).await.map(drop))?;
        let [buyer, seller] = &self.sale;
        let sold = sale(PayRequest::new(buyer, dollars("10"), "day-sale"), seller, "1");
        let sold = gateway.pay(&call, sold).await?.transaction_id;
        for (policy, amount, reference) in [
            (MarketplaceRefundPolicy::MarketplaceTxnOnly, "0.25", "day-fee"),
            (MarketplaceRefundPolicy::MasterAndMarketplaceTxn, "4", "day-both"),
        ] {
            let mut back = RefundRequest::new(&sold, reference);
            back.marketplace_refund_policy = Some(policy);
            back.refund_amount = Some(dollars(amount));
            gateway.refund(&call, back).await?;
        }
        let mut refund = RefundRequest::new(&paid, "day-refund");
        refund.refund_amount = Some(dollars("2"));
        gateway.refund(&call, refund).await?;
        gateway.cancel_token(&call, CancelTokenRequest::new(&self.multi)).await?;
        Self::wait(gateway, clock).await
    }

    async fn wait(gateway: &Gateway, clock: &ManualClock) -> Result<(), ServiceError> {
        for _ in 0..2 {
            clock.advance(TimeDelta::seconds(61));
            gateway.tick().await?;
        }
        Ok(())
    }
}

/// What was settled or cancelled before the answer was lost can't be a second time.
fn done_or_over(answer: Result<(), ServiceError>) -> Result<(), ServiceError> {
    match answer {
        Err(error) if error.is(ErrorCode::InvalidTransactionState) => Ok(()),
        answer => answer,
    }
}

/// Lives the day with the program ending at the moment `at`; tells whether there was such a moment.
async fn end_at(world: &mut World, at: i64) -> bool {
    let day = Day::plan(world).await;
    world.fuse.set(at);
    let (gateway, clock) = (world.gateway.clone(), world.clock.clone());
    let living = tokio::spawn({
        let day = day.clone();
        async move { day.live(&gateway, &clock).await }
    });
    let ended = match living.await {
        Ok(lived) => {
            lived.unwrap();
            false
        }
        Err(panic) => {
            assert!(panic.is_panic());
            true
        }
    };
    world.fuse.set(i64::MAX);
    world.restart().await;
    day.live(&world.gateway, &world.clock).await.unwrap();

    let sums = world.fake.sums();
    let expected = (4, decimal("42.50"), decimal("6"));
    assert_eq!((sums.captures, sums.captured, sums.refunded), expected, "after the end at moment {at}");
    // Both sides say the same of the marketplace's fee.
    let sold = sale(PayRequest::new(&day.sale[0], dollars("10"), "day-sale"), &day.sale[1], "1");
    let sold = world.gateway.pay(&call(), sold).await.unwrap();
    let sold = world.transaction(&sold.transaction_id).await;
    let left = sold.marketplace_fee.unwrap_or_default() - sold.marketplace_refunded;
    assert_eq!((sums.provided, left), (decimal("0.35"), decimal("0.35")), "after the end at moment {at}");
    assert_eq!(world.fake.open(), decimal("0"), "after the end at moment {at}");
    let consent = world.token_row(&day.multi).await.consent.unwrap();
    assert!(world.fake.has_ended(&consent.id), "after the end at moment {at}");
    for (token, consent) in &day.renewed {
        assert!(world.token_row(token).await.consent.unwrap().confirmed, "after the end at moment {at}");
        assert!(world.fake.is_open(consent), "after the end at moment {at}");
    }
    assert!(world.open_sagas().await.is_empty(), "after the end at moment {at}");
    world.check_ledger().await;
    ended
}

over_stores! {
    async fn whatever_was_begun_when_the_program_ended_is_finished_once(world: World) {
        let mut at = 0;
        while end_at(&mut world, at).await {
            at += world.stride();
            world = world.anew().await;
        }
        assert!(at > 40, "there are {at} moments only");
    }

    async fn what_somebody_is_at_is_left_to_him_until_he_is_taken_for_lost(world: World) {
        let token = world.sender("ABT").await;
        world.fake.play([Trick::Fair, Trick::Fair, Trick::Hang]);
        let request = world.pay(&token, "5");
        {
            let call = call();
            let mut asking = Box::pin(world.gateway.pay(&call, request.clone()));
            while !world.fake.hangs() {
                let is_pending = poll_fn(|context| Poll::Ready(asking.as_mut().poll(context).is_pending())).await;
                assert!(is_pending);
                tokio::task::yield_now().await;
            }
            // Here whoever asks is gone.
        }
        world.fake.asked();
        world.pass(TimeDelta::seconds(59)).await;
        assert!(world.fake.asked().is_empty());
        world.pass(TimeDelta::seconds(1)).await;
        assert_eq!(world.fake.asked().first().map(String::as_str), Some("Authorize"));
        let paid = world.gateway.pay(&call(), request).await.unwrap();
        assert_eq!(paid.transaction_status, TransactionStatus::Success);
        assert_eq!(world.fake.sums().captures, 1);
    }
}
