//! What every caller finds: accounts, tokens and instruments of every kind, and how to make more.

mod accounts;
mod model;
mod people;
mod plan;
mod wishes;
mod world;

use serde::Serialize;

pub(super) use accounts::{call, is_called};
pub use model::{
    AmountType, InstrumentKind, NewInstrument, NewToken, Seed, SeedAccount, SeedCaller, SeedInstrument,
    SeedSubscription, SeedToken, TokenLimit, TokenRole,
};
pub(super) use world::{found, has_account, is_founded, open_account};

use self::model::Share;
use super::{
    CallerIdentity, Sandbox,
    accounts::{AccountChange, NewAccount},
    amazon_pay,
    books::{Books, Stop},
    command::invalid,
    rows::{Document, Tenant},
};
use crate::error::ServiceError;

/// The name of the document that holds what a caller found.
pub(super) const DOCUMENT: &str = "seed";

impl Sandbox {
    /// What every caller finds in the beginning. Its tokens for a single use are not made again when they are used:
    /// see [`Sandbox::create_token`].
    ///
    /// # Errors
    /// `InternalError` where the store fails.
    pub async fn seed(&self) -> Result<Seed, ServiceError> {
        self.seed_of(self.callers()).await
    }

    /// What some callers find in the beginning.
    pub(super) async fn seed_of(&self, callers: Vec<CallerIdentity>) -> Result<Seed, ServiceError> {
        let _nothing_is_replaced = self.0.replacing.read().await;
        let mut seed = Seed::default();
        for caller in callers {
            let tenant = Tenant::of(&caller.access_key_id);
            let found = |books: &mut Books<'_>| Ok((share(books)?, amazon_pay::merchants_of(books)?));
            let (share, merchants) = self.change_at(&tenant, self.now(), found).await?;
            seed.callers.push(SeedCaller::of(&caller));
            seed.accounts.extend(share.accounts);
            seed.tokens.extend(share.tokens);
            seed.instruments.extend(share.instruments);
            seed.subscriptions.extend(share.subscriptions);
            seed.merchants.extend(merchants);
        }
        Ok(seed)
    }

    /// Makes a token as a buyer or a seller would on a page of FPS.
    ///
    /// # Errors
    /// `InvalidParams` for an unknown caller or account, or for a token or a number that makes no sense;
    /// `DuplicateRequest` for a caller reference that another token has.
    pub async fn create_token(&self, token: NewToken) -> Result<SeedToken, ServiceError> {
        let _nothing_is_replaced = self.0.replacing.read().await;
        let caller = self.named(token.caller.as_deref())?;
        self.change_at(&Tenant::of(&caller), self.now(), move |books| wishes::create_token(books, &token)).await
    }

    /// Makes a prepaid or credit instrument, with the two tokens that belong to it.
    ///
    /// # Errors
    /// As for [`Sandbox::create_token`].
    pub async fn create_instrument(&self, instrument: NewInstrument) -> Result<SeedInstrument, ServiceError> {
        let _nothing_is_replaced = self.0.replacing.read().await;
        let caller = self.named(instrument.caller.as_deref())?;
        self.change_at(&Tenant::of(&caller), self.now(), move |books| wishes::create_instrument(books, &instrument))
            .await
    }

    /// Opens an account in a caller's world: `POST /_sandbox/accounts`.
    ///
    /// # Errors
    /// `InvalidParams` for an unknown caller, a name that is taken, or a value that makes no sense.
    pub async fn create_account(&self, account: NewAccount) -> Result<SeedAccount, ServiceError> {
        let _nothing_is_replaced = self.0.replacing.read().await;
        let caller = self.named(account.terms.caller.as_deref())?;
        self.change_at(&Tenant::of(&caller), self.now(), move |books| self::accounts::create(books, &account)).await
    }

    /// Alters the account that is called so here, or has that id: `PATCH /_sandbox/accounts/{account}`.
    ///
    /// # Errors
    /// `InvalidParams` for an unknown caller or account, or a value that makes no sense.
    pub async fn alter_account(
        &self,
        account: impl Into<String>,
        change: AccountChange,
    ) -> Result<SeedAccount, ServiceError> {
        let _nothing_is_replaced = self.0.replacing.read().await;
        let caller = self.named(change.caller.as_deref())?;
        let (tenant, account, now) = (Tenant::of(&caller), account.into(), self.now());
        // What was due before goes by what the account was like then.
        self.catch_up(&tenant, now).await?;
        self.change_at(&tenant, now, move |books| self::accounts::alter(books, &account, &change)).await
    }

    /// The tenant whose access key that is; the first one if none is named.
    pub(super) fn tenant_named(&self, access_key_id: Option<&str>) -> Result<Tenant, ServiceError> {
        Ok(Tenant::of(&self.named(access_key_id)?))
    }

    pub(super) fn named(&self, access_key_id: Option<&str>) -> Result<String, ServiceError> {
        let caller = match access_key_id {
            Some(id) => self.caller(id),
            None => self.callers().into_iter().next(),
        };
        let caller = caller.ok_or_else(|| invalid("caller is not the access key of one of the sandbox's callers."))?;
        Ok(caller.access_key_id)
    }
}

/// The id of the account that is called `account` here, or has that id.
pub(super) fn account_id(books: &Books<'_>, account: &str) -> Result<String, Stop> {
    let known = share(books)?.accounts.into_iter().find(|known| known.name == account || known.account_id == account);
    let unknown = || format!("There is no account '{}' here.", account.chars().take(64).collect::<String>());
    Ok(known.ok_or_else(|| invalid(unknown()))?.account_id)
}

/// Whoever has an account in the caller's world.
pub(super) fn accounts(books: &Books<'_>) -> Result<Vec<SeedAccount>, Stop> {
    Ok(share(books)?.accounts)
}

fn share(books: &Books<'_>) -> Result<Share, Stop> {
    let broken = || Stop::broken("what it was started with");
    let document = books.document(DOCUMENT)?.ok_or_else(broken)?;
    serde_json::from_str(&document.body).map_err(|_| broken())
}

fn keep(books: &mut Books<'_>, share: &impl Serialize) -> Result<(), Stop> {
    let body = serde_json::to_string(share).map_err(|_| Stop::broken("what it was started with"))?;
    books.put(Document { name: DOCUMENT.to_owned(), body });
    Ok(())
}

/// The name and the key of the caller whose world is made.
#[derive(Clone)]
pub(super) struct World {
    pub(super) name: String,
}

impl World {
    pub(super) fn of(caller: &CallerIdentity) -> Self {
        Self { name: caller.name.clone() }
    }
}
