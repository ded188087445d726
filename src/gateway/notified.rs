//! Notifications of FPS as they were tried, for whoever watches.

use url::Url;

use crate::sandbox::{
    AttemptOutcome,
    rows::{About, Content, Message, Tenant},
};

/// An attempt to send a notification of FPS: see [`Builder::watch_notifications`](super::Builder::watch_notifications). It
/// tells nothing of what the notification says, and of where it goes only the host.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Notified {
    /// The access key of the caller who is told.
    pub caller: String,
    /// The transaction; none where it is a token that was cancelled.
    pub transaction: Option<String>,
    /// The host that the notification goes to.
    pub host: Option<String>,
    /// How often it was tried, this time included.
    pub attempt: usize,
    /// What came of it.
    pub outcome: AttemptOutcome,
    /// Whether it is never sent again, and has never arrived.
    pub gave_up: bool,
}

impl Notified {
    /// None where it is no notification, or was not tried.
    pub(super) fn of(caller: &Tenant, message: &Message) -> Option<Self> {
        let Content::Notification { url, .. } = &message.content else { return None };
        Some(Self {
            caller: caller.as_str().to_owned(),
            transaction: if let About::Transaction(id) = &message.about { Some(id.clone()) } else { None },
            host: Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned)),
            attempt: message.attempts.len(),
            outcome: message.attempts.last()?.outcome.clone(),
            gave_up: message.due.is_none() && message.delivered.is_none(),
        })
    }
}
