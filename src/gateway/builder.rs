//! Setting up a gateway.

use std::{collections::HashMap, fmt, path::PathBuf, sync::Arc};

use super::{
    Account, Gateway, Inner, Moment, Served, Till, health::Health, metrics::Metrics, processor::Processor,
    running::Running, turns,
};
use crate::{
    client::Http,
    sandbox::{self, Clock, rows::Tenant},
    sign::x509::Certificate,
};

/// Sagas that are freed in one unit of work.
const MOST_FREED_AT_ONCE: u32 = 1000;

/// Sets up a [`Gateway`].
pub struct Builder {
    books: sandbox::Builder,
    /// Whether nobody else has the store at the same time.
    alone: bool,
    callers: Vec<String>,
    accounts: Vec<(String, Account)>,
    watch: Option<Box<dyn Fn(&Moment) + Send + Sync>>,
    watch_calls: Option<Box<dyn Fn(&Served) + Send + Sync>>,
    shows_metrics: bool,
    #[cfg(test)]
    processor: Option<Arc<dyn Processor>>,
}

/// Why a gateway can't be set up.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The books can't be kept as was said.
    #[error(transparent)]
    Books(#[from] sandbox::BuildError),
    /// A caller has no account at Amazon Pay.
    #[error("the caller {0} has no account at Amazon Pay: give it one, which its payments go to")]
    NoAccount(String),
    /// An account was given for an access key that no caller has.
    #[error("there is no caller {0} for the account at Amazon Pay: name the caller with its secret first")]
    UnknownCaller(String),
    /// Amazon Pay can't be called with what an account says.
    #[error("Amazon Pay can't be called for {caller}: {reason}")]
    Account {
        /// The access key of the caller.
        caller: String,
        /// What is wrong.
        reason: String,
    },
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            books: sandbox::Builder::default().decided_outside(),
            alone: true,
            callers: Vec::new(),
            accounts: Vec::new(),
            watch: None,
            watch_calls: None,
            shows_metrics: false,
            #[cfg(test)]
            processor: None,
        }
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder").field("books", &self.books).field("accounts", &self.accounts).finish_non_exhaustive()
    }
}

impl Builder {
    /// Keeps the books in a folder, for one gateway at a time. The default is to keep nothing, which is for tests alone:
    /// a gateway that forgets what it has asked can't say what became of it.
    #[must_use]
    pub fn data(self, folder: impl Into<PathBuf>) -> Self {
        Self { books: self.books.data(folder), ..self }
    }

    /// Keeps the books in a PostgreSQL database, 13 or newer, together with every other gateway that is given the same
    /// one: see [`sandbox::Builder::database`]. It goes before a folder.
    #[cfg(feature = "postgres")]
    #[must_use]
    pub fn database(self, url: impl Into<String>) -> Self {
        Self { books: self.books.database(url), alone: false, ..self }
    }

    /// Adds a caller, by the access key and the secret that its program has from FPS, or new ones in their form.
    #[must_use]
    pub fn caller(mut self, access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        let access_key_id = access_key_id.into();
        self.callers.push(access_key_id.clone());
        Self { books: self.books.caller(access_key_id, secret_access_key), ..self }
    }

    /// Has a caller that was added before sign SOAP requests with the key of `certificate`.
    ///
    /// # Errors
    /// [`BuildError::Books`] where there is no such caller.
    pub fn caller_certificate(self, access_key_id: &str, certificate: Certificate) -> Result<Self, BuildError> {
        Ok(Self { books: self.books.caller_certificate(access_key_id, certificate)?, ..self })
    }

    /// Says which account at Amazon Pay the payments of a caller go to. Each caller needs one.
    #[must_use]
    pub fn merchant(mut self, access_key_id: impl Into<String>, account: Account) -> Self {
        self.accounts.push((access_key_id.into(), account));
        self
    }

    /// Takes the time from `clock`. The default is the system's.
    #[must_use]
    pub fn clock(self, clock: impl Clock) -> Self {
        Self { books: self.books.clock(clock), ..self }
    }

    /// Makes the identifiers of transactions and tokens repeat from one run to another, for tests. The default is a seed
    /// that nobody can guess.
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Self { books: self.books.seed(seed), ..self }
    }

    /// Where the notifications of every caller go whose request has no URL of its own. The default is nowhere.
    #[must_use]
    pub fn notification_url(self, url: impl Into<String>) -> Self {
        Self { books: self.books.notification_url(url), ..self }
    }

    /// Whether notifications may leave this machine. The default is that they may not.
    #[must_use]
    pub fn notify_anywhere(self, anywhere: bool) -> Self {
        Self { books: self.books.notify_anywhere(anywhere), ..self }
    }

    /// Sends notifications with `http`, or a closure that stands in for a receiver, instead of the built-in client.
    #[must_use]
    pub fn notification_http(self, http: impl Http) -> Self {
        Self { books: self.books.notification_http(http), ..self }
    }

    /// Where notifications and returns say that their certificate can be had: see [`sandbox::Builder::certificate_url`].
    #[must_use]
    pub fn certificate_url(self, url: impl Into<String>) -> Self {
        Self { books: self.books.certificate_url(url), ..self }
    }

    /// Has `watch` know of each moment of each saga: before a question is asked, after it was answered, and after that
    /// was written. It is called in between, so it must be quick.
    #[must_use]
    pub fn watch(self, watch: impl Fn(&Moment) + Send + Sync + 'static) -> Self {
        Self { watch: Some(Box::new(watch)), ..self }
    }

    /// Has `watch` know of each call once it is answered. It is called before the answer goes out, so it must be quick.
    #[must_use]
    pub fn watch_calls(self, watch: impl Fn(&Served) + Send + Sync + 'static) -> Self {
        Self { watch_calls: Some(Box::new(watch)), ..self }
    }

    /// Whether `/metrics` is served beside FPS, for everybody who can call it: see [`Gateway::listen`]. The default is
    /// that it isn't.
    #[must_use]
    pub fn metrics_beside_calls(self, shown: bool) -> Self {
        Self { shows_metrics: shown, ..self }
    }

    /// Asks `processor` instead of Amazon Pay.
    #[cfg(test)]
    pub(crate) fn processor(self, processor: Arc<dyn Processor>) -> Self {
        Self { processor: Some(processor), ..self }
    }

    fn processor_of(&self, caller: &str, _account: &Account) -> Result<Arc<dyn Processor>, BuildError> {
        #[cfg(test)]
        if let Some(processor) = &self.processor {
            return Ok(Arc::clone(processor));
        }
        Err(BuildError::NoAccount(caller.to_owned()))
    }

    /// Opens the store, and the account of every caller who has none yet.
    ///
    /// # Errors
    /// See [`BuildError`].
    pub async fn build(mut self) -> Result<Gateway, BuildError> {
        let mut tills = HashMap::new();
        for (caller, account) in std::mem::take(&mut self.accounts) {
            if !self.callers.contains(&caller) {
                return Err(BuildError::UnknownCaller(caller));
            }
            let processor = self.processor_of(&caller, &account)?;
            tills.insert(caller, Till { merchant: account.merchant(), processor });
        }
        if let Some(caller) = self.callers.iter().find(|caller| !tills.contains_key(*caller)) {
            return Err(BuildError::NoAccount(caller.clone()));
        }
        let books = self.books.build().await?;
        if self.alone {
            for caller in books.callers() {
                let tenant = Tenant::of(&caller.access_key_id);
                let free = || books.alter(&tenant, |books| turns::release(books, MOST_FREED_AT_ONCE));
                while free().await.map_err(sandbox::BuildError::from)? > 0 {}
            }
        }
        Ok(Gateway(Arc::new(Inner {
            books,
            tills,
            running: Running::default(),
            watch: self.watch,
            watch_calls: self.watch_calls,
            metrics: Metrics::default(),
            shows_metrics: self.shows_metrics,
            health: Health::default(),
        })))
    }
}
