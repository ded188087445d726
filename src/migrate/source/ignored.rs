//! Ignore files by their text, and what they leave out.

use std::collections::HashMap;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::{IGNORE_FILES, PRIVATE, Selection};

/// The most bytes of an ignore file; a larger one leaves nothing out.
pub(super) const LARGEST_FILE: u64 = 256 << 10;

/// The most bytes of all ignore files of a source; what comes after that leaves nothing out.
const MOST: usize = 8 << 20;

/// The ignore files of a tree, and what they leave out. Paths are those in the tree.
#[derive(Debug)]
pub(super) struct Ignored {
    /// By the folder, and by which of [`IGNORE_FILES`].
    files: HashMap<(String, usize), Gitignore>,
    /// What is left out of every tree.
    always: Option<Gitignore>,
    /// What was asked for: empty for all of the tree, else a file, or a folder with `/` behind it.
    prefix: String,
    /// How many bytes of ignore files may still come.
    left: usize,
}

impl Ignored {
    /// Nothing but what the selection leaves out of what was asked for.
    pub(super) fn new(selection: &Selection, prefix: &str) -> Self {
        let always = match selection.ignored.is_empty() {
            true => None,
            false => Some(matcher(selection.ignored.iter().map(String::as_str))),
        };
        Self { files: HashMap::new(), always, prefix: prefix.to_owned(), left: MOST }
    }

    /// Which of the kinds of ignore files a file of this path is.
    pub(super) fn kind(path: &str) -> Option<usize> {
        let (_, name) = split(path);
        IGNORE_FILES.iter().position(|known| *known == name)
    }

    /// Takes in what an ignore file says; false if it is too much. Any other file is not looked at.
    pub(super) fn add(&mut self, path: &str, bytes: &[u8]) -> bool {
        let Some(kind) = Self::kind(path) else { return true };
        if bytes.len() as u64 > LARGEST_FILE || bytes.len() > self.left {
            return false;
        }
        self.left -= bytes.len();
        let (folder, _) = split(path);
        let text = String::from_utf8_lossy(bytes);
        let lines = text.strip_prefix('\u{feff}').unwrap_or(&text).lines();
        self.files.insert((folder.to_owned(), kind), matcher(lines));
        true
    }

    /// What was asked for is read even if ignore files above leave it out; then they have no say in what is in it.
    pub(super) fn settle(&mut self) {
        let prefix = self.prefix.clone();
        let asked = prefix.trim_end_matches('/');
        let mut above = asked.match_indices('/').map(|(end, _)| end).chain([asked.len()]).map(|end| &asked[..end]);
        if !asked.is_empty() && above.any(|folder| self.files_leave_out(folder, true)) {
            self.files.retain(|(folder, _), _| format!("{folder}/").starts_with(&prefix));
        }
    }

    /// Whether a file is left out, by itself or with a folder that it is in, down from what was asked for.
    pub(super) fn leaves_out(&self, path: &str) -> bool {
        let folders = path.match_indices('/').map(|(end, _)| &path[..end]);
        let mut below = folders.filter(|folder| folder.len() >= self.prefix.len());
        below.any(|folder| self.leaves_out_itself(folder, true)) || self.leaves_out_itself(path, false)
    }

    /// Whether a folder or a file is left out, whatever becomes of the folder that it is in.
    pub(super) fn leaves_out_itself(&self, path: &str, is_folder: bool) -> bool {
        if path == self.prefix {
            return false;
        }
        is_folder && PRIVATE.contains(&split(path).1) || self.says(path, is_folder)
    }

    /// What is said of this path alone.
    fn says(&self, path: &str, is_folder: bool) -> bool {
        let asked = path.strip_prefix(&self.prefix).unwrap_or(path);
        if self.always.as_ref().is_some_and(|always| always.matched(asked, is_folder).is_ignore()) {
            return true;
        }
        self.files_leave_out(path, is_folder)
    }

    /// What the ignore files say of this path alone. Each kind of file outranks the next, and among files of one kind the
    /// nearest has the word.
    fn files_leave_out(&self, path: &str, is_folder: bool) -> bool {
        let mut folders = path.rmatch_indices('/').map(|(end, _)| &path[..end]).collect::<Vec<_>>();
        folders.push("");
        for kind in 0..IGNORE_FILES.len() {
            for folder in &folders {
                let Some(file) = self.files.get(&((*folder).to_owned(), kind)) else { continue };
                let below = if folder.is_empty() { path } else { &path[folder.len() + 1..] };
                match file.matched(below, is_folder) {
                    Match::Ignore(_) => return true,
                    Match::Whitelist(_) => return false,
                    Match::None => {}
                }
            }
        }
        false
    }
}

fn matcher<'a>(lines: impl IntoIterator<Item = &'a str>) -> Gitignore {
    let mut builder = GitignoreBuilder::new("");
    for line in lines {
        // A line that is no pattern leaves nothing out, as with git.
        let _ = builder.add_line(None, line);
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}
