//! Signed queries: Signature Version 2.

use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::{Credentials, Method, Prepared, Read, Unread, Unsigned};
use crate::client::{HttpRequest, HttpResponse};
use crate::contract::ServiceInfo;
use crate::error::ServiceError;
use crate::sign::v2::{self, SignatureMethod};
use crate::wire::{DateStyle, Limits, Node, Scalar, Style, xml};

pub(super) fn prepare(
    unsigned: &Unsigned<'_>,
    credentials: &Credentials,
    method: Method,
    signature_method: SignatureMethod,
    common: &[(&'static str, SecretString)],
) -> Prepared {
    let Unsigned { operation, version, endpoint, user_agent, now, request, .. } = unsigned;
    let mut parameters = crate::client::parameters(*request);
    parameters.extend(common.iter().map(|(name, value)| ((*name).to_owned(), value.expose_secret().to_owned())));
    parameters.extend([("Action", operation.name), ("Version", version)].map(owned));
    signed(parameters, endpoint, user_agent, *now, credentials, method, signature_method)
}

/// The request with these parameters, what is asked among them, and with those of the signature.
pub fn signed(
    mut parameters: Vec<(String, String)>,
    endpoint: &Url,
    user_agent: &str,
    now: DateTime<Utc>,
    credentials: &Credentials,
    method: Method,
    signature_method: SignatureMethod,
) -> Prepared {
    let verb = match method {
        Method::Get => "GET",
        Method::Post => "POST",
    };
    let mut timestamp = String::new();
    now.write(Style { dates: DateStyle::Utc, ..Style::REQUEST }, &mut timestamp);
    let signed_by = [
        ("AWSAccessKeyId", credentials.access_key_id()),
        ("SignatureMethod", signature_method.as_str()),
        ("SignatureVersion", "2"),
        ("Timestamp", &timestamp),
    ];
    parameters.extend(signed_by.map(owned));
    let path = percent_encoding::percent_decode_str(endpoint.path()).decode_utf8_lossy();
    let string_to_sign = v2::string_to_sign(verb, &host_line(endpoint), &path, &parameters);
    let signature = signature_method.sign(credentials.secret(), &string_to_sign);
    parameters.push(("Signature".to_owned(), signature));
    let encoded = v2::encode_parameters(&parameters);

    let mut headers = vec![("User-Agent", user_agent.to_owned())];
    let (url, body) = match method {
        Method::Get => (format!("{endpoint}?{encoded}"), Vec::new()),
        Method::Post => {
            headers.push(("Content-Type", "application/x-www-form-urlencoded; charset=utf-8".to_owned()));
            (endpoint.to_string(), encoded.into_bytes())
        }
    };
    let http = HttpRequest { method: verb, url, headers, body, answer_limit: Limits::ANSWER.bytes };
    Prepared { http, string_to_sign: Some(string_to_sign), message_id: None }
}

fn owned((name, value): (&str, &str)) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// The `Host` header: with the port where it isn't the scheme's own.
fn host_line(endpoint: &Url) -> String {
    let host = endpoint.host_str().unwrap_or_default();
    match endpoint.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

pub fn read<'a>(service: &'static ServiceInfo, response: &'a HttpResponse) -> Result<Read<'a>, Unread> {
    super::refuse_web_page(&response.body)?;
    let text =
        std::str::from_utf8(&response.body).map_err(|error| Unread::Malformed(format!("it is not UTF-8: {error}")))?;
    let tree =
        xml::read(text, &Limits::ANSWER).map_err(|error| Unread::Malformed(format!("it is not XML: {error}")))?;
    if let Some(error) = refusal(service, tree.root(), response.status) {
        return Err(Unread::Refused(error));
    }
    match response.status {
        200..=299 => Ok(Read { tree, relates_to: None }),
        status => Err(Unread::Malformed(format!("HTTP status {status} without an error code"))),
    }
}

/// The error of any shape that the services have sent: `Response/Errors/Error` or `ErrorResponse/Error`.
fn refusal(service: &'static ServiceInfo, root: Node<'_>, status: u16) -> Option<ServiceError> {
    let error = match root.name() {
        "Response" => root.child("Errors")?.child("Error")?,
        "ErrorResponse" => root.child("Error")?,
        _ => return None,
    };
    let code = error.child("Code")?.text().trim();
    if code.is_empty() {
        return None;
    }
    let message = error.child("Message").map_or("", |message| message.text().trim());
    let request_id = root.child("RequestID").or_else(|| root.child("RequestId"));
    Some(ServiceError::received(service, code, message, request_id.map(|id| id.text().trim()), status))
}
