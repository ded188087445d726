//! What is answered without a saga: what Amazon Pay is asked for by whoever only reads, and what nobody can answer.

use super::{Gateway, instruction::Instruction, mapping};
use crate::{
    error::ServiceError,
    fate,
    fps::{ErrorCode, RecipientVerificationStatus},
    server::Call,
};

impl Gateway {
    /// Whether a recipient's account at Amazon Pay is active: the caller's own, or that of a seller for whom it may act.
    pub(super) async fn verification(
        &self,
        call: &Call,
        recipient_token: &str,
    ) -> Result<Option<RecipientVerificationStatus>, ServiceError> {
        let tenant = self.0.books.tenant(call)?;
        let id = recipient_token.to_owned();
        let account = move |books: &crate::sandbox::books::Books<'_>| Ok(books.token(&id)?.map(|token| token.account));
        let Some(till) = self.till(&tenant) else { return Ok(None) };
        let Some(account) = self.0.books.look(&tenant, account).await? else { return Ok(None) };
        let seller = if account == tenant.as_str() { &till.merchant.seller_id } else { &account };
        if till.merchant_of(seller).is_none() {
            let why = format!(
                "The recipient is the seller {seller}, for whom the gateway can't act: give his SellerId and MWSAuthToken \
                 in its configuration, as a [[caller.recipient]]."
            );
            return Err(ServiceError::new(ErrorCode::InvalidTokenId, why));
        }
        let answer = till.ask(Some(seller), &Instruction::LookAtMerchant).await;
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
