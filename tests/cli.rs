//! The program as its users meet it: what it prints, and with which status it ends.

mod program;

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use amazon_fps::fps::SERVICE;
use amazon_fps::sandbox::ManualClock;
use amazon_fps::sign::v2::{SignatureMethod, string_to_sign};
use amazon_fps::sign::x509::Identity;
use chrono::{TimeDelta, Utc};

use program::{KEY, SECRET, Served, answering, closed_port, file, fps, fps_as_caller, program, ran, unread};

const USAGE: i32 = 2;
const REFUSED: i32 = 3;
const UNKNOWN: i32 = 4;
const UNREACHED: i32 = 5;

#[test]
fn the_contract_is_described_as_json() {
    let contract = fps(&["describe", "--json"]).json();
    assert_eq!((contract["service"].as_str(), contract["version"].as_str()), (Some("fps"), Some("2010-08-28")));
    let list = |name: &str| contract[name].as_array().expect("it is a list").clone();
    let names = list("operations").iter().map(|operation| operation["name"].clone()).collect::<Vec<_>>();
    assert_eq!(names, SERVICE.operations.iter().map(|operation| operation.name).collect::<Vec<_>>());
    assert_eq!(names.len(), 27);
    assert_eq!(list("types").len(), SERVICE.types.len());
    assert_eq!(list("errors").len(), SERVICE.errors.len());

    let pay = list("operations").into_iter().find(|operation| operation["name"] == "Pay").expect("it is an action");
    assert_eq!(pay["since"], "2008-09-17");
    let reference =
        pay["request"].as_array().expect("it is a list").iter().find(|field| field["name"] == "CallerReference");
    let reference = reference.expect("Pay has one");
    assert_eq!(
        (&reference["type"], &reference["required"], &reference["max_length"]),
        (&"string".into(), &true.into(), &128.into())
    );
    assert!(pay["response"].as_array().expect("it is a list").iter().any(|field| field["name"] == "TransactionId"));
    assert!(pay["errors"].as_array().expect("it is a list").contains(&"InsufficientBalance".into()));

    let errors = list("errors");
    let poor = errors.iter().find(|error| error["code"] == "InsufficientBalance").expect("it is an error");
    assert_eq!(
        (&poor["retriable"], &poor["repeat"], &poor["http_status"]),
        (&true.into(), &"after-change".into(), &400.into())
    );
    assert!(poor["operations"].as_array().expect("it is a list").contains(&"Pay".into()));
    assert_eq!(poor["provoke"], "Pay 5 with the token sender-poor.");
    assert!(poor["meaning"].as_str().is_some_and(|meaning| !meaning.is_empty()));
}

#[test]
fn one_name_is_described_alone_with_what_it_names() {
    let pay = fps(&["describe", "Pay", "--json"]).json();
    assert_eq!(pay["operations"].as_array().map(Vec::len), Some(1));
    let types = pay["types"].as_array().expect("it is a list");
    assert!(types.iter().any(|type_| type_["name"] == "Amount") && types.len() < SERVICE.types.len());
    for name in ["Pay", "TransactionStatus", "InsufficientBalance"] {
        let text = fps(&["describe", name]);
        assert_eq!((text.status, text.out.contains(name), text.err.as_str()), (0, true, ""));
    }
    let duplicate = fps(&["describe", "DuplicateRequest"]).out;
    for part in ["token multi-use-abt", "first answer again for seven days", "POST /_sandbox/faults"] {
        let words = duplicate.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(part), "{duplicate}");
    }
}

#[test]
fn what_is_unknown_is_answered_with_what_was_perhaps_meant() {
    let cases: [(&[&str], &str); 5] = [
        (&["describe", "Pya"], "Did you mean Pay?"),
        (&["call", "GetTransationStatus"], "Did you mean GetTransactionStatus?"),
        (&["call", "Pay", "SenderTokenID=x"], "Did you mean SenderTokenId?"),
        (&["call", "Pay", "TransactionAmount=1"], "TransactionAmount.Value=…"),
        (&["parity", "--only", "Pya"], "did you mean Pay?"),
    ];
    for (arguments, advice) in cases {
        let ran = fps(arguments);
        assert_eq!((ran.status, ran.out.as_str()), (USAGE, ""), "{arguments:?}");
        assert!(ran.err.contains(advice), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn errors_are_json_where_json_is_asked_for() {
    for arguments in [&["describe", "Pya", "--json"][..], &["call", "--json"], &["nonsense", "--json"]] {
        let ran = fps(arguments);
        let error = &ran.json()["error"];
        assert_eq!((ran.status, ran.err.as_str()), (USAGE, ""), "{arguments:?}");
        assert_eq!((&error["kind"], &error["exit_status"]), (&"usage".into(), &USAGE.into()), "{arguments:?}");
        assert!(error["message"].as_str().is_some_and(|message| !message.is_empty()), "{arguments:?}");
    }
}

#[test]
fn help_and_completions_are_there() {
    assert_eq!(fps(&["--help"]).status, 0);
    assert_eq!(fps(&["--version"]).out.trim(), concat!("fps ", env!("CARGO_PKG_VERSION")));
    assert_eq!(fps(&[]).status, USAGE);
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = fps(&["completions", shell]);
        assert!(script.status == 0 && script.out.contains("parity"), "{shell}");
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let mut child = program(&["describe", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program was built");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it runs");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn a_query_is_signed_and_a_wrong_signature_explained() {
    let with_secret = |arguments: &[&str]| {
        let mut command = program(arguments);
        command.env("AWS_SECRET_ACCESS_KEY", SECRET);
        ran(command)
    };
    let parameters = [("Action", "GetAccountBalance"), ("Note", "a b")];
    let right = string_to_sign("GET", "fps.amazonaws.com", "/", &parameters);
    let signature = SignatureMethod::HmacSha256.sign(SECRET, &right);

    let signed = with_secret(&["sign", "https://fps.amazonaws.com/?Note=a+b&Action=GetAccountBalance", "--json"]);
    assert_eq!(signed.status, 0);
    assert_eq!(
        (&signed.json()["string_to_sign"], &signed.json()["signature"]),
        (&right.clone().into(), &signature.clone().into())
    );

    let same = with_secret(&["sign", "Action=GetAccountBalance", "Note=a b", "--signature", &signature]);
    assert!(same.status == 0 && same.out.contains("matches"), "{}", same.out);

    let blanks = SignatureMethod::HmacSha256.sign(SECRET, &right.replace("%20", "+"));
    let arguments = ["sign", "Action=GetAccountBalance", "Note=a b", "--signature", &blanks];
    let wrong = with_secret(&arguments);
    assert_eq!(wrong.status, 1);
    assert!(wrong.out.contains("blanks were signed as +") && wrong.out.contains("^ here"), "{}", wrong.out);
    let wrong = with_secret(&[&arguments[..], &["--json"]].concat()).json();
    assert_eq!((&wrong["matches"], &wrong["first_difference"]["line"]), (&false.into(), &4.into()));

    let without_secret = fps(&["sign", "A=b"]);
    assert_eq!(without_secret.status, USAGE);
    assert!(without_secret.err.contains("AWS_SECRET_ACCESS_KEY"), "{}", without_secret.err);
}

#[test]
fn a_call_is_answered_over_both_transports() {
    let sandbox = Served::start();
    let (certificate, key) = sandbox.identity("answered");
    let pay = |name: &str, transport: &[&str]| {
        let token = format!("SenderTokenId={}", sandbox.token(name));
        let fields =
            [&token, "TransactionAmount.Value=1.50", "CallerReference=order 1 & 2", "--endpoint", &sandbox.url];
        fps_as_caller(&[&["call", "Pay"][..], &fields, transport].concat())
    };
    let rest = pay("sender-abt-1", &["--json"]);
    assert_eq!(rest.status, 0, "{}{}", rest.out, rest.err);
    let rest = rest.json();
    assert_eq!((&rest["action"], &rest["result"]["TransactionStatus"]), (&"Pay".into(), &"Success".into()));
    assert!(rest["request_id"].as_str().is_some_and(|id| !id.is_empty()));

    // The same reference again is the same payment, whatever transport asks for it.
    let soap = pay("sender-abt-1", &["--json", "--transport", "soap", "--cert", &certificate, "--key", &key]);
    assert_eq!(soap.status, 0, "{}{}", soap.out, soap.err);
    assert_eq!(soap.json()["result"], rest["result"]);

    let id = rest["result"]["TransactionId"].as_str().expect("it was paid");
    let status =
        ["call", "GetTransaction", &format!("TransactionId={id}"), "--endpoint", &sandbox.url, "--method", "GET"];
    let table = fps_as_caller(&status);
    assert!(table.out.contains("order 1 & 2") && table.out.contains("Bea Buyer"), "{}", table.out);
    let found = fps_as_caller(&[&status[..], &["--json"]].concat()).json();
    assert_eq!(found["result"]["Transaction"]["TransactionAmount"]["Value"], "1.500000");
    assert!(found["result"]["Transaction"]["StatusHistory"].is_array());
}

#[test]
fn what_is_wrong_with_a_request_is_said_before_it_is_sent() {
    let endpoint = closed_port();
    let long = format!("CallerReference={}", "x".repeat(129));
    let cases: [(&[&str], &str); 4] = [
        (&["TransactionAmount.Value=1.234", "CallerReference=r"], "TransactionAmount.Value: it is 1.234"),
        (&["TransactionAmount.Value=1", &long], "CallerReference: it has 129 characters, and may have 128"),
        (&["TransactionAmount.Value=1"], "CallerReference: it is required"),
        (&["TransactionAmount.Value=one", "CallerReference=r"], "must be a decimal number"),
    ];
    for (fields, message) in cases {
        let arguments = [&["call", "Pay", "SenderTokenId=t", "--endpoint", &endpoint][..], fields].concat();
        let ran = fps_as_caller(&arguments);
        assert_eq!(ran.status, USAGE, "{}", ran.err);
        assert!(ran.err.contains(message), "{}", ran.err);
    }
}

#[test]
fn what_is_missing_to_make_a_call_is_named() {
    let endpoint = closed_port();
    let balance = ["call", "GetAccountBalance"];
    let nobody = fps(&[&balance[..], &["--endpoint", &endpoint]].concat());
    assert!(nobody.status == USAGE && nobody.err.contains("AWS_ACCESS_KEY_ID"), "{}", nobody.err);
    let nowhere = fps_as_caller(&balance);
    assert!(nowhere.status == USAGE && nowhere.err.contains("--endpoint"), "{}", nowhere.err);
    let unsigned = fps_as_caller(&[&balance[..], &["--endpoint", &endpoint, "--transport", "soap"]].concat());
    assert!(unsigned.status == USAGE && unsigned.err.contains("--cert"), "{}", unsigned.err);
    let no_address = fps_as_caller(&[&balance[..], &["--endpoint", "somewhere"]].concat());
    assert!(no_address.status == USAGE && no_address.err.contains("is no address"), "{}", no_address.err);
}

#[test]
fn a_wrong_secret_is_refused() {
    let sandbox = Served::start();
    let mut command = program(&["call", "GetAccountBalance", "--json"]);
    command.env("AWS_ACCESS_KEY_ID", KEY).env("AWS_SECRET_ACCESS_KEY", "wrong").env("FPS_ENDPOINT", &sandbox.url);
    let refused = ran(command);
    let error = &refused.json()["error"];
    assert_eq!((refused.status, &error["code"]), (REFUSED, &"SignatureDoesNotMatch".into()));
    assert_eq!((&error["outcome"], &error["http_status"]), (&"refused".into(), &403.into()));
    assert!(error["request_id"].as_str().is_some_and(|id| !id.is_empty()));
    assert!(error["advice"].as_str().is_some_and(|advice| advice.contains("AWS_SECRET_ACCESS_KEY")));
}

#[test]
fn a_refusal_says_what_a_machine_may_do() {
    let sandbox = Served::start();
    let token = format!("SenderTokenId={}", sandbox.token("sender-poor"));
    let arguments =
        ["call", "Pay", &token, "TransactionAmount.Value=5", "CallerReference=r", "--endpoint", &sandbox.url];
    let refused = fps_as_caller(&[&arguments[..], &["--json"]].concat());
    let error = &refused.json()["error"];
    assert_eq!((refused.status, &error["code"]), (REFUSED, &"InsufficientBalance".into()));
    assert_eq!((&error["retriable"], &error["repeat"]), (&true.into(), &"after-change".into()));
    let text = fps_as_caller(&arguments);
    assert!(
        text.status == REFUSED && text.out.is_empty() && text.err.starts_with("error: Pay over REST: "),
        "{}",
        text.err
    );
}

#[test]
fn the_status_is_the_same_where_nobody_reads_what_is_printed() {
    let refused = answering(
        b"HTTP/1.1 403 Forbidden\r\nContent-Length: 130\r\n\r\n<Response><Errors><Error><Code>AuthFailure</Code><Message>No.\
          </Message></Error></Errors><RequestID>00000000</RequestID></Response>",
    );
    for (arguments, status) in [
        (&["--help"][..], 0),
        (&["completions", "bash"], 0),
        (&["describe", "Pay"], 0),
        (&["describe", "Pay", "--json"], 0),
        (&["gateway", "--print-config"], 0),
        (&["sign", "Action=Pay", "--signature", "wrong"], 1),
        (&["sign", "Action=Pay", "--signature", "wrong", "--json"], 1),
        (&["describe", "Play", "--json"], USAGE),
        (&["call", "GetAccountBalance", "--tries", "1", "--json", "--endpoint", &refused], REFUSED),
    ] {
        let mut command = program(arguments);
        command.env("AWS_ACCESS_KEY_ID", KEY).env("AWS_SECRET_ACCESS_KEY", SECRET);
        assert_eq!(unread(command), (Some(status), String::new()), "{arguments:?}");
    }
}

#[test]
fn a_clock_that_is_an_hour_off_is_refused_over_both_transports() {
    let sandbox = Served::with_clock(ManualClock::new(Utc::now() + TimeDelta::hours(1)));
    let (certificate, key) = sandbox.identity("late");
    for transport in [&["--transport", "rest"][..], &["--cert", &certificate, "--key", &key]] {
        let arguments = [&["call", "GetAccountBalance", "--endpoint", &sandbox.url][..], transport].concat();
        let refused = fps_as_caller(&arguments);
        assert_eq!(refused.status, REFUSED, "{}", refused.err);
        assert!(refused.err.contains("RequestExpired") && refused.err.contains("clock"), "{}", refused.err);
    }
}

#[test]
fn a_certificate_out_of_its_time_is_not_used() {
    let day = |days| Utc::now() + TimeDelta::days(days);
    let cases = [(day(-20), day(-10), "expired on"), (day(10), day(20), "is not valid before")];
    for (number, (from, to, message)) in cases.into_iter().enumerate() {
        let identity = Identity::generate("out of its time", 1024, from, to).expect("the dates are in order");
        let certificate = file(&format!("old-certificate-{number}.pem"), &identity.certificate().pem());
        let key = file(&format!("old-key-{number}.pem"), &identity.key_pem().expect("it is a key"));
        let ran =
            fps(&["call", "GetAccountBalance", "--endpoint", &closed_port(), "--cert", &certificate, "--key", &key]);
        assert_eq!(ran.status, USAGE, "{}", ran.err);
        assert!(ran.err.contains(message) && ran.err.contains(&certificate), "{}", ran.err);
    }
    let certificate = file("no-certificate.pem", "no certificate");
    let ran = fps(&[
        "call",
        "GetAccountBalance",
        "--endpoint",
        &closed_port(),
        "--cert",
        &certificate,
        "--key",
        &certificate,
    ]);
    assert!(ran.status == USAGE && ran.err.contains("no-certificate.pem"), "{}", ran.err);
}

#[test]
fn a_closed_port_is_never_reached() {
    let endpoint = closed_port();
    for command in [&["call", "GetAccountBalance", "--tries", "1"][..], &["parity"]] {
        let ran = fps_as_caller(&[command, &["--endpoint", &endpoint]].concat());
        assert_eq!(ran.status, UNREACHED, "{command:?}: {}", ran.err);
        assert!(ran.err.contains(&endpoint) && ran.err.contains("Nothing was sent"), "{}", ran.err);
    }
}

#[test]
fn an_answer_that_is_none_leaves_the_outcome_unknown() {
    let cases: [(&'static [u8], &str); 4] = [
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 1000\r\n\r\n<PayResponse", "before the answer was whole"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n<!DOCTYPE html><html><body>Hi!<br></html>", "<!DOCTYPE html>"),
        (b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 3\r\n\r\nno!", "502"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 62\r\n\r\n<x xmlns=\"http://fps.amazonaws.com/doc/2010-08-28/\">hello!</x>", "PayResponse is expected"),
    ];
    for (answer, message) in cases {
        let endpoint = answering(answer);
        let pay = ["call", "Pay", "SenderTokenId=t", "TransactionAmount.Value=1", "CallerReference=r"];
        let ran = fps_as_caller(&[&pay[..], &["--tries", "1", "--endpoint", &endpoint]].concat());
        assert_eq!(ran.status, UNKNOWN, "{}", ran.err);
        assert!(ran.err.contains(message), "{message}: {}", ran.err);
        assert!(ran.err.contains("the same CallerReference"), "{}", ran.err);
    }
}

#[test]
fn bad_arguments_of_the_sandbox_are_named() {
    let fees = file("fees.json", r#"{"card": [{"rate": 2.9}]}"#);
    let cases: [(&[&str], &str); 8] = [
        (&["--fees", "/no/such/file.json"], "/no/such/file.json can't be read"),
        (&["--fees", &fees], "card[0].rate is 2.9, and must be from 0 to 1"),
        (&["--listen", "nowhere"], "--listen"),
        (&["--caller", "keyalone"], "KEY:SECRET"),
        (&["--caller-cert", "AKID"], "KEY=FILE.pem"),
        (&["--caller-cert", "AKID=/no/such/file.pem"], "/no/such/file.pem can't be read"),
        (&["--memory", "--data", "folder"], "--data"),
        (&["--caller", "AKIAONE:secret", "--caller", "AKIAONE:other"], "the caller AKIAONE is given twice"),
    ];
    for (arguments, message) in cases {
        let ran = fps(&[&["sandbox"][..], arguments].concat());
        assert_eq!(ran.status, USAGE, "{arguments:?}");
        assert!(ran.err.contains(message), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn the_database_can_be_named_where_no_other_user_sees_its_password() {
    let no_folder = file("no-folder", "");
    for (arguments, is_read) in [(&["sandbox"][..], true), (&["sandbox", "--data", &no_folder], false)] {
        let mut sandbox = program(arguments);
        sandbox.env("FPS_DATABASE_URL", "mysql://fps:hunter2@db.example.com/fps");
        let ran = ran(sandbox);
        assert!(ran.status != 0 && !ran.err.contains("hunter2"), "{}", ran.err);
        assert_eq!(ran.err.contains("the database URL can't be read"), is_read, "{}", ran.err);
    }
}

#[cfg(unix)]
#[test]
fn a_sandbox_says_when_it_is_ready_keeps_what_it_did_and_ends_when_asked() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fps-sandbox-{}", std::process::id()));
    let folder = folder.to_str().expect("its path is UTF-8");
    let run = |use_it: &dyn Fn(&str)| {
        let mut child =
            program(&["sandbox", "--listen", "127.0.0.1:0", "--data", folder, "--caller", "AKIDANOTHER:secret:x"])
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .expect("the program was built");
        let mut out = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut line = String::new();
        out.read_line(&mut line).expect("it writes UTF-8");
        let url = line.strip_prefix("ready ").expect("it is ready").trim_end().to_owned();
        assert!(url.starts_with("http://127.0.0.1:"), "{url}");
        use_it(&url);
        let killed = std::process::Command::new("sh").args(["-c", &format!("kill -INT {}", child.id())]).status();
        assert!(killed.expect("there is a shell").success());
        let mut rest = String::new();
        out.read_to_string(&mut rest).expect("it writes UTF-8");
        assert_eq!(rest, "", "there is one line on standard output");
        assert_eq!(child.wait().expect("it runs").code(), Some(0));
    };
    let install = |url: &str| {
        let rule = "PaymentInstruction=MyRole == 'Caller';";
        let fields = [rule, "CallerReference=kept", "TokenType=Unrestricted", "--json", "--endpoint", url];
        fps_as_caller(&[&["call", "InstallPaymentInstruction"][..], &fields].concat()).json()["result"]["TokenId"]
            .clone()
    };
    let first = std::cell::RefCell::new(serde_json::Value::Null);
    run(&|url| {
        *first.borrow_mut() = install(url);
        let mut command = program(&["call", "GetAccountBalance", "--endpoint", url]);
        command.env("AWS_ACCESS_KEY_ID", "AKIDANOTHER").env("AWS_SECRET_ACCESS_KEY", "secret:x");
        assert_eq!(ran(command).status, 0, "the other caller is let in");
    });
    assert!(first.borrow().is_string());
    run(&|url| assert_eq!(install(url), *first.borrow(), "the token is still there"));
    std::fs::remove_dir_all(folder).expect("the sandbox made it");
}

#[test]
fn the_demo_finds_every_action_equal() {
    let demo = fps(&["demo", "--json"]);
    let report = demo.json();
    assert_eq!(demo.status, 0, "{}", demo.out);
    assert_eq!(
        (&report["actions"], &report["equal"], &report["problems"]),
        (&27.into(), &27.into(), &serde_json::json!([]))
    );
    let scenes = report["scenes"].as_array().expect("it is a list");
    let played = scenes.iter().filter_map(|scene| scene["action"].as_str()).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(played.len(), 27);
    let balance = scenes.iter().find(|scene| scene["action"] == "GetPrepaidBalance").expect("it was played");
    assert_eq!(balance["came_to"], "USD 48.75", "50.00 were put by and 1.25 spent");

    let text = fps(&["demo"]);
    assert!(text.status == 0 && text.out.contains("27 of 27 actions equal"), "{}", text.out);
    let shown = text.out.rsplit_once("VerifySignature").expect("it is the last but two").1;
    let readme = include_str!("../README.md").split_once("The demo ends like this:").expect("it shows the demo").1;
    let documented = readme.lines().skip(1).take_while(|line| line.is_empty() || line.starts_with("    "));
    let is_time = |word: &str| word.split_once('.').is_some_and(|(_, digits)| digits.len() == 1);
    for word in documented.flat_map(str::split_whitespace).skip(1).filter(|word| !is_time(word)) {
        assert!(shown.split_whitespace().any(|it| it == word), "README shows {word}: {shown}");
    }
}

#[test]
fn the_demo_of_amazon_pay_sees_every_state_that_it_should() {
    let demo = fps(&["demo", "--amazon-pay", "--json"]);
    let report = demo.json();
    assert_eq!(demo.status, 0, "{}", demo.out);
    assert_eq!(report["problems"], serde_json::json!([]));
    let objects = report["objects"].as_array().expect("it is a list");
    let histories = |kind: &str| {
        let of_kind = objects.iter().filter(|object| object["kind"] == kind);
        of_kind
            .map(|object| {
                let stages = object["stages"].as_array().expect("it is a list").iter();
                stages.filter_map(|stage| stage["state"].as_str()).collect::<Vec<_>>().join(" ")
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(histories("order reference"), ["Draft Open Closed", "Draft Open Closed", "Closed", "Closed"]);
    assert_eq!(histories("authorization"), ["Pending Open Closed", "Open Closed", "Closed", "Closed"]);
    assert_eq!(histories("capture"), ["Completed", "Pending Completed", "Completed", "Completed"]);
    assert_eq!(histories("refund"), ["Pending Completed", "Pending Completed"]);
    assert_eq!(histories("billing agreement"), ["Draft Open Closed"]);
    assert!(objects.iter().all(|object| object["notifications"].as_u64().is_some_and(|told| told > 0)), "{report}");

    let text = fps(&["demo", "--amazon-pay"]);
    assert!(text.status == 0 && text.out.contains("every state as expected"), "{}", text.out);
    assert!(text.out.contains("Closed MaxCapturesProcessed"), "{}", text.out);
}

#[test]
fn amazon_pay_is_called_and_described() {
    let served = Served::start();
    let seller_id = served.seed.merchants[0].seller_id.as_str();
    let connection = ["--service", "amazon-pay", "--endpoint", served.url.as_str(), "--seller-id", seller_id];
    let called = fps_as_caller(&[&["call", "GetServiceStatus", "--json"], &connection[..]].concat());
    assert_eq!(called.status, 0, "{}{}", called.out, called.err);
    assert_eq!(called.json()["action"], "GetServiceStatus");
    assert_eq!(called.json()["result"]["Status"], "GREEN");

    let described = fps(&["describe", "--service", "amazon-pay", "Authorize", "--json"]).json();
    assert_eq!(described["operations"][0]["name"], "Authorize");
    let fields = described["operations"][0]["request"].as_array().expect("it is a list");
    assert!(fields.iter().any(|field| field["name"] == "AuthorizationReferenceId"), "{described}");
    let text = fps(&["describe", "--service", "amazon-pay", "Authorize"]);
    assert!(text.status == 0 && text.out.contains("AuthorizationReferenceId"), "{}", text.err);
}

#[test]
fn an_unknown_outcome_is_looked_up_in_the_service_that_was_called() {
    let nonsense = answering(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");
    let connection = ["--endpoint", nonsense.as_str(), "--tries", "1"];
    let pay = ["call", "Capture", "--service", "amazon-pay", "--seller-id", "A2SHOPSHOPSHOP"];
    let fields = [
        "AmazonAuthorizationId=S01-1234567-1234567-A000001",
        "CaptureReferenceId=c1",
        "CaptureAmount.Amount=1",
        "CaptureAmount.CurrencyCode=USD",
    ];
    let ran = fps_as_caller(&[&pay[..], &fields, &connection].concat());
    assert_eq!(ran.status, UNKNOWN, "{}", ran.err);
    assert!(ran.err.contains("GetCaptureDetails") && !ran.err.contains("CallerReference"), "{}", ran.err);
}

#[test]
fn what_becomes_of_an_action_at_the_gateway_is_described() {
    let described = fps(&["describe", "Pay", "--gateway", "--json"]).json();
    let pay = &described["actions"][0];
    assert_eq!((&pay["action"], &pay["fate"]), (&"Pay".into(), &"changed".into()));
    assert!(pay["calls"].as_array().expect("it is a list").contains(&"AuthorizeOnBillingAgreement".into()), "{pay}");
    let errors = pay["errors"].as_array().expect("it is a list");
    let limit = errors.iter().find(|error| error["code"] == "PeriodicAmountExceeded").expect("Pay can meet it");
    assert_eq!((&limit["becomes"], &limit["answer"]), (&"error".into(), &"TokenUsageError".into()));
    let states = pay["states"].as_array().expect("it is a list");
    let declined = states.iter().find(|state| state["reason"] == "TransactionTimedOut").expect("it is documented");
    assert_eq!((&declined["status"], &declined["status_code"]), (&"Failure".into(), &"Expired".into()));

    let all = fps(&["describe", "--gateway", "--json"]).json();
    assert_eq!(all["actions"].as_array().map(Vec::len), Some(27));
    let text = fps(&["describe", "GetAccountBalance", "--gateway"]).out;
    assert!(text.contains("impossible") && text.contains("AccessFailure"), "{text}");
    assert!(fps(&["describe", "--gateway"]).out.contains("CancelToken"));

    let unknown = fps(&["describe", "Pya", "--gateway"]);
    assert!(unknown.err.contains("Did you mean Pay?"), "{}", unknown.err);
    let other = fps(&["describe", "Authorize", "--gateway", "--service", "amazon-pay"]);
    assert!(other.err.contains("Leave --service amazon-pay out."), "{}", other.err);
}
