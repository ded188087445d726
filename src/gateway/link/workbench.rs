//! The books of a gateway that isn't asked to run, for one caller: what takes tokens over needs no more.

use std::{collections::HashMap, path::PathBuf};

use chrono::{DateTime, Utc};
use url::Url;

use super::{LinkError, Linking, Report, Sheet, apply};
use crate::{
    error::ServiceError,
    gateway::pages::Desk,
    ids::TokenId,
    sandbox::{self, Sandbox, State},
};

/// A gateway's books, open for what its owner does to one caller's tokens.
#[derive(Debug, Clone)]
pub struct Workbench {
    books: Sandbox,
    caller: String,
}

/// Why books can't be opened.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct WorkbenchError(#[from] sandbox::BuildError);

impl Workbench {
    /// Opens the books in a folder, which is made where there is none. They are for one program at a time: not while a
    /// gateway runs on them.
    ///
    /// # Errors
    /// Where the folder can't be used, or another program does.
    pub async fn folder(folder: impl Into<PathBuf>, caller: &str) -> Result<Self, WorkbenchError> {
        Self::open(Sandbox::builder().decided_outside().data(folder), caller).await
    }

    /// Opens the books in a PostgreSQL database, beside every gateway that runs on it.
    ///
    /// # Errors
    /// Where the database can't be used.
    #[cfg(feature = "postgres")]
    pub async fn database(url: impl Into<String>, caller: &str) -> Result<Self, WorkbenchError> {
        Self::open(Sandbox::builder().decided_outside().database(url), caller).await
    }

    async fn open(books: sandbox::Builder, caller: &str) -> Result<Self, WorkbenchError> {
        // Nobody calls here: there is nothing to check a signature of.
        let books = books.caller(caller, "").build().await?;
        Ok(Self { books, caller: caller.to_owned() })
    }

    /// Takes over tokens: see [`Gateway::link`](crate::gateway::Gateway::link).
    ///
    /// # Errors
    /// As there.
    pub async fn link(&self, sheet: &Sheet, linking: &Linking) -> Result<Report, LinkError> {
        apply(&self.books, &self.caller, sheet, linking).await
    }

    /// The address, on the gateway that browsers find at `public_url`, on which the buyer of a token consents anew, until
    /// `expires`. Nobody else can make such an address: whoever has it may consent for the token.
    ///
    /// # Errors
    /// `InternalError` where the store fails.
    pub async fn renewal_link(
        &self,
        public_url: &Url,
        token: &TokenId,
        expires: DateTime<Utc>,
    ) -> Result<String, ServiceError> {
        let desk = Desk::new(self.books.clone(), HashMap::new(), None);
        desk.renewal_link(public_url, &self.caller, token.as_str(), expires).await
    }

    /// Everything in the books: see [`Sandbox::export`].
    ///
    /// # Errors
    /// `InternalError` where the store fails.
    pub async fn export(&self) -> Result<State, ServiceError> {
        self.books.export().await
    }

    /// Whether the ledger sums to zero: see [`Sandbox::ledger_balanced`].
    ///
    /// # Errors
    /// `InternalError` where the store fails.
    pub async fn ledger_balanced(&self) -> Result<bool, ServiceError> {
        self.books.ledger_balanced().await
    }

    /// The present time of the books.
    pub fn now(&self) -> DateTime<Utc> {
        self.books.now()
    }
}
