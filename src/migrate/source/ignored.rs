//! Ignore files whose text is at hand, for what is no folder of this machine.

use std::collections::HashMap;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::{IGNORE_FILES, PRIVATE, Selection};

/// The ignore files of a tree, and what they leave out.
#[derive(Debug, Default)]
pub(super) struct Ignored {
    /// By the folder, and by which of [`IGNORE_FILES`].
    files: HashMap<(String, usize), Gitignore>,
    /// What is left out of every tree.
    always: Option<Gitignore>,
}

impl Ignored {
    pub(super) fn new(selection: &Selection) -> Self {
        let always = match selection.ignored.is_empty() {
            true => None,
            false => Some(matcher(selection.ignored.iter().map(String::as_str))),
        };
        Self { files: HashMap::new(), always }
    }

    /// Which of the kinds of ignore files a file of this path is.
    pub(super) fn kind(path: &str) -> Option<usize> {
        let (_, name) = split(path);
        IGNORE_FILES.iter().position(|known| *known == name)
    }

    /// Takes in what an ignore file says. Any other file is not looked at.
    pub(super) fn add(&mut self, path: &str, bytes: &[u8]) {
        let Some(kind) = Self::kind(path) else { return };
        let (folder, _) = split(path);
        let text = String::from_utf8_lossy(bytes);
        let lines = text.strip_prefix('\u{feff}').unwrap_or(&text).lines();
        self.files.insert((folder.to_owned(), kind), matcher(lines));
    }

    /// Whether a file is left out, by itself or with a folder that it is in.
    pub(super) fn leaves_out(&self, path: &str) -> bool {
        let folders = path.match_indices('/').map(|(end, _)| &path[..end]);
        folders.into_iter().any(|folder| PRIVATE.contains(&split(folder).1) || self.says(folder, true))
            || self.says(path, false)
    }

    /// What is said of this path alone. Each kind of file outranks the next, and among files of one kind the
    /// nearest has the word.
    fn says(&self, path: &str, is_folder: bool) -> bool {
        if self.always.as_ref().is_some_and(|always| always.matched(path, is_folder).is_ignore()) {
            return true;
        }
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
