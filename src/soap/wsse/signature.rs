//! The ds:Signature of a message: what it says, and whether it is true.

use std::collections::HashMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::algorithm::{DigestAlgorithm, signature_algorithm, signature_identifier};
use super::key::{Key, decode_base64};
use super::{KeyHint, Refused};
use crate::sign::rsa_sha1::SignatureAlgorithm;
use crate::sign::x509::Certificate;
use crate::soap::c14n::{self, Method};
use crate::soap::dom::{Document, ElementId, excerpt};
use crate::soap::ns;
use crate::wire::xml::is_space;

/// References of one signature: the parts of a message that are worth signing are fewer.
const MAX_REFERENCES: usize = 16;

/// Prefixes of one InclusiveNamespaces list.
const MAX_PREFIXES: usize = 64;

/// Characters of the canonical SignedInfo that an error shows; the usual ones have some 2,000.
const MAX_SHOWN: usize = 8_000;

/// The elements of a document by their identifiers, each of which may stand only once.
pub(super) struct Ids<'d>(HashMap<&'d str, ElementId>);

impl<'d> Ids<'d> {
    /// Collects `wsu:Id` and the unqualified `Id` and `ID`, wherever they stand.
    pub(super) fn of(document: &'d Document) -> Result<Self, Refused> {
        let mut ids = HashMap::new();
        for element in document.elements() {
            for attribute in document.attributes(element) {
                let names_it = match document.attribute_namespace(attribute) {
                    ns::WSU => attribute.local == "Id",
                    "" => matches!(attribute.local, "Id" | "ID"),
                    _ => false,
                };
                let id = &*attribute.value;
                if names_it && ids.insert(id, element).is_some_and(|other| other != element) {
                    return Err(Refused::DuplicateId { id: excerpt(id) });
                }
            }
        }
        Ok(Self(ids))
    }

    pub(super) fn element(&self, id: &str) -> Option<ElementId> {
        self.0.get(id).copied()
    }
}

/// A signature that has been read, but not yet checked.
pub(super) struct Signature<'d, 'a> {
    document: &'d Document<'a>,
    element: ElementId,
    signed_info: ElementId,
    method: Method,
    algorithm: SignatureAlgorithm,
    value: Vec<u8>,
    references: Vec<Reference<'d>>,
    key: Key,
    /// The length that no canonical form may exceed, in bytes.
    limit: usize,
}

/// One part that the signature covers.
struct Reference<'d> {
    uri: &'d str,
    target: ElementId,
    method: Method,
    /// The target is a SecurityTokenReference, and stands for the token that it refers to.
    dereferenced: bool,
    digest: DigestAlgorithm,
    value: Vec<u8>,
}

impl<'d, 'a> Signature<'d, 'a> {
    /// Reads the signature of a message. `security` is the header it stands in.
    pub(super) fn read(
        document: &'d Document<'a>,
        element: ElementId,
        security: ElementId,
        ids: &Ids,
        limit: usize,
    ) -> Result<Self, Refused> {
        let signed_info = one(document, element, "SignedInfo")?;
        let value = one(document, element, "SignatureValue")?;
        let key_info = one(document, element, "KeyInfo")?;
        let key = Key::read(document, key_info, security, ids)?;

        let method = canonicalization(document, one(document, signed_info, "CanonicalizationMethod")?)?;
        let identifier = algorithm(document, one(document, signed_info, "SignatureMethod")?);
        let algorithm = signature_algorithm(identifier).ok_or_else(|| Refused::Algorithm {
            purpose: "signature",
            identifier: excerpt(identifier),
            supported: "rsa-sha1, rsa-sha256",
        })?;
        let references = document
            .children_named(signed_info, ns::DS, "Reference")
            .map(|reference| Reference::read(document, reference, ids, &key))
            .collect::<Result<Vec<_>, _>>()?;
        if references.is_empty() || references.len() > MAX_REFERENCES {
            return Err(unreadable(format!(
                "it has {} references; 1 to {MAX_REFERENCES} are expected",
                references.len()
            )));
        }
        Ok(Self {
            document,
            element,
            signed_info,
            method,
            algorithm,
            value: base64_of(document, value)?,
            references,
            key,
            limit,
        })
    }

    pub(super) fn key_hint(&self) -> &KeyHint {
        &self.key.hint
    }

    /// The SecurityTokenReference in the KeyInfo.
    pub(super) fn key_reference(&self) -> Option<ElementId> {
        self.key.reference
    }

    /// What the references lead to, each with its URI.
    pub(super) fn targets(&self) -> impl Iterator<Item = (ElementId, &'d str)> {
        self.references.iter().map(|reference| (reference.target, reference.uri))
    }

    /// Checks that the key of `certificate` made this signature, and that every part it covers is
    /// as it was signed.
    pub(super) fn verify(&self, certificate: &Certificate) -> Result<(), Refused> {
        let signed = self.canonical(self.signed_info, None, &self.method)?;
        if !certificate.verify(self.algorithm, signed.as_bytes(), &self.value) {
            return Err(Refused::SignatureMismatch {
                subject: certificate.subject(),
                identifier: signature_identifier(self.algorithm),
                signed: signed.chars().take(MAX_SHOWN).collect(),
            });
        }
        self.references.iter().try_for_each(|reference| self.verify_reference(reference, certificate))
    }

    fn verify_reference(&self, reference: &Reference, certificate: &Certificate) -> Result<(), Refused> {
        let mut computed = Vec::new();
        for form in self.signed_forms(reference, certificate)? {
            computed = reference.digest.digest(&form);
            if computed == reference.value {
                return Ok(());
            }
        }
        Err(Refused::DigestMismatch {
            element: self.document.qualified_name(reference.target),
            uri: excerpt(reference.uri),
            sent: excerpt(&STANDARD.encode(&reference.value)),
            computed: STANDARD.encode(computed),
        })
    }

    /// What the digest may have been made of. Only for a token that is dereferenced there is more
    /// than one form, because toolkits differ in how they write it.
    fn signed_forms(&self, reference: &Reference, certificate: &Certificate) -> Result<Vec<String>, Refused> {
        if !reference.dereferenced {
            return Ok(vec![self.canonical(reference.target, Some(self.element), &reference.method)?]);
        }
        if let Some(token) = self.key.token {
            // With the default namespace in force at the token, and as if the token stood alone.
            let methods = [reference.method.with_default_namespace(), reference.method.clone()];
            return methods.iter().map(|method| self.token_form(token, method)).collect();
        }
        let prefix = match self.document.element(reference.target).prefix {
            "" => "wsse",
            prefix => prefix,
        };
        let content = STANDARD.encode(certificate.der());
        let form = |encoding: &str| {
            format!(
                "<{prefix}:BinarySecurityToken xmlns=\"\" xmlns:{prefix}=\"{}\"{encoding} ValueType=\"{}\">{content}</{prefix}:BinarySecurityToken>",
                ns::WSSE,
                ns::X509_V3
            )
        };
        Ok(vec![form(""), form(&format!(" EncodingType=\"{}\"", ns::BASE64_BINARY))])
    }

    /// A token's canonical form, in which the first tag always says what the default namespace is.
    fn token_form(&self, token: ElementId, method: &Method) -> Result<String, Refused> {
        let mut form = self.canonical(token, None, method)?;
        let name_end = form.find([' ', '>']).unwrap_or(form.len());
        if !form[name_end..].starts_with(" xmlns=\"") {
            form.insert_str(name_end, " xmlns=\"\"");
        }
        Ok(form)
    }

    fn canonical(&self, element: ElementId, omitted: Option<ElementId>, method: &Method) -> Result<String, Refused> {
        c14n::canonical(self.document, element, omitted, method, self.limit).map_err(|c14n::TooLong| {
            unreadable(format!("the canonical form of `{}` is too long", self.document.qualified_name(element)))
        })
    }
}

impl<'d> Reference<'d> {
    fn read(document: &'d Document, element: ElementId, ids: &Ids, key: &Key) -> Result<Self, Refused> {
        let uri = document.attribute(element, "", "URI").unwrap_or_default();
        let refused = |problem: &str| Refused::Reference { uri: excerpt(uri), problem: problem.to_owned() };
        let id = uri.strip_prefix('#').filter(|id| !id.is_empty());
        let id = id.ok_or_else(|| refused("is not `#` and the Id of an element of the message"))?;
        let target = ids.element(id).ok_or_else(|| refused("leads to no element of the message"))?;

        let (method, dereferenced) = transforms(document, element)?;
        if dereferenced && key.reference != Some(target) {
            return Err(refused("dereferences something else than the SecurityTokenReference of the signature's key"));
        }
        let identifier = algorithm(document, one(document, element, "DigestMethod")?);
        let digest = DigestAlgorithm::named(identifier).ok_or_else(|| Refused::Algorithm {
            purpose: "digest",
            identifier: excerpt(identifier),
            supported: "sha1, sha256",
        })?;
        let value = base64_of(document, one(document, element, "DigestValue")?)?;
        Ok(Self { uri, target, method, dereferenced, digest, value })
    }
}

/// How a reference's target is made text, and whether it stands for a token.
fn transforms(document: &Document, reference: ElementId) -> Result<(Method, bool), Refused> {
    let mut method = None;
    let mut dereferenced = false;
    for transforms in document.children_named(reference, ns::DS, "Transforms") {
        for transform in document.children_named(transforms, ns::DS, "Transform") {
            if method.is_some() {
                return Err(unreadable("a transform follows canonicalisation".to_owned()));
            }
            match algorithm(document, transform) {
                ns::ENVELOPED => {}
                ns::STR_TRANSFORM => {
                    dereferenced = true;
                    method = Some(token_canonicalization(document, transform)?);
                }
                ns::EXCLUSIVE_C14N | ns::INCLUSIVE_C14N => method = Some(canonicalization(document, transform)?),
                other => {
                    return Err(Refused::Algorithm {
                        purpose: "transform",
                        identifier: excerpt(other),
                        supported: "xml-exc-c14n#, REC-xml-c14n-20010315, enveloped-signature, STR-Transform",
                    });
                }
            }
        }
    }
    // Without a word on it, XML Signature canonicalises inclusively.
    Ok((method.unwrap_or(Method::Inclusive), dereferenced))
}

/// The canonicalisation within an STR-Transform.
fn token_canonicalization(document: &Document, transform: ElementId) -> Result<Method, Refused> {
    let mut parameters = document.children_named(transform, ns::WSSE, "TransformationParameters");
    let parameters = parameters.next().ok_or_else(|| unreadable("an STR-Transform without parameters".to_owned()))?;
    canonicalization(document, one(document, parameters, "CanonicalizationMethod")?)
}

/// The canonicalisation that a CanonicalizationMethod or Transform asks for.
fn canonicalization(document: &Document, element: ElementId) -> Result<Method, Refused> {
    match algorithm(document, element) {
        ns::INCLUSIVE_C14N => Ok(Method::Inclusive),
        ns::EXCLUSIVE_C14N => {
            let list = document.children_named(element, ns::EXCLUSIVE_C14N, "InclusiveNamespaces").next();
            let list = list.and_then(|list| document.attribute(list, "", "PrefixList")).unwrap_or_default();
            let prefixes = list.split(is_space).filter(|prefix| !prefix.is_empty());
            let inclusive: Vec<_> = prefixes
                .map(|prefix| if prefix == "#default" { "" } else { prefix })
                .map(str::to_owned)
                .take(MAX_PREFIXES + 1)
                .collect();
            match inclusive.len() > MAX_PREFIXES {
                true => Err(unreadable(format!("a PrefixList of more than {MAX_PREFIXES} prefixes"))),
                false => Ok(Method::Exclusive { inclusive }),
            }
        }
        other => Err(Refused::Algorithm {
            purpose: "canonicalisation",
            identifier: excerpt(other),
            supported: "xml-exc-c14n#, REC-xml-c14n-20010315",
        }),
    }
}

fn algorithm<'d>(document: &'d Document, element: ElementId) -> &'d str {
    document.attribute(element, "", "Algorithm").unwrap_or_default()
}

fn base64_of(document: &Document, element: ElementId) -> Result<Vec<u8>, Refused> {
    decode_base64(&document.text(element))
        .ok_or_else(|| unreadable(format!("the content of `{}` is not base64", document.qualified_name(element))))
}

/// The child of that name in XML Signature's namespace, which must be there exactly once.
fn one(document: &Document, parent: ElementId, local: &str) -> Result<ElementId, Refused> {
    let mut children = document.children_named(parent, ns::DS, local);
    match (children.next(), children.next()) {
        (Some(child), None) => Ok(child),
        (None, _) => Err(unreadable(format!("`{}` has no {local}", document.qualified_name(parent)))),
        _ => Err(unreadable(format!("`{}` has more than one {local}", document.qualified_name(parent)))),
    }
}

fn unreadable(problem: String) -> Refused {
    Refused::Unreadable { problem }
}
