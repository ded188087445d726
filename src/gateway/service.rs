//! The actions of FPS: the rules are those of the sandbox, and what it leaves to a processor is asked before the answer.

use std::{panic::resume_unwind, time::Duration};

use super::{Gateway, turns::Occasion};
use crate::{
    error::ServiceError,
    fps::*,
    sandbox::rows::{Saga, SagaAction, Status, Tenant, Told},
    server::Call,
};

/// How long whoever asks what became of a transaction waits for the processor to say it. Programs that ask again and again
/// have few who ask at a time, and a page of the shop waits for each of them.
const A_MOMENT: Duration = Duration::from_secs(2);

/// How long it takes what the processor decides at once, which is eight seconds at most, to be known.
const A_DECISION: Duration = Duration::from_secs(10);

/// Actions that the books answer by themselves.
macro_rules! kept {
    ($($action:ident($request:ty) -> $result:ty;)*) => {$(
        async fn $action(&self, call: &Call, request: $request) -> Result<$result, ServiceError> {
            self.0.books.$action(call, request).await
        }
    )*};
}

/// Actions that nobody can answer.
macro_rules! impossible {
    ($($action:ident($request:ty) -> $result:ty;)*) => {$(
        async fn $action(&self, call: &Call, _: $request) -> Result<$result, ServiceError> {
            Err(self.impossible(call, <$request as crate::wire::Request>::OPERATION.name))
        }
    )*};
}

/// Actions whose answer is the transaction that they make, or go on with.
macro_rules! asked {
    ($($action:ident($request:ty) -> $result:ty: $saga:ident;)*) => {$(
        async fn $action(&self, call: &Call, request: $request) -> Result<$result, ServiceError> {
            let mut result = self.0.books.$action(call, request).await?;
            let transaction = result.transaction_id.as_str();
            if let Some(status) = self.carry_out(call, SagaAction::$saga, transaction).await? {
                result.transaction_status = status.into();
            }
            Ok(result)
        }
    )*};
}

impl Service for Gateway {
    asked! {
        pay(PayRequest) -> PayResult: Pay;
        reserve(ReserveRequest) -> ReserveResult: Reserve;
        settle(SettleRequest) -> SettleResult: Settle;
        refund(RefundRequest) -> RefundResult: Refund;
        fund_prepaid(FundPrepaidRequest) -> FundPrepaidResult: FundPrepaid;
        settle_debt(SettleDebtRequest) -> SettleDebtResult: SettleDebt;
    }

    kept! {
        get_account_activity(GetAccountActivityRequest) -> GetAccountActivityResult;
        get_debt_balance(GetDebtBalanceRequest) -> GetDebtBalanceResult;
        get_outstanding_debt_balance(GetOutstandingDebtBalanceRequest) -> GetOutstandingDebtBalanceResult;
        get_prepaid_balance(GetPrepaidBalanceRequest) -> GetPrepaidBalanceResult;
        get_total_prepaid_liability(GetTotalPrepaidLiabilityRequest) -> GetTotalPrepaidLiabilityResult;
        get_token_by_caller(GetTokenByCallerRequest) -> GetTokenByCallerResult;
        get_token_usage(GetTokenUsageRequest) -> GetTokenUsageResult;
        get_tokens(GetTokensRequest) -> GetTokensResult;
        get_payment_instruction(GetPaymentInstructionRequest) -> GetPaymentInstructionResult;
        install_payment_instruction(InstallPaymentInstructionRequest) -> InstallPaymentInstructionResult;
        write_off_debt(WriteOffDebtRequest) -> WriteOffDebtResult;
        verify_signature(VerifySignatureRequest) -> VerifySignatureResult;
    }

    impossible! {
        get_account_balance(GetAccountBalanceRequest) -> GetAccountBalanceResult;
        get_subscription_details(GetSubscriptionDetailsRequest) -> GetSubscriptionDetailsResult;
        get_transactions_for_subscription(GetTransactionsForSubscriptionRequest)
            -> GetTransactionsForSubscriptionResult;
        cancel_subscription_and_refund(CancelSubscriptionAndRefundRequest) -> CancelSubscriptionAndRefundResult;
    }

    async fn get_recipient_verification_status(
        &self,
        call: &Call,
        request: GetRecipientVerificationStatusRequest,
    ) -> Result<GetRecipientVerificationStatusResult, ServiceError> {
        let token = request.recipient_token_id.clone();
        let mut result = self.0.books.get_recipient_verification_status(call, request).await?;
        if let Some(status) = self.verification(call, token.as_str()).await? {
            result.recipient_verification_status = Some(status);
        }
        Ok(result)
    }

    async fn cancel(&self, call: &Call, request: CancelRequest) -> Result<CancelResult, ServiceError> {
        let id = request.transaction_id.as_str().to_owned();
        // Whether it was taken in at all has to be known first.
        self.hear_of(call, &id, true).await?;
        let mut result = self.0.books.cancel(call, request).await?;
        if let Some(status) = self.carry_out(call, SagaAction::Cancel, &id).await? {
            result.transaction_status = Some(status.into());
        }
        Ok(result)
    }

    async fn cancel_token(&self, call: &Call, request: CancelTokenRequest) -> Result<CancelTokenResult, ServiceError> {
        let id = request.token_id.as_str().to_owned();
        let result = self.0.books.cancel_token(call, request).await?;
        self.carry_out(call, SagaAction::CancelToken, &id).await?;
        Ok(result)
    }

    async fn get_transaction(
        &self,
        call: &Call,
        request: GetTransactionRequest,
    ) -> Result<GetTransactionResult, ServiceError> {
        self.hear_of(call, request.transaction_id.as_str(), false).await?;
        self.0.books.get_transaction(call, request).await
    }

    async fn get_transaction_status(
        &self,
        call: &Call,
        request: GetTransactionStatusRequest,
    ) -> Result<GetTransactionStatusResult, ServiceError> {
        self.hear_of(call, request.transaction_id.as_str(), false).await?;
        self.0.books.get_transaction_status(call, request).await
    }
}

impl Gateway {
    /// Asks the processor for what was just begun, and tells the status that came of it; none where there is nothing to
    /// ask, or nothing new to tell, since the same request was answered before.
    async fn carry_out(&self, call: &Call, action: SagaAction, subject: &str) -> Result<Option<Status>, ServiceError> {
        let tenant = self.0.books.tenant(call)?;
        let id = Saga::name(action, subject);
        match self.saga(&tenant, &id).await? {
            None => return Ok(None),
            // It was refused since this call found it under way.
            Some(Saga { told: Some(Told::Refused { code, message }), .. }) if action.has_reference() => {
                return Err(ServiceError::new(ErrorCode::from(code.as_str()), message));
            }
            Some(saga) if saga.told.is_some() => return Ok(None),
            Some(_) => {}
        }
        self.go_on(&tenant, &id, Occasion::Begun).await?;
        match self.saga(&tenant, &id).await?.and_then(|saga| saga.told) {
            Some(Told::Status(status)) => Ok(Some(status)),
            Some(Told::Refused { code, message }) => Err(ServiceError::new(ErrorCode::from(code.as_str()), message)),
            Some(Told::Done) | None => Ok(None),
        }
    }

    /// Looks at what the processor makes of a transaction, if it is time to. Whoever only reads is told what is known where
    /// somebody is at it, or the processor takes longer than a moment; whoever `changes` it waits for both, as far as the
    /// processor decides anything at once.
    async fn hear_of(&self, call: &Call, transaction: &str, changes: bool) -> Result<(), ServiceError> {
        let tenant = self.0.books.tenant(call)?;
        let (gateway, id) = (self.clone(), transaction.to_owned());
        let looking = async move {
            if let Some(action) = gateway.asked_for(&tenant, &id).await? {
                let saga = Saga::name(action, &id);
                match changes {
                    true => gateway.go_on(&tenant, &saga, Occasion::Due).await?,
                    false => gateway.go_on_if_free(&tenant, &saga).await?,
                }
            }
            // Where it could not be asked about, it is told as it was.
            gateway.look_at_reservation(&tenant, &id, false).await.map(drop)
        };
        for_at_most(if changes { A_DECISION } else { A_MOMENT }, looking).await
    }

    /// What is still asked for the sake of a transaction.
    async fn asked_for(&self, tenant: &Tenant, transaction: &str) -> Result<Option<SagaAction>, ServiceError> {
        let id = transaction.to_owned();
        self.0
            .books
            .look(tenant, move |books| {
                let under_way = books.transaction(&id)?.filter(|it| it.outside.is_some() && it.completed.is_none());
                Ok(under_way.map(|transaction| crate::sandbox::rules::outside::action_of(transaction.operation)))
            })
            .await
    }

    async fn saga(&self, tenant: &Tenant, id: &str) -> Result<Option<Saga>, ServiceError> {
        let id = id.to_owned();
        self.0.books.look(tenant, move |books| books.saga(&id)).await
    }
}

/// Waits for `looking` so long. It goes on by itself after that: an answer to what was asked is written whoever waits.
async fn for_at_most(
    patience: Duration,
    looking: impl Future<Output = Result<(), ServiceError>> + Send + 'static,
) -> Result<(), ServiceError> {
    let looking = tokio::spawn(looking);
    match tokio::time::timeout(patience, looking).await {
        Ok(Ok(looked)) => looked,
        Ok(Err(failure)) => match failure.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            // The program ends.
            Err(_) => Ok(()),
        },
        Err(_) => Ok(()),
    }
}
