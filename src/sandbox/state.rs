//! Everything that a sandbox holds: taken out, put back, and begun again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    Sandbox,
    amazon_pay::{quotas::Quotas, sound},
    books::Books,
    builder, callers, clock,
    command::invalid,
    ids::Ids,
    internal,
    ledger::LedgerAccount,
    notify,
    rows::{Key, Line, Row, Tenant},
    seed,
    store::{Dump, Memory, Store},
    store_failed, tls,
};
use crate::error::ServiceError;

/// The version of the form in which states are written.
const VERSION: u32 = 1;
/// The documents of the house that stay where they are.
const KEYS: [&str; 5] =
    [builder::KEEPER_DOCUMENT, builder::NOTARY_DOCUMENT, builder::CALLER_DOCUMENT, tls::DOCUMENT, notify::SNS_DOCUMENT];
/// The documents of the house that belong to the state: all others.
const OF_THE_STATE: [&str; 2] = [clock::DOCUMENT, callers::DOCUMENT];

/// Everything that a sandbox holds but for its keys: the rows and postings of every caller, the callers that were added
/// with their secrets, and how the clock is set. It is made to be written as JSON, kept, and taken in by the same or
/// another sandbox: see [`Sandbox::export`] and [`Sandbox::import`].
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    version: u32,
    rows: Vec<(Tenant, Row)>,
    postings: Vec<(Tenant, Line)>,
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (rows, postings) = self.size();
        f.debug_struct("State")
            .field("version", &self.version)
            .field("rows", &rows)
            .field("postings", &postings)
            .finish()
    }
}

impl State {
    /// How many rows and how many postings it has.
    pub fn size(&self) -> (usize, usize) {
        (self.rows.len(), self.postings.len())
    }
}

impl Sandbox {
    /// Everything that there is but for the keys, as it is at one moment.
    ///
    /// # Errors
    /// `InternalError` where the store fails.
    pub async fn export(&self) -> Result<State, ServiceError> {
        let _nothing_is_replaced = self.0.replacing.read().await;
        let mut dump = self.0.store.export().await.map_err(store_failed)?;
        dump.rows.retain(|(tenant, row)| *tenant != Tenant::house() || is_of_the_state(row));
        Ok(State { version: VERSION, rows: dump.rows, postings: dump.lines })
    }

    /// Puts `state` in the place of everything that there is, but for the keys, as a whole or not at all. Callers that
    /// the sandbox was set up with and that the state doesn't know begin anew; those that the state knows and the
    /// sandbox was not set up with, and that were not added, wait for a sandbox that is.
    ///
    /// # Errors
    /// `InvalidParams` for a state of another version, or one that can't be: with a row twice, with a ledger that
    /// doesn't balance, with a token, a transaction or an instrument of nobody, with captures that don't add up, or with callers or a clock that can't
    /// be read. `InternalError` where the store fails.
    pub async fn import(&self, state: State) -> Result<(), ServiceError> {
        let State { version, rows, postings } = state;
        if version != VERSION {
            let why = if version > VERSION { "newer" } else { "older" };
            return Err(unusable(format!(
                "it has version {version}, which is {why} than {VERSION}, which is read here"
            )));
        }
        let dump = Dump { rows, lines: postings };
        check(&dump, self.0.clock.base())?;
        // Serialized maps and lists keep their order: the same state leads to the same ids.
        let text = serde_json::to_vec(&dump).map_err(|error| internal(error.to_string()))?;
        // What is under way would be noted at the messages of the state.
        let _nothing_is_sent = self.0.delivering.lock().await;
        let _steering = self.0.steering.lock().await;
        let ids = self.0.ids.branched(&text);
        self.go_on_with(dump, ids).await
    }

    /// Empties everything but for the keys, and makes the world of every caller that the sandbox was set up with again.
    /// Callers that were added are gone, the clock goes as it did in the beginning, and no fault is left, every quota
    /// is full, and what this process remembers of requests is gone. With [`Builder::seed`](super::Builder::seed), the ids of the beginning come again.
    ///
    /// # Errors
    /// `InternalError` where the store fails.
    pub async fn reset(&self) -> Result<(), ServiceError> {
        // What is under way would be noted at messages of the new worlds.
        let _nothing_is_sent = self.0.delivering.lock().await;
        let _steering = self.0.steering.lock().await;
        let ids = self.0.ids.rewound();
        let now = self.0.clock.base();
        let fresh = Memory::default();
        for caller in self.0.callers.set_up() {
            let (world, tenant) = (seed::World::of(&caller), Tenant::of(&caller.access_key_id));
            let (work, answer) = self.work(&tenant, ids.unit(&tenant), now, move |books| seed::found(books, &world));
            fresh.change(&tenant, work).await.map_err(store_failed)?;
            answer.take()?;
        }
        let dump = fresh.export().await.map_err(store_failed)?;
        self.clear_faults();
        self.0.quotas.iter().for_each(Quotas::clear);
        self.log().clear();
        self.go_on_with(dump, ids).await
    }

    /// Replaces everything by `dump`, while nobody else is at the rows.
    async fn go_on_with(&self, dump: Dump, ids: Ids) -> Result<(), ServiceError> {
        let _everything_is_replaced = self.0.replacing.write().await;
        self.replace(dump).await?;
        self.0.ids.adopt(ids);
        self.take_over().await
    }

    /// Puts `dump` and the keys in the place of everything that there is.
    async fn replace(&self, mut dump: Dump) -> Result<(), ServiceError> {
        let house = Tenant::house();
        let keys = |books: &Books<'_>| KEYS.map(|name| books.document(name)).into_iter().collect::<Result<Vec<_>, _>>();
        let keys = self.read_at(&house, self.now(), keys).await?;
        dump.rows.extend(keys.into_iter().flatten().map(|key| (house.clone(), Row::Document(key))));
        self.0.store.import(dump).await.map_err(store_failed)
    }

    /// Goes on with what the store now has.
    async fn take_over(&self) -> Result<(), ServiceError> {
        self.read_clock().await?;
        for caller in self.0.callers.set_up() {
            self.found(&caller).await?;
        }
        self.read_callers().await
    }
}

fn is_of_the_state(row: &Row) -> bool {
    matches!(row, Row::Document(document) if OF_THE_STATE.contains(&document.name.as_str()))
}

/// Looks at a state from elsewhere before anything is done with it. `base` is the time outside.
fn check(dump: &Dump, base: DateTime<Utc>) -> Result<(), ServiceError> {
    check_rows(dump)?;
    for (tenant, row) in &dump.rows {
        check_content(tenant, row, base)?;
    }
    check_receipts(dump)?;
    sound::check_captures(&dump.rows).map_err(unusable)?;
    check_ledger(dump)
}

/// Whether every row is there once, and with those that it names.
fn check_rows(dump: &Dump) -> Result<(), ServiceError> {
    let mut keys = BTreeSet::new();
    for (tenant, row) in &dump.rows {
        if *tenant == Tenant::house() && !is_of_the_state(row) {
            return Err(unusable("it has something of the house that is no part of a state"));
        }
        if !keys.insert((tenant, row.key())) {
            return Err(unusable(format!("it has a row twice: {:?}", row.key())));
        }
    }
    let has = |tenant: &Tenant, key: Key| keys.contains(&(tenant, key));
    for (tenant, row) in &dump.rows {
        for key in named_by(row) {
            if !has(tenant, key.clone()) {
                return Err(unusable(format!("{:?} names {key:?}, and there is none", row.key())));
            }
        }
    }
    Ok(())
}

/// Whether what has to be understood of a row can be.
fn check_content(tenant: &Tenant, row: &Row, base: DateTime<Utc>) -> Result<(), ServiceError> {
    match row {
        Row::Document(document) if *tenant == Tenant::house() => match document.name.as_str() {
            callers::DOCUMENT if !callers::is_list(&document.body) => {
                Err(unusable("the callers that were added can't be read"))
            }
            callers::DOCUMENT => Ok(()),
            _ if !clock::is_setting(&document.body, base) => {
                Err(unusable("how its clock is set can't be read, or is past the year 9999"))
            }
            _ => Ok(()),
        },
        // It would be charged without end.
        Row::Subscription(subscription) if subscription.frequency.count == 0 => {
            Err(unusable(format!("no time passes between the payments of {:?}", row.key())))
        }
        _ => sound::check_row(row).map_err(|why| unusable(format!("{:?} {why}", row.key()))),
    }
}

/// Whether the transactions of each caller were received one after another, to the millisecond that stores keep.
fn check_receipts(dump: &Dump) -> Result<(), ServiceError> {
    let mut receipts = BTreeSet::new();
    for (tenant, row) in &dump.rows {
        if let Row::Transaction(transaction) = row
            && !receipts.insert((tenant, transaction.received.timestamp_millis()))
        {
            return Err(unusable(format!("it has two transactions that were received at {}", transaction.received)));
        }
    }
    Ok(())
}

/// Whether the ledger of each caller sums to zero, and nothing in it is overdrawn.
fn check_ledger(dump: &Dump) -> Result<(), ServiceError> {
    let no_end = || unusable("the sum of its postings has no end");
    let mut balances = BTreeMap::<(&Tenant, &LedgerAccount), Decimal>::new();
    for (tenant, line) in &dump.lines {
        let balance = balances.entry((tenant, &line.account)).or_default();
        *balance = balance.checked_add(line.value).ok_or_else(no_end)?;
    }
    let mut sums = BTreeMap::<&Tenant, Decimal>::new();
    for ((tenant, account), balance) in &balances {
        if account.book.is_covered() && balance.is_sign_negative() && !balance.is_zero() {
            return Err(unusable(format!("{account:?} is overdrawn")));
        }
        let sum = sums.entry(tenant).or_default();
        *sum = sum.checked_add(*balance).ok_or_else(no_end)?;
    }
    match sums.iter().find(|(_, sum)| !sum.is_zero()) {
        Some((tenant, sum)) => Err(unusable(format!("the ledger of {} sums to {sum}", tenant.as_str()))),
        None => Ok(()),
    }
}

/// The rows without which `row` makes no sense.
fn named_by(row: &Row) -> Vec<Key> {
    let account = |id: &String| Key::Account(id.clone());
    let token = |id: &String| Key::Token(id.clone());
    let transaction = |id: &String| Key::Transaction(id.clone());
    match row {
        Row::Token(row) => vec![account(&row.account)],
        Row::TokenName(row) => vec![token(&row.token)],
        Row::Instrument(row) => {
            vec![account(&row.holder), account(&row.merchant), token(&row.sender_token), token(&row.funding_token)]
        }
        Row::Subscription(row) => {
            let parties = [account(&row.sender), account(&row.recipient), token(&row.sender_token)];
            parties.into_iter().chain(row.payments.iter().map(transaction)).collect()
        }
        Row::Transaction(row) => {
            let parties = [&row.sender, &row.caller, &row.recipient];
            let accounts = parties.map(|party| account(&party.account)).into_iter();
            let tokens = row.sender_token.iter().chain(&row.recipient_token).map(token);
            let related = row.related.iter().map(|(id, _)| transaction(id));
            accounts.chain(tokens).chain(related).collect()
        }
        row => sound::named_by(row),
    }
}

fn unusable(why: impl std::fmt::Display) -> ServiceError {
    invalid(format!("The state can't be taken in: {why}.")).into()
}
