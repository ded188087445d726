//! What there is where the gateway is to keep its books, before it is started there.

use std::{fmt, path::Path};

use crate::sandbox::store::{self, Found, StoreError};

/// How the place stands at which a gateway is to keep its books. Looking changes nothing there.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Standing {
    /// There are no books yet: they are made when the gateway starts.
    Empty,
    /// There are books that this program can go on with at once.
    Current,
    /// There are books of an older program, which are brought to the present schema when the gateway starts.
    Behind {
        /// How many steps.
        steps: usize,
    },
    /// Another program has them open, and a second one is refused meanwhile.
    InUse,
    /// There are the books of a sandbox, whose buyers and balances are made up: no gateway goes on with them.
    Foreign,
}

/// Why a gateway can't keep its books at a place.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the store can't be used: {0}")]
pub struct StoreProblem(String);

impl Standing {
    /// What is in a folder. Whether something can be made there is tried with an empty file, which is removed at once.
    ///
    /// # Errors
    /// Where nothing can be made there, or a newer program has written what is there.
    pub fn of_folder(folder: &Path) -> Result<Self, StoreProblem> {
        Ok(store::in_folder(folder)?.into())
    }

    /// What is in a PostgreSQL database. It needs a Tokio runtime with everything enabled.
    ///
    /// # Errors
    /// Where it can't be reached, lets nobody in with that user and password, or a newer program has written what is
    /// there. The reason holds no password.
    #[cfg(feature = "postgres")]
    pub async fn of_database(url: &str) -> Result<Self, StoreProblem> {
        Ok(store::in_database(url).await?.into())
    }
}

impl From<Found> for Standing {
    fn from(found: Found) -> Self {
        match found {
            Found::Nothing => Self::Empty,
            Found::Books { behind: 0 } => Self::Current,
            Found::Books { behind } => Self::Behind { steps: behind },
            Found::InUse => Self::InUse,
            Found::Foreign => Self::Foreign,
        }
    }
}

impl From<StoreError> for StoreProblem {
    fn from(error: StoreError) -> Self {
        Self(error.to_string())
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("there is nothing yet, and books can be made"),
            Self::Current => f.write_str("there are books, with the present schema"),
            Self::Behind { steps } => {
                write!(f, "there are books of an older program: the start takes them {steps} steps further")
            }
            Self::InUse => f.write_str("there are books, which another program has open"),
            Self::Foreign => f.write_str("the books there are those of a sandbox: name another folder or database"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        gateway::Gateway,
        sandbox::{Sandbox, store::Sqlite},
    };

    #[tokio::test]
    async fn nobody_goes_on_with_the_books_of_another_kind_of_program() {
        let folder = std::env::temp_dir().join(format!("fps-keepers-{}", std::process::id()));
        let (of_sandbox, of_gateway) = (folder.join("sandbox"), folder.join("gateway"));
        let sandbox = |folder: &Path| Sandbox::builder().data(folder);
        let gateway = |folder: &Path| Gateway::builder().data(folder);
        drop(sandbox(&of_sandbox).build().await.unwrap());
        drop(gateway(&of_gateway).build().await.unwrap());
        let forget = |folder: &Path| {
            let connection = rusqlite::Connection::open(folder.join("books.sqlite3")).unwrap();
            connection.execute("delete from rows where id = 'keeper'", []).unwrap()
        };
        // Older books don't say whose they are: a sandbox's.
        for forgets in [false, true] {
            if forgets {
                assert_eq!(forget(&of_sandbox), 1);
            }
            assert_eq!(Standing::of_folder(&of_sandbox).unwrap(), Standing::Foreign);
            let refused = gateway(&of_sandbox).build().await.unwrap_err().to_string();
            assert!(refused.contains("those of a sandbox, and a gateway can't go on with them"), "{refused}");
            drop(sandbox(&of_sandbox).build().await.unwrap());
        }
        assert_eq!(Standing::of_folder(&of_gateway).unwrap(), Standing::Current);
        let refused = sandbox(&of_gateway).build().await.unwrap_err().to_string();
        assert!(refused.contains("those of a gateway, and a sandbox can't go on with them"), "{refused}");
        drop(gateway(&of_gateway).build().await.unwrap());
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_folder_is_looked_at_and_left_as_it_is() {
        let folder = std::env::temp_dir().join(format!("fps-standing-{}", std::process::id()));
        let inner = folder.join("not").join("yet");
        assert_eq!(Standing::of_folder(&inner).unwrap(), Standing::Empty);
        assert!(!folder.exists());

        let store = Sqlite::open(&inner).unwrap();
        assert_eq!(Standing::of_folder(&inner).unwrap(), Standing::InUse);
        drop(store);
        let files = || std::fs::read_dir(&inner).unwrap().count();
        let before = files();
        assert_eq!(Standing::of_folder(&inner).unwrap(), Standing::Current);
        assert_eq!(files(), before);

        let version = |version: u32| {
            let connection = rusqlite::Connection::open(inner.join("books.sqlite3")).unwrap();
            connection.pragma_update(None, "user_version", version).unwrap();
        };
        version(1);
        assert_eq!(Standing::of_folder(&inner).unwrap(), Standing::Behind { steps: 1 });
        version(4711);
        let problem = Standing::of_folder(&inner).unwrap_err().to_string();
        assert!(problem.contains("schema 4711") && problem.contains("use the newer program"), "{problem}");

        let file = folder.join("file");
        std::fs::write(&file, "").unwrap();
        assert!(Standing::of_folder(&file).unwrap_err().to_string().contains("is a file and no folder"));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
