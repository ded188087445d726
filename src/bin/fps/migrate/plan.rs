use amazon_fps::migrate::plan::Plan;
use amazon_fps::migrate::{ReadError, report, traffic};
use clap::ValueEnum;

use super::files;
use crate::failure::{Failure, Status};

/// Write the plan for moving to Amazon Pay
///
/// From what a scan found in the code, from what recorded traffic uses, and from what becomes of each action: what to do in
/// which order, what the gateway covers from the first day, what needs the buyer again, what is impossible and who uses
/// it, what to test, how to go live, and how much work it is likely to be. The same inputs give the same plan.
#[derive(clap::Args)]
pub struct Args {
    /// What `fps migrate scan --format json` has written
    #[arg(long, value_name = "FILE", required_unless_present = "traffic")]
    scan: Option<String>,
    /// What `fps migrate traffic --json` has written
    #[arg(long, value_name = "FILE")]
    traffic: Option<String>,
    /// The form of the plan
    #[arg(long, value_enum, default_value = "markdown")]
    format: Format,
    /// The file to write to, rather than standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Markdown,
    Html,
    Json,
}

impl Args {
    pub fn run(self) -> Result<Status, Failure> {
        let scan =
            read(self.scan.as_deref(), report::read, "`fps migrate scan --format json` writes what --scan reads.")?;
        let traffic =
            read(self.traffic.as_deref(), traffic::read, "`fps migrate traffic --json` writes what --traffic reads.")?;
        let plan = Plan::of(scan.as_ref(), traffic.as_ref());
        let text = match self.format {
            Format::Markdown => plan.markdown(),
            Format::Html => plan.html(),
            Format::Json => plan.json(),
        };
        files::write(self.output.as_deref(), &text)?;
        Ok(Status::Success)
    }
}

fn read<T>(
    path: Option<&str>,
    read: impl Fn(&str) -> Result<T, ReadError>,
    advice: &str,
) -> Result<Option<T>, Failure> {
    let Some(path) = path else { return Ok(None) };
    let text = files::read(path)?;
    read(&text).map(Some).map_err(|error| Failure::usage(format!("'{path}' is of no use: {error}")).advise(advice))
}
