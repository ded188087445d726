use std::sync::{Arc, Mutex};

use rust_decimal::Decimal;

use super::*;
use crate::{
    client::{Client, Credentials, Endpoint, Method, RetryPolicy},
    fate::Fate,
    fps::{
        CancelRequest, CancelTokenRequest, GetAccountBalanceRequest, PayRequest, RefundRequest, ReserveRequest,
        SettleRequest,
    },
    money::Amount,
    sandbox::{ManualClock, NewToken},
    sign::v2::SignatureMethod,
};

const KEY: &str = "AKIASHADOW";
const SECRET: &str = "s3cr3t-of-the-caller";

struct Rehearsed {
    url: String,
    client: Client,
    sandbox: Sandbox,
    told: Arc<Mutex<Vec<Told>>>,
}

impl Rehearsed {
    async fn new() -> Self {
        let clock = ManualClock::new(chrono::Utc::now());
        let sandbox = Sandbox::builder().no_callers().caller(KEY, SECRET).clock(clock).seed(7).build().await.unwrap();
        let told = Arc::<Mutex<Vec<_>>>::default();
        let place = Arc::clone(&told);
        let shadow = Shadow::of(sandbox.clone(), move |told| place.lock().unwrap().push(told.clone()));
        let listening = shadow.listen("127.0.0.1:0").await.unwrap();
        let url = listening.url();
        let client = Client::builder()
            .endpoint(Endpoint::url(&url).unwrap())
            .credentials(Credentials::new(KEY, SECRET))
            .rest(Method::Post, SignatureMethod::HmacSha256)
            .build()
            .unwrap();
        tokio::spawn(listening.serve(std::future::pending()));
        Self { url, client, sandbox, told }
    }

    /// A token that pays by card, as often as one likes.
    async fn sender(&self) -> String {
        let token = NewToken { token_type: Some("MultiUse".to_owned()), ..NewToken::default() };
        self.sandbox.create_token(token).await.unwrap().token_id.as_str().to_owned()
    }

    fn plan(&self) -> Plan {
        let told = self.told.lock().unwrap();
        let last = told.last().unwrap();
        last.plan.clone().unwrap_or_else(|| panic!("there is no plan for {last:?}"))
    }
}

fn operations(plan: &Plan) -> Vec<&'static str> {
    plan.steps.iter().map(|step| step.operation).collect()
}

fn usd(text: &str) -> Amount {
    Amount::usd(text.parse::<Decimal>().unwrap())
}

#[tokio::test]
async fn every_payment_is_told_with_what_amazon_pay_would_have_been_asked() {
    let rehearsed = Rehearsed::new().await;
    let token = rehearsed.sender().await;
    let client = &rehearsed.client;
    client.pay(&PayRequest::new(&*token, usd("12.34"), "order-1")).await.unwrap();
    let plan = rehearsed.plan();
    assert_eq!((plan.action, plan.class, plan.comes_to.as_str()), ("Pay", Fate::Changed, "Succeeded"));
    assert!(plan.needs_consent && !plan.difference.is_empty());
    assert_eq!(plan.amount, Some(Decimal::new(1234, 2)));
    let authorize = plan.steps.iter().find(|step| step.operation.starts_with("Authorize")).unwrap();
    assert_eq!((authorize.amount, authorize.captures), (Some(Decimal::new(1234, 2)), Some(true)));
    let key = authorize.key.clone().unwrap();
    assert!(key.len() == 32 && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')));

    // The same again has the same key, another one another.
    client.pay(&PayRequest::new(&*token, usd("12.34"), "order-1")).await.unwrap();
    assert_eq!(rehearsed.plan(), plan);
    client.pay(&PayRequest::new(&*token, usd("12.34"), "order-2")).await.unwrap();
    assert_ne!(rehearsed.plan().steps, plan.steps);

    let refund = RefundRequest::new(plan.transaction.as_deref().unwrap(), "refund-1");
    rehearsed.sandbox.advance(chrono::TimeDelta::days(1)).await.unwrap();
    client.refund(&refund).await.unwrap();
    let plan = rehearsed.plan();
    assert_eq!((operations(&plan), plan.comes_to.as_str()), (vec!["Refund"], "Succeeded"));
    assert!(!plan.needs_consent);
}

#[tokio::test]
async fn a_reservation_is_authorized_first_and_captured_later() {
    let rehearsed = Rehearsed::new().await;
    let token = rehearsed.sender().await;
    let client = &rehearsed.client;
    let reserved = client.reserve(&ReserveRequest::new(&*token, usd("5"), "order-1")).await.unwrap().result;
    let plan = rehearsed.plan();
    assert_eq!(plan.comes_to, "Reserved");
    let authorize = plan.steps.last().unwrap();
    assert_eq!(authorize.captures, Some(false));

    rehearsed.sandbox.advance(chrono::TimeDelta::hours(1)).await.unwrap();
    client.settle(&SettleRequest::new(reserved.transaction_id.as_str())).await.unwrap();
    let plan = rehearsed.plan();
    assert_eq!((plan.steps[0].operation, plan.comes_to.as_str()), ("Capture", "Succeeded"));

    let reserved = client.reserve(&ReserveRequest::new(&*token, usd("5"), "order-2")).await.unwrap().result;
    rehearsed.sandbox.advance(chrono::TimeDelta::hours(1)).await.unwrap();
    client.cancel(&CancelRequest::new(reserved.transaction_id.as_str())).await.unwrap();
    let plan = rehearsed.plan();
    assert_eq!((operations(&plan), plan.comes_to.as_str()), (vec!["CloseAuthorization"], "Cancelled"));
}

#[tokio::test]
async fn what_was_refused_has_no_plan() {
    let rehearsed = Rehearsed::new().await;
    rehearsed.client.pay(&PayRequest::new("nobody-knows-it", usd("1"), "order-1")).await.unwrap_err();
    let told = rehearsed.told.lock().unwrap();
    assert!(told[0].served.refusal.is_some() && told[0].plan.is_none(), "{told:?}");
}

#[tokio::test]
async fn nobody_steers_it_or_looks_into_it() {
    let rehearsed = Rehearsed::new().await;
    let _ = rustls::crypto::ring::default_provider().install_default();
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    // Who asks is on this machine, as whatever comes by a proxy here seems to be.
    for path in ["/_sandbox/callers", "/_sandbox/seed", "/_sandbox/state", "/_sandbox/clock", "/console", "/console/"] {
        let answer = http.get(format!("{}{path}", rehearsed.url)).send().await.unwrap();
        // It is a call of FPS, and none that can be answered.
        assert_eq!(answer.status().as_u16(), 400, "{path}");
        assert!(!answer.text().await.unwrap().contains(SECRET), "{path}");
    }
    let reset = http.post(format!("{}/_sandbox/reset", rehearsed.url)).send().await.unwrap();
    assert_eq!(reset.status().as_u16(), 400);
    for path in [crate::sandbox::CERTIFICATE_PATH, "/_sandbox/style.css"] {
        assert!(http.get(format!("{}{path}", rehearsed.url)).send().await.unwrap().status().is_success(), "{path}");
    }
}

#[tokio::test]
async fn a_token_that_is_cancelled_ends_what_its_buyer_agreed_to() {
    let rehearsed = Rehearsed::new().await;
    let token = rehearsed.sender().await;
    rehearsed.client.cancel_token(&CancelTokenRequest::new(&*token)).await.unwrap();
    let plan = rehearsed.plan();
    assert_eq!((operations(&plan), plan.comes_to.as_str()), (vec!["CloseBillingAgreement"], "Cancelled"));
    assert!(plan.transaction.is_none() && plan.amount.is_none() && !plan.needs_consent);
    assert!(!format!("{plan:?}").contains(&token));
}

#[tokio::test]
async fn a_simulation_takes_no_more_than_it_has_room_for() {
    let clock = ManualClock::new(chrono::Utc::now());
    let sandbox = Sandbox::builder().no_callers().caller(KEY, "secret").clock(clock).seed(7).build().await.unwrap();
    let source = Source::Simulated(Simulation::new(sandbox.clone(), 1));
    let shadow = Shadow::answering(sandbox, source, |_| {});
    let listening = shadow.listen("127.0.0.1:0").await.unwrap();
    let client = Client::builder()
        .endpoint(Endpoint::url(&listening.url()).unwrap())
        .credentials(Credentials::new(KEY, "secret"))
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    tokio::spawn(listening.serve(std::future::pending()));
    for _ in 0..2 {
        client.get_account_balance(&GetAccountBalanceRequest::new()).await.unwrap();
    }
    // Whether it is done or refused, it may leave something.
    client.cancel(&CancelRequest::new("14X")).await.unwrap_err();
    let full = client.cancel(&CancelRequest::new("14X")).await.unwrap_err();
    let full = full.service().expect("it was answered");
    assert_eq!((full.code(), full.status()), ("ServiceUnavailable", 503));
    assert!(full.message().contains("start it again"), "{full}");
    client.get_account_balance(&GetAccountBalanceRequest::new()).await.unwrap();
}
