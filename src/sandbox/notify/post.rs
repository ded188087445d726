//! How a notification is posted, and where to.

use std::{fmt, net::IpAddr, sync::OnceLock, time::Duration};

use url::{Host, Url};

use crate::{
    client::{DynHttp, Http, HttpClient, HttpFailure, HttpRequest},
    sandbox::rows::AttemptOutcome,
};

/// A signed notification as it is posted.
pub(crate) struct Posting {
    pub(crate) url: String,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: String,
}

/// What notifications name themselves, before a slash and the version. Callers choose where they go, so the sandbox
/// takes no orders from whatever bears this name.
pub(crate) const USER_AGENT: &str = "amazon-fps-sandbox-notifications";

/// How long a receiver may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);
const CONNECT: Duration = Duration::from_secs(5);
/// Answers are not looked at, only read away.
const ANSWER_LIMIT: usize = 64 * 1024;

/// Posts notifications: by default only to this machine, and not through a proxy.
pub(crate) struct Post {
    http: Option<Box<dyn DynHttp>>,
    anywhere: bool,
    /// Made when it is first needed: most sandboxes post nothing.
    built_in: OnceLock<Result<HttpClient, String>>,
}

impl Post {
    pub(crate) fn new() -> Self {
        Self { http: None, anywhere: false, built_in: OnceLock::new() }
    }

    pub(crate) fn with_http(self, http: impl Http) -> Self {
        Self { http: Some(Box::new(http)), ..self }
    }

    pub(crate) fn anywhere(self, anywhere: bool) -> Self {
        Self { anywhere, ..self }
    }

    /// Posts a notification, and tells the status of the answer.
    pub(crate) async fn send(&self, posting: Posting) -> AttemptOutcome {
        let sent = async {
            self.check_address(&posting.url).await?;
            let mut headers = posting.headers;
            headers.push(("User-Agent", format!("{USER_AGENT}/{}", env!("CARGO_PKG_VERSION"))));
            let body = posting.body.into_bytes();
            let request = HttpRequest { method: "POST", url: posting.url, headers, body, answer_limit: ANSWER_LIMIT };
            match self.http()?.send_boxed(request).await {
                Ok(answer) => Ok(answer.status),
                Err(HttpFailure::TooLarge { status, .. }) => Ok(status),
                Err(failure) => Err(failure.to_string()),
            }
        };
        match tokio::time::timeout(PATIENCE, sent).await {
            Ok(Ok(status)) => AttemptOutcome::Answered(status),
            Ok(Err(why)) => AttemptOutcome::Failed(why),
            Err(_) => AttemptOutcome::Failed(format!("there was no answer within {} seconds", PATIENCE.as_secs())),
        }
    }

    fn http(&self) -> Result<&dyn DynHttp, String> {
        if let Some(http) = &self.http {
            return Ok(&**http);
        }
        let build = || match self.anywhere {
            true => HttpClient::new(CONNECT).map_err(|error| error.to_string()),
            false => HttpClient::to_this_machine(CONNECT).map_err(|error| error.to_string()),
        };
        match self.built_in.get_or_init(build) {
            Ok(http) => Ok(http),
            Err(why) => Err(why.clone()),
        }
    }

    /// Whether every address of the host is this machine's, where others are not allowed.
    async fn check_address(&self, url: &str) -> Result<(), String> {
        let url = Url::parse(url).map_err(|error| format!("the notification URL is no URL: {error}"))?;
        let host = url.host().ok_or("the notification URL names no host")?;
        if self.anywhere {
            return Ok(());
        }
        let is_here = match host {
            Host::Ipv4(address) => address.is_loopback(),
            Host::Ipv6(address) => IpAddr::from(address).to_canonical().is_loopback(),
            Host::Domain(name) => {
                let port = url.port_or_known_default().unwrap_or_default();
                let found = tokio::net::lookup_host((name, port)).await;
                let mut found = found.map_err(|error| format!("{name} is not found: {error}"))?;
                found.all(|address| address.ip().to_canonical().is_loopback())
            }
        };
        match is_here {
            true => Ok(()),
            false => Err("not a loopback address: start with --notify-anywhere".to_owned()),
        }
    }
}

impl fmt::Debug for Post {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Post").field("anywhere", &self.anywhere).finish_non_exhaustive()
    }
}
