//! `fps gateway` is killed while it pays: what it has acknowledged is there, what it has not can be asked for again, and
//! nothing was paid twice.

#[path = "gateway/books.rs"]
mod books;
mod program;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use amazon_fps::client::{Client, Credentials, Endpoint, RetryPolicy};
use amazon_fps::fps::{GetTransactionStatusRequest, PayRequest, TransactionStatus};
use amazon_fps::gateway::link::{Linking, Sheet, Workbench};
use amazon_fps::gateway::{Account, Gateway};
use amazon_fps::ids::{TokenId, TransactionId};
use amazon_fps::money::Amount;
use amazon_fps::sandbox::Sandbox;
use amazon_fps::sandbox::amazon_pay::NewBillingAgreement;
use rust_decimal::Decimal;
use tokio::sync::watch;

use books::{Amazon, Books, compare};
use program::program;

const CALLER: &str = "AKIAGATEWAYEXAMPLE00";
const SECRET: &str = "secret";
/// Programs that pay one thing after the other, each with a token of its own, until they get no answer.
const PROGRAMS: usize = 4;
/// Payments that are acknowledged before it is killed.
const ACKNOWLEDGED: usize = 14;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_gateway_has_acknowledged_outlives_it_and_the_rest_is_paid_once() {
    let street = Street::open().await;
    let mut killed = Running::start(&street);
    let (acknowledged, mut count) = watch::channel(0);
    let programs: Vec<_> =
        (0..PROGRAMS).map(|program| tokio::spawn(buy(client(&killed.url), program, acknowledged.clone()))).collect();
    drop(acknowledged);
    count.wait_for(|count| *count >= ACKNOWLEDGED).await.expect("nobody is refused");
    killed.kill();
    let mut paid = Vec::new();
    let mut unanswered = Vec::new();
    for program in programs {
        let (known, request) = program.await.expect("it only asks");
        paid.extend(known);
        unanswered.push(request);
    }
    let successor = Running::start(&street);
    let client = client(&successor.url);
    for request in &unanswered {
        let answer = client.pay(request).await.expect("it may be asked for again");
        let again = client.pay(request).await.expect("it is answered again");
        assert_eq!(again.transaction_id, answer.transaction_id);
        paid.push(answer.transaction_id.clone());
    }
    for id in &paid {
        let status = client.get_transaction_status(&GetTransactionStatusRequest::new(id)).await;
        assert_eq!(status.expect("it is there").transaction_status, TransactionStatus::Success);
    }
    drop(successor);
    let books = Workbench::of(CALLER).folder(street.books()).await.expect("nobody has it open");
    assert!(books.ledger_balanced().await.expect("the folder is there"));
    assert!(street.amazon.ledger_balanced().await.expect("memory is always there"));
    let books = Books::of(&books.export().await.expect("the folder is there"), CALLER);
    let amazon = Amazon::of(&street.amazon.export().await.expect("memory is always there"));
    let outcome = compare(&books, &amazon, "in the end");
    assert_eq!((outcome.transactions.len(), outcome.captured), (paid.len(), Decimal::from(paid.len())));
}

/// Pays until there is no answer, and tells what was answered and what wasn't.
async fn buy(client: Client, program: usize, acknowledged: watch::Sender<usize>) -> (Vec<TransactionId>, PayRequest) {
    let mut paid = Vec::new();
    loop {
        let request = PayRequest::new(token(program), Amount::usd(1), format!("{program}-{}", paid.len()));
        match client.pay(&request).await {
            Ok(answer) => paid.push(answer.transaction_id.clone()),
            Err(error) => {
                assert!(error.service().is_none(), "{error}");
                return (paid, request);
            }
        }
        acknowledged.send_modify(|count| *count += 1);
    }
}

fn token(program: usize) -> TokenId {
    TokenId::new(program.to_string().repeat(64))
}

fn client(url: &str) -> Client {
    let builder = Client::builder().endpoint(Endpoint::url(url).expect("it is a URL"));
    let builder = builder.credentials(Credentials::new(CALLER, SECRET)).retry(RetryPolicy::never());
    builder.build().expect("nothing is missing")
}

/// Amazon Pay, and the folder of the gateway.
struct Street {
    amazon: Sandbox,
    url: String,
    seller: String,
    /// The access key and the secret at Amazon Pay.
    credentials: (String, String),
    folder: PathBuf,
}

impl Street {
    async fn open() -> Self {
        let amazon = Sandbox::builder().seed(3).quotas(false).build().await.expect("memory is always there");
        let listening = amazon.listen("127.0.0.1:0").await.expect("the system has ports");
        let url = listening.url();
        tokio::spawn(listening.serve(std::future::pending()));
        let seed = amazon.seed().await.expect("memory is always there");
        let (merchant, key) = (&seed.merchants[0], &seed.callers[0]);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("gateway-killed-{}", std::process::id()));
        let credentials = (key.access_key_id.clone(), key.secret_access_key.clone());
        let street = Self { amazon, url, seller: merchant.seller_id.clone(), credentials, folder };
        street.link().await;
        street
    }

    fn books(&self) -> PathBuf {
        self.folder.join("books")
    }

    /// Makes the books, with a token for every program.
    async fn link(&self) {
        let mut sheet = "token_id,type,payment_method,consent\n".to_owned();
        for program in 0..PROGRAMS {
            let agreement = self.amazon.create_billing_agreement(NewBillingAgreement::default()).await;
            let agreement = agreement.expect("a buyer agrees").id;
            sheet += &format!("{},multi-use,ABT,{agreement}\n", token(program).as_str());
        }
        let sheet = Sheet::read(sheet.as_bytes()).expect("every line makes sense");
        let (key, secret) = self.credentials.clone();
        let mut account = Account::new(&self.seller, key, secret);
        account.endpoint = Some(self.url.clone());
        let gateway = Gateway::builder().data(self.books()).caller(CALLER, SECRET).merchant(CALLER, account);
        let gateway = gateway.build().await.expect("there is room");
        gateway.link(CALLER, &sheet, &Linking::default()).await.expect("the tokens are new");
    }
}

impl Drop for Street {
    fn drop(&mut self) {
        // A folder that can't be removed spoils no test.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The program, on a port that the system chose.
struct Running {
    child: Child,
    url: String,
}

impl Running {
    fn start(street: &Street) -> Self {
        let books = street.books().display().to_string();
        let mut command = program(&["gateway", "--listen", "127.0.0.1:0", "--data", &books]);
        command
            .args(["--amazon-pay-endpoint", &street.url])
            .env("FPS_GATEWAY_CALLER_ACCESS_KEY_ID", CALLER)
            .env("FPS_GATEWAY_CALLER_SECRET_ACCESS_KEY", SECRET)
            .env("FPS_GATEWAY_AMAZON_PAY_SELLER_ID", &street.seller)
            .env("FPS_GATEWAY_AMAZON_PAY_ACCESS_KEY_ID", &street.credentials.0)
            .env("FPS_GATEWAY_AMAZON_PAY_SECRET_ACCESS_KEY", &street.credentials.1);
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
}

impl Drop for Running {
    fn drop(&mut self) {
        // It was killed before, or the test is over.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
