//! What is where books are to be kept, looked at without changing it.

use std::{
    fs::{self, File, TryLockError},
    path::Path,
};

use rusqlite::{Connection, OpenFlags, params};
use url::Url;

use super::{StoreError, columns::DOCUMENT, sqlite};
use crate::sandbox::builder::{GATEWAY, KEEPER_DOCUMENT, NOTARY_DOCUMENT};

/// How the place stands at which books are to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    /// There are no books yet.
    Nothing,
    /// There are books, whose schema is so many steps behind.
    Books { behind: usize },
    /// There are the books of a sandbox.
    Foreign,
    /// Another program has them open.
    InUse,
}

/// What is in the folder of a store.
pub(crate) fn in_folder(folder: &Path) -> Result<Found, StoreError> {
    let failed = |what: &Path, error| StoreError::new(format!("{} can't be used: {error}", what.display()));
    match fs::metadata(folder) {
        Ok(about) if !about.is_dir() => {
            return Err(StoreError::new(format!("{} is a file and no folder", folder.display())));
        }
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let there = folder.ancestors().skip(1).find(|folder| folder.as_os_str().is_empty() || folder.exists());
            let there = there.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            writable(there).map_err(|error| failed(there, error))?;
            return Ok(Found::Nothing);
        }
        Err(error) => return Err(failed(folder, error)),
    }
    writable(folder).map_err(|error| failed(folder, error))?;
    if is_locked(&folder.join(sqlite::LOCK)).map_err(|error| failed(folder, error))? {
        return Ok(Found::InUse);
    }
    let file = folder.join(sqlite::FILE);
    if !file.exists() {
        return Ok(Found::Nothing);
    }
    let connection = look_into(&file)?;
    let version: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let behind = sqlite::steps_from(version, &file)?.len();
    let mut keepers = connection.prepare(
        "select id, json_extract(body, '$.body') from rows where tenant = '' and kind = ?1 and id in (?2, ?3)",
    )?;
    let keepers =
        keepers.query_map(params![DOCUMENT, KEEPER_DOCUMENT, NOTARY_DOCUMENT], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let keepers: Vec<_> = keepers.collect::<Result<_, _>>()?;
    Ok(if is_foreign(&keepers) { Found::Foreign } else { Found::Books { behind } })
}

/// Whether books are a sandbox's, by those of its documents that tell: names and bodies.
pub(super) fn is_foreign(documents: &[(String, String)]) -> bool {
    match documents.iter().find(|(name, _)| name == KEEPER_DOCUMENT) {
        Some((_, keeper)) => keeper != GATEWAY,
        None => documents.iter().any(|(name, _)| name == NOTARY_DOCUMENT),
    }
}

/// Opens a file without leaving anything beside it: a reader that SQLite keeps a log for can't take the log away again.
pub(super) fn look_into(file: &Path) -> Result<Connection, StoreError> {
    let read_only = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let mut log = file.as_os_str().to_owned();
    log.push("-wal");
    let place = std::path::absolute(file).ok().and_then(|file| Url::from_file_path(file).ok());
    match place.filter(|_| !Path::new(&log).exists()) {
        // Whoever had it open has ended in order, so that everything is in the file itself.
        Some(mut place) => {
            place.set_query(Some("immutable=1"));
            Ok(Connection::open_with_flags(place.as_str(), read_only)?)
        }
        None => Ok(Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?),
    }
}

/// Whether something can be made in a folder: it is tried, for permissions alone don't tell.
fn writable(folder: &Path) -> std::io::Result<()> {
    let probe = folder.join(format!(".fps-probe-{}", std::process::id()));
    File::create_new(&probe)?;
    fs::remove_file(&probe)
}

fn is_locked(file: &Path) -> std::io::Result<bool> {
    let file = match File::open(file) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    match sqlite::patiently(|| file.try_lock_shared()) {
        Ok(()) => Ok(false),
        Err(TryLockError::WouldBlock) => Ok(true),
        Err(TryLockError::Error(error)) => Err(error),
    }
}
