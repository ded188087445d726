//! Setting up a sandbox.

use std::{
    fmt,
    path::PathBuf,
    sync::{Arc, Mutex, OnceLock, PoisonError, RwLock},
};

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use secrecy::{ExposeSecret, SecretString};

#[cfg(feature = "postgres")]
use super::store::{Postgres, Server};
use super::{
    Sandbox,
    amazon_pay::quotas::Quotas,
    books::{Decides, Latency, Policy},
    callers::Registry,
    clock::{Clock, SystemClock, Timepiece},
    command,
    faults::Faults,
    fees::{FeeSchedule, InvalidFees},
    http::RequestLog,
    ids::Ids,
    mail::Smtp,
    notify::Post,
    rows::{Change, Changes, Document, Key, Message, Need, Row, Tenant},
    store::{Attempt, Memory, Sqlite, Store, StoreError, Work},
    sweeps::Sweeps,
};
use crate::{
    client::Http,
    error::ServiceError,
    sign::x509::{self, Certificate, Identity},
};

const ACCESS_KEY_ID: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET_ACCESS_KEY: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
/// Clients of that time take no certificate from elsewhere.
const CERTIFICATE_URL: &str = "https://fps.sandbox.amazonaws.com/certs/090909/PKICert.pem";
pub(super) const KEY_BITS: usize = 2048;
/// Certificates hold for whatever time a test sets its clock to.
pub(super) const VALID_FROM: (i32, u32, u32) = (2000, 1, 1);
pub(super) const VALID_UNTIL: (i32, u32, u32) = (2049, 12, 31);

/// In characters.
const SHORTEST_KEY: usize = 8;

/// Sets up a [`Sandbox`].
pub struct Builder {
    folder: Option<PathBuf>,
    #[cfg(feature = "postgres")]
    database: Option<SecretString>,
    clock: Arc<dyn Clock>,
    seed: Option<Vec<u8>>,
    policy: Policy,
    callers: Vec<CallerIdentity>,
    certificate_url: String,
    smtp: Option<String>,
    smtp_from: Option<String>,
    post: Post,
    watch_tries: Option<Box<dyn Fn(&Tenant, &Message) + Send + Sync>>,
    notify_anywhere: bool,
    control_key: Option<SecretString>,
    quotas: bool,
}

/// Somebody who may call, and how he proves it.
#[derive(Clone)]
#[non_exhaustive]
pub struct CallerIdentity {
    /// What the caller is called.
    pub name: String,
    /// The access key, which is also the id of the caller's account.
    pub access_key_id: String,
    /// What requests over REST are signed with.
    pub secret_access_key: String,
    /// What requests over SOAP are verified with.
    pub certificate: Option<Certificate>,
    /// The private key of that certificate, where the sandbox made it: PEM, PKCS#8.
    pub key_pem: Option<String>,
}

impl fmt::Debug for CallerIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallerIdentity")
            .field("name", &self.name)
            .field("access_key_id", &self.access_key_id)
            .finish_non_exhaustive()
    }
}

/// Why a sandbox can't be set up.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The store can't be opened.
    #[error("the store can't be used: {0}")]
    Store(String),
    /// The URL of the database is none that can be used. The reason doesn't repeat it, nor the password in it.
    #[error("the store can't be used: {0}")]
    DatabaseUrl(String),
    /// The fees make no sense.
    #[error(transparent)]
    Fees(#[from] InvalidFees),
    /// A key or a certificate can't be made or read.
    #[error(transparent)]
    Identity(#[from] x509::Error),
    /// The first accounts and tokens can't be made.
    #[error("the first accounts and tokens can't be made: {0}")]
    Seed(#[from] ServiceError),
    /// The system has no randomness to give.
    #[error("the system gives no randomness for identifiers: {0}")]
    Randomness(String),
    /// A certificate was given for an access key that no caller has.
    #[error("there is no caller {0} for the certificate: name the caller with its secret first")]
    UnknownCaller(String),
    /// The SMTP server, or the sender of e-mails, is not given as one can be.
    #[error("e-mails can't be sent: {0}")]
    Smtp(String),
    /// What was given for notifications to go to is no address.
    #[error("notifications can't go to '{0}': it must be an absolute http or https URL")]
    NotificationUrl(String),
    /// A control key that is soon guessed.
    #[error("the control key must have {SHORTEST_KEY} characters or more, which all can be seen")]
    ControlKey,
    /// The store holds the books of another kind of program.
    #[error(
        "the books there are those of a {found}, and a {wanted} can't go on with them: name another folder or database"
    )]
    OtherBooks {
        /// Whose they are: `sandbox` or `gateway`.
        found: String,
        /// Whose they would have to be.
        wanted: &'static str,
    },
    /// Two callers with one access key.
    #[error("the caller {0} is given twice")]
    SameCaller(String),
}

impl From<StoreError> for BuildError {
    fn from(error: StoreError) -> Self {
        Self::Store(error.to_string())
    }
}

impl Default for Builder {
    fn default() -> Self {
        let example = CallerIdentity {
            name: "shop".to_owned(),
            access_key_id: ACCESS_KEY_ID.to_owned(),
            secret_access_key: SECRET_ACCESS_KEY.to_owned(),
            certificate: None,
            key_pem: None,
        };
        Self {
            folder: None,
            #[cfg(feature = "postgres")]
            database: None,
            clock: Arc::new(SystemClock),
            seed: None,
            policy: Policy::default(),
            callers: vec![example],
            certificate_url: CERTIFICATE_URL.to_owned(),
            smtp: None,
            smtp_from: None,
            post: Post::new(),
            watch_tries: None,
            notify_anywhere: false,
            control_key: None,
            quotas: true,
        }
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder").field("folder", &self.folder).field("callers", &self.callers).finish_non_exhaustive()
    }
}

impl Builder {
    /// Keeps everything in a folder, which is made where there is none. The default is to keep nothing.
    ///
    /// The folder holds private keys and tokens. On Unix what is made is for its owner only (0700, the file 0600); a
    /// folder or a file that is there already keeps its permissions.
    ///
    /// It is for one sandbox at a time: another one that is given the same folder is refused when it is built.
    #[must_use]
    pub fn data(self, folder: impl Into<PathBuf>) -> Self {
        Self { folder: Some(folder.into()), ..self }
    }

    /// Keeps everything in a PostgreSQL database, 13 or newer, together with every other sandbox that is given the
    /// same one. It goes before a folder.
    ///
    /// When one of them moves the clock, or adds a caller, the others learn of it at their next [`Sandbox::tick`].
    ///
    /// `url` is `postgres://USER:PASSWORD@HOST:PORT/DATABASE`, every character of the user and the password that is
    /// not a letter or a digit written as `%XX`. The tables are made, and brought to the present schema, where
    /// necessary, in the first schema of the user's `search_path`, which `?options=-csearch_path%3DNAME` sets.
    /// Connections are not encrypted: `sslmode=require` is refused when the sandbox is built. It needs a Tokio runtime
    /// with everything enabled.
    #[cfg(feature = "postgres")]
    #[must_use]
    pub fn database(self, url: impl Into<String>) -> Self {
        Self { database: Some(url.into().into()), ..self }
    }

    /// Takes the time from `clock`. The default is [`SystemClock`].
    #[must_use]
    pub fn clock(self, clock: impl Clock) -> Self {
        Self { clock: Arc::new(clock), ..self }
    }

    /// Makes identifiers repeat from one run to another. The default is a seed that nobody can guess.
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Self { seed: Some(seed.to_be_bytes().to_vec()), ..self }
    }

    /// Sets how long transactions by card and by bank account stay pending.
    #[must_use]
    pub fn latency(mut self, latency: Latency) -> Self {
        self.policy.latency = latency;
        self
    }

    /// Whether callers of Amazon Pay are held to the quotas that it had: of most operations two calls at once in the
    /// sandbox environment and ten in the live one, by the clock of the sandbox, and `RequestThrottled` for more. The
    /// default is that they are.
    #[must_use]
    pub fn quotas(self, enforced: bool) -> Self {
        Self { quotas: enforced, ..self }
    }

    /// Sets what the service charges.
    #[must_use]
    pub fn fees(mut self, fees: FeeSchedule) -> Self {
        self.policy.fees = fees;
        self
    }

    /// Knows nobody, not even the caller that there is from the beginning, but those who are added from now on.
    #[must_use]
    pub fn no_callers(mut self) -> Self {
        self.callers.clear();
        self
    }

    /// Adds a caller, who gets a world of its own.
    #[must_use]
    pub fn caller(mut self, access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        let access_key_id = access_key_id.into();
        self.callers.push(CallerIdentity {
            name: access_key_id.clone(),
            access_key_id,
            secret_access_key: secret_access_key.into(),
            certificate: None,
            key_pem: None,
        });
        self
    }

    /// Has a caller that was added before, or the one that there is from the beginning, sign SOAP requests with the
    /// key of `certificate`.
    ///
    /// # Errors
    /// [`BuildError::UnknownCaller`].
    pub fn caller_certificate(mut self, access_key_id: &str, certificate: Certificate) -> Result<Self, BuildError> {
        let caller = self.callers.iter_mut().find(|caller| caller.access_key_id == access_key_id);
        let caller = caller.ok_or_else(|| BuildError::UnknownCaller(access_key_id.to_owned()))?;
        caller.certificate = Some(certificate);
        caller.key_pem = None;
        Ok(self)
    }

    /// Where notifications and the co-branded pages say that their certificate can be had. The default is the place
    /// that FPS named, `https://fps.sandbox.amazonaws.com/certs/090909/PKICert.pem`, which is this sandbox for clients
    /// that are led here; for others see [`Sandbox::set_certificate_url`].
    #[must_use]
    pub fn certificate_url(self, url: impl Into<String>) -> Self {
        Self { certificate_url: url.into(), ..self }
    }

    /// Also sends e-mails to the SMTP server at `address`, such as `localhost:1025`. The default is only to keep them:
    /// see [`Sandbox::mail`]. The server must be on this machine, unless [`Builder::notify_anywhere`] says otherwise, and
    /// needs neither encryption nor a password.
    #[must_use]
    pub fn smtp(self, address: impl Into<String>) -> Self {
        Self { smtp: Some(address.into()), ..self }
    }

    /// Whom e-mails come from. The default is `FPS Sandbox <fps-sandbox@localhost>`.
    #[must_use]
    pub fn smtp_from(self, mailbox: impl Into<String>) -> Self {
        Self { smtp_from: Some(mailbox.into()), ..self }
    }

    /// Where the notifications of every caller go whose account has no URL of its own, where the request has none
    /// either. The default is nowhere.
    #[must_use]
    pub fn notification_url(mut self, url: impl Into<String>) -> Self {
        self.policy.notification_url = Some(url.into());
        self
    }

    /// Whether notifications and e-mails may leave this machine. The default is that they may not: then a host that
    /// has any address but a loopback one is not even connected to.
    #[must_use]
    pub fn notify_anywhere(self, anywhere: bool) -> Self {
        Self { notify_anywhere: anywhere, ..self }
    }

    /// Sends notifications with `http`, or a closure that stands in for a receiver, instead of the built-in client.
    #[must_use]
    pub fn notification_http(mut self, http: impl Http) -> Self {
        self.post = self.post.with_http(http);
        self
    }

    /// Has `watch` know of each message that was tried, as it is after that.
    #[cfg(feature = "gateway")]
    pub(crate) fn watch_tries(mut self, watch: impl Fn(&Tenant, &Message) + Send + Sync + 'static) -> Self {
        self.watch_tries = Some(Box::new(watch));
        self
    }

    /// Lets everybody steer the sandbox, from whatever machine, who shows this key, of 8 characters or more, and nobody
    /// else. The default is no key: then it can be steered from its own machine only. See [`Sandbox::listen`].
    #[must_use]
    pub fn control_key(self, key: impl Into<String>) -> Self {
        Self { control_key: Some(SecretString::from(key.into())), ..self }
    }

    /// Has a processor outside decide what becomes of payments. Then there is no caller from the beginning, and a caller
    /// finds nothing but its own account; nothing is charged by the [fees](Builder::fees), and no e-mails are written.
    #[cfg(feature = "gateway")]
    pub(crate) fn decided_outside(mut self) -> Self {
        self.policy.decides = super::books::Decides::Outside;
        self.policy.fees = FeeSchedule { card: Vec::new(), bank: Vec::new(), balance: Vec::new() };
        self.callers.clear();
        self
    }

    /// Says whom the processor can pay for the sake of a caller.
    #[cfg(feature = "gateway")]
    pub(crate) fn sellers(mut self, access_key_id: &str, sellers: super::books::Sellers) -> Self {
        self.policy.sellers.insert(access_key_id.to_owned(), sellers);
        self
    }

    /// Opens the store, and makes the first accounts and tokens of every caller who has none yet.
    ///
    /// # Errors
    /// See [`BuildError`].
    pub async fn build(self) -> Result<Sandbox, BuildError> {
        if let Some(url) = &self.policy.notification_url
            && command::notification_url(Some(url.clone())).is_err()
        {
            return Err(BuildError::NotificationUrl(url.clone()));
        }
        self.policy.fees.check()?;
        for (place, caller) in self.callers.iter().enumerate() {
            if self.callers[..place].iter().any(|other| other.access_key_id == caller.access_key_id) {
                return Err(BuildError::SameCaller(caller.access_key_id.clone()));
            }
        }
        if let Some(key) = &self.control_key
            && (key.expose_secret().len() < SHORTEST_KEY
                || !key.expose_secret().bytes().all(|byte| byte.is_ascii_graphic()))
        {
            return Err(BuildError::ControlKey);
        }
        let store = self.store().await?;
        check_keeper(&*store, self.policy.decides).await?;
        let smtp = self.smtp.map(|address| Smtp::new(&address, self.smtp_from.as_deref(), self.notify_anywhere));
        let smtp = smtp.transpose().map_err(BuildError::Smtp)?;
        let seed = match self.seed {
            Some(seed) => seed,
            None => random_seed()?,
        };
        let notary = identity(&*store, NOTARY_DOCUMENT, "FPS sandbox notifications", &NOTARY).await?;
        let mut callers = self.callers;
        if let Some(example) = callers.iter_mut().find(|caller| caller.access_key_id == ACCESS_KEY_ID)
            && example.certificate.is_none()
            && self.policy.decides == Decides::Simulation
        {
            let identity = identity(&*store, CALLER_DOCUMENT, "FPS sandbox caller", &CALLER).await?;
            example.certificate = Some(identity.certificate().clone());
            example.key_pem = Some(identity.key_pem()?.to_string());
        }
        let policy = Policy { sends_mail: smtp.is_some(), process: store.epoch(), ..self.policy };
        let inner = super::Inner {
            ids: Ids::new(&seed, store.epoch()),
            store,
            clock: Arc::new(Timepiece::new(self.clock)),
            policy: Arc::new(policy),
            callers: Registry::new(callers),
            steering: tokio::sync::Mutex::default(),
            replacing: tokio::sync::RwLock::default(),
            notary,
            certificate_url: RwLock::new(self.certificate_url),
            sns: tokio::sync::OnceCell::new(),
            control_key: self.control_key,
            faults: Faults::default(),
            quotas: self.quotas.then(Quotas::default),
            log: RequestLog::default(),
            smtp,
            post: self.post.anywhere(self.notify_anywhere),
            watch_tries: self.watch_tries,
            sweeps: Sweeps::default(),
            delivering: tokio::sync::Mutex::new(()),
        };
        let sandbox = Sandbox(Arc::new(inner));
        sandbox.read_clock().await?;
        for caller in sandbox.callers() {
            sandbox.found(&caller).await?;
        }
        sandbox.read_callers().await?;
        Ok(sandbox)
    }
}

impl Builder {
    async fn store(&self) -> Result<Box<dyn Store>, BuildError> {
        #[cfg(feature = "postgres")]
        if let Some(url) = &self.database {
            let server = Server::at(url.expose_secret());
            let server = server.map_err(|error| BuildError::DatabaseUrl(error.to_string()))?;
            return Ok(Box::new(Postgres::open(server).await?));
        }
        Ok(match &self.folder {
            Some(folder) => Box::new(Sqlite::open(folder)?),
            None => Box::<Memory>::default(),
        })
    }
}

/// The names of the documents of the house that hold the certificates below with their keys.
pub(super) const NOTARY_DOCUMENT: &str = "notary";
pub(super) const CALLER_DOCUMENT: &str = "caller";
/// The name of the document of the house that says whose books these are.
pub(super) const KEEPER_DOCUMENT: &str = "keeper";
pub(super) const SANDBOX: &str = "sandbox";
pub(super) const GATEWAY: &str = "gateway";

/// Keys take long to make: those that live no longer than the program are made once in it.
static NOTARY: OnceLock<Identity> = OnceLock::new();
static CALLER: OnceLock<Identity> = OnceLock::new();

/// Writes into the store whose books it holds, and refuses those of another kind of program: in a gateway nobody is to pay
/// with the balances of a simulation, and a sandbox is to open nobody's real books.
async fn check_keeper(store: &dyn Store, decides: Decides) -> Result<(), BuildError> {
    let wanted = match decides {
        Decides::Simulation => SANDBOX,
        Decides::Outside => GATEWAY,
    };
    let [keeper, notary] = [KEEPER_DOCUMENT, NOTARY_DOCUMENT].map(|name| Key::Document(name.to_owned()));
    let found = Arc::new(Mutex::new(String::new()));
    let place = Arc::clone(&found);
    let work = Work::new(move |rows| {
        let (Some(known), Some(notary)) = (rows.row(&keeper), rows.row(&notary)) else {
            return Attempt::Needs(vec![Need::Row(keeper.clone()), Need::Row(notary.clone())]);
        };
        let mut place = place.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(Row::Document(known)) = known {
            place.clone_from(&known.body);
            return Attempt::Done(Changes::default());
        }
        // Books that don't say so are taken for a sandbox's, and are left as they are by anybody else.
        if notary.is_some() && wanted != SANDBOX {
            SANDBOX.clone_into(&mut place);
            return Attempt::Done(Changes::default());
        }
        wanted.clone_into(&mut place);
        let row = Row::Document(Document { name: KEEPER_DOCUMENT.to_owned(), body: wanted.to_owned() });
        Attempt::Done(Changes { rows: vec![Change { row, new: true }], entries: Vec::new() })
    });
    store.change(&Tenant::house(), work).await?;
    let found = found.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if found == wanted { Ok(()) } else { Err(BuildError::OtherBooks { found, wanted }) }
}

/// A new certificate and its key for a caller, as PEM.
pub(super) async fn caller_identity() -> Result<(String, String), String> {
    let make = || {
        let identity = Identity::generate("FPS sandbox caller", KEY_BITS, day(VALID_FROM), day(VALID_UNTIL))?;
        Ok((identity.certificate().pem(), identity.key_pem()?.to_string()))
    };
    let made: Result<_, x509::Error> = tokio::task::spawn_blocking(make).await.map_err(|error| error.to_string())?;
    made.map_err(|error| error.to_string())
}

/// The certificate and key of that name: as the store has them, else as this program made them.
async fn identity(
    store: &dyn Store,
    name: &'static str,
    common_name: &str,
    made: &'static OnceLock<Identity>,
) -> Result<Identity, BuildError> {
    let key = Key::Document(name.to_owned());
    let fresh = match made.get() {
        Some(identity) => identity.clone(),
        None => {
            let identity = Identity::generate(common_name, KEY_BITS, day(VALID_FROM), day(VALID_UNTIL))?;
            made.get_or_init(|| identity).clone()
        }
    };
    let body = format!("{}\n{}", fresh.certificate().pem(), fresh.key_pem()?.as_str());
    let found = Arc::new(Mutex::new(String::new()));
    let place = Arc::clone(&found);
    let work = Work::new(move |rows| {
        let Some(known) = rows.row(&key) else { return Attempt::Needs(vec![Need::Row(key.clone())]) };
        let mut place = place.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(Row::Document(known)) = known {
            place.clone_from(&known.body);
            return Attempt::Done(Changes::default());
        }
        place.clone_from(&body);
        let row = Row::Document(Document { name: name.to_owned(), body: body.clone() });
        Attempt::Done(Changes { rows: vec![Change { row, new: true }], entries: Vec::new() })
    });
    store.change(&Tenant::house(), work).await?;
    let pem = found.lock().unwrap_or_else(PoisonError::into_inner).clone();
    Ok(Identity::from_pem(&pem, &pem)?)
}

pub(super) fn day((year, month, day): (i32, u32, u32)) -> DateTime<Utc> {
    let date = NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    date.and_time(NaiveTime::MIN).and_utc()
}

fn random_seed() -> Result<Vec<u8>, BuildError> {
    let mut seed = vec![0; 32];
    getrandom::fill(&mut seed).map_err(|error| BuildError::Randomness(error.to_string()))?;
    Ok(seed)
}
