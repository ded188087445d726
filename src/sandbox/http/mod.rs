//! The sandbox on a port: FPS itself, the certificate of its notifications, and under `/_sandbox/` what steers it.

mod control;
mod fps;
mod log;

use std::io;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::routing::get;
use tokio::net::ToSocketAddrs;

pub(crate) use self::log::RequestLog;
use super::{Sandbox, pages};
use crate::server::{Front, Listening, Peer};

/// Where the certificate of notifications is served, whatever host is in front of it.
const CERTIFICATE_PATH: &str = "/certs/090909/PKICert.pem";
/// Where the authority is served that clients trust for the sandbox's own TLS certificate.
const AUTHORITY_PATH: &str = "/_sandbox/ca.pem";

impl Sandbox {
    /// The front that lets this sandbox's callers in, and has their calls meet with the faults that were
    /// [injected](Sandbox::inject). Signatures are checked by the time outside: see [`Sandbox::set_clock`].
    pub fn front(&self) -> Front<Self> {
        let [timed, named, faulty, searching] = [(); 4].map(|()| self.clone());
        Front::new(self.clone(), self.0.callers.admitted().clone())
            .clock(move || timed.0.clock.base())
            .request_ids(move || named.0.ids.request())
            .interference(move |operation, call| faulty.interference(operation, call))
            .search(move || {
                let searching = searching.clone();
                async move { searching.search_callers().await }
            })
    }

    /// Takes a port, with 0 one that the system chooses, for FPS over REST and SOAP and for
    /// - `GET /_sandbox/seed`: who may call, and with which tokens, as JSON ([`Seed`](super::Seed));
    /// - `POST /_sandbox/tokens`: makes a token ([`NewToken`](super::NewToken) as JSON);
    /// - `POST /_sandbox/instruments`: makes an instrument ([`NewInstrument`](super::NewInstrument));
    /// - `GET /cobranded-ui/actions/start`: the [co-branded pages](crate::cbui), for browsers from anywhere;
    /// - `GET /_sandbox/ca.pem`: the authority to trust for https ([`Sandbox::tls_authority`]), for everybody;
    /// - the certificate of notifications.
    ///
    /// The pages take three parameters more than FPS did, so that tests need no person: with `auto=approve` or
    /// `auto=abandon`, or another status such as `auto=SE`, they answer at once; `buyer` is the account that does, as
    /// the seed calls it, and `method` is `CC`, `ACH` or `ABT`. Signatures may leave them out.
    ///
    /// What else is under `/_sandbox/` gives secrets away, and answers to this machine only.
    ///
    /// # Errors
    /// What the system says where the address can't be had.
    pub async fn listen(&self, address: impl ToSocketAddrs) -> io::Result<Listening> {
        let routes = control::routes()
            .merge(pages::routes())
            .route(CERTIFICATE_PATH, get(certificate))
            .route(AUTHORITY_PATH, get(authority))
            .with_state(self.clone())
            .merge(fps::routes(self.clone()));
        Listening::of(routes, address).await
    }
}

async fn certificate(State(sandbox): State<Sandbox>) -> Response<Body> {
    respond(StatusCode::OK, "application/x-pem-file", sandbox.notification_certificate().pem())
}

async fn authority(State(sandbox): State<Sandbox>) -> Response<Body> {
    match sandbox.tls_authority().await {
        Ok(authority) => respond(StatusCode::OK, "application/x-pem-file", authority.pem()),
        Err(error) => respond(StatusCode::INTERNAL_SERVER_ERROR, "text/plain", format!("{}\n", error.message())),
    }
}

/// Whether a request comes from this machine.
fn is_here(peer: &Peer) -> bool {
    peer.address.ip().to_canonical().is_loopback()
}

fn respond(status: StatusCode, content_type: &'static str, body: String) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}
