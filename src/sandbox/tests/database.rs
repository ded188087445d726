//! A PostgreSQL to test with, and a way to it that can be cut.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
};
use tokio_postgres::NoTls;
use url::Url;

/// Tables of one test, in a schema that is dropped when the test ends.
pub(crate) struct Schema {
    server: Url,
    name: String,
}

impl Schema {
    pub(crate) async fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let server = std::env::var("FPS_TEST_DATABASE_URL");
        let server = server.expect("FPS_TEST_DATABASE_URL names a PostgreSQL: .ci/postgres starts one");
        let name = format!("test_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let schema = Self { server: server.parse().unwrap(), name };
        schema.execute(&format!("create schema {}", schema.name)).await;
        schema
    }

    /// What a sandbox is given. Its connections have the name of the schema.
    pub(crate) fn url(&self) -> String {
        let mut url = self.server.clone();
        url.query_pairs_mut().append_pair("application_name", &self.name);
        // Not as a form has it: here a plus sign is one.
        format!("{url}&options=-csearch_path%3D{}", self.name)
    }

    /// The same, by another way.
    pub(super) fn url_by(&self, line: &Line) -> String {
        let mut url: Url = self.url().parse().unwrap();
        url.set_port(Some(line.port)).unwrap();
        url.into()
    }

    pub(super) async fn client(&self) -> tokio_postgres::Client {
        let (client, connection) = tokio_postgres::connect(&self.url(), NoTls).await.unwrap();
        tokio::spawn(connection);
        client
    }

    pub(super) async fn execute(&self, commands: &str) {
        self.client().await.batch_execute(commands).await.unwrap();
    }

    /// Ends every connection that sandboxes have to it, and tells how many there were.
    pub(super) async fn break_connections(&self) -> i64 {
        let client = self.client().await;
        let end = "select count(pg_terminate_backend(pid)) from pg_stat_activity \
                   where application_name = $1 and pid <> pg_backend_pid()";
        client.query_one(end, &[&self.name]).await.unwrap().get(0)
    }

    /// Comes back when so many of its connections wait for a lock.
    pub(super) async fn waiting_for_locks(&self, expected: i64) {
        let client = self.client().await;
        let waiting = "select count(*) from pg_stat_activity where application_name = $1 and wait_event_type = 'Lock'";
        while client.query_one(waiting, &[&self.name]).await.unwrap().get::<_, i64>(0) < expected {
            tokio::task::yield_now().await;
        }
    }

    pub(super) fn server(&self) -> &Url {
        &self.server
    }
}

impl Drop for Schema {
    fn drop(&mut self) {
        let (server, name) = (self.server.to_string(), self.name.clone());
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async {
                let (client, connection) = tokio_postgres::connect(&server, NoTls).await?;
                tokio::spawn(connection);
                // A sandbox whose runtime stands still while this goes on may not have ended its last snapshot.
                let end = "select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1";
                client.query(end, &[&name]).await?;
                client.batch_execute(&format!("drop schema {name} cascade")).await?;
                Ok::<_, Box<dyn std::error::Error + Send + Sync>>(())
            })
        });
        // A schema that can't be dropped spoils no test.
        let _ = dropping.join();
    }
}

/// A way to a server that breaks off at a commit.
pub(super) struct Line {
    port: u16,
    cut: watch::Sender<Cut>,
}

/// When a connection breaks off. It happens once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    Never,
    /// The commit does not arrive.
    BeforeCommit,
    /// The commit arrives, and its answer does not come back.
    AfterCommit,
}

impl Line {
    pub(super) async fn to(server: &Url) -> Arc<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let line = Arc::new(Self { port, cut: watch::Sender::new(Cut::Never) });
        let address = (server.host_str().unwrap().to_owned(), server.port().unwrap());
        let line_ = Arc::clone(&line);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let server = TcpStream::connect((address.0.as_str(), address.1)).await.unwrap();
                tokio::spawn(Arc::clone(&line_).carry(client, server));
            }
        });
        line
    }

    /// A way that leads nowhere: nobody listens at its end.
    pub(super) async fn nowhere() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        Self { port: listener.local_addr().unwrap().port(), cut: watch::Sender::new(Cut::Never) }
    }

    pub(super) fn cut(&self, cut: Cut) {
        self.cut.send_replace(cut);
    }

    pub(super) fn is_cut(&self) -> bool {
        *self.cut.borrow() == Cut::Never
    }

    async fn carry(self: Arc<Self>, mut client: TcpStream, mut server: TcpStream) {
        let (mut up, mut down) = ([0; 1 << 16], [0; 1 << 16]);
        loop {
            tokio::select! {
                read = client.read(&mut up) => {
                    let Ok(length @ 1..) = read else { return };
                    let request = &up[..length];
                    let commits = request.windows(7).any(|bytes| bytes == b"COMMIT\0");
                    let cut = if commits { self.cut.send_replace(Cut::Never) } else { Cut::Never };
                    if cut == Cut::BeforeCommit || server.write_all(request).await.is_err() {
                        return;
                    }
                    if cut == Cut::AfterCommit {
                        let _ = server.read(&mut down).await;
                        return;
                    }
                }
                read = server.read(&mut down) => {
                    let Ok(length @ 1..) = read else { return };
                    if client.write_all(&down[..length]).await.is_err() {
                        return;
                    }
                }
            }
        }
    }
}
