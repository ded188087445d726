//! Random things that happen one after the other: what must always hold holds, over REST as over SOAP, and in every
//! store.

mod books;
mod line;
mod model;
mod player;
mod race;
mod requests;
mod steering;
mod step;

use std::{collections::BTreeSet, sync::Mutex};

use proptest::{prelude::*, test_runner::TestRunner};

#[cfg(feature = "postgres")]
use super::database::Schema;
use super::{Folder, Home};
use crate::xmllint::complaints;
use line::Way;
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
    #![proptest_config(cases(48))]

    #[test]
    fn nothing_that_happens_breaks_the_books(steps in steps(60)) {
        run(async {
            let mut player = Player::new(Home::Memory, Way::Rest).await;
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
    fn both_transports_agree(steps in steps(30)) {
        run(async {
            let rest = Player::new(Home::Memory, Way::Rest).await;
            let soap = Player::new(Home::Memory, Way::Soap).await;
            agree(rest, soap, &steps).await;
        });
    }

    #[test]
    fn the_stores_agree(steps in steps(30)) {
        run(async {
            let memory = Player::new(Home::Memory, Way::Rest).await;
            let file = Player::new(Home::Folder(Folder::new()), Way::Rest).await;
            agree(memory, file, &steps).await;
        });
    }

    #[cfg(feature = "postgres")]
    #[test]
    #[ignore = "needs a PostgreSQL: FPS_TEST_DATABASE_URL"]
    fn postgres_agrees(steps in steps(30)) {
        run(async {
            let memory = Player::new(Home::Memory, Way::Rest).await;
            let database = Player::new(Home::Database(Schema::new().await), Way::Rest).await;
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

#[test]
#[ignore = "needs xmllint"]
fn every_answer_validates_against_the_schema() {
    let documents = Mutex::new(BTreeSet::new());
    let collect = |steps: Vec<Step>| {
        run(async {
            let mut player = Player::new(Home::Memory, Way::Soap).await;
            for step in &steps {
                player.take(step).await;
            }
            documents.lock().unwrap().append(&mut player.documents.into_iter().collect());
        });
        Ok(())
    };
    TestRunner::new(cases(200)).run(&steps(40), collect).unwrap();

    let documents = documents.into_inner().unwrap();
    let names: BTreeSet<_> = documents.iter().map(|document| document[1..].split(' ').next().unwrap()).collect();
    // Rare answers may be missing; the names of their elements are a part of the schema all the same.
    assert!(names.len() >= 20, "only {names:?} were answered");
    assert_eq!(complaints("AmazonFPS.xsd", documents.iter().map(String::as_str)), "");
    // It would have told.
    let broken = documents.first().unwrap().replace("ResponseMetadata", "ResponseData");
    assert_ne!(complaints("AmazonFPS.xsd", [broken.as_str()]), "");
}
