//! Amazon Pay: signed forms for one merchant in one of two environments, each at its own path.

use super::{Dialect, Reason};
use crate::amazon_pay::{Environment, ErrorCode, SERVICE, Server, Service};
use crate::error::ServiceError;
use crate::ids::RequestId;
use crate::server::front::is_soap;
use crate::server::ids::random_uuid;
use crate::server::{Arrived, Reply, Seller};
use crate::wire::{Key, Style, xml};

/// Where each environment is, with and without a slash at the end.
const PLACES: [(&str, Environment); 2] = [
    ("/OffAmazonPayments_Sandbox/2013-01-01", Environment::Sandbox),
    ("/OffAmazonPayments/2013-01-01", Environment::Live),
];

/// In characters. Those that there were had 14 at most.
const LONGEST_SELLER_ID: usize = 64;

impl<S: Service> Dialect for Server<S> {
    /// `Merchant` is what SellerId was called before.
    const COMMON: &'static [&'static str] = &[
        "Action",
        "AWSAccessKeyId",
        "Expires",
        "Merchant",
        "MWSAuthToken",
        "SellerId",
        "Signature",
        "SignatureMethod",
        "SignatureVersion",
        "Timestamp",
        "Version",
    ];

    const HOSTS: &'static [&'static str] = &[
        "mws.amazonservices.com",
        "mws-eu.amazonservices.com",
        "mws.amazonservices.co.uk",
        "mws.amazonservices.de",
        "mws.amazonservices.jp",
    ];

    const TOKENS: &'static [&'static str] = &["MWSAuthToken", "AccessToken", "AddressConsentToken"];

    const SERVED_AS_LATEST: &'static [&'static str] = &[];

    const NOT_SERVED: &'static str = "There never was another.";

    const NAME: &'static str = "Amazon Pay";

    const EXAMPLE: &'static str = "GetServiceStatus";

    const SOAP: bool = false;

    const DOCUMENTS: &'static [(&'static str, &'static str)] = &[
        ("/doc/2013-01-01/OffAmazonPayments.wsdl", include_str!("../../../wsdl/OffAmazonPayments.wsdl")),
        ("/doc/2013-01-01/OffAmazonPayments.xsd", include_str!("../../../wsdl/OffAmazonPayments.xsd")),
    ];

    fn request_id() -> RequestId {
        RequestId::new(random_uuid())
    }

    fn refuse(reason: Reason, message: String) -> ServiceError {
        let code = match reason {
            Reason::Invalid | Reason::InvalidTime => ErrorCode::InvalidParameterValue,
            Reason::Unsigned(_) => ErrorCode::MissingAuthenticationToken,
            Reason::UnknownKey => ErrorCode::InvalidAccessKeyId,
            Reason::WrongSignature => ErrorCode::SignatureDoesNotMatch,
            Reason::Expired => ErrorCode::RequestExpired,
        };
        ServiceError::new(code, message)
    }

    fn own(error: ServiceError) -> ServiceError {
        let is_own = |info| SERVICE.errors.iter().any(|own| std::ptr::eq(own, info));
        match error.info() {
            Some(info) if !is_own(info) => {
                let code = match info.http_status {
                    500.. => ErrorCode::InternalServerError,
                    401 | 403 => ErrorCode::InvalidAccessKeyId,
                    _ => ErrorCode::InvalidParameterValue,
                };
                ServiceError::new(code, error.message())
            }
            _ => error,
        }
    }

    fn error_document(error: &ServiceError) -> Reply {
        let namespace = SERVICE.namespace_of(SERVICE.versions[0]); // The contract has one version.
        let body = xml::document("ErrorResponse", &namespace, Style::REQUEST, |sink| {
            sink.open(Key::of("Error"));
            sink.text(Key::of("Type"), if error.status() < 500 { "Sender" } else { "Receiver" });
            sink.text(Key::of("Code"), error.code());
            sink.text(Key::of("Message"), error.message());
            sink.close(Key::of("Error"));
            sink.text(Key::of("RequestId"), error.request_id().unwrap_or_default());
        });
        Reply { status: error.status(), body }
    }

    fn admit(arrived: &Arrived) -> Result<(), ServiceError> {
        // The documents ask for a User-Agent, too, but there are clients that never sent one.
        environment(arrived)?;
        if is_soap(arrived) {
            let reason = "The body is XML, and Amazon Pay takes the parameters of a form: it has never spoken SOAP";
            return Err(ServiceError::new(ErrorCode::InvalidParameterValue, reason));
        }
        Ok(())
    }

    fn seller<'p>(
        arrived: &Arrived,
        parameter: impl Fn(&str) -> Option<&'p str>,
    ) -> Result<Option<Seller>, ServiceError> {
        let given = |name| parameter(name).filter(|value| !value.is_empty());
        let Some(seller_id) = given("SellerId").or_else(|| given("Merchant")) else {
            let reason = "SellerId is missing: say for which merchant the call is";
            return Err(ServiceError::new(ErrorCode::InvalidParameterValue, reason));
        };
        if seller_id.chars().count() > LONGEST_SELLER_ID {
            let reason = format!("SellerId has more than {LONGEST_SELLER_ID} characters");
            return Err(ServiceError::new(ErrorCode::InvalidParameterValue, reason));
        }
        Ok(Some(Seller {
            seller_id: seller_id.to_owned(),
            auth_token: given("MWSAuthToken").map(str::to_owned),
            environment: environment(arrived)?,
        }))
    }
}

/// The environment whose path a request came to.
fn environment(arrived: &Arrived) -> Result<Environment, ServiceError> {
    let path = arrived.path.strip_suffix('/').unwrap_or(&arrived.path);
    let place = PLACES.into_iter().find(|(place, _)| *place == path);
    place.map(|(_, environment)| environment).ok_or_else(|| {
        let shown = arrived.path.chars().take(80).collect::<String>();
        let [(sandbox, _), (live, _)] = PLACES;
        let reason = format!("Amazon Pay is not at {shown}, but at {sandbox}, and for live calls at {live}");
        ServiceError::new(ErrorCode::InvalidAddress, reason)
    })
}
