//! What buyers have just consented to, confirmed at Amazon Pay while they wait for the page.

use super::{Gateway, turns::Occasion};
use crate::{
    error::ServiceError,
    sandbox::{
        books::Books,
        rows::{Saga, SagaAction, Tenant, Token, Told},
    },
};

/// How far a consent has come that a token stands for.
pub(super) enum Approved {
    /// It can be charged, or is left a draft until it is.
    Good(Box<Token>),
    /// Amazon Pay has not answered: it is asked again until it has.
    UnderWay,
    /// It can't be charged, and why: the token stands for nothing any more.
    Refused(String),
}

impl Gateway {
    /// Has what `token` stands for confirmed, where that was begun and is not done yet.
    pub(super) async fn approve(&self, tenant: &Tenant, token: &str) -> Result<Approved, ServiceError> {
        let (id, token) = (Saga::name(SagaAction::Approve, token), token.to_owned());
        self.go_on(tenant, &id, Occasion::Begun).await?;
        let find = move |books: &Books<'_>| Ok((books.saga(&id)?, books.token(&token)?));
        let (saga, token) = self.0.books.look(tenant, find).await?;
        let is_open = saga.as_ref().is_some_and(|saga| saga.ended.is_none());
        let agreed = token.filter(|token| token.consent.as_ref().is_some_and(|consent| !consent.ended));
        Ok(match agreed {
            Some(token) if is_open && token.consent.as_ref().is_some_and(|consent| !consent.confirmed) => {
                Approved::UnderWay
            }
            Some(token) => Approved::Good(Box::new(token)),
            None => Approved::Refused(why(saga).unwrap_or_else(|| {
                "What was consented to at Amazon Pay has come to its end, or the token was cancelled.".to_owned()
            })),
        })
    }
}

/// In the words of the processor, whether somebody waited for them or not.
fn why(saga: Option<Saga>) -> Option<String> {
    match saga? {
        Saga { told: Some(Told::Refused { message, .. }), .. } => Some(message),
        Saga { trouble, .. } => trouble,
    }
}
