//! GetAccountActivity: the transactions of the caller's account, page by page.

use chrono::SubsecRound;

use super::parties;
use crate::{
    fps::{self, ErrorCode},
    sandbox::{
        books::{Books, Stop},
        command::invalid,
        rows::{ActivityFilter, Query, Row},
        view::{self, activity_view},
    },
};

const LARGEST_PAGE: i32 = 200;
const SMALLEST_PAGE: i32 = 20;

/// One page. Every transaction of a caller has a `DateReceived` of its own, so a page's edge is sharp:
/// `StartTimeForNextTransaction` is the date of the first transaction that did not fit.
///
/// In ascending order the next page is had with it as the `StartDate`. In descending order, which the API Reference
/// leaves open, the next page lies further back, and is had with it as the `EndDate`.
pub(crate) fn page(
    books: &Books<'_>,
    request: &fps::GetAccountActivityRequest,
) -> Result<fps::GetAccountActivityResult, Stop> {
    let caller = parties::onlooker(books)?;
    // Of several transactions in one millisecond, all but the first are dated a little later.
    let latest = books.now().max(caller.last_received);
    let (from, to) = (request.start_date, request.end_date.unwrap_or(latest));
    let range = |why: &str| Stop::refuse(ErrorCode::InvalidDateRange, why);
    if from > latest {
        return Err(range("StartDate lies in the future."));
    }
    if to < from {
        return Err(range("EndDate is before StartDate."));
    }
    let size = request.max_batch_size.unwrap_or(LARGEST_PAGE);
    if !(SMALLEST_PAGE..=LARGEST_PAGE).contains(&size) {
        return Err(invalid(format!("MaxBatchSize is {size}, and must be from {SMALLEST_PAGE} to {LARGEST_PAGE}.")));
    }
    let size = size.unsigned_abs();
    let ascending = match &request.sort_order_by_date {
        None | Some(fps::SortOrder::Descending) => false,
        Some(fps::SortOrder::Ascending) => true,
        Some(other) => return Err(view::unknown("SortOrderByDate", other)),
    };
    let page = ActivityFilter {
        // Transactions are dated in whole milliseconds.
        from: if from == from.trunc_subsecs(3) {
            from
        } else {
            from.trunc_subsecs(3) + chrono::TimeDelta::milliseconds(1)
        },
        to,
        ascending,
        limit: size + 1,
        operation: request.fps_operation.as_ref().map(view::operation).transpose()?,
        method: request.payment_method.as_ref().map(view::method).transpose()?,
        status: request.transaction_status.as_ref().map(view::status).transpose()?,
        account: caller.id,
        roles: request.role.iter().map(view::role).collect::<Result<_, _>>()?,
    };
    let rows = books.list(Query::Activity(page))?;
    let transactions =
        || rows.iter().filter_map(|row| if let Row::Transaction(row) = row { Some(&**row) } else { None });
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    let transaction: Vec<_> = transactions().take(size).map(activity_view).collect();
    Ok(fps::GetAccountActivityResult {
        batch_size: i32::try_from(transaction.len()).ok(),
        start_time_for_next_transaction: transactions().nth(size).map(|next| next.received),
        transaction,
    })
}
