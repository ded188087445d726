//! xmlsec1 verifies what is signed here, and signs what is opened here.

use std::path::PathBuf;
use std::process::Command;

use super::rows::{GSOAP, PHP, common};
use super::{MARKET, SHOP, now, opened};
use crate::sign::rsa_sha1::SignatureAlgorithm;
use crate::sign::x509::Identity;
use crate::soap::ns;
use crate::soap::wsse::{Message, Signer};

#[test]
#[ignore = "needs xmlsec1"]
fn judge_verifies_what_is_signed_here() {
    for identity in [&*SHOP, &*MARKET] {
        for algorithm in [SignatureAlgorithm::RsaSha1, SignatureAlgorithm::RsaSha256] {
            let message = Message {
                action: "Pay",
                to: "https://fps.amazonaws.com/?a=1&b=<2>",
                message_id: "urn:uuid:1",
                body: "<p:Pay xmlns:p=\"urn:p\" xmlns=\"urn:d\"><a b='\"&#9;'>&#13;é<![CDATA[<>]]></a><p:c/></p:Pay>",
            };
            let message = Signer::new(identity.clone()).algorithm(algorithm).sign(&message, now()).unwrap();
            let files = Files::new(identity, &message);
            let judgement = files.xmlsec1(&["--verify", "--pubkey-cert-pem", &files.path("certificate.pem")]);
            assert!(judgement.is_ok(), "{judgement:?}");

            let changed = Files::new(identity, &message.replace("<wsu:Created>2013", "<wsu:Created>2014"));
            let judgement = changed.xmlsec1(&["--verify", "--pubkey-cert-pem", &changed.path("certificate.pem")]);
            assert!(judgement.is_err(), "the judge looks at the Timestamp");
        }
    }
}

#[test]
#[ignore = "needs xmlsec1"]
fn judge_signs_what_opens_here() {
    let php = |method| PHP.replace("@C14N@", method);
    for template in [GSOAP.to_owned(), php(ns::EXCLUSIVE_C14N), php(ns::INCLUSIVE_C14N)] {
        for (rsa, sha) in [(ns::RSA_SHA1, ns::SHA1), (ns::RSA_SHA256, ns::SHA256)] {
            let message = common(&template, &SHOP).replace("@RSA@", rsa).replace("@SHA@", sha);
            let files = Files::new(&SHOP, &message.replace("@DIGEST@", "").replace("@VALUE@", ""));
            let signed = files.xmlsec1(&["--sign", "--privkey-pem", &files.path("key.pem")]).unwrap();
            let opened = opened(&signed).unwrap_or_else(|refused| panic!("{refused}\n{signed}"));
            assert_eq!(opened.certificate.as_ref(), Some(SHOP.certificate()));
        }
    }
}

/// A folder with an identity and a message, which goes when this does.
struct Files(PathBuf);

impl Files {
    fn new(identity: &Identity, message: &str) -> Self {
        use std::sync::atomic::{AtomicU32, Ordering};
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("amazon-fps-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let files = Self(std::env::temp_dir().join(name));
        std::fs::create_dir(&files.0).unwrap();
        std::fs::write(files.path("certificate.pem"), identity.certificate().pem()).unwrap();
        std::fs::write(files.path("key.pem"), identity.key_pem().unwrap().as_bytes()).unwrap();
        std::fs::write(files.path("message.xml"), message).unwrap();
        files
    }

    fn path(&self, file: &str) -> String {
        self.0.join(file).to_str().unwrap().to_owned()
    }

    /// What xmlsec1 prints, or what it complains of.
    fn xmlsec1(&self, arguments: &[&str]) -> Result<String, String> {
        let elements =
            [(ns::SOAP, "Body"), (ns::WSU, "Timestamp"), (ns::WSA, "To"), (ns::WSA, "Action"), (ns::WSA, "MessageID")];
        let mut command = Command::new("xmlsec1");
        command.args(arguments);
        for (namespace, name) in elements {
            command.args(["--id-attr:Id", &format!("{namespace}:{name}")]);
        }
        let output = command.arg(self.path("message.xml")).output().expect("xmlsec1 runs");
        match output.status.success() {
            true => Ok(String::from_utf8(output.stdout).unwrap()),
            false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
        }
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
