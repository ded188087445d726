use std::sync::LazyLock;

use rsa::pkcs1::EncodeRsaPrivateKey as _;
use rsa::pkcs8::LineEnding;

use super::*;
use crate::sign::rsa_sha1::SignatureAlgorithm;

const OPENSSL: &str = include_str!("../../../tests/data/x509/openssl.pem");
const SHORT_KEY: &str = include_str!("../../../tests/data/x509/short-key.pem");
const ELLIPTIC_CURVE: &str = include_str!("../../../tests/data/x509/elliptic-curve.pem");

static SHOP: LazyLock<Identity> = LazyLock::new(|| made("shop", 1024));
static OTHER: LazyLock<Identity> = LazyLock::new(|| made("other", 1024));

fn made(name: &str, bits: usize) -> Identity {
    Identity::generate(name, bits, day("2013-01-01"), day("2014-01-01")).unwrap()
}

fn day(date: &str) -> DateTime<Utc> {
    format!("{date}T00:00:00Z").parse().unwrap()
}

fn refused(certificate: &str, key: &str) -> String {
    Identity::from_pem(certificate, key).unwrap_err().to_string()
}

#[test]
fn reads_a_certificate_of_another_tool() {
    let certificate = Certificate::from_pem(OPENSSL).unwrap();
    assert_eq!(
        certificate.subject(),
        "EMAILADDRESS=joe@example.com,CN=Joe Doe,OU=Pay\\+Team,O=Shop\\, Inc. quoted,L=Seattle,ST=Washington,C=US"
    );
    assert_eq!(certificate.issuer(), certificate.subject());
    assert_eq!(certificate.serial(), "78876037347534273875487275672");
    assert_eq!(certificate.key_bits(), 1024);
    assert_eq!(certificate.not_before(), "2026-11-21T21:28:48Z".parse::<DateTime<Utc>>().unwrap());
    assert_eq!(certificate.not_after(), "2036-11-18T21:28:48Z".parse::<DateTime<Utc>>().unwrap());
    assert_eq!(certificate.subject_key_identifier().unwrap()[..4], [0x50, 0x11, 0x0c, 0x43]);
    assert_eq!(certificate.thumbprint_sha1()[..4], [0xd0, 0xe6, 0xf1, 0x62]);
    assert_eq!(certificate.pem(), OPENSSL);
    assert_eq!(Certificate::from_der(certificate.der()).unwrap(), certificate);
}

#[test]
fn issuer_and_serial_as_toolkits_write_them() {
    let certificate = Certificate::from_pem(OPENSSL).unwrap();
    let serial = "78876037347534273875487275672";
    for issuer in [
        "1.2.840.113549.1.9.1=#160f6a6f65406578616d706c652e636f6d,CN=Joe Doe,OU=Pay\\+Team,O=Shop\\, Inc. quoted,L=Seattle,ST=Washington,C=US",
        "EMAILADDRESS=joe@example.com, CN=Joe Doe, OU=Pay+Team, O=\"Shop, Inc. quoted\", L=Seattle, ST=Washington, C=US".replace("Pay+", "Pay\\+").as_str(),
        "C=US,ST=Washington,L=Seattle,O=Shop\\, Inc. quoted,OU=Pay\\+Team,CN=Joe Doe,emailAddress=joe@example.com",
    ] {
        assert!(certificate.is_issued_as(issuer, serial), "{issuer}");
        assert!(!certificate.is_issued_as(issuer, "1"), "{issuer}");
    }
    assert!(!certificate.is_issued_as("CN=Joe Doe", serial));
}

#[test]
fn makes_certificates_that_it_reads_back() {
    let certificate = SHOP.certificate();
    assert_eq!(certificate.subject(), "CN=shop");
    assert_eq!(certificate.issuer(), "CN=shop");
    assert_eq!(certificate.key_bits(), 1024);
    assert_eq!(certificate.subject_key_identifier().unwrap().len(), 20);
    assert_ne!(certificate.serial(), OTHER.certificate().serial());

    assert!(!certificate.valid_at(day("2012-12-31")));
    assert!(certificate.valid_at(day("2013-01-01")));
    assert!(certificate.valid_at(day("2014-01-01")));
    assert!(!certificate.valid_at(day("2014-01-02")));

    let again = Identity::from_pem(&certificate.pem(), &SHOP.key_pem().unwrap()).unwrap();
    assert_eq!(again.certificate(), certificate);
}

#[test]
fn a_common_name_may_have_any_character() {
    let name = " a, b+c=\"d\" \\é;#";
    let not_after = day("2099-01-01");
    let identity = Identity::generate(name, 1024, day("2013-01-01"), not_after).unwrap();
    assert_eq!(identity.certificate().subject(), "CN=\\ a\\, b\\+c=\\\"d\\\" \\\\é\\;#");
    assert_eq!(identity.certificate().not_after(), not_after);
}

#[test]
fn refuses_to_make_what_cannot_work() {
    let (from, to) = (day("2013-01-01"), day("2014-01-01"));
    let problem = |name: &str, bits, from, to| Identity::generate(name, bits, from, to).unwrap_err().to_string();
    assert_eq!(problem("shop", 1023, from, to), "the RSA key has 1023 bits; 1024 to 8192 are accepted");
    assert_eq!(problem("", 1024, from, to), "a common name has 1 to 64 characters, not 0");
    assert_eq!(problem(&"x".repeat(65), 1024, from, to), "a common name has 1 to 64 characters, not 65");
    assert!(problem("shop", 1024, to, from).starts_with("a certificate can't be valid from 2014-01-01 00:00:00 UTC"));
}

#[test]
fn reads_keys_of_both_kinds_and_from_one_file() {
    let certificate = SHOP.certificate().pem();
    let pkcs1 = SHOP.private_key().to_pkcs1_pem(LineEnding::CRLF).unwrap();
    assert!(pkcs1.starts_with("-----BEGIN RSA PRIVATE KEY-----"));
    Identity::from_pem(&certificate, &pkcs1).unwrap();
    let both = format!("{}{certificate}", *SHOP.key_pem().unwrap());
    Identity::from_pem(&both, &both).unwrap();
}

#[test]
fn says_what_is_wrong_with_a_pair() {
    let (certificate, key) = (SHOP.certificate().pem(), SHOP.key_pem().unwrap());
    assert_eq!(refused("", &key), "no PEM text: expected a line `-----BEGIN CERTIFICATE-----`");
    assert_eq!(refused(&certificate, "secret"), "no PEM text: expected a line `-----BEGIN PRIVATE KEY-----`");
    assert_eq!(refused(&key, &key), "expected a PEM block `CERTIFICATE`, found `PRIVATE KEY`");
    assert_eq!(refused(&certificate, &certificate), "expected a PEM block `PRIVATE KEY`, found `CERTIFICATE`");
    assert_eq!(
        refused(&certificate, &key.replace("PRIVATE KEY", "EC PRIVATE KEY")),
        "expected a PEM block `PRIVATE KEY`, found `EC PRIVATE KEY`"
    );
    assert!(
        refused(&certificate, &OTHER.key_pem().unwrap())
            .starts_with("the private key does not belong to the certificate of `CN=shop`")
    );
    for encrypted in [
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIC\n-----END ENCRYPTED PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nMIIC\n-----END RSA PRIVATE KEY-----",
    ] {
        assert!(refused(&certificate, encrypted).starts_with("the private key is encrypted"));
    }
    assert!(
        refused(&certificate, "-----BEGIN PRIVATE KEY-----\nMIIC\n-----END PRIVATE KEY-----")
            .starts_with("not an RSA key: ")
    );
    assert!(
        refused("-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----", &key)
            .starts_with("not an X.509 certificate: ")
    );
    assert_eq!(refused(SHORT_KEY, &key), "the RSA key has 512 bits; 1024 to 8192 are accepted");
    assert_eq!(refused(&certificate, SHORT_KEY), "the RSA key has 512 bits; 1024 to 8192 are accepted");
    assert!(refused(ELLIPTIC_CURVE, &key).starts_with("the key is not RSA but of the algorithm 1.2.840.10045.2.1"));
}

#[test]
fn signs_and_verifies_with_both_algorithms() {
    let message = b"a message";
    for identity in [SHOP.clone(), made("long", 2048)] {
        let certificate = identity.certificate();
        for algorithm in [SignatureAlgorithm::RsaSha1, SignatureAlgorithm::RsaSha256] {
            let signature = identity.sign(algorithm, message).unwrap();
            assert_eq!(signature.len() * 8, certificate.key_bits());
            assert_eq!(identity.sign(algorithm, message).unwrap(), signature);
            assert!(certificate.verify(algorithm, message, &signature));
            assert!(!certificate.verify(algorithm, b"another message", &signature));
            assert!(!certificate.verify(algorithm, message, &signature[1..]));
            assert!(!certificate.verify(algorithm, message, &[]));
            assert!(!OTHER.certificate().verify(algorithm, message, &signature));
        }
        let signature = identity.sign(SignatureAlgorithm::RsaSha1, message).unwrap();
        assert!(!certificate.verify(SignatureAlgorithm::RsaSha256, message, &signature));
    }
}

#[test]
fn debug_shows_no_key() {
    let shown = format!("{:?}", *SHOP);
    assert!(shown.contains("CN=shop") && shown.contains("[redacted]"), "{shown}");
    assert!(!shown.contains("primes") && shown.len() < 300, "{shown}");
}
