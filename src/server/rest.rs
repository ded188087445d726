//! REST requests: who signed them, and answers in the shape that every FPS client reads.

use std::borrow::Cow;

use chrono::{DateTime, TimeDelta, Utc};

use super::front::{Arrived, Front, Reply, TOLERANCE_MINUTES, Version, invalid, operation};
use super::interference::{Answer, Stopped};
use super::{Caller, Transport};
use crate::error::ServiceError;
use crate::fps::{ErrorCode, Service};
use crate::sign::v2::{self, SignatureMethod};
use crate::wire::{Scalar, query, xml};

/// The names under which clients knew FPS, and which some sign whatever they connect to.
const AMAZON_HOSTS: [&str; 4] = [
    "fps.amazonaws.com",
    "fps.sandbox.amazonaws.com",
    "authorize.payments.amazon.com",
    "authorize.payments-sandbox.amazon.com",
];

/// The parameters that every action has, and that are none of its own.
const COMMON: [&str; 8] =
    ["Action", "AWSAccessKeyId", "Expires", "Signature", "SignatureMethod", "SignatureVersion", "Timestamp", "Version"];

pub async fn answer<S: Service>(front: &Front<S>, arrived: &Arrived) -> Answer {
    match execute(front, arrived).await {
        Ok(body) => Answer::Document(Reply { status: 200, body }),
        Err(Stopped::Refused(error)) => Answer::Document(refusal(&front.refusal(error))),
        Err(Stopped::Bare(status)) => Answer::Bare(status),
        Err(Stopped::Broken) => Answer::Broken,
    }
}

/// An error in the compact shape: clients take it apart with patterns that know no white space.
pub fn refusal(error: &ServiceError) -> Reply {
    let mut body = String::from("<?xml version=\"1.0\"?>\n<Response><Errors><Error><Code>");
    xml::escape_into(error.code(), &mut body);
    body.push_str("</Code><Message>");
    xml::escape_into(error.message(), &mut body);
    body.push_str("</Message></Error></Errors><RequestID>");
    xml::escape_into(error.request_id().unwrap_or_default(), &mut body);
    body.push_str("</RequestID></Response>");
    Reply { status: error.status(), body }
}

async fn execute<S: Service>(front: &Front<S>, arrived: &Arrived) -> Result<String, Stopped> {
    let parameters = parameters(arrived)?;
    let request = Parameters { all: &parameters };
    let operation = match request.get("Action") {
        Some(name) => operation(name)?,
        None => return Err(invalid("Action is missing: name the operation, such as Action=Pay").into()),
    };
    let is_signed = request.get("Signature").is_some();
    let unsigned = !operation.info().signed && !is_signed;
    let version = match request.get("Version") {
        Some(name) => Version::named(name)?,
        None if unsigned => Version::latest(),
        None => return Err(invalid("Version is missing: name the API version, such as Version=2010-08-28").into()),
    };
    let now = (front.clock)();
    let caller = match unsigned {
        true => None,
        false => {
            if request.get("AWSAccessKeyId").is_some_and(|id| !front.callers.knows(id)) {
                front.search_callers().await;
            }
            Some(caller(front, arrived, &request, now)?)
        }
    };
    let own = parameters
        .iter()
        .filter(|(name, _)| !COMMON.contains(&name.as_str()))
        .map(|(name, value)| (Cow::Borrowed(name.as_str()), Cow::Borrowed(value.as_str())));
    let tree = query::read(operation.name(), own, &front.limits).map_err(|error| invalid(error.to_string()))?;
    let executed = front.execute(operation, &version, caller, Transport::Rest, now, tree.root()).await?;
    Ok(executed.document)
}

/// All parameters: some clients put them into the query of a POST, others into its form.
fn parameters(arrived: &Arrived) -> Result<Vec<(String, String)>, ServiceError> {
    let body = match arrived.method.as_str() {
        "POST" => std::str::from_utf8(&arrived.body).map_err(|_| invalid("The form is not UTF-8"))?,
        _ => "",
    };
    let mut parameters = Vec::new();
    for part in [arrived.query.as_str(), body.trim()] {
        if part.bytes().filter(|byte| *byte == b'&').count() >= query::MOST_PARAMETERS {
            return Err(invalid(format!("There are more than {} parameters", query::MOST_PARAMETERS)));
        }
        parameters.extend(v2::decode_parameters(part).map_err(|error| invalid(error.to_string()))?);
    }
    Ok(parameters)
}

struct Parameters<'p> {
    all: &'p [(String, String)],
}

impl<'p> Parameters<'p> {
    fn get(&self, name: &str) -> Option<&'p str> {
        self.all.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    fn required(&self, name: &str) -> Result<&'p str, ServiceError> {
        match self.get(name) {
            Some(value) if !value.is_empty() => Ok(value),
            _ => Err(invalid(format!("{name} is missing, and every signed request has one"))),
        }
    }
}

fn caller<S: Service>(
    front: &Front<S>,
    arrived: &Arrived,
    request: &Parameters<'_>,
    now: DateTime<Utc>,
) -> Result<Caller, ServiceError> {
    let access_key_id = request.required("AWSAccessKeyId")?;
    let signature = request.required("Signature")?;
    let version = request.required("SignatureVersion")?;
    if version != "2" {
        return Err(invalid(format!("SignatureVersion is '{version}', and must be 2: older ones are no longer safe")));
    }
    let method = request.required("SignatureMethod")?;
    let Some(method) = SignatureMethod::from_name(method) else {
        return Err(invalid(format!("SignatureMethod is '{method}', and may be HmacSHA256 or HmacSHA1")));
    };
    let time = Time::of(request)?;
    let check = |secret: &str| {
        let signed_for = |host: &str| v2::string_to_sign(&arrived.method, host, &arrived.path, request.all);
        match hosts(&arrived.host).iter().any(|host| method.verify(secret, &signed_for(host), signature)) {
            true => Ok(()),
            false => Err(signed_for(&arrived.host)),
        }
    };
    match front.callers.with_secret(access_key_id, check) {
        None => Err(ServiceError::new(
            ErrorCode::InvalidClientTokenId,
            format!("There is no access key '{}' here", access_key_id.chars().take(40).collect::<String>()),
        )),
        Some(Err(signed_here)) => Err(ServiceError::new(
            ErrorCode::SignatureDoesNotMatch,
            format!(
                "The signature does not match. With {} and the secret of this access key, signed here was:\n{signed_here}",
                method.as_str()
            ),
        )),
        Some(Ok(())) => {
            time.check(now)?;
            Ok(Caller { access_key_id: access_key_id.to_owned() })
        }
    }
}

/// The hosts that the signer may have meant, the likeliest first.
pub(crate) fn hosts(host: &str) -> Vec<Cow<'_, str>> {
    let mut hosts = vec![Cow::Borrowed(host)];
    let without_port = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    hosts.extend([without_port].into_iter().chain(AMAZON_HOSTS).map(Cow::Borrowed));
    hosts.dedup();
    hosts
}

/// When a request was made, or until when it may be used.
enum Time {
    MadeAt(DateTime<Utc>),
    UsableUntil(DateTime<Utc>),
}

impl Time {
    fn of(request: &Parameters<'_>) -> Result<Self, ServiceError> {
        let (name, text) = match (request.get("Timestamp"), request.get("Expires")) {
            (None, Some(text)) => ("Expires", text),
            _ => ("Timestamp", request.required("Timestamp")?),
        };
        match DateTime::<Utc>::read(text) {
            Some(time) if name == "Expires" => Ok(Self::UsableUntil(time)),
            Some(time) => Ok(Self::MadeAt(time)),
            None => Err(ServiceError::new(
                ErrorCode::InvalidParameterValue,
                format!(
                    "{name} is '{}', and must be {}",
                    text.chars().take(40).collect::<String>(),
                    DateTime::<Utc>::EXPECTED
                ),
            )),
        }
    }

    fn check(&self, now: DateTime<Utc>) -> Result<(), ServiceError> {
        let tolerance = TimeDelta::minutes(TOLERANCE_MINUTES);
        let (fits, what, rule) = match self {
            Self::MadeAt(time) => {
                ((now - *time).abs() <= tolerance, format!("Timestamp is {time:?}"), "may lie between")
            }
            Self::UsableUntil(time) => {
                let fits = (now..=now + tolerance).contains(time);
                (fits, format!("Expires is {time:?}"), "may lie ahead, and none behind")
            }
        };
        match fits {
            true => Ok(()),
            false => Err(ServiceError::new(
                ErrorCode::RequestExpired,
                format!("{what}, and here it is {now:?}. At most {TOLERANCE_MINUTES} minutes {rule}: set the clock."),
            )),
        }
    }
}
