use std::fmt::Write as _;
use std::ops::ControlFlow;

use chrono::{DateTime, Duration, Utc};

use super::*;
use crate::migrate::traffic::{TokenKind, Transport, json, recording};

const KEY: &str = "AKIAIOSFODNN7EXAMPLE";
const OTHER_KEY: &str = "AKIAI44QH8DHBEXAMPLE";

fn token(number: u32) -> String {
    format!("{number:0>64}")
}

fn at(minutes: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_262_304_000, 0).expect("it is a time") + Duration::minutes(minutes)
}

/// A log of calls, one a line.
#[derive(Default)]
struct Log(String);

impl Log {
    fn call(&mut self, minutes: i64, key: &str, query: &str, answer: Option<(u16, &str)>) -> &mut Self {
        let url = format!(
            "https://fps.amazonaws.com/?{query}&Version=2008-09-17&AWSAccessKeyId={key}&SignatureVersion=2\
             &Timestamp={minutes}&Signature=s{minutes}"
        );
        self.line(minutes, "GET", &url, None, answer)
    }

    fn line(
        &mut self,
        minutes: i64,
        method: &str,
        url: &str,
        body: Option<&str>,
        answer: Option<(u16, &str)>,
    ) -> &mut Self {
        let line = serde_json::json!({
            "timestamp": at(minutes).to_rfc3339(), "method": method, "url": url, "request_body": body,
            "status": answer.map(|(status, _)| status), "response_body": answer.map(|(_, body)| body), "duration_ms": 120,
        });
        writeln!(self.0, "{line}").expect("memory takes it");
        self
    }

    fn tally(&self, most: usize) -> Traffic {
        let mut tally = Tally::remembering(most);
        let recording = recording::read(self.0.as_bytes(), &mut |exchange| {
            tally.note(&exchange);
            ControlFlow::Continue(())
        });
        tally.note_recording("log", recording);
        tally.finish()
    }
}

fn pay(reference: &str, token: u32, amount: &str) -> String {
    let token = self::token(token);
    format!(
        "Action=Pay&CallerReference={reference}&SenderTokenId={token}&TransactionAmount.Value={amount}\
         &TransactionAmount.CurrencyCode=USD&ChargeFeeTo=Recipient"
    )
}

fn answer(status: &str) -> String {
    format!(
        "<PayResponse><PayResult><TransactionId>1</TransactionId><TransactionStatus>{status}</TransactionStatus>\
         </PayResult></PayResponse>"
    )
}

fn refusal(code: &str) -> String {
    format!("<Response><Errors><Error><Code>{code}</Code></Error></Errors><RequestID>1</RequestID></Response>")
}

fn action<'t>(caller: &'t CallerUse, name: &str) -> &'t ActionUse {
    caller.actions.iter().find(|action| action.action == name).expect(name)
}

#[test]
fn calls_are_counted_by_caller_and_action() {
    let mut log = Log::default();
    let (pending, broke) = (answer("Pending"), refusal("InsufficientBalance"));
    log.call(0, KEY, &pay("a", 1, "10.50"), Some((200, &pending)))
        .call(0, KEY, &pay("b", 2, "2"), Some((200, &pending)))
        .call(61, KEY, &pay("c", 3, "7"), Some((400, &broke)))
        .call(62, KEY, "Action=getaccountbalance", None)
        .call(
            63,
            OTHER_KEY,
            "Action=GetAccountBalance&Colour=red&secret%40example.com=1&MaxBatchSise=1",
            Some((503, "")),
        )
        .call(64, KEY, "Action=GetAllCreditInstruments", Some((200, "<html/>")));
    let traffic = log.tally(100);
    assert_eq!(traffic.kinds.fps, 6);
    let [first, second] = &traffic.callers[..] else { panic!("{:?}", traffic.callers) };
    assert_eq!((first.caller.as_str(), second.caller.as_str()), (KEY, OTHER_KEY));

    let pay = action(first, "Pay");
    assert_eq!((pay.calls, pay.known), (3, true));
    assert_eq!((pay.outcomes.answered, pay.outcomes.refused), (2, 1));
    assert_eq!(pay.transaction_statuses, BTreeMap::from([("Pending".to_owned(), 2)]));
    assert_eq!(pay.errors, BTreeMap::from([("InsufficientBalance".to_owned(), 1)]));
    assert_eq!(pay.statuses, BTreeMap::from([(200, 2), (400, 1)]));
    assert_eq!(pay.versions, BTreeMap::from([("2008-09-17".to_owned(), 3)]));
    assert_eq!(pay.transports, BTreeMap::from([(Transport::RestGet, 3)]));
    assert_eq!((pay.when.first, pay.when.last, pay.when.busiest_minute), (Some(at(0)), Some(at(61)), 2));
    assert_eq!((pay.when.hours[0], pay.when.hours[1]), (2, 1));
    assert_eq!(pay.latency.as_ref().map(|latency| (latency.calls, latency.longest_ms)), Some((3, 120)));

    let parameter = |name: &str| pay.parameters.iter().find(|parameter| parameter.name == name).expect(name);
    let amount = parameter("TransactionAmount.Value");
    let range = [amount.least, amount.most].map(|number| number.map(|number| number.to_string()));
    assert_eq!(range, [Some("2".to_owned()), Some("10.5".to_owned())]);
    assert!(amount.values.is_empty());
    assert_eq!(parameter("ChargeFeeTo").values, BTreeMap::from([("Recipient".to_owned(), 3)]));
    assert_eq!(parameter("SenderTokenId").longest, 64);
    assert!(parameter("SenderTokenId").values.is_empty());

    let balance = action(first, "GetAccountBalance");
    assert_eq!(balance.spellings, BTreeMap::from([("getaccountbalance".to_owned(), 1)]));
    assert_eq!(balance.outcomes.unrecorded, 1);
    let balance = action(second, "GetAccountBalance");
    assert_eq!(balance.outcomes.failed, 1);
    assert_eq!(
        balance.parameters.iter().map(|parameter| parameter.name.as_str()).collect::<Vec<_>>(),
        ["(unknown names)"]
    );
    let unknown = action(first, "GetAllCreditInstruments");
    assert_eq!((unknown.known, unknown.outcomes.unreadable), (false, 1));
}

#[test]
fn repeats_are_told_from_conflicts() {
    let week = 7 * 24 * 60;
    let mut log = Log::default();
    log.call(0, KEY, &pay("a", 1, "1"), None)
        .call(1, KEY, &pay("a", 1, "1"), None)
        .call(2, KEY, &pay("a", 1, "2"), None)
        .call(week + 1, KEY, &pay("a", 1, "1"), None)
        .call(3, KEY, &pay("b", 1, "1"), None)
        .call(4, OTHER_KEY, &pay("a", 9, "5"), None)
        .call(5, KEY, "Action=Pay&SenderTokenId=x", None);
    let traffic = log.tally(100);
    let references = action(&traffic.callers[0], "Pay").references.as_ref().expect("Pay has references");
    assert_eq!(references.parameter, "CallerReference");
    assert_eq!((references.distinct, references.missing), (2, 1));
    assert_eq!((references.repeated, references.conflicting, references.late), (2, 1, 1));
    assert!(!traffic.estimated);
}

#[test]
fn more_references_than_there_is_room_for_are_estimated() {
    let mut log = Log::default();
    for number in 0..4000 {
        log.call(number, KEY, &pay(&format!("r{number}"), 1, "1"), None);
    }
    let traffic = log.tally(500);
    let references = action(&traffic.callers[0], "Pay").references.as_ref().expect("Pay has references");
    assert!(traffic.estimated);
    assert!((3300..4700).contains(&references.distinct), "{references:?}");
    assert_eq!(references.repeated, 0);
}

#[test]
fn tokens_are_told_by_pages_by_answers_and_by_their_use() {
    let month = 40 * 24 * 60;
    let mut log = Log::default();
    let pages = "https://authorize.payments.amazon.com/cobranded-ui/actions/start?callerReference=v&pipelineName=";
    log.line(
        0,
        "GET",
        &format!("{pages}Recurring&callerKey={KEY}&transactionAmount=5&paymentMethod=CC,ABT"),
        None,
        None,
    );
    let back = format!("https://shop.example/back?status=SC&callerReference=v&signature=s&tokenID={}", token(1));
    log.line(1, "GET", &back, None, Some((302, "")));
    let prepaid = format!(
        "https://shop.example/b?status=SC&signature=s&prepaidSenderTokenID={}&fundingTokenID={}",
        token(2),
        token(3)
    );
    log.line(1, "GET", &prepaid, None, None);
    log.call(2, KEY, &pay("a", 2, "1"), None)
        .call(2, KEY, &format!("Action=FundPrepaid&CallerReference=f&PrepaidInstrumentId=I&SenderTokenId={}", token(3)), None)
        .call(3, KEY, &pay("b", 4, "1"), None)
        .call(4, KEY, &pay("c", 4, "1"), None)
        .call(4, KEY, &pay("c", 4, "1"), None)
        .call(5, KEY, &pay("d", 5, "1"), None)
        .call(5, KEY, &pay("d", 5, "1"), None)
        .call(6, KEY, &format!("Action=CancelToken&TokenId={}", token(4)), None)
        .call(7, KEY, &format!("Action=GetTokenByCaller&TokenId={}", token(6)), Some((200, &format!(
            "<GetTokenByCallerResponse><GetTokenByCallerResult><Token><TokenId>{}</TokenId><TokenType>MultiUse</TokenType>\
             </Token></GetTokenByCallerResult></GetTokenByCallerResponse>", token(6)))))
        .call(month, KEY, &pay("e", 7, "1"), None);
    let traffic = log.tally(100);
    let [caller] = &traffic.callers[..] else { panic!("{:?}", traffic.callers) };
    let kinds = caller.tokens.iter().map(|usage| (usage.kind, usage.tokens)).collect::<Vec<_>>();
    assert_eq!(
        kinds,
        [
            (TokenKind::MultiUse, 1),
            (TokenKind::Recurring, 1),
            (TokenKind::Prepaid, 1),
            (TokenKind::Funding, 1),
            (TokenKind::LastingSender, 1),
            (TokenKind::Sender, 2),
        ]
    );
    let of = |kind| caller.tokens.iter().find(|usage| usage.kind == kind).expect("it is there");
    assert_eq!((of(TokenKind::Recurring).unused, of(TokenKind::Recurring).recent), (1, 0));
    assert_eq!((of(TokenKind::LastingSender).used_repeatedly, of(TokenKind::LastingSender).cancelled), (1, 1));
    // A retry is no second payment.
    assert_eq!((of(TokenKind::Sender).used_once, of(TokenKind::Sender).recent), (2, 1));
    assert_eq!(of(TokenKind::Sender).shapes, BTreeMap::from([("fps".to_owned(), 2)]));
    assert_eq!((caller.prepaid_instruments, caller.credit_instruments), (1, 0));
    assert_eq!(caller.pipelines[0].action, "Recurring");
    let methods = caller.pipelines[0].parameters.iter().find(|parameter| parameter.name == "paymentMethod");
    assert_eq!(methods.map(|it| it.values.len()), Some(2));
    assert_eq!(traffic.returns, BTreeMap::from([("SC".to_owned(), 2)]));
}

#[test]
fn no_secret_is_in_what_it_comes_to() {
    const SECRETS: [&str; 12] = [
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "hunter2",
        "buyer@example.com",
        "553ILMLCG6Z8J431H7BX3UMN3FFQU8VSNTSRNCTAASDJNX66LNZLKSZU3PI7TXIH",
        "4111111111111111",
        "14GK6BGKA7U6OU6SUTNLBI5SBBV9PGDJ6UL",
        "SecretShop",
        "c2lnbmF0dXJl",
        "SENSITIVE",
        "MyOrderNumber",
        "JohnDoe",
        "p4ssw0rd",
    ];
    let names = [
        "Action",
        "Version",
        "AWSAccessKeyId",
        "Signature",
        "SignatureMethod",
        "CallerReference",
        "SenderTokenId",
        "TransactionAmount.Value",
        "TransactionAmount.CurrencyCode",
        "ChargeFeeTo",
        "CallerDescription",
        "TransactionTimeoutInMins",
        "callerKey",
        "pipelineName",
        "paymentMethod",
        "status",
        "tokenID",
        "signature",
        "notificationType",
        "operation",
        "transactionStatus",
        "buyerEmail",
        "SellerId",
        "transactionId",
    ];
    let escape = |text: &str| {
        let mut out = String::new();
        crate::sign::v2::encode_into(text, &mut out);
        out
    };
    let mut log = Log::default();
    for secret in SECRETS {
        let value = escape(secret);
        for name in names {
            // Each known name with a value that is none of its own, and the secret as a name.
            let pair = format!("{name}={value}&{value}={value}&x.{value}=1");
            for rest in [
                "Action=Pay&Version=2008-09-17",
                "Action=Authorize&Version=2013-01-01&SellerId=A",
                "pipelineName=SingleUse&callerKey=K",
                "status=SC&signature=s&tokenID=t",
                "notificationType=TransactionStatus",
                "",
            ] {
                log.line(
                    0,
                    "GET",
                    &format!("https://{value}@fps.amazonaws.com/{value}?{pair}&{rest}"),
                    None,
                    Some((200, secret)),
                );
                log.line(
                    0,
                    "POST",
                    &format!("http://{}.example/{value}?{rest}", value.to_lowercase()),
                    Some(&pair),
                    Some((400, &refusal(secret))),
                );
            }
        }
        let soap = format!(
            "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Header><AWSAccessKeyId>{secret}</AWSAccessKeyId></e:Header>\
             <e:Body><Pay xmlns='http://fps.amazonaws.com/doc/2010-08-28/'><SenderTokenId>{secret}</SenderTokenId><X>{secret}</X></Pay></e:Body></e:Envelope>"
        );
        log.line(0, "POST", "https://fps.amazonaws.com/", Some(&soap), Some((200, &answer(secret))));
        writeln!(log.0, "{secret}\n{{\"{secret}\":\"{secret}\"}}\n1.2.3.4 - {secret} [x] \"{secret} {secret}\" 200 1 \"{secret}\" \"{secret}\"").expect("memory takes it");
    }
    let traffic = log.tally(10_000);
    assert!(
        traffic.kinds.fps > 100
            && traffic.kinds.pipelines > 10
            && traffic.kinds.returns > 10
            && traffic.kinds.amazon_pay > 10,
        "{:?}",
        traffic.kinds
    );
    let text = json(&traffic).to_lowercase();
    for secret in SECRETS {
        // A word made of letters with a capital first is told where a code or an action stands; the others nowhere.
        if !matches!(secret, "SecretShop" | "MyOrderNumber" | "JohnDoe") {
            assert!(!text.contains(&secret.to_lowercase()), "{secret}");
        }
    }
    for caller in &traffic.callers {
        assert!(
            caller.actions.iter().flat_map(|action| &action.parameters).all(|it| !SECRETS.contains(&it.name.as_str()))
        );
    }
}
