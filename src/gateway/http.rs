//! The gateway on a port.

use std::{io, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, DefaultBodyLimit, State},
    http::{HeaderValue, Request, Response, StatusCode, header},
    routing::{get, post},
};
use tokio::net::ToSocketAddrs;

use super::{Gateway, news};
use crate::{
    fps,
    sandbox::CERTIFICATE_PATH,
    server::{Answer, Front, Listening, Peer, respond},
};

impl Gateway {
    /// The front that lets this gateway's callers in, over REST and SOAP.
    pub fn front(&self) -> Front<fps::Server<Self>> {
        self.0.books.front_of(self.clone())
    }

    /// Takes a port, with 0 one that the system chooses, for FPS over REST and SOAP, for the certificate of
    /// notifications, and for what Amazon Pay posts to `/gateway/amazon-pay/notifications`: see [`Gateway::hear`]. That
    /// is answered with 200 once it was written down.
    ///
    /// # Errors
    /// What the system says where the address can't be had.
    pub async fn listen(&self, address: impl ToSocketAddrs) -> io::Result<Listening> {
        Listening::of(self.routes(), address).await
    }

    fn routes(&self) -> Router {
        let calls = Router::new().fallback(call).with_state(Arc::new(self.front()));
        Router::new()
            .route(CERTIFICATE_PATH, get(certificate))
            .route(news::PATH, post(news::take_in).layer(DefaultBodyLimit::max(news::LARGEST)))
            .with_state(self.clone())
            .merge(calls)
    }
}

async fn certificate(State(gateway): State<Gateway>) -> Response<Body> {
    let mut response = Response::new(Body::from(gateway.notification_certificate().pem()));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-pem-file"));
    response
}

async fn call(
    State(front): State<Arc<Front<fps::Server<Gateway>>>>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    request: Request<Body>,
) -> Response<Body> {
    let arrived = match front.arrive(&peer, request).await {
        Ok(arrived) => arrived,
        Err(refusal) => return respond(&peer, Answer::Document(refusal)),
    };
    // Of its own, because this is dropped when the client hangs up: what it has asked for is done all the same.
    match tokio::spawn(async move { front.serve(arrived).await }).await {
        Ok(answer) => respond(&peer, answer),
        Err(failure) => match failure.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // The program ends.
            Err(_) => {
                let mut response = Response::new(Body::empty());
                *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
                response
            }
        },
    }
}
