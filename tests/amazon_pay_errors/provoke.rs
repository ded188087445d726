//! How each error is provoked: the table.

use amazon_fps::amazon_pay::Operation;
use amazon_fps::client::{Credentials, Endpoint, HttpRequest};
use amazon_fps::sandbox::Setting;
use amazon_fps::sandbox::amazon_pay::{AmazonAction, MerchantChange, NewBillingAgreement, NewOrderReference, TestCard};
use chrono::TimeDelta;

use crate::world::{Call, World};

/// All operations that list an error.
pub const EVERY: &[&str] = &["*"];
/// Errors that no rule has, and the operations that list them all the same.
pub const BY_NO_RULE: &[(&str, &[&str])] = &[
    // It says so in words of its own.
    ("AccessDenied", &["GetMerchantAccountStatus"]),
    // They compare the currency with that of the order or of the agreement, and it is not the same.
    ("CurrencyUnsupported", &["Authorize", "AuthorizeOnBillingAgreement"]),
    ("InputStreamDisconnected", EVERY),
    ("InternalError", EVERY),
    ("InternalServerError", EVERY),
    // It tells whether the account is active.
    ("InvalidAccountStatus", &["GetMerchantAccountStatus"]),
    ("QuotaExceeded", EVERY),
    ("ServiceUnavailable", EVERY),
    ("UnauthorizedAccess", EVERY),
];

/// A note that asks for a simulation that there is not.
const BAD_NOTE: Option<&str> = Some(r#"{"SandboxSimulation": {"State": "Completed"}}"#);

/// Whether that error comes only when it is asked for.
pub fn by_no_rule(operation: Operation, code: &str) -> bool {
    let listed = BY_NO_RULE.iter().find(|(other, _)| *other == code);
    let is_listed =
        listed.is_some_and(|(_, operations)| *operations == EVERY || operations.contains(&operation.name()));
    // For some operations no quota is known.
    is_listed || (code == "RequestThrottled" && operation.info().quotas.is_empty())
}

/// Whether a request is refused so before any rule sees it.
pub fn is_unwelcome(code: &str) -> bool {
    matches!(
        code,
        "InvalidAccessKeyId"
            | "InvalidAddress"
            | "InvalidParameterValue"
            | "MissingAuthenticationToken"
            | "RequestExpired"
            | "RequestThrottled"
            | "SignatureDoesNotMatch"
    )
}

/// Sends a request that is refused so before any rule sees it.
pub async fn send_unwelcome(world: &World, operation: Operation, code: &str) {
    let as_it_is = |request: HttpRequest| request;
    let client = match code {
        "InvalidAccessKeyId" => {
            world.client_changing(as_it_is, |client| client.credentials(Credentials::new("AKIANOBODY", "secret")))
        }
        "InvalidAddress" => {
            let place = "http://127.0.0.1:8080/OffAmazonPayments_Sandbox/2012-01-01";
            world.client_changing(as_it_is, |client| client.endpoint(Endpoint::url(place).expect("it is an address")))
        }
        "RequestExpired" => {
            let hour_ago = world.now() - TimeDelta::hours(1);
            world.client_changing(as_it_is, |client| client.clock(move || hour_ago))
        }
        "InvalidParameterValue" => {
            world.client_changing(|request| spoilt(request, "Timestamp=", "Timestamp=soon"), same)
        }
        "MissingAuthenticationToken" => world.client_changing(|request| spoilt(request, "&Signature=", "&Sign="), same),
        "SignatureDoesNotMatch" => {
            world.client_changing(|request| spoilt(request, "&Signature=", "&Signature=x"), same)
        }
        "RequestThrottled" => {
            let throttled = World::with_quotas(true).await;
            let most = operation.info().quotas.iter().map(|quota| quota.most).max().unwrap_or_default();
            for _ in 0..=most {
                throttled.send(operation, Call::default()).await;
            }
            world.adopt(&throttled);
            return;
        }
        code => panic!("nothing here says how {code} is provoked"),
    };
    world.send_by(&client, operation, Call::default()).await;
}

fn same<T>(client: T) -> T {
    client
}

fn spoilt(request: HttpRequest, from: &str, to: &str) -> HttpRequest {
    let body = String::from_utf8(request.body).expect("requests are text");
    assert!(body.contains(from), "{body}");
    HttpRequest { body: body.replacen(from, to, 1).into_bytes(), ..request }
}

/// Sends what `operation` refuses with `code`; false where the table says nothing of them.
pub async fn provoke(world: &World, operation: Operation, code: &str) -> bool {
    let Some(call) = prepare(world, operation, code).await else { return false };
    match code {
        "AccessDenied" | "UnauthorizedSolutionProvider" => {
            let other = world.client_changing(|request| request, |client| client.seller_id("A9NOBODY"));
            world.send_by(&other, operation, call).await;
        }
        _ => world.send(operation, call).await,
    }
    true
}

/// The call that is refused, when everything is ready for it.
async fn prepare(world: &World, operation: Operation, code: &str) -> Option<Call> {
    let ordinary = Call::default();
    Some(match (code, operation) {
        ("AccessDenied" | "UnauthorizedSolutionProvider", _) => ordinary,
        ("InvalidAccountStatus", _) => {
            let change = MerchantChange { active: Some(false), ..MerchantChange::default() };
            world.sandbox.alter_merchant(&world.seller_id(), change).await.expect("the merchant is there");
            ordinary
        }
        ("InvalidOrderReferenceId" | "InvalidBillingAgreementId" | "InvalidTransactionId", _) => ordinary,
        ("InvalidAddressConsentToken", Operation::GetOrderReferenceDetails) => {
            Call { order: Some(world.draft().await), token: Some("Atza|nobody"), ..ordinary }
        }
        ("InvalidAddressConsentToken", _) => {
            let agreement = Some(world.create_agreement(NewBillingAgreement::default()).await);
            Call { agreement, token: Some("Atza|nobody"), ..ordinary }
        }
        (_, Operation::Authorize) => of_authorize(world, code).await?,
        (_, Operation::Capture | Operation::CloseAuthorization) => of_capture(world, operation, code).await?,
        (_, Operation::Refund) => of_refund(world, code).await?,
        (_, Operation::ReverseProviderCredit) => of_provider(world, code).await?,
        (
            _,
            Operation::AuthorizeOnBillingAgreement
            | Operation::CloseBillingAgreement
            | Operation::ConfirmBillingAgreement
            | Operation::CreateOrderReferenceForId
            | Operation::SetBillingAgreementDetails
            | Operation::ValidateBillingAgreement,
        ) => of_agreement(world, operation, code).await?,
        _ => of_order(world, operation, code).await?,
    })
}

async fn of_order(world: &World, operation: Operation, code: &str) -> Option<Call> {
    let order = match (code, operation) {
        ("ConstraintsExist", _) => world.create_order(NewOrderReference::default()).await,
        ("CurrencyUnsupported", _) => {
            return Some(Call { order: Some(world.draft().await), currency: Some("EUR"), ..Call::default() });
        }
        ("InvalidSandboxSimulationSpecified", Operation::CloseOrderReference) => {
            return Some(Call { order: Some(world.order().await), note: BAD_NOTE, ..Call::default() });
        }
        ("InvalidSandboxSimulationSpecified", _) => {
            return Some(Call { order: Some(world.draft().await), note: BAD_NOTE, ..Call::default() });
        }
        ("InvalidCancelAttempt" | "InvalidCloseAttempt", _) => world.draft().await,
        ("InvalidOrderReferenceStatus", _) => closed(world).await,
        ("OrderReferenceNotModifiable", _) => world.order().await,
        ("PaymentMethodNotUpdated", _) => {
            let order = world.order_paid_with(TestCard::InvalidHard).await;
            world.prepare(Operation::Authorize, Call { order: Some(order.clone()), ..Call::default() }).await;
            order
        }
        _ => return None,
    };
    Some(Call { order: Some(order), ..Call::default() })
}

async fn of_authorize(world: &World, code: &str) -> Option<Call> {
    let open = Call { order: Some(world.order().await), ..Call::default() };
    Some(match code {
        "CurrencyMismatch" => Call { currency: Some("EUR"), ..open },
        "DuplicateReferenceId" => {
            let first = Call { reference: Some("same"), ..open };
            world.prepare(Operation::Authorize, first.clone()).await;
            Call { order: Some(world.order().await), ..first }
        }
        "DuplicateRequest" => {
            let first = Call { reference: Some("same"), ..open };
            world.prepare(Operation::Authorize, first.clone()).await;
            Call { dollars: Some("2"), ..first }
        }
        "InvalidOrderReferenceStatus" => Call { order: Some(world.draft().await), ..open },
        "InvalidSandboxSimulationSpecified" => Call { note: BAD_NOTE, ..open },
        "TransactionAmountExceeded" => Call { dollars: Some("11.51"), ..open },
        "TransactionCountExceeded" => {
            for _ in 0..10 {
                world.prepare(Operation::Authorize, open.clone()).await;
            }
            open
        }
        _ => return None,
    })
}

async fn of_capture(world: &World, operation: Operation, code: &str) -> Option<Call> {
    let open = Call { authorization: Some(world.authorized().await), ..Call::default() };
    Some(match code {
        "CurrencyMismatch" => Call { currency: Some("EUR"), ..open },
        "DuplicateReferenceId" => {
            let first = Call { reference: Some("same"), ..open };
            world.prepare(Operation::Capture, first.clone()).await;
            Call { authorization: Some(world.authorized().await), ..first }
        }
        "DuplicateRequest" => {
            let first = Call { reference: Some("same"), ..open };
            world.prepare(Operation::Capture, first.clone()).await;
            Call { dollars: Some("2"), ..first }
        }
        "InvalidAuthorizationStatus" if operation == Operation::CloseAuthorization => {
            world.prepare(Operation::Capture, open.clone()).await;
            open
        }
        "InvalidAuthorizationStatus" => {
            world.prepare(Operation::CloseAuthorization, open.clone()).await;
            open
        }
        "InvalidSandboxSimulationSpecified" => Call { note: BAD_NOTE, ..open },
        "TransactionAmountExceeded" => Call { dollars: Some("10.01"), ..open },
        "TransactionCountExceeded" => {
            world.prepare(Operation::Capture, open.clone()).await;
            open
        }
        _ => return None,
    })
}

async fn of_refund(world: &World, code: &str) -> Option<Call> {
    let completed = Call { capture: Some(world.captured().await), ..Call::default() };
    Some(match code {
        "CaptureNotRefundable" => {
            let id = completed.capture.clone().expect("it was captured");
            let closing = AmazonAction::Close { by_buyer: false };
            world.sandbox.act_as_amazon(None, &id, closing).await.expect("it is completed");
            completed
        }
        "CurrencyMismatch" => Call { currency: Some("EUR"), ..completed },
        "DuplicateReferenceId" => {
            let first = Call { reference: Some("same"), ..completed };
            world.prepare(Operation::Refund, first.clone()).await;
            Call { capture: Some(world.captured().await), ..first }
        }
        "DuplicateRequest" => {
            let first = Call { reference: Some("same"), ..completed };
            world.prepare(Operation::Refund, first.clone()).await;
            Call { dollars: Some("2"), ..first }
        }
        "InvalidSandboxSimulationSpecified" => Call { note: BAD_NOTE, ..completed },
        "TransactionAmountExceeded" => Call { dollars: Some("11.51"), ..completed },
        "TransactionCountExceeded" => {
            for _ in 0..10 {
                world.prepare(Operation::Refund, completed.clone()).await;
            }
            completed
        }
        _ => return None,
    })
}

async fn of_provider(world: &World, code: &str) -> Option<Call> {
    let open = Call { credit: Some(world.credit().await), ..Call::default() };
    Some(match code {
        "CurrencyMismatch" => Call { currency: Some("EUR"), ..open },
        "DuplicateReferenceId" => {
            let first = Call { reference: Some("same"), ..open };
            world.prepare(Operation::ReverseProviderCredit, first.clone()).await;
            Call { credit: Some(world.credit().await), ..first }
        }
        "DuplicateRequest" => {
            let first = Call { reference: Some("same"), ..open };
            world.prepare(Operation::ReverseProviderCredit, first.clone()).await;
            Call { dollars: Some("2"), ..first }
        }
        "TransactionAmountExceeded" => Call { dollars: Some("10.01"), ..open },
        _ => return None,
    })
}

async fn of_agreement(world: &World, operation: Operation, code: &str) -> Option<Call> {
    let new = NewBillingAgreement::default;
    let with = |agreement: String| Call { agreement: Some(agreement), ..Call::default() };
    Some(match (code, operation) {
        ("BillingAgreementConstraintsExist", _) => {
            with(world.create_agreement(NewBillingAgreement { consent: Some(false), ..new() }).await)
        }
        ("BillingAgreementNotModifiable", _) => with(world.agreement().await),
        ("ConstraintsExist", _) => {
            let payment = Setting::To(TestCard::NotAllowed);
            let draft = world.create_agreement(NewBillingAgreement { payment, ..new() }).await;
            Call { confirms: true, ..with(draft) }
        }
        ("CurrencyMismatch" | "CurrencyUnsupported", _) => {
            Call { currency: Some("EUR"), ..with(world.agreement().await) }
        }
        ("DuplicateReferenceId", _) => {
            let first = Call { reference: Some("same"), ..with(world.agreement().await) };
            world.prepare(operation, first.clone()).await;
            Call { agreement: Some(world.agreement().await), ..first }
        }
        ("DuplicateRequest", _) => {
            let first = Call { reference: Some("same"), ..with(world.agreement().await) };
            world.prepare(operation, first.clone()).await;
            Call { dollars: Some("2"), ..first }
        }
        (
            "InvalidBillingAgreementStatus",
            Operation::ConfirmBillingAgreement | Operation::CreateOrderReferenceForId,
        ) => {
            let closed = with(world.agreement().await);
            world.prepare(Operation::CloseBillingAgreement, closed.clone()).await;
            closed
        }
        ("InvalidBillingAgreementStatus" | "InvalidCloseAttempt", _) => with(world.create_agreement(new()).await),
        ("InvalidSandboxSimulationSpecified", _) => Call { note: BAD_NOTE, ..with(world.agreement().await) },
        ("OrderReferenceCountExceeded", _) => {
            let draft = with(world.create_agreement(new()).await);
            world.prepare(operation, draft.clone()).await;
            draft
        }
        ("PaymentMethodNotUpdated", _) => {
            let payment = Setting::To(TestCard::InvalidHard);
            let made = with(world.create_agreement(NewBillingAgreement { payment, confirm: true, ..new() }).await);
            world.prepare(Operation::AuthorizeOnBillingAgreement, made.clone()).await;
            made
        }
        ("PeriodicAmountExceeded", _) => Call { dollars: Some("500.01"), ..with(world.agreement().await) },
        ("TransactionAmountExceeded", _) => Call { dollars: Some("150000.01"), ..with(world.agreement().await) },
        _ => return None,
    })
}

async fn closed(world: &World) -> String {
    let order = world.order().await;
    world.prepare(Operation::CloseOrderReference, Call { order: Some(order.clone()), ..Call::default() }).await;
    order
}
