//! Namespace names and algorithm identifiers of the protocols that a SOAP message mixes.

pub(crate) const XML: &str = "http://www.w3.org/XML/1998/namespace";
pub(crate) const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

pub(crate) const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";
pub(crate) const SOAP_12: &str = "http://www.w3.org/2003/05/soap-envelope";
/// The actor that means whoever receives the message next.
pub(crate) const SOAP_ACTOR_NEXT: &str = "http://schemas.xmlsoap.org/soap/actor/next";

pub(crate) const ADDRESSING: &str = "http://www.w3.org/2005/08/addressing";
pub(crate) const ADDRESSING_ANONYMOUS: &str = "http://www.w3.org/2005/08/addressing/anonymous";

pub(crate) const AWS_FAULT: &str = "http://webservices.amazon.com/AWSFault/2005-15-09";
