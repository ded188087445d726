//! Everything there is: taken out, put back, and begun again.

use axum::extract;
use serde::Serialize;

use super::answer::{Failure, Given, Json};
use crate::sandbox::{Sandbox, Seed, State};

pub(super) async fn export(extract::State(sandbox): extract::State<Sandbox>) -> Result<Json<State>, Failure> {
    Ok(Json(sandbox.export().await?))
}

/// What was taken in.
#[derive(Serialize)]
pub(super) struct Imported {
    callers: usize,
    rows: usize,
    postings: usize,
}

pub(super) async fn import(
    extract::State(sandbox): extract::State<Sandbox>,
    Given(state): Given<State>,
) -> Result<Json<Imported>, Failure> {
    let (rows, postings) = state.size();
    sandbox.import(state).await?;
    Ok(Json(Imported { callers: sandbox.callers().len(), rows, postings }))
}

/// Answers with what callers find now.
pub(super) async fn reset(extract::State(sandbox): extract::State<Sandbox>) -> Result<Json<Seed>, Failure> {
    sandbox.reset().await?;
    Ok(Json(sandbox.seed().await?))
}
