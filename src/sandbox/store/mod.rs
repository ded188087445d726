//! Where rows are kept.

mod columns;
mod memory;
#[cfg(feature = "postgres")]
mod postgres;
mod sqlite;
#[cfg(feature = "gateway")]
mod standing;

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

#[cfg(all(feature = "gateway", feature = "postgres"))]
pub(crate) use self::postgres::in_database;
#[cfg(feature = "postgres")]
pub(crate) use self::postgres::{Postgres, Server};
#[cfg(feature = "gateway")]
pub(crate) use self::standing::{Found, in_folder};
pub(crate) use self::{memory::Memory, sqlite::Sqlite};
use super::{
    ledger::LedgerAccount,
    rows::{Changes, Line, LineFilter, Need, Row, Rows, Tenant},
};

/// What a store does, while others go on.
pub(crate) struct Task<'a, T>(Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>);

impl<'a, T> Task<'a, T> {
    pub(crate) fn new(task: impl Future<Output = Result<T, StoreError>> + Send + 'a) -> Self {
        Self(Box::pin(task))
    }
}

impl<T> Future for Task<'_, T> {
    type Output = Result<T, StoreError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context)
    }
}

/// A unit of work: what it changes, or what it has to know first. It is run again once that was loaded, and again
/// from the beginning where what it knew has changed meanwhile.
pub(crate) struct Work(Box<dyn FnMut(&Rows) -> Attempt + Send>);

/// How far a unit of work came with the rows that it had.
pub(crate) enum Attempt {
    Done(Changes),
    Needs(Vec<Need>),
}

impl Work {
    pub(crate) fn new(work: impl FnMut(&Rows) -> Attempt + Send + 'static) -> Self {
        Self(Box::new(work))
    }

    /// How far it comes with `rows`.
    fn attempt(&mut self, rows: &Rows) -> Attempt {
        (self.0)(rows)
    }

    /// What it changes, once everything that it asks for was loaded with `load`.
    fn run<E>(&mut self, mut load: impl FnMut(Need, &mut Rows) -> Result<(), E>) -> Result<Changes, E> {
        let mut rows = Rows::default();
        loop {
            match self.attempt(&rows) {
                Attempt::Done(changes) => return Ok(changes),
                Attempt::Needs(needs) => needs.into_iter().try_for_each(|need| load(need, &mut rows))?,
            }
        }
    }
}

/// Keeps rows. Every unit of work sees the rows of one tenant as they are at one moment, and what it changes is
/// written as a whole, and for good, before the store says that it is done.
pub(crate) trait Store: Send + Sync + 'static {
    /// Runs a unit of work that may change something. No other one comes between what it reads and what it writes.
    fn change<'a>(&'a self, tenant: &'a Tenant, work: Work) -> Task<'a, ()>;

    /// Runs a unit of work that only reads; changes that it makes are seen by nobody else.
    fn read<'a>(&'a self, tenant: &'a Tenant, work: Work) -> Task<'a, ()>;

    /// Whether something happens by `now` to a row of the tenant by itself.
    fn is_due<'a>(&'a self, tenant: &'a Tenant, now: DateTime<Utc>) -> Task<'a, bool>;

    /// The balance of every ledger account of a tenant, and the sum of the postings that made it.
    fn trial_balance<'a>(&'a self, tenant: &'a Tenant) -> Task<'a, Vec<TrialBalance>>;

    /// What was posted to the ledger of a tenant.
    fn lines<'a>(&'a self, tenant: &'a Tenant, filter: &'a LineFilter) -> Task<'a, Vec<Line>>;

    /// At most `limit` messages of all tenants that are due by `now`, the earliest first, for this process to send:
    /// no other one gets them until they were written again, or this process has had the time to send them.
    fn claim<'a>(&'a self, now: DateTime<Utc>, limit: u32) -> Task<'a, Vec<(Tenant, String)>>;

    /// What waits of all tenants.
    #[cfg(feature = "gateway")]
    fn backlog(&self) -> Task<'_, Backlog>;

    /// How many sagas have not come to their end, by tenant.
    #[cfg(feature = "gateway")]
    fn open_sagas(&self) -> Task<'_, Vec<(Tenant, u64)>>;

    /// Everything there is, in an order in which it can be taken in again.
    fn export(&self) -> Task<'_, Dump>;

    /// Puts `dump` in the place of everything there is, as a whole or not at all.
    fn import(&self, dump: Dump) -> Task<'_, ()>;

    /// How often this store was opened, this time included.
    fn epoch(&self) -> u64;
}

/// Everything that a store holds.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Dump {
    pub(crate) rows: Vec<(Tenant, Row)>,
    /// The balances are their sums.
    pub(crate) lines: Vec<(Tenant, Line)>,
}

/// What waits to be done.
#[cfg(feature = "gateway")]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Backlog {
    /// Sagas that have not come to their end.
    pub(crate) sagas: u64,
    /// When the first of them began.
    pub(crate) since: Option<DateTime<Utc>>,
    /// Messages that are still to be sent.
    pub(crate) messages: u64,
}

/// One line of a trial balance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TrialBalance {
    pub(crate) account: LedgerAccount,
    pub(crate) balance: Decimal,
    pub(crate) posted: Decimal,
}

/// A store that does not do what it should.
#[derive(Debug, Clone)]
pub(crate) struct StoreError(String);

impl StoreError {
    pub(crate) fn new(what: impl fmt::Display) -> Self {
        Self(what.to_string())
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for StoreError {}
