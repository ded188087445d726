use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// An Amazon Payments account: of the caller, of a buyer or of a seller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Account {
    pub(crate) id: String,
    /// The contact's name for a personal account, else that of the business.
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) kind: AccountKind,
    pub(crate) state: AccountState,
    pub(crate) email_verified: bool,
    /// What the account may receive, and whether it may send at all.
    pub(crate) verification: Verification,
    pub(crate) takes_cards: bool,
    pub(crate) card: Option<CreditCard>,
    pub(crate) bank: Option<BankAccount>,
    /// Dollars in a calendar month (UTC); none is no limit.
    pub(crate) sending_limit: Option<Decimal>,
    pub(crate) receiving_limit: Option<Decimal>,
    pub(crate) month: MonthlyUse,
    /// Whether the caller may take part in transactions between others.
    pub(crate) marketplace: bool,
    pub(crate) notification_url: Option<String>,
    /// When the transaction was received that is dated last: the next is received at least a millisecond later.
    pub(crate) last_received: DateTime<Utc>,
    /// The same of those that were received since the clock, which was ahead then, was set right; none where it was not, or
    /// where the time has come by now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) received_since: Option<DateTime<Utc>>,
    /// Apart, so that rows stay small.
    #[serde(default)]
    pub(crate) unfinished: Box<Unfinished>,
}

/// What an Amazon Payments account was opened as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum AccountKind {
    /// Of a person. It takes no credit cards unless it is told to.
    Personal,
    /// Of a business.
    Business,
    /// Of whoever calls the service.
    Developer,
}

/// Whether an account may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum AccountState {
    /// It may.
    Active,
    /// It may not, until it is active again.
    Suspended,
    /// It may not.
    Closed,
}

/// How far the owner of an account is known, as `GetRecipientVerificationStatus` tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Verification {
    /// Neither a bank account nor a credit card was verified: the account can neither pay nor be paid.
    Pending,
    /// It was verified.
    Complete,
    /// It was verified, and may receive without limits.
    CompleteNoLimits,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CreditCard {
    pub(crate) last_digits: String,
    /// The first moment at which the card is no longer valid.
    pub(crate) expires: DateTime<Utc>,
    /// Whether its bank refuses every payment.
    pub(crate) declines: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BankAccount {
    pub(crate) last_digits: String,
    pub(crate) verified: bool,
    /// Whether its bank returns every payment.
    pub(crate) declines: bool,
}

/// What of an account goes on: a day and a month that are not over, and what its bank has not answered yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Unfinished {
    /// The day and the month (UTC) with transactions that nobody was told of yet.
    pub(crate) day: Option<Turnover>,
    pub(crate) month: Option<Turnover>,
    /// In the order in which they began.
    pub(crate) transfers: Vec<Transfer>,
    /// Whether the bank account is being verified.
    pub(crate) bank_verification: bool,
}

impl Unfinished {
    /// When the first of it comes to its end.
    pub(crate) fn due(&self) -> Option<DateTime<Utc>> {
        let periods = self.day.iter().chain(&self.month).map(|turnover| turnover.ends);
        periods.chain(self.transfers.iter().map(|transfer| transfer.due)).min()
    }
}

/// What succeeded within a day or a month of an account, in dollars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Turnover {
    pub(crate) begins: DateTime<Utc>,
    pub(crate) ends: DateTime<Utc>,
    /// How many transactions there were, deposits and withdrawals left out.
    pub(crate) payments: u64,
    pub(crate) sent: Decimal,
    pub(crate) received: Decimal,
    pub(crate) deposited: Decimal,
    pub(crate) withdrawn: Decimal,
    /// By how much all of it, fees included, has changed the balance.
    pub(crate) balance: Decimal,
}

impl Turnover {
    /// Nothing yet.
    pub(crate) fn of(begins: DateTime<Utc>, ends: DateTime<Utc>) -> Self {
        let zero = Decimal::ZERO;
        Self { begins, ends, payments: 0, sent: zero, received: zero, deposited: zero, withdrawn: zero, balance: zero }
    }
}

/// Money on its way between an account and its bank account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Transfer {
    pub(crate) id: String,
    pub(crate) direction: Direction,
    pub(crate) amount: Decimal,
    pub(crate) began: DateTime<Utc>,
    /// When the bank answers.
    pub(crate) due: DateTime<Utc>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Direction {
    /// From the bank account.
    Deposit,
    /// To the bank account.
    Withdrawal,
}

/// What an account sent and received in one calendar month.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MonthlyUse {
    /// Such as `2009-10`.
    pub(crate) month: String,
    pub(crate) sent: Decimal,
    pub(crate) received: Decimal,
}

impl MonthlyUse {
    /// The use in the month of `now`, which is nothing when it has just begun.
    pub(crate) fn at(self, now: DateTime<Utc>) -> Self {
        let month = now.format("%Y-%m").to_string();
        if self.month == month { self } else { Self { month, ..Self::default() } }
    }
}
