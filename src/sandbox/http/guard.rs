//! Who may steer the sandbox, and look into it.
//!
//! Without a key it is whoever sits at the machine: the peer is the machine itself, and the browser that may have sent
//! the request was not led here by a page from elsewhere. With a key it is whoever shows it. A notification of the
//! sandbox comes from this machine too, to an address of a caller's choice: it is nobody.

use std::net::IpAddr;

use axum::http::{HeaderMap, HeaderName, Method, StatusCode, header};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::sandbox::{Sandbox, notify};
use crate::server::Peer;

/// The cookie that a browser shows instead of the key: see [`pass`].
pub(crate) const COOKIE: &str = "fps-sandbox-pass";

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Why somebody may not do what he asks for.
#[derive(Debug)]
pub(crate) struct Stranger {
    pub(crate) status: StatusCode,
    pub(crate) reason: String,
}

/// Lets a request in, or says why not.
pub(crate) fn admit(sandbox: &Sandbox, peer: &Peer, method: &Method, headers: &HeaderMap) -> Result<(), Stranger> {
    match sandbox.control_key() {
        Some(key) => shows_key(key, headers)?,
        None => is_at_the_machine(peer, headers)?,
    }
    match method.is_safe() {
        true => Ok(()),
        false => is_meant(headers),
    }
}

/// What the [`COOKIE`] holds: it is worth the key here and for nothing else. None where there is no key.
pub(crate) fn pass(sandbox: &Sandbox) -> Option<String> {
    let mac = code(sandbox.control_key()?, b"pass").finalize().into_bytes();
    Some(mac.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Whether `shown` is the key of the sandbox.
pub(crate) fn is_key(sandbox: &Sandbox, shown: &str) -> bool {
    sandbox.control_key().is_some_and(|key| same(key, shown))
}

fn shows_key(key: &str, headers: &HeaderMap) -> Result<(), Stranger> {
    let shown = text(headers, &header::AUTHORIZATION).and_then(|value| {
        let (scheme, key) = value.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| key.trim())
    });
    if let Some(shown) = shown {
        return match same(key, shown) {
            true => Ok(()),
            false => Err(unauthorized("this is not the key that the sandbox was started with")),
        };
    }
    let cookies = text(headers, &header::COOKIE).unwrap_or_default().split(';');
    let pass = cookies.filter_map(|cookie| cookie.trim().strip_prefix(COOKIE)?.strip_prefix('=')).next();
    let code = code(key, b"pass");
    match pass.and_then(unhex).is_some_and(|pass| code.verify_slice(&pass).is_ok()) {
        true => Ok(()),
        false => {
            Err(unauthorized("the sandbox was started with a key: show it in the header Authorization: Bearer KEY"))
        }
    }
}

fn is_at_the_machine(peer: &Peer, headers: &HeaderMap) -> Result<(), Stranger> {
    if !is_here(peer) {
        return Err(forbidden(
            "this answers to the sandbox's own machine only, unless it is started with a control key",
        ));
    }
    let Some(host) = text(headers, &header::HOST) else { return Ok(()) };
    let name = without_port(host);
    // A name that somebody else owns can be made to lead here; an address can't.
    let is_address = name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok();
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    match is_address || name == "localhost" || name.ends_with(".localhost") {
        true => Ok(()),
        false => {
            Err(forbidden("without a control key this is asked for by an address or as localhost, and no other name"))
        }
    }
}

/// Whether a request that changes something is neither a notification nor sent by a page from elsewhere.
fn is_meant(headers: &HeaderMap) -> Result<(), Stranger> {
    if text(headers, &header::USER_AGENT).is_some_and(|agent| agent.starts_with(notify::USER_AGENT)) {
        return Err(forbidden("this is a notification, which may not steer the sandbox"));
    }
    let elsewhere = || forbidden("this was sent by a page from elsewhere, which may not steer the sandbox");
    if let Some(site) = text(headers, &FETCH_SITE)
        && !matches!(site, "same-origin" | "none")
    {
        return Err(elsewhere());
    }
    let Some(origin) = text(headers, &header::ORIGIN) else { return Ok(()) };
    let own = text(headers, &header::HOST).unwrap_or_default();
    match origin.split_once("://") {
        Some((_, host)) if host.eq_ignore_ascii_case(own) => Ok(()),
        _ => Err(elsewhere()),
    }
}

/// Whether a request comes from this machine.
fn is_here(peer: &Peer) -> bool {
    peer.address.ip().to_canonical().is_loopback()
}

/// A header as text; what isn't text stands for nothing that is known here.
fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name).map(|value| value.to_str().unwrap_or("\u{FFFD}"))
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !name.ends_with(':') => name,
        _ => host,
    }
}

/// Whether two keys are the same, in a time that tells nothing of either.
fn same(key: &str, shown: &str) -> bool {
    code(key, b"key").verify_slice(&code(shown, b"key").finalize().into_bytes()).is_ok()
}

fn code(key: &str, of: &[u8]) -> Hmac<Sha256> {
    Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("HMAC takes keys of any length").chain_update(of)
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    digits.len().is_multiple_of(2).then(|| digits.chunks(2).map(pair).collect()).flatten()
}

fn unauthorized(reason: &str) -> Stranger {
    Stranger { status: StatusCode::UNAUTHORIZED, reason: reason.to_owned() }
}

fn forbidden(reason: &str) -> Stranger {
    Stranger { status: StatusCode::FORBIDDEN, reason: reason.to_owned() }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    const KEY: &str = "open-sesame";

    fn peer(address: &str) -> Peer {
        Peer { address: address.parse().unwrap(), scheme: "http", line: Default::default() }
    }

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect()
    }

    async fn sandbox(key: Option<&str>) -> Sandbox {
        let builder = Sandbox::builder().seed(1);
        let builder = match key {
            Some(key) => builder.control_key(key),
            None => builder,
        };
        builder.build().await.unwrap()
    }

    fn status(result: Result<(), Stranger>) -> u16 {
        result.map_or_else(|stranger| stranger.status.as_u16(), |()| 200)
    }

    #[tokio::test]
    async fn without_a_key_it_is_for_the_machine_itself() {
        let sandbox = sandbox(None).await;
        let get =
            |from: &str, host: &str| status(admit(&sandbox, &peer(from), &Method::GET, &headers(&[("host", host)])));
        for host in
            ["127.0.0.1:8080", "[::1]:8080", "[::1]", "localhost", "LOCALHOST:1", "a.localhost:80", "192.0.2.7:80"]
        {
            assert_eq!(get("127.0.0.1:5000", host), 200, "{host}");
        }
        assert_eq!(get("[::ffff:127.0.0.1]:5000", "localhost"), 200);
        for host in ["evil.example", "localhost.evil.example:8080", "127.0.0.1.evil.example", "", "fps.amazonaws.com"] {
            assert_eq!(get("127.0.0.1:5000", host), 403, "{host}");
        }
        assert_eq!(get("192.0.2.7:5000", "127.0.0.1"), 403);
        let unreadable = HeaderMap::from_iter([(header::HOST, HeaderValue::from_bytes(b"\xFF").unwrap())]);
        assert_eq!(status(admit(&sandbox, &peer("127.0.0.1:5000"), &Method::GET, &unreadable)), 403);
    }

    #[tokio::test]
    async fn a_page_from_elsewhere_changes_nothing() {
        for (key, authorization) in [(None, ""), (Some(KEY), "Bearer open-sesame")] {
            let sandbox = sandbox(key).await;
            let ask = |method: &Method, more: (&'static str, &str)| {
                let headers = headers(&[("host", "127.0.0.1:8080"), ("authorization", authorization), more]);
                status(admit(&sandbox, &peer("127.0.0.1:5000"), method, &headers))
            };
            for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
                assert_eq!(ask(&method, ("origin", "http://127.0.0.1:8080")), 200);
                assert_eq!(ask(&method, ("sec-fetch-site", "same-origin")), 200);
                assert_eq!(ask(&method, ("origin", "http://evil.example")), 403);
                assert_eq!(ask(&method, ("origin", "http://127.0.0.1:9090")), 403);
                assert_eq!(ask(&method, ("origin", "null")), 403);
                assert_eq!(ask(&method, ("sec-fetch-site", "cross-site")), 403);
                assert_eq!(ask(&method, ("sec-fetch-site", "same-site")), 403);
            }
            assert_eq!(ask(&Method::GET, ("sec-fetch-site", "cross-site")), 200, "a link may lead here");
        }
    }

    #[tokio::test]
    async fn with_a_key_it_is_for_whoever_shows_it() {
        let sandbox = sandbox(Some(KEY)).await;
        let get = |from: &str, more: (&'static str, &str)| {
            status(admit(&sandbox, &peer(from), &Method::GET, &headers(&[("host", "sandbox:8080"), more])))
        };
        let pass = pass(&sandbox).unwrap();
        for from in ["127.0.0.1:5000", "192.0.2.7:5000"] {
            assert_eq!(get(from, ("authorization", "Bearer open-sesame")), 200);
            assert_eq!(get(from, ("cookie", &format!("other=1; {COOKIE}={pass}"))), 200);
            for (name, value) in [
                ("authorization", "Bearer open-sesam"),
                ("authorization", "Basic open-sesame"),
                ("authorization", ""),
                ("accept", "*/*"),
                ("cookie", "fps-sandbox-pass=open-sesame"),
                ("cookie", "fps-sandbox-pass="),
            ] {
                assert_eq!(get(from, (name, value)), 401, "{name}: {value}");
            }
        }
        assert!(!pass.contains(KEY) && is_key(&sandbox, KEY) && !is_key(&sandbox, "open"));
    }
}
