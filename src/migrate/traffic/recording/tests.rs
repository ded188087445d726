use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;

use super::*;

const COMMON: &str = r#"10.0.0.1 - - [02/Jan/2010:03:04:05 +0000] "GET /?Action=Pay HTTP/1.1" 200 123"#;
const STATIC: &str = r#"10.0.0.1 - - [02/Jan/2010:03:04:05 +0000] "GET /logo.png HTTP/1.1" 200 123 "-" "Browser""#;
const JSON: &str = r#"{"method":"GET","url":"/?Action=Refund","status":200}"#;
const HAR: &str =
    r#"{"log":{"version":"1.2","entries":[{"request":{"method":"GET","url":"https://h/?Action=Pay"}},{"note":1}]}}"#;

fn found(bytes: &[u8]) -> (Vec<String>, Recording) {
    let mut found = Vec::new();
    let recording = read(bytes, &mut |exchange| {
        found.push(format!("{} {}", exchange.place, exchange.request.query));
        ControlFlow::Continue(())
    });
    (found, recording)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).expect("memory takes it");
    packer.finish().expect("memory takes it")
}

#[test]
fn lines_of_several_formats_are_read_from_one_file() {
    let text = format!("\u{feff}\n{COMMON}\r\n# a note\n{JSON}\nstarted\n{STATIC}\n{{\"cut\":\n");
    let (found, recording) = found(text.as_bytes());
    assert_eq!(found, ["line 2 Action=Pay", "line 4 Action=Refund"]);
    assert_eq!(
        recording.requests,
        BTreeMap::from([(Format::JsonLines, 1), (Format::Common, 1), (Format::Combined, 1)])
    );
    assert_eq!((recording.passed_over, recording.unknown, recording.broken), (1, 2, None));
    let places = recording.first_unknown.iter().map(|unknown| unknown.place).collect::<Vec<_>>();
    assert_eq!(places, [Place::Line(5), Place::Line(7)]);
    assert_eq!(recording.bytes, text.len() as u64);
}

#[test]
fn documents_are_told_from_lines() {
    let pretty =
        serde_json::to_string_pretty(&serde_json::from_str::<Value>(HAR).expect("it is JSON")).expect("it is JSON");
    for text in [HAR.to_owned(), pretty, format!("[{JSON},\n{JSON}]")] {
        let (found, recording) = found(text.as_bytes());
        assert_eq!(found.first().map(|it| it.split(' ').next()), Some(Some("entry")), "{text}");
        assert_eq!(recording.broken, None, "{text}");
    }
    for text in [JSON.to_owned(), format!("{JSON}\n{JSON}\n"), format!("{JSON}\n{}", "x".repeat(HEAD))] {
        assert_eq!(found(text.as_bytes()).0[0], "line 1 Action=Refund", "{text}");
    }
    let ecs = format!("{{\"log\":{{\"level\":\"info\"}},{}\n", &JSON[1..]);
    assert_eq!(found(ecs.as_bytes()).0, ["line 1 Action=Refund"]);
    let long = HAR.replacen("\"entries\":[", &format!("\"note\":\"{}\",\"entries\":[", "x".repeat(HEAD)), 1);
    assert_eq!(found(long.as_bytes()).0, ["entry 1 Action=Pay"]);
    let (_, other) = found(b"{\"a\":\n{}}");
    assert_eq!(other.broken.as_deref(), Some("it is JSON, but neither a HAR file nor a list of exchanges"));
}

#[test]
fn gzip_is_told_by_its_magic_and_may_have_several_members() {
    let (first, second) = COMMON.split_at(20);
    let packed = [gzip(first.as_bytes()), gzip(second.as_bytes()), gzip(format!("\n{COMMON}").as_bytes())].concat();
    let (lines, recording) = found(&packed);
    assert_eq!(lines, ["line 1 Action=Pay", "line 2 Action=Pay"]);
    assert!(recording.gzip && recording.broken.is_none());
    assert_eq!(recording.bytes, 2 * COMMON.len() as u64 + 1);
}

#[test]
fn what_is_not_whole_is_read_as_far_as_it_goes() {
    let text = format!("{COMMON}\n").repeat(20_000);
    let packed = gzip(text.as_bytes());
    let (lines, recording) = found(&packed[..packed.len() / 2]);
    assert!(lines.len() > 5_000 && lines.len() < 20_000, "{}", lines.len());
    assert_eq!(recording.broken.as_deref(), Some("the file ends in the middle of what is packed"));

    let mut damaged = packed;
    damaged.extend(b"more");
    let (lines, recording) = found(&damaged);
    assert_eq!(lines.len(), 20_000);
    assert!(recording.broken.is_some(), "{recording:?}");

    let (entries, recording) = found(&HAR.as_bytes()[..HAR.len() - 5]);
    assert_eq!(entries, ["entry 1 Action=Pay"]);
    assert_eq!(recording.broken.as_deref(), Some("the file ends in the middle of the document"));
}

#[test]
fn what_can_not_be_read_says_what_to_do() {
    for (bytes, part) in [
        (&b"PK\x03\x04..."[..], "unpack it first"),
        (&[0x28, 0xb5, 0x2f, 0xfd, 0], "zstd"),
        (&[0xd4, 0xc3, 0xb2, 0xa1, 0], "export what it holds"),
        (&[0xff, 0xfe, b'a', 0], "UTF-16"),
        (b"\x7fELF\0\0\0", "not text"),
    ] {
        let broken = found(bytes).1.broken.expect(part);
        assert!(broken.contains(part), "{broken}");
    }
    assert_eq!(found(b"").1, Recording::default());
}

#[test]
fn a_huge_line_and_a_huge_text_are_passed_over() {
    let text = format!("{COMMON}\n{}\n{COMMON}", "x".repeat(lines::LONGEST + 1));
    let (lines, recording) = found(text.as_bytes());
    assert_eq!(lines, ["line 1 Action=Pay", "line 3 Action=Pay"]);
    assert_eq!(recording.first_unknown[0].why, "the line is too long");

    let body = "x".repeat(cut::LONGEST + 5);
    let har = HAR.replacen(
        "{\"request\"",
        &format!("{{\"response\":{{\"status\":200,\"content\":{{\"text\":\"{body}\"}}}},\"request\""),
        1,
    );
    let mut length = 0;
    let recording = read(har.as_bytes(), &mut |exchange| {
        length = exchange.response.and_then(|response| response.body).map_or(0, |body| body.len());
        ControlFlow::Continue(())
    });
    assert_eq!((length, recording.cut, recording.broken), (cut::LONGEST, 1, None));
}

#[test]
fn reading_stops_when_no_more_is_wanted() {
    for text in [format!("{COMMON}\n{COMMON}"), format!("[{JSON},{JSON}]"), "GET / HTTP/1.1\n\n".repeat(2)] {
        let mut count = 0;
        let recording = read(text.as_bytes(), &mut |_| {
            count += 1;
            ControlFlow::Break(())
        });
        assert_eq!((count, recording.broken), (1, None), "{text}");
    }
}

proptest! {
    #[test]
    fn nothing_panics(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        found(&bytes);
        found(&gzip(&bytes));
    }

    #[test]
    fn nothing_that_looks_like_a_recording_panics(
        pieces in prop::collection::vec(prop_oneof![
            Just(COMMON.to_owned()), Just(STATIC.to_owned()), Just(JSON.to_owned()), Just(HAR.to_owned()),
            Just("GET /?a HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc".to_owned()),
            Just("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n".to_owned()),
            "[ -~]{0,40}",
        ], 0..6),
        cut in any::<prop::sample::Index>(),
        change in any::<(prop::sample::Index, u8)>(),
    ) {
        let mut bytes = pieces.join("\n").into_bytes();
        if !bytes.is_empty() {
            let at = change.0.index(bytes.len());
            bytes[at] = change.1;
            bytes.truncate(cut.index(bytes.len()) + 1);
        }
        found(&bytes);
    }
}
