use std::fmt;
use std::future::Future;
use std::pin::Pin;

use crate::error::Error;

/// A request as it goes over the network.
///
/// It holds tokens and a signature: `Debug` shows neither its query nor its body.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpRequest {
    /// `GET` or `POST`, which is all that FPS takes; an [`HttpClient`] sends any other as well.
    pub method: &'static str,
    /// The whole URL, with the query where there is one.
    pub url: String,
    /// Names and values; `Host` and `Content-Length` are left to the HTTP client.
    pub headers: Vec<(&'static str, String)>,
    /// The body; empty with `GET`.
    pub body: Vec<u8>,
    /// The most bytes of an answer that are read.
    pub answer_limit: usize,
}

/// An answer as it came over the network. `Debug` doesn't show its body.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpResponse {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HttpFailure {
    /// The request was not sent, for there was no connection.
    #[error("no connection: {0}")]
    Connect(String),
    /// The connection failed after the request was, or may have been, sent.
    #[error("the connection failed: {0}")]
    Interrupted(String),
    /// The answer has more bytes than are read.
    #[error("the answer has more than {limit} bytes")]
    TooLarge {
        /// The HTTP status.
        status: u16,
        /// The most bytes that are read.
        limit: usize,
        /// Its first bytes.
        beginning: Vec<u8>,
    },
}

/// Something that sends requests: an HTTP client, or a closure that stands in for one.
///
/// It must not follow redirects: a signed request is for one host.
pub trait Http: Send + Sync + 'static {
    /// Sends one request and reads the whole answer.
    fn send(&self, request: HttpRequest) -> impl Future<Output = Result<HttpResponse, HttpFailure>> + Send;
}

impl<F, A> Http for F
where
    F: Fn(HttpRequest) -> A + Send + Sync + 'static,
    A: Future<Output = Result<HttpResponse, HttpFailure>> + Send,
{
    fn send(&self, request: HttpRequest) -> impl Future<Output = Result<HttpResponse, HttpFailure>> + Send {
        self(request)
    }
}

/// [`Http`] behind a pointer.
pub(crate) trait DynHttp: Send + Sync {
    fn send_boxed(
        &self,
        request: HttpRequest,
    ) -> Pin<Box<dyn Future<Output = Result<HttpResponse, HttpFailure>> + Send + '_>>;
}

impl<H: Http> DynHttp for H {
    fn send_boxed(
        &self,
        request: HttpRequest,
    ) -> Pin<Box<dyn Future<Output = Result<HttpResponse, HttpFailure>> + Send + '_>> {
        Box::pin(self.send(request))
    }
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let address = self.url.split('?').next().unwrap_or_default();
        f.debug_struct("HttpRequest").field("method", &self.method).field("address", &address).finish_non_exhaustive()
    }
}

impl fmt::Debug for HttpResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpResponse")
            .field("status", &self.status)
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

impl HttpFailure {
    pub(super) fn into_error(self, operation: &'static str, endpoint: &url::Url) -> Error {
        match self {
            Self::Connect(reason) => Error::Connect { endpoint: endpoint.to_string(), reason },
            Self::Interrupted(reason) => Error::Interrupted { reason },
            Self::TooLarge { status, limit, beginning } => {
                let reason = format!("it has more than {limit} bytes");
                Error::Malformed(crate::error::MalformedAnswer::new(operation, status, reason, &beginning))
            }
        }
    }
}

/// The HTTP client that is used unless another one is given. It follows no redirects.
pub struct HttpClient {
    client: reqwest::Client,
}

impl HttpClient {
    /// A client that gives up on a connection after `connect_timeout`.
    ///
    /// # Errors
    /// [`Error::Configuration`] where TLS can't be set up.
    pub fn new(connect_timeout: std::time::Duration) -> Result<Self, Error> {
        Self::of(reqwest::Client::builder(), connect_timeout)
    }

    /// The same, which connects to this machine only, whatever a name stands for at that moment, and asks no proxy,
    /// whatever the environment says. An address in a URL is not looked at: that is up to the caller.
    #[cfg(feature = "sandbox")]
    pub(crate) fn to_this_machine(connect_timeout: std::time::Duration) -> Result<Self, Error> {
        let builder = reqwest::Client::builder().no_proxy().dns_resolver(ThisMachine);
        Self::of(builder, connect_timeout)
    }

    fn of(builder: reqwest::ClientBuilder, connect_timeout: std::time::Duration) -> Result<Self, Error> {
        let builder = builder.redirect(reqwest::redirect::Policy::none()).connect_timeout(connect_timeout);
        #[cfg(feature = "tls-ring")]
        let builder = builder.tls_backend_preconfigured(tls()?);
        match builder.build() {
            Ok(client) => Ok(Self { client }),
            Err(error) => Err(Error::Configuration(format!("the HTTP client can't be made: {}", chain(&error)))),
        }
    }
}

/// Finds the addresses of a name, if they all are this machine's.
#[cfg(feature = "sandbox")]
struct ThisMachine;

#[cfg(feature = "sandbox")]
impl reqwest::dns::Resolve for ThisMachine {
    fn resolve(&self, name: reqwest::dns::Name) -> reqwest::dns::Resolving {
        Box::pin(async move {
            let found: Vec<_> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            match found.iter().all(|address| address.ip().to_canonical().is_loopback()) {
                true => Ok(Box::new(found.into_iter()) as reqwest::dns::Addrs),
                false => Err(format!("{} is not a loopback address", name.as_str()).into()),
            }
        })
    }
}

impl Http for HttpClient {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpFailure> {
        let limit = request.answer_limit;
        let method = reqwest::Method::from_bytes(request.method.as_bytes())
            .map_err(|_| HttpFailure::Connect(format!("'{}' is no method of HTTP", request.method)))?;
        let mut sent = self.client.request(method, &request.url).body(request.body);
        for (name, value) in request.headers {
            sent = sent.header(name, value);
        }
        let mut response = sent.send().await.map_err(failure)?;
        let status = response.status().as_u16();
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(failure)? {
            body.extend_from_slice(&chunk);
            if body.len() > limit {
                body.truncate(1024);
                return Err(HttpFailure::TooLarge { status, limit, beginning: body });
            }
        }
        Ok(HttpResponse { status, body })
    }
}

fn failure(error: reqwest::Error) -> HttpFailure {
    // The URL of a GET carries the signature and tokens.
    let error = error.without_url();
    match error.is_connect() || error.is_builder() {
        true => HttpFailure::Connect(chain(&error)),
        false => HttpFailure::Interrupted(chain(&error)),
    }
}

/// The error and what caused it, in one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let reason = error.to_string();
        if !text.contains(&reason) {
            text.push_str(": ");
            text.push_str(&reason);
        }
        cause = error.source();
    }
    text
}

/// A configuration of our own: a library must not choose the cryptography of the whole process.
#[cfg(feature = "tls-ring")]
fn tls() -> Result<rustls::ClientConfig, Error> {
    use rustls_platform_verifier::BuilderVerifierExt;

    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_platform_verifier());
    match config {
        Ok(config) => Ok(config.with_no_client_auth()),
        Err(error) => Err(Error::Configuration(format!("TLS can't be set up: {error}"))),
    }
}
