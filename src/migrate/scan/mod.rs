//! Finds every use of FPS in source code.
//!
//! PHP, Ruby, Python, Java, C#, JavaScript and TypeScript are read by their syntax; everything else, such as configuration,
//! templates and shell scripts, by patterns. What is recognised stands in rule files: see [`Rules`].
//!
//! ```
//! use amazon_fps::migrate::scan::{Entry, Rules, Scanner};
//!
//! let code = "<?php $fps = new Amazon_FPS_Client($key, $secret); $fps->pay(array('SenderTokenId' => $token));";
//! let file = Entry::File { path: "pay.php".to_owned(), bytes: code.into() };
//! let scan = Scanner::new(Rules::builtin()).scan([file].into_iter(), &mut |_| {});
//! let pay = scan.findings.iter().find(|finding| finding.action.as_deref() == Some("Pay")).unwrap();
//! assert_eq!(pay.parameters, ["SenderTokenId"]);
//! ```

mod engine;
mod finding;
mod rules;
mod syntax;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, mpsc};

pub use finding::{Effort, Finding, Kind, Scan, Skipped, Vendored};
pub use rules::{Rules, RulesError};
use text::Unread;
pub(super) use text::is_no_text;

/// The largest file that is read: 8 MiB.
pub const LARGEST: usize = 8 << 20;

/// How many files wait to be read at most, for each thread that reads.
const AHEAD: usize = 2;

/// The stack of a thread that reads: deeply nested code is walked down by calls.
const STACK: usize = 64 << 20;

/// What is to be scanned, one file at a time: of a folder, an archive, a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A file, by its path with `/` between the parts.
    File {
        /// The path, as it is to be reported.
        path: String,
        /// What is in it.
        bytes: Vec<u8>,
    },
    /// A file that is no text, which shows before all of it is read: an image, say.
    NotText {
        /// The path, as it is to be reported.
        path: String,
    },
    /// Something that can't be read.
    Skipped(Skipped),
}

/// How far a scan is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress<'a> {
    /// How many files have been read.
    pub files: u64,
    /// How many bytes have been read.
    pub bytes: u64,
    /// How many places have been found.
    pub findings: usize,
    /// The file that was read last.
    pub path: &'a str,
}

/// Scans source code by rules.
#[derive(Debug, Clone)]
pub struct Scanner {
    rules: Rules,
    threads: usize,
}

impl Scanner {
    /// A scanner that uses all processors.
    pub fn new(rules: Rules) -> Self {
        Self { rules, threads: std::thread::available_parallelism().map_or(1, |threads| threads.get()) }
    }

    /// Uses `threads` threads, at least one. The result is the same for any number.
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = threads.max(1);
        self
    }

    /// The rules it scans by.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Scans everything that `entries` yields. `progress` is called after each file.
    ///
    /// Files are read on several threads while `entries` is asked on one; only a few files are in memory at a time. [`Scan::roots`] is
    /// left empty for the caller to fill.
    ///
    /// # Panics
    ///
    /// When the system has not even one thread for it.
    pub fn scan(&self, entries: impl Iterator<Item = Entry> + Send, progress: &mut dyn FnMut(Progress<'_>)) -> Scan {
        let mut scan = Scan::default();
        let mut defined = Vec::new();
        let mut waiting = Vec::new();
        let mut helpers = Vec::new();
        let mut taken = |read| match read {
            Read::File { path, bytes, reading } => {
                scan.files_read += 1;
                scan.bytes_read += bytes;
                scan.findings.extend(reading.findings);
                scan.skipped.extend(reading.skipped);
                waiting.extend(reading.waiting);
                helpers.extend(reading.helpers);
                defined.extend(reading.defines.map(|defines| (path.clone(), defines)));
                progress(Progress {
                    files: scan.files_read,
                    bytes: scan.bytes_read,
                    findings: scan.findings.len(),
                    path: &path,
                });
            }
            Read::NotText { path } => *scan.not_text.entry(text::ending(&path)).or_default() += 1,
            Read::Skipped(skipped) => scan.skipped.push(skipped),
        };
        std::thread::scope(|scope| {
            let (give, take) = mpsc::sync_channel::<Entry>(self.threads * AHEAD);
            let (answer, answers) = mpsc::channel();
            // It goes with the last thread that reads, so that whoever gives doesn't wait for readers that are no more.
            let take = Arc::new(Mutex::new(take));
            for number in 0..self.threads {
                let (answer, take) = (answer.clone(), take.clone());
                let work = move || {
                    loop {
                        let next = take.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).recv();
                        let Ok(entry) = next else { return };
                        if answer.send(self.read(entry)).is_err() {
                            return;
                        }
                    }
                };
                match std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work) {
                    Ok(_) => {}
                    // Fewer do it, too.
                    Err(_) if number > 0 => break,
                    Err(error) => panic!("the system has no thread for a scan: {error}"),
                }
            }
            drop((answer, take));
            scope.spawn(move || {
                for entry in entries {
                    if give.send(entry).is_err() {
                        return;
                    }
                }
            });
            answers.into_iter().for_each(&mut taken);
        });
        let helped = |waiting: &engine::Waiting| helpers.iter().any(|helpers: &engine::Helpers| helpers.send(waiting));
        scan.findings.extend(waiting.into_iter().filter(helped).map(|waiting| waiting.finding));
        self.set_copies_apart(&mut scan, defined);
        scan.findings.sort();
        scan.findings.dedup();
        scan.skipped.sort();
        scan
    }

    fn read(&self, entry: Entry) -> Read {
        let (path, bytes) = match entry {
            Entry::File { path, bytes } => (path, bytes),
            Entry::NotText { path } => return Read::NotText { path },
            Entry::Skipped(skipped) => return Read::Skipped(skipped),
        };
        match text::decode(&bytes) {
            Ok(text) => {
                let reading = engine::read(&self.rules, &path, text);
                Read::File { path, bytes: bytes.len() as u64, reading }
            }
            Err(Unread::NotText) => Read::NotText { path },
            Err(Unread::Because(why)) => Read::Skipped(Skipped { path, why }),
        }
    }

    /// Names copies of libraries as such, and drops what was found inside them, except for what is nobody's but the shop's.
    fn set_copies_apart(&self, scan: &mut Scan, defined: Vec<(String, engine::Defines)>) {
        let mut copies: Vec<Vendored> = Vec::new();
        let mut files = BTreeSet::new();
        let mut classes = BTreeMap::new();
        let mut defined = defined;
        defined.sort();
        for (path, defines) in defined {
            let library = &self.rules.libraries[defines.library];
            let folder =
                home(&path, &library.folders).or_else(|| home(&path, &library.packages)).unwrap_or(path.clone());
            match defines.whole {
                true => drop(files.insert(path)),
                false => drop(classes.insert(path, defines.classes)),
            }
            match copies.iter_mut().find(|copy| copy.path == folder && copy.library == library.id) {
                Some(copy) => {
                    copy.files += 1;
                    copy.version = copy.version.take().or(defines.version);
                }
                None => copies.push(Vendored {
                    path: folder,
                    library: library.id.clone(),
                    version: defines.version,
                    files: 1,
                }),
            }
        }
        let in_class = |finding: &Finding| {
            let classes = classes.get(&finding.path);
            classes.is_some_and(|classes| classes.iter().any(|(from, to)| (*from..=*to).contains(&finding.line)))
        };
        let shop_owned = |finding: &Finding| matches!(finding.kind, Kind::Credential | Kind::StoredToken);
        // What only takes in the library around its classes is no shop's code.
        let mixed: BTreeSet<_> = scan
            .findings
            .iter()
            .filter(|it| classes.contains_key(&it.path) && !in_class(it) && !shop_owned(it) && it.kind != Kind::Library)
            .map(|finding| finding.path.clone())
            .collect();
        files.extend(classes.keys().filter(|path| !mixed.contains(*path)).cloned());
        let inside = |path: &str| {
            files.contains(path)
                || copies.iter().any(|copy| {
                    // Beside `lib/remit`, `lib/remit.rb` is part of it.
                    path.strip_prefix(&copy.path).is_some_and(|rest| {
                        rest.starts_with('/') || rest.strip_prefix('.').is_some_and(|ending| !ending.contains('/'))
                    })
                })
        };
        scan.findings.retain(|finding| shop_owned(finding) || !(in_class(finding) || inside(&finding.path)));
        copies.sort();
        scan.vendored = copies;
    }
}

/// What became of one entry.
enum Read {
    File { path: String, bytes: u64, reading: engine::Reading },
    NotText { path: String },
    Skipped(Skipped),
}

/// The folder of a library that a file is in, of those that are known by name.
fn home(path: &str, folders: &[String]) -> Option<String> {
    let bounded = format!("/{path}");
    folders.iter().find_map(|folder| {
        let wanted = format!("/{}/", folder.trim_matches('/'));
        let at = bounded.to_ascii_lowercase().find(&wanted.to_ascii_lowercase())?;
        Some(bounded[1..at + wanted.len() - 1].to_owned())
    })
}

fn too_large(bytes: u64) -> String {
    format!("too large: {bytes} bytes, of which {LARGEST} are read at most")
}
