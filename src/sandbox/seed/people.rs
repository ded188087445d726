//! Who lives in the world of every caller.

use rust_decimal::Decimal;

use super::{World, model::SeedAccount};
use crate::sandbox::{
    accounts::{AccountChange, AccountRole, Bank, Card, NewAccount, Setting},
    books::{Books, Stop},
    rows::{AccountKind, AccountState, Verification},
    rules::accounts,
};

/// Somebody in the world of every caller.
pub(super) struct Person {
    name: &'static str,
    role: &'static str,
    display_name: &'static str,
    kind: AccountKind,
    state: AccountState,
    email_verified: bool,
    verification: Verification,
    /// Dollars.
    balance: u32,
    troubled: bool,
}

const NOBODY: Person = Person {
    name: "",
    role: "buyer",
    display_name: "",
    kind: AccountKind::Personal,
    state: AccountState::Active,
    email_verified: true,
    verification: Verification::Complete,
    balance: 0,
    troubled: false,
};

pub(super) const PEOPLE: &[Person] = &[
    Person {
        name: "shop",
        role: "caller",
        display_name: "Example Shop",
        kind: AccountKind::Developer,
        verification: Verification::CompleteNoLimits,
        balance: 1_000,
        ..NOBODY
    },
    Person { name: "buyer", display_name: "Bea Buyer", balance: 1_000_000, ..NOBODY },
    Person { name: "poor-buyer", display_name: "Pat Poor", balance: 1, troubled: true, ..NOBODY },
    Person {
        name: "seller",
        role: "seller",
        display_name: "Sam's Goods",
        kind: AccountKind::Business,
        verification: Verification::CompleteNoLimits,
        balance: 100,
        ..NOBODY
    },
    Person { name: "small-seller", role: "seller", display_name: "Sue Small", balance: 10, ..NOBODY },
    Person {
        name: "unverified",
        display_name: "Una Unverified",
        verification: Verification::Pending,
        balance: 100,
        ..NOBODY
    },
    Person { name: "unverified-email", display_name: "Emil Unread", email_verified: false, balance: 100, ..NOBODY },
    Person { name: "suspended", display_name: "Sid Suspended", state: AccountState::Suspended, balance: 100, ..NOBODY },
    Person { name: "closed", display_name: "Cleo Closed", state: AccountState::Closed, balance: 100, ..NOBODY },
];

/// Opens the account of the caller, which holds nothing.
pub(super) fn caller(books: &mut Books<'_>, world: &World) -> Result<SeedAccount, Stop> {
    let caller = Person {
        name: "shop",
        role: "caller",
        kind: AccountKind::Developer,
        verification: Verification::CompleteNoLimits,
        ..NOBODY
    };
    caller.move_in(books, world)
}

impl Person {
    /// Opens the account, with what it holds.
    pub(super) fn move_in(&self, books: &mut Books<'_>, world: &World) -> Result<SeedAccount, Stop> {
        let is_caller = self.role == "caller";
        let id = if is_caller { books.caller_id().to_owned() } else { books.ids().account() };
        let is_named = is_caller && (world.name != self.name || self.display_name.is_empty());
        let display_name = if is_named { &world.name } else { self.display_name };
        let new = NewAccount {
            name: self.name.to_owned(),
            role: if self.role == "seller" { AccountRole::Seller } else { AccountRole::Buyer },
            kind: Some(self.kind),
            balance: Decimal::from(self.balance),
            terms: AccountChange {
                display_name: Some(display_name.to_owned()),
                state: Some(self.state),
                email_verified: Some(self.email_verified),
                verification: Some(self.verification),
                marketplace: Some(is_caller),
                card: Setting::To(Card { declines: Some(self.troubled), ..Card::default() }),
                bank: Setting::To(Bank { verified: Some(!self.troubled), ..Bank::default() }),
                ..AccountChange::default()
            },
        };
        let account = accounts::open(books, id, &new)?;
        Ok(SeedAccount {
            caller: books.caller_id().to_owned(),
            name: self.name.to_owned(),
            role: self.role.to_owned(),
            account_id: account.id,
            display_name: account.name,
            email: account.email,
            balance: new.balance,
        })
    }
}
