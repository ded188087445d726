//! Amazon Pay in this process, and shops that are started before it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use amazon_fps::gateway::Gateway;
use amazon_fps::gateway::link::{Linking, Sheet, Workbench};
use amazon_fps::sandbox::amazon_pay::{AmazonAction, NewBillingAgreement, NewMerchant, NewOrderReference, TestCard};
use amazon_fps::sandbox::{Clock, Effect, Fault, ManualClock, Moment as FaultMoment, Sandbox, Setting};
use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;

use crate::books::{Amazon, Books};
use crate::shop::{self, BOOKS, CALLER, SECRET};

const START: &str = "2026-03-05T17:30:00Z";

/// Amazon Pay, and the folder of what shops write.
pub struct Street {
    runtime: tokio::runtime::Runtime,
    amazon: Sandbox,
    clock: ManualClock,
    url: String,
    /// As shops are told of it.
    account: String,
    /// Where a buyer consents anew, on the gateway.
    renewal: String,
    /// The billing agreement that a buyer can end.
    agreement: String,
    folder: PathBuf,
}

/// What a process has told until it ended.
#[derive(Debug, Default)]
pub struct Played {
    pub moments: Vec<String>,
    /// By the reference, the transaction of every answer.
    pub answers: BTreeMap<String, String>,
    pub refused: BTreeMap<String, String>,
    pub is_done: bool,
}

impl Street {
    pub fn open(number: usize) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.expect("the system has threads");
        let clock = ManualClock::new(start());
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
        let folder = folder.join(format!("gateway-kill-{}-{number}", std::process::id()));
        let (amazon, url) = runtime.block_on(async {
            let builder = Sandbox::builder().clock(clock.clone()).seed(3).quotas(false);
            let amazon = builder.build().await.expect("memory is always there");
            let listening = amazon.listen("127.0.0.1:0").await.expect("the system has ports");
            let url = listening.url();
            tokio::spawn(listening.serve(std::future::pending()));
            (amazon, url)
        });
        let seed = runtime.block_on(amazon.seed()).expect("memory is always there");
        let (merchant, key) = (&seed.merchants[0], &seed.callers[0]);
        let account = format!("{} {} {}", merchant.seller_id, key.access_key_id, key.secret_access_key);
        let (renewal, agreement) = (String::new(), String::new());
        let mut street = Self { runtime, amazon, clock, url, account, renewal, agreement, folder };
        street.link();
        street
    }

    /// Begins anew on both sides: with the same consents, and books in which there are only their tokens.
    pub fn anew(&self, story: &str) {
        let (_, books) = self.agree();
        assert!(self.account.ends_with(&books), "the other seller has given another MWSAuthToken");
        if story == "lose answers" {
            for action in ["Authorize", "Capture"] {
                let lost = Effect::Drop(FaultMoment::After);
                let fault = Fault::new(lost).of(action).of_service("amazon-pay");
                self.amazon.inject(fault).expect("there are such actions");
            }
        }
        // There is none where no browser was.
        let _ = fs::remove_file(self.books().with_extension(shop::PAGE));
        let books = self.books();
        if books.exists() {
            fs::remove_dir_all(&books).expect("nobody has it open");
        }
        fs::create_dir_all(&books).expect("there is room");
        for file in fs::read_dir(self.folder.join("new")).expect("it was made") {
            let file = file.expect("it was made");
            fs::copy(file.path(), books.join(file.file_name())).expect("there is room");
        }
    }

    fn books(&self) -> PathBuf {
        self.folder.join("books")
    }

    /// Has buyers agree to what the tokens stand for, and tells the consents, and the MWSAuthToken of the other seller:
    /// always the same ones.
    fn agree(&self) -> (Vec<(char, String)>, String) {
        self.clock.set(start());
        let order = |payment: TestCard, amount: Option<i64>| NewOrderReference {
            payment: Setting::To(payment),
            amount: amount.map(Decimal::from),
            confirm: amount.is_some(),
            ..NewOrderReference::default()
        };
        self.runtime.block_on(async {
            self.amazon.reset().await.expect("memory is always there");
            let books = NewMerchant { seller_id: Some(BOOKS.to_owned()), ..NewMerchant::default() };
            let books = self.amazon.add_merchant(books).await.expect("there is none of that name");
            let mut consents = Vec::new();
            let orders = [
                ('A', order(TestCard::Visa, None)),
                ('B', order(TestCard::Visa, Some(3))),
                ('C', order(TestCard::Visa, None)),
                ('X', order(TestCard::InvalidHard, None)),
                ('Y', order(TestCard::Visa, Some(11))),
                ('S', NewOrderReference { seller_id: Some(BOOKS.to_owned()), ..order(TestCard::Visa, None) }),
            ];
            for (name, new) in orders {
                consents.push((name, self.amazon.create_order_reference(new).await.expect("a buyer agrees").id));
            }
            let ended = &consents[4].1;
            self.amazon.act_as_amazon(None, ended, AmazonAction::Cancel {}).await.expect("it is open");
            for name in ['M', 'N', 'F', 'E'] {
                let made = self.amazon.create_billing_agreement(NewBillingAgreement::default()).await;
                consents.push((name, made.expect("a buyer agrees").id));
            }
            (consents, books.auth_token.expect("it has to be shown"))
        })
    }

    /// Makes the books with which every story begins.
    fn link(&mut self) {
        let mut sheet = "token_id,type,payment_method,consent,seller_id,max_fixed_fee,instrument_id,instrument_limit,\
                         balance,debt\n"
            .to_owned();
        let (consents, books) = self.agree();
        self.account += &format!(" {books}");
        for (name, consent) in consents {
            if name == 'M' {
                self.agreement.clone_from(&consent);
            }
            let (kind, method, instrument) = match name {
                'A' | 'B' | 'S' | 'X' | 'Y' => ("single-use", "ABT", ""),
                'C' => ("single-use", "CC", ""),
                'M' => ("multi-use", "CC", ""),
                'N' => ("multi-use", "ABT", ""),
                'F' => ("prepaid-funding", "ABT", shop::PREPAID),
                _ => ("postpaid-settlement", "ABT", shop::CREDIT),
            };
            let seller = if name == 'S' { BOOKS } else { "" };
            sheet += &format!("{},{kind},{method},{consent},{seller},,{instrument},,,\n", shop::token(name).as_str());
        }
        sheet += &format!("{},recipient,,,{BOOKS},1,,,,\n", shop::token('R').as_str());
        sheet += &format!("{},multi-use,ABT,,,,,,,\n", shop::token('W').as_str());
        sheet += &format!("{},prepaid-sender,,,,,{},100,2,\n", shop::token('P').as_str(), shop::PREPAID);
        sheet += &format!("{},postpaid-sender,,,,,{},60,,12\n", shop::token('D').as_str(), shop::CREDIT);
        let sheet = Sheet::read(sheet.as_bytes()).expect("every line makes sense");
        let builder = Gateway::builder().data(self.folder.join("new")).clock(self.clock.clone()).seed(7);
        let account = shop::account(&self.account, &self.url);
        self.runtime.block_on(async {
            let gateway = builder.caller(CALLER, SECRET).merchant(CALLER, account).build().await;
            let gateway = gateway.expect("there is room");
            gateway.link(CALLER, &sheet, &Linking::default()).await.expect("the tokens are new");
        });
        let renewal = self.runtime.block_on(async {
            let books = Workbench::of(CALLER).folder(self.folder.join("new")).await.expect("nobody has it open");
            let expires = start() + TimeDelta::days(30);
            let home = "http://gateway.example.com";
            books.renewal_link(home, &shop::token('W'), expires).await.expect("it is there")
        });
        self.renewal = renewal.trim_start_matches("http://gateway.example.com").to_owned();
    }

    /// Has a shop play a story until its end, or that of its process at a moment.
    pub fn play(&self, story: &str, at: Option<usize>) -> Played {
        let mut command = Command::new(std::env::current_exe().expect("it runs"));
        command.args(["--ignored", "--exact", "the_shop_of_another_test", "--nocapture", "--test-threads=2"]);
        command.env(shop::STORY, story).env(shop::FOLDER, self.books()).env(shop::ENDPOINT, &self.url);
        command
            .env(shop::RENEWAL, &self.renewal)
            .env(shop::ACCOUNT, &self.account)
            .env(shop::NOW, self.clock.now().to_rfc3339());
        if let Some(at) = at {
            command.env(shop::AT, at.to_string());
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("it is this program");
        let mut stdin = child.stdin.take().expect("it is piped");
        let mut played = Played::default();
        for line in BufReader::new(child.stdout.take().expect("it is piped")).lines() {
            let line = line.expect("it is UTF-8");
            let Some((_, said)) = line.split_once('@') else { continue };
            let (what, rest) = said.split_once(' ').unwrap_or((said, ""));
            let words: Vec<_> = rest.split(' ').collect();
            match what {
                "moment" => played.moments.push(rest.to_owned()),
                "answer" => drop(played.answers.insert(words[0].to_owned(), words[1].to_owned())),
                "refused" => drop(played.refused.insert(words[0].to_owned(), words[1].to_owned())),
                "pass" => {
                    self.pass(TimeDelta::seconds(rest.parse().expect("it is a number")));
                    self.reply(&mut stdin);
                }
                "end" => {
                    self.end();
                    self.reply(&mut stdin);
                }
                "done" => played.is_done = true,
                other => panic!("nobody knows what {other} means"),
            }
        }
        let output = child.wait_with_output().expect("it was started here");
        let told = String::from_utf8_lossy(&output.stderr);
        match at {
            Some(at) if played.moments.len() > at => assert!(!output.status.success() && !played.is_done),
            _ => assert!(output.status.success() && played.is_done, "{story}: {played:?} {told}"),
        }
        assert!(!told.contains("panicked"), "{story}: {told}");
        played
    }

    fn reply(&self, to: &mut impl Write) {
        writeln!(to, "{}", self.clock.now().to_rfc3339()).expect("it waits for it");
    }

    /// Has the buyer end what he has agreed to, unless he has before.
    fn end(&self) {
        let close = AmazonAction::Close { by_buyer: true };
        // A second time it is refused, and there is nothing left to end.
        let _ = self.runtime.block_on(self.amazon.act_as_amazon(None, &self.agreement, close));
    }

    fn pass(&self, step: TimeDelta) {
        self.clock.advance(step);
        self.runtime.block_on(self.amazon.tick()).expect("memory is always there");
    }

    /// What there is on both sides.
    pub fn sides(&self) -> (Books, Amazon) {
        self.runtime.block_on(async {
            let amazon = self.amazon.export().await.expect("memory is always there");
            assert!(self.amazon.ledger_balanced().await.expect("memory is always there"));
            let books = Workbench::of(CALLER).folder(self.books()).await.expect("nobody has it open");
            assert!(books.ledger_balanced().await.expect("the folder is there"));
            (Books::of(&books.export().await.expect("the folder is there"), CALLER), Amazon::of(&amazon))
        })
    }
}

impl Drop for Street {
    fn drop(&mut self) {
        // A folder that can't be removed spoils no test.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn start() -> DateTime<Utc> {
    START.parse().expect("it is a time")
}
