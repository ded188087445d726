//! The endpoints of FPS and of Amazon Pay: what comes is answered by the front of one of them, and written into the log
//! of requests.

use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, State};
use axum::http::{Request, Response};

use crate::sandbox::Sandbox;
use crate::server::{Answer, Dialect, Front, Peer, respond};
use crate::{amazon_pay, fps};

/// What the paths of Amazon Pay begin with, and those of its contract. All others are those of FPS.
const OF_AMAZON_PAY: [&str; 2] = ["/OffAmazonPayments", "/doc/2013-01-01/"];

struct Doors {
    fps: Arc<Front<fps::Server<Sandbox>>>,
    amazon_pay: Arc<Front<amazon_pay::Server<Sandbox>>>,
    sandbox: Sandbox,
}

pub(super) fn routes(sandbox: Sandbox) -> Router {
    let (fps, amazon_pay) = (Arc::new(sandbox.front()), Arc::new(sandbox.amazon_pay_front()));
    Router::new().fallback(enter).with_state(Arc::new(Doors { fps, amazon_pay, sandbox }))
}

async fn enter(
    State(doors): State<Arc<Doors>>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    request: Request<Body>,
) -> Response<Body> {
    let sandbox = doors.sandbox.clone();
    match OF_AMAZON_PAY.iter().any(|beginning| request.uri().path().starts_with(beginning)) {
        true => answer(Arc::clone(&doors.amazon_pay), sandbox, peer, request).await,
        false => answer(Arc::clone(&doors.fps), sandbox, peer, request).await,
    }
}

async fn answer<H: Dialect>(
    front: Arc<Front<H>>,
    sandbox: Sandbox,
    peer: Peer,
    request: Request<Body>,
) -> Response<Body> {
    let began = Instant::now();
    let arrived = match front.arrive(&peer, request).await {
        Ok(arrived) => arrived,
        Err(refusal) => return respond(&peer, Answer::Document(refusal)),
    };
    let address = peer.address;
    // Of its own, because this is dropped when the client hangs up: what it has asked for is done all the same.
    let served = tokio::spawn(async move {
        let answer = front.serve(arrived.clone()).await;
        let reply = answer.clone().into_reply();
        sandbox.log().add(sandbox.now(), H::SERVICE, address, began.elapsed(), arrived, reply);
        answer
    });
    match served.await {
        Ok(answer) => respond(&peer, answer),
        Err(failure) => match failure.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // The program ends.
            Err(_) => respond(&peer, Answer::Broken),
        },
    }
}
