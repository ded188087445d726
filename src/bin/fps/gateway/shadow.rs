//! `fps gateway --shadow`: old programs are answered by a simulation, and everybody sees what Amazon Pay would have been
//! asked. Nothing is sent there, and nothing is kept.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use amazon_fps::gateway::shadow::{Shadow, Told};
use amazon_fps::sandbox::{Builder, Sandbox};
use anyhow::Context;
use rust_decimal::Decimal;
use secrecy::ExposeSecret;
use serde::Serialize;

use super::config::{Config, Problem};
use super::log::Log;
use super::serve::{Running, Signals, announce, refused, runtime, with_tls};
use crate::failure::{Failure, Status};
use crate::json;
use crate::page::Page;

/// What old programs are answered from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Source {
    /// The sandbox of this program, with buyers, sellers and tokens of its own
    Simulated,
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
    /// Payments that the simulation took in, told once for each transaction.
    payments: u64,
    amount: Decimal,
    /// What is kept in the gateway's own books, with nobody asked.
    kept: u64,
    /// For which the buyer has to agree anew before.
    need_consent: u64,
    /// What they would have come to.
    come_to: BTreeMap<String, u64>,
    /// How often each operation of Amazon Pay would have been called.
    asked: BTreeMap<&'static str, u64>,
    difference: &'static str,
    #[serde(skip)]
    seen: BTreeSet<String>,
}

/// Runs until it is asked to end, and tells then what there is to tell.
pub fn run(config: Config, problems: &[Problem], source: Source, as_json: bool) -> Result<Status, Failure> {
    let Source::Simulated = source;
    let log = Log::of(&config, problems);
    let summary = Arc::<Mutex<Summary>>::default();
    let status = runtime(serve(config, log, Arc::clone(&summary)))?;
    let summary = summary.lock().unwrap_or_else(PoisonError::into_inner);
    match as_json {
        true => json::print(&*summary)?,
        false => summary.print()?,
    }
    Ok(status)
}

async fn serve(config: Config, log: Log, summary: Arc<Mutex<Summary>>) -> Result<Status, Failure> {
    let sandbox = builder(&config)?.build().await.context("the simulation can't be set up")?;
    let shadow = Shadow::of(sandbox.clone(), move |told| {
        log.call(&told.served);
        if let Some(plan) = &told.plan {
            log.plan(&told.served, plan);
        }
        summary.lock().unwrap_or_else(PoisonError::into_inner).add(told);
    });
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
    let mut builder = Sandbox::builder().no_callers().notify_anywhere(config.notify_anywhere);
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
        if !row.seen.insert(plan.transaction.clone()) {
            return;
        }
        row.difference = plan.difference;
        row.payments += 1;
        row.amount += plan.amount;
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
            page.paragraph(0, "No payment was made.");
            return page.print();
        }
        let titles = ["Action", "Payments", "USD", "Kept", "Need consent", "Would come to", "Would ask"];
        let rows = self.actions.iter().map(|(action, row)| {
            let come_to = row.come_to.iter().map(|(word, count)| format!("{word} {count}"));
            let asked = row.asked.iter().map(|(operation, count)| format!("{operation} {count}"));
            [
                (*action).to_owned(),
                row.payments.to_string(),
                format!("{:.2}", row.amount),
                row.kept.to_string(),
                row.need_consent.to_string(),
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
