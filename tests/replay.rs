//! `fps migrate replay`, from a recording to its report.

mod program;

use std::sync::{Arc, Mutex};

use amazon_fps::client::{Client, Credentials, Endpoint, Http, HttpClient, HttpRequest, RetryPolicy};
use amazon_fps::fps::{GetTransactionStatusRequest, PayRequest};
use amazon_fps::money::Amount;
use program::{KEY, SECRET, Served, file, fps, fps_as_caller, program, ran, unread};

/// Records a payment and a look at it, as messages one after the other.
fn recorded(served: &Served) -> String {
    let dump = Arc::new(Mutex::new(String::new()));
    let (into, http) =
        (Arc::clone(&dump), Arc::new(HttpClient::new(std::time::Duration::from_secs(5)).expect("there is TLS")));
    let host = served.url.trim_start_matches("http://").trim_end_matches('/').to_owned();
    let record = move |request: HttpRequest| {
        let (into, http, host) = (Arc::clone(&into), Arc::clone(&http), host.clone());
        async move {
            let body = String::from_utf8(request.body.clone()).expect("it is a query");
            let response = http.send(request).await?;
            let answer = String::from_utf8(response.body.clone()).expect("it is XML");
            into.lock().expect("nobody panics with it").push_str(&format!(
                "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: {}\r\n\r\n{body}HTTP/1.1 {} X\r\nContent-Length: {}\r\n\r\n{answer}",
                body.len(),
                response.status,
                answer.len()
            ));
            Ok(response)
        }
    };
    let client = Client::builder()
        .endpoint(Endpoint::url(&served.url).expect("it is an address"))
        .credentials(Credentials::new(KEY, SECRET))
        .retry(RetryPolicy::never())
        .http(record)
        .build()
        .expect("it is whole");
    let runtime = tokio::runtime::Runtime::new().expect("the system has threads");
    let token = served.token("sender-abt-1");
    runtime.block_on(async {
        let paid = client.pay(&PayRequest::new(token, Amount::usd(3), "order-1")).await.expect("it is paid");
        client
            .get_transaction_status(&GetTransactionStatusRequest::new(&paid.transaction_id))
            .await
            .expect("it is there");
    });
    dump.lock().expect("nobody panics with it").clone()
}

#[test]
fn a_recording_is_replayed_and_reported() {
    let old = Served::start();
    let recording = file("replay.http", &recorded(&old));
    let new = Served::start();
    let (junit, html) = (file("replay.xml", ""), file("replay.html", ""));
    let mapping = file("replay.csv", "");
    let ran = fps_as_caller(&[
        "migrate",
        "replay",
        &recording,
        "--against",
        &new.url,
        "--map",
        "seed",
        "--json",
        "--junit",
        &junit,
        "--html",
        &html,
        "--mapping-out",
        &mapping,
    ]);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    let report = ran.json();
    assert_eq!(report["format"], "fps-migrate-replay");
    assert_eq!(report["cases"].as_array().map(Vec::len), Some(2));
    let read = |path: &str| std::fs::read_to_string(path).expect("it was written");
    assert!(read(&junit).contains("tests=\"2\" failures=\"0\""), "{}", read(&junit));
    assert!(read(&mapping).starts_with("old,new\n"));
    for text in [ran.out.as_str(), &read(&html), &read(&junit)] {
        assert!(!text.contains(SECRET) && !text.contains(old.token("sender-abt-1")), "{text}");
    }
}

#[test]
fn a_dry_run_tells_which_ids_would_be_sent() {
    let old = Served::start();
    let recording = file("replay-dry.http", &recorded(&old));
    let new = Served::start();
    let against = ["migrate", "replay", &recording, "--against", &new.url, "--map", "seed", "--dry-run"];
    let ran = fps_as_caller(&against);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    for told in ["SenderTokenId: for the token …", "CallerReference: for the caller reference order-1", "brings"] {
        assert!(ran.out.contains(told), "{told}: {}", ran.out);
    }
    assert!(!ran.out.contains(old.token("sender-abt-1")), "{}", ran.out);
}

#[test]
fn what_can_not_be_replayed_is_refused_before_anything_is_sent() {
    let recording = file("replay-refused.http", "GET /?Action=Pay HTTP/1.1\r\nHost: fps.amazonaws.com\r\n\r\n");
    let live = fps_as_caller(&["migrate", "replay", &recording, "--against", "https://fps.amazonaws.com/"]);
    assert_eq!(live.status, 2, "{}", live.err);
    assert!(live.err.contains("real money"), "{}", live.err);
    let closed = program::closed_port();
    let unreached = fps_as_caller(&["migrate", "replay", &recording, "--against", &closed]);
    assert_eq!(unreached.status, 1, "{}{}", unreached.out, unreached.err);
    assert!(unreached.out.contains("ended before the recording did"), "{}", unreached.out);
}

#[test]
fn calls_that_were_not_replayed_are_counted_at_the_end() {
    let recording = recorded(&Served::start());
    let hidden = "POST / HTTP/1.1\r\nHost: fps.amazonaws.com\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    for (recording, status, told) in [
        (recording.clone(), 0, "Nothing is left unexplained."),
        (recording + hidden, 1, "that were not replayed or not compared: 1."),
    ] {
        let new = Served::start();
        let recording = file("replay-hidden.http", &recording);
        let ran = fps_as_caller(&["migrate", "replay", &recording, "--against", &new.url, "--map", "seed"]);
        assert_eq!(ran.status, status, "{}{}", ran.out, ran.err);
        assert!(ran.out.contains(told), "{}", ran.out);

        let (new, junit) = (Served::start(), file("replay-unread.xml", ""));
        let arguments = ["migrate", "replay", &recording, "--against", &new.url, "--map", "seed", "--junit", &junit];
        let mut command = program(&arguments);
        command.env("AWS_ACCESS_KEY_ID", KEY).env("AWS_SECRET_ACCESS_KEY", SECRET);
        assert_eq!(unread(command), (Some(status), String::new()));
        assert!(
            std::fs::read_to_string(&junit).expect("it is there").contains("<testsuite"),
            "it is written all the same"
        );
    }
}

#[test]
fn what_is_missing_or_wrong_is_said() {
    let served = Served::start();
    let replay = |file: &str, more: &[&str]| {
        fps_as_caller(&[["migrate", "replay", file, "--against", served.url.as_str()].as_slice(), more].concat())
    };
    let missing = replay("/nowhere/recording.har", &[]);
    assert_eq!(missing.status, 2, "{}", missing.err);
    assert!(missing.err.contains("can't read '/nowhere/recording.har'"), "{}", missing.err);

    let poem = file("replay-poem.txt", "Shall I compare thee\nto a recording?\n");
    let unread = replay(&poem, &[]);
    assert_eq!(unread.status, 1, "{}", unread.out);
    assert!(unread.out.contains("No call of FPS was found"), "{}", unread.out);

    let calls = file("replay-calls.http", &recorded(&served));
    for (arguments, why) in [
        (["--caller", "OLD"], "an equals sign"),
        (["--caller", "OLD=NO_SUCH_VARIABLE"], "NO_SUCH_VARIABLE"),
        (["--map", "/nowhere/ids.csv"], "can't read '/nowhere/ids.csv'"),
        (["--map", &poem], "line 1"),
        (["--rules", &poem], "TOML"),
        (["--from", "March"], "March"),
        (["--only", "Pai"], "Pai"),
        (["--run", "a b"], "name of a run"),
    ] {
        let refused = replay(&calls, &arguments);
        assert_ne!(refused.status, 0, "{arguments:?}");
        assert!(refused.err.contains(why) && refused.out.is_empty(), "{arguments:?}: {}", refused.err);
    }
    let nobody = fps(&["migrate", "replay", &calls, "--against", &served.url]);
    assert_eq!(nobody.status, 2, "{}", nobody.err);
    assert!(nobody.err.contains("nothing to sign requests with"), "{}", nobody.err);

    let mut wrong = program(&["migrate", "replay", &calls, "--against", &served.url, "--map", "seed"]);
    let wrong = ran({
        wrong.env("AWS_ACCESS_KEY_ID", KEY).env("AWS_SECRET_ACCESS_KEY", "another");
        wrong
    });
    assert_eq!(wrong.status, 1, "{}{}", wrong.out, wrong.err);
    assert!(wrong.out.contains("SignatureDoesNotMatch"), "{}", wrong.out);
}

#[test]
fn a_recording_of_several_callers_is_replayed_as_each() {
    // As long as the recorded one, so that lengths stay what they were.
    let (old, other) = ("AKIAOLDSHOPEXAMPLE00", "AKIAOTHERSHOPEXAMPL0");
    let both = recorded(&Served::start());
    let both = file("replay-both.http", &(both.replace(KEY, old) + &both.replace(KEY, other)));
    let new = Served::start();
    let replay = |arguments: &[&str]| {
        let fixed = ["migrate", "replay", &both, "--against", &new.url, "--map", "seed"];
        let mut command = program(&[fixed.as_slice(), arguments].concat());
        command.env("AWS_ACCESS_KEY_ID", KEY).env("AWS_SECRET_ACCESS_KEY", SECRET).env("OTHER_SECRET", SECRET);
        ran(command)
    };
    let alone = replay(&[]);
    assert_eq!(alone.status, 1, "{}", alone.out);
    assert!(alone.out.contains(other) && alone.out.contains("--caller"), "{}", alone.out);
    let as_each = replay(&["--caller", &format!("{other}={KEY},OTHER_SECRET")]);
    assert_eq!(as_each.status, 0, "{}{}", as_each.out, as_each.err);
}
