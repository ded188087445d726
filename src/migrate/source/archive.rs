//! Archives: zip (so `.jar` and `.war`, too) and tar, as it is or compressed with gzip. They are told by how they begin,
//! not by their names. An archive in an archive is a file like any other: it is never unpacked.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;
use zip::result::ZipError;

use super::ignored::{Ignored, LARGEST_FILE};
use super::{Error, Selection, Source, file, passed_over, shown, skipped, too_large};
use crate::migrate::scan::Entry;

/// The most bytes before what is in an entry of a tar archive: its headers and its name.
const HEADS: u64 = 64 << 10;

/// How much of a file that is too large is looked at, to tell whether it is a text.
const START: u64 = 8 << 10;

/// The most bytes of the names of all entries, each with what it takes to keep it.
const NAMES: usize = 512 << 20;

/// What it takes to keep a name, in bytes.
const KEPT: usize = 64;

/// Where the mark of a tar archive stands.
const TAR_MARK: (usize, &[u8]) = (257, b"ustar");

/// An archive, which is read where it is: nothing is unpacked to a disk.
#[derive(Debug, Clone)]
pub struct Archive {
    path: PathBuf,
    format: Format,
    selection: Selection,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Zip,
    Tar,
    TarGz,
}

impl Archive {
    /// The archive at this path; none where it is something else, such as a folder.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] when there is nothing.
    pub fn open(path: &Path, selection: &Selection) -> Result<Option<Self>, Error> {
        let format = format(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
        Ok(format.map(|format| Self { path: path.to_owned(), format, selection: selection.clone() }))
    }

    fn bytes(&self) -> Result<BufReader<File>, Error> {
        let file = File::open(&self.path).map_err(|source| Error::Read { path: self.path.clone(), source })?;
        Ok(BufReader::new(file))
    }

    fn broken(&self, why: impl ToString) -> Error {
        Error::Archive { path: self.path.clone(), why: why.to_string() }
    }

    fn tar(&self) -> Result<Box<dyn Read>, Error> {
        let file = self.bytes()?;
        Ok(match self.format {
            Format::TarGz => Box::new(MultiGzDecoder::new(file)),
            _ => Box::new(file),
        })
    }

    fn each_of_tar(&self, take: &mut dyn FnMut(Entry)) -> Result<(), Error> {
        let most = self.selection.archive_bytes;
        let mut ignored = Ignored::new(&self.selection, "");
        let mut too_much = Vec::new();
        if self.selection.ignore_files {
            // What is wrong with the archive is said when it is read for its files.
            let _ = entries(self.tar()?, most, |path, kind, bytes| {
                if kind.is_file() && Ignored::kind(&path).is_some() {
                    let mut text = Vec::new();
                    bytes.take(LARGEST_FILE + 1).read_to_end(&mut text)?;
                    if !ignored.add(&path, &text) {
                        too_much.push(path);
                    }
                }
                Ok(())
            });
        }
        let archive = shown(&self.path);
        let mut seen = 0_u64;
        too_much.iter().for_each(|path| take(passed_over(&format!("{archive}!/{path}"))));
        let read = entries(self.tar()?, most, |inner, kind, bytes| {
            seen += 1;
            if kind.is_dir() || ignored.leaves_out(&inner) {
                return Ok(());
            }
            let path = format!("{archive}!/{inner}");
            if kind.is_symlink() || kind.is_hard_link() {
                take(skipped(path, "it is a link, and none is followed"));
                return Ok(());
            }
            if !kind.is_file() && !kind.is_contiguous() && !kind.is_gnu_sparse() {
                return Ok(());
            }
            let item = self.content(path, bytes)?;
            take(item);
            Ok(())
        });
        match read {
            Ok(()) => Ok(()),
            Err(error) if seen == 0 => Err(self.broken(error)),
            Err(error) => {
                take(skipped(archive, format!("it breaks off after {seen} entries: {error}")));
                Ok(())
            }
        }
    }

    fn each_of_zip(&self, take: &mut dyn FnMut(Entry)) -> Result<(), Error> {
        let mut zip = ZipArchive::new(self.bytes()?).map_err(|error| self.broken(error))?;
        let mut names = (0..zip.len()).map(|index| (entry_name(&mut zip, index), index)).collect::<Vec<_>>();
        names.sort_unstable();
        let mut ignored = Ignored::new(&self.selection, "");
        let archive = shown(&self.path);
        if self.selection.ignore_files {
            for (name, index) in &names {
                let inner = inside(name.as_bytes());
                let mut text = Vec::new();
                // A file that can't be read leaves nothing out; that it can't be read is said below.
                if Ignored::kind(&inner).is_some()
                    && let Ok(entry) = zip.by_index(*index)
                    && entry.take(LARGEST_FILE + 1).read_to_end(&mut text).is_ok()
                    && !ignored.add(&inner, &text)
                {
                    take(passed_over(&format!("{archive}!/{inner}")));
                }
            }
        }
        let mut left = self.selection.archive_bytes;
        for (name, index) in names {
            let inner = inside(name.as_bytes());
            if ignored.leaves_out(&inner) {
                continue;
            }
            let path = format!("{archive}!/{inner}");
            let mut entry = match zip.by_index(index) {
                Ok(entry) if entry.is_dir() => continue,
                Ok(entry) => entry,
                Err(error) => {
                    take(skipped(path, format!("it can't be unpacked: {}", reason(&error))));
                    continue;
                }
            };
            if entry.is_symlink() {
                take(skipped(path, "it is a link, and none is followed"));
                continue;
            }
            let declared = entry.size();
            let mut bytes = Bounded { inner: &mut entry, left, until_content: u64::MAX };
            if declared > self.selection.file_bytes {
                let mut start = Vec::new();
                // What can't be unpacked is too large all the same.
                let _ = bytes.by_ref().take(START).read_to_end(&mut start);
                left = bytes.left;
                take(too_large(path, &start, &self.selection));
                continue;
            }
            let item = self.content(path.clone(), &mut bytes);
            left = bytes.left;
            match item {
                Ok(item) => take(item),
                Err(error) if left == 0 => {
                    take(skipped(archive, error.to_string()));
                    return Ok(());
                }
                Err(error) => take(skipped(path, format!("it can't be unpacked: {error}"))),
            }
        }
        Ok(())
    }

    /// What is in an entry, which may say another size than it has.
    fn content(&self, path: String, bytes: &mut dyn Read) -> io::Result<Entry> {
        let most = self.selection.file_bytes;
        let mut content = Vec::new();
        bytes.take(most + 1).read_to_end(&mut content)?;
        Ok(match content.len() as u64 > most {
            true => too_large(path, &content, &self.selection),
            false => file(path, content),
        })
    }
}

impl Source for Archive {
    fn each(&self, take: &mut dyn FnMut(Entry)) -> Result<(), Error> {
        match self.format {
            Format::Zip => self.each_of_zip(take),
            Format::Tar | Format::TarGz => self.each_of_tar(take),
        }
    }

    fn root(&self) -> String {
        shown(&self.path)
    }
}

/// A reader that gives so many bytes and then says that it was enough: what is packed small may be large.
struct Bounded<R> {
    inner: R,
    left: u64,
    /// How many bytes may be read until the content of an entry begins: what is before it is kept in memory.
    until_content: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = self.left.min(self.until_content);
        let room = usize::try_from(most).unwrap_or(usize::MAX).min(buffer.len());
        if room == 0 && !buffer.is_empty() {
            return Err(io::Error::other(match self.left {
                0 => "it unpacks to more than an archive may, and the rest was not read",
                _ => "an entry has a name or headers that are too long, and the rest was not read",
            }));
        }
        let read = self.inner.read(&mut buffer[..room])?;
        self.left -= read as u64;
        self.until_content = self.until_content.saturating_sub(read as u64);
        Ok(read)
    }
}

/// A reader that two have: the one that walks through an archive, and the one that says how far it may go.
struct Shared<R>(Rc<RefCell<Bounded<R>>>);

impl<R: Read> Read for Shared<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.borrow_mut().read(buffer)
    }
}

fn format(path: &Path) -> io::Result<Option<Format>> {
    if !std::fs::metadata(path)?.is_file() {
        return Ok(None);
    }
    let mut file = File::open(path)?;
    let mut start = Vec::new();
    file.by_ref().take(512).read_to_end(&mut start)?;
    if start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06") {
        return Ok(Some(Format::Zip));
    }
    if is_tar(&start) {
        return Ok(Some(Format::Tar));
    }
    if !start.starts_with(b"\x1f\x8b") {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(0))?;
    let mut start = Vec::new();
    // What can't be unpacked is no archive, and a file that is skipped like any other without text.
    let _ = MultiGzDecoder::new(file).take(512).read_to_end(&mut start);
    Ok(is_tar(&start).then_some(Format::TarGz))
}

fn is_tar(start: &[u8]) -> bool {
    let (at, mark) = TAR_MARK;
    start.get(at..at + mark.len()) == Some(mark)
}

/// Walks through a tar archive as far as it goes, for `most` bytes.
fn entries(
    archive: impl Read,
    most: u64,
    mut take: impl FnMut(String, tar::EntryType, &mut dyn Read) -> io::Result<()>,
) -> io::Result<()> {
    let bytes = Rc::new(RefCell::new(Bounded { inner: archive, left: most, until_content: HEADS }));
    let mut archive = tar::Archive::new(Shared(Rc::clone(&bytes)));
    let mut names = NAMES;
    for entry in archive.entries()? {
        let mut entry = entry?;
        let kind = entry.header().entry_type();
        // What it takes up in the archive, which of a sparse file is less than its size.
        let size = if kind.is_gnu_sparse() { entry.header().entry_size()? } else { entry.size() };
        bytes.borrow_mut().until_content = size.saturating_add(HEADS);
        let path = inside(&entry.path_bytes());
        names = names.checked_sub(path.len() + KEPT).ok_or_else(|| {
            io::Error::other("it has too many entries with too long names, and the rest was not read")
        })?;
        take(path, kind, &mut entry)?;
    }
    Ok(())
}

/// The name of an entry: as UTF-8 where its bytes are that, whether or not the archive says so, since many a program doesn't say; else as CP437, which is what
/// a name is where nothing is said.
fn entry_name(zip: &mut ZipArchive<impl Read + Seek>, index: usize) -> String {
    let decoded = zip.name_for_index(index).unwrap_or_default().to_owned();
    if decoded.is_ascii() {
        return decoded;
    }
    let raw = zip.by_index_raw(index).ok().and_then(|entry| String::from_utf8(entry.name_raw().to_vec()).ok());
    raw.unwrap_or(decoded)
}

/// The name of an entry without what would lead out of the archive: it is only shown, yet it should be true.
fn inside(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name).replace('\\', "/");
    let parts = name.split('/').filter(|part| !matches!(*part, "" | "." | ".."));
    parts.collect::<Vec<_>>().join("/")
}

fn reason(error: &ZipError) -> String {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => "it is encrypted".to_owned(),
        ZipError::UnsupportedArchive(what) => (*what).to_owned(),
        error => error.to_string(),
    }
}
