//! Access logs: the common and the combined format with whatever stands before and after, and the format of the proxy
//! Squid.

use std::time::Duration;

use super::{Format, time};
use crate::migrate::traffic::exchange::{Exchange, Place, Request, Response};
use crate::migrate::traffic::seen::{is_fps, may_be_hidden};

/// What a line of an access log is.
pub(super) enum Entry<'l> {
    /// A request.
    Request(Format, Record<'l>),
    /// Not a request, and why.
    Unknown(&'static str),
    /// The beginning of what may be one, and where it breaks off.
    Cut(&'static str),
}

/// The parts of a line, not yet looked into.
pub(super) struct Record<'l> {
    method: &'l str,
    pub(super) target: &'l str,
    at: &'l str,
    status: &'l str,
    agent: &'l str,
    /// The host in front of the line, where logs of several hosts are in one.
    host: Option<&'l str>,
    /// What follows the last part that is known.
    rest: &'l str,
    took: Option<Duration>,
}

/// Takes a line apart.
pub(super) fn read(line: &str) -> Entry<'_> {
    if let Some(record) = squid(line) {
        return Entry::Request(Format::Squid, record);
    }
    let Some((before, after)) = line.split_once('[') else {
        return Entry::Unknown("it is no request in any format that is known");
    };
    let Some((at, after)) = after.split_once(']') else {
        let is_time = after.starts_with(|first: char| first.is_ascii_digit());
        return ended(is_time, "the time has no end");
    };
    let Some((request, after)) = quoted(after) else {
        let begun = after.split_once('"').and_then(|(_, begun)| begun.split(' ').next());
        return match begun {
            Some(word) => ended(is_method(word), "the request in quotes has no end"),
            None => Entry::Unknown("there is no request in quotes"),
        };
    };
    let mut words = request.split(' ').filter(|word| !word.is_empty());
    let (Some(method), Some(target)) = (words.next(), words.next()) else {
        return Entry::Unknown("the request is empty or not HTTP");
    };
    if !is_method(method) {
        return Entry::Unknown("the request is not HTTP");
    }
    let mut fields = after.trim_start().splitn(3, ' ');
    let status = fields.next().unwrap_or_default();
    if status.len() != 3 || !status.bytes().all(|byte| byte.is_ascii_digit()) {
        return Entry::Unknown("no status follows the request");
    }
    let rest = fields.nth(1).unwrap_or_default();
    let combined = quoted(rest).and_then(|(_referer, rest)| quoted(rest));
    let (format, agent, rest) = match combined {
        Some((agent, rest)) => (Format::Combined, agent, rest),
        None => (Format::Common, "", rest),
    };
    // The common format begins with host, identity and user; a log of several hosts has the one that was asked first.
    let host = match before.split_whitespace().collect::<Vec<_>>()[..] {
        [host, _address, _identity, _user] if host.contains('.') || host.contains(':') => Some(host),
        _ => None,
    };
    Entry::Request(format, Record { method, target, at, status, agent, host, rest, took: None })
}

/// What breaks off, where it may be what it would have to be.
fn ended(may_be: bool, why: &'static str) -> Entry<'static> {
    if may_be { Entry::Cut(why) } else { Entry::Unknown(why) }
}

impl Record<'_> {
    /// Whether the request can have anything to do with payments: it carries parameters, or names a host, or may be a call
    /// whose parameters aren't recorded.
    pub(super) fn can_matter(&self) -> bool {
        let names_host = self.target.contains("://") || self.method == "CONNECT" || self.host.is_some_and(is_fps);
        names_host || self.target.contains('?') || (self.host.is_none() && may_be_hidden(self.method, self.target))
    }

    pub(super) fn exchange(&self, line: u64) -> Exchange {
        let mut request = Request { method: self.method.to_owned(), ..Request::default() };
        if let Some(host) = self.host {
            request.keep_header("host", host);
        }
        if self.method == "CONNECT" {
            request.keep_header("host", self.target);
        } else {
            request.aim(&unescaped(self.target));
        }
        if !self.agent.is_empty() && self.agent != "-" {
            request.keep_header("user-agent", &unescaped(self.agent));
        }
        let mut exchange = Exchange::new(Place::Line(line), request);
        exchange.at = time::parse(self.at);
        exchange.took = self.took.or_else(|| took(self.rest));
        exchange.response = self.status.parse().ok().map(|status| Response { status, ..Response::default() });
        exchange
    }
}

/// `time elapsed client code/status bytes method URL …`, the elapsed time in milliseconds.
fn squid(line: &str) -> Option<Record<'_>> {
    let mut words = line.split(' ').filter(|word| !word.is_empty());
    let at =
        words.next().filter(|at| at.len() >= 10 && at.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))?;
    let elapsed = words.next()?.parse().ok()?;
    let status = words.nth(1)?.split_once('/')?.1;
    let method = words.nth(1).filter(|method| is_method(method))?;
    let took = Some(Duration::from_millis(elapsed));
    Some(Record { method, target: words.next()?, at, status, agent: "", host: None, rest: "", took })
}

/// The time that the answer took, where it is written with a name: in seconds.
fn took(rest: &str) -> Option<Duration> {
    const NAMES: [&str; 4] = ["request_time=", "rt=", "duration=", "urt="];
    let (name, at) = NAMES.iter().find_map(|name| Some((name, rest.find(name)?)))?;
    let value = rest[at + name.len()..].trim_start_matches('"');
    let end = value.find(|it: char| !it.is_ascii_digit() && it != '.').unwrap_or(value.len());
    Duration::try_from_secs_f64(value[..end].parse().ok()?).ok()
}

/// The text in the next pair of quotes, in which a backslash protects a quote, and what follows it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let text = text.split_once('"')?.1;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some((&text[..at], &text[at + 1..])),
            _ => {}
        }
    }
    None
}

pub(super) fn is_method(word: &str) -> bool {
    !word.is_empty() && word.len() <= 16 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Undoes `\"`, `\\` and `\xHH`, as web servers write what could be mistaken.
fn unescaped(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.as_bytes().iter();
    while let Some(byte) = bytes.next() {
        if *byte != b'\\' {
            out.push(*byte);
            continue;
        }
        match bytes.as_slice() {
            [b'x' | b'X', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                let digit = |digit: &u8| char::from(*digit).to_digit(16).unwrap_or_default() as u8;
                out.push(digit(high) << 4 | digit(low));
                bytes.nth(2);
            }
            [next, ..] => {
                out.push(*next);
                bytes.next();
            }
            [] => out.push(*byte),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    fn record(line: &str) -> (Format, Exchange) {
        match read(line) {
            Entry::Request(format, record) => (format, record.exchange(7)),
            Entry::Unknown(why) | Entry::Cut(why) => panic!("{why}: {line}"),
        }
    }

    #[test]
    fn the_common_and_the_combined_format() {
        const COMMON: &str = r#"10.0.0.1 - me [02/Jan/2010:03:04:05 +0000] "GET /?Action=Pay&a=%22 HTTP/1.1" 200 123"#;
        let (format, exchange) = record(COMMON);
        assert_eq!(format, Format::Common);
        assert_eq!(exchange.place, Place::Line(7));
        assert_eq!(exchange.at, DateTime::from_timestamp(1_262_401_445, 0));
        assert_eq!(exchange.request.method, "GET");
        assert_eq!((exchange.request.path.as_str(), exchange.request.query.as_str()), ("/", "Action=Pay&a=%22"));
        assert_eq!((exchange.request.host.as_deref(), exchange.took), (None, None));
        let response = exchange.response.expect("there is a status");
        assert_eq!((response.status, response.body), (200, None));

        let combined = format!(r#"{COMMON} "http://from/?secret=\"x\"" "PHP \"5\"" rt=0.250 x"#);
        let (format, exchange) = record(&combined);
        assert_eq!(format, Format::Combined);
        assert_eq!(exchange.request.header("user-agent"), Some("PHP \"5\""));
        assert_eq!(exchange.took, Some(Duration::from_millis(250)));
    }

    #[test]
    fn logs_of_many_hosts_and_of_proxies() {
        let (_, exchange) = record(
            r#"shop.example:443 10.0.0.1 - - [02/Jan/2010:03:04:05 +0000] "GET /back?a=\x41\\ HTTP/1.0" 302 - "-" "-""#,
        );
        assert_eq!(exchange.request.host.as_deref(), Some("shop.example:443"));
        assert_eq!((exchange.request.query.as_str(), exchange.request.header("user-agent")), ("a=A\\", None));

        let (_, exchange) = record(
            r#"10.0.0.1 - - [02/Jan/2010:03:04:05 +0000] "GET https://fps.amazonaws.com/?Action=Pay HTTP/1.1" 400 9"#,
        );
        assert_eq!(exchange.request.host.as_deref(), Some("fps.amazonaws.com"));

        let (format, exchange) =
            record("1262401445.120    180 10.0.0.2 TCP_MISS/200 411 CONNECT fps.amazonaws.com:443 - DIRECT/1.2.3.4 -");
        assert_eq!(format, Format::Squid);
        assert_eq!(exchange.request.host.as_deref(), Some("fps.amazonaws.com:443"));
        assert_eq!(exchange.took, Some(Duration::from_millis(180)));
        assert_eq!(exchange.at.map(|at| at.timestamp_millis()), Some(1_262_401_445_120));
        assert_eq!(exchange.response.map(|response| response.status), Some(200));
    }

    #[test]
    fn other_lines_are_told_with_a_reason() {
        for line in [
            "",
            "starting up",
            "10.0.0.1 - - [x] GET / 200",
            r#"10.0.0.1 - - [x] "" 400 0"#,
            r#"10.0.0.1 - - [x] "\x16\x03\x01 x" 400 0"#,
            r#"10.0.0.1 - - [x] "GET / HTTP/1.1" -"#,
            "1262401445 é [",
            "[warn",
            r#"[error] File does not exist: "x"#,
        ] {
            assert!(matches!(read(line), Entry::Unknown(_)), "{line}");
        }
        for line in
            ["10.0.0.1 - - [02/Jan/2010", r#"10.0.0.1 - - [x] "GET /?Act"#, r#"10.0.0.1 - - [x] "GET / HTTP/1.1"#]
        {
            assert!(matches!(read(line), Entry::Cut(_)), "{line}");
        }
    }
}
