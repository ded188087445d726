//! Counting what traffic consists of, exchange by exchange, in bounded memory.

mod action;
mod catalogue;
mod references;
mod sample;
#[cfg(test)]
mod tests;
mod times;
mod tokens;
mod words;

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use super::exchange::Exchange;
use super::recording::Recording;
use super::seen::{Call, CallerName, Fields, Seen, Transport};
use super::usage::{ActionUse, CallerUse, Kinds, Named, Traffic};
use crate::contract::ServiceInfo;
use crate::{amazon_pay, fps};
use action::{Action, OTHER};
use times::Times;
use tokens::Tokens;

/// Counts exchanges.
///
/// What is remembered of each is a number here and there, at most half a million numbers for references and as many for
/// tokens: as long as there are fewer, they are counted exactly, and beyond that estimated from a sample of that size.
/// At most a thousand callers and a hundred actions that the contract doesn't have are told apart.
pub struct Tally {
    kinds: Kinds,
    recordings: Vec<Named>,
    times: Times,
    callers: Vec<Caller>,
    places: HashMap<CallerKey, u32>,
    amazon_pay: Actions,
    hosts: BTreeMap<String, u64>,
    agents: BTreeMap<String, u64>,
    returns: BTreeMap<String, u64>,
    notifications: BTreeMap<String, u64>,
    references: references::Seen,
    tokens: Tokens,
}

struct Caller {
    name: String,
    actions: Actions,
    pipelines: Actions,
}

/// By what a caller is told from others.
#[derive(PartialEq, Eq, Hash)]
enum CallerKey {
    Named(CallerName),
    Nobody,
}

#[derive(Default)]
struct Actions {
    places: HashMap<String, u32>,
    all: Vec<Action>,
}

const MOST_REMEMBERED: usize = 500_000;
const MOST_CALLERS: usize = 1000;
const MOST_ACTIONS: usize = 150;
const MOST_AGENTS: usize = 50;

impl Default for Tally {
    fn default() -> Self {
        Self::new()
    }
}

impl Tally {
    /// With nothing counted yet.
    pub fn new() -> Self {
        Self::remembering(MOST_REMEMBERED)
    }

    fn remembering(most: usize) -> Self {
        Self {
            kinds: Kinds::default(),
            recordings: Vec::new(),
            times: Times::default(),
            callers: Vec::new(),
            places: HashMap::new(),
            amazon_pay: Actions::default(),
            hosts: BTreeMap::new(),
            agents: BTreeMap::new(),
            returns: BTreeMap::new(),
            notifications: BTreeMap::new(),
            references: references::Seen::new(most),
            tokens: Tokens::new(most),
        }
    }

    /// Counts one exchange.
    pub fn note(&mut self, exchange: &Exchange) {
        match exchange.seen() {
            Seen::Fps(call) => self.note_fps(&call, exchange),
            Seen::AmazonPay(call) => {
                self.kinds.amazon_pay += 1;
                self.note_host(exchange);
                let service = &amazon_pay::SERVICE;
                // The names of the latest API are put together of words that are known.
                let is_told = call.transport == Transport::Json || words::is_word(&call.action);
                let place = self.amazon_pay.place(&call.action, is_told, |name| Action::of_service(service, name));
                self.amazon_pay.all[place as usize].note_call(service, &call, exchange);
            }
            Seen::Pipeline(fields) => self.note_pipeline(&fields, exchange),
            Seen::Button(_) => self.kinds.buttons += 1,
            Seen::Return(fields) => {
                self.kinds.returns += 1;
                let status = fields.value("status").filter(|status| is_status(status)).unwrap_or(OTHER);
                *self.returns.entry(status.to_owned()).or_default() += 1;
                self.tokens.note_return(&fields);
            }
            Seen::Notification(fields) => {
                self.kinds.notifications += 1;
                *self.notifications.entry(notification(&fields)).or_default() += 1;
            }
            Seen::AmazonPayNotification => self.kinds.amazon_pay_notifications += 1,
            Seen::Tunnel => {
                self.kinds.tunnels += 1;
                self.note_host(exchange);
            }
            Seen::Hidden => {
                self.kinds.hidden += 1;
                self.note_host(exchange);
            }
            Seen::Other => self.kinds.other += 1,
        }
    }

    /// Adds what was read of a recording, under the name by which it was given.
    pub fn note_recording(&mut self, name: impl Into<String>, recording: Recording) {
        self.kinds.other += recording.passed_over;
        self.recordings.push(Named { name: name.into(), recording });
    }

    /// What it all comes to.
    pub fn finish(self) -> Traffic {
        let when = self.times.finish();
        let mut tokens = self.tokens.finish(when.last);
        let mut callers = Vec::with_capacity(self.callers.len());
        for (place, caller) in (0_u32..).zip(self.callers) {
            let references = &self.references;
            let actions = caller.actions.finish(|index, action| references_of(references, (place, index), action));
            let (prepaid_instruments, credit_instruments) = self.tokens.instruments_of(place);
            callers.push(CallerUse {
                caller: caller.name,
                actions,
                pipelines: caller.pipelines.finish(|_, action| action.finish()),
                tokens: tokens.remove(&Some(place)).unwrap_or_default(),
                prepaid_instruments,
                credit_instruments,
            });
        }
        if let Some(tokens) = tokens.remove(&None) {
            callers.push(CallerUse { caller: "(of no recorded call)".to_owned(), tokens, ..CallerUse::default() });
        }
        callers.sort_by(|one, other| (other.calls(), &one.caller).cmp(&(one.calls(), &other.caller)));
        Traffic {
            recordings: self.recordings,
            kinds: self.kinds,
            when,
            callers,
            amazon_pay: self.amazon_pay.finish(|_, action| action.finish()),
            hosts: self.hosts,
            agents: self.agents,
            returns: self.returns,
            notifications: self.notifications,
            estimated: self.references.is_estimated() || self.tokens.is_estimated(),
        }
    }

    fn note_fps(&mut self, call: &Call, exchange: &Exchange) {
        self.kinds.fps += 1;
        self.times.note(exchange.at);
        self.note_host(exchange);
        self.note_agent(exchange);
        let service: &'static ServiceInfo = &fps::SERVICE;
        let place = self.caller(call.caller.as_ref());
        let actions = &mut self.callers[place as usize].actions;
        let is_told = words::is_word(&call.action);
        let action = actions.place(&call.action, is_told, |name| Action::of_service(service, name));
        let counted = &mut actions.all[action as usize];
        counted.note_call(service, call, exchange);
        let mut is_repeat = false;
        if let Some(parameter) = service.operation(&call.action).and_then(|operation| operation.idempotent_by) {
            match call.fields.value(parameter) {
                Some(reference) => is_repeat = self.references.note((place, action), reference, call, exchange.at),
                None => counted.missing_references += 1,
            }
        }
        self.tokens.note_call(call, place, exchange.at, is_repeat);
    }

    fn note_pipeline(&mut self, fields: &Fields, exchange: &Exchange) {
        self.kinds.pipelines += 1;
        let key = fields.value("callerKey").map(|key| CallerName::AccessKeyId(key.to_owned()));
        let place = self.caller(key.as_ref());
        let name = fields.value("pipelineName").filter(|name| catalogue::PIPELINES.contains(name)).unwrap_or(OTHER);
        let pipelines = &mut self.callers[place as usize].pipelines;
        let pipeline = pipelines.place(name, true, |name| Action::of_pipeline(name, name != OTHER));
        pipelines.all[pipeline as usize].note_visit(fields, exchange);
        self.tokens.note_visit(fields, place);
    }

    fn note_host(&mut self, exchange: &Exchange) {
        let name = match exchange.request.host.as_deref() {
            None => "(not recorded)",
            Some(host) => words::host(host).unwrap_or(OTHER),
        };
        count(&mut self.hosts, name, usize::MAX);
    }

    fn note_agent(&mut self, exchange: &Exchange) {
        if let Some(header) = exchange.request.header("user-agent") {
            count(&mut self.agents, words::agent(header).unwrap_or(OTHER), MOST_AGENTS);
        }
    }

    /// The place of a caller, who is new or known.
    fn caller(&mut self, name: Option<&CallerName>) -> u32 {
        let shown = name.map(words::caller);
        let key = name.map_or(CallerKey::Nobody, |name| CallerKey::Named(name.clone()));
        if let Some(place) = self.places.get(&key) {
            return *place;
        }
        let full = self.callers.len() >= MOST_CALLERS;
        let name = match shown {
            _ if full => "(further callers)".to_owned(),
            None => "(nobody named)".to_owned(),
            Some(Some(name)) => name,
            Some(None) => {
                let others = self.callers.iter().filter(|caller| caller.name.starts_with("(a key")).count();
                format!("(a key that is no access key id, {})", others + 1)
            }
        };
        if full && let Some(last) = self.callers.iter().position(|caller| caller.name == name) {
            return last as u32;
        }
        // There are `MOST_CALLERS` and one.
        let place = self.callers.len() as u32;
        self.callers.push(Caller { name, actions: Actions::default(), pipelines: Actions::default() });
        if !full {
            self.places.insert(key, place);
        }
        place
    }
}

impl CallerUse {
    /// Its calls of FPS.
    pub fn calls(&self) -> u64 {
        self.actions.iter().map(|action| action.calls).sum()
    }
}

impl Actions {
    /// The place of an action, which is made if it is new.
    fn place(&mut self, name: &str, is_told: bool, make: impl FnOnce(&str) -> Action) -> u32 {
        let name = match name {
            "" => "(none)",
            name if self.places.contains_key(name) => name,
            _ if self.all.len() >= MOST_ACTIONS || !is_told => OTHER,
            name => name,
        };
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        // There are `MOST_ACTIONS` and two.
        let place = self.all.len() as u32;
        self.all.push(make(name));
        self.places.insert(name.to_owned(), place);
        place
    }

    fn finish(self, finish: impl Fn(u32, Action) -> ActionUse) -> Vec<ActionUse> {
        let mut all = (0_u32..).zip(self.all).map(|(index, action)| finish(index, action)).collect::<Vec<_>>();
        all.sort_by(|one, other| (other.calls, &one.action).cmp(&(one.calls, &other.action)));
        all
    }
}

fn references_of(references: &references::Seen, of: (u32, u32), action: Action) -> ActionUse {
    let missing = action.missing_references;
    let usage = action.finish();
    let parameter = fps::SERVICE.operation(&usage.action).and_then(|operation| operation.idempotent_by);
    ActionUse { references: parameter.map(|parameter| references.of(of, parameter, missing)), ..usage }
}

/// How a visit ended, in a few capital letters.
fn is_status(status: &str) -> bool {
    (1..=2).contains(&status.len()) && status.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// What a notification tells of, as far as the words are those of FPS.
fn notification(fields: &Fields) -> String {
    if fields.value("notificationType") == Some("TokenCancellation") {
        return "TokenCancellation".to_owned();
    }
    const OPERATIONS: [&str; 13] = [
        "PAY",
        "REFUND",
        "SETTLE",
        "SETTLE_DEBT",
        "WRITE_OFF_DEBT",
        "FUND_PREPAID",
        "RESERVE",
        "MULTI_SETTLE",
        "REAUTH",
        "DEPOSIT_FUNDS",
        "WITHDRAW_FUNDS",
        "CANCEL_TRANSACTION",
        "CANCEL",
    ];
    const STATUSES: [&str; 5] = ["PENDING", "SUCCESS", "FAILURE", "RESERVED", "CANCELLED"];
    let word = |name, known: &[&'static str]| {
        let value = fields.value(name).unwrap_or_default().to_ascii_uppercase();
        known.iter().copied().find(|known| *known == value).unwrap_or(OTHER)
    };
    let status = match fields.value("transactionStatus") {
        Some(_) => word("transactionStatus", &STATUSES),
        None => match fields.value("status").filter(|status| is_status(status)) {
            Some(status) => return format!("{} {status} (Simple Pay)", word("operation", &OPERATIONS)),
            None => OTHER,
        },
    };
    format!("{} {status}", word("operation", &OPERATIONS))
}

fn count(counts: &mut BTreeMap<String, u64>, name: &str, most: usize) {
    let name = if counts.len() >= most && !counts.contains_key(name) { OTHER } else { name };
    *counts.entry(name.to_owned()).or_default() += 1;
}

impl fmt::Debug for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tally").field("kinds", &self.kinds).finish_non_exhaustive()
    }
}
