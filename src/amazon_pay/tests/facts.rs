//! What the documents of the service say, and what follows from it for a request.

use super::super::ids::ConsentToken;
use super::super::*;
use crate::contract::{Effect, Quota};
use crate::wire::Request;

const VERSION: &str = "2013-01-01";

#[test]
fn quotas_are_those_of_the_documents() {
    let quotas = |live: [u32; 3], sandbox: [u32; 3]| {
        [("live", live), ("sandbox", sandbox)].map(|(environment, [most, restored, every_seconds])| Quota {
            environment,
            most,
            restored,
            every_seconds,
        })
    };
    let (mut writes, mut reads, mut without) = (0, 0, Vec::new());
    for operation in SERVICE.operations {
        if operation.name == "GetServiceStatus" {
            assert_eq!(operation.quotas, quotas([2, 1, 300], [2, 1, 300]));
        } else if operation.quotas.is_empty() {
            without.push(operation.name);
        } else if operation.name.starts_with("Get") {
            assert_eq!(operation.quotas, quotas([20, 2, 1], [5, 1, 1]), "{}", operation.name);
            reads += 1;
        } else {
            assert_eq!(operation.quotas, quotas([10, 1, 1], [2, 1, 2]), "{}", operation.name);
            writes += 1;
        }
    }
    assert_eq!((writes, reads), (15, 5));
    // No document gives them one.
    let unknown = [
        "ListOrderReference",
        "ListOrderReferenceByNextToken",
        "GetMerchantAccountStatus",
        "GetMerchantNotificationConfiguration",
        "SetMerchantNotificationConfiguration",
        "GetProviderCreditDetails",
        "GetProviderCreditReversalDetails",
        "ReverseProviderCredit",
    ];
    assert_eq!(without, unknown);
}

#[test]
fn whatever_moves_money_can_be_repeated() {
    let moves = SERVICE.operations.iter().filter(|operation| operation.effect == Effect::MovesMoney);
    let keys = moves.map(|operation| (operation.name, operation.idempotent_by)).collect::<Vec<_>>();
    assert_eq!(
        keys,
        [
            ("Authorize", Some("AuthorizationReferenceId")),
            ("Capture", Some("CaptureReferenceId")),
            ("Refund", Some("RefundReferenceId")),
            ("AuthorizeOnBillingAgreement", Some("AuthorizationReferenceId")),
            ("ReverseProviderCredit", Some("CreditReversalReferenceId")),
        ]
    );
    let request = CaptureRequest::new("S01-1-1-A1", "capture-1", Price::usd(1));
    assert_eq!(request.idempotency_key(), Some("capture-1"));
}

#[test]
fn every_error_says_how_to_get_it_and_which_statuses_are_certain() {
    for error in SERVICE.errors {
        assert!(error.provoke.is_some() && !error.operations.is_empty(), "{}", error.code);
        assert_eq!(
            error.retriable.is_some_and(|retriable| retriable),
            [
                "InputStreamDisconnected",
                "InternalError",
                "InternalServerError",
                "QuotaExceeded",
                "RequestThrottled",
                "ServiceUnavailable",
            ]
            .contains(&error.code),
            "{}",
            error.code
        );
    }
    let uncertain = SERVICE.errors.iter().filter(|error| !error.status_verified).map(|error| error.code);
    assert_eq!(
        uncertain.collect::<Vec<_>>(),
        [
            "InvalidBillingAgreementId",
            "InvalidBillingAgreementStatus",
            "InvalidCancelAttempt",
            "InvalidCloseAttempt",
            "InvalidOrderReferenceStatus",
            "InvalidSandboxSimulationSpecified",
            "InvalidTransactionId",
            "MissingAuthenticationToken",
            "OrderReferenceNotModifiable",
            "PaymentMethodNotUpdated",
            "PeriodicAmountExceeded",
            "RequestExpired",
            "ServiceUnavailable",
            "TransactionAmountExceeded",
            "TransactionCountExceeded",
            "UnauthorizedAccess",
            "UnauthorizedSolutionProvider",
        ]
    );
}

#[test]
fn what_the_documents_limit_is_checked() {
    let authorize = |reference: &str, amount| AuthorizeRequest::new("S01-1234567-1234567", reference, amount);
    let whole = || authorize("test_authorize-1", Price::usd(Decimal::new(9450, 2)));
    let text = |length| "é".repeat(length);
    let longest = whole()
        .seller_authorization_note(text(255))
        .soft_descriptor(text(16))
        .transaction_timeout(1440)
        .provider_credit_list([ProviderCredit { provider_id: "P".to_owned(), credit_amount: Price::usd(1) }]);
    assert_eq!(longest.check(VERSION), Ok(()));
    assert_eq!(whole().transaction_timeout(0).check(VERSION), Ok(()));
    assert_eq!(authorize(&"x".repeat(32), Price::new(1, "JPY")).check(VERSION), Ok(()));
    // More than the service takes: it answers with a code of its own.
    assert_eq!(authorize("a", Price::usd(150_001)).check(VERSION), Ok(()));
    let close = |request: CloseAuthorizationRequest| request.check(VERSION).map_err(|invalid| invalid.field);
    assert_eq!(close(CloseAuthorizationRequest::new("A").closure_reason(text(255))), Ok(()));
    assert_eq!(close(CloseAuthorizationRequest::new("A").closure_reason(text(256))), Err("ClosureReason".to_owned()));
    let longer = CloseOrderReferenceRequest::new("P").closure_reason(text(1025)).check(VERSION);
    assert!(longer.is_err_and(|invalid| invalid.rule.contains("1025 characters")));

    for (broken, field, rule) in [
        (authorize("", Price::usd(1)), "AuthorizationReferenceId", "it says nothing"),
        (authorize(&"x".repeat(33), Price::usd(1)), "AuthorizationReferenceId", "32 at most"),
        (
            authorize("order 1", Price::usd(1)),
            "AuthorizationReferenceId",
            "it holds ' ', and may hold A-Z a-z 0-9 _ - only",
        ),
        (authorize("ordér", Price::usd(1)), "AuthorizationReferenceId", "it holds 'é'"),
        (authorize("a", Price::usd(0)), "AuthorizationAmount.Amount", "more than zero"),
        (authorize("a", Price::usd(Decimal::new(1, 3))), "AuthorizationAmount.Amount", "two decimal places at most"),
        (authorize("a", Price::new(Decimal::new(15, 1), "JPY")), "AuthorizationAmount.Amount", "no decimal places"),
        (authorize("a", Price::new(1, "usd")), "AuthorizationAmount.CurrencyCode", "it is 'usd', and may be USD, EUR"),
        (whole().seller_authorization_note(text(256)), "SellerAuthorizationNote", "255 at most"),
        (whole().soft_descriptor(text(17)), "SoftDescriptor", "16 at most"),
        (whole().transaction_timeout(4), "TransactionTimeout", "a multiple of 5"),
        (whole().transaction_timeout(-5), "TransactionTimeout", "0 at least"),
        (whole().transaction_timeout(1445), "TransactionTimeout", "1440 at most"),
        (
            whole()
                .provider_credit_list([ProviderCredit { provider_id: "P".to_owned(), credit_amount: Price::usd(0) }]),
            "ProviderCreditList.member.1.CreditAmount.Amount",
            "more than zero",
        ),
        (
            whole().provider_credit_list([ProviderCredit { provider_id: text(65), credit_amount: Price::usd(1) }]),
            "ProviderCreditList.member.1.ProviderId",
            "64 at most",
        ),
    ] {
        let invalid = broken.check(VERSION).expect_err(field);
        assert!(invalid.field == field && invalid.rule.contains(rule), "{field}, {rule}: {invalid}");
    }

    let charge = |seller_order_id| {
        let attributes = SellerOrderAttributes { seller_order_id: Some(seller_order_id), ..Default::default() };
        AuthorizeOnBillingAgreementRequest::new("C01", "a", Price::usd(1)).seller_order_attributes(attributes)
    };
    assert_eq!(charge(text(127)).check(VERSION), Ok(()));
    let longer = charge(text(128)).check(VERSION).expect_err("it is too long");
    assert_eq!(longer.field, "SellerOrderAttributes.SellerOrderId");
    assert!(longer.rule.contains("127 at most"), "{longer}");
    let refund = |provider_id| {
        let reversal = ProviderCreditReversal { provider_id, credit_reversal_amount: Price::usd(1) };
        RefundRequest::new("C", "a", Price::usd(1)).provider_credit_reversal_list([reversal])
    };
    assert_eq!(refund(text(64)).check(VERSION), Ok(()));
    let longer = refund(text(65)).check(VERSION).expect_err("it is too long");
    assert!(longer.field == "ProviderCreditReversalList.member.1.ProviderId" && longer.rule.contains("64 at most"));
}

#[test]
fn values_outside_of_their_sets_are_not_sent_and_are_read() {
    let unknown = CreateOrderReferenceForIdRequest::new("C01", IdType::from("Order")).check(VERSION);
    assert_eq!(
        unknown.expect_err("there is one kind").to_string(),
        "IdType: it is 'Order', and may be BillingAgreement"
    );
    let list = ListOrderReferenceRequest::new("4711", QueryIdType::SellerOrderId);
    let draft = list.order_reference_status_list_filter([ListedState::Open, ListedState::from("Draft")]);
    let invalid = draft.check(VERSION).expect_err("drafts are not listed");
    assert_eq!(invalid.field, "OrderReferenceStatusListFilter.OrderReferenceStatus.2");
    let nowhere = SetMerchantNotificationConfigurationRequest::new([]).check(VERSION);
    assert_eq!(
        nowhere.expect_err("there is nothing to set").to_string(),
        "NotificationConfigurationList: it is missing, and is required at least once"
    );
    assert_eq!(OrderReferenceReasonCode::from("New").as_str(), "New");
}

#[test]
fn tokens_of_buyers_are_not_told() {
    let token = "Atza|IQEBLjAsAhRmHjNmHpi0U-Dme37rR6CuUpSR";
    let request = GetOrderReferenceDetailsRequest::new("S01-1234567-1234567").access_token(token);
    assert_eq!(request.access_token.as_ref().map(ConsentToken::as_str), Some(token));
    assert!(!format!("{request:?}").contains("IQEBLjAs"), "{request:?}");
}
