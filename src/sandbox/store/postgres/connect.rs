//! Connections to the server, and what their failures mean.

use std::{io, str::FromStr, time::Duration};

use deadpool_postgres::{Manager, ManagerConfig, Pool, PoolError, RecyclingMethod, Runtime, TimeoutType};
use tokio_postgres::{
    Config, NoTls,
    config::{Host, SslMode},
    error::SqlState,
};

use super::StoreError;

/// Every tenant that is being changed takes one, and every read that is under way.
const MOST_CONNECTIONS: usize = 16;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// For a connection that all others are using.
const WAIT_TIMEOUT: Duration = Duration::from_secs(30);
/// When a server that has vanished without a word is given up.
const SILENCE: Duration = Duration::from_secs(30);

/// A transaction whose program stands still must not keep a tenant from all other programs, nor wait without end
/// itself. Every query is short: compiling one would take longer than running it.
const SESSION: &str = "-c idle_in_transaction_session_timeout=30s -c lock_timeout=60s -c jit=off";

/// What is done again after it has failed, and how soon: in about three seconds a server can start anew.
const MOST_REPEATS: u32 = 7;
const FIRST_PAUSE: Duration = Duration::from_millis(25);

/// Why something was not done.
#[derive(Debug)]
pub(super) enum Failure {
    /// Another transaction was in the way, or the connection was lost: it may be done when it is tried again.
    Passing(StoreError),
    Lasting(StoreError),
    /// It may have been done all the same: it must not be tried again.
    Unknown(StoreError),
}

impl Failure {
    pub(super) fn error(&self) -> &StoreError {
        match self {
            Self::Passing(error) | Self::Lasting(error) | Self::Unknown(error) => error,
        }
    }
}

/// How often something was tried.
#[derive(Default)]
pub(super) struct Patience(u32);

impl Patience {
    /// Waits until what has failed so is to be tried again, or gives up.
    pub(super) async fn after(&mut self, failure: Failure) -> Result<(), Failure> {
        match failure {
            Failure::Passing(_) if self.0 < MOST_REPEATS => {
                tokio::time::sleep(FIRST_PAUSE * 2_u32.pow(self.0)).await;
                self.0 += 1;
                Ok(())
            }
            failure => Err(failure),
        }
    }
}

/// Runs what `$attempt` makes until it is done, as long as it fails in a way that passes.
macro_rules! persist {
    ($attempt:expr) => {{
        let mut patience = $crate::sandbox::store::postgres::connect::Patience::default();
        loop {
            match $attempt.await {
                Ok(done) => break Ok(done),
                Err(failure) => {
                    if let Err(failure) = patience.after(failure).await {
                        break Err(failure);
                    }
                }
            }
        }
    }};
}
pub(super) use persist;

/// The server that a URL names, to be connected to when it is needed.
pub(crate) struct Server {
    pub(super) pool: Pool,
    /// Where it is, without a password.
    pub(super) place: String,
}

impl Server {
    pub(crate) fn at(url: &str) -> Result<Self, StoreError> {
        // Not why: the reason may quote a password that was written without its escapes.
        let mut config = Config::from_str(url).map_err(|_| {
            StoreError::new(
                "the database URL can't be read: write postgres://USER:PASSWORD@HOST:PORT/DATABASE, and every \
                 character of the user and the password that is not a letter or a digit as %XX",
            )
        })?;
        if config.get_ssl_mode() == SslMode::Require {
            return Err(StoreError::new(
                "the database URL has sslmode=require, and TLS to the database is not supported: leave it out where \
                 the network is trusted, else go through a tunnel",
            ));
        }
        config.ssl_mode(SslMode::Disable);
        let session = match config.get_options() {
            Some(own) => format!("{SESSION} {own}"),
            None => SESSION.to_owned(),
        };
        config.options(session).keepalives_idle(SILENCE).tcp_user_timeout(SILENCE);
        if config.get_application_name().is_none() {
            config.application_name("fps sandbox");
        }
        let place = place(&config);
        let manager = Manager::from_config(config, NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
        let pool = Pool::builder(manager)
            .max_size(MOST_CONNECTIONS)
            .create_timeout(Some(CONNECT_TIMEOUT))
            .wait_timeout(Some(WAIT_TIMEOUT))
            .runtime(Runtime::Tokio1)
            .build()
            .map_err(StoreError::new)?;
        Ok(Self { pool, place })
    }
}

fn place(config: &Config) -> String {
    let host = match config.get_hosts().first() {
        Some(Host::Tcp(host)) => host.clone(),
        #[cfg(unix)]
        Some(Host::Unix(folder)) => folder.display().to_string(),
        None => config.get_hostaddrs().first().map_or_else(|| "localhost".to_owned(), ToString::to_string),
    };
    let port = config.get_ports().first().copied().unwrap_or(5432);
    match config.get_dbname().or(config.get_user()) {
        Some(database) => format!("{host}:{port}/{database}"),
        None => format!("{host}:{port}"),
    }
}

impl From<Failure> for StoreError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Passing(error) | Failure::Lasting(error) | Failure::Unknown(error) => error,
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Lasting(error)
    }
}

impl From<tokio_postgres::Error> for Failure {
    fn from(error: tokio_postgres::Error) -> Self {
        let what = StoreError::new(describe(&error));
        match passes(&error) {
            true => Self::Passing(what),
            false => Self::Lasting(what),
        }
    }
}

impl From<PoolError> for Failure {
    fn from(error: PoolError) -> Self {
        match error {
            PoolError::Backend(error) => error.into(),
            PoolError::Timeout(TimeoutType::Wait) => {
                Self::Lasting(StoreError::new("all connections to the database are in use"))
            }
            PoolError::Timeout(_) => Self::Passing(StoreError::new("the database does not answer")),
            error => Self::Lasting(StoreError::new(error)),
        }
    }
}

/// What went wrong, without the rows that the server quotes in the details of a message.
fn describe(error: &tokio_postgres::Error) -> String {
    if let Some(refusal) = error.as_db_error() {
        return format!("{} (SQLSTATE {})", refusal.message(), refusal.code().code());
    }
    match std::error::Error::source(error) {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
    }
}

fn passes(error: &tokio_postgres::Error) -> bool {
    let Some(code) = error.code() else {
        let cause = std::error::Error::source(error);
        return error.is_closed() || cause.is_some_and(|cause| cause.is::<io::Error>());
    };
    let passing = [
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
        SqlState::ADMIN_SHUTDOWN,
        SqlState::CRASH_SHUTDOWN,
        SqlState::CANNOT_CONNECT_NOW,
        SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT,
        SqlState::TOO_MANY_CONNECTIONS,
    ];
    passing.contains(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_that_cannot_be_used_is_refused_without_its_password() {
        for (url, expected) in [
            ("postgres://fps:hun#ter2@db:x/fps", "write postgres://USER:PASSWORD@HOST:PORT/DATABASE"),
            ("mysql://fps:hunter2@db/fps", "write postgres://USER:PASSWORD@HOST:PORT/DATABASE"),
            ("postgres://fps:hunter2@db/fps?sslmode=require", "sslmode=require"),
        ] {
            let Err(error) = Server::at(url) else { panic!("{url} was taken") };
            let text = format!("{error} {error:?}");
            assert!(text.contains(expected), "{text}");
            assert!(!text.contains("ter2"), "{text}");
        }
    }

    #[test]
    fn a_server_is_named_without_its_password() {
        for (url, expected) in [
            ("postgres://fps:hunter2@db.example.com:5433/money", "db.example.com:5433/money"),
            ("postgresql://fps:hunter2@db", "db:5432/fps"),
            ("host=/run/postgresql user=fps password=hunter2 dbname=money", "/run/postgresql:5432/money"),
        ] {
            assert_eq!(Server::at(url).unwrap().place, expected);
        }
    }
}
