//! The endpoint of FPS itself: what comes is answered by the front, and written into the log of requests.

use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, State};
use axum::http::{Request, Response};

use crate::fps;
use crate::sandbox::Sandbox;
use crate::server::{Answer, Front, Peer, respond};

struct Door {
    front: Front<fps::Server<Sandbox>>,
    sandbox: Sandbox,
}

pub(super) fn routes(sandbox: Sandbox) -> Router {
    let door = Door { front: sandbox.front(), sandbox };
    Router::new().fallback(answer).with_state(Arc::new(door))
}

async fn answer(
    State(door): State<Arc<Door>>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    request: Request<Body>,
) -> Response<Body> {
    let began = Instant::now();
    let arrived = match door.front.arrive(&peer, request).await {
        Ok(arrived) => arrived,
        Err(refusal) => return respond(&peer, Answer::Document(refusal)),
    };
    let address = peer.address;
    // Of its own, because this is dropped when the client hangs up: what it has asked for is done all the same.
    let served = tokio::spawn(async move {
        let answer = door.front.serve(arrived.clone()).await;
        door.sandbox.log().add(door.sandbox.now(), address, began.elapsed(), arrived, answer.clone().into_reply());
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
