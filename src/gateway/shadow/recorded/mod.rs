//! FPS as it was recorded: a call is answered as the same call was answered then.
//!
//! The same call is one of the same action with the same parameters, whenever it is signed and over which transport. Where
//! one caller was recorded, it does not matter who signs it, so that a rehearsal can have keys of its own. Where several
//! were, nobody is told what another was: a call has the answers that were given to its own access key, whoever isn't
//! recorded has none, and neither have calls of which the recording doesn't say who made them, or names a certificate alone.
//!
//! Nothing is taken for it that merely looks like it: a call that isn't recorded, with a CallerReference of its own for
//! one, is refused with ServiceUnavailable and HTTP status 503, which FPS never sent. Where a call was recorded several
//! times it walks through its answers, and stays at the last.
//!
//! The answers are kept in memory, with what is learnt from them of tokens and transactions, up to a bound.

mod facts;
#[cfg(test)]
mod tests;

use std::{
    collections::HashMap,
    fmt,
    io::Read,
    ops::ControlFlow,
    sync::{Mutex, PoisonError},
};

use rust_decimal::Decimal;
use sha2::{Digest, Sha256};

use self::facts::Facts;
use super::{
    plan::Subject,
    source::{self, unavailable},
};
use crate::{
    contract::OperationInfo,
    error::ServiceError,
    fps,
    migrate::traffic::{self, Call, CallerName, Exchange, Outcome, Response, Seen, recording},
    sandbox::rows::SagaAction,
    server,
    wire::{Decode, Limits, Node, Request, query, xml},
};

/// Recorded answers of FPS, by what was asked. `Debug` tells how many there are.
pub struct Recordings {
    tracks: HashMap<Key, Track>,
    /// The number of each caller that was recorded by name.
    callers: HashMap<CallerName, u32>,
    facts: Facts,
    contents: Contents,
    /// The bytes that are kept, about.
    bytes: usize,
    most_bytes: usize,
}

/// What was found in recordings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Contents {
    /// Answers that can be given.
    pub answers: u64,
    /// Different calls that they answer.
    pub calls: u64,
    /// Calls whose answers aren't recorded, as in access logs.
    pub unanswered: u64,
    /// Calls that can't be read, whose answers can't, or whose action FPS 2010-08-28 doesn't have.
    pub unreadable: u64,
    /// Requests to FPS of which it isn't recorded what they ask.
    pub hidden: u64,
}

/// There is more to keep than there is room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the recorded answers take more than {} MiB, which are kept in memory: give the recordings of fewer days", most_bytes >> 20)]
#[non_exhaustive]
pub struct TooLarge {
    /// What there is room for, in bytes.
    pub most_bytes: usize,
}

/// A digest of an action and its parameters.
type Key = [u8; 16];

/// The answers to one call, in the order in which they were recorded.
#[derive(Default)]
struct Track {
    answers: Vec<Answer>,
    /// Which of them each of those who ask was given last.
    given: Mutex<HashMap<Asking, usize>>,
}

/// A recorded answer, and the number of the caller to whom it was given; none where the recording doesn't name him.
struct Answer {
    caller: Option<u32>,
    recorded: Recorded,
}

/// Whose answers are wanted.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Asking {
    /// There is one caller at most.
    Anybody,
    /// Those of the caller with this number.
    Caller(u32),
}

/// A recorded answer.
enum Recorded {
    /// The document as it was.
    Done(Box<str>),
    Refused {
        code: String,
        message: String,
        status: u16,
    },
    /// An HTTP status of failure, and no document of FPS's.
    Failed(u16),
}

/// The bytes of answers that are kept at most.
const MOST_BYTES: usize = 512 << 20;

/// What an entry takes beside its texts, about.
const OVERHEAD: usize = 128;

impl Default for Recordings {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Recordings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recordings").field("contents", &self.contents).finish_non_exhaustive()
    }
}

impl Recordings {
    /// Nothing yet. There is room for 512 MiB of answers.
    pub fn new() -> Self {
        Self::with_room(MOST_BYTES)
    }

    /// Nothing yet, with room for so many bytes.
    pub fn with_room(most_bytes: usize) -> Self {
        Self {
            tracks: HashMap::new(),
            callers: HashMap::new(),
            facts: Facts::default(),
            contents: Contents::default(),
            bytes: 0,
            most_bytes,
        }
    }

    /// Adds the answers of a recording in any of the [formats](recording::Format) with bodies, plain or gzipped: later
    /// ones come after those that there are. What is told is how reading it went.
    ///
    /// # Errors
    /// [`TooLarge`].
    pub fn add(&mut self, input: impl Read) -> Result<recording::Recording, TooLarge> {
        let read = recording::read(input, &mut |exchange| {
            self.note(&exchange);
            match self.bytes > self.most_bytes {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        });
        match self.bytes > self.most_bytes {
            true => Err(TooLarge { most_bytes: self.most_bytes }),
            false => Ok(read),
        }
    }

    /// What was found.
    pub fn contents(&self) -> &Contents {
        &self.contents
    }

    /// What was answered then, to `caller` where there are several.
    pub(super) fn answer<R: Request>(
        &self,
        request: &R,
        caller: Option<&server::Caller>,
    ) -> Result<R::Result, ServiceError> {
        let operation = R::OPERATION;
        let parameters = query::write(request);
        let asking = self.asking(caller).ok_or_else(|| {
            unavailable("the recordings have the calls of several callers, and none of this one: nobody is told what another was.")
        })?;
        let recorded = self.tracks.get(&key(operation, &parameters)).and_then(|track| track.next(asking));
        match recorded.ok_or_else(|| unavailable(&unrecorded(operation, &parameters)))? {
            Recorded::Done(body) => {
                // It was read before it was kept.
                read_result(operation, body, |content| R::Result::decode(content).ok())
                    .ok_or_else(|| unavailable("the recorded answer can't be read."))
            }
            Recorded::Refused { code, message, status } => {
                Err(ServiceError::received(&fps::SERVICE, code, message, None, *status))
            }
            Recorded::Failed(status) => Err(unavailable(&format!(
                "{} was answered with HTTP status {status} and no document when it was recorded.",
                operation.name
            ))),
        }
    }

    /// What the plan for a call is made from, as far as the recordings tell it.
    pub(super) fn subject(
        &self,
        action: SagaAction,
        asked: &[(String, String)],
        transaction: Option<&str>,
        now: chrono::DateTime<chrono::Utc>,
    ) -> Option<Subject> {
        self.facts.subject(action, asked, transaction, now)
    }

    /// Whose answers a caller may have; none where there are those of others alone.
    fn asking(&self, caller: Option<&server::Caller>) -> Option<Asking> {
        if self.callers.len() <= 1 {
            return Some(Asking::Anybody);
        }
        let name = CallerName::AccessKeyId(caller?.access_key_id.clone());
        self.callers.get(&name).copied().map(Asking::Caller)
    }

    /// The number of a caller, who is new or known.
    fn number(&mut self, name: &CallerName) -> u32 {
        if let Some(number) = self.callers.get(name) {
            return *number;
        }
        let (CallerName::AccessKeyId(text) | CallerName::Certificate(text)) = name;
        self.bytes += OVERHEAD + text.len();
        // Memory ends before numbers do.
        let number = self.callers.len() as u32;
        self.callers.insert(name.clone(), number);
        number
    }

    fn note(&mut self, exchange: &Exchange) {
        match exchange.seen() {
            Seen::Fps(call) => self.note_call(&call, exchange.response.as_ref()),
            Seen::Pipeline(fields) => self.bytes += self.facts.note_visit(&fields),
            Seen::Return(fields) => self.bytes += self.facts.note_return(&fields),
            Seen::Hidden => self.contents.hidden += 1,
            _ => {}
        }
    }

    fn note_call(&mut self, call: &Call, response: Option<&Response>) {
        let operation = fps::SERVICE.operation(&call.action).filter(|_| call.action == call.spelt);
        let parameters = operation.and_then(|operation| parameters(operation, call));
        let (Some(operation), Some(parameters)) = (operation, parameters) else {
            self.contents.unreadable += 1;
            return;
        };
        let recorded = match &call.outcome {
            Outcome::Unrecorded => None,
            Outcome::Status(status) | Outcome::Unreadable(status) if *status >= 400 => Some(Recorded::Failed(*status)),
            Outcome::Status(_) => None,
            Outcome::Refused { code, details, .. } => Some(Recorded::refusal(code, details, response)),
            Outcome::Answered { result, .. } => {
                let body = response.and_then(|response| response.body.as_deref()).map(traffic::text_of);
                let is_result = |content: Node<'_>| source::is_result(operation.name, content).then_some(());
                let body = body.filter(|body| read_result(operation, body, is_result).is_some());
                if body.is_some() {
                    self.bytes += self.facts.note_answer(operation, &parameters, result);
                }
                body.map(|body| Recorded::Done(body.into_owned().into_boxed_str()))
            }
            _ => None,
        };
        let Some(recorded) = recorded else {
            let is_there = matches!(call.outcome, Outcome::Answered { .. } | Outcome::Unreadable(_));
            let counted = if is_there { &mut self.contents.unreadable } else { &mut self.contents.unanswered };
            *counted += 1;
            return;
        };
        self.contents.answers += 1;
        self.bytes += OVERHEAD + recorded.size();
        let caller = call.caller.as_ref().map(|name| self.number(name));
        let track = self.tracks.entry(key(operation, &parameters)).or_default();
        self.contents.calls += u64::from(track.answers.is_empty());
        track.answers.push(Answer { caller, recorded });
    }
}

impl Track {
    /// The next answer for whoever asks, or his last one; none where all are another's.
    fn next(&self, asking: Asking) -> Option<&Recorded> {
        let is_his = |answer: &Answer| match asking {
            Asking::Anybody => true,
            Asking::Caller(number) => answer.caller == Some(number),
        };
        // What it holds is whole at any moment.
        let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        let last = given.get(&asking).copied();
        let first = last.map_or(0, |last| last + 1);
        let further = self.answers[first..].iter().position(is_his).map(|further| first + further);
        let next = further.or(last)?;
        given.insert(asking, next);
        Some(&self.answers[next].recorded)
    }
}

impl Recorded {
    fn refusal(code: &str, details: &traffic::Fields, response: Option<&Response>) -> Self {
        let message = details.value("Message").or_else(|| details.value("faultstring")).unwrap_or_default();
        let documented = fps::SERVICE.error(code).map(|info| info.http_status);
        // Every fault came with 500, and says nothing of the code.
        let status = documented.or(response.map(|response| response.status)).unwrap_or(400);
        Self::Refused { code: code.to_owned(), message: message.to_owned(), status }
    }

    fn size(&self) -> usize {
        match self {
            Self::Done(body) => body.len(),
            Self::Refused { code, message, .. } => code.len() + message.len(),
            Self::Failed(_) => 0,
        }
    }
}

/// What a recorded call asks, in the spelling that the same call has today.
fn parameters(operation: &'static OperationInfo, call: &Call) -> Option<Vec<(String, String)>> {
    let fields = call.fields.0.iter().map(|(name, value)| (name.as_str().into(), value.as_str().into()));
    let tree = query::read(operation.name, fields, &Limits::REQUEST).ok()?;
    source::asked(operation.name, tree.root())?.ok()
}

fn key(operation: &OperationInfo, parameters: &[(String, String)]) -> Key {
    let mut sorted = parameters.iter().collect::<Vec<_>>();
    sorted.sort();
    let mut digest = Sha256::new();
    let mut add = |text: &str| {
        digest.update((text.len() as u64).to_be_bytes());
        digest.update(text);
    };
    add(operation.name);
    for (name, value) in sorted {
        add(name);
        // 5 and 5.00 are the same amount.
        let amount = value.parse::<Decimal>().ok().filter(|_| name.ends_with(".Value"));
        add(amount.map(|amount| amount.normalize().to_string()).as_ref().unwrap_or(value));
    }
    let mut key = Key::default();
    key.copy_from_slice(&digest.finalize()[..size_of::<Key>()]);
    key
}

/// Reads the result in a recorded document.
fn read_result<T>(operation: &OperationInfo, body: &str, read: impl FnOnce(Node<'_>) -> Option<T>) -> Option<T> {
    let tree = xml::read(body.trim_start(), &Limits::ANSWER).ok()?;
    let root = traffic::content(tree.root()).filter(|root| root.name() == operation.response)?;
    match operation.result {
        Some(name) if !operation.result_fields.is_empty() => read(root.child(name)?),
        _ => read(root),
    }
}

/// What was asked, without what somebody could pay with.
fn unrecorded(operation: &OperationInfo, parameters: &[(String, String)]) -> String {
    const TOLD: [&str; 3] = ["CallerReference", "TransactionId", "ReserveTransactionId"];
    let shown = parameters.iter().map(|(name, value)| match TOLD.contains(&name.as_str()) {
        true => format!("{name}={}", value.chars().take(128).collect::<String>()),
        false => name.clone(),
    });
    let shown = shown.collect::<Vec<_>>().join(", ");
    let with = if shown.is_empty() { "without parameters".to_owned() } else { format!("with these values of {shown}") };
    format!("{} {with} is not in the recordings, and no other call is taken for it.", operation.name)
}
