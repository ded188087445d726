//! The sandbox: FPS as it was, computed from accounts, tokens, instruments and a double-entry ledger.
//!
//! A [`Sandbox`] is a [`fps::Service`](crate::fps::Service). Every caller has a world of its own, and finds in it
//! buyers, sellers and tokens of every kind: see [`Sandbox::seed`].

// The gateway keeps its books by the same rows and rules, of which a sandbox alone doesn't use all.
#![cfg_attr(not(feature = "gateway"), allow(dead_code, unused_imports))]

mod accounts;
mod action;
pub mod amazon_pay;
pub(crate) mod books;
mod builder;
mod callers;
pub(crate) mod clock;
pub(crate) mod command;
mod console;
pub(crate) mod events;
mod faults;
mod fees;
mod http;
pub(crate) mod ids;
mod keys;
pub(crate) mod ledger;
mod mail;
mod notification;
pub(crate) mod notify;
pub(crate) mod pages;
pub(crate) mod rows;
pub(crate) mod rules;
pub(crate) mod seed;
mod service;
mod state;
pub(crate) mod store;
pub(crate) mod sweeps;
#[cfg(test)]
pub(crate) mod tests;
mod tls;
pub(crate) mod view;

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use chrono::{DateTime, SubsecRound, Utc};
use rust_decimal::Decimal;
use secrecy::{ExposeSecret, SecretString};

#[cfg(feature = "gateway")]
pub(crate) use self::http::CERTIFICATE_PATH;
pub use self::{
    accounts::{AccountChange, AccountRole, Bank, Card, NewAccount, Setting},
    action::AccountAction,
    books::Latency,
    builder::{BuildError, Builder, CallerIdentity},
    callers::NewCaller,
    clock::{Clock, ClockReading, ManualClock, SystemClock},
    faults::{Effect, Fault, Moment},
    fees::{Fee, FeeSchedule, InvalidFees},
    mail::{Mail, MailAbout, MailAttempt, MailFilter},
    rows::{AccountKind, AccountState, AttemptOutcome, Verification},
    seed::{
        AmountType, InstrumentKind, NewInstrument, NewToken, Seed, SeedAccount, SeedCaller, SeedInstrument,
        SeedSubscription, SeedToken, TokenLimit, TokenRole,
    },
    state::State,
};
use self::{
    amazon_pay::quotas::Quotas,
    books::{Books, Policy, Stop},
    callers::Registry,
    clock::Timepiece,
    faults::Faults,
    http::RequestLog,
    ids::{Ids, UnitIds},
    mail::Smtp,
    rows::{Document, Message, Tenant},
    rules::finality,
    store::{Attempt, Store, StoreError, Work},
};
pub use crate::sign::outbound::Delivery;
use crate::{
    error::ServiceError,
    fps::ErrorCode,
    server::Call,
    sign::x509::{Certificate, Identity},
};

/// Transactions that become what they are due to become in one unit of work.
const MOST_DUE_AT_ONCE: u32 = 100;

/// The name of the document of the house that is written to find out whether the store keeps what is written.
#[cfg(feature = "gateway")]
const LAST_TRY: &str = "last-try";

/// FPS for as many callers as it was given. Clones are handles to the same sandbox.
#[derive(Clone)]
pub struct Sandbox(Arc<Inner>);

struct Inner {
    store: Box<dyn Store>,
    clock: Arc<Timepiece>,
    ids: Ids,
    policy: Arc<Policy>,
    callers: Registry,
    /// Held by whoever changes, or takes over from the store, who may call and how the clock is set.
    steering: tokio::sync::Mutex<()>,
    /// Read from before the time is asked until the rows are changed or read; written while everything is replaced, so
    /// that nobody meets new rows with the old clock. Whoever reads it takes none of the other locks, nor this one again.
    replacing: tokio::sync::RwLock<()>,
    notary: Identity,
    certificate_url: RwLock<String>,
    /// What signs the notifications of Amazon Pay, once it was needed.
    sns: tokio::sync::OnceCell<Identity>,
    log: RequestLog,
    smtp: Option<Smtp>,
    post: notify::Post,
    /// Knows of each message that was tried, as it is after that.
    watch_tries: Option<Box<dyn Fn(&Tenant, &Message) + Send + Sync>>,
    /// Held by whoever sends messages: two at a time would send the same ones. Also by whoever replaces everything, and
    /// then taken before `steering`.
    delivering: tokio::sync::Mutex<()>,
    sweeps: sweeps::Sweeps,
    control_key: Option<SecretString>,
    faults: Faults,
    /// None where they are not enforced.
    quotas: Option<Quotas>,
}

impl std::fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sandbox").field("callers", &self.callers()).finish_non_exhaustive()
    }
}

impl Sandbox {
    /// Sets up a sandbox. Without more it keeps everything in memory, and knows one caller, whose access key is
    /// `AKIAIOSFODNN7EXAMPLE`.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The certificate that messages to callers can be checked with: see [`Sandbox::sign_notification`].
    pub fn notification_certificate(&self) -> &Certificate {
        self.0.notary.certificate()
    }

    /// Where the sandbox says that [`Sandbox::notification_certificate`] can be had.
    pub fn certificate_url(&self) -> String {
        self.0.certificate_url.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Says where the certificate is served from now on: see [`Sandbox::sns_certificate_url`], too.
    pub fn set_certificate_url(&self, url: impl Into<String>) {
        *self.0.certificate_url.write().unwrap_or_else(PoisonError::into_inner) = url.into();
    }

    /// The present time of the sandbox, which [`Sandbox::set_clock`] and [`Sandbox::advance`] move.
    pub fn now(&self) -> DateTime<Utc> {
        self.0.clock.now()
    }

    /// Does everything that is due, for all callers, by the clock and with the callers as other processes on the same
    /// store have left them. It would be done before anybody could tell the difference; with this it is also done when
    /// nobody asks.
    ///
    /// # Errors
    /// `InternalError` where the store fails.
    pub async fn tick(&self) -> Result<(), ServiceError> {
        {
            let _steering = self.0.steering.lock().await;
            self.read_clock().await?;
            // A process that was set up with other callers may have replaced everything.
            for caller in self.0.callers.set_up() {
                self.found(&caller).await?;
            }
            self.read_callers().await?;
        }
        self.catch_up_all().await
    }

    async fn catch_up_all(&self) -> Result<(), ServiceError> {
        let _nothing_is_replaced = self.0.replacing.read().await;
        let now = self.now();
        let mut outcome = Ok(());
        for access_key_id in self.0.callers.access_keys() {
            let caught_up = self.catch_up(&Tenant::of(&access_key_id), now).await;
            // What goes wrong for one caller is no reason to leave the others waiting.
            outcome = outcome.and(caught_up);
        }
        outcome
    }

    /// Whether the ledger of every caller sums to zero, and every balance is the sum of its postings.
    ///
    /// # Errors
    /// `InternalError` where the store fails.
    pub async fn ledger_balanced(&self) -> Result<bool, ServiceError> {
        for access_key_id in self.0.callers.access_keys() {
            let tenant = Tenant::of(&access_key_id);
            let lines = self.0.store.trial_balance(&tenant).await.map_err(store_failed)?;
            let sum: Decimal = lines.iter().map(|line| line.balance).sum();
            if !sum.is_zero() || lines.iter().any(|line| line.balance != line.posted) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The last requests that came over HTTP.
    fn log(&self) -> &RequestLog {
        &self.0.log
    }

    fn control_key(&self) -> Option<&str> {
        self.0.control_key.as_ref().map(|key| key.expose_secret())
    }

    pub(crate) fn notary(&self) -> &Identity {
        &self.0.notary
    }

    /// Whether the store answers.
    #[cfg(feature = "gateway")]
    pub(crate) async fn store_answers(&self) -> Result<(), ServiceError> {
        self.0.store.is_due(&Tenant::house(), self.now()).await.map(drop).map_err(store_failed)
    }

    /// Whether the store keeps what is written: one that is full, or may only be read, answers all the same. The time of
    /// the last try is written, always in the same place.
    #[cfg(feature = "gateway")]
    pub(crate) async fn store_writes(&self) -> Result<(), ServiceError> {
        let now = self.now();
        let write = move |books: &mut Books<'_>| {
            // Whether it takes the place of another one has to be known.
            books.document(LAST_TRY)?;
            books.put(Document { name: LAST_TRY.to_owned(), body: now.to_rfc3339() });
            Ok(())
        };
        self.change_at(&Tenant::house(), now, write).await
    }

    /// What waits, of all callers.
    #[cfg(feature = "gateway")]
    pub(crate) async fn backlog(&self) -> Result<store::Backlog, ServiceError> {
        self.0.store.backlog().await.map_err(store_failed)
    }

    /// How many sagas have not come to their end, by tenant.
    #[cfg(feature = "gateway")]
    pub(crate) async fn open_sagas(&self) -> Result<Vec<(Tenant, u64)>, ServiceError> {
        self.0.store.open_sagas().await.map_err(store_failed)
    }

    /// Applies `rule` to the rows of whoever calls.
    async fn change<T: Send + 'static>(
        &self,
        call: &Call,
        rule: impl Fn(&mut Books<'_>) -> Result<T, Stop> + Send + 'static,
    ) -> Result<T, ServiceError> {
        let _nothing_is_replaced = self.0.replacing.read().await;
        let tenant = self.tenant(call)?;
        let now = self.now();
        self.catch_up(&tenant, now).await?;
        self.change_at(&tenant, now, rule).await
    }

    /// Answers from the rows of whoever calls.
    async fn read<T: Send + 'static>(
        &self,
        call: &Call,
        rule: impl Fn(&Books<'_>) -> Result<T, Stop> + Send + 'static,
    ) -> Result<T, ServiceError> {
        let _nothing_is_replaced = self.0.replacing.read().await;
        let tenant = self.tenant(call)?;
        self.look_at(&tenant, self.now(), rule).await
    }

    /// Answers from the rows of `tenant`, for whoever looks into them from outside.
    pub(crate) async fn look<T: Send + 'static>(
        &self,
        tenant: &Tenant,
        rule: impl Fn(&Books<'_>) -> Result<T, Stop> + Send + 'static,
    ) -> Result<T, ServiceError> {
        let _nothing_is_replaced = self.0.replacing.read().await;
        self.look_at(tenant, self.now(), rule).await
    }

    async fn look_at<T: Send + 'static>(
        &self,
        tenant: &Tenant,
        now: DateTime<Utc>,
        rule: impl Fn(&Books<'_>) -> Result<T, Stop> + Send + 'static,
    ) -> Result<T, ServiceError> {
        self.catch_up(tenant, now).await?;
        self.read_at(tenant, now, rule).await
    }

    pub(crate) async fn read_at<T: Send + 'static>(
        &self,
        tenant: &Tenant,
        now: DateTime<Utc>,
        rule: impl Fn(&Books<'_>) -> Result<T, Stop> + Send + 'static,
    ) -> Result<T, ServiceError> {
        let (work, answer) = self.work(tenant, self.0.ids.unit(tenant), now, move |books| rule(books));
        self.0.store.read(tenant, work).await.map_err(store_failed)?;
        answer.take()
    }

    /// Applies `rule` to the rows of `tenant`, for whoever works on them from outside.
    #[cfg(feature = "gateway")]
    pub(crate) async fn alter<T: Send + 'static>(
        &self,
        tenant: &Tenant,
        rule: impl Fn(&mut Books<'_>) -> Result<T, Stop> + Send + 'static,
    ) -> Result<T, ServiceError> {
        let _nothing_is_replaced = self.0.replacing.read().await;
        let now = self.now();
        self.catch_up(tenant, now).await?;
        self.change_at(tenant, now, rule).await
    }

    async fn change_at<T: Send + 'static>(
        &self,
        tenant: &Tenant,
        now: DateTime<Utc>,
        rule: impl Fn(&mut Books<'_>) -> Result<T, Stop> + Send + 'static,
    ) -> Result<T, ServiceError> {
        let (work, answer) = self.work(tenant, self.0.ids.unit(tenant), now, rule);
        self.0.store.change(tenant, work).await.map_err(store_failed)?;
        answer.take()
    }

    /// Does what is due by `now`, so that no rule has to think of it.
    pub(crate) async fn catch_up(&self, tenant: &Tenant, now: DateTime<Utc>) -> Result<(), ServiceError> {
        // As a rule sees it: what is due within the millisecond that has begun is due when it is over.
        let now = now.trunc_subsecs(3);
        while self.0.store.is_due(tenant, now).await.map_err(store_failed)? {
            if self.change_at(tenant, now, |books| finality::catch_up(books, MOST_DUE_AT_ONCE)).await? == 0 {
                break;
            }
        }
        Ok(())
    }

    /// `rule` as the store runs it, and the place where its answer will be.
    fn work<T: Send + 'static>(
        &self,
        tenant: &Tenant,
        ids: UnitIds,
        now: DateTime<Utc>,
        rule: impl Fn(&mut Books<'_>) -> Result<T, Stop> + Send + 'static,
    ) -> (Work, Answer<T>) {
        let answer = Answer::default();
        let place = answer.clone();
        // Not the sandbox itself: what holds it must not hold it up when it is dropped.
        let policy = Arc::clone(&self.0.policy);
        let tenant = tenant.clone();
        let work = Work::new(move |rows| {
            let mut books = Books::new(rows, &tenant, &policy, now, ids.clone());
            let told = rule(&mut books).and_then(|result| events::announce(&mut books).map(|()| result));
            let result = match told {
                Ok(result) => Ok(result),
                Err(Stop::Need(needs)) => return Attempt::Needs(needs),
                Err(Stop::Refuse(error)) => {
                    books.discard();
                    Err(error)
                }
            };
            place.set(result);
            Attempt::Done(books.changes())
        });
        (work, answer)
    }

    pub(crate) fn tenant(&self, call: &Call) -> Result<Tenant, ServiceError> {
        let caller = call.caller.as_ref().filter(|caller| self.0.callers.admitted().knows(&caller.access_key_id));
        let caller = caller.ok_or_else(|| {
            ServiceError::new(
                ErrorCode::InvalidClientTokenId,
                "The access key is not one of a caller who is known here.",
            )
        })?;
        Ok(Tenant::of(&caller.access_key_id))
    }
}

/// Where a unit of work leaves its answer. The last run counts: only what it changed was written.
struct Answer<T>(Arc<Mutex<Option<Result<T, ServiceError>>>>);

impl<T> Default for Answer<T> {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(None)))
    }
}

impl<T> Clone for Answer<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Answer<T> {
    fn set(&self, answer: Result<T, ServiceError>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
    }

    fn take(self) -> Result<T, ServiceError> {
        let answer = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        answer.unwrap_or_else(|| Err(internal("There is no answer, which is a defect of this program.")))
    }
}

fn internal(message: impl Into<String>) -> ServiceError {
    ServiceError::new(ErrorCode::InternalError, message)
}

fn store_failed(error: StoreError) -> ServiceError {
    internal(format!("The store failed: {error}."))
}
