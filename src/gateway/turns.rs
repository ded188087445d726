//! A saga from one question to the next: rules on the rows, as pure as all others.

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    decision::{self, rest},
    instruction::{Answer, Failure, Instruction},
    mapping::{self, Case, Decision, Next},
    moment::Trouble,
    words,
};
use crate::sandbox::{
    books::{Books, Stop},
    rows::{Asked, Consent, Doubt, Heard, Key, Need, Query, Row, Saga, SagaAction, Status, Token, Transaction},
    rules::{finality::RESERVATION, outside::LEASE},
};

/// The first pause after a question that was asked in vain, and the longest.
const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(1);
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(5);

/// The longest time that a saga waits for anything: for what is pending to be looked at again.
const LONGEST_WAIT: TimeDelta = mapping::LONGEST_PAUSE;

/// What is asked next, by whoever has the saga to himself.
#[derive(Clone)]
pub(super) struct Turn {
    pub(super) saga: String,
    pub(super) action: SagaAction,
    pub(super) subject: String,
    /// How many questions were answered before.
    pub(super) step: u64,
    pub(super) instruction: Instruction,
    /// The seller with whom the buyer has agreed, who is the one that is paid; none where no consent says so.
    pub(super) seller: Option<String>,
    /// When the question is put, what was in doubt before, and until when the saga is left to whoever puts it.
    put: DateTime<Utc>,
    doubt: Option<Doubt>,
    until: DateTime<Utc>,
}

/// What comes after an answer.
pub(super) struct Outcome {
    pub(super) next: Option<Turn>,
    /// Whether something was refused that nobody waits for, so that only people can see to it.
    pub(super) gave_up: bool,
    /// Why the question has to be put again, where it was put in vain.
    pub(super) trouble: Option<Trouble>,
}

impl Outcome {
    /// Somebody goes on with it later, or has already.
    const WAITS: Self = Self { next: None, gave_up: false, trouble: None };
}

/// Why a saga is taken up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Occasion {
    /// Somebody waits for what comes of it.
    Begun,
    /// It is due.
    Due,
}

/// The sagas that are due, the earliest first.
pub(super) fn due(books: &Books<'_>, limit: u32) -> Result<Vec<String>, Stop> {
    let rows = books.list(Query::Sagas { by: books.now(), limit })?;
    Ok(rows.iter().filter_map(|row| if let Row::Saga(saga) = row { Some(saga.id.clone()) } else { None }).collect())
}

/// Frees every saga that a process before this one was at, which has the store to itself.
pub(super) fn release(books: &mut Books<'_>) -> Result<(), Stop> {
    let now = books.now();
    // However many are due, and whenever: whoever is held may be the last of them, and the clock may have been ahead.
    let held = open(books)?.filter(|saga| saga.held.is_some()).collect();
    free(books, held, now)
}

/// Takes up what a clock that was ahead has put off for longer than anything waits.
pub(super) fn pull_forward(books: &mut Books<'_>) -> Result<(), Stop> {
    let now = books.now();
    let is_ahead = |due: Option<DateTime<Utc>>, longest| due.is_some_and(|due| due > now + longest);
    let sagas = open(books)?.filter(|saga| is_ahead(saga.due, LONGEST_WAIT)).collect();
    let rows = books.list(Query::Due { by: DateTime::<Utc>::MAX_UTC, limit: u32::MAX })?;
    let reserved = rows.iter().filter_map(|row| match row {
        Row::Transaction(known) if known.status == Status::Reserved => Some(known),
        _ => None,
    });
    let reserved: Vec<_> = reserved.filter(|known| is_ahead(known.due, RESERVATION)).collect();
    books.want(reserved.iter().map(|known| Need::Row(Key::Transaction(known.id.clone()))))?;
    free(books, sagas, now)?;
    for known in reserved {
        books.put(Transaction { due: Some(now + RESERVATION), ..Transaction::clone(known) });
    }
    Ok(())
}

/// The sagas that have not come to their end.
fn open<'a>(books: &Books<'a>) -> Result<impl Iterator<Item = &'a Saga> + use<'a>, Stop> {
    let rows = books.list(Query::Sagas { by: DateTime::<Utc>::MAX_UTC, limit: u32::MAX })?;
    Ok(rows.iter().filter_map(|row| if let Row::Saga(saga) = row { Some(&**saga) } else { None }))
}

fn free(books: &mut Books<'_>, sagas: Vec<&Saga>, now: DateTime<Utc>) -> Result<(), Stop> {
    books.want(sagas.iter().map(|saga| Need::Row(Key::Saga(saga.id.clone()))))?;
    for saga in sagas {
        books.put(Saga { held: None, due: Some(now), ..saga.clone() });
    }
    Ok(())
}

/// Takes a saga up, and tells what is asked next; nothing where it came to its end, or is not to be gone on with now.
pub(super) fn take_up(books: &mut Books<'_>, id: &str, occasion: Occasion) -> Result<Option<Turn>, Stop> {
    let Some(saga) = books.saga(id)? else { return Ok(None) };
    let Some(due) = saga.due else { return Ok(None) };
    let is_due = due <= books.now();
    let is_free = is_due || saga.held.is_none_or(|holder| holder == books.policy().process);
    match occasion {
        // What was told is told for good, and what comes of it later is none of this call's.
        Occasion::Begun if saga.told.is_some() => return Ok(None),
        Occasion::Begun if !is_free => return leave_to_others(books, saga).map(|()| None),
        Occasion::Due if !is_due => return Ok(None),
        Occasion::Begun | Occasion::Due => {}
    }
    if is_being_charged(books, &saga)? {
        return wait_for_charges(books, saga).map(|()| None);
    }
    match next(books, &saga)? {
        // It waited until now for what it asks then.
        Next::Wait { then, .. } => go_on(books, saga, Next::Ask(then)),
        next => go_on(books, saga, next),
    }
}

/// Writes that somebody was told of what another gateway is still at: what becomes of it isn't only for that one's caller
/// any more, and a refusal has to be told to both.
fn leave_to_others(books: &mut Books<'_>, mut saga: Saga) -> Result<(), Stop> {
    if saga.action.has_reference() && saga.ended.is_none() && saga.told.is_none() {
        rest(books, &mut saga)?;
        books.put(saga);
    }
    Ok(())
}

/// Whether the consent that `saga` is to end is one on which a charge is under way: one that was asked for and not
/// answered is asked for again, and whether it was made would not be answered any more for a consent that has ended. One
/// that may be confirmed just now could not be ended before, and not be charged after it.
fn is_being_charged(books: &mut Books<'_>, saga: &Saga) -> Result<bool, Stop> {
    if saga.action != SagaAction::CancelToken {
        return Ok(false);
    }
    let Some(consent) = books.token(&saga.subject)?.and_then(|token| token.consent) else { return Ok(false) };
    let approval = books.saga(&Saga::name(SagaAction::Approve, &saga.subject))?;
    if approval.is_some_and(|approval| approval.ended.is_none()) {
        return Ok(true);
    }
    let charging: Vec<_> = open(books)?.filter(|saga| is_charging(saga)).map(|saga| &saga.subject).collect();
    books.want(charging.iter().map(|&id| Need::Row(Key::Transaction(id.clone()))))?;
    for id in charging {
        let begun = books.transaction(id)?.and_then(|transaction| transaction.outside?.consent);
        if begun.is_some_and(|begun| begun.id == consent.id) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether an amount is to be authorized for it, and it is not known yet what came of that.
fn is_charging(saga: &Saga) -> bool {
    charges(saga.action) && !saga.steps.iter().any(|taken| matches!(taken.heard, Heard::Authorization { .. }))
}

fn charges(action: SagaAction) -> bool {
    match action {
        SagaAction::Pay | SagaAction::Reserve | SagaAction::FundPrepaid | SagaAction::SettleDebt => true,
        SagaAction::Settle | SagaAction::Refund => false,
        SagaAction::Cancel | SagaAction::Expire | SagaAction::CancelToken | SagaAction::Approve => false,
    }
}

/// Leaves a saga until whoever is at a charge is done with it, or taken for lost.
fn wait_for_charges(books: &mut Books<'_>, mut saga: Saga) -> Result<(), Stop> {
    saga.due = Some(books.now() + LEASE);
    saga.held = None;
    rest(books, &mut saga)?;
    books.put(saga);
    Ok(())
}

/// Writes what was answered in `turn`, and tells what is asked next.
pub(super) fn answered(books: &mut Books<'_>, turn: &Turn, answer: &Result<Answer, Failure>) -> Result<Outcome, Stop> {
    let Some(mut saga) = books.saga(&turn.saga)? else { return Ok(Outcome::WAITS) };
    // Whoever has taken it up since has asked the same, and goes on from what he is answered: that this one was refused
    // does not say that he was.
    if saga.held != Some(books.policy().process) || saga.due != Some(turn.until) {
        leave_to_others(books, saga)?;
        return Ok(Outcome::WAITS);
    }
    let tries = saga.tries;
    saga.doubt = turn.doubt;
    let mut parties = Parties::of(books, &saga)?;
    let rows =
        mapping::Rows { saga: &mut saga, transaction: parties.transaction.as_mut(), token: parties.token.as_mut() };
    mapping::take(rows, &turn.instruction, answer, turn.put, books.now());
    parties.keep(books);
    if saga.tries > tries {
        saga.due = Some(books.now() + pause(saga.tries));
        saga.held = None;
        rest(books, &mut saga)?;
        let why = words::without_ids(saga.trouble.as_deref().unwrap_or_default());
        let trouble = Some(Trouble { tries: saga.tries, why });
        books.put(saga);
        return Ok(Outcome { trouble, ..Outcome::WAITS });
    }
    let next = next(books, &saga)?;
    let next = go_on(books, saga, next)?;
    let gave_up = next.is_none() && books.saga(&turn.saga)?.is_some_and(|saga| saga.trouble.is_some());
    Ok(Outcome { next, gave_up, trouble: None })
}

fn go_on(books: &mut Books<'_>, mut saga: Saga, next: Next) -> Result<Option<Turn>, Stop> {
    let mut next = next;
    // A refusal that nobody waits for any more has used the token up, as every failure has.
    let is_told = saga.told.is_some() && charges(saga.action);
    if let Next::Decide(decision) | Next::Finish(decision @ Decision::Refused(_)) = &next
        && (is_told || matches!(next, Next::Decide(_)))
    {
        decision::decide(books, &mut saga, decision)?;
        next = self::next(books, &saga)?;
    }
    match next {
        Next::Ask(instruction) => {
            let put = books.now();
            let until = put + LEASE;
            let asked = instruction.asked();
            // Another question may be next by now than the one that was in doubt, where others have seen to that.
            let is_about = |doubt: &Doubt| match asked {
                Asked::Forestall => doubt.asked == Asked::Authorize,
                _ => doubt.asked == asked,
            };
            let doubt = saga.doubt.filter(is_about);
            let turn = Turn {
                saga: saga.id.clone(),
                action: saga.action,
                subject: saga.subject.clone(),
                step: saga.steps.iter().map(|taken| u64::from(taken.times)).sum(),
                seller: Parties::of(books, &saga)?.consent().map(|consent| consent.seller.clone()),
                put,
                doubt,
                until,
                instruction,
            };
            saga.due = Some(until);
            saga.held = Some(books.policy().process);
            // Until an answer is written, nobody knows whether it was put.
            saga.doubt = doubt.or(Some(Doubt { asked, since: put }));
            saga.news = false;
            books.put(saga);
            Ok(Some(turn))
        }
        Next::Wait { until, .. } => {
            // What it was told of meanwhile may have come after what it was answered.
            saga.due = Some(if saga.news { books.now() } else { until });
            saga.held = None;
            rest(books, &mut saga)?;
            books.put(saga);
            Ok(None)
        }
        Next::Finish(decision) | Next::Decide(decision) => {
            // Whatever was asked in vain is needed no more: what stays is what can't be done.
            saga.trouble = None;
            decision::decide(books, &mut saga, &decision)?;
            saga.due = None;
            saga.held = None;
            saga.ended = Some(books.now());
            books.put(saga);
            Ok(None)
        }
    }
}

fn next(books: &Books<'_>, saga: &Saga) -> Result<Next, Stop> {
    let parties = Parties::of(books, saga)?;
    Ok(mapping::next(&parties.case(saga, books.now())))
}

/// How long a question waits that was asked in vain so often.
fn pause(tries: u32) -> TimeDelta {
    let doubled = 1 << tries.saturating_sub(1).min(16);
    (FIRST_PAUSE * doubled).min(LONGEST_PAUSE)
}

/// The rows that a saga is about.
struct Parties {
    transaction: Option<Transaction>,
    original: Option<Transaction>,
    token: Option<Token>,
    platform: Option<String>,
}

impl Parties {
    fn of(books: &Books<'_>, saga: &Saga) -> Result<Self, Stop> {
        if saga.action.is_about_a_token() {
            let token = books.token(&saga.subject)?;
            let own = books.policy().sellers.get(books.caller_id()).map(|sellers| sellers.own.clone());
            let paid = token.as_ref().and_then(|token| Some(token.consent.as_ref()?.seller.clone()));
            let platform = own.filter(|own| paid.is_some_and(|paid| paid != *own));
            return Ok(Self { transaction: None, original: None, token, platform });
        }
        let transaction = books.transaction(&saga.subject)?.ok_or_else(|| Stop::broken("a transaction"))?;
        let original = transaction.original.as_ref().map(|id| books.transaction(id)).transpose()?.flatten();
        let token = transaction.sender_token.as_ref().map(|id| books.token(id)).transpose()?.flatten();
        Ok(Self { transaction: Some(transaction), original, token, platform: None })
    }

    fn case<'a>(&'a self, saga: &'a Saga, now: DateTime<Utc>) -> Case<'a> {
        Case {
            saga,
            transaction: self.transaction.as_ref(),
            original: self.original.as_ref(),
            token: self.token.as_ref(),
            platform: self.platform.as_deref(),
            now,
        }
    }

    /// What the buyer agreed to.
    fn consent(&self) -> Option<&Consent> {
        let paid = self.original.as_ref().or(self.transaction.as_ref());
        let begun = paid.and_then(|transaction| transaction.outside.as_ref()?.consent.as_ref());
        begun.or_else(|| self.token.as_ref()?.consent.as_ref())
    }

    /// Writes what an answer has changed.
    fn keep(self, books: &mut Books<'_>) {
        if let Some(transaction) = self.transaction {
            books.put(transaction);
        }
        if let Some(token) = self.token {
            books.put(token);
        }
    }
}
