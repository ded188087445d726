//! How messages leave: at least once, in order, and for a day.

use std::{
    future::Future,
    sync::{Arc, Mutex},
};

use tokio::sync::Notify;

use super::{
    notifications::{ACCOUNT_URL, messages, url},
    *,
};
use crate::{
    client::{Client, Endpoint, HttpFailure, HttpRequest, HttpResponse},
    ipn::{Notification, Received, Status, Verifier},
    sandbox::{
        Latency,
        rows::{AttemptOutcome, Message, MessageKind},
    },
    server::Arrived,
};

const OTHER_URL: &str = "http://127.0.0.1:9090/other";

over_stores! {
    async fn what_has_arrived_is_not_sent_again(world: World) {
        let receiver = Receiver::answering(204);
        let world = world.with(receiver.listening()).await;
        let paid = world.pay(&world.token("sender-abt-1"), "1").await.unwrap().transaction_id;
        assert_eq!(receiver.taken(), [""; 0]);
        world.sandbox.deliver().await.unwrap();
        assert_eq!(receiver.taken(), [format!("{ACCOUNT_URL} {paid} SUCCESS")]);
        let [message] = &messages(&world).await[..] else { panic!() };
        assert_eq!((message.delivered, message.due), (Some(world.now()), None));
        assert_eq!(outcomes(message), [AttemptOutcome::Answered(204)]);
        world.pass(TimeDelta::days(2));
        world.sandbox.deliver().await.unwrap();
        assert_eq!(receiver.taken(), [""; 0]);
    }

    async fn a_message_is_tried_for_a_day_and_given_up(world: World) {
        let receiver = Receiver::answering(500);
        let world = world.with(receiver.listening()).await;
        world.pay(&world.token("sender-abt-1"), "1").await.unwrap();
        let start = world.now();
        for minute in 0..=2 * 24 * 60 {
            let is_tried = [0, 1, 6, 21, 51, 111, 231, 471, 951, 1431].contains(&minute);
            // What is due in between, and the time just before and after, is what matters.
            if is_tried || minute % 60 == 59 {
                world.clock.set(start + TimeDelta::minutes(minute) - TimeDelta::milliseconds(1));
                world.sandbox.deliver().await.unwrap();
                assert_eq!(receiver.taken().len(), 0, "before minute {minute}");
                world.pass(TimeDelta::milliseconds(1));
                world.sandbox.deliver().await.unwrap();
                assert_eq!(receiver.taken().len(), usize::from(is_tried), "minute {minute}");
            }
        }
        let [message] = &messages(&world).await[..] else { panic!() };
        assert_eq!((message.delivered, message.due, message.attempts.len()), (None, None, 10));
        assert_eq!(message.attempts[9].at, start + TimeDelta::minutes(1431));
    }

    async fn a_restart_goes_on_where_it_was(world: World) {
        let receiver = Receiver::answering(500);
        let world = world.with(receiver.listening()).await;
        if matches!(world.home, Home::Memory) {
            return;
        }
        world.pay(&world.token("sender-abt-1"), "1").await.unwrap();
        world.sandbox.deliver().await.unwrap();
        receiver.answer_now(200);
        let world = world.with(receiver.listening()).await;
        world.sandbox.deliver().await.unwrap();
        assert_eq!(receiver.taken().len(), 1);
        world.pass(TimeDelta::minutes(1));
        world.sandbox.deliver().await.unwrap();
        let [message] = &messages(&world).await[..] else { panic!() };
        assert_eq!(outcomes(message), [AttemptOutcome::Answered(500), AttemptOutcome::Answered(200)]);
    }

    async fn what_was_sent_and_not_noted_is_sent_again(world: World) {
        let receiver = Receiver::answering(200);
        let posted = Arc::new(Notify::new());
        let (silent, seen) = (receiver.clone(), Arc::clone(&posted));
        let dies = move |request: HttpRequest| {
            let answer = silent.take_in(&request);
            seen.notify_one();
            async {
                std::future::pending::<()>().await;
                answer
            }
        };
        let world = world.with(|builder| builder.notification_url(ACCOUNT_URL).notification_http(dies)).await;
        // In memory nothing outlives a program; a database lets nobody else have for a minute what one has claimed.
        if !matches!(world.home, Home::Folder(_)) {
            return;
        }
        world.pay(&world.token("sender-abt-1"), "1").await.unwrap();
        tokio::select! {
            _ = world.sandbox.deliver() => panic!("it can't end"),
            () = posted.notified() => {}
        }
        let world = world.with(receiver.listening()).await;
        world.sandbox.deliver().await.unwrap();
        let taken = receiver.taken();
        assert_eq!(taken.len(), 2);
        assert_eq!(taken[0], taken[1]);
        assert!(messages(&world).await[0].delivered.is_some());
    }

    async fn what_was_sent_before_a_reset_is_noted_at_no_other_message(world: World) {
        let receiver = Receiver::answering(200);
        let (world, posted, answer) = world.with_slow(&receiver).await;
        world.pay(&world.token("sender-abt-1"), "1").await.unwrap();
        let [before] = &messages(&world).await[..] else { panic!() };
        let reset = async {
            posted.notified().await;
            world.sandbox.reset().await.unwrap();
            world.pay(&world.token("sender-abt-1"), "2").await.unwrap();
            answer.notify_one();
        };
        let (replayed, ()) = tokio::join!(world.sandbox.replay(None, &before.id), reset);
        assert_eq!(replayed.unwrap(), AttemptOutcome::Answered(200));
        let [after] = &messages(&world).await[..] else { panic!() };
        assert_eq!((&after.id, after.delivered), (&before.id, None));
        assert_eq!(outcomes(after), []);
    }

    async fn a_reset_waits_for_what_is_being_sent(world: World) {
        let receiver = Receiver::answering(200);
        let (world, posted, answer) = world.with_slow(&receiver).await;
        world.pay(&world.token("sender-abt-1"), "1").await.unwrap();
        // The very same message comes again.
        let reset = async {
            posted.notified().await;
            let reset = async {
                world.sandbox.reset().await.unwrap();
                world.pay(&world.token("sender-abt-1"), "1").await.unwrap();
            };
            tokio::join!(reset, async { answer.notify_one() });
        };
        let (delivered, ()) = tokio::join!(world.sandbox.deliver(), reset);
        delivered.unwrap();
        let [message] = &messages(&world).await[..] else { panic!() };
        assert_eq!(outcomes(message), []);
    }

    async fn a_message_is_sent_again_by_hand(world: World) {
        let receiver = Receiver::answering(500);
        let world = world.with(receiver.listening()).await;
        world.pay(&world.token("sender-abt-1"), "1").await.unwrap();
        let id = messages(&world).await[0].id.clone();
        // Before it was ever due, in vain: it is still tried as if nothing had happened.
        let due = messages(&world).await[0].due;
        world.clock.set(due.unwrap() - TimeDelta::seconds(1));
        assert_eq!(world.sandbox.replay(None, &id).await.unwrap(), AttemptOutcome::Answered(500));
        assert_eq!(messages(&world).await[0].due, due);

        receiver.answer_now(200);
        world.pass(TimeDelta::seconds(1));
        let first = world.now();
        for _ in 0..2 {
            assert!(world.sandbox.replay(None, &id).await.unwrap().has_arrived());
            world.pass(TimeDelta::minutes(1));
        }
        let [message] = &messages(&world).await[..] else { panic!() };
        assert_eq!((message.delivered, message.due, message.attempts.len()), (Some(first), None, 3));
        world.sandbox.deliver().await.unwrap();
        assert_eq!(receiver.taken().len(), 3);

        refused(world.sandbox.replay(None, "nothing").await, ErrorCode::InvalidParams);
        refused(world.sandbox.replay(Some("AKIANOBODY"), &id).await, ErrorCode::InvalidParams);
    }

    async fn the_oldest_comes_first(world: World) {
        let receiver = Receiver::answering(200);
        let world = world.with(receiver.listening()).await;
        let mut expected = Vec::new();
        for _ in 0..5 {
            // All at the same moment.
            let paid = world.pay(&world.token("multi-use-abt"), "1").await.unwrap().transaction_id;
            expected.push(format!("{ACCOUNT_URL} {paid} SUCCESS"));
        }
        let world = world.with_latency(Latency::ZERO, &receiver).await;
        if matches!(world.home, Home::Memory) {
            expected.clear();
        }
        let paid = world.pay(&world.token("sender-cc-1"), "1").await.unwrap().transaction_id;
        world.pass(TimeDelta::seconds(1));
        world.sandbox.tick().await.unwrap();
        expected.push(format!("{ACCOUNT_URL} {paid} PENDING"));
        expected.push(format!("{ACCOUNT_URL} {paid} SUCCESS"));
        world.sandbox.deliver().await.unwrap();
        assert_eq!(receiver.taken(), expected);
    }

    async fn a_receiver_that_is_away_gets_everything_in_order_when_it_is_back(world: World) {
        let receiver = Receiver::answering(200);
        let world = world.with(receiver.listening()).await;
        receiver.be_away();
        let mut expected = Vec::new();
        for _ in 0..3 {
            let paid = world.pay(&world.token("multi-use-abt"), "1").await.unwrap().transaction_id;
            expected.push(format!("{ACCOUNT_URL} {paid} SUCCESS"));
        }
        world.sandbox.deliver().await.unwrap();
        // It was asked once.
        assert_eq!(receiver.taken().len(), 1);
        let failed = |message: &Message| matches!(&outcomes(message)[..], [AttemptOutcome::Failed(why)] if why.contains("no connection: away"));
        assert!(messages(&world).await.iter().all(failed));

        receiver.answer_now(200);
        world.pass(TimeDelta::minutes(1));
        world.sandbox.deliver().await.unwrap();
        assert_eq!(receiver.taken(), expected);
    }

    async fn a_message_that_is_refused_does_not_hold_up_the_next(world: World) {
        let receiver = Receiver::answering(302);
        let world = world.with(receiver.listening()).await;
        for _ in 0..2 {
            world.pay(&world.token("multi-use-abt"), "1").await.unwrap();
        }
        world.sandbox.deliver().await.unwrap();
        assert_eq!(receiver.taken().len(), 2);
        for message in messages(&world).await {
            assert_eq!(outcomes(&message), [AttemptOutcome::Answered(302)]);
        }
    }

    async fn a_slow_receiver_does_not_hold_up_another(world: World) {
        let other_was_posted = Arc::new(Notify::new());
        let slow = move |request: HttpRequest| {
            let other_was_posted = Arc::clone(&other_was_posted);
            async move {
                match request.url == OTHER_URL {
                    true => other_was_posted.notify_one(),
                    false => other_was_posted.notified().await,
                }
                Ok(HttpResponse { status: 200, body: Vec::new() })
            }
        };
        let world = world.with(|builder| builder.notification_url(ACCOUNT_URL).notification_http(slow)).await;
        world.pay(&world.token("multi-use-abt"), "1").await.unwrap();
        let request = world.payment(&world.token("multi-use-abt"), "1").override_ipn_url(OTHER_URL);
        world.pay_request(request).await.unwrap();
        world.sandbox.deliver().await.unwrap();
        assert!(messages(&world).await.iter().all(|message| message.delivered.is_some()));
    }

    async fn nothing_leaves_this_machine_unless_it_may(world: World) {
        let receiver = Receiver::answering(200);
        let world = world.with(receiver.listening()).await;
        let places = ["http://203.0.113.7/ipn", "http://[2001:db8::1]/ipn", "http://[::ffff:203.0.113.7]:8080/ipn"];
        for place in places {
            let request = world.payment(&world.token("multi-use-abt"), "1").override_ipn_url(place);
            world.pay_request(request).await.unwrap();
        }
        world.sandbox.deliver().await.unwrap();
        assert_eq!(receiver.taken(), [""; 0]);
        for (message, place) in messages(&world).await.iter().zip(places) {
            assert_eq!(url(message), place);
            let why = "not a loopback address: start with --notify-anywhere".to_owned();
            assert_eq!(outcomes(message), [AttemptOutcome::Failed(why)]);
        }
        for here in ["http://127.0.0.2/ipn", "http://[::1]/ipn", "http://[::ffff:127.0.0.1]/ipn", "http://localhost/ipn"] {
            let request = world.payment(&world.token("multi-use-abt"), "1").override_ipn_url(here);
            world.pay_request(request).await.unwrap();
        }
        world.sandbox.deliver().await.unwrap();
        assert_eq!(receiver.taken().len(), 4);

        let anywhere = receiver.listening();
        let world = world.with(|builder| anywhere(builder).notify_anywhere(true)).await;
        let request = world.payment(&world.token("multi-use-abt"), "1").override_ipn_url(places[0]);
        world.pay_request(request).await.unwrap();
        world.sandbox.deliver().await.unwrap();
        assert_eq!(receiver.taken().len(), 1);
    }

    async fn a_delivered_notification_is_verified_both_ways_and_a_changed_one_is_not(world: World) {
        let receiver = Receiver::answering(200);
        let world = world.with(receiver.listening()).await;
        let paid = world.pay(&world.token("sender-abt-1"), "1").await.unwrap().transaction_id;
        world.sandbox.deliver().await.unwrap();
        let body = receiver.bodies().remove(0);
        let forged = body.replace("USD%201.00", "USD%209.00");
        assert_ne!(body, forged);

        let client = client(&world);
        let received = |body: &str| Received::parse(body.as_bytes()).unwrap();
        for url in [ACCOUNT_URL, OTHER_URL] {
            let verified = received(&body).verify_with(&client, url).await;
            assert_eq!(verified.is_ok(), url == ACCOUNT_URL, "{verified:?}");
        }
        let error = received(&forged).verify_with(&client, ACCOUNT_URL).await.unwrap_err();
        assert!(error.to_string().contains("has not signed"), "{error}");
        let old = body.replace("signatureVersion=2", "signatureVersion=1");
        let error = received(&old).verify_with(&client, ACCOUNT_URL).await.unwrap_err();
        assert!(error.to_string().contains("signatureVersion in 'HttpParameters' must be 2."), "{error}");

        let pem = world.sandbox.notification_certificate().pem();
        let clock = world.clock.clone();
        let verifier = Verifier::with_http(move |_| {
            let body = pem.clone().into_bytes();
            async { Ok(HttpResponse { status: 200, body }) }
        });
        let verifier = verifier.clock(move || crate::sandbox::Clock::now(&clock));
        let verified = verifier.verify(ACCOUNT_URL, body.as_bytes()).await.unwrap();
        let Notification::Transaction(notice) = verified else { panic!("{verified:?}") };
        assert_eq!((notice.transaction_id, notice.status), (paid, Status::Success));
        assert!(verifier.verify(ACCOUNT_URL, forged.as_bytes()).await.is_err());
    }
}

#[tokio::test]
async fn a_notification_is_a_form_over_http() {
    use axum::{Router, http::HeaderMap, routing::post};

    let (sender, mut receiver) = tokio::sync::mpsc::unbounded_channel();
    let take_in = move |headers: HeaderMap, body: String| {
        sender.send((headers, body)).unwrap();
        async { "taken" }
    };
    let elsewhere = || async { axum::response::Redirect::temporary("/ipn") };
    let routes = Router::new().route("/ipn", post(take_in)).route("/moved", post(elsewhere));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, routes).await });

    let world = World::in_memory().await;
    let urls =
        [format!("http://{address}/ipn?shop=1"), format!("http://{address}/moved"), "http://127.0.0.1:1/".to_owned()];
    for url in &urls {
        let request = world.payment(&world.token("multi-use-abt"), "1").override_ipn_url(url);
        world.pay_request(request).await.unwrap();
    }
    world.sandbox.deliver().await.unwrap();

    let (headers, body) = receiver.recv().await.unwrap();
    assert_eq!(headers["content-type"], "application/x-www-form-urlencoded; charset=utf-8");
    let certificate = world.sandbox.notification_certificate();
    Received::parse(body.as_bytes()).unwrap().verify(certificate, &urls[0]).unwrap();
    assert!(receiver.try_recv().is_err(), "a redirect was followed");
    let all = messages(&world).await;
    assert_eq!(outcomes(&all[0]), [AttemptOutcome::Answered(200)]);
    assert_eq!(outcomes(&all[1]), [AttemptOutcome::Answered(307)]);
    assert!(
        matches!(&outcomes(&all[2])[..], [AttemptOutcome::Failed(why)] if why.starts_with("no connection")),
        "{:?}",
        all[2].attempts
    );
}

/// Takes notifications in, and answers as it is told.
#[derive(Clone)]
struct Receiver(Arc<Mutex<Desk>>);

struct Desk {
    answer: Result<u16, HttpFailure>,
    taken: Vec<(String, String)>,
}

impl Receiver {
    fn answering(status: u16) -> Self {
        Self(Arc::new(Mutex::new(Desk { answer: Ok(status), taken: Vec::new() })))
    }

    fn answer_now(&self, status: u16) {
        self.0.lock().unwrap().answer = Ok(status);
    }

    fn be_away(&self) {
        self.0.lock().unwrap().answer = Err(HttpFailure::Connect("away".to_owned()));
    }

    fn take_in(&self, request: &HttpRequest) -> Result<HttpResponse, HttpFailure> {
        assert_eq!(request.method, "POST");
        let mut desk = self.0.lock().unwrap();
        desk.taken.push((request.url.clone(), String::from_utf8(request.body.clone()).unwrap()));
        desk.answer.clone().map(|status| HttpResponse { status, body: b"never looked at".to_vec() })
    }

    fn http(
        &self,
    ) -> impl Fn(HttpRequest) -> std::future::Ready<Result<HttpResponse, HttpFailure>> + Send + Sync + 'static {
        let receiver = self.clone();
        move |request| std::future::ready(receiver.take_in(&request))
    }

    /// Has everything sent to it.
    fn listening(&self) -> impl FnOnce(Builder) -> Builder + 'static {
        let http = self.http();
        move |builder| builder.notification_url(ACCOUNT_URL).notification_http(http)
    }

    fn bodies(&self) -> Vec<String> {
        self.drain().into_iter().map(|(_, body)| body).collect()
    }

    /// The URL, the transaction and its status of each notification that came since the last time.
    fn taken(&self) -> Vec<String> {
        let tell = |(url, body): (String, String)| match Received::parse(body.as_bytes()).unwrap().unverified() {
            Notification::Transaction(notice) => format!("{url} {} {}", notice.transaction_id, notice.status),
            other => panic!("{other:?}"),
        };
        self.drain().into_iter().map(tell).collect()
    }

    fn drain(&self) -> Vec<(String, String)> {
        std::mem::take(&mut self.0.lock().unwrap().taken)
    }
}

impl World {
    /// With a receiver that tells when something was posted, and answers when it is told to.
    async fn with_slow(self, receiver: &Receiver) -> (Self, Arc<Notify>, Arc<Notify>) {
        let (posted, answer) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let (receiver, seen, told) = (receiver.clone(), Arc::clone(&posted), Arc::clone(&answer));
        let slow = move |request: HttpRequest| {
            let (reply, seen, told) = (receiver.take_in(&request), Arc::clone(&seen), Arc::clone(&told));
            async move {
                seen.notify_one();
                told.notified().await;
                reply
            }
        };
        let mut world = self.with(|builder| builder.notification_url(ACCOUNT_URL).notification_http(slow)).await;
        // What was kept from before a restart has ids that no reset makes again.
        world.sandbox.reset().await.unwrap();
        world.seed = world.sandbox.seed().await.unwrap();
        (world, posted, answer)
    }

    fn with_latency(self, latency: Latency, receiver: &Receiver) -> impl Future<Output = Self> {
        let listening = receiver.listening();
        self.with(move |builder| listening(builder).latency(latency))
    }
}

pub(super) fn outcomes(message: &Message) -> Vec<AttemptOutcome> {
    assert_eq!(message.kind(), MessageKind::Notification);
    message.attempts.iter().map(|attempt| attempt.outcome.clone()).collect()
}

/// A client that calls the sandbox without a network.
fn client(world: &World) -> Client {
    let front = Arc::new(world.sandbox.front());
    let clock = world.clock.clone();
    let caller = &world.sandbox.callers()[0];
    let send = move |request: HttpRequest| {
        let front = Arc::clone(&front);
        async move {
            let reply = front
                .answer(Arrived {
                    method: request.method.to_owned(),
                    scheme: "http",
                    host: "127.0.0.1".to_owned(),
                    path: "/".to_owned(),
                    content_type: "application/x-www-form-urlencoded".to_owned(),
                    body: request.body,
                    ..Arrived::default()
                })
                .await;
            Ok(HttpResponse { status: reply.status, body: reply.body.into_bytes() })
        }
    };
    let credentials = crate::client::Credentials::new(&caller.access_key_id, &caller.secret_access_key);
    let builder = Client::builder().endpoint(Endpoint::url("http://127.0.0.1/").unwrap()).credentials(credentials);
    builder.http(send).clock(move || crate::sandbox::Clock::now(&clock)).build().unwrap()
}
