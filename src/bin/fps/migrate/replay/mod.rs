mod text;

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use amazon_fps::client::{Credentials, Endpoint};
use amazon_fps::migrate::replay::{BuildError, Mapping, Mark, Replay, Rules, Run};
use amazon_fps::migrate::traffic::recording;
use amazon_fps::sandbox::Seed;
use amazon_fps::sign::rsa_sha1::SignatureAlgorithm;
use anyhow::Context;
use chrono::Utc;
use indicatif::{ProgressBar, ProgressStyle};
use sha2::{Digest, Sha256};
use tokio::runtime::Runtime;

use super::files::{self, write, write_privately};
use crate::connection::{identity, variable};
use crate::control::{self, Control};
use crate::failure::{Failure, Status};
use crate::page::Page;

/// Send recorded requests again, and compare the answers
///
/// Reads what `fps migrate traffic` reads, and sends each call of FPS in it to a sandbox or a gateway: signed anew, with the
/// ids of now for those of the recording. Each answer is compared with the recorded one by its type. Ids, times, and what
/// rules or documents explain may differ; anything else is reported, and so is every id for which nothing stands, whose
/// request is not sent.
///
/// The service should begin afresh: what an earlier replay has left there shows wherever answers tell of the past.
///
/// Signs with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of the environment, and SOAP messages with --cert and --key: what
/// the first access key and the first certificate of the recording signed. What others signed is not sent unless --caller
/// says who signs it now, or --one-caller that it is all the same.
///
/// The exit status is 0 if every call was replayed and compared and nothing is left unexplained, otherwise 1: also where the
/// recording doesn't hold what was asked, or only the HTTP status of what was answered. What is not asked for, and what was
/// refused for its signature when it was recorded, may be left out. It is 2 if a file can't be read; nothing is sent then.
#[derive(clap::Args)]
pub struct Args {
    /// The recording; - is standard input
    #[arg(value_name = "FILE")]
    file: String,
    /// The address of the sandbox or the gateway
    #[arg(long, value_name = "URL")]
    against: String,
    /// It is a gateway: what is documented to be different there counts as explained
    #[arg(long)]
    gateway: bool,
    /// The access key id [default: the environment variable AWS_ACCESS_KEY_ID]
    #[arg(long, value_name = "ID")]
    access_key: Option<String>,
    /// Who signs what another access key signed when it was recorded: the environment variable that holds the secret, with
    /// the access key of now before it where that is another one. May be given more than once
    #[arg(long, value_name = "RECORDED=[ID,]VARIABLE")]
    caller: Vec<Caller>,
    /// Sign everything alike, whoever signed it when it was recorded
    #[arg(long)]
    one_caller: bool,
    /// The certificate that signs SOAP messages, in PEM
    #[arg(long, visible_alias = "certificate", value_name = "FILE", requires = "key")]
    cert: Option<PathBuf>,
    /// The private key of the certificate, in PEM
    #[arg(long, value_name = "FILE", requires = "cert")]
    key: Option<PathBuf>,
    /// What stands for ids that the recording doesn't make: a file with lines of an old id, a comma and the new one, or
    /// `seed` for what a sandbox holds. May be given more than once
    #[arg(long, value_name = "FILE.csv")]
    map: Vec<String>,
    /// Where to write the ids of the recording with those that stood for them. It holds whole token ids
    #[arg(long, value_name = "FILE.csv")]
    mapping_out: Option<PathBuf>,
    /// What is appended to caller references, so that they are new to the service [default: made from the recording]
    #[arg(long, value_name = "NAME", conflicts_with = "keep_references")]
    run: Option<String>,
    /// Leave caller references as they are
    #[arg(long)]
    keep_references: bool,
    /// More rules for what may differ, in TOML
    #[arg(long, value_name = "FILE")]
    rules: Vec<PathBuf>,
    /// The seconds to wait for a transaction that was done when it was recorded and isn't yet
    #[arg(long, value_name = "SECONDS", default_value_t = 0, value_parser = clap::value_parser!(u64).range(..=86_400))]
    wait: u64,
    /// The most calls a second
    #[arg(long, value_name = "CALLS", value_parser = clap::value_parser!(u32).range(1..=1000))]
    rate: Option<u32>,
    /// The only action to replay. May be given more than once
    #[arg(long, value_name = "ACTION")]
    only: Vec<String>,
    /// The first line, entry or time to replay
    #[arg(long, value_name = "PLACE")]
    from: Option<Mark>,
    /// The last line, entry or time to replay
    #[arg(long, value_name = "PLACE")]
    to: Option<Mark>,
    /// Send nothing, and tell what would be sent
    #[arg(long)]
    dry_run: bool,
    /// Call one of Amazon's own hosts, where what is replayed moves real money
    #[arg(long)]
    move_real_money_at_amazon: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Where to write the report for build servers
    #[arg(long, value_name = "FILE.xml")]
    junit: Option<String>,
    /// Where to write the report as one page of HTML
    #[arg(long, value_name = "FILE.html")]
    html: Option<String>,
}

impl Args {
    pub fn run(self) -> Result<Status, Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let mut replay = self.replay(&runtime)?;
        let progress = self.progress();
        let input = progress.wrap_read(files::open(&self.file)?);
        let recording = recording::read(input, &mut |exchange| {
            let flow = runtime.block_on(replay.play(&exchange));
            if let Some(case) = replay.report().cases.last() {
                progress.set_message(format!("{}: {} {}", case.place, case.action, case.verdict.as_str()));
            }
            flow
        });
        progress.finish_and_clear();
        let (mut report, mapping) = replay.finish();
        report.name.clone_from(&self.file);
        report.recording = Some(recording);

        let text = match self.json {
            true => report.json(),
            false => {
                let mut page = Page::for_stdout();
                text::report(&mut page, &report);
                page.text
            }
        };
        // First of all what is asked for in any case: what was sent can not be sent again to learn it.
        write(None, &text)?;
        if let Some(path) = &self.mapping_out {
            write_privately(path, &mapping.csv())?;
        }
        if let Some(path) = &self.junit {
            write(Some(path), &report.junit())?;
        }
        if let Some(path) = &self.html {
            write(Some(path), &report.html())?;
        }
        Ok(if report.is_clean() { Status::Success } else { Status::Failed })
    }

    fn replay(&self, runtime: &Runtime) -> Result<Replay, Failure> {
        let endpoint = Endpoint::url(&self.against).map_err(Failure::usage)?;
        let mut builder = Replay::builder()
            .endpoint(endpoint)
            .gateway(self.gateway)
            .rules(self.rules()?)
            .run(self.run_name()?)
            .only(self.only.iter().cloned())
            .wait(Duration::from_secs(self.wait))
            .pause(self.rate.map_or(Duration::ZERO, |rate| Duration::from_secs(1) / rate))
            .dry_run(self.dry_run)
            .one_caller(self.one_caller)
            .allow_amazon(self.move_real_money_at_amazon);
        let access_key = self.access_key.clone().or_else(|| control::variable("AWS_ACCESS_KEY_ID"));
        if let Some(access_key) = &access_key {
            builder = builder.credentials(Credentials::new(access_key, variable("AWS_SECRET_ACCESS_KEY")?));
        }
        for caller in &self.caller {
            builder = builder.caller(&caller.recorded, Credentials::new(&caller.new, variable(&caller.variable)?));
        }
        if let (Some(certificate), Some(key)) = (&self.cert, &self.key) {
            builder = builder.identity(identity(certificate, key, Utc::now())?, SignatureAlgorithm::default());
        }
        if let Some(from) = self.from {
            builder = builder.first(from);
        }
        if let Some(to) = self.to {
            builder = builder.last(to);
        }
        let mapping = self.mapping(runtime, access_key.as_deref())?;
        builder.mapping(mapping).build().map_err(|error| {
            let advice = match &error {
                BuildError::Amazons(_) => "Replay against a sandbox or a gateway. --move-real-money-at-amazon calls it all the same.",
                BuildError::NoCredentials => {
                    "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give --cert and --key; a sandbox shows its own at \
                     /_sandbox/seed."
                }
                _ => "`fps migrate replay --help` tells what can be given.",
            };
            Failure::usage(error).advise(advice)
        })
    }

    fn rules(&self) -> Result<Rules, Failure> {
        let mut rules = match self.gateway {
            true => Rules::of_the_gateway(),
            false => Rules::built_in(),
        };
        for path in &self.rules {
            let shown = path.display();
            let text = files::read(&shown.to_string())?;
            rules = rules.and(Rules::parse(&text).map_err(|error| Failure::usage(format!("'{shown}': {error}")))?);
        }
        Ok(rules)
    }

    fn run_name(&self) -> Result<Run, Failure> {
        if self.keep_references {
            return Ok(Run::keeping_references());
        }
        if let Some(name) = &self.run {
            return Run::named(name).map_err(Failure::usage);
        }
        if self.file == "-" {
            return Err(Failure::usage("standard input is read once, and gives the run no name")
                .advise("Give --run NAME, or --keep-references."));
        }
        let mut digest = Sha256::new();
        io::copy(&mut files::open(&self.file)?, &mut Hashing(&mut digest))
            .with_context(|| format!("can't read '{}'", self.file))?;
        Ok(Run::of_digest(&digest.finalize()))
    }

    fn mapping(&self, runtime: &Runtime, access_key: Option<&str>) -> Result<Mapping, Failure> {
        let mut mapping = Mapping::new();
        for path in self.map.iter().filter(|path| *path != "seed") {
            let text = files::read(path)?;
            let more = Mapping::from_csv(&text).map_err(|error| Failure::usage(format!("'{path}', {error}")))?;
            mapping = mapping.and(more);
        }
        if self.map.iter().any(|path| path == "seed") {
            let Some(access_key) = access_key else {
                return Err(Failure::usage("--map seed takes what an access key finds, and none is given")
                    .advise("Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."));
            };
            let control = Control::of(&self.against, control::variable("FPS_SANDBOX_KEY"))?;
            let seed = runtime.block_on(control.ask("GET", "/_sandbox/seed", None))?;
            let seed: Seed = serde_json::from_value(seed).context("what the sandbox says of its seed can't be read")?;
            mapping = mapping.with_seed(&seed, access_key);
        }
        Ok(mapping)
    }

    /// A bar of the bytes to read, on a terminal.
    fn progress(&self) -> ProgressBar {
        if !io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let metadata = std::fs::metadata(&self.file).ok().filter(|metadata| metadata.is_file());
        let bar = ProgressBar::new(metadata.map_or(0, |metadata| metadata.len()));
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {bytes} of {total_bytes}, {eta} to go  {wide_msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(100));
        bar
    }
}

/// What stands for a caller of the recording.
#[derive(Clone, Debug)]
struct Caller {
    recorded: String,
    new: String,
    /// The environment variable that holds the secret.
    variable: String,
}

impl FromStr for Caller {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let words =
            text.split_once('=').map(|(recorded, now)| (recorded, now.split_once(',').unwrap_or((recorded, now))));
        match words {
            Some((recorded, (new, variable))) if ![recorded, new, variable].contains(&"") => {
                Ok(Self { recorded: recorded.to_owned(), new: new.to_owned(), variable: variable.to_owned() })
            }
            _ => Err(
                "it is a recorded access key, an equals sign, and the name of an environment variable, before which \
                      another access key and a comma may stand",
            ),
        }
    }
}

/// A digest that can be written to.
struct Hashing<'d>(&'d mut Sha256);

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
