//! Faults: how a SOAP service says no.

use super::dom::{Document, ElementId};
use super::envelope::DECLARATION;
use super::ns;
use crate::wire::xml::escape_into;

/// A SOAP 1.1 fault, as the service writes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Who is at fault, and the service's error code: `Client.InvalidParams`,
    /// `Server.InternalError`. Toolkits' own faults have no second part: `Client`,
    /// `MustUnderstand`.
    pub code: String,
    /// The text for people.
    pub message: String,
    /// The name of the request that failed, if it has one.
    pub request_id: Option<String>,
}

impl Fault {
    /// The service's error code, as the error table has it; for a toolkit's own fault, all there
    /// is.
    #[must_use]
    pub fn error_code(&self) -> &str {
        self.code.strip_prefix("Client.").or_else(|| self.code.strip_prefix("Server.")).unwrap_or(&self.code)
    }

    /// The whole message, to be sent with HTTP status 500.
    #[must_use]
    pub fn envelope(&self) -> String {
        // The codes that SOAP itself defines are in its namespace, all others in the service's.
        let prefix = match self.code.as_str() {
            "VersionMismatch" | "MustUnderstand" | "Client" | "Server" => "SOAP-ENV",
            _ => "aws",
        };
        let mut envelope = format!(
            "{DECLARATION}<SOAP-ENV:Envelope xmlns:SOAP-ENV=\"{}\"><SOAP-ENV:Body>\
             <SOAP-ENV:Fault xmlns:aws=\"{}\"><faultcode>{prefix}:",
            ns::SOAP,
            ns::AWS_FAULT
        );
        escape_into(&self.code, &mut envelope);
        envelope.push_str("</faultcode><faultstring>");
        escape_into(&self.message, &mut envelope);
        envelope.push_str("</faultstring>");
        if let Some(request_id) = &self.request_id {
            envelope.push_str("<detail><aws:RequestId>");
            escape_into(request_id, &mut envelope);
            envelope.push_str("</aws:RequestId></detail>");
        }
        envelope.push_str("</SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>");
        envelope
    }

    /// Reads a Fault element, whatever prefixes and namespaces its parts have, and whichever of
    /// them are missing.
    pub(super) fn read(document: &Document, fault: ElementId) -> Self {
        let part = |local| document.children(fault).find(|part| document.element(*part).local == local);
        let text = |part| document.text(part).trim().to_owned();
        let code = part("faultcode").map(text).unwrap_or_default();
        let request_id = part("detail").and_then(|detail| {
            document.elements().find(|element| {
                document.lies_within(*element, detail)
                    && matches!(document.element(*element).local, "RequestId" | "RequestID")
            })
        });
        Self {
            code: code.split_once(':').map_or(code.as_str(), |(_prefix, code)| code).to_owned(),
            message: part("faultstring").map(text).unwrap_or_default(),
            request_id: request_id.map(text).filter(|id| !id.is_empty()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::soap::read_answer;
    use crate::wire::Limits;

    fn read(message: &str) -> Fault {
        read_answer(message.as_bytes(), &Limits::ANSWER).unwrap().body.unwrap_err()
    }

    fn fault(code: &str, message: &str, request_id: Option<&str>) -> Fault {
        Fault { code: code.to_owned(), message: message.to_owned(), request_id: request_id.map(str::to_owned) }
    }

    #[test]
    fn is_written_as_the_service_does() {
        let fault = fault("Client.IncompatibleTokens", "a < b", Some("dd5439cf:0"));
        assert_eq!(
            fault.envelope(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <SOAP-ENV:Envelope xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\"><SOAP-ENV:Body>\
             <SOAP-ENV:Fault xmlns:aws=\"http://webservices.amazon.com/AWSFault/2005-15-09\">\
             <faultcode>aws:Client.IncompatibleTokens</faultcode><faultstring>a &lt; b</faultstring>\
             <detail><aws:RequestId>dd5439cf:0</aws:RequestId></detail>\
             </SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>"
        );
        assert_eq!(fault.error_code(), "IncompatibleTokens");
    }

    #[test]
    fn comes_back_as_it_was_written() {
        for fault in [
            fault("Client.InvalidParams", "line\nline & \"more\"", Some("id")),
            fault("Server.InternalError", "", None),
            fault("MustUnderstand", "x", None),
            fault("VersionMismatch", "x", Some("id")),
        ] {
            assert_eq!(read(&fault.envelope()), fault);
        }
        let soap_code = fault("MustUnderstand", "x", None).envelope();
        assert!(soap_code.contains("<faultcode>SOAP-ENV:MustUnderstand</faultcode>"));
    }

    #[test]
    fn faults_of_toolkits_are_read() {
        let envelope = |fault: &str| {
            format!(
                "<s:Envelope xmlns:s='{0}'><s:Body><s:Fault xmlns:x='urn:x'>{fault}</s:Fault></s:Body></s:Envelope>",
                ns::SOAP
            )
        };
        for (written, expected) in [
            ("<faultcode>s:Client</faultcode><faultstring>no</faultstring>", fault("Client", "no", None)),
            (
                "<faultstring>\n no \n</faultstring>\n<s:faultcode>\n Server.X </s:faultcode>",
                fault("Server.X", "no", None),
            ),
            (
                "<faultcode>a:Client.X</faultcode><detail><x:E><x:RequestID>1</x:RequestID></x:E></detail>",
                fault("Client.X", "", Some("1")),
            ),
            ("<x:RequestId>1</x:RequestId><detail><RequestId/></detail>", fault("", "", None)),
            ("", fault("", "", None)),
        ] {
            assert_eq!(read(&envelope(written)), expected, "{written}");
        }
        assert_eq!(fault("Client", "no", None).error_code(), "Client");
    }
}
