//! TLS: who the server is, and how it is agreed on with clients.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::sign::{CertifiedKey, SingleCertAndKey};
use tokio_rustls::rustls::version::{TLS12, TLS13};
use tokio_rustls::server::TlsStream;

use crate::sign::pem;
use crate::sign::x509::{self, Outline};

/// How long a client may take to agree on TLS.
const PATIENCE: Duration = Duration::from_secs(10);

const NOT_HTTPS: &str = "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n\
                         This port speaks https, and the request came as http.\n";

/// What a server shows to its clients over TLS: its certificate, the certificates of those who vouch for it, and the
/// private key. Cheap to clone; `Debug` doesn't show the key.
#[derive(Clone)]
pub struct TlsIdentity {
    config: Arc<ServerConfig>,
    subject: String,
    not_before: DateTime<Utc>,
    not_after: DateTime<Utc>,
}

/// Why a certificate and a key can't be used for TLS.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TlsError {
    /// There is no certificate, or one that can't be read.
    #[error("the certificate: {0}")]
    Certificate(#[source] x509::Error),
    /// There is no private key, or one that can't be read.
    #[error("the private key: {0}")]
    Key(#[source] x509::Error),
    /// The private key is of a kind that is not used here.
    #[error(
        "the private key can't be used for TLS: it must be RSA with 2048 to 4096 bits, ECDSA on P-256 or P-384, or \
         Ed25519"
    )]
    KeyKind,
    /// Certificate and key do not belong together.
    #[error(
        "the private key does not belong to the certificate of `{subject}`: check that both come from the same key \
         pair, and that the server's own certificate is the first in its file"
    )]
    KeyMismatch {
        /// Whose certificate is the first one.
        subject: String,
    },
}

impl TlsIdentity {
    /// Reads PEM text: the server's certificate, followed by those that lead to an authority which clients trust; and
    /// the key, as PKCS#8 (`PRIVATE KEY`), PKCS#1 (`RSA PRIVATE KEY`) or SEC1 (`EC PRIVATE KEY`), not encrypted. Both
    /// may be the same text.
    ///
    /// Whether the certificate is still valid is for the caller to look at, with [`TlsIdentity::valid_at`].
    ///
    /// # Errors
    /// See [`TlsError`].
    pub fn from_pem(certificates: &str, key: &str) -> Result<Self, TlsError> {
        let chain = pem::certificates(certificates).map_err(TlsError::Certificate)?;
        let Outline { subject, not_before, not_after } =
            Outline::from_der(&chain[0].der).map_err(TlsError::Certificate)?;
        let chain = chain.iter().map(|block| CertificateDer::from(block.der.to_vec())).collect();

        let provider = Arc::new(ring::default_provider());
        let key = private_key(key).map_err(TlsError::Key)?;
        let key = provider.key_provider.load_private_key(key).map_err(|_| TlsError::KeyKind)?;
        let certified = CertifiedKey::new(chain, key);
        if certified.keys_match().is_err() {
            return Err(TlsError::KeyMismatch { subject });
        }
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&TLS13, &TLS12])
            .expect("ring has cipher suites for both versions")
            .with_no_client_auth()
            .with_cert_resolver(Arc::new(SingleCertAndKey::from(certified)));
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self { config: Arc::new(config), subject, not_before, not_after })
    }

    /// Whose certificate it is, as RFC 4514 text: `CN=pay.example.com`.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The last moment at which clients take the certificate.
    #[must_use]
    pub fn not_after(&self) -> DateTime<Utc> {
        self.not_after
    }

    /// Whether clients whose clock shows `now` find the server's certificate valid.
    #[must_use]
    pub fn valid_at(&self, now: DateTime<Utc>) -> bool {
        self.not_before <= now && now <= self.not_after
    }
}

impl fmt::Debug for TlsIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TlsIdentity")
            .field("subject", &self.subject)
            .field("not_after", &self.not_after)
            .finish_non_exhaustive()
    }
}

/// Who is told of the clients that TLS could not be agreed on with, and why.
pub(super) trait Told: Fn(SocketAddr, &str) + Send + Sync {}

impl<F: Fn(SocketAddr, &str) + Send + Sync> Told for F {}

/// The server's side of every handshake.
#[derive(Clone)]
pub(super) struct Tls {
    acceptor: TlsAcceptor,
    told: Arc<dyn Told>,
}

impl Tls {
    pub(super) fn of(identity: &TlsIdentity, told: Arc<dyn Told>) -> Self {
        Self { acceptor: TlsAcceptor::from(Arc::clone(&identity.config)), told }
    }

    /// The stream inside TLS, if the client and the server come to one.
    pub(super) async fn handshake(self, stream: TcpStream, peer: SocketAddr) -> Option<TlsStream<TcpStream>> {
        let told = Arc::clone(&self.told);
        match tokio::time::timeout(PATIENCE, self.agree(stream)).await {
            Ok(Ok(stream)) => return stream,
            Ok(Err(reason)) => told(peer, &reason),
            Err(_) => told(peer, &format!("the client took more than {PATIENCE:?}")),
        }
        None
    }

    /// No stream and no error for a client that leaves without a word: whoever only looks whether the port is open.
    async fn agree(self, mut stream: TcpStream) -> Result<Option<TlsStream<TcpStream>>, String> {
        let mut first = [0];
        match stream.peek(&mut first).await {
            Ok(0) | Err(_) => return Ok(None),
            Ok(_) => {}
        }
        // TLS begins with a control character, and HTTP with a verb.
        if first[0].is_ascii_uppercase() {
            // Unread, it would have the connection reset, and the answer lost. The client may be gone by now.
            let _ = stream.try_read(&mut [0; 16 * 1024]);
            let _ = stream.write_all(NOT_HTTPS.as_bytes()).await;
            let _ = stream.shutdown().await;
            return Err("the client spoke http to the port of https".to_owned());
        }
        self.acceptor.accept(stream).await.map(Some).map_err(|error| error.to_string())
    }
}

fn private_key(text: &str) -> Result<PrivateKeyDer<'static>, x509::Error> {
    let block = pem::private_key(text)?;
    let der = block.der.to_vec();
    match block.label {
        "PRIVATE KEY" => Ok(PrivateKeyDer::Pkcs8(der.into())),
        "RSA PRIVATE KEY" => Ok(PrivateKeyDer::Pkcs1(der.into())),
        "EC PRIVATE KEY" => Ok(PrivateKeyDer::Sec1(der.into())),
        other => Err(x509::Error::WrongLabel { wanted: "PRIVATE KEY", found: other.to_owned() }),
    }
}

#[cfg(all(test, feature = "sandbox"))]
mod tests;
