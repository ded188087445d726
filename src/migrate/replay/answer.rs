//! An answer, recorded or new, read by the types of its operation.

use super::value::Value;
use crate::client::HttpResponse;
use crate::client::transport::{Unread, rest, soap};
use crate::contract::OperationInfo;
use crate::fps;
use crate::migrate::traffic::{Response, Transport};
use crate::wire::{Decode, Node, Request};

/// An answer.
#[derive(Clone)]
pub(super) enum Answer {
    /// It was carried out.
    Answered { result: Value, request_id: Option<String> },
    /// The service refused it.
    Refused { code: String, message: String },
    /// Nothing but the HTTP status is recorded.
    Status(u16),
    /// It is none that the operation has.
    Unreadable(String),
    /// Nothing is recorded.
    Unrecorded,
}

impl Answer {
    /// Reads what was recorded.
    pub fn recorded(operation: &'static OperationInfo, transport: Transport, response: Option<&Response>) -> Self {
        let Some(response) = response else { return Self::Unrecorded };
        match &response.body {
            Some(body) if !body.trim_ascii().is_empty() => {
                let body = body.trim_ascii_start().to_vec();
                // Some recordings have an answer and not its status; what it holds says whether it is an error.
                let status = if response.status == 0 { 200 } else { response.status };
                Self::read(operation, transport, &HttpResponse { status, body })
            }
            _ if response.status == 0 => Self::Unrecorded,
            _ => Self::Status(response.status),
        }
    }

    /// Reads an answer to the operation, sent by that transport.
    pub fn read(operation: &'static OperationInfo, transport: Transport, response: &HttpResponse) -> Self {
        let read = match transport {
            Transport::Soap => soap::read(&fps::SERVICE, response),
            _ => rest::read(&fps::SERVICE, response),
        };
        let read = match read {
            Ok(read) => read,
            Err(Unread::Refused(error)) => {
                return Self::Refused { code: error.code().to_owned(), message: error.message().to_owned() };
            }
            Err(Unread::Malformed(reason)) => return Self::Unreadable(reason),
        };
        let root = read.tree.root();
        if root.name() != operation.response {
            return Self::Unreadable(format!("it is {} where {} is expected", root.name(), operation.response));
        }
        let content = match operation.result {
            Some(name) if !operation.result_fields.is_empty() => match root.child(name) {
                Some(content) => content,
                None => return Self::Unreadable(format!("{} has no {name}", operation.response)),
            },
            _ => root,
        };
        let request_id = root.child("ResponseMetadata").and_then(|metadata| metadata.child("RequestId"));
        match typed(operation, content) {
            Ok(result) => Self::Answered { result, request_id: request_id.map(|id| id.text().trim().to_owned()) },
            Err(reason) => Self::Unreadable(reason),
        }
    }

    /// Whether it tells of a transaction that has failed.
    pub fn has_failed(&self) -> bool {
        let Self::Answered { result, .. } = self else { return false };
        let mut leaves = result.leaves().into_iter();
        leaves.any(|(path, text)| path.rsplit('.').next() == Some("TransactionStatus") && text == "Failure")
    }

    /// In a few words: `answered`, `refused: InvalidParams`.
    pub fn kind(&self) -> String {
        match self {
            Self::Answered { .. } => "answered".to_owned(),
            Self::Refused { code, .. } => format!("refused: {code}"),
            Self::Status(status) => format!("HTTP status {status}"),
            Self::Unreadable(reason) => format!("unreadable: {reason}"),
            Self::Unrecorded => "not recorded".to_owned(),
        }
    }
}

/// The result as its type reads it, and writes it again: what the type doesn't know is left out.
fn typed(operation: &'static OperationInfo, content: Node<'_>) -> Result<Value, String> {
    fn read<R: Request>(content: Node<'_>) -> Result<Value, String> {
        match <R::Result as Decode>::decode(content) {
            Ok(result) => Ok(Value::of(&result)),
            // What was found there may be a token.
            Err(malformed) => Err(format!("{} can't be read by its type", malformed.path)),
        }
    }

    use fps::Operation;
    let Some(operation) = Operation::from_name(operation.name) else {
        return Err(format!("{} is no action of FPS", operation.name));
    };
    match operation {
        Operation::CancelToken => read::<fps::CancelTokenRequest>(content),
        Operation::Cancel => read::<fps::CancelRequest>(content),
        Operation::FundPrepaid => read::<fps::FundPrepaidRequest>(content),
        Operation::GetAccountActivity => read::<fps::GetAccountActivityRequest>(content),
        Operation::GetAccountBalance => read::<fps::GetAccountBalanceRequest>(content),
        Operation::GetTransactionsForSubscription => read::<fps::GetTransactionsForSubscriptionRequest>(content),
        Operation::GetSubscriptionDetails => read::<fps::GetSubscriptionDetailsRequest>(content),
        Operation::GetDebtBalance => read::<fps::GetDebtBalanceRequest>(content),
        Operation::GetOutstandingDebtBalance => read::<fps::GetOutstandingDebtBalanceRequest>(content),
        Operation::GetPrepaidBalance => read::<fps::GetPrepaidBalanceRequest>(content),
        Operation::GetTokenByCaller => read::<fps::GetTokenByCallerRequest>(content),
        Operation::CancelSubscriptionAndRefund => read::<fps::CancelSubscriptionAndRefundRequest>(content),
        Operation::GetTokenUsage => read::<fps::GetTokenUsageRequest>(content),
        Operation::GetTokens => read::<fps::GetTokensRequest>(content),
        Operation::GetTotalPrepaidLiability => read::<fps::GetTotalPrepaidLiabilityRequest>(content),
        Operation::GetTransaction => read::<fps::GetTransactionRequest>(content),
        Operation::GetTransactionStatus => read::<fps::GetTransactionStatusRequest>(content),
        Operation::GetPaymentInstruction => read::<fps::GetPaymentInstructionRequest>(content),
        Operation::InstallPaymentInstruction => read::<fps::InstallPaymentInstructionRequest>(content),
        Operation::Pay => read::<fps::PayRequest>(content),
        Operation::Refund => read::<fps::RefundRequest>(content),
        Operation::Reserve => read::<fps::ReserveRequest>(content),
        Operation::Settle => read::<fps::SettleRequest>(content),
        Operation::SettleDebt => read::<fps::SettleDebtRequest>(content),
        Operation::WriteOffDebt => read::<fps::WriteOffDebtRequest>(content),
        Operation::GetRecipientVerificationStatus => read::<fps::GetRecipientVerificationStatusRequest>(content),
        Operation::VerifySignature => read::<fps::VerifySignatureRequest>(content),
    }
}
