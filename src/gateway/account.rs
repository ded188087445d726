use std::{collections::HashSet, fmt};

use secrecy::SecretString;

use super::{Wallet, instruction::Merchant};
use crate::{
    amazon_pay::{Environment, client::Region},
    sandbox::books::Sellers,
};

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
    /// The other sellers whom the caller has paid as a marketplace. The default is none: then nobody but the caller itself
    /// can be paid.
    pub recipients: Vec<Recipient>,
    /// The ProviderId under which Amazon Pay pays the caller the fees of its marketplace out of what other sellers get,
    /// where it is enrolled for that. The default is that it isn't: then such fees are kept in the gateway's books, and the
    /// sellers are paid in full.
    pub provider_id: Option<String>,
}

/// A seller who is paid through the marketplace of a caller, and has let it act for him.
#[derive(Clone)]
#[non_exhaustive]
pub struct Recipient {
    /// His SellerId. It is what a recipient token says whom it has paid by.
    pub seller_id: String,
    /// The MWSAuthToken that he has given.
    pub auth_token: SecretString,
    /// Where buyers consent to pay him. The default is where those of the caller do.
    pub wallet: Option<Wallet>,
}

impl Recipient {
    /// A seller with what each has: the SellerId, and the MWSAuthToken that he has given.
    pub fn new(seller_id: impl Into<String>, auth_token: impl Into<SecretString>) -> Self {
        Self { seller_id: seller_id.into(), auth_token: auth_token.into(), wallet: None }
    }

    pub(super) fn merchant(&self) -> Merchant {
        Merchant { seller_id: self.seller_id.clone(), auth_token: Some(self.auth_token.clone()) }
    }
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
            recipients: Vec::new(),
            provider_id: None,
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

impl Account {
    /// Why the account can't have its recipients paid.
    pub(super) fn problem(&self) -> Option<String> {
        let mut known = HashSet::from([self.seller_id.as_str()]);
        let again = self.recipients.iter().find(|recipient| !known.insert(recipient.seller_id.as_str()))?;
        Some(format!("the seller {} is given twice", again.seller_id))
    }

    /// Whom Amazon Pay can pay for the caller.
    pub(super) fn sellers(&self) -> Sellers {
        Sellers {
            own: self.seller_id.clone(),
            others: self.recipients.iter().map(|recipient| recipient.seller_id.clone()).collect(),
            provider: self.provider_id.clone(),
        }
    }
}

impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recipient").field("seller_id", &self.seller_id).finish_non_exhaustive()
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("seller_id", &self.seller_id)
            .field("region", &self.region)
            .field("environment", &self.environment)
            .field("endpoint", &self.endpoint)
            .field("recipients", &self.recipients)
            .finish_non_exhaustive()
    }
}
