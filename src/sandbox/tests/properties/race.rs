//! Many callers at once who want the same: nothing is counted twice, and nothing lost.

use std::{collections::BTreeSet, sync::Arc};

use chrono::TimeDelta;
use tokio::task::JoinSet;

use super::{
    line::{AnyRequest, Line, Outcome, Way},
    model::Model,
};
use crate::{
    fps::*,
    sandbox::tests::{World, dollars},
};

const RACERS: usize = 16;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn in_memory() {
    race(World::in_memory().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn in_a_file() {
    race(World::in_a_file().await).await;
}

#[cfg(feature = "postgres")]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "needs a PostgreSQL: FPS_TEST_DATABASE_URL"]
async fn in_postgres() {
    race(World::in_a_database().await).await;
}

/// Requests that want the same, of which only so many can have it.
struct Prize {
    requests: Vec<AnyRequest>,
    winners: usize,
}

async fn race(world: World) {
    let mut model = Model::of(&world).await;
    let prizes = prizes(&world).await;
    let requests: Arc<Vec<_>> = Arc::new(prizes.iter().flat_map(|prize| prize.requests.clone()).collect());
    let mut racers = JoinSet::new();
    for racer in 0..RACERS {
        let (line, requests) = (Line::to(&world, Way::Rest), Arc::clone(&requests));
        racers.spawn(async move {
            // Everybody begins elsewhere.
            let mut outcomes = vec![Outcome::Lost; requests.len()];
            for step in 0..requests.len() {
                let place = (step + racer * requests.len() / RACERS) % requests.len();
                outcomes[place] = requests[place].send(&line).await;
            }
            outcomes
        });
    }
    let outcomes: Vec<Vec<Outcome>> = racers.join_all().await;

    let mut place = 0;
    let mut made = BTreeSet::new();
    for prize in &prizes {
        let mut winners = 0;
        for request in &prize.requests {
            let answers = outcomes.iter().map(|outcomes| &outcomes[place]);
            let ids: BTreeSet<_> = answers.filter_map(transaction).collect();
            assert!(ids.len() <= 1, "{request:?} made {ids:?}");
            winners += ids.len();
            made.extend(ids);
            place += 1;
        }
        assert_eq!(winners, prize.winners, "{:?}", prize.requests);
    }
    model.check(&world).await;
    // One was paid before the race.
    assert_eq!(model.transactions().len(), 1 + made.len());
    world.pass(TimeDelta::days(8));
    model.check(&world).await;
    model.check_ledger(&world).await;
    model.check_everything(&world).await;
}

fn transaction(outcome: &Outcome) -> Option<String> {
    match outcome {
        Outcome::Answered(answer) => answer.field("TransactionId").map(str::to_owned),
        Outcome::Refused { .. } => None,
        Outcome::Lost => panic!("somebody got no answer"),
    }
}

async fn prizes(world: &World) -> Vec<Prize> {
    let paid = world.paid("ABT", "16").await;
    let reserved = world.reserve("10").await;
    world.pass(TimeDelta::seconds(5));
    assert_eq!(world.status(&reserved).await.transaction_status, TransactionStatus::Reserved);

    let pay = |token: &str, amount: &str| PayRequest::new(world.token(token), dollars(amount), world.reference());
    let times = |count: usize, request: &dyn Fn() -> AnyRequest| (0..count).map(|_| request()).collect::<Vec<_>>();
    let prepaid = world.instrument("prepaid-abt");
    let fund = || {
        let token = prepaid.funding_token_id.as_ref().unwrap();
        FundPrepaidRequest::new(token, &prepaid.instrument_id, dollars("30"), world.reference()).into()
    };
    let refund = || RefundRequest { refund_amount: Some(dollars("5")), ..RefundRequest::new(&paid, world.reference()) };
    let settle = |amount: &str| SettleRequest::new(&reserved).transaction_amount(dollars(amount));
    let same = world.reference();
    let same = |cents: &str| PayRequest::new(world.token("multi-use-abt"), dollars(cents), same.as_str());
    vec![
        // A token for a single use.
        Prize { requests: times(3, &|| pay("sender-abt-1", "1").into()), winners: 1 },
        // Twenty dollars a day.
        Prize { requests: times(5, &|| pay("multi-use-small", "7").into()), winners: 2 },
        // A balance of one dollar.
        Prize { requests: times(4, &|| pay("sender-poor", "0.40").into()), winners: 2 },
        // A hundred dollars that may be funded, or owed.
        Prize { requests: times(5, &fund), winners: 3 },
        Prize { requests: times(5, &|| pay("postpaid-abt-sender", "30").into()), winners: 3 },
        // Sixteen dollars that can be given back.
        Prize { requests: times(5, &|| refund().into()), winners: 3 },
        // A caller reference.
        Prize { requests: vec![same("1").into(), same("2").into(), same("3").into()], winners: 1 },
        // A reservation, which keeps its id.
        Prize { requests: vec![settle("10").into(), settle("4").into()], winners: 1 },
    ]
}
