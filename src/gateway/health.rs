//! Whether the gateway is well, and what it counts, for whoever runs it.

use std::{
    collections::HashMap,
    io,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use axum::{
    Router,
    body::Body,
    extract::State,
    http::{HeaderValue, Response, StatusCode, header},
    routing::get,
};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use tokio::net::ToSocketAddrs;

use super::{
    Gateway, mapping,
    moment::{Moment, Stage},
};
use crate::{error::ServiceError, server::Listening};

/// Questions of a caller in a row without an answer, or refused because of his account, after which Amazon Pay counts as
/// down for him.
const PATIENCE: u32 = 5;

/// How long it counts that the store has kept what was written. Whoever reaches the port may look: a thousand who do are not
/// to have more written than one.
const TRUST: TimeDelta = TimeDelta::seconds(1);

/// What Prometheus takes.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// What is known of the gateway's health from what it does.
#[derive(Default)]
pub(super) struct Health {
    closing: AtomicBool,
    /// By the access key of the caller, questions in a row that Amazon Pay has not answered.
    unanswered: Mutex<HashMap<String, u32>>,
    /// When the store was last found to keep what is written; none where something has failed since.
    wrote: Mutex<Option<DateTime<Utc>>>,
}

/// Whether a gateway can take calls, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Readiness {
    /// Whether it can.
    pub ready: bool,
    /// Whether it is about to end: see [`Gateway::close`].
    pub closing: bool,
    /// Whether the store answers and keeps what is written: `ok`, or why not.
    pub store: String,
    /// Whether Amazon Pay answers, as far as is known from what it was asked last: `ok`, or `down` where five questions in
    /// a row for one and the same caller were not answered, or refused for a reason that is none of the payment's, such
    /// as an access key that is not known any more. It does not make the gateway unready: calls are taken in,
    /// what could not be asked is asked again by itself, and other callers may have nothing to do with it.
    pub processor: &'static str,
}

impl Health {
    pub(super) fn moment(&self, moment: &Moment) {
        if moment.stage != Stage::Written {
            return;
        }
        let mut unanswered = self.unanswered.lock().unwrap_or_else(PoisonError::into_inner);
        if is_unanswered(moment) {
            let count = unanswered.entry(moment.caller.clone()).or_default();
            *count = count.saturating_add(1);
        } else {
            unanswered.remove(&moment.caller);
        }
    }

    /// How many callers Amazon Pay does not answer.
    pub(super) fn callers_unanswered(&self) -> usize {
        let unanswered = self.unanswered.lock().unwrap_or_else(PoisonError::into_inner);
        unanswered.values().filter(|count| **count >= PATIENCE).count()
    }

    /// Notes that something has failed for a reason of the gateway's own: the next look tries the store.
    pub(super) fn doubt(&self) {
        *self.wrote() = None;
    }

    fn is_in_doubt(&self, now: DateTime<Utc>) -> bool {
        self.wrote().is_none_or(|wrote| !(TimeDelta::zero()..TRUST).contains(&(now - wrote)))
    }

    fn trust(&self, now: DateTime<Utc>) {
        *self.wrote() = Some(now);
    }

    fn wrote(&self) -> MutexGuard<'_, Option<DateTime<Utc>>> {
        self.wrote.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn close(&self) {
        self.closing.store(true, Ordering::Relaxed);
    }

    fn readiness(&self, store: Result<(), String>) -> Readiness {
        let closing = self.closing.load(Ordering::Relaxed);
        Readiness {
            ready: !closing && store.is_ok(),
            closing,
            store: store.err().unwrap_or_else(|| "ok".to_owned()),
            processor: if self.callers_unanswered() > 0 { "down" } else { "ok" },
        }
    }
}

/// Whether Amazon Pay has not answered, or refuses whatever is asked for that account. Of a payment that was just begun a
/// refusal of that kind is an answer, and no sign that others would get another one.
fn is_unanswered(moment: &Moment) -> bool {
    match moment.outcome.as_deref() {
        Some("unknown" | "later") => true,
        Some(code) => moment.trouble.is_some() || mapping::is_about_the_account(code),
        None => false,
    }
}

impl Gateway {
    /// Whether it can take calls. Looking asks the store, and nobody else. It also writes there, as every call does: a
    /// little, and no more than once a second by [`Gateway::now`], however many look, unless something has failed since.
    pub async fn readiness(&self) -> Readiness {
        let store = self.store_works().await;
        if store.is_err() {
            self.failed_inside();
        }
        self.health().readiness(store.map_err(|error| error.message().to_owned()))
    }

    async fn store_works(&self) -> Result<(), ServiceError> {
        let now = self.now();
        if !self.health().is_in_doubt(now) {
            return self.books().store_answers().await;
        }
        self.books().store_writes().await?;
        self.health().trust(now);
        Ok(())
    }

    /// Is no longer ready from now on, so that whoever sends calls sends them to another one. Those that come all the
    /// same are answered.
    pub fn close(&self) {
        self.health().close();
    }

    /// Everything that is counted, as text that Prometheus reads. Its labels hold no caller, no id and no text from
    /// outside.
    ///
    /// # Errors
    /// `InternalError` where the store fails: how much waits there is part of it.
    pub async fn metrics_text(&self) -> Result<String, ServiceError> {
        let backlog = self.books().backlog().await.inspect_err(|_| self.failed_inside())?;
        let ready = self.readiness().await.ready;
        Ok(self.metrics().text(&backlog, self.now(), ready, self.health().callers_unanswered()))
    }

    /// Takes a port for nothing but `GET /health`, `GET /ready` and `GET /metrics`.
    ///
    /// - `/health` answers 200 as long as the process does.
    /// - `/ready` answers 200 with a [`Readiness`] as JSON, or 503 where it isn't ready.
    /// - `/metrics` answers [`Gateway::metrics_text`].
    ///
    /// # Errors
    /// What the system says where the address can't be had.
    pub async fn listen_for_admin(&self, address: impl ToSocketAddrs) -> io::Result<Listening> {
        Listening::of(routes(true).with_state(self.clone()), address).await
    }
}

/// `/health` and `/ready`, and `/metrics` where `metrics` says so.
pub(super) fn routes(metrics: bool) -> Router<Gateway> {
    let routes = Router::new().route("/health", get(alive)).route("/ready", get(ready));
    match metrics {
        true => routes.route("/metrics", get(self::metrics)),
        false => routes,
    }
}

async fn alive() -> Response<Body> {
    answer(StatusCode::OK, "application/json", "{\"alive\":true}\n".to_owned())
}

async fn ready(State(gateway): State<Gateway>) -> Response<Body> {
    let readiness = gateway.readiness().await;
    let status = if readiness.ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let json = serde_json::to_string(&readiness).expect("texts and booleans are JSON");
    answer(status, "application/json", json + "\n")
}

async fn metrics(State(gateway): State<Gateway>) -> Response<Body> {
    match gateway.metrics_text().await {
        Ok(text) => answer(StatusCode::OK, OPEN_METRICS, text),
        Err(error) => answer(StatusCode::SERVICE_UNAVAILABLE, "text/plain", format!("{}\n", error.message())),
    }
}

fn answer(status: StatusCode, content_type: &'static str, body: String) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateway::Trouble;

    fn answered(health: &Health, caller: &str, outcome: &str) {
        told(health, caller, outcome, None);
    }

    fn told(health: &Health, caller: &str, outcome: &str, trouble: Option<Trouble>) {
        health.moment(&Moment {
            stage: Stage::Written,
            caller: caller.to_owned(),
            action: "Pay",
            transaction: None,
            step: 0,
            question: "Authorize",
            outcome: Some(outcome.to_owned()),
            gave_up: false,
            trouble,
        });
    }

    #[test]
    fn amazon_pay_is_down_after_five_questions_in_a_row_without_an_answer_and_calls_are_taken_all_the_same() {
        let health = Health::default();
        let processor = || health.readiness(Ok(())).processor;
        for _ in 0..3 {
            for _ in 0..4 {
                answered(&health, "AKIAOLD", "unknown");
            }
            assert_eq!(processor(), "ok");
            answered(&health, "AKIAOLD", "InvalidParameterValue");
        }
        for caller in ["AKIAOLD", "AKIANEW"] {
            for _ in 0..5 {
                answered(&health, caller, "later");
            }
        }
        let readiness = health.readiness(Ok(()));
        assert_eq!((readiness.ready, readiness.processor, readiness.store.as_str()), (true, "down", "ok"));
        answered(&health, "AKIANEW", "Open");
        assert_eq!((processor(), health.callers_unanswered()), ("down", 1));
        answered(&health, "AKIAOLD", "Open");
        assert_eq!((processor(), health.callers_unanswered()), ("ok", 0));
    }

    #[test]
    fn a_clock_that_was_set_back_makes_nothing_count_for_longer() {
        let (health, now) = (Health::default(), DateTime::UNIX_EPOCH);
        assert!(health.is_in_doubt(now));
        health.trust(now);
        assert!(!health.is_in_doubt(now));
        assert!(health.is_in_doubt(now - TimeDelta::milliseconds(1)) && health.is_in_doubt(now + TRUST));
    }

    #[test]
    fn who_is_refused_whatever_he_asks_counts_as_not_answered() {
        let health = Health::default();
        for code in ["AccessDenied", "InvalidTransactionId"] {
            for tries in 1..=5 {
                let trouble = Trouble { tries, why: "it is refused".to_owned() };
                told(&health, "AKIAOLD", code, Some(trouble));
                // What is begun meanwhile is refused, too, for good.
                answered(&health, "AKIAOLD", "InvalidAccessKeyId");
            }
            assert_eq!(health.callers_unanswered(), 1);
            answered(&health, "AKIAOLD", "InvalidTransactionId");
            assert_eq!(health.callers_unanswered(), 0);
        }
    }

    #[test]
    fn a_store_that_fails_and_an_end_that_is_near_are_told() {
        let health = Health::default();
        let readiness = health.readiness(Err("disk full".to_owned()));
        assert_eq!((readiness.ready, readiness.store.as_str()), (false, "disk full"));
        health.close();
        let readiness = health.readiness(Ok(()));
        assert_eq!((readiness.ready, readiness.closing), (false, true));
    }
}
