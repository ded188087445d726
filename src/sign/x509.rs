//! X.509 certificates, and certificates with their private key.

use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use rsa::pkcs1::DecodeRsaPrivateKey as _;
use rsa::pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _, EncodePublicKey as _, LineEnding};
use rsa::traits::PublicKeyParts as _;
use rsa::{RsaPrivateKey, RsaPublicKey};
use sha1::{Digest as _, Sha1};
use sha2::Sha256;
use x509_cert::builder::profile::BuilderProfile;
use x509_cert::builder::{Builder as _, CertificateBuilder};
use x509_cert::der::asn1::ObjectIdentifier;
use x509_cert::der::{Decode as _, Encode as _};
use x509_cert::ext::pkix::{KeyUsage, KeyUsages, SubjectKeyIdentifier};
use x509_cert::ext::{Extension, ToExtension as _};
use x509_cert::name::Name;
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::{SubjectPublicKeyInfoOwned, SubjectPublicKeyInfoRef};
use x509_cert::time::{Time, Validity};
use x509_cert::{Certificate as Der, TbsCertificate};
use zeroize::Zeroizing;

use super::name::{DistinguishedName, escape};
use super::pem;

/// The shortest RSA key that is accepted, in bits: what the service's own keys had.
pub const MIN_KEY_BITS: usize = 1024;

/// The longest RSA key that is accepted, in bits.
pub const MAX_KEY_BITS: usize = 8192;

/// An X.509 certificate with an RSA key. Cheap to clone.
///
/// Two certificates are equal when their DER bytes are. Nothing here checks who issued a
/// certificate: the service knows its callers by the very certificates they registered.
#[derive(Clone)]
pub struct Certificate(Arc<Contents>);

struct Contents {
    der: Vec<u8>,
    subject: DistinguishedName,
    issuer: DistinguishedName,
    serial: String,
    subject_key_identifier: Option<Vec<u8>>,
    thumbprint: [u8; 20],
    not_before: DateTime<Utc>,
    not_after: DateTime<Utc>,
    key: RsaPublicKey,
}

impl Certificate {
    /// Reads the first `CERTIFICATE` block of PEM text.
    ///
    /// # Errors
    ///
    /// No PEM text, no certificate in it, or any error of [`Certificate::from_der`].
    pub fn from_pem(text: &str) -> Result<Self, Error> {
        let blocks = pem::blocks(text, "CERTIFICATE")?;
        match blocks
            .iter()
            .find(|block| matches!(block.label, "CERTIFICATE" | "X509 CERTIFICATE" | "TRUSTED CERTIFICATE"))
        {
            Some(block) => Self::from_der(&block.der),
            None => Err(Error::WrongLabel { wanted: "CERTIFICATE", found: blocks[0].label.to_owned() }),
        }
    }

    /// Reads a certificate in DER, its binary form.
    ///
    /// # Errors
    ///
    /// Bytes that are not a certificate; a key that is not RSA, or not of 1024 to 8192 bits.
    pub fn from_der(der: &[u8]) -> Result<Self, Error> {
        let parsed = Der::from_der(der).map_err(bad_certificate)?;
        let body = parsed.tbs_certificate();
        let subject_key_identifier = body
            .get_extension::<SubjectKeyIdentifier>()
            .map_err(bad_certificate)?
            .map(|(_critical, identifier)| identifier.0.as_bytes().to_vec());
        Ok(Self(Arc::new(Contents {
            der: der.to_vec(),
            subject: DistinguishedName::of(body.subject()),
            issuer: DistinguishedName::of(body.issuer()),
            serial: decimal(body.serial_number().as_bytes()),
            subject_key_identifier,
            thumbprint: Sha1::digest(der).into(),
            not_before: date(body.validity().not_before)?,
            not_after: date(body.validity().not_after)?,
            key: public_key(body.subject_public_key_info())?,
        })))
    }

    /// The certificate's bytes, exactly as they were read.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.0.der
    }

    /// The certificate as PEM text, with lines of 64 characters.
    #[must_use]
    pub fn pem(&self) -> String {
        let encoded = STANDARD.encode(self.der());
        let mut pem = String::with_capacity(encoded.len() + encoded.len() / 64 + 64);
        pem.push_str("-----BEGIN CERTIFICATE-----\n");
        let mut rest = encoded.as_str();
        while !rest.is_empty() {
            let (line, tail) = rest.split_at(rest.len().min(64));
            pem.push_str(line);
            pem.push('\n');
            rest = tail;
        }
        pem.push_str("-----END CERTIFICATE-----\n");
        pem
    }

    /// Whose certificate it is, as RFC 4514 text: `CN=shop,O=Example,C=US`.
    #[must_use]
    pub fn subject(&self) -> String {
        self.0.subject.to_string()
    }

    /// Who issued it, as RFC 4514 text.
    #[must_use]
    pub fn issuer(&self) -> String {
        self.0.issuer.to_string()
    }

    /// The serial number in decimal, as XML Signature's `X509SerialNumber` has it.
    #[must_use]
    pub fn serial(&self) -> &str {
        &self.0.serial
    }

    /// The subject key identifier that the certificate states, if it states one.
    #[must_use]
    pub fn subject_key_identifier(&self) -> Option<&[u8]> {
        self.0.subject_key_identifier.as_deref()
    }

    /// The SHA-1 hash of the certificate's DER bytes.
    #[must_use]
    pub fn thumbprint_sha1(&self) -> [u8; 20] {
        self.0.thumbprint
    }

    /// The first moment at which the certificate is valid.
    #[must_use]
    pub fn not_before(&self) -> DateTime<Utc> {
        self.0.not_before
    }

    /// The last moment at which the certificate is valid.
    #[must_use]
    pub fn not_after(&self) -> DateTime<Utc> {
        self.0.not_after
    }

    /// Whether `now` lies between [`Certificate::not_before`] and [`Certificate::not_after`], both
    /// included.
    #[must_use]
    pub fn valid_at(&self, now: DateTime<Utc>) -> bool {
        self.0.not_before <= now && now <= self.0.not_after
    }

    /// Whether the certificate is the one that `issuer` gave out with the decimal number `serial`.
    /// `issuer` may be in any form that toolkits write: either order, any case and spacing,
    /// keywords or numbers.
    #[must_use]
    pub fn is_issued_as(&self, issuer: &str, serial: &str) -> bool {
        let serial = serial.trim().trim_start_matches('0');
        self.0.serial.trim_start_matches('0') == serial && self.0.issuer.same_as(&DistinguishedName::parse(issuer))
    }

    /// The size of the RSA key in bits.
    #[must_use]
    pub fn key_bits(&self) -> usize {
        // At most 8192: the conversion can't lose anything.
        self.0.key.n().bits_vartime() as usize
    }

    pub(super) fn public_key(&self) -> &RsaPublicKey {
        &self.0.key
    }
}

impl PartialEq for Certificate {
    fn eq(&self, other: &Self) -> bool {
        self.0.der == other.0.der
    }
}

impl Eq for Certificate {}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificate")
            .field("subject", &format_args!("{}", self.0.subject))
            .field("serial", &self.0.serial)
            .field("not_before", &self.0.not_before)
            .field("not_after", &self.0.not_after)
            .finish_non_exhaustive()
    }
}

/// A certificate with its private key: what signs SOAP requests. Cheap to clone.
///
/// The key is wiped from memory when the last clone goes, and `Debug` does not show it.
#[derive(Clone)]
pub struct Identity {
    certificate: Certificate,
    key: Arc<RsaPrivateKey>,
}

impl Identity {
    /// Reads a certificate and its key from PEM text; both may be the same text.
    ///
    /// Keys are read in PKCS#8 (`PRIVATE KEY`) and PKCS#1 (`RSA PRIVATE KEY`), RSA of 1024 to 8192
    /// bits, not encrypted.
    ///
    /// # Errors
    ///
    /// Each says what is wrong with which of the two: no PEM text, another kind of block, an
    /// encrypted key, not RSA, too short, a key that is not the certificate's.
    pub fn from_pem(certificate: &str, key: &str) -> Result<Self, Error> {
        let certificate = Certificate::from_pem(certificate)?;
        let key = private_key(key)?;
        if key.as_ref() != certificate.public_key() {
            return Err(Error::KeyMismatch { subject: certificate.subject() });
        }
        Ok(Self { certificate, key: Arc::new(key) })
    }

    /// Makes a key of `bits` bits and a certificate for it that it signs itself, with
    /// `common_name` for its subject and issuer and a subject key identifier.
    ///
    /// # Errors
    ///
    /// `bits` below 1024 or above 8192, an empty or overlong name (64 characters), a validity that
    /// ends before it starts or lies outside the years 1970 to 9999.
    ///
    /// # Panics
    ///
    /// When the operating system has no randomness to give.
    pub fn generate(
        common_name: &str,
        bits: usize,
        not_before: DateTime<Utc>,
        not_after: DateTime<Utc>,
    ) -> Result<Self, Error> {
        if !(MIN_KEY_BITS..=MAX_KEY_BITS).contains(&bits) {
            return Err(Error::KeySize { bits });
        }
        if common_name.is_empty() || common_name.chars().count() > 64 {
            return Err(Error::CommonName { length: common_name.chars().count() });
        }
        if not_after < not_before {
            return Err(Error::Validity { not_before, not_after });
        }
        let validity = Validity::new(time(not_before)?, time(not_after)?);
        let subject: Name = format!("CN={}", escape(common_name)).parse().map_err(bad_certificate)?;

        let mut random = rsa::rand_core::UnwrapErr(getrandom::SysRng);
        let key = RsaPrivateKey::new(&mut random, bits).map_err(bad_key)?;
        let public = key.to_public_key().to_public_key_der().map_err(bad_key)?;
        let public = SubjectPublicKeyInfoOwned::from_der(public.as_bytes()).map_err(bad_key)?;
        let serial = SerialNumber::generate(&mut random);
        let signer = rsa::pkcs1v15::SigningKey::<Sha256>::new(key.clone());
        let der = CertificateBuilder::new(SelfSigned { subject }, serial, validity, public)
            .and_then(|builder| builder.build::<_, rsa::pkcs1v15::Signature>(&signer))
            .map_err(bad_certificate)?
            .to_der()
            .map_err(bad_certificate)?;
        Ok(Self { certificate: Certificate::from_der(&der)?, key: Arc::new(key) })
    }

    /// The certificate, which others may see.
    #[must_use]
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// The private key as PEM text (PKCS#8), wiped from memory when dropped.
    ///
    /// # Errors
    ///
    /// [`Error::BadKey`] if the key can't be encoded, which no key that was read or made here
    /// is known to cause.
    pub fn key_pem(&self) -> Result<Zeroizing<String>, Error> {
        self.key.to_pkcs8_pem(LineEnding::LF).map_err(bad_key)
    }

    pub(super) fn private_key(&self) -> &RsaPrivateKey {
        &self.key
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").field("certificate", &self.certificate).field("key", &"[redacted]").finish()
    }
}

/// What is wrong with a certificate or a key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The text has no PEM block at all.
    #[error("no PEM text: expected a line `-----BEGIN {wanted}-----`")]
    NotPem {
        /// The label of the block that was looked for.
        wanted: &'static str,
    },
    /// The text has PEM blocks, but not the one that is needed.
    #[error("expected a PEM block `{wanted}`, found `{found}`")]
    WrongLabel {
        /// The label of the block that was looked for.
        wanted: &'static str,
        /// The label of the first block.
        found: String,
    },
    /// A PEM block that is cut off or garbled.
    #[error("the PEM block `{label}` can't be read: {problem}")]
    BadPem {
        /// The label of the block.
        label: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The private key is encrypted.
    #[error(
        "the private key is encrypted, which is not supported: decrypt it first, for example with `openssl pkey -in KEY -out PLAIN`"
    )]
    Encrypted,
    /// The content is not an X.509 certificate.
    #[error("not an X.509 certificate: {problem}")]
    BadCertificate {
        /// What the decoder says.
        problem: String,
    },
    /// The content is not an RSA key.
    #[error("not an RSA key: {problem}")]
    BadKey {
        /// What the decoder says.
        problem: String,
    },
    /// The key is of another kind than RSA.
    #[error("the key is not RSA but of the algorithm {algorithm}: SOAP requests are signed with RSA keys")]
    NotRsa {
        /// The object identifier of its algorithm.
        algorithm: String,
    },
    /// The key is too short or too long.
    #[error("the RSA key has {bits} bits; {MIN_KEY_BITS} to {MAX_KEY_BITS} are accepted")]
    KeySize {
        /// Its size in bits.
        bits: usize,
    },
    /// Certificate and key do not belong together.
    #[error(
        "the private key does not belong to the certificate of `{subject}`: check that both files come from the same key pair"
    )]
    KeyMismatch {
        /// Whose certificate it is.
        subject: String,
    },
    /// The common name for a new certificate is empty or too long.
    #[error("a common name has 1 to 64 characters, not {length}")]
    CommonName {
        /// Its length in characters.
        length: usize,
    },
    /// A certificate can't be valid for that time.
    #[error("a certificate can't be valid from {not_before} to {not_after}")]
    Validity {
        /// The first moment.
        not_before: DateTime<Utc>,
        /// The last moment.
        not_after: DateTime<Utc>,
    },
    /// The signature could not be computed.
    #[error("the RSA signature can't be computed: {problem}")]
    Signing {
        /// What went wrong.
        problem: String,
    },
}

/// The shape of the certificates that [`Identity::generate`] makes.
struct SelfSigned {
    subject: Name,
}

impl BuilderProfile for SelfSigned {
    fn get_issuer(&self, subject: &Name) -> Name {
        subject.clone()
    }

    fn get_subject(&self) -> Name {
        self.subject.clone()
    }

    fn build_extensions(
        &self,
        subject_key: SubjectPublicKeyInfoRef<'_>,
        _issuer_key: SubjectPublicKeyInfoRef<'_>,
        certificate: &TbsCertificate,
    ) -> x509_cert::builder::Result<Vec<Extension>> {
        let mut extensions = Vec::new();
        let key_identifier = SubjectKeyIdentifier::try_from(subject_key)?;
        extensions.push(key_identifier.to_extension(certificate.subject(), &extensions)?);
        let usage = KeyUsage(KeyUsages::DigitalSignature.into());
        extensions.push(usage.to_extension(certificate.subject(), &extensions)?);
        Ok(extensions)
    }
}

fn private_key(text: &str) -> Result<RsaPrivateKey, Error> {
    let blocks = pem::blocks(text, "PRIVATE KEY")?;
    let Some(block) = blocks.iter().find(|block| block.label.ends_with("PRIVATE KEY")) else {
        return Err(Error::WrongLabel { wanted: "PRIVATE KEY", found: blocks[0].label.to_owned() });
    };
    if block.encrypted || block.label == "ENCRYPTED PRIVATE KEY" {
        return Err(Error::Encrypted);
    }
    let key = match block.label {
        "PRIVATE KEY" => RsaPrivateKey::from_pkcs8_der(&block.der).map_err(bad_key)?,
        "RSA PRIVATE KEY" => RsaPrivateKey::from_pkcs1_der(&block.der).map_err(bad_key)?,
        other => {
            return Err(Error::WrongLabel { wanted: "PRIVATE KEY", found: other.to_owned() });
        }
    };
    check_size(&key)?;
    Ok(key)
}

const RSA_ENCRYPTION: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");

fn public_key(info: &SubjectPublicKeyInfoOwned) -> Result<RsaPublicKey, Error> {
    if info.algorithm.oid != RSA_ENCRYPTION {
        return Err(Error::NotRsa { algorithm: info.algorithm.oid.to_string() });
    }
    let bytes = info.subject_public_key.as_bytes().ok_or_else(|| bad_key("its bit string is not whole bytes"))?;
    let parts = rsa::pkcs1::RsaPublicKeyRef::from_der(bytes).map_err(bad_key)?;
    let number = |bytes: &[u8]| rsa::BoxedUint::from_be_slice_vartime(bytes);
    let modulus = number(parts.modulus.as_bytes());
    let bits = modulus.bits_vartime() as usize;
    if !(MIN_KEY_BITS..=MAX_KEY_BITS).contains(&bits) {
        return Err(Error::KeySize { bits });
    }
    RsaPublicKey::new(modulus, number(parts.public_exponent.as_bytes())).map_err(bad_key)
}

fn check_size(key: &RsaPrivateKey) -> Result<(), Error> {
    let bits = key.n().bits_vartime() as usize;
    match (MIN_KEY_BITS..=MAX_KEY_BITS).contains(&bits) {
        true => Ok(()),
        false => Err(Error::KeySize { bits }),
    }
}

fn bad_certificate(problem: impl fmt::Display) -> Error {
    Error::BadCertificate { problem: problem.to_string() }
}

fn bad_key(problem: impl fmt::Display) -> Error {
    Error::BadKey { problem: problem.to_string() }
}

fn date(time: Time) -> Result<DateTime<Utc>, Error> {
    let seconds = time.to_unix_duration().as_secs();
    i64::try_from(seconds)
        .ok()
        .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
        .ok_or_else(|| bad_certificate("a date out of range"))
}

fn time(date: DateTime<Utc>) -> Result<Time, Error> {
    let seconds = u64::try_from(date.timestamp()).map_err(|_| bad_certificate("a date before 1970"))?;
    let date = x509_cert::der::DateTime::from_unix_duration(std::time::Duration::from_secs(seconds))
        .map_err(bad_certificate)?;
    Ok(Time::from(date))
}

/// The decimal digits of a number in big-endian bytes.
fn decimal(bytes: &[u8]) -> String {
    // Little-endian digits; each byte multiplies all by 256 and adds itself.
    let mut digits = vec![0_u32];
    for byte in bytes {
        let mut carry = u32::from(*byte);
        for digit in &mut digits {
            carry += *digit * 256;
            *digit = carry % 10;
            carry /= 10;
        }
        while carry > 0 {
            digits.push(carry % 10);
            carry /= 10;
        }
    }
    digits.iter().rev().filter_map(|digit| char::from_digit(*digit, 10)).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use rsa::pkcs1::EncodeRsaPrivateKey as _;

    use super::super::rsa_sha1::SignatureAlgorithm;
    use super::*;

    const OPENSSL: &str = include_str!("../../tests/data/x509/openssl.pem");
    const SHORT_KEY: &str = include_str!("../../tests/data/x509/short-key.pem");
    const ELLIPTIC_CURVE: &str = include_str!("../../tests/data/x509/elliptic-curve.pem");

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
        assert!(
            problem("shop", 1024, to, from).starts_with("a certificate can't be valid from 2014-01-01 00:00:00 UTC")
        );
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

    #[test]
    fn big_numbers_in_decimal() {
        assert_eq!(decimal(&[]), "0");
        assert_eq!(decimal(&[0, 1, 0]), "256");
        assert_eq!(decimal(&[0xff; 16]), u128::MAX.to_string());
    }
}
