//! What left the sandbox: notifications with every attempt to deliver them, and e-mails.

use askama::Template;
use axum::{body::Body, extract::Path, http::Response};
use serde_json::Value;

use super::{
    filters::{self, Named},
    frame::{Frame, Section},
    tokens::Pages,
    transactions::messages,
    visit::{Failure, Visit, page},
};
use crate::{
    amazon_pay::notification::Notification as PayNotification,
    sandbox::rows::{About, AttemptOutcome, Content, Message, MessageFilter, MessageKind},
    sign::v2::decode_parameters,
};

const ON_A_PAGE: u32 = 50;

/// Where a message stands.
pub(super) enum State {
    Delivered,
    Waiting,
    /// It was tried, and will be tried again.
    Trying,
    GivenUp,
    /// It stays in the mailbox.
    Kept,
}

impl State {
    pub(super) fn of(message: &Message) -> Self {
        match message {
            Message { delivered: Some(_), .. } => Self::Delivered,
            Message { due: Some(_), attempts, .. } if attempts.is_empty() => Self::Waiting,
            Message { due: Some(_), .. } => Self::Trying,
            Message { content: Content::Mail { .. }, attempts, .. } if attempts.is_empty() => Self::Kept,
            _ => Self::GivenUp,
        }
    }
}

impl Named for State {
    fn name(&self) -> &'static str {
        match self {
            Self::Delivered => "Delivered",
            Self::Waiting => "Waiting",
            Self::Trying => "Trying again",
            Self::GivenUp => "Given up",
            Self::Kept => "In the mailbox",
        }
    }

    fn tone(&self) -> &'static str {
        match self {
            Self::Delivered => "good",
            Self::Waiting | Self::Trying => "warn",
            Self::GivenUp => "bad",
            Self::Kept => "",
        }
    }
}

impl Message {
    pub(super) fn state(&self) -> State {
        State::of(self)
    }

    /// The part of the console that shows it.
    pub(super) fn list(&self) -> &'static str {
        match self.kind() {
            MessageKind::Notification => "notifications",
            MessageKind::Mail => "mail",
        }
    }

    /// What it says, in a line.
    pub(super) fn gist(&self) -> String {
        match &self.content {
            Content::Notification { parameters, .. } => {
                let value = |name| parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
                let gist = ["notificationType", "operation", "transactionStatus", "status", "transactionAmount"];
                let gist: Vec<_> = gist.into_iter().filter_map(value).collect();
                if gist.is_empty() { format!("{} parameters", parameters.len()) } else { gist.join(" · ") }
            }
            Content::Sns { message, .. } => match PayNotification::read(message) {
                Ok(notification) => {
                    let content = &notification.content;
                    let amount = content.amount().map(ToString::to_string);
                    let gist = [Some(content.notification_type()), content.state(), amount.as_deref()];
                    gist.into_iter().flatten().collect::<Vec<_>>().join(" · ")
                }
                Err(_) => format!("{} characters", message.len()),
            },
            Content::Mail { subject, .. } => subject.clone(),
        }
    }

    /// Whom or what it goes to.
    pub(super) fn goes_to(&self) -> &str {
        match &self.content {
            Content::Notification { url, .. } | Content::Sns { url, .. } => url,
            Content::Mail { to, .. } => to,
        }
    }
}

impl AttemptOutcome {
    pub(super) fn text(&self) -> String {
        match self {
            Self::Answered(status) => format!("answered {status}"),
            Self::Failed(why) => why.clone(),
        }
    }

    pub(super) fn is_good(&self) -> bool {
        matches!(self, Self::Answered(200..=299))
    }
}

/// The page of what a message is about.
fn about(frame: &Frame, about: &About) -> (String, String) {
    let (list, what, id) = match about {
        About::Transaction(id) => ("transactions", "Transaction", id),
        About::Token(id) => ("tokens", "Token", id),
        About::Account(id) => ("accounts", "Account", id),
        About::AmazonPay(id) => return (frame.amazon_pay(id), format!("Amazon Pay {id}")),
    };
    (frame.one(list, id), format!("{what} {}", filters::shortened(id)))
}

#[derive(Template)]
#[template(path = "console/templates/messages.html", config = "src/sandbox/askama.toml")]
struct List {
    frame: Frame,
    kind: MessageKind,
    messages: Vec<Message>,
    pages: Pages,
}

impl List {
    fn about(&self, message: &Message) -> (String, String) {
        about(&self.frame, &message.about)
    }
}

pub(super) async fn notifications(visit: Visit) -> Result<Response<Body>, Failure> {
    list(visit, Section::Notifications, MessageKind::Notification).await
}

pub(super) async fn mails(visit: Visit) -> Result<Response<Body>, Failure> {
    list(visit, Section::Mail, MessageKind::Mail).await
}

async fn list(visit: Visit, section: Section, kind: MessageKind) -> Result<Response<Body>, Failure> {
    let number = visit.number::<u32>("page").unwrap_or_default();
    let skip = number.saturating_mul(ON_A_PAGE);
    let filter = MessageFilter { kind: Some(kind), about: None, skip, limit: ON_A_PAGE + 1 };
    let mut found = visit.look(move |books| messages(books, filter.clone())).await?;
    let has_more = found.len() > ON_A_PAGE as usize;
    found.truncate(ON_A_PAGE as usize);
    let frame = visit.frame(section, section.name());
    let pages = Pages::of(&frame, section.path(), number as usize, has_more);
    page(&List { frame, kind, messages: found, pages })
}

#[derive(Template)]
#[template(path = "console/templates/notification.html", config = "src/sandbox/askama.toml")]
struct Notification {
    frame: Frame,
    message: Message,
    about: (String, String),
    parameters: Vec<(String, String)>,
    /// What it is posted as: a form, or a message of SNS.
    form: &'static str,
    body: String,
    replay: String,
    /// Why it can't be signed.
    unsigned: Option<String>,
}

pub(super) async fn notification(visit: Visit, Path(id): Path<String>) -> Result<Response<Body>, Failure> {
    let missing = || visit.missing(Section::Notifications, "notification");
    let message = visit.look(move |books| books.message(&id)).await?.ok_or_else(missing)?;
    if message.kind() != MessageKind::Notification {
        return Err(missing());
    }
    let (body, unsigned) = match visit.sandbox.posting(&message).await {
        Ok(posting) => (posting.body, None),
        Err(why) => (String::new(), Some(why)),
    };
    let (form, parameters) = match &message.content {
        Content::Sns { message, .. } => ("a message of SNS", members(message)),
        Content::Notification { parameters, .. } if unsigned.is_some() => ("a form", parameters.clone()),
        _ => ("a form", decode_parameters(&body).unwrap_or_default()),
    };
    let frame = visit.frame(Section::Notifications, "Notification");
    let (about, replay) = (about(&frame, &message.about), frame.to(&format!("notifications/{}/replay", message.id)));
    page(&Notification { frame, message, about, parameters, form, body, replay, unsigned })
}

/// The members of a JSON object.
fn members(text: &str) -> Vec<(String, String)> {
    let object: serde_json::Map<String, Value> = serde_json::from_str(text).unwrap_or_default();
    let shown = |value| if let Value::String(text) = value { text } else { value.to_string() };
    object.into_iter().map(|(name, value)| (name, shown(value))).collect()
}

#[derive(Template)]
#[template(path = "console/templates/mail.html", config = "src/sandbox/askama.toml")]
struct Mail {
    frame: Frame,
    message: Message,
    about: (String, String),
    template: String,
    name: String,
    text: String,
}

pub(super) async fn mail(visit: Visit, Path(id): Path<String>) -> Result<Response<Body>, Failure> {
    let Some(message) = visit.look(move |books| books.message(&id)).await? else {
        return Err(visit.missing(Section::Mail, "e-mail"));
    };
    let Content::Mail { template, name, text, subject, .. } = message.content.clone() else {
        return Err(visit.missing(Section::Mail, "e-mail"));
    };
    let frame = visit.frame(Section::Mail, subject);
    page(&Mail { about: about(&frame, &message.about), frame, message, template, name, text })
}
