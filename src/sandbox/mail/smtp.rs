//! E-mails that leave by SMTP.

use std::{fmt, time::Duration};

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message as Letter, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};

use crate::sandbox::rows::{Content, Message};

/// How long the server may take.
const TIMEOUT: Duration = Duration::from_secs(10);
const SENDER: &str = "FPS Sandbox <fps-sandbox@localhost>";
/// What follows the id of a message in its Message-ID.
const DOMAIN: &str = "fps-sandbox.localhost";

/// The server that e-mails are given to: without encryption and without a password, as for a mail catcher.
#[derive(Debug, Clone)]
pub(crate) struct Smtp {
    host: String,
    port: u16,
    from: Mailbox,
    anywhere: bool,
}

impl Smtp {
    /// The server at `address`, such as `localhost:1025` or `smtp://localhost:1025`.
    pub(crate) fn new(address: &str, from: Option<&str>, anywhere: bool) -> Result<Self, String> {
        let bare = address.strip_prefix("smtp://").unwrap_or(address).trim_end_matches('/');
        let form = || format!("'{address}' is not of the form HOST:PORT");
        let (host, port) = bare.rsplit_once(':').ok_or_else(form)?;
        let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        let is_host = !host.is_empty() && !host.contains(|char: char| char.is_whitespace() || "/@?#[]".contains(char));
        let port = port.parse().ok().filter(|port| *port > 0 && is_host).ok_or_else(form)?;
        let from = from.unwrap_or(SENDER);
        let from = from.parse().map_err(|error| format!("'{from}' can't be the sender of e-mails: {error}"))?;
        Ok(Self { host: host.to_owned(), port, from, anywhere })
    }

    /// Gives the server an e-mail.
    ///
    /// # Errors
    /// Why the server did not take it, or was not asked.
    pub(crate) async fn send(&self, message: &Message) -> Result<(), String> {
        let letter = self.letter(message)?;
        self.check_address().await?;
        let transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&self.host)
            .port(self.port)
            .timeout(Some(TIMEOUT))
            .build();
        match tokio::time::timeout(TIMEOUT, transport.send(letter)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(format!("{self}: {}", with_sources(&error))),
            Err(_) => Err(format!("{self} took longer than {} seconds", TIMEOUT.as_secs())),
        }
    }

    fn letter(&self, message: &Message) -> Result<Letter, String> {
        let Content::Mail { to, name, subject, text, .. } = &message.content else {
            return Err("a notification is no e-mail".to_owned());
        };
        let to = to.parse().map_err(|error| format!("'{to}' is not an e-mail address: {error}"))?;
        Letter::builder()
            .message_id(Some(format!("<{}@{DOMAIN}>", message.id)))
            .date(message.at.into())
            .from(self.from.clone())
            .to(Mailbox::new(Some(name.clone()), to))
            .subject(subject.clone())
            .header(ContentType::TEXT_PLAIN)
            .body(text.clone())
            .map_err(|error| format!("the e-mail can't be written: {error}"))
    }

    /// Whether the server is on this machine, where others are not allowed.
    async fn check_address(&self) -> Result<(), String> {
        let found = tokio::net::lookup_host((self.host.as_str(), self.port)).await;
        let mut found = found.map_err(|error| format!("{self} is not found: {error}"))?;
        if self.anywhere || found.all(|address| address.ip().to_canonical().is_loopback()) {
            return Ok(());
        }
        Err(format!("{self} is not a loopback address: start with --notify-anywhere"))
    }
}

impl fmt::Display for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

fn with_sources(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text += &format!(": {error}");
        source = error.source();
    }
    text
}
