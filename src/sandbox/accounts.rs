//! Accounts as they are opened and altered from outside, where a person would use the pages of Amazon Payments.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, de::Error};

use super::rows::{AccountKind, AccountState, Verification};

/// An account to be opened in a caller's world: see [`Sandbox::create_account`](super::Sandbox::create_account).
///
/// As JSON, the fields of `terms` stand beside the others: `{"name": "anna", "balance": 50, "state": "Suspended"}`.
#[derive(Debug, Clone, Default)]
pub struct NewAccount {
    /// What it is called here: 1 to 64 letters, digits, `-` and `_`, which no other account of the world is called.
    pub name: String,
    /// Whose it is. The default is a buyer's.
    pub role: AccountRole,
    /// What it is opened as. The default is personal for a buyer, and business for a seller.
    pub kind: Option<AccountKind>,
    /// What it holds, in whole cents from 0 to a billion dollars. The default is nothing.
    pub balance: Decimal,
    /// Everything that can be altered later, too. What is kept is as for the account `buyer`: active, verified, with
    /// a card and a bank account that are good, and without limits.
    pub terms: AccountChange,
}

/// Whose an account is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AccountRole {
    /// Somebody who pays.
    #[default]
    Buyer,
    /// Somebody who is paid.
    Seller,
}

/// What becomes of an account: see [`Sandbox::alter_account`](super::Sandbox::alter_account). What is left out stays
/// as it is.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AccountChange {
    /// The access key of the caller in whose world it is; the first caller if none is named.
    pub caller: Option<String>,
    /// The name that answers give: 1 to 128 characters.
    pub display_name: Option<String>,
    /// The e-mail address, of 65 bytes at most.
    pub email: Option<String>,
    /// Whether the address was verified.
    pub email_verified: Option<bool>,
    /// `Active`, `Suspended` or `Closed`.
    pub state: Option<AccountState>,
    /// `Pending`, `Complete` or `CompleteNoLimits`.
    pub verification: Option<Verification>,
    /// Whether it can be paid by credit card.
    pub takes_cards: Option<bool>,
    /// Whether it may have others pay each other: of use for the caller's own account.
    pub marketplace: Option<bool>,
    /// What it may send in a calendar month (UTC): whole cents from 0 to a billion dollars; null is no limit.
    pub sending_limit: Setting<Decimal>,
    /// What it may receive, in the same way.
    pub receiving_limit: Setting<Decimal>,
    /// The credit card; null is none.
    pub card: Setting<Card>,
    /// The bank account; null is none.
    pub bank: Setting<Bank>,
    /// Where notifications go: an absolute http or https URL; null is nowhere.
    pub notification_url: Setting<String>,
}

/// A credit card. What is left out stays as it is; a new card is good for three years.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Card {
    /// The first moment at which it is no longer valid.
    pub expires: Option<DateTime<Utc>>,
    /// Whether its bank refuses every payment.
    pub declines: Option<bool>,
}

/// A bank account. What is left out stays as it is; a new one is verified and pays.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Bank {
    /// Whether it was verified.
    pub verified: Option<bool>,
    /// Whether the bank returns every payment.
    pub declines: Option<bool>,
}

/// What becomes of something that an account may have or lack. In JSON: left out, `null`, or a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Setting<T> {
    /// It stays.
    #[default]
    Keep,
    /// There is none from now on.
    None,
    /// It is this from now on.
    To(T),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Setting<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(from)?.map_or(Self::None, Self::To))
    }
}

/// [`NewAccount`] but for the terms, which are read from what is left: so unknown names are found.
#[derive(Deserialize)]
struct Outline {
    name: String,
    #[serde(default)]
    role: AccountRole,
    kind: Option<AccountKind>,
    #[serde(default)]
    balance: Decimal,
    #[serde(flatten)]
    terms: serde_json::Map<String, serde_json::Value>,
}

impl<'de> Deserialize<'de> for NewAccount {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Outline { name, role, kind, balance, terms } = Outline::deserialize(from)?;
        let terms = serde_json::from_value(terms.into()).map_err(D::Error::custom)?;
        Ok(Self { name, role, kind, balance, terms })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(json: &str) -> Result<NewAccount, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    #[test]
    fn an_account_is_described_in_one_object() {
        let account =
            new(r#"{"name": "anna", "role": "seller", "kind": "Business", "balance": 12.5, "state": "Suspended",
                "card": null, "bank": {"verified": false}, "sending_limit": "100"}"#);
        let account = account.unwrap();
        assert_eq!((account.name.as_str(), account.role), ("anna", AccountRole::Seller));
        assert_eq!((account.kind, account.balance), (Some(AccountKind::Business), Decimal::new(125, 1)));
        let terms = account.terms;
        assert_eq!(terms.state, Some(AccountState::Suspended));
        assert!(matches!(terms.card, Setting::None));
        assert!(matches!(terms.bank, Setting::To(Bank { verified: Some(false), declines: None })));
        assert_eq!(terms.sending_limit, Setting::To(Decimal::ONE_HUNDRED));
        assert_eq!(terms.receiving_limit, Setting::Keep);
    }

    #[test]
    fn what_is_not_known_is_named() {
        for (json, named) in [
            (r#"{"name": "anna", "stat": "Closed"}"#, "unknown field `stat`"),
            (r#"{"name": "anna", "state": "Shut"}"#, "unknown variant `Shut`"),
            (r#"{"name": "anna", "card": {"number": 1}}"#, "unknown field `number`"),
            (r#"{"balance": 1}"#, "missing field `name`"),
        ] {
            let error = new(json).unwrap_err();
            assert!(error.contains(named), "{error}");
        }
    }
}
