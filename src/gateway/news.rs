//! What Amazon Pay tells by itself: its notifications, believed only where they are signed and heeded only once.

use axum::{
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, Response, StatusCode},
};
use chrono::{DateTime, Utc};

use super::{
    Gateway,
    heard::{OLDEST, came_before},
    instruction::{Answer, ConsentState, Failure, Instruction},
};
use crate::{
    amazon_pay::notification::{Content, MessageType, Notification, ParseError, VerifyError},
    error::ServiceError,
    sandbox::{
        books::{Books, Stop},
        rows::{Consent, Saga, SagaAction, Tenant, Token, TokenType},
        rules::{linking, outside},
    },
};

/// Where Amazon Pay posts its notifications to.
pub(super) const PATH: &str = "/gateway/amazon-pay/notifications";

/// The largest notification, in bytes: SNS sends no larger message.
pub(super) const LARGEST: usize = 256 * 1024;

/// Why a notification was not taken in.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NewsError {
    /// It is none, or it can't be believed.
    #[error("the notification is not believed: {0}")]
    Verify(VerifyError),
    /// It is of a topic of SNS that was not named, and SNS sends for whoever has an account there.
    #[error(
        "the topic {found} is not expected: if it is the one by which the merchant hears of Amazon Pay, name it in the \
         setting topics (--topics, FPS_GATEWAY_TOPICS)"
    )]
    Topic {
        /// The TopicArn of the message, shortened.
        found: String,
    },
    /// It was sent so long ago that it is not known any more whether it came before.
    #[error("the notification was sent at {sent}: after {days} days none is heeded any more", days = OLDEST.num_days())]
    Stale {
        /// When it was sent.
        sent: DateTime<Utc>,
    },
    /// It is about a merchant whom this gateway doesn't know.
    #[error("the notification is about a merchant whom no caller of this gateway has")]
    Stranger,
    /// What it tells can't be looked at for now: it is to come again.
    #[error("Amazon Pay can't be asked just now about what the notification tells")]
    Unanswered,
    /// The books can't be written.
    #[error("the notification can't be written down: {0}")]
    Books(#[from] ServiceError),
}

impl From<VerifyError> for NewsError {
    fn from(error: VerifyError) -> Self {
        match error {
            VerifyError::Topic { found } => Self::Topic { found },
            error => Self::Verify(error),
        }
    }
}

/// What became of a notification.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum News {
    /// Something is looked at because of it, at the next [`Gateway::tick`] at the latest.
    Heeded,
    /// It is about nothing that the gateway waits for.
    Idle,
    /// It came before.
    Repeated,
    /// It is no notification: SNS asked whether the gateway is to hear of a topic, and was told that it is.
    Confirmed {
        /// The topic.
        topic: String,
    },
}

impl Gateway {
    /// Takes in a notification of Amazon Pay: the body of the POST as it came, and what its header
    /// `x-amz-sns-message-type` says. It is verified, and heeded once, however often it comes. What it tells is not
    /// taken at its word but looked at, so that it can neither come too late nor in the wrong order.
    ///
    /// Where SNS asks instead whether the gateway is to hear of a topic, that is confirmed for a topic that was named
    /// with [`Builder::topics`](super::Builder::topics), and for no other.
    ///
    /// # Errors
    /// See [`NewsError`].
    pub async fn hear(&self, message_type: Option<&str>, body: &[u8]) -> Result<News, NewsError> {
        let heard = self.take(message_type, body).await;
        self.tell_of_news(&heard);
        heard
    }

    async fn take(&self, message_type: Option<&str>, body: &[u8]) -> Result<News, NewsError> {
        let told = match self.0.verifier.believe(message_type, body).await {
            Err(VerifyError::Parse(ParseError::OtherMessage { found: MessageType::SubscriptionConfirmation })) => {
                let asked = self.0.verifier.verify_subscription(message_type, body).await?;
                self.0.verifier.confirm(&asked).await?;
                return Ok(News::Confirmed { topic: asked.topic_arn().to_owned() });
            }
            believed => believed?,
        };
        let (sent, told) = (told.sent(), told.into_unverified());
        if sent < self.now() - OLDEST {
            return Err(NewsError::Stale { sent });
        }
        let tenants = self.tenants_of(&told.seller_id);
        if tenants.is_empty() {
            return Err(NewsError::Stranger);
        }
        let mut news = News::Repeated;
        for tenant in tenants {
            // A reservation is looked at before the notification counts as heeded: no saga would come back to it.
            let about = told.clone();
            let find = move |books: &mut Books<'_>| reservation(books, &about, sent);
            if let Some(transaction) = self.0.books.alter(&tenant, find).await?
                && !self.look_at_reservation(&tenant, &transaction, true).await?
            {
                return Err(NewsError::Unanswered);
            }
            let ended = self.ended_consent(&tenant, &told).await?;
            let told = told.clone();
            let heed = move |books: &mut Books<'_>| heed(books, &told, sent, ended.as_ref());
            let heeded = self.0.books.alter(&tenant, heed).await?;
            news = match (news, heeded) {
                (News::Heeded, _) | (_, News::Heeded) => News::Heeded,
                (News::Idle, _) | (_, News::Idle) => News::Idle,
                (news, _) => news,
            };
        }
        Ok(news)
    }

    /// The consent that is told to have ended, where a token stands for it and Amazon Pay says so when it is asked.
    async fn ended_consent(&self, tenant: &Tenant, told: &Notification) -> Result<Option<Consent>, NewsError> {
        let Some(id) = ended(told).filter(|_| !told.is_sample).map(str::to_owned) else { return Ok(None) };
        let find = move |books: &Books<'_>| Ok(standing(books, &id)?.and_then(|token| token.consent));
        let Some(consent) = self.0.books.look(tenant, find).await? else { return Ok(None) };
        let Some(till) = self.till(tenant) else { return Ok(None) };
        let question = Instruction::LookAtConsent { consent: consent.id.clone(), kind: consent.kind };
        match till.ask(Some(&consent.seller), &question).await {
            Ok(Answer::Consent(ConsentState { ended: true, .. })) => Ok(Some(consent)),
            Ok(_) | Err(Failure::Refused { .. }) => Ok(None),
            Err(Failure::Unknown { .. } | Failure::Later { .. }) => Err(NewsError::Unanswered),
        }
    }

    fn tenants_of(&self, seller_id: &str) -> Vec<Tenant> {
        let tills = self.0.tills.iter().filter(|(_, till)| till.merchant_of(seller_id).is_some());
        let mut tenants: Vec<_> = tills.map(|(caller, _)| Tenant::of(caller)).collect();
        tenants.sort_unstable();
        tenants
    }
}

/// Answers 200 once it was written down, and something else where it should come again.
pub(super) async fn take_in(State(gateway): State<Gateway>, headers: HeaderMap, body: Bytes) -> Response<Body> {
    let message_type = headers.get("x-amz-sns-message-type").and_then(|value| value.to_str().ok());
    let heard = gateway.hear(message_type, &body).await;
    let (status, text) = match heard {
        Ok(_) => (StatusCode::OK, String::new()),
        Err(error) => (status_of(&error), format!("{error}\n")),
    };
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response
}

fn status_of(error: &NewsError) -> StatusCode {
    match error {
        // That a subscription has ended is for whoever manages it.
        NewsError::Verify(VerifyError::Parse(ParseError::OtherMessage { .. })) => StatusCode::NOT_IMPLEMENTED,
        NewsError::Verify(VerifyError::Parse(_)) => StatusCode::BAD_REQUEST,
        NewsError::Verify(VerifyError::Unavailable { .. } | VerifyError::Unconfirmed { .. })
        | NewsError::Unanswered
        | NewsError::Books(_) => StatusCode::SERVICE_UNAVAILABLE,
        NewsError::Verify(_) | NewsError::Topic { .. } | NewsError::Stale { .. } => StatusCode::FORBIDDEN,
        NewsError::Stranger => StatusCode::NOT_FOUND,
    }
}

/// The reservation that is to be looked at because of it, where it is news about one.
fn reservation(books: &mut Books<'_>, told: &Notification, sent: DateTime<Utc>) -> Result<Option<String>, Stop> {
    let came_before = came_before(books, &told.reference_id, sent)?;
    // It has not come before it is heeded.
    books.discard();
    let Content::Authorization(about) = &told.content else { return Ok(None) };
    if told.is_sample || came_before {
        return Ok(None);
    }
    let saga = made(books, &about.authorization_reference_id)?;
    Ok(saga.filter(|saga| saga.action == SagaAction::Reserve && saga.ended.is_some()).map(|saga| saga.subject))
}

/// What becomes of it. `over` is the consent that it tells to have ended, where that is true.
fn heed(books: &mut Books<'_>, told: &Notification, sent: DateTime<Utc>, over: Option<&Consent>) -> Result<News, Stop> {
    if came_before(books, &told.reference_id, sent)? {
        return Ok(News::Repeated);
    }
    if told.is_sample {
        return Ok(News::Idle);
    }
    match &told.content {
        Content::Authorization(told) => look(books, &told.authorization_reference_id),
        Content::Capture(told) => look(books, &told.capture_reference_id),
        Content::Refund(told) => look(books, &told.refund_reference_id),
        Content::OrderReference(_) | Content::BillingAgreement(_) => {
            over.map_or(Ok(News::Idle), |over| end(books, over))
        }
        _ => Ok(News::Idle),
    }
}

/// Has the saga that used this reference id go on: now or, where somebody is at it, as soon as he would wait.
pub(super) fn look(books: &mut Books<'_>, key: &str) -> Result<News, Stop> {
    let Some(saga) = made(books, key)? else { return Ok(News::Idle) };
    match (saga.ended, saga.held) {
        (Some(_), _) => return Ok(if saga.action == SagaAction::Reserve { News::Heeded } else { News::Idle }),
        (None, Some(_)) => books.put(Saga { news: true, ..saga }),
        (None, None) => books.put(Saga { due: Some(books.now()), ..saga }),
    }
    Ok(News::Heeded)
}

/// The saga that used this reference id.
fn made(books: &Books<'_>, key: &str) -> Result<Option<Saga>, Stop> {
    Ok(outside::saga_of(books, key)?.map(|id| books.saga(&id)).transpose()?.flatten())
}

/// The id of the consent that a notification tells to have ended.
fn ended(told: &Notification) -> Option<&str> {
    match &told.content {
        Content::OrderReference(told) => {
            told.order_reference_status.state.is_final().then(|| told.amazon_order_reference_id.as_str())
        }
        Content::BillingAgreement(told) => {
            told.billing_agreement_status.state.is_final().then(|| told.amazon_billing_agreement_id.as_str())
        }
        _ => None,
    }
}

/// The token that stands for a consent which has not ended as far as is known.
fn standing(books: &Books<'_>, consent: &str) -> Result<Option<Token>, Stop> {
    let token = linking::claimant(books, consent)?.map(|id| books.token(&id)).transpose()?.flatten();
    Ok(token.filter(|token| token.consent.as_ref().is_some_and(|known| known.id == consent && !known.ended)))
}

/// What the buyer or Amazon Pay has ended can't be charged any more. The caller is told of a token that would have paid
/// again; one for a single use is spent, or fails when it is used.
fn end(books: &mut Books<'_>, over: &Consent) -> Result<News, Stop> {
    let Some(mut token) = standing(books, &over.id)? else { return Ok(News::Idle) };
    if let Some(known) = token.consent.as_mut() {
        known.ended = true;
    }
    if token.active && token.token_type != TokenType::SingleUse {
        token.cancel(books.now(), Some("The buyer's agreement ended at Amazon Pay.".to_owned()), None);
    }
    books.put(token);
    Ok(News::Heeded)
}
