//! The demo of Amazon Pay: a shop, a buyer, and every state that their payments come through.

mod news;
mod object;
mod report;
mod story;

use std::time::{Duration, Instant};

use amazon_fps::amazon_pay::client::{Client, Credentials, Endpoint, RetryPolicy, Throttle};
use amazon_fps::amazon_pay::{Environment, notification::Verifier};
use amazon_fps::sandbox::{Clock, ManualClock, Sandbox};
use amazon_fps::wire::Request;
use anyhow::Context;
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use tokio::net::TcpListener;

use super::SEED;
use news::News;
use object::{Object, Stated};
use report::Report;

/// That of real money, where an authorization is valid for 30 days and not for two.
const ENVIRONMENT: Environment = Environment::Live;

/// The shop, and all that it has done and seen.
pub struct Player {
    sandbox: Sandbox,
    clock: ManualClock,
    client: Client,
    /// Where the shop listens for notifications.
    ear: String,
    calls: Vec<Call>,
    objects: Vec<Object>,
    problems: Vec<String>,
}

/// One call of the story.
pub struct Call {
    action: &'static str,
    at: DateTime<Utc>,
    what: String,
    came_to: String,
    took: Duration,
}

/// Plays the story against a sandbox of its own, whose clock is moved for whatever takes time.
pub async fn perform() -> anyhow::Result<Report> {
    let began = Instant::now();
    let (mut player, news) = open().await?;
    if let Err(error) = story::play(&mut player).await {
        player.problems.push(format!("the story stopped: {error:#}"));
    }
    player.pass(TimeDelta::zero()).await?;
    if !player.sandbox.ledger_balanced().await? {
        player.problems.push("the ledger of the sandbox doesn't sum to zero".to_owned());
    }
    let heard = news.heard();
    player.problems.extend(heard.refused.iter().map(|reason| format!("a notification was not believed: {reason}")));
    let untold = player.objects.iter().flat_map(|object| object.untold(&heard));
    player.problems.extend(untold.collect::<Vec<_>>());
    Ok(Report::new(player, &heard, began.elapsed()))
}

/// A sandbox and a shop that listens, on ports of the system's choice.
async fn open() -> anyhow::Result<(Player, News)> {
    let clock = ManualClock::new(Utc::now().trunc_subsecs(3));
    let listener = TcpListener::bind("127.0.0.1:0").await.context("the shop gets no port for notifications")?;
    let ear = format!("http://{}/amazon-pay", listener.local_addr()?);
    let builder = Sandbox::builder().seed(SEED).clock(clock.clone()).quotas(false);
    let sandbox = builder.build().await.context("the sandbox can't be set up")?;
    let listening = sandbox.listen("127.0.0.1:0").await.context("the sandbox gets no port")?;
    let url = listening.url();
    tokio::spawn(listening.serve(std::future::pending()));

    let seed = sandbox.seed().await?;
    let merchant = seed.merchants.first().context("the sandbox has no merchant")?;
    let caller = seed.callers.first().context("the sandbox has no caller")?;
    let signed_at = clock.clone();
    let client = Client::builder()
        .credentials(Credentials::new(&caller.access_key_id, &caller.secret_access_key))
        .seller_id(&merchant.seller_id)
        .endpoint(Endpoint::url(&url)?)
        .environment(ENVIRONMENT)
        .clock(move || signed_at.now())
        .retry(RetryPolicy::never())
        .throttle(Throttle::off())
        .build()?;
    let checked_at = clock.clone();
    let verifier = Verifier::new()?.certificates_from(&url)?.clock(move || checked_at.now());
    let news = News::listen(listener, verifier);
    Ok((Player { sandbox, clock, client, ear, calls: Vec::new(), objects: Vec::new(), problems: Vec::new() }, news))
}

impl Player {
    /// Makes one call; `tell` puts its answer in a few words.
    async fn call<R: Request>(
        &mut self,
        what: &str,
        request: &R,
        tell: impl FnOnce(&R::Result) -> String,
    ) -> anyhow::Result<R::Result> {
        let (at, began) = (self.clock.now(), Instant::now());
        let answer = self.client.call(request).await;
        let took = began.elapsed();
        let came_to = match &answer {
            Ok(answer) => tell(&answer.result),
            Err(error) => error.to_string(),
        };
        self.calls.push(Call { action: R::OPERATION.name, at, what: what.to_owned(), came_to, took });
        Ok(answer?.result)
    }

    /// Makes a call whose answer shows an object, which must be in the `expected` state: `Closed SellerClosed`.
    async fn look<R: Request, D: Stated>(
        &mut self,
        what: &str,
        request: &R,
        details: impl Fn(&R::Result) -> &D,
        expected: &str,
    ) -> anyhow::Result<R::Result> {
        let tell = |result: &R::Result| details(result).stage().to_string();
        let answer = self.call(what, request, tell).await?;
        self.see(details(&answer), expected);
        Ok(answer)
    }

    /// Keeps the state in which an object was seen.
    fn see(&mut self, details: &impl Stated, expected: &str) {
        let (id, stage) = (details.id(), details.stage());
        self.check(&format!("the state of {id}"), &stage.to_string(), expected);
        let known = self.objects.iter().position(|object| object.id == id);
        let place = known.unwrap_or_else(|| {
            self.objects.push(Object::new(details));
            self.objects.len() - 1
        });
        self.objects[place].enter(stage);
    }

    fn check(&mut self, what: &str, found: &str, expected: &str) {
        if found != expected {
            self.problems.push(format!("{what} is {found}, and {expected} was expected"));
        }
    }

    /// Lets time pass, and all that is due happen and be told.
    async fn pass(&self, time: TimeDelta) -> anyhow::Result<()> {
        self.clock.advance(time);
        self.sandbox.tick().await?;
        self.sandbox.deliver().await?;
        Ok(())
    }
}
