//! What the store that several sandboxes share must do beyond what every store does.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, atomic::AtomicBool},
    time::Duration,
};

use tokio::sync::{Barrier, Notify};

use super::{
    database::{Cut, Line, Schema},
    stores::{message, survives_a_restart, write},
    *,
};
use crate::{
    client::{HttpFailure, HttpRequest, HttpResponse},
    sandbox::{
        BuildError,
        rows::{Content, Message},
    },
};

/// A test that needs the server.
macro_rules! on_a_server {
    ($(async fn $name:ident() $body:block)*) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        #[ignore = "needs a PostgreSQL: FPS_TEST_DATABASE_URL"]
        async fn $name() $body
    )*};
}

on_a_server! {
    async fn everything_is_there_after_a_restart() {
        survives_a_restart(World::in_a_database().await).await;
    }

    async fn sandboxes_that_start_together_make_one_database() {
        let schema = Schema::new().await;
        let builder = || Sandbox::builder().seed(7).database(schema.url());
        let (one, other, third) = tokio::join!(builder().build(), builder().build(), builder().build());
        let sandboxes = [one.unwrap(), other.unwrap(), third.unwrap()];
        let epochs: HashSet<_> = sandboxes.iter().map(|sandbox| sandbox.0.store.epoch()).collect();
        assert_eq!(epochs, HashSet::from([1, 2, 3]));
        let seed = sandboxes[0].seed().await.unwrap();
        let tokens = |seed: &Seed| seed.tokens.iter().map(|token| token.token_id.clone()).collect::<Vec<_>>();
        for sandbox in &sandboxes {
            assert_eq!(tokens(&sandbox.seed().await.unwrap()), tokens(&seed));
            assert_eq!(sandbox.notification_certificate(), sandboxes[0].notification_certificate());
        }
    }

    async fn a_newer_schema_is_refused() {
        let schema = Schema::new().await;
        Sandbox::builder().database(schema.url()).build().await.unwrap();
        schema.execute("update store set version = 99").await;
        let why = refusal(&schema.url()).await;
        assert!(why.contains("schema 99") && why.contains("newer program"), "{why}");
    }

    async fn what_cannot_be_used_is_told_without_the_password() {
        let schema = Schema::new().await;
        let server = schema.server();
        let password = server.password().unwrap().to_owned();
        let elsewhere = Line::nowhere().await;
        let mut wrong = server.clone();
        wrong.set_password(Some("hunter2")).unwrap();
        for (url, expected) in [
            (wrong.to_string(), "password authentication failed"),
            (schema.url_by(&elsewhere), "refused"),
            (format!("{server}?options=-csearch_path%3Dnone"), "search_path"),
        ] {
            let why = refusal(&url).await;
            assert!(why.contains(expected), "{why}");
            assert!(!why.contains(&password) && !why.contains("hunter2"), "{why}");
        }
    }

    async fn two_sandboxes_serve_one_state() {
        let (one, other) = pair().await;
        let token = one.sender("ABT").await;
        let request = one.payment(&token, "10");
        let paid = other.pay_request(request.clone()).await.unwrap();
        // The first answer comes from either.
        assert_eq!(one.pay_request(request).await.unwrap(), paid);
        assert_eq!(one.status(&paid.transaction_id).await.transaction_status, TransactionStatus::Success);
        assert_eq!(one.balance().await, other.balance().await);
        one.check_ledger().await;
    }

    async fn one_reference_pays_once_wherever_it_arrives() {
        let (one, other) = pair().await;
        let before = one.available().await;
        let request = one.payment(&one.token("multi-use-abt"), "10");
        let racers: Vec<_> = (0..16).map(|number| [&one, &other][number % 2])
            .map(|world| {
                let (sandbox, call, request) = (world.sandbox.clone(), world.call(), request.clone());
                tokio::spawn(async move { sandbox.pay(&call, request).await.unwrap().transaction_id })
            })
            .collect();
        let mut ids = HashSet::new();
        for racer in racers {
            ids.insert(racer.await.unwrap());
        }
        assert_eq!(ids.len(), 1);
        assert_eq!(other.available().await - before, decimal("9.84"));
    }

    async fn ids_of_two_sandboxes_never_clash() {
        // With the same seed, and each at its first unit of work.
        let (one, other) = pair().await;
        let paid = |world: &World| {
            let (sandbox, call) = (world.sandbox.clone(), world.call());
            let requests: Vec<_> = (0..20).map(|_| world.payment(&world.token("multi-use-abt"), "1")).collect();
            tokio::spawn(async move {
                let mut ids = Vec::new();
                for request in requests {
                    ids.push(sandbox.pay(&call, request).await.unwrap().transaction_id);
                }
                ids
            })
        };
        other.references.store(1000, Ordering::Relaxed);
        let (some, others) = (paid(&one), paid(&other));
        let ids: HashSet<_> = some.await.unwrap().into_iter().chain(others.await.unwrap()).collect();
        assert_eq!(ids.len(), 40);
        one.check_ledger().await;
    }

    async fn the_clock_moves_on_from_where_the_other_has_put_it() {
        let (one, other) = pair().await;
        let (first, second, start) = (&one.sandbox, &other.sandbox, one.now());
        let day = |number| start + TimeDelta::days(number);
        first.advance(TimeDelta::days(7)).await.unwrap();
        assert_eq!(second.now(), start, "it has not ticked yet");
        second.advance(TimeDelta::days(7)).await.unwrap();
        assert_eq!((first.now(), second.now()), (day(7), day(14)));
        refused(first.set_clock(Some(day(10)), None).await, ErrorCode::InvalidParams);
        first.tick().await.unwrap();
        assert_eq!(first.now(), day(14));

        first.set_clock(None, Some(true)).await.unwrap();
        let (some, others) = tokio::join!(first.advance(TimeDelta::days(1)), second.advance(TimeDelta::days(2)));
        some.and(others).unwrap();
        for sandbox in [first, second] {
            sandbox.tick().await.unwrap();
            assert_eq!((sandbox.now(), sandbox.clock().frozen), (day(17), true));
        }

        first.reset().await.unwrap();
        second.tick().await.unwrap();
        assert_eq!((second.now(), second.clock().frozen), (start, false));
    }

    async fn the_death_of_one_does_not_hold_up_the_other() {
        let (one, other) = pair().await;
        let Home::Database(schema) = &one.home else { unreachable!("it was opened in a database") };
        let dying = schema.client().await;
        dying.batch_execute("begin; select * from tenants for update").await.unwrap();
        let request = one.payment(&one.token("multi-use-abt"), "10");
        let (sandbox, call) = (other.sandbox.clone(), other.call());
        let waiting = tokio::spawn(async move { sandbox.pay(&call, request).await });
        schema.waiting_for_locks(1).await;
        assert!(!waiting.is_finished());
        drop(dying);
        waiting.await.unwrap().unwrap();
        one.check_ledger().await;
    }

    async fn broken_connections_lose_nothing_and_repeat_nothing() {
        let world = World::in_a_database().await;
        let Home::Database(schema) = &world.home else { unreachable!("it was opened in a database") };
        let before = world.available().await;
        let payments: Vec<_> = (0..40).map(|_| {
            let request = world.payment(&world.token("multi-use-abt"), "1");
            let (sandbox, call) = (world.sandbox.clone(), world.call());
            tokio::spawn(async move { sandbox.pay(&call, request).await.unwrap().transaction_id })
        }).collect();
        let mut broken = 0;
        while broken < 3 {
            broken += schema.break_connections().await;
            world.available().await;
        }
        let mut ids = HashSet::new();
        for payment in payments {
            ids.insert(payment.await.unwrap());
        }
        assert_eq!(ids.len(), 40);
        // 1.5 % and a cent of each, in whole cents.
        assert_eq!(world.available().await - before, decimal("0.97") * decimal("40"));
        world.check_ledger().await;
    }

    async fn a_connection_that_is_lost_at_the_commit_pays_once() {
        let schema = Schema::new().await;
        let line = Line::to(schema.server()).await;
        let world = World::set_up(Home::Memory, |builder| builder.database(schema.url_by(&line))).await;
        for cut in [Cut::BeforeCommit, Cut::AfterCommit] {
            let before = world.available().await;
            let request = world.payment(&world.token("multi-use-abt"), "10");
            line.cut(cut);
            let paid = world.pay_request(request.clone()).await.unwrap();
            assert!(line.is_cut(), "{cut:?}");
            assert_eq!(world.available().await - before, decimal("9.84"), "{cut:?}");
            assert_eq!(world.pay_request(request).await.unwrap(), paid);
        }
        world.check_ledger().await;
    }

    async fn a_message_is_sent_by_one_of_two_sandboxes() {
        let (one, other) = pair().await;
        let Home::Database(schema) = &one.home else { unreachable!("it was opened in a database") };
        let now = one.now();
        for number in 0..20 {
            write(&one, message(&format!("message-{number}"), Some(now))).await;
        }
        let (stores, mut claimed) = ([&one.sandbox.0.store, &other.sandbox.0.store], Vec::new());
        for _ in 0..5 {
            let (some, others) = tokio::join!(stores[0].claim(now, 3), stores[1].claim(now, 3));
            claimed.extend(some.unwrap());
            claimed.extend(others.unwrap());
        }
        // Those that one passes over because the other is about to take them, nobody loses.
        claimed.extend(stores[1].claim(now, 20).await.unwrap());
        let distinct: HashSet<_> = claimed.iter().collect();
        assert_eq!((claimed.len(), distinct.len()), (20, 20));
        assert_eq!(stores[0].claim(now, 20).await.unwrap(), []);

        // Whoever had leased them is gone, and the minute over.
        schema.execute("update messages set leased_until = leased_until - interval '61 seconds' where number <= 5").await;
        assert_eq!(stores[0].claim(now, 20).await.unwrap().len(), 5);
        // It was not sent, and is to be sent again: that is written, and with it the lease is over.
        write(&other, message("message-9", Some(now))).await;
        let again = stores[1].claim(now, 20).await.unwrap();
        assert_eq!(again.iter().map(|(_, id)| id.as_str()).collect::<Vec<_>>(), ["message-9"]);
    }

    async fn two_sandboxes_that_deliver_at_once_send_each_message_once() {
        // Each waits with the first that it sends until the other has one to send as well.
        let (inboxes, both_send) = ([Inbox::default(), Inbox::default()], Arc::new(Barrier::new(2)));
        let receiver = |inbox: &Inbox| {
            let (inbox, both_send, waits) = (inbox.clone(), Arc::clone(&both_send), AtomicBool::new(true));
            move |request: HttpRequest| {
                let (inbox, both_send, waits) = (inbox.clone(), Arc::clone(&both_send), waits.swap(false, Ordering::SeqCst));
                async move {
                    if waits {
                        both_send.wait().await;
                    }
                    inbox.take_in(&request)
                }
            }
        };
        let [first, second] = inboxes.each_ref().map(receiver);
        let one = World::set_up(Home::Database(Schema::new().await), |builder| builder.notification_http(first)).await;
        let Home::Database(schema) = &one.home else { unreachable!("it was opened in a database") };
        let url = schema.url();
        let other = World::set_up(Home::Memory, |builder| builder.database(url).notification_http(second)).await;
        // More than one of them claims at a time.
        for number in 0..MANY {
            write(&one, notice(number, one.now())).await;
        }
        let (some, others) = tokio::join!(one.sandbox.deliver(), other.sandbox.deliver());
        some.and(others).unwrap();
        let taken = inboxes.map(|inbox| inbox.ids());
        assert!(taken.iter().all(|ids| !ids.is_empty()), "{taken:?}");
        let distinct: HashSet<_> = taken.iter().flatten().collect();
        assert_eq!((taken.concat().len(), distinct.len()), (MANY, MANY));
        assert_eq!(one.sandbox.0.store.claim(one.now() + TimeDelta::days(2), 100).await.unwrap(), []);
    }

    async fn what_one_was_sending_when_it_died_the_other_sends() {
        let (inbox, silent) = (Inbox::default(), Arc::new(Notify::new()));
        let receiver = inbox.clone();
        let answers = move |request: HttpRequest| std::future::ready(receiver.take_in(&request));
        let one = World::set_up(Home::Database(Schema::new().await), |builder| builder.notification_http(answers)).await;
        let Home::Database(schema) = &one.home else { unreachable!("it was opened in a database") };
        // It takes the third, and never answers.
        let (receiver, falls_silent) = (inbox.clone(), Arc::clone(&silent));
        let dies = move |request: HttpRequest| {
            let (answer, is_silent) = (receiver.take_in(&request), receiver.ids().len() == 3);
            let falls_silent = Arc::clone(&falls_silent);
            async move {
                if is_silent {
                    falls_silent.notify_one();
                    std::future::pending::<()>().await;
                }
                answer
            }
        };
        let url = schema.url();
        let dying = World::set_up(Home::Memory, |builder| builder.database(url).notification_http(dies)).await;
        for number in 0..5 {
            write(&one, notice(number, one.now())).await;
        }
        tokio::select! {
            ended = dying.sandbox.deliver() => panic!("it can't end: {ended:?}"),
            () = silent.notified() => drop(dying),
        }
        // What it has leased is nobody else's for a minute.
        one.sandbox.deliver().await.unwrap();
        assert_eq!(inbox.ids(), ["0", "1", "2"]);
        schema.execute("update messages set leased_until = leased_until - interval '61 seconds'").await;
        one.sandbox.deliver().await.unwrap();
        assert_eq!(inbox.ids(), ["0", "1", "2", "2", "3", "4"]);
        one.sandbox.deliver().await.unwrap();
        assert_eq!(inbox.ids().len(), 6);
    }
}

/// Messages: more than a sandbox claims at once.
const MANY: usize = 70;

/// A notification that tells its number.
fn notice(number: usize, due: DateTime<Utc>) -> Message {
    let parameters = vec![("transactionId".to_owned(), number.to_string())];
    let content = Content::Notification { url: "http://127.0.0.1/ipn".to_owned(), parameters };
    Message { content, ..message(&format!("message-{number}"), Some(due)) }
}

/// Takes such notifications in.
#[derive(Clone, Default)]
struct Inbox(Arc<Mutex<Vec<String>>>);

impl Inbox {
    fn take_in(&self, request: &HttpRequest) -> Result<HttpResponse, HttpFailure> {
        let number = url::form_urlencoded::parse(&request.body).find(|(name, _)| name == "transactionId");
        self.0.lock().unwrap().push(number.unwrap().1.into_owned());
        Ok(HttpResponse { status: 200, body: Vec::new() })
    }

    fn ids(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

/// Two sandboxes on one database; it is dropped with the first.
async fn pair() -> (World, World) {
    let one = World::in_a_database().await;
    let Home::Database(schema) = &one.home else { unreachable!("it was opened in a database") };
    let url = schema.url();
    let other = World::set_up(Home::Memory, |builder| builder.database(url)).await;
    (one, other)
}

async fn refusal(url: &str) -> String {
    match tokio::time::timeout(Duration::from_secs(30), Sandbox::builder().database(url).build()).await.unwrap() {
        Err(error @ BuildError::Store(_)) => format!("{error} {error:?}"),
        other => panic!("{other:?}"),
    }
}
