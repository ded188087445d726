//! A signer that fills in any message: it computes the digests and the signature that the message
//! itself asks for, so that tests can have any order, algorithm, reference and prefix.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::sign::rsa_sha1::SignatureAlgorithm;
use crate::sign::x509::Identity;
use crate::soap::c14n::{self, Method};
use crate::soap::dom::{Document, ElementId};
use crate::soap::ns;
use crate::soap::wsse::algorithm::DigestAlgorithm;
use crate::wire::Limits;

/// Fills in a message: the digest of each reference where it says `@DIGEST@`, the signature where
/// it says `@VALUE@`.
pub(super) fn filled(message: &str, identity: &Identity) -> String {
    let document = Document::parse(message.as_bytes(), &Limits::REQUEST).unwrap();
    let digests: Vec<_> = named(&document, ns::DS, "Reference").map(|reference| digest(&document, reference)).collect();
    let mut message = message.to_owned();
    for digest in digests {
        message = message.replacen("@DIGEST@", &digest, 1);
    }

    let document = Document::parse(message.as_bytes(), &Limits::REQUEST).unwrap();
    let signed_info = named(&document, ns::DS, "SignedInfo").next().unwrap();
    let method = method(&document, named(&document, ns::DS, "CanonicalizationMethod").next().unwrap());
    let signature = named(&document, ns::DS, "SignatureMethod").next().unwrap();
    let algorithm = match document.attribute(signature, "", "Algorithm") {
        Some(ns::RSA_SHA256) => SignatureAlgorithm::RsaSha256,
        _ => SignatureAlgorithm::RsaSha1,
    };
    let signed = c14n::canonical(&document, signed_info, None, &method, usize::MAX).unwrap();
    let value = STANDARD.encode(identity.sign(algorithm, signed.as_bytes()).unwrap());
    message.replacen("@VALUE@", &value, 1)
}

fn named<'d>(
    document: &'d Document,
    namespace: &'static str,
    local: &'static str,
) -> impl Iterator<Item = ElementId> + 'd {
    document.elements().filter(move |element| document.is(*element, namespace, local))
}

fn digest(document: &Document, reference: ElementId) -> String {
    let id = document.attribute(reference, "", "URI").unwrap_or_default().trim_start_matches('#');
    let target = document.elements().find(|element| {
        document.attributes(*element).iter().any(|attribute| attribute.local == "Id" && &*attribute.value == id)
    });
    let within = |local| named(document, ns::DS, local).filter(|element| document.lies_within(*element, reference));
    let octets = match (target, within("Transform").last()) {
        (None, _) => String::new(),
        (Some(target), None) => c14n::canonical(document, target, None, &Method::Inclusive, usize::MAX).unwrap(),
        (Some(target), Some(transform)) => match document.attribute(transform, "", "Algorithm") {
            Some(ns::STR_TRANSFORM) => token(document),
            _ => c14n::canonical(document, target, None, &method(document, transform), usize::MAX).unwrap(),
        },
    };
    let algorithm = within("DigestMethod").next().and_then(|method| document.attribute(method, "", "Algorithm"));
    let algorithm = algorithm.and_then(DigestAlgorithm::named).unwrap_or(DigestAlgorithm::Sha1);
    STANDARD.encode(algorithm.digest(&octets))
}

/// The token in the message as an STR-Transform sees it where no default namespace is in force; or
/// the one that WSS4J makes of the certificate where there is none.
fn token(document: &Document) -> String {
    if let Some(token) = named(document, ns::WSSE, "BinarySecurityToken").next() {
        let form = c14n::canonical(document, token, None, &Method::EXCLUSIVE, usize::MAX).unwrap();
        return form.replacen("BinarySecurityToken xmlns:", "BinarySecurityToken xmlns=\"\" xmlns:", 1);
    }
    format!(
        "<wsse:BinarySecurityToken xmlns=\"\" xmlns:wsse=\"{}\" ValueType=\"{}\">{}</wsse:BinarySecurityToken>",
        ns::WSSE,
        ns::X509_V3,
        STANDARD.encode(super::SHOP.certificate().der())
    )
}

fn method(document: &Document, element: ElementId) -> Method {
    if document.attribute(element, "", "Algorithm") == Some(ns::INCLUSIVE_C14N) {
        return Method::Inclusive;
    }
    let list = document.children(element).next().and_then(|list| document.attribute(list, "", "PrefixList"));
    Method::Exclusive { inclusive: list.unwrap_or_default().split_whitespace().map(str::to_owned).collect() }
}
