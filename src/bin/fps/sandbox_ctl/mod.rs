//! Steering a sandbox that runs.

mod amazon_pay;
mod fields;
mod show;

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Subcommand;
use serde_json::{Value, json};

use crate::control::{Control, variable};
use crate::failure::{Failure, Status};
use crate::json;
use crate::page::Page;

/// Steer a sandbox, and look into it
///
/// What is made is described by fields such as `name=anna balance=12.50 card=null`, as the JSON of the
/// control plane has them: GET /_sandbox/help lists it.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The sandbox [default: the environment variable FPS_ENDPOINT, else http://127.0.0.1:8080]
    #[arg(long, value_name = "URL", global = true)]
    endpoint: Option<String>,
    /// The key of its control plane [default: the environment variable FPS_SANDBOX_KEY]
    #[arg(long, value_name = "KEY", global = true)]
    key: Option<String>,
    /// The caller in whose world it is done or shown, or whose calls go wrong [default: the first; for faults, all]
    #[arg(long, value_name = "ACCESS_KEY", global = true)]
    caller: Option<String>,
    /// Print JSON
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  fps sandbox-ctl advance 7d
  fps sandbox-ctl accounts add anna balance=12.50 card=null
  fps sandbox-ctl faults add action=Pay count=2 drop=after
  fps sandbox-ctl amazon-pay orders add payment=invalid_soft amount=19.95 confirm=true
  fps sandbox-ctl state export before.json";

#[derive(Subcommand)]
enum Command {
    /// What every caller finds: accounts, tokens and instruments
    Seed,
    /// Who may call, with secrets
    Callers {
        #[command(subcommand)]
        command: Option<Callers>,
    },
    /// Accounts with their balances
    Accounts {
        #[command(subcommand)]
        command: Option<Accounts>,
    },
    /// Tokens
    Tokens {
        /// Active or Inactive
        #[arg(long)]
        status: Option<String>,
        #[command(subcommand)]
        command: Option<Make>,
    },
    /// Prepaid and credit instruments with their balances
    Instruments {
        #[command(subcommand)]
        command: Option<Make>,
    },
    /// Show the clock, or set it
    Clock {
        /// The time to set it to, such as 2012-03-05T17:30:00Z: not before what it shows
        #[arg(value_name = "TIME")]
        now: Option<String>,
        /// Stop it
        #[arg(long, conflicts_with = "run")]
        freeze: bool,
        /// Let it go on
        #[arg(long)]
        run: bool,
    },
    /// Move the clock on, and have everything done that is due by then
    Advance {
        /// How far: 90s, 15m, 3h, 7d or 2w
        #[arg(value_parser = fields::duration)]
        step: Step,
    },
    /// What goes wrong with the next calls
    Faults {
        #[command(subcommand)]
        command: Option<Faults>,
    },
    /// Whether the ledger balances, its accounts and its last postings
    Ledger {
        /// The postings of one transaction
        #[arg(long, value_name = "ID")]
        transaction: Option<String>,
        /// How many postings
        #[arg(long, default_value_t = 20)]
        limit: u32,
    },
    /// Transactions, the newest first, or one of them
    Transactions {
        /// The transaction
        id: Option<String>,
        /// Pending, Success, Failure, Reserved or Cancelled
        #[arg(long, conflicts_with = "id")]
        status: Option<String>,
        /// How many
        #[arg(long, default_value_t = 20, conflicts_with = "id")]
        limit: u32,
    },
    /// Notifications, the newest first, and how far they came
    Notifications {
        /// pending, delivered or given_up
        #[arg(long)]
        state: Option<String>,
        /// How many
        #[arg(long, default_value_t = 20)]
        limit: u32,
    },
    /// Send a notification or an e-mail once more
    Replay {
        /// Its id
        id: String,
    },
    /// E-mails, the newest first
    Mail {
        /// To this address only
        #[arg(long, value_name = "ADDRESS")]
        to: Option<String>,
        /// How many
        #[arg(long, default_value_t = 20)]
        limit: u32,
    },
    /// The last requests to FPS, the newest first, or one of them with its answer
    Requests {
        /// Its number
        number: Option<u64>,
        /// Of this action only
        #[arg(long, conflicts_with = "number")]
        action: Option<String>,
        /// How many
        #[arg(long, default_value_t = 20, conflicts_with = "number")]
        limit: u32,
    },
    /// Amazon Pay: merchants, order references, billing agreements and what came of them
    AmazonPay {
        #[command(subcommand)]
        command: amazon_pay::Command,
    },
    /// Everything there is but the keys
    State {
        #[command(subcommand)]
        command: State,
    },
    /// Empty everything but the keys, and begin again
    Reset,
}

/// Seconds.
type Step = i64;

#[derive(Subcommand)]
enum Callers {
    /// Add a caller with a world of its own
    Add {
        /// What it is called
        name: Option<String>,
        /// Make a certificate, too, to call over SOAP
        #[arg(long)]
        certificate: bool,
    },
}

#[derive(Subcommand)]
enum Accounts {
    /// Open an account
    Add {
        /// What it is called here
        name: String,
        /// Such as role=seller, balance=12.50 or state=Suspended
        #[arg(value_name = "FIELD=VALUE", value_parser = fields::field)]
        fields: Vec<(String, Value)>,
    },
    /// Alter an account
    Alter {
        /// What it is called here, or its id
        account: String,
        /// Such as state=Closed, card=null or notification_url=http://localhost/ipn
        #[arg(value_name = "FIELD=VALUE", value_parser = fields::field, required = true)]
        fields: Vec<(String, Value)>,
    },
    /// Do what its owner or its bank does
    Act {
        /// What it is called here, or its id
        account: String,
        /// Such as deposit, withdraw or confirm_email
        action: String,
        /// Such as amount=25 or succeeds=false
        #[arg(value_name = "FIELD=VALUE", value_parser = fields::field)]
        fields: Vec<(String, Value)>,
    },
}

#[derive(Subcommand)]
enum Make {
    /// Make one
    Add {
        /// Such as account=anna, payment_method=ABT, type=MultiUse, total=30 or kind=credit
        #[arg(value_name = "FIELD=VALUE", value_parser = fields::field)]
        fields: Vec<(String, Value)>,
    },
}

#[derive(Subcommand)]
enum Faults {
    /// Have the next calls go wrong
    Add {
        /// action, caller, count, delay_ms, and one of code, status and drop
        #[arg(value_name = "FIELD=VALUE", value_parser = fields::field, required = true)]
        fields: Vec<(String, Value)>,
    },
    /// Let everything go well: with --caller, for that caller
    Clear,
}

#[derive(Subcommand)]
enum State {
    /// Write it into a file, or to standard output
    Export {
        /// The file, which must not be there yet
        file: Option<PathBuf>,
    },
    /// Put it in the place of everything there is
    Import {
        /// The file; - for standard input
        file: PathBuf,
    },
}

/// How an answer is shown.
type Show = fn(&mut Page, &Value);

/// One request, and how its answer is shown.
struct Ask {
    method: &'static str,
    path: String,
    body: Option<Value>,
    show: Show,
}

impl Ask {
    fn get(path: String, show: Show) -> Self {
        Self { method: "GET", path, body: None, show }
    }

    fn post(path: String, body: Value, show: Show) -> Self {
        Self { method: "POST", path, body: Some(body), show }
    }
}

impl Args {
    pub fn run(self) -> Result<Status, Failure> {
        let endpoint = self.endpoint.or_else(|| variable("FPS_ENDPOINT"));
        let endpoint = endpoint.as_deref().unwrap_or("http://127.0.0.1:8080");
        let control = Control::of(endpoint, self.key.or_else(|| variable("FPS_SANDBOX_KEY")))?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        if let Command::State { command: State::Export { file: Some(file) } } = &self.command {
            let state = runtime.block_on(control.ask("GET", "/_sandbox/state", None))?;
            write_new(file, &state)?;
            let told = json!({ "file": file, "rows": length(&state["rows"]), "postings": length(&state["postings"]) });
            return print(&told, self.json, show::fields);
        }
        let ask = self.command.ask(self.caller.as_deref())?;
        let answer = runtime.block_on(control.ask(ask.method, &ask.path, ask.body))?;
        print(&answer, self.json, ask.show)
    }
}

impl Command {
    fn ask(self, caller: Option<&str>) -> Result<Ask, Failure> {
        let within = |path: &str, parameters: &[(&str, Option<String>)]| within(caller, path, parameters);
        let (get, post) = (Ask::get, Ask::post);
        Ok(match self {
            Self::Seed => get(within_all("seed"), show::seed),
            Self::Callers { command: None } => get(within_all("callers"), show::callers),
            Self::Callers { command: Some(Callers::Add { name, certificate }) } => {
                let body = json!({ "name": name, "certificate": certificate });
                post(within_all("callers"), body, show::callers)
            }
            Self::Accounts { command: None } => get(within("accounts", &[most()]), show::accounts),
            Self::Accounts { command: Some(Accounts::Add { name, fields }) } => {
                let body = object([("name".to_owned(), name.into())].into_iter().chain(fields));
                post(within("accounts", &[]), body, show::fields)
            }
            Self::Accounts { command: Some(Accounts::Alter { account, fields }) } => {
                let path = within(&format!("accounts/{}", segment(&account)), &[]);
                Ask { method: "PATCH", path, body: Some(object(fields)), show: show::fields }
            }
            Self::Accounts { command: Some(Accounts::Act { account, action, fields }) } => {
                let path = within(&format!("accounts/{}/actions", segment(&account)), &[]);
                post(path, object([("action".to_owned(), action.into())].into_iter().chain(fields)), show::fields)
            }
            Self::Tokens { status, command: None } => {
                get(within("tokens", &[("status", status), most()]), show::tokens)
            }
            Self::Tokens { status: None, command: Some(Make::Add { fields }) } => {
                post(within("tokens", &[]), object(fields), show::fields)
            }
            Self::Tokens { .. } => return Err(Failure::usage("--status is for the list, not for a new token")),
            Self::Instruments { command: None } => get(within("instruments", &[most()]), show::instruments),
            Self::Instruments { command: Some(Make::Add { fields }) } => {
                post(within("instruments", &[]), object(fields), show::fields)
            }
            Self::Clock { now: None, freeze: false, run: false } => get(within_all("clock"), show::fields),
            Self::Clock { now, freeze, run } => {
                let fields = [
                    now.map(|now| ("now".to_owned(), now.into())),
                    (freeze || run).then(|| ("frozen".to_owned(), freeze.into())),
                ];
                post(within_all("clock"), object(fields.into_iter().flatten()), show::fields)
            }
            Self::Advance { step } => post(within_all("clock/advance"), json!({ "seconds": step }), show::fields),
            Self::Faults { command: None } => get(within("faults", &[]), show::faults),
            Self::Faults { command: Some(Faults::Add { fields }) } => {
                // A caller among the fields comes after it, and is the one that counts.
                let caller = caller.map(|caller| ("caller".to_owned(), caller.into()));
                post(within_all("faults"), object(caller.into_iter().chain(fields)), show::faults)
            }
            Self::Faults { command: Some(Faults::Clear) } => {
                Ask { method: "DELETE", path: within("faults", &[]), body: None, show: show::faults }
            }
            Self::Ledger { transaction, limit } => {
                let parameters = [("transaction", transaction), ("limit", Some(limit.to_string()))];
                get(within("ledger", &parameters), show::ledger)
            }
            Self::Transactions { id: Some(id), .. } => {
                get(within(&format!("transactions/{}", segment(&id)), &[]), show::transaction)
            }
            Self::Transactions { id: None, status, limit } => {
                let parameters = [("status", status), ("limit", Some(limit.to_string()))];
                get(within("transactions", &parameters), show::transactions)
            }
            Self::Notifications { state, limit } => {
                let parameters = [("state", state), ("limit", Some(limit.to_string()))];
                get(within("notifications", &parameters), show::notifications)
            }
            Self::Replay { id } => {
                post(within(&format!("notifications/{}/replay", segment(&id)), &[]), json!({}), show::fields)
            }
            Self::Mail { to, limit } => {
                get(within("mail", &[("to", to), ("limit", Some(limit.to_string()))]), show::mail)
            }
            Self::Requests { number: Some(number), .. } => get(within_all(&format!("requests/{number}")), show::fields),
            Self::Requests { number: None, action, limit } => {
                let parameters = [("action", action), ("limit", Some(limit.to_string()))];
                get(within("requests", &parameters), show::requests)
            }
            Self::AmazonPay { command } => command.ask(caller),
            Self::State { command: State::Export { .. } } => get(within_all("state"), show::raw),
            Self::State { command: State::Import { file } } => {
                Ask { method: "PUT", path: within_all("state"), body: Some(read(&file)?), show: show::fields }
            }
            Self::Reset => post(within_all("reset"), json!({}), show::callers),
        })
    }
}

/// A path in the world of the caller that is named.
fn within(caller: Option<&str>, path: &str, parameters: &[(&str, Option<String>)]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    let caller = ("caller", caller.map(str::to_owned));
    for (name, value) in parameters.iter().chain([&caller]) {
        if let Some(value) = value {
            query.append_pair(name, value);
        }
    }
    let query = query.finish();
    format!("/_sandbox/{path}{}{query}", if query.is_empty() { "" } else { "?" })
}

/// A path for which it doesn't matter whose world it is.
fn within_all(path: &str) -> String {
    format!("/_sandbox/{path}")
}

/// As much of a list as a sandbox shows at once.
fn most() -> (&'static str, Option<String>) {
    ("limit", Some("1000".to_owned()))
}

/// A name as a part of a path.
fn segment(name: &str) -> String {
    percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC).to_string()
}

fn object(fields: impl IntoIterator<Item = (String, Value)>) -> Value {
    Value::Object(fields.into_iter().collect())
}

fn length(list: &Value) -> usize {
    list.as_array().map_or(0, Vec::len)
}

fn print(answer: &Value, as_json: bool, show: fn(&mut Page, &Value)) -> Result<Status, Failure> {
    if as_json {
        json::print(answer)?;
        return Ok(Status::Success);
    }
    let mut page = Page::for_stdout();
    show(&mut page, answer);
    page.print()?;
    Ok(Status::Success)
}

/// It holds secrets: on Unix only its owner can read it.
fn write_new(file: &Path, state: &Value) -> Result<(), Failure> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let name = file.display();
    let mut written = options.open(file).with_context(|| format!("{name} can't be made"))?;
    writeln!(written, "{state}").with_context(|| format!("{name} can't be written"))?;
    Ok(())
}

fn read(file: &Path) -> Result<Value, Failure> {
    let name = file.display();
    let mut text = String::new();
    let read = match file == Path::new("-") {
        true => io::stdin().read_to_string(&mut text),
        false => File::open(file).and_then(|mut file| file.read_to_string(&mut text)),
    };
    read.map_err(|error| Failure::usage(format!("{name} can't be read: {error}")))?;
    serde_json::from_str(&text).map_err(|error| Failure::usage(format!("{name} holds no JSON: {error}")))
}
