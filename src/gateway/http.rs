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

use super::{Gateway, calls, health, news};
use crate::{
    fps,
    sandbox::CERTIFICATE_PATH,
    server::{Answer, Arrived, Front, Listening, Peer, respond},
};

/// Where the authority is served that clients trust for the gateway's own certificate.
const AUTHORITY_PATH: &str = "/gateway/ca.pem";

impl Gateway {
    /// The front that lets this gateway's callers in, over REST and SOAP.
    pub fn front(&self) -> Front<fps::Server<Self>> {
        self.0.books.front_of(self.clone()).interference(|operation, call| {
            calls::note(operation, call);
            async { None }
        })
    }

    /// Takes a port, with 0 one that the system chooses, for FPS over REST and SOAP, for the certificate of
    /// notifications, for what Amazon Pay posts to `/gateway/amazon-pay/notifications` ([`Gateway::hear`]), which is
    /// answered with 200 once it was written down, with 403 where it can't be believed, and with 503 where it is to come
    /// again, for `GET /health` and `GET /ready`: see
    /// [`Gateway::listen_for_admin`], and for browsers: the [co-branded pages](crate::cbui), on whose addresses the
    /// signature is required, and `GET /gateway/renew`, where the buyers of [linked](Gateway::link) tokens consent anew.
    ///
    /// # Errors
    /// What the system says where the address can't be had.
    pub async fn listen(&self, address: impl ToSocketAddrs) -> io::Result<Listening> {
        Listening::of(self.routes(), address).await
    }

    fn routes(&self) -> Router {
        let calls = Router::new().fallback(call).with_state((Arc::new(self.front()), self.clone()));
        health::routes(self.0.shows_metrics)
            .route(CERTIFICATE_PATH, get(certificate))
            .route(AUTHORITY_PATH, get(authority))
            .route(news::PATH, post(news::take_in).layer(DefaultBodyLimit::max(news::LARGEST)))
            .with_state(self.clone())
            .merge(self.0.desk.clone().routes(self.clone()))
            .merge(calls)
    }
}

/// Answers, and lets everybody know who watches.
async fn serve(front: Arc<Front<fps::Server<Gateway>>>, gateway: Gateway, arrived: Arrived) -> Answer {
    let (answer, served) = calls::serve(&front, arrived).await;
    gateway.tell_of_call(&served);
    answer
}

async fn authority(State(gateway): State<Gateway>) -> Response<Body> {
    let (status, content_type, body) = match gateway.0.books.made_authority().await {
        Ok(Some(authority)) => (StatusCode::OK, "application/x-pem-file", authority.pem()),
        Ok(None) => {
            let reason = "There is no authority to trust: the gateway has made no certificate for https.\n";
            (StatusCode::NOT_FOUND, "text/plain", reason.to_owned())
        }
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, "text/plain", format!("{}\n", error.message())),
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

async fn certificate(State(gateway): State<Gateway>) -> Response<Body> {
    let mut response = Response::new(Body::from(gateway.notification_certificate().pem()));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-pem-file"));
    response
}

async fn call(
    State((front, gateway)): State<(Arc<Front<fps::Server<Gateway>>>, Gateway)>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    request: Request<Body>,
) -> Response<Body> {
    let arrived = match front.arrive(&peer, request).await {
        Ok(arrived) => arrived,
        Err(refusal) => return respond(&peer, Answer::Document(refusal)),
    };
    // Of its own, because this is dropped when the client hangs up: what it has asked for is done all the same.
    match tokio::spawn(serve(front, gateway, arrived)).await {
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
