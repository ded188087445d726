//! Finding FPS in source code.

mod progress;
mod text;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use amazon_fps::fate::Fate;
use amazon_fps::migrate::report::{self, Risk, fate};
use amazon_fps::migrate::scan::{Finding, Kind, Rules, Scan, Scanner};
use amazon_fps::migrate::source::{self, Error, Revision, Selection, Source};
use anyhow::Context;
use clap::ValueEnum;

use crate::failure::{Failure, Status};
use crate::page::{Page, say};
use progress::Bar;

/// Find every use of FPS in source code, and what becomes of it on Amazon Pay
///
/// PHP, Ruby, Python, Java, C#, JavaScript and TypeScript are read by their syntax, everything else by patterns.
/// Ignore files are respected: .fpsignore, .ignore and .gitignore, in a repository also those above PATH. Files in
/// another encoding than UTF-8 are not read, and named. Nothing is written but the report.
#[derive(clap::Args)]
#[command(after_help = NOTES)]
pub struct Args {
    /// Folders, files, and archives: zip, jar, war, tar, tar.gz
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How the report is written
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// Write the report to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// A file with more rules, in the format of those that are built in; may be given again
    #[arg(long, value_name = "FILE")]
    rules: Vec<PathBuf>,
    /// Read the paths as they are in this commit, branch or tag, not as they are in the work tree
    #[arg(long, value_name = "GIT_REVISION")]
    rev: Option<String>,
    /// A file in the syntax of .gitignore with what to leave out of each path; may be given again
    #[arg(long, value_name = "FILE")]
    ignore_file: Vec<PathBuf>,
    /// Read also what .fpsignore, .ignore and .gitignore leave out
    #[arg(long)]
    no_ignore: bool,
    /// End with status 1 if there is any of these; several are separated by commas
    #[arg(long, value_enum, value_delimiter = ',', value_name = "WHAT")]
    fail_on: Vec<FailOn>,
}

const NOTES: &str = "\
Exit status:
  0  the scan is done, whatever it has found
  1  there is something that --fail-on names, or this machine failed
  2  bad usage: no such path, revision or rule file; nothing was scanned

Examples:
  fps migrate scan .
  fps migrate scan shop.zip --format html --output report.html
  fps migrate scan src --rev v2.1 --format sarif --output fps.sarif --fail-on impossible,credential";

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A summary for people
    Text,
    /// Everything, for machines: `fps migrate plan` reads it
    Json,
    /// SARIF 2.1.0, for build servers and editors
    Sarif,
    /// One page that needs nothing else
    Html,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// An action that is impossible on Amazon Pay
    Impossible,
    /// An action that behaves otherwise there
    Changed,
    /// An action that the gateway keeps in its own books
    Kept,
    /// An action that is the same there
    Exact,
    /// A call of an action that is chosen at run time
    Unknown,
    /// A key in the open
    Credential,
    /// A place of high risk
    High,
    /// A place of medium or high risk
    Medium,
    /// Any place at all
    Any,
    /// A file that may be text and could not be read, or not to its end
    Skipped,
}

/// What is to be read.
struct Wanted {
    sources: Vec<Box<dyn Source>>,
    /// The commit that they are read in, if not as they are now.
    commit: Option<String>,
}

impl Args {
    pub fn run(self) -> Result<Status, Failure> {
        let scanner = Scanner::new(self.all_rules()?);
        let Wanted { sources, commit } = self.wanted()?;
        let mut bar = Bar::new();
        let mut scan = source::scan(&scanner, &sources, &mut |progress| bar.show(&progress)).map_err(unusable)?;
        bar.clear();
        scan.revision = commit;
        self.write(&scan)?;
        Ok(self.judge(&scan))
    }

    fn all_rules(&self) -> Result<Rules, Failure> {
        self.rules.iter().try_fold(Rules::builtin(), |rules, path| {
            rules.with_file(path).map_err(|error| Failure::usage(error).advise("Nothing was scanned."))
        })
    }

    fn wanted(&self) -> Result<Wanted, Failure> {
        let selection = self.selection()?;
        let mut sources = Vec::new();
        let mut commit = None;
        for path in &self.paths {
            let source: Box<dyn Source> = match &self.rev {
                None => source::open(path, &selection).map_err(unusable)?,
                Some(revision) => {
                    let revision = Revision::open(path, revision, &selection).map_err(unusable)?;
                    if commit.get_or_insert_with(|| revision.commit().to_owned()) != revision.commit() {
                        let problem = "the paths are in several repositories, whose commits differ";
                        return Err(Failure::usage(problem).advise("Scan each repository by itself."));
                    }
                    Box::new(revision)
                }
            };
            sources.push(source);
        }
        Ok(Wanted { sources, commit })
    }

    fn selection(&self) -> Result<Selection, Failure> {
        let mut selection = Selection::default();
        selection.ignore_files = !self.no_ignore;
        selection.without = self.output.iter().cloned().collect();
        for path in &self.ignore_file {
            let text = fs::read_to_string(path)
                .map_err(|error| Failure::usage(format!("{} can't be read: {error}", path.display())))?;
            let problem = |error| Failure::usage(format!("{}: {error}", path.display())).advise("Nothing was scanned.");
            selection.leave_out(&text).map_err(problem)?;
        }
        Ok(selection)
    }

    fn write(&self, scan: &Scan) -> Result<(), Failure> {
        let format = if self.json { Format::Json } else { self.format };
        let report = match format {
            Format::Text => {
                let mut page = if self.output.is_some() { Page::plain(100) } else { Page::for_stdout() };
                text::write(&mut page, scan);
                page.text
            }
            Format::Json => report::json(scan),
            Format::Sarif => report::sarif(scan),
            Format::Html => report::html(scan),
        };
        match &self.output {
            Some(path) => put(path, &report),
            None => Ok(say(&report)?),
        }
    }

    /// Says what there is that was not to be.
    fn judge(&self, scan: &Scan) -> Status {
        let mut status = Status::Success;
        for what in &self.fail_on {
            let count = match what {
                FailOn::Skipped => scan.skipped.len(),
                what => scan.findings.iter().filter(|finding| what.is(finding)).count(),
            };
            if count > 0 {
                let name = what.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
                let places = if count == 1 { "1 place".to_owned() } else { format!("{count} places") };
                // Whoever has closed standard error still gets the status.
                let _ = writeln!(io::stderr(), "--fail-on {name}: {places}");
                status = Status::Failed;
            }
        }
        status
    }
}

impl FailOn {
    fn is(self, finding: &Finding) -> bool {
        match self {
            Self::Impossible => fate(finding) == Some(Fate::Impossible),
            Self::Changed => fate(finding) == Some(Fate::Changed),
            Self::Kept => fate(finding) == Some(Fate::Kept),
            Self::Exact => fate(finding) == Some(Fate::Exact),
            Self::Unknown => finding.kind == Kind::Action && finding.action.is_none(),
            Self::Credential => finding.kind == Kind::Credential,
            Self::High => Risk::of(finding) == Risk::High,
            Self::Medium => Risk::of(finding) >= Risk::Medium,
            Self::Any => true,
            Self::Skipped => false,
        }
    }
}

fn put(path: &Path, report: &str) -> Result<(), Failure> {
    fs::write(path, report).with_context(|| format!("{} can't be written", path.display()))?;
    Ok(())
}

fn unusable(error: Error) -> Failure {
    let advice = match &error {
        Error::Git { .. } => "Nothing was written. `git log --all --oneline` lists what there is.",
        _ => "Nothing was written.",
    };
    let mut message = error.to_string();
    if let Some(cause) = std::error::Error::source(&error) {
        message.push_str(&format!(": {cause}"));
    }
    Failure::usage(message).advise(advice)
}
