//! `fps sandbox` over https.

mod program;

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Stdio};

use amazon_fps::sign::x509::Identity;
use chrono::{DateTime, Utc};

use program::{KEY, Ran, SECRET, file, fps, program, ran};

const UNREACHED: i32 = 5;
const USAGE: i32 = 2;
const CERTIFICATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/tls/rsa.pem");
const CERTIFICATE_KEY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/tls/rsa-pkcs8.key");
const OTHER_KEY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/tls/elliptic-curve.key");

#[test]
fn who_trusts_the_authority_in_the_folder_can_call() {
    let folder = Folder::new("trusted");
    let authority = folder.0.join("ca.pem");
    let mut sandbox = Running::start(&["--tls", "--data", folder.0.to_str().unwrap()]);
    assert!(sandbox.url.starts_with("https://127.0.0.1:"), "{}", sandbox.url);
    let trusting = call(&sandbox.url, &authority);
    assert_eq!(trusting.status, 0, "{}", trusting.err);
    let distrustful = call(&sandbox.url, Path::new(CERTIFICATE));
    assert_eq!(distrustful.status, UNREACHED, "{}", distrustful.err);
    let told = sandbox.end();
    assert!(told.contains(&format!("Clients are to trust {}", authority.display())), "{told}");
    assert!(told.contains("warning: no TLS with the client at 127.0.0.1:"), "{told}");

    let first = std::fs::read(&authority).unwrap();
    Running::start(&["--tls", "--data", folder.0.to_str().unwrap()]).end();
    assert_eq!(std::fs::read(&authority).unwrap(), first, "it is the same after a restart");
}

#[test]
fn amazons_hosts_are_explained_with_the_port_and_the_file_that_it_has() {
    let folder = Folder::new("explained");
    let mut sandbox = Running::start(&["--as-amazon", "--data", folder.0.to_str().unwrap()]);
    let port = sandbox.url.strip_prefix("https://127.0.0.1:").expect("it serves https").to_owned();
    let told = sandbox.end();
    let authority = folder.0.join("ca.pem");
    for expected in [
        "\n     127.0.0.1 fps.amazonaws.com fps.sandbox.amazonaws.com\n".to_owned(),
        "\n     127.0.0.1 authorize.payments.amazon.com authorize.payments-sandbox.amazon.com\n".to_owned(),
        "\n     127.0.0.1 mws.amazonservices.com mws-eu.amazonservices.com mws.amazonservices.jp \
         sns.us-east-1.amazonaws.com\n"
            .to_owned(),
        format!("--dport 443 -j REDIRECT --to-ports {port}\n"),
        format!("curl --cacert {} https://fps.amazonaws.com/\n", authority.display()),
        format!("keytool -importcert -noprompt -alias fps -file {} -keystore", authority.display()),
        "stunnel".to_owned(),
    ] {
        assert!(told.contains(&expected), "{expected}: {told}");
    }
}

#[test]
fn without_a_folder_the_authority_is_fetched() {
    let mut sandbox = Running::start(&["--as-amazon"]);
    let url = sandbox.url.clone();
    let told = sandbox.end();
    assert!(told.contains(&format!("curl --insecure {url}/_sandbox/ca.pem --output ca.pem\n")), "{told}");
}

#[test]
fn a_given_certificate_is_used_though_it_has_expired() {
    let day = |date: &str| format!("{date}T00:00:00Z").parse::<DateTime<Utc>>().unwrap();
    let old = Identity::generate("old", 2048, day("2010-01-01"), day("2011-02-03")).unwrap();
    let pem = file("expired.pem", &format!("{}{}", old.certificate().pem(), *old.key_pem().unwrap()));
    let mut sandbox = Running::start(&["--tls-cert", &pem, "--tls-key", &pem]);
    assert!(sandbox.url.starts_with("https://"), "{}", sandbox.url);
    let told = sandbox.end();
    assert!(told.contains("warning: the certificate of CN=old in "), "{told}");
    assert!(told.contains("is not valid now (it ends on 2011-02-03)"), "{told}");

    let mut sandbox = Running::start(&["--tls-cert", CERTIFICATE, "--tls-key", CERTIFICATE_KEY]);
    let told = sandbox.end();
    assert!(!told.contains("warning") && told.contains("Clients are to trust whoever has signed "), "{told}");
}

#[test]
fn files_that_cannot_be_used_are_named() {
    let empty = file("empty.pem", "");
    let cases: [(&[&str], &str); 5] = [
        (&["--tls-cert", CERTIFICATE], "--tls-key"),
        (&["--tls-cert", "/no/such.pem", "--tls-key", CERTIFICATE_KEY], "/no/such.pem can't be read"),
        (&["--tls-cert", &empty, "--tls-key", CERTIFICATE_KEY], "the certificate: no PEM text"),
        (&["--tls-cert", CERTIFICATE, "--tls-key", &empty], "the private key: no PEM text"),
        (&["--tls-cert", CERTIFICATE, "--tls-key", OTHER_KEY], "does not belong to the certificate of `CN=pay.example"),
    ];
    for (arguments, message) in cases {
        let ran = fps(&[&["sandbox"][..], arguments].concat());
        assert_eq!(ran.status, USAGE, "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains(message), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn a_port_that_is_taken_is_explained() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let ran = fps(&["sandbox", "--as-amazon", "--listen", &address.to_string()]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains(&format!("the sandbox can't listen on {address}")), "{}", ran.err);
    assert!(ran.err.contains(&format!("Another program has port {}", address.port())), "{}", ran.err);
}

/// A sandbox in a process of its own, on a port that the system chose.
struct Running {
    child: Child,
    out: BufReader<ChildStdout>,
    url: String,
}

impl Running {
    fn start(arguments: &[&str]) -> Self {
        let mut command = program(&[&["sandbox", "--listen", "127.0.0.1:0"][..], arguments].concat());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program was built");
        let mut out = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut line = String::new();
        out.read_line(&mut line).expect("it writes UTF-8");
        let url = line.strip_prefix("ready ").expect("it is ready").trim_end().to_owned();
        Self { child, out, url }
    }

    /// Ends it as an operator does, and answers what it said to him.
    fn end(&mut self) -> String {
        let kill = format!("kill -INT {}", self.child.id());
        assert!(std::process::Command::new("sh").args(["-c", &kill]).status().expect("there is a shell").success());
        let (mut rest, mut told) = (String::new(), String::new());
        self.out.read_to_string(&mut rest).expect("it writes UTF-8");
        assert_eq!(rest, "", "there is one line on standard output");
        self.child.stderr.take().expect("it is piped").read_to_string(&mut told).expect("it writes UTF-8");
        assert_eq!(self.child.wait().expect("it runs").code(), Some(0), "{told}");
        told
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It has ended, unless the test failed before.
        let _ = self.child.kill();
    }
}

/// A folder that isn't there at first, and goes when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("https-{name}-{}", std::process::id())))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What can't be removed stays in the folder for what tests make.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Calls an action, trusting the authorities in that file and no others.
fn call(url: &str, trusted: &Path) -> Ran {
    let mut command = program(&["call", "GetAccountBalance", "--endpoint", url]);
    command.env("AWS_ACCESS_KEY_ID", KEY).env("AWS_SECRET_ACCESS_KEY", SECRET);
    command.env("SSL_CERT_FILE", trusted);
    ran(command)
}
