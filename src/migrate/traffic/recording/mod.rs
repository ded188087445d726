//! Recordings, read as a stream: HAR files, JSON arrays, JSON lines, access logs and raw HTTP, each plain or gzipped.
//!
//! The format is told by the content and not by the name. One file may mix JSON lines and access logs. However large it
//! is, what is in memory is one entry of at most 64 MiB, and no text longer than a few megabytes.

mod access;
mod cut;
mod document;
mod http;
mod lines;
mod object;
#[cfg(test)]
mod tests;
mod time;

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::ops::ControlFlow;

use flate2::read::MultiGzDecoder;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::exchange::{Exchange, Place};
use access::Entry;
use cut::Cut;
use lines::{Line, Lines};
use object::Object;

/// How requests were recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Format {
    /// A HAR file, or another JSON document with a list of exchanges.
    Document,
    /// JSON, an object a line.
    JsonLines,
    /// The common log format.
    Common,
    /// The combined log format.
    Combined,
    /// The log of the proxy Squid.
    Squid,
    /// Raw HTTP.
    Http,
}

/// What was read of a recording.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Recording {
    /// Whether it is gzipped.
    pub gzip: bool,
    /// Its bytes, unpacked.
    pub bytes: u64,
    /// The requests found, by their format.
    pub requests: BTreeMap<Format, u64>,
    /// Those of the requests that can't have anything to do with payments, because they carry no parameters, name no host,
    /// and aren't sent to where FPS takes calls; they were not handed over.
    pub passed_over: u64,
    /// Lines and entries that are no requests.
    pub unknown: u64,
    /// The first of them: [`MOST_TOLD`] at most.
    pub first_unknown: Vec<Unknown>,
    /// Texts that were too long and were read in part.
    pub cut: u64,
    /// What may have been requests or answers and is too long, not whole, in the wrong place, or in no format that is known;
    /// each of it is among the unknown ones, too.
    #[serde(default)]
    pub lost: u64,
    /// Why reading ended before the recording did, as where it is damaged or not whole.
    pub broken: Option<String>,
}

/// Something that is no request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Unknown {
    /// Where it stands.
    pub place: Place,
    /// Why it is none. Never what it holds.
    pub why: String,
}

/// The most unknown lines that are told of one by one.
pub const MOST_TOLD: usize = 5;

/// Bytes by which the format is told.
const HEAD: usize = 64 << 10;
const BUFFER: usize = 256 << 10;

/// Reads a recording and hands over what it finds, until there is no more or no more is wanted.
///
/// Damage ends the reading and is told in [`Recording::broken`]; what was read before it has been handed over.
pub fn read(input: impl Read, take: &mut dyn FnMut(Exchange) -> ControlFlow<()>) -> Recording {
    let mut progress = Progress::default();
    let bytes = Cell::new(0);
    if let Err(why) = read_packed(input, &bytes, &mut progress, take) {
        progress.recording.broken = Some(why);
    }
    progress.recording.bytes = bytes.get();
    progress.recording
}

fn read_packed(
    mut input: impl Read,
    bytes: &Cell<u64>,
    progress: &mut Progress,
    take: &mut dyn FnMut(Exchange) -> ControlFlow<()>,
) -> Result<(), String> {
    let head = head(&mut input, 2).map_err(|error| described(&error))?;
    progress.recording.gzip = head == [0x1f, 0x8b];
    let whole = Cursor::new(head).chain(input);
    match progress.recording.gzip {
        true => read_plain(
            Counted { input: MultiGzDecoder::new(BufReader::with_capacity(BUFFER, whole)), bytes },
            progress,
            take,
        ),
        false => read_plain(Counted { input: whole, bytes }, progress, take),
    }
}

fn read_plain(
    mut input: impl Read,
    progress: &mut Progress,
    take: &mut dyn FnMut(Exchange) -> ControlFlow<()>,
) -> Result<(), String> {
    let mut head = Vec::new();
    let failed = input.by_ref().take(HEAD as u64).read_to_end(&mut head).err();
    let kind = Kind::of(&head)?;
    if head.starts_with(BYTE_ORDER_MARK) {
        head.drain(..BYTE_ORDER_MARK.len());
    }
    let whole = BufReader::with_capacity(BUFFER, Cursor::new(head).chain(Failing { input, failed }));
    let ended = match kind {
        Kind::Document => return read_document(whole, progress, take),
        Kind::Lines => read_lines(Lines::new(whole, lines::LONGEST), progress, take),
        Kind::Http => http::read(&mut Lines::new(whole, lines::LONGEST), progress, take),
    };
    ended.map(|_| ()).map_err(|error| described(&error))
}

/// Where the beginning can't be read to its end, the rest fails as it did.
struct Failing<R> {
    input: R,
    failed: Option<io::Error>,
}

impl<R: Read> Read for Failing<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match self.failed.take() {
            Some(error) => Err(error),
            None => self.input.read(out),
        }
    }
}

fn read_document(
    input: impl BufRead,
    progress: &mut Progress,
    take: &mut dyn FnMut(Exchange) -> ControlFlow<()>,
) -> Result<(), String> {
    let cuts = Cell::new(0);
    let mut number = 0;
    let read = document::read(Cut::new(input, cut::LONGEST, &cuts), document::LARGEST, &mut |entry| {
        number += 1;
        progress.object(&entry, Place::Entry(number), Format::Document, take)
    });
    progress.recording.cut += cuts.get();
    if read.is_ok() && number == 0 {
        return Err("it is JSON, but neither a HAR file nor a list of exchanges".to_owned());
    }
    read
}

fn read_lines<R: BufRead>(
    mut lines: Lines<R>,
    progress: &mut Progress,
    take: &mut dyn FnMut(Exchange) -> ControlFlow<()>,
) -> io::Result<ControlFlow<()>> {
    loop {
        let number = lines.number + 1;
        let place = Place::Line(number);
        let line = match lines.next()? {
            None => return Ok(ControlFlow::Continue(())),
            Some(Line::Whole(line)) => line.trim_ascii(),
            Some(Line::TooLong) => {
                progress.lost(place, "the line is too long");
                continue;
            }
        };
        let taken = match line.first() {
            None => continue,
            // Log files say of themselves what their fields are.
            Some(b'#') => continue,
            Some(b'{') => match serde_json::from_slice::<Value>(line) {
                Ok(value) => progress.object(&value, place, Format::JsonLines, take),
                Err(_) => {
                    progress.lost(place, "it begins like JSON and is none");
                    continue;
                }
            },
            Some(_) => {
                let line: Cow<'_, str> = String::from_utf8_lossy(line);
                match access::read(&line) {
                    Entry::Request(format, record) if !record.can_matter() => {
                        *progress.recording.requests.entry(format).or_default() += 1;
                        progress.recording.passed_over += 1;
                        continue;
                    }
                    Entry::Request(format, record) => progress.take(format, record.exchange(number), take),
                    Entry::Unknown(why) => {
                        progress.unread(place, why, may_be_request(&line));
                        continue;
                    }
                    Entry::Cut(why) => {
                        progress.lost(place, why);
                        continue;
                    }
                }
            }
        };
        if taken.is_break() {
            return Ok(taken);
        }
    }
}

/// What has been found so far.
#[derive(Default)]
struct Progress {
    recording: Recording,
}

impl Progress {
    fn take(
        &mut self,
        format: Format,
        exchange: Exchange,
        take: &mut dyn FnMut(Exchange) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        *self.recording.requests.entry(format).or_default() += 1;
        take(exchange)
    }

    fn object(
        &mut self,
        value: &Value,
        place: Place,
        format: Format,
        take: &mut dyn FnMut(Exchange) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        match object::read(value, place) {
            Object::Exchange(exchange) => self.take(format, *exchange, take),
            Object::Line(format, exchange) => self.take(format, *exchange, take),
            Object::Unknown(why) => {
                self.unread(place, why, holds_request(value));
                ControlFlow::Continue(())
            }
            Object::Cut(why) => {
                self.lost(place, why);
                ControlFlow::Continue(())
            }
        }
    }

    fn unread(&mut self, place: Place, why: &str, may_be_request: bool) {
        match may_be_request {
            true => self.lost(place, why),
            false => self.unknown(place, why),
        }
    }

    /// Something unknown that may have been a request or an answer.
    fn lost(&mut self, place: Place, why: &str) {
        self.recording.lost += 1;
        self.unknown(place, why);
    }

    fn unknown(&mut self, place: Place, why: &str) {
        self.recording.unknown += 1;
        if self.recording.first_unknown.len() < MOST_TOLD {
            self.recording.first_unknown.push(Unknown { place, why: why.to_owned() });
        }
    }
}

/// Whether a line that can't be read looks like one about a request all the same.
fn may_be_request(line: &str) -> bool {
    line.contains("HTTP/") || line.contains("Action=")
}

fn holds_request(value: &Value) -> bool {
    match value {
        Value::String(text) => may_be_request(text),
        Value::Array(items) => items.iter().any(holds_request),
        Value::Object(fields) => fields.values().any(holds_request),
        _ => false,
    }
}

/// How the content is laid out.
enum Kind {
    Document,
    Lines,
    Http,
}

const BYTE_ORDER_MARK: &[u8] = &[0xef, 0xbb, 0xbf];

impl Kind {
    /// Tells it by the first bytes.
    fn of(head: &[u8]) -> Result<Self, String> {
        const OTHERS: [(&[u8], &str); 8] = [
            (&[0x28, 0xb5, 0x2f, 0xfd], "it is packed with zstd: unpack it first"),
            (&[0xfd, b'7', b'z', b'X', b'Z'], "it is packed with xz: unpack it first"),
            (b"BZh", "it is packed with bzip2: unpack it first"),
            (b"PK\x03\x04", "it is a zip archive: unpack it first"),
            (&[0xd4, 0xc3, 0xb2, 0xa1], "it is a packet capture: export what it holds as HTTP text or HAR first"),
            (&[0x0a, 0x0d, 0x0d, 0x0a], "it is a packet capture: export what it holds as HTTP text or HAR first"),
            (&[0xff, 0xfe], "it is UTF-16: convert it to UTF-8 first"),
            (&[0xfe, 0xff], "it is UTF-16: convert it to UTF-8 first"),
        ];
        if let Some((_, advice)) = OTHERS.iter().find(|(magic, _)| head.starts_with(magic)) {
            return Err((*advice).to_owned());
        }
        let text = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(head).trim_ascii_start();
        let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii_end();
        match text.first() {
            Some(b'[') if !begins_squid_or_access(line) => Ok(Self::Document),
            Some(b'{') if is_document(text, line) => Ok(Self::Document),
            _ if http::begins_message(line) => Ok(Self::Http),
            _ if line.contains(&0) => Err("it is not text".to_owned()),
            _ => Ok(Self::Lines),
        }
    }
}

/// Some access logs begin with the time in brackets; no JSON does.
fn begins_squid_or_access(line: &[u8]) -> bool {
    line.get(1).is_some_and(u8::is_ascii_digit) && line.contains(&b'/')
}

/// Whether the object that begins here is a document rather than the first of many lines.
fn is_document(text: &[u8], line: &[u8]) -> bool {
    let is_whole = line.len() < text.len() || text.len() < HEAD - BYTE_ORDER_MARK.len();
    let holds = |part: &[u8]| line.windows(part.len()).any(|window| window == part);
    match is_whole {
        true => serde_json::from_slice::<serde::de::IgnoredAny>(line).is_err() || holds(b"\"entries\""),
        false => text[1..].trim_ascii_start().starts_with(b"\"log\""),
    }
}

fn head(input: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    input.take(length).read_to_end(&mut head)?;
    Ok(head)
}

fn described(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => "the file ends in the middle of what is packed".to_owned(),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => format!("what is packed is damaged: {error}"),
        _ => error.to_string(),
    }
}

/// Counts the bytes that are read.
struct Counted<'c, R> {
    input: R,
    bytes: &'c Cell<u64>,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(out)?;
        self.bytes.set(self.bytes.get() + read as u64);
        Ok(read)
    }
}
