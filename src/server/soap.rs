//! SOAP requests: what is executed is the Body that a registered certificate has signed.

use super::dialect::{Dialect, Reason};
use super::front::{Arrived, Front, Reply, bare, invalid, operation};
use super::interference::{Answer, Stopped};
use super::version::Version;
use super::{Call, Caller, Transport};
use crate::contract::OperationInfo;
use crate::error::ServiceError;
use crate::ids::RequestId;
use crate::soap::wsse::{Cause, Opened, Refused, open};
use crate::soap::{self, Fault};

pub async fn answer<H: Dialect>(front: &Front<H>, arrived: &Arrived) -> Answer {
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
            let error = front.refusal(as_service_error::<H>(&refused));
            return Answer::Document(refusal(&error, fault_code(&refused)));
        }
    };
    let relates_to = opened.addressing.message_id.clone();
    match execute(front, arrived, &opened, now).await {
        Ok(Executed { operation, document, request_id }) => {
            let action = format!("{}:Response", operation.name);
            let message_id = format!("urn:uuid:{}", bare(&request_id));
            let body = soap::answer(relates_to.as_deref(), &action, &message_id, &document);
            Answer::Document(Reply { status: 200, body })
        }
        Err(Stopped::Refused(error)) => Answer::Document(refusal(&front.refusal(error), None)),
        Err(Stopped::Bare(status)) => Answer::Bare(status),
        Err(Stopped::Broken) => Answer::Broken,
    }
}

/// What a message has led to.
struct Executed {
    operation: &'static OperationInfo,
    document: String,
    request_id: RequestId,
}

async fn execute<H: Dialect>(
    front: &Front<H>,
    arrived: &Arrived,
    opened: &Opened<'_>,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Executed, Stopped> {
    let body = opened.body.root();
    let operation = called::<H>(body.name())?;
    let version = Version::of_namespace::<H>(body.namespace().unwrap_or_default())?;
    let soap_action = arrived.soap_action.as_deref().map(|action| action.trim_matches('"')).unwrap_or_default();
    if !soap_action.is_empty() && soap_action != operation.name {
        return Err(invalid::<H>(format!(
            "The SOAPAction header names '{}', and the Body holds {}",
            soap_action.chars().take(80).collect::<String>(),
            operation.name
        ))
        .into());
    }
    let caller = match &opened.certificate {
        Some(certificate) => Some(owner(front, certificate)?),
        None if operation.signed => {
            let reason = format!("The message is not signed, and {} needs a WS-Security signature", operation.name);
            return Err(H::refuse(Reason::Unsigned(Transport::Soap), reason).into());
        }
        None => None,
    };
    let call = Call::new(caller, version.contract, (front.request_ids)(), now, Transport::Soap);
    let document = front.execute(operation, &version, &call, body).await?;
    Ok(Executed { operation, document, request_id: call.request_id })
}

fn owner<H: Dialect>(front: &Front<H>, certificate: &crate::sign::x509::Certificate) -> Result<Caller, ServiceError> {
    let unknown = || H::refuse(Reason::UnknownKey, "The certificate is no longer registered here".to_owned());
    front.callers.owner(certificate).ok_or_else(unknown)
}

/// The element is called as the action; toolkits fed with an older WSDL add `Request`.
fn called<H: Dialect>(name: &str) -> Result<&'static OperationInfo, ServiceError> {
    let stem = name.strip_suffix("Request").filter(|stem| H::SERVICE.operation(stem).is_some());
    operation::<H>(stem.unwrap_or(name))
}

fn as_service_error<H: Dialect>(refused: &Refused) -> ServiceError {
    let reason = match refused.cause() {
        Cause::Signature => Reason::WrongSignature,
        Cause::Certificate => Reason::UnknownKey,
        Cause::Time => Reason::Expired,
        _ => Reason::Invalid,
    };
    H::refuse(reason, refused.to_string())
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
