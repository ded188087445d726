//! Being the notification URL of a caller for a while.

use anyhow::Context;
use serde_json::{Value, json};

use crate::control::Control;
use crate::failure::Failure;

/// As many accounts as a sandbox shows at once.
const PAGE: usize = 1_000;

/// What was changed at a sandbox, and how it is changed back.
pub struct Registration {
    control: Control,
    caller: String,
    url: String,
    /// Null where there was none.
    former: Value,
}

impl Registration {
    /// Makes `url` the notification URL of the caller.
    pub async fn at(endpoint: &str, key: Option<String>, caller: Option<&str>, url: &str) -> Result<Self, Failure> {
        let control = Control::of(endpoint, key)?;
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
        format!("the notifications of {} at {} come here", self.caller, self.control.endpoint())
    }

    /// Makes the former URL the caller's again, unless somebody else has put another in its place meanwhile.
    pub async fn give_back(self) -> Result<(), Failure> {
        if self.present().await? == json!(self.url) {
            self.set(&self.former).await?;
        }
        Ok(())
    }

    async fn present(&self) -> Result<Value, Failure> {
        for skip in (0..).step_by(PAGE) {
            let path = format!("/_sandbox/accounts?caller={}&skip={skip}&limit={PAGE}", self.caller);
            let accounts = self.control.ask("GET", &path, None).await?;
            let accounts = accounts["accounts"].as_array().map(Vec::as_slice).unwrap_or_default();
            if let Some(own) = accounts.iter().find(|account| account["account_id"] == json!(self.caller)) {
                return Ok(own["notification_url"].clone());
            }
            if accounts.len() < PAGE {
                break;
            }
        }
        Err(anyhow::anyhow!("the sandbox doesn't show the account of the caller").into())
    }

    async fn set(&self, url: &Value) -> Result<(), Failure> {
        let path = format!("/_sandbox/accounts/{caller}?caller={caller}", caller = self.caller);
        self.control.ask("PATCH", &path, Some(json!({ "notification_url": url }))).await.map(|_| ())
    }
}
