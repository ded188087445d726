//! What Amazon Pay tells by itself: its notifications, believed only where they are signed and heeded only once.

use axum::{
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, Response, StatusCode},
};

use super::Gateway;
use crate::{
    amazon_pay::{
        BillingAgreementState, OrderReferenceState,
        notification::{Content, Notification, ParseError, VerifyError},
    },
    error::ServiceError,
    sandbox::{
        books::{Books, Stop},
        rows::{Document, Saga, SagaAction, Tenant, TokenType},
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
    Verify(#[from] VerifyError),
    /// It is about a merchant whom this gateway doesn't know.
    #[error("the notification is about a merchant whom no caller of this gateway has")]
    Stranger,
    /// What it is about could not be looked at now: it is to come again.
    #[error("what the notification is about can't be looked at now, as Amazon Pay does not answer")]
    Unheeded,
    /// The books can't be written.
    #[error("the notification can't be written down: {0}")]
    Books(#[from] ServiceError),
}

/// What became of a notification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum News {
    /// Something is looked at because of it, at the next [`Gateway::tick`] at the latest.
    Heeded,
    /// It is about nothing that the gateway waits for.
    Idle,
    /// It came before.
    Repeated,
}

impl Gateway {
    /// Takes in a notification of Amazon Pay: the body of the POST as it came, and what its header
    /// `x-amz-sns-message-type` says. It is verified, and heeded once, however often it comes. What it tells is not
    /// taken at its word but looked at, so that it can neither come too late nor in the wrong order.
    ///
    /// # Errors
    /// See [`NewsError`].
    pub async fn hear(&self, message_type: Option<&str>, body: &[u8]) -> Result<News, NewsError> {
        let told = self.0.verifier.verify(message_type, body).await?;
        let tenants = self.tenants_of(&told.seller_id);
        if tenants.is_empty() {
            return Err(NewsError::Stranger);
        }
        let mut news = News::Repeated;
        for tenant in tenants {
            // A reservation is looked at before the notification counts as heeded: no saga would come back to it.
            let told = told.clone();
            let about = told.clone();
            let reservation = self.0.books.look(&tenant, move |books| reservation(books, &about)).await?;
            if let Some(transaction) = &reservation
                && !self.look_at_reservation(&tenant, transaction, true).await?
            {
                return Err(NewsError::Unheeded);
            }
            let heeded = self.0.books.alter(&tenant, move |books| heed(books, &told)).await?;
            news = match (news, heeded) {
                (News::Heeded, _) | (_, News::Heeded) => News::Heeded,
                (News::Idle, _) | (_, News::Idle) => News::Idle,
                (News::Repeated, News::Repeated) => News::Repeated,
            };
        }
        Ok(news)
    }

    fn tenants_of(&self, seller_id: &str) -> Vec<Tenant> {
        let tills = self.0.tills.iter().filter(|(_, till)| till.merchant.seller_id == seller_id);
        let mut tenants: Vec<_> = tills.map(|(caller, _)| Tenant::of(caller)).collect();
        tenants.sort_unstable();
        tenants
    }
}

/// Answers 200 once it was written down, and something else where it should come again.
pub(super) async fn take_in(State(gateway): State<Gateway>, headers: HeaderMap, body: Bytes) -> Response<Body> {
    let message_type = headers.get("x-amz-sns-message-type").and_then(|value| value.to_str().ok());
    let heard = gateway.hear(message_type, &body).await;
    gateway.metrics().received(match &heard {
        Ok(News::Heeded) => "heeded",
        Ok(News::Idle) => "idle",
        Ok(News::Repeated) => "repeated",
        Err(_) => "refused",
    });
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
        // SNS asks whoever set the subscription up to confirm it.
        NewsError::Verify(VerifyError::Parse(ParseError::OtherMessage { .. })) => StatusCode::NOT_IMPLEMENTED,
        NewsError::Verify(VerifyError::Parse(_)) => StatusCode::BAD_REQUEST,
        NewsError::Verify(VerifyError::Unavailable { .. }) => StatusCode::SERVICE_UNAVAILABLE,
        NewsError::Verify(_) => StatusCode::FORBIDDEN,
        NewsError::Stranger => StatusCode::NOT_FOUND,
        NewsError::Unheeded | NewsError::Books(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// The reservation that is to be looked at because of it, where it is news about one.
fn reservation(books: &Books<'_>, told: &Notification) -> Result<Option<String>, Stop> {
    if told.is_sample || books.document(&name(told))?.is_some() {
        return Ok(None);
    }
    let Content::Authorization(told) = &told.content else { return Ok(None) };
    let saga = made(books, &told.authorization_reference_id)?;
    Ok(saga.filter(|saga| saga.action == SagaAction::Reserve && saga.ended.is_some()).map(|saga| saga.subject))
}

/// What becomes of it.
fn heed(books: &mut Books<'_>, told: &Notification) -> Result<News, Stop> {
    let name = name(told);
    if books.document(&name)?.is_some() {
        return Ok(News::Repeated);
    }
    books.put(Document { name, body: told.content.notification_type().to_owned() });
    if told.is_sample {
        return Ok(News::Idle);
    }
    match &told.content {
        Content::Authorization(told) => look(books, &told.authorization_reference_id),
        Content::Capture(told) => look(books, &told.capture_reference_id),
        Content::Refund(told) => look(books, &told.refund_reference_id),
        Content::OrderReference(told) => {
            let state = &told.order_reference_status.state;
            let has_ended = matches!(state, OrderReferenceState::Canceled | OrderReferenceState::Closed);
            end(books, told.amazon_order_reference_id.as_str(), has_ended)
        }
        Content::BillingAgreement(told) => {
            let state = &told.billing_agreement_status.state;
            let has_ended = matches!(state, BillingAgreementState::Canceled | BillingAgreementState::Closed);
            end(books, told.amazon_billing_agreement_id.as_str(), has_ended)
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

/// What a notification is remembered by.
fn name(told: &Notification) -> String {
    format!("amazon-pay notification {}", told.reference_id)
}

/// What the buyer or Amazon Pay has ended can't be charged any more. The caller is told of a token that would have paid
/// again; one for a single use is spent, or fails when it is used.
fn end(books: &mut Books<'_>, consent: &str, has_ended: bool) -> Result<News, Stop> {
    let token = linking::claimant(books, consent)?.map(|id| books.token(&id)).transpose()?.flatten();
    let Some(mut token) = token.filter(|_| has_ended) else { return Ok(News::Idle) };
    let Some(known) = token.consent.as_mut().filter(|known| known.id == consent && !known.ended) else {
        return Ok(News::Idle);
    };
    known.ended = true;
    if token.active && token.token_type != TokenType::SingleUse {
        token.cancel(books.now(), Some("The buyer's agreement ended at Amazon Pay.".to_owned()), None);
    }
    books.put(token);
    Ok(News::Heeded)
}
