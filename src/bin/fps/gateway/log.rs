//! What the gateway says of what it does, one line at a time, to standard error: as JSON, or as text for a person.
//!
//! A line has the ids that a person looks something up by: of the request, of the caller, of the transaction. It has no
//! token, no signature and nothing of a buyer, because what it is made from has none. Amounts are told of plans alone.

use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use amazon_fps::gateway::shadow::Plan;
use amazon_fps::gateway::{Moment, News, NewsError, Notified, Served, Stage};
use amazon_fps::sandbox::AttemptOutcome;
use amazon_fps::server::Transport;
use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

use super::config::{Config, LogFormat, LogLevel, Problem};
use crate::page::visible;

/// Where lines go that are important enough.
#[derive(Clone, Copy)]
pub struct Log {
    json: bool,
    level: LogLevel,
}

/// A line, with what there is to say in it.
#[derive(Clone, Default, Serialize)]
pub struct Line<'a> {
    time: String,
    level: &'static str,
    /// `call`, `step`, `plan`, `notification` of Amazon Pay, `notification_sent` of FPS, or `gateway`.
    event: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<&'a str>,
    /// What was asked of Amazon Pay.
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<&'static str>,
    /// How many questions of the same saga were answered before.
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    took_ms: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    caller: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    transaction: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    transport: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<&'a Plan>,
}

impl Log {
    /// The log of a configuration, which begins with what looks wrong in it.
    pub fn of<'p>(config: &Config, problems: impl IntoIterator<Item = &'p Problem>) -> Self {
        let log = Self::new(config.log_format, config.log_level);
        for problem in problems {
            // The line says how bad it is.
            log.say(LogLevel::Warn, &problem.in_words());
        }
        log
    }

    fn new(format: LogFormat, level: LogLevel) -> Self {
        let json = match format {
            LogFormat::Json => true,
            LogFormat::Text => false,
            LogFormat::Auto => !io::stderr().is_terminal(),
        };
        Self { json, level }
    }

    /// A call that was answered.
    pub fn call(self, served: &Served) {
        let level = if served.failure.is_some() { LogLevel::Error } else { LogLevel::Info };
        self.write(level, || of_call(served));
    }

    /// A step of a saga. Steps are for whoever looks for something; that Amazon Pay was asked in vain, or that something was
    /// left undone, is for everybody: the first, second, fourth, eighth, … time, as the same is asked again for as long as
    /// it takes.
    pub fn moment(self, moment: &Moment) {
        let in_vain = moment.trouble.as_ref().is_some_and(|trouble| trouble.tries.is_power_of_two());
        let level = if in_vain || moment.gave_up { LogLevel::Warn } else { LogLevel::Debug };
        let message = message(moment);
        self.write(level, || Line { message: message.as_deref(), ..of_moment(moment) });
    }

    /// A notification of Amazon Pay, and what became of it.
    pub fn news(self, heard: &Result<News, NewsError>) {
        let (level, outcome, message) = match heard {
            Ok(News::Confirmed { topic }) => (LogLevel::Info, "confirmed", Some(format!("topic {topic}"))),
            Ok(News::Heeded) => (LogLevel::Debug, "heeded", None),
            Ok(News::Repeated) => (LogLevel::Debug, "repeated", None),
            Ok(_) => (LogLevel::Debug, "idle", None),
            Err(error) => (LogLevel::Warn, "refused", Some(error.to_string())),
        };
        let message = message.as_deref();
        self.write(level, || Line { event: "notification", outcome: Some(outcome), message, ..Line::default() });
    }

    /// An attempt to tell a caller what became of something. That it failed for the first time, and that it was given up, is
    /// for everybody; and so is that it arrived after all.
    pub fn notified(self, notified: &Notified) {
        let arrived = notified.outcome.has_arrived();
        let level = match arrived {
            false if notified.attempt == 1 || notified.gave_up => LogLevel::Warn,
            true if notified.attempt > 1 => LogLevel::Info,
            _ => LogLevel::Debug,
        };
        let message = of_attempt(notified);
        self.write(level, || Line {
            event: "notification_sent",
            outcome: Some(match arrived {
                true => "arrived",
                false if notified.gave_up => "given_up",
                false => "failed",
            }),
            caller: Some(&notified.caller),
            transaction: notified.transaction.as_deref(),
            message: Some(&message),
            ..Line::default()
        });
    }

    /// What the gateway would have done for a call. What it would have refused is for everybody.
    pub fn plan(self, served: &Served, plan: &Plan) {
        let is_refused = plan.is_refused();
        let level = if is_refused { LogLevel::Warn } else { LogLevel::Info };
        self.write(level, || Line {
            outcome: Some(&plan.comes_to),
            message: is_refused.then_some("the gateway would refuse this, although it was answered here"),
            plan: Some(plan),
            event: "plan",
            ..of_call(served)
        });
    }

    /// Something about the gateway itself.
    pub fn say(self, level: LogLevel, message: &str) {
        self.write(level, || Line { event: "gateway", message: Some(message), ..Line::default() });
    }

    fn write<'a>(self, level: LogLevel, line: impl FnOnce() -> Line<'a>) {
        if level > self.level {
            return;
        }
        let text = line().at(level, Utc::now()).text(self.json);
        // Whoever reads it may be gone, and calls are answered all the same.
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }
}

fn of_call(served: &Served) -> Line<'_> {
    Line {
        event: "call",
        action: served.action,
        outcome: Some(served.refusal.as_deref().unwrap_or("ok")),
        status: Some(served.status),
        took_ms: Some(milliseconds(served.took)),
        caller: served.caller.as_deref(),
        transaction: served.transaction.as_deref(),
        transport: served.transport.map(|transport| match transport {
            Transport::Soap => "soap",
            _ => "rest",
        }),
        request_id: Some(&served.request_id),
        message: served.failure.as_deref(),
        ..Line::default()
    }
}

fn of_moment(moment: &Moment) -> Line<'_> {
    Line {
        event: "step",
        action: Some(moment.action),
        question: Some(moment.question),
        stage: Some(match moment.stage {
            Stage::Asking => "asking",
            Stage::Answered => "answered",
            Stage::Written => "written",
            _ => "other",
        }),
        step: Some(moment.step),
        outcome: moment.outcome.as_deref(),
        caller: Some(&moment.caller),
        transaction: moment.transaction.as_deref(),
        ..Line::default()
    }
}

fn message(moment: &Moment) -> Option<String> {
    if let Some(trouble) = &moment.trouble {
        let times = if trouble.tries == 1 { "once" } else { &format!("{} times in a row", trouble.tries) };
        return Some(format!("asked in vain {times}, and is asked again: {}", trouble.why));
    }
    moment.gave_up.then(|| "given up: what it was to end is still open at Amazon Pay".to_owned())
}

fn of_attempt(notified: &Notified) -> String {
    let host = notified.host.as_deref().unwrap_or("an address without a host");
    let why = match &notified.outcome {
        AttemptOutcome::Answered(status) => format!("it answered {status}"),
        AttemptOutcome::Failed(why) => why.clone(),
        _ => "it is not known what came of it".to_owned(),
    };
    let what = match (notified.outcome.has_arrived(), notified.gave_up) {
        (true, _) => "",
        (false, true) => "; it is not sent again, and the caller has to ask for himself",
        (false, false) => "; it is sent again, for a day",
    };
    format!("attempt {} at {host}: {why}{what}", notified.attempt)
}

impl Line<'_> {
    fn at(mut self, level: LogLevel, now: DateTime<Utc>) -> Self {
        self.time = now.to_rfc3339_opts(SecondsFormat::Millis, true);
        self.level = match level {
            LogLevel::Error => "error",
            LogLevel::Warn => "warn",
            LogLevel::Info => "info",
            LogLevel::Debug => "debug",
        };
        self
    }

    fn text(&self, json: bool) -> String {
        match json {
            true => serde_json::to_string(self).expect("a line has nothing but texts and numbers") + "\n",
            false => self.for_people(),
        }
    }

    fn for_people(&self) -> String {
        let mut text = format!("{} {:<5} {}", self.time, self.level, self.event);
        for word in [self.action, self.question, self.stage, self.outcome].into_iter().flatten() {
            text += " ";
            text += &visible(word);
        }
        if let Some(took) = self.took_ms {
            text += &format!(" {took} ms");
        }
        for (name, value) in [
            ("caller", self.caller),
            ("transaction", self.transaction),
            ("transport", self.transport),
            ("request", self.request_id),
        ] {
            if let Some(value) = value {
                text += &format!(" {name}={}", visible(value));
            }
        }
        if let Some(plan) = self.plan {
            text += " would ask";
            if plan.steps.is_empty() {
                text += " nobody";
            }
            for step in &plan.steps {
                text += &format!(" {}", step.operation);
                if let Some(amount) = step.amount {
                    text += &format!(" {amount}");
                }
                if let Some(key) = &step.key {
                    text += &format!(" ({key})");
                }
            }
            if plan.needs_consent {
                text += "; its buyer has to agree anew before";
            }
            for unknown in &plan.unknown {
                text += &format!("; not known: {unknown}");
            }
        }
        if let Some(message) = self.message {
            text += ": ";
            text += &visible(message);
        }
        text + "\n"
    }
}

fn milliseconds(took: Duration) -> f64 {
    (took.as_secs_f64() * 100_000.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(message: &str) -> Line<'_> {
        let line = Line {
            event: "call",
            action: Some("Pay"),
            outcome: Some("ok"),
            status: Some(200),
            took_ms: Some(milliseconds(Duration::from_micros(12_345))),
            caller: Some("AKIAOLD"),
            request_id: Some("r:0"),
            message: Some(message),
            ..Line::default()
        };
        line.at(LogLevel::Info, DateTime::UNIX_EPOCH)
    }

    #[test]
    fn a_line_is_one_line_whatever_is_in_it() {
        for json in [true, false] {
            let text = line("a\nb\u{1b}[31m\u{202e}").text(json);
            assert_eq!(text.matches('\n').count(), 1, "{text}");
            assert!(!text.contains('\u{1b}'), "{text:?}");
        }
    }

    #[test]
    fn a_line_tells_what_there_is_and_nothing_else() {
        let json: serde_json::Value = serde_json::from_str(&line("m").text(true)).unwrap();
        assert_eq!(
            json,
            serde_json::json!({
                "time": "1970-01-01T00:00:00.000Z", "level": "info", "event": "call", "action": "Pay", "outcome": "ok",
                "status": 200, "took_ms": 12.35, "caller": "AKIAOLD", "request_id": "r:0", "message": "m"
            })
        );
        let text = "1970-01-01T00:00:00.000Z info  call Pay ok 12.35 ms caller=AKIAOLD request=r:0: m\n";
        assert_eq!(line("m").text(false), text);
    }
}
