//! What Amazon Pay tells by itself: whom the gateway believes, and what it makes of it.

use std::sync::{LazyLock, Mutex};

use axum::{
    Router,
    extract::{RawQuery, State},
    routing::get,
};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};

use super::*;
use crate::{
    amazon_pay::{
        BillingAgreementState, BillingAgreementStatus, Environment,
        notification::{BillingAgreement, Content, Envelope, Notification, VerifyError},
    },
    gateway::{
        BuildError, News, NewsError,
        heard::{OLDEST, came_before},
        instruction::{Instruction, Merchant},
        processor::Processor,
    },
    sandbox::rules::linking,
    server::Listening,
    sign::{rsa_sha1::SignatureAlgorithm, x509::Identity},
};

const TOPIC: &str = "arn:aws:sns:us-east-1:291180941288:A2SELLER";
const CERTIFICATE: &str = "/SimpleNotificationService-1.pem";

static SNS: LazyLock<Identity> = LazyLock::new(|| {
    let now: DateTime<Utc> = START.parse().unwrap();
    Identity::generate("sns.amazonaws.com", 1024, now - TimeDelta::days(1), now + TimeDelta::days(100)).unwrap()
});

/// SNS, as far as the gateway calls it.
struct Sns {
    url: String,
    /// What was confirmed: the queries.
    confirmed: Arc<Mutex<Vec<String>>>,
}

impl Sns {
    async fn open() -> Self {
        let confirmed = Arc::<Mutex<Vec<String>>>::default();
        let confirm = |State(confirmed): State<Arc<Mutex<Vec<String>>>>, RawQuery(query): RawQuery| async move {
            confirmed.lock().unwrap().extend(query);
        };
        let routes = Router::new()
            .route(CERTIFICATE, get(|| async { SNS.certificate().pem() }))
            .route("/", get(confirm))
            .with_state(Arc::clone(&confirmed));
        Self { url: serve(Listening::of(routes, "127.0.0.1:0").await.unwrap()), confirmed }
    }

    /// A notification as it is posted.
    fn tells(&self, reference: &str, topic: &str, content: Content, sent: DateTime<Utc>) -> Vec<u8> {
        let envelope = Envelope {
            message_id: reference.to_owned(),
            topic_arn: topic.to_owned(),
            subject: None,
            message: Notification::new("A2SELLER", Environment::Sandbox, reference, content).message(),
            published: sent,
        };
        let place = format!("{}{CERTIFICATE}", self.url);
        envelope.sign(&SNS, &place, SignatureAlgorithm::RsaSha1).unwrap().body.into_bytes()
    }

    /// The question whether somebody wants to hear of a topic, as it is posted.
    fn asks(&self, topic: &str, subscribe_url: &str) -> Vec<u8> {
        let text = format!(
            "Message\nConfirm.\nMessageId\nm-1\nSubscribeURL\n{subscribe_url}\nTimestamp\n{START}\nToken\nt0k3n\n\
             TopicArn\n{topic}\nType\nSubscriptionConfirmation\n"
        );
        let signature = SNS.sign(SignatureAlgorithm::RsaSha1, text.as_bytes()).unwrap();
        let question = serde_json::json!({
            "Type": "SubscriptionConfirmation",
            "MessageId": "m-1",
            "Token": "t0k3n",
            "TopicArn": topic,
            "Message": "Confirm.",
            "SubscribeURL": subscribe_url,
            "Timestamp": START,
            "SignatureVersion": "1",
            "Signature": BASE64.encode(signature),
            "SigningCertURL": format!("{}{CERTIFICATE}", self.url),
        });
        question.to_string().into_bytes()
    }

    fn confirmed(&self) -> Vec<String> {
        self.confirmed.lock().unwrap().clone()
    }
}

fn serve(listening: Listening) -> String {
    let url = listening.url();
    tokio::spawn(listening.serve(std::future::pending()));
    url
}

/// A gateway that believes one topic.
async fn listener() -> (World, Sns) {
    // Another test may have done so already; nothing here speaks TLS.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let sns = Sns::open().await;
    let mut world = World::open(Home::Memory).await;
    let builder = builder(&world.home, &world.fake, &world.clock, &world.fuse, &world.account);
    world.gateway = builder.trust_host("127.0.0.1").topics([TOPIC]).build().await.unwrap();
    let buyer = NewAccount { name: "buyer".to_owned(), ..NewAccount::default() };
    world.gateway.books().create_account(buyer).await.unwrap();
    (world, sns)
}

fn closed(agreement: &str) -> Content {
    let status = BillingAgreementStatus {
        state: BillingAgreementState::Closed,
        last_update_timestamp: None,
        last_updated_timestamp: None,
        reason_code: None,
        reason_description: None,
    };
    Content::BillingAgreement(Box::new(BillingAgreement::new(agreement.into(), status, START.parse().unwrap())))
}

#[tokio::test]
async fn what_is_told_to_have_ended_is_looked_at_before_a_token_ends_with_it() {
    let (world, sns) = listener().await;
    let token = world.multi_use("CC").await;
    let consent = world.token_row(&token).await.consent.unwrap();
    let (id, claimant) = (consent.id.clone(), token.as_str().to_owned());
    let claim = move |books: &mut crate::sandbox::books::Books<'_>| linking::claim(books, &id, &claimant);
    assert!(world.gateway.books().alter(&Tenant::of(CALLER), claim).await.unwrap());
    let tells = |reference: &str| sns.tells(reference, TOPIC, closed(&consent.id), world.now());

    // It is signed by SNS, and it isn't true.
    assert_eq!(world.gateway.hear(None, &tells("n-1")).await.unwrap(), News::Idle);
    assert_eq!(world.fake.asked(), ["LookAtConsent"]);
    let row = world.token_row(&token).await;
    assert!(row.active && !row.consent.unwrap().ended);

    let merchant = Merchant { seller_id: "A2SELLER".to_owned(), auth_token: None };
    let close = Instruction::CloseConsent { consent: consent.id.clone(), kind: consent.kind, reason: None };
    world.fake.ask(&merchant, &close).await.unwrap();
    // What can't be looked at comes again, and counts then.
    world.fake.play([Trick::Lost, Trick::Later]);
    for _ in 0..2 {
        assert!(matches!(world.gateway.hear(None, &tells("n-2")).await, Err(NewsError::Unanswered)));
    }
    assert_eq!(world.gateway.hear(None, &tells("n-2")).await.unwrap(), News::Heeded);
    assert_eq!(world.gateway.hear(None, &tells("n-2")).await.unwrap(), News::Repeated);
    let row = world.token_row(&token).await;
    assert!(!row.active && row.consent.unwrap().ended);
}

#[tokio::test]
async fn only_topics_that_were_named_are_heard_and_nothing_that_is_old() {
    let (world, sns) = listener().await;
    let stranger = sns.tells("n-1", "arn:aws:sns:us-east-1:1:mine", closed("C01-1-1"), world.now());
    let refused = world.gateway.hear(None, &stranger).await.unwrap_err();
    assert!(matches!(&refused, NewsError::Topic { found } if found.ends_with(":mine")), "{refused}");
    assert!(refused.to_string().contains("setting topics"), "{refused}");
    let old = |age| sns.tells("n-2", TOPIC, closed("C01-1-1"), world.now() - age);
    assert!(matches!(world.gateway.hear(None, &old(TimeDelta::days(16))).await, Err(NewsError::Stale { .. })));
    assert_eq!(world.gateway.hear(None, &old(TimeDelta::days(14))).await.unwrap(), News::Idle);

    let none = builder(&Home::Memory, &world.fake, &world.clock, &world.fuse, &world.account).trust_host("127.0.0.1");
    let none = none.topics(std::iter::empty::<String>()).build().await.unwrap();
    let told = sns.tells("n-3", TOPIC, closed("C01-1-1"), world.now());
    assert!(matches!(none.hear(None, &told).await, Err(NewsError::Topic { .. })));

    let mut account = Account::new("A2SELLER", "AKIAMWS", "mws secret");
    account.environment = Environment::Live;
    let live = || Gateway::builder().caller(CALLER, "secret").merchant(CALLER, account.clone());
    assert!(matches!(live().build().await, Err(BuildError::NoTopics(caller)) if caller == CALLER));
    assert!(live().topics([TOPIC]).build().await.is_ok());
}

#[tokio::test]
async fn a_subscription_is_confirmed_for_a_topic_that_was_named() {
    let (world, sns) = listener().await;
    let home = serve(world.gateway.listen("127.0.0.1:0").await.unwrap());
    let http = reqwest::Client::new();
    let post = async |body: Vec<u8>| {
        let request = http.post(format!("{home}{}", crate::gateway::news::PATH));
        let answer = request.header("x-amz-sns-message-type", "SubscriptionConfirmation").body(body);
        let answer = answer.send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    let place = |topic: &str| format!("{}/?Action=ConfirmSubscription&TopicArn={topic}&Token=t0k3n", sns.url);
    assert_eq!(post(sns.asks(TOPIC, &place(TOPIC))).await.0, 200);
    assert_eq!(sns.confirmed(), [format!("Action=ConfirmSubscription&TopicArn={TOPIC}&Token=t0k3n")]);
    let told = world.gateway.hear(None, &sns.asks(TOPIC, &place(TOPIC))).await.unwrap();
    assert_eq!(told, News::Confirmed { topic: TOPIC.to_owned() });
    assert_eq!(sns.confirmed().len(), 2);

    let other = "arn:aws:sns:us-east-1:1:mine";
    let (status, why) = post(sns.asks(other, &place(other))).await;
    assert!(status == 403 && why.contains(other) && why.contains("FPS_GATEWAY_TOPICS"), "{status} {why}");
    // Neither a forged one, nor one that leads elsewhere, is answered.
    let forged = String::from_utf8(sns.asks(TOPIC, &place(TOPIC))).unwrap().replace("m-1", "m-2").into_bytes();
    for (body, reason) in [
        (forged, "signature does not match"),
        (sns.asks(TOPIC, "https://evil.example/?Action=ConfirmSubscription"), "SubscribeURL is not trusted"),
        (sns.asks(TOPIC, "http://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription"), "fetched by https"),
    ] {
        let (status, why) = post(body).await;
        assert!(status == 403 && why.contains(reason), "{status} {why}");
    }
    assert_eq!(sns.confirmed().len(), 2);

    let gone = world.gateway.hear(None, &sns.asks(TOPIC, &format!("{}/gone?Token=t0k3n", sns.url))).await.unwrap_err();
    assert!(matches!(&gone, NewsError::Verify(VerifyError::Unconfirmed { .. })), "{gone}");
    assert!(!format!("{gone} {gone:?}").contains("t0k3n"), "{gone:?}");
}

#[tokio::test]
async fn what_came_is_remembered_for_as_long_as_it_can_come_again() {
    let world = World::open(Home::Memory).await;
    let came = async |reference: &str| {
        let (reference, sent) = (reference.to_owned(), world.now());
        let ask = move |books: &mut crate::sandbox::books::Books<'_>| came_before(books, &reference, sent);
        world.gateway.books().alter(&Tenant::of(CALLER), ask).await.unwrap()
    };
    assert_eq!([came("n-1").await, came("n-1").await, came("n-2").await], [false, true, false]);
    // One that is remembered at the same place, when the first is too old to come again.
    let place = |reference: &str| linking::digest(reference)[..3].to_owned();
    let mut others = (0..).map(|number| format!("later-{number}"));
    let other = others.find(|other| place(other) == place("n-1")).unwrap();
    world.clock.advance(OLDEST + TimeDelta::seconds(1));
    assert!(!came(&other).await && came(&other).await);
    let name = format!("amazon-pay notifications {}", place("n-1"));
    let kept = world.gateway.books().look(&Tenant::of(CALLER), move |books| books.document(&name)).await.unwrap();
    assert_eq!(kept.unwrap().body.lines().count(), 1);
}
