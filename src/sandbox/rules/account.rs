//! What an account holds, and what it may receive.

use super::{parties, tokens};
use crate::{
    fps::{self, ErrorCode},
    sandbox::{
        books::{Books, Stop},
        ledger::{Book, LedgerAccount},
        rows::{AccountState, Need, Verification},
        view::usd,
    },
};

/// The caller's balance. The total is what can be spent and what is on its way out; what is on its way in is not
/// there yet.
pub(crate) fn balance(books: &Books<'_>) -> Result<fps::AccountBalance, Stop> {
    parties::check_access(books)?;
    let [available, coming, going] =
        [Book::Balance, Book::BalanceIn, Book::BalanceOut].map(|book| LedgerAccount::of(book, books.caller_id()));
    books.want([&available, &coming, &going].map(|account| Need::Balance(account.clone())))?;
    let available = books.balance(&available)?;
    let going = books.balance(&going)?;
    Ok(fps::AccountBalance {
        total_balance: usd(available + going),
        pending_in_balance: usd(books.balance(&coming)?),
        pending_out_balance: usd(going),
        available_balances: fps::AvailableBalances { disburse_balance: usd(available), refund_balance: usd(available) },
    })
}

pub(crate) fn verification(books: &Books<'_>, token: &str) -> Result<fps::RecipientVerificationStatus, Stop> {
    parties::check_access(books)?;
    let token = tokens::of_recipient(books, token)?;
    let account = parties::account(books, &token.account)?;
    let why = match account.state {
        AccountState::Active => None,
        AccountState::Suspended => Some("suspended"),
        AccountState::Closed => Some("closed"),
    };
    if let Some(why) = why {
        return Err(Stop::refuse(ErrorCode::InvalidAccountState, format!("The recipient's account is {why}.")));
    }
    Ok(match account.verification {
        Verification::Pending => fps::RecipientVerificationStatus::VerificationPending,
        Verification::Complete => fps::RecipientVerificationStatus::VerificationComplete,
        Verification::CompleteNoLimits => fps::RecipientVerificationStatus::VerificationCompleteNoLimits,
    })
}
