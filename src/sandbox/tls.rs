//! https by a certificate of the sandbox's own.

use std::sync::OnceLock;

use super::{
    Sandbox,
    builder::{KEY_BITS, VALID_FROM, VALID_UNTIL, day},
    internal,
    keys::Keys,
};
use crate::{
    error::ServiceError,
    server::TlsIdentity,
    sign::x509::{self, Certificate},
};

/// The name of the document that holds the server's certificate, that of the authority, and the server's key, as PEM.
/// Whoever adds a host below has to give it another name, and clients another authority to trust.
pub(super) const DOCUMENT: &str = "tls-2";

const AUTHORITY: &str = "FPS sandbox authority";

/// The hosts that the certificate is good for: this machine, and those that old clients have built in.
const HOSTS: [&str; 11] = [
    "fps.sandbox.amazonaws.com",
    "fps.amazonaws.com",
    "authorize.payments-sandbox.amazon.com",
    "authorize.payments.amazon.com",
    "mws.amazonservices.com",
    "mws-eu.amazonservices.com",
    "mws.amazonservices.jp",
    "sns.us-east-1.amazonaws.com",
    "localhost",
    "127.0.0.1",
    "::1",
];

static KEYS: Keys = Keys { document: DOCUMENT, make, made: OnceLock::new() };

impl Sandbox {
    /// What the sandbox can serve https with, where no certificate is given: one that it makes when it is first asked
    /// for, and keeps with its data. It is good for `localhost`, `127.0.0.1`, `::1`, and the hosts of FPS, of its
    /// co-branded pages and of Amazon Pay that clients have built in. Clients take it once they trust
    /// [`Sandbox::tls_authority`].
    ///
    /// # Errors
    /// `InternalError` where the store fails.
    pub async fn tls_identity(&self) -> Result<TlsIdentity, ServiceError> {
        let pem = self.keep(&KEYS).await?;
        TlsIdentity::from_pem(&pem, &pem).map_err(|error| internal(format!("The books have lost {error}.")))
    }

    /// The authority that clients are to trust for [`Sandbox::tls_identity`]. It has signed that certificate and
    /// nothing else, and never will: its private key was not kept.
    ///
    /// # Errors
    /// `InternalError` where the store fails.
    pub async fn tls_authority(&self) -> Result<Certificate, ServiceError> {
        authority(&self.keep(&KEYS).await?)
    }

    /// The authority, if it was made already.
    pub(crate) async fn made_authority(&self) -> Result<Option<Certificate>, ServiceError> {
        self.kept(&KEYS).await?.map(|pem| authority(&pem)).transpose()
    }
}

/// The authority of a document.
fn authority(pem: &str) -> Result<Certificate, ServiceError> {
    let certificates = Certificate::all_from_pem(pem).unwrap_or_default();
    certificates.into_iter().nth(1).ok_or_else(|| internal("The books have lost the certificate of the authority."))
}

fn make() -> Result<String, x509::Error> {
    let (server, authority) = x509::server::generate(AUTHORITY, &HOSTS, KEY_BITS, day(VALID_FROM), day(VALID_UNTIL))?;
    Ok(format!("{}{}{}", server.certificate().pem(), authority.pem(), server.key_pem()?.as_str()))
}
