//! What a refusal by Amazon Pay is to a caller of FPS: one table, by code, by what was asked, and by action.

use crate::{
    error::ServiceError,
    fps::ErrorCode,
    sandbox::rows::{Asked, SagaAction},
};

/// One line of the table. The first that fits counts.
struct Line {
    /// Amazon Pay's code.
    code: &'static str,
    /// What its message names, where one code has several causes.
    cause: Option<&'static str>,
    /// The questions to which it is an answer; any if empty.
    asked: &'static [Asked],
    /// The actions for which they are asked; any if empty.
    actions: &'static [SagaAction],
    answer: ErrorCode,
}

const CHARGES: &[SagaAction] = &[SagaAction::Pay, SagaAction::Reserve, SagaAction::FundPrepaid, SagaAction::SettleDebt];
const FUNDINGS: &[SagaAction] = &[SagaAction::FundPrepaid, SagaAction::SettleDebt];
const NOT_PAY: &[SagaAction] = &[SagaAction::Reserve, SagaAction::FundPrepaid, SagaAction::SettleDebt];
const PAYMENTS: &[SagaAction] = &[SagaAction::Pay, SagaAction::Reserve];
const CANCELS: &[SagaAction] = &[SagaAction::Cancel, SagaAction::CancelToken];

const fn line(code: &'static str, actions: &'static [SagaAction], answer: ErrorCode) -> Line {
    Line { code, cause: None, asked: &[], actions, answer }
}

const fn asked(code: &'static str, asked: &'static [Asked], actions: &'static [SagaAction], answer: ErrorCode) -> Line {
    Line { code, cause: None, asked, actions, answer }
}

const fn because(code: &'static str, cause: &'static str, actions: &'static [SagaAction], answer: ErrorCode) -> Line {
    Line { code, cause: Some(cause), asked: &[], actions, answer }
}

static TABLE: [Line; 58] = [
    line("InvalidAccessKeyId", &[], ErrorCode::InvalidClientTokenId),
    line("InvalidClientTokenId", &[], ErrorCode::InvalidClientTokenId),
    line("SignatureDoesNotMatch", &[], ErrorCode::SignatureDoesNotMatch),
    line("AccessDenied", &[], ErrorCode::AuthFailure),
    line("UnauthorizedAccess", &[], ErrorCode::AuthFailure),
    line("MissingAuthenticationToken", &[], ErrorCode::AuthFailure),
    line("UnauthorizedSolutionProvider", PAYMENTS, ErrorCode::InvalidTokenIdRecipient),
    line("UnauthorizedSolutionProvider", &[], ErrorCode::AuthFailure),
    line("InvalidAccountStatus", CANCELS, ErrorCode::AccessFailure),
    line("InvalidAccountStatus", &[], ErrorCode::InvalidAccountStateCaller),
    line("InvalidParameterValue", &[], ErrorCode::InvalidParams),
    line("InvalidSandboxSimulationSpecified", &[], ErrorCode::InvalidParams),
    line("InvalidAddress", &[], ErrorCode::InvalidParams),
    line("InvalidAddressConsentToken", &[], ErrorCode::InvalidParams),
    line("CurrencyMismatch", &[], ErrorCode::InvalidParams),
    line("CurrencyUnsupported", &[], ErrorCode::InvalidParams),
    line("InvalidOrderReferenceId", CHARGES, ErrorCode::InvalidTokenIdSender),
    line("InvalidOrderReferenceId", &[SagaAction::CancelToken], ErrorCode::InvalidTokenId),
    line("InvalidOrderReferenceId", &[], ErrorCode::InvalidTransactionState),
    line("InvalidBillingAgreementId", CHARGES, ErrorCode::InvalidTokenIdSender),
    line("InvalidBillingAgreementId", &[SagaAction::CancelToken], ErrorCode::InvalidTokenId),
    line("InvalidBillingAgreementId", &[], ErrorCode::InvalidTransactionState),
    line("InvalidTransactionId", &[SagaAction::Settle, SagaAction::Refund], ErrorCode::InvalidTransactionId),
    line("InvalidTransactionId", &[], ErrorCode::InvalidParams),
    line("InvalidOrderReferenceStatus", CHARGES, ErrorCode::TokenNotActiveSender),
    line("InvalidBillingAgreementStatus", CHARGES, ErrorCode::TokenNotActiveSender),
    line("InvalidAuthorizationStatus", &[], ErrorCode::InvalidTransactionState),
    line("InvalidCancelAttempt", &[], ErrorCode::InvalidTransactionState),
    line("InvalidCloseAttempt", &[], ErrorCode::InvalidTransactionState),
    because("ConstraintsExist", "AmountNotSet", &[], ErrorCode::InvalidParams),
    because("ConstraintsExist", "CurrencyMismatch", &[], ErrorCode::InvalidParams),
    because("ConstraintsExist", "PaymentPlanNotSet", NOT_PAY, ErrorCode::InvalidPaymentMethod),
    because("ConstraintsExist", "PaymentPlanNotSet", &[], ErrorCode::PaymentMethodNotDefined),
    because("ConstraintsExist", "PaymentMethodNotAllowed", NOT_PAY, ErrorCode::InvalidPaymentMethod),
    because("ConstraintsExist", "PaymentMethodNotAllowed", &[], ErrorCode::TransactionDenied),
    because("ConstraintsExist", "BuyerEqualsSeller", PAYMENTS, ErrorCode::SameSenderAndRecipient),
    line("ConstraintsExist", &[], ErrorCode::IncompatibleTokens),
    because("BillingAgreementConstraintsExist", "BuyerEqualsSeller", PAYMENTS, ErrorCode::SameSenderAndRecipient),
    line("BillingAgreementConstraintsExist", &[], ErrorCode::IncompatibleTokens),
    line("PaymentMethodNotUpdated", FUNDINGS, ErrorCode::InactiveInstrument),
    line("PaymentMethodNotUpdated", &[], ErrorCode::TransactionDenied),
    line("PeriodicAmountExceeded", &[], ErrorCode::TokenUsageError),
    asked("TransactionAmountExceeded", &[Asked::Authorize], &[], ErrorCode::AmountOutOfRange),
    asked("TransactionAmountExceeded", &[Asked::Capture], &[], ErrorCode::SettleAmountGreaterThanReserveAmount),
    asked("TransactionAmountExceeded", &[Asked::ReverseCredit], &[], ErrorCode::RefundAmountExceeded),
    asked("TransactionAmountExceeded", &[Asked::Refund], &[], ErrorCode::RefundAmountExceeded),
    asked("TransactionCountExceeded", &[Asked::Authorize], &[], ErrorCode::TokenUsageError),
    asked("TransactionCountExceeded", &[Asked::Capture], &[], ErrorCode::InvalidTransactionState),
    asked("TransactionCountExceeded", &[Asked::Refund], &[], ErrorCode::TransactionDenied),
    because(NOT_REFUNDABLE, "Pending", &[], ErrorCode::OriginalTransactionIncomplete),
    because(NOT_REFUNDABLE, "Declined", &[], ErrorCode::OriginalTransactionFailed),
    because(NOT_REFUNDABLE, "Closed", &[], ErrorCode::TransactionFullyRefundedAlready),
    line(NOT_REFUNDABLE, &[], ErrorCode::TransactionDenied),
    line("DuplicateRequest", &[SagaAction::Settle], ErrorCode::InvalidTransactionState),
    line("DuplicateRequest", &[], ErrorCode::DuplicateRequest),
    line("DuplicateReferenceId", &[SagaAction::Settle], ErrorCode::InvalidTransactionState),
    line("DuplicateReferenceId", &[], ErrorCode::DuplicateRequest),
    // Of a code that isn't known, one thing is: nothing was done.
    line(ANY, CANCELS, ErrorCode::InvalidParams),
];

/// Stands for every code that has no line.
const ANY: &str = "";

/// The code of a refund of something that is not complete, or of which nothing is left.
pub(super) const NOT_REFUNDABLE: &str = "CaptureNotRefundable";

/// The codes that say nothing of the call, which may be made again as it is: a moment later, or with a newer signature.
const PASSING: [&str; 7] = [
    "RequestThrottled",
    "QuotaExceeded",
    "ServiceUnavailable",
    "InternalError",
    "InternalServerError",
    "InputStreamDisconnected",
    "RequestExpired",
];

/// The refusal of what was asked for the sake of `action`, in the words of FPS.
pub(crate) fn translate(action: SagaAction, asked: Asked, code: &str, message: &str) -> ServiceError {
    let answer = match find(action, asked, code, message) {
        Some(line) => line.answer.clone(),
        None => ErrorCode::TransactionDenied,
    };
    ServiceError::new(answer, format!("Amazon Pay refuses it with {code}: {message}"))
}

/// The same where another than the caller is paid: his is the account that is not active.
pub(super) fn of_another(action: SagaAction, code: &str, error: ServiceError) -> ServiceError {
    match (action, code) {
        (SagaAction::Pay | SagaAction::Reserve | SagaAction::Settle | SagaAction::Refund, "InvalidAccountStatus") => {
            ServiceError::new(ErrorCode::InvalidAccountStateRecipient, error.message())
        }
        _ => error,
    }
}

/// The line of the table for a refusal; none for a code that has none.
fn find(action: SagaAction, asked: Asked, code: &str, message: &str) -> Option<&'static Line> {
    let fits = |line: &&Line| {
        (line.code == code || line.code == ANY)
            && line.cause.is_none_or(|cause| message.contains(cause))
            && (line.asked.is_empty() || line.asked.contains(&asked))
            && (line.actions.is_empty() || line.actions.contains(&action))
    };
    TABLE.iter().find(fits)
}

/// What an error is told apart by, for one code: each cause that has a line of its own, and then none.
pub(crate) fn causes(code: &str) -> Vec<Option<&'static str>> {
    let mut causes: Vec<_> =
        TABLE.iter().filter(|line| line.code == code && line.cause.is_some()).map(|line| line.cause).collect();
    causes.dedup();
    causes.push(None);
    causes
}

/// Whether it depends on a state that is looked at what becomes of a refusal.
pub(crate) fn is_looked_into(action: SagaAction, asked: Asked, code: &str) -> bool {
    match action {
        SagaAction::Refund => is_not_refundable(code),
        SagaAction::Cancel => is_wrong_status(code),
        _ => asked == Asked::Authorize && is_wrong_status(code),
    }
}

/// All codes of which something is said, with their causes, each once.
#[cfg(test)]
fn known() -> Vec<(&'static str, Option<&'static str>)> {
    let mut known: Vec<_> = TABLE.iter().filter(|line| line.code != ANY).map(|line| (line.code, line.cause)).collect();
    known.dedup();
    known
}

/// Whether the same may be asked again as it is, for nothing is said of it.
pub(crate) fn is_passing(code: &str) -> bool {
    PASSING.contains(&code)
}

/// Whether somebody has to mend the account, or how the gateway is set up.
pub(crate) fn is_about_the_account(code: &str) -> bool {
    matches!(
        code,
        "InvalidAccessKeyId"
            | "InvalidClientTokenId"
            | "SignatureDoesNotMatch"
            | "AccessDenied"
            | "UnauthorizedAccess"
            | "MissingAuthenticationToken"
            | "UnauthorizedSolutionProvider"
            | "InvalidAccountStatus"
    )
}

/// Whether an earlier try with the same reference id is in its way.
pub(super) fn is_about_an_earlier_try(code: &str) -> bool {
    matches!(code, "DuplicateRequest" | "DuplicateReferenceId")
}

/// Whether a consent is no draft any more.
pub(crate) fn is_not_modifiable(code: &str) -> bool {
    matches!(code, "OrderReferenceNotModifiable" | "BillingAgreementNotModifiable")
}

pub(super) fn is_not_refundable(code: &str) -> bool {
    code == NOT_REFUNDABLE
}

/// Whether the state of what it was asked about doesn't allow it.
pub(super) fn is_wrong_status(code: &str) -> bool {
    matches!(
        code,
        "InvalidOrderReferenceStatus"
            | "InvalidBillingAgreementStatus"
            | "InvalidAuthorizationStatus"
            | "InvalidCancelAttempt"
            | "InvalidCloseAttempt"
    )
}

/// Whether a consent that can't be confirmed never can be: a draft, an open and a suspended one could.
pub(super) fn ends_consent(code: &str) -> bool {
    matches!(code, "InvalidOrderReferenceStatus" | "InvalidBillingAgreementStatus")
}

/// What is asked for the sake of an action, as far as it is told to the caller when it is refused.
pub(crate) fn asked_for(action: SagaAction) -> &'static [Asked] {
    match action {
        SagaAction::Pay | SagaAction::Reserve | SagaAction::FundPrepaid | SagaAction::SettleDebt => {
            &[Asked::SetTerms, Asked::Confirm, Asked::Authorize, Asked::LookAtConsent]
        }
        SagaAction::Settle => &[Asked::Capture],
        SagaAction::Refund => &[Asked::Refund, Asked::ReverseCredit],
        SagaAction::Cancel => &[Asked::CancelConsent, Asked::CloseAuthorization],
        // Nobody waits for them any more.
        SagaAction::Expire | SagaAction::CancelToken | SagaAction::Approve => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{amazon_pay, fps};

    const ACTIONS: [SagaAction; 10] = [
        SagaAction::Pay,
        SagaAction::Reserve,
        SagaAction::Settle,
        SagaAction::Refund,
        SagaAction::FundPrepaid,
        SagaAction::SettleDebt,
        SagaAction::Cancel,
        SagaAction::Expire,
        SagaAction::CancelToken,
        SagaAction::Approve,
    ];

    #[test]
    fn every_code_of_the_calls_is_known() {
        // These calls are never made, or what they refuse is none of a payment.
        let unknown = ["OrderReferenceCountExceeded"];
        for error in amazon_pay::SERVICE.errors {
            let code = error.code;
            let is_known = known().iter().any(|(known, _)| *known == code);
            let goes_on = is_passing(code) || is_not_modifiable(code);
            assert_eq!(is_known || goes_on, !unknown.contains(&code), "{code}");
            assert!(!(is_known && goes_on), "{code}");
        }
    }

    #[test]
    fn a_caller_gets_only_errors_that_fps_documents_for_the_action() {
        for action in ACTIONS {
            for asked in asked_for(action) {
                let operation = super::super::operation(*asked, crate::sandbox::rows::ConsentKind::Once);
                let operations =
                    [operation, super::super::operation(*asked, crate::sandbox::rows::ConsentKind::Standing)];
                for (code, cause) in known() {
                    let error = amazon_pay::SERVICE.error(code);
                    if error.is_some_and(|error| !operations.iter().any(|name| error.operations.contains(name))) {
                        continue;
                    }
                    let answer = translate(action, *asked, code, cause.unwrap_or_default());
                    let documented = fps::SERVICE.operation(&format!("{action:?}")).expect("it is an action").errors;
                    assert!(
                        documented.contains(&answer.code()),
                        "{action:?}: {asked:?} {code} {cause:?} is {}",
                        answer.code()
                    );
                }
            }
        }
    }

    #[test]
    fn one_code_may_be_many_errors() {
        let answer =
            |action, asked, message| translate(action, asked, "TransactionAmountExceeded", message).code().to_owned();
        assert_eq!(answer(SagaAction::Pay, Asked::Authorize, ""), "AmountOutOfRange");
        assert_eq!(answer(SagaAction::Settle, Asked::Capture, ""), "SettleAmountGreaterThanReserveAmount");
        assert_eq!(answer(SagaAction::Refund, Asked::Refund, ""), "RefundAmountExceeded");
        let constraint =
            |action, message| translate(action, Asked::Confirm, "ConstraintsExist", message).code().to_owned();
        assert_eq!(constraint(SagaAction::Pay, "it has PaymentPlanNotSet"), "PaymentMethodNotDefined");
        assert_eq!(constraint(SagaAction::Reserve, "it has PaymentPlanNotSet"), "InvalidPaymentMethod");
        assert_eq!(constraint(SagaAction::Pay, "it has ShippingAddressNotSet"), "IncompatibleTokens");
    }

    #[test]
    fn a_code_that_nobody_knows_denies_the_transaction() {
        let error = translate(SagaAction::Pay, Asked::Authorize, "SomethingNew", "so be it");
        assert_eq!(error.code(), "TransactionDenied");
        assert!(error.message().contains("SomethingNew: so be it"));
    }
}
