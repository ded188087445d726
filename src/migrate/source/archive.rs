//! Archives: zip (so `.jar` and `.war`, too) and tar, as it is or compressed with gzip. They are told by how they begin,
//! not by their names. An archive in an archive is a file like any other.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;
use zip::result::ZipError;

use super::ignored::Ignored;
use super::{Error, Selection, Source, file, shown, skipped, too_large};
use crate::migrate::scan::Entry;

/// The most bytes of an ignore file that are read.
const IGNORE_FILE: u64 = 1 << 20;

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

    fn tar(&self) -> Result<tar::Archive<Bounded<Box<dyn Read>>>, Error> {
        let file = self.bytes()?;
        let bytes: Box<dyn Read> = match self.format {
            Format::TarGz => Box::new(MultiGzDecoder::new(file)),
            _ => Box::new(file),
        };
        Ok(tar::Archive::new(Bounded { inner: bytes, left: self.selection.archive_bytes }))
    }

    fn each_of_tar(&self, take: &mut dyn FnMut(Entry)) -> Result<(), Error> {
        let mut ignored = Ignored::new(&self.selection);
        if self.selection.ignore_files {
            // What is wrong with the archive is said when it is read for its files.
            let _ = entries(&mut self.tar()?, |path, kind, bytes| {
                if kind.is_file() && Ignored::kind(&path).is_some() {
                    let mut text = Vec::new();
                    bytes.take(IGNORE_FILE).read_to_end(&mut text)?;
                    ignored.add(&path, &text);
                }
                Ok(())
            });
        }
        let archive = shown(&self.path);
        let mut seen = 0_u64;
        let read = entries(&mut self.tar()?, |inner, kind, bytes| {
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
        let mut names = zip.file_names().map(str::to_owned).collect::<Vec<_>>();
        names.sort_unstable();
        let mut ignored = Ignored::new(&self.selection);
        if self.selection.ignore_files {
            for name in names.iter().filter(|name| Ignored::kind(&inside(name.as_bytes())).is_some()) {
                let mut text = Vec::new();
                // A file that can't be read leaves nothing out; that it can't be read is said below.
                if let Ok(entry) = zip.by_name(name)
                    && entry.take(IGNORE_FILE).read_to_end(&mut text).is_ok()
                {
                    ignored.add(&inside(name.as_bytes()), &text);
                }
            }
        }
        let archive = shown(&self.path);
        let mut left = self.selection.archive_bytes;
        for name in names {
            let inner = inside(name.as_bytes());
            if ignored.leaves_out(&inner) {
                continue;
            }
            let path = format!("{archive}!/{inner}");
            let entry = match zip.by_name(&name) {
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
            if entry.size() > self.selection.file_bytes {
                take(too_large(path, &self.selection));
                continue;
            }
            let mut bytes = Bounded { inner: entry, left };
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
            true => too_large(path, &self.selection),
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
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let room = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        if room == 0 && !buffer.is_empty() {
            return Err(io::Error::other("it unpacks to more than an archive may, and the rest was not read"));
        }
        let read = self.inner.read(&mut buffer[..room])?;
        self.left -= read as u64;
        Ok(read)
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

/// Walks through an archive as far as it goes.
fn entries<R: Read>(
    archive: &mut tar::Archive<R>,
    mut take: impl FnMut(String, tar::EntryType, &mut dyn Read) -> io::Result<()>,
) -> io::Result<()> {
    for entry in archive.entries()? {
        let mut entry = entry?;
        let path = inside(&entry.path_bytes());
        let kind = entry.header().entry_type();
        take(path, kind, &mut entry)?;
    }
    Ok(())
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
