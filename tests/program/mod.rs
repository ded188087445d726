//! Running the program, and something for it to call.

// Each test file takes from this what it needs.
#![allow(dead_code)]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use amazon_fps::sandbox::{Builder, Clock, Sandbox, Seed, SystemClock};
use serde_json::Value;

pub const KEY: &str = "AKIAIOSFODNN7EXAMPLE";
pub const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

/// What a run of the program came to.
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

/// The program with these arguments and nothing in its environment.
pub fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fps"));
    command.args(arguments).env_clear().stdin(Stdio::null());
    command
}

/// Runs the program with nothing in its environment.
pub fn fps(arguments: &[&str]) -> Ran {
    ran(program(arguments))
}

/// Runs the program with the sandbox's access key in its environment.
pub fn fps_as_caller(arguments: &[&str]) -> Ran {
    let mut command = program(arguments);
    command.env("AWS_ACCESS_KEY_ID", KEY).env("AWS_SECRET_ACCESS_KEY", SECRET);
    ran(command)
}

pub fn ran(mut command: Command) -> Ran {
    let output = command.output().expect("the program was built");
    let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
    let ran = Ran {
        status: output.status.code().expect("no signal ended it"),
        out: text(output.stdout),
        err: text(output.stderr),
    };
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
    ran
}

/// Its status where nobody reads its standard output, and what it says on standard error.
pub fn unread(mut command: Command) -> (Option<i32>, String) {
    let (reader, writer) = std::io::pipe().expect("the system has pipes");
    drop(reader);
    let output = command.stdout(writer).output().expect("the program was built");
    (output.status.code(), String::from_utf8(output.stderr).expect("the program writes UTF-8"))
}

impl Ran {
    /// The one JSON document on standard output.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}{}", self.out, self.err))
    }
}

/// A sandbox on a port, in this process.
pub struct Served {
    pub url: String,
    pub seed: Seed,
    _runtime: tokio::runtime::Runtime,
}

impl Served {
    pub fn start() -> Self {
        Self::with_clock(SystemClock)
    }

    pub fn with_clock(clock: impl Clock) -> Self {
        Self::of(Sandbox::builder().clock(clock))
    }

    pub fn of(builder: Builder) -> Self {
        let runtime = tokio::runtime::Runtime::new().expect("the system has threads");
        let (url, seed) = runtime.block_on(async {
            let sandbox = builder.seed(5).build().await.expect("memory is always there");
            let address = SocketAddr::from(([127, 0, 0, 1], 0));
            let listening = sandbox.listen(address).await.expect("the system has ports");
            let url = listening.url();
            tokio::spawn(listening.serve(std::future::pending()));
            (url, sandbox.seed().await.expect("memory is always there"))
        });
        Self { url, seed, _runtime: runtime }
    }

    pub fn token(&self, name: &str) -> &str {
        let found = self.seed.tokens.iter().find(|token| token.name == name);
        found.expect("the sandbox has such a token").token_id.as_str()
    }

    /// The files of the caller's certificate and key.
    pub fn identity(&self, name: &str) -> (String, String) {
        let caller = self.seed.callers.first().expect("the sandbox has a caller");
        let pem = |text: &Option<String>| text.clone().expect("the sandbox makes a certificate for its caller");
        (
            file(&format!("{name}-certificate.pem"), &pem(&caller.certificate_pem)),
            file(&format!("{name}-key.pem"), &pem(&caller.key_pem)),
        )
    }
}

/// A file with this content, in the folder for what tests make.
pub fn file(name: &str, content: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("fps-{}-{name}", std::process::id()));
    std::fs::write(&path, content).expect("the folder for what tests make takes files");
    path.to_str().expect("its path is UTF-8").to_owned()
}

/// A server that gives every request the same bytes for an answer, and then hangs up.
pub fn answering(answer: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("the system has ports");
    let address = listener.local_addr().expect("it is bound");
    std::thread::spawn(move || {
        for connection in listener.incoming() {
            let Ok(mut connection) = connection else { return };
            read_request(&mut connection);
            // Whoever asked may be gone.
            let _ = connection.write_all(answer);
        }
    });
    format!("http://{address}")
}

/// An address at which nothing listens.
pub fn closed_port() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("the system has ports");
    format!("http://{}", listener.local_addr().expect("it is bound"))
}

/// Reads one request to the end of its body.
pub fn read_request(connection: &mut TcpStream) -> Vec<u8> {
    let mut request = Vec::new();
    let mut piece = [0; 4096];
    loop {
        let read = connection.read(&mut piece).unwrap_or(0);
        request.extend_from_slice(&piece[..read]);
        let text = String::from_utf8_lossy(&request);
        let body = text.split_once("\r\n\r\n").map(|(head, body)| (length_in(head), body.len()));
        if read == 0 || body.is_some_and(|(expected, there)| there >= expected) {
            return request;
        }
    }
}

fn length_in(head: &str) -> usize {
    let lines = head.lines().filter_map(|line| line.split_once(':'));
    let length = lines.into_iter().find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    length.and_then(|(_, value)| value.trim().parse().ok()).unwrap_or(0)
}
