//! What the service does, tried over every store.

mod accounts;
mod activity;
mod aggregated;
mod banking;
mod callers;
mod consent;
#[cfg(feature = "postgres")]
mod database;
mod deliveries;
mod https;
mod idempotency;
mod instructions;
mod mail;
mod marketplace;
mod money;
mod notifications;
mod pay;
mod pay_notifications;
#[cfg(feature = "postgres")]
mod postgres;
mod properties;
mod refund;
mod reserve;
mod signature;
mod smtp;
mod state;
mod stores;
mod subscriptions;
mod tokens;

use std::{
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;

use super::{
    Builder, ManualClock, NewInstrument, NewToken, Sandbox, Seed, SeedInstrument,
    rows::{Account, Instrument, Tenant},
};
use crate::{
    error::ServiceError,
    fps::*,
    ids::{TokenId, TransactionId},
    money::Amount,
    server::{Call, Caller, Transport},
};

/// Writes each test once and runs it over every store.
macro_rules! over_stores {
    ($($(#[$attribute:meta])* async fn $name:ident($world:ident: World) $body:block)*) => {
        $($(#[$attribute])* async fn $name($world: World) $body)*

        mod memory {
            $(#[tokio::test]
            async fn $name() {
                super::$name(crate::sandbox::tests::World::in_memory().await).await;
            })*
        }

        mod sqlite {
            $(#[tokio::test]
            async fn $name() {
                super::$name(crate::sandbox::tests::World::in_a_file().await).await;
            })*
        }

        #[cfg(feature = "postgres")]
        mod postgres {
            $(#[tokio::test]
            #[ignore = "needs a PostgreSQL: FPS_TEST_DATABASE_URL"]
            async fn $name() {
                super::$name(crate::sandbox::tests::World::in_a_database().await).await;
            })*
        }
    };
}
#[cfg(feature = "postgres")]
pub(crate) use database::Schema;
pub(in crate::sandbox) use over_stores;

pub(super) const START: &str = "2012-03-05T17:30:00Z";

/// A sandbox with a clock that is moved by hand.
pub(super) struct World {
    pub(in crate::sandbox) sandbox: Sandbox,
    clock: ManualClock,
    pub(in crate::sandbox) seed: Seed,
    home: Home,
    references: AtomicU32,
}

/// Where a sandbox keeps what it knows.
pub(super) enum Home {
    Memory,
    Folder(Folder),
    #[cfg(feature = "postgres")]
    Database(database::Schema),
}

/// A folder that is removed when the test ends.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        Self(std::env::temp_dir().join(format!("fps-sandbox-{}-{number}", std::process::id())))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that can't be removed spoils no test.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl World {
    pub(super) async fn in_memory() -> Self {
        Self::open(Home::Memory).await
    }

    pub(super) async fn in_a_file() -> Self {
        Self::open(Home::Folder(Folder::new())).await
    }

    #[cfg(feature = "postgres")]
    pub(super) async fn in_a_database() -> Self {
        Self::open(Home::Database(database::Schema::new().await)).await
    }

    /// Another one, alike and with nothing in it.
    async fn anew(&self) -> Self {
        match &self.home {
            Home::Memory => Self::in_memory().await,
            Home::Folder(_) => Self::in_a_file().await,
            #[cfg(feature = "postgres")]
            Home::Database(_) => Self::in_a_database().await,
        }
    }

    async fn open(home: Home) -> Self {
        Self::set_up(home, |builder| builder).await
    }

    pub(in crate::sandbox) async fn set_up(home: Home, set_up: impl FnOnce(Builder) -> Builder) -> Self {
        let clock = ManualClock::new(START.parse().unwrap());
        let builder = set_up(Sandbox::builder().clock(clock.clone()).seed(7));
        let builder = match &home {
            Home::Memory => builder,
            Home::Folder(folder) => builder.data(&folder.0),
            #[cfg(feature = "postgres")]
            Home::Database(schema) => builder.database(schema.url()),
        };
        let sandbox = builder.build().await.unwrap();
        let seed = sandbox.seed().await.unwrap();
        Self { sandbox, clock, seed, home, references: AtomicU32::new(0) }
    }

    /// Another sandbox on the same store, with the same clock outside; none where what is kept can't be shared.
    async fn beside(&self) -> Option<Sandbox> {
        let builder = Sandbox::builder().clock(self.clock.clone()).seed(7);
        let builder = match &self.home {
            Home::Memory | Home::Folder(_) => return None,
            #[cfg(feature = "postgres")]
            Home::Database(schema) => builder.database(schema.url()),
        };
        Some(builder.build().await.unwrap())
    }

    /// Ends the program and starts it again.
    pub(in crate::sandbox) async fn restarted(self) -> Self {
        self.with(|builder| builder).await
    }

    /// Ends the program and starts it again, set up otherwise. What was in memory begins anew.
    async fn with(self, set_up: impl FnOnce(Builder) -> Builder) -> Self {
        let Self { sandbox, clock, home, references, .. } = self;
        drop(sandbox);
        // What it had under way when it ended goes now.
        tokio::task::yield_now().await;
        let next = Self::set_up(home, set_up).await;
        next.clock.set(super::Clock::now(&clock));
        Self { references, ..next }
    }

    fn call(&self) -> Call {
        call_of(&self.seed.callers[0].access_key_id)
    }

    pub(in crate::sandbox) fn pass(&self, step: TimeDelta) {
        self.clock.advance(step);
    }

    pub(in crate::sandbox) fn now(&self) -> DateTime<Utc> {
        super::Clock::now(&self.clock)
    }

    fn token(&self, name: &str) -> TokenId {
        let token = self.seed.tokens.iter().find(|token| token.name == name);
        token.unwrap_or_else(|| panic!("no token {name}")).token_id.clone()
    }

    fn instrument(&self, name: &str) -> &SeedInstrument {
        self.seed.instruments.iter().find(|instrument| instrument.name == name).unwrap()
    }

    fn reference(&self) -> String {
        format!("test-{}", self.references.fetch_add(1, Ordering::Relaxed))
    }

    /// A new token of the buyer for a single use.
    async fn sender(&self, method: &str) -> TokenId {
        let token = NewToken { payment_method: Some(method.to_owned()), ..NewToken::default() };
        self.create(token).await
    }

    async fn create(&self, token: NewToken) -> TokenId {
        let token = NewToken { caller_reference: Some(self.reference()), ..token };
        self.sandbox.create_token(token).await.unwrap().token_id
    }

    async fn create_instrument(&self, instrument: NewInstrument) -> SeedInstrument {
        self.sandbox.create_instrument(instrument).await.unwrap()
    }

    fn payment(&self, token: &TokenId, amount: &str) -> PayRequest {
        PayRequest::new(token, dollars(amount), self.reference())
    }

    async fn pay_request(&self, request: PayRequest) -> Result<PayResult, ServiceError> {
        self.sandbox.pay(&self.call(), request).await
    }

    async fn pay(&self, token: &TokenId, amount: &str) -> Result<PayResult, ServiceError> {
        self.pay_request(self.payment(token, amount)).await
    }

    /// A payment by a new single-use token, brought to its end.
    async fn paid(&self, method: &str, amount: &str) -> TransactionId {
        let token = self.sender(method).await;
        let paid = self.pay(&token, amount).await.unwrap();
        self.pass(TimeDelta::seconds(5));
        paid.transaction_id
    }

    async fn reserve(&self, amount: &str) -> TransactionId {
        let token = self.sender("CC").await;
        let request = ReserveRequest::new(token, dollars(amount), self.reference());
        self.sandbox.reserve(&self.call(), request).await.unwrap().transaction_id
    }

    async fn settle(&self, id: &TransactionId, amount: Option<&str>) -> Result<SettleResult, ServiceError> {
        let mut request = SettleRequest::new(id);
        request.transaction_amount = amount.map(dollars);
        self.sandbox.settle(&self.call(), request).await
    }

    async fn cancel(&self, id: &TransactionId) -> Result<CancelResult, ServiceError> {
        self.sandbox.cancel(&self.call(), CancelRequest::new(id)).await
    }

    async fn refund(&self, id: &TransactionId, amount: Option<&str>) -> Result<RefundResult, ServiceError> {
        let mut request = RefundRequest::new(id, self.reference());
        request.refund_amount = amount.map(dollars);
        self.sandbox.refund(&self.call(), request).await
    }

    async fn status(&self, id: &TransactionId) -> GetTransactionStatusResult {
        let request = GetTransactionStatusRequest::new(id);
        self.sandbox.get_transaction_status(&self.call(), request).await.unwrap()
    }

    async fn detail(&self, id: &TransactionId) -> TransactionDetail {
        let request = GetTransactionRequest::new(id);
        self.sandbox.get_transaction(&self.call(), request).await.unwrap().transaction.unwrap()
    }

    async fn balance(&self) -> AccountBalance {
        let request = GetAccountBalanceRequest::new();
        self.sandbox.get_account_balance(&self.call(), request).await.unwrap().account_balance.unwrap()
    }

    /// What the shop can spend.
    async fn available(&self) -> Decimal {
        self.balance().await.available_balances.disburse_balance.value
    }

    async fn usage(&self, token: &TokenId) -> Result<Vec<TokenUsageLimit>, ServiceError> {
        let request = GetTokenUsageRequest::new(token);
        self.sandbox.get_token_usage(&self.call(), request).await.map(|result| result.token_usage_limits)
    }

    /// Changes the account of that name behind the service's back.
    async fn alter(&self, name: &str, change: fn(&mut Account)) {
        let account = self.seed.accounts.iter().find(|account| account.name == name).unwrap();
        let (tenant, id) = (Tenant::of(&account.caller), account.account_id.clone());
        let altered = self.sandbox.change_at(&tenant, self.now(), move |books| {
            let mut account = books.account(&id)?.unwrap();
            change(&mut account);
            books.put(account);
            Ok(())
        });
        altered.await.unwrap();
    }

    async fn alter_instrument(&self, name: &str, change: fn(&mut Instrument)) {
        let instrument = self.instrument(name);
        let (tenant, id) = (Tenant::of(&instrument.caller), instrument.instrument_id.as_str().to_owned());
        let altered = self.sandbox.change_at(&tenant, self.now(), move |books| {
            let mut instrument = books.instrument(&id)?.unwrap();
            change(&mut instrument);
            books.put(instrument);
            Ok(())
        });
        altered.await.unwrap();
    }

    pub(in crate::sandbox) async fn check_ledger(&self) {
        assert!(self.sandbox.ledger_balanced().await.unwrap());
    }
}

fn call_of(access_key_id: &str) -> Call {
    Call {
        caller: Some(Caller { access_key_id: access_key_id.to_owned() }),
        version: "2010-08-28",
        request_id: "00000000-0000-0000-0000-000000000000:0".into(),
        received_at: DateTime::UNIX_EPOCH,
        transport: Transport::Rest,
        seller: None,
    }
}

fn dollars(amount: &str) -> Amount {
    Amount::usd(decimal(amount))
}

pub(in crate::sandbox) fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[track_caller]
fn refused<T: std::fmt::Debug>(result: Result<T, ServiceError>, code: ErrorCode) {
    match result {
        Err(error) => assert!(error.is(&code), "expected {}, got {error}", code.as_ref()),
        Ok(answer) => panic!("expected {}, got {answer:?}", code.as_ref()),
    }
}
