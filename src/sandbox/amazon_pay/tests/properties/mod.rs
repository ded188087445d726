//! Random things that happen one after the other: what must always hold holds, and in every store.

mod books;
mod edges;
mod line;
mod player;
mod step;

use std::cell::RefCell;

use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{RngAlgorithm, TestRng, TestRunner},
};

#[cfg(feature = "postgres")]
use crate::sandbox::tests::Schema;
use crate::sandbox::tests::{Folder, Home};
use player::Player;
use step::{Step, steps};

/// As many cases as `PROPTEST_CASES` says, or else so few that the test is soon over.
fn cases(cases: u32) -> ProptestConfig {
    let cases = match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default().cases,
        None => cases,
    };
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 1_000, ..ProptestConfig::default() }
}

fn run(future: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future);
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn nothing_that_happens_breaks_the_books(steps in steps(120)) {
        run(async {
            let mut player = Player::new(Home::Memory).await;
            for step in &steps {
                player.take(step).await;
            }
            player.finish().await;
        });
    }
}

proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn the_stores_agree(steps in steps(40)) {
        run(async {
            let memory = Player::new(Home::Memory).await;
            let file = Player::new(Home::Folder(Folder::new())).await;
            agree(memory, file, &steps).await;
        });
    }

    #[cfg(feature = "postgres")]
    #[test]
    #[ignore = "needs a PostgreSQL: FPS_TEST_DATABASE_URL"]
    fn postgres_agrees(steps in steps(40)) {
        run(async {
            let memory = Player::new(Home::Memory).await;
            let database = Player::new(Home::Database(Schema::new().await)).await;
            agree(memory, database, &steps).await;
        });
    }
}

#[test]
fn what_happens_leads_over_every_edge_of_the_tables() {
    let missing = RefCell::new(edges::all());
    let mut runner = TestRunner::new_with_rng(cases(0), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    for _ in 0..400 {
        let steps = steps(120).new_tree(&mut runner).unwrap().current();
        run(async {
            let mut player = Player::new(Home::Memory).await;
            for step in &steps {
                player.take(step).await;
            }
            player.finish().await;
            let mut missing = missing.borrow_mut();
            player.past.edges().for_each(|edge| {
                missing.remove(&edge);
            });
        });
        if missing.borrow().is_empty() {
            return;
        }
    }
    panic!("nothing led over {:?}", missing.borrow());
}

/// The same comes of the same steps.
async fn agree(mut one: Player, mut other: Player, steps: &[Step]) {
    for step in steps {
        assert_eq!(one.take(step).await, other.take(step).await, "{step:?}");
    }
    assert_eq!(one.finish().await, other.finish().await);
}
