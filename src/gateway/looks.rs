//! Looking at what no saga is about: a merchant's account, and a reservation that stands.

use chrono::TimeDelta;

use super::{
    Gateway, decision,
    instruction::{Answer, Failure, Instruction, Merchant},
    mapping,
};
use crate::{
    error::ServiceError,
    fps::{ErrorCode, RecipientVerificationStatus},
    sandbox::rows::{Status, Tenant, Transaction},
    server::Call,
};

/// How often a reservation is looked at, however often somebody asks for it.
const PAUSE: TimeDelta = TimeDelta::minutes(1);

impl Gateway {
    /// Whether the merchant behind a recipient's token can be paid, as the processor says.
    pub(super) async fn verification(
        &self,
        call: &Call,
        token: String,
    ) -> Result<RecipientVerificationStatus, ServiceError> {
        let tenant = self.0.books.tenant(call)?;
        let token = self.0.books.look(&tenant, move |books| books.token(&token)).await?;
        let seller = token.and_then(|token| token.consent).map(|consent| consent.seller);
        match self.inquire(&tenant, seller, &Instruction::LookAtMerchant).await? {
            Ok(Answer::Merchant { active }) => Ok(mapping::verification(active)),
            Ok(_) => Err(unanswered("it answered something else")),
            Err(Failure::Refused { code, .. }) => Err(unanswered(&code)),
            Err(Failure::Unknown { why } | Failure::Later { why }) => Err(unanswered(&why)),
        }
    }

    /// Looks at a reservation that nobody is at, whether it still stands; unless that was done just now and is not
    /// `urgent`. Where the processor does not answer, it stands as far as anybody knows.
    pub(super) async fn look_at_reservation(
        &self,
        tenant: &Tenant,
        transaction: &str,
        urgent: bool,
    ) -> Result<(), ServiceError> {
        let id = transaction.to_owned();
        let known = self.0.books.look(tenant, move |books| books.transaction(&id)).await?;
        let now = self.now();
        let is_due = |it: &Transaction| {
            let looked = it.outside.as_ref().and_then(|outside| outside.looked);
            let last = looked.or_else(|| it.history.last().map(|change| change.at));
            urgent || last.is_none_or(|last| last + PAUSE <= now)
        };
        let Some(known) = known.filter(|it| it.status == Status::Reserved && is_due(it)) else { return Ok(()) };
        let Some(instruction) = mapping::look(&known) else { return Ok(()) };
        let seller = known.outside.and_then(|outside| outside.consent).map(|consent| consent.seller);
        let Ok(answer) = self.inquire(tenant, seller, &instruction).await? else { return Ok(()) };
        let id = known.id;
        let note = move |books: &mut crate::sandbox::books::Books<'_>| {
            // Somebody may have settled or cancelled it meanwhile.
            let Some(mut known) = books.transaction(&id)?.filter(|it| it.status == Status::Reserved) else {
                return Ok(());
            };
            known.outside.get_or_insert_default().looked = Some(books.now());
            match mapping::seen(&known, &answer) {
                Some(decision) => decision::withdraw(books, known, &decision),
                None => {
                    books.put(known);
                    Ok(())
                }
            }
        };
        self.0.books.alter(tenant, note).await
    }

    async fn inquire(
        &self,
        tenant: &Tenant,
        seller: Option<String>,
        instruction: &Instruction,
    ) -> Result<Result<Answer, Failure>, ServiceError> {
        let till = self.till(tenant).ok_or_else(|| unanswered("the caller has no account there"))?;
        let merchant: Merchant = till.merchant_of(seller.as_deref());
        Ok(till.processor.ask(&merchant, instruction).await)
    }
}

fn unanswered(why: &str) -> ServiceError {
    ServiceError::new(ErrorCode::InternalError, format!("Amazon Pay did not tell: {why}. Ask again later."))
}
