//! Accounts that are opened and altered while the sandbox runs.

use super::{keep, model::SeedAccount, share};
use crate::sandbox::{
    accounts::{AccountChange, AccountRole, NewAccount},
    books::{Books, Stop},
    command::invalid,
    rows::Account,
    rules::{accounts, parties},
};

const LONGEST_NAME: usize = 64;

pub(super) fn create(books: &mut Books<'_>, new: &NewAccount) -> Result<SeedAccount, Stop> {
    let fits = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_');
    if new.name.is_empty() || new.name.len() > LONGEST_NAME || !new.name.chars().all(fits) {
        return Err(invalid(format!("name must be 1 to {LONGEST_NAME} letters, digits, '-' and '_'.")));
    }
    let mut share = share(books)?;
    if share.accounts.iter().any(|known| known.name == new.name) {
        return Err(invalid(format!("There is an account '{}' here already.", new.name)));
    }
    let id = books.ids().account();
    let account = accounts::open(books, id, new)?;
    let role = match new.role {
        AccountRole::Buyer => "buyer",
        AccountRole::Seller => "seller",
    };
    let made = SeedAccount {
        caller: books.caller_id().to_owned(),
        name: new.name.clone(),
        role: role.to_owned(),
        account_id: account.id,
        display_name: account.name,
        email: account.email,
        balance: new.balance.normalize(),
    };
    share.accounts.push(made.clone());
    keep(books, &share)?;
    Ok(made)
}

/// Whether the caller's account is called so.
pub(crate) fn is_called(books: &Books<'_>, name: &str) -> Result<bool, Stop> {
    Ok(parties::account(books, books.caller_id())?.name == name)
}

/// Has the caller's account be called so.
pub(crate) fn call(books: &mut Books<'_>, name: &str) -> Result<(), Stop> {
    books.tell_nobody();
    let caller = books.caller_id().to_owned();
    let change = AccountChange { display_name: Some(name.to_owned()), ..AccountChange::default() };
    alter(books, &caller, &change).map(drop)
}

/// Alters the account that is called `account` here, or has that id.
pub(super) fn alter(books: &mut Books<'_>, account: &str, change: &AccountChange) -> Result<SeedAccount, Stop> {
    let mut share = share(books)?;
    let known = share.accounts.iter_mut().find(|known| known.name == account || known.account_id == account);
    let known = known.ok_or_else(|| {
        invalid(format!("There is no account '{}' here.", account.chars().take(64).collect::<String>()))
    })?;
    let Account { name, email, .. } = accounts::alter(books, &known.account_id, change)?;
    if (&known.display_name, &known.email) == (&name, &email) {
        return Ok(known.clone());
    }
    known.display_name = name;
    known.email = email;
    let altered = known.clone();
    keep(books, &share)?;
    Ok(altered)
}
