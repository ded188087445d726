//! The double-entry ledger: every movement of money is a set of postings that sums to zero.
//!
//! A positive balance of a book is money that is owed to its owner. Money that enters the sandbox's world through
//! a card or a bank account therefore leaves [`Book::Cards`] or [`Book::Banks`] with a negative balance.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{amazon_pay::Environment, ids::redact};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Book {
    /// An account's balance that can be spent.
    Balance,
    /// What is on its way to an account.
    BalanceIn,
    /// What has left an account's balance and has not arrived.
    BalanceOut,
    /// What a prepaid instrument can still pay.
    Prepaid,
    PrepaidIn,
    PrepaidOut,
    /// The prepaid balances that an account is liable for, negative.
    PrepaidLiability,
    PrepaidLiabilityIn,
    PrepaidLiabilityOut,
    /// What is owed on a credit instrument.
    Debt,
    DebtIn,
    /// The part of it that a settlement under way will pay.
    DebtOut,
    /// The debts that are owed to an account, negative.
    DebtClaim,
    DebtClaimIn,
    DebtClaimOut,
    /// The card processor.
    Cards,
    /// The banks.
    Banks,
    /// The fees that the service has earned.
    Fees,
    /// The counterpart of everything that is on its way in.
    Transit,
    /// The counterpart of balances that the sandbox was started with.
    Opening,
    /// What a merchant of Amazon Pay is to be paid out; his account is named after him and his currency.
    Seller,
    /// What a provider of Amazon Pay is to be paid out.
    Provider,
    /// The processor of Amazon Pay, a ledger account for each currency.
    Processor,
    /// The fees that Amazon Pay has earned, a ledger account for each currency.
    PayFees,
}

impl Book {
    /// Whose side of the ledger a posting of `value` waits on until its transaction is complete, and where:
    /// none for the books of the service itself, which are only touched in the end.
    fn waiting(self, value: Decimal) -> Option<Waiting> {
        let (book, with_in, with_out, more) = match self {
            Self::Balance => (self, Self::BalanceIn, Self::BalanceOut, value > Decimal::ZERO),
            Self::Prepaid => (self, Self::PrepaidIn, Self::PrepaidOut, value > Decimal::ZERO),
            Self::PrepaidLiability => {
                (self, Self::PrepaidLiabilityIn, Self::PrepaidLiabilityOut, value < Decimal::ZERO)
            }
            Self::Debt => (self, Self::DebtIn, Self::DebtOut, value > Decimal::ZERO),
            Self::DebtClaim => (self, Self::DebtClaimIn, Self::DebtClaimOut, value < Decimal::ZERO),
            _ => return None,
        };
        // What comes in is shown as coming; what goes out is taken away at once, so that it is not spent twice.
        Some(if more {
            Waiting { place: with_in, from: Self::Transit }
        } else {
            Waiting { place: with_out, from: book }
        })
    }

    /// Whether the balance belongs to an owner and may not fall below zero.
    pub(crate) fn is_covered(self) -> bool {
        matches!(self, Self::Balance | Self::Prepaid | Self::Debt)
    }
}

struct Waiting {
    place: Book,
    from: Book,
}

/// One book of one owner. The books of the service itself have no owner.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct LedgerAccount {
    pub(crate) book: Book,
    /// The account or the instrument; empty for the service itself.
    pub(crate) owner: String,
}

impl std::fmt::Debug for LedgerAccount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}({})", self.book, redact(&self.owner))
    }
}

impl LedgerAccount {
    pub(crate) fn of(book: Book, owner: &str) -> Self {
        Self { book, owner: owner.to_owned() }
    }

    /// That of a merchant or a provider, or, with an empty owner, of Amazon Pay itself, in one currency. Money of the
    /// live environment and of the other one never meet.
    pub(crate) fn in_currency(book: Book, owner: &str, environment: Environment, currency: &str) -> Self {
        Self::of(book, format!("{owner} {environment} {currency}").trim_start())
    }

    pub(crate) fn service(book: Book) -> Self {
        Self { book, owner: String::new() }
    }
}

/// An amount that is added to a ledger account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Posting {
    pub(crate) account: LedgerAccount,
    pub(crate) value: Decimal,
}

/// Postings that sum to zero.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Movement(Vec<Posting>);

impl Movement {
    /// Adds `value` to `account`: a second posting to the same account is added to the first.
    pub(crate) fn add(&mut self, account: LedgerAccount, value: Decimal) {
        match self.0.iter_mut().find(|posting| posting.account == account) {
            Some(posting) => posting.value += value,
            None => self.0.push(Posting { account, value }),
        }
    }

    /// Moves `value` from one ledger account to another.
    pub(crate) fn transfer(&mut self, from: LedgerAccount, to: LedgerAccount, value: Decimal) {
        self.add(from, -value);
        self.add(to, value);
    }

    pub(crate) fn postings(&self) -> impl Iterator<Item = &Posting> {
        self.0.iter().filter(|posting| !posting.value.is_zero())
    }

    pub(crate) fn is_balanced(&self) -> bool {
        self.0.iter().map(|posting| posting.value).sum::<Decimal>().is_zero()
    }

    /// What this movement does while its transaction is pending: takes what is to be paid, and announces what is
    /// to come.
    pub(crate) fn hold(&self) -> Self {
        let mut hold = Self::default();
        for Posting { account: LedgerAccount { book, owner }, value } in self.postings() {
            let Some(waiting) = book.waiting(*value) else { continue };
            let from = match waiting.from {
                Book::Transit => LedgerAccount::service(Book::Transit),
                book => LedgerAccount::of(book, owner),
            };
            let to = LedgerAccount::of(waiting.place, owner);
            match waiting.from {
                Book::Transit => hold.transfer(from, to, *value),
                _ => hold.transfer(to, from, *value),
            }
        }
        hold
    }

    /// Undoes this movement.
    pub(crate) fn reversed(&self) -> Self {
        Self(self.0.iter().map(|posting| Posting { account: posting.account.clone(), value: -posting.value }).collect())
    }

    /// Both movements as one.
    pub(crate) fn and(mut self, other: &Self) -> Self {
        for posting in &other.0 {
            self.add(posting.account.clone(), posting.value);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dollars(value: i64) -> Decimal {
        Decimal::new(value, 0)
    }

    fn value(movement: &Movement, book: Book) -> Decimal {
        movement.postings().filter(|posting| posting.account.book == book).map(|posting| posting.value).sum()
    }

    fn card_payment() -> Movement {
        let mut movement = Movement::default();
        movement.transfer(LedgerAccount::service(Book::Cards), LedgerAccount::of(Book::Balance, "shop"), dollars(10));
        movement.transfer(LedgerAccount::of(Book::Balance, "shop"), LedgerAccount::service(Book::Fees), dollars(1));
        movement
    }

    #[test]
    fn money_to_come_is_shown_and_not_yet_there() {
        let hold = card_payment().hold();
        assert!(hold.is_balanced());
        assert_eq!(value(&hold, Book::BalanceIn), dollars(9));
        assert_eq!(value(&hold, Book::Balance), dollars(0));
        assert_eq!(value(&hold, Book::Cards), dollars(0));
    }

    #[test]
    fn money_to_go_leaves_at_once() {
        let hold = card_payment().reversed().hold();
        assert!(hold.is_balanced());
        assert_eq!(value(&hold, Book::Balance), dollars(-9));
        assert_eq!(value(&hold, Book::BalanceOut), dollars(9));
    }

    #[test]
    fn completing_a_held_movement_leaves_only_the_movement() {
        for movement in [card_payment(), card_payment().reversed()] {
            let hold = movement.hold();
            let complete = hold.reversed().and(&movement);
            assert!(complete.is_balanced());
            let sum = hold.and(&complete);
            assert_eq!(value(&sum, Book::Transit), dollars(0));
            assert_eq!(value(&sum, Book::BalanceIn) + value(&sum, Book::BalanceOut), dollars(0));
            assert_eq!(value(&sum, Book::Balance), value(&movement, Book::Balance));
        }
    }

    #[test]
    fn a_settlement_under_way_is_neither_debt_nor_paid() {
        let mut movement = Movement::default();
        movement.transfer(LedgerAccount::of(Book::Debt, "i"), LedgerAccount::of(Book::DebtClaim, "shop"), dollars(5));
        let hold = movement.hold();
        assert_eq!(value(&hold, Book::Debt), dollars(-5));
        assert_eq!(value(&hold, Book::DebtOut), dollars(5));
        assert_eq!(value(&hold, Book::DebtClaim), dollars(5));
        assert_eq!(value(&hold, Book::DebtClaimOut), dollars(-5));
    }
}
