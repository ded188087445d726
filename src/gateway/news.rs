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
            let told = told.clone();
            let (heeded, reservation) = self.0.books.alter(&tenant, move |books| heed(books, &told)).await?;
            if let Some(transaction) = reservation {
                self.look_at_reservation(&tenant, &transaction, true).await?;
            }
            news = match (news, heeded) {
                (News::Heeded, _) | (_, News::Heeded) => News::Heeded,
                (News::Idle, _) | (_, News::Idle) => News::Idle,
                (News::Repeated, News::Repeated) => News::Repeated,
            };
        }
        Ok(news)
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
        NewsError::Books(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// What becomes of it, and the reservation that is to be looked at, where it is about one.
fn heed(books: &mut Books<'_>, told: &Notification) -> Result<(News, Option<String>), Stop> {
    let name = format!("amazon-pay notification {}", told.reference_id);
    if books.document(&name)?.is_some() {
        return Ok((News::Repeated, None));
    }
    books.put(Document { name, body: told.content.notification_type().to_owned() });
    if told.is_sample {
        return Ok((News::Idle, None));
    }
    if let Content::Authorization(told) = &told.content
        && let Some(id) = outside::saga_of(books, &told.authorization_reference_id)?
        && let Some(saga) = books.saga(&id)?
        && saga.action == SagaAction::Reserve
        && saga.ended.is_some()
    {
        return Ok((News::Heeded, Some(saga.subject)));
    }
    let news = match &told.content {
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
    };
    Ok((news?, None))
}

/// Has the saga that used this reference id looked at now, unless somebody is at it.
fn look(books: &mut Books<'_>, key: &str) -> Result<News, Stop> {
    let Some(id) = outside::saga_of(books, key)? else { return Ok(News::Idle) };
    match books.saga(&id)? {
        Some(saga) if saga.ended.is_none() && saga.held.is_none() => {
            books.put(Saga { due: Some(books.now()), ..saga });
            Ok(News::Heeded)
        }
        _ => Ok(News::Idle),
    }
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
