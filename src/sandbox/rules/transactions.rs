//! What the caller can see of one transaction.

use super::parties;
use crate::{
    fps,
    sandbox::{
        books::{Books, Stop},
        view::{self, detail_view},
    },
};

pub(crate) fn detail(books: &Books<'_>, id: &str) -> Result<fps::TransactionDetail, Stop> {
    parties::check_access(books)?;
    Ok(detail_view(&parties::transaction(books, "TransactionId", id)?))
}

pub(crate) fn status(books: &Books<'_>, id: &str) -> Result<fps::GetTransactionStatusResult, Stop> {
    parties::check_access(books)?;
    let transaction = parties::transaction(books, "TransactionId", id)?;
    Ok(fps::GetTransactionStatusResult {
        transaction_id: transaction.id.into(),
        transaction_status: transaction.status.into(),
        caller_reference: transaction.caller_reference.into(),
        status_code: Some(view::code(transaction.code).to_owned()),
        status_message: Some(transaction.message),
    })
}
