//! What happens to an account itself: its bank account, its card and its address are verified, money comes from its
//! bank and goes there, and it becomes something else.

use std::mem;

use chrono::{DateTime, SubsecRound, Utc};
use rust_decimal::Decimal;

use super::parties;
use crate::{
    fps::ErrorCode,
    sandbox::{
        action::AccountAction,
        books::{Books, Stop},
        command::invalid,
        ledger::{Book, LedgerAccount, Movement},
        mail::{self, Template},
        rows::{Account, AccountKind, AccountState, BankAccount, Direction, Method, Transfer, Verification},
    },
};

/// Transfers of one account that its bank has not answered yet.
const MOST_TRANSFERS: usize = 100;

/// Does `action` with the account of that id, and tells its holder.
pub(crate) fn act(books: &mut Books<'_>, id: &str, action: &AccountAction) -> Result<(), Stop> {
    let mut account = parties::account(books, id)?;
    if account.state != AccountState::Active {
        let why = format!("The account is {:?}: nothing can be done with it.", account.state);
        return Err(Stop::refuse(ErrorCode::InvalidAccountState, why));
    }
    let told = match *action {
        AccountAction::StartBankVerification {} => Some(start_bank_verification(&mut account)?),
        AccountAction::FinishBankVerification { succeeds } => Some(finish_bank_verification(&mut account, succeeds)?),
        AccountAction::FinishCardVerification { succeeds } => finish_card_verification(&mut account, succeeds)?,
        AccountAction::SendEmailConfirmation {} => {
            check_unconfirmed(&account)?;
            Some(Template::confirm_email(account.kind))
        }
        AccountAction::ConfirmEmail {} => {
            check_unconfirmed(&account)?;
            account.email_verified = true;
            Template::email_verified(account.kind)
        }
        AccountAction::UpgradeToBusiness {} => Some(upgrade(&mut account)?),
        AccountAction::RegisterDeveloper {} => Some(register(&mut account)?),
        AccountAction::Deposit { amount } => return begin(books, account, Direction::Deposit, amount),
        AccountAction::Withdraw { amount } => return begin(books, account, Direction::Withdrawal, amount),
    };
    if let Some(template) = told {
        mail::tell(books, &account, template);
    }
    books.put(account);
    Ok(())
}

/// Does what is due for the account of that id, and tells whether anything was.
pub(crate) fn step(books: &mut Books<'_>, id: &str) -> Result<bool, Stop> {
    let mut account = parties::account(books, id)?;
    let Some(due) = account.unfinished.due().filter(|due| *due <= books.now()) else { return Ok(false) };
    // A day that is over comes before what the bank answers at midnight: that belongs to the next one.
    mail::close_periods(books, &mut account, due);
    let transfers = mem::take(&mut account.unfinished.transfers);
    let (answered, waiting): (Vec<_>, _) = transfers.into_iter().partition(|transfer| transfer.due <= due);
    account.unfinished.transfers = waiting;
    for transfer in answered {
        finish(books, &mut account, &transfer)?;
    }
    books.put(account);
    Ok(true)
}

fn start_bank_verification(account: &mut Account) -> Result<Template, Stop> {
    if bank(account)?.verified {
        return Err(invalid("The bank account is verified already."));
    }
    if account.unfinished.bank_verification {
        return Err(invalid("The bank account is being verified already: finish_bank_verification ends that."));
    }
    account.unfinished.bank_verification = true;
    Ok(Template::bank_verification_started(account.kind))
}

fn finish_bank_verification(account: &mut Account, succeeds: bool) -> Result<Template, Stop> {
    bank(account)?;
    if !account.unfinished.bank_verification {
        return Err(invalid("The bank account is not being verified: start_bank_verification begins it."));
    }
    account.unfinished.bank_verification = false;
    if !succeeds {
        return Ok(Template::BankVerificationFailed);
    }
    if let Some(bank) = &mut account.bank {
        bank.verified = true;
    }
    verify(account);
    Ok(Template::BankVerified)
}

fn finish_card_verification(account: &mut Account, succeeds: bool) -> Result<Option<Template>, Stop> {
    if account.card.is_none() {
        return Err(invalid("The account has no credit card."));
    }
    if succeeds {
        verify(account);
        return Ok(None);
    }
    account.card = None;
    if !account.bank.as_ref().is_some_and(|bank| bank.verified) {
        account.verification = Verification::Pending;
    }
    Ok((account.kind == AccountKind::Business).then_some(Template::CardVerificationFailed))
}

fn verify(account: &mut Account) {
    if account.verification == Verification::Pending {
        account.verification = Verification::Complete;
    }
}

fn check_unconfirmed(account: &Account) -> Result<(), Stop> {
    match account.email_verified {
        true => Err(invalid("The e-mail address is confirmed already.")),
        false => Ok(()),
    }
}

fn upgrade(account: &mut Account) -> Result<Template, Stop> {
    if account.kind != AccountKind::Personal {
        return Err(invalid(format!("The account is a {:?} account: only a personal one is upgraded.", account.kind)));
    }
    account.kind = AccountKind::Business;
    account.takes_cards = true;
    Ok(Template::UpgradedToBusiness)
}

fn register(account: &mut Account) -> Result<Template, Stop> {
    if account.kind == AccountKind::Developer {
        return Err(invalid("The account is a developer's already."));
    }
    account.kind = AccountKind::Developer;
    account.takes_cards = true;
    Ok(Template::DeveloperRegistered)
}

fn begin(books: &mut Books<'_>, mut account: Account, direction: Direction, amount: Decimal) -> Result<(), Stop> {
    if !bank(&account)?.verified {
        return Err(Stop::refuse(ErrorCode::UnverifiedBankAccount, "The bank account is not verified."));
    }
    if amount.normalize().scale() > 2 {
        return Err(invalid(format!("amount is {amount}, and may have two decimal places at most.")));
    }
    parties::check_amount(amount, Method::Ach)?;
    if account.unfinished.transfers.len() >= MOST_TRANSFERS {
        return Err(invalid(format!("The bank has {MOST_TRANSFERS} transfers to answer first.")));
    }
    let began = books.now();
    let due = began.checked_add_signed(books.policy().latency.bank).unwrap_or(DateTime::<Utc>::MAX_UTC);
    let transfer = Transfer { id: books.ids().transaction(), direction, amount, began, due: due.trunc_subsecs(3) };
    let hold = movement(&account, &transfer).hold();
    parties::check_cover(books, &hold, ErrorCode::InsufficientBalance)?;
    books.post(began, &transfer.id, hold)?;
    let template = match direction {
        Direction::Deposit => Template::DepositInitiated,
        Direction::Withdrawal => Template::WithdrawalInitiated,
    };
    mail::tell_transfer(books, &account, &transfer, template, began);
    account.unfinished.transfers.push(transfer);
    books.put(account);
    Ok(())
}

/// What the bank answers to a transfer when it is due.
fn finish(books: &mut Books<'_>, account: &mut Account, transfer: &Transfer) -> Result<(), Stop> {
    let movement = movement(account, transfer);
    let undo = movement.hold().reversed();
    let at = transfer.due;
    if account.bank.as_ref().is_none_or(|bank| bank.declines) {
        books.post(at, &transfer.id, undo)?;
        let template = match transfer.direction {
            Direction::Deposit => Template::DepositFailure,
            Direction::Withdrawal => Template::WithdrawalFailure,
        };
        mail::tell_transfer(books, account, transfer, template, at);
        return Ok(());
    }
    books.post(at, &transfer.id, undo.and(&movement))?;
    mail::count_transfer(books, account, transfer, at);
    if transfer.direction == Direction::Deposit {
        mail::tell_transfer(books, account, transfer, Template::DepositSuccess, at);
    }
    Ok(())
}

fn movement(account: &Account, transfer: &Transfer) -> Movement {
    let banks = LedgerAccount::service(Book::Banks);
    let balance = LedgerAccount::of(Book::Balance, &account.id);
    let mut movement = Movement::default();
    match transfer.direction {
        Direction::Deposit => movement.transfer(banks, balance, transfer.amount),
        Direction::Withdrawal => movement.transfer(balance, banks, transfer.amount),
    }
    movement
}

fn bank(account: &Account) -> Result<&BankAccount, Stop> {
    account.bank.as_ref().ok_or_else(|| invalid("The account has no bank account."))
}
