//! What a scan reads: files and folders, archives, or a revision that git keeps. Nothing is ever written.
//!
//! Ignore files are respected in all of them alike: `.fpsignore`, `.ignore` and `.gitignore`, in the syntax of git, the
//! first of these kinds that has something to say of a file. Of a part of a repository, those above it count, up to the
//! repository's border, unless they leave out that part as a whole. What one machine alone knows, such as git's global ignore file or one outside of the
//! repository, changes nothing, so that a tree gives the same everywhere. What was asked for by its name is read
//! whatever ignore files say of it.

mod archive;
mod folder;
mod git;
mod ignored;
#[cfg(test)]
mod tests;

use std::io;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::mpsc;
use std::thread;

use ignore::gitignore::GitignoreBuilder;

pub use archive::Archive;
pub use folder::Folder;
pub use git::Revision;

use super::scan::{Entry, LARGEST, Progress, Scan, Scanner, Skipped, is_no_text};

/// Where files come from.
pub trait Source: Sync {
    /// Hands over everything there is, one after the other.
    ///
    /// # Errors
    ///
    /// When it can't be read at all. What can't be read of it is handed over as [`Entry::Skipped`].
    fn each(&self, take: &mut dyn FnMut(Entry)) -> Result<(), Error>;

    /// Where it is: what the paths of its files begin with, except where that is the present folder.
    fn root(&self) -> String;
}

/// What is read of what is there.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Selection {
    /// Whether `.fpsignore`, `.ignore` and `.gitignore` are respected; they are by default.
    pub ignore_files: bool,
    /// What [`Selection::leave_out`] was given; nothing by default.
    ignored: Vec<String>,
    /// Files that are not read wherever they are found, such as the one into which a report goes; none by default.
    pub without: Vec<PathBuf>,
    /// The most bytes of one file; a larger one is skipped. 8 MiB by default.
    pub file_bytes: u64,
    /// The most bytes that an archive may unpack to; what is left of it then is skipped. 4 GiB by default.
    pub archive_bytes: u64,
}

/// Why a source can't be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is nothing at this path, or it can't be read.
    #[error("{path} can't be read", path = path.display())]
    Read {
        /// What was asked for.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is no archive, in spite of its beginning, or a broken one.
    #[error("{path} is no archive that can be read: {why}", path = path.display())]
    Archive {
        /// What was asked for.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// `git` doesn't run, or has refused.
    #[error("git has not given {revision} of {path}: {why}", path = path.display())]
    Git {
        /// The folder.
        path: PathBuf,
        /// The revision.
        revision: String,
        /// Why.
        why: String,
    },
}

/// The source at a path: an archive where the file begins as one, and a folder or a single file otherwise.
///
/// # Errors
///
/// [`Error::Read`] when there is nothing.
pub fn open(path: &Path, selection: &Selection) -> Result<Box<dyn Source>, Error> {
    match Archive::open(path, selection)? {
        Some(archive) => Ok(Box::new(archive)),
        None => Ok(Box::new(Folder::new(path, selection))),
    }
}

impl Default for Selection {
    fn default() -> Self {
        Self {
            ignore_files: true,
            ignored: Vec::new(),
            without: Vec::new(),
            file_bytes: LARGEST as u64,
            archive_bytes: 4 << 30,
        }
    }
}

impl Selection {
    /// Leaves out of every source, from its root on, what these lines in the syntax of `.gitignore` say. No ignore file
    /// brings it back.
    ///
    /// # Errors
    ///
    /// The first line that is no pattern.
    pub fn leave_out(&mut self, lines: &str) -> Result<(), NoPattern> {
        let lines = lines.strip_prefix('\u{feff}').unwrap_or(lines);
        let mut builder = GitignoreBuilder::new("");
        for (number, line) in lines.lines().enumerate() {
            let wrong = |error: ignore::Error| NoPattern { line: number + 1, why: error.to_string() };
            builder.add_line(None, line).map_err(wrong)?;
        }
        let too_much = |error: ignore::Error| NoPattern { line: lines.lines().count(), why: error.to_string() };
        builder.build().map_err(too_much)?;
        self.ignored.extend(lines.lines().map(str::to_owned));
        Ok(())
    }
}

/// A line that leaves nothing out, because it is no pattern.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} is no pattern: {why}")]
#[non_exhaustive]
pub struct NoPattern {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub why: String,
}

/// Scans everything that the sources hand over.
///
/// # Errors
///
/// When a source can't be read at all. What is read of the others then is lost.
pub fn scan(
    scanner: &Scanner,
    sources: &[Box<dyn Source>],
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<Scan, Error> {
    let (give, take) = mpsc::sync_channel(AHEAD);
    thread::scope(|scope| {
        let reader = scope.spawn(move || {
            sources.iter().try_for_each(|source| {
                source.each(&mut |entry| {
                    // Whoever takes is gone only when it has panicked, and then nothing is left to be done.
                    let _ = give.send(entry);
                })
            })
        });
        let mut scan = scanner.scan(take.into_iter(), progress);
        scan.roots = sources.iter().map(|source| source.root()).collect();
        match reader.join() {
            Ok(read) => read.map(|()| scan),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// How many files wait to be scanned at most.
const AHEAD: usize = 2;

fn file(path: impl Into<String>, bytes: Vec<u8>) -> Entry {
    Entry::File { path: path.into(), bytes }
}

fn skipped(path: impl Into<String>, why: impl Into<String>) -> Entry {
    Entry::Skipped(Skipped { path: path.into(), why: why.into() })
}

/// A file of which `start` was read, and that is larger than it may be.
fn too_large(path: impl Into<String>, start: &[u8], selection: &Selection) -> Entry {
    match is_no_text(start) {
        true => Entry::NotText { path: path.into() },
        false => skipped(path, format!("it is larger than {}", size(selection.file_bytes))),
    }
}

/// What an [`Ignored`] couldn't take in is said, and nothing is left out by it.
fn passed_over(path: &str) -> Entry {
    skipped(path, "as an ignore file it is too large, or one too many: it leaves nothing out")
}

/// The names of ignore files, the first before the others.
const IGNORE_FILES: [&str; 3] = [".fpsignore", ".ignore", ".gitignore"];

/// Folders in which version control keeps its own.
const PRIVATE: [&str; 4] = [".git", ".hg", ".svn", ".bzr"];

/// A path as text, with `/` between its parts and without `./` before it.
fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    let mut text = if MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(MAIN_SEPARATOR, "/") };
    while text.len() > "./".len() && text.starts_with("./") {
        text.drain(.."./".len());
    }
    while text.len() > "/".len() && text.ends_with('/') {
        text.pop();
    }
    text
}

fn size(bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
    let unit = UNITS.into_iter().find(|(unit, _)| bytes >= *unit && bytes.is_multiple_of(*unit));
    unit.map_or_else(|| format!("{bytes} bytes"), |(unit, name)| format!("{} {name}", bytes / unit))
}
