//! What a front asks of a service that it hosts.

#[cfg(feature = "amazon-pay")]
mod amazon_pay;
mod fps;

#[cfg(feature = "amazon-pay")]
use super::Seller;
use super::call::Rejected;
use super::front::{Arrived, Reply};
use super::{Call, Transport};
use crate::contract::{OperationInfo, ServiceInfo};
use crate::error::ServiceError;
use crate::ids::RequestId;
use crate::wire::{Encode, Node};

/// A service with its contract: the `Server` of each service, as [`fps::Server`](crate::fps::Server).
pub trait Hosted: Send + Sync + 'static {
    /// The contract.
    const SERVICE: &'static ServiceInfo;

    /// Decodes the request of `operation`, checks it against the contract, and has the service answer it.
    ///
    /// # Errors
    /// What the contract or the service has against the request.
    fn dispatch(
        &self,
        operation: &'static OperationInfo,
        call: &Call,
        request: Node<'_>,
    ) -> impl Future<Output = Result<Box<dyn Encode + Send>, Rejected>> + Send;
}

/// How a service is spoken to, as far as its contract doesn't say it.
pub trait Dialect: Hosted {
    /// The parameters that every action has, and that are none of its own.
    const COMMON: &'static [&'static str];

    /// The names under which clients knew the service, and which some sign whatever they connect to.
    const HOSTS: &'static [&'static str];

    /// The parameters whose values an error does not repeat: whoever has them can act for somebody else.
    const TOKENS: &'static [&'static str];

    /// Versions that are served although their contract is not ours: their clients ask for nothing else than the
    /// latest version has.
    const SERVED_AS_LATEST: &'static [&'static str];

    /// What to say to clients of versions that aren't served, beside which ones are.
    const NOT_SERVED: &'static str;

    /// What people call the service.
    const NAME: &'static str;

    /// An action that a request could name.
    const EXAMPLE: &'static str;

    /// Whether it is spoken to over SOAP as well.
    const SOAP: bool;

    /// The files of the contract, each with the path at which toolkits fetch it.
    const DOCUMENTS: &'static [(&'static str, &'static str)];

    /// A name for a call that nobody else has.
    fn request_id() -> RequestId;

    /// The refusal of a request for that reason.
    fn refuse(reason: Reason, message: String) -> ServiceError;

    /// The refusal of a service in its own words, where it comes from what it shares with other services.
    fn own(error: ServiceError) -> ServiceError;

    /// The answer that tells a client of a refusal over REST.
    fn error_document(error: &ServiceError) -> Reply;

    /// Looks at how a request came before anything else is done with it.
    ///
    /// # Errors
    /// The refusal of one that came to the wrong place or in the wrong way.
    fn admit(arrived: &Arrived) -> Result<(), ServiceError>;

    /// The merchant for whom a request is, where the service has merchants. `parameter` knows those of the request.
    ///
    /// # Errors
    /// The refusal of one that doesn't say.
    #[cfg(feature = "amazon-pay")]
    fn seller<'p>(
        arrived: &Arrived,
        parameter: impl Fn(&str) -> Option<&'p str>,
    ) -> Result<Option<Seller>, ServiceError>;
}

/// Why a front refuses a request that no service has seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// It breaks a rule of the contract, or can't be read.
    Invalid,
    /// Its time is none.
    InvalidTime,
    /// It lacks a part of the signature that the transport needs.
    Unsigned(Transport),
    /// Nobody here has the access key or the certificate.
    UnknownKey,
    /// The signature is not that of this request.
    WrongSignature,
    /// It is too old, or too early.
    Expired,
}
