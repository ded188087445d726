use chrono::{DateTime, Duration};

use super::*;
use crate::fate::Fate;
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
    assert_eq!((lasting.kind, lasting.tokens, lasting.in_use), (TokenKind::LastingSender, 50, 50));
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
    let read: Plan = read_as(FORMAT, &plans[0].json()).expect("it was written here");
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
    assert_eq!(read_scan(&text).expect("it was written here"), code());
    let traffic = crate::migrate::traffic::json(&traffic());
    assert!(read_scan(&traffic).expect_err("it is traffic").to_string().contains("it is fps-migrate-traffic"));
}
