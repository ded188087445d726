use chrono::{DateTime, Duration};

use super::*;
use crate::fate::Fate;
use crate::migrate::json::read_as;
use crate::migrate::report;
use crate::migrate::scan::{self, Finding, Kind, Skipped, Vendored};
use crate::migrate::traffic::recording;
use crate::migrate::traffic::{Tally, TokenKind};

const SHOP: &str = "AKIAIOSFODNN7EXAMPLE";
const BATCH: &str = "AKIAI44QH8DHBEXAMPLE";

fn finding(path: &str, line: usize, kind: Kind, action: Option<&str>, effort: scan::Effort) -> Finding {
    Finding {
        path: path.to_owned(),
        line,
        column: 1,
        kind,
        end_line: line,
        language: "php".to_owned(),
        library: None,
        what: String::new(),
        action: action.map(str::to_owned),
        pipeline: None,
        parameters: Vec::new(),
        fate: None,
        difference: None,
        effort,
        advice: String::new(),
        excerpt: String::new(),
        rule: "rule".to_owned(),
    }
}

fn code() -> Scan {
    use scan::Effort::{Large, Medium, None as Nothing, Small};
    Scan {
        roots: vec!["shop".to_owned()],
        files_read: 12,
        findings: vec![
            finding("config.php", 3, Kind::Endpoint, None, Small),
            finding("config.php", 4, Kind::Credential, None, Small),
            finding("pay.php", 10, Kind::Action, Some("Pay"), Nothing),
            finding("pay.php", 20, Kind::Action, Some("Pay"), Nothing),
            finding("pay.php", 30, Kind::Action, Some("WriteOffDebt"), Nothing),
            finding("report.php", 5, Kind::Action, Some("GetAccountBalance"), Large),
            finding("report.php", 9, Kind::Action, Some("GetAccountBalance"), Large),
            finding("ipn.php", 1, Kind::NotificationHandler, None, Medium),
            Finding {
                pipeline: Some("SetupPrepaid".to_owned()),
                ..finding("go.php", 2, Kind::Pipeline, None, Nothing)
            },
        ],
        vendored: vec![Vendored {
            path: "lib/Amazon".to_owned(),
            library: "amazon-php".to_owned(),
            version: None,
            files: 40,
        }],
        skipped: vec![Skipped { path: "x.bin".to_owned(), why: "it is binary".to_owned() }],
        ..Scan::default()
    }
}

fn traffic() -> Traffic {
    let start = DateTime::from_timestamp(1_262_304_000, 0).expect("it is a time");
    let mut log = String::new();
    let mut call = |minutes: i64, key: &str, query: &str| {
        let line = serde_json::json!({
            "timestamp": (start + Duration::minutes(minutes)).to_rfc3339(), "method": "GET",
            "url": format!("https://fps.amazonaws.com/?{query}&Version=2008-09-17&AWSAccessKeyId={key}&Signature=s"),
        });
        log += &format!("{line}\n");
    };
    for number in 0..100 {
        let token = format!("{:0>64}", number / 2);
        call(
            0,
            SHOP,
            &format!("Action=Pay&CallerReference=r{number}&SenderTokenId={token}&TransactionTimeoutInMins=10080"),
        );
    }
    call(60 * 24 * 9, BATCH, "Action=GetAccountBalance");
    call(60 * 24 * 9, BATCH, "Action=GetAccountActivity&StartDate=2010-01-01");
    recorded(&log)
}

fn recorded(log: &str) -> Traffic {
    let mut tally = Tally::new();
    let recording = recording::read(log.as_bytes(), &mut |exchange| {
        tally.note(&exchange);
        std::ops::ControlFlow::Continue(())
    });
    tally.note_recording("log", recording);
    tally.finish()
}

fn titles(plan: &Plan) -> Vec<&str> {
    plan.steps.iter().map(|step| step.title.as_str()).collect()
}

#[test]
fn code_and_traffic_are_held_against_each_other() {
    let plan = Plan::of(Some(&code()), Some(&traffic()));
    let actions = plan.actions.iter().map(|action| (action.action.as_str(), action.standing)).collect::<Vec<_>>();
    assert_eq!(
        actions,
        [
            ("GetAccountBalance", Standing::Used),
            ("Pay", Standing::Used),
            ("GetAccountActivity", Standing::CalledFromElsewhere),
            ("WriteOffDebt", Standing::NeverCalled),
        ]
    );
    let [balance, pay, ..] = &plan.actions[..] else { unreachable!("there are four") };
    assert_eq!((balance.fate, balance.places, balance.files), (Some(Fate::Impossible), 2, 1));
    assert_eq!(balance.volume.as_ref().map(|volume| volume.callers.clone()), Some(vec![(BATCH.to_owned(), 1)]));
    assert!(balance.refusal.is_some());
    let quota = pay.over_quota.as_ref().expect("a hundred payments in a minute are too many");
    assert_eq!((quota.busiest_minute, quota.in_a_minute < 100), (100, true));

    assert_eq!(
        titles(&plan),
        [
            "Replace the keys that stand in the open",
            "Find what else calls FPS",
            "Decide what replaces what nobody answers any more",
            "Set up the gateway",
            "Try what is in use, against the sandbox and then against the gateway",
            "Link the old tokens, and ask buyers for new consents",
            "Make the addresses a setting",
            "Let the gateway's notifications in",
            "Go live one caller at a time",
            "Remove what is never called",
            "Move the code to Amazon Pay itself, when it suits",
        ]
    );
    let impossible = &plan.steps[2];
    assert_eq!(impossible.places, 2);
    let places = impossible.first_places.iter().map(|place| (place.path.as_str(), place.line)).collect::<Vec<_>>();
    assert_eq!(places, [("report.php", 5), ("report.php", 9)]);
    assert!(plan.steps[6].details.iter().any(|detail| detail.contains("lib/Amazon")));

    let [lasting] = &plan.consents.kinds[..] else { panic!("{:?}", plan.consents) };
    assert_eq!((lasting.kind, lasting.tokens, lasting.in_use), (TokenKind::LastingSender, 50, Some(50)));
    // The code sends buyers to SetupPrepaid, so that some of them may be prepaid.
    assert_eq!((plan.consents.at_least, plan.consents.at_most), (Some(0), Some(50)));
    let without = Plan::of(None, Some(&traffic())).consents;
    assert_eq!((without.at_least, without.at_most), (Some(50), Some(50)));
    assert_eq!(plan.consents.pages, ["SetupPrepaid"]);

    let [notice] = &plan.notices[..] else { panic!("{:?}", plan.notices) };
    assert_eq!((notice.what.as_str(), notice.calls), ("Pay waits longer than a day for a payment to be decided.", 100));
    assert!(plan.rollout[2].doing.contains(BATCH), "{}", plan.rollout[2].doing);
    assert!(plan.rollout[3].doing.contains(SHOP), "{}", plan.rollout[3].doing);
    assert!(
        plan.checks.iter().any(|check| check.what == "Pay over REST (GET), version 2008-09-17"),
        "{:?}",
        plan.checks
    );
    assert!(!plan.checks.iter().any(|check| check.what.starts_with("GetAccountBalance")));
    for part in ["1 file that the scan", "less than 32 days", "Where do notifications go"] {
        assert!(plan.questions.iter().any(|question| question.contains(part)), "{part}: {:?}", plan.questions);
    }
}

#[test]
fn nothing_is_taken_for_dead_where_the_recording_can_not_show_it() {
    const GET: &str = "GET https://fps.amazonaws.com/?Action=Refund&CallerReference=r&Version=2010-08-28&AWSAccessKeyId=K&Signature=s HTTP/1.1";
    let access = |request: &str| format!("10.0.0.1 - - [02/Jan/2010:03:04:05 +0000] \"{request}\" 200 12\n");
    let json =
        |url: &str| format!("{{\"timestamp\":\"2010-01-02T03:04:05Z\",\"method\":\"POST\",\"url\":\"{url}\"}}\n");
    let called = access(GET);
    for hiding in [
        access("POST https://fps.amazonaws.com/ HTTP/1.1"),
        access("GET https://fps.amazonaws.com/ HTTP/1.1"),
        access("POST / HTTP/1.1"),
        format!("fps.amazonaws.com:443 {}", access("POST /soap HTTP/1.1")),
        "1262401445.120    180 10.0.0.2 TCP_MISS/200 411 POST https://fps.sandbox.amazonaws.com/ - DIRECT/1.2.3.4 -\n"
            .to_owned(),
        access("CONNECT fps.amazonaws.com:443 HTTP/1.1"),
        json("https://fps.amazonaws.com/"),
        "{\"method\":\"POST\",\"url\":\"https://fps.amaz\n".to_owned(),
        "2010-01-02 03:04:05 10.0.0.1 POST https://fps.amazonaws.com/ Action=Pay 200\n".to_owned(),
    ] {
        let plan = Plan::of(Some(&code()), Some(&recorded(&format!("{called}{hiding}"))));
        let pay = plan.actions.iter().find(|action| action.action == "Pay").expect("the code has it");
        assert_eq!(pay.standing, Standing::OneSide, "{hiding}");
        assert!(!titles(&plan).contains(&"Remove what is never called"), "{hiding}");
        let text = plan.markdown();
        assert!(!text.contains("never called |") && !text.contains("remove what is never called"), "{hiding}: {text}");
        let asks = ["may have gone there", "went through them", "can't be read"];
        assert!(plan.questions.iter().any(|question| asks.iter().any(|part| question.contains(part))), "{hiding}");
    }

    // Without a single call, the recording is of something else.
    let plan = Plan::of(Some(&code()), Some(&recorded(&access("GET /logo.png HTTP/1.1"))));
    assert!(plan.actions.iter().all(|action| action.standing == Standing::OneSide));
    assert!(plan.questions.iter().any(|question| question.starts_with("Where do the calls of FPS go out?")));

    // What is none of FPS's hides nothing.
    let harmless = access("POST /checkout HTTP/1.1") + &access("GET https://example.com/ HTTP/1.1");
    let plan = Plan::of(Some(&code()), Some(&recorded(&format!("{called}{harmless}"))));
    let pay = plan.actions.iter().find(|action| action.action == "Pay").expect("the code has it");
    assert_eq!(pay.standing, Standing::NeverCalled);
    let step =
        plan.steps.iter().find(|step| step.title == "Remove what is never called").expect("there is such a step");
    assert!(step.details.iter().any(|detail| detail.contains("too short")), "{step:?}");
}

#[test]
fn lines_that_were_not_read_are_asked_about() {
    let called = "10.0.0.1 - - [02/Jan/2010:03:04:05 +0000] \"GET https://fps.amazonaws.com/?Action=Refund&Version=2010-08-28 \
                  HTTP/1.1\" 200 12\n";
    let unread = "2010-01-02 03:04:05 GET fps.amazonaws.com Action=Pay 200\n";
    let question = |log: &str| {
        let plan = Plan::of(Some(&code()), Some(&recorded(log)));
        plan.questions.into_iter().find(|question| question.contains("can't be read"))
    };
    let one = question(&format!("{called}{unread}")).expect("a line wasn't read");
    assert!(one.starts_with("What is in 1 part of the recordings") && one.contains("Where: log, line 2 ("), "{one}");
    let many = question(&format!("{called}{}{{\"cut\n", unread.repeat(20))).expect("lines weren't read");
    assert!(many.contains("21 parts") && many.contains("The first of them: log, line 2 ("), "{many}");
    assert!(many.contains("isn't whole") && !many.contains("Action=Pay"), "{many}");
    assert_eq!(question(called), None);
}

#[test]
fn tokens_are_left_out_only_where_it_is_known_that_none_lasts() {
    const LINK: &str = "Link the old tokens, and ask buyers for new consents";
    let call = |query: &str| {
        format!(
            "{{\"timestamp\":\"2010-01-02T03:04:05Z\",\"method\":\"GET\",\"url\":\"https://fps.amazonaws.com/?{query}\
             &Version=2010-08-28&AWSAccessKeyId={SHOP}&Signature=s\"}}\n"
        )
    };
    let visit = |page: &str| {
        format!(
            "{{\"method\":\"GET\",\"url\":\"https://authorize.payments.amazon.com/cobranded-ui/actions/start\
             ?callerKey={SHOP}&callerReference=v&pipelineName={page}\"}}\n"
        )
    };
    let back = "{\"method\":\"GET\",\"url\":\"https://shop.example/back?status=SC&callerReference=v&signature=s&tokenID=T\"}\n";
    let paid = visit("SingleUse") + back + &call("Action=Pay&CallerReference=r&SenderTokenId=T");
    let hidden = "{\"method\":\"POST\",\"url\":\"https://fps.amazonaws.com/\"}\n";
    let sent = |page: Option<&str>| {
        let go = Finding {
            pipeline: page.map(str::to_owned),
            ..finding("go.php", 2, Kind::Pipeline, None, scan::Effort::None)
        };
        Scan { findings: vec![go], ..code() }
    };
    let once = sent(Some("SingleUse"));

    let known = Plan::of(Some(&once), Some(&recorded(&paid)));
    assert_eq!((known.consents.at_least, known.consents.at_most), (Some(0), Some(0)));
    assert!(!titles(&known).contains(&LINK));
    assert!(!known.effort.around.iter().any(|task| task.what.contains("tokens")), "{:?}", known.effort);
    assert!(known.markdown().contains("0 tokens of the recording"));

    let lasting = ["MultiUse", "Recurring", "SetupPrepaid", "SetupPostpaid", "EditToken"].map(Some);
    let pages = lasting.into_iter().chain([None]).map(|page| (sent(page), paid.clone()));
    for (code, log) in pages.chain([
        (once.clone(), paid.clone() + hidden),
        (once.clone(), paid.clone() + "what is this?\n"),
        (once.clone(), paid.clone() + &visit("Recurring")),
        (sent(Some("Recurring")), call("Action=GetTransactionStatus&TransactionId=X")),
        (once.clone(), call("Action=GetTransactionStatus&TransactionId=X")),
    ]) {
        let plan = Plan::of(Some(&code), Some(&recorded(&log)));
        assert_eq!((plan.consents.at_least, plan.consents.at_most), (None, None), "{log}");
        let step = plan.steps.iter().find(|step| step.title == LINK).expect("it isn't known that it is needless");
        assert!(step.details.iter().any(|detail| detail.contains("the shop's database says")), "{step:?}");
        assert!(plan.effort.around.iter().any(|task| task.what.contains("tokens")), "{:?}", plan.effort);
        let text = plan.markdown();
        assert!(!text.contains("0 tokens of the recording") && !text.contains("(0 at most)"), "{text}");
    }

    // What surely lasts is counted although there may be more.
    let lasts =
        call("Action=Pay&CallerReference=a&SenderTokenId=L") + &call("Action=Pay&CallerReference=b&SenderTokenId=L");
    let plan = Plan::of(Some(&once), Some(&recorded(&(paid + &lasts + hidden))));
    assert_eq!((plan.consents.at_least, plan.consents.at_most), (Some(1), None));
    assert!(plan.markdown().contains("At least 1 token of the recording"));
}

#[test]
fn how_many_buyers_are_needed_is_not_known_without_times() {
    let call = |time: &str, reference: &str, token: &str| {
        format!(
            "{{{time}\"method\":\"GET\",\"url\":\"https://fps.amazonaws.com/?Action=Pay&CallerReference={reference}\
             &SenderTokenId={token}&Version=2010-08-28&AWSAccessKeyId={SHOP}&Signature=s\"}}\n"
        )
    };
    let twice =
        |time: &str, token: &str| call(time, &format!("{token}1"), token) + &call(time, &format!("{token}2"), token);
    let untimed = Plan::of(None, Some(&recorded(&twice("", "T"))));
    assert_eq!((untimed.consents.at_least, untimed.consents.at_most), (None, Some(1)));
    assert_eq!(untimed.consents.kinds[0].in_use, None);
    let text = untimed.markdown();
    assert!(text.contains("At most 1 token of the recording") && text.contains("not known"), "{text}");

    // What was last charged half a year ago may be charged once a year.
    let old = twice("\"timestamp\":\"2010-01-01T00:00:00Z\",", "OLD");
    let new = twice("\"timestamp\":\"2010-07-01T00:00:00Z\",", "NEW");
    let timed = Plan::of(None, Some(&recorded(&format!("{old}{new}"))));
    assert_eq!((timed.consents.at_least, timed.consents.at_most), (Some(1), Some(2)));
    assert!(timed.markdown().contains("Between 1 and 2 tokens of the recording"));
    assert!(timed.rollout[1].done_when.contains("2 at most"), "{}", timed.rollout[1].done_when);
}

#[test]
fn the_wait_that_is_not_given_is_the_longest() {
    let call = |reference: &str, wait: &str| {
        format!(
            "{{\"method\":\"GET\",\"url\":\"https://fps.amazonaws.com/?Action=Pay&CallerReference={reference}{wait}\
             &Version=2010-08-28&AWSAccessKeyId={SHOP}&Signature=s\"}}\n"
        )
    };
    let log = call("a", "") + &call("b", "&TransactionTimeoutInMins=60") + &call("c", "");
    let plan = Plan::of(None, Some(&recorded(&log)));
    let [notice] = &plan.notices[..] else { panic!("{:?}", plan.notices) };
    assert!(notice.what.contains("FPS then waited for a week"), "{}", notice.what);
    assert_eq!(notice.calls, 2);
}

#[test]
fn effort_is_the_sum_of_its_parts() {
    let plan = Plan::of(Some(&code()), Some(&traffic()));
    let effort = &plan.effort;
    // The second place in a file takes a quarter of the first: 480 to 1920 minutes.
    let balance = effort.code.iter().find(|part| part.before && part.kind == Kind::Action).expect("it is impossible");
    assert_eq!((balance.places, balance.files, balance.minutes), (2, 1, (600, 2400)));
    let sum = |before: bool| {
        let parts = effort.code.iter().filter(|part| part.before == before).map(|part| part.minutes);
        let around = effort.around.iter().filter(|_| before).map(|task| task.minutes);
        parts.chain(around).fold((0, 0), |(least, most), part| (least + part.0, most + part.1))
    };
    assert_eq!((effort.before, effort.later), (sum(true), sum(false)));
    let cut_over = effort.around.last().expect("it is always there");
    assert_eq!(cut_over.minutes, (240, 480), "there are two callers");
}

#[test]
fn a_program_with_a_library_is_led_to_the_gateway_before_the_cut_over() {
    use scan::Effort::{Medium, None as Nothing, Small};
    const ADVICE: &str = "remit takes no address: replace its constants.";
    let client = Finding {
        library: Some("remit".to_owned()),
        advice: ADVICE.to_owned(),
        ..finding("shop.rb", 2, Kind::Client, None, Small)
    };
    let version = |line: usize, rule: &str| Finding {
        rule: rule.to_owned(),
        ..finding("fps.js", line, Kind::WireFormat, None, Nothing)
    };
    let findings = vec![
        client.clone(),
        Finding { line: 9, ..client },
        finding("shop.rb", 5, Kind::Pipeline, None, Medium),
        finding("tokens.sql", 7, Kind::StoredToken, None, Medium),
        version(4, "version"),
        version(5, "query-version"),
        version(6, "contract"),
        version(7, "contract-file"),
    ];
    let code = Scan { roots: vec![".".to_owned()], findings, ..Scan::default() };
    let plan = Plan::of(Some(&code), None);
    let step =
        |title: &str| plan.steps.iter().find(|step| step.title.starts_with(title)).expect("there is such a step");
    let places = |step: &Step| step.first_places.iter().map(|it| (it.path.clone(), it.line)).collect::<Vec<_>>();
    let addresses = step("Make the addresses a setting");
    let expected = [("shop.rb", 2), ("shop.rb", 9), ("shop.rb", 5), ("fps.js", 6), ("fps.js", 7)];
    let mut found = places(addresses);
    found.sort();
    let mut expected = expected.map(|(path, line)| (path.to_owned(), line)).to_vec();
    expected.sort();
    // As many as are named of the five.
    assert_eq!(addresses.places, 5);
    assert!(
        found.iter().all(|place| expected.contains(place)) && found.contains(&("shop.rb".to_owned(), 2)),
        "{found:?}"
    );
    let told = addresses.details.iter().filter(|detail| **detail == format!("remit: {ADVICE}")).count();
    assert_eq!(told, 1, "{:?}", addresses.details);
    assert_eq!(places(step("Link the old tokens")), [("tokens.sql".to_owned(), 7)]);
    for kind in [Kind::Client, Kind::Pipeline, Kind::StoredToken] {
        assert!(plan.effort.code.iter().any(|part| part.kind == kind && part.before), "{kind:?}: {:?}", plan.effort);
    }
    assert_eq!(plan.effort.later, (0, 0));
    assert!(plan.markdown().contains("in the folder in which the scan ran"), "{}", plan.markdown());
}

#[test]
fn nothing_leads_back_to_a_service_that_is_closed() {
    let plan = Plan::of(Some(&code()), None);
    for stage in &plan.rollout[2..4] {
        assert!(
            stage.back.contains("FPS itself closed in 2015") && stage.back.contains("take no payments"),
            "{stage:?}"
        );
    }
    let record = plan.steps.iter().find(|step| step.title.starts_with("Record")).expect("nothing is recorded");
    assert!(record.details[0].contains("closed in 2015"), "{record:?}");
    let recorded = Plan::of(None, Some(&traffic()));
    let scan = recorded.steps.iter().find(|step| step.title == "Scan the code").expect("nothing is scanned");
    assert_eq!(scan.details.len(), 1, "{scan:?}");
}

#[test]
fn one_is_one() {
    let call = "{\"method\":\"GET\",\"url\":\"https://fps.amazonaws.com/?Action=Pay&CallerReference=r&SenderTokenId=T\
                &Version=2010-08-28&AWSAccessKeyId=K&Signature=s\"}\n";
    let back = "{\"method\":\"GET\",\"url\":\"https://shop.example/back?status=SC&callerReference=v&signature=s&tokenID=U\"}\n";
    let plan = Plan::of(Some(&code()), Some(&recorded(&format!("{call}{back}"))));
    assert!(plan.questions.iter().any(|it| it.starts_with("When was 1 call made?")), "{:?}", plan.questions);
    assert!(!plan.questions.iter().any(|it| it.contains("are 1 ")), "{:?}", plan.questions);
    let page = plan.checks.iter().find(|check| check.what.contains("SetupPrepaid")).expect("buyers are sent there");
    assert_eq!(page.why, "Buyers came back with SC in the recording, from which page it doesn't tell.");
}

#[test]
fn what_is_not_known_is_said() {
    let scanned = Plan::of(Some(&code()), None);
    assert!(titles(&scanned).contains(&"Record the traffic of a month"));
    assert!(scanned.actions.iter().all(|action| action.standing == Standing::OneSide));
    assert_eq!(scanned.consents.at_least, None);
    assert!(scanned.markdown().contains("Traffic: not recorded"));

    let recorded = Plan::of(None, Some(&traffic()));
    assert!(titles(&recorded).contains(&"Scan the code"));
    assert!(recorded.markdown().contains("Code: not scanned"));

    let nothing = Plan::of(None, None);
    assert!(nothing.actions.is_empty() && titles(&nothing).contains(&"Set up the gateway"));
}

#[test]
fn the_same_inputs_give_the_same_plan_in_every_form() {
    let (code, traffic) = (code(), traffic());
    let plans = [(); 2].map(|()| Plan::of(Some(&code), Some(&traffic)));
    assert_eq!(plans[0].markdown(), plans[1].markdown());
    assert_eq!(plans[0].html(), plans[1].html());
    assert_eq!(plans[0].json(), plans[1].json());
    let read: Plan = read_as(FORMAT, VERSION, &plans[0].json()).expect("it was written here");
    assert_eq!(read, plans[0]);
    let [markdown, html] = [plans[0].markdown(), plans[0].html()];
    for part in
        ["GetAccountBalance", "report.php:5", "What needs the buyer again", "Rollout", "Open questions", "50 tokens"]
    {
        assert!(html.contains(part), "{part}");
        assert!(markdown.contains(part) || part.contains("50"), "{part}: {markdown}");
    }
}

#[test]
fn hostile_names_are_text_in_every_form() {
    let mut code = code();
    code.findings[0].path = "<script>alert(1)</script>|`x`\n# y\u{202e}".to_owned();
    code.findings[5].path = code.findings[0].path.clone();
    let plan = Plan::of(Some(&code), None);
    // In Markdown a backslash takes the meaning of what follows.
    for text in [plan.markdown().replace("\\<", ""), plan.html()] {
        assert!(!text.contains("<script") && !text.contains("\n# y") && !text.contains('\u{202e}'));
    }
}

#[test]
fn a_scan_is_read_from_its_json() {
    let text = report::json(&code());
    assert_eq!(report::read(&text).expect("it was written here"), code());
    let traffic = crate::migrate::traffic::json(&traffic());
    assert!(report::read(&traffic).expect_err("it is traffic").to_string().contains("it is fps-migrate-traffic"));
}
