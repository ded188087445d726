//! Opening a request: its shape, who signed it, and what may be executed.

use chrono::{DateTime, Utc};

use super::signature::{Ids, Signature};
use super::{KeyHint, Refused, timestamp};
use crate::sign::x509::Certificate;
use crate::soap::dom::{Document, ElementId, Layout, excerpt};
use crate::soap::envelope::Envelope;
use crate::soap::ns;
use crate::wire::{Limits, Tree};

/// A request that may be executed.
#[derive(Debug)]
#[non_exhaustive]
pub struct Opened<'m> {
    /// The registered certificate whose key signed the Body; none if the message is not signed.
    /// What is to be done with an unsigned request is for the caller to decide.
    pub certificate: Option<Certificate>,
    /// The one element in the Body, with its namespace.
    pub body: Tree<'m>,
    /// The WS-Addressing headers. They are not necessarily signed: use them for the answer only.
    pub addressing: Addressing,
}

/// The WS-Addressing 2005/08 headers of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Addressing {
    /// The sender's name for the message, to which the answer relates.
    pub message_id: Option<String>,
    /// Where the message was sent to.
    pub to: Option<String>,
    /// What it asks for.
    pub action: Option<String>,
    /// Where the answer should go.
    pub reply_to: Option<String>,
}

/// Reads a SOAP request, and if it is signed, verifies all that the signature has to cover.
///
/// `find` looks for a registered certificate; the signature is verified with what it returns, and
/// never with a certificate that only came along with the message. `now` is the time against which
/// the certificate and the Timestamp are checked.
///
/// # Errors
///
/// [`Refused`], if the message is not a SOAP 1.1 message with one element in its one Body, demands
/// a header that isn't known, or is signed, but not in a way that proves who sent this very Body
/// less than 15 minutes ago.
pub fn open<'m>(
    message: &'m [u8],
    limits: &Limits,
    now: DateTime<Utc>,
    find: &dyn Fn(&KeyHint) -> Option<Certificate>,
) -> Result<Opened<'m>, Refused> {
    let document = Document::parse(message, limits).map_err(crate::soap::Misshapen::from)?;
    let envelope = Envelope::of(&document)?;
    let body = envelope.executed(&document)?;
    let headers: Vec<_> = envelope.headers(&document).filter(|header| is_for_us(&document, *header)).collect();
    for header in &headers {
        if must_be_understood(&document, *header) && !is_understood(&document, *header) {
            return Err(Refused::MustUnderstand {
                name: excerpt(document.element(*header).local),
                namespace: excerpt(document.namespace(*header)),
            });
        }
    }
    let certificate = match signature(&document, &headers)? {
        Some((security, signature)) => {
            let message = Signed { document: &document, envelope: &envelope, security, signature };
            // Escaping makes a canonical form longer than the message, but not by much.
            Some(message.verify(4 * limits.bytes, now, find)?)
        }
        None => None,
    };
    Ok(Opened { certificate, body: document.tree(body, Layout::IsText), addressing: addressing(&document, &envelope) })
}

/// The signature and the header it stands in; none if the message is not signed.
fn signature(document: &Document, headers: &[ElementId]) -> Result<Option<(ElementId, ElementId)>, Refused> {
    let unreadable = |problem: &str| Refused::Unreadable { problem: problem.to_owned() };
    let mut securities = headers.iter().filter(|header| document.is(**header, ns::WSSE, "Security"));
    let Some(security) = securities.next() else { return Ok(None) };
    if securities.next().is_some() {
        return Err(unreadable("there is more than one wsse:Security header for the same receiver"));
    }
    let mut signatures = document.children_named(*security, ns::DS, "Signature");
    let Some(signature) = signatures.next() else { return Ok(None) };
    match signatures.next() {
        Some(_) => Err(unreadable("there is more than one in the wsse:Security header")),
        None => Ok(Some((*security, signature))),
    }
}

/// A message with a signature that is yet to be verified.
struct Signed<'d, 'm> {
    document: &'d Document<'m>,
    envelope: &'d Envelope,
    security: ElementId,
    signature: ElementId,
}

impl Signed<'_, '_> {
    fn verify(
        &self,
        limit: usize,
        now: DateTime<Utc>,
        find: &dyn Fn(&KeyHint) -> Option<Certificate>,
    ) -> Result<Certificate, Refused> {
        let ids = Ids::of(self.document)?;
        let signature = Signature::read(self.document, self.signature, self.security, &ids, limit)?;
        for (target, uri) in signature.targets() {
            if !self.may_be_signed(target) && signature.key_reference() != Some(target) {
                return Err(Refused::Reference {
                    uri: excerpt(uri),
                    problem: format!(
                        "leads to `{}`, which is neither the Body nor a header",
                        self.document.qualified_name(target)
                    ),
                });
            }
        }

        let hint = signature.key_hint();
        let certificate = find(hint).ok_or_else(|| Refused::UnknownCertificate { hint: hint.clone() })?;
        if !certificate.valid_at(now) {
            return Err(Refused::CertificateNotValid {
                subject: certificate.subject(),
                not_before: certificate.not_before(),
                not_after: certificate.not_after(),
                now,
            });
        }
        signature.verify(&certificate)?;

        let covers = |element| signature.targets().any(|(target, _)| target == element);
        if !covers(self.envelope.body) {
            return Err(Refused::BodyNotSigned);
        }
        let timestamp = self.timestamp()?;
        if !covers(timestamp) {
            return Err(Refused::TimestampNotSigned { problem: "the signature does not cover the Timestamp" });
        }
        timestamp::check(self.document, timestamp, now)?;
        Ok(certificate)
    }

    /// The Body that is executed, a header, or something directly within wsse:Security: there, and
    /// nowhere else, a signed element means what it says.
    fn may_be_signed(&self, target: ElementId) -> bool {
        let parent = self.document.parent(target);
        target == self.envelope.body
            || parent == Some(self.security)
            || (parent.is_some() && parent == self.envelope.header && target != self.security)
    }

    fn timestamp(&self) -> Result<ElementId, Refused> {
        let mut timestamps = self.document.children_named(self.security, ns::WSU, "Timestamp");
        let problem = match (timestamps.next(), timestamps.next()) {
            (Some(timestamp), None) => return Ok(timestamp),
            (None, _) => "there is no Timestamp in the wsse:Security header",
            _ => "there is more than one Timestamp in the wsse:Security header",
        };
        Err(Refused::TimestampNotSigned { problem })
    }
}

fn is_for_us(document: &Document, header: ElementId) -> bool {
    matches!(document.attribute(header, ns::SOAP, "actor").unwrap_or_default().trim(), "" | ns::ACTOR_NEXT)
}

fn must_be_understood(document: &Document, header: ElementId) -> bool {
    matches!(document.attribute(header, ns::SOAP, "mustUnderstand").unwrap_or_default().trim(), "1" | "true")
}

fn is_understood(document: &Document, header: ElementId) -> bool {
    document.namespace(header) == ns::WSA || document.is(header, ns::WSSE, "Security")
}

fn addressing(document: &Document, envelope: &Envelope) -> Addressing {
    let header = |local| envelope.headers(document).find(|header| document.is(*header, ns::WSA, local));
    let text = |element| document.text(element).trim().to_owned();
    let reply_to = header("ReplyTo").and_then(|header| document.children_named(header, ns::WSA, "Address").next());
    Addressing {
        message_id: header("MessageID").map(text),
        to: header("To").map(text),
        action: header("Action").map(text),
        reply_to: reply_to.map(text),
    }
}
