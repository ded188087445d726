//! Books that are worked on beside a gateway, or before there is one.

use std::{collections::BTreeMap, fs};

use super::*;
use crate::gateway::{
    Standing,
    link::{LinkError, Linking, Opening, RenewalError, Sheet, Workbench, WorkbenchError},
};

const OTHER: &str = "AKIAGATEWAYEXAMPLE01";
/// Long before the time of whoever only works on the books, who goes by the system's clock.
const LONG_AGO: &str = "2014-03-15T12:00:00Z";

fn old() -> TokenId {
    TokenId::new("T".repeat(64))
}

fn sheet() -> Sheet {
    let file = format!("token_id,type,total\n{},multi-use,100\n", old().as_str());
    Sheet::read(file.as_bytes()).unwrap()
}

async fn open(home: &Home, opening: Opening) -> Result<Workbench, WorkbenchError> {
    match home {
        Home::Memory => panic!("nothing is kept there"),
        Home::Folder(folder) => opening.folder(&folder.0).await,
        #[cfg(feature = "postgres")]
        Home::Database(schema) => opening.database(schema.url()).await,
    }
}

async fn holders(home: &Home) -> Vec<(String, u64)> {
    match home {
        Home::Memory => panic!("nothing is kept there"),
        Home::Folder(folder) => Standing::holders_in_folder(&folder.0).await.unwrap(),
        #[cfg(feature = "postgres")]
        Home::Database(schema) => Standing::holders_in_database(&schema.url()).await.unwrap(),
    }
}

/// Everything in the books, and how often they were opened.
async fn state(home: &Home) -> (serde_json::Value, u64) {
    let books = crate::sandbox::Sandbox::builder().decided_outside().aside(true);
    let books = match home {
        Home::Memory => panic!("nothing is kept there"),
        Home::Folder(folder) => books.data(&folder.0),
        #[cfg(feature = "postgres")]
        Home::Database(schema) => books.database(schema.url()),
    };
    let books = books.build().await.unwrap();
    (serde_json::to_value(books.export().await.unwrap()).unwrap(), books.epoch())
}

/// What is in a folder, byte by byte.
fn files(home: &Home) -> BTreeMap<String, Vec<u8>> {
    let Home::Folder(folder) = home else { return BTreeMap::new() };
    let Ok(files) = fs::read_dir(&folder.0) else { return BTreeMap::new() };
    let name = |file: &fs::DirEntry| file.file_name().into_string().unwrap();
    files.map(Result::unwrap).map(|file| (name(&file), fs::read(file.path()).unwrap())).collect()
}

impl World {
    /// Ends the gateway, and leaves its books.
    async fn close(&mut self) {
        let nowhere = Gateway::builder().build().await.unwrap();
        drop(std::mem::replace(&mut self.gateway, nowhere));
        tokio::task::yield_now().await;
    }
}

async fn what_is_due_is_left_to_the_gateway(mut world: World) {
    world.clock.set(LONG_AGO.parse().unwrap());
    let reservation = world.reserved("9").await;
    world.pass(TimeDelta::minutes(1)).await;
    let reserved = world.transaction(&reservation).await;
    assert!(reserved.due.is_some(), "it ends by itself");
    world.close().await;

    let before = (files(&world.home), state(&world.home).await);
    for opening in [Workbench::of(CALLER), Workbench::of(OTHER).founding(true)] {
        let dry = open(&world.home, opening.dry_run(true)).await.unwrap();
        let report = dry.link(&sheet(), &Linking::default()).await.unwrap();
        assert_eq!((report.dry_run, report.linked, report.awaiting_consent), (true, 1, 1));
        let expires = dry.now() + TimeDelta::days(1);
        let address = dry.renewal_link("https://fps.shop.example", &old(), expires).await;
        assert!(matches!(address, Err(RenewalError::DryRun)));
        drop(dry);
        assert!((files(&world.home), state(&world.home).await) == before, "something was written");
    }

    let bench = open(&world.home, Workbench::of(CALLER)).await.unwrap();
    assert_eq!(bench.link(&sheet(), &Linking::default()).await.unwrap().linked, 1);
    assert!(bench.ledger_balanced().await.unwrap());
    drop(bench);
    world.gateway = world.builder().build().await.unwrap();
    assert_eq!(world.transaction(&reservation).await, reserved);
    assert!(world.token_row(&old()).await.active);
}

async fn nothing_is_made_unless_it_is_asked_for(home: Home) {
    for dry_run in [true, false] {
        let nothing = open(&home, Workbench::of(CALLER).dry_run(dry_run)).await;
        assert!(matches!(nothing, Err(WorkbenchError::NoBooks)), "{nothing:?}");
        assert!(files(&home).is_empty());
    }
    // Where there would be new books, a file can be checked all the same.
    let dry = open(&home, Workbench::of(CALLER).founding(true).dry_run(true)).await.unwrap();
    assert_eq!(dry.link(&sheet(), &Linking::default()).await.unwrap().linked, 1);
    drop(dry);
    let nothing = open(&home, Workbench::of(CALLER)).await;
    assert!(matches!(nothing, Err(WorkbenchError::NoBooks)), "{nothing:?}");
    assert!(files(&home).is_empty());

    drop(open(&home, Workbench::of(CALLER).founding(true)).await.unwrap());
    for dry_run in [true, false] {
        let unknown = open(&home, Workbench::of(OTHER).dry_run(dry_run)).await.unwrap_err();
        assert!(unknown.to_string().starts_with(&format!("the books have no caller {OTHER}, but {CALLER}: ")));
    }
    for key in ["", "AKIA TYPO", "AKIÄ"] {
        let refused = open(&home, Workbench::of(key).founding(true)).await;
        assert!(matches!(refused, Err(WorkbenchError::AccessKey)), "{refused:?}");
    }
    let bench = open(&home, Workbench::of(CALLER)).await.unwrap();
    bench.link(&sheet(), &Linking::default()).await.unwrap();
    drop(bench);
    let bench = open(&home, Workbench::of(OTHER).founding(true)).await.unwrap();
    bench.link(&sheet(), &Linking::default()).await.unwrap();
    drop(bench);

    let world = World::open(home).await;
    assert_eq!(world.gateway.unserved().await.unwrap(), [(OTHER.to_owned(), 1)]);
    assert!(world.token_row(&old()).await.active);
    let World { home, gateway, .. } = world;
    drop(gateway);
    let mut holders = holders(&home).await;
    holders.sort_unstable();
    assert_eq!(holders, [(CALLER.to_owned(), 1), (OTHER.to_owned(), 1)]);
}

mod sqlite {
    use super::*;

    #[tokio::test]
    async fn what_is_due_is_left_to_the_gateway() {
        super::what_is_due_is_left_to_the_gateway(World::in_a_file().await).await;
    }

    #[tokio::test]
    async fn nothing_is_made_unless_it_is_asked_for() {
        super::nothing_is_made_unless_it_is_asked_for(Home::Folder(Folder::new())).await;
    }

    #[tokio::test]
    async fn one_program_at_a_time_has_a_folder() {
        let world = World::in_a_file().await;
        for dry_run in [true, false] {
            let refused = open(&world.home, Workbench::of(CALLER).dry_run(dry_run)).await;
            assert!(matches!(refused, Err(WorkbenchError::InUse)), "{refused:?}");
        }
    }

    #[tokio::test]
    async fn books_that_would_have_to_be_changed_first_are_not_looked_into() {
        let mut world = World::in_a_file().await;
        world.close().await;
        let Home::Folder(folder) = &world.home else { unreachable!("it was made so") };
        let file = folder.0.join(crate::sandbox::store::FILE);
        let older = rusqlite::Connection::open(file).unwrap();
        older.pragma_update(None, "user_version", 1).unwrap();
        drop(older);
        let before = files(&world.home);
        let refused = open(&world.home, Workbench::of(CALLER).dry_run(true)).await;
        assert!(matches!(refused, Err(WorkbenchError::Behind)), "{refused:?}");
        assert!(files(&world.home) == before);
    }

    #[tokio::test]
    async fn a_sandbox_is_none() {
        let folder = Folder::new();
        drop(crate::sandbox::Sandbox::builder().data(&folder.0).build().await.unwrap());
        let refused = open(&Home::Folder(folder), Workbench::of(CALLER).founding(true)).await;
        assert!(matches!(refused, Err(WorkbenchError::Foreign)), "{refused:?}");
    }
}

#[cfg(feature = "postgres")]
mod postgres {
    use super::*;

    #[tokio::test]
    #[ignore = "needs a PostgreSQL: FPS_TEST_DATABASE_URL"]
    async fn what_is_due_is_left_to_the_gateway() {
        super::what_is_due_is_left_to_the_gateway(World::in_a_database().await).await;
    }

    #[tokio::test]
    #[ignore = "needs a PostgreSQL: FPS_TEST_DATABASE_URL"]
    async fn nothing_is_made_unless_it_is_asked_for() {
        super::nothing_is_made_unless_it_is_asked_for(Home::Database(Schema::new().await)).await;
    }
}

#[tokio::test]
async fn a_gateway_that_runs_makes_addresses_to_consent_at() {
    let world = World::open(Home::Memory).await;
    let unknown = world.gateway.link(OTHER, &sheet(), &Linking::default()).await;
    assert!(matches!(unknown, Err(LinkError::Service(error)) if error.is(ErrorCode::InvalidClientTokenId)));
    world.gateway.link(CALLER, &sheet(), &Linking::default()).await.unwrap();
    let expires = world.now() + TimeDelta::days(1);
    let link = async |home: &str, caller: &str, token: &TokenId| {
        world.gateway.renewal_link(home, caller, token, expires).await.map_err(|error| error.to_string())
    };
    let address = link("https://fps.shop.example", CALLER, &old()).await.unwrap();
    let token = old();
    let begins = format!("https://fps.shop.example/gateway/renew?caller={CALLER}&token={}&", token.as_str());
    assert!(address.starts_with(&begins), "{address}");
    for (home, caller, token, expected) in [
        ("fps.shop.example", CALLER, &token, "browsers can't find the gateway at 'fps.shop.example'"),
        ("https://shop.example/fps", CALLER, &token, "without a path"),
        ("https://fps.shop.example", OTHER, &token, "the gateway has no caller AKIAGATEWAYEXAMPLE01"),
        ("https://fps.shop.example", CALLER, &TokenId::new("U".repeat(64)), "the token …UUUU is not one of"),
    ] {
        let why = link(home, caller, token).await.unwrap_err();
        assert!(why.contains(expected), "{why}");
    }
}
