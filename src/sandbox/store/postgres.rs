//! Rows in a PostgreSQL database, for several programs at a time.
//!
//! The changes of one tenant go one after the other, whichever program makes them: each holds the tenant's row in the
//! table of tenants until it is committed. It is a row rather than an advisory lock because it names exactly that
//! tenant of that schema, and because every database that speaks PostgreSQL has it. With it the isolation level `read
//! committed` is enough: whoever has the row sees everything that those before him have written, and nobody writes
//! beside him.
//!
//! Within one program the changes of a tenant that are waiting are made in one transaction, so that they share what
//! takes long: the ways to the server and back, and the time that its disk needs to keep it.

mod batch;
mod connect;
mod dump;
mod outbox;
mod schema;
mod table;
mod write;
mod writer;

use chrono::{DateTime, Utc};
use deadpool_postgres::Pool;
use tokio_postgres::IsolationLevel;

pub(crate) use self::connect::Server;
use self::{
    connect::{Failure, persist},
    writer::Writers,
};
use super::{Attempt, Dump, Store, StoreError, Task, TrialBalance, Work};
use crate::sandbox::rows::{Line, LineFilter, Tenant};

/// The store of sandboxes that share one state.
pub(crate) struct Postgres {
    pool: Pool,
    epoch: u64,
    writers: Writers,
}

impl Postgres {
    /// Opens the store in a database, and makes its tables where there are none.
    pub(crate) async fn open(Server { pool, place }: Server) -> Result<Self, StoreError> {
        let opened = async {
            let mut client = pool.get().await?;
            schema::open(&mut client).await
        };
        let epoch = opened
            .await
            .map_err(|failure| StoreError::new(format!("PostgreSQL at {place}: {}", StoreError::from(failure))))?;
        Ok(Self { writers: Writers::new(pool.clone()), pool, epoch })
    }

    async fn try_read(&self, tenant: &Tenant, work: &mut Work) -> Result<(), Failure> {
        let mut client = self.pool.get().await?;
        let snapshot =
            client.build_transaction().isolation_level(IsolationLevel::RepeatableRead).read_only(true).start().await?;
        table::run(&snapshot, tenant, work).await
    }
}

/// What is in the database at `url`: it is not changed.
#[cfg(feature = "gateway")]
pub(crate) async fn in_database(url: &str) -> Result<super::Found, StoreError> {
    let Server { pool, place } = Server::at(url)?;
    let found = async { schema::look(&pool.get().await?).await };
    found.await.map_err(|failure| StoreError::new(format!("PostgreSQL at {place}: {}", StoreError::from(failure))))
}

impl Store for Postgres {
    fn change<'a>(&'a self, tenant: &'a Tenant, work: Work) -> Task<'a, ()> {
        Task::new(self.writers.change(tenant, work))
    }

    fn read<'a>(&'a self, tenant: &'a Tenant, mut work: Work) -> Task<'a, ()> {
        Task::new(async move { Ok(persist!(self.try_read(tenant, &mut work))?) })
    }

    fn is_due<'a>(&'a self, tenant: &'a Tenant, now: DateTime<Utc>) -> Task<'a, bool> {
        Task::new(async move { Ok(persist!(table::is_due(&self.pool, tenant, now))?) })
    }

    fn lines<'a>(&'a self, tenant: &'a Tenant, filter: &'a LineFilter) -> Task<'a, Vec<Line>> {
        Task::new(async move { Ok(persist!(table::lines(&self.pool, tenant, filter))?) })
    }

    fn claim<'a>(&'a self, now: DateTime<Utc>, limit: u32) -> Task<'a, Vec<(Tenant, String)>> {
        // Not tried again: what was claimed without anybody having heard of it is free again after its lease.
        Task::new(async move { Ok(outbox::claim(&self.pool, now, limit).await?) })
    }

    #[cfg(feature = "gateway")]
    fn backlog(&self) -> Task<'_, super::Backlog> {
        Task::new(async move { Ok(persist!(outbox::backlog(&self.pool))?) })
    }

    #[cfg(feature = "gateway")]
    fn open_sagas(&self) -> Task<'_, Vec<(Tenant, u64)>> {
        Task::new(async move { Ok(persist!(outbox::open_sagas(&self.pool))?) })
    }

    fn export(&self) -> Task<'_, Dump> {
        Task::new(async move { Ok(persist!(dump::export(&self.pool))?) })
    }

    fn import(&self, dump: Dump) -> Task<'_, ()> {
        Task::new(async move { Ok(dump::import(&self.pool, &dump).await?) })
    }

    fn trial_balance<'a>(&'a self, tenant: &'a Tenant) -> Task<'a, Vec<TrialBalance>> {
        Task::new(async move { Ok(persist!(table::trial_balance(&self.pool, tenant))?) })
    }

    fn epoch(&self) -> u64 {
        self.epoch
    }
}
