//! One error for both transports: what happened, whether the same call may be sent again, and
//! whether it may have moved money.

use std::fmt;
use std::time::Duration;

#[cfg(feature = "client")]
use crate::contract::ServiceInfo;
use crate::contract::{ErrorInfo, Repeat};
use crate::ids::TransactionId;
use crate::wire::Invalid;

/// Why a call gave no answer that can be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The request breaks a rule of the contract, and was not sent.
    #[error("the {operation} request was not sent: {invalid}")]
    Invalid {
        /// The operation that was to be called.
        operation: &'static str,
        /// The field and the rule.
        invalid: Invalid,
    },

    /// The client can't make such a call as it is set up, and nothing was sent.
    #[error("the client can't make this call: {0}")]
    Configuration(String),

    /// No connection to the service was made, so nothing was sent.
    #[error("the service was not reached at {endpoint}: {reason}")]
    Connect {
        /// Where the connection was to go.
        endpoint: String,
        /// What the network said.
        reason: String,
    },

    /// The client has called the operation as often as the service allows, and its turn would come
    /// too late; nothing was sent.
    #[error("{operation} was not sent: its quota is used up, and the next call may go in {turn:?}; call less often")]
    Throttled {
        /// The operation that was to be called.
        operation: &'static str,
        /// The time until the call's turn.
        turn: Duration,
    },

    /// The service did not answer in time.
    #[error("no answer within {after:?}; the request may have been carried out")]
    Timeout {
        /// The time that was allowed.
        after: Duration,
    },

    /// The connection failed after the request was, or may have been, sent.
    #[error("the connection failed before the answer was whole: {reason}; the request may have been carried out")]
    Interrupted {
        /// What the network said.
        reason: String,
    },

    /// A try may have been carried out, and a later one, which would have brought its answer, failed.
    #[error("{last}; an earlier try may have been carried out: {earlier}")]
    Unresolved {
        /// The last try whose outcome is unknown.
        earlier: Box<Error>,
        /// The try after which there was no other.
        last: Box<Error>,
    },

    /// A transaction was waited for, and is still pending.
    #[error("transaction {transaction} is still pending after {after:?}; ask for its status later")]
    StillPending {
        /// The transaction.
        transaction: TransactionId,
        /// How long it was waited for.
        after: Duration,
    },

    /// The service answered something that is no answer to this call.
    #[error("{0}")]
    Malformed(#[from] MalformedAnswer),

    /// The service refused the call.
    #[error("{0}")]
    Service(#[from] ServiceError),
}

/// What became of a call that failed. Only `Unknown` needs to be found out about: with the same
/// reference (for FPS, the CallerReference), or by asking for the status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// It never reached the service.
    NotSent,
    /// The service has refused it, and nothing was done.
    Refused,
    /// It may have been carried out.
    Unknown,
}

/// The service's refusal of a call: over REST an error document, over SOAP a fault.
#[derive(Clone, Debug)]
pub struct ServiceError {
    code: String,
    message: String,
    request_id: Option<String>,
    status: u16,
    info: Option<&'static ErrorInfo>,
}

/// An answer that can't be read, with its beginning.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the answer to {operation} (HTTP status {status}) can't be read: {reason}; it begins {beginning:?}")]
pub struct MalformedAnswer {
    /// The operation that was called.
    pub operation: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// What is wrong with the answer.
    pub reason: String,
    /// The first 200 characters of the body, with the ids of tokens and instruments shortened.
    pub beginning: String,
}

/// Codes of HTTP status 503 that refuse a call before it is looked at: a quota is used up.
const ONE_TOO_MANY: [&str; 2] = ["QuotaExceeded", "RequestThrottled"];

/// An error code of a service, as its generated `ErrorCode` has it.
pub trait Code: AsRef<str> {
    /// The row of the error table; none for a code that it doesn't have.
    fn info(&self) -> Option<&'static ErrorInfo>;
}

impl Error {
    /// Whether the service's own flag, or the nature of the failure, says that a later attempt may
    /// succeed. Often somebody has to mend something first: see [`Error::repeat`].
    pub fn retriable(&self) -> bool {
        match self {
            Self::Service(error) => error.retriable(),
            Self::Connect { .. } | Self::Timeout { .. } | Self::Interrupted { .. } => true,
            Self::Unresolved { last, .. } => last.retriable(),
            Self::StillPending { .. } | Self::Throttled { .. } => true,
            Self::Malformed(answer) => answer.status >= 500,
            Self::Invalid { .. } | Self::Configuration(_) => false,
        }
    }

    /// What a machine may do with the same request.
    pub fn repeat(&self) -> Repeat {
        match self {
            Self::Service(error) => error.repeat(),
            Self::Connect { .. } | Self::Timeout { .. } | Self::Interrupted { .. } => Repeat::AtOnce,
            Self::Malformed(answer) if answer.status >= 500 => Repeat::AtOnce,
            Self::Unresolved { last, .. } => last.repeat(),
            Self::StillPending { .. } | Self::Throttled { .. } => Repeat::AfterChange,
            Self::Malformed(_) | Self::Invalid { .. } | Self::Configuration(_) => Repeat::Never,
        }
    }

    /// What became of the call.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Invalid { .. } | Self::Configuration(_) | Self::Connect { .. } | Self::Throttled { .. } => {
                Outcome::NotSent
            }
            Self::Timeout { .. }
            | Self::Interrupted { .. }
            | Self::Unresolved { .. }
            | Self::StillPending { .. }
            | Self::Malformed(_) => Outcome::Unknown,
            Self::Service(error) => error.outcome(),
        }
    }

    /// The service's refusal, where that is what happened to the last try.
    pub fn service(&self) -> Option<&ServiceError> {
        match self {
            Self::Service(error) => Some(error),
            Self::Unresolved { last, .. } => last.service(),
            _ => None,
        }
    }

    /// Whether the service refused the call with this code.
    pub fn is(&self, code: impl AsRef<str>) -> bool {
        self.service().is_some_and(|error| error.is(code))
    }
}

impl ServiceError {
    /// A refusal with the HTTP status that belongs to its code.
    pub fn new(code: impl Code, message: impl Into<String>) -> Self {
        let info = code.info();
        Self {
            code: code.as_ref().to_owned(),
            message: message.into(),
            request_id: None,
            status: info.map_or(400, |info| info.http_status),
            info,
        }
    }

    /// A refusal as it came over the network.
    #[cfg(feature = "client")]
    pub(crate) fn received(
        service: &ServiceInfo,
        code: &str,
        message: &str,
        request_id: Option<&str>,
        status: u16,
    ) -> Self {
        Self {
            code: code.to_owned(),
            message: message.to_owned(),
            request_id: request_id.filter(|id| !id.is_empty()).map(str::to_owned),
            status,
            info: service.error(code),
        }
    }

    /// The same refusal, as the answer to this request.
    pub fn with_request_id(self, request_id: impl Into<String>) -> Self {
        Self { request_id: Some(request_id.into()), ..self }
    }

    /// The same refusal, as it came with this HTTP status.
    pub fn with_status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// The code: `InsufficientBalance`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The service's explanation.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The service's name for the call, where it gave one.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// The HTTP status. SOAP sends every fault with 500; there it is the status that REST has for the
    /// code.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The row of the error table; none for a code that it doesn't have.
    pub fn info(&self) -> Option<&'static ErrorInfo> {
        self.info
    }

    /// Whether the code is this one.
    pub fn is(&self, code: impl AsRef<str>) -> bool {
        self.code == code.as_ref()
    }

    /// The flag that the reference gives; without one, whether it is the service's own failure.
    pub fn retriable(&self) -> bool {
        self.info.and_then(|info| info.retriable).unwrap_or(self.status >= 500)
    }

    /// What a machine may do with the same request.
    pub fn repeat(&self) -> Repeat {
        match self.info {
            Some(info) => info.repeat,
            None if self.status >= 500 => Repeat::AtOnce,
            None => Repeat::Never,
        }
    }

    /// A failure inside the service may come after the deed; every other refusal comes before it, that
    /// of a call too many included.
    pub fn outcome(&self) -> Outcome {
        match self.info.map_or(self.status, |info| info.http_status) {
            500.. if !ONE_TOO_MANY.contains(&self.code()) => Outcome::Unknown,
            _ => Outcome::Refused,
        }
    }
}

impl fmt::Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} (HTTP status {}", self.code, self.message, self.status)?;
        match &self.request_id {
            Some(id) => write!(f, ", request {id})"),
            None => f.write_str(")"),
        }
    }
}

impl std::error::Error for ServiceError {}

#[cfg(feature = "client")]
impl MalformedAnswer {
    /// An answer that can't be read for `reason`.
    pub(crate) fn new(operation: &'static str, status: u16, reason: impl Into<String>, body: &[u8]) -> Self {
        let text = String::from_utf8_lossy(&body[..body.len().min(4096)]);
        let beginning = without_tokens(&text).chars().take(200).collect();
        Self { operation, status, reason: reason.into(), beginning }
    }
}

/// Tokens and instruments are long runs of capitals and digits; nothing else in an answer is.
#[cfg(feature = "client")]
pub(crate) fn without_tokens(text: &str) -> String {
    const SHORTEST: usize = 40;
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let is_of_token = |char: char| char.is_ascii_uppercase() || char.is_ascii_digit();
        let length = rest.find(|char| !is_of_token(char)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(length);
        match run.len() >= SHORTEST {
            true => out.push_str(&crate::ids::redact(run)),
            false => out.push_str(run),
        }
        let next = after.chars().next();
        out.extend(next);
        rest = &after[next.map_or(0, char::len_utf8)..];
    }
    out
}

#[cfg(all(test, feature = "client"))]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_of_an_answer_tells_no_token() {
        let token = "553ILMLCG6Z8J431H7BX3UMN3FFQU8VSNTSRNCTAASDJNX66LNZLKSZU3PI7TXIH";
        let body = format!("<TokenId>{token}</TokenId><Id>14GK6BGKA7U6OU6SUTNLBI5SBBV9PGDJ6UL</Id>{token}");
        let answer = MalformedAnswer::new("GetTokens", 200, "it ends", body.as_bytes());
        assert_eq!(answer.beginning, "<TokenId>…TXIH</TokenId><Id>14GK6BGKA7U6OU6SUTNLBI5SBBV9PGDJ6UL</Id>…TXIH");
    }
}
