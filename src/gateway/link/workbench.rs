//! The books of a gateway that isn't asked to run, for one caller: what takes tokens over needs no more.

use std::{collections::HashMap, path::PathBuf};

use chrono::{DateTime, Utc};

use super::{LinkError, Linking, RenewalError, Report, Sheet, apply};
use crate::{
    error::ServiceError,
    gateway::{Standing, StoreProblem, pages::Desk},
    ids::TokenId,
    sandbox::{self, Sandbox, State},
};

/// A gateway's books, open for what its owner does to one caller's tokens. What is due in them is left to the gateways on
/// them, who know whom to tell of it.
#[derive(Debug, Clone)]
pub struct Workbench {
    books: Sandbox,
    caller: String,
    dry_run: bool,
}

/// How a [`Workbench`] opens books.
#[derive(Debug, Clone)]
#[must_use]
pub struct Opening {
    caller: String,
    founds: bool,
    dry_run: bool,
}

/// Why books can't be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WorkbenchError {
    /// There are no books at that place, and they were not to be made.
    #[error("there are no books of a gateway there: the first start of a gateway makes them")]
    NoBooks,
    /// The books have no such caller, and it was not to be added.
    #[error("the books have no caller {caller}, but {}: the first start of a gateway that has it as a caller adds it", named(.known))]
    UnknownCaller {
        /// The access key that was given.
        caller: String,
        /// Those that the books have.
        known: Vec<String>,
    },
    /// Nobody can have that access key.
    #[error("an access key has letters, digits and the like, and neither blanks nor anything that isn't ASCII")]
    AccessKey,
    /// Another program has the books open.
    #[error("the books are open in another program")]
    InUse,
    /// The books are of an older program: opening them would change them, and nothing was to be changed.
    #[error(
        "the books are of an older program: the next start of a gateway, or a run that may write, takes them further"
    )]
    Behind,
    /// The books are a sandbox's.
    #[error("the books there are those of a sandbox, and not of a gateway")]
    Foreign,
    /// The place can't hold books.
    #[error(transparent)]
    Place(#[from] StoreProblem),
    /// The books can't be opened.
    #[error(transparent)]
    Books(#[from] sandbox::BuildError),
    /// The books can't be read or written.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

fn named(known: &[String]) -> String {
    if known.is_empty() { "nobody".to_owned() } else { known.join(", ") }
}

impl Opening {
    /// Whether the books are made where there are none, and the caller is added where they don't have it. The default is
    /// that both are refused: tokens that are linked to a mistyped access key, or into a mistyped folder, are known to
    /// no gateway.
    pub fn founding(self, founds: bool) -> Self {
        Self { founds, ..self }
    }

    /// Whether everything is only tried: what is done on the workbench is seen by nobody, and the books stay as they are,
    /// or stay away. The default is that it isn't.
    pub fn dry_run(self, dry_run: bool) -> Self {
        Self { dry_run, ..self }
    }

    /// Opens the books in a folder. They are for one program at a time: not while a gateway runs on them.
    ///
    /// # Errors
    /// See [`WorkbenchError`].
    pub async fn folder(self, folder: impl Into<PathBuf>) -> Result<Workbench, WorkbenchError> {
        let folder = folder.into();
        let standing = Standing::of_folder(&folder)?;
        self.open(standing, |books| books.data(&folder)).await
    }

    /// Opens the books in a PostgreSQL database, beside every gateway that runs on it. It needs a Tokio runtime with
    /// everything enabled.
    ///
    /// # Errors
    /// See [`WorkbenchError`].
    #[cfg(feature = "postgres")]
    pub async fn database(self, url: impl Into<String>) -> Result<Workbench, WorkbenchError> {
        let url = url.into();
        let standing = Standing::of_database(&url).await?;
        self.open(standing, |books| books.database(&url)).await
    }

    async fn open(
        self,
        standing: Standing,
        at: impl Fn(sandbox::Builder) -> sandbox::Builder,
    ) -> Result<Workbench, WorkbenchError> {
        let Self { caller, founds, dry_run } = self;
        if caller.is_empty() || !caller.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(WorkbenchError::AccessKey);
        }
        // Nobody calls here: there is nothing to check a signature of.
        let books = |looks| Sandbox::builder().decided_outside().caller(&caller, "").aside(looks);
        let books = match standing {
            Standing::InUse => return Err(WorkbenchError::InUse),
            Standing::Foreign => return Err(WorkbenchError::Foreign),
            Standing::Behind { .. } if dry_run => return Err(WorkbenchError::Behind),
            Standing::Empty if !founds => return Err(WorkbenchError::NoBooks),
            // In memory.
            Standing::Empty if dry_run => books(dry_run),
            Standing::Current if !founds => {
                // Whoever is refused leaves the books as they are.
                check_known(&at(books(true)).build().await?, &caller).await?;
                at(books(dry_run))
            }
            _ => at(books(dry_run)),
        };
        let books = books.build().await?;
        if founds {
            for new in books.callers() {
                books.found(&new).await?;
            }
        } else {
            check_known(&books, &caller).await?;
        }
        Ok(Workbench { books, caller, dry_run })
    }
}

/// Whether the books have that caller.
async fn check_known(books: &Sandbox, caller: &str) -> Result<(), WorkbenchError> {
    let known: Vec<_> = books.tenants().await?.into_iter().map(|(tenant, _)| tenant.as_str().to_owned()).collect();
    if known.iter().any(|known| known == caller) {
        return Ok(());
    }
    Err(WorkbenchError::UnknownCaller { caller: caller.to_owned(), known })
}

impl Workbench {
    /// The workbench of the caller with that access key, whose books are to be opened.
    pub fn of(caller: impl Into<String>) -> Opening {
        Opening { caller: caller.into(), founds: false, dry_run: false }
    }

    /// Takes over tokens: see [`Gateway::link`](crate::gateway::Gateway::link).
    ///
    /// # Errors
    /// As there.
    pub async fn link(&self, sheet: &Sheet, linking: &Linking) -> Result<Report, LinkError> {
        let dry_run = linking.dry_run || self.dry_run;
        apply(&self.books, &self.caller, sheet, &Linking { dry_run, ..linking.clone() }).await
    }

    /// The address on which the buyer of a token consents anew: see
    /// [`Gateway::renewal_link`](crate::gateway::Gateway::renewal_link).
    ///
    /// # Errors
    /// As there; and [`RenewalError::DryRun`].
    pub async fn renewal_link(
        &self,
        public_url: &str,
        token: &TokenId,
        expires: DateTime<Utc>,
    ) -> Result<String, RenewalError> {
        if self.dry_run {
            return Err(RenewalError::DryRun);
        }
        let desk = Desk::new(self.books.clone(), HashMap::new(), None);
        desk.renewal_link(public_url, &self.caller, token, expires).await
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
