//! `fps gateway --shadow`: old programs are answered by a simulation or from recordings, and everybody sees what Amazon Pay
//! would have been asked. Nothing is sent there, and nothing is kept.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use amazon_fps::gateway::shadow::{Contents, Recordings, Shadow, Told};
use amazon_fps::sandbox::{Builder, Sandbox};
use anyhow::Context;
use rust_decimal::Decimal;
use secrecy::ExposeSecret;
use serde::Serialize;

use super::config::{Config, LogLevel, Problem};
use super::log::Log;
use super::serve::{Running, Signals, announce, refused, runtime, with_tls};
use crate::failure::{Failure, Status};
use crate::json;
use crate::page::Page;

/// What old programs are answered from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The sandbox of this program, with buyers, sellers and tokens of its own.
    Simulated,
    /// Recorded traffic, in these files.
    Recorded(Vec<String>),
}

/// What the calls came to, and what they would have come to.
#[derive(Default, Serialize)]
struct Summary {
    calls: u64,
    refused: u64,
    actions: BTreeMap<&'static str, Row>,
}

#[derive(Default, Serialize)]
struct Row {
    /// Payments that were taken in, told once for each transaction, and tokens that were cancelled.
    payments: u64,
    /// In dollars, as far as it is known.
    amount: Decimal,
    /// Of which a recording doesn't tell everything.
    unknown: u64,
    /// What is kept in the gateway's own books, with nobody asked.
    kept: u64,
    /// For which the buyer has to agree anew before.
    need_consent: u64,
    /// What they would have come to.
    come_to: BTreeMap<String, u64>,
    /// How often each operation of Amazon Pay would have been called.
    asked: BTreeMap<&'static str, u64>,
    difference: &'static str,
    /// No more than the simulation has room for, or the recordings have.
    #[serde(skip)]
    seen: BTreeSet<String>,
}

impl Source {
    /// The word `simulated`, or the names of files.
    pub fn of(given: Vec<String>) -> Result<Self, Failure> {
        const SIMULATED: &str = "simulated";
        if given == [SIMULATED] {
            return Ok(Self::Simulated);
        }
        if given.iter().any(|name| name == SIMULATED) {
            let failure = Failure::usage("--shadow takes either 'simulated' or the files of a recording, and not both");
            return Err(failure.advise("A file of that name is './simulated'."));
        }
        Ok(Self::Recorded(given))
    }
}

/// Runs until it is asked to end, and tells then what there is to tell.
pub fn run(config: Config, problems: &[Problem], source: Source, as_json: bool) -> Result<Status, Failure> {
    let log = Log::of(&config, problems);
    let recordings = match source {
        Source::Simulated => None,
        Source::Recorded(files) => Some(read(&files, log)?),
    };
    let summary = Arc::<Mutex<Summary>>::default();
    let status = runtime(serve(config, log, recordings, Arc::clone(&summary)))?;
    let summary = summary.lock().unwrap_or_else(PoisonError::into_inner);
    match as_json {
        true => json::print(&*summary)?,
        false => summary.print()?,
    }
    Ok(status)
}

/// Reads what was recorded, and tells what there is.
fn read(files: &[String], log: Log) -> Result<Recordings, Failure> {
    let mut recordings = Recordings::new();
    for name in files {
        let unreadable = |error: io::Error| Failure::usage(format!("can't read '{name}': {error}"));
        let file = File::open(name).map_err(unreadable)?;
        if file.metadata().is_ok_and(|metadata| metadata.is_dir()) {
            return Err(Failure::usage(format!("can't read '{name}': it is a folder, and not a recording")));
        }
        let read = recordings.add(file).map_err(Failure::usage)?;
        if let Some(broken) = read.broken {
            log.say(LogLevel::Warn, &format!("{name} was not read to its end: {broken}"));
        }
    }
    let contents = recordings.contents();
    let Contents { answers, calls, unanswered, unreadable, hidden, .. } = contents;
    if *answers == 0 {
        let failure = Failure::usage(format!(
            "there is no answer of FPS in the recordings: of {unanswered} calls the answer isn't recorded, {unreadable} \
             can't be read, and of {hidden} requests it isn't recorded what they ask"
        ));
        return Err(failure.advise("Record HAR, JSON with bodies, or raw HTTP; or rehearse with --shadow simulated."));
    }
    log.say(LogLevel::Info, &format!("answering from {answers} recorded answers to {calls} different calls"));
    if unanswered + unreadable + hidden > 0 {
        let message = format!(
            "of {unanswered} recorded calls there is no answer, {unreadable} can't be read, and of {hidden} requests it \
             isn't recorded what they ask: they are refused like calls that aren't recorded"
        );
        log.say(LogLevel::Warn, &message);
    }
    Ok(recordings)
}

async fn serve(
    config: Config,
    log: Log,
    recordings: Option<Recordings>,
    summary: Arc<Mutex<Summary>>,
) -> Result<Status, Failure> {
    let sandbox = builder(&config)?.build().await.context("the simulation can't be set up")?;
    let watch = move |told: &Told| {
        log.call(&told.served);
        if let Some(plan) = &told.plan {
            log.plan(&told.served, plan);
        }
        summary.lock().unwrap_or_else(PoisonError::into_inner).add(told);
    };
    let shadow = match recordings {
        None => Shadow::of(sandbox.clone(), watch),
        Some(recordings) => Shadow::recorded(sandbox.clone(), recordings, watch),
    };
    let listening = shadow.listen(config.listen).await.map_err(|error| refused(error, "listen", config.listen))?;
    let own = async || Ok((sandbox.tls_identity().await?, sandbox.tls_authority().await?));
    let listening = with_tls(listening, own, &config, log, None).await?;
    let signals = Signals::new()?;
    sandbox.set_certificate_url(config.certificate_url(&listening));
    announce(&listening, None)?;
    let grace = config.grace;
    Running { works: sandbox, log, grace }.until(listening, None, signals).await
}

fn builder(config: &Config) -> Result<Builder, Failure> {
    let mut builder = Sandbox::builder().no_callers().notify_anywhere(config.rehearsal_notifies_anywhere);
    if let Some(url) = &config.notification_url {
        builder = builder.notification_url(url);
    }
    for caller in &config.callers {
        builder = builder.caller(&caller.access_key_id, caller.secret_access_key.expose_secret());
        if let Some(certificate) = &caller.certificate {
            builder = builder.caller_certificate(&caller.access_key_id, certificate.clone()).map_err(Failure::usage)?;
        }
    }
    Ok(builder)
}

impl Summary {
    fn add(&mut self, told: &Told) {
        self.calls += 1;
        self.refused += u64::from(told.served.refusal.is_some());
        let Some(plan) = &told.plan else { return };
        let row = self.actions.entry(plan.action).or_default();
        // A call that is repeated with its CallerReference pays nothing more.
        if plan.transaction.as_ref().is_some_and(|transaction| !row.seen.insert(transaction.clone())) {
            return;
        }
        row.difference = plan.difference;
        row.payments += 1;
        row.amount += plan.amount.unwrap_or_default();
        row.unknown += u64::from(!plan.unknown.is_empty());
        row.kept += u64::from(plan.steps.is_empty() && plan.comes_to == "Kept");
        row.need_consent += u64::from(plan.needs_consent);
        *row.come_to.entry(plan.comes_to.clone()).or_default() += 1;
        for step in &plan.steps {
            *row.asked.entry(step.operation).or_default() += 1;
        }
    }

    fn print(&self) -> io::Result<()> {
        let mut page = Page::for_stdout();
        let (calls, refused) = (self.calls, self.refused);
        page.heading("What Amazon Pay would have been asked");
        page.paragraph(0, &format!("{calls} calls, {refused} of them refused; nothing was sent to Amazon Pay."));
        if self.actions.is_empty() {
            page.paragraph(0, "No payment was made, and no token cancelled.");
            return page.print();
        }
        let titles =
            ["Action", "Times", "USD", "Kept", "Need consent", "In part unknown", "Would come to", "Would ask"];
        let rows = self.actions.iter().map(|(action, row)| {
            let come_to = row.come_to.iter().map(|(word, count)| format!("{word} {count}"));
            let asked = row.asked.iter().map(|(operation, count)| format!("{operation} {count}"));
            [
                (*action).to_owned(),
                row.payments.to_string(),
                format!("{:.2}", row.amount),
                row.kept.to_string(),
                row.need_consent.to_string(),
                row.unknown.to_string(),
                come_to.collect::<Vec<_>>().join(", "),
                asked.collect::<Vec<_>>().join(", "),
            ]
        });
        page.table(&titles, rows);
        for (action, row) in &self.actions {
            page.entry(0, action, row.difference);
        }
        page.print()
    }
}
