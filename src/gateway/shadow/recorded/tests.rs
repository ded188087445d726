use std::sync::{Arc, Mutex};

use chrono::TimeDelta;
use rust_decimal::Decimal;

use super::*;
use crate::{
    client::{Client, Credentials, Endpoint, Http, HttpClient, HttpRequest, Method, RetryPolicy},
    error::Error,
    fps::{
        CancelTokenRequest, GetTokenByCallerRequest, GetTransactionRequest, GetTransactionStatusRequest, PayRequest,
        RefundRequest, ReserveRequest, SettleRequest, TransactionStatus,
    },
    gateway::shadow::{Plan, Shadow, Told},
    money::Amount,
    sandbox::{InstrumentKind, ManualClock, NewInstrument, NewToken, Sandbox},
    sign::v2::SignatureMethod,
};

const KEY: &str = "AKIASHADOW";
const SECRET: &str = "s3cr3t-of-the-caller";

/// A server with FPS, simulated or recorded, and what was told of it.
struct Running {
    client: Client,
    sandbox: Sandbox,
    told: Arc<Mutex<Vec<Told>>>,
    /// What went over the wire, an exchange a line.
    log: Arc<Mutex<String>>,
}

impl Running {
    /// The simulation of FPS, which is recorded.
    async fn fps() -> Self {
        Self::of(|sandbox, watch| Shadow::of(sandbox, watch)).await
    }

    /// What answers from these lines.
    async fn recorded(lines: &str) -> Self {
        let recordings = recordings(lines);
        Self::of(|sandbox, watch| Shadow::recorded(sandbox, recordings, watch)).await
    }

    async fn of(shadow: impl FnOnce(Sandbox, Box<dyn Fn(&Told) + Send + Sync>) -> Shadow) -> Self {
        let clock = ManualClock::new(chrono::Utc::now());
        let sandbox = Sandbox::builder().no_callers().caller(KEY, SECRET).clock(clock).seed(7).build().await.unwrap();
        let told = Arc::<Mutex<Vec<Told>>>::default();
        let place = Arc::clone(&told);
        let shadow = shadow(sandbox.clone(), Box::new(move |told| place.lock().unwrap().push(told.clone())));
        let listening = shadow.listen("127.0.0.1:0").await.unwrap();
        let http = Arc::new(HttpClient::new(std::time::Duration::from_secs(5)).unwrap());
        let log = Arc::<Mutex<String>>::default();
        let written = Arc::clone(&log);
        let recording = move |request: HttpRequest| {
            let (http, log) = (Arc::clone(&http), Arc::clone(&written));
            async move {
                let answer = http.send(request.clone()).await?;
                let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
                let line = serde_json::json!({
                    "method": request.method, "url": "https://fps.amazonaws.com/", "request_body": text(&request.body),
                    "status": answer.status, "response_body": text(&answer.body),
                });
                *log.lock().unwrap() += &format!("{line}\n");
                Ok(answer)
            }
        };
        let client = Client::builder()
            .endpoint(Endpoint::url(&listening.url()).unwrap())
            .credentials(Credentials::new(KEY, SECRET))
            .rest(Method::Post, SignatureMethod::HmacSha256)
            .retry(RetryPolicy::never())
            .http(recording)
            .build()
            .unwrap();
        tokio::spawn(listening.serve(std::future::pending()));
        Self { client, sandbox, told, log }
    }

    async fn token(&self, token_type: &str) -> String {
        let token = NewToken { token_type: Some(token_type.to_owned()), ..NewToken::default() };
        self.sandbox.create_token(token).await.unwrap().token_id.as_str().to_owned()
    }

    fn plan(&self) -> Plan {
        let told = self.told.lock().unwrap();
        let last = told.last().unwrap();
        last.plan.clone().unwrap_or_else(|| panic!("there is no plan for {last:?}"))
    }

    fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }
}

fn recordings(lines: &str) -> Recordings {
    let mut recordings = Recordings::new();
    let read = recordings.add(lines.as_bytes()).expect("there is room");
    assert_eq!((read.broken, read.unknown), (None, 0));
    recordings
}

fn usd(text: &str) -> Amount {
    Amount::usd(text.parse::<Decimal>().unwrap())
}

fn unavailable(error: Error) -> String {
    let error = error.service().expect("it was answered").clone();
    assert_eq!((error.code(), error.status()), ("ServiceUnavailable", 503));
    error.message().to_owned()
}

#[tokio::test]
async fn the_same_call_has_the_recorded_answer_and_no_other_call_has_one() {
    let fps = Running::fps().await;
    let token = fps.token("MultiUse").await;
    let pay = PayRequest::new(&*token, usd("12.34"), "order-1");
    let paid = fps.client.pay(&pay).await.unwrap().result;
    let refused = fps.client.pay(&PayRequest::new("nobody-knows-it", usd("1"), "order-2")).await.unwrap_err();

    let recorded = Running::recorded(&fps.log()).await;
    for _ in 0..3 {
        assert_eq!(recorded.client.pay(&pay).await.unwrap().result, paid);
    }
    let again = recorded.client.pay(&PayRequest::new("nobody-knows-it", usd("1.00"), "order-2")).await.unwrap_err();
    let [first, again] = [&refused, &again].map(|error| error.service().expect("it was refused"));
    assert_eq!((again.code(), again.message(), again.status()), (first.code(), first.message(), first.status()));

    for other in [
        PayRequest::new(&*token, usd("12.34"), "order-3"),
        PayRequest::new(&*token, usd("12.35"), "order-1"),
        PayRequest::new("another-token", usd("12.34"), "order-1"),
    ] {
        let message = unavailable(recorded.client.pay(&other).await.unwrap_err());
        assert!(
            message.contains("Pay with these values of") && message.contains("CallerReference=order-"),
            "{message}"
        );
        assert!(message.contains("SenderTokenId") && !message.contains(&*token), "{message}");
        assert!(recorded.told.lock().unwrap().last().unwrap().plan.is_none());
    }
}

#[tokio::test]
async fn a_call_walks_through_its_answers_and_stays_at_the_last() {
    let fps = Running::fps().await;
    let token = fps.token("MultiUse").await;
    let paid = fps.client.pay(&PayRequest::new(&*token, usd("5"), "order-1")).await.unwrap().result;
    let status = GetTransactionStatusRequest::new(paid.transaction_id.clone());
    for _ in 0..2 {
        assert_eq!(status_of(&fps, &status).await, TransactionStatus::Pending);
    }
    fps.sandbox.advance(TimeDelta::days(1)).await.unwrap();
    assert_eq!(status_of(&fps, &status).await, TransactionStatus::Success);

    let recorded = Running::recorded(&fps.log()).await;
    let mut seen = Vec::new();
    for _ in 0..5 {
        seen.push(status_of(&recorded, &status).await);
    }
    use TransactionStatus::{Pending, Success};
    assert_eq!(seen, [Pending, Pending, Success, Success, Success]);
}

async fn status_of(running: &Running, request: &GetTransactionStatusRequest) -> TransactionStatus {
    running.client.get_transaction_status(request).await.unwrap().result.transaction_status
}

#[tokio::test]
async fn what_the_recording_tells_is_planned_as_the_simulation_is() {
    let fps = Running::fps().await;
    let client = &fps.client;
    let once = fps.token("SingleUse").await;
    client.get_token_by_caller(&GetTokenByCallerRequest::new().token_id(&*once)).await.unwrap();
    let pay = PayRequest::new(&*once, usd("12.34"), "order-1");
    let paid = client.pay(&pay).await.unwrap().result.transaction_id;
    let paying = fps.plan();
    fps.sandbox.advance(TimeDelta::days(1)).await.unwrap();
    client.get_transaction(&GetTransactionRequest::new(paid.clone())).await.unwrap();
    let refund = RefundRequest::new(paid.clone(), "refund-1");
    client.refund(&refund).await.unwrap();
    let refunding = fps.plan();
    let many = fps.token("MultiUse").await;
    client.get_token_by_caller(&GetTokenByCallerRequest::new().token_id(&*many)).await.unwrap();
    let reserve = ReserveRequest::new(&*many, usd("5"), "order-2");
    let reserved = client.reserve(&reserve).await.unwrap().result.transaction_id;
    let reserving = fps.plan();
    fps.sandbox.advance(TimeDelta::hours(1)).await.unwrap();
    let settle = SettleRequest::new(reserved);
    client.settle(&settle).await.unwrap();
    let settling = fps.plan();
    let cancel = CancelTokenRequest::new(&*many);
    client.cancel_token(&cancel).await.unwrap();
    let cancelling = fps.plan();
    let operations = cancelling.steps.iter().map(|step| step.operation).collect::<Vec<_>>();
    assert_eq!((operations, cancelling.comes_to.as_str()), (vec!["CloseBillingAgreement"], "Cancelled"));
    assert_eq!((&cancelling.transaction, cancelling.amount), (&None, None));

    let recorded = Running::recorded(&fps.log()).await;
    let client = &recorded.client;
    client.pay(&pay).await.unwrap();
    let mut known = recorded.plan();
    // Single-use tokens pay by whatever the sandbox gives them, which GetTransaction has told.
    assert_eq!(std::mem::take(&mut known.unknown), Vec::<&str>::new());
    assert_eq!(known, paying);
    client.refund(&refund).await.unwrap();
    assert_eq!(recorded.plan(), refunding);
    client.reserve(&reserve).await.unwrap();
    assert_eq!(recorded.plan(), reserving);
    client.settle(&settle).await.unwrap();
    assert_eq!(recorded.plan(), settling);
    client.cancel_token(&cancel).await.unwrap();
    assert_eq!(recorded.plan(), cancelling);
}

#[tokio::test]
async fn what_the_recording_does_not_tell_is_unknown() {
    let fps = Running::fps().await;
    let token = fps.token("SingleUse").await;
    let pay = PayRequest::new(&*token, usd("12.34"), "order-1");
    let paid = fps.client.pay(&pay).await.unwrap().result.transaction_id;
    let before = fps.log().len();
    fps.sandbox.advance(TimeDelta::days(1)).await.unwrap();
    let refund = RefundRequest::new(paid, "refund-1");
    fps.client.refund(&refund).await.unwrap();
    let log = fps.log();

    let recorded = Running::recorded(&log).await;
    recorded.client.pay(&pay).await.unwrap();
    let plan = recorded.plan();
    assert_eq!(plan.unknown.len(), 2, "{plan:?}");
    assert!(plan.steps.iter().any(|step| step.operation == "AuthorizeOnBillingAgreement"));

    // The payment that is refunded whole isn't in this part of it.
    let recorded = Running::recorded(&log[before..]).await;
    recorded.client.refund(&refund).await.unwrap();
    let plan = recorded.plan();
    assert_eq!((plan.comes_to.as_str(), plan.amount, plan.steps.len()), ("Unknown", None, 0));
    assert!(plan.unknown.contains(&"the amount"), "{plan:?}");
}

#[tokio::test]
async fn pages_and_returns_tell_the_kind_of_a_token() {
    let fps = Running::fps().await;
    let token = fps.token("SingleUse").await;
    let pay = PayRequest::new(&*token, usd("1"), "order-1");
    fps.client.pay(&pay).await.unwrap();
    let visit = |url: &str| format!("{{\"method\":\"GET\",\"url\":\"{url}\"}}\n");
    let there = visit(
        "https://authorize.payments.amazon.com/cobranded-ui/actions/start?callerKey=K&callerReference=v&pipelineName=SingleUse",
    );
    let back = visit(&format!("https://shop.example/back?status=SC&callerReference=v&signature=s&tokenID={token}"));
    let recorded = Running::recorded(&(there + &back + &fps.log())).await;
    recorded.client.pay(&pay).await.unwrap();
    let operations = recorded.plan().steps.iter().map(|step| step.operation).collect::<Vec<_>>();
    assert!(operations.contains(&"Authorize") && operations.contains(&"CloseOrderReference"), "{operations:?}");
}

#[tokio::test]
async fn what_fills_an_instrument_ends_with_the_token_that_pays_from_it() {
    for (kind, name, unknown) in
        [(InstrumentKind::Prepaid, "prepaidSenderTokenID", 1), (InstrumentKind::Credit, "creditSenderTokenID", 2)]
    {
        let fps = Running::fps().await;
        let instrument = NewInstrument { kind, ..NewInstrument::default() };
        let token = fps.sandbox.create_instrument(instrument).await.unwrap().sender_token_id;
        let cancel = CancelTokenRequest::new(token.as_str());
        fps.client.cancel_token(&cancel).await.unwrap();
        let url =
            format!("https://shop.example/back?status=SC&callerReference=v&signature=s&{name}={}", token.as_str());
        let back = format!("{{\"method\":\"GET\",\"url\":\"{url}\"}}\n");
        let recorded = Running::recorded(&(back + &fps.log())).await;
        recorded.client.cancel_token(&cancel).await.unwrap();
        let plan = recorded.plan();
        // What it is there is known of a simulation; of a recording it isn't what was owed, or cancelled before.
        assert_eq!((&plan.steps, &plan.comes_to), (&fps.plan().steps, &fps.plan().comes_to));
        assert_eq!((plan.steps.len(), plan.unknown.len()), (1, unknown), "{plan:?}");
    }
}

#[test]
fn answers_are_given_over_either_transport_and_what_is_no_answer_is_counted() {
    let call = |body: &str, status: u16, answer: Option<&str>| {
        let line = serde_json::json!({
            "method": "POST", "url": "https://fps.amazonaws.com/", "request_body": body, "status": status,
            "response_body": answer,
        });
        format!("{line}\n")
    };
    let soap = |content: &str| {
        format!(
            "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>{content}</s:Body></s:Envelope>"
        )
    };
    let settled = |status: &str| {
        format!(
            "<SettleResponse xmlns='http://fps.amazonaws.com/doc/2010-08-28/'><SettleResult><TransactionId>14X\
             </TransactionId><TransactionStatus>{status}</TransactionStatus></SettleResult><ResponseMetadata><RequestId>r:0\
             </RequestId></ResponseMetadata></SettleResponse>"
        )
    };
    let settle = |id: &str| {
        format!(
            "<Settle xmlns='http://fps.amazonaws.com/doc/2010-08-28/'><ReserveTransactionId>{id}</ReserveTransactionId></Settle>"
        )
    };
    let rest = |id: &str| {
        format!("Action=Settle&ReserveTransactionId={id}&Version=2008-09-17&Timestamp=t&AWSAccessKeyId=K&Signature=s")
    };
    let fault = soap(
        "<s:Fault><faultcode>aws:Client.InvalidTransactionId</faultcode><faultstring>None such.</faultstring></s:Fault>",
    );
    let lines = call(&soap(&settle("14X")), 200, Some(&soap(&settled("Pending"))))
        + &call(&rest("14X"), 200, Some(&settled("Success")))
        + &call(&soap(&settle("14Y")), 500, Some(&fault))
        + &call(&rest("14Z"), 503, Some(""))
        + &call(&rest("14V"), 200, None)
        + &call(&rest("14U"), 200, Some("<html/>"))
        + &call(&rest("14U"), 200, Some("<SettleResponse><SettleResult/></SettleResponse>"))
        + &call("Action=Nothing&Version=2008-09-17&AWSAccessKeyId=K&Signature=s", 200, Some(&settled("Success")))
        + &call("", 200, None);
    let recordings = recordings(&lines);
    let expected = Contents { answers: 4, calls: 3, unanswered: 1, unreadable: 3, hidden: 1 };
    assert_eq!(recordings.contents(), &expected);
    let ask = |id: &str| recordings.answer(&SettleRequest::new(id), None);
    assert_eq!(ask("14X").unwrap().transaction_status, TransactionStatus::Pending);
    assert_eq!(ask("14X").unwrap().transaction_status, TransactionStatus::Success);
    let error = ask("14Y").unwrap_err();
    assert_eq!((error.code(), error.message(), error.status()), ("InvalidTransactionId", "None such.", 400));
    let error = ask("14Z").unwrap_err();
    assert!(error.status() == 503 && error.message().contains("HTTP status 503 and no document"), "{error}");
    for id in ["14V", "14U", "14W"] {
        assert!(ask(id).unwrap_err().message().contains("is not in the recordings"));
    }
    assert!(!format!("{recordings:?}").contains("14X"));
}

#[test]
fn nobody_is_told_what_another_was() {
    let call = |caller: &str, status: &str| {
        let line = serde_json::json!({
            "method": "POST", "url": "https://fps.amazonaws.com/", "status": 200,
            "request_body": format!("Action=Settle&ReserveTransactionId=14X&Version=2010-08-28{caller}&Signature=s"),
            "response_body": format!(
                "<SettleResponse><SettleResult><TransactionId>14X</TransactionId><TransactionStatus>{status}\
                 </TransactionStatus></SettleResult><ResponseMetadata><RequestId>r:0</RequestId></ResponseMetadata>\
                 </SettleResponse>"
            ),
        });
        format!("{line}\n")
    };
    use TransactionStatus::{Cancelled, Failure, Pending, Success};
    let [one, two] = ["&AWSAccessKeyId=ONE", "&AWSAccessKeyId=TWO"];
    let ask = |recordings: &Recordings, key: Option<&str>| {
        let caller = key.map(|key| server::Caller { access_key_id: key.to_owned() });
        recordings.answer(&SettleRequest::new("14X"), caller.as_ref()).map(|result| result.transaction_status)
    };
    let alone = call(one, "Pending") + &call("", "Success");
    let recorded = recordings(&alone);
    for (key, status) in [(Some("ANOTHER"), Pending), (None, Success), (Some("ONE"), Success)] {
        assert_eq!(ask(&recorded, key).unwrap(), status);
    }

    let recorded = recordings(&(alone + &call(two, "Cancelled") + &call(one, "Failure") + &call(two, "Success")));
    for (key, status) in
        [("TWO", Cancelled), ("ONE", Pending), ("ONE", Failure), ("ONE", Failure), ("TWO", Success), ("TWO", Success)]
    {
        assert_eq!(ask(&recorded, Some(key)).unwrap(), status, "{key}");
    }
    for key in [Some("ANOTHER"), None] {
        let refused = ask(&recorded, key).unwrap_err();
        assert!(refused.status() == 503 && refused.message().contains("several callers"), "{refused}");
    }
    let unrecorded = server::Caller { access_key_id: "ONE".to_owned() };
    let refused = recorded.answer(&SettleRequest::new("14Y"), Some(&unrecorded)).unwrap_err();
    assert!(refused.message().contains("is not in the recordings"), "{refused}");
}

#[tokio::test]
async fn what_is_kept_is_bounded() {
    let fps = Running::fps().await;
    let token = fps.token("MultiUse").await;
    for number in 0..10 {
        fps.client.pay(&PayRequest::new(&*token, usd("1"), format!("order-{number}"))).await.unwrap();
    }
    let log = fps.log();
    assert!(Recordings::with_room(100_000).add(log.as_bytes()).is_ok());
    let full = Recordings::with_room(3000).add(log.as_bytes()).unwrap_err();
    assert_eq!(full, TooLarge { most_bytes: 3000 });
}
