//! The control plane of a sandbox, asked over HTTP.

use std::time::Duration;

use amazon_fps::Error;
use amazon_fps::client::{Endpoint, Http, HttpClient, HttpFailure, HttpRequest};
use serde_json::Value;

use crate::failure::Failure;

/// A sandbox that is steered.
pub struct Control {
    endpoint: String,
    key: Option<String>,
    http: HttpClient,
}

const CONNECT: Duration = Duration::from_secs(3);
/// Much may become due at once, and a state may be large.
const PATIENCE: Duration = Duration::from_secs(120);
const ANSWER_LIMIT: usize = 256 << 20;

impl Control {
    /// The sandbox at `endpoint`, with the key that it was started with, if it was.
    pub fn of(endpoint: &str, key: Option<String>) -> Result<Self, Failure> {
        Endpoint::url(endpoint).map_err(Failure::usage)?;
        let http = HttpClient::new(CONNECT).map_err(Failure::usage)?;
        Ok(Self { endpoint: endpoint.trim_end_matches('/').to_owned(), key, http })
    }

    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// The JSON that is answered.
    pub async fn ask(&self, method: &'static str, path: &str, body: Option<Value>) -> Result<Value, Failure> {
        let what = format!("{method} {}{path}", self.endpoint);
        let mut headers = vec![("Accept", "application/json".to_owned())];
        if body.is_some() {
            headers.push(("Content-Type", "application/json".to_owned()));
        }
        if let Some(key) = &self.key {
            headers.push(("Authorization", format!("Bearer {key}")));
        }
        let request = HttpRequest {
            method,
            url: format!("{}{path}", self.endpoint),
            headers,
            body: body.map(|body| body.to_string().into_bytes()).unwrap_or_default(),
            answer_limit: ANSWER_LIMIT,
        };
        let answer = match tokio::time::timeout(PATIENCE, self.http.send(request)).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(HttpFailure::Connect(reason))) => {
                return Err(Failure::of_call(None, &what, Error::Connect { endpoint: self.endpoint.clone(), reason }));
            }
            Ok(Err(failure)) => {
                return Err(Failure::of_call(None, &what, Error::Interrupted { reason: failure.to_string() }));
            }
            Err(_) => return Err(Failure::of_call(None, &what, Error::Timeout { after: PATIENCE })),
        };
        let document: Option<Value> = serde_json::from_slice(&answer.body).ok();
        match document {
            Some(document) if answer.status == 200 => Ok(document),
            document => {
                let told = document.as_ref().and_then(|document| document["error"]["message"].as_str());
                let told = told.unwrap_or("it is no sandbox of this program, or an older one");
                let refused = format!("{what} was answered with the HTTP status {}: {told}", answer.status);
                Err(match answer.status {
                    401 => Failure::refused(refused).advise("Give its key by --key or by FPS_SANDBOX_KEY."),
                    _ => Failure::refused(refused),
                })
            }
        }
    }
}

/// What the environment says, if it says anything.
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
