//! Messages that other toolkits have signed, kept as they came: zeep 4.3, soap 1.13 for Node.js,
//! WSS4J 1.6 and gSOAP 2.8. All were signed by one key, which is lost.

use super::{shown, time};
use crate::sign::x509::Certificate;
use crate::soap::wsse::{Cause, KeyHint, open};
use crate::wire::Limits;

const CERTIFICATE: &str = include_str!("../../../../tests/data/x509/openssl.pem");

macro_rules! recorded {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../../../tests/data/soap/", $name, ".xml")))),*]
    };
}

const MESSAGES: [(&str, &str); 13] = recorded![
    "gsoap",
    "gsoap-indented",
    "npm-sha1",
    "npm-sha256-and-to",
    "wss4j-certificate",
    "wss4j-default-namespace",
    "wss4j-issuer-serial",
    "wss4j-key-identifier",
    "wss4j-pki-path",
    "wss4j-thumbprint",
    "wss4j-token",
    "zeep-token",
    "zeep-x509-data",
];

#[test]
fn messages_of_other_toolkits_open() {
    let certificate = Certificate::from_pem(CERTIFICATE).unwrap();
    let find = |hint: &KeyHint| hint.matches(&certificate).then(|| certificate.clone());
    let now = time("2026-11-21T22:25:10Z");
    for (name, message) in MESSAGES {
        let opened = open(message.as_bytes(), &Limits::REQUEST, now, &find)
            .unwrap_or_else(|refused| panic!("{name}: {refused}"));
        assert_eq!(opened.certificate.as_ref(), Some(&certificate), "{name}");
        assert_eq!(shown(&opened.body), "GetAccountBalance[\"\"Note[\"a & b\"]]", "{name}");

        let changed = message.replace("a &amp; b", "a &amp; c");
        let refused = open(changed.as_bytes(), &Limits::REQUEST, now, &find).unwrap_err();
        assert_eq!(refused.cause(), Cause::Signature, "{name}: {refused}");
        let unknown = open(message.as_bytes(), &Limits::REQUEST, now, &|_| None).unwrap_err();
        assert_eq!(unknown.cause(), Cause::Certificate, "{name}: {unknown}");
    }
}
