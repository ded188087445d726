//! The sandbox on a port: FPS itself, and under `/_sandbox/` what steers it.

use std::io;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::routing::{get, post};
use serde::Serialize;
use tokio::net::ToSocketAddrs;

use super::Sandbox;
use crate::error::ServiceError;
use crate::server::{Callers, Front, Listening, Peer};

/// Where the certificate of notifications is served, whatever host is in front of it.
const CERTIFICATE_PATH: &str = "/certs/090909/PKICert.pem";

impl Sandbox {
    /// The front that lets this sandbox's callers in, by its clock.
    pub fn front(&self) -> Front<Self> {
        let callers = Callers::new();
        for caller in self.callers() {
            callers.add_access_key(&caller.access_key_id, &caller.secret_access_key);
            if let Some(certificate) = &caller.certificate {
                callers.add_certificate(&caller.access_key_id, certificate.clone());
            }
        }
        let sandbox = self.clone();
        Front::new(self.clone(), callers).clock(move || sandbox.now())
    }

    /// Takes a port, with 0 one that the system chooses, for FPS over REST and SOAP and for
    /// - `GET /_sandbox/seed`: who may call, and with which tokens, as JSON ([`Seed`](super::Seed));
    /// - `POST /_sandbox/tokens`: makes a token ([`NewToken`](super::NewToken) as JSON);
    /// - `POST /_sandbox/instruments`: makes an instrument ([`NewInstrument`](super::NewInstrument));
    /// - the certificate of notifications.
    ///
    /// What is under `/_sandbox/` gives secrets away, and answers to this machine only.
    ///
    /// # Errors
    /// What the system says where the address can't be had.
    pub async fn listen(&self, address: impl ToSocketAddrs) -> io::Result<Listening> {
        let steering = Router::new()
            .route("/_sandbox/seed", get(seed))
            .route("/_sandbox/tokens", post(tokens))
            .route("/_sandbox/instruments", post(instruments))
            .route(CERTIFICATE_PATH, get(certificate))
            .with_state(self.clone());
        Listening::of(steering.merge(self.front().router()), address).await
    }
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

async fn certificate(State(sandbox): State<Sandbox>) -> Response<Body> {
    respond(StatusCode::OK, "application/x-pem-file", sandbox.notification_certificate().pem())
}

fn is_here(peer: &Peer) -> bool {
    peer.address.ip().to_canonical().is_loopback()
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

fn respond(status: StatusCode, content_type: &'static str, body: String) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}
