//! The summaries of a day and the statements of a month, by UTC: for every account that took part in a transaction.

use chrono::{DateTime, Datelike, Days, Months, NaiveTime, Utc};
use rust_decimal::Decimal;

use super::{letter, send, template::Template};
use crate::sandbox::{
    books::{Books, Stop},
    ledger::{Book, LedgerAccount},
    rows::{About, Account, Direction, Transaction, Transfer, Turnover},
    rules::parties,
};

/// The accounts whose days and months a transaction counts in.
pub(super) fn accounts(transaction: &Transaction) -> Vec<&str> {
    let mut accounts = vec![transaction.sender.account.as_str()];
    for party in [&transaction.recipient, &transaction.caller] {
        if !accounts.contains(&party.account.as_str()) {
            accounts.push(&party.account);
        }
    }
    accounts
}

/// Counts a transaction that has succeeded at `at`.
pub(super) fn count_payment(books: &mut Books<'_>, transaction: &Transaction, at: DateTime<Utc>) -> Result<(), Stop> {
    for id in accounts(transaction) {
        let mut account = parties::account(books, id)?;
        let own = LedgerAccount::of(Book::Balance, id);
        let postings = transaction.movement.postings().filter(|posting| posting.account == own);
        let balance: Decimal = postings.map(|posting| posting.value).sum();
        count(books, &mut account, at, |turnover| {
            turnover.payments += 1;
            if transaction.sender.account == id {
                turnover.sent += transaction.amount;
            }
            if transaction.recipient.account == id {
                turnover.received += transaction.amount;
            }
            turnover.balance += balance;
        });
        books.put(account);
    }
    Ok(())
}

/// Counts a deposit or a withdrawal that has succeeded at `at`.
pub(crate) fn count_transfer(books: &mut Books<'_>, account: &mut Account, transfer: &Transfer, at: DateTime<Utc>) {
    count(books, account, at, |turnover| match transfer.direction {
        Direction::Deposit => {
            turnover.deposited += transfer.amount;
            turnover.balance += transfer.amount;
        }
        Direction::Withdrawal => {
            turnover.withdrawn += transfer.amount;
            turnover.balance -= transfer.amount;
        }
    });
}

/// Tells of the day and of the month that were over by `now`.
pub(crate) fn close_periods(books: &mut Books<'_>, account: &mut Account, now: DateTime<Utc>) {
    let unfinished = &mut account.unfinished;
    let over = [
        (Template::DailySummary, unfinished.day.take_if(|day| day.ends <= now)),
        (Template::MonthlyStatement, unfinished.month.take_if(|month| month.ends <= now)),
    ];
    for (template, turnover) in over {
        if let Some(turnover) = turnover {
            let letter = letter::of_turnover(template, account, &turnover);
            send(books, turnover.ends, About::Account(account.id.clone()), letter);
        }
    }
}

fn count(books: &mut Books<'_>, account: &mut Account, at: DateTime<Utc>, add: impl Fn(&mut Turnover)) {
    // Whatever comes first after a day or a month is over closes it.
    close_periods(books, account, at);
    let midnight = at.date_naive().and_time(NaiveTime::MIN).and_utc();
    let first = midnight.with_day(1).unwrap_or(midnight);
    // The last day of the calendar has no end.
    let end = |next: Option<DateTime<Utc>>| next.unwrap_or(DateTime::<Utc>::MAX_UTC);
    let day = Turnover::of(midnight, end(midnight.checked_add_days(Days::new(1))));
    let month = Turnover::of(first, end(first.checked_add_months(Months::new(1))));
    add(account.unfinished.day.get_or_insert(day));
    add(account.unfinished.month.get_or_insert(month));
}
