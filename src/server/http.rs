//! The front on a port.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, HeaderValue, Request, Response, StatusCode, header};
use tokio::net::{TcpListener, ToSocketAddrs};
use tokio::sync::oneshot;

use super::dialect::Dialect;
use super::front::{Arrived, Front, Reply, invalid};
use super::interference::Answer;
use super::line::{Lines, Peer};
use super::soap;
use super::tls::{Tls, TlsIdentity, Told};

/// How long a request may take to come in.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long requests that are under way may take once the server is to end, if nothing else is said.
const GRACE: Duration = Duration::from_secs(5);

/// A front that holds its port and is ready to serve.
pub struct Listening {
    listener: TcpListener,
    router: Router,
    address: SocketAddr,
    tls: Option<TlsIdentity>,
    told: Arc<dyn Told>,
    grace: Duration,
}

impl<H: Dialect> Front<H> {
    /// Takes a port. With port 0 the system chooses one.
    ///
    /// # Errors
    /// What the system says where the address can't be had.
    pub async fn listen(self, address: impl ToSocketAddrs) -> io::Result<Listening> {
        Listening::of(self.router(), address).await
    }

    /// The front for other routes to be put beside it.
    pub(crate) fn router(self) -> Router {
        Router::new().fallback(serve::<H>).with_state(Arc::new(self))
    }
}

impl Listening {
    pub(crate) async fn of(router: Router, address: impl ToSocketAddrs) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        Ok(Self { listener, router, address, tls: None, told: Arc::new(|_: SocketAddr, _: &str| {}), grace: GRACE })
    }

    /// Serves https with that certificate, TLS 1.2 and 1.3, instead of http.
    #[must_use]
    pub fn tls(self, identity: &TlsIdentity) -> Self {
        Self { tls: Some(identity.clone()), ..self }
    }

    /// Tells `failed` of every client that TLS could not be agreed on with, and why: it may not trust the certificate,
    /// know no TLS that is spoken here, or speak plain HTTP. Without TLS it is never called.
    #[must_use]
    pub fn on_failed_handshake(self, failed: impl Fn(SocketAddr, &str) + Send + Sync + 'static) -> Self {
        Self { told: Arc::new(failed), ..self }
    }

    /// The address with the port that was taken.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address as a client takes it: `http://127.0.0.1:8080`, or `https://127.0.0.1:8443` with TLS.
    pub fn url(&self) -> String {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        format!("{scheme}://{}", self.address)
    }

    /// How long requests that have come may still take once serving is to end. The default is five seconds.
    #[must_use]
    pub fn grace(self, grace: Duration) -> Self {
        Self { grace, ..self }
    }

    /// Serves until `end` is there; requests that have come by then are still answered, as long as the
    /// [grace](Self::grace) lasts.
    ///
    /// # Errors
    /// What the system says where the port fails.
    pub async fn serve(self, end: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
        let lines = Lines::of(self.listener, self.tls.map(|identity| Tls::of(&identity, self.told)));
        let service = self.router.into_make_service_with_connect_info::<Peer>();
        let (ending, ended) = oneshot::channel();
        let grace = self.grace;
        let end = async move {
            end.await;
            // Whoever waits for it is gone only if serving has failed.
            let _ = ending.send(());
        };
        let late = async move {
            match ended.await {
                Ok(()) => tokio::time::sleep(grace).await,
                Err(_) => std::future::pending().await,
            }
        };
        tokio::select! {
            served = axum::serve(lines, service).with_graceful_shutdown(end).into_future() => served,
            () = late => Ok(()),
        }
    }
}

impl std::fmt::Debug for Listening {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Listening").field("address", &self.address).finish_non_exhaustive()
    }
}

async fn serve<H: Dialect>(
    State(front): State<Arc<Front<H>>>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    request: Request<Body>,
) -> Response<Body> {
    match front.arrive(&peer, request).await {
        Ok(arrived) => respond(&peer, front.serve(arrived).await),
        Err(refusal) => respond(&peer, Answer::Document(refusal)),
    }
}

impl<H: Dialect> Front<H> {
    /// Reads the request of `peer` to its end.
    ///
    /// # Errors
    /// The refusal of one that is too long or takes too long.
    pub(crate) async fn arrive(&self, peer: &Peer, request: Request<Body>) -> Result<Arrived, Reply> {
        let (head, body) = request.into_parts();
        let text = |name| text_of(&head.headers, name);
        let body = tokio::time::timeout(PATIENCE, axum::body::to_bytes(body, self.limits.bytes)).await;
        let Ok(Ok(body)) = body else {
            let reason = format!(
                "The request has more than {} bytes, broke off, or took more than {PATIENCE:?}",
                self.limits.bytes
            );
            let error = self.refusal(invalid::<H>(reason).with_status(413));
            let is_soap = H::SOAP && text("soapaction").is_some();
            return Err(if is_soap { soap::refusal(&error, None) } else { H::error_document(&error) });
        };
        let host = text(header::HOST.as_str()).or_else(|| head.uri.authority().map(|authority| authority.to_string()));
        Ok(Arrived {
            method: head.method.as_str().to_owned(),
            scheme: peer.scheme,
            host: host.unwrap_or_default(),
            path: percent_encoding::percent_decode_str(head.uri.path()).decode_utf8_lossy().into_owned(),
            query: head.uri.query().unwrap_or_default().to_owned(),
            content_type: text(header::CONTENT_TYPE.as_str()).unwrap_or_default(),
            soap_action: text("soapaction"),
            user_agent: text(header::USER_AGENT.as_str()).unwrap_or_default(),
            body: body.to_vec(),
        })
    }
}

fn text_of(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// The content type of a document is `text/xml` and nothing more: one client compares the whole header.
pub(crate) fn respond(peer: &Peer, answer: Answer) -> Response<Body> {
    let (Reply { status, body }, content_type) = match answer {
        Answer::Document(reply) => (reply, "text/xml"),
        Answer::Bare(status) => (Reply { status, body: format!("{status}\n") }, "text/plain"),
        Answer::Broken => {
            peer.line.cut();
            (Reply { status: 500, body: String::new() }, "text/plain")
        }
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}
