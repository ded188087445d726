//! SOAP messages, signed by WS-Security.

use chrono::{DateTime, Utc};
use url::Url;

use super::{Prepared, Read, Unread, Unsigned};
use crate::client::{HttpRequest, HttpResponse};
use crate::contract::ServiceInfo;
use crate::error::{Error, ServiceError};
use crate::soap::wsse::{Message, Signer};
use crate::soap::{Fault, read_answer};
use crate::uuid;
use crate::wire::{Limits, xml};

pub(super) fn prepare(unsigned: &Unsigned<'_>, signer: &Signer) -> Result<Prepared, Error> {
    let Unsigned { service, operation, version, endpoint, user_agent, now, request } = unsigned;
    let body = xml::body(operation.name, &service.namespace_of(version), *request);
    signed(operation.name, &body, endpoint, user_agent, *now, signer)
}

/// The message with this body: one XML element that declares the namespaces it uses.
pub fn signed(
    action: &str,
    body: &str,
    endpoint: &Url,
    user_agent: &str,
    now: DateTime<Utc>,
    signer: &Signer,
) -> Result<Prepared, Error> {
    let unsignable = |reason: String| Error::Configuration(format!("the message can't be signed: {reason}"));
    let certificate = signer.certificate();
    if !certificate.valid_at(now) {
        return Err(unsignable(format!(
            "the certificate of {} is valid from {} to {}, and it is {now}",
            certificate.subject(),
            certificate.not_before(),
            certificate.not_after()
        )));
    }
    let message_id = format!("urn:uuid:{}", uuid::random().map_err(|error| unsignable(error.to_string()))?);
    let message = Message { action, to: endpoint.as_str(), message_id: &message_id, body };
    let signed = signer.sign(&message, now).map_err(|error| unsignable(error.to_string()))?;
    let headers = vec![
        ("User-Agent", user_agent.to_owned()),
        ("Content-Type", "text/xml; charset=utf-8".to_owned()),
        ("SOAPAction", format!("\"{action}\"")),
    ];
    let http = HttpRequest {
        method: "POST",
        url: endpoint.to_string(),
        headers,
        body: signed.into_bytes(),
        answer_limit: Limits::ANSWER.bytes,
    };
    Ok(Prepared { http, string_to_sign: None, message_id: Some(message_id) })
}

pub fn read<'a>(service: &'static ServiceInfo, response: &'a HttpResponse) -> Result<Read<'a>, Unread> {
    super::refuse_web_page(&response.body)?;
    let answer = read_answer(&response.body, &Limits::ANSWER).map_err(|error| Unread::Malformed(error.to_string()))?;
    let tree = answer.body.map_err(|fault| Unread::Refused(refusal(service, &fault)))?;
    match response.status {
        200..=299 => Ok(Read { tree, relates_to: answer.relates_to }),
        status => Err(Unread::Malformed(format!("HTTP status {status} with an answer that is no fault"))),
    }
}

/// Every fault comes with HTTP status 500; the code says whose it is.
fn refusal(service: &'static ServiceInfo, fault: &Fault) -> ServiceError {
    let code = fault.error_code();
    let status = match service.error(code) {
        Some(info) => info.http_status,
        None if fault.code.contains("Server") => 500,
        None => 400,
    };
    ServiceError::received(service, code, &fault.message, fault.request_id.as_deref(), status)
}
