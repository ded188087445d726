//! Rows in memory, gone when the program ends.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    convert::Infallible,
    sync::{Mutex, MutexGuard, PoisonError},
};

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::{Store, StoreError, Task, TrialBalance, Work};
use crate::sandbox::{
    ledger::LedgerAccount,
    rows::{Changes, Entry, Key, Need, Query, Row, Rows, Tenant},
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
    due: BTreeSet<(DateTime<Utc>, String)>,
    balances: BTreeMap<LedgerAccount, Decimal>,
    entries: Vec<Entry>,
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
            for posting in world.entries.iter().flat_map(|entry| entry.movement.postings()) {
                *posted.entry(&posting.account).or_default() += posting.value;
            }
            let line = |(account, balance): (&LedgerAccount, &Decimal)| TrialBalance {
                account: account.clone(),
                balance: *balance,
                posted: posted.get(account).copied().unwrap_or_default(),
            };
            Ok(world.balances.iter().map(line).collect())
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
                let limit = usize::try_from(filter.limit).unwrap_or(usize::MAX);
                let accepts = |row: &Row| matches!(row, Row::Transaction(row) if filter.accepts(row));
                match filter.ascending {
                    true => span.filter_map(transaction).filter(accepts).take(limit).collect(),
                    false => span.rev().filter_map(transaction).filter(accepts).take(limit).collect(),
                }
            }
            Query::Due { by, limit } => {
                let due = self.due.iter().take_while(|(due, _)| due <= by);
                due.filter_map(|(_, id)| transaction(id)).take(usize::try_from(*limit).unwrap_or(usize::MAX)).collect()
            }
        }
    }

    fn write(&mut self, changes: Changes) -> Result<(), StoreError> {
        for change in changes.rows {
            let key = change.row.key();
            let before = self.rows.get(&key);
            if change.new && before.is_some() {
                return Err(StoreError::new(format!("there is such a row already: {}", kind(&key))));
            }
            match (&change.row, before) {
                (Row::Token(token), None) => self.tokens.push(token.id.clone()),
                (Row::Transaction(transaction), before) => {
                    if let Some(Row::Transaction(before)) = before
                        && let Some(due) = before.due
                    {
                        self.due.remove(&(due, before.id.clone()));
                    }
                    if let Some(due) = transaction.due {
                        self.due.insert((due, transaction.id.clone()));
                    }
                    self.activity.insert(transaction.received, transaction.id.clone());
                }
                _ => {}
            }
            self.rows.insert(key, change.row);
        }
        for entry in changes.entries {
            for posting in entry.movement.postings() {
                *self.balances.entry(posting.account.clone()).or_default() += posting.value;
            }
            self.entries.push(entry);
        }
        Ok(())
    }
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
    }
}
