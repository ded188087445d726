//! `fps migrate link`: old tokens, with the consents that stand for them now.

use std::future::Future;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use amazon_fps::gateway::Standing;
use amazon_fps::gateway::link::{COLUMNS, LinkError, Linking, Problem, Report, Sheet, Workbench};
use anyhow::Context;
use indicatif::ProgressBar;
use serde::Serialize;
use url::Url;

use super::files::write_privately;
use crate::control::variable;
use crate::failure::{Failure, Status};
use crate::json;
use crate::page::say;

/// How long something may take before it is said that it goes on.
const PATIENCE: Duration = Duration::from_secs(1);
/// As long as addresses to consent at can be good, in days.
const MOST_DAYS: u32 = 365;

/// Take old tokens over into a gateway, with the consents of Amazon Pay that stand for them
///
/// FILE.csv has a line for each token, and names its columns in the first one: --columns lists them. All of it is
/// applied, or nothing; the same file again changes nothing. Every problem is told with its line and character. The
/// books of a gateway in a folder are for one program at a time: stop the gateway meanwhile. Those in a PostgreSQL
/// database can be worked on while it runs.
#[derive(clap::Args)]
pub struct Args {
    /// The file with the tokens
    #[arg(value_name = "FILE.csv", required_unless_present = "columns")]
    file: Option<PathBuf>,
    /// Say what each column holds, and for which tokens, and do nothing
    #[arg(long)]
    columns: bool,
    /// The access key of the caller whose tokens they are
    #[arg(long, value_name = "KEY", required_unless_present = "columns")]
    caller: Option<String>,
    /// The folder in which the gateway keeps its books
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
    /// The PostgreSQL database in which the gateways keep their books [default: the environment variable
    /// FPS_DATABASE_URL, unless --data is given]
    #[arg(long, value_name = "URL", conflicts_with = "data")]
    database_url: Option<String>,
    /// The caller's own SellerId at Amazon Pay, for lines that say none
    #[arg(long, value_name = "ID")]
    seller_id: Option<String>,
    /// Let tokens that were linked before have other terms; what was counted since then stays
    #[arg(long)]
    update: bool,
    /// Check everything, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Write the addresses on which buyers consent anew, for all tokens of the file that have no consent: a CSV of
    /// token_id and url. Whoever has such an address may consent: send each to its buyer only
    #[arg(long, value_name = "FILE.csv", requires = "public_url", conflicts_with = "dry_run")]
    renewal_links: Option<PathBuf>,
    /// Where browsers find the gateway: http or https, and a host without a path
    #[arg(long, value_name = "URL", value_parser = crate::gateway::home)]
    public_url: Option<Url>,
    /// For how many days those addresses are good
    #[arg(long, value_name = "DAYS", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_DAYS)))]
    renewal_days: u32,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    report: Option<&'a Report>,
    problems: &'a [Problem],
}

impl Args {
    pub fn run(self) -> Result<Status, Failure> {
        if self.columns {
            return describe(self.json);
        }
        let (Some(file), Some(caller)) = (self.file.as_deref(), self.caller.as_deref()) else {
            return Err(Failure::usage("a file and --caller are needed"));
        };
        let bytes =
            std::fs::read(file).map_err(|error| Failure::usage(format!("can't read {}: {error}", file.display())))?;
        let sheet = match Sheet::read(&bytes) {
            Ok(sheet) => sheet,
            Err(problems) => return self.tell_problems(file, &problems),
        };
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(self.link(file, caller, &sheet))
    }

    async fn link(&self, file: &Path, caller: &str, sheet: &Sheet) -> Result<Status, Failure> {
        let workbench = self.open(caller).await?;
        let mut linking = Linking::default();
        linking.update = self.update;
        linking.dry_run = self.dry_run;
        linking.seller_id.clone_from(&self.seller_id);
        let told = format!("Linking {} tokens", sheet.len());
        let report = match patiently(workbench.link(sheet, &linking), told).await {
            Ok(report) => report,
            Err(LinkError::Problems(problems)) => return self.tell_problems(file, &problems),
            Err(error) => return Err(anyhow::Error::new(error).context("the tokens can't be linked").into()),
        };
        if let (Some(links), Some(home)) = (&self.renewal_links, &self.public_url) {
            write_links(&workbench, &report, home, self.renewal_days, links).await?;
        }
        match self.json {
            true => json::print(&Told { report: Some(&report), problems: &[] })?,
            false => say(&in_words(&report))?,
        }
        Ok(Status::Success)
    }

    async fn open(&self, caller: &str) -> Result<Workbench, Failure> {
        let database =
            self.database_url.clone().or_else(|| variable("FPS_DATABASE_URL").filter(|_| self.data.is_none()));
        let opened = match (&self.data, database) {
            (Some(folder), _) => {
                if matches!(Standing::of_folder(folder), Ok(Standing::InUse)) {
                    let message = format!("the books in {} are open in another program", folder.display());
                    return Err(Failure::usage(message).advise(
                        "They are for one program at a time: stop the gateway, link, and start it again. A gateway on \
                         PostgreSQL can go on meanwhile.",
                    ));
                }
                Workbench::folder(folder, caller).await
            }
            (None, Some(url)) => Workbench::database(url, caller).await,
            (None, None) => {
                return Err(Failure::usage(
                    "say where the gateway keeps its books: --data FOLDER or --database-url URL",
                ));
            }
        };
        Ok(opened.context("the books can't be opened")?)
    }

    fn tell_problems(&self, file: &Path, problems: &[Problem]) -> Result<Status, Failure> {
        if self.json {
            json::print(&Told { report: None, problems })?;
        } else {
            let mut out = io::stderr().lock();
            for problem in problems {
                writeln!(out, "{}:{problem}", file.display())?;
            }
            let (noun, verb) = if problems.len() == 1 { ("problem", "is") } else { ("problems", "are") };
            writeln!(out, "error: there {verb} {} {noun}: nothing was written", problems.len())?;
        }
        Ok(Status::Usage)
    }
}

/// Does it, and says that it goes on where that takes a while.
async fn patiently<T>(doing: impl Future<Output = T>, told: String) -> T {
    let mut doing = std::pin::pin!(doing);
    if let Ok(done) = tokio::time::timeout(PATIENCE, &mut doing).await {
        return done;
    }
    // Of standard error, and only where that is a terminal.
    let bar = ProgressBar::new_spinner().with_message(told);
    bar.enable_steady_tick(Duration::from_millis(100));
    let done = doing.await;
    bar.finish_and_clear();
    done
}

async fn write_links(
    workbench: &Workbench,
    report: &Report,
    home: &Url,
    days: u32,
    file: &Path,
) -> Result<(), Failure> {
    let expires = workbench.now() + chrono::TimeDelta::days(days.into());
    let mut text = "token_id,url\r\n".to_owned();
    for token in &report.awaiting {
        let link = workbench.renewal_link(home, token, expires).await.context("the addresses can't be made")?;
        text += &format!("{},{link}\r\n", token.as_str());
    }
    write_privately(file, &text)
}

fn in_words(report: &Report) -> String {
    let mut text = if report.dry_run { "Nothing was written. It would be:\n" } else { "" }.to_owned();
    for (count, what) in [
        (report.linked, "linked"),
        (report.updated, "updated"),
        (report.unchanged, "unchanged"),
        (report.awaiting_consent, "waiting for their buyers to consent"),
    ] {
        text += &format!("{count:>8} {what}\n");
    }
    if report.instruments > 0 {
        text += &format!(
            "{:>8} instruments, with ${:.2} paid in advance and ${:.2} owed\n",
            report.instruments, report.prepaid_balance, report.debt
        );
    }
    if !report.recipients.is_empty() {
        text += &format!(
            "{:>8} other sellers, who can be paid once the gateway's configuration has each as a [[caller.recipient]] with \
             the MWSAuthToken that he gave: {}\n",
            report.recipients.len(),
            report.recipients.join(", ")
        );
    }
    text
}

fn describe(as_json: bool) -> Result<Status, Failure> {
    #[derive(Serialize)]
    struct Described {
        name: &'static str,
        types: &'static [&'static str],
        required: &'static [&'static str],
        meaning: &'static str,
    }
    let columns = COLUMNS.iter().map(|column| Described {
        name: column.name,
        types: column.types,
        required: column.required,
        meaning: column.meaning,
    });
    let columns: Vec<_> = columns.collect();
    if as_json {
        json::print(&columns)?;
        return Ok(Status::Success);
    }
    let mut text = String::new();
    for column in columns {
        text += &format!("{}\n    {}\n", column.name, column.meaning);
        text += &format!("    For: {}\n", column.types.join(", "));
        if !column.required.is_empty() {
            text += &format!("    Required for: {}\n", column.required.join(", "));
        }
    }
    let header: Vec<_> = COLUMNS.iter().map(|column| column.name).collect();
    say(&format!("{text}\nThe first line of a file with all of them:\n{}\n", header.join(",")))?;
    Ok(Status::Success)
}
