//! What came of a call, read from the recorded answer.

use super::exchange::Response;
use super::seen::Fields;
use crate::wire::{Limits, Node, xml};

/// What came of a call.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Outcome {
    /// It was carried out.
    Answered {
        /// What the result holds, by path: empty where the action has no result.
        result: Fields,
        /// The service's name for the call.
        request_id: Option<String>,
    },
    /// The service refused it.
    Refused {
        /// The service's error code, as `InvalidParams`.
        code: String,
        /// What else the error says, by name: `Message`, or `faultstring` over SOAP.
        details: Fields,
        /// The service's name for the call.
        request_id: Option<String>,
    },
    /// The HTTP status says that it was carried out or that it was not; the answer itself isn't recorded.
    Status(u16),
    /// There is an answer, and it is none of a service of Amazon's.
    Unreadable(u16),
    /// No answer was recorded.
    Unrecorded,
}

impl Outcome {
    /// Reads a recorded answer, over REST or SOAP, of FPS or of Amazon Pay.
    pub fn of(response: Option<&Response>) -> Self {
        let Some(response) = response else { return Self::Unrecorded };
        let status = response.status;
        let Some(body) = &response.body else { return Self::Status(status) };
        if body.trim_ascii().is_empty() {
            return Self::Status(status);
        }
        let text = String::from_utf8_lossy(body);
        let Ok(tree) = xml::read(text.trim_start(), &Limits::ANSWER) else { return Self::Unreadable(status) };
        Self::read(tree.root()).unwrap_or(Self::Unreadable(status))
    }

    /// The error code, where it was refused.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Refused { code, .. } => Some(code),
            _ => None,
        }
    }

    fn read(root: Node<'_>) -> Option<Self> {
        let errors = match root.name() {
            "Response" => root.child("Errors"),
            "ErrorResponse" => Some(root),
            _ => None,
        };
        if let Some(errors) = errors {
            let error = errors.child("Error")?;
            let code = text(error.child("Code"))?;
            let request_id = text(root.child("RequestID").or(root.child("RequestId")));
            return Some(Self::Refused { code, details: Fields(error.leaves()), request_id });
        }
        let content = content(root)?;
        if content.name() == "Fault" {
            let code = text(content.child("faultcode"))?;
            let request_id = text(content.child("detail").and_then(|detail| detail.child("RequestId")));
            let code = code.rsplit([':', '.']).next().unwrap_or_default().to_owned();
            return Some(Self::Refused { code, details: Fields(content.leaves()), request_id });
        }
        let action = content.name().strip_suffix("Response")?;
        let metadata = content.child("ResponseMetadata");
        let result = content.children().find(|child| child.name().strip_suffix("Result") == Some(action));
        Some(Self::Answered {
            result: Fields(result.map(Node::leaves).unwrap_or_default()),
            request_id: text(metadata.and_then(|metadata| metadata.child("RequestId"))),
        })
    }
}

/// The element that the action names: over SOAP, the content of the message.
pub(crate) fn content(root: Node<'_>) -> Option<Node<'_>> {
    match root.name() {
        "Envelope" => root.child("Body")?.children().next(),
        _ => Some(root),
    }
}

fn text(node: Option<Node<'_>>) -> Option<String> {
    node.map(|node| node.text().trim().to_owned()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(status: u16, body: Option<&str>) -> Outcome {
        Outcome::of(Some(&Response { status, body: body.map(|body| body.as_bytes().to_vec()) }))
    }

    #[test]
    fn results_are_read_over_both_transports() {
        let pay = "<PayResponse xmlns='x'><PayResult><TransactionId>1</TransactionId></PayResult>\
                   <ResponseMetadata><RequestId>r:0</RequestId></ResponseMetadata></PayResponse>";
        let soap = format!("<e:Envelope xmlns:e='y'><e:Body>{pay}</e:Body></e:Envelope>");
        for body in [pay, &soap] {
            let Outcome::Answered { result, request_id } = outcome(200, Some(body)) else { panic!("{body}") };
            assert_eq!((result.value("TransactionId"), request_id.as_deref()), (Some("1"), Some("r:0")));
        }
    }

    #[test]
    fn refusals_are_read_in_each_of_their_forms() {
        for body in [
            "<Response><Errors><Error><Code>InvalidParams</Code></Error></Errors><RequestID>r</RequestID></Response>",
            "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidParams</Code></Error><RequestId>r</RequestId></ErrorResponse>",
            "<e:Envelope xmlns:e='x'><e:Body><e:Fault><faultcode>aws:Client.InvalidParams</faultcode>\
             <detail><a:RequestId xmlns:a='y'>r</a:RequestId></detail></e:Fault></e:Body></e:Envelope>",
        ] {
            let Outcome::Refused { code, request_id, .. } = outcome(400, Some(body)) else { panic!("{body}") };
            assert_eq!((code.as_str(), request_id.as_deref()), ("InvalidParams", Some("r")), "{body}");
        }
    }

    #[test]
    fn other_answers_are_known_by_their_status() {
        assert!(matches!(outcome(503, None), Outcome::Status(503)));
        assert!(matches!(outcome(200, Some(" \n")), Outcome::Status(200)));
        assert!(matches!(outcome(502, Some("<html><body/></html>")), Outcome::Unreadable(502)));
        assert!(matches!(outcome(200, Some("ok")), Outcome::Unreadable(200)));
        assert!(matches!(Outcome::of(None), Outcome::Unrecorded));
    }
}
