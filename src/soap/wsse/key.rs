//! Which certificate a signature says it was made with.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha1::{Digest as _, Sha1};
use x509_cert::der::asn1::AnyRef;
use x509_cert::der::{Decode as _, Encode as _};

use super::Refused;
use super::signature::Ids;
use crate::sign::x509::Certificate;
use crate::soap::dom::{Document, ElementId, excerpt};
use crate::soap::ns;
use crate::wire::xml::is_space;

/// What a message says of the certificate that signed it: enough to look for it among the
/// registered ones, and never a reason to trust it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyHint {
    /// The certificate itself, in DER.
    Der(Vec<u8>),
    /// Who issued it, and its number there.
    IssuerSerial {
        /// The issuer's name, as some toolkit wrote it: see [`Certificate::is_issued_as`].
        issuer: String,
        /// The serial number in decimal.
        serial: String,
    },
    /// Its subject key identifier.
    SubjectKeyIdentifier(Vec<u8>),
    /// The SHA-1 hash of its DER bytes.
    ThumbprintSha1(Vec<u8>),
}

impl KeyHint {
    /// Whether `certificate` is the one that is meant.
    #[must_use]
    pub fn matches(&self, certificate: &Certificate) -> bool {
        match self {
            Self::Der(der) => certificate.der() == der,
            Self::IssuerSerial { issuer, serial } => certificate.is_issued_as(issuer, serial),
            Self::SubjectKeyIdentifier(identifier) => certificate.subject_key_identifier() == Some(identifier),
            Self::ThumbprintSha1(thumbprint) => certificate.thumbprint_sha1() == thumbprint[..],
        }
    }
}

impl fmt::Display for KeyHint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Der(der) => write!(f, "the certificate with the SHA-1 thumbprint {}", Hex(&Sha1::digest(der))),
            Self::IssuerSerial { issuer, serial } => {
                write!(f, "the certificate number {} of `{}`", excerpt(serial), excerpt(issuer))
            }
            Self::SubjectKeyIdentifier(identifier) => {
                write!(f, "the certificate with the subject key identifier {}", Hex(identifier))
            }
            Self::ThumbprintSha1(thumbprint) => {
                write!(f, "the certificate with the SHA-1 thumbprint {}", Hex(thumbprint))
            }
        }
    }
}

struct Hex<'b>(&'b [u8]);

impl fmt::Display for Hex<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Identifiers have 20 bytes; what is longer is none.
        self.0.iter().take(32).try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The key of a signature, as its KeyInfo tells it.
pub(super) struct Key {
    pub(super) hint: KeyHint,
    /// The SecurityTokenReference in the KeyInfo.
    pub(super) reference: Option<ElementId>,
    /// The BinarySecurityToken in the message that holds the certificate.
    pub(super) token: Option<ElementId>,
}

impl Key {
    pub(super) fn read(
        document: &Document,
        key_info: ElementId,
        security: ElementId,
        ids: &Ids,
    ) -> Result<Self, Refused> {
        let Some(reference) = document.children_named(key_info, ns::WSSE, "SecurityTokenReference").next() else {
            return match document.children_named(key_info, ns::DS, "X509Data").next() {
                Some(data) => Ok(Self { hint: x509_data(document, data)?, reference: None, token: None }),
                None => Err(problem("its KeyInfo holds neither a SecurityTokenReference nor X509Data".to_owned())),
            };
        };
        let means = only_child(document, reference)?;
        let key = |hint, token| Self { hint, reference: Some(reference), token };
        if document.is(means, ns::DS, "X509Data") {
            return Ok(key(x509_data(document, means)?, None));
        }
        if document.is(means, ns::WSSE, "KeyIdentifier") {
            return Ok(key(key_identifier(document, means)?, None));
        }
        let token = if document.is(means, ns::WSSE, "Reference") {
            referenced_token(document, means, security, ids)?
        } else if document.is(means, ns::WSSE, "Embedded") {
            only_child(document, means)?
        } else {
            return Err(unsupported(document, means, "a Reference, KeyIdentifier, X509Data or Embedded"));
        };
        Ok(key(token_hint(document, token)?, Some(token)))
    }
}

fn referenced_token(
    document: &Document,
    reference: ElementId,
    security: ElementId,
    ids: &Ids,
) -> Result<ElementId, Refused> {
    let uri = document.attribute(reference, "", "URI").unwrap_or_default();
    let token = uri.strip_prefix('#').and_then(|id| ids.element(id));
    match token.filter(|token| document.parent(*token) == Some(security)) {
        Some(token) => Ok(token),
        None => Err(problem(format!("the token `{}` is not in the wsse:Security header", excerpt(uri)))),
    }
}

fn token_hint(document: &Document, token: ElementId) -> Result<KeyHint, Refused> {
    if !document.is(token, ns::WSSE, "BinarySecurityToken") {
        return Err(unsupported(document, token, "a BinarySecurityToken"));
    }
    let der = encoded(document, token)?;
    match kind(document, token) {
        "X509v3" | "X509v1" | "X509" | "" => Ok(KeyHint::Der(der)),
        "X509PKIPathv1" => last_of_path(&der)
            .map(KeyHint::Der)
            .ok_or_else(|| problem("the BinarySecurityToken is not a path of certificates (X509PKIPathv1)".to_owned())),
        other => Err(problem(format!(
            "the BinarySecurityToken is of the type `{}`; X509v3 and X509PKIPathv1 are supported",
            excerpt(other)
        ))),
    }
}

/// A path is a sequence of certificates that ends with the signer's own.
fn last_of_path(der: &[u8]) -> Option<Vec<u8>> {
    let certificates = Vec::<AnyRef>::from_der(der).ok()?;
    certificates.last()?.to_der().ok()
}

fn key_identifier(document: &Document, identifier: ElementId) -> Result<KeyHint, Refused> {
    let bytes = encoded(document, identifier)?;
    match kind(document, identifier) {
        "X509SubjectKeyIdentifier" => Ok(KeyHint::SubjectKeyIdentifier(bytes)),
        "ThumbprintSHA1" => Ok(KeyHint::ThumbprintSha1(bytes)),
        "X509v3" => Ok(KeyHint::Der(bytes)),
        other => Err(problem(format!(
            "the KeyIdentifier is of the type `{}`; X509SubjectKeyIdentifier, ThumbprintSHA1 and X509v3 are supported",
            excerpt(other)
        ))),
    }
}

/// The certificate itself if it is there, else what names it best.
fn x509_data(document: &Document, data: ElementId) -> Result<KeyHint, Refused> {
    if let Some(certificate) = document.children_named(data, ns::DS, "X509Certificate").next() {
        return Ok(KeyHint::Der(encoded(document, certificate)?));
    }
    if let Some(pair) = document.children_named(data, ns::DS, "X509IssuerSerial").next() {
        let part = |name| document.children_named(pair, ns::DS, name).next().map(|part| document.text(part));
        if let (Some(issuer), Some(serial)) = (part("X509IssuerName"), part("X509SerialNumber")) {
            return Ok(KeyHint::IssuerSerial { issuer: issuer.trim().to_owned(), serial: serial.trim().to_owned() });
        }
    }
    if let Some(identifier) = document.children_named(data, ns::DS, "X509SKI").next() {
        return Ok(KeyHint::SubjectKeyIdentifier(encoded(document, identifier)?));
    }
    Err(problem("the X509Data holds neither X509Certificate, X509IssuerSerial nor X509SKI".to_owned()))
}

/// The content of an element in base64, which may have line breaks.
fn encoded(document: &Document, element: ElementId) -> Result<Vec<u8>, Refused> {
    let encoding = document.attribute(element, "", "EncodingType").unwrap_or_default();
    let name = document.qualified_name(element);
    if !matches!(fragment(encoding), "" | "Base64Binary") {
        let encoding = excerpt(encoding);
        return Err(problem(format!("the content of `{name}` is encoded as `{encoding}`; Base64Binary is supported")));
    }
    decode_base64(&document.text(element)).ok_or_else(|| problem(format!("the content of `{name}` is not base64")))
}

pub(super) fn decode_base64(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text.replace(is_space, "")).ok()
}

/// The part of the ValueType that tells token types apart.
fn kind<'d>(document: &'d Document, element: ElementId) -> &'d str {
    fragment(document.attribute(element, "", "ValueType").unwrap_or_default())
}

/// `http://…#X509v3` as the profiles write it, or the `wsse:X509v3` of their drafts.
fn fragment(uri: &str) -> &str {
    uri.rsplit(['#', ':']).next().unwrap_or_default()
}

fn only_child(document: &Document, element: ElementId) -> Result<ElementId, Refused> {
    let mut children = document.children(element);
    match (children.next(), children.next()) {
        (Some(child), None) => Ok(child),
        (None, _) => Err(problem(format!("`{}` is empty", document.qualified_name(element)))),
        _ => Err(problem(format!("`{}` holds more than one element", document.qualified_name(element)))),
    }
}

fn unsupported(document: &Document, found: ElementId, expected: &str) -> Refused {
    problem(format!("expected {expected}, found `{}`", document.qualified_name(found)))
}

fn problem(problem: String) -> Refused {
    Refused::KeyInfo { problem }
}
