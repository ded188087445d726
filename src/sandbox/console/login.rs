//! The key of the sandbox, shown once by a person and then kept by the browser.

use askama::Template;
use axum::{
    Form,
    extract::{ConnectInfo, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{actions::way_back, visit::Failure};
use crate::{
    sandbox::{Sandbox, http::guard},
    server::Peer,
};

#[derive(Template)]
#[template(path = "console/templates/login.html", config = "src/sandbox/askama.toml")]
struct Login<'a> {
    back: &'a str,
    message: &'a str,
}

#[derive(Deserialize)]
pub(super) struct Shown {
    key: String,
    back: String,
}

/// The page that asks for the key, and leads to `back` once it was given.
pub(super) fn form(back: &str, message: &str) -> Failure {
    Failure::of(StatusCode::UNAUTHORIZED, &Login { back, message })
}

pub(super) async fn log_in(
    State(sandbox): State<Sandbox>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    Form(shown): Form<Shown>,
) -> Result<Response, Failure> {
    let pass = guard::pass(&sandbox).filter(|_| guard::is_key(&sandbox, shown.key.trim()));
    let Some(pass) = pass else {
        return Err(form(&shown.back, "This is not the key that the sandbox was started with."));
    };
    let secure = if peer.scheme == "https" { "; Secure" } else { "" };
    let cookie = format!("{}={pass}; Path=/_sandbox; HttpOnly; SameSite=Strict{secure}", guard::COOKIE);
    let cookie = HeaderValue::from_str(&cookie)
        .map_err(|_| Failure::plain(StatusCode::INTERNAL_SERVER_ERROR, "The pass can't be kept in a cookie."))?;
    let mut response = Redirect::to(way_back(&shown.back)).into_response();
    response.headers_mut().insert(header::SET_COOKIE, cookie);
    Ok(response)
}
