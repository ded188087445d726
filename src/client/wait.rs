use std::time::Duration;

use tokio::time::Instant;

use super::{Answer, Client};
use crate::error::Error;
use crate::fps::{GetTransactionStatusRequest, GetTransactionStatusResult, TransactionStatus};
use crate::ids::TransactionId;

/// How long, and how often, something that is pending is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// The pause after the first question; each later one is half as long again. Default: 500 ms.
    pub first: Duration,
    /// The longest pause. Default: 15 s.
    pub most: Duration,
    /// When to give up. Default: 5 minutes.
    pub limit: Duration,
}

impl Default for Wait {
    fn default() -> Self {
        Self { first: Duration::from_millis(500), most: Duration::from_secs(15), limit: Duration::from_secs(300) }
    }
}

impl Wait {
    /// Asks until there is something; there is nothing at the limit.
    pub(crate) async fn until<T, A>(&self, ask: impl Fn() -> A) -> Result<Option<T>, Error>
    where
        A: Future<Output = Result<Option<T>, Error>>,
    {
        let began = Instant::now();
        let mut pause = self.first;
        loop {
            if let Some(done) = ask().await? {
                return Ok(Some(done));
            }
            if began.elapsed().saturating_add(pause) > self.limit {
                return Ok(None);
            }
            tokio::time::sleep(pause).await;
            pause = (pause.saturating_mul(3) / 2).min(self.most);
        }
    }
}

impl Client {
    /// Asks for the status of a transaction until it is no longer pending: it has succeeded, failed,
    /// been cancelled, or been reserved.
    ///
    /// # Errors
    /// [`Error::StillPending`] at the limit of five minutes, and what [`Client::get_transaction_status`] gives.
    pub async fn wait_until_final(
        &self,
        transaction: impl Into<TransactionId>,
    ) -> Result<Answer<GetTransactionStatusResult>, Error> {
        self.wait_until_final_with(transaction, Wait::default()).await
    }

    /// [`Client::wait_until_final`] with other pauses and another limit.
    ///
    /// # Errors
    /// As those of [`Client::wait_until_final`].
    pub async fn wait_until_final_with(
        &self,
        transaction: impl Into<TransactionId>,
        wait: Wait,
    ) -> Result<Answer<GetTransactionStatusResult>, Error> {
        let request = GetTransactionStatusRequest::new(transaction);
        let asked = || async {
            let status = self.get_transaction_status(&request).await?;
            Ok((status.transaction_status != TransactionStatus::Pending).then_some(status))
        };
        match wait.until(asked).await? {
            Some(status) => Ok(status),
            None => Err(Error::StillPending { transaction: request.transaction_id.clone(), after: wait.limit }),
        }
    }
}
