use std::sync::{Arc, Mutex};

use rust_decimal::Decimal;

use super::*;
use crate::{
    client::{Client, Credentials, Endpoint, Method, RetryPolicy},
    fate::Fate,
    fps::{
        CancelRequest, CancelTokenRequest, GetAccountBalanceRequest, GetDebtBalanceRequest,
        GetRecipientVerificationStatusRequest, GetSubscriptionDetailsRequest, GetTransactionStatusRequest, PayRequest,
        RefundRequest, ReserveRequest, SettleDebtRequest, SettleRequest,
    },
    money::Amount,
    sandbox::{InstrumentKind, ManualClock, NewInstrument, NewToken, SeedInstrument},
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

    /// An instrument with its tokens: the one that pays from it, and the one that fills it or settles its debt.
    async fn instrument(&self, kind: InstrumentKind) -> SeedInstrument {
        self.sandbox.create_instrument(NewInstrument { kind, ..NewInstrument::default() }).await.unwrap()
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
async fn what_the_gateway_would_refuse_is_told_although_it_was_answered() {
    let rehearsed = Rehearsed::new().await;
    rehearsed.client.get_account_balance(&GetAccountBalanceRequest::new()).await.unwrap();
    let plan = rehearsed.plan();
    assert_eq!((plan.class, plan.comes_to.as_str()), (Fate::Impossible, "AccessFailure"));
    assert!(plan.is_refused() && plan.steps.is_empty() && plan.unknown.is_empty());
    let told = rehearsed.told.lock().unwrap().pop().unwrap();
    assert!(told.served.refusal.is_none());
    let refusal = told.fate.and_then(|fate| fate.refusal).unwrap();
    assert!(refusal.code == "AccessFailure" && refusal.message.contains("settlement report"), "{}", refusal.message);

    // One that the simulation refuses, too, is of the same class.
    rehearsed.client.get_subscription_details(&GetSubscriptionDetailsRequest::new("S")).await.unwrap_err();
    let told = rehearsed.told.lock().unwrap().pop().unwrap();
    assert!(told.plan.is_none() && told.fate.is_some_and(|fate| fate.fate == Fate::Impossible));
}

#[tokio::test]
async fn what_only_reads_is_told_as_well() {
    let rehearsed = Rehearsed::new().await;
    let token = rehearsed.sender().await;
    let client = &rehearsed.client;
    let paid = client.pay(&PayRequest::new(&*token, usd("1"), "order-1")).await.unwrap().result.transaction_id;
    client.get_transaction_status(&GetTransactionStatusRequest::new(paid.clone())).await.unwrap();
    let plan = rehearsed.plan();
    assert_eq!((plan.action, plan.class, plan.comes_to.as_str()), ("GetTransactionStatus", Fate::Changed, "Answered"));
    assert_eq!(plan.transaction.as_deref(), Some(paid.as_str()));
    assert!(plan.steps.is_empty() && plan.unknown[0].contains("GetCaptureDetails") && !plan.is_refused());

    let recipient = NewToken { role: crate::sandbox::TokenRole::Recipient, ..NewToken::default() };
    let recipient = rehearsed.sandbox.create_token(recipient).await.unwrap().token_id;
    let asked = GetRecipientVerificationStatusRequest::new(recipient.as_str());
    client.get_recipient_verification_status(&asked).await.unwrap();
    let plan = rehearsed.plan();
    assert_eq!((operations(&plan), plan.comes_to.as_str()), (vec!["GetMerchantAccountStatus"], "Answered"));

    let credit = rehearsed.instrument(InstrumentKind::Credit).await;
    client.get_debt_balance(&GetDebtBalanceRequest::new(credit.instrument_id.as_str())).await.unwrap();
    let plan = rehearsed.plan();
    assert_eq!((plan.class, plan.comes_to.as_str(), plan.steps.len()), (Fate::Kept, "Kept", 0));
    assert!(plan.unknown.is_empty());
}

#[test]
fn every_action_that_changes_nothing_outside_is_told_by_its_fate() {
    for known in fate::all().iter().filter(|known| SagaAction::of(known.action).is_none()) {
        let plan = plan::answered(known, None);
        assert!(plan.steps.iter().all(|step| known.calls.contains(&step.operation)), "{plan:?}");
        match known.fate {
            Fate::Impossible => assert!(plan.is_refused(), "{plan:?}"),
            Fate::Kept => assert_eq!((plan.comes_to.as_str(), plan.unknown.len()), ("Kept", 0), "{plan:?}"),
            _ => assert!(plan.comes_to == "Answered" && !plan.unknown.is_empty(), "{plan:?}"),
        }
    }
}

#[tokio::test]
async fn a_prepaid_or_postpaid_token_ends_the_agreement_that_fills_its_instrument() {
    let closed = (vec!["CloseBillingAgreement"], "Cancelled");
    let cancel = async |rehearsed: &Rehearsed, token: &str| {
        rehearsed.client.cancel_token(&CancelTokenRequest::new(token)).await.unwrap();
        let plan = rehearsed.plan();
        assert!(plan.unknown.is_empty(), "{plan:?}");
        plan
    };
    let rehearsed = Rehearsed::new().await;
    for kind in [InstrumentKind::Prepaid, InstrumentKind::Credit] {
        let instrument = rehearsed.instrument(kind).await;
        let plan = cancel(&rehearsed, instrument.sender_token_id.as_str()).await;
        assert_eq!((operations(&plan), plan.comes_to.as_str()), closed);
    }

    // The agreement has ended already.
    let prepaid = rehearsed.instrument(InstrumentKind::Prepaid).await;
    let plan = cancel(&rehearsed, prepaid.funding_token_id.unwrap().as_str()).await;
    assert_eq!((operations(&plan), plan.comes_to.as_str()), closed);
    let plan = cancel(&rehearsed, prepaid.sender_token_id.as_str()).await;
    assert_eq!((operations(&plan), plan.comes_to.as_str()), (vec![], "Kept"));

    // Something is owed, which has to be settled still.
    let credit = rehearsed.instrument(InstrumentKind::Credit).await;
    let pay = PayRequest::new(credit.sender_token_id.as_str(), usd("5"), "order-1");
    rehearsed.client.pay(&pay).await.unwrap();
    let plan = cancel(&rehearsed, credit.sender_token_id.as_str()).await;
    assert_eq!((operations(&plan), plan.comes_to.as_str()), (vec![], "Kept"));

    let recipient = NewToken { role: crate::sandbox::TokenRole::Recipient, ..NewToken::default() };
    let recipient = rehearsed.sandbox.create_token(recipient).await.unwrap().token_id;
    let plan = cancel(&rehearsed, recipient.as_str()).await;
    assert_eq!((operations(&plan), plan.comes_to.as_str()), (vec![], "Kept"));
}

#[tokio::test]
async fn what_was_settled_of_a_debt_is_not_refunded() {
    let rehearsed = Rehearsed::new().await;
    let client = &rehearsed.client;
    let credit = rehearsed.instrument(InstrumentKind::Credit).await;
    let pay = PayRequest::new(credit.sender_token_id.as_str(), usd("5"), "order-1");
    let paid = client.pay(&pay).await.unwrap().result.transaction_id;
    rehearsed.sandbox.advance(chrono::TimeDelta::hours(1)).await.unwrap();
    let owed = RefundRequest::new(paid.clone(), "refund-1").refund_amount(usd("1"));
    client.refund(&owed).await.unwrap();
    assert_eq!(rehearsed.plan().comes_to, "Kept");

    let instrument = credit.instrument_id.as_str();
    let settle = SettleDebtRequest::new(credit.settlement_token_id.unwrap().as_str(), instrument, usd("4"), "settle-1");
    client.settle_debt(&settle).await.unwrap();
    rehearsed.sandbox.advance(chrono::TimeDelta::days(1)).await.unwrap();
    client.refund(&RefundRequest::new(paid, "refund-2").refund_amount(usd("2"))).await.unwrap();
    let plan = rehearsed.plan();
    assert_eq!((plan.comes_to.as_str(), plan.steps.len()), ("RefundAmountExceeded", 0));
    assert!(plan.is_refused());
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
