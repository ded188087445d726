//! What leaves the sandbox: notifications and e-mails.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::answer::{Asked, Failure, Json, Named};
use super::world::World;
use crate::error::ServiceError;
use crate::sandbox::command::invalid;
use crate::sandbox::rows::{About, AttemptOutcome, Content, Message, MessageFilter, MessageKind, Query, Row};
use crate::sandbox::{Mail, MailFilter, Sandbox};

const PAGE: usize = 100;
const LARGEST_PAGE: usize = 1_000;
/// Messages that are looked through at a time.
const BATCH: u32 = 500;

/// Which notifications are asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct WhichNotifications {
    caller: Option<String>,
    state: Option<DeliveryState>,
    transaction: Option<String>,
    /// The id of an object of Amazon Pay.
    amazon_pay: Option<String>,
    skip: Option<usize>,
    limit: Option<usize>,
}

/// How far a notification has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum DeliveryState {
    /// It is sent, or sent again, when it is due.
    Pending,
    /// Somebody has answered that he has it.
    Delivered,
    /// It is sent no more.
    GivenUp,
}

#[derive(Serialize)]
pub(super) struct Notifications {
    notifications: Vec<NotificationView>,
}

#[derive(Serialize)]
struct NotificationView {
    id: String,
    at: DateTime<Utc>,
    state: DeliveryState,
    url: String,
    about: AboutView,
    /// Of one of FPS, without the certificate's URL and the signature, which are added when it is sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    parameters: Option<Vec<(String, String)>>,
    /// Of one of Amazon Pay, what SNS carries.
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<serde_json::Value>,
    due: Option<DateTime<Utc>>,
    delivered: Option<DateTime<Utc>>,
    attempts: Vec<AttemptView>,
}

/// What a message tells of, by its id.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum AboutView {
    Transaction(String),
    Token(String),
    Account(String),
    AmazonPay(String),
}

#[derive(Serialize)]
struct AttemptView {
    at: DateTime<Utc>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<String>,
}

pub(super) async fn notifications(
    State(sandbox): State<Sandbox>,
    Asked(which): Asked<WhichNotifications>,
) -> Result<Json<Notifications>, Failure> {
    let tenant = sandbox.tenant_named(which.caller.as_deref())?;
    let about = match (which.transaction, which.amazon_pay) {
        (Some(_), Some(_)) => {
            let refusal = invalid("A notification is about a transaction or about an object of Amazon Pay.");
            return Err(ServiceError::from(refusal).into());
        }
        (transaction, object) => transaction.map(About::Transaction).or(object.map(About::AmazonPay)),
    };
    let state = which.state;
    let (skip, limit) = (which.skip.unwrap_or(0), which.limit.unwrap_or(PAGE).clamp(1, LARGEST_PAGE));
    let notifications = sandbox.look(&tenant, move |books| {
        let mut found = Vec::new();
        let mut filter =
            MessageFilter { kind: Some(MessageKind::Notification), about: about.clone(), skip: 0, limit: BATCH };
        loop {
            let rows = books.list(Query::Messages(filter.clone()))?;
            let views = rows.iter().filter_map(|row| if let Row::Message(row) = row { view(row) } else { None });
            found.extend(views.filter(|view| state.is_none_or(|state| state == view.state)));
            if found.len() >= skip.saturating_add(limit) || rows.len() < usize::try_from(BATCH).unwrap_or(usize::MAX) {
                return Ok(found.into_iter().skip(skip).take(limit).collect());
            }
            filter.skip += BATCH;
        }
    });
    Ok(Json(Notifications { notifications: notifications.await? }))
}

/// What came of one more attempt.
#[derive(Serialize)]
pub(super) struct Replayed {
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<String>,
}

pub(super) async fn replay(
    State(sandbox): State<Sandbox>,
    Named(id): Named<String>,
    Asked(world): Asked<World>,
) -> Result<Json<Replayed>, Failure> {
    let told = sandbox.replay(world.caller.as_deref(), &id).await?;
    let (status, failure) = outcome(&told);
    Ok(Json(Replayed { status, failure }))
}

/// The status of an answer, or why there was none.
fn outcome(outcome: &AttemptOutcome) -> (Option<u16>, Option<String>) {
    match outcome {
        AttemptOutcome::Answered(status) => (Some(*status), None),
        AttemptOutcome::Failed(reason) => (None, Some(reason.clone())),
    }
}

#[derive(Serialize)]
pub(super) struct Mailbox {
    mail: Vec<Mail>,
}

pub(super) async fn mail(
    State(sandbox): State<Sandbox>,
    Asked(filter): Asked<MailFilter>,
) -> Result<Json<Mailbox>, Failure> {
    Ok(Json(Mailbox { mail: sandbox.mail(filter).await? }))
}

fn view(message: &Message) -> Option<NotificationView> {
    let (url, parameters, told) = match &message.content {
        Content::Notification { url, parameters } => (url, Some(parameters.clone()), None),
        Content::Sns { url, message, .. } => {
            // It is JSON; if it ever weren't, it would be shown as the text that it is.
            let told = serde_json::from_str(message).unwrap_or_else(|_| message.as_str().into());
            (url, None, Some(told))
        }
        Content::Mail { .. } => return None,
    };
    let attempts = message.attempts.iter().map(|attempt| {
        let (status, failure) = outcome(&attempt.outcome);
        AttemptView { at: attempt.at, status, failure }
    });
    Some(NotificationView {
        id: message.id.clone(),
        at: message.at,
        state: match (message.delivered, message.due) {
            (Some(_), _) => DeliveryState::Delivered,
            (None, Some(_)) => DeliveryState::Pending,
            (None, None) => DeliveryState::GivenUp,
        },
        url: url.clone(),
        about: match &message.about {
            About::Transaction(id) => AboutView::Transaction(id.clone()),
            About::Token(id) => AboutView::Token(id.clone()),
            About::Account(id) => AboutView::Account(id.clone()),
            About::AmazonPay(id) => AboutView::AmazonPay(id.clone()),
        },
        parameters,
        message: told,
        due: message.due,
        delivered: message.delivered,
        attempts: attempts.collect(),
    })
}
