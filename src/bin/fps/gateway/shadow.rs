//! `fps gateway --shadow`: old programs are answered by a simulation or from recordings, and everybody sees what the gateway
//! would have done: what it would have asked of Amazon Pay, and what it would have refused. Nothing is sent there, and
//! nothing is kept.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use amazon_fps::contract::Effect;
use amazon_fps::fate::{ActionFate, Fate};
use amazon_fps::fps;
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
use crate::page::{Page, Tone};

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
    /// Of those that were refused before it was known what they ask, how many with which code.
    unidentified: BTreeMap<String, u64>,
    actions: BTreeMap<&'static str, Row>,
}

/// What the calls of one action came to.
#[derive(Serialize)]
struct Row {
    calls: u64,
    /// How many were refused here with which code.
    refused: BTreeMap<String, u64>,
    class: Fate,
    difference: &'static str,
    /// The code with which the gateway refuses every call, whatever it was answered here.
    #[serde(skip_serializing_if = "Option::is_none")]
    gateway_refuses: Option<&'static str>,
    /// Those that were done; one that is repeated with its CallerReference is told once.
    done: u64,
    /// What they move, in dollars, as far as it is known.
    amount: Decimal,
    /// Of which not everything is known.
    unknown: u64,
    /// What is kept in the gateway's own books, with nobody asked.
    kept: u64,
    /// For which the buyer has to agree anew before.
    need_consent: u64,
    /// What they would have come to.
    come_to: BTreeMap<String, u64>,
    /// How often each operation of Amazon Pay would have been called.
    asked: BTreeMap<&'static str, u64>,
    /// What is not known of some of them.
    not_known: BTreeSet<&'static str>,
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

/// The settings that say which notifications of Amazon Pay are believed.
const NOTIFIED: [&str; 3] = ["topics", "trust_hosts", "certificates_from"];

/// Runs until it is asked to end, and tells then what there is to tell.
pub fn run(config: Config, problems: &[Problem], source: Source, as_json: bool) -> Result<Status, Failure> {
    // No notification comes from Amazon Pay, so that it doesn't matter which of them would be believed.
    let problems = problems.iter().filter(|problem| !NOTIFIED.contains(&problem.setting.as_str()));
    let log = Log::of(&config, problems);
    let recordings = match source {
        Source::Simulated => None,
        Source::Recorded(files) => Some(read(&files, log)?),
    };
    let summary = Arc::<Mutex<Summary>>::default();
    let status = runtime(serve(config, log, recordings, Arc::clone(&summary), as_json))?;
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
    as_json: bool,
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
    match as_json {
        // Standard output has the summary, and nothing else.
        true => announce(io::stderr().lock(), &listening, None)?,
        false => announce(io::stdout().lock(), &listening, None)?,
    }
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
        let refusal = told.served.refusal.as_ref();
        self.refused += u64::from(refusal.is_some());
        let Some(fate) = told.fate else {
            if let Some(code) = refusal {
                *self.unidentified.entry(code.clone()).or_default() += 1;
            }
            return;
        };
        self.actions.entry(fate.action).or_insert_with(|| Row::of(fate)).add(told);
    }

    fn print(&self) -> io::Result<()> {
        let mut page = Page::for_stdout();
        self.show(&mut page);
        page.print()
    }

    fn show(&self, page: &mut Page) {
        let calls = if self.calls == 1 { "1 call".to_owned() } else { format!("{} calls", self.calls) };
        page.heading("What the gateway would have done");
        page.paragraph(0, &format!("{calls}, {} of them refused; nothing was sent to Amazon Pay.", self.refused));
        if !self.unidentified.is_empty() {
            let codes = counts(&self.unidentified);
            page.paragraph(0, &format!("Refused before it was known what they ask: {codes}."));
        }
        let refused = self.actions.iter().filter(|(_, row)| row.gateway_refuses.is_some());
        let refused = refused.map(|(action, _)| *action).collect::<Vec<_>>().join(", ");
        if !refused.is_empty() {
            let words = format!("The gateway refuses every call of {refused}, whatever it was answered here.");
            page.line(&page.toned(Tone::Bad, &words));
        }
        if self.actions.is_empty() {
            return;
        }
        let titles = [
            "Action",
            "On Amazon Pay",
            "Calls",
            "Refused",
            "Done",
            "USD",
            "Need consent",
            "In part unknown",
            "Would come to",
        ];
        let rows = self.actions.iter().map(|(action, row)| {
            [
                (*action).to_owned(),
                row.class.to_string(),
                row.calls.to_string(),
                counts(&row.refused),
                row.done.to_string(),
                if row.amount.is_zero() { String::new() } else { format!("{:.2}", row.amount) },
                row.need_consent.to_string(),
                row.unknown.to_string(),
                counts(&row.come_to),
            ]
        });
        page.table(&titles, rows);
        for (action, row) in &self.actions {
            page.entry(0, action, &row.in_words());
        }
    }
}

impl Row {
    fn of(fate: &'static ActionFate) -> Self {
        Self {
            calls: 0,
            refused: BTreeMap::new(),
            class: fate.fate,
            difference: fate.difference,
            gateway_refuses: fate.refusal.map(|refusal| refusal.code),
            done: 0,
            amount: Decimal::ZERO,
            unknown: 0,
            kept: 0,
            need_consent: 0,
            come_to: BTreeMap::new(),
            asked: BTreeMap::new(),
            not_known: BTreeSet::new(),
            seen: BTreeSet::new(),
        }
    }

    fn add(&mut self, told: &Told) {
        self.calls += 1;
        if let Some(code) = &told.served.refusal {
            *self.refused.entry(code.clone()).or_default() += 1;
        }
        let Some(plan) = &told.plan else { return };
        let is_reading = fps::SERVICE.operation(plan.action).is_some_and(|it| it.effect == Effect::Reads);
        // A call that is repeated with its CallerReference pays nothing more.
        let transaction = plan.transaction.as_ref().filter(|_| !is_reading);
        if transaction.is_some_and(|transaction| !self.seen.insert(transaction.clone())) {
            return;
        }
        self.done += 1;
        self.amount += plan.amount.unwrap_or_default();
        self.unknown += u64::from(!plan.unknown.is_empty());
        self.kept += u64::from(plan.steps.is_empty() && plan.comes_to == "Kept");
        self.need_consent += u64::from(plan.needs_consent);
        *self.come_to.entry(plan.comes_to.clone()).or_default() += 1;
        for step in &plan.steps {
            *self.asked.entry(step.operation).or_default() += 1;
        }
        self.not_known.extend(&plan.unknown);
    }

    fn in_words(&self) -> String {
        let mut words = String::new();
        if let Some(code) = self.gateway_refuses {
            words += &format!("The gateway would refuse this: {code}. ");
        }
        if !self.asked.is_empty() {
            words += &format!("Would ask {}. ", counts(&self.asked));
        }
        words += self.difference;
        for unknown in &self.not_known {
            words += &format!(" Not known: {unknown}.");
        }
        words
    }
}

/// `Pay 3, Refund 1`.
fn counts<K: std::fmt::Display>(counts: &BTreeMap<K, u64>) -> String {
    counts.iter().map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(", ")
}
