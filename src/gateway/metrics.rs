//! What the gateway counts, as Prometheus reads it.

use std::{
    collections::HashMap,
    fmt,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicI64, AtomicU64},
    },
    time::Instant,
};

use chrono::{DateTime, Utc};
use prometheus_client::{
    encoding::{EncodeLabel, LabelEncoder, text},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram, info::Info},
    registry::{Registry, Unit},
};

use super::{
    calls::{INTERNAL_ERROR, Served},
    moment::{Moment, Stage},
    notified::Notified,
};
use crate::{amazon_pay, fps, sandbox::store::Backlog};

/// In seconds. Amazon Pay takes up to ten seconds to decide about an authorization at once, and the client waits for a
/// minute.
const DURATIONS: [f64; 12] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0];

/// What a saga's questions are answered with, beside the error codes of Amazon Pay.
const ANSWERS: [&str; 11] =
    ["Done", "Ended", "Suspended", "Draft", "Open", "Active", "Inactive", "Pending", "Completed", "unknown", "later"];

/// Labels are of fixed sets: what comes from outside is counted under `other` where it is in none of them.
pub(super) struct Metrics {
    registry: Registry,
    calls: Family<[Label; 2], Counter>,
    call_seconds: Family<[Label; 1], Histogram>,
    asks: Family<[Label; 2], Counter>,
    asks_in_vain: Family<[Label; 2], Counter>,
    ask_seconds: Family<[Label; 1], Histogram>,
    /// Since when what is asked now is asked.
    asking: Mutex<HashMap<Question, Instant>>,
    received: Family<[Label; 1], Counter>,
    sent: Family<[Label; 1], Counter>,
    internal_failures: Counter,
    sagas_open: Gauge<i64, AtomicI64>,
    oldest_saga: Gauge<f64, AtomicU64>,
    outbox: Gauge<i64, AtomicI64>,
    up: Gauge<i64, AtomicI64>,
    unanswered: Gauge<i64, AtomicI64>,
}

/// One question of one saga.
#[derive(PartialEq, Eq, Hash)]
struct Question {
    caller: String,
    action: &'static str,
    transaction: Option<String>,
    step: u64,
    question: &'static str,
}

/// The name of a label and its value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Label(&'static str, &'static str);

impl EncodeLabel for Label {
    fn encode(&self, encoder: LabelEncoder<'_>) -> fmt::Result {
        (self.0, self.1).encode(encoder)
    }
}

impl Default for Metrics {
    fn default() -> Self {
        let histogram: fn() -> Histogram = || Histogram::new(DURATIONS);
        let metrics = Self {
            registry: Registry::default(),
            calls: Family::default(),
            call_seconds: Family::new_with_constructor(histogram),
            asks: Family::default(),
            asks_in_vain: Family::default(),
            ask_seconds: Family::new_with_constructor(histogram),
            asking: Mutex::default(),
            received: Family::default(),
            sent: Family::default(),
            internal_failures: Counter::default(),
            sagas_open: Gauge::default(),
            oldest_saga: Gauge::default(),
            outbox: Gauge::default(),
            up: Gauge::default(),
            unanswered: Gauge::default(),
        };
        metrics.registered()
    }
}

impl Metrics {
    fn registered(mut self) -> Self {
        let mut registry = Registry::with_prefix("fps_gateway");
        registry.register(
            "calls",
            "Calls of FPS by action and outcome: ok, or the error code; action none where a request named none",
            self.calls.clone(),
        );
        registry.register_with_unit(
            "call_duration",
            "How long calls of FPS took, from the last byte of the request to the answer",
            Unit::Seconds,
            self.call_seconds.clone(),
        );
        registry.register(
            "asks",
            "Questions to Amazon Pay by question and outcome: what was answered, the error code, unknown or later",
            self.asks.clone(),
        );
        registry.register(
            "asks_in_vain",
            "Questions to Amazon Pay that have to be asked again, by question and outcome: unknown, later, or the code of a refusal that is none of the payment's",
            self.asks_in_vain.clone(),
        );
        registry.register_with_unit(
            "ask_duration",
            "How long questions to Amazon Pay took, with what they waited for their turn in its quotas",
            Unit::Seconds,
            self.ask_seconds.clone(),
        );
        registry.register(
            "notifications_received",
            "Notifications of Amazon Pay by what became of them: heeded, idle, repeated, confirmed or refused",
            self.received.clone(),
        );
        registry.register(
            "notifications_sent",
            "Attempts to send a notification of FPS by what came of them: arrived, failed, or given_up where it was the last",
            self.sent.clone(),
        );
        registry.register(
            "internal_failures",
            "Calls, rounds of what is due and looks at the store that failed for a reason of the gateway's own: mostly its store",
            self.internal_failures.clone(),
        );
        registry.register(
            "callers_unanswered",
            "Callers whose last five questions Amazon Pay has not answered, or refused for a reason that is none of the payments'",
            self.unanswered.clone(),
        );
        registry.register("sagas_open", "Sagas that have not come to their end", self.sagas_open.clone());
        registry.register_with_unit(
            "oldest_saga_age",
            "How long the saga is open that began first; 0 where none is open",
            Unit::Seconds,
            self.oldest_saga.clone(),
        );
        registry.register("outbox_waiting", "Notifications of FPS that are still to be delivered", self.outbox.clone());
        registry.register("ready", "Whether the gateway is ready: 1 or 0", self.up.clone());
        registry.register("build", "Which program this is", Info::new([("version", env!("CARGO_PKG_VERSION"))]));
        self.registry = registry;
        self
    }

    pub(super) fn called(&self, served: &Served) {
        let action = served.action.unwrap_or("none");
        let outcome = match &served.refusal {
            None => "ok",
            Some(code) => fps::SERVICE.error(code).map_or("other", |error| error.code),
        };
        self.calls.get_or_create(&[Label("action", action), Label("outcome", outcome)]).inc();
        self.call_seconds.get_or_create(&[Label("action", action)]).observe(served.took.as_secs_f64());
        if outcome == INTERNAL_ERROR {
            self.failed_inside();
        }
    }

    pub(super) fn moment(&self, moment: &Moment) {
        let question = Question {
            caller: moment.caller.clone(),
            action: moment.action,
            transaction: moment.transaction.clone(),
            step: moment.step,
            question: moment.question,
        };
        let mut asking = self.asking.lock().unwrap_or_else(PoisonError::into_inner);
        match moment.stage {
            Stage::Asking => {
                asking.insert(question, Instant::now());
            }
            Stage::Answered => {
                let labels = [Label("question", moment.question)];
                if let Some(since) = asking.remove(&question) {
                    self.ask_seconds.get_or_create(&labels).observe(since.elapsed().as_secs_f64());
                }
                self.asks.get_or_create(&ask(moment)).inc();
            }
            Stage::Written if moment.trouble.is_some() => {
                self.asks_in_vain.get_or_create(&ask(moment)).inc();
            }
            Stage::Written => {}
        }
    }

    pub(super) fn received(&self, became: &'static str) {
        self.received.get_or_create(&[Label("outcome", became)]).inc();
    }

    pub(super) fn notified(&self, notified: &Notified) {
        let outcome = match notified.outcome.has_arrived() {
            true => "arrived",
            false if notified.gave_up => "given_up",
            false => "failed",
        };
        self.sent.get_or_create(&[Label("outcome", outcome)]).inc();
    }

    pub(super) fn failed_inside(&self) {
        self.internal_failures.inc();
    }

    /// As Prometheus reads it: text in the form of OpenMetrics 1.0.
    pub(super) fn text(&self, backlog: &Backlog, now: DateTime<Utc>, ready: bool, unanswered: usize) -> String {
        let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        self.sagas_open.set(count(backlog.sagas));
        let age = backlog.since.and_then(|since| (now - since).to_std().ok()).unwrap_or_default();
        self.oldest_saga.set(age.as_secs_f64());
        self.outbox.set(count(backlog.messages));
        self.up.set(ready.into());
        self.unanswered.set(i64::try_from(unanswered).unwrap_or(i64::MAX));
        let mut text = String::new();
        text::encode(&mut text, &self.registry).expect("a String takes whatever is written");
        text
    }
}

fn ask(moment: &Moment) -> [Label; 2] {
    let outcome = outcome(moment.outcome.as_deref().unwrap_or_default());
    [Label("question", moment.question), Label("outcome", outcome)]
}

/// What was answered, as one of a fixed set.
fn outcome(answered: &str) -> &'static str {
    let word = answered.split_whitespace().next().unwrap_or_default();
    if let Some(known) = ["Declined", "Closed"].into_iter().chain(ANSWERS).find(|known| *known == word) {
        return known;
    }
    amazon_pay::SERVICE.error(word).map_or("other", |error| error.code)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use chrono::TimeDelta;

    use super::*;
    use crate::{gateway::Trouble, server::Transport};

    fn served(action: Option<&'static str>, refusal: Option<&str>) -> Served {
        Served {
            request_id: "r".to_owned(),
            action,
            caller: Some("AKIAOLD".to_owned()),
            transport: Some(Transport::Rest),
            transaction: None,
            status: 200,
            refusal: refusal.map(str::to_owned),
            failure: None,
            took: Duration::from_millis(20),
        }
    }

    fn moment(stage: Stage, outcome: Option<&str>) -> Moment {
        Moment {
            stage,
            caller: "AKIAOLD".to_owned(),
            action: "Pay",
            transaction: Some("14ABC".to_owned()),
            step: 0,
            question: "Authorize",
            outcome: outcome.map(str::to_owned),
            gave_up: false,
            trouble: None,
        }
    }

    #[test]
    fn calls_and_questions_are_counted_under_labels_of_fixed_sets() {
        let metrics = Metrics::default();
        metrics.called(&served(Some("Pay"), None));
        metrics.called(&served(Some("Pay"), Some("InvalidParams")));
        metrics.called(&served(None, Some("SignatureDoesNotMatch")));
        metrics.called(&served(None, Some("whatever\n an attacker writes")));
        metrics.called(&served(Some("Pay"), Some("InternalError")));
        for outcome in ["Open", "Declined InvalidPaymentMethod", "RequestThrottled", "unknown", "\"} evil 1", ""] {
            metrics.moment(&moment(Stage::Asking, None));
            metrics.moment(&moment(Stage::Answered, Some(outcome)));
            metrics.moment(&moment(Stage::Written, Some(outcome)));
        }
        let trouble = Some(Trouble { tries: 1, why: "evil".to_owned() });
        metrics.moment(&Moment { trouble, ..moment(Stage::Written, Some("AccessDenied")) });
        metrics.received("heeded");
        let now = Utc::now();
        let backlog = Backlog { sagas: 3, since: Some(now - TimeDelta::seconds(90)), messages: 2 };
        let text = metrics.text(&backlog, now, true, 1);
        for line in [
            "fps_gateway_calls_total{action=\"Pay\",outcome=\"ok\"} 1",
            "fps_gateway_callers_unanswered 1",
            "fps_gateway_calls_total{action=\"Pay\",outcome=\"InvalidParams\"} 1",
            "fps_gateway_calls_total{action=\"none\",outcome=\"SignatureDoesNotMatch\"} 1",
            "fps_gateway_calls_total{action=\"none\",outcome=\"other\"} 1",
            "fps_gateway_call_duration_seconds_bucket{le=\"0.025\",action=\"Pay\"} 3",
            "fps_gateway_asks_total{question=\"Authorize\",outcome=\"Open\"} 1",
            "fps_gateway_asks_total{question=\"Authorize\",outcome=\"Declined\"} 1",
            "fps_gateway_asks_total{question=\"Authorize\",outcome=\"RequestThrottled\"} 1",
            "fps_gateway_asks_total{question=\"Authorize\",outcome=\"unknown\"} 1",
            "fps_gateway_asks_total{question=\"Authorize\",outcome=\"other\"} 2",
            "fps_gateway_ask_duration_seconds_count{question=\"Authorize\"} 6",
            "fps_gateway_asks_in_vain_total{question=\"Authorize\",outcome=\"AccessDenied\"} 1",
            "fps_gateway_notifications_received_total{outcome=\"heeded\"} 1",
            "fps_gateway_internal_failures_total 1",
            "fps_gateway_sagas_open 3",
            "fps_gateway_oldest_saga_age_seconds 90.0",
            "fps_gateway_outbox_waiting 2",
            "fps_gateway_ready 1",
        ] {
            assert!(text.lines().any(|known| known == line), "{line} is not in\n{text}");
        }
        assert!(text.contains(concat!("fps_gateway_build_info{version=\"", env!("CARGO_PKG_VERSION"), "\"} 1")));
        assert!(text.ends_with("# EOF\n") && !text.contains("evil") && !text.contains("AKIAOLD"), "{text}");
        assert!(metrics.asking.lock().unwrap().is_empty(), "what was answered is no longer asked");
    }
}
