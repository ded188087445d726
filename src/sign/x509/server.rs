//! Certificates for servers, and the authorities that clients are told to trust for them.

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use x509_cert::TbsCertificate;
use x509_cert::builder::profile::BuilderProfile;
use x509_cert::der::asn1::{Ia5String, ObjectIdentifier};
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{
    AuthorityKeyIdentifier, BasicConstraints, ExtendedKeyUsage, KeyUsage, KeyUsages, SubjectAltName,
    SubjectKeyIdentifier,
};
use x509_cert::ext::{Extension, ToExtension as _};
use x509_cert::name::Name;
use x509_cert::spki::SubjectPublicKeyInfoRef;

use super::identity::{name, new_key, validity};
use super::{Certificate, Error, Identity, bad_certificate};

/// id-kp-serverAuth of RFC 5280, 4.2.1.12.
const SERVER_AUTH: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.1");

/// Makes a certificate for a server that is reached as any of `hosts` (names and addresses; the first one is also the
/// common name), and the certificate of the authority that signed it, which is called `authority`.
///
/// The authority's private key is gone when this returns: whoever trusts the authority trusts this one server.
/// Clients of every kind take such a pair; a certificate that is its own authority is refused by some.
///
/// # Errors
///
/// Those of [`Identity::generate`], no host, and a host that is not ASCII.
pub(crate) fn generate(
    authority: &str,
    hosts: &[&str],
    bits: usize,
    not_before: DateTime<Utc>,
    not_after: DateTime<Utc>,
) -> Result<(Identity, Certificate), Error> {
    let validity = validity(not_before, not_after)?;
    let issuer = name(authority)?;
    let subject = name(hosts.first().copied().unwrap_or_default())?;
    let hosts = hosts.iter().map(|host| general_name(host)).collect::<Result<_, _>>()?;

    let signer = new_key(bits)?;
    let authority = Identity::certified(Authority { subject: issuer.clone() }, validity, signer.clone(), &signer)?;
    let server = Identity::certified(Server { issuer, subject, hosts }, validity, new_key(bits)?, &signer)?;
    Ok((server, authority.certificate().clone()))
}

fn general_name(host: &str) -> Result<GeneralName, Error> {
    match host.parse::<IpAddr>() {
        Ok(address) => Ok(GeneralName::from(address)),
        Err(_) => Ok(GeneralName::DnsName(Ia5String::new(host).map_err(bad_certificate)?)),
    }
}

struct Authority {
    subject: Name,
}

impl BuilderProfile for Authority {
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
        let subject = certificate.subject();
        let limits = BasicConstraints { ca: true, path_len_constraint: Some(0) };
        extensions.push(limits.to_extension(subject, &extensions)?);
        let usage = KeyUsage(KeyUsages::KeyCertSign | KeyUsages::CRLSign);
        extensions.push(usage.to_extension(subject, &extensions)?);
        extensions.push(SubjectKeyIdentifier::try_from(subject_key)?.to_extension(subject, &extensions)?);
        Ok(extensions)
    }
}

struct Server {
    issuer: Name,
    subject: Name,
    hosts: Vec<GeneralName>,
}

impl BuilderProfile for Server {
    fn get_issuer(&self, _subject: &Name) -> Name {
        self.issuer.clone()
    }

    fn get_subject(&self) -> Name {
        self.subject.clone()
    }

    fn build_extensions(
        &self,
        subject_key: SubjectPublicKeyInfoRef<'_>,
        issuer_key: SubjectPublicKeyInfoRef<'_>,
        certificate: &TbsCertificate,
    ) -> x509_cert::builder::Result<Vec<Extension>> {
        let mut extensions = Vec::new();
        let subject = certificate.subject();
        let limits = BasicConstraints { ca: false, path_len_constraint: None };
        extensions.push(limits.to_extension(subject, &extensions)?);
        let usage = KeyUsage(KeyUsages::DigitalSignature | KeyUsages::KeyEncipherment);
        extensions.push(usage.to_extension(subject, &extensions)?);
        extensions.push(ExtendedKeyUsage(vec![SERVER_AUTH]).to_extension(subject, &extensions)?);
        extensions.push(SubjectAltName(self.hosts.clone()).to_extension(subject, &extensions)?);
        extensions.push(SubjectKeyIdentifier::try_from(subject_key)?.to_extension(subject, &extensions)?);
        extensions.push(AuthorityKeyIdentifier::try_from(issuer_key)?.to_extension(subject, &extensions)?);
        Ok(extensions)
    }
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    fn made(hosts: &[&str]) -> Result<(Identity, Certificate), Error> {
        let day = |date: &str| format!("{date}T00:00:00Z").parse().unwrap();
        generate("Test authority", hosts, 1024, day("2000-01-01"), day("2049-12-31"))
    }

    #[test]
    fn the_authority_has_signed_the_server() {
        let (server, authority) = made(&["fps.amazonaws.com", "127.0.0.1"]).unwrap();
        assert_eq!(authority.subject(), "CN=Test authority");
        assert_eq!(authority.issuer(), authority.subject());
        assert_eq!(server.certificate().issuer(), authority.subject());
        assert_eq!(server.certificate().subject(), "CN=fps.amazonaws.com");
        assert_ne!(server.certificate().serial(), authority.serial());
        let again = Identity::from_pem(&server.certificate().pem(), &server.key_pem().unwrap());
        again.expect("the key is the server's");
        Identity::from_pem(&authority.pem(), &server.key_pem().unwrap()).expect_err("it is not the authority's");
    }

    #[test]
    fn a_server_has_a_name_that_certificates_can_hold() {
        assert_eq!(made(&[]).unwrap_err().to_string(), "a common name has 1 to 64 characters, not 0");
        assert!(made(&["bücher.example"]).unwrap_err().to_string().starts_with("not an X.509 certificate: "));
    }

    #[test]
    #[ignore = "needs openssl"]
    fn judge_takes_the_server_for_its_hosts_and_no_other() {
        let (server, authority) = made(&["fps.amazonaws.com", "localhost", "127.0.0.1", "::1"]).unwrap();
        let folder = std::env::temp_dir().join(format!("amazon-fps-x509-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (trusted, shown) = (folder.join("ca.pem"), folder.join("server.pem"));
        std::fs::write(&trusted, authority.pem()).unwrap();
        std::fs::write(&shown, server.certificate().pem()).unwrap();
        let verify = |check: &str, host: &str| {
            // As a server, strictly by the standard, though the key of this test is short.
            let mut openssl = Command::new("openssl");
            openssl.args(["verify", "-x509_strict", "-purpose", "sslserver", "-auth_level", "0", check, host]);
            let output = openssl.arg("-CAfile").arg(&trusted).arg(&shown).output().expect("openssl is there");
            (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
        };
        for host in ["fps.amazonaws.com", "localhost"] {
            let (taken, why) = verify("-verify_hostname", host);
            assert!(taken, "{host}: {why}");
        }
        for address in ["127.0.0.1", "::1"] {
            let (taken, why) = verify("-verify_ip", address);
            assert!(taken, "{address}: {why}");
        }
        assert!(!verify("-verify_hostname", "example.com").0);
        assert!(!verify("-verify_ip", "127.0.0.2").0);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
