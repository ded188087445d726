//! What a request and its answer say, as far as they can be read: nothing of it is believed.

use std::cell::RefCell;

use chrono::{DateTime, Utc};

use crate::{
    contract::ServiceInfo,
    fps,
    sandbox::CallerIdentity,
    server::{Arrived, Reply, Transport, is_soap},
    sign::v2::decode_parameters,
    soap::wsse,
    wire::{Limits, Node, xml},
};

/// A request and its answer, taken apart.
#[derive(Clone)]
pub(crate) struct Reading {
    pub(crate) transport: Transport,
    /// What was asked for.
    pub(crate) action: Option<String>,
    /// The access key of whoever says that the request is his.
    pub(crate) access_key_id: Option<String>,
    /// The fields of the request by their path, as they came.
    pub(crate) fields: Vec<(String, String)>,
    /// The code and the message of a refusal.
    pub(crate) refusal: Option<(String, String)>,
    pub(crate) request_id: Option<String>,
}

impl Reading {
    pub(super) fn of(
        service: &ServiceInfo,
        arrived: &Arrived,
        reply: &Reply,
        at: DateTime<Utc>,
        callers: &[CallerIdentity],
    ) -> Self {
        let (refusal, request_id) = answer(&reply.body);
        let is_soap = service.name == fps::SERVICE.name && is_soap(arrived);
        let reading = if is_soap { soap(arrived, at, callers) } else { rest(arrived) };
        Self { refusal, request_id, ..reading }
    }

    /// The name that the caller has here.
    pub(crate) fn caller<'c>(&self, callers: &'c [CallerIdentity]) -> Option<&'c CallerIdentity> {
        let key = self.access_key_id.as_ref()?;
        callers.iter().find(|caller| caller.access_key_id == *key)
    }

    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

fn rest(arrived: &Arrived) -> Reading {
    let form = if arrived.method == "POST" { String::from_utf8_lossy(&arrived.body) } else { "".into() };
    let parts = [arrived.query.as_str(), form.trim()];
    let fields: Vec<_> = parts.into_iter().flat_map(|part| decode_parameters(part).unwrap_or_default()).collect();
    let value = |name| fields.iter().find(|(known, _)| known == name).map(|(_, value): &(_, String)| value.clone());
    Reading {
        transport: Transport::Rest,
        action: value("Action"),
        access_key_id: value("AWSAccessKeyId"),
        fields,
        refusal: None,
        request_id: None,
    }
}

fn soap(arrived: &Arrived, at: DateTime<Utc>, callers: &[CallerIdentity]) -> Reading {
    let named = RefCell::new(None);
    // Whether it is signed well was found out when it came. Here it counts whose certificate it names.
    let _ = wsse::open(&arrived.body, &Limits::REQUEST, at, &|hint| {
        let known = callers.iter().find(|caller| caller.certificate.as_ref().is_some_and(|it| hint.matches(it)))?;
        *named.borrow_mut() = Some(known.access_key_id.clone());
        known.certificate.clone()
    });
    let mut reading = Reading {
        transport: Transport::Soap,
        action: arrived.soap_action.as_deref().map(|action| action.trim_matches('"').to_owned()),
        access_key_id: named.into_inner(),
        fields: Vec::new(),
        refusal: None,
        request_id: None,
    };
    let text = String::from_utf8_lossy(&arrived.body);
    if let Ok(tree) = xml::read(&text, &Limits::REQUEST)
        && let Some(request) = tree.root().child("Body").and_then(|body| body.children().next())
    {
        reading.action = Some(request.name().to_owned());
        reading.fields = request.leaves();
    }
    reading.action = reading.action.filter(|action| !action.is_empty());
    reading
}

/// The refusal in an answer, if it is one, and the name of the request.
fn answer(body: &str) -> (Option<(String, String)>, Option<String>) {
    let Ok(tree) = xml::read(body, &Limits::ANSWER) else { return (None, None) };
    let root = tree.root();
    let text = |node: Option<Node<'_>>| node.map(|node| node.text().trim().to_owned());
    let refusal = |errors: Option<Node<'_>>, request_id| {
        let error = errors.and_then(|errors| errors.child("Error"));
        let code = text(error.and_then(|error| error.child("Code")));
        let message = text(error.and_then(|error| error.child("Message"))).unwrap_or_default();
        (code.map(|code| (code, message)), text(root.child(request_id)))
    };
    match root.name() {
        "Response" => return refusal(root.child("Errors"), "RequestID"),
        "ErrorResponse" => return refusal(Some(root), "RequestId"),
        _ => {}
    }
    let body = root.child("Body");
    if let Some(fault) = body.and_then(|body| body.child("Fault")) {
        let code = text(fault.child("faultcode")).unwrap_or_default();
        let code = code.rsplit([':', '.']).next().unwrap_or_default().to_owned();
        let message = text(fault.child("faultstring")).unwrap_or_default();
        let id = fault.child("detail").and_then(|detail| detail.child("RequestId"));
        return (Some((code, message)), text(id));
    }
    let response = body.and_then(|body| body.children().next()).unwrap_or(root);
    let id = response.child("ResponseMetadata").and_then(|metadata| metadata.child("RequestId"));
    (None, text(id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amazon_pay;

    fn reading(service: &ServiceInfo, arrived: &Arrived, reply: &str) -> Reading {
        let reply = Reply { status: 200, body: reply.to_owned() };
        Reading::of(service, arrived, &reply, DateTime::UNIX_EPOCH, &[])
    }

    #[test]
    fn a_query_and_a_form_are_read_together() {
        let arrived = Arrived {
            method: "POST".to_owned(),
            query: "Action=Pay&AWSAccessKeyId=K".to_owned(),
            body: b"CallerReference=a+b%3C\n".to_vec(),
            ..Arrived::default()
        };
        let reading = reading(
            &fps::SERVICE,
            &arrived,
            "<PayResponse><ResponseMetadata><RequestId>r:0</RequestId></ResponseMetadata></PayResponse>",
        );
        assert_eq!((reading.transport, reading.action.as_deref()), (Transport::Rest, Some("Pay")));
        assert_eq!(reading.access_key_id.as_deref(), Some("K"));
        assert_eq!(reading.field("CallerReference"), Some("a b<"));
        assert_eq!((reading.refusal, reading.request_id.as_deref()), (None, Some("r:0")));
    }

    #[test]
    fn a_message_is_read_by_its_body_and_a_fault_by_its_code() {
        let arrived = Arrived {
            method: "POST".to_owned(),
            content_type: "text/xml".to_owned(),
            body:
                b"<e:Envelope xmlns:e='x'><e:Body><Find><Role>a</Role><Role>b</Role><Sum><Value>1</Value></Sum></Find>\
                    </e:Body></e:Envelope>"
                    .to_vec(),
            ..Arrived::default()
        };
        let fault = "<e:Envelope xmlns:e='x'><e:Body><e:Fault><faultcode>aws:Client.InvalidParams</faultcode>\
                     <faultstring>No.</faultstring></e:Fault></e:Body></e:Envelope>";
        let reading = reading(&fps::SERVICE, &arrived, fault);
        assert_eq!((reading.transport, reading.action.as_deref()), (Transport::Soap, Some("Find")));
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(reading.fields, [field("Role.1", "a"), field("Role.2", "b"), field("Sum.Value", "1")]);
        assert_eq!(reading.refusal, Some(("InvalidParams".to_owned(), "No.".to_owned())));
    }

    #[test]
    fn calls_of_amazon_pay_are_read_with_their_merchant_and_its_way_to_refuse() {
        let arrived = Arrived {
            method: "POST".to_owned(),
            body: b"Action=Authorize&SellerId=A1&AWSAccessKeyId=K".to_vec(),
            ..Arrived::default()
        };
        let refused = "<ErrorResponse xmlns='x'><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>No.</Message>\
                       </Error><RequestId>r</RequestId></ErrorResponse>";
        let refused = reading(&amazon_pay::SERVICE, &arrived, refused);
        assert_eq!((refused.action.as_deref(), refused.field("SellerId")), (Some("Authorize"), Some("A1")));
        assert_eq!(refused.refusal, Some(("AccessDenied".to_owned(), "No.".to_owned())));
        assert_eq!(refused.request_id.as_deref(), Some("r"));
        // It speaks no SOAP, whatever somebody sends.
        let message = Arrived { body: b"<Envelope/>".to_vec(), ..arrived };
        assert_eq!(reading(&amazon_pay::SERVICE, &message, "").transport, Transport::Rest);
    }
}
