//! Keys of the sandbox's own that are made when they are first needed, and kept with its data.

use std::sync::OnceLock;

use super::{Sandbox, internal, rows::Document, rows::Tenant};
use crate::{error::ServiceError, sign::x509::Error};

/// Certificates with a key, as PEM, in a document of the house.
pub(super) struct Keys {
    /// The name of the document.
    pub(super) document: &'static str,
    pub(super) make: fn() -> Result<String, Error>,
    /// Keys take long to make: what lives no longer than the program is made once in it.
    pub(super) made: OnceLock<String>,
}

impl Sandbox {
    /// The document, if it was made already.
    pub(super) async fn kept(&self, keys: &'static Keys) -> Result<Option<String>, ServiceError> {
        let kept = self.change_at(&Tenant::house(), self.now(), |books| books.document(keys.document)).await?;
        Ok(kept.map(|document| document.body))
    }

    /// The document, which is made where there is none.
    pub(super) async fn keep(&self, keys: &'static Keys) -> Result<String, ServiceError> {
        if let Some(kept) = self.kept(keys).await? {
            return Ok(kept);
        }
        let made = match keys.made.get() {
            Some(made) => made,
            None => {
                // Keys take a while, for which other tasks shall not wait.
                let made = tokio::task::spawn_blocking(keys.make).await;
                let made = made.map_err(|error| internal(format!("Making a certificate has failed: {error}.")))?;
                let made = made.map_err(|error| internal(format!("A certificate can't be made: {error}.")))?;
                keys.made.get_or_init(|| made)
            }
        };
        // Another process with the same store may have been faster.
        let house = Tenant::house();
        let kept = self.change_at(&house, self.now(), |books| {
            if let Some(known) = books.document(keys.document)? {
                return Ok(known.body);
            }
            books.put(Document { name: keys.document.to_owned(), body: made.clone() });
            Ok(made.clone())
        });
        kept.await
    }
}
