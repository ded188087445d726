//! Setting up a gateway.

use std::{collections::HashMap, fmt, path::PathBuf, sync::Arc};

use chrono::{DateTime, Utc};
use secrecy::ExposeSecret;
use url::Url;

use super::{
    Account, Gateway, Inner, Moment, News, NewsError, Notified, Recipient, Served, Till, Wallet,
    health::Health,
    metrics::Metrics,
    moment::Watcher,
    pages::{Desk, Payee, Shop},
    processor::{OffAmazonPayments, Processor},
    running::Running,
    turns,
};
use crate::{
    amazon_pay::{Environment, client::Client, notification::Verifier},
    client::{Credentials, Endpoint, Http},
    error::Error,
    sandbox::{self, Clock, SystemClock, rows::Tenant, sweeps::Sweeps},
    sign::x509::Certificate,
};

/// A clock that several look at.
struct Shared(Arc<dyn Clock>);

impl Clock for Shared {
    fn now(&self) -> DateTime<Utc> {
        self.0.now()
    }
}

/// Sets up a [`Gateway`].
pub struct Builder {
    books: sandbox::Builder,
    /// Whether nobody else has the store at the same time.
    alone: bool,
    callers: Vec<String>,
    accounts: Vec<(String, Account)>,
    clock: Arc<dyn Clock>,
    /// None: it was not said.
    topics: Option<Vec<String>>,
    trusted: Vec<String>,
    certificates_from: Option<String>,
    public_url: Option<String>,
    watch: Option<Watcher<Moment>>,
    watch_calls: Option<Watcher<Served>>,
    watch_news: Option<Watcher<Result<News, NewsError>>>,
    watch_notifications: Option<Watcher<Notified>>,
    /// None: it was not said.
    notify_anywhere: Option<bool>,
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
    /// Money is real, and it was not said whose notifications are believed.
    #[error("{0} has an account with real money: say of which topics of SNS notifications are believed")]
    NoTopics(String),
    /// The certificates of notifications can't be had as was said.
    #[error("notifications of Amazon Pay can't be verified: {0}")]
    Notifications(String),
    /// The address at which browsers are to find the gateway is none.
    #[error("browsers can't find the gateway at '{0}': it must be an absolute http or https URL without a path")]
    PublicUrl(String),
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
            clock: Arc::new(SystemClock),
            topics: None,
            trusted: Vec::new(),
            certificates_from: None,
            public_url: None,
            watch: None,
            watch_calls: None,
            watch_news: None,
            watch_notifications: None,
            notify_anywhere: None,
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
        let clock = Arc::new(clock);
        Self { books: self.books.clock(Shared(Arc::clone(&clock) as _)), clock, ..self }
    }

    /// Believes notifications of Amazon Pay of these topics of SNS only, by their ARNs: those that the merchants'
    /// notifications come by. SNS sends for whoever has an account there; of other topics it is only told that they are
    /// not expected. Where there are none, no notification is believed, and Amazon Pay is only asked.
    ///
    /// The default is any topic, which will do for a sandbox: where money is real, it has to be said.
    #[must_use]
    pub fn topics<T: Into<String>>(self, arns: impl IntoIterator<Item = T>) -> Self {
        Self { topics: Some(arns.into_iter().map(Into::into).collect()), ..self }
    }

    /// Believes certificates of notifications at this host, too: for a sandbox of Amazon Pay, and never in production.
    #[must_use]
    pub fn trust_host(mut self, host: impl Into<String>) -> Self {
        self.trusted.push(host.into());
        self
    }

    /// Fetches every certificate of notifications from `endpoint`, an address such as `http://127.0.0.1:8080`: for a
    /// sandbox of Amazon Pay.
    #[must_use]
    pub fn certificates_from(self, endpoint: impl Into<String>) -> Self {
        Self { certificates_from: Some(endpoint.into()), ..self }
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

    /// Where browsers find the gateway, for the [pages](Gateway::listen) on which buyers consent: a host of its own, as the
    /// path is signed by old programs. The default is the address that each of them says it has found it at, with http.
    #[must_use]
    pub fn public_url(self, url: impl Into<String>) -> Self {
        Self { public_url: Some(url.into()), ..self }
    }

    /// Whether notifications of FPS may leave this machine. The default is that they may where an account has real money,
    /// as they are how a shop learns what became of its payments, and else not.
    #[must_use]
    pub fn notify_anywhere(self, anywhere: bool) -> Self {
        Self { notify_anywhere: Some(anywhere), ..self }
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
        Self { watch: Some(Watcher::new(watch)), ..self }
    }

    /// Has `watch` know of each call once it is answered. It is called before the answer goes out, so it must be quick.
    #[must_use]
    pub fn watch_calls(self, watch: impl Fn(&Served) + Send + Sync + 'static) -> Self {
        Self { watch_calls: Some(Watcher::new(watch)), ..self }
    }

    /// Has `watch` know of each notification of Amazon Pay, and what became of it: see [`Gateway::hear`]. It is called
    /// before the notification is answered, so it must be quick.
    #[must_use]
    pub fn watch_news(self, watch: impl Fn(&Result<News, NewsError>) + Send + Sync + 'static) -> Self {
        Self { watch_news: Some(Watcher::new(watch)), ..self }
    }

    /// Has `watch` know of each attempt to send a notification of FPS, once it was written down. It is called in between, so
    /// it must be quick.
    #[must_use]
    pub fn watch_notifications(self, watch: impl Fn(&Notified) + Send + Sync + 'static) -> Self {
        Self { watch_notifications: Some(Watcher::new(watch)), ..self }
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

    fn processor_of(&self, caller: &str, account: &Account) -> Result<Arc<dyn Processor>, BuildError> {
        #[cfg(test)]
        if let Some(processor) = &self.processor {
            return Ok(Arc::clone(processor));
        }
        let failed = |error: Error| BuildError::Account { caller: caller.to_owned(), reason: error.to_string() };
        let endpoint = account.endpoint.as_deref().map(Endpoint::url).transpose().map_err(failed)?;
        let (known, clock) = (account.clone(), Arc::clone(&self.clock));
        let connect = move || {
            let clock = Arc::clone(&clock);
            let credentials = Credentials::new(&known.access_key_id, known.secret_access_key.expose_secret());
            let client = Client::builder().credentials(credentials).environment(known.environment);
            let client = client.clock(move || clock.now());
            match &endpoint {
                Some(endpoint) => client.endpoint(endpoint.clone()),
                None => client.region(known.region),
            }
        };
        let others = account.recipients.iter().map(Recipient::merchant);
        let merchants: Vec<_> = std::iter::once(account.merchant()).chain(others).collect();
        Ok(Arc::new(OffAmazonPayments::new(connect, &merchants).map_err(failed)?))
    }

    fn verifier(&mut self) -> Result<Verifier, Error> {
        let clock = Arc::clone(&self.clock);
        let mut verifier = Verifier::new()?.clock(move || clock.now());
        if let Some(topics) = self.topics.take() {
            verifier = verifier.topics(topics);
        }
        for host in self.trusted.drain(..) {
            verifier = verifier.trust_host(&host);
        }
        match self.certificates_from.take() {
            Some(endpoint) => verifier.certificates_from(&endpoint),
            None => Ok(verifier),
        }
    }

    /// Opens the store, and the account of every caller who has none yet.
    ///
    /// # Errors
    /// See [`BuildError`].
    pub async fn build(mut self) -> Result<Gateway, BuildError> {
        let mut tills = HashMap::new();
        let mut shops = HashMap::new();
        let public_url = self.public_url.take().map(|url| public(&url)).transpose()?;
        let is_live = self.accounts.iter().any(|(_, account)| account.environment == Environment::Live);
        self.books = self.books.notify_anywhere(self.notify_anywhere.unwrap_or(is_live));
        for (caller, account) in std::mem::take(&mut self.accounts) {
            if !self.callers.contains(&caller) {
                return Err(BuildError::UnknownCaller(caller));
            }
            if account.environment == Environment::Live && self.topics.is_none() {
                return Err(BuildError::NoTopics(caller));
            }
            if let Some(reason) = account.problem() {
                return Err(BuildError::Account { caller, reason });
            }
            let processor = self.processor_of(&caller, &account)?;
            let recipients = account.recipients.iter();
            let recipients: HashMap<_, _> =
                recipients.map(|recipient| (recipient.seller_id.clone(), recipient.merchant())).collect();
            self.books = self.books.sellers(&caller, account.sellers());
            let wallet = account.wallet();
            let mut wallets = wallet.iter().chain(account.recipients.iter().filter_map(|other| other.wallet.as_ref()));
            if let Some(reason) = wallets.find_map(Wallet::problem) {
                return Err(BuildError::Account { caller, reason });
            }
            let payees = account.recipients.iter().map(|recipient| {
                let wallet = recipient.wallet.clone().or_else(|| wallet.clone());
                (recipient.seller_id.clone(), Payee { merchant: recipient.merchant(), wallet })
            });
            let payees = payees.collect();
            let shop = Shop {
                merchant: account.merchant(),
                recipients: payees,
                processor: Arc::clone(&processor),
                wallet,
                environment: account.environment,
                region: account.region,
            };
            shops.insert(caller.clone(), shop);
            tills.insert(caller, Till { merchant: account.merchant(), recipients, processor });
        }
        if let Some(caller) = self.callers.iter().find(|caller| !tills.contains_key(*caller)) {
            return Err(BuildError::NoAccount(caller.clone()));
        }
        let verifier = self.verifier().map_err(|error| BuildError::Notifications(error.to_string()))?;
        let metrics = Arc::new(Metrics::default());
        let (counts, watch) = (Arc::clone(&metrics), self.watch_notifications.take());
        let books = self.books.watch_tries(move |caller, message| {
            let Some(notified) = Notified::of(caller, message) else { return };
            counts.notified(&notified);
            if let Some(watch) = &watch {
                watch.tell(&notified);
            }
        });
        let books = books.build().await?;
        if self.alone {
            for caller in books.callers() {
                let tenant = Tenant::of(&caller.access_key_id);
                books.alter(&tenant, turns::release).await.map_err(sandbox::BuildError::from)?;
            }
        }
        Ok(Gateway(Arc::new(Inner {
            desk: Desk::new(books.clone(), shops, public_url),
            books,
            tills,
            running: Running::default(),
            sweeps: Sweeps::default(),
            verifier,
            watch: self.watch,
            watch_calls: self.watch_calls,
            watch_news: self.watch_news,
            metrics,
            shows_metrics: self.shows_metrics,
            health: Health::default(),
        })))
    }
}

/// An address at which browsers can be.
fn public(text: &str) -> Result<Url, BuildError> {
    let is_root = |url: &Url| url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    let is_web = |url: &Url| matches!(url.scheme(), "http" | "https") && url.has_host();
    let url = Url::parse(text).ok().filter(|url| is_web(url) && is_root(url));
    url.ok_or_else(|| BuildError::PublicUrl(text.to_owned()))
}
