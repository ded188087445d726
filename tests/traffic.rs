//! `fps migrate traffic` and `fps migrate plan`, from recordings to a plan.

mod program;

use std::io::Write;
use std::process::Stdio;

use flate2::Compression;
use flate2::write::GzEncoder;
use program::{file, fps, program, unread};

const LOG: &str = r#"10.0.0.1 - - [02/Jan/2010:03:04:05 +0000] "GET https://fps.amazonaws.com/?Action=Pay&CallerReference=r1&SenderTokenId=T0KEN&TransactionAmount.Value=5&Version=2008-09-17&AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Signature=S1GN HTTP/1.1" 200 123 "-" "Amazon FPS PHP5 Library/1"
10.0.0.1 - - [02/Jan/2010:04:04:05 +0000] "GET /back?status=SC&tokenID=T0KEN&signature=S1GN&callerReference=v HTTP/1.1" 302 1
10.0.0.1 - - [02/Jan/2010:04:04:05 +0000] "GET /logo.png HTTP/1.1" 200 1
started
"#;

const HAR: &str = r#"{"log":{"version":"1.2","entries":[{"startedDateTime":"2010-01-03T00:00:00Z","time":90,
"request":{"method":"GET","url":"https://fps.sandbox.amazonaws.com/?Action=GetAccountBalance&Version=2010-08-28&AWSAccessKeyId=AKIAI44QH8DHBEXAMPLE&Signature=S1GN"},
"response":{"status":400,"content":{"text":"<Response><Errors><Error><Code>AuthFailure</Code></Error></Errors><RequestID>x</RequestID></Response>"}}}]}}"#;

const DUMP: &str = "POST / HTTP/1.1\r\nHost: fps.amazonaws.com\r\nContent-Length: 66\r\n\r\n\
    Action=CancelToken&TokenId=T0KEN&Version=2010-08-28&Signature=S1GN\r\nHTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n";

#[test]
fn recordings_of_every_format_become_one_report() {
    let log = file("traffic.log", LOG);
    let har = file("traffic.har", HAR);
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(DUMP.as_bytes()).expect("memory takes it");
    let dump = file("traffic.gz", "");
    std::fs::write(&dump, packer.finish().expect("memory takes it")).expect("the folder takes files");

    let ran = fps(&["migrate", "traffic", "--json", &log, &har, &dump]);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    let report = ran.json();
    assert_eq!(report["format"], "fps-migrate-traffic");
    assert_eq!(report["kinds"]["fps"], 3);
    assert_eq!(report["kinds"]["returns"], 1);
    assert_eq!(report["recordings"][0]["unknown"], 1);
    assert_eq!(report["recordings"][0]["first_unknown"][0]["place"]["line"], 4);
    assert_eq!(report["recordings"][2]["gzip"], true);
    let callers = report["callers"].as_array().expect("it is a list");
    let names = callers.iter().filter_map(|caller| caller["caller"].as_str()).collect::<Vec<_>>();
    assert_eq!(names, ["(nobody named)", "AKIAI44QH8DHBEXAMPLE", "AKIAIOSFODNN7EXAMPLE"]);
    assert_eq!(callers[1]["actions"][0]["errors"]["AuthFailure"], 1);

    let shown = fps(&["migrate", "traffic", &log, &har, &dump]);
    assert_eq!(shown.status, 0, "{}", shown.err);
    for part in [
        "GetAccountBalance",
        "impossible",
        "AuthFailure 1",
        "line 4: it is no request",
        "503: 1",
        "AKIAIOSFODNN7EXAMPLE",
    ] {
        assert!(shown.out.contains(part), "{part}: {}", shown.out);
    }
    for text in [&ran.out, &shown.out] {
        assert!(!text.contains("S1GN") && !text.contains("T0KEN"), "{text}");
    }
}

#[test]
fn a_plan_is_made_of_what_was_reported() {
    let log = file("plan.log", LOG);
    let traffic = file("plan-traffic.json", "");
    assert_eq!(fps(&["migrate", "traffic", "--json", "--output", &traffic, &log]).status, 0);
    let markdown = fps(&["migrate", "plan", "--traffic", &traffic]);
    assert_eq!(markdown.status, 0, "{}", markdown.err);
    assert!(markdown.out.starts_with("# From FPS to Amazon Pay: the plan\n"), "{}", markdown.out);
    assert_eq!(markdown.out, fps(&["migrate", "plan", "--traffic", &traffic]).out);
    let html = fps(&["migrate", "plan", "--traffic", &traffic, "--format", "html"]);
    assert!(html.out.starts_with("<!DOCTYPE html>") && html.out.contains("Scan the code"), "{}", html.out);
    let json = fps(&["migrate", "plan", "--traffic", &traffic, "--format", "json"]).json();
    assert_eq!(
        (json["format"].as_str(), json["actions"][0]["action"].as_str()),
        (Some("fps-migrate-plan"), Some("Pay"))
    );

    let wrong = fps(&["migrate", "plan", "--scan", &traffic]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.err.contains("it is fps-migrate-traffic") && wrong.err.contains("fps migrate scan"), "{}", wrong.err);
    assert_eq!(fps(&["migrate", "plan"]).status, 2);
}

#[test]
fn damage_is_told_and_what_was_read_is_kept() {
    let har = file("damaged.har", &HAR[..HAR.len() - 3]);
    let ran = fps(&["migrate", "traffic", &har]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("was not read to its end") && ran.out.contains("GetAccountBalance"), "{}", ran.out);
    for form in [&[][..], &["--json"]] {
        let command = program(&[&["migrate", "traffic", &har], form].concat());
        assert_eq!(unread(command), (Some(1), String::new()), "nobody reads it, and it is damaged all the same");
    }
}

#[test]
fn what_may_be_a_call_and_breaks_off_is_damage() {
    const CALL: &str =
        "GET /?Action=Pay&CallerReference=r1&Version=2008-09-17&AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Signature=S";
    let whole = format!("10.0.0.1 - - [02/Jan/2010:03:04:05 +0000] \"{CALL} HTTP/1.1\" 200 123\n");
    let noise = "started\n[error] File does not exist: \"x\n10.0.0.1 - - [02/Jan/2010:03:04:05 +0000] \"\" 400 0\n";
    let json = |url: &str| format!("{{\"method\":\"GET\",\"url\":\"https://fps.amazonaws.com{url}\"}}\n");
    let dump = |length: usize| {
        let body = "Action=CancelToken&TokenId=T0KEN&Version=2010-08-28&Signature=S1GN";
        format!(
            "POST / HTTP/1.1\r\nHost: fps.amazonaws.com\r\nContent-Length: {}\r\n\r\n{}",
            body.len(),
            &body[..length]
        )
    };
    for (name, log, status) in [
        ("whole.log", whole.clone() + noise, 0),
        ("in-the-request.log", format!("{whole}10.0.0.1 - - [02/Jan/2010:03:04:05 +0000] \"GET /?Act"), 1),
        ("in-the-time.log", format!("{whole}10.0.0.1 - - [02/Jan/2010:03"), 1),
        ("whole.jsonl", json("/?Action=Pay&Version=2008-09-17"), 0),
        ("cut.jsonl", json("/?Action=Pay&Version=2008-09-17") + "{\"method\":\"GET\",\"url\":\"https://fps", 1),
        ("whole.raw", dump(66), 0),
        ("cut.raw", dump(40), 1),
    ] {
        let ran = fps(&["migrate", "traffic", &file(name, &log)]);
        assert_eq!(ran.status, status, "{name}: {}", ran.out);
        assert_eq!(ran.out.contains("1 part of it may be a call that can't be read whole"), status == 1, "{}", ran.out);
    }
}

#[test]
fn names_stand_whole_and_in_one_line() {
    let log = file("names.log", LOG);
    let ran = fps(&["migrate", "traffic", &log]);
    let line = ran.out.lines().find(|line| line.trim_start().starts_with("Pay ")).unwrap_or_default();
    assert!(line.contains("changed") && line.contains("2008-09-17") && line.contains("100.0 %"), "{}", ran.out);
    assert!(ran.out.contains("EXAMPLE: 1 call\n") && ran.out.contains(", 1 day: busiest minute 1."), "{}", ran.out);
}

#[test]
fn what_can_not_be_opened_is_told_before_anything_is_read() {
    let log = file("before.log", LOG);
    let folder = std::env::temp_dir().display().to_string();
    for (path, why) in [("/nowhere.log", "No such file"), (&folder, "it is a folder")] {
        let ran = fps(&["migrate", "traffic", &log, path]);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{}", ran.err);
        assert!(ran.err.contains(&format!("can't read '{path}': {why}")), "{}", ran.err);
    }
    let plan = fps(&["migrate", "plan", "--traffic", "/nowhere.json"]);
    assert_eq!(plan.status, 2);
    assert!(plan.err.contains("can't read '/nowhere.json'"), "{}", plan.err);
}

#[test]
fn standard_input_is_read() {
    let mut child = program(&["migrate", "traffic", "--json", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program was built");
    child.stdin.take().expect("it was asked for").write_all(LOG.as_bytes()).expect("the program reads");
    let output = child.wait_with_output().expect("it ends");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(report["kinds"]["fps"], 1);
}
