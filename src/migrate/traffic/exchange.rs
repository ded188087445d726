//! One recorded request and what came back, whatever it was recorded with.

use std::fmt;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A request and, where it was recorded, its answer.
///
/// It holds what was on the wire, secrets among it: it is made to be read, counted or sent again, and never to be
/// kept. `Debug` shows neither queries nor bodies nor headers.
#[derive(Clone)]
#[non_exhaustive]
pub struct Exchange {
    /// Where it stands in the recording.
    pub place: Place,
    /// When it was sent, where the recording says so.
    pub at: Option<DateTime<Utc>>,
    /// How long the answer took, where the recording says so.
    pub took: Option<Duration>,
    /// What was asked.
    pub request: Request,
    /// What was answered; none where the recording has no answer.
    pub response: Option<Response>,
}

/// A place in a recording, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Place {
    /// A line of a text file.
    Line(u64),
    /// An entry of a HAR file, or an element of a JSON array.
    Entry(u64),
}

/// A recorded request.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Request {
    /// `GET`, `POST`, in upper case.
    pub method: String,
    /// The host that it was sent to, in lower case and with the port where it was written; none where it isn't recorded.
    pub host: Option<String>,
    /// The path as it was sent, without the query.
    pub path: String,
    /// The query as it was sent, without the question mark; empty where there is none.
    pub query: String,
    /// The headers that tell how to read the request: see [`Request::header`].
    pub headers: Vec<(String, String)>,
    /// The body, with transfer and content encodings undone; none where it isn't recorded, as in access logs.
    pub body: Option<Vec<u8>>,
    /// Whether less was recorded than was sent.
    pub is_cut: bool,
}

/// A recorded answer.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The body, with transfer and content encodings undone; none where it isn't recorded.
    pub body: Option<Vec<u8>>,
}

impl Exchange {
    /// An exchange of which nothing but the request is known.
    pub fn new(place: Place, request: Request) -> Self {
        Self { place, at: None, took: None, request, response: None }
    }
}

impl Request {
    /// The value of a header, whatever the case of its name. Only `Content-Type`, `SOAPAction`, `User-Agent` and the
    /// headers of notifications that begin with `x-amz-sns-` are kept; what authenticates is not.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// Keeps the header, if it is one of those that are kept.
    pub(super) fn keep_header(&mut self, name: &str, value: &str) {
        const KEPT: [&str; 3] = ["content-type", "soapaction", "user-agent"];
        let name = name.to_ascii_lowercase();
        if KEPT.contains(&name.as_str()) || name.starts_with("x-amz-sns-") {
            self.headers.push((name, value.trim().to_owned()));
        } else if name == "host" && self.host.is_none() {
            self.host = host_of(value);
        }
    }

    /// Takes the target of a request line apart: a path with its query, or a whole address as proxies record it.
    pub(super) fn aim(&mut self, target: &str) {
        let target = target.split('#').next().unwrap_or_default();
        let (address, query) = target.split_once('?').unwrap_or((target, ""));
        self.query = query.to_owned();
        let Some((_scheme, rest)) = address.split_once("://") else {
            self.path = address.to_owned();
            return;
        };
        let slash = rest.find('/').unwrap_or(rest.len());
        self.host = host_of(&rest[..slash]).or(self.host.take());
        self.path = if slash < rest.len() { rest[slash..].to_owned() } else { "/".to_owned() };
    }
}

/// A host as it is written in an address or a header: in lower case, without anybody's password.
pub(super) fn host_of(authority: &str) -> Option<String> {
    let host = authority.rsplit('@').next().unwrap_or_default().trim();
    (!host.is_empty()).then(|| host.to_ascii_lowercase())
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(number) => write!(f, "line {number}"),
            Self::Entry(number) => write!(f, "entry {number}"),
        }
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place, at, took, request, response } = self;
        f.debug_struct("Exchange")
            .field("place", place)
            .field("at", at)
            .field("took", took)
            .field("request", request)
            .field("response", response)
            .finish()
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("host", &self.host)
            .field("body_bytes", &self.body.as_ref().map(Vec::len))
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("body_bytes", &self.body.as_ref().map(Vec::len))
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aimed(target: &str) -> (Option<String>, String, String) {
        let mut request = Request::default();
        request.aim(target);
        (request.host, request.path, request.query)
    }

    #[test]
    fn targets_are_paths_or_whole_addresses() {
        let expected =
            |host: Option<&str>, path: &str, query: &str| (host.map(str::to_owned), path.to_owned(), query.to_owned());
        assert_eq!(aimed("/a?b=c?d#e"), expected(None, "/a", "b=c?d"));
        assert_eq!(
            aimed("https://me:secret@FPS.amazonaws.com:443?Action=Pay"),
            expected(Some("fps.amazonaws.com:443"), "/", "Action=Pay")
        );
        assert_eq!(aimed("http://host/p/q"), expected(Some("host"), "/p/q", ""));
        assert_eq!(aimed(""), expected(None, "", ""));
    }

    #[test]
    fn nothing_that_moves_money_is_told_by_debug() {
        let mut request = Request { method: "POST".to_owned(), body: Some(b"SECRET".to_vec()), ..Request::default() };
        request.aim("/SECRET?SECRET");
        request.keep_header("Authorization", "SECRET");
        request.keep_header("User-Agent", "SECRET");
        let mut exchange = Exchange::new(Place::Line(3), request);
        exchange.response = Some(Response { status: 200, body: Some(b"SECRET".to_vec()) });
        assert!(!format!("{exchange:?}").contains("SECRET"), "{exchange:?}");
        assert_eq!(exchange.request.header("authorization"), None);
        assert_eq!(exchange.request.header("User-AGENT"), Some("SECRET"));
    }
}
