//! What the parameters of the pages are made of.

use rust_decimal::Decimal;

use crate::{money::Amount, wire::open_enum};

open_enum! {
    /// How a visit to the pages ended: the parameter `status` of the way back.
    Status {
        /// Approved, to be paid from the balance of an Amazon Payments account.
        Sa = "SA",
        /// Approved, to be paid from a bank account.
        Sb = "SB",
        /// Approved, to be paid by credit card.
        Sc = "SC",
        /// A recipient's token is installed.
        Sr = "SR",
        /// The token that was to be edited stays as it was.
        Su = "SU",
        /// Something failed that neither the caller nor the buyer can mend.
        Se = "SE",
        /// The buyer has left the pages without approving.
        A = "A",
        /// The caller has sent something that can't be used: `errorMessage` says what.
        Ce = "CE",
        /// The buyer has none of the payment methods that were asked for.
        Pe = "PE",
        /// It may not be: the e-mail address is not verified, sender and recipient are the same, or a personal
        /// account was to receive credit card payments.
        Np = "NP",
        /// The caller is not registered.
        Nm = "NM",
    }
}

impl Status {
    /// Whether there is a token that can be used.
    pub fn is_success(&self) -> bool {
        matches!(self, Self::Sa | Self::Sb | Self::Sc | Self::Sr | Self::Su)
    }
}

/// How `transactionAmount` bounds each payment from a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Bound {
    /// Each is of this amount.
    Exact,
    /// Each is of this amount or more.
    Minimum,
    /// Each is of this amount or less.
    Maximum,
}

/// A length of time in the units of the calendar, such as 7 days. The count is from 1 to 10,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// How many units.
    pub count: u32,
    /// The unit.
    pub unit: Unit,
}

impl Period {
    /// `count` times this unit.
    pub const fn new(count: u32, unit: Unit) -> Self {
        Self { count, unit }
    }
}

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names say it all")]
pub enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    pub(super) const ALL: [(Self, &str); 5] =
        [(Self::Hour, "Hour"), (Self::Day, "Day"), (Self::Week, "Week"), (Self::Month, "Month"), (Self::Year, "Year")];
}

/// What may be paid from a token within a window of time: `usageLimitType1` and its companions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageLimit {
    /// The most that may be paid in a window.
    pub quota: Quota,
    /// How long a window is. Without it, there is one for the life of the token.
    pub period: Option<Period>,
}

/// A quota of money or of payments.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Quota {
    /// So much money in all.
    Amount(Amount),
    /// So many payments.
    Count(u32),
}

impl UsageLimit {
    /// At most this much money in a period.
    pub fn amount(amount: Amount, period: Option<Period>) -> Self {
        Self { quota: Quota::Amount(amount), period }
    }

    /// At most this many payments in a period.
    pub fn count(count: u32, period: Option<Period>) -> Self {
        Self { quota: Quota::Count(count), period }
    }
}

/// How the caller shows itself on the pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Branding {
    /// Where its image stands. Default: as a logo.
    pub style: Option<BrandingStyle>,
    /// The https address of the image, for a logo at most 215 by 40 pixels.
    pub image_url: Option<String>,
    /// What the caller's website is.
    pub description: Option<String>,
}

/// Where the caller's image stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BrandingStyle {
    /// In a corner.
    Logo,
    /// Above everything.
    Banner,
}

/// Where goods are sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it all")]
pub struct Address {
    pub name: Option<String>,
    pub line1: Option<String>,
    pub line2: Option<String>,
    pub city: Option<String>,
    pub state: Option<String>,
    pub zip: Option<String>,
    pub country: Option<String>,
    pub phone: Option<String>,
}

/// The month in which a credit card expires, written `03/2029`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CardExpiry {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: u32,
}

/// The most that an amount of the pages can be, in dollars.
pub(super) const MOST: Decimal = Decimal::from_parts(999_999_999, 0, 0, false, 0);
