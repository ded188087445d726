//! What the gateway writes into addresses so that nobody else can have written it.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;

use crate::{
    error::ServiceError,
    sandbox::{
        Sandbox,
        books::Books,
        rows::{Document, Tenant},
    },
};

/// The name of the document of the house that holds the key.
const DOCUMENT: &str = "seal";

/// Signs and verifies with a key that is made once, and kept with the books: every gateway on them has the same.
#[derive(Clone)]
pub(super) struct Seal(SecretString);

impl Seal {
    pub(super) async fn of(books: &Sandbox) -> Result<Self, ServiceError> {
        let key = |books: &mut Books<'_>| match books.document(DOCUMENT)? {
            Some(known) => Ok(known.body),
            None => {
                let body = books.ids().secret();
                books.put(Document { name: DOCUMENT.to_owned(), body: body.clone() });
                Ok(body)
            }
        };
        Ok(Self(books.alter(&Tenant::house(), key).await?.into()))
    }

    /// The signature of `parts`, for one purpose: of another one it is none. 43 characters of base64url.
    pub(super) fn sign(&self, purpose: &str, parts: &[&str]) -> String {
        URL_SAFE_NO_PAD.encode(self.keyed(purpose, parts).finalize().into_bytes())
    }

    pub(super) fn verify(&self, purpose: &str, parts: &[&str], signature: &str) -> bool {
        let signature = URL_SAFE_NO_PAD.decode(signature);
        signature.is_ok_and(|signature| self.keyed(purpose, parts).verify_slice(&signature).is_ok())
    }

    fn keyed(&self, purpose: &str, parts: &[&str]) -> Hmac<Sha256> {
        let key = self.0.expose_secret().as_bytes();
        let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
        for part in [purpose].iter().chain(parts) {
            // With its length before it, no part can be taken for the end of another.
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        mac
    }
}

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_is_for_one_purpose_and_these_parts() {
        let seal = Seal("secret".to_owned().into());
        let signature = seal.sign("renew", &["a", "bc"]);
        assert!(seal.verify("renew", &["a", "bc"], &signature));
        assert!(!seal.verify("visit", &["a", "bc"], &signature));
        assert!(!seal.verify("renew", &["ab", "c"], &signature));
        assert!(!seal.verify("renew", &["a", "bc"], &signature[1..]));
        assert!(!Seal("other".to_owned().into()).verify("renew", &["a", "bc"], &signature));
        assert!(!format!("{seal:?}").contains("secret"));
    }

    #[tokio::test]
    async fn the_key_is_made_once() {
        let books = Sandbox::builder().build().await.unwrap();
        let signature = Seal::of(&books).await.unwrap().sign("renew", &["a"]);
        assert!(Seal::of(&books).await.unwrap().verify("renew", &["a"], &signature));
        let other = Sandbox::builder().build().await.unwrap();
        assert!(!Seal::of(&other).await.unwrap().verify("renew", &["a"], &signature));
    }
}
