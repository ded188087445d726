//! Files of folders.

use std::path::{Path, PathBuf};

use ignore::{Walk, WalkBuilder};

use super::{Entry, LARGEST, Skipped};

/// The files at and under `roots`, in the order of their names: what `.gitignore`, `.ignore` and `.fpsignore` name is left out unless `all`
/// is asked for; hidden files are read, the folder `.git` isn't. Symbolic links aren't followed.
pub fn folder(roots: &[PathBuf], all: bool) -> impl Iterator<Item = Entry> + Send + use<> {
    roots.to_vec().into_iter().flat_map(move |root| walk(&root, all).filter_map(entry))
}

fn walk(root: &Path, all: bool) -> Walk {
    let mut walk = WalkBuilder::new(root);
    if !all {
        walk.add_custom_ignore_filename(".fpsignore");
    }
    walk.standard_filters(!all)
        .require_git(false)
        .hidden(false)
        .follow_links(false)
        .filter_entry(|entry| entry.file_name() != ".git")
        .sort_by_file_name(|one, other| one.cmp(other))
        .build()
}

fn entry(found: Result<ignore::DirEntry, ignore::Error>) -> Option<Entry> {
    let found = match found {
        Ok(found) => found,
        Err(problem) => {
            return Some(Entry::Skipped(Skipped { path: place(&problem), why: problem.to_string() }));
        }
    };
    if !found.file_type().is_some_and(|kind| kind.is_file()) {
        return None;
    }
    let path = name(found.path());
    let skipped = |why: String| Some(Entry::Skipped(Skipped { path: path.clone(), why }));
    match found.metadata() {
        Ok(about) if about.len() > LARGEST as u64 => return skipped(super::too_large(about.len())),
        Ok(_) => {}
        Err(problem) => return skipped(problem.to_string()),
    }
    match std::fs::read(found.path()) {
        Ok(bytes) => Some(Entry::File { path, bytes }),
        Err(problem) => skipped(format!("can't be read: {problem}")),
    }
}

fn name(path: &Path) -> String {
    let path = path.strip_prefix(".").unwrap_or(path);
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

/// The path that an error of the walk is about.
fn place(problem: &ignore::Error) -> String {
    match problem {
        ignore::Error::WithPath { path, .. } => name(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place(err),
        _ => String::new(),
    }
}
