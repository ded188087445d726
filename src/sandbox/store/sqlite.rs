//! Rows in a file, for one program at a time.
//!
//! One thread writes. It takes the units of work that are waiting together into one transaction, so that they share
//! the time that the disk needs to keep it. Reads go beside it, each on a connection of its own, in a snapshot; they
//! are by key or a bounded page of an index, and short enough to be done where they are asked for.

mod table;

use std::{
    fs::{DirBuilder, File, OpenOptions, TryLockError},
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError, mpsc},
    thread::{self, JoinHandle},
    time::Duration,
};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, TransactionBehavior, params};
use tokio::sync::oneshot;

#[cfg(feature = "gateway")]
use super::standing::look_into;
use super::{Dump, Store, StoreError, Task, TrialBalance, Work, columns};
use crate::sandbox::{
    ledger::LedgerAccount,
    rows::{Line, LineFilter, Tenant},
};

/// The file within the folder that was given.
pub(crate) const FILE: &str = "books.sqlite3";
/// The file beside it that is locked while a store is open. SQLite's own locks can't be it: they let others come in
/// between two transactions.
pub(super) const LOCK: &str = "books.lock";

/// Steps from one schema to the next: the number of steps taken is the version of a file.
const SCHEMA: &[&str] = &[include_str!("schema/1.sql"), include_str!("schema/2.sql")];

/// Units of work that are written together.
const LARGEST_BATCH: usize = 128;

const MOST_IDLE_READERS: usize = 8;
/// How often the lock of a folder is tried, and the pause in between.
const MOST_TRIES: u32 = 10;
const PAUSE: Duration = Duration::from_millis(20);
const LOCK_TIMEOUT: Duration = Duration::from_secs(5);

/// The store of a sandbox that survives the end of its program.
pub(crate) struct Sqlite {
    file: PathBuf,
    epoch: u64,
    readers: Mutex<Vec<Connection>>,
    /// None once the store is being closed.
    jobs: Option<mpsc::Sender<Job>>,
    writer: Option<JoinHandle<()>>,
    /// Whether nothing is written, whoever changes something.
    looks: bool,
    /// The last to go: then another store may open the folder.
    _lock: Option<File>,
}

enum Job {
    Change(Changing),
    Import { dump: Dump, done: oneshot::Sender<Result<(), StoreError>> },
}

struct Changing {
    tenant: Tenant,
    work: Work,
    done: oneshot::Sender<Result<(), StoreError>>,
}

impl Sqlite {
    /// Opens the store in `folder`, and makes both where there is none. It is refused while another one is open there.
    pub(crate) fn open(folder: &Path) -> Result<Self, StoreError> {
        make_folder(folder)
            .map_err(|error| StoreError::new(format!("the folder {} can't be made: {error}", folder.display())))?;
        let lock = lock(folder)?;
        let file = folder.join(FILE);
        make_file(&file).map_err(|error| StoreError::new(format!("{} can't be opened: {error}", file.display())))?;
        let mut connection = connect(&file)?;
        migrate(&mut connection, &file)?;
        let epoch: u32 =
            connection.query_row("update store set epoch = epoch + 1 returning epoch", [], |row| row.get(0))?;
        let (jobs, queue) = mpsc::channel();
        let writer = thread::Builder::new()
            .name("sandbox-writer".to_owned())
            .spawn(move || write_all(connection, &queue))
            .map_err(|error| StoreError::new(format!("the thread that writes can't be started: {error}")))?;
        Ok(Self {
            file,
            epoch: epoch.into(),
            readers: Mutex::default(),
            jobs: Some(jobs),
            writer: Some(writer),
            looks: false,
            _lock: Some(lock),
        })
    }

    /// Opens the store that there is in `folder`, with the present schema, for one who only looks: what he changes is seen
    /// by nobody, and the folder stays as it is. It is refused while another one is open there, and the other way round.
    #[cfg(feature = "gateway")]
    pub(crate) fn look(folder: &Path) -> Result<Self, StoreError> {
        let lock = lock_shared(folder)?;
        let file = folder.join(FILE);
        let connection = look_into(&file)?;
        let epoch: u32 = connection.query_row("select epoch from store", [], |row| row.get(0))?;
        Ok(Self {
            file,
            epoch: epoch.into(),
            readers: Mutex::new(vec![connection]),
            jobs: None,
            writer: None,
            looks: true,
            _lock: lock,
        })
    }

    fn send(&self, job: Job) -> Result<(), StoreError> {
        self.jobs.as_ref().ok_or_else(closed)?.send(job).map_err(|_| closed())
    }

    fn with_reader<T>(&self, read: impl FnOnce(&mut Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let idle = self.readers().pop();
        let mut connection = match idle {
            Some(connection) => connection,
            #[cfg(feature = "gateway")]
            None if self.looks => look_into(&self.file)?,
            None => {
                let connection = connect(&self.file)?;
                connection.pragma_update(None, "query_only", true)?;
                connection
            }
        };
        let result = read(&mut connection);
        let mut readers = self.readers();
        if result.is_ok() && readers.len() < MOST_IDLE_READERS {
            readers.push(connection);
        }
        result
    }

    fn readers(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Sqlite {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(writer) = self.writer.take() {
            // What it was doing was answered or will be refused; there is nobody left to tell.
            let _ = writer.join();
        }
    }
}

impl Store for Sqlite {
    fn change<'a>(&'a self, tenant: &'a Tenant, work: Work) -> Task<'a, ()> {
        Task::new(async move {
            if self.looks {
                return self.read(tenant, work).await;
            }
            let (done, finished) = oneshot::channel();
            self.send(Job::Change(Changing { tenant: tenant.clone(), work, done }))?;
            finished.await.map_err(|_| closed())?
        })
    }

    fn read<'a>(&'a self, tenant: &'a Tenant, mut work: Work) -> Task<'a, ()> {
        Task::new(async move {
            self.with_reader(|connection| {
                let snapshot = connection.transaction()?;
                work.run(|need, rows| table::load(&snapshot, tenant, need, rows))?;
                Ok(())
            })
        })
    }

    fn is_due<'a>(&'a self, tenant: &'a Tenant, now: DateTime<Utc>) -> Task<'a, bool> {
        Task::new(async move {
            self.with_reader(|connection| {
                let mut statement = connection.prepare_cached(
                    "select exists (select 1 from transactions where tenant = ?1 and due <= ?2) \
                         or exists (select 1 from rows where tenant = ?1 and due <= ?2 and kind <> ?3)",
                )?;
                let parameters = params![tenant.as_str(), now.timestamp_millis(), columns::SAGA];
                Ok(statement.query_row(parameters, |row| row.get(0))?)
            })
        })
    }

    fn trial_balance<'a>(&'a self, tenant: &'a Tenant) -> Task<'a, Vec<TrialBalance>> {
        Task::new(async move {
            self.with_reader(|connection| {
                let mut statement = connection.prepare_cached(
                    "select book, owner, b.micros, coalesce(p.micros, 0) from balances b \
                     left join (select book, owner, sum(micros) as micros from postings \
                                where tenant = ?1 group by book, owner) p using (book, owner) \
                     where b.tenant = ?1 order by book, owner",
                )?;
                let lines = statement.query_map([tenant.as_str()], |row| {
                    Ok((row.get::<_, String>(0)?, row.get(1)?, row.get::<_, i64>(2)?, row.get::<_, i64>(3)?))
                })?;
                let line = |(book, owner, balance, posted): (String, String, i64, i64)| {
                    let account = LedgerAccount { book: columns::from_name(&book)?, owner };
                    Ok(TrialBalance {
                        account,
                        balance: columns::from_micros(balance),
                        posted: columns::from_micros(posted),
                    })
                };
                lines.map(|row| line(row?)).collect()
            })
        })
    }

    fn lines<'a>(&'a self, tenant: &'a Tenant, filter: &'a LineFilter) -> Task<'a, Vec<Line>> {
        Task::new(async move { self.with_reader(|connection| table::lines(connection, tenant, filter)) })
    }

    fn claim<'a>(&'a self, now: DateTime<Utc>, limit: u32) -> Task<'a, Vec<(Tenant, String)>> {
        Task::new(async move {
            self.with_reader(|connection| {
                let mut statement = connection
                    .prepare_cached("select tenant, id from messages where due <= ?1 order by due, number limit ?2")?;
                let messages = statement.query_map(params![now.timestamp_millis(), limit], |row| {
                    Ok((Tenant::of(&row.get::<_, String>(0)?), row.get(1)?))
                })?;
                Ok(messages.collect::<Result<_, _>>()?)
            })
        })
    }

    #[cfg(feature = "gateway")]
    fn backlog(&self) -> Task<'_, super::Backlog> {
        Task::new(async move {
            self.with_reader(|connection| {
                let mut statement = connection.prepare_cached(
                    "select count(*), min(json_extract(body, '$.began')), \
                            (select count(*) from messages where due is not null) \
                     from rows where due is not null and kind = ?1",
                )?;
                let (sagas, since, messages): (u32, Option<String>, u32) =
                    statement.query_row(params![columns::SAGA], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
                let since = since.map(|since| since.parse()).transpose().map_err(StoreError::new)?;
                Ok(super::Backlog { sagas: sagas.into(), since, messages: messages.into() })
            })
        })
    }

    #[cfg(feature = "gateway")]
    fn open_sagas(&self) -> Task<'_, Vec<(Tenant, u64)>> {
        Task::new(async move {
            self.with_reader(|connection| {
                let mut statement = connection.prepare_cached(
                    "select tenant, count(*) from rows where due is not null and kind = ?1 group by tenant",
                )?;
                let counted = statement.query_map(params![columns::SAGA], |row| {
                    let (tenant, open): (String, u32) = (row.get(0)?, row.get(1)?);
                    Ok((Tenant::of(&tenant), open.into()))
                })?;
                Ok(counted.collect::<Result<_, _>>()?)
            })
        })
    }

    #[cfg(feature = "gateway")]
    fn tenants(&self) -> Task<'_, Vec<(Tenant, u64)>> {
        Task::new(async move {
            self.with_reader(|connection| {
                let mut statement = connection.prepare_cached(
                    "select tenant, (select count(*) from tokens where tokens.tenant = rows.tenant) \
                     from rows where kind = ?1 and id = ?2",
                )?;
                let founded = params![columns::DOCUMENT, crate::sandbox::seed::DOCUMENT];
                let counted = statement.query_map(founded, |row| {
                    let (tenant, tokens): (String, u32) = (row.get(0)?, row.get(1)?);
                    Ok((Tenant::of(&tenant), tokens.into()))
                })?;
                Ok(counted.collect::<Result<_, _>>()?)
            })
        })
    }

    fn export(&self) -> Task<'_, Dump> {
        Task::new(async move { self.with_reader(|connection| table::export(&connection.transaction()?)) })
    }

    fn import(&self, dump: Dump) -> Task<'_, ()> {
        Task::new(async move {
            let (done, finished) = oneshot::channel();
            self.send(Job::Import { dump, done })?;
            finished.await.map_err(|_| closed())?
        })
    }

    fn epoch(&self) -> u64 {
        self.epoch
    }
}

fn closed() -> StoreError {
    StoreError::new("the store was closed")
}

/// Makes the folder where there is none. It holds private keys and tokens, so on Unix it is for its owner only.
fn make_folder(folder: &Path) -> io::Result<()> {
    let mut folders = DirBuilder::new();
    folders.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folders, 0o700);
    folders.create(folder)
}

/// Has the folder to itself until the file is closed, at the latest by the end of the program.
fn lock(folder: &Path) -> Result<File, StoreError> {
    let path = folder.join(LOCK);
    let failed = |error: io::Error| StoreError::new(format!("{} can't be locked: {error}", path.display()));
    let file = make_file(&path).map_err(failed)?;
    match patiently(|| file.try_lock()) {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(in_use(folder)),
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}

/// Tries a lock until it is free, for a moment: whoever has it may be just ending, and a process that another thread has just
/// begun has the locks of this one until its own program runs.
pub(super) fn patiently(lock: impl Fn() -> Result<(), TryLockError>) -> Result<(), TryLockError> {
    for _ in 1..MOST_TRIES {
        match lock() {
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
            done => return done,
        }
    }
    lock()
}

fn in_use(folder: &Path) -> StoreError {
    StoreError::new(format!(
        "{} is in use by another program: give each its own folder, or share a PostgreSQL",
        folder.display()
    ))
}

/// Keeps whoever would write out of the folder, where anybody ever has.
#[cfg(feature = "gateway")]
fn lock_shared(folder: &Path) -> Result<Option<File>, StoreError> {
    let path = folder.join(LOCK);
    let failed = |error: io::Error| StoreError::new(format!("{} can't be locked: {error}", path.display()));
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    match patiently(|| file.try_lock_shared()) {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(in_use(folder)),
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}

/// Makes the file where there is none. What SQLite puts beside it gets the permissions of the file.
fn make_file(file: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

fn connect(file: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open(file)
        .map_err(|error| StoreError::new(format!("{} can't be opened: {error}", file.display())))?;
    connection.busy_timeout(LOCK_TIMEOUT)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

fn migrate(connection: &mut Connection, file: &Path) -> Result<(), StoreError> {
    let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: u32 = change.pragma_query_value(None, "user_version", |row| row.get(0))?;
    steps_from(version, file)?.iter().try_for_each(|step| change.execute_batch(step))?;
    change.pragma_update(None, "user_version", u32::try_from(SCHEMA.len()).unwrap_or(u32::MAX))?;
    Ok(change.commit()?)
}

/// The steps that a file of that version has still before it.
pub(super) fn steps_from(version: u32, file: &Path) -> Result<&'static [&'static str], StoreError> {
    let steps = usize::try_from(version).ok().and_then(|version| SCHEMA.get(version..));
    steps.ok_or_else(|| {
        StoreError::new(format!(
            "{} has schema {version}, and this program knows {} at most: use the newer program that wrote it",
            file.display(),
            SCHEMA.len()
        ))
    })
}

/// The writer's thread: goes on until nobody can send any more.
fn write_all(mut connection: Connection, queue: &mpsc::Receiver<Job>) {
    while let Ok(first) = queue.recv() {
        let mut jobs = Vec::new();
        for job in std::iter::once(first).chain(queue.try_iter().take(LARGEST_BATCH - 1)) {
            match job {
                Job::Change(job) => jobs.push(job),
                Job::Import { dump, done } => {
                    write_changes(&mut connection, std::mem::take(&mut jobs));
                    let _ = done.send(table::import(&mut connection, &dump));
                }
            }
        }
        write_changes(&mut connection, jobs);
    }
}

fn write_changes(connection: &mut Connection, mut jobs: Vec<Changing>) {
    if write_together(connection, &mut jobs).is_ok() {
        for job in jobs {
            // Whoever asked may have given up; it is done all the same.
            let _ = job.done.send(Ok(()));
        }
        return;
    }
    // One of them can't be written: none was, and each goes by itself.
    for mut job in jobs {
        let result = write_together(connection, std::slice::from_mut(&mut job));
        let _ = job.done.send(result);
    }
}

fn write_together(connection: &mut Connection, jobs: &mut [Changing]) -> Result<(), StoreError> {
    let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for job in jobs {
        let run = || job.work.run(|need, rows| table::load(&change, &job.tenant, need, rows));
        // A rule only computes, so one that panics leaves nothing half done.
        let changes = catch_unwind(AssertUnwindSafe(run)).map_err(|_| StoreError::new("a rule broke down"))??;
        table::write(&change, &job.tenant, changes)?;
    }
    Ok(change.commit()?)
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::new(error)
    }
}
