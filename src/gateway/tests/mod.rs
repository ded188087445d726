//! What the gateway does, tried over every store, with a processor that can be told to fail.

mod amazon_pay;
mod approvals;
mod clocks;
mod crashes;
mod doubts;
mod fake;
mod full;
mod late;
mod ledgers;
mod lost;
mod markets;
mod news;
mod notified;
mod properties;
mod rounds;
mod sagas;
#[cfg(feature = "postgres")]
mod together;
mod waits;

use std::sync::{
    Arc,
    atomic::{AtomicI64, AtomicU32, Ordering},
};

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;

use self::fake::{Fake, Trick};
use super::{Account, Builder, Gateway, Moment, Recipient, approvals::Approved};
#[cfg(feature = "postgres")]
use crate::sandbox::tests::Schema;
use crate::{
    error::ServiceError,
    fps::*,
    ids::{TokenId, TransactionId},
    money::Amount,
    sandbox::{
        Clock, ManualClock, NewAccount, NewToken,
        rows::{Consent, ConsentKind, Kind, Query, Row, Saga, SagaAction, Tenant, Token, Transaction},
        rules::{
            approval::{self, Approval},
            consent::Refusal,
        },
        tests::Folder,
    },
    server::{Call, Caller, Transport},
};

const CALLER: &str = "AKIAGATEWAYEXAMPLE00";
const START: &str = "2026-03-05T17:30:00Z";

/// Writes each test once and runs it over every store.
macro_rules! over_stores {
    ($($(#[$attribute:meta])* async fn $name:ident($world:ident: World) $body:block)*) => {
        $($(#[$attribute])* async fn $name(#[allow(unused_mut)] mut $world: World) $body)*

        mod memory {
            $(#[tokio::test]
            async fn $name() {
                super::$name(crate::gateway::tests::World::open(crate::gateway::tests::Home::Memory).await).await;
            })*
        }

        mod sqlite {
            $(#[tokio::test]
            async fn $name() {
                super::$name(crate::gateway::tests::World::in_a_file().await).await;
            })*
        }

        #[cfg(feature = "postgres")]
        mod postgres {
            $(#[tokio::test]
            #[ignore = "needs a PostgreSQL: FPS_TEST_DATABASE_URL"]
            async fn $name() {
                super::$name(crate::gateway::tests::World::in_a_database().await).await;
            })*
        }
    };
}
use over_stores;

/// A gateway before a processor of its own, with a clock that is moved by hand.
struct World {
    gateway: Gateway,
    fake: Fake,
    clock: ManualClock,
    home: Home,
    fuse: Fuse,
    references: AtomicU32,
    account: Account,
}

/// Ends the program at a moment of a saga.
#[derive(Clone)]
struct Fuse(Arc<AtomicI64>);

impl Fuse {
    fn set(&self, moments: i64) {
        self.0.store(moments, Ordering::SeqCst);
    }

    fn burn(&self, moment: &Moment) {
        if self.0.fetch_sub(1, Ordering::SeqCst) == 0 {
            panic!("the program ends: {moment:?}");
        }
    }
}

enum Home {
    Memory,
    Folder(Folder),
    #[cfg(feature = "postgres")]
    Database(Schema),
}

impl World {
    async fn in_a_file() -> Self {
        Self::open(Home::Folder(Folder::new())).await
    }

    #[cfg(feature = "postgres")]
    async fn in_a_database() -> Self {
        Self::open(Home::Database(Schema::new().await)).await
    }

    async fn open(home: Home) -> Self {
        Self::with(home, account()).await
    }

    async fn with(home: Home, account: Account) -> Self {
        let (fake, clock) = (Fake::default(), ManualClock::new(START.parse().unwrap()));
        let fuse = Fuse(Arc::new(AtomicI64::new(i64::MAX)));
        let gateway = builder(&home, &fake, &clock, &fuse, &account).build().await.unwrap();
        let world = Self { gateway, fake, clock, home, fuse, references: AtomicU32::new(0), account };
        world.found_buyer().await;
        world
    }

    async fn found_buyer(&self) {
        let buyer = NewAccount { name: "buyer".to_owned(), ..NewAccount::default() };
        self.gateway.books().create_account(buyer).await.unwrap();
    }

    /// The same in memory, with a gateway that is set up with more.
    async fn set_up(with: impl FnOnce(Builder) -> Builder) -> Self {
        let mut world = Self::open(Home::Memory).await;
        world.gateway = with(world.builder()).build().await.unwrap();
        world.found_buyer().await;
        world
    }

    /// Another one, alike and with nothing in it.
    async fn anew(&self) -> Self {
        self.anew_with(account()).await
    }

    /// The same with another account.
    async fn anew_with(&self, account: Account) -> Self {
        let home = match &self.home {
            Home::Memory => Home::Memory,
            Home::Folder(_) => Home::Folder(Folder::new()),
            #[cfg(feature = "postgres")]
            Home::Database(_) => Home::Database(Schema::new().await),
        };
        Self::with(home, account).await
    }

    /// Every how many moments the program ends: each in memory, and some where a store is slow. `tests/gateway_kill.rs`
    /// kills it at each with its books in a file.
    fn stride(&self) -> i64 {
        match &self.home {
            Home::Memory => 1,
            Home::Folder(_) => 4,
            #[cfg(feature = "postgres")]
            Home::Database(_) => 13,
        }
    }

    /// Ends the program and starts it again. What is in memory goes on as if only the call had been lost.
    async fn restart(&mut self) {
        if matches!(self.home, Home::Memory) {
            return;
        }
        let nowhere = Gateway::builder().build().await.unwrap();
        drop(std::mem::replace(&mut self.gateway, nowhere));
        // What it had under way when it ended goes now.
        tokio::task::yield_now().await;
        self.gateway = self.builder().build().await.unwrap();
    }

    fn builder(&self) -> Builder {
        builder(&self.home, &self.fake, &self.clock, &self.fuse, &self.account)
    }

    /// What was not finished.
    async fn open_sagas(&self) -> Vec<Saga> {
        self.sagas().await.into_iter().filter(|saga| saga.ended.is_none()).collect()
    }

    async fn sagas(&self) -> Vec<Saga> {
        let all = |books: &crate::sandbox::books::Books<'_>| {
            let rows = books.list(Query::All(Kind::Saga))?.iter();
            Ok(rows.filter_map(|row| if let Row::Saga(saga) = row { Some(Saga::clone(saga)) } else { None }).collect())
        };
        self.gateway.books().look(&Tenant::of(CALLER), all).await.unwrap()
    }

    fn reference(&self) -> String {
        format!("test-{}", self.references.fetch_add(1, Ordering::Relaxed))
    }

    /// A token of the buyer that stands for a consent which was not confirmed yet.
    async fn token(&self, token: NewToken) -> TokenId {
        let reference = self.reference();
        let once = token.token_type.as_deref().is_none_or(|kind| kind == "SingleUse");
        let (letter, kind) = if once { ('S', ConsentKind::Once) } else { ('C', ConsentKind::Standing) };
        let number = self.references.load(Ordering::Relaxed);
        let consent = Consent {
            id: format!("{letter}01-{number:07}-0000000"),
            kind,
            seller: "A2SELLER".to_owned(),
            confirmed: false,
            ended: false,
        };
        let token = NewToken { caller_reference: Some(reference), ..token };
        let made = self.gateway.books().create_token(token).await.unwrap().token_id;
        self.agree(&made, Some(consent)).await;
        made
    }

    async fn sender(&self, method: &str) -> TokenId {
        self.token(NewToken { payment_method: Some(method.to_owned()), ..NewToken::default() }).await
    }

    async fn multi_use(&self, method: &str) -> TokenId {
        let token_type = Some("MultiUse".to_owned());
        self.token(NewToken { payment_method: Some(method.to_owned()), token_type, ..NewToken::default() }).await
    }

    async fn agree(&self, token: &TokenId, consent: Option<Consent>) {
        let id = token.as_str().to_owned();
        let set = move |books: &mut crate::sandbox::books::Books<'_>| {
            let mut token = books.token(&id)?.unwrap();
            token.consent = consent.clone();
            books.put(token);
            Ok(())
        };
        self.gateway.books().alter(&Tenant::of(CALLER), set).await.unwrap();
    }

    /// An old token whose buyer has not consented anew yet.
    async fn old(&self, token: NewToken) -> TokenId {
        let token = self.token(NewToken { payment_method: Some("ABT".to_owned()), ..token }).await;
        self.agree(&token, None).await;
        token
    }

    async fn old_multi_use(&self) -> TokenId {
        self.old(NewToken { token_type: Some("MultiUse".to_owned()), ..NewToken::default() }).await
    }

    /// One that pays 20 dollars at most, once, and for a week or for an hour.
    async fn old_single_use(&self, lasts: TimeDelta) -> TokenId {
        let expires = Some(self.now() + lasts);
        self.old(NewToken { amount: Some(decimal("20")), expires, ..NewToken::default() }).await
    }

    fn pay(&self, token: &TokenId, amount: &str) -> PayRequest {
        PayRequest::new(token, dollars(amount), self.reference())
    }

    async fn paid(&self, method: &str, amount: &str) -> TransactionId {
        let token = self.sender(method).await;
        self.gateway.pay(&call(), self.pay(&token, amount)).await.unwrap().transaction_id
    }

    async fn reserved(&self, amount: &str) -> TransactionId {
        let token = self.sender("CC").await;
        let request = ReserveRequest::new(token, dollars(amount), self.reference());
        self.gateway.reserve(&call(), request).await.unwrap().transaction_id
    }

    /// Lets time pass, and does what is due.
    async fn pass(&self, step: TimeDelta) {
        self.clock.advance(step);
        self.gateway.tick().await.unwrap();
    }

    async fn status(&self, id: &TransactionId) -> TransactionStatus {
        let answer = self.gateway.get_transaction_status(&call(), GetTransactionStatusRequest::new(id)).await;
        answer.unwrap().transaction_status
    }

    async fn transaction(&self, id: &TransactionId) -> Transaction {
        let id = id.as_str().to_owned();
        let row = self.gateway.books().look(&Tenant::of(CALLER), move |books| books.transaction(&id)).await;
        row.unwrap().unwrap()
    }

    async fn token_row(&self, id: &TokenId) -> Token {
        let id = id.as_str().to_owned();
        self.gateway.books().look(&Tenant::of(CALLER), move |books| books.token(&id)).await.unwrap().unwrap()
    }

    async fn saga(&self, action: SagaAction, subject: &str) -> Option<Saga> {
        let id = Saga::name(action, subject);
        self.gateway.books().look(&Tenant::of(CALLER), move |books| books.saga(&id)).await.unwrap()
    }

    async fn check_ledger(&self) {
        assert!(self.gateway.ledger_balanced().await.unwrap());
    }

    fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }
}

/// What comes of it that the buyer of an old token is back with what he has consented to, as on the page for that.
async fn come_back(
    gateway: &Gateway,
    token: &TokenId,
    consent: &str,
) -> Result<Result<Approved, Refusal>, ServiceError> {
    let kind = if consent.starts_with('S') { ConsentKind::Once } else { ConsentKind::Standing };
    let consent =
        Consent { id: consent.to_owned(), kind, seller: "A2SELLER".to_owned(), confirmed: false, ended: false };
    let approval = Approval { visit: consent.id.clone(), consent, buyer_name: None, buyer_email: None };
    let (tenant, id) = (Tenant::of(CALLER), token.as_str().to_owned());
    let renew = move |books: &mut crate::sandbox::books::Books<'_>| approval::renew(books, &id, &approval);
    match gateway.books().alter(&tenant, renew).await? {
        Ok(()) => gateway.approve(&tenant, token.as_str()).await.map(Ok),
        Err(refusal) => Ok(Err(refusal)),
    }
}

/// A marketplace, which is paid itself, too.
fn account() -> Account {
    let recipients = [markets::BOOKS, "A6TOYS"].map(|seller| Recipient::new(seller, format!("amzn.mws.{seller}")));
    Account {
        recipients: recipients.to_vec(),
        provider_id: Some(fake::PROVIDER.to_owned()),
        ..Account::new("A2SELLER", "AKIAMWS", "mws secret")
    }
}

fn builder(home: &Home, fake: &Fake, clock: &ManualClock, fuse: &Fuse, account: &Account) -> Builder {
    let fuse = fuse.clone();
    let builder = Gateway::builder()
        .caller(CALLER, "secret")
        .merchant(CALLER, account.clone())
        .clock(clock.clone())
        .seed(7)
        .watch(move |moment| fuse.burn(moment))
        .processor(Arc::new(fake.clone()));
    match home {
        Home::Memory => builder,
        Home::Folder(folder) => builder.data(&folder.0),
        #[cfg(feature = "postgres")]
        Home::Database(schema) => builder.database(schema.url()),
    }
}

fn call() -> Call {
    Call {
        caller: Some(Caller { access_key_id: CALLER.to_owned() }),
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

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[track_caller]
fn refused<T: std::fmt::Debug>(result: Result<T, ServiceError>, code: ErrorCode) -> String {
    match result {
        Err(error) => {
            assert!(error.is(&code), "expected {}, got {error}", code.as_ref());
            error.message().to_owned()
        }
        Ok(answer) => panic!("expected {}, got {answer:?}", code.as_ref()),
    }
}
