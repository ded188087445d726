//! What happens to the objects of Amazon Pay by themselves, when it is due.

use chrono::{DateTime, Utc};

use super::{agreement, authorize, capture, order, refund};
use crate::sandbox::{
    books::{Books, Stop},
    rows::Row,
};

/// Does what is due for the object that was found as `row`, and tells whether anything was. What happened in the same
/// unit of work before may have changed it.
pub(crate) fn step(books: &mut Books<'_>, row: &Row) -> Result<bool, Stop> {
    let is_due = |books: &Books<'_>, due: Option<DateTime<Utc>>| due.is_some_and(|due| due <= books.now());
    match row {
        Row::OrderReference(known) => match books.order_reference(&known.id)? {
            Some(order) if is_due(books, order.due()) => order::step(books, order)?,
            _ => return Ok(false),
        },
        Row::Authorization(known) => match books.authorization(&known.id)? {
            Some(authorization) if is_due(books, authorization.due()) => authorize::step(books, authorization)?,
            _ => return Ok(false),
        },
        Row::Capture(known) => match books.capture(&known.id)? {
            Some(capture) if is_due(books, capture.due()) => capture::step(books, capture)?,
            _ => return Ok(false),
        },
        Row::Refund(known) => match books.refund(&known.id)? {
            Some(refund) if is_due(books, refund.due()) => refund::step(books, refund)?,
            _ => return Ok(false),
        },
        Row::BillingAgreement(known) => match books.billing_agreement(&known.id)? {
            Some(agreement) if is_due(books, agreement.due()) => agreement::step(books, agreement),
            _ => return Ok(false),
        },
        _ => return Ok(false),
    }
    Ok(true)
}
