//! Scripted faults.

use axum::extract::State;
use serde::Serialize;

use super::answer::{Failure, Given, Json};
use crate::sandbox::{Fault, Sandbox};

#[derive(Serialize)]
pub(super) struct Faults {
    faults: Vec<Fault>,
}

pub(super) async fn list(State(sandbox): State<Sandbox>) -> Json<Faults> {
    Json(Faults { faults: sandbox.faults() })
}

pub(super) async fn inject(
    State(sandbox): State<Sandbox>,
    Given(fault): Given<Fault>,
) -> Result<Json<Faults>, Failure> {
    sandbox.inject(fault)?;
    Ok(Json(Faults { faults: sandbox.faults() }))
}

pub(super) async fn clear(State(sandbox): State<Sandbox>) -> Json<Faults> {
    sandbox.clear_faults();
    Json(Faults { faults: sandbox.faults() })
}
