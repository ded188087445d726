//! `fps gateway --check`: everything that can be found out without starting.

use std::io;
use std::net::TcpListener;
use std::time::Duration;

use amazon_fps::amazon_pay::{self, GetMerchantAccountStatusRequest, GetServiceStatusRequest};
use amazon_fps::client::{Credentials, Endpoint, RetryPolicy};
use amazon_fps::gateway::Standing;
use secrecy::{ExposeSecret, SecretString};

use super::config::{self, Account, Checked, Config, Problem, Recipient, Report, Settings, Severity, Store};
use crate::failure::{Failure, Status};
use crate::json;
use crate::page::{say, visible_lines};

/// How long Amazon Pay may take to say whether it is well.
const PATIENCE: Duration = Duration::from_secs(20);

/// Checks what is left to check, and tells all of it.
pub fn run(
    settings: &Settings,
    config: Option<&Config>,
    mut problems: Vec<Problem>,
    online: bool,
    as_json: bool,
) -> Result<Status, Failure> {
    let mut checked = Vec::new();
    let mut waits_for = Vec::new();
    if let Some(config) = config {
        checked.push(Checked { what: "notifications of FPS".to_owned(), result: config.notified().to_owned() });
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            store(&config.store, &mut checked, &mut problems, &mut waits_for).await;
            ports(config, &mut checked, &mut problems, &mut waits_for);
            if online {
                for (place, caller) in config.callers.iter().enumerate() {
                    let setting = format!("caller[{}].amazon_pay", place + 1);
                    let account = &caller.account;
                    merchant(account, Of::own(account), setting, &mut checked, &mut problems).await;
                    for (other, recipient) in account.recipients.iter().enumerate() {
                        let setting = format!("caller[{}].recipient[{}]", place + 1, other + 1);
                        merchant(account, Of::other(recipient), setting, &mut checked, &mut problems).await;
                    }
                }
            }
        });
    }
    let report = Report::of(settings, &problems, checked, waits_for);
    match as_json {
        true => json::print(&report)?,
        false => say(&in_words(settings, &report, &problems))?,
    }
    Ok(if report.ok { Status::Success } else { Status::Usage })
}

fn in_words(settings: &Settings, report: &Report, problems: &[Problem]) -> String {
    let mut text = config::as_file(settings) + "\n";
    for checked in &report.checked {
        text += &format!("ok: {}: {}\n", visible_lines(&checked.what), visible_lines(&checked.result));
    }
    for problem in problems {
        text += &(visible_lines(&problem.to_string()) + "\n");
    }
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    text += &match errors {
        0 if report.waits_for.is_empty() => "The gateway can start.\n".to_owned(),
        0 => format!("The gateway can start once {}.\n", visible_lines(&report.waits_for.join(", and "))),
        1 => "The gateway can't start: 1 error.\n".to_owned(),
        errors => format!("The gateway can't start: {errors} errors.\n"),
    };
    text
}

async fn store(store: &Store, checked: &mut Vec<Checked>, problems: &mut Vec<Problem>, waits_for: &mut Vec<String>) {
    let (what, setting, standing) = match store {
        Store::Folder(folder) => (format!("store in {}", folder.display()), "data", Standing::of_folder(folder)),
        Store::Database(url) => {
            ("store in PostgreSQL".to_owned(), "database_url", Standing::of_database(url.expose_secret()).await)
        }
    };
    match standing {
        // It is the gateway itself, mostly, whose next configuration is checked beside it.
        Ok(Standing::InUse) => {
            let message = "another program has the books open, and they are for one at a time";
            problems.push(Problem::warning("", setting, message));
            waits_for.push(format!("nobody else has the {what} open"));
        }
        Ok(Standing::Foreign) => problems.push(Problem::error("", setting, Standing::Foreign.to_string())),
        Ok(standing) => checked.push(Checked { what, result: standing.to_string() }),
        Err(reason) => problems.push(Problem::error("", setting, reason.to_string())),
    }
}

/// Takes the ports that the gateway would take, all of them before it gives back the first.
fn ports(config: &Config, checked: &mut Vec<Checked>, problems: &mut Vec<Problem>, waits_for: &mut Vec<String>) {
    let mut taken = Vec::new();
    for (setting, address) in [("listen", Some(config.listen)), ("admin_listen", config.admin_listen)] {
        let Some(address) = address else { continue };
        match TcpListener::bind(address) {
            Ok(listener) => {
                taken.push(listener);
                checked.push(Checked { what: format!("{address} ({setting})"), result: "it is free".to_owned() });
            }
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                problems.push(Problem::warning("", setting, format!("another program listens on {address}")));
                waits_for.push(format!("nobody else listens on {address}"));
            }
            Err(error) => {
                let message = format!("the gateway can't listen on {address}: {error}");
                problems.push(Problem::error("", setting, message));
            }
        }
    }
}

/// For whom Amazon Pay is asked.
struct Of<'a> {
    seller_id: &'a str,
    auth_token: Option<&'a SecretString>,
}

impl<'a> Of<'a> {
    fn own(account: &'a Account) -> Self {
        Self { seller_id: &account.seller_id, auth_token: account.auth_token.as_ref() }
    }

    fn other(recipient: &'a Recipient) -> Self {
        Self { seller_id: &recipient.seller_id, auth_token: Some(&recipient.auth_token) }
    }
}

/// Asks Amazon Pay whether it is well, and whether the merchant's account is.
async fn merchant(
    account: &Account,
    of: Of<'_>,
    setting: String,
    checked: &mut Vec<Checked>,
    problems: &mut Vec<Problem>,
) {
    let client = match client(account, &of) {
        Ok(client) => client,
        Err(error) => return problems.push(Problem::error("", setting, error.to_string())),
    };
    let what = format!("Amazon Pay for {}", of.seller_id);
    match client.get_service_status(&GetServiceStatusRequest::new()).await {
        Ok(answer) => {
            let status = answer.result.status.as_ref().to_owned();
            checked.push(Checked { what: what.clone(), result: format!("its status is {status}") });
        }
        Err(error) => return problems.push(Problem::error("", setting, format!("GetServiceStatus: {error}"))),
    }
    match client.get_merchant_account_status(&GetMerchantAccountStatusRequest::default()).await {
        Ok(answer) => {
            let status = answer.result.account_status.as_ref().to_owned();
            checked.push(Checked { what, result: format!("the merchant's account is {status}") });
        }
        Err(error) => problems.push(Problem::error("", setting, format!("GetMerchantAccountStatus: {error}"))),
    }
}

fn client(account: &Account, of: &Of<'_>) -> Result<amazon_pay::Client, amazon_fps::Error> {
    let mut builder = amazon_pay::Client::builder()
        .credentials(Credentials::new(&account.access_key_id, account.secret_access_key.expose_secret()))
        .seller_id(of.seller_id)
        .environment(account.environment.into())
        .timeout(PATIENCE)
        .retry(RetryPolicy::default().attempts(1));
    builder = match &account.endpoint {
        Some(url) => builder.endpoint(Endpoint::url(url)?),
        None => builder.region(account.region.into()),
    };
    if let Some(token) = of.auth_token {
        builder = builder.mws_auth_token(token.expose_secret());
    }
    builder.build()
}
