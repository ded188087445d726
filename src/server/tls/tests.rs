use std::sync::Mutex;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::routing::get;
use tokio::io::AsyncReadExt as _;
use tokio::sync::mpsc;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, SupportedProtocolVersion};

use super::*;
use crate::server::{Listening, Peer};
use crate::sign::x509::{Certificate, Identity};

const AUTHORITY: &str = include_str!("../../../tests/data/tls/authority.pem");
const RSA: &str = include_str!("../../../tests/data/tls/rsa.pem");
const RSA_PKCS8: &str = include_str!("../../../tests/data/tls/rsa-pkcs8.key");
const RSA_PKCS1: &str = include_str!("../../../tests/data/tls/rsa-pkcs1.key");
const ELLIPTIC_CURVE: &str = include_str!("../../../tests/data/tls/elliptic-curve.pem");
const ELLIPTIC_CURVE_KEY: &str = include_str!("../../../tests/data/tls/elliptic-curve.key");
/// What the certificates of the files are for.
const HOST: &str = "pay.example.com";

#[tokio::test]
async fn both_versions_of_tls_and_all_kinds_of_key_files_serve() {
    for (certificates, key) in [(RSA, RSA_PKCS8), (RSA, RSA_PKCS1), (ELLIPTIC_CURVE, ELLIPTIC_CURVE_KEY)] {
        let server = Server::start(&TlsIdentity::from_pem(certificates, key).unwrap()).await;
        for version in [&TLS12, &TLS13] {
            let mut stream = server.connect(HOST, version).await.unwrap();
            assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"http/1.1"[..]));
            assert_eq!(stream.get_ref().1.protocol_version(), Some(version.version));
            let answer = ask(&mut stream, "/").await.unwrap();
            assert!(answer.ends_with("\r\n\r\nhttps"), "{answer}");
        }
    }
}

#[tokio::test]
async fn clients_refuse_a_host_that_the_certificate_is_not_for() {
    let mut server = server().await;
    let refused = server.connect("fps.amazonaws.com", &TLS13).await.unwrap_err().to_string();
    assert!(refused.contains("not valid for name"), "{refused}");
    assert!(server.failure().await.contains("fatal alert"));
}

#[tokio::test]
async fn who_trusts_others_only_is_told_of() {
    let mut server = server().await;
    let stranger = Identity::generate("stranger", 2048, DateTime::UNIX_EPOCH, day("2049-12-31")).unwrap();
    let stream = TcpStream::connect(server.address).await.unwrap();
    let connector = TlsConnector::from(Arc::new(trusting(stranger.certificate(), &TLS13)));
    connector.connect(HOST.try_into().unwrap(), stream).await.unwrap_err();
    assert_eq!(server.failure().await, "received fatal alert: UnknownCA");
}

#[tokio::test]
async fn a_client_that_says_nothing_holds_up_nobody() {
    let server = server().await;
    let silent = TcpStream::connect(server.address).await.unwrap();
    let mut half = TcpStream::connect(server.address).await.unwrap();
    // The beginning of a handshake that announces more than comes.
    half.write_all(&[0x16, 3, 1, 1, 0]).await.unwrap();
    let mut stream = server.connect(HOST, &TLS13).await.unwrap();
    ask(&mut stream, "/").await.unwrap();
    drop((silent, half));
}

#[tokio::test(start_paused = true)]
async fn a_client_that_says_nothing_is_left_after_a_while() {
    let mut server = server().await;
    let mut silent = TcpStream::connect(server.address).await.unwrap();
    assert_eq!(silent.read(&mut [0; 8]).await.unwrap(), 0);
    assert_eq!(server.failure().await, "the client took more than 10s");
}

#[tokio::test]
async fn a_look_whether_the_port_is_open_is_no_failure() {
    let mut server = server().await;
    drop(TcpStream::connect(server.address).await.unwrap());
    let refused = server.connect("other.example.com", &TLS13).await.unwrap_err();
    assert!(refused.to_string().contains("not valid for name"));
    assert!(server.failure().await.contains("fatal alert"), "the first thing told is the second thing that came");
}

#[tokio::test]
async fn plain_http_is_told_that_the_port_is_for_https() {
    let mut server = server().await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n").await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 400 Bad Request\r\n") && answer.contains("speaks https"), "{answer}");
    assert_eq!(server.failure().await, "the client spoke http to the port of https");
}

#[tokio::test]
async fn a_line_inside_tls_can_be_cut() {
    let server = server().await;
    for version in [&TLS12, &TLS13] {
        let mut stream = server.connect(HOST, version).await.unwrap();
        let error = ask(&mut stream, "/cut").await.unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
    }
}

#[test]
fn says_what_is_wrong_with_the_files() {
    let refused = |certificates: &str, key: &str| TlsIdentity::from_pem(certificates, key).unwrap_err().to_string();
    assert_eq!(refused("", RSA_PKCS8), "the certificate: no PEM text: expected a line `-----BEGIN CERTIFICATE-----`");
    assert_eq!(refused(RSA, ""), "the private key: no PEM text: expected a line `-----BEGIN PRIVATE KEY-----`");
    assert_eq!(
        refused(RSA_PKCS1, RSA_PKCS1),
        "the certificate: expected a PEM block `CERTIFICATE`, found `RSA PRIVATE KEY`"
    );
    assert_eq!(refused(RSA, RSA), "the private key: expected a PEM block `PRIVATE KEY`, found `CERTIFICATE`");
    assert!(
        refused("-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----", RSA_PKCS8)
            .starts_with("the certificate: not an X.509 certificate: ")
    );
    let encrypted = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIC\n-----END ENCRYPTED PRIVATE KEY-----";
    assert!(refused(RSA, encrypted).starts_with("the private key: the private key is encrypted"));
    assert!(
        refused(RSA, ELLIPTIC_CURVE_KEY)
            .starts_with("the private key does not belong to the certificate of `CN=pay.example.com`")
    );
    // The chain the wrong way round.
    let turned = format!("{AUTHORITY}{RSA}");
    assert!(
        refused(&turned, RSA_PKCS8)
            .starts_with("the private key does not belong to the certificate of `CN=Test authority`")
    );
    let short = Identity::generate("short", 1024, DateTime::UNIX_EPOCH, day("2049-12-31")).unwrap();
    assert!(
        refused(&short.certificate().pem(), &short.key_pem().unwrap())
            .starts_with("the private key can't be used for TLS: it must be RSA with 2048")
    );
}

#[test]
fn an_expired_certificate_can_be_used_and_can_be_told() {
    let old = Identity::generate("old", 2048, day("2010-01-01"), day("2011-01-01")).unwrap();
    let identity = TlsIdentity::from_pem(&old.certificate().pem(), &old.key_pem().unwrap()).unwrap();
    assert_eq!(identity.subject(), "CN=old");
    assert_eq!(identity.not_after(), day("2011-01-01"));
    assert!(!identity.valid_at(day("2009-12-31")));
    assert!(identity.valid_at(day("2010-06-01")));
    assert!(!identity.valid_at(day("2011-01-02")));
}

#[test]
fn debug_shows_no_key() {
    let shown = format!("{:?}", TlsIdentity::from_pem(RSA, RSA_PKCS8).unwrap());
    assert!(shown.starts_with("TlsIdentity { subject: \"CN=pay.example.com\", not_after: "), "{shown}");
    assert!(shown.len() < 100, "{shown}");
}

struct Server {
    address: SocketAddr,
    failures: mpsc::UnboundedReceiver<String>,
}

async fn server() -> Server {
    Server::start(&TlsIdentity::from_pem(RSA, RSA_PKCS8).unwrap()).await
}

impl Server {
    /// A server that says what its URLs begin with, and at `/cut` cuts the line although it answers.
    async fn start(identity: &TlsIdentity) -> Self {
        let scheme = |ConnectInfo(peer): ConnectInfo<Peer>| async move { peer.scheme };
        let cut = |ConnectInfo(peer): ConnectInfo<Peer>| async move {
            peer.line.cut();
            "never to be seen"
        };
        let router = Router::new().route("/", get(scheme)).route("/cut", get(cut));
        let (tell, failures) = mpsc::unbounded_channel();
        let tell = Mutex::new(tell);
        let listening = Listening::of(router, "127.0.0.1:0").await.unwrap().tls(identity);
        let listening = listening.on_failed_handshake(move |_, reason| {
            // The test may be over.
            let _ = tell.lock().unwrap().send(reason.to_owned());
        });
        let address = listening.address();
        assert_eq!(listening.url(), format!("https://{address}"));
        tokio::spawn(listening.serve(std::future::pending()));
        Self { address, failures }
    }

    /// What the server was told next of a client with whom it has not come to TLS.
    async fn failure(&mut self) -> String {
        self.failures.recv().await.unwrap()
    }

    async fn connect(
        &self,
        host: &'static str,
        version: &'static SupportedProtocolVersion,
    ) -> std::io::Result<tokio_rustls::client::TlsStream<TcpStream>> {
        let authority = Certificate::from_pem(AUTHORITY).unwrap();
        let connector = TlsConnector::from(Arc::new(trusting(&authority, version)));
        connector.connect(host.try_into().unwrap(), TcpStream::connect(self.address).await?).await
    }
}

fn trusting(authority: &Certificate, version: &'static SupportedProtocolVersion) -> ClientConfig {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(authority.der().to_vec())).unwrap();
    let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_protocol_versions(&[version])
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    config
}

/// Everything that comes after a request; an error where a byte came before the connection broke off.
async fn ask(stream: &mut tokio_rustls::client::TlsStream<TcpStream>, path: &str) -> std::io::Result<String> {
    let request = format!("GET {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    if let Err(error) = stream.read_to_end(&mut answer).await {
        assert_eq!(answer, b"", "nothing is to come before the line is cut");
        return Err(error);
    }
    Ok(String::from_utf8(answer).unwrap())
}

fn day(date: &str) -> DateTime<Utc> {
    format!("{date}T00:00:00Z").parse().unwrap()
}
