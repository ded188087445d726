//! `fps migrate scan` as its users meet it: what it prints, what it writes, and with which status it ends.

mod program;

use std::fs::{self, File};
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

use amazon_fps::migrate::report;
use amazon_fps::migrate::scan::{Kind, Scan};
use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use program::{Ran, program, ran};

const FAILED: i32 = 1;
const USAGE: i32 = 2;

/// A key that Amazon shows as an example, and nobody has.
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

const SHOP: &[(&str, &[u8])] = &[
    (".fpsignore", b"old/\n"),
    ("balance.sh", b"curl \"https://fps.amazonaws.com/?Action=GetAccountBalance&Version=2010-08-28\"\n"),
    ("fps.ini", b"endpoint = https://fps.sandbox.amazonaws.com/\n"),
    ("latin.php", b"<?php // caf\xe9"),
    ("logo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0"),
    ("old/fps.ini", b"endpoint = https://fps.amazonaws.com/\n"),
    ("plain.txt", b"nothing of the kind\n"),
];

/// A folder of its own, in which the program runs.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("scan-{}-{name}", std::process::id()));
        // What another run has left is gone, if there is any.
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("the folder for what tests make takes folders");
        Self(path)
    }

    /// With the shop in its folder `shop`.
    fn with_shop(name: &str) -> Self {
        let folder = Self::new(name);
        for (path, bytes) in SHOP {
            folder.write(&format!("shop/{path}"), bytes);
        }
        folder
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("there is room");
        fs::write(path, bytes).expect("there is room");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).expect("it is there, and text")
    }

    fn scan(&self, arguments: &[&str]) -> Ran {
        let mut command = program(&["migrate", "scan"]);
        // For git.
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.args(arguments).current_dir(&self.0);
        ran(command)
    }

    fn json(&self, arguments: &[&str]) -> Scan {
        let ran = self.scan(&[arguments, &["--json"]].concat());
        assert_eq!((ran.status, ran.err.as_str()), (0, ""));
        report::read(&ran.out).expect("it is a scan")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Where endpoints were found.
fn endpoints(scan: &Scan) -> Vec<&str> {
    let found = scan.findings.iter().filter(|finding| finding.kind == Kind::Endpoint);
    found.map(|finding| finding.path.as_str()).collect()
}

#[test]
fn a_folder_is_summed_up_for_people() {
    let folder = Folder::with_shop("text");
    let ran = folder.scan(&["shop"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    for part in [
        "FPS in shop: ",
        "What to do",
        "1. Decide what takes the place of GetAccountBalance.",
        "High risk: ",
        "shop/balance.sh",
        "impossible",
        "1 file could not be read",
        "shop/latin.php",
        "1 file is no text and passed over: 1 .png.",
    ] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    assert!(!ran.out.contains('\u{1b}') && !ran.out.contains("shop/old"), "{}", ran.out);
}

#[test]
fn json_is_what_the_library_reads() {
    let folder = Folder::with_shop("json");
    let scan = folder.json(&["shop"]);
    assert_eq!(scan.roots, ["shop"]);
    assert_eq!(endpoints(&scan), ["shop/balance.sh", "shop/fps.ini"]);
    assert_eq!(scan.skipped.iter().map(|skipped| skipped.path.as_str()).collect::<Vec<_>>(), ["shop/latin.php"]);
    assert_eq!(scan.not_text.get("png"), Some(&1));
    let balance = scan.findings.iter().find(|finding| finding.action.as_deref() == Some("GetAccountBalance"));
    assert_eq!(balance.and_then(|finding| finding.fate.as_deref()), Some("impossible"));

    let all = folder.json(&["shop", "--no-ignore"]);
    assert_eq!(endpoints(&all), ["shop/balance.sh", "shop/fps.ini", "shop/old/fps.ini"]);
    folder.write("leave-out", b"*.ini\n");
    assert_eq!(endpoints(&folder.json(&["shop", "--ignore-file", "leave-out"])), ["shop/balance.sh"]);
    assert_eq!(endpoints(&folder.json(&["shop/fps.ini", "shop/balance.sh"])), ["shop/balance.sh", "shop/fps.ini"]);
}

#[test]
fn an_archive_is_read_where_it_is() {
    let folder = Folder::new("archive");
    let mut zip = ZipWriter::new(File::create(folder.0.join("shop.war")).expect("there is room"));
    for (path, bytes) in SHOP {
        zip.start_file(*path, SimpleFileOptions::default()).expect("it is a name");
        zip.write_all(bytes).expect("there is room");
    }
    zip.finish().expect("there is room");
    let scan = folder.json(&["shop.war"]);
    assert_eq!(endpoints(&scan), ["shop.war!/balance.sh", "shop.war!/fps.ini"]);
    assert_eq!(fs::read_dir(&folder.0).expect("it is there").count(), 1, "nothing was unpacked");

    let sarif: Value = serde_json::from_str(&folder.scan(&["shop.war", "--format", "sarif"]).out).expect("it is JSON");
    let place = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "balance.sh");
}

#[test]
fn a_revision_is_read_instead_of_the_work_tree() {
    let folder = Folder::with_shop("revision");
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=A", "-c", "user.email=a@example.com"]).args(arguments).current_dir(&folder.0);
        git.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
        let output = git.output().expect("git is installed");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("it is text").trim().to_owned()
    };
    git(&["init", "-q"]);
    git(&["add", "-A", "-f"]);
    git(&["commit", "-q", "-m", "shop"]);
    fs::remove_file(folder.0.join("shop/fps.ini")).expect("it was there");
    assert_eq!(endpoints(&folder.json(&["shop"])), ["shop/balance.sh"]);
    let scan = folder.json(&["shop", "--rev", "HEAD"]);
    assert_eq!(endpoints(&scan), ["shop/balance.sh", "shop/fps.ini"]);
    assert_eq!(scan.revision, Some(git(&["rev-parse", "HEAD"])));
    assert_eq!(endpoints(&folder.json(&[".", "--rev", "HEAD"])), ["shop/balance.sh", "shop/fps.ini"]);

    let mut elsewhere = program(&["migrate", "scan", "shop", "--rev", "HEAD", "--json"]);
    elsewhere.env("PATH", std::env::var_os("PATH").unwrap_or_default()).current_dir(&folder.0);
    for name in ["GIT_DIR", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_INDEX_FILE"] {
        elsewhere.env(name, "/nowhere");
    }
    assert_eq!(
        endpoints(&report::read(&ran(elsewhere).out).expect("it is a scan")),
        ["shop/balance.sh", "shop/fps.ini"]
    );

    let ran = folder.scan(&["shop", "--rev", "v9"]);
    assert_eq!(ran.status, USAGE);
    assert!(ran.err.contains("git has not given v9 of shop"), "{}", ran.err);
}

#[test]
fn the_status_says_whether_there_is_what_was_not_to_be() {
    let folder = Folder::with_shop("status");
    for (what, status) in [
        ("impossible", FAILED),
        ("high", FAILED),
        ("medium", FAILED),
        ("any", FAILED),
        ("skipped", FAILED),
        ("changed", 0),
        ("exact", 0),
        ("kept", 0),
        ("unknown", 0),
        ("changed,impossible", FAILED),
    ] {
        let ran = folder.scan(&["shop", "--fail-on", what, "--json"]);
        assert_eq!(ran.status, status, "{what}: {}", ran.err);
        assert_eq!(ran.err.contains("--fail-on"), status == FAILED, "{}", ran.err);
        report::read(&ran.out).expect("the report is written all the same");
    }
    assert_eq!(folder.scan(&["shop/plain.txt", "--fail-on", "any,skipped,medium"]).status, 0);
}

#[test]
fn what_cannot_be_done_is_said_with_its_reason() {
    let folder = Folder::with_shop("errors");
    folder.write("bad.toml", b"[[pattern]]\nid = 7\n");
    folder.write("unclosed", b"*.log\nsecret[z-a].php\n");
    folder.write("cut.zip", b"PK\x03\x04 and no more");
    let cases: &[(&[&str], i32, &str)] = &[
        (&["nowhere"], USAGE, "nowhere can't be read"),
        (&["shop", "--rules", "bad.toml"], USAGE, "bad.toml"),
        (&["shop", "--rules", "none.toml"], USAGE, "none.toml"),
        (&["shop", "--ignore-file", "none"], USAGE, "none can't be read"),
        (&["shop", "--ignore-file", "unclosed"], USAGE, "unclosed: line 2 is no pattern"),
        (&["cut.zip"], USAGE, "cut.zip is no archive that can be read"),
        (&["shop", "--output", "no/such/folder.json"], FAILED, "no/such/folder.json can't be written"),
        (&["shop", "--fail-on", "everything"], USAGE, "everything"),
        (&[], USAGE, "<PATH>"),
    ];
    for (arguments, status, part) in cases {
        let ran = folder.scan(arguments);
        assert_eq!((ran.status, ran.out.as_str()), (*status, ""), "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains(part), "{part}: {}", ran.err);
    }
}

#[test]
fn a_report_in_the_folder_that_is_scanned_changes_nothing() {
    let folder = Folder::with_shop("again");
    for (format, file) in [("text", "a.txt"), ("json", "a.json"), ("sarif", "a.sarif"), ("html", "a.html")] {
        let output = format!("shop/{file}");
        let arguments = ["shop", "--format", format, "--output", &output];
        let first = folder.scan(&arguments);
        assert_eq!((first.status, first.out.as_str(), first.err.as_str()), (0, "", ""));
        let written = folder.read(&output);
        folder.scan(&arguments);
        assert_eq!(folder.read(&output), written, "{format}");
        assert!(written.contains("GetAccountBalance"), "{format}");
        fs::remove_file(folder.0.join(&output)).expect("it was there");
    }
}

#[test]
fn no_secret_is_in_any_report() {
    let folder = Folder::with_shop("secret");
    let config = format!(
        "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\nAWS_SECRET_ACCESS_KEY={SECRET}\nFPS=https://fps.amazonaws.com/\n"
    );
    folder.write("shop/.env", config.as_bytes());
    let found = folder.json(&["shop"]);
    assert!(found.findings.iter().any(|finding| finding.kind == Kind::Credential), "{found:?}");
    for format in ["text", "json", "sarif", "html"] {
        let ran = folder.scan(&["shop", "--format", format]);
        assert!(!ran.out.contains(SECRET) && !ran.err.contains(SECRET), "{format}: {}", ran.out);
    }
    assert_eq!(folder.scan(&["shop", "--fail-on", "credential"]).status, FAILED);
}

#[cfg(unix)]
#[test]
fn names_of_files_do_not_steer_the_terminal() {
    let folder = Folder::new("names");
    let name = "shop/\u{202e}ini.\u{1b}[2J<script>alert(1)</script>\n";
    folder.write(&name.replace("</script>", ""), b"endpoint = https://fps.amazonaws.com/\n");
    let ran = folder.scan(&["shop"]);
    assert!(!ran.out.contains(['\u{202e}', '\u{1b}']), "{:?}", ran.out);
    assert!(ran.out.contains(r"shop/\u{202e}ini.\u{1b}[2J<script>alert(1)\n"), "{}", ran.out);
    let html = folder.scan(&["shop", "--format", "html"]).out;
    assert!(!html.contains("<script") && !html.contains(['\u{202e}', '\u{1b}']));
}

#[cfg(unix)]
#[test]
fn whoever_stops_reading_is_not_bothered_and_gets_the_status() {
    let folder = Folder::with_shop("pipe");
    for (more, status) in [(&[][..], 0), (&["--fail-on", "any"], 1), (&["--json", "--fail-on", "any"], 1)] {
        let mut command = program(&[&["migrate", "scan", "shop"], more].concat());
        command.current_dir(&folder.0);
        let (ended, err) = program::unread(command);
        assert_eq!(ended, Some(status), "{more:?}: {err}");
        assert!(!err.contains("error"), "{err}");
    }
}

#[test]
fn completions_know_the_command() {
    let script = program::fps(&["completions", "bash"]).out;
    for part in ["migrate", "scan", "--fail-on", "sarif"] {
        assert!(script.contains(part), "{part}");
    }
}
