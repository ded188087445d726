//! A shop that runs the gateway in a process of its own, plays one story with it, and may be ended at a moment.
//!
//! It tells whoever has started it what happens, a line each: `@moment`, `@answer`, `@refused`, `@pass`,
//! `@end` and `@done`. After `@pass` and `@end` it waits for a line with the time: that passes on both sides or on none.

use std::collections::HashMap;
use std::io::{BufRead, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use amazon_fps::error::ServiceError;
use amazon_fps::fps::*;
use amazon_fps::gateway::{Account, Gateway, Moment, Recipient};
use amazon_fps::ids::{TokenId, TransactionId};
use amazon_fps::money::Amount;
use amazon_fps::sandbox::ManualClock;
use amazon_fps::server::{Call, Caller, Transport};
use chrono::TimeDelta;
use rust_decimal::Decimal;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

pub const CALLER: &str = "AKIAGATEWAYEXAMPLE00";
pub const SECRET: &str = "secret";

/// What the process is told in its environment.
pub const STORY: &str = "FPS_KILL_STORY";
pub const AT: &str = "FPS_KILL_AT";
pub const FOLDER: &str = "FPS_KILL_FOLDER";
pub const ENDPOINT: &str = "FPS_KILL_ENDPOINT";
pub const ACCOUNT: &str = "FPS_KILL_ACCOUNT";
pub const NOW: &str = "FPS_KILL_NOW";
pub const RENEWAL: &str = "FPS_KILL_RENEWAL";
/// The extension of the file, beside the books, in which a browser keeps the address of its page.
pub const PAGE: &str = "page";

pub const PREPAID: &str = "PREPAID-INSTRUMENT-1";
pub const CREDIT: &str = "CREDIT-INSTRUMENT-1";
/// Another seller, whom the shop has paid and of whom it gets a fee.
pub const BOOKS: &str = "A5BOOKS";

/// What the shop sells, each with all that comes of it.
pub const STORIES: &[&str] = &[
    "pay by an order that was not confirmed",
    "pay by an order that was",
    "pay by an agreement",
    "reserve and settle a part",
    "reserve by an agreement and settle",
    "refund in parts",
    "cancel what is pending",
    "cancel what is decided meanwhile",
    "cancel what is reserved",
    "let a reservation expire",
    "cancel a token",
    "fund a prepaid instrument",
    "settle a debt",
    "sell for another and give back fees",
    "be declined",
    "be refused",
    "be refused what the buyer has ended",
    "lose answers",
    "consent anew and be charged hours later",
];

/// What the shop's tokens are called, by what pays.
pub fn token(name: char) -> TokenId {
    TokenId::new(name.to_string().repeat(64))
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "@{line}").and_then(|()| out.flush()).expect("somebody listens");
}

fn told(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is said by whoever starts it"))
}

/// Tells of a moment as the list has it.
fn line(moment: &Moment) -> String {
    let Moment { stage, action, question, step, outcome, .. } = moment;
    format!("{action}|{question}|{step}|{stage:?}|{}", outcome.as_deref().unwrap_or("-"))
}

/// The account as one line: seller, access key, secret, and the MWSAuthToken of the other seller.
pub fn account(line: &str, endpoint: &str) -> Account {
    let fields: Vec<_> = line.split(' ').collect();
    let [seller, key, secret, books] = fields[..] else { panic!("an account has four parts") };
    let mut account = Account::new(seller, key, secret.to_owned());
    account.recipients.push(Recipient::new(BOOKS, books.to_owned()));
    account.provider_id = Some(seller.to_owned());
    account.endpoint = Some(endpoint.to_owned());
    account
}

/// Plays the story that the environment names.
pub async fn run() {
    let clock = ManualClock::new(told(NOW).parse().expect("it is a time"));
    let end: Option<usize> = std::env::var(AT).ok().map(|at| at.parse().expect("it is a number"));
    let moments = Arc::new(AtomicUsize::new(0));
    let watch = move |moment: &Moment| {
        say(&format!("moment {}", line(moment)));
        if Some(moments.fetch_add(1, Ordering::SeqCst)) == end {
            std::process::abort();
        }
    };
    let builder = Gateway::builder().data(told(FOLDER)).caller(CALLER, SECRET).clock(clock.clone()).seed(7);
    let builder = builder.merchant(CALLER, account(&told(ACCOUNT), &told(ENDPOINT))).watch(watch);
    let gateway = builder.build().await.expect("the folder is there");
    let mut shop = Shop { gateway, clock, answers: HashMap::new() };
    shop.play(&told(STORY)).await;
    // What nobody waits for is finished by the gateway itself.
    shop.pass(TimeDelta::seconds(1)).await;
    assert!(shop.gateway.ledger_balanced().await.expect("the store is there"));
    say("done");
}

struct Shop {
    gateway: Gateway,
    clock: ManualClock,
    answers: HashMap<String, TransactionId>,
}

impl Shop {
    async fn play(&mut self, story: &str) {
        match story {
            "pay by an order that was not confirmed" => self.pay('A', "12.50", "pay").await,
            "pay by an order that was" => self.pay('B', "3", "pay").await,
            "pay by an agreement" => {
                self.pay('M', "5", "first").await;
                self.wait().await;
                self.pay('M', "2", "second").await;
                self.wait().await;
            }
            "reserve and settle a part" => {
                self.reserve('C', "20", "reserve").await;
                self.wait().await;
                self.settle("reserve", Some("15")).await;
                self.wait().await;
            }
            "reserve by an agreement and settle" => {
                self.reserve('M', "20", "reserve").await;
                self.wait().await;
                self.settle("reserve", None).await;
                self.wait().await;
            }
            "refund in parts" => {
                self.pay('A', "20", "pay").await;
                self.refund("pay", "5", "part").await;
                self.wait().await;
                self.refund("pay", "15", "rest").await;
                self.wait().await;
            }
            "cancel what is pending" => {
                self.pay('C', "7", "pay").await;
                self.cancel("pay").await;
                self.wait().await;
            }
            "cancel what is decided meanwhile" => {
                self.pay('M', "4", "pay").await;
                self.cancel("pay").await;
                self.wait().await;
            }
            "cancel what is reserved" => {
                self.reserve('C', "9", "reserve").await;
                self.wait().await;
                self.cancel("reserve").await;
            }
            "let a reservation expire" => {
                self.reserve('C', "8", "reserve").await;
                self.wait().await;
                self.pass(TimeDelta::days(7)).await;
                self.wait().await;
            }
            "cancel a token" => {
                self.pay('N', "6", "pay").await;
                let cancelled = self.gateway.cancel_token(&call(), CancelTokenRequest::new(token('N'))).await;
                cancelled.expect("the token is the caller's");
                self.wait().await;
            }
            "fund a prepaid instrument" => {
                let request = FundPrepaidRequest::new(token('F'), PREPAID, dollars("30"), "fund");
                let answer = self.gateway.fund_prepaid(&call(), request).await;
                self.take("fund", answer.map(|it| (it.transaction_id, it.transaction_status)));
                self.wait().await;
                self.pay('P', "10", "pay").await;
            }
            "settle a debt" => {
                self.pay('D', "5", "pay").await;
                let request = SettleDebtRequest::new(token('E'), CREDIT, dollars("8"), "settle");
                let answer = self.gateway.settle_debt(&call(), request).await;
                self.take("settle", answer.map(|it| (it.transaction_id, it.transaction_status)));
                self.wait().await;
            }
            "sell for another and give back fees" => {
                self.sell('S', "10", "1", "sale").await;
                self.wait().await;
                self.give_back("sale", MarketplaceRefundPolicy::MarketplaceTxnOnly, "0.25", "fee").await;
                self.wait().await;
                self.give_back("sale", MarketplaceRefundPolicy::MasterAndMarketplaceTxn, "4", "both").await;
                self.wait().await;
            }
            "be declined" => self.pay('X', "11", "pay").await,
            "be refused" => self.pay('Y', "11", "pay").await,
            "be refused what the buyer has ended" => {
                self.pay('M', "5", "first").await;
                self.wait().await;
                self.ask("end");
                self.pay('M', "2", "second").await;
            }
            "lose answers" => {
                self.pay('A', "12", "pay").await;
                self.wait().await;
                self.reserve('C', "13", "reserve").await;
                self.wait().await;
                self.settle("reserve", None).await;
                self.wait().await;
            }
            "consent anew and be charged hours later" => {
                self.consent_anew().await;
                self.pass(TimeDelta::hours(4)).await;
                self.pay('W', "6", "pay").await;
                self.wait().await;
            }
            other => panic!("nobody knows the story {other}"),
        }
    }

    /// A buyer renews a token. Where he came back to from Amazon Pay, his browser loads again when it gets no answer.
    async fn consent_anew(&self) {
        let listening = self.gateway.listen("127.0.0.1:0").await.expect("the system has ports");
        let home = listening.url();
        tokio::spawn(listening.serve(std::future::pending()));
        let kept = Path::new(&told(FOLDER)).with_extension(PAGE);
        let back = match std::fs::read_to_string(&kept) {
            Ok(back) => back,
            Err(_) => {
                let wallet = get(&format!("{home}{}&auto=approve", told(RENEWAL))).await.1;
                let back = get(&wallet).await.1;
                let (_, path) = back.split_once("/gateway/").expect("it leads to the gateway");
                std::fs::write(&kept, format!("/gateway/{path}")).expect("there is room");
                format!("/gateway/{path}")
            }
        };
        let (status, _, text) = get(&format!("{home}{back}")).await;
        // When he has gone on to pay, he doesn't come back here.
        assert!(matches!(status, 200 | 202) || text.contains("took too long"), "{status} {text}");
    }

    async fn pay(&mut self, name: char, amount: &str, reference: &str) {
        let request = PayRequest::new(token(name), dollars(amount), reference);
        let answer = self.gateway.pay(&call(), request).await;
        self.take(reference, answer.map(|it| (it.transaction_id, it.transaction_status)));
    }

    async fn sell(&mut self, name: char, amount: &str, fee: &str, reference: &str) {
        let mut request = PayRequest::new(token(name), dollars(amount), reference);
        request.recipient_token_id = Some(token('R'));
        request.marketplace_fixed_fee = Some(dollars(fee));
        let answer = self.gateway.pay(&call(), request).await;
        self.take(reference, answer.map(|it| (it.transaction_id, it.transaction_status)));
    }

    async fn give_back(&mut self, paid: &str, policy: MarketplaceRefundPolicy, amount: &str, reference: &str) {
        let mut request = RefundRequest::new(&self.answers[paid], reference);
        request.refund_amount = Some(dollars(amount));
        request.marketplace_refund_policy = Some(policy);
        let answer = self.gateway.refund(&call(), request).await;
        self.take(reference, answer.map(|it| (it.transaction_id, it.transaction_status)));
    }

    async fn reserve(&mut self, name: char, amount: &str, reference: &str) {
        let request = ReserveRequest::new(token(name), dollars(amount), reference);
        let answer = self.gateway.reserve(&call(), request).await;
        self.take(reference, answer.map(|it| (it.transaction_id, it.transaction_status)));
    }

    async fn settle(&mut self, reserved: &str, amount: Option<&str>) {
        let mut request = SettleRequest::new(&self.answers[reserved]);
        request.transaction_amount = amount.map(dollars);
        done_or_over(self.gateway.settle(&call(), request).await.map(drop));
    }

    async fn cancel(&mut self, reference: &str) {
        let request = CancelRequest::new(&self.answers[reference]);
        done_or_over(self.gateway.cancel(&call(), request).await.map(drop));
    }

    async fn refund(&mut self, paid: &str, amount: &str, reference: &str) {
        let mut request = RefundRequest::new(&self.answers[paid], reference);
        request.refund_amount = Some(dollars(amount));
        let answer = self.gateway.refund(&call(), request).await;
        self.take(reference, answer.map(|it| (it.transaction_id, it.transaction_status)));
    }

    /// Notes an answer, which whoever has started the shop compares with those to the same reference.
    fn take(&mut self, reference: &str, answer: Result<(TransactionId, TransactionStatus), ServiceError>) {
        match answer {
            Ok((id, status)) => {
                say(&format!("answer {reference} {id} {status}"));
                self.answers.insert(reference.to_owned(), id);
            }
            Err(error) => say(&format!("refused {reference} {}", error.code())),
        }
    }

    async fn wait(&self) {
        for _ in 0..6 {
            self.pass(TimeDelta::minutes(1)).await;
        }
    }

    /// Lets time pass on both sides, and does what is due.
    async fn pass(&self, step: TimeDelta) {
        self.ask(&format!("pass {}", step.num_seconds()));
        self.gateway.tick().await.expect("the store is there");
    }

    /// Has whoever has started the shop do something, and sets the clock as it is afterwards.
    fn ask(&self, what: &str) {
        say(what);
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).expect("it is UTF-8");
        self.clock.set(line.trim().parse().expect("it is a time"));
    }
}

/// What a browser gets: the status, where it is led to, and the text.
async fn get(url: &str) -> (u16, String, String) {
    let (host, path) = url.trim_start_matches("http://").split_once('/').expect("it has a path");
    let mut stream = tokio::net::TcpStream::connect(host).await.expect("somebody listens");
    let request = format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("it is read");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("it is UTF-8");
    let (head, text) = answer.split_once("\r\n\r\n").expect("it is an answer");
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("it has a status");
    let location = head.lines().find_map(|line| line.strip_prefix("location: ")).unwrap_or_default();
    (status, location.to_owned(), text.to_owned())
}

/// What was settled or cancelled before its answer was lost can't be a second time.
fn done_or_over(answer: Result<(), ServiceError>) {
    if let Err(error) = answer {
        assert!(error.is(ErrorCode::InvalidTransactionState), "{error}");
    }
}

fn call() -> Call {
    let caller = Some(Caller { access_key_id: CALLER.to_owned() });
    let request_id = "00000000-0000-0000-0000-000000000000:0".into();
    Call::new(caller, "2010-08-28", request_id, chrono::DateTime::UNIX_EPOCH, Transport::Rest)
}

fn dollars(amount: &str) -> Amount {
    Amount::usd(amount.parse::<Decimal>().expect("it is a number"))
}
