//! The gateway as a process: from its start to an end that leaves nothing half done.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use amazon_fps::error::ServiceError;
use amazon_fps::gateway::{Account, BuildError, Builder, Gateway, Recipient};
use amazon_fps::sandbox::{self, Sandbox};
use amazon_fps::server::{Listening, TlsIdentity};
use amazon_fps::sign::x509::Certificate;
use anyhow::Context;
use chrono::{DateTime, TimeDelta, Utc};
use secrecy::ExposeSecret;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::Instant;

use super::config::{self, Caller, Config, Https, LogLevel, Problem, Store};
use super::log::Log;
use crate::failure::{Failure, Status};
use crate::page::unless_closed;
use crate::sandbox::asked_to_end;

/// How often that is done which is due although nobody asks for it.
const TICK: Duration = Duration::from_secs(1);

/// Rounds of what is due that are under way at the same time. There are as many only where the store hangs, or Amazon Pay
/// does for as many callers.
const MOST_ROUNDS: usize = 32;

/// Runs until it is asked to end.
pub fn run(config: Config, problems: &[Problem]) -> Result<Status, Failure> {
    let log = Log::of(&config, problems);
    runtime(serve(config, log))
}

/// Runs a server to its end.
pub fn runtime(serving: impl Future<Output = Result<Status, Failure>>) -> Result<Status, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let ended = runtime.block_on(serving);
    // What still runs after the grace is dropped: it was written down before it was begun.
    runtime.shutdown_background();
    ended
}

async fn serve(config: Config, log: Log) -> Result<Status, Failure> {
    let gateway = match builder(&config, log)?.build().await {
        Err(
            error @ (BuildError::Books(sandbox::BuildError::DatabaseUrl(_))
            | BuildError::NoAccount(_)
            | BuildError::UnknownCaller(_)
            | BuildError::NoTopics(_)
            | BuildError::Account { .. }
            | BuildError::Notifications(_)),
        ) => {
            return Err(Failure::usage(error));
        }
        built => built.context("the gateway can't be set up")?,
    };
    for (caller, open) in gateway.abandoned().await.context("the books can't be read")? {
        let message = format!(
            "{caller} is in the books and is no caller: {open} of its payments and the like are not finished, and may be \
             charged without being written down; give it as a caller until they are"
        );
        log.say(LogLevel::Warn, &message);
    }
    if let Some(ahead) = gateway.ahead().await.context("the books can't be read")? {
        let message = format!(
            "the clock was {} ahead when the last payments were received, or is that much behind now: those are dated so, \
             and not in the activity up to now; later ones are dated by the clock as it is",
            span(ahead)
        );
        log.say(LogLevel::Warn, &message);
    }
    let listening = gateway.listen(config.listen).await.map_err(|error| refused(error, "listen", config.listen))?;
    let own = async || Ok((gateway.tls_identity().await?, gateway.tls_authority().await?));
    let folder = if let Store::Folder(folder) = &config.store { Some(folder.as_path()) } else { None };
    let listening = with_tls(listening, own, &config, log, folder).await?;
    let admin = match config.admin_listen {
        Some(address) => {
            let admin = gateway.listen_for_admin(address).await;
            Some(admin.map_err(|error| refused(error, "admin_listen", address))?)
        }
        None => None,
    };
    let signals = Signals::new()?;
    gateway.set_certificate_url(config.certificate_url(&listening));
    announce(io::stdout().lock(), &listening, admin.as_ref())?;
    log.say(LogLevel::Info, &format!("{} callers, listening on {}", config.callers.len(), listening.url()));
    log.say(LogLevel::Info, &format!("notifications of FPS: {}", config.notified()));
    Running { works: gateway, log, grace: config.grace }.until(listening, admin, signals).await
}

/// Tells whoever started it where it is.
pub fn announce(mut out: impl Write, listening: &Listening, admin: Option<&Listening>) -> io::Result<()> {
    let admin = admin.map(|admin| format!("admin {}\n", admin.url())).unwrap_or_default();
    let written = write!(out, "ready {}\n{admin}", listening.url());
    unless_closed(written.and_then(|()| out.flush()))
}

fn builder(config: &Config, log: Log) -> Result<Builder, Failure> {
    let is_for_this_machine = config.listen.ip().is_loopback();
    let mut builder = Gateway::builder()
        .notify_anywhere(config.notify_anywhere)
        .metrics_beside_calls(config.admin_listen.is_none() && is_for_this_machine)
        .watch(move |moment| log.moment(moment))
        .watch_calls(move |served| log.call(served))
        .watch_news(move |heard| log.news(heard))
        .watch_notifications(move |notified| log.notified(notified));
    builder = match &config.store {
        Store::Folder(folder) => builder.data(folder),
        Store::Database(url) => builder.database(url.expose_secret()),
    };
    if let Some(url) = &config.notification_url {
        builder = builder.notification_url(url);
    }
    if let Some(url) = &config.public_url {
        builder = builder.public_url(url);
    }
    if let Some(topics) = &config.topics {
        builder = builder.topics(topics);
    }
    for host in &config.trust_hosts {
        builder = builder.trust_host(host);
    }
    if let Some(url) = &config.certificates_from {
        builder = builder.certificates_from(url);
    }
    for caller in &config.callers {
        builder = builder.caller(&caller.access_key_id, caller.secret_access_key.expose_secret());
        builder = builder.merchant(&caller.access_key_id, account(caller));
        if let Some(certificate) = &caller.certificate {
            builder = builder.caller_certificate(&caller.access_key_id, certificate.clone()).map_err(Failure::usage)?;
        }
    }
    Ok(builder)
}

fn recipient(given: &config::Recipient) -> Recipient {
    let mut recipient = Recipient::new(&given.seller_id, given.auth_token.clone());
    recipient.wallet.clone_from(&given.wallet);
    recipient
}

fn account(caller: &Caller) -> Account {
    let given = &caller.account;
    let mut account = Account::new(&given.seller_id, &given.access_key_id, given.secret_access_key.clone());
    account.auth_token.clone_from(&given.auth_token);
    account.region = given.region.into();
    account.environment = given.environment.into();
    account.endpoint.clone_from(&given.endpoint);
    account.wallet.clone_from(&given.wallet);
    account.provider_id.clone_from(&given.provider_id);
    account.recipients = given.recipients.iter().map(recipient).collect();
    account
}

/// Has `listening` speak TLS, where the configuration says so. `own` is what it does it with that is given no certificate,
/// and the authority that clients are to trust then, which is put into `folder`.
pub async fn with_tls(
    listening: Listening,
    own: impl AsyncFnOnce() -> Result<(TlsIdentity, Certificate), ServiceError>,
    config: &Config,
    log: Log,
    folder: Option<&Path>,
) -> Result<Listening, Failure> {
    let identity = match &config.https {
        Https { given: Some((certificate, key)), .. } => {
            config::tls_identity(certificate, key).map_err(Failure::usage)?
        }
        Https { own: true, .. } => {
            let (identity, authority) = own().await.context("the certificate can't be made")?;
            if let Some(folder) = folder {
                let file = folder.join("ca.pem");
                fs::write(&file, authority.pem()).with_context(|| format!("{} can't be written", file.display()))?;
                log.say(LogLevel::Info, &format!("clients are to trust {}", file.display()));
            }
            identity
        }
        _ => return Ok(listening),
    };
    Ok(listening.tls(&identity).on_failed_handshake(move |peer, reason| {
        log.say(LogLevel::Warn, &format!("no TLS with the client at {peer}: {reason}"));
    }))
}

pub fn refused(error: io::Error, setting: &str, address: std::net::SocketAddr) -> Failure {
    let kind = error.kind();
    let failure =
        Failure::from(anyhow::Error::new(error).context(format!("the gateway can't listen on {address} ({setting})")));
    match kind {
        io::ErrorKind::AddrInUse => failure.advise("Another program has that port: end it, or give another address."),
        io::ErrorKind::PermissionDenied => {
            failure.advise("Ports below 1024 are for the system's administrator: give another one.")
        }
        _ => failure,
    }
}

/// What the system asks of the process.
pub struct Signals {
    first: std::pin::Pin<Box<dyn Future<Output = ()> + Send>>,
    second: std::pin::Pin<Box<dyn Future<Output = ()> + Send>>,
}

impl Signals {
    pub fn new() -> anyhow::Result<Self> {
        // Each hears every signal from now on, so the second is made when the first has come.
        Ok(Self {
            first: Box::pin(asked_to_end()?),
            second: Box::pin(async {
                match asked_to_end() {
                    Ok(again) => again.await,
                    // Without a signal to wait for, the grace is what ends it.
                    Err(_) => std::future::pending().await,
                }
            }),
        })
    }
}

/// What is done beside answering calls.
pub trait Works: Clone + Send + Sync + 'static {
    /// Does what is due.
    fn tick(&self) -> impl Future<Output = Result<(), ServiceError>> + Send;
    /// Sends what is to be sent.
    fn deliver(&self) -> impl Future<Output = Result<(), ServiceError>> + Send;
    /// Lets others know that it is about to end.
    fn close(&self);
    /// Waits for what is under way.
    fn drain(&self) -> impl Future<Output = ()> + Send;
}

impl Works for Gateway {
    async fn tick(&self) -> Result<(), ServiceError> {
        Self::tick(self).await
    }

    async fn deliver(&self) -> Result<(), ServiceError> {
        Self::deliver(self).await
    }

    fn close(&self) {
        Self::close(self);
    }

    async fn drain(&self) {
        Self::drain(self).await;
    }
}

impl Works for Sandbox {
    async fn tick(&self) -> Result<(), ServiceError> {
        Self::tick(self).await
    }

    async fn deliver(&self) -> Result<(), ServiceError> {
        Self::deliver(self).await
    }

    fn close(&self) {}

    async fn drain(&self) {}
}

/// A server that runs.
pub struct Running<W> {
    pub works: W,
    pub log: Log,
    pub grace: Duration,
}

impl<W: Works> Running<W> {
    /// Serves until it is asked to end, and ends.
    pub async fn until(
        self,
        listening: Listening,
        admin: Option<Listening>,
        signals: Signals,
    ) -> Result<Status, Failure> {
        let Signals { mut first, second } = signals;
        let (end, ended) = tokio::sync::oneshot::channel::<()>();
        let mut serving = tokio::spawn(listening.grace(self.grace).serve(async {
            // It also ends if the sender is gone.
            let _ = ended.await;
        }));
        // To the very end, so that whoever watches sees that it is about to end.
        let mut admin = admin.map(|admin| tokio::spawn(admin.serve(std::future::pending())));
        let mut ticks = tokio::time::interval(TICK);
        let mut clock = Watched { at: Instant::now(), time: Utc::now() };
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        // Beside each other: neither a slow receiver nor a slow Amazon Pay holds anything else up.
        let mut working = JoinSet::new();
        working.spawn(work(self.works.clone(), self.log));
        let mut delivering = tokio::spawn(deliver(self.works.clone(), self.log));
        loop {
            tokio::select! {
                () = &mut first => break,
                served = &mut serving => {
                    served.context("the port failed")?.context("the port failed")?;
                    return Ok(Status::Success);
                }
                served = of(&mut admin) => {
                    served.context("the port of the metrics failed")?.context("the port of the metrics failed")?;
                    return Ok(Status::Success);
                }
                _ = ticks.tick() => {
                    if let Some(back) = clock.set_back(Instant::now(), Utc::now()) {
                        let message = format!("the clock was set back by {}: what was received before may be dated ahead of \
                                               it; what waits is taken up by the clock as it is", span(back));
                        self.log.say(LogLevel::Warn, &message);
                    }
                    while working.try_join_next().is_some() {}
                    // What one caller's account keeps waiting holds up no other caller: a round passes over whom the one
                    // before it is still at.
                    if working.len() < MOST_ROUNDS {
                        working.spawn(work(self.works.clone(), self.log));
                    }
                    if delivering.is_finished() {
                        delivering = tokio::spawn(deliver(self.works.clone(), self.log));
                    }
                }
            }
        }
        tokio::select! {
            status = self.end(end, serving, working, delivering) => status,
            () = second => {
                self.log.say(LogLevel::Warn, "asked to end once more: it ends at once; what is under way goes on when \
                                              it is started again");
                Ok(Status::Failed)
            }
        }
    }

    /// Takes no more calls, finishes those that have come, and what is asked of Amazon Pay, and sends what there is to
    /// tell of it.
    async fn end(
        &self,
        end: tokio::sync::oneshot::Sender<()>,
        serving: JoinHandle<io::Result<()>>,
        mut working: JoinSet<()>,
        delivering: JoinHandle<()>,
    ) -> Result<Status, Failure> {
        let deadline = Instant::now() + self.grace;
        self.works.close();
        self.log.say(LogLevel::Info, &format!("asked to end: {} seconds for what is under way", self.grace.as_secs()));
        let _ = end.send(());
        let rest = async {
            serving.await.context("the port failed")?.context("the port failed")?;
            while working.join_next().await.is_some() {}
            self.works.drain().await;
            // The round that is under way knows nothing of what has just been written.
            let _ = delivering.await;
            deliver(self.works.clone(), self.log).await;
            anyhow::Ok(())
        };
        match tokio::time::timeout_at(deadline, rest).await {
            Ok(done) => {
                done?;
                self.log.say(LogLevel::Info, "ended with nothing under way");
            }
            Err(_) => {
                let message = "the grace is over: what is still under way goes on when it is started again";
                self.log.say(LogLevel::Warn, message);
            }
        }
        Ok(Status::Success)
    }
}

/// The clock of the machine, as it was seen last.
struct Watched {
    at: Instant,
    time: DateTime<Utc>,
}

impl Watched {
    /// By how much it was set back since, where that is more than it is corrected by now and then.
    fn set_back(&mut self, at: Instant, time: DateTime<Utc>) -> Option<TimeDelta> {
        let passed = TimeDelta::from_std(at - self.at).unwrap_or_default();
        let back = self.time + passed - time;
        *self = Self { at, time };
        (back > TimeDelta::seconds(1)).then_some(back)
    }
}

/// A span of time for a person.
fn span(time: TimeDelta) -> String {
    match time.num_seconds() {
        seconds @ ..120 => format!("{seconds} seconds"),
        seconds @ ..7200 => format!("{} minutes", seconds / 60),
        seconds => format!("{} hours", seconds / 3600),
    }
}

/// The end of a task, if there is one.
async fn of(task: &mut Option<JoinHandle<io::Result<()>>>) -> Result<io::Result<()>, tokio::task::JoinError> {
    match task {
        Some(task) => task.await,
        None => std::future::pending().await,
    }
}

async fn work(works: impl Works, log: Log) {
    if let Err(error) = works.tick().await {
        log.say(LogLevel::Error, &format!("what is due can't be done: {}", error.message()));
    }
}

async fn deliver(works: impl Works, log: Log) {
    if let Err(error) = works.deliver().await {
        log.say(LogLevel::Error, &format!("notifications can't be delivered: {}", error.message()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_set_back_is_seen_once() {
        let (at, time): (_, DateTime<Utc>) = (Instant::now(), "2026-03-05T17:30:00Z".parse().unwrap());
        let mut clock = Watched { at, time };
        let mut see = |passed: u64, shown: i64| {
            clock.set_back(at + Duration::from_secs(passed), time + TimeDelta::seconds(shown)).map(span)
        };
        assert_eq!((see(1, 1), see(2, 7200), see(3, 7200)), (None, None, None));
        assert_eq!((see(4, 3), see(5, 4)), (Some("119 minutes".to_owned()), None));
        assert_eq!((see(10, 5), see(11, 6)), (Some("4 seconds".to_owned()), None));
    }
}
