//! The sellers who are paid through a caller: as many as there are, so that only the file has them.

use serde::Deserialize;
use toml::Spanned;

use super::given::{Given, Shown};
use super::value::Secret;

/// A seller as the file has him.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecipientFile {
    seller_id: Option<Spanned<String>>,
    client_id: Option<Spanned<String>>,
    auth_token: Option<Spanned<Secret>>,
}

/// A seller as he was given.
#[derive(Clone, Default)]
pub struct RecipientLayer {
    pub seller_id: Option<Given<String>>,
    /// His client id of Login with Amazon, for the widgets.
    pub client_id: Option<Given<String>>,
    pub auth_token: Option<Given<Secret>>,
}

impl RecipientLayer {
    pub fn of_file(file: RecipientFile, line: &dyn Fn(usize) -> usize) -> Self {
        Self {
            seller_id: file.seller_id.map(|value| Given::in_file(value, line)),
            client_id: file.client_id.map(|value| Given::in_file(value, line)),
            auth_token: file.auth_token.map(|value| Given::in_file(value, line)),
        }
    }

    pub fn shown(&self) -> Vec<Shown> {
        let all = [
            Shown::of("seller_id", self.seller_id.as_ref()),
            Shown::of("client_id", self.client_id.as_ref()),
            Shown::of("auth_token", self.auth_token.as_ref()),
        ];
        all.into_iter().flatten().collect()
    }
}
