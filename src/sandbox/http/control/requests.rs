//! The last requests to FPS and to Amazon Pay, and how they were answered.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::answer::{Asked, Failure, Json, Named};
use crate::sandbox::http::Exchange;
use crate::sandbox::{CallerIdentity, Sandbox};
use crate::server::Transport;

const PAGE: usize = 100;

/// Which requests are asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct WhichRequests {
    /// The access key of whoever says that they are his.
    caller: Option<String>,
    service: Option<String>,
    action: Option<String>,
    status: Option<u16>,
    limit: Option<usize>,
}

#[derive(Serialize)]
pub(super) struct Requests {
    requests: Vec<RequestView>,
}

/// A request and what became of it.
#[derive(Serialize)]
struct RequestView {
    number: u64,
    at: DateTime<Utc>,
    peer: String,
    service: &'static str,
    transport: &'static str,
    action: Option<String>,
    caller: Option<String>,
    /// Of HTTP; 0 where the connection was broken off.
    status: u16,
    /// Of a refusal.
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
    took_ms: f64,
}

#[derive(Serialize)]
pub(super) struct Details {
    #[serde(flatten)]
    request: RequestView,
    method: String,
    host: String,
    path: String,
    query: String,
    content_type: String,
    user_agent: String,
    soap_action: Option<String>,
    /// As it came, as far as it is remembered.
    body: String,
    answer: String,
}

pub(super) async fn list(State(sandbox): State<Sandbox>, Asked(which): Asked<WhichRequests>) -> Json<Requests> {
    let callers = sandbox.callers();
    let views = sandbox.log().latest().into_iter().map(|exchange| RequestView::of(&exchange, &callers));
    let meant = views.filter(|view| {
        which.caller.as_ref().is_none_or(|caller| Some(caller) == view.caller.as_ref())
            && which.service.as_ref().is_none_or(|service| service == view.service)
            && which.action.as_ref().is_none_or(|action| Some(action) == view.action.as_ref())
            && which.status.is_none_or(|status| status == view.status)
    });
    Json(Requests { requests: meant.take(which.limit.unwrap_or(PAGE)).collect() })
}

pub(super) async fn one(State(sandbox): State<Sandbox>, Named(number): Named<u64>) -> Result<Json<Details>, Failure> {
    let gone = || Failure::not_found(format!("There is no request {number}, or none any more."));
    let exchange = sandbox.log().find(number).ok_or_else(gone)?;
    let arrived = &exchange.arrived;
    Ok(Json(Details {
        request: RequestView::of(&exchange, &sandbox.callers()),
        method: arrived.method.clone(),
        host: arrived.host.clone(),
        path: arrived.path.clone(),
        query: arrived.query.clone(),
        content_type: arrived.content_type.clone(),
        user_agent: arrived.user_agent.clone(),
        soap_action: arrived.soap_action.clone(),
        body: String::from_utf8_lossy(&arrived.body).into_owned(),
        answer: exchange.reply.body.clone(),
    }))
}

impl RequestView {
    fn of(exchange: &Exchange, callers: &[CallerIdentity]) -> Self {
        let reading = exchange.reading(callers);
        let (code, message) = reading.refusal.clone().unzip();
        Self {
            number: exchange.number,
            at: exchange.at,
            peer: exchange.peer.to_string(),
            service: exchange.service.name,
            transport: match reading.transport {
                Transport::Rest => "REST",
                Transport::Soap => "SOAP",
            },
            action: reading.action.clone(),
            caller: reading.access_key_id.clone(),
            status: exchange.reply.status,
            code,
            message,
            request_id: reading.request_id.clone(),
            took_ms: exchange.took.as_secs_f64() * 1_000.0,
        }
    }
}
