//! The log of requests: each as it came and as it was answered.

use std::sync::Arc;

use askama::Template;
use axum::{body::Body, extract::Path, http::Response};
use chrono::{DateTime, Utc};

use super::{
    filters,
    frame::{Frame, Section},
    mismatch::Mismatch,
    tokens::Pages,
    visit::{Failure, Visit, page},
    xml,
};
use crate::{
    sandbox::http::{Exchange, Reading},
    server::Transport,
};

const ON_A_PAGE: usize = 50;
/// Characters of a name that is shown in a list.
const LONGEST_NAME: usize = 60;

/// A request in a list.
pub(super) struct Line {
    pub(super) number: u64,
    pub(super) at: DateTime<Utc>,
    pub(super) method: String,
    pub(super) transport: &'static str,
    pub(super) action: String,
    pub(super) caller: String,
    pub(super) status: u16,
    pub(super) code: String,
    pub(super) took: String,
}

impl Line {
    pub(super) fn of((exchange, reading): &(Arc<Exchange>, Reading)) -> Self {
        Self {
            number: exchange.number,
            at: exchange.at,
            method: exchange.arrived.method.clone(),
            transport: match reading.transport {
                Transport::Soap => "SOAP",
                _ => "REST",
            },
            action: cut(reading.action.as_deref().unwrap_or(&exchange.arrived.path)),
            caller: cut(reading.access_key_id.as_deref().unwrap_or_default()),
            status: exchange.reply.status,
            code: reading.refusal.as_ref().map(|(code, _)| code.clone()).unwrap_or_default(),
            took: format!("{:.1} ms", exchange.took.as_secs_f64() * 1000.0),
        }
    }

    pub(super) fn tone(&self) -> &'static str {
        match self.status {
            200..=399 => "good",
            _ => "bad",
        }
    }
}

/// What somebody sent, not to be longer than a line.
fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

impl Visit {
    /// The requests that came lately, the newest first: those of the caller whose world is shown, and those that say
    /// of nobody here that they are his.
    pub(super) fn exchanges(&self) -> Vec<(Arc<Exchange>, Reading)> {
        let callers = self.sandbox.callers();
        let latest = self.sandbox.log().latest().into_iter();
        let read = latest.map(|exchange| {
            let reading = exchange.reading(&callers).clone();
            (exchange, reading)
        });
        let is_shown = |reading: &Reading| match reading.caller(&callers) {
            Some(caller) => caller.access_key_id == self.caller.access_key_id,
            None => true,
        };
        read.filter(|(_, reading)| is_shown(reading)).collect()
    }
}

#[derive(Template)]
#[template(path = "console/templates/requests.html", config = "src/sandbox/askama.toml")]
struct List {
    frame: Frame,
    only_refused: bool,
    action: String,
    requests: Vec<Line>,
    pages: Pages,
}

pub(super) async fn list(visit: Visit) -> Result<Response<Body>, Failure> {
    let number = visit.number::<usize>("page").unwrap_or_default();
    let only_refused = visit.text("only") == "refused";
    let action = visit.text("action").to_lowercase();
    let mut lines: Vec<_> = visit.exchanges().iter().map(Line::of).collect();
    lines.retain(|line| {
        (!only_refused || line.tone() == "bad") && (action.is_empty() || line.action.to_lowercase().contains(&action))
    });
    let frame = visit.frame(Section::Requests, "Requests");
    let to = |number: usize| {
        let only = if only_refused { "refused" } else { "" };
        let number = if number == 0 { String::new() } else { number.to_string() };
        frame.with("requests", &[("only", only), ("action", visit.text("action")), ("page", &number)])
    };
    let begin = number.saturating_mul(ON_A_PAGE);
    let has_more = lines.len() > begin.saturating_add(ON_A_PAGE);
    let pages = Pages { before: number.checked_sub(1).map(to), after: has_more.then(|| to(number + 1)) };
    let requests = lines.into_iter().skip(begin).take(ON_A_PAGE).collect();
    page(&List { only_refused, action: visit.text("action").to_owned(), requests, pages, frame })
}

#[derive(Template)]
#[template(path = "console/templates/request.html", config = "src/sandbox/askama.toml")]
struct One {
    frame: Frame,
    line: Line,
    peer: String,
    fields: Vec<(String, String)>,
    refusal: Option<(String, String)>,
    request_id: Option<String>,
    mismatch: Option<Mismatch>,
    request: Text,
    answer: Text,
    older: Option<u64>,
    newer: Option<u64>,
}

/// What went over the line, as it was and laid out.
struct Text {
    head: String,
    raw: String,
    laid_out: Option<String>,
    /// The bytes that it had, where not all of them are here.
    cut_from: Option<usize>,
}

pub(super) async fn one(visit: Visit, Path(number): Path<u64>) -> Result<Response<Body>, Failure> {
    let exchanges = visit.exchanges();
    let place = exchanges.iter().position(|(exchange, _)| exchange.number == number);
    let Some(place) = place else {
        return Err(visit.missing(Section::Requests, "request any more: only the last 500 are kept"));
    };
    let (exchange, reading) = &exchanges[place];
    let given = visit.whole_text("signed");
    let line = Line::of(&exchanges[place]);
    page(&One {
        frame: visit.frame(Section::Requests, format!("Request {number}: {}", line.action)),
        peer: exchange.peer.to_string(),
        fields: reading.fields.clone(),
        refusal: reading.refusal.clone(),
        request_id: reading.request_id.clone(),
        mismatch: reading
            .caller(&visit.sandbox.callers())
            .and_then(|caller| Mismatch::of(exchange, reading, caller, given)),
        request: Text::request(exchange),
        answer: Text::answer(exchange),
        older: exchanges.get(place + 1).map(|(exchange, _)| exchange.number),
        newer: place.checked_sub(1).map(|place| exchanges[place].0.number),
        line,
    })
}

impl Text {
    fn request(exchange: &Exchange) -> Self {
        let arrived = &exchange.arrived;
        let query = if arrived.query.is_empty() { String::new() } else { format!("?{}", arrived.query) };
        let mut head = format!("{} {}{query}\nHost: {}", arrived.method, arrived.path, arrived.host);
        if !arrived.content_type.is_empty() {
            head += &format!("\nContent-Type: {}", arrived.content_type);
        }
        if !arrived.user_agent.is_empty() {
            head += &format!("\nUser-Agent: {}", arrived.user_agent);
        }
        if let Some(action) = &arrived.soap_action {
            head += &format!("\nSOAPAction: {action}");
        }
        Self::of(head, String::from_utf8_lossy(&arrived.body).into_owned(), exchange.request_bytes)
    }

    fn answer(exchange: &Exchange) -> Self {
        let status = exchange.reply.status;
        let head = match status {
            0 => "The connection was broken off.".to_owned(),
            _ => format!("{status}\nContent-Type: text/xml"),
        };
        Self::of(head, exchange.reply.body.clone(), exchange.reply_bytes)
    }

    fn of(head: String, raw: String, bytes: usize) -> Self {
        let is_whole = raw.len() >= bytes;
        let laid_out = xml::laid_out(&raw).filter(|laid_out| *laid_out != raw);
        Self { head, laid_out, raw, cut_from: (!is_whole).then_some(bytes) }
    }
}
