//! The Flexible Payments Service: compact errors, SOAP beside REST, every path.

use super::{Dialect, Reason};
use crate::error::ServiceError;
use crate::fps::{ErrorCode, Server, Service};
use crate::ids::RequestId;
#[cfg(feature = "amazon-pay")]
use crate::server::Seller;
use crate::server::{Arrived, Reply, Transport, random_request_id};
use crate::wire::xml;

impl<S: Service> Dialect for Server<S> {
    const COMMON: &'static [&'static str] = &[
        "Action",
        "AWSAccessKeyId",
        "Expires",
        "Signature",
        "SignatureMethod",
        "SignatureVersion",
        "Timestamp",
        "Version",
    ];

    // What tokens of FPS are worth only their caller can have, and a mismatch in them has to be found.
    const TOKENS: &'static [&'static str] = &[];

    const HOSTS: &'static [&'static str] = &[
        "fps.amazonaws.com",
        "fps.sandbox.amazonaws.com",
        "authorize.payments.amazon.com",
        "authorize.payments-sandbox.amazon.com",
    ];

    const SERVED_AS_LATEST: &'static [&'static str] = &["2011-09-20"];

    const NOT_SERVED: &'static str = "Version 2007-01-08 had other messages and another signature, and is not served.";

    const NAME: &'static str = "FPS";

    const EXAMPLE: &'static str = "Pay";

    const SOAP: bool = true;

    const DOCUMENTS: &'static [(&'static str, &'static str)] = &[
        ("/doc/2010-08-28/AmazonFPS.wsdl", include_str!("../../../wsdl/AmazonFPS.wsdl")),
        ("/doc/2010-08-28/AmazonFPS.xsd", include_str!("../../../wsdl/AmazonFPS.xsd")),
    ];

    fn request_id() -> RequestId {
        random_request_id()
    }

    fn refuse(reason: Reason, message: String) -> ServiceError {
        let code = match reason {
            Reason::Invalid | Reason::Unsigned(Transport::Rest) => ErrorCode::InvalidParams,
            Reason::InvalidTime => ErrorCode::InvalidParameterValue,
            Reason::Unsigned(Transport::Soap) => ErrorCode::AuthFailure,
            Reason::UnknownKey => ErrorCode::InvalidClientTokenId,
            Reason::WrongSignature => ErrorCode::SignatureDoesNotMatch,
            Reason::Expired => ErrorCode::RequestExpired,
        };
        ServiceError::new(code, message)
    }

    fn own(error: ServiceError) -> ServiceError {
        error
    }

    /// The compact shape: clients take it apart with patterns that know no white space.
    fn error_document(error: &ServiceError) -> Reply {
        let mut body = String::from("<?xml version=\"1.0\"?>\n<Response><Errors><Error><Code>");
        xml::escape_into(error.code(), &mut body);
        body.push_str("</Code><Message>");
        xml::escape_into(error.message(), &mut body);
        body.push_str("</Message></Error></Errors><RequestID>");
        xml::escape_into(error.request_id().unwrap_or_default(), &mut body);
        body.push_str("</RequestID></Response>");
        Reply { status: error.status(), body }
    }

    /// Clients were told paths of all kinds.
    fn admit(_: &Arrived) -> Result<(), ServiceError> {
        Ok(())
    }

    #[cfg(feature = "amazon-pay")]
    fn seller<'p>(_: &Arrived, _: impl Fn(&str) -> Option<&'p str>) -> Result<Option<Seller>, ServiceError> {
        Ok(None)
    }
}
