//! What came: a notification of FPS or one of Amazon Pay, and whether it is genuine.

use amazon_fps::amazon_pay::notification as pay;
use amazon_fps::client::Endpoint;
use amazon_fps::ipn;
use axum::http::HeaderMap;
use serde::Serialize;

use crate::failure::Failure;

/// The header by which SNS, which brings those of Amazon Pay, says what it sends.
pub const MESSAGE_TYPE: &str = "x-amz-sns-message-type";

/// Checks signatures by the certificates of a sandbox, however its address is written in the notification.
pub struct Verifiers {
    fps: ipn::Verifier,
    pay: pay::Verifier,
}

/// The essence of a notification. Tokens are named by their end only.
#[derive(Default, Serialize)]
pub struct Essence {
    pub service: &'static str,
    #[serde(rename = "type")]
    pub kind: String,
    pub operation: Option<String>,
    pub status: Option<String>,
    pub amount: Option<String>,
    pub id: Option<String>,
    pub caller_reference: Option<String>,
}

/// What was found in a body.
pub struct Notice {
    /// Or why it is no notification.
    pub essence: Result<Essence, String>,
    /// Whether the service has signed it, or why that is not known.
    pub verified: Result<(), String>,
}

impl Verifiers {
    /// For the notifications of the sandbox at `endpoint`; without one, for those of Amazon.
    pub fn of(endpoint: Option<&str>) -> Result<Self, Failure> {
        let fps = ipn::Verifier::new().map_err(Failure::usage)?;
        let pay = pay::Verifier::new().map_err(Failure::usage)?;
        let Some(endpoint) = endpoint else { return Ok(Self { fps, pay }) };
        let (fps, pay) = match Endpoint::url(endpoint).map_err(Failure::usage)? {
            Endpoint::Url(url) => {
                let host = url.host_str().unwrap_or_default();
                (fps.trust_host(host), pay.trust_host(host))
            }
            _ => (fps, pay),
        };
        Ok(Self {
            fps: fps.certificates_from(endpoint).map_err(Failure::usage)?,
            pay: pay.certificates_from(endpoint).map_err(Failure::usage)?,
        })
    }

    /// Looks at what was posted to `url`.
    pub async fn look_at(&self, url: &str, headers: &HeaderMap, body: &[u8]) -> Notice {
        let message_type = headers.get(MESSAGE_TYPE).and_then(|value| value.to_str().ok());
        // A form never begins so.
        if message_type.is_some() || body.trim_ascii_start().starts_with(b"{") {
            let received = pay::Received::parse(message_type, body);
            let verified = self.pay.verify(message_type, body).await;
            Notice {
                essence: received
                    .map(|received| Essence::of_pay(received.unverified()))
                    .map_err(|error| error.to_string()),
                verified: verified.map(|_| ()).map_err(|error| error.to_string()),
            }
        } else {
            let received = ipn::Received::parse(body);
            let verified = self.fps.verify(url, body).await;
            Notice {
                essence: received
                    .map(|received| Essence::of_fps(received.unverified()))
                    .map_err(|error| error.to_string()),
                verified: verified.map(|_| ()).map_err(|error| error.to_string()),
            }
        }
    }
}

impl Essence {
    fn of_pay(notification: &pay::Notification) -> Self {
        let content = &notification.content;
        Self {
            service: "amazon-pay",
            kind: content.notification_type().to_owned(),
            operation: notification.event_type.as_ref().map(ToString::to_string),
            status: content.state().map(str::to_owned),
            amount: content.amount().map(ToString::to_string),
            id: content.object_id().map(str::to_owned),
            caller_reference: content.reference_id().map(str::to_owned),
        }
    }

    pub fn of_fps(notification: &ipn::Notification) -> Self {
        let service = "fps";
        match notification {
            ipn::Notification::Transaction(notice) => Self {
                service,
                kind: "TransactionStatus".to_owned(),
                operation: Some(notice.operation.to_string()),
                status: Some(notice.status.to_string()),
                amount: notice.amount.as_ref().map(ToString::to_string),
                id: Some(notice.transaction_id.to_string()),
                caller_reference: notice.caller_reference.as_ref().map(ToString::to_string),
            },
            ipn::Notification::TokenCancellation(notice) => Self {
                service,
                kind: "TokenCancellation".to_owned(),
                id: Some(end_of(notice.token_id.as_str())),
                caller_reference: notice.caller_reference.as_ref().map(ToString::to_string),
                ..Self::default()
            },
            ipn::Notification::SimplePay(notice) => Self {
                service,
                kind: "SimplePay".to_owned(),
                operation: notice.operation.clone(),
                status: Some(notice.status.to_string()),
                amount: notice.amount.as_ref().map(ToString::to_string),
                id: notice
                    .transaction_id
                    .as_ref()
                    .map(ToString::to_string)
                    .or_else(|| notice.subscription_id.as_ref().map(ToString::to_string)),
                caller_reference: None,
            },
            ipn::Notification::Other(notice) => {
                Self { service, kind: notice.notification_type.clone(), ..Self::default() }
            }
            _ => Self { service, kind: "notification".to_owned(), ..Self::default() },
        }
    }
}

fn end_of(token: &str) -> String {
    let end: Vec<_> = token.chars().rev().take(4).collect();
    format!("…{}", end.into_iter().rev().collect::<String>())
}
