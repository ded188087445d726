mod amazon_pay;
mod report;
mod story;

use std::io;
use std::time::Instant;

use amazon_fps::client::Client;
use amazon_fps::fps::Operation;
use amazon_fps::wire::Request;
use chrono::{SubsecRound, Utc};
use serde::Serialize;

use crate::failure::{Failure, Status};
use crate::json;
use crate::observe::{Difference, Observation, observe};
use crate::page::Page;
use crate::world::World;
use report::Report;

/// Run every action over REST and over SOAP, and compare the typed answers; or play Amazon Pay
///
/// Starts two sandboxes that are alike, on ports of the system's choice. A buyer, a shop and a seller
/// play one story through all actions, in the first over signed queries and in the second over signed
/// SOAP messages. The exit status is 0 only if every answer is equal.
///
/// With --amazon-pay a shop and a buyer play a one-time order with partial refunds, a delayed capture and
/// a billing agreement with two charges, in one sandbox whose clock is moved. Shown are the calls, and
/// the states of each object, of which signed notifications must tell, too. The exit status is 0 only if
/// every state is as expected and the ledger sums to zero.
#[derive(clap::Args)]
pub struct Args {
    /// Play Amazon Pay instead
    #[arg(long)]
    amazon_pay: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Identifiers repeat from one demo to the next.
const SEED: u64 = 27;

impl Args {
    pub fn run(self) -> Result<Status, Failure> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        if self.amazon_pay {
            let report = runtime.block_on(amazon_pay::perform())?;
            self.show(&report, |page| report.write(page))?;
            return Ok(status(report.is_as_expected()));
        }
        let report = runtime.block_on(perform())?;
        self.show(&report, |page| report.write(page))?;
        Ok(status(report.is_equal()))
    }

    fn show(&self, report: &impl Serialize, write: impl FnOnce(&mut Page)) -> io::Result<()> {
        if self.json {
            return json::print(report);
        }
        let mut page = Page::for_stdout();
        write(&mut page);
        page.print()
    }
}

fn status(is_right: bool) -> Status {
    if is_right { Status::Success } else { Status::Failed }
}

/// One call of the story.
struct Scene {
    what: String,
    /// What the answer says, in a few words.
    came_to: String,
    observation: Observation,
}

/// Somebody who plays the story over one transport.
struct Player<'w> {
    client: &'w Client,
    world: &'w World,
    scenes: Vec<Scene>,
}

/// A scene as it went over both transports.
struct Pair {
    rest: Scene,
    soap: Scene,
    differences: Vec<Difference>,
}

async fn perform() -> anyhow::Result<Report> {
    let began = Instant::now();
    let now = Utc::now().trunc_subsecs(3);
    let (over_rest, over_soap) = tokio::try_join!(World::start(SEED, now), World::start(SEED, now))?;
    let mut rest = Player { client: &over_rest.rest, world: &over_rest, scenes: Vec::new() };
    let mut soap = Player { client: &over_soap.soap, world: &over_soap, scenes: Vec::new() };
    let stopped_rest = story::play(&mut rest).await.err();
    let stopped_soap = story::play(&mut soap).await.err();

    let mut problems = Vec::new();
    problems.extend(stopped_rest.map(|error| format!("over REST the story stopped: {error:#}")));
    problems.extend(stopped_soap.map(|error| format!("over SOAP the story stopped: {error:#}")));
    if rest.scenes.len() != soap.scenes.len() {
        problems.push("the story went further over one transport than over the other".to_owned());
    }
    for (world, transport) in [(&over_rest, "REST"), (&over_soap, "SOAP")] {
        if world.ledger_balanced().await? == Some(false) {
            problems.push(format!("the ledger of the sandbox over {transport} doesn't sum to zero"));
        }
    }
    let pairs = rest.scenes.into_iter().zip(soap.scenes).map(Pair::of).collect::<Vec<_>>();
    Ok(Report::new(pairs, problems, Operation::ALL.len(), began.elapsed()))
}

impl Player<'_> {
    /// Makes one call; `tell` puts its answer in a few words.
    async fn call<R>(
        &mut self,
        what: &str,
        request: &R,
        tell: impl FnOnce(&R::Result) -> String,
    ) -> anyhow::Result<R::Result>
    where
        R: Request,
        R::Result: Clone + PartialEq + 'static,
    {
        let (observation, answer) = observe(self.client, request).await;
        let came_to = match &answer {
            Ok(answer) => tell(&answer.result),
            Err(error) => error.to_string(),
        };
        self.scenes.push(Scene { what: what.to_owned(), came_to, observation });
        Ok(answer?.result)
    }
}

impl Pair {
    fn of((rest, soap): (Scene, Scene)) -> Self {
        let mut differences = rest.observation.observed.differences(&soap.observation.observed);
        if rest.observation.action != soap.observation.action {
            let action = |scene: &Scene| Some(scene.observation.action.to_owned());
            differences.push(Difference { field: "(action)".to_owned(), rest: action(&rest), soap: action(&soap) });
        }
        Self { rest, soap, differences }
    }
}
