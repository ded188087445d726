use std::collections::HashSet;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use chrono::{DateTime, Utc};
use futures_core::Stream;

use super::Client;
use super::pages::{Pages, Source, Turned};
use crate::error::{Error, MalformedAnswer};
use crate::fps::{GetAccountActivityRequest, GetAccountActivityResult, SortOrder, Transaction};
use crate::ids::TransactionId;

/// The transactions of an account, page after page, each exactly once.
///
/// Made by [`Client::account_activity`]. After an error there is nothing more.
pub struct AccountActivity {
    pages: Pages<Activity>,
}

struct Activity {
    client: Client,
    request: GetAccountActivityRequest,
    /// Transactions of the last page, for those that the next one may repeat at its edge.
    seen: HashSet<TransactionId>,
}

impl Client {
    /// The transactions that `request` asks for, following `StartTimeForNextTransaction` from page
    /// to page. Without a sort order the oldest come first.
    ///
    /// See the action `GetAccountActivity` of the reference.
    pub fn account_activity(&self, request: GetAccountActivityRequest) -> AccountActivity {
        let mut request = request;
        request.sort_order_by_date.get_or_insert(SortOrder::Ascending);
        AccountActivity { pages: Pages::of(Activity { client: self.clone(), request, seen: HashSet::new() }) }
    }
}

impl AccountActivity {
    /// The next transaction; nothing after the last one.
    ///
    /// # Errors
    /// Those of [`Client::get_account_activity`], and [`Error::Malformed`] where the service's pages
    /// don't go on.
    pub async fn next(&mut self) -> Option<Result<Transaction, Error>> {
        self.pages.next().await
    }
}

impl Source for Activity {
    type Item = Transaction;
    type Page = GetAccountActivityResult;

    fn fetch(&self) -> Pin<Box<dyn Future<Output = Result<GetAccountActivityResult, Error>> + Send>> {
        let (client, request) = (self.client.clone(), self.request.clone());
        Box::pin(async move { Ok(client.get_account_activity(&request).await?.result) })
    }

    fn turn(&mut self, page: GetAccountActivityResult) -> Result<Turned<Transaction>, Error> {
        let is_new = |transaction: &&Transaction| !self.seen.contains(&transaction.transaction_id);
        let items = page.transaction.iter().filter(is_new).cloned().collect::<Vec<_>>();
        let Some(next) = page.start_time_for_next_transaction else {
            return Ok(Turned { items, is_last: true });
        };
        let stands_still = self.edge() == Some(next);
        if stands_still && items.is_empty() {
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
        Ok(Turned { items, is_last: false })
    }
}

impl Activity {
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
        self.pages.poll(context)
    }
}

impl fmt::Debug for AccountActivity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountActivity")
            .field("request", &self.pages.source.request)
            .field("done", &self.pages.done)
            .finish_non_exhaustive()
    }
}
