//! As much of HTTP as a test of pages needs: one request on one connection, no redirect followed.

use std::net::SocketAddr;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// An answer as it came.
pub struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    /// The header of that name, in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

pub async fn send(address: SocketAddr, method: &str, target: &str, host: &str, kind: &str, body: &str) -> Answer {
    let mut stream = BufReader::new(TcpStream::connect(address).await.expect("somebody listens"));
    let head = format!(
        "{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all((head + body).as_bytes()).await.expect("the connection takes it");
    let mut head = Vec::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.unwrap_or_else(|error| panic!("no answer to {method} {target}: {error}"));
        match line.trim_end() {
            "" => break,
            line => head.push(line.to_owned()),
        }
    }
    let status = head.first().and_then(|line| line.split(' ').nth(1)).and_then(|status| status.parse().ok());
    let headers = head.iter().filter_map(|line| line.split_once(':'));
    let mut answer = Answer {
        status: status.expect("an answer begins with its status"),
        headers: headers.map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned())).collect(),
        body: String::new(),
    };
    let length = answer.header("content-length").and_then(|length| length.parse().ok());
    let mut bytes = vec![0; length.expect("an answer says its length")];
    stream.read_exact(&mut bytes).await.expect("the answer is whole");
    answer.body = String::from_utf8(bytes).expect("the answer is text");
    answer
}
