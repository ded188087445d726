use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;

use amazon_fps::sandbox::{BuildError, Builder, FeeSchedule, Sandbox};
use amazon_fps::server::Listening;
use amazon_fps::sign::x509::Certificate;
use anyhow::Context;

use crate::control::variable;
use crate::failure::{Failure, Status};
use crate::https;
use crate::page::say;

/// Run a sandbox: FPS for any client, over REST and SOAP on one port
///
/// Prints `ready http://ADDRESS` (or `https://…`) when it is ready. It knows the caller AKIAIOSFODNN7EXAMPLE; its
/// secret, a certificate with key, accounts and tokens are at /_sandbox/seed. `fps sandbox-ctl` steers
/// it: tokens, accounts, the clock, faults. Ctrl-C ends it.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    https: https::Options,
    /// Keep everything in memory, and nothing afterwards; this is the default
    #[arg(long, conflicts_with_all = ["data", "database_url"])]
    memory: bool,
    /// Keep everything in this folder, which is for one sandbox at a time
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
    /// Keep everything in this PostgreSQL database, together with every other sandbox on it:
    /// postgres://USER:PASSWORD@HOST:PORT/DATABASE [default: the environment variable FPS_DATABASE_URL, unless
    /// --memory or --data is given]. Other users of this machine can read what stands in a command line, and the
    /// password with it, but not the variable
    #[arg(long, value_name = "URL", conflicts_with = "data")]
    database_url: Option<String>,
    /// Another caller, with a world of its own
    #[arg(long, value_name = "KEY:SECRET", value_parser = caller)]
    caller: Vec<(String, String)>,
    /// The certificate that a caller signs SOAP messages with
    #[arg(long, value_name = "KEY=FILE.pem", value_parser = certificate)]
    caller_cert: Vec<(String, PathBuf)>,
    /// Make the same identifiers in every run
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
    /// Let whoever shows this key steer the sandbox, from whatever machine, and nobody else [default: the environment
    /// variable FPS_SANDBOX_KEY; without either, it is steered from this machine]
    #[arg(long, value_name = "KEY")]
    control_key: Option<String>,
    /// Also send e-mails to this SMTP server
    #[arg(long, value_name = "HOST:PORT")]
    smtp: Option<String>,
    /// Whom e-mails come from, such as "FPS <fps@example.com>"
    #[arg(long, value_name = "MAILBOX", requires = "smtp")]
    smtp_from: Option<String>,
    /// What the service charges, as JSON: {"card": [{"rate": 0.05, "fixed": 0.05}, {"from": 10, "rate": 0.029,
    /// "fixed": 0.30}], "bank": [{"rate": 0.02, "fixed": 0.05}], "balance": [{"rate": 0.015, "fixed": 0.01}]} is the
    /// default. The samples of the API Reference show the first tier for cards; the rest is assumed
    #[arg(long, value_name = "FILE.json")]
    fees: Option<PathBuf>,
    /// Let callers of Amazon Pay call as often as they like; otherwise they are held to the quotas that it had
    #[arg(long)]
    no_quotas: bool,
    /// Where notifications go that have no other address: see also `fps listen`
    #[arg(long, value_name = "URL")]
    ipn_url: Option<String>,
    /// Let notifications and e-mails leave this machine; otherwise only loopback addresses get them
    #[arg(long)]
    notify_anywhere: bool,
}

/// How often that is done which is due although nobody asks for it.
const TICK: Duration = Duration::from_secs(1);
/// How long requests that are under way may take once the sandbox is to end.
const GRACE: Duration = Duration::from_secs(5);

impl Args {
    pub fn run(self) -> Result<Status, Failure> {
        let plan = self.https.plan(self.data.as_deref())?;
        let builder = self.builder()?;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(serve(builder, plan))?;
        // What still runs after the grace is dropped.
        runtime.shutdown_background();
        Ok(Status::Success)
    }

    fn builder(self) -> Result<Builder, Failure> {
        let mut builder = Sandbox::builder();
        let keeps_elsewhere = self.memory || self.data.is_some();
        let by_environment = || variable("FPS_DATABASE_URL").filter(|_| !keeps_elsewhere);
        let database = self.database_url.or_else(by_environment);
        if let Some(folder) = self.data {
            builder = builder.data(folder);
        }
        if let Some(url) = database {
            builder = builder.database(url);
        }
        if let Some(seed) = self.seed {
            builder = builder.seed(seed);
        }
        if let Some(key) = self.control_key.or_else(|| variable("FPS_SANDBOX_KEY")) {
            builder = builder.control_key(key);
        }
        if let Some(server) = self.smtp {
            builder = builder.smtp(server);
        }
        if let Some(mailbox) = self.smtp_from {
            builder = builder.smtp_from(mailbox);
        }
        if let Some(file) = self.fees {
            let json = std::fs::read_to_string(&file)
                .map_err(|error| Failure::usage(format!("{} can't be read: {error}", file.display())))?;
            let fees: FeeSchedule =
                json.parse().map_err(|error| Failure::usage(format!("{}: {error}", file.display())))?;
            builder = builder.fees(fees);
        }
        if let Some(url) = self.ipn_url {
            builder = builder.notification_url(url);
        }
        builder = builder.quotas(!self.no_quotas).notify_anywhere(self.notify_anywhere);
        for (key, secret) in self.caller {
            builder = builder.caller(key, secret);
        }
        for (key, file) in self.caller_cert {
            let pem = std::fs::read_to_string(&file)
                .map_err(|error| Failure::usage(format!("{} can't be read: {error}", file.display())))?;
            let certificate =
                Certificate::from_pem(&pem).map_err(|error| Failure::usage(format!("{}: {error}", file.display())))?;
            builder = builder.caller_certificate(&key, certificate).map_err(Failure::usage)?;
        }
        Ok(builder)
    }
}

async fn serve(builder: Builder, plan: https::Plan) -> Result<(), Failure> {
    let sandbox = match builder.build().await {
        Err(
            error @ (BuildError::SameCaller(_)
            | BuildError::DatabaseUrl(_)
            | BuildError::UnknownCaller(_)
            | BuildError::Fees(_)
            | BuildError::Smtp(_)
            | BuildError::NotificationUrl(_)
            | BuildError::ControlKey),
        ) => return Err(Failure::usage(error)),
        built => built.context("the sandbox can't be set up")?,
    };
    let (listening, told) = plan.listen(&sandbox).await?;
    let asked_to_end = asked_to_end()?;
    let url = listening.url();
    say(&format!("ready {url}\n"))?;
    let sellers = sellers(&sandbox, &url).await?;
    let _ = write!(io::stderr(), "Callers, accounts and tokens: {url}/_sandbox/seed\n{sellers}{told}");
    Ok(run(sandbox, listening, asked_to_end).await?)
}

/// Where Amazon Pay is, and who sells with it.
async fn sellers(sandbox: &Sandbox, url: &str) -> anyhow::Result<String> {
    let mut told = format!("Amazon Pay: {url}/OffAmazonPayments_Sandbox/2013-01-01, live without _Sandbox\n");
    for caller in sandbox.callers() {
        let key = caller.access_key_id;
        for merchant in sandbox.merchants(Some(&key)).await?.iter().filter(|merchant| merchant.auth_token.is_none()) {
            told += &format!("  SellerId {} with the access key {key}\n", merchant.seller_id);
        }
    }
    Ok(told)
}

async fn run(sandbox: Sandbox, listening: Listening, asked_to_end: impl Future<Output = ()>) -> anyhow::Result<()> {
    let mut asked_to_end = std::pin::pin!(asked_to_end);
    let (end, ended) = tokio::sync::oneshot::channel::<()>();
    let mut serving = tokio::spawn(listening.serve(async {
        // It also ends if the sender is gone.
        let _ = ended.await;
    }));
    let mut ticks = tokio::time::interval(TICK);
    // Beside the ticks: a slow receiver holds up nothing else.
    let mut delivering = tokio::spawn(deliver(sandbox.clone()));
    loop {
        tokio::select! {
            () = &mut asked_to_end => break,
            served = &mut serving => return served?.context("the port failed"),
            _ = ticks.tick() => {
                if let Err(error) = sandbox.tick().await {
                    let _ = writeln!(io::stderr(), "warning: {error}");
                }
                if delivering.is_finished() {
                    delivering = tokio::spawn(deliver(sandbox.clone()));
                }
            }
        }
    }
    let _ = end.send(());
    match tokio::time::timeout(GRACE, serving).await {
        Ok(served) => served?.context("the port failed"),
        Err(_) => Ok(()),
    }
}

async fn deliver(sandbox: Sandbox) {
    if let Err(error) = sandbox.deliver().await {
        let _ = writeln!(io::stderr(), "warning: {error}");
    }
}

/// Waits for Ctrl-C, or whatever else the system ends a program with.
#[cfg(unix)]
pub fn asked_to_end() -> anyhow::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut terminated = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

/// Waits for Ctrl-C.
#[cfg(not(unix))]
pub fn asked_to_end() -> anyhow::Result<impl Future<Output = ()>> {
    Ok(async {
        // Without a signal to wait for, the program is ended from outside.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending().await
        }
    })
}

fn caller(text: &str) -> Result<(String, String), String> {
    match text.split_once(':') {
        Some((key, secret)) if !key.is_empty() && !secret.is_empty() => Ok((key.to_owned(), secret.to_owned())),
        _ => Err("write the access key id and the secret as KEY:SECRET".to_owned()),
    }
}

fn certificate(text: &str) -> Result<(String, PathBuf), String> {
    match text.split_once('=') {
        Some((key, file)) if !key.is_empty() && !file.is_empty() => Ok((key.to_owned(), file.into())),
        _ => Err("write the access key id and the file as KEY=FILE.pem".to_owned()),
    }
}
