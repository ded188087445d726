//! Going on with sagas: one question after the other, each written before it is asked and after it was answered.

use futures_util::future::join_all;

use super::{
    Gateway, Till,
    instruction::{Answer, Failure, Instruction, Merchant},
    moment::{Moment, Stage},
    turns::{self, Occasion, Turn},
    words,
};
use crate::{
    error::ServiceError,
    fps::ErrorCode,
    sandbox::rows::{SagaAction, Tenant},
};

/// Sagas of one caller that are gone on with in one round, and at the same time. Amazon Pay takes two calls of most
/// operations at once, and the client waits for its turn.
const MOST_IN_A_ROUND: u32 = 64;
const MOST_AT_ONCE: usize = 8;

/// The most questions in a row. No saga has as many; it goes on with the next round.
const MOST_QUESTIONS: usize = 16;

impl Gateway {
    /// Asks what is next in a saga, and goes on until it is decided, has to wait, or can't be asked now.
    pub(super) async fn go_on(&self, tenant: &Tenant, saga: &str, occasion: Occasion) -> Result<(), ServiceError> {
        let till = self.till(tenant).ok_or_else(|| {
            ServiceError::new(ErrorCode::InternalError, "The caller has no account with the processor any more.")
        })?;
        let _alone = self.0.running.enter(tenant, saga).await;
        let id = saga.to_owned();
        let mut next = self.0.books.alter(tenant, move |books| turns::take_up(books, &id, occasion)).await?;
        for _ in 0..MOST_QUESTIONS {
            let Some(turn) = next else { return Ok(()) };
            next = self.ask(tenant, till, turn).await?;
        }
        Ok(())
    }

    async fn ask(&self, tenant: &Tenant, till: &Till, turn: Turn) -> Result<Option<Turn>, ServiceError> {
        let mut moment = Moment {
            stage: Stage::Asking,
            caller: tenant.as_str().to_owned(),
            action: words::action(turn.action),
            transaction: (turn.action != SagaAction::CancelToken).then(|| turn.subject.clone()),
            step: turn.place.answers,
            question: words::question(turn.instruction.asked()),
            outcome: None,
        };
        self.tell(&moment);
        let result = till.ask(turn.seller.as_deref(), &turn.instruction).await;
        moment.stage = Stage::Answered;
        moment.outcome = Some(words::outcome(&result));
        self.tell(&moment);
        let next = self.0.books.alter(tenant, move |books| turns::answered(books, &turn, &result)).await?;
        moment.stage = Stage::Written;
        self.tell(&moment);
        Ok(next)
    }

    /// Goes on with every saga that is due.
    pub(super) async fn take_up_due(&self) -> Result<(), ServiceError> {
        let mut outcome = Ok(());
        for caller in self.callers() {
            // What goes wrong for one caller is no reason to leave the others waiting.
            outcome = outcome.and(self.take_up_due_of(&Tenant::of(&caller)).await);
        }
        outcome
    }

    async fn take_up_due_of(&self, tenant: &Tenant) -> Result<(), ServiceError> {
        loop {
            let due = self.0.books.look(tenant, |books| turns::due(books, MOST_IN_A_ROUND)).await?;
            for some in due.chunks(MOST_AT_ONCE) {
                let going = some.iter().map(|saga| self.go_on(tenant, saga, Occasion::Due));
                join_all(going).await.into_iter().collect::<Result<(), _>>()?;
            }
            if due.len() < MOST_IN_A_ROUND as usize {
                return Ok(());
            }
        }
    }
}

impl Till {
    /// Asks for `seller`, with whom the buyer has agreed, or else for the caller itself. What concerns a seller who is not
    /// in the configuration any more waits until he is again: nobody else can be asked for it.
    pub(super) async fn ask(&self, seller: Option<&str>, instruction: &Instruction) -> Result<Answer, Failure> {
        match self.merchant_of(seller.unwrap_or(&self.merchant.seller_id)) {
            Some(merchant) => self.processor.ask(merchant, instruction).await,
            None => Err(Failure::Later {
                why: "The seller is no [[caller.recipient]] of the configuration any more.".to_owned(),
            }),
        }
    }

    /// The caller itself, or another seller for whom it may act.
    pub(super) fn merchant_of(&self, seller: &str) -> Option<&Merchant> {
        if seller == self.merchant.seller_id { Some(&self.merchant) } else { self.recipients.get(seller) }
    }
}
