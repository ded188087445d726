//! Folders and single files.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use ignore::gitignore::GitignoreBuilder;
use ignore::{DirEntry, WalkBuilder};

use super::{Error, IGNORE_FILES, PRIVATE, Selection, Source, file, shown, skipped, too_large};
use crate::migrate::scan::Entry;

/// A folder with all that is below it, or a file.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
    selection: Selection,
}

impl Folder {
    /// The folder or the file at this path.
    pub fn new(root: &Path, selection: &Selection) -> Self {
        Self { root: root.to_owned(), selection: selection.clone() }
    }

    fn walk(&self) -> ignore::Walk {
        let mut walk = WalkBuilder::new(&self.root);
        let respects = self.selection.ignore_files;
        walk.hidden(false).follow_links(false).require_git(false).git_global(false).git_exclude(false);
        walk.ignore(respects).git_ignore(respects).parents(respects);
        if respects {
            walk.add_custom_ignore_filename(IGNORE_FILES[0]);
        }
        let mut more = GitignoreBuilder::new(&self.root);
        for line in &self.selection.ignored {
            // A line that is no pattern leaves nothing out; whoever has read the lines says so.
            let _ = more.add_line(None, line);
        }
        let more = more.build().unwrap_or_else(|_| ignore::gitignore::Gitignore::empty());
        let without = self.selection.without.iter().filter_map(|path| path.canonicalize().ok()).collect::<Vec<_>>();
        walk.filter_entry(move |entry| {
            let folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            let private = folder && PRIVATE.iter().any(|name| entry.file_name() == *name);
            let without = without.iter().any(|path| {
                path.file_name() == Some(entry.file_name()) && entry.path().canonicalize().is_ok_and(|it| it == *path)
            });
            !private && !without && (entry.depth() == 0 || !more.matched(entry.path(), folder).is_ignore())
        });
        walk.sort_by_file_name(|a, b| a.cmp(b));
        walk.build()
    }

    fn read(&self, entry: &DirEntry) -> Option<Entry> {
        let path = shown(entry.path());
        let kind = entry.file_type()?;
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
        let read = fs::File::open(entry.path()).and_then(|file| file.take(most + 1).read_to_end(&mut bytes));
        Some(match read {
            Ok(_) if bytes.len() as u64 > most => too_large(path, &self.selection),
            Ok(_) => file(path, bytes),
            Err(error) => skipped(path, format!("it can't be read: {error}")),
        })
    }
}

impl Source for Folder {
    fn each(&self, take: &mut dyn FnMut(Entry)) -> Result<(), Error> {
        fs::metadata(&self.root).map_err(|source| Error::Read { path: self.root.clone(), source })?;
        for entry in self.walk() {
            let item = match entry {
                Ok(entry) => self.read(&entry),
                Err(error) => Some(unreadable(&self.root, &error)),
            };
            if let Some(item) = item {
                take(item);
            }
        }
        Ok(())
    }

    fn root(&self) -> String {
        shown(&self.root)
    }
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
