//! Changes: those of one tenant one after the other, those that wait together.

use std::{
    collections::{HashMap, VecDeque, hash_map::Entry},
    slice,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use deadpool_postgres::{Pool, Transaction};
use tokio::sync::oneshot;
use tokio_postgres::IsolationLevel;

use super::{
    StoreError, Work, batch,
    connect::{Failure, persist},
};
use crate::sandbox::rows::Tenant;

/// Changes that are made in one transaction. Other programs wait for it.
const LARGEST_BATCH: usize = 64;

/// Has a writer for each tenant that is being changed.
pub(super) struct Writers {
    pool: Pool,
    queues: Arc<Queues>,
}

/// The changes that wait, by tenant. A tenant without a queue has no writer.
#[derive(Default)]
struct Queues(Mutex<HashMap<Tenant, VecDeque<Job>>>);

struct Job {
    work: Work,
    done: oneshot::Sender<Result<(), StoreError>>,
}

impl Writers {
    pub(super) fn new(pool: Pool) -> Self {
        Self { pool, queues: Arc::default() }
    }

    /// Does `work`, also where nobody waits for it to end any more.
    pub(super) async fn change(&self, tenant: &Tenant, work: Work) -> Result<(), StoreError> {
        let (done, finished) = oneshot::channel();
        if self.queues.add(tenant, Job { work, done }) {
            let (pool, queues) = (self.pool.clone(), Arc::clone(&self.queues));
            let writer = Writer { pool, queues, tenant: tenant.clone(), has_queue: true };
            tokio::spawn(writer.write_all());
        }
        finished.await.map_err(|_| StoreError::new("the store was closed"))?
    }
}

impl Queues {
    /// Whether there was no queue before, so that it wants a writer.
    fn add(&self, tenant: &Tenant, job: Job) -> bool {
        match self.lock().entry(tenant.clone()) {
            Entry::Occupied(mut queue) => {
                queue.get_mut().push_back(job);
                false
            }
            Entry::Vacant(place) => {
                place.insert(VecDeque::from([job]));
                true
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Tenant, VecDeque<Job>>> {
        // What is done with it can't break off half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Job {
    fn end(self, result: &Result<(), Failure>) {
        // Whoever asked may have given up; what is done is done all the same.
        let _ = self.done.send(match result {
            Ok(()) => Ok(()),
            Err(failure) => Err(failure.error().clone()),
        });
    }
}

/// Writes for one tenant as long as there are changes of it.
struct Writer {
    pool: Pool,
    queues: Arc<Queues>,
    tenant: Tenant,
    has_queue: bool,
}

impl Drop for Writer {
    /// Where the runtime ends before the writer does, those who wait are told, and the next change has a new writer.
    fn drop(&mut self) {
        if self.has_queue {
            self.queues.lock().remove(&self.tenant);
        }
    }
}

impl Writer {
    async fn write_all(mut self) {
        while let Some(mut jobs) = self.next() {
            match self.write(&mut jobs).await {
                // One of them can't be written: none was, and each goes by itself.
                Err(Failure::Lasting(_)) if jobs.len() > 1 => {
                    for mut job in jobs {
                        let result = self.write(slice::from_mut(&mut job)).await;
                        job.end(&result);
                    }
                }
                result => jobs.into_iter().for_each(|job| job.end(&result)),
            }
        }
    }

    fn next(&mut self) -> Option<Vec<Job>> {
        let mut queues = self.queues.lock();
        let queue = queues.get_mut(&self.tenant)?;
        if queue.is_empty() {
            queues.remove(&self.tenant);
            self.has_queue = false;
            return None;
        }
        let size = queue.len().min(LARGEST_BATCH);
        Some(queue.drain(..size).collect())
    }

    async fn write(&self, jobs: &mut [Job]) -> Result<(), Failure> {
        persist!(self.try_write(jobs))
    }

    async fn try_write(&self, jobs: &mut [Job]) -> Result<(), Failure> {
        let mut client = self.pool.get().await?;
        let change = client.build_transaction().isolation_level(IsolationLevel::ReadCommitted).start().await?;
        let number = hold(&change, &self.tenant).await?;
        batch::run(&change, &self.tenant, jobs.iter_mut().map(|job| &mut job.work)).await?;
        match change.commit().await.map_err(Failure::from) {
            Err(Failure::Passing(lost)) => match persist!(self.was_committed(&number)) {
                Ok(true) => Ok(()),
                Ok(false) => Err(Failure::Passing(lost)),
                Err(failure) => Err(Failure::Unknown(StoreError::new(format!(
                    "the connection was lost at the very end of a change ({lost}), and whether it was written can't \
                     be found out ({})",
                    failure.error()
                )))),
            },
            result => result,
        }
    }

    /// Whether the transaction of that number was committed; waits until it is decided.
    async fn was_committed(&self, number: &str) -> Result<bool, Failure> {
        let mut client = self.pool.get().await?;
        let question = client.transaction().await?;
        // Held by the transaction in question as long as it is open.
        hold(&question, &self.tenant).await?;
        let status = question.query_one("select pg_xact_status($1::text::xid8)", &[&number]).await?;
        match status.try_get::<_, Option<&str>>(0)? {
            Some("committed") => Ok(true),
            Some("aborted") => Ok(false),
            _ => Err(StoreError::new("the server does not know it any more").into()),
        }
    }
}

/// Waits until no other transaction changes the rows of the tenant, and keeps others waiting until this one is over.
/// Tells the number of this transaction.
async fn hold(change: &Transaction<'_>, tenant: &Tenant) -> Result<String, Failure> {
    let held =
        change.prepare_cached("select pg_current_xact_id()::text from tenants where tenant = $1 for update").await?;
    let number = match change.query_opt(&held, &[&tenant.as_str()]).await? {
        Some(number) => number,
        None => {
            let new = "insert into tenants values ($1) on conflict do nothing";
            change.execute(new, &[&tenant.as_str()]).await?;
            change.query_one(&held, &[&tenant.as_str()]).await?
        }
    };
    Ok(number.try_get(0)?)
}
