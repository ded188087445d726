//! Scripted faults: the next calls go wrong in a way that a test has asked for.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use serde::{Deserialize, Serialize};

use super::Sandbox;
use crate::{
    amazon_pay,
    contract::{OperationInfo, ServiceInfo, nearest},
    error::ServiceError,
    fps,
    server::{Call, Interference},
};

/// What the sandbox serves.
static SERVICES: [&ServiceInfo; 2] = [&fps::SERVICE, &amazon_pay::SERVICE];

/// The longest that a fault may hold a call up, in milliseconds.
const LONGEST_DELAY: u64 = 600_000;
/// More faults than this that wait for their calls are a mistake.
const MOST_FAULTS: usize = 1_000;

/// What goes wrong with the next calls: see [`Sandbox::inject`].
///
/// As JSON it is `{"action": "Pay", "count": 2, "code": "InternalError"}`, with any of `code`, `status` (400 to 599)
/// and `drop` (`"before"` or `"after"`) for the effect, `delay_ms` alone or before it, `caller`, an access key, and
/// `service` (`"fps"` or `"amazon-pay"`) where an action or a code that both have is to go wrong in one only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Flat", into = "Flat")]
#[non_exhaustive]
pub struct Fault {
    /// The service whose calls go wrong, `fps` or `amazon-pay`; none for each that has the action and the code.
    pub service: Option<String>,
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
        Self { effect: Some(effect), ..Self::slow(0) }
    }

    /// Has the next call of any action wait for so many milliseconds.
    pub fn slow(delay_ms: u64) -> Self {
        Self { service: None, action: None, caller: None, count: 1, delay_ms, effect: None }
    }

    /// The same fault, for calls of `action` only.
    #[must_use]
    pub fn of(self, action: impl Into<String>) -> Self {
        Self { action: Some(action.into()), ..self }
    }

    /// The same fault, for calls of one service only.
    #[must_use]
    pub fn of_service(self, service: impl Into<String>) -> Self {
        Self { service: Some(service.into()), ..self }
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
        let mut services = SERVICES.to_vec();
        if let Some(name) = &self.service {
            services.retain(|service| service.name == name);
            if services.is_empty() {
                let [fps, amazon_pay] = SERVICES.map(|service| service.name);
                return Err(invalid(format!("service is '{}', and may be {fps} or {amazon_pay}.", shown(name))));
            }
        }
        if let Some(action) = &self.action {
            let names = |service: &ServiceInfo| service.operations.iter().map(|operation| operation.name).collect();
            known("action", action, &mut services, names)?;
        }
        if let Some(Effect::Code(code)) = &self.effect {
            let names = |service: &ServiceInfo| service.errors.iter().map(|error| error.code).collect();
            known("code", code, &mut services, names)?;
        }
        match &self.effect {
            None if self.delay_ms == 0 => return Err(invalid(NO_EFFECT)),
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

    fn concerns(&self, service: &ServiceInfo, operation: &OperationInfo, call: &Call) -> bool {
        let caller = call.caller.as_ref().map(|caller| caller.access_key_id.as_str());
        let has_code = |effect: &Effect| match effect {
            Effect::Code(code) => service.error(code).is_some(),
            _ => true,
        };
        self.service.as_ref().is_none_or(|name| name == service.name)
            && self.action.as_ref().is_none_or(|action| action == operation.name)
            && self.effect.as_ref().is_none_or(has_code)
            && self.caller.as_ref().is_none_or(|own| Some(own.as_str()) == caller)
    }
}

impl Sandbox {
    /// Has the next calls go wrong. A call that two faults concern meets the one that was injected first; the next one
    /// meets what is left.
    ///
    /// Calls are those that come through [`Sandbox::front`], [`Sandbox::amazon_pay_front`] or [`Sandbox::listen`], over
    /// REST or SOAP, and have been admitted: one with a wrong signature, or past its quota, is refused for that, and
    /// uses no fault up. Faults are kept in memory, and
    /// other processes on the same store know nothing of them.
    ///
    /// # Errors
    /// `InvalidParams` for a service, an action, an error code or a caller that isn't known, and for a number out of its range.
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
        service: &'static ServiceInfo,
        operation: &OperationInfo,
        call: &Call,
    ) -> impl Future<Output = Option<Interference>> + Send + use<> {
        let fault = self.0.faults.take(service, operation, call);
        async move {
            let fault = fault?;
            if fault.delay_ms > 0 {
                tokio::time::sleep(Duration::from_millis(fault.delay_ms)).await;
            }
            fault.effect.map(|effect| effect.in_calls_of(service))
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

    fn take(&self, service: &ServiceInfo, operation: &OperationInfo, call: &Call) -> Option<Fault> {
        let mut faults = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = faults.iter().position(|fault| fault.concerns(service, operation, call))?;
        if faults[place].count == 1 {
            return Some(faults.remove(place));
        }
        faults[place].count -= 1; // It is at least 1: see Fault::check.
        Some(faults[place].clone())
    }
}

impl Effect {
    fn in_calls_of(self, service: &ServiceInfo) -> Interference {
        match self {
            Self::Code(code) => {
                let (meaning, status) = service.error(&code).map_or(("", 400), |info| (info.meaning, info.http_status));
                let message = format!("{meaning} (This is a fault that was asked for.)");
                Interference::Refuse(ServiceError::received(service, &code, &message, None, status))
            }
            Self::Status(status) => Interference::Status(status),
            Self::Drop(Moment::Before) => Interference::BreakBefore,
            Self::Drop(Moment::After) => Interference::BreakAfter,
        }
    }
}

const NO_EFFECT: &str = "a fault has an effect: one of code, status and drop, or delay_ms, which goes with each.";

fn invalid(message: impl Into<String>) -> ServiceError {
    ServiceError::new(fps::ErrorCode::InvalidParams, message)
}

/// Leaves those of `services` that have `name` among their `names`, which must be one of them.
fn known(
    field: &str,
    name: &str,
    services: &mut Vec<&ServiceInfo>,
    names: impl Fn(&ServiceInfo) -> Vec<&'static str>,
) -> Result<(), ServiceError> {
    let (titles, candidates): (Vec<_>, Vec<_>) = services.iter().map(|service| (service.title, names(service))).unzip();
    services.retain(|service| names(service).contains(&name));
    if !services.is_empty() {
        return Ok(());
    }
    let unknown = format!("{field} is '{}', which is none of {}", shown(name), titles.join(" or of "));
    Err(invalid(match nearest(name, candidates.concat()) {
        Some(nearest) => format!("{unknown}. Is {nearest} meant?"),
        None => format!("{unknown}. `fps describe` lists them all."),
    }))
}

fn shown(name: &str) -> String {
    name.chars().take(80).collect()
}

/// A fault as JSON.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Flat {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    service: Option<String>,
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
        let Flat { service, action, caller, count, .. } = flat;
        Ok(Self { service, action, caller, count, delay_ms, effect })
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
        let Fault { service, action, caller, count, .. } = fault;
        Self { service, action, caller, count, delay_ms, code, status, drop }
    }
}
