//! What a store that keeps things must do beyond what every store does.

use super::{notifications::ACCOUNT_URL, *};
use crate::sandbox::{
    BuildError,
    rows::{
        About, Attempt, AttemptOutcome, Content, Key, Kind, Line, LineFilter, Message, MessageFilter, MessageKind,
        Query, Row,
    },
    store::Dump,
};

#[tokio::test]
async fn everything_is_there_after_a_restart() {
    survives_a_restart(World::in_a_file().await).await;
}

pub(super) async fn survives_a_restart(world: World) {
    let request = world.payment(&world.token("sender-cc-1"), "5");
    let paid = world.pay_request(request.clone()).await.unwrap();
    let before = world.balance().await;
    let certificate = world.sandbox.notification_certificate().pem();
    let token = world.sender("ABT").await;

    let world = world.restarted().await;
    assert_eq!(world.balance().await, before);
    assert_eq!(world.sandbox.notification_certificate().pem(), certificate);
    assert_eq!(world.pay_request(request.clone()).await.unwrap(), paid);
    let other = PayRequest { transaction_amount: dollars("6"), ..request };
    refused(world.pay_request(other).await, ErrorCode::DuplicateRequest);
    world.pass(TimeDelta::seconds(1));
    assert_eq!(world.status(&paid.transaction_id).await.transaction_status, TransactionStatus::Success);
    // The same seed makes no id again.
    let next = world.pay(&token, "1").await.unwrap();
    assert_ne!(next.transaction_id, paid.transaction_id);
    world.check_ledger().await;
}

#[tokio::test]
async fn what_was_answered_is_kept_when_the_program_is_killed() {
    let world = World::in_a_file().await;
    let Home::Folder(folder) = &world.home else { unreachable!("it was opened in a file") };
    let token = world.token("multi-use-abt");
    let mut paid = Vec::new();
    for _ in 0..5 {
        paid.push(world.pay(&token, "1").await.unwrap().transaction_id);
    }
    // The files as they are now, with the store still open, are what a killed program leaves.
    let left = Folder::new();
    std::fs::create_dir_all(&left.0).unwrap();
    for file in std::fs::read_dir(&folder.0).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), left.0.join(file.file_name())).unwrap();
    }
    let after = World::open(Home::Folder(left)).await;
    for id in &paid {
        assert_eq!(after.status(id).await.transaction_status, TransactionStatus::Success);
    }
    assert_eq!(after.balance().await, world.balance().await);
    after.check_ledger().await;
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_reads_what_is_kept() {
    use std::os::unix::fs::PermissionsExt;

    let world = World::in_a_file().await;
    world.pay(&world.token("sender-abt-1"), "1").await.unwrap();
    let Home::Folder(Folder(folder)) = &world.home else { unreachable!("it was opened in a file") };
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(folder), 0o700);
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    // The database with its log and the index of that, and the lock.
    assert_eq!(files.len(), 4, "{files:?}");
    for file in files {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
}

#[tokio::test]
async fn a_folder_is_for_one_sandbox_at_a_time() {
    let world = World::in_a_file().await;
    let Home::Folder(Folder(folder)) = &world.home else { unreachable!("it was opened in a file") };
    match Sandbox::builder().data(folder).build().await {
        Err(error @ BuildError::Store(_)) => {
            let why = format!("{} is in use by another program: give each its own folder", folder.display());
            assert!(error.to_string().contains(&why), "{error}");
        }
        other => panic!("{other:?}"),
    }
    let paid = world.pay(&world.token("sender-abt-1"), "1").await.unwrap().transaction_id;
    let world = world.restarted().await;
    assert_eq!(world.status(&paid).await.transaction_status, TransactionStatus::Success);
}

/// Takes from a file what schema 2 has brought: then it is as a program that knew only the first has left it.
const BACK_TO_SCHEMA_1: &str = "
    drop table messages;
    drop index rows_due;
    drop index rows_by_kind;
    drop index postings_by_transaction;
    drop index postings_by_tenant;
    alter table rows drop column due;
    update rows set body = json_remove(body, '$.unfinished') where kind = 1;
    update tokens set body = json_remove(body, '$.accepts', '$.cancelled');
    update transactions set body = json_remove(body, '$.history[0].message', '$.history[1].message');
    pragma user_version = 1;";

#[tokio::test]
async fn a_file_of_the_first_schema_is_migrated_forward() {
    let world = World::in_a_file().await;
    let pending = world.pay(&world.sender("ACH").await, "5").await.unwrap().transaction_id;
    let (tenant, seed) = (Tenant::of(&world.seed.callers[0].access_key_id), format!("{:?}", world.seed));
    let before = world.sandbox.0.store.export().await.unwrap();
    let World { sandbox, home, .. } = world;
    drop(sandbox);
    let Home::Folder(Folder(folder)) = &home else { unreachable!("it was opened in a file") };
    rusqlite::Connection::open(folder.join("books.sqlite3")).unwrap().execute_batch(BACK_TO_SCHEMA_1).unwrap();

    let world = World::set_up(home, |builder| builder.notification_url(ACCOUNT_URL)).await;
    let store = &world.sandbox.0.store;
    let after = store.export().await.unwrap();
    assert_eq!(after.lines, before.lines);
    assert_eq!(keys(&after), keys(&before));
    assert_eq!(format!("{:?}", world.seed), seed);

    // A subscription is due on 3 April, and another was cancelled.
    world.clock.set("2012-04-04T12:00:00Z".parse().unwrap());
    world.pay(&world.token("multi-use-abt"), "1").await.unwrap();
    assert!(!store.is_due(&tenant, world.now()).await.unwrap());
    assert_eq!(world.status(&pending).await.transaction_status, TransactionStatus::Success);
    let told = store.export().await.unwrap().rows.into_iter().filter_map(|(_, row)| match row {
        Row::Message(message) if message.kind() == MessageKind::Notification => Some(message.at),
        _ => None,
    });
    let told: Vec<_> = told.collect();
    assert!(told.len() > 3 && told.is_sorted(), "{told:?}");
    let lines = store.export().await.unwrap().lines;
    assert!(lines.iter().any(|(_, line)| line.at.date_naive().to_string() == "2012-04-03"));
    world.check_ledger().await;
}

/// What names the rows of `dump`, without messages.
fn keys(dump: &Dump) -> Vec<(Tenant, Key)> {
    let keys = dump.rows.iter().map(|(tenant, row)| (tenant.clone(), row.key()));
    keys.filter(|(_, key)| !matches!(key, Key::Message(_))).collect()
}

#[tokio::test]
async fn a_newer_schema_is_refused() {
    let folder = Folder::new();
    std::fs::create_dir_all(&folder.0).unwrap();
    let file = rusqlite::Connection::open(folder.0.join("books.sqlite3")).unwrap();
    file.pragma_update(None, "user_version", 99).unwrap();
    drop(file);
    match Sandbox::builder().data(&folder.0).build().await {
        Err(BuildError::Store(why)) => assert!(why.contains("schema 99"), "{why}"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn callers_are_told_apart() {
    let twice = Sandbox::builder().caller("AKIAIOSFODNN7EXAMPLE", "secret").build().await;
    assert!(matches!(twice, Err(BuildError::SameCaller(_))));
    let identity = crate::sign::x509::Identity::generate(
        "someone",
        1024,
        "2010-01-01T00:00:00Z".parse().unwrap(),
        "2020-01-01T00:00:00Z".parse().unwrap(),
    );
    let certificate = identity.unwrap().certificate().clone();
    let unknown = Sandbox::builder().caller_certificate("AKIANOBODY", certificate.clone());
    assert!(matches!(unknown, Err(BuildError::UnknownCaller(_))));
    let sandbox = Sandbox::builder().caller("AKIAOTHER", "secret").caller_certificate("AKIAOTHER", certificate.clone());
    let sandbox = sandbox.unwrap().build().await.unwrap();
    assert_eq!(sandbox.caller("AKIAOTHER").unwrap().certificate.as_ref(), Some(&certificate));
    let seed = sandbox.seed().await.unwrap();
    assert_eq!(seed.callers.len(), 2);
    assert_eq!(seed.callers[1].key_pem, None);
}

over_stores! {
    async fn a_store_tells_everything_and_takes_it_in_again(world: World) {
        let store = &world.sandbox.0.store;
        world.paid("CC", "5").await;
        let before = store.export().await.unwrap();
        assert!(before.rows.len() > 30 && before.lines.len() > 3);

        world.paid("ABT", "3").await;
        let tenant = Tenant::of(&world.seed.callers[0].access_key_id);
        let newest = store.lines(&tenant, &LineFilter { limit: 1, ..LineFilter::default() }).await.unwrap();
        assert_eq!(newest[0].number as usize, store.export().await.unwrap().lines.len());

        store.import(before.clone()).await.unwrap();
        assert_eq!(store.export().await.unwrap(), before);
        world.check_ledger().await;
    }

    async fn messages_are_claimed_when_they_are_due(world: World) {
        let (store, tenant, now) = (&world.sandbox.0.store, Tenant::of(&world.seed.callers[0].access_key_id), world.now());
        let sent = message("sent", None);
        let mut early = message("early", Some(now));
        for message in [message("later", Some(now + TimeDelta::minutes(1))), sent, early.clone()] {
            write(&world, message).await;
        }
        assert_eq!(store.claim(now - TimeDelta::seconds(1), 9).await.unwrap(), []);
        let hour = now + TimeDelta::hours(1);
        assert_eq!(store.claim(hour, 1).await.unwrap(), [(tenant.clone(), "early".to_owned())]);

        early.attempts.push(Attempt { at: now, outcome: AttemptOutcome::Answered(200) });
        early.due = None;
        write(&world, early.clone()).await;
        assert_eq!(store.claim(hour, 9).await.unwrap(), [(tenant.clone(), "later".to_owned())]);

        let filter = MessageFilter { kind: Some(MessageKind::Notification), skip: 0, limit: 2, about: Some(early.about.clone()) };
        let newest = world.sandbox.change_at(&tenant, now, move |books| {
            Ok(books.list(Query::Messages(filter.clone()))?.to_vec())
        });
        assert_eq!(newest.await.unwrap(), [Row::Message(early), Row::Message(message("sent", None))]);
    }

    async fn postings_are_told_a_page_at_a_time(world: World) {
        let (store, tenant) = (&world.sandbox.0.store, Tenant::of(&world.seed.callers[0].access_key_id));
        let paid = world.paid("ABT", "3").await;
        let all = store.lines(&tenant, &LineFilter { limit: 1000, ..LineFilter::default() }).await.unwrap();
        assert!(all.len() > 5 && all.iter().rev().map(|line| line.number).is_sorted());
        let mut pages = Vec::new();
        loop {
            let before = pages.last().map(|line: &Line| line.number);
            let page = store.lines(&tenant, &LineFilter { limit: 3, before, ..LineFilter::default() }).await.unwrap();
            if page.is_empty() {
                break;
            }
            pages.extend(page);
        }
        assert_eq!(pages, all);
        let filter = LineFilter { transaction: Some(paid.as_str().to_owned()), before: None, limit: 1000 };
        let of_one = store.lines(&tenant, &filter).await.unwrap();
        assert!(of_one.len() > 1 && of_one.iter().map(|line| line.value).sum::<Decimal>().is_zero());
        assert!(of_one.iter().all(|line| line.transaction == paid.as_str()));
    }

    async fn rows_of_a_kind_come_in_the_order_of_their_ids(world: World) {
        let tenant = Tenant::of(&world.seed.callers[0].access_key_id);
        for query in [Query::All(Kind::Account), Query::All(Kind::Instrument), Query::All(Kind::Subscription)] {
            let ids = world.sandbox.change_at(&tenant, world.now(), move |books| {
                let rows = books.list(query.clone())?;
                Ok(rows.iter().map(Row::key).collect::<Vec<_>>())
            });
            let ids = ids.await.unwrap();
            assert!(ids.len() > 1 && ids.is_sorted(), "{ids:?}");
        }
    }

    async fn the_clock_is_moved_and_stopped(world: World) {
        let reserved = world.reserve("5").await;
        world.sandbox.advance(TimeDelta::days(8)).await.unwrap();
        assert_eq!(world.status(&reserved).await.transaction_status, TransactionStatus::Cancelled);

        world.sandbox.set_clock(None, Some(true)).await.unwrap();
        let stopped = world.sandbox.clock();
        world.pass(TimeDelta::hours(1));
        assert!(stopped.frozen && world.sandbox.clock() == stopped);
        refused(world.sandbox.advance(TimeDelta::seconds(-1)).await, ErrorCode::InvalidParams);
        let far = "+262142-12-31T23:59:30Z".parse().unwrap();
        refused(world.sandbox.set_clock(Some(far), None).await, ErrorCode::InvalidParams);
        assert_eq!(world.sandbox.clock(), stopped);
    }

    async fn whoever_moves_the_clock_moves_it_on_from_where_it_is(world: World) {
        let (sandbox, start, week) = (&world.sandbox, world.sandbox.now(), TimeDelta::days(7));
        let (one, other) = tokio::join!(sandbox.advance(week), sandbox.advance(week));
        one.and(other).unwrap();
        assert_eq!(sandbox.now(), start + TimeDelta::days(14));

        // The second would put it back where it was before the first.
        let month = start + TimeDelta::days(30);
        let (set, stopped) = tokio::join!(sandbox.set_clock(Some(month), None), sandbox.set_clock(None, Some(true)));
        set.and(stopped).unwrap();
        assert_eq!((sandbox.now(), sandbox.clock().frozen), (month, true));
    }
}

pub(super) fn message(id: &str, due: Option<DateTime<Utc>>) -> Message {
    Message {
        id: id.to_owned(),
        at: START.parse().unwrap(),
        about: About::Account("somebody".to_owned()),
        content: Content::Notification { url: "http://127.0.0.1/ipn".to_owned(), parameters: Vec::new() },
        due,
        attempts: Vec::new(),
        delivered: None,
    }
}

pub(super) async fn write(world: &World, message: Message) {
    let tenant = Tenant::of(&world.seed.callers[0].access_key_id);
    let written = world.sandbox.change_at(&tenant, world.now(), move |books| {
        let _ = books.message(&message.id)?;
        books.put(message.clone());
        Ok(())
    });
    written.await.unwrap();
}
