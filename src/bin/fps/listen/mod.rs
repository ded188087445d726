mod notice;
mod registration;
mod report;

use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use amazon_fps::client::{Endpoint, Http, HttpClient, HttpFailure, HttpRequest};
use anyhow::Context;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use chrono::Utc;
use tokio::net::TcpListener;
use tokio::time::Instant;

use crate::control::variable;
use crate::failure::{Failure, Status};
use crate::page::{Page, unless_closed};
use crate::sandbox::asked_to_end;
pub use notice::MESSAGE_TYPE;
use notice::Verifiers;
use registration::Registration;
use report::{Answered, Forwarded, Report};

/// Show notifications as they come, and pass them on
///
/// Takes the place of your application for a while: becomes the notification URL of a caller at the
/// sandbox, shows each notification in a line, those of FPS and those of Amazon Pay, and gives the former
/// URL back at the end. A merchant of Amazon Pay who has set URLs of his own is told there. With --forward
/// each is passed on as it came, and answered as your application has answered it, so that the sandbox
/// sends it again where it failed. FPS signs the address, too, and it is that of `fps listen`: an
/// application that verifies what is passed on must verify it for that address. Ctrl-C ends it.
#[derive(clap::Args)]
pub struct Args {
    /// The address to listen on; with port 0 the system chooses one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// The sandbox whose notifications are wanted [default: the environment variable FPS_ENDPOINT;
    /// without either, no sandbox is told]
    #[arg(long, value_name = "URL")]
    endpoint: Option<String>,
    /// The caller whose notifications are wanted [default: the first of the sandbox]
    #[arg(long, value_name = "ACCESS_KEY")]
    caller: Option<String>,
    /// The key of the sandbox's control plane [default: the environment variable FPS_SANDBOX_KEY]
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
    /// Where notifications are passed on to
    #[arg(long, value_name = "URL")]
    forward: Option<String>,
    /// Print a line of JSON for each notification, and one with the address before them
    #[arg(long)]
    json: bool,
}

/// How long an application may take: less than the sandbox waits for the answer.
const PATIENCE: Duration = Duration::from_secs(8);
const CONNECT: Duration = Duration::from_secs(3);
/// Answers of an application are read away.
const ANSWER_LIMIT: usize = 1 << 20;

const CONTENT_TYPE: &str = "content-type";
/// The headers that an application gets as they came.
const PASSED_ON: [&str; 4] = [CONTENT_TYPE, MESSAGE_TYPE, "x-amz-sns-message-id", "x-amz-sns-topic-arn"];

struct Listener {
    http: HttpClient,
    verifiers: Verifiers,
    forward: Option<String>,
    json: bool,
    page: Page,
}

impl Args {
    pub fn run(self) -> Result<Status, Failure> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(self.listen())?;
        // What is still passed on is dropped.
        runtime.shutdown_background();
        Ok(Status::Success)
    }

    async fn listen(self) -> Result<(), Failure> {
        if let Some(forward) = &self.forward {
            Endpoint::url(forward.split('?').next().unwrap_or_default())
                .map_err(|_| Failure::usage(format!("--forward is no http or https address: '{forward}'")))?;
        }
        let endpoint = self.endpoint.clone().or_else(|| variable("FPS_ENDPOINT"));
        if self.caller.is_some() && endpoint.is_none() {
            return Err(Failure::usage("--caller names a caller of a sandbox: give --endpoint or FPS_ENDPOINT, too"));
        }
        let key = self.key.clone().or_else(|| variable("FPS_SANDBOX_KEY"));
        let http = || HttpClient::new(CONNECT).map_err(Failure::usage);
        let asked_to_end = asked_to_end()?;

        let listener =
            TcpListener::bind(self.listen).await.with_context(|| format!("can't listen on {}", self.listen))?;
        let url = own_url(listener.local_addr()?);
        let registration = match &endpoint {
            Some(endpoint) => Some(Registration::at(endpoint, key, self.caller.as_deref(), &url).await?),
            None => None,
        };
        let state = Arc::new(Listener {
            http: http()?,
            verifiers: Verifiers::of(endpoint.as_deref())?,
            forward: self.forward,
            json: self.json,
            page: Page::for_stdout(),
        });
        let served = match state.print(&report::beginning(&url, state.json, registration.as_ref())) {
            Ok(()) => tokio::select! {
                served = axum::serve(listener, Router::new().fallback(take_in).with_state(state)).into_future() => {
                    served.context("the port failed")
                }
                () = asked_to_end => Ok(()),
            },
            // Nothing can be shown to anybody: the former URL is given back at once.
            Err(error) => unless_closed(Err(error)).context("standard output can't be written"),
        };
        if let Some(registration) = registration {
            registration.give_back().await?;
        }
        Ok(served?)
    }
}

impl Listener {
    async fn report(&self, url: &str, headers: &HeaderMap, body: Bytes) -> Report {
        let at = Utc::now();
        let notice = self.verifiers.look_at(url, headers, &body).await;
        let forwarded = match &self.forward {
            Some(forward) => Some(self.pass_on(forward, headers, body).await),
            None => None,
        };
        let answered = match (&forwarded, &notice.essence) {
            (Some(forwarded), _) if forwarded.is_taken() => Answered::Taken,
            (Some(_), _) => Answered::NotTaken,
            (None, Ok(_)) => Answered::Taken,
            (None, Err(_)) => Answered::Nonsense,
        };
        Report { at, notice, forwarded, answered }
    }

    async fn pass_on(&self, url: &str, headers: &HeaderMap, body: Bytes) -> Forwarded {
        let began = Instant::now();
        let passed = PASSED_ON.iter().filter_map(|&name| Some((name, headers.get(name)?.to_str().ok()?.to_owned())));
        let mut headers: Vec<_> = passed.collect();
        if !headers.iter().any(|(name, _)| *name == CONTENT_TYPE) {
            headers.push((CONTENT_TYPE, "application/x-www-form-urlencoded".to_owned()));
        }
        let request =
            HttpRequest { method: "POST", url: url.to_owned(), headers, body: body.into(), answer_limit: ANSWER_LIMIT };
        let answer = match tokio::time::timeout(PATIENCE, self.http.send(request)).await {
            Ok(Ok(answer)) => Ok(answer.status),
            Ok(Err(HttpFailure::TooLarge { status, .. })) => Ok(status),
            Ok(Err(failure)) => Err(failure.to_string()),
            Err(_) => Err(format!("no answer within {} seconds", PATIENCE.as_secs())),
        };
        Forwarded { answer, took: began.elapsed() }
    }

    /// Writes one line at once, so that lines don't get mixed.
    fn print(&self, line: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        writeln!(out, "{line}")?;
        out.flush()
    }
}

async fn take_in(
    State(listener): State<Arc<Listener>>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, &'static str) {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let url = format!("http://{}{}", text(header::HOST).unwrap_or_default(), uri.path());
    // By itself: it is shown although whoever has sent it may be gone by then.
    let shown = tokio::spawn(async move {
        let report = listener.report(&url, &headers, body).await;
        let line = match listener.json {
            true => report.json(),
            false => report.text(&listener.page),
        };
        listener.print(&line).map(|()| report.answered)
    });
    match shown.await {
        Ok(Ok(Answered::Taken)) => (StatusCode::OK, "taken\n"),
        Ok(Ok(Answered::NotTaken)) => {
            (StatusCode::BAD_GATEWAY, "not taken by the application that it was passed on to\n")
        }
        Ok(Ok(Answered::Nonsense)) => (StatusCode::BAD_REQUEST, "no notification\n"),
        // There is nobody left to show anything to.
        Ok(Err(_)) | Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "not shown\n"),
    }
}

/// The address as the sandbox is told it: an address that stands for all of this machine's is nobody's.
fn own_url(address: SocketAddr) -> String {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    format!("http://{}/", SocketAddr::new(ip, address.port()))
}
