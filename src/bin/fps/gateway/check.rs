//! `fps gateway --check`: everything that can be found out without starting.

use std::io::{self, Write};
use std::time::Duration;

use amazon_fps::amazon_pay::{self, GetMerchantAccountStatusRequest, GetServiceStatusRequest};
use amazon_fps::client::{Credentials, Endpoint, RetryPolicy};
use amazon_fps::gateway::Standing;
use secrecy::{ExposeSecret, SecretString};

use super::config::{self, Account, Checked, Config, Problem, Recipient, Report, Settings, Severity, Store};
use crate::failure::{Failure, Status};
use crate::json;
use crate::page::visible_lines;

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
    if let Some(config) = config {
        checked.push(Checked { what: "notifications of FPS".to_owned(), result: config.notified().to_owned() });
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            store(&config.store, &mut checked, &mut problems).await;
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
    let report = Report::of(settings, &problems, checked);
    match as_json {
        true => json::print(&report)?,
        false => print(settings, &report, &problems)?,
    }
    Ok(if report.ok { Status::Success } else { Status::Usage })
}

fn print(settings: &Settings, report: &Report, problems: &[Problem]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    write!(out, "{}", config::as_file(settings))?;
    writeln!(out)?;
    for checked in &report.checked {
        writeln!(out, "ok: {}: {}", visible_lines(&checked.what), visible_lines(&checked.result))?;
    }
    for problem in problems {
        writeln!(out, "{}", visible_lines(&problem.to_string()))?;
    }
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    match errors {
        0 => writeln!(out, "The gateway can start."),
        1 => writeln!(out, "The gateway can't start: 1 error."),
        errors => writeln!(out, "The gateway can't start: {errors} errors."),
    }
}

async fn store(store: &Store, checked: &mut Vec<Checked>, problems: &mut Vec<Problem>) {
    let (what, setting, standing) = match store {
        Store::Folder(folder) => (format!("store in {}", folder.display()), "data", Standing::of_folder(folder)),
        Store::Database(url) => {
            ("store in PostgreSQL".to_owned(), "database_url", Standing::of_database(url.expose_secret()).await)
        }
    };
    match standing {
        Ok(Standing::Foreign) => problems.push(Problem::error("", setting, Standing::Foreign.to_string())),
        Ok(standing) => checked.push(Checked { what, result: standing.to_string() }),
        Err(reason) => problems.push(Problem::error("", setting, reason.to_string())),
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
