//! What old programs are answered from in a rehearsal.

use std::{
    cell::RefCell,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

#[cfg(feature = "migrate")]
use super::recorded::Recordings;
#[cfg(feature = "migrate")]
use crate::wire::{Malformed, Node};
use crate::{
    contract::Effect,
    error::ServiceError,
    fps::{self, *},
    sandbox::Sandbox,
    server::Call,
    wire::{Request, query},
};

/// What old programs are answered from.
pub(super) enum Source {
    Simulated(Simulation),
    #[cfg(feature = "migrate")]
    Recorded(Box<Recordings>),
}

/// A sandbox in memory, with room for so many changes.
pub(super) struct Simulation {
    sandbox: Sandbox,
    room: AtomicU64,
}

tokio::task_local! {
    /// What the call asks that this task answers: its parameters in the order of the schema, each value in the one
    /// spelling that it has.
    static ASKED: RefCell<Vec<(String, String)>>;
}

/// The code of the answer to a call that the rehearsal has no answer to. It is sent with HTTP status 503.
const UNAVAILABLE: &str = "ServiceUnavailable";

/// Answers a call, and tells what it asks.
pub(super) async fn listening<T>(answering: impl Future<Output = T>) -> (T, Vec<(String, String)>) {
    ASKED.scope(RefCell::default(), async { (answering.await, ASKED.with(RefCell::take)) }).await
}

/// That the rehearsal has no answer, and why. It says so in words that no service of Amazon's had.
pub(super) fn unavailable(why: &str) -> ServiceError {
    ServiceError::received(&fps::SERVICE, UNAVAILABLE, &format!("The rehearsal has no answer: {why}"), None, 503)
}

impl Simulation {
    /// `room` is how many calls it takes that change something: what it holds only grows.
    pub(super) fn new(sandbox: Sandbox, room: u64) -> Self {
        Self { sandbox, room: AtomicU64::new(room) }
    }

    fn take_room(&self, effect: Effect) -> Result<(), ServiceError> {
        if effect == Effect::Reads {
            return Ok(());
        }
        let taken = self.room.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |room| room.checked_sub(1));
        taken.map(|_| ()).map_err(|_| {
            unavailable(
                "the simulation keeps everything in memory, and has taken in as many changes as it has room for: end \
                 it, which shows the summary, and start it again.",
            )
        })
    }
}

macro_rules! actions {
    ($($method:ident($request:ty);)*) => {
        impl Service for Arc<Source> {
            $(async fn $method(
                &self,
                call: &Call,
                request: $request,
            ) -> Result<<$request as Request>::Result, ServiceError> {
                // Outside of `listening`, nobody asks.
                let _ = ASKED.try_with(|asked| asked.replace(query::write(&request)));
                match &**self {
                    Source::Simulated(simulation) => {
                        simulation.take_room(<$request as Request>::OPERATION.effect)?;
                        simulation.sandbox.$method(call, request).await
                    }
                    #[cfg(feature = "migrate")]
                    Source::Recorded(recordings) => recordings.answer(&request, call.caller.as_ref()),
                }
            })*
        }

        /// What a recorded request asks; none where there is no such action.
        #[cfg(feature = "migrate")]
        pub(super) fn asked(action: &str, request: Node<'_>) -> Option<Result<Vec<(String, String)>, Malformed>> {
            $(if action == <$request as Request>::OPERATION.name {
                return Some(crate::wire::Decode::decode(request).map(|request: $request| query::write(&request)));
            })*
            None
        }

        /// Whether a recorded result can be told again.
        #[cfg(feature = "migrate")]
        pub(super) fn is_result(action: &str, content: Node<'_>) -> bool {
            $(if action == <$request as Request>::OPERATION.name {
                return <<$request as Request>::Result as crate::wire::Decode>::decode(content).is_ok();
            })*
            false
        }
    };
}

actions! {
    cancel(CancelRequest);
    cancel_subscription_and_refund(CancelSubscriptionAndRefundRequest);
    cancel_token(CancelTokenRequest);
    fund_prepaid(FundPrepaidRequest);
    get_account_activity(GetAccountActivityRequest);
    get_account_balance(GetAccountBalanceRequest);
    get_debt_balance(GetDebtBalanceRequest);
    get_outstanding_debt_balance(GetOutstandingDebtBalanceRequest);
    get_payment_instruction(GetPaymentInstructionRequest);
    get_prepaid_balance(GetPrepaidBalanceRequest);
    get_recipient_verification_status(GetRecipientVerificationStatusRequest);
    get_subscription_details(GetSubscriptionDetailsRequest);
    get_token_by_caller(GetTokenByCallerRequest);
    get_token_usage(GetTokenUsageRequest);
    get_tokens(GetTokensRequest);
    get_total_prepaid_liability(GetTotalPrepaidLiabilityRequest);
    get_transaction(GetTransactionRequest);
    get_transaction_status(GetTransactionStatusRequest);
    get_transactions_for_subscription(GetTransactionsForSubscriptionRequest);
    install_payment_instruction(InstallPaymentInstructionRequest);
    pay(PayRequest);
    refund(RefundRequest);
    reserve(ReserveRequest);
    settle(SettleRequest);
    settle_debt(SettleDebtRequest);
    verify_signature(VerifySignatureRequest);
    write_off_debt(WriteOffDebtRequest);
}
