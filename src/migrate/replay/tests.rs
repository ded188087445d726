//! A session is recorded against one sandbox and replayed against another, which makes other ids.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::{Builder, Mapping, Replay, Report, Run, Verdict};
use crate::client::{Client, Credentials, Endpoint, HttpFailure, HttpRequest, HttpResponse, Method, RetryPolicy};
use crate::fps::{self, *};
use crate::ids::TokenId;
use crate::migrate::traffic::recording;
use crate::money::Amount;
use crate::sandbox::{
    self, Effect, Fault, Fee, FeeSchedule, InstrumentKind, Latency, ManualClock, NewToken, Sandbox, Seed, TokenRole,
};
use crate::server::{Arrived, Front};
use crate::sign::rsa_sha1::SignatureAlgorithm;
use crate::sign::v2::SignatureMethod;
use crate::sign::x509::Identity;

struct World {
    sandbox: Sandbox,
    front: Arc<Front<fps::Server<Sandbox>>>,
    clock: ManualClock,
    seed: Seed,
    /// Tokens for a single use, made before the session.
    tokens: Vec<TokenId>,
}

impl World {
    async fn new(seed: u64, change: impl FnOnce(sandbox::Builder) -> sandbox::Builder) -> Self {
        let clock = ManualClock::new(noon());
        let builder = Sandbox::builder().seed(seed).clock(clock.clone()).latency(Latency::ZERO);
        let sandbox = change(builder).build().await.expect("memory is always there");
        let mut tokens = Vec::new();
        for number in 0..8 {
            let token = NewToken {
                payment_method: Some("ABT".to_owned()),
                caller_reference: Some(format!("visit-{number}")),
                ..NewToken::default()
            };
            tokens.push(sandbox.create_token(token).await.expect("the sandbox makes tokens").token_id);
        }
        let seed = sandbox.seed().await.expect("memory is always there");
        Self { front: Arc::new(sandbox.front()), sandbox, clock, seed, tokens }
    }

    fn credentials(&self) -> Credentials {
        let caller = &self.seed.callers[0];
        Credentials::new(&caller.access_key_id, &caller.secret_access_key)
    }

    fn identity(&self) -> Identity {
        let caller = &self.seed.callers[0];
        let pem = |text: &Option<String>| text.clone().expect("the sandbox makes a certificate");
        Identity::from_pem(&pem(&caller.certificate_pem), &pem(&caller.key_pem)).expect("they belong together")
    }

    fn role(&self, role: TokenRole) -> TokenId {
        let found = self.seed.tokens.iter().find(|token| token.role == role && token.status == "Active");
        found.expect("the sandbox begins with one of each role").token_id.clone()
    }

    /// Every id that the sandbox began with, in an order that does not depend on the ids.
    fn ids(&self) -> Vec<&str> {
        let seed = &self.seed;
        let tokens = seed.tokens.iter().map(|token| token.token_id.as_str());
        let instruments = seed.instruments.iter().map(|instrument| instrument.instrument_id.as_str());
        let subscriptions = seed.subscriptions.iter().map(|subscription| subscription.subscription_id.as_str());
        tokens.chain(instruments).chain(subscriptions).chain(self.tokens.iter().map(TokenId::as_str)).collect()
    }

    /// Plays the session over one transport, and records what goes over the wire.
    async fn record(&self, soap: bool) -> Vec<(HttpRequest, HttpResponse)> {
        let recorded = Arc::new(Mutex::new(Vec::new()));
        let (front, into) = (Arc::clone(&self.front), Arc::clone(&recorded));
        let http = move |request: HttpRequest| {
            let (front, into) = (Arc::clone(&front), Arc::clone(&into));
            async move {
                let response = deliver(front, request.clone()).await?;
                into.lock().expect("nobody panics with it").push((request, response.clone()));
                Ok(response)
            }
        };
        let builder = Client::builder()
            .endpoint(Endpoint::url(URL).expect("it is an address"))
            .retry(RetryPolicy::never())
            .clock(noon)
            .http(http);
        let client = match soap {
            true => builder.soap(self.identity()).build(),
            false => builder.credentials(self.credentials()).rest(Method::Get, SignatureMethod::HmacSha1).build(),
        };
        session(self, &client.expect("it is whole")).await;
        recorded.lock().expect("nobody panics with it").clone()
    }

    fn replay(&self) -> Builder {
        let front = Arc::clone(&self.front);
        Replay::builder()
            .endpoint(Endpoint::url(URL).expect("it is an address"))
            .credentials(self.credentials())
            .identity(self.identity(), SignatureAlgorithm::default())
            .run(Run::named("again").expect("it is a name"))
            .clock(noon)
            .http(move |request| deliver(Arc::clone(&front), request))
    }
}

const URL: &str = "http://127.0.0.1:8080/";

/// Every action of FPS, those that are refused among them.
async fn session(world: &World, client: &Client) {
    let amount = |dollars: i64| Amount::usd(dollars);
    let tokens = &world.tokens;
    let instrument =
        |kind| world.seed.instruments.iter().find(|it| it.kind == kind).expect("there is one of each kind");
    let (prepaid, credit) = (instrument(InstrumentKind::Prepaid), instrument(InstrumentKind::Credit));
    let subscription = &world.seed.subscriptions[0].subscription_id;

    let paid = client.pay(&PayRequest::new(&tokens[0], amount(10), "order-1")).await.expect("it is paid");
    // Once more, as after an answer that was lost; and with the same reference for something else.
    let repeated = client.pay(&PayRequest::new(&tokens[0], amount(10), "order-1")).await.expect("it was paid");
    assert_eq!(paid.transaction_id, repeated.transaction_id);
    client.pay(&PayRequest::new(&tokens[0], amount(11), "order-1")).await.expect_err("it is another request");
    client.get_transaction_status(&GetTransactionStatusRequest::new(&paid.transaction_id)).await.expect("it is there");
    client.refund(&RefundRequest::new(&paid.transaction_id, "refund-1")).await.expect("it is paid back");
    client.get_transaction(&GetTransactionRequest::new(&paid.transaction_id)).await.expect("it is there");
    let card = world.seed.tokens.iter().find(|token| token.name == "multi-use-cc").expect("the sandbox begins with it");
    let card = card.token_id.clone();
    let later = client.pay(&PayRequest::new(&card, amount(3), "card-1")).await.expect("the card is good");
    client.get_transaction_status(&GetTransactionStatusRequest::new(&later.transaction_id)).await.expect("it is there");
    for (reference, is_settled) in [("hold-1", true), ("hold-2", false)] {
        let reserve = ReserveRequest::new(&card, amount(20), reference);
        let Ok(held) = client.reserve(&reserve).await else { continue };
        let _ = match is_settled {
            true => client.settle(&SettleRequest::new(&held.transaction_id)).await.map(|_| ()),
            false => client.cancel(&CancelRequest::new(&held.transaction_id)).await.map(|_| ()),
        };
    }
    // Whether these are granted or refused is the same over and over.
    let _ = client.settle(&SettleRequest::new(&paid.transaction_id)).await;
    let _ = client.cancel(&CancelRequest::new(&paid.transaction_id)).await;
    let funding = world.role(TokenRole::Funding);
    let _ = client.fund_prepaid(&FundPrepaidRequest::new(funding, &prepaid.instrument_id, amount(30), "fund-1")).await;
    let _ = client.get_prepaid_balance(&GetPrepaidBalanceRequest::new(&prepaid.instrument_id)).await;
    let _ = client.get_total_prepaid_liability(&GetTotalPrepaidLiabilityRequest::new()).await;
    let _ = client.pay(&PayRequest::new(&credit.sender_token_id, amount(9), "credit-1")).await;
    let _ = client.get_debt_balance(&GetDebtBalanceRequest::new(&credit.instrument_id)).await;
    let _ = client.get_outstanding_debt_balance(&GetOutstandingDebtBalanceRequest::new()).await;
    let settlement = world.role(TokenRole::Settlement);
    let settle = SettleDebtRequest::new(settlement, &credit.instrument_id, amount(2), "debt-1");
    let _ = client.settle_debt(&settle).await;
    let _ = client.write_off_debt(&WriteOffDebtRequest::new(&credit.instrument_id, amount(1), "debt-2")).await;

    let install = InstallPaymentInstructionRequest::new("MyRole == 'Caller';", "own-token", TokenType::Unrestricted);
    let own = client.install_payment_instruction(&install).await.expect("it is installed");
    client.get_payment_instruction(&GetPaymentInstructionRequest::new(&own.token_id)).await.expect("it is there");
    client.get_token_by_caller(&GetTokenByCallerRequest::new().token_id(&tokens[1])).await.expect("it is there");
    let _ = client.get_token_usage(&GetTokenUsageRequest::new(&card)).await;
    client.get_tokens(&GetTokensRequest::new()).await.expect("there are some");
    client.cancel_token(&CancelTokenRequest::new(&own.token_id)).await.expect("it is there");
    client.pay(&PayRequest::new("NOSUCHTOKEN".repeat(5).as_str(), amount(1), "none")).await.expect_err("it is none");

    client.get_account_balance(&GetAccountBalanceRequest::new()).await.expect("there is one");
    client.get_account_activity(&GetAccountActivityRequest::new(noon())).await.expect("there is some");
    let _ = client.get_subscription_details(&GetSubscriptionDetailsRequest::new(subscription)).await;
    let _ = client.get_transactions_for_subscription(&GetTransactionsForSubscriptionRequest::new(subscription)).await;
    let _ = client.cancel_subscription_and_refund(&CancelSubscriptionAndRefundRequest::new(subscription)).await;
    let recipient = world.role(TokenRole::Recipient);
    let verified = GetRecipientVerificationStatusRequest::new(recipient);
    let _ = client.get_recipient_verification_status(&verified).await;
    let _ =
        client.verify_signature(&VerifySignatureRequest::new("http://127.0.0.1/back", "status=SA&signature=x")).await;
}

async fn deliver(front: Arc<Front<fps::Server<Sandbox>>>, request: HttpRequest) -> Result<HttpResponse, HttpFailure> {
    let header = |name: &str| request.headers.iter().find(|(other, _)| *other == name).map(|(_, value)| value.clone());
    let (_, rest) = request.url.split_once("://").expect("the client makes whole URLs");
    let (host, path) = rest.split_once('/').expect("the client makes whole URLs");
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let arrived = Arrived {
        method: request.method.to_owned(),
        scheme: "http",
        host: host.to_owned(),
        path: format!("/{path}"),
        query: query.to_owned(),
        content_type: header("Content-Type").unwrap_or_default(),
        soap_action: header("SOAPAction"),
        user_agent: header("User-Agent").unwrap_or_default(),
        body: request.body.clone(),
    };
    let reply = front.answer(arrived).await;
    Ok(HttpResponse { status: reply.status, body: reply.body.into_bytes() })
}

fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2010, 9, 1, 12, 0, 0).single().expect("it is a time")
}

/// The recording as messages one after the other.
fn dump(recorded: &[(HttpRequest, HttpResponse)]) -> Vec<u8> {
    let mut dump = Vec::new();
    for (request, response) in recorded {
        let target = request.url.strip_prefix("http://127.0.0.1:8080").expect("it is the only host");
        dump.extend(format!("{} {target} HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n", request.method).into_bytes());
        for (name, value) in &request.headers {
            dump.extend(format!("{name}: {value}\r\n").into_bytes());
        }
        dump.extend(format!("Content-Length: {}\r\n\r\n", request.body.len()).into_bytes());
        dump.extend(&request.body);
        let (status, length) = (response.status, response.body.len());
        dump.extend(format!("HTTP/1.1 {status} As It Was\r\nContent-Length: {length}\r\n\r\n").into_bytes());
        dump.extend(&response.body);
    }
    dump
}

/// The recording as a browser or a proxy keeps it.
fn har(recorded: &[(HttpRequest, HttpResponse)]) -> Vec<u8> {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("both sides speak UTF-8");
    let entries = recorded.iter().map(|(request, response)| {
        let headers = request.headers.iter().map(|(name, value)| json!({"name": name, "value": value}));
        let mut sent = json!({"method": request.method, "url": request.url, "headers": headers.collect::<Vec<_>>()});
        if !request.body.is_empty() {
            sent["postData"] = json!({"mimeType": "text/xml", "text": text(&request.body)});
        }
        let answered =
            json!({"status": response.status, "content": {"mimeType": "text/xml", "text": text(&response.body)}});
        json!({"startedDateTime": "2010-09-01T12:00:00Z", "time": 5, "request": sent, "response": answered})
    });
    json!({"log": {"version": "1.2", "entries": entries.collect::<Vec<Value>>()}}).to_string().into_bytes()
}

async fn play(mut replay: Replay, recording: &[u8]) -> (Report, Mapping) {
    let mut exchanges = Vec::new();
    let read = recording::read(recording, &mut |exchange| {
        exchanges.push(exchange);
        ControlFlow::Continue(())
    });
    assert_eq!(read.broken, None);
    for exchange in &exchanges {
        if replay.play(exchange).await.is_break() {
            break;
        }
    }
    let (mut report, mapping) = replay.finish();
    report.recording = Some(read);
    (report, mapping)
}

/// What stands for the ids of one world in another.
fn mapping(old: &World, new: &World) -> Mapping {
    let (old, new) = (old.ids(), new.ids());
    assert_eq!(old.len(), new.len());
    let mut mapping = Mapping::new();
    old.into_iter().zip(new).for_each(|(old, new)| mapping.give(old, new));
    mapping
}

fn unexplained(report: &Report) -> Vec<String> {
    let of = |case: &super::Case| {
        let lines = case.details().join("; ");
        matches!(case.verdict, Verdict::Unexplained | Verdict::Unmapped | Verdict::NotSent)
            .then(|| format!("{} {}: {lines}", case.place, case.action))
    };
    report.cases.iter().filter_map(of).collect()
}

#[tokio::test]
async fn a_session_of_every_action_is_the_same_against_a_fresh_sandbox() {
    for soap in [false, true] {
        let old = World::new(7, |builder| builder).await;
        let recorded = old.record(soap).await;
        for recording in [dump(&recorded), har(&recorded)] {
            let new = World::new(8, |builder| builder).await;
            let replay = new.replay().mapping(mapping(&old, &new)).build().expect("it is whole");
            let (report, learnt) = play(replay, &recording).await;
            assert_eq!(unexplained(&report), Vec::<String>::new());
            assert!(report.is_clean(), "{:?}", report.counts);
            assert_eq!(report.cases.len(), recorded.len());
            let explanations = report.explanations();
            let named = explanations.iter().find(|explanation| explanation.why.contains("makes up a name"));
            let named = named.expect("tokens without a name are called something");
            assert!(named.fields.contains("GetTokens Token.FriendlyName"), "{:?}", named.fields);
            assert!(report.html().contains("What is explained"));
            let actions = report.cases.iter().map(|case| case.action.as_str()).collect::<BTreeSet<_>>();
            assert_eq!(actions, fps::SERVICE.operations.iter().map(|operation| operation.name).collect());
            assert!(learnt.len() > old.ids().len(), "new ids are learnt");
            assert!(learnt.csv().lines().all(|line| line.split_once(',').is_some_and(|(old, new)| old != new)));
        }
    }
}

#[tokio::test]
async fn the_same_recording_once_more_answers_the_same() {
    let old = World::new(7, |builder| builder).await;
    let recording = dump(&old.record(false).await);
    let new = World::new(8, |builder| builder).await;
    let only = || ["Pay".to_owned()];
    let replay = || new.replay().only(only()).mapping(mapping(&old, &new)).build().expect("it is whole");
    let (first, ids) = play(replay(), &recording).await;
    let (second, same) = play(replay(), &recording).await;
    assert!(first.is_clean() && second.is_clean(), "{:?} {:?}", unexplained(&first), unexplained(&second));
    let ids_but_of_calls = |mapping: &Mapping| {
        mapping.csv().lines().filter(|line| !line.contains(":0")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(ids_but_of_calls(&ids), ids_but_of_calls(&same));
}

#[tokio::test]
async fn a_change_of_the_fees_is_named_and_nothing_else() {
    let old = World::new(7, |builder| builder).await;
    let recording = har(&old.record(false).await);
    let dear = || vec![Fee { from: Decimal::ZERO, rate: Decimal::new(10, 2), fixed: Decimal::ONE }];
    let new = World::new(8, |builder| builder.fees(FeeSchedule { card: dear(), bank: dear(), balance: dear() })).await;
    let only = ["Pay", "Refund", "GetTransaction"].map(str::to_owned);
    let replay = new.replay().only(only).mapping(mapping(&old, &new)).build().expect("it is whole");
    let (report, _) = play(replay, &recording).await;
    let differing = report.cases.iter().filter(|case| case.verdict == Verdict::Unexplained).collect::<Vec<_>>();
    assert_eq!(differing.iter().map(|case| case.action.as_str()).collect::<Vec<_>>(), ["GetTransaction"]);
    let paths = differing[0].differences.iter().filter(|it| it.explained.is_none()).map(|it| it.path.as_str());
    let paths = paths.collect::<Vec<_>>();
    assert!(paths.iter().any(|path| path.contains("FPSFees")), "{paths:?}");
    assert!(paths.iter().all(|path| path.contains("Fee")), "{paths:?}");
    assert!(!report.is_clean());
}

#[tokio::test(start_paused = true)]
async fn what_is_under_way_is_waited_for() {
    let old = World::new(7, |builder| builder).await;
    let recording = dump(&old.record(false).await);
    for (wait, verdicts) in [(0, [Verdict::Same, Verdict::Unexplained]), (10, [Verdict::Same, Verdict::Same])] {
        let slow = Latency { card: TimeDelta::seconds(1), bank: TimeDelta::zero() };
        let new = World::new(8, |builder| builder.latency(slow)).await;
        let (front, clock) = (Arc::clone(&new.front), new.clock.clone());
        let replay = new
            .replay()
            .mapping(mapping(&old, &new))
            .only(["Pay", "GetTransactionStatus"].map(str::to_owned))
            .wait(Duration::from_secs(wait))
            .http(move |request| {
                clock.advance(TimeDelta::milliseconds(300));
                deliver(Arc::clone(&front), request)
            });
        let (report, _) = play(replay.build().expect("it is whole"), &recording).await;
        let looked = report.cases.iter().filter(|case| case.action == "GetTransactionStatus");
        assert_eq!(looked.map(|case| case.verdict).collect::<Vec<_>>(), verdicts, "{:?}", unexplained(&report));
    }
}

#[tokio::test]
async fn a_fault_is_named_with_what_was_recorded() {
    let old = World::new(7, |builder| builder).await;
    let recording = dump(&old.record(false).await);
    let new = World::new(8, |builder| builder).await;
    new.sandbox.inject(Fault::new(Effect::Code("InternalError".to_owned())).of("Refund")).expect("it is a fault");
    let only = ["Pay".to_owned(), "Refund".to_owned()];
    let replay = new.replay().only(only).mapping(mapping(&old, &new)).build().expect("it is whole");
    let (report, _) = play(replay, &recording).await;
    let found = unexplained(&report);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].contains("Refund: error: 'answered' was recorded, and now it is 'refused: InternalError'"),
        "{found:?}"
    );
    let junit = report.junit();
    assert!(junit.contains("failures=\"1\"") && junit.contains("InternalError"), "{junit}");
    assert!(report.html().contains("What nothing explains"));
}

#[tokio::test]
async fn a_token_for_which_nothing_stands_is_named_and_not_sent() {
    let old = World::new(7, |builder| builder).await;
    let recorded = old.record(false).await;
    let new = World::new(8, |builder| builder).await;
    let missing = old.tokens[1].as_str();
    let mut given = Mapping::new();
    old.ids().into_iter().zip(new.ids()).filter(|(old, _)| *old != missing).for_each(|(old, new)| given.give(old, new));
    let replay = new.replay().only(["GetTokenByCaller".to_owned(), "Pay".to_owned()]).mapping(given).build();
    let (report, _) = play(replay.expect("it is whole"), &dump(&recorded)).await;
    let unmapped = report.cases.iter().filter(|case| case.verdict == Verdict::Unmapped).collect::<Vec<_>>();
    assert_eq!(unmapped.len(), 1, "{:?}", unexplained(&report));
    assert_eq!(
        (unmapped[0].action.as_str(), unmapped[0].unmapped[0].parameter.as_str()),
        ("GetTokenByCaller", "TokenId")
    );
    assert!(missing.ends_with(unmapped[0].unmapped[0].id.trim_start_matches('…')));
    for text in [report.json(), report.html(), report.junit()] {
        assert!(old.ids().iter().chain(&new.ids()).all(|id| id.len() < 60 || !text.contains(id)), "{text}");
    }
}

#[tokio::test]
async fn a_dry_run_sends_nothing_and_a_lost_connection_ends_it() {
    let old = World::new(7, |builder| builder).await;
    let recording = dump(&old.record(false).await);
    let lost = |_: HttpRequest| async { Err::<HttpResponse, _>(HttpFailure::Connect("nobody is there".to_owned())) };
    let replay = |dry_run| {
        let replay = old.replay().mapping(mapping(&old, &old)).http(lost).dry_run(dry_run);
        replay.build().expect("it is whole")
    };
    let (dry, _) = play(replay(true), &recording).await;
    assert!(dry.is_clean(), "{:?}", unexplained(&dry));
    assert_eq!(dry.count(Verdict::Planned), dry.cases.len() as u64);
    // Which id would stand for which: the given one, the one that an earlier answer brings, and a reference.
    let pay = dry.cases.iter().find(|case| case.action == "Pay").expect("something is paid");
    let of = |case: &crate::migrate::replay::Case, parameter: &str| {
        case.mapped.iter().find(|id| id.parameter == parameter).unwrap_or_else(|| panic!("{:?}", case.mapped)).clone()
    };
    let token = of(pay, "SenderTokenId");
    assert!(
        token.id.starts_with('…') && token.new.as_ref() == Some(&token.id) && token.brought_by.is_none(),
        "{token:?}"
    );
    let reference = of(pay, "CallerReference");
    assert!(reference.new.is_some_and(|new| new != reference.id && new.starts_with(&reference.id)), "{pay:?}");
    let status = dry.cases.iter().find(|case| case.action == "GetTransactionStatus").expect("it is looked at");
    let transaction = of(status, "TransactionId");
    assert!(
        transaction.new.is_none() && transaction.brought_by.is_some_and(|place| place != status.place),
        "{status:?}"
    );
    let details = status.details();
    assert!(
        details[0].starts_with("TransactionId: for the transaction ") && details[0].ends_with(" brings"),
        "{details:?}"
    );
    for text in [dry.json(), dry.html(), dry.junit()] {
        assert!(old.ids().iter().all(|id| id.len() < 60 || !text.contains(id)), "{text}");
    }
    let (stopped, _) = play(replay(false), &recording).await;
    assert_eq!(stopped.cases.len(), 1);
    assert!(stopped.stopped.as_ref().is_some_and(|reason| reason.contains("nobody is there")), "{:?}", stopped.stopped);
    assert!(!stopped.is_clean());
}

#[tokio::test]
async fn of_access_logs_only_the_status_is_compared() {
    let old = World::new(7, |builder| builder).await;
    let new = World::new(8, |builder| builder).await;
    let line = |query: &str, status: u16| {
        format!("10.0.0.1 - - [02/Jan/2010:03:04:05 +0000] \"{query} HTTP/1.1\" {status} 123\n")
    };
    let balance = "GET /?Action=GetAccountBalance&Version=2010-08-28&AWSAccessKeyId=K&Signature=S";
    let log = [
        line(balance, 200),
        line(balance, 400),
        line("POST https://fps.amazonaws.com/?Action=Pay&Version=2010-08-28", 200),
    ];
    let replay = new.replay().mapping(mapping(&old, &new)).build().expect("it is whole");
    let (report, _) = play(replay, log.concat().as_bytes()).await;
    let verdicts = report.cases.iter().map(|case| case.verdict).collect::<Vec<_>>();
    assert_eq!(verdicts, [Verdict::StatusOnly, Verdict::Unexplained, Verdict::NotSent]);
    assert_eq!(report.cases[0].details(), ["only HTTP status 200 was recorded of its answer; it is answered now"]);
    assert!(report.cases[2].details()[0].contains("not recorded"), "{:?}", report.cases[2].details());
    assert!(report.html().contains("Only the status was compared"));

    let replay = new.replay().build().expect("it is whole");
    let (report, _) = play(replay, log[0].as_bytes()).await;
    assert!(!report.is_clean() && report.failed() == 0, "nobody knows what was answered: {:?}", report.counts);
}

#[tokio::test]
async fn that_a_transaction_fails_now_is_told_where_only_the_status_was_recorded() {
    let new = World::new(8, |builder| builder).await;
    let log = "10.0.0.1 - - [02/Jan/2010:03:04:05 +0000] \"GET /?Action=Pay&Version=2010-08-28&CallerReference=a\
               &TransactionAmount.Value=1&TransactionAmount.CurrencyCode=USD HTTP/1.1\" 200 123\n";
    let failing = |_: HttpRequest| async {
        let body = "<PayResponse xmlns=\"http://fps.amazonaws.com/doc/2010-08-28/\"><PayResult>\
                    <TransactionId>T</TransactionId><TransactionStatus>Failure</TransactionStatus></PayResult>\
                    <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></PayResponse>";
        Ok::<_, HttpFailure>(HttpResponse { status: 200, body: body.as_bytes().to_vec() })
    };
    let (report, _) = play(new.replay().http(failing).build().expect("it is whole"), log.as_bytes()).await;
    assert_eq!(report.cases[0].verdict, Verdict::StatusOnly, "{:?}", unexplained(&report));
    assert!(report.cases[0].details()[0].ends_with("the transaction has failed"), "{:?}", report.cases[0].details());
}

#[tokio::test]
async fn nothing_is_clean_while_calls_were_not_replayed_or_not_compared() {
    let new = World::new(8, |builder| builder).await;
    let whole = asked("OLD", 500, &refusal("InternalError"));
    let replayed = async |more: &str| {
        let (report, _) = play(new.replay().build().expect("it is whole"), (whole.clone() + more).as_bytes()).await;
        assert_eq!((report.cases[0].verdict, report.failed()), (Verdict::Explained, 0), "{:?}", unexplained(&report));
        report
    };
    let clean = replayed("").await;
    assert!(clean.is_clean() && clean.left_open().is_empty() && clean.open_calls() == 0, "{:?}", clean.notes());
    assert!(clean.junit().contains("tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\""), "{}", clean.junit());
    // What is left out on purpose.
    let left_out = replayed(&asked("OLD", 403, &refusal("SignatureDoesNotMatch"))).await;
    assert!(left_out.is_clean() && left_out.count(Verdict::LeftOut) == 1, "{:?}", left_out.notes());

    let cut = "POST / HTTP/1.1\r\nHost: fps.amazonaws.com\r\nContent-Length: 900\r\n\r\nAction=GetAccountBalance&Version=2010-08-28";
    for (more, told, tests) in [
        ("\r\nCONNECT fps.amazonaws.com:443 HTTP/1.1\r\n\r\n", "Tunnels", 2),
        ("\r\nPOST / HTTP/1.1\r\nHost: fps.amazonaws.com\r\n\r\n", "doesn't hold what they ask", 2),
        (
            "\r\nGET /?Action=DiscardResults&Version=2007-01-08 HTTP/1.1\r\nHost: fps.amazonaws.com\r\n\r\n",
            "were not sent",
            3,
        ),
        ("\r\nGET /?Action=GetAccountBalance HTTP/1.1\r\nHost: fps.amazonaws.com\r\n\r\n", "not recorded", 3),
        ("\r\nsent: GET /?Action=GetTokens\r\n", "can't be read", 2),
        (cut, "were not sent", 3),
        ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "not recorded whole", 2),
    ] {
        let report = replayed(more).await;
        let open = report.left_open();
        assert!(!report.is_clean() && report.open_calls() > 0, "{more}: {:?}", report.counts);
        assert!(open.iter().any(|sentence| sentence.contains(told)), "{more}: {open:?}");
        assert!(open.iter().all(|sentence| report.notes().contains(sentence)), "{more}");
        let junit = report.junit();
        assert!(junit.contains(&format!("tests=\"{tests}\" failures=\"0\" errors=\"1\"")), "{more}: {junit}");
    }
    let report = replayed(cut).await;
    assert_eq!(report.cases[1].verdict, Verdict::NotSent, "what is missing of it may be what matters");
    assert_eq!((report.open_calls(), report.left_open().len()), (1, 1), "it is one call: {:?}", report.notes());
    // Nothing of what it asks is left.
    let hidden = cut.split_once("Action").expect("it asks for something").0;
    let report = replayed(hidden).await;
    assert_eq!((report.open_calls(), report.left_open().len()), (1, 1), "it is one request: {:?}", report.notes());
}

/// A recorded query for the balance that this access key signed, with its answer.
fn asked(access_key_id: &str, status: u16, body: &str) -> String {
    format!(
        "GET /?Action=GetAccountBalance&Version=2010-08-28&AWSAccessKeyId={access_key_id}&Signature=S HTTP/1.1\r\n\
         Host: fps.amazonaws.com\r\n\r\nHTTP/1.1 {status} X\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

fn refusal(code: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><Response><Errors><Error><Code>{code}</Code><Message>No.</Message></Error></Errors>\
         <RequestID>r</RequestID></Response>"
    )
}

#[tokio::test]
async fn what_another_caller_signed_is_not_sent_unless_somebody_signs_it() {
    let new = World::new(8, |builder| builder).await;
    let recording = ["OLD", "OTHER", "OLD"].map(|key| asked(key, 500, &refusal("InternalError"))).concat();
    let verdicts = async |replay: Builder| {
        let (report, _) = play(replay.build().expect("it is whole"), recording.as_bytes()).await;
        (report.is_clean(), report.cases.iter().map(|case| case.verdict).collect::<Vec<_>>(), unexplained(&report))
    };
    let (is_clean, found, _) = verdicts(new.replay()).await;
    assert_eq!((is_clean, found), (false, vec![Verdict::Explained, Verdict::Unsigned, Verdict::Explained]));
    for replay in [new.replay().one_caller(true), new.replay().caller("OTHER", new.credentials())] {
        let (is_clean, found, told) = verdicts(replay).await;
        assert_eq!((is_clean, found), (true, vec![Verdict::Explained; 3]), "{told:?}");
    }
    let (report, _) = play(new.replay().build().expect("it is whole"), recording.as_bytes()).await;
    assert!(report.cases[1].details()[0].contains("OTHER"), "{:?}", report.cases[1].details());
    assert!(report.junit().contains("failures=\"1\""), "{}", report.junit());
}

#[tokio::test]
async fn a_secret_that_is_wrong_ends_it_at_once() {
    let old = World::new(7, |builder| builder).await;
    let recording = dump(&old.record(false).await);
    let id = old.credentials().access_key_id().to_owned();
    let replay = old.replay().mapping(mapping(&old, &old)).credentials(Credentials::new(id, "another"));
    let (report, _) = play(replay.build().expect("it is whole"), &recording).await;
    assert_eq!(report.cases.len(), 1);
    assert!(report.stopped.as_ref().is_some_and(|why| why.contains("SignatureDoesNotMatch")), "{:?}", report.stopped);
    assert!(!report.is_clean());
}

#[tokio::test]
async fn what_was_refused_for_its_signature_is_not_done_now() {
    let new = World::new(8, |builder| builder).await;
    let recording = ["SignatureDoesNotMatch", "RequestExpired"].map(|code| asked("OLD", 403, &refusal(code))).concat();
    let (report, _) = play(new.replay().build().expect("it is whole"), recording.as_bytes()).await;
    assert_eq!(report.count(Verdict::LeftOut), 2, "{:?}", unexplained(&report));
    assert!(!report.is_clean(), "nothing was compared");
}
