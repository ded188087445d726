//! Being the notification URL of a caller for a while.

use std::time::Duration;

use amazon_fps::Error;
use amazon_fps::client::{Endpoint, Http, HttpClient, HttpFailure, HttpRequest};
use anyhow::Context;
use serde_json::{Value, json};

use crate::failure::Failure;

/// What was changed at a sandbox, and how it is changed back.
pub struct Registration {
    control: Control,
    caller: String,
    url: String,
    /// Null where there was none.
    former: Value,
}

/// The control plane of a sandbox.
struct Control {
    endpoint: String,
    key: Option<String>,
    http: HttpClient,
}

const PATIENCE: Duration = Duration::from_secs(10);
const ANSWER_LIMIT: usize = 16 << 20;

impl Registration {
    /// Makes `url` the notification URL of the caller.
    pub async fn at(
        endpoint: &str,
        key: Option<String>,
        caller: Option<&str>,
        url: &str,
        http: HttpClient,
    ) -> Result<Self, Failure> {
        Endpoint::url(endpoint).map_err(Failure::usage)?;
        let control = Control { endpoint: endpoint.trim_end_matches('/').to_owned(), key, http };
        let seed = control.ask("GET", "/_sandbox/seed", None).await?;
        let callers: Vec<_> = seed["callers"].as_array().into_iter().flatten().collect();
        let keys: Vec<_> = callers.iter().filter_map(|caller| caller["access_key_id"].as_str()).collect();
        let caller = match caller {
            Some(caller) if keys.contains(&caller) => caller,
            Some(caller) => {
                return Err(Failure::usage(format!("the sandbox knows no caller {caller}"))
                    .advise(format!("It knows {}.", keys.join(", "))));
            }
            None => keys.first().copied().context("the sandbox has no caller")?,
        };
        let caller = caller.to_owned();
        let mut registration = Self { caller, url: url.to_owned(), former: Value::Null, control };
        registration.former = registration.present().await?;
        registration.set(&json!(url)).await?;
        Ok(registration)
    }

    /// What is said of it in the beginning.
    pub fn describe(&self) -> String {
        format!("the notifications of {} at {} come here", self.caller, self.control.endpoint)
    }

    /// Makes the former URL the caller's again, unless somebody else has put another in its place meanwhile.
    pub async fn give_back(self) -> Result<(), Failure> {
        if self.present().await? == json!(self.url) {
            self.set(&self.former).await?;
        }
        Ok(())
    }

    async fn present(&self) -> Result<Value, Failure> {
        let path = format!("/_sandbox/accounts?caller={}", self.caller);
        let accounts = self.control.ask("GET", &path, None).await?;
        let mut accounts = accounts["accounts"].as_array().into_iter().flatten();
        let own = accounts.find(|account| account["account_id"] == json!(self.caller));
        Ok(own.context("the sandbox doesn't show the account of the caller")?["notification_url"].clone())
    }

    async fn set(&self, url: &Value) -> Result<(), Failure> {
        let path = format!("/_sandbox/accounts/{caller}?caller={caller}", caller = self.caller);
        self.control.ask("PATCH", &path, Some(json!({ "notification_url": url }))).await.map(|_| ())
    }
}

impl Control {
    async fn ask(&self, method: &'static str, path: &str, body: Option<Value>) -> Result<Value, Failure> {
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
                return Err(Failure::of_call(&what, Error::Connect { endpoint: self.endpoint.clone(), reason }));
            }
            Ok(Err(failure)) => {
                return Err(Failure::of_call(&what, Error::Interrupted { reason: failure.to_string() }));
            }
            Err(_) => return Err(Failure::of_call(&what, Error::Timeout { after: PATIENCE })),
        };
        let document: Option<Value> = serde_json::from_slice(&answer.body).ok();
        match document {
            Some(document) if answer.status == 200 => Ok(document),
            document => {
                let told = document.as_ref().and_then(|document| document["error"]["message"].as_str());
                let told = told.unwrap_or("it is no sandbox of this program, or an older one");
                Err(Failure::refused(format!("{what} was answered with the HTTP status {}: {told}", answer.status)))
            }
        }
    }
}
