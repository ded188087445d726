//! Certificates with their private key: reading and making them.

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rsa::RsaPrivateKey;
use rsa::pkcs1::DecodeRsaPrivateKey as _;
use rsa::pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _, EncodePublicKey as _, LineEnding};
use rsa::traits::PublicKeyParts as _;
use sha2::Sha256;
use x509_cert::TbsCertificate;
use x509_cert::builder::profile::BuilderProfile;
use x509_cert::builder::{Builder as _, CertificateBuilder};
use x509_cert::der::{Decode as _, Encode as _};
use x509_cert::ext::pkix::{KeyUsage, KeyUsages, SubjectKeyIdentifier};
use x509_cert::ext::{Extension, ToExtension as _};
use x509_cert::name::Name;
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::{SubjectPublicKeyInfoOwned, SubjectPublicKeyInfoRef};
use x509_cert::time::{Time, Validity};
use zeroize::Zeroizing;

use super::{Certificate, Error, MAX_KEY_BITS, MIN_KEY_BITS, bad_certificate, bad_key};
use crate::sign::name::escape;
use crate::sign::pem;

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
        let subject = name(common_name)?;
        let validity = validity(not_before, not_after)?;
        let key = new_key(bits)?;
        let signer = key.clone();
        Self::certified(SelfSigned { subject }, validity, key, &signer)
    }

    /// A certificate for `key` that the key `signer` signs, with SHA-256.
    pub(super) fn certified(
        profile: impl BuilderProfile,
        validity: Validity,
        key: RsaPrivateKey,
        signer: &RsaPrivateKey,
    ) -> Result<Self, Error> {
        let public = key.to_public_key().to_public_key_der().map_err(bad_key)?;
        let public = SubjectPublicKeyInfoOwned::from_der(public.as_bytes()).map_err(bad_key)?;
        let serial = SerialNumber::generate(&mut random());
        let signer = rsa::pkcs1v15::SigningKey::<Sha256>::new(signer.clone());
        let der = CertificateBuilder::new(profile, serial, validity, public)
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

    pub(in crate::sign) fn private_key(&self) -> &RsaPrivateKey {
        &self.key
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").field("certificate", &self.certificate).field("key", &"[redacted]").finish()
    }
}

pub(super) fn new_key(bits: usize) -> Result<RsaPrivateKey, Error> {
    if !(MIN_KEY_BITS..=MAX_KEY_BITS).contains(&bits) {
        return Err(Error::KeySize { bits });
    }
    RsaPrivateKey::new(&mut random(), bits).map_err(bad_key)
}

pub(super) fn name(common_name: &str) -> Result<Name, Error> {
    if common_name.is_empty() || common_name.chars().count() > 64 {
        return Err(Error::CommonName { length: common_name.chars().count() });
    }
    format!("CN={}", escape(common_name)).parse().map_err(bad_certificate)
}

pub(super) fn validity(not_before: DateTime<Utc>, not_after: DateTime<Utc>) -> Result<Validity, Error> {
    if not_after < not_before {
        return Err(Error::Validity { not_before, not_after });
    }
    Ok(Validity::new(time(not_before)?, time(not_after)?))
}

/// The system's randomness, which panics where there is none.
fn random() -> rsa::rand_core::UnwrapErr<getrandom::SysRng> {
    rsa::rand_core::UnwrapErr(getrandom::SysRng)
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
    let block = pem::private_key(text)?;
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

fn check_size(key: &RsaPrivateKey) -> Result<(), Error> {
    let bits = key.n().bits_vartime() as usize;
    match (MIN_KEY_BITS..=MAX_KEY_BITS).contains(&bits) {
        true => Ok(()),
        false => Err(Error::KeySize { bits }),
    }
}

fn time(date: DateTime<Utc>) -> Result<Time, Error> {
    let seconds = u64::try_from(date.timestamp()).map_err(|_| bad_certificate("a date before 1970"))?;
    let date = x509_cert::der::DateTime::from_unix_duration(std::time::Duration::from_secs(seconds))
        .map_err(bad_certificate)?;
    Ok(Time::from(date))
}
