use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::redact;

/// What leaves the sandbox: written in the change that it tells of, and sent after it, at least once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Message {
    pub(crate) id: String,
    /// When that which it tells of happened.
    pub(crate) at: DateTime<Utc>,
    pub(crate) about: About,
    pub(crate) content: Content,
    /// When it is sent, or sent again; none once it has arrived or was given up, and where nothing is to be sent.
    pub(crate) due: Option<DateTime<Utc>>,
    pub(crate) attempts: Vec<Attempt>,
    pub(crate) delivered: Option<DateTime<Utc>>,
}

impl Message {
    pub(crate) fn kind(&self) -> MessageKind {
        match self.content {
            Content::Notification { .. } | Content::Sns { .. } => MessageKind::Notification,
            Content::Mail { .. } => MessageKind::Mail,
        }
    }
}

impl std::fmt::Debug for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Message")
            .field("id", &self.id)
            .field("at", &self.at)
            .field("kind", &self.kind())
            .field("about", &self.about)
            .field("due", &self.due)
            .field("attempts", &self.attempts.len())
            .finish_non_exhaustive()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum MessageKind {
    Notification,
    Mail,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Content {
    /// An instant payment notification. Its parameters are signed when they are sent.
    Notification { url: String, parameters: Vec<(String, String)> },
    /// A notification of Amazon Pay, which is signed as SNS does when it is sent.
    Sns {
        url: String,
        topic_arn: String,
        /// What SNS calls it.
        message_id: String,
        /// What it tells, as JSON.
        message: String,
    },
    Mail {
        /// As the reference names it.
        template: String,
        /// The address, and the name of whoever has it.
        to: String,
        name: String,
        subject: String,
        text: String,
    },
}

/// What a message tells of, by its id.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum About {
    Transaction(String),
    Token(String),
    Account(String),
    /// An object of Amazon Pay, of whatever kind: ids tell that.
    AmazonPay(String),
}

impl About {
    /// One text for what it is about.
    pub(crate) fn key(&self) -> String {
        match self {
            Self::Transaction(id) => format!("transaction {id}"),
            Self::Token(id) => format!("token {id}"),
            Self::Account(id) => format!("account {id}"),
            Self::AmazonPay(id) => format!("amazon pay {id}"),
        }
    }
}

impl std::fmt::Debug for About {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Transaction(id) => write!(f, "Transaction({id})"),
            Self::Token(id) => write!(f, "Token({})", redact(id)),
            Self::Account(id) => write!(f, "Account({id})"),
            Self::AmazonPay(id) => write!(f, "AmazonPay({id})"),
        }
    }
}

/// One time that a message was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Attempt {
    pub(crate) at: DateTime<Utc>,
    pub(crate) outcome: AttemptOutcome,
}

/// What came of sending a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum AttemptOutcome {
    /// The receiver answered with this status.
    Answered(u16),
    /// There was no answer, and why.
    Failed(String),
}

impl AttemptOutcome {
    /// Whether the receiver has taken the message in: it answered with a status from 200 to 299.
    pub fn has_arrived(&self) -> bool {
        matches!(self, Self::Answered(200..=299))
    }
}

/// Messages, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(crate) struct MessageFilter {
    pub(crate) kind: Option<MessageKind>,
    pub(crate) about: Option<About>,
    /// How many of the newest are left out.
    pub(crate) skip: u32,
    pub(crate) limit: u32,
}

impl MessageFilter {
    pub(crate) fn accepts(&self, message: &Message) -> bool {
        self.kind.is_none_or(|kind| kind == message.kind())
            && self.about.as_ref().is_none_or(|about| *about == message.about)
    }
}
