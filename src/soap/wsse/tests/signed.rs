//! What [`Signer`] writes.

use proptest::prelude::any;
use proptest::strategy::Strategy as _;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::{MARKET, SHOP, find, now, opened, shown, time};
use crate::sign::rsa_sha1::SignatureAlgorithm;
use crate::soap::c14n::{self, Method};
use crate::soap::dom::Document;
use crate::soap::wsse::{Message, Signer, Unsignable, open};
use crate::wire::{Limits, xml};

const MESSAGE: Message<'_> = Message {
    action: "Pay",
    to: "https://fps.amazonaws.com/",
    message_id: "urn:uuid:dd5439cf-ee48-4531-9736-0176e847b823",
    body: "<Pay xmlns=\"http://fps.amazonaws.com/doc/2010-08-28/\"><CallerReference>a &amp; b</CallerReference><Empty/></Pay>",
};

/// Tries the same values each time.
fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

#[test]
fn opens_again_with_both_algorithms_and_key_sizes() {
    for identity in [&*SHOP, &*MARKET] {
        for algorithm in [SignatureAlgorithm::RsaSha1, SignatureAlgorithm::RsaSha256] {
            let signer = Signer::new(identity.clone()).algorithm(algorithm);
            let message = signer.sign(&MESSAGE, now()).unwrap();
            assert_eq!(signer.sign(&MESSAGE, now()).unwrap(), message, "the same text each time");
            let opened = opened(&message).unwrap();
            assert_eq!(opened.certificate.as_ref(), Some(identity.certificate()));
            assert_eq!(shown(&opened.body), "Pay[\"\"CallerReference[\"a & b\"]Empty[\"\"]]");
            assert_eq!(opened.body.root().namespace(), Some("http://fps.amazonaws.com/doc/2010-08-28/"));
            assert_eq!(opened.addressing.action.as_deref(), Some("Pay"));
            assert_eq!(opened.addressing.to.as_deref(), Some("https://fps.amazonaws.com/"));
            assert_eq!(opened.addressing.message_id.as_deref(), Some(MESSAGE.message_id));
        }
    }
}

#[test]
fn line_ends_at_the_edges_of_a_text_are_data() {
    let body = "<Pay xmlns=\"urn:x\"><CallerReference>&#10; one&#13;&#10;two&#9;&#10;</CallerReference></Pay>";
    let message = Signer::new(SHOP.clone()).sign(&Message { body, ..MESSAGE }, now()).unwrap();
    let opened = opened(&message).unwrap();
    let reference = opened.body.root().child("CallerReference").map(|reference| reference.text());
    assert_eq!(reference, Some("\n one\r\ntwo\t\n"));
}

#[test]
fn lives_fifteen_minutes() {
    let message = Signer::new(SHOP.clone()).sign(&MESSAGE, time("2013-03-04T05:06:07.999Z")).unwrap();
    assert!(
        message
            .contains("<wsu:Created>2013-03-04T05:06:07Z</wsu:Created><wsu:Expires>2013-03-04T05:21:07Z</wsu:Expires>")
    );
    let at = |now| open(message.as_bytes(), &Limits::REQUEST, time(now), &find).map(|_| ());
    at("2013-03-04T05:21:07Z").unwrap();
    at("2013-03-04T05:21:08Z").unwrap_err();
}

#[test]
fn signed_parts_are_written_in_their_canonical_form() {
    let message = Signer::new(SHOP.clone()).sign(&MESSAGE, now()).unwrap();
    for name in ["SOAP-ENV:Body", "wsu:Timestamp", "wsa:To", "wsa:Action", "wsa:MessageID", "ds:SignedInfo"] {
        assert!(message.contains(&canonical(&message, name)), "{name}");
    }
    assert_eq!(message.matches("<ds:Reference ").count(), 5);
}

#[test]
fn a_body_may_use_the_prefixes_of_the_envelope() {
    let bodies = [
        "<wsu:a xmlns:wsu=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd\"/>",
        "<wsu:a xmlns:wsu=\"urn:other\" wsu:Id=\"x\"/>",
        "<SOAP-ENV:a xmlns:SOAP-ENV=\"urn:other\"><b xmlns=\"\"/></SOAP-ENV:a>",
        "\n<!-- comment --><a> <b/>\r\n</a>\n",
    ];
    for body in bodies {
        let message = Signer::new(SHOP.clone()).sign(&Message { body, ..MESSAGE }, now()).unwrap();
        opened(&message).unwrap_or_else(|refused| panic!("{refused}\n{message}"));
    }
}

#[test]
fn says_why_it_cannot_sign() {
    let signer = Signer::new(SHOP.clone());
    let problem = |message: &Message| signer.sign(message, now()).unwrap_err();
    for body in ["", "text", "<a/><b/>", "<a/>text", "<!-- x -->"] {
        let problem = problem(&Message { body, ..MESSAGE });
        assert!(matches!(problem, Unsignable::NotOneElement | Unsignable::Body(_)), "{body}: {problem}");
    }
    assert_eq!(
        problem(&Message { body: "<a>\n<b></a>", ..MESSAGE }).to_string(),
        "the body is not well-formed XML: line 2, column 4: ill-formed document: expected `</b>`, but `</a>` was found"
    );
    let closing = "</SOAP-ENV:Body><SOAP-ENV:Body>";
    assert!(matches!(problem(&Message { body: closing, ..MESSAGE }), Unsignable::Body(_)));
    assert_eq!(problem(&Message { to: "a\u{0}", ..MESSAGE }), Unsignable::Character { header: "To" });
    assert_eq!(problem(&Message { action: "\u{1}", ..MESSAGE }), Unsignable::Character { header: "Action" });
    assert_eq!(problem(&Message { message_id: "\u{ffff}", ..MESSAGE }), Unsignable::Character { header: "MessageID" });
}

#[test]
fn any_text_survives() {
    let text = any::<String>().prop_filter("XML can carry it", |text| xml::is_writable(text));
    runner(64)
        .run(&(text, any::<bool>()), |(text, sha256)| {
            let mut body = "<Pay xmlns=\"urn:x\"><Note>".to_owned();
            xml::escape_into(&text, &mut body);
            body.push_str("</Note></Pay>");
            let algorithm = if sha256 { SignatureAlgorithm::RsaSha256 } else { SignatureAlgorithm::RsaSha1 };
            let signer = Signer::new(SHOP.clone()).algorithm(algorithm);
            let message = signer.sign(&Message { body: &body, to: &text, ..MESSAGE }, now()).unwrap();
            let opened = opened(&message).unwrap();
            assert_eq!(opened.body.root().child("Note").unwrap().text(), text);
            Ok(())
        })
        .unwrap();
}

#[test]
fn every_flipped_bit_of_a_signed_part_is_noticed_unless_it_means_nothing() {
    let message = Signer::new(SHOP.clone()).sign(&MESSAGE, now()).unwrap();
    for part in ["SOAP-ENV:Body", "wsu:Timestamp", "wsa:To", "ds:SignedInfo", "ds:SignatureValue"] {
        let start = message.find(&format!("<{part}")).unwrap();
        let end = message.find(&format!("</{part}>")).unwrap() + part.len() + 3;
        let mut unnoticed = 0;
        for index in start..end {
            let mut changed = message.clone().into_bytes();
            changed[index] ^= 1;
            if open(&changed, &Limits::REQUEST, now(), &find).is_ok() {
                let changed = String::from_utf8(changed).unwrap();
                assert_eq!(canonical(&changed, part), canonical(&message, part), "{}", &changed[start..=index]);
                unnoticed += 1;
            }
        }
        // Only the declaration of a prefix that the surroundings declare as well.
        assert!(unnoticed <= "SOAP-ENV=http://schemas.xmlsoap.org/soap/envelope/".len(), "{unnoticed} in {part}");
    }
}

/// The canonical form of the first element of that name.
fn canonical(message: &str, name: &str) -> String {
    let document = Document::parse(message.as_bytes(), &Limits::REQUEST).unwrap();
    let element = document.elements().find(|element| document.qualified_name(*element) == name).unwrap();
    c14n::canonical(&document, element, None, &Method::EXCLUSIVE, usize::MAX).unwrap()
}

#[test]
fn whatever_is_changed_the_body_that_opens_is_the_one_that_was_signed() {
    let message = Signer::new(SHOP.clone()).sign(&MESSAGE, now()).unwrap();
    let signed = shown(&opened(&message).unwrap().body);
    runner(2000)
        .run(&(0..message.len(), any::<u8>(), 0..40_usize), |(index, byte, removed)| {
            let mut changed = message.clone().into_bytes();
            let end = (index + removed).min(changed.len());
            changed.splice(index..end, [byte]);
            if let Ok(opened) = open(&changed, &Limits::REQUEST, now(), &find) {
                assert!(opened.certificate.is_none() || shown(&opened.body) == signed);
            }
            Ok(())
        })
        .unwrap();
}
