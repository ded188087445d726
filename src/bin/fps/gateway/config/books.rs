//! What of the configuration somebody has to know who works on the books beside the gateway.

use chrono::Utc;
use secrecy::SecretString;

use super::effective::{Check, Store};
use super::given::{Given, Problem, Severity};
use super::layers::Settings;
use super::settings::Variables;

/// Where a gateway keeps its books, and for whom.
pub struct Bookkeeping {
    pub store: Store,
    pub public_url: Option<String>,
    pub callers: Vec<Listed>,
}

/// A caller, as far as it is said who that is.
#[derive(Clone)]
pub struct Listed {
    pub access_key_id: String,
    pub seller_id: Option<String>,
}

impl Bookkeeping {
    /// What a configuration says, of which nothing else has to be there or right, no secret either. Nothing where something
    /// is wrong, in `problems` already or found here. `database` goes before whatever place it names.
    pub fn of(
        settings: &Settings,
        variables: &Variables,
        database: Option<SecretString>,
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        let mut check = Check { settings, variables, now: Utc::now(), problems };
        let public_url = settings.common.public_url.as_ref().and_then(|given| check.url("public_url", given));
        let store = database.map(Store::Database).or_else(|| check.store());
        let mut callers = Vec::new();
        for (place, caller) in settings.callers.iter().enumerate() {
            let mut text = |name: &str, given: Option<&Given<String>>| {
                given.and_then(|given| check.text(&format!("caller[{}].{name}", place + 1), Some(given)))
            };
            let seller_id = text("amazon_pay.seller_id", caller.amazon_pay.seller_id.as_ref());
            let access_key_id = text("access_key_id", caller.own.access_key_id.as_ref());
            callers.extend(access_key_id.map(|access_key_id| Listed { access_key_id, seller_id }));
        }
        let bookkeeping = Self { store: store?, public_url, callers };
        Some(bookkeeping).filter(|_| problems.iter().all(|problem| problem.severity != Severity::Error))
    }
}
