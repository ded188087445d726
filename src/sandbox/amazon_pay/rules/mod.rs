//! The rules of Amazon Pay: functions of the rows, the request, the time and new identifiers, as all rules are.

pub(crate) mod access;
pub(crate) mod account;
pub(crate) mod agreement;
pub(crate) mod amazon;
pub(crate) mod amazon_agreement;
pub(crate) mod authorize;
pub(crate) mod capture;
pub(crate) mod charge_agreement;
pub(crate) mod constraints;
pub(crate) mod finality;
pub(crate) mod listing;
pub(crate) mod order;
pub(crate) mod provider;
pub(crate) mod reference;
pub(crate) mod refund;
pub(crate) mod status;
pub(crate) mod wallet;

use super::rows::{Authorization, Capture, Merchant, OrderReference, Refund};
use crate::{
    amazon_pay::{Environment, ErrorCode},
    sandbox::{
        books::{Books, Stop},
        rows::{Kind, Query, Row},
    },
    server::Seller,
};

/// For whom and where a call is made. Nothing of other merchants or of the other environment is found.
#[derive(Debug, Clone)]
pub(crate) struct On {
    pub(crate) merchant: Merchant,
    pub(crate) environment: Environment,
}

impl On {
    /// The merchant that a call names, if whoever calls may act for him: he is the caller itself, or the call shows his
    /// MWSAuthToken. A token that is not needed is not looked at.
    pub(crate) fn of(books: &Books<'_>, seller: &Seller) -> Result<Self, Stop> {
        let Some(merchant) = books.merchant(&seller.seller_id)? else { return Err(unknown(books, seller)?) };
        match &merchant.auth_token {
            Some(token) if seller.auth_token.as_ref() != Some(token) => Err(Stop::refuse(
                ErrorCode::AccessDenied,
                format!(
                    "The merchant {} has not let this caller act for him: send the MWSAuthToken that he gave.",
                    merchant.id
                ),
            )),
            _ => Ok(Self { merchant, environment: seller.environment }),
        }
    }

    /// The same, if he can take part in payments.
    pub(crate) fn active(books: &Books<'_>, seller: &Seller) -> Result<Self, Stop> {
        let on = Self::of(books, seller)?;
        match on.merchant.active {
            true => Ok(on),
            false => Err(Stop::refuse(
                ErrorCode::InvalidAccountStatus,
                format!("The account of the merchant {} is not active.", on.merchant.id),
            )),
        }
    }

    /// Whether that is whose an object is and where.
    pub(crate) fn owns(&self, seller: &str, environment: Environment) -> bool {
        self.merchant.id == seller && self.environment == environment
    }

    pub(crate) fn order_reference(&self, books: &Books<'_>, id: &str) -> Result<OrderReference, Stop> {
        let order = books.order_reference(id)?.filter(|order| self.owns(&order.seller, order.environment));
        order.ok_or_else(|| {
            Stop::refuse(ErrorCode::InvalidOrderReferenceId, format!("The OrderReferenceId {id} is invalid."))
        })
    }

    pub(crate) fn authorization(&self, books: &Books<'_>, id: &str) -> Result<Authorization, Stop> {
        let found = books.authorization(id)?.filter(|found| self.owns(&found.seller, found.environment));
        found.ok_or_else(|| no_transaction("AuthorizationId", id))
    }

    pub(crate) fn capture(&self, books: &Books<'_>, id: &str) -> Result<Capture, Stop> {
        let found = books.capture(id)?.filter(|found| self.owns(&found.seller, found.environment));
        found.ok_or_else(|| no_transaction("CaptureId", id))
    }

    pub(crate) fn refund(&self, books: &Books<'_>, id: &str) -> Result<Refund, Stop> {
        let found = books.refund(id)?.filter(|found| self.owns(&found.seller, found.environment));
        found.ok_or_else(|| no_transaction("RefundId", id))
    }
}

fn no_transaction(what: &str, id: &str) -> Stop {
    Stop::refuse(ErrorCode::InvalidTransactionId, format!("The {what} {id} is invalid."))
}

fn unknown(books: &Books<'_>, seller: &Seller) -> Result<Stop, Stop> {
    let known = books.list(Query::All(Kind::Merchant))?.iter().filter_map(|row| match row {
        Row::Merchant(merchant) => Some(merchant.id.as_str()),
        _ => None,
    });
    let known = known.collect::<Vec<_>>().join(", ");
    Ok(Stop::refuse(
        ErrorCode::AccessDenied,
        format!(
            "There is no merchant {} here. SellerId may be {known}; POST /_sandbox/amazon-pay/merchants adds one.",
            seller.seller_id
        ),
    ))
}
