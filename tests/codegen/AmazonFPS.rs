// Made from the contract of Amazon FPS: change that, not this.

/// A version of the Amazon FPS API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ApiVersion {
    /// Version 2008-09-17.
    V2008_09_17,
    /// Version 2010-08-28.
    #[default]
    V2010_08_28,
}

impl ApiVersion {
    /// Every version, oldest first.
    pub const ALL: &'static [Self] = &[Self::V2008_09_17, Self::V2010_08_28];
    /// The version as requests write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V2008_09_17 => "2008-09-17",
            Self::V2010_08_28 => "2010-08-28",
        }
    }
}

/// An operation of Amazon FPS; REST requests call it an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Operation {
    /// Cancels a token for good: every later payment with it is refused, and it can't be brought
    /// back. Use it when a customer withdraws a multi-use, recurring, prepaid or postpaid
    /// authorization. Only tokens that the caller itself set up can be cancelled. The answer
    /// carries no result; the customer gets a notification of the cancellation by IPN.
    CancelToken,
    /// Cancels a transaction that is still reserved or pending, so that it can't be settled or
    /// complete any more. Use it when a reserved order won't be delivered. A completed transaction
    /// is undone by `Refund` instead. Returns the transaction and its status, `Cancelled` if it
    /// worked; the card issuer may take longer to lift its hold.
    Cancel,
    /// Moves money from a card, bank account or account balance onto a prepaid instrument, from
    /// which `Pay` can then take small sums. The sender is named by the funding token of the
    /// prepaid setup. Returns the id and the status of a transaction, at first mostly `Pending`.
    /// Repeating it with the same `CallerReference` moves no money twice.
    FundPrepaid,
    /// Lists the transactions of the caller's account in a span of time, filtered by kind, payment
    /// method, role and status. Use it to reconcile books. Returns at most 200 transactions at
    /// once; `StartTimeForNextTransaction` tells where to go on.
    GetAccountActivity,
    /// Returns what the caller's account holds, what is on its way in and out, and how much can be
    /// withdrawn or used for refunds.
    GetAccountBalance,
    /// Lists the charges made so far under a Simple Pay subscription, each with its number, date,
    /// amount and status. New in version 2010-08-28.
    GetTransactionsForSubscription,
    /// Describes a Simple Pay subscription: its terms, its parties, how many charges were made and
    /// when the next one is due. New in version 2010-08-28.
    GetSubscriptionDetails,
    /// Returns the debt on one postpaid credit instrument, and how much of it is being settled. Use
    /// it before `SettleDebt` or `WriteOffDebt`, which can't go beyond the debt. Only the sender
    /// and the recipient of the instrument may ask.
    GetDebtBalance,
    /// Returns the debt that all senders together owe to the caller on its credit instruments, and
    /// how much of it is being settled.
    GetOutstandingDebtBalance,
    /// Returns how much is left on one prepaid instrument, and how much is being added. Use it to
    /// decide when to call `FundPrepaid`. Only the sender and the recipient of the instrument may
    /// ask.
    GetPrepaidBalance,
    /// Finds a token by its id or by the `CallerReference` under which it was set up, and returns
    /// its state and type. Use it to find out whether a token still is active, and to recover a
    /// token whose id got lost on the way back from the co-branded pages.
    GetTokenByCaller,
    /// Ends a Simple Pay subscription and, if `RefundAmount` is given, pays back that much of its
    /// last charge. A subscription that has already ended is refused with
    /// `InvalidSubscriptionState` if there is nothing to refund; otherwise only the refund is made.
    /// Returns the id of the refund transaction. A refund needs a `CallerReference`, which makes it
    /// safe to repeat for seven days.
    CancelSubscriptionAndRefund,
    /// Tells how far the limits of a multi-use or recurring token are used up, in the current
    /// period and in the one before. Use it before a payment that might go beyond a limit. Returns
    /// one entry for each limit. Single-use tokens are refused with `InvalidTokenType`.
    GetTokenUsage,
    /// Lists the tokens that the caller set up, filtered by state, type, reference and name.
    /// Returns all that match in one answer.
    GetTokens,
    /// Returns how much prepaid money the caller, as recipient, still owes in goods to all senders
    /// together, and how much is being added.
    GetTotalPrepaidLiability,
    /// Describes one transaction in full: amounts, fees, parties, tokens, related transactions and
    /// every status it has had. Only transactions of the caller's own account can be seen. To poll
    /// for an outcome, `GetTransactionStatus` is cheaper.
    GetTransaction,
    /// Returns the status of one transaction, with a code and a message that refine it. Use it to
    /// poll a payment, refund or reservation that was `Pending`, or after a call whose answer got
    /// lost.
    GetTransactionStatus,
    /// Returns a token together with the rules behind it, as they were installed.
    GetPaymentInstruction,
    /// Sets up a token on the caller's own account, by rules in Gatekeeper, the rule language of
    /// FPS. Use it for the tokens that the caller needs for itself; customers set up theirs on the
    /// co-branded pages. Returns the id of the token. A repetition with the same `CallerReference`
    /// returns the same token.
    InstallPaymentInstruction,
    /// Moves money from a sender to a recipient, by way of the sender's token. Use it for a sale,
    /// for a payment under a multi-use or recurring authorization, for spending from a prepaid or
    /// postpaid instrument, and, with a recipient token and a marketplace fee, for a sale between
    /// two others. Returns the id and the status of the transaction: `Success` at once from an
    /// account balance, mostly `Pending` from a card or bank account, in which case a notification
    /// or `GetTransactionStatus` brings the outcome. A repetition with the same `CallerReference`
    /// within seven days returns the first answer and moves no money twice.
    Pay,
    /// Gives all or part of a successful payment back to the sender. Several partial refunds may
    /// follow each other, each with a `CallerReference` of its own, until the payment is used up.
    /// Only the caller of the payment can refund it; settled debts can't be refunded. Returns the
    /// id of the new refund transaction and its status, at first mostly `Pending`. A repetition
    /// with the same `CallerReference` returns the first answer and pays nothing twice.
    Refund,
    /// Holds an amount on the sender's credit card without charging it. Use it when goods ship
    /// later: `Settle` charges the reservation once, `Cancel` lets it go, and after seven days it
    /// lapses. Returns the id and the status of the reservation, `Pending` at first and `Reserved`
    /// when the card has agreed. A repetition with the same `CallerReference` reserves nothing
    /// twice.
    Reserve,
    /// Charges a reservation, in full or in part. Use it when the goods ship; a reservation can be
    /// settled only once. Returns the id of the reservation and the status of the charge, at first
    /// mostly `Pending`. It has no `CallerReference`: after a lost answer, ask
    /// `GetTransactionStatus` before trying again.
    Settle,
    /// Collects debt on a postpaid credit instrument from the sender's card, bank account or
    /// account balance, and lowers the debt by that much. The fee of Amazon Payments is taken out
    /// of the sum: of $90.00 settled at a fee of $2.50, $87.50 reach the recipient. The sender is
    /// named by the settlement token of the postpaid setup. Returns the id and the status of the
    /// transaction, at first mostly `Pending`; it can't be refunded.
    SettleDebt,
    /// Lets go of debt on a postpaid credit instrument without payment. Use it for a discount, or
    /// for debt that can't be collected. Returns the id and the status of the transaction, normally
    /// `Success` at once.
    WriteOffDebt,
    /// Tells whether the owner of a recipient token may receive money, and whether without limits.
    /// Use it before offering payment to that recipient. New in version 2010-08-28.
    GetRecipientVerificationStatus,
    /// Checks whether Amazon Payments signed a notification or a return from the co-branded pages.
    /// Use it on every such message before trusting it. Pass the message exactly as it arrived;
    /// only signature version 2 can be checked. Returns `Success` or `Failure`. The call itself
    /// need not be signed.
    VerifySignature,
}

impl Operation {
    /// Every operation, in the order of the WSDL.
    pub const ALL: &'static [Self] = &[
        Self::CancelToken,
        Self::Cancel,
        Self::FundPrepaid,
        Self::GetAccountActivity,
        Self::GetAccountBalance,
        Self::GetTransactionsForSubscription,
        Self::GetSubscriptionDetails,
        Self::GetDebtBalance,
        Self::GetOutstandingDebtBalance,
        Self::GetPrepaidBalance,
        Self::GetTokenByCaller,
        Self::CancelSubscriptionAndRefund,
        Self::GetTokenUsage,
        Self::GetTokens,
        Self::GetTotalPrepaidLiability,
        Self::GetTransaction,
        Self::GetTransactionStatus,
        Self::GetPaymentInstruction,
        Self::InstallPaymentInstruction,
        Self::Pay,
        Self::Refund,
        Self::Reserve,
        Self::Settle,
        Self::SettleDebt,
        Self::WriteOffDebt,
        Self::GetRecipientVerificationStatus,
        Self::VerifySignature,
    ];
    /// The name, as requests write it.
    pub fn name(self) -> &'static str {
        self.info().name
    }
    /// The operation of that name, to the letter.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "CancelToken" => Some(Self::CancelToken),
            "Cancel" => Some(Self::Cancel),
            "FundPrepaid" => Some(Self::FundPrepaid),
            "GetAccountActivity" => Some(Self::GetAccountActivity),
            "GetAccountBalance" => Some(Self::GetAccountBalance),
            "GetTransactionsForSubscription" => {
                Some(Self::GetTransactionsForSubscription)
            }
            "GetSubscriptionDetails" => Some(Self::GetSubscriptionDetails),
            "GetDebtBalance" => Some(Self::GetDebtBalance),
            "GetOutstandingDebtBalance" => Some(Self::GetOutstandingDebtBalance),
            "GetPrepaidBalance" => Some(Self::GetPrepaidBalance),
            "GetTokenByCaller" => Some(Self::GetTokenByCaller),
            "CancelSubscriptionAndRefund" => Some(Self::CancelSubscriptionAndRefund),
            "GetTokenUsage" => Some(Self::GetTokenUsage),
            "GetTokens" => Some(Self::GetTokens),
            "GetTotalPrepaidLiability" => Some(Self::GetTotalPrepaidLiability),
            "GetTransaction" => Some(Self::GetTransaction),
            "GetTransactionStatus" => Some(Self::GetTransactionStatus),
            "GetPaymentInstruction" => Some(Self::GetPaymentInstruction),
            "InstallPaymentInstruction" => Some(Self::InstallPaymentInstruction),
            "Pay" => Some(Self::Pay),
            "Refund" => Some(Self::Refund),
            "Reserve" => Some(Self::Reserve),
            "Settle" => Some(Self::Settle),
            "SettleDebt" => Some(Self::SettleDebt),
            "WriteOffDebt" => Some(Self::WriteOffDebt),
            "GetRecipientVerificationStatus" => {
                Some(Self::GetRecipientVerificationStatus)
            }
            "VerifySignature" => Some(Self::VerifySignature),
            _ => None,
        }
    }
    /// What the contract says of it.
    pub fn info(self) -> &'static crate::contract::OperationInfo {
        &SERVICE.operations[self as usize]
    }
    /// What a call changes.
    pub fn effect(self) -> crate::contract::Effect {
        self.info().effect
    }
}

crate::wire::open_enum! {
    /// An error code of Amazon FPS.
    ErrorCode {
        /// The account can't be accessed.
        AccessFailure = "AccessFailure",
        /// The account is no longer active.
        AccountClosed = "AccountClosed",
        /// The transaction goes beyond what the account may spend or receive. Also given while the bank
        /// account behind it is not verified.
        AccountLimitsExceeded = "AccountLimitsExceeded",
        /// The amount is outside the range allowed. A Pay from a card or bank account has to be more
        /// than $0.01.
        AmountOutOfRange = "AmountOutOfRange",
        /// The credentials could not be validated. Check that the developer account is signed up for
        /// FPS.
        AuthFailure = "AuthFailure",
        /// A rule in the payment instruction is not well formed. The API Reference names it for Pay
        /// without describing it.
        BadRule = "BadRule",
        /// Another request was changing the same data. Send the request again.
        ConcurrentModification = "ConcurrentModification",
        /// An earlier request with other content used the same CallerReference, even if it failed. Use
        /// a new reference for a new request.
        DuplicateRequest = "DuplicateRequest",
        /// The payment instrument is not active, for instance because the card has expired.
        InactiveInstrument = "InactiveInstrument",
        /// The rules of the tokens do not go together: one has expired, names another recipient,
        /// forbids the amount, or belongs to another application.
        IncompatibleTokens = "IncompatibleTokens",
        /// The caller is not the recipient of this prepaid or postpaid instrument and so may not use
        /// it.
        InstrumentAccessDenied = "InstrumentAccessDenied",
        /// The prepaid or postpaid instrument has expired.
        InstrumentExpired = "InstrumentExpired",
        /// The account that has to pay the amount or the fee does not hold enough.
        InsufficientBalance = "InsufficientBalance",
        /// The service had a passing problem. Send the request again.
        InternalError = "InternalError",
        /// VerifySignature's name for InternalError: the service had a passing problem.
        InternalServerError = "InternalServerError",
        /// The account is suspended or closed, so no payment instruction can be installed on it.
        InvalidAccountState = "InvalidAccountState",
        /// The caller's account is not active and can't take part in the transaction.
        InvalidAccountStateCaller = "InvalidAccountState_Caller",
        /// The recipient's account is not active and can't take part in the transaction.
        InvalidAccountStateRecipient = "InvalidAccountState_Recipient",
        /// The sender's account is not active and can't take part in the transaction.
        InvalidAccountStateSender = "InvalidAccountState_Sender",
        /// No token was set up under this CallerReference. Use the one that went to
        /// InstallPaymentInstruction or to the co-branded pages.
        InvalidCallerReference = "InvalidCallerReference",
        /// The AWS access key id is not known. Check the key that the request was signed with.
        InvalidClientTokenId = "InvalidClientTokenId",
        /// The span of time makes no sense: it ends before it starts, or starts in the future.
        InvalidDateRange = "InvalidDateRange",
        /// A common parameter has a malformed value, such as a Timestamp that is not ISO 8601. Not
        /// described by the API Reference, but sent by the service.
        InvalidParameterValue = "InvalidParameterValue",
        /// A parameter is missing, unknown, malformed or too long. Names of parameters are
        /// case-sensitive.
        InvalidParams = "InvalidParams",
        /// The payment instrument named does not exist or does not fit the action.
        InvalidPaymentInstrument = "InvalidPaymentInstrument",
        /// The payment method is wrong for the action: InstallPaymentInstruction refuses the one in the
        /// rules; the others want a token that pays by ABT, ACH or CC (CC only for a Quick account).
        InvalidPaymentMethod = "InvalidPaymentMethod",
        /// The recipient's account can't receive credit card payments. The API Reference lists it for
        /// Reserve alone.
        InvalidRecipientForCcTransaction = "InvalidRecipientForCCTransaction",
        /// The token does not fit the refund: whoever pays it has to be the recipient of the original
        /// payment, with the same account.
        InvalidSenderRoleForAccountType = "InvalidSenderRoleForAccountType",
        /// The signature is not valid. Not described by the API Reference, but known to clients of the
        /// service.
        InvalidSignature = "InvalidSignature",
        /// The subscription has been cancelled or completed already and there is nothing to refund.
        InvalidSubscriptionState = "InvalidSubscriptionState",
        /// The token does not exist or was not set up by this caller.
        InvalidTokenId = "InvalidTokenId",
        /// The recipient token is not valid or was cancelled. Get a new one: install it if it is your
        /// own, otherwise have the recipient authorize it.
        InvalidTokenIdRecipient = "InvalidTokenId_Recipient",
        /// The sender token is not valid, was cancelled or is not active.
        InvalidTokenIdSender = "InvalidTokenId_Sender",
        /// The token is of a type that the action does not work on, such as the usage of a single-use
        /// token.
        InvalidTokenType = "InvalidTokenType",
        /// There is no such transaction, another caller made it, or it is not of the kind that the
        /// action needs.
        InvalidTransactionId = "InvalidTransactionId",
        /// The transaction is in a state that does not allow the action, for instance not complete yet.
        /// GetTransactionStatus tells the state.
        InvalidTransactionState = "InvalidTransactionState",
        /// The caller is neither the sender nor the recipient, and this is not a marketplace
        /// application. Check the tokens.
        NotMarketplaceApp = "NotMarketplaceApp",
        /// The payment to be refunded has itself failed, so there is nothing to give back.
        OriginalTransactionFailed = "OriginalTransactionFailed",
        /// The payment to be refunded is still in progress. Try again when it has completed.
        OriginalTransactionIncomplete = "OriginalTransactionIncomplete",
        /// The transaction is for credit cards only, and the token stands for something else.
        PaymentInstrumentNotCc = "PaymentInstrumentNotCC",
        /// The sender token does not say how to pay.
        PaymentMethodNotDefined = "PaymentMethodNotDefined",
        /// The funding would lift the prepaid instrument above its recharge limit. Fund it with less.
        PrepaidFundingLimitExceeded = "PrepaidFundingLimitExceeded",
        /// The refund is more than what is left to refund of the payment.
        RefundAmountExceeded = "RefundAmountExceeded",
        /// The Timestamp is too far from the service's clock. Set the clock and sign the request anew.
        /// Not described by the API Reference, but sent by the service.
        RequestExpired = "RequestExpired",
        /// Sender and recipient are one and the same.
        SameSenderAndRecipient = "SameSenderAndRecipient",
        /// The token was used in an earlier transaction, or stands twice in this one.
        SameTokenIdUsedMultipleTimes = "SameTokenIdUsedMultipleTimes",
        /// The token that is to pay the refund belongs to somebody else than the recipient of the
        /// payment.
        SenderNotOriginalRecipient = "SenderNotOriginalRecipient",
        /// The amount to settle or write off is more than the debt.
        SettleAmountGreaterThanDebt = "SettleAmountGreaterThanDebt",
        /// The amount to settle is more than the amount reserved.
        SettleAmountGreaterThanReserveAmount = "SettleAmountGreaterThanReserveAmount",
        /// The signature does not fit the request. Check the secret access key, the signing method and
        /// the string that was signed.
        SignatureDoesNotMatch = "SignatureDoesNotMatch",
        /// The caller may not cancel or look into this token.
        TokenAccessDenied = "TokenAccessDenied",
        /// The token was cancelled. A new one is needed.
        TokenNotActive = "TokenNotActive",
        /// The recipient token was cancelled. Install a new one, or send the recipient through the
        /// registration pages again.
        TokenNotActiveRecipient = "TokenNotActive_Recipient",
        /// The sender token was cancelled.
        TokenNotActiveSender = "TokenNotActive_Sender",
        /// The token's limit is used up: for this period, which passes, or for good. The API Reference
        /// lists it for Pay and SettleDebt alone.
        TokenUsageError = "TokenUsageError",
        /// The transaction is not allowed, or the payment processor turned it down.
        TransactionDenied = "TransactionDenied",
        /// All of the payment has been refunded before.
        TransactionFullyRefundedAlready = "TransactionFullyRefundedAlready",
        /// Transactions of this kind can't be refunded; payments by Pay can.
        TransactionTypeNotRefundable = "TransactionTypeNotRefundable",
        /// The recipient has to add a credit card, or a bank account that is verified, first.
        UnverifiedAccountRecipient = "UnverifiedAccount_Recipient",
        /// The sender has to add a U.S. credit card, or a U.S. bank account that is verified, first.
        UnverifiedAccountSender = "UnverifiedAccount_Sender",
        /// The transaction needs a bank account that has been verified.
        UnverifiedBankAccount = "UnverifiedBankAccount",
        /// The caller has to verify its e-mail address before it may call the service.
        UnverifiedEmailAddressCaller = "UnverifiedEmailAddress_Caller",
        /// The recipient has to verify its e-mail address before it may be paid.
        UnverifiedEmailAddressRecipient = "UnverifiedEmailAddress_Recipient",
        /// The sender has to verify its e-mail address before it may pay.
        UnverifiedEmailAddressSender = "UnverifiedEmailAddress_Sender",
    }
}

impl crate::error::Code for ErrorCode {
    fn info(&self) -> Option<&'static crate::contract::ErrorInfo> {
        SERVICE.error(self.as_str())
    }
}

impl ErrorCode {
    /// The flag that the reference gives; `None` where it gives none.
    pub fn retriable(&self) -> Option<bool> {
        crate::error::Code::info(self).and_then(|info| info.retriable)
    }
}

/// Names the token to cancel and, if you like, the reason.
///
/// The request of [`Operation::CancelToken`]. Required: `TokenId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CancelTokenRequest {
    /// The token to cancel. At most 65 characters.
    pub token_id: TokenId,
    /// Why the token is cancelled, in plain words.
    pub reason_text: Option<String>,
    /// Address that gets the notifications about this request instead of the one set in the
    /// account. From version 2010-08-28 on.
    pub override_ipn_url: Option<String>,
}

crate::wire::shape! {
    CancelTokenRequest {
        token_id: required "TokenId",
        reason_text: optional "ReasonText",
        override_ipn_url: optional "OverrideIPNURL",
    }
}

impl CancelTokenRequest {
    /// The request with what is required of it.
    pub fn new(token_id: impl Into<TokenId>) -> Self {
        Self {
            token_id: token_id.into(),
            reason_text: None,
            override_ipn_url: None,
        }
    }
    /// Sets `ReasonText`. Why the token is cancelled, in plain words.
    pub fn reason_text(mut self, reason_text: impl Into<String>) -> Self {
        self.reason_text = Some(reason_text.into());
        self
    }
    /// Sets `OverrideIPNURL`. Address that gets the notifications about this request instead of the
    /// one set in the account. From version 2010-08-28 on.
    pub fn override_ipn_url(mut self, override_ipn_url: impl Into<String>) -> Self {
        self.override_ipn_url = Some(override_ipn_url.into());
        self
    }
}

impl crate::wire::Request for CancelTokenRequest {
    type Result = CancelTokenResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::CancelToken as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("TokenId", self.token_id.as_str())?;
        check
            .text(
                "TokenId",
                self.token_id.as_str(),
                Some(crate::wire::Length::Characters(65)),
            )?;
        if let Some(value) = &self.reason_text {
            check.text("ReasonText", value.as_str(), None)?;
        }
        if let Some(value) = &self.override_ipn_url {
            check.since("OverrideIPNURL", "2010-08-28")?;
            check.text("OverrideIPNURL", value.as_str(), None)?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// Names the reservation or pending transaction to cancel and, if you like, the reason.
///
/// The request of [`Operation::Cancel`]. Required: `TransactionId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CancelRequest {
    /// The transaction to cancel, as `Reserve` or `Pay` returned it. At most 35 characters.
    pub transaction_id: TransactionId,
    /// Why the transaction is cancelled, in plain words.
    pub description: Option<String>,
    /// Address that gets the notifications about this request instead of the one set in the
    /// account. From version 2010-08-28 on.
    pub override_ipn_url: Option<String>,
}

crate::wire::shape! {
    CancelRequest {
        transaction_id: required "TransactionId",
        description: optional "Description",
        override_ipn_url: optional "OverrideIPNURL",
    }
}

impl CancelRequest {
    /// The request with what is required of it.
    pub fn new(transaction_id: impl Into<TransactionId>) -> Self {
        Self {
            transaction_id: transaction_id.into(),
            description: None,
            override_ipn_url: None,
        }
    }
    /// Sets `Description`. Why the transaction is cancelled, in plain words.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }
    /// Sets `OverrideIPNURL`. Address that gets the notifications about this request instead of the
    /// one set in the account. From version 2010-08-28 on.
    pub fn override_ipn_url(mut self, override_ipn_url: impl Into<String>) -> Self {
        self.override_ipn_url = Some(override_ipn_url.into());
        self
    }
}

impl crate::wire::Request for CancelRequest {
    type Result = CancelResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::Cancel as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("TransactionId", self.transaction_id.as_str())?;
        check
            .text(
                "TransactionId",
                self.transaction_id.as_str(),
                Some(crate::wire::Length::Characters(35)),
            )?;
        if let Some(value) = &self.description {
            check.text("Description", value.as_str(), None)?;
        }
        if let Some(value) = &self.override_ipn_url {
            check.since("OverrideIPNURL", "2010-08-28")?;
            check.text("OverrideIPNURL", value.as_str(), None)?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// What became of the transaction that was to be cancelled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CancelResult {
    /// The transaction that the request named.
    pub transaction_id: Option<TransactionId>,
    /// `Cancelled` once the cancellation is done.
    pub transaction_status: Option<TransactionStatus>,
}

crate::wire::shape! {
    CancelResult {
        transaction_id: optional "TransactionId",
        transaction_status: optional "TransactionStatus",
    }
}

/// Says which prepaid instrument to top up, from which token and by how much.
///
/// The request of [`Operation::FundPrepaid`]. Required: `SenderTokenId`, `PrepaidInstrumentId`,
/// `FundingAmount`, `CallerReference`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FundPrepaidRequest {
    /// The funding token (`fundingTokenID`) that the co-branded prepaid setup returned, not the
    /// prepaid sender token. At most 65 characters.
    pub sender_token_id: TokenId,
    /// The prepaid instrument whose balance grows (`prepaidInstrumentID` of the co-branded setup).
    /// At most 128 bytes.
    pub prepaid_instrument_id: InstrumentId,
    /// How much to add to the prepaid balance.
    pub funding_amount: Amount,
    /// The caller's own id of this request, new for each new request, at most 128 characters.
    /// Repeating the request with the same reference within seven days brings back the first answer
    /// and moves no money again.
    pub caller_reference: CallerReference,
    /// Note about the transaction for the sender. At most 160 characters.
    pub sender_description: Option<String>,
    /// Note about the transaction for the caller's own books. At most 160 characters.
    pub caller_description: Option<String>,
    /// Whose name and telephone number the sender finds on the card or bank statement. Left out,
    /// the account's settings decide.
    pub descriptor_policy: Option<DescriptorPolicy>,
    /// Minutes in which the transaction has to complete; after that it becomes a `Failure`. At
    /// least 1, by default 10080 (seven days).
    pub transaction_timeout_in_mins: Option<i32>,
    /// Address that gets the notifications about this request instead of the one set in the
    /// account. From version 2010-08-28 on.
    pub override_ipn_url: Option<String>,
}

crate::wire::shape! {
    FundPrepaidRequest {
        sender_token_id: required "SenderTokenId",
        prepaid_instrument_id: required "PrepaidInstrumentId",
        funding_amount: required "FundingAmount",
        caller_reference: required "CallerReference",
        sender_description: optional "SenderDescription",
        caller_description: optional "CallerDescription",
        descriptor_policy: optional "DescriptorPolicy",
        transaction_timeout_in_mins: optional "TransactionTimeoutInMins",
        override_ipn_url: optional "OverrideIPNURL",
    }
}

impl FundPrepaidRequest {
    /// The request with what is required of it.
    pub fn new(
        sender_token_id: impl Into<TokenId>,
        prepaid_instrument_id: impl Into<InstrumentId>,
        funding_amount: Amount,
        caller_reference: impl Into<CallerReference>,
    ) -> Self {
        Self {
            sender_token_id: sender_token_id.into(),
            prepaid_instrument_id: prepaid_instrument_id.into(),
            funding_amount,
            caller_reference: caller_reference.into(),
            sender_description: None,
            caller_description: None,
            descriptor_policy: None,
            transaction_timeout_in_mins: None,
            override_ipn_url: None,
        }
    }
    /// Sets `SenderDescription`. Note about the transaction for the sender. At most 160 characters.
    pub fn sender_description(mut self, sender_description: impl Into<String>) -> Self {
        self.sender_description = Some(sender_description.into());
        self
    }
    /// Sets `CallerDescription`. Note about the transaction for the caller's own books. At most 160
    /// characters.
    pub fn caller_description(mut self, caller_description: impl Into<String>) -> Self {
        self.caller_description = Some(caller_description.into());
        self
    }
    /// Sets `DescriptorPolicy`. Whose name and telephone number the sender finds on the card or
    /// bank statement. Left out, the account's settings decide.
    pub fn descriptor_policy(mut self, descriptor_policy: DescriptorPolicy) -> Self {
        self.descriptor_policy = Some(descriptor_policy);
        self
    }
    /// Sets `TransactionTimeoutInMins`. Minutes in which the transaction has to complete; after
    /// that it becomes a `Failure`. At least 1, by default 10080 (seven days).
    pub fn transaction_timeout_in_mins(
        mut self,
        transaction_timeout_in_mins: i32,
    ) -> Self {
        self.transaction_timeout_in_mins = Some(transaction_timeout_in_mins);
        self
    }
    /// Sets `OverrideIPNURL`. Address that gets the notifications about this request instead of the
    /// one set in the account. From version 2010-08-28 on.
    pub fn override_ipn_url(mut self, override_ipn_url: impl Into<String>) -> Self {
        self.override_ipn_url = Some(override_ipn_url.into());
        self
    }
}

impl crate::wire::Request for FundPrepaidRequest {
    type Result = FundPrepaidResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::FundPrepaid as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("SenderTokenId", self.sender_token_id.as_str())?;
        check
            .text(
                "SenderTokenId",
                self.sender_token_id.as_str(),
                Some(crate::wire::Length::Characters(65)),
            )?;
        check.filled("PrepaidInstrumentId", self.prepaid_instrument_id.as_str())?;
        check
            .text(
                "PrepaidInstrumentId",
                self.prepaid_instrument_id.as_str(),
                Some(crate::wire::Length::Bytes(128)),
            )?;
        check.amount("FundingAmount", &self.funding_amount, None, &["USD"])?;
        check.filled("CallerReference", self.caller_reference.as_str())?;
        check
            .text(
                "CallerReference",
                self.caller_reference.as_str(),
                Some(crate::wire::Length::Characters(128)),
            )?;
        if let Some(value) = &self.sender_description {
            check
                .text(
                    "SenderDescription",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(160)),
                )?;
        }
        if let Some(value) = &self.caller_description {
            check
                .text(
                    "CallerDescription",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(160)),
                )?;
        }
        if let Some(value) = &self.descriptor_policy {
            value.check("DescriptorPolicy", &check)?;
        }
        if let Some(value) = &self.transaction_timeout_in_mins {
            check
                .number(
                    "TransactionTimeoutInMins",
                    Decimal::from(*value),
                    Some(Decimal::new(1, 0)),
                    None,
                )?;
        }
        if let Some(value) = &self.override_ipn_url {
            check.since("OverrideIPNURL", "2010-08-28")?;
            check.text("OverrideIPNURL", value.as_str(), None)?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        Some(self.caller_reference.as_str())
    }
}

/// The transaction that funds the prepaid instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FundPrepaidResult {
    /// Id of the new transaction, up to 35 characters. Keep it: status, refund and settlement ask
    /// for it.
    pub transaction_id: TransactionId,
    /// How far the transaction has come.
    pub transaction_status: TransactionStatus,
}

crate::wire::shape! {
    FundPrepaidResult {
        transaction_id: required "TransactionId",
        transaction_status: required "TransactionStatus",
    }
}

/// Chooses a span of time and filters; only transactions that pass all of them are listed.
///
/// The request of [`Operation::GetAccountActivity`]. Required: `StartDate`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetAccountActivityRequest {
    /// How many transactions one answer may hold: 20 to 200, by default 200.
    pub max_batch_size: Option<i32>,
    /// Begin of the span. May not lie in the future. A date without time is accepted.
    pub start_date: DateTime<Utc>,
    /// End of the span, by default now.
    pub end_date: Option<DateTime<Utc>>,
    /// Order by the date on which the service received the transactions, by default the newest
    /// first.
    pub sort_order_by_date: Option<SortOrder>,
    /// Only transactions of this kind.
    pub fps_operation: Option<FpsOperation>,
    /// Only transactions paid by this method.
    pub payment_method: Option<PaymentMethod>,
    /// Only transactions in which the account has one of these roles. In a query the values are
    /// numbered: `Role.1`, `Role.2`.
    pub role: Vec<TransactionalRole>,
    /// Only transactions in this state.
    pub transaction_status: Option<TransactionStatus>,
}

crate::wire::shape! {
    GetAccountActivityRequest {
        max_batch_size: optional "MaxBatchSize",
        start_date: required "StartDate",
        end_date: optional "EndDate",
        sort_order_by_date: optional "SortOrderByDate",
        fps_operation: optional "FPSOperation",
        payment_method: optional "PaymentMethod",
        role: list "Role",
        transaction_status: optional "TransactionStatus",
    }
}

impl GetAccountActivityRequest {
    /// The request with what is required of it.
    pub fn new(start_date: DateTime<Utc>) -> Self {
        Self {
            max_batch_size: None,
            start_date,
            end_date: None,
            sort_order_by_date: None,
            fps_operation: None,
            payment_method: None,
            role: Vec::new(),
            transaction_status: None,
        }
    }
    /// Sets `MaxBatchSize`. How many transactions one answer may hold: 20 to 200, by default 200.
    pub fn max_batch_size(mut self, max_batch_size: i32) -> Self {
        self.max_batch_size = Some(max_batch_size);
        self
    }
    /// Sets `EndDate`. End of the span, by default now.
    pub fn end_date(mut self, end_date: DateTime<Utc>) -> Self {
        self.end_date = Some(end_date);
        self
    }
    /// Sets `SortOrderByDate`. Order by the date on which the service received the transactions, by
    /// default the newest first.
    pub fn sort_order_by_date(mut self, sort_order_by_date: SortOrder) -> Self {
        self.sort_order_by_date = Some(sort_order_by_date);
        self
    }
    /// Sets `FPSOperation`. Only transactions of this kind.
    pub fn fps_operation(mut self, fps_operation: FpsOperation) -> Self {
        self.fps_operation = Some(fps_operation);
        self
    }
    /// Sets `PaymentMethod`. Only transactions paid by this method.
    pub fn payment_method(mut self, payment_method: PaymentMethod) -> Self {
        self.payment_method = Some(payment_method);
        self
    }
    /// Sets `Role`. Only transactions in which the account has one of these roles. In a query the
    /// values are numbered: `Role.1`, `Role.2`.
    pub fn role(mut self, role: impl IntoIterator<Item = TransactionalRole>) -> Self {
        self.role = role.into_iter().collect();
        self
    }
    /// Sets `TransactionStatus`. Only transactions in this state.
    pub fn transaction_status(mut self, transaction_status: TransactionStatus) -> Self {
        self.transaction_status = Some(transaction_status);
        self
    }
}

impl crate::wire::Request for GetAccountActivityRequest {
    type Result = GetAccountActivityResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::GetAccountActivity as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        if let Some(value) = &self.max_batch_size {
            check
                .number(
                    "MaxBatchSize",
                    Decimal::from(*value),
                    Some(Decimal::new(20, 0)),
                    Some(Decimal::new(200, 0)),
                )?;
        }
        if let Some(value) = &self.sort_order_by_date {
            check.one_of("SortOrderByDate", value.as_str(), SortOrder::VALUES)?;
        }
        if let Some(value) = &self.fps_operation {
            check.one_of("FPSOperation", value.as_str(), FpsOperation::VALUES)?;
        }
        if let Some(value) = &self.payment_method {
            check.one_of("PaymentMethod", value.as_str(), PaymentMethod::VALUES)?;
        }
        for (index, value) in (1..).zip(&self.role) {
            check
                .one_of(
                    &format!("Role.{index}"),
                    value.as_str(),
                    TransactionalRole::VALUES,
                )?;
        }
        if let Some(value) = &self.transaction_status {
            check
                .one_of("TransactionStatus", value.as_str(), TransactionStatus::VALUES)?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// One batch of the account's transactions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetAccountActivityResult {
    /// Number of transactions in this answer.
    pub batch_size: Option<i32>,
    /// The transactions, in the order asked for. Absent if there are none.
    pub transaction: Vec<Transaction>,
    /// Date of the first transaction that did not fit, present only if there is one. To go on, pass
    /// it as the next `StartDate` (in a descending list as the next `EndDate`).
    pub start_time_for_next_transaction: Option<DateTime<Utc>>,
}

crate::wire::shape! {
    GetAccountActivityResult {
        batch_size: optional "BatchSize",
        transaction: list "Transaction",
        start_time_for_next_transaction: optional "StartTimeForNextTransaction",
    }
}

/// Takes nothing: the signature tells whose account is meant.
///
/// The request of [`Operation::GetAccountBalance`]. Nothing is required.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetAccountBalanceRequest {}

crate::wire::shape! {
    GetAccountBalanceRequest {}
}

impl GetAccountBalanceRequest {
    /// The request, with nothing set.
    pub fn new() -> Self {
        Self {}
    }
}

impl crate::wire::Request for GetAccountBalanceRequest {
    type Result = GetAccountBalanceResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::GetAccountBalance as usize];
    fn check(&self, _version: &'static str) -> Result<(), crate::wire::Invalid> {
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// The balances of the caller's account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetAccountBalanceResult {
    /// Money held, on its way in, on its way out, and free to use.
    pub account_balance: Option<AccountBalance>,
}

crate::wire::shape! {
    GetAccountBalanceResult {
        account_balance: optional "AccountBalance",
    }
}

/// Names the subscription.
///
/// The request of [`Operation::GetTransactionsForSubscription`]. Required: `SubscriptionId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetTransactionsForSubscriptionRequest {
    /// The Simple Pay subscription whose charges are asked for.
    pub subscription_id: SubscriptionId,
}

crate::wire::shape! {
    GetTransactionsForSubscriptionRequest {
        subscription_id: required "SubscriptionId",
    }
}

impl GetTransactionsForSubscriptionRequest {
    /// The request with what is required of it.
    pub fn new(subscription_id: impl Into<SubscriptionId>) -> Self {
        Self {
            subscription_id: subscription_id.into(),
        }
    }
}

impl crate::wire::Request for GetTransactionsForSubscriptionRequest {
    type Result = GetTransactionsForSubscriptionResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::GetTransactionsForSubscription as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("SubscriptionId", self.subscription_id.as_str())?;
        check.text("SubscriptionId", self.subscription_id.as_str(), None)?;
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// The charges made so far under a subscription.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetTransactionsForSubscriptionResult {
    /// One entry for each charge. Absent if there was none yet.
    pub subscription_transaction: Vec<SubscriptionTransaction>,
}

crate::wire::shape! {
    GetTransactionsForSubscriptionResult {
        subscription_transaction: list "SubscriptionTransaction",
    }
}

/// Names the subscription.
///
/// The request of [`Operation::GetSubscriptionDetails`]. Required: `SubscriptionId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetSubscriptionDetailsRequest {
    /// The Simple Pay subscription to describe.
    pub subscription_id: SubscriptionId,
}

crate::wire::shape! {
    GetSubscriptionDetailsRequest {
        subscription_id: required "SubscriptionId",
    }
}

impl GetSubscriptionDetailsRequest {
    /// The request with what is required of it.
    pub fn new(subscription_id: impl Into<SubscriptionId>) -> Self {
        Self {
            subscription_id: subscription_id.into(),
        }
    }
}

impl crate::wire::Request for GetSubscriptionDetailsRequest {
    type Result = GetSubscriptionDetailsResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::GetSubscriptionDetails as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("SubscriptionId", self.subscription_id.as_str())?;
        check.text("SubscriptionId", self.subscription_id.as_str(), None)?;
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// Holds the description of one subscription.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetSubscriptionDetailsResult {
    /// Terms, parties and progress of the subscription.
    pub subscription_details: Option<SubscriptionDetails>,
}

crate::wire::shape! {
    GetSubscriptionDetailsResult {
        subscription_details: optional "SubscriptionDetails",
    }
}

/// Names the credit instrument.
///
/// The request of [`Operation::GetDebtBalance`]. Required: `CreditInstrumentId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetDebtBalanceRequest {
    /// The credit instrument to look at; the caller has to be its sender or recipient. At most 128
    /// bytes.
    pub credit_instrument_id: InstrumentId,
}

crate::wire::shape! {
    GetDebtBalanceRequest {
        credit_instrument_id: required "CreditInstrumentId",
    }
}

impl GetDebtBalanceRequest {
    /// The request with what is required of it.
    pub fn new(credit_instrument_id: impl Into<InstrumentId>) -> Self {
        Self {
            credit_instrument_id: credit_instrument_id.into(),
        }
    }
}

impl crate::wire::Request for GetDebtBalanceRequest {
    type Result = GetDebtBalanceResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::GetDebtBalance as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("CreditInstrumentId", self.credit_instrument_id.as_str())?;
        check
            .text(
                "CreditInstrumentId",
                self.credit_instrument_id.as_str(),
                Some(crate::wire::Length::Bytes(128)),
            )?;
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// The debt on one credit instrument.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetDebtBalanceResult {
    /// What is owed and what is being settled.
    pub debt_balance: Option<DebtBalance>,
}

crate::wire::shape! {
    GetDebtBalanceResult {
        debt_balance: optional "DebtBalance",
    }
}

/// Takes nothing: the signature tells whose credit instruments are meant.
///
/// The request of [`Operation::GetOutstandingDebtBalance`]. Nothing is required.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetOutstandingDebtBalanceRequest {}

crate::wire::shape! {
    GetOutstandingDebtBalanceRequest {}
}

impl GetOutstandingDebtBalanceRequest {
    /// The request, with nothing set.
    pub fn new() -> Self {
        Self {}
    }
}

impl crate::wire::Request for GetOutstandingDebtBalanceRequest {
    type Result = GetOutstandingDebtBalanceResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::GetOutstandingDebtBalance as usize];
    fn check(&self, _version: &'static str) -> Result<(), crate::wire::Invalid> {
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// The debt on all credit instruments of the caller together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetOutstandingDebtBalanceResult {
    /// What is owed to the caller and what is being settled.
    pub outstanding_debt: Option<OutstandingDebtBalance>,
}

crate::wire::shape! {
    GetOutstandingDebtBalanceResult {
        outstanding_debt: optional "OutstandingDebt",
    }
}

/// Names the prepaid instrument.
///
/// The request of [`Operation::GetPrepaidBalance`]. Required: `PrepaidInstrumentId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetPrepaidBalanceRequest {
    /// The prepaid instrument to look at; the caller has to be its sender or recipient. At most 128
    /// bytes.
    pub prepaid_instrument_id: InstrumentId,
}

crate::wire::shape! {
    GetPrepaidBalanceRequest {
        prepaid_instrument_id: required "PrepaidInstrumentId",
    }
}

impl GetPrepaidBalanceRequest {
    /// The request with what is required of it.
    pub fn new(prepaid_instrument_id: impl Into<InstrumentId>) -> Self {
        Self {
            prepaid_instrument_id: prepaid_instrument_id.into(),
        }
    }
}

impl crate::wire::Request for GetPrepaidBalanceRequest {
    type Result = GetPrepaidBalanceResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::GetPrepaidBalance as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("PrepaidInstrumentId", self.prepaid_instrument_id.as_str())?;
        check
            .text(
                "PrepaidInstrumentId",
                self.prepaid_instrument_id.as_str(),
                Some(crate::wire::Length::Bytes(128)),
            )?;
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// The money on one prepaid instrument.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetPrepaidBalanceResult {
    /// What can be spent and what is being added.
    pub prepaid_balance: Option<PrepaidBalance>,
}

crate::wire::shape! {
    GetPrepaidBalanceResult {
        prepaid_balance: optional "PrepaidBalance",
    }
}

/// Names the token in one of two ways. With both given, `TokenId` decides.
///
/// The request of [`Operation::GetTokenByCaller`]. Required: `TokenId` when CallerReference is
/// left out; `CallerReference` when TokenId is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetTokenByCallerRequest {
    /// Id of the token, as the co-branded pages returned it. At most 65 characters.
    pub token_id: Option<TokenId>,
    /// The reference under which the token was set up. At most 128 characters.
    pub caller_reference: Option<CallerReference>,
}

crate::wire::shape! {
    GetTokenByCallerRequest {
        token_id: optional "TokenId",
        caller_reference: optional "CallerReference",
    }
}

impl GetTokenByCallerRequest {
    /// The request, with nothing set.
    pub fn new() -> Self {
        Self {
            token_id: None,
            caller_reference: None,
        }
    }
    /// Sets `TokenId`. Id of the token, as the co-branded pages returned it. At most 65 characters.
    pub fn token_id(mut self, token_id: impl Into<TokenId>) -> Self {
        self.token_id = Some(token_id.into());
        self
    }
    /// Sets `CallerReference`. The reference under which the token was set up. At most 128
    /// characters.
    pub fn caller_reference(
        mut self,
        caller_reference: impl Into<CallerReference>,
    ) -> Self {
        self.caller_reference = Some(caller_reference.into());
        self
    }
}

impl crate::wire::Request for GetTokenByCallerRequest {
    type Result = GetTokenByCallerResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::GetTokenByCaller as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check
            .needed(
                "TokenId",
                self
                    .token_id
                    .as_ref()
                    .is_some_and(|text| !text.as_str().trim().is_empty())
                    || self
                        .caller_reference
                        .as_ref()
                        .is_some_and(|text| !text.as_str().trim().is_empty()),
                "where CallerReference is not given",
            )?;
        if let Some(value) = &self.token_id {
            check
                .text(
                    "TokenId",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(65)),
                )?;
        }
        check
            .needed(
                "CallerReference",
                self
                    .caller_reference
                    .as_ref()
                    .is_some_and(|text| !text.as_str().trim().is_empty())
                    || self
                        .token_id
                        .as_ref()
                        .is_some_and(|text| !text.as_str().trim().is_empty()),
                "where TokenId is not given",
            )?;
        if let Some(value) = &self.caller_reference {
            check
                .text(
                    "CallerReference",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(128)),
                )?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// Holds the token found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetTokenByCallerResult {
    /// The token with its state and type.
    pub token: Option<Token>,
}

crate::wire::shape! {
    GetTokenByCallerResult {
        token: optional "Token",
    }
}

/// Names the subscription to end and, if money is to go back, how much.
///
/// The request of [`Operation::CancelSubscriptionAndRefund`]. Required: `SubscriptionId`;
/// `CallerReference` when RefundAmount is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CancelSubscriptionAndRefundRequest {
    /// The Simple Pay subscription to cancel.
    pub subscription_id: SubscriptionId,
    /// How much of the last charge goes back to the subscriber. Left out, the subscription is only
    /// cancelled.
    pub refund_amount: Option<Amount>,
    /// The caller's own id of the refund, remembered for seven days. At most 128 bytes.
    pub caller_reference: Option<CallerReference>,
    /// Why the subscription ends, in plain words.
    pub cancel_reason: Option<String>,
}

crate::wire::shape! {
    CancelSubscriptionAndRefundRequest {
        subscription_id: required "SubscriptionId",
        refund_amount: optional "RefundAmount",
        caller_reference: optional "CallerReference",
        cancel_reason: optional "CancelReason",
    }
}

impl CancelSubscriptionAndRefundRequest {
    /// The request with what is required of it.
    pub fn new(subscription_id: impl Into<SubscriptionId>) -> Self {
        Self {
            subscription_id: subscription_id.into(),
            refund_amount: None,
            caller_reference: None,
            cancel_reason: None,
        }
    }
    /// Sets `RefundAmount`. How much of the last charge goes back to the subscriber. Left out, the
    /// subscription is only cancelled.
    pub fn refund_amount(mut self, refund_amount: Amount) -> Self {
        self.refund_amount = Some(refund_amount);
        self
    }
    /// Sets `CallerReference`. The caller's own id of the refund, remembered for seven days. At
    /// most 128 bytes.
    pub fn caller_reference(
        mut self,
        caller_reference: impl Into<CallerReference>,
    ) -> Self {
        self.caller_reference = Some(caller_reference.into());
        self
    }
    /// Sets `CancelReason`. Why the subscription ends, in plain words.
    pub fn cancel_reason(mut self, cancel_reason: impl Into<String>) -> Self {
        self.cancel_reason = Some(cancel_reason.into());
        self
    }
}

impl crate::wire::Request for CancelSubscriptionAndRefundRequest {
    type Result = CancelSubscriptionAndRefundResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::CancelSubscriptionAndRefund as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("SubscriptionId", self.subscription_id.as_str())?;
        check.text("SubscriptionId", self.subscription_id.as_str(), None)?;
        if let Some(value) = &self.refund_amount {
            check.amount("RefundAmount", value, None, &["USD"])?;
        }
        check
            .needed(
                "CallerReference",
                self
                    .caller_reference
                    .as_ref()
                    .is_some_and(|text| !text.as_str().trim().is_empty())
                    || self.refund_amount.is_none(),
                "with RefundAmount",
            )?;
        if let Some(value) = &self.caller_reference {
            check
                .text(
                    "CallerReference",
                    value.as_str(),
                    Some(crate::wire::Length::Bytes(128)),
                )?;
        }
        if let Some(value) = &self.cancel_reason {
            check.text("CancelReason", value.as_str(), None)?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        self.caller_reference
            .as_ref()
            .map(|key| key.as_str())
            .filter(|key| !key.trim().is_empty())
    }
}

/// The refund that came with the cancellation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CancelSubscriptionAndRefundResult {
    /// Id of the refund transaction. Up to 35 characters.
    pub refund_transaction_id: TransactionId,
}

crate::wire::shape! {
    CancelSubscriptionAndRefundResult {
        refund_transaction_id: required "RefundTransactionId",
    }
}

/// Names the token.
///
/// The request of [`Operation::GetTokenUsage`]. Required: `TokenId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetTokenUsageRequest {
    /// A multi-use or recurring token; single-use tokens have no usage to report. At most 65
    /// characters.
    pub token_id: TokenId,
}

crate::wire::shape! {
    GetTokenUsageRequest {
        token_id: required "TokenId",
    }
}

impl GetTokenUsageRequest {
    /// The request with what is required of it.
    pub fn new(token_id: impl Into<TokenId>) -> Self {
        Self { token_id: token_id.into() }
    }
}

impl crate::wire::Request for GetTokenUsageRequest {
    type Result = GetTokenUsageResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::GetTokenUsage as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("TokenId", self.token_id.as_str())?;
        check
            .text(
                "TokenId",
                self.token_id.as_str(),
                Some(crate::wire::Length::Characters(65)),
            )?;
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// How far the limits of a token are used up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetTokenUsageResult {
    /// One entry for each limit that the token was set up with, at most three.
    pub token_usage_limits: Vec<TokenUsageLimit>,
}

crate::wire::shape! {
    GetTokenUsageResult {
        token_usage_limits: list "TokenUsageLimits",
    }
}

/// Filters; only tokens that pass all of them are listed. With none given, all of the caller's
/// tokens are.
///
/// The request of [`Operation::GetTokens`]. Nothing is required.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetTokensRequest {
    /// Only tokens in this state.
    pub token_status: Option<TokenStatus>,
    /// Only tokens of this type.
    pub token_type: Option<TokenType>,
    /// Only the token that was set up under this reference. At most 128 characters.
    pub caller_reference: Option<CallerReference>,
    /// Only tokens of this name. At most 128 characters.
    pub token_friendly_name: Option<String>,
}

crate::wire::shape! {
    GetTokensRequest {
        token_status: optional "TokenStatus",
        token_type: optional "TokenType",
        caller_reference: optional "CallerReference",
        token_friendly_name: optional "TokenFriendlyName",
    }
}

impl GetTokensRequest {
    /// The request, with nothing set.
    pub fn new() -> Self {
        Self {
            token_status: None,
            token_type: None,
            caller_reference: None,
            token_friendly_name: None,
        }
    }
    /// Sets `TokenStatus`. Only tokens in this state.
    pub fn token_status(mut self, token_status: TokenStatus) -> Self {
        self.token_status = Some(token_status);
        self
    }
    /// Sets `TokenType`. Only tokens of this type.
    pub fn token_type(mut self, token_type: TokenType) -> Self {
        self.token_type = Some(token_type);
        self
    }
    /// Sets `CallerReference`. Only the token that was set up under this reference. At most 128
    /// characters.
    pub fn caller_reference(
        mut self,
        caller_reference: impl Into<CallerReference>,
    ) -> Self {
        self.caller_reference = Some(caller_reference.into());
        self
    }
    /// Sets `TokenFriendlyName`. Only tokens of this name. At most 128 characters.
    pub fn token_friendly_name(
        mut self,
        token_friendly_name: impl Into<String>,
    ) -> Self {
        self.token_friendly_name = Some(token_friendly_name.into());
        self
    }
}

impl crate::wire::Request for GetTokensRequest {
    type Result = GetTokensResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::GetTokens as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        if let Some(value) = &self.token_status {
            check.one_of("TokenStatus", value.as_str(), TokenStatus::VALUES)?;
        }
        if let Some(value) = &self.token_type {
            check.one_of("TokenType", value.as_str(), TokenType::VALUES)?;
        }
        if let Some(value) = &self.caller_reference {
            check
                .text(
                    "CallerReference",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(128)),
                )?;
        }
        if let Some(value) = &self.token_friendly_name {
            check
                .text(
                    "TokenFriendlyName",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(128)),
                )?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// The tokens that passed the filters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetTokensResult {
    /// One entry for each token. Absent if there is none.
    pub token: Vec<Token>,
}

crate::wire::shape! {
    GetTokensResult {
        token: list "Token",
    }
}

/// Takes nothing: the signature tells whose liability is meant.
///
/// The request of [`Operation::GetTotalPrepaidLiability`]. Nothing is required.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetTotalPrepaidLiabilityRequest {}

crate::wire::shape! {
    GetTotalPrepaidLiabilityRequest {}
}

impl GetTotalPrepaidLiabilityRequest {
    /// The request, with nothing set.
    pub fn new() -> Self {
        Self {}
    }
}

impl crate::wire::Request for GetTotalPrepaidLiabilityRequest {
    type Result = GetTotalPrepaidLiabilityResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::GetTotalPrepaidLiability as usize];
    fn check(&self, _version: &'static str) -> Result<(), crate::wire::Invalid> {
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// The caller's liability from all prepaid instruments together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetTotalPrepaidLiabilityResult {
    /// Prepaid money that is owed in goods, and what is being added to it.
    pub outstanding_prepaid_liability: Option<OutstandingPrepaidLiability>,
}

crate::wire::shape! {
    GetTotalPrepaidLiabilityResult {
        outstanding_prepaid_liability: optional "OutstandingPrepaidLiability",
    }
}

/// Names the transaction.
///
/// The request of [`Operation::GetTransaction`]. Required: `TransactionId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetTransactionRequest {
    /// The transaction to describe. At most 35 characters.
    pub transaction_id: TransactionId,
}

crate::wire::shape! {
    GetTransactionRequest {
        transaction_id: required "TransactionId",
    }
}

impl GetTransactionRequest {
    /// The request with what is required of it.
    pub fn new(transaction_id: impl Into<TransactionId>) -> Self {
        Self {
            transaction_id: transaction_id.into(),
        }
    }
}

impl crate::wire::Request for GetTransactionRequest {
    type Result = GetTransactionResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::GetTransaction as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("TransactionId", self.transaction_id.as_str())?;
        check
            .text(
                "TransactionId",
                self.transaction_id.as_str(),
                Some(crate::wire::Length::Characters(35)),
            )?;
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// Holds the description of one transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetTransactionResult {
    /// Everything the service tells about the transaction.
    pub transaction: Option<TransactionDetail>,
}

crate::wire::shape! {
    GetTransactionResult {
        transaction: optional "Transaction",
    }
}

/// Names the transaction.
///
/// The request of [`Operation::GetTransactionStatus`]. Required: `TransactionId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetTransactionStatusRequest {
    /// The transaction to ask about. At most 35 characters.
    pub transaction_id: TransactionId,
}

crate::wire::shape! {
    GetTransactionStatusRequest {
        transaction_id: required "TransactionId",
    }
}

impl GetTransactionStatusRequest {
    /// The request with what is required of it.
    pub fn new(transaction_id: impl Into<TransactionId>) -> Self {
        Self {
            transaction_id: transaction_id.into(),
        }
    }
}

impl crate::wire::Request for GetTransactionStatusRequest {
    type Result = GetTransactionStatusResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::GetTransactionStatus as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("TransactionId", self.transaction_id.as_str())?;
        check
            .text(
                "TransactionId",
                self.transaction_id.as_str(),
                Some(crate::wire::Length::Characters(35)),
            )?;
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// The state of one transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetTransactionStatusResult {
    /// The transaction that was asked about.
    pub transaction_id: TransactionId,
    /// How far the transaction has come.
    pub transaction_status: TransactionStatus,
    /// The reference under which the caller started the transaction.
    pub caller_reference: CallerReference,
    /// Short code that refines the status: `Success`, `PendingVerification`,
    /// `PendingNetworkResponse`, `Canceled`, `Expired`, `TransactionDenied`, or the error code of a
    /// failed transaction.
    pub status_code: Option<String>,
    /// The status in words. Of any length.
    pub status_message: Option<String>,
}

crate::wire::shape! {
    GetTransactionStatusResult {
        transaction_id: required "TransactionId",
        transaction_status: required "TransactionStatus",
        caller_reference: required "CallerReference",
        status_code: optional "StatusCode",
        status_message: optional "StatusMessage",
    }
}

/// Names the token.
///
/// The request of [`Operation::GetPaymentInstruction`]. Required: `TokenId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetPaymentInstructionRequest {
    /// The token whose rules are asked for. At most 65 characters.
    pub token_id: TokenId,
}

crate::wire::shape! {
    GetPaymentInstructionRequest {
        token_id: required "TokenId",
    }
}

impl GetPaymentInstructionRequest {
    /// The request with what is required of it.
    pub fn new(token_id: impl Into<TokenId>) -> Self {
        Self { token_id: token_id.into() }
    }
}

impl crate::wire::Request for GetPaymentInstructionRequest {
    type Result = GetPaymentInstructionResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::GetPaymentInstruction as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("TokenId", self.token_id.as_str())?;
        check
            .text(
                "TokenId",
                self.token_id.as_str(),
                Some(crate::wire::Length::Characters(65)),
            )?;
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// A token together with the rules behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetPaymentInstructionResult {
    /// The token with its state and type.
    pub token: Token,
    /// The rules in Gatekeeper, the rule language of FPS.
    pub payment_instruction: String,
    /// The reference under which the token was set up.
    pub caller_reference: CallerReference,
    /// Name of the token. Up to 128 characters.
    pub token_friendly_name: Option<String>,
}

crate::wire::shape! {
    GetPaymentInstructionResult {
        token: required "Token",
        payment_instruction: required "PaymentInstruction",
        caller_reference: required "CallerReference",
        token_friendly_name: optional "TokenFriendlyName",
    }
}

/// The rules that the new token is to obey, and what to call it.
///
/// The request of [`Operation::InstallPaymentInstruction`]. Required: `PaymentInstruction`,
/// `CallerReference`, `TokenType`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstallPaymentInstructionRequest {
    /// The rules in Gatekeeper, the rule language of FPS.
    pub payment_instruction: String,
    /// Name for people to know the token by. At most 128 characters.
    pub token_friendly_name: Option<String>,
    /// The caller's own id of this request, new for each token, at most 128 characters. It also
    /// finds the token again, by `GetTokenByCaller`.
    pub caller_reference: CallerReference,
    /// How often the token may be used.
    pub token_type: TokenType,
    /// What the payments are for. At most 64 characters.
    pub payment_reason: Option<String>,
}

crate::wire::shape! {
    InstallPaymentInstructionRequest {
        payment_instruction: required "PaymentInstruction",
        token_friendly_name: optional "TokenFriendlyName",
        caller_reference: required "CallerReference",
        token_type: required "TokenType",
        payment_reason: optional "PaymentReason",
    }
}

impl InstallPaymentInstructionRequest {
    /// The request with what is required of it.
    pub fn new(
        payment_instruction: impl Into<String>,
        caller_reference: impl Into<CallerReference>,
        token_type: TokenType,
    ) -> Self {
        Self {
            payment_instruction: payment_instruction.into(),
            token_friendly_name: None,
            caller_reference: caller_reference.into(),
            token_type,
            payment_reason: None,
        }
    }
    /// Sets `TokenFriendlyName`. Name for people to know the token by. At most 128 characters.
    pub fn token_friendly_name(
        mut self,
        token_friendly_name: impl Into<String>,
    ) -> Self {
        self.token_friendly_name = Some(token_friendly_name.into());
        self
    }
    /// Sets `PaymentReason`. What the payments are for. At most 64 characters.
    pub fn payment_reason(mut self, payment_reason: impl Into<String>) -> Self {
        self.payment_reason = Some(payment_reason.into());
        self
    }
}

impl crate::wire::Request for InstallPaymentInstructionRequest {
    type Result = InstallPaymentInstructionResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::InstallPaymentInstruction as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("PaymentInstruction", self.payment_instruction.as_str())?;
        check.text("PaymentInstruction", self.payment_instruction.as_str(), None)?;
        if let Some(value) = &self.token_friendly_name {
            check
                .text(
                    "TokenFriendlyName",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(128)),
                )?;
        }
        check.filled("CallerReference", self.caller_reference.as_str())?;
        check
            .text(
                "CallerReference",
                self.caller_reference.as_str(),
                Some(crate::wire::Length::Characters(128)),
            )?;
        check.one_of("TokenType", self.token_type.as_str(), TokenType::VALUES)?;
        if let Some(value) = &self.payment_reason {
            check
                .text(
                    "PaymentReason",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(64)),
                )?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        Some(self.caller_reference.as_str())
    }
}

/// The token that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstallPaymentInstructionResult {
    /// Id of the new token.
    pub token_id: TokenId,
}

crate::wire::shape! {
    InstallPaymentInstructionResult {
        token_id: required "TokenId",
    }
}

/// Says who pays whom, how much, and who bears the fees.
///
/// The request of [`Operation::Pay`]. Required: `SenderTokenId`, `TransactionAmount`,
/// `CallerReference`; `RecipientTokenId` when the recipient is not the caller (a marketplace
/// transaction); `SenderDescription` when DescriptorPolicy asks for a dynamic soft descriptor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayRequest {
    /// Token of the sender: from a single payment, a multi-use or recurring authorization, or a
    /// prepaid or postpaid setup. At most 65 characters.
    pub sender_token_id: TokenId,
    /// Token of the recipient, from the co-branded registration of a seller. Needed whenever the
    /// caller is not the recipient itself. At most 65 characters.
    pub recipient_token_id: Option<TokenId>,
    /// What the sender is charged. Has to be more than $0.01 when a card or bank account pays.
    pub transaction_amount: Amount,
    /// Who bears the fee of Amazon Payments, by default the recipient. In a marketplace transaction
    /// it has to agree with what the recipient token says.
    pub charge_fee_to: Option<ChargeFeeTo>,
    /// The caller's own id of this request, new for each new request, at most 128 characters.
    /// Repeating the request with the same reference within seven days brings back the first answer
    /// and moves no money again.
    pub caller_reference: CallerReference,
    /// Note about the transaction for the caller's own books. At most 160 characters.
    pub caller_description: Option<String>,
    /// Note about the transaction for the sender, at most 160 characters. A dynamic soft descriptor
    /// shows its first 15 characters on the card statement, and therefore requires it.
    pub sender_description: Option<String>,
    /// Whose name and telephone number the sender finds on the card or bank statement. Left out,
    /// the account's settings decide.
    pub descriptor_policy: Option<DescriptorPolicy>,
    /// Minutes in which the transaction has to complete; after that it becomes a `Failure`. At
    /// least 1, by default 10080 (seven days).
    pub transaction_timeout_in_mins: Option<i32>,
    /// Fixed part of the caller's own fee, on top of the fee of Amazon Payments. No more than the
    /// recipient agreed to in the recipient token. If both fees are left out, the maxima in that
    /// token apply.
    pub marketplace_fixed_fee: Option<Amount>,
    /// The caller's own fee in percent of the amount: 5 means 5 %. No more than the recipient
    /// agreed to in the recipient token.
    pub marketplace_variable_fee: Option<Decimal>,
    /// Address that gets the notifications about this request instead of the one set in the
    /// account. From version 2010-08-28 on.
    pub override_ipn_url: Option<String>,
}

crate::wire::shape! {
    PayRequest {
        sender_token_id: required "SenderTokenId",
        recipient_token_id: optional "RecipientTokenId",
        transaction_amount: required "TransactionAmount",
        charge_fee_to: optional "ChargeFeeTo",
        caller_reference: required "CallerReference",
        caller_description: optional "CallerDescription",
        sender_description: optional "SenderDescription",
        descriptor_policy: optional "DescriptorPolicy",
        transaction_timeout_in_mins: optional "TransactionTimeoutInMins",
        marketplace_fixed_fee: optional "MarketplaceFixedFee",
        marketplace_variable_fee: optional "MarketplaceVariableFee",
        override_ipn_url: optional "OverrideIPNURL",
    }
}

impl PayRequest {
    /// The request with what is required of it.
    pub fn new(
        sender_token_id: impl Into<TokenId>,
        transaction_amount: Amount,
        caller_reference: impl Into<CallerReference>,
    ) -> Self {
        Self {
            sender_token_id: sender_token_id.into(),
            recipient_token_id: None,
            transaction_amount,
            charge_fee_to: None,
            caller_reference: caller_reference.into(),
            caller_description: None,
            sender_description: None,
            descriptor_policy: None,
            transaction_timeout_in_mins: None,
            marketplace_fixed_fee: None,
            marketplace_variable_fee: None,
            override_ipn_url: None,
        }
    }
    /// Sets `RecipientTokenId`. Token of the recipient, from the co-branded registration of a
    /// seller. Needed whenever the caller is not the recipient itself. At most 65 characters.
    pub fn recipient_token_id(mut self, recipient_token_id: impl Into<TokenId>) -> Self {
        self.recipient_token_id = Some(recipient_token_id.into());
        self
    }
    /// Sets `ChargeFeeTo`. Who bears the fee of Amazon Payments, by default the recipient. In a
    /// marketplace transaction it has to agree with what the recipient token says.
    pub fn charge_fee_to(mut self, charge_fee_to: ChargeFeeTo) -> Self {
        self.charge_fee_to = Some(charge_fee_to);
        self
    }
    /// Sets `CallerDescription`. Note about the transaction for the caller's own books. At most 160
    /// characters.
    pub fn caller_description(mut self, caller_description: impl Into<String>) -> Self {
        self.caller_description = Some(caller_description.into());
        self
    }
    /// Sets `SenderDescription`. Note about the transaction for the sender, at most 160 characters.
    /// A dynamic soft descriptor shows its first 15 characters on the card statement, and therefore
    /// requires it.
    pub fn sender_description(mut self, sender_description: impl Into<String>) -> Self {
        self.sender_description = Some(sender_description.into());
        self
    }
    /// Sets `DescriptorPolicy`. Whose name and telephone number the sender finds on the card or
    /// bank statement. Left out, the account's settings decide.
    pub fn descriptor_policy(mut self, descriptor_policy: DescriptorPolicy) -> Self {
        self.descriptor_policy = Some(descriptor_policy);
        self
    }
    /// Sets `TransactionTimeoutInMins`. Minutes in which the transaction has to complete; after
    /// that it becomes a `Failure`. At least 1, by default 10080 (seven days).
    pub fn transaction_timeout_in_mins(
        mut self,
        transaction_timeout_in_mins: i32,
    ) -> Self {
        self.transaction_timeout_in_mins = Some(transaction_timeout_in_mins);
        self
    }
    /// Sets `MarketplaceFixedFee`. Fixed part of the caller's own fee, on top of the fee of Amazon
    /// Payments. No more than the recipient agreed to in the recipient token. If both fees are left
    /// out, the maxima in that token apply.
    pub fn marketplace_fixed_fee(mut self, marketplace_fixed_fee: Amount) -> Self {
        self.marketplace_fixed_fee = Some(marketplace_fixed_fee);
        self
    }
    /// Sets `MarketplaceVariableFee`. The caller's own fee in percent of the amount: 5 means 5 %.
    /// No more than the recipient agreed to in the recipient token.
    pub fn marketplace_variable_fee(
        mut self,
        marketplace_variable_fee: Decimal,
    ) -> Self {
        self.marketplace_variable_fee = Some(marketplace_variable_fee);
        self
    }
    /// Sets `OverrideIPNURL`. Address that gets the notifications about this request instead of the
    /// one set in the account. From version 2010-08-28 on.
    pub fn override_ipn_url(mut self, override_ipn_url: impl Into<String>) -> Self {
        self.override_ipn_url = Some(override_ipn_url.into());
        self
    }
}

impl crate::wire::Request for PayRequest {
    type Result = PayResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::Pay as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("SenderTokenId", self.sender_token_id.as_str())?;
        check
            .text(
                "SenderTokenId",
                self.sender_token_id.as_str(),
                Some(crate::wire::Length::Characters(65)),
            )?;
        if let Some(value) = &self.recipient_token_id {
            check
                .text(
                    "RecipientTokenId",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(65)),
                )?;
        }
        check.amount("TransactionAmount", &self.transaction_amount, None, &["USD"])?;
        if let Some(value) = &self.charge_fee_to {
            check.one_of("ChargeFeeTo", value.as_str(), ChargeFeeTo::VALUES)?;
        }
        check.filled("CallerReference", self.caller_reference.as_str())?;
        check
            .text(
                "CallerReference",
                self.caller_reference.as_str(),
                Some(crate::wire::Length::Characters(128)),
            )?;
        if let Some(value) = &self.caller_description {
            check
                .text(
                    "CallerDescription",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(160)),
                )?;
        }
        check
            .needed(
                "SenderDescription",
                self
                    .sender_description
                    .as_ref()
                    .is_some_and(|text| !text.as_str().trim().is_empty())
                    || self
                        .descriptor_policy
                        .as_ref()
                        .and_then(|value| value.soft_descriptor_type.as_ref())
                        .is_none_or(|value| value.as_str() != "Dynamic"),
                "where DescriptorPolicy.SoftDescriptorType is Dynamic",
            )?;
        if let Some(value) = &self.sender_description {
            check
                .text(
                    "SenderDescription",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(160)),
                )?;
        }
        if let Some(value) = &self.descriptor_policy {
            value.check("DescriptorPolicy", &check)?;
        }
        if let Some(value) = &self.transaction_timeout_in_mins {
            check
                .number(
                    "TransactionTimeoutInMins",
                    Decimal::from(*value),
                    Some(Decimal::new(1, 0)),
                    None,
                )?;
        }
        if let Some(value) = &self.marketplace_fixed_fee {
            check
                .amount(
                    "MarketplaceFixedFee",
                    value,
                    Some(Decimal::new(0, 0)),
                    &["USD"],
                )?;
        }
        if let Some(value) = &self.marketplace_variable_fee {
            check
                .number(
                    "MarketplaceVariableFee",
                    *value,
                    Some(Decimal::new(0, 0)),
                    None,
                )?;
        }
        if let Some(value) = &self.override_ipn_url {
            check.since("OverrideIPNURL", "2010-08-28")?;
            check.text("OverrideIPNURL", value.as_str(), None)?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        Some(self.caller_reference.as_str())
    }
}

/// The payment that was started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayResult {
    /// Id of the new transaction, up to 35 characters. Keep it: status, refund and settlement ask
    /// for it.
    pub transaction_id: TransactionId,
    /// `Success` at once for a payment from an account balance; usually `Pending` for a card or
    /// bank account.
    pub transaction_status: TransactionStatus,
}

crate::wire::shape! {
    PayResult {
        transaction_id: required "TransactionId",
        transaction_status: required "TransactionStatus",
    }
}

/// Names the payment to give back, and how much of it.
///
/// The request of [`Operation::Refund`]. Required: `TransactionId`, `CallerReference`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundRequest {
    /// The payment to refund. At most 35 characters.
    pub transaction_id: TransactionId,
    /// How much to give back, by default all that has not been refunded yet. All refunds together
    /// may not exceed the payment.
    pub refund_amount: Option<Amount>,
    /// The caller's own id of this refund, at most 128 characters. Each partial refund needs a new
    /// one; repeating the request with the same one within seven days brings back the first answer.
    pub caller_reference: CallerReference,
    /// Note about the transaction for the caller's own books. At most 160 characters.
    pub caller_description: Option<String>,
    /// Which parts of a marketplace transaction go back, by default only the payment itself.
    pub marketplace_refund_policy: Option<MarketplaceRefundPolicy>,
    /// Address that gets the notifications about this request instead of the one set in the
    /// account. From version 2010-08-28 on.
    pub override_ipn_url: Option<String>,
}

crate::wire::shape! {
    RefundRequest {
        transaction_id: required "TransactionId",
        refund_amount: optional "RefundAmount",
        caller_reference: required "CallerReference",
        caller_description: optional "CallerDescription",
        marketplace_refund_policy: optional "MarketplaceRefundPolicy",
        override_ipn_url: optional "OverrideIPNURL",
    }
}

impl RefundRequest {
    /// The request with what is required of it.
    pub fn new(
        transaction_id: impl Into<TransactionId>,
        caller_reference: impl Into<CallerReference>,
    ) -> Self {
        Self {
            transaction_id: transaction_id.into(),
            refund_amount: None,
            caller_reference: caller_reference.into(),
            caller_description: None,
            marketplace_refund_policy: None,
            override_ipn_url: None,
        }
    }
    /// Sets `RefundAmount`. How much to give back, by default all that has not been refunded yet.
    /// All refunds together may not exceed the payment.
    pub fn refund_amount(mut self, refund_amount: Amount) -> Self {
        self.refund_amount = Some(refund_amount);
        self
    }
    /// Sets `CallerDescription`. Note about the transaction for the caller's own books. At most 160
    /// characters.
    pub fn caller_description(mut self, caller_description: impl Into<String>) -> Self {
        self.caller_description = Some(caller_description.into());
        self
    }
    /// Sets `MarketplaceRefundPolicy`. Which parts of a marketplace transaction go back, by default
    /// only the payment itself.
    pub fn marketplace_refund_policy(
        mut self,
        marketplace_refund_policy: MarketplaceRefundPolicy,
    ) -> Self {
        self.marketplace_refund_policy = Some(marketplace_refund_policy);
        self
    }
    /// Sets `OverrideIPNURL`. Address that gets the notifications about this request instead of the
    /// one set in the account. From version 2010-08-28 on.
    pub fn override_ipn_url(mut self, override_ipn_url: impl Into<String>) -> Self {
        self.override_ipn_url = Some(override_ipn_url.into());
        self
    }
}

impl crate::wire::Request for RefundRequest {
    type Result = RefundResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::Refund as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("TransactionId", self.transaction_id.as_str())?;
        check
            .text(
                "TransactionId",
                self.transaction_id.as_str(),
                Some(crate::wire::Length::Characters(35)),
            )?;
        if let Some(value) = &self.refund_amount {
            check.amount("RefundAmount", value, None, &["USD"])?;
        }
        check.filled("CallerReference", self.caller_reference.as_str())?;
        check
            .text(
                "CallerReference",
                self.caller_reference.as_str(),
                Some(crate::wire::Length::Characters(128)),
            )?;
        if let Some(value) = &self.caller_description {
            check
                .text(
                    "CallerDescription",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(160)),
                )?;
        }
        if let Some(value) = &self.marketplace_refund_policy {
            check
                .one_of(
                    "MarketplaceRefundPolicy",
                    value.as_str(),
                    MarketplaceRefundPolicy::VALUES,
                )?;
        }
        if let Some(value) = &self.override_ipn_url {
            check.since("OverrideIPNURL", "2010-08-28")?;
            check.text("OverrideIPNURL", value.as_str(), None)?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        Some(self.caller_reference.as_str())
    }
}

/// The refund that was started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundResult {
    /// Id of the refund itself, not of the payment that it gives back. Up to 35 characters.
    pub transaction_id: TransactionId,
    /// How far the transaction has come.
    pub transaction_status: TransactionStatus,
}

crate::wire::shape! {
    RefundResult {
        transaction_id: required "TransactionId",
        transaction_status: required "TransactionStatus",
    }
}

/// Says whose card to reserve how much on, for whom, and who bears the fees.
///
/// The request of [`Operation::Reserve`]. Required: `SenderTokenId`, `TransactionAmount`,
/// `CallerReference`; `RecipientTokenId` when the recipient is not the caller (a marketplace
/// transaction); `SenderDescription` when DescriptorPolicy asks for a dynamic soft descriptor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReserveRequest {
    /// Token of the sender. The payment instrument behind it has to be a credit card. At most 65
    /// characters.
    pub sender_token_id: TokenId,
    /// Token of the recipient, from the co-branded registration of a seller. Needed whenever the
    /// caller is not the recipient itself. At most 65 characters.
    pub recipient_token_id: Option<TokenId>,
    /// What to hold on the sender's card. `Settle` can charge this much or less.
    pub transaction_amount: Amount,
    /// Who bears the fee of Amazon Payments, by default the recipient. In a marketplace transaction
    /// it has to agree with what the recipient token says.
    pub charge_fee_to: Option<ChargeFeeTo>,
    /// The caller's own id of this request, new for each new request, at most 128 characters.
    /// Repeating the request with the same reference within seven days brings back the first answer
    /// and moves no money again.
    pub caller_reference: CallerReference,
    /// Note about the transaction for the caller's own books. At most 160 characters.
    pub caller_description: Option<String>,
    /// Note about the transaction for the sender, at most 160 characters. A dynamic soft descriptor
    /// shows its first 15 characters on the card statement, and therefore requires it.
    pub sender_description: Option<String>,
    /// Whose name and telephone number the sender finds on the card or bank statement. Left out,
    /// the account's settings decide.
    pub descriptor_policy: Option<DescriptorPolicy>,
    /// Minutes in which the transaction has to complete; after that it becomes a `Failure`. At
    /// least 1, by default 10080 (seven days).
    pub transaction_timeout_in_mins: Option<i32>,
    /// Fixed part of the caller's own fee, on top of the fee of Amazon Payments. No more than the
    /// recipient agreed to in the recipient token. If both fees are left out, the maxima in that
    /// token apply.
    pub marketplace_fixed_fee: Option<Amount>,
    /// The caller's own fee in percent of the amount: 5 means 5 %. No more than the recipient
    /// agreed to in the recipient token.
    pub marketplace_variable_fee: Option<Decimal>,
    /// Address that gets the notifications about this request instead of the one set in the
    /// account. From version 2010-08-28 on.
    pub override_ipn_url: Option<String>,
}

crate::wire::shape! {
    ReserveRequest {
        sender_token_id: required "SenderTokenId",
        recipient_token_id: optional "RecipientTokenId",
        transaction_amount: required "TransactionAmount",
        charge_fee_to: optional "ChargeFeeTo",
        caller_reference: required "CallerReference",
        caller_description: optional "CallerDescription",
        sender_description: optional "SenderDescription",
        descriptor_policy: optional "DescriptorPolicy",
        transaction_timeout_in_mins: optional "TransactionTimeoutInMins",
        marketplace_fixed_fee: optional "MarketplaceFixedFee",
        marketplace_variable_fee: optional "MarketplaceVariableFee",
        override_ipn_url: optional "OverrideIPNURL",
    }
}

impl ReserveRequest {
    /// The request with what is required of it.
    pub fn new(
        sender_token_id: impl Into<TokenId>,
        transaction_amount: Amount,
        caller_reference: impl Into<CallerReference>,
    ) -> Self {
        Self {
            sender_token_id: sender_token_id.into(),
            recipient_token_id: None,
            transaction_amount,
            charge_fee_to: None,
            caller_reference: caller_reference.into(),
            caller_description: None,
            sender_description: None,
            descriptor_policy: None,
            transaction_timeout_in_mins: None,
            marketplace_fixed_fee: None,
            marketplace_variable_fee: None,
            override_ipn_url: None,
        }
    }
    /// Sets `RecipientTokenId`. Token of the recipient, from the co-branded registration of a
    /// seller. Needed whenever the caller is not the recipient itself. At most 65 characters.
    pub fn recipient_token_id(mut self, recipient_token_id: impl Into<TokenId>) -> Self {
        self.recipient_token_id = Some(recipient_token_id.into());
        self
    }
    /// Sets `ChargeFeeTo`. Who bears the fee of Amazon Payments, by default the recipient. In a
    /// marketplace transaction it has to agree with what the recipient token says.
    pub fn charge_fee_to(mut self, charge_fee_to: ChargeFeeTo) -> Self {
        self.charge_fee_to = Some(charge_fee_to);
        self
    }
    /// Sets `CallerDescription`. Note about the transaction for the caller's own books. At most 160
    /// characters.
    pub fn caller_description(mut self, caller_description: impl Into<String>) -> Self {
        self.caller_description = Some(caller_description.into());
        self
    }
    /// Sets `SenderDescription`. Note about the transaction for the sender, at most 160 characters.
    /// A dynamic soft descriptor shows its first 15 characters on the card statement, and therefore
    /// requires it.
    pub fn sender_description(mut self, sender_description: impl Into<String>) -> Self {
        self.sender_description = Some(sender_description.into());
        self
    }
    /// Sets `DescriptorPolicy`. Whose name and telephone number the sender finds on the card or
    /// bank statement. Left out, the account's settings decide.
    pub fn descriptor_policy(mut self, descriptor_policy: DescriptorPolicy) -> Self {
        self.descriptor_policy = Some(descriptor_policy);
        self
    }
    /// Sets `TransactionTimeoutInMins`. Minutes in which the transaction has to complete; after
    /// that it becomes a `Failure`. At least 1, by default 10080 (seven days).
    pub fn transaction_timeout_in_mins(
        mut self,
        transaction_timeout_in_mins: i32,
    ) -> Self {
        self.transaction_timeout_in_mins = Some(transaction_timeout_in_mins);
        self
    }
    /// Sets `MarketplaceFixedFee`. Fixed part of the caller's own fee, on top of the fee of Amazon
    /// Payments. No more than the recipient agreed to in the recipient token. If both fees are left
    /// out, the maxima in that token apply.
    pub fn marketplace_fixed_fee(mut self, marketplace_fixed_fee: Amount) -> Self {
        self.marketplace_fixed_fee = Some(marketplace_fixed_fee);
        self
    }
    /// Sets `MarketplaceVariableFee`. The caller's own fee in percent of the amount: 5 means 5 %.
    /// No more than the recipient agreed to in the recipient token.
    pub fn marketplace_variable_fee(
        mut self,
        marketplace_variable_fee: Decimal,
    ) -> Self {
        self.marketplace_variable_fee = Some(marketplace_variable_fee);
        self
    }
    /// Sets `OverrideIPNURL`. Address that gets the notifications about this request instead of the
    /// one set in the account. From version 2010-08-28 on.
    pub fn override_ipn_url(mut self, override_ipn_url: impl Into<String>) -> Self {
        self.override_ipn_url = Some(override_ipn_url.into());
        self
    }
}

impl crate::wire::Request for ReserveRequest {
    type Result = ReserveResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::Reserve as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("SenderTokenId", self.sender_token_id.as_str())?;
        check
            .text(
                "SenderTokenId",
                self.sender_token_id.as_str(),
                Some(crate::wire::Length::Characters(65)),
            )?;
        if let Some(value) = &self.recipient_token_id {
            check
                .text(
                    "RecipientTokenId",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(65)),
                )?;
        }
        check.amount("TransactionAmount", &self.transaction_amount, None, &["USD"])?;
        if let Some(value) = &self.charge_fee_to {
            check.one_of("ChargeFeeTo", value.as_str(), ChargeFeeTo::VALUES)?;
        }
        check.filled("CallerReference", self.caller_reference.as_str())?;
        check
            .text(
                "CallerReference",
                self.caller_reference.as_str(),
                Some(crate::wire::Length::Characters(128)),
            )?;
        if let Some(value) = &self.caller_description {
            check
                .text(
                    "CallerDescription",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(160)),
                )?;
        }
        check
            .needed(
                "SenderDescription",
                self
                    .sender_description
                    .as_ref()
                    .is_some_and(|text| !text.as_str().trim().is_empty())
                    || self
                        .descriptor_policy
                        .as_ref()
                        .and_then(|value| value.soft_descriptor_type.as_ref())
                        .is_none_or(|value| value.as_str() != "Dynamic"),
                "where DescriptorPolicy.SoftDescriptorType is Dynamic",
            )?;
        if let Some(value) = &self.sender_description {
            check
                .text(
                    "SenderDescription",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(160)),
                )?;
        }
        if let Some(value) = &self.descriptor_policy {
            value.check("DescriptorPolicy", &check)?;
        }
        if let Some(value) = &self.transaction_timeout_in_mins {
            check
                .number(
                    "TransactionTimeoutInMins",
                    Decimal::from(*value),
                    Some(Decimal::new(1, 0)),
                    None,
                )?;
        }
        if let Some(value) = &self.marketplace_fixed_fee {
            check
                .amount(
                    "MarketplaceFixedFee",
                    value,
                    Some(Decimal::new(0, 0)),
                    &["USD"],
                )?;
        }
        if let Some(value) = &self.marketplace_variable_fee {
            check
                .number(
                    "MarketplaceVariableFee",
                    *value,
                    Some(Decimal::new(0, 0)),
                    None,
                )?;
        }
        if let Some(value) = &self.override_ipn_url {
            check.since("OverrideIPNURL", "2010-08-28")?;
            check.text("OverrideIPNURL", value.as_str(), None)?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        Some(self.caller_reference.as_str())
    }
}

/// The reservation that was started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReserveResult {
    /// Id of the reservation, for `Settle` and `Cancel`. Up to 35 characters.
    pub transaction_id: TransactionId,
    /// `Pending` until the card answers, then `Reserved`.
    pub transaction_status: TransactionStatus,
}

crate::wire::shape! {
    ReserveResult {
        transaction_id: required "TransactionId",
        transaction_status: required "TransactionStatus",
    }
}

/// Names the reservation to charge, and how much of it.
///
/// The request of [`Operation::Settle`]. Required: `ReserveTransactionId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettleRequest {
    /// The reservation, as `Reserve` returned it. At most 35 characters.
    pub reserve_transaction_id: TransactionId,
    /// How much to charge, at most and by default the reserved amount.
    pub transaction_amount: Option<Amount>,
    /// Address that gets the notifications about this request instead of the one set in the
    /// account. From version 2010-08-28 on.
    pub override_ipn_url: Option<String>,
}

crate::wire::shape! {
    SettleRequest {
        reserve_transaction_id: required "ReserveTransactionId",
        transaction_amount: optional "TransactionAmount",
        override_ipn_url: optional "OverrideIPNURL",
    }
}

impl SettleRequest {
    /// The request with what is required of it.
    pub fn new(reserve_transaction_id: impl Into<TransactionId>) -> Self {
        Self {
            reserve_transaction_id: reserve_transaction_id.into(),
            transaction_amount: None,
            override_ipn_url: None,
        }
    }
    /// Sets `TransactionAmount`. How much to charge, at most and by default the reserved amount.
    pub fn transaction_amount(mut self, transaction_amount: Amount) -> Self {
        self.transaction_amount = Some(transaction_amount);
        self
    }
    /// Sets `OverrideIPNURL`. Address that gets the notifications about this request instead of the
    /// one set in the account. From version 2010-08-28 on.
    pub fn override_ipn_url(mut self, override_ipn_url: impl Into<String>) -> Self {
        self.override_ipn_url = Some(override_ipn_url.into());
        self
    }
}

impl crate::wire::Request for SettleRequest {
    type Result = SettleResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::Settle as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("ReserveTransactionId", self.reserve_transaction_id.as_str())?;
        check
            .text(
                "ReserveTransactionId",
                self.reserve_transaction_id.as_str(),
                Some(crate::wire::Length::Characters(35)),
            )?;
        if let Some(value) = &self.transaction_amount {
            check.amount("TransactionAmount", value, None, &["USD"])?;
        }
        if let Some(value) = &self.override_ipn_url {
            check.since("OverrideIPNURL", "2010-08-28")?;
            check.text("OverrideIPNURL", value.as_str(), None)?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// The charge that was started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettleResult {
    /// Id of the reservation: the charge keeps it.
    pub transaction_id: TransactionId,
    /// How far the transaction has come.
    pub transaction_status: TransactionStatus,
}

crate::wire::shape! {
    SettleResult {
        transaction_id: required "TransactionId",
        transaction_status: required "TransactionStatus",
    }
}

/// Says which debt to settle, from which token and how much of it.
///
/// The request of [`Operation::SettleDebt`]. Required: `SenderTokenId`, `CreditInstrumentId`,
/// `SettlementAmount`, `CallerReference`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettleDebtRequest {
    /// The settlement token (`settlementTokenID`) that the co-branded postpaid setup returned, not
    /// the credit sender token. At most 65 characters.
    pub sender_token_id: TokenId,
    /// The credit instrument whose debt shrinks (`creditInstrumentID` of the co-branded setup). At
    /// most 128 bytes.
    pub credit_instrument_id: InstrumentId,
    /// How much to settle, at most the debt.
    pub settlement_amount: Amount,
    /// The caller's own id of this request, new for each new request, at most 128 characters.
    /// Repeating the request with the same reference within seven days brings back the first answer
    /// and moves no money again.
    pub caller_reference: CallerReference,
    /// Note about the transaction for the sender. At most 160 characters.
    pub sender_description: Option<String>,
    /// Note about the transaction for the caller's own books. At most 160 characters.
    pub caller_description: Option<String>,
    /// Whose name and telephone number the sender finds on the card or bank statement. Left out,
    /// the account's settings decide.
    pub descriptor_policy: Option<DescriptorPolicy>,
    /// Minutes in which the transaction has to complete; after that it becomes a `Failure`. At
    /// least 1, by default 10080 (seven days).
    pub transaction_timeout_in_mins: Option<i32>,
    /// Address that gets the notifications about this request instead of the one set in the
    /// account. From version 2010-08-28 on.
    pub override_ipn_url: Option<String>,
}

crate::wire::shape! {
    SettleDebtRequest {
        sender_token_id: required "SenderTokenId",
        credit_instrument_id: required "CreditInstrumentId",
        settlement_amount: required "SettlementAmount",
        caller_reference: required "CallerReference",
        sender_description: optional "SenderDescription",
        caller_description: optional "CallerDescription",
        descriptor_policy: optional "DescriptorPolicy",
        transaction_timeout_in_mins: optional "TransactionTimeoutInMins",
        override_ipn_url: optional "OverrideIPNURL",
    }
}

impl SettleDebtRequest {
    /// The request with what is required of it.
    pub fn new(
        sender_token_id: impl Into<TokenId>,
        credit_instrument_id: impl Into<InstrumentId>,
        settlement_amount: Amount,
        caller_reference: impl Into<CallerReference>,
    ) -> Self {
        Self {
            sender_token_id: sender_token_id.into(),
            credit_instrument_id: credit_instrument_id.into(),
            settlement_amount,
            caller_reference: caller_reference.into(),
            sender_description: None,
            caller_description: None,
            descriptor_policy: None,
            transaction_timeout_in_mins: None,
            override_ipn_url: None,
        }
    }
    /// Sets `SenderDescription`. Note about the transaction for the sender. At most 160 characters.
    pub fn sender_description(mut self, sender_description: impl Into<String>) -> Self {
        self.sender_description = Some(sender_description.into());
        self
    }
    /// Sets `CallerDescription`. Note about the transaction for the caller's own books. At most 160
    /// characters.
    pub fn caller_description(mut self, caller_description: impl Into<String>) -> Self {
        self.caller_description = Some(caller_description.into());
        self
    }
    /// Sets `DescriptorPolicy`. Whose name and telephone number the sender finds on the card or
    /// bank statement. Left out, the account's settings decide.
    pub fn descriptor_policy(mut self, descriptor_policy: DescriptorPolicy) -> Self {
        self.descriptor_policy = Some(descriptor_policy);
        self
    }
    /// Sets `TransactionTimeoutInMins`. Minutes in which the transaction has to complete; after
    /// that it becomes a `Failure`. At least 1, by default 10080 (seven days).
    pub fn transaction_timeout_in_mins(
        mut self,
        transaction_timeout_in_mins: i32,
    ) -> Self {
        self.transaction_timeout_in_mins = Some(transaction_timeout_in_mins);
        self
    }
    /// Sets `OverrideIPNURL`. Address that gets the notifications about this request instead of the
    /// one set in the account. From version 2010-08-28 on.
    pub fn override_ipn_url(mut self, override_ipn_url: impl Into<String>) -> Self {
        self.override_ipn_url = Some(override_ipn_url.into());
        self
    }
}

impl crate::wire::Request for SettleDebtRequest {
    type Result = SettleDebtResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::SettleDebt as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("SenderTokenId", self.sender_token_id.as_str())?;
        check
            .text(
                "SenderTokenId",
                self.sender_token_id.as_str(),
                Some(crate::wire::Length::Characters(65)),
            )?;
        check.filled("CreditInstrumentId", self.credit_instrument_id.as_str())?;
        check
            .text(
                "CreditInstrumentId",
                self.credit_instrument_id.as_str(),
                Some(crate::wire::Length::Bytes(128)),
            )?;
        check.amount("SettlementAmount", &self.settlement_amount, None, &["USD"])?;
        check.filled("CallerReference", self.caller_reference.as_str())?;
        check
            .text(
                "CallerReference",
                self.caller_reference.as_str(),
                Some(crate::wire::Length::Characters(128)),
            )?;
        if let Some(value) = &self.sender_description {
            check
                .text(
                    "SenderDescription",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(160)),
                )?;
        }
        if let Some(value) = &self.caller_description {
            check
                .text(
                    "CallerDescription",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(160)),
                )?;
        }
        if let Some(value) = &self.descriptor_policy {
            value.check("DescriptorPolicy", &check)?;
        }
        if let Some(value) = &self.transaction_timeout_in_mins {
            check
                .number(
                    "TransactionTimeoutInMins",
                    Decimal::from(*value),
                    Some(Decimal::new(1, 0)),
                    None,
                )?;
        }
        if let Some(value) = &self.override_ipn_url {
            check.since("OverrideIPNURL", "2010-08-28")?;
            check.text("OverrideIPNURL", value.as_str(), None)?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        Some(self.caller_reference.as_str())
    }
}

/// The transaction that settles the debt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettleDebtResult {
    /// Id of the new transaction, up to 35 characters. Keep it: status, refund and settlement ask
    /// for it.
    pub transaction_id: TransactionId,
    /// How far the transaction has come.
    pub transaction_status: TransactionStatus,
}

crate::wire::shape! {
    SettleDebtResult {
        transaction_id: required "TransactionId",
        transaction_status: required "TransactionStatus",
    }
}

/// Says which debt to let go, and how much of it.
///
/// The request of [`Operation::WriteOffDebt`]. Required: `CreditInstrumentId`,
/// `AdjustmentAmount`, `CallerReference`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteOffDebtRequest {
    /// The credit instrument whose debt shrinks (`creditInstrumentID` of the co-branded setup). At
    /// most 128 bytes.
    pub credit_instrument_id: InstrumentId,
    /// How much to let go, at most the debt. `GetDebtBalance` tells it.
    pub adjustment_amount: Amount,
    /// The caller's own id of this request, new for each new request, at most 128 characters.
    /// Repeating the request with the same reference within seven days brings back the first answer
    /// and moves no money again.
    pub caller_reference: CallerReference,
    /// Note about the transaction for the caller's own books. At most 160 characters.
    pub caller_description: Option<String>,
}

crate::wire::shape! {
    WriteOffDebtRequest {
        credit_instrument_id: required "CreditInstrumentId",
        adjustment_amount: required "AdjustmentAmount",
        caller_reference: required "CallerReference",
        caller_description: optional "CallerDescription",
    }
}

impl WriteOffDebtRequest {
    /// The request with what is required of it.
    pub fn new(
        credit_instrument_id: impl Into<InstrumentId>,
        adjustment_amount: Amount,
        caller_reference: impl Into<CallerReference>,
    ) -> Self {
        Self {
            credit_instrument_id: credit_instrument_id.into(),
            adjustment_amount,
            caller_reference: caller_reference.into(),
            caller_description: None,
        }
    }
    /// Sets `CallerDescription`. Note about the transaction for the caller's own books. At most 160
    /// characters.
    pub fn caller_description(mut self, caller_description: impl Into<String>) -> Self {
        self.caller_description = Some(caller_description.into());
        self
    }
}

impl crate::wire::Request for WriteOffDebtRequest {
    type Result = WriteOffDebtResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::WriteOffDebt as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("CreditInstrumentId", self.credit_instrument_id.as_str())?;
        check
            .text(
                "CreditInstrumentId",
                self.credit_instrument_id.as_str(),
                Some(crate::wire::Length::Bytes(128)),
            )?;
        check.amount("AdjustmentAmount", &self.adjustment_amount, None, &["USD"])?;
        check.filled("CallerReference", self.caller_reference.as_str())?;
        check
            .text(
                "CallerReference",
                self.caller_reference.as_str(),
                Some(crate::wire::Length::Characters(128)),
            )?;
        if let Some(value) = &self.caller_description {
            check
                .text(
                    "CallerDescription",
                    value.as_str(),
                    Some(crate::wire::Length::Characters(160)),
                )?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        Some(self.caller_reference.as_str())
    }
}

/// The transaction that writes the debt off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteOffDebtResult {
    /// Id of the new transaction, up to 35 characters. Keep it: status, refund and settlement ask
    /// for it.
    pub transaction_id: TransactionId,
    /// Normally `Success` at once, as no payment instrument takes part.
    pub transaction_status: TransactionStatus,
}

crate::wire::shape! {
    WriteOffDebtResult {
        transaction_id: required "TransactionId",
        transaction_status: required "TransactionStatus",
    }
}

/// Names the recipient by its token.
///
/// The request of [`Operation::GetRecipientVerificationStatus`]. Required: `RecipientTokenId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetRecipientVerificationStatusRequest {
    /// Token that the co-branded registration of the recipient returned. At most 65 characters.
    pub recipient_token_id: TokenId,
}

crate::wire::shape! {
    GetRecipientVerificationStatusRequest {
        recipient_token_id: required "RecipientTokenId",
    }
}

impl GetRecipientVerificationStatusRequest {
    /// The request with what is required of it.
    pub fn new(recipient_token_id: impl Into<TokenId>) -> Self {
        Self {
            recipient_token_id: recipient_token_id.into(),
        }
    }
}

impl crate::wire::Request for GetRecipientVerificationStatusRequest {
    type Result = GetRecipientVerificationStatusResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::GetRecipientVerificationStatus as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("RecipientTokenId", self.recipient_token_id.as_str())?;
        check
            .text(
                "RecipientTokenId",
                self.recipient_token_id.as_str(),
                Some(crate::wire::Length::Characters(65)),
            )?;
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// The standing of a recipient.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GetRecipientVerificationStatusResult {
    /// Whether the recipient may receive money, and how much.
    pub recipient_verification_status: Option<RecipientVerificationStatus>,
}

crate::wire::shape! {
    GetRecipientVerificationStatusResult {
        recipient_verification_status: optional "RecipientVerificationStatus",
    }
}

/// A notification or return to be checked, exactly as it arrived.
///
/// The request of [`Operation::VerifySignature`]. Required: `UrlEndPoint`, `HttpParameters`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifySignatureRequest {
    /// Address at which the message arrived (return address or notification address), without its
    /// query string. Must not be empty.
    pub url_end_point: String,
    /// All parameters of the message as they arrived, URL-encoded and joined by `&`: the query
    /// string of a return or the body of a notification, with `signature`, `signatureMethod`,
    /// `signatureVersion` and `certificateUrl`. Must not be empty.
    pub http_parameters: SignedParameters,
}

crate::wire::shape! {
    VerifySignatureRequest {
        url_end_point: required "UrlEndPoint",
        http_parameters: required "HttpParameters",
    }
}

impl VerifySignatureRequest {
    /// The request with what is required of it.
    pub fn new(
        url_end_point: impl Into<String>,
        http_parameters: impl Into<SignedParameters>,
    ) -> Self {
        Self {
            url_end_point: url_end_point.into(),
            http_parameters: http_parameters.into(),
        }
    }
}

impl crate::wire::Request for VerifySignatureRequest {
    type Result = VerifySignatureResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::VerifySignature as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("UrlEndPoint", self.url_end_point.as_str())?;
        check.text("UrlEndPoint", self.url_end_point.as_str(), None)?;
        check.filled("HttpParameters", self.http_parameters.as_str())?;
        check.text("HttpParameters", self.http_parameters.as_str(), None)?;
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// The verdict on a signature.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerifySignatureResult {
    /// `Success` only if Amazon Payments signed exactly these parameters for exactly this address.
    pub verification_status: Option<VerificationStatus>,
}

crate::wire::shape! {
    VerifySignatureResult {
        verification_status: optional "VerificationStatus",
    }
}

/// The money of an account, by what can be done with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountBalance {
    /// All money in the account now.
    pub total_balance: Amount,
    /// Money on its way into the account, not credited yet.
    pub pending_in_balance: Amount,
    /// Money on its way out of the account, not debited yet.
    pub pending_out_balance: Amount,
    /// What is free to use, by purpose.
    pub available_balances: AvailableBalances,
}

crate::wire::shape! {
    AccountBalance {
        total_balance: required "TotalBalance",
        pending_in_balance: required "PendingInBalance",
        pending_out_balance: required "PendingOutBalance",
        available_balances: required "AvailableBalances",
    }
}

/// The money of an account that is free to use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AvailableBalances {
    /// What can be withdrawn from the account.
    pub disburse_balance: Amount,
    /// What can be used to pay refunds.
    pub refund_balance: Amount,
}

crate::wire::shape! {
    AvailableBalances {
        disburse_balance: required "DisburseBalance",
        refund_balance: required "RefundBalance",
    }
}

/// The debt between one sender and one recipient on a credit instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebtBalance {
    /// Debt that has piled up and is not settled.
    pub available_balance: Amount,
    /// Part that is being settled from a card or bank account and has not cleared yet.
    pub pending_out_balance: Option<Amount>,
}

crate::wire::shape! {
    DebtBalance {
        available_balance: required "AvailableBalance",
        pending_out_balance: optional "PendingOutBalance",
    }
}

/// How the transaction appears on the sender's card or bank statement (the soft descriptor).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescriptorPolicy {
    /// Where the text on the statement comes from, by default from the account's settings.
    pub soft_descriptor_type: Option<SoftDescriptorType>,
    /// Whose customer service number is passed on, by default the recipient's.
    pub cs_owner: Option<CsOwner>,
}

crate::wire::shape! {
    DescriptorPolicy {
        soft_descriptor_type: optional "SoftDescriptorType",
        cs_owner: optional "CSOwner",
    }
}

impl DescriptorPolicy {
    fn check(
        &self,
        path: &str,
        check: &crate::wire::Checker,
    ) -> Result<(), crate::wire::Invalid> {
        if let Some(value) = &self.soft_descriptor_type {
            check
                .one_of(
                    &format!("{path}.SoftDescriptorType"),
                    value.as_str(),
                    SoftDescriptorType::VALUES,
                )?;
        }
        if let Some(value) = &self.cs_owner {
            check.one_of(&format!("{path}.CSOwner"), value.as_str(), CsOwner::VALUES)?;
        }
        Ok(())
    }
}

/// A length of time in calendar units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duration {
    /// How many of the units.
    pub value: i32,
    /// The unit.
    pub time_unit: TimeUnit,
}

crate::wire::shape! {
    Duration {
        value: required "Value",
        time_unit: required "TimeUnit",
    }
}

/// The debt that all senders together owe to the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutstandingDebtBalance {
    /// Debt that has piled up and is not settled.
    pub outstanding_balance: Amount,
    /// Part that is being settled from cards or bank accounts and has not cleared yet.
    pub pending_out_balance: Option<Amount>,
}

crate::wire::shape! {
    OutstandingDebtBalance {
        outstanding_balance: required "OutstandingBalance",
        pending_out_balance: optional "PendingOutBalance",
    }
}

/// The prepaid money that the caller owes to all senders together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutstandingPrepaidLiability {
    /// Prepaid money that has not been spent.
    pub outstanding_balance: Amount,
    /// Money that is being added and has not cleared yet.
    pub pending_in_balance: Option<Amount>,
}

crate::wire::shape! {
    OutstandingPrepaidLiability {
        outstanding_balance: required "OutstandingBalance",
        pending_in_balance: optional "PendingInBalance",
    }
}

/// The money on a prepaid instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrepaidBalance {
    /// What the sender can still spend.
    pub available_balance: Amount,
    /// Money that is being added from a card or bank account and has not cleared yet.
    pub pending_in_balance: Option<Amount>,
}

crate::wire::shape! {
    PrepaidBalance {
        available_balance: required "AvailableBalance",
        pending_in_balance: optional "PendingInBalance",
    }
}

/// A link from one transaction to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelatedTransaction {
    /// The other transaction. Up to 35 characters.
    pub transaction_id: TransactionId,
    /// What the other transaction is to this one. Some answers leave it out.
    pub relation_type: Option<RelationType>,
}

crate::wire::shape! {
    RelatedTransaction {
        transaction_id: required "TransactionId",
        relation_type: optional "RelationType",
    }
}

/// One step in the life of a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusHistory {
    /// When the step happened.
    pub date: DateTime<Utc>,
    /// The status that the transaction had from then on.
    pub transaction_status: TransactionStatus,
    /// Short code that refines the status, such as `PendingVerification`, or the error code of a
    /// failed transaction.
    pub status_code: Option<String>,
    /// The sum that the step was about. The service's own schema requires it, yet its sample
    /// answers leave it out; so it is optional here.
    pub amount: Option<Amount>,
}

crate::wire::shape! {
    StatusHistory {
        date: required "Date",
        transaction_status: required "TransactionStatus",
        status_code: optional "StatusCode",
        amount: optional "Amount",
    }
}

/// Terms, parties and progress of a Simple Pay subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubscriptionDetails {
    /// Id of the subscription.
    pub subscription_id: SubscriptionId,
    /// What is subscribed to, as entered when the subscription was set up.
    pub description: String,
    /// The regular charge.
    pub subscription_amount: Amount,
    /// The next charge, if there will be one.
    pub next_transaction_amount: Option<Amount>,
    /// The amount of the promotion, if there is one.
    pub promotional_amount: Option<Amount>,
    /// How many charges the promotion covers.
    pub number_of_promotional_transactions: i32,
    /// When the subscription begins.
    pub start_date: DateTime<Utc>,
    /// When the subscription ends, if it does.
    pub end_date: Option<DateTime<Utc>>,
    /// How long the subscription runs, if not for ever.
    pub subscription_period: Option<Duration>,
    /// Time between two charges.
    pub subscription_frequency: Duration,
    /// Address that gets the notifications about this subscription instead of the account's. Spelt
    /// `Url` here, unlike `OverrideIPNURL` in requests.
    pub override_ipn_url: Option<String>,
    /// Whether the subscription still runs.
    pub subscription_status: SubscriptionStatus,
    /// How many charges have been made.
    pub number_of_transactions_processed: i32,
    /// E-mail address of the one who is paid.
    pub recipient_email: String,
    /// Name of the one who is paid.
    pub recipient_name: String,
    /// E-mail address of the subscriber.
    pub sender_email: String,
    /// Name of the subscriber.
    pub sender_name: String,
    /// When the next charge is due, if there will be one.
    pub next_transaction_date: Option<DateTime<Utc>>,
}

crate::wire::shape! {
    SubscriptionDetails {
        subscription_id: required "SubscriptionId",
        description: required "Description",
        subscription_amount: required "SubscriptionAmount",
        next_transaction_amount: optional "NextTransactionAmount",
        promotional_amount: optional "PromotionalAmount",
        number_of_promotional_transactions: required "NumberOfPromotionalTransactions",
        start_date: required "StartDate",
        end_date: optional "EndDate",
        subscription_period: optional "SubscriptionPeriod",
        subscription_frequency: required "SubscriptionFrequency",
        override_ipn_url: optional "OverrideIPNUrl",
        subscription_status: required "SubscriptionStatus",
        number_of_transactions_processed: required "NumberOfTransactionsProcessed",
        recipient_email: required "RecipientEmail",
        recipient_name: required "RecipientName",
        sender_email: required "SenderEmail",
        sender_name: required "SenderName",
        next_transaction_date: optional "NextTransactionDate",
    }
}

/// One charge under a subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubscriptionTransaction {
    /// Id of the charge. Up to 35 characters.
    pub transaction_id: TransactionId,
    /// When the charge was made.
    pub transaction_date: DateTime<Utc>,
    /// Number of the charge within the subscription.
    pub transaction_serial_number: i32,
    /// How much was charged.
    pub transaction_amount: Amount,
    /// What is subscribed to.
    pub description: String,
    /// How far the charge has come.
    pub transaction_status: TransactionStatus,
}

crate::wire::shape! {
    SubscriptionTransaction {
        transaction_id: required "TransactionId",
        transaction_date: required "TransactionDate",
        transaction_serial_number: required "TransactionSerialNumber",
        transaction_amount: required "TransactionAmount",
        description: required "Description",
        transaction_status: required "TransactionStatus",
    }
}

/// A token: the consent of one party to transactions that keep to certain rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Id of the token.
    pub token_id: TokenId,
    /// Name for people to know the token by, made up by the service if none was given. Up to 128
    /// characters. Published answers leave it out now and then, so it is optional here.
    pub friendly_name: Option<String>,
    /// Whether the token can be used.
    pub token_status: TokenStatus,
    /// When the token was set up.
    pub date_installed: DateTime<Utc>,
    /// The reference under which the token was set up.
    pub caller_reference: CallerReference,
    /// How often the token may be used.
    pub token_type: TokenType,
    /// The token that this one stands in for; its own id if it replaced none.
    pub old_token_id: Option<TokenId>,
    /// What the payments are for, as given when the token was set up.
    pub payment_reason: Option<String>,
}

crate::wire::shape! {
    Token {
        token_id: required "TokenId",
        friendly_name: optional "FriendlyName",
        token_status: required "TokenStatus",
        date_installed: required "DateInstalled",
        caller_reference: required "CallerReference",
        token_type: required "TokenType",
        old_token_id: optional "OldTokenId",
        payment_reason: optional "PaymentReason",
    }
}

/// How far one limit of a token is used up. A limit is on the number of payments or on their
/// sum, so either the counts or the amounts are present.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TokenUsageLimit {
    /// Payments made in the current period.
    pub count: Option<i32>,
    /// Sum paid in the current period.
    pub amount: Option<Amount>,
    /// Payments made in the period before.
    pub last_reset_count: Option<i32>,
    /// Sum paid in the period before.
    pub last_reset_amount: Option<Amount>,
    /// When the current period began.
    pub last_reset_timestamp: Option<DateTime<Utc>>,
}

crate::wire::shape! {
    TokenUsageLimit {
        count: optional "Count",
        amount: optional "Amount",
        last_reset_count: optional "LastResetCount",
        last_reset_amount: optional "LastResetAmount",
        last_reset_timestamp: optional "LastResetTimestamp",
    }
}

/// A transaction as the account's activity lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction {
    /// Id of the transaction. Up to 35 characters.
    pub transaction_id: TransactionId,
    /// Date that the caller gave the transaction.
    pub caller_transaction_date: DateTime<Utc>,
    /// When the service received the request.
    pub date_received: DateTime<Utc>,
    /// When the transaction came to an end, if it has.
    pub date_completed: Option<DateTime<Utc>>,
    /// What the transaction is about in all.
    pub transaction_amount: Amount,
    /// Kind of transaction.
    pub fps_operation: FpsOperation,
    /// How far the transaction has come.
    pub transaction_status: TransactionStatus,
    /// The status in words.
    pub status_message: Option<String>,
    /// Short code that refines the status, such as `PendingVerification`, or the error code of a
    /// failed transaction.
    pub status_code: Option<String>,
    /// In a refund, the payment that it gives back.
    pub original_transaction_id: Option<TransactionId>,
    /// The parties that this account stands for in the transaction, in no fixed order.
    pub transaction_part: Vec<TransactionPart>,
    /// What the sender paid with.
    pub payment_method: PaymentMethod,
    /// Name of the sender: of the person, or of the business behind a business account. Up to 128
    /// characters.
    pub sender_name: Option<String>,
    /// Name of the caller: of the person, or of the business behind a business account. Up to 128
    /// characters.
    pub caller_name: String,
    /// Name of the recipient: of the person, or of the business behind a business account. Up to
    /// 128 characters.
    pub recipient_name: Option<String>,
    /// Fee of Amazon Payments. Negative in a refund, where it comes back.
    pub fps_fees: Amount,
    /// Balance of the account after this transaction.
    pub balance: Amount,
    /// Token of the sender. Refunds have none.
    pub sender_token_id: Option<TokenId>,
    /// Token of the recipient, where one was used.
    pub recipient_token_id: Option<TokenId>,
}

crate::wire::shape! {
    Transaction {
        transaction_id: required "TransactionId",
        caller_transaction_date: required "CallerTransactionDate",
        date_received: required "DateReceived",
        date_completed: optional "DateCompleted",
        transaction_amount: required "TransactionAmount",
        fps_operation: required "FPSOperation",
        transaction_status: required "TransactionStatus",
        status_message: optional "StatusMessage",
        status_code: optional "StatusCode",
        original_transaction_id: optional "OriginalTransactionId",
        transaction_part: list "TransactionPart",
        payment_method: required "PaymentMethod",
        sender_name: optional "SenderName",
        caller_name: required "CallerName",
        recipient_name: optional "RecipientName",
        fps_fees: required "FPSFees",
        balance: required "Balance",
        sender_token_id: optional "SenderTokenId",
        recipient_token_id: optional "RecipientTokenId",
    }
}

/// A transaction with all that the service tells about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransactionDetail {
    /// Id of the transaction. Up to 35 characters.
    pub transaction_id: TransactionId,
    /// The reference under which the caller started the transaction.
    pub caller_reference: CallerReference,
    /// Note for the caller. Up to 160 characters.
    pub caller_description: Option<String>,
    /// Note for the sender. Up to 160 characters.
    pub sender_description: Option<String>,
    /// When the service received the request.
    pub date_received: DateTime<Utc>,
    /// When the transaction came to an end, if it has.
    pub date_completed: Option<DateTime<Utc>>,
    /// What the transaction is about in all.
    pub transaction_amount: Amount,
    /// Fee of Amazon Payments.
    pub fps_fees: Amount,
    /// In a marketplace transaction, the fee that the caller took.
    pub marketplace_fees: Option<Amount>,
    /// Who bears the fee of Amazon Payments.
    pub fps_fees_paid_by: TransactionalRole,
    /// Token of the sender.
    pub sender_token_id: Option<TokenId>,
    /// Token of the recipient, where one was used.
    pub recipient_token_id: Option<TokenId>,
    /// The prepaid instrument that was funded or paid from.
    pub prepaid_instrument_id: Option<InstrumentId>,
    /// The credit instrument whose debt grew or shrank.
    pub credit_instrument_id: Option<InstrumentId>,
    /// Kind of transaction.
    pub fps_operation: FpsOperation,
    /// What the sender paid with.
    pub payment_method: PaymentMethod,
    /// How far the transaction has come.
    pub transaction_status: TransactionStatus,
    /// Short code that refines the status, such as `PendingVerification`, or the error code of a
    /// failed transaction.
    pub status_code: Option<String>,
    /// The status in words.
    pub status_message: Option<String>,
    /// Name of the sender: of the person, or of the business behind a business account. Up to 128
    /// characters.
    pub sender_name: Option<String>,
    /// E-mail address of the sender. Present only if the caller is the recipient too.
    pub sender_email: Option<String>,
    /// Name of the caller: of the person, or of the business behind a business account. Up to 128
    /// characters.
    pub caller_name: String,
    /// Name of the recipient: of the person, or of the business behind a business account. Up to
    /// 128 characters.
    pub recipient_name: Option<String>,
    /// E-mail address of the recipient.
    pub recipient_email: Option<String>,
    /// Other transactions that belong to this one, such as refunds of a payment.
    pub related_transaction: Vec<RelatedTransaction>,
    /// Every status the transaction has had.
    pub status_history: Vec<StatusHistory>,
}

crate::wire::shape! {
    TransactionDetail {
        transaction_id: required "TransactionId",
        caller_reference: required "CallerReference",
        caller_description: optional "CallerDescription",
        sender_description: optional "SenderDescription",
        date_received: required "DateReceived",
        date_completed: optional "DateCompleted",
        transaction_amount: required "TransactionAmount",
        fps_fees: required "FPSFees",
        marketplace_fees: optional "MarketplaceFees",
        fps_fees_paid_by: required "FPSFeesPaidBy",
        sender_token_id: optional "SenderTokenId",
        recipient_token_id: optional "RecipientTokenId",
        prepaid_instrument_id: optional "PrepaidInstrumentId",
        credit_instrument_id: optional "CreditInstrumentId",
        fps_operation: required "FPSOperation",
        payment_method: required "PaymentMethod",
        transaction_status: required "TransactionStatus",
        status_code: optional "StatusCode",
        status_message: optional "StatusMessage",
        sender_name: optional "SenderName",
        sender_email: optional "SenderEmail",
        caller_name: required "CallerName",
        recipient_name: optional "RecipientName",
        recipient_email: optional "RecipientEmail",
        related_transaction: list "RelatedTransaction",
        status_history: list "StatusHistory",
    }
}

/// One party's part in a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransactionPart {
    /// The payment instrument in this part.
    pub instrument_id: Option<InstrumentId>,
    /// Role of the party.
    pub role: TransactionalRole,
    /// Name of the party.
    pub name: Option<String>,
    /// The party's own reference of the transaction.
    pub reference: Option<String>,
    /// The party's own note about the transaction.
    pub description: Option<String>,
    /// Fee that the party bore. Negative where a refund gives it back.
    pub fees_paid: Option<Amount>,
}

crate::wire::shape! {
    TransactionPart {
        instrument_id: optional "InstrumentId",
        role: required "Role",
        name: optional "Name",
        reference: optional "Reference",
        description: optional "Description",
        fees_paid: optional "FeesPaid",
    }
}

crate::wire::open_enum! {
    /// Whose customer service number goes to the payment processor.
    CsOwner {
        /// The number of the caller.
        Caller = "Caller",
        /// The number of the recipient.
        Recipient = "Recipient",
    }
}

crate::wire::open_enum! {
    /// Who bears the fee of Amazon Payments.
    ChargeFeeTo {
        /// The caller, from its account balance.
        Caller = "Caller",
        /// The recipient, out of what the sender pays.
        Recipient = "Recipient",
    }
}

crate::wire::open_enum! {
    /// Kind of a transaction, named after the action that starts it. Notifications spell the kinds
    /// in capitals, such as `FUND_PREPAID`.
    FpsOperation {
        /// A payment.
        Pay = "Pay",
        /// A refund of a payment.
        Refund = "Refund",
        /// A charge of what was reserved.
        Settle = "Settle",
        /// A settlement of debt.
        SettleDebt = "SettleDebt",
        /// A debt let go.
        WriteOffDebt = "WriteOffDebt",
        /// A top-up of a prepaid instrument.
        FundPrepaid = "FundPrepaid",
        /// A reservation on a card.
        Reserve = "Reserve",
    }
}

crate::wire::open_enum! {
    /// Which parts of a marketplace transaction a refund gives back.
    MarketplaceRefundPolicy {
        /// The payment: the sender gets it from the recipient, together with the caller's fee. The
        /// caller keeps its fee; the fee of Amazon Payments comes back.
        MasterTxnOnly = "MasterTxnOnly",
        /// The caller's fee, to the recipient.
        MarketplaceTxnOnly = "MarketplaceTxnOnly",
        /// Both: the recipient returns its share, the caller its fee, and Amazon Payments its fee.
        MasterAndMarketplaceTxn = "MasterAndMarketplaceTxn",
    }
}

crate::wire::open_enum! {
    /// What a transaction is paid with.
    PaymentMethod {
        /// Balance of an Amazon Payments account.
        Abt = "ABT",
        /// Credit card.
        Cc = "CC",
        /// Bank account.
        Ach = "ACH",
        /// Credit instrument (postpaid).
        Debt = "Debt",
        /// Prepaid instrument.
        Prepaid = "Prepaid",
    }
}

crate::wire::open_enum! {
    /// Whether a recipient may receive money.
    RecipientVerificationStatus {
        /// Verified: may receive payments up to its limits.
        VerificationComplete = "VerificationComplete",
        /// Not verified: has to turn to Amazon Payments first.
        VerificationPending = "VerificationPending",
        /// Verified, and no limit on what it receives.
        VerificationCompleteNoLimits = "VerificationCompleteNoLimits",
    }
}

crate::wire::open_enum! {
    /// What a related transaction is to the one that lists it.
    RelationType {
        /// Its refund.
        Refund = "Refund",
        /// The transaction that it came from.
        Parent = "Parent",
        /// The caller's fee for it.
        MarketplaceFee = "MarketplaceFee",
        /// A refund of it taken back.
        RefundReversal = "RefundReversal",
    }
}

crate::wire::open_enum! {
    /// Where the text on the sender's card statement comes from.
    SoftDescriptorType {
        /// From the first 15 characters of the sender description.
        Dynamic = "Dynamic",
        /// From the account's settings.
        Static = "Static",
    }
}

crate::wire::open_enum! {
    /// Order of a list by date.
    SortOrder {
        /// The oldest first.
        Ascending = "Ascending",
        /// The newest first.
        Descending = "Descending",
    }
}

crate::wire::open_enum! {
    /// State of a subscription.
    SubscriptionStatus {
        /// It runs.
        Active = "Active",
        /// It was cancelled before its end.
        Cancelled = "Cancelled",
        /// It ran to its end.
        Completed = "Completed",
    }
}

crate::wire::open_enum! {
    /// Calendar unit of a duration.
    TimeUnit {
        /// A day.
        Day = "day",
        /// A month.
        Month = "month",
        /// A week.
        Week = "week",
        /// A year.
        Year = "year",
    }
}

crate::wire::open_enum! {
    /// Whether a token can be used.
    TokenStatus {
        /// It can be used.
        Active = "Active",
        /// It was cancelled and never can be used again.
        Inactive = "Inactive",
    }
}

crate::wire::open_enum! {
    /// How often a token may be used.
    TokenType {
        /// For one transaction.
        SingleUse = "SingleUse",
        /// For several transactions within the limits agreed on.
        MultiUse = "MultiUse",
        /// For one transaction of the agreed amount in each period.
        Recurring = "Recurring",
        /// Without limits. Sender tokens from the co-branded pages never are of this type.
        Unrestricted = "Unrestricted",
    }
}

crate::wire::open_enum! {
    /// How far a transaction has come.
    TransactionStatus {
        /// The money is held on the sender's card and waits for `Settle`.
        Reserved = "Reserved",
        /// Done: the money has moved, and the order can be filled.
        Success = "Success",
        /// Failed for good; no money has moved. The status code says why.
        Failure = "Failure",
        /// Not decided yet: ask again or wait for the notification.
        Pending = "Pending",
        /// Cancelled before it completed.
        Cancelled = "Cancelled",
    }
}

crate::wire::open_enum! {
    /// Role of a party in a transaction.
    TransactionalRole {
        /// Pays.
        Sender = "Sender",
        /// Runs the application that asks for the transaction.
        Caller = "Caller",
        /// Is paid.
        Recipient = "Recipient",
    }
}

crate::wire::open_enum! {
    /// Verdict on a signature.
    VerificationStatus {
        /// The signature is genuine.
        Success = "Success",
        /// The signature does not match: do not trust the message.
        Failure = "Failure",
    }
}

/// The answer to [`Operation::CancelToken`]: that it was carried out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CancelTokenResult {}

crate::wire::shape! {
    CancelTokenResult {}
}

#[cfg(feature = "client")]
impl Client {
    /// Cancels a token for good: every later payment with it is refused, and it can't be brought
    /// back. Use it when a customer withdraws a multi-use, recurring, prepaid or postpaid
    /// authorization. Only tokens that the caller itself set up can be cancelled. The answer
    /// carries no result; the customer gets a notification of the cancellation by IPN.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn cancel_token(
        &self,
        request: &CancelTokenRequest,
    ) -> Result<crate::client::Answer<CancelTokenResult>, crate::Error> {
        self.call(request).await
    }
    /// Cancels a transaction that is still reserved or pending, so that it can't be settled or
    /// complete any more. Use it when a reserved order won't be delivered. A completed transaction
    /// is undone by `Refund` instead. Returns the transaction and its status, `Cancelled` if it
    /// worked; the card issuer may take longer to lift its hold.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn cancel(
        &self,
        request: &CancelRequest,
    ) -> Result<crate::client::Answer<CancelResult>, crate::Error> {
        self.call(request).await
    }
    /// Moves money from a card, bank account or account balance onto a prepaid instrument, from
    /// which `Pay` can then take small sums. The sender is named by the funding token of the
    /// prepaid setup. Returns the id and the status of a transaction, at first mostly `Pending`.
    /// Repeating it with the same `CallerReference` moves no money twice.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn fund_prepaid(
        &self,
        request: &FundPrepaidRequest,
    ) -> Result<crate::client::Answer<FundPrepaidResult>, crate::Error> {
        self.call(request).await
    }
    /// Lists the transactions of the caller's account in a span of time, filtered by kind, payment
    /// method, role and status. Use it to reconcile books. Returns at most 200 transactions at
    /// once; `StartTimeForNextTransaction` tells where to go on.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn get_account_activity(
        &self,
        request: &GetAccountActivityRequest,
    ) -> Result<crate::client::Answer<GetAccountActivityResult>, crate::Error> {
        self.call(request).await
    }
    /// Returns what the caller's account holds, what is on its way in and out, and how much can be
    /// withdrawn or used for refunds.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn get_account_balance(
        &self,
        request: &GetAccountBalanceRequest,
    ) -> Result<crate::client::Answer<GetAccountBalanceResult>, crate::Error> {
        self.call(request).await
    }
    /// Lists the charges made so far under a Simple Pay subscription, each with its number, date,
    /// amount and status. New in version 2010-08-28.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn get_transactions_for_subscription(
        &self,
        request: &GetTransactionsForSubscriptionRequest,
    ) -> Result<
        crate::client::Answer<GetTransactionsForSubscriptionResult>,
        crate::Error,
    > {
        self.call(request).await
    }
    /// Describes a Simple Pay subscription: its terms, its parties, how many charges were made and
    /// when the next one is due. New in version 2010-08-28.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn get_subscription_details(
        &self,
        request: &GetSubscriptionDetailsRequest,
    ) -> Result<crate::client::Answer<GetSubscriptionDetailsResult>, crate::Error> {
        self.call(request).await
    }
    /// Returns the debt on one postpaid credit instrument, and how much of it is being settled. Use
    /// it before `SettleDebt` or `WriteOffDebt`, which can't go beyond the debt. Only the sender
    /// and the recipient of the instrument may ask.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn get_debt_balance(
        &self,
        request: &GetDebtBalanceRequest,
    ) -> Result<crate::client::Answer<GetDebtBalanceResult>, crate::Error> {
        self.call(request).await
    }
    /// Returns the debt that all senders together owe to the caller on its credit instruments, and
    /// how much of it is being settled.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn get_outstanding_debt_balance(
        &self,
        request: &GetOutstandingDebtBalanceRequest,
    ) -> Result<crate::client::Answer<GetOutstandingDebtBalanceResult>, crate::Error> {
        self.call(request).await
    }
    /// Returns how much is left on one prepaid instrument, and how much is being added. Use it to
    /// decide when to call `FundPrepaid`. Only the sender and the recipient of the instrument may
    /// ask.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn get_prepaid_balance(
        &self,
        request: &GetPrepaidBalanceRequest,
    ) -> Result<crate::client::Answer<GetPrepaidBalanceResult>, crate::Error> {
        self.call(request).await
    }
    /// Finds a token by its id or by the `CallerReference` under which it was set up, and returns
    /// its state and type. Use it to find out whether a token still is active, and to recover a
    /// token whose id got lost on the way back from the co-branded pages.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn get_token_by_caller(
        &self,
        request: &GetTokenByCallerRequest,
    ) -> Result<crate::client::Answer<GetTokenByCallerResult>, crate::Error> {
        self.call(request).await
    }
    /// Ends a Simple Pay subscription and, if `RefundAmount` is given, pays back that much of its
    /// last charge. A subscription that has already ended is refused with
    /// `InvalidSubscriptionState` if there is nothing to refund; otherwise only the refund is made.
    /// Returns the id of the refund transaction. A refund needs a `CallerReference`, which makes it
    /// safe to repeat for seven days.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn cancel_subscription_and_refund(
        &self,
        request: &CancelSubscriptionAndRefundRequest,
    ) -> Result<crate::client::Answer<CancelSubscriptionAndRefundResult>, crate::Error> {
        self.call(request).await
    }
    /// Tells how far the limits of a multi-use or recurring token are used up, in the current
    /// period and in the one before. Use it before a payment that might go beyond a limit. Returns
    /// one entry for each limit. Single-use tokens are refused with `InvalidTokenType`.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn get_token_usage(
        &self,
        request: &GetTokenUsageRequest,
    ) -> Result<crate::client::Answer<GetTokenUsageResult>, crate::Error> {
        self.call(request).await
    }
    /// Lists the tokens that the caller set up, filtered by state, type, reference and name.
    /// Returns all that match in one answer.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn get_tokens(
        &self,
        request: &GetTokensRequest,
    ) -> Result<crate::client::Answer<GetTokensResult>, crate::Error> {
        self.call(request).await
    }
    /// Returns how much prepaid money the caller, as recipient, still owes in goods to all senders
    /// together, and how much is being added.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn get_total_prepaid_liability(
        &self,
        request: &GetTotalPrepaidLiabilityRequest,
    ) -> Result<crate::client::Answer<GetTotalPrepaidLiabilityResult>, crate::Error> {
        self.call(request).await
    }
    /// Describes one transaction in full: amounts, fees, parties, tokens, related transactions and
    /// every status it has had. Only transactions of the caller's own account can be seen. To poll
    /// for an outcome, `GetTransactionStatus` is cheaper.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn get_transaction(
        &self,
        request: &GetTransactionRequest,
    ) -> Result<crate::client::Answer<GetTransactionResult>, crate::Error> {
        self.call(request).await
    }
    /// Returns the status of one transaction, with a code and a message that refine it. Use it to
    /// poll a payment, refund or reservation that was `Pending`, or after a call whose answer got
    /// lost.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn get_transaction_status(
        &self,
        request: &GetTransactionStatusRequest,
    ) -> Result<crate::client::Answer<GetTransactionStatusResult>, crate::Error> {
        self.call(request).await
    }
    /// Returns a token together with the rules behind it, as they were installed.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn get_payment_instruction(
        &self,
        request: &GetPaymentInstructionRequest,
    ) -> Result<crate::client::Answer<GetPaymentInstructionResult>, crate::Error> {
        self.call(request).await
    }
    /// Sets up a token on the caller's own account, by rules in Gatekeeper, the rule language of
    /// FPS. Use it for the tokens that the caller needs for itself; customers set up theirs on the
    /// co-branded pages. Returns the id of the token. A repetition with the same `CallerReference`
    /// returns the same token.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn install_payment_instruction(
        &self,
        request: &InstallPaymentInstructionRequest,
    ) -> Result<crate::client::Answer<InstallPaymentInstructionResult>, crate::Error> {
        self.call(request).await
    }
    /// Moves money from a sender to a recipient, by way of the sender's token. Use it for a sale,
    /// for a payment under a multi-use or recurring authorization, for spending from a prepaid or
    /// postpaid instrument, and, with a recipient token and a marketplace fee, for a sale between
    /// two others. Returns the id and the status of the transaction: `Success` at once from an
    /// account balance, mostly `Pending` from a card or bank account, in which case a notification
    /// or `GetTransactionStatus` brings the outcome. A repetition with the same `CallerReference`
    /// within seven days returns the first answer and moves no money twice.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn pay(
        &self,
        request: &PayRequest,
    ) -> Result<crate::client::Answer<PayResult>, crate::Error> {
        self.call(request).await
    }
    /// Gives all or part of a successful payment back to the sender. Several partial refunds may
    /// follow each other, each with a `CallerReference` of its own, until the payment is used up.
    /// Only the caller of the payment can refund it; settled debts can't be refunded. Returns the
    /// id of the new refund transaction and its status, at first mostly `Pending`. A repetition
    /// with the same `CallerReference` returns the first answer and pays nothing twice.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn refund(
        &self,
        request: &RefundRequest,
    ) -> Result<crate::client::Answer<RefundResult>, crate::Error> {
        self.call(request).await
    }
    /// Holds an amount on the sender's credit card without charging it. Use it when goods ship
    /// later: `Settle` charges the reservation once, `Cancel` lets it go, and after seven days it
    /// lapses. Returns the id and the status of the reservation, `Pending` at first and `Reserved`
    /// when the card has agreed. A repetition with the same `CallerReference` reserves nothing
    /// twice.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn reserve(
        &self,
        request: &ReserveRequest,
    ) -> Result<crate::client::Answer<ReserveResult>, crate::Error> {
        self.call(request).await
    }
    /// Charges a reservation, in full or in part. Use it when the goods ship; a reservation can be
    /// settled only once. Returns the id of the reservation and the status of the charge, at first
    /// mostly `Pending`. It has no `CallerReference`: after a lost answer, ask
    /// `GetTransactionStatus` before trying again.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn settle(
        &self,
        request: &SettleRequest,
    ) -> Result<crate::client::Answer<SettleResult>, crate::Error> {
        self.call(request).await
    }
    /// Collects debt on a postpaid credit instrument from the sender's card, bank account or
    /// account balance, and lowers the debt by that much. The fee of Amazon Payments is taken out
    /// of the sum: of $90.00 settled at a fee of $2.50, $87.50 reach the recipient. The sender is
    /// named by the settlement token of the postpaid setup. Returns the id and the status of the
    /// transaction, at first mostly `Pending`; it can't be refunded.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn settle_debt(
        &self,
        request: &SettleDebtRequest,
    ) -> Result<crate::client::Answer<SettleDebtResult>, crate::Error> {
        self.call(request).await
    }
    /// Lets go of debt on a postpaid credit instrument without payment. Use it for a discount, or
    /// for debt that can't be collected. Returns the id and the status of the transaction, normally
    /// `Success` at once.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn write_off_debt(
        &self,
        request: &WriteOffDebtRequest,
    ) -> Result<crate::client::Answer<WriteOffDebtResult>, crate::Error> {
        self.call(request).await
    }
    /// Tells whether the owner of a recipient token may receive money, and whether without limits.
    /// Use it before offering payment to that recipient. New in version 2010-08-28.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn get_recipient_verification_status(
        &self,
        request: &GetRecipientVerificationStatusRequest,
    ) -> Result<
        crate::client::Answer<GetRecipientVerificationStatusResult>,
        crate::Error,
    > {
        self.call(request).await
    }
    /// Checks whether Amazon Payments signed a notification or a return from the co-branded pages.
    /// Use it on every such message before trusting it. Pass the message exactly as it arrived;
    /// only signature version 2 can be checked. Returns `Success` or `Failure`. The call itself
    /// need not be signed.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn verify_signature(
        &self,
        request: &VerifySignatureRequest,
    ) -> Result<crate::client::Answer<VerifySignatureResult>, crate::Error> {
        self.call(request).await
    }
    /// Calls any operation with fields that are known at run time only. They are checked as
    /// those of a typed request.
    ///
    /// # Errors
    /// As those of the operation's own method.
    pub async fn call_operation(
        &self,
        operation: Operation,
        request: crate::wire::Node<'_>,
    ) -> Result<
        crate::client::Answer<Box<dyn crate::wire::Encode + Send>>,
        crate::Error,
    > {
        match operation {
            Operation::CancelToken => {
                self.call_decoded::<CancelTokenRequest>(request).await
            }
            Operation::Cancel => self.call_decoded::<CancelRequest>(request).await,
            Operation::FundPrepaid => {
                self.call_decoded::<FundPrepaidRequest>(request).await
            }
            Operation::GetAccountActivity => {
                self.call_decoded::<GetAccountActivityRequest>(request).await
            }
            Operation::GetAccountBalance => {
                self.call_decoded::<GetAccountBalanceRequest>(request).await
            }
            Operation::GetTransactionsForSubscription => {
                self.call_decoded::<GetTransactionsForSubscriptionRequest>(request).await
            }
            Operation::GetSubscriptionDetails => {
                self.call_decoded::<GetSubscriptionDetailsRequest>(request).await
            }
            Operation::GetDebtBalance => {
                self.call_decoded::<GetDebtBalanceRequest>(request).await
            }
            Operation::GetOutstandingDebtBalance => {
                self.call_decoded::<GetOutstandingDebtBalanceRequest>(request).await
            }
            Operation::GetPrepaidBalance => {
                self.call_decoded::<GetPrepaidBalanceRequest>(request).await
            }
            Operation::GetTokenByCaller => {
                self.call_decoded::<GetTokenByCallerRequest>(request).await
            }
            Operation::CancelSubscriptionAndRefund => {
                self.call_decoded::<CancelSubscriptionAndRefundRequest>(request).await
            }
            Operation::GetTokenUsage => {
                self.call_decoded::<GetTokenUsageRequest>(request).await
            }
            Operation::GetTokens => self.call_decoded::<GetTokensRequest>(request).await,
            Operation::GetTotalPrepaidLiability => {
                self.call_decoded::<GetTotalPrepaidLiabilityRequest>(request).await
            }
            Operation::GetTransaction => {
                self.call_decoded::<GetTransactionRequest>(request).await
            }
            Operation::GetTransactionStatus => {
                self.call_decoded::<GetTransactionStatusRequest>(request).await
            }
            Operation::GetPaymentInstruction => {
                self.call_decoded::<GetPaymentInstructionRequest>(request).await
            }
            Operation::InstallPaymentInstruction => {
                self.call_decoded::<InstallPaymentInstructionRequest>(request).await
            }
            Operation::Pay => self.call_decoded::<PayRequest>(request).await,
            Operation::Refund => self.call_decoded::<RefundRequest>(request).await,
            Operation::Reserve => self.call_decoded::<ReserveRequest>(request).await,
            Operation::Settle => self.call_decoded::<SettleRequest>(request).await,
            Operation::SettleDebt => {
                self.call_decoded::<SettleDebtRequest>(request).await
            }
            Operation::WriteOffDebt => {
                self.call_decoded::<WriteOffDebtRequest>(request).await
            }
            Operation::GetRecipientVerificationStatus => {
                self.call_decoded::<GetRecipientVerificationStatusRequest>(request).await
            }
            Operation::VerifySignature => {
                self.call_decoded::<VerifySignatureRequest>(request).await
            }
        }
    }
}

/// The server side of Amazon FPS: a method an operation.
///
/// A request that gets here is complete, within its lengths, and signed by the caller that
/// [`Call`](crate::server::Call) names.
#[cfg(feature = "server")]
pub trait Service: Send + Sync + 'static {
    /// Cancels a token for good: every later payment with it is refused, and it can't be brought
    /// back. Use it when a customer withdraws a multi-use, recurring, prepaid or postpaid
    /// authorization. Only tokens that the caller itself set up can be cancelled. The answer
    /// carries no result; the customer gets a notification of the cancellation by IPN.
    fn cancel_token(
        &self,
        call: &crate::server::Call,
        request: CancelTokenRequest,
    ) -> impl Future<
        Output = Result<CancelTokenResult, crate::error::ServiceError>,
    > + Send;
    /// Cancels a transaction that is still reserved or pending, so that it can't be settled or
    /// complete any more. Use it when a reserved order won't be delivered. A completed transaction
    /// is undone by `Refund` instead. Returns the transaction and its status, `Cancelled` if it
    /// worked; the card issuer may take longer to lift its hold.
    fn cancel(
        &self,
        call: &crate::server::Call,
        request: CancelRequest,
    ) -> impl Future<Output = Result<CancelResult, crate::error::ServiceError>> + Send;
    /// Moves money from a card, bank account or account balance onto a prepaid instrument, from
    /// which `Pay` can then take small sums. The sender is named by the funding token of the
    /// prepaid setup. Returns the id and the status of a transaction, at first mostly `Pending`.
    /// Repeating it with the same `CallerReference` moves no money twice.
    fn fund_prepaid(
        &self,
        call: &crate::server::Call,
        request: FundPrepaidRequest,
    ) -> impl Future<
        Output = Result<FundPrepaidResult, crate::error::ServiceError>,
    > + Send;
    /// Lists the transactions of the caller's account in a span of time, filtered by kind, payment
    /// method, role and status. Use it to reconcile books. Returns at most 200 transactions at
    /// once; `StartTimeForNextTransaction` tells where to go on.
    fn get_account_activity(
        &self,
        call: &crate::server::Call,
        request: GetAccountActivityRequest,
    ) -> impl Future<
        Output = Result<GetAccountActivityResult, crate::error::ServiceError>,
    > + Send;
    /// Returns what the caller's account holds, what is on its way in and out, and how much can be
    /// withdrawn or used for refunds.
    fn get_account_balance(
        &self,
        call: &crate::server::Call,
        request: GetAccountBalanceRequest,
    ) -> impl Future<
        Output = Result<GetAccountBalanceResult, crate::error::ServiceError>,
    > + Send;
    /// Lists the charges made so far under a Simple Pay subscription, each with its number, date,
    /// amount and status. New in version 2010-08-28.
    fn get_transactions_for_subscription(
        &self,
        call: &crate::server::Call,
        request: GetTransactionsForSubscriptionRequest,
    ) -> impl Future<
        Output = Result<GetTransactionsForSubscriptionResult, crate::error::ServiceError>,
    > + Send;
    /// Describes a Simple Pay subscription: its terms, its parties, how many charges were made and
    /// when the next one is due. New in version 2010-08-28.
    fn get_subscription_details(
        &self,
        call: &crate::server::Call,
        request: GetSubscriptionDetailsRequest,
    ) -> impl Future<
        Output = Result<GetSubscriptionDetailsResult, crate::error::ServiceError>,
    > + Send;
    /// Returns the debt on one postpaid credit instrument, and how much of it is being settled. Use
    /// it before `SettleDebt` or `WriteOffDebt`, which can't go beyond the debt. Only the sender
    /// and the recipient of the instrument may ask.
    fn get_debt_balance(
        &self,
        call: &crate::server::Call,
        request: GetDebtBalanceRequest,
    ) -> impl Future<
        Output = Result<GetDebtBalanceResult, crate::error::ServiceError>,
    > + Send;
    /// Returns the debt that all senders together owe to the caller on its credit instruments, and
    /// how much of it is being settled.
    fn get_outstanding_debt_balance(
        &self,
        call: &crate::server::Call,
        request: GetOutstandingDebtBalanceRequest,
    ) -> impl Future<
        Output = Result<GetOutstandingDebtBalanceResult, crate::error::ServiceError>,
    > + Send;
    /// Returns how much is left on one prepaid instrument, and how much is being added. Use it to
    /// decide when to call `FundPrepaid`. Only the sender and the recipient of the instrument may
    /// ask.
    fn get_prepaid_balance(
        &self,
        call: &crate::server::Call,
        request: GetPrepaidBalanceRequest,
    ) -> impl Future<
        Output = Result<GetPrepaidBalanceResult, crate::error::ServiceError>,
    > + Send;
    /// Finds a token by its id or by the `CallerReference` under which it was set up, and returns
    /// its state and type. Use it to find out whether a token still is active, and to recover a
    /// token whose id got lost on the way back from the co-branded pages.
    fn get_token_by_caller(
        &self,
        call: &crate::server::Call,
        request: GetTokenByCallerRequest,
    ) -> impl Future<
        Output = Result<GetTokenByCallerResult, crate::error::ServiceError>,
    > + Send;
    /// Ends a Simple Pay subscription and, if `RefundAmount` is given, pays back that much of its
    /// last charge. A subscription that has already ended is refused with
    /// `InvalidSubscriptionState` if there is nothing to refund; otherwise only the refund is made.
    /// Returns the id of the refund transaction. A refund needs a `CallerReference`, which makes it
    /// safe to repeat for seven days.
    fn cancel_subscription_and_refund(
        &self,
        call: &crate::server::Call,
        request: CancelSubscriptionAndRefundRequest,
    ) -> impl Future<
        Output = Result<CancelSubscriptionAndRefundResult, crate::error::ServiceError>,
    > + Send;
    /// Tells how far the limits of a multi-use or recurring token are used up, in the current
    /// period and in the one before. Use it before a payment that might go beyond a limit. Returns
    /// one entry for each limit. Single-use tokens are refused with `InvalidTokenType`.
    fn get_token_usage(
        &self,
        call: &crate::server::Call,
        request: GetTokenUsageRequest,
    ) -> impl Future<
        Output = Result<GetTokenUsageResult, crate::error::ServiceError>,
    > + Send;
    /// Lists the tokens that the caller set up, filtered by state, type, reference and name.
    /// Returns all that match in one answer.
    fn get_tokens(
        &self,
        call: &crate::server::Call,
        request: GetTokensRequest,
    ) -> impl Future<
        Output = Result<GetTokensResult, crate::error::ServiceError>,
    > + Send;
    /// Returns how much prepaid money the caller, as recipient, still owes in goods to all senders
    /// together, and how much is being added.
    fn get_total_prepaid_liability(
        &self,
        call: &crate::server::Call,
        request: GetTotalPrepaidLiabilityRequest,
    ) -> impl Future<
        Output = Result<GetTotalPrepaidLiabilityResult, crate::error::ServiceError>,
    > + Send;
    /// Describes one transaction in full: amounts, fees, parties, tokens, related transactions and
    /// every status it has had. Only transactions of the caller's own account can be seen. To poll
    /// for an outcome, `GetTransactionStatus` is cheaper.
    fn get_transaction(
        &self,
        call: &crate::server::Call,
        request: GetTransactionRequest,
    ) -> impl Future<
        Output = Result<GetTransactionResult, crate::error::ServiceError>,
    > + Send;
    /// Returns the status of one transaction, with a code and a message that refine it. Use it to
    /// poll a payment, refund or reservation that was `Pending`, or after a call whose answer got
    /// lost.
    fn get_transaction_status(
        &self,
        call: &crate::server::Call,
        request: GetTransactionStatusRequest,
    ) -> impl Future<
        Output = Result<GetTransactionStatusResult, crate::error::ServiceError>,
    > + Send;
    /// Returns a token together with the rules behind it, as they were installed.
    fn get_payment_instruction(
        &self,
        call: &crate::server::Call,
        request: GetPaymentInstructionRequest,
    ) -> impl Future<
        Output = Result<GetPaymentInstructionResult, crate::error::ServiceError>,
    > + Send;
    /// Sets up a token on the caller's own account, by rules in Gatekeeper, the rule language of
    /// FPS. Use it for the tokens that the caller needs for itself; customers set up theirs on the
    /// co-branded pages. Returns the id of the token. A repetition with the same `CallerReference`
    /// returns the same token.
    fn install_payment_instruction(
        &self,
        call: &crate::server::Call,
        request: InstallPaymentInstructionRequest,
    ) -> impl Future<
        Output = Result<InstallPaymentInstructionResult, crate::error::ServiceError>,
    > + Send;
    /// Moves money from a sender to a recipient, by way of the sender's token. Use it for a sale,
    /// for a payment under a multi-use or recurring authorization, for spending from a prepaid or
    /// postpaid instrument, and, with a recipient token and a marketplace fee, for a sale between
    /// two others. Returns the id and the status of the transaction: `Success` at once from an
    /// account balance, mostly `Pending` from a card or bank account, in which case a notification
    /// or `GetTransactionStatus` brings the outcome. A repetition with the same `CallerReference`
    /// within seven days returns the first answer and moves no money twice.
    fn pay(
        &self,
        call: &crate::server::Call,
        request: PayRequest,
    ) -> impl Future<Output = Result<PayResult, crate::error::ServiceError>> + Send;
    /// Gives all or part of a successful payment back to the sender. Several partial refunds may
    /// follow each other, each with a `CallerReference` of its own, until the payment is used up.
    /// Only the caller of the payment can refund it; settled debts can't be refunded. Returns the
    /// id of the new refund transaction and its status, at first mostly `Pending`. A repetition
    /// with the same `CallerReference` returns the first answer and pays nothing twice.
    fn refund(
        &self,
        call: &crate::server::Call,
        request: RefundRequest,
    ) -> impl Future<Output = Result<RefundResult, crate::error::ServiceError>> + Send;
    /// Holds an amount on the sender's credit card without charging it. Use it when goods ship
    /// later: `Settle` charges the reservation once, `Cancel` lets it go, and after seven days it
    /// lapses. Returns the id and the status of the reservation, `Pending` at first and `Reserved`
    /// when the card has agreed. A repetition with the same `CallerReference` reserves nothing
    /// twice.
    fn reserve(
        &self,
        call: &crate::server::Call,
        request: ReserveRequest,
    ) -> impl Future<Output = Result<ReserveResult, crate::error::ServiceError>> + Send;
    /// Charges a reservation, in full or in part. Use it when the goods ship; a reservation can be
    /// settled only once. Returns the id of the reservation and the status of the charge, at first
    /// mostly `Pending`. It has no `CallerReference`: after a lost answer, ask
    /// `GetTransactionStatus` before trying again.
    fn settle(
        &self,
        call: &crate::server::Call,
        request: SettleRequest,
    ) -> impl Future<Output = Result<SettleResult, crate::error::ServiceError>> + Send;
    /// Collects debt on a postpaid credit instrument from the sender's card, bank account or
    /// account balance, and lowers the debt by that much. The fee of Amazon Payments is taken out
    /// of the sum: of $90.00 settled at a fee of $2.50, $87.50 reach the recipient. The sender is
    /// named by the settlement token of the postpaid setup. Returns the id and the status of the
    /// transaction, at first mostly `Pending`; it can't be refunded.
    fn settle_debt(
        &self,
        call: &crate::server::Call,
        request: SettleDebtRequest,
    ) -> impl Future<
        Output = Result<SettleDebtResult, crate::error::ServiceError>,
    > + Send;
    /// Lets go of debt on a postpaid credit instrument without payment. Use it for a discount, or
    /// for debt that can't be collected. Returns the id and the status of the transaction, normally
    /// `Success` at once.
    fn write_off_debt(
        &self,
        call: &crate::server::Call,
        request: WriteOffDebtRequest,
    ) -> impl Future<
        Output = Result<WriteOffDebtResult, crate::error::ServiceError>,
    > + Send;
    /// Tells whether the owner of a recipient token may receive money, and whether without limits.
    /// Use it before offering payment to that recipient. New in version 2010-08-28.
    fn get_recipient_verification_status(
        &self,
        call: &crate::server::Call,
        request: GetRecipientVerificationStatusRequest,
    ) -> impl Future<
        Output = Result<GetRecipientVerificationStatusResult, crate::error::ServiceError>,
    > + Send;
    /// Checks whether Amazon Payments signed a notification or a return from the co-branded pages.
    /// Use it on every such message before trusting it. Pass the message exactly as it arrived;
    /// only signature version 2 can be checked. Returns `Success` or `Failure`. The call itself
    /// need not be signed.
    fn verify_signature(
        &self,
        call: &crate::server::Call,
        request: VerifySignatureRequest,
    ) -> impl Future<
        Output = Result<VerifySignatureResult, crate::error::ServiceError>,
    > + Send;
}

/// A service for a [`Front`](crate::server::Front) to host.
#[cfg(feature = "server")]
#[derive(Clone, Copy, Debug)]
pub struct Server<S>(pub S);

#[cfg(feature = "server")]
impl<S: Service> crate::server::Hosted for Server<S> {
    const SERVICE: &'static crate::contract::ServiceInfo = &SERVICE;
    async fn dispatch(
        &self,
        operation: &'static crate::contract::OperationInfo,
        call: &crate::server::Call,
        request: crate::wire::Node<'_>,
    ) -> Result<Box<dyn crate::wire::Encode + Send>, crate::server::Rejected> {
        let operation = Operation::from_name(operation.name)
            .ok_or(crate::server::Rejected::NoOperation)?;
        match operation {
            Operation::CancelToken => {
                let answer = self
                    .0
                    .cancel_token(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::Cancel => {
                let answer = self.0.cancel(call, crate::server::decode(request)?).await?;
                Ok(Box::new(answer))
            }
            Operation::FundPrepaid => {
                let answer = self
                    .0
                    .fund_prepaid(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::GetAccountActivity => {
                let answer = self
                    .0
                    .get_account_activity(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::GetAccountBalance => {
                let answer = self
                    .0
                    .get_account_balance(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::GetTransactionsForSubscription => {
                let answer = self
                    .0
                    .get_transactions_for_subscription(
                        call,
                        crate::server::decode(request)?,
                    )
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::GetSubscriptionDetails => {
                let answer = self
                    .0
                    .get_subscription_details(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::GetDebtBalance => {
                let answer = self
                    .0
                    .get_debt_balance(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::GetOutstandingDebtBalance => {
                let answer = self
                    .0
                    .get_outstanding_debt_balance(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::GetPrepaidBalance => {
                let answer = self
                    .0
                    .get_prepaid_balance(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::GetTokenByCaller => {
                let answer = self
                    .0
                    .get_token_by_caller(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::CancelSubscriptionAndRefund => {
                let answer = self
                    .0
                    .cancel_subscription_and_refund(
                        call,
                        crate::server::decode(request)?,
                    )
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::GetTokenUsage => {
                let answer = self
                    .0
                    .get_token_usage(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::GetTokens => {
                let answer = self
                    .0
                    .get_tokens(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::GetTotalPrepaidLiability => {
                let answer = self
                    .0
                    .get_total_prepaid_liability(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::GetTransaction => {
                let answer = self
                    .0
                    .get_transaction(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::GetTransactionStatus => {
                let answer = self
                    .0
                    .get_transaction_status(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::GetPaymentInstruction => {
                let answer = self
                    .0
                    .get_payment_instruction(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::InstallPaymentInstruction => {
                let answer = self
                    .0
                    .install_payment_instruction(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::Pay => {
                let answer = self.0.pay(call, crate::server::decode(request)?).await?;
                Ok(Box::new(answer))
            }
            Operation::Refund => {
                let answer = self.0.refund(call, crate::server::decode(request)?).await?;
                Ok(Box::new(answer))
            }
            Operation::Reserve => {
                let answer = self
                    .0
                    .reserve(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::Settle => {
                let answer = self.0.settle(call, crate::server::decode(request)?).await?;
                Ok(Box::new(answer))
            }
            Operation::SettleDebt => {
                let answer = self
                    .0
                    .settle_debt(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::WriteOffDebt => {
                let answer = self
                    .0
                    .write_off_debt(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::GetRecipientVerificationStatus => {
                let answer = self
                    .0
                    .get_recipient_verification_status(
                        call,
                        crate::server::decode(request)?,
                    )
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::VerifySignature => {
                let answer = self
                    .0
                    .verify_signature(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
        }
    }
}

/// Messages and data types of Amazon Flexible Payments Service (FPS), version 2010-08-28. Every
/// element of a request is optional in the schema, as it was in the service's own; what the
/// service requires, and what it limits, stands in the annotations of namespace
/// urn:amazon-fps:contract:1.
pub static SERVICE: crate::contract::ServiceInfo = crate::contract::ServiceInfo {
    name: "fps",
    title: "Amazon FPS",
    versions: &["2008-09-17", "2010-08-28"],
    namespace: "http://fps.amazonaws.com/doc/{version}/",
    amount_decimals: Some(6),
    dates: crate::wire::DateStyle::Pacific,
    endpoint: "https://fps.amazonaws.com",
    operations: &[
        crate::contract::OperationInfo {
            name: "CancelToken",
            documentation: "Cancels a token for good: every later payment with it is refused, and it can't be brought back. Use it when a customer withdraws a multi-use, recurring, prepaid or postpaid authorization. Only tokens that the caller itself set up can be cancelled. The answer carries no result; the customer gets a notification of the cancellation by IPN.",
            since: "2008-09-17",
            effect: crate::contract::Effect::Changes,
            idempotent_by: None,
            signed: true,
            quick_starts: &["Advanced", "Aggregated"],
            response: "CancelTokenResponse",
            result: None,
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "TokenId",
                    documentation: "The token to cancel. At most 65 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(65)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "ReasonText",
                    documentation: "Why the token is cancelled, in plain words.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "OverrideIPNURL",
                    documentation: "Address that gets the notifications about this request instead of the one set in the account.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: Some("2010-08-28"),
                },
            ],
            result_fields: &[],
            errors: &[
                "AccessFailure",
                "AccountClosed",
                "AuthFailure",
                "ConcurrentModification",
                "DuplicateRequest",
                "InternalError",
                "InvalidClientTokenId",
                "InvalidParameterValue",
                "InvalidParams",
                "InvalidSignature",
                "InvalidTokenId",
                "RequestExpired",
                "SignatureDoesNotMatch",
                "TokenAccessDenied",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "Cancel",
            documentation: "Cancels a transaction that is still reserved or pending, so that it can't be settled or complete any more. Use it when a reserved order won't be delivered. A completed transaction is undone by `Refund` instead. Returns the transaction and its status, `Cancelled` if it worked; the card issuer may take longer to lift its hold.",
            since: "2008-09-17",
            effect: crate::contract::Effect::Changes,
            idempotent_by: None,
            signed: true,
            quick_starts: &["Basic", "Advanced", "Marketplace"],
            response: "CancelResponse",
            result: Some("CancelResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "TransactionId",
                    documentation: "The transaction to cancel, as `Reserve` or `Pay` returned it. At most 35 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(35)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "Description",
                    documentation: "Why the transaction is cancelled, in plain words.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "OverrideIPNURL",
                    documentation: "Address that gets the notifications about this request instead of the one set in the account.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: Some("2010-08-28"),
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "TransactionId",
                    documentation: "The transaction that the request named.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(35)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "TransactionStatus",
                    documentation: "`Cancelled` once the cancellation is done.",
                    type_name: "TransactionStatus",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessFailure",
                "AccountClosed",
                "AuthFailure",
                "ConcurrentModification",
                "InternalError",
                "InvalidClientTokenId",
                "InvalidParameterValue",
                "InvalidParams",
                "InvalidSignature",
                "InvalidTransactionState",
                "RequestExpired",
                "SignatureDoesNotMatch",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "FundPrepaid",
            documentation: "Moves money from a card, bank account or account balance onto a prepaid instrument, from which `Pay` can then take small sums. The sender is named by the funding token of the prepaid setup. Returns the id and the status of a transaction, at first mostly `Pending`. Repeating it with the same `CallerReference` moves no money twice.",
            since: "2008-09-17",
            effect: crate::contract::Effect::MovesMoney,
            idempotent_by: Some("CallerReference"),
            signed: true,
            quick_starts: &["Aggregated"],
            response: "FundPrepaidResponse",
            result: Some("FundPrepaidResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "SenderTokenId",
                    documentation: "The funding token (`fundingTokenID`) that the co-branded prepaid setup returned, not the prepaid sender token. At most 65 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(65)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "PrepaidInstrumentId",
                    documentation: "The prepaid instrument whose balance grows (`prepaidInstrumentID` of the co-branded setup). At most 128 bytes.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Bytes(128)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "FundingAmount",
                    documentation: "How much to add to the prepaid balance.",
                    type_name: "Amount",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CallerReference",
                    documentation: "The caller's own id of this request, new for each new request, at most 128 characters. Repeating the request with the same reference within seven days brings back the first answer and moves no money again.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(128)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "SenderDescription",
                    documentation: "Note about the transaction for the sender. At most 160 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(160)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CallerDescription",
                    documentation: "Note about the transaction for the caller's own books. At most 160 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(160)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "DescriptorPolicy",
                    documentation: "Whose name and telephone number the sender finds on the card or bank statement. Left out, the account's settings decide.",
                    type_name: "DescriptorPolicy",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "TransactionTimeoutInMins",
                    documentation: "Minutes in which the transaction has to complete; after that it becomes a `Failure`. At least 1, by default 10080 (seven days).",
                    type_name: "int",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: Some("10080"),
                    minimum: Some("1"),
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "OverrideIPNURL",
                    documentation: "Address that gets the notifications about this request instead of the one set in the account.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: Some("2010-08-28"),
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "TransactionId",
                    documentation: "Id of the new transaction, up to 35 characters. Keep it: status, refund and settlement ask for it.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(35)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "TransactionStatus",
                    documentation: "How far the transaction has come.",
                    type_name: "TransactionStatus",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessFailure",
                "AccountLimitsExceeded",
                "AmountOutOfRange",
                "AuthFailure",
                "DuplicateRequest",
                "InactiveInstrument",
                "IncompatibleTokens",
                "InstrumentAccessDenied",
                "InstrumentExpired",
                "InsufficientBalance",
                "InternalError",
                "InvalidAccountState_Caller",
                "InvalidAccountState_Sender",
                "InvalidClientTokenId",
                "InvalidParameterValue",
                "InvalidParams",
                "InvalidPaymentInstrument",
                "InvalidPaymentMethod",
                "InvalidSignature",
                "InvalidTokenId_Sender",
                "PrepaidFundingLimitExceeded",
                "RequestExpired",
                "SignatureDoesNotMatch",
                "TokenNotActive_Sender",
                "TokenUsageError",
                "TransactionDenied",
                "UnverifiedAccount_Recipient",
                "UnverifiedAccount_Sender",
                "UnverifiedBankAccount",
                "UnverifiedEmailAddress_Caller",
                "UnverifiedEmailAddress_Recipient",
                "UnverifiedEmailAddress_Sender",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "GetAccountActivity",
            documentation: "Lists the transactions of the caller's account in a span of time, filtered by kind, payment method, role and status. Use it to reconcile books. Returns at most 200 transactions at once; `StartTimeForNextTransaction` tells where to go on.",
            since: "2008-09-17",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &["AccountManagement"],
            response: "GetAccountActivityResponse",
            result: Some("GetAccountActivityResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "MaxBatchSize",
                    documentation: "How many transactions one answer may hold: 20 to 200, by default 200.",
                    type_name: "int",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: Some("200"),
                    minimum: Some("20"),
                    maximum: Some("200"),
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "StartDate",
                    documentation: "Begin of the span. May not lie in the future. A date without time is accepted.",
                    type_name: "dateTime",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "EndDate",
                    documentation: "End of the span, by default now.",
                    type_name: "dateTime",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "SortOrderByDate",
                    documentation: "Order by the date on which the service received the transactions, by default the newest first.",
                    type_name: "SortOrder",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: Some("Descending"),
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "FPSOperation",
                    documentation: "Only transactions of this kind.",
                    type_name: "FPSOperation",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "PaymentMethod",
                    documentation: "Only transactions paid by this method.",
                    type_name: "PaymentMethod",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "Role",
                    documentation: "Only transactions in which the account has one of these roles. In a query the values are numbered: `Role.1`, `Role.2`.",
                    type_name: "TransactionalRole",
                    presence: crate::contract::Presence::Optional,
                    list: true,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "TransactionStatus",
                    documentation: "Only transactions in this state.",
                    type_name: "TransactionStatus",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "BatchSize",
                    documentation: "Number of transactions in this answer.",
                    type_name: "int",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "Transaction",
                    documentation: "The transactions, in the order asked for. Absent if there are none.",
                    type_name: "Transaction",
                    presence: crate::contract::Presence::Optional,
                    list: true,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "StartTimeForNextTransaction",
                    documentation: "Date of the first transaction that did not fit, present only if there is one. To go on, pass it as the next `StartDate` (in a descending list as the next `EndDate`).",
                    type_name: "dateTime",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessFailure",
                "AccountClosed",
                "AuthFailure",
                "InternalError",
                "InvalidClientTokenId",
                "InvalidDateRange",
                "InvalidParameterValue",
                "InvalidParams",
                "InvalidSignature",
                "RequestExpired",
                "SignatureDoesNotMatch",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "GetAccountBalance",
            documentation: "Returns what the caller's account holds, what is on its way in and out, and how much can be withdrawn or used for refunds.",
            since: "2008-09-17",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &["AccountManagement"],
            response: "GetAccountBalanceResponse",
            result: Some("GetAccountBalanceResult"),
            request_fields: &[],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "AccountBalance",
                    documentation: "Money held, on its way in, on its way out, and free to use.",
                    type_name: "AccountBalance",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessFailure",
                "AuthFailure",
                "InternalError",
                "InvalidClientTokenId",
                "InvalidParameterValue",
                "InvalidParams",
                "InvalidSignature",
                "RequestExpired",
                "SignatureDoesNotMatch",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "GetTransactionsForSubscription",
            documentation: "Lists the charges made so far under a Simple Pay subscription, each with its number, date, amount and status. New in version 2010-08-28.",
            since: "2010-08-28",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "GetTransactionsForSubscriptionResponse",
            result: Some("GetTransactionsForSubscriptionResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "SubscriptionId",
                    documentation: "The Simple Pay subscription whose charges are asked for.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "SubscriptionTransaction",
                    documentation: "One entry for each charge. Absent if there was none yet.",
                    type_name: "SubscriptionTransaction",
                    presence: crate::contract::Presence::Optional,
                    list: true,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessFailure",
                "AuthFailure",
                "InternalError",
                "InvalidClientTokenId",
                "InvalidParameterValue",
                "InvalidParams",
                "InvalidSignature",
                "RequestExpired",
                "SignatureDoesNotMatch",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "GetSubscriptionDetails",
            documentation: "Describes a Simple Pay subscription: its terms, its parties, how many charges were made and when the next one is due. New in version 2010-08-28.",
            since: "2010-08-28",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "GetSubscriptionDetailsResponse",
            result: Some("GetSubscriptionDetailsResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "SubscriptionId",
                    documentation: "The Simple Pay subscription to describe.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "SubscriptionDetails",
                    documentation: "Terms, parties and progress of the subscription.",
                    type_name: "SubscriptionDetails",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessFailure",
                "AuthFailure",
                "InternalError",
                "InvalidClientTokenId",
                "InvalidParameterValue",
                "InvalidParams",
                "InvalidSignature",
                "RequestExpired",
                "SignatureDoesNotMatch",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "GetDebtBalance",
            documentation: "Returns the debt on one postpaid credit instrument, and how much of it is being settled. Use it before `SettleDebt` or `WriteOffDebt`, which can't go beyond the debt. Only the sender and the recipient of the instrument may ask.",
            since: "2008-09-17",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &["Aggregated"],
            response: "GetDebtBalanceResponse",
            result: Some("GetDebtBalanceResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "CreditInstrumentId",
                    documentation: "The credit instrument to look at; the caller has to be its sender or recipient. At most 128 bytes.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Bytes(128)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "DebtBalance",
                    documentation: "What is owed and what is being settled.",
                    type_name: "DebtBalance",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessFailure",
                "AuthFailure",
                "InstrumentAccessDenied",
                "InternalError",
                "InvalidClientTokenId",
                "InvalidParameterValue",
                "InvalidParams",
                "InvalidPaymentInstrument",
                "InvalidSignature",
                "RequestExpired",
                "SignatureDoesNotMatch",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "GetOutstandingDebtBalance",
            documentation: "Returns the debt that all senders together owe to the caller on its credit instruments, and how much of it is being settled.",
            since: "2008-09-17",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &["Aggregated"],
            response: "GetOutstandingDebtBalanceResponse",
            result: Some("GetOutstandingDebtBalanceResult"),
            request_fields: &[],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "OutstandingDebt",
                    documentation: "What is owed to the caller and what is being settled.",
                    type_name: "OutstandingDebtBalance",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessFailure",
                "AccountClosed",
                "AuthFailure",
                "InternalError",
                "InvalidClientTokenId",
                "InvalidParameterValue",
                "InvalidParams",
                "InvalidSignature",
                "RequestExpired",
                "SignatureDoesNotMatch",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "GetPrepaidBalance",
            documentation: "Returns how much is left on one prepaid instrument, and how much is being added. Use it to decide when to call `FundPrepaid`. Only the sender and the recipient of the instrument may ask.",
            since: "2008-09-17",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &["Aggregated"],
            response: "GetPrepaidBalanceResponse",
            result: Some("GetPrepaidBalanceResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "PrepaidInstrumentId",
                    documentation: "The prepaid instrument to look at; the caller has to be its sender or recipient. At most 128 bytes.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Bytes(128)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "PrepaidBalance",
                    documentation: "What can be spent and what is being added.",
                    type_name: "PrepaidBalance",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessFailure",
                "AuthFailure",
                "InstrumentAccessDenied",
                "InternalError",
                "InvalidClientTokenId",
                "InvalidParameterValue",
                "InvalidParams",
                "InvalidPaymentInstrument",
                "InvalidSignature",
                "RequestExpired",
                "SignatureDoesNotMatch",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "GetTokenByCaller",
            documentation: "Finds a token by its id or by the `CallerReference` under which it was set up, and returns its state and type. Use it to find out whether a token still is active, and to recover a token whose id got lost on the way back from the co-branded pages.",
            since: "2008-09-17",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &["Basic", "Advanced", "Marketplace", "Aggregated"],
            response: "GetTokenByCallerResponse",
            result: Some("GetTokenByCallerResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "TokenId",
                    documentation: "Id of the token, as the co-branded pages returned it. At most 65 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Conditional,
                    list: false,
                    condition: Some("CallerReference is left out"),
                    longest: Some(crate::wire::Length::Characters(65)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CallerReference",
                    documentation: "The reference under which the token was set up. At most 128 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Conditional,
                    list: false,
                    condition: Some("TokenId is left out"),
                    longest: Some(crate::wire::Length::Characters(128)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "Token",
                    documentation: "The token with its state and type.",
                    type_name: "Token",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessFailure",
                "AccountClosed",
                "AuthFailure",
                "InternalError",
                "InvalidCallerReference",
                "InvalidClientTokenId",
                "InvalidParameterValue",
                "InvalidParams",
                "InvalidSignature",
                "InvalidTokenId",
                "RequestExpired",
                "SignatureDoesNotMatch",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "CancelSubscriptionAndRefund",
            documentation: "Ends a Simple Pay subscription and, if `RefundAmount` is given, pays back that much of its last charge. A subscription that has already ended is refused with `InvalidSubscriptionState` if there is nothing to refund; otherwise only the refund is made. Returns the id of the refund transaction. A refund needs a `CallerReference`, which makes it safe to repeat for seven days.",
            since: "2008-09-17",
            effect: crate::contract::Effect::MovesMoney,
            idempotent_by: Some("CallerReference"),
            signed: true,
            quick_starts: &[],
            response: "CancelSubscriptionAndRefundResponse",
            result: Some("CancelSubscriptionAndRefundResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "SubscriptionId",
                    documentation: "The Simple Pay subscription to cancel.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "RefundAmount",
                    documentation: "How much of the last charge goes back to the subscriber. Left out, the subscription is only cancelled.",
                    type_name: "Amount",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CallerReference",
                    documentation: "The caller's own id of the refund, remembered for seven days. At most 128 bytes.",
                    type_name: "string",
                    presence: crate::contract::Presence::Conditional,
                    list: false,
                    condition: Some("RefundAmount is given"),
                    longest: Some(crate::wire::Length::Bytes(128)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CancelReason",
                    documentation: "Why the subscription ends, in plain words.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "RefundTransactionId",
                    documentation: "Id of the refund transaction. Up to 35 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(35)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessFailure",
                "AmountOutOfRange",
                "AuthFailure",
                "DuplicateRequest",
                "InternalError",
                "InvalidAccountState_Recipient",
                "InvalidClientTokenId",
                "InvalidParameterValue",
                "InvalidParams",
                "InvalidSignature",
                "InvalidSubscriptionState",
                "OriginalTransactionFailed",
                "OriginalTransactionIncomplete",
                "RefundAmountExceeded",
                "RequestExpired",
                "SignatureDoesNotMatch",
                "TransactionDenied",
                "TransactionFullyRefundedAlready",
                "UnverifiedEmailAddress_Caller",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "GetTokenUsage",
            documentation: "Tells how far the limits of a multi-use or recurring token are used up, in the current period and in the one before. Use it before a payment that might go beyond a limit. Returns one entry for each limit. Single-use tokens are refused with `InvalidTokenType`.",
            since: "2008-09-17",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &["AccountManagement"],
            response: "GetTokenUsageResponse",
            result: Some("GetTokenUsageResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "TokenId",
                    documentation: "A multi-use or recurring token; single-use tokens have no usage to report. At most 65 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(65)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "TokenUsageLimits",
                    documentation: "One entry for each limit that the token was set up with, at most three.",
                    type_name: "TokenUsageLimit",
                    presence: crate::contract::Presence::Optional,
                    list: true,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessFailure",
                "AuthFailure",
                "InternalError",
                "InvalidClientTokenId",
                "InvalidParameterValue",
                "InvalidParams",
                "InvalidSignature",
                "InvalidTokenId",
                "InvalidTokenType",
                "RequestExpired",
                "SignatureDoesNotMatch",
                "TokenAccessDenied",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "GetTokens",
            documentation: "Lists the tokens that the caller set up, filtered by state, type, reference and name. Returns all that match in one answer.",
            since: "2008-09-17",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &["AccountManagement"],
            response: "GetTokensResponse",
            result: Some("GetTokensResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "TokenStatus",
                    documentation: "Only tokens in this state.",
                    type_name: "TokenStatus",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "TokenType",
                    documentation: "Only tokens of this type.",
                    type_name: "TokenType",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CallerReference",
                    documentation: "Only the token that was set up under this reference. At most 128 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(128)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "TokenFriendlyName",
                    documentation: "Only tokens of this name. At most 128 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(128)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "Token",
                    documentation: "One entry for each token. Absent if there is none.",
                    type_name: "Token",
                    presence: crate::contract::Presence::Optional,
                    list: true,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessFailure",
                "AccountClosed",
                "AuthFailure",
                "InternalError",
                "InvalidClientTokenId",
                "InvalidParameterValue",
                "InvalidParams",
                "InvalidSignature",
                "RequestExpired",
                "SignatureDoesNotMatch",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "GetTotalPrepaidLiability",
            documentation: "Returns how much prepaid money the caller, as recipient, still owes in goods to all senders together, and how much is being added.",
            since: "2008-09-17",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &["Aggregated"],
            response: "GetTotalPrepaidLiabilityResponse",
            result: Some("GetTotalPrepaidLiabilityResult"),
            request_fields: &[],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "OutstandingPrepaidLiability",
                    documentation: "Prepaid money that is owed in goods, and what is being added to it.",
                    type_name: "OutstandingPrepaidLiability",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessFailure",
                "AccountClosed",
                "AuthFailure",
                "InternalError",
                "InvalidClientTokenId",
                "InvalidParameterValue",
                "InvalidParams",
                "InvalidSignature",
                "RequestExpired",
                "SignatureDoesNotMatch",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "GetTransaction",
            documentation: "Describes one transaction in full: amounts, fees, parties, tokens, related transactions and every status it has had. Only transactions of the caller's own account can be seen. To poll for an outcome, `GetTransactionStatus` is cheaper.",
            since: "2008-09-17",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &["AccountManagement"],
            response: "GetTransactionResponse",
            result: Some("GetTransactionResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "TransactionId",
                    documentation: "The transaction to describe. At most 35 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(35)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "Transaction",
                    documentation: "Everything the service tells about the transaction.",
                    type_name: "TransactionDetail",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessFailure",
                "AuthFailure",
                "InternalError",
                "InvalidClientTokenId",
                "InvalidParameterValue",
                "InvalidParams",
                "InvalidSignature",
                "InvalidTransactionId",
                "RequestExpired",
                "SignatureDoesNotMatch",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "GetTransactionStatus",
            documentation: "Returns the status of one transaction, with a code and a message that refine it. Use it to poll a payment, refund or reservation that was `Pending`, or after a call whose answer got lost.",
            since: "2008-09-17",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &[
                "Basic",
                "Advanced",
                "Marketplace",
                "Aggregated",
                "AccountManagement",
            ],
            response: "GetTransactionStatusResponse",
            result: Some("GetTransactionStatusResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "TransactionId",
                    documentation: "The transaction to ask about. At most 35 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(35)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "TransactionId",
                    documentation: "The transaction that was asked about.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(35)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "TransactionStatus",
                    documentation: "How far the transaction has come.",
                    type_name: "TransactionStatus",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CallerReference",
                    documentation: "The reference under which the caller started the transaction.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(128)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "StatusCode",
                    documentation: "Short code that refines the status: `Success`, `PendingVerification`, `PendingNetworkResponse`, `Canceled`, `Expired`, `TransactionDenied`, or the error code of a failed transaction.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Bytes(64)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "StatusMessage",
                    documentation: "The status in words. Of any length.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessFailure",
                "AuthFailure",
                "InternalError",
                "InvalidClientTokenId",
                "InvalidParameterValue",
                "InvalidParams",
                "InvalidSignature",
                "InvalidTransactionId",
                "RequestExpired",
                "SignatureDoesNotMatch",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "GetPaymentInstruction",
            documentation: "Returns a token together with the rules behind it, as they were installed.",
            since: "2008-09-17",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "GetPaymentInstructionResponse",
            result: Some("GetPaymentInstructionResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "TokenId",
                    documentation: "The token whose rules are asked for. At most 65 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(65)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "Token",
                    documentation: "The token with its state and type.",
                    type_name: "Token",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "PaymentInstruction",
                    documentation: "The rules in Gatekeeper, the rule language of FPS.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CallerReference",
                    documentation: "The reference under which the token was set up.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(128)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "TokenFriendlyName",
                    documentation: "Name of the token. Up to 128 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(128)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessFailure",
                "AuthFailure",
                "InternalError",
                "InvalidClientTokenId",
                "InvalidParameterValue",
                "InvalidParams",
                "InvalidSignature",
                "InvalidTokenId",
                "RequestExpired",
                "SignatureDoesNotMatch",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "InstallPaymentInstruction",
            documentation: "Sets up a token on the caller's own account, by rules in Gatekeeper, the rule language of FPS. Use it for the tokens that the caller needs for itself; customers set up theirs on the co-branded pages. Returns the id of the token. A repetition with the same `CallerReference` returns the same token.",
            since: "2008-09-17",
            effect: crate::contract::Effect::Changes,
            idempotent_by: Some("CallerReference"),
            signed: true,
            quick_starts: &[],
            response: "InstallPaymentInstructionResponse",
            result: Some("InstallPaymentInstructionResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "PaymentInstruction",
                    documentation: "The rules in Gatekeeper, the rule language of FPS.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "TokenFriendlyName",
                    documentation: "Name for people to know the token by. At most 128 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(128)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CallerReference",
                    documentation: "The caller's own id of this request, new for each token, at most 128 characters. It also finds the token again, by `GetTokenByCaller`.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(128)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "TokenType",
                    documentation: "How often the token may be used.",
                    type_name: "TokenType",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "PaymentReason",
                    documentation: "What the payments are for. At most 64 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(64)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "TokenId",
                    documentation: "Id of the new token.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(65)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessFailure",
                "AuthFailure",
                "BadRule",
                "DuplicateRequest",
                "InternalError",
                "InvalidAccountState",
                "InvalidClientTokenId",
                "InvalidParameterValue",
                "InvalidParams",
                "InvalidPaymentMethod",
                "InvalidSignature",
                "RequestExpired",
                "SignatureDoesNotMatch",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "Pay",
            documentation: "Moves money from a sender to a recipient, by way of the sender's token. Use it for a sale, for a payment under a multi-use or recurring authorization, for spending from a prepaid or postpaid instrument, and, with a recipient token and a marketplace fee, for a sale between two others. Returns the id and the status of the transaction: `Success` at once from an account balance, mostly `Pending` from a card or bank account, in which case a notification or `GetTransactionStatus` brings the outcome. A repetition with the same `CallerReference` within seven days returns the first answer and moves no money twice.",
            since: "2008-09-17",
            effect: crate::contract::Effect::MovesMoney,
            idempotent_by: Some("CallerReference"),
            signed: true,
            quick_starts: &["Basic", "Advanced", "Marketplace", "Aggregated"],
            response: "PayResponse",
            result: Some("PayResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "SenderTokenId",
                    documentation: "Token of the sender: from a single payment, a multi-use or recurring authorization, or a prepaid or postpaid setup. At most 65 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(65)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "RecipientTokenId",
                    documentation: "Token of the recipient, from the co-branded registration of a seller. Needed whenever the caller is not the recipient itself. At most 65 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Conditional,
                    list: false,
                    condition: Some(
                        "the recipient is not the caller (a marketplace transaction)",
                    ),
                    longest: Some(crate::wire::Length::Characters(65)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "TransactionAmount",
                    documentation: "What the sender is charged. Has to be more than $0.01 when a card or bank account pays.",
                    type_name: "Amount",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "ChargeFeeTo",
                    documentation: "Who bears the fee of Amazon Payments, by default the recipient. In a marketplace transaction it has to agree with what the recipient token says.",
                    type_name: "ChargeFeeTo",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: Some("Recipient"),
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CallerReference",
                    documentation: "The caller's own id of this request, new for each new request, at most 128 characters. Repeating the request with the same reference within seven days brings back the first answer and moves no money again.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(128)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CallerDescription",
                    documentation: "Note about the transaction for the caller's own books. At most 160 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(160)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "SenderDescription",
                    documentation: "Note about the transaction for the sender, at most 160 characters. A dynamic soft descriptor shows its first 15 characters on the card statement, and therefore requires it.",
                    type_name: "string",
                    presence: crate::contract::Presence::Conditional,
                    list: false,
                    condition: Some(
                        "DescriptorPolicy asks for a dynamic soft descriptor",
                    ),
                    longest: Some(crate::wire::Length::Characters(160)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "DescriptorPolicy",
                    documentation: "Whose name and telephone number the sender finds on the card or bank statement. Left out, the account's settings decide.",
                    type_name: "DescriptorPolicy",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "TransactionTimeoutInMins",
                    documentation: "Minutes in which the transaction has to complete; after that it becomes a `Failure`. At least 1, by default 10080 (seven days).",
                    type_name: "int",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: Some("10080"),
                    minimum: Some("1"),
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "MarketplaceFixedFee",
                    documentation: "Fixed part of the caller's own fee, on top of the fee of Amazon Payments. No more than the recipient agreed to in the recipient token. If both fees are left out, the maxima in that token apply.",
                    type_name: "Amount",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: Some("0"),
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "MarketplaceVariableFee",
                    documentation: "The caller's own fee in percent of the amount: 5 means 5 %. No more than the recipient agreed to in the recipient token.",
                    type_name: "decimal",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: Some("0"),
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "OverrideIPNURL",
                    documentation: "Address that gets the notifications about this request instead of the one set in the account.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: Some("2010-08-28"),
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "TransactionId",
                    documentation: "Id of the new transaction, up to 35 characters. Keep it: status, refund and settlement ask for it.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(35)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "TransactionStatus",
                    documentation: "`Success` at once for a payment from an account balance; usually `Pending` for a card or bank account.",
                    type_name: "TransactionStatus",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessFailure",
                "AccountLimitsExceeded",
                "AmountOutOfRange",
                "AuthFailure",
                "BadRule",
                "DuplicateRequest",
                "IncompatibleTokens",
                "InstrumentAccessDenied",
                "InstrumentExpired",
                "InsufficientBalance",
                "InternalError",
                "InvalidAccountState_Caller",
                "InvalidAccountState_Recipient",
                "InvalidAccountState_Sender",
                "InvalidClientTokenId",
                "InvalidParameterValue",
                "InvalidParams",
                "InvalidRecipientForCCTransaction",
                "InvalidSignature",
                "InvalidTokenId_Recipient",
                "InvalidTokenId_Sender",
                "NotMarketplaceApp",
                "PaymentMethodNotDefined",
                "RequestExpired",
                "SameSenderAndRecipient",
                "SameTokenIdUsedMultipleTimes",
                "SignatureDoesNotMatch",
                "TokenNotActive_Recipient",
                "TokenNotActive_Sender",
                "TokenUsageError",
                "TransactionDenied",
                "UnverifiedAccount_Recipient",
                "UnverifiedAccount_Sender",
                "UnverifiedBankAccount",
                "UnverifiedEmailAddress_Caller",
                "UnverifiedEmailAddress_Recipient",
                "UnverifiedEmailAddress_Sender",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "Refund",
            documentation: "Gives all or part of a successful payment back to the sender. Several partial refunds may follow each other, each with a `CallerReference` of its own, until the payment is used up. Only the caller of the payment can refund it; settled debts can't be refunded. Returns the id of the new refund transaction and its status, at first mostly `Pending`. A repetition with the same `CallerReference` returns the first answer and pays nothing twice.",
            since: "2008-09-17",
            effect: crate::contract::Effect::MovesMoney,
            idempotent_by: Some("CallerReference"),
            signed: true,
            quick_starts: &["Basic", "Advanced", "Marketplace", "Aggregated"],
            response: "RefundResponse",
            result: Some("RefundResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "TransactionId",
                    documentation: "The payment to refund. At most 35 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(35)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "RefundAmount",
                    documentation: "How much to give back, by default all that has not been refunded yet. All refunds together may not exceed the payment.",
                    type_name: "Amount",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CallerReference",
                    documentation: "The caller's own id of this refund, at most 128 characters. Each partial refund needs a new one; repeating the request with the same one within seven days brings back the first answer.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(128)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CallerDescription",
                    documentation: "Note about the transaction for the caller's own books. At most 160 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(160)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "MarketplaceRefundPolicy",
                    documentation: "Which parts of a marketplace transaction go back, by default only the payment itself.",
                    type_name: "MarketplaceRefundPolicy",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: Some("MasterTxnOnly"),
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "OverrideIPNURL",
                    documentation: "Address that gets the notifications about this request instead of the one set in the account.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: Some("2010-08-28"),
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "TransactionId",
                    documentation: "Id of the refund itself, not of the payment that it gives back. Up to 35 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(35)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "TransactionStatus",
                    documentation: "How far the transaction has come.",
                    type_name: "TransactionStatus",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessFailure",
                "AmountOutOfRange",
                "AuthFailure",
                "ConcurrentModification",
                "DuplicateRequest",
                "InternalError",
                "InvalidAccountState_Caller",
                "InvalidAccountState_Recipient",
                "InvalidAccountState_Sender",
                "InvalidClientTokenId",
                "InvalidParameterValue",
                "InvalidParams",
                "InvalidSenderRoleForAccountType",
                "InvalidSignature",
                "InvalidTransactionId",
                "OriginalTransactionFailed",
                "OriginalTransactionIncomplete",
                "RefundAmountExceeded",
                "RequestExpired",
                "SenderNotOriginalRecipient",
                "SignatureDoesNotMatch",
                "TransactionDenied",
                "TransactionFullyRefundedAlready",
                "TransactionTypeNotRefundable",
                "UnverifiedEmailAddress_Caller",
                "UnverifiedEmailAddress_Sender",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "Reserve",
            documentation: "Holds an amount on the sender's credit card without charging it. Use it when goods ship later: `Settle` charges the reservation once, `Cancel` lets it go, and after seven days it lapses. Returns the id and the status of the reservation, `Pending` at first and `Reserved` when the card has agreed. A repetition with the same `CallerReference` reserves nothing twice.",
            since: "2008-09-17",
            effect: crate::contract::Effect::MovesMoney,
            idempotent_by: Some("CallerReference"),
            signed: true,
            quick_starts: &["Basic", "Advanced", "Marketplace"],
            response: "ReserveResponse",
            result: Some("ReserveResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "SenderTokenId",
                    documentation: "Token of the sender. The payment instrument behind it has to be a credit card. At most 65 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(65)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "RecipientTokenId",
                    documentation: "Token of the recipient, from the co-branded registration of a seller. Needed whenever the caller is not the recipient itself. At most 65 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Conditional,
                    list: false,
                    condition: Some(
                        "the recipient is not the caller (a marketplace transaction)",
                    ),
                    longest: Some(crate::wire::Length::Characters(65)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "TransactionAmount",
                    documentation: "What to hold on the sender's card. `Settle` can charge this much or less.",
                    type_name: "Amount",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "ChargeFeeTo",
                    documentation: "Who bears the fee of Amazon Payments, by default the recipient. In a marketplace transaction it has to agree with what the recipient token says.",
                    type_name: "ChargeFeeTo",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: Some("Recipient"),
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CallerReference",
                    documentation: "The caller's own id of this request, new for each new request, at most 128 characters. Repeating the request with the same reference within seven days brings back the first answer and moves no money again.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(128)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CallerDescription",
                    documentation: "Note about the transaction for the caller's own books. At most 160 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(160)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "SenderDescription",
                    documentation: "Note about the transaction for the sender, at most 160 characters. A dynamic soft descriptor shows its first 15 characters on the card statement, and therefore requires it.",
                    type_name: "string",
                    presence: crate::contract::Presence::Conditional,
                    list: false,
                    condition: Some(
                        "DescriptorPolicy asks for a dynamic soft descriptor",
                    ),
                    longest: Some(crate::wire::Length::Characters(160)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "DescriptorPolicy",
                    documentation: "Whose name and telephone number the sender finds on the card or bank statement. Left out, the account's settings decide.",
                    type_name: "DescriptorPolicy",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "TransactionTimeoutInMins",
                    documentation: "Minutes in which the transaction has to complete; after that it becomes a `Failure`. At least 1, by default 10080 (seven days).",
                    type_name: "int",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: Some("10080"),
                    minimum: Some("1"),
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "MarketplaceFixedFee",
                    documentation: "Fixed part of the caller's own fee, on top of the fee of Amazon Payments. No more than the recipient agreed to in the recipient token. If both fees are left out, the maxima in that token apply.",
                    type_name: "Amount",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: Some("0"),
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "MarketplaceVariableFee",
                    documentation: "The caller's own fee in percent of the amount: 5 means 5 %. No more than the recipient agreed to in the recipient token.",
                    type_name: "decimal",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: Some("0"),
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "OverrideIPNURL",
                    documentation: "Address that gets the notifications about this request instead of the one set in the account.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: Some("2010-08-28"),
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "TransactionId",
                    documentation: "Id of the reservation, for `Settle` and `Cancel`. Up to 35 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(35)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "TransactionStatus",
                    documentation: "`Pending` until the card answers, then `Reserved`.",
                    type_name: "TransactionStatus",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessFailure",
                "AccountLimitsExceeded",
                "AmountOutOfRange",
                "AuthFailure",
                "DuplicateRequest",
                "IncompatibleTokens",
                "InternalError",
                "InvalidAccountState_Caller",
                "InvalidAccountState_Recipient",
                "InvalidAccountState_Sender",
                "InvalidClientTokenId",
                "InvalidParameterValue",
                "InvalidParams",
                "InvalidPaymentMethod",
                "InvalidRecipientForCCTransaction",
                "InvalidSignature",
                "InvalidTokenId_Recipient",
                "InvalidTokenId_Sender",
                "NotMarketplaceApp",
                "PaymentInstrumentNotCC",
                "RequestExpired",
                "SameSenderAndRecipient",
                "SameTokenIdUsedMultipleTimes",
                "SignatureDoesNotMatch",
                "TokenNotActive_Recipient",
                "TokenNotActive_Sender",
                "TokenUsageError",
                "TransactionDenied",
                "UnverifiedAccount_Recipient",
                "UnverifiedAccount_Sender",
                "UnverifiedEmailAddress_Caller",
                "UnverifiedEmailAddress_Recipient",
                "UnverifiedEmailAddress_Sender",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "Settle",
            documentation: "Charges a reservation, in full or in part. Use it when the goods ship; a reservation can be settled only once. Returns the id of the reservation and the status of the charge, at first mostly `Pending`. It has no `CallerReference`: after a lost answer, ask `GetTransactionStatus` before trying again.",
            since: "2008-09-17",
            effect: crate::contract::Effect::MovesMoney,
            idempotent_by: None,
            signed: true,
            quick_starts: &["Basic", "Advanced", "Marketplace"],
            response: "SettleResponse",
            result: Some("SettleResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "ReserveTransactionId",
                    documentation: "The reservation, as `Reserve` returned it. At most 35 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(35)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "TransactionAmount",
                    documentation: "How much to charge, at most and by default the reserved amount.",
                    type_name: "Amount",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "OverrideIPNURL",
                    documentation: "Address that gets the notifications about this request instead of the one set in the account.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: Some("2010-08-28"),
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "TransactionId",
                    documentation: "Id of the reservation: the charge keeps it.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(35)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "TransactionStatus",
                    documentation: "How far the transaction has come.",
                    type_name: "TransactionStatus",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessFailure",
                "AccountClosed",
                "AmountOutOfRange",
                "AuthFailure",
                "ConcurrentModification",
                "InternalError",
                "InvalidAccountState_Caller",
                "InvalidAccountState_Recipient",
                "InvalidAccountState_Sender",
                "InvalidClientTokenId",
                "InvalidParameterValue",
                "InvalidParams",
                "InvalidSignature",
                "InvalidTransactionId",
                "InvalidTransactionState",
                "RequestExpired",
                "SettleAmountGreaterThanReserveAmount",
                "SignatureDoesNotMatch",
                "TransactionDenied",
                "UnverifiedAccount_Recipient",
                "UnverifiedEmailAddress_Caller",
                "UnverifiedEmailAddress_Recipient",
                "UnverifiedEmailAddress_Sender",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "SettleDebt",
            documentation: "Collects debt on a postpaid credit instrument from the sender's card, bank account or account balance, and lowers the debt by that much. The fee of Amazon Payments is taken out of the sum: of $90.00 settled at a fee of $2.50, $87.50 reach the recipient. The sender is named by the settlement token of the postpaid setup. Returns the id and the status of the transaction, at first mostly `Pending`; it can't be refunded.",
            since: "2008-09-17",
            effect: crate::contract::Effect::MovesMoney,
            idempotent_by: Some("CallerReference"),
            signed: true,
            quick_starts: &["Aggregated"],
            response: "SettleDebtResponse",
            result: Some("SettleDebtResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "SenderTokenId",
                    documentation: "The settlement token (`settlementTokenID`) that the co-branded postpaid setup returned, not the credit sender token. At most 65 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(65)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CreditInstrumentId",
                    documentation: "The credit instrument whose debt shrinks (`creditInstrumentID` of the co-branded setup). At most 128 bytes.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Bytes(128)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "SettlementAmount",
                    documentation: "How much to settle, at most the debt.",
                    type_name: "Amount",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CallerReference",
                    documentation: "The caller's own id of this request, new for each new request, at most 128 characters. Repeating the request with the same reference within seven days brings back the first answer and moves no money again.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(128)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "SenderDescription",
                    documentation: "Note about the transaction for the sender. At most 160 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(160)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CallerDescription",
                    documentation: "Note about the transaction for the caller's own books. At most 160 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(160)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "DescriptorPolicy",
                    documentation: "Whose name and telephone number the sender finds on the card or bank statement. Left out, the account's settings decide.",
                    type_name: "DescriptorPolicy",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "TransactionTimeoutInMins",
                    documentation: "Minutes in which the transaction has to complete; after that it becomes a `Failure`. At least 1, by default 10080 (seven days).",
                    type_name: "int",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: Some("10080"),
                    minimum: Some("1"),
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "OverrideIPNURL",
                    documentation: "Address that gets the notifications about this request instead of the one set in the account.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: Some("2010-08-28"),
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "TransactionId",
                    documentation: "Id of the new transaction, up to 35 characters. Keep it: status, refund and settlement ask for it.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(35)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "TransactionStatus",
                    documentation: "How far the transaction has come.",
                    type_name: "TransactionStatus",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessFailure",
                "AccountLimitsExceeded",
                "AmountOutOfRange",
                "AuthFailure",
                "DuplicateRequest",
                "InactiveInstrument",
                "IncompatibleTokens",
                "InstrumentAccessDenied",
                "InsufficientBalance",
                "InternalError",
                "InvalidAccountState_Caller",
                "InvalidAccountState_Recipient",
                "InvalidAccountState_Sender",
                "InvalidClientTokenId",
                "InvalidParameterValue",
                "InvalidParams",
                "InvalidPaymentInstrument",
                "InvalidPaymentMethod",
                "InvalidSignature",
                "InvalidTokenId_Sender",
                "RequestExpired",
                "SettleAmountGreaterThanDebt",
                "SignatureDoesNotMatch",
                "TokenNotActive_Sender",
                "TokenUsageError",
                "TransactionDenied",
                "UnverifiedAccount_Recipient",
                "UnverifiedAccount_Sender",
                "UnverifiedBankAccount",
                "UnverifiedEmailAddress_Caller",
                "UnverifiedEmailAddress_Recipient",
                "UnverifiedEmailAddress_Sender",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "WriteOffDebt",
            documentation: "Lets go of debt on a postpaid credit instrument without payment. Use it for a discount, or for debt that can't be collected. Returns the id and the status of the transaction, normally `Success` at once.",
            since: "2008-09-17",
            effect: crate::contract::Effect::MovesMoney,
            idempotent_by: Some("CallerReference"),
            signed: true,
            quick_starts: &["Aggregated"],
            response: "WriteOffDebtResponse",
            result: Some("WriteOffDebtResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "CreditInstrumentId",
                    documentation: "The credit instrument whose debt shrinks (`creditInstrumentID` of the co-branded setup). At most 128 bytes.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Bytes(128)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "AdjustmentAmount",
                    documentation: "How much to let go, at most the debt. `GetDebtBalance` tells it.",
                    type_name: "Amount",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CallerReference",
                    documentation: "The caller's own id of this request, new for each new request, at most 128 characters. Repeating the request with the same reference within seven days brings back the first answer and moves no money again.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(128)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CallerDescription",
                    documentation: "Note about the transaction for the caller's own books. At most 160 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(160)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "TransactionId",
                    documentation: "Id of the new transaction, up to 35 characters. Keep it: status, refund and settlement ask for it.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(35)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "TransactionStatus",
                    documentation: "Normally `Success` at once, as no payment instrument takes part.",
                    type_name: "TransactionStatus",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessFailure",
                "AmountOutOfRange",
                "AuthFailure",
                "DuplicateRequest",
                "InactiveInstrument",
                "InstrumentAccessDenied",
                "InternalError",
                "InvalidAccountState_Caller",
                "InvalidAccountState_Recipient",
                "InvalidAccountState_Sender",
                "InvalidClientTokenId",
                "InvalidParameterValue",
                "InvalidParams",
                "InvalidPaymentInstrument",
                "InvalidSignature",
                "InvalidTokenId_Sender",
                "RequestExpired",
                "SettleAmountGreaterThanDebt",
                "SignatureDoesNotMatch",
                "TransactionDenied",
                "UnverifiedEmailAddress_Caller",
                "UnverifiedEmailAddress_Sender",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "GetRecipientVerificationStatus",
            documentation: "Tells whether the owner of a recipient token may receive money, and whether without limits. Use it before offering payment to that recipient. New in version 2010-08-28.",
            since: "2010-08-28",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &["Advanced", "Marketplace"],
            response: "GetRecipientVerificationStatusResponse",
            result: Some("GetRecipientVerificationStatusResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "RecipientTokenId",
                    documentation: "Token that the co-branded registration of the recipient returned. At most 65 characters.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(65)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "RecipientVerificationStatus",
                    documentation: "Whether the recipient may receive money, and how much.",
                    type_name: "RecipientVerificationStatus",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &[
                "AccessFailure",
                "AuthFailure",
                "InternalError",
                "InvalidAccountState",
                "InvalidClientTokenId",
                "InvalidParameterValue",
                "InvalidParams",
                "InvalidSignature",
                "InvalidTokenId",
                "RequestExpired",
                "SignatureDoesNotMatch",
                "TokenNotActive",
            ],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "VerifySignature",
            documentation: "Checks whether Amazon Payments signed a notification or a return from the co-branded pages. Use it on every such message before trusting it. Pass the message exactly as it arrived; only signature version 2 can be checked. Returns `Success` or `Failure`. The call itself need not be signed.",
            since: "2008-09-17",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: false,
            quick_starts: &[
                "Basic",
                "Advanced",
                "Marketplace",
                "Aggregated",
                "AccountManagement",
            ],
            response: "VerifySignatureResponse",
            result: Some("VerifySignatureResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "UrlEndPoint",
                    documentation: "Address at which the message arrived (return address or notification address), without its query string. Must not be empty.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "HttpParameters",
                    documentation: "All parameters of the message as they arrived, URL-encoded and joined by `&`: the query string of a return or the body of a notification, with `signature`, `signatureMethod`, `signatureVersion` and `certificateUrl`. Must not be empty.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "VerificationStatus",
                    documentation: "`Success` only if Amazon Payments signed exactly these parameters for exactly this address.",
                    type_name: "VerificationStatus",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &["InternalError", "InternalServerError", "InvalidParams"],
            quotas: &[],
        },
    ],
    types: &[
        crate::contract::TypeInfo {
            name: "AccountBalance",
            documentation: "The money of an account, by what can be done with it.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "TotalBalance",
                        documentation: "All money in the account now.",
                        type_name: "Amount",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "PendingInBalance",
                        documentation: "Money on its way into the account, not credited yet.",
                        type_name: "Amount",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "PendingOutBalance",
                        documentation: "Money on its way out of the account, not debited yet.",
                        type_name: "Amount",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "AvailableBalances",
                        documentation: "What is free to use, by purpose.",
                        type_name: "AvailableBalances",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "Amount",
            documentation: "A sum of money with its currency.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "CurrencyCode",
                        documentation: "Currency of the value. Only US dollars are supported.",
                        type_name: "CurrencyCode",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Value",
                        documentation: "The sum in whole currency units as a decimal number. Requests carry up to two decimals, such as `25.01`; answers carry six, such as `25.010000`.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "AvailableBalances",
            documentation: "The money of an account that is free to use.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "DisburseBalance",
                        documentation: "What can be withdrawn from the account.",
                        type_name: "Amount",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "RefundBalance",
                        documentation: "What can be used to pay refunds.",
                        type_name: "Amount",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "DebtBalance",
            documentation: "The debt between one sender and one recipient on a credit instrument.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "AvailableBalance",
                        documentation: "Debt that has piled up and is not settled.",
                        type_name: "Amount",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "PendingOutBalance",
                        documentation: "Part that is being settled from a card or bank account and has not cleared yet.",
                        type_name: "Amount",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "DescriptorPolicy",
            documentation: "How the transaction appears on the sender's card or bank statement (the soft descriptor).",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "SoftDescriptorType",
                        documentation: "Where the text on the statement comes from, by default from the account's settings.",
                        type_name: "SoftDescriptorType",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: Some("Static"),
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CSOwner",
                        documentation: "Whose customer service number is passed on, by default the recipient's.",
                        type_name: "CSOwner",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: Some("Recipient"),
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "Duration",
            documentation: "A length of time in calendar units.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "Value",
                        documentation: "How many of the units.",
                        type_name: "int",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "TimeUnit",
                        documentation: "The unit.",
                        type_name: "TimeUnit",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "OutstandingDebtBalance",
            documentation: "The debt that all senders together owe to the caller.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "OutstandingBalance",
                        documentation: "Debt that has piled up and is not settled.",
                        type_name: "Amount",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "PendingOutBalance",
                        documentation: "Part that is being settled from cards or bank accounts and has not cleared yet.",
                        type_name: "Amount",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "OutstandingPrepaidLiability",
            documentation: "The prepaid money that the caller owes to all senders together.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "OutstandingBalance",
                        documentation: "Prepaid money that has not been spent.",
                        type_name: "Amount",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "PendingInBalance",
                        documentation: "Money that is being added and has not cleared yet.",
                        type_name: "Amount",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "PrepaidBalance",
            documentation: "The money on a prepaid instrument.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "AvailableBalance",
                        documentation: "What the sender can still spend.",
                        type_name: "Amount",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "PendingInBalance",
                        documentation: "Money that is being added from a card or bank account and has not cleared yet.",
                        type_name: "Amount",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "RelatedTransaction",
            documentation: "A link from one transaction to another.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "TransactionId",
                        documentation: "The other transaction. Up to 35 characters.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(35)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "RelationType",
                        documentation: "What the other transaction is to this one. Some answers leave it out.",
                        type_name: "RelationType",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "StatusHistory",
            documentation: "One step in the life of a transaction.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "Date",
                        documentation: "When the step happened.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "TransactionStatus",
                        documentation: "The status that the transaction had from then on.",
                        type_name: "TransactionStatus",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "StatusCode",
                        documentation: "Short code that refines the status, such as `PendingVerification`, or the error code of a failed transaction.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Bytes(64)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Amount",
                        documentation: "The sum that the step was about. The service's own schema requires it, yet its sample answers leave it out; so it is optional here.",
                        type_name: "Amount",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "SubscriptionDetails",
            documentation: "Terms, parties and progress of a Simple Pay subscription.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "SubscriptionId",
                        documentation: "Id of the subscription.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Description",
                        documentation: "What is subscribed to, as entered when the subscription was set up.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SubscriptionAmount",
                        documentation: "The regular charge.",
                        type_name: "Amount",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "NextTransactionAmount",
                        documentation: "The next charge, if there will be one.",
                        type_name: "Amount",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "PromotionalAmount",
                        documentation: "The amount of the promotion, if there is one.",
                        type_name: "Amount",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "NumberOfPromotionalTransactions",
                        documentation: "How many charges the promotion covers.",
                        type_name: "int",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "StartDate",
                        documentation: "When the subscription begins.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "EndDate",
                        documentation: "When the subscription ends, if it does.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SubscriptionPeriod",
                        documentation: "How long the subscription runs, if not for ever.",
                        type_name: "Duration",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SubscriptionFrequency",
                        documentation: "Time between two charges.",
                        type_name: "Duration",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "OverrideIPNUrl",
                        documentation: "Address that gets the notifications about this subscription instead of the account's. Spelt `Url` here, unlike `OverrideIPNURL` in requests.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SubscriptionStatus",
                        documentation: "Whether the subscription still runs.",
                        type_name: "SubscriptionStatus",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "NumberOfTransactionsProcessed",
                        documentation: "How many charges have been made.",
                        type_name: "int",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "RecipientEmail",
                        documentation: "E-mail address of the one who is paid.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "RecipientName",
                        documentation: "Name of the one who is paid.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SenderEmail",
                        documentation: "E-mail address of the subscriber.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SenderName",
                        documentation: "Name of the subscriber.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "NextTransactionDate",
                        documentation: "When the next charge is due, if there will be one.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "SubscriptionTransaction",
            documentation: "One charge under a subscription.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "TransactionId",
                        documentation: "Id of the charge. Up to 35 characters.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(35)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "TransactionDate",
                        documentation: "When the charge was made.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "TransactionSerialNumber",
                        documentation: "Number of the charge within the subscription.",
                        type_name: "int",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "TransactionAmount",
                        documentation: "How much was charged.",
                        type_name: "Amount",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Description",
                        documentation: "What is subscribed to.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "TransactionStatus",
                        documentation: "How far the charge has come.",
                        type_name: "TransactionStatus",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "Token",
            documentation: "A token: the consent of one party to transactions that keep to certain rules.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "TokenId",
                        documentation: "Id of the token.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(65)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "FriendlyName",
                        documentation: "Name for people to know the token by, made up by the service if none was given. Up to 128 characters. Published answers leave it out now and then, so it is optional here.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(128)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "TokenStatus",
                        documentation: "Whether the token can be used.",
                        type_name: "TokenStatus",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "DateInstalled",
                        documentation: "When the token was set up.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CallerReference",
                        documentation: "The reference under which the token was set up.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(128)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "TokenType",
                        documentation: "How often the token may be used.",
                        type_name: "TokenType",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "OldTokenId",
                        documentation: "The token that this one stands in for; its own id if it replaced none.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(65)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "PaymentReason",
                        documentation: "What the payments are for, as given when the token was set up.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "TokenUsageLimit",
            documentation: "How far one limit of a token is used up. A limit is on the number of payments or on their sum, so either the counts or the amounts are present.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "Count",
                        documentation: "Payments made in the current period.",
                        type_name: "int",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Amount",
                        documentation: "Sum paid in the current period.",
                        type_name: "Amount",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "LastResetCount",
                        documentation: "Payments made in the period before.",
                        type_name: "int",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "LastResetAmount",
                        documentation: "Sum paid in the period before.",
                        type_name: "Amount",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "LastResetTimestamp",
                        documentation: "When the current period began.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "Transaction",
            documentation: "A transaction as the account's activity lists it.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "TransactionId",
                        documentation: "Id of the transaction. Up to 35 characters.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(35)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CallerTransactionDate",
                        documentation: "Date that the caller gave the transaction.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "DateReceived",
                        documentation: "When the service received the request.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "DateCompleted",
                        documentation: "When the transaction came to an end, if it has.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "TransactionAmount",
                        documentation: "What the transaction is about in all.",
                        type_name: "Amount",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "FPSOperation",
                        documentation: "Kind of transaction.",
                        type_name: "FPSOperation",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "TransactionStatus",
                        documentation: "How far the transaction has come.",
                        type_name: "TransactionStatus",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "StatusMessage",
                        documentation: "The status in words.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "StatusCode",
                        documentation: "Short code that refines the status, such as `PendingVerification`, or the error code of a failed transaction.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Bytes(64)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "OriginalTransactionId",
                        documentation: "In a refund, the payment that it gives back.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(35)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "TransactionPart",
                        documentation: "The parties that this account stands for in the transaction, in no fixed order.",
                        type_name: "TransactionPart",
                        presence: crate::contract::Presence::Optional,
                        list: true,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "PaymentMethod",
                        documentation: "What the sender paid with.",
                        type_name: "PaymentMethod",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SenderName",
                        documentation: "Name of the sender: of the person, or of the business behind a business account. Up to 128 characters.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(128)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CallerName",
                        documentation: "Name of the caller: of the person, or of the business behind a business account. Up to 128 characters.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(128)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "RecipientName",
                        documentation: "Name of the recipient: of the person, or of the business behind a business account. Up to 128 characters.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(128)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "FPSFees",
                        documentation: "Fee of Amazon Payments. Negative in a refund, where it comes back.",
                        type_name: "Amount",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Balance",
                        documentation: "Balance of the account after this transaction.",
                        type_name: "Amount",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SenderTokenId",
                        documentation: "Token of the sender. Refunds have none.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(65)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "RecipientTokenId",
                        documentation: "Token of the recipient, where one was used.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(65)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "TransactionDetail",
            documentation: "A transaction with all that the service tells about it.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "TransactionId",
                        documentation: "Id of the transaction. Up to 35 characters.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(35)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CallerReference",
                        documentation: "The reference under which the caller started the transaction.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(128)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CallerDescription",
                        documentation: "Note for the caller. Up to 160 characters.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(160)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SenderDescription",
                        documentation: "Note for the sender. Up to 160 characters.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(160)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "DateReceived",
                        documentation: "When the service received the request.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "DateCompleted",
                        documentation: "When the transaction came to an end, if it has.",
                        type_name: "dateTime",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "TransactionAmount",
                        documentation: "What the transaction is about in all.",
                        type_name: "Amount",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "FPSFees",
                        documentation: "Fee of Amazon Payments.",
                        type_name: "Amount",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "MarketplaceFees",
                        documentation: "In a marketplace transaction, the fee that the caller took.",
                        type_name: "Amount",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "FPSFeesPaidBy",
                        documentation: "Who bears the fee of Amazon Payments.",
                        type_name: "TransactionalRole",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SenderTokenId",
                        documentation: "Token of the sender.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(65)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "RecipientTokenId",
                        documentation: "Token of the recipient, where one was used.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(65)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "PrepaidInstrumentId",
                        documentation: "The prepaid instrument that was funded or paid from.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Bytes(128)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CreditInstrumentId",
                        documentation: "The credit instrument whose debt grew or shrank.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Bytes(128)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "FPSOperation",
                        documentation: "Kind of transaction.",
                        type_name: "FPSOperation",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "PaymentMethod",
                        documentation: "What the sender paid with.",
                        type_name: "PaymentMethod",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "TransactionStatus",
                        documentation: "How far the transaction has come.",
                        type_name: "TransactionStatus",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "StatusCode",
                        documentation: "Short code that refines the status, such as `PendingVerification`, or the error code of a failed transaction.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Bytes(64)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "StatusMessage",
                        documentation: "The status in words.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SenderName",
                        documentation: "Name of the sender: of the person, or of the business behind a business account. Up to 128 characters.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(128)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "SenderEmail",
                        documentation: "E-mail address of the sender. Present only if the caller is the recipient too.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CallerName",
                        documentation: "Name of the caller: of the person, or of the business behind a business account. Up to 128 characters.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(128)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "RecipientName",
                        documentation: "Name of the recipient: of the person, or of the business behind a business account. Up to 128 characters.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(128)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "RecipientEmail",
                        documentation: "E-mail address of the recipient.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "RelatedTransaction",
                        documentation: "Other transactions that belong to this one, such as refunds of a payment.",
                        type_name: "RelatedTransaction",
                        presence: crate::contract::Presence::Optional,
                        list: true,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "StatusHistory",
                        documentation: "Every status the transaction has had.",
                        type_name: "StatusHistory",
                        presence: crate::contract::Presence::Optional,
                        list: true,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "TransactionPart",
            documentation: "One party's part in a transaction.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "InstrumentId",
                        documentation: "The payment instrument in this part.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Bytes(128)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Role",
                        documentation: "Role of the party.",
                        type_name: "TransactionalRole",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Name",
                        documentation: "Name of the party.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Reference",
                        documentation: "The party's own reference of the transaction.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Description",
                        documentation: "The party's own note about the transaction.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "FeesPaid",
                        documentation: "Fee that the party bore. Negative where a refund gives it back.",
                        type_name: "Amount",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "CSOwner",
            documentation: "Whose customer service number goes to the payment processor.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("Caller", "The number of the caller."),
                    ("Recipient", "The number of the recipient."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "ChargeFeeTo",
            documentation: "Who bears the fee of Amazon Payments.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("Caller", "The caller, from its account balance."),
                    ("Recipient", "The recipient, out of what the sender pays."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "CurrencyCode",
            documentation: "Currency of an amount, by its ISO 4217 code.",
            kind: crate::contract::TypeKind::Values(&[("USD", "US dollars.")]),
        },
        crate::contract::TypeInfo {
            name: "FPSOperation",
            documentation: "Kind of a transaction, named after the action that starts it. Notifications spell the kinds in capitals, such as `FUND_PREPAID`.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("Pay", "A payment."),
                    ("Refund", "A refund of a payment."),
                    ("Settle", "A charge of what was reserved."),
                    ("SettleDebt", "A settlement of debt."),
                    ("WriteOffDebt", "A debt let go."),
                    ("FundPrepaid", "A top-up of a prepaid instrument."),
                    ("Reserve", "A reservation on a card."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "MarketplaceRefundPolicy",
            documentation: "Which parts of a marketplace transaction a refund gives back.",
            kind: crate::contract::TypeKind::Values(
                &[
                    (
                        "MasterTxnOnly",
                        "The payment: the sender gets it from the recipient, together with the caller's fee. The caller keeps its fee; the fee of Amazon Payments comes back.",
                    ),
                    ("MarketplaceTxnOnly", "The caller's fee, to the recipient."),
                    (
                        "MasterAndMarketplaceTxn",
                        "Both: the recipient returns its share, the caller its fee, and Amazon Payments its fee.",
                    ),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "PaymentMethod",
            documentation: "What a transaction is paid with.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("ABT", "Balance of an Amazon Payments account."),
                    ("CC", "Credit card."),
                    ("ACH", "Bank account."),
                    ("Debt", "Credit instrument (postpaid)."),
                    ("Prepaid", "Prepaid instrument."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "RecipientVerificationStatus",
            documentation: "Whether a recipient may receive money.",
            kind: crate::contract::TypeKind::Values(
                &[
                    (
                        "VerificationComplete",
                        "Verified: may receive payments up to its limits.",
                    ),
                    (
                        "VerificationPending",
                        "Not verified: has to turn to Amazon Payments first.",
                    ),
                    (
                        "VerificationCompleteNoLimits",
                        "Verified, and no limit on what it receives.",
                    ),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "RelationType",
            documentation: "What a related transaction is to the one that lists it.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("Refund", "Its refund."),
                    ("Parent", "The transaction that it came from."),
                    ("MarketplaceFee", "The caller's fee for it."),
                    ("RefundReversal", "A refund of it taken back."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "SoftDescriptorType",
            documentation: "Where the text on the sender's card statement comes from.",
            kind: crate::contract::TypeKind::Values(
                &[
                    (
                        "Dynamic",
                        "From the first 15 characters of the sender description.",
                    ),
                    ("Static", "From the account's settings."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "SortOrder",
            documentation: "Order of a list by date.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("Ascending", "The oldest first."),
                    ("Descending", "The newest first."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "SubscriptionStatus",
            documentation: "State of a subscription.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("Active", "It runs."),
                    ("Cancelled", "It was cancelled before its end."),
                    ("Completed", "It ran to its end."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "TimeUnit",
            documentation: "Calendar unit of a duration.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("day", "A day."),
                    ("month", "A month."),
                    ("week", "A week."),
                    ("year", "A year."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "TokenStatus",
            documentation: "Whether a token can be used.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("Active", "It can be used."),
                    ("Inactive", "It was cancelled and never can be used again."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "TokenType",
            documentation: "How often a token may be used.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("SingleUse", "For one transaction."),
                    (
                        "MultiUse",
                        "For several transactions within the limits agreed on.",
                    ),
                    (
                        "Recurring",
                        "For one transaction of the agreed amount in each period.",
                    ),
                    (
                        "Unrestricted",
                        "Without limits. Sender tokens from the co-branded pages never are of this type.",
                    ),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "TransactionStatus",
            documentation: "How far a transaction has come.",
            kind: crate::contract::TypeKind::Values(
                &[
                    (
                        "Reserved",
                        "The money is held on the sender's card and waits for `Settle`.",
                    ),
                    (
                        "Success",
                        "Done: the money has moved, and the order can be filled.",
                    ),
                    (
                        "Failure",
                        "Failed for good; no money has moved. The status code says why.",
                    ),
                    (
                        "Pending",
                        "Not decided yet: ask again or wait for the notification.",
                    ),
                    ("Cancelled", "Cancelled before it completed."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "TransactionalRole",
            documentation: "Role of a party in a transaction.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("Sender", "Pays."),
                    ("Caller", "Runs the application that asks for the transaction."),
                    ("Recipient", "Is paid."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "VerificationStatus",
            documentation: "Verdict on a signature.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("Success", "The signature is genuine."),
                    (
                        "Failure",
                        "The signature does not match: do not trust the message.",
                    ),
                ],
            ),
        },
    ],
    errors: &[
        crate::contract::ErrorInfo {
            code: "AccessFailure",
            retriable: Some(true),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "The account can't be accessed.",
            customer_message: Some("Your account can't be accessed at the moment."),
            operations: &[
                "CancelToken",
                "Cancel",
                "FundPrepaid",
                "GetAccountActivity",
                "GetAccountBalance",
                "GetTransactionsForSubscription",
                "GetSubscriptionDetails",
                "GetDebtBalance",
                "GetOutstandingDebtBalance",
                "GetPrepaidBalance",
                "GetTokenByCaller",
                "CancelSubscriptionAndRefund",
                "GetTokenUsage",
                "GetTokens",
                "GetTotalPrepaidLiability",
                "GetTransaction",
                "GetTransactionStatus",
                "GetPaymentInstruction",
                "InstallPaymentInstruction",
                "Pay",
                "Refund",
                "Reserve",
                "Settle",
                "SettleDebt",
                "WriteOffDebt",
                "GetRecipientVerificationStatus",
            ],
            provoke: Some(
                "PATCH /_sandbox/accounts/shop {\"state\": \"Suspended\"}, then GetTokens.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "AccountClosed",
            retriable: Some(true),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "The account is no longer active.",
            customer_message: Some("Your account has been closed."),
            operations: &[
                "CancelToken",
                "Cancel",
                "GetAccountActivity",
                "GetOutstandingDebtBalance",
                "GetTokenByCaller",
                "GetTokens",
                "GetTotalPrepaidLiability",
                "Settle",
            ],
            provoke: Some(
                "PATCH /_sandbox/accounts/shop {\"state\": \"Closed\"}, then GetTokens.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "AccountLimitsExceeded",
            retriable: Some(true),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "The transaction goes beyond what the account may spend or receive. Also given while the bank account behind it is not verified.",
            customer_message: Some(
                "This payment goes beyond the spending or receiving limit of your account. Your Amazon Payments account shows the limit; adding and verifying a bank account raises it.",
            ),
            operations: &["FundPrepaid", "Pay", "Reserve", "SettleDebt"],
            provoke: Some(
                "PATCH /_sandbox/accounts/buyer {\"sending_limit\": 0}, then Pay with the token sender-abt-1.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "AmountOutOfRange",
            retriable: Some(false),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "The amount is outside the range allowed. A Pay from a card or bank account has to be more than $0.01.",
            customer_message: None,
            operations: &[
                "FundPrepaid",
                "CancelSubscriptionAndRefund",
                "Pay",
                "Refund",
                "Reserve",
                "Settle",
                "SettleDebt",
                "WriteOffDebt",
            ],
            provoke: Some(
                "Pay 0.01 with the token sender-cc-1, or 10000.01 with any other.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "AuthFailure",
            retriable: Some(true),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 401,
            status_verified: false,
            meaning: "The credentials could not be validated. Check that the developer account is signed up for FPS.",
            customer_message: None,
            operations: &[
                "CancelToken",
                "Cancel",
                "FundPrepaid",
                "GetAccountActivity",
                "GetAccountBalance",
                "GetTransactionsForSubscription",
                "GetSubscriptionDetails",
                "GetDebtBalance",
                "GetOutstandingDebtBalance",
                "GetPrepaidBalance",
                "GetTokenByCaller",
                "CancelSubscriptionAndRefund",
                "GetTokenUsage",
                "GetTokens",
                "GetTotalPrepaidLiability",
                "GetTransaction",
                "GetTransactionStatus",
                "GetPaymentInstruction",
                "InstallPaymentInstruction",
                "Pay",
                "Refund",
                "Reserve",
                "Settle",
                "SettleDebt",
                "WriteOffDebt",
                "GetRecipientVerificationStatus",
            ],
            provoke: Some(
                "Send a SOAP message that is not signed. Over REST: POST /_sandbox/faults {\"action\": \"Pay\", \"code\": \"AuthFailure\"}, then Pay.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "BadRule",
            retriable: None,
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "A rule in the payment instruction is not well formed. The API Reference names it for Pay without describing it.",
            customer_message: None,
            operations: &["InstallPaymentInstruction", "Pay"],
            provoke: Some("InstallPaymentInstruction with the instruction: nonsense."),
        },
        crate::contract::ErrorInfo {
            code: "ConcurrentModification",
            retriable: Some(true),
            repeat: crate::contract::Repeat::AtOnce,
            http_status: 400,
            status_verified: true,
            meaning: "Another request was changing the same data. Send the request again.",
            customer_message: None,
            operations: &["CancelToken", "Cancel", "Refund", "Settle"],
            provoke: Some(
                "By no rule: POST /_sandbox/faults {\"action\": \"Cancel\", \"code\": \"ConcurrentModification\"}, then Cancel.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "DuplicateRequest",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "An earlier request with other content used the same CallerReference, even if it failed. Use a new reference for a new request.",
            customer_message: None,
            operations: &[
                "CancelToken",
                "FundPrepaid",
                "CancelSubscriptionAndRefund",
                "InstallPaymentInstruction",
                "Pay",
                "Refund",
                "Reserve",
                "SettleDebt",
                "WriteOffDebt",
            ],
            provoke: Some(
                "Pay 1 and then 2 with the token multi-use-abt and one CallerReference. The same request again gets the first answer again for seven days; one that was refused is evaluated again, so that it can be paid once somebody has mended what was wrong.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "InactiveInstrument",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "The payment instrument is not active, for instance because the card has expired.",
            customer_message: None,
            operations: &["FundPrepaid", "SettleDebt", "WriteOffDebt"],
            provoke: Some(
                "POST /_sandbox/instruments {\"cancelled\": true}, then FundPrepaid it.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "IncompatibleTokens",
            retriable: None,
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "The rules of the tokens do not go together: one has expired, names another recipient, forbids the amount, or belongs to another application.",
            customer_message: None,
            operations: &["FundPrepaid", "Pay", "Reserve", "SettleDebt"],
            provoke: Some("Pay with the token sender-expired."),
        },
        crate::contract::ErrorInfo {
            code: "InstrumentAccessDenied",
            retriable: None,
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "The caller is not the recipient of this prepaid or postpaid instrument and so may not use it.",
            customer_message: None,
            operations: &[
                "FundPrepaid",
                "GetDebtBalance",
                "GetPrepaidBalance",
                "Pay",
                "SettleDebt",
                "WriteOffDebt",
            ],
            provoke: Some(
                "POST /_sandbox/instruments {\"merchant\": \"seller\"}, then GetPrepaidBalance of it.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "InstrumentExpired",
            retriable: None,
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "The prepaid or postpaid instrument has expired.",
            customer_message: Some(
                "Your prepaid or postpaid agreement has expired. Please set up a new one.",
            ),
            operations: &["FundPrepaid", "Pay"],
            provoke: Some(
                "POST /_sandbox/instruments {\"expires\": \"2010-01-01T00:00:00Z\"}, then FundPrepaid it.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "InsufficientBalance",
            retriable: Some(true),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "The account that has to pay the amount or the fee does not hold enough.",
            customer_message: Some(
                "Your account does not hold enough for this payment. Please add funds; a transfer from a bank account can take three to four business days.",
            ),
            operations: &["FundPrepaid", "Pay", "SettleDebt"],
            provoke: Some("Pay 5 with the token sender-poor."),
        },
        crate::contract::ErrorInfo {
            code: "InternalError",
            retriable: Some(true),
            repeat: crate::contract::Repeat::AtOnce,
            http_status: 500,
            status_verified: true,
            meaning: "The service had a passing problem. Send the request again.",
            customer_message: None,
            operations: &[
                "CancelToken",
                "Cancel",
                "FundPrepaid",
                "GetAccountActivity",
                "GetAccountBalance",
                "GetTransactionsForSubscription",
                "GetSubscriptionDetails",
                "GetDebtBalance",
                "GetOutstandingDebtBalance",
                "GetPrepaidBalance",
                "GetTokenByCaller",
                "CancelSubscriptionAndRefund",
                "GetTokenUsage",
                "GetTokens",
                "GetTotalPrepaidLiability",
                "GetTransaction",
                "GetTransactionStatus",
                "GetPaymentInstruction",
                "InstallPaymentInstruction",
                "Pay",
                "Refund",
                "Reserve",
                "Settle",
                "SettleDebt",
                "WriteOffDebt",
                "GetRecipientVerificationStatus",
                "VerifySignature",
            ],
            provoke: Some(
                "By no rule: POST /_sandbox/faults {\"action\": \"Pay\", \"code\": \"InternalError\"}, then Pay.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "InternalServerError",
            retriable: None,
            repeat: crate::contract::Repeat::AtOnce,
            http_status: 500,
            status_verified: true,
            meaning: "VerifySignature's name for InternalError: the service had a passing problem.",
            customer_message: None,
            operations: &["VerifySignature"],
            provoke: Some(
                "By no rule: POST /_sandbox/faults {\"action\": \"VerifySignature\", \"code\": \"InternalServerError\"}, then VerifySignature.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "InvalidAccountState",
            retriable: Some(true),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "The account is suspended or closed, so no payment instruction can be installed on it.",
            customer_message: Some(
                "Your account is suspended or closed. If it is closed, please set up a new one.",
            ),
            operations: &["InstallPaymentInstruction", "GetRecipientVerificationStatus"],
            provoke: Some(
                "GetRecipientVerificationStatus of the token recipient-suspended.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "InvalidAccountState_Caller",
            retriable: Some(true),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "The caller's account is not active and can't take part in the transaction.",
            customer_message: None,
            operations: &[
                "FundPrepaid",
                "Pay",
                "Refund",
                "Reserve",
                "Settle",
                "SettleDebt",
                "WriteOffDebt",
            ],
            provoke: Some(
                "PATCH /_sandbox/accounts/shop {\"state\": \"Suspended\"}, then Pay.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "InvalidAccountState_Recipient",
            retriable: Some(true),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "The recipient's account is not active and can't take part in the transaction.",
            customer_message: Some(
                "The account that is to be paid is inactive. Its owner can sign in to Amazon Payments to learn more.",
            ),
            operations: &[
                "CancelSubscriptionAndRefund",
                "Pay",
                "Refund",
                "Reserve",
                "Settle",
                "SettleDebt",
                "WriteOffDebt",
            ],
            provoke: Some(
                "Pay with the token sender-abt-1 and the recipient token recipient-suspended.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "InvalidAccountState_Sender",
            retriable: Some(true),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "The sender's account is not active and can't take part in the transaction.",
            customer_message: Some(
                "Your Amazon Payments account is inactive. Please sign in to it to learn more.",
            ),
            operations: &[
                "FundPrepaid",
                "Pay",
                "Refund",
                "Reserve",
                "Settle",
                "SettleDebt",
                "WriteOffDebt",
            ],
            provoke: Some("Pay with the token sender-suspended."),
        },
        crate::contract::ErrorInfo {
            code: "InvalidCallerReference",
            retriable: None,
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "No token was set up under this CallerReference. Use the one that went to InstallPaymentInstruction or to the co-branded pages.",
            customer_message: None,
            operations: &["GetTokenByCaller"],
            provoke: Some("GetTokenByCaller with a CallerReference that no token has."),
        },
        crate::contract::ErrorInfo {
            code: "InvalidClientTokenId",
            retriable: Some(false),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 403,
            status_verified: false,
            meaning: "The AWS access key id is not known. Check the key that the request was signed with.",
            customer_message: None,
            operations: &[
                "CancelToken",
                "Cancel",
                "FundPrepaid",
                "GetAccountActivity",
                "GetAccountBalance",
                "GetTransactionsForSubscription",
                "GetSubscriptionDetails",
                "GetDebtBalance",
                "GetOutstandingDebtBalance",
                "GetPrepaidBalance",
                "GetTokenByCaller",
                "CancelSubscriptionAndRefund",
                "GetTokenUsage",
                "GetTokens",
                "GetTotalPrepaidLiability",
                "GetTransaction",
                "GetTransactionStatus",
                "GetPaymentInstruction",
                "InstallPaymentInstruction",
                "Pay",
                "Refund",
                "Reserve",
                "Settle",
                "SettleDebt",
                "WriteOffDebt",
                "GetRecipientVerificationStatus",
            ],
            provoke: Some(
                "Sign with an access key, or over SOAP with a certificate, that the sandbox does not know.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "InvalidDateRange",
            retriable: None,
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "The span of time makes no sense: it ends before it starts, or starts in the future.",
            customer_message: None,
            operations: &["GetAccountActivity"],
            provoke: Some("GetAccountActivity with a StartDate in the future."),
        },
        crate::contract::ErrorInfo {
            code: "InvalidParameterValue",
            retriable: None,
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "A common parameter has a malformed value, such as a Timestamp that is not ISO 8601. Not described by the API Reference, but sent by the service.",
            customer_message: None,
            operations: &[
                "CancelToken",
                "Cancel",
                "FundPrepaid",
                "GetAccountActivity",
                "GetAccountBalance",
                "GetTransactionsForSubscription",
                "GetSubscriptionDetails",
                "GetDebtBalance",
                "GetOutstandingDebtBalance",
                "GetPrepaidBalance",
                "GetTokenByCaller",
                "CancelSubscriptionAndRefund",
                "GetTokenUsage",
                "GetTokens",
                "GetTotalPrepaidLiability",
                "GetTransaction",
                "GetTransactionStatus",
                "GetPaymentInstruction",
                "InstallPaymentInstruction",
                "Pay",
                "Refund",
                "Reserve",
                "Settle",
                "SettleDebt",
                "WriteOffDebt",
                "GetRecipientVerificationStatus",
            ],
            provoke: Some(
                "Send the Timestamp \"yesterday\" over REST. Over SOAP: POST /_sandbox/faults {\"action\": \"Pay\", \"code\": \"InvalidParameterValue\"}, then Pay.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "InvalidParams",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "A parameter is missing, unknown, malformed or too long. Names of parameters are case-sensitive.",
            customer_message: None,
            operations: &[
                "CancelToken",
                "Cancel",
                "FundPrepaid",
                "GetAccountActivity",
                "GetAccountBalance",
                "GetTransactionsForSubscription",
                "GetSubscriptionDetails",
                "GetDebtBalance",
                "GetOutstandingDebtBalance",
                "GetPrepaidBalance",
                "GetTokenByCaller",
                "CancelSubscriptionAndRefund",
                "GetTokenUsage",
                "GetTokens",
                "GetTotalPrepaidLiability",
                "GetTransaction",
                "GetTransactionStatus",
                "GetPaymentInstruction",
                "InstallPaymentInstruction",
                "Pay",
                "Refund",
                "Reserve",
                "Settle",
                "SettleDebt",
                "WriteOffDebt",
                "GetRecipientVerificationStatus",
                "VerifySignature",
            ],
            provoke: Some(
                "Leave out a required parameter, such as the CallerReference of Pay.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "InvalidPaymentInstrument",
            retriable: None,
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "The payment instrument named does not exist or does not fit the action.",
            customer_message: None,
            operations: &[
                "FundPrepaid",
                "GetDebtBalance",
                "GetPrepaidBalance",
                "SettleDebt",
                "WriteOffDebt",
            ],
            provoke: Some("GetPrepaidBalance of the credit instrument postpaid-cc."),
        },
        crate::contract::ErrorInfo {
            code: "InvalidPaymentMethod",
            retriable: None,
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "The payment method is wrong for the action: InstallPaymentInstruction refuses the one in the rules; the others want a token that pays by ABT, ACH or CC (CC only for a Quick account).",
            customer_message: None,
            operations: &[
                "FundPrepaid",
                "InstallPaymentInstruction",
                "Reserve",
                "SettleDebt",
            ],
            provoke: Some(
                "InstallPaymentInstruction with the instruction MyRole == 'Caller'; PaymentMethod == 'Cash';",
            ),
        },
        crate::contract::ErrorInfo {
            code: "InvalidRecipientForCCTransaction",
            retriable: None,
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "The recipient's account can't receive credit card payments. The API Reference lists it for Reserve alone.",
            customer_message: Some(
                "Your account can't receive credit card payments yet. Please sign in to your Amazon Payments account and update it.",
            ),
            operations: &["Pay", "Reserve"],
            provoke: Some(
                "Reserve with the token sender-cc-1 and the recipient token recipient-without-cards.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "InvalidSenderRoleForAccountType",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "The token does not fit the refund: whoever pays it has to be the recipient of the original payment, with the same account.",
            customer_message: None,
            operations: &["Refund"],
            provoke: Some(
                "By no rule: POST /_sandbox/faults {\"action\": \"Refund\", \"code\": \"InvalidSenderRoleForAccountType\"}, then Refund.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "InvalidSignature",
            retriable: None,
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 403,
            status_verified: false,
            meaning: "The signature is not valid. Not described by the API Reference, but known to clients of the service.",
            customer_message: None,
            operations: &[
                "CancelToken",
                "Cancel",
                "FundPrepaid",
                "GetAccountActivity",
                "GetAccountBalance",
                "GetTransactionsForSubscription",
                "GetSubscriptionDetails",
                "GetDebtBalance",
                "GetOutstandingDebtBalance",
                "GetPrepaidBalance",
                "GetTokenByCaller",
                "CancelSubscriptionAndRefund",
                "GetTokenUsage",
                "GetTokens",
                "GetTotalPrepaidLiability",
                "GetTransaction",
                "GetTransactionStatus",
                "GetPaymentInstruction",
                "InstallPaymentInstruction",
                "Pay",
                "Refund",
                "Reserve",
                "Settle",
                "SettleDebt",
                "WriteOffDebt",
                "GetRecipientVerificationStatus",
            ],
            provoke: Some(
                "By no rule: POST /_sandbox/faults {\"action\": \"Pay\", \"code\": \"InvalidSignature\"}, then Pay.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "InvalidSubscriptionState",
            retriable: None,
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "The subscription has been cancelled or completed already and there is nothing to refund.",
            customer_message: None,
            operations: &["CancelSubscriptionAndRefund"],
            provoke: Some(
                "CancelSubscriptionAndRefund of the subscription subscription-cancelled, without a RefundAmount.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "InvalidTokenId",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "The token does not exist or was not set up by this caller.",
            customer_message: None,
            operations: &[
                "CancelToken",
                "GetTokenByCaller",
                "GetTokenUsage",
                "GetPaymentInstruction",
                "GetRecipientVerificationStatus",
            ],
            provoke: Some("GetTokenUsage with a TokenId that no token has."),
        },
        crate::contract::ErrorInfo {
            code: "InvalidTokenId_Recipient",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "The recipient token is not valid or was cancelled. Get a new one: install it if it is your own, otherwise have the recipient authorize it.",
            customer_message: None,
            operations: &["Pay", "Reserve"],
            provoke: Some("Pay with a RecipientTokenId that no token has."),
        },
        crate::contract::ErrorInfo {
            code: "InvalidTokenId_Sender",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "The sender token is not valid, was cancelled or is not active.",
            customer_message: Some(
                "Your payment authorization is not valid any more. Please set up a new one.",
            ),
            operations: &["FundPrepaid", "Pay", "Reserve", "SettleDebt", "WriteOffDebt"],
            provoke: Some("Pay with a SenderTokenId that no token has."),
        },
        crate::contract::ErrorInfo {
            code: "InvalidTokenType",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "The token is of a type that the action does not work on, such as the usage of a single-use token.",
            customer_message: None,
            operations: &["GetTokenUsage"],
            provoke: Some("GetTokenUsage of the token sender-cc-1."),
        },
        crate::contract::ErrorInfo {
            code: "InvalidTransactionId",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "There is no such transaction, another caller made it, or it is not of the kind that the action needs.",
            customer_message: None,
            operations: &["GetTransaction", "GetTransactionStatus", "Refund", "Settle"],
            provoke: Some("GetTransaction with a TransactionId of 35 zeros."),
        },
        crate::contract::ErrorInfo {
            code: "InvalidTransactionState",
            retriable: Some(false),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "The transaction is in a state that does not allow the action, for instance not complete yet. GetTransactionStatus tells the state.",
            customer_message: None,
            operations: &["Cancel", "Settle"],
            provoke: Some("Cancel a payment that has succeeded."),
        },
        crate::contract::ErrorInfo {
            code: "NotMarketplaceApp",
            retriable: Some(true),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "The caller is neither the sender nor the recipient, and this is not a marketplace application. Check the tokens.",
            customer_message: None,
            operations: &["Pay", "Reserve"],
            provoke: Some(
                "PATCH /_sandbox/accounts/shop {\"marketplace\": false}, then Pay with the token sender-abt-1 and the recipient token recipient.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "OriginalTransactionFailed",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "The payment to be refunded has itself failed, so there is nothing to give back.",
            customer_message: None,
            operations: &["CancelSubscriptionAndRefund", "Refund"],
            provoke: Some(
                "Pay 5 with the token sender-declined, and refund it two seconds later.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "OriginalTransactionIncomplete",
            retriable: Some(true),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "The payment to be refunded is still in progress. Try again when it has completed.",
            customer_message: None,
            operations: &["CancelSubscriptionAndRefund", "Refund"],
            provoke: Some("Pay with the token sender-cc-1, and refund it at once."),
        },
        crate::contract::ErrorInfo {
            code: "PaymentInstrumentNotCC",
            retriable: None,
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "The transaction is for credit cards only, and the token stands for something else.",
            customer_message: None,
            operations: &["Reserve"],
            provoke: Some("Reserve with the token sender-abt-1."),
        },
        crate::contract::ErrorInfo {
            code: "PaymentMethodNotDefined",
            retriable: None,
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "The sender token does not say how to pay.",
            customer_message: None,
            operations: &["Pay"],
            provoke: Some(
                "InstallPaymentInstruction with the instruction MyRole == 'Sender';, then Pay with it and the recipient token recipient.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "PrepaidFundingLimitExceeded",
            retriable: Some(true),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "The funding would lift the prepaid instrument above its recharge limit. Fund it with less.",
            customer_message: None,
            operations: &["FundPrepaid"],
            provoke: Some("FundPrepaid the instrument prepaid-abt with 100.01."),
        },
        crate::contract::ErrorInfo {
            code: "RefundAmountExceeded",
            retriable: Some(false),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "The refund is more than what is left to refund of the payment.",
            customer_message: None,
            operations: &["CancelSubscriptionAndRefund", "Refund"],
            provoke: Some("Pay 5 with the token sender-abt-1, and refund 6."),
        },
        crate::contract::ErrorInfo {
            code: "RequestExpired",
            retriable: None,
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "The Timestamp is too far from the service's clock. Set the clock and sign the request anew. Not described by the API Reference, but sent by the service.",
            customer_message: None,
            operations: &[
                "CancelToken",
                "Cancel",
                "FundPrepaid",
                "GetAccountActivity",
                "GetAccountBalance",
                "GetTransactionsForSubscription",
                "GetSubscriptionDetails",
                "GetDebtBalance",
                "GetOutstandingDebtBalance",
                "GetPrepaidBalance",
                "GetTokenByCaller",
                "CancelSubscriptionAndRefund",
                "GetTokenUsage",
                "GetTokens",
                "GetTotalPrepaidLiability",
                "GetTransaction",
                "GetTransactionStatus",
                "GetPaymentInstruction",
                "InstallPaymentInstruction",
                "Pay",
                "Refund",
                "Reserve",
                "Settle",
                "SettleDebt",
                "WriteOffDebt",
                "GetRecipientVerificationStatus",
            ],
            provoke: Some("Sign with a Timestamp of an hour ago."),
        },
        crate::contract::ErrorInfo {
            code: "SameSenderAndRecipient",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "Sender and recipient are one and the same.",
            customer_message: None,
            operations: &["Pay", "Reserve"],
            provoke: Some(
                "POST /_sandbox/tokens {\"account\": \"shop\"}, then Pay with it.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "SameTokenIdUsedMultipleTimes",
            retriable: None,
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "The token was used in an earlier transaction, or stands twice in this one.",
            customer_message: None,
            operations: &["Pay", "Reserve"],
            provoke: Some(
                "Pay twice with the token sender-abt-1, each time with a CallerReference of its own.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "SenderNotOriginalRecipient",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "The token that is to pay the refund belongs to somebody else than the recipient of the payment.",
            customer_message: None,
            operations: &["Refund"],
            provoke: Some(
                "By no rule: POST /_sandbox/faults {\"action\": \"Refund\", \"code\": \"SenderNotOriginalRecipient\"}, then Refund.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "SettleAmountGreaterThanDebt",
            retriable: Some(false),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "The amount to settle or write off is more than the debt.",
            customer_message: None,
            operations: &["SettleDebt", "WriteOffDebt"],
            provoke: Some(
                "WriteOffDebt on the instrument postpaid-abt while nothing is owed.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "SettleAmountGreaterThanReserveAmount",
            retriable: Some(false),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "The amount to settle is more than the amount reserved.",
            customer_message: None,
            operations: &["Settle"],
            provoke: Some(
                "Reserve 5 with the token sender-cc-1, and settle 6 two seconds later.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "SignatureDoesNotMatch",
            retriable: Some(false),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 403,
            status_verified: false,
            meaning: "The signature does not fit the request. Check the secret access key, the signing method and the string that was signed.",
            customer_message: None,
            operations: &[
                "CancelToken",
                "Cancel",
                "FundPrepaid",
                "GetAccountActivity",
                "GetAccountBalance",
                "GetTransactionsForSubscription",
                "GetSubscriptionDetails",
                "GetDebtBalance",
                "GetOutstandingDebtBalance",
                "GetPrepaidBalance",
                "GetTokenByCaller",
                "CancelSubscriptionAndRefund",
                "GetTokenUsage",
                "GetTokens",
                "GetTotalPrepaidLiability",
                "GetTransaction",
                "GetTransactionStatus",
                "GetPaymentInstruction",
                "InstallPaymentInstruction",
                "Pay",
                "Refund",
                "Reserve",
                "Settle",
                "SettleDebt",
                "WriteOffDebt",
                "GetRecipientVerificationStatus",
            ],
            provoke: Some(
                "Sign with another secret key, or change the request after it was signed.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "TokenAccessDenied",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "The caller may not cancel or look into this token.",
            customer_message: None,
            operations: &["CancelToken", "GetTokenUsage"],
            provoke: Some("CancelToken of the token subscription."),
        },
        crate::contract::ErrorInfo {
            code: "TokenNotActive",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "The token was cancelled. A new one is needed.",
            customer_message: None,
            operations: &["GetRecipientVerificationStatus"],
            provoke: Some(
                "GetRecipientVerificationStatus of the token recipient-cancelled.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "TokenNotActive_Recipient",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "The recipient token was cancelled. Install a new one, or send the recipient through the registration pages again.",
            customer_message: None,
            operations: &["Pay", "Reserve"],
            provoke: Some(
                "Pay with the token sender-abt-1 and the recipient token recipient-cancelled.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "TokenNotActive_Sender",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "The sender token was cancelled.",
            customer_message: Some(
                "Your payment authorization is not active any more. Please set up a new one.",
            ),
            operations: &["FundPrepaid", "Pay", "Reserve", "SettleDebt"],
            provoke: Some("Pay with the token sender-cancelled."),
        },
        crate::contract::ErrorInfo {
            code: "TokenUsageError",
            retriable: None,
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "The token's limit is used up: for this period, which passes, or for good. The API Reference lists it for Pay and SettleDebt alone.",
            customer_message: Some(
                "Your payment authorization is used up. Please wait for its next period, or set up a new one if it has none.",
            ),
            operations: &["FundPrepaid", "Pay", "Reserve", "SettleDebt"],
            provoke: Some("Pay 21 with the token multi-use-small."),
        },
        crate::contract::ErrorInfo {
            code: "TransactionDenied",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "The transaction is not allowed, or the payment processor turned it down.",
            customer_message: None,
            operations: &[
                "FundPrepaid",
                "CancelSubscriptionAndRefund",
                "Pay",
                "Refund",
                "Reserve",
                "Settle",
                "SettleDebt",
                "WriteOffDebt",
            ],
            provoke: Some(
                "PATCH /_sandbox/accounts/buyer {\"card\": null}, then Pay with the token sender-cc-1.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "TransactionFullyRefundedAlready",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "All of the payment has been refunded before.",
            customer_message: None,
            operations: &["CancelSubscriptionAndRefund", "Refund"],
            provoke: Some("Pay with the token sender-abt-1, and refund it twice."),
        },
        crate::contract::ErrorInfo {
            code: "TransactionTypeNotRefundable",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "Transactions of this kind can't be refunded; payments by Pay can.",
            customer_message: None,
            operations: &["Refund"],
            provoke: Some(
                "FundPrepaid the instrument prepaid-abt, and refund that transaction.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "UnverifiedAccount_Recipient",
            retriable: Some(false),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "The recipient has to add a credit card, or a bank account that is verified, first.",
            customer_message: Some(
                "You can't be paid yet. Please sign in to Amazon Payments, and add a credit card or verify a bank account.",
            ),
            operations: &["FundPrepaid", "Pay", "Reserve", "Settle", "SettleDebt"],
            provoke: Some(
                "Pay with the token sender-abt-1 and the recipient token recipient-unverified.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "UnverifiedAccount_Sender",
            retriable: Some(false),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "The sender has to add a U.S. credit card, or a U.S. bank account that is verified, first.",
            customer_message: Some(
                "Before you can pay this way, your account needs a credit card or a verified bank account from the U.S. Please add one.",
            ),
            operations: &["FundPrepaid", "Pay", "Reserve", "SettleDebt"],
            provoke: Some("Pay with the token sender-unverified."),
        },
        crate::contract::ErrorInfo {
            code: "UnverifiedBankAccount",
            retriable: Some(false),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "The transaction needs a bank account that has been verified.",
            customer_message: None,
            operations: &["FundPrepaid", "Pay", "SettleDebt"],
            provoke: Some("Pay with the token sender-unverified-bank."),
        },
        crate::contract::ErrorInfo {
            code: "UnverifiedEmailAddress_Caller",
            retriable: Some(false),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "The caller has to verify its e-mail address before it may call the service.",
            customer_message: None,
            operations: &[
                "FundPrepaid",
                "CancelSubscriptionAndRefund",
                "Pay",
                "Refund",
                "Reserve",
                "Settle",
                "SettleDebt",
                "WriteOffDebt",
            ],
            provoke: Some(
                "PATCH /_sandbox/accounts/shop {\"email_verified\": false}, then Pay.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "UnverifiedEmailAddress_Recipient",
            retriable: Some(false),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "The recipient has to verify its e-mail address before it may be paid.",
            customer_message: Some(
                "You can't be paid yet. Please sign in to your Amazon Payments account and verify your e-mail address.",
            ),
            operations: &["FundPrepaid", "Pay", "Reserve", "Settle", "SettleDebt"],
            provoke: Some(
                "Pay with the token sender-abt-1 and the recipient token recipient-unverified-email.",
            ),
        },
        crate::contract::ErrorInfo {
            code: "UnverifiedEmailAddress_Sender",
            retriable: Some(false),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "The sender has to verify its e-mail address before it may pay.",
            customer_message: Some(
                "You can't make this payment yet. Please sign in to your Amazon Payments account and verify your e-mail address.",
            ),
            operations: &[
                "FundPrepaid",
                "Pay",
                "Refund",
                "Reserve",
                "Settle",
                "SettleDebt",
                "WriteOffDebt",
            ],
            provoke: Some("Pay with the token sender-unverified-email."),
        },
    ],
};
