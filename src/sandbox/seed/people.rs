//! Who lives in the world of every caller.

use chrono::{DateTime, Months};
use rust_decimal::Decimal;

use super::{World, model::SeedAccount};
use crate::sandbox::{
    books::{Books, Stop},
    ledger::{Book, LedgerAccount, Movement},
    rows::{Account, AccountKind, AccountState, BankAccount, CreditCard, MonthlyUse, Verification},
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

impl Person {
    /// Opens the account, with what it holds.
    pub(super) fn move_in(&self, books: &mut Books<'_>, world: &World) -> Result<SeedAccount, Stop> {
        let is_caller = self.role == "caller";
        let id = if is_caller { books.caller_id().to_owned() } else { books.ids().account() };
        let email = format!("{}@example.com", self.name);
        let display_name = if is_caller && world.name != self.name { &world.name } else { self.display_name };
        let expires = books.now() + Months::new(36);
        let card = CreditCard { last_digits: "1111".to_owned(), expires, declines: self.troubled };
        let bank = BankAccount { last_digits: "6789".to_owned(), verified: !self.troubled, declines: false };
        books.put(Account {
            id: id.clone(),
            name: display_name.to_owned(),
            email: email.clone(),
            kind: self.kind,
            state: self.state,
            email_verified: self.email_verified,
            verification: self.verification,
            takes_cards: self.kind != AccountKind::Personal,
            card: Some(card),
            bank: Some(bank),
            sending_limit: None,
            receiving_limit: None,
            month: MonthlyUse::default(),
            marketplace: is_caller,
            notification_url: None,
            last_received: DateTime::UNIX_EPOCH,
            due: None,
        });
        let balance = Decimal::from(self.balance);
        let mut opening = Movement::default();
        opening.transfer(LedgerAccount::service(Book::Opening), LedgerAccount::of(Book::Balance, &id), balance);
        books.post(books.now(), "", opening)?;
        Ok(SeedAccount {
            caller: books.caller_id().to_owned(),
            name: self.name.to_owned(),
            role: self.role.to_owned(),
            account_id: id,
            display_name: display_name.to_owned(),
            email,
            balance,
        })
    }
}
