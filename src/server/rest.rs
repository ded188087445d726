//! REST requests: who signed them, and answers in the shape that every FPS client reads.

use std::borrow::Cow;

use chrono::{DateTime, TimeDelta, Utc};

use super::dialect::{Dialect, Reason};
use super::front::{Arrived, Front, Reply, TOLERANCE_MINUTES, invalid, operation};
use super::interference::{Answer, Stopped};
use super::version::{Version, latest};
use super::{Call, Caller, Transport};
use crate::error::ServiceError;
use crate::sign::v2::{self, SignatureMethod};
use crate::wire::{Scalar, query};

pub async fn answer<H: Dialect>(front: &Front<H>, arrived: &Arrived) -> Answer {
    match execute(front, arrived).await {
        Ok(body) => Answer::Document(Reply { status: 200, body }),
        Err(Stopped::Refused(error)) => Answer::Document(H::error_document(&front.refusal(error))),
        Err(Stopped::Bare(status)) => Answer::Bare(status),
        Err(Stopped::Broken) => Answer::Broken,
    }
}

async fn execute<H: Dialect>(front: &Front<H>, arrived: &Arrived) -> Result<String, Stopped> {
    H::admit(arrived)?;
    let parameters = parameters::<H>(arrived)?;
    let request = Parameters { all: &parameters };
    let operation = match request.get("Action") {
        Some(name) => operation::<H>(name)?,
        None => {
            let reason = format!("Action is missing: name the operation, such as Action={}", H::EXAMPLE);
            return Err(invalid::<H>(reason).into());
        }
    };
    let is_signed = request.get("Signature").is_some();
    let unsigned = !operation.signed && !is_signed;
    let version = match request.get("Version") {
        Some(name) => Version::named::<H>(name)?,
        None if unsigned => Version::latest::<H>(),
        None => {
            let reason = format!("Version is missing: name the API version, such as Version={}", latest::<H>());
            return Err(invalid::<H>(reason).into());
        }
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
        .filter(|(name, _)| !H::COMMON.contains(&name.as_str()))
        .map(|(name, value)| (Cow::Borrowed(name.as_str()), Cow::Borrowed(value.as_str())));
    let tree = query::read(operation.name, own, &front.limits).map_err(|error| invalid::<H>(error.to_string()))?;
    #[cfg(feature = "amazon-pay")]
    let seller = H::seller(arrived, |name| request.get(name))?;
    let call = Call {
        caller,
        version: version.contract,
        request_id: (front.request_ids)(),
        received_at: now,
        transport: Transport::Rest,
        #[cfg(feature = "amazon-pay")]
        seller,
    };
    front.execute(operation, &version, &call, tree.root()).await
}

/// All parameters: some clients put them into the query of a POST, others into its form.
fn parameters<H: Dialect>(arrived: &Arrived) -> Result<Vec<(String, String)>, ServiceError> {
    let body = match arrived.method.as_str() {
        "POST" => std::str::from_utf8(&arrived.body).map_err(|_| invalid::<H>("The form is not UTF-8"))?,
        _ => "",
    };
    let mut parameters = Vec::new();
    for part in [arrived.query.as_str(), body.trim()] {
        if part.bytes().filter(|byte| *byte == b'&').count() >= query::MOST_PARAMETERS {
            return Err(invalid::<H>(format!("There are more than {} parameters", query::MOST_PARAMETERS)));
        }
        parameters.extend(v2::decode_parameters(part).map_err(|error| invalid::<H>(error.to_string()))?);
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

    fn required<H: Dialect>(&self, name: &str) -> Result<&'p str, ServiceError> {
        let missing = || {
            let reason = format!("{name} is missing, and every signed request has one");
            H::refuse(Reason::Unsigned(Transport::Rest), reason)
        };
        self.get(name).filter(|value| !value.is_empty()).ok_or_else(missing)
    }
}

fn caller<H: Dialect>(
    front: &Front<H>,
    arrived: &Arrived,
    request: &Parameters<'_>,
    now: DateTime<Utc>,
) -> Result<Caller, ServiceError> {
    let access_key_id = request.required::<H>("AWSAccessKeyId")?;
    let signature = request.required::<H>("Signature")?;
    let version = request.required::<H>("SignatureVersion")?;
    if version != "2" {
        return Err(invalid::<H>(format!(
            "SignatureVersion is '{version}', and must be 2: older ones are no longer safe"
        )));
    }
    let method = request.required::<H>("SignatureMethod")?;
    let Some(method) = SignatureMethod::from_name(method) else {
        return Err(invalid::<H>(format!("SignatureMethod is '{method}', and may be HmacSHA256 or HmacSHA1")));
    };
    let time = Time::of::<H>(request)?;
    let check = |secret: &str| {
        let signed_for = |host: &str| v2::string_to_sign(&arrived.method, host, &arrived.path, request.all);
        match hosts::<H>(&arrived.host).iter().any(|host| method.verify(secret, &signed_for(host), signature)) {
            true => Ok(()),
            false => {
                Err(v2::string_to_sign(&arrived.method, &arrived.host, &arrived.path, &without_tokens::<H>(request)))
            }
        }
    };
    match front.callers.with_secret(access_key_id, check) {
        None => Err(H::refuse(
            Reason::UnknownKey,
            format!("There is no access key '{}' here", access_key_id.chars().take(40).collect::<String>()),
        )),
        Some(Err(signed_here)) => Err(H::refuse(
            Reason::WrongSignature,
            format!(
                "The signature does not match. With {} and the secret of this access key, signed here was:\n{signed_here}",
                method.as_str()
            ),
        )),
        Some(Ok(())) => {
            time.check::<H>(now)?;
            Ok(Caller { access_key_id: access_key_id.to_owned() })
        }
    }
}

/// The parameters as an error may show them: callers write errors into their logs.
fn without_tokens<H: Dialect>(request: &Parameters<'_>) -> Vec<(String, String)> {
    let shown = |(name, value): &(String, String)| match H::TOKENS.contains(&name.as_str()) {
        true => (name.clone(), "(not shown)".to_owned()),
        false => (name.clone(), value.clone()),
    };
    request.all.iter().map(shown).collect()
}

/// The hosts that the signer may have meant, the likeliest first.
pub(crate) fn hosts<H: Dialect>(host: &str) -> Vec<Cow<'_, str>> {
    let mut hosts = vec![Cow::Borrowed(host)];
    let without_port = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    hosts.extend([without_port].into_iter().chain(H::HOSTS.iter().copied()).map(Cow::Borrowed));
    hosts.dedup();
    hosts
}

/// When a request was made, or until when it may be used.
enum Time {
    MadeAt(DateTime<Utc>),
    UsableUntil(DateTime<Utc>),
}

impl Time {
    fn of<H: Dialect>(request: &Parameters<'_>) -> Result<Self, ServiceError> {
        let (name, text) = match (request.get("Timestamp"), request.get("Expires")) {
            (None, Some(text)) => ("Expires", text),
            _ => ("Timestamp", request.required::<H>("Timestamp")?),
        };
        match DateTime::<Utc>::read(text) {
            Some(time) if name == "Expires" => Ok(Self::UsableUntil(time)),
            Some(time) => Ok(Self::MadeAt(time)),
            None => Err(H::refuse(
                Reason::InvalidTime,
                format!(
                    "{name} is '{}', and must be {}",
                    text.chars().take(40).collect::<String>(),
                    DateTime::<Utc>::EXPECTED
                ),
            )),
        }
    }

    fn check<H: Dialect>(&self, now: DateTime<Utc>) -> Result<(), ServiceError> {
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
            false => Err(H::refuse(
                Reason::Expired,
                format!("{what}, and here it is {now:?}. At most {TOLERANCE_MINUTES} minutes {rule}: set the clock."),
            )),
        }
    }
}
