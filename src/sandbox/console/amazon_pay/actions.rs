//! What Amazon does by itself, from a plain form.

use axum::{Form, extract::Path, response::Redirect};
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::{
    error::ServiceError,
    sandbox::{
        amazon_pay::{AmazonAction, AmazonRefund},
        command::invalid,
        console::{
            actions::way_back,
            visit::{Failure, Visit},
        },
    },
};

#[derive(Deserialize)]
pub(super) struct Deed {
    back: String,
    action: Kind,
    #[serde(default)]
    decline: String,
    #[serde(default)]
    amount: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Cancel,
    Close,
    Suspend,
    DeleteBillingAddress,
    Decide,
    Refund,
    Chargeback,
}

pub(super) async fn act(visit: Visit, Path(id): Path<String>, Form(deed): Form<Deed>) -> Result<Redirect, Failure> {
    let back = deed.back.clone();
    let action = deed.action().map_err(|error| visit.refused(&error))?;
    let done = visit.sandbox.act_as_amazon(Some(&visit.caller.access_key_id), &id, action).await;
    done.map_err(|error| visit.refused(&error))?;
    Ok(Redirect::to(way_back(&back)))
}

impl Deed {
    fn action(self) -> Result<AmazonAction, ServiceError> {
        Ok(match self.action {
            Kind::Cancel => AmazonAction::Cancel {},
            Kind::Close => AmazonAction::Close { by_buyer: false },
            Kind::Suspend => AmazonAction::Suspend {},
            Kind::DeleteBillingAddress => AmazonAction::DeleteBillingAddress {},
            Kind::Decide => {
                AmazonAction::Decide { decline: Some(self.decline).filter(|reason| !reason.is_empty()), soft: false }
            }
            Kind::Refund => AmazonAction::Refund { amount: amount(&self.amount)?, cause: AmazonRefund::Guarantee },
            Kind::Chargeback => AmazonAction::Refund { amount: amount(&self.amount)?, cause: AmazonRefund::Chargeback },
        })
    }
}

/// The amount that was written; nothing stands for all that is left.
fn amount(text: &str) -> Result<Option<Decimal>, ServiceError> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| invalid("The amount must be a number.").into()),
    }
}
