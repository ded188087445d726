//! A revision that git keeps, read from its objects: the work tree and the index are never looked at.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use super::ignored::Ignored;
use super::{Error, Selection, Source, file, shown, skipped, too_large};
use crate::migrate::scan::Entry;

/// A folder or a file as it is in a revision.
#[derive(Debug, Clone)]
pub struct Revision {
    path: PathBuf,
    revision: String,
    /// The folder from which git is asked.
    folder: PathBuf,
    /// Where what is asked for is in the tree: empty for all, else a file, or a folder with `/` behind it.
    prefix: String,
    commit: String,
    selection: Selection,
}

impl Revision {
    /// What is at this path in a revision: a commit, a branch, a tag, or whatever else git knows as one.
    /// The path has to be in a work tree, or be a repository without one; the file itself may be gone since.
    ///
    /// # Errors
    ///
    /// [`Error::Git`] when there is no repository, or none that has this revision, or `git` doesn't run.
    pub fn open(path: &Path, revision: &str, selection: &Selection) -> Result<Self, Error> {
        let (folder, name) = match path.is_dir() {
            true => (path.to_owned(), None),
            false => (path.parent().map(Path::to_owned).unwrap_or_default(), path.file_name()),
        };
        let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
        let mut this = Self {
            path: path.to_owned(),
            revision: revision.to_owned(),
            folder,
            prefix: String::new(),
            commit: String::new(),
            selection: selection.clone(),
        };
        let wanted = format!("{revision}^{{commit}}");
        this.commit = this.line(&["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])?;
        this.prefix = this.line(&["rev-parse", "--show-prefix"])?;
        if let Some(name) = name {
            this.prefix.push_str(&name.to_string_lossy());
        }
        Ok(this)
    }

    /// The commit, in hexadecimal digits.
    pub fn commit(&self) -> &str {
        &self.commit
    }

    fn git(&self, arguments: &[&str]) -> Command {
        let mut git = Command::new("git");
        // Nothing is fetched, replaced, refreshed or run, and no other repository is meant than the folder's.
        git.args(["--no-replace-objects", "--no-optional-locks", "--literal-pathspecs", "-C"]).arg(&self.folder);
        git.args(arguments).env("LC_ALL", "C").env("GIT_NO_LAZY_FETCH", "1").env("GIT_TERMINAL_PROMPT", "0");
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
            git.env_remove(name);
        }
        git.stdin(Stdio::null()).stderr(Stdio::piped()).stdout(Stdio::piped());
        git
    }

    fn line(&self, arguments: &[&str]) -> Result<String, Error> {
        let answer = self.answer(arguments)?;
        Ok(String::from_utf8_lossy(&answer).trim_end_matches(['\r', '\n']).to_owned())
    }

    fn answer(&self, arguments: &[&str]) -> Result<Vec<u8>, Error> {
        let output = self.git(arguments).output().map_err(|error| self.failed(format!("git doesn't run: {error}")))?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.trim().trim_start_matches("fatal: ");
        Err(self.failed(if said.is_empty() { "it knows no such commit" } else { said }))
    }

    fn failed(&self, why: impl ToString) -> Error {
        Error::Git { path: self.path.clone(), revision: self.revision.clone(), why: why.to_string() }
    }

    /// Everything that there is in the revision, by its path.
    fn tree(&self) -> Result<BTreeMap<String, Object>, Error> {
        let listing = self.answer(&["ls-tree", "-r", "-z", "-l", "--full-tree", &self.commit])?;
        let lines = listing.split(|byte| *byte == 0).filter(|line| !line.is_empty());
        lines
            .map(|line| {
                let line = String::from_utf8_lossy(line);
                let entry = line.split_once('\t').and_then(|(facts, path)| Some((path.to_owned(), Object::of(facts)?)));
                entry.ok_or_else(|| self.failed(format!("it lists what is not understood: {line}")))
            })
            .collect()
    }

    fn is_asked_for(&self, path: &str) -> bool {
        match self.prefix.ends_with('/') {
            true => path.starts_with(&self.prefix),
            false => self.prefix.is_empty() || path == self.prefix,
        }
    }

    /// A path of the tree, as the same file in the work tree is called from here.
    fn shown(&self, path: &str) -> String {
        let root = shown(&self.path);
        match path.strip_prefix(&self.prefix) {
            Some("") | None => root,
            Some(below) if root == "." => below.to_owned(),
            Some(below) => format!("{}/{below}", root.trim_end_matches('/')),
        }
    }
}

impl Source for Revision {
    fn each(&self, take: &mut dyn FnMut(Entry)) -> Result<(), Error> {
        let tree = self.tree()?;
        let mut objects = Objects::start(self)?;
        let mut ignored = Ignored::new(&self.selection);
        if self.selection.ignore_files {
            for (path, object) in tree.iter().filter(|(path, _)| Ignored::kind(path).is_some()) {
                if object.is_file() && object.size <= self.selection.file_bytes {
                    ignored.add(path, &objects.read(&object.id).map_err(|error| self.failed(error))?);
                }
            }
        }
        let asked = tree.iter().filter(|(path, _)| self.is_asked_for(path));
        let mut found = false;
        for (path, object) in asked {
            found = true;
            if ignored.leaves_out(path) {
                continue;
            }
            let shown = self.shown(path);
            take(match object.mode.as_str() {
                "160000" => skipped(shown, "it is a submodule, which has a repository of its own"),
                "120000" => skipped(shown, "it is a symbolic link, and none is followed"),
                _ if object.size > self.selection.file_bytes => too_large(shown, &self.selection),
                _ => file(shown, objects.read(&object.id).map_err(|error| self.failed(error))?),
            });
        }
        match found || self.prefix.is_empty() {
            true => Ok(()),
            false => Err(self.failed(format!("there is no {} in it", self.prefix))),
        }
    }

    fn root(&self) -> String {
        shown(&self.path)
    }
}

/// What `git ls-tree` says of a path.
struct Object {
    mode: String,
    id: String,
    /// Nothing where it is no file.
    size: u64,
}

impl Object {
    fn of(facts: &str) -> Option<Self> {
        let mut facts = facts.split_ascii_whitespace();
        let (mode, _, id, size) = (facts.next()?, facts.next()?, facts.next()?, facts.next()?);
        Some(Self { mode: mode.to_owned(), id: id.to_owned(), size: size.parse().unwrap_or(0) })
    }

    fn is_file(&self) -> bool {
        self.mode.starts_with("100")
    }
}

/// A `git cat-file --batch` that is asked for one object after the other.
struct Objects {
    git: Child,
    /// None once it is to end.
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Objects {
    fn start(revision: &Revision) -> Result<Self, Error> {
        let mut git = revision.git(&["cat-file", "--batch"]);
        git.stdin(Stdio::piped()).stderr(Stdio::null());
        let mut git = git.spawn().map_err(|error| revision.failed(format!("git doesn't run: {error}")))?;
        let (Some(questions), Some(answers)) = (git.stdin.take(), git.stdout.take()) else {
            return Err(revision.failed("git can't be spoken with"));
        };
        Ok(Self { git, questions: Some(questions), answers: BufReader::new(answers) })
    }

    fn read(&mut self, object: &str) -> io::Result<Vec<u8>> {
        if let Some(questions) = &mut self.questions {
            writeln!(questions, "{object}")?;
            questions.flush()?;
        }
        let mut head = String::new();
        self.answers.read_line(&mut head)?;
        let size = head.trim_end().rsplit_once(' ').and_then(|(_, size)| size.parse::<usize>().ok());
        let size = size.ok_or_else(|| io::Error::other(format!("of {object} it says: {}", head.trim_end())))?;
        let mut content = vec![0; size];
        self.answers.read_exact(&mut content)?;
        let mut end = [0];
        self.answers.read_exact(&mut end)?;
        Ok(content)
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        // It ends by itself once nothing more can be asked.
        drop(self.questions.take());
        let _ = self.git.wait();
    }
}
