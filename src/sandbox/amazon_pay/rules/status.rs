//! How the service says that it does: what GetServiceStatus tells. It is information only; failures are made by faults.

use serde::{Deserialize, Serialize};

use super::On;
use crate::{
    amazon_pay::{self as pay, ErrorCode, ServiceStatus},
    sandbox::{
        books::{Books, Stop},
        rows::Document,
    },
    wire::xml::is_writable,
};

/// The name of the document that holds the present announcement.
const DOCUMENT: &str = "amazon-pay-service-status";

/// What is said of the service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Announcement {
    /// GREEN, GREEN_I, YELLOW or RED.
    pub(crate) status: String,
    /// One is made up for messages that have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) message_id: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) messages: Vec<Notice>,
}

/// A message about the service in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Notice {
    /// Such as `en_US`.
    pub(crate) locale: String,
    pub(crate) text: String,
}

impl Default for Announcement {
    fn default() -> Self {
        Self { status: ServiceStatus::Green.as_str().to_owned(), message_id: None, messages: Vec::new() }
    }
}

pub(crate) fn status(
    books: &Books<'_>,
    _: &On,
    _: &pay::GetServiceStatusRequest,
) -> Result<pay::GetServiceStatusResult, Stop> {
    let Announcement { status, message_id, messages } = announced(books)?;
    let messages = messages.into_iter().map(|Notice { locale, text }| pay::Message { locale, text });
    Ok(pay::GetServiceStatusResult {
        status: status.as_str().into(),
        timestamp: books.now(),
        message_id,
        messages: messages.collect(),
    })
}

/// What is said at present: all is well where nothing else was announced.
pub(crate) fn announced(books: &Books<'_>) -> Result<Announcement, Stop> {
    let Some(document) = books.document(DOCUMENT)? else { return Ok(Announcement::default()) };
    serde_json::from_str(&document.body).map_err(|_| Stop::broken("the status of Amazon Pay"))
}

/// Has this said from now on.
pub(crate) fn announce(books: &mut Books<'_>, mut announcement: Announcement) -> Result<Announcement, Stop> {
    if !ServiceStatus::VALUES.contains(&announcement.status.as_str()) {
        let known = ServiceStatus::VALUES.join(", ");
        return Err(invalid(format!("status is '{}', and may be {known}.", announcement.status)));
    }
    let texts = announcement.messages.iter().flat_map(|notice| [&notice.locale, &notice.text]);
    for text in texts.chain(&announcement.message_id) {
        if text.is_empty() || !is_writable(text) {
            return Err(invalid("A message needs a locale and a text, of characters that an answer can carry."));
        }
    }
    if announcement.message_id.is_none() && !announcement.messages.is_empty() {
        announcement.message_id = Some(books.ids().message());
    }
    let body = serde_json::to_string(&announcement).map_err(|_| Stop::broken("the status of Amazon Pay"))?;
    books.put(Document { name: DOCUMENT.to_owned(), body });
    Ok(announcement)
}

fn invalid(message: impl Into<String>) -> Stop {
    Stop::refuse(ErrorCode::InvalidParameterValue, message)
}
