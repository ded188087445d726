//! Requests and answers as they were on the wire, one after the other.
//!
//! An answer belongs to the earliest request that has none yet, as on one connection. What was recorded from several
//! connections at once can't be told apart.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;

use chrono::{DateTime, Utc};
use flate2::bufread::{GzDecoder, ZlibDecoder};

use super::access::is_method;
use super::lines::{Line, Lines};
use super::{Format, Progress, may_be_request, time};
use crate::migrate::traffic::exchange::{Exchange, Place, Request, Response};

/// Requests that wait for their answer, and the bytes of all of them; a recording of requests alone isn't kept in memory.
const MOST_WAITING: usize = 256;
const MOST_WAITING_BYTES: usize = 32 << 20;
/// The bytes of the header lines of one message that are looked at.
const MOST_HEADER_BYTES: usize = 64 << 10;

/// Whether a line begins a message.
pub(super) fn begins_message(line: &[u8]) -> bool {
    status(line).is_some() || request_line(line).is_some()
}

pub(super) fn read<R: BufRead>(
    lines: &mut Lines<R>,
    progress: &mut Progress,
    take: &mut dyn FnMut(Exchange) -> ControlFlow<()>,
) -> io::Result<ControlFlow<()>> {
    let mut waiting = Waiting::new(MOST_WAITING, MOST_WAITING_BYTES);
    let mut begun: Option<Vec<u8>> = None;
    loop {
        let line = match begun.take() {
            Some(line) => line,
            None => match lines.next() {
                Ok(Some(Line::Whole(line))) => line.to_vec(),
                Ok(Some(Line::TooLong)) => {
                    progress.lost(Place::Line(lines.number), "the line is too long");
                    continue;
                }
                Ok(None) => break,
                Err(error) => {
                    let _ = hand_over(waiting, progress, take);
                    return Err(error);
                }
            },
        };
        let place = Place::Line(lines.number);
        let message = match (request_line(&line), status(&line)) {
            (None, None) => {
                if !line.trim_ascii().is_empty() {
                    let text = String::from_utf8_lossy(&line);
                    progress.unread(place, "it begins neither a request nor an answer", may_be_request(&text));
                }
                continue;
            }
            (Some(_), _) => Message::read(lines, false),
            (None, Some(status)) => Message::read(lines, !(status < 200 || status == 204 || status == 304)),
        };
        let mut message = match message {
            Ok(message) => message,
            Err(error) => {
                let _ = hand_over(waiting, progress, take);
                return Err(error);
            }
        };
        if message.is_cut {
            progress.lost(place, "the message is not as long as it says");
        }
        begun = message.next.take();
        if let Some((method, target)) = request_line(&line) {
            waiting.push(message.request(place, method, target));
        } else if let Some(status) = status(&line).filter(|status| *status >= 200) {
            match waiting.answered() {
                Answered::Nobody => progress.lost(place, "it answers no request that was recorded before it"),
                Answered::Passed => progress.lost(place, "it answers a request too far before it"),
                Answered::Request(mut exchange) => {
                    exchange.at = exchange.at.or(message.at);
                    exchange.response = Some(Response { status, body: Some(message.body) });
                    if progress.take(Format::Http, *exchange, take).is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
            }
        }
        while let Some(exchange) = waiting.too_many() {
            if progress.take(Format::Http, exchange, take).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
    }
    Ok(hand_over(waiting, progress, take))
}

fn hand_over(
    waiting: Waiting,
    progress: &mut Progress,
    take: &mut dyn FnMut(Exchange) -> ControlFlow<()>,
) -> ControlFlow<()> {
    waiting.requests.into_iter().try_for_each(|exchange| progress.take(Format::Http, exchange, take))
}

/// Requests that have no answer yet, the earliest first.
struct Waiting {
    requests: VecDeque<Exchange>,
    bytes: usize,
    /// Requests that were given up, and whose answers are still to come: they must not be taken for those of later ones.
    passed: u64,
    most: usize,
    most_bytes: usize,
}

/// Whom an answer belongs to.
enum Answered {
    Request(Box<Exchange>),
    /// To a request that didn't wait for it any more.
    Passed,
    Nobody,
}

impl Waiting {
    fn new(most: usize, most_bytes: usize) -> Self {
        Self { requests: VecDeque::new(), bytes: 0, passed: 0, most, most_bytes }
    }

    fn push(&mut self, request: Exchange) {
        self.bytes += size(&request);
        self.requests.push_back(request);
    }

    fn pop(&mut self) -> Option<Exchange> {
        let request = self.requests.pop_front()?;
        self.bytes -= size(&request);
        Some(request)
    }

    fn answered(&mut self) -> Answered {
        if self.passed > 0 {
            self.passed -= 1;
            return Answered::Passed;
        }
        self.pop().map_or(Answered::Nobody, |request| Answered::Request(Box::new(request)))
    }

    /// The earliest one, where there are more than there is room for.
    fn too_many(&mut self) -> Option<Exchange> {
        if self.requests.len() <= self.most && self.bytes <= self.most_bytes {
            return None;
        }
        let request = self.pop()?;
        self.passed += 1;
        Some(request)
    }
}

/// The bytes that a request takes.
fn size(exchange: &Exchange) -> usize {
    let request = &exchange.request;
    let headers = request.headers.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>();
    request.path.len() + request.query.len() + headers + request.body.as_ref().map_or(0, Vec::len)
}

/// What follows the first line of a message.
#[derive(Default)]
struct Message {
    headers: Vec<(String, String)>,
    at: Option<DateTime<Utc>>,
    body: Vec<u8>,
    /// Whether less was there than the headers promise, or more than there is room for.
    is_cut: bool,
    /// The first line of the next message, where this one ended with it.
    next: Option<Vec<u8>>,
}

impl Message {
    /// `lasts` says that a body without a length goes on until something else begins.
    fn read<R: BufRead>(lines: &mut Lines<R>, lasts: bool) -> io::Result<Self> {
        let mut message = Self::default();
        let (mut length, mut chunked, mut encoding) = (None, false, String::new());
        let mut room = MOST_HEADER_BYTES;
        loop {
            let line = match lines.next()? {
                None => {
                    message.is_cut = true;
                    return Ok(message);
                }
                Some(Line::TooLong) => continue,
                Some(Line::Whole(b"")) => break,
                Some(Line::Whole(line)) => String::from_utf8_lossy(line),
            };
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.parse::<u64>().ok(),
                "transfer-encoding" => chunked = value.to_ascii_lowercase().contains("chunked"),
                "content-encoding" => encoding = value.to_ascii_lowercase(),
                "date" => message.at = time::parse(value),
                _ => {
                    if let Some(left) = room.checked_sub(name.len() + value.len()) {
                        room = left;
                        message.headers.push((name.to_owned(), value.to_owned()));
                    }
                }
            }
        }
        match length {
            _ if chunked => message.read_chunks(lines)?,
            Some(length) => {
                let (body, whole) = lines.bytes(length)?;
                (message.body, message.is_cut) = (body, !whole);
            }
            None if lasts => message.read_to_next(lines)?,
            None => {}
        }
        message.decode(&encoding);
        Ok(message)
    }

    fn read_chunks<R: BufRead>(&mut self, lines: &mut Lines<R>) -> io::Result<()> {
        self.is_cut = true;
        while let Some(Line::Whole(line)) = lines.next()? {
            let size = String::from_utf8_lossy(line);
            let size = size.split(';').next().unwrap_or_default().trim();
            let Ok(size) = u64::from_str_radix(size, 16) else { return Ok(()) };
            if size == 0 {
                // Trailers are none of the request.
                while let Some(Line::Whole(line)) = lines.next()? {
                    if line.is_empty() {
                        break;
                    }
                }
                self.is_cut = false;
                return Ok(());
            }
            let (chunk, whole) = lines.bytes(size)?;
            if !whole || self.body.len() + chunk.len() > super::lines::LONGEST {
                return Ok(());
            }
            self.body.extend(chunk);
            lines.next()?;
        }
        Ok(())
    }

    fn read_to_next<R: BufRead>(&mut self, lines: &mut Lines<R>) -> io::Result<()> {
        while let Some(line) = lines.next()? {
            let Line::Whole(line) = line else {
                self.is_cut = true;
                continue;
            };
            if begins_message(line) {
                self.next = Some(line.to_vec());
                break;
            }
            if self.body.len() + line.len() > super::lines::LONGEST {
                self.is_cut = true;
                continue;
            }
            if !self.body.is_empty() {
                self.body.push(b'\n');
            }
            self.body.extend_from_slice(line);
        }
        Ok(())
    }

    fn decode(&mut self, encoding: &str) {
        let room = super::lines::LONGEST as u64;
        let mut decoded = Vec::new();
        let read = match encoding {
            "gzip" | "x-gzip" => GzDecoder::new(&self.body[..]).take(room).read_to_end(&mut decoded),
            "deflate" => ZlibDecoder::new(&self.body[..]).take(room).read_to_end(&mut decoded),
            _ => return,
        };
        // Many tools write bodies decoded, under the headers that came.
        match read {
            Ok(_) => self.body = decoded,
            Err(_) if begins_as_text(&self.body) => {}
            Err(_) => self.is_cut = true,
        }
    }

    fn request(self, place: Place, method: &str, target: &str) -> Exchange {
        let mut request = Request { method: method.to_owned(), ..Request::default() };
        match method {
            "CONNECT" => request.keep_header("host", target),
            _ => request.aim(target),
        }
        for (name, value) in &self.headers {
            request.keep_header(name, value);
        }
        request.body = Some(self.body);
        request.is_cut = self.is_cut;
        Exchange { at: self.at, ..Exchange::new(place, request) }
    }
}

fn begins_as_text(body: &[u8]) -> bool {
    body.first().is_none_or(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace())
}

fn request_line(line: &[u8]) -> Option<(&str, &str)> {
    let mut words = std::str::from_utf8(line).ok()?.split(' ');
    let (method, target) = (words.next().filter(|method| is_method(method))?, words.next()?);
    words.next().filter(|version| version.starts_with("HTTP/")).map(|_| (method, target))
}

fn status(line: &[u8]) -> Option<u16> {
    let rest = line.strip_prefix(b"HTTP/")?;
    let mut words = rest.split(|byte| *byte == b' ');
    let status = words.nth(1).filter(|status| status.len() == 3)?;
    std::str::from_utf8(status).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::migrate::traffic::recording::Recording;

    fn dump(bytes: &[u8]) -> (Vec<Exchange>, Recording) {
        let mut exchanges = Vec::new();
        let recording = super::super::read(bytes, &mut |exchange| {
            exchanges.push(exchange);
            ControlFlow::Continue(())
        });
        (exchanges, recording)
    }

    fn body(exchange: &Exchange) -> String {
        let response = exchange.response.as_ref().expect("it was answered");
        String::from_utf8_lossy(response.body.as_deref().expect("bodies are recorded")).into_owned()
    }

    #[test]
    fn answers_go_to_the_requests_in_their_order() {
        let (exchanges, recording) = dump(
            b"GET /1 HTTP/1.1\r\nHost: A.b\r\n\r\nPOST /2 HTTP/1.1\r\nContent-Length: 3\r\nSOAPAction: \"Pay\"\r\n\r\na=b\
              HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nDate: Sat, 02 Jan 2010 03:04:05 GMT\r\n\r\n<a>\n</a>\n\
              HTTP/1.1 400 Bad Request\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<b>\r\n4;x\r\n</b>\r\n0\r\n\r\n\
              GET /3 HTTP/1.1\r\n\r\n",
        );
        assert_eq!(recording.unknown, 0, "{recording:?}");
        let [first, second, third] = &exchanges[..] else { panic!("{exchanges:?}") };
        assert_eq!((first.request.host.as_deref(), body(first).as_str()), (Some("a.b"), "<a>\n</a>"));
        assert_eq!(first.at, DateTime::from_timestamp(1_262_401_445, 0));
        assert_eq!((second.place, second.request.header("SOAPAction")), (Place::Line(4), Some("\"Pay\"")));
        assert_eq!(second.request.body.as_deref(), Some(&b"a=b"[..]));
        assert_eq!(body(second), "<b></b>");
        assert!(third.request.path == "/3" && third.response.is_none());
    }

    #[test]
    fn an_answer_is_never_taken_for_that_of_another_request() {
        let requests = (0..MOST_WAITING + 2).map(|number| format!("GET /{number} HTTP/1.1\n\n"));
        let answers =
            (0..MOST_WAITING + 2).map(|number| format!("HTTP/1.1 200 OK\nContent-Length: 6\n\n{number:>6}\n"));
        let (exchanges, recording) = dump(requests.chain(answers).collect::<String>().as_bytes());
        assert_eq!(exchanges.len(), MOST_WAITING + 2);
        let (passed, answered) = exchanges.split_at(2);
        assert!(passed.iter().all(|exchange| exchange.response.is_none()));
        for exchange in answered {
            assert_eq!(exchange.request.path, format!("/{}", body(exchange).trim()));
        }
        assert_eq!((recording.lost, recording.unknown), (2, 2));
    }

    #[test]
    fn what_waits_is_bounded_in_number_and_in_bytes() {
        let request = |bytes: usize| {
            let request = Request { body: Some(vec![b'x'; bytes]), ..Request::default() };
            Exchange::new(Place::Line(1), request)
        };
        let mut waiting = Waiting::new(3, 100);
        for bytes in [60, 30] {
            waiting.push(request(bytes));
            assert!(waiting.too_many().is_none());
        }
        waiting.push(request(20));
        let passed = waiting.too_many().and_then(|exchange| exchange.request.body);
        assert_eq!((passed.map(|body| body.len()), waiting.bytes), (Some(60), 50));
        assert!(waiting.too_many().is_none());
        for _ in 0..2 {
            waiting.push(request(0));
        }
        assert!(waiting.too_many().is_some() && waiting.too_many().is_none());
        // The answers of the two that didn't wait come first.
        assert!(matches!(waiting.answered(), Answered::Passed));
        assert!(matches!(waiting.answered(), Answered::Passed));
        assert!(matches!(waiting.answered(), Answered::Request(_)));
    }

    #[test]
    fn the_headers_of_a_message_are_bounded() {
        let header = format!("X-Filler: {}\n", "x".repeat(1000));
        let text = format!("{}Content-Length: 2\n\nok", header.repeat(1000));
        let message = Message::read(&mut Lines::new(text.as_bytes(), super::super::lines::LONGEST), true);
        let message = message.expect("memory can be read");
        let kept = message.headers.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>();
        assert!(kept <= MOST_HEADER_BYTES && message.headers.len() > 60, "{kept}");
    }

    #[test]
    fn encodings_are_undone_where_they_are_still_there() {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(b"<packed/>").expect("memory takes it");
        let packed = packed.finish().expect("memory takes it");
        let mut bytes = b"GET / HTTP/1.1\n\nHTTP/1.1 200 OK\nContent-Encoding: gzip\n".to_vec();
        write!(bytes, "Content-Length: {}\n\n", packed.len()).expect("memory takes it");
        bytes.extend(packed);
        bytes.extend(b"GET / HTTP/1.1\n\nHTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: 8\n\n<plain/>");
        let (exchanges, _) = dump(&bytes);
        assert_eq!(exchanges.iter().map(body).collect::<Vec<_>>(), ["<packed/>", "<plain/>"]);
    }

    #[test]
    fn what_does_not_belong_is_told() {
        let (exchanges, recording) =
            dump(b"HTTP/1.1 200 OK\nContent-Length: 0\n\n--- note\nGET / HTTP/1.1\nContent-Length: 9\n\nx");
        assert_eq!(exchanges.iter().map(|exchange| exchange.request.is_cut).collect::<Vec<_>>(), [true]);
        assert_eq!(recording.lost, 2);
        let told = recording.first_unknown.iter().map(|it| (it.place, it.why.as_str())).collect::<Vec<_>>();
        assert_eq!(
            told,
            [
                (Place::Line(1), "it answers no request that was recorded before it"),
                (Place::Line(4), "it begins neither a request nor an answer"),
                (Place::Line(5), "the message is not as long as it says"),
            ]
        );
    }
}
