use super::{Answer, Client, Wait};
use crate::amazon_pay::ids::AuthorizationId;
use crate::amazon_pay::{AuthorizationState, GetAuthorizationDetailsRequest, GetAuthorizationDetailsResult};
use crate::error::Error;
use crate::ids::TransactionId;

impl Client {
    /// Asks for an authorization until it is no longer pending: it is open, declined, or closed.
    ///
    /// # Errors
    /// [`Error::StillPending`] at the limit of five minutes, and what
    /// [`Client::get_authorization_details`] gives.
    pub async fn wait_until_decided(
        &self,
        authorization: impl Into<AuthorizationId>,
    ) -> Result<Answer<GetAuthorizationDetailsResult>, Error> {
        self.wait_until_decided_with(authorization, Wait::default()).await
    }

    /// [`Client::wait_until_decided`] with other pauses and another limit.
    ///
    /// # Errors
    /// As those of [`Client::wait_until_decided`].
    pub async fn wait_until_decided_with(
        &self,
        authorization: impl Into<AuthorizationId>,
        wait: Wait,
    ) -> Result<Answer<GetAuthorizationDetailsResult>, Error> {
        let request = GetAuthorizationDetailsRequest::new(authorization);
        let asked = || async {
            let answer = self.get_authorization_details(&request).await?;
            let state = &answer.authorization_details.authorization_status.state;
            Ok((*state != AuthorizationState::Pending).then_some(answer))
        };
        match wait.until(asked).await? {
            Some(answer) => Ok(answer),
            None => {
                let transaction = TransactionId::new(request.amazon_authorization_id.as_str());
                Err(Error::StillPending { transaction, after: wait.limit })
            }
        }
    }
}
