//! A revision that git keeps, read from its objects: the work tree and the index are never looked at.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use super::ignored::{Ignored, LARGEST_FILE};
use super::{Error, Selection, Source, file, passed_over, shown, size, skipped, too_large};
use crate::migrate::scan::Entry;

/// What would have git look elsewhere than in the folder.
const ELSEWHERE: [&str; 9] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
    "GIT_SHALLOW_FILE",
];

/// The most bytes of the list of a revision's files: objects that hold each other many times make endless lists.
const LISTING: u64 = 256 << 20;

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
    /// The most bytes of the list of its files.
    pub(super) listing: u64,
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
            listing: LISTING,
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
        for name in ELSEWHERE {
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

    /// What there is in the revision, by its path, and whether that is all.
    fn tree(&self) -> Result<(BTreeMap<Vec<u8>, Object>, bool), Error> {
        let mut git = self.git(&["ls-tree", "-r", "-z", "--full-tree", &self.commit]);
        let mut git =
            git.stderr(Stdio::null()).spawn().map_err(|error| self.failed(format!("git doesn't run: {error}")))?;
        let mut listing = Vec::new();
        let read = git.stdout.take().map(|answer| answer.take(self.listing + 1).read_to_end(&mut listing));
        let whole = listing.len() as u64 <= self.listing;
        if !whole {
            let _ = git.kill();
            listing.truncate(listing.iter().rposition(|byte| *byte == 0).unwrap_or_default());
        }
        let status = git.wait().map_err(|error| self.failed(error))?;
        if let Some(Err(error)) = read {
            return Err(self.failed(error));
        }
        if whole && !status.success() {
            return Err(self.failed("it can't list what is in it"));
        }
        let lines = listing.split(|byte| *byte == 0).filter(|line| !line.is_empty());
        let tree = lines.map(|line| {
            let tab = line.iter().position(|byte| *byte == b'\t');
            let entry =
                tab.and_then(|tab| Some((line[tab + 1..].to_vec(), Object::of(str::from_utf8(&line[..tab]).ok()?)?)));
            entry.ok_or_else(|| {
                self.failed(format!("it lists what is not understood: {}", String::from_utf8_lossy(line)))
            })
        });
        Ok((tree.collect::<Result<_, _>>()?, whole))
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
        let (tree, whole) = self.tree()?;
        let tree = tree.iter().map(|(path, object)| (String::from_utf8_lossy(path), object)).collect::<Vec<_>>();
        let mut objects = Objects::start(self)?;
        let mut ignored = Ignored::new(&self.selection, &self.prefix);
        if self.selection.ignore_files {
            for (path, object) in tree.iter().filter(|(path, _)| Ignored::kind(path).is_some()) {
                // One that can't be read leaves nothing out; that it can't be read is said below.
                if object.is_file()
                    && let Ok(bytes) = objects.read(&object.id, LARGEST_FILE)
                    && !bytes.is_some_and(|bytes| ignored.add(path, &bytes))
                {
                    take(passed_over(&self.shown(path)));
                }
            }
            ignored.settle();
        }
        let mut found = false;
        for (path, object) in tree.iter().filter(|(path, _)| self.is_asked_for(path)) {
            found = true;
            if ignored.leaves_out(path) {
                continue;
            }
            let shown = self.shown(path);
            take(match object.mode.as_str() {
                "160000" => skipped(shown, "it is a submodule, which has a repository of its own"),
                "120000" => skipped(shown, "it is a symbolic link, and none is followed"),
                _ => match objects.read(&object.id, self.selection.file_bytes) {
                    Ok(Some(bytes)) => file(shown, bytes),
                    Ok(None) => too_large(shown, &[], &self.selection),
                    Err(error) => skipped(shown, format!("git has not given it: {error}")),
                },
            });
        }
        if !whole {
            let why = format!("the list of its files is longer than {}, and the rest was not read", size(self.listing));
            take(skipped(self.root(), why));
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
}

impl Object {
    fn of(facts: &str) -> Option<Self> {
        let mut facts = facts.split_ascii_whitespace();
        let (mode, _, id) = (facts.next()?, facts.next()?, facts.next()?);
        Some(Self { mode: mode.to_owned(), id: id.to_owned() })
    }

    fn is_file(&self) -> bool {
        self.mode.starts_with("100")
    }
}

/// A `git cat-file --batch` that is asked for one object after the other.
struct Objects<'r> {
    revision: &'r Revision,
    git: Batch,
}

impl<'r> Objects<'r> {
    fn start(revision: &'r Revision) -> Result<Self, Error> {
        let git = Batch::start(revision).map_err(|error| revision.failed(format!("git doesn't run: {error}")))?;
        Ok(Self { revision, git })
    }

    /// An object; none if it has more bytes than `most`.
    fn read(&mut self, object: &str, most: u64) -> io::Result<Option<Vec<u8>>> {
        match self.git.read(object, most)? {
            Answer::Content(content) => Ok(Some(content)),
            Answer::TooLarge => Ok(None),
            Answer::Refused(said) => Err(io::Error::other(said)),
            Answer::Gone => {
                // git ends at an object that is damaged; of the others it knows as before.
                self.git = Batch::start(self.revision)?;
                Err(io::Error::other("it is damaged, or not here"))
            }
        }
    }
}

enum Answer {
    Content(Vec<u8>),
    TooLarge,
    /// It is missing, say.
    Refused(String),
    /// There is no git any more to answer.
    Gone,
}

struct Batch {
    git: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Batch {
    fn start(revision: &Revision) -> io::Result<Self> {
        let mut git = revision.git(&["cat-file", "--batch"]);
        let mut git = git.stdin(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let (Some(questions), Some(answers)) = (git.stdin.take(), git.stdout.take()) else {
            return Err(io::Error::other("it can't be spoken with"));
        };
        Ok(Self { git, questions, answers: BufReader::new(answers) })
    }

    fn read(&mut self, object: &str, most: u64) -> io::Result<Answer> {
        let asked = writeln!(self.questions, "{object}").and_then(|()| self.questions.flush());
        let mut head = String::new();
        if asked.is_err() || self.answers.read_line(&mut head)? == 0 {
            return Ok(Answer::Gone);
        }
        let size = head.trim_end().rsplit_once(' ').and_then(|(_, size)| size.parse::<u64>().ok());
        let Some(size) = size else {
            let said = head.trim_end();
            return Ok(Answer::Refused(said.strip_prefix(object).unwrap_or(said).trim().to_owned()));
        };
        let mut content = Vec::new();
        let room = if size > most { 0 } else { size };
        self.answers.by_ref().take(room).read_to_end(&mut content)?;
        // The rest, and the end of the line.
        let rest = size - content.len() as u64 + 1;
        if io::copy(&mut self.answers.by_ref().take(rest), &mut io::sink())? < rest {
            return Ok(Answer::Gone);
        }
        Ok(if size > most { Answer::TooLarge } else { Answer::Content(content) })
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        // It may be in the middle of an answer that nobody reads to its end.
        let _ = self.git.kill();
        let _ = self.git.wait();
    }
}
