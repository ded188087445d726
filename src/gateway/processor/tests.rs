//! Amazon Pay as the sandbox plays it, asked over the network.

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;

use super::{OffAmazonPayments, Processor};
use crate::{
    amazon_pay::{Client, Environment},
    client::{Credentials, Endpoint},
    gateway::instruction::{
        Answer, Authorize, Capture, ConsentState, Failure, Instruction, Merchant, ProviderFee, Reason, Refund, State,
    },
    sandbox::{
        Effect, Fault, ManualClock, Moment, Sandbox, Setting,
        amazon_pay::{AmazonAction, BuyerChoice, NewBillingAgreement, NewOrderReference, TestCard},
        rows::ConsentKind,
    },
};

/// A shop with its processor, and the Amazon Pay that it asks.
struct Shop {
    sandbox: Sandbox,
    clock: ManualClock,
    processor: OffAmazonPayments,
    merchant: Merchant,
}

async fn shop() -> Shop {
    let start: DateTime<Utc> = "2014-05-06T07:08:09Z".parse().unwrap();
    let clock = ManualClock::new(start);
    let sandbox = Sandbox::builder().quotas(false).clock(clock.clone()).seed(7).build().await.unwrap();
    let listening = sandbox.listen("127.0.0.1:0").await.unwrap();
    let url = listening.url();
    tokio::spawn(listening.serve(std::future::pending()));
    let caller = sandbox.callers().remove(0);
    let seller_id = sandbox.merchants(None).await.unwrap().remove(0).seller_id;
    let merchant = Merchant { seller_id, auth_token: None };
    let time = clock.clone();
    let connect = move || {
        let time = time.clone();
        Client::builder()
            .credentials(Credentials::new(&caller.access_key_id, &caller.secret_access_key))
            .endpoint(Endpoint::url(&url).unwrap())
            .environment(Environment::Sandbox)
            .clock(move || crate::sandbox::Clock::now(&time))
    };
    let processor = OffAmazonPayments::new(connect, std::slice::from_ref(&merchant)).unwrap();
    Shop { sandbox, clock, processor, merchant }
}

impl Shop {
    async fn ask(&self, instruction: &Instruction) -> Result<Answer, Failure> {
        self.processor.ask(&self.merchant, instruction).await
    }

    async fn order(&self, card: TestCard) -> String {
        let new = NewOrderReference { payment: Setting::To(card), ..NewOrderReference::default() };
        self.sandbox.create_order_reference(new).await.unwrap().id
    }

    async fn open_order(&self, card: TestCard) -> String {
        let consent = self.order(card).await;
        assert_eq!(self.ask(&set_terms(&consent, 25)).await, Ok(Answer::Done));
        assert_eq!(self.ask(&confirm(&consent, ConsentKind::Once)).await, Ok(Answer::Done));
        consent
    }

    async fn agreement(&self) -> String {
        self.sandbox.create_billing_agreement(NewBillingAgreement::default()).await.unwrap().id
    }

    async fn authorize(&self, asked: &Authorize) -> Result<Answer, Failure> {
        self.ask(&Instruction::Authorize(asked.clone())).await
    }
}

fn set_terms(consent: &str, amount: i64) -> Instruction {
    Instruction::SetTerms {
        consent: consent.to_owned(),
        amount: Decimal::from(amount),
        note: Some("Two books".to_owned()),
        order: Some("14GK6BGKA7U6OU6SUTNLBI5SBBV9PGDJ6UL".to_owned()),
        information: Some("order 4711".to_owned()),
        platform: None,
    }
}

fn confirm(consent: &str, kind: ConsentKind) -> Instruction {
    Instruction::Confirm { consent: consent.to_owned(), kind }
}

fn charge(consent: &str, kind: ConsentKind, key: &str) -> Authorize {
    Authorize {
        consent: consent.to_owned(),
        kind,
        key: key.to_owned(),
        amount: Decimal::from(25),
        capture: true,
        wait: 0,
        note: Some("Two books".to_owned()),
        statement: Some("Two books".to_owned()),
        order: None,
        information: None,
        platform: None,
        provider_fee: None,
    }
}

fn authorized(answer: Result<Answer, Failure>) -> (String, State, Vec<String>) {
    match answer {
        Ok(Answer::Authorization { id, state, captures, .. }) => (id, state, captures),
        other => panic!("{other:?} is no authorization"),
    }
}

fn code(answer: Result<Answer, Failure>) -> String {
    match answer {
        Err(Failure::Refused { code, .. }) => code,
        other => panic!("{other:?} is no refusal"),
    }
}

#[tokio::test]
async fn a_payment_is_an_authorization_and_its_capture() {
    let shop = shop().await;
    let consent = shop.open_order(TestCard::Visa).await;
    let (id, state, captures) = authorized(shop.authorize(&charge(&consent, ConsentKind::Once, "pay-1")).await);
    assert!(id.starts_with(&consent), "{id}");
    assert_eq!((state, captures.len()), (State::Closed(Reason::MaxCapturesProcessed), 1));
    let capture = captures[0].clone();
    let fee = Decimal::new(103, 2); // 2.9 % of 25 and 0.30
    let captured = Answer::Capture { id: capture.clone(), state: State::Completed, fee, credits: Vec::new() };
    assert_eq!(shop.ask(&Instruction::LookAtCapture { capture }).await, Ok(captured));
    let close = Instruction::CloseConsent { consent: consent.clone(), kind: ConsentKind::Once, reason: None };
    assert_eq!(shop.ask(&close).await, Ok(Answer::Done));
    let look = Instruction::LookAtConsent { consent, kind: ConsentKind::Once };
    assert!(matches!(shop.ask(&look).await, Ok(Answer::Consent(ConsentState { ended: true, draft: false, .. }))));
}

#[tokio::test]
async fn a_reservation_is_captured_and_given_back() {
    let shop = shop().await;
    let consent = shop.open_order(TestCard::Visa).await;
    let reserve = Authorize { capture: false, wait: 60, ..charge(&consent, ConsentKind::Once, "reserve-1") };
    let (authorization, state, _) = authorized(shop.authorize(&reserve).await);
    assert_eq!(state, State::Pending);
    shop.clock.advance(TimeDelta::seconds(1));
    let look = Instruction::LookAtAuthorization { authorization: authorization.clone() };
    assert_eq!(authorized(shop.ask(&look).await).1, State::Open);

    let capture = Capture {
        authorization,
        key: "settle-1".to_owned(),
        amount: Decimal::from(20),
        note: None,
        statement: None,
        provider_fee: None,
    };
    let asked = Instruction::Capture(capture.clone());
    let Ok(Answer::Capture { id, state: State::Completed, .. }) = shop.ask(&asked).await else {
        panic!("it is captured")
    };
    let more = Capture { key: "settle-2".to_owned(), ..capture };
    assert_eq!(code(shop.ask(&Instruction::Capture(more)).await), "TransactionCountExceeded");

    let refund = Refund {
        capture: id,
        key: "refund-1".to_owned(),
        amount: Decimal::from(20),
        note: Some("It came too late.".to_owned()),
        reversal: None,
    };
    let Ok(Answer::Refund { id, state: State::Pending, .. }) = shop.ask(&Instruction::Refund(refund)).await else {
        panic!("it is pending")
    };
    shop.clock.advance(TimeDelta::seconds(1));
    let fee_given_back = Decimal::new(88, 2);
    let done = Answer::Refund { id: id.clone(), state: State::Completed, fee_given_back };
    assert_eq!(shop.ask(&Instruction::LookAtRefund { refund: id }).await, Ok(done));
}

#[tokio::test]
async fn a_standing_consent_is_charged_until_its_month_is_used_up() {
    let shop = shop().await;
    let consent = shop.agreement().await;
    let look = Instruction::LookAtConsent { consent: consent.clone(), kind: ConsentKind::Standing };
    assert!(matches!(shop.ask(&look).await, Ok(Answer::Consent(ConsentState { draft: true, .. }))));
    assert_eq!(shop.ask(&confirm(&consent, ConsentKind::Standing)).await, Ok(Answer::Done));
    let first = charge(&consent, ConsentKind::Standing, "month-1");
    let order = Some("14GK6BGKA7U6OU6SUTNLBI5SBBV9PGDJ6UL".to_owned());
    authorized(shop.authorize(&Authorize { order, ..first.clone() }).await);
    let second = Authorize { key: "month-2".to_owned(), amount: Decimal::from(476), ..first };
    assert_eq!(code(shop.authorize(&second).await), "PeriodicAmountExceeded");
    let is_open = |answer: &Answer| matches!(answer, Answer::Consent(state) if !state.draft && !state.ended);
    assert!(shop.ask(&look).await.is_ok_and(|answer| is_open(&answer)));
}

#[tokio::test]
async fn a_decline_is_an_answer() {
    let shop = shop().await;
    let declines = [
        (TestCard::InvalidHard, Reason::InvalidPaymentMethod),
        (TestCard::InvalidSoft, Reason::SoftDecline),
        (TestCard::Rejected, Reason::Rejected),
        (TestCard::TimesOut, Reason::TimedOut),
    ];
    for (card, reason) in declines {
        let consent = shop.open_order(card).await;
        let key = format!("{}-1", card.as_str());
        let (_, state, captures) = authorized(shop.authorize(&charge(&consent, ConsentKind::Once, &key)).await);
        assert_eq!((state, captures), (State::Declined(reason), Vec::new()), "{card:?}");
    }
}

#[tokio::test]
async fn what_was_suspended_is_opened_by_confirming_it_once_the_buyer_has_chosen_another_card() {
    let shop = shop().await;
    let consent = shop.open_order(TestCard::InvalidHard).await;
    authorized(shop.authorize(&charge(&consent, ConsentKind::Once, "first")).await);
    let again = charge(&consent, ConsentKind::Once, "second");
    assert_eq!(code(shop.authorize(&again).await), "InvalidOrderReferenceStatus");
    let look = Instruction::LookAtConsent { consent: consent.clone(), kind: ConsentKind::Once };
    assert!(matches!(shop.ask(&look).await, Ok(Answer::Consent(ConsentState { suspended: true, .. }))));
    assert_eq!(code(shop.ask(&confirm(&consent, ConsentKind::Once)).await), "PaymentMethodNotUpdated");
    let choice = BuyerChoice { payment: Some(TestCard::Mastercard), ..BuyerChoice::default() };
    shop.sandbox.choose(&consent, choice).await.unwrap();
    assert_eq!(shop.ask(&confirm(&consent, ConsentKind::Once)).await, Ok(Answer::Done));
    // The refusal hasn't used the key up.
    assert_eq!(authorized(shop.authorize(&again).await).1, State::Closed(Reason::MaxCapturesProcessed));
}

#[tokio::test]
async fn an_answer_that_was_lost_is_unknown_and_the_same_question_gives_it() {
    let shop = shop().await;
    let consent = shop.open_order(TestCard::Visa).await;
    let asked = charge(&consent, ConsentKind::Once, "lost");
    let drop = Fault::new(Effect::Drop(Moment::After)).of("Authorize").of_service("amazon-pay");
    shop.sandbox.inject(drop).unwrap();
    assert!(matches!(shop.authorize(&asked).await, Err(Failure::Unknown { .. })));
    let first = authorized(shop.authorize(&asked).await);
    assert_eq!(authorized(shop.authorize(&asked).await), first);
    let other = Authorize { amount: Decimal::from(24), ..asked };
    assert_eq!(code(shop.authorize(&other).await), "DuplicateRequest");
}

#[tokio::test]
async fn every_failure_says_whether_it_may_have_been_done() {
    let shop = shop().await;
    let consent = shop.open_order(TestCard::Visa).await;
    let asked = charge(&consent, ConsentKind::Once, "kept");
    let fault = |effect| shop.sandbox.inject(Fault::new(effect).of("Authorize").of_service("amazon-pay")).unwrap();
    for code in ["RequestThrottled", "QuotaExceeded", "RequestExpired"] {
        fault(Effect::Code(code.to_owned()));
        assert!(matches!(shop.authorize(&asked).await, Err(Failure::Later { .. })), "{code}");
    }
    for code in ["InternalServerError", "ServiceUnavailable"] {
        fault(Effect::Code(code.to_owned()));
        assert!(matches!(shop.authorize(&asked).await, Err(Failure::Unknown { .. })), "{code}");
    }
    fault(Effect::Status(502));
    assert!(matches!(shop.authorize(&asked).await, Err(Failure::Unknown { .. })));
    fault(Effect::Code("InvalidAccountStatus".to_owned()));
    assert_eq!(code(shop.authorize(&asked).await), "InvalidAccountStatus");
    let too_much = Authorize { amount: Decimal::from(150_001), ..asked.clone() };
    assert_ne!(code(shop.authorize(&too_much).await), "");
    assert_eq!(authorized(shop.authorize(&asked).await).1, State::Closed(Reason::MaxCapturesProcessed));
}

#[tokio::test]
async fn nobody_there_is_asked_later() {
    let merchant = Merchant { seller_id: "A2SHOPSHOPSHOP".to_owned(), auth_token: None };
    let socket = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    drop(socket);
    let connect = move || {
        Client::builder()
            .credentials(Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret"))
            .endpoint(Endpoint::url(&url).unwrap())
            .environment(Environment::Sandbox)
    };
    let processor = OffAmazonPayments::new(connect, std::slice::from_ref(&merchant)).unwrap();
    let answer = processor.ask(&merchant, &Instruction::LookAtMerchant).await;
    assert!(matches!(answer, Err(Failure::Later { .. })), "{answer:?}");
}

#[tokio::test]
async fn an_order_ends_by_being_cancelled_or_by_amazon() {
    let shop = shop().await;
    let consent = shop.open_order(TestCard::Visa).await;
    let reserve = Authorize { capture: false, ..charge(&consent, ConsentKind::Once, "reserve") };
    let (authorization, state, _) = authorized(shop.authorize(&reserve).await);
    assert_eq!(state, State::Open);
    let cancel = Instruction::CancelConsent { consent: consent.clone(), reason: Some("Sold out.".to_owned()) };
    assert_eq!(shop.ask(&cancel).await, Ok(Answer::Done));
    assert_eq!(code(shop.ask(&cancel).await), "InvalidCancelAttempt");
    let look = Instruction::LookAtAuthorization { authorization: authorization.clone() };
    assert_eq!(authorized(shop.ask(&look).await).1, State::Closed(Reason::ConsentCanceled));
    let close = Instruction::CloseAuthorization { authorization, reason: None };
    assert_eq!(code(shop.ask(&close).await), "InvalidAuthorizationStatus");

    let agreement = shop.agreement().await;
    assert_eq!(shop.ask(&confirm(&agreement, ConsentKind::Standing)).await, Ok(Answer::Done));
    shop.sandbox.act_as_amazon(None, &agreement, AmazonAction::Cancel {}).await.unwrap();
    let look = Instruction::LookAtConsent { consent: agreement.clone(), kind: ConsentKind::Standing };
    assert!(matches!(shop.ask(&look).await, Ok(Answer::Consent(ConsentState { ended: true, .. }))));
    let charge = charge(&agreement, ConsentKind::Standing, "too-late");
    assert_eq!(code(shop.authorize(&charge).await), "InvalidBillingAgreementStatus");
}

#[tokio::test]
async fn a_merchant_is_active_or_not_and_nobody_s_share_goes_astray() {
    let shop = shop().await;
    assert_eq!(shop.ask(&Instruction::LookAtMerchant).await, Ok(Answer::Merchant { active: true }));
    let consent = shop.open_order(TestCard::Visa).await;
    let provider_fee = Some(ProviderFee { provider: "A3NOBODYNOBODY".to_owned(), amount: Decimal::ONE });
    let asked = Authorize { provider_fee, ..charge(&consent, ConsentKind::Once, "share") };
    let refused = shop.authorize(&asked).await;
    assert!(matches!(refused, Err(Failure::Refused { .. }) | Ok(Answer::Authorization { .. })), "{refused:?}");
}

#[test]
fn a_processor_tells_no_secret() {
    let merchant = Merchant { seller_id: "A2SHOPSHOPSHOP".to_owned(), auth_token: Some("amzn.mws.secret".into()) };
    let connect = || {
        Client::builder()
            .credentials(Credentials::new("AKIAIOSFODNN7EXAMPLE", "a secret key"))
            .region(crate::amazon_pay::Region::UnitedStates)
            .environment(Environment::Sandbox)
    };
    let processor = OffAmazonPayments::new(connect, std::slice::from_ref(&merchant)).unwrap();
    let shown = format!("{processor:?}");
    assert!(!shown.contains("secret"), "{shown}");
    assert!(OffAmazonPayments::new(Client::builder, &[merchant]).is_err());
}
