//! The clock.

use axum::extract::State;
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;

use super::answer::{Failure, Given, Json};
use crate::sandbox::{ClockReading, Sandbox};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Setting {
    now: Option<DateTime<Utc>>,
    frozen: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    seconds: i64,
}

pub(super) async fn read(State(sandbox): State<Sandbox>) -> Json<ClockReading> {
    Json(sandbox.clock())
}

pub(super) async fn set(
    State(sandbox): State<Sandbox>,
    Given(setting): Given<Setting>,
) -> Result<Json<ClockReading>, Failure> {
    if setting.now.is_none() && setting.frozen.is_none() {
        return Err(Failure::invalid("the body can't be used: it has neither now nor frozen"));
    }
    sandbox.set_clock(setting.now, setting.frozen).await?;
    Ok(Json(sandbox.clock()))
}

pub(super) async fn advance(
    State(sandbox): State<Sandbox>,
    Given(step): Given<Step>,
) -> Result<Json<ClockReading>, Failure> {
    let step = TimeDelta::try_seconds(step.seconds).ok_or_else(|| Failure::invalid("seconds is too large a number"))?;
    sandbox.advance(step).await?;
    Ok(Json(sandbox.clock()))
}
