//! Random things that happen one after the other: what must always hold holds, and in every store.

mod books;
mod edges;
mod line;
mod player;
mod step;

use proptest::prelude::*;

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
    #![proptest_config(cases(64))]

    #[test]
    fn nothing_that_happens_breaks_the_books(steps in steps(80)) {
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

/// The same comes of the same steps.
async fn agree(mut one: Player, mut other: Player, steps: &[Step]) {
    for step in steps {
        assert_eq!(one.take(step).await, other.take(step).await, "{step:?}");
    }
    assert_eq!(one.finish().await, other.finish().await);
}
