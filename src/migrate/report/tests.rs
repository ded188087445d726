use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::flow::Flow;
use super::*;
use crate::fate::{self, Fate};
use crate::migrate::ReadError;
use crate::migrate::scan::{Effort, Entry, Finding, Kind, Rules, Scan, Scanner, Skipped, Vendored};

/// What somebody writes who wants to be believed to be somebody else.
const HOSTILE: &str =
    "a</title><script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u{202e}\u{1b}[2J\r\n&amp;.php";

fn finding(path: &str, line: usize, kind: Kind, action: Option<&str>) -> Finding {
    let fate = action.filter(|_| kind != Kind::Pipeline).and_then(fate::of);
    Finding {
        path: path.to_owned(),
        line,
        column: 5,
        kind,
        end_line: line,
        language: "php".to_owned(),
        library: None,
        what: format!("does {}", action.unwrap_or(kind.name())),
        action: action.filter(|_| kind != Kind::Pipeline).map(str::to_owned),
        pipeline: action.filter(|_| kind == Kind::Pipeline).map(str::to_owned),
        parameters: vec!["CallerReference".to_owned(), "TransactionAmount".to_owned()],
        fate: fate.map(|fate| fate.fate.to_string()),
        difference: fate.map(|fate| fate.difference.to_owned()),
        effort: Effort::Small,
        advice: "Look at it.".to_owned(),
        excerpt: format!("$client->{}($request)", action.unwrap_or("x")),
        rule: "php-client".to_owned(),
    }
}

/// A shop that uses a bit of everything.
fn shop() -> Scan {
    let roots = vec!["shop".to_owned(), "old.zip".to_owned()];
    let mut scan = Scan { roots, files_read: 7, bytes_read: 1234, ..Scan::default() };
    scan.findings = vec![
        finding("old.zip!/pay.php", 3, Kind::Action, Some("Pay")),
        finding("shop/cart.php", 3, Kind::Pipeline, Some("SingleUse")),
        finding("shop/cart.php", 9, Kind::Action, Some("Pay")),
        finding("shop/config.ini", 1, Kind::Credential, None),
        finding("shop/config.ini", 2, Kind::Endpoint, None),
        finding("shop/ipn.php", 4, Kind::NotificationHandler, None),
        finding("shop/return.php", 4, Kind::ReturnHandler, None),
        finding("shop/run.php", 1, Kind::Action, None),
        finding("shop/run.php", 2, Kind::Action, Some("GetAccountBalance")),
        finding("shop/run.php", 3, Kind::Action, Some("GetTokens")),
    ];
    scan.vendored = vec![Vendored {
        path: "shop/lib/Amazon".to_owned(),
        library: "amazon-php".to_owned(),
        version: None,
        files: 40,
    }];
    scan.skipped = vec![Skipped { path: "shop/latin.php".to_owned(), why: "not UTF-8".to_owned() }];
    scan
}

fn hostile() -> Scan {
    let mut scan = shop();
    scan.roots = vec![HOSTILE.to_owned()];
    let mut bad = finding(HOSTILE, 1, Kind::Action, Some("Pay"));
    for text in [&mut bad.what, &mut bad.advice, &mut bad.excerpt, &mut bad.rule, &mut bad.language] {
        *text = HOSTILE.to_owned();
    }
    bad.action = Some(HOSTILE.to_owned());
    bad.difference = Some(HOSTILE.to_owned());
    bad.parameters = vec![HOSTILE.to_owned()];
    scan.findings.push(bad);
    scan.findings.push(finding(HOSTILE, 2, Kind::NotificationHandler, None));
    scan.findings.push(finding("x", 2, Kind::Pipeline, Some(HOSTILE)));
    scan.vendored[0].path = HOSTILE.to_owned();
    scan.skipped[0].path = HOSTILE.to_owned();
    scan.skipped[0].why = HOSTILE.to_owned();
    scan.revision = Some(HOSTILE.to_owned());
    scan
}

/// So many places in files of ten.
fn many(count: usize) -> Scan {
    let mut scan = Scan { roots: vec![".".to_owned()], ..Scan::default() };
    let actions = fate::all();
    scan.findings = (0..count)
        .map(|number| {
            let action = actions[number % actions.len()].action;
            finding(&format!("src/{:05}.php", number / 10), number % 10 + 1, Kind::Action, Some(action))
        })
        .collect();
    scan
}

#[test]
fn the_worst_of_fate_effort_and_kind_is_the_risk() {
    let risk = |action, effort, kind| {
        let mut finding = finding("a", 1, kind, action);
        finding.effort = effort;
        Risk::of(&finding)
    };
    assert_eq!(risk(Some("GetAccountBalance"), Effort::None, Kind::Action), Risk::High);
    assert_eq!(risk(Some("Pay"), Effort::None, Kind::Action), Risk::Medium);
    assert_eq!(risk(Some("Pay"), Effort::Large, Kind::Action), Risk::High);
    assert_eq!(risk(None, Effort::None, Kind::Credential), Risk::High);
    for (effort, expected) in [
        (Effort::None, Risk::None),
        (Effort::Small, Risk::Low),
        (Effort::Medium, Risk::Medium),
        (Effort::Large, Risk::High),
    ] {
        assert_eq!(risk(None, effort, Kind::Endpoint), expected);
    }
    for fate in fate::all() {
        let expected = match fate.fate {
            Fate::Impossible => Risk::High,
            Fate::Changed => Risk::Medium,
            Fate::Kept => Risk::Low,
            Fate::Exact => Risk::None,
        };
        assert_eq!(risk(Some(fate.action), Effort::None, Kind::Action), expected, "{}", fate.action);
    }
}

#[test]
fn what_was_found_is_counted_by_risk_by_file_and_by_action() {
    let scan = shop();
    let summary = Summary::of(&scan);
    assert_eq!(summary.groups.iter().map(|group| group.places).sum::<usize>(), scan.findings.len());
    assert!(summary.groups.is_sorted_by(|one, next| one.risk > next.risk));
    for group in &summary.groups {
        assert!(group.files.is_sorted_by(|one, next| one.path < next.path));
        let all = group.files.iter().flat_map(|file| file.findings.iter().map(move |it| (file.path, *it)));
        for (path, finding) in all {
            assert_eq!((finding.path.as_str(), Risk::of(finding)), (path, group.risk));
        }
    }
    let used = summary.actions.iter().map(|used| (used.action, used.fate, used.places, used.files)).collect::<Vec<_>>();
    let pay = summary.actions.iter().find(|used| used.action == Some("Pay")).expect("it is called");
    assert_eq!((pay.places, pay.files, pay.fate), (2, 2, Some(Fate::Changed)));
    assert_eq!(used[0], (Some("GetAccountBalance"), Some(Fate::Impossible), 1, 1));
    assert_eq!(used[1], (None, None, 1, 1), "what is called at run time may be impossible");
    assert!(used.iter().all(|(action, ..)| *action != Some("SingleUse")), "a pipeline is no action");
}

#[test]
fn keys_in_the_open_come_first_and_then_what_needs_a_decision() {
    let scan = shop();
    let steps = steps(&scan);
    let titles = steps.iter().map(|step| step.title.as_str()).collect::<Vec<_>>();
    assert_eq!(
        titles,
        [
            "Revoke the keys that stand in the open, at 1 place",
            "Decide what takes the place of GetAccountBalance",
            "Find out which actions are called at 1 place",
            "Plan how buyers consent again, from 1 place",
            "Lead the calls to the gateway, at 1 place",
            "See who vouches for what comes in, at 2 places",
            "Test Pay against the gateway",
            "Look into 1 file that could not be read",
            "Record what is really called, and plan the move",
        ]
    );
    assert_eq!(super::steps(&Scan::default()), []);
}

#[test]
fn a_client_leads_to_the_service_and_a_version_does_not() {
    let code = "<?php\n$client = new Amazon_FPS_Client($key, $secret);\n$p = array('Version' => '2008-09-17');\n\
                $wsdl = 'https://fps.amazonaws.com/doc/2008-09-17/AmazonFPS.wsdl';\n";
    let file = Entry::File { path: "shop.php".to_owned(), bytes: code.into() };
    let scan = Scanner::new(Rules::builtin()).threads(1).scan([file].into_iter(), &mut |_| {});
    assert!(scan.findings.iter().any(|finding| finding.line == 3), "{:?}", scan.findings);
    let steps = steps(&scan);
    let lead = steps.iter().find(|step| step.title.starts_with("Lead the calls")).expect("a client is built");
    let lines = lead.places.iter().map(|place| place.line).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(lines, [2, 4].into(), "{:?}", lead.places);
}

#[test]
fn the_diagram_names_the_pages_that_a_scan_has_found() {
    let code = "<?php\n$p = new Amazon_FPS_CBUIRecurringTokenPipeline($key, $secret);\n";
    let file = Entry::File { path: "start.php".to_owned(), bytes: code.into() };
    let scan = Scanner::new(Rules::builtin()).threads(1).scan([file].into_iter(), &mut |_| {});
    let flow = Flow::of(&scan, &|_| None).expect("there is a page");
    assert!(flow.nodes.iter().any(|node| node.label == "Recurring"), "{flow:?}");
    let sarif: Value = serde_json::from_str(&sarif(&scan)).expect("it is JSON");
    assert_eq!(sarif["runs"][0]["results"][0]["properties"]["pipeline"], "Recurring");
}

#[test]
fn what_was_not_read_fills_no_report() {
    let mut scan = shop();
    scan.skipped =
        (0..5_000).map(|number| Skipped { path: format!("s/{number}"), why: "not UTF-8".to_owned() }).collect();
    scan.not_text = [("png".to_owned(), 7_000), ("jpg".to_owned(), 1), (String::new(), 2)].into();
    let page = html(&scan);
    assert_eq!(page.matches("not UTF-8").count(), 1_000);
    assert!(page.contains("And 4000 more"));
    let counts = "7003 files are no text and passed over: 7000 .png, 2 without an ending, 1 .jpg.";
    assert_eq!(not_text(&scan), counts);
    assert!(page.contains(counts));
    let log: Value = serde_json::from_str(&sarif(&scan)).expect("it is JSON");
    let notifications =
        log["runs"][0]["invocations"][0]["toolExecutionNotifications"].as_array().expect("it is a list");
    assert_eq!(notifications.len(), 1_001);
    assert_eq!(
        notifications[1_000]["message"]["text"],
        "4000 more files were not read, which the report in JSON names."
    );
    assert_eq!(log["runs"][0]["properties"]["notText"]["png"], 7_000);
}

#[test]
fn json_is_read_back_and_later_versions_are_not() {
    for scan in [shop(), hostile(), Scan::default()] {
        assert_eq!(read(&json(&scan)).expect("it was written so"), scan);
    }
    let text = json(&shop());
    let value: Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!((value["format"].as_str(), value["version"].as_u64()), (Some(FORMAT), Some(1)));
    assert!(matches!(
        read(&text.replace("\"version\": 1", "\"version\": 2")),
        Err(ReadError::Later { version: 2, .. })
    ));
    assert!(matches!(read(&text.replace(FORMAT, "fps-migrate-traffic")), Err(ReadError::Other { .. })));
    assert!(matches!(read("{}"), Err(ReadError::Malformed { .. })));
    let more = text.replace("\"version\": 1", "\"version\": 1, \"since\": true");
    assert_eq!(read(&more).expect("what isn't known is passed over"), shop());
}

#[test]
fn a_scan_gives_the_same_bytes_each_time() {
    for scan in [shop(), hostile(), many(100)] {
        assert_eq!(json(&scan), json(&scan));
        assert_eq!(sarif(&scan), sarif(&scan));
        assert_eq!(html(&scan), html(&scan));
    }
}

/// The values of an attribute, wherever it stands.
fn attributes<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let start = format!(" {name}=\"");
    html.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn html_is_one_page_that_needs_nothing_else() {
    for scan in [shop(), hostile(), many(300), Scan::default()] {
        let page = html(&scan);
        let ids = attributes(&page, "id");
        let unique = ids.iter().copied().collect::<BTreeSet<_>>();
        assert_eq!(ids.len(), unique.len(), "ids are given once");
        for href in attributes(&page, "href") {
            match href.strip_prefix('#') {
                Some(id) => assert!(unique.contains(id), "{href} leads somewhere"),
                None => assert_eq!(href, "data:,"),
            }
        }
        assert_eq!(attributes(&page, "src"), [""; 0]);
        for outside in ["@import", "url(", "<script", "<iframe", "<object", " style=", " onload="] {
            assert!(!page.contains(outside), "{outside}");
        }
        let policy = "default-src &#39;none&#39;; style-src &#39;sha256-";
        assert!(attributes(&page, "content").iter().any(|content| content.starts_with(policy)));
    }
}

#[test]
fn whatever_somebody_has_written_stays_text_in_html() {
    let page = html(&hostile());
    for markup in ["<script", "<img", "onerror=alert(2)>"] {
        assert!(!page.contains(markup), "{markup}");
    }
    assert!(!page.contains(|it: char| it.is_control() && it != '\n'), "control characters are spelt");
    assert!(!page.contains('\u{202e}'), "nothing turns the direction");
    assert!(page.contains("&#60;script&#62;alert(1)"), "{page}");
    assert!(page.contains(r"\u{202e}\u{1b}[2J\r\n&#38;amp;.php"));
}

#[test]
fn html_of_nothing_says_so() {
    let page = html(&Scan::default());
    assert!(page.contains("FPS was found nowhere") && page.contains("No action of FPS is called"));
    assert!(!page.contains("<svg"));
}

#[test]
fn html_shows_the_worst_of_many_and_says_how_many_it_does_not() {
    let scan = many(SHOWN + 1_000);
    let page = html(&scan);
    assert_eq!(page.matches("<li id=\"place-").count(), SHOWN);
    assert!(page.contains("1000 more places are not shown"));
    assert!(page.contains(&format!("{} places in", SHOWN + 1_000)));
    let impossible = |action: &&str| fate::of(action).is_some_and(|fate| fate.fate == Fate::Impossible);
    let places = scan.findings.iter().filter_map(|finding| finding.action.as_deref()).filter(impossible).count();
    let actions = fate::all().iter().map(|fate| fate.action).filter(|action| impossible(action)).count();
    assert_eq!(page.matches("<span class=\"fate impossible\">").count(), places + actions + 1, "and in the legend");
}

/// The only run of a log, checked for what refers to something.
fn run(text: &str) -> Value {
    let log: Value = serde_json::from_str(text).expect("it is JSON");
    assert_eq!(log["version"], "2.1.0");
    let run = log["runs"][0].clone();
    let rules = run["tool"]["driver"]["rules"].as_array().expect("they are listed");
    let artifacts = run["artifacts"].as_array().expect("they are listed");
    for result in run["results"].as_array().expect("they are listed") {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().expect("it is a number")).expect("it is small")];
        assert_eq!(rule["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        let index = place["artifactLocation"]["index"].as_u64().expect("it is a number");
        let artifact = &artifacts[usize::try_from(index).expect("it is small")];
        assert_eq!(artifact["location"]["uri"], place["artifactLocation"]["uri"]);
        let uri = place["artifactLocation"]["uri"].as_str().expect("it is text");
        assert!(uri.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"{}|\\^`".contains(&byte)), "{uri}");
        assert!(place["region"]["startLine"].as_u64() >= Some(1) && place["region"]["startColumn"].as_u64() >= Some(1));
    }
    for rule in rules {
        for part in ["shortDescription", "fullDescription", "help"] {
            assert!(rule[part]["text"].as_str().is_some_and(|text| text.ends_with(['.', '!', ':'])), "{rule}");
        }
    }
    run
}

#[test]
fn sarif_refers_to_what_there_is() {
    for scan in [shop(), hostile(), many(1_000)] {
        let run = run(&sarif(&scan));
        let results = run["results"].as_array().expect("they are listed");
        assert_eq!(results.len(), scan.findings.len());
        let prints = results.iter().map(|it| it["partialFingerprints"]["place/v1"].as_str()).collect::<BTreeSet<_>>();
        assert_eq!(prints.len(), results.len(), "each has its own");
    }
    let nothing = run(&sarif(&Scan::default()));
    assert_eq!(nothing["results"].as_array().map(Vec::len), Some(0));
    assert_eq!(nothing["invocations"][0]["executionSuccessful"], true);
}

#[test]
fn sarif_has_a_level_for_each_risk_and_files_within_archives() {
    let scan = shop();
    let run = run(&sarif(&scan));
    for (result, finding) in run["results"].as_array().expect("they are listed").iter().zip(&scan.findings) {
        let expected = match Risk::of(finding) {
            Risk::High => "error",
            Risk::Medium => "warning",
            _ => "note",
        };
        assert_eq!(result["level"], expected);
        assert_eq!(result["properties"]["fate"].as_str(), finding.fate.as_deref());
    }
    let artifacts = run["artifacts"].as_array().expect("they are listed");
    let archive = artifacts.iter().position(|it| it["location"]["uri"] == "old.zip").expect("it is one of them");
    let inner = artifacts.iter().find(|it| it["location"]["uri"] == "pay.php").expect("it is one of them");
    assert_eq!(inner["parentIndex"].as_u64(), Some(archive as u64));
    let notice = &run["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(notice["message"]["text"], "Not read: not UTF-8.");
}

#[test]
fn paths_become_addresses() {
    let paths = ["/srv/my shop/ä:b%#?.php", "a:b/c d!/e.php"];
    let findings = paths.map(|path| finding(path, 1, Kind::Endpoint, None)).into();
    let scan = Scan { findings, ..Scan::default() };
    let run = run(&sarif(&scan));
    let location = |number: usize| &run["artifacts"][number]["location"];
    assert_eq!(location(0)["uri"], "file:///srv/my%20shop/%C3%A4%3Ab%25%23%3F.php");
    assert_eq!(location(0)["uriBaseId"], Value::Null);
    assert_eq!(location(1)["uri"], "a%3Ab/c%20d%21/e.php", "no such archive was asked for");
    assert_eq!(location(1)["uriBaseId"], "SRCROOT");
}

#[test]
fn fingerprints_outlive_lines_before_them() {
    let prints = |scan: &Scan| {
        let run = run(&sarif(scan));
        let results = run["results"].as_array().expect("they are listed").iter();
        results.map(|it| it["partialFingerprints"]["place/v1"].to_string()).collect::<Vec<_>>()
    };
    let scan = shop();
    let mut later = scan.clone();
    for finding in &mut later.findings {
        finding.line += 10;
        finding.end_line += 10;
        finding.excerpt = format!("    {}", finding.excerpt);
    }
    assert_eq!(prints(&scan), prints(&later));
    later.findings[0].excerpt.push_str(" or die");
    assert_ne!(prints(&scan)[0], prints(&later)[0]);
}

fn flow(scan: &Scan) -> Flow {
    Flow::of(scan, &|_| None).expect("there is something to draw")
}

#[test]
fn the_diagram_leads_from_the_buyer_to_the_handlers() {
    let flow = flow(&shop());
    let titles = flow.columns.iter().map(|column| column.title).collect::<Vec<_>>();
    assert_eq!(titles, ["Buyer", "Pages", "Code", "Actions of FPS", "Notifications", "Handlers"]);
    let labels = flow.nodes.iter().map(|node| node.label.as_str()).collect::<BTreeSet<_>>();
    for label in ["Buyer", "SingleUse", "Co-branded page", "shop/cart.php", "shop/return.php", "Pay", "shop/ipn.php"] {
        assert!(labels.contains(label), "{label} of {labels:?}");
    }
    assert_eq!(Flow::of(&Scan::default(), &|_| None), None);
}

#[test]
fn nothing_in_the_diagram_overlaps_or_hangs_in_the_air() {
    for scan in [shop(), hostile(), many(5_000)] {
        let flow = flow(&scan);
        let mut columns = BTreeMap::<i32, Vec<i32>>::new();
        for node in &flow.nodes {
            assert!(node.x >= 0 && node.x + 196 <= flow.width && node.y >= 0 && node.y + 36 <= flow.height);
            assert!(node.label.chars().count() <= 24, "{}", node.label);
            columns.entry(node.x).or_default().push(node.y);
        }
        for (_, mut rows) in columns {
            rows.sort_unstable();
            assert!(rows.windows(2).all(|pair| pair[1] - pair[0] >= 36));
        }
        let starts = flow.nodes.iter().map(|node| format!("M{} {}C", node.x + 196, node.y + 18)).collect::<Vec<_>>();
        let ends = flow.nodes.iter().map(|node| format!(" {} {}", node.x, node.y + 18)).collect::<Vec<_>>();
        for edge in &flow.edges {
            assert!(starts.iter().any(|start| edge.path.starts_with(start)), "{}", edge.path);
            assert!(ends.iter().any(|end| edge.path.ends_with(end)), "{}", edge.path);
        }
    }
    let crowded = flow(&many(5_000));
    assert!(crowded.nodes.iter().any(|node| node.label == "484 more files"), "the rest is counted");
}
