//! The envelope of SOAP 1.1: its shape, and answers in it.

use super::Fault;
use super::dom::{Document, ElementId, Layout, Malformed, excerpt};
use super::ns;
use crate::wire::xml::escape_into;
use crate::wire::{Limits, Tree};

/// An unsigned answer with the WS-Addressing headers of the service.
///
/// `relates_to` is the MessageID of the request, if it had one; `action` is `Pay:Response` for the
/// action `Pay`; `message_id` is `urn:uuid:` and the request id without its `:0`; `body` is one XML
/// element that declares the namespaces it uses.
#[must_use]
pub fn answer(relates_to: Option<&str>, action: &str, message_id: &str, body: &str) -> String {
    let mut answer = format!("{DECLARATION}<SOAP-ENV:Envelope xmlns:SOAP-ENV=\"{}\"><SOAP-ENV:Header>", ns::SOAP);
    let headers = [
        ("RelatesTo", relates_to),
        ("To", Some(ns::WSA_ANONYMOUS)),
        ("Action", Some(action)),
        ("MessageID", Some(message_id)),
    ];
    for (name, text) in headers {
        if let Some(text) = text {
            answer.push_str(&format!("<wsa:{name} xmlns:wsa=\"{}\">", ns::WSA));
            escape_into(text, &mut answer);
            answer.push_str(&format!("</wsa:{name}>"));
        }
    }
    answer.push_str("</SOAP-ENV:Header><SOAP-ENV:Body>");
    answer.push_str(body);
    answer.push_str("</SOAP-ENV:Body></SOAP-ENV:Envelope>");
    answer
}

/// What begins every message that is written here.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// Reads an answer: what is in its Body, or the fault that is there instead. Headers and any
/// signature are not looked at, but for RelatesTo.
///
/// # Errors
///
/// [`Misshapen`], if it is not a SOAP 1.1 message with one element in its Body.
pub fn read_answer<'m>(message: &'m [u8], limits: &Limits) -> Result<Answer<'m>, Misshapen> {
    let document = Document::parse(message, limits)?;
    let envelope = Envelope::of(&document)?;
    let content = envelope.executed(&document)?;
    let relates_to = envelope.headers(&document).find(|header| document.is(*header, ns::WSA, "RelatesTo"));
    Ok(Answer {
        relates_to: relates_to.map(|header| document.text(header).trim().to_owned()),
        body: match document.is(content, ns::SOAP, "Fault") {
            true => Err(Fault::read(&document, content)),
            false => Ok(document.tree(content, Layout::IsNothing)),
        },
    })
}

/// The answer to a request.
#[derive(Debug)]
#[non_exhaustive]
pub struct Answer<'m> {
    /// The MessageID of the request that is answered, if the answer says so.
    pub relates_to: Option<String>,
    /// The element in the Body, with its namespace; or the fault.
    pub body: Result<Tree<'m>, Fault>,
}

/// Why bytes are not a SOAP 1.1 message of the right shape.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Misshapen {
    /// It is not XML, or not of the kind that is accepted.
    #[error("the message is not XML that is accepted here: {0}")]
    Xml(#[from] Malformed),
    /// The outermost element is not an envelope.
    #[error("expected a SOAP 1.1 Envelope, found `{name}` (namespace `{namespace}`)")]
    NotEnvelope {
        /// Its name.
        name: String,
        /// Its namespace; empty for none.
        namespace: String,
    },
    /// The envelope is one of SOAP 1.2.
    #[error("the message is SOAP 1.2; SOAP 1.1 (namespace `{}`) is expected", ns::SOAP)]
    Version {
        /// The envelope's namespace.
        namespace: String,
    },
    /// The envelope's parts are not one optional Header and one Body with one element.
    #[error("the Envelope should hold one optional Header and one Body with one element, but {problem}")]
    Structure {
        /// What is there instead.
        problem: String,
    },
}

/// The parts of an envelope.
pub(super) struct Envelope {
    pub(super) header: Option<ElementId>,
    pub(super) body: ElementId,
}

impl Envelope {
    pub(super) fn of(document: &Document) -> Result<Self, Misshapen> {
        let root = document.root();
        let namespace = document.namespace(root);
        if document.element(root).local != "Envelope" || !matches!(namespace, ns::SOAP | ns::SOAP_12) {
            let (name, namespace) = (document.qualified_name(root), excerpt(namespace));
            return Err(Misshapen::NotEnvelope { name, namespace });
        }
        if namespace == ns::SOAP_12 {
            return Err(Misshapen::Version { namespace: namespace.to_owned() });
        }
        if document.has_text(root) {
            return Err(structure("there is text between them"));
        }
        let mut children = document.children(root).peekable();
        let header = children.next_if(|child| document.is(*child, ns::SOAP, "Header"));
        let body = match children.next() {
            Some(child) if document.is(child, ns::SOAP, "Body") => child,
            Some(other) => return Err(structure(format!("`{}` is there", document.qualified_name(other)))),
            None => return Err(structure("there is no Body")),
        };
        match children.next() {
            Some(other) => Err(structure(format!("`{}` follows the Body", document.qualified_name(other)))),
            None => Ok(Self { header, body }),
        }
    }

    /// The one element in the Body.
    pub(super) fn executed(&self, document: &Document) -> Result<ElementId, Misshapen> {
        if document.has_text(self.body) {
            return Err(structure("there is text in the Body"));
        }
        let mut children = document.children(self.body);
        match (children.next(), children.next()) {
            (Some(child), None) => Ok(child),
            (None, _) => Err(structure("the Body is empty")),
            _ => Err(structure("there is more than one element in the Body")),
        }
    }

    pub(super) fn headers<'d>(&self, document: &'d Document) -> impl Iterator<Item = ElementId> + 'd {
        self.header.into_iter().flat_map(|header| document.children(header))
    }
}

fn structure(problem: impl Into<String>) -> Misshapen {
    Misshapen::Structure { problem: problem.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(message: &str) -> String {
        read_answer(message.as_bytes(), &Limits::ANSWER).unwrap_err().to_string()
    }

    #[test]
    fn an_answer_has_the_headers_of_the_service() {
        let body = "<PayResponse xmlns=\"http://fps.amazonaws.com/doc/2010-08-28/\"><x> 1 </x></PayResponse>";
        let message = answer(Some("MESSAGE<123>"), "Pay:Response", "urn:uuid:dd5439cf", body);
        let document = Document::parse(message.as_bytes(), &Limits::ANSWER).unwrap();
        let envelope = Envelope::of(&document).unwrap();
        let headers: Vec<_> = envelope
            .headers(&document)
            .map(|header| {
                assert_eq!(document.namespace(header), ns::WSA);
                (document.element(header).local, document.text(header))
            })
            .collect();
        let expected = [
            ("RelatesTo", "MESSAGE<123>"),
            ("To", "http://www.w3.org/2005/08/addressing/anonymous"),
            ("Action", "Pay:Response"),
            ("MessageID", "urn:uuid:dd5439cf"),
        ];
        assert_eq!(headers, expected.map(|(name, text)| (name, text.to_owned())));

        let read = read_answer(message.as_bytes(), &Limits::ANSWER).unwrap();
        assert_eq!(read.relates_to.as_deref(), Some("MESSAGE<123>"));
        let body = read.body.unwrap();
        assert_eq!(body.root().name(), "PayResponse");
        assert_eq!(body.root().namespace(), Some("http://fps.amazonaws.com/doc/2010-08-28/"));
        assert_eq!(body.root().child("x").unwrap().text(), " 1 ");
    }

    #[test]
    fn an_answer_to_a_request_without_message_id_relates_to_nothing() {
        let message = answer(None, "Pay:Response", "urn:uuid:dd5439cf", "<a/>");
        assert!(!message.contains("RelatesTo"));
        assert_eq!(read_answer(message.as_bytes(), &Limits::ANSWER).unwrap().relates_to, None);
    }

    #[test]
    fn any_prefix_and_layout_is_read() {
        let message = format!(
            "<e:Envelope xmlns:e='{0}'>\n <e:Header>\n  <w:RelatesTo xmlns:w='{1}'>\n MESSAGE123</w:RelatesTo>\n </e:Header>\n \
             <f:Body xmlns:f='{0}'>\n  <a>\n   <b>\n two\n lines\n </b><c>&#10;x<![CDATA[ ]]></c>\n  </a>\n </f:Body>\n</e:Envelope>\n",
            ns::SOAP,
            ns::WSA
        );
        let read = read_answer(message.as_bytes(), &Limits::ANSWER).unwrap();
        assert_eq!(read.relates_to.as_deref(), Some("MESSAGE123"));
        let body = read.body.unwrap();
        assert_eq!((body.root().name(), body.root().namespace()), ("a", None));
        assert_eq!(body.root().child("b").unwrap().text(), "two\n lines");
        assert_eq!(body.root().child("c").unwrap().text(), "\nx ");
    }

    #[test]
    fn names_what_is_misshapen() {
        let envelope = |content: &str| format!("<e:Envelope xmlns:e='{}'>{content}</e:Envelope>", ns::SOAP);
        let expected = "the Envelope should hold one optional Header and one Body with one element, but ";
        for (content, problem) in [
            ("", "there is no Body"),
            ("<e:Header/>", "there is no Body"),
            ("<e:Body/>", "the Body is empty"),
            ("<e:Body><a/><b/></e:Body>", "there is more than one element in the Body"),
            ("<e:Body>text<a/></e:Body>", "there is text in the Body"),
            ("text<e:Body><a/></e:Body>", "there is text between them"),
            ("<e:Body><a/></e:Body><e:Body><a/></e:Body>", "`e:Body` follows the Body"),
            ("<e:Body><a/></e:Body><e:Header/>", "`e:Header` follows the Body"),
            ("<e:Header/><e:Header/><e:Body><a/></e:Body>", "`e:Header` is there"),
            ("<Body><a/></Body>", "`Body` is there"),
        ] {
            assert_eq!(refused(&envelope(content)), format!("{expected}{problem}"), "{content}");
        }
        assert_eq!(refused("<html><body/></html>"), "expected a SOAP 1.1 Envelope, found `html` (namespace ``)");
        let version_12 = envelope("<e:Body><a/></e:Body>").replace(ns::SOAP, ns::SOAP_12);
        assert!(refused(&version_12).starts_with("the message is SOAP 1.2; SOAP 1.1"));
        assert!(refused("<a").starts_with("the message is not XML that is accepted here: line 1, column 1: "));
    }
}
