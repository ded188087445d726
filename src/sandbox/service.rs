//! The actions of FPS: each parses its request, applies its rule to the caller's rows, and answers.

use super::{
    Sandbox,
    books::{Books, Stop},
    command::{self, Funding, Installation, Payment, Refund, RefundPolicy, SubscriptionCancellation, WriteOff},
    rows::{Scope, TokenFilter},
    rules::{
        Receipt, account, activity, debt, idempotency, instructions, pay, prepaid, refund, reserve, subscriptions,
        tokens, transactions,
    },
    view::{self, token_view},
};
use crate::{error::ServiceError, fps::*, ids::TransactionId, money::Amount, server::Call};

impl Service for Sandbox {
    async fn cancel_token(&self, call: &Call, request: CancelTokenRequest) -> Result<CancelTokenResult, ServiceError> {
        let url = command::notification_url(request.override_ipn_url)?;
        let reason = request.reason_text.filter(|reason| !reason.is_empty());
        self.change(call, move |books| tokens::cancel(books, request.token_id.as_str(), reason.clone(), url.clone()))
            .await?;
        Ok(CancelTokenResult {})
    }

    async fn cancel(&self, call: &Call, request: CancelRequest) -> Result<CancelResult, ServiceError> {
        let url = command::notification_url(request.override_ipn_url)?;
        let receipt = self
            .change(call, move |books| {
                let id = request.transaction_id.as_str();
                reserve::cancel(books, id, request.description.as_deref(), url.as_deref())
            })
            .await?;
        Ok(CancelResult {
            transaction_id: Some(receipt.transaction.into()),
            transaction_status: Some(receipt.status.into()),
        })
    }

    async fn fund_prepaid(&self, call: &Call, request: FundPrepaidRequest) -> Result<FundPrepaidResult, ServiceError> {
        let funding = Funding::try_from(request)?;
        let receipt = self.transact(call, "FundPrepaid", funding, |it| &it.caller_reference, prepaid::fund).await?;
        Ok(FundPrepaidResult { transaction_id: receipt.transaction.into(), transaction_status: receipt.status.into() })
    }

    async fn get_account_activity(
        &self,
        call: &Call,
        request: GetAccountActivityRequest,
    ) -> Result<GetAccountActivityResult, ServiceError> {
        self.read(call, move |books| activity::page(books, &request)).await
    }

    async fn get_account_balance(
        &self,
        call: &Call,
        _: GetAccountBalanceRequest,
    ) -> Result<GetAccountBalanceResult, ServiceError> {
        let balance = self.read(call, account::balance).await?;
        Ok(GetAccountBalanceResult { account_balance: Some(balance) })
    }

    async fn get_transactions_for_subscription(
        &self,
        call: &Call,
        request: GetTransactionsForSubscriptionRequest,
    ) -> Result<GetTransactionsForSubscriptionResult, ServiceError> {
        let subscription_transaction =
            self.read(call, move |books| subscriptions::payments(books, request.subscription_id.as_str())).await?;
        Ok(GetTransactionsForSubscriptionResult { subscription_transaction })
    }

    async fn get_subscription_details(
        &self,
        call: &Call,
        request: GetSubscriptionDetailsRequest,
    ) -> Result<GetSubscriptionDetailsResult, ServiceError> {
        let details =
            self.read(call, move |books| subscriptions::details(books, request.subscription_id.as_str())).await?;
        Ok(GetSubscriptionDetailsResult { subscription_details: Some(details) })
    }

    async fn get_debt_balance(
        &self,
        call: &Call,
        request: GetDebtBalanceRequest,
    ) -> Result<GetDebtBalanceResult, ServiceError> {
        let balance = self.read(call, move |books| debt::balance(books, request.credit_instrument_id.as_str())).await?;
        Ok(GetDebtBalanceResult { debt_balance: Some(balance) })
    }

    async fn get_outstanding_debt_balance(
        &self,
        call: &Call,
        _: GetOutstandingDebtBalanceRequest,
    ) -> Result<GetOutstandingDebtBalanceResult, ServiceError> {
        let balance = self.read(call, debt::outstanding).await?;
        Ok(GetOutstandingDebtBalanceResult { outstanding_debt: Some(balance) })
    }

    async fn get_prepaid_balance(
        &self,
        call: &Call,
        request: GetPrepaidBalanceRequest,
    ) -> Result<GetPrepaidBalanceResult, ServiceError> {
        let id = request.prepaid_instrument_id;
        let balance = self.read(call, move |books| prepaid::balance(books, id.as_str())).await?;
        Ok(GetPrepaidBalanceResult { prepaid_balance: Some(balance) })
    }

    async fn get_token_by_caller(
        &self,
        call: &Call,
        request: GetTokenByCallerRequest,
    ) -> Result<GetTokenByCallerResult, ServiceError> {
        let token = self
            .read(call, move |books| {
                let id = request.token_id.as_ref().map(AsRef::as_ref);
                tokens::find(books, id, request.caller_reference.as_ref().map(AsRef::as_ref))
            })
            .await?;
        Ok(GetTokenByCallerResult { token: Some(token_view(&token)) })
    }

    async fn cancel_subscription_and_refund(
        &self,
        call: &Call,
        request: CancelSubscriptionAndRefundRequest,
    ) -> Result<CancelSubscriptionAndRefundResult, ServiceError> {
        let positive = |amount: &Amount| command::positive("RefundAmount", amount);
        let cancellation = SubscriptionCancellation {
            subscription: request.subscription_id.into_string(),
            refund: request.refund_amount.as_ref().map(positive).transpose()?,
            caller_reference: request
                .caller_reference
                .map(|reference| reference.into_string())
                .filter(|reference| !reference.is_empty()),
            reason: request.cancel_reason,
        };
        let refund = self.change(call, move |books| subscriptions::cancel(books, &cancellation)).await??;
        Ok(CancelSubscriptionAndRefundResult { refund_transaction_id: TransactionId::new(refund.unwrap_or_default()) })
    }

    async fn get_token_usage(
        &self,
        call: &Call,
        request: GetTokenUsageRequest,
    ) -> Result<GetTokenUsageResult, ServiceError> {
        let token_usage_limits = self.read(call, move |books| tokens::usage(books, request.token_id.as_str())).await?;
        Ok(GetTokenUsageResult { token_usage_limits })
    }

    async fn get_tokens(&self, call: &Call, request: GetTokensRequest) -> Result<GetTokensResult, ServiceError> {
        let active = match &request.token_status {
            None => None,
            Some(TokenStatus::Active) => Some(true),
            Some(TokenStatus::Inactive) => Some(false),
            Some(other) => return Err(view::unknown("TokenStatus", other).into()),
        };
        let filter = TokenFilter {
            active,
            token_type: request.token_type.as_ref().map(view::token_type).transpose()?,
            caller_reference: request.caller_reference.map(|reference| reference.into_string()),
            friendly_name: request.token_friendly_name,
        };
        let token = self.read(call, move |books| tokens::list(books, filter.clone())).await?;
        Ok(GetTokensResult { token })
    }

    async fn get_total_prepaid_liability(
        &self,
        call: &Call,
        _: GetTotalPrepaidLiabilityRequest,
    ) -> Result<GetTotalPrepaidLiabilityResult, ServiceError> {
        let liability = self.read(call, prepaid::liability).await?;
        Ok(GetTotalPrepaidLiabilityResult { outstanding_prepaid_liability: Some(liability) })
    }

    async fn get_transaction(
        &self,
        call: &Call,
        request: GetTransactionRequest,
    ) -> Result<GetTransactionResult, ServiceError> {
        let detail = self.read(call, move |books| transactions::detail(books, request.transaction_id.as_str())).await?;
        Ok(GetTransactionResult { transaction: Some(detail) })
    }

    async fn get_transaction_status(
        &self,
        call: &Call,
        request: GetTransactionStatusRequest,
    ) -> Result<GetTransactionStatusResult, ServiceError> {
        self.read(call, move |books| transactions::status(books, request.transaction_id.as_str())).await
    }

    async fn get_payment_instruction(
        &self,
        call: &Call,
        request: GetPaymentInstructionRequest,
    ) -> Result<GetPaymentInstructionResult, ServiceError> {
        self.read(call, move |books| instructions::show(books, request.token_id.as_str())).await
    }

    async fn install_payment_instruction(
        &self,
        call: &Call,
        request: InstallPaymentInstructionRequest,
    ) -> Result<InstallPaymentInstructionResult, ServiceError> {
        let installation = Installation {
            instruction: request.payment_instruction,
            friendly_name: request.token_friendly_name,
            caller_reference: request.caller_reference.into_string(),
            token_type: view::token_type(&request.token_type)?,
            payment_reason: request.payment_reason,
        };
        let token = self.change(call, move |books| instructions::install(books, &installation)).await??;
        Ok(InstallPaymentInstructionResult { token_id: token.into() })
    }

    async fn pay(&self, call: &Call, request: PayRequest) -> Result<PayResult, ServiceError> {
        let payment = Payment::try_from(request)?;
        let receipt = self.transact(call, "Pay", payment, |it| &it.caller_reference, pay::pay).await?;
        Ok(PayResult { transaction_id: receipt.transaction.into(), transaction_status: receipt.status.into() })
    }

    async fn refund(&self, call: &Call, request: RefundRequest) -> Result<RefundResult, ServiceError> {
        let refund = Refund {
            transaction: request.transaction_id.into_string(),
            amount: request.refund_amount.map(|amount| command::dollars("RefundAmount", &amount)).transpose()?,
            caller_reference: request.caller_reference.into_string(),
            caller_description: request.caller_description,
            policy: match request.marketplace_refund_policy {
                None | Some(MarketplaceRefundPolicy::MasterTxnOnly) => RefundPolicy::MasterTxnOnly,
                Some(MarketplaceRefundPolicy::MarketplaceTxnOnly) => RefundPolicy::MarketplaceTxnOnly,
                Some(MarketplaceRefundPolicy::MasterAndMarketplaceTxn) => RefundPolicy::MasterAndMarketplaceTxn,
                Some(other) => return Err(view::unknown("MarketplaceRefundPolicy", &other).into()),
            },
            notification_url: command::notification_url(request.override_ipn_url)?,
        };
        let receipt = self.transact(call, "Refund", refund, |it| &it.caller_reference, refund::refund).await?;
        Ok(RefundResult { transaction_id: receipt.transaction.into(), transaction_status: receipt.status.into() })
    }

    async fn reserve(&self, call: &Call, request: ReserveRequest) -> Result<ReserveResult, ServiceError> {
        let payment = Payment::try_from(request)?;
        let receipt = self.transact(call, "Reserve", payment, |it| &it.caller_reference, pay::pay).await?;
        Ok(ReserveResult { transaction_id: receipt.transaction.into(), transaction_status: receipt.status.into() })
    }

    async fn settle(&self, call: &Call, request: SettleRequest) -> Result<SettleResult, ServiceError> {
        let dollars = |amount: Amount| command::dollars("TransactionAmount", &amount);
        let amount = request.transaction_amount.map(dollars).transpose()?;
        let url = command::notification_url(request.override_ipn_url)?;
        let receipt = self
            .change(call, move |books| {
                reserve::settle(books, request.reserve_transaction_id.as_str(), amount, url.as_deref())
            })
            .await?;
        Ok(SettleResult { transaction_id: receipt.transaction.into(), transaction_status: receipt.status.into() })
    }

    async fn settle_debt(&self, call: &Call, request: SettleDebtRequest) -> Result<SettleDebtResult, ServiceError> {
        let funding = Funding::try_from(request)?;
        let receipt = self.transact(call, "SettleDebt", funding, |it| &it.caller_reference, debt::settle).await?;
        Ok(SettleDebtResult { transaction_id: receipt.transaction.into(), transaction_status: receipt.status.into() })
    }

    async fn write_off_debt(
        &self,
        call: &Call,
        request: WriteOffDebtRequest,
    ) -> Result<WriteOffDebtResult, ServiceError> {
        let write_off = WriteOff {
            instrument: request.credit_instrument_id.into_string(),
            amount: command::dollars("AdjustmentAmount", &request.adjustment_amount)?,
            caller_reference: request.caller_reference.into_string(),
            caller_description: request.caller_description,
        };
        let receipt =
            self.transact(call, "WriteOffDebt", write_off, |it| &it.caller_reference, debt::write_off).await?;
        Ok(WriteOffDebtResult { transaction_id: receipt.transaction.into(), transaction_status: receipt.status.into() })
    }

    async fn get_recipient_verification_status(
        &self,
        call: &Call,
        request: GetRecipientVerificationStatusRequest,
    ) -> Result<GetRecipientVerificationStatusResult, ServiceError> {
        let status =
            self.read(call, move |books| account::verification(books, request.recipient_token_id.as_str())).await?;
        Ok(GetRecipientVerificationStatusResult { recipient_verification_status: Some(status) })
    }

    async fn verify_signature(
        &self,
        _: &Call,
        request: VerifySignatureRequest,
    ) -> Result<VerifySignatureResult, ServiceError> {
        let genuine = self.verifies(&request.url_end_point, request.http_parameters.as_str())?;
        let status = if genuine { VerificationStatus::Success } else { VerificationStatus::Failure };
        Ok(VerifySignatureResult { verification_status: Some(status) })
    }
}

impl Sandbox {
    /// Applies a rule whose request a caller reference makes safe to repeat.
    async fn transact<C>(
        &self,
        call: &Call,
        name: &'static str,
        command: C,
        caller_reference: fn(&C) -> &String,
        rule: fn(&mut Books<'_>, &C) -> Result<Receipt, Stop>,
    ) -> Result<Receipt, ServiceError>
    where
        C: serde::Serialize + Send + 'static,
    {
        self.change(call, move |books| {
            let reference = caller_reference(&command);
            idempotency::once(books, Scope::Transactions, reference, &(name, &command), |books| rule(books, &command))
        })
        .await?
    }
}
