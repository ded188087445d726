//! Connections, and the handle by which whoever answers a request can break one off.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_rustls::server::TlsStream;

use super::tls::Tls;

/// Who is at the other end of a connection: what a handler takes as `ConnectInfo<Peer>`.
#[derive(Debug, Clone)]
pub(crate) struct Peer {
    #[cfg_attr(not(feature = "sandbox"), expect(dead_code, reason = "a bare front does not ask where its peers are"))]
    pub(crate) address: SocketAddr,
    /// What the peer's URLs begin with: `http` or `https`.
    pub(crate) scheme: &'static str,
    pub(crate) line: Line,
}

/// The handle of a connection.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line(Arc<AtomicBool>);

impl Line {
    /// Breaks the connection off: nothing that is written from now on reaches the peer, who sees the connection
    /// reset. It happens when the answer is written, so a handler that has cut the line returns any answer.
    pub(crate) fn cut(&self) {
        self.0.store(true, Ordering::Release);
    }

    fn is_cut(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

/// Takes connections from a port: plain ones, or with TLS.
pub(super) struct Lines {
    listener: TcpListener,
    tls: Option<Tls>,
    /// Clients with whom TLS is being agreed on, each by itself: a slow or a silent one holds up nobody.
    handshakes: JoinSet<Option<(Connection, SocketAddr)>>,
}

impl Lines {
    pub(super) fn of(listener: TcpListener, tls: Option<Tls>) -> Self {
        Self { listener, tls, handshakes: JoinSet::new() }
    }
}

impl Listener for Lines {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Connection, SocketAddr) {
        loop {
            tokio::select! {
                (stream, address) = Listener::accept(&mut self.listener) => {
                    let Some(tls) = self.tls.clone() else { return (Connection::of("http", stream), address) };
                    self.handshakes.spawn(async move {
                        let stream = tls.handshake(stream, address).await?;
                        Some((Connection::of("https", stream), address))
                    });
                }
                Some(handshake) = self.handshakes.join_next() => {
                    if let Ok(Some(accepted)) = handshake {
                        return accepted;
                    }
                }
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

impl Connected<IncomingStream<'_, Lines>> for Peer {
    fn connect_info(incoming: IncomingStream<'_, Lines>) -> Self {
        let connection = incoming.io();
        Self { address: *incoming.remote_addr(), scheme: connection.scheme, line: connection.line.clone() }
    }
}

/// A connection that can be cut.
pub(super) struct Connection {
    scheme: &'static str,
    stream: Box<dyn Stream>,
    line: Line,
}

/// A stream, whatever lies between it and the socket.
trait Stream: AsyncRead + AsyncWrite + Send + Unpin + 'static {
    fn socket(&self) -> &TcpStream;
}

impl Stream for TcpStream {
    fn socket(&self) -> &TcpStream {
        self
    }
}

impl Stream for TlsStream<TcpStream> {
    fn socket(&self) -> &TcpStream {
        self.get_ref().0
    }
}

impl Connection {
    fn of(scheme: &'static str, stream: impl Stream) -> Self {
        Self { scheme, stream: Box::new(stream), line: Line::default() }
    }

    /// The stream to write to, unless the line is cut.
    fn outgoing(self: Pin<&mut Self>) -> io::Result<Pin<&mut dyn Stream>> {
        let connection = self.get_mut();
        if !connection.line.is_cut() {
            return Ok(Pin::new(&mut *connection.stream));
        }
        // Dropped like this, the connection is reset: an orderly end could be taken for an empty answer. Where the
        // system refuses, the orderly end is what is left.
        let _ = connection.stream.socket().set_zero_linger();
        Err(io::ErrorKind::ConnectionReset.into())
    }
}

impl AsyncRead for Connection {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.get_mut().stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.outgoing()?.poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.outgoing()?.poll_write_vectored(cx, parts)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.outgoing()?.poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.outgoing()?.poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests;
