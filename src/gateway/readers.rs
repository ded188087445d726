//! What is answered without a saga: what Amazon Pay is asked for by whoever only reads, and what nobody can answer.

use super::{Gateway, instruction::Instruction, mapping};
use crate::{
    error::ServiceError,
    fate,
    fps::{ErrorCode, RecipientVerificationStatus},
    server::Call,
};

impl Gateway {
    /// Whether a recipient's account at Amazon Pay is active. Only of the caller's own the gateway knows which it is:
    /// of another recipient nothing is asked.
    pub(super) async fn verification(
        &self,
        call: &Call,
        recipient_token: &str,
    ) -> Result<Option<RecipientVerificationStatus>, ServiceError> {
        let tenant = self.0.books.tenant(call)?;
        let id = recipient_token.to_owned();
        let is_own = move |books: &crate::sandbox::books::Books<'_>| {
            Ok(books.token(&id)?.is_some_and(|token| token.account == books.caller_id()))
        };
        let Some(till) = self.till(&tenant) else { return Ok(None) };
        if !self.0.books.look(&tenant, is_own).await? {
            return Ok(None);
        }
        let answer = till.processor.ask(&till.merchant, &Instruction::LookAtMerchant).await;
        mapping::verification(answer).map(Some)
    }

    /// The error that answers an action which is impossible.
    pub(super) fn impossible(&self, call: &Call, action: &str) -> ServiceError {
        if let Err(error) = self.0.books.tenant(call) {
            return error;
        }
        match fate::of(action).and_then(|fate| fate.refusal) {
            Some(refusal) => ServiceError::new(ErrorCode::from(refusal.code), refusal.message),
            None => ServiceError::new(ErrorCode::InternalError, format!("{action} is not answered here.")),
        }
    }
}
