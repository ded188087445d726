//! Rows in memory, gone when the program ends.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    convert::Infallible,
    sync::{Mutex, MutexGuard, PoisonError},
};

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::{Dump, Store, StoreError, Task, TrialBalance, Work};
use crate::sandbox::{
    ledger::LedgerAccount,
    rows::{Change, Changes, Key, Kind, Line, LineFilter, Need, Query, Row, Rows, Tenant},
};

/// The store of a sandbox that keeps nothing.
#[derive(Default)]
pub(crate) struct Memory {
    worlds: Mutex<BTreeMap<Tenant, World>>,
}

/// The rows of one tenant.
#[derive(Default)]
struct World {
    rows: HashMap<Key, Row>,
    /// Tokens in the order of their installation.
    tokens: Vec<String>,
    activity: BTreeMap<DateTime<Utc>, String>,
    due: BTreeSet<(DateTime<Utc>, Key)>,
    sagas: BTreeSet<(DateTime<Utc>, Key)>,
    /// Messages in the order in which they were written.
    messages: Vec<String>,
    /// By the message, its place among them.
    places: HashMap<String, usize>,
    unsent: BTreeSet<(DateTime<Utc>, usize)>,
    balances: BTreeMap<LedgerAccount, Decimal>,
    lines: Vec<Line>,
}

impl Store for Memory {
    fn change<'a>(&'a self, tenant: &'a Tenant, mut work: Work) -> Task<'a, ()> {
        Task::new(async move {
            let mut worlds = self.lock();
            let world = worlds.entry(tenant.clone()).or_default();
            let changes = world.run(&mut work);
            world.write(changes)
        })
    }

    fn read<'a>(&'a self, tenant: &'a Tenant, mut work: Work) -> Task<'a, ()> {
        Task::new(async move {
            let mut worlds = self.lock();
            worlds.entry(tenant.clone()).or_default().run(&mut work);
            Ok(())
        })
    }

    fn is_due<'a>(&'a self, tenant: &'a Tenant, now: DateTime<Utc>) -> Task<'a, bool> {
        Task::new(async move {
            let worlds = self.lock();
            let first = worlds.get(tenant).and_then(|world| world.due.first());
            Ok(first.is_some_and(|(due, _)| *due <= now))
        })
    }

    fn trial_balance<'a>(&'a self, tenant: &'a Tenant) -> Task<'a, Vec<TrialBalance>> {
        Task::new(async move {
            let worlds = self.lock();
            let Some(world) = worlds.get(tenant) else { return Ok(Vec::new()) };
            let mut posted = BTreeMap::<_, Decimal>::new();
            for line in &world.lines {
                *posted.entry(&line.account).or_default() += line.value;
            }
            let line = |(account, balance): (&LedgerAccount, &Decimal)| TrialBalance {
                account: account.clone(),
                balance: *balance,
                posted: posted.get(account).copied().unwrap_or_default(),
            };
            Ok(world.balances.iter().map(line).collect())
        })
    }

    fn lines<'a>(&'a self, tenant: &'a Tenant, filter: &'a LineFilter) -> Task<'a, Vec<Line>> {
        Task::new(async move {
            let worlds = self.lock();
            let Some(world) = worlds.get(tenant) else { return Ok(Vec::new()) };
            let lines = world.lines.iter().rev().filter(|line| {
                filter.before.is_none_or(|before| line.number < before)
                    && filter.transaction.as_ref().is_none_or(|transaction| *transaction == line.transaction)
            });
            Ok(lines.take(most(filter.limit)).cloned().collect())
        })
    }

    fn claim<'a>(&'a self, now: DateTime<Utc>, limit: u32) -> Task<'a, Vec<(Tenant, String)>> {
        Task::new(async move {
            let worlds = self.lock();
            let unsent = worlds.iter().flat_map(|(tenant, world)| {
                let due = world.unsent.iter().take_while(|(due, _)| *due <= now);
                due.map(move |(due, place)| (due, tenant, place, &world.messages[*place]))
            });
            let mut unsent: Vec<_> = unsent.collect();
            unsent.sort_unstable();
            Ok(unsent.into_iter().take(most(limit)).map(|(_, tenant, _, id)| (tenant.clone(), id.clone())).collect())
        })
    }

    #[cfg(feature = "gateway")]
    fn backlog(&self) -> Task<'_, super::Backlog> {
        Task::new(async move {
            let worlds = self.lock();
            let open = worlds.values().flat_map(|world| world.sagas.iter().map(|(_, key)| world.rows.get(key)));
            let began: Vec<_> =
                open.filter_map(|row| if let Some(Row::Saga(saga)) = row { Some(saga.began) } else { None }).collect();
            Ok(super::Backlog {
                sagas: began.len() as u64,
                since: began.into_iter().min(),
                messages: worlds.values().map(|world| world.unsent.len() as u64).sum(),
            })
        })
    }

    #[cfg(feature = "gateway")]
    fn open_sagas(&self) -> Task<'_, Vec<(Tenant, u64)>> {
        Task::new(async move {
            let worlds = self.lock();
            let open = worlds.iter().map(|(tenant, world)| (tenant.clone(), world.sagas.len() as u64));
            Ok(open.filter(|(_, open)| *open > 0).collect())
        })
    }

    #[cfg(feature = "gateway")]
    fn tenants(&self) -> Task<'_, Vec<(Tenant, u64)>> {
        Task::new(async move {
            let founded = Key::Document(crate::sandbox::seed::DOCUMENT.to_owned());
            let worlds = self.lock();
            let founded = worlds.iter().filter(|(_, world)| world.rows.contains_key(&founded));
            Ok(founded.map(|(tenant, world)| (tenant.clone(), world.tokens.len() as u64)).collect())
        })
    }

    fn export(&self) -> Task<'_, Dump> {
        Task::new(async move {
            let worlds = self.lock();
            let mut dump = Dump::default();
            for (tenant, world) in &*worlds {
                let in_order = world.tokens.iter().map(|id| Key::Token(id.clone()));
                let in_order: Vec<_> =
                    in_order.chain(world.messages.iter().map(|id| Key::Message(id.clone()))).collect();
                let mut others: Vec<_> =
                    world.rows.keys().filter(|key| !matches!(key, Key::Token(_) | Key::Message(_))).collect();
                others.sort_unstable();
                let rows = others.into_iter().chain(&in_order).filter_map(|key| world.rows.get(key));
                dump.rows.extend(rows.map(|row| (tenant.clone(), row.clone())));
                dump.lines.extend(world.lines.iter().map(|line| (tenant.clone(), line.clone())));
            }
            Ok(dump)
        })
    }

    fn import(&self, dump: Dump) -> Task<'_, ()> {
        Task::new(async move {
            let mut worlds = BTreeMap::<_, World>::new();
            for (tenant, row) in dump.rows {
                let changes = Changes { rows: vec![Change { row, new: true }], entries: Vec::new() };
                worlds.entry(tenant).or_default().write(changes)?;
            }
            for (tenant, line) in dump.lines {
                worlds.entry(tenant).or_default().post(line.at, line.transaction, line.account, line.value);
            }
            *self.lock() = worlds;
            Ok(())
        })
    }

    fn epoch(&self) -> u64 {
        1
    }
}

impl Memory {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<Tenant, World>> {
        // A rule that panicked has written nothing: changes are written after it has come to its end.
        self.worlds.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl World {
    fn run(&self, work: &mut Work) -> Changes {
        let loaded = work.run(|need, rows| {
            self.load(need, rows);
            Ok::<_, Infallible>(())
        });
        match loaded {
            Ok(changes) => changes,
            Err(never) => match never {},
        }
    }

    fn load(&self, need: Need, rows: &mut Rows) {
        match need {
            Need::Row(key) => {
                let row = self.rows.get(&key).cloned();
                rows.add_row(key, row);
            }
            Need::Balance(account) => {
                let balance = self.balances.get(&account).copied().unwrap_or_default();
                rows.add_balance(account, balance);
            }
            Need::Rows(query) => {
                let list = self.list(&query);
                rows.add_list(query, list);
            }
        }
    }

    fn list(&self, query: &Query) -> Vec<Row> {
        let transaction = |id: &String| self.rows.get(&Key::Transaction(id.clone())).cloned();
        match query {
            Query::Tokens(filter) => {
                let tokens = self.tokens.iter().filter_map(|id| self.rows.get(&Key::Token(id.clone())));
                tokens.filter(|row| matches!(row, Row::Token(token) if filter.accepts(token))).cloned().collect()
            }
            Query::Activity(filter) if filter.from > filter.to => Vec::new(),
            Query::Activity(filter) => {
                let span = self.activity.range(filter.from..=filter.to).map(|(_, id)| id);
                let limit = most(filter.limit);
                let accepts = |row: &Row| matches!(row, Row::Transaction(row) if filter.accepts(row));
                match filter.ascending {
                    true => span.filter_map(transaction).filter(accepts).take(limit).collect(),
                    false => span.rev().filter_map(transaction).filter(accepts).take(limit).collect(),
                }
            }
            Query::Due { by, limit } => {
                let due = self.due.iter().take_while(|(due, _)| due <= by);
                due.filter_map(|(_, key)| self.rows.get(key)).take(most(*limit)).cloned().collect()
            }
            Query::Sagas { by, limit } => {
                let due = self.sagas.iter().take_while(|(due, _)| due <= by);
                due.filter_map(|(_, key)| self.rows.get(key)).take(most(*limit)).cloned().collect()
            }
            Query::All(kind) => self.all(*kind),
            Query::Messages(filter) => {
                let messages = self.messages.iter().rev().filter_map(|id| self.rows.get(&Key::Message(id.clone())));
                let messages = messages.filter(|row| matches!(row, Row::Message(message) if filter.accepts(message)));
                messages.skip(most(filter.skip)).take(most(filter.limit)).cloned().collect()
            }
        }
    }

    /// The rows of one kind, in the order of their keys.
    fn all(&self, kind: Kind) -> Vec<Row> {
        let mut rows: Vec<_> = self.rows.iter().filter(|(key, _)| kind.has(key)).collect();
        rows.sort_unstable_by_key(|(key, _)| *key);
        rows.into_iter().map(|(_, row)| row.clone()).collect()
    }

    fn write(&mut self, changes: Changes) -> Result<(), StoreError> {
        for change in changes.rows {
            let key = change.row.key();
            let before = self.rows.get(&key);
            if change.new && before.is_some() {
                return Err(StoreError::new(format!("there is such a row already: {}", kind(&key))));
            }
            let calendar = match &change.row {
                Row::Saga(_) => &mut self.sagas,
                _ => &mut self.due,
            };
            if let Some(due) = before.and_then(Row::appointment) {
                calendar.remove(&(due, key.clone()));
            }
            if let Some(due) = change.row.appointment() {
                calendar.insert((due, key.clone()));
            }
            match (&change.row, before) {
                (Row::Token(token), None) => self.tokens.push(token.id.clone()),
                (Row::Transaction(transaction), _) => {
                    self.activity.insert(transaction.received, transaction.id.clone());
                }
                (Row::Message(message), before) => {
                    let place = *self.places.entry(message.id.clone()).or_insert(self.messages.len());
                    match before {
                        Some(Row::Message(before)) => {
                            if let Some(due) = before.due {
                                self.unsent.remove(&(due, place));
                            }
                        }
                        _ => self.messages.push(message.id.clone()),
                    }
                    if let Some(due) = message.due {
                        self.unsent.insert((due, place));
                    }
                }
                _ => {}
            }
            self.rows.insert(key, change.row);
        }
        for entry in changes.entries {
            for posting in entry.movement.postings() {
                self.post(entry.at, entry.transaction.clone(), posting.account.clone(), posting.value);
            }
        }
        Ok(())
    }

    fn post(&mut self, at: DateTime<Utc>, transaction: String, account: LedgerAccount, value: Decimal) {
        *self.balances.entry(account.clone()).or_default() += value;
        let number = self.lines.len() as u64 + 1;
        self.lines.push(Line { number, at, transaction, account, value });
    }
}

fn most(limit: u32) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}

fn kind(key: &Key) -> &'static str {
    match key {
        Key::Account(_) => "account",
        Key::Token(_) => "token",
        Key::Instrument(_) => "instrument",
        Key::Transaction(_) => "transaction",
        Key::Subscription(_) => "subscription",
        Key::TokenName(_) => "token name",
        Key::Reference(..) => "reference",
        Key::Document(_) => "document",
        Key::Message(_) => "message",
        Key::Merchant(_) => "merchant",
        Key::BillingAgreement(_) => "billing agreement",
        Key::OrderReference(_) => "order reference",
        Key::Authorization(_) => "authorization",
        Key::Capture(_) => "capture",
        Key::Refund(_) => "refund",
        Key::ProviderCredit(_) => "provider credit",
        Key::ProviderCreditReversal(_) => "provider credit reversal",
        Key::SellerOrder(_) => "seller order",
        Key::Saga(_) => "saga",
    }
}
