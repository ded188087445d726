//! The console: what happens in the sandbox, as pages for a browser, under `/_sandbox/`.
//!
//! It shows one caller's world at a time, and needs no script: the one that there is only loads again what has changed.

mod accounts;
mod actions;
mod amazon_pay;
mod filters;
mod frame;
mod instruments;
mod ledger;
mod login;
mod messages;
mod mismatch;
mod overview;
mod requests;
mod search;
mod subscriptions;
mod tokens;
mod transactions;
mod visit;
mod xml;

use axum::{
    Router,
    body::Body,
    http::{HeaderValue, Response, StatusCode, header},
    response::Redirect,
    routing::{get, post},
};

use self::visit::harden;
use super::Sandbox;

/// Where the pages are, but for the first.
const PLACE: &str = "/_sandbox/console";

pub(super) fn routes() -> Router<Sandbox> {
    Router::new()
        .route("/_sandbox", get(home))
        .route("/_sandbox/console", get(home))
        .route("/_sandbox/", get(overview::show))
        .route("/_sandbox/console.js", get(|| file("text/javascript; charset=utf-8", include_str!("console.js"))))
        .route("/_sandbox/console/accounts", get(accounts::list))
        .route("/_sandbox/console/accounts/{id}", get(accounts::one))
        .route("/_sandbox/console/clock", post(actions::clock))
        .route("/_sandbox/console/instruments", get(instruments::list))
        .route("/_sandbox/console/instruments/{id}", get(instruments::one))
        .route("/_sandbox/console/ledger", get(ledger::show))
        .route("/_sandbox/console/login", post(login::log_in))
        .route("/_sandbox/console/mail", get(messages::mails))
        .route("/_sandbox/console/mail/{id}", get(messages::mail))
        .route("/_sandbox/console/notifications", get(messages::notifications))
        .route("/_sandbox/console/notifications/{id}", get(messages::notification))
        .route("/_sandbox/console/notifications/{id}/replay", post(actions::replay))
        .route("/_sandbox/console/requests", get(requests::list))
        .route("/_sandbox/console/requests/{number}", get(requests::one))
        .route("/_sandbox/console/reset", get(actions::ask_to_reset).post(actions::reset))
        .route("/_sandbox/console/search", get(search::show))
        .route("/_sandbox/console/subscriptions", get(subscriptions::list))
        .route("/_sandbox/console/subscriptions/{id}", get(subscriptions::one))
        .route("/_sandbox/console/tokens", get(tokens::list))
        .route("/_sandbox/console/tokens/{id}", get(tokens::one))
        .route("/_sandbox/console/transactions", get(transactions::list))
        .route("/_sandbox/console/transactions/{id}", get(transactions::one))
        .merge(amazon_pay::routes())
        .route("/_sandbox/console/{*anything}", get(visit::nothing))
}

async fn home() -> Redirect {
    Redirect::to("/_sandbox/")
}

/// A file that is the same for everybody.
async fn file(content_type: &'static str, text: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = StatusCode::OK;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    harden(response.headers_mut());
    response
}
