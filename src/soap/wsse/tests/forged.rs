//! Messages that must be refused: attacks, mistakes of toolkits, and things that are not supported.

use super::forge::filled;
use super::rows::{GSOAP, common};
use super::{MARKET, SHOP, STRANGER, find, now, opened, shown, time};
use crate::sign::x509::Identity;
use crate::soap::ns;
use crate::soap::wsse::{Cause, Refused, open};
use crate::wire::Limits;

/// A message of gSOAP, changed before it is signed.
fn made(change: impl Fn(String) -> String) -> String {
    made_by(&SHOP, change)
}

fn made_by(identity: &Identity, change: impl Fn(String) -> String) -> String {
    let message = common(GSOAP, identity).replace("@RSA@", ns::RSA_SHA1).replace("@SHA@", ns::SHA1);
    filled(&change(message), identity)
}

fn unchanged(message: String) -> String {
    message
}

/// Replaces something that must be there.
fn with(message: &str, old: &str, new: &str) -> String {
    assert!(message.contains(old), "{old} is not in {message}");
    message.replace(old, new)
}

fn refused(message: &str) -> Refused {
    match opened(message) {
        Err(refused) => refused,
        Ok(opened) => panic!("opened: {}", shown(&opened.body)),
    }
}

#[track_caller]
fn is_refused(message: &str, cause: Cause, text: &str) {
    let refused = refused(message);
    assert_eq!(refused.to_string(), text);
    assert_eq!(refused.cause(), cause, "{refused}");
}

#[track_caller]
fn is_refused_saying(message: &str, cause: Cause, text: &str) {
    let refused = refused(message);
    assert!(refused.to_string().contains(text), "{refused}");
    assert_eq!(refused.cause(), cause, "{refused}");
}

/// The part of a message from the first `begin` to the next `end`, both included.
fn part<'m>(message: &'m str, begin: &str, end: &str) -> &'m str {
    let start = message.find(begin).unwrap();
    let content = start + begin.len();
    &message[start..content + message[content..].find(end).unwrap() + end.len()]
}

const EVIL_BODY: &str = "<SOAP-ENV:Body><fps:Pay><fps:All>1</fps:All></fps:Pay></SOAP-ENV:Body>";

fn body(message: &str) -> String {
    part(message, "<SOAP-ENV:Body", "</SOAP-ENV:Body>").to_owned()
}

#[test]
fn the_message_itself_opens() {
    assert_eq!(shown(&opened(&made(unchanged)).unwrap().body), "GetAccountBalance[\"\"Note[\"a & b\"]]");
}

#[test]
fn a_signed_body_elsewhere_does_not_sign_the_one_that_is_executed() {
    let message = made(unchanged);
    let signed = body(&message);
    let swapped = with(&message, &signed, EVIL_BODY);
    let elsewhere = Cause::Signature;
    let refused_reference =
        "the signature's reference `#Body` leads to `SOAP-ENV:Body`, which is neither the Body nor a header";

    // In a header of its own, in the Body that is executed, deep in a header that is known.
    let in_header = format!("<SOAP-ENV:Header><x:Wrapper xmlns:x=\"urn:x\">{signed}</x:Wrapper>");
    is_refused(&with(&swapped, "<SOAP-ENV:Header>", &in_header), elsewhere, refused_reference);
    let in_body = with(&swapped, "<fps:All>1</fps:All>", &format!("<fps:All>1</fps:All>{signed}"));
    is_refused(&in_body, elsewhere, refused_reference);
    let in_address = format!("<wsa:ReplyTo xmlns:wsa=\"{}\">{signed}</wsa:ReplyTo></SOAP-ENV:Header>", ns::WSA);
    is_refused(&with(&swapped, "</SOAP-ENV:Header>", &in_address), elsewhere, refused_reference);

    // Where other things may be signed: as a header, and in wsse:Security.
    let not_signed = "the signature does not cover the Body: sign the Body and the Timestamp";
    let as_header = format!("<SOAP-ENV:Header>{signed}");
    is_refused(&with(&swapped, "<SOAP-ENV:Header>", &as_header), elsewhere, not_signed);
    let in_security = format!("{signed}</wsse:Security>");
    is_refused(&with(&swapped, "</wsse:Security>", &in_security), elsewhere, not_signed);

    // Within the signature, as an Object.
    let in_object = format!("<ds:Object>{signed}</ds:Object></ds:Signature>");
    is_refused(&with(&swapped, "</ds:Signature>", &in_object), elsewhere, refused_reference);
}

#[test]
fn two_bodies_are_no_envelope() {
    let message = made(unchanged);
    let signed = body(&message);
    for bodies in [format!("{EVIL_BODY}{signed}"), format!("{signed}{EVIL_BODY}")] {
        is_refused_saying(&with(&message, &signed, &bodies), Cause::Shape, "follows the Body");
    }
    let two = with(&message, "</fps:GetAccountBalance>", "</fps:GetAccountBalance><fps:Pay/>");
    is_refused_saying(&two, Cause::Shape, "more than one element in the Body");
}

#[test]
fn an_id_that_stands_twice_says_nothing() {
    let message = made(unchanged);
    let signed = body(&message);
    let duplicate = "the Id `Body` stands on more than one element, so that it does not say which one was signed";
    for attribute in ["wsu:Id", "Id", "ID"] {
        let evil = EVIL_BODY.replace("Body>", &format!("Body {attribute}=\"Body\">")).replacen(
            &format!("</SOAP-ENV:Body {attribute}=\"Body\">"),
            "</SOAP-ENV:Body>",
            1,
        );
        let wrapped = format!("<SOAP-ENV:Header><x:Wrapper xmlns:x=\"urn:x\">{signed}</x:Wrapper>");
        let message = with(&with(&message, &signed, &evil), "<SOAP-ENV:Header>", &wrapped);
        is_refused(&message, Cause::Signature, duplicate);
    }
    // Even where the reference does not lead there.
    let twice = with(&message, "<fps:Note>", "<fps:Note Id=\"Time\">");
    is_refused_saying(&twice, Cause::Signature, "the Id `Time` stands on more than one element");
}

#[test]
fn one_element_may_have_its_id_twice() {
    let message = made(|message| with(&message, "wsu:Id=\"Body\"", "wsu:Id=\"Body\" Id=\"Body\""));
    opened(&message).unwrap();
}

#[test]
fn the_body_must_be_covered() {
    let without = |message: String| {
        let reference = part(&message, "<ds:Reference URI=\"#Body\">", "</ds:Reference>").to_owned();
        with(&message, &reference, "")
    };
    is_refused(
        &made(without),
        Cause::Signature,
        "the signature does not cover the Body: sign the Body and the Timestamp",
    );
    // The element in the Body is not the Body.
    let inner = |message: String| {
        with(
            &with(&message, "<SOAP-ENV:Body wsu:Id=\"Body\">", "<SOAP-ENV:Body>"),
            "<fps:GetAccountBalance>",
            "<fps:GetAccountBalance wsu:Id=\"Body\">",
        )
    };
    is_refused(
        &made(inner),
        Cause::Signature,
        "the signature's reference `#Body` leads to `fps:GetAccountBalance`, which is neither the Body nor a header",
    );
}

#[test]
fn the_timestamp_must_be_there_once_and_covered() {
    let timestamp = |message: &str| part(message, "<wsu:Timestamp", "</wsu:Timestamp>").to_owned();
    let unsigned = |message: String| {
        let reference = part(&message, "<ds:Reference URI=\"#Time\">", "</ds:Reference>").to_owned();
        with(&message, &reference, "")
    };
    is_refused(
        &made(unsigned),
        Cause::Signature,
        "the signature does not cover the Timestamp: sign the Body and one Timestamp",
    );
    is_refused(
        &made(|message| with(&unsigned(message.clone()), &timestamp(&message), "")),
        Cause::Signature,
        "there is no Timestamp in the wsse:Security header: sign the Body and one Timestamp",
    );
    // A new one beside the old one, and instead of the old one, which is now a header.
    let message = made(unchanged);
    let old = timestamp(&message);
    let new = with(&with(&old, "wsu:Id=\"Time\"", ""), "05:06", "05:07");
    is_refused(
        &with(&message, &old, &format!("{new}{old}")),
        Cause::Signature,
        "there is more than one Timestamp in the wsse:Security header: sign the Body and one Timestamp",
    );
    let moved = with(&with(&message, &old, &new), "<SOAP-ENV:Header>", &format!("<SOAP-ENV:Header>{old}"));
    is_refused_saying(&moved, Cause::Signature, "the signature does not cover the Timestamp");
}

#[test]
fn the_time_must_be_right() {
    let message = made(unchanged);
    let at = |now: &str| open(message.as_bytes(), &Limits::REQUEST, time(now), &find).unwrap_err();
    let late = at("2013-03-04T05:06:18Z");
    assert_eq!(
        late.to_string(),
        "the Timestamp expired at 2013-03-04 05:06:17 UTC; here it is 2013-03-04 05:06:18 UTC"
    );
    assert_eq!(late.cause(), Cause::Time);
    let early = at("2013-03-04T04:51:06Z");
    assert_eq!(
        early.to_string(),
        "the Timestamp was created at 2013-03-04 05:06:07 UTC; here it is 2013-03-04 04:51:06 UTC, and at most 15 minutes either way are allowed"
    );
    assert_eq!(early.cause(), Cause::Time);
    // A long-lived Timestamp is no older for it.
    let message = made(|message| with(&message, "05:06:17Z", "23:59:59Z"));
    let refused = open(message.as_bytes(), &Limits::REQUEST, time("2013-03-04T06:06:07Z"), &find).unwrap_err();
    assert!(matches!(refused, Refused::TimestampTooFarOff { .. }), "{refused}");
}

#[test]
fn dates_are_read_as_xml_schema_writes_them() {
    for date in [
        "2013-03-04T05:06:07.999Z",
        "2013-03-04T06:06:07+01:00",
        "2013-03-04T05:06:07",
        "2013-03-04T05:06:07.5",
        "\n2013-03-04T05:06:07Z ",
    ] {
        opened(&made(|message| with(&message, "2013-03-04T05:06:07Z", date)))
            .unwrap_or_else(|refused| panic!("{refused}"));
    }
    for date in ["", "yesterday", "2013-03-04", "2013-13-04T05:06:07Z", "1362373567"] {
        let text = format!("the Timestamp's Created `{date}` is not a date like 2013-03-04T05:06:07Z");
        is_refused(&made(|message| with(&message, "2013-03-04T05:06:07Z", date)), Cause::Time, &text);
    }
    let expires = made(|message| with(&message, "2013-03-04T05:06:17Z", "soon"));
    is_refused(&expires, Cause::Time, "the Timestamp's Expires `soon` is not a date like 2013-03-04T05:06:07Z");
    let twice =
        made(|message| with(&message, "<wsu:Expires>", "<wsu:Expires>2013-03-04T05:06:17Z</wsu:Expires><wsu:Expires>"));
    is_refused_saying(&twice, Cause::Time, "the Timestamp's Expires");
    let none = made(|message| {
        let created = part(&message, "<wsu:Created>", "</wsu:Created>").to_owned();
        with(&message, &created, "")
    });
    is_refused_saying(&none, Cause::Time, "the Timestamp's Created ``");
}

#[test]
fn what_was_changed_is_named() {
    let message = made(unchanged);
    let changed = refused(&with(&message, "a &amp; b", "a &amp; c"));
    assert_eq!(changed.cause(), Cause::Signature);
    let Refused::DigestMismatch { element, uri, sent, computed } = &changed else { panic!("{changed}") };
    assert_eq!((element.as_str(), uri.as_str()), ("SOAP-ENV:Body", "#Body"));
    assert_ne!(sent, computed);
    assert_eq!(
        changed.to_string(),
        format!(
            "`SOAP-ENV:Body` was changed after it was signed: the digest of `#Body` is {computed} here, {sent} was sent"
        )
    );
    is_refused_saying(
        &with(&message, "05:06:17Z", "06:06:17Z"),
        Cause::Signature,
        "`wsu:Timestamp` was changed after it was signed",
    );
}

/// As some toolkits do when they log or send what they have signed.
#[test]
fn a_message_that_is_laid_out_again_is_refused() {
    let message = made(unchanged);
    for (old, new, element) in [
        ("<fps:GetAccountBalance><fps:Note>", "<fps:GetAccountBalance>\n    <fps:Note>", "SOAP-ENV:Body"),
        ("</wsu:Created><wsu:Expires>", "</wsu:Created>\n    <wsu:Expires>", "wsu:Timestamp"),
    ] {
        let message = with(&message, old, new);
        is_refused_saying(&message, Cause::Signature, &format!("`{element}` was changed after it was signed"));
    }
}

#[test]
fn a_signature_of_another_key_or_text_is_refused() {
    // The market's certificate, but the shop's signature.
    let message = made(|message| message);
    let token = part(&message, ">MII", "<").to_owned();
    let other = made_by(&MARKET, unchanged);
    let claimed = with(&message, &token, part(&other, ">MII", "<"));
    is_refused_saying(
        &claimed,
        Cause::Signature,
        "the signature is not that of `CN=market` (http://www.w3.org/2000/09/xmldsig#rsa-sha1); what it should cover was canonicalised here to: <ds:SignedInfo",
    );

    let digest = part(&message, "<ds:DigestValue>", "<").to_owned();
    let other_digest = message.replacen(&digest, "<ds:DigestValue>AAAAAAAAAAAAAAAAAAAAAAAAAAA=<", 1);
    is_refused_saying(&other_digest, Cause::Signature, "the signature is not that of `CN=shop`");
    let value = part(&message, "<ds:SignatureValue>", "<").to_owned();
    for bad in ["", "AAAA", "\n "] {
        let message = with(&message, &value, &format!("<ds:SignatureValue>{bad}<"));
        is_refused_saying(&message, Cause::Signature, "the signature is not that of `CN=shop`");
    }
}

#[test]
fn a_certificate_that_is_not_registered_is_worth_nothing() {
    let message = made_by(&STRANGER, unchanged);
    is_refused_saying(&message, Cause::Certificate, "the certificate with the SHA-1 thumbprint ");
    is_refused_saying(
        &message,
        Cause::Certificate,
        " is not registered here: register the certificate with the account that calls",
    );
}

#[test]
fn a_certificate_has_its_time() {
    let message = made(unchanged);
    let at = |now: &str| open(message.as_bytes(), &Limits::REQUEST, time(now), &find).unwrap_err();
    for now in ["2012-12-31T23:59:59Z", "2014-01-01T00:00:01Z"] {
        let refused = at(now);
        let shown = time(now);
        assert_eq!(
            refused.to_string(),
            format!(
                "the certificate of `CN=shop` is valid from 2013-01-01 00:00:00 UTC to 2014-01-01 00:00:00 UTC; here it is {shown}"
            )
        );
        assert_eq!(refused.cause(), Cause::Certificate);
    }
}

#[test]
fn references_lead_to_elements_of_the_message() {
    for (uri, problem) in [
        ("Body", "is not `#` and the Id of an element of the message"),
        ("", "is not `#` and the Id of an element of the message"),
        ("#", "is not `#` and the Id of an element of the message"),
        ("http://example.com/", "is not `#` and the Id of an element of the message"),
        ("#xpointer(/)", "leads to no element of the message"),
        ("#Nobody", "leads to no element of the message"),
    ] {
        let message = made(|message| with(&message, "URI=\"#Body\"", &format!("URI=\"{uri}\"")));
        is_refused(&message, Cause::Signature, &format!("the signature's reference `{uri}` {problem}"));
    }
    let absent = made(|message| with(&message, "<ds:Reference URI=\"#Body\">", "<ds:Reference>"));
    is_refused_saying(&absent, Cause::Signature, "reference `` is not `#`");
}

#[test]
fn algorithms_that_are_not_supported_are_named() {
    let exclusive = format!("Algorithm=\"{}\"", ns::EXCLUSIVE_C14N);
    for (old, new, text) in [
        (
            ns::RSA_SHA1,
            "http://www.w3.org/2000/09/xmldsig#hmac-sha1",
            "the signature algorithm `http://www.w3.org/2000/09/xmldsig#hmac-sha1` is not supported; supported: rsa-sha1, rsa-sha256",
        ),
        (
            ns::SHA1,
            "http://www.w3.org/2001/04/xmldsig-more#md5",
            "the digest algorithm `http://www.w3.org/2001/04/xmldsig-more#md5` is not supported; supported: sha1, sha256",
        ),
        (
            &format!("<ds:Transform {exclusive}>"),
            "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\">",
            "the transform algorithm `http://www.w3.org/TR/1999/REC-xslt-19991116` is not supported; supported: xml-exc-c14n#, REC-xml-c14n-20010315, enveloped-signature, STR-Transform",
        ),
        (
            &format!("<ds:CanonicalizationMethod {exclusive}>"),
            "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#WithComments\">",
            "the canonicalisation algorithm `http://www.w3.org/2001/10/xml-exc-c14n#WithComments` is not supported; supported: xml-exc-c14n#, REC-xml-c14n-20010315",
        ),
    ] {
        is_refused(&with(&made(unchanged), old, new), Cause::Signature, text);
    }
}

#[test]
fn a_transform_only_dereferences_the_signatures_own_key() {
    let transform = format!(
        "<ds:Transform Algorithm=\"{}\"><wsse:TransformationParameters><ds:CanonicalizationMethod Algorithm=\"{}\"/></wsse:TransformationParameters></ds:Transform>",
        ns::STR_TRANSFORM,
        ns::EXCLUSIVE_C14N
    );
    let message = made(|message| {
        let old = part(&message, "<ds:Transforms>", "</ds:Transforms>").to_owned();
        with(&message, &old, &format!("<ds:Transforms>{transform}</ds:Transforms>"))
    });
    is_refused_saying(&message, Cause::Signature, "dereferences something else than the SecurityTokenReference");
}

#[test]
fn a_signature_has_its_parts_once() {
    let message = made(unchanged);
    for (old, new, problem) in [
        ("ds:SignatureValue>", "ds:Other>", "`ds:Signature` has no SignatureValue"),
        ("ds:KeyInfo>", "ds:Other>", "`ds:Signature` has no KeyInfo"),
        ("<ds:SignedInfo>", "<ds:SignedInfo/><ds:SignedInfo>", "`ds:Signature` has more than one SignedInfo"),
        ("<ds:DigestValue>", "<ds:DigestValue/><ds:DigestValue>", "`ds:Reference` has more than one DigestValue"),
        ("<ds:SignatureValue>", "<ds:SignatureValue>!", "the content of `ds:SignatureValue` is not base64"),
        (
            "</ds:Transform>",
            &format!("</ds:Transform><ds:Transform Algorithm=\"{}\"/>", ns::INCLUSIVE_C14N),
            "a transform follows canonicalisation",
        ),
        ("PrefixList=\"", &format!("PrefixList=\"{}", "p ".repeat(63)), "a PrefixList of more than 64 prefixes"),
        ("<ds:Signature>", "<ds:Signature/><ds:Signature>", "there is more than one in the wsse:Security header"),
        (
            "<wsse:Security ",
            &format!("<wsse:Security/><wsse:Security {}", ""),
            "there is more than one wsse:Security header for the same receiver",
        ),
    ] {
        is_refused(&with(&message, old, new), Cause::Signature, &format!("the signature can't be read: {problem}"));
    }
    let reference = part(&message, "<ds:Reference URI=\"#Body\">", "</ds:Reference>");
    let many = with(&message, reference, &reference.repeat(16));
    is_refused_saying(&many, Cause::Signature, "it has 17 references; 1 to 16 are expected");
    let other = part(&message, "<ds:Reference URI=\"#Time\">", "</ds:Reference>");
    is_refused_saying(&with(&with(&message, reference, ""), other, ""), Cause::Signature, "it has 0 references");
}

#[test]
fn key_infos_that_lead_nowhere_are_explained() {
    let message = made(unchanged);
    let reference = part(&message, "<wsse:SecurityTokenReference>", "</wsse:SecurityTokenReference>");
    let token_reference = part(reference, "<wsse:Reference", "</wsse:Reference>");
    for (old, new, problem) in [
        (reference, "<ds:KeyName>shop</ds:KeyName>", "its KeyInfo holds neither a SecurityTokenReference nor X509Data"),
        (token_reference, "", "`wsse:SecurityTokenReference` is empty"),
        (
            token_reference,
            "<ds:KeyName/>",
            "expected a Reference, KeyIdentifier, X509Data or Embedded, found `ds:KeyName`",
        ),
        (
            token_reference,
            "<wsse:Embedded><ds:KeyName/></wsse:Embedded>",
            "expected a BinarySecurityToken, found `ds:KeyName`",
        ),
        (
            token_reference,
            "<ds:X509Data><ds:X509SubjectName>CN=shop</ds:X509SubjectName></ds:X509Data>",
            "the X509Data holds neither X509Certificate, X509IssuerSerial nor X509SKI",
        ),
        (
            token_reference,
            "<wsse:KeyIdentifier ValueType=\"http://x#Kerberos\">AA==</wsse:KeyIdentifier>",
            "the KeyIdentifier is of the type `Kerberos`; X509SubjectKeyIdentifier, ThumbprintSHA1 and X509v3 are supported",
        ),
        (
            token_reference,
            "<wsse:KeyIdentifier ValueType=\"http://x#X509v3\" EncodingType=\"http://x#HexBinary\">AA</wsse:KeyIdentifier>",
            "the content of `wsse:KeyIdentifier` is encoded as `http://x#HexBinary`; Base64Binary is supported",
        ),
        (
            token_reference,
            "<wsse:KeyIdentifier ValueType=\"http://x#X509v3\">A</wsse:KeyIdentifier>",
            "the content of `wsse:KeyIdentifier` is not base64",
        ),
        ("URI=\"#X509Token\"", "URI=\"#Body\"", "the token `#Body` is not in the wsse:Security header"),
        ("URI=\"#X509Token\"", "URI=\"X509Token\"", "the token `X509Token` is not in the wsse:Security header"),
        ("URI=\"#X509Token\"", "URI=\"#Time\"", "expected a BinarySecurityToken, found `wsu:Timestamp`"),
        (
            "x509-token-profile-1.0#X509v3\" EncodingType",
            "x509-token-profile-1.0#PKCS7\" EncodingType",
            "the BinarySecurityToken is of the type `PKCS7`; X509v3 and X509PKIPathv1 are supported",
        ),
        (
            "x509-token-profile-1.0#X509v3\" EncodingType",
            "x509-token-profile-1.0#X509PKIPathv1\" EncodingType",
            "is not registered",
        ),
    ] {
        is_refused_saying(
            &with(&message, old, new),
            if problem == "is not registered" { Cause::Certificate } else { Cause::Signature },
            problem,
        );
    }
    let no_path = with(
        &message,
        "x509-token-profile-1.0#X509v3\" EncodingType",
        "x509-token-profile-1.0#X509PKIPathv1\" EncodingType",
    );
    let token = part(&no_path, ">MII", "<").to_owned();
    is_refused_saying(
        &with(&no_path, &token, ">AAAA<"),
        Cause::Signature,
        "the BinarySecurityToken is not a path of certificates (X509PKIPathv1)",
    );
}

#[test]
fn headers_that_must_be_understood_are() {
    let message = made(unchanged);
    let header = |attributes: &str| {
        with(
            &message,
            "<SOAP-ENV:Header>",
            &format!("<SOAP-ENV:Header><x:Transaction xmlns:x=\"urn:x\" {attributes}/>"),
        )
    };
    for attributes in [
        "SOAP-ENV:mustUnderstand=\"1\"",
        "SOAP-ENV:mustUnderstand=\"1\" SOAP-ENV:actor=\"http://schemas.xmlsoap.org/soap/actor/next\"",
    ] {
        is_refused(
            &header(attributes),
            Cause::MustUnderstand,
            "the header `Transaction` (namespace `urn:x`) says that it must be understood, and is not known here",
        );
    }
    for attributes in [
        "",
        "SOAP-ENV:mustUnderstand=\"0\"",
        "mustUnderstand=\"1\"",
        "SOAP-ENV:mustUnderstand=\"1\" SOAP-ENV:actor=\"http://example.com/proxy\"",
    ] {
        opened(&header(attributes)).unwrap();
    }
}

#[test]
fn security_for_somebody_else_is_not_ours() {
    let message = made(unchanged);
    let for_other = with(&message, "<wsse:Security ", "<wsse:Security SOAP-ENV:actor=\"http://example.com/proxy\" ");
    assert_eq!(opened(&for_other).unwrap().certificate, None);
}

#[test]
fn a_message_without_signature_is_opened_as_such() {
    let message = made(unchanged);
    let signature = part(&message, "<ds:Signature>", "</ds:Signature>");
    for unsigned in
        [with(&message, signature, ""), with(&message, part(&message, "<SOAP-ENV:Header>", "</SOAP-ENV:Header>"), "")]
    {
        let opened = opened(&unsigned).unwrap();
        assert_eq!(opened.certificate, None);
        assert_eq!(shown(&opened.body), "GetAccountBalance[\"\"Note[\"a & b\"]]");
    }
}

#[test]
fn what_is_no_soap_is_refused_as_such() {
    let message = made(unchanged);
    is_refused_saying("Action=Pay", Cause::Shape, "the message is not XML that is accepted here: line 1, column 1");
    is_refused_saying(&message.replace(ns::SOAP, ns::SOAP_12), Cause::Version, "SOAP 1.2");
    is_refused_saying(
        &with(&message, "Envelope", "Letter"),
        Cause::Shape,
        "expected a SOAP 1.1 Envelope, found `SOAP-ENV:Letter`",
    );
    let small = Limits { bytes: 1000, ..Limits::REQUEST };
    let refused = open(message.as_bytes(), &small, now(), &find).unwrap_err();
    assert!(refused.to_string().ends_with("at most 1000 are accepted"), "{refused}");
    assert_eq!(refused.cause(), Cause::Shape);
}

#[test]
fn a_canonical_form_cannot_grow_without_bound() {
    let message = made(|message| {
        let uri = format!("urn:{}", "x".repeat(1000));
        let body =
            format!("<SOAP-ENV:Body xmlns:y=\"{uri}\" wsu:Id=\"Body\"><a>{}</a></SOAP-ENV:Body>", "<y:b/>".repeat(500));
        let old = self::body(&message);
        with(&message, &old, &body)
    });
    opened(&message).unwrap();
    let limits = Limits { bytes: 20_000, ..Limits::REQUEST };
    let refused = open(message.as_bytes(), &limits, now(), &find).unwrap_err();
    assert_eq!(refused.to_string(), "the signature can't be read: the canonical form of `SOAP-ENV:Body` is too long");
}

#[test]
fn an_error_does_not_grow_with_the_message() {
    let message = made(unchanged);
    let long = "x".repeat(100_000);
    let value = part(&message, "<ds:SignatureValue>", "<");
    for (old, new) in [
        (ns::RSA_SHA1, long.as_str()),
        (ns::SHA1, &long),
        ("URI=\"#Body\"", &format!("URI=\"{long}\"")),
        ("URI=\"#X509Token\"", &format!("URI=\"{long}\"")),
        ("wsu:Id=\"Body\"", &format!("wsu:Id=\"{long}\" a:b=\"\"")),
        ("<SOAP-ENV:Body ", &format!("<{long}/><SOAP-ENV:Body ")),
        ("<SOAP-ENV:Header>", &format!("<SOAP-ENV:Header><{long} SOAP-ENV:mustUnderstand=\"1\"/>")),
        ("</ds:Signature>", &format!("<{long}>")),
        ("2013-03-04T05:06:07Z", &long),
        (value, &format!("<ds:Value>{long}</ds:Value><ds:SignatureValue>AAAA<")),
        ("<ds:SignedInfo>", &format!("<ds:SignedInfo>{long}")),
    ] {
        let refused = refused(&with(&message, old, new)).to_string();
        assert!(refused.len() < 10_000, "{} bytes for {old}", refused.len());
    }
}
