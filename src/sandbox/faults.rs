//! Scripted faults: the next calls go wrong in a way that a test has asked for.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use serde::{Deserialize, Serialize};

use super::Sandbox;
use crate::{
    contract::{OperationInfo, nearest},
    error::ServiceError,
    fps::{ErrorCode, Operation, SERVICE},
    server::{Call, Interference},
};

/// The longest that a fault may hold a call up, in milliseconds.
const LONGEST_DELAY: u64 = 600_000;
/// More faults than this that wait for their calls are a mistake.
const MOST_FAULTS: usize = 1_000;

/// What goes wrong with the next calls: see [`Sandbox::inject`].
///
/// As JSON it is `{"action": "Pay", "count": 2, "code": "InternalError"}`, with any of `code`, `status` (400 to 599)
/// and `drop` (`"before"` or `"after"`) for the effect, `delay_ms` alone or before it, and `caller`, an access key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Flat", into = "Flat")]
#[non_exhaustive]
pub struct Fault {
    /// The action that goes wrong; none for any.
    pub action: Option<String>,
    /// The access key of the caller whose calls go wrong; none for every caller's.
    pub caller: Option<String>,
    /// How many calls go wrong. The default is one.
    pub count: u32,
    /// How long each of them waits first, in milliseconds: at most ten minutes. The default is not at all.
    pub delay_ms: u64,
    /// What happens then; none if the call is only slow.
    pub effect: Option<Effect>,
}

/// How a call goes wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Effect {
    /// It is refused with this error code, and nothing is done.
    Code(String),
    /// It is answered with this HTTP status and no document, as by a machine in front of the service, and nothing is
    /// done.
    Status(u16),
    /// The connection breaks off without an answer.
    Drop(Moment),
}

/// When a connection breaks off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Moment {
    /// Before anything was done.
    Before,
    /// After it was done, and will stay done.
    After,
}

impl Fault {
    /// Has the next call of any action go wrong.
    pub fn new(effect: Effect) -> Self {
        Self { action: None, caller: None, count: 1, delay_ms: 0, effect: Some(effect) }
    }

    /// Has the next call of any action wait for so many milliseconds.
    pub fn slow(delay_ms: u64) -> Self {
        Self { action: None, caller: None, count: 1, delay_ms, effect: None }
    }

    /// The same fault, for calls of `action` only.
    #[must_use]
    pub fn of(self, action: impl Into<String>) -> Self {
        Self { action: Some(action.into()), ..self }
    }

    /// The same fault, for calls of one caller only.
    #[must_use]
    pub fn for_caller(self, access_key_id: impl Into<String>) -> Self {
        Self { caller: Some(access_key_id.into()), ..self }
    }

    /// The same fault, for the next `count` calls.
    #[must_use]
    pub fn times(self, count: u32) -> Self {
        Self { count, ..self }
    }

    /// The same fault, after so many milliseconds.
    #[must_use]
    pub fn delayed(self, delay_ms: u64) -> Self {
        Self { delay_ms, ..self }
    }

    fn check(&self) -> Result<(), ServiceError> {
        if let Some(action) = &self.action
            && Operation::from_name(action).is_none()
        {
            let names = SERVICE.operations.iter().map(|operation| operation.name);
            return Err(unknown("action", action, names));
        }
        match &self.effect {
            None if self.delay_ms == 0 => return Err(invalid(NO_EFFECT)),
            Some(Effect::Code(code)) if SERVICE.error(code).is_none() => {
                return Err(unknown("code", code, SERVICE.errors.iter().map(|error| error.code)));
            }
            Some(Effect::Status(status)) if !(400..=599).contains(status) => {
                return Err(invalid(format!("status is {status}, and must be from 400 to 599.")));
            }
            _ => {}
        }
        if self.delay_ms > LONGEST_DELAY {
            let reason = format!("delay_ms is {}, and may be {LONGEST_DELAY} at most.", self.delay_ms);
            return Err(invalid(reason));
        }
        match self.count {
            0 => Err(invalid("count is 0, and must be the number of calls that go wrong.")),
            _ => Ok(()),
        }
    }

    fn concerns(&self, operation: &OperationInfo, call: &Call) -> bool {
        let caller = call.caller.as_ref().map(|caller| caller.access_key_id.as_str());
        self.action.as_ref().is_none_or(|action| action == operation.name)
            && self.caller.as_ref().is_none_or(|own| Some(own.as_str()) == caller)
    }
}

impl Sandbox {
    /// Has the next calls go wrong. A call that two faults concern meets the one that was injected first; the next one
    /// meets what is left.
    ///
    /// Calls are those that come through [`Sandbox::front`] or [`Sandbox::listen`], over REST or SOAP, and have been
    /// admitted: one with a wrong signature is refused for that, and uses no fault up. Faults are kept in memory, and
    /// other processes on the same store know nothing of them.
    ///
    /// # Errors
    /// `InvalidParams` for an action, an error code or a caller that isn't known, and for a number out of its range.
    pub fn inject(&self, fault: Fault) -> Result<(), ServiceError> {
        fault.check()?;
        if let Some(caller) = fault.caller.as_deref().filter(|caller| self.caller(caller).is_none()) {
            return Err(invalid(format!("caller is '{caller}', and no caller has that access key.")));
        }
        self.0.faults.add(fault)
    }

    /// The faults that are still to come, with the number of calls that are left to each.
    pub fn faults(&self) -> Vec<Fault> {
        self.0.faults.all()
    }

    /// Lets everything go well from now on.
    pub fn clear_faults(&self) {
        self.0.faults.clear(|_| true);
    }

    /// Takes back the faults that are for the calls of this caller only.
    pub fn clear_faults_of(&self, access_key_id: &str) {
        self.0.faults.clear(|fault| fault.caller.as_deref() == Some(access_key_id));
    }

    /// What an admitted call meets with, once it has waited for it.
    pub(super) fn interference(
        &self,
        operation: &OperationInfo,
        call: &Call,
    ) -> impl Future<Output = Option<Interference>> + Send + use<> {
        let fault = self.0.faults.take(operation, call);
        async move {
            let fault = fault?;
            if fault.delay_ms > 0 {
                tokio::time::sleep(Duration::from_millis(fault.delay_ms)).await;
            }
            fault.effect.map(Interference::from)
        }
    }
}

/// The faults that are still to come.
#[derive(Debug, Default)]
pub(super) struct Faults(Mutex<Vec<Fault>>);

impl Faults {
    fn add(&self, fault: Fault) -> Result<(), ServiceError> {
        let mut faults = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if faults.len() >= MOST_FAULTS {
            return Err(invalid(format!("{MOST_FAULTS} faults are waiting for their calls: clear them first.")));
        }
        faults.push(fault);
        Ok(())
    }

    fn all(&self) -> Vec<Fault> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn clear(&self, which: impl Fn(&Fault) -> bool) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|fault| !which(fault));
    }

    fn take(&self, operation: &OperationInfo, call: &Call) -> Option<Fault> {
        let mut faults = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = faults.iter().position(|fault| fault.concerns(operation, call))?;
        if faults[place].count == 1 {
            return Some(faults.remove(place));
        }
        faults[place].count -= 1; // It is at least 1: see Fault::check.
        Some(faults[place].clone())
    }
}

impl From<Effect> for Interference {
    fn from(effect: Effect) -> Self {
        match effect {
            Effect::Code(code) => {
                let meaning = SERVICE.error(&code).map_or("", |info| info.meaning);
                let message = format!("{meaning} (This is a fault that was asked for.)");
                Self::Refuse(ServiceError::new(ErrorCode::from(code.as_str()), message))
            }
            Effect::Status(status) => Self::Status(status),
            Effect::Drop(Moment::Before) => Self::BreakBefore,
            Effect::Drop(Moment::After) => Self::BreakAfter,
        }
    }
}

const NO_EFFECT: &str = "a fault has an effect: one of code, status and drop, or delay_ms, which goes with each.";

fn invalid(message: impl Into<String>) -> ServiceError {
    ServiceError::new(ErrorCode::InvalidParams, message)
}

fn unknown<'c>(field: &str, name: &str, names: impl Iterator<Item = &'c str>) -> ServiceError {
    let shown = name.chars().take(80).collect::<String>();
    invalid(match nearest(name, names) {
        Some(nearest) => format!("{field} is '{shown}', which FPS doesn't have. Is {nearest} meant?"),
        None => format!("{field} is '{shown}', which FPS doesn't have. `fps describe` lists them all."),
    })
}

/// A fault as JSON.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Flat {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    action: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    caller: Option<String>,
    #[serde(default = "once")]
    count: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    delay_ms: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    drop: Option<Moment>,
}

fn once() -> u32 {
    1
}

impl TryFrom<Flat> for Fault {
    type Error = &'static str;

    fn try_from(flat: Flat) -> Result<Self, Self::Error> {
        let effect = match (flat.code, flat.status, flat.drop) {
            (None, None, None) => None,
            (Some(code), None, None) => Some(Effect::Code(code)),
            (None, Some(status), None) => Some(Effect::Status(status)),
            (None, None, Some(moment)) => Some(Effect::Drop(moment)),
            _ => return Err("code, status and drop exclude each other"),
        };
        let delay_ms = flat.delay_ms.unwrap_or_default();
        Ok(Self { action: flat.action, caller: flat.caller, count: flat.count, delay_ms, effect })
    }
}

impl From<Fault> for Flat {
    fn from(fault: Fault) -> Self {
        let (code, status, drop) = match fault.effect {
            None => (None, None, None),
            Some(Effect::Code(code)) => (Some(code), None, None),
            Some(Effect::Status(status)) => (None, Some(status), None),
            Some(Effect::Drop(moment)) => (None, None, Some(moment)),
        };
        let delay_ms = Some(fault.delay_ms).filter(|delay| *delay > 0);
        Self { action: fault.action, caller: fault.caller, count: fault.count, delay_ms, code, status, drop }
    }
}
