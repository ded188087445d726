//! Folders and single files.

use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::{DirEntry, WalkBuilder};

use super::ignored::{Ignored, LARGEST_FILE};
use super::{Error, IGNORE_FILES, Selection, Source, file, passed_over, shown, skipped, too_large};
use crate::migrate::scan::Entry;

/// A folder with all that is below it, or a file.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
    selection: Selection,
}

impl Folder {
    /// The folder or the file at this path. If it is a symbolic link, what it leads to is meant.
    pub fn new(root: &Path, selection: &Selection) -> Self {
        Self { root: root.to_owned(), selection: selection.clone() }
    }

    fn walk(&self, left_out: &Arc<Mutex<LeftOut>>) -> ignore::Walk {
        let mut walk = WalkBuilder::new(&self.root);
        walk.standard_filters(false).follow_links(false);
        let without = self.selection.without.iter().filter_map(|path| path.canonicalize().ok()).collect::<Vec<_>>();
        let left_out = Arc::clone(left_out);
        walk.filter_entry(move |entry| {
            let without = without.iter().any(|path| {
                path.file_name() == Some(entry.file_name()) && entry.path().canonicalize().is_ok_and(|it| it == *path)
            });
            // What is known of ignore files stays true, even if another thread has broken off.
            !without && !left_out.lock().unwrap_or_else(PoisonError::into_inner).has(entry)
        });
        walk.sort_by_file_name(|a, b| a.cmp(b));
        walk.build()
    }

    fn read(&self, entry: &DirEntry) -> Option<Entry> {
        let path = shown(entry.path());
        let kind = match kind(entry) {
            Ok(kind) => kind?,
            Err(error) => return Some(skipped(path, format!("it can't be read: {error}"))),
        };
        if kind.is_dir() {
            return None;
        }
        if kind.is_symlink() {
            return Some(skipped(path, "it is a symbolic link, and none is followed"));
        }
        if !kind.is_file() {
            return Some(skipped(path, "it is neither a file nor a folder"));
        }
        let most = self.selection.file_bytes;
        let mut bytes = Vec::new();
        let read = File::open(entry.path()).and_then(|file| file.take(most + 1).read_to_end(&mut bytes));
        Some(match read {
            Ok(_) if bytes.len() as u64 > most => too_large(path, &bytes, &self.selection),
            Ok(_) => file(path, bytes),
            Err(error) => skipped(path, format!("it can't be read: {error}")),
        })
    }
}

impl Source for Folder {
    fn each(&self, take: &mut dyn FnMut(Entry)) -> Result<(), Error> {
        fs::metadata(&self.root).map_err(|source| Error::Read { path: self.root.clone(), source })?;
        let left_out = Arc::new(Mutex::new(LeftOut::new(&self.root, &self.selection)));
        for entry in self.walk(&left_out) {
            let item = match entry {
                Ok(entry) => self.read(&entry),
                Err(error) => Some(unreadable(&self.root, &error)),
            };
            if let Some(item) = item {
                take(item);
            }
        }
        let left_out = left_out.lock().unwrap_or_else(PoisonError::into_inner);
        left_out.passed_over.iter().for_each(|path| take(passed_over(path)));
        Ok(())
    }

    fn root(&self) -> String {
        shown(&self.root)
    }
}

/// What an entry is. What was asked for by its name is what it leads to.
fn kind(entry: &DirEntry) -> io::Result<Option<FileType>> {
    match entry.depth() {
        0 => fs::metadata(entry.path()).map(|metadata| Some(metadata.file_type())),
        _ => Ok(entry.file_type()),
    }
}

/// What is left out of a folder: by the ignore files in it, which are read when its walk comes to them, and by those above
/// it up to the border of the repository that it is in.
struct LeftOut {
    root: PathBuf,
    /// Where the root is in its repository: empty for the top, else with `/` behind it.
    prefix: String,
    respects: bool,
    ignored: Ignored,
    /// Ignore files that were too much.
    passed_over: Vec<String>,
}

impl LeftOut {
    fn new(root: &Path, selection: &Selection) -> Self {
        let above = repository(root);
        let inner = above.iter().flat_map(|(top, root)| root.strip_prefix(top)).map(shown);
        let prefix = inner.filter(|inner| !inner.is_empty()).map(|inner| inner + "/").collect::<String>();
        let ignored = Ignored::new(selection, &prefix);
        let respects = selection.ignore_files;
        let mut this = Self { root: root.to_owned(), prefix, respects, ignored, passed_over: Vec::new() };
        if let Some((top, root)) = above {
            let between = root.ancestors().skip(1).take_while(|folder| folder.starts_with(&top));
            for folder in between.collect::<Vec<_>>() {
                this.learn(folder, &folder.strip_prefix(&top).map(shown).unwrap_or_default());
            }
            this.ignored.settle();
        }
        this.learn(root, this.prefix.clone().trim_end_matches('/'));
        this
    }

    /// Whether an entry below the root is left out.
    fn has(&mut self, entry: &DirEntry) -> bool {
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        let below = entry.path().strip_prefix(&self.root).map(shown).unwrap_or_default();
        let path = [self.prefix.as_str(), &below].concat();
        if self.ignored.leaves_out_itself(&path, is_folder) {
            return true;
        }
        if is_folder {
            self.learn(entry.path(), &path);
        }
        false
    }

    /// Reads the ignore files of a folder; `path` is its path in the tree. As with git, links are none.
    fn learn(&mut self, folder: &Path, path: &str) {
        for name in IGNORE_FILES.iter().filter(|_| self.respects) {
            let file = folder.join(name);
            if !fs::symlink_metadata(&file).is_ok_and(|metadata| metadata.is_file()) {
                continue;
            }
            let mut bytes = Vec::new();
            let read = File::open(&file).and_then(|file| file.take(LARGEST_FILE + 1).read_to_end(&mut bytes));
            let inner = if path.is_empty() { (*name).to_owned() } else { format!("{path}/{name}") };
            // One that can't be read leaves nothing out; that it can't be read is said where it is an entry.
            if read.is_ok() && !self.ignored.add(&inner, &bytes) {
                self.passed_over.push(shown(&file));
            }
        }
    }
}

/// The top of the repository that a folder or a file is in, below which it is, and the folder or file itself, without links;
/// none where it is in none or is the top.
fn repository(root: &Path) -> Option<(PathBuf, PathBuf)> {
    let root = root.canonicalize().ok()?;
    let top = root.ancestors().find(|folder| folder.join(".git").exists())?;
    (top != root).then(|| (top.to_owned(), root.clone()))
}

fn unreadable(root: &Path, error: &ignore::Error) -> Entry {
    let path = located(error).unwrap_or(root);
    let why = match error.io_error() {
        Some(error) => format!("it can't be read: {error}"),
        None => format!("it can't be read: {error}"),
    };
    skipped(shown(path), why)
}

fn located(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => located(err),
        _ => None,
    }
}
