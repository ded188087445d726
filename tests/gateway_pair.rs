//! Two gateways on one PostgreSQL that are called by several programs at once, while one of them is killed and started
//! again: no payment is lost, and none is made twice.

#[path = "gateway/books.rs"]
mod books;
mod database;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use amazon_fps::client::{Client, Credentials, Endpoint, RetryPolicy};
use amazon_fps::fps::{GetTransactionStatusRequest, PayRequest, TransactionStatus};
use amazon_fps::gateway::link::{Linking, Sheet, Workbench};
use amazon_fps::gateway::{Account, Builder, Gateway};
use amazon_fps::ids::{TokenId, TransactionId};
use amazon_fps::money::Amount;
use amazon_fps::sandbox::amazon_pay::NewBillingAgreement;
use amazon_fps::sandbox::{Clock, ManualClock, Sandbox};
use chrono::{TimeDelta, Utc};
use rust_decimal::Decimal;
use tokio::sync::watch;

use books::{Amazon, Books, compare};
use database::Schema;

const CALLER: &str = "AKIAGATEWAYEXAMPLE00";
const SECRET: &str = "secret";
/// Programs that pay, each with a token of its own, and what each of them pays for.
const PROGRAMS: usize = 6;
const PAYMENTS: usize = 15;
/// Answers before one gateway is killed, and before it is back.
const UNTIL_KILLED: usize = 25;
const UNTIL_BACK: usize = 50;

/// What the process of a gateway is told in its environment.
const DATABASE: &str = "FPS_PAIR_DATABASE";
const ENDPOINT: &str = "FPS_PAIR_ENDPOINT";
const ACCOUNT: &str = "FPS_PAIR_ACCOUNT";
const NOTIFICATIONS: &str = "FPS_PAIR_NOTIFICATIONS";
const NOW: &str = "FPS_PAIR_NOW";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "another test runs it, in a process of its own"]
async fn the_gateway_of_another_test() {
    if std::env::var_os(DATABASE).is_none() {
        return;
    }
    let told = |name: &str| std::env::var(name).unwrap_or_else(|_| panic!("{name} is said by whoever starts it"));
    let clock = ManualClock::new(told(NOW).parse().expect("it is a time"));
    let builder = builder(&told(DATABASE), &told(ACCOUNT), &told(ENDPOINT), &clock);
    let gateway = builder.notification_url(told(NOTIFICATIONS)).build().await.expect("there is a database");
    let listening = gateway.listen("127.0.0.1:0").await.expect("the system has ports");
    println!("\n@{}", listening.url());
    tokio::spawn(listening.serve(std::future::pending()));
    // A line is a time, until which everything is done that is due.
    while let Some(line) = tokio::task::spawn_blocking(next_line).await.expect("it only reads") {
        clock.set(line.trim().parse().expect("it is a time"));
        gateway.tick().await.expect("there is a database");
        gateway.deliver().await.expect("there is a database");
        println!("\n@{}", line.trim());
    }
}

fn next_line() -> Option<String> {
    let mut line = String::new();
    (std::io::stdin().lock().read_line(&mut line).expect("it is UTF-8") > 0).then_some(line)
}

/// A gateway as both of them are, of whose account the seller, the access key and the secret are told.
fn builder(database: &str, account: &str, endpoint: &str, clock: &ManualClock) -> Builder {
    let fields: Vec<_> = account.split(' ').collect();
    let [seller, key, secret] = fields[..] else { panic!("an account has three parts") };
    let mut account = Account::new(seller, key, secret.to_owned());
    account.endpoint = Some(endpoint.to_owned());
    Gateway::builder().database(database).caller(CALLER, SECRET).merchant(CALLER, account).clock(clock.clone())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "needs a PostgreSQL: FPS_TEST_DATABASE_URL"]
async fn two_gateways_on_postgres_pay_everything_once_though_one_is_killed() {
    let schema = Schema::new("pair").await;
    let street = Street::open(schema.url()).await;
    let doors = [Door::new(Process::start(&street)), Door::new(Process::start(&street))];
    let doors = Arc::new(doors);
    let answered = watch::Sender::new(0);
    let programs: Vec<_> =
        (0..PROGRAMS).map(|program| tokio::spawn(buy(program, Arc::clone(&doors), answered.clone()))).collect();
    let mut count = answered.subscribe();
    drop(answered);
    count.wait_for(|count| *count >= UNTIL_KILLED).await.expect("they go on asking");
    doors[0].kill();
    count.wait_for(|count| *count >= UNTIL_BACK).await.expect("they go on asking");
    doors[0].replace(Process::start(&street));
    let mut paid: BTreeMap<String, TransactionId> = BTreeMap::new();
    for program in programs {
        paid.extend(program.await.expect("it is answered"));
    }
    // What the one that was killed had begun is left to it for a minute.
    for _ in 0..4 {
        street.clock.advance(TimeDelta::seconds(61));
        street.amazon.tick().await.expect("memory is always there");
        let now = street.clock.now().to_rfc3339();
        doors.iter().for_each(|door| door.tell(&now));
        doors.iter().for_each(|door| door.hear(&now));
    }

    assert_eq!(paid.len(), PROGRAMS * PAYMENTS);
    assert_eq!(paid.values().map(TransactionId::as_str).collect::<BTreeSet<_>>().len(), PROGRAMS * PAYMENTS);
    for (reference, id) in &paid {
        let program = reference.split('-').next().and_then(|it| it.parse().ok()).expect("it begins with a number");
        for door in doors.iter() {
            let client = client(&door.url());
            let again = client.pay(&request(program, reference)).await.expect("it is answered again");
            assert_eq!(&again.transaction_id, id, "{reference}");
            let status = client.get_transaction_status(&GetTransactionStatusRequest::new(id)).await;
            assert_eq!(status.expect("it is there").transaction_status, TransactionStatus::Success, "{reference}");
        }
    }
    let told = street.mailbox.told();
    for id in paid.values() {
        assert!(told.contains(id.as_str()), "nobody was told of {id}");
    }
    drop(doors);

    let books = street.books().await;
    assert!(books.ledger_balanced().await.expect("there is a database"));
    assert!(street.amazon.ledger_balanced().await.expect("memory is always there"));
    let books = Books::of(&books.export().await.expect("there is a database"), CALLER);
    let amazon = Amazon::of(&street.amazon.export().await.expect("memory is always there"));
    let outcome = compare(&books, &amazon, "in the end");
    let expected = PROGRAMS * PAYMENTS;
    assert_eq!((outcome.transactions.len(), outcome.captured), (expected, Decimal::from(expected)));
    schema.drop().await;
}

/// Pays for one thing after the other as old programs do: whoever gets no answer asks again with the same reference,
/// wherever somebody listens. Every third request is sent to both at the same time.
async fn buy(program: usize, doors: Arc<[Door; 2]>, answered: watch::Sender<usize>) -> BTreeMap<String, TransactionId> {
    let mut paid = BTreeMap::new();
    for number in 0..PAYMENTS {
        let reference = format!("{program}-{number}");
        let request = request(program, &reference);
        let ask = async |door: usize| -> Option<TransactionId> {
            match client(&doors[door].url()).pay(&request).await {
                Ok(answer) => Some(answer.transaction_id.clone()),
                Err(error) => {
                    assert!(error.service().is_none(), "{reference}: {error}");
                    None
                }
            }
        };
        let first = (program + number) % 2;
        let id = loop {
            if number % 3 == 0 {
                let (one, other) = tokio::join!(ask(first), ask(1 - first));
                if let (Some(one), Some(other)) = (&one, &other) {
                    assert_eq!(one, other, "{reference}");
                }
                if let Some(id) = one.or(other) {
                    break id;
                }
            } else if let Some(id) = ask(first).await {
                break id;
            } else if let Some(id) = ask(1 - first).await {
                break id;
            }
        };
        paid.insert(reference, id);
        answered.send_modify(|count| *count += 1);
    }
    paid
}

fn request(program: usize, reference: &str) -> PayRequest {
    PayRequest::new(token(program), Amount::usd(1), reference)
}

fn token(program: usize) -> TokenId {
    TokenId::new(program.to_string().repeat(64))
}

fn client(url: &str) -> Client {
    let builder = Client::builder().endpoint(Endpoint::url(url).expect("it is a URL"));
    let builder = builder.credentials(Credentials::new(CALLER, SECRET)).retry(RetryPolicy::never());
    builder.build().expect("nothing is missing")
}

/// Where programs find a gateway, whichever process it is.
struct Door(Mutex<Process>);

impl Door {
    fn new(process: Process) -> Self {
        Self(Mutex::new(process))
    }

    fn url(&self) -> String {
        self.with(|process| process.url.clone())
    }

    fn kill(&self) {
        self.with(Process::kill);
    }

    fn replace(&self, process: Process) {
        self.with(|old| *old = process);
    }

    fn tell(&self, line: &str) {
        self.with(|process| writeln!(process.stdin, "{line}").expect("it reads"));
    }

    fn hear(&self, line: &str) {
        self.with(|process| assert_eq!(heard(&mut process.stdout), line));
    }

    fn with<T>(&self, act: impl FnOnce(&mut Process) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A gateway in a process of its own.
struct Process {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
    url: String,
}

impl Process {
    fn start(street: &Street) -> Self {
        let mut command = Command::new(std::env::current_exe().expect("it runs"));
        command.args(["--ignored", "--exact", "the_gateway_of_another_test", "--nocapture"]);
        command.env(DATABASE, &street.database).env(ENDPOINT, &street.url).env(ACCOUNT, &street.account);
        command.env(NOTIFICATIONS, &street.mailbox.url).env(NOW, street.clock.now().to_rfc3339());
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it is this program");
        let stdin = child.stdin.take().expect("it is piped");
        let mut stdout = BufReader::new(child.stdout.take().expect("it is piped"));
        let url = heard(&mut stdout);
        Self { child, stdin, stdout, url }
    }

    /// Ends it without a warning: on Unix by SIGKILL.
    fn kill(&mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it was killed");
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It was killed before, or the test is over.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The next line that is meant for this process, not for people.
fn heard(stdout: &mut impl BufRead) -> String {
    let mut line = String::new();
    while !line.starts_with('@') {
        line.clear();
        assert!(stdout.read_line(&mut line).expect("it is UTF-8") > 0, "the gateway has ended");
    }
    line[1..].trim_end().to_owned()
}

/// Amazon Pay, somebody who hears notifications, and the database of the gateways.
struct Street {
    amazon: Sandbox,
    clock: ManualClock,
    url: String,
    account: String,
    database: String,
    mailbox: Mailbox,
}

impl Street {
    async fn open(database: String) -> Self {
        // Programs sign their calls by the system's clock.
        let clock = ManualClock::new(Utc::now());
        let amazon = Sandbox::builder().clock(clock.clone()).seed(3).quotas(false).build().await;
        let amazon = amazon.expect("memory is always there");
        let listening = amazon.listen("127.0.0.1:0").await.expect("the system has ports");
        let url = listening.url();
        tokio::spawn(listening.serve(std::future::pending()));
        let seed = amazon.seed().await.expect("memory is always there");
        let (merchant, key) = (&seed.merchants[0], &seed.callers[0]);
        let account = format!("{} {} {}", merchant.seller_id, key.access_key_id, key.secret_access_key);
        let street = Self { amazon, clock, url, account, database, mailbox: Mailbox::open() };
        street.link().await;
        street
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
        let gateway = builder(&self.database, &self.account, &self.url, &self.clock).build().await;
        let gateway = gateway.expect("there is a database");
        gateway.link(CALLER, &sheet, &Linking::default()).await.expect("the tokens are new");
    }

    async fn books(&self) -> Workbench {
        Workbench::of(CALLER).database(&self.database).await.expect("there is a database")
    }
}

/// Takes notifications.
struct Mailbox {
    url: String,
    told: Arc<Mutex<Vec<String>>>,
}

impl Mailbox {
    fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("the system has ports");
        let url = format!("http://{}/", listener.local_addr().expect("it is bound"));
        let told = Arc::new(Mutex::new(Vec::new()));
        let taken = Arc::clone(&told);
        std::thread::spawn(move || {
            for connection in listener.incoming() {
                let taken = Arc::clone(&taken);
                std::thread::spawn(move || {
                    // Whoever tells may be killed meanwhile.
                    if let Some(body) = connection.ok().and_then(take) {
                        taken.lock().unwrap_or_else(PoisonError::into_inner).push(body);
                    }
                });
            }
        });
        Self { url, told }
    }

    /// The transactions of which somebody was told.
    fn told(&self) -> BTreeSet<String> {
        let told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let fields = |body: &String| url::form_urlencoded::parse(body.as_bytes()).into_owned().collect::<Vec<_>>();
        let ids = told.iter().flat_map(fields).filter(|(name, _)| name == "transactionId");
        ids.map(|(_, id)| id).collect()
    }
}

/// Reads a request and answers it.
fn take(mut connection: TcpStream) -> Option<String> {
    let mut reader = BufReader::new(connection.try_clone().ok()?);
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if let Some(number) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = number.trim().parse().ok()?;
        }
        if line == "\r\n" {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    connection.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").ok()?;
    String::from_utf8(body).ok()
}
