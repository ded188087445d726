//! https by a certificate of the sandbox's own.

use std::sync::OnceLock;

use super::{
    Sandbox,
    builder::{KEY_BITS, VALID_FROM, VALID_UNTIL, day},
    internal,
    rows::{Document, Tenant},
};
use crate::{
    error::ServiceError,
    server::TlsIdentity,
    sign::x509::{self, Certificate},
};

/// The name of the document that holds the server's certificate, that of the authority, and the server's key, as PEM.
/// Whoever adds a host below has to give it another name, and clients another authority to trust.
pub(super) const DOCUMENT: &str = "tls";

const AUTHORITY: &str = "FPS sandbox authority";

/// The hosts that the certificate is good for: this machine, and those that old clients have built in.
const HOSTS: [&str; 10] = [
    "fps.sandbox.amazonaws.com",
    "fps.amazonaws.com",
    "authorize.payments-sandbox.amazon.com",
    "authorize.payments.amazon.com",
    "mws.amazonservices.com",
    "mws-eu.amazonservices.com",
    "mws.amazonservices.jp",
    "localhost",
    "127.0.0.1",
    "::1",
];

/// Keys take long to make: what lives no longer than the program is made once in it.
static MADE: OnceLock<String> = OnceLock::new();

impl Sandbox {
    /// What the sandbox can serve https with, where no certificate is given: one that it makes when it is first asked
    /// for, and keeps with its data. It is good for `localhost`, `127.0.0.1`, `::1`, and the hosts of FPS, of its
    /// co-branded pages and of Amazon Pay that clients have built in. Clients take it once they trust
    /// [`Sandbox::tls_authority`].
    ///
    /// # Errors
    /// `InternalError` where the store fails.
    pub async fn tls_identity(&self) -> Result<TlsIdentity, ServiceError> {
        let pem = self.tls_document().await?;
        TlsIdentity::from_pem(&pem, &pem).map_err(|error| internal(format!("The sandbox has lost {error}.")))
    }

    /// The authority that clients are to trust for [`Sandbox::tls_identity`]. It has signed that certificate and
    /// nothing else, and never will: its private key was not kept.
    ///
    /// # Errors
    /// `InternalError` where the store fails.
    pub async fn tls_authority(&self) -> Result<Certificate, ServiceError> {
        authority(&self.tls_document().await?)
    }

    /// The authority, if it was made already.
    pub(super) async fn made_authority(&self) -> Result<Option<Certificate>, ServiceError> {
        self.kept_document().await?.map(|pem| authority(&pem)).transpose()
    }

    async fn kept_document(&self) -> Result<Option<String>, ServiceError> {
        let document = self.change_at(&Tenant::house(), self.now(), |books| books.document(DOCUMENT)).await?;
        Ok(document.map(|document| document.body))
    }

    async fn tls_document(&self) -> Result<String, ServiceError> {
        if let Some(kept) = self.kept_document().await? {
            return Ok(kept);
        }
        let made = match MADE.get() {
            Some(made) => made,
            None => {
                // Keys take a while, for which other tasks shall not wait.
                let made = tokio::task::spawn_blocking(make).await;
                let made = made.map_err(|error| internal(format!("Making a certificate has failed: {error}.")))?;
                let made = made.map_err(|error| internal(format!("The sandbox can't make a certificate: {error}.")))?;
                MADE.get_or_init(|| made)
            }
        };
        // Another process with the same store may have been faster.
        let house = Tenant::house();
        let kept = self.change_at(&house, self.now(), |books| {
            if let Some(known) = books.document(DOCUMENT)? {
                return Ok(known.body);
            }
            books.put(Document { name: DOCUMENT.to_owned(), body: made.clone() });
            Ok(made.clone())
        });
        kept.await
    }
}

/// The authority of a document.
fn authority(pem: &str) -> Result<Certificate, ServiceError> {
    let certificates = Certificate::all_from_pem(pem).unwrap_or_default();
    certificates.into_iter().nth(1).ok_or_else(|| internal("The sandbox has lost the certificate of its authority."))
}

fn make() -> Result<String, x509::Error> {
    let (server, authority) = x509::server::generate(AUTHORITY, &HOSTS, KEY_BITS, day(VALID_FROM), day(VALID_UNTIL))?;
    Ok(format!("{}{}{}", server.certificate().pem(), authority.pem(), server.key_pem()?.as_str()))
}
