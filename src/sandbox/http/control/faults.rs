//! Scripted faults. Where a caller is named, they are those that are for this caller's calls only.

use axum::extract::State;
use serde::Serialize;

use super::answer::{Asked, Failure, Given, Json};
use super::world::World;
use crate::sandbox::{Fault, Sandbox};

#[derive(Serialize)]
pub(super) struct Faults {
    faults: Vec<Fault>,
}

impl Faults {
    fn of(sandbox: &Sandbox, caller: Option<&str>) -> Json<Self> {
        let mut faults = sandbox.faults();
        faults.retain(|fault| caller.is_none() || fault.caller.as_deref() == caller);
        Json(Self { faults })
    }
}

pub(super) async fn list(State(sandbox): State<Sandbox>, Asked(world): Asked<World>) -> Result<Json<Faults>, Failure> {
    world.tenant(&sandbox)?;
    Ok(Faults::of(&sandbox, world.caller.as_deref()))
}

pub(super) async fn inject(
    State(sandbox): State<Sandbox>,
    Asked(world): Asked<World>,
    Given(mut fault): Given<Fault>,
) -> Result<Json<Faults>, Failure> {
    fault.caller = fault.caller.or(world.caller);
    sandbox.inject(fault)?;
    Ok(Faults::of(&sandbox, None))
}

pub(super) async fn clear(State(sandbox): State<Sandbox>, Asked(world): Asked<World>) -> Result<Json<Faults>, Failure> {
    world.tenant(&sandbox)?;
    match &world.caller {
        Some(caller) => sandbox.clear_faults_of(caller),
        None => sandbox.clear_faults(),
    }
    Ok(Faults::of(&sandbox, world.caller.as_deref()))
}
