use axum::Router;
use axum::extract::ConnectInfo;
use axum::routing::{get, post};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::*;
use crate::server::Listening;

#[tokio::test]
async fn a_cut_line_gives_no_byte_and_is_reset() {
    let mut stream = TcpStream::connect(server().await).await.unwrap();
    stream.write_all(b"GET /cut HTTP/1.1\r\nHost: here\r\n\r\n").await.unwrap();
    let mut answer = Vec::new();
    let end = stream.read_to_end(&mut answer).await;
    assert_eq!(end.unwrap_err().kind(), io::ErrorKind::ConnectionReset);
    assert_eq!(answer, b"");
}

#[tokio::test]
async fn what_was_answered_before_the_cut_is_there() {
    let mut stream = TcpStream::connect(server().await).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n").await.unwrap();
    let mut answer = Vec::new();
    while !answer.ends_with(b"http://127.0.0.1") {
        assert_ne!(stream.read_buf(&mut answer).await.unwrap(), 0, "{}", String::from_utf8_lossy(&answer));
    }
    stream.write_all(b"POST /cut HTTP/1.1\r\nHost: here\r\nContent-Length: 4\r\n\r\nbody").await.unwrap();
    let before = answer.len();
    let end = stream.read_to_end(&mut answer).await;
    assert_eq!(end.unwrap_err().kind(), io::ErrorKind::ConnectionReset);
    assert_eq!(answer.len(), before);
}

#[tokio::test]
async fn one_line_is_cut_and_no_other() {
    let address = server().await;
    let mut other = TcpStream::connect(address).await.unwrap();
    let mut cut = TcpStream::connect(address).await.unwrap();
    cut.write_all(b"GET /cut HTTP/1.1\r\nHost: here\r\n\r\n").await.unwrap();
    assert!(cut.read_to_end(&mut Vec::new()).await.is_err());
    other.write_all(b"GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n").await.unwrap();
    let mut answer = String::new();
    other.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
}

/// A server that says who asks, and at `/cut` cuts the line although it answers.
async fn server() -> SocketAddr {
    let cut = |ConnectInfo(peer): ConnectInfo<Peer>| async move {
        peer.line.cut();
        "never to be seen"
    };
    let router =
        Router::new()
            .route(
                "/",
                get(|ConnectInfo(peer): ConnectInfo<Peer>| async move {
                    format!("{}://{}", peer.scheme, peer.address.ip())
                }),
            )
            .route("/cut", get(cut))
            .route("/cut", post(cut));
    let listening = Listening::of(router, "127.0.0.1:0").await.unwrap();
    let address = listening.address();
    tokio::spawn(listening.serve(std::future::pending()));
    address
}
