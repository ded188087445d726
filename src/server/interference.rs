//! What may come between an admitted call and its service, so that clients can be tested against a service that
//! fails.

use std::future::Future;
use std::pin::Pin;

use super::Call;
use super::dialect::Dialect;
use super::front::{Front, Reply};
use crate::contract::OperationInfo;
use crate::error::ServiceError;

/// Something that happens to a call instead of its answer.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Interference {
    /// The service isn't asked, and the caller reads this refusal.
    Refuse(ServiceError),
    /// The service isn't asked, and the answer is an HTTP status with no document, as of a machine in front of it.
    Status(u16),
    /// The service isn't asked, and the connection breaks off without an answer.
    BreakBefore,
    /// The service does what it was asked for, and the connection breaks off without an answer.
    BreakAfter,
}

/// What becomes of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Answer {
    /// A document.
    Document(Reply),
    /// An HTTP status and nothing more that a client could read.
    Bare(u16),
    /// None: the connection is to be broken off.
    Broken,
}

impl Answer {
    /// The status, 0 where there is none, and the document, empty where there is none.
    pub fn into_reply(self) -> Reply {
        match self {
            Self::Document(reply) => reply,
            Self::Bare(status) => Reply { status, body: String::new() },
            Self::Broken => Reply { status: 0, body: String::new() },
        }
    }
}

/// Why a request has no answer of its service.
pub(super) enum Stopped {
    Refused(ServiceError),
    Bare(u16),
    Broken,
}

impl From<ServiceError> for Stopped {
    fn from(error: ServiceError) -> Self {
        Self::Refused(error)
    }
}

/// Decides about every admitted call.
pub(super) type Interferer = Box<
    dyn Fn(&'static OperationInfo, &Call) -> Pin<Box<dyn Future<Output = Option<Interference>> + Send>> + Send + Sync,
>;

impl<H: Dialect> Front<H> {
    /// Asks `interfere` about every call whose sender is known, before the service sees it. What it answers is done;
    /// a call is slow where it takes its time.
    pub fn interference<F>(self, interfere: impl Fn(&'static OperationInfo, &Call) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Option<Interference>> + Send + 'static,
    {
        Self { interfere: Some(Box::new(move |operation, call| Box::pin(interfere(operation, call)))), ..self }
    }
}
