//! The control plane: what steers the sandbox and looks into it, as JSON, under `/_sandbox/`.

mod amazon_pay;
mod answer;
mod clock;
mod faults;
mod help;
mod ledger;
mod messages;
mod requests;
mod state;
mod world;

use axum::Router;
use axum::extract::{ConnectInfo, DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, patch, post};

use self::answer::Failure;
use super::guard;
use crate::sandbox::Sandbox;
use crate::server::Peer;

/// The largest state that is taken in, in bytes.
const LARGEST_STATE: usize = 256 * 1024 * 1024;

pub(super) fn routes(sandbox: &Sandbox) -> Router<Sandbox> {
    Router::new()
        .route("/_sandbox/help", get(help::show))
        .route("/_sandbox/seed", get(world::seed))
        .route("/_sandbox/callers", get(world::callers).post(world::add_caller))
        .route("/_sandbox/accounts", get(world::accounts).post(world::create_account))
        .route("/_sandbox/accounts/{account}", patch(world::alter_account))
        .route("/_sandbox/accounts/{account}/actions", post(world::act))
        .route("/_sandbox/tokens", get(world::tokens).post(world::create_token))
        .route("/_sandbox/instruments", get(world::instruments).post(world::create_instrument))
        .route("/_sandbox/clock", get(clock::read).post(clock::set))
        .route("/_sandbox/clock/advance", post(clock::advance))
        .route("/_sandbox/faults", get(faults::list).post(faults::inject).delete(faults::clear))
        .route("/_sandbox/ledger", get(ledger::ledger))
        .route("/_sandbox/transactions", get(ledger::transactions))
        .route("/_sandbox/transactions/{id}", get(ledger::transaction))
        .route("/_sandbox/notifications", get(messages::notifications))
        .route("/_sandbox/notifications/{id}/replay", post(messages::replay))
        .route("/_sandbox/mail", get(messages::mail))
        .route("/_sandbox/requests", get(requests::list))
        .route("/_sandbox/requests/{number}", get(requests::one))
        .route("/_sandbox/state", get(state::export).put(state::import).layer(DefaultBodyLimit::max(LARGEST_STATE)))
        .route("/_sandbox/reset", post(state::reset))
        .merge(amazon_pay::routes())
        .route("/_sandbox/{*other}", any(help::nothing))
        .method_not_allowed_fallback(help::wrong_method)
        .layer(middleware::from_fn_with_state(sandbox.clone(), door))
}

async fn door(
    State(sandbox): State<Sandbox>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    request: Request,
    next: Next,
) -> Response {
    match guard::admit(&sandbox, &peer, request.method(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err(stranger) => {
            let code = if stranger.status == StatusCode::UNAUTHORIZED { "Unauthorized" } else { "Forbidden" };
            Failure::new(stranger.status, code, stranger.reason).into_response()
        }
    }
}
