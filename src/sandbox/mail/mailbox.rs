use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Template;
use crate::{
    error::ServiceError,
    ids::{TokenId, TransactionId},
    sandbox::{
        Sandbox,
        books::{Books, Stop},
        rows::{About, AttemptOutcome, Content, Message, MessageFilter, MessageKind, Query, Row, Tenant},
    },
};

/// Messages that are looked through at a time.
const PAGE: u32 = 200;
const MOST: u32 = 1_000;
const DEFAULT: u32 = 100;

/// An e-mail that the sandbox has written: see [`Sandbox::mail`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Mail {
    /// Its id within the sandbox.
    pub id: String,
    /// When that which it tells of happened.
    pub at: DateTime<Utc>,
    /// The name of its template: see the appendix "Email Notification Templates" of the Reference.
    pub template: String,
    /// What e-mails of that template tell of.
    pub event: String,
    /// The address that it goes to.
    pub to: String,
    /// The name of whoever has that address.
    pub name: String,
    /// One line.
    pub subject: String,
    /// Plain text, in lines that end with `\n`.
    pub text: String,
    /// What it tells of.
    pub about: MailAbout,
    /// When the SMTP server took it; none before that, and where there is no SMTP server.
    pub delivered: Option<DateTime<Utc>>,
    /// When it is sent to the SMTP server next, if it is.
    pub due: Option<DateTime<Utc>>,
    /// How often it was sent, the first time first.
    pub attempts: Vec<MailAttempt>,
}

/// What an e-mail tells of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum MailAbout {
    /// A transaction.
    Transaction(TransactionId),
    /// A token.
    Token(TokenId),
    /// An account, by its id.
    Account(String),
}

/// One time that an e-mail was sent to the SMTP server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MailAttempt {
    /// When.
    pub at: DateTime<Utc>,
    /// Why the server did not take it; none if it did.
    pub failure: Option<String>,
}

/// Which e-mails are asked for. What is left out does not matter.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MailFilter {
    /// The access key of the caller in whose world they were written; the first caller if none is named.
    pub caller: Option<String>,
    /// The address that they go to.
    pub to: Option<String>,
    /// The name of their template, as the Reference has it.
    pub template: Option<String>,
    /// The id of the transaction, token or account that they tell of.
    pub about: Option<String>,
    /// How many of them are left out, from the newest.
    pub skip: u32,
    /// How many are wanted: 100 if this is left out, and 1,000 at most.
    pub limit: Option<u32>,
}

impl Sandbox {
    /// The e-mails that were written to the people of a caller's world, the newest first.
    ///
    /// # Errors
    /// `InvalidParams` for a caller or a template that there is not; `InternalError` where the store fails.
    pub async fn mail(&self, filter: MailFilter) -> Result<Vec<Mail>, ServiceError> {
        if let Some(name) = &filter.template
            && Template::named(name).is_none()
        {
            let message = format!("There is no template '{}'.", name.chars().take(64).collect::<String>());
            return Err(crate::sandbox::command::invalid(message).into());
        }
        let _nothing_is_replaced = self.0.replacing.read().await;
        let tenant = Tenant::of(&self.named(filter.caller.as_deref())?);
        let now = self.now();
        self.catch_up(&tenant, now).await?;
        self.read_at(&tenant, now, move |books| list(books, &filter)).await
    }
}

fn list(books: &Books<'_>, filter: &MailFilter) -> Result<Vec<Mail>, Stop> {
    let most = usize::try_from(filter.limit.unwrap_or(DEFAULT).min(MOST)).unwrap_or(usize::MAX);
    let mut leave_out = filter.skip;
    let mut found = Vec::new();
    let mut page = MessageFilter { kind: Some(MessageKind::Mail), about: None, skip: 0, limit: PAGE };
    while found.len() < most {
        let messages = books.list(Query::Messages(page.clone()))?;
        let mails = messages.iter().filter_map(|row| match row {
            Row::Message(message) => mail(message),
            _ => None,
        });
        for mail in mails.filter(|mail| filter.accepts(mail)) {
            if leave_out > 0 {
                leave_out -= 1;
            } else if found.len() < most {
                found.push(mail);
            }
        }
        if messages.len() < usize::try_from(PAGE).unwrap_or(usize::MAX) {
            break;
        }
        page.skip += PAGE;
    }
    Ok(found)
}

impl MailFilter {
    fn accepts(&self, mail: &Mail) -> bool {
        let about = match &mail.about {
            MailAbout::Transaction(id) => id.as_str(),
            MailAbout::Token(id) => id.as_str(),
            MailAbout::Account(id) => id,
        };
        self.to.as_ref().is_none_or(|to| *to == mail.to)
            && self.template.as_ref().is_none_or(|template| *template == mail.template)
            && self.about.as_ref().is_none_or(|id| id == about)
    }
}

fn mail(message: &Message) -> Option<Mail> {
    let Content::Mail { template, to, name, subject, text } = &message.content else { return None };
    let about = match &message.about {
        About::Transaction(id) => MailAbout::Transaction(id.as_str().into()),
        About::Token(id) => MailAbout::Token(id.as_str().into()),
        About::Account(id) => MailAbout::Account(id.clone()),
        // Of which there are no e-mails.
        About::AmazonPay(_) => return None,
    };
    let attempts = message.attempts.iter().map(|attempt| MailAttempt {
        at: attempt.at,
        failure: match &attempt.outcome {
            AttemptOutcome::Answered(_) => None,
            AttemptOutcome::Failed(why) => Some(why.clone()),
        },
    });
    Some(Mail {
        id: message.id.clone(),
        at: message.at,
        template: template.clone(),
        event: Template::named(template).map(|template| template.event().to_owned()).unwrap_or_default(),
        to: to.clone(),
        name: name.clone(),
        subject: subject.clone(),
        text: text.clone(),
        about,
        delivered: message.delivered,
        due: message.due,
        attempts: attempts.collect(),
    })
}
