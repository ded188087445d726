use std::collections::{HashSet, VecDeque};
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use chrono::{DateTime, Utc};
use futures_core::Stream;

use super::{Answer, Client};
use crate::error::{Error, MalformedAnswer};
use crate::fps::{GetAccountActivityRequest, GetAccountActivityResult, SortOrder, Transaction};
use crate::ids::TransactionId;

/// The transactions of an account, page after page, each exactly once.
///
/// Made by [`Client::account_activity`]. After an error there is nothing more.
pub struct AccountActivity {
    client: Client,
    request: GetAccountActivityRequest,
    ready: VecDeque<Transaction>,
    /// Transactions of the last page, for those that the next one may repeat at its edge.
    seen: HashSet<TransactionId>,
    fetching: Option<Fetching>,
    done: bool,
}

#[allow(clippy::type_complexity)] // It is one type in one place.
struct Fetching(Pin<Box<dyn Future<Output = Result<Answer<GetAccountActivityResult>, Error>> + Send>>);

impl Client {
    /// The transactions that `request` asks for, following `StartTimeForNextTransaction` from page
    /// to page. Without a sort order the oldest come first.
    ///
    /// See the action `GetAccountActivity` of the reference.
    pub fn account_activity(&self, request: GetAccountActivityRequest) -> AccountActivity {
        let mut request = request;
        request.sort_order_by_date.get_or_insert(SortOrder::Ascending);
        AccountActivity {
            client: self.clone(),
            request,
            ready: VecDeque::new(),
            seen: HashSet::new(),
            fetching: None,
            done: false,
        }
    }
}

impl AccountActivity {
    /// The next transaction; nothing after the last one.
    ///
    /// # Errors
    /// Those of [`Client::get_account_activity`], and [`Error::Malformed`] where the service's pages
    /// don't go on.
    pub async fn next(&mut self) -> Option<Result<Transaction, Error>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Transaction, Error>>> {
        loop {
            if let Some(transaction) = self.ready.pop_front() {
                return Poll::Ready(Some(Ok(transaction)));
            }
            if self.done {
                return Poll::Ready(None);
            }
            let fetching = self.fetching.get_or_insert_with(|| {
                let (client, request) = (self.client.clone(), self.request.clone());
                Fetching(Box::pin(async move { client.get_account_activity(&request).await }))
            });
            let page = ready!(fetching.0.as_mut().poll(context));
            self.fetching = None;
            if let Err(error) = page.and_then(|page| self.take(page.result)) {
                self.done = true;
                return Poll::Ready(Some(Err(error)));
            }
        }
    }

    fn take(&mut self, page: GetAccountActivityResult) -> Result<(), Error> {
        let fresh =
            page.transaction.iter().filter(|transaction| !self.seen.contains(&transaction.transaction_id)).cloned();
        self.ready.extend(fresh);
        let Some(next) = page.start_time_for_next_transaction else {
            self.done = true;
            return Ok(());
        };
        let stands_still = self.edge() == Some(next);
        if stands_still && self.ready.is_empty() {
            let reason = format!("StartTimeForNextTransaction is {next} again, and no transaction of that page is new");
            return Err(Error::Malformed(MalformedAnswer::new("GetAccountActivity", 200, reason, &[])));
        }
        if !stands_still {
            self.seen.clear();
        }
        self.seen.extend(page.transaction.into_iter().map(|transaction| transaction.transaction_id));
        match self.request.sort_order_by_date {
            Some(SortOrder::Descending) => self.request.end_date = Some(next),
            _ => self.request.start_date = next,
        }
        Ok(())
    }

    fn edge(&self) -> Option<DateTime<Utc>> {
        match self.request.sort_order_by_date {
            Some(SortOrder::Descending) => self.request.end_date,
            _ => Some(self.request.start_date),
        }
    }
}

impl Stream for AccountActivity {
    type Item = Result<Transaction, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl fmt::Debug for AccountActivity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountActivity")
            .field("request", &self.request)
            .field("done", &self.done)
            .finish_non_exhaustive()
    }
}
