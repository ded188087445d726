//! As much of a browser as a test of pages needs: a request on a connection of its own, and no redirect followed.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// An answer as it came.
pub struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    /// The header of that name, in small letters.
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    pub fn is_page(&self) -> bool {
        self.header("content-type") == "text/html; charset=utf-8"
    }
}

/// Sends a form where there is one, and else asks for a page. `headers` are whole lines.
pub async fn ask(address: SocketAddr, target: &str, form: Option<&str>, headers: &[&str]) -> Answer {
    let mut lines = vec![format!("Host: {address}"), "Connection: close".to_owned()];
    lines.extend(headers.iter().map(|line| (*line).to_owned()));
    let method = match form {
        Some(form) => {
            lines.push("Content-Type: application/x-www-form-urlencoded".to_owned());
            lines.push(format!("Content-Length: {}", form.len()));
            "POST"
        }
        None => "GET",
    };
    let request = format!("{method} {target} HTTP/1.1\r\n{}\r\n\r\n{}", lines.join("\r\n"), form.unwrap_or_default());
    let mut stream = TcpStream::connect(address).await.expect("somebody listens");
    stream.write_all(request.as_bytes()).await.expect("the connection takes it");
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.expect("the answer comes to its end");
    let text = String::from_utf8(bytes).expect("the answer is text");
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer to {target}: {text}"));
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|status| status.parse().ok());
    let headers = lines.filter_map(|line| line.split_once(": "));
    Answer {
        status: status.expect("an answer begins with its status"),
        headers: headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect(),
        body: body.to_owned(),
    }
}
