//! An exchange as a JSON object: an entry of a HAR file, or a line of a structured log, whoever named its fields.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::access::{Entry, is_method};
use super::{Format, access, time};
use crate::migrate::traffic::exchange::{Exchange, Place, Request, Response};
use crate::sign::v2::encode_into;

/// What an object is.
pub(super) enum Object {
    /// An exchange.
    Exchange(Box<Exchange>),
    /// The text of another log, as container engines and log shippers wrap it.
    Line(Format, Box<Exchange>),
    /// Not an exchange, and why.
    Unknown(&'static str),
    /// Not a whole exchange, and where it breaks off.
    Cut(&'static str),
}

/// How the parts of an exchange are called: in lower case and without `_` and `-`, an inner name after a dot.
const METHOD: &[&str] = &[
    "request.method",
    "requestmethod",
    "method",
    "httpmethod",
    "http.method",
    "http.request.method",
    "verb",
    "req.method",
];
const TARGET: &[&str] = &[
    "request.url",
    "requesturl",
    "url",
    "requesturi",
    "uri",
    "request.uri",
    "http.url",
    "url.original",
    "url.full",
    "req.url",
    "requesttarget",
    "target",
    "request.path",
    "requestpath",
    "path",
    "url.path",
];
const QUERY: &[&str] = &["request.query", "querystring", "request.querystring", "query", "args", "url.query"];
const HOST: &[&str] = &[
    "request.host",
    "httphost",
    "host",
    "request.headers.host",
    "headers.host",
    "http.host",
    "url.domain",
    "authority",
    "servername",
];
const REQUEST_LINE: &[&str] = &["request", "requestline"];
const REQUEST_BODY: &[&str] = &[
    "request.postdata.text",
    "request.body",
    "requestbody",
    "postdata",
    "http.request.body.content",
    "request.body.content",
    "req.body",
    "body",
    "payload",
];
const STATUS: &[&str] = &[
    "response.status",
    "response.statuscode",
    "statuscode",
    "status",
    "responsestatus",
    "httpstatus",
    "http.statuscode",
    "http.response.statuscode",
    "res.statuscode",
    "response.code",
];
const RESPONSE_BODY: &[&str] = &[
    "response.content.text",
    "response.body",
    "responsebody",
    "http.response.body.content",
    "response.body.content",
    "res.body",
    "response",
];
const AT: &[&str] = &[
    "starteddatetime",
    "@timestamp",
    "timestamp",
    "timeiso8601",
    "datetime",
    "time",
    "date",
    "ts",
    "startedat",
    "timelocal",
    "msec",
];
const SECONDS: &[&str] = &["requesttime", "upstreamresponsetime", "durationseconds", "elapsedseconds"];
const MILLISECONDS: &[&str] =
    &["durationms", "elapsedms", "latencyms", "tookms", "responsetimems", "responsetime", "timems"];
const INNER_LINE: &[&str] = &["message", "log", "msg", "line"];
const PARAMETERS: &[&str] =
    &["request.postdata.params", "request.params", "request.parameters", "params", "parameters", "form", "query"];
const HEADERS: &[&str] = &["request.headers", "requestheaders", "headers", "req.headers", "http.request.headers"];

/// Reads an object.
pub(super) fn read(value: &Value, place: Place) -> Object {
    let Value::Object(_) = value else { return Object::Unknown("it is JSON, but no object") };
    let method = text(value, METHOD).map(|method| method.to_ascii_uppercase());
    let target = text(value, TARGET);
    let parameters = part(value, PARAMETERS).and_then(form);
    let mut request = Request::default();
    match (method.filter(|method| is_method(method)), target) {
        (Some(method), Some(target)) => {
            request.method = method;
            request.aim(target);
        }
        (method, None) if parameters.is_some() => request.method = method.unwrap_or_else(|| "POST".to_owned()),
        _ => match text(value, REQUEST_LINE).and_then(request_line) {
            Some((method, target)) => {
                request.method = method.to_owned();
                request.aim(target);
            }
            None => return inner_line(value, place),
        },
    }
    if let Some(query) = text(value, QUERY).filter(|_| request.query.is_empty()) {
        request.query = query.trim_start_matches('?').to_owned();
    }
    if let Some(headers) = part(value, HEADERS) {
        for (name, value) in pairs(headers) {
            request.keep_header(name, &value);
        }
    }
    if let Some(host) = text(value, HOST).filter(|_| request.host.is_none()) {
        request.keep_header("host", host);
    }
    request.body = text(value, REQUEST_BODY).map(|body| body.as_bytes().to_vec());
    if let Some(parameters) = parameters.filter(|_| request.body.is_none() && request.query.is_empty()) {
        request.body = Some(parameters.into_bytes());
    }
    let mut exchange = Exchange::new(place, request);
    exchange.at = part(value, AT).and_then(instant);
    exchange.took = took(value);
    exchange.response = response(value);
    Object::Exchange(Box::new(exchange))
}

fn inner_line(value: &Value, place: Place) -> Object {
    let Some(line) = text(value, INNER_LINE) else {
        return Object::Unknown("the object has no method and address that are known by name");
    };
    match access::read(line.trim_end()) {
        Entry::Request(format, record) => {
            let number = match place {
                Place::Line(number) | Place::Entry(number) => number,
            };
            let mut exchange = record.exchange(number);
            exchange.place = place;
            Object::Line(format, Box::new(exchange))
        }
        Entry::Unknown(why) => Object::Unknown(why),
        Entry::Cut(why) => Object::Cut(why),
    }
}

fn request_line(line: &str) -> Option<(&str, &str)> {
    let mut words = line.split_ascii_whitespace();
    Some((words.next().filter(|method| is_method(method))?, words.next()?))
}

fn response(value: &Value) -> Option<Response> {
    let status = match part(value, STATUS)? {
        Value::Number(number) => number.as_u64()?.try_into().ok()?,
        Value::String(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    // A browser writes 0 where there was no answer.
    if status == 0 {
        return None;
    }
    let body = text(value, RESPONSE_BODY).map(|body| match text(value, &["response.content.encoding"]) {
        Some("base64") => STANDARD.decode(body).unwrap_or_default(),
        _ => body.as_bytes().to_vec(),
    });
    Some(Response { status, body })
}

fn took(value: &Value) -> Option<Duration> {
    let number = |names| match part(value, names)? {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    // In HAR files `time` is how long it took.
    let har = || value.get("startedDateTime").and(value.get("time")).and_then(Value::as_f64);
    let seconds = number(SECONDS).or_else(|| Some(number(MILLISECONDS).or_else(har)? / 1000.0))?;
    Duration::try_from_secs_f64(seconds).ok()
}

fn instant(value: &Value) -> Option<chrono::DateTime<chrono::Utc>> {
    match value {
        Value::String(text) => time::parse(text),
        Value::Number(number) => time::of_number(number.as_f64()?),
        _ => None,
    }
}

/// Names and values as a form: of an object, or of a list of pairs as HAR files have them.
fn form(value: &Value) -> Option<String> {
    let pairs = pairs(value);
    if pairs.is_empty() {
        return None;
    }
    let mut form = String::new();
    for (name, value) in pairs {
        if !form.is_empty() {
            form.push('&');
        }
        encode_into(name, &mut form);
        form.push('=');
        encode_into(&value, &mut form);
    }
    Some(form)
}

fn pairs(value: &Value) -> Vec<(&str, String)> {
    match value {
        Value::Object(fields) => {
            fields.iter().filter_map(|(name, value)| Some((name.as_str(), scalar(value)?))).collect()
        }
        Value::Array(items) => {
            items.iter().filter_map(|item| Some((item.get("name")?.as_str()?, scalar(item.get("value")?)?))).collect()
        }
        _ => Vec::new(),
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        // Some servers list the values of a name.
        Value::Array(items) if items.len() == 1 => scalar(&items[0]),
        _ => None,
    }
}

fn text<'v>(value: &'v Value, names: &[&str]) -> Option<&'v str> {
    names.iter().filter_map(|name| at(value, name)).find_map(Value::as_str)
}

fn part<'v>(value: &'v Value, names: &[&str]) -> Option<&'v Value> {
    names.iter().filter_map(|name| at(value, name)).find(|found| !found.is_null())
}

/// The value at a path, its names compared as they are meant. A name may itself have dots in it.
fn at<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    let Value::Object(fields) = value else { return None };
    fields.iter().find_map(|(name, value)| {
        let rest = strip_name(path, name)?;
        match rest.strip_prefix('.') {
            None if rest.is_empty() => Some(value),
            None => None,
            Some(rest) => at(value, rest),
        }
    })
}

/// What is left of the path after the name, which is written in any case and with any separators.
fn strip_name<'p>(path: &'p str, name: &str) -> Option<&'p str> {
    let mut rest = path;
    for byte in name.bytes().filter(|byte| !matches!(byte, b'_' | b'-')) {
        rest = rest.strip_prefix(char::from(byte.to_ascii_lowercase()))?;
    }
    (rest.len() < path.len()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use serde_json::json;

    use super::*;

    fn exchange(value: Value) -> Exchange {
        match read(&value, Place::Entry(1)) {
            Object::Exchange(exchange) | Object::Line(_, exchange) => *exchange,
            Object::Unknown(why) | Object::Cut(why) => panic!("{why}: {value}"),
        }
    }

    #[test]
    fn an_entry_of_a_har_file() {
        let exchange = exchange(json!({
            "startedDateTime": "2010-01-02T03:04:05.000Z",
            "time": 250.5,
            "request": {
                "method": "POST", "url": "https://fps.amazonaws.com/?a=b",
                "headers": [{"name": "Content-Type", "value": "text/xml"}, {"name": "Authorization", "value": "x"}],
                "queryString": [{"name": "a", "value": "b"}],
                "postData": {"mimeType": "text/xml", "text": "<a/>"},
            },
            "response": {"status": 200, "content": {"text": "PGIvPg==", "encoding": "base64"}},
        }));
        let request = exchange.request;
        assert_eq!((request.method.as_str(), request.path.as_str(), request.query.as_str()), ("POST", "/", "a=b"));
        assert_eq!(request.headers, [("content-type".to_owned(), "text/xml".to_owned())]);
        assert_eq!(request.body.as_deref(), Some(&b"<a/>"[..]));
        assert_eq!(exchange.took, Some(Duration::from_micros(250_500)));
        assert_eq!(exchange.at, DateTime::from_timestamp(1_262_401_445, 0));
        let response = exchange.response.expect("it has one");
        assert_eq!((response.status, response.body.as_deref()), (200, Some(&b"<b/>"[..])));
    }

    #[test]
    fn lines_of_logs_that_name_their_fields_differently() {
        let nginx = exchange(json!({
            "time_iso8601": "2010-01-02T03:04:05+00:00", "http_host": "Shop", "request_method": "GET",
            "request_uri": "/r?a=b", "status": "302", "request_time": "0.5", "http_user_agent": "x",
        }));
        assert_eq!((nginx.request.host.as_deref(), nginx.request.query.as_str()), (Some("shop"), "a=b"));
        assert_eq!(nginx.took, Some(Duration::from_millis(500)));
        assert_eq!(nginx.response.map(|response| response.status), Some(302));

        let elastic = exchange(json!({
            "@timestamp": 1262401445000_u64, "http": {"request": {"method": "post", "body": {"content": "a=b"}},
            "response": {"status_code": 400}}, "url.original": "/", "url": {"domain": "h"},
        }));
        assert_eq!((elastic.request.method.as_str(), elastic.request.host.as_deref()), ("POST", Some("h")));
        assert_eq!(elastic.request.body.as_deref(), Some(&b"a=b"[..]));
        assert_eq!(elastic.at, DateTime::from_timestamp(1_262_401_445, 0));

        let own = exchange(json!({"ts": "2010-01-02 03:04:05", "params": {"Action": "Pay", "n": 5, "d": "a b"}}));
        assert_eq!(own.request.body.as_deref(), Some(&b"Action=Pay&d=a%20b&n=5"[..]));

        let line = exchange(json!({"request": "GET /x?y HTTP/1.1", "status": 404}));
        assert_eq!((line.request.path.as_str(), line.request.query.as_str()), ("/x", "y"));

        let inner = r#"1.2.3.4 - - [02/Jan/2010:03:04:05 +0000] "GET /x?y HTTP/1.1" 200 5"#;
        let docker = exchange(json!({"log": format!("{inner}\n"), "stream": "stdout", "time": "2010-01-02T03:04:05Z"}));
        assert_eq!((docker.place, docker.request.query.as_str()), (Place::Entry(1), "y"));
    }

    #[test]
    fn other_objects_are_told_with_a_reason() {
        for value in [json!([]), json!(5), json!({}), json!({"level": "info", "msg": "up"}), json!({"method": "GET"})] {
            assert!(matches!(read(&value, Place::Line(1)), Object::Unknown(_)), "{value}");
        }
        let unanswered = exchange(json!({"method": "GET", "url": "/", "response": {"status": 0}}));
        assert!(unanswered.response.is_none());
    }
}
