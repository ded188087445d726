//! Messages as the toolkits write them that are known to call FPS, each filled in by [`forge`].

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use x509_cert::der::Encode as _;
use x509_cert::der::asn1::AnyRef;

use super::forge::filled;
use super::{MARKET, SHOP, find, opened, shown, time};
use crate::sign::x509::Identity;
use crate::soap::ns;
use crate::soap::wsse::open;
use crate::wire::Limits;

const EXECUTED: &str = "GetAccountBalance[\"\"Note[\"a & b\"]]";

/// Replaces the names between `@` signs that the messages below have in common.
pub(super) fn common(message: &str, identity: &Identity) -> String {
    let certificate = identity.certificate();
    let message = message
        .replace("@SOAP@", ns::SOAP)
        .replace("@WSSE@", ns::WSSE)
        .replace("@WSU@", ns::WSU)
        .replace("@WSA@", ns::WSA)
        .replace("@DS@", ns::DS)
        .replace("@EXC@", ns::EXCLUSIVE_C14N)
        .replace("@INC@", ns::INCLUSIVE_C14N)
        .replace("@ENVELOPED@", ns::ENVELOPED)
        .replace("@STR@", ns::STR_TRANSFORM)
        .replace("@BASE64@", ns::BASE64_BINARY)
        .replace("@X509V3@", ns::X509_V3)
        .replace("@PROFILE@", ns::X509_V3.trim_end_matches("#X509v3"))
        .replace("@CERTIFICATE@", &STANDARD.encode(certificate.der()))
        .replace("@ISSUER@", &certificate.issuer())
        .replace("@SERIAL@", certificate.serial())
        .replace("@SKI@", &STANDARD.encode(certificate.subject_key_identifier().unwrap()))
        .replace("@THUMBPRINT@", &STANDARD.encode(certificate.thumbprint_sha1()));
    let lines: Vec<_> = STANDARD
        .encode(certificate.der())
        .as_bytes()
        .chunks(64)
        .map(|line| String::from_utf8_lossy(line).into_owned())
        .collect();
    message.replace("@CERTIFICATE_LINES@", &lines.join("\n"))
}

/// Fills the message in with both algorithms, and with RSA-SHA1 over SHA-256 digests, and checks
/// that each opens.
fn opens(message: &str) {
    for identity in [&*SHOP, &*MARKET] {
        for (rsa, sha) in [(ns::RSA_SHA1, ns::SHA1), (ns::RSA_SHA256, ns::SHA256), (ns::RSA_SHA1, ns::SHA256)] {
            let message = common(message, identity).replace("@RSA@", rsa).replace("@SHA@", sha);
            let message = filled(&message, identity);
            assert!(!message.contains('@'), "{message}");
            let opened = opened(&message).unwrap_or_else(|refused| panic!("{refused}\n{message}"));
            assert_eq!(opened.certificate.as_ref(), Some(identity.certificate()));
            assert_eq!(shown(&opened.body), EXECUTED);
            assert_eq!(opened.body.root().namespace(), Some("http://fps.amazonaws.com/doc/2010-08-28/"));
        }
    }
}

/// Signature, token and Timestamp in this order; the wsu prefix is a number.
const ZEEP_BINARY: &str = r##"<?xml version='1.0' encoding='utf-8'?>
<soap-env:Envelope xmlns:soap-env="@SOAP@"><soap-env:Header><wsse:Security xmlns:wsse="@WSSE@"><Signature xmlns="@DS@">
<SignedInfo>
<CanonicalizationMethod Algorithm="@EXC@"/>
<SignatureMethod Algorithm="@RSA@"/>
<Reference URI="#id-4c1dd1fe">
<Transforms>
<Transform Algorithm="@EXC@"/>
</Transforms>
<DigestMethod Algorithm="@SHA@"/>
<DigestValue>@DIGEST@</DigestValue>
</Reference>
<Reference URI="#id-0a2f">
<Transforms>
<Transform Algorithm="@EXC@"/>
</Transforms>
<DigestMethod Algorithm="@SHA@"/>
<DigestValue>@DIGEST@</DigestValue>
</Reference>
</SignedInfo>
<SignatureValue>@VALUE@</SignatureValue>
<KeyInfo>
<wsse:SecurityTokenReference><wsse:Reference ValueType="@X509V3@" URI="#id-b3"/></wsse:SecurityTokenReference></KeyInfo>
</Signature><wsse:BinarySecurityToken ValueType="@X509V3@" EncodingType="@BASE64@" xmlns:ns0="@WSU@" ns0:Id="id-b3">@CERTIFICATE_LINES@
</wsse:BinarySecurityToken><ns1:Timestamp xmlns:ns1="@WSU@" ns1:Id="id-0a2f"><ns1:Created>2013-03-04T05:06:07Z</ns1:Created><ns1:Expires>2013-03-04T05:11:07Z</ns1:Expires></ns1:Timestamp></wsse:Security></soap-env:Header><soap-env:Body xmlns:ns2="@WSU@" ns2:Id="id-4c1dd1fe"><ns0:GetAccountBalance xmlns:ns0="http://fps.amazonaws.com/doc/2010-08-28/"><ns0:Note>a &amp; b</ns0:Note></ns0:GetAccountBalance></soap-env:Body></soap-env:Envelope>"##;

#[test]
fn zeep_with_a_binary_token() {
    opens(ZEEP_BINARY);
}

#[test]
fn zeep_with_issuer_and_serial() {
    let start = ZEEP_BINARY.find("<wsse:BinarySecurityToken").unwrap();
    let end = ZEEP_BINARY.find("<ns1:Timestamp").unwrap();
    let message = format!("{}{}", &ZEEP_BINARY[..start], &ZEEP_BINARY[end..]);
    let reference = r##"<wsse:Reference ValueType="@X509V3@" URI="#id-b3"/>"##;
    let pair = "<X509IssuerSerial>\n<X509IssuerName>@ISSUER@</X509IssuerName>\n<X509SerialNumber>@SERIAL@</X509SerialNumber>\n</X509IssuerSerial>";
    let certificate = "<X509Certificate>@CERTIFICATE_LINES@</X509Certificate>";
    for data in [
        format!("{pair}\n{certificate}"),
        pair.to_owned(),
        certificate.to_owned(),
        "<X509SKI>@SKI@</X509SKI>".to_owned(),
    ] {
        let data = format!("<X509Data>\n{data}\n</X509Data>");
        opens(&message.replace(reference, &data));
        let bare = format!("<wsse:SecurityTokenReference>{reference}</wsse:SecurityTokenReference>");
        opens(&message.replace(&bare, &data));
    }
}

/// Token, Timestamp and Signature in this order, everything canonicalised as `@C14N@` says.
pub(super) const PHP: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<SOAP-ENV:Envelope xmlns:SOAP-ENV="@SOAP@" xmlns:ns1="http://fps.amazonaws.com/doc/2010-08-28/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xml:lang="en"><SOAP-ENV:Header><wsse:Security xmlns:wsse="@WSSE@" SOAP-ENV:mustUnderstand="1"><wsse:BinarySecurityToken EncodingType="@BASE64@" ValueType="@X509V3@" xmlns:wsu="@WSU@" wsu:Id="pfx1">@CERTIFICATE@</wsse:BinarySecurityToken><wsu:Timestamp xmlns:wsu="@WSU@" wsu:Id="pfx2"><wsu:Created>2013-03-04T05:06:07Z</wsu:Created><wsu:Expires>2013-03-04T06:06:07Z</wsu:Expires></wsu:Timestamp><ds:Signature xmlns:ds="@DS@">
  <ds:SignedInfo><ds:CanonicalizationMethod Algorithm="@C14N@"/>
    <ds:SignatureMethod Algorithm="@RSA@"/>
  <ds:Reference URI="#pfx2"><ds:Transforms><ds:Transform Algorithm="@C14N@"/></ds:Transforms><ds:DigestMethod Algorithm="@SHA@"/><ds:DigestValue>@DIGEST@</ds:DigestValue></ds:Reference><ds:Reference URI="#pfx3"><ds:Transforms><ds:Transform Algorithm="@C14N@"/></ds:Transforms><ds:DigestMethod Algorithm="@SHA@"/><ds:DigestValue>@DIGEST@</ds:DigestValue></ds:Reference></ds:SignedInfo><ds:SignatureValue>@VALUE@</ds:SignatureValue>
<ds:KeyInfo><wsse:SecurityTokenReference><wsse:Reference URI="#pfx1"/></wsse:SecurityTokenReference></ds:KeyInfo></ds:Signature></wsse:Security></SOAP-ENV:Header><SOAP-ENV:Body xmlns:wsu="@WSU@" wsu:Id="pfx3"><ns1:GetAccountBalance><ns1:Note>a &amp; b</ns1:Note></ns1:GetAccountBalance></SOAP-ENV:Body></SOAP-ENV:Envelope>
"##;

#[test]
fn php_signed_by_hand() {
    opens(&PHP.replace("@C14N@", ns::EXCLUSIVE_C14N));
    opens(&PHP.replace("@C14N@", ns::INCLUSIVE_C14N));
    // Without a transform, XML Signature canonicalises inclusively.
    opens(
        &PHP.replace("<ds:Transforms><ds:Transform Algorithm=\"@C14N@\"/></ds:Transforms>", "")
            .replace("@C14N@", ns::EXCLUSIVE_C14N),
    );
}

/// Two transforms on each reference, and an `Id` without a namespace.
const NPM: &str = r##"<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="@SOAP@" xmlns:tns="http://fps.amazonaws.com/doc/2010-08-28/"><soap:Header><wsse:Security xmlns:wsse="@WSSE@" xmlns:wsu="@WSU@" soap:mustUnderstand="1"><wsse:BinarySecurityToken EncodingType="@BASE64@" ValueType="@X509V3@" wsu:Id="x509-8ba6">@CERTIFICATE@</wsse:BinarySecurityToken><Timestamp xmlns="@WSU@" Id="_1"><Created>2013-03-04T05:06:07Z</Created><Expires>2013-03-04T05:16:07Z</Expires></Timestamp><Signature xmlns="@DS@"><SignedInfo><CanonicalizationMethod Algorithm="@EXC@"/><SignatureMethod Algorithm="@RSA@"/><Reference URI="#_0"><Transforms><Transform Algorithm="@ENVELOPED@"/><Transform Algorithm="@EXC@"/></Transforms><DigestMethod Algorithm="@SHA@"/><DigestValue>@DIGEST@</DigestValue></Reference><Reference URI="#_1"><Transforms><Transform Algorithm="@ENVELOPED@"/><Transform Algorithm="@EXC@"/></Transforms><DigestMethod Algorithm="@SHA@"/><DigestValue>@DIGEST@</DigestValue></Reference></SignedInfo><SignatureValue>@VALUE@</SignatureValue><KeyInfo><wsse:SecurityTokenReference><wsse:Reference URI="#x509-8ba6" ValueType="@X509V3@"/></wsse:SecurityTokenReference></KeyInfo></Signature></wsse:Security></soap:Header><soap:Body Id="_0"><tns:GetAccountBalance><tns:Note>a &amp; b</tns:Note></tns:GetAccountBalance></soap:Body></soap:Envelope>"##;

#[test]
fn npm_with_unqualified_ids() {
    opens(NPM);
}

/// Token, Signature, Timestamp; prefix lists; the token is signed through an STR-Transform; the
/// envelope's namespace has two prefixes; times have milliseconds.
const WSS4J: &str = r##"<?xml version="1.0" encoding="UTF-8"?><S:Envelope xmlns:S="@SOAP@" xmlns:SOAP-ENV="@SOAP@"><SOAP-ENV:Header xmlns:wsa="@WSA@"><wsa:To wsu:Id="id-7" xmlns:wsu="@WSU@">http://127.0.0.1/</wsa:To><wsa:Action SOAP-ENV:mustUnderstand="1">GetAccountBalance</wsa:Action><wsa:ReplyTo><wsa:Address>http://www.w3.org/2005/08/addressing/anonymous</wsa:Address></wsa:ReplyTo><wsa:MessageID>uuid:1</wsa:MessageID><wsse:Security xmlns:wsse="@WSSE@" xmlns:wsu="@WSU@" S:mustUnderstand="1">@TOKEN@<ds:Signature xmlns:ds="@DS@" Id="SIG-3"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="@EXC@"><ec:InclusiveNamespaces xmlns:ec="@EXC@" PrefixList="S SOAP-ENV"/></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="@RSA@"/><ds:Reference URI="#STR-1"><ds:Transforms><ds:Transform Algorithm="@STR@"><wsse:TransformationParameters><ds:CanonicalizationMethod Algorithm="@EXC@"/></wsse:TransformationParameters></ds:Transform></ds:Transforms><ds:DigestMethod Algorithm="@SHA@"/><ds:DigestValue>@DIGEST@</ds:DigestValue></ds:Reference><ds:Reference URI="#TS-2"><ds:Transforms><ds:Transform Algorithm="@EXC@"><ec:InclusiveNamespaces xmlns:ec="@EXC@" PrefixList="wsse S SOAP-ENV"/></ds:Transform></ds:Transforms><ds:DigestMethod Algorithm="@SHA@"/><ds:DigestValue>@DIGEST@</ds:DigestValue></ds:Reference><ds:Reference URI="#id-4"><ds:Transforms><ds:Transform Algorithm="@EXC@"><ec:InclusiveNamespaces xmlns:ec="@EXC@" PrefixList="SOAP-ENV"/></ds:Transform></ds:Transforms><ds:DigestMethod Algorithm="@SHA@"/><ds:DigestValue>@DIGEST@</ds:DigestValue></ds:Reference><ds:Reference URI="#id-7"><ds:Transforms><ds:Transform Algorithm="@EXC@"><ec:InclusiveNamespaces xmlns:ec="@EXC@" PrefixList=""/></ds:Transform></ds:Transforms><ds:DigestMethod Algorithm="@SHA@"/><ds:DigestValue>@DIGEST@</ds:DigestValue></ds:Reference></ds:SignedInfo><ds:SignatureValue>@VALUE@</ds:SignatureValue><ds:KeyInfo Id="KI-1"><wsse:SecurityTokenReference wsu:Id="STR-1">@REFERENCE@</wsse:SecurityTokenReference></ds:KeyInfo></ds:Signature><wsu:Timestamp wsu:Id="TS-2"><wsu:Created>2013-03-04T05:06:07.123Z</wsu:Created><wsu:Expires>2013-03-04T05:11:07.123Z</wsu:Expires></wsu:Timestamp></wsse:Security></SOAP-ENV:Header><S:Body xmlns:wsu="@WSU@" wsu:Id="id-4"><GetAccountBalance xmlns="http://fps.amazonaws.com/doc/2010-08-28/" xmlns:ns2="urn:other"><Note>a &amp; b</Note></GetAccountBalance></S:Body></S:Envelope>"##;

#[test]
fn wss4j_with_the_token_in_the_message() {
    let token = r##"<wsse:BinarySecurityToken EncodingType="@BASE64@" ValueType="@X509V3@" wsu:Id="X509-9">@CERTIFICATE@</wsse:BinarySecurityToken>"##;
    let reference = r##"<wsse:Reference URI="#X509-9" ValueType="@X509V3@"/>"##;
    opens(&WSS4J.replace("@TOKEN@", token).replace("@REFERENCE@", reference));
    opens(&WSS4J.replace("@TOKEN@", "").replace("@REFERENCE@", &format!("<wsse:Embedded>{token}</wsse:Embedded>")));
}

#[test]
fn wss4j_with_a_path_of_certificates() {
    for identity in [&*SHOP, &*MARKET] {
        let path = [SHOP.certificate(), MARKET.certificate(), identity.certificate()]
            .map(|certificate| AnyRef::try_from(certificate.der()).unwrap());
        let path = STANDARD.encode(path.to_vec().to_der().unwrap());
        let token = format!(
            r##"<wsse:BinarySecurityToken EncodingType="@BASE64@" ValueType="@PROFILE@#X509PKIPathv1" wsu:Id="X509-9">{path}</wsse:BinarySecurityToken>"##
        );
        let reference = r##"<wsse:Reference URI="#X509-9" ValueType="@PROFILE@#X509PKIPathv1"/>"##;
        let message = WSS4J.replace("@TOKEN@", &token).replace("@REFERENCE@", reference);
        let message = common(&message, identity).replace("@RSA@", ns::RSA_SHA1).replace("@SHA@", ns::SHA1);
        let message = filled(&message, identity);
        assert_eq!(opened(&message).unwrap().certificate.as_ref(), Some(identity.certificate()));
    }
}

#[test]
fn wss4j_with_identifiers_of_the_certificate() {
    let thumbprint = "http://docs.oasis-open.org/wss/oasis-wss-soap-message-security-1.1#ThumbprintSHA1";
    let references = [
        "<ds:X509Data><ds:X509IssuerSerial><ds:X509IssuerName>@ISSUER@</ds:X509IssuerName><ds:X509SerialNumber>@SERIAL@</ds:X509SerialNumber></ds:X509IssuerSerial></ds:X509Data>".to_owned(),
        r##"<wsse:KeyIdentifier EncodingType="@BASE64@" ValueType="@PROFILE@#X509SubjectKeyIdentifier">@SKI@</wsse:KeyIdentifier>"##.to_owned(),
        format!(r##"<wsse:KeyIdentifier EncodingType="@BASE64@" ValueType="{thumbprint}">@THUMBPRINT@</wsse:KeyIdentifier>"##),
        r##"<wsse:KeyIdentifier EncodingType="@BASE64@" ValueType="@X509V3@">@CERTIFICATE@</wsse:KeyIdentifier>"##.to_owned(),
    ];
    for reference in references {
        let message = WSS4J.replace("@TOKEN@", "").replace("@REFERENCE@", &reference);
        let message = common(&message, &SHOP).replace("@RSA@", ns::RSA_SHA256).replace("@SHA@", ns::SHA1);
        let message = filled(&message, &SHOP);
        let opened = opened(&message).unwrap_or_else(|refused| panic!("{refused}\n{message}"));
        assert_eq!(opened.certificate.as_ref(), Some(SHOP.certificate()));
    }
}

#[test]
fn addressing_headers_are_read() {
    let reference =
        r##"<wsse:KeyIdentifier EncodingType="@BASE64@" ValueType="@X509V3@">@CERTIFICATE@</wsse:KeyIdentifier>"##;
    let message = common(&WSS4J.replace("@TOKEN@", "").replace("@REFERENCE@", reference), &SHOP);
    let message = filled(&message.replace("@RSA@", ns::RSA_SHA1).replace("@SHA@", ns::SHA1), &SHOP);
    let addressing = opened(&message).unwrap().addressing;
    assert_eq!(addressing.message_id.as_deref(), Some("uuid:1"));
    assert_eq!(addressing.to.as_deref(), Some("http://127.0.0.1/"));
    assert_eq!(addressing.action.as_deref(), Some("GetAccountBalance"));
    assert_eq!(addressing.reply_to.as_deref(), Some(ns::WSA_ANONYMOUS));
}

/// Timestamp, token and Signature in this order, and no XML declaration.
pub(super) const GSOAP: &str = r##"<SOAP-ENV:Envelope xmlns:SOAP-ENV="@SOAP@" xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:c14n="@EXC@" xmlns:ds="@DS@" xmlns:wsu="@WSU@" xmlns:wsse="@WSSE@" xmlns:fps="http://fps.amazonaws.com/doc/2010-08-28/"><SOAP-ENV:Header><wsse:Security SOAP-ENV:mustUnderstand="1"><wsu:Timestamp wsu:Id="Time"><wsu:Created>2013-03-04T05:06:07Z</wsu:Created><wsu:Expires>2013-03-04T05:06:17Z</wsu:Expires></wsu:Timestamp><wsse:BinarySecurityToken wsu:Id="X509Token" ValueType="@X509V3@" EncodingType="@BASE64@">@CERTIFICATE@</wsse:BinarySecurityToken><ds:Signature><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="@EXC@"><c14n:InclusiveNamespaces PrefixList="SOAP-ENV wsse"></c14n:InclusiveNamespaces></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="@RSA@"></ds:SignatureMethod><ds:Reference URI="#Time"><ds:Transforms><ds:Transform Algorithm="@EXC@"></ds:Transform></ds:Transforms><ds:DigestMethod Algorithm="@SHA@"></ds:DigestMethod><ds:DigestValue>@DIGEST@</ds:DigestValue></ds:Reference><ds:Reference URI="#Body"><ds:Transforms><ds:Transform Algorithm="@EXC@"></ds:Transform></ds:Transforms><ds:DigestMethod Algorithm="@SHA@"></ds:DigestMethod><ds:DigestValue>@DIGEST@</ds:DigestValue></ds:Reference></ds:SignedInfo><ds:SignatureValue>@VALUE@</ds:SignatureValue><ds:KeyInfo><wsse:SecurityTokenReference><wsse:Reference URI="#X509Token" ValueType="@X509V3@"></wsse:Reference></wsse:SecurityTokenReference></ds:KeyInfo></ds:Signature></wsse:Security></SOAP-ENV:Header><SOAP-ENV:Body wsu:Id="Body"><fps:GetAccountBalance><fps:Note>a &amp; b</fps:Note></fps:GetAccountBalance></SOAP-ENV:Body></SOAP-ENV:Envelope>"##;

#[test]
fn gsoap_with_the_timestamp_first() {
    opens(GSOAP);
}

#[test]
fn a_timestamp_without_expires_lives_a_quarter_of_an_hour() {
    let message = GSOAP.replace("<wsu:Expires>2013-03-04T05:06:17Z</wsu:Expires>", "");
    let message = common(&message, &SHOP).replace("@RSA@", ns::RSA_SHA1).replace("@SHA@", ns::SHA1);
    let message = filled(&message, &SHOP);
    for (now, opens) in [
        ("2013-03-04T04:51:06Z", false),
        ("2013-03-04T04:51:07Z", true),
        ("2013-03-04T05:21:07Z", true),
        ("2013-03-04T05:21:08Z", false),
    ] {
        assert_eq!(open(message.as_bytes(), &Limits::REQUEST, time(now), &find).is_ok(), opens, "{now}");
    }
}
