//! Opening an account, and what becomes of it: done by its owner on the pages of Amazon Payments, not by the caller.

use chrono::{DateTime, Months};
use rust_decimal::Decimal;

use super::parties;
use crate::sandbox::{
    accounts::{AccountChange, AccountRole, Bank, Card, NewAccount, Setting},
    books::{Books, Stop},
    command::{self, invalid},
    ledger::{Book, LedgerAccount, Movement},
    rows::{Account, AccountKind, AccountState, BankAccount, CreditCard, MonthlyUse, Verification},
};
use crate::wire::xml::is_xml_char;

/// The most that an account may hold in the beginning, or be limited to, in dollars.
const MOST: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);
/// How long a new card is good.
const CARD_LASTS: Months = Months::new(36);
const LONGEST_NAME: usize = 128;
/// In bytes.
const LONGEST_EMAIL: usize = 65;

/// Opens an account with what it holds.
pub(crate) fn open(books: &mut Books<'_>, id: String, new: &NewAccount) -> Result<Account, Stop> {
    check_money("balance", new.balance)?;
    let kind = new.kind.unwrap_or(match new.role {
        AccountRole::Buyer => AccountKind::Personal,
        AccountRole::Seller => AccountKind::Business,
    });
    let mut account = Account {
        id,
        name: new.name.clone(),
        email: format!("{}@example.com", new.name),
        kind,
        state: AccountState::Active,
        email_verified: true,
        verification: Verification::Complete,
        takes_cards: kind != AccountKind::Personal,
        card: Some(new_card(books)),
        bank: Some(new_bank()),
        sending_limit: None,
        receiving_limit: None,
        month: MonthlyUse::default(),
        marketplace: false,
        notification_url: None,
        last_received: DateTime::UNIX_EPOCH,
        received_since: None,
        unfinished: Box::default(),
    };
    apply(books, &mut account, &new.terms)?;
    books.put(account.clone());
    let mut opening = Movement::default();
    opening.transfer(LedgerAccount::service(Book::Opening), LedgerAccount::of(Book::Balance, &account.id), new.balance);
    books.post(books.now(), "", opening)?;
    Ok(account)
}

/// Alters the account of that id. What is under way is not touched: it comes to its end as it began.
pub(crate) fn alter(books: &mut Books<'_>, id: &str, change: &AccountChange) -> Result<Account, Stop> {
    let mut account = parties::account(books, id)?;
    apply(books, &mut account, change)?;
    books.put(account.clone());
    Ok(account)
}

fn apply(books: &Books<'_>, account: &mut Account, change: &AccountChange) -> Result<(), Stop> {
    if let Some(name) = &change.display_name {
        command::check_text("display_name", name, LONGEST_NAME)?;
        account.name.clone_from(name);
    }
    if let Some(email) = &change.email {
        let is_address = email.split_once('@').is_some_and(|(user, host)| !user.is_empty() && !host.is_empty());
        let is_clean = email.chars().all(|char| is_xml_char(char) && !char.is_whitespace());
        if !is_address || email.len() > LONGEST_EMAIL || !is_clean {
            return Err(invalid(format!(
                "email must be an address such as anna@example.com, of {LONGEST_EMAIL} bytes at most."
            )));
        }
        account.email.clone_from(email);
    }
    for (field, limit) in [("sending_limit", &change.sending_limit), ("receiving_limit", &change.receiving_limit)] {
        if let Setting::To(limit) = limit {
            check_money(field, *limit)?;
        }
    }
    if let Setting::To(url) = &change.notification_url
        && !command::is_web_address(url)
    {
        return Err(invalid("notification_url must be an absolute http or https URL."));
    }
    account.email_verified = change.email_verified.unwrap_or(account.email_verified);
    account.state = change.state.unwrap_or(account.state);
    account.verification = change.verification.unwrap_or(account.verification);
    account.takes_cards = change.takes_cards.unwrap_or(account.takes_cards);
    account.marketplace = change.marketplace.unwrap_or(account.marketplace);
    set(&mut account.sending_limit, &change.sending_limit);
    set(&mut account.receiving_limit, &change.receiving_limit);
    set(&mut account.notification_url, &change.notification_url);
    match &change.card {
        Setting::Keep => {}
        Setting::None => account.card = None,
        Setting::To(Card { expires, declines }) => {
            let card = account.card.get_or_insert_with(|| new_card(books));
            card.expires = expires.unwrap_or(card.expires);
            card.declines = declines.unwrap_or(card.declines);
        }
    }
    match &change.bank {
        Setting::Keep => {}
        Setting::None => account.bank = None,
        Setting::To(Bank { verified, declines }) => {
            let bank = account.bank.get_or_insert_with(new_bank);
            bank.verified = verified.unwrap_or(bank.verified);
            bank.declines = declines.unwrap_or(bank.declines);
        }
    }
    Ok(())
}

fn set<T: Clone>(place: &mut Option<T>, setting: &Setting<T>) {
    match setting {
        Setting::Keep => {}
        Setting::None => *place = None,
        Setting::To(value) => *place = Some(value.clone()),
    }
}

fn new_card(books: &Books<'_>) -> CreditCard {
    CreditCard { last_digits: "1111".to_owned(), expires: books.now() + CARD_LASTS, declines: false }
}

fn new_bank() -> BankAccount {
    BankAccount { last_digits: "6789".to_owned(), verified: true, declines: false }
}

fn check_money(field: &str, amount: Decimal) -> Result<(), Stop> {
    if (Decimal::ZERO..=MOST).contains(&amount) && amount.normalize().scale() <= 2 {
        return Ok(());
    }
    Err(invalid(format!("{field} is {amount}, and must be whole cents from 0 to {MOST} dollars.")))
}
