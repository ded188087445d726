//! Going on with sagas: one question after the other, each written before it is asked and after it was answered.

use chrono::TimeDelta;
use futures_util::future::join_all;
use tokio::sync::OwnedMutexGuard;

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
    sandbox::{
        books::Books,
        rows::{Saga, Tenant},
    },
};

/// Sagas of one caller that are gone on with in one round, and at the same time. Amazon Pay takes two calls of most
/// operations at once, and the client waits for its turn.
const MOST_IN_A_ROUND: u32 = 64;
const MOST_AT_ONCE: usize = 8;

/// How long a saga waits that the gateway itself fails to go on with.
const PUT_OFF: TimeDelta = TimeDelta::minutes(5);

/// The most questions in a row. No saga has as many; it goes on with the next round.
const MOST_QUESTIONS: usize = 16;

impl Gateway {
    /// Asks what is next in a saga, and goes on until it is decided, has to wait, or can't be asked now.
    pub(super) async fn go_on(&self, tenant: &Tenant, saga: &str, occasion: Occasion) -> Result<(), ServiceError> {
        let alone = self.0.running.enter(tenant, saga).await;
        self.go_on_alone(alone, tenant, saga, occasion).await
    }

    /// The same with a saga that is due, unless somebody is at it.
    pub(super) async fn go_on_if_free(&self, tenant: &Tenant, saga: &str) -> Result<(), ServiceError> {
        match self.0.running.try_enter(tenant, saga) {
            Some(alone) => self.go_on_alone(alone, tenant, saga, Occasion::Due).await,
            None => Ok(()),
        }
    }

    async fn go_on_alone(
        &self,
        _alone: OwnedMutexGuard<()>,
        tenant: &Tenant,
        saga: &str,
        occasion: Occasion,
    ) -> Result<(), ServiceError> {
        let till = self.till(tenant).ok_or_else(|| {
            ServiceError::new(ErrorCode::InternalError, "The caller has no account with the processor any more.")
        })?;
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
            transaction: (!turn.action.is_about_a_token()).then(|| turn.subject.clone()),
            step: turn.step,
            question: words::question(turn.instruction.asked()),
            outcome: None,
            gave_up: false,
            trouble: None,
        };
        self.tell(&moment);
        let result = till.ask(turn.seller.as_deref(), &turn.instruction).await;
        moment.stage = Stage::Answered;
        moment.outcome = Some(words::outcome(&result));
        self.tell(&moment);
        let outcome = self.0.books.alter(tenant, move |books| turns::answered(books, &turn, &result)).await?;
        moment.stage = Stage::Written;
        moment.gave_up = outcome.gave_up;
        moment.trouble = outcome.trouble;
        self.tell(&moment);
        Ok(outcome.next)
    }

    /// Goes on with every saga that is due, for all callers at the same time: what goes wrong for one of them, or takes
    /// long, is no reason to leave the others waiting. Whose sagas an earlier round is still at is passed over.
    pub(super) async fn take_up_due(&self) -> Result<(), ServiceError> {
        let tenants: Vec<_> = self.callers().iter().map(|caller| Tenant::of(caller)).collect();
        let sweeps = self.0.sweeps.is_due(self.now());
        let rounds = tenants.iter().map(|tenant| self.take_up_due_of(tenant, sweeps));
        join_all(rounds).await.into_iter().collect()
    }

    async fn take_up_due_of(&self, tenant: &Tenant, sweeps: bool) -> Result<(), ServiceError> {
        if sweeps {
            self.0.books.alter(tenant, turns::pull_forward).await?;
        }
        let Some(_round) = self.0.running.begin(tenant) else { return Ok(()) };
        let mut outcome = Ok(());
        loop {
            let due = self.0.books.look(tenant, |books| turns::due(books, MOST_IN_A_ROUND)).await?;
            for some in due.chunks(MOST_AT_ONCE) {
                let going = some.iter().map(|saga| self.go_on(tenant, saga, Occasion::Due));
                for (saga, gone) in some.iter().zip(join_all(going).await) {
                    if gone.is_err() {
                        outcome = outcome.and(gone);
                        self.put_off(tenant, saga).await?;
                    }
                }
            }
            if due.len() < MOST_IN_A_ROUND as usize {
                return outcome;
            }
        }
    }

    /// Lets a saga that can't be gone on with wait, so that it does not come before all others again.
    async fn put_off(&self, tenant: &Tenant, saga: &str) -> Result<(), ServiceError> {
        let id = saga.to_owned();
        let put_off = move |books: &mut Books<'_>| {
            let now = books.now();
            if let Some(saga) = books.saga(&id)?.filter(|saga| saga.due.is_some_and(|due| due <= now)) {
                books.put(Saga { due: Some(now + PUT_OFF), ..saga });
            }
            Ok(())
        };
        self.0.books.alter(tenant, put_off).await
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
