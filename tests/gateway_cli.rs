//! `fps gateway` as a process: its configuration, its health, its log and its end.

mod program;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};

use amazon_fps::Error;
use amazon_fps::cbui::{self, MultiUse, Pages};
use amazon_fps::client::{Client, Credentials, Endpoint};
use amazon_fps::fps::{
    GetAccountActivityRequest, GetAccountBalanceRequest, GetTotalPrepaidLiabilityRequest,
    InstallPaymentInstructionRequest, PayRequest, TokenType,
};
use amazon_fps::money::Amount;
use rust_decimal::Decimal;
use serde_json::Value;

use program::{KEY, SECRET, Served, fps, program, ran, unread};

const SELLER: &str = "A1SELLERATAMAZON";
const CALLER_SECRET: &str = "s3cr3t-of-the-caller";
const MWS_SECRET: &str = "s3cr3t-of-mws";
const AUTH_TOKEN: &str = "amzn.mws.s3cr3t-token";

/// A folder that is gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("fps-gateway-cli-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("there is room");
        Self(folder)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The gateway with one caller, whose books are in `folder`.
fn gateway(folder: &Folder, more: &[&str]) -> Command {
    let data = folder.path("books");
    let mut arguments = vec!["gateway", "--data", &data];
    arguments.extend(more);
    let mut command = program(&arguments);
    command
        .env("FPS_GATEWAY_CALLER_ACCESS_KEY_ID", KEY)
        .env("FPS_GATEWAY_CALLER_SECRET_ACCESS_KEY", CALLER_SECRET)
        .env("FPS_GATEWAY_AMAZON_PAY_SELLER_ID", SELLER)
        .env("FPS_GATEWAY_AMAZON_PAY_ACCESS_KEY_ID", "AKIAMWS")
        .env("FPS_GATEWAY_AMAZON_PAY_SECRET_ACCESS_KEY", MWS_SECRET)
        .env("FPS_GATEWAY_AMAZON_PAY_AUTH_TOKEN", AUTH_TOKEN)
        .env("FPS_GATEWAY_LOG_FORMAT", "json")
        .env("FPS_GATEWAY_LOG_LEVEL", "debug");
    command
}

/// A gateway that runs.
struct Running {
    child: Child,
    url: String,
    admin: Option<String>,
    /// What it wrote to standard error before it was ready, where that is told there.
    begun: String,
    out: BufReader<ChildStdout>,
    err: BufReader<ChildStderr>,
}

impl Running {
    fn start(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program was built");
        let mut out = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut err = BufReader::new(child.stderr.take().expect("it is piped"));
        let has = |name: &str| command.get_args().any(|argument| argument == name);
        // Standard output has the document alone then.
        let is_document = has("--shadow") && has("--json");
        let mut begun = String::new();
        let mut url = |name: &str| loop {
            let mut line = String::new();
            let read = if is_document { err.read_line(&mut line) } else { out.read_line(&mut line) };
            (read.expect("it is UTF-8") > 0).then_some(())?;
            match line.strip_prefix(name) {
                Some(url) => return Some(url.trim().to_owned()),
                None if is_document => begun += &line,
                None => panic!("{line}"),
            }
        };
        let Some(ready) = url("ready ") else {
            let mut told = begun;
            let _ = err.read_to_string(&mut told);
            panic!("it ended: {told}");
        };
        let admin = if has("--admin-listen") { url("admin ") } else { None };
        Self { child, url: ready, admin, begun, out, err }
    }

    fn client(&self) -> Client {
        Client::builder()
            .endpoint(Endpoint::url(&self.url).expect("it is a URL"))
            .credentials(Credentials::new(KEY, CALLER_SECRET))
            .rest_default()
    }

    fn signal(&self, name: &str) {
        let killed = Command::new("kill").args([name, &self.child.id().to_string()]).status();
        assert!(killed.expect("there is a program kill").success());
    }

    /// The log until a line with `text`, that line included.
    fn log_until(&mut self, text: &str) -> String {
        let mut log = String::new();
        while !log.contains(text) {
            let read = self.err.read_line(&mut log).expect("it is UTF-8");
            assert!(read > 0, "{text} is not in\n{log}");
        }
        log
    }

    /// Its status, and what is left of the log.
    fn ended(mut self) -> (Option<i32>, String) {
        let mut log = String::new();
        self.err.read_to_string(&mut log).expect("it is UTF-8");
        (self.child.wait().expect("it is a child of this process").code(), log)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

trait Built {
    fn rest_default(self) -> Client;
}

impl Built for amazon_fps::client::ClientBuilder {
    fn rest_default(self) -> Client {
        use amazon_fps::client::Method;
        use amazon_fps::sign::v2::SignatureMethod;

        self.rest(Method::Post, SignatureMethod::HmacSha256).build().expect("nothing is missing")
    }
}

/// The status of an answer, and the answer with its headers.
fn get(url: &str, path: &str) -> (u16, String) {
    let mut stream = connect(url);
    let host = url.trim_start_matches("http://");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("it takes requests");
    answer(stream)
}

fn connect(url: &str) -> TcpStream {
    TcpStream::connect(url.trim_start_matches("http://")).expect("it listens")
}

fn answer(mut stream: TcpStream) -> (u16, String) {
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("it is UTF-8");
    let status = text.split(' ').nth(1).and_then(|status| status.parse().ok());
    (status.unwrap_or_else(|| panic!("{text}")), text)
}

#[tokio::test(flavor = "multi_thread")]
async fn it_answers_old_programs_and_tells_how_it_is() {
    let folder = Folder::new("serves");
    let mut running = Running::start(gateway(&folder, &["--listen", "127.0.0.1:0"]));
    running
        .client()
        .get_account_activity(&GetAccountActivityRequest::new(chrono::DateTime::UNIX_EPOCH))
        .await
        .expect("the books are empty");
    let pay = PayRequest::new("a-token-that-nobody-knows", Amount::usd(Decimal::new(9_876_543, 2)), "order-1");
    let Err(Error::Service(refused)) = running.client().pay(&pay).await else { panic!("nobody knows the token") };

    let log = running.log_until(&format!("\"outcome\":\"{}\"", refused.code()));
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).expect("every line is JSON")).collect();
    let calls: Vec<_> = lines.iter().filter(|line| line["event"] == "call").collect();
    assert_eq!((calls[0]["action"].as_str(), calls[0]["outcome"].as_str()), (Some("GetAccountActivity"), Some("ok")));
    assert_eq!((calls[1]["action"].as_str(), calls[1]["caller"].as_str()), (Some("Pay"), Some(KEY)));
    assert_eq!(calls[1]["request_id"].as_str(), refused.request_id());
    assert!(calls[1]["took_ms"].is_number() && calls[1]["status"] == refused.status(), "{log}");

    assert_eq!(get(&running.url, "/health").0, 200);
    let (status, ready) = get(&running.url, "/ready");
    assert!(status == 200 && ready.contains("\"store\":\"ok\""), "{ready}");
    let (status, metrics) = get(&running.url, "/metrics");
    assert_eq!(status, 200);
    for line in [
        "fps_gateway_calls_total{action=\"GetAccountActivity\",outcome=\"ok\"} 1".to_owned(),
        format!("fps_gateway_calls_total{{action=\"Pay\",outcome=\"{}\"}} 1", refused.code()),
        "fps_gateway_sagas_open 0".to_owned(),
        "fps_gateway_ready 1".to_owned(),
    ] {
        assert!(metrics.contains(&line), "{line} is not in\n{metrics}");
    }
    running.signal("-TERM");
    let (status, rest) = running.ended();
    assert_eq!(status, Some(0), "{rest}");
    for secret in [CALLER_SECRET, MWS_SECRET, AUTH_TOKEN, "a-token-that-nobody-knows", "98765.43", "Signature"] {
        assert!(!format!("{log}{rest}{metrics}").contains(secret), "{secret} is in\n{log}{rest}{metrics}");
    }
    // The books are there for the next one.
    let again = Running::start(gateway(&folder, &["--listen", "127.0.0.1:0"]));
    assert_eq!(get(&again.url, "/ready").0, 200);
}

#[test]
fn what_is_under_way_is_finished_before_it_ends() {
    let folder = Folder::new("drains");
    let mut running = Running::start(gateway(&folder, &["--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0"]));
    let admin = running.admin.clone().expect("it was asked for");
    assert_eq!(get(&running.url, "/metrics").0, 400, "it is on the other port alone, and here it is a call of FPS");
    assert_eq!((get(&admin, "/metrics").0, get(&admin, "/ready").0), (200, 200));

    let mut stream = begun(&running.url);
    running.signal("-TERM");
    running.log_until("asked to end");
    let (status, ready) = get(&admin, "/ready");
    assert!(status == 503 && ready.contains("\"closing\":true"), "{ready}");
    assert_eq!(get(&admin, "/health").0, 200);
    stream.write_all(b"ion=Pay\r\n").expect("it still reads");
    let (status, refusal) = answer(stream);
    assert!(status == 400 || status == 403, "{refusal}");
    let (status, log) = running.ended();
    assert!(status == Some(0) && log.contains("nothing under way"), "{log}");
}

#[test]
fn a_second_signal_ends_it_at_once() {
    let folder = Folder::new("twice");
    let mut running = Running::start(gateway(&folder, &["--listen", "127.0.0.1:0", "--grace-seconds", "3600"]));
    let _stream = begun(&running.url);
    running.signal("-TERM");
    running.log_until("asked to end");
    running.signal("-INT");
    let (status, log) = running.ended();
    assert!(status == Some(1) && log.contains("it ends at once"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_that_can_not_write_any_more_says_so_and_its_log_says_why() {
    let folder = Folder::new("full");
    let mut running = Running::start(gateway(&folder, &["--listen", "127.0.0.1:0"]));
    assert_eq!(get(&running.url, "/ready").0, 200);
    let books = fs::read_dir(folder.path("books")).expect("they were made");
    let mut files = books.map(|file| file.expect("it is readable").path());
    let file = files.find(|file| file.extension().is_some_and(|it| it == "sqlite3")).expect("they are in a file");
    let disk = rusqlite::Connection::open(file).expect("it is a database");
    let full = "begin select raise(fail, 'database or disk is full'); end;";
    let triggers = ["insert", "update"].map(|what| format!("create trigger no_{what} before {what} on rows {full}"));
    disk.execute_batch(&triggers.concat()).expect("nobody else writes");

    let install = InstallPaymentInstructionRequest::new("MyRole == 'Caller';", "order-1", TokenType::Unrestricted);
    let Err(Error::Service(failed)) = running.client().install_payment_instruction(&install).await else {
        panic!("nothing can be written")
    };
    assert_eq!(failed.code(), "InternalError");
    let log = running.log_until("InternalError");
    let line: Value = serde_json::from_str(log.lines().last().expect("there is one")).expect("every line is JSON");
    assert_eq!((line["level"].as_str(), line["event"].as_str()), (Some("error"), Some("call")));
    assert!(line["message"].as_str().is_some_and(|why| why.contains("disk is full")), "{line}");
    let (status, ready) = get(&running.url, "/ready");
    assert!(status == 503 && ready.contains("disk is full"), "{ready}");
    assert_eq!(get(&running.url, "/health").0, 200, "to start it anew would not help");

    disk.execute_batch("drop trigger no_insert; drop trigger no_update").expect("nobody else writes");
    assert_eq!(get(&running.url, "/ready").0, 200);
    running.client().install_payment_instruction(&install).await.expect("there is room again");
}

/// A request of which the gateway has read the beginning, and waits for the rest.
fn begun(url: &str) -> TcpStream {
    let mut stream = connect(url);
    let head = "POST / HTTP/1.1\r\nHost: gateway\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                Content-Length: 12\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n";
    stream.write_all(head.as_bytes()).expect("it takes requests");
    let mut goes_on = [0; 25];
    stream.read_exact(&mut goes_on).expect("it asks for the rest");
    assert_eq!(&goes_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(b"Act").expect("it reads");
    stream
}

#[test]
fn a_check_tells_what_is_in_force_and_starts_nothing() {
    let folder = Folder::new("checks");
    let checked = ran(gateway(&folder, &["--check", "--listen", "127.0.0.1:0"]));
    assert_eq!(checked.status, 0, "{}{}", checked.out, checked.err);
    assert!(checked.out.contains("The gateway can start.\n"), "{}", checked.out);
    assert!(checked.out.contains("there is nothing yet, and books can be made"), "{}", checked.out);
    assert!(!folder.0.join("books").exists(), "a check makes nothing");

    let checked = ran(gateway(&folder, &["--check", "--json", "--amazon-pay-region", "eu"]));
    let report = checked.json();
    assert_eq!((checked.status, &report["ok"]), (0, &Value::Bool(true)));
    let region = report["settings"].as_array().and_then(|settings| {
        settings.iter().find(|setting| setting["setting"] == "caller[1].amazon_pay.region").cloned()
    });
    let region = region.expect("every setting is told");
    assert_eq!(
        (region["value"].as_str(), region["from"].as_str()),
        (Some("\"eu\""), Some("option --amazon-pay-region"))
    );

    let made_up = folder.path("books");
    let sandbox = tokio::runtime::Runtime::new().expect("the system has threads");
    drop(sandbox.block_on(amazon_fps::sandbox::Sandbox::builder().data(&made_up).build()).expect("there is room"));
    let foreign = ran(gateway(&folder, &["--check"]));
    assert!(foreign.status == 2 && foreign.out.contains("those of a sandbox"), "{}", foreign.out);
    fs::remove_dir_all(&made_up).expect("it is ours");

    let mut broken = gateway(&folder, &["--check", "--json"]);
    broken.env("FPS_GATEWAY_LISTEN", "everywhere").env_remove("FPS_GATEWAY_AMAZON_PAY_SELLER_ID");
    let broken = ran(broken);
    assert_eq!((broken.status, &broken.json()["ok"]), (2, &Value::Bool(false)));
    let problems = broken.json()["problems"].to_string();
    assert!(
        problems.contains("FPS_GATEWAY_LISTEN") && problems.contains("caller[1].amazon_pay.seller_id"),
        "{problems}"
    );

    let mut broken = gateway(&folder, &[]);
    broken.env("FPS_GATEWAY_LISTEN", "everywhere");
    let broken = ran(broken);
    assert!(
        broken.status == 2 && broken.err.contains("FPS_GATEWAY_LISTEN: listen: write an address"),
        "{}",
        broken.err
    );

    let mut closed = gateway(&folder, &["--check"]);
    closed.env("FPS_GATEWAY_DATABASE_URL", "postgres://fps:s3cr3t-of-the-database@127.0.0.1:1/fps");
    closed.env("FPS_GATEWAY_DATA", "");
    let mut by_environment = program(&["gateway", "--check"]);
    for (name, value) in closed.get_envs() {
        by_environment.env(name, value.unwrap_or_default());
    }
    let closed = ran(by_environment);
    assert!(closed.status == 2 && closed.out.contains("error: database_url: "), "{}", closed.out);
    for out in [&checked.out, &closed.out] {
        for secret in [CALLER_SECRET, MWS_SECRET, AUTH_TOKEN, "s3cr3t"] {
            assert!(!out.contains(secret), "{secret} is in {out}");
        }
    }
}

#[test]
fn a_check_beside_a_running_gateway_says_what_the_start_waits_for() {
    let folder = Folder::new("beside");
    let running = Running::start(gateway(&folder, &["--listen", "127.0.0.1:0"]));
    let address = running.url.trim_start_matches("http://").to_owned();
    let checked = ran(gateway(&folder, &["--check", "--listen", &address]));
    assert_eq!(checked.status, 0, "{}", checked.out);
    let books = folder.path("books");
    for line in [
        "warning: data: another program has the books open, and they are for one at a time".to_owned(),
        format!("warning: listen: another program listens on {address}"),
        format!(
            "The gateway can start once nobody else has the store in {books} open, and nobody else listens on {address}."
        ),
    ] {
        assert!(checked.out.lines().any(|told| told == line), "{line} is not in\n{}", checked.out);
    }
    let checked = ran(gateway(&folder, &["--check", "--json", "--listen", &address])).json();
    assert_eq!((&checked["ok"], checked["waits_for"].as_array().map(Vec::len)), (&Value::Bool(true), Some(2)));

    drop(running);
    let nowhere = ran(gateway(&folder, &["--check", "--listen", "192.0.2.1:8080"]));
    assert!(
        nowhere.status == 2 && nowhere.out.contains("error: listen: the gateway can't listen on"),
        "{}",
        nowhere.out
    );
}

#[test]
fn a_check_has_its_status_where_nobody_reads_it_to_the_end() {
    let folder = Folder::new("unread");
    for (region, json, status) in [("mars", false, 2), ("mars", true, 2), ("us", false, 0), ("us", true, 0)] {
        let mut check = gateway(&folder, &["--check", "--listen", "127.0.0.1:0", "--amazon-pay-region", region]);
        if json {
            check.arg("--json");
        }
        assert_eq!(unread(check), (Some(status), String::new()), "{region} {json}");
    }
}

#[test]
fn a_database_url_that_is_none_is_bad_usage() {
    let folder = Folder::new("url");
    let mut started = program(&["gateway", "--listen", "127.0.0.1:0"]);
    started.env("FPS_GATEWAY_DATABASE_URL", "foo");
    for (name, value) in gateway(&folder, &[]).get_envs() {
        started.env(name, value.unwrap_or_default());
    }
    for refused in [ran(started), fps(&["sandbox", "--listen", "127.0.0.1:0", "--database-url", "foo"])] {
        assert!(refused.status == 2 && refused.err.contains("write postgres://USER:PASSWORD"), "{}", refused.err);
    }
}

#[test]
fn a_check_asks_amazon_pay_when_it_is_to() {
    let folder = Folder::new("online");
    let served = Served::start();
    let seller = &served.seed.merchants.first().expect("the sandbox has a merchant").seller_id;
    let of_the_sandbox = |secret: &str| {
        let mut command = gateway(&folder, &["--check", "--online", "--amazon-pay-endpoint", &served.url]);
        command
            .env("FPS_GATEWAY_AMAZON_PAY_ACCESS_KEY_ID", KEY)
            .env("FPS_GATEWAY_AMAZON_PAY_SECRET_ACCESS_KEY", secret)
            .env("FPS_GATEWAY_AMAZON_PAY_SELLER_ID", seller)
            .env_remove("FPS_GATEWAY_AMAZON_PAY_AUTH_TOKEN");
        ran(command)
    };
    let checked = of_the_sandbox(SECRET);
    assert_eq!(checked.status, 0, "{}", checked.out);
    assert!(
        checked.out.contains("its status is GREEN") && checked.out.contains("account is ACTIVE"),
        "{}",
        checked.out
    );
    let checked = of_the_sandbox("another-secret");
    assert!(checked.status == 2 && checked.out.contains("SignatureDoesNotMatch"), "{}", checked.out);
}

#[test]
fn the_printed_configuration_holds_once_it_is_filled_in() {
    let folder = Folder::new("printed");
    let printed = fps(&["gateway", "--print-config"]);
    assert_eq!(printed.status, 0);
    let filled = printed.out.replace("<access key of FPS>", KEY).replace("<SellerId>", SELLER);
    let file = folder.path("gateway.toml");
    fs::write(&file, filled.replace("<access key of MWS>", "AKIAMWS")).expect("there is room");
    let mut command = program(&["gateway", "--config", &file, "--check"]);
    command.env("FPS_SECRET_ACCESS_KEY", CALLER_SECRET).env("MWS_SECRET_ACCESS_KEY", MWS_SECRET);
    let checked = ran(command);
    assert_eq!(checked.status, 0, "{}", checked.out);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rehearsal_answers_and_shows_what_amazon_pay_would_have_been_asked() {
    let folder = Folder::new("shadow");
    let mut running = Running::start(gateway(&folder, &["--listen", "127.0.0.1:0", "--shadow", "simulated", "--json"]));
    let (_, callers) = get(&running.url, "/_sandbox/callers");
    assert!(!callers.contains(CALLER_SECRET), "{callers}");
    let pages = Pages::new(Endpoint::url(&running.url).expect("it is a URL"), Credentials::new(KEY, CALLER_SECRET));
    let pages = pages.expect("nothing is missing");
    let asked = cbui::Request::new(MultiUse::new("multi", Amount::usd(100)), "https://shop.example/back");
    let link = pages.link(&asked).expect("it is well formed");
    let (status, back) = get(&running.url, &format!("{}&auto=approve", link.trim_start_matches(&running.url)));
    assert_eq!(status, 302, "{back}");
    let token =
        back.split("tokenID=").nth(1).and_then(|rest| rest.split(['&', '\r']).next()).expect("it tells the token");
    let pay = PayRequest::new(token, Amount::usd(Decimal::new(1234, 2)), "order-1");
    let paid = running.client().pay(&pay).await.expect("the simulation agrees").result;
    assert!(!running.begun.contains("topics") && !running.begun.contains("warning:"), "{}", running.begun);

    let log = running.log_until("\"event\":\"plan\"");
    let line = log.lines().last().expect("there is one");
    let line: Value = serde_json::from_str(line).expect("every line is JSON");
    assert_eq!(line["transaction"].as_str(), Some(paid.transaction_id.as_str()));
    let plan = &line["plan"];
    assert_eq!((plan["amount"].as_str(), plan["needs_consent"].as_bool()), (Some("12.34"), Some(true)));
    let asked = plan["steps"].as_array().expect("there are steps");
    assert!(
        asked.iter().any(|step| step["operation"].as_str().is_some_and(|it| it.starts_with("Authorize"))),
        "{plan}"
    );
    assert!(!log.contains(token) && !folder.0.join("books").exists());
    let client = running.client();
    client.pay(&pay).await.expect("it is the same again");
    client.pay(&PayRequest::new("nobody's", Amount::usd(1), "order-2")).await.expect_err("there is no such token");
    client.get_account_balance(&GetAccountBalanceRequest::new()).await.expect("the simulation has one");
    let log = running.log_until("AccessFailure");
    let line: Value = serde_json::from_str(log.lines().last().expect("there is one")).expect("every line is JSON");
    assert_eq!((line["level"].as_str(), line["event"].as_str()), (Some("warn"), Some("plan")), "{line}");

    running.signal("-TERM");
    let mut out = String::new();
    running.out.read_to_string(&mut out).expect("it is UTF-8");
    let summary: Value = serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}"));
    // What looked for the callers was a call, too, and one that nobody had signed.
    assert_eq!((summary["calls"].as_u64(), summary["refused"].as_u64()), (Some(5), Some(2)));
    assert_eq!(summary["unidentified"].as_object().map(|codes| codes.len()), Some(1), "{summary}");
    let pay = &summary["actions"]["Pay"];
    assert_eq!(
        (pay["calls"].as_u64(), pay["done"].as_u64(), pay["amount"].as_str()),
        (Some(3), Some(1), Some("12.34"))
    );
    assert_eq!(pay["refused"]["InvalidTokenId_Sender"].as_u64(), Some(1), "{pay}");
    let balance = &summary["actions"]["GetAccountBalance"];
    assert_eq!((balance["class"].as_str(), balance["done"].as_u64()), (Some("impossible"), Some(1)), "{balance}");
    assert_eq!(balance["gateway_refuses"].as_str(), Some("AccessFailure"));
    assert_eq!(balance["come_to"]["AccessFailure"].as_u64(), Some(1));
    assert_eq!(running.ended().0, Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_summary_of_a_rehearsal_has_a_line_for_each_action() {
    let folder = Folder::new("summary");
    let mut running = Running::start(gateway(&folder, &["--listen", "127.0.0.1:0", "--shadow", "simulated"]));
    let client = running.client();
    client.get_account_balance(&GetAccountBalanceRequest::new()).await.expect("the simulation has one");
    client.get_total_prepaid_liability(&GetTotalPrepaidLiabilityRequest::new()).await.expect("it has that, too");
    running.signal("-TERM");
    let mut out = String::new();
    running.out.read_to_string(&mut out).expect("it is UTF-8");
    assert!(out.contains("The gateway refuses every call of GetAccountBalance"), "{out}");
    assert!(out.contains("The gateway would refuse this: AccessFailure."), "{out}");
    let line = |action: &str| out.lines().find(|line| line.trim_start().starts_with(action)).unwrap_or_default();
    assert!(line("GetAccountBalance").contains("impossible"), "{out}");
    assert!(line("GetTotalPrepaidLiability").contains("kept"), "{out}");
    assert_eq!(running.ended().0, Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rehearsal_answers_as_it_was_recorded() {
    const REQUEST: &str = "Action=Pay&SenderTokenId=T0KEN&TransactionAmount.Value=12.34&TransactionAmount.CurrencyCode=USD\
        &CallerReference=order-1&Version=2010-08-28&Timestamp=t&AWSAccessKeyId=AKIAOLD&SignatureVersion=2&Signature=s";
    const ANSWER: &str = "<PayResponse xmlns='http://fps.amazonaws.com/doc/2010-08-28/'><PayResult><TransactionId>14RECORDED\
        </TransactionId><TransactionStatus>Success</TransactionStatus></PayResult><ResponseMetadata><RequestId>r:0\
        </RequestId></ResponseMetadata></PayResponse>";
    let folder = Folder::new("recorded");
    let line = serde_json::json!({
        "method": "POST", "url": "https://fps.amazonaws.com/", "request_body": REQUEST, "status": 200,
        "response_body": ANSWER,
    });
    let file = folder.path("traffic.jsonl");
    fs::write(&file, format!("{line}\n")).expect("there is room");
    let mut running = Running::start(gateway(&folder, &["--listen", "127.0.0.1:0", "--json", "--shadow", &file]));
    let client = running.client();
    let pay = PayRequest::new("T0KEN", Amount::usd(Decimal::new(1234, 2)), "order-1");
    let paid = client.pay(&pay).await.expect("it was recorded").result;
    assert_eq!(paid.transaction_id.as_str(), "14RECORDED");
    let log = running.log_until("\"event\":\"plan\"");
    let told = &running.begun;
    assert!(told.contains("answering from 1 recorded answers to 1 different calls"), "{told}");
    let line: Value = serde_json::from_str(log.lines().last().expect("there is one")).expect("every line is JSON");
    assert!(line["plan"]["unknown"].as_array().is_some_and(|unknown| unknown.len() == 2), "{line}");

    let other = PayRequest::new("T0KEN", Amount::usd(Decimal::new(1234, 2)), "order-2");
    let refused = client.pay(&other).await.expect_err("it was not recorded");
    let Error::Service(refused) = refused else { panic!("{refused}") };
    assert_eq!((refused.code(), refused.status()), ("ServiceUnavailable", 503));
    assert!(refused.message().contains("order-2") && !refused.message().contains("T0KEN"), "{refused}");

    running.signal("-TERM");
    let mut out = String::new();
    running.out.read_to_string(&mut out).expect("it is UTF-8");
    let summary: Value = serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}"));
    let told = &summary["actions"]["Pay"];
    assert_eq!((told["done"].as_u64(), told["unknown"].as_u64()), (Some(1), Some(1)), "{summary}");
    assert!(summary["refused"].as_u64() >= Some(1), "{summary}");
    let (status, log) = running.ended();
    assert!(status == Some(0) && !log.contains("T0KEN"), "{log}");
}

#[test]
fn a_rehearsal_needs_answers() {
    let folder = Folder::new("answers");
    let log = folder.path("access.log");
    let line = "10.0.0.1 - - [02/Jan/2010:03:04:05 +0000] \"POST https://fps.amazonaws.com/ HTTP/1.1\" 200 12\n";
    fs::write(&log, line).expect("there is room");
    for (source, why) in [
        (&["/nowhere.har"][..], "can't read '/nowhere.har'"),
        (&["/tmp"], "it is a folder"),
        (&[&log], "there is no answer of FPS in the recordings"),
        (&["simulated", &log], "and not both"),
    ] {
        let ran = ran(gateway(&folder, &[&["--shadow"], source].concat()));
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{}", ran.err);
        assert!(ran.err.contains(why), "{}", ran.err);
    }
}
