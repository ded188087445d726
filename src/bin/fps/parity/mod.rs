mod bases;
mod compare;
mod raw;
mod report;
mod side;
mod stories;
mod variations;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use amazon_fps::client::{Credentials, Method};
use amazon_fps::fps::{Operation, SERVICE};
use amazon_fps::sandbox::{Seed, SeedCaller};
use amazon_fps::sign::rsa_sha1::SignatureAlgorithm;
use amazon_fps::sign::v2::SignatureMethod;
use amazon_fps::sign::x509::Identity;
use anyhow::bail;
use chrono::{SubsecRound, Utc};

use crate::connection::{ConnectionArgs, variable};
use crate::failure::{Failure, Status};
use crate::json;
use crate::observe::{Observed, Refusal};
use crate::page::Page;
use crate::service::Service;
use crate::world::{Unavailable, World, seed_of};
use report::{CaseReport, Report, Verdict};
use side::Side;
use stories::Story;
use variations::{Expect, Variation};

/// Compare REST with SOAP, case by case, on any service
///
/// Plays every action with fields in and out, at boundary lengths, with texts of every script, with numbers, dates
/// and values at and beyond their limits, and every error that can be provoked; and compares the typed
/// answers and errors field by field. Without --endpoint it does so on two sandboxes of its own that are alike.
///
/// A service at an address is called with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of the environment, and over
/// SOAP with --cert and --key; a sandbox that is asked from its own machine tells them by itself. Tokens come
/// from its /_sandbox/; what can't be played without them is skipped, and said so.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    connection: ConnectionArgs,
    /// Play only the cases of this action; may be given several times
    #[arg(long, value_name = "ACTION", value_parser = action)]
    only: Vec<Operation>,
    /// Print JSON
    #[arg(long, conflicts_with = "junit")]
    json: bool,
    /// Write a JUnit report to this file
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
}

/// Identifiers repeat from one run to the next.
const SEED: u64 = 2010;

/// One thing that is played over both transports.
enum Case {
    Variation(Operation, Variation),
    Story(Story),
}

/// The services that are compared: one each, or one for both.
enum Stage {
    Twins(Box<(World, World)>),
    One(Box<World>),
}

impl Args {
    pub fn run(self) -> Result<Status, Failure> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let report = runtime.block_on(self.compare())?;
        if let Some(file) = &self.junit {
            std::fs::write(file, report.junit())
                .map_err(|error| Failure::usage(format!("{} can't be written: {error}", file.display())))?;
        }
        match self.json {
            true => json::print(&report)?,
            false => {
                let mut page = Page::for_stdout();
                report.write(&mut page);
                page.print()?;
            }
        }
        Ok(if report.is_equal() { Status::Success } else { Status::Failed })
    }

    async fn compare(&self) -> Result<Report, Failure> {
        let began = Instant::now();
        let mut stage = self.stage().await?;
        let mut reports = Vec::new();
        for case in cases().filter(|case| self.only.is_empty() || self.only.contains(&case.operation())) {
            let report = stage.play(&case).await;
            if matches!((&stage, &report.verdict), (Stage::Twins(_), Verdict::Different { .. })) {
                // They may no longer be alike, and the next case is not to suffer for it.
                stage = Stage::twins().await?;
            }
            reports.push(report);
        }
        Ok(Report::new(reports, began.elapsed()))
    }

    async fn stage(&self) -> Result<Stage, Failure> {
        if !self.connection.has_endpoint() {
            return Ok(Stage::twins().await?);
        }
        let url = self.connection.endpoint()?;
        let unreached = |error| Failure::of_call(Some(Service::Fps), "the parity suite", error);
        let seed = seed_of(&url).await.map_err(unreached)?;
        let identity = seed.as_ref().and_then(caller_of);
        let rest = match &identity {
            Some(caller) if variable("AWS_SECRET_ACCESS_KEY").is_err() => {
                let credentials = Credentials::new(&caller.access_key_id, &caller.secret_access_key);
                self.connection.rest_as(credentials, Method::Post, SignatureMethod::HmacSha256)?
            }
            _ => self.connection.rest(Method::Post, SignatureMethod::HmacSha256)?,
        };
        let soap = match identity.and_then(|caller| Some((caller.certificate_pem.as_ref()?, caller.key_pem.as_ref()?)))
        {
            Some((certificate, key)) if !self.connection.has_certificate() => {
                let identity = Identity::from_pem(certificate, key)
                    .map_err(|error| Failure::usage(format!("the certificate of the sandbox at {url}: {error}")))?;
                self.connection.soap_as(identity, SignatureAlgorithm::RsaSha1)?
            }
            _ => self.connection.soap(SignatureAlgorithm::RsaSha1, Utc::now())?,
        };
        let caller = match identity {
            Some(caller) => caller.access_key_id.clone(),
            None => variable("AWS_ACCESS_KEY_ID")?,
        };
        let run = format!("{:x}", Utc::now().timestamp_micros());
        Ok(Stage::One(Box::new(World::at(&url, (rest, soap), caller, seed, run)?)))
    }
}

/// The caller of the environment, or the first one if the environment names none.
fn caller_of(seed: &Seed) -> Option<&SeedCaller> {
    match variable("AWS_ACCESS_KEY_ID") {
        Ok(key) => seed.callers.iter().find(|caller| caller.access_key_id == key),
        Err(_) => seed.callers.first(),
    }
}

fn cases() -> impl Iterator<Item = Case> {
    let variations = Operation::ALL.iter().flat_map(|operation| {
        variations::variations(operation.info()).into_iter().map(|variation| Case::Variation(*operation, variation))
    });
    variations.chain(stories::all().map(Case::Story))
}

impl Stage {
    async fn twins() -> anyhow::Result<Self> {
        let now = Utc::now().trunc_subsecs(3);
        Ok(Self::Twins(Box::new(tokio::try_join!(World::start(SEED, now), World::start(SEED, now))?)))
    }

    async fn play(&self, case: &Case) -> CaseReport {
        let began = Instant::now();
        let (rest_world, soap_world) = match self {
            Self::Twins(twins) => (&twins.0, &twins.1),
            Self::One(world) => (&**world, &**world),
        };
        let mut rest = Side::new(rest_world, &rest_world.rest);
        let mut soap = Side::new(soap_world, &soap_world.soap);
        let (over_rest, over_soap) = match self {
            Self::Twins(_) => tokio::join!(case.play(&mut rest), case.play(&mut soap)),
            // What one of them changes must be done before the other begins.
            Self::One(_) => (case.play(&mut rest).await, case.play(&mut soap).await),
        };
        let verdict = verdict(&rest, &soap, over_rest, over_soap);
        let codes = rest.calls.iter().filter_map(|call| match &call.observation.observed {
            Observed::Refused(Refusal { code, .. }) => Some(code.clone()),
            _ => None,
        });
        let took = |side: &Side<'_>| side.calls.iter().map(|call| call.observation.took).sum::<Duration>();
        CaseReport {
            action: case.operation().name(),
            name: case.name().to_owned(),
            calls: rest.calls.len() + soap.calls.len(),
            codes: codes.collect(),
            rest: took(&rest),
            soap: took(&soap),
            took: began.elapsed(),
            verdict,
        }
    }
}

fn verdict(rest: &Side<'_>, soap: &Side<'_>, over_rest: anyhow::Result<()>, over_soap: anyhow::Result<()>) -> Verdict {
    let played = [("REST", over_rest), ("SOAP", over_soap)];
    let skipped = played.iter().find_map(|(_, played)| played.as_ref().err()?.downcast_ref::<Unavailable>());
    if let Some(reason) = skipped {
        return Verdict::Skipped(reason.to_string());
    }
    let problems = played
        .into_iter()
        .filter_map(|(transport, played)| Some(format!("over {transport}: {:#}", played.err()?)))
        .collect::<Vec<_>>();
    let differences = compare::compare(rest, soap);
    match problems.is_empty() && differences.is_empty() {
        true => Verdict::Equal,
        false => Verdict::Different { problems, differences },
    }
}

impl Case {
    fn operation(&self) -> Operation {
        match self {
            Self::Variation(operation, _) => *operation,
            Self::Story(story) => story.operation,
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::Variation(_, variation) => &variation.name,
            Self::Story(story) => story.name,
        }
    }

    async fn play(&self, side: &mut Side<'_>) -> anyhow::Result<()> {
        let (operation, variation) = match self {
            Self::Story(story) => return (story.play)(side).await,
            Self::Variation(operation, variation) => (*operation, variation),
        };
        let request = bases::base(side, operation).await?;
        let request = variation.apply(request, side.world)?;
        match (side.attempt(operation, request).await, variation.expect) {
            (Observed::Answered(_), Expect::Refusal) => {
                bail!("{} was answered, and should be refused", operation.name())
            }
            (Observed::Refused(refusal), Expect::Answer) => {
                bail!("{} was refused: {}: {}", operation.name(), refusal.code, refusal.message)
            }
            // A difference is found between the sides, and a failure is one.
            _ => Ok(()),
        }
    }
}

fn action(name: &str) -> Result<Operation, String> {
    Operation::from_name(name).ok_or_else(|| match SERVICE.nearest_operation(name) {
        Some(nearest) => format!("there is no action {name}; did you mean {}?", nearest.name),
        None => format!("there is no action {name}; `fps describe` lists them"),
    })
}
