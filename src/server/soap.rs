//! SOAP requests: what is executed is the Body that a registered certificate has signed.

use super::front::{Arrived, Executed, Front, Reply, Version, bare, invalid, operation};
use super::interference::{Answer, Stopped};
use super::{Caller, Transport};
use crate::error::ServiceError;
use crate::fps::{ErrorCode, Operation, SERVICE, Service};
use crate::soap::wsse::{Cause, Opened, Refused, open};
use crate::soap::{self, Fault};

pub async fn answer<S: Service>(front: &Front<S>, arrived: &Arrived) -> Answer {
    let now = (front.clock)();
    let open = || open(&arrived.body, &front.limits, now, &|hint| front.callers.certificate(hint, now));
    let opened = match open() {
        Err(refused) if refused.cause() == Cause::Certificate => {
            front.search_callers().await;
            open()
        }
        opened => opened,
    };
    let opened = match opened {
        Ok(opened) => opened,
        Err(refused) => {
            let error = front.refusal(as_service_error(&refused));
            return Answer::Document(refusal(&error, fault_code(&refused)));
        }
    };
    let relates_to = opened.addressing.message_id.clone();
    match execute(front, arrived, &opened, now).await {
        Ok((operation, Executed { document, request_id })) => {
            let action = format!("{}:Response", operation.name());
            let message_id = format!("urn:uuid:{}", bare(&request_id));
            let body = soap::answer(relates_to.as_deref(), &action, &message_id, &document);
            Answer::Document(Reply { status: 200, body })
        }
        Err(Stopped::Refused(error)) => Answer::Document(refusal(&front.refusal(error), None)),
        Err(Stopped::Bare(status)) => Answer::Bare(status),
        Err(Stopped::Broken) => Answer::Broken,
    }
}

async fn execute<S: Service>(
    front: &Front<S>,
    arrived: &Arrived,
    opened: &Opened<'_>,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(Operation, Executed), Stopped> {
    let body = opened.body.root();
    let operation = called(body.name())?;
    let version = Version::of_namespace(body.namespace().unwrap_or_default())?;
    let soap_action = arrived.soap_action.as_deref().map(|action| action.trim_matches('"')).unwrap_or_default();
    if !soap_action.is_empty() && soap_action != operation.name() {
        return Err(invalid(format!(
            "The SOAPAction header names '{}', and the Body holds {}",
            soap_action.chars().take(80).collect::<String>(),
            operation.name()
        ))
        .into());
    }
    let caller = match &opened.certificate {
        Some(certificate) => Some(owner(front, certificate)?),
        None if operation.info().signed => {
            let reason = format!("The message is not signed, and {} needs a WS-Security signature", operation.name());
            return Err(ServiceError::new(ErrorCode::AuthFailure, reason).into());
        }
        None => None,
    };
    let executed = front.execute(operation, &version, caller, Transport::Soap, now, body).await?;
    Ok((operation, executed))
}

fn owner<S: Service>(front: &Front<S>, certificate: &crate::sign::x509::Certificate) -> Result<Caller, ServiceError> {
    let unknown = || ServiceError::new(ErrorCode::InvalidClientTokenId, "The certificate is no longer registered here");
    front.callers.owner(certificate).ok_or_else(unknown)
}

/// The element is called as the action; toolkits fed with an older WSDL add `Request`.
fn called(name: &str) -> Result<Operation, ServiceError> {
    let stem = name.strip_suffix("Request").filter(|stem| SERVICE.operation(stem).is_some());
    operation(stem.unwrap_or(name))
}

fn as_service_error(refused: &Refused) -> ServiceError {
    let code = match refused.cause() {
        Cause::Signature => ErrorCode::SignatureDoesNotMatch,
        Cause::Certificate => ErrorCode::InvalidClientTokenId,
        Cause::Time => ErrorCode::RequestExpired,
        _ => ErrorCode::InvalidParams,
    };
    ServiceError::new(code, refused.to_string())
}

/// The codes that SOAP itself has for messages that are none.
fn fault_code(refused: &Refused) -> Option<&'static str> {
    match refused.cause() {
        Cause::Version => Some("VersionMismatch"),
        Cause::MustUnderstand => Some("MustUnderstand"),
        _ => None,
    }
}

/// SOAP 1.1 sends every fault with HTTP status 500.
pub fn refusal(error: &ServiceError, code: Option<&'static str>) -> Reply {
    let side = if error.status() >= 500 { "Server" } else { "Client" };
    let fault = Fault {
        code: code.map_or_else(|| format!("{side}.{}", error.code()), str::to_owned),
        message: error.message().to_owned(),
        request_id: error.request_id().map(str::to_owned),
    };
    Reply { status: 500, body: fault.envelope() }
}
