//! What steers the sandbox, under `/_sandbox/`. It gives secrets away, and answers to this machine only.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, State};
use axum::http::{Response, StatusCode};
use axum::routing::{get, post};
use serde::Serialize;

use super::{is_here, respond};
use crate::error::ServiceError;
use crate::sandbox::Sandbox;
use crate::server::Peer;

pub(super) fn routes() -> Router<Sandbox> {
    Router::new()
        .route("/_sandbox/seed", get(seed))
        .route("/_sandbox/tokens", post(tokens))
        .route("/_sandbox/instruments", post(instruments))
}

async fn seed(State(sandbox): State<Sandbox>, ConnectInfo(peer): ConnectInfo<Peer>) -> Response<Body> {
    match is_here(&peer) {
        true => json(sandbox.seed().await),
        false => stranger(),
    }
}

async fn tokens(State(sandbox): State<Sandbox>, ConnectInfo(peer): ConnectInfo<Peer>, body: Bytes) -> Response<Body> {
    match serde_json::from_slice(&body) {
        _ if !is_here(&peer) => stranger(),
        Ok(token) => json(sandbox.create_token(token).await),
        Err(error) => unusable(&error),
    }
}

async fn instruments(
    State(sandbox): State<Sandbox>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    body: Bytes,
) -> Response<Body> {
    match serde_json::from_slice(&body) {
        _ if !is_here(&peer) => stranger(),
        Ok(instrument) => json(sandbox.create_instrument(instrument).await),
        Err(error) => unusable(&error),
    }
}

fn stranger() -> Response<Body> {
    failure(StatusCode::FORBIDDEN, "Forbidden", "this answers to the sandbox's own machine only")
}

fn unusable(error: &serde_json::Error) -> Response<Body> {
    failure(StatusCode::BAD_REQUEST, "InvalidParams", &format!("the body can't be used: {error}"))
}

fn json(result: Result<impl Serialize, ServiceError>) -> Response<Body> {
    let text = match result {
        Ok(value) => serde_json::to_string_pretty(&value),
        Err(error) => {
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            return failure(status, error.code(), error.message());
        }
    };
    match text {
        Ok(text) => respond(StatusCode::OK, "application/json", text + "\n"),
        Err(error) => failure(StatusCode::INTERNAL_SERVER_ERROR, "InternalError", &error.to_string()),
    }
}

fn failure(status: StatusCode, code: &str, message: &str) -> Response<Body> {
    let body = serde_json::json!({ "error": { "code": code, "message": message } });
    respond(status, "application/json", format!("{body}\n"))
}
