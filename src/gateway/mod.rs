//! The gateway: a [`Service`](crate::fps::Service) that answers FPS calls by calling Amazon Pay.
//!
//! Its books are kept by the same rules by which the sandbox answers: what a caller may do, what a token still allows,
//! what is on a prepaid instrument. Where the sandbox decides what becomes of a card or a bank account, the gateway asks
//! a processor, and writes down what it is about to ask before it does.
//!
//! A caller can have other sellers paid, as a marketplace of FPS did: [`Account::recipients`] lists them, each with the
//! MWSAuthToken by which he lets the gateway act for him. A payment to one of them is asked for him, and needs a token
//! whose buyer consented to pay him, as a consent at Amazon Pay is for one seller: anything else is refused with
//! IncompatibleTokens. A recipient who is not listed is refused with InvalidTokenId_Recipient, or with NotMarketplaceApp
//! where nobody is. The fee of the marketplace is paid by Amazon Pay out of the payment where the caller is an enrolled
//! provider, [`Account::provider_id`], and can't be more than that; where it isn't, the fee is a claim in the gateway's books,
//! which Amazon Pay knows nothing of. Amazon Pay always takes its own fee from the seller: with ChargeFeeTo=Caller, the books
//! say that the caller owes it.
//!
//! Everything that is asked for the sake of one call is a saga: it is written with the call itself, before the first
//! question, and after every answer. A gateway that ends in between leaves a saga that is taken up again, by itself when
//! it is back or by another one on the same database, and asks the same question with the same reference id, which Amazon
//! Pay answers without doing anything twice.

mod account;
mod approvals;
mod builder;
mod calls;
mod decision;
pub mod guide;
mod health;
mod heard;
mod http;
mod instruction;
pub mod link;
mod looks;
mod mapping;
mod metrics;
mod moment;
mod news;
mod notified;
mod pages;
mod processor;
mod readers;
mod runner;
mod running;
mod service;
pub mod shadow;
mod standing;
#[cfg(test)]
mod tests;
mod turns;
mod words;

use std::{collections::HashMap, fmt, sync::Arc};

use chrono::{DateTime, TimeDelta, Utc};

pub use self::{
    account::{Account, Recipient},
    builder::{BuildError, Builder},
    calls::Served,
    health::Readiness,
    moment::{Moment, Stage, Trouble},
    news::{News, NewsError},
    notified::Notified,
    pages::Wallet,
    standing::{Standing, StoreProblem},
};
use self::{
    health::Health,
    instruction::Merchant,
    link::{LinkError, Linking, Report, Sheet},
    metrics::Metrics,
    moment::Watcher,
    pages::Desk,
    processor::Processor,
    running::Running,
};
use crate::{
    amazon_pay::notification::Verifier,
    error::ServiceError,
    sandbox::{Sandbox, rows::Tenant, sweeps::Sweeps},
    server::TlsIdentity,
    sign::x509::Certificate,
};

/// FPS on top of Amazon Pay, for as many callers as it was given. Clones are handles to the same gateway.
#[derive(Clone)]
pub struct Gateway(Arc<Inner>);

struct Inner {
    books: Sandbox,
    /// By the access key of the caller.
    tills: HashMap<String, Till>,
    desk: Desk,
    running: Running,
    sweeps: Sweeps,
    verifier: Verifier,
    watch: Option<Watcher<Moment>>,
    watch_calls: Option<Watcher<Served>>,
    watch_news: Option<Watcher<Result<News, NewsError>>>,
    metrics: Arc<Metrics>,
    /// Whether the metrics are served beside FPS.
    shows_metrics: bool,
    health: Health,
}

/// Whom the payments of one caller are asked of, and for whom.
struct Till {
    merchant: Merchant,
    /// The others whom the caller has paid, by their SellerIds.
    recipients: HashMap<String, Merchant>,
    processor: Arc<dyn Processor>,
}

impl fmt::Debug for Gateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gateway").field("callers", &self.callers()).finish_non_exhaustive()
    }
}

impl Gateway {
    /// Sets up a gateway. Without more it keeps everything in memory, and knows no caller.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The access keys of everybody who may call, in the order in which they were given.
    pub fn callers(&self) -> Vec<String> {
        self.0.books.callers().into_iter().map(|caller| caller.access_key_id).collect()
    }

    /// The access keys in the books that no caller has any more, each with how much was begun for it and has not come to
    /// its end. Nobody goes on with that: what was asked of Amazon Pay may be charged, and is not written down.
    ///
    /// # Errors
    /// `InternalError` where the store fails.
    pub async fn abandoned(&self) -> Result<Vec<(String, u64)>, ServiceError> {
        let callers = self.callers();
        let open = self.0.books.open_sagas().await?.into_iter();
        let open = open.map(|(tenant, open)| (tenant.as_str().to_owned(), open));
        Ok(open.filter(|(tenant, _)| !callers.contains(tenant)).collect())
    }

    /// How far the clock was ahead when the transaction was received that is dated last, of all callers, where that is more
    /// than a minute: such a transaction is not in the activity up to now, and its time runs out that much later.
    ///
    /// # Errors
    /// `InternalError` where the store fails.
    pub async fn ahead(&self) -> Result<Option<TimeDelta>, ServiceError> {
        let mut most = None;
        for caller in self.callers() {
            let tenant = Tenant::of(&caller);
            let ahead = self.0.books.look(&tenant, |books| {
                let own = books.account(books.caller_id())?;
                Ok(own.map(|own| own.last_received - books.now()))
            });
            most = most.max(ahead.await?);
        }
        Ok(most.filter(|ahead| *ahead > TimeDelta::minutes(1)))
    }

    /// The present time of the gateway.
    pub fn now(&self) -> DateTime<Utc> {
        self.0.books.now()
    }

    /// The certificate that what the gateway sends and signs can be checked with.
    pub fn notification_certificate(&self) -> &Certificate {
        self.0.books.notification_certificate()
    }

    /// Says where the certificate is served from now on, as notifications tell.
    pub fn set_certificate_url(&self, url: impl Into<String>) {
        self.0.books.set_certificate_url(url);
    }

    /// What the gateway can serve https with, where no certificate is given: see [`Sandbox::tls_identity`].
    ///
    /// # Errors
    /// `InternalError` where the store fails.
    pub async fn tls_identity(&self) -> Result<TlsIdentity, ServiceError> {
        self.0.books.tls_identity().await
    }

    /// The authority that clients are to trust for [`Gateway::tls_identity`].
    ///
    /// # Errors
    /// `InternalError` where the store fails.
    pub async fn tls_authority(&self) -> Result<Certificate, ServiceError> {
        self.0.books.tls_authority().await
    }

    /// Does everything that is due, for all callers: ends reservations that nobody has settled in time, asks what a call
    /// could not ask, and looks at what Amazon Pay has not decided yet.
    ///
    /// # Errors
    /// `InternalError` where the store fails.
    pub async fn tick(&self) -> Result<(), ServiceError> {
        let kept = self.0.books.tick().await;
        kept.and(self.take_up_due().await).inspect_err(|_| self.failed_inside())
    }

    /// Sends the notifications that are due: see [`Sandbox::deliver`].
    ///
    /// # Errors
    /// `InternalError` where the store fails.
    pub async fn deliver(&self) -> Result<(), ServiceError> {
        self.0.books.deliver().await.inspect_err(|_| self.failed_inside())
    }

    /// Waits until nothing is being asked any more. What is due meanwhile is not begun by it.
    pub async fn drain(&self) {
        self.0.running.end().await;
    }

    /// Whether the ledger of every caller sums to zero: see [`Sandbox::ledger_balanced`].
    ///
    /// # Errors
    /// `InternalError` where the store fails.
    pub async fn ledger_balanced(&self) -> Result<bool, ServiceError> {
        self.0.books.ledger_balanced().await
    }

    /// Takes over tokens of FPS for `caller`, with what a file says of them, as a whole or not at all. The caller's own
    /// SellerId is that of its account at Amazon Pay, unless `linking` says another one.
    ///
    /// # Errors
    /// [`LinkError::Problems`] with everything that is wrong, or [`LinkError::Service`] where the caller is unknown or the
    /// store fails.
    pub async fn link(&self, caller: &str, sheet: &Sheet, linking: &Linking) -> Result<Report, LinkError> {
        let own = self.0.tills.get(caller).map(|till| till.merchant.seller_id.clone());
        let seller_id = linking.seller_id.clone().or(own);
        link::apply(&self.0.books, caller, sheet, &Linking { seller_id, ..linking.clone() }).await
    }

    /// The books, as the rules keep them.
    pub(crate) fn books(&self) -> &Sandbox {
        &self.0.books
    }

    fn till(&self, tenant: &Tenant) -> Option<&Till> {
        self.0.tills.get(tenant.as_str())
    }

    fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    fn health(&self) -> &Health {
        &self.0.health
    }

    /// Notes a failure of the gateway's own that is no call's.
    fn failed_inside(&self) {
        self.0.metrics.failed_inside();
        self.0.health.doubt();
    }

    fn tell_of_call(&self, served: &Served) {
        self.0.metrics.called(served);
        if served.failure.is_some() {
            self.0.health.doubt();
        }
        if let Some(watch) = &self.0.watch_calls {
            watch.tell(served);
        }
    }

    fn tell_of_news(&self, heard: &Result<News, NewsError>) {
        self.0.metrics.received(match heard {
            Ok(News::Heeded) => "heeded",
            Ok(News::Idle) => "idle",
            Ok(News::Repeated) => "repeated",
            Ok(News::Confirmed { .. }) => "confirmed",
            Err(_) => "refused",
        });
        if let Some(watch) = &self.0.watch_news {
            watch.tell(heard);
        }
    }

    fn tell(&self, moment: &Moment) {
        self.0.metrics.moment(moment);
        self.0.health.moment(moment);
        if let Some(watch) = &self.0.watch {
            watch.tell(moment);
        }
    }
}
