//! Signs what is ready, and sends it.

use std::time::Duration;

use chrono::{DateTime, Utc};
use url::Url;

use super::request::{Content, Ready};
use crate::client::transport::{rest, soap};
use crate::client::{DynHttp, HttpFailure, HttpResponse, Method, Prepared};
use crate::error::Error;
use crate::migrate::traffic::Transport;

/// Sends requests to one service.
pub(super) struct Sender {
    pub endpoint: Url,
    pub http: Box<dyn DynHttp>,
    pub timeout: Duration,
    pub clock: Box<dyn Fn() -> DateTime<Utc> + Send + Sync>,
}

/// Why there is no answer.
pub(super) enum NoAnswer {
    /// It can't be signed with what there is; others may.
    Unsigned(String),
    /// The service is not to be reached, or doesn't answer.
    Lost(String),
}

const USER_AGENT: &str = concat!("amazon-fps/", env!("CARGO_PKG_VERSION"), " (replay)");

impl Sender {
    /// Sends it once. A call that may have been carried out is not repeated.
    pub async fn send(&self, ready: &Ready) -> Result<HttpResponse, NoAnswer> {
        let prepared = self.signed(ready).map_err(NoAnswer::Unsigned)?;
        let sent = self.http.send_boxed(prepared.http);
        match tokio::time::timeout(self.timeout, sent).await {
            Ok(Ok(response)) => Ok(response),
            // An answer that is too long is one all the same, and can't be read.
            Ok(Err(HttpFailure::TooLarge { status, beginning, .. })) => Ok(HttpResponse { status, body: beginning }),
            Ok(Err(failure)) => Err(NoAnswer::Lost(failure.to_string())),
            Err(_) => Err(NoAnswer::Lost(format!("no answer within {} seconds", self.timeout.as_secs()))),
        }
    }

    fn signed(&self, ready: &Ready) -> Result<Prepared, String> {
        let now = (self.clock)();
        match &ready.content {
            Content::Query { parameters, signature_method, credentials } => {
                let method = if ready.transport == Transport::RestGet { Method::Get } else { Method::Post };
                let parameters = parameters.clone();
                Ok(rest::signed(parameters, &self.endpoint, USER_AGENT, now, credentials, method, *signature_method))
            }
            Content::Message { element, signer } => {
                soap::signed(ready.operation.name, element, &self.endpoint, USER_AGENT, now, signer)
                    .map_err(|error: Error| error.to_string())
            }
        }
    }
}

/// Whether a host is one of Amazon's own, where money is real.
pub(super) fn is_amazons(endpoint: &Url) -> bool {
    let host = endpoint.host_str().unwrap_or_default().trim_end_matches('.').to_ascii_lowercase();
    let of = |domain: &str| host == domain || host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'));
    ["amazonaws.com", "amazonaws.com.cn"].into_iter().any(of)
        || host.split('.').any(|label| matches!(label, "amazon" | "amazonservices"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amazons_hosts_are_known_however_they_are_written() {
        let is_amazons = |url: &str| is_amazons(&Url::parse(url).expect("it is an address"));
        for url in [
            "https://fps.amazonaws.com/",
            "https://FPS.sandbox.amazonaws.com.:443/",
            "https://amazonaws.com",
            "https://authorize.payments.amazon.com/",
            "https://mws.amazonservices.co.uk/OffAmazonPayments/2013-01-01",
        ] {
            assert!(is_amazons(url), "{url}");
        }
        for url in ["http://127.0.0.1:8080/", "http://notamazonaws.com", "http://fps.amazonaws.com.example.com/"] {
            assert!(!is_amazons(url), "{url}");
        }
    }
}
