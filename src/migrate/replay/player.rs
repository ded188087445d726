//! Plays a recording to a service, one call after the other.

use std::ops::ControlFlow;
use std::time::Duration;

use super::answer::Answer;
use super::builder::{Builder, Selection};
use super::callers::Callers;
use super::compare::{Compared, Comparison};
use super::ids::{Kind, Mapping};
use super::report::{Case, MappedId, Report, UnmappedId, Verdict};
use super::request::{Exchanged, Ready, UNAUTHENTIC, Unmapped, Unsent, ready, status_of};
use super::rules::Rules;
use super::run::Run;
use super::send::{NoAnswer, Sender};
use super::value::Value;
use crate::contract::Effect;
use crate::error::without_tokens;
use crate::fate;
use crate::migrate::traffic::{Call, Exchange, Seen};

/// A replay under way.
pub struct Replay {
    pub(super) sender: Sender,
    pub(super) callers: Callers,
    pub(super) rules: Rules,
    pub(super) gateway: bool,
    pub(super) mapping: Mapping,
    pub(super) run: Run,
    pub(super) selection: Selection,
    pub(super) wait: Duration,
    pub(super) pause: Duration,
    pub(super) dry_run: bool,
    pub(super) report: Report,
    /// Whether something was sent, after which the next call keeps its distance.
    pub(super) sent: bool,
}

/// The pauses before a transaction that is under way is looked at again.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(4);

impl Replay {
    /// Begins to set up a replay.
    pub fn builder() -> Builder {
        Builder::new()
    }

    /// Replays what was recorded next. Where it breaks off, [`Report::stopped`] says why.
    pub async fn play(&mut self, exchange: &Exchange) -> ControlFlow<()> {
        let call = match exchange.seen() {
            Seen::Fps(call) => call,
            // Whatever they ask, it may be what is asked for.
            Seen::Hidden if self.selection.has_place(exchange) => {
                self.report.hidden += 1;
                self.report.in_part += u64::from(exchange.request.is_cut);
                return ControlFlow::Continue(());
            }
            Seen::Tunnel if self.selection.has_place(exchange) => {
                self.report.tunnels += 1;
                return ControlFlow::Continue(());
            }
            _ => {
                self.report.passed_over += 1;
                return ControlFlow::Continue(());
            }
        };
        if !self.selection.has(exchange, &call.action) {
            self.report.unselected += 1;
            return ControlFlow::Continue(());
        }
        let mut case = Case {
            place: exchange.place,
            action: call.action.clone(),
            transport: call.transport,
            verdict: Verdict::NotSent,
            why: None,
            differences: Vec::new(),
            unmapped: Vec::new(),
            mapped: Vec::new(),
            documented: None,
        };
        self.report.in_part += u64::from(exchange.request.is_cut);
        let stopped = self.replay(exchange, &call, &mut case).await;
        self.report.push(case);
        match stopped {
            Some(reason) => {
                self.report.stopped = Some(format!("{}: {reason}", exchange.place));
                ControlFlow::Break(())
            }
            None => ControlFlow::Continue(()),
        }
    }

    /// What came of the calls so far.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// What stands for the ids of the recording so far.
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// What came of it all, and what stands for the ids of the recording.
    pub fn finish(self) -> (Report, Mapping) {
        (Report { ids: self.mapping.len(), ..self.report }, self.mapping)
    }

    /// Replays one call. Returns why no other can follow, if none can.
    async fn replay(&mut self, exchange: &Exchange, call: &Call, case: &mut Case) -> Option<String> {
        let ready = match ready(exchange, call, &mut self.callers, &mut self.mapping, &self.run) {
            Ok(ready) => ready,
            Err(Unsent::Unsendable(reason)) => {
                case.why = Some(reason);
                return None;
            }
            Err(Unsent::Unauthentic(reason)) => {
                case.verdict = Verdict::LeftOut;
                case.why = Some(reason);
                return None;
            }
            Err(Unsent::Unsigned(reason)) => {
                case.verdict = Verdict::Unsigned;
                case.why = Some(reason);
                return None;
            }
            Err(Unsent::Unmapped(ids)) => {
                case.verdict = Verdict::Unmapped;
                case.unmapped = ids.into_iter().map(UnmappedId::from).collect();
                return None;
            }
        };
        let recorded = Answer::recorded(ready.operation, ready.transport, exchange.response.as_ref());
        if self.dry_run {
            case.verdict = Verdict::Planned;
            case.mapped = ready.exchanged.iter().map(|exchanged| self.mapped(exchanged)).collect();
            self.expect(&recorded, exchange);
            return None;
        }
        if self.sent && !self.pause.is_zero() {
            tokio::time::sleep(self.pause).await;
        }
        self.sent = true;
        let new = match self.answer(&ready).await {
            Ok(new) => self.settled(&ready, &recorded, new).await,
            Err(NoAnswer::Unsigned(reason)) => {
                case.verdict = Verdict::Unsigned;
                case.why = Some(reason);
                return None;
            }
            Err(NoAnswer::Lost(reason)) => {
                case.why = Some(reason.clone());
                return Some(reason);
            }
        };
        self.compare(&ready, &recorded, &new, case);
        refused_signature(&new)
    }

    fn compare(&mut self, ready: &Ready, recorded: &Answer, new: &Answer, case: &mut Case) {
        let mut comparison = Comparison {
            action: ready.operation.name,
            transport: ready.transport,
            place: case.place,
            rules: &self.rules,
            gateway: self.gateway,
            mapping: &mut self.mapping,
            differences: Vec::new(),
        };
        let compared = comparison.of(recorded, new);
        case.differences = comparison.differences;
        case.verdict = match case.differences.as_slice() {
            differences if differences.iter().any(|difference| difference.explained.is_none()) => Verdict::Unexplained,
            _ if compared == Compared::Nothing => Verdict::NotCompared,
            _ if compared == Compared::Status => Verdict::StatusOnly,
            [] => Verdict::Same,
            _ => Verdict::Explained,
        };
        match case.verdict {
            Verdict::NotCompared => case.why = Some(format!("no answer was recorded; it is {} now", new.kind())),
            Verdict::StatusOnly => {
                let failed = if new.has_failed() { ", and the transaction has failed" } else { "" };
                case.why = Some(format!(
                    "only {} was recorded of its answer; it is {} now{failed}",
                    recorded.kind(),
                    new.kind()
                ));
            }
            Verdict::Unexplained if self.gateway => {
                case.documented = fate::of(ready.operation.name).map(|fate| fate.difference.to_owned());
            }
            _ => {}
        }
    }

    async fn answer(&self, ready: &Ready) -> Result<Answer, NoAnswer> {
        let response = self.sender.send(ready).await?;
        Ok(Answer::read(ready.operation, ready.transport, &response))
    }

    /// The answer once what was done when it was recorded is done now as well, or there was enough waiting.
    async fn settled(&self, ready: &Ready, recorded: &Answer, mut new: Answer) -> Answer {
        let mut waited = Duration::ZERO;
        let mut pause = FIRST_PAUSE;
        while waited < self.wait && is_behind(recorded, &new) {
            tokio::time::sleep(pause).await;
            waited += pause;
            pause = (pause * 2).min(LONGEST_PAUSE);
            if self.look_again(ready, &mut new).await.is_none() {
                break;
            }
        }
        new
    }

    /// Brings the answer up to date: one that only reads is asked for again, otherwise the status is. None where there is
    /// no news to be had.
    async fn look_again(&self, ready: &Ready, new: &mut Answer) -> Option<()> {
        if ready.operation.effect == Effect::Reads {
            *new = self.answer(ready).await.ok()?;
            return Some(());
        }
        let Answer::Answered { result, .. } = new else { return None };
        let question = status_of(result.field("TransactionId")?.text()?, ready)?;
        let Ok(Answer::Answered { result: status, .. }) = self.answer(&question).await else { return None };
        let status = status.field("TransactionStatus")?.clone();
        *result.field_mut("TransactionStatus")? = status;
        Some(())
    }

    /// In a dry run, what would be sent in place of an id.
    fn mapped(&self, exchanged: &Exchanged) -> MappedId {
        let Exchanged { parameter, kind, old, new } = exchanged;
        let brought_by = self.mapping.brought_by(old).filter(|_| *kind != Kind::Reference);
        MappedId {
            parameter: parameter.clone(),
            kind: kind.as_str(),
            id: kind.shown(old),
            new: brought_by.is_none().then(|| kind.shown(new)),
            brought_by,
        }
    }

    /// In a dry run, takes it that the answer will have something for every id that the recorded one has.
    fn expect(&mut self, recorded: &Answer, exchange: &Exchange) {
        let Answer::Answered { result, .. } = recorded else { return };
        for (path, text) in result.leaves() {
            if !text.is_empty() && Kind::of(&path).is_some_and(|kind| kind != Kind::Reference) {
                self.mapping.learn(text, text, exchange.place);
            }
        }
    }
}

/// What the service has against the signature; nothing that was recorded was refused for it, and all that follows would be.
fn refused_signature(new: &Answer) -> Option<String> {
    let Answer::Refused { code, message } = new else { return None };
    let refused = UNAUTHENTIC.contains(&code.as_str());
    refused.then(|| format!("the service does not accept what it is signed with: {code}: {}", without_tokens(message)))
}

/// Whether something is under way now that was done when it was recorded.
fn is_behind(recorded: &Answer, new: &Answer) -> bool {
    let (Answer::Answered { result: recorded, .. }, Answer::Answered { result: new, .. }) = (recorded, new) else {
        return false;
    };
    let statuses = |value: &Value| {
        let leaves = value.leaves().into_iter();
        let named = leaves.filter(|(path, _)| path.rsplit('.').next() == Some("TransactionStatus"));
        named.map(|(_, text)| text.to_owned()).collect::<Vec<_>>()
    };
    statuses(recorded).iter().zip(statuses(new)).any(|(recorded, new)| recorded != "Pending" && new == "Pending")
}

impl From<Unmapped> for UnmappedId {
    fn from(unmapped: Unmapped) -> Self {
        let Unmapped { parameter, kind, id } = unmapped;
        Self { parameter, kind: kind.as_str(), id: kind.shown(&id) }
    }
}
