//! What is told of the objects of Amazon Pay, where, and how it is signed and sent.

use std::sync::{Arc, Mutex};

use super::{deliveries::outcomes, notifications::ACCOUNT_URL, *};
use crate::{
    amazon_pay::{
        self, AuthorizeRequest, CaptureState as ToldCaptureState, ConfirmOrderReferenceRequest, Environment,
        OrderReferenceAttributes, Service as _, SetOrderReferenceDetailsRequest,
        notification::{Content as Told, EventType, Notification, Received, Verifier, VerifyError},
    },
    client::{HttpRequest, HttpResponse},
    money::Price,
    sandbox::{
        AccountChange, Setting,
        amazon_pay::{
            merchants,
            rows::{self, *},
            rules::{self, On},
        },
        books::Books,
        rows::{About, Attempt, AttemptOutcome, Content, Key, Message, MessageFilter, Need, Query, Row},
    },
    server::Seller,
};

const SELLER: &str = "A2K7NDRCTOTPW9";
const ORDER: &str = "S01-1234567-1234567";
const AGREEMENT: &str = "C01-1234567-1234567";
const ELSEWHERE: &str = "http://127.0.0.1:9090/pay";

over_stores! {
    async fn every_state_but_a_draft_is_told_in_order(world: World) {
        let world = listened_to(world).await;
        let start = world.now();
        let later = start + TimeDelta::minutes(1);
        world.put(move |_| {
            let mut order = order(start);
            order.status.enter(OrderState::Open, start, None);
            vec![order.into()]
        }).await;
        world.pass(TimeDelta::minutes(1));
        world.put(move |books| {
            let mut order = books.order_reference(ORDER).unwrap().unwrap();
            order.status.enter(OrderState::Suspended, later, Reason::InvalidPaymentMethod);
            order.status.enter(OrderState::Open, later, None);
            vec![order.into()]
        }).await;
        let all = told(&world).await;
        let states: Vec<_> = all.iter().map(|told| (told.content.state().unwrap(), told.timestamp.unwrap())).collect();
        assert_eq!(states, [("Open", start), ("Suspended", later), ("Open", later)]);
        let Told::OrderReference(suspended) = &all[1].content else { panic!() };
        assert_eq!(suspended.order_reference_status.reason_code, Some("InvalidPaymentMethod".into()));
        assert_eq!(suspended.order_reference_status.last_update_timestamp, Some(later));
        assert_eq!(suspended.order_total, Some(Price::usd(decimal("272.62"))));
        let attributes = suspended.seller_order_attributes.as_ref().unwrap();
        assert_eq!(attributes.seller_id.as_deref(), Some(SELLER));
        assert_eq!(attributes.seller_order_id.as_deref(), Some("order-1"));
        assert_eq!(suspended.expiration_timestamp, Some(start + TimeDelta::days(180)));
        for notification in &all {
            assert_eq!((notification.seller_id.as_str(), notification.release_environment), (SELLER, Environment::Sandbox));
            assert_eq!((notification.is_sample, &notification.event_type), (false, &None));
        }
        // What nothing has happened to is not told, whatever else is written.
        let before = all.len();
        world.put(move |books| {
            let mut order = books.order_reference(ORDER).unwrap().unwrap();
            order.terms.seller_note = Some("a note".to_owned());
            vec![order.into()]
        }).await;
        assert_eq!(told(&world).await.len(), before);
    }

    async fn a_payment_is_told_from_its_authorization_to_its_refund(world: World) {
        let world = listened_to(world).await;
        let at = world.now();
        world.put(move |_| vec![
            authorization(at).into(), capture(at).into(), refund(at).into(), credit(at).into(), reversal(at).into(),
        ]).await;
        let told = told(&world).await;
        let gist: Vec<_> = told.iter().map(|told| {
            (told.content.notification_type(), told.content.object_id().unwrap(), told.content.state().unwrap())
        }).collect();
        assert_eq!(gist, [
            ("PaymentAuthorize", "S01-1234567-1234567-A000001", "Pending"),
            ("PaymentAuthorize", "S01-1234567-1234567-A000001", "Closed"),
            ("PaymentCapture", "S01-1234567-1234567-C000001", "Completed"),
            ("PaymentRefund", "S01-1234567-1234567-R000001", "Pending"),
            ("PaymentRefund", "S01-1234567-1234567-R000001", "Declined"),
            ("ProviderCredit", "S01-1234567-1234567-P000001", "Closed"),
            ("ProviderCreditReversal", "S01-1234567-1234567-Q000001", "Completed"),
        ]);
        let Told::Authorization(authorization) = &told[1].content else { panic!() };
        assert_eq!(authorization.authorization_status.reason_code, Some("MaxCapturesProcessed".into()));
        assert_eq!(authorization.captured_amount, Some(Price::usd(94)));
        assert_eq!(authorization.id_list, ["S01-1234567-1234567-C000001".into()]);
        assert_eq!((authorization.capture_now, authorization.soft_decline), (Some(true), Some(false)));
        let Told::Capture(capture) = &told[2].content else { panic!() };
        assert_eq!((&capture.capture_amount, &capture.capture_fee), (&Price::usd(94), &Some(Price::usd(decimal("2.9")))));
        assert_eq!((&capture.refunded_amount, capture.id_list.len()), (&Some(Price::usd(10)), 1));
        let Told::Refund(refund) = &told[4].content else { panic!() };
        assert_eq!((&refund.refund_amount, &refund.fee_refunded), (&Price::usd(10), &Some(Price::usd(decimal("0.29")))));
        assert_eq!(refund.refund_type, Some("SellerInitiated".into()));
        assert_eq!(refund.refund_status.reason_description.as_deref(), Some("It was refused."));
        let Told::ProviderCredit(credit) = &told[5].content else { panic!() };
        assert_eq!((credit.provider_seller_id.as_str(), &credit.credit_reversal_amount), ("APROVIDER", &Some(Price::usd(1))));
        let Told::ProviderCreditReversal(reversal) = &told[6].content else { panic!() };
        assert_eq!(reversal.credit_reversal_note.as_deref(), Some("too much"));
    }

    async fn a_chargeback_is_told_beside_its_refund(world: World) {
        let world = listened_to(world).await;
        let at = world.now();
        world.put(move |_| vec![capture(at).into()]).await;
        world.put(move |_| vec![Refund { refund_type: "Chargeback".to_owned(), ..refund(at) }.into()]).await;
        let [_, first, rest @ ..] = &told(&world).await[..] else { panic!() };
        let Told::Chargeback(chargeback) = &first.content else { panic!("{first:?}") };
        assert_eq!((chargeback.amazon_chargeback_id.as_str(), chargeback.amazon_order_reference_id.as_str()),
            ("S01-1234567-1234567-R000001", ORDER));
        assert_eq!((chargeback.amazon_capture_reference_id.as_str(), &chargeback.chargeback_amount), ("c1", &Price::usd(10)));
        assert_eq!((chargeback.chargeback_state.as_str(), chargeback.creation_timestamp), ("RECEIVED", at));
        assert!(rest.iter().all(|told| matches!(told.content, Told::Refund(_))) && rest.len() == 2, "{rest:?}");
    }

    async fn what_a_buyer_changes_on_an_agreement_is_told_by_its_event(world: World) {
        let world = listened_to(world).await;
        let at = world.now();
        world.put(move |_| vec![agreement(at).into()]).await;
        assert_eq!(told(&world).await, []);
        type Change = fn(&mut BillingAgreement);
        let changes: [(Change, &[EventType]); 7] = [
            (|agreement| agreement.wallet.payments_chosen += 1, &[]),
            (|agreement| agreement.status.enter(AgreementState::Open, agreement.created, None),
                &[EventType::BillingAgreementStatusUpdated]),
            (|agreement| agreement.wallet.payments_chosen += 1, &[EventType::PaymentMethodUpdated]),
            (|agreement| agreement.wallet.destination = Some(Address::default()), &[EventType::AddressUpdated]),
            (|agreement| {
                agreement.wallet.payments_chosen += 1;
                agreement.wallet.destination = None;
            }, &[EventType::AddressAndPaymentMethodUpdated]),
            (|agreement| agreement.terms.seller_note = Some("a note".to_owned()), &[]),
            (|agreement| {
                agreement.wallet.payments_chosen += 1;
                agreement.status.enter(AgreementState::Closed, agreement.created, Reason::SellerClosed);
            }, &[EventType::PaymentMethodUpdated, EventType::BillingAgreementStatusUpdated]),
        ];
        let mut known = 0;
        for (number, (change, expected)) in changes.into_iter().enumerate() {
            world.put(move |books| {
                let mut agreement = books.billing_agreement(AGREEMENT).unwrap().unwrap();
                change(&mut agreement);
                vec![agreement.into()]
            }).await;
            let told = told(&world).await;
            let events: Vec<_> = told[known..].iter().map(|told| told.event_type.clone().unwrap()).collect();
            assert_eq!(events, expected, "{number}");
            known = told.len();
        }
        let told = told(&world).await;
        let Told::BillingAgreement(closed) = &told[known - 1].content else { panic!() };
        let limits = closed.billing_agreement_limits.as_ref().unwrap();
        assert_eq!((&limits.amount_limit_per_time_period, &limits.current_remaining_balance), (&Price::usd(500), &Price::usd(420)));
        assert_eq!(limits.time_period_start_date.to_rfc3339(), "2012-03-01T00:00:00+00:00");
        assert_eq!(closed.billing_agreement_status.reason_code, Some("SellerClosed".into()));
        assert_eq!(closed.billing_agreement_status.last_update_timestamp, Some(at));
        assert_eq!(closed.seller_billing_agreement_attributes.as_ref().unwrap().seller_id.as_deref(), Some(SELLER));
    }

    async fn a_merchant_is_told_of_an_environment_where_he_has_said_there(world: World) {
        let world = world.with(|builder| builder.notification_url(ACCOUNT_URL)).await;
        let at = world.now();
        for (digit, environment, place) in [
            (1, None, ELSEWHERE),
            (2, Some(Environment::Sandbox), ELSEWHERE),
            (3, Some(Environment::Live), ACCOUNT_URL),
        ] {
            world.put(move |_| {
                let mut merchant = merchant(&[(ELSEWHERE, &["ALL"])]);
                merchant.notifications[0].environment = environment;
                let mut capture = capture(at);
                assert_eq!(capture.environment, Environment::Sandbox);
                capture.id = format!("{ORDER}-C00000{digit}");
                vec![merchant.into(), capture.into()]
            }).await;
            assert_eq!(messages(&world).await.last().map(url), Some(place), "{environment:?}");
        }
        assert_eq!(messages(&world).await.len(), 3);
    }

    async fn a_merchant_is_told_where_and_of_what_he_wants(world: World) {
        let at = world.now();
        // Nobody has said where.
        world.put(move |_| vec![merchant(&[]).into(), capture(at).into()]).await;
        assert_eq!(messages(&world).await.len(), 0);

        let world = world.with(|builder| builder.notification_url(ACCOUNT_URL)).await;
        let mut number = 10;
        let mut told_at = async |configured: &'static [(&'static str, &'static [&'static str])]| {
            number += 1;
            let before = messages(&world).await.len();
            world.put(move |_| {
                let (mut capture, mut refund) = (capture(at), refund(at));
                refund.status = Status::new(RefundState::Completed, at);
                capture.id = format!("{ORDER}-C0000{number}");
                refund.id = format!("{ORDER}-R0000{number}");
                vec![merchant(configured).into(), capture.into(), refund.into()]
            }).await;
            let messages = messages(&world).await.split_off(before);
            messages.iter().map(|message| {
                let told = notification(message);
                format!("{} {}", told.content.notification_type(), url(message))
            }).collect::<Vec<_>>()
        };
        let both = [format!("PaymentCapture {ACCOUNT_URL}"), format!("PaymentRefund {ACCOUNT_URL}")];
        assert_eq!(told_at(&[]).await, both);
        assert_eq!(told_at(&[(ELSEWHERE, &["PAYMENT_REFUND"])]).await, [format!("PaymentRefund {ELSEWHERE}")]);
        assert_eq!(told_at(&[(ELSEWHERE, &["ORDER_REFERENCE", "BILLING_AGREEMENT"])]).await, [""; 0]);
        assert_eq!(
            told_at(&[(ELSEWHERE, &["PAYMENT_CAPTURE"]), (ACCOUNT_URL, &["ALL"])]).await,
            [format!("PaymentCapture {ELSEWHERE}"), both[0].clone(), both[1].clone()],
        );
        // One thing that is told twice has one name.
        let all = messages(&world).await;
        let [.., elsewhere, here, _] = &all[..] else { panic!() };
        assert_eq!(notification(elsewhere).reference_id, notification(here).reference_id);
        assert_ne!(elsewhere.id, here.id);

        let own = "http://127.0.0.1:9090/own";
        let change = AccountChange { notification_url: Setting::To(own.to_owned()), ..AccountChange::default() };
        world.sandbox.alter_account("shop", change).await.unwrap();
        world.put(move |_| vec![merchant(&[]).into(), credit(at).into()]).await;
        assert_eq!(messages(&world).await.last().map(|message| url(message).to_owned()).as_deref(), Some(own));
    }

    async fn a_sale_is_told_from_the_confirmation_to_the_refund(world: World) {
        let world = world.with(|builder| builder.notification_url(ACCOUNT_URL)).await;
        let (sandbox, call) = (&world.sandbox, world.pay_call());
        let seller = call.seller.as_ref().unwrap().seller_id.clone();
        let tenant = Tenant::of(&world.seed.callers[0].access_key_id);
        let id = sandbox.change_at(&tenant, world.now(), move |books| {
            let merchant = books.merchant(&seller)?.unwrap();
            let address = Address { country_code: "US".to_owned(), ..Address::default() };
            let payment = rows::PaymentMethod {
                name: "Visa".to_owned(), account_number_tail: "11".to_owned(), behaviour: Behaviour::Approved,
            };
            let wallet = Wallet { destination: Some(address), payment: Some(payment), ..wallet() };
            let on = On { merchant, environment: Environment::Sandbox };
            Ok(rules::order::create(books, &on, wallet, None)?.id)
        });
        let id = id.await.unwrap();
        let attributes = OrderReferenceAttributes {
            order_total: Price::usd(94),
            platform_id: None,
            seller_note: None,
            request_payment_authorization: None,
            seller_order_attributes: None,
        };
        sandbox.set_order_reference_details(&call, SetOrderReferenceDetailsRequest::new(&*id, attributes)).await.unwrap();
        assert_eq!(told(&world).await, [], "a draft is told nobody");
        sandbox.confirm_order_reference(&call, ConfirmOrderReferenceRequest::new(&*id)).await.unwrap();
        let request = AuthorizeRequest::new(&*id, "a1", Price::usd(94)).transaction_timeout(0).capture_now(true);
        let details = amazon_pay::Service::authorize(sandbox, &call, request).await.unwrap().authorization_details;
        let request = amazon_pay::RefundRequest::new(&details.id_list[0], "r1", Price::usd(10));
        amazon_pay::Service::refund(sandbox, &call, request).await.unwrap();
        world.finish().await;

        let told = told(&world).await;
        let states: Vec<_> = told.iter().map(|told| format!(
            "{} {} {}", told.content.notification_type(), told.content.reference_id().unwrap_or("-"), told.content.state().unwrap(),
        )).collect();
        assert_eq!(states, [
            "OrderReferenceNotification - Open",
            "PaymentCapture a1 Completed",
            "PaymentAuthorize a1 Closed",
            "PaymentRefund r1 Pending",
            "PaymentRefund r1 Completed",
        ]);
        // What is told is what is answered.
        let request = amazon_pay::GetRefundDetailsRequest::new(told[4].content.object_id().unwrap());
        let answered = sandbox.get_refund_details(&call, request).await.unwrap().refund_details;
        let Told::Refund(refund) = &told[4].content else { panic!() };
        assert_eq!((&refund.refund_status, &refund.fee_refunded), (&answered.refund_status, &answered.fee_refunded));
    }

    async fn what_is_sent_is_signed_by_sns(world: World) {
        let receiver = Receiver::default();
        let world = listened_to(world).await.with(receiver.listening()).await;
        let at = world.now();
        world.put(move |_| vec![merchant(&[]).into(), capture(at).into()]).await;
        world.sandbox.deliver().await.unwrap();
        let [request] = &receiver.taken()[..] else { panic!() };
        let header = |name| request.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
        assert_eq!(header("Content-Type"), Some("text/plain; charset=UTF-8"));
        assert_eq!(header("x-amz-sns-message-type"), Some("Notification"));
        let received = Received::parse(header("x-amz-sns-message-type"), &request.body).unwrap();
        assert_eq!(header("x-amz-sns-message-id"), Some(received.message_id()));
        assert_eq!(header("x-amz-sns-topic-arn"), Some("arn:aws:sns:us-east-1:291180941288:A3BXB0YN3XH17HA2K7NDRCTOTPW9"));
        assert_eq!((received.topic_arn(), received.sent()), (header("x-amz-sns-topic-arn").unwrap(), at));

        let certificate = world.sandbox.sns_certificate().await.unwrap();
        assert_eq!(certificate.subject(), "CN=sns.amazonaws.com");
        let pem = certificate.pem();
        let clock = world.clock.clone();
        let verifier = Verifier::with_http(move |request: HttpRequest| {
            assert_eq!(request.url, "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-00000000000000000000000000000000.pem");
            let body = pem.clone().into_bytes();
            async { Ok(HttpResponse { status: 200, body }) }
        });
        let verifier = verifier.clock(move || crate::sandbox::Clock::now(&clock));
        let told = verifier.verify(Some("Notification"), &request.body).await.unwrap();
        let Told::Capture(capture) = told.content else { panic!() };
        assert_eq!(capture.capture_status.state, ToldCaptureState::Completed);
        let dearer = String::from_utf8(request.body.clone()).unwrap().replace("94.0", "99.0");
        assert_eq!(verifier.verify(None, dearer.as_bytes()).await, Err(VerifyError::Mismatch));

        let [message] = &messages(&world).await[..] else { panic!() };
        assert_eq!((message.delivered, message.due), (Some(at), None));
        assert_eq!(message.about, About::AmazonPay(format!("{ORDER}-C000001")));
        assert!(world.sandbox.replay(None, &message.id).await.unwrap().has_arrived());
        let [again] = &receiver.taken()[..] else { panic!() };
        assert_eq!(again.body, request.body);
    }

    async fn what_does_not_arrive_is_sent_again_every_hour_for_two_weeks(world: World) {
        let receiver = Receiver::default();
        receiver.answer_now(500);
        let world = listened_to(world).await.with(receiver.listening()).await;
        let start = world.now();
        world.put(move |_| vec![merchant(&[]).into(), capture(start).into()]).await;
        // The last of them by hand, lest a year passes.
        for hour in [0, 1, 2, 3, 14 * 24, 14 * 24 + 1] {
            world.clock.set(start + TimeDelta::hours(hour) - TimeDelta::milliseconds(1));
            world.sandbox.deliver().await.unwrap();
            assert_eq!(receiver.taken().len(), 0, "before hour {hour}");
            world.pass(TimeDelta::milliseconds(1));
            world.sandbox.deliver().await.unwrap();
            assert_eq!(receiver.taken().len(), usize::from(hour <= 14 * 24), "hour {hour}");
            if hour == 3 {
                world.tried_until(start + TimeDelta::hours(14 * 24 - 1)).await;
            }
        }
        let [message] = &messages(&world).await[..] else { panic!() };
        assert_eq!((message.delivered, message.due), (None, None));
    }

    async fn the_key_of_sns_stays_the_same(world: World) {
        let certificate = world.sandbox.sns_certificate().await.unwrap();
        world.sandbox.reset().await.unwrap();
        let world = world.restarted().await;
        assert_eq!(world.sandbox.sns_certificate().await.unwrap(), certificate);
        if let Some(other) = world.beside().await {
            assert_eq!(other.sns_certificate().await.unwrap(), certificate);
        }
    }
}

#[tokio::test]
async fn the_certificate_of_sns_is_at_the_host_of_the_other_one() {
    let world = World::in_memory().await;
    let path = "/SimpleNotificationService-00000000000000000000000000000000.pem";
    let url = |named: &str| {
        world.sandbox.set_certificate_url(named);
        world.sandbox.sns_certificate_url()
    };
    let amazon = format!("https://sns.us-east-1.amazonaws.com{path}");
    assert_eq!(world.sandbox.sns_certificate_url(), amazon);
    assert_eq!(url("https://fps.amazonaws.com/certs/090909/PKICert.pem"), amazon);
    assert_eq!(url("nowhere"), amazon);
    assert_eq!(url("http://127.0.0.1:8080/certs/090909/PKICert.pem"), format!("http://127.0.0.1:8080{path}"));
    assert_eq!(url("https://pay.example.com/other/PKICert.pem?a=b"), format!("https://pay.example.com{path}"));
}

#[tokio::test]
async fn the_certificate_is_fetched_from_the_sandbox_that_has_signed() {
    use axum::{Router, body::Bytes, http::HeaderMap, routing::post};

    let (sender, mut receiver) = tokio::sync::mpsc::unbounded_channel();
    let take_in = move |headers: HeaderMap, body: Bytes| {
        sender.send((headers, body)).unwrap();
        async { "taken" }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/pay", listener.local_addr().unwrap());
    let routes = Router::new().route("/pay", post(take_in));
    tokio::spawn(async move { axum::serve(listener, routes).await });

    let world = World::in_memory().await.with(|builder| builder.notification_url(url)).await;
    let listening = world.sandbox.listen("127.0.0.1:0").await.unwrap();
    world.sandbox.set_certificate_url(format!("{}/certs/090909/PKICert.pem", listening.url()));
    tokio::spawn(listening.serve(std::future::pending()));
    let at = world.now();
    world.put(move |_| vec![merchant(&[]).into(), refund(at).into()]).await;
    world.sandbox.deliver().await.unwrap();
    assert_eq!(outcomes(&messages(&world).await[0]), [AttemptOutcome::Answered(200)]);

    let (headers, body) = receiver.recv().await.unwrap();
    assert_eq!(headers["content-type"], "text/plain; charset=UTF-8");
    let message_type = headers["x-amz-sns-message-type"].to_str().ok();
    let clock = world.clock.clone();
    let verifier = Verifier::new().unwrap().clock(move || crate::sandbox::Clock::now(&clock));
    let error = verifier.verify(message_type, &body).await.unwrap_err();
    assert!(matches!(error, VerifyError::Untrusted { .. }), "{error}");
    let told = verifier.trust_host("127.0.0.1").verify(message_type, &body).await.unwrap();
    assert_eq!(told.content.object_id(), Some("S01-1234567-1234567-R000001"));
}

/// Takes notifications in, and answers as it is told.
#[derive(Clone)]
struct Receiver(Arc<Mutex<(u16, Vec<HttpRequest>)>>);

impl Default for Receiver {
    fn default() -> Self {
        Self(Arc::new(Mutex::new((200, Vec::new()))))
    }
}

impl Receiver {
    fn answer_now(&self, status: u16) {
        self.0.lock().unwrap().0 = status;
    }

    fn listening(&self) -> impl FnOnce(Builder) -> Builder + 'static {
        let desk = Arc::clone(&self.0);
        let http = move |request: HttpRequest| {
            let mut desk = desk.lock().unwrap();
            let status = desk.0;
            desk.1.push(request);
            std::future::ready(Ok(HttpResponse { status, body: Vec::new() }))
        };
        move |builder| builder.notification_url(ACCOUNT_URL).notification_http(http)
    }

    fn taken(&self) -> Vec<HttpRequest> {
        std::mem::take(&mut self.0.lock().unwrap().1)
    }
}

impl World {
    /// A call of the shop for itself, in the sandbox environment.
    fn pay_call(&self) -> Call {
        let call = self.call();
        let seller_id = merchants::seller_id_of(&call.caller.as_ref().unwrap().access_key_id);
        let seller = Seller { seller_id, auth_token: None, environment: Environment::Sandbox };
        Call { seller: Some(seller), version: "2013-01-01", ..call }
    }

    /// Writes rows as a rule does.
    async fn put(&self, rows: impl Fn(&Books<'_>) -> Vec<Row> + Send + 'static) {
        let tenant = Tenant::of(&self.seed.callers[0].access_key_id);
        let written = self.sandbox.change_at(&tenant, self.now(), move |books| {
            let known = [Key::OrderReference(ORDER.to_owned()), Key::BillingAgreement(AGREEMENT.to_owned())];
            books.want(known.map(Need::Row))?;
            let rows = rows(books);
            books.want(rows.iter().map(|row| Need::Row(row.key())))?;
            for row in rows {
                books.put(row);
            }
            Ok(())
        });
        written.await.unwrap();
    }

    /// Notes that the only message was tried in vain at `last`, and is due an hour later.
    async fn tried_until(&self, last: DateTime<Utc>) {
        let id = messages(self).await[0].id.clone();
        let tenant = Tenant::of(&self.seed.callers[0].access_key_id);
        let written = self.sandbox.change_at(&tenant, self.now(), move |books| {
            let mut message = books.message(&id)?.unwrap();
            message.attempts.push(Attempt { at: last, outcome: AttemptOutcome::Answered(500) });
            message.due = Some(last + TimeDelta::hours(1));
            books.put(message);
            Ok(())
        });
        written.await.unwrap();
    }
}

/// With a merchant who is told everything.
async fn listened_to(world: World) -> World {
    let world = world.with(|builder| builder.notification_url(ACCOUNT_URL)).await;
    world.put(|_| vec![merchant(&[]).into()]).await;
    world
}

/// The notifications of Amazon Pay for the first caller, the oldest first.
async fn messages(world: &World) -> Vec<Message> {
    let tenant = Tenant::of(&world.seed.callers[0].access_key_id);
    let rows = world.sandbox.change_at(&tenant, world.now(), |books| {
        Ok(books.list(Query::Messages(MessageFilter { limit: 1_000, ..MessageFilter::default() }))?.to_vec())
    });
    let message = |row| match row {
        Row::Message(message) if matches!(message.content, Content::Sns { .. }) => Some(message),
        _ => None,
    };
    let mut messages: Vec<_> = rows.await.unwrap().into_iter().filter_map(message).collect();
    messages.reverse();
    messages
}

async fn told(world: &World) -> Vec<Notification> {
    messages(world).await.iter().map(notification).collect()
}

fn notification(message: &Message) -> Notification {
    let Content::Sns { message, .. } = &message.content else { panic!() };
    Notification::read(message).unwrap()
}

fn url(message: &Message) -> &str {
    let Content::Sns { url, .. } = &message.content else { panic!() };
    url
}

fn merchant(configured: &[(&str, &[&str])]) -> Merchant {
    let notifications = configured.iter().map(|(url, events)| NotificationConfiguration {
        environment: None,
        url: (*url).to_owned(),
        event_types: events.iter().map(|&event| event.to_owned()).collect(),
    });
    Merchant {
        id: SELLER.to_owned(),
        name: "shop".to_owned(),
        email: "shop@example.com".to_owned(),
        region: Region::UnitedStates,
        currency: "USD".to_owned(),
        active: true,
        auth_token: None,
        notifications: notifications.collect(),
    }
}

fn wallet() -> Wallet {
    let buyer = Buyer { name: "Bea".to_owned(), email: "bea@example.com".to_owned(), phone: None };
    Wallet { buyer, destination: None, payment: None, billing_address: None, payments_chosen: 0 }
}

/// A draft.
fn order(at: DateTime<Utc>) -> OrderReference {
    let seller_order = SellerOrderTerms { seller_order_id: Some("order-1".to_owned()), ..SellerOrderTerms::default() };
    OrderReference {
        id: ORDER.to_owned(),
        seller: SELLER.to_owned(),
        environment: Environment::Sandbox,
        created: at,
        expires: at + TimeDelta::days(180),
        status: Status::new(OrderState::Draft, at),
        wallet: wallet(),
        terms: OrderTerms { total: Some(Price::usd(decimal("272.62"))), seller_order, ..OrderTerms::default() },
        language: None,
        simulated_constraint: None,
        agreement: None,
        authorizations: Vec::new(),
        to_capture: Decimal::ZERO,
        captures: 0,
        captured: Decimal::ZERO,
        suspended_with: 0,
        mended_at: None,
    }
}

/// One that was captured at once.
fn authorization(at: DateTime<Utc>) -> Authorization {
    let mut status = Status::new(AuthorizationState::Pending, at);
    status.enter(AuthorizationState::Closed, at, Reason::MaxCapturesProcessed);
    Authorization {
        id: format!("{ORDER}-A000001"),
        seller: SELLER.to_owned(),
        environment: Environment::Sandbox,
        order_reference: ORDER.to_owned(),
        reference_id: "a1".to_owned(),
        amount: Price::usd(94),
        captured: Decimal::from(94),
        note: None,
        soft_descriptor: None,
        capture_now: true,
        transaction_timeout: 0,
        created: at,
        expires: at + TimeDelta::days(30),
        status,
        soft_decline: Some(false),
        item_categories: Vec::new(),
        provider_credits: Vec::new(),
        decision: None,
        closes: None,
        capture: Some(format!("{ORDER}-C000001")),
    }
}

fn capture(at: DateTime<Utc>) -> Capture {
    Capture {
        id: format!("{ORDER}-C000001"),
        seller: SELLER.to_owned(),
        environment: Environment::Sandbox,
        authorization: format!("{ORDER}-A000001"),
        order_reference: ORDER.to_owned(),
        reference_id: "c1".to_owned(),
        amount: Price::usd(94),
        fee: decimal("2.9"),
        refunded: Decimal::from(10),
        fee_refunded: Decimal::ZERO,
        note: None,
        soft_descriptor: None,
        created: at,
        status: Status::new(CaptureState::Completed, at),
        decision: None,
        refunds: vec![format!("{ORDER}-R000001")],
        provider_shares: Vec::new(),
        provider_credits: Vec::new(),
    }
}

/// One that was refused.
fn refund(at: DateTime<Utc>) -> Refund {
    let mut status = Status::new(RefundState::Pending, at);
    status.enter_because(RefundState::Declined, at, Reason::AmazonRejected, Some("It was refused.".to_owned()));
    Refund {
        id: format!("{ORDER}-R000001"),
        seller: SELLER.to_owned(),
        environment: Environment::Sandbox,
        capture: format!("{ORDER}-C000001"),
        order_reference: ORDER.to_owned(),
        reference_id: "r1".to_owned(),
        refund_type: "SellerInitiated".to_owned(),
        amount: Price::usd(10),
        fee_refunded: decimal("0.29"),
        note: None,
        soft_descriptor: None,
        created: at,
        status,
        decision: None,
        provider_shares: Vec::new(),
        provider_reversals: Vec::new(),
    }
}

fn credit(at: DateTime<Utc>) -> ProviderCredit {
    ProviderCredit {
        id: format!("{ORDER}-P000001"),
        seller: SELLER.to_owned(),
        environment: Environment::Sandbox,
        provider: "APROVIDER".to_owned(),
        capture: format!("{ORDER}-C000001"),
        reference_id: "c1".to_owned(),
        amount: Price::usd(1),
        reversed: Decimal::ONE,
        reversals: vec![format!("{ORDER}-Q000001")],
        created: at,
        status: Status::new(CreditState::Closed, at),
    }
}

fn reversal(at: DateTime<Utc>) -> ProviderCreditReversal {
    ProviderCreditReversal {
        id: format!("{ORDER}-Q000001"),
        seller: SELLER.to_owned(),
        environment: Environment::Sandbox,
        provider: "APROVIDER".to_owned(),
        credit: format!("{ORDER}-P000001"),
        reference_id: "q1".to_owned(),
        amount: Price::usd(1),
        note: Some("too much".to_owned()),
        created: at,
        status: Status::new(ReversalState::Completed, at),
    }
}

/// A draft, on which 80 of 500 dollars were authorized.
fn agreement(at: DateTime<Utc>) -> BillingAgreement {
    BillingAgreement {
        id: AGREEMENT.to_owned(),
        seller: SELLER.to_owned(),
        environment: Environment::Sandbox,
        created: at,
        status: Status::new(AgreementState::Draft, at),
        wallet: wallet(),
        consent: true,
        terms: AgreementTerms::default(),
        language: None,
        monthly_limit: Price::usd(500),
        spending: Spending {
            month: "2012-03-01T00:00:00Z".parse().unwrap(),
            authorized: Decimal::from(80),
            authorizations: Vec::new(),
        },
        order_references: Vec::new(),
        billing_address_deleted: false,
        suspended_with: 0,
        mended_at: None,
    }
}
