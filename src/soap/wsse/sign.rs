//! Signing requests.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};

use super::algorithm::{DigestAlgorithm, signature_identifier};
use crate::sign::rsa_sha1::SignatureAlgorithm;
use crate::sign::x509::{self, Certificate, Identity};
use crate::soap::c14n::{self, Method, push_text};
use crate::soap::dom::{Document, Malformed};
use crate::soap::ns;
use crate::wire::{Limits, xml};

/// How long a signed request may be used: as long as servers allow clocks to differ.
const LIFETIME: TimeDelta = TimeDelta::minutes(15);

/// Signs SOAP requests with one identity.
///
/// The same message, signed at the same second, gives the same text.
#[derive(Clone, Debug)]
pub struct Signer {
    identity: Identity,
    algorithm: SignatureAlgorithm,
    /// The BinarySecurityToken, the same in every message.
    token: String,
}

/// A request before it is signed.
#[derive(Clone, Copy)]
pub struct Message<'a> {
    /// What is asked for: the name of the action.
    pub action: &'a str,
    /// The address of the service.
    pub to: &'a str,
    /// A name for this message that no other has, `urn:uuid:` and a UUID.
    pub message_id: &'a str,
    /// What goes into the Body: one XML element that declares the namespaces it uses.
    pub body: &'a str,
}

impl std::fmt::Debug for Message<'_> {
    /// Without the body, which holds tokens.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Message")
            .field("action", &self.action)
            .field("to", &self.to)
            .field("message_id", &self.message_id)
            .finish_non_exhaustive()
    }
}

impl Signer {
    /// Signs with RSA-SHA1, as the service asked for: see [`Signer::algorithm`].
    #[must_use]
    pub fn new(identity: Identity) -> Self {
        let token = format!(
            "<wsse:BinarySecurityToken xmlns:wsu=\"{}\" EncodingType=\"{}\" ValueType=\"{}\" wsu:Id=\"{TOKEN}\">{}</wsse:BinarySecurityToken>",
            ns::WSU,
            ns::BASE64_BINARY,
            ns::X509_V3,
            STANDARD.encode(identity.certificate().der())
        );
        Self { identity, algorithm: SignatureAlgorithm::default(), token }
    }

    /// Signs with this algorithm, and makes the digests with the same hash.
    #[must_use]
    pub fn algorithm(self, algorithm: SignatureAlgorithm) -> Self {
        Self { algorithm, ..self }
    }

    /// The certificate whose key signs.
    #[must_use]
    pub fn certificate(&self) -> &Certificate {
        self.identity.certificate()
    }

    /// The whole SOAP 1.1 message: the WS-Addressing headers To, Action and MessageID, a
    /// BinarySecurityToken with the certificate, a Timestamp that expires fifteen minutes after
    /// `now`, the Body, and a signature over Body, Timestamp and those headers.
    ///
    /// # Errors
    ///
    /// A body that is not one XML element, a header text that XML can't carry, or no randomness
    /// for the signature.
    pub fn sign(&self, message: &Message<'_>, now: DateTime<Utc>) -> Result<String, Unsignable> {
        // Every part is written in its canonical form, so that its digest is that of its text.
        let body = canonical_body(message.body)?;
        let timestamp = timestamp(now);
        let to = header("To", "to", message.to)?;
        let action = header("Action", "action", message.action)?;
        let message_id = header("MessageID", "message-id", message.message_id)?;
        let parts =
            [("body", &body), ("timestamp", &timestamp), ("to", &to), ("action", &action), ("message-id", &message_id)];
        let signed_info = signed_info(self.algorithm, parts.map(|(id, part)| (id, part.as_str())));
        let signature = self.identity.sign(self.algorithm, signed_info.as_bytes())?;
        let signature = STANDARD.encode(signature);

        let (soap, wsse, ds) = (ns::SOAP, ns::WSSE, ns::DS);
        let token = &self.token;
        Ok(format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <SOAP-ENV:Envelope xmlns:SOAP-ENV=\"{soap}\"><SOAP-ENV:Header>{to}{action}{message_id}\
             <wsse:Security xmlns:wsse=\"{wsse}\" SOAP-ENV:mustUnderstand=\"1\">{token}{timestamp}\
             <ds:Signature xmlns:ds=\"{ds}\">{signed_info}<ds:SignatureValue>{signature}</ds:SignatureValue>\
             <ds:KeyInfo><wsse:SecurityTokenReference><wsse:Reference URI=\"#{TOKEN}\" ValueType=\"{}\"/>\
             </wsse:SecurityTokenReference></ds:KeyInfo></ds:Signature></wsse:Security></SOAP-ENV:Header>\
             {body}</SOAP-ENV:Envelope>",
            ns::X509_V3
        ))
    }
}

/// Why a request can't be signed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unsignable {
    /// The body is not XML.
    #[error("the body is not well-formed XML: {0}")]
    Body(Malformed),
    /// The body is not one element.
    #[error("the body is not one XML element")]
    NotOneElement,
    /// The body is too long.
    #[error("the body is longer than {limit} bytes in its canonical form")]
    TooLong {
        /// The length that is allowed, in bytes.
        limit: usize,
    },
    /// A header text has a character that XML can't carry.
    #[error("the header {header} has a character that XML does not allow")]
    Character {
        /// `To`, `Action` or `MessageID`.
        header: &'static str,
    },
    /// The signature could not be computed.
    #[error(transparent)]
    Key(#[from] x509::Error),
}

/// The Id of the BinarySecurityToken.
const TOKEN: &str = "certificate";

fn canonical_body(element: &str) -> Result<String, Unsignable> {
    let body = format!(
        "<SOAP-ENV:Body xmlns:SOAP-ENV=\"{}\" xmlns:wsu=\"{}\" wsu:Id=\"body\">{element}</SOAP-ENV:Body>",
        ns::SOAP,
        ns::WSU
    );
    let limits = Limits { bytes: Limits::ANSWER.bytes, ..Limits::REQUEST };
    let document = Document::parse(body.as_bytes(), &limits).map_err(|around| {
        // The position that helps is the one in the element itself.
        Unsignable::Body(Document::parse(element.as_bytes(), &limits).err().unwrap_or(around))
    })?;
    let root = document.root();
    if document.children(root).count() != 1 || document.has_text(root) {
        return Err(Unsignable::NotOneElement);
    }
    c14n::canonical(&document, root, None, &Method::EXCLUSIVE, 4 * limits.bytes)
        .map_err(|c14n::TooLong| Unsignable::TooLong { limit: 4 * limits.bytes })
}

fn timestamp(now: DateTime<Utc>) -> String {
    let date = |date: DateTime<Utc>| date.to_rfc3339_opts(SecondsFormat::Secs, true);
    format!(
        "<wsu:Timestamp xmlns:wsu=\"{}\" wsu:Id=\"timestamp\"><wsu:Created>{}</wsu:Created><wsu:Expires>{}</wsu:Expires></wsu:Timestamp>",
        ns::WSU,
        date(now),
        date(now.checked_add_signed(LIFETIME).unwrap_or(now))
    )
}

fn header(name: &'static str, id: &str, text: &str) -> Result<String, Unsignable> {
    if !xml::is_writable(text) {
        return Err(Unsignable::Character { header: name });
    }
    let mut header = format!("<wsa:{name} xmlns:wsa=\"{}\" xmlns:wsu=\"{}\" wsu:Id=\"{id}\">", ns::WSA, ns::WSU);
    push_text(&mut header, text);
    header.push_str("</wsa:");
    header.push_str(name);
    header.push('>');
    Ok(header)
}

fn signed_info<'p>(algorithm: SignatureAlgorithm, parts: impl IntoIterator<Item = (&'p str, &'p str)>) -> String {
    let hash = DigestAlgorithm::beside(algorithm);
    let mut signed_info = format!(
        "<ds:SignedInfo xmlns:ds=\"{}\"><ds:CanonicalizationMethod Algorithm=\"{}\"></ds:CanonicalizationMethod>\
         <ds:SignatureMethod Algorithm=\"{}\"></ds:SignatureMethod>",
        ns::DS,
        ns::EXCLUSIVE_C14N,
        signature_identifier(algorithm)
    );
    for (id, part) in parts {
        signed_info.push_str(&format!(
            "<ds:Reference URI=\"#{id}\"><ds:Transforms><ds:Transform Algorithm=\"{}\"></ds:Transform></ds:Transforms>\
             <ds:DigestMethod Algorithm=\"{}\"></ds:DigestMethod><ds:DigestValue>{}</ds:DigestValue></ds:Reference>",
            ns::EXCLUSIVE_C14N,
            hash.identifier(),
            STANDARD.encode(hash.digest(part))
        ));
    }
    signed_info.push_str("</ds:SignedInfo>");
    signed_info
}
