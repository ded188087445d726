use std::fmt;

use secrecy::SecretString;

use super::{Wallet, instruction::Merchant};
use crate::amazon_pay::{Environment, client::Region};

/// A merchant's account with Amazon Pay, which the payments of one caller go to.
#[derive(Clone)]
#[non_exhaustive]
pub struct Account {
    /// The SellerId of the merchant.
    pub seller_id: String,
    /// The access key by which Amazon Pay knows who calls.
    pub access_key_id: String,
    /// What requests to Amazon Pay are signed with.
    pub secret_access_key: SecretString,
    /// The MWSAuthToken, where the access key is of somebody who acts for the merchant.
    pub auth_token: Option<SecretString>,
    /// Where the merchant is registered. The default is the United States: FPS knew no money but dollars.
    pub region: Region,
    /// Whether money is real. The default is that it isn't.
    pub environment: Environment,
    /// Another address than the region's, such as that of a sandbox.
    pub endpoint: Option<String>,
    /// Where the merchant's buyers consent. The default is the page for buyers of the sandbox that is at `endpoint`; without
    /// either, nobody can consent through the gateway.
    pub wallet: Option<Wallet>,
}

impl Account {
    /// An account with what each has: the SellerId, the access key and its secret.
    pub fn new(
        seller_id: impl Into<String>,
        access_key_id: impl Into<String>,
        secret_access_key: impl Into<SecretString>,
    ) -> Self {
        Self {
            seller_id: seller_id.into(),
            access_key_id: access_key_id.into(),
            secret_access_key: secret_access_key.into(),
            auth_token: None,
            region: Region::UnitedStates,
            environment: Environment::Sandbox,
            endpoint: None,
            wallet: None,
        }
    }

    /// Where the merchant's buyers consent, where that is known.
    pub(super) fn wallet(&self) -> Option<Wallet> {
        self.wallet.clone().or_else(|| Wallet::beside(self.endpoint.as_deref()?))
    }

    pub(super) fn merchant(&self) -> Merchant {
        Merchant { seller_id: self.seller_id.clone(), auth_token: self.auth_token.clone() }
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("seller_id", &self.seller_id)
            .field("region", &self.region)
            .field("environment", &self.environment)
            .field("endpoint", &self.endpoint)
            .finish_non_exhaustive()
    }
}
