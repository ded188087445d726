//! Certificates: what they say, and who they are.

use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use rsa::RsaPublicKey;
use rsa::traits::PublicKeyParts as _;
use sha1::{Digest as _, Sha1};
use x509_cert::Certificate as Der;
use x509_cert::der::Decode as _;
use x509_cert::der::asn1::ObjectIdentifier;
use x509_cert::ext::pkix::SubjectKeyIdentifier;
use x509_cert::spki::SubjectPublicKeyInfoOwned;
use x509_cert::time::Time;

use super::{Error, MAX_KEY_BITS, MIN_KEY_BITS, bad_certificate, bad_key};
use crate::sign::name::DistinguishedName;
use crate::sign::pem;

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
        Self::from_der(&pem::certificates(text)?[0].der)
    }

    /// Reads every `CERTIFICATE` block of PEM text.
    #[cfg(feature = "sandbox")]
    pub(crate) fn all_from_pem(text: &str) -> Result<Vec<Self>, Error> {
        pem::certificates(text)?.iter().map(|block| Self::from_der(&block.der)).collect()
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

    /// The common name of whose certificate it is, if there is one and no more.
    #[must_use]
    pub fn common_name(&self) -> Option<&str> {
        self.0.subject.common_name()
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

    pub(in crate::sign) fn public_key(&self) -> &RsaPublicKey {
        &self.0.key
    }
}

/// What a certificate with a key of any kind says of itself.
#[cfg(feature = "server")]
pub(crate) struct Outline {
    pub(crate) subject: String,
    pub(crate) not_before: DateTime<Utc>,
    pub(crate) not_after: DateTime<Utc>,
}

#[cfg(feature = "server")]
impl Outline {
    pub(crate) fn from_der(der: &[u8]) -> Result<Self, Error> {
        let parsed = Der::from_der(der).map_err(bad_certificate)?;
        let body = parsed.tbs_certificate();
        Ok(Self {
            subject: DistinguishedName::of(body.subject()).to_string(),
            not_before: date(body.validity().not_before)?,
            not_after: date(body.validity().not_after)?,
        })
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

fn date(time: Time) -> Result<DateTime<Utc>, Error> {
    let seconds = time.to_unix_duration().as_secs();
    i64::try_from(seconds)
        .ok()
        .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
        .ok_or_else(|| bad_certificate("a date out of range"))
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
    use super::decimal;

    #[test]
    fn big_numbers_in_decimal() {
        assert_eq!(decimal(&[]), "0");
        assert_eq!(decimal(&[0, 1, 0]), "256");
        assert_eq!(decimal(&[0xff; 16]), u128::MAX.to_string());
    }
}
