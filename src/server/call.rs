use chrono::{DateTime, Utc};

use crate::error::ServiceError;
use crate::ids::RequestId;
use crate::wire::{Invalid, Malformed, Node, Request};

/// What a service knows of a call beside its request.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Call {
    /// Who has signed the request; nobody where the operation needs no signature and has none.
    pub caller: Option<Caller>,
    /// The API version that was asked for.
    pub version: &'static str,
    /// The name of this call.
    pub request_id: RequestId,
    /// When the request was received.
    pub received_at: DateTime<Utc>,
    /// How the request came.
    pub transport: Transport,
    /// For which merchant an Amazon Pay call is made; none in calls of FPS.
    #[cfg(feature = "amazon-pay")]
    pub seller: Option<Seller>,
}

impl Call {
    /// A call of `version`, which was received at `received_at`, as a server makes it of what arrives. For tests of a
    /// service, too, which is called without a server then.
    pub fn new(
        caller: Option<Caller>,
        version: &'static str,
        request_id: RequestId,
        received_at: DateTime<Utc>,
        transport: Transport,
    ) -> Self {
        Self {
            caller,
            version,
            request_id,
            received_at,
            transport,
            #[cfg(feature = "amazon-pay")]
            seller: None,
        }
    }
}

/// For which merchant an Amazon Pay call is made, and where.
#[cfg(feature = "amazon-pay")]
#[derive(Clone, PartialEq, Eq)]
pub struct Seller {
    /// The SellerId.
    pub seller_id: String,
    /// The MWSAuthToken of a caller who acts for the merchant.
    pub auth_token: Option<String>,
    /// The environment whose path was called.
    pub environment: crate::amazon_pay::Environment,
}

#[cfg(feature = "amazon-pay")]
impl std::fmt::Debug for Seller {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Seller")
            .field("seller_id", &self.seller_id)
            .field("environment", &self.environment)
            .finish_non_exhaustive()
    }
}

/// Somebody who may call: one access key of an account.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Caller {
    /// The AWS access key id.
    pub access_key_id: String,
}

/// How a request came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Transport {
    /// As a signed query.
    Rest,
    /// As a SOAP message.
    Soap,
}

/// Why a request gets no answer of its operation.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Rejected {
    /// The operation is one of another service.
    NoOperation,
    /// It breaks a rule of the contract.
    Invalid(Invalid),
    /// The service refuses it.
    Service(ServiceError),
}

/// Reads a request and checks it against the contract, of whose versions the latest is the most lenient.
pub(crate) fn decode<R: Request>(request: Node<'_>) -> Result<R, Rejected> {
    let request = R::decode(request)?;
    // Version 2008-09-17 was served with the newer fields as well.
    request.check("9999-99-99")?;
    Ok(request)
}

impl From<Malformed> for Rejected {
    fn from(malformed: Malformed) -> Self {
        Self::Invalid(malformed.into())
    }
}

impl From<Invalid> for Rejected {
    fn from(invalid: Invalid) -> Self {
        Self::Invalid(invalid)
    }
}

impl From<ServiceError> for Rejected {
    fn from(error: ServiceError) -> Self {
        Self::Service(error)
    }
}
