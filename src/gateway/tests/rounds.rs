//! Going through what is due: nobody waits for what goes wrong for somebody else.

use super::*;
use crate::{
    gateway::link::{Linking, Sheet},
    sandbox::books::Books,
};

const OTHER: &str = "AKIAGATEWAYEXAMPLE01";

/// A gateway with two callers.
async fn of_two() -> World {
    let mut world = World::open(Home::Memory).await;
    let builder = builder(&world.home, &world.fake, &world.clock, &world.fuse, &world.account);
    let builder = builder.caller(OTHER, "secret").merchant(OTHER, Account::new("A2OTHER", "AKIAMWS", "mws secret"));
    world.gateway = builder.build().await.unwrap();
    world
}

impl World {
    /// Has the consent of a token ended at the next round, and tells the saga that does it.
    async fn ending(&self, caller: &str) -> String {
        let number = self.references.fetch_add(1, Ordering::Relaxed);
        let token = format!("{number:064}");
        let sheet = format!("token_id,type,payment_method,consent\n{token},single-use,ABT,S01-{number:07}-0000000\n");
        let sheet = Sheet::read(sheet.as_bytes()).unwrap();
        self.gateway.link(caller, &sheet, &Linking::default()).await.unwrap();
        self.due(caller, SagaAction::CancelToken, &token).await
    }

    /// Writes a saga that is due now.
    async fn due(&self, caller: &str, action: SagaAction, subject: &str) -> String {
        let saga = Saga {
            id: Saga::name(action, subject),
            action,
            subject: subject.to_owned(),
            key: String::new(),
            steps: Vec::new(),
            due: Some(self.now()),
            held: None,
            told: None,
            doubt: None,
            news: false,
            tries: 0,
            trouble: None,
            began: self.now(),
            ended: None,
        };
        let id = saga.id.clone();
        let put = move |books: &mut Books<'_>| {
            books.put(saga.clone());
            Ok(())
        };
        self.gateway.books().alter(&Tenant::of(caller), put).await.unwrap();
        id
    }

    async fn has_ended(&self, caller: &str, saga: &str) -> bool {
        let id = saga.to_owned();
        let saga = self.gateway.books().look(&Tenant::of(caller), move |books| books.saga(&id)).await.unwrap();
        saga.unwrap().ended.is_some()
    }
}

#[tokio::test]
async fn a_caller_whose_processor_hangs_holds_up_no_other_one() {
    let world = of_two().await;
    let (hanging, first) = (world.ending(CALLER).await, world.ending(OTHER).await);
    world.fake.play([Trick::Hang]);
    let gateway = world.gateway.clone();
    let round = tokio::spawn(async move { gateway.tick().await });
    for _ in 0..1000 {
        tokio::task::yield_now().await;
    }
    assert!(world.fake.hangs() && !round.is_finished());
    assert!(world.has_ended(OTHER, &first).await);

    // Nor does it in the next round, which passes over whom the first one is still at.
    let second = world.ending(OTHER).await;
    world.gateway.tick().await.unwrap();
    assert!(world.has_ended(OTHER, &second).await && !world.has_ended(CALLER, &hanging).await);
    round.abort();
    assert!(round.await.unwrap_err().is_cancelled());
    world.pass(TimeDelta::minutes(2)).await;
    assert!(world.has_ended(CALLER, &hanging).await);
}

#[tokio::test]
async fn sagas_that_can_not_be_gone_on_with_let_others_go_first() {
    let world = of_two().await;
    // More than one round takes, and all of them due before the one that is as it should be.
    for number in 0..70 {
        world.due(CALLER, SagaAction::Pay, &format!("lost-{number}")).await;
    }
    world.clock.advance(TimeDelta::seconds(1));
    let sound = world.ending(CALLER).await;
    let failed = world.gateway.tick().await.unwrap_err();
    assert!(failed.message().contains("a transaction"), "{failed}");
    assert!(world.has_ended(CALLER, &sound).await);
    // They come again, and not at every round.
    world.gateway.tick().await.unwrap();
    world.clock.advance(TimeDelta::minutes(5));
    world.gateway.tick().await.unwrap_err();
}

#[tokio::test]
async fn what_was_begun_for_somebody_who_is_no_caller_any_more_is_told() {
    let folder = Folder::new();
    let (fake, clock) = (Fake::default(), ManualClock::new(START.parse().unwrap()));
    let fuse = Fuse(Arc::new(AtomicI64::new(i64::MAX)));
    let home = Home::Folder(folder);
    let both = builder(&home, &fake, &clock, &fuse, &account()).caller(OTHER, "secret");
    let both = both.merchant(OTHER, Account::new("A2OTHER", "AKIAMWS", "mws secret")).build().await.unwrap();
    let world = World { gateway: both, fake, clock, home, fuse, references: AtomicU32::new(0), account: account() };
    for caller in [CALLER, OTHER, OTHER] {
        world.due(caller, SagaAction::Pay, &world.reference()).await;
    }
    assert_eq!(world.gateway.abandoned().await.unwrap(), []);
    let mut world = world;
    world.restart().await;
    assert_eq!(world.gateway.abandoned().await.unwrap(), [(OTHER.to_owned(), 2)]);
}
