//! A sandbox that is killed while it is paying: what it has acknowledged is there, and what it has not can be asked
//! for again.

mod database;
mod program;

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use amazon_fps::client::{Client, Credentials, Endpoint, RetryPolicy};
use amazon_fps::fps::{GetAccountBalanceRequest, GetTransactionStatusRequest, PayRequest, TransactionStatus};
use amazon_fps::ids::{TokenId, TransactionId};
use amazon_fps::money::Amount;
use amazon_fps::sandbox::{Builder, Sandbox};
use rust_decimal::Decimal;
use serde_json::Value;

use database::Schema;
use program::{KEY, SECRET, program};

/// Callers that pay one after the other until they get no answer.
const CALLERS: usize = 8;
/// Payments that are acknowledged before it is killed.
const ACKNOWLEDGED: usize = 40;
/// What the recipient of one dollar from an account balance gets: the fee is 1.5 % and a cent, in whole cents.
const NET: &str = "0.97";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_file_has_acknowledged_outlives_its_program() {
    let folder = Folder::new();
    let path = folder.0.to_str().expect("its path is UTF-8");
    let killed = Running::start(&["--data", path]);
    let second = Sandbox::builder().data(&folder.0).build().await.expect_err("the program has the folder to itself");
    assert!(second.to_string().contains("is in use by another program"), "{second}");
    let rest = pay_until_killed(killed).await;
    let successor = Running::start(&["--data", path]);
    rest.complete(&successor).await;
    drop(successor);
    check_ledger(Sandbox::builder().data(&folder.0)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs a PostgreSQL: FPS_TEST_DATABASE_URL"]
async fn what_postgres_has_acknowledged_outlives_its_program() {
    let schema = Schema::new("kill_restart").await;
    let killed = Running::start(&["--database-url", &schema.url()]);
    let rest = pay_until_killed(killed).await;
    let successor = Running::start(&["--database-url", &schema.url()]);
    rest.complete(&successor).await;
    drop(successor);
    check_ledger(Sandbox::builder().database(schema.url())).await;
    schema.drop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs a PostgreSQL: FPS_TEST_DATABASE_URL"]
async fn a_second_program_on_postgres_goes_on_at_once() {
    let schema = Schema::new("kill_successor").await;
    let killed = Running::start(&["--database-url", &schema.url()]);
    let successor = Running::start(&["--database-url", &schema.url()]);
    let rest = pay_until_killed(killed).await;
    rest.complete(&successor).await;
    drop(successor);
    check_ledger(Sandbox::builder().database(schema.url())).await;
    schema.drop().await;
}

/// What there was when a program was killed.
struct Rest {
    /// The balance of the shop before it was paid.
    balance: Decimal,
    acknowledged: Vec<TransactionId>,
    unanswered: Vec<PayRequest>,
}

/// Has the shop paid by several callers at once, and kills the program while they wait for answers.
async fn pay_until_killed(mut program: Running) -> Rest {
    let client = client(&program.url);
    let balance = available(&client).await;
    let token = program.token("multi-use-abt");
    let paid = Arc::new(AtomicUsize::new(0));
    let callers: Vec<_> = (0..CALLERS)
        .map(|caller| {
            let (client, token, paid) = (client.clone(), token.clone(), Arc::clone(&paid));
            tokio::spawn(async move {
                let mut acknowledged = Vec::new();
                loop {
                    let reference = format!("{caller}-{}", acknowledged.len());
                    let request = PayRequest::new(&token, Amount::usd(1), reference);
                    match client.pay(&request).await {
                        Ok(answer) => acknowledged.push(answer.transaction_id.clone()),
                        Err(error) => {
                            assert!(error.service().is_none(), "{error}");
                            return (acknowledged, request);
                        }
                    }
                    paid.fetch_add(1, Ordering::SeqCst);
                }
            })
        })
        .collect();
    while paid.load(Ordering::SeqCst) < ACKNOWLEDGED {
        assert!(callers.iter().all(|caller| !caller.is_finished()), "nobody is refused");
        tokio::task::yield_now().await;
    }
    program.kill();
    let mut rest = Rest { balance, acknowledged: Vec::new(), unanswered: Vec::new() };
    for caller in callers {
        let (acknowledged, unanswered) = caller.await.expect("it only asks");
        rest.acknowledged.extend(acknowledged);
        rest.unanswered.push(unanswered);
    }
    rest
}

impl Rest {
    /// Everything that was acknowledged is there, and what was not is paid once, whether it had been or not.
    async fn complete(self, successor: &Running) {
        let client = client(&successor.url);
        for id in &self.acknowledged {
            let status = client.get_transaction_status(&GetTransactionStatusRequest::new(id)).await;
            assert_eq!(status.expect("it is there").transaction_status, TransactionStatus::Success);
        }
        let mut ids: HashSet<_> = self.acknowledged.into_iter().collect();
        let expected = ids.len() + self.unanswered.len();
        for request in &self.unanswered {
            let paid = client.pay(request).await.expect("it may be asked for again");
            let again = client.pay(request).await.expect("it is answered again");
            assert_eq!(again.transaction_id, paid.transaction_id);
            ids.insert(paid.transaction_id.clone());
        }
        assert_eq!(ids.len(), expected);
        let net: Decimal = NET.parse().expect("it is a number");
        assert_eq!(available(&client).await - self.balance, net * Decimal::from(expected));
    }
}

fn client(url: &str) -> Client {
    let builder = Client::builder().endpoint(Endpoint::url(url).expect("it is a URL"));
    let builder = builder.credentials(Credentials::new(KEY, SECRET)).retry(RetryPolicy::never());
    builder.build().expect("nothing is missing")
}

/// What the shop can spend.
async fn available(client: &Client) -> Decimal {
    let balance = client.get_account_balance(&GetAccountBalanceRequest::new()).await.expect("it answers");
    balance.account_balance.as_ref().expect("there is one").available_balances.disburse_balance.value
}

async fn check_ledger(builder: Builder) {
    let sandbox = builder.build().await.expect("it opens what programs have left");
    assert!(sandbox.ledger_balanced().await.expect("it is there"));
}

/// A sandbox in a process of its own, on a port that the system chose.
struct Running {
    child: Child,
    url: String,
}

impl Running {
    fn start(arguments: &[&str]) -> Self {
        let mut command = program(&[&["sandbox", "--listen", "127.0.0.1:0"][..], arguments].concat());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program was built");
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().expect("it is piped"));
        out.read_line(&mut line).expect("it writes UTF-8");
        let url = line.strip_prefix("ready ").expect("it is ready").trim_end().to_owned();
        Self { child, url }
    }

    /// Ends it without a warning: on Unix by SIGKILL.
    fn kill(&mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it was killed");
    }

    /// The token that its seed calls so.
    fn token(&self, name: &str) -> TokenId {
        let address = self.url.strip_prefix("http://").expect("it serves http");
        let mut connection = TcpStream::connect(address).expect("it listens");
        let request = format!("GET /_sandbox/seed HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
        connection.write_all(request.as_bytes()).expect("it reads");
        let mut answer = String::new();
        connection.read_to_string(&mut answer).expect("it answers UTF-8");
        let (_, seed) = answer.split_once("\r\n\r\n").expect("it has a body");
        let seed: Value = serde_json::from_str(seed).expect("it is JSON");
        let tokens = seed["tokens"].as_array().expect("it has tokens");
        let token = tokens.iter().find(|token| token["name"] == name).expect("it has this one");
        TokenId::new(token["token_id"].as_str().expect("it has an id"))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It has ended, unless the test is over before it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A folder that goes when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fps-kill-{}", std::process::id())))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that can't be removed spoils no test.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
