//! Distinguished names: the text of a certificate's subject and issuer, and whether a text that
//! some toolkit wrote means the same name.
//!
//! Toolkits differ in order (first or last component first), in white space after the comma, in
//! the case of the keywords, in escaping, and in writing a rare attribute by keyword or by number
//! with its value in hexadecimal. All of these compare equal here.

use std::fmt;

use x509_cert::der::asn1::{AnyRef, BmpString, Ia5StringRef, PrintableStringRef, TeletexStringRef, Utf8StringRef};
use x509_cert::der::{Decode as _, Encode as _, Tag, Tagged as _};
use x509_cert::name::Name;

/// A name as a list of components, each a set of attributes (nearly always one).
/// The order is that of the certificate: country first, common name last.
#[derive(Debug)]
pub(super) struct DistinguishedName(Vec<Vec<Attribute>>);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Attribute {
    /// Object identifier in dotted form, or a keyword that isn't in [`KEYWORDS`].
    kind: String,
    /// Text, or `#` and the hexadecimal DER of a value that is not text.
    value: String,
}

impl DistinguishedName {
    pub(super) fn of(name: &Name) -> Self {
        Self(
            name.iter_rdn()
                .map(|component| {
                    component
                        .iter()
                        .map(|attribute| {
                            let der = attribute.value.to_der().unwrap_or_default();
                            Attribute {
                                kind: attribute.oid.to_string(),
                                value: text_of(&der).unwrap_or_else(|| hex_of(&der)),
                            }
                        })
                        .collect()
                })
                .collect(),
        )
    }

    /// The common name, where there is one and no more.
    pub(super) fn common_name(&self) -> Option<&str> {
        let mut names = self.0.iter().flatten().filter(|attribute| attribute.kind == COMMON_NAME);
        let name = names.next()?;
        names.next().is_none().then_some(name.value.as_str())
    }

    /// Reads RFC 4514 text and its predecessors (RFC 1779, RFC 2253). Never fails: what is not a
    /// name simply equals none.
    pub(super) fn parse(text: &str) -> Self {
        let mut components: Vec<_> = split(text, &[',', ';'])
            .into_iter()
            .map(|component| split(component, &['+']).into_iter().map(attribute).collect())
            .collect();
        components.reverse();
        Self(components)
    }

    /// The same name, whichever end the text began with.
    pub(super) fn same_as(&self, other: &Self) -> bool {
        let ours = self.comparable();
        let mut theirs = other.comparable();
        if ours == theirs {
            return true;
        }
        theirs.reverse();
        ours == theirs
    }

    /// As directories compare names: without regard to case and runs of white space.
    fn comparable(&self) -> Vec<Vec<Attribute>> {
        self.0
            .iter()
            .map(|component| {
                let mut attributes: Vec<_> = component
                    .iter()
                    .map(|attribute| Attribute {
                        kind: attribute.kind.clone(),
                        value: attribute.value.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase(),
                    })
                    .collect();
                attributes.sort();
                attributes
            })
            .collect()
    }
}

/// RFC 4514, most specific component first: `CN=shop,O=Example,C=US`.
impl fmt::Display for DistinguishedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, component) in self.0.iter().rev().enumerate() {
            if index > 0 {
                f.write_str(",")?;
            }
            for (index, Attribute { kind, value }) in component.iter().enumerate() {
                if index > 0 {
                    f.write_str("+")?;
                }
                let keyword = KEYWORDS.iter().find(|(_, oid)| oid == kind).map(|(keyword, _)| *keyword);
                f.write_str(keyword.unwrap_or(kind))?;
                f.write_str("=")?;
                f.write_str(&escape(value))?;
            }
        }
        Ok(())
    }
}

/// The value with the escapes that RFC 4514 asks for.
pub(super) fn escape(value: &str) -> String {
    let last = value.chars().count().saturating_sub(1);
    let mut escaped = String::with_capacity(value.len());
    for (index, c) in value.chars().enumerate() {
        match c {
            ' ' if index == 0 || index == last => escaped.push('\\'),
            '"' | '+' | ',' | ';' | '<' | '>' | '\\' => escaped.push('\\'),
            '\0'..='\x1f' | '\x7f' => {
                escaped.push_str(&format!("\\{:02x}", u32::from(c)));
                continue;
            }
            _ => {}
        }
        escaped.push(c);
    }
    escaped
}

const COMMON_NAME: &str = "2.5.4.3";

/// Keywords of RFC 4514, and of what OpenSSL and Java write beside it. The first keyword of an
/// identifier is the one that is written.
const KEYWORDS: [(&str, &str); 20] = [
    ("CN", COMMON_NAME),
    ("SN", "2.5.4.4"),
    ("SERIALNUMBER", "2.5.4.5"),
    ("C", "2.5.4.6"),
    ("L", "2.5.4.7"),
    ("ST", "2.5.4.8"),
    ("S", "2.5.4.8"),
    ("STREET", "2.5.4.9"),
    ("O", "2.5.4.10"),
    ("OU", "2.5.4.11"),
    ("T", "2.5.4.12"),
    ("TITLE", "2.5.4.12"),
    ("GIVENNAME", "2.5.4.42"),
    ("DNQ", "2.5.4.46"),
    ("UID", "0.9.2342.19200300.100.1.1"),
    ("DC", "0.9.2342.19200300.100.1.25"),
    ("EMAILADDRESS", "1.2.840.113549.1.9.1"),
    ("EMAIL", "1.2.840.113549.1.9.1"),
    ("E", "1.2.840.113549.1.9.1"),
    ("SURNAME", "2.5.4.4"),
];

fn attribute(text: &str) -> Attribute {
    let (keyword, value) = text.split_once('=').unwrap_or((text, ""));
    let keyword = keyword.trim();
    let keyword =
        keyword.get(..4).filter(|start| start.eq_ignore_ascii_case("OID.")).map_or(keyword, |_| &keyword[4..]);
    let kind = KEYWORDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(keyword)).map_or(keyword, |(_, oid)| oid);
    let value = value.trim_start();
    let value = match value.strip_prefix('#').and_then(|hex| bytes_of(hex.trim_end())) {
        Some(der) => text_of(&der).unwrap_or_else(|| hex_of(&der)),
        None => unescape(value),
    };
    Attribute { kind: kind.to_owned(), value }
}

/// Splits at separators that are neither escaped nor within quotation marks.
fn split<'a>(text: &'a str, separators: &[char]) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut quoted = false;
    let mut escaped = false;
    for (index, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            _ if !quoted && separators.contains(&c) => {
                parts.push(&text[start..index]);
                start = index + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// Takes away quotation marks, backslashes, and backslashes with two hexadecimal digits, which
/// stand for one byte of UTF-8.
fn unescape(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        match (first, rest) {
            (b'"', _) => {}
            (b'\\', [high, low, tail @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                bytes.push(hex_value(*high) << 4 | hex_value(*low));
                rest = tail;
            }
            (b'\\', [next, tail @ ..]) => {
                bytes.push(*next);
                rest = tail;
            }
            _ => bytes.push(*first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn text_of(der: &[u8]) -> Option<String> {
    let value = AnyRef::from_der(der).ok()?;
    match value.tag() {
        Tag::PrintableString => Some(PrintableStringRef::try_from(value).ok()?.to_string()),
        Tag::Utf8String => Some(Utf8StringRef::try_from(value).ok()?.to_string()),
        Tag::Ia5String => Some(Ia5StringRef::try_from(value).ok()?.to_string()),
        Tag::TeletexString => Some(TeletexStringRef::try_from(value).ok()?.to_string()),
        Tag::BmpString => Some(BmpString::from_der(der).ok()?.to_string()),
        _ => None,
    }
}

fn hex_of(der: &[u8]) -> String {
    der.iter().fold("#".to_owned(), |hex, byte| hex + &format!("{byte:02x}"))
}

fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    if hex.is_empty() || !hex.len().is_multiple_of(2) || !hex.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    Some(hex.as_bytes().chunks_exact(2).map(|pair| hex_value(pair[0]) << 4 | hex_value(pair[1])).collect())
}

/// The value of a byte that is known to be a hexadecimal digit.
fn hex_value(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        _ => (digit | 0x20) - b'a' + 10,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(left: &str, right: &str) -> bool {
        DistinguishedName::parse(left).same_as(&DistinguishedName::parse(right))
    }

    #[test]
    fn toolkits_write_one_name_in_many_ways() {
        let name = "CN=Shop\\, Inc,OU=Payments,O=Example  Corp,C=US";
        for other in [
            "CN=\"Shop, Inc\", OU=Payments, O=Example Corp, C=US",
            "C=US,O=Example Corp,OU=Payments,CN=Shop\\2c Inc",
            "cn=shop\\, inc;ou=payments;o=example corp;c=us",
            "OID.2.5.4.3=Shop\\, Inc,2.5.4.11=#0c085061796d656e7473,O=Example Corp,C=US",
        ] {
            assert!(same(name, other), "{other}");
        }
        for other in [
            "CN=Shop,OU=Payments,O=Example Corp,C=US",
            "CN=Shop\\, Inc,OU=Payments,O=Example Corp",
            "",
            "nonsense",
            "OU=Payments,CN=Shop\\, Inc,O=Example Corp,C=US",
        ] {
            assert!(!same(name, other), "{other}");
        }
    }

    #[test]
    fn electronic_mail_by_keyword_and_by_number() {
        assert!(same("emailAddress=a@example.com,CN=a", "1.2.840.113549.1.9.1=#160d61406578616d706c652e636f6d,CN=a"));
    }

    #[test]
    fn components_with_several_attributes_are_sets() {
        assert!(same("CN=a+UID=1,C=US", "UID=1+CN=a,C=US"));
        assert!(!same("CN=a+UID=1,C=US", "UID=1,CN=a,C=US"));
    }

    #[test]
    fn writes_what_it_reads() {
        for name in
            ["CN=Shop\\, Inc,O=Example,C=US", "CN=\\ a b\\ ", "CN=\u{e9}t\u{e9}", "CN=a+UID=1", "1.2.3.4=#040101"]
        {
            assert_eq!(DistinguishedName::parse(name).to_string(), name);
        }
    }
}
