//! A store that keeps nothing any more, as on a full disk, and answers all the same.

use chrono::TimeDelta;

use super::{Home, World};
use crate::sandbox::rows::Tenant;

/// The books in a file, for whoever comes in from beside.
struct Disk(rusqlite::Connection);

impl Disk {
    fn of(world: &World) -> Self {
        let Home::Folder(folder) = &world.home else { panic!("only a file is on a disk") };
        let mut files = std::fs::read_dir(&folder.0).unwrap().map(|file| file.unwrap().path());
        let file = files.find(|file| file.extension().is_some_and(|it| it == "sqlite3")).unwrap();
        Self(rusqlite::Connection::open(file).unwrap())
    }

    fn fill(&self) {
        let full = "begin select raise(fail, 'database or disk is full'); end;";
        let triggers =
            ["insert", "update"].map(|what| format!("create trigger no_{what} before {what} on rows {full}"));
        self.0.execute_batch(&triggers.concat()).unwrap();
    }

    fn free(&self) {
        self.0.execute_batch("drop trigger no_insert; drop trigger no_update").unwrap();
    }
}

#[tokio::test]
async fn a_gateway_whose_disk_is_full_is_not_ready_until_it_can_write_again() {
    let world = World::in_a_file().await;
    let gateway = &world.gateway;
    let disk = Disk::of(&world);
    assert!(gateway.readiness().await.ready);

    disk.fill();
    world.clock.advance(TimeDelta::seconds(1));
    for _ in 0..2 {
        let readiness = gateway.readiness().await;
        assert!(!readiness.ready && readiness.store.contains("disk is full"), "{readiness:?}");
    }
    let metrics = gateway.metrics_text().await.unwrap();
    assert!(metrics.contains("fps_gateway_ready 0\n"), "{metrics}");
    assert!(metrics.contains("fps_gateway_internal_failures_total 3\n"), "{metrics}");

    disk.free();
    let readiness = gateway.readiness().await;
    assert_eq!((readiness.ready, readiness.store.as_str()), (true, "ok"));
}

#[tokio::test]
async fn what_fails_in_between_is_tried_at_once() {
    let world = World::in_a_file().await;
    let gateway = &world.gateway;
    assert!(gateway.readiness().await.ready);
    Disk::of(&world).fill();
    assert!(gateway.readiness().await.ready, "within the second it is taken to be as it was");
    gateway.failed_inside();
    assert!(!gateway.readiness().await.ready);
}

#[tokio::test]
async fn however_many_look_it_is_tried_once_a_second() {
    let world = World::in_a_file().await;
    let last_try = async || {
        world.gateway.readiness().await;
        let document = |books: &crate::sandbox::books::Books<'_>| books.document("last-try");
        world.gateway.books().look(&Tenant::house(), document).await.unwrap().unwrap().body
    };
    let first = last_try().await;
    for (later, writes) in
        [(TimeDelta::zero(), false), (TimeDelta::milliseconds(999), false), (TimeDelta::milliseconds(1), true)]
    {
        world.clock.advance(later);
        assert_eq!(last_try().await != first, writes, "{later}");
    }
}
